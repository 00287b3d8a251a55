"""Rows that look like those of a table, and are none of any: found so that none is lost unsaid."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup


def with_missed(
    tables: Sequence[Table], walked: Mapping[Block, set[int]], lookup: UnitLookup
) -> list[Table]:
    """Note at the first table of each place the rows below that name a unit and were not read.

    Parameters
    ----------
    tables
        The tables of a sheet.
    walked
        Block to the rows that were found in it, of whatever kind.
    lookup
        Tells units.

    Returns
    -------
    list of Table
        The tables; a row is missed that has a unit's name or code and a figure where the table
        has them, and that no table with any of its columns has.
    """
    made: list[Table] = []
    noted: set[Block] = set()
    for table in tables:
        if table.block in noted or table.beside or table.earlier or not table.has_figures:
            made.append(table)
            continue
        noted.add(table.block)
        made.append(replace(table, missed=_missed(table, walked, lookup)))
    return made


def _missed(table: Table, walked: Mapping[Block, set[int]], lookup: UnitLookup) -> tuple[int, ...]:
    """Find the rows below a table's heading that look like its own and were not walked over."""
    sheet, block = table.sheet, table.block
    own = block.names or block.codes or 0
    columns = set(block.columns)
    taken: set[int] = set().union(
        *(rows for one, rows in walked.items() if columns & set(one.columns))
    )
    figures = [column for name in table.figures for column in table.columns[name]]
    return tuple(
        row
        for row in sorted(sheet.rows)
        if row > block.last
        and row not in taken
        and _names(sheet.cells.get((row, own)), lookup)
        and any(looks_like_figure(sheet.cells.get((row, one))) for one in figures)
    )


def _names(value: object, lookup: UnitLookup) -> bool:
    """Tell whether a cell names a unit of the list, or has its code."""
    return lookup.code(value) is not None or (isinstance(value, str) and bool(lookup.name(value)))
