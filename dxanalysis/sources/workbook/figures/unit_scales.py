"""Units of measure that cannot be: thousands that give more people than a commune has."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_MOST: Final = {"population": 300_000, "adults": 300_000, "people": 300_000, "households": 100_000}
"""More people and households than any commune has; the largest has some 230,000 people."""

_HOMES_OF_PEOPLE: Final = 2
"""So many times the people published of a commune are more homes than it can have."""


_NEARLY_ALL: Final = 0.75
"""Full numbers in a column of thousands are all beyond: where fewer are, single cells are wrong."""


_MOST_THINGS: Final = {
    "villages": 1_000, "electrified": 1_000, "schools": 500, "clinics": 500,
    "health_stations": 500, "communes": 10, "stations": 5_000,
}  # fmt: skip
"""More of what a commune has few of than any has, by how the quantity's id begins."""


def too_many(quantity: str, number: float) -> bool:
    """Tell whether a number is more than any commune can have of a quantity.

    Parameters
    ----------
    quantity
        Its id.
    number
        The figure.

    Returns
    -------
    bool
        Whether it is; never for what communes have many of.

    Examples
    --------
    >>> too_many("schools_with_4g", 50_166), too_many("people_4g", 50_166)
    (True, False)
    >>> too_many("schools_covered_pct", 101)
    True
    """
    if quantity.endswith("_pct"):
        return number > 100  # noqa: PLR2004 - a percentage
    return number > _MOST_THINGS.get(quantity.partition("_")[0], math.inf)


def check_things(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Leave out columns of villages, schools or stations that count what communes have many of.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; what is doubted is taken out of them.
    rows
        The rows of units.
    note
        Makes its findings.

    Yields
    ------
    dict
        A warning for each such column.
    """
    for name, column in figures.items():
        known = [one for row in rows if (one := column.numbers.get(row, math.nan)) > 0]
        beyond = [one for one in known if not name.endswith("_pct") and too_many(name, one)]
        if 2 * len(beyond) > len(known):
            place = table.column(name)
            yield note(
                "warning", "things_beyond_belief", column=place, quantity=name,
                value=table.headings.get(place or 0, ""), other=max(beyond),
            )  # fmt: skip
            column.numbers.update(dict.fromkeys(rows, math.nan))


def check_scales(
    table: Table,
    figures: dict[str, Figures],
    published: Mapping[int, float],
    rows: Sequence[int],
    note: Note,
) -> Iterator[Finding]:
    """Refuse figures that their unit of measure makes larger than any commune's.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; what is refused is taken out of them.
    published
        Row to the population published of its unit, where there is one.
    rows
        The rows of units.
    note
        Makes its findings.

    Yields
    ------
    dict
        An error for the column where it is so in nearly all its rows, or else for each cell.
    """
    for name, column in figures.items():
        subject = name.partition("_")[0]
        scale = table.scales.get(name, 1)
        if scale == 1 or subject not in _MOST or name.endswith("_pct"):
            continue
        known = [row for row in rows if column.numbers.get(row, math.nan) > 0]
        beyond = [row for row in known if column.numbers[row] > _most(subject, published.get(row))]
        if not beyond:
            continue
        place = table.column(name)
        largest = max(column.numbers[row] for row in beyond)
        unit = _unit_of(table, place or 0)
        if len(beyond) >= _NEARLY_ALL * len(known):
            yield note(
                "error", "unit_beyond_belief", column=place, quantity=name,
                value=table.headings.get(place or 0, ""), expected=unit, other=largest,
            )  # fmt: skip
            column.numbers.update(dict.fromkeys(rows, math.nan))
            continue
        for row in beyond:
            yield note(
                "error", "figure_beyond_belief", row=row, column=place, quantity=name,
                value=table.sheet.text(row, place or 0), expected=unit, other=column.numbers[row],
            )  # fmt: skip
            column.numbers[row] = math.nan


def _most(subject: str, people: float | None) -> float:
    """Say how many there can be at most, of a unit with so many people if that is known."""
    if subject == "households" and people is not None:
        return min(_MOST[subject], _HOMES_OF_PEOPLE * people)
    return _MOST[subject]


def _unit_of(table: Table, column: int) -> str:
    """Quote what says in which unit a column is: its heading, or else a line above the table."""
    heading = table.headings.get(column, "")
    if any(parse_level(level).scale > 1 for level in heading.split(" / ")):
        return heading
    lines = (
        line for line in reversed(table.titles.lines) if parse_level(said_unit(line)).scale > 1
    )
    return next(lines, heading)
