"""Polygons that bear another unit's name, by where units are published to lie and how large.

Of each unit a point is published, and since July 2025 the area. In the state's layer 3,311 of 3,321
polygons hold the point of their unit, and of the ten others none two each other's: where each
polygon of a ring of units holds the next one's point the names are exchanged, and in a chain of
several, as large as is published of the next, they are shifted.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from dxanalysis.geodesy import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import pandas as pd

FAR_KM: Final = 3.0
"""How far from its unit's point a polygon lies that is elsewhere, where no ring shows it."""

_CHAIN: Final = 3
"""Units in a row whose polygons hold the next one's point, from which on that is no chance."""

_ALIKE: Final = 0.1
"""Natural logarithm of the ratio of two areas that are of one unit: 98 of 100 are nearer."""


@dataclass(frozen=True)
class Misnamed:
    """A polygon that holds another unit's point and not its own.

    Attributes
    ----------
    code
        The unit whose name it bears.
    place_of
        The unit whose point it holds.
    is_sure
        Whether it is one of a ring or chain, and the published areas bear that out.
    """

    code: str
    place_of: str
    is_sure: bool


def misnamed(shapes: Mapping[str, shapely.Geometry], units: pd.DataFrame) -> list[Misnamed]:
    """Find polygons that bear another unit's name.

    Parameters
    ----------
    shapes
        Unit code to polygon, degrees.
    units
        Indexed by ``unit_code``, with ``lon``, ``lat`` and ``area_km2``, which may be missing.

    Returns
    -------
    list of Misnamed
        None where a polygon holds its own unit's point, too, or lies beside it.

    Examples
    --------
    >>> import pandas as pd
    >>> places = {"lon": [104.0, 105.0], "lat": [21.0, 21.0], "area_km2": [400.0, 400.0]}
    >>> listed = pd.DataFrame(places, index=["1", "2"])
    >>> west, east = shapely.box(103.9, 20.9, 104.1, 21.1), shapely.box(104.9, 21, 105.1, 21.2)
    >>> drawn = {"2": west, "1": east}
    >>> [(one.code, one.place_of) for one in misnamed(drawn, listed)]
    [('2', '1'), ('1', '2')]
    """
    known = units.dropna(subset=["lon", "lat"])
    drawn = {str(code): shapes[str(code)] for code in known.index if code in shapes}
    ground = _Ground(drawn, known)
    holder = ground.holders()
    found = []
    for row, is_ring in _rows(holder):
        held = {code: holder[code] for code in row}
        is_sure = ground.bears_out(held, is_ring=is_ring)
        found += [
            Misnamed(polygon, code, is_sure)
            for code, polygon in held.items()
            if is_ring or is_sure or ground.is_elsewhere(polygon, code)
        ]
    return found


class _Ground:
    """Polygons beside what is published of their units."""

    def __init__(self, shapes: Mapping[str, shapely.Geometry], units: pd.DataFrame) -> None:
        self.shapes = shapes
        places: list[shapely.Point] = [
            shapely.Point(place) for place in units[["lon", "lat"]].to_numpy()
        ]
        self.points = dict(zip(units.index, places, strict=True))
        self.published = units["area_km2"].astype("float64")

    def holders(self) -> dict[str, str]:
        """Give, of each unit that lies in another's polygon, whose: one that lacks its own."""
        drawn, listed = list(self.shapes), list(self.points)
        polygons = np.array(list(self.shapes.values()), dtype=object)
        points = np.array(list(self.points.values()), dtype=object)
        found = shapely.STRtree(polygons).query(points, predicate="intersects").T.tolist()
        pairs = [(listed[point], drawn[polygon]) for point, polygon in found]
        at_home = {code for code, polygon in pairs if code == polygon}
        return {code: polygon for code, polygon in pairs if not at_home & {code, polygon}}

    def bears_out(self, holder: Mapping[str, str], *, is_ring: bool) -> bool:
        """Tell whether polygons are as large as the units whose points they hold."""
        there = fmean(self._unlike(polygon, code) for code, polygon in holder.items())
        named = fmean(self._unlike(polygon, polygon) for polygon in holder.values())
        if is_ring:
            return there < max(named, _ALIKE)
        return len(holder) >= _CHAIN and there < _ALIKE < named

    def is_elsewhere(self, polygon: str, code: str) -> bool:
        """Tell whether a polygon lies far from its unit and is as large as another alone."""
        away = shapely.distance(self.points[polygon], self.shapes[polygon]) * KM_PER_DEGREE
        is_as_large = self._unlike(polygon, code) < _ALIKE < self._unlike(polygon, polygon)
        return bool(away > FAR_KM and is_as_large)

    def _unlike(self, polygon: str, code: str) -> float:
        """Give how unlike a polygon's area is to a unit's, as a logarithm of their ratio."""
        shape = self.shapes[polygon]
        shrink = np.cos(np.radians(shapely.get_y(shapely.centroid(shape))))
        area = shapely.area(shape) * shrink * KM_PER_DEGREE**2
        return float(abs(np.log(area / self.published[code])))


def _rows(holder: Mapping[str, str]) -> Iterator[tuple[list[str], bool]]:
    """List the chains and rings of a mapping of units to units, and which of them are rings."""
    seen: set[str] = set()
    held = set(holder.values())
    heads = [code for code in holder if code not in held]
    for start in [*heads, *holder]:
        row: list[str] = []
        code = start
        while code in holder and code not in seen:
            seen.add(code)
            row.append(code)
            code = holder[code]
        # A chain can lead into a ring.
        first = row.index(code) if code in row else len(row)
        if row[:first]:
            yield row[:first], False
        if row[first:]:
            yield row[first:], True
