"""Which unit a point lies in, for millions of points: a grid first, exact tests near borders only.

Each cell of the grid either lies wholly in one unit (or in none), and then so does every point in
it; or a border passes through, and then its points are held against the few units whose border it
is. The answer is the same as that of an exact test of every point.
"""

from __future__ import annotations

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
_CELLS: Final = 12_000_000
"""Cells of the grid: 24 to 48 MB. More would leave fewer points near borders, and miss the caches."""

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
        order = np.argsort(unit.astype(np.uint16) if len(self.shapes) < 2**16 else unit, kind="stable")
        point, unit = point[order], unit[order]
        edges = np.flatnonzero(np.diff(unit, prepend=-1, append=-1))
        found = np.full(len(lon), OUTSIDE, dtype=np.int32)
        # Backwards, so that the first of several units has the last word.
        for start, end in zip(edges[-2::-1], edges[:0:-1], strict=True):
            points = point[start:end]
            hit = shapely.intersects_xy(self.shapes[unit[start]], lon[points], lat[points])
            found[points[hit]] = unit[start]
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
    middle = shapely.points(
        west + (border % columns + 0.5) * step, south + (border // columns + 0.5) * step
    )
    place, unit = shapely.STRtree(shapes).query(middle, predicate="intersects")
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
    rings, ring_owner = shapely.get_rings(
        shapely.get_parts(shapes), return_index=True
    )
    _, part_owner = shapely.get_parts(shapes, return_index=True)
    xy, ring = shapely.get_coordinates(rings, return_index=True)
    owner = part_owner[ring_owner[ring]]
    xy = (xy - (west, south)) / step
    within = ring[1:] == ring[:-1]
    start, end, owner = xy[:-1][within], xy[1:][within], owner[1:][within]
    found: list[tuple[Ints, Ints]] = []
    # Where a segment crosses lines of the grid it is cut; the middle of each piece lies in the cell
    # that it passes. Segments are shorter than a few cells, so that few rounds are enough.
    cuts = [_crossings(start[:, axis], end[:, axis]) for axis in (0, 1)]
    segment = np.concatenate([np.arange(len(start)), *(cut[0] for cut in cuts)])
    where = np.concatenate([np.zeros(len(start)), *(cut[1] for cut in cuts)])
    order = np.lexsort((where, segment))
    segment, where = segment[order], where[order]
    last = np.append(segment[1:] != segment[:-1], True)  # noqa: FBT003 - a value
    until = np.where(last, 1.0, np.append(where[1:], 1.0))
    for at in (where, (where + until) / 2, until):
        point = start[segment] + at[:, None] * (end[segment] - start[segment])
        # A border along a line of the grid, or through a corner, touches the cells on each side.
        for nudge in _NUDGES:
            cell = np.maximum(np.floor(point + nudge), 0).astype(np.int64)
            found.append((cell[:, 1] * columns + cell[:, 0], owner[segment]))
    count = len(shapes)
    pairs = np.unique(np.concatenate([cell * count + unit for cell, unit in found]))
    return pairs // count, pairs % count


_NUDGES: Final = tuple((east, north) for east in (-1e-7, 1e-7) for north in (-1e-7, 1e-7))


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
    west, south, step = origin
    labels = np.zeros(shape, dtype=np.int32)
    flat = labels.reshape(-1)
    flat[border] = _BORDER - np.arange(len(border), dtype=np.int32)
    inner = flat == 0
    starts = inner & np.append(True, ~inner[:-1])  # noqa: FBT003 - a value
    starts.reshape(shape)[:, 0] |= inner.reshape(shape)[:, 0]
    begin = np.flatnonzero(starts)
    middle = shapely.points(
        west + (begin % shape[1] + 0.5) * step, south + (begin // shape[1] + 0.5) * step
    )
    place, unit = shapely.STRtree(shapes).query(middle, predicate="intersects")
    owner = np.full(len(begin), OUTSIDE, dtype=np.int32)
    np.minimum.at(owner.view(np.uint32), place, unit.astype(np.uint32))
    run = np.cumsum(starts, dtype=np.int32) - 1
    flat[inner] = owner[run[inner]]
    return labels, border
