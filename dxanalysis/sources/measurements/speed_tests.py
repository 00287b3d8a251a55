"""Speed tests: Ookla's tiles, or a CSV of tests as i-Speed exports it, brought to units.

A tile on a border is shared out over the units that it touches by area, so that tests are
conserved. Means and medians are weighted by tests. A unit with too few tests says too little: it is
marked, its speed is not given as an observation, and it never has a rank. How many are enough
depends on whose tests they are: fifty of Ookla's, three hundred of i-Speed's.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd
import shapely

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.indicators import OPERATORS
from dxanalysis.observations import make_observations
from dxanalysis.sources.findings import Findings, sentence
from dxanalysis.sources.measurements import ookla_tiles, speed_test_files, speed_test_summary
from dxanalysis.sources.measurements.locator import OUTSIDE, make_locator
from dxanalysis.sources.measurements.speed_test_summary import ANY, MEASURES, weighted_median
from dxanalysis.sources.vector_files import sha256

if TYPE_CHECKING:
    import geopandas as gpd
    from numpy.typing import NDArray

    Network = Literal["mobile", "fixed", "4g", "5g", "known", "4g_or_5g"]

__all__ = [
    "ENOUGH_SAMPLES",
    "ENOUGH_TESTS",
    "MEASURES",
    "SpeedReading",
    "read_speed_tests",
    "read_tiles",
    "sentence",
    "to_observations",
    "weighted_median",
]

_INDICATORS: Final = {
    "speed": MEASURES["download"],
    "upload": MEASURES["upload"],
    "latency": MEASURES["latency"],
}

ENOUGH_TESTS: Final = 50
"""Tests of Ookla's below which a unit's speed is not shown: what its own tutorial asks for."""

ENOUGH_SAMPLES: Final = 300
"""Samples of i-Speed below which VNNIC does not judge a commune (Cần Thơ's report of July 2025,
pbgdpl.cantho.gov.vn, on letter 2928/VNNIC of 19 August 2025)."""


@dataclass(frozen=True)
class SpeedReading:
    """Speed tests, brought to units.

    Attributes
    ----------
    table
        One row per unit for operator ``any`` (all tests), and one per unit and operator that has
        tests where the file names operators: ``unit_code``, ``operator``, ``tests`` (a share of a
        tile's tests need not be whole; 0 where there are none), ``enough`` (at least
        ``min_tests``), ``more_needed`` (how many more it takes), and for each of :data:`MEASURES`
        ``<measure>_mean`` and ``<measure>_median``, weighted by tests, missing without tests, and
        ``<measure>_tests``, the tests that have the measure. ``rank`` is 1 for the fastest median
        download among the units with enough tests of the same operator, missing for all others.
    tests
        Tests read: for tiles, those of all tiles that touch the units' extent.
    tests_outside
        Those of them on ground of no unit, or of no unit that could be determined.
    network
        ``mobile``, ``fixed``, ``4g`` or ``5g``.
    min_tests
        How many tests of a unit are enough.
    as_of
        The day that the tests stand for, the last of them; None where unknown.
    rows
        Rows of the file; for tiles, those that touch the units' extent.
    findings
        What should be reported: severity, rule, file, value, expected; see :func:`sentence`.
    sha256
        Hash of the file: Ookla changes past quarters when it aggregates anew.
    source
        The file's name.
    """

    table: pd.DataFrame
    tests: float
    tests_outside: float
    network: Network
    min_tests: int
    as_of: dt.date | None
    rows: int
    findings: pd.DataFrame
    sha256: str
    source: str


def read_tiles(
    path: str | Path,
    *,
    units: gpd.GeoDataFrame,
    network: Literal["mobile", "fixed"] = "mobile",
    min_tests: int = ENOUGH_TESTS,
    as_of: dt.date | None = None,
) -> SpeedReading:
    """Read Ookla's tiles and share their tests out over units.

    Parameters
    ----------
    path
        Parquet (only what touches the units' extent is read), GeoJSON, GeoPackage or Shapefile
        (zipped too), with the columns of Ookla's open data.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.
    network
        Which of Ookla's two sets it is; refused where the file's name says otherwise.
    min_tests
        How many tests of a unit are enough; at least 1.
    as_of
        The day that the tests stand for. By default the last day of the quarter that the file's
        name begins with (``2025-07-01_performance_mobile_tiles``), if it does.

    Returns
    -------
    SpeedReading
        Tests are conserved: those of all units and those outside add up to those of the tiles.

    Raises
    ------
    FileUnreadableError
        If the file is missing, damaged or lacks a column.
    ParameterError
        If the file is of the other network, or ``min_tests`` is below 1.
    """
    path = Path(path)
    other = "fixed" if network == "mobile" else "mobile"
    if f"_{other}_" in path.name:
        raise ParameterError("speedtests.other_network", where=path, found=other, expected=network)
    note = Findings(path.name)
    west, south, east, north = (float(value) for value in units.total_bounds)
    tiles = ookla_tiles.read_tiles(path, extent=(west, south, east, north))
    parts, outside = ookla_tiles.share_out(tiles, units=units)
    table = speed_test_summary.summary(parts.assign(operator=ANY), codes=units.index)
    tests = float(tiles["tests"].sum())
    return _reading(
        table,
        note,
        path,
        tests=tests,
        outside=outside,
        network=network,
        min_tests=min_tests,
        as_of=as_of or _quarter_end(path.name),
        rows=len(tiles),
    )


def read_speed_tests(
    path: str | Path,
    *,
    units: gpd.GeoDataFrame,
    province: str,
    vintage: str,
    network: Network = "mobile",
    min_tests: int = ENOUGH_SAMPLES,
) -> SpeedReading:
    """Read a CSV of tests, or of means of tests, one row each.

    Parameters
    ----------
    path
        CSV with headings in Vietnamese or English: a commune's code or name, or latitude and
        longitude, in two columns or in one; download and, if known, upload (Mb/s, or the unit that
        the heading, a column of units or the cell itself says), latency (ms), date, operator, kind
        of network or of connection, number of tests of the row (1 if there is no such column), id
        of the test. No other column is kept.
    units
        Polygons, EPSG:4326, indexed by ``unit_code``.
    province
        Code of the province that the units belong to.
    vintage
        Vintage of the units.
    network
        Rows of another kind of network are counted and left out. A row that does not say is one of
        ``mobile`` or ``fixed``, whichever is asked for, but not of ``4g`` or ``5g``; without such a
        column all rows are what is asked for.
    min_tests
        How many tests of a unit are enough; at least 1.

    Returns
    -------
    SpeedReading
        Medians are those of the rows, weighted by their tests.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is no such table, a column's numbers can be read in two ways or
        are in a unit that nobody can know, or no test is in these units.
    ParameterError
        If ``min_tests`` is below 1.
    """
    file = speed_test_files.open_file(Path(path))
    return summarise(
        file,
        units=units,
        province=province,
        vintage=vintage,
        network=network,
        min_tests=min_tests,
    )


def summarise(
    file: speed_test_files.SpeedTestFile,
    *,
    units: gpd.GeoDataFrame,
    province: str,
    vintage: str,
    network: Network,
    min_tests: int = ENOUGH_SAMPLES,
    near_m: float = 500.0,
) -> SpeedReading:
    """Bring the tests of one kind of network to units, of a file that was read.

    Parameters
    ----------
    file
        The file (:func:`dxanalysis.sources.measurements.speed_test_files.open_file`).
    units, province, vintage, network, min_tests
        As for :func:`read_speed_tests`.
    near_m
        Metres from the commune that a row names within which its coordinates do not contradict it.

    Returns
    -------
    SpeedReading
        As from :func:`read_speed_tests`.

    Raises
    ------
    FileUnreadableError
        If a column's numbers can be read in two ways, or no test is in these units.
    ParameterError
        If ``min_tests`` is below 1.
    """
    note = Findings(file.path.name)
    rows = speed_test_files.rows_of(file, network=network, note=note)
    if rows.empty and file.count:
        raise _none_left(file, note)
    named = speed_test_files.units_named(rows, province=province, vintage=vintage)
    speed_test_files.units_unknown(rows, named, vintage=vintage, note=note)
    place = _placed(rows, named, units=units)
    nowhere = (place == OUTSIDE) & named.isna().to_numpy()
    note.counted("speedtests.rows_nowhere", int(nowhere.sum()))
    _tell_elsewhere(rows, place, units=units, near_m=near_m, note=note)
    tests = float(rows["weight"].sum())
    unknown = {row["rule"]: row["expected"] for row in note.rows}.get("speedtests.unit_unknown")
    if unknown and (place == OUTSIDE).all():
        raise FileUnreadableError(
            "speedtests.none_known", where=file.path, found=round(tests), expected=unknown
        )
    found = rows.assign(unit=place)[place != OUTSIDE]
    everyone = found.assign(operator=ANY)
    table = pd.concat(
        [
            speed_test_summary.summary(everyone, codes=units.index),
            speed_test_summary.summary(
                found[found["operator"] != ""], codes=units.index, only_tested=True
            ),
        ],
        ignore_index=True,
    )
    latest = found["day"].max()
    return _reading(
        table,
        note,
        file.path,
        tests=tests,
        outside=tests - float(found["weight"].sum()),
        network=network,
        min_tests=min_tests,
        as_of=None if pd.isna(latest) else latest.date(),
        rows=file.count,
    )


def to_observations(reading: SpeedReading, *, vintage: str) -> pd.DataFrame:
    """Make observations of the tests.

    Parameters
    ----------
    reading
        The tests.
    vintage
        Vintage of the units they were brought to.

    Returns
    -------
    pandas.DataFrame
        ``speed_tests_<network>``, a count; and for units with enough tests ``speed_<network>``
        (download, Mb/s), ``upload_<network>`` (Mb/s) and ``latency_<network>`` (ms), whose
        numerator is the sum of measure × tests and whose denominator the tests, so that sums of
        them are means weighted by tests. Evidence ``measured``. Operators that the catalogue does
        not know have none.
    """
    known = reading.table[reading.table["operator"].isin(list(OPERATORS))]
    count = known.assign(indicator="speed_tests", numerator=known["tests"], denominator=np.nan)
    enough = known[known["enough"]]
    means = [
        enough.assign(
            indicator=indicator,
            numerator=enough[f"{name}_mean"] * enough[f"{name}_tests"],
            denominator=enough[f"{name}_tests"],
        ).dropna(subset=[f"{name}_mean"])
        for indicator, name in _INDICATORS.items()
    ]
    rows = pd.concat([count, *means], ignore_index=True)
    return make_observations(
        rows.assign(
            vintage=vintage,
            indicator=rows["indicator"] + "_" + reading.network,
            as_of=reading.as_of,
            evidence="measured",
            source=f"{reading.source}||",
        )
    )


# ---- bringing tests to units ---------------------------------------------------------------------
def _placed(rows: pd.DataFrame, named: pd.Series, *, units: gpd.GeoDataFrame) -> NDArray[np.int64]:
    """Find each row's unit by code or name; where it has neither, by position."""
    place = units.index.get_indexer(pd.Index(named.fillna("").astype("str")))
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    open_rows = np.flatnonzero(
        (place == OUTSIDE) & named.isna().to_numpy() & np.isfinite(lon + lat)
    )
    if len(open_rows):
        place[open_rows] = make_locator(units, cells=100_000).find(lon[open_rows], lat[open_rows])
    return np.asarray(place, dtype=np.int64)


def _tell_elsewhere(
    rows: pd.DataFrame,
    place: NDArray[np.int64],
    *,
    units: gpd.GeoDataFrame,
    near_m: float,
    note: Findings,
) -> None:
    """Say how many rows name a commune that their coordinates are not in; the name counts."""
    lon, lat = rows["lon"].to_numpy(), rows["lat"].to_numpy()
    named = (rows[["code", "name"]] != "").any(axis=1).to_numpy()
    both = np.flatnonzero(named & (place != OUTSIDE) & np.isfinite(lon + lat))
    if not len(both):
        return
    lies = make_locator(units, cells=100_000).find(lon[both], lat[both])
    doubtful = both[lies != place[both]]
    points = shapely.points(lon[doubtful], lat[doubtful])
    away = shapely.distance(points, units.geometry.to_numpy()[place[doubtful]])
    far = doubtful[away > near_m / METRES_PER_DEGREE]  # a missing distance says nothing
    labels = rows["name"].where(rows["name"] != "", rows["code"]).iloc[far]
    shown = speed_test_files.quoted(pd.DataFrame({"place": labels}), "place")
    note.counted("speedtests.elsewhere", len(far), expected=shown)


def _none_left(file: speed_test_files.SpeedTestFile, note: Findings) -> FileUnreadableError:
    """Say why no row of a file is left: what was said of the most of them."""
    counts = {row["rule"]: row for row in note.rows if row["rule"] in speed_test_files.LEAVES_NONE}
    if not counts:
        return FileUnreadableError("speedtests.none", where=file.path)
    rule, row = max(counts.items(), key=lambda one: float(str(one[1]["value"])))
    return FileUnreadableError(
        speed_test_files.LEAVES_NONE[str(rule)],
        where=file.path,
        found=file.count,
        expected=row["expected"],
    )


def _reading(
    table: pd.DataFrame,
    note: Findings,
    path: Path,
    *,
    tests: float,
    outside: float,
    network: Network,
    min_tests: int,
    as_of: dt.date | None,
    rows: int,
) -> SpeedReading:
    """Mark what says too little, rank the others, and report what was left out."""
    if min_tests < 1:
        raise ParameterError("evidence.options", found=min_tests)
    enough = table["tests"] >= min_tests
    median = table["download_mbps_median"].where(enough)
    rank = median.groupby(table["operator"]).rank(ascending=False, method="min")
    more = np.ceil((min_tests - table["tests"]).clip(lower=0))
    table = table.assign(enough=enough, more_needed=more, rank=rank.astype("Int64"))
    if not tests > outside:
        raise FileUnreadableError("speedtests.none_here", where=path, found=round(tests))
    if outside > 0:
        note(
            "speedtests.outside", severity="note", value=round(outside, 1), expected=round(tests, 1)
        )
    everyone = table[table["operator"] == ANY]
    few = everyone["tests"].between(0, min_tests, inclusive="neither")
    note.counted("speedtests.too_few", int(few.sum()), expected=min_tests)
    note.counted("speedtests.no_tests", int((everyone["tests"] == 0).sum()))
    return SpeedReading(
        table=table,
        tests=tests,
        tests_outside=outside,
        network=network,
        min_tests=min_tests,
        as_of=as_of,
        rows=rows,
        findings=note.table(),
        sha256=sha256(path),
        source=path.name,
    )


def _quarter_end(name: str) -> dt.date | None:
    """Read the quarter that Ookla's file names begin with; give its last day."""
    try:
        first = dt.date.fromisoformat(name[:10])
    except ValueError:
        return None
    after = (first.replace(day=1) + dt.timedelta(days=95)).replace(day=1)
    return after - dt.timedelta(days=1)
