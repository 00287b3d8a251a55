"""Columns under "%" that hold nothing above 1: shares of 1, or next to nothing."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_of
from dxanalysis.sources.spreadsheets.numbers import Cell, decimals, open_scale, read_rates

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.indicators import Indicator
    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.tables.table import Table

_FEWEST: Final = 3
"""So many figures a column must have to be asked about."""

_LITTLE: Final = 0.5
"""Percent above which hardly all units have less than 1: what stands beside decides no more."""

_RARE: Final = "2g_only"
"""In the names of what nearly nobody has: so little is as it should be."""

_MOST: Final = 0.8
"""In so many rows only shares of 1 must give a number of things to be the column's."""

_ONE: Final = 0.9
"""Less than this is less than one thing, however a share was rounded."""


def has_sign(table: Table, column: int) -> bool:
    """Tell whether a heading says that its figures are percentages by "%".

    Parameters
    ----------
    table
        The table.
    column
        One of its columns.

    Returns
    -------
    bool
        Whether it does.
    """
    meaning = table.meanings.get(column)
    said = meaning is not None and meaning.composed.percent
    return said or "%" in table.headings.get(column, "")


def is_open(cells: Mapping[int, Cell]) -> bool:
    """Tell whether bare figures of a column are all from 0 to 1, and not all of them 0.

    Parameters
    ----------
    cells
        The cells of a column of rates.

    Returns
    -------
    bool
        Whether "%" above them leaves open what they are.
    """
    return any(bare_rates(cells).values()) and open_scale(_unsigned(cells)) is not True


def bare_rates(cells: Mapping[int, Cell]) -> dict[int, float]:
    """Give the figures of a column of rates that have no sign of their own, as they are written.

    Parameters
    ----------
    cells
        The cells of a column of rates.

    Returns
    -------
    dict
        Row to figure.
    """
    numbers = read_rates(_unsigned(cells), signed_above=True).numbers
    return {row: one for row, one in numbers.items() if not math.isnan(one)}


def _unsigned(cells: Mapping[int, Cell]) -> dict[int, Cell]:
    """Take the cells that are not shown as percent."""
    return {
        row: cell for row, cell in cells.items()
        if not (cell.percent or cell.signed)
        and not (isinstance(cell.value, str) and cell.value.rstrip().endswith(("%", "‰")))
    }  # fmt: skip


def scales_under_sign(
    table: Table, cells: Mapping[str, Mapping[int, Cell]], counts: Mapping[str, Figures]
) -> dict[str, bool | None]:
    """Tell the scale of columns under "%" whose figures are all from 0 to 1.

    Parameters
    ----------
    table
        The table.
    cells
        Quantity to the cells of its column.
    counts
        The counts of the table, by quantity.

    Returns
    -------
    dict
        Quantity to True for percent, False for shares of 1, and None where it must be asked: what
        decides are counts beside, numbers that give no whole part of what they are shares of, and
        the other columns under "%" of the sheet.
    """
    scales: dict[str, bool | None] = {}
    unsaid: list[str] = []
    for name, each in cells.items():
        scale = _by_counts(name, each, counts)
        if scale is None:
            scale = _by_wholes(name, each, counts)
        if scale is None:
            unsaid.append(name)
        scales[name] = scale
    beside = _beside(table)
    of_one = False in scales.values()
    for name in unsaid:
        bare = bare_rates(cells[name])
        middle = statistics.median([one for one in bare.values() if one > 0])
        much = middle > _LITTLE and "_5g" not in name
        few = len(bare) < _FEWEST and "_4g" not in name
        if (few or _RARE in name) and not much:
            scales[name] = True
        elif not (of_one and beside):
            scales[name] = False if of_one else True if beside and not much else None
    return scales


def _by_counts(name: str, cells: Mapping[int, Cell], counts: Mapping[str, Figures]) -> bool | None:
    """Tell the scale by the counts that rates are of, where both stand beside them."""
    known = indicator_of(name)
    if known is None:
        return None
    as_percent = read_rates(cells, signed_above=True)
    as_shares = read_rates(cells, sheet_is_percent=False)
    fit = [_misfit(each, counts, known) for each in (as_percent, as_shares)]
    return None if any(map(math.isnan, fit)) else fit[0] <= fit[1]


def _misfit(rates: Figures, counts: Mapping[str, Figures], known: Indicator) -> float:
    """Say how far rates are from the counts beside them, in points; NaN where there are none."""
    parts, wholes = counts.get(known.numerator), counts.get(known.denominator or "")
    if parts is None or wholes is None:
        return math.nan
    apart = [
        abs(rate - 100 * parts.numbers.get(row, math.nan) / wholes.numbers[row])
        for row, rate in rates.numbers.items()
        if wholes.numbers.get(row, 0) > 0
    ]
    known_ones = [one for one in apart if not math.isnan(one)]
    return statistics.fmean(known_ones) if known_ones else math.nan


def _by_wholes(name: str, cells: Mapping[int, Cell], counts: Mapping[str, Figures]) -> bool | None:
    """Tell the scale by what the rates are of: 0.65 % of 20 villages is none, 0.65 of them 13."""
    known = indicator_of(name)
    wholes = counts.get((known and known.denominator) or "")
    if wholes is None:
        return None
    pairs = [
        (one, whole)
        for row, one in bare_rates(cells).items()
        if one > 0 and (whole := wholes.numbers.get(row, 0)) > 0
    ]
    if len(pairs) < _FEWEST:
        return None
    none = sum(one / 100 * whole < _ONE for one, whole in pairs)
    fits = sum(_is_part(one, whole, 0.5 * 10.0 ** -decimals(one)) for one, whole in pairs)
    return False if min(none, fits) >= _MOST * len(pairs) else None


def _is_part(share: float, whole: float, near: float) -> bool:
    """Tell whether a share of a whole is a number of things, as far as it is rounded."""
    part = max(1, round(share * whole))
    return abs(part / whole - share) <= near + 1e-9


def _beside(table: Table) -> bool:
    """Tell whether figures of another column under "%" of the sheet are percents, written so."""
    return any(
        has_sign(table, column) and _are_percents(table, column) for column in table.headings
    )


def _are_percents(table: Table, column: int) -> bool:
    """Tell whether most figures of a column are above 1 and none can be anything but a share."""
    sheet = table.sheet
    held = {
        row: Cell(sheet.cells.get((row, column)), percent=(row, column) in sheet.percent)
        for row in table.block.body
    }
    figures = read_rates(_unsigned(held), signed_above=True)
    known = [one for one in figures.numbers.values() if one > 0]
    return len(known) > 1 and 2 * sum(one > 1 for one in known) > len(known)
