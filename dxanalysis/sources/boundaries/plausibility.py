"""Whether a shape can be the ground of a unit at all, decided before heavy work is done with it.

Repairing a ring that crosses itself everywhere takes time with the square of its points, and so
does joining parts, or units, that cross each other everywhere; what comes out is no ground of
anything. So crossings are estimated first, from a sample.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]
    Segments = tuple[NDArray[np.float64], NDArray[np.float64]]

MOST_CROSSINGS: Final = 100
"""Crossings of a ring with itself that may always be repaired: a border drawn twice has some."""

CROSSINGS_PER_POINT: Final = 0.5
"""The same, for each of its points."""

SMALLEST: Final = 1e-9
"""Square degrees that a part of a unit takes up at least, some ten square metres."""

DENSE: Final = 100_000
"""Points of a unit up to which it may be of any size."""

CLOSEST_M: Final = 0.05
"""Mean distance between a unit's points, in metres, below which they describe no border."""

MOST_RINGS: Final = 10_000
"""Parts and holes of a unit: the most islands of a whole province are some two thousand."""

MOST_OVERLAID: Final = 50_000
"""Pairs of rings of an invalid shape that may lie over each other: repairing compares each."""

MOST_BETWEEN: Final = 200_000
"""Crossings of all units' borders with each other up to which they are repaired or reported."""

MOST_BETWEEN_ONE: Final = 1000
BETWEEN_PER_POINT: Final = 3
"""Crossings of a unit's border with others', and of its parts', that a faulty drawing may have."""

