"""The map and the charts of a page."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
import re
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from markupsafe import Markup

from dxanalysis import charts, maps, units
from dxanalysis.analysis import HEADLINE, of_operator, period_of
from dxanalysis.charts.bars import coverage_sheet
from dxanalysis.charts.operator_cells import operator_sheet
from dxanalysis.display.vectors import to_svg
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.indicators import indicators as known_indicators
from dxanalysis.lang import LANGUAGES, MISSING, date, date_range, percent, text
from dxanalysis.maps.localized_text import languages
from dxanalysis.maps.still_sheet import still_sheet
from dxanalysis.pages.blocks import Block, fill, sentence_block
from dxanalysis.pages.key_findings import KEY_FIGURES
from dxanalysis.pages.tables import given_files, own_rates
from dxanalysis.rates import ANY
from dxanalysis.reads import block
from dxanalysis.snapshot import bases
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import folium
    import geopandas as gpd
    import pandas as pd
    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.display.sheet import Sheet
    from dxanalysis.lang import Lang
    from dxanalysis.maps.localized_text import Languages


@block(reads="area")
def map_block(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show the map of an area, or say why there is none.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        The map of :func:`area_map`; a sentence where the boundary file has no commune of the area.
    """
    if not _with_boundary(analysis, area):
        source = analysis.boundary_source(lang)
        return sentence_block(text("pages.no_boundary", lang, source=source))
    return as_block(area_map(analysis, area, lang=lang))


def _with_boundary(analysis: Analysis, area: Area) -> list[str]:
    """List the communes of an area that can be drawn."""
    lines = analysis.communes.geometry.loc[list(area.communes)]
    return list(lines.index[~(lines.isna() | lines.is_empty)])


@block(reads="area")
def area_map(
    analysis: Analysis,
    area: Area,
    *,
    lang: Languages = "vi",
    links: Mapping[str, str] | None = None,
    themes: Sequence[maps.Theme] = (),
    compare: bool = False,
) -> folium.Map:
    """Draw the gaps of 4G, 5G and fibre and what else there is, the area's communes in front.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language, or several to switch between in the map.
    links
        Page of each commune that has one, relative to this page.
    themes
        What the reader can choose from; by default :func:`page_themes`.
    compare
        Whether the map opens with the first two themes on both sides of a slider.

    Returns
    -------
    folium.Map
        Self-contained: see :mod:`dxanalysis.maps`.
    """
    ground = _ground(analysis, area)
    spoken = languages(lang)
    chosen = list(themes) or page_themes(analysis)
    series = _Series(analysis, area)
    dates = [_theme_dates(analysis, area, theme, spoken) for theme in chosen]
    return maps.gap_map(
        _units(analysis, ground),
        analysis.commune_gaps(area),
        themes=chosen,
        lang=spoken,
        title={one: _map_title(area, chosen, series, lang=one, compare=compare) for one in spoken},
        as_of=_together(dates[: 2 if compare else 1], spoken),
        dates=dates,
        dated=_dated_gaps(analysis, area, chosen),
        titles=[
            {one: _map_title(area, [theme], series, lang=one) for one in spoken} for theme in chosen
        ],
        area={one: area.label(one) for one in spoken},
        sources=_sources(analysis, spoken[0]),
        illustrative=analysis.is_illustrative,
        approximate=analysis.has_approximate_boundaries,
        links=links,
        focus=None if area == ground else _with_boundary(analysis, area),
        compare=compare,
        # In a folder of thousands of pages each has to be small; in one of twelve each should work
        # in the oldest browser.
        compact=analysis.has_many_pages,
    )


def _theme_dates(
    analysis: Analysis, area: Area, theme: maps.Theme, spoken: Sequence[Lang]
) -> dict[Lang, str]:
    """Write from when the figures of a theme are; those of the page where it has none."""
    at = analysis.on(theme.as_of) if theme.as_of else analysis
    gaps = at.commune_gaps(area)
    of_theme = gaps["indicator"].isin({theme.indicator, theme.second} - bases())
    rows = gaps[of_theme & (gaps["operator"] == theme.operator)]
    if not rows[["rate_pct", "numerator"]].notna().to_numpy().any():
        return {lang: at.dates(area, lang=lang) for lang in spoken}
    period = period_of(rows)
    return {lang: date_range(*period, lang) for lang in spoken}


