"""What of a unit is reached: shares of its area, villages and people, each as an interval."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely
from affine import Affine
from rasterio.features import rasterize

from dxanalysis.errors import ParameterError

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    from dxanalysis.terrain.coverage import Coverage
    from dxanalysis.terrain.elevation import Elevation

    Bools = NDArray[np.bool_]
    Floats = NDArray[np.float64]

KNOWN_PCT: Final = 97.0
"""Units of which less is known ground get no share."""

OUTSIDE: Final = "terrain.outside_elevation"
"""Why a unit has no share; also the key of its sentence."""

OWN_CELL: Final = 4
"""Of the nine cells around a village, its own."""

EQUAL_AREA: Final = "EPSG:6933"
_LOWEST_DBM: Final = np.float32(-300)
"""Taken for cells that no station reaches."""


def reach_by_unit(
    found: Coverage, units: gpd.GeoDataFrame, *, villages: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Say what share of each unit is reached.

    Parameters
    ----------
    found
        What stations give.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.
    villages
        ``lon``, ``lat``, ``unit_code`` and ``people``; without it only areas are said.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``units``: ``area_km2``; ``elevation_pct``, of how much of it the ground is
        known; ``area_low_pct`` and ``area_high_pct``; ``villages``, ``villages_low_pct`` and
        ``villages_high_pct``; ``people`` (of villages whose number is known), ``people_low_pct``
        and ``people_high_pct``; and ``reason``: empty, or :data:`OUTSIDE` where the elevation does
        not cover the unit, and then all shares are missing. A village is reached at the low end
        if its cell and the eight around it are, and at the high end if one of them is, for a
        village is no point.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -120, dtype=np.float32)
    >>> level[:, :5] = -90
    >>> found = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> unit = gpd.GeoDataFrame(index=["1"], geometry=[box(104, 20.9, 104.1, 21)], crs=4326)
    >>> reach_by_unit(found, unit)[["area_low_pct", "area_high_pct"]].iloc[0].tolist()
    [50.0, 50.0]
    """
    labels = label_cells(found.elevation, units)
    low, high = found.reached()
    table = _areas(found.elevation, units, labels, ends=(low, high), known=found.known)
    if villages is not None:
        table = table.join(_villages(found, villages, ends=(low, high)))
        table["villages"] = table["villages"].fillna(0)
    covered = table["elevation_pct"] >= KNOWN_PCT
    shares = [name for name in table.columns if name.endswith(("_low_pct", "_high_pct"))]
    # Sums of parts may exceed the whole by a rounding, which must not become a class of its own.
    table[shares] = table[shares].round(6).clip(0, 100)
    table.loc[~covered, shares] = np.nan
    table["reason"] = np.where(covered, "", OUTSIDE)
    return table


def label_cells(elevation: Elevation, units: gpd.GeoDataFrame) -> NDArray[np.int32]:
    """Say in which unit the middle of each cell lies.

    Parameters
    ----------
    elevation
        The grid.
    units
        Polygons, EPSG:4326.

    Returns
    -------
    numpy.ndarray
        Places in ``units``, -1 for none.

    Raises
    ------
    ParameterError
        If there is no unit.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((1, 3)), west=104, north=21, step=0.01)
    >>> unit = gpd.GeoDataFrame(index=["1"], geometry=[box(104.01, 20.9, 105, 21)], crs=4326)
    >>> label_cells(ground, unit).tolist()
    [[-1, 0, 0]]
    """
    if units.empty:
        raise ParameterError("terrain.no_units")
    step = Affine(elevation.step_x, 0, elevation.west, 0, -elevation.step_y, elevation.north)
    shapes = zip(units.to_crs(elevation.crs).geometry, range(len(units)), strict=True)
    return np.asarray(
        rasterize(shapes, out_shape=elevation.shape, transform=step, fill=-1, dtype="int32")
    )


def _areas(
    elevation: Elevation,
    units: gpd.GeoDataFrame,
    labels: NDArray[np.int32],
    *,
    ends: tuple[Bools, Bools],
    known: Bools,
) -> pd.DataFrame:
    """Add up areas of cells."""
    across, along = elevation.cell_metres(np.arange(elevation.shape[0]))
    area = np.broadcast_to((across * along / 1e6)[:, None], labels.shape)

    def total(chosen: Bools) -> NDArray[np.float64]:
        inside = chosen & (labels >= 0)
        sums = np.bincount(labels[inside], weights=area[inside], minlength=len(units))
        return sums.astype(np.float64)

    true = units.to_crs(EQUAL_AREA).area.to_numpy() / 1e6
    ground = total(known)
    # Cells at the border add up to more or less than the unit: of the cells, and of the polygon's
    # part within the grid, each is set against its own kind.
    shapes = units.to_crs(elevation.crs).geometry.to_numpy()
    within = shapely.area(shapely.clip_by_rect(shapes, *elevation.bounds)) / shapely.area(shapes)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = [100 * total(end & known) / ground for end in ends]
        known_pct = 100 * within * np.nan_to_num(ground / total(labels >= 0))
    return pd.DataFrame(
        {
            "area_km2": true,
            "elevation_pct": known_pct,
            "area_low_pct": shares[0],
            "area_high_pct": shares[1],
        },
        index=units.index,
    )


