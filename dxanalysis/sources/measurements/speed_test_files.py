"""A CSV of speed tests: which column is which, and what each row says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.sources.measurements import facility_files, speed_units
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets import delimited
from dxanalysis.units import names
from dxanalysis.units.parsing import toneless

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.sources.findings import Findings

HEADINGS: Final = {
    "code": ("ma xa", "ma xa phuong", "ma don vi", "ma dvhc", "unit code", "commune code", "code"),
    "name": (
        *("xa phuong", "xa", "ten xa", "ten xa phuong", "don vi", "ten don vi", "phuong xa"),
        *("xa phuong thi tran", "commune", "commune name", "unit name", "ward"),
    ),
    "lat": ("vi", "vi do", "lat", "latitude"),
    "lon": ("kinh", "kinh do", "lon", "long", "lng", "longitude"),
    "pair": facility_files.PAIRS,
    "download": (
        *("toc tai xuong", "tai xuong", "toc download", "download", "download speed", "dl"),
        *("toc dl", "bang thong tai xuong", "down", "toc down", "toc xuong", "downlink"),
        *("toc downlink", "down speed", "downstream", "duong xuong", "toc duong xuong"),
    ),
    "upload": (
        *("toc tai len", "tai len", "toc upload", "upload", "upload speed", "ul", "toc ul"),
        *("bang thong tai len", "up", "toc up", "toc len", "uplink", "toc uplink", "up speed"),
        *("upstream", "duong len", "toc duong len"),
    ),
    "latency": ("tre", "latency", "ping", "tre ping", "thoi gian tre"),
    "tests": (
        *("so luot", "so mau", "so phep", "so lan", "luot", "tests", "samples", "so luong mau"),
        *("so luot test", "test count", "so ket qua"),
    ),
    "day": ("ngay", "thoi gian", "ngay gio", "thoi diem", "date", "time", "timestamp", "test date"),
    "operator": (
        *("nha mang", "doanh nghiep", "mang", "operator", "isp", "provider", "nha cung cap"),
        *("doanh nghiep vien thong", "carrier"),
    ),
    "network": (
        *("loai mang", "cong nghe", "cong nghe mang", "kieu mang", "the he mang", "loai hinh mang"),
        *("network", "network type", "technology", "network technology", "radio", "rat"),
    ),
    "connection": (
        *("ket noi", "loai ket noi", "kieu ket noi", "loai hinh ket noi", "hinh thuc ket noi"),
        *("phuong thuc ket noi", "hinh thuc truy cap", "loai truy cap", "loai thue bao"),
        *("connection", "connection type", "conn type", "access", "access type", "transport"),
    ),
    "unit": ("don vi tinh", "dvt", "don vi toc", "unit", "units", "speed unit"),
    "test": (
        *("ma phep", "ma luot", "ma test", "ma ket qua", "ma mau", "id phep", "id luot"),
        *("test id", "testid", "id test", "result id", "id", "uuid", "guid"),
    ),
}
"""Role to headings; "độ" and "đo" are dropped from them as from what is written."""

_NETWORKS: Final = {
    "fixed": (
        *("co dinh", "fixed", "wifi", "wi fi", "wlan", "ftth", "fttx", "gpon", "xgspon", "adsl"),
        *("cap quang", "cap dong", "lan", "ethernet", "co day", "fwa", "ve tinh", "satellite"),
        *("starlink", "vsat"),
    ),
    "4g": ("4g", "lte"),
    "5g": ("5g", "nr", "nsa", "sa"),
    "older": ("2g", "3g", "edge", "gprs", "umts", "wcdma", "hspa"),
    "mobile": ("di dong", "mobile", "cellular", "cell", "sim"),
}
"""Kind of network to the words for it."""

_TOLD_BY_CELLS: Final = {"connection": frozenset(word for of in _NETWORKS.values() for word in of)}
"""Roles that a column has by its cells, whatever its heading."""

_OPERATORS: Final = {
    "viettel": "viettel",
    "vinaphone": "vnpt",
    "vina phone": "vnpt",
    "vnpt": "vnpt",
    "mobifone": "mobifone",
    "mobi fone": "mobifone",
    "vietnamobile": "vietnamobile",
    "vnmobile": "vietnamobile",
}
_PART_OF: Final = {
    "mobile": ("mobile", "older", "4g", "5g", ""),
    "fixed": ("fixed", ""),
    "4g": ("4g",),
    "5g": ("5g",),
    "known": ("older", "4g", "5g"),
    "4g_or_5g": ("4g", "5g"),
}
"""Network wanted to the kinds of rows that are tests of it; "" is a row that does not say."""

_UNREADABLE: Final = "speedtests.unreadable_numbers"
_OTHER_ROWS: Final = {"known": "speedtests.generation_unsaid"}

LEAVES_NONE: Final = {
    "speedtests.other_network_rows": "speedtests.none_of_network",
    "speedtests.generation_unsaid": "speedtests.none_of_network",
    "speedtests.days_to_come": "speedtests.none_past",
    "speedtests.unreadable_numbers": "speedtests.none_readable",
}
"""Why rows are left out to the error that says it of all rows of a file."""


_FASTEST: Final = 10_000.0
"""Mb/s; no phone and no line of a household is faster."""

_SLOWEST_LATENCY: Final = 60_000.0
"""Milliseconds after which every test has given up."""

_TYPICAL: Final = (1.0, 1000.0)
"""Mb/s between which the median of a file's tests lies, whichever networks they are of."""

