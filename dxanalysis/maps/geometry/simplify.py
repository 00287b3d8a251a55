"""Borders with fewer points: Visvalingam and Whyatt's method on all shared borders at once.

How small a triangle each point makes when it is its turn to go is worked out once. Any border can
then be drawn with any tolerance by a comparison: a unit whose area would suffer gets finer borders,
and both sides of each stay the same line.

References
----------
Visvalingam, M. and Whyatt, J. D. (1993): Line generalisation by repeated elimination of points.
The Cartographic Journal 30 (1), 46-51.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    import numpy.typing as npt

    from dxanalysis.maps.geometry.arcs import Topology

    BoolArray = npt.NDArray[np.bool_]
    FloatArray = npt.NDArray[np.float64]
    Geometries = npt.NDArray[np.object_]
    IntArray = npt.NDArray[np.int64]

_FINER: Final = 4.0
"""How much smaller a triangle counts on a border that is refined: half the tolerance."""

_ROUNDS: Final = 8


@dataclass
class Simplified:
    """Units whose borders have as few points as each border's tolerance allows.

    Attributes
    ----------
    borders
        The units' borders, all points.
    at
        Their points in metres; shape (n, 2).
    removed_at
        Per point the area of the triangle with which it goes, in square metres.
    least
        Per border the smallest triangle that is drawn, in square metres.
    """

    borders: Topology
    at: FloatArray
    removed_at: FloatArray
    least: FloatArray
    _entry: tuple[IntArray, IntArray] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._entry = self.borders.borders, self.borders.unit_of_step

    @property
    def kept(self) -> BoolArray:
        """Per point whether it is drawn."""
        count = np.diff(self.borders.starts)
        return self.removed_at >= np.repeat(self.least, count)

    def areas(self) -> FloatArray:
        """Give the units' areas as drawn, in square metres."""
        chosen = np.flatnonzero(self.kept)
        at = self.at[chosen]
        cross = at[:-1, 0] * at[1:, 1] - at[1:, 0] * at[:-1, 1]
        border = np.searchsorted(self.borders.starts, chosen, side="right") - 1
        inside = border[:-1] == border[1:]
        sums = np.bincount(border[:-1][inside], cross[inside], minlength=len(self.least))
        steps = self.borders.steps
        signed = np.where(steps < 0, -1, 1) * sums[self.borders.borders]
        ring = np.abs(np.bincount(self.borders.ring_of_step, signed)) / 2
        part = self.borders.part_of_ring
        is_outer = np.r_[True, np.diff(part) > 0]
        areas = np.zeros(self.borders.size)
        np.add.at(areas, self.borders.unit_of_part[part], np.where(is_outer, ring, -ring))
        return areas

    def refine(self, units: BoolArray, *, wholly: bool = False) -> BoolArray:
        """Draw the borders of some units with half the tolerance, or as they came.

        Parameters
        ----------
        units
            Which; shape (units,).
        wholly
            Whether every point is to be drawn.

        Returns
        -------
        ndarray of bool
            The units that have a changed border: those, and their neighbours.
        """
        border, unit = self._entry
        finer = np.unique(border[units[unit]])
        self.least[finer] = 0 if wholly else self.least[finer] / _FINER
        changed = np.zeros(len(units), dtype=bool)
        is_finer = np.zeros(len(self.least), dtype=bool)
        is_finer[finer] = True
        changed[unit[is_finer[border]]] = True
        return changed

    def beside(self, units: BoolArray) -> BoolArray:
        """Mark some units and all that meet them, if only in a point.

        Parameters
        ----------
        units
            Which; shape (units,).

        Returns
        -------
        ndarray of bool
            Shape (units,).
        """
        border, unit = self._entry
        ends = self.borders.points[
            np.column_stack([self.borders.starts[:-1], self.borders.starts[1:] - 1])
        ]
        names, _ = pd.factorize((ends[..., 0] << 32).ravel() + ends[..., 1].ravel())
        corner = names.reshape(-1, 2)
        is_near = np.zeros(corner.max() + 1, dtype=bool)
        is_near[corner[border[units[unit]]]] = True
        near = np.zeros(len(units), dtype=bool)
        near[unit[is_near[corner[border]].any(axis=1)]] = True
        return near

    def polygons(self, units: BoolArray | None = None, *, step: int = 1) -> Geometries:
        """Put units together from their borders as drawn.

        Parameters
        ----------
        units
            Which; None for all.
        step
            How many of the points' whole numbers are one of the result's.

        Returns
        -------
        ndarray of multipolygons
            In whole numbers.
        """
        point, ring = self.ring_points(units)
        numbers, names = _numbered(ring)
        at = np.rint(self.borders.points[point] / step)
        rings = cast("Geometries", shapely.linearrings(at, indices=numbers))
        part, parts = _numbered(self.borders.part_of_ring[names])
        shapes = cast("Geometries", shapely.polygons(rings, indices=part))
        unit, _ = _numbered(self.borders.unit_of_part[parts])
        return cast("Geometries", shapely.multipolygons(shapes, indices=unit))

    def ring_points(self, units: BoolArray | None = None) -> tuple[IntArray, IntArray]:
        """List the points that are drawn, ring after ring.

        Parameters
        ----------
        units
            Of which; None for all.

        Returns
        -------
        tuple of ndarray
            Places in the borders' points, no ring closed, and the ring of each.
        """
        kept = np.flatnonzero(self.kept)
        begin = np.searchsorted(kept, self.borders.starts)
        chosen = slice(None) if units is None else units[self._entry[1]]
        steps, ring = self.borders.steps[chosen], self.borders.ring_of_step[chosen]
        border = np.where(steps < 0, ~steps, steps)
        # The last point of each border is the first of the next.
        count = begin[border + 1] - begin[border] - 1
        within = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        forward = np.repeat(begin[border], count) + within
        backward = np.repeat(begin[border + 1] - 1, count) - within
        point = kept[np.where(np.repeat(steps < 0, count), backward, forward)]
        return point, np.repeat(ring, count)


