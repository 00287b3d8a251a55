"""Opening a file of polygons of any usual kind, into degrees of WGS 84.

Which driver opens a file is decided by its first bytes and not left to GDAL, some of whose formats
may name further files or addresses to be opened.
"""

from __future__ import annotations

import hashlib
import re
import warnings
import zipfile
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pyogrio
import shapely
from pyarrow import parquet

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.crs import VIETNAM, WGS84, in_degrees

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxanalysis.sources.crs import Away

__all__ = ["VIETNAM", "WGS84", "open_layer", "sha256"]

LARGEST_UNPACKED: Final = 500_000_000
"""Bytes that a zip may unpack to: the communes of the whole country in full detail take 60 MB."""

LARGEST_FILE: Final = 500_000_000
"""Bytes of a file."""

MOST_ROWS: Final = 200_000
"""Rows of a layer: the country has 10,040 communes of the older lists."""

_BEGINNINGS: Final = {
    ".gpkg": (b"SQLite format 3\x00",),
    ".geojson": (b"{",),
    ".json": (b"{",),
    ".topojson": (b"{",),
    ".shp": (b"\x00\x00\x27\x0a",),
    ".parquet": (b"PAR1",),
    ".geoparquet": (b"PAR1",),
    ".kml": (b"<",),
    ".zip": (b"PK\x03\x04",),
    ".kmz": (b"PK\x03\x04",),
}
"""What each kind of file begins with, after a byte order mark and blanks."""

_TEXTS: Final = frozenset({".geojson", ".json", ".topojson", ".kml"})
_PARQUET: Final = frozenset({".parquet", ".geoparquet"})
_IN_ZIP: Final = frozenset({".shp", ".gpkg", ".geojson", ".topojson"})
_KML_ROOT: Final = re.compile(
    rb"\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:\w+:)?kml[\s>]", re.DOTALL
)
_START: Final = 4096

EXPECTED: Final = (
    "GeoPackage (.gpkg), GeoJSON (.geojson, .json), TopoJSON (.topojson), Shapefile (.shp, .zip), "
    "GeoParquet (.parquet), KML (.kml, .kmz)"
)

