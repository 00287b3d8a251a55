"""Geometry made fit for a web page, once: valid, simplified together, encoded as shared arcs."""

from __future__ import annotations

import functools
import hashlib
import math
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.maps.geometry import arcs as arc_coding
from dxanalysis.maps.geometry import cache
from dxanalysis.maps.geometry.arcs import Topology, edges, topology
from dxanalysis.maps.geometry.polygon_coverage import cleaned, ill_fitting, invalid
from dxanalysis.maps.geometry.simplify import Simplified, simplified

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Geometries = npt.NDArray[np.object_]
    BoolArray = npt.NDArray[np.bool_]
    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]

Simplify = float | Literal["auto"] | None

"""On a sphere of the earth's mean radius."""

AREA_LIMIT: Final = 0.004
"""Share of its area that simplifying may cost a unit, where the tolerance is ``auto``."""

_STEPS: Final = ((500, 100.0), (math.inf, 400.0))
_MANY: Final = 1_000
_AREA_LIMIT_OF_MANY: Final = 0.05
_DECIMALS: Final = 5
_DECIMALS_OF_MANY: Final = 4
_FINEST: Final = 7
"""Digits of a degree, a centimetre, at which two points are the same."""

_FINER_ATTEMPTS: Final = 1
_ATTEMPTS: Final = 5


@dataclass(frozen=True)
class Prepared:
    """Units' geometry, ready for a page.

    Attributes
    ----------
    codes
        Unit codes, in the order of the arcs' units.
    arcs
        The geometry (EPSG:4326).
    anchors
        Longitude and latitude of a point well inside each unit's largest part: where its name goes.
    room
        Degrees from there to the unit's edge due west and due east, and degrees of latitude to the
        nearest edge; shape (units, 3).
    bounds
        Longitude and latitude, west, south, east, north, of each unit; shape (units, 4).
    dropped
        Codes left out because they have no geometry.
    cleaned
        Whether the borders did not fit and had to be repaired.
    tolerance_m
        How much was simplified; None for not at all.
    """

    codes: tuple[str, ...]
    arcs: arc_coding.Arcs
    anchors: FloatArray
    room: FloatArray
    bounds: FloatArray
    dropped: tuple[str, ...]
    cleaned: bool
    tolerance_m: float | None


def prepare(units: gpd.GeoDataFrame, *, simplify: Simplify = "auto") -> Prepared:
    """Make units' geometry fit for a page; the same geometry is prepared only once.

    Once for all runs, if it may be kept on disk: see :mod:`dxanalysis.maps.geometry.cache`.

    Parameters
    ----------
    units
        Polygons indexed by unit code, in any CRS.
    simplify
        Tolerance in metres: the square root of the smallest triangle that is worth drawing
        (Visvalingam–Whyatt, on shared borders at once). ``auto`` takes 100 m up to 500 units and
        400 m above, and keeps the borders finer of units that would lose or win more than
        :data:`AREA_LIMIT` of their area (a twentieth, on maps of more than 1,000 units): small
        wards and islands. None keeps every point.

    Returns
    -------
    Prepared
        Valid, simplified together without gaps or overlaps, rounded last. Every unit with a
        geometry stays, the smallest too.

    Raises
    ------
    ParameterError
        If the frame has no CRS, repeated codes or a negative tolerance.
    FileUnreadableError
        If no unit has a polygon.
    """
    if units.crs is None:
        raise ParameterError("map.no_crs")
    if units.index.has_duplicates:
        found = ", ".join(sorted(set(units.index[units.index.duplicated()].astype(str))))
        raise ParameterError("map.repeated_units", found=found)
    if isinstance(simplify, int | float) and not 0 <= simplify < math.inf:
        raise ParameterError("map.bad_simplify", found=simplify)
    geometry = units.geometry
    usable = (~(geometry.isna() | geometry.is_empty)).to_numpy()
    if not usable.any():
        raise FileUnreadableError("map.no_geometry", found=len(units))
    geometry = geometry[usable].to_crs(4326)
    codes = tuple(units.index[usable].astype(str))
    dropped = tuple(units.index[~usable].astype(str))
    is_fair = simplify == "auto"
    if simplify == "auto":
        simplify = next(step for most, step in _STEPS if len(codes) <= most)
    content = _Content(codes, dropped, geometry.to_numpy())
    return _prepare(content, simplify or None, is_fair=is_fair)


