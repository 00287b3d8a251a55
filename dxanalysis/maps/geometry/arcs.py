"""Polygons that share borders, written once: arcs between the points where borders meet.

A coverage of polygons repeats every inner border twice. Here each stretch of border between two
junctions is one arc, a flat list of whole numbers (the first point, then steps from point to
point), and a ring is a list of arc numbers, ``~n`` where arc ``n`` is walked backwards. This is
the idea of TopoJSON, computed with numpy alone: no step of it goes polygon by polygon.
"""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]
    BoolArray = npt.NDArray[np.bool_]

Ring = list[int]
Unit = list[list[Ring]]

_EDGES_OF_A_POINT = 2
_CORNERS_OF_A_RING = 3


@dataclass(frozen=True)
class Topology:
    """Borders between junctions as flat arrays, for work on all of them at once.

    Attributes
    ----------
    points
        Every border's points, one border after another; shape (n, 2), whole numbers.
    starts
        Where each border begins in ``points``, and where the last one ends; shape (borders + 1,).
    steps
        Ring after ring its borders, ``~n`` where border ``n`` is walked backwards. Borders are
        numbered as they first appear there, and have the direction in which they do.
    ring_of_step, part_of_ring, unit_of_part
        What belongs to what; a part's first ring is its outer one.
    size
        Number of units.
    """

    points: IntArray
    starts: IntArray
    steps: IntArray
    ring_of_step: IntArray
    part_of_ring: IntArray
    unit_of_part: IntArray
    size: int

    @property
    def borders(self) -> IntArray:
        """The border of each step, whichever way it is walked."""
        return cast("IntArray", np.where(self.steps < 0, ~self.steps, self.steps))

    @property
    def ring_bounds(self) -> IntArray:
        """Where each ring begins in ``steps``, and where the last one ends."""
        bounds: IntArray = np.r_[0, np.cumsum(np.bincount(self.ring_of_step))]
        return bounds

    @property
    def moves(self) -> IntArray:
        """Each border's first point, then its steps from point to point; shape (n, 2)."""
        moves: IntArray = np.diff(self.points, axis=0, prepend=0)
        moves[self.starts[:-1]] = self.points[self.starts[:-1]]
        return moves

    @property
    def unit_of_step(self) -> IntArray:
        """The unit of each step."""
        return self.unit_of_part[self.part_of_ring[self.ring_of_step]]


@dataclass(frozen=True)
class Arcs:
    """A coverage of polygons as arcs.

    Attributes
    ----------
    decimals
        Digits kept of a degree: 5 is about a metre.
    borders
        The arcs as flat arrays, in whole numbers of ``10**-decimals`` degrees.
    """

    decimals: int
    borders: Topology

    @functools.cached_property
    def arcs(self) -> list[list[int]]:
        """Each arc as ``[x, y, dx, dy, dx, dy, ...]``."""
        flat = self.borders.moves.ravel().tolist()
        return [
            flat[low:high] for low, high in itertools.pairwise((2 * self.borders.starts).tolist())
        ]

    @functools.cached_property
    def units(self) -> list[Unit]:
        """Per unit its polygons; per polygon its rings, the outer one first; per ring its arcs."""
        units: list[Unit] = [[] for _ in range(self.borders.size)]
        parts = self.borders.part_of_ring.tolist()
        unit_of_part = self.borders.unit_of_part.tolist()
        bounds, steps = self.borders.ring_bounds.tolist(), self.borders.steps.tolist()
        last_part = -1
        for part, (low, high) in zip(parts, itertools.pairwise(bounds), strict=True):
            unit = units[unit_of_part[part]]
            if part != last_part:
                unit.append([])
                last_part = part
            unit[-1].append(steps[low:high])
        return units

    @functools.cached_property
    def owners(self) -> IntArray:
        """Per arc the units on its two sides, the lower first, -1 for none; shape (arcs, 2)."""
        return _owners(self.borders)


@dataclass(frozen=True)
class Edges:
    """Rings as edges between numbered vertices, from which borders are found.

    Attributes
    ----------
    vertices
        The points that differ; shape (n, 2), whole numbers.
    vertex
        Ring after ring its vertices, by number; no ring is closed.
    following
        For each of them the place of the next one in its ring.
    first
        Where each ring begins.
    part_of_ring, unit_of_part
        What belongs to what.
    is_node
        Per vertex whether borders meet there: it has other than two edges.
    is_shared
        Per edge whether exactly two rings have it.
    size
        Number of units.
    """

    vertices: IntArray
    vertex: IntArray
    following: IntArray
    first: IntArray
    part_of_ring: IntArray
    unit_of_part: IntArray
    is_node: BoolArray
    is_shared: BoolArray
    size: int

    @property
    def length(self) -> IntArray:
        """How many vertices each ring has."""
        return cast("IntArray", np.diff(np.r_[self.first, len(self.vertex)]))

    @property
    def loose(self) -> IntArray:
        """Units with an edge that is not just theirs and a neighbour's: outermost, or at fault."""
        unit_of_ring = self.unit_of_part[self.part_of_ring]
        ring = np.searchsorted(self.first, np.flatnonzero(~self.is_shared), side="right") - 1
        return cast("IntArray", np.unique(unit_of_ring[ring]))


