"""Which places a candidate site reaches: by distance on the ellipsoid, or over the terrain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from tqdm import tqdm

if TYPE_CHECKING:
    from dxanalysis.terrain.coverage import Assumptions
    from dxanalysis.terrain.elevation import Elevation

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


def reach_by_terrain(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    *,
    ground: Elevation,
    height_m: float | None = None,
    band_mhz: float | None = None,
    assumptions: Assumptions | None = None,
    progress: bool = False,
) -> tuple[Any, Any]:
    """Say which demand places each candidate reaches over the terrain, in place of a radius.

    Parameters
    ----------
    demand, candidates
        As :func:`reach_by_radius` takes them.
    ground
        Elevation, with clutter where it is known.
    height_m, band_mhz
        Of the station that would be built; by default those that are taken where a list of
        stations says none (:mod:`dxanalysis.terrain.sites`), of 4G.
    assumptions
        What makes the interval; its radius is how far a candidate is looked at.
    progress
        Whether a bar is shown, where there is a terminal.

    Returns
    -------
    low, high : scipy.sparse.csr_array
        Candidates × places, 1 where the place is reached: even in the least favourable case, and
        in the most favourable one. A plan that changes between the two rests on what is not
        known. Candidates on unknown ground reach none.

    Examples
    --------
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array(np.zeros((60, 60)), west=104, north=21.06, step=0.001)
    >>> place = pd.DataFrame({"longitude": [104.04], "latitude": [21.03]})
    >>> low, high = reach_by_terrain(place, place.assign(longitude=104.02), ground=ground)
    >>> low.toarray().tolist()
    [[1.0]]
    """
    from scipy.sparse import csr_array

    from dxanalysis.terrain.coverage import Assumptions, coverage
    from dxanalysis.terrain.sites import BANDS_MHZ, HEIGHT_M, REFERENCE_DBM
    from dxanalysis.terrain.unit_shares import villages_reached

    given = assumptions or Assumptions()
    places = demand.rename(columns={"longitude": "lon", "latitude": "lat"})
    stations = pd.DataFrame(
        {
            "lon": candidates["longitude"].astype("float64"),
            "lat": candidates["latitude"].astype("float64"),
            "height_m": HEIGHT_M if height_m is None else height_m,
            "band_mhz": BANDS_MHZ["4g"] if band_mhz is None else band_mhz,
            "reference_dbm": REFERENCE_DBM,
            "azimuth_deg": np.nan,
            "tilt_deg": np.nan,
        }
    )
    rows = []
    for site in tqdm(range(len(stations)), disable=None if progress else True, leave=False):
        one = stations.iloc[[site]]
        near = ground.around(
            float(one["lon"].iloc[0]), float(one["lat"].iloc[0]), radius_km=given.radius_km
        )
        rows.append(villages_reached(coverage(one, near, assumptions=given, jobs=1), places))
    low, high = (
        csr_array(
            np.array([row[end].to_numpy(dtype="float64") for row in rows]).reshape(
                len(candidates), len(demand)
            )
        )
        for end in ("low", "high")
    )
    return low, high


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
