"""A CSV of speed tests: which column is which, and what each row says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import reveal, shorten
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
    "download": (
        *("toc tai xuong", "tai xuong", "toc download", "download", "download speed", "dl"),
        *("toc dl", "bang thong tai xuong"),
    ),
    "upload": (
        *("toc tai len", "tai len", "toc upload", "upload", "upload speed", "ul", "toc ul"),
        "bang thong tai len",
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
    "network": ("loai mang", "cong nghe", "network", "network type", "loai ket noi", "technology"),
}
"""Role to headings; "độ" and "đo" are dropped from them as from what is written."""

_NETWORKS: Final = {
    "fixed": ("co dinh", "fixed", "wifi", "wi fi", "ftth", "cap quang", "lan", "ethernet"),
    "4g": ("4g", "lte"),
    "5g": ("5g", "nr", "nsa", "sa"),
    "older": ("2g", "3g", "edge", "gprs", "umts", "wcdma", "hspa"),
    "mobile": ("di dong", "mobile", "cellular"),
}
"""Kind of network to the words for it."""

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
_KILO: Final = ("kb/s", "kbps", "kbit")

_FASTEST: Final = 10_000.0
"""Mb/s; no phone and no line of a household is faster."""

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
        What stands in those rows: ``place``, ``download`` and ``day``, as text.
    unreadable
        Rows that are no rows of the table.
    """

    path: Path
    rows: pd.DataFrame
    written: pd.DataFrame
    unreadable: int

    @property
    def count(self) -> int:
        """How many rows the file has below its headings."""
        return len(self.written) + self.unreadable

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
    text, written, unreadable = delimited.read_table(path, headings=HEADINGS, room="speedtests")
    has_place = {"code", "name"} & set(text) or {"lat", "lon"} <= set(text)
    if "download" not in text or not has_place:
        raise FileUnreadableError(
            "speedtests.no_headings", where=path, found=", ".join(written.values())
        )
    rows = pd.DataFrame(index=text.index)
    for role in ("code", "name"):
        rows[role] = text.get(role, "")
    for role in ("lat", "lon", "download", "upload", "latency", "tests"):
        rows[role] = _numbers(text, role, written, path)
    for role in ("download", "upload"):
        heading = written.get(role, "").lower().replace(" ", "")
        if any(unit in heading for unit in _KILO):
            rows[role] /= 1000
    rows["weight"] = rows.pop("tests").clip(lower=0) if "tests" in text else 1.0
    rows["day"] = delimited.days(text["day"]) if "day" in text else pd.NaT
    rows["operator"] = _each_once(text["operator"], _operator) if "operator" in text else ""
    if "network" in text:
        rows["kind"] = _each_once(text["network"], _kind)
    place = text.get("name", rows["name"]).where(rows["name"] != "", rows["code"])
    said = {role: text.get(role, pd.Series("", index=text.index)) for role in ("download", "day")}
    return SpeedTestFile(path, rows, pd.DataFrame({"place": place, **said}), unreadable)


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
    if "kind" in rows:
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
        note.counted(rule, int(wrong.sum()), expected=_quoted(written[wrong], role))
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
    note.counted("speedtests.unit_unknown", len(unknown), expected=_quoted(unknown, "place"))
    note.counted("speedtests.unit_elsewhere", len(joined) - len(unknown), severity="note")


def _quoted(written: pd.DataFrame, role: str) -> str:
    """Quote the different cells of some rows, the commonest first, each with its first place."""
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


def _numbers(
    text: pd.DataFrame, role: str, written: dict[str, str], path: Path
) -> np.ndarray[tuple[int], np.dtype[np.float64]] | float:
    """Read one column of measurements, missing where the file has none."""
    if role not in text:
        return np.nan
    if role in {"lat", "lon"}:  # degrees have one to three digits before the mark: nothing to doubt
        plain = text[role].str.replace(",", ".", regex=False)
        return np.asarray(pd.to_numeric(plain, errors="coerce"), dtype=np.float64)
    values, refused = delimited.decimals(text[role])
    if refused:
        raise FileUnreadableError("speedtests.numbers_unclear", where=path, found=written[role])
    return values


def _each_once(column: pd.Series, read: Callable[[str], str]) -> pd.Series:
    """Read a column that says the same few words again and again."""
    known = {written: read(written) for written in column.unique()}
    return pd.Series([known[one] for one in column], index=column.index, dtype=column.dtype)


def _kind(written: str) -> str:
    """Tell the kind of network; a mobile one where several are named, none where it is not said."""
    words = f" {toneless(written).replace('/', ' ')} "
    found = [
        kind for kind, known in _NETWORKS.items() if any(f" {word} " in words for word in known)
    ]
    if len(found) > 1:
        return "fixed" if "fixed" in found else "mobile"
    return found[0] if found else ""


def _operator(written: str) -> str:
    """Give an operator's id."""
    words = toneless(written)
    found = (name for word, name in _OPERATORS.items() if word in words)
    return next(found, "other" if words else "")
