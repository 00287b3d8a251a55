"""Elevation files: GeoTIFF and SRTM tiles (.hgt), read by windows, voids filled and counted.

:func:`open_raster` is the one place where a raster is opened: with a driver chosen by the file's
first bytes and size, and without a look at any other file.
"""

from __future__ import annotations

import contextlib
import dataclasses
import math
import re
import warnings
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj
import rasterio
from rasterio.enums import Resampling
from rasterio.fill import fillnodata
from rasterio.warp import reproject, transform_bounds
from rasterio.windows import Window

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.sources.crs import VIETNAM
from dxanalysis.sources.datums import Datum, judge, tell
from dxanalysis.sources.findings import Findings
from dxanalysis.terrain.elevation import WGS84, Elevation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from numpy.typing import NDArray

    Singles = NDArray[np.float32]
    Bounds = tuple[float, float, float, float]

MOST_CELLS: Final = 30_000_000
"""Cells held in memory: 120 MB."""

LARGEST_BLOCK: Final = 64_000_000
"""Cells of a block that a file stores as one piece: no reader can take less."""

RESOLUTION_M: Final = 90.0
"""Cells are read no finer than this unless it is asked for."""

FOREST_M: Final = 15.0
"""Height taken for forest where land cover is known and its height is not."""

CLUTTER_M: Final[Mapping[int, float]] = {10: FOREST_M, 50: 8.0, 95: 10.0}
"""Heights of the classes of ESA WorldCover that stand: trees, buildings, mangroves. Assumptions."""

_BEGINNINGS: Final = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_HGT_NAME: Final = re.compile(r"[NS]\d{2}[EW]\d{3}", re.IGNORECASE)
_HGT_BYTES: Final = frozenset(2 * side * side for side in (1201, 3601))
_LOWEST, _HIGHEST = -450.0, 8_900.0
"""No ground is lower or higher, metres: such numbers are marks for "no data"."""

_HIGHEST_IN_VIETNAM: Final = 3_200.0
"""Fansipan is 3,147 m high (published by the surveying department in 2019)."""

_FILL_CELLS: Final = 10
_FEET: Final = {"ft": 0.3048, "foot": 0.3048, "feet": 0.3048, "us-ft": 1200 / 3937}
_SAME: Final = 1e-3
"""In cells: grids that lie together within this are one grid."""


def read_elevation(
    paths: str | Path | Sequence[str | Path],
    *,
    bounds: Bounds,
    margin_km: float = 15.0,
    resolution_m: float = RESOLUTION_M,
) -> Elevation:
    """Read the ground of an area.

    Parameters
    ----------
    paths
        GeoTIFF (WGS 84 or projected) or SRTM tiles named after their corner (``N21E103.hgt``);
        several are put together if they lie on one grid.
    bounds
        West, south, east and north of the area, degrees of WGS 84.
    margin_km
        How much around the area is read too.
    resolution_m
        Finer files are averaged to about this; coarser ones stay as they are.

    Returns
    -------
    Elevation
        Cells without data are filled from those within ten cells; ``filled`` and ``unknown`` say
        how many there were. Where no file reaches, the ground is unknown. The findings say what
        was filled, converted, coarsened or is suspected.

    Raises
    ------
    FileUnreadableError
        If a file is missing, is neither kind, is damaged, does not say where it lies, lies
        elsewhere, or is stored in pieces too large to be read.
    ParameterError
        If the bounds or the resolution cannot be used.

    Examples
    --------
    >>> read_elevation("none.tif", bounds=(103, 21, 104, 22))
    Traceback (most recent call last):
    ...
    dxanalysis.errors.FileUnreadableError: There is no elevation file “none.tif”; ...
    """
    files = [Path(paths)] if isinstance(paths, str | Path) else [Path(one) for one in paths]
    if not files or not resolution_m > 0 or not (bounds[0] < bounds[2] and bounds[1] < bounds[3]):
        raise ParameterError("terrain.no_area", found=", ".join(f"{one:g}" for one in bounds))
    note = Findings(", ".join(one.name for one in files[:3]) + ("…" if len(files) > 3 else ""))  # noqa: PLR2004
    with open_raster(files[0]) as first:
        tell(_datum(first), first.crs.to_wkt().split('"')[1], note)
        area = _Area.around(first, bounds, margin_km=margin_km, resolution_m=resolution_m)
    if area.coarsened:
        note("terrain.coarsened", severity="note", value=round(area.cell_m))
    heights = np.full(area.shape, np.nan, dtype=np.float32)
    reached = False
    for path in files:
        with open_raster(path) as raster:
            reached |= _put(raster, path, heights, area, note)
    if not reached:
        raise FileUnreadableError("terrain.elsewhere", where=files[0])
    filled, unknown = _fill(heights)
    note.counted("terrain.filled", filled, severity="note")
    note.counted("terrain.unknown", unknown)
    with np.errstate(all="ignore"):
        top = float(np.nanmax(heights)) if unknown < heights.size else math.nan
    if top > _HIGHEST_IN_VIETNAM and _within(bounds, VIETNAM):
        note("terrain.feet_suspected", value=round(top), expected=round(top * 0.3048))
    return Elevation(
        heights,
        area.west,
        area.north,
        area.step_x,
        area.step_y,
        area.crs,
        filled=filled,
        unknown=unknown,
        findings=note.table(),
    )


