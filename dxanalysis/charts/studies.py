"""Charts of single studies: classes, concentration, changes, ranks, speeds, and small plain maps.

The notebooks draw with these; pages draw with :mod:`dxanalysis.charts.pages`, whose house style is
used here too. Each takes what a study gives and draws it, and works nothing out itself. Whether its
figures are made up it reads in their column ``evidence`` or asks their analysis; where neither is
given it refuses to draw rather than leave the mark out.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import FuncFormatter, MaxNLocator

from dxanalysis.charts.pages import (
    BLUE,
    INK,
    MUTED,
    ORANGE,
    WIDTH,
    house_style,
    to_svg,
    write_title,
)
from dxanalysis.display.summary import image_html
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import indicator
from dxanalysis.lang import date, number, percent, text
from dxanalysis.sources.measurements.speed_tests import ENOUGH_SAMPLES
from dxanalysis.studies import claims, trends
from dxanalysis.studies.inequality import gini

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import geopandas as gpd
    from matplotlib.axes import Axes

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

QUIET: Final = "#c8ccd2"
PALETTE: Final = (BLUE, ORANGE, "#4f7f52", "#7a5c99", "#8a6d1d", "#555f6b")
"""Colours of several series, distinguishable by lightness for colour-blind readers."""

_EDGE: Final = 0.09
_LINE: Final = 0.19
_SEED: Final = 7


class StudyFigure(Figure):
    """A figure that shows itself in a notebook as a picture, as sharp as the screen."""

    def _repr_html_(self) -> str:
        width = f"width:{1.25 * self.get_figwidth():.2f}in;max-width:100%;height:auto"
        return image_html(to_svg(self), alt=str(self.get_label()), style=width)


def _figure(
    title: str,
    *,
    plot: float,
    illustrative: bool,
    lang: Lang,
    left: float = 0.5,
    below: float = 0.55,
    above: float = 0.12,
    width: float = WIDTH,
    columns: int = 1,
) -> tuple[StudyFigure, list[Axes]]:
    """Make a figure: title, plots side by side, and the mark of made-up figures.

    All lengths are inches. The rooms are set by hand: a layout engine draws everything twice.
    """
    lines = textwrap.wrap(title, round(10.2 * width))
    top = 2 * _EDGE + _LINE * len(lines) + above
    bottom = below + (_LINE if illustrative else 0.0)
    height = top + plot + bottom
    figure = StudyFigure(figsize=(width, height))
    write_title(figure, lines, edge=_EDGE)
    if illustrative:
        figure.text(
            _EDGE / width,
            _EDGE / height,
            text("studycharts.illustrative", lang),
            fontsize=7.5,
            color="#7a3a00",
        )
    each = (width - _EDGE) / columns
    axes = [
        figure.add_axes(
            (
                (each * n + left) / width,
                bottom / height,
                (each - left - _EDGE) / width,
                plot / height,
            )
        )
        for n in range(columns)
    ]
    figure.set_label(title)
    return figure, axes


def _is_made_up(
    tables: Iterable[pd.DataFrame], *, analysis: Analysis | None, given: bool | None
) -> bool:
    """Say whether figures are made up: as given, by their own column, or by their analysis."""
    if given is not None:
        return given
    said = [table["evidence"] for table in tables if "evidence" in table]
    if said:
        return any(bool((kinds == "illustrative").any()) for kinds in said)
    if analysis is None:
        raise ParameterError("studycharts.no_evidence")
    return analysis.is_illustrative


def _is_approximate(analysis: Analysis | None, given: bool | None) -> bool:  # noqa: FBT001 - private
    """Say whether boundaries are approximate: as given, or by the analysis."""
    if given is not None:
        return given
    if analysis is None:
        raise ParameterError("studycharts.no_boundaries")
    return analysis.has_approximate_boundaries


def _numbers(lang: Lang) -> FuncFormatter:
    """Write the numbers of an axis as the language does."""
    return FuncFormatter(lambda value, _: number(value, lang))


def _widest(labels: Sequence[str]) -> float:
    """Reckon the room for labels left of an axis, inches."""
    return 0.3 + 0.085 * max(
        (len(line) for label in labels for line in label.split("\n")), default=0
    )


def strip_plot(
    values: pd.Series,
    classes: pd.Series,
    *,
    whole: pd.Series,
    title: str,
    marks: Sequence[tuple[float, str]] = (),
    names: pd.Series | None = None,
    unit: str = "%",
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw each unit as a dot, class by class, with each class's weighted rate.

    Parameters
    ----------
    values
        The units' figures, indexed by unit code; missing ones are left out and counted.
    classes
        What each unit is in, as it is to be called, indexed by unit code.
    whole
        The class's own figure, indexed by class, in the order from top to bottom.
    title
        What the chart says.
    marks
        Lines across all classes, each with its label: the province, the target.
    names
        The units' names: where given, the lowest of all is named.
    unit
        What the axis counts.
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        One row per class. The short upright stroke is the class's own figure.
    """
    illustrative = _is_made_up([], analysis=analysis, given=illustrative)
    rows = [str(name) for name in whole.index]
    labels = ["\n".join(textwrap.wrap(name, 24)) for name in rows]
    with house_style():
        figure, (axes,) = _figure(
            title,
            plot=0.5 * len(rows) + 0.15,
            left=_widest(labels),
            above=0.22 * len(marks) + 0.05,
            below=0.75,
            illustrative=illustrative,
            lang=lang,
        )
        jitter = np.random.default_rng(_SEED)
        for place, (name, own) in enumerate(whole.items()):
            known = values[classes.reindex(values.index) == name].dropna()
            height = place + jitter.uniform(-0.24, 0.24, len(known))
            axes.scatter(known, height, s=22, color=BLUE, alpha=0.55, linewidths=0)
            if pd.notna(own):
                axes.plot([own, own], [place - 0.36, place + 0.36], color=INK, linewidth=2)
        known = values.dropna()
        if names is not None and len(known):
            _name_lowest(axes, known, classes, rows, names)
        _across(axes, marks)
        axes.set_yticks(range(len(rows)), labels=labels)
        axes.set_ylim(len(rows) - 0.45, -0.55)
        axes.xaxis.set_major_formatter(_numbers(lang))
        axes.xaxis.set_major_locator(MaxNLocator(6))
        axes.set_xlabel(unit, fontsize=8)
        figure.text(
            _EDGE / WIDTH,
            (_EDGE + (_LINE if illustrative else 0.0)) / figure.get_figheight(),
            text("studycharts.dot", lang),
            fontsize=7.5,
            color=MUTED,
        )
        axes.grid(axis="x")
        axes.set_axisbelow(True)
    return figure


