"""Tables of places in workbooks and csv files: columns by their headings, coordinates put right."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.crs import exchanged, in_vietnam
from dxanalysis.sources.spreadsheets.formats import open_sheets
from dxanalysis.sources.written_places import BOTH, LATITUDE, LONGITUDE, from_metres, read_written
from dxanalysis.units.names import match_units
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    import geopandas as gpd

    from dxanalysis.sources.findings import Findings
    from dxanalysis.sources.spreadsheets.sheet import Sheet

    Headings = Mapping[str, Container[str]]

PLACE: Final[Headings] = {
    "lat": LATITUDE,
    "lon": LONGITUDE,
    "both": BOTH,
    "code": ("ma xa", "ma don vi", "ma xa phuong", "unit code", "commune code"),
    "commune": ("xa", "ten xa", "xa phuong", "ten xa phuong", "commune", "ward"),
}
NUMBER: Final = re.compile(r"-?\d+(?:[.,]\d+)?")

_UNITS: Final = frozenset({"m", "met", "mhz", "dbm", "deg", "w", "wgs84", "wgs", "84"})
_TITLE_ROWS: Final = 20
_MOST_ROWS: Final = 100_000


@dataclass(frozen=True)
class Area:
    """Where places are expected, by which the zone of places in metres is found.

    Attributes
    ----------
    units
        Polygons of communes, EPSG:4326, indexed by ``unit_code``.
    province, vintage
        Of the units; for names of communes.
    """

    units: gpd.GeoDataFrame
    province: str | None
    vintage: str


def read_places(
    path: Path, *, headings: Headings, note: Findings, area: Area | None = None
) -> pd.DataFrame:
    """Read the rows of a table that have coordinates in Vietnam.

    Parameters
    ----------
    path
        Workbook or csv.
    headings
        For each role, the headings it goes by, without tones and units; those of :data:`PLACE` are
        always looked for.
    note
        Is given how many rows had their coordinates exchanged, and how many had none.
    area
        Where they are expected. Without it, metres are understood only where a heading names the
        meridian.

    Returns
    -------
    pandas.DataFrame
        ``lon`` and ``lat`` in degrees of WGS 84, the other wanted columns as text, by role.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read or no sheet has columns of coordinates.
    """
    rows, written = _rows_of(path, {**PLACE, **headings})
    return _placed(rows, written, area, note)


def _rows_of(path: Path, headings: Headings) -> tuple[pd.DataFrame, str]:
    """Find the table in a workbook: the wanted columns as text, and headings of coordinates."""
    best: tuple[int, dict[str, int], Sheet | None] = (0, {}, None)
    for sheet in open_sheets(path):
        for row in range(1, min(sheet.last_row, _TITLE_ROWS) + 1):
            roles = _roles(sheet, row, headings)
            if ({"lat", "lon"} <= set(roles) or "both" in roles) and len(roles) > len(best[1]):
                best = (row, roles, sheet)
    row, roles, found = best
    if found is None:
        raise FileUnreadableError("terrain.no_coordinates", where=path)
    last = min(found.last_row, row + _MOST_ROWS)
    table = pd.DataFrame(
        {
            role: [found.text(one, column) for one in range(row + 1, last + 1)]
            for role, column in roles.items()
        },
        dtype="str",
    )
    places = (roles[one] for one in ("lat", "lon", "both") if one in roles)
    return table, " ".join(found.text(row, column) for column in places)


def _roles(sheet: Sheet, row: int, headings: Headings) -> dict[str, int]:
    """Find columns by their headings; the first of each role."""
    roles: dict[str, int] = {}
    for column in sheet.columns:
        words = toneless(sheet.text(row, column)).split()
        names = {
            " ".join(words),
            " ".join(word for word in words if word not in _UNITS),
            # "độ" is a unit in "Hướng (độ)" and a word in "Độ cao (m)".
            " ".join(word for word in words if word not in _UNITS | {"do"}),
        }
        for role, known in headings.items():
            if role not in roles and any(name in known for name in names):
                roles[role] = column
                break
    return roles


def _placed(rows: pd.DataFrame, written: str, area: Area | None, note: Findings) -> pd.DataFrame:
    """Keep the rows whose coordinates lie in Vietnam; exchanged ones are put right."""
    places = rows[[one for one in ("lat", "lon", "both") if one in rows]]
    rows = rows[(places != "").any(axis=1)].reset_index(drop=True)
    read = read_written(rows)
    read["unit_code"] = pd.Series(None, index=rows.index, dtype="str")
    if area is not None and {"code", "commune"} & set(rows):
        read["unit_code"] = match_units(
            words_of(rows, "commune").replace("", None),
            province=area.province,
            vintage=area.vintage,
            codes=words_of(rows, "code").replace("", None),
        )["unit_code"]
    read = from_metres(
        read, headings=written, units=None if area is None else area.units, note=note
    )
    lat, lon = (read[one].to_numpy(dtype="float64") for one in ("latitude", "longitude"))
    right, swapped = in_vietnam(lon, lat), exchanged(lon, lat)
    note.counted("terrain.swapped", int(swapped.sum()))
    note.counted("terrain.no_place", int((~right & ~swapped).sum()))
    placed = rows.assign(lon=np.where(swapped, lat, lon), lat=np.where(swapped, lon, lat))
    return placed[right | swapped].reset_index(drop=True)


def words_of(rows: pd.DataFrame, role: str) -> pd.Series:
    """Give a column, empty where the file has none.

    Parameters
    ----------
    rows
        What :func:`read_places` gives.
    role
        The column's role.

    Returns
    -------
    pandas.Series
        Text.
    """
    return rows[role] if role in rows else pd.Series("", index=rows.index, dtype="str")


def figures_of(rows: pd.DataFrame, role: str, *, least: float, most: float) -> pd.Series:
    """Read a column of numbers.

    Parameters
    ----------
    rows
        What :func:`read_places` gives.
    role
        The column's role.
    least, most
        What can be.

    Returns
    -------
    pandas.Series
        Missing where there is none or it cannot be.
    """

    def number(written: str) -> float:
        found = NUMBER.search(written)
        return float(found[0].replace(",", ".")) if found else math.nan

    values = words_of(rows, role).map(number).astype("float64")
    return values.where((values >= least) & (values <= most))