_NAMED: Final = 5
"""The maximum number of cells that a finding quotes."""


@dataclass(frozen=True)
class SpeedTestFile:
    """A file of tests that was read, of whatever kinds of network.

    Attributes
    ----------
    path
        The file.
    rows
        Its rows: ``code`` and ``name`` (text, empty if none), ``lat`` and ``lon`` (degrees),
        ``download`` and ``upload`` (Mb/s), ``latency`` (ms), ``weight`` (tests), ``day``,
        ``operator`` (id, ``other``, or empty if none); and ``kind`` of network, empty if none is
        said, where the file has such a column.
    written
        What stands in those rows: ``place``, ``download``, ``day`` and ``kind``, as text.
    unreadable
        Rows that are no rows of the table.
    told
        What should be said of its columns: rule, value, expected.
    left_out
        How many rows were the same test again, and are not among the rows.
    """

    path: Path
    rows: pd.DataFrame
    written: pd.DataFrame
    unreadable: int
    told: tuple[tuple[str, object, object], ...] = ()
    left_out: int = 0

    @property
    def count(self) -> int:
        """How many rows the file has below its headings."""
        return len(self.written) + self.unreadable + self.left_out

    def only(self, wanted: pd.Series) -> SpeedTestFile:
        """Keep some of the rows, as if the file had no others to be brought to units."""
        return replace(self, rows=self.rows[wanted])


def open_file(path: Path) -> SpeedTestFile:
    """Read a file of tests.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    SpeedTestFile
        What stands in it.

    Raises
    ------
    FileUnreadableError
        If it is no such table, or the numbers of a column can be read in two ways.
    """
    text, written, unreadable = delimited.read_table(
        path, headings=HEADINGS, room="speedtests", told_by_cells=_TOLD_BY_CELLS
    )
    told: list[tuple[str, object, object]] = []
    text, left_out = _once(text, told)
    units = _units_written(text)
    has_place = {"code", "name", "pair"} & set(text) or {"lat", "lon"} <= set(text)
    if "download" not in text or not has_place:
        raise FileUnreadableError(
            "speedtests.no_headings", where=path, found=", ".join(written.values())
        )
    rows = pd.DataFrame(index=text.index)
    for role in ("code", "name"):
        rows[role] = text.get(role, "")
    positions = facility_files.read_positions(text)
    rows["lat"], rows["lon"] = positions["lat"], positions["lon"]
    if swapped := int(positions["swapped"].sum()):
        told.append(("speedtests.swapped", swapped, ""))
    _speeds(rows, text, written, path, units=units, told=told)
    rows["latency"] = _numbers(text, "latency", written, path)
    _possible(rows, told)
    counts = _numbers(text, "tests", written, path)
    rows["weight"] = np.clip(counts, 0, None) if "tests" in text else 1.0
    rows["day"] = delimited.days(text["day"]) if "day" in text else pd.NaT
    rows["operator"] = _each_once(text["operator"], _operator) if "operator" in text else ""
    kinds = _kinds_written(text)
    if kinds is not None:
        rows["kind"] = _each_once(kinds, _kind)
    place = text.get("name", rows["name"]).where(rows["name"] != "", rows["code"])
    said = {role: text.get(role, pd.Series("", index=text.index)) for role in ("download", "day")}
    said["kind"] = pd.Series("", index=text.index) if kinds is None else kinds
    seen = pd.DataFrame({"place": place, **said})
    return SpeedTestFile(path, rows, seen, unreadable, tuple(told), left_out)


