"""The loss from one station to every point around it: all rays of a polar sweep at once.

On a ray samples are receivers, all or those that are asked for, and what lies before each is its
profile. The highest slope seen from the station is a running maximum; what the receiver sees is
found along the corners of a hull (:mod:`dxanalysis.terrain.sight`). The answers are those of
:func:`dxanalysis.terrain.propagation.path_loss` (a test compares them), in single precision, some
hundred times faster.

The geometry does not depend on the frequency, so that the bands of one mast share it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.errors import ParameterError
from dxanalysis.terrain.propagation import (
    FREQUENCIES_MHZ,
    MEAN_DELTA_N,
    bullington_loss,
    effective_earth_radius_km,
    free_space_loss,
)
from dxanalysis.terrain.rays import LowPaths, Terrain
from dxanalysis.terrain.smooth_earth import Polarisation, reflection_point, spherical_loss

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Singles = NDArray[np.float32]
    Places = NDArray[np.intp]

_TOGETHER: Final = 30_000
"""Receivers worked on together: their arrays then stay in a processor's cache."""


@dataclass(frozen=True)
class SweepGeometry:
    """What terrain does along rays, for any frequency.

    Arrays are receivers, or samples but the first by rays where all samples have one.

    Attributes
    ----------
    distance_km
        From the station, or a column of it.
    step_km
        Between samples.
    radius_km
        Effective earth radius.
    nu
        Diffraction parameter of Bullington's edge for a wavelength of 1 m; divide by the root of
        the wavelength. Not-a-number where the terrain on the way is not known; where nothing is
        lost it may be anything at which nothing is lost.
    height_difference_m
        Receiver less transmitter, both above the sea.
    low
        Where the smooth earth may cost anything, at the lowest frequency or above it.
    lowest_mhz
        The lowest frequency that it is good for.
    """

    distance_km: Singles
    step_km: float
    radius_km: float
    nu: Singles
    height_difference_m: Singles
    low: LowPaths
    lowest_mhz: float


def sweep_geometry(
    ground_m: Singles,
    *,
    step_km: float,
    transmitter_m: float,
    receiver_m: float = 1.5,
    clutter_m: Singles | None = None,
    receivers: Places | None = None,
    delta_n: float = MEAN_DELTA_N,
    lowest_mhz: float = FREQUENCIES_MHZ[0],
) -> SweepGeometry:
    """Take the geometry of all paths along rays.

    Parameters
    ----------
    ground_m
        Bare ground, metres above the sea: samples by rays, the first sample at the station (the
        same on every ray). Not-a-number is unknown, and makes what lies behind it unknown.
    step_km
        Between samples.
    transmitter_m, receiver_m
        Heights of the antennas above the ground.
    clutter_m
        Heights on the ground, shaped as ``ground_m``.
    receivers
        Where there are receivers, in the flattened array ``ground_m``: increasing, and none at the
        station. By default all samples but the first.
    delta_n
        Fall of refractivity in the lowest kilometre, N-units.
    lowest_mhz
        The lowest frequency that it is wanted for: the higher, the faster.

    Returns
    -------
    SweepGeometry
        Of receivers, or of samples by rays.

    Examples
    --------
    >>> flat = np.zeros((4, 2), dtype=np.float32)
    >>> sweep_geometry(flat, step_km=0.1, transmitter_m=30).nu.shape
    (3, 2)
    """
    return sweep_geometries(
        ground_m,
        step_km=step_km,
        transmitter_m=transmitter_m,
        receivers_m=(receiver_m,),
        clutter_m=clutter_m,
        receivers=receivers,
        delta_n=delta_n,
        lowest_mhz=lowest_mhz,
    )[0]


