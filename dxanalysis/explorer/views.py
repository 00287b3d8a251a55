"""One choice as something to look at: finding, map, chart and table, in one block of HTML."""

from __future__ import annotations

import datetime as dt
import functools
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from markupsafe import Markup

from dxanalysis import charts, maps, palette
from dxanalysis.analysis import period_of
from dxanalysis.charts import studies
from dxanalysis.display.summary import image_html
from dxanalysis.display.templates import environment
from dxanalysis.explorer.selection import (
    Choice,
    class_names,
    class_of,
    criteria,
    rows_for,
    target_of,
    unit_of,
    validate,
    whose,
)
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import date_range, number, percent, text
from dxanalysis.maps.sketch import Outlines
from dxanalysis.studies import priorities, strata

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.explorer.selection import Grouping
    from dxanalysis.indicators import Target
    from dxanalysis.lang import Lang
    from dxanalysis.palette import Scale

_DRAWS: Final = 200
_FADED: Final = palette.MapClass("", "#eef0f2")


@dataclass(frozen=True)
class View:
    """One choice of an analysis, made visible. A notebook shows it as it is.

    Attributes
    ----------
    choice
        What was asked.
    lang
        The language.
    sentence
        The finding, as plain text.
    table
        What the table shows, one row per unit, the most pressing first, indexed by unit code:
        ``unit_name``, ``class`` (as it is called; empty without classes), ``rate_pct``,
        ``numerator``, ``denominator``, ``lacking``, ``target_pct``, ``gap_points``, ``gap_count``,
        ``per_year`` (how many more each year until the target's year ends), and with weights
        ``score``, ``rank``, ``rank_low``, ``rank_high``.
    html
        All of it as one block; all text in it is escaped and nothing in it runs. The map says what
        a unit has where the pointer rests.
    still
        The same with map and chart as images, as notebooks show it: JupyterLab strips drawings, but
        no images, out of notebooks that somebody else has run.
    """

    choice: Choice
    lang: Lang
    sentence: str
    table: pd.DataFrame
    html: str = field(repr=False)
    still: str = field(repr=False)

    def code(self, name: str = "province") -> str:
        """Write the line that shows this view.

        Parameters
        ----------
        name
            What the analysis is called where the line will stand.

        Returns
        -------
        str
            One line of Python.
        """
        arguments = [name, self.choice.arguments(), f"lang={self.lang!r}"]
        return f"dx.view({', '.join(part for part in arguments if part)})"

    def _repr_html_(self) -> str:
        return self.still


def view(
    analysis: Analysis,
    *,
    indicator: str = "pop_4g",
    operator: str = "any",
    grouping: Grouping = "commune",
    target_pct: float | None = None,
    target_year: int | None = None,
    classes: str = "",
    stratum: str = "",
    weights: Mapping[str, float] | None = None,
    lang: Lang = "vi",
) -> View:
    """Show one choice of an analysis as finding, map, chart and table.

    Parameters
    ----------
    analysis
        What is asked.
    indicator, operator, grouping, target_pct, target_year, classes, stratum, weights
        As of :class:`dxanalysis.explorer.Choice`.
    lang
        The language.

    Returns
    -------
    View
        It shows itself in a notebook.

    Raises
    ------
    ParameterError
        If something is chosen that the analysis does not have.
    """
    choice = Choice(
        indicator=indicator,
        operator=operator,
        grouping=grouping,
        target_pct=target_pct,
        target_year=target_year,
        classes=classes,
        stratum=stratum,
        weights={key: value for key, value in (weights or {}).items() if value},
    )
    return show(analysis, choice, lang=lang)


