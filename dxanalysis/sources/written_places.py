"""Places as lists write them: in two columns or one, in degrees or in metres of VN-2000."""

from __future__ import annotations

import difflib
import functools
import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import shapely

from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.sources import datums
from dxanalysis.sources.crs import CANDIDATES, VN2000, in_vietnam
from dxanalysis.sources.measurements.facility_files import parse_degrees, parse_pair
from dxanalysis.units.parsing import toneless
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from dxanalysis.sources.findings import Findings

    Floats = NDArray[np.float64]

_BESIDE: Final = re.compile(
    r"\b(?:toa do|td|wgs ?84|wgs|84|vn ?2000|he|m|met|deg|degrees?|dd|dms|thap phan|decimal|gps"
    r"|bac|dong|n|e|b|tram|thon|ban|ap|xa|vi tri|diem|cua|trung tam|center|centre|google|maps?"
    r"|ktt|kinh tuyen truc|mui|zone|\d+)\b"
)
"""Words of a heading that do not say which of the two it is."""

_FORMS: Final[Mapping[str, frozenset[str]]] = {
    "lat": frozenset({"vi", "vi do", "vy do", "vido", "vi tuyen", "lat", "y", "northing"}),
    "lon": frozenset(
        {"kinh", "kinh do", "kinhdo", "kinh tuyen", "lon", "long", "lng", "x", "easting"}
    ),
}
_ENGLISH: Final = {"lat": "latitude", "lon": "longitude"}
_ALIKE: Final = 0.8
_BOTH: Final = re.compile(
    r"\b(?:lat\w*|v[iy] do)\b.*\b(?:lon\w*|lng|kinh do)\b|\b(?:lon\w*|lng|kinh do)\b.*"
    r"\b(?:lat\w*|v[iy] do)\b|^(?:toa do )?(?:x y|y x)\b|\blatlo?ng?\b"
)
_ANY: Final = re.compile(r"\b(?:toa do|coordinates?|gps)\b")

_LABEL: Final = re.compile(
    r"(?i)(?:\b(?:latitude|longitude|lat|long|lng|lon|v[iĩ] độ|kinh độ|[xyne])\s*[:=]\s*"
    r"|\b[xy]\s*(?=\d)|\bm\b)"
)
_GROUPED: Final = re.compile(
    r"\d{1,3}(?:(?: \d{3})+(?:[.,]\d+)?|(?:\.\d{3}){2,}|(?:,\d{3}){2,}|(?:\.\d{3})+,\d+"
    r"|(?:,\d{3})+\.\d+)"
)
"""Metres with marks at thousands; "104.123" is degrees."""

_DECIMALS: Final = re.compile(r" .*[.,]\d+$|\..*,\d+$|,.*\.\d+$")

_NORTH_M: Final = (850_000.0, 2_650_000.0)
_EAST_M: Final = (100_000.0, 900_000.0)
"""Metres in which Vietnam lies, in any zone of VN-2000 or of UTM."""

_MERIDIAN: Final = re.compile(
    r"(?:ktt|kinh tuyến(?: trục)?|meridian|lo|l0)\D{0,6}(?P<degrees>10\d)"
    r"(?:(?P<decimal>[.,](?:\d{2}|5))(?!\d)|\D{1,3}(?P<minutes>\d\d)(?!\d))?",
    re.IGNORECASE,
)
_SAMPLE: Final = 500
_NEAR_KM: Final = 10.0
_CLEARLY_KM: Final = 3.0
"""How near their communes places lie on the whole in the right zone, and how much nearer than in
the next: zones lie 26 km apart and more."""

_MOST_INSIDE: Final = 0.9
_CLEARLY_INSIDE: Final = 0.1


@dataclass(frozen=True)
class PlaceHeadings:
    """Headings of a column of coordinates: to be asked whether one is among them.

    Attributes
    ----------
    kind
        ``lat``, ``lon``, or ``both`` for one column that holds the two.

    Examples
    --------
    >>> [one in PlaceHeadings("lon") for one in ("kinh do dong", "longtitude", "x m", "altitude")]
    [True, True, True, False]
    >>> [one in PlaceHeadings("both") for one in ("toa do", "lat long", "toa do x", "vi do")]
    [True, True, False, False]
    """

    kind: str

    def __contains__(self, heading: object) -> bool:
        """Tell whether a heading, without tones and marks, is of this kind."""
        return _kind(str(heading)) == self.kind


