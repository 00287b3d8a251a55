"""The loss from one station to every point around it: all rays of a polar sweep at once.

On a ray every sample is a receiver, and what lies before it is its profile. The highest slope seen
from the station is a running maximum; only what the receiver sees is looked for anew at each
sample. The answers are those of :func:`dxanalysis.terrain.propagation.path_loss` at every sample
(a test compares them), in single precision, some hundred times faster.

The geometry does not depend on the frequency, so that the bands of one mast share it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.terrain.propagation import (
    MEAN_DELTA_N,
    Polarisation,
    bullington_loss,
    effective_earth_radius_km,
    free_space_loss,
    reflection_point,
    spherical_loss,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Singles = NDArray[np.float32]

_RAYS: Final = 384
"""Rays worked on together: their arrays then stay in a processor's cache."""

_LOWEST_M: Final = 0.01
"""Antennas are not taken to be nearer to the smooth earth than this."""


@dataclass(frozen=True)
class SweepGeometry:
    """What terrain does along rays, for any frequency. Arrays are samples by rays.

    Attributes
    ----------
    step_km
        Between samples; the first is one step from the station.
    radius_km
        Effective earth radius.
    nu
        Diffraction parameter of Bullington's edge for a wavelength of 1 m; divide by the root of
        the wavelength. Minus infinity where nothing lies between.
    above_smooth_m, receiver_above_smooth_m
        Heights of the two antennas over the smooth earth through the terrain.
    height_difference_m
        Receiver less transmitter, both above the sea.
    """

    step_km: float
    radius_km: float
    nu: Singles
    above_smooth_m: Singles
    receiver_above_smooth_m: Singles
    height_difference_m: Singles

    @property
    def distance_km(self) -> Singles:
        """Distances of the samples, a column."""
        count = len(self.nu)
        return (np.arange(1, count + 1, dtype=np.float32) * np.float32(self.step_km))[:, None]


