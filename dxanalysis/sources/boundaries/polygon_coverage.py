"""Whether the units of a layer fit together: no overlaps, no gaps, nothing that lies apart.

What is small is repaired, and said; what is not, is only said, for a program cannot know which of
two borders is the right one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import geopandas as gpd
    from numpy.typing import NDArray

    Shapes = NDArray[np.object_]

SAFE_SHARE: Final = 0.01
"""The share of its area that mending may add to any unit or take from it."""

GAP_M: Final = 20.0
"""Gaps narrower than this, in metres, are closed: they come of borders drawn twice."""

_KM_PER_DEGREE: Final = 110.7
_SHOWN: Final = 5
_PAIRS_SHOWN: Final = 3
_MOST_PAIRS: Final = 3000


def fit_together(units: gpd.GeoDataFrame, note: Callable[..., None]) -> gpd.GeoDataFrame:
    """Mend small overlaps and gaps between units; say what there is.

    Parameters
    ----------
    units
        One valid polygon or multipolygon for each unit, EPSG:4326, with ``unit_name``.
    note
        Called as ``note(rule, severity=..., value=..., expected=...)`` for what should be reported.

    Returns
    -------
    geopandas.GeoDataFrame
        The units; the same geometry where nothing was to be repaired, or could not safely be.
    """
    shapes: Shapes = units.geometry.to_numpy()
    found = _faults(shapes)
    repaired = _repaired(shapes) if found.overlap_km2 or found.gaps_km2 else None
    left = found if repaired is None else _faults(repaired)
    overlap = round(found.overlap_km2 - left.overlap_km2, 3)
    closed = round(found.gaps_km2 - left.gaps_km2, 3)
    if overlap:
        note("overlaps_repaired", severity="note", value=overlap)
    if closed:
        note("gaps_repaired", severity="note", value=found.gaps - left.gaps, expected=closed)
    if left.overlap_km2:
        mended = shapes if repaired is None else repaired
        note("overlaps_left", value=left.overlap_km2, expected=_overlapping(units, mended))
    if left.gaps_km2:
        note("gaps_left", value=left.gaps, expected=left.gaps_km2)
    _tell_islands(units, note)
    return units.set_geometry(repaired, crs=units.crs) if overlap or closed else units


@dataclass(frozen=True)
class _Faults:
    """How far a layer is from fitting together; what is next to nothing counts as nothing."""

    overlap_km2: float
    gaps: int
    gaps_km2: float


def _faults(shapes: Shapes) -> _Faults:
    """Measure overlaps, and the holes that all units together leave."""
    valid = bool(shapely.coverage_is_valid(shapes))
    try:
        whole = shapely.coverage_union_all(shapes) if valid else shapely.union_all(shapes)
    except shapely.errors.GEOSException:  # what passes the one test may fail the other
        valid = False
        whole = shapely.union_all(shapes)
    scale = _KM_PER_DEGREE**2 * np.cos(np.radians(shapely.get_y(shapely.centroid(whole))))
    overlap = 0.0 if valid else float(shapely.area(shapes).sum() - shapely.area(whole))
    parts = shapely.get_parts(whole)
    filled = shapely.polygons(shapely.get_exterior_ring(parts))
    gaps = float(shapely.area(filled).sum() - shapely.area(parts).sum())
    count = int(shapely.get_num_interior_rings(parts).sum())
    return _Faults(round(overlap * scale, 3), count, round(gaps * scale, 3))


def _repaired(shapes: Shapes) -> Shapes | None:
    """Mend a coverage; None where that would change some unit by more than is safe."""
    width = GAP_M / 1000 / _KM_PER_DEGREE
    repaired: Shapes = shapely.coverage_clean(shapes, gap_width=width)  # type: ignore[attr-defined]
    before, after = shapely.area(shapes), shapely.area(repaired)
    if shapely.is_empty(repaired).any() or (np.abs(after - before) > SAFE_SHARE * before).any():
        return None
    return repaired if shapely.is_valid(repaired).all() else None


def _overlapping(units: gpd.GeoDataFrame, shapes: Shapes) -> str:
    """Name the pairs of units that overlap most; none where too many are to be compared."""
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    pairs = first < second
    first, second = first[pairs], second[pairs]
    if len(first) > _MOST_PAIRS:
        return ""
    common = shapely.area(shapely.intersection(shapes[first], shapes[second]))
    most = [place for place in np.argsort(-common)[:_PAIRS_SHOWN] if common[place] > 0]
    names = units["unit_name"]
    shown = [f"{names.iloc[first[place]]} – {names.iloc[second[place]]}" for place in most]
    return "; ".join(shown) + (" …" if int((common > 0).sum()) > len(most) else "")


def _tell_islands(units: gpd.GeoDataFrame, note: Callable[..., None]) -> None:
    """Say which units have parts that lie apart, and which touch no other where others do."""
    shapes: Shapes = units.geometry.to_numpy()
    parts = shapely.get_num_geometries(shapes)
    several = np.flatnonzero(parts > 1)
    if len(several):
        count = int((parts[several] - 1).sum())
        note("islands", severity="note", value=count, expected=_names(units, several))
    tree = shapely.STRtree(shapes)
    first, second = tree.query(shapes, predicate="intersects")
    touching = np.unique(first[first != second])
    alone = np.setdiff1d(np.arange(len(shapes)), touching)
    if 0 < len(alone) < len(shapes) / 2:
        note("units_apart", severity="note", value=len(alone), expected=_names(units, alone))


def _names(units: gpd.GeoDataFrame, places: Sequence[int] | NDArray[np.intp]) -> str:
    """Name the first units of a list."""
    shown = [str(units["unit_name"].iloc[place]) for place in places[:_SHOWN]]
    return ", ".join(shown) + (" …" if len(places) > _SHOWN else "")
