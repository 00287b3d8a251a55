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

from dxanalysis.errors import ParameterError
from dxanalysis.terrain.propagation import (
    FREQUENCIES_MHZ,
    MEAN_DELTA_N,
    Polarisation,
    bullington_loss,
    effective_earth_radius_km,
    free_space_loss,
    may_lose_over_smooth_earth,
    reflection_point,
    spherical_loss,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.floating]
    Singles = NDArray[np.float32]

_RAYS: Final = 1100
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
    lowest_mhz
        The lowest frequency that it is good for.
    """

    step_km: float
    radius_km: float
    nu: Singles
    above_smooth_m: Singles
    receiver_above_smooth_m: Singles
    height_difference_m: Singles
    lowest_mhz: float

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
    delta_n
        Fall of refractivity in the lowest kilometre, N-units.
    lowest_mhz
        The lowest frequency that it is wanted for: the higher, the faster.

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
    count = ground_m.shape[1]
    # Blocks of about the same size: every one costs as many calls.
    edges = np.linspace(0, count, max(1, round(count / _RAYS)) + 1).astype(int).tolist()
    for rays in map(slice, edges[:-1], edges[1:]):
        block = np.ascontiguousarray(ground_m[:, rays], dtype=np.float32)
        over = block
        if clutter_m is not None:
            over = block + np.ascontiguousarray(clutter_m[:, rays], dtype=np.float32)
            over[0] = block[0]
        parts.append(
            _block(
                block,
                over,
                step=step_km,
                tops=(transmitter_m, receiver_m),
                radius=radius,
                lowest_mhz=lowest_mhz,
            )
        )
    nu, high, low, difference = (np.concatenate(one, axis=1) for one in zip(*parts, strict=True))
    return SweepGeometry(step_km, radius, nu, high, low, difference, lowest_mhz)


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
    ground: Singles,
    over: Singles,
    *,
    step: float,
    tops: tuple[float, float],
    radius: float,
    lowest_mhz: float,
) -> tuple[Singles, Singles, Singles, Singles]:
    """Go along some rays together."""
    samples, rays = ground.shape
    distance = np.arange(samples, dtype=np.float64) * step
    column = distance.astype(np.float32)[:, None]
    start = ground[0] + np.float32(tops[0])
    ends = ground + np.float32(tops[1])
    # Over a straightened earth, bent rays are straight lines.
    sunk = (500 / radius * distance**2).astype(np.float32)[:, None]
    curved = _View.of(over - sunk, ends - sunk, start=start, column=column)
    nu = np.full((samples, rays), -np.inf, dtype=np.float32)
    back = np.full((samples, rays), np.inf, dtype=np.float32)
    spare = np.empty((samples, rays), dtype=np.float32)
    for k in range(2, samples):
        nu[k] = _nu(curved, k, back=back[k], spare=spare)
    nu[np.isnan(np.maximum.accumulate(ground, axis=0))] = np.nan
    first, last = _smooth(ground)
    bare = _View.of(ground, ends, start=start, column=column)
    lowered, counts = _least_sink(bare, back - sunk / np.maximum(column, column[1]))
    high, low = _over_smooth((first, last), lowered, bare)
    counts[1:] &= may_lose_over_smooth_earth(
        np.broadcast_to(column[1:], (samples - 1, rays)),
        (high[1:], low[1:]),
        frequency_mhz=lowest_mhz,
        radius_km=radius,
    )
    for k in np.flatnonzero(counts.any(axis=1)).tolist():
        here = np.flatnonzero(counts[k])
        lowered[:, k, here] = _sink(bare, k, here, spare=spare)
    high, low = _over_smooth((first, last), lowered, bare)
    return nu[1:], high[1:], low[1:], (ends - start)[1:]


def _over_smooth(
    fitted: tuple[Singles, Singles], lowered: Singles, view: _View
) -> tuple[Singles, Singles]:
    """Take heights of antennas over the smooth earth, lowered where the ground is in the way."""
    ground = view.tops
    floor = np.float32(_LOWEST_M)
    high = view.start - np.minimum(fitted[0] - lowered[0], ground[0])
    low = view.ends - np.minimum(fitted[1] - lowered[1], ground)
    return np.maximum(high, floor), np.maximum(low, floor)


def _least_sink(view: _View, steepest_back: Singles) -> tuple[Singles, NDArray[np.bool_]]:
    """Take by how much the smooth earth is lowered at least, and where it is at all.

    Where antennas are high enough over an earth that is lowered this much, it does not matter by
    how much exactly; it is looked for elsewhere only. The station's horizon is one place where the
    ground rises above the line; the slope back from the receiver is not steeper than over the round
    earth.
    """
    front = np.full_like(view.line, -np.inf)
    front[2:] = view.ahead[1:-1] - view.line[2:]
    rising = front > 0
    front = np.where(rising, front, 0)
    column = view.column
    place = np.zeros_like(view.line)
    place[1:] = np.where(view.ahead[1:] > view.ahead[:-1], column[1:], 0)
    place = np.maximum.accumulate(place, axis=0)
    place = np.concatenate([place[:1], place[:-1]])
    highest = front * place
    least_back = highest / np.maximum(column - place, column[1])
    most_back = np.maximum(steepest_back + view.line, least_back)
    both = np.where(rising, front + most_back, 1)
    least = np.where(rising, front + least_back, 1)
    return np.stack([highest * front / both, highest * least_back / least]), rising


@dataclass(frozen=True)
class _View:
    """What stands along rays, and the lines of sight to every sample: samples by rays.

    ``ahead`` is the steepest slope from the station to a sample up to each; ``line`` the slope to
    the receiver there; ``inverse`` one over the distances; from a receiver they run backwards.
    """

    tops: Singles
    ends: Singles
    start: Singles
    column: Singles
    ahead: Singles
    line: Singles
    inverse: Singles

    @classmethod
    def of(cls, tops: Singles, ends: Singles, *, start: Singles, column: Singles) -> _View:
        """Look along rays."""
        away = np.maximum(column, column[1])
        ahead = (tops - start) / away
        ahead[0] = -np.inf
        np.maximum.accumulate(ahead, axis=0, out=ahead)
        return cls(tops, ends, start, column, ahead, (ends - start) / away, 1 / away)

    def steepest_back(self, k: int, *, spare: Singles) -> Singles:
        """Find the steepest slope from the receiver at a sample back to what stands before it."""
        slopes = np.subtract(self.tops[1:k], self.ends[k], out=spare[1:k])
        slopes *= self.inverse[k - 1 : 0 : -1]
        return np.asarray(slopes.max(axis=0))


def _nu(view: _View, k: int, *, back: Singles, spare: Singles) -> Singles:
    """Find the parameter of Bullington's edge for the receivers at one sample.

    ``back`` is given the slopes back to the ground where it is in the way.
    """
    line, ahead, whole = view.line[k], view.ahead[k - 1], view.column[k]
    clear = ahead < line
    seen = np.flatnonzero(clear)
    if len(seen) == len(clear):
        return _in_sight(view, k, slice(None), spare=spare)
    back[:] = view.steepest_back(k, spare=spare)
    both = ahead + back
    place = (view.ends[k] - view.start + back * whole) / np.where(both > 0, both, 1)
    place = np.where(both > 0, place, whole / 2)
    place = np.clip(place, view.column[1], view.column[k - 1])
    # The height over the line to the receiver, both in slopes from the station.
    nu = (ahead - line) * place * np.sqrt(np.float32(0.002) * whole / (place * (whole - place)))
    if len(seen):
        nu[seen] = _in_sight(view, k, seen, spare=spare)
    return np.asarray(nu)


def _in_sight(view: _View, k: int, rays: NDArray[np.intp] | slice, *, spare: Singles) -> Singles:
    """Find the parameter of the sample that comes nearest to the line, in Fresnel radii."""
    inner, whole = view.column[1:k], view.column[k]
    line = view.line[k, rays]
    gap = np.multiply(inner, line, out=spare[1:k, : len(line)])
    tops, start = (
        (view.tops[1:k], view.start)
        if isinstance(rays, slice)
        else (
            view.tops[1:k].take(rays, axis=1),
            view.start[rays],
        )
    )
    np.subtract(tops, gap, out=gap)
    gap -= start
    gap *= np.sqrt(np.float32(0.002) * whole / (inner * (whole - inner)))
    return np.asarray(gap.max(axis=0))


def _sink(view: _View, k: int, rays: NDArray[np.intp], *, spare: Singles) -> Singles:
    """Take by how much the smooth earth is lowered where the ground rises above the line."""
    line = view.line[k, rays]
    front = view.ahead[k - 1, rays] - line
    tops = view.tops[1:k].take(rays, axis=1)
    above = np.multiply(view.column[1:k], line, out=spare[1:k, : len(rays)])
    np.subtract(tops, above, out=above)
    highest = above.max(axis=0) - view.start[rays]
    tops -= view.ends[k, rays]
    tops *= view.inverse[k - 1 : 0 : -1]
    back = np.maximum(tops.max(axis=0) + line, 0)
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
    # At the station itself the line is the ground.
    both = (np.concatenate([base[None], one + base]).astype(np.float32) for one in (first, last))
    return next(both), next(both)