def sweep_geometry(
    ground_m: Singles,
    *,
    step_km: float,
    transmitter_m: float,
    receiver_m: float = 1.5,
    clutter_m: Singles | None = None,
    delta_n: float = MEAN_DELTA_N,
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
    delta_n
        Fall of refractivity in the lowest kilometre, N-units.

    Returns
    -------
    SweepGeometry
        One row less than ``ground_m``.

    Examples
    --------
    >>> flat = np.zeros((4, 2), dtype=np.float32)
    >>> sweep_geometry(flat, step_km=0.1, transmitter_m=30).nu.shape
    (3, 2)
    """
    radius = effective_earth_radius_km(delta_n)
    parts = []
    for first in range(0, ground_m.shape[1], _RAYS):
        rays = slice(first, first + _RAYS)
        block = np.ascontiguousarray(ground_m[:, rays], dtype=np.float32)
        over = block
        if clutter_m is not None:
            over = block + np.ascontiguousarray(clutter_m[:, rays], dtype=np.float32)
            over[0] = block[0]
        parts.append(
            _block(block, over, step=step_km, tops=(transmitter_m, receiver_m), radius=radius)
        )
    nu, high, low, difference = (np.concatenate(one, axis=1) for one in zip(*parts, strict=True))
    return SweepGeometry(step_km, radius, nu, high, low, difference)


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

    Examples
    --------
    >>> flat = np.zeros((4, 2), dtype=np.float32)
    >>> swept = sweep_geometry(flat, step_km=0.1, transmitter_m=30)
    >>> f"{loss_of(swept, frequency_mhz=900)[0, 0]:.1f}"
    '71.8'
    """
    distance = geometry.distance_km
    wavelength = 299.8 / frequency_mhz
    free = free_space_loss(
        distance, frequency_mhz=frequency_mhz, height_difference_m=geometry.height_difference_m
    )
    edge = bullington_loss(geometry.nu / np.float32(math.sqrt(wavelength)), distance_km=distance)
    more = _round_earth(geometry, edge, frequency_mhz=frequency_mhz, polarisation=polarisation)
    return np.asarray(free + edge + more, dtype=np.float32)


def _round_earth(
    geometry: SweepGeometry,
    edge: Floats,
    *,
    frequency_mhz: float,
    polarisation: Polarisation,
) -> Floats:
    """Take what the round earth adds where the terrain does not do the same itself."""
    high, low = geometry.above_smooth_m, geometry.receiver_above_smooth_m
    distance = np.broadcast_to(geometry.distance_km, high.shape)
    more = np.zeros(high.shape, dtype=np.float32)
    spherical = spherical_loss(
        distance,
        (high, low),
        frequency_mhz=frequency_mhz,
        radius_km=geometry.radius_km,
        polarisation=polarisation,
    )
    lost = spherical > 0
    nu = _nu_over_smooth(
        distance[lost],
        (high[lost], low[lost]),
        step=geometry.step_km,
        radius=geometry.radius_km,
    )
    wavelength = 299.8 / frequency_mhz
    same = bullington_loss(nu / math.sqrt(wavelength), distance_km=distance[lost])
    more[lost] = np.maximum(spherical[lost] - same, 0)
    more[np.isnan(edge)] = np.nan
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


def _block(
    ground: Singles, over: Singles, *, step: float, tops: tuple[float, float], radius: float
) -> tuple[Singles, Singles, Singles, Singles]:
    """Go along some rays together."""
    samples, rays = ground.shape
    distance = np.arange(samples, dtype=np.float64) * step
    start = ground[0] + np.float32(tops[0])
    ends = ground + np.float32(tops[1])
    # Over a straightened earth, bent rays are straight lines.
    sunk = (500 / radius * distance**2).astype(np.float32)[:, None]
    over_straight, ends_straight = over - sunk, ends - sunk
    column = distance.astype(np.float32)[:, None]
    away = np.maximum(column, np.float32(step))
    ahead = np.maximum.accumulate((over_straight[1:] - start) / away[1:], axis=0)
    ahead_bare = np.maximum.accumulate((ground[1:] - start) / away[1:], axis=0)
    nu = np.full((samples - 1, rays), -np.inf, dtype=np.float32)
    sunken = np.zeros((2, samples - 1, rays), dtype=np.float32)
    inverse = np.zeros(samples, dtype=np.float32)
    inverse[1:] = 1 / distance[1:]
    for k in range(2, samples):
        line = (ends_straight[k] - start) / column[k]
        clear = ahead[k - 2] < line
        if clear.any():
            nu[k - 1, clear] = _in_sight(
                over_straight[1:k], start, line, clear, distance=distance[: k + 1]
            )
        hidden = ~clear
        if hidden.any():
            nu[k - 1, hidden] = _hidden(
                over_straight[1:k],
                (start, ends_straight[k], ahead[k - 2]),
                hidden,
                whole=float(distance[k]),
                inverse=inverse[k - 1 : 0 : -1],
                step=step,
            )
        rising = ahead_bare[k - 2] > (ends[k] - start) / column[k]
        if rising.any():
            sunken[:, k - 1, rising] = _rise(
                ground[1:k],
                (start, ends[k], ahead_bare[k - 2]),
                rising,
                distance=column[1 : k + 1],
                inverse=inverse[k - 1 : 0 : -1],
            )
    nu[np.isnan(np.maximum.accumulate(ground, axis=0)[1:])] = np.nan
    first, last = _smooth(ground)
    high = start - np.minimum(first - sunken[0], ground[0])
    low = ends[1:] - np.minimum(last - sunken[1], ground[1:])
    floor = np.float32(_LOWEST_M)
    return nu, np.maximum(high, floor), np.maximum(low, floor), ends[1:] - start


def _in_sight(
    over: Singles,
    start: Singles,
    line: Singles,
    rays: NDArray[np.bool_],
    *,
    distance: NDArray[np.float64],
) -> Singles:
    """Find the parameter of the sample that comes nearest to the line, in Fresnel radii."""
    inner, whole = distance[1:-1], distance[-1]
    scale = np.sqrt(0.002 * whole / (inner * (whole - inner))).astype(np.float32)[:, None]
    gap = over[:, rays] - start[rays]
    gap -= inner.astype(np.float32)[:, None] * line[rays]
    gap *= scale
    return np.asarray(gap.max(axis=0))


def _hidden(
    over: Singles,
    seen: tuple[Singles, Singles, Singles],
    rays: NDArray[np.bool_],
    *,
    whole: float,
    inverse: Singles,
    step: float,
) -> Singles:
    """Find the parameter of the edge where the two horizon rays meet."""
    start, end, ahead = (one[rays] for one in seen)
    slopes = over[:, rays] - end
    slopes *= inverse[:, None]
    back = slopes.max(axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        place = (end - start + back * np.float32(whole)) / (ahead + back)
    place = np.where(ahead + back > 0, place, np.float32(whole / 2))
    place = np.clip(place, np.float32(step), np.float32(whole - step))
    above = start + ahead * place - (start * (whole - place) + end * place) / whole
    return np.asarray(above * np.sqrt(0.002 * whole / (place * (whole - place))), np.float32)


def _rise(
    ground: Singles,
    seen: tuple[Singles, Singles, Singles],
    rays: NDArray[np.bool_],
    *,
    distance: Singles,
    inverse: Singles,
) -> Singles:
    """Take by how much the smooth earth is lowered where the ground rises above the line."""
    start, end, ahead = (one[rays] for one in seen)
    whole = distance[-1]
    line = (end - start) / whole
    bare = ground[:, rays]
    above = bare - distance[:-1] * line
    highest = above.max(axis=0) - start
    bare = bare - end
    bare *= inverse[:, None]
    back = bare.max(axis=0) + line
    front = ahead - line
    return np.asarray(np.stack([highest * front, highest * back]) / (front + back))


def _smooth(ground: Singles) -> tuple[Singles, Singles]:
    """Fit a straight line to the terrain of every path (P.1812-6, Attachment 1, section 5.6.1)."""
    # Heights over the station's keep their digits in single precision.
    ground = ground.astype(np.float64)
    above = ground - ground[0]
    place = np.arange(len(ground), dtype=np.float64)[:, None]
    later, before = above[1:], above[:-1]
    v1 = np.cumsum(later + before, axis=0)
    at, was = place[1:], place[:-1]
    v2 = np.cumsum(later * (2 * at + was) + before * (at + 2 * was), axis=0)
    first, last = (2 * v1 * at - v2) / at**2, (v2 - v1 * at) / at**2
    base = ground[0]
    return (first + base).astype(np.float32), (last + base).astype(np.float32)