def villages_reached(
    found: Coverage, villages: pd.DataFrame, *, ends: tuple[Bools, Bools] | None = None
) -> pd.DataFrame:
    """Say which villages are reached at the low and at the high end.

    Parameters
    ----------
    found
        What stations give.
    villages
        ``lon`` and ``lat``.
    ends
        Cells that are reached at both ends, by default at the threshold.

    Returns
    -------
    pandas.DataFrame
        Indexed as ``villages``: ``low`` and ``high``, and ``known``, whether the ground around is.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -120, dtype=np.float32)
    >>> level[:, :5] = -90
    >>> found = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> places = pd.DataFrame({"lon": [104.015, 104.045, 104.085], "lat": 20.95})
    >>> villages_reached(found, places)[["low", "high"]].to_numpy().tolist()
    [[True, True], [False, True], [False, False]]
    """
    low, high = ends or found.reached()
    at, inside = _around(found, villages)
    known = inside & found.known[at]
    return pd.DataFrame(
        {
            "low": (low[at] & known).all(axis=1),
            "high": (high[at] & known).any(axis=1),
            "known": known.any(axis=1),
        },
        index=villages.index,
    )


def levels_around(found: Coverage, villages: pd.DataFrame) -> tuple[Floats, NDArray[np.int32]]:
    """Take the levels at villages and around, half way between both ends.

    Parameters
    ----------
    found
        What stations give.
    villages
        ``lon`` and ``lat``.

    Returns
    -------
    level_db
        Above the threshold, dB; shape (villages, 9), the village's own cell in the middle
        (:data:`OWN_CELL`). Cells of unknown ground have what the own cell has; all are
        not-a-number where that is not known either.
    mast
        The number of the mast that is best in the village's own cell, -1 where none is known.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((10, 10)), west=104, north=21, step=0.01)
    >>> level = np.full((10, 10), -120, dtype=np.float32)
    >>> level[:, :5] = -90
    >>> found = Coverage(ground, level, level + 4, Assumptions(), 1, 0)
    >>> levels_around(found, pd.DataFrame({"lon": [104.045], "lat": 20.95}))[0].tolist()
    [[22.0, 22.0, -8.0, 22.0, 22.0, -8.0, 22.0, 22.0, -8.0]]
    """
    at, inside = _around(found, villages)
    ends = (np.maximum(level[at], _LOWEST_DBM) for level in (found.low_dbm, found.high_dbm))
    middle = np.mean(np.array([*ends], dtype=np.float64), axis=0)
    middle = np.where(inside & found.known[at], middle, np.nan)
    middle = np.where(np.isnan(middle), middle[:, [OWN_CELL]], middle)
    own = tuple(one[:, OWN_CELL] for one in at)
    mast = np.full(len(villages), -1, dtype=np.int32) if found.mast is None else found.mast[own]
    return middle - found.assumptions.threshold_dbm, mast


def _around(
    found: Coverage, villages: pd.DataFrame
) -> tuple[tuple[NDArray[np.intp], NDArray[np.intp]], Bools]:
    """Find the cells of villages and the eight around each; say which lie on the grid."""
    rows, columns = found.elevation.shape
    row, column = found.elevation.places(villages["lon"], villages["lat"])
    down, across = (one.ravel() for one in np.mgrid[-1:2, -1:2])
    around_row = np.rint(row).astype(np.intp)[:, None] + down
    around_column = np.rint(column).astype(np.intp)[:, None] + across
    inside = (around_row >= 0) & (around_row < rows) & (around_column >= 0)
    inside &= around_column < columns
    at = np.clip(around_row, 0, rows - 1), np.clip(around_column, 0, columns - 1)
    return at, inside


def _villages(
    found: Coverage, villages: pd.DataFrame, *, ends: tuple[Bools, Bools]
) -> pd.DataFrame:
    """Add up villages and people by unit."""
    reached = villages_reached(found, villages, ends=ends)
    people = villages["people"].astype("float64")
    rows = pd.DataFrame(
        {
            "unit_code": villages["unit_code"],
            "villages": 1.0,
            "villages_low": reached["low"].astype("float64"),
            "villages_high": reached["high"].astype("float64"),
            "people": people,
            "people_low": people * reached["low"],
            "people_high": people * reached["high"],
        }
    )
    sums = rows.groupby("unit_code").sum(min_count=1)
    table = sums[["villages", "people"]].copy()
    for base in ("villages", "people"):
        whole = sums[base].where(sums[base] > 0)
        table[f"{base}_low_pct"] = 100 * sums[f"{base}_low"] / whole
        table[f"{base}_high_pct"] = 100 * sums[f"{base}_high"] / whole
    return table[
        ["villages", "villages_low_pct", "villages_high_pct",
         "people", "people_low_pct", "people_high_pct"]
    ]  # fmt: skip
