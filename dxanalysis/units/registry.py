"""The lists of units as they were published, with their known faults put right.

Everything here is read when it is asked for, kept, and given out as copies. The lists of the whole
country come from the installed package ``vietnamadminunits`` 1.0.4. What that package lacks or has
wrong stands in ``catalogue/units``: one row per correction, each with its reason.
"""

from __future__ import annotations

import contextlib
import functools
import importlib.util
import io
import json
import re
import sqlite3
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.geodesy import KM_PER_DEGREE

if TYPE_CHECKING:
    from collections.abc import Collection

PACKAGE: Final = "vietnamadminunits"
KINDS: Final = ("xã", "phường", "thị trấn", "đặc khu", "huyện")
"""Kinds of unit. ``huyện`` only for the five islands that had no communes before July 2025."""

_KIND: Final = re.compile(f"({'|'.join(KINDS)}) ", re.IGNORECASE)
_BOX: Final = re.compile(r"([\d.]+),([\d.]+) – ([\d.]+),([\d.]+)")

_COLUMNS: Final = [
    "unit_name",
    "short_name",
    "kind",
    "district_code",
    "district_name",
    "province_code",
    "province_name",
    "lat",
    "lon",
    "area_km2",
]


def _package_file(name: str) -> Path:
    """Find a data file of the package without importing it: that alone would take a second."""
    found = importlib.util.find_spec(PACKAGE)
    if found is None or found.origin is None:  # pragma: no cover - it is a dependency
        raise ModuleNotFoundError(PACKAGE)
    return Path(found.origin).parent / "data" / name


def _query(sql: str) -> pd.DataFrame:
    """Read from the package's database, which is never written to."""
    address = f"{_package_file('dataset.db').as_uri()}?mode=ro&immutable=1"
    with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
        return pd.read_sql(sql, connection)


def catalogue_table(name: str) -> pd.DataFrame:
    """Read one table of ``catalogue/units``.

    Parameters
    ----------
    name
        File name without its ending.

    Returns
    -------
    pandas.DataFrame
        All columns as text; empty cells are missing. Lines that start with ``#`` name the sources.
    """
    entry = resources.files("dxanalysis.catalogue") / "units" / f"{name}.csv"
    return pd.read_csv(io.StringIO(entry.read_text(encoding="utf-8")), dtype="str", comment="#")


def _corrected(table: pd.DataFrame, vintage: str) -> pd.DataFrame:
    """Put the faults listed in ``corrections.csv`` right."""
    fixes = catalogue_table("corrections")
    for column, rows in fixes[fixes["vintage"] == vintage].groupby("column"):
        values = rows.set_index("unit_code")["value"]
        table.loc[values.index, str(column)] = (
            values.astype("float64") if table[str(column)].dtype.kind == "f" else values
        )
    return table


@functools.cache
def table_2025_07() -> pd.DataFrame:
    """Read the 3,321 units since 1 July 2025.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``. Shared: copy before changing it.
    """
    raw = _query(
        "SELECT wardCode AS unit_code, ward AS unit_name,"
        " provinceCode AS province_code, province AS province_name,"
        " wardLat AS lat, wardLon AS lon, wardAreaKm2 AS area_km2,"
        " provinceKey || '_' || wardKey AS key FROM admin_units"
    )
    return _finished(_corrected(raw.set_index("unit_code"), "2025-07"))


@functools.cache
def table_2025_02() -> pd.DataFrame:
    """Read the 10,040 units from 1 February to 30 June 2025.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``, with ``box`` (south, west, north, east in degrees; missing where
        the package's is unusable). Shared: copy before changing it.
    """
    # Ten names have their kind in capitals: "Thị Xã Buôn Hồ".
    raw = _query(
        "SELECT wardCode AS unit_code, replace(ward, 'Thị Trấn ', 'Thị trấn ') AS unit_name,"
        " districtCode AS district_code, replace(replace(district, 'Thị Xã ', 'Thị xã '),"
        " 'Thành Phố ', 'Thành phố ') AS district_name,"
        " provinceCode AS province_code, province AS province_name,"
        " wardLat AS lat, wardLon AS lon, wardBounds AS box, districtLat, districtLon,"
        " provinceKey || '_' || districtKey || '_' || coalesce(wardKey, '') AS key"
        " FROM admin_units_legacy"
    )
    # Five island districts had no communes: the district itself is the unit, with its own code.
    island = raw["unit_code"].isna()
    for column, stand_in in {
        "unit_code": "district_code",
        "unit_name": "district_name",
        "lat": "districtLat",
        "lon": "districtLon",
    }.items():
        raw.loc[island, column] = raw.loc[island, stand_in]
    raw["area_km2"] = np.nan
    table = raw.drop(columns=["districtLat", "districtLon"]).set_index("unit_code")
    return _finished(_corrected(table, "2025-02"))