class _Content:
    """Geometry that is equal to another by its hash, for the cache; it is not kept there."""

    def __init__(
        self, codes: tuple[str, ...], dropped: tuple[str, ...], geometry: Geometries
    ) -> None:
        self.codes, self.dropped = codes, dropped
        self.geometry = geometry
        digest = hashlib.sha256("\0".join((*codes, "", *dropped)).encode())
        for one in shapely.to_wkb(geometry):
            digest.update(one)
        self.digest = digest.digest()

    def taken(self) -> Geometries:
        """Hand the geometry over, once."""
        geometry, self.geometry = self.geometry, self.geometry[:0]
        return geometry

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.digest == other.digest


@functools.lru_cache(maxsize=8)
def _prepare(content: _Content, tolerance: float | None, *, is_fair: bool) -> Prepared:
    """Find geometry that an earlier run prepared, or prepare it and keep it."""
    geometry, name = content.taken(), cache.key(content.digest, tolerance, is_fair)
    kept = cache.found(name)
    if kept is not None:
        # Of the fields only names and settings are not kept: the hash stands for them.
        borders = Topology(
            **{part.name: kept[part.name] for part in fields(Topology) if part.name != "size"},
            size=len(content.codes),
        )
        return Prepared(
            codes=content.codes,
            arcs=arc_coding.Arcs(int(kept["decimals"]), borders),
            anchors=kept["anchors"],
            room=kept["room"],
            bounds=kept["bounds"],
            dropped=content.dropped,
            cleaned=bool(kept["cleaned"]),
            tolerance_m=tolerance,
        )
    made = _prepared(geometry, content, tolerance, is_fair=is_fair)
    borders = made.arcs.borders
    cache.keep(
        name,
        {
            **{part.name: np.asarray(getattr(borders, part.name)) for part in fields(Topology)},
            "decimals": np.asarray(made.arcs.decimals),
            "anchors": made.anchors,
            "room": made.room,
            "bounds": made.bounds,
            "cleaned": np.asarray(made.cleaned),
        },
    )
    return made


def _prepared(
    geometry: Geometries, content: _Content, tolerance: float | None, *, is_fair: bool
) -> Prepared:
    """Prepare geometry that was not seen before."""
    units = _polygons(geometry)
    is_many = len(units) > _MANY
    middle = float(np.mean(shapely.total_bounds(units)[[1, 3]]))
    gap_width = 0.0 if tolerance is None else tolerance / 10
    ends = edges(units, decimals=_FINEST)
    repaired, was_cleaned = _repaired(units, ends.loose, scale=_scale(middle), gap_width=gap_width)
    if any(one is not other for one, other in zip(repaired, units, strict=True)):
        ends = edges(repaired, decimals=_FINEST)
    borders = topology(ends)
    limit = (_AREA_LIMIT_OF_MANY if is_many else AREA_LIMIT) if is_fair else None
    drawn = simplified(borders, _scale(middle) / 10**_FINEST, tolerance or 0.0, area_limit=limit)
    decimals = _DECIMALS_OF_MANY if is_many else _DECIMALS
    degrees = _rounded(drawn, repaired, decimals)
    flat = shapely.transform(degrees, lambda xy: xy * _scale(middle))
    anchors, room = _places_for_names(flat)
    scale = _scale(middle)
    return Prepared(
        codes=content.codes,
        arcs=arc_coding.encode(degrees, decimals=decimals),
        anchors=anchors / scale,
        room=room / np.array([scale[0], scale[0], scale[1]]),
        bounds=shapely.bounds(degrees),
        dropped=content.dropped,
        cleaned=was_cleaned,
        tolerance_m=tolerance,
    )


def _polygons(geometry: Geometries) -> Geometries:
    """Copy the polygons of each geometry."""
    mixed = _is_mixed(geometry)
    geometry = _valid(geometry, mixed) if mixed.any() else geometry.copy()
    mixed = _is_mixed(geometry)
    if mixed.any():
        raise FileUnreadableError("map.no_geometry", found=int(mixed.sum()))
    return geometry


def _is_mixed(geometry: Geometries) -> BoolArray:
    """Mark what is no polygon or multipolygon."""
    return ~np.isin(
        shapely.get_type_id(geometry),
        [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON],
    )


def _valid(geometry: Geometries, looked_at: BoolArray | IntArray) -> Geometries:
    """Make some geometries valid, where they are not."""
    valid = geometry.copy()
    some = geometry[looked_at]
    broken = invalid(some)
    some[broken] = shapely.make_valid(some[broken], method="structure", keep_collapsed=False)
    valid[looked_at] = some
    return valid


