"""Distances on the earth, taken as a sphere: one radius and one formula for all modules.

Good to half a percent, which is enough for choosing, sorting and drawing; areas of units and
lengths that are reported are computed in a projection instead.
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
