"""The population that a table gives its units, held against what was published of each."""

from __future__ import annotations

import math
import statistics
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.checks import PEOPLE_PER_HOUSEHOLD
from dxanalysis.sources.workbook.figures.unit_scales import check_scales, check_things
from dxanalysis.units import registry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_FEWEST: Final = 8
"""Units from which on a table can be compared with what was published."""

_MOST: Final = 0.75
"""Which share of units must agree for the others to stand out."""

_NEAR: Final = 1.6
"""By which factor a count of another year or source may differ."""

_FAR: Final = 2.5
"""From which factor on one of two figures must be wrong."""

_NEARLY: Final = 1.25

_ORDERS: Final = 10_000
_BY_CHANCE: Final = 2e-4
"""Of so many other orders of a column's figures so few may fit its units as well as a shifted one
does: in 2,000 tables without a fault it is hardly ever said."""

_KNOWN: Final = {"2025-07": registry.population_2025, "2024-12": registry.population_2019}


def check_people(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note, *, vintage: str
) -> list[Finding]:
    """Hold people and households against the population that was published of each unit.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; what cannot be right is taken out of them.
    rows
        The rows of units.
    note
        Makes its findings.
    vintage
        Which list of units the table uses.

    Returns
    -------
    list of dict
        Errors: all figures a thousand times too small or too large, a column that stands a row too
        high or too low, two units whose figures were exchanged, households that are too few or too
        many for the people. Warnings: a single unit that differs by more than a factor of 2.5, and
        a table that differs throughout. A note where the figures have nothing to do with those
        published.
    """
    published = _published(rows, note, vintage)
    found = list(check_scales(table, figures, published, rows, note))
    found += check_things(table, figures, rows, note)
    found += _people(table, figures, published, rows, note)
    return [*found, *_households(table, figures, rows, note)]


def _published(rows: Sequence[int], note: Note, vintage: str) -> dict[int, float]:
    """Give the published population of the unit in each row, where there is one."""
    if vintage not in _KNOWN:
        return {}
    published = _KNOWN[vintage]()
    codes = {row: note.codes[row] for row in rows if row in note.codes}
    return {row: float(published[code]) for row, code in codes.items() if code in published.index}


def _people(
    table: Table,
    figures: dict[str, Figures],
    published: Mapping[int, float],
    rows: Sequence[int],
    note: Note,
) -> Iterator[Finding]:
    """Hold a column of people against what was published."""
    column = figures.get("population")
    if column is None:
        return
    given = {row: column.numbers.get(row, math.nan) for row in rows}
    known = {row: people for row, people in published.items() if given[row] > 0}
    if len(known) < _FEWEST:
        return
    ratios = {row: given[row] / people for row, people in known.items()}
    middle = statistics.median(ratios.values())
    alike = _share_near(ratios.values(), middle) >= _MOST
    if not alike:
        yield from _unlike(table, figures, given, known, note)
    elif not 1 / _FAR < middle < _FAR:
        rule, place = _scale_rule(middle), table.column("population")
        is_scale = rule == "population_scale"
        yield note(
            "error" if is_scale else "warning", rule, column=place, quantity="population",
            value=table.headings.get(place or 0, ""), expected=f"{middle:.4g}",
        )  # fmt: skip
        if is_scale:
            _take_out(figures, ("population", "people_4g", "people_5g"), rows)
    else:
        relative = {row: ratio / middle for row, ratio in ratios.items()}
        yield from _single(table, figures, relative, known, note)


