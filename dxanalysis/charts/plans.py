"""Charts of plans: how many people each further site adds, and where cables run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import shapely
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dxanalysis.charts.pages import BLUE, INK, ORANGE, WIDTH, house_style
from dxanalysis.lang import number, text

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

    from dxanalysis.lang import Lang

_HEIGHT: Final = 3.0
_MAP_HEIGHT: Final = 4.6
_BORDER: Final = "#b8c0c8"
_DOT: Final = 9
_STATES: Final = (
    ("PLANNED", ORANGE, "o"),
    ("SERVED", BLUE, "s"),
    ("BEYOND_BUDGET", "#7a7a7a", "^"),
    ("", INK, "x"),
)
"""How villages are drawn; the last is of every other state."""


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


def fibre_map(
    communes: gpd.GeoDataFrame,
    villages: pd.DataFrame,
    cables: pd.DataFrame,
    *,
    title: str,
    lang: Lang,
) -> Figure:
    """Draw new cables and what becomes of each village.

    Parameters
    ----------
    communes
        The communes with their geometry, EPSG:4326.
    villages, cables
        Of a :class:`~dxanalysis.planning.fibre.FibrePlan`. Places where fibre is are not drawn.
    title
        What stands above.
    lang
        The language.

    Returns
    -------
    matplotlib.figure.Figure
        Villages without coordinates are not drawn; the legend counts those that are.
    """
    drawn = communes.geometry[communes.geometry.notna()].to_numpy()
    borders = shapely.get_parts(shapely.boundary(drawn))
    placed = villages[villages["longitude"].notna()]
    states = placed["state"].where(placed["state"].isin([one for one, _, _ in _STATES]), "")
    with house_style():
        figure = Figure(figsize=(WIDTH, _MAP_HEIGHT), layout="constrained")
        axes = figure.add_subplot()
        outlines = [shapely.get_coordinates(line) for line in borders]
        axes.add_collection(LineCollection(outlines, colors=_BORDER, linewidths=0.4))
        ends = cables[["longitude", "latitude", "to_longitude", "to_latitude"]].to_numpy(float)
        runs = list(ends.reshape(-1, 2, 2))
        axes.add_collection(LineCollection(runs, colors=BLUE, linewidths=1.4))
        for state, colour, marker in _STATES:
            rows = placed[states == state]
            if len(rows):
                key = f"fibre.map_{state.lower() or 'other'}"
                axes.scatter(
                    rows["longitude"], rows["latitude"], s=_DOT, c=colour, marker=marker,
                    linewidths=0.8, zorder=3, label=text(key, lang, n=len(rows)),
                )  # fmt: skip
        west, south, east, north = shapely.total_bounds(drawn)
        axes.set(xlim=(west, east), ylim=(south, north))
        axes.set_aspect(1 / np.cos(np.radians((south + north) / 2)))
        axes.set_axis_off()
        axes.set_title(title)
        if len(placed):
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, 0), ncols=2, frameon=False)
    alt = text("fibre.map_alt", lang, n=int((states == "PLANNED").sum()), of=len(placed))
    figure.set_label(alt)
    return figure
