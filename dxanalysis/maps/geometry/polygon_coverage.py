"""Find and repair invalid borders of a polygon coverage, on all cores.

GEOS judges a unit by those whose boxes meet its own and lets other threads run meanwhile. So a
large layer is judged in strips, and repairs are made island by island; the answer is
the same as in one piece.
"""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final, TypeVar

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    Geometries = npt.NDArray[np.object_]
    BoolArray = npt.NDArray[np.bool_]
    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.int64]

_Result = TypeVar("_Result")

_WORTH_A_THREAD: Final = 10_000
"""Points below which a further thread costs more than it saves: some ten milliseconds of work."""

_SNAPPING: Final = 1e-8
"""Share of a layer's diagonal within which GEOS takes points for one, where it is not given."""


def ill_fitting(shapes: Geometries, *, gap_width: float = 0.0) -> BoolArray:
    """Mark units that overlap others, leave a narrow gap to them, or share edges with odd points.

    Parameters
    ----------
    shapes
        Polygons or multipolygons on a plane.
    gap_width
        How wide a gap must be to be meant, in the plane's unit.

    Returns
    -------
    ndarray of bool
        Shape (units,).
    """
    bounds = shapely.bounds(shapes)

    def judge(strip: IntArray) -> BoolArray:
        together = _with_neighbours(strip, bounds, gap_width)
        faults = shapely.coverage_invalid_edges(shapes[together], gap_width=gap_width)
        is_faulty: BoolArray = ~shapely.is_empty(faults)
        return is_faulty[np.searchsorted(together, strip)]

    return _marked(shapes, judge)


def invalid(shapes: Geometries) -> BoolArray:
    """Mark polygons that cross or touch themselves.

    Parameters
    ----------
    shapes
        Polygons or multipolygons.

    Returns
    -------
    ndarray of bool
        Shape (units,).
    """
    return _marked(shapes, lambda strip: ~shapely.is_valid(shapes[strip]))


def cleaned(shapes: Geometries, *, gap_width: float = 0.0) -> Geometries:
    """Make polygons a coverage.

    Parameters
    ----------
    shapes
        Polygons or multipolygons on a plane.
    gap_width
        Narrower gaps are closed.

    Returns
    -------
    ndarray of polygons or multipolygons
        One per unit. A unit that lies wholly below another would be lost: it stays as it was.
    """
    if not len(shapes):
        return shapes
    bounds = shapely.bounds(shapes)
    west, south, east, north = shapely.total_bounds(shapes)
    # What GEOS would choose for all of them together: the parts must not depend on how many cores.
    snapping = float(np.hypot(east - west, north - south)) * _SNAPPING

    def clean(some: IntArray) -> Geometries:
        made: Geometries = shapely.coverage_clean(  # type: ignore[attr-defined]
            shapes[some], gap_width=gap_width, snapping_distance=snapping
        )
        return made

    clusters = _apart(shapes, bounds, max(gap_width, snapping))
    out = shapes.copy()
    for some, made in zip(clusters, _side_by_side(clean, clusters), strict=True):
        is_left = ~shapely.is_empty(made)
        out[some[is_left]] = made[is_left]
    return out


def _marked(shapes: Geometries, judge: Callable[[IntArray], BoolArray]) -> BoolArray:
    """Judge units strip by strip."""
    strips = _strips(shapes)
    marks = np.zeros(len(shapes), dtype=bool)
    for strip, found in zip(strips, _side_by_side(judge, strips), strict=True):
        marks[strip] = found
    return marks


def _side_by_side(work: Callable[[IntArray], _Result], pieces: Sequence[IntArray]) -> list[_Result]:
    """Do the same to several pieces, each in a thread of its own."""
    if len(pieces) == 1:
        return [work(pieces[0])]
    # The threads end with the work: a process that forks later must have none.
    with ThreadPoolExecutor(len(pieces)) as pool:
        return list(pool.map(work, pieces))


def _threads(points: int) -> int:
    """Say how many threads so many points are worth."""
    return max(1, min(os.cpu_count() or 1, points // _WORTH_A_THREAD))


def _strips(shapes: Geometries) -> list[IntArray]:
    """Share units out among threads by their points, in strips across the layer."""
    weight = shapely.get_num_coordinates(shapes)
    count = _threads(int(weight.sum()))
    if count == 1:
        return [np.arange(len(shapes))]
    bounds = shapely.bounds(shapes)
    centre = bounds[:, :2] + bounds[:, 2:]
    order = np.argsort(centre[:, np.argmax(np.ptp(centre, axis=0))], kind="stable")
    share = np.cumsum(weight[order]) * count // (weight.sum() + 1)
    strips = (np.sort(order[share == number]) for number in range(count))
    return [strip for strip in strips if len(strip)]


def _with_neighbours(strip: IntArray, bounds: FloatArray, reach: float) -> IntArray:
    """Add to some units all whose boxes come near the box around them."""
    # What is empty has no box: it is near nothing, and hides no other.
    low = np.fmin.reduce(bounds[strip, :2]) - reach
    high = np.fmax.reduce(bounds[strip, 2:]) + reach
    is_near = ((bounds[:, :2] <= high) & (bounds[:, 2:] >= low)).all(axis=1)
    is_near[strip] = True
    return np.flatnonzero(is_near)


def _apart(shapes: Geometries, bounds: FloatArray, reach: float) -> list[IntArray]:
    """Share units out among threads so that none comes near one of another thread."""
    weight = shapely.get_num_coordinates(shapes)
    count = _threads(int(weight.sum()))
    if count == 1:
        return [np.arange(len(shapes))]
    boxes = shapely.box(*(bounds + reach * np.array([-1, -1, 1, 1])).T)
    islands = shapely.get_parts(shapely.union_all(boxes))
    # Islands may touch in a corner; the middle of a box lies on one only.
    middles = shapely.points((bounds[:, :2] + bounds[:, 2:]) / 2)
    of_unit = shapely.STRtree(islands).query(middles, predicate="intersects")[1]
    load = np.bincount(of_unit, weights=weight, minlength=len(islands))
    thread_of = np.zeros(len(islands), dtype=np.int64)
    taken = np.zeros(count)
    for one in np.argsort(-load, kind="stable"):
        lightest = int(np.argmin(taken))
        thread_of[one] = lightest
        taken[lightest] += load[one]
    shares = (np.flatnonzero(thread_of[of_unit] == number) for number in range(count))
    return [share for share in shares if len(share)]
