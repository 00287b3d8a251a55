"""Tell whether a workbook is a form that was sent out empty and has come back filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.formats import open_sheets

if TYPE_CHECKING:
    from pathlib import Path


def fills_in(file: Path, form: Path) -> bool:
    """Tell whether a workbook is a form, filled in.

    Parameters
    ----------
    file
        The workbook.
    form
        What may be the form.

    Returns
    -------
    bool
        Whether every text of the form stands in the same cell of the workbook, the workbook has
        more filled cells, and the form has no figure that the workbook leaves out.
    """
    try:
        empty = {sheet.name: sheet.cells for sheet in open_sheets(form)}
        filled = {sheet.name: sheet.cells for sheet in open_sheets(file)}
    except FileUnreadableError:
        return False
    more = 0
    for name, cells in empty.items():
        there = filled.get(name, {})
        for place, value in cells.items():
            if there.get(place) != value and (isinstance(value, str) or place not in there):
                return False
        more += len(there) - len(cells)
    return bool(empty) and more > 0
