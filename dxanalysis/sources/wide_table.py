"""A planner's own table, one row per unit and one column per count, converted to today's units.

For the table that is at hand and is no operator's workbook: a row of headings, a column of codes
or names, and columns of counts. A file that is a table of observations is converted as such.
"""

from __future__ import annotations

import functools
import io
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError, OutputError, UnitMatchError
from dxanalysis.files import as_plain_text, atomic_write
from dxanalysis.lang.plain import shorten
from dxanalysis.observations import COLUMNS, make_observations
from dxanalysis.sources.observation_table import is_observation_table, read_observations
from dxanalysis.sources.spreadsheets import table as tables
from dxanalysis.sources.spreadsheets.numbers import Cell, looks_like_figure, read_counts
from dxanalysis.units import crosswalk, names
from dxanalysis.units.parsing import is_total, read_district, toneless, without_office

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_HEADINGS: Final = {
    "code": ("ma", "ma xa", "ma xa phuong", "ma don vi", "ma dvhc", "unit code", "code"),
    "name": (
        *("ten xa", "xa", "xa phuong", "ten xa phuong", "ten don vi", "don vi", "ten"),
        *("xa phuong thi tran", "ten xa phuong thi tran", "unit name", "name", "commune"),
    ),
    "district": (
        *("huyen", "ten huyen", "huyen cu", "quan huyen", "district", "district name"),
        *("huyen thanh pho", "huyen thi xa thanh pho", "huyen thi xa", "quan huyen thi xa"),
    ),
    "number": ("tt", "stt", "so tt", "no"),
}
_RATE: Final = re.compile(r"%|\b(ty le|ti le|binh quan|mat do|rate|share|percent|density|mean)\b")
_LABEL: Final = re.compile(r"\b(ma|code|id|stt)\b|^(nam|year|ngay|date|vi do|kinh do|lat|lon)$")
"""Numbers that name a thing and count nothing: codes, years, coordinates."""

_CALLED: Final = re.compile(r"\b(dien thoai|dt|sdt|di dong|phone|mobile|tel|fax|hotline|zalo)\b")
_LONG_NUMBER: Final = 1e7
"""From here on, where a telephone is spoken of, a number is one: nobody counts as many."""

_MEASURE: Final = re.compile(
    r"\b(dien tich|area|km2?|ha|m2|chieu dai|length|kinh phi|von|tien|dong|vnd|doanh thu"
    r"|san luong|tan|kwh)\b"
)
"""What adds up and need not be whole."""

_THOUSANDS: Final = re.compile(r"\b(nghin|ngan|1000|1 000|thousands?)\b")
_NUMBERED: Final = re.compile(r"\.\d+$")


_MOST_SHOWN: Final = 12
_LONGEST_SHOWN: Final = 60


@dataclass(frozen=True)
class ConvertedTable:
    """A table converted to another list of units.

    Attributes
    ----------
    table
        Indexed by ``unit_code``: ``unit_name`` and the counts under their own headings, or the
        columns of observations; and the notes of :func:`dxanalysis.units.crosswalk.convert`, of
        all counts: the fewest parts observed, the smallest share observed and the largest share
        estimated.
    vintage
        The list that the table was made with.
    left_out
        Headings that were not converted: rates, which cannot be added up, and text.
    partial
        Heading, or indicator, to the units that have no figure there, because one of the earlier
        units that they are made of has none.
    """

    table: pd.DataFrame
    vintage: str
    left_out: tuple[str, ...]
    partial: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def convert_file(
    path: str | Path,
    *,
    out: str | Path,
    province: str,
    to: str = units.LATEST_VINTAGE,
    vintage: str | None = None,
) -> ConvertedTable:
    """Convert a file to another list of units and write the result.

    Parameters
    ----------
    path
        Any spreadsheet or delimited text with a row of headings: what ``check`` reads. A file with
        the columns of :mod:`dxanalysis.observations` keeps them, its dates and its sums.
    out
        Where to write; its ending, ``.csv`` or ``.xlsx``, says how.
    province
        Code or name of the province.
    to
        The vintage wanted.
    vintage
        The vintage of the file; by default it is found out from its codes and names.

    Returns
    -------
    ConvertedTable
        What was written.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read or has no column of units or of counts.
    UnitMatchError
        If a row cannot be given a unit.
    VintageError
        If the vintage cannot be found out, or the table mixes several.
    ParameterError
        If a table of observations names an indicator that is not in the catalogue.
    OutputError
        If the result cannot be written.
    """
    out = Path(out)
    if out.suffix.lower() not in {".csv", ".xlsx"}:
        raise OutputError("crosswalk.not_written", where=out.name, found=out.suffix or "–")
    table = _read(Path(path))
    convert = _convert_observations if is_observation_table(table.columns) else convert_table
    converted = convert(table, province=province, to=to, vintage=vintage, where=Path(path).name)
    with atomic_write(out, key="crosswalk.not_written") as half:
        half.write_bytes(_as_bytes(converted.table, out.suffix.lower()))
    return converted


