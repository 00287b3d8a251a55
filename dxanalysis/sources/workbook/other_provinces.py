"""Rows of another province, in a table of several with a column that says which."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_HEADING: Final = re.compile(
    r"(?:ten |ma )?(?:tinh|province)(?:\W+(?:tp|thanh pho|city))?(?: moi)?|tinh_?tp"
)
"""Of today's provinces; "Tỉnh cũ" is another column."""


def without_other_provinces(sheet: Sheet, *, province: str | None, vintage: str) -> Sheet:
    """Leave out the rows that a column says are of another province.

    Parameters
    ----------
    sheet
        Any sheet.
    province
        The code of the province that is read; None for the whole country.
    vintage
        Its list.

    Returns
    -------
    Sheet
        The sheet without those rows where the column names the province, too, and a note of how
        many they were.
    """
    if province is None:
        return sheet
    own, others = _names(province, vintage)
    left: set[int] = set()
    tops: dict[int, int] = {}
    for (row, column), value in sheet.cells.items():
        if isinstance(value, str) and _HEADING.fullmatch(plain_text(value)):
            tops[column] = min(row, tops.get(column, row))
    for column, row in tops.items():
        said = {
            below: fold(text)
            for below in range(row + 1, sheet.last_row + 1)
            if (text := sheet.text(below, column))
        }
        if own & set(said.values()):
            left |= {below for below, name in said.items() if name in others}
    if not left:
        return sheet
    cells = {place: value for place, value in sheet.cells.items() if place[0] not in left}
    return replace(sheet, cells=cells, notes=(*sheet.notes, ("rows_elsewhere", str(len(left)))))


@cache
def _names(province: str, vintage: str) -> tuple[frozenset[str], frozenset[str]]:
    """Give the names of a province, and those of all others of its list."""
    listed = units.provinces(vintage=vintage)

    def written(codes: Iterable[str]) -> frozenset[str]:
        some = listed.loc[list(codes), ["province_name", "short_name"]]
        return frozenset(fold(name) for name in some.to_numpy().ravel())

    own = written([province])
    return own, written(code for code in listed.index if code != province) - own
