"""Basic transmission loss between two points over terrain, after ITU-R P.1812-6 and P.526-15.

Of P.1812 the parts are here that decide over mountains for the median of time and places: free
space (section 4.2) and delta-Bullington diffraction (section 4.3), over land. Not here are ducting
and layer reflection (4.5), troposcatter (4.4) and the variability in time, which matter on paths
far longer than those of a mobile station. Distances are in kilometres along the ground, heights in
metres, losses in dB.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, get_args

import numpy as np

from dxanalysis.errors import ParameterError
from dxanalysis.terrain.smooth_earth import BEL, METRES_GHZ, Polarisation, spherical_loss

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.floating]

MEAN_DELTA_N: Final = 45.0
"""Fall of refractivity with height in the lowest kilometre, N-units: the usual mean value."""

FREQUENCIES_MHZ: Final = (700.0, 3_500.0)
"""The bands of mobile networks that this was compared for with other programs."""

_LEAST_MHZ: Final = 30.0
_MOST_MHZ: Final = 6_000.0
"""Frequencies that P.1812 is made for."""

_EARTH_KM: Final = 6_371.0
_CLEAR: Final = -0.78
"""The knife-edge parameter up to which nothing is lost (P.526-15, section 4.1)."""


@dataclass(frozen=True)
class PathLoss:
    """The loss of one path, and what it is made of.

    Attributes
    ----------
    loss_db
        Basic transmission loss: free space and diffraction.
    free_space_db, diffraction_db
        Its two parts.
    bullington_db
        The part of the diffraction that the terrain itself makes; the rest is the round earth.
    line_of_sight
        Whether nothing rises into the straight line between the antennas.
    obstacle_km
        Where the one knife edge stands that replaces the terrain, from the transmitter; on a path
        in sight, the place that comes nearest to the line, counted in Fresnel radii.
    """

    loss_db: float
    free_space_db: float
    diffraction_db: float
    bullington_db: float
    line_of_sight: bool
    obstacle_km: float


def effective_earth_radius_km(delta_n: float) -> float:
    """Compute the radius of an earth over which rays are straight.

    Parameters
    ----------
    delta_n
        Fall of refractivity in the lowest kilometre, N-units per km; below 157.

    Returns
    -------
    float
        Kilometres (P.1812-6, section 3.5); infinite at 157, where the earth is flat to a ray.

    Examples
    --------
    >>> round(effective_earth_radius_km(45.0))
    8931
    """
    bend = 157.0 - delta_n
    return math.inf if bend == 0 else _EARTH_KM * 157.0 / bend


def free_space_loss(
    distance_km: ArrayLike, *, frequency_mhz: float, height_difference_m: ArrayLike = 0.0
) -> NDArray[np.float64]:
    r"""Compute the loss in free space.

    Parameters
    ----------
    distance_km
        Along the ground.
    frequency_mhz
        The frequency.
    height_difference_m
        Between the two antennas.

    Returns
    -------
    numpy.ndarray
        dB: :math:`92.4 + 20\log_{10} f_{GHz} + 20\log_{10} d` (P.1812-6, section 4.2).

    Examples
    --------
    >>> f"{free_space_loss(10.0, frequency_mhz=1000):.1f}"
    '112.4'
    """
    far, rise = np.asarray(distance_km), np.asarray(height_difference_m) / 1000
    # The natural logarithm is several times faster than the others.
    slant = BEL * np.log(far * far + rise * rise)
    return np.asarray(92.4 + 20 * math.log10(frequency_mhz / 1000) + slant)


def knife_edge_loss(nu: ArrayLike) -> Floats:
    r"""Compute the loss at a knife edge.

    Parameters
    ----------
    nu
        The diffraction parameter: 0 where the edge just touches the line, negative below it.

    Returns
    -------
    numpy.ndarray
        dB: :math:`6.9 + 20\log_{10}(\sqrt{(\nu-0.1)^2+1}+\nu-0.1)`, 0 up to -0.78 (P.526-15,
        section 4.1; P.1812-6, section 4.3.1).

    Examples
    --------
    >>> f"{knife_edge_loss(0.0):.2f}", f"{knife_edge_loss(-0.8):.2f}"
    ('6.03', '0.00')
    """
    # Up to where nothing is lost the formula gives 0.0009 dB; not-a-number stays what it is.
    shifted = np.asarray(nu) - 0.1
    kept = np.maximum(shifted, _CLEAR - 0.1)
    loss = 6.9 + 2 * BEL * np.log(np.sqrt(kept * kept + 1) + kept)
    return np.asarray(loss * (shifted > _CLEAR - 0.1))


def clear_parameter(frequency_mhz: float) -> float:
    """Compute the diffraction parameter up to which nothing is lost, for a wavelength of 1 m.

    Parameters
    ----------
    frequency_mhz
        The frequency.

    Returns
    -------
    float
        At this and all higher frequencies nothing is lost up to it.

    Examples
    --------
    >>> round(clear_parameter(299.8), 2), round(clear_parameter(1199.2), 2)
    (-0.78, -0.39)
    """
    return _CLEAR * math.sqrt(METRES_GHZ * 1000 / frequency_mhz)


def bullington_loss(nu: ArrayLike, *, distance_km: ArrayLike) -> Floats:
    """Compute the loss over terrain that one knife edge stands for.

    Parameters
    ----------
    nu
        The diffraction parameter of that edge.
    distance_km
        The whole path.

    Returns
    -------
    numpy.ndarray
        dB (P.1812-6, section 4.3.1, last equation).

    Examples
    --------
    >>> f"{bullington_loss(0.0, distance_km=10.0):.2f}"
    '12.50'
    """
    edge = knife_edge_loss(nu)
    return np.asarray(edge + (1 - np.exp(-edge / 6)) * (10 + 0.02 * np.asarray(distance_km)))


def path_loss(
    distances_km: ArrayLike,
    heights_m: ArrayLike,
    *,
    frequency_mhz: float,
    transmitter_m: float,
    receiver_m: float = 1.5,
    clutter_m: ArrayLike | None = None,
    delta_n: float = MEAN_DELTA_N,
    polarisation: Polarisation = "vertical",
) -> PathLoss:
    """Compute the loss along one profile of the terrain.

    Parameters
    ----------
    distances_km
        Of the profile's points from the transmitter, increasing from 0; need not be even.
    heights_m
        Of the bare ground there, metres above the sea.
    frequency_mhz
        From 30 to 6,000.
    transmitter_m, receiver_m
        Heights of the antennas above the ground, above 0.
    clutter_m
        Heights of forest and buildings on the ground; those at the two ends do not count (P.1812-6,
        section 3.2.1).
    delta_n
        Fall of refractivity in the lowest kilometre, N-units: 45 is a mean value.
    polarisation
        Of the wave.

    Returns
    -------
    PathLoss
        The median over time and places of the basic transmission loss: P.1812-6, sections 4.2
        (free space) and 4.3 (delta-Bullington; that is P.526-15, section 4.5.4).

    Raises
    ------
    ParameterError
        If the profile has fewer than two points, is not increasing or has gaps, or a height or the
        frequency is out of range.

    Examples
    --------
    >>> flat = path_loss([0, 1, 2], [5, 5, 5], frequency_mhz=900, transmitter_m=40, receiver_m=40)
    >>> flat.line_of_sight, round(flat.loss_db, 1)
    (True, 97.5)
    """
    distance = np.asarray(distances_km, dtype=np.float64)
    ground = np.asarray(heights_m, dtype=np.float64)
    clutter = np.zeros_like(ground) if clutter_m is None else np.asarray(clutter_m, np.float64)
    _check(distance, ground, clutter, polarisation=polarisation)
    _check_radio(frequency_mhz, (transmitter_m, receiver_m), delta_n)
    whole, radius = float(distance[-1]), effective_earth_radius_km(delta_n)
    start, end = float(ground[0]) + transmitter_m, float(ground[-1]) + receiver_m
    free = float(
        free_space_loss(whole, frequency_mhz=frequency_mhz, height_difference_m=start - end)
    )
    inner, over = distance[1:-1], (ground + clutter)[1:-1]
    wavelength = METRES_GHZ * 1000 / frequency_mhz
    nu, place, clear = _edge(
        inner, over, ends=(start, end), whole=whole, radius=radius, wavelength=wavelength
    )
    bullington = float(bullington_loss(nu, distance_km=whole))
    smooth = _heights_over_smooth_earth(distance, ground, ends=(start, end))
    on_smooth, _, _ = _edge(
        inner,
        np.zeros_like(inner),
        ends=smooth,
        whole=whole,
        radius=radius,
        wavelength=wavelength,
    )
    spherical = spherical_loss(
        np.array([whole]),
        (np.array([smooth[0]]), np.array([smooth[1]])),
        frequency_mhz=frequency_mhz,
        radius_km=radius,
        polarisation=polarisation,
    )
    more = float(spherical[0]) - float(bullington_loss(on_smooth, distance_km=whole))
    diffraction = bullington + max(more, 0.0)
    return PathLoss(free + diffraction, free, diffraction, bullington, clear, place)


def _edge(
    inner: Floats,
    over: Floats,
    *,
    ends: tuple[float, float],
    whole: float,
    radius: float,
    wavelength: float,
) -> tuple[float, float, bool]:
    """Find Bullington's knife edge: its parameter, its place, and whether the path is in sight."""
    if not len(inner):
        return -math.inf, whole / 2, True
    start, end = ends
    rest = whole - inner
    height = over + 500 / radius * inner * rest
    ahead = float(np.max((height - start) / inner))
    straight = (end - start) / whole
    if ahead < straight:
        nus = (height - (start * rest + end * inner) / whole) * np.sqrt(
            0.002 * whole / (wavelength * inner * rest)
        )
        worst = int(np.argmax(nus))
        return float(nus[worst]), float(inner[worst]), True
    back = float(np.max((height - end) / rest))
    # Where both rays are one with the straight line the edge may stand anywhere on it.
    both = ahead + back
    place = (end - start + back * whole) / both if both > 0 else whole / 2
    place = min(max(place, float(inner[0])), float(inner[-1]))
    above = start + ahead * place - (start * (whole - place) + end * place) / whole
    nu = above * math.sqrt(0.002 * whole / (wavelength * place * (whole - place)))
    return nu, place, False


