"""Distances on the earth: on a sphere where half a percent is enough, else on the ellipsoid.

One radius and one formula for all modules that choose, sort and draw. Areas of units are computed
in a projection; lengths that cost money are geodesics of WGS 84.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

EARTH_RADIUS_M: Final = 6_371_008.8
"""Mean radius of the earth in metres (IUGG)."""

METRES_PER_DEGREE: Final = EARTH_RADIUS_M * math.pi / 180
"""Metres in a degree of latitude; of longitude at the equator."""

KM_PER_DEGREE: Final = METRES_PER_DEGREE / 1000


def great_circle_km(
    lat: ArrayLike, lon: ArrayLike, *, to_lat: ArrayLike, to_lon: ArrayLike
) -> NDArray[np.float64]:
    r"""Compute great-circle distances by the haversine formula.

    Parameters
    ----------
    lat, lon
        From where, decimal degrees, WGS 84.
    to_lat, to_lon
        To where; broadcast against the first.

    Returns
    -------
    numpy.ndarray
        Kilometres.

    Notes
    -----
    :math:`d = 2R \arcsin\sqrt{\sin^2\frac{\Delta\varphi}{2}
    + \cos\varphi_1\cos\varphi_2\sin^2\frac{\Delta\lambda}{2}}`.

    Examples
    --------
    >>> f"{great_circle_km(21.0, 105.0, to_lat=22.0, to_lon=105.0):.1f}"
    '111.2'
    """
    phi, other = np.radians(np.asarray(lat, float)), np.radians(np.asarray(to_lat, float))
    across = np.radians(np.asarray(to_lon, float) - np.asarray(lon, float))
    chord = np.sin((other - phi) / 2) ** 2 + np.cos(phi) * np.cos(other) * np.sin(across / 2) ** 2
    # Rounding can take antipodes a hair beyond 1.
    return np.asarray(2 * EARTH_RADIUS_M / 1000 * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


def geodesic_m(
    lat: ArrayLike, lon: ArrayLike, *, to_lat: ArrayLike, to_lon: ArrayLike
) -> NDArray[np.float64]:
    """Compute the lengths of geodesics on the ellipsoid WGS 84 (Karney's algorithm, by PROJ).

    Parameters
    ----------
    lat, lon
        From where, decimal degrees.
    to_lat, to_lon
        To where; as many.

    Returns
    -------
    numpy.ndarray
        Metres.

    Examples
    --------
    >>> f"{geodesic_m([0.0], [105.0], to_lat=[1.0], to_lon=[105.0])[0]:.2f}"
    '110574.39'
    """
    import pyproj  # noqa: PLC0415 - most callers need only the sphere

    start = np.atleast_1d(np.asarray(lon, float)), np.atleast_1d(np.asarray(lat, float))
    end = np.atleast_1d(np.asarray(to_lon, float)), np.atleast_1d(np.asarray(to_lat, float))
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(*start, *end)
    return np.asarray(metres, dtype=np.float64)