def _numbered(sorted_names: IntArray) -> tuple[IntArray, IntArray]:
    """Give sorted names numbers from 0 without gaps; say each number's name."""
    is_new = np.r_[True, np.diff(sorted_names) != 0]
    return np.cumsum(is_new) - 1, sorted_names[is_new]


def simplified(
    borders: Topology, scale: FloatArray, tolerance: float, *, area_limit: float | None = None
) -> Simplified:
    """Draw all borders with as few points as a tolerance allows.

    Parameters
    ----------
    borders
        The units' borders.
    scale
        Metres per whole number, eastward and northward.
    tolerance
        Square root of the smallest triangle that is worth drawing, in metres.
    area_limit
        Share of its area that a unit may win or lose; its borders are drawn with half the tolerance
        until it does not. None for no limit.

    Returns
    -------
    Simplified
        Every ring keeps at least three points. Borders may cross where they come near each other:
        see :meth:`Simplified.refine`.
    """
    middle = borders.points.mean(axis=0)
    at = (borders.points - middle) * scale
    removed_at = _areas_of_removal(borders, at, tolerance**2)
    out = Simplified(borders, at, removed_at, np.full(len(borders.starts) - 1, tolerance**2))
    if area_limit is None:
        return out
    least, out.least = out.least, np.zeros_like(out.least)
    before = out.areas()
    out.least = least
    for number in range(_ROUNDS):
        unfair = np.abs(out.areas() - before) > area_limit * before
        if not unfair.any():
            break
        out.refine(unfair, wholly=number == _ROUNDS - 1)
    return out


