"""Which unit a point lies in, for millions of points: a grid first, exact tests near borders only.

Each cell of the grid either lies wholly in one unit (or in none), and then so does every point in
it; or a border passes through, and then its points are held against the few units whose border it
is. The answer is the same as that of an exact test of every point.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Ints = NDArray[np.int64]

OUTSIDE: Final = -1
"""Stands for "in no unit"."""

_BORDER: Final = -2
_CELLS: Final = 8_000_000
"""Cells of the grid, four bytes each. More would leave fewer points near borders."""

_TINY: Final = 1e-7
"""In cells of the grid: nearer to a line of it than this may be on either side of it."""

_SMALLEST: Final = 0.0005
"""Degrees, about 50 m: finer than this a grid gains nothing."""


@dataclass(frozen=True)
class Locator:
    """Units made ready to be asked which of them points lie in.

    Attributes
    ----------
    shapes
        The units' polygons, degrees of WGS 84.
    west, south, east, north
        Their extent.
    step
        The size of a cell of the grid, degrees.
    labels
        For each cell, row by row from the south, the unit that it lies in, by its place in
        ``shapes``; :data:`OUTSIDE`; or less than that where a border passes: ``-2 - k`` for the
        k-th such cell.
    first, candidates
        ``candidates[first[k]:first[k + 1]]`` are the units that the k-th cell may lie in.
    """

    shapes: NDArray[np.object_]
    west: float
    south: float
    east: float
    north: float
    step: float
    labels: NDArray[np.int32]
    first: Ints
    candidates: NDArray[np.int32]

    def find(self, lon: Floats, lat: Floats) -> NDArray[np.int32]:
        """Find the unit of each point.

        Parameters
        ----------
        lon, lat
            Degrees of WGS 84; not-a-number is in no unit.

        Returns
        -------
        numpy.ndarray
            The units' places in ``shapes``, or :data:`OUTSIDE`. A point on a border, or where units
            overlap, belongs to the first of them.
        """
        found = np.full(len(lon), OUTSIDE, dtype=np.int32)
        near = (lon >= self.west) & (lon <= self.east) & (lat >= self.south) & (lat <= self.north)
        places = np.flatnonzero(near)
        column = ((lon[places] - self.west) / self.step).astype(np.int64)
        row = ((lat[places] - self.south) / self.step).astype(np.int64)
        label = self.labels.reshape(-1)[row * self.labels.shape[1] + column]
        found[places] = label
        border = label <= _BORDER
        if border.any():
            at = places[border]
            cells = (_BORDER - label[border]).astype(np.int64)
            found[at] = self._exact(lon[at], lat[at], cells)
        return found

    def _exact(self, lon: Floats, lat: Floats, cells: Ints) -> NDArray[np.int32]:
        """Hold points of border cells against the units whose borders pass there."""
        many = self.first[cells + 1] - self.first[cells]
        point = np.repeat(np.arange(len(lon)), many)
        offset = np.arange(len(point)) - np.repeat(np.cumsum(many) - many, many)
        unit = self.candidates[np.repeat(self.first[cells], many) + offset]
        hit = _inside(self.shapes, unit, lon[point], lat[point])
        return _first_unit(point[hit], unit[hit], len(lon))


def _inside(shapes: NDArray[np.object_], unit: Ints, lon: Floats, lat: Floats) -> NDArray[np.bool_]:
    """Tell for each pair of a unit and a point whether the point lies in the unit."""
    # Sixteen bits are sorted by radix, many times faster.
    order = np.argsort(unit.astype(np.uint16 if len(shapes) < 2**16 else np.int64), kind="stable")
    edges = np.flatnonzero(np.diff(unit[order], prepend=-1, append=-1))
    inside = np.zeros(len(unit), dtype=np.bool_)
    for start, end in itertools.pairwise(edges):
        pairs = order[start:end]
        inside[pairs] = shapely.intersects_xy(shapes[unit[pairs[0]]], lon[pairs], lat[pairs])
    return inside


def _first_unit(point: Ints, unit: Ints, count: int) -> NDArray[np.int32]:
    """Give each point the first of its units."""
    found = np.full(count, OUTSIDE, dtype=np.int32)
    np.minimum.at(found.view(np.uint32), point, unit.astype(np.uint32))  # outside is the largest
    return found


def make_locator(units: gpd.GeoDataFrame, *, cells: int = _CELLS) -> Locator:
    """Make units ready to be asked which of them points lie in.

    Parameters
    ----------
    units
        Polygons, EPSG:4326.
    cells
        About how many cells the grid has at most.

    Returns
    -------
    Locator
        Ready for :meth:`Locator.find`, from several threads at once.
    """
    shapes = units.geometry.to_numpy().copy()
    shapely.prepare(shapes)
    west, south, east, north = (float(value) for value in units.total_bounds)
    step = max(_SMALLEST, float(np.sqrt((east - west) * (north - south) / cells)))
    columns, rows = int((east - west) / step) + 2, int((north - south) / step) + 2
    touched, owner = _border_cells(shapes, west, south, step, columns)
    labels, border = _inner_cells(shapes, np.unique(touched), (west, south, step), (rows, columns))
    # A unit may also hold a whole cell that the border of another, overlapping one passes through.
    place, unit = _units_of_cells(shapes, border, (west, south, step), columns)
    pairs = np.unique(
        np.concatenate([touched, border[place]]) * len(shapes) + np.concatenate([owner, unit])
    )
    cell = pairs // len(shapes)
    first = np.append(np.searchsorted(cell, border), len(pairs))
    candidates = (pairs % len(shapes)).astype(np.int32)
    return Locator(shapes, west, south, east, north, step, labels, first, candidates)


def _border_cells(
    shapes: NDArray[np.object_], west: float, south: float, step: float, columns: int
) -> tuple[Ints, Ints]:
    """List each cell that a border touches, with the unit whose border it is."""
    parts, part_owner = shapely.get_parts(shapes, return_index=True)
    rings, ring_owner = shapely.get_rings(parts, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    owner = part_owner[ring_owner[ring]]
    xy = (xy - (west, south)) / step
    within = ring[1:] == ring[:-1]
    start, end, owner = xy[:-1][within], xy[1:][within], owner[1:][within]
    # Where a segment crosses lines of the grid it is cut; the middle of each piece lies in the cell
    # that the piece passes.
    cuts = [_crossings(start[:, axis], end[:, axis]) for axis in (0, 1)]
    segment = np.concatenate([np.arange(len(start)), *(cut[0] for cut in cuts)])
    where = np.concatenate([np.zeros(len(start)), *(cut[1] for cut in cuts)])
    position = np.sort(segment + np.minimum(where, 1 - _TINY))
    segment = position.astype(np.int64)
    until = np.minimum(np.append(position[1:], np.inf), segment + 1)
    found = []
    for at, needed in ((position, 2), ((position + until) / 2, 1), (np.arange(len(start)), 1)):
        piece = np.minimum(at.astype(np.int64), len(start) - 1)
        point = start[piece] + (at - piece)[:, None] * (end[piece] - start[piece])
        found.append((np.floor(point).astype(np.int64), owner[piece]))
        # A border along a line of the grid, or through a corner, touches the cells on each side.
        on_line = (np.abs(point - np.round(point)) < _TINY).sum(axis=1) >= needed
        for nudge in itertools.product((-_TINY, _TINY), repeat=2):
            cell = np.floor(point[on_line] + nudge).astype(np.int64)
            found.append((np.maximum(cell, 0), owner[piece[on_line]]))
    count = len(shapes)
    pairs = [(cell[:, 1] * columns + cell[:, 0]) * count + unit for cell, unit in found]
    unique = np.unique(np.concatenate(pairs))
    return unique // count, unique % count


def _crossings(start: Floats, end: Floats) -> tuple[Ints, Floats]:
    """Say where along each segment it crosses whole numbers of one coordinate, 0-1."""
    low = np.ceil(np.minimum(start, end))
    many = np.maximum(np.floor(np.maximum(start, end)) - low + 1, 0).astype(np.int64)
    many[start == end] = 0
    segment = np.repeat(np.arange(len(start)), many)
    line = low[segment] + np.arange(len(segment)) - np.repeat(np.cumsum(many) - many, many)
    return segment, (line - start[segment]) / (end - start)[segment]


def _inner_cells(
    shapes: NDArray[np.object_],
    border: Ints,
    origin: tuple[float, float, float],
    shape: tuple[int, int],
) -> tuple[NDArray[np.int32], Ints]:
    """Label the cells without a border: a run of them along a row lies in one unit, or in none."""
    labels = np.zeros(shape, dtype=np.int32)
    flat = labels.reshape(-1)
    flat[border] = _BORDER - np.arange(len(border), dtype=np.int32)
    inner = flat == 0
    starts = inner & np.append(True, ~inner[:-1])
    starts.reshape(shape)[:, 0] |= inner.reshape(shape)[:, 0]
    begin = np.flatnonzero(starts)
    place, unit = _units_of_cells(shapes, begin, origin, shape[1])
    owner = _first_unit(place, unit, len(begin))
    run = np.cumsum(starts, dtype=np.int32) - 1
    flat[inner] = owner[run[inner]]
    return labels, border


def _units_of_cells(
    shapes: NDArray[np.object_], cells: Ints, origin: tuple[float, float, float], columns: int
) -> tuple[Ints, Ints]:
    """Pair the cells, by their place in the list, with the units that hold their middles."""
    west, south, step = origin
    lon, lat = west + (cells % columns + 0.5) * step, south + (cells // columns + 0.5) * step
    place, unit = shapely.STRtree(shapes).query(shapely.points(lon, lat))
    inside = _inside(shapes, unit, lon[place], lat[place])
    return place[inside], unit[inside]
