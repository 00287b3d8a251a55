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
from dxanalysis.terrain.sight import View, edges, sink

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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
        Between samples.
    first
        How many steps from the station the first of them is.
    radius_km
        Effective earth radius.
    nu
        Diffraction parameter of Bullington's edge for a wavelength of 1 m; divide by the root of
        the wavelength. Minus infinity where nothing lies between.
    above_smooth_m, receiver_above_smooth_m
        Heights of the two antennas over the smooth earth through the terrain.
    height_difference_m
        Receiver less transmitter, both above the sea.
    may_lose
        Where the smooth earth may cost anything, at the lowest frequency or above it.
    lowest_mhz
        The lowest frequency that it is good for.
    """

    step_km: float
    first: int
    radius_km: float
    nu: Singles
    above_smooth_m: Singles
    receiver_above_smooth_m: Singles
    height_difference_m: Singles
    may_lose: NDArray[np.bool_]
    lowest_mhz: float

    @property
    def distance_km(self) -> Singles:
        """Distances of the samples, a column."""
        steps = np.arange(self.first, self.first + len(self.nu), dtype=np.float32)
        return (steps * np.float32(self.step_km))[:, None]


def sweep_geometry(
    ground_m: Singles,
    *,
    step_km: float,
    transmitter_m: float,
    receiver_m: float = 1.5,
    clutter_m: Singles | None = None,
    first: int = 1,
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
    first
        The first sample at which there are receivers, 1 or more.
    delta_n
        Fall of refractivity in the lowest kilometre, N-units.
    lowest_mhz
        The lowest frequency that it is wanted for: the higher, the faster.

    Returns
    -------
    SweepGeometry
        A row for each sample from ``first``.

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
        first=first,
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
    first: int = 1,
    delta_n: float = MEAN_DELTA_N,
    lowest_mhz: float = FREQUENCIES_MHZ[0],
) -> list[SweepGeometry]:
    """Take the geometries for receivers at several heights, which have most of the work in common.

    Parameters
    ----------
    ground_m, step_km, transmitter_m, clutter_m, first, delta_n, lowest_mhz
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
    samples, count = ground_m.shape
    shape = len(receivers_m), samples - first, count
    nu, high, low, difference = (np.empty(shape, dtype=np.float32) for _ in range(4))
    may_lose = np.empty(shape, dtype=np.bool_)
    # Blocks of about the same size: every one costs as many calls.
    cuts = np.linspace(0, count, max(1, round(count / _RAYS)) + 1).astype(int).tolist()
    for rays in map(slice, cuts[:-1], cuts[1:]):
        block = np.ascontiguousarray(ground_m[:, rays], dtype=np.float32)
        over = block
        if clutter_m is not None:
            over = block + np.ascontiguousarray(clutter_m[:, rays], dtype=np.float32)
            over[0] = block[0]
        found = _block(
            block,
            over,
            step=step_km,
            transmitter_m=transmitter_m,
            receivers_m=receivers_m,
            first=first,
            radius=radius,
            lowest_mhz=lowest_mhz,
        )
        for whole, part in zip((nu, high, low, difference, may_lose), found, strict=True):
            whole[..., rays] = part
    return [
        SweepGeometry(step_km, first, radius, *one, lowest_mhz)
        for one in zip(nu, high, low, difference, may_lose, strict=True)
    ]


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
    loss[geometry.may_lose] += _round_earth(
        geometry, frequency_mhz=frequency_mhz, polarisation=polarisation
    )
    return loss


def _round_earth(
    geometry: SweepGeometry, *, frequency_mhz: float, polarisation: Polarisation
) -> Floats:
    """Take what the round earth adds where the terrain does not do the same itself."""
    where = geometry.may_lose
    high, low = geometry.above_smooth_m[where], geometry.receiver_above_smooth_m[where]
    distance = np.broadcast_to(geometry.distance_km, where.shape)[where]
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


