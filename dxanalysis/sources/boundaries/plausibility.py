"""Whether a shape can be the ground of a unit at all, decided before heavy work is done with it.

Repairing a ring that crosses itself everywhere takes time with the square of its points, and what
comes out is no ground of anything. So crossings are estimated first, from a sample.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]

MOST_CROSSINGS: Final = 100
"""Crossings of a ring with itself that may always be repaired: a border drawn twice has some."""

CROSSINGS_PER_POINT: Final = 0.5
"""The same, for each of its points."""

DENSE: Final = 100_000
"""Points of a unit up to which it may be of any size."""

CLOSEST_M: Final = 0.05
"""Mean distance between a unit's points, in metres, below which they describe no border."""

_PAIRS: Final = 20_000_000
_M_PER_DEGREE: Final = 111_000.0


def fault(parts: Shapes) -> str:
    """Say why shapes cannot be the ground of a unit.

    Parameters
    ----------
    parts
        The polygons and multipolygons of one unit, degrees.

    Returns
    -------
    str
        A rule of the findings: ``no_area``, ``too_dense``, ``tangled``; empty where they can.

    Examples
    --------
    >>> fault(np.array([shapely.box(104, 21, 104.1, 21.1)]))
    ''
    >>> fault(np.array([shapely.Polygon([(104, 21), (104.1, 21), (104.2, 21)])]))
    'no_area'
    """
    if not (shapely.area(shapely.envelope(parts)) > 0).any():
        return "no_area"
    points = int(shapely.get_num_coordinates(parts).sum())
    metres = float(shapely.length(parts).sum()) * _M_PER_DEGREE
    if points > DENSE and metres / points < CLOSEST_M:
        return "too_dense"
    broken = parts[~shapely.is_valid(parts)]
    rings = shapely.get_rings(broken)
    if any(_is_tangled(shapely.get_coordinates(ring)) for ring in rings):
        return "tangled"
    if not len(broken) and not shapely.area(parts).sum() > 0:
        return "no_area"
    return ""


def alike(shapes: Mapping[str, shapely.Geometry]) -> list[str]:
    """Find units that have the very same ground as another.

    Parameters
    ----------
    shapes
        Unit code to shape.

    Returns
    -------
    list of str
        Their codes, in order.
    """
    content = {code: shapely.to_wkb(shapely.normalize(shape)) for code, shape in shapes.items()}
    times = Counter(content.values())
    return [code for code, raw in content.items() if times[raw] > 1]


def _is_tangled(ring: NDArray[np.float64]) -> bool:
    """Tell whether a ring crosses itself more often than a border that is merely faulty."""
    count = len(ring) - 1
    allowed = max(MOST_CROSSINGS, CROSSINGS_PER_POINT * count)
    sample = np.unique(
        np.linspace(0, count - 1, min(count, _PAIRS // max(count, 1) + 1)).astype(int)
    )
    crossings = sum(_crossings(ring, place) for place in sample)
    return crossings * count / len(sample) / 2 > allowed  # each crossing is met from both sides


def _crossings(ring: NDArray[np.float64], place: int) -> int:
    """Count the segments of a ring that one of them properly crosses."""
    first, last = ring[place], ring[place + 1]
    start, end = ring[:-1], ring[1:]
    apart = _side(first, last, start) * _side(first, last, end) < 0
    start, end = start[apart], end[apart]
    return int((_side(start, end, first) * _side(start, end, last) < 0).sum())


def _side(
    start: NDArray[np.float64], end: NDArray[np.float64], point: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Tell on which side of a segment a point lies, by sign; any of the three may be many."""
    along, across = end - start, point - start
    return np.asarray(along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0])
