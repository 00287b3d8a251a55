"""A row with the codes of indicators beneath a heading: "Mã số chỉ tiêu | 1101 | 1102 | 2301"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.sheets.heading_rows import is_heading_row, row_texts
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_LABEL: Final = re.compile(
    r"\(?(?:ma(?: so| hieu)?(?: (?:cua )?(?:chi tieu|chi so|bieu|cot))?|ky hieu(?: chi tieu)?"
    r"|chi tieu so|(?:indicator )?code)\)?:?"
)
_CODE: Final = re.compile(r"\d{2,6}(?:\.\d{1,3}){0,3}|[A-ZĐ]{1,5}[.-]?\d{1,5}(?:\.\d{1,3}){0,3}")
_FEWEST: Final = 2
_UNITS: Final = 3
_LONGEST: Final = 40
_ABOVE: Final = 6


def without_code_rows(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Leave out the rows that give each column of a heading its code, and no figure.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells units, whose codes beneath their names are no such row.

    Returns
    -------
    Sheet
        The sheet without them, a row of units of measure beneath one right below the heading;
        the sheet as it is where there are none.
    """
    for row in list(sheet.rows):
        if row in sheet.rows and _is_of_codes(sheet, row, lookup):
            sheet = _without(sheet, row)
    return sheet


def _is_of_codes(sheet: Sheet, row: int, lookup: UnitLookup) -> bool:
    """Tell whether a row has a label that says so, and beside it codes beneath words."""
    label, *columns = sheet.rows[row]
    said = sheet.cells[row, label]
    if not isinstance(said, str) or len(said) > _LONGEST or len(columns) < _FEWEST:
        return False
    if not _LABEL.fullmatch(plain_text(said)):
        return False
    codes = [sheet.text(row, column) for column in columns]
    if len(set(codes)) != len(codes) or not all(
        len(code) <= _LONGEST and _CODE.fullmatch(code) for code in codes
    ):
        return False
    above = [_above(sheet, row, column) for column in columns]
    units = sum(any(map(lookup.name, texts)) for texts in above)
    return all(above) and units < min(_UNITS, len(columns)) and row < sheet.last_row


def _above(sheet: Sheet, row: int, column: int) -> Sequence[str]:
    """Give the words of a heading above a cell."""
    texts = (sheet.text(one, column) for one in range(max(1, row - _ABOVE), row)
             if len(sheet.rows.get(one, ())) > 1)  # fmt: skip
    return [text for text in texts if LETTER.search(text)]


def _without(sheet: Sheet, row: int) -> Sheet:
    """Take a row out; what goes on with the heading beneath it takes its place."""
    below = row_texts(sheet, row + 1, sheet.columns)
    starts = {first for first in sheet.merged.values() if first[0] == row + 1}
    moved = is_heading_row(sheet, row + 1, below) and not starts
    places: Mapping[Place, Place] = {
        (row, place[1]) if moved and place[0] == row + 1 else place: place
        for place in (*sheet.cells, *sheet.broken)
        if place[0] != row
    }
    return replace(
        sheet.rearranged(places),
        merged={place: first for place, first in sheet.merged.items() if first[0] != row},
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
    )
