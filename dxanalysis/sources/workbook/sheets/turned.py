"""Sheets whose units stand side by side in a row, turned."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Sheet, address
from dxanalysis.sources.workbook.sheets.blocks_across import bring_beside
from dxanalysis.sources.workbook.sheets.question_groups import Question, lists_topics, narrowed_by
from dxanalysis.sources.workbook.words.slots import Level, parse_level, without_numbering
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_IN_A_ROW: Final = 3
"""Units from which on they show by themselves whether they go across or down."""

_ORDER: Final = re.compile(
    r"\s*(?:[ivxlc]{1,6}|[a-zđ]|\d{1,3}(?:\.\d{1,3})*)?[.)/:]?\s*", re.IGNORECASE
)
_PART: Final = re.compile(r"\s*(?:[IVXLC]{1,6}|[A-ZĐ])(?:[.)/:]|\s*$)")
_BENEATH: Final = re.compile(r"\s*(?:\d{1,2}\.\d|[-+•*–]\s*[^\W\d]|[a-zđ][.)])")
_NUMBERED_PART: Final = re.compile(r"\s*\d{1,2}\s*[.)/:]\s*[^\W\d]")
_SUM: Final = re.compile(r"(?:tong|cong|toan|total|sum)\b")


@dataclass(frozen=True)
class Turned(Sheet):
    """A sheet whose rows were columns; cells are still named as they stand in the file.

    Attributes
    ----------
    moved
        Rows that were brought here: each to its column in the file, and by how many rows it
        stands further below there.
    """

    moved: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def where(self, row: int, column: int) -> tuple[str, str]:
        """Name a cell as it stands in the file: its sheet and its address, "B7"."""
        own, below = self.moved.get(row, (row, 0))
        return self.name, address(column + below, own)


def turn(sheet: Sheet, moved: Mapping[int, tuple[int, int]] | None = None) -> Turned:
    """Make rows of a sheet's columns.

    Parameters
    ----------
    sheet
        Any sheet.
    moved
        Its columns that were brought here, see :class:`Turned`.

    Returns
    -------
    Turned
        The same cells, rows and columns exchanged.
    """
    return Turned(
        name=sheet.name,
        cells={(column, row): value for (row, column), value in sheet.cells.items()},
        percent=frozenset((column, row) for row, column in sheet.percent),
        merged={
            (column, row): (first[1], first[0]) for (row, column), first in sheet.merged.items()
        },
        broken={(column, row): rule for (row, column), rule in sheet.broken.items()},
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        visible=sheet.visible,
        notes=sheet.notes,
        personal=frozenset((column, row) for row, column in sheet.personal),
        looks=sheet.looks,
        named_as_file=sheet.named_as_file,
        moved=moved or {},
    )


def orient(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Turn a sheet whose units stand side by side in rows.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells units.

    Returns
    -------
    Sheet
        The sheet, turned where units follow each other more closely across than down.
    """
    hits = [
        place
        for place, value in sheet.cells.items()
        if isinstance(value, str) and lookup.name(value)
    ]
    if 0 < len(hits) < _IN_A_ROW and _heads_figures(sheet, hits):
        return turn(sheet)
    widest = max(Counter(row for row, _ in hits).values(), default=0)
    down = _closeness((column, row) for row, column in hits)
    across = widest >= _IN_A_ROW and _closeness(hits) > down
    return (
        turn(*bring_beside(_with_parents(_with_groups(sheet, hits), hits), hits))
        if across
        else sheet
    )


