"""Layers of points and tiles, brought into degrees of WGS 84; read in a process of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import box, datums, inputs
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.layers import gdal
from dxanalysis.sources.layers.layer import NoLayerError, TooLargeError
from dxanalysis.sources.vector_files import WGS84
from dxanalysis.sources.vector_files import read_layers as read_all_layers

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.layers.layer import Extent

_ENDINGS: Final = (".gpkg", ".geojson", ".json", ".shp", ".zip", ".kml", ".kmz")
_MOST_ROWS: Final = 5_000_000
_RESERVED: Final = 2000
_PBF: Final = b"\n\tOSMHeader"
_PBF_AT: Final = 4
_KIND_WRONG: Final = frozenset(
    {"boundaries.not_spatial", "boundaries.zip_content", "boundaries.zip_too_large"}
)


def read_layers(
    path: Path, *, room: str, within: Extent | None = None, note: Findings | None = None
) -> gpd.GeoDataFrame:
    """Read the layers of a file into degrees of WGS 84, one under the other.

    Parameters
    ----------
    path
        GeoPackage, GeoJSON, KML or Shapefile, zipped too.
    room
        The message catalogue's room whose sentences say what is wrong.
    within
        Extent outside which rows may be left out: west, south, east, north, degrees.
    note
        Hears of a layer that leaves its datum open.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows with a shape, EPSG:4326; a layer without a system is taken to be so already.

    Raises
    ------
    FileUnreadableError
        If the file is missing, none of these, or damaged.
    """
    inputs.check_input(path, missing=f"{room}.missing_file")
    frame: gpd.GeoDataFrame
    frame, told = box.run(
        _in_degrees, path, path=path, limits=_limits(path), room=room, within=within
    )
    if note is not None:
        note.rows += told
    return frame


def read_osm(path: Path, *, room: str, layers: Sequence[tuple[str, str]]) -> list[gpd.GeoDataFrame]:
    """Read layers of an OpenStreetMap extract.

    Parameters
    ----------
    path
        The ``.osm.pbf`` file.
    room
        As for :func:`read_layers`.
    layers
        Each layer's name and which of its rows, in the SQL of GDAL.

    Returns
    -------
    list of geopandas.GeoDataFrame
        The rows of each layer that have a shape, EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If the file is missing, no such extract, or damaged.
    """
    start = inputs.read_start(path, 64, missing=f"{room}.missing_file")
    if not start.startswith(_PBF, _PBF_AT) or path.suffix.lower() != ".pbf":
        raise FileUnreadableError(f"{room}.not_readable", where=path, found=path.suffix or "–")
    usual = _limits(path)
    # The index of where points are grows on disk, and GDAL reserves much that it does not use.
    limits = box.Limits(usual.seconds, usual.megabytes + _RESERVED, written_megabytes=20_000)
    frames: list[gpd.GeoDataFrame] = box.run(
        _osm, path, path=path, limits=limits, room=room, layers=list(layers)
    )
    return frames


def damaged(path: Path, room: str, error: Exception) -> FileUnreadableError:
    """Make the error that a file cannot be opened."""
    found = " ".join(str(error).split())[:160]
    return FileUnreadableError(f"{room}.damaged", where=path, found=found)


def _limits(path: Path) -> box.Limits:
    """Give the limits of a file of points or tiles: those of a country are large."""
    return box.larger(path, seconds_per_mb=2, memory_per_byte=25)


def _in_degrees(
    path: Path, *, room: str, within: Extent | None
) -> tuple[gpd.GeoDataFrame, list[dict[str, object]]]:
    """Read the file and what is to be said of it, in this process."""
    try:
        layers = read_all_layers(path, endings=_ENDINGS, most=_MOST_ROWS, within=within)
    except FileUnreadableError as error:
        if error.key in _KIND_WRONG:
            found = path.suffix.lower() or "–"
            raise FileUnreadableError(f"{room}.not_readable", where=path, found=found) from error
        if error.key == "boundaries.damaged":
            raise FileUnreadableError(
                f"{room}.damaged", where=path, found=error.params["found"]
            ) from error
        raise
    note = Findings(path.name)
    frames = [_placed(frame, note) for _, frame in layers if len(frame)]
    if not frames:
        return gpd.GeoDataFrame(geometry=[], crs=WGS84), note.rows
    return gpd.GeoDataFrame(pd.concat(frames, ignore_index=True), crs=WGS84), note.rows


def _placed(frame: gpd.GeoDataFrame, note: Findings) -> gpd.GeoDataFrame:
    """Bring one layer into degrees, and leave out rows without a shape or with one nowhere."""
    if frame.crs is None:
        placed = frame.set_crs(WGS84)
    else:
        datum = datums.judge(frame.crs)
        datums.tell(datum, frame.crs.name, note)
        placed = datums.moved(frame.set_crs(datum.system, allow_override=True))
    shapes = placed.geometry.to_numpy()
    somewhere = np.isfinite(shapely.bounds(shapes)).all(axis=1)  # neither missing nor empty
    return placed[somewhere].reset_index(drop=True)


def _osm(path: Path, *, room: str, layers: Sequence[tuple[str, str]]) -> list[gpd.GeoDataFrame]:
    """Read an extract, in this process."""
    try:
        frames = [gdal.read_osm(path, layer=layer, where=where) for layer, where in layers]
    except NoLayerError as error:
        raise FileUnreadableError(f"{room}.not_readable", where=path, found=".pbf") from error
    except (TooLargeError, RuntimeError, ValueError, shapely.errors.ShapelyError) as error:
        raise damaged(path, room, error) from error
    return [_placed(frame, Findings(path.name)) for frame in frames]