_PAIRS: Final = 2_000_000
_FEWEST: Final = 30
_PAIRS_BETWEEN: Final = 200_000
_FEWEST_BETWEEN: Final = 4
_SAMPLE: Final = 500
_HARMLESS_PAIRS: Final = 1_000_000
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
        A rule of the findings: ``no_area``, ``too_dense``, ``many_parts``, ``tangled``; empty
        where they can.

    Examples
    --------
    >>> fault(np.array([shapely.box(104, 21, 104.1, 21.1)]))
    ''
    >>> fault(np.array([shapely.Polygon([(104, 21), (104.1, 21), (104.2, 21)])]))
    'no_area'
    """
    if rule := _beyond_reason(parts):
        return rule
    broken = parts[~shapely.is_valid(parts)]
    if _is_tangled(broken, parts):
        return "tangled"
    if _is_overlaid(broken if len(parts) == 1 else parts):
        return "many_parts"
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


def entangled(shapes: Mapping[str, shapely.Geometry]) -> list[str]:
    """Find units whose borders cross those of others everywhere.

    Parameters
    ----------
    shapes
        Unit code to shape.

    Returns
    -------
    list of str
        Their codes, in order; none where a repair of the layer can cope with all crossings.
    """
    units: Shapes = np.array(list(shapes.values()), dtype=object)
    points = shapely.get_num_coordinates(units)
    near, other = shapely.STRtree(units).query(units)
    beside = np.bincount(near, weights=points[other], minlength=len(units)) - points
    segments = [_segments(units[place : place + 1]) for place in range(len(units))]
    found = np.zeros(len(units))
    for place in np.flatnonzero(points * beside > _HARMLESS_PAIRS).tolist():
        others = [segments[one] for one in other[near == place] if one != place]
        start, end = (np.concatenate(side) for side in zip(*others, strict=True))
        most = max(_PAIRS_BETWEEN // len(start), _FEWEST_BETWEEN)
        found[place] = _crossings(segments[place], (start, end), most)
    if found.sum() <= 2 * MOST_BETWEEN:  # each is met from both sides
        return []
    many = found > np.maximum(MOST_BETWEEN_ONE, BETWEEN_PER_POINT * points)
    return [code for code, is_one in zip(shapes, many, strict=True) if is_one]


def _beyond_reason(parts: Shapes) -> str:
    """Say what is wrong with the size or the number of shapes, or nothing."""
    if not (shapely.area(shapely.envelope(parts)) > SMALLEST).any():
        return "no_area"
    points = int(shapely.get_num_coordinates(parts).sum())
    metres = float(shapely.length(parts).sum()) * _M_PER_DEGREE
    if points > DENSE and metres / points < CLOSEST_M:
        return "too_dense"
    rings = shapely.get_rings(shapely.get_parts(parts))
    return "many_parts" if len(rings) > MOST_RINGS else ""


def _is_overlaid(shapes: Shapes) -> bool:
    """Check whether parts or holes lie over each other more often than can be repaired."""
    polygons = shapely.get_parts(shapes)
    outer = shapely.get_exterior_ring(polygons)
    rings, whose = shapely.get_rings(polygons, return_index=True)
    is_outer = np.append(True, whose[1:] != whose[:-1]) if len(rings) else np.empty(0, bool)
    return any(
        len(some) ** 2 > MOST_OVERLAID and _overlaps(some) > MOST_OVERLAID
        for some in (outer, rings[~is_outer])
    )


def _overlaps(rings: Shapes) -> int:
    """Estimate how many pairs of rings have envelopes that lie over each other, from a sample."""
    size = min(len(rings), _SAMPLE)
    sample = np.random.default_rng(14).choice(len(rings), size, replace=False)
    found = int(shapely.STRtree(rings).query(rings[sample]).shape[1]) - size
    return round(found * len(rings) / size / 2)


def _is_tangled(broken: Shapes, parts: Shapes) -> bool:
    """Tell whether rings cross themselves, or parts each other, more than a faulty border does."""
    rings = shapely.get_rings(shapely.get_parts(broken))
    long = rings[shapely.get_num_points(rings) ** 2 > 2 * MOST_CROSSINGS]
    for ring in long:
        segments = _segments(ring)
        allowed = max(MOST_CROSSINGS, CROSSINGS_PER_POINT * len(segments[0]))
        if _crossings(segments, segments) / 2 > allowed:
            return True
    together = parts if len(parts) > 1 else broken
    segments = _segments(together)
    allowed = max(MOST_BETWEEN_ONE, BETWEEN_PER_POINT * len(segments[0]))
    return bool(len(segments[0])) and _crossings(segments, segments) / 2 > allowed


def _segments(shapes: Any) -> Segments:  # noqa: ANN401 - a shape or many
    """Give the beginnings and ends of all segments of all rings."""
    many = isinstance(shapes, np.ndarray)
    rings = shapely.get_rings(shapely.get_parts(shapes)) if many else shapes
    places, ring = shapely.get_coordinates(rings, return_index=True)
    joined = ring[1:] == ring[:-1]
    return places[:-1][joined], places[1:][joined]


def _crossings(own: Segments, others: Segments, most: int | None = None) -> float:
    """Estimate how often segments properly cross others: of themselves, each is met twice."""
    count = len(own[0])
    size = most or min(max(_PAIRS // max(len(others[0]), 1), _FEWEST), 10 * _FEWEST)
    # At random, for an even sample may fall into step with a shape that repeats itself.
    sample = np.random.default_rng(14).choice(count, min(count, size), replace=False)
    met = sum(_crossed(own[0][place], own[1][place], *others) for place in sample)
    return met * count / len(sample)


def _crossed(
    first: NDArray[np.float64],
    last: NDArray[np.float64],
    start: NDArray[np.float64],
    end: NDArray[np.float64],
) -> int:
    """Count the segments that one properly crosses."""
    apart = _side(first, last, start) * _side(first, last, end) < 0
    start, end = start[apart], end[apart]
    return int((_side(start, end, first) * _side(start, end, last) < 0).sum())


def _side(
    start: NDArray[np.float64], end: NDArray[np.float64], point: NDArray[np.float64]
) -> NDArray[np.float64]:
    """Tell on which side of a segment a point lies, by sign; any of the three may be many."""
    along, across = end - start, point - start
    return np.asarray(along[..., 0] * across[..., 1] - along[..., 1] * across[..., 0])
