"""In which coordinate system a layer is: what it says, held against where its units are.

Provincial surveyors use VN-2000 with the province's own meridian (104°00' in Sơn La: EPSG:9206),
state maps VN-2000 by UTM zones. Files lose the name of their system, name a wrong zone, or give the
north before the east. Two zones differ by tens of kilometres, and the places of the units are known
to a few metres: that shows which is meant.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
import shapely

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    import geopandas as gpd
    from numpy.typing import NDArray

    Away = Callable[[gpd.GeoDataFrame], float]

WGS84: Final = 4326

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
        Says how far a layer in degrees lies from where its units are known to be: the median in
        kilometres, infinite where its units cannot be determined. Without it a system that is
        absent or wrong cannot be found, and such a layer is refused.

    Returns
    -------
    geopandas.GeoDataFrame
        The layer in EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If nobody can say where on earth it is.
    """
    if frame.crs is None:
        return _without_system(frame, path, note, away)
    if frame.crs.is_geographic and np.abs(frame.total_bounds).max() > _DEGREES:
        # A GeoJSON file without a system counts as one in degrees, which these are not.
        return _without_system(frame.set_crs(None, allow_override=True), path, note, away)
    _tell_misnamed(frame.crs, note)
    placed = frame
    if frame.crs.to_epsg() != WGS84:
        note("reprojected", severity="note", value=frame.crs.name)
        placed = frame.to_crs(WGS84)
    if not _in_vietnam(placed):
        turned = _swapped(frame).to_crs(WGS84)
        if not _in_vietnam(turned):
            raise FileUnreadableError("boundaries.not_vietnam", where=path, found=_extent(frame))
        note("axes_swapped")
        placed = turned
    return placed if away is None else _in_place(placed, frame, note, away)


def _without_system(
    frame: gpd.GeoDataFrame, path: Path, note: Callable[..., None], away: Away | None
) -> gpd.GeoDataFrame:
    """Find the system of a layer that does not say it."""
    for turned in (False, True):
        placed = (_swapped(frame) if turned else frame).set_crs(WGS84)
        if _in_vietnam(placed):
            note("crs_assumed", value="WGS 84")
            if turned:
                note("axes_swapped")
            return placed
    best = None if away is None else _best(frame, away)
    if best is None:
        raise FileUnreadableError("boundaries.no_crs", where=path, found=_extent(frame))
    note("crs_found", value=best.name, expected=round(best.away, 2))
    return best.frame


def _in_place(
    placed: gpd.GeoDataFrame, frame: gpd.GeoDataFrame, note: Callable[..., None], away: Away
) -> gpd.GeoDataFrame:
    """Hold a layer against where its units are; take another system where that fits clearly."""
    distance = away(placed)
    if not WRONG_KM < distance < np.inf:
        return placed
    best = _best(frame, away) if frame.crs.is_projected else None
    if best is None:
        note("units_displaced", value=round(distance, 1))
        return placed
    note("crs_replaced", value=frame.crs.name, expected=best.name)
    return best.frame


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
            placed = layer.set_crs(system, allow_override=True).to_crs(WGS84)
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


def _swapped(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Exchange the two coordinates."""
    turned = shapely.transform(frame.geometry.to_numpy(), lambda xy: xy[:, ::-1])
    return frame.set_geometry(turned, crs=frame.crs)


def _extent(frame: gpd.GeoDataFrame) -> str:
    """Write the extent for a sentence."""
    west, south, east, north = (f"{value:.6g}" for value in frame.total_bounds)
    return f"x {west} … {east}; y {south} … {north}"