def _heights_over_smooth_earth(
    distance: Floats, ground: Floats, *, ends: tuple[float, float]
) -> tuple[float, float]:
    """Take the antennas' heights over a smooth earth through the terrain (Attachment 1, 5.6)."""
    whole = float(distance[-1])
    step, later, before = np.diff(distance), ground[1:], ground[:-1]
    v1 = float(np.sum(step * (later + before)))
    v2 = float(
        np.sum(
            step
            * (
                later * (2 * distance[1:] + distance[:-1])
                + before * (distance[1:] + 2 * distance[:-1])
            )
        )
    )
    first, last = (2 * v1 * whole - v2) / whole**2, (v2 - v1 * whole) / whole**2
    inner = distance[1:-1]
    if len(inner):
        rest = whole - inner
        above = ground[1:-1] - (ends[0] * rest + ends[1] * inner) / whole
        highest = float(np.max(above))
        if highest > 0:
            ahead, back = float(np.max(above / inner)), float(np.max(above / rest))
            first -= highest * ahead / (ahead + back)
            last -= highest * back / (ahead + back)
    return ends[0] - min(first, float(ground[0])), ends[1] - min(last, float(ground[-1]))


def _check(
    distance: Floats, ground: Floats, clutter: Floats, *, polarisation: Polarisation
) -> None:
    """Refuse a profile that cannot be used."""
    shapes = {distance.shape, ground.shape, clutter.shape}
    if len(shapes) != 1 or distance.ndim != 1 or len(distance) < 2:
        raise ParameterError("terrain.profile_shape", found=len(distance.ravel()))
    if distance[0] != 0 or not np.all(np.diff(distance) > 0):
        raise ParameterError("terrain.profile_order")
    if not (np.isfinite(ground).all() and np.isfinite(clutter).all()):
        raise ParameterError("terrain.profile_gaps")
    if polarisation not in get_args(Polarisation):
        raise ParameterError(
            "terrain.polarisation", found=polarisation, expected=", ".join(get_args(Polarisation))
        )


def _check_radio(frequency_mhz: float, heights_m: tuple[float, float], delta_n: float) -> None:
    """Refuse frequencies and heights that the method is not made for."""
    if not _LEAST_MHZ <= frequency_mhz <= _MOST_MHZ:
        raise ParameterError("terrain.frequency", found=frequency_mhz)
    if not all(0 < height <= 3_000 for height in heights_m):
        raise ParameterError("terrain.antenna_heights", found=min(heights_m))
    if not 0 <= delta_n <= 157:
        raise ParameterError("terrain.delta_n", found=delta_n)