@functools.cache
def table_2024_12() -> pd.DataFrame:
    """Read the 204 units of Sơn La until 31 January 2025.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``: today's rows of the units that were left alone, and those of
        ``son_la_2024_12.csv`` for the rest. Shared: copy before changing it.
    """
    later = table_2025_02()
    later = later[later["province_code"] == "14"].drop(columns=["box", "key"])
    changes = catalogue_table("son_la_2024_12").set_index("unit_code")
    gone = changes.index[changes["change"] == "did not exist yet"]
    table = later.drop(gone).reindex(later.index.drop(gone).union(changes.index.drop(gone)))
    for column in ("unit_name", "district_code", "lat", "lon"):
        values = changes[column].dropna()
        table.loc[values.index, column] = (
            values.astype("float64") if table[column].dtype.kind == "f" else values
        )
    districts = later.drop_duplicates("district_code").set_index("district_code")["district_name"]
    # Mộc Châu was a district until it became a town on 1 February 2025.
    districts = districts.replace("Thị xã Mộc Châu", "Huyện Mộc Châu")
    table["district_name"] = table["district_code"].map(districts)
    table[["province_code", "province_name"]] = ["14", "Tỉnh Sơn La"]
    return _finished(table)


def _finished(table: pd.DataFrame) -> pd.DataFrame:
    """Add the kind and the short name, and sort by code."""
    # From the name: the package's column of kinds contradicts it for a few units of either list.
    # Plain lists: going through a column of texts takes five times as long.
    names = table["unit_name"].tolist()
    kinds = [_KIND.match(name)[1].lower() for name in names]  # type: ignore[index]  # all have one
    table["kind"] = kinds
    # "Xã Bó Sinh" → "Bó Sinh", but "Phường 1" keeps its kind, as on signboards.
    rests = [name[len(kind) + 1 :] for name, kind in zip(names, kinds, strict=True)]
    table["short_name"] = [
        name if rest[:1].isdigit() else rest for name, rest in zip(names, rests, strict=True)
    ]
    extra = [column for column in ("box", "key") if column in table]
    table = table.reindex(columns=_COLUMNS + extra).sort_index()
    return table.astype({"district_code": "str", "district_name": "str"})


@functools.cache
def population_2019() -> pd.Series:
    """Read the census of 1 April 2019 for the 204 units of Sơn La.

    Returns
    -------
    pandas.Series
        People, indexed by the 2024-12 ``unit_code``; 1,248,415 in all.
    """
    table = catalogue_table("population_2019").set_index("unit_code")
    return table["population_2019"].astype("float64")


@functools.cache
def population_2025() -> pd.Series:
    """Read the people of communes and wards as published in July 2025, where that can be right.

    Returns
    -------
    pandas.Series
        People, indexed by the 2025-07 ``unit_code``; 2,858 of the 3,321 units. It is there to hold
        figures against, and to fill in forms that a sender checks.
    """
    table = catalogue_table("population_2025").set_index("unit_code")
    return table["population"].astype("float64")


@functools.cache
def links_2024_12_to_2025_07() -> pd.DataFrame:
    """Say which unit of July 2025 each of Sơn La's 204 units went to.

    Returns
    -------
    pandas.DataFrame
        Columns as in :func:`links_2025_02_to_2025_07`. ``basis`` is ``main_area`` where parts of
        the unit went elsewhere in February 2025: all of it is counted where most of its ground is.
    """
    changes = catalogue_table("son_la_2024_12").set_index("unit_code")
    links_later = links_2025_02_to_2025_07()
    whole = links_later["basis"] == "whole"
    later = links_later[whole].set_index("from_code")["to_code"]
    codes = table_2024_12().index
    to = changes["to_2025_07"].reindex(codes).fillna(later.reindex(codes))
    moved = changes["change"].reindex(codes).notna()
    return pd.DataFrame(
        {
            "from_code": codes,
            "to_code": to.to_numpy(),
            "weight": 1.0,
            "basis": np.where(moved, "main_area", "whole"),
            "part_km2": np.nan,
        }
    )