@contextlib.contextmanager
def open_raster(path: Path) -> Iterator[rasterio.DatasetReader]:
    """Open a raster, and nothing but it.

    Parameters
    ----------
    path
        GeoTIFF, or an SRTM tile.

    Yields
    ------
    rasterio.DatasetReader
        North up, with a coordinate system and pieces of bounded size.

    Raises
    ------
    FileUnreadableError
        If it cannot be used.
    """
    driver = _driver(path)
    alone = {"GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR", "GDAL_PAM_ENABLED": "NO"}
    try:
        with warnings.catch_warnings(), rasterio.Env(**alone):
            warnings.simplefilter("ignore", rasterio.errors.NotGeoreferencedWarning)
            # rasterio still multiplies transforms in the way that affine 3 discourages.
            warnings.simplefilter("ignore", PendingDeprecationWarning)
            with rasterio.open(path, driver=driver) as raster:
                if raster.crs is None or raster.transform.is_identity:
                    raise FileUnreadableError("terrain.no_crs", where=path)
                step = raster.transform
                if not step.is_rectilinear or step.a <= 0 or step.e >= 0:
                    raise FileUnreadableError("terrain.turned", where=path)
                rows, columns = raster.block_shapes[0]
                if rows * columns > LARGEST_BLOCK:
                    raise FileUnreadableError("terrain.blocks", where=path, found=rows * columns)
                yield raster
    except rasterio.errors.RasterioError as error:
        found = " ".join(str(error).split())[:160]
        raise FileUnreadableError("terrain.damaged", where=path, found=found) from error


def _driver(path: Path) -> str:
    """Choose the driver by what the file is."""
    if not path.is_file():
        raise FileUnreadableError("terrain.missing_file", where=path)
    with path.open("rb") as file:
        if file.read(4) in _BEGINNINGS:
            return "GTiff"
    if path.suffix.lower() == ".hgt" and path.stat().st_size in _HGT_BYTES:
        if _HGT_NAME.fullmatch(path.stem[:7]):
            return "SRTMHGT"
        raise FileUnreadableError("terrain.hgt_name", where=path)
    raise FileUnreadableError("terrain.not_elevation", where=path, found=path.suffix or "–")


@dataclasses.dataclass(frozen=True)
class _Area:
    """The grid that is read into: whole blocks of ``factor`` cells of the first file's grid."""

    west: float
    north: float
    fine_x: float
    fine_y: float
    factor: int
    shape: tuple[int, int]
    crs: str
    cell_m: float
    coarsened: bool

    @property
    def step_x(self) -> float:
        """Width of a cell."""
        return self.fine_x * self.factor

    @property
    def step_y(self) -> float:
        """Height of a cell."""
        return self.fine_y * self.factor

    @classmethod
    def around(
        cls,
        raster: rasterio.DatasetReader,
        bounds: Bounds,
        *,
        margin_km: float,
        resolution_m: float,
    ) -> _Area:
        """Choose a grid for an area and its margin."""
        north_km = margin_km * 1000 / METRES_PER_DEGREE
        east_km = north_km / max(math.cos(math.radians((bounds[1] + bounds[3]) / 2)), 0.05)
        wide = (
            bounds[0] - east_km, bounds[1] - north_km, bounds[2] + east_km, bounds[3] + north_km
        )  # fmt: skip
        crs = _system(raster)
        west, south, east, north = transform_bounds(WGS84, _written(crs), *wide)
        step = raster.transform
        fine_m = -step.e * (
            METRES_PER_DEGREE if crs.is_geographic else crs.axis_info[0].unit_conversion_factor
        )
        factor = max(1, round(resolution_m / fine_m))
        cells = (east - west) / step.a * (north - south) / -step.e
        needed = math.ceil(math.sqrt(cells / MOST_CELLS))
        coarser = max(factor, needed)
        left = math.floor((west - step.c) / step.a / coarser) * coarser
        top = math.floor((step.f - north) / -step.e / coarser) * coarser
        columns = math.ceil(((east - step.c) / step.a - left) / coarser)
        rows = math.ceil(((step.f - south) / -step.e - top) / coarser)
        return cls(
            west=step.c + left * step.a,
            north=step.f + top * step.e,
            fine_x=step.a,
            fine_y=-step.e,
            factor=coarser,
            shape=(rows, columns),
            crs=_written(crs),
            cell_m=fine_m * coarser,
            coarsened=coarser > factor,
        )


