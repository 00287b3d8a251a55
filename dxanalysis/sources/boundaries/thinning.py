"""Layers with more points than any map shows, brought to what it can, borders staying shared."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]

HEAVY: Final = 2_000_000
"""Points up to which a layer is taken as it is: the country's generalised layer has 719,013."""

_TOLERANCES: Final = (0.00005, 0.0001, 0.0002, 0.0005, 0.001)
"""Degrees: the side of a square as large as the triangle that a point may be left out for."""

_STRIP: Final = 300_000
_FEWEST: Final = 100
"""Units that a strip must have."""

_THREADS: Final = 2
_M_PER_DEGREE: Final = 111_000


def thin(units: gpd.GeoDataFrame, note: Callable[..., None]) -> gpd.GeoDataFrame:
    """Leave out points of a layer that is too heavy for all that follows.

    Parameters
    ----------
    units
        One valid polygon or multipolygon for each unit, EPSG:4326.
    note
        Called as ``note("thinned", severity=..., value=..., expected=...)`` where points were left
        out, with how many there were and by how many metres borders may have moved.

    Returns
    -------
    geopandas.GeoDataFrame
        The units; the same where there are no more than :data:`HEAVY` points. Borders that two
        units share stay shared (GEOS's simplification of coverages, after Visvalingam and Whyatt).
    """
    shapes: Shapes = units.geometry.to_numpy()
    before = _points(shapes)
    if before <= HEAVY:
        return units
    for tolerance in _TOLERANCES:
        shapes = _simplified(shapes, tolerance)
        if _points(shapes) <= HEAVY:
            break
    note(
        "thinned",
        severity="note",
        value=f"{before} → {_points(shapes)}",
        expected=round(tolerance * _M_PER_DEGREE),
    )
    return units.set_geometry(shapes, crs=units.crs)


def _simplified(shapes: Shapes, tolerance: float) -> Shapes:
    """Simplify strip by strip, what strips share last."""
    from tqdm import tqdm  # noqa: PLC0415 - for large layers only

    strips = _strips(shapes)
    thinned = shapes.copy()

    def one(strip: NDArray[np.intp]) -> None:
        # The outline of a strip stays as it is, so that it fits the next strip.
        inner = shapely.coverage_simplify(shapes[strip], tolerance, simplify_boundary=False)
        thinned[strip] = _sound(inner, shapes[strip])

    with (
        ThreadPoolExecutor(_THREADS) as pool,
        tqdm(total=len(strips) + 1, unit="", disable=not sys.stderr.isatty()) as bar,
    ):
        for _ in pool.map(one, strips if len(strips) > 1 else []):
            bar.update()
        whole = _sound(shapely.coverage_simplify(thinned, tolerance), thinned)
        bar.update()
    return whole


def _strips(shapes: Shapes) -> list[NDArray[np.intp]]:
    """Divide a layer into strips from south to north, of about as many points each."""
    order = np.argsort(shapely.get_y(shapely.centroid(shapes)))
    points = np.cumsum(shapely.get_num_coordinates(shapes)[order])
    # In strips of few units most borders are outlines, which only the last pass may touch.
    count = min(int(points[-1]) // _STRIP, len(shapes) // _FEWEST)
    cuts = np.searchsorted(points, points[-1] * np.arange(1, count) / max(count, 1))
    return [strip for strip in np.split(order, np.unique(cuts)) if len(strip)]


def _sound(new: Shapes, old: Shapes) -> Shapes:
    """Keep the old shape where the new one is none."""
    broken = shapely.is_empty(new) | ~shapely.is_valid(new)
    return np.where(broken, old, new)


def _points(shapes: Shapes) -> int:
    """Count the points of a layer."""
    return int(shapely.get_num_coordinates(shapes).sum())
