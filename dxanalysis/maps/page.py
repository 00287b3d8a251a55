"""Maps of gaps: one page for all themes over one geometry, that opens anywhere and asks nobody."""

from __future__ import annotations

import os
import tempfile
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast

from dxanalysis import lang as words
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.maps import palette
from dxanalysis.maps.contents import (
    counted_units,
    geometry,
    interface,
    legend_classes,
    number_form,
    packed,
    unit_names,
)
from dxanalysis.maps.document import MAP_ID, GapMap, Page
from dxanalysis.maps.prepare import Simplify, prepare
from dxanalysis.maps.still import still_svg
from dxanalysis.maps.themes import payload

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import folium
    import geopandas as gpd
    import pandas as pd

    from dxanalysis.lang import Lang
    from dxanalysis.maps.themes import Theme


def gap_map(
    units: gpd.GeoDataFrame,
    gaps: pd.DataFrame,
    *,
    themes: Sequence[Theme],
    lang: Lang = "vi",
    title: str,
    as_of: str = "",
    sources: Sequence[str] = (),
    outlines: gpd.GeoDataFrame | None = None,
    illustrative: bool,
    approximate: bool,
    links: Mapping[str, str] | None = None,
    simplify: Simplify = "auto",
    focus: Sequence[str] | None = None,
) -> folium.Map:
    """Draw units and their gaps as one page with switchable themes.

    Parameters
    ----------
    units
        Polygons in any CRS, indexed by unit code, with ``unit_name`` and, if known,
        ``district_name``: borders between districts are then drawn heavier.
    gaps
        One row per unit, indicator and operator: see
        :data:`dxanalysis.maps.themes.GAP_COLUMNS`. Rows of other units and themes are left alone.
    themes
        What the reader can choose from; the first is shown first.
    lang
        The page's language.
    title
        What the map says, best the finding; plain text.
    as_of
        The date of the figures as it should stand below the title; each figure's own date stands
        with the figure.
    sources
        Where figures and boundaries come from; plain text, one line each.
    outlines
        Areas whose borders are drawn heavier, instead of those of ``district_name``.
    illustrative
        Whether figures are made up. The page then says so, and nothing in it can turn that off.
    approximate
        Whether boundaries are approximate. The same holds.
    links
        Unit code to the relative address of the unit's own page.
    simplify
        Tolerance in metres; see :func:`dxanalysis.maps.prepare.prepare`.
    focus
        Codes of the units that the map is about; the others are drawn faintly and do not count
        in legend and table.

    Returns
    -------
    folium.Map
        It shows itself in a notebook; :func:`save_map` writes it. Other Folium layers can be added.
        Text handed to those is rendered by Folium, which runs templates in it: pass no data there.

    Raises
    ------
    ParameterError
        If columns, codes, links or themes do not fit.
    FileUnreadableError
        If no unit has a polygon.
    """
    if not themes:
        raise ParameterError("map.no_themes")
    if "unit_name" not in units.columns:
        raise ParameterError(
            "map.missing_columns", table="units", found="unit_name", expected="unit_name, geometry"
        )
    prepared = prepare(units, simplify=simplify)
    counted = counted_units(prepared.codes, focus)
    layers = [
        payload(theme, gaps, codes=prepared.codes, counted=counted, lang=lang) for theme in themes
    ]
    here = units.set_axis(units.index.astype(str)).loc[list(prepared.codes)]
    data = {
        "lang": lang,
        "numbers": number_form(lang),
        "text": interface(lang),
        "classes": {kind: legend_classes(kind, lang) for kind in ("gap", "rate")},
        "geometry": geometry(prepared, here, outlines, simplify),
        "units": unit_names(prepared.codes, here, links or {}),
        "counted": None if all(counted) else [int(one) for one in counted],
        "themes": layers,
    }
    marks = [
        words.text(key, lang)
        for key, holds in (
            ("map.mark_illustrative", illustrative),
            ("map.mark_approximate", approximate),
        )
        if holds
    ]
    first = palette.classes(themes[0].kind, lang)
    still = still_svg(
        prepared,
        classes=first,
        chosen=cast("list[int]", layers[0]["class"]),
        counted=counted,
        title=f"{title}. {themes[0].name(lang)}",
    )
    body = _body(
        lang=lang,
        title=title,
        as_of=as_of,
        sources=sources,
        marks=marks,
        theme=themes[0].name(lang),
        still=still,
        legend=list(zip(first, cast("list[int]", layers[0]["tally"]), strict=True)),
    )
    page = Page(lang=lang, title=title, body=body, data=packed(data))
    middle = (prepared.bounds[:, :2].min(axis=0) + prepared.bounds[:, 2:].max(axis=0)) / 2
    return GapMap(page, location=[float(middle[1]), float(middle[0])])


