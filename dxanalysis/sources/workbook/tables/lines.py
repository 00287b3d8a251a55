"""Lines beneath a unit or a group: what is counted, a technology, or a village."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.sources.workbook.words.slots import parse_level, slot_words
from dxanalysis.vietnamese import plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    Path = tuple[str, ...]

_BELOW: Final = re.compile(r"^\s*(?:[-+•*–▪◦]|[a-zđ][.)]\s|\d+[.,]\d+)", re.IGNORECASE)
_NUMBERED: Final = re.compile(
    r"^\s*(?:[-+•*–▪◦]|[a-zđ][.)]|\d+(?:[.,]\d+)*[.)]?)\s+", re.IGNORECASE
)
_MOST: Final = 0.6
_NEARLY_ALL: Final = 0.8
_FEW: Final = 3
_SOME: Final = 2


@dataclass(frozen=True)
class Lines:
    """What stands beneath the units of a table.

    Attributes
    ----------
    rows
        The table's rows, each line with the name and code of the unit above it.
    words
        Row to what its line says, where lines say what is counted.
    villages
        Whether the lines are villages.
    """

    rows: list[Row]
    words: Mapping[int, Path] = field(default_factory=dict)
    villages: bool = False


def find_lines(sheet: Sheet, block: Block, rows: list[Row], lookup: UnitLookup) -> Lines:
    """Tell lines beneath units from units.

    Parameters
    ----------
    sheet, block
        The table.
    rows
        Its rows.
    lookup
        Tells units.

    Returns
    -------
    Lines
        The rows as they are where there are no such lines.
    """
    units = {row.number for row in rows if _is_unit(row, lookup)}
    first = min(units, default=0)
    beneath = [
        row
        for row in rows
        if _may_be_line(row) and row.number > first and not row.repeats
        and row.number not in units
    ]  # fmt: skip
    if len(beneath) < _FEW or len(beneath) < len(units):
        return Lines(rows)
    labels = {row.number: _bare(row.name) for row in beneath}
    older = sum(lookup.is_old(row.name) for row in beneath)
    if not older and _say_what(list(labels.values()), len(units)):
        return _with_words(sheet, block, rows, units, labels)
    if sum(map(_is_village, labels.values())) >= _MOST * len(labels):
        return _with_villages(sheet, block, rows, units, labels)
    return Lines(rows)


def _is_unit(row: Row, lookup: UnitLookup) -> bool:
    """Tell whether a row names a unit of the list."""
    return row.kind == "unit" and bool(lookup.code(row.code) or lookup.name(row.name))


def _may_be_line(row: Row) -> bool:
    """Tell whether a row can be a line: "Tổng số hộ" is what is counted, "Tổng cộng" a total."""
    if row.kind == "total":
        counted = {*parse_level(row.name).subjects} - {"communes"}
        return bool(counted) or load_headings().meaning((row.name,)).of_kind(*FIGURES) is not None
    return row.kind in {"unit", "part"} and bool(row.name)


def _bare(name: str) -> str:
    """Take the number or dash off a line."""
    return _NUMBERED.sub("", name).strip()


def _say_what(labels: Sequence[str], units: int) -> bool:
    """Tell whether lines say what is counted: the same few words beneath each unit."""
    distinct = Counter(map(plain_text, labels))
    if 2 * len(distinct) > len(labels):
        return False
    said = [label for label in dict.fromkeys(labels) if _says(label)]
    as_asked = min(distinct.values()) >= _NEARLY_ALL * units and len(said) >= _SOME
    return len(said) >= _MOST * len(dict.fromkeys(labels)) or as_asked


_NUMBER_BEHIND: Final = re.compile(r"\s(?:số\s*)?(?:\d+[a-zđ]?|[IVX]+)\s*$")


def _says(label: str) -> bool:
    """Tell whether a line names something that is counted, a technology or an operator."""
    level = parse_level(label)
    if _is_village(label) and _NUMBER_BEHIND.search(label):
        return False  # "Thôn 1" beneath each commune is another village each time
    slots = not level.unknown and bool(
        level.subjects or level.technologies or level.operators or level.relations
        or level.measure == "percent"
    )  # fmt: skip
    return slots or load_headings().meaning((label,)).of_kind(*FIGURES) is not None


_VILLAGE: Final = frozenset(strip_tones(word).lower() for word in slot_words("subject", "villages"))


def _is_village(label: str) -> bool:
    """Tell whether a line is the name of a village: "Ấp 5", "Tổ dân phố Hòa Bình"."""
    words = plain_text(label).replace(".", " ").split()
    begins = any(" ".join(words[:length]) in _VILLAGE for length in (1, 2, 3))
    return begins and bool(_NUMBER_BEHIND.search(label) or parse_level(label).unknown)


def _with_words(
    sheet: Sheet, block: Block, rows: list[Row], units: set[int], labels: Mapping[int, str]
) -> Lines:
    """Give each line the unit above it, and what it says."""
    made: list[Row] = []
    words: dict[int, Path] = {}
    above: Row | None = None
    group: list[tuple[int, str, bool]] = []
    for row in rows:
        if row.number in units:
            words |= chained(group)
            above, group = row, []
            if has_figures(sheet, block, row.number):
                made.append(row)
        elif row.number in labels and above is not None:
            filled = has_figures(sheet, block, row.number) or _is_answered(sheet, block, row.number)
            group.append((row.number, row.name, filled))
            if filled:
                made.append(_of(row, above))
        else:
            made.append(row)
    words |= chained(group)
    return Lines(made, words)


_ADDS_UP: Final = re.compile(r"(?:tong|cong)\b")
"""Begins the sum of a commune's villages; none is called so."""


