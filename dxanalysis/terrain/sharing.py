"""What may leave the machine: nothing that stations can be read off from.

The rule
--------
Shared is one interval for each *group* of communes, such as those of a former district: the share
of its people that is reached (of its area where no villages are known), widened outwards to full
fifths. A group is shared only if it is larger than :data:`SMALLEST_KM2` and has at least
:data:`FEWEST_STATIONS` stations in it, each elsewhere. Levels, cells, distances, figures of single
communes, and places of stations and villages are never part of it.

Figures of single communes are not enough of a veil: somebody who has the terrain, this program, its
settings and all stations but one finds that one within a kilometre by trying all places, even if
shares are widened to fifths. ``tests/test_terrain_sharing.py`` makes that attempt, on communes,
where it succeeds, and on groups, where it does not.

Who wants more for the own desk asks for it by name (:func:`write_raster`, :func:`write_polygons`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final, cast

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio
from affine import Affine
from rasterio.features import shapes
from shapely import MultiPolygon
from shapely.geometry import shape

from dxanalysis.errors import ParameterError
from dxanalysis.files import atomic_write
from dxanalysis.sources.measurements.locator import OUTSIDE as OUTSIDE_ALL
from dxanalysis.sources.measurements.locator import make_locator
from dxanalysis.terrain.unit_shares import EQUAL_AREA, OUTSIDE

if TYPE_CHECKING:
    from shapely import Polygon

    from dxanalysis.terrain.coverage import Coverage
    from dxanalysis.terrain.elevation import Elevation

STEP_POINTS: Final = 20.0
"""Shares are widened to multiples of this, percentage points."""

SMALLEST_KM2: Final = 400.0
"""Smaller groups are not shared."""

FEWEST_STATIONS: Final = 10
"""Groups with fewer stations are not shared: each would count for too much."""

TOO_FEW: Final = "terrain.too_few_to_share"
SHARED_COLUMNS: Final = ("basis", "low_pct", "high_pct", "reason")


def shareable(
    reach: pd.DataFrame, units: gpd.GeoDataFrame, *, groups: pd.Series, stations: pd.DataFrame
) -> pd.DataFrame:
    """Reduce what was computed to what may be shared.

    Parameters
    ----------
    reach
        What :func:`dxanalysis.terrain.unit_shares.reach_by_unit` gives.
    units
        The same units' polygons, EPSG:4326.
    groups
        The group of each unit, indexed by ``unit_code``.
    stations
        ``lon`` and ``lat`` of the stations that were computed.

    Returns
    -------
    pandas.DataFrame
        Indexed by group: ``basis`` (people or area), ``low_pct`` and ``high_pct`` in full fifths,
        missing where there is a ``reason``: a unit of the group has no share, or the group is too
        small or has too few stations to be shared.

    Examples
    --------
    >>> import geopandas as gpd
    >>> from shapely import box
    >>> units = gpd.GeoDataFrame(index=["a"], geometry=[box(104, 21, 104.5, 21.5)], crs=4326)
    >>> one = {"area_km2": [2900.0], "area_low_pct": [37.0], "area_high_pct": [61.0]}
    >>> reach = pd.DataFrame({**one, "reason": ""}, index=["a"])
    >>> places = pd.DataFrame({"lon": np.linspace(104.1, 104.4, 12), "lat": 21.2})
    >>> shared = shareable(reach, units, groups=pd.Series({"a": "1"}), stations=places)
    >>> shared.loc["1", ["low_pct", "high_pct"]].tolist()
    [20.0, 80.0]
    """
    basis = "people" if "people_low_pct" in reach else "area"
    weight = reach["people"] if basis == "people" else reach["area_km2"]
    group = groups.reindex(reach.index)
    inside = pd.DataFrame(
        {
            "whole": weight,
            "low": weight * reach[f"{basis}_low_pct"],
            "high": weight * reach[f"{basis}_high_pct"],
            "area": reach["area_km2"],
        }
    )
    sums = inside.groupby(group).sum(min_count=1)
    low, high = (sums[end] / sums["whole"].where(sums["whole"] > 0) for end in ("low", "high"))
    few = (sums["area"] < SMALLEST_KM2) | (
        _masts(units, group, stations).reindex(sums.index).fillna(0) < FEWEST_STATIONS
    )
    unknown = reach["reason"].ne("").groupby(group).any().reindex(sums.index)
    reason = np.select([few, unknown, low.isna()], [TOO_FEW, OUTSIDE, "terrain.nobody_known"], "")
    shared = pd.DataFrame(
        {
            "basis": basis,
            # A share a rounding above a fifth is that fifth.
            "low_pct": np.floor((low / STEP_POINTS).round(6)) * STEP_POINTS,
            "high_pct": np.ceil((high / STEP_POINTS).round(6)) * STEP_POINTS,
            "reason": reason,
        },
        index=sums.index,
    )
    shared.loc[shared["reason"] != "", ["low_pct", "high_pct"]] = np.nan
    return shared[list(SHARED_COLUMNS)]


def _masts(units: gpd.GeoDataFrame, group: pd.Series, stations: pd.DataFrame) -> pd.Series:
    """Count the places with stations in each group."""
    places = stations[["lon", "lat"]].drop_duplicates()
    unit = make_locator(units, cells=250_000).find(
        places["lon"].to_numpy(dtype="float64"), places["lat"].to_numpy(dtype="float64")
    )
    codes = units.index.to_numpy()[unit[unit != OUTSIDE_ALL]]
    return group.reindex(codes).value_counts()


def write_raster(found: Coverage, path: str | Path, *, shows_stations: bool = False) -> None:
    """Write levels as a GeoTIFF for the own desk. Stations can be read off from it.

    Parameters
    ----------
    found
        What stations give.
    path
        Where to: band 1 is the low end, band 2 the high end, dBm.
    shows_stations
        Has to be True: that the file gives stations away is known and meant.

    Raises
    ------
    ParameterError
        If ``shows_stations`` is not True.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> write_raster(None, "levels.tif")
    Traceback (most recent call last):
    ...
    dxanalysis.errors.ParameterError: ...
    """
    _asked_by_name(shows_stations)
    ground = found.elevation
    rows, columns = ground.shape
    with (
        atomic_write(Path(path)) as half,
        rasterio.open(
            half,
            "w",
            driver="GTiff",
            count=2,
            height=rows,
            width=columns,
            dtype="float32",
            crs=ground.crs,
            transform=_transform(ground),
            nodata=np.nan,
            compress="deflate",
            tiled=True,
        ) as file,
    ):
        for band, level in enumerate((found.low_dbm, found.high_dbm), start=1):
            file.write(np.where(np.isfinite(level), level, np.nan).astype(np.float32), band)


def reached_polygons(found: Coverage) -> gpd.GeoDataFrame:
    """Outline what is reached. For the own desk: stations can be read off from the outlines.

    Parameters
    ----------
    found
        What stations give.

    Returns
    -------
    geopandas.GeoDataFrame
        EPSG:4326; one row for what is reached at the low end and one for what is only at the high
        end (``reached``: low, high), without a row where nothing is; ``area_km2``. The two do not
        overlap.

    Examples
    --------
    >>> from dxanalysis.terrain.coverage import Assumptions, Coverage
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((2, 4)), west=104, north=21, step=0.01)
    >>> rows = [-90, -120, -120, -120], [-80, -80, -80, -120]
    >>> ends = [np.array([row, row], dtype=np.float32) for row in rows]
    >>> outlines = reached_polygons(Coverage(ground, *ends, Assumptions(), 1, 0))
    >>> outlines["reached"].tolist(), outlines["area_km2"].round(1).tolist()
    (['low', 'high'], [2.3, 4.6])
    """
    ground = found.elevation
    low, high = found.reached()
    kinds = np.where(low, 1, np.where(high, 2, 0)).astype(np.uint8)
    outlines: dict[int, list[Polygon]] = {1: [], 2: []}
    for outline, kind in shapes(kinds, mask=kinds > 0, transform=_transform(ground)):
        outlines[int(kind)].append(cast("Polygon", shape(outline)))
    names = {1: "low", 2: "high"}
    rows = {names[kind]: MultiPolygon(parts) for kind, parts in outlines.items() if parts}
    table = gpd.GeoDataFrame({"reached": list(rows)}, geometry=list(rows.values()), crs=ground.crs)
    table["area_km2"] = table.to_crs(EQUAL_AREA).area / 1e6
    return table.to_crs(4326)


def write_polygons(found: Coverage, path: str | Path, *, shows_stations: bool = False) -> None:
    """Write outlines of what is reached as a GeoPackage for the own desk.

    Parameters
    ----------
    found
        What stations give.
    path
        Where to; one layer, ``reached``, as :func:`reached_polygons` gives it.
    shows_stations
        Has to be True: that the file gives stations away is known and meant.

    Raises
    ------
    ParameterError
        If ``shows_stations`` is not True.
    OutputError
        If the file cannot be written.

    Examples
    --------
    >>> write_polygons(None, "reached.gpkg")
    Traceback (most recent call last):
    ...
    dxanalysis.errors.ParameterError: ...
    """
    _asked_by_name(shows_stations)
    with atomic_write(Path(path)) as half:
        half.unlink()  # GDAL makes the file itself
        reached_polygons(found).to_file(half, layer="reached", driver="GPKG")


def _asked_by_name(shows_stations: bool) -> None:  # noqa: FBT001 - checks exactly this option
    """Refuse to write what gives stations away unless that is meant."""
    if shows_stations is not True:
        raise ParameterError("terrain.shows_stations")


def _transform(ground: Elevation) -> Affine:
    """Give the place of the grid's cells."""
    return Affine(ground.step_x, 0, ground.west, 0, -ground.step_y, ground.north)
