"""Of what counts are parts, as shares without a subject and columns at their left tell."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting, indicators
from dxanalysis.sources.spreadsheets.numbers import (
    Cell,
    looks_like_figure,
    read_counts,
    read_rates,
)
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.headings import Meaning

_BARE: Final = re.compile(
    r"(?:(?:ty|ti) (?:le|trong|suat)(?: phan tram)?|phan tram|dat|rate|share|percentage)?"
)
_SIGN: Final = re.compile(r"\([^()]*\)|%")
_FEWEST: Final = 3
_MOST: Final = 0.8
"""In this share of rows two columns must give a share, to be those that it is of."""

_NOT_OF_NOW: Final = frozenset({"plan", "period", "old"})
"""Shares of a plan, or of an earlier state, say nothing of whom a count is of."""

_SUBJECTS: Final = {"population": "people", "households": "households", "villages": "villages"}
_NARROWS: Final = frozenset({"part", "lacks"})


def check_bare_rates(
    table: Table, figures: dict[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Hold the shares of columns without a subject against the counts at their left.

    "Tổng số thôn 33, Số thôn ĐBKK 16, Số thôn có sóng 4G 15, Tỷ lệ 93,8 %": the count is of some
    of the villages, which nothing but the share says.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity; a count that is of a part is taken out of them.
    rows
        The rows of units.
    note
        Makes findings.

    Yields
    ------
    dict
        An error for a count that its share says is of another column than its base; a warning
        for shares that nothing in the table gives.
    """
    read = table.taken
    for column, heading in sorted(table.headings.items()):
        if column in read or not names_share_alone(heading):
            continue
        count = _counted_beside(table, column, rows)
        entry = indicator_counting(count)
        if entry is None or entry.denominator is None or count not in figures:
            continue
        shares = read_rates(_cells(table.sheet, column, rows), signed_above="%" in heading).numbers
        counted = figures[count].numbers
        counts = {row: counted[row] for row in rows if counted.get(row, 0) > 0}
        base = figures.get(entry.denominator)
        if base is not None and _give(counts, base.numbers, shares) is not False:
            continue
        place, whole = table.column(count) or 0, table.column(entry.denominator) or 0
        of = next(
            (
                other
                for other in sorted(table.headings.keys() - {place, whole, column})
                if _give(counts, read_counts(_cells(table.sheet, other, rows)).numbers, shares)
            ),
            None,
        )
        if of is None and base is not None:
            yield note(
                "warning", "shares_differ", column=column, value=table.headings[place],
                expected=table.headings[whole], other=heading,
            )  # fmt: skip
        elif of is not None and of not in read and not _is_of_another_time(table.headings[of]):
            yield note(
                "error", "counted_of_part", column=place, quantity=count,
                value=table.headings[place], expected=table.headings[of], other=heading,
            )  # fmt: skip
            counted.update(dict.fromkeys(rows, math.nan))


def check_beside_parts(
    table: Table, figures: Mapping[str, Figures], rows: Sequence[int], note: Note
) -> Iterator[Finding]:
    """Ask of what a count is that stands beside a part of its whole and is never more.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures, by quantity.
    rows
        The rows of units.
    note
        Makes findings.

    Yields
    ------
    dict
        A warning that names both columns: "Số thôn biên giới", "Số thôn có sóng 4G".
    """
    read = table.taken
    for entry in indicators().values():
        column = table.column(entry.numerator)
        if column is None or entry.denominator not in _SUBJECTS or entry.numerator not in figures:
            continue
        left = _figures_beside(table.sheet, column, rows)
        heading = table.headings.get(left, "")
        level = parse_level(heading)
        narrowed = level.operators or {kind for kind, _ in level.vetoes} & _NARROWS
        alike = _SUBJECTS[entry.denominator] in level.subjects and not level.technologies
        if left in read or not (narrowed and alike) or _is_of_another_time(heading):
            continue
        wholes = read_counts(_cells(table.sheet, left, rows)).numbers
        counted = figures[entry.numerator].numbers
        pairs = [
            (counted[row], whole)
            for row, whole in wholes.items()
            if counted.get(row, 0) > 0 and whole > 0
        ]
        if len(pairs) >= _FEWEST and all(count <= whole for count, whole in pairs):
            yield note(
                "warning", "perhaps_of_part", column=column,
                value=table.headings[column], expected=heading,
            )  # fmt: skip