def _with_villages(
    sheet: Sheet, block: Block, rows: list[Row], units: set[int], labels: Mapping[int, str]
) -> Lines:
    """Give each village the unit above it; a unit's own figures are the sum of its villages'."""
    made: list[Row] = []
    above: Row | None = None
    for row in rows:
        if row.number in units:
            above = row
            if has_figures(sheet, block, row.number):
                made.append(replace(row, kind="subtotal"))
        elif (
            row.number in labels and above is not None and not _ADDS_UP.match(plain_text(row.name))
        ):
            made.append(_of(row, above))
        else:
            made.append(row)
    return Lines(made, villages=True)


def _of(row: Row, unit: Row) -> Row:
    """Make a line a row of the unit above it."""
    return replace(row, kind="unit", name=unit.name, code=unit.code, certain=True, repeats=True)


def has_figures(sheet: Sheet, block: Block, row: int) -> bool:
    """Tell whether any cell of a row, beside its name, is a figure.

    Parameters
    ----------
    sheet, block
        The table.
    row
        The row.

    Returns
    -------
    bool
        Whether any is, or would be: a formula that gave none is asked about, not passed over.
    """
    own = block.names or block.codes or 0
    return any(
        looks_like_figure(sheet.cells.get((row, column))) or (row, column) in sheet.broken
        for column in block.columns
        if column > own
    )


def _is_answered(sheet: Sheet, block: Block, row: int) -> bool:
    """Tell whether a cell of a line, beside its name, says yes or no."""
    own = block.names or block.codes or 0
    return any(is_mark(sheet.text(row, column)) for column in block.columns if column > own)


def is_below(text: str) -> bool:
    """Tell whether a line is part of the one above it: "- 4G", "a) 4G", "1.1 4G".

    Parameters
    ----------
    text
        The line.

    Returns
    -------
    bool
        Whether it begins like one.
    """
    return bool(_BELOW.match(text))


_OF_WHICH: Final = re.compile(r"(?i)\W*(?:trong đó|of which)\b\W*\w")
"""Begins a part of what stands in the line above."""


def chained(lines: Sequence[tuple[int, str, bool]]) -> dict[int, Path]:
    """Put before each line the lines that it is part of.

    Parameters
    ----------
    lines
        From the top down: a key, the words, and whether figures stand beside.

    Returns
    -------
    dict
        Key to the words of the groups above and its own: "- 4G" beneath "Dân số được phủ sóng".
        A line that needs no group is given one only if the group changes what is counted.
    """
    found: dict[int, Path] = {}
    group = parent = ""
    for key, text, filled in lines:
        below = is_below(text) or (filled and bool(_OF_WHICH.match(text)))
        if not filled and not below:
            group = parent = text
        path: tuple[str, ...] = (text,)
        level = parse_level(text)
        if below and parent:
            path = (parent, text)
        elif (
            group
            and group != text
            and (parse_level(group).vetoes or not (level.subjects or level.unit))
        ):
            path = (group, text)
        if not below:
            parent = text
        found[key] = path
    return found


def grouped_paths(sheet: Sheet, block: Block, paths: Mapping[int, Path]) -> dict[int, Path]:
    """Put before the headings of a turned sheet the lines of the groups that they stand in.

    Parameters
    ----------
    sheet, block
        The table, turned.
    paths
        Its headings.

    Returns
    -------
    dict
        Column to heading.
    """
    own = [column for column in sorted(paths) if column not in {block.names, block.codes}]
    filled = {column for row in block.body for column in sheet.rows.get(row, ())}
    chains = chained([(column, paths[column][-1], column in filled) for column in own])
    return {
        **paths,
        **{column: (*paths[column][:-1], *chains[column]) for column in own if column in filled},
    }
