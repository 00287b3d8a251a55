"""Lists of places that plans need: villages, candidates, stations, where fibre is.

A table with latitude and longitude as people type them, or a layer of points (KML, GeoPackage,
GeoJSON, Shapefile). No row is dropped for its coordinates: each says what was wrong with them.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.sources import station_lists, vector_layers
from dxanalysis.sources.crs import exchanged
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.inputs import sha256
from dxanalysis.sources.measurements.locator import OUTSIDE, make_locator
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets import delimited
from dxanalysis.sources.spreadsheets.numbers import (
    Cell,
    mark_of,
    read_counts,
)
from dxanalysis.sources.village_headings import VillageHeadings
from dxanalysis.sources.written_places import BOTH, LATITUDE, LONGITUDE, from_metres, read_written
from dxanalysis.units.names import match_units
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Container, Hashable, Mapping

    import geopandas as gpd
    from numpy.typing import NDArray

_ROOM: Final = "planfiles"
_MOST: Final = 200_000

COLUMNS: Final = {
    "unit_code": "str",
    "name": "str",
    "latitude": "float64",
    "longitude": "float64",
    "position": "str",
    "people": "float64",
    "households": "float64",
    "electricity": "boolean",
    "has_4g": "boolean",
    "has_5g": "boolean",
    "has_fibre": "boolean",
    "covered": "boolean",
    "cost_vnd": "float64",
    "row": "int64",
}
"""The columns of a list of places, and their types. ``unit_code`` is missing where no unit is;
``covered`` is a signal of which the list does not say of what technology."""

POSITIONS: Final = ("good", "swapped", "missing", "unreadable", "outside", "elsewhere")
"""How a place's coordinates are: ``swapped`` were exchanged back; ``outside`` the units; in
another unit than the row names (``elsewhere``). Only the first two are used."""

USED: Final = ("good", "swapped")

TOLERANCE_M: Final[Mapping[str, float]] = {"real": 500.0, "approximate": 15_000.0}
"""How near to its commune a place may lie, by the kind of boundaries."""

_HEADINGS: Final[Mapping[str, Container[str]]] = {
    "code": ("ma xa", "ma", "ma don vi", "ma xa phuong", "unit code", "commune code"),
    "commune": ("xa", "ten xa", "xa phuong", "ten xa phuong", "don vi", "commune", "ward"),
    "name": VillageHeadings(
        (
            *("ten", "name", "dia diem", "diem", "ten diem", "vi tri", "ten vi tri"),
            *("tram", "ten tram", "site"),
        )
    ),
    "lat": LATITUDE,
    "lon": LONGITUDE,
    "both": BOTH,
    "people": ("so khau", "khau", "nhan khau", "so nhan khau", "dan so", "so dan", "people"),
    "households": ("so ho", "ho", "so ho dan", "households"),
    "electricity": ("dien luoi", "dien", "co dien luoi", "electricity", "grid electricity"),
    "has_4g": station_lists.HEADINGS["has_4g"],
    "has_5g": station_lists.HEADINGS["has_5g"],
    "has_fibre": ("cap quang", "co cap quang", "quang", "fibre", "fiber", "has fibre"),
    "covered": (
        *("co song", "phu song", "da phu song", "tinh trang phu song", "song di dong"),
        *("covered", "declared", "declared covered"),
    ),
    "cost": ("chi phi", "kinh phi", "chi phi dong", "chi phi vnd", "cost", "cost vnd"),
}
_OF_STATIONS: Final = ("operator", "technology", "has_2g", "has_3g", "state", "on_air", "remark")
_NUMBERS: Final = {"people": "people", "households": "households", "cost": "cost_vnd"}
_MARKS: Final = ("electricity", "has_4g", "has_5g", "has_fibre", "covered")


@dataclass(frozen=True)
class PlaceList:
    """A list of places.

    Attributes
    ----------
    places
        One row per row of the file (:data:`COLUMNS`).
    findings
        What is wrong with it, in sentences (:func:`dxanalysis.sources.findings.sentence`).
    sha256
        Of the file.
    source
        The file's name.
    """

    places: pd.DataFrame
    findings: pd.DataFrame
    sha256: str
    source: str


def read_place_list(
    path: str | Path,
    *,
    units: gpd.GeoDataFrame,
    province: str | None,
    vintage: str,
    tolerance_m: float = 500.0,
    named: bool = True,
    stations: bool = False,
    on: dt.date | None = None,
) -> PlaceList:
    """Read a list of places and judge the coordinates of each.

    Parameters
    ----------
    path
        A table (any spreadsheet, delimited text) or a layer of points (``.kml``, ``.kmz``,
        ``.gpkg``, ``.geojson``, ``.shp``, ``.zip``).
    units
        The communes with their polygons, EPSG:4326, indexed by ``unit_code``.
    province, vintage
        Of the units; for matching names of communes.
    tolerance_m
        A place so near its commune is not taken to lie elsewhere: more where boundaries are
        approximate.
    named
        Whether places are known by their names, so that a list without any is worth a finding.
    stations
        Whether they are existing stations: those that are planned, taken down or not on air are
        left out, and technologies may stand in one column
        (:mod:`dxanalysis.sources.station_lists`).
    on
        The day on which stations are to be there.

    Returns
    -------
    PlaceList
        Every row. Coordinates are decimal degrees, or degrees, minutes and seconds, in two columns
        or one, or metres of VN-2000; those that lie in Vietnam only when exchanged are exchanged.
        What could not be used is named.

    Raises
    ------
    FileUnreadableError
        If the file is missing, damaged, or has neither units nor coordinates.
    """
    path = Path(path)
    note = Findings(path.name)
    headings = {**_HEADINGS, **{one: station_lists.HEADINGS[one] for one in _OF_STATIONS}}
    known = headings if stations else _HEADINGS
    if path.suffix.lower() in {".kml", ".kmz", ".gpkg", ".geojson", ".json", ".shp", ".zip"}:
        rows, written = _from_layer(path, note, known), ""
    else:
        rows, written = _from_table(path, note, known)
    if rows.empty:
        raise FileUnreadableError("planfiles.none", where=path)
    if stations:
        rows = _standing(rows, on, note)
    if named and (rows["name"] == "").all():
        note("planfiles.no_names", value=len(rows))
    names = rows["name"].to_numpy()
    if stations:
        rows = rows.assign(name="")  # what is said of stations goes into pages, and names them not
    rows = _with_units(
        rows, _drawn(units), note, written=written, province=province, vintage=vintage
    )
    _judge(rows, _drawn(units), tolerance_m)
    _tell(rows, note)
    rows["name"] = names
    typed = rows[list(COLUMNS)].astype(COLUMNS)
    return PlaceList(typed, note.table(), sha256(path), path.name)


def place_villages(
    villages: pd.DataFrame, *, units: gpd.GeoDataFrame, tolerance_m: float = 500.0
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Judge the coordinates that workbooks give of the villages that they list.

    Parameters
    ----------
    villages
        Villages of workbooks (:data:`dxanalysis.sources.workbook.VILLAGE_COLUMNS`).
    units, tolerance_m
        As for :func:`read_place_list`.

    Returns
    -------
    villages : pandas.DataFrame
        The same rows, exchanged coordinates put right, ``position`` one of :data:`POSITIONS`, or
        empty where a workbook has no column of coordinates.
    findings : pandas.DataFrame
        What is wrong, by workbook.
    """
    placed = villages.copy()
    files = placed["source"].str.split("|").str[0]
    tables = []
    drawn = _drawn(units)
    for file in files[placed["position"] != ""].unique():
        rows = placed[(files == file) & (placed["position"] != "")]
        names = units["unit_name"].reindex(rows["unit_code"]).fillna("").to_numpy()
        judged = _in_order(rows.assign(name=rows["village"], commune=names))
        judged["row"] = rows["source"].str.extract(r"(\d+)$")[0].to_numpy()  # of the sheet
        judged["lies"] = _commune_at(judged, drawn)
        _judge(judged, drawn, tolerance_m)
        note = Findings(str(file))
        _tell(judged, note)
        tables.append(note.table())
        for column in ("latitude", "longitude", "position"):
            placed.loc[rows.index, column] = judged[column].to_numpy()
    return placed, pd.concat(tables, ignore_index=True) if tables else pd.DataFrame()


