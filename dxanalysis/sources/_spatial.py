"""Opening a file of polygons: GeoPackage, GeoJSON or Shapefile, into degrees of WGS 84.

Which driver opens a file is decided by its first bytes and not left to GDAL, some of whose formats
may name further files or addresses to be opened.
"""

from __future__ import annotations

import hashlib
import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable

WGS84: Final = 4326

VIETNAM: Final = (102.0, 6.0, 118.0, 24.0)
"""West, south, east, north, in degrees: mainland, islands and the East Sea groups."""

LARGEST_UNPACKED: Final = 500_000_000
"""Bytes that a zip may unpack to: the communes of the whole country in full detail take 60 MB."""

_BEGINNINGS: Final = {
    ".gpkg": (b"SQLite format 3\x00",),
    ".geojson": (b"{",),
    ".json": (b"{",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".zip": (b"PK\x03\x04",),
}
"""What each kind of file begins with, after a byte order mark and blanks."""

EXPECTED: Final = "GeoPackage (.gpkg), GeoJSON (.geojson, .json), Shapefile (.shp, .zip)"

_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def sha256(path: Path) -> str:
    """Hash a file's bytes; of a shapefile, those of the ``.shp`` alone."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_layer(path: Path, note: Callable[..., None]) -> gpd.GeoDataFrame:
    """Read the one layer of polygons of a file.

    Parameters
    ----------
    path
        The file.
    note
        Called as ``note(rule, severity=..., value=..., expected=...)`` for what should be told.

    Returns
    -------
    geopandas.GeoDataFrame
        Its rows that have a polygon, two-dimensional, EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is none of the three kinds, is damaged, has no polygons, or does
        not say where on earth its coordinates are.
    """
    source = _checked(path)
    try:
        layers, frames = _all_layers(source)
    except (RuntimeError, ValueError) as error:  # what pyogrio and pyproj raise
        raise FileUnreadableError(
            "boundaries.damaged", where=path, found=_one_line(error), expected=EXPECTED
        ) from error
    if not any(len(frame) for frame in frames):
        raise FileUnreadableError("boundaries.no_features", where=path)
    rows = [_polygons(frame) for frame in frames]
    full = [(layer, frame) for layer, frame in zip(layers, rows, strict=True) if len(frame)]
    if not full:
        raise FileUnreadableError("boundaries.no_polygons", where=path)
    layer, frame = full[0]
    if len(full) > 1:
        note("several_layers", value=layer, expected=", ".join(name for name, _ in full))
    dropped = len(frames[layers.index(layer)]) - len(frame)
    if dropped:
        note("rows_without_polygon", value=dropped)
    return _in_degrees(frame, path, note)


def _all_layers(source: str) -> tuple[list[str], list[gpd.GeoDataFrame]]:
    """Read every layer that has shapes: a GeoPackage may hold others beside the boundaries."""
    with warnings.catch_warnings():
        # GDAL warns of oddities (an old version number, an open ring) that do not hinder reading.
        warnings.simplefilter("ignore", RuntimeWarning)
        layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
        return layers, [gpd.read_file(source, layer=layer, engine="pyogrio") for layer in layers]


def _checked(path: Path) -> str:
    """Check existence, kind and first bytes; give what GDAL is to open."""
    if not path.is_file():
        raise FileUnreadableError("boundaries.missing_file", where=path, expected=EXPECTED)
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf")
    suffix = path.suffix.lower()
    if suffix in {".geojson", ".json"}:
        start = start.lstrip()
    if not any(start.startswith(begin) for begin in _BEGINNINGS.get(suffix, ())):
        raise FileUnreadableError(
            "boundaries.not_spatial", where=path, found=suffix or "–", expected=EXPECTED
        )
    return _inside_zip(path) if suffix == ".zip" else str(path)


def _inside_zip(path: Path) -> str:
    """Find the one shapefile, GeoPackage or GeoJSON in a zip."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise FileUnreadableError(
            "boundaries.damaged", where=path, found=_one_line(error), expected=EXPECTED
        ) from error
    size = sum(entry.file_size for entry in entries)
    if size > LARGEST_UNPACKED:
        raise FileUnreadableError(
            "boundaries.zip_too_large", where=path, found=size, expected=LARGEST_UNPACKED
        )
    names = [
        entry.filename
        for entry in entries
        if Path(entry.filename).suffix.lower() in {".shp", ".gpkg", ".geojson"}
        and not entry.filename.startswith("__MACOSX")
    ]
    if len(names) != 1:
        raise FileUnreadableError("boundaries.zip_content", where=path, found=len(names))
    return f"/vsizip/{path.resolve()}/{names[0]}"


def _polygons(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the rows with a polygon, without heights."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return gpd.GeoDataFrame(geometry=[])
    shapes = frame.geometry.to_numpy()
    kept = np.isin(shapely.get_type_id(shapes), _POLYGONS) & ~shapely.is_empty(shapes)
    rows = frame[kept].reset_index(drop=True)
    return rows.set_geometry(shapely.force_2d(rows.geometry.to_numpy()), crs=frame.crs)


def _in_degrees(frame: gpd.GeoDataFrame, path: Path, note: Callable[..., None]) -> gpd.GeoDataFrame:
    """Bring coordinates to degrees of WGS 84, longitude first, and be sure that they are."""
    if frame.crs is None:
        if not (_in_vietnam(frame) or _in_vietnam(_swapped(frame))):
            raise FileUnreadableError("boundaries.no_crs", where=path, found=_extent(frame))
        note("crs_assumed", value="WGS 84")
        frame = frame.set_crs(WGS84)
    elif frame.crs.to_epsg() != WGS84:
        note("reprojected", severity="note", value=frame.crs.name)
        frame = frame.to_crs(WGS84)
    if not _in_vietnam(frame):
        turned = _swapped(frame)
        if not _in_vietnam(turned):
            raise FileUnreadableError("boundaries.not_vietnam", where=path, found=_extent(frame))
        note("axes_swapped")
        frame = turned
    return frame


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


def _one_line(error: Exception) -> str:
    """Shorten a library's message to one line."""
    return " ".join(str(error).split())[:160]