def show(analysis: Analysis, choice: Choice, *, lang: Lang) -> View:
    """Show one choice: see :func:`view`.

    Parameters
    ----------
    analysis
        What is asked.
    choice
        The question.
    lang
        The language.

    Returns
    -------
    View
        The answer.

    Raises
    ------
    ParameterError
        If something is chosen that the analysis does not have.
    """
    choice = whose(analysis, choice)
    validate(analysis, choice, lang)
    target = target_of(analysis, choice)
    rows = rows_for(analysis, choice, level=choice.grouping, lang=lang)
    inside = _inside(analysis, choice)
    table = _table(analysis, choice, rows[rows.index.isin(inside)], target, lang)
    sentence = _sentence(analysis, choice, table, target, lang)
    drawn, legend = _map(analysis, choice, rows, title=sentence, lang=lang)
    chart = _chart(analysis, choice, target, lang)
    marks = [
        text(f"explorer.mark_{key}", lang)
        for key, holds in (
            ("illustrative", bool((rows["evidence"] == "illustrative").any())),
            ("approximate", analysis.has_approximate_boundaries),
        )
        if holds
    ]
    shown = functools.partial(
        environment("dxanalysis.explorer", "").get_template("view.html.j2").render,
        title=_title(choice, lang),
        as_of=text(
            "explorer.as_of",
            lang,
            date=date_range(*period_of(rows), lang),
        ),
        sentence=sentence,
        marks=marks,
        legend=legend,
        legend_title=_legend_title(choice, rows, lang),
        chart_label=chart.get_label(),
        headings=_headings(choice, target, lang),
        text_columns=[0, 1] if choice.classes and choice.grouping == "commune" else [0],
        rows=_cells(choice, table, target, lang),
        note=text("explorer.note", lang),
        table_label=text("explorer.table", lang),
    )
    pictures = {"map": (drawn, sentence), "chart": (charts.to_svg(chart), str(chart.get_label()))}
    # Text in the map is escaped, and letters of the chart are outlines.
    html = shown(**{key: Markup(svg) for key, (svg, _) in pictures.items()})  # noqa: S704
    still = shown(
        **{
            key: Markup(image_html(svg, alt=alt, style="width:100%;max-width:34rem"))  # noqa: S704
            for key, (svg, alt) in pictures.items()
        }
    )
    return View(choice, lang, sentence, table, html, still)


def _title(choice: Choice, lang: Lang) -> str:
    """Name what is shown."""
    return f"{indicator(choice.indicator).name(lang)} · {OPERATORS[choice.operator][lang]}"


def _latest(rows: pd.DataFrame) -> dt.date | None:
    """Give the date of the figures; None where nobody says."""
    latest = rows["as_of"].max()
    return None if pd.isna(latest) else latest.date()


def _inside(analysis: Analysis, choice: Choice) -> list[str]:
    """List the units that map and table are about."""
    units = unit_of(analysis, choice.grouping)
    if choice.stratum:
        units = units[class_of(analysis, choice.classes) == choice.stratum]
    return [str(code) for code in units.dropna().unique()]


# ---- the table -----------------------------------------------------------------------------------
def _table(
    analysis: Analysis, choice: Choice, rows: pd.DataFrame, target: Target | None, lang: Lang
) -> pd.DataFrame:
    """Order the units and add what the choice asks for."""
    named = pd.Series("", index=rows.index, dtype="str")
    if choice.classes and choice.grouping == "commune":
        names = class_names(analysis, choice.classes, lang)
        named = class_of(analysis, choice.classes).reindex(rows.index).map(names)
    years = _years_left(target, _latest(rows))
    per_year = np.ceil(rows["gap_count"] / years) if years else rows["gap_count"] * math.nan
    table = rows.assign(**{"class": named, "per_year": per_year})
    columns = [
        *("unit_name", "class", "rate_pct", "numerator", "denominator", "lacking"),
        *("target_pct", "gap_points", "gap_count", "per_year"),
    ]
    if choice.weights:
        weighed = criteria(
            analysis,
            indicator=choice.indicator,
            operator=choice.operator,
            grouping=choice.grouping,
            target_pct=target.value_pct if target else None,
        )
        ranked = priorities.rank_priorities(
            weighed.loc[table.index], weights=choice.weights, draws=_DRAWS
        )
        table = table.join(ranked[["score", "rank", "rank_low", "rank_high"]])
        columns += ["score", "rank", "rank_low", "rank_high"]
        order, rising = ["rank", "lacking"], [True, False]
    else:
        order, rising = ["lacking", "unit_name"], [False, True]
    return table.sort_values(order, ascending=rising, na_position="last")[columns]


def _years_left(target: Target | None, as_of: dt.date | None) -> float:
    """Compute the years from the figures to the end of the target's year.

    Less than one year is none: what is missing cannot be spread over it.
    """
    if target is None or as_of is None:
        return 0.0
    years = (dt.date(target.year, 12, 31) - as_of).days / 365.25
    return years if years >= 1 else 0.0


def _headings(choice: Choice, target: Target | None, lang: Lang) -> list[str]:
    """Name the table's columns."""
    entry = indicator(choice.indicator)
    keys = ["unit"]
    if choice.classes and choice.grouping == "commune":
        keys.append("class")
    if entry.is_rate:
        keys += ["rate", "affected" if entry.direction == "lower" else "lacking"]
        keys += ["to_target", "per_year"] if target and target.value_pct is not None else []
    else:
        keys.append("count")
    keys += ["score", "rank"] if choice.weights else []
    year = target.year if target else 0
    return [
        text(f"explorer.head_{key}", lang, unit=entry.unit(lang), year=str(year)) for key in keys
    ]


