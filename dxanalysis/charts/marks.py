"""Lines across a chart of bars, and where the bars' figures stand so that none crosses them."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from dxanalysis.analysis import value_of
from dxanalysis.lang import percent, text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

INK: Final = "#1f2a37"
ORANGE: Final = "#b3541e"
_ROOM: Final = 20.0
"""Percent of the axis that a figure takes."""
_MIDDLE: Final = 50.0


class Mark(NamedTuple):
    """A line across a chart: the rate of the whole, or a target.

    Attributes
    ----------
    value
        Percent.
    words
        What it is.
    colour, dash
        How it is drawn.
    lift
        Points above the chart of its name.
    decimals
        Digits of its figure; None for as many as needed.
    """

    value: float
    words: str
    colour: str
    dash: str
    lift: int
    decimals: int | None


def marks_of(analysis: Analysis, indicator_id: str, *, operator: str, lang: Lang) -> list[Mark]:
    """Find the rate of the province (or country), and the target where one can be compared with.

    Parameters
    ----------
    analysis
        Where they are.
    indicator_id, operator
        Of which figures.
    lang
        The language.

    Returns
    -------
    list of Mark
        Those that are known.
    """
    own = analysis.figures(analysis.whole.code, operator=operator)
    # Two digits, as the province's rate is published; a target as it is written.
    whole = value_of(own, indicator_id, "rate_pct")
    marks = [Mark(whole, analysis.whole_label(lang), INK, "-", 0, 2)]
    if own["comparable"].get(indicator_id):
        target = value_of(own, indicator_id, "target_pct")
        marks.append(Mark(target, text("charts.target", lang), ORANGE, "--", 11, None))
    return [one for one in marks if not math.isnan(one.value)]


def label_at(rate: float, lines: Sequence[float]) -> tuple[float, bool]:
    """Say where a bar's figure begins: inside the bar, behind it, or beside a line.

    Parameters
    ----------
    rate
        The bar's length, 0 to 100; missing for none.
    lines
        Where lines cross the chart.

    Returns
    -------
    tuple
        Where the figure begins, and whether it stands inside the bar. No line goes through it if
        there is room for that.

    Examples
    --------
    >>> label_at(91.0, [97.25]), label_at(3.0, [50.0]), label_at(3.0, [10.0])
    ((1.0, True), (4.0, False), (11.0, False))
    """
    if math.isnan(rate):
        return 1.0, False
    beside = [1.0, *(line + 1 for line in sorted(lines))]
    inside = [(start, True) for start in beside if start + _ROOM <= rate]
    after = [(max(start, rate + 1), False) for start in beside]
    for start, is_inside in (*inside, *after):
        if not any(start - 1 < line < start + _ROOM for line in lines):
            return start, is_inside
    return (inside or after)[0]


def draw_marks(axes: Axes, marks: Sequence[Mark], lang: Lang) -> None:
    """Draw the lines, and name them above the chart.

    Parameters
    ----------
    axes
        The chart.
    marks
        As :func:`marks_of` gives them.
    lang
        The language.
    """
    for one in marks:
        axes.axvline(one.value, color=one.colour, linestyle=one.dash, linewidth=1.3)
        near_edge = one.value > _MIDDLE  # the side with more room
        axes.annotate(
            f"{one.words} {percent(one.value, lang, decimals=one.decimals)}",
            (one.value, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3 if near_edge else 3, 3 + one.lift),
            textcoords="offset points",
            ha="right" if near_edge else "left",
            color=one.colour,
            fontsize=8.5,
        )
