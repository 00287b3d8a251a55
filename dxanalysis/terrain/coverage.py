"""What stations can reach: an interval of levels for every cell, and of shares for every unit.

One computation is made as unkind as is plausible (forest stands in the way, the phone is held low,
the margin is against it), one as kind. What is covered even in the first is *surely* reached; what
is not covered even in the second cannot be reached from these stations.
"""

from __future__ import annotations

import math
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from tqdm import tqdm

from dxanalysis.errors import ParameterError
from dxanalysis.terrain.elevation import Elevation, interpolate
from dxanalysis.terrain.propagation import MEAN_DELTA_N, free_space_loss
from dxanalysis.terrain.sweep import loss_of, sweep_geometries

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

    from dxanalysis.terrain.sweep import SweepGeometry

    Singles = NDArray[np.float32]

RADIUS_KM: Final = 15.0
"""How far around a station is computed; beyond it a phone's own power does not come back."""

_RINGS: Final = 3
"""The outermost has all rays, the others half, a quarter: of the reach, and of the rays."""

_BEAM_DEG: Final = 65.0
_UPRIGHT_DEG: Final = 10.0
_BACK_DB: Final = 25.0
_SIDE_DB: Final = 20.0
"""Of a sector's antenna: widths at half power, and what is lost at most behind and above it (the
antenna of 3GPP TR 36.814, table A.2.1.1-2)."""


@dataclass(frozen=True)
class Assumptions:
    """What is assumed where nothing is known; it makes the interval.

    Attributes
    ----------
    threshold_dbm
        The least level of a reference signal with which a phone works.
    receiver_m
        Height of the phone at the low and at the high end.
    margin_db
        What the method, buildings and antennas may be wrong by, to either side. The spread of such
        methods over mountains is 6 to 10 dB.
    radius_km
        How far around a station is computed.
    delta_n
        Fall of refractivity, N-units per km.
    """

    threshold_dbm: float = -110.0
    receiver_m: tuple[float, float] = (1.5, 3.0)
    margin_db: float = 8.0
    radius_km: float = RADIUS_KM
    delta_n: float = MEAN_DELTA_N

    def __post_init__(self) -> None:
        low, high = self.receiver_m
        if not (0 < low <= high and self.margin_db >= 0 and 0 < self.radius_km <= 100):  # noqa: PLR2004
            raise ParameterError("terrain.assumptions", found=f"{self}")


