"""The tables as files: csv, xlsx, and GeoPackage with styles for QGIS."""

from dxanalysis.exports.tables import (
    read_csv,
    write_csv,
    write_gpkg,
    write_history,
    write_xlsx,
)
from dxanalysis.files import as_plain_text

__all__ = [
    "as_plain_text",
    "read_csv",
    "write_csv",
    "write_gpkg",
    "write_history",
    "write_xlsx",
]