def _block(
    ground: Singles,
    over: Singles,
    *,
    step: float,
    transmitter_m: float,
    receivers_m: Sequence[float],
    first: int,
    radius: float,
    lowest_mhz: float,
) -> tuple[Singles, Singles, Singles, Singles, NDArray[np.bool_]]:
    """Go along some rays together."""
    samples, rays = ground.shape
    distance = np.arange(samples, dtype=np.float64) * step
    column = distance.astype(np.float32)[:, None]
    start = ground[0] + np.float32(transmitter_m)
    ends = ground[first:] + np.array(receivers_m, dtype=np.float32)[:, None, None]
    # Over a straightened earth, bent rays are straight lines.
    sunk = (500 / radius * distance**2).astype(np.float32)[:, None]
    curved = View.of(over - sunk, ends - sunk[first:], start=start, column=column)
    spare = np.empty(samples * rays, dtype=np.float32)
    nu, back = edges(curved, spare=spare)
    unknown = np.isnan(ground)
    if unknown.any():
        nu[:, np.logical_or.accumulate(unknown, axis=0)[first:]] = np.nan
    fitted = _smooth(ground, first)
    bare = View.of(ground, ends, start=start, column=column)
    lowered, rising = _least_sink(bare, back - sunk[first:] / column[first:])
    high, low = _over_smooth(fitted, lowered, bare)
    may_lose = may_lose_over_smooth_earth(
        np.broadcast_to(column[first:], high.shape),
        (high, low),
        frequency_mhz=lowest_mhz,
        radius_km=radius,
    )
    counts = np.logical_or.reduce(rising & may_lose)
    for row in range(len(counts)):
        (here,) = counts[row].nonzero()
        if len(here):
            sink(bare, row, here, lowered=lowered, spare=spare)
    high, low = _over_smooth(fitted, lowered, bare)
    return nu, high, low, ends - start, may_lose


def _over_smooth(
    fitted: tuple[Singles, Singles], lowered: tuple[Singles, Singles], view: View
) -> tuple[Singles, Singles]:
    """Take heights of antennas over the smooth earth, lowered where the ground is in the way."""
    floor = np.float32(_LOWEST_M)
    high = view.start - np.minimum(fitted[0] - lowered[0], view.tops[0])
    low = view.ends - np.minimum(fitted[1] - lowered[1], view.tops[view.first :])
    return np.maximum(high, floor, out=high), np.maximum(low, floor, out=low)


def _least_sink(
    view: View, steepest_back: Singles
) -> tuple[tuple[Singles, Singles], NDArray[np.bool_]]:
    """Take by how much the smooth earth is lowered at least, and where it is at all.

    Where antennas are high enough over an earth that is lowered this much, it does not matter by
    how much exactly; it is looked for elsewhere only. The station's horizon is one place where the
    ground rises above the line; the slope back from the receiver is not steeper than over the round
    earth.
    """
    first, column = view.first, view.column
    front = view.ahead[first - 1 : -1] - view.line
    rising = front > 0
    np.maximum(front, 0, out=front)
    place = np.zeros_like(view.ahead)
    place[1:] = np.where(view.ahead[1:] > view.ahead[:-1], column[1:], 0)
    place = np.maximum.accumulate(place, axis=0)[first - 1 : -1]
    highest = front * place
    least_back = highest / np.maximum(column[first:] - place, column[1])
    most_back = np.maximum(steepest_back + view.line, least_back)
    both, least = front + most_back, front + least_back
    np.copyto(both, 1, where=~rising)
    np.copyto(least, 1, where=~rising)
    return (highest * front / both, highest * least_back / least), rising


def _smooth(ground: Singles, first: int) -> tuple[Singles, Singles]:
    """Fit a straight line to the terrain of every path (P.1812-6, Attachment 1, section 5.6.1).

    The two sums of the paper, over even steps and heights above the station's, are those of the
    heights and of the heights times their places, less a part of the last one.
    """
    # Heights over the station's keep their digits.
    above = ground.astype(np.float64)
    above -= ground[0]
    place = np.arange(len(ground), dtype=np.float64)[:, None]
    end, at = above[first:].copy(), place[first:]
    times = above * place
    v1 = 2 * np.cumsum(above, axis=0, out=above)[first:] - end
    v2 = 6 * np.cumsum(times, axis=0, out=times)[first:] - (3 * at + 1) * end
    base = ground[0]
    start = (2 * v1 * at - v2) / at**2 + base
    stop = (v2 - v1 * at) / at**2 + base
    return start.astype(np.float32), stop.astype(np.float32)
