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

    near = KDTree(_earth_centred_m(demand)).query_ball_point(
        _earth_centred_m(candidates), radius_m, return_sorted=True
    )
    ends = np.cumsum([0, *(len(row) for row in near)])
    columns = np.array([place for row in near for place in row], dtype=np.int64)
    shape = (len(candidates), len(demand))
    return csr_array((np.ones(len(columns)), columns, ends), shape=shape)


def _earth_centred_m(places: pd.DataFrame) -> Any:
    """Return earth-centred x, y, z of places on the ellipsoid, in metres."""
    longitude = np.radians(places["longitude"].to_numpy(dtype=float))
    latitude = np.radians(places["latitude"].to_numpy(dtype=float))
    eccentricity = _FLATTENING * (2 - _FLATTENING)
    normal = _AXIS_M / np.sqrt(1 - eccentricity * np.sin(latitude) ** 2)
    return np.column_stack(
        [
            normal * np.cos(latitude) * np.cos(longitude),
            normal * np.cos(latitude) * np.sin(longitude),
            normal * (1 - eccentricity) * np.sin(latitude),
        ]
    )