LATITUDE: Final = PlaceHeadings("lat")
LONGITUDE: Final = PlaceHeadings("lon")
BOTH: Final = PlaceHeadings("both")


def _kind(heading: str) -> str:
    """Tell which coordinates a heading is of, empty where of none."""
    words = plain_text(re.sub(r"[^\w ]", " ", toneless(heading)))
    if _BOTH.search(words):
        return "both"
    bare = " ".join(_BESIDE.sub(" ", words).split())
    for kind, known in _FORMS.items():
        if bare in known or words in known:
            return kind
        like = difflib.SequenceMatcher(None, bare, _ENGLISH[kind]).ratio()
        if like >= _ALIKE and not bare.startswith("alt"):
            return kind
    rest = bare.removeprefix("do").strip()
    return "both" if _ANY.search(words) and len(rest) <= 1 and rest not in {"x", "y"} else ""


def read_written(text: pd.DataFrame) -> pd.DataFrame:
    """Read coordinates that stand in two columns, or in one.

    Parameters
    ----------
    text
        Cells: ``lat`` and ``lon``, else ``both``.

    Returns
    -------
    pandas.DataFrame
        ``latitude`` and ``longitude`` as written, metres too, and ``position``: ``good``,
        ``missing`` or ``unreadable``.
    """
    if {"lat", "lon"} <= set(text):
        first, second = (text[one].map(_number) for one in ("lat", "lon"))
        blank = (text[["lat", "lon"]] == "").any(axis=1)
    elif "both" in text:
        pairs = [_pair(one) for one in text["both"]]
        first, second = (pd.Series([one[k] for one in pairs], index=text.index) for k in (0, 1))
        blank = text["both"] == ""
    else:
        first = second = pd.Series(math.nan, index=text.index)
        blank = pd.Series(data=True, index=text.index)
    found = pd.DataFrame({"latitude": first, "longitude": second}, dtype="float64")
    unread = found.isna().any(axis=1) & ~blank
    found["position"] = np.where(blank, "missing", np.where(unread, "unreadable", "good"))
    return found


def _number(written: str) -> float:
    """Read one coordinate, degrees or metres."""
    bare = _LABEL.sub("", written).strip()
    if _GROUPED.fullmatch(bare):
        whole, *rest = re.split(r"[.,](?=\d+$)", bare) if _DECIMALS.search(bare) else [bare]
        metres = float(".".join([re.sub(r"\D", "", whole), *rest]))
        return metres if metres >= _EAST_M[0] else math.nan
    return parse_degrees(bare)


def _pair(written: str) -> tuple[float, float]:
    """Read two coordinates of one cell, degrees or metres."""
    bare = _LABEL.sub(" ", written).strip(" ()[]")
    found = parse_pair(bare)
    if not math.isnan(found[0]):
        return found
    parts = [one.strip() for one in re.split(r"[;|/\n]| - |,\s", bare) if one.strip()]
    return (_number(parts[0]), _number(parts[1])) if len(parts) == 2 else (math.nan, math.nan)  # noqa: PLR2004


def from_metres(
    rows: pd.DataFrame,
    *,
    headings: str,
    units: gpd.GeoDataFrame | None,
    note: Findings,
) -> pd.DataFrame:
    """Bring coordinates in metres to degrees of WGS 84.

    Parameters
    ----------
    rows
        ``latitude`` and ``longitude`` as written, ``position``, and ``unit_code`` of the commune
        that a row names, missing where it names none.
    headings
        Of the columns, as written: they may name the meridian.
    units
        Polygons of communes, EPSG:4326, by which a system that is not named is found.
    note
        Told which system was taken, or that it cannot be known.

    Returns
    -------
    pandas.DataFrame
        The rows; where the system cannot be known their position is ``unreadable``.
    """
    pair = rows[["latitude", "longitude"]].to_numpy(dtype="float64")
    east, north = pair.min(axis=1), pair.max(axis=1)
    metres = (_EAST_M[0] <= east) & (east <= _EAST_M[1])
    metres &= (_NORTH_M[0] <= north) & (north <= _NORTH_M[1])
    count = int(metres.sum())
    if not count:
        return rows
    rows = rows.copy()
    code = _system(rows[metres], east[metres], north[metres], headings, units)
    if code is None:
        rows.loc[metres, "position"] = "unreadable"
        rows.loc[metres, ["latitude", "longitude"]] = math.nan
        note("planfiles.metres_unknown", value=count)
        return rows
    rows.loc[metres, "longitude"], rows.loc[metres, "latitude"] = _degrees(
        east[metres], north[metres], code
    )
    named = f"{pyproj.CRS.from_epsg(code).name} (EPSG:{code})"
    note("planfiles.metres", severity="note", value=count, expected=named)
    return rows