def _scale(middle: float) -> FloatArray:
    """Metres per degree of longitude and latitude on the equirectangular map true at a latitude.

    Exact to undo, and fifty times faster than a geodetic CRS.
    """
    return np.array([METRES_PER_DEGREE * math.cos(math.radians(middle)), METRES_PER_DEGREE])


def _repaired(
    units: Geometries, loose: IntArray, *, scale: FloatArray, gap_width: float
) -> tuple[Geometries, bool]:
    """Mend borders that do not fit; real files have overlaps and slivers. Say whether any did not.

    Only units with an edge that is not exactly one neighbour's can be at fault, and only those that
    are at fault are changed: looking at all and cleaning all would take most of a map's time.
    """
    valid = _valid(units, loose)
    # Part by part, so that a coast's many islands are left alone.
    parts, owner = shapely.get_parts(valid[loose], return_index=True)
    flat = shapely.transform(parts, lambda xy: xy * scale)
    at_fault = ill_fitting(flat, gap_width=gap_width)
    if at_fault.any():
        fitting = cleaned(flat[at_fault], gap_width=gap_width)
        parts[at_fault] = shapely.transform(fitting, lambda xy: xy / scale)
        for unit in np.unique(owner[at_fault]):
            pieces = shapely.get_parts(parts[owner == unit])
            valid[loose[unit]] = shapely.multipolygons(pieces)
    return valid, bool(at_fault.any())


def _rounded(drawn: Simplified, units: Geometries, decimals: int) -> Geometries:
    """Round last; where borders cross then, draw them finer, and repair what still does.

    Returns the units in degrees. A unit that would be nothing any more stays as it was.
    """
    step = 10 ** (_FINEST - decimals)
    shapes = drawn.polygons(step=step)
    near = np.ones(len(shapes), dtype=bool)
    for attempt in range(_ATTEMPTS):
        bad = np.zeros(len(shapes), dtype=bool)
        bad[near] = ill_fitting(shapes[near]) | invalid(shapes[near])
        if not bad.any():
            break
        if attempt < _FINER_ATTEMPTS:
            changed = drawn.refine(bad)
            shapes[changed] = drawn.polygons(changed, step=step)
            near = drawn.beside(changed)
        else:
            # The neighbours come along, so that the borders they share stay shared.
            near = drawn.beside(bad)
            shapes[near] = shapely.transform(cleaned(shapes[near]), np.rint)
            near = drawn.beside(near)
    degrees = shapely.transform(shapes, lambda xy: xy / 10**decimals)
    gone = shapely.area(shapes) == 0
    degrees[gone] = units[gone]
    return degrees


def _places_for_names(flat: Geometries) -> tuple[FloatArray, FloatArray]:
    """Find a point for each unit's name, well inside its largest part, and the room around it."""
    parts, unit = shapely.get_parts(flat, return_index=True)
    order = np.lexsort((-shapely.area(parts), unit))
    largest = parts[order][np.r_[True, np.diff(unit[order]) > 0]]
    if len(largest) > _MANY:
        points = shapely.point_on_surface(largest)
    else:
        size = np.sqrt(shapely.area(largest)) / 50
        circles = [
            shapely.maximum_inscribed_circle(one, tolerance=max(float(width), 1e-6))
            for one, width in zip(largest, size, strict=True)
        ]
        points = shapely.get_point(circles, 0)
    at = shapely.get_coordinates(points)
    rings, owner = shapely.get_rings(largest, return_index=True)
    coords, ring = shapely.get_coordinates(rings, return_index=True)
    radius = np.full(len(largest), np.inf)
    np.minimum.at(radius, owner, shapely.distance(points[owner], rings))
    # Where the level through each point crosses the unit's edges, nearest on either side.
    inside = ring[1:] == ring[:-1]
    one, other, unit = coords[:-1][inside], coords[1:][inside], owner[ring[1:][inside]]
    level = at[unit, 1]
    crosses = (one[:, 1] > level) != (other[:, 1] > level)
    one, other, unit, level = one[crosses], other[crosses], unit[crosses], level[crosses]
    share = (level - one[:, 1]) / (other[:, 1] - one[:, 1])
    away = one[:, 0] + share * (other[:, 0] - one[:, 0]) - at[unit, 0]
    west, east = np.full(len(largest), np.inf), np.full(len(largest), np.inf)
    np.minimum.at(west, unit[away < 0], -away[away < 0])
    np.minimum.at(east, unit[away >= 0], away[away >= 0])
    # A point that lies on the edge itself, as in a unit of no size, has no room.
    room = np.column_stack([west, east, radius])
    return at, np.where(np.isfinite(room), room, 0.0)