def _cells(
    choice: Choice, table: pd.DataFrame, target: Target | None, lang: Lang
) -> list[list[dict[str, object]]]:
    """Write the table's cells."""
    entry = indicator(choice.indicator)
    has_target = target is not None and target.value_pct is not None
    has_class = bool(choice.classes) and choice.grouping == "commune"
    written = []
    for row in table.to_dict("records"):
        cells: list[dict[str, object]] = [{"shown": row["unit_name"], "kind": "text"}]
        if has_class:
            cells.append({"shown": row["class"], "kind": "text"})
        if entry.is_rate:
            rate = row["rate_pct"]
            width = None if math.isnan(rate) else round(rate, 1)
            cells.append({"shown": percent(rate, lang), "kind": "share", "width": width})
            cells.append({"shown": number(row["lacking"], lang, decimals=0)})
            if has_target:
                cells.append({"shown": number(row["gap_count"], lang, decimals=0)})
                cells.append({"shown": number(row["per_year"], lang, decimals=0)})
        else:
            cells.append({"shown": number(row["numerator"], lang, decimals=0)})
        if choice.weights:
            cells.append({"shown": number(row["score"], lang, decimals=0)})
            cells.append({"shown": f"{row['rank']} ({row['rank_low']}–{row['rank_high']})"})
        written.append(cells)
    return written


# ---- the finding ---------------------------------------------------------------------------------
def _sentence(
    analysis: Analysis, choice: Choice, table: pd.DataFrame, target: Target | None, lang: Lang
) -> str:
    """Say in one sentence what the figures say."""
    entry = indicator(choice.indicator)
    known = table.dropna(subset=["rate_pct" if entry.is_rate else "numerator"])
    if known.empty:
        return text("explorer.nothing", lang)
    of = text(f"explorer.of_{choice.grouping}", lang, n=len(known))
    if not entry.is_rate:
        most = known.sort_values("numerator").iloc[-1]
        return text(
            "explorer.finding_count",
            lang,
            total=number(known["numerator"].sum(), lang, decimals=0),
            unit=entry.unit(lang),
            of=of,
            name=most["unit_name"],
            most=number(most["numerator"], lang, decimals=0),
        )
    base = known["denominator"].sum()
    whole = percent(100 * known["numerator"].sum() / base if base > 0 else math.nan, lang)
    has_gap = known["gap_count"].notna()
    if target is None or target.value_pct is None or not has_gap.any():
        ordered = known.sort_values("rate_pct", ascending=entry.direction == "lower")
        worst = ordered.iloc[-1]
        return text(
            "explorer.finding_rate",
            lang,
            whole=whole,
            of=of,
            name=worst["unit_name"],
            rate=percent(worst["rate_pct"], lang),
        )
    short = known["gap_points"] > 0
    shown = {"target": percent(target.value_pct, lang, decimals=None), "year": str(target.year)}
    if not short.any():
        return text("explorer.finding_met", lang, whole=whole, of=of, **shown)
    key = "finding_gap" if _years_left(target, analysis.as_of) else "finding_gap_late"
    return text(
        f"explorer.{key}",
        lang,
        whole=whole,
        short=str(int(short.sum())),
        of=of,
        count=number(known["gap_count"].sum(), lang, decimals=0),
        per_year=number(known["per_year"].sum(), lang, decimals=0),
        together=_together(analysis, choice, lang),
        unit=entry.unit(lang),
        **shown,
    )


def _together(analysis: Analysis, choice: Choice, lang: Lang) -> str:
    """Say what the whole needs to reach the target, which is another number than all its parts."""
    if choice.stratum or choice.grouping == analysis.whole.level:
        return ""
    whole = rows_for(analysis, choice, level=analysis.whole.level)["gap_count"].iloc[0]
    return text(
        "explorer.together",
        lang,
        whole=analysis.whole_label(lang),
        count=number(whole, lang, decimals=0),
    )


# ---- the map -------------------------------------------------------------------------------------
def _outlines(analysis: Analysis) -> Outlines:
    """Make the paths of the communes."""
    communes = analysis.communes
    prepared = maps.prepare(communes)
    names = communes["district_code"].astype("object").reindex(list(prepared.codes))
    return Outlines(prepared, tuple(names.fillna("").astype("str")))


