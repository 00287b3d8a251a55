"""Nobody can read a station's place off what is shared."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio

from dxanalysis.errors import ParameterError
from dxanalysis.geodesy import great_circle_km
from dxanalysis.terrain.coverage import Assumptions, Coverage, coverage
from dxanalysis.terrain.elevation import Elevation, elevation_from_array
from dxanalysis.terrain.elevation_files import add_clutter
from dxanalysis.terrain.sharing import (
    FEWEST_STATIONS,
    SHARED_COLUMNS,
    TOO_FEW,
    reached_polygons,
    shareable,
    write_polygons,
    write_raster,
)
from dxanalysis.terrain.unit_shares import OUTSIDE, reach_by_unit
from tests.terrain_provinces import build, mountains, settle, squares

if TYPE_CHECKING:
    from pathlib import Path

CELL = 1 / 300
"""Cells of 370 m: an attacker with a finer grid would know no more of a table of communes."""

GRID_KM = 1.0
AROUND_KM = 5.0
"""Where the attacker looks. Looking nearby only makes the attacker's task easier."""

MOST = 1 / 3
"""The most that an attacker may believe that a station lies in some circle of 1 km."""

SETTINGS = Assumptions(radius_km=8)


def attacked_province(
    seed: int, *, stations: int
) -> tuple[Elevation, gpd.GeoDataFrame, pd.DataFrame, pd.DataFrame]:
    """Make a province of 48 communes in four former districts."""
    generator = np.random.default_rng(seed)
    units = squares()
    west, south, east, north = units.total_bounds
    rows, columns = round((north - south + 0.16) / CELL), round((east - west + 0.16) / CELL)
    heights = mountains(generator, rows, columns)
    ground = elevation_from_array(heights, west=west - 0.08, north=north + 0.08, step=CELL)
    villages = settle(generator, units, ground, 24)
    return ground, units, villages, build(generator, units, ground, stations)


def quarters(units: gpd.GeoDataFrame) -> pd.Series:
    """Put communes together to four districts."""
    middle = units.geometry.to_crs(3857).centroid
    east = (middle.x > middle.x.median()).astype(int)
    return (east + 2 * (middle.y > middle.y.median())).astype(str)


def attack(
    seed: int,
    *,
    stations: int,
    by_people: bool,
    by_commune: bool = False,
    runs: tuple[float, ...] = (0.0,),
    around_km: float = AROUND_KM,
) -> float:
    """Try every place for the one station whose place is not known; all else is.

    There may be several runs, each with another height of forest. Who knows all other stations
    knows what was shared before this one was added, too: the difference to that says no more.

    Returns the share of fitting places in the circle of 1 km that holds most of them: whatever is
    made of what is shared, such as the mean of fitting places, is right within 1 km no oftener.
    """
    bare, units, villages, everything = attacked_province(seed, stations=stations)
    west, south, east, north = units.total_bounds
    inner = everything["lon"].between(west + 0.1, east - 0.1) & everything["lat"].between(
        south + 0.1, north - 0.1
    )
    secret = everything[inner].iloc[[0]]
    known = everything.drop(index=secret.index)
    grounds = [add_clutter(bare, height) if height else bare for height in runs]
    others = [coverage(known, ground, assumptions=SETTINGS) for ground in grounds]

    def published(station: pd.DataFrame, rest: Coverage) -> pd.DataFrame:
        one = coverage(station, rest.elevation, assumptions=SETTINGS, jobs=1)
        low, high = (
            np.maximum(getattr(rest, end), getattr(one, end)) for end in ("low_dbm", "high_dbm")
        )
        both = replace(rest, low_dbm=low, high_dbm=high)
        reach = reach_by_unit(both, units, villages=villages if by_people else None)
        if by_commune:
            basis = "people" if by_people else "area"
            return np.floor(reach[[f"{basis}_low_pct", f"{basis}_high_pct"]] / 20)
        return shareable(reach, units, groups=quarters(units), stations=pd.concat([known, station]))

    seen = [published(secret, rest) for rest in others]
    lon, lat = float(secret["lon"].iloc[0]), float(secret["lat"].iloc[0])
    offsets = np.arange(-around_km, around_km + 0.01, GRID_KM) / 111.2
    places = [
        (lon + east / np.cos(np.radians(lat)), lat + north) for north in offsets for east in offsets
    ]
    fitting = np.array(
        [
            at
            for at in places
            if all(
                published(secret.assign(lon=at[0], lat=at[1]), rest).equals(shared)
                for rest, shared in zip(others, seen, strict=True)
            )
        ]
    )
    # The true place is one of those tried, so that something fits.
    apart = great_circle_km(
        fitting[:, 1, None], fitting[:, 0, None], to_lat=fitting[:, 1], to_lon=fitting[:, 0]
    )
    return float((apart <= 1).mean(axis=1).max())