def _areas_of_removal(borders: Topology, at: FloatArray, most: float) -> FloatArray:
    """Find the triangle with which each point goes; infinite for those that stay.

    Points go in rounds: all that have a smaller triangle than the points on both sides can go at
    once, for none of them changes another's. While many go, a round looks at every point that is
    left; then only at the neighbours of a removed one.
    """
    removed_at = np.full(len(at), np.inf)
    point = np.arange(len(at))
    free = np.ones(len(at), dtype=bool)
    free[borders.starts[:-1]] = free[borders.starts[1:] - 1] = False
    free[_corners(borders, at)] = False
    # What a triangle counts at least: a point counts no less than those that went before it.
    floor = np.zeros(len(at))
    # Equal triangles in a row, as on a circle, would go one by one: chance settles who is first.
    chance = 1 + 1e-9 * np.random.default_rng(0).random(len(at))
    while True:
        area = np.full(len(at), np.inf)
        area[1:-1] = np.maximum(_triangle(at[:-2], at[1:-1], at[2:]) * chance[1:-1], floor[1:-1])
        area[~free] = np.inf
        is_less = area[1:] < area[:-1]
        goes = np.zeros(len(at), dtype=bool)
        goes[1:-1] = is_less[:-1] & ~is_less[1:] & (area[1:-1] < most)
        gone = np.flatnonzero(goes)
        if len(gone) < _MANY_GO * len(at):
            break
        removed_at[point[gone]] = area[gone]
        floor[gone - 1] = np.maximum(floor[gone - 1], area[gone])
        floor[gone + 1] = np.maximum(floor[gone + 1], area[gone])
        left = ~goes
        at, point, free, floor, chance = (
            at[left],
            point[left],
            free[left],
            floor[left],
            chance[left],
        )

    before, after = np.arange(-1, len(at) - 1), np.arange(1, len(at) + 1)
    while len(gone):
        removed_at[point[gone]] = area[gone]
        one, other = before[gone], after[gone]
        after[one], before[other] = other, one
        floor[one] = np.maximum(floor[one], area[gone])
        floor[other] = np.maximum(floor[other], area[gone])
        touched = np.unique(np.concatenate([one, other]))
        touched = touched[free[touched]]
        size = _triangle(at[before[touched]], at[touched], at[after[touched]])
        area[touched] = np.maximum(size * chance[touched], floor[touched])
        near = np.unique(np.concatenate([touched, before[touched], after[touched]]))
        near = near[area[near] < most]
        gone = near[(area[near] < area[before[near]]) & (area[near] < area[after[near]])]
    return removed_at


_MANY_GO: Final = 0.02


def _triangle(one: FloatArray, two: FloatArray, three: FloatArray) -> FloatArray:
    """Areas of triangles; each corner has shape (n, 2)."""
    side, other = two - one, three - one
    areas: FloatArray = np.abs(side[:, 0] * other[:, 1] - side[:, 1] * other[:, 0]) / 2
    return areas


def _corners(borders: Topology, at: FloatArray) -> IntArray:
    """Choose points that stay, so that rings of one or two borders enclose something."""
    steps_of_ring = np.bincount(borders.ring_of_step)
    few = np.unique(borders.borders[steps_of_ring[borders.ring_of_step] <= _FEW_BORDERS])
    begin, end = borders.starts[few], borders.starts[few + 1]
    has_inside = end - begin > _FEW_BORDERS
    begin, end = begin[has_inside], end[has_inside]
    if not len(begin):
        return np.empty(0, dtype=np.int64)
    far = _farthest(at, begin, end, at[begin], at[end - 1])
    is_round = (borders.points[begin] == borders.points[end - 1]).all(axis=1)
    begin, end, corner = begin[is_round], end[is_round], far[is_round]
    if not len(begin):
        return far
    return np.concatenate([far, _farthest(at, begin, end, at[begin], at[corner])])


_FEW_BORDERS: Final = 2


def _farthest(
    at: FloatArray, begin: IntArray, end: IntArray, one: FloatArray, other: FloatArray
) -> IntArray:
    """Find the inner point of each border that is farthest from a line, or from a point."""
    count = end - begin - 2
    first = np.cumsum(count) - count
    line = np.repeat(np.arange(len(begin)), count)
    point = begin[line] + 1 + np.arange(count.sum()) - first[line]
    along, across = (other - one)[line], at[point] - one[line]
    distance = np.where(
        (along == 0).all(axis=1),
        np.hypot(across[:, 0], across[:, 1]),
        np.abs(along[:, 0] * across[:, 1] - along[:, 1] * across[:, 0]),
    )
    # Within each border the order by distance puts the farthest last.
    order = np.lexsort((distance, line))
    return cast("IntArray", point[order[first + count - 1]])
