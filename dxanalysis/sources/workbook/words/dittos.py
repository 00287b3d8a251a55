"""Marks that say "the same as above", given the words that they stand for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet

_DITTO: Final = re.compile(r"[\"”“″〃]|''|,,|[-–]?\s*nt\s*[-–]?|nhu tren|ditto")


def without_dittos(sheet: Sheet) -> Sheet:
    """Put the words above in the place of marks that repeat them.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet; in a row without repeated words a mark below a figure stays as it is.
    """
    marks = sorted(
        place
        for place, value in sheet.cells.items()
        if isinstance(value, str) and _DITTO.fullmatch(plain_text(value))
    )
    if not marks:
        return sheet
    cells, words = dict(sheet.cells), set[int]()
    for row, column in marks:
        above = cells.get((row - 1, column))
        if isinstance(above, str) and not looks_like_figure(above):
            cells[row, column] = above
            words.add(row)
    for row, column in marks:
        if row in words and (row - 1, column) in cells:
            # The running number of a name that is repeated.
            cells[row, column] = cells[row - 1, column]
    return replace(sheet, cells=cells)
