"""GeoJSON, feature by feature, and TopoJSON.

The form is that of RFC 7946; a ``crs`` member of the older form is understood where it names a
system and ignored where it is a link. A document of any other type is refused.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pyproj
import shapely

from dxanalysis.sources.layers.layer import (
    MOST_ROWS,
    MOST_VERTICES,
    NoLayerError,
    Rows,
    TooLargeError,
    multipolygon,
    polygon,
)
from dxanalysis.sources.layers.systems import from_name

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from dxanalysis.sources.layers.layer import Extent

_BLANK: Final = re.compile(r"[ \t\r\n]*")
_SHAPES: Final = frozenset(
    {
        *("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon"),
        "GeometryCollection",
    }
)
_DECODER: Final = json.JSONDecoder()
_DEEPEST: Final = 20
_MOST_OBJECTS: Final = 100


def read_json(
    content: bytes, *, name: str, most: int = MOST_ROWS, within: Extent | None = None
) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read GeoJSON or TopoJSON.

    Parameters
    ----------
    content
        The file.
    name
        What to call the layer where the file does not say.
    most
        Rows that a layer may have.
    within
        Extent outside which features are left out.

    Returns
    -------
    list
        Each layer's name and rows, in the system that the file names.

    Raises
    ------
    NoLayerError
        If it is neither.
    ValueError, TypeError, LookupError, RecursionError
        If it is damaged.
    TooLargeError
        If it has more rows, columns or vertices than any layer needs.
    """
    # Notepad calls UTF-16 "Unicode", and writes a mark in front.
    wide = content[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}
    text = content.decode("utf-16" if wide else "utf-8-sig")
    rows = Rows(name, most=most, within=within)
    members = _members(text, rows)
    kind = members.get("type")
    if kind == "Topology":
        return _topology(members, most=most, within=within)
    if kind == "Feature":
        _add(rows, members)
    elif kind in _SHAPES:
        rows.add(_shape(members), {})
    elif kind != "FeatureCollection":
        raise NoLayerError
    called = members.get("name")
    layer = called if isinstance(called, str) and called else name
    return [(layer, rows.frame(_system(members)))]


def _members(text: str, rows: Rows) -> dict[str, Any]:
    """Read the members of the document; its features are taken one by one and not kept."""
    at = _skip(text, 0)
    if text[at : at + 1] != "{":
        raise NoLayerError
    members: dict[str, Any] = {}
    at = _skip(text, at + 1)
    while text[at : at + 1] != "}":
        key, at = _DECODER.raw_decode(text, at)
        if not isinstance(key, str):
            raise TypeError("member")
        at = _after(text, at, ":")
        if key == "features" and text[at : at + 1] == "[":
            at = _features(text, at, rows)
        else:
            members[key], at = _DECODER.raw_decode(text, at)
        at = _skip(text, at)
        if text[at : at + 1] != "}":
            at = _after(text, at, ",")
    if _skip(text, at + 1) != len(text):
        raise ValueError("text after the end")
    return members


def _features(text: str, at: int, rows: Rows) -> int:
    """Take the features one by one; give where the list ends."""
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]":
        feature, at = _DECODER.raw_decode(text, at)
        _add(rows, feature)
        at = _skip(text, at)
        if text[at : at + 1] != "]":
            at = _after(text, at, ",")
    return at + 1


def _skip(text: str, at: int) -> int:
    """Give the next place that is not blank."""
    found = _BLANK.match(text, at)
    return found.end() if found else at


def _after(text: str, at: int, mark: str) -> int:
    """Go past a mark."""
    at = _skip(text, at)
    if text[at : at + 1] != mark:
        raise ValueError(f"{mark} expected at {at}")
    return _skip(text, at + 1)


def _add(rows: Rows, feature: Any) -> None:  # noqa: ANN401 - whatever stands in the file
    """Add one feature."""
    if not isinstance(feature, dict):
        raise TypeError("feature")
    held = feature.get("geometry")
    properties = feature.get("properties")
    attributes = dict(properties) if isinstance(properties, dict) else {}
    if "id" in feature and "id" not in attributes:
        attributes = {"id": feature["id"], **attributes}
    rows.add(_shape(held) if isinstance(held, dict) else None, attributes)


