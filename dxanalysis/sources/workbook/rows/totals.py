"""Subtotals and totals are left out of the figures, and used to check them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from dxanalysis.checks import POINTS
from dxanalysis.indicators import indicator_counting, indicator_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table


def check_totals(table: Table, figures: dict[str, Figures], note: Note) -> Iterator[Finding]:
    """Hold the subtotals and totals that a table gives against its own rows.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity.
    note
        Makes its findings.

    Yields
    ------
    dict
        A finding for each sum that differs, and for each rate that is not the weighted one. Where
        figures of the rows are missing, a total may be higher than their sum, by no more than the
        wholes of those rows.
    """
    for row, members in _groups(table.rows):
        for name, column in figures.items():
            given = column.numbers.get(row, math.nan)
            if math.isnan(given) or not members:
                continue
            is_rate = table.kinds[name].kind == "rate"
            scale = table.scales.get(name, 1)
            room = 0.0
            if is_rate:
                expected, near = _weighted(name, figures, members), POINTS
            else:
                expected, near, lacking = _sum(column, members, scale=scale)
                room = _room(name, figures, lacking) if given > expected else 0.0
            if abs(given - expected) > near + room:
                rule = "total_beyond_blank" if room else "total_differs"
                yield note(
                    "warning",
                    "total_rate_differs" if is_rate else rule,
                    row=row,
                    column=table.columns[name][0],
                    quantity=name,
                    value=round(given, 4),
                    expected=round(expected, 4),
                    other=room or None,
                )


def _sum(column: Figures, members: Sequence[int], *, scale: int) -> tuple[float, float, list[int]]:
    """Add up a column's rows; also how far a total may be from it, and the rows without figure."""
    numbers = {member: column.numbers.get(member, math.nan) for member in members}
    lacking = [member for member, number in numbers.items() if math.isnan(number)]
    total = math.fsum(number for number in numbers.values() if not math.isnan(number))
    # Rounded thousands may miss the sum by half a thousand each.
    return total, (scale - 1) * len(members) / 2 + 1e-6, lacking


def _room(name: str, figures: dict[str, Figures], lacking: Sequence[int]) -> float:
    """Say how much rows without a figure can hold at most: each its whole, or without end."""
    if not lacking:
        return 0.0
    entry = indicator_counting(name)
    base = figures.get(entry.denominator or "") if entry else None
    wholes = [base.numbers.get(row, math.nan) for row in lacking] if base else [math.nan]
    return math.inf if any(map(math.isnan, wholes)) else math.fsum(wholes)


def _groups(rows: Sequence[Row]) -> Iterator[tuple[int, list[int]]]:
    """Give each row that adds up, with the rows it adds up: those after it, or those before."""
    adding = [row for row in rows if row.kind in {"unit", "subtotal"}]
    before = bool(adding) and adding[0].kind == "unit"
    everything = [row.number for row in rows if row.kind == "unit"]
    members: list[int] = []
    current: int | None = None
    for row in adding:
        if row.kind == "unit":
            members.append(row.number)
            continue
        if before:
            yield row.number, members
        elif current is not None:
            yield current, members
        members, current = [], row.number
    if current is not None and not before:
        yield current, members
    yield from ((row.number, everything) for row in rows if row.kind == "total")


def _weighted(name: str, figures: dict[str, Figures], members: Sequence[int]) -> float:
    """Add a rate up by its base, in percent; NaN where a part is missing."""
    known = indicator_of(name)
    if known is None or known.denominator not in figures:
        return math.nan
    rates, bases = figures[name].numbers, figures[known.denominator].numbers
    weights = [bases.get(member, math.nan) for member in members]
    total = math.fsum(weights)
    if math.isnan(total) or total <= 0:
        return math.nan
    shares = (rates.get(member, math.nan) for member in members)
    return math.fsum(share * weight for share, weight in zip(shares, weights, strict=True)) / total
