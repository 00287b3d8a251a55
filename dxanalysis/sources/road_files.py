"""Roads as lines, from an OpenStreetMap extract or any layer of lines."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import vector_layers

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

_ROOM: Final = "planfiles"
_WAYS: Final = [("lines", "highway IS NOT NULL")]
_NOT_BUILT: Final = frozenset({"proposed", "construction", "abandoned", "razed", "platform"})
_LINES: Final = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)


def read_roads(path: str | Path) -> NDArray[np.object_]:
    """Read the roads of a file.

    Parameters
    ----------
    path
        An OpenStreetMap extract (``.osm.pbf``: its lines that are tagged as highways and are
        built), or lines as GeoPackage, GeoJSON, KML or Shapefile.

    Returns
    -------
    numpy.ndarray
        Lines (shapely), degrees of WGS 84.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, or has no lines.
    """
    path = Path(path)
    if path.suffix.lower() == ".pbf":
        (layer,) = vector_layers.read_osm(path, room=_ROOM, layers=_WAYS)
        layer = layer[~layer["highway"].isin(_NOT_BUILT)]
    else:
        layer = vector_layers.read_layers(path, room=_ROOM)
    return _lines(layer, path)


def _lines(layer: gpd.GeoDataFrame, path: Path) -> NDArray[np.object_]:
    """Take the lines of a layer, one by one."""
    shapes = shapely.get_parts(layer.geometry.to_numpy())
    lines: NDArray[np.object_] = shapes[np.isin(shapely.get_type_id(shapes), _LINES)]
    if not len(lines):
        raise FileUnreadableError("planfiles.no_lines", where=path)
    return lines