def sweep_geometries(
    ground_m: Singles,
    *,
    step_km: float,
    transmitter_m: float,
    receivers_m: Sequence[float],
    clutter_m: Singles | None = None,
    receivers: Places | None = None,
    delta_n: float = MEAN_DELTA_N,
    lowest_mhz: float = FREQUENCIES_MHZ[0],
) -> list[SweepGeometry]:
    """Take the geometries for receivers at several heights, which have most of the work in common.

    Parameters
    ----------
    ground_m, step_km, transmitter_m, clutter_m, receivers, delta_n, lowest_mhz
        As in :func:`sweep_geometry`.
    receivers_m
        Heights of the receivers above the ground.

    Returns
    -------
    list of SweepGeometry
        One for each height.

    Examples
    --------
    >>> flat = np.zeros((4, 2), dtype=np.float32)
    >>> both = sweep_geometries(flat, step_km=0.1, transmitter_m=30, receivers_m=(1.5, 3.0))
    >>> [float(one.height_difference_m[0, 0]) for one in both]
    [-28.5, -27.0]
    """
    radius = effective_earth_radius_km(delta_n)
    samples, rays = ground_m.shape
    ground = over = np.ascontiguousarray(ground_m, dtype=np.float32)
    if clutter_m is not None:
        over = ground + np.asarray(clutter_m, dtype=np.float32)
        over[0] = ground[0]
    unknown = np.isnan(over)
    gaps = bool(unknown.any())
    if gaps:
        # What stands for it does not matter: what is behind it stays unknown.
        over = np.where(unknown, np.float32(0), over)
        ground = over if clutter_m is None else np.where(unknown, np.float32(0), ground)
    terrain = Terrain(ground, over, step_km, transmitter_m, radius)
    places = np.arange(rays, samples * rays) if receivers is None else receivers
    cuts = np.linspace(0, len(places), 1 + max(1, len(places) // _TOGETHER)).astype(int).tolist()
    parts = [
        terrain.edges(places[begin:end], receivers_m, lowest_mhz=lowest_mhz)
        for begin, end in pairwise(cuts)
    ]
    shape: tuple[int, ...] = (len(places),)
    distance = terrain.column.take(places // rays)
    if receivers is None:
        shape, distance = (samples - 1, rays), terrain.column[1:, None]
    behind = np.logical_or.accumulate(unknown, axis=0).ravel().take(places) if gaps else None
    found = []
    for edges in zip(*parts, strict=True):
        nu = np.concatenate([one.nu for one in edges])
        if behind is not None:
            nu[behind] = np.nan
        difference = np.concatenate([one.difference for one in edges])
        low = LowPaths.of([one.low for one in edges], cuts)
        found.append(
            SweepGeometry(
                distance,
                step_km,
                radius,
                nu.reshape(shape),
                difference.reshape(shape),
                low,
                lowest_mhz,
            )
        )
    return found


def loss_of(
    geometry: SweepGeometry, *, frequency_mhz: float, polarisation: Polarisation = "vertical"
) -> Singles:
    """Compute the loss at every sample of a sweep.

    Parameters
    ----------
    geometry
        What the terrain does.
    frequency_mhz
        The frequency.
    polarisation
        Of the wave.

    Returns
    -------
    numpy.ndarray
        dB, samples by rays; not-a-number where the terrain on the way is not known.

    Raises
    ------
    ParameterError
        If the frequency is lower than the geometry was made for.

    Examples
    --------
    >>> flat = np.zeros((4, 2), dtype=np.float32)
    >>> swept = sweep_geometry(flat, step_km=0.1, transmitter_m=30)
    >>> f"{loss_of(swept, frequency_mhz=900)[0, 0]:.1f}"
    '71.8'
    """
    if not frequency_mhz >= geometry.lowest_mhz:
        raise ParameterError(
            "terrain.below_lowest", found=frequency_mhz, expected=geometry.lowest_mhz
        )
    distance = geometry.distance_km
    wavelength = 299.8 / frequency_mhz
    free = free_space_loss(
        distance, frequency_mhz=frequency_mhz, height_difference_m=geometry.height_difference_m
    )
    edge = bullington_loss(geometry.nu / np.float32(math.sqrt(wavelength)), distance_km=distance)
    loss = np.asarray(free + edge, dtype=np.float32)
    low = geometry.low
    loss.reshape(-1)[low.receivers] += _round_earth(
        geometry, frequency_mhz=frequency_mhz, polarisation=polarisation
    )
    return loss


def _round_earth(
    geometry: SweepGeometry, *, frequency_mhz: float, polarisation: Polarisation
) -> Floats:
    """Take what the round earth adds where the terrain does not do the same itself."""
    high, low = geometry.low.transmitter_m, geometry.low.receiver_m
    distance = np.broadcast_to(geometry.distance_km, geometry.nu.shape)
    distance = distance.reshape(-1).take(geometry.low.receivers)
    more = spherical_loss(
        distance,
        (high, low),
        frequency_mhz=frequency_mhz,
        radius_km=geometry.radius_km,
        polarisation=polarisation,
    )
    lost = np.flatnonzero(more > 0)
    nu = _nu_over_smooth(
        distance[lost],
        (high[lost], low[lost]),
        step=geometry.step_km,
        radius=geometry.radius_km,
    )
    wavelength = 299.8 / frequency_mhz
    same = bullington_loss(nu / math.sqrt(wavelength), distance_km=distance[lost])
    more[lost] = np.maximum(more[lost] - same, 0)
    return more


def _nu_over_smooth(
    distance: Singles, heights: tuple[Singles, Singles], *, step: float, radius: float
) -> Floats:
    """Find Bullington's edge on a round earth without hills, at the samples of the ray.

    What is sought has one maximum between the ends, so the samples on both sides of it decide.
    """
    high, low = heights
    bulge = 500 / radius
    last = np.rint(distance / step) - 1
    top = np.sqrt(high / bulge) if bulge else distance
    ahead = _best(top, last, step, lambda x: bulge * (distance - x) - high / x)
    straight = (low - high) / distance
    near = reflection_point(distance, high, low, radius_km=radius)

    def parameter(x: Floats) -> Floats:
        rest = distance - x
        over = bulge * x * rest - (high * rest + low * x) / distance
        return np.asarray(over * np.sqrt(0.002 * distance / (x * rest)))

    seen = _best(near, last, step, parameter)
    top = distance - (np.sqrt(low / bulge) if bulge else 0)
    back = _best(top, last, step, lambda x: bulge * x - low / (distance - x))
    with np.errstate(divide="ignore", invalid="ignore"):
        place = (low - high + back * distance) / (ahead + back)
        place = np.clip(place, step, distance - step)
        above = high + ahead * place - (high * (distance - place) + low * place) / distance
        hidden = above * np.sqrt(0.002 * distance / (place * (distance - place)))
    nu = np.where(ahead < straight, seen, hidden)
    return np.where(last >= 1, nu, -np.inf)


def _best(top: Floats, last: Floats, step: float, value: Callable[[Floats], Floats]) -> Floats:
    """Take the greater of a function's values at the samples on both sides of its maximum."""
    before = np.clip(np.floor(top / step), 1, np.maximum(last, 1))
    after = np.clip(before + 1, 1, np.maximum(last, 1))
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.maximum(value(before * step), value(after * step)))
