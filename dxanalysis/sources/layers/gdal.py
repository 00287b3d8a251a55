"""Shapefiles and OpenStreetMap extracts by GDAL, with no driver but the one that is wanted.

GDAL goes by a file's content and tries every driver it has. Where this process has not loaded it
yet (readers work in one of their own, :mod:`dxanalysis.sources.box`), all others are left out when
it is; where it is loaded already, what opened the file is asked before anything is read. Shapefiles
are handed over as bytes, so that no file near them is looked for.
"""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
import warnings
import zipfile
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.sources.layers.layer import MOST_ROWS, NoLayerError, TooLargeError
from dxanalysis.sources.layers.systems import is_plain
from dxanalysis.sources.spreadsheets.legacy_fonts import best_reading, font_readings

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import geopandas as gpd

    from dxanalysis.sources.layers.layer import Extent

SHAPEFILE: Final = "ESRI Shapefile"
OSM: Final = "OSM"

PARTS: Final = (".shp", ".shx", ".dbf", ".prj", ".cpg")
"""The parts of a shapefile; whatever else lies near it is not opened."""

NEEDED: Final = (".shx", ".dbf")
"""Without the index none of its shapes is found, and without the table none has a name."""

SETTINGS: Final = {
    "GDAL_DISABLE_READDIR_ON_OPEN": "EMPTY_DIR",  # no looking for files near the one named
    "GDAL_PAM_ENABLED": "NO",  # nor for its .aux.xml
    "GDAL_HTTP_TIMEOUT": "1",
    "GDAL_HTTP_MAX_RETRY": "0",
    "CPL_VSIL_CURL_ALLOWED_EXTENSIONS": ".none",
    "CPL_CURL_ENABLE_VSIMEM": "NO",
    "GDAL_VRT_ENABLE_PYTHON": "NO",
    "GDAL_VRT_ENABLE_RAWRASTERBAND": "NO",
    "GML_SKIP_CORRUPTED_FEATURES": "NO",
    "OGR_ENABLE_PARTIAL_REPROJECTION": "NO",
    "PROJ_NETWORK": "OFF",
}
"""Settings under which GDAL reads a file from outside."""

_DRIVERS: Final = (
    "PCIDSK",
    "PDS4",
    "VICAR",
    "PDF",
    "MBTiles",
    "EEDA",
    "OGCAPI",
    "GDALG",
    "HTTP",
    "S57",
    "DGN",
    "LVBAG",
    "OGR_VRT",
    "CSV",
    "GML",
    "GPX",
    "LIBKML",
    "KML",
    "GeoJSON",
    "GeoJSONSeq",
    "ESRIJSON",
    "TopoJSON",
    "OGR_GMT",
    "GPKG",
    "SQLite",
    "WAsP",
    "OpenFileGDB",
    "DXF",
    "FlatGeobuf",
    "GeoRSS",
    "VFK",
    "PGDUMP",
    "GPSBabel",
    "OGR_PDS",
    "WFS",
    "OAPIF",
    "EDIGEO",
    "Idrisi",
    "ODS",
    "XLSX",
    "Elasticsearch",
    "Carto",
    "AmigoCloud",
    "SXF",
    "Selafin",
    "JML",
    "PLSCENES",
    "CSW",
    "VDV",
    "MVT",
    "NGW",
    "MapML",
    "GTFS",
    "PMTiles",
    "JSONFG",
    "MiraMonVector",
    "ADBC",
    "AVCBin",
    "AVCE00",
    "AIVector",
    "Parquet",
    "Arrow",
    "PostgreSQL",
    "MySQL",
    "ODBC",
    "MSSQLSpatial",
    "OCI",
    "PGeo",
    "NAS",
    "GMLAS",
    "SVG",
    "CAD",
    "Geoconcept",
    "XLS",
    "TIGER",
)
"""The drivers of GDAL that read shapes and are not wanted; absent ones are passed over."""

_SPACED: Final = ("MapInfo File", "UK .NTF", "Interlis 1", "Interlis 2")
_LARGEST_PART: Final = 500_000_000
_ENCODING: Final = 20
_CUT_OFF: Final = 0.02
"""Which share of texts may have lost their last letter's bytes at the end of a field."""


def load() -> Any:  # noqa: ANN401 - the module
    """Load pyogrio with the drivers that are wanted, those of shapefiles and of OpenStreetMap.

    Both, for drivers are chosen once in a process, and where none is forked one process reads all
    files; which of them has opened a file is looked at each time.

    Returns
    -------
    module
        ``pyogrio``.
    """
    if "pyogrio" not in sys.modules:
        os.environ["OGR_SKIP"] = ",".join((*_DRIVERS, *_SPACED))
        os.environ["CPL_LOG"] = os.devnull  # it warns of names that it does not know
    os.environ.update({name: value for name, value in SETTINGS.items() if name.startswith("PROJ")})
    import pyogrio  # noqa: PLC0415 - only now, for drivers are chosen while it loads

    pyogrio.set_gdal_config_options(SETTINGS)
    return pyogrio