def _together(dates: Sequence[Mapping[Lang, str]], spoken: Sequence[Lang]) -> dict[Lang, str]:
    """Write the dates of the themes that are shown at once, equal ones once."""
    return {one: " · ".join(dict.fromkeys(each[one] for each in dates)) for one in spoken}


def _dated_gaps(
    analysis: Analysis, area: Area, themes: Sequence[maps.Theme]
) -> dict[dt.date, pd.DataFrame]:
    """Take the gaps of an area's communes as they stood on each day that a theme names."""
    days = {theme.as_of for theme in themes if theme.as_of}
    return {day: analysis.on(day).commune_gaps(area) for day in days}


def area_still(
    analysis: Analysis,
    area: Area,
    *,
    theme: maps.Theme | None = None,
    lang: Lang = "vi",
    width_cm: float = 16.0,
    most_high_cm: float | None = None,
    with_sources: bool = True,
) -> Figure:
    """Draw one theme of an area as a picture for a report.

    Parameters
    ----------
    analysis, area
        What the picture is about.
    theme
        What is drawn; by default the first of :func:`page_themes`.
    lang
        The language.
    width_cm
        Width on paper.
    most_high_cm
        Height on paper at most; such a picture has no title.
    with_sources
        Whether the picture names its sources; not needed where they stand beside it.

    Returns
    -------
    matplotlib.figure.Figure
        See :func:`dxanalysis.maps.still_map`; :func:`dxanalysis.maps.save_still` writes it.
    """
    from dxanalysis.maps.still import figure_of  # noqa: PLC0415 - loads Matplotlib

    return figure_of(
        area_sheet(
            analysis,
            area,
            theme=theme or page_themes(analysis)[0],
            lang=lang,
            width_cm=width_cm,
            most_high_cm=most_high_cm,
            with_sources=with_sources,
        )
    )


def area_sheet(
    analysis: Analysis,
    area: Area,
    *,
    theme: maps.Theme,
    lang: Lang,
    width_cm: float,
    most_high_cm: float | None = None,
    with_sources: bool = True,
) -> Sheet:
    """Lay out what :func:`area_still` draws."""
    at = analysis.on(theme.as_of) if theme.as_of else analysis
    return still_sheet(
        _units(analysis, area),
        at.commune_gaps(area),
        theme=theme,
        lang=lang,
        title=_map_title(area, [theme], _Series(analysis, area), lang=lang),
        as_of=_theme_dates(analysis, area, theme, [lang])[lang],
        sources=_sources(analysis, lang) if with_sources else (),
        illustrative=analysis.is_illustrative,
        approximate=analysis.has_approximate_boundaries,
        width_cm=width_cm,
        most_high_cm=most_high_cm,
    )


def page_themes(analysis: Analysis) -> list[maps.Theme]:
    """Choose what the map of a page can show, as far as there are figures.

    Parameters
    ----------
    analysis
        What the page is about.

    Returns
    -------
    list of Theme
        The gaps of 4G, 5G and fibre; the rate of 4G; 4G and fibre at once; and the gap of 4G of
        each operator. An indicator whose target cannot be compared with is coloured by its rate.
    """
    served, _, wired = HEADLINE
    shown = _shown_first(analysis)
    themes = [_labelled(_theme_of(analysis, key)) for key in shown]
    if themes[0].indicator == served and themes[0].kind == "gap":
        label = {
            one: text("pages.theme_rate", one, indicator=themes[0].name(one)) for one in LANGUAGES
        }
        themes.append(dataclasses.replace(themes[0], kind="rate", label=label))
    operator = analysis.operator_of(served)
    if {served, wired} <= set(shown) and operator == analysis.operator_of(wired):
        themes.append(_labelled(maps.Theme(served, operator, kind="two", second=wired)))
    own = {(theme.indicator, theme.operator) for theme in themes}
    others = _of_operators(analysis, served)
    return [*themes, *(one for one in others if (one.indicator, one.operator) not in own)]