def _name_lowest(
    axes: Axes, known: pd.Series, classes: pd.Series, rows: list[str], names: pd.Series
) -> None:
    """Write the name of the unit with the lowest figure next to its class."""
    lowest = str(known.idxmin())
    if (known == known[lowest]).sum() == 1 and str(classes[lowest]) in rows:
        axes.annotate(
            names[lowest],
            (known[lowest], rows.index(str(classes[lowest]))),
            xytext=(0, -13),
            textcoords="offset points",
            fontsize=7.5,
            color=MUTED,
            ha="left",
            va="top",
        )


def _across(axes: Axes, marks: Sequence[tuple[float, str]]) -> None:
    """Draw lines across the plot, the first solid, each labelled above."""
    for place, (value, label) in enumerate(marks):
        if np.isnan(value):
            continue
        colour, dash = ((INK, "-"), (ORANGE, "--"))[min(place, 1)]
        axes.axvline(value, color=colour, linestyle=dash, linewidth=1.2)
        low, high = axes.get_xlim()
        right = value > (low + high) / 2
        axes.annotate(
            label,
            (value, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3 if right else 3, 3 + 13 * place),
            textcoords="offset points",
            ha="right" if right else "left",
            color=colour,
            fontsize=8.5,
        )


def lorenz_chart(
    curves: Mapping[str, pd.DataFrame],
    *,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw how those who lack something are concentrated.

    Parameters
    ----------
    curves
        Indicator id to its curve (:func:`dxanalysis.studies.inequality.lorenz_curve`).
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        One line per indicator with its Gini coefficient, and the line of equal lack.
    """
    illustrative = _is_made_up(curves.values(), analysis=analysis, given=illustrative)
    with house_style():
        figure, (axes,) = _figure(
            text("studycharts.lorenz", lang),
            plot=3.6,
            left=0.62,
            illustrative=illustrative,
            lang=lang,
        )
        for (key, curve), colour in zip(curves.items(), PALETTE, strict=False):
            label = f"{indicator(key).name(lang)}: Gini {number(gini(curve), lang, decimals=2)}"
            axes.plot(
                curve["base_pct"],
                curve["unserved_pct"],
                color=colour,
                label="\n".join(textwrap.wrap(label, 34)),
            )
        axes.plot([0, 100], [0, 100], color=QUIET, linewidth=0.9)
        axes.set(
            xlim=(0, 100),
            ylim=(0, 100),
            xlabel=text("studycharts.lorenz_base", lang),
            ylabel=text("studycharts.lorenz_lacking", lang),
        )
        axes.grid()
        axes.legend(frameon=False, fontsize=8.5, loc="upper left")
    return figure


def shortfall_chart(
    below: pd.DataFrame,
    names: pd.Series,
    *,
    most: int = 15,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw how far units lie below the province in several indicators.

    Parameters
    ----------
    below
        From :func:`dxanalysis.gaps.compare_with_total`.
    names
        The units' names, by code.
    most
        How many units are shown: those whose points below add up to most.
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        A table of colours, percentage points; orange lies below, blue above, a dash is missing.

    Raises
    ------
    ParameterError
        If no unit has a figure to be compared.
    """
    illustrative = _is_made_up([below], analysis=analysis, given=illustrative)
    table = below.pivot_table(
        index="unit_code", columns="indicator", values="below_points", observed=False
    ).reindex(columns=list(dict.fromkeys(below["indicator"])))
    if table.empty:
        raise ParameterError("studycharts.nothing_below")
    table = table.loc[table.clip(lower=0).sum(axis=1).nlargest(most).index]
    rows = list(names.reindex(table.index))
    widest = float(table.abs().max().max())
    heads = ["\n".join(textwrap.wrap(indicator(key).name(lang), 15)) for key in table.columns]
    with house_style():
        figure, (axes,) = _figure(
            text("studycharts.below", lang, n=len(table)),
            plot=0.28 * len(table),
            left=_widest(rows),
            above=0.15 * max(head.count("\n") + 2 for head in heads),
            below=0.1,
            illustrative=illustrative,
            lang=lang,
            width=6.2,
        )
        sns.heatmap(
            table.to_numpy(),
            annot=table.map(lambda value: number(value, lang, decimals=2)).to_numpy(),
            fmt="",
            cmap=sns.diverging_palette(245, 30, s=70, l=55, as_cmap=True),
            vmin=-widest,  # zero in the middle
            vmax=widest,
            cbar=False,
            linewidths=1.5,
            linecolor="white",
            annot_kws={"fontsize": 8.5},
            ax=axes,
        )
        for row, column in zip(*table.isna().to_numpy().nonzero(), strict=True):
            axes.text(column + 0.5, row + 0.5, "–", ha="center", va="center", color=MUTED)
        axes.set_yticklabels(rows, rotation=0)
        axes.set_xticklabels(heads, rotation=0, fontsize=8)
        axes.xaxis.tick_top()
        axes.set(xlabel="", ylabel="")
    return figure


def change_chart(
    marked: pd.DataFrame,
    *,
    title: str,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw figures over time, with no line across a break.

    Parameters
    ----------
    marked
        From :func:`dxanalysis.studies.trends.mark_breaks`.
    title
        What the chart says.
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        Points and the lines that may be drawn; a dotted upright where something changed.
    """
    illustrative = _is_made_up([marked], analysis=analysis, given=illustrative)
    with house_style():
        figure, (axes,) = _figure(
            title, plot=2.3, left=0.55, illustrative=illustrative, lang=lang, below=0.45
        )
        for _, segment in marked.groupby("segment"):
            axes.plot(segment["as_of"], segment["rate_pct"], marker="o", color=BLUE)
        earlier = marked["as_of"].shift(1)
        for now, before, breaks in zip(marked["as_of"], earlier, marked["breaks"], strict=True):
            if breaks and pd.notna(before):
                middle = before + (now - before) / 2
                axes.axvline(middle, color=ORANGE, linestyle=":", linewidth=1.2)
        for point in marked.to_dict("records"):
            axes.annotate(
                percent(point["rate_pct"], lang, decimals=None),
                (point["as_of"], point["rate_pct"]),
                xytext=(0, 7),
                textcoords="offset points",
                ha="center",
                fontsize=8.5,
            )
        low, high = marked["rate_pct"].min(), marked["rate_pct"].max()
        room = max(1.0, (high - low) / 2)
        axes.set(ylim=(low - room, min(101.0, high + room)), ylabel="%")
        span = marked["as_of"].max() - marked["as_of"].min()
        axes.set_xlim(marked["as_of"].min() - span / 8, marked["as_of"].max() + span / 8)
        axes.set_xticks(
            list(marked["as_of"]), [date(day, lang) for day in marked["as_of"]], fontsize=8
        )
        axes.yaxis.set_major_formatter(_numbers(lang))
        axes.grid(axis="y")
    return figure


def caption(marked: pd.DataFrame, lang: Lang) -> str:
    """Say why lines are broken, one sentence per break.

    Parameters
    ----------
    marked
        From :func:`dxanalysis.studies.trends.mark_breaks`.
    lang
        The language.

    Returns
    -------
    str
        Plain text, a line per point that follows a break.
    """
    return "\n".join(
        f"{date(row['as_of'], lang)}: {trends.explain_breaks(row['breaks'], lang)}"
        for row in marked.to_dict("records")
        if row["breaks"]
    )


def rank_chart(
    ranked: pd.DataFrame,
    names: pd.Series,
    *,
    first: int,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw ranks with their intervals.

    Parameters
    ----------
    ranked
        From :func:`dxanalysis.studies.priorities.rank_priorities`, as many rows as are to be shown.
    names
        The units' names, by code.
    first
        How many come first: an upright line stands behind them.
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        A dot at the rank, a bar over its interval.
    """
    illustrative = _is_made_up([ranked], analysis=analysis, given=illustrative)
    rows = list(names.reindex(ranked.index))
    with house_style():
        figure, (axes,) = _figure(
            text("studycharts.ranks", lang),
            plot=0.2 * len(rows) + 0.2,
            left=_widest(rows),
            illustrative=illustrative,
            lang=lang,
        )
        places = np.arange(len(rows))
        axes.hlines(
            places, ranked["rank_low"], ranked["rank_high"], color=BLUE, alpha=0.35, linewidth=4
        )
        axes.plot(ranked["rank"], places, "o", color=BLUE, markersize=5)
        axes.axvline(first + 0.5, color=ORANGE, linestyle="--", linewidth=1)
        axes.set_yticks(places, labels=rows, fontsize=8.5)
        axes.set_ylim(len(rows) - 0.4, -0.6)
        axes.set_xlim(left=0)
        axes.set_xlabel(text("studycharts.rank", lang), fontsize=8.5)
        axes.grid(axis="x")
        axes.set_axisbelow(True)
    return figure


_VERDICTS: Final = {
    claims.FAST: BLUE,
    claims.SLOW: ORANGE,
    claims.NOT_COVERED: "#8a6d1d",
    claims.UNTESTED: QUIET,
}


def speed_chart(
    judged: pd.DataFrame,
    *,
    floor_mbps: float = claims.TARGET_4G_MBPS,
    min_tests: int = ENOUGH_SAMPLES,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw declared coverage against measured speed.

    Parameters
    ----------
    judged
        From :func:`dxanalysis.studies.claims.judge_speeds`.
    floor_mbps
        The least that is good enough, Mb/s.
    min_tests
        With fewer tests a unit was not judged.
    analysis
        What the figures are of: it knows whether they are made up.
    illustrative
        Whether the figures are made up, where neither a column ``evidence`` nor ``analysis`` says.
    lang
        The language.

    Returns
    -------
    StudyFigure
        A dot per unit with tests, larger where there were more; a line at the least speed.
    """
    illustrative = _is_made_up([judged], analysis=analysis, given=illustrative)
    shown = judged.dropna(subset=["claim_pct", "download_mbps"])
    with house_style():
        figure, (axes,) = _figure(
            text("studycharts.speeds", lang),
            plot=3.1,
            left=0.6,
            below=1.0,
            illustrative=illustrative,
            lang=lang,
        )
        handles = []
        for verdict, colour in _VERDICTS.items():
            rows = shown[shown["verdict"] == verdict]
            if verdict == claims.UNTESTED:
                label = text("studycharts.untested", lang, n=min_tests)
            else:
                label = text(verdict, lang)
            axes.scatter(
                rows["claim_pct"],
                rows["download_mbps"],
                s=rows["tests"].clip(upper=1500) / 6 + 8,
                color=colour,
                alpha=0.7,
                linewidths=0,
            )
            handles.append(
                Line2D(
                    [], [], marker="o", linestyle="", color=colour, label=f"{label} ({len(rows)})"
                )
            )
        axes.axhline(floor_mbps, color=ORANGE, linestyle="--", linewidth=1)
        axes.set_xlabel(text("studycharts.claim", lang), fontsize=8.5)
        axes.set_ylabel("Mb/s")
        axes.set_ylim(bottom=0)
        axes.xaxis.set_major_formatter(_numbers(lang))
        axes.grid()
        axes.set_axisbelow(True)
        figure.legend(
            handles=handles,
            frameon=False,
            fontsize=8,
            ncols=2,
            loc="lower left",
            bbox_to_anchor=(0.01, (_LINE if illustrative else 0.0) / figure.get_figheight() + 0.01),
        )
    return figure


def choropleth_panels(
    units: gpd.GeoDataFrame,
    panels: pd.DataFrame,
    *,
    title: str,
    colours: str = "viridis_r",
    limits: tuple[float, float] | None = None,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    approximate: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw columns of figures as small plain maps side by side.

    Parameters
    ----------
    units
        Polygons, indexed by unit code.
    panels
        The figures, indexed by unit code, each column a map with its name above.
    title
        What they say together.
    colours
        Name of a sequential colour map of matplotlib.
    limits
        Least and greatest of one scale for all; by default those of the figures.
    analysis
        What the figures are of: it knows whether they are made up and the boundaries approximate.
    illustrative, approximate
        The same, where neither a column ``evidence`` nor ``analysis`` says; a mark then says so.
    lang
        The language.

    Returns
    -------
    StudyFigure
        One scale for all panels, so that they can be compared. Grey is missing.
    """
    illustrative = _is_made_up([panels], analysis=analysis, given=illustrative)
    approximate = _is_approximate(analysis, approximate)
    panels = panels.drop(columns="evidence", errors="ignore")
    low, high = limits or (float(panels.min().min()), float(panels.max().max()))
    wide = 2.9
    with house_style():
        figure, axes = _panels(
            units,
            len(panels.columns),
            title=title,
            wide=wide,
            illustrative=illustrative,
            approximate=approximate,
            lang=lang,
        )
        painted = mpl.colormaps[colours]
        scale = mpl.colors.Normalize(low, high)
        for one, column in zip(axes, panels.columns, strict=True):
            figures = panels[column].reindex(units.index).astype("float64")
            fill = [
                "#dddddd" if np.isnan(value) else mpl.colors.to_hex(painted(scale(value)))
                for value in figures
            ]
            _fill_map(one, units, fill)
            if len(axes) > 1:
                one.set_title("\n".join(textwrap.wrap(str(column), 34)), fontsize=8.5)
        bar = figure.colorbar(
            mpl.cm.ScalarMappable(scale, painted),
            cax=figure.add_axes((0.04, 0.13, 0.3, 0.025)),
            orientation="horizontal",
        )
        bar.ax.xaxis.set_major_locator(MaxNLocator(4))
        bar.ax.xaxis.set_major_formatter(_numbers(lang))
        bar.ax.tick_params(labelsize=7.5)
        bar.outline.set_visible(False)
    return figure


def categorical_map(
    units: gpd.GeoDataFrame,
    classes: pd.Series,
    *,
    colours: Mapping[str, tuple[str, str]],
    title: str,
    names: pd.Series | None = None,
    analysis: Analysis | None = None,
    illustrative: bool | None = None,
    approximate: bool | None = None,
    lang: Lang = "vi",
) -> StudyFigure:
    """Draw what class each unit is in as one plain map.

    Parameters
    ----------
    units
        Polygons, indexed by unit code.
    classes
        The class of each unit, indexed by unit code.
    colours
        Class to its colour and what it is called, in the order of the legend. Units of other
        classes, or of none, are left white.
    title
        What the map says.
    names
        Names to be written on the map, by code.
    analysis
        What the figures are of: it knows whether they are made up and the boundaries approximate.
    illustrative, approximate
        The same, where neither a column ``evidence`` nor ``analysis`` says; a mark then says so.
    lang
        The language.

    Returns
    -------
    StudyFigure
        The map, with the number of units of each class in the legend.
    """
    illustrative = _is_made_up([], analysis=analysis, given=illustrative)
    approximate = _is_approximate(analysis, approximate)
    known = classes.reindex(units.index)
    with house_style():
        figure, (axes,) = _panels(
            units,
            1,
            title=title,
            wide=WIDTH,
            illustrative=illustrative,
            approximate=approximate,
            lang=lang,
            legend=len(colours),
        )
        fill = [colours[key][0] if key in colours else "#ffffff" for key in known]
        _fill_map(axes, units, fill)
        spots: Any = units.representative_point()
        for code, name in (names if names is not None else pd.Series(dtype="str")).items():
            axes.text(spots[code].x, spots[code].y, name, fontsize=6.5, ha="center", va="center")
        counts = known.value_counts()
        figure.legend(
            handles=[
                Patch(facecolor=colour, edgecolor=QUIET, label=f"{label}: {counts.get(key, 0)}")
                for key, (colour, label) in colours.items()
            ],
            frameon=False,
            fontsize=8.5,
            loc="lower left",
            bbox_to_anchor=(0.01, _LINE / figure.get_figheight()),
        )
    return figure


def _panels(
    units: gpd.GeoDataFrame,
    number_of: int,
    *,
    title: str,
    wide: float,
    illustrative: bool,
    approximate: bool,
    lang: Lang,
    legend: int = 1,
) -> tuple[StudyFigure, list[Axes]]:
    """Make a figure of maps with the marks that they need."""
    west, south, east, north = units.total_bounds
    squeeze = float(np.cos(np.radians((south + north) / 2)))
    figure, axes = _figure(
        title,
        plot=(wide - 3 * _EDGE) * (north - south) / ((east - west) * squeeze),
        left=_EDGE,
        below=0.3 + 0.2 * (legend + 1),
        above=0.35 if number_of > 1 else 0.1,
        illustrative=False,
        lang=lang,
        width=wide * number_of + _EDGE,
        columns=number_of,
    )
    keys = [("illustrative", illustrative), ("approximate", approximate)]
    said = " · ".join(text(f"studycharts.{key}", lang) for key, holds in keys if holds)
    figure.text(
        _EDGE / figure.get_figwidth(),
        0.6 * _EDGE / figure.get_figheight(),
        said,
        fontsize=7,
        color="#7a3a00",
    )
    for one in axes:
        one.set_axis_off()
        one.set_aspect(1 / squeeze)
    return figure, axes


def _fill_map(axes: Axes, units: gpd.GeoDataFrame, fill: Sequence[str]) -> None:
    """Fill polygons, unit by unit."""
    has = (~(units.geometry.isna() | units.geometry.is_empty)).to_numpy()
    units[has].plot(
        ax=axes,
        color=[colour for colour, there in zip(fill, has, strict=True) if there],
        edgecolor="white",
        linewidth=0.35,
        aspect=None,
    )
    axes.set_axis_off()
