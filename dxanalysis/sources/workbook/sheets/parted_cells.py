"""Cells with several figures: "5/4/2" below "Số trạm (Viettel/VNPT/…)", "Viettel: 5; VNPT: 4"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.sheet import Rearranged
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.named_parts import (
    PLAN,
    RESULT,
    are_alike,
    name_key,
    named_parts,
    without_names,
    worded,
)
from dxanalysis.sources.workbook.words.pairs import fits_names, is_part_of, paired
from dxanalysis.sources.workbook.words.ratios import thing_counted, thing_of
from dxanalysis.sources.workbook.words.unit_lookup import LETTER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value

_MARK: Final = r"[/;|]"
_CELL: Final = re.compile(rf"\s*\d[\d.]*(?:\s*{_MARK}\s*\d[\d.]*)+\s*")
_NAME: Final = r"(?:[^\W\d_][\w .]{1,20}|[2-5]G)"
_LISTED: Final = re.compile(rf"[(\[]?\s*({_NAME}(?:\s*{_MARK}\s*{_NAME})+)\s*[)\]]?\s*$")
_FIGURE: Final = re.compile(r"\d+(?:\.\d{3})*")
_WORDED: Final = rf"{_FIGURE.pattern}(?:\s*[^\W\d_]+(?: [^\W\d_]+){{0,2}})?"
_COUNTS: Final = re.compile(
    rf"\s*{_WORDED}(?:\s*(?:{_MARK}|,(?=\s)|\s[–-](?=\s))\s*{_WORDED})+\s*"
    rf"|\s*{_WORDED}\s*[(\[]\s*{_WORDED}\s*[)\]]\s*"
)
_COUNTED: Final = re.compile(rf"{_FIGURE.pattern}[^\S\n]*([^\W\d_]+(?: [^\W\d_]+)*)?")
_DIGIT: Final = re.compile(r"\d")
_NEARLY_ALL: Final = 0.9
_MOST_NAMES: Final = 0.7
_FEWEST: Final = 3
_LONGEST: Final = 150
_ABOVE: Final = 4
"""Rows of a heading above the one that lists what the cells hold."""


@dataclass(frozen=True)
class _Parted:
    """What the cells of a column hold.

    Attributes
    ----------
    heading
        The row of the heading right above them.
    titles
        What the heading of each new column says in its place.
    held
        Row to the figures of its cell, ``""`` where it has none of some name.
    rule
        What is said of it in the findings.
    again
        Further rows in which the heading stands, at the top of pages.
    """

    heading: int
    titles: tuple[str, ...]
    held: Mapping[int, tuple[str, ...]]
    names: tuple[str, ...]
    rule: str
    again: frozenset[int] = frozenset()


def part_cells(sheet: Sheet) -> Sheet:
    """Give each operator, or each technology, of cells that hold a figure of each its own column.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet with the figures of such columns in new ones at its right, under what stands above
        them and the operator's or technology's name; the sheet as it is where there are none. The
        heading lists what they are, or each cell does. So with a plan and its result, "8/7" below
        "(KH/TH)", and two quantities, "21/84" below "Số tổ/số thành viên". "27/28" below
        "Có sóng/Tổng số" is a part and its whole, and stays.
    """
    found = {
        column: parted
        for column in sheet.by_column
        if (
            parted := _listed(sheet, column)
            or _named(sheet, column)
            or _of_quantities(sheet, column)
        )
    }
    if not found:
        return sheet
    cells: dict[Place, Value] = dict(sheet.cells)
    merged = dict(sheet.merged)
    origins = {place: sheet.origin(place) for place in cells}
    free = sheet.columns[-1] + 1
    for column, parted in found.items():
        heading = parted.heading
        for number, title in enumerate(parted.titles, start=free):
            for row, text in _levels_above(sheet, heading, column):
                cells[row, number] = text
                origins[row, number] = sheet.origin(sheet.merged.get((row, column), (row, column)))
            for row in (heading, *parted.again):
                cells[row, number] = title
                origins[row, number] = sheet.origin((row, column))
            for row, held in parted.held.items():
                if held[number - free]:
                    cells[row, number] = held[number - free]
                    origins[row, number] = sheet.origin((row, column))
        own = [
            row for row, _ in _levels_above(sheet, heading, column) if _is_alone(sheet, row, column)
        ]
        for row in (*own, heading, *parted.again, *parted.held):
            cells.pop((row, column), None)
            origins.pop((row, column), None)
        merged = {place: first for place, first in merged.items() if first != (heading, column)}
        free += len(parted.titles)
    notes = {
        rule: sorted({name for one in found.values() if one.rule == rule for name in one.names})
        for rule in dict.fromkeys(one.rule for one in found.values())
    }
    said = [(rule, ", ".join(names)) for rule, names in notes.items()]
    return _rearranged(sheet, cells, merged, origins, *said)


_COUNTED_BEHIND: Final = re.compile(r"(.+?)\s*\(\s*(\d{1,3})\s+([^\W\d_][^()\d]{0,20})\)\s*")
_SAYS_COUNT: Final = re.compile(r"\((?:tổng )?(?:số|có)[^()]*\)\s*$", re.IGNORECASE)


def part_names(sheet: Sheet) -> Sheet:
    """Give the number behind each name a column of its own: "Xã A (28 thôn)".

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet with a column at its right below what the heading's brackets say, "(tổng số
        thôn)"; the sheet as it is where its heading says nothing of a number.
    """
    for column, held in sheet.by_column.items():
        found = {
            row: match
            for row, value in held
            if isinstance(value, str)
            and len(value) <= _LONGEST
            and (match := _COUNTED_BEHIND.fullmatch(value))
        }
        if len(found) < _FEWEST:
            continue
        above = [(row, value) for row, value in held if row < min(found)]
        said = _SAYS_COUNT.search(str(above[-1][1])) if above else None
        below = [value for row, value in held if row >= min(found)]
        if said and len(found) >= _MOST_NAMES * len(below):
            free = sheet.columns[-1] + 1
            cells: dict[Place, Value] = dict(sheet.cells)
            origins = {place: sheet.origin(place) for place in cells}
            cells[above[-1][0], free] = said[0].strip("() ")
            origins[above[-1][0], free] = sheet.origin((above[-1][0], column))
            for row, match in found.items():
                cells[row, column], cells[row, free] = match[1], int(match[2])
                origins[row, free] = sheet.origin((row, column))
            return _rearranged(sheet, cells, sheet.merged, origins, ("cells_parted", said[0]))
    return sheet


def _rearranged(
    sheet: Sheet,
    cells: Mapping[Place, Value],
    merged: Mapping[Place, Place],
    origins: Mapping[Place, tuple[str, Place]],
    *notes: tuple[str, str],
) -> Sheet:
    """Make a sheet of other cells."""
    return Rearranged(
        name=sheet.name, cells=cells, percent=sheet.percent, merged=merged, broken=sheet.broken,
        hidden_rows=sheet.hidden_rows, hidden_columns=sheet.hidden_columns, visible=sheet.visible,
        notes=(*sheet.notes, *notes), personal=sheet.personal, looks=sheet.looks,
        named_as_file=sheet.named_as_file, origins=origins,
    )  # fmt: skip


def _listed(sheet: Sheet, column: int) -> _Parted | None:
    """Find the heading that lists what the cells below hold, and take them apart."""
    held = sheet.by_column[column]
    if sum(bool(_parts(value)) for _, value in held) < _FEWEST:
        return None
    for at, (row, text) in enumerate(held):
        if not isinstance(text, str) or len(text) > _LONGEST:
            continue
        heading = " ".join(text.split())
        match = _LISTED.search(heading)
        if not match:
            continue
        names = [name.strip() for name in re.split(_MARK, match[1])]
        first = names[0] if match[0].startswith(("(", "[")) else _last_name(names[0])
        base = (heading[: match.start()] + names[0].removesuffix(first)).strip()
        names[0] = first
        keys = [name_key(name) for name in names]
        parts = {below: some for below, value in held[at + 1 :] if (some := _parts(value))}
        fitting = {below: tuple(some) for below, some in parts.items() if len(some) == len(names)}
        if are_alike(keys) and fitting and len(fitting) >= _NEARLY_ALL * len(held[at + 1 :]):
            titles = (
                f"{base} {worded(name, key)}".strip() for name, key in zip(names, keys, strict=True)
            )
            return _Parted(row, tuple(titles), fitting, tuple(names), "cells_parted")
    return None


def _last_name(text: str) -> str:
    """Take the name off the end of the words before it: "Số trạm 4G", "Số hộ kế hoạch"."""
    words = text.split()
    ends = (" ".join(words[start:]) for start in range(len(words)))
    planned = next((end for end in ends if name_key(end) in {PLAN, RESULT}), "")
    return planned or (words[-1] if words else text)


def _named(sheet: Sheet, column: int) -> _Parted | None:
    """Find cells that name what each of their figures is, and take them apart."""
    held = sheet.by_column[column]
    parts = {row: some for row, value in held if (some := named_parts(value))}
    if sum(len(some) > 1 for some in parts.values()) < _FEWEST:
        return None
    names = {key: name for some in reversed(parts.values()) for key, (name, _) in some.items()}
    first, last = min(parts), max(parts)
    above = [(row, str(value)) for row, value in held if row < first and _is_words(value)]
    if not above or not are_alike(list(names)):
        return None
    heading, text = above[-1]
    within = [(row, value) for row, value in held if first <= row <= last]
    again = {row for row, value in within if value == sheet.cells[heading, column]}
    others = [value for row, value in within if row not in parts and row not in again]
    if len(others) > (1 - _NEARLY_ALL) * len(within) or any(map(_has_digit, others)):
        return None
    levels = [level for _, level in _levels_above(sheet, heading, column)]
    base = without_names(" ".join(text.split()), names, levels)
    if base is None:
        return None
    return _Parted(
        heading,
        tuple(f"{base} {worded(name, key)}".strip() for key, name in names.items()),
        {row: tuple(some.get(key, ("", ""))[1] for key in names) for row, some in parts.items()},
        tuple(names.values()),
        "cells_named",
        frozenset(again),
    )


def _of_quantities(sheet: Sheet, column: int) -> _Parted | None:
    """Find the heading that names several quantities, each with its figure in the cells below."""
    held = sheet.by_column[column]
    parts = {row: some for row, value in held if (some := _figures_of(value))}
    if len(parts) < _FEWEST or len(set(map(len, parts.values()))) != 1:
        return None
    first, last = min(parts), max(parts)
    counted = {tuple(_COUNTED.findall(str(value))) for row, value in held if row in parts}
    above = [(row, str(value)) for row, value in held if row < first and _is_words(value)]
    for heading, text in reversed(above[-_ABOVE:]):
        levels = tuple(level for _, level in _levels_above(sheet, heading, column))
        told = paired(levels, text, len(parts[first])) or _told_below(levels, text, counted)
        if (
            told is None
            or not all(fits_names(told[1], one) for one in counted)
            or _is_share(told[0], (*levels, text))
        ):
            continue
        again = {row for row, value in held if first <= row <= last and value == text}
        others = {row: value for row, value in held if first <= row <= last and row not in again}
        whole = {row: value for row, value in others.items() if row not in parts}
        if len(parts) < _MOST_NAMES * len(others) or any(map(_is_one_figure, whole.values())):
            return None
        # "-", "chưa có", or what a program took for a day, is said of each.
        each = {row: (str(value),) * len(told[0]) for row, value in whole.items()}
        return _Parted(heading, told[1], parts | each, told[1], "cells_parted", frozenset(again))
    return None


def _told_below(
    levels: tuple[str, ...], text: str, counted: Collection[tuple[str, ...]]
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Tell the quantities by the words that all cells have behind their figures."""
    words = next(iter(counted))
    if len(counted) > 1 or not all(words):
        return None
    told = paired(levels, f"{text} ({'/'.join(words)})", len(words))
    pairs = zip(told[0], words, strict=True) if told else ()
    return told if all(_can_count(thing_counted(name), word) for name, word in pairs) else None