def edges(polygons: npt.NDArray[np.object_], *, decimals: int) -> Edges:
    """Round polygons, number their vertices, and see which edges two of them share.

    Parameters
    ----------
    polygons
        At least one polygon or multipolygon, in degrees (EPSG:4326), best a valid coverage: only
        identical edges are shared.
    decimals
        Digits kept of a degree.

    Returns
    -------
    Edges
        A part that is nothing but a point after rounding is left out, unless it is all that the
        unit has: then it stays, as a triangle one step wide.
    """
    parts, unit_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coords, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    points = np.rint(coords * 10**decimals).astype(np.int64)
    kept = _without_repeats(points, ring_of_point)
    points, ring_of_point = points[kept], ring_of_point[kept]
    points, ring_of_point = _with_tiny_rings(points, ring_of_point, unit_of_part[part_of_ring])
    vertex, keys = pd.factorize((points[:, 0] << _HALF) + points[:, 1])
    vertices = np.column_stack([keys >> _HALF, keys & _LOW])
    vertices[:, 1] -= (vertices[:, 1] >> (_HALF - 1)) << _HALF
    vertices[:, 0] += vertices[:, 1] < 0

    # Rings that were dropped have no points: the others are numbered anew.
    first = np.flatnonzero(np.r_[True, np.diff(ring_of_point) > 0])
    following = np.arange(1, len(vertex) + 1)
    following[np.r_[first[1:], len(vertex)] - 1] = first
    is_node, is_shared = _junctions(vertex, vertex[following], len(vertices))
    return Edges(
        vertices=vertices,
        vertex=vertex,
        following=following,
        first=first,
        part_of_ring=part_of_ring[ring_of_point[first]],
        unit_of_part=unit_of_part,
        is_node=is_node,
        is_shared=is_shared,
        size=len(polygons),
    )


def topology(found: Edges) -> Topology:
    """Find the borders between the points where polygons meet.

    Parameters
    ----------
    found
        The polygons' edges.

    Returns
    -------
    Topology
        The same polygons.
    """
    vertex, first, length = found.vertex, found.first, found.length
    ring_of_point = np.repeat(np.arange(len(first)), length)
    # Each ring is turned until it begins at a junction, or where it has none at its first vertex.
    turn = _turns(vertex, found.is_node[vertex], first, length)
    place = np.arange(len(vertex)) - first[ring_of_point]
    turned = first[ring_of_point] + (place + turn[ring_of_point]) % length[ring_of_point]
    ring = vertex[turned]
    begins = found.is_node[ring]
    begins[first] = True
    start = np.flatnonzero(begins)
    count_of_edges = np.diff(np.r_[start, len(ring)])
    after = found.following
    last = start + count_of_edges - 1
    # A border's inner points have two edges each, so its first edge names it.
    forward = ring[start] * len(found.vertices) + ring[after[start]]
    backward = ring[after[last]] * len(found.vertices) + ring[last]
    border, names = pd.factorize(np.minimum(forward, backward))
    teller = np.full(len(names), len(border))
    np.minimum.at(teller, border, np.arange(len(border)))
    is_back = (backward < forward) != (backward < forward)[teller][border]

    count = count_of_edges[teller] + 1
    begin = np.r_[0, np.cumsum(count)]
    within = np.arange(begin[-1]) - np.repeat(begin[:-1], count)
    is_last = within == np.repeat(count, count) - 1
    source = np.repeat(start[teller], count) + within - is_last
    line = np.where(is_last, ring[after[source]], ring[source])
    return Topology(
        points=found.vertices[line],
        starts=begin,
        steps=np.where(is_back, ~border, border),
        ring_of_step=ring_of_point[start],
        part_of_ring=found.part_of_ring,
        unit_of_part=found.unit_of_part,
        size=found.size,
    )


_HALF = 32
_LOW = (1 << _HALF) - 1


def encode(polygons: npt.NDArray[np.object_], *, decimals: int) -> Arcs:
    """Write polygons as arcs.

    Parameters
    ----------
    polygons, decimals
        As for :func:`edges`.

    Returns
    -------
    Arcs
        The same polygons, rounded.
    """
    return Arcs(decimals, topology(edges(polygons, decimals=decimals)))


def _owners(found: Topology) -> IntArray:
    """Name the units on both sides of each border, the lower first; -1 where there is none."""
    pairs = np.unique(found.borders * found.size + found.unit_of_step)
    border, unit = pairs // found.size, pairs % found.size
    place = np.arange(len(pairs)) - np.searchsorted(border, border)
    sides = np.full((len(found.starts) - 1, 2), -1)
    two = place < sides.shape[1]
    sides[border[two], place[two]] = unit[two]
    return sides


