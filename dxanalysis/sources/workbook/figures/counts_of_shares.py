"""Counts that a column of shares was worked out of, whatever that column was understood as."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import Cell, decimals, read_counts

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.workbook.tables.table import Table

_FEWEST: Final = 3
_MOST: Final = 0.9
"""A column is what shares were worked out of if it fits so many of their rows, of at least so
many; all of them, where shares have no decimals."""

_FINEST: Final = 6
"""Decimals of a share that a formula left."""


def own_counts(
    table: Table, rate: str, shares: Mapping[int, float], bases: Mapping[int, float]
) -> tuple[dict[int, float], int]:
    """Find the column that gives the counts of which a column gives the shares.

    A share is rounded, and what is worked out of it is a count that nobody has counted.

    Parameters
    ----------
    table
        The table.
    rate
        The quantity of the shares.
    shares, bases
        Row to percent, and to what it is of; NaN where there is none.

    Returns
    -------
    counts : dict
        Row to count, which fits nearly all shares as far as they are rounded.
    column : int
        Where they stand; 0 where no column does.
    """
    rows = [row for row in shares if bases.get(row, math.nan) > 0 and shares[row] > 0]
    if len(rows) < _FEWEST:
        return {}, 0
    near = 10.0 ** -min(_FINEST, max(decimals(round(shares[row], _FINEST)) for row in rows))
    most = len(rows) * (_MOST if near < 1 else 1)
    for column in table.block.columns:
        if column in table.columns.get(rate, ()):
            continue
        held = {row: Cell(table.sheet.cells.get((row, column))) for row in shares}
        counts = read_counts(held).numbers
        parts = ((row, 100 * counts.get(row, math.nan) / bases[row]) for row in rows)
        if sum(abs(part - shares[row]) <= near for row, part in parts) >= most:
            return counts, column
    return {}, 0
