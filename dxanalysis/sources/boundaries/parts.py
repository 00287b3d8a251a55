"""The public repository of commune geometry: how it names its files, and joining them."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.vector_files import WGS84, sha256
from dxanalysis.vietnamese import fold, normalise, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


def code_name(name: str) -> str:
    """Write a name as the repository names its files.

    Parameters
    ----------
    name
        A unit's name without its kind.

    Returns
    -------
    str
        ASCII letters and digits joined by underscores; apostrophes and hyphens fall away, and so
        does the kind before a number.

    Examples
    --------
    >>> code_name("Mường É"), code_name("Ea H'leo"), code_name("Phường 2 Bảo Lộc")
    ('muong_e', 'ea_hleo', '2_bao_loc')
    """
    return "_".join(re.sub(r"[^a-z0-9 ]", "", strip_tones(_bare(name)).lower()).split())


def _bare(name: str) -> str:
    """Take the kind off a name that begins with a number: "Phường 2 Bảo Lộc"."""
    return re.sub(r"^Phường (?=\d)", "", normalise(name))


def fingerprint(files: Iterable[Path]) -> str:
    """Hash several files as one.

    Parameters
    ----------
    files
        The files, in order.

    Returns
    -------
    str
        sha256 of the lines ``<sha256>  <file name>``.
    """
    lines = (f"{sha256(path)}  {path.name}\n" for path in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def one_layer(files: Mapping[str, Path], units: pd.DataFrame) -> gpd.GeoDataFrame:
    """Join the files of single communes.

    Parameters
    ----------
    files
        Unit code to its GeoJSON file.
    units
        As from :func:`dxanalysis.units.load_units`.

    Returns
    -------
    geopandas.GeoDataFrame
        ``unit_code``, ``unit_name``, polygons in EPSG:4326.

    Raises
    ------
    FileUnreadableError
        If a file is damaged, or does not name the commune that it should hold.
    """
    shapes = [_shape(path, str(units.loc[code, "short_name"])) for code, path in files.items()]
    codes = list(files)
    table = pd.DataFrame({"unit_code": codes, "unit_name": list(units.loc[codes, "unit_name"])})
    return gpd.GeoDataFrame(table, geometry=shapes, crs=WGS84)


def _shape(path: Path, name: str) -> shapely.Geometry:
    """Read the one polygon of a file; its name must be the commune's."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        (feature,) = content["features"]
        shape = shapely.from_geojson(json.dumps(feature["geometry"]))
        found = str(feature["properties"]["name"])
    except (ValueError, KeyError, TypeError, shapely.errors.ShapelyError) as error:
        raise FileUnreadableError(
            "downloads.not_boundary", where=path.name, found="–", expected=name
        ) from error
    is_area = shape.geom_type in {"Polygon", "MultiPolygon"} and not shape.is_empty
    if not is_area or code_name(found) != code_name(name) or not _alike(found, name):
        raise FileUnreadableError(
            "downloads.not_boundary", where=path.name, found=found, expected=name
        )
    return shape


def _alike(found: str, name: str) -> bool:
    """Tell whether two names are one, tones and all; with an apostrophe, by the code name."""
    words = [re.sub(r"[-' ]+", " ", _bare(written)) for written in (found, name)]
    return fold(words[0]) == fold(words[1]) or "'" in name
