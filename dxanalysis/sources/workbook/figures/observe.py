"""Figures of a table → observations."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dxanalysis.checks import POINTS
from dxanalysis.indicators import indicators
from dxanalysis.sources.workbook.figures.content import WHOLE
from dxanalysis.sources.workbook.figures.counts_of_shares import own_counts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.indicators import Indicator
    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

COMMUNES: Final = "communes"
"""The denominator that no column gives: every row is one commune."""


BY_SHARE: Final = "by_share"
"""Whether a record's numerator was worked out of a share, which is rounded."""


def observe(
    entry: Indicator, table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> tuple[dict[int, dict[str, object]], list[Finding]]:
    """Make the observations of one indicator.

    Parameters
    ----------
    entry
        The indicator.
    table, figures
        The table and its figures, by quantity.
    rows
        The rows of units.
    note
        Makes its findings.

    Returns
    -------
    records : dict
        Row to observation, without what is the same for all; empty if the table does not have the
        indicator. A rate is turned into a count where there is a base, and stays a rate otherwise.
    findings : list of dict
        Rates that differ from their own counts by more than half a point: neither is a figure.
    """
    count, rate = entry.numerator, f"{entry.id}_pct"
    if count not in figures and rate not in figures:
        return _written_beside(entry, table, figures, rows, note.file), []
    records: dict[int, dict[str, object]] = {}
    findings: list[Finding] = []
    bases = {row: _base(entry, figures, row) for row in rows}
    own: dict[int, float] = {}
    place: int | None = None
    if count not in figures:
        shares = {row: figure(figures, rate, row) for row in rows}
        own, place = own_counts(table, rate, shares, bases)
    for row in rows:
        numerator = own.get(row, figure(figures, count, row))
        base, percent = bases[row], figure(figures, rate, row)
        cell = count if count in figures and not (math.isnan(numerator) and percent >= 0) else rate
        if not math.isnan(percent) and base > 0:
            if math.isnan(numerator):
                numerator = percent / 100 * base
            elif abs(100 * numerator / base - percent) > _near(table, entry, numerator, base):
                findings.append(
                    note(
                        "error",
                        "rate_differs",
                        row=row,
                        column=table.column(rate),
                        quantity=rate,
                        value=percent,
                        expected=round(100 * numerator / base, 2),
                        other=" / ".join(
                            table.address(row, place)
                            for name in (count, entry.denominator or "")
                            if (place := table.column(name))
                        ),
                    )
                )
                numerator = math.nan
        column = place if row in own else table.column(cell)
        records[row] = {
            "indicator": entry.id,
            "numerator": numerator,
            "denominator": base,
            "rate": percent / 100 if math.isnan(base) else math.nan,
            BY_SHARE: cell == rate and row not in own,
            "source": cell_source(table, note.file, row, column),
        }
    return records, findings


def _base(entry: Indicator, figures: Mapping[str, Figures], row: int) -> float:
    """Give what a row's share is of; NaN where its table does not."""
    base = 1.0 if entry.denominator == COMMUNES else figure(figures, entry.denominator, row)
    return figure(figures, f"{WHOLE}{entry.numerator}", row) if math.isnan(base) else base


def _near(table: Table, entry: Indicator, numerator: float, base: float) -> float:
    """Say by how many points a rate may differ from its counts, which may be rounded thousands."""
    rounded = [table.scales.get(name or "", 1) for name in (entry.numerator, entry.denominator)]
    off_part, off_whole = ((scale - 1) / 2 for scale in rounded)
    return POINTS + 1e-9 + 100 * (off_part + off_whole * numerator / base) / base


def _written_beside(
    entry: Indicator, table: Table, figures: Mapping[str, Figures], rows: Sequence[int], file: str
) -> dict[int, dict[str, object]]:
    """Take a base from the cells of its parts, "27/28"; where two of them differ there is none."""
    if entry.denominator is not None:
        return {}
    parts = [
        each.numerator
        for each in indicators().values()
        if each.denominator == entry.numerator and f"{WHOLE}{each.numerator}" in figures
    ]
    records: dict[int, dict[str, object]] = {}
    for row in rows if parts else ():
        wholes = {figure(figures, f"{WHOLE}{part}", row) for part in parts}
        wholes = {whole for whole in wholes if not math.isnan(whole)}
        if len(wholes) == 1:
            records[row] = {
                "indicator": entry.id,
                "numerator": wholes.pop(),
                "denominator": math.nan,
                "rate": math.nan,
                "source": cell_source(table, file, row, table.column(parts[0])),
            }
    return records


def figure(figures: Mapping[str, Figures], name: str | None, row: int) -> float:
    """Give one figure, NaN where there is none."""
    column = figures.get(name or "")
    return math.nan if column is None else column.numbers.get(row, math.nan)


def cell_source(table: Table, file: str, row: int, column: int | None) -> str:
    """Name the cell that a figure came from."""
    return "|".join((file, *table.sheet.where(row, column or 1)))
