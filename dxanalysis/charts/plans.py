"""Charts of plans: how many people each further site adds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dxanalysis.charts.pages import BLUE, INK, ORANGE, WIDTH, house_style
from dxanalysis.lang import number, text

if TYPE_CHECKING:
    import pandas as pd

    from dxanalysis.lang import Lang

_HEIGHT: Final = 3.0


def sites_to_half(curve: pd.DataFrame) -> int:
    """Find with how many sites half of the people of the whole curve are reached.

    Parameters
    ----------
    curve
        As of :func:`dxanalysis.planning.sites.plan_curve`.

    Returns
    -------
    int
        The smallest such number of sites.
    """
    half = curve["people_gained"].max() / 2
    return int(curve.loc[curve["people_gained"] >= half, "sites"].min())


def curve_chart(curve: pd.DataFrame, *, chosen: tuple[int, int] | None, lang: Lang) -> Figure:
    """Draw people newly covered against the number of sites.

    Parameters
    ----------
    curve
        As of :func:`dxanalysis.planning.sites.plan_curve`.
    chosen
        Sites of the plan and people it newly covers, which are marked; None for none.
    lang
        The language.

    Returns
    -------
    matplotlib.figure.Figure
        The best plan of each number; where it is not proven, also what is at most possible.
    """
    people = curve["people_gained"]
    with house_style():
        figure = Figure(figsize=(WIDTH, _HEIGHT), layout="constrained")
        axes = figure.add_subplot()
        axes.plot(curve["sites"], people, color=BLUE, linewidth=2)
        most = curve["people_bound"] - curve["people_before"]
        if (most > people).any():
            axes.fill_between(curve["sites"], people, most, color=BLUE, alpha=0.2, linewidth=0)
        if chosen is not None:
            axes.plot(*chosen, "o", color=ORANGE)
            axes.annotate(
                number(chosen[1], lang),
                chosen,
                xytext=(-6, 6),
                textcoords="offset points",
                ha="right",
                color=INK,
            )
        axes.set_xlim(0, float(curve["sites"].max()) + 1)
        axes.set_ylim(0, float(most.max()) * 1.12)
        axes.xaxis.set_major_locator(MaxNLocator(integer=True))
        axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
        axes.grid(axis="y")
        axes.set_axisbelow(True)
        axes.set(xlabel=text("plan.curve_x", lang), ylabel=text("plan.curve_y", lang))
        axes.set_title(text("plan.curve_title", lang))
    figure.set_label(
        text(
            "plan.curve_alt",
            lang,
            n=int(curve["sites"].max()),
            people=int(people.max()),
            half=sites_to_half(curve),
        )
    )
    return figure