def _shown_first(analysis: Analysis) -> list[str]:
    """Choose what maps show: 4G, 5G and fibre, else the first there are; own rates last."""
    known = analysis.shown_operators
    rates = [key for key, entry in known_indicators().items() if entry.is_rate]
    counts = [key for key in known_indicators() if key not in rates and key not in bases()]
    first = (
        [key for key in HEADLINE if key in known]
        or [key for key in (*KEY_FIGURES, *rates, *counts) if key in known][:_FEW]
        or [HEADLINE[0]]
    )
    return list(dict.fromkeys([*first, *own_rates(analysis)]))


def _theme_of(analysis: Analysis, key: str) -> maps.Theme:
    """Make the theme of an indicator, of whoever's figures are shown."""
    operator = analysis.operator_of(key)
    return maps.Theme(key, operator, kind=_kind(analysis, key, operator))


@block(reads="area")
def coverage_charts(
    analysis: Analysis, area: Area, *, indicators: Sequence[str] = (), lang: Lang = "vi"
) -> Block:
    """Draw the area's communes for 4G, 5G and fibre, else for the first rates that there are.

    Parameters
    ----------
    analysis, area
        What the page is about.
    indicators
        Ids of the rates to draw instead.
    lang
        The language.

    Returns
    -------
    Block
        The charts side by side; nothing where no rate is known.
    """
    keys = indicators or [key for key in _shown_first(analysis) if indicator(key).is_rate]
    return _sheet_row(
        [
            coverage_sheet(
                analysis, area, indicator_id=key, operator=analysis.operator_of(key), lang=lang
            )
            for key in keys
        ]
    )


@block(reads="area")
def operator_cells(
    analysis: Analysis,
    area: Area,
    *,
    indicator_id: str | None = None,
    operators: Sequence[str] | None = None,
    lang: Lang = "vi",
) -> Block:
    """Draw the area's communes × operators as a table of colours.

    Parameters
    ----------
    analysis, area
        What the page is about.
    indicator_id
        Id of a rate; by default 4G of the population, else the first that operators reported on.
    operators
        Which; by default all that have figures, any operator first.
    lang
        The language.

    Returns
    -------
    Block
        What :func:`dxanalysis.charts.operator_chart` draws: percent, never summed over operators,
        and a dash where there is none.
    """
    return _sheet_row(
        [operator_sheet(analysis, area, indicator_id=indicator_id, operators=operators, lang=lang)]
    )


def map_themes(analysis: Analysis) -> list[maps.Theme]:
    """Choose what a map that is sent alone can show: also how many stations each operator has.

    Parameters
    ----------
    analysis
        What it is about.

    Returns
    -------
    list of Theme
        Those of :func:`page_themes` and, where operators report them, their 4G stations.
    """
    return [*page_themes(analysis), *_of_operators(analysis, "stations_4g")]


def read_theme(analysis: Analysis, written: str) -> maps.Theme:
    """Understand a theme as it is written on the command line.

    Parameters
    ----------
    analysis
        What the map is about.
    written
        ``indicator``, ``indicator:operator``, ``indicator:operator@date`` (ISO 8601) or, for two at
        once, ``indicator+indicator``.

    Returns
    -------
    Theme
        By its gap where it has a target to compare with, else by its rate, else by its count.

    Raises
    ------
    ParameterError
        If there are no such figures; the sentence names those that there are.
    """
    found = _WRITTEN.fullmatch(written)
    known = analysis.commune_series
    if found is not None:
        key, second, operator, day = found["key"], found["second"], found["operator"], found["day"]
        series, operator = (key, operator or ANY), operator or ANY
        dates = known[series].dates if series in known else ()
        if second and (second, operator) in known and dates and not day:
            return _labelled(maps.Theme(key, operator, kind="two", second=second))
        if not second and dates and (not day or day in dates):
            as_of = dt.date.fromisoformat(day) if day else None
            return _labelled(
                maps.Theme(key, operator, kind=_kind(analysis, key, operator), as_of=as_of)
            )
    operators: dict[str, list[str]] = {}
    for key, operator in sorted(known):
        operators.setdefault(key, []).append(operator)
    several = sorted({day for found in known.values() for day in found.dates})
    raise ParameterError(
        "map.unknown_theme",
        found=written,
        expected="; ".join(f"{key} ({', '.join(found)})" for key, found in operators.items()),
        dates=", ".join(several) or MISSING,
    )


