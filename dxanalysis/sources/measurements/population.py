"""People of each unit from a raster of people per cell, each cell cut exactly at the borders.

The raster is read strip by strip, so that memory stays bounded. What a unit gets of a cell is the
share of the cell's area that lies in it; where units overlap their shares are cut, so that nobody
is counted twice: the people of all units and those outside add up to the people of all cells.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import exactextract
import geopandas as gpd
import numpy as np
import pandas as pd
import pyproj
import rasterio
import shapely
from exactextract.raster import NumPyRasterSource
from rasterio.windows import Window

from dxanalysis.errors import FileUnreadableError
from dxanalysis.observations import make_observations
from dxanalysis.sources import box, inputs
from dxanalysis.sources.datums import bound, judge, tell
from dxanalysis.sources.findings import Findings, sentence
from dxanalysis.sources.layers.gdal import SETTINGS
from dxanalysis.sources.layers.systems import is_plain
from dxanalysis.sources.vector_files import WGS84, sha256

if TYPE_CHECKING:
    import datetime as dt

    from numpy.typing import NDArray

    _Extent = tuple[float, float, float, float]
    _Cut = tuple[int, NDArray[np.int64], NDArray[np.float64]]

__all__ = ["PopulationReading", "read_population", "sentence", "to_observations"]

_STRIP: Final = 8_000_000
"""Cells held in memory at a time."""

_LONGEST_EDGE: Final = 0.01
"""Degrees: edges longer than this are cut before they are bent into another projection."""

_GDAL: Final = {**SETTINGS, "GDAL_GEOREF_SOURCES": "INTERNAL"}
"""Settings of GDAL: where a raster lies stands in it, and no file near it is looked for."""

_BEGINNINGS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
"""What TIFF files begin with; GDAL is to open nothing else, for some formats name other files."""

_MOST_PEOPLE: Final = 1e7
"""A cell with more is no cell of people: an undeclared mark for "no data"."""


@dataclass(frozen=True)
class PopulationReading:
    """People of each unit.

    Attributes
    ----------
    table
        Indexed by ``unit_code``: ``people`` (not a whole number: an estimate), ``cells`` (cells'
        worth of ground with data). Where a unit has no cell with data, people are missing: the
        raster does not say that nobody lives there.
    people
        People in all cells of the raster.
    people_outside
        Those of them on ground of no unit.
    crs
        Name of the raster's coordinate system.
    findings
        What should be reported: severity, rule, file, value, expected; see :func:`sentence`.
    sha256
        Hash of the file.
    source
        The file's name.
    """

    table: pd.DataFrame
    people: float
    people_outside: float
    crs: str
    findings: pd.DataFrame
    sha256: str
    source: str


def read_population(path: str | Path, *, units: gpd.GeoDataFrame) -> PopulationReading:
    """Add up the people of each unit.

    Parameters
    ----------
    path
        GeoTIFF whose first band is people per cell (not per hectare or km²), in any coordinate
        system: WorldPop in degrees, GHS-POP in Mollweide (ESRI:54009).
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.

    Returns
    -------
    PopulationReading
        People are conserved: those of all units and those outside add up to those of all cells.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is no GeoTIFF, is damaged, does not say where on earth it lies, or
        touches none of the units.
    """
    path = Path(path)
    _check(path)
    reading: PopulationReading = box.run(
        _read,
        path,
        path=path,
        limits=box.larger(path, seconds_per_mb=2, memory_per_byte=10),
        types=(PopulationReading,),
        units=units,
    )
    return reading


def _read(path: Path, *, units: gpd.GeoDataFrame) -> PopulationReading:
    """Add up the people, in this process."""
    note = Findings(path.name)
    try:
        with rasterio.Env(**_GDAL), warnings.catch_warnings():
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            # rasterio still multiplies transforms in the way that affine 3 discourages.
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            with rasterio.open(path, driver="GTiff") as raster:
                _check_grid(path, raster)
                sums = _Sums.of(len(units))
                datum = judge(pyproj.CRS.from_wkt(raster.crs.to_wkt()))
                tell(datum, _name(raster.crs), note)
                _add_strips(raster, _in_system(units, bound(datum.system)), sums)
                crs = _name(raster.crs)
                if raster.count > 1:
                    note("population.several_bands", value=raster.count)
    except rasterio.errors.RasterioError as error:
        found = " ".join(str(error).split())[:160]
        raise FileUnreadableError("population.damaged", where=path, found=found) from error
    if not sums.cells.any():
        raise FileUnreadableError("population.elsewhere", where=path)
    people = pd.Series(sums.people, index=units.index.astype("str"), name="people")
    table = pd.DataFrame({"people": people.where(sums.cells > 0), "cells": sums.cells})
    table.index.name = "unit_code"
    if sums.outside > 0:
        note(
            "population.outside",
            severity="note",
            value=round(sums.outside),
            expected=round(sums.total),
        )
    note.counted("population.impossible_cells", sums.impossible)
    note.counted("population.units_without_cells", int(table["people"].isna().sum()))
    return PopulationReading(
        table=table,
        people=sums.total,
        people_outside=sums.outside,
        crs=crs,
        findings=note.table(),
        sha256=sha256(path),
        source=path.name,
    )


def to_observations(
    reading: PopulationReading, *, vintage: str, as_of: dt.date | None = None
) -> pd.DataFrame:
    """Make observations of the people.

    Parameters
    ----------
    reading
        The people.
    vintage
        Vintage of the units they were added up for.
    as_of
        The day that the raster stands for: rasters do not say.

    Returns
    -------
    pandas.DataFrame
        ``population``, operator ``any``, evidence ``modelled``; a missing figure stays missing.
    """
    return make_observations(
        pd.DataFrame(
            {
                "unit_code": reading.table.index,
                "vintage": vintage,
                "indicator": "population",
                "operator": "any",
                "as_of": as_of,
                "numerator": reading.table["people"].to_numpy(),
                "evidence": "modelled",
                "source": f"{reading.source}||",
            }
        )
    )


# ---- adding up -----------------------------------------------------------------------------------
@dataclass
class _Sums:
    """People and cells of each unit, and of all."""

    people: NDArray[np.float64]
    cells: NDArray[np.float64]
    total: float = 0.0
    outside: float = 0.0
    impossible: int = 0

    @classmethod
    def of(cls, count: int) -> _Sums:
        """Begin at nothing."""
        return cls(np.zeros(count), np.zeros(count))


def _add_strips(raster: rasterio.DatasetReader, shapes: NDArray[np.object_], sums: _Sums) -> None:
    """Go through the raster from the north, some rows at a time."""
    height = max(1, _STRIP // raster.width)
    tree = shapely.STRtree(shapes)
    for top in range(0, raster.height, height):
        window = Window(0, top, raster.width, min(height, raster.height - top))
        band = raster.read(1, window=window, masked=True)
        values = np.ma.getdata(band).astype(np.float64)
        known = ~np.ma.getmaskarray(band) & np.isfinite(values)
        impossible = known & ((values < 0) | (values > _MOST_PEOPLE))
        sums.impossible += int(impossible.sum())
        known &= ~impossible
        values[~known] = 0
        step = raster.transform
        south, north = (step.f + row * step.e for row in (top + len(values), top))
        extent = (step.c, south, step.c + raster.width * step.a, north)
        near = np.sort(tree.query(shapely.box(*extent)))
        cut = _coverage(values, extent, shapes, near) if len(near) else []
        _add_strip(values, known, cut, sums)


def _add_strip(
    values: NDArray[np.float64],
    known: NDArray[np.bool_],
    cut: list[_Cut],
    sums: _Sums,
) -> None:
    """Share the cells of one strip out over the units that are near it."""
    flat, has_data = values.reshape(-1), known.reshape(-1)
    total = float(flat.sum())
    sums.total += total
    covered = np.zeros(len(flat))
    for _, cell, share in cut:
        covered[cell] += share
    for unit, cell, share in cut:
        # Cells of which overlapping units cover more than the whole are shared in proportion.
        part = share / np.maximum(covered[cell], 1.0)
        sums.people[unit] += float(flat[cell] @ part)
        sums.cells[unit] += float(part[has_data[cell]].sum())
    sums.outside += float(flat @ (1 - np.minimum(covered, 1.0)))


def _coverage(
    values: NDArray[np.float64],
    extent: _Extent,
    shapes: NDArray[np.object_],
    near: NDArray[np.int64],
) -> list[_Cut]:
    """List for each unit the cells that it touches, with the share of each that lies in it."""
    source = NumPyRasterSource(values, *extent)
    # Both are in the raster's system; exactextract asks for one and, by this, compares none.
    layer = gpd.GeoDataFrame({"unit": near}, geometry=list(shapes[near]), crs=WGS84)
    try:
        found: list[dict[str, Any]] = exactextract.exact_extract(
            source, layer, ["cell_id", "coverage"], include_cols=["unit"]
        )
    except RuntimeError:
        # A vertex just on a line of the grid may defeat exactextract ("Never get here").
        if len(near) == 1:
            return [_intersected(values.shape, extent, shapes, int(near[0]))]
        return [cut for one in near for cut in _coverage(values, extent, shapes, np.array([one]))]
    rows = (row["properties"] for row in found)
    return [
        (
            int(row["unit"]),
            np.asarray(row["cell_id"], dtype=np.int64),
            np.asarray(row["coverage"], dtype=np.float64),
        )
        for row in rows
        if row.get("cell_id") is not None
    ]


def _intersected(
    shape: tuple[int, ...], extent: _Extent, shapes: NDArray[np.object_], unit: int
) -> _Cut:
    """Do the same for one unit by cutting cells out of it one by one: slowly and without fail."""
    west, south, east, north = extent
    wide, high = (east - west) / shape[1], (north - south) / shape[0]
    bounds = shapely.bounds(shapes[unit])
    columns = np.clip((bounds[[0, 2]] - west) // wide, 0, shape[1] - 1).astype(np.int64)
    rows = np.clip((north - bounds[[3, 1]]) // high, 0, shape[0] - 1).astype(np.int64)
    row, column = (
        axis.ravel() for axis in np.mgrid[rows[0] : rows[1] + 1, columns[0] : columns[1] + 1]
    )
    left, top = west + column * wide, north - row * high
    boxes = shapely.box(left, top - high, left + wide, top)
    shapely.prepare(shapes[unit])
    share = shapely.contains_properly(shapes[unit], boxes).astype(np.float64)
    border = (share == 0) & shapely.intersects(shapes[unit], boxes)
    parts = shapely.intersection(shapes[unit], boxes[border])
    share[border] = np.minimum(shapely.area(parts) / (wide * high), 1.0)
    touched = share > 0
    return unit, (row * shape[1] + column)[touched], share[touched]


# ---- checking ------------------------------------------------------------------------------------
def _check(path: Path) -> None:
    """Check that the file is there and begins as a TIFF does."""
    if inputs.read_start(path, 4, missing="population.missing_file") not in _BEGINNINGS:
        raise FileUnreadableError("population.not_raster", where=path, found=path.suffix or "–")


def _check_grid(path: Path, raster: rasterio.DatasetReader) -> None:
    """Check that the raster lies somewhere on earth, north up."""
    if raster.crs is None or raster.transform.is_identity or not is_plain(raster.crs.to_wkt()):
        raise FileUnreadableError("population.no_crs", where=path)
    if not raster.transform.is_rectilinear or raster.transform.e > 0 or raster.transform.a < 0:
        raise FileUnreadableError("population.turned", where=path)


def _in_system(units: gpd.GeoDataFrame, crs: pyproj.CRS) -> NDArray[np.object_]:
    """Bring units into the raster's coordinate system."""
    shapes = units.geometry
    if not crs.is_geographic:
        # A straight edge in degrees is bent in metres; short pieces follow the bend.
        shapes = shapes.segmentize(_LONGEST_EDGE)
    return np.asarray(shapes.to_crs(crs).to_numpy(), dtype=object)


def _name(crs: rasterio.crs.CRS) -> str:
    """Name a coordinate system shortly."""
    authority = crs.to_authority()
    return ":".join(authority) if authority else crs.to_wkt().split('"')[1]