def _convert_observations(
    table: pd.DataFrame, *, province: str, to: str, vintage: str | None, where: str
) -> ConvertedTable:
    """Convert a table of observations, read as the file has it."""
    read = read_observations(table, province=province, vintage=vintage, where=where)
    converted, partial = _whole_only(crosswalk.convert(read, to=to))
    ignored = tuple(str(name) for name in table.columns if name not in COLUMNS)
    vintages = ", ".join(sorted(read["vintage"].unique()))
    return ConvertedTable(converted.set_index("unit_code"), vintages, ignored, partial)


def convert_table(
    table: pd.DataFrame,
    *,
    province: str,
    to: str = units.LATEST_VINTAGE,
    vintage: str | None = None,
    where: str = "–",
) -> ConvertedTable:
    """Convert a table with one row per unit to another list of units.

    Parameters
    ----------
    table
        Columns are found by their headings: codes ("Mã xã"), names ("Tên xã"), former districts
        ("Huyện"); the others are counts if they hold numbers and no rates. A row that adds up the
        others ("Tổng cộng") is left out, and so is one without a figure that names no unit
        ("Người lập biểu"). A row that names a former district says where those below it lie.
    province, to, vintage
        As for :func:`convert_file`.
    where
        Name of the table, for errors.

    Returns
    -------
    ConvertedTable
        The table, its vintage, and what was left out.

    Raises
    ------
    FileUnreadableError, UnitMatchError, VintageError
        As :func:`convert_file`.
    """
    table = _with_lower_headings(table)
    roles = _roles(table, where)
    table, sections = _rows_of_units(table, roles, where)
    codes = table[roles["code"]] if "code" in roles else None
    written = (
        table[roles["name"]].map(without_office, na_action="ignore")
        if "name" in roles
        else pd.Series(pd.NA, index=table.index)
    )
    found = vintage or crosswalk.require_vintage(
        province=province, codes=codes, names=written, where=where
    )
    matched = names.match_units(
        written,
        province=_province_then(province, found),
        vintage=found,
        codes=codes,
        district=table[roles["district"]] if "district" in roles else sections,
    )
    is_remark = matched["unit_code"].isna() & ~_has_figures(table, roles)
    matched, table = matched[~is_remark], table[~is_remark]
    refused = matched[matched["unit_code"].isna()]
    if len(refused):
        shown = ", ".join(str(name) for name in refused["name"].head(5))
        raise UnitMatchError("crosswalk.unmatched_rows", n=len(refused), where=where, found=shown)
    twice = matched["unit_code"].duplicated(keep=False)
    if twice.any():
        shown = ", ".join(sorted(set(matched.loc[twice, "unit_code"]))[:5])
        raise UnitMatchError("crosswalk.repeated_units", where=where, found=shown)
    counts, left_out = _counts(table, roles, where)
    counts = counts.assign(unit_code=matched["unit_code"])
    converted, partial = _converted(counts, vintage=found, to=to)
    return ConvertedTable(converted, found, left_out, partial)


def _with_lower_headings(table: pd.DataFrame) -> pd.DataFrame:
    """Put the second row of headings under the first: "Thôn, bản", and below it "Có 4G"."""
    roles = _found_roles(table.columns)
    units_in = [roles[role] for role in ("code", "name") if role in roles]
    if not units_in or table.empty:
        return table
    lower = table.iloc[0]
    said = lower.drop(list(roles.values())).dropna()
    if not said.map(lambda value: isinstance(value, str)).all() or said.empty:
        return table
    if lower[units_in].notna().any() or said.str.contains(r"\d{2}").any() or len(said) < 2:  # noqa: PLR2004
        return table
    whole = {}
    for heading in said.index:
        upper = _NUMBERED.sub("", str(heading))
        upper = "" if upper.startswith("(") and upper.endswith(")") else upper
        whole[heading] = " – ".join(part for part in (upper, str(said[heading]).strip()) if part)
    if len({*table.columns.difference(list(whole)), *whole.values()}) < len(table.columns):
        return table
    return table.iloc[1:].rename(columns=whole)


