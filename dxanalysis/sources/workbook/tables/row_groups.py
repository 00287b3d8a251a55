"""Rows that are groups or parts of others, told by how all rows of a table are numbered and named.

What each row is by itself is told before (:mod:`dxanalysis.sources.workbook.tables.row_kinds`).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.tables.row_kinds import is_kind_named
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEW: Final = 3
_MOST: Final = 0.7
_SECOND: Final = re.compile(r"\d{1,2}[.,]\d{1,3}[.)]?")
_ROMAN_ONLY: Final = re.compile(r"[IVXLC]+[.)]?")


def regroup(rows: list[Row], lookup: UnitLookup) -> list[Row]:
    """Tell the row of a former district, or of the province, from the commune of its name.

    Parameters
    ----------
    rows
        The rows of a table.
    lookup
        Tells units.

    Returns
    -------
    list of Row
        The rows; one without a running number among numbered ones is a subtotal where it has the
        bare name of a district, and another row has the commune of that name or none is so called.
    """
    rows = _within_districts(_beneath_roman(rows, lookup), lookup)
    rows = _sum_of_kinds(_before_first(rows, lookup))
    rows = _named_again(rows)
    numbered = {row.number for row in rows if row.kind == "unit" and row.certain and row.order}
    if _has_parts(rows, numbered, lookup):
        return [
            replace(row, kind="part")
            if row.kind == "unit" and row.number not in numbered and not row.repeats
            else row
            for row in rows
        ]
    if 2 * len(numbered) < sum(row.kind == "unit" for row in rows):
        return [_province_total(row, lookup) for row in rows]
    named = {code for row in rows if row.number in numbered for code in lookup.name(row.name)}
    return [
        replace(row, kind="subtotal")
        if row.number not in numbered and _is_group(row, named, lookup)
        else _province_total(row, lookup)
        for row in rows
    ]


def _named_again(rows: list[Row]) -> list[Row]:
    """Mark the rows without a number that all have the name above: a row for each operator."""
    again: set[int] = set()
    above = ""
    for row in rows:
        if row.kind == "unit" and not row.order and not row.repeats:
            if row.name != above:
                return rows
            again.add(row.number)
        elif row.kind == "unit":
            above = row.name
    return [replace(row, repeats=True) if row.number in again else row for row in rows]


def _beneath_roman(rows: list[Row], lookup: UnitLookup) -> list[Row]:
    """Take the rows numbered anew beneath each unit with a roman number for what it came from."""
    heads = [
        row.number
        for row in rows
        if row.kind == "unit" and _ROMAN_ONLY.fullmatch(row.mark) and lookup.name(row.name)
    ]
    beneath = [row for row in rows if row.kind in {"unit", "part"} and row.order]
    anew = sum(row.order.rstrip(".") == "1" for row in beneath)
    by_kind = all(is_kind_named(row.name) for row in rows if row.number in heads)
    by_kind = by_kind and not any(is_kind_named(row.name) for row in beneath)
    few = 2 if by_kind else _FEW
    if len(heads) < few or 2 * anew < len(heads) or not beneath or beneath[0].number < heads[0]:
        return rows
    lines = {row.number for row in beneath}
    return [replace(row, kind="part") if row.number in lines else row for row in rows]


def _within_districts(rows: list[Row], lookup: UnitLookup) -> list[Row]:
    """Take "1.1", "1.2" beneath districts that are numbered "1", "2" for units."""
    beneath = [row for row in rows if _SECOND.fullmatch(row.mark)]
    heads = [row for row in rows if row.kind in {"unit", "subtotal"} and row.mark.isdecimal()]
    districts = sum(row.kind == "subtotal" or lookup.is_district(row.name) for row in heads)
    named = sum(bool(lookup.name(row.name)) for row in beneath)
    if len(heads) < 2 or districts < _MOST * len(heads) or named < _MOST * len(beneath):  # noqa: PLR2004
        return rows
    if not beneath:
        return rows
    lines = {row.number for row in beneath}
    tops = {row.number for row in heads}
    return [
        replace(row, kind="unit", order=row.mark) if row.number in lines
        else replace(row, kind="subtotal") if row.number in tops
        else row
        for row in rows
    ]  # fmt: skip


def _before_first(rows: list[Row], lookup: UnitLookup) -> list[Row]:
    """Take what stands before each row with the number 1, and names no unit, for a group."""
    groups = {
        row.number
        for row, after in pairwise(rows)
        if row.kind == "unit" and not (row.order or row.code or row.repeats)
        and after.kind == "unit" and after.order.rstrip(".") == "1"
        and not (lookup.name(row.name) or lookup.is_old(row.name) or is_kind_named(row.name))
    }  # fmt: skip
    if len(groups) < 2:  # noqa: PLR2004 - a row that is no unit, and nothing begins anew
        return rows
    return [replace(row, kind="subtotal") if row.number in groups else row for row in rows]


def _sum_of_kinds(rows: list[Row]) -> list[Row]:
    """Take the only sum of a table for its total, though it says of which kind: "Tổng các xã"."""
    sums = [row for row in rows if row.kind in {"subtotal", "total"}]
    last = max((row.number for row in rows if row.kind == "unit"), default=0)
    first = min((row.number for row in rows if row.kind == "unit"), default=0)
    if len(sums) != 1 or sums[0].kind == "total" or first < sums[0].number < last:
        return rows
    if not plain_text(sums[0].name).startswith(("tong", "cong", "toan")):
        return rows
    return [replace(row, kind="total") if row is sums[0] else row for row in rows]


def _has_parts(rows: list[Row], numbered: set[int], lookup: UnitLookup) -> bool:
    """Tell whether numbered units each have unnumbered ones beneath them: what they came from."""
    units = [row for row in rows if row.kind == "unit" and not row.repeats]
    with_number = [row for row in units if row.number in numbered]
    beneath = [row for row in units if row.number not in numbered and not row.code]
    if len(with_number) < _FEW or len(beneath) < len(with_number):
        return False
    if not units or units[0].number not in numbered:
        return False
    known = [row for row in with_number if lookup.name(row.name)]
    return len(known) > 0.9 * len(with_number)


def _is_group(row: Row, named: set[str], lookup: UnitLookup) -> bool:
    """Tell whether a row without a number is a district's, whose commune has a row of its own."""
    if row.kind != "unit" or row.code or not lookup.is_district(row.name):
        return False
    return lookup.name(row.name) <= named


def _province_total(row: Row, lookup: UnitLookup) -> Row:
    """Take a row with the bare name of the province, where no unit is so called, for the total."""
    if row.kind == "unit" and not row.code and lookup.is_province(row.name):
        return replace(row, kind="total")
    return row
