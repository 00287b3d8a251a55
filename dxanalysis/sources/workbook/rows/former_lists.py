"""Tables of the units before the mergers of July 2025 whose names all are units of today, too."""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Final, cast

from dxanalysis import units
from dxanalysis.sources.workbook.tables.merged_units import is_of_district
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.units.matching import match_district
from dxanalysis.units.name_index import exact_key
from dxanalysis.units.parsing import read, read_district
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import pandas as pd

    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table

    Place = tuple[str | None, str]

BEFORE: Final = "2025-02"
"""The list that was in force until the mergers."""

_MERGED: Final = dt.date(2025, 7, 1)
_MOST: Final = 0.9
_FEWEST: Final = 2
_WHEN: Final = (
    r"(?:khi |thoi diem |ngay )*(?:thuc hien |tien hanh )?"
    r"(?:sap nhap|sat nhap|sap xep|hop nhat|0?1\W0?7\W2025)\b"
)
_BEFORE: Final = re.compile(rf"\b(?:truoc|chua) {_WHEN}")
_AFTER: Final = re.compile(rf"\b(?:sau|da) {_WHEN}")
_OF_UNITS: Final = re.compile(
    r"\b(?:xã|phường|thị trấn|đơn vị hành chính|đvhc|địa giới hành chính|danh mục)"
    r"(?:(?:,| và|/|-)? ?(?:xã|phường|thị trấn|cấp xã))* \(?cũ\b"
)
"""Units that are former themselves: not "các xã thuộc huyện Yên Lập cũ"."""

_DISTRICT_ENDS: Final = re.compile(r"\b(?:huyen|thi xa|thanh pho|quan|tx|tp)\b[^,;()]{0,40}$")
"""A district that is no more, whose communes may be today's: "địa bàn huyện A trước sắp xếp"."""

_HEADED: Final = re.compile(r"\b(?:cu|truoc (?:khi )?(?:sap xep|sap nhap|hop nhat))\W*$")
_TODAY: Final = re.compile(r"\b(?:moi|sau|hien (?:nay|tai)|nay)\b|\((?!cu\)).*\bcu\b")
_DISTRICT: Final = re.compile(
    r"\b(?:huyện|thị xã|quận) [^\W\d_]+(?: [^\W\d_]+){0,3}", re.IGNORECASE
)


def is_of_former_units(table: Table, matches: pd.DataFrame, *, province: str | None) -> bool:
    """Tell whether a table is of the units before the mergers, though they are named as today's.

    Parameters
    ----------
    table
        The table.
    matches
        What its rows were matched to, of the list of today.
    province
        Code of the province of today.

    Returns
    -------
    bool
        Whether a title, a heading or the districts of its rows say so, and its names are of the
        list before.
    """
    names = _names_before(province)
    districts = districts_of_rows(table, province)
    rows = [row for row in table.rows if row.kind == "unit" and row.number in matches.index]
    if len(rows) < _FEWEST:
        return False
    fits = sum(_is_before(row, names, districts) for row in rows) / len(rows)
    if fits >= _MOST and (_says_so(table.titles.lines) or _is_headed_so(table)):
        return True
    by_code = any(matches.loc[[row.number for row in rows], "how"] == "code")
    if fits < 1 or by_code:
        return False
    known = {cast("int", row): str(code) for row, code in matches["unit_code"].dropna().items()}
    # Not by an early date: most names of today are old ones, and figures are often recast.
    return any(_is_elsewhere(row, known, districts) for row in rows)


def outside_districts(
    table: Table, codes: dict[int, str], matches: pd.DataFrame, note: Note, *, province: str | None
) -> list[Finding]:
    """Take out the rows whose commune of that name does not lie in the district they name.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit of today; such a row's is taken out.
    matches
        How each was found; what has a code is what the code says.
    note
        Makes the findings.
    province
        Code of the province.

    Returns
    -------
    list of dict
        An error for each row.
    """
    names, districts = _names_before(province), districts_of_rows(table, province)
    own = {
        row.number: found
        for row in table.rows
        if (found := _own_district(table, row.number, province)) is not None
    }
    outside = [
        row
        for row in table.rows
        if _is_elsewhere(row, codes, districts) and matches.loc[row.number, "how"] != "code"
        and (row.number in own or _is_before(row, names, districts))
    ]  # fmt: skip
    if not outside:
        return []
    listed = units.districts(province=province)["district_name"]
    lie = units.former_districts(province=province)["district_name"]
    findings = []
    for row in outside:
        code = codes.pop(row.number)
        findings.append(
            note(
                "error", "district_differs", row=row.number, column=table.column("unit_name"),
                value=listed.get(districts[row.number] or "", "?"),
                expected=f"{row.name} ({code}): {lie.get(code, '?')}",
            )
        )  # fmt: skip
    return findings


