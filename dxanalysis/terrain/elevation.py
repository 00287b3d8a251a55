"""Heights of the ground on a grid, in memory, and profiles through them."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pyproj

from dxanalysis.errors import ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.sources.findings import Findings

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]
    Singles = NDArray[np.float32]

    Place = tuple[float, float]

WGS84 = "EPSG:4326"


@dataclass(frozen=True, eq=False)
class Elevation:
    """Heights of the ground, north up.

    Attributes
    ----------
    heights_m
        Rows from the north, columns from the west, metres above the sea; not-a-number is unknown.
    west, north
        Outer edges of the first cell, in the units of ``crs``.
    step_x, step_y
        Size of a cell in the units of ``crs``, both above 0.
    crs
        The grid's coordinate system: degrees of WGS 84, or projected.
    clutter_m
        Heights of forest and buildings, shaped as ``heights_m``; None where nothing is known.
    filled, unknown
        Cells that were filled from their neighbours, and those that stay unknown.
    findings
        What should be said: severity, rule, file, value, expected.
    """

    heights_m: Singles
    west: float
    north: float
    step_x: float
    step_y: float
    crs: str = WGS84
    clutter_m: Singles | None = None
    filled: int = 0
    unknown: int = 0
    findings: pd.DataFrame = field(default_factory=lambda: Findings("").table())

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        rows, columns = self.heights_m.shape
        return rows, columns

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east and north edges, in the units of ``crs``."""
        rows, columns = self.shape
        return (
            self.west,
            self.north - rows * self.step_y,
            self.west + columns * self.step_x,
            self.north,
        )

    @property
    def is_geographic(self) -> bool:
        """Whether the grid is in degrees."""
        return bool(pyproj.CRS(self.crs).is_geographic)

    def cell_metres(self, row: ArrayLike) -> tuple[Floats, Floats]:
        """Give the size of cells in metres, across and along the meridian, at some rows.

        Parameters
        ----------
        row
            Places counted in rows, not necessarily whole.

        Returns
        -------
        across, along
            Metres, shaped as ``row``.
        """
        place = np.asarray(row, dtype=np.float64)
        if not self.is_geographic:
            unit = pyproj.CRS(self.crs).axis_info[0].unit_conversion_factor
            return np.full(place.shape, self.step_x * unit), np.full(
                place.shape, self.step_y * unit
            )
        latitude = self.north - (place + 0.5) * self.step_y
        across = self.step_x * METRES_PER_DEGREE * np.cos(np.radians(latitude))
        return across, np.full(place.shape, self.step_y * METRES_PER_DEGREE)

    def places(self, lon: ArrayLike, lat: ArrayLike) -> tuple[Floats, Floats]:
        """Find where points lie on the grid.

        Parameters
        ----------
        lon, lat
            Degrees of WGS 84.

        Returns
        -------
        row, column
            Whole numbers are the middles of cells. Outside the grid they are outside its shape.
        """
        x, y = np.asarray(lon, dtype=np.float64), np.asarray(lat, dtype=np.float64)
        if pyproj.CRS(self.crs) != pyproj.CRS(WGS84):
            moved = pyproj.Transformer.from_crs(WGS84, self.crs, always_xy=True).transform(x, y)
            x, y = np.asarray(moved[0]), np.asarray(moved[1])
        return (self.north - y) / self.step_y - 0.5, (x - self.west) / self.step_x - 0.5

    def degrees(self, row: ArrayLike, column: ArrayLike) -> tuple[Floats, Floats]:
        """Say where places on the grid lie on earth: the reverse of :meth:`places`.

        Parameters
        ----------
        row, column
            Whole numbers are the middles of cells.

        Returns
        -------
        lon, lat
            Degrees of WGS 84.
        """
        x = self.west + (np.asarray(column, dtype=np.float64) + 0.5) * self.step_x
        y = self.north - (np.asarray(row, dtype=np.float64) + 0.5) * self.step_y
        if pyproj.CRS(self.crs) != pyproj.CRS(WGS84):
            moved = pyproj.Transformer.from_crs(self.crs, WGS84, always_xy=True).transform(x, y)
            x, y = np.asarray(moved[0]), np.asarray(moved[1])
        return x, y

    def at(self, row: ArrayLike, column: ArrayLike) -> Singles:
        """Take heights between the middles of cells, bilinearly.

        Parameters
        ----------
        row, column
            Places on the grid; see :meth:`places`.

        Returns
        -------
        numpy.ndarray
            Metres; not-a-number outside the grid and next to unknown cells.
        """
        return interpolate(self.heights_m, row, column)

    def around(self, lon: float, lat: float, *, radius_km: float) -> Elevation:
        """Cut out the ground around a place, so that computing there takes less.

        Parameters
        ----------
        lon, lat
            Degrees of WGS 84.
        radius_km
            Everything within is there, and a few cells more.

        Returns
        -------
        Elevation
            A part of the same grid; one cell where the place is far outside.
        """
        row, column = (float(one) for one in self.places(lon, lat))
        across, along = (float(one) for one in self.cell_metres(row))
        spans = []
        for middle, cell_m, size in zip((row, column), (along, across), self.shape, strict=True):
            reach = int(np.ceil(1000 * radius_km / cell_m)) + _SPARE_CELLS
            first = min(max(round(middle) - reach, 0), size - 1)
            spans.append(slice(first, max(min(round(middle) + reach + 1, size), first + 1)))
        down, right = spans
        return replace(
            self,
            heights_m=self.heights_m[down, right],
            clutter_m=None if self.clutter_m is None else self.clutter_m[down, right],
            west=self.west + right.start * self.step_x,
            north=self.north - down.start * self.step_y,
        )


_SPARE_CELLS: Final = 4


