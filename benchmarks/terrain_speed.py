"""Compare coverage with crc-covlib at the same points: processor time, and what is said of them.

Stations stand near the middle of the tile that matplotlib ships, so that the whole 15 km around
them lie on it. For each, the other program computes a sample of the cells, one after another by
its Python wrapper, as its users do; ``coverage`` computes all of them, at both ends of its
interval: with receivers at 1.5 m, which are compared, and at 3 m. The margin is 0. The order of the
two programs alternates.

Our time is given for a cell at one end, and for a cell at both ends, as if the other program's
answer were worth two of ours.

    python benchmarks/terrain_speed.py WRAPPER_FOLDER [STATIONS]

Without the other program it computes 300 stations, spread over the tile mirrored to 128 x 121 km,
by two threads, and says how long that took and how much memory it needed.

    python benchmarks/terrain_speed.py
"""

from __future__ import annotations

import sys
import time
from importlib import import_module
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd
from terrain_reference import other_program, read_tile

from dxanalysis.terrain.coverage import Assumptions, coverage
from dxanalysis.terrain.elevation import elevation_from_array

if TYPE_CHECKING:
    from dxanalysis.terrain.elevation import Elevation

POINTS: Final = 2_000
POWER_DBM: Final = 29.0
VERDICTS_DB: Final = (120, 130, 140, 150)


def theirs(
    one: Any,  # noqa: ANN401 (it has no types)
    station: pd.Series[Any],
    points: tuple[np.ndarray, np.ndarray],
) -> tuple[np.ndarray, float]:
    """Take losses by the other program, and seconds a point."""
    one.SetTransmitterLocation(station["lat"], station["lon"])
    one.SetTransmitterHeight(station["height_m"])
    one.SetTransmitterFrequency(station["band_mhz"])
    one.SetReceiverHeightAboveGround(1.5)
    begun = time.process_time()
    found = [
        one.GenerateReceptionPointResult(lat, lon)
        for lon, lat in zip(*(values.tolist() for values in points), strict=True)
    ]
    return np.array(found), (time.process_time() - begun) / len(found)


def ours(station: pd.Series[Any], ground: Elevation) -> tuple[np.ndarray, float]:
    """Take the losses of all cells by ``coverage``, and seconds for a cell at both ends."""
    given = Assumptions(receiver_m=(1.5, 3.0), margin_db=0)
    begun = time.process_time()
    found = coverage(pd.DataFrame([station]), ground, assumptions=given, jobs=1)
    seconds = time.process_time() - begun
    return POWER_DBM - found.low_dbm, seconds / int(np.isfinite(found.low_dbm).sum())


def mirrored(ground: Elevation, times: int) -> Elevation:
    """Put mirror images of the tile side by side, so that there is no step between them."""
    row = np.hstack([ground.heights_m[:, :: (-1) ** one] for one in range(times)])
    whole = np.vstack([row[:: (-1) ** one] for one in range(times)])
    return elevation_from_array(whole, west=ground.west, north=ground.north, step=ground.step_x)


def province(count: int) -> None:
    """Say what a province's stations take."""
    ground = mirrored(read_tile()[0], 4)
    west, south, east, north = ground.bounds
    generator = np.random.default_rng(5)
    # From all of them 15 km lie on the ground.
    stations = pd.DataFrame(
        {
            "lon": generator.uniform(west + 0.2, east - 0.2, count),
            "lat": generator.uniform(south + 0.2, north - 0.2, count),
            "height_m": generator.choice([20.0, 30.0, 45.0, 60.0], count),
            "band_mhz": generator.choice([700.0, 900.0, 1800.0, 2600.0], count),
            "reference_dbm": POWER_DBM,
            "azimuth_deg": np.nan,
            "tilt_deg": np.nan,
        }
    )
    begun, used = time.perf_counter(), time.process_time()
    coverage(stations, ground)
    print(
        f"{count} stations: {time.process_time() - used:.1f} s of processor time, "
        f"{time.perf_counter() - begun:.1f} s, "
        f"{getrusage(RUSAGE_SELF).ru_maxrss / 1024:.0f} MB"
    )


def main() -> None:
    if len(sys.argv) == 1:
        province(300)
        return
    sys.path.insert(0, sys.argv[1])
    ground, (west, south, east, north) = read_tile()
    one = other_program(import_module("crc_covlib.simulation"))
    generator = np.random.default_rng(12)
    rows: list[list[float]] = []
    for number in range(int(sys.argv[2]) if len(sys.argv) > 2 else 12):
        station = pd.Series(
            {
                "lon": (west + east) / 2 + generator.uniform(-0.005, 0.005),
                "lat": (south + north) / 2 + generator.uniform(-0.005, 0.005),
                "height_m": generator.choice([20.0, 30.0, 45.0, 60.0]),
                "band_mhz": generator.choice([700.0, 900.0, 1800.0, 2600.0]),
                "reference_dbm": POWER_DBM,
                "azimuth_deg": np.nan,
                "tilt_deg": np.nan,
            }
        )
        if not number:
            # The first call of either is not what is compared.
            ours(station, ground), theirs(one, station, (np.full(50, west), np.full(50, north)))
        mine = ours(station, ground) if number % 2 else None
        down, right = np.indices(ground.shape)
        row, column = ground.places(station["lon"], station["lat"])
        across, along = ground.cell_metres(row)
        far = np.hypot((down - row) * along, (right - column) * across)
        chosen = generator.choice(np.flatnonzero((far > 300) & (far < 14_800)), POINTS, False)
        points = ground.degrees(*np.unravel_index(chosen, ground.shape))
        loss, their_seconds = theirs(one, station, points)
        mine = mine or ours(station, ground)
        apart = mine[0].ravel()[chosen] - loss
        same = [np.mean((apart + loss <= most) == (loss <= most)) for most in VERDICTS_DB]
        rows.append(
            [
                1e6 * their_seconds,
                1e6 * mine[1] / 2,
                1e6 * mine[1],
                their_seconds / mine[1] * 2,
                their_seconds / mine[1],
                float(np.median(abs(apart))),
                float(np.quantile(abs(apart), 0.95)),
                float(min(same)),
            ]
        )
        print(*(f"{value:.3f}" for value in rows[-1]), flush=True)
    print("µs theirs, ours for a cell at one end, at both, ratios for these,", end=" ")
    print("median |Δ| dB, p95 |Δ| dB, equal verdicts: medians over stations")
    print(*np.round(np.median(rows, axis=0), 3))


if __name__ == "__main__":
    main()