@functools.cache
def successors_2025_02() -> pd.DataFrame:
    """Read which unit of July 2025 each of the 10,040 units went to.

    Returns
    -------
    pandas.DataFrame
        The columns ``from_code``, ``to_code`` and ``basis`` of :func:`links_2025_02_to_2025_07`.
        Shared: copy before changing it.
    """
    converter = json.loads(_package_file("converter_2025.json").read_text(encoding="utf-8"))
    rows = [
        (old, f"{province}_{new}", "whole")
        for province, wards in converter["DICT_PROVINCE_WARD_NO_DIVIDED"].items()
        for new, olds in wards.items()
        for old in olds
    ] + [
        (old, f"{province}_{new['newWardKey']}", "area_model")
        for province, wards in converter["DICT_PROVINCE_WARD_DIVIDED"].items()
        for old, news in wards.items()
        for new in news
    ]
    old, new = (
        dict(zip(table["key"].tolist(), table.index.tolist(), strict=True))
        for table in (table_2025_02(), table_2025_07())
    )
    codes = [(old.get(before), new.get(after), basis) for before, after, basis in rows]
    return pd.DataFrame(sorted(codes), columns=["from_code", "to_code", "basis"])


@functools.cache
def links_2025_02_to_2025_07() -> pd.DataFrame:
    """Say which unit of July 2025 each of the 10,040 units went to, and with which weight.

    The package names the successors of every unit, but for the 471 that were divided it does not
    say how much went where. Their weights are modelled: the unit's bounding box is shared out
    among its successors by distance from their centres, each reaching as far as its area allows.

    Returns
    -------
    pandas.DataFrame
        One row per link: ``from_code``, ``to_code``, ``weight`` (sums to 1 for each unit),
        ``basis`` (``whole`` or ``area_model``), ``part_km2`` (area of the bounding box that comes
        with the link: rough, for weighing parts against one another).
    """
    return _weigh(successors_2025_02(), boxes())


def links_to(units: Collection[str]) -> pd.DataFrame:
    """Get the links to some units of July 2025, without weighing those of the whole country.

    Parameters
    ----------
    units
        Codes of 2025-07.

    Returns
    -------
    pandas.DataFrame
        Their rows of :func:`links_2025_02_to_2025_07`.
    """
    pairs, old = successors_2025_02(), table_2025_02()
    origins = pairs.loc[pairs["to_code"].isin(units), "from_code"]
    pairs = pairs[pairs["from_code"].isin(origins)]  # a divided unit is shared out among all
    districts = old.loc[origins.unique(), "district_code"].unique()
    ground = old[old["district_code"].isin(districts)]
    # Islands whose box is missing are given the median of the country.
    alone = ground["box"].isna().groupby(ground["district_code"]).all().any()
    links = _weigh(pairs, boxes() if alone else _measure_boxes(ground))
    return links[links["to_code"].isin(units)]


def _weigh(links: pd.DataFrame, boxes: pd.DataFrame) -> pd.DataFrame:
    """Add weights and areas of parts to links, all of each unit that was divided."""
    weight = pd.Series(1.0, index=links.index)
    divided = links["basis"] == "area_model"
    weight[divided] = _modelled_weights(links[divided], boxes)
    part = boxes["km2"].reindex(links["from_code"]).to_numpy() * weight
    return pd.DataFrame(
        {
            "from_code": links["from_code"],
            "to_code": links["to_code"],
            "weight": weight,
            "basis": links["basis"],
            "part_km2": part,
        }
    )


@functools.cache
def boxes() -> pd.DataFrame:
    """Measure the bounding boxes of the earlier units; correct those that cannot be right.

    Some boxes in the package are those of a whole province or of a street. A box over ten times
    as big, or as small, as the median of its district is replaced by a square of median size.

    Returns
    -------
    pandas.DataFrame
        Indexed by the 2025-02 ``unit_code``: ``south``, ``west``, ``north``, ``east`` (degrees,
        WGS 84) and ``km2``. Shared: copy before changing it.
    """
    return _measure_boxes(table_2025_02())


