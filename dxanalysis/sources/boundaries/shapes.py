"""One valid shape for each unit, of whatever parts a file has of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.sources.boundaries import plausibility
from dxanalysis.sources.boundaries.exchanged import misnamed
from dxanalysis.sources.crs import WGS84

if TYPE_CHECKING:
    from collections.abc import Callable

EXCHANGED: Final = "exchanged"
"""The rule of polygons that bear another unit's name."""

_ONE_BY_ONE: Final = 5
"""Missing units up to which each has a line of its own."""

REFUSED: Final = ("no_area", "too_dense", "many_parts", "tangled", "entangled", "same_ground")
"""Rules of shapes that cannot be the ground of their unit."""


def one_shape_each(
    frame: gpd.GeoDataFrame, owner: pd.Series, units: pd.DataFrame, note: Callable[..., None]
) -> gpd.GeoDataFrame:
    """Repair what is invalid, join the parts of a unit, and say which units are missing.

    Parameters
    ----------
    frame
        Polygons, EPSG:4326.
    owner
        The unit of each row; missing where it belongs to none.
    units
        The units wanted, indexed by ``unit_code``, with ``unit_name``, and where and how large they
        are known to be.
    note
        Called as ``note(rule, severity=..., unit_code=..., unit_name=..., value=...)`` for what
        should be reported; a shape that can be no unit's ground is an error and left out.

    Returns
    -------
    geopandas.GeoDataFrame
        ``unit_name`` and ``geometry`` of the units found, indexed by ``unit_code``.
    """
    unit_names = dict(zip(units.index, units["unit_name"].astype("str"), strict=True))
    every = frame.geometry.loc[owner.index].to_numpy()
    shapes: dict[str, shapely.Geometry] = {}
    for key, places in owner.groupby(owner).indices.items():
        code = str(key)
        name = unit_names[code]
        parts = _distinct(every[places])
        rule = plausibility.fault(parts)
        if rule:
            note(rule, severity="error", unit_code=code, unit_name=name)
            continue
        shape = _joined(_repaired(parts, code, name, note), code, name, note)
        if shapely.area(shape) > 0:
            shapes[code] = shape
        else:
            note("no_area", severity="error", unit_code=code, unit_name=name)
    for code in plausibility.alike(shapes):
        note("same_ground", severity="error", unit_code=code, unit_name=unit_names[code])
        del shapes[code]
    for code in plausibility.entangled(shapes):
        note("entangled", severity="error", unit_code=code, unit_name=unit_names[code])
        del shapes[code]
    _leave_out_misnamed(shapes, units, note)
    found = [code for code in units.index if code in shapes]
    _tell_missing({code: unit_names[code] for code in units.index if code not in shapes}, note)
    return gpd.GeoDataFrame(
        {"unit_name": pd.array([unit_names[code] for code in found], dtype="str")},
        geometry=[shapes[code] for code in found],
        index=pd.Index(found, name="unit_code", dtype="str"),
        crs=WGS84,
    )


def _tell_missing(missing: dict[str, str], note: Callable[..., None]) -> None:
    """Say which units have no shape: each, or the first of many in one line."""
    if len(missing) <= _ONE_BY_ONE:
        for code, name in missing.items():
            note("unit_missing", unit_code=code, unit_name=name)
        return
    first = [f"{name} ({code})" for code, name in list(missing.items())[:_ONE_BY_ONE]]
    note("units_missing", value=len(missing), expected=", ".join([*first, "…"]))


def _leave_out_misnamed(
    shapes: dict[str, shapely.Geometry], units: pd.DataFrame, note: Callable[..., None]
) -> None:
    """Take out polygons that bear another unit's name, and say of which unit they seem to be."""
    listed = dict(zip(units.index, units["unit_name"].astype("str"), strict=True))
    for one in misnamed(shapes, units):
        note(
            EXCHANGED if one.is_sure else "place_of_other",
            severity="error" if one.is_sure else "warning",
            unit_code=one.code,
            unit_name=listed[one.code],
            value=f"{listed[one.place_of]} ({one.place_of})",
        )
        if one.is_sure:
            del shapes[one.code]


def _distinct(parts: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Leave out rows that repeat the shape of another."""
    if len(parts) == 1:
        return parts
    first = dict(zip(shapely.to_wkb(parts)[::-1], range(len(parts) - 1, -1, -1), strict=True))
    return parts[sorted(first.values())]


def _repaired(parts: np.ndarray[Any, Any], code: str, name: str, note: Callable[..., None]) -> Any:  # noqa: ANN401
    """Repair the parts of a unit that are invalid, and say so."""
    broken = parts[~shapely.is_valid(parts)]
    if not len(broken):
        return parts
    note("repaired", unit_code=code, unit_name=name, value=str(shapely.is_valid_reason(broken[0])))
    return np.array([_polygonal(part) for part in shapely.make_valid(parts)])


def _joined(parts: np.ndarray[Any, Any], code: str, name: str, note: Callable[..., None]) -> Any:  # noqa: ANN401 - a shape
    """Join the parts of a unit, and say so where there are several."""
    if len(parts) == 1:
        return parts[0]
    note("parts_joined", severity="note", unit_code=code, unit_name=name, value=len(parts))
    return shapely.union_all(parts)


def _polygonal(shape: shapely.Geometry) -> shapely.Geometry:
    """Keep the polygons of what mending left: not the lines and points of a cut."""
    parts = shapely.get_parts(shapely.get_parts(shape))
    polygons = parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]
    return shapely.union_all(polygons)