@dataclass(frozen=True, eq=False)
class Coverage:
    """Levels from the best of all stations. For computing; not for sharing.

    Attributes
    ----------
    elevation
        The ground and its grid.
    low_dbm, high_dbm
        Level in each cell at the low and at the high end, margins included; minus infinity where
        no station reaches.
    assumptions
        What they rest on.
    stations
        How many antennas were computed.
    outside
        Antennas on unknown ground: not computed.
    mast
        The number of the mast that is best in each cell, -1 where none reaches: what is wrong about
        one mast is wrong in all its cells. None where that is not known.
    """

    elevation: Elevation
    low_dbm: Singles
    high_dbm: Singles
    assumptions: Assumptions
    stations: int
    outside: int
    mast: NDArray[np.int32] | None = None

    @property
    def known(self) -> NDArray[np.bool_]:
        """Cells whose ground is known."""
        return ~np.isnan(self.elevation.heights_m)

    def reached(self, *, margin_db: float = 0.0) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Say which cells are reached at the low and at the high end.

        Parameters
        ----------
        margin_db
            By how much more the threshold is exceeded.

        Returns
        -------
        low, high
            What the first has the second has.
        """
        least = self.assumptions.threshold_dbm + margin_db
        return self.low_dbm >= least, self.high_dbm >= least


def coverage(
    stations: pd.DataFrame,
    elevation: Elevation,
    *,
    assumptions: Assumptions | None = None,
    jobs: int = 2,
    progress: bool = False,
) -> Coverage:
    """Compute the level that stations give at every cell.

    Parameters
    ----------
    stations
        The columns of :data:`dxanalysis.terrain.sites.COLUMNS`.
    elevation
        The ground, with clutter where it is known.
    assumptions
        What makes the interval.
    jobs
        How many stations are computed at a time.
    progress
        Whether a bar is shown, where there is a terminal.

    Returns
    -------
    Coverage
        The best level in each cell at both ends. Where ground on the way is not known the low end
        has nothing and the high end free space.

    Raises
    ------
    ParameterError
        If there is no station, or a column is missing.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((50, 50)), west=104, north=21.05, step=0.001)
    >>> one = {"lon": 104.025, "lat": 21.025, "height_m": 30.0, "band_mhz": 1800.0}
    >>> one |= {"reference_dbm": 29.0, "azimuth_deg": np.nan, "tilt_deg": np.nan}
    >>> station = pd.DataFrame([one])
    >>> found = coverage(station, ground)
    >>> bool((found.high_dbm >= found.low_dbm).all()), found.stations
    (True, 1)
    """
    given = assumptions or Assumptions()
    needed = {"lon", "lat", "height_m", "band_mhz", "reference_dbm", "azimuth_deg", "tilt_deg"}
    if stations.empty or not needed <= set(stations.columns):
        missing = ", ".join(sorted(needed - set(stations.columns))) or "0"
        raise ParameterError("terrain.stations_table", found=missing)
    row, column = elevation.places(stations["lon"], stations["lat"])
    known = np.flatnonzero(~np.isnan(elevation.at(row, column)))
    heights = stations["height_m"].to_numpy("float64")
    antennas = stations[["band_mhz", "reference_dbm", "azimuth_deg", "tilt_deg"]].to_numpy(
        "float64"
    )
    masts: dict[_Mast, list[int]] = {}
    for place in known.tolist():
        mast = _Mast(float(row[place]), float(column[place]), float(heights[place]))
        masts.setdefault(mast, []).append(place)
    low = np.full(elevation.shape, -np.inf, dtype=np.float32)
    high = low.copy()
    server = np.full(elevation.shape, -1, dtype=np.int32)
    lock = threading.Lock()

    def one(numbered: tuple[int, tuple[_Mast, list[int]]]) -> None:
        number, (mast, chosen) = numbered
        window, levels = _mast(mast, antennas[chosen], elevation, given)
        with lock:
            # Of equals the first counts, whichever is computed first.
            tie = (levels[1] == high[window]) & (number < server[window])
            server[window][(levels[1] > high[window]) | tie] = number
            for best, level in zip((low, high), levels, strict=True):
                np.fmax(best[window], level, out=best[window])

    _keep_memory()
    with ThreadPoolExecutor(max_workers=max(1, jobs)) as pool:
        done = pool.map(one, enumerate(masts.items()))
        hidden = None if progress else True
        for _ in tqdm(done, total=len(masts), disable=hidden, leave=False):
            pass
    # Where the ground itself is not known there is no cell to reach.
    unknown = np.isnan(elevation.heights_m)
    low[unknown] = high[unknown] = -np.inf
    server[unknown] = -1
    # An end that is kinder in everything is never lower: rounding and edges of sight aside.
    return Coverage(
        elevation,
        low,
        np.maximum(low, high),
        given,
        stations=len(known),
        outside=len(stations) - len(known),
        mast=server,
    )


def _keep_memory() -> None:
    """Have glibc keep what is freed for the next mast, which asks for the same again.

    It gives memory back to the system above the size of the largest block that was freed before;
    clearing it anew takes a seventh of the time. This block is never touched, so it costs nothing.
    """
    np.empty(31 * 2**20, dtype=np.uint8)


class _Mast(NamedTuple):
    """Where antennas stand on the grid, and how high above the ground."""

    row: float
    column: float
    height_m: float


def _mast(
    mast: _Mast, antennas: NDArray[np.float64], elevation: Elevation, given: Assumptions
) -> tuple[tuple[slice, slice], tuple[Singles, Singles]]:
    """Compute both ends for the antennas of one mast."""
    across, along = (float(one) for one in elevation.cell_metres(mast.row))
    rays = _rays(mast, elevation, cell=(across, along), radius_km=given.radius_km)
    window, place = _cells(rays, mast, elevation, cell=(across, along))
    # Where rays lie closer to each other than cells do, some samples stand for no cell.
    stands = np.zeros(rays.ground.size + 1, dtype=np.bool_)
    stands[place] = True
    stands[-1] = False
    receivers = np.flatnonzero(stands)
    number = np.full(len(stands), len(receivers), dtype=np.intp)
    number[receivers] = np.arange(len(receivers))
    number = number.take(place)
    nowhere = np.full(1, -np.inf, dtype=np.float32)
    low, high = (
        np.concatenate([one, nowhere]).take(number)
        for one in _levels(rays, receivers, antennas, given, height_m=mast.height_m)
    )
    return window, (low, high)


def _levels(
    rays: _Rays,
    receivers: NDArray[np.intp],
    antennas: NDArray[np.float64],
    given: Assumptions,
    *,
    height_m: float,
) -> list[Singles]:
    """Compute the best level of a mast's antennas at some samples of rays, at both ends."""
    sweep = partial(
        sweep_geometries,
        rays.ground,
        step_km=rays.step_km,
        transmitter_m=height_m,
        receivers=receivers,
        delta_n=given.delta_n,
        lowest_mhz=float(antennas[:, 0].min()),
    )
    if rays.clutter is None:
        both = sweep(receivers_m=given.receiver_m)
    else:
        low, high = given.receiver_m
        both = sweep(receivers_m=(low,), clutter_m=rays.clutter) + sweep(receivers_m=(high,))
    turned = bool(np.isfinite(antennas[:, 2]).any())
    bearings = rays.bearings.take(receivers % len(rays.bearings)) if turned else rays.bearings
    found = []
    for end, swept in enumerate(both):
        margin = given.margin_db if end else -given.margin_db
        best = np.full(swept.nu.shape, -np.inf, dtype=np.float32)
        losses: dict[float, Singles] = {}
        for band, power, azimuth, tilt in antennas:
            if band not in losses:
                losses[band] = _known_loss(loss_of(swept, frequency_mhz=band), band, swept, end)
            gain = _gain(azimuth, tilt, bearings, swept)
            np.fmax(best, power + margin + gain - losses[band], out=best)
        found.append(best)
    return found