def _rows_of_units(
    table: pd.DataFrame, roles: Mapping[str, str], where: str
) -> tuple[pd.DataFrame, pd.Series | None]:
    """Leave out rows of sums and of districts; tell which district each row stands below."""
    table = table[table[[roles[r] for r in ("code", "name") if r in roles]].notna().any(axis=1)]
    if "name" not in roles:
        return table, None
    named = table[roles["name"]].map(tables.as_text, na_action="ignore").fillna("").astype("str")
    coded = table[roles["code"]].notna() if "code" in roles else False
    is_sum = named.map(is_total).astype("bool") & ~coded
    is_district = named.map(_is_district).astype("bool")
    others = ~is_sum & ~is_district & _has_figures(table, roles)
    if is_district.any() and not others.any():
        raise FileUnreadableError(
            "crosswalk.district_rows", where=where, found=", ".join(named[is_district].head(3))
        )
    headed = named.where(is_district & ~named.map(_is_sum_of_some).astype("bool"))
    is_above = not headed.empty and is_district[~is_sum].iloc[:1].any()
    kept = ~is_sum & ~is_district
    # Only what stands above all communes heads them: sums may stand below theirs.
    sections = headed.ffill()[kept] if is_above and headed.notna().any() else None
    return table[kept], sections


def _is_district(name: str) -> bool:
    """Tell whether a row is a district's, by the word for it; five districts were units."""
    reading = read_district(name)
    if reading is None or reading.kind is None:
        return False
    return toneless(reading.name) not in _islands()


@functools.cache
def _islands() -> frozenset[str]:
    """Name the districts that had no communes."""
    listed = units.load_units(vintage="2025-02")
    alone = listed.loc[listed["kind"] == "huyện", "short_name"]
    return frozenset(alone.map(toneless))


def _is_sum_of_some(name: str) -> bool:
    """Tell whether a district's row is the sum of those above it."""
    return toneless(name).startswith(("tong", "cong"))


def _has_figures(table: pd.DataFrame, roles: Mapping[str, str]) -> pd.Series:
    """Tell which rows have a code or a number beside what names them."""
    found = pd.Series(data=False, index=table.index)
    if "code" in roles:
        found |= table[roles["code"]].astype("str").str.contains(r"\d").fillna(value=False)
    for heading in table.columns.difference(list(roles.values())):
        found |= table[heading].map(lambda one: looks_like_figure(_cell(one))).astype("bool")
    return found


def _province_then(province: str, vintage: str) -> str | None:
    """Name the province as that list does; None (search all) where it was several then."""
    then = units.same_ground(province, vintage=units.LATEST_VINTAGE, other=vintage)
    codes = then["province_code"].unique()
    return str(codes[0]) if len(codes) == 1 else None


def _roles(table: pd.DataFrame, where: str) -> dict[str, str]:
    """Find the columns of codes, names, districts and running numbers by their headings."""
    roles = _found_roles(table.columns)
    if not {"code", "name"} & set(roles):
        if districts := _districts_in(table):
            raise FileUnreadableError("crosswalk.district_rows", where=where, found=districts)
        listed = _listed(table.columns)
        raise FileUnreadableError("crosswalk.no_unit_column", where=where, found=listed)
    return roles


def _districts_in(table: pd.DataFrame) -> str:
    """Name the first districts of a table that has a column of them, and of nothing smaller."""
    for heading in table.columns:
        column = table[heading]
        words = column[column.map(lambda one: isinstance(one, str)).astype("bool")].astype("str")
        called = words[words.map(_is_district).astype("bool")]
        if len(called) > 1 and 2 * len(called) >= len(words):
            return ", ".join(called.head(3))
    return ""


def _listed(headings: Iterable[object]) -> str:
    """List the first headings of a table, for a sentence."""
    every = [shorten(str(heading), most=_LONGEST_SHOWN) for heading in headings]
    first = ", ".join(every[:_MOST_SHOWN])
    return first if len(every) <= _MOST_SHOWN else f"{first}, … ({len(every)})"


def _found_roles(headings: Iterable[str]) -> dict[str, str]:
    """Tell which headings name codes, names, districts and running numbers."""
    roles: dict[str, str] = {}
    for heading in headings:
        words = toneless(str(heading))
        for role, known in _HEADINGS.items():
            if words in known and role not in roles:
                roles[role] = heading
    return roles


