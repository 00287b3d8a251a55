"""What the figures of a table say of each other: what is contradicted is no figure."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, Final

from dxanalysis.checks import POINTS
from dxanalysis.indicators import indicators
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.numbers import Figures
from dxanalysis.sources.workbook.figures.parts_of_what import check_bare_rates, check_beside_parts

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.indicators import Indicator
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_SYSTEMATIC: Final = 0.3
"""From this share of rows on, contradictions are of the columns, not of single cells."""

_FEWEST: Final = 3
_MANY: Final = 8
"""Communes that cannot all have the same share, unless it is none or all."""

WHOLE: Final = "whole of "
"""Before the id of a part: the wholes written in its own cells, "27/28"."""


def check_content(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> list[Finding]:
    """Compare the figures of a table with each other.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; what is contradicted is taken out of them.
    rows
        The rows of units.
    note
        Makes its findings.

    Returns
    -------
    list of dict
        Errors that name both cells: more covered than there are, a share that its own counts
        contradict, a whole written beside a part that is not the whole of the table.
    """
    findings: list[Finding] = []
    for entry in indicators().values():
        if entry.denominator is None or entry.numerator not in figures:
            continue
        findings += _above_base(table, figures, entry, rows, note)
        findings += _rates(table, figures, entry, rows, note)
        findings += _wholes(table, figures, entry, rows, note)
    findings += _thousands(table, figures, rows, note)
    findings += _percents(table, figures, rows, note)
    findings += _repeated(table, figures, rows, note)
    findings += check_bare_rates(table, figures, rows, note)
    findings += check_beside_parts(table, figures, rows, note)
    return findings


def _pair(
    figures: dict[str, Figures], first: str, second: str, rows: Sequence[int]
) -> Iterator[tuple[int, float, float]]:
    """Give the rows that have a figure in both columns."""
    for row in rows:
        one = figures[first].numbers.get(row, math.nan)
        other = figures[second].numbers.get(row, math.nan)
        if not (math.isnan(one) or math.isnan(other)):
            yield row, one, other


def _above_base(
    table: Table, figures: dict[str, Figures], entry: Indicator, rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Find parts that are more than their whole."""
    count, base = entry.numerator, entry.denominator or ""
    if base not in figures:
        return
    pairs = list(_pair(figures, count, base, rows))
    slack = max(table.scales.get(count, 1), table.scales.get(base, 1)) - 1
    above = [(row, one, other) for row, one, other in pairs if one > other + slack]
    if len(above) >= _FEWEST and len(above) > _SYSTEMATIC * len(pairs):
        yield _column_wrong(table, "parts_above_wholes", (count, base), len(above), note)
        for name in (count, base, f"{entry.id}_pct"):
            if name in figures:
                figures[name].numbers.update(dict.fromkeys(rows, math.nan))
        return
    for row, one, other in above:
        yield note(
            "error", "covered_above_base", row=row, column=table.column(count), quantity=count,
            value=one, expected=other,
        )  # fmt: skip
        for name in (count, f"{entry.id}_pct"):
            if name in figures:
                figures[name].numbers[row] = math.nan