def save_map(fmap: folium.Map, path: str | Path, *, allow_outside: bool = False) -> None:
    """Write a map's page, whole or not at all.

    Parameters
    ----------
    fmap
        The map, with whatever Folium layers were added to it.
    path
        The HTML file; its folder is made if missing.
    allow_outside
        Whether the page may ask for outside resources, such as tiles.

    Raises
    ------
    OutputError
        If the page would ask for an outside resource, or the file cannot be written.
    """
    page = fmap.get_root()
    addresses = page.outside_addresses() if isinstance(page, Page) else []
    if addresses and not allow_outside:
        raise OutputError("map.outside", found=", ".join(addresses[:5]))
    html = page.render()
    target = Path(path)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", dir=target.parent, suffix=".part", delete=False
        ) as part:
            part.write(html)
        Path(part.name).chmod(0o644)
        os.replace(part.name, target)  # noqa: PTH105 - replaces an older file in one step
    except OSError as error:
        raise OutputError("map.cannot_write", where=str(path), found=str(error)) from error


def _paint(one: palette.MapClass) -> str:
    """Give the attribute that paints a class's sample."""
    return f'style="background:{one.colour}"' if one.hatch == "none" else f'class="{one.hatch}"'


def _body(
    *,
    lang: Lang,
    title: str,
    as_of: str,
    sources: Sequence[str],
    marks: Sequence[str],
    theme: str,
    still: str,
    legend: Sequence[tuple[palette.MapClass, int]],
) -> str:
    """Write what stands on the page before its script runs, and what stands if it never does."""
    date = f"<p>{escape(words.text('map.as_of', lang, date=as_of))}</p>" if as_of else ""
    stamps = "".join(f"<li>{escape(mark)}</li>" for mark in marks)
    stamps = f'<ul class="marks">{stamps}</ul>' if marks else ""
    origin = "".join(f"<li>{escape(source)}</li>" for source in sources)
    footer = (
        f"<footer><h2>{escape(words.text('map.sources', lang))}</h2><ul>{origin}</ul></footer>"
        if sources
        else ""
    )
    rows = "".join(
        f"<li><i {_paint(one)}></i>{escape(one.label)}: {words.number(count, lang)}</li>"
        for one, count in legend
    )
    note = escape(words.text("map.noscript", lang, theme=theme))
    return (
        f'<a class="skip" href="#dx-table">{escape(words.text("map.ui_skip", lang))}</a>\n'
        f'<header><div class="heading"><h1>{escape(title)}</h1>{date}</div>{stamps}</header>\n'
        '<div id="dx-themes"></div>\n'
        f'<main><div id="dx-stage"><div id="map_{MAP_ID}"></div>{stamps}'
        '<p id="dx-hint" hidden></p></div>\n'
        '<div id="dx-column"><div id="dx-side"></div><div id="dx-table"></div></div></main>\n'
        f'<noscript><p>{note}</p>{still}<ul class="still-legend">{rows}</ul></noscript>\n'
        f'{footer}<p id="dx-live" class="unseen" role="status" aria-live="polite"></p>'
    )