def _known_loss(loss: Singles, band: float, swept: SweepGeometry, end: int) -> Singles:
    """Where the way is not known, take what is least kind or kindest."""
    unknown = np.isnan(loss)
    if not unknown.any():
        return loss
    free = free_space_loss(swept.distance_km, frequency_mhz=band).astype(np.float32)
    return np.where(unknown, free if end else np.float32(np.inf), loss).astype(np.float32)


@dataclass(frozen=True, eq=False)
class _Rays:
    """The ground along rays around a mast: samples by rays, the first sample at the mast."""

    ground: Singles
    clutter: Singles | None
    step_km: float
    bearings: NDArray[np.float64]


def _rays(
    mast: _Mast, elevation: Elevation, *, cell: tuple[float, float], radius_km: float
) -> _Rays:
    """Sample the ground along rays that are as near to each other at their ends as cells are."""
    across, along = cell
    step = math.sqrt(across * along)
    count = max(2, math.ceil(radius_km * 1000 / step))
    most = 2 ** (_RINGS - 1)
    bearings = np.linspace(0, 2 * np.pi, most * math.ceil(2 * np.pi * count / most), endpoint=False)
    far = (np.arange(count + 1)[:, None] * step).astype(np.float32)
    # Places on a part of the grid are small numbers, for which single precision is enough.
    down, right = _window(mast, elevation, cell=cell, radius=count * step)
    rows = far * (-np.cos(bearings) / along).astype(np.float32)
    rows += np.float32(mast.row - down.start)
    columns = far * (np.sin(bearings) / across).astype(np.float32)
    columns += np.float32(mast.column - right.start)
    ground = interpolate(elevation.heights_m[down, right], rows, columns)
    clutter = None
    if elevation.clutter_m is not None:
        clutter = interpolate(elevation.clutter_m[down, right], rows, columns)
    return _Rays(ground, clutter, step / 1000, bearings)