def _rates(
    table: Table, figures: dict[str, Figures], entry: Indicator, rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Find rates that contradict the counts beside them so often that a column is wrong."""
    rate, base = f"{entry.id}_pct", entry.denominator or ""
    if rate not in figures or base not in figures:
        return
    pairs = [
        (row, one, 100 * figures[entry.numerator].numbers.get(row, math.nan) / other)
        for row, one, other in _pair(figures, rate, base, rows)
        if other > 0
    ]
    pairs = [pair for pair in pairs if not math.isnan(pair[2])]
    slack = max(table.scales.get(entry.numerator, 1), table.scales.get(base, 1))
    near = POINTS if slack == 1 else 2.0
    differing = [pair for pair in pairs if abs(pair[1] - pair[2]) > near]
    if len(differing) < _FEWEST or len(differing) <= _SYSTEMATIC * len(pairs):
        return
    yield _column_wrong(table, "rates_contradict", (rate, entry.numerator), len(differing), note)
    for name in (rate, entry.numerator):
        figures[name].numbers.update(dict.fromkeys(rows, math.nan))


def _wholes(
    table: Table, figures: dict[str, Figures], entry: Indicator, rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Compare the whole in cells such as "27/28" with the column of wholes."""
    column = table.column(entry.numerator)
    base = figures.get(entry.denominator or "")
    beside: dict[int, float] = {}
    for row in rows:
        cell = table.sheet.cells.get((row, column or 0))
        found = compound(cell) if isinstance(cell, str) else None
        whole = math.nan if found is None else found.whole
        if math.isnan(whole) or math.isnan(figures[entry.numerator].numbers.get(row, math.nan)):
            continue
        beside[row] = whole
        known = math.nan if base is None else base.numbers.get(row, math.nan)
        if not math.isnan(known) and known != whole:
            yield note(
                "error", "whole_differs", row=row, column=column, quantity=entry.numerator,
                value=whole, expected=known,
            )  # fmt: skip
            figures[entry.numerator].numbers[row] = math.nan
    if base is None and beside and entry.denominator:
        # A whole by which the part is divided; the table has no column of it.
        figures[f"{WHOLE}{entry.numerator}"] = Figures(numbers=beside)


def _thousands(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Refuse a column of people that can only be thousands without saying so."""
    column = figures.get("population")
    if column is None or table.scales.get("population", 1) != 1:
        return
    known = [number for row in rows if not math.isnan(number := column.numbers.get(row, math.nan))]
    broken = sum(rule == "count_not_whole" for rule in column.unreadable.values())
    lowest = len(known) > _FEWEST + 1 and 0 < statistics.median(known) < 100  # noqa: PLR2004 - people of a commune
    if (broken > _SYSTEMATIC * max(len(rows), 1) and broken >= _FEWEST) or lowest:
        place = table.column("population")
        yield note(
            "error", "population_scale", column=place, quantity="population",
            value=table.headings.get(place or 0, ""),
        )  # fmt: skip
        for name, each in figures.items():
            if name in {"population", "people_4g", "people_5g"}:
                each.numbers.update(dict.fromkeys(rows, math.nan))


_COUNTED: Final = ("people_", "households_", "villages_with_")


def _percents(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Refuse a column of counts that can only be percentages."""
    for name, column in figures.items():
        if not name.startswith(_COUNTED) or table.scales.get(name, 1) != 1:
            continue
        known = [one for row in rows if (one := column.numbers.get(row, math.nan)) > 0]
        broken = [row for row, rule in column.unreadable.items() if rule == "count_not_whole"]
        many = len(broken) >= _FEWEST and len(broken) > _SYSTEMATIC * len(rows)
        small = name.startswith("people_") and len(known) > _FEWEST + 1 and max(known) <= 100  # noqa: PLR2004
        if many or small:
            place = table.column(name)
            yield note(
                "error", "count_is_percent", column=place, quantity=name,
                value=table.headings.get(place or 0, ""),
            )  # fmt: skip
            column.numbers.update(dict.fromkeys(rows, math.nan))


def _repeated(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Refuse a column with one share for every commune: it is the province's, or a target."""
    for name, column in figures.items():
        kind = table.kinds.get(name)
        known = [one for row in rows if not math.isnan(one := column.numbers.get(row, math.nan))]
        if kind is None or kind.kind != "rate" or len(known) < _MANY or len(set(known)) > 1:
            continue
        if known[0] not in {0, 1, 100}:
            yield note(
                "error", "column_repeated", column=table.column(name), quantity=name,
                value=known[0], expected=len(known),
            )  # fmt: skip
            column.numbers.update(dict.fromkeys(rows, math.nan))


def _column_wrong(
    table: Table, rule: str, names: tuple[str, str], count: int, note: Note
) -> Finding:
    """Say that two columns contradict each other as a whole."""
    name = names[0]
    columns = [table.column(one) or 0 for one in names]
    return note(
        "error", rule, column=columns[0], quantity=name, value=count,
        expected=f"{table.address(table.last, columns[1])} “{table.headings.get(columns[1], '')}”",
    )  # fmt: skip
