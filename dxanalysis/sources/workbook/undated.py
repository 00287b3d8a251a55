"""What is said where a table's date is not known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.titles.tab_dates import bare_period

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.figures import Finding, Note

_LONGEST: Final = 200
_QUARTERS: Final = ("i", "ii", "iii", "iv")
_NO_TABLE: Final = 4
"""From here on "T4" is a month for certain: workbooks seldom have so many numbered tables."""


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


def dated_by_others(notes: Iterable[Note], as_of: dt.date | None) -> Iterator[Finding]:
    """Say which sheets have a period for a name, and are dated by another sheet or by hand.

    Parameters
    ----------
    notes
        Of the tables without a date of their own.
    as_of
        The day that their figures are given.

    Yields
    ------
    dict
        A warning for each sheet whose name is of another period.
    """
    said: set[str] = set()
    for note in notes:
        name = note.table.sheet.name
        if as_of is not None and name not in said and _is_of_another_period(name, as_of):
            said.add(name)
            yield note("warning", "sheet_of_period", value=name, expected=as_of.isoformat())


def _is_of_another_period(name: str, as_of: dt.date) -> bool:
    """Tell whether a name is a quarter or month that does not end with a day's."""
    kind, which = bare_period(name)
    if not kind:
        return False
    number = _QUARTERS.index(which) + 1 if which in _QUARTERS else int(which)
    if kind in {"quy", "q"}:
        return number != (as_of.month + 2) // 3
    return number != as_of.month and (kind == "thang" or number >= _NO_TABLE)


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