def _counts(
    table: pd.DataFrame, roles: dict[str, str], where: str
) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Pick the columns of counts; list what is left out."""
    counts: dict[str, pd.Series] = {}
    left_out: list[str] = []
    for column in table.columns.difference(list(roles.values()), sort=False):
        heading = str(column)
        key = toneless(heading.replace("_", " "))
        filled = table[column].dropna()
        if filled.empty and heading.startswith("("):
            continue  # neither a heading nor a cell
        has_digits = filled.astype("str").str.contains(r"\d").any()
        is_count = has_digits and not (_RATE.search(key) or _LABEL.search(key) or "%" in heading)
        if not is_count or _names_things(filled, key):
            left_out.append(heading)
        else:
            counts[heading] = _numbers(table[column], heading)
    if not counts:
        listed = _listed(table.columns)
        raise FileUnreadableError("crosswalk.no_count_column", where=where, found=listed)
    return pd.DataFrame(counts, index=table.index), tuple(left_out)


def _names_things(filled: pd.Series, key: str) -> bool:
    """Tell whether numbers are those of telephones, or begin with a zero, as no count does."""
    written = filled[filled.map(lambda value: isinstance(value, str))].astype("str").str.strip()
    if 2 * int(written.str.fullmatch(r"0[\d .]+").sum()) > len(filled):
        return True
    if not _CALLED.search(key):
        return False
    digits = filled.astype("str").str.replace(r"\.0$|\D", "", regex=True)
    return bool((pd.to_numeric(digits, errors="coerce") >= _LONG_NUMBER).any())


def _numbers(values: pd.Series, heading: str) -> pd.Series:
    """Read a column of counts. How thousands are marked is decided by column, never by cell."""
    cells = {place: Cell(_cell(value)) for place, value in enumerate(values)}
    key = toneless(heading.replace("_", " "))
    is_measure = _MEASURE.search(key) is not None
    scale = 1000 if _THOUSANDS.search(key) and not is_measure else 1
    figures = read_counts(cells, scale=scale, whole=not is_measure)
    wrong = next(iter(figures.unreadable), None)
    if wrong is None and figures.refused:
        wrong = next((place for place, cell in cells.items() if isinstance(cell.value, str)), 0)
    if wrong is not None:
        raise FileUnreadableError(
            "crosswalk.not_numbers", where=heading, found=str(values.iloc[wrong])
        )
    numbers = [figures.numbers.get(place, float("nan")) / scale for place in cells]
    return pd.Series(numbers, index=values.index, dtype="float64")


def _cell(value: object) -> object:
    """Give a value of a table as a cell: what pandas takes for missing is empty."""
    if value is None or value is pd.NA or (isinstance(value, float) and value != value):  # noqa: PLR0124
        return None
    return value.item() if isinstance(value, np.generic) else value


def _whole_only(
    converted: pd.DataFrame,
) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Take the figures out that are of some parts of a unit only, and tell whose they were."""
    table, partly = crosswalk.without_partial(converted)
    lost = table[partly].groupby("indicator", sort=False)["unit_code"].unique()
    return table, {str(name): tuple(map(str, codes)) for name, codes in lost.items()}


def _converted(
    counts: pd.DataFrame, *, vintage: str, to: str
) -> tuple[pd.DataFrame, dict[str, tuple[str, ...]]]:
    """Convert each column as a count of its own."""
    long = counts.melt(id_vars="unit_code", var_name="indicator", value_name="numerator")
    rows = long.assign(vintage=vintage, operator="any", evidence="declared")
    converted, partial = _whole_only(crosswalk.convert(make_observations(rows), to=to))
    table = converted.pivot_table(
        index="unit_code", columns="indicator", values="numerator", sort=False, dropna=False
    )
    order = [column for column in counts.columns if column != "unit_code"]
    notes = converted.groupby("unit_code").agg(
        parts=("parts", "first"),
        parts_observed=("parts_observed", "min"),
        observed_share=("observed_share", "min"),
        estimated_share=("estimated_share", "max"),
    )
    table = table.reindex(columns=order).join(notes).sort_index()
    table.insert(0, "unit_name", units.load_units(vintage=to)["unit_name"].reindex(table.index))
    return table.rename_axis(columns=None), partial


def _read(path: Path) -> pd.DataFrame:
    """Read a file; codes and numbers stay as they stand in it."""
    return tables.read_table(
        path,
        fits=lambda headings: max(len(_found_roles(headings)), len(set(headings) & set(COLUMNS))),
    )


def _as_bytes(table: pd.DataFrame, kind: str) -> bytes:
    """Give the file: with a byte order mark, so that Excel shows Vietnamese, or a workbook."""
    if kind == ".csv":
        # Headings come out of a file, and names may: none may begin as a formula does.
        safe = table.rename(columns=as_plain_text).map(as_plain_text)
        return safe.to_csv().encode("utf-8-sig")
    whole = io.BytesIO()
    # What stands in the file is text, whatever it begins with: never a formula or a link.
    plain = {"options": {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}}
    with pd.ExcelWriter(whole, engine="xlsxwriter", engine_kwargs=plain) as writer:
        table.to_excel(writer)
    return whole.getvalue()
