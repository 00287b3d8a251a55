"""Made-up provinces over made-up mountains: what is true, what is declared, and what is listed."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
from shapely import box

from dxanalysis.terrain.coverage import Assumptions, coverage
from dxanalysis.terrain.elevation import Elevation, elevation_from_array
from dxanalysis.terrain.elevation_files import add_clutter

WEST, NORTH, CELL = 103.0, 22.0, 1 / 600
ACROSS, DOWN, SIDE = 8, 6, 0.075
"""Communes of 7.8 × 8.3 km, on cells of 180 m."""

SETTINGS = Assumptions(radius_km=10)


@dataclass(frozen=True)
class Province:
    """A province, with what nobody in it knows.

    ``listed`` is the list that the planner has, ``stations`` all there are; ``false`` and
    ``missing`` are the communes whose claims were raised, and those whose station is not listed.
    """

    ground: Elevation
    units: gpd.GeoDataFrame
    villages: pd.DataFrame
    stations: pd.DataFrame
    listed: pd.DataFrame
    claims: pd.Series
    false: frozenset[str]
    missing: frozenset[str]


def mountains(generator: np.random.Generator, rows: int, columns: int) -> np.ndarray:
    """Make rough ground: noise whose power falls with the cube of its frequency, 1,200 m high."""
    frequency = np.hypot(np.fft.fftfreq(rows)[:, None], np.fft.rfftfreq(columns))
    frequency[0, 0] = 1
    spectrum = generator.normal(size=frequency.shape) + 1j * generator.normal(size=frequency.shape)
    spectrum *= frequency**-1.7
    spectrum[0, 0] = 0
    heights = np.fft.irfft2(spectrum, s=(rows, columns))
    heights -= heights.min()
    return 1200 * heights / heights.max()


def squares() -> gpd.GeoDataFrame:
    """Make communes side by side."""
    places = [(row, column) for row in range(DOWN) for column in range(ACROSS)]
    shapes = [
        box(
            WEST + 0.08 + column * SIDE,
            NORTH - 0.08 - (row + 1) * SIDE,
            WEST + 0.08 + (column + 1) * SIDE,
            NORTH - 0.08 - row * SIDE,
        )
        for row, column in places
    ]
    codes = [f"{10000 + row * 100 + column}" for row, column in places]
    return gpd.GeoDataFrame(geometry=shapes, crs=4326, index=pd.Index(codes, name="unit_code"))


def settle(
    generator: np.random.Generator, units: gpd.GeoDataFrame, ground: Elevation, each: int
) -> pd.DataFrame:
    """Put villages where it is low."""
    found = []
    for code, (west, south, east, north) in zip(units.index, units.bounds.to_numpy(), strict=True):
        lon, lat = (
            generator.uniform(west, east, 4 * each),
            generator.uniform(south, north, 4 * each),
        )
        heights = ground.at(*ground.places(lon, lat))
        low = np.argsort(heights)[::2][:each]
        people = np.round(generator.lognormal(6, 0.5, each))
        found.append(
            pd.DataFrame({"lon": lon[low], "lat": lat[low], "people": people, "unit_code": code})
        )
    return pd.concat(found, ignore_index=True)


def build(
    generator: np.random.Generator, units: gpd.GeoDataFrame, ground: Elevation, count: int
) -> pd.DataFrame:
    """Put stations on hills."""
    west, south, east, north = units.total_bounds
    lon, lat = generator.uniform(west, east, 6 * count), generator.uniform(south, north, 6 * count)
    heights = ground.at(*ground.places(lon, lat))
    best = np.argsort(-heights.reshape(count, 6), axis=1)[:, 1] + 6 * np.arange(count)
    return pd.DataFrame(
        {
            "lon": lon[best],
            "lat": lat[best],
            "operator": "viettel",
            "technology": "4g",
            "band_mhz": generator.choice([900.0, 1800.0], count),
            "height_m": generator.choice([30.0, 36.0, 42.0], count),
            "reference_dbm": 29.0,
            "azimuth_deg": np.nan,
            "tilt_deg": np.nan,
        }
    )


def levels(stations: pd.DataFrame, ground: Elevation, villages: pd.DataFrame) -> np.ndarray:
    """Take the level that each station gives at each village."""
    plain = Assumptions(radius_km=10, margin_db=0, receiver_m=(1.5, 1.5))
    row, column = (np.rint(one).astype(int) for one in ground.places(villages.lon, villages.lat))
    found = [
        coverage(stations.iloc[[place]], ground, assumptions=plain, jobs=1).low_dbm[row, column]
        for place in range(len(stations))
    ]
    return np.maximum(np.array(found), -300)


def real_levels(
    generator: np.random.Generator,
    stations: pd.DataFrame,
    ground: Elevation,
    villages: pd.DataFrame,
) -> np.ndarray:
    """Take what stations really give: other powers and heights, and forest, that no list has."""
    real = stations.assign(
        reference_dbm=stations["reference_dbm"]
        + generator.uniform(-6, 6)
        + generator.normal(0, 2, len(stations)),
        height_m=stations["height_m"] + generator.uniform(-4, 4, len(stations)),
    )
    return levels(real, add_clutter(ground, 6.0), villages)


def share(covered: pd.Series, villages: pd.DataFrame) -> pd.Series:
    """Add up people by commune."""
    people = villages["people"]
    inside = (people * covered).groupby(villages["unit_code"]).sum()
    return 100 * inside / people.groupby(villages["unit_code"]).sum()


def raise_claim(
    generator: np.random.Generator, covered: pd.Series, here: pd.DataFrame, points: float
) -> pd.Series:
    """Declare villages without signal, in any order, until the share is so much higher."""
    covered = covered.copy()
    wanted = points / 100 * here["people"].sum()
    for place in generator.permutation(here.index[~covered[here.index]]):
        if wanted <= 0:
            break
        covered[place] = True
        wanted -= here.loc[place, "people"]
    return covered


def make_province(
    seed: int, *, false_share: float = 0.1, missing: int = 3, each: int = 24, stations: int = 60
) -> Province:
    """Make a province: some claims raised by 15 to 40 points, some stations not listed."""
    generator = np.random.default_rng(seed)
    units = squares()
    rows, columns = round((DOWN * SIDE + 0.16) / CELL), round((ACROSS * SIDE + 0.16) / CELL)
    ground = elevation_from_array(
        mountains(generator, rows, columns), west=WEST, north=NORTH, step=CELL
    )
    villages = settle(generator, units, ground, each)
    all_stations = build(generator, units, ground, stations)
    level = real_levels(generator, all_stations, ground, villages)
    level += generator.normal(0, 3, len(villages))
    covered = pd.Series(level.max(axis=0) >= SETTINGS.threshold_dbm)
    share_of = share(covered, villages)

    # A station counts as missing where a commune has 25 points by it alone.
    left_out: list[int] = []
    without: set[str] = set()
    for place in generator.permutation(stations):
        if len(left_out) == missing:
            break
        rest = np.delete(level, [*left_out, place], axis=0).max(axis=0)
        lost = share_of - share(pd.Series(rest >= SETTINGS.threshold_dbm), villages)
        alone = share(pd.Series(level[place] >= SETTINGS.threshold_dbm), villages)
        hit = set(lost.index[(lost > 25) & (alone > 25)]) - without
        if hit:
            left_out.append(int(place))
            without |= set(lost.index[lost > 5])
    listed = all_stations.drop(index=left_out)

    declared = covered.copy()
    room = [c for c in units.index if share_of[c] <= 70 and c not in without]
    wrong = generator.permutation(room)[: round(false_share * len(units))]
    for code in wrong:
        here = villages[villages["unit_code"] == code]
        declared = raise_claim(generator, declared, here, generator.uniform(15, 40))
    claims = (share(declared, villages) + generator.normal(0, 1, len(units))).round().clip(0, 100)
    return Province(
        ground,
        units,
        villages.assign(declared=declared.astype(float)),
        all_stations,
        listed,
        claims,
        frozenset(wrong),
        frozenset(without),
    )
