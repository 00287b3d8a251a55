"""Geometry made fit for a web page, once: valid, simplified together, encoded as shared arcs."""

from __future__ import annotations

import functools
import hashlib
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import shapely

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.maps import arcs as arc_coding

if TYPE_CHECKING:
    import geopandas as gpd
    import numpy.typing as npt

    Geometries = npt.NDArray[np.object_]
    FloatArray = npt.NDArray[np.float64]

Simplify = float | Literal["auto"] | None

METRES_PER_DEGREE: Final = 6371008.8 * math.pi / 180
"""On a sphere of the earth's mean radius."""

AREA_LIMIT: Final = 0.004
"""Share of its area that simplifying may cost a unit, where the tolerance is ``auto``."""

_STEPS: Final = ((500, 100.0), (math.inf, 400.0))
_MANY: Final = 1_000
_AREA_LIMIT_OF_MANY: Final = 0.05
_ROUNDS: Final = 6
_ATTEMPTS: Final = 3
_MARGIN: Final = 10_000.0


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
        Whether the borders did not fit and had to be mended.
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
    """Make units' geometry fit for a page; the same geometry is prepared only once per process.

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
    content = shapely.to_wkb(geometry.to_numpy())
    return _prepare(_Content(codes, dropped, content), simplify or None, is_fair=is_fair)


class _Content:
    """Geometry that is equal to another by its hash, for the cache; the bytes are not kept."""

    def __init__(
        self, codes: tuple[str, ...], dropped: tuple[str, ...], wkb: npt.NDArray[np.object_]
    ) -> None:
        self.codes, self.dropped = codes, dropped
        self.wkb = wkb
        digest = hashlib.sha256("\0".join((*codes, "", *dropped)).encode())
        for one in wkb:
            digest.update(one)
        self.digest = digest.digest()

    def taken(self) -> npt.NDArray[np.object_]:
        """Hand the bytes over, once."""
        wkb, self.wkb = self.wkb, self.wkb[:0]
        return wkb

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content) and self.digest == other.digest


@functools.lru_cache(maxsize=8)
def _prepare(content: _Content, tolerance: float | None, *, is_fair: bool) -> Prepared:
    """Prepare geometry that was not seen before."""
    geometry = shapely.from_wkb(content.taken())
    middle = float(np.mean(shapely.total_bounds(geometry)[[1, 3]]))
    flat = _to_metres(_polygons(geometry), middle)
    clean, was_cleaned = _as_coverage(flat, tolerance)
    if tolerance is not None:
        clean = _fairly(clean, flat, tolerance) if is_fair else _simplified(clean, tolerance)
    scale = _scale(middle)
    anchors, room = _places_for_names(clean)
    decimals = 4 if tolerance is not None and len(clean) > _MANY else 5
    degrees = _rounded(_to_degrees(clean, middle), decimals)
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
    """Keep the polygons of each geometry, each valid."""
    broken = ~shapely.is_valid(geometry)
    if broken.any():
        geometry = geometry.copy()
        geometry[broken] = shapely.make_valid(
            geometry[broken], method="structure", keep_collapsed=False
        )
    mixed = ~np.isin(
        shapely.get_type_id(geometry),
        [shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON],
    )
    if mixed.any():
        raise FileUnreadableError("map.no_geometry", found=int(mixed.sum()))
    return geometry


def _scale(middle: float) -> FloatArray:
    """Metres per degree of longitude and latitude on the equirectangular map true at a latitude."""
    return np.array([METRES_PER_DEGREE * math.cos(math.radians(middle)), METRES_PER_DEGREE])


def _to_metres(geometry: Geometries, middle: float) -> Geometries:
    """Project degrees to metres; exact to undo, and fifty times faster than a geodetic CRS."""
    return shapely.transform(geometry, lambda xy: xy * _scale(middle))


def _to_degrees(geometry: Geometries, middle: float) -> Geometries:
    """Undo :func:`_to_metres`."""
    return shapely.transform(geometry, lambda xy: xy / _scale(middle))


def _as_coverage(flat: Geometries, tolerance: float | None) -> tuple[Geometries, bool]:
    """Mend borders that do not fit; real files have overlaps and slivers."""
    gap_width = 0.0
    if tolerance is not None:
        # A fraction of the tolerance first: what it removes would never be seen, and looking for
        # faults costs by the point. Borders that fit stay fitting; others are mended next.
        gap_width = tolerance / (4 if len(flat) > _MANY else 10)
        flat = _simplified(flat, gap_width)
    if shapely.coverage_is_valid(flat):
        return flat, False
    return _mended(flat, gap_width), True


def _mended(flat: Geometries, gap_width: float) -> Geometries:
    """Make a coverage; a unit that lies wholly below another would be lost: it stays as it was."""
    mended: Geometries = shapely.coverage_clean(flat, gap_width=gap_width)  # type: ignore[attr-defined]
    empty = shapely.is_empty(mended)
    mended[empty] = flat[empty]
    return mended


def _fairly(clean: Geometries, flat: Geometries, tolerance: float) -> Geometries:
    """Simplify shared borders at once, but less where a unit would change its area too much.

    Units that would are left out and keep their borders; the others are simplified around them, for
    a coverage's own outline can be held still. What lies around everything stands in for a unit, so
    that outer borders are not held with it.
    """
    simple = _simplified(clean, tolerance)
    # Mending moves borders too, and rightly; only what simplifying does is held against it.
    before = shapely.area(flat) if len(flat) > _MANY else shapely.area(clean)
    held = np.zeros(len(clean), dtype=bool)
    around = None
    limit = _AREA_LIMIT_OF_MANY if len(clean) > _MANY else AREA_LIMIT
    for _ in range(1 if len(clean) > _MANY else _ROUNDS):
        changed = np.abs(shapely.area(simple) / before - 1) > limit
        if not (changed & ~held).any():
            break
        held |= changed
        if around is None:
            land = shapely.coverage_union_all(clean)
            frame = shapely.bounds(land) + np.array([-1, -1, 1, 1]) * _MARGIN
            around = shapely.difference(shapely.box(*frame), land)
        rest = np.concatenate([clean[~held], [around]])
        simple = clean.copy()
        simple[~held] = shapely.coverage_simplify(rest, tolerance, simplify_boundary=False)[:-1]
        lost = shapely.is_empty(simple)
        simple[lost] = clean[lost]
    return simple


def _simplified(flat: Geometries, tolerance: float) -> Geometries:
    """Simplify shared borders at once; never lose a unit."""
    simple = shapely.coverage_simplify(flat, tolerance)
    lost = shapely.is_empty(simple)
    simple[lost] = flat[lost]
    return simple


def _rounded(degrees: Geometries, decimals: int) -> Geometries:
    """Round last; where that makes borders cross, mend and round again."""
    step = 10.0**decimals
    rounded = shapely.transform(degrees, lambda xy: np.rint(xy * step) / step)
    for _ in range(_ATTEMPTS):
        if shapely.coverage_is_valid(rounded) and shapely.is_valid(rounded).all():
            break
        mended = _mended(rounded, 0.0)
        rounded = shapely.transform(mended, lambda xy: np.rint(xy * step) / step)
    gone = shapely.area(rounded) == 0
    rounded[gone] = degrees[gone]
    return rounded


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
    edge = shapely.bounds(largest)
    level = np.stack(
        [np.column_stack([edge[:, 0], at[:, 1]]), np.column_stack([edge[:, 2], at[:, 1]])], axis=1
    )
    pieces, owner = shapely.get_parts(
        shapely.intersection(shapely.linestrings(level), largest), return_index=True
    )
    # Of the pieces of the level line inside the unit, the one that the point lies on.
    nearest = np.lexsort((shapely.distance(pieces, points[owner]), owner))
    chord = shapely.bounds(pieces[nearest][np.r_[True, np.diff(owner[nearest]) > 0]])
    radius = shapely.distance(points, shapely.boundary(largest))
    return at, np.column_stack([at[:, 0] - chord[:, 0], chord[:, 2] - at[:, 0], radius])