def _system(
    rows: pd.DataFrame,
    east: Floats,
    north: Floats,
    headings: str,
    units: gpd.GeoDataFrame | None,
) -> int | None:
    """Find the system of coordinates: the one that headings name, else the one that fits."""
    said = _MERIDIAN.search(headings)
    if said:
        part = f"0{said['decimal'].replace(',', '.')}" if said["decimal"] else "0"
        degrees = int(said["degrees"]) + float(part) + int(said["minutes"] or 0) / 60
        return next((code for code in CANDIDATES if abs(_axis(code) - degrees) < 0.01), None)  # noqa: PLR2004
    if units is None or units.empty:
        return None
    some = np.linspace(0, len(rows) - 1, min(len(rows), _SAMPLE)).astype(int)
    own = units.geometry.reindex(rows["unit_code"].iloc[some]).to_numpy()
    named = ~shapely.is_missing(own)
    if named.mean() >= 1 / 2:
        some, own = some[named], own[named]
        return _nearest(east[some], north[some], own)
    return _inside(east[some], north[some], units)


def _nearest(east: Floats, north: Floats, own: NDArray[np.object_]) -> int | None:
    """Find the system that brings places nearest to the middle of the communes that they name."""
    middles = shapely.get_coordinates(shapely.centroid(own))
    away: dict[int, float] = {}
    for code in CANDIDATES:
        lon, lat = _degrees(east, north, code)
        across = (lon - middles[:, 0]) * np.cos(np.radians(middles[:, 1]))
        apart = np.hypot(across, lat - middles[:, 1]) * METRES_PER_DEGREE / 1000
        away[code] = float(np.median(apart))
    best = min(away, key=lambda code: away[code])
    other = [far for code, far in away.items() if _axis(code) != _axis(best)]
    if away[best] > _NEAR_KM or min(other) < away[best] + _CLEARLY_KM:
        return None

    def inside(code: int) -> int:
        return int(shapely.intersects_xy(own, *_degrees(east, north, code)).sum())

    # Zones of 3° and of UTM share some meridians, and differ by hundreds of metres.
    alike = [code for code in CANDIDATES if _axis(code) == _axis(best)]
    return int(max(alike, key=lambda code: (inside(code), _scale(code), _is_vn2000(code))))


def _inside(east: Floats, north: Floats, units: gpd.GeoDataFrame) -> int | None:
    """Find the only system that brings places into the area."""
    area = shapely.union_all(units.geometry.to_numpy())
    shapely.prepare(area)
    share = {
        code: float(shapely.intersects_xy(area, *_degrees(east, north, code)).mean())
        for code in CANDIDATES
    }
    best = max(share, key=lambda code: (share[code], _scale(code), _is_vn2000(code)))
    other = [part for code, part in share.items() if _axis(code) != _axis(best)]
    clear = share[best] >= _MOST_INSIDE and max(other) <= share[best] - _CLEARLY_INSIDE
    return int(best) if clear else None


def _is_vn2000(code: int) -> bool:
    """Tell whether a system is one of VN-2000, which official lists are in."""
    return code in VN2000


@functools.cache
def _axis(code: int) -> float:
    """Give the meridian of a system."""
    return _parameter(code, 8802)


@functools.cache
def _scale(code: int) -> float:
    """Give the scale at the meridian of a system."""
    return _parameter(code, 8805)


def _parameter(code: int, which: int) -> float:
    """Give a number of a projection, by its EPSG code."""
    operation = pyproj.CRS.from_epsg(code).coordinate_operation
    params = [] if operation is None else operation.params
    return next((float(one.value) for one in params if int(one.code) == which), math.nan)


def _degrees(east: Floats, north: Floats, code: int) -> tuple[Floats, Floats]:
    """Bring metres of a system to degrees of WGS 84."""
    placed = datums.moved(gpd.GeoDataFrame(geometry=gpd.points_from_xy(east, north), crs=code))
    found = shapely.get_coordinates(placed.geometry.to_numpy())
    lon, lat = found[:, 0], found[:, 1]
    sound = in_vietnam(lon, lat)
    return np.where(sound, lon, 0.0), np.where(sound, lat, 0.0)
