"""Diffraction over a smooth round earth, after ITU-R P.1812-6 (4.3) and P.526-15 (3.2).

What is here is computed at once for many paths. Units are those of
:mod:`dxanalysis.terrain.propagation`.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.floating]

Polarisation = Literal["vertical", "horizontal"]

BEL: Final = 10 / math.log(10)
"""Decibels of a power by its natural logarithm."""

METRES_GHZ: Final = 0.2998
"""Wavelength in metres times frequency in GHz, as rounded in P.1812."""

_PERMITTIVITY, _CONDUCTIVITY = 22.0, 0.003
"""Of land: relative, and in S/m (P.1812-6, section 4.3.3)."""


def reflection_point(
    distance_km: Floats, transmitter_m: Floats, receiver_m: Floats, *, radius_km: float
) -> Floats:
    """Find where a smooth earth comes nearest to the ray, counted in Fresnel radii.

    Parameters
    ----------
    distance_km
        The whole path.
    transmitter_m, receiver_m
        Heights over the smooth earth, above 0.
    radius_km
        Effective earth radius.

    Returns
    -------
    numpy.ndarray
        Kilometres from the transmitter (P.1812-6, section 4.3.2, first equations).

    Examples
    --------
    >>> one = np.array([10.0])
    >>> reflection_point(one, np.array([20.0]), np.array([20.0]), radius_km=8500.0)
    array([5.])
    """
    both = transmitter_m + receiver_m
    tilt = (transmitter_m - receiver_m) / both
    # On a flat earth the quotient is 0, and its root is divided by; this is the limit to 1e-6.
    m = np.maximum(250 * distance_km * distance_km / (radius_km * both), 1e-6)
    angle = np.arccos(np.clip(1.5 * tilt * np.sqrt(3 * m / (m + 1) ** 3), -1, 1))
    share = 2 * np.sqrt((m + 1) / (3 * m)) * np.cos(np.pi / 3 + angle / 3)
    return np.asarray(distance_km / 2 * (1 + share))


def spherical_loss(
    distance_km: Floats,
    heights_m: tuple[Floats, Floats],
    *,
    frequency_mhz: float,
    radius_km: float,
    polarisation: Polarisation = "vertical",
) -> Floats:
    """Compute diffraction over a smooth round earth.

    Parameters
    ----------
    distance_km
        The whole path.
    heights_m
        Of transmitter and receiver over the smooth earth, above 0.
    frequency_mhz
        The frequency.
    radius_km
        Effective earth radius.
    polarisation
        Of the wave.

    Returns
    -------
    numpy.ndarray
        dB (P.1812-6, section 4.3.2; P.526-15, section 3.2).

    Examples
    --------
    >>> far = spherical_loss(
    ...     np.array([5.0, 80.0]),
    ...     (np.array([100.0, 30.0]), np.array([100.0, 10.0])),
    ...     frequency_mhz=900,
    ...     radius_km=8500.0,
    ... )
    >>> float(far[0]), bool(far[1] > 40)
    (0.0, True)
    """
    high, low = heights_m
    beyond, clearance, wanted = _smooth_clearance(
        distance_km, heights_m, frequency_mhz=frequency_mhz, radius_km=radius_km
    )
    # Elsewhere nothing is lost; the rest of the formulas is long.
    lost = np.flatnonzero(beyond | ~(clearance > wanted))
    far, up, down = (np.ravel(one).take(lost) for one in (distance_km, high, low))
    past = beyond.ravel().take(lost)
    marginal = 500 * (far / (np.sqrt(up) + np.sqrt(down))) ** 2
    first = _first_term(
        far,
        up,
        down,
        ghz=frequency_mhz / 1000,
        radius=np.where(past, np.asarray(radius_km, marginal.dtype), marginal),
        polarisation=polarisation,
    )
    share = 1 - clearance.ravel().take(lost) / wanted.ravel().take(lost)
    loss = np.zeros_like(clearance)
    loss.ravel()[lost] = np.where(past, first, np.maximum(first, 0) * share)
    return loss


def clearing_product(distance_km: Floats, *, frequency_mhz: float, radius_km: float) -> Floats:
    r"""Compute how high antennas are above which a smooth round earth certainly costs nothing.

    Parameters
    ----------
    distance_km
        The whole path.
    frequency_mhz
        The frequency.
    radius_km
        Effective earth radius.

    Returns
    -------
    numpy.ndarray
        A product of the two antennas' heights over that earth, square metres. The clearance
        :math:`(h_1(d-x)+h_2x)/d-500x(d-x)/R` over :math:`\sqrt{x(d-x)}` is nowhere less than
        :math:`2\sqrt{h_1h_2}/d-250d/R`, and :math:`17.456\sqrt{\lambda/d}` is enough
        (P.1812-6, section 4.3.2).

    Examples
    --------
    >>> far, radio = np.array([5.0]), {"frequency_mhz": 900, "radius_km": 8500.0}
    >>> least = clearing_product(far, **radio)
    >>> heights = np.sqrt(least), np.sqrt(0.9 * least)
    >>> [bool(spherical_loss(far, (both, both), **radio)[0] > 0) for both in heights]
    [False, True]
    """
    wavelength = METRES_GHZ * 1000 / frequency_mhz
    enough = 17.456 * np.sqrt(wavelength / distance_km) + 250 * distance_km / radius_km
    return np.asarray((distance_km / 2 * enough) ** 2)


def _smooth_clearance(
    distance: Floats, heights: tuple[Floats, Floats], *, frequency_mhz: float, radius_km: float
) -> tuple[NDArray[np.bool_], Floats, Floats]:
    """Say what lies beyond the horizon, how far a ray clears the earth, and how far it should."""
    high, low = heights
    wavelength = METRES_GHZ * 1000 / frequency_mhz
    horizon = math.sqrt(2 * radius_km) * (np.sqrt(0.001 * high) + np.sqrt(0.001 * low))
    near = reflection_point(distance, high, low, radius_km=radius_km)
    rest = distance - near
    clearance = (
        (high - 500 * near * near / radius_km) * rest + (low - 500 * rest * rest / radius_km) * near
    ) / distance
    wanted = 17.456 * np.sqrt(np.maximum(near * rest, 1e-9) * wavelength / distance)
    return distance >= horizon, clearance, wanted


def _first_term(
    distance: Floats,
    high: Floats,
    low: Floats,
    *,
    ghz: float,
    radius: Floats,
    polarisation: Polarisation,
) -> Floats:
    """Take the first term of the residue series (P.1812-6, section 4.3.3)."""
    loss = 18 * _CONDUCTIVITY / ghz
    # Powers by logarithms, which are several times faster.
    third = np.exp(np.log(radius) / -3)
    k = 0.036 * ghz ** (-1 / 3) * ((_PERMITTIVITY - 1) ** 2 + loss**2) ** -0.25 * third
    if polarisation == "vertical":
        k = k * math.hypot(_PERMITTIVITY, loss)
    square = k * k
    beta = (1 + 1.6 * square + 0.67 * square * square) / (1 + 4.5 * square + 1.53 * square * square)
    x = 21.88 * ghz ** (1 / 3) * beta * third * third * distance
    log = np.log(x)
    decay = np.where(
        x >= 1.6, 11 + BEL * log - 17.6 * x, -2 * BEL * log - 5.6488 * np.exp(1.425 * log)
    )
    scale = 0.9575 * ghz ** (2 / 3) * beta * beta * third
    floor = 2 + 2 * BEL * np.log(k)
    gain = np.maximum(_height_gain(scale * high), floor) + np.maximum(
        _height_gain(scale * low), floor
    )
    return np.asarray(-decay - gain)


def _height_gain(b: Floats) -> Floats:
    """Take the gain of an antenna's height over the smooth earth."""
    above = np.maximum(b, 2.0) - 1.1
    high = 17.6 * np.sqrt(above) - 0.5 * BEL * np.log(above) - 8
    return np.where(b > 2, high, 2 * BEL * np.log(b + 0.1 * b * b * b))
