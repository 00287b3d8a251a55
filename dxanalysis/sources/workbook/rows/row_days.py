"""Days that a column gives of some rows only: below "Số liệu đến", 30/6 of two communes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.sources.workbook.tables.keys import day_in_column

if TYPE_CHECKING:
    import datetime as dt

    from dxanalysis.sources.workbook.tables.table import Table


def days_of_some(table: Table, as_of: dt.date | None) -> dict[int, dt.date]:
    """Find the days that a column gives which parts no rows, as most of its cells are empty.

    Parameters
    ----------
    table
        The table.
    as_of
        Its own date.

    Returns
    -------
    dict
        Row to day, of the rows that have one.
    """
    used = table.taken
    found: dict[int, dt.date] = {}
    for column, heading in table.headings.items():
        if column in used or column in table.part.columns:
            continue
        for row in table.rows:
            text = table.sheet.text(row.number, column) if row.kind == "unit" else ""
            day = day_in_column(heading, text, as_of) if text else None
            if day is not None:
                found[row.number] = day
    return found
