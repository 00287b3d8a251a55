"""Totals of a row that the parts beside them contradict: formulas not calculated again."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_TOTAL: Final = re.compile(r"\W*(?:tong|cong\b|total|sum\b|chung\b)")
_MOST_PARTS: Final = 6
_FEWEST_ROWS: Final = 5
_LARGE: Final = 100
_SHARE: Final = 0.6
"""Of how many rows the parts must make the total, so that they are its parts."""


def check_totals_of_rows(
    table: Table, figures: Mapping[str, Figures], rows: Collection[int], note: Note
) -> Iterator[Finding]:
    """Take out totals that are not what their parts make, where in most rows they are.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures; such totals become missing.
    rows
        The rows that are read.
    note
        Makes the findings.

    Yields
    ------
    dict
        An error for each, with the sum of its parts.
    """
    for name, own in figures.items():
        columns = table.columns.get(name, [])  # parts that a cell holds have none
        heading = table.headings.get(columns[0], "").split(" / ")[-1] if columns else ""
        if len(columns) != 1 or not _TOTAL.match(plain_text(heading)):
            continue
        for row, total in _stale(table, columns[0], rows).items():
            if not math.isnan(own.numbers.get(row, math.nan)):
                own.numbers[row] = math.nan
                yield note(
                    "error", "row_total_differs", row=row, column=columns[0], quantity=name,
                    value=table.sheet.text(row, columns[0]), expected=_written(total),
                )  # fmt: skip


def _stale(table: Table, column: int, rows: Collection[int]) -> dict[int, float]:
    """Give the rows whose total differs from the sum of its parts, each with that sum."""
    totals = {row: own for row in rows if (own := _number(table, row, column)) is not None}
    for parts in _beside(table, column):
        sums = {row: made for row in totals if (made := _sum(table, row, parts)) is not None}
        same = {row for row, made in sums.items() if math.isclose(made, totals[row])}
        used = all(sum(bool(_number(table, row, part)) for row in same) > 1 for part in parts)
        if used and len(same) >= max(_FEWEST_ROWS, _SHARE * len(totals)):
            return {
                row: made
                for row, made in sums.items()
                if row not in same and not _is_rounded(made, totals[row], len(parts))
            }
    return {}


def _is_rounded(parts: float, total: float, count: int) -> bool:
    """Tell whether parts miss a large total by no more than rounding each of them does."""
    return total >= _LARGE and abs(parts - total) <= count - 1


def _beside(table: Table, column: int) -> Iterator[tuple[int, ...]]:
    """Give the columns that may be the parts of a total: the nearest on one of its sides."""
    first = max(table.block.names or 0, table.block.codes or 0)
    columns = [one for one in table.block.columns if one > first]
    place = columns.index(column) if column in columns else 0
    for count in range(2, _MOST_PARTS + 1):
        if place >= count:
            yield tuple(columns[place - count : place])
        if place + count < len(columns):
            yield tuple(columns[place + 1 : place + 1 + count])


def _sum(table: Table, row: int, parts: tuple[int, ...]) -> float | None:
    """Add the parts of a row; None where one is no number, or all are empty."""
    cells = [table.sheet.cells.get((row, part)) for part in parts]
    if all(cell is None for cell in cells):
        return None
    numbers = [0.0 if cell is None else _number(table, row, part)
               for cell, part in zip(cells, parts, strict=True)]  # fmt: skip
    known = [one for one in numbers if one is not None]
    return sum(known) if len(known) == len(numbers) else None


def _number(table: Table, row: int, column: int) -> float | None:
    """Give the number that a cell holds."""
    value = table.sheet.cells.get((row, column))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def _written(number: float) -> str:
    """Write a sum without a fraction that is none."""
    return str(int(number)) if number.is_integer() else f"{number:g}"
