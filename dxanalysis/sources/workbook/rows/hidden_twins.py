"""Hidden rows of units that stand in rows that are shown, too: a trial, or an older state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxanalysis.sources.workbook.tables.table import Table


def without_hidden_twins(table: Table, codes: dict[int, str]) -> None:
    """Take the hidden rows out of a table whose units other rows show.

    That rows are hidden is said all the same; what is hidden alone is read.

    Parameters
    ----------
    table
        The table; such rows become parts of others.
    codes
        Row to the code of its unit; such rows are taken out.
    """
    hidden = table.sheet.hidden_rows
    shown = {code for row, code in codes.items() if row not in hidden}
    twins = {row for row, code in codes.items() if row in hidden and code in shown}
    if not twins or "village" in table.columns:
        return
    for row in twins:
        del codes[row]
    table.rows[:] = [
        replace(row, kind="part") if row.number in twins else row for row in table.rows
    ]
