"""Sheets that go on with the table of the sheet before them, without its headings."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.looks import Looks
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Rearranged

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 2
_SAMPLE: Final = 30
"""Rows of a sheet by which it is judged."""


def join_continued(sheets: Sequence[Sheet], lookup: UnitLookup) -> list[Sheet]:
    """Put sheets that begin with rows of units, and no heading, below the sheet they go on with.

    Parameters
    ----------
    sheets
        The sheets of a workbook, in order.
    lookup
        Tells units.

    Returns
    -------
    list of Sheet
        The sheets; "TH", "TH (tiếp)" and "TH (hết)" are one, with a note that says so. A sheet goes
        on with the one before it where its first row is a unit's, in the column in which the other
        ends with units, its figures stand in the same columns, and its running numbers follow.
    """
    joined: list[Sheet] = []
    parts: list[Sheet] = []
    for sheet in sheets:
        if parts and _goes_on(parts[-1], sheet, lookup):
            parts.append(sheet)
            joined[-1] = _join(parts)
        else:
            parts = [sheet]
            joined.append(sheet)
    return joined


def _goes_on(before: Sheet, sheet: Sheet, lookup: UnitLookup) -> bool:
    """Tell whether a sheet goes on with the table of another."""
    rows, last = list(sheet.rows)[:_SAMPLE], list(before.rows)[-_SAMPLE:]
    if not rows or before.visible != sheet.visible:
        return False
    names = _unit_column(sheet, rows[0], lookup)
    if names is None or _unit_column(before, last[-1], lookup) != names:
        return False
    own, others = (
        {row: _figures(one, row) for row in some if _unit_column(one, row, lookup) == names}
        for one, some in ((sheet, rows), (before, last))
    )
    if len(own) < _FEWEST or len(others) < _FEWEST:
        return False
    columns, theirs = set().union(*own.values()), set().union(*others.values())
    numbers = min(columns, default=0)
    if numbers < names:
        final, first = before.text(last[-1], numbers), sheet.text(rows[0], numbers)
        if not (final.isdecimal() and first.isdecimal() and int(first) == int(final) + 1):
            return False
    return columns == theirs and max(columns, default=0) > names


def _unit_column(sheet: Sheet, row: int, lookup: UnitLookup) -> int | None:
    """Give the column in which a row names a unit."""
    for column in sheet.rows[row]:
        value = sheet.cells[row, column]
        if isinstance(value, str) and lookup.name(value):
            return column
    return None


def _figures(sheet: Sheet, row: int) -> set[int]:
    """Give the columns of a row's figures; a code is none."""
    return {
        column
        for column in sheet.rows[row]
        if looks_like_figure(value := sheet.cells[row, column])
        and not (isinstance(value, str) and value.startswith("0"))
    }


def _join(parts: Sequence[Sheet]) -> Sheet:
    """Put sheets below each other; cells are named as they stand in the file."""
    first = parts[0]
    starts: list[int] = []
    end = 0
    for part in parts:
        starts.append(end)
        end += part.last_row
    moved = list(zip(parts, starts, strict=True))

    def places(held: Iterable[Place], start: int) -> set[Place]:
        return {(row + start, column) for row, column in held}

    note = ("sheets_joined", ", ".join(f"“{part.name}”" for part in parts[1:]))
    return Rearranged(
        name=first.name,
        cells={(row + at, c): v for part, at in moved for (row, c), v in part.cells.items()},
        percent=frozenset().union(*(places(part.percent, at) for part, at in moved)),
        merged={
            (row + at, c): (top + at, left)
            for part, at in moved
            for (row, c), (top, left) in part.merged.items()
        },
        broken={(row + at, c): v for part, at in moved for (row, c), v in part.broken.items()},
        hidden_rows=frozenset(row + at for part, at in moved for row in part.hidden_rows),
        hidden_columns=first.hidden_columns,
        visible=first.visible,
        notes=(*dict.fromkeys(one for part in parts for one in part.notes), note),
        personal=frozenset().union(*(places(part.personal, at) for part, at in moved)),
        looks=functools.reduce(Looks.with_others, (part.looks for part in parts)),
        origins={
            (row + at, c): part.origin((row, c)) for part, at in moved for row, c in part.cells
        },
    )
