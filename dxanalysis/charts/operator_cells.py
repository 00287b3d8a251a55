"""What a chart of commune × operator shows, and its layout for pages, without Matplotlib.

:func:`dxanalysis.charts.operator_chart` draws the same with axes, to look at and to go on with.
"""

from __future__ import annotations

import functools
import math
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.analysis import period_of
from dxanalysis.charts.bars import (
    EDGE,
    LABEL_SIZE,
    MOST,
    MUTED,
    NAME_POINTS,
    RIGHT,
    ROW,
    SIZE,
    WIDTH,
    half_of,
    named_row,
    room_of,
    titled,
    titled_sheet,
)
from dxanalysis.charts.marks import ORANGE
from dxanalysis.display.sheet import POINTS_PER_INCH, Shapes, Words, rectangle
from dxanalysis.indicators import OPERATORS, indicator, indicators
from dxanalysis.lang import MISSING, date_range, number, text
from dxanalysis.palette import INKS, contrast
from dxanalysis.rates import ANY
from dxanalysis.snapshot import require_one_row_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.display.sheet import Points, Sheet
    from dxanalysis.lang import Lang

MUCH_LACKING: Final = 60
"""Percentage points from which a cell has the darkest colour."""

PALE: Final = "#f3f0f0"
SHADES: Final = 256
"""The colour of a cell that lacks nothing, and how many there are from it to the darkest."""

HEAD_SIZE: Final = 8.0
"""Points: of the operators' names."""

ROOM_OPERATORS: Final = 0.25
DATE_LINE: Final = 0.15
"""Inches: what stands above a table of operators, and each line of dates in it."""

_GAP: Final = 1.5
"""Points: the white line between cells."""

_DATE_LETTERS: Final = 12
"""After which the dates of an operator break."""

_OF_OPERATORS: Final = tuple(
    key for key, one in indicators().items() if one.is_rate and one.source == "operators"
)


@dataclass(frozen=True)
class Cells:
    """What a chart of commune × operator shows.

    Attributes
    ----------
    title
        With the dates.
    names, heads
        The communes, the lowest first, and the operators, with their dates below where these
        differ.
    rates
        Of each commune the percent of each operator; NaN where there is none.
    about
        What is read out for it.
    """

    title: str
    names: tuple[str, ...]
    heads: tuple[str, ...]
    rates: tuple[tuple[float, ...], ...]
    about: str


def find_cells(
    analysis: Analysis,
    area: Area,
    *,
    indicator_id: str | None,
    operators: Sequence[str] | None,
    lang: Lang,
) -> Cells:
    """Find what the chart shows; see :func:`dxanalysis.charts.operator_chart`."""
    if indicator_id is None:
        known = analysis.shown_operators
        indicator_id = next((key for key in _OF_OPERATORS if key in known), _OF_OPERATORS[0])
    named = indicator(indicator_id).name(lang)
    rows = analysis.commune_gaps(area)
    rows = rows[rows["indicator"] == indicator_id]
    present = set(rows.loc[rows["rate_pct"].notna(), "operator"]) or set(rows["operator"])
    shown = list(operators or [key for key in OPERATORS if key in present] or [ANY])
    rows = require_one_row_each(rows)
    table = rows.set_index(["unit_code", "operator"])["rate_pct"].unstack()
    table = table.reindex(columns=shown)
    table = table.reindex(list(area.communes)).sort_values(shown[0], na_position="first")
    title = text("charts.by_operator", lang, name=named)
    title = titled(title, len(table), period_of(rows), lang)
    dates = [date_range(*period_of(rows[rows["operator"] == key]), lang) for key in shown]
    table = table[:MOST]
    heads = [OPERATORS[key][lang] for key in shown]
    if len(set(dates)) > 1:
        pairs = zip(heads, dates, strict=True)
        heads = ["\n".join([name, *textwrap.wrap(when, _DATE_LETTERS)]) for name, when in pairs]
    return Cells(
        title,
        tuple(analysis.communes["unit_name"].reindex(table.index)),
        tuple(heads),
        tuple(tuple(row) for row in table.to_numpy(dtype="float64").tolist()),
        text("charts.alt_operators", lang, name=named),
    )


def operator_sheet(
    analysis: Analysis,
    area: Area,
    *,
    indicator_id: str | None = None,
    operators: Sequence[str] | None = None,
    lang: Lang,
) -> Sheet:
    """Lay out the chart of commune × operator for a page.

    Parameters
    ----------
    analysis, area, indicator_id, operators, lang
        As :func:`dxanalysis.charts.operator_chart` takes them.

    Returns
    -------
    Sheet
        As wide as the chart of coverage. What is lacking is what should strike the eye; a cell
        without data has a dash and no colour.
    """
    shown = find_cells(analysis, area, indicator_id=indicator_id, operators=operators, lang=lang)
    top = EDGE + ROW * len(shown.names)
    dates = max(head.count("\n") for head in shown.heads)
    sheet = titled_sheet(shown.title, shown.about, above=top + ROOM_OPERATORS + DATE_LINE * dates)
    left = room_of(shown.names)
    wide = (WIDTH - left - RIGHT) / len(shown.heads)
    for place, head in enumerate(shown.heads):
        x, y = left + wide * (place + 0.5), top + NAME_POINTS / POINTS_PER_INCH
        sheet.words.append(Words(head, x, y, HEAD_SIZE, ink=MUTED, across="center", up="bottom"))
    painted: dict[str, list[list[Points]]] = {}
    for row, (name, rates) in enumerate(zip(shown.names, shown.rates, strict=True)):
        middle = top - ROW * (row + 0.5)
        sheet.words.append(named_row(name, left, middle))
        for column, rate in enumerate(rates):
            said, ink, size = MISSING, MUTED, SIZE
            if not math.isnan(rate):
                said, ink, size = number(rate, lang, decimals=2), ink_on(rate), LABEL_SIZE
                cell = rectangle(left + wide * column, middle - ROW / 2, wide, ROW)
                painted.setdefault(colour_of(rate), []).append(cell)
            x, y = left + wide * (column + 0.5), middle - half_of(size)
            sheet.words.append(Words(said, x, y, size, ink=ink, across="center"))
    sheet.drawn += [
        Shapes(cells, colour, edge="white", weight=_GAP) for colour, cells in painted.items()
    ]
    return sheet


def colour_of(rate: float) -> str:
    """Give the colour of a cell: the darker, the more is lacking.

    Parameters
    ----------
    rate
        Percent.

    Returns
    -------
    str
        ``#rrggbb``.

    Examples
    --------
    >>> colour_of(100.0), colour_of(70.0), colour_of(40.0), colour_of(0.0)
    ('#f3f0f0', '#d3a287', '#b3541e', '#b3541e')
    """
    return _shade(min(max(int((100 - rate) / MUCH_LACKING * SHADES), 0), SHADES - 1))


@functools.cache
def _shade(place: int) -> str:
    """Mix one of the colours from the palest to the darkest."""
    ends = ([int(colour[at : at + 2], 16) for at in (1, 3, 5)] for colour in (PALE, ORANGE))
    share = place / (SHADES - 1)
    return "#" + "".join(
        f"{round(low + (high - low) * share):02x}" for low, high in zip(*ends, strict=True)
    )


def ink_on(rate: float) -> str:
    """Choose the letters that are read best on the colour of a cell.

    Parameters
    ----------
    rate
        Percent.

    Returns
    -------
    str
        ``#rrggbb``.

    Examples
    --------
    >>> ink_on(100.0), ink_on(0.0)
    ('#14181d', '#ffffff')
    """
    return max(INKS, key=functools.partial(contrast, colour_of(rate)))
