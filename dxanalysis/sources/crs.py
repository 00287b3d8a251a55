"""In which coordinate system a layer is: what it says, held against where its units are.

Provincial surveyors use VN-2000 with the province's own meridian (104°00' in Sơn La: EPSG:9206),
state maps VN-2000 by UTM zones. Files lose the name of their system, name a wrong zone, or give the
north before the east. Two zones differ by tens of kilometres, VN-2000 and WGS 84 by 220 m, and the
places of the units are known to a few metres: that shows which is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

import numpy as np
import pyproj
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import datums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

WGS84: Final = datums.WGS84

VIETNAM: Final = (102.0, 6.0, 118.0, 24.0)
"""West, south, east, north, in degrees: mainland, islands and the East Sea groups."""

VN2000: Final = (4756, 3405, 3406, 5896, 5897, 5898, 5899, *range(9205, 9219))
"""EPSG codes of VN-2000: in degrees, by UTM zones, by zones of 3° and by provinces' meridians."""

CANDIDATES: Final = (*(code for code in VN2000 if code != 4756), 32648, 32649)  # noqa: PLR2004
"""Systems in metres that a layer of Vietnam may be in without saying so."""

NEAR_KM: Final = 3.0
"""Median distance of units from where they are known to be, up to which a system fits."""

WRONG_KM: Final = 15.0
"""The same distance, from which on a system cannot be right: zones lie 26 km apart and more."""

_DEGREES: Final = 360.0
"""No coordinate in degrees is larger."""

_CLEARLY: Final = 0.1
"""By how many kilometres a system must fit better than the next."""

_IN_PLACE_M: Final = 70.0
"""How far all units together may be off, and how unsure that may be: VN-2000 lies three times as
far from WGS 84. (Of the state's layer the communes of a province are off by 28 m at most.)"""


class Away(Protocol):
    """Tells how far a layer in degrees lies from where its units are known to be."""

    def __call__(self, frame: gpd.GeoDataFrame) -> float:
        """Give the median in kilometres, infinite where the units cannot be determined."""

    def shift(self, frame: gpd.GeoDataFrame) -> tuple[float, float]:
        """Give how far all of it lies to one side, and how unsure that is, in metres."""


