"""Forms that came back as they were sent out, with nothing but what was filled in beforehand."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dxanalysis.indicators import indicators
from dxanalysis.units import registry

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.tables.table import Table


def has_anything(table: Table, figures: dict[str, Figures]) -> bool:
    """Tell whether any cell of the units holds something: a form may have come back empty.

    The population is filled in before a form is sent out, so that it does not count where the form
    asks for more.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity.

    Returns
    -------
    bool
        Whether it does.
    """
    rows = [row.number for row in table.rows if row.kind == "unit"]
    asked = [name for name in figures if name not in _bases()] or list(figures)
    return any(
        (row, column) in table.sheet.cells or (row, column) in table.sheet.broken
        for name in asked
        for column in table.columns[name]
        for row in rows
    ) or len(figures) < len(table.figures)


def own_bases(figures: dict[str, Figures], codes: Mapping[int, str]) -> dict[str, Figures]:
    """Keep the bases that the sender has filled in, not the population that the form came with.

    Parameters
    ----------
    figures
        The figures of a table, by quantity.
    codes
        Row to unit code.

    Returns
    -------
    dict
        The figures that are left.
    """
    published = registry.population_2025()
    return {
        name: column
        for name, column in figures.items()
        if name in _bases()
        and any(
            not math.isnan(number) and number != published.get(codes[row])
            for row, number in column.numbers.items()
            if row in codes  # the sum of an empty column is 0
        )
    }


def _bases() -> set[str | None]:
    """List what shares are of: population, households and others."""
    return {entry.denominator for entry in indicators().values()}