def count_of_share(
    column: int,
    paths: Mapping[int, Sequence[str]],
    resolved: Mapping[int, Meaning],
    cells: tuple[Sheet, Sequence[int]],
) -> int:
    """Find the count at the left of a percentage that says no more than both counts do.

    Parameters
    ----------
    column
        The percentage: "Tỷ lệ (%)".
    paths, resolved
        Column to heading, and to what it is understood as.
    cells
        The sheet, and the rows of units.

    Returns
    -------
    int
        The column of the count, whose whole stands in the table, too, and gives the percentage;
        0 where there is none.
    """
    sheet, rows = cells
    if parse_level(paths[column][-1]).measure != "percent":
        return 0
    left = _figures_beside(sheet, column, rows)
    places = {one.id: at for at, some in resolved.items() for one in some.columns}
    for one in resolved[left].columns if left in resolved else ():
        entry = indicator_counting(one.id)
        whole = places.get(entry.denominator or "") if entry else None
        if whole is None:
            continue
        part, of = (read_counts(_cells(sheet, at, rows)).numbers for at in (left, whole))
        shares = read_rates(_cells(sheet, column, rows), signed_above=True).numbers
        if _give({row: n for row, n in part.items() if n > 0}, of, shares):
            return left
    return 0


def names_share_alone(heading: str) -> bool:
    """Tell whether a heading names a share and not of what.

    Parameters
    ----------
    heading
        The heading.

    Returns
    -------
    bool
        Whether only what stands beside it tells.

    Examples
    --------
    >>> names_share_alone("Tỷ lệ (%)"), names_share_alone("Tỷ lệ hộ (%)")
    (True, False)
    """
    plain = plain_text(heading)
    rest = _SIGN.sub(" ", plain).strip(" .:-")
    return ("%" in plain or bool(rest)) and _BARE.fullmatch(rest) is not None


def _cells(sheet: Sheet, column: int, rows: Sequence[int]) -> dict[int, Cell]:
    """Take the cells of a column that is not read."""
    places = {row: (row, column) for row in rows}
    return {
        row: Cell(sheet.cells.get(place), percent=place in sheet.percent)
        for row, place in places.items()
    }


def _counted_beside(table: Table, column: int, rows: Sequence[int]) -> str:
    """Give the quantity in the first column of figures to the left of one; "" for none."""
    left = _figures_beside(table.sheet, column, rows)
    return next((name for name, places in table.columns.items() if left in places), "")


def _figures_beside(sheet: Sheet, column: int, rows: Sequence[int]) -> int:
    """Give the first column of figures to the left of one; 0 for none."""
    cells = sheet.cells
    for left in range(column - 1, 0, -1):
        if sum(looks_like_figure(cells.get((row, left))) for row in rows) >= _FEWEST:
            return left
    return 0


def _give(
    counts: Mapping[int, float], wholes: Mapping[int, float], shares: Mapping[int, float]
) -> bool | None:
    """Tell whether counts of wholes give shares; None where too few rows have all three."""
    near = 0.05 + 0.5 * 10.0 ** -max(map(_decimals, shares.values()), default=0)
    fits = [
        abs(share - 100 * counts[row] / whole) <= near
        for row, share in shares.items()
        if row in counts and share > 0 and (whole := wholes.get(row, 0)) > 0
    ]
    return None if len(fits) < _FEWEST else sum(fits) >= _MOST * len(fits)


def _decimals(share: float) -> int:
    """Count the decimals of a share, as far as they matter."""
    return next((places for places in (0, 1) if abs(share - round(share, places)) < 1e-6), 2)  # noqa: PLR2004


def _is_of_another_time(heading: str) -> bool:
    """Tell whether a heading is of a plan or an earlier state."""
    return bool({kind for kind, _ in parse_level(heading).vetoes} & _NOT_OF_NOW)