def _without_repeats(points: IntArray, ring_of_point: IntArray) -> BoolArray:
    """Mark the points that differ from the one before, and drop each ring's closing point."""
    is_first = np.r_[True, np.diff(ring_of_point) > 0]
    moved = np.r_[True, (points[1:, 0] != points[:-1, 0]) | (points[1:, 1] != points[:-1, 1])]
    kept = is_first | moved
    # After repeats are gone, a ring's last point equals its first: the ring closes by itself.
    last_kept = np.maximum.reduceat(
        np.where(kept, np.arange(len(points)), -1), np.flatnonzero(is_first)
    )
    first = np.flatnonzero(is_first)
    closes = (points[last_kept] == points[first]).all(axis=1) & (last_kept != first)
    kept[last_kept[closes]] = False
    return cast("BoolArray", kept)


def _with_tiny_rings(
    points: IntArray, ring_of_point: IntArray, unit_of_ring: IntArray
) -> tuple[IntArray, IntArray]:
    """Drop rings of fewer than three points; give a unit that would vanish a triangle."""
    count = np.bincount(ring_of_point, minlength=len(unit_of_ring))
    is_ring = count >= _CORNERS_OF_A_RING
    if is_ring.all():
        return points, ring_of_point
    survivors = set(unit_of_ring[is_ring].tolist())
    keep = is_ring[ring_of_point]
    lost = [
        int(np.flatnonzero(unit_of_ring == unit)[0])
        for unit in sorted(set(unit_of_ring.tolist()) - survivors)
    ]
    if not lost:
        return points[keep], ring_of_point[keep]
    corner = np.array([[0, 0], [1, 0], [0, 1]])
    triangles = [points[np.flatnonzero(ring_of_point == ring)[0]] + corner for ring in lost]
    all_points = np.concatenate([points[keep], *triangles])
    all_rings = np.concatenate([ring_of_point[keep], np.repeat(lost, 3)])
    order = np.argsort(all_rings, kind="stable")
    return all_points[order], all_rings[order]


def _junctions(one: IntArray, other: IntArray, n_vertices: int) -> tuple[BoolArray, BoolArray]:
    """Mark the vertices where borders meet (other than two edges), and the edges of two rings."""
    edge, names = pd.factorize(np.minimum(one, other) * n_vertices + np.maximum(one, other))
    degree = np.bincount(names // n_vertices, minlength=n_vertices) + np.bincount(
        names % n_vertices, minlength=n_vertices
    )
    is_shared = np.bincount(edge)[edge] == _EDGES_OF_A_POINT
    return degree != _EDGES_OF_A_POINT, is_shared


def _turns(vertex: IntArray, is_node: BoolArray, first: IntArray, length: IntArray) -> IntArray:
    """Say how far into each ring its first junction is; without one, its lowest vertex."""
    ring = np.repeat(np.arange(len(first)), length)
    place = np.arange(len(vertex)) - first[ring]
    node = np.minimum.reduceat(np.where(is_node, place, len(vertex)), first)
    lowest = np.minimum.reduceat(vertex, first)
    at_lowest = np.minimum.reduceat(np.where(vertex == lowest[ring], place, len(vertex)), first)
    return np.where(node < len(vertex), node, at_lowest)


def walk(ring: Sequence[int], arcs: Sequence[Sequence[int]]) -> IntArray:
    """Read one ring back.

    Parameters
    ----------
    ring
        Arc numbers, ``~n`` for backwards.
    arcs
        Arcs as in :class:`Arcs`.

    Returns
    -------
    ndarray of int, shape (n, 2)
        The closed ring, in whole numbers of ``10**-decimals`` degrees.
    """
    lines = []
    for number in ring:
        line = np.cumsum(
            np.asarray(arcs[number if number >= 0 else ~number]).reshape(-1, 2), axis=0
        )
        lines.append(line if number >= 0 else line[::-1])
    return np.concatenate([lines[0], *(line[1:] for line in lines[1:])])


def decode(arcs: Arcs) -> npt.NDArray[np.object_]:
    """Read polygons back from arcs.

    Parameters
    ----------
    arcs
        What :func:`encode` gave.

    Returns
    -------
    ndarray of multipolygons
        In degrees (EPSG:4326), one per unit.
    """
    scale = 10**arcs.decimals
    units = []
    for unit in arcs.units:
        rings = [[walk(ring, arcs.arcs) / scale for ring in part] for part in unit]
        units.append(shapely.MultiPolygon([(part[0], part[1:]) for part in rings]))
    out = np.empty(len(units), dtype=object)
    out[:] = units
    return out


def border(arcs: Arcs, groups: Sequence[object]) -> list[list[int]]:
    """Find the arcs between groups of units, without touching a coordinate.

    Parameters
    ----------
    arcs
        The units.
    groups
        Per unit what it belongs to, for instance its former district. Equal groups have no border.

    Returns
    -------
    list of list of int
        Two lists of arc numbers: between two different groups, and around everything.
    """
    _, group = np.unique(np.asarray([str(one) for one in groups]), return_inverse=True)
    one, other = arcs.owners.T
    inner = (other >= 0) & (group[one] != group[other])
    return [np.flatnonzero(inner).tolist(), np.flatnonzero(other < 0).tolist()]