def rows_of(file: SpeedTestFile, *, network: str, note: Findings) -> pd.DataFrame:
    """Take the rows of one kind of network.

    Parameters
    ----------
    file
        The file.
    network
        ``mobile``, ``fixed``, ``4g``, ``5g`` or ``4g_or_5g``; ``known`` for the mobile ones whose
        generation is said.
    note
        Told what was left out.

    Returns
    -------
    pandas.DataFrame
        Those of the file's rows that are of it, have a download that can be and tests, and are of
        no day to come.
    """
    rows = file.rows
    note.counted("speedtests.unreadable_rows", file.unreadable)
    for rule, value, expected in file.told:
        note(rule, value=value, expected=expected)
    if "kind" in rows:
        unknown = (rows["kind"] == "") & (file.written["kind"].reindex(rows.index) != "")
        shown = quoted(file.written.loc[rows.index[unknown]], "kind")
        note.counted("speedtests.kind_unknown", int(unknown.sum()), expected=shown)
        other = ~rows["kind"].isin(_PART_OF[network])
        rule = _OTHER_ROWS.get(network, "speedtests.other_network_rows")
        note.counted(rule, int(other.sum()), severity="note")
        rows = rows[~other]
    written = file.written.loc[rows.index]
    to_come = rows["day"] > pd.Timestamp(dt.datetime.now(tz=dt.UTC).date())
    undated = (written["day"] != "") & rows["day"].isna()
    unsound = ~(rows["download"].between(0, _FASTEST) & (rows["weight"] > 0))
    for rule, wrong, role in (
        ("speedtests.days_to_come", to_come, "day"),
        ("speedtests.days_unreadable", undated & ~unsound, "day"),
        (_UNREADABLE, unsound & ~to_come, "download"),
    ):
        note.counted(rule, int(wrong.sum()), expected=quoted(written[wrong], role))
    return rows[~(to_come | unsound)].reset_index(drop=True)


def units_unknown(rows: pd.DataFrame, named: pd.Series, *, vintage: str, note: Findings) -> None:
    """Say which units rows name that cannot be determined, or are another province's.

    Parameters
    ----------
    rows
        As from :func:`rows_of`.
    named
        Their units (:func:`units_named`).
    vintage
        Which list of units.
    note
        Told what they name.
    """
    refused = rows[named == ""]
    if refused.empty:
        return
    distinct = refused[["code", "name"]].drop_duplicates()
    found = names.match_units(
        distinct["name"].where(distinct["name"] != ""),
        province=None,
        vintage=vintage,
        codes=distinct["code"].where(distinct["code"] != ""),
    )
    elsewhere = found["unit_code"].notna() | (found["reason"] == "names.ambiguous")
    joined = refused.merge(distinct.assign(elsewhere=elsewhere), how="left", on=["code", "name"])
    joined["place"] = joined["name"].where(joined["name"] != "", joined["code"])
    unknown = joined[~joined["elsewhere"]]
    note.counted("speedtests.unit_unknown", len(unknown), expected=quoted(unknown, "place"))
    note.counted("speedtests.unit_elsewhere", len(joined) - len(unknown), severity="note")


