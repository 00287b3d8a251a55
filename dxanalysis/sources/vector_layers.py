"""Opening layers of points and tiles through GDAL, the driver chosen by a file's first bytes."""

from __future__ import annotations

import warnings
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd
import pyogrio
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.vector_files import LARGEST_UNPACKED, WGS84

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNINGS: Final = {
    ".gpkg": b"SQLite format 3\x00",
    ".geojson": b"{",
    ".json": b"{",
    ".shp": b"\x00\x00\x27\x0a",
    ".zip": b"PK\x03\x04",
}


def source_of(path: Path, *, room: str) -> str:
    """Check that a file is what its name says; give what GDAL is to open.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON or Shapefile, the latter zipped too.
    room
        The message catalogue's room whose sentences tell what is wrong.

    Returns
    -------
    str
        The file, or the one layer within a zip.

    Raises
    ------
    FileUnreadableError
        If it is missing or none of these.
    """
    if not path.is_file():
        raise FileUnreadableError(f"{room}.missing_file", where=path)
    with path.open("rb") as file:
        start = file.read(64).removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    suffix = path.suffix.lower()
    if suffix not in _BEGINNINGS or not start.startswith(_BEGINNINGS[suffix].lstrip()):
        raise FileUnreadableError(f"{room}.not_readable", where=path, found=suffix or "–")
    if suffix != ".zip":
        return str(path)
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise damaged(path, room, error) from error
    layers = [
        entry.filename
        for entry in entries
        if Path(entry.filename).suffix.lower() in {".shp", ".gpkg", ".geojson"}
    ]
    if len(layers) != 1 or sum(entry.file_size for entry in entries) > LARGEST_UNPACKED:
        raise FileUnreadableError(f"{room}.not_readable", where=path, found=".zip")
    return f"/vsizip/{path.resolve()}/{layers[0]}"


def read_layers(
    source: str, *, path: Path, room: str, layers: Sequence[str] | None = None, **options: object
) -> gpd.GeoDataFrame:
    """Read layers of a file into degrees of WGS 84, one under the other.

    Parameters
    ----------
    source
        What GDAL is to open.
    path, room
        For errors, as of :func:`source_of`.
    layers
        Names of the layers; all that have shapes by default.
    **options
        Of :func:`pyogrio.read_dataframe`: a bounding box, a filter.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows with a shape, EPSG:4326; a layer without a system is taken to be so already.

    Raises
    ------
    FileUnreadableError
        If the file is damaged.
    """
    frames = []
    try:
        with warnings.catch_warnings():
            # GDAL warns of oddities (an old version number, an open ring) that hinder nothing.
            warnings.simplefilter("ignore", RuntimeWarning)
            names = layers or [name for name, kind in pyogrio.list_layers(source) if kind]
            for name in names:
                frame = pyogrio.read_dataframe(source, layer=str(name), **options)
                if isinstance(frame, gpd.GeoDataFrame) and len(frame):
                    placed = frame.set_crs(WGS84) if frame.crs is None else frame.to_crs(WGS84)
                    frames.append(placed[placed.geometry.notna() & ~placed.geometry.is_empty])
    except (RuntimeError, ValueError, shapely.errors.ShapelyError) as error:
        raise damaged(path, room, error) from error
    if not frames:
        return gpd.GeoDataFrame(geometry=[], crs=WGS84)
    merged = frames[0].reset_index(drop=True)
    for frame in frames[1:]:
        merged = gpd.GeoDataFrame(pd.concat([merged, frame], ignore_index=True), crs=WGS84)
    return merged


def damaged(path: Path, room: str, error: Exception) -> FileUnreadableError:
    """Make the error that a file cannot be opened."""
    found = " ".join(str(error).split())[:160]
    return FileUnreadableError(f"{room}.damaged", where=path, found=found)