def _datum(raster: rasterio.DatasetReader) -> Datum:
    """Tell on which datum a raster is."""
    return judge(pyproj.CRS(raster.crs.to_wkt()))


def _system(raster: rasterio.DatasetReader) -> pyproj.CRS:
    """Give a raster's system, on the datum that it means."""
    return _datum(raster).system


def _written(crs: pyproj.CRS) -> str:
    """Write a system: by its code where it has one."""
    epsg = crs.to_epsg()
    return f"EPSG:{epsg}" if epsg else crs.to_wkt()


def _put(
    raster: rasterio.DatasetReader, path: Path, heights: Singles, area: _Area, note: Findings
) -> bool:
    """Read what a file has of the area, in cells of the area's grid; say whether there was any."""
    step = raster.transform
    right, down = (step.c - area.west) / area.fine_x, (area.north - step.f) / area.fine_y
    same = pyproj.CRS(_written(_system(raster))) == pyproj.CRS(area.crs)
    apart = (abs(step.a / area.fine_x - 1) * raster.width, abs(right - round(right)))
    if not same or max(*apart, abs(down - round(down))) > _SAME:
        raise FileUnreadableError("terrain.other_grid", where=path)
    factor, (rows, columns) = area.factor, area.shape
    offset_x, offset_y = round(right), round(down)
    # Blocks of cells that lie wholly or in part in the file.
    first_row, first_column = max(0, offset_y // factor), max(0, offset_x // factor)
    last_row = min(rows, -(-(offset_y + raster.height) // factor))
    last_column = min(columns, -(-(offset_x + raster.width) // factor))
    if first_row >= last_row or first_column >= last_column:
        return False
    strip = max(1, 4_000_000 // (factor * factor * (last_column - first_column)))
    unit = _unit(raster, note)
    for top in range(first_row, last_row, strip):
        bottom = min(top + strip, last_row)
        inside = (top, bottom, first_column, last_column)
        values = _read_blocks(raster, inside, factor=factor, offset=(offset_y, offset_x))
        part = heights[top:bottom, first_column:last_column]
        np.copyto(part, values * np.float32(unit), where=np.isnan(part) & ~np.isnan(values))
    return True


def _read_blocks(
    raster: rasterio.DatasetReader,
    inside: tuple[int, int, int, int],
    *,
    factor: int,
    offset: tuple[int, int],
) -> Singles:
    """Read cells and average them by blocks; cells without data do not count."""
    top, bottom, left, right = inside
    fine = np.full(((bottom - top) * factor, (right - left) * factor), np.nan, dtype=np.float32)
    row, column = top * factor - offset[0], left * factor - offset[1]
    begin_row, begin_column = max(row, 0), max(column, 0)
    end_row = min(row + fine.shape[0], raster.height)
    end_column = min(column + fine.shape[1], raster.width)
    window = Window(begin_column, begin_row, end_column - begin_column, end_row - begin_row)
    band = raster.read(1, window=window, masked=True)
    values = np.ma.getdata(band).astype(np.float32) * np.float32(raster.scales[0])
    values += np.float32(raster.offsets[0])
    known = ~np.ma.getmaskarray(band) & (values > _LOWEST) & (values < _HIGHEST / _FEET["ft"])
    values[~known] = np.nan
    place = np.s_[begin_row - row : end_row - row, begin_column - column : end_column - column]
    fine[place] = values
    if factor == 1:
        return fine
    blocks = fine.reshape(bottom - top, factor, right - left, factor)
    counts = np.count_nonzero(~np.isnan(blocks), axis=(1, 3))
    sums = np.nansum(blocks, axis=(1, 3), dtype=np.float64)
    return np.where(counts > 0, sums / np.maximum(counts, 1), np.nan).astype(np.float32)


def _unit(raster: rasterio.DatasetReader, note: Findings) -> float:
    """Take the unit of heights that a file states: metres, or feet."""
    stated = (raster.units[0] or "").strip().lower()
    factor = _FEET.get(stated, 1.0)
    if factor != 1:
        note("terrain.feet_stated", severity="note", value=stated)
    return factor


def _fill(heights: Singles) -> tuple[int, int]:
    """Fill small voids in place; count what was filled and what is left."""
    high = heights[heights > _HIGHEST]
    if high.size and high.min() == high.max():
        # One number many times is a mark; many numbers may be feet.
        heights[heights > _HIGHEST] = np.nan
    void = np.isnan(heights)
    before = int(void.sum())
    if before in {0, heights.size}:
        return 0, before
    zeroed = np.where(void, np.float32(0), heights)
    done = fillnodata(zeroed, mask=(~void).astype(np.uint8), max_search_distance=_FILL_CELLS)
    # The filler leaves what it does not reach as it was; cells far from data are found by a mask.
    near = fillnodata(
        (~void).astype(np.float32), mask=(~void).astype(np.uint8), max_search_distance=_FILL_CELLS
    )
    heights[void & (near > 0)] = done[void & (near > 0)]
    after = int(np.isnan(heights).sum())
    return before - after, after


def _within(bounds: Bounds, extent: Bounds) -> bool:
    """Tell whether an area lies within an extent."""
    return (
        bounds[0] >= extent[0]
        and bounds[1] >= extent[1]
        and bounds[2] <= extent[2]
        and bounds[3] <= extent[3]
    )


# ---- clutter -------------------------------------------------------------------------------------
def add_clutter(
    elevation: Elevation,
    land_cover: str | Path | float,
    *,
    heights_m: Mapping[int, float] = CLUTTER_M,
) -> Elevation:
    """Put forest and buildings on the ground.

    Parameters
    ----------
    elevation
        The ground.
    land_cover
        GeoTIFF of classes (whole numbers), of which the most frequent in each cell counts; or one
        height in metres for all cells, such as 15 for forest.
    heights_m
        The height of each class, metres; classes that are not named do not stand.

    Returns
    -------
    Elevation
        With clutter; the ground is the same.

    Raises
    ------
    FileUnreadableError
        If the file cannot be used.
    ParameterError
        If a height is not from 0 to 100 m.

    Examples
    --------
    >>> from dxanalysis.terrain.elevation import elevation_from_array
    >>> ground = elevation_from_array([[0, 0]], west=104, north=21, step=0.001)
    >>> add_clutter(ground, 15.0).clutter_m.tolist()
    [[15.0, 15.0]]
    """
    one = isinstance(land_cover, int | float)
    for height in [float(land_cover)] if one else heights_m.values():  # type: ignore[arg-type]
        if not 0 <= height <= 100:  # noqa: PLR2004
            raise ParameterError("terrain.clutter_height", found=height)
    if one:
        clutter = np.full(elevation.shape, land_cover, dtype=np.float32)
        return dataclasses.replace(elevation, clutter_m=clutter)
    classes = _classes_on(elevation, Path(str(land_cover)))
    clutter = np.zeros(elevation.shape, dtype=np.float32)
    for number, height in heights_m.items():
        clutter[classes == number] = height
    return dataclasses.replace(elevation, clutter_m=clutter)


def _classes_on(elevation: Elevation, path: Path) -> NDArray[np.int16]:
    """Bring classes of land cover onto the grid of the ground."""
    west, south, east, north = elevation.bounds
    classes = np.zeros(elevation.shape, dtype=np.int16)
    with open_raster(path) as raster:
        system = _written(_system(raster))
        around = transform_bounds(elevation.crs, system, west, south, east, north)
        window = raster.window(*around).round_offsets(op="floor").round_lengths(op="ceil")
        try:
            window = window.intersection(Window(0, 0, raster.width, raster.height))
        except rasterio.errors.WindowError as error:
            raise FileUnreadableError("terrain.elsewhere", where=path) from error
        shrink = max(1, math.ceil(math.sqrt(window.width * window.height / MOST_CELLS)))
        shape = (max(1, int(window.height) // shrink), max(1, int(window.width) // shrink))
        band = raster.read(1, window=window, out_shape=shape, resampling=Resampling.nearest)
        step = raster.window_transform(window)
        source = rasterio.Affine(
            step.a * window.width / shape[1],
            0,
            step.c,
            0,
            step.e * window.height / shape[0],
            step.f,
        )
        reproject(
            np.where(np.isfinite(band), band, 0).astype(np.int16),
            classes,
            src_transform=source,
            src_crs=system,
            dst_transform=rasterio.Affine(
                elevation.step_x, 0, elevation.west, 0, -elevation.step_y, elevation.north
            ),
            dst_crs=elevation.crs,
            resampling=Resampling.mode,
        )
    return classes
