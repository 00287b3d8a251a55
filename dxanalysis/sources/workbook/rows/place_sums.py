"""Rows with the bare name of a place, "Hòa Bình", that add up the communes above or below them.

Former provinces, former districts and branches of operators have the names of communes of today.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.units.parsing import read

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 2
"""Rows that a sum has at least."""

_CLEAR: Final = 3
"""Figures, or parts of one, by which it is no chance that a row is the sum of others."""


def without_place_sums(
    table: Table,
    codes: dict[int, str],
    figures: Mapping[str, Figures],
    lookup: UnitLookup,
    note: Note,
) -> list[Finding]:
    """Take rows that add others up out of a table's units, and those that may do so.

    Parameters
    ----------
    table
        The table; such a row becomes a subtotal.
    codes
        Row to the code of its unit; such a row's is taken out.
    figures
        The table's figures, by quantity.
    lookup
        Tells units and districts.
    note
        Makes the findings.

    Returns
    -------
    list of dict
        A note for each row that is a sum, and a warning for each that may be a sum or a commune.
    """
    units = [row for row in table.rows if row.kind == "unit"]
    bare = {row.number for row in units if row.number in codes and _is_bare(row)}
    if not bare or len(units) <= _FEWEST or "village" in table.columns:
        return []
    counts = {
        name: column.numbers for name, column in figures.items()
        if table.kinds[name].kind == "count"
    }  # fmt: skip
    numbered = sum(bool(row.order) for row in units)
    # Where no row is numbered, only what adds up all rows above or below it can be told.
    heads = bare - {row.number for row in units if row.order} if numbered else set()
    alone = _is_unlike_others(units, bare, lookup)
    findings = []
    for row in units:
        if row.number not in bare or (row.order and numbered):
            continue
        apart = 2 * numbered >= len(units)
        place = lookup.names_place(row.name)
        goes_on = apart and _goes_on_without(row, units)
        added = max(
            (_added(row.number, some, counts) for some in _groups(row.number, table.rows, heads)),
            default=0,
        )
        unlike = place and alone
        if not (unlike or (place and goes_on) or (added and (apart or place))):
            continue
        sure = bool(added) and (goes_on or unlike or added >= _CLEAR)
        # The commune of that name has a row of its own, with its kind.
        sure = sure or (unlike and list(codes.values()).count(codes[row.number]) > 1)
        findings.append(
            note(
                "note" if sure else "warning",
                "place_sum" if sure else "place_or_sum",
                row=row.number,
                column=table.column("unit_name"),
                value=row.name,
            )
        )
        del codes[row.number]
    gone = {row.number for row in units if row.number in bare and row.number not in codes}
    table.rows[:] = [
        replace(row, kind="subtotal") if row.number in gone else row for row in table.rows
    ]
    return findings


def _is_unlike_others(units: Sequence[Row], bare: set[int], lookup: UnitLookup) -> bool:
    """Tell whether all rows but those with the bare name of a place say their kind: "Xã Đà Bắc"."""
    others = [row for row in units if row.number not in bare or not lookup.names_place(row.name)]
    return len(others) > _FEWEST and all(
        bool(row.name) and any(reading.kind for reading in read(clean_name(row.name)).readings)
        for row in others
    )


def _is_bare(row: Row) -> bool:
    """Tell whether a row has a name and nothing that makes it a commune's: a kind, a code."""
    return (
        bool(row.name)
        and not (row.code or row.repeats)
        and not any(reading.kind for reading in read(row.name).readings)
    )


def _groups(number: int, rows: Sequence[Row], heads: set[int]) -> Iterator[list[int]]:
    """Give the rows that a row may add up: those below it, those above it, and all others."""
    ends = heads | {row.number for row in rows if row.kind in {"subtotal", "total"}}
    units = [
        row.number for row in rows if row.kind == "unit" and row.number not in heads | {number}
    ]
    after = min((one for one in ends if one > number), default=math.inf)
    before = max((one for one in ends if one < number), default=-1)
    if heads or not units or number < units[0]:
        yield [one for one in units if number < one < after]
    if heads or not units or number > units[-1]:
        yield [one for one in units if before < one < number]
    if heads:
        yield units


def _added(row: int, members: Sequence[int], counts: Mapping[str, Mapping[int, float]]) -> int:
    """Count the figures by which a row is a sum: one of each column, and one of each part more.

    None where a column does not add up, or there is nothing to add.
    """
    found = 0
    for numbers in counts.values():
        given = numbers.get(row, math.nan)
        parts = [numbers.get(one, math.nan) for one in members]
        known = [one for one in parts if one > 0]
        if math.isnan(given) or (given == 0 and not known):
            continue
        if len(members) < _FEWEST or not math.isclose(given, math.fsum(known), rel_tol=1e-9):
            return 0
        found += max(1, len(known) - 1)
    return found


def _goes_on_without(row: Row, units: Sequence[Row]) -> bool:
    """Tell whether the numbers of the rows around one leave no number out for it."""
    orders = [(one, int(order)) for one in units if (order := one.order.rstrip(".")).isdecimal()]
    for (one, before), (other, after) in pairwise(orders):
        if one.number < row.number < other.number:
            return after in {before + 1, 1}
    # Before the first and behind the last nothing is left out, unless the first has gone.
    return bool(orders) and (row.number > orders[-1][0].number or orders[0][1] == 1)
