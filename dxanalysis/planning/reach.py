"""Which places a candidate site reaches, by distance on the ellipsoid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

_AXIS_M, _FLATTENING = 6_378_137.0, 1 / 298.257223563  # WGS 84


def reach_by_radius(demand: pd.DataFrame, candidates: pd.DataFrame, *, radius_m: float) -> Any:
    """Say which demand places lie within a radius of each candidate.

    Parameters
    ----------
    demand, candidates
        Tables with ``longitude`` and ``latitude`` in degrees (WGS 84), none missing.
    radius_m
        The radius in metres. Distances are chords of the ellipsoid, which at 30 km are shorter
        than geodesics by 3 cm; height and terrain are not considered.

    Returns
    -------
    scipy.sparse.csr_array
        Candidates × places, 1 where the place is reached.
    """
    from scipy.sparse import csr_array
    from scipy.spatial import KDTree

    places, sites = (
        earth_centred_m(table["longitude"], table["latitude"]) for table in (demand, candidates)
    )
    near = KDTree(places).query_ball_point(sites, radius_m, return_sorted=True)
    ends = np.cumsum([0, *(len(row) for row in near)])
    columns = np.array([place for row in near for place in row], dtype=np.int64)
    shape = (len(candidates), len(demand))
    return csr_array((np.ones(len(columns)), columns, ends), shape=shape)


def earth_centred_m(longitude: Any, latitude: Any) -> Any:
    """Give earth-centred x, y, z of places on the ellipsoid.

    Parameters
    ----------
    longitude, latitude
        Degrees, WGS 84.

    Returns
    -------
    numpy.ndarray
        Metres, shape (places, 3).
    """
    along = np.radians(np.asarray(longitude, dtype=float))
    up = np.radians(np.asarray(latitude, dtype=float))
    eccentricity = _FLATTENING * (2 - _FLATTENING)
    normal = _AXIS_M / np.sqrt(1 - eccentricity * np.sin(up) ** 2)
    return np.column_stack(
        [
            normal * np.cos(up) * np.cos(along),
            normal * np.cos(up) * np.sin(along),
            normal * (1 - eccentricity) * np.sin(up),
        ]
    )
