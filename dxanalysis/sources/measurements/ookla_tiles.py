"""Ookla's tiles of speed tests, read for one extent and shared out over units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import box, inputs, vector_layers

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas as gpd
    import pyarrow.dataset as pa_dataset
    from numpy.typing import NDArray

    Extent = tuple[float, float, float, float]

ZOOM: Final = 16
MEASURES: Final = {"avg_d_kbps": "download", "avg_u_kbps": "upload", "avg_lat_ms": "latency"}
"""Columns of the tiles and what they are here."""

_NEEDED: Final = ("tests", *MEASURES)
_HALF_TILE: Final = 180 / 2**ZOOM
"""Half the width of a tile, degrees; its height is less."""

_PARQUET: Final = b"PAR1"
_QUADKEY: Final = "0123"


def read_tiles(path: Path, *, extent: Extent) -> pd.DataFrame:
    """Read the tiles that touch an extent.

    Parameters
    ----------
    path
        Parquet, GeoJSON, GeoPackage or Shapefile (zipped too) with the columns of Ookla's open
        data. Of Parquet only the row groups that may touch the extent are read.
    extent
        West, south, east, north, degrees of WGS 84.

    Returns
    -------
    pandas.DataFrame
        ``tests`` (count), ``download`` and ``upload`` (Mb/s), ``latency`` (ms) and ``tile``
        (polygon, degrees).

    Raises
    ------
    FileUnreadableError
        If the file is missing, damaged or lacks a column.
    """
    if path.suffix.lower() == ".parquet":
        raw, shapes = box.run(
            _from_parquet,
            path,
            extent,
            path=path,
            limits=box.larger(path, seconds_per_mb=1, memory_per_byte=15),
        )
    else:
        layer = vector_layers.read_layers(path, room="speedtests", within=extent)
        raw, shapes = pd.DataFrame(layer.drop(columns=layer.geometry.name)), _shapes(layer)
        if len(layer):
            _check_columns(path, raw.columns)
    tiles = pd.DataFrame({name: raw.get(name, pd.Series(dtype="float64")) for name in _NEEDED})
    tiles = tiles.rename(columns=MEASURES)
    for name in tiles.columns:
        tiles[name] = pd.to_numeric(tiles[name], errors="coerce").astype("float64")
    tiles[["download", "upload"]] /= 1000
    tiles["tile"] = shapes
    touches = shapely.intersects(shapes, shapely.box(*extent))
    kept = touches & (tiles["tests"] > 0).to_numpy()
    found: pd.DataFrame = tiles.loc[kept].reset_index(drop=True)
    return found


def share_out(tiles: pd.DataFrame, *, units: gpd.GeoDataFrame) -> tuple[pd.DataFrame, float]:
    """Share each tile's tests over the units that it touches, by area.

    Parameters
    ----------
    tiles
        As from :func:`read_tiles`.
    units
        Polygons, EPSG:4326.

    Returns
    -------
    parts
        One row per tile and unit: ``unit`` (its place), ``weight`` (tests) and the measures.
    outside
        Tests on ground of no unit. With the weights they add up to the tests of all tiles; where
        units overlap their shares are cut so that they do. Areas are compared in degrees: within
        a tile of 600 m a degree of longitude has the same length to one part in ten thousand.
    """
    shapes, boxes = units.geometry.to_numpy(), tiles["tile"].to_numpy()
    tile, unit = shapely.STRtree(shapes).query(boxes, predicate="intersects")
    whole = shapely.area(boxes)
    shapely.prepare(shapes)
    inside = shapely.contains_properly(shapes[unit], boxes[tile])
    part = np.where(inside, whole[tile], 0.0)
    cut = ~inside
    part[cut] = shapely.area(shapely.intersection(shapes[unit[cut]], boxes[tile[cut]]))
    share = part / whole[tile]
    covered = np.bincount(tile, weights=share, minlength=len(tiles))
    share /= np.maximum(covered, 1.0)[tile]
    tests = tiles["tests"].to_numpy()
    parts = tiles.drop(columns=["tile", "tests"]).iloc[tile].reset_index(drop=True)
    parts = parts.assign(unit=unit, weight=share * tests[tile])
    outside = float((tests * (1 - np.minimum(covered, 1.0))).sum())
    return parts[parts["weight"] > 0].reset_index(drop=True), outside


def tile_boxes(quadkeys: pd.Series) -> NDArray[np.object_]:
    """Draw the tiles of quadkeys.

    Parameters
    ----------
    quadkeys
        Bing Maps quadkeys: one digit 0-3 for each level of zoom.

    Returns
    -------
    numpy.ndarray
        Polygons, degrees of WGS 84, from the tiles' edges in web Mercator.

    Raises
    ------
    ValueError
        If one is no quadkey, or they differ in length.
    """
    if not quadkeys.astype("str").str.fullmatch("[0-3]+").all():
        raise ValueError("quadkey")
    digits = np.array([list(key.ljust(1)) for key in quadkeys.astype("str")], dtype="U1")
    if not len(digits):
        return np.empty(0, dtype=object)
    zoom = digits.shape[1]
    values = digits.astype(np.int64)
    powers = 2 ** np.arange(zoom - 1, -1, -1)
    x, y = (values & 1) @ powers, (values >> 1) @ powers
    west, east = (edge / 2**zoom * 360 - 180 for edge in (x, x + 1))
    north, south = (
        np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * edge / 2**zoom)))) for edge in (y, y + 1)
    )
    return np.asarray(shapely.box(west, south, east, north))


def quadkey(lon: float, lat: float, *, zoom: int = ZOOM) -> str:
    """Give the quadkey of the tile that a point lies in.

    Parameters
    ----------
    lon, lat
        Degrees of WGS 84, within 85° of the equator.
    zoom
        Its level.

    Returns
    -------
    str
        ``zoom`` digits.
    """
    sine = np.sin(np.radians(lat))
    x = int((lon + 180) / 360 * 2**zoom)
    y = int((0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * 2**zoom)
    return "".join(
        _QUADKEY[(x >> level & 1) + 2 * (y >> level & 1)] for level in range(zoom - 1, -1, -1)
    )


def _from_parquet(path: Path, extent: Extent) -> tuple[pd.DataFrame, NDArray[np.object_]]:
    """Read the rows of a Parquet file that touch the extent, and their tiles."""
    start = inputs.read_start(path, 4, missing="speedtests.missing_file")
    import pyarrow.dataset as pa_dataset  # noqa: PLC0415 - for this kind of file only

    if start != _PARQUET:
        raise FileUnreadableError("speedtests.not_readable", where=path, found=".parquet")
    try:
        dataset = pa_dataset.dataset(path, format="parquet")
        names = dataset.schema.names
        _check_columns(path, names)
        where = [name for name in ("quadkey", "tile") if name in names][:1]
        if not where:
            _check_columns(path, names, needed=("quadkey",))
        rows = dataset.to_table(columns=[*_NEEDED, *where], filter=_filter(names, extent))
        # What pandas once noted in the file decides nothing here, and may be damaged.
        frame = rows.replace_schema_metadata(None).to_pandas()
        if where == ["quadkey"]:
            return frame, tile_boxes(frame["quadkey"])
        return frame, np.asarray(shapely.from_wkt(frame["tile"].to_numpy(dtype=object)))
    except (pa.ArrowException, OSError, ValueError, shapely.errors.ShapelyError) as error:
        raise vector_layers.damaged(path, "speedtests", error) from error


def _filter(names: list[str], extent: Extent) -> pa_dataset.Expression | None:
    """Say which rows may touch the extent, by what row groups have statistics of."""
    import pyarrow.dataset as pa_dataset  # noqa: PLC0415

    west, south, east, north = extent
    field = pa_dataset.field
    if {"tile_x", "tile_y"} <= set(names):  # the tile's middle, since the third quarter of 2023
        return (
            (field("tile_x") >= west - _HALF_TILE)
            & (field("tile_x") <= east + _HALF_TILE)
            & (field("tile_y") >= south - _HALF_TILE)
            & (field("tile_y") <= north + _HALF_TILE)
        )
    if "quadkey" not in names:
        return None
    corners = [quadkey(lon, lat) for lon in (west, east) for lat in (south, north)]
    common = 0
    while common < ZOOM and len({corner[: common + 1] for corner in corners}) == 1:
        common += 1
    prefix = corners[0][:common]
    return (field("quadkey") >= prefix) & (field("quadkey") < prefix + "4")


def _check_columns(
    path: Path, found: pd.Index | list[str], needed: tuple[str, ...] = _NEEDED
) -> None:
    """Refuse a file that lacks a column."""
    missing = [name for name in needed if name not in found]
    if missing:
        raise FileUnreadableError(
            "speedtests.missing_columns",
            where=path,
            found=", ".join(map(str, found)),
            expected=", ".join(missing),
        )


def _shapes(layer: gpd.GeoDataFrame) -> NDArray[np.object_]:
    """Give the tiles of a layer, exact from their quadkeys where it has them."""
    if (
        "quadkey" in layer
        and len(layer)
        and layer["quadkey"].astype("str").str.fullmatch("[0-3]{16}").all()
    ):
        return tile_boxes(layer["quadkey"])
    return np.asarray(layer.geometry.to_numpy(), dtype=object)
