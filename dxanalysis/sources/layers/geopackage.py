"""Layers of a GeoPackage, by sqlite3: its listed tables, and nothing that computes.

The form is that of OGC 12-128r19. The file is opened read-only and as immutable, so that nothing is
written and no journal is looked for; views, virtual tables and functions are refused by SQLite's
own authorizer, and a query that takes too long is cut off.
"""

from __future__ import annotations

import contextlib
import sqlite3
import time
from typing import TYPE_CHECKING, Final

import shapely

from dxanalysis.sources.layers.layer import MOST_COLUMNS, MOST_ROWS, Rows, TooLargeError
from dxanalysis.sources.layers.systems import from_code, from_wkt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas as gpd
    import pyproj

    from dxanalysis.sources.layers.layer import Extent

_SECONDS: Final = 60.0
_STEPS: Final = 20_000
_LARGEST_VALUE: Final = 400_000_000
_MOST_LAYERS: Final = 200
_ENVELOPES: Final = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
"""Kind of envelope in a shape's header to its bytes."""

_HEADER: Final = 8
_ALLOWED: Final = frozenset({sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ})


def read_geopackage(
    source: Path | bytes, *, most: int = MOST_ROWS, within: Extent | None = None
) -> list[tuple[str, gpd.GeoDataFrame]]:
    """Read the layers of shapes that a GeoPackage lists.

    Parameters
    ----------
    source
        The file, or its content.
    most
        Rows that a layer may have.
    within
        Extent outside which rows are left out, in the layer's own system.

    Returns
    -------
    list
        Each layer's name and rows. A layer that is a view is left out.

    Raises
    ------
    sqlite3.Error, ValueError
        If the file is damaged, or a table holds what would have to be computed.
    TooLargeError
        If it has more than any layer needs.
    """
    with contextlib.closing(_open(source)) as connection:
        # What is stored is no longer than the file; a damaged page may say that it is.
        _fence(connection, len(source) if isinstance(source, bytes) else source.stat().st_size)
        return [
            (table, _read(connection, table, column, system, most=most, within=within))
            for table, column, system in _listed(connection)
        ]


def _open(source: Path | bytes) -> sqlite3.Connection:
    """Open the database without a way to write, or to look at files near it."""
    if isinstance(source, bytes):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(source)
        return connection
    return sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro&immutable=1", uri=True)


def _fence(connection: sqlite3.Connection, size: int) -> None:
    """Let queries read tables and do nothing else, and not for ever."""
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, min(size, _LARGEST_VALUE))
    connection.setlimit(sqlite3.SQLITE_LIMIT_ATTACHED, 0)
    connection.setlimit(sqlite3.SQLITE_LIMIT_COLUMN, 2 * MOST_COLUMNS)
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA query_only = ON")
    end = time.monotonic() + _SECONDS
    connection.set_progress_handler(lambda: int(time.monotonic() > end), _STEPS)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")

    def authorize(action: int, *names: str | None) -> int:
        is_pragma = action == sqlite3.SQLITE_PRAGMA and names[0] == "table_info"
        return sqlite3.SQLITE_OK if action in _ALLOWED or is_pragma else sqlite3.SQLITE_DENY

    connection.set_authorizer(authorize)


def _listed(connection: sqlite3.Connection) -> Iterator[tuple[str, str, pyproj.CRS | None]]:
    """List the tables of shapes: name, column of shapes, system."""
    schema = {
        str(name).lower(): " ".join(str(sql).split()).upper()
        for name, kind, sql in connection.execute("SELECT name, type, sql FROM sqlite_master")
        if kind == "table"
    }
    named = {
        str(name)
        for name, kind in connection.execute("SELECT table_name, data_type FROM gpkg_contents")
        if str(kind).lower() == "features"
    }
    columns = connection.execute(
        "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns"
    ).fetchmany(_MOST_LAYERS)
    seen: set[str] = set()
    for name, column, number in columns:
        key = str(name).lower()
        again = key in seen  # a table has one column of shapes
        seen.add(key)
        if not again and name in named and schema.get(key, "").startswith("CREATE TABLE"):
            yield str(name), str(column), _system(connection, number)


def _system(connection: sqlite3.Connection, number: object) -> pyproj.CRS | None:
    """Read the system of a layer; 0 and -1 stand for none that is known."""
    row = connection.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
        " WHERE srs_id = ?",
        (number,),
    ).fetchone()
    if row is None or number in {0, -1}:
        return None
    authority, code, definition = row
    known = None
    if str(authority).upper() in {"EPSG", "ESRI"} and isinstance(code, int):
        known = from_code(str(authority).upper(), code)
    return known or from_wkt(definition)


def _read(
    connection: sqlite3.Connection,
    table: str,
    column: str,
    system: pyproj.CRS | None,
    *,
    most: int,
    within: Extent | None,
) -> gpd.GeoDataFrame:
    """Read one table."""
    info = list(connection.execute(f"PRAGMA table_info({_quoted(table)})"))
    kept = [
        str(name) for _, name, kind, _, _, key in info if not (key and kind.upper() == "INTEGER")
    ]
    others = [name for name in kept if name.lower() != column.lower()]
    if len(others) > MOST_COLUMNS:
        raise TooLargeError
    wanted = ", ".join(map(_quoted, [column, *others]))
    rows = Rows(table, most=most, within=within)
    for raw, *values in connection.execute(f"SELECT {wanted} FROM {_quoted(table)}"):  # noqa: S608
        attributes = {
            name: None if isinstance(value, bytes) else value
            for name, value in zip(others, values, strict=True)
        }
        rows.add(_shape(raw), attributes)
    return rows.frame(system)


def _quoted(name: str) -> str:
    """Write a name as SQL does."""
    if "\x00" in name:
        raise ValueError("name")
    return '"' + name.replace('"', '""') + '"'


def _shape(raw: object) -> shapely.Geometry | None:
    """Read a shape: a header of which only the length matters, then WKB."""
    if not isinstance(raw, bytes) or len(raw) <= _HEADER or raw[:2] != b"GP":
        return None
    flags = raw[3]
    envelope = _ENVELOPES.get(flags >> 1 & 7)
    if envelope is None or flags >> 5 & 1:  # an extended shape
        return None
    return shapely.force_2d(shapely.from_wkb(raw[_HEADER + envelope :]))
