"""On which datum the coordinates of a system are, and how they come to WGS 84.

VN-2000 lies some 220 m from WGS 84. Programs write it under many names, without the seven numbers
of its shift or under none at all, and PROJ takes a datum that it does not know for WGS 84 itself.
Here such a system is put together anew on EPSG:4756, and bound to the official way from there
(EPSG:6960, the numbers of Decision 05/2007/QĐ-BTNMT), which PROJ by itself does not take off the
coast. No grid of shifts is ever fetched.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
import pyproj.crs
import pyproj.exceptions
import pyproj.network
from pyproj.crs import BoundCRS, GeographicCRS, ProjectedCRS

if TYPE_CHECKING:
    from collections.abc import Callable

    import geopandas as gpd
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

WGS84: Final = 4326
VN2000_DEGREES: Final = 4756
_OFFICIAL: Final = 6960
"""EPSG codes of both in degrees, and of the way from the second to the first."""

NAMES: Final = {WGS84: "WGS 84", VN2000_DEGREES: "VN-2000"}
"""How the two are called in sentences."""

_NAMED: Final = re.compile(
    r"(?<![a-z])vn[\W_]*(?:2000|2k)(?!\d)|vi[eệ]t[\W_]*nam[\W_]*2000(?!\d)", re.IGNORECASE
)
_SHIFT_IN_NAME: Final = re.compile(r"-191[._]9\d*\D{1,3}39[._]3\d*\D{1,3}111[._]4\d*")
"""QGIS and MapInfo write the numbers of a shift into the name of the datum."""

_OFFICIAL_SHIFT: Final = (-191.90441429, -39.30318279, -111.45032835)
"""Metres along X, Y and Z, to know a shift by that a file says; EPSG:6960 has all its numbers."""

_NEAR_M: Final = 5.0
"""Shifts of VN-2000 that were in use lie within some metres of the official one."""

_ZONE_METHOD: Final = "9807"
_ZONE_NUMBERS: Final = (8805, 8806, 8802)
"""EPSG codes of the projection of zones, and of its scale, false easting and central meridian."""

_ZONE_SCALE: Final = 0.9999
_ZONE_EASTING: Final = 500_000.0
_ZONE_MERIDIANS: Final = (102.0, 112.0)
_ALIKE: Final = 1e-7


@dataclass(frozen=True)
class Datum:
    """A system as its coordinates are to be read.

    Attributes
    ----------
    system
        The system, for :func:`bound`; as it was where no way to WGS 84 is known.
    code
        EPSG code of the datum's system in degrees where it is one of :data:`NAMES`, else 0.
    is_sure
        Whether the file says it so that it can be understood in one way.
    """

    system: pyproj.CRS
    code: int
    is_sure: bool


def judge(system: pyproj.CRS) -> Datum:
    """Tell on which datum coordinates in a system are.

    Parameters
    ----------
    system
        As a file says it.

    Returns
    -------
    Datum
        VN-2000 where a name or the numbers of a shift say so, and where nothing is said but the
        projection is that of its zones of 3°.

    Examples
    --------
    >>> zone = "+proj=tmerc +lon_0=104 +k=0.9999 +x_0=500000 +ellps=WGS84"
    >>> found = judge(pyproj.CRS(zone))
    >>> found.system.to_epsg(), found.is_sure
    (9206, False)
    >>> judge(pyproj.CRS("EPSG:32648")).code
    4326
    """
    flat = _flat(system)
    if flat.geodetic_crs is None or flat.datum is None:
        return Datum(system, 0, is_sure=False)
    shift = _shift(system)
    if shift is not None and np.linalg.norm(shift - _OFFICIAL_SHIFT) < _NEAR_M:
        return Datum(system, VN2000_DEGREES, is_sure=True)
    in_datum = _says_vn2000(flat.geodetic_crs.name, flat.datum.name)
    on_wgs84 = _is_wgs84(flat, shift)
    if in_datum or (_says_vn2000(flat.name) and (on_wgs84 or not _is_known(flat, shift))):
        return _on_vn2000(flat, is_sure=shift is None and not on_wgs84)
    if _is_known(flat, shift):
        return Datum(system, WGS84 if on_wgs84 else 0, is_sure=not (on_wgs84 and _is_zone(flat)))
    return _of_nothing_said(flat)


def tell(datum: Datum, name: str, note: Callable[..., None], *, room: str = "boundaries.") -> None:
    """Say that a file leaves its datum open, where it does.

    Parameters
    ----------
    datum
        What its coordinates were taken for.
    name
        Of the system that the file says.
    note
        Called as ``note(rule, value=..., expected=...)``.
    room
        What rules begin with.
    """
    if not datum.is_sure:
        rule = "datum_assumed" if datum.code else "datum_unknown"
        note(f"{room}{rule}", value=name, expected=NAMES.get(datum.code, ""))


def in_wgs84(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring a layer that says its system into degrees of WGS 84, longitude first.

    Parameters
    ----------
    frame
        With a system.

    Returns
    -------
    geopandas.GeoDataFrame
        The layer in EPSG:4326.
    """
    return moved(frame.set_crs(judge(frame.crs).system, allow_override=True))


