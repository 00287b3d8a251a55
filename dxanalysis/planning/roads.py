"""A graph of roads: joints where lines share a point, lengths in metres on the ellipsoid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely

from dxanalysis.geodesy import geodesic_m
from dxanalysis.planning.reach import earth_centred_m

_DIGITS = 7
"""Decimals of a degree to which points are the same: about a centimetre."""


@dataclass(frozen=True)
class RoadGraph:
    """Roads as a graph.

    Attributes
    ----------
    longitude, latitude
        Of the nodes.
    lengths
        Symmetric sparse matrix (CSR) of lengths, metres.
    part
        The connected part that each node is in; the largest is 0.
    """

    longitude: Any
    latitude: Any
    lengths: Any
    part: Any

    @property
    def parts(self) -> int:
        """Number of parts: more than one means loose roads."""
        return int(self.part.max()) + 1 if len(self.part) else 0

    def nearest(self, longitude: Any, latitude: Any) -> tuple[Any, Any]:
        """Find the nearest node of each place, and how far it is, metres."""
        from scipy.spatial import KDTree

        tree = KDTree(earth_centred_m(self.longitude, self.latitude))
        far, node = tree.query(earth_centred_m(longitude, latitude))
        return node, far


def make_graph(lines: Any) -> RoadGraph:
    """Make the graph of lines.

    Parameters
    ----------
    lines
        Lines (shapely), degrees of WGS 84. They are joined where they share a point: roads that
        only cross, as over a bridge, are not.

    Returns
    -------
    RoadGraph
        One node for each point of a line.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    at, line = shapely.get_coordinates(lines, return_index=True)
    rounded = np.round(at, _DIGITS)
    nodes, number = np.unique(rounded, axis=0, return_inverse=True)
    number = number.ravel()
    follows = line[1:] == line[:-1]
    tails, heads = number[:-1][follows], number[1:][follows]
    real = tails != heads
    pairs = np.unique(np.sort(np.column_stack([tails[real], heads[real]]), axis=1), axis=0)
    lengths = np.maximum(
        geodesic_m(
            nodes[pairs[:, 0], 1], nodes[pairs[:, 0], 0],
            to_lat=nodes[pairs[:, 1], 1], to_lon=nodes[pairs[:, 1], 0],
        ),
        1e-3,
    )  # fmt: skip
    size = len(nodes)
    both = (np.r_[pairs[:, 0], pairs[:, 1]], np.r_[pairs[:, 1], pairs[:, 0]])
    matrix = coo_array((np.r_[lengths, lengths], both), shape=(size, size)).tocsr()
    _, label = connected_components(matrix, directed=False)
    order = np.argsort(-np.bincount(label), kind="stable")
    part = np.empty(len(order), dtype=np.int64)
    part[order] = np.arange(len(order))
    return RoadGraph(nodes[:, 0], nodes[:, 1], matrix, part[label])


def straight_graph(longitude: Any, latitude: Any, *, detour: float) -> RoadGraph:
    """Make a graph of straight lines between places, for where there is no file of roads.

    Parameters
    ----------
    longitude, latitude
        Of the places.
    detour
        How much longer a road is than the straight line.

    Returns
    -------
    RoadGraph
        Every place joined with its nearest thirty.
    """
    from scipy.sparse import coo_array
    from scipy.spatial import KDTree

    at = earth_centred_m(longitude, latitude)
    size = len(at)
    _, near = KDTree(at).query(at, k=min(31, size))
    near = np.asarray(near).reshape(size, -1)
    tails, heads = np.repeat(np.arange(size), near.shape[1]), near.ravel()
    # A chain through all of them keeps far groups together.
    order = np.argsort(longitude, kind="stable")
    tails, heads = np.r_[tails, order[:-1]], np.r_[heads, order[1:]]
    real = tails != heads
    pairs = np.unique(np.sort(np.column_stack([tails[real], heads[real]]), axis=1), axis=0)
    one, other = pairs[:, 0], pairs[:, 1]
    longitude, latitude = np.asarray(longitude), np.asarray(latitude)
    lengths = detour * np.maximum(
        geodesic_m(latitude[one], longitude[one], to_lat=latitude[other], to_lon=longitude[other]),
        1e-3,
    )
    matrix = coo_array(
        (np.r_[lengths, lengths], (np.r_[one, other], np.r_[other, one])), shape=(size, size)
    ).tocsr()
    return RoadGraph(longitude, latitude, matrix, np.zeros(size, dtype=np.int64))