def _can_count(thing: str, word: str) -> bool:
    """Tell whether a word behind a figure can be for what its quantity counts: no "người" teams."""
    named = thing_of(word.lower())
    return not (thing and named) or named == thing or (thing, named) == ("members", "people")


def _is_share(quantities: Sequence[str], path: tuple[str, ...]) -> bool:
    """Tell a part and its whole, which stay together where the heading is understood so."""
    if len(quantities) != 2:  # noqa: PLR2004
        return False
    whole_first = is_part_of(*reversed(quantities))
    understood = bool(load_headings().meaning(path).columns)
    return whole_first or (is_part_of(*quantities) and understood)


def _figures_of(value: Value) -> tuple[str, ...]:
    """Take the figures of a cell, each perhaps with a word for what it counts: "19 tổ/97 người"."""
    if not isinstance(value, str) or len(value) > _LONGEST or not _COUNTS.fullmatch(value):
        return ()
    return tuple(_FIGURE.findall(value))


def _is_one_figure(value: Value) -> bool:
    """Tell a cell that has figures, and not one for each quantity; none at all is none of each."""
    if isinstance(value, str):
        return _has_digit(value) and value.strip() != "0"
    return isinstance(value, int | float) and value != 0


def _is_words(value: Value) -> bool:
    """Tell whether a cell may be a heading's."""
    return isinstance(value, str) and len(value) <= _LONGEST and bool(LETTER.search(value))


def _has_digit(value: Value) -> bool:
    """Tell whether a text has figures, too, that were not understood."""
    return isinstance(value, str) and bool(_DIGIT.search(value[:_LONGEST]))


def _levels_above(sheet: Sheet, heading: int, column: int) -> Iterator[tuple[int, str]]:
    """Give the levels of a heading above its last, each with its row."""
    for row in range(max(1, heading - _ABOVE), heading):
        text = sheet.text(row, column)
        if text and len(text) <= _LONGEST and len(sheet.rows.get(row, ())) > 1:
            yield row, text


def _is_alone(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a level of a heading stands above one column only."""
    first = sheet.merged.get((row, column), (row, column))
    return {at for (_, at), other in sheet.merged.items() if other == first} <= {column}


def _parts(value: Value) -> list[str]:
    """Take a cell's figures apart; none where it does not hold several."""
    if not isinstance(value, str) or len(value) > _LONGEST or not _CELL.fullmatch(value):
        return []
    return [part.strip() for part in re.split(_MARK, value)]