def _from_table(
    path: Path, note: Findings, headings: Mapping[str, Container[str]]
) -> tuple[pd.DataFrame, str]:
    """Read a table, with its headings of coordinates; columns that are not known are not kept."""
    text, written, unreadable = delimited.read_table(path, headings=headings, room=_ROOM)
    if not ({"lat", "lon"} <= set(text) or {"both", "code", "commune"} & set(text)):
        raise FileUnreadableError(
            "planfiles.no_headings", where=path, found=", ".join(written.values())
        )
    if len(text) > _MOST:
        raise FileUnreadableError("planfiles.too_many", where=path, found=len(text), expected=_MOST)
    note.counted("planfiles.unreadable_rows", unreadable)
    empty = pd.Series("", index=text.index, dtype="str")
    rows = _described(
        lambda role: text.get(role, empty), text.index, written, path, headings=headings
    )
    rows = rows.join(read_written(text))
    return rows, " ".join(written.get(one, "") for one in ("lat", "lon", "both"))


def _from_layer(path: Path, note: Findings, headings: Mapping[str, Container[str]]) -> pd.DataFrame:
    """Read a layer of points; of other shapes a point within."""
    layer = vector_layers.read_layers(path, room=_ROOM, note=note)
    if len(layer) > _MOST:
        raise FileUnreadableError(
            "planfiles.too_many", where=path, found=len(layer), expected=_MOST
        )
    columns = {toneless(str(one).replace("_", " ")): one for one in layer.columns}

    def found(role: str) -> pd.Series:
        known = [one for one in columns if one in headings[role]]
        if not known:
            return pd.Series("", index=layer.index, dtype="str")
        # A layer often has a name of its own for each point beside the column that was filled in.
        best = columns[min(known, key=lambda one: one in {"ten", "name"})]
        words = ["" if pd.isna(value) else str(value).strip() for value in layer[best]]
        return pd.Series(words, index=layer.index, dtype="str")

    rows = _described(found, layer.index, {}, path, headings=headings)
    points = shapely.point_on_surface(layer.geometry.to_numpy())
    rows["longitude"], rows["latitude"] = shapely.get_x(points), shapely.get_y(points)
    rows["position"] = "good"
    return rows


