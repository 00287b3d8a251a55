"""Cells with a figure for each operator or technology: "5/4/2" below "Số trạm (Viettel/VNPT/…)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.sheet import Rearranged
from dxanalysis.sources.workbook.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value

_MARK: Final = r"[/;|]"
_CELL: Final = re.compile(rf"\s*\d[\d.]*(?:\s*{_MARK}\s*\d[\d.]*)+\s*")
_NAME: Final = r"(?:[^\W\d_][\w .]{1,20}|[2-5]G)"
_LISTED: Final = re.compile(rf"[(\[]?\s*({_NAME}(?:\s*{_MARK}\s*{_NAME})+)\s*[)\]]?\s*$")
_NEARLY_ALL: Final = 0.9
_MOST_NAMES: Final = 0.7
_FEWEST: Final = 3
_LONGEST: Final = 150
_ABOVE: Final = 4
"""Rows of a heading above the one that lists what the cells hold."""


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
        them and the operator's or technology's name; the sheet as it is where there are none.
        "27/28" below "Có sóng/Tổng số" is a part and its whole, and stays.
    """
    found = {column: listed for column in sheet.by_column if (listed := _listed(sheet, column))}
    if not found:
        return sheet
    cells: dict[Place, Value] = dict(sheet.cells)
    merged = dict(sheet.merged)
    origins = {place: sheet.origin(place) for place in cells}
    free = sheet.columns[-1] + 1
    for column, (heading, names) in found.items():
        base = sheet.text(heading, column).rpartition(names[0])[0].rstrip(" ([")
        parts = {
            row: held
            for row, value in sheet.by_column[column]
            if row > heading and len(held := _parts(value)) == len(names)
        }
        for number, name in enumerate(names):
            for row in range(max(1, heading - _ABOVE), heading):
                if (text := sheet.text(row, column)) and _is_within(sheet, row):
                    cells[row, free + number] = text
            cells[heading, free + number] = f"{base} {name}".strip()
            origins[heading, free + number] = sheet.origin((heading, column))
            for row, held in parts.items():
                cells[row, free + number] = held[number]
                origins[row, free + number] = sheet.origin((row, column))
        for row in parts:
            del cells[row, column]
        cells.pop((heading, column), None)
        merged = {place: first for place, first in merged.items() if first != (heading, column)}
        free += len(names)
    names_of = ", ".join(sorted({name for _, names in found.values() for name in names}))
    return _rearranged(sheet, cells, merged, origins, ("cells_parted", names_of))


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
    note: tuple[str, str],
) -> Sheet:
    """Make a sheet of other cells."""
    return Rearranged(
        name=sheet.name, cells=cells, percent=sheet.percent, merged=merged, broken=sheet.broken,
        hidden_rows=sheet.hidden_rows, hidden_columns=sheet.hidden_columns, visible=sheet.visible,
        notes=(*sheet.notes, note), personal=sheet.personal, origins=origins,
    )  # fmt: skip


def _listed(sheet: Sheet, column: int) -> tuple[int, list[str]] | None:
    """Find the heading that lists what the cells below hold, with what it lists."""
    held = sheet.by_column[column]
    if sum(bool(_parts(value)) for _, value in held) < _FEWEST:
        return None
    for at, (row, text) in enumerate(held):
        if not isinstance(text, str) or len(text) > _LONGEST or not (match := _LISTED.search(text)):
            continue
        names = [name.strip() for name in re.split(_MARK, match[1])]
        names[0] = _last_name(names[0])
        below = [value for _, value in held[at + 1 :]]
        fitting = sum(len(_parts(value)) == len(names) for value in below)
        if _are_alike(names) and below and fitting >= _NEARLY_ALL * len(below):
            return row, names
    return None


def _last_name(text: str) -> str:
    """Take the operator or technology off the end of the words before it: "Số trạm 4G"."""
    words = text.split()
    return words[-1] if words else text


def _are_alike(names: list[str]) -> bool:
    """Tell whether all of some names are operators, or all are technologies, each another."""
    levels = [parse_level(name) for name in names]
    operators = [level.operators for level in levels]
    technologies = [level.technologies for level in levels]
    return any(
        all(len(one) == 1 for one in some) and len(set(some)) == len(names)
        for some in (operators, technologies)
    )


def _parts(value: Value) -> list[str]:
    """Take a cell's figures apart; none where it does not hold several."""
    if not isinstance(value, str) or len(value) > _LONGEST or not _CELL.fullmatch(value):
        return []
    return [part.strip() for part in re.split(_MARK, value)]


def _is_within(sheet: Sheet, row: int) -> bool:
    """Tell whether a row above is a heading's, and no line alone: it has other cells."""
    return len(sheet.rows.get(row, ())) > 1