def _map(
    analysis: Analysis,
    choice: Choice,
    rows: pd.DataFrame,
    *,
    title: str,
    lang: Lang,
) -> tuple[str, list[dict[str, object]]]:
    """Paint every commune with the figure of its unit; give the map and its legend."""
    outlines, inside = _outlines(analysis), set(_inside(analysis, choice))
    codes = list(outlines.prepared.codes)
    scale = _scale(choice, rows)
    classes = palette.classes(scale, lang)
    values = {"gap": "gap_points", "rate": "rate_pct", "count": "lacking"}[scale]
    figures = rows[values].to_numpy(dtype="float64")
    comparable = ~((scale == "gap") & np.isnan(figures) & rows["rate_pct"].notna().to_numpy())
    classed = palette.classify(
        np.where(comparable, figures, 0.0),
        scale,
        comparable=comparable,
        nothing=rows["rate_pct"].eq(0).to_numpy(),
    )
    place = pd.Series(classed.tolist(), index=rows.index)
    missing = len(classes) - 1
    spoken = {code: _label(choice, row, lang) for code, row in _records(rows)}
    chosen, labels = [], []
    for code in unit_of(analysis, choice.grouping).loc[codes]:
        is_inside = code in inside
        chosen.append(int(place.get(code, missing)) if is_inside else len(classes))
        labels.append(spoken.get(code, ""))
    drawn = outlines.paint(classes=[*classes, _FADED], position=chosen, labels=labels, title=title)
    counted = place[place.index.isin(inside)].value_counts()
    legend = [
        {"colour": one.colour, "hatch": one.hatch, "label": one.label, "n": int(counted[number_])}
        for number_, one in enumerate(classes)
        if counted.get(number_, 0)
    ]
    return drawn, legend


def _legend_title(choice: Choice, rows: pd.DataFrame, lang: Lang) -> str:
    """Say what the map's colours count."""
    unit = indicator(choice.indicator).unit(lang)
    return text(f"explorer.legend_{_scale(choice, rows)}", lang, unit=unit)


def _records(rows: pd.DataFrame) -> list[tuple[str, dict[str, Any]]]:
    """Go through rows with their codes."""
    records: list[dict[str, Any]] = [
        {str(key): value for key, value in row.items()} for row in rows.to_dict("records")
    ]
    return list(zip(rows.index.astype("str"), records, strict=True))


def _scale(choice: Choice, rows: pd.DataFrame) -> Scale:
    """Colour by the gap where there is one, else by the rate; by how many what should be few."""
    entry = indicator(choice.indicator)
    if not entry.is_rate or entry.direction == "lower":
        return "count"
    return "gap" if rows["gap_points"].notna().any() else "rate"


def _label(choice: Choice, row: Mapping[str, Any], lang: Lang) -> str:
    """Say what the map says of a unit where the pointer rests."""
    entry = indicator(choice.indicator)
    name = str(row["unit_name"])
    if not entry.is_rate:
        return f"{name}: {number(row['numerator'], lang, decimals=0)} {entry.unit(lang)}"
    shown = f"{name}: {percent(row['rate_pct'], lang)}"
    if math.isnan(row["numerator"]):
        return shown
    counts = [number(row[key], lang, decimals=0) for key in ("numerator", "denominator")]
    return f"{shown} ({counts[0]} / {counts[1]} {entry.unit(lang)})"


# ---- the chart -----------------------------------------------------------------------------------
def _chart(
    analysis: Analysis, choice: Choice, target: Target | None, lang: Lang
) -> studies.StudyFigure:
    """Draw every commune as a dot, by class."""
    entry = indicator(choice.indicator)
    rows = rows_for(analysis, choice, level="commune")
    column = "rate_pct" if entry.is_rate else "numerator"
    if choice.classes:
        names = class_names(analysis, choice.classes, lang)
        classes = class_of(analysis, choice.classes).map(names)
        order = list(names.values())
    else:
        classes = pd.Series(analysis.whole_label(lang), index=analysis.communes.index)
        order = [analysis.whole_label(lang)]
    if entry.is_rate:
        compared = strata.compare_strata(
            analysis.snapshot, classes, indicator=entry.id, operator=choice.operator
        )
        whole = compared["rate_pct"].reindex(order)
    else:
        whole = rows["numerator"].groupby(classes).mean().reindex(order)
    marks = []
    if entry.is_rate and choice.classes:
        level = analysis.whole.level
        everywhere = float(rows_for(analysis, choice, level=level)["rate_pct"].iloc[0])
        marks.append((everywhere, f"{analysis.whole_label(lang)} {percent(everywhere, lang)}"))
    if entry.is_rate and target and target.value_pct is not None and target.basis == entry.basis:
        shown = percent(target.value_pct, lang, decimals=None)
        marks.append((target.value_pct, f"{text('charts.target', lang)} {shown}"))
    return studies.strip_plot(
        rows[column],
        classes,
        whole=whole,
        title=_title(choice, lang),
        marks=marks,
        names=analysis.communes["unit_name"] if entry.direction != "lower" else None,
        unit="%" if entry.is_rate else entry.unit(lang),
        illustrative=bool((rows["evidence"] == "illustrative").any()),
        lang=lang,
    )