_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def sha256(path: Path) -> str:
    """Hash a file's bytes; of a shapefile, those of the ``.shp`` alone."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def open_layer(
    path: Path, note: Callable[..., None], *, away: Away | None = None
) -> gpd.GeoDataFrame:
    """Read the one layer of polygons of a file.

    Parameters
    ----------
    path
        The file.
    note
        Called as ``note(rule, severity=..., value=..., expected=...)`` for what should be told.
    away
        Tells how far a layer lies from where its units are: see
        :func:`dxanalysis.sources.crs.in_degrees`.

    Returns
    -------
    geopandas.GeoDataFrame
        Its rows that have a polygon, two-dimensional, EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is none of the kinds, is damaged, has no polygons, or nobody can
        say where on earth its coordinates are.
    """
    source = _checked(path)
    try:
        layers, frames = _all_layers(source)
    except FileUnreadableError:
        raise
    except Exception as error:  # a damaged file can fail in any way
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
    return in_degrees(frame, path, note, away=away)


def _all_layers(source: str) -> tuple[list[str], list[gpd.GeoDataFrame]]:
    """Read every layer that has shapes: a GeoPackage may hold others beside the boundaries."""
    path = Path(source)
    if path.suffix.lower() in _PARQUET:
        return [path.stem], [_read_parquet(path)]
    with warnings.catch_warnings():
        # GDAL warns of oddities (an old version number, an open ring) that do not hinder reading.
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", UserWarning)
        layers = [str(name) for name, kind in pyogrio.list_layers(source) if kind is not None]
        return layers, [
            gpd.read_file(source, layer=layer, engine="pyogrio", max_features=MOST_ROWS)
            for layer in layers
        ]


def _read_parquet(path: Path) -> gpd.GeoDataFrame:
    """Read GeoParquet, whose few bytes may stand for many: that is measured first."""
    about = parquet.read_metadata(path)
    size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if size > LARGEST_UNPACKED or about.num_rows > MOST_ROWS:
        raise _too_large(path, size)
    return gpd.read_parquet(path)


def _checked(path: Path) -> str:
    """Check existence, kind and first bytes; give what GDAL is to open."""
    if not path.is_file():
        raise FileUnreadableError("boundaries.missing_file", where=path, expected=EXPECTED)
    if path.stat().st_size > LARGEST_FILE:
        raise _too_large(path, path.stat().st_size)
    with path.open("rb") as file:
        start = file.read(_START)
    suffix = path.suffix.lower()
    if not _begins_as(suffix, start):
        raise FileUnreadableError(
            "boundaries.not_spatial", where=path, found=suffix or "–", expected=EXPECTED
        )
    if suffix in {".zip", ".kmz"}:
        return _inside_zip(path, _IN_ZIP if suffix == ".zip" else frozenset({".kml"}))
    if suffix == ".kml":
        with path.open("rb") as file:
            _refuse_entities(file, path)
    return str(path)


def _begins_as(suffix: str, start: bytes) -> bool:
    """Tell whether a file begins as its name says: GDAL goes by the content alone."""
    start = start.removeprefix(b"\xef\xbb\xbf")
    if suffix in _TEXTS:
        start = start.lstrip()
    if suffix == ".kml":
        return _KML_ROOT.match(start) is not None
    return any(start.startswith(begin) for begin in _BEGINNINGS.get(suffix, ()))


def _inside_zip(path: Path, kinds: frozenset[str]) -> str:
    """Find the one file of boundaries in a zip; give what GDAL is to open."""
    try:
        with zipfile.ZipFile(path) as archive:
            name = _only_entry(archive, path, kinds)
    except FileUnreadableError:
        raise
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError(
            "boundaries.damaged", where=path, found=_one_line(error), expected=EXPECTED
        ) from error
    return f"/vsizip/{{{path.resolve()}}}/{name}"


def _only_entry(archive: zipfile.ZipFile, path: Path, kinds: frozenset[str]) -> str:
    """Name the one file of boundaries in an archive, checked as if it lay by itself."""
    entries = [entry for entry in archive.infolist() if not entry.filename.startswith("__MACOSX")]
    size = sum(entry.file_size for entry in entries)
    if size > LARGEST_UNPACKED:
        raise _too_large(path, size)
    names = [entry.filename for entry in entries if _kind(entry.filename) in kinds]
    if len(names) != 1:
        raise _wrong_content(path, len(names), kinds)
    with archive.open(names[0]) as stream:
        if not _begins_as(_kind(names[0]), stream.read(_START)):
            raise _wrong_content(path, 0, kinds)
    if _kind(names[0]) == ".kml":
        with archive.open(names[0]) as stream:
            _refuse_entities(stream, path)
    return names[0]


def _kind(name: str) -> str:
    """Give the kind of a file by its name."""
    return Path(name).suffix.lower()


def _refuse_entities(stream: IO[bytes], path: Path) -> None:
    """Refuse declarations of entities, which serve to blow a few bytes up to gigabytes."""
    before = b""
    size = 0
    while block := stream.read(1 << 20):
        size += len(block)
        if size > LARGEST_UNPACKED:
            raise _too_large(path, size)
        if b"<!DOCTYPE" in before + block or b"<!ENTITY" in before + block:
            raise FileUnreadableError(
                "boundaries.damaged", where=path, found="DOCTYPE", expected=EXPECTED
            )
        before = block[-16:]


def _too_large(path: Path, size: int) -> FileUnreadableError:
    """Make the error of a file that is more than any layer of boundaries needs to be."""
    return FileUnreadableError(
        "boundaries.zip_too_large", where=path, found=size, expected=LARGEST_UNPACKED
    )


def _wrong_content(path: Path, found: int, kinds: frozenset[str]) -> FileUnreadableError:
    """Make the error of a zip with no file of boundaries in it, or several."""
    return FileUnreadableError(
        "boundaries.zip_content", where=path, found=found, expected=", ".join(sorted(kinds))
    )


def _polygons(frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep the rows with a polygon, without heights."""
    if not isinstance(frame, gpd.GeoDataFrame):
        return gpd.GeoDataFrame(geometry=[])
    shapes = frame.geometry.to_numpy()
    kept = np.isin(shapely.get_type_id(shapes), _POLYGONS) & ~shapely.is_empty(shapes)
    rows = frame[kept].reset_index(drop=True)
    return rows.set_geometry(shapely.force_2d(rows.geometry.to_numpy()), crs=frame.crs)


def _one_line(error: Exception) -> str:
    """Shorten a library's message to one line."""
    return " ".join(str(error).split())[:160]
