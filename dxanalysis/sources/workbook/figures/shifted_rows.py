"""Rows whose figures stand one column too far to the left or right, or were exchanged."""

from __future__ import annotations

import itertools
import math
import statistics
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_FEWEST: Final = 3
"""Columns, and rows, from which on a row can be told to be shifted."""

_FAR: Final = 10
"""By which factor a figure is out of the middle half of its column to be wrong there."""

_NEAR: Final = 4
_FEW_ROWS: Final = 12
"""Rows up to which a row must not speak for itself in what its columns are like."""

Values = dict[int, float]


@dataclass(frozen=True)
class _Column:
    """What most figures of a column are like.

    Attributes
    ----------
    low, high
        The bounds of the middle half of them.
    has_none
        Whether any is 0.
    """

    low: float
    high: float
    has_none: bool

    def fits(self, value: float) -> bool:
        """Tell whether a figure could be one of the column."""
        if value == 0:
            return self.has_none
        return self.low / _NEAR <= value <= self.high * _NEAR

    def is_far(self, value: float) -> bool:
        """Tell whether a figure can hardly be one of the column."""
        return value > 0 and not self.low / _FAR <= value <= max(self.high, 1) * _FAR


def check_shifted(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> list[Finding]:
    """Find rows whose figures fit their columns only when moved by one, and exchanged figures.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; those of such a row are taken out of them.
    rows
        The rows of units.
    note
        Makes its findings.

    Returns
    -------
    list of dict
        An error for each such row. A row is shifted where a cell at one end is empty that others
        have filled in, every figure fits the next column, and one can be none of its own.
    """
    if len(rows) < _FEWEST:
        return []
    values = _values(table, figures, rows)
    found: list[Finding] = []
    for run in _runs(values, rows):
        after = values.get(run[-1] + 1, {})
        whole = _like(values, run)
        for row in rows:
            here = {column: values[column].get(row, math.nan) for column in run}
            like = whole if len(rows) > _FEW_ROWS else _like(values, run, without=row)
            end = after.get(row, math.nan) if len(after) <= max(1, len(rows) / 5) else math.nan
            side = _side(run, here, like, end)
            if side:
                found.append(note("error", "row_shifted", row=row, column=run[0], value=side))
                _take_out(table, figures, row, run)
            elif pair := _exchanged(here, like):
                found.append(_say_exchanged(table, row, pair, here, note))
                _take_out(table, figures, row, pair)
    return found


def _values(table: Table, figures: Mapping[str, Figures], rows: Sequence[int]) -> dict[int, Values]:
    """Take the numbers as they are written, by column and row; those of names and codes aside."""
    known = {places[0]: name for name, places in table.columns.items() if name in figures}
    values: dict[int, Values] = {}
    for column in table.block.columns:
        if column in {table.block.names, table.block.codes} or column in _described(table):
            continue
        name = known.get(column, "")
        scale = table.scales.get(name, 1)
        numbers = figures[name].numbers if name else {}
        for row in rows:
            number = numbers.get(row, math.nan) / scale
            cell = table.sheet.cells.get((row, column))
            if math.isnan(number) and isinstance(cell, int | float) and not isinstance(cell, bool):
                number = float(cell)
            if not math.isnan(number):
                values.setdefault(column, {})[row] = number
    return values


def _described(table: Table) -> set[int]:
    """Name the columns that are read and hold no figures."""
    named = set(table.columns) - set(table.figures)
    return {place for name in named for place in table.columns[name]}


def _runs(values: Mapping[int, Values], rows: Sequence[int]) -> list[list[int]]:
    """Part the columns that most rows fill in into those that stand side by side."""
    runs: list[list[int]] = []
    for column in sorted(one for one, held in values.items() if 3 * len(held) >= 2 * len(rows)):
        if runs and runs[-1][-1] == column - 1:
            runs[-1].append(column)
        else:
            runs.append([column])
    return [run for run in runs if len(run) > 1]


def _like(
    values: Mapping[int, Values], run: Sequence[int], *, without: int | None = None
) -> dict[int, _Column]:
    """Say what the columns are like, without one row where it is named."""
    like: dict[int, _Column] = {}
    for column in run:
        others = [one for row, one in values[column].items() if row != without]
        positive = [one for one in others if one > 0]
        if len(positive) > 1:
            low, _, high = statistics.quantiles(positive, n=4, method="inclusive")
            like[column] = _Column(low, high, len(positive) < len(others))
    return like


def _side(run: Sequence[int], here: Values, like: Mapping[int, _Column], beyond: float) -> str:
    """Say to which side the figures of a row must be moved; "" where they need not be."""
    if len(run) < _FEWEST or len(like) < len(run):
        return ""
    if math.isnan(here[run[-1]]) and _moved(run[:-1], run[1:], here, like):
        return "→"
    if math.isnan(here[run[0]]) and not math.isnan(beyond) and like[run[-1]].fits(beyond):
        return "←" if _moved(run[1:], run[:-1], here, like) else ""
    return ""


def _moved(
    own: Sequence[int], other: Sequence[int], here: Values, like: Mapping[int, _Column]
) -> bool:
    """Tell whether all figures fit the columns beside theirs, and one can be none of its own."""
    return all(like[to].fits(here[column]) for column, to in zip(own, other, strict=True)) and any(
        like[column].is_far(here[column]) for column in own
    )


def _exchanged(here: Values, like: Mapping[int, _Column]) -> tuple[int, ...]:
    """Find the two figures that fit only each other's column."""
    far = [column for column, one in here.items() if column in like and like[column].is_far(one)]
    pairs = (
        (one, two) for one, two in itertools.combinations(far, 2)
        if like[two].fits(here[one]) and like[one].fits(here[two])
    )  # fmt: skip
    return next(pairs, ()) if len(far) == 2 else ()  # noqa: PLR2004 - the two


def _say_exchanged(
    table: Table, row: int, pair: tuple[int, ...], here: Values, note: Note
) -> Finding:
    """Name both figures."""
    one, two = pair
    return note(
        "error", "figures_exchanged", row=row, column=one, value=here[one], expected=here[two],
        other=table.address(row, two),
    )  # fmt: skip


def _take_out(table: Table, figures: dict[str, Figures], row: int, columns: Sequence[int]) -> None:
    """Make the figures of a row missing."""
    for name, column in figures.items():
        if set(table.columns.get(name, ())) & set(columns):
            column.numbers[row] = math.nan
