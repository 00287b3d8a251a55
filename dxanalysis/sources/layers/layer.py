"""What every kind of layer is brought to, and the most that one may have."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pyproj

    Extent = tuple[float, float, float, float]

MOST_ROWS: Final = 200_000
"""Rows of a layer of boundaries: the country has 10,040 communes of the older lists."""

MOST_VERTICES: Final = 20_000_000
"""Vertices of a layer: the communes of the country in full detail have 7.5 million."""

MOST_COLUMNS: Final = 1000
LONGEST_TEXT: Final = 100_000


class TooLargeError(Exception):
    """A layer has more of something than any layer needs."""


class NoLayerError(Exception):
    """A file is not of the kind that its name says."""


@dataclass
class Rows:
    """Collects the rows of one layer.

    Attributes
    ----------
    name
        Of the layer.
    most
        Rows that it may have.
    within
        Extent outside which rows are left out: west, south, east, north; None for all.
    """

    name: str
    most: int = MOST_ROWS
    within: Extent | None = None
    shapes: list[shapely.Geometry | None] = field(default_factory=list)
    attributes: dict[str, list[object]] = field(default_factory=dict)
    vertices: int = 0

    def add(self, shape: shapely.Geometry | None, attributes: Mapping[str, object]) -> None:
        """Add one row.

        Parameters
        ----------
        shape
            Its shape; None where it has none.
        attributes
            Its other columns; what is no number or text is kept as JSON.

        Raises
        ------
        TooLargeError
            If the layer grows beyond what any layer needs.
        """
        if self.within is not None and not _touches(shape, self.within):
            return
        count = len(self.shapes)
        self.vertices += 0 if shape is None else int(shapely.get_num_coordinates(shape))
        if count >= self.most or self.vertices > MOST_VERTICES:
            raise TooLargeError
        for name, value in attributes.items():
            column = self.attributes.setdefault(name, [])
            column.extend([None] * (count - len(column)))
            column.append(_plain(value))
        if len(self.attributes) > MOST_COLUMNS:
            raise TooLargeError
        self.shapes.append(shape)

    def frame(self, crs: pyproj.CRS | None) -> gpd.GeoDataFrame:
        """Make the layer.

        Parameters
        ----------
        crs
            Its coordinate system.

        Returns
        -------
        geopandas.GeoDataFrame
            The rows in their order; attributes named ``geometry`` get an underscore.
        """
        count = len(self.shapes)
        columns = {
            (f"{name}_" if name == "geometry" else name): values + [None] * (count - len(values))
            for name, values in self.attributes.items()
        }
        table = pd.DataFrame(columns, index=pd.RangeIndex(count))
        shapes = np.empty(count, dtype=object)
        shapes[:] = self.shapes
        return gpd.GeoDataFrame(table, geometry=gpd.array.GeometryArray(shapes), crs=crs)


def polygon(rings: Iterable[np.ndarray[Any, np.dtype[np.float64]]]) -> shapely.Polygon | None:
    """Make a polygon of rings of coordinates.

    Parameters
    ----------
    rings
        The outer ring, then holes, each of shape (n, 2); one that is open is closed, one of fewer
        than three points is left out.

    Returns
    -------
    shapely.Polygon or None
        None where the outer ring is none.
    """
    # What is no number is made infinite, for NaN would not close a ring; the row is refused later.
    sound = [np.where(np.isnan(ring), np.inf, ring) for ring in rings]
    made: list[Any] = [shapely.linearrings(ring) if len(ring) > 2 else None for ring in sound]  # noqa: PLR2004
    if not made or made[0] is None:
        return None
    whole: shapely.Polygon = shapely.polygons(
        made[0], [hole for hole in made[1:] if hole is not None] or None
    )
    return whole


def multipolygon(polygons: Iterable[shapely.Polygon | None]) -> shapely.Geometry | None:
    """Join polygons to one shape.

    Parameters
    ----------
    polygons
        Any number; None is left out.

    Returns
    -------
    shapely.MultiPolygon or None
        None where there is no polygon.
    """
    made = [one for one in polygons if one is not None]
    return shapely.multipolygons(made) if made else None


def as_text(value: str) -> str:
    """Bound a text and replace halves of characters, which no table can hold."""
    return value[:LONGEST_TEXT].encode("utf-8", "replace").decode("utf-8")


def _plain(value: object) -> object:
    """Give a value that a table can hold."""
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return as_text(value)
    return as_text(json.dumps(value, ensure_ascii=False, default=str))


def _touches(shape: shapely.Geometry | None, within: Extent) -> bool:
    """Tell whether a shape's extent touches another."""
    west, south, east, north = map(float, shapely.bounds(shape))  # NaN where there is none
    return west <= within[2] and east >= within[0] and south <= within[3] and north >= within[1]