def may_be_former(
    table: Table, codes: Mapping[int, str], day: dt.date | None, *, province: str | None
) -> bool:
    """Tell whether figures of before the mergers stand beside names that all are of then, too.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit of today.
    day
        The day of its figures.
    province
        Code of the province of today.

    Returns
    -------
    bool
        Whether they may be those of the former units. A name that is only one of today shows that
        they were recast, and a code whose they are.
    """
    if day is None or day >= _MERGED:
        return False
    rows = [row for row in table.rows if row.number in codes]
    if len(rows) < _FEWEST or any(row.code for row in rows):
        return False
    if any(_AFTER.search(plain_text(line)) for line in table.titles.lines):
        return False
    names, districts = _names_before(province), districts_of_rows(table, province)
    return all(_is_before(row, names, districts) for row in rows)


def districts_of_rows(table: Table, province: str | None) -> dict[int, str | None]:
    """Tell each row's former district, by its own column, the line above it, or the titles.

    Parameters
    ----------
    table
        The table.
    province
        Code of the province.

    Returns
    -------
    dict
        Row to the district's code, or None.
    """
    current = _titled(table.titles.lines, province)
    found: dict[int, str | None] = {}
    for row in table.rows:
        if row.kind == "subtotal":
            kind = read_district(row.name)
            current = match_district(row.name, province=province) if kind and kind.kind else None
        found[row.number] = _own_district(table, row.number, province) or current
    return found


def _own_district(table: Table, row: int, province: str | None) -> str | None:
    """Give the district that a row names in a column of its own."""
    text = table.label(row, "district_name")
    return match_district(text, province=province, bare=True) if text else None


def _titled(lines: Sequence[str], province: str | None) -> str | None:
    """Give the only district that titles name, with its kind."""
    found: set[str] = set()
    for line in lines:
        for match in _DISTRICT.finditer(normalise(line)):
            words = match[0].split()
            # "Huyện Yên Lập năm": the longest part that is a name of one.
            tries = (" ".join(words[:count]) for count in range(len(words), 1, -1))
            known = (match_district(one, province=province) for one in tries)
            if district := next(filter(None, known), None):
                found.add(district)
    return found.pop() if len(found) == 1 else None


def _is_elsewhere(row: Row, codes: Mapping[int, str], districts: Mapping[int, str | None]) -> bool:
    """Tell whether the commune that a row was matched to lies outside the district it is of."""
    code, district = codes.get(row.number), districts.get(row.number)
    if row.kind != "unit" or not code or not district:
        return False
    own = units.districts_of(vintage=units.LATEST_VINTAGE).get(code, frozenset())
    return bool(own) and district not in own


def _is_before(
    row: Row, names: Mapping[Place, frozenset[str]], districts: Mapping[int, str | None]
) -> bool:
    """Tell whether a row's name was that of a unit before the mergers, in the district it is of."""
    district = districts.get(row.number)
    had = frozenset[str]().union(
        *(
            names.get((reading.kind, exact_key(reading.name)), frozenset())
            for reading in read(clean_name(row.name)).readings
        )
    )
    return bool(had) and (district is None or district in had)


@functools.lru_cache(maxsize=8)
def _names_before(province: str | None) -> dict[Place, frozenset[str]]:
    """Give the districts of each name that units had, with its kind and without."""
    table = units.same_ground(province, vintage=units.LATEST_VINTAGE, other=BEFORE)
    found: dict[Place, set[str]] = {}
    for name, kind, district in zip(
        table["unit_name"], table["kind"], table["district_code"], strict=True
    ):
        for each in (kind, None):
            found.setdefault((each, exact_key(name[len(kind) + 1 :])), set()).add(district)
    return {place: frozenset(some) for place, some in found.items()}


def _says_so(lines: Sequence[str]) -> bool:
    """Tell whether titles say that the units are those before the mergers."""
    for line in lines:
        plain = plain_text(line)
        if _AFTER.search(plain):
            return False
        before = _BEFORE.search(plain)
        of_district = before and _DISTRICT_ENDS.search(plain[: before.start()])
        if (before and not of_district) or _OF_UNITS.search(normalise(line).lower()):
            return True
    return False


def _is_headed_so(table: Table) -> bool:
    """Tell whether the column of names is headed as one of former units: "Xã cũ"."""
    said = plain_text(table.headings.get(table.column("unit_name") or 0, ""))
    headed = _HEADED.search(said)
    of_today = headed is None or is_of_district(said[: headed.start()]) or _TODAY.search(said)
    return not of_today