def _measure_boxes(table: pd.DataFrame) -> pd.DataFrame:
    """Measure the boxes of whole districts."""
    edges = pd.DataFrame(
        [_edges(box) for box in table["box"].tolist()],
        index=table.index,
        columns=["south", "west", "north", "east"],
    )
    shrink = np.cos(np.radians(table["lat"]))
    area = (
        (edges["north"] - edges["south"]) * (edges["east"] - edges["west"]) * KM_PER_DEGREE**2
    ) * shrink
    median = area.groupby(table["district_code"]).transform("median").fillna(area.median())
    inside = table["lat"].between(edges["south"], edges["north"]) & table["lon"].between(
        edges["west"], edges["east"]
    )
    usable = inside & area.between(median / 10, median * 10)
    half = np.sqrt(median) / 2 / KM_PER_DEGREE
    square = pd.DataFrame(
        {
            "south": table["lat"] - half,
            "west": table["lon"] - half / shrink,
            "north": table["lat"] + half,
            "east": table["lon"] + half / shrink,
        }
    )
    return edges.where(usable, square).assign(km2=area.where(usable, median))


def _edges(box: object) -> tuple[float, ...]:
    """Read a box as the package writes it; missing where it is unusable."""
    found = _BOX.search(box) if isinstance(box, str) else None
    return tuple(map(float, found.groups())) if found else (np.nan,) * 4


def _modelled_weights(links: pd.DataFrame, boxes: pd.DataFrame, *, steps: int = 24) -> pd.Series:
    """Share each divided unit's box out among its successors.

    A point of the box belongs to the successor with the smallest d² - A/π, d being the distance to
    its centre and A its area: a power diagram, whose cells are as big as the units they stand for.
    """
    box = boxes.loc[links["from_code"]]
    new = table_2025_07().loc[links["to_code"], ["lat", "lon", "area_km2"]]
    north, east, area = (new[name].to_numpy()[:, None, None] for name in new)
    # Every link's grid of points at once: link × latitude × longitude.
    south, west, top, right = (
        box[name].to_numpy()[:, None, None] for name in ("south", "west", "north", "east")
    )
    ticks = (np.arange(steps) + 0.5) / steps
    lat = south + ticks[None, :, None] * (top - south)
    lon = west + ticks[None, None, :] * (right - west)
    shrink = np.cos(np.radians(south))
    distance = ((lat - north) ** 2 + ((lon - east) * shrink) ** 2) * KM_PER_DEGREE**2
    reach = distance - area / np.pi

    weights = np.full(len(links), np.nan)
    for rows in links.reset_index(drop=True).groupby("from_code").indices.values():
        nearest = np.argmin(reach[rows], axis=0)
        # One point is given to each, for the law says that each received a part.
        counts = np.bincount(nearest.ravel(), minlength=len(rows)) + 1.0
        weights[rows] = counts / counts.sum()
    return pd.Series(weights, index=links.index)


def links(vintage: str) -> pd.DataFrame:
    """Get the links from one vintage to July 2025.

    Parameters
    ----------
    vintage
        ``2024-12`` or ``2025-02``.

    Returns
    -------
    pandas.DataFrame
        A copy of the table described at :func:`links_2025_02_to_2025_07`.

    Raises
    ------
    KeyError
        If no links lead from that vintage.
    """
    tables = {"2024-12": links_2024_12_to_2025_07, "2025-02": links_2025_02_to_2025_07}
    return tables[vintage]().copy()


@functools.cache
def successors(unit_code: str, *, vintage: str) -> str:
    """Say in words which units of July 2025 a unit went to.

    Parameters
    ----------
    unit_code
        A code of that vintage.
    vintage
        The vintage.

    Returns
    -------
    str
        Names with codes, ``"Xã Mường Hung (04216)"``; ``""`` for units of July 2025.
    """
    if vintage == "2025-07":
        return ""
    table = links(vintage)
    names = table_2025_07()["unit_name"]
    codes = table.loc[table["from_code"] == unit_code, "to_code"]
    return "; ".join(f"{names[code]} ({code})" for code in codes)