def in_vietnam(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points lie within :data:`VIETNAM`.

    Parameters
    ----------
    lon, lat
        Degrees of WGS 84; not-a-number lies nowhere.

    Returns
    -------
    numpy.ndarray
        True for those within.

    Examples
    --------
    >>> in_vietnam(np.array([105.8, 21.0]), np.array([21.0, 105.8])).tolist()
    [True, False]
    """
    west, south, east, north = VIETNAM
    return np.asarray((lon >= west) & (lon <= east) & (lat >= south) & (lat <= north))


def exchanged(lon: NDArray[np.float64], lat: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Say which points lie in Vietnam only with longitude and latitude the other way round.

    Parameters
    ----------
    lon, lat
        As somebody wrote them, degrees of WGS 84.

    Returns
    -------
    numpy.ndarray
        True for those that are to be exchanged.

    Examples
    --------
    >>> exchanged(np.array([105.8, 21.0, 0.0]), np.array([21.0, 105.8, 0.0])).tolist()
    [False, True, False]
    """
    return ~in_vietnam(lon, lat) & in_vietnam(lat, lon)


@dataclass(frozen=True)
class _Fit:
    """A layer in one system."""

    frame: gpd.GeoDataFrame
    name: str
    away: float


def in_degrees(
    frame: gpd.GeoDataFrame, path: Path, note: Callable[..., None], *, away: Away | None = None
) -> gpd.GeoDataFrame:
    """Bring coordinates to degrees of WGS 84, longitude first, and be sure that they are.

    Parameters
    ----------
    frame
        The layer as read.
    path
        Its file, for errors.
    note
        Called as ``note(rule, severity=..., value=..., expected=...)`` for what should be reported.
    away
        Says how far a layer in degrees lies from where its units are known to be. Without it a
        system that is absent or wrong cannot be found, and such a layer is refused.

    Returns
    -------
    geopandas.GeoDataFrame
        The layer in EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If nobody can say where on earth it is.
    """
    if frame.crs is None or frame.crs.geodetic_crs is None:  # a drawing's own
        return _without_system(_without(frame), path, note, away)
    if frame.crs.is_geographic and np.abs(frame.total_bounds).max() > _DEGREES:
        # A GeoJSON file without a system counts as one in degrees, which these are not.
        return _without_system(_without(frame), path, note, away)
    declared, datum = frame.crs, datums.judge(frame.crs)
    frame = frame.set_crs(datum.system, allow_override=True)
    if datum.is_sure:
        _tell_misnamed(frame.crs, note)
    if frame.crs.to_epsg() != WGS84:
        note("reprojected", severity="note", value=declared.name)
    placed = datums.moved(frame)
    if not _in_vietnam(placed):
        turned = datums.moved(_swapped(frame))
        if not _in_vietnam(turned):
            raise FileUnreadableError("boundaries.not_vietnam", where=path, found=_extent(frame))
        note("axes_swapped")
        placed = turned
    best = None if away is None else _other_system(placed, frame, declared.name, note, away)
    return _on_datum(placed, declared.name, datum, note, away) if best is None else best


def _without_system(
    frame: gpd.GeoDataFrame, path: Path, note: Callable[..., None], away: Away | None
) -> gpd.GeoDataFrame:
    """Find the system of a layer that does not say it."""
    for turned in (False, True):
        placed = (_swapped(frame) if turned else frame).set_crs(WGS84)
        if _in_vietnam(placed):
            placed, code = _fitting(placed, WGS84, away)
            note("crs_assumed", value=datums.NAMES[code or WGS84])
            if turned:
                note("axes_swapped")
            return placed
    best = None if away is None else _best(frame, away)
    if best is None:
        raise FileUnreadableError("boundaries.no_crs", where=path, found=_extent(frame))
    note("crs_found", value=best.name, expected=round(best.away, 2))
    return best.frame


def _other_system(
    placed: gpd.GeoDataFrame,
    frame: gpd.GeoDataFrame,
    name: str,
    note: Callable[..., None],
    away: Away,
) -> gpd.GeoDataFrame | None:
    """Hold a layer against where its units are; take another system where that fits clearly."""
    distance = away(placed)
    if not WRONG_KM < distance < np.inf:
        return None
    best = _best(frame, away) if frame.crs.is_projected else None
    if best is None:
        note("units_displaced", value=round(distance, 1))
        return placed
    note("crs_replaced", value=name, expected=best.name)
    return best.frame


def _on_datum(
    placed: gpd.GeoDataFrame,
    name: str,
    datum: datums.Datum,
    note: Callable[..., None],
    away: Away | None,
) -> gpd.GeoDataFrame:
    """Hold the datum of a layer against where its units are, and say what is not sure of it."""
    placed, code = _fitting(placed, datum.code, away)
    if code and not datum.is_sure:
        note("datum_found", severity="note", value=name, expected=datums.NAMES[code])
    elif code and code != datum.code:
        note("datum_replaced", value=name, expected=datums.NAMES[code])
    elif not code:
        datums.tell(datum, name, note, room="")
    return placed


def _fitting(
    placed: gpd.GeoDataFrame, code: int, away: Away | None
) -> tuple[gpd.GeoDataFrame, int]:
    """Place a layer on the datum by which all its units are in place, with the datum's code.

    As it was, with 0, where it cannot be told.
    """
    if away is None or not code:
        return placed, 0
    metres, unsure = away.shift(placed)
    if not unsure < _IN_PLACE_M:
        return placed, 0
    if metres < _IN_PLACE_M:
        return placed, code
    other = datums.exchanged(placed, code)
    metres, unsure = away.shift(other)
    if max(metres, unsure) < _IN_PLACE_M:
        return other, next(one for one in datums.NAMES if one != code)
    return placed, 0


def _best(frame: gpd.GeoDataFrame, away: Away) -> _Fit | None:
    """Find the one system that brings the units to where they are; None where none clearly does."""
    fits = sorted(_fits(frame, away), key=lambda fit: fit.away)
    if not fits or fits[0].away > NEAR_KM:
        return None
    clear = len(fits) == 1 or fits[1].away > fits[0].away + _CLEARLY
    return fits[0] if clear else None


def _fits(frame: gpd.GeoDataFrame, away: Away) -> Iterator[_Fit]:
    """Try the systems in metres, east first and north first."""
    for layer in (frame, _swapped(frame)):
        for code in CANDIDATES:
            system = pyproj.CRS.from_epsg(code)
            placed = datums.moved(layer.set_crs(system, allow_override=True))
            if _in_vietnam(placed):
                yield _Fit(placed, f"{system.name} (EPSG:{code})", away(placed))


def _tell_misnamed(system: pyproj.CRS, note: Callable[..., None]) -> None:
    """Say where a system bears a known one's name and not its numbers: GDAL goes by the name."""
    if system.to_epsg() is not None:
        return
    code = system.to_epsg(min_confidence=20)
    if code is None:
        return
    known = pyproj.CRS.from_epsg(code)
    if _numbers(known) != _numbers(system):
        note("crs_misnamed", value=system.name, expected=f"{known.name} (EPSG:{code})")


def _numbers(system: pyproj.CRS) -> tuple[object, ...]:
    """Give what makes a system: its projection's numbers, and its datum."""
    operation = system.coordinate_operation
    params = [] if operation is None else operation.params
    datum = system.datum.name.casefold() if system.datum else ""
    values = sorted((param.name.casefold(), round(float(param.value), 9)) for param in params)
    return ("2000" in datum, tuple(values))


def _in_vietnam(frame: gpd.GeoDataFrame) -> bool:
    """Whether all of it lies within the extent of Vietnam, in degrees."""
    west, south, east, north = frame.total_bounds
    return bool(
        west >= VIETNAM[0] and south >= VIETNAM[1] and east <= VIETNAM[2] and north <= VIETNAM[3]
    )


def _without(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the system off a layer."""
    return frame.set_crs(None, allow_override=True)


def _swapped(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Exchange the two coordinates."""
    turned = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    return frame.set_geometry(turned, crs=frame.crs)


def _extent(frame: gpd.GeoDataFrame) -> str:
    """Write the extent for a sentence."""
    west, south, east, north = (f"{value:.6g}" for value in frame.total_bounds)
    return f"x {west} … {east}; y {south} … {north}"
