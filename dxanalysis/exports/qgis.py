"""Styles that QGIS opens a GeoPackage with: the same classes and colours as on our own maps.

A style is a QML document in the table ``layer_styles``, as QGIS itself keeps it there. Of the
styles of a layer one is the default; the others are chosen in the layer's properties.
"""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from dxanalysis import palette
from dxanalysis.files import FIXED_DAY

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.lang import Lang
    from dxanalysis.palette import MapClass

_DOCTYPE: Final = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"
_VERSION: Final = "3.22.0"
_OUTLINE: Final = "92,99,107,255"
_BRUSHES: Final = {"none": "solid", "missing": "b_diagonal", "incomparable": "diagonal_x"}
_HATCH_COLOUR: Final = "126,133,140,255"
_SCHEMA: Final = """
CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
    f_table_catalog TEXT(256),
    f_table_schema TEXT(256),
    f_table_name TEXT(256),
    f_geometry_column TEXT(256),
    styleName TEXT(30),
    styleQML TEXT,
    styleSLD TEXT,
    useAsDefault BOOLEAN,
    description TEXT,
    owner TEXT(30),
    ui TEXT(30),
    update_time DATETIME DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
)
"""
"""As QGIS creates it; a reader of GeoPackages finds it as a table of attributes."""


@dataclass(frozen=True)
class Style:
    """One way to draw a layer.

    Attributes
    ----------
    layer
        Name of the layer.
    indicator
        Id in the catalogue; the layer's columns begin with it.
    name
        What the choice is called.
    kind
        ``gap`` where the indicator can be held against a target, else ``rate``.
    default
        Whether QGIS opens the layer with it.
    """

    layer: str
    indicator: str
    name: str
    kind: palette.Scale
    default: bool = False


def conditions(indicator: str, kind: palette.Scale) -> list[str]:
    """Write the classes of :func:`dxanalysis.palette.classes` as expressions of QGIS.

    Parameters
    ----------
    indicator
        Id in the catalogue.
    kind
        ``gap`` or ``rate``.

    Returns
    -------
    list of str
        One expression a class, in the order of the legend; a feature fulfils exactly one.

    Examples
    --------
    >>> conditions("pop_4g", "gap")[1]
    '"pop_4g_gap_points" > 0 AND "pop_4g_gap_points" <= 5 AND "pop_4g_rate_pct" > 0'
    """
    gap, rate = f'"{indicator}_gap_points"', f'"{indicator}_rate_pct"'
    if kind == "gap":
        edges = [f"{edge:g}" for edge in palette.GAP_EDGES]
        some = f"{rate} > 0"
        return [
            f"{gap} <= {edges[0]}",
            *(
                f"{gap} > {low} AND {gap} <= {high} AND {some}"
                for low, high in itertools.pairwise(edges)
            ),
            f"{gap} > {edges[-1]} AND {some}",
            f"{gap} > {edges[0]} AND {rate} = 0",
            f"{gap} IS NULL AND {rate} IS NOT NULL",
            f"{gap} IS NULL AND {rate} IS NULL",
        ]
    edges = [f"{edge:g}" for edge in palette.RATE_EDGES]
    between = [f"{rate} >= {low} AND {rate} < {high}" for low, high in itertools.pairwise(edges)]
    return [f"{rate} >= {edges[-1]}", *reversed(between), f"{rate} < {edges[0]}", f"{rate} IS NULL"]


def qml(style: Style, lang: Lang) -> str:
    """Write one style as a QML document.

    Parameters
    ----------
    style
        What to draw.
    lang
        The language of the legend.

    Returns
    -------
    str
        Rules that colour and hatch as our maps do. Text is escaped by the writer of the XML.
    """
    root = ET.Element("qgis", version=_VERSION, styleCategories="Symbology")
    renderer = ET.SubElement(
        root,
        "renderer-v2",
        type="RuleRenderer",
        symbollevels="0",
        enableorderby="0",
        forceraster="0",
    )
    rules = ET.SubElement(renderer, "rules", key=f"{style.indicator}-{style.kind}")
    symbols = ET.SubElement(renderer, "symbols")
    drawn = palette.classes(style.kind, lang)
    wanted = conditions(style.indicator, style.kind)
    for place, (one, condition) in enumerate(zip(drawn, wanted, strict=True)):
        key = f"{style.indicator}-{style.kind}-{place}"
        ET.SubElement(rules, "rule", key=key, filter=condition, label=one.label, symbol=str(place))
        _symbol(symbols, str(place), one)
    ET.SubElement(root, "layerGeometryType").text = "2"
    return _DOCTYPE + ET.tostring(root, encoding="unicode")


def _symbol(symbols: ET.Element, name: str, drawn: MapClass) -> None:
    """Fill an area as the class is filled on our maps."""
    symbol = ET.SubElement(
        symbols, "symbol", type="fill", name=name, alpha="1", clip_to_extent="1", force_rhr="0"
    )
    if drawn.hatch != "none":
        _layer(symbol, _rgba(drawn.colour), "solid")  # the ground below the lines
    colour = _rgba(drawn.colour) if drawn.hatch == "none" else _HATCH_COLOUR
    _layer(symbol, colour, _BRUSHES[drawn.hatch])


def _layer(symbol: ET.Element, colour: str, brush: str) -> None:
    """Add one fill; its properties stand twice, for QGIS before 3.20 and since."""
    layer = ET.SubElement(
        symbol, "layer", {"class": "SimpleFill", "enabled": "1", "pass": "0", "locked": "0"}
    )
    properties = {
        "color": colour,
        "style": brush,
        "outline_color": _OUTLINE,
        "outline_style": "solid",
        "outline_width": "0.16",
        "outline_width_unit": "MM",
    }
    options = ET.SubElement(layer, "Option", type="Map")
    for key, value in properties.items():
        ET.SubElement(options, "Option", type="QString", name=key, value=value)
        ET.SubElement(layer, "prop", k=key, v=value)


def _rgba(colour: str) -> str:
    """Write ``#rrggbb`` as QGIS does."""
    return ",".join(str(int(colour[place : place + 2], 16)) for place in (1, 3, 5)) + ",255"


def add_styles(path: Path, styles: Sequence[Style], *, lang: Lang) -> None:
    """Put styles into a GeoPackage.

    Parameters
    ----------
    path
        The file, with its layers written.
    styles
        The styles; the geometry column of their layers is ``geom``.
    lang
        The language of the legends.
    """
    day = FIXED_DAY.strftime("%Y-%m-%dT%H:%M:%S.000Z")
    rows = [
        (style.layer, "geom", style.name, qml(style, lang), style.default, style.indicator, day)
        for style in styles
    ]
    with contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.execute(_SCHEMA)
        connection.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, description,"
            " last_change) VALUES ('layer_styles', 'attributes', 'layer_styles', '', ?)",
            (day,),
        )
        connection.executemany(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name,"
            " f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, owner,"
            " update_time) VALUES ('', '', ?, ?, ?, ?, '', ?, ?, '', ?)",
            rows,
        )