def read_shapefile(
    parts: Mapping[str, bytes], *, name: str, most: int = MOST_ROWS, within: Extent | None = None
) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read a shapefile.

    Parameters
    ----------
    parts
        The contents of its parts by their ending, those of :data:`PARTS`.
    name
        Of the layer.
    most
        Rows that it may have.
    within
        Extent outside which rows are left out, in the layer's own system.

    Returns
    -------
    list
        The name and the rows.

    Raises
    ------
    NoLayerError
        If another driver than the shapefile's opened it.
    TooLargeError
        If it has more rows than any layer needs.
    RuntimeError, ValueError
        If it is damaged.
    """
    pyogrio = load()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for ending, content in _sound(parts).items():
            if ending != ".cpg":
                archive.writestr(f"layer{ending}", content)
    content = packed.getvalue()
    frame = _read(pyogrio, content, SHAPEFILE, most=most, bbox=within, encoding="ISO-8859-1")
    return [(name, decoded(frame, parts.get(".cpg", b"").decode("latin-1").strip()))]


def read_osm(path: Path, *, layer: str, where: str, most: int = 5_000_000) -> gpd.GeoDataFrame:
    """Read one layer of an OpenStreetMap extract.

    Parameters
    ----------
    path
        The ``.osm.pbf`` file, checked to begin as one.
    layer
        ``points`` or ``multipolygons``.
    where
        Which rows, in the SQL of GDAL.
    most
        Rows that it may have.

    Returns
    -------
    geopandas.GeoDataFrame
        The rows.

    Raises
    ------
    NoLayerError, TooLargeError, RuntimeError, ValueError
        As :func:`read_shapefile`.
    """
    pyogrio = load()
    indexing = "OSM_USE_CUSTOM_INDEXING"
    for choice in (None, "NO"):
        pyogrio.set_gdal_config_options({indexing: choice})
        try:
            return _read(pyogrio, str(path), OSM, most=most, layer=layer, where=where)
        except RuntimeError as error:
            # An extract that is not sorted by number needs another index, a slower one.
            if choice or indexing not in str(error):
                raise
        finally:
            pyogrio.set_gdal_config_options({indexing: None})
    raise AssertionError  # the second choice has returned or raised


def _read(pyogrio: Any, source: str | bytes, driver: str, *, most: int, **options: Any) -> Any:  # noqa: ANN401
    """Read one layer, if the driver is the one that is wanted."""
    with warnings.catch_warnings():
        # GDAL warns of oddities (an old version number, an open ring) that hinder nothing.
        warnings.simplefilter("ignore", RuntimeWarning)
        warnings.simplefilter("ignore", UserWarning)
        opened = pyogrio.read_info(source, layer=options.get("layer"))
        if opened["driver"] != driver:
            raise NoLayerError
        frame = pyogrio.read_dataframe(source, max_features=most + 1, **options)
    if len(frame) > most:
        raise TooLargeError
    return frame


def decoded(frame: gpd.GeoDataFrame, declared: str) -> gpd.GeoDataFrame:
    """Give the texts of a table of attributes in the encoding in which they are Vietnamese.

    Parameters
    ----------
    frame
        The table, its bytes read as Latin-1.
    declared
        The encoding that a file beside it names; often there is none, or a wrong one.

    Returns
    -------
    geopandas.GeoDataFrame
        Its texts and its columns' names read as UTF-8 where they are, or else as the encoding
        declared, CP1258 or a font's TCVN3 or VNI: whichever gives Vietnamese words.
    """
    shapes = frame.geometry.name
    columns = [name for name in frame.columns if name != shapes]
    texts = sorted(
        {str(name) for name in columns}
        | {value for name in columns for value in frame[name] if isinstance(value, str)}
    )
    known = dict(zip(texts, _readable(texts, declared), strict=True))
    changed = {
        name: frame[name].map(lambda value: known.get(value, value), na_action="ignore")
        for name in columns
        if any(isinstance(value, str) for value in frame[name])
    }
    return frame.assign(**changed).rename(columns={name: known[str(name)] for name in columns})


def _readable(texts: list[str], declared: str) -> Sequence[str]:
    """Choose the encoding of texts whose bytes were read as Latin-1."""
    content = [text.encode("latin-1") for text in texts]
    wide = [each.decode("utf-8", errors="replace") for each in content]
    if sum("\ufffd" in each for each in wide) <= _CUT_OFF * len(wide):
        return wide
    plain = texts
    with contextlib.suppress(LookupError, UnicodeError):
        name = f"cp{declared}" if declared.isdecimal() else declared
        plain = [each.decode(name) for each in content]
    windows = [unicodedata.normalize("NFC", each.decode("cp1258", "replace")) for each in content]
    return best_reading(plain, [windows, *font_readings(texts)])


def _sound(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """Leave out a coordinate system that names files, and a name of an encoding that is none."""
    kept = dict(parts)
    if not is_plain(kept.get(".prj", b"").decode("utf-8", "replace")):
        kept.pop(".prj", None)
    encoding = kept.get(".cpg", b"").decode("latin-1").strip()
    if len(encoding) > _ENCODING or not encoding.replace("-", "").replace("_", "").isalnum():
        kept.pop(".cpg", None)
    if max(map(len, kept.values()), default=0) > _LARGEST_PART:
        raise TooLargeError
    return kept