def _households(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Refuse households that are too few or too many for the people: poor ones, businesses."""
    if "households" not in figures or "population" not in figures:
        return
    homes, people = figures["households"].numbers, figures["population"].numbers
    sizes = [
        people[row] / homes[row]
        for row in rows
        if homes.get(row, math.nan) > 0 and people.get(row, math.nan) > 0
    ]
    middle = statistics.median(sizes) if len(sizes) >= _FEWEST else math.nan
    if math.isnan(middle) or PEOPLE_PER_HOUSEHOLD[0] < middle < PEOPLE_PER_HOUSEHOLD[1]:
        return
    place = table.column("households")
    yield note(
        "error", "households_of_some", column=place, quantity="households",
        value=table.headings.get(place or 0, ""), expected=f"{middle:.3g}",
    )  # fmt: skip
    _take_out(figures, [name for name in figures if name.startswith("households")], rows)


def _share_near(ratios: Collection[float], middle: float) -> float:
    """Say which share of ratios is near the middle one."""
    return sum(1 / _NEAR < ratio / middle < _NEAR for ratio in ratios) / len(ratios)


def _scale_rule(middle: float) -> str:
    """Name what is wrong with a table whose figures all differ by one factor."""
    power = math.log10(middle) / 3
    return "population_scale" if abs(power - round(power)) < 0.1 else "population_other"  # noqa: PLR2004 - 2 in a thousand


def _unlike(
    table: Table,
    figures: dict[str, Figures],
    given: Mapping[int, float],
    known: Mapping[int, float],
    note: Note,
) -> Iterator[Finding]:
    """Say that figures do not belong to the units they stand beside."""
    place, heading = table.column("population"), table.headings.get(table.column("population") or 0)
    rows = list(given)
    for step in (1, -1):
        moved = {
            row: given[rows[at + step]] / known[row]
            for at, row in enumerate(rows)
            if row in known and 0 <= at + step < len(rows) and given[rows[at + step]] > 0
        }
        there = {row: given[row] / known[row] for row in moved}
        if (
            len(moved) >= _FEWEST
            and _share_near(moved.values(), 1) >= _MOST
            and _misfit(moved) < _misfit(there) / 2
            and _beats_chance([given[rows[rows.index(row) + step]] for row in moved], moved, known)
        ):
            yield note(
                "error", "population_shifted", row=rows[0], column=place, quantity="population",
                value=heading, expected=table.address(rows[max(step, 0)], place or 1),
            )  # fmt: skip
            _take_out(figures, ("population",), rows)
            return
    near = sum(1 / _NEAR < given[row] / people < _NEAR for row, people in known.items())
    yield note(
        "note", "population_unlike", column=place, quantity="population", value=near,
        expected=len(known),
    )  # fmt: skip


def _misfit(ratios: Mapping[int, float]) -> float:
    """Say how far figures are from the published ones, on average, as a logarithm."""
    return float(np.abs(np.log(list(ratios.values()))).mean())


def _beats_chance(
    numbers: Sequence[float], moved: Mapping[int, float], known: Mapping[int, float]
) -> bool:
    """Tell whether hardly any other order of the same figures fits the units as well.

    Figures of a like size fit other units by chance, above all in a table of few.
    """
    given = np.log(np.asarray(numbers))
    people = np.log([known[row] for row in moved])
    order = np.random.default_rng(0).permuted(np.tile(np.arange(len(given)), (_ORDERS, 1)), axis=1)
    others = np.abs(given[order] - people).mean(axis=1)
    return bool((others <= _misfit(moved) + 1e-12).mean() <= _BY_CHANCE)


def _single(
    table: Table,
    figures: dict[str, Figures],
    ratios: Mapping[int, float],
    known: Mapping[int, float],
    note: Note,
) -> Iterator[Finding]:
    """Find single units that differ, and pairs that were exchanged."""
    numbers, place = dict(figures["population"].numbers), table.column("population")
    left = {row for row, ratio in ratios.items() if not 1 / _FAR < ratio < _FAR}
    for row in sorted(left):
        if row not in left:
            continue
        others = (each for each in sorted(left) if _exchanged(numbers, known, row, each))
        other = next((each for each in others if each != row), None)
        if other is None:
            yield note(
                "warning", "population_unlikely", row=row, column=place, quantity="population",
                value=numbers[row], expected=known[row],
            )  # fmt: skip
            continue
        for one, two in ((row, other), (other, row)):
            yield note(
                "error", "population_exchanged", row=one, column=place, quantity="population",
                value=numbers[one], expected=known[one], other=table.address(two, place or 1),
            )  # fmt: skip
        _take_out(figures, figures, (row, other))
        left -= {row, other}


def _exchanged(
    numbers: Mapping[int, float], known: Mapping[int, float], row: int, other: int
) -> bool:
    """Tell whether two units have each other's population."""
    pairs = ((numbers[row], known[other]), (numbers[other], known[row]))
    return all(1 / _NEARLY < one / two < _NEARLY for one, two in pairs)


def _take_out(figures: dict[str, Figures], names: Iterable[str], rows: Sequence[int]) -> None:
    """Make figures missing."""
    for name in names:
        if name in figures:
            figures[name].numbers.update(dict.fromkeys(rows, math.nan))
