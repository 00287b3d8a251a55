"""The tables as files: csv, xlsx, and GeoPackage with styles for QGIS."""

from dxanalysis.exports.tables import (
    as_plain_text,
    read_csv,
    write_csv,
    write_gpkg,
    write_history,
    write_xlsx,
)

__all__ = [
    "as_plain_text",
    "read_csv",
    "write_csv",
    "write_gpkg",
    "write_history",
    "write_xlsx",
]
