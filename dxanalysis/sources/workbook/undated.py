"""What is said where a table's date is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.sources.workbook.dates import find_dates

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures import Finding, Note

_LONGEST = 200


def undated(note: Note) -> Finding:
    """Ask for the date of a table, naming the line with one that may be of something else.

    Parameters
    ----------
    note
        Makes the findings of the table.

    Returns
    -------
    dict
        The finding: ``as_of_unclear`` where there is such a line, ``as_of_unknown`` otherwise.
    """
    line = note.table.titles.unclear
    if not line:
        return note("warning", "as_of_unknown")
    row, column = _place(note.table.sheet, line)
    value = line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
    return note("warning", "as_of_unclear", row=row, column=column, value=value)


def _place(sheet: Sheet, line: str) -> tuple[int | None, int | None]:
    """Find the cell of a line, or the one of its date."""
    whole = " ".join(line.split())
    dated: tuple[int | None, int | None] = (None, None)
    for (row, column), value in sheet.cells.items():
        if isinstance(value, int | float) or not (text := sheet.text(row, column)):
            continue
        if text == whole:
            return row, column
        if dated == (None, None) and (text in whole or whole in text) and find_dates(text):
            dated = row, column
    return dated
