"""Layers of GeoParquet, whose few bytes may stand for many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import geopandas as gpd

from dxanalysis.sources.layers.layer import MOST_COLUMNS, MOST_ROWS, NoLayerError, TooLargeError
from dxanalysis.sources.layers.systems import is_plain

if TYPE_CHECKING:
    from pathlib import Path


def read_geoparquet(path: Path, *, largest: int) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read the one layer of a GeoParquet file.

    Parameters
    ----------
    path
        The file.
    largest
        Bytes that it may unpack to, which is measured first.

    Returns
    -------
    list
        The file's name and rows.

    Raises
    ------
    NoLayerError
        If it has no column of shapes, or a coordinate system that names files.
    TooLargeError
        If it has more than any layer needs.
    """
    from pyarrow import parquet  # noqa: PLC0415 - it loads clients of stores in the network, too

    about = parquet.read_metadata(path)
    size = sum(about.row_group(place).total_byte_size for place in range(about.num_row_groups))
    if size > largest or about.num_rows > MOST_ROWS or about.num_columns > MOST_COLUMNS:
        raise TooLargeError
    geo = json.loads((about.metadata or {}).get(b"geo", b"null"))
    if not isinstance(geo, dict):
        raise NoLayerError
    for column in geo.get("columns", {}).values():
        system = column.get("crs")
        # A text would be read by PROJ as whatever it looks like; the form asks for PROJJSON.
        if system is not None and not (isinstance(system, dict) and _is_plain(system)):
            raise NoLayerError
    return [(path.stem, gpd.read_parquet(path))]


def _is_plain(system: dict[str, object]) -> bool:
    """Tell whether a system names nothing to be opened, its link to the form's schema aside."""
    held = {name: value for name, value in system.items() if name != "$schema"}
    return is_plain(json.dumps(held))
