"""Opening a file of shapes of any usual kind, and polygons brought into degrees of WGS 84.

What a file is, its ending and its first bytes must agree on; then the one reader of that kind has
it (:mod:`dxanalysis.sources.layers`), and no other.
"""

from __future__ import annotations

import codecs
import re
import zipfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import inputs
from dxanalysis.sources.crs import WGS84, in_degrees
from dxanalysis.sources.inputs import sha256
from dxanalysis.sources.layers import gdal
from dxanalysis.sources.layers.geojson import read_json
from dxanalysis.sources.layers.geopackage import read_geopackage
from dxanalysis.sources.layers.geoparquet import read_geoparquet
from dxanalysis.sources.layers.kml import read_kml
from dxanalysis.sources.layers.layer import MOST_ROWS, NoLayerError, TooLargeError

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from dxanalysis.sources.crs import Away
    from dxanalysis.sources.layers.layer import Extent

    Layers = list[tuple[str, gpd.GeoDataFrame]]

__all__ = ["WGS84", "open_layer", "read_layers", "sha256"]

LARGEST_UNPACKED: Final = 500_000_000
"""Bytes that a zip may unpack to: the communes of the whole country in full detail take 60 MB."""

LARGEST_FILE: Final = 500_000_000
"""Bytes of a file."""

_NAMED: Final = 20
_MOST_ENTRIES: Final = 10_000
_MOST_IN_ZIP: Final = 20
"""Files of shapes in one zip: one for each level of units, or each kind of thing."""

_START: Final = 4096
_JSON: Final = frozenset({".geojson", ".json", ".topojson"})
_PARQUET: Final = frozenset({".parquet", ".geoparquet"})
_BEGINNINGS: Final = {
    ".gpkg": b"SQLite format 3\x00",
    ".shp": b"\x00\x00\x27\x0a",
    ".zip": b"PK\x03\x04",
    ".kmz": b"PK\x03\x04",
    ".kml": b"<",
    **dict.fromkeys(_JSON, b"{"),
    **dict.fromkeys(_PARQUET, b"PAR1"),
}
"""What each kind of file begins with, after a byte order mark and blanks where it is text."""

_IN_ZIP: Final = {
    ".zip": frozenset({".shp", ".gpkg", ".geojson", ".topojson"}),
    ".kmz": frozenset({".kml"}),
}
_BLANK: Final = re.compile(rb"(?:\xef\xbb\xbf)?[ \t\r\n]*")

EXPECTED: Final = (
    "GeoPackage (.gpkg), GeoJSON (.geojson, .json), TopoJSON (.topojson), Shapefile (.shp, .zip), "
    "GeoParquet (.parquet), KML (.kml, .kmz)"
)