_FEW: Final = 3
"""So many themes a map has, besides those of single operators, where 4G, 5G, fibre are unknown."""

_WRITTEN: Final = re.compile(
    r"(?P<key>\w+)(?:\+(?P<second>\w+))?(?::(?P<operator>\w+))?(?:@(?P<day>\d{4}-\d{2}-\d{2}))?"
)


def _kind(analysis: Analysis, key: str, operator: str) -> Literal["gap", "rate", "count"]:
    """Colour by the gap where there is a target to compare with, else by rate, else by count."""
    found = analysis.commune_series.get((key, operator))
    if found is None:
        return "rate"
    return "gap" if found.has_target else "rate" if found.has_rate else "count"


def _of_operators(analysis: Analysis, key: str) -> list[maps.Theme]:
    """Make a theme of each operator's figures of one indicator."""
    return [
        _labelled(maps.Theme(key, operator, kind=_kind(analysis, key, operator)))
        for operator in OPERATORS
        if operator != ANY and (key, operator) in analysis.commune_series
    ]


def _labelled(theme: maps.Theme) -> maps.Theme:
    """Name a theme's operator and date in its label."""
    label: dict[Lang, str] = {}
    for lang in LANGUAGES:
        name = theme.name(lang)
        if theme.operator != ANY:
            name = of_operator(name, theme.operator, lang)
        if theme.as_of:
            name = text("pages.theme_date", lang, indicator=name, date=date(theme.as_of, lang))
        label[lang] = name
    return dataclasses.replace(theme, label=label)


def _sources(analysis: Analysis, lang: Lang) -> list[str]:
    """Name whose figures there are, and the files that gave some."""
    files = given_files(analysis)[:-1]
    named = [
        f"{OPERATORS[row['operator']][lang]} ({row['path']})"
        if row["operator"] in OPERATORS and row["operator"] != "any"
        else str(row["path"])
        for row in files.to_dict("records")
    ]
    return [*named, analysis.boundary_source(lang)]


def _former_labels(name: str) -> dict[Lang, str]:
    """Write a former district in each language of the map."""
    return {
        "vi": text("units.former_district", "vi", district=name),
        "en": units.area_label(name, "en"),
    }


def _ground(analysis: Analysis, area: Area) -> Area:
    """Choose what an area's map shows: the province around it, so that neighbours are seen."""
    return area if area.level in {"province", "country"} else analysis.context_area(area)


def _units(analysis: Analysis, ground: Area) -> gpd.GeoDataFrame:
    """Take the communes that are drawn; on the country's map provinces are bordered heavier."""
    communes = analysis.communes.loc[list(ground.communes)]
    if ground.level == "country":
        short = communes["province_name"].str.replace(r"^(Tỉnh|Thành phố) ", "", regex=True)
        communes = communes.assign(district_name=short, district_label=communes["province_name"])
    else:
        former = communes["district_name"].map(_former_labels, na_action="ignore")
        communes = communes.assign(district_label=former)
    return communes[["unit_name", "district_name", "district_label", "geometry"]]


def as_block(drawn: folium.Map) -> Block:
    """Show a map on a page just as a notebook shows it.

    Parameters
    ----------
    drawn
        A map of :mod:`dxanalysis.maps`.

    Returns
    -------
    Block
        The map in a frame of its own.
    """
    return Block(Markup(drawn._repr_html_()))  # noqa: S704 - made of escaped text


class _Series:
    """The gaps of an area's communes, series by series, as they stood on any day."""

    def __init__(self, analysis: Analysis, area: Area) -> None:
        self._analysis, self._area = analysis, area
        self._known: dict[dt.date | None, tuple[pd.DataFrame, Mapping[Any, Any]]] = {}

    def of(self, theme: maps.Theme, indicator_id: str = "") -> pd.DataFrame:
        """Take the series of a theme, or that of another indicator with its operator and day."""
        day = theme.as_of
        if day not in self._known:  # where each series stands is found out for all of them at once
            source = self._analysis.on(day) if day else self._analysis
            rows = source.commune_gaps(self._area)
            found = rows.groupby(["indicator", "operator"], observed=True).indices
            self._known[day] = rows, cast("Mapping[Any, Any]", found)
        rows, places = self._known[day]
        own = places.get((indicator_id or theme.indicator, theme.operator), ())
        return rows.take(list(own))