def _described(
    found: Callable[[str], pd.Series],
    index: pd.Index,
    written: Mapping[str, str],
    path: Path,
    *,
    headings: Mapping[str, Container[str]],
) -> pd.DataFrame:
    """Make the rows of what their columns say, but for where they are."""
    rows = pd.DataFrame({"row": np.arange(1, len(index) + 1)}, index=index)
    rows["code"], rows["commune"] = found("code"), found("commune")
    rows["name"] = found("name").map(without_personal_data)
    for role, column in _NUMBERS.items():
        rows[column] = _numbers(found(role), written.get(role, role), path)
    for role in _MARKS:
        rows[role] = found(role).map(mark_of).astype("boolean")
    if "state" in headings:
        said = {role: found(role) for role in (*_OF_STATIONS, "has_4g", "has_5g")}
        text = pd.DataFrame({role: one for role, one in said.items() if (one != "").any()}, index)
        known = station_lists.technologies(text)
        rows["has_4g"], rows["has_5g"] = known["4g"], known["5g"]
        rows = rows.assign(**{one: said[one] for one in _OF_STATIONS})
    return rows


def _standing(rows: pd.DataFrame, on: dt.date | None, note: Findings) -> pd.DataFrame:
    """Keep the stations that are there, a row for each: lists may have one for each technology."""
    rows = rows[station_lists.standing(rows, on=on, note=note)].copy()
    key = [rows["latitude"].round(6), rows["longitude"].round(6), rows["operator"].str.casefold()]
    apart = (rows["technology"] != "") & (rows["position"] == "good")
    for role in ("has_4g", "has_5g"):
        rows[role] = rows.groupby(key)[role].transform("max").where(apart, rows[role])
    again = pd.concat(key, axis=1).duplicated()
    rows = rows[~(again & apart)]
    silent = rows[["has_4g", "has_5g"]].isna().all(axis=1)
    note.counted("stations.generations_unknown", int(silent.sum()))
    return rows


def _numbers(column: pd.Series, heading: str, path: Path) -> NDArray[np.float64]:
    """Read a column of counts; how thousands are marked is decided by column."""
    cells = {place: Cell(value or None) for place, value in enumerate(column)}
    figures = read_counts(cells)
    if figures.refused or figures.unreadable:
        wrong = next(iter(figures.unreadable), 0)
        raise FileUnreadableError(
            "planfiles.not_numbers", where=path, found=str(column.iloc[wrong]), heading=heading
        )
    return np.array([figures.numbers.get(place, np.nan) for place in cells], dtype=np.float64)