_POLYGONS: Final = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def open_layer(
    path: Path,
    note: Callable[..., None],
    *,
    away: Away | None = None,
    matched: Callable[[gpd.GeoDataFrame], int] | None = None,
) -> gpd.GeoDataFrame:
    """Read a file's layer of polygons: of several the one that matches best.

    Parameters
    ----------
    path
        The file.
    note
        Called as ``note(rule, severity=..., value=..., expected=...)`` for what should be reported.
    away
        Tells how far a layer lies from where its units are: see
        :func:`dxanalysis.sources.crs.in_degrees`.
    matched
        Counts the units that a layer shows; without it the first layer is taken.

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
    layers = read_layers(path)
    if not any(len(frame) for _, frame in layers):
        raise FileUnreadableError("boundaries.no_features", where=path)
    rows = [(name, _polygons(frame)) for name, frame in layers]
    full = [
        (name, frame, len(whole))
        for (name, frame), (_, whole) in zip(rows, layers, strict=True)
        if len(frame)
    ]
    if not full:
        raise FileUnreadableError("boundaries.no_polygons", where=path)
    layer, frame, count = full[0]
    if len(full) > 1:
        if matched is not None:
            layer, frame, count = max(full, key=lambda each: matched(each[1]))
        note("several_layers", value=layer, expected=", ".join(name for name, *_ in full))
    if count > len(frame):
        note("rows_without_polygon", value=count - len(frame))
    return in_degrees(_somewhere(frame, path, note), path, note, away=away)


def read_layers(
    path: Path,
    *,
    endings: Collection[str] = tuple(_BEGINNINGS),
    most: int = MOST_ROWS,
    within: Extent | None = None,
) -> Layers:
    """Read every layer of shapes of a file, in this process.

    Parameters
    ----------
    path
        The file.
    endings
        The kinds that are wanted, by their endings.
    most
        Rows that a layer may have.
    within
        Extent outside which rows may be left out, in the layer's own system.

    Returns
    -------
    list
        Each layer's name and rows, in the system that the file says.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is none of the kinds, is damaged, or has more than any layer needs.
    """
    ending = path.suffix.lower()
    size = inputs.check_input(path, missing="boundaries.missing_file", expected=EXPECTED)
    start = inputs.read_start(path, _START, missing="boundaries.missing_file", expected=EXPECTED)
    if ending not in endings or not _begins_as(ending, start):
        raise _not_spatial(path)
    if size > LARGEST_FILE:
        raise _too_large(path, size)
    try:
        return _layers(path, ending, most, within)
    except (FileUnreadableError, MemoryError):
        raise
    except TooLargeError:
        raise FileUnreadableError("boundaries.too_large", where=path, expected=most) from None
    except NoLayerError:
        raise _not_spatial(path) from None
    except Exception as error:  # a damaged file can fail in any way
        if "bad_alloc" in str(error):
            raise MemoryError from error
        raise FileUnreadableError(
            "boundaries.damaged", where=path, found=_one_line(error), expected=EXPECTED
        ) from error


def _layers(path: Path, ending: str, most: int, within: Extent | None) -> Layers:
    """Have a file read by the reader of its kind."""
    if ending in _IN_ZIP:
        return _from_zip(path, ending, most, within)
    if ending in _PARQUET:
        return read_geoparquet(path, largest=LARGEST_UNPACKED)
    if ending == ".gpkg":
        return read_geopackage(path, most=most, within=within)
    return _parse(ending, _with_parts(path, ending), path.stem, most, within)


def _parse(
    ending: str, parts: dict[str, bytes], name: str, most: int, within: Extent | None
) -> Layers:
    """Read layers out of bytes: of one file, or of the parts of a shapefile."""
    content = parts[ending]
    if ending in _JSON:
        return read_json(content, name=name, most=most, within=within)
    if ending == ".kml":
        return read_kml(content, name=name)
    if ending == ".gpkg":
        return read_geopackage(content, most=most, within=within)
    return gdal.read_shapefile(parts, name=name, most=most, within=within)


def _begins_as(ending: str, start: bytes) -> bool:
    """Tell whether a file begins as its ending says."""
    if ending in _JSON or ending == ".kml":
        if start[:2] in {codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE}:
            start = start.decode("utf-16", errors="ignore").encode()
        found = _BLANK.match(start)
        start = start[found.end() if found else 0 :]
    return start.startswith(_BEGINNINGS[ending])


def _with_parts(path: Path, ending: str) -> dict[str, bytes]:
    """Read a file; of a shapefile its known parts too, and nothing else that lies near it."""
    parts = {ending: path.read_bytes()}
    for other in gdal.PARTS if ending == ".shp" else ():
        for near in (path.with_suffix(other), path.with_suffix(other.upper())):
            if other not in parts and near.exists():
                with inputs.open_input(near, missing="boundaries.missing_file") as file:
                    parts[other] = file.read(LARGEST_FILE)
    _check_parts(path, parts)
    return parts


def _check_parts(path: Path, parts: Collection[str]) -> None:
    """Refuse a shapefile without its index, and say what else is not there."""
    lacking = [part for part in gdal.NEEDED if part not in parts]
    if ".shp" in parts and ".shx" in lacking:
        raise FileUnreadableError(
            "boundaries.parts_missing",
            where=path,
            found=", ".join(lacking),
            expected=", ".join(gdal.PARTS),
        )


# ---- archives ------------------------------------------------------------------------------------
def _from_zip(path: Path, ending: str, most: int, within: Extent | None) -> Layers:
    """Read the files of shapes in an archive, each as a layer."""
    kinds = _IN_ZIP[ending]
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        entries = [
            entry for entry in archive.infolist() if not entry.filename.startswith("__MACOSX")
        ]
        size = sum(entry.file_size for entry in entries)
        if size > LARGEST_UNPACKED or len(entries) > _MOST_ENTRIES:
            raise _too_large(path, size)
        wanted = [entry for entry in entries if _ending(entry) in kinds]
        # One file for each level or theme, of one kind; more is a collection, not a layer.
        if not 0 < len(wanted) <= _MOST_IN_ZIP or len({_ending(e) for e in wanted}) > 1:
            raise _wrong_content(path, len(wanted), kinds)
        packed = [_unpacked_parts(archive, entry, entries, path) for entry in wanted]
    kind = _ending(wanted[0])
    layers: Layers = []
    for entry, parts in zip(wanted, packed, strict=True):
        if not _begins_as(kind, parts[kind][:_START]):
            raise _wrong_content(path, 0, kinds)
        try:
            layers += _parse(kind, parts, PurePosixPath(entry.filename).stem, most, within)
        except NoLayerError:
            raise _wrong_content(path, 0, kinds) from None
    return layers


def _unpacked_parts(
    archive: zipfile.ZipFile, wanted: zipfile.ZipInfo, entries: list[zipfile.ZipInfo], path: Path
) -> dict[str, bytes]:
    """Unpack a file of shapes; of a shapefile its known parts too."""
    kind, stem = _ending(wanted), _stem(wanted)
    chosen = {kind: wanted}
    if kind == ".shp":
        chosen |= {_ending(e): e for e in entries if _stem(e) == stem and _ending(e) in gdal.PARTS}
    _check_parts(path, chosen)
    return {part: _unpack(archive, entry, path) for part, entry in chosen.items()}


def _ending(entry: zipfile.ZipInfo) -> str:
    """Give the kind of a file in an archive by its name."""
    return PurePosixPath(entry.filename).suffix.lower()


def _stem(entry: zipfile.ZipInfo) -> str:
    """Give what the parts of one shapefile in an archive are called alike."""
    return str(PurePosixPath(entry.filename).with_suffix("")).lower()


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> bytes:
    """Unpack one file, whatever size it says that it has."""
    with archive.open(entry) as stream:
        content = stream.read(LARGEST_UNPACKED + 1)
    if len(content) > LARGEST_UNPACKED:
        raise _too_large(path, len(content))
    return content


# ---- errors and shapes ---------------------------------------------------------------------------
def _not_spatial(path: Path) -> FileUnreadableError:
    """Make the error of a file that is no layer of shapes."""
    return FileUnreadableError(
        "boundaries.not_spatial", where=path, found=path.suffix.lower() or "–", expected=EXPECTED
    )


def _too_large(path: Path, size: int) -> FileUnreadableError:
    """Make the error of a file that is more than any layer of boundaries needs to be."""
    return FileUnreadableError(
        "boundaries.zip_too_large", where=path, found=size, expected=LARGEST_UNPACKED
    )


def _wrong_content(path: Path, found: int, kinds: Collection[str]) -> FileUnreadableError:
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


def _somewhere(frame: gpd.GeoDataFrame, path: Path, note: Callable[..., None]) -> gpd.GeoDataFrame:
    """Leave out rows with a coordinate that is no number, and name them."""
    places, rows = shapely.get_coordinates(frame.geometry.to_numpy(), return_index=True)
    nowhere = np.unique(rows[~np.isfinite(places).all(axis=1)])
    for row in nowhere[:_NAMED]:
        attributes = frame.drop(columns=frame.geometry.name).iloc[row].dropna().astype("str")
        note("not_finite", severity="error", value=" · ".join(attributes.str[:60][:3]))
    if len(nowhere) == len(frame):
        raise FileUnreadableError("boundaries.no_polygons", where=path)
    return frame.drop(index=nowhere).reset_index(drop=True) if len(nowhere) else frame


def _one_line(error: Exception) -> str:
    """Shorten a library's message to one line."""
    said = " ".join(str(error).split())
    return said[:160] or type(error).__name__