def _system(members: dict[str, Any]) -> pyproj.CRS | None:
    """Give the system: degrees of WGS 84 where the file names none."""
    if "crs" not in members:
        return pyproj.CRS.from_epsg(4326)
    held = members["crs"]
    properties = held.get("properties") if isinstance(held, dict) else None
    if not isinstance(properties, dict) or held.get("type") not in {"name", "EPSG"}:
        return None
    code = properties.get("code")
    return from_name(properties.get("name") or f"EPSG:{code}")


def _shape(held: dict[str, Any], depth: int = 0) -> shapely.Geometry | None:
    """Make one shape; None for a type that is none."""
    kind, coordinates = held.get("type"), held.get("coordinates")
    if kind not in _SHAPES or depth > _DEEPEST:
        return None
    if kind == "Polygon":
        return polygon(map(_ring, coordinates or ()))
    if kind == "MultiPolygon":
        return multipolygon(polygon(map(_ring, rings)) for rings in coordinates or ())
    if kind == "GeometryCollection":
        parts = [_shape(part, depth + 1) for part in held.get("geometries") or ()]
        return shapely.geometrycollections([part for part in parts if part is not None])
    return shapely.force_2d(
        shapely.from_geojson(json.dumps({"type": kind, "coordinates": coordinates}))
    )


def _ring(positions: Any) -> NDArray[np.float64]:  # noqa: ANN401 - whatever stands in the file
    """Read one ring of positions, without heights."""
    try:
        ring = np.array(positions, dtype=np.float64)
    except ValueError:  # some positions have heights, others not
        ring = np.array([position[:2] for position in positions], dtype=np.float64)
    if ring.size == 0:
        return np.empty((0, 2))
    if ring.ndim != 2 or ring.shape[1] < 2:  # noqa: PLR2004 - positions of two numbers
        raise ValueError("ring")
    return ring[:, :2]


# ---- TopoJSON ------------------------------------------------------------------------------------
def _topology(
    members: dict[str, Any], *, most: int, within: Extent | None
) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read the objects of a topology, each a layer."""
    builder = _Topology(members)
    layers: list[tuple[str, gpd.GeoDataFrame]] = []
    for name, held in members["objects"].items():
        if len(layers) == _MOST_OBJECTS:
            raise TooLargeError
        rows = Rows(str(name), most=most, within=within)
        single = held.get("type") != "GeometryCollection"
        for part in [held] if single else held["geometries"]:
            properties = part.get("properties")
            attributes = dict(properties) if isinstance(properties, dict) else {}
            if "id" in part:
                attributes = {"id": part["id"], **attributes}
            rows.add(builder.shape(part), attributes)
        layers.append((str(name), rows.frame(None)))
    return layers


class _Topology:
    """The arcs of a topology, and shapes put together of them.

    A few bytes refer to many: what is referred to is counted before it is built.
    """

    def __init__(self, members: dict[str, Any]) -> None:
        transform = members.get("transform")
        self.arcs = [_ring(arc) for arc in members["arcs"]]
        if transform:
            scale, shift = (np.array(transform[key], dtype=float) for key in ("scale", "translate"))
            self.arcs = [arc.cumsum(axis=0) * scale + shift for arc in self.arcs]
        self.built = 0

    def shape(self, held: dict[str, Any]) -> shapely.Geometry | None:
        """Make one polygon or multipolygon; None for what is neither."""
        if held.get("type") == "Polygon":
            return polygon(map(self._ring, held["arcs"]))
        if held.get("type") == "MultiPolygon":
            return multipolygon(polygon(map(self._ring, rings)) for rings in held["arcs"])
        return None

    def _ring(self, references: list[int]) -> NDArray[np.float64]:
        """Join the arcs of one ring; a negative number is an arc backwards."""
        self.built += sum(len(self._arc(number)) for number in references)
        if self.built > MOST_VERTICES or len(references) > MOST_VERTICES // 10:
            raise TooLargeError
        pieces = [
            self._arc(number)[:: -1 if number < 0 else 1][0 if place == 0 else 1 :]
            for place, number in enumerate(references)
        ]
        return np.concatenate(pieces) if pieces else np.empty((0, 2))

    def _arc(self, number: int) -> NDArray[np.float64]:
        """Give one arc, forwards."""
        return self.arcs[~number if number < 0 else number]