def interpolate(values: Singles, row: ArrayLike, column: ArrayLike) -> Singles:
    """Take values between the middles of cells, bilinearly.

    Parameters
    ----------
    values
        The grid.
    row, column
        Places counted in cells; whole numbers are the middles of cells.

    Returns
    -------
    numpy.ndarray
        Not-a-number beyond the outer edges of the grid and next to unknown cells; in the half cell
        within the edge, the value of the edge.

    Examples
    --------
    >>> grid = np.array([[0.0, 10.0]], dtype=np.float32)
    >>> interpolate(grid, [0.0, 0.0], [0.25, 3.0]).tolist()
    [2.5, nan]
    """
    rows, columns = values.shape
    r, c = np.asarray(row), np.asarray(column)
    if r.dtype != np.float32 or c.dtype != np.float32:
        r, c = r.astype(np.float64), c.astype(np.float64)
    inside = None
    # Mostly all lie between the middles of cells, and then nothing needs care.
    if not (_within(r, rows - 1) and _within(c, columns - 1)):
        inside = (abs(2 * r - rows + 1) <= rows) & (abs(2 * c - columns + 1) <= columns)
        r, c = (
            np.clip(np.where(inside, r, 0), 0, rows - 1),
            np.clip(np.where(inside, c, 0), 0, columns - 1),
        )
    top = np.minimum(np.floor(r), max(rows - 2, 0))
    left = np.minimum(np.floor(c), max(columns - 2, 0))
    down, right = (
        (r - top).astype(np.float32, copy=False),
        (c - left).astype(np.float32, copy=False),
    )
    flat = np.ravel(values)
    here = top.astype(np.intp)
    here = here * columns + left.astype(np.intp)
    upper = _between(flat, here, 1 if columns > 1 else 0, right)
    here += columns if rows > 1 else 0
    found = _between(flat, here, 1 if columns > 1 else 0, right)
    found -= upper
    found *= down
    found += upper
    if inside is not None:
        found = np.where(inside, found, np.float32(np.nan))
    return found.astype(np.float32, copy=False)


def _within(place: Floats, most: int) -> bool:
    """Say whether places lie from 0 to a number."""
    return bool(place.size) and bool(place.min() >= 0 and place.max() <= most)


def _between(flat: Singles, here: NDArray[np.intp], side: int, share: Singles) -> Singles:
    """Take values between two neighbours of a row."""
    first = flat.take(here)
    found = np.asarray(flat.take(here + side))
    found -= first
    found *= share
    found += first
    return found


@dataclass(frozen=True, eq=False)
class Profile:
    """The ground between two points.

    Attributes
    ----------
    distances_km
        From the first point, evenly.
    heights_m
        Of the bare ground; not-a-number where it is not known.
    clutter_m
        Heights of what stands on it, or None.
    """

    distances_km: Floats
    heights_m: Floats
    clutter_m: Floats | None = None


def profile(
    elevation: Elevation, *, start: Place, end: Place, step_m: float | None = None
) -> Profile:
    """Cut through the terrain between two points.

    Parameters
    ----------
    elevation
        The ground.
    start, end
        Longitude and latitude, degrees of WGS 84.
    step_m
        At most so far apart are its points; by default the size of a cell.

    Returns
    -------
    Profile
        At least two points, the ends included.

    Raises
    ------
    ParameterError
        If the two points are one, or ``step_m`` is not above 0.

    Examples
    --------
    >>> ground = elevation_from_array([[0, 100], [0, 100]], west=0, north=0.002, step=0.001)
    >>> cut = profile(ground, start=(0.0005, 0.0), end=(0.0015, 0.0), step_m=30)
    >>> len(cut.heights_m), float(cut.heights_m[0]), float(cut.heights_m[-1])
    (5, 0.0, 100.0)
    """
    row, column = elevation.places([start[0], end[0]], [start[1], end[1]])
    across, along = elevation.cell_metres(row.mean())
    length = float(np.hypot((row[1] - row[0]) * along, (column[1] - column[0]) * across))
    step = float(min(across, along)) if step_m is None else step_m
    if not length > 0 or not step > 0:
        raise ParameterError("terrain.no_path")
    count = max(int(np.ceil(length / step - 1e-9)), 1) + 1
    share = np.linspace(0, 1, count)
    rows, columns = row[0] + share * (row[1] - row[0]), column[0] + share * (column[1] - column[0])
    clutter = None
    if elevation.clutter_m is not None:
        clutter = interpolate(elevation.clutter_m, rows, columns).astype(np.float64)
    heights = elevation.at(rows, columns).astype(np.float64)
    return Profile(share * length / 1000, heights, clutter)


def elevation_from_array(
    heights_m: ArrayLike, *, west: float, north: float, step: float, crs: str = WGS84
) -> Elevation:
    """Take heights that are in memory already.

    Parameters
    ----------
    heights_m
        Rows from the north, metres; not-a-number is unknown.
    west, north
        Outer edges, in the units of ``crs``.
    step
        Size of a square cell, in the units of ``crs``.
    crs
        The grid's coordinate system.

    Returns
    -------
    Elevation
        Nothing is filled.

    Raises
    ------
    ParameterError
        If it is no grid, or the step is not above 0.

    Examples
    --------
    >>> elevation_from_array([[1, 2, 3]], west=104, north=21, step=0.1).shape
    (1, 3)
    """
    heights = np.array(heights_m, dtype=np.float32)
    if heights.ndim != 2 or not heights.size or not step > 0:  # noqa: PLR2004
        raise ParameterError("terrain.no_grid", found="×".join(map(str, heights.shape)))
    unknown = int(np.isnan(heights).sum())
    return Elevation(heights, west, north, step, step, crs, unknown=unknown)