def moved(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Bring a layer whose system was judged into degrees of WGS 84, longitude first.

    Parameters
    ----------
    frame
        In :attr:`Datum.system`.

    Returns
    -------
    geopandas.GeoDataFrame
        The layer in EPSG:4326.
    """
    pyproj.network.set_network_enabled(active=False)  # type: ignore[attr-defined]  # compiled
    if frame.crs == WGS84:
        return frame
    return frame.set_crs(bound(frame.crs), allow_override=True).to_crs(WGS84)


def bound(system: pyproj.CRS) -> pyproj.CRS:
    """Bind a system to the official way to WGS 84, if it is on VN-2000.

    Parameters
    ----------
    system
        As judged.

    Returns
    -------
    pyproj.CRS
        The same for any other.

    Examples
    --------
    >>> bound(pyproj.CRS("EPSG:9206")).is_bound, bound(pyproj.CRS("EPSG:32648")).is_bound
    (True, False)
    """
    base = system.geodetic_crs
    if system.is_bound or base is None or not _is_vn2000(base):
        return system
    official = pyproj.crs.CoordinateOperation.from_epsg(_OFFICIAL)  # type: ignore[attr-defined]
    return BoundCRS(system, pyproj.CRS.from_epsg(WGS84), official)


def _is_vn2000(base: pyproj.CRS) -> bool:
    """Tell whether a system in degrees is VN-2000 as PROJ knows it."""
    return base.datum == pyproj.CRS.from_epsg(VN2000_DEGREES).datum


def exchanged(placed: gpd.GeoDataFrame, code: int) -> gpd.GeoDataFrame:
    """Place a layer as if its coordinates were on the other one of VN-2000 and WGS 84.

    Parameters
    ----------
    placed
        In EPSG:4326.
    code
        On which datum they were taken to be (:data:`NAMES`).

    Returns
    -------
    geopandas.GeoDataFrame
        In EPSG:4326, some 220 m away.
    """
    degrees = bound(pyproj.CRS.from_epsg(VN2000_DEGREES))
    if code == VN2000_DEGREES:
        return placed.to_crs(degrees).set_crs(WGS84, allow_override=True)
    return placed.set_crs(degrees, allow_override=True).to_crs(WGS84)


def _of_nothing_said(flat: pyproj.CRS) -> Datum:
    """Guess the datum of a system that names none that is known."""
    if not _has_ellipsoid_of_wgs84(flat):
        return Datum(flat, 0, is_sure=False)
    if _is_zone(flat):
        return _on_vn2000(flat, is_sure=False)
    return Datum(flat, WGS84, is_sure=False)


def _flat(system: pyproj.CRS) -> pyproj.CRS:
    """Take heights and a shift off a system."""
    while system.is_compound:
        system = system.sub_crs_list[0]
    source = system.source_crs if system.is_bound else None
    return system if source is None else _flat(source)


def _shift(system: pyproj.CRS) -> Floats | None:
    """Give the three lengths of the shift that a system says; None where it says none."""
    for one in (system, *system.sub_crs_list):
        if one.is_bound and one.coordinate_operation is not None:
            return np.array([*one.coordinate_operation.towgs84, 0.0, 0.0, 0.0][:3])
    return None


def _says_vn2000(*names: str) -> bool:
    """Tell whether one of the names is that of VN-2000, or holds the numbers of its shift."""
    return any(_NAMED.search(name) or _SHIFT_IN_NAME.search(name) for name in names)


def _is_wgs84(flat: pyproj.CRS, shift: Floats | None) -> bool:
    """Tell whether a system says that it is on WGS 84, or shifted from it by nothing."""
    if shift is not None:
        return bool(np.linalg.norm(shift) < _NEAR_M)
    name = "" if flat.datum is None else re.sub(r"[\W_]", "", flat.datum.name.casefold())
    return name.startswith(("worldgeodeticsystem1984", "dwgs", "wgs84", "wgs1984"))


def _is_known(flat: pyproj.CRS, shift: Floats | None) -> bool:
    """Tell whether a system or PROJ knows a way from its datum to WGS 84."""
    try:
        pyproj.Transformer.from_crs(flat, WGS84, allow_ballpark=False)
    except pyproj.exceptions.ProjError:
        return shift is not None
    return True


def _has_ellipsoid_of_wgs84(flat: pyproj.CRS) -> bool:
    """Tell whether a system's figure of the earth is that of WGS 84 (or GRS 80, 0.1 mm less)."""
    earth = flat.ellipsoid
    return earth is not None and bool(
        np.allclose([earth.semi_major_metre, earth.inverse_flattening], [6_378_137, 298.257223563])
    )


def _is_zone(flat: pyproj.CRS) -> bool:
    """Tell whether a projection is that of the zones of 3°, which only VN-2000 has."""
    operation = flat.coordinate_operation
    if operation is None or operation.method_code != _ZONE_METHOD:
        return False
    values = {int(one.code): float(one.value) for one in operation.params if one.code}
    scale, easting, meridian = (values.get(code, np.nan) for code in _ZONE_NUMBERS)
    west, east = _ZONE_MERIDIANS
    return bool(
        abs(scale - _ZONE_SCALE) < _ALIKE and easting == _ZONE_EASTING and west <= meridian <= east
    )


def _on_vn2000(flat: pyproj.CRS, *, is_sure: bool) -> Datum:
    """Put a system together anew on the datum of VN-2000."""
    degrees = pyproj.CRS.from_epsg(VN2000_DEGREES)
    if flat.is_projected:
        system: pyproj.CRS = ProjectedCRS(
            flat.coordinate_operation,
            name=flat.name,
            cartesian_cs=flat.coordinate_system,
            geodetic_crs=degrees,
        )
    elif flat.is_geographic:
        cs = flat.coordinate_system if len(flat.axis_info) == len(degrees.axis_info) else None
        system = GeographicCRS(name=degrees.name, datum=degrees.datum, ellipsoidal_cs=cs)
    else:
        return Datum(flat, 0, is_sure=False)
    return Datum(system, VN2000_DEGREES, is_sure=is_sure)