def _map_title(
    area: Area,
    themes: Sequence[maps.Theme],
    series: _Series,
    *,
    lang: Lang,
    compare: bool = False,
) -> str:
    """Title the map with what its first theme shows, whatever the theme."""
    theme = themes[0]
    label, name = area.label(lang), theme.name(lang)
    if compare:
        other = themes[1].name(lang)
        return text("pages.map_title_compare", lang, area=label, theme=name, other=other)
    own = series.of(theme)
    if theme.kind == "two":
        return _title_of_two(own, series.of(theme, theme.second), theme, label, lang)
    if theme.kind == "gap" and own["gap_points"].notna().any():
        return _title_of_gap(own, theme, label, lang)
    if theme.kind != "count" and len(area.communes) > 1 and own["rate_pct"].notna().any():
        lowest = own.sort_values(["rate_pct", "unit_code"]).iloc[0]
        rate = percent(float(lowest["rate_pct"]), lang)
        shared = sum(percent(each, lang) == rate for each in own["rate_pct"].dropna())
        if shared > 1:
            key = "pages.map_title_rate_several"
            return text(key, lang, area=label, theme=name, n=shared, lowest=rate)
        unit = str(lowest["unit_name"])
        unit = in_sentence(unit) if lang == "vi" else unit
        return text("pages.map_title_rate", lang, area=label, theme=name, unit=unit, lowest=rate)
    return text("pages.map_title_theme", lang, area=label, theme=name)


def _title_of_gap(own: pd.DataFrame, theme: maps.Theme, label: str, lang: Lang) -> str:
    """Say how many communes are below the target."""
    known = own[own["gap_points"].notna()]
    n = int((known["gap_points"] > 0).sum())
    target = percent(float(known["target_pct"].iloc[0]), lang, decimals=None)
    said = {"area": label, "of": len(known), "target": target}
    if n and (theme.indicator, theme.operator) == (HEADLINE[0], ANY):
        return text("pages.map_title", lang, n=n, **said)
    key = "pages.map_title_gap" if n else "pages.map_title_met"
    return text(key, lang, n=n, theme=theme.name(lang), **said)


def _title_of_two(
    one: pd.DataFrame, other: pd.DataFrame, theme: maps.Theme, label: str, lang: Lang
) -> str:
    """Say how many communes are below both targets, where both can be compared with."""
    first = dict(zip(one["unit_code"], one["gap_points"], strict=True))
    second = dict(zip(other["unit_code"], other["gap_points"], strict=True))
    pairs = [(first[code], gap) for code, gap in second.items() if code in first]
    known = [pair for pair in pairs if not any(map(math.isnan, pair))]
    if not known:
        return text("pages.map_title_theme", lang, area=label, theme=theme.name(lang))
    n = sum(min(pair) > 0 for pair in known)
    return text("pages.map_title_two", lang, area=label, n=n, of=len(known), theme=theme.name(lang))


def figure_row(figures: Sequence[Figure]) -> Block:
    """Set charts side by side where there is room, below each other where there is not.

    Parameters
    ----------
    figures
        Each with a label: the sentence that stands for it where it cannot be seen.

    Returns
    -------
    Block
        The charts as SVG.
    """
    drawn = charts.share_outlines([charts.to_svg(figure) for figure in figures])
    return _row(drawn, [str(figure.get_label()) for figure in figures])


def _sheet_row(sheets: Sequence[Sheet]) -> Block:
    """Set charts side by side that are laid out on sheets."""
    return _row([to_svg(sheet) for sheet in sheets], [sheet.about for sheet in sheets])


def _row(drawn: Sequence[str], labels: Sequence[str]) -> Block:
    """Set pictures side by side; whoever drew them has escaped the text in them."""
    return fill(
        "figure_row",
        figures=[
            {"svg": Markup(svg), "label": label}  # noqa: S704 - see above
            for svg, label in zip(drawn, labels, strict=True)
        ],
    )
