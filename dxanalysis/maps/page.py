"""Maps of gaps: one self-contained page for all themes over one geometry."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, cast

from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.files import atomic_write
from dxanalysis.maps.geometry.prepare import Simplify, prepare
from dxanalysis.maps.html.body import (
    StillTheme,
    body,
    dated_wording,
    on_paper,
    wordings,
)
from dxanalysis.maps.html.document import GapMap, Page
from dxanalysis.maps.html.payload import (
    counted_units,
    geometry,
    interface,
    legend_classes,
    number_form,
    point_places,
    unit_names,
    written,
)
from dxanalysis.maps.localized_text import Languages, Wording, in_each, languages
from dxanalysis.maps.noscript import still_svg
from dxanalysis.maps.themes import Layer, Theme, layers, payload

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    import folium
    import geopandas as gpd
    import pandas as pd

    from dxanalysis.lang import Lang

_SIDES = 2


def gap_map(
    units: gpd.GeoDataFrame,
    gaps: pd.DataFrame,
    *,
    themes: Sequence[Theme],
    lang: Languages = "vi",
    title: Wording,
    as_of: Wording = "",
    sources: Sequence[Wording] = (),
    outlines: gpd.GeoDataFrame | None = None,
    illustrative: bool,
    approximate: bool,
    links: Mapping[str, str] | None = None,
    simplify: Simplify = "auto",
    focus: Sequence[str] | None = None,
    points: gpd.GeoDataFrame | None = None,
    compare: bool = False,
    compact: bool = False,
    dated: Mapping[dt.date, pd.DataFrame] | None = None,
    titles: Sequence[Wording] = (),
    dates: Sequence[Wording] = (),
    area: Wording = "",
) -> folium.Map:
    """Draw units and their gaps as one page with switchable themes.

    Parameters
    ----------
    units
        Polygons in any CRS, indexed by unit code, with ``unit_name`` and, if known,
        ``district_name``: borders between districts are then drawn heavier, and named.
    gaps
        One row per unit, indicator and operator, as a snapshot has them: see
        :data:`dxanalysis.maps.gap_table.GAP_COLUMNS`. Rows of other units and themes are left
        alone.
    themes
        What the reader can choose from; the first is shown first. Any two can be compared in the
        page by a slider over the one geometry.
    lang
        The page's language; several, or ``both``, put a switch into the page.
    title
        What the map says, best the finding; plain text, one for each language if there are several.
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
        Tolerance in metres; see :func:`dxanalysis.maps.geometry.prepare.prepare`.
    focus
        Codes of the units that the map is about; the others are drawn as plain ground, with a name
        and no figures, and do not count in legend and table.
    points
        Villages or places: points in any CRS with ``name`` and, if known, ``kind`` and
        ``unit_code``. They are drawn together where they are many. Whoever has the page has their
        coordinates: the page says so, and none are taken from anywhere but here.
    compare
        Whether the page opens with the first two themes side by side: see
        :func:`compare_map`.
    compact
        Whether the map's code and data are deflated even where they are short: half the bytes,
        and a still picture in browsers from before 2023.
    dated
        Tables like ``gaps`` as they stood on other days, for themes with :attr:`Theme.as_of`.
    titles
        What the map says while each theme is shown, in their order; by default always ``title``.
    dates
        The date of each theme's figures, in the same order; by default always ``as_of``.
    area
        What the map shows, named in the title before two themes that are compared.

    Returns
    -------
    folium.Map
        It shows itself in a notebook; :func:`save_map` writes it. Other Folium layers can be added.
        Text handed to those is rendered by Folium, which runs templates in it: pass no data there.

    Raises
    ------
    ParameterError
        If columns, codes, links, languages or themes do not fit.
    FileUnreadableError
        If no unit has a polygon.
    """
    if len(themes) < (_SIDES if compare else 1):
        raise ParameterError("map.no_themes")
    if "unit_name" not in units.columns:
        raise ParameterError(
            "map.missing_columns", table="units", found="unit_name", expected="unit_name, geometry"
        )
    langs = languages(lang)
    prepared = prepare(units, simplify=simplify)
    counted = counted_units(prepared.codes, focus)
    drawn = layers(themes, gaps, codes=prepared.codes, counted=counted, dated=dated)
    here = units.set_axis(units.index.astype(str)).loc[list(prepared.codes)]
    places = None if points is None else point_places(points, prepared.codes)
    marks = {"map.mark_illustrative": illustrative, "map.mark_approximate": approximate}
    said = wordings(
        title=title,
        as_of=as_of,
        sources=sources,
        marks=[key for key, holds in marks.items() if holds],
        points=0 if places is None else len(cast("list[str]", places["name"])),
        langs=langs,
    )
    data = {
        "languages": langs,
        "said": said if len(langs) > 1 else {},
        "text": {one: interface(one) for one in langs},
        "numbers": {one: number_form(one) for one in langs},
        "classes": _classes(drawn, langs),
        "geometry": geometry(prepared, here, outlines, simplify),
        "units": unit_names(prepared.codes, here, links or {}),
        "counted": None if all(counted) else [int(one) for one in counted],
        "themes": [payload(one, langs) for one in drawn],
        "titles": [in_each(one, langs) for one in titles],
        "dates": [dated_wording(one, langs) for one in dates],
        "area": in_each(area, langs),
        "points": places,
        "compare": compare,
    }
    spoken = said["title"][langs[0]]
    stills = [
        StillTheme(
            one.theme.name(langs[0]),
            still_svg(
                prepared,
                classes=one.classes(langs[0]),
                chosen=one.position.tolist(),
                counted=counted,
                title=f"{spoken}. {one.theme.name(langs[0])}",
            ),
            list(zip(one.classes(langs[0]), one.tally.tolist(), strict=True)),
        )
        for one in drawn[: _SIDES if compare else 1]
    ]
    html = body(said, lang=langs[0], still=stills[0])
    text, is_packed = written(data, prepared.arcs, compact=compact)
    page = Page(lang=langs[0], title=spoken, body=html, data=text, is_packed=is_packed)
    middle = (prepared.bounds[:, :2].min(axis=0) + prepared.bounds[:, 2:].max(axis=0)) / 2
    page.still = stills[0].svg
    page.printed = on_paper(said, lang=langs[0], stills=stills)
    return GapMap(page, location=[float(middle[1]), float(middle[0])])


def compare_map(
    units: gpd.GeoDataFrame,
    gaps: pd.DataFrame,
    *,
    left: Theme,
    right: Theme,
    title: Wording,
    illustrative: bool,
    approximate: bool,
    lang: Languages = "vi",
    as_of: Wording = "",
    sources: Sequence[Wording] = (),
    outlines: gpd.GeoDataFrame | None = None,
    links: Mapping[str, str] | None = None,
    simplify: Simplify = "auto",
    focus: Sequence[str] | None = None,
    dated: Mapping[dt.date, pd.DataFrame] | None = None,
) -> folium.Map:
    """Draw two themes over one geometry with a slider between them.

    Two dates (:attr:`Theme.as_of`), two operators, or 4G against 5G. The table shows both rates
    and, where both have the same basis, the difference in percentage points.

    Parameters
    ----------
    units, gaps, title, illustrative, approximate, lang, as_of, sources
        As for :func:`gap_map`.
    left, right
        What is compared.
    outlines, links, simplify, focus, dated
        As for :func:`gap_map`.

    Returns
    -------
    folium.Map
        As of :func:`gap_map`; the reader can leave the comparison for either theme.

    Raises
    ------
    ParameterError
        As :func:`gap_map`.
    FileUnreadableError
        If no unit has a polygon.
    """
    return gap_map(
        units,
        gaps,
        themes=[left, right],
        lang=lang,
        title=title,
        as_of=as_of,
        sources=sources,
        outlines=outlines,
        illustrative=illustrative,
        approximate=approximate,
        links=links,
        simplify=simplify,
        focus=focus,
        compare=True,
        dated=dated,
    )


def _classes(drawn: Sequence[Layer], langs: Sequence[Lang]) -> dict[str, object]:
    """Write each kind's classes once; a two-variable theme has its own, by its key."""
    written: dict[str, object] = {}
    for one in drawn:
        name = one.theme.key if one.second is not None else one.theme.kind
        if name not in written:
            written[name] = legend_classes({spoken: one.classes(spoken) for spoken in langs})
    return written


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
    with atomic_write(Path(path), key="map.cannot_write", make_folder=True) as half:
        half.write_bytes(html.encode())
