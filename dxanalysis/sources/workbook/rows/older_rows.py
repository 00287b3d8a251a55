"""Tables with a row for each former unit, named beside the unit of today that it went into."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.rows.rows import first_row_per_unit
from dxanalysis.sources.workbook.tables.merged_units import former_columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_NEARLY: Final = 0.95
_MOST: Final = 0.8
_FEWEST: Final = 3
"""Which share of a column's cells must be names of units for it to be one of former units."""


def rows_of_units(
    table: Table,
    codes: dict[int, str],
    figures: dict[str, Figures],
    lookup: UnitLookup,
    note: Note,
) -> tuple[list[int], list[Finding]]:
    """Keep one row of each unit: the only one, or the sum of those of its former units.

    Parameters
    ----------
    table, figures
        The table and its figures, by quantity.
    codes
        Row to the code of its unit.
    lookup
        Tells units of today and of older lists.
    note
        Makes its findings.

    Returns
    -------
    rows : list of int
        The rows that are kept.
    findings : list of dict
        Rows that repeat a unit, and sums that were made.
    """
    older = older_rows(table, codes, lookup)
    if not older:
        return first_row_per_unit(table, codes, figures, note)
    return list(older), add_older_rows(table, figures, older, note)


def older_rows(table: Table, codes: Mapping[int, str], lookup: UnitLookup) -> dict[int, list[int]]:
    """Find the rows that a table gives each unit of today, one for each former unit.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit.
    lookup
        Tells units of today and of older lists.

    Returns
    -------
    dict
        The first row of each unit to all its rows; empty where no column names former units, each
        once within a unit.
    """
    rows: dict[str, list[int]] = {}
    for row, code in codes.items():
        rows.setdefault(code, []).append(row)
    several = [some for some in rows.values() if len(some) > 1]
    if not several or "village" in table.columns:
        return {}
    former = former_columns(table.headings, table.block.columns)
    own = {column for name in ("unit_name", "unit_code") for column in table.columns.get(name, [])}
    for column in former:
        names = [(code, table.sheet.text(row, column)) for row, code in codes.items()]
        named = all(name and not looks_like_figure(name) for _, name in names)
        if named and len(set(names)) == len(names):
            return {some[0]: some for some in rows.values()}
    for column in table.block.columns:
        if column not in own and _names_older(table, column, several, codes, lookup):
            return {some[0]: some for some in rows.values()}
    return {}


def _names_older(
    table: Table,
    column: int,
    several: Iterable[list[int]],
    codes: Mapping[int, str],
    lookup: UnitLookup,
) -> bool:
    """Tell whether a column names former units: others than the row's, each once within it."""
    names = [[table.sheet.text(row, column) for row in rows] for rows in several]
    distinct = sum(len(set(some)) for some in names)
    texts = [text for some in names for text in some]
    known = sum(bool(lookup.name(text)) or lookup.is_old(text) for text in texts)
    itself = sum(
        lookup.name(text) == {codes[row]} and text == table.label(row, "unit_name")
        for some, rows in zip(names, several, strict=True)
        for text, row in zip(some, rows, strict=True)
    )
    whole = len(texts)
    return known >= _MOST * whole and distinct > _NEARLY * whole and itself < whole / 2


def add_older_rows(
    table: Table, figures: Mapping[str, Figures], rows: Mapping[int, list[int]], note: Note
) -> list[Finding]:
    """Put the sum of former units in place of the first row's figures.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; counts are added up, of rates and marks nothing is kept.
    rows
        What :func:`older_rows` found.
    note
        Makes its findings.

    Returns
    -------
    list of dict
        A warning, for a former unit may have gone into several.
    """
    added = [name for name in figures if not _repeats_whole(table, name, figures, rows.values())]
    for name in added:
        column = figures[name]
        for first, some in rows.items():
            numbers = [column.numbers.get(row, math.nan) for row in some]
            if table.kinds[name].kind == "count":
                column.numbers[first] = math.fsum(numbers)
            elif len(some) > 1:
                column.numbers[first] = math.nan
    return [
        note(
            "warning", "older_rows_added", column=table.columns[name][0], quantity=name,
            value=sum(map(len, rows.values())), expected=len(rows),
        )
        for name in added
    ]  # fmt: skip


def _repeats_whole(
    table: Table, name: str, figures: Mapping[str, Figures], groups: Iterable[list[int]]
) -> bool:
    """Tell whether the rows of a unit all have the figure of the whole, unit after unit."""
    place, merged = table.columns[name][0], table.sheet.merged
    given = [
        # A figure merged over the rows of a unit is that of each.
        [figures[name].numbers.get(merged.get((row, place), (row, 0))[0], math.nan) for row in some]
        for some in groups
    ]
    several = [
        numbers for numbers in given if len(numbers) > 1 and any(number > 0 for number in numbers)
    ]
    alike = sum(len(set(numbers)) == 1 for numbers in several)
    return len(several) >= _FEWEST and alike >= _MOST * len(several)