@pytest.mark.slow
def test_an_attacker_who_knows_all_else_does_not_find_a_station() -> None:
    assert attack(1, stations=60, by_people=False, around_km=3) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(2, 6))
@pytest.mark.parametrize("by_people", [True, False])
def test_no_attacker_finds_a_station_among_many(seed: int, *, by_people: bool) -> None:
    assert attack(seed, stations=60, by_people=by_people) <= MOST


@pytest.mark.slow
def test_several_runs_together_do_not_give_a_station_away() -> None:
    assert attack(2, stations=60, by_people=True, runs=(0.0, 8.0, 15.0, 25.0)) <= MOST


@pytest.mark.slow
def test_the_attack_is_one_that_finds_stations_where_communes_are_shared() -> None:
    assert attack(1, stations=14, by_people=False, by_commune=True) > MOST


def test_groups_that_are_small_or_have_few_stations_are_not_shared() -> None:
    units = squares()
    reach = pd.DataFrame(
        {"area_km2": 65.0, "area_low_pct": 41.0, "area_high_pct": 60.0, "reason": ""},
        index=units.index,
    )
    west, south, east, _ = units.total_bounds
    groups = quarters(units)
    south_west = groups.iloc[-8]
    inside = pd.DataFrame(
        {
            "lon": np.linspace(west + 0.01, (west + east) / 2 - 0.01, FEWEST_STATIONS),
            "lat": south + 0.01,
        }
    )
    shared = shareable(reach, units, groups=groups, stations=inside)
    assert list(shared.columns) == list(SHARED_COLUMNS)
    assert shared.loc[south_west, ["low_pct", "high_pct"]].tolist() == [40, 60]
    assert (shared.drop(index=south_west)["reason"] == TOO_FEW).all()
    assert shared.drop(index=south_west)["low_pct"].isna().all()
    # One station less, counted by places: two antennas on one mast are one.
    fewer = pd.concat([inside.iloc[1:], inside.iloc[[1]]])
    again = shareable(reach, units, groups=groups, stations=fewer)
    assert again["reason"].tolist() == [TOO_FEW] * 4
    dark = shareable(
        reach.assign(reason=[OUTSIDE] * len(reach)), units, groups=groups, stations=inside
    )
    assert dark.loc[south_west, "reason"] == OUTSIDE


def test_levels_are_written_only_if_that_is_asked_for_by_name(tmp_path: Path) -> None:
    ground = elevation_from_array(np.zeros((3, 4)), west=104, north=21, step=0.01)
    level = np.full((3, 4), -90, dtype=np.float32)
    level[0, 0] = -np.inf
    found = Coverage(ground, level, level + 5, SETTINGS, 1, 0)
    path = tmp_path / "levels.tif"
    with pytest.raises(ParameterError):
        write_raster(found, path)
    assert not path.exists()
    write_raster(found, path, shows_stations=True)
    with rasterio.open(path, driver="GTiff") as file:
        assert np.isnan(file.read(1)[0, 0])
        assert (file.read(2)[1] == -85).all()


def test_outlines_are_of_what_is_reached_and_written_only_if_asked_for_by_name(
    tmp_path: Path,
) -> None:
    ground = elevation_from_array(np.zeros((4, 6)), west=104, north=21, step=0.01)
    low = np.full((4, 6), -120, dtype=np.float32)
    high = low.copy()
    high[1:3, 1:5] = -100
    low[1:3, 1:3] = -100
    found = Coverage(ground, low, high, SETTINGS, 1, 0)
    outlines = reached_polygons(found).set_index("reached")
    # Cells of 1.11 × 1.04 km.
    assert outlines.loc["low", "area_km2"] == pytest.approx(4 * 1.107 * 1.039, rel=0.01)
    assert outlines.loc["high", "area_km2"] == pytest.approx(4 * 1.107 * 1.039, rel=0.01)
    assert outlines.loc["low"].geometry.bounds == pytest.approx((104.01, 20.97, 104.03, 20.99))
    assert outlines.loc["low"].geometry.intersection(outlines.loc["high"].geometry).area == 0
    path = tmp_path / "reached.gpkg"
    with pytest.raises(ParameterError):
        write_polygons(found, path)
    assert not path.exists()
    write_polygons(found, path, shows_stations=True)
    assert gpd.read_file(path)["reached"].tolist() == ["low", "high"]


def test_outlines_give_a_station_away_and_so_are_not_shared() -> None:
    ground, _, _, everything = attacked_province(3, stations=1)
    found = coverage(everything, ground, assumptions=Assumptions(radius_km=4))
    inside = reached_polygons(found).to_crs(3857).union_all().centroid
    lon, lat = gpd.GeoSeries([inside], crs=3857).to_crs(4326).iloc[0].coords[0]
    apart = great_circle_km(
        lat, lon, to_lat=everything["lat"].to_numpy(), to_lon=everything["lon"].to_numpy()
    )
    assert float(apart[0]) < 1