def _with_parents(sheet: Sheet, hits: Sequence[tuple[int, int]]) -> Sheet:
    """Put beside the name of a row what the row above that it is part of says of it."""
    top, first = hits[0][0], min(column for _, column in hits)
    if any(row != top for row, _ in hits):
        return sheet
    heads = {column for _, column in hits}
    places: dict[int, int] = {}
    lines: list[Question] = []
    for row, columns in sorted(sheet.rows.items()):
        words = {at: sheet.text(row, at) for at in sorted(columns) if at < first}
        names = [at for at, text in words.items() if _is_name(text)]
        if row > top and names:
            places[row] = names[0]
            mark = " ".join(text for at, text in words.items() if at < names[0])
            filled = not heads.isdisjoint(columns)
            lines.append(Question(row, mark, words[names[0]], filled))
    cells = dict(sheet.cells)
    titles = [text for row, texts in sheet.lines.items() if row < top for text in texts]
    for line, words_said in narrowed_by(lines, titles):
        cells[line.key, places[line.key]] = f"{line.text} ({words_said})"
    return replace(sheet, cells=cells) if cells != sheet.cells else sheet


def _with_groups(sheet: Sheet, hits: Sequence[tuple[int, int]]) -> Sheet:
    """Take parts that only name the rows below them, "II. DI ĐỘNG", out of a sheet to be turned.

    What such a row says is put beside the name of each row below it, unless it is only about what
    these name themselves. Nothing is taken out where tables stand below each other.
    """
    heads = {column for _, column in hits}
    top, first = hits[0][0], min(heads)
    filled = {
        row for row, columns in sheet.rows.items() if row > top and not heads.isdisjoint(columns)
    }
    if any(row != top for row, _ in hits) or not filled:
        return sheet
    cells, last = dict(sheet.cells), max(filled)
    texts = [sheet.text(row, column) for row in filled for column in range(1, first)]
    digits = not any(map(_BENEATH.match, texts))  # "2.1" below "2. Hộ" is told by its number
    group = ""
    for row, columns in sheet.rows.items():
        if not top < row <= last:
            continue
        words = {column: sheet.text(row, column) for column in columns if column < first}
        names = {column: text for column, text in words.items() if _is_name(text)}
        if row in filled:
            column = min(names, default=0)
            if group and names and _adds(group, names[column]):
                cells[row, column] = f"{names[column]} ({group})"
        elif len(names) == 1 and len(words) == len(columns) and _is_part(words.values(), digits):
            (text,) = names.values()
            group = "" if parse_level(text).is_neutral else without_numbering(text)
            for column in columns:
                del cells[row, column]
    return replace(sheet, cells=cells) if cells != sheet.cells else sheet


def _is_part(words: Iterable[str], digits: bool) -> bool:  # noqa: FBT001 - of one caller
    """Tell a part of a table by its letter or numeral: "II", "B. Cố định", "2. Nhân lực"."""
    return any(_PART.match(word) or (digits and _NUMBERED_PART.match(word)) for word in words)


def _is_name(text: str) -> bool:
    """Tell a name from a number of order: "1.2", "II", "a)"."""
    return not _ORDER.fullmatch(text) and not looks_like_figure(text)


def _adds(group: str, name: str) -> bool:
    """Tell whether a group says more of its rows than what they are about, if they say so, too."""
    level, own = parse_level(group), parse_level(name)
    only = replace(level, text="", subjects=(), total=False) == Level("")
    return not ((only or lists_topics(group)) and own.subjects)


def _heads_figures(sheet: Sheet, hits: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a unit or two, and their sum, head figures of what is named at their left."""
    row = hits[0][0]
    beside = (plain_text(sheet.text(row, column)) for column in sheet.columns)
    # Without their sum beside them it is the form of one unit: what is asked, and the answer.
    if any(place[0] != row for place in hits) or not any(map(_SUM.match, beside)):
        return False
    first = min(column for _, column in hits)
    named = [
        below
        for below in range(row + 1, sheet.last_row + 1)
        if all(looks_like_figure(sheet.cells.get((below, column))) for _, column in hits)
        and any(parse_level(sheet.text(below, column)).subjects for column in range(1, first))
    ]
    return len(named) > 1


def _closeness(places: Iterable[tuple[int, int]]) -> float:
    """Say how closely units follow each other along one direction: neighbours count most."""
    lines: dict[int, list[int]] = {}
    for line, place in places:
        lines.setdefault(line, []).append(place)
    return sum(
        1 / (after - before) for line in lines.values() for before, after in pairwise(sorted(line))
    )
