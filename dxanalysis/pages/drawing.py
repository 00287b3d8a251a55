"""The map and the charts of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from dxanalysis import charts, maps
from dxanalysis.analysis import HEADLINE
from dxanalysis.indicators import indicator
from dxanalysis.lang import date, percent, text
from dxanalysis.pages.frame import Block, fill
from dxanalysis.pages.story import page_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import folium
    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang


def area_map(
    analysis: Analysis, area: Area, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> folium.Map:
    """Draw the gaps of 4G, 5G and fibre, the area's communes in front.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.
    links
        Page of each commune that has one, relative to this page.

    Returns
    -------
    folium.Map
        Self-contained: see :mod:`dxanalysis.maps`.
    """
    # An area whose target cannot be compared with is still coloured, by its rate.
    whole = analysis.figures(analysis.province.code)
    themes = [
        maps.Theme(
            indicator=key,
            operator="any",
            label=indicator(key).name(lang),
            kind="gap" if whole.loc[key, "comparable"] else "rate",
        )
        for key in HEADLINE
    ]
    ground = _ground(analysis, area)
    communes = analysis.communes.loc[list(ground.communes)]
    if ground.level == "country":  # whose heavier lines are those of provinces
        short = communes["province_name"].str.replace(r"^(Tỉnh|Thành phố) ", "", regex=True)
        communes = communes.assign(district_name=short)
    return maps.gap_map(
        communes[["unit_name", "district_name", "geometry"]],
        analysis.commune_gaps(ground),
        themes=themes,
        lang=lang,
        title=_map_title(analysis, area, lang=lang),
        as_of=date(analysis.as_of, lang),
        sources=[*analysis.inputs["path"][:-1], analysis.boundaries.source],
        illustrative=analysis.is_illustrative,
        approximate=analysis.has_approximate_boundaries,
        links=links,
        focus=None if area == ground else list(area.communes),
    )


def _ground(analysis: Analysis, area: Area) -> Area:
    """Choose what an area's map shows: the province around it, so that neighbours are seen."""
    return area if area.level in {"province", "country"} else analysis.around(area)


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


def _map_title(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Title the map with what it shows of 4G, or with the area where nothing can be said."""
    rows = analysis.commune_gaps(area)
    rows = rows[(rows["indicator"] == HEADLINE[0]) & (rows["operator"] == "any")]
    if rows["gap_points"].isna().all():
        return page_title(analysis, area, lang=lang)
    return text(
        "pages.map_title",
        lang,
        area=area.label(lang),
        n=int((rows["gap_points"] > 0).sum()),
        of=len(rows),
        target=percent(rows["target_pct"].iloc[0], lang, decimals=None),
    )


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
    return fill(
        "figure_row",
        # Matplotlib escapes what it writes, and its text is drawn as outlines.
        figures=[
            {"svg": Markup(charts.to_svg(figure)), "label": figure.get_label()}  # noqa: S704
            for figure in figures
        ],
    )