def quoted(written: pd.DataFrame, role: str) -> str:
    """Quote the different cells of some rows, the commonest first, each with its first place.

    Parameters
    ----------
    written
        The cells; ``place`` is among the columns.
    role
        Which column.

    Returns
    -------
    str
        At most five of them, fit for a sentence, and how many more there are.
    """
    counts = written[role].value_counts()
    once = written.drop_duplicates(role)
    first = {} if role == "place" else once.set_index(role)["place"].to_dict()
    said = []
    for word, count in list(counts.items())[:_NAMED]:
        place = f" – {_fit(first[word])}" if first.get(word) else ""
        said.append(f"“{_fit(word)}”{place}" + (f" ×{count}" if count > 1 else ""))
    more = len(counts) - _NAMED
    return ", ".join(said) + (f" +{more}" if more > 0 else "")


def _fit(cell: object) -> str:
    """Make what stands in a cell fit for a sentence."""
    return shorten(reveal(without_personal_data(str(cell))))


def units_named(rows: pd.DataFrame, *, province: str, vintage: str) -> pd.Series:
    """Find the units that rows name.

    Parameters
    ----------
    rows
        As from :func:`rows_of`.
    province, vintage
        Where, and which list of units.

    Returns
    -------
    pandas.Series
        Unit codes; ``""`` where the unit named cannot be determined, missing where none is named.
    """
    distinct = rows[["code", "name"]].drop_duplicates().reset_index(drop=True)
    written = distinct[(distinct != "").any(axis=1)].reset_index(drop=True)
    found = names.match_units(
        written["name"].where(written["name"] != ""),
        province=province,
        vintage=vintage,
        codes=written["code"].where(written["code"] != ""),
    )
    written["unit_code"] = found["unit_code"].fillna("")
    joined = rows[["code", "name"]].merge(written, how="left", on=["code", "name"])
    return joined["unit_code"].set_axis(rows.index)


def _once(text: pd.DataFrame, told: list[tuple[str, object, object]]) -> tuple[pd.DataFrame, int]:
    """Leave out a test that stands in a file again; say where rows may be the same test.

    With an id it is the same test where all that is read of it is the same. Without one, rows with
    coordinates that are the same to the last digit may be.
    """
    if "test" in text:
        again = text.duplicated() & (text["test"] != "")
        if (count := int(again.sum())) > 0:
            told.append(("speedtests.repeated", count, ""))
        return text[~again].drop(columns="test").reset_index(drop=True), count
    if {"lat", "lon"} <= set(text) or "pair" in text:
        placed = text.get("pair", text.get("lat", "")) != ""
        if count := int((text.duplicated() & placed).sum()):
            told.append(("speedtests.alike", count, ""))
    return text, 0


def _units_written(text: pd.DataFrame) -> pd.Series | None:
    """Take the column that says each row's unit of speed; "Đơn vị" may be one, or a commune."""
    for role in ("unit", "name"):
        if role in text and speed_units.are_units(text[role]):
            return text.pop(role)
    return None


def _speeds(
    rows: pd.DataFrame,
    text: pd.DataFrame,
    written: dict[str, str],
    path: Path,
    *,
    units: pd.Series | None,
    told: list[tuple[str, object, object]],
) -> None:
    """Read download and upload in Mb/s, by the units in the cells, beside them or in the heading.

    An upload of which nothing says the unit is in that of the download.
    """
    of_download, said = 1.0, False
    for role in ("download", "upload"):
        if role not in text:
            rows[role] = np.nan
            continue
        heading = speed_units.unit_in(written[role])
        factor = of_download if heading is None else heading.megabits
        text[role], in_cells = _parted(text[role])
        if in_cells is None and units is not None:
            in_cells = [speed_units.unit_in(word) for word in units]
        values = _numbers(text, role, written, path)
        rows[role] = values * (
            factor if in_cells is None else speed_units.factors(in_cells, factor)
        )
        distinct = {one for one in [*(in_cells or ()), heading] if one is not None}
        for one in sorted(distinct, key=lambda one: one.written):
            if one.of_bytes or one.unclear:
                rule = "speedtests.of_bytes" if one.of_bytes else "speedtests.unit_unclear"
                told.append((rule, shorten(reveal(written[role])), one.written))
        if role == "download":
            of_download, said = factor, bool(distinct)
    _believable(rows["download"], written["download"], path, said=said, told=told)