def _drawn(units: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Take the units that have a polygon."""
    return units[units.geometry.notna() & ~units.geometry.is_empty]


def _in_order(rows: pd.DataFrame) -> pd.DataFrame:
    """Exchange coordinates that lie in Vietnam only the other way round."""
    rows = rows.reset_index(drop=True)
    lon, lat = (rows[one].to_numpy(dtype=float) for one in ("longitude", "latitude"))
    swapped = (rows["position"] == "good").to_numpy() & exchanged(lon, lat)
    rows["longitude"], rows["latitude"] = np.where(swapped, lat, lon), np.where(swapped, lon, lat)
    rows.loc[swapped, "position"] = "swapped"
    return rows


def _commune_at(rows: pd.DataFrame, drawn: gpd.GeoDataFrame) -> pd.Series:
    """Find the commune that each place lies in; missing where it lies in none."""
    at = make_locator(drawn, cells=250_000).find(
        rows["longitude"].to_numpy(dtype=float), rows["latitude"].to_numpy(dtype=float)
    )
    codes = np.array([*drawn.index, None], dtype=object)[np.where(at == OUTSIDE, len(drawn), at)]
    return pd.Series(codes, index=rows.index, dtype="str")


def _with_units(
    rows: pd.DataFrame,
    drawn: gpd.GeoDataFrame,
    note: Findings,
    *,
    written: str,
    province: str | None,
    vintage: str,
) -> pd.DataFrame:
    """Find each row's commune: the one that is written, else the one that it lies in.

    Those rows tell in which zone places in metres are.
    """
    rows = rows.reset_index(drop=True)
    named = (rows["code"] != "") | (rows["commune"] != "")
    rows["unit_code"] = pd.Series(None, index=rows.index, dtype="str")
    if named.any():
        found = match_units(
            rows.loc[named, "commune"].replace("", None),
            province=province,
            vintage=vintage,
            codes=rows.loc[named, "code"].replace("", None),
        )
        rows.loc[named, "unit_code"] = found["unit_code"]
        refused = rows.loc[named][found["unit_code"].isna()]
        if len(refused):
            shown = ", ".join(_label(one) for one in refused.head(5).to_dict("records"))
            note("planfiles.unit_unknown", value=len(refused), expected=shown)
    rows = _in_order(from_metres(rows, headings=written, units=drawn, note=note))
    rows["lies"] = _commune_at(rows, drawn)
    rows["unit_code"] = rows["unit_code"].where(named, rows["lies"])
    return rows


def _judge(rows: pd.DataFrame, drawn: gpd.GeoDataFrame, tolerance_m: float) -> None:
    """Mark the places outside all units, or farther from their own unit than the tolerance."""
    placed = rows["position"].isin(USED)
    doubtful = rows[placed & (rows["lies"].isna() | (rows["lies"] != rows["unit_code"]))]
    if doubtful.empty:
        return
    near = tolerance_m / METRES_PER_DEGREE
    points = shapely.points(doubtful["longitude"], doubtful["latitude"])
    own = drawn.geometry.reindex(doubtful["unit_code"]).to_numpy()
    near_own = np.asarray(shapely.distance(points, own) <= near)  # a missing distance is far
    anywhere = np.asarray(
        shapely.dwithin(points, shapely.union_all(drawn.geometry.to_numpy()), near)
    )
    named = doubtful["unit_code"].notna().to_numpy()
    rows.loc[doubtful[named & ~near_own].index, "position"] = "elsewhere"
    rows.loc[doubtful[~anywhere].index, "position"] = "outside"


def _label(row: Mapping[Hashable, object]) -> str:
    """Name a row for a sentence."""
    words = " · ".join(str(row[one]) for one in ("name", "commune") if row.get(one))
    return f"{words or '–'} (#{row['row']})"


def _tell(rows: pd.DataFrame, note: Findings) -> None:
    """Count and name the rows whose coordinates were exchanged or cannot be used."""
    for position in POSITIONS[1:]:
        wrong = rows[rows["position"] == position]
        if len(wrong):
            shown = ", ".join(_label(one) for one in wrong.head(5).to_dict("records"))
            more = "…" if len(wrong) > 5 else ""  # noqa: PLR2004 - as many as are named
            note(f"planfiles.position_{position}", value=len(wrong), expected=shown + more)