def _window(
    mast: _Mast, elevation: Elevation, *, cell: tuple[float, float], radius: float
) -> tuple[slice, slice]:
    """Find the cells within a radius, and some more."""
    rows, columns = elevation.shape
    up, wide = math.ceil(radius / cell[1]) + 1, math.ceil(radius / cell[0]) + 1
    row, column = round(mast.row), round(mast.column)
    return (
        slice(max(0, row - up), min(rows, row + up + 1)),
        slice(max(0, column - wide), min(columns, column + wide + 1)),
    )


def _cells(
    rays: _Rays, mast: _Mast, elevation: Elevation, *, cell: tuple[float, float]
) -> tuple[tuple[slice, slice], NDArray[np.intp]]:
    """Find for the cells around the mast the sample that stands for each; -1 is beyond the radius.

    Half as far out, half the rays are as near to each other as cells are, and only they are asked.
    """
    across, along = cell
    step = rays.step_km * 1000
    samples, count = rays.ground.shape
    window = _window(mast, elevation, cell=cell, radius=(samples - 1) * step)
    # In steps of rays.
    south, east = (
        ((np.arange(part.start, part.stop) - middle) * (size / step)).astype(np.float32)
        for part, middle, size in zip(window, mast[:2], (along, across), strict=True)
    )
    far = np.sqrt((south * south)[:, None] + east * east)
    turn = np.arctan2(east, -south[:, None])
    turn *= np.float32(0.5 / np.pi)
    turn += turn < 0
    # What is nearer than the first sample has that one.
    sample = np.clip(np.rint(far), 1, samples - 1).astype(np.intp)
    thinned = np.ones(samples, dtype=np.intp)
    for ring in range(1, _RINGS):
        thinned[: (samples - 1) // 2**ring + 1] = 2**ring
    turn *= (count / thinned).astype(np.float32).take(sample)
    np.rint(turn, out=turn)
    ray = turn.astype(np.intp)
    ray *= thinned.take(sample)
    ray[ray == count] = 0
    ray += sample * count
    ray[far > samples - 1] = -1
    return window, ray


def _gain(
    azimuth: float, tilt: float, bearings: NDArray[np.float64], swept: SweepGeometry
) -> Singles | float:
    """Take what an antenna radiates less beside, behind and above its main direction.

    Without a main direction it radiates alike all around, and the bearings do not matter.
    """
    if math.isnan(azimuth):
        return 0.0
    off = (np.degrees(bearings) - azimuth + 180) % 360 - 180
    lost = np.minimum(12 * (off / _BEAM_DEG) ** 2, _BACK_DB)
    if not math.isnan(tilt):
        down = -np.degrees(np.arctan2(swept.height_difference_m, swept.distance_km * 1000))
        lost = lost + np.minimum(12 * ((down - tilt) / _UPRIGHT_DEG) ** 2, _SIDE_DB)
    return np.asarray(-np.minimum(lost, _BACK_DB), dtype=np.float32)


def with_margin(found: Coverage, *, shift_db: float) -> Coverage:
    """Shift all levels, as if all stations were stronger or weaker.

    Parameters
    ----------
    found
        What was computed.
    shift_db
        Added to both ends.

    Returns
    -------
    Coverage
        Shifted.

    Examples
    --------
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array([[0.0]], west=104, north=21, step=0.001)
    >>> level = np.array([[-100.0]], dtype=np.float32)
    >>> one = Coverage(ground, level, level, Assumptions(), 1, 0)
    >>> with_margin(one, shift_db=-3).low_dbm.tolist()
    [[-103.0]]
    """
    shift = np.float32(shift_db)
    return replace(found, low_dbm=found.low_dbm + shift, high_dbm=found.high_dbm + shift)