def _parted(column: pd.Series) -> tuple[pd.Series, list[speed_units.Unit | None] | None]:
    """Part figures from the units in their cells, where there are any."""
    if not column.str.contains("[Bb]", regex=True).any():
        return column, None
    figures, units = speed_units.parted(column)
    return (figures, units) if any(units) else (column, None)


def _believable(
    download: pd.Series,
    heading: str,
    path: Path,
    *,
    said: bool,
    told: list[tuple[str, object, object]],
) -> None:
    """Doubt speeds of which half are faster or slower than half of any country's tests are.

    Where no unit is written they are in another one, and nobody knows in which.
    """
    middle = download[download > 0].median()
    slow, fast = _TYPICAL
    shown = shorten(reveal(heading))
    if middle > fast and not said:
        raise FileUnreadableError(
            "speedtests.unit_unsaid", where=path, found=shown, expected=round(float(middle))
        )
    if middle > fast:
        told.append(("speedtests.too_fast", shown, round(float(middle))))
    elif middle < slow:
        told.append(("speedtests.too_slow", shown, round(float(middle), 3)))


def _possible(rows: pd.DataFrame, told: list[tuple[str, object, object]]) -> None:
    """Leave out uploads and latencies that cannot be, such as -1 for a test that failed."""
    wrong = 0
    for role, most in (("upload", _FASTEST), ("latency", _SLOWEST_LATENCY)):
        impossible = rows[role].notna() & ~rows[role].between(0, most)
        wrong += int(impossible.sum())
        rows[role] = rows[role].mask(impossible)
    if wrong:
        told.append(("speedtests.impossible", wrong, ""))


def _kinds_written(text: pd.DataFrame) -> pd.Series | None:
    """Take what is written about the kind of network: its generation and how it was connected.

    A column "Mạng" may name kinds where another one would name operators.
    """
    columns = [text[role] for role in ("network", "connection") if role in text]
    if not columns and "operator" in text:
        words = text["operator"].unique()
        if any(_kind(word) for word in words):
            columns = [_each_once(text["operator"], lambda word: word if _kind(word) else "")]
    if not columns:
        return None
    first, *others = columns
    for other in others:
        first = (first + " " + other).str.strip()
    return first


def _numbers(
    text: pd.DataFrame, role: str, written: dict[str, str], path: Path
) -> np.ndarray[tuple[int], np.dtype[np.float64]] | float:
    """Read one column of measurements, missing where the file has none."""
    if role not in text:
        return np.nan
    values, refused = delimited.decimals(text[role])
    if refused:
        raise FileUnreadableError("speedtests.numbers_unclear", where=path, found=written[role])
    return values


def _each_once(column: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """Read a column that says the same few words again and again."""
    known = {written: read(written) for written in column.unique()}
    return pd.Series([known[one] for one in column], index=column.index, dtype=column.dtype)


def _kind(written: str) -> str:
    """Tell the kind of network; a mobile one where several are named, none where it is not said.

    "Di động 4G" is 4G.
    """
    words = f" {toneless(written).replace('/', ' ')} "
    found = [
        kind for kind, known in _NETWORKS.items() if any(f" {word} " in words for word in known)
    ]
    if len(found) > 1 and "fixed" not in found:
        found = [kind for kind in found if kind != "mobile"]
        return found[0] if len(found) == 1 else "mobile"
    if "fixed" in found:
        return "fixed"
    return found[0] if found else ""


def _operator(written: str) -> str:
    """Give an operator's id; none where only a kind of network is written."""
    words = toneless(written)
    found = (name for word, name in _OPERATORS.items() if word in words)
    return next(found, "other" if words and not _kind(written) else "")
