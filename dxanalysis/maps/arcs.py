"""Polygons that share borders, written once: arcs between the points where borders meet.

A coverage of polygons repeats every inner border twice. Here each stretch of border between two
junctions is one arc, a flat list of whole numbers (the first point, then steps from point to
point), and a ring is a list of arc numbers, ``~n`` where arc ``n`` is walked backwards. This is
the idea of TopoJSON, computed with numpy alone.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    IntArray = npt.NDArray[np.int64]

Ring = list[int]
Unit = list[list[Ring]]


@dataclass(frozen=True)
class Arcs:
    """A coverage of polygons as arcs.

    Attributes
    ----------
    decimals
        Digits kept of a degree: 5 is about a metre.
    arcs
        Each arc as ``[x, y, dx, dy, dx, dy, ...]`` in whole numbers of ``10**-decimals`` degrees.
    units
        Per unit its polygons; per polygon its rings, the outer one first; per ring its arcs.
    owners
        Per arc the positions of the units on its two sides; -1 where there is none.
    """

    decimals: int
    arcs: list[list[int]]
    units: list[Unit]
    owners: list[tuple[int, int]]


def encode(polygons: npt.NDArray[np.object_], *, decimals: int) -> Arcs:
    """Write polygons as arcs.

    Parameters
    ----------
    polygons
        At least one polygon or multipolygon, in degrees (EPSG:4326), best a valid coverage: only
        identical edges are shared.
    decimals
        Digits kept of a degree.

    Returns
    -------
    Arcs
        The same polygons, rounded. A part that is nothing but a point after rounding is left out,
        unless it is all that the unit has: then it stays, as a triangle one step wide.
    """
    parts, unit_of_part = shapely.get_parts(polygons, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    coords, ring_of_point = shapely.get_coordinates(rings, return_index=True)
    points = np.rint(coords * 10**decimals).astype(np.int64)
    kept = _without_repeats(points, ring_of_point)
    points, ring_of_point = points[kept], ring_of_point[kept]
    points, ring_of_point = _with_tiny_rings(points, ring_of_point, unit_of_part[part_of_ring])
    vertices, vertex_of_point = np.unique(points, axis=0, return_inverse=True)
    vertex_of_point = vertex_of_point.reshape(-1)

    starts = np.flatnonzero(np.r_[True, np.diff(ring_of_point) > 0])
    ends = np.r_[starts[1:], len(ring_of_point)]
    is_node = _nodes(vertex_of_point, starts, ends, len(vertices))
    lines: dict[tuple[int, int], int] = {}
    arcs: list[list[int]] = []
    owners: list[list[int]] = []
    units: list[Unit] = [[] for _ in polygons]
    last_part = -1
    for start, end in zip(starts.tolist(), ends.tolist(), strict=True):
        part = int(part_of_ring[ring_of_point[start]])
        unit = int(unit_of_part[part])
        ring: Ring = []
        for line in _cut(vertex_of_point[start:end], is_node):
            forward, backward = (int(line[0]), int(line[1])), (int(line[-1]), int(line[-2]))
            # A border's inner points have two edges each, so its first edge names it.
            key, is_back = (backward, True) if backward < forward else (forward, False)
            if key not in lines:
                lines[key] = len(arcs)
                arcs.append(_steps(vertices[line[::-1] if is_back else line]))
                owners.append([])
            number = lines[key]
            if unit not in owners[number]:
                owners[number].append(unit)
            ring.append(~number if is_back else number)
        if part != last_part:
            units[unit].append([])
            last_part = part
        units[unit][-1].append(ring)
    sides = [cast("tuple[int, int]", tuple([*sorted(pair), -1][:2])) for pair in owners]
    return Arcs(decimals, arcs, units, sides)


def _without_repeats(points: IntArray, ring_of_point: IntArray) -> npt.NDArray[np.bool_]:
    """Mark the points that differ from the one before, and drop each ring's closing point."""
    is_first = np.r_[True, np.diff(ring_of_point) > 0]
    moved = np.r_[True, (np.diff(points, axis=0) != 0).any(axis=1)]
    kept = is_first | moved
    # After repeats are gone, a ring's last point equals its first: the ring closes by itself.
    last_kept = np.maximum.reduceat(
        np.where(kept, np.arange(len(points)), -1), np.flatnonzero(is_first)
    )
    first = np.flatnonzero(is_first)
    closes = (points[last_kept] == points[first]).all(axis=1) & (last_kept != first)
    kept[last_kept[closes]] = False
    return cast("npt.NDArray[np.bool_]", kept)


def _with_tiny_rings(
    points: IntArray, ring_of_point: IntArray, unit_of_ring: IntArray
) -> tuple[IntArray, IntArray]:
    """Drop rings of fewer than three points; give a unit that would vanish a triangle."""
    count = np.bincount(ring_of_point, minlength=len(unit_of_ring))
    is_ring = count >= 3  # noqa: PLR2004 - a ring has three corners
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


def _nodes(
    vertex_of_point: IntArray, starts: IntArray, ends: IntArray, n_vertices: int
) -> npt.NDArray[np.bool_]:
    """Mark the vertices where borders meet: those with other than two edges."""
    following = np.arange(1, len(vertex_of_point) + 1)
    following[ends - 1] = starts
    edges = np.sort(np.column_stack([vertex_of_point, vertex_of_point[following]]), axis=1)
    edges = np.unique(edges[:, 0] * n_vertices + edges[:, 1])
    degree = np.bincount(edges // n_vertices, minlength=n_vertices) + np.bincount(
        edges % n_vertices, minlength=n_vertices
    )
    return cast("npt.NDArray[np.bool_]", degree != 2)  # noqa: PLR2004


def _cut(ring: IntArray, is_node: npt.NDArray[np.bool_]) -> list[IntArray]:
    """Cut an open ring of vertex numbers into lines from node to node."""
    nodes = np.flatnonzero(is_node[ring])
    first = int(nodes[0]) if len(nodes) else int(np.argmin(ring))
    turned = np.concatenate([ring[first:], ring[: first + 1]])
    cuts = [*(nodes - first).tolist(), len(ring)] if len(nodes) else [0, len(ring)]
    return [turned[low : high + 1] for low, high in itertools.pairwise(cuts)]


def _steps(line: IntArray) -> list[int]:
    """Write a line as its first point and the steps that follow."""
    return cast("list[int]", np.diff(line, axis=0, prepend=0).ravel().tolist())


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
    inner, outer = [], []
    for number, (one, other) in enumerate(arcs.owners):
        if other < 0 or one < 0:
            outer.append(number)
        elif groups[one] != groups[other]:
            inner.append(number)
    return [inner, outer]
