"""Schools, health stations and offices: where they are, and in which unit.

The points are for joining and counting. Exact positions are never shared by default: pages, maps
and exports made from them show counts by unit (:func:`to_observations`), and whoever wants points
on a map has to ask for them there.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.observations import make_observations
from dxanalysis.sources.findings import Findings, sentence
from dxanalysis.sources.measurements import facility_files
from dxanalysis.sources.measurements.facility_files import KINDS
from dxanalysis.sources.measurements.locator import OUTSIDE, make_locator
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.vector_files import WGS84, sha256
from dxanalysis.units.parsing import split_kind, toneless

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["KINDS", "PlacesReading", "read_places", "sentence", "to_observations"]

_DECIMALS: Final = 4
"""Of degrees to which the same place is written again: ten metres."""

_NEAR_M: Final = 500.0
"""Metres from the commune that a row names within which its position does not contradict it."""

_NAMED: Final = 5
"""The maximum number of places that a finding names."""

INDICATORS: Final = {"school": "schools", "health": "health_stations", "office": "offices"}


@dataclass(frozen=True)
class PlacesReading:
    """Places, each with the unit that it lies in.

    Attributes
    ----------
    places
        Points, EPSG:4326: ``unit_code`` (missing outside all units), ``kind`` (one of
        :data:`KINDS`), ``name`` (empty if none), ``geometry``. For joining, not for sharing.
    outside
        Places in none of the units.
    findings
        What should be reported: severity, rule, file, value, expected; see :func:`sentence`.
    sha256
        Hash of the file.
    source
        The file's name.
    """

    places: gpd.GeoDataFrame
    outside: int
    findings: pd.DataFrame
    sha256: str
    source: str


def read_places(
    path: str | Path, *, units: gpd.GeoDataFrame, kind: str | None = None
) -> PlacesReading:
    """Read places and find their units.

    Parameters
    ----------
    path
        OpenStreetMap extract (``.osm.pbf``), GeoPackage, GeoJSON, Shapefile (zipped too), or a
        table (CSV or a spreadsheet) with latitude and longitude, in two columns or in one: decimal
        degrees with point or comma, or degrees, minutes and seconds. Where only the two exchanged
        lie in Vietnam they are exchanged, which is reported. Of areas a point within them is taken.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``. With a column ``unit_name`` rows are counted
        whose commune, as written, is another one than that of their position.
    kind
        What all places of the file are. By default each row's tags, kind or name say it, or the
        heading of the names ("Tên trường"); rows that leave it open are counted and left out. An
        extract holds much else: of it only what is one of the kinds is read.

    Returns
    -------
    PlacesReading
        The places; one that stands in the file again, by kind, name and position, only once.

    Raises
    ------
    FileUnreadableError
        If the file is missing, damaged, of no such kind, or holds no place.
    ParameterError
        If the kind is unknown.
    """
    path = Path(path)
    if kind is not None and kind not in KINDS:
        raise ParameterError("places.unknown_kind", found=kind, expected=", ".join(KINDS))
    note = Findings(path.name)
    rows = facility_files.read_rows(path, note=note)
    rows["kind"] = kind or rows["kind"]
    unclear = rows["kind"] == ""
    note.counted("places.kind_unclear", int(unclear.sum()))
    rows = rows[~unclear].reset_index(drop=True)
    again = _again(rows)
    note.counted("places.repeated", int(again.sum()))
    rows = rows[~again].reset_index(drop=True)
    if rows.empty:
        raise FileUnreadableError("places.none", where=path)
    unit = make_locator(units, cells=250_000).find(rows["lon"].to_numpy(), rows["lat"].to_numpy())
    codes = np.array([*units.index, None], dtype=object)  # the last stands for outside
    places = gpd.GeoDataFrame(
        {
            "unit_code": pd.Series(codes[unit], dtype="str"),
            "kind": rows["kind"].astype("str"),
            "name": rows["name"].astype("str"),
        },
        geometry=shapely.points(rows["lon"], rows["lat"]),
        crs=WGS84,
    )
    outside = int((unit == OUTSIDE).sum())
    note.counted("places.outside", outside, severity="note")
    _tell_elsewhere(rows, places, units, note)
    return PlacesReading(places, outside, note.table(), sha256(path), path.name)


def to_observations(
    reading: PlacesReading,
    *,
    vintage: str,
    as_of: dt.date | None = None,
    evidence: str = "declared",
) -> pd.DataFrame:
    """Count the places of each unit.

    Parameters
    ----------
    reading
        The places.
    vintage
        Vintage of the units.
    as_of
        The day that the file stands for.
    evidence
        What the list rests on; see :data:`dxanalysis.observations.EVIDENCE`.

    Returns
    -------
    pandas.DataFrame
        ``schools``, ``health_stations`` and ``offices``, operator ``any``. A unit without a place
        in the file has no row: lists have gaps, and none listed is not none.
    """
    inside = reading.places[reading.places["unit_code"].notna()]
    counts = inside.groupby(["unit_code", "kind"]).size().reset_index(name="numerator")
    return make_observations(
        counts.assign(
            vintage=vintage,
            indicator=counts["kind"].map(INDICATORS),
            operator="any",
            as_of=as_of,
            evidence=evidence,
            source=f"{reading.source}||",
        )
    )


def _again(rows: pd.DataFrame) -> pd.Series:
    """Mark places with a name that stand in a file already, of the same kind and about there."""
    same = pd.DataFrame(
        {
            "kind": rows["kind"],
            "name": rows["name"].map(toneless),
            "lon": rows["lon"].round(_DECIMALS),
            "lat": rows["lat"].round(_DECIMALS),
        }
    )
    return same.duplicated() & (same["name"] != "")


def _tell_elsewhere(
    rows: pd.DataFrame, places: gpd.GeoDataFrame, units: gpd.GeoDataFrame, note: Findings
) -> None:
    """Say how many rows are written to be in another of the units than the one they lie in."""
    written = rows["commune"].map(toneless)
    if "unit_name" not in units or not written.any():
        return
    names: dict[str, list[object]] = {}
    for code, name in units["unit_name"].items():
        for one in {toneless(str(name)), toneless(split_kind(str(name))[1])}:
            names.setdefault(one, []).append(code)
    near = _NEAR_M / METRES_PER_DEGREE
    wrong = [
        f"{name} – {commune}" if name else commune
        for name, commune, key, lies, point in zip(
            rows["name"],
            rows["commune"],
            written,
            places["unit_code"],
            places.geometry,
            strict=True,
        )
        if key in names
        and lies not in names[key]
        and all(units.geometry[code].distance(point) > near for code in names[key])
    ]
    shown = ", ".join(shorten(reveal(without_personal_data(one))) for one in wrong[:_NAMED])
    more = f" +{len(wrong) - _NAMED}" if len(wrong) > _NAMED else ""
    note.counted("places.elsewhere", len(wrong), expected=shown + more)
