"""Which unit each row of a table is, and which rows are none."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final, cast

import pandas as pd

from dxanalysis import units
from dxanalysis.errors import ParameterError
from dxanalysis.sources.workbook.figures.figures import Note
from dxanalysis.sources.workbook.rows.answer_times import later_of, times_of_answers
from dxanalysis.sources.workbook.rows.described import is_commune_of, province_of
from dxanalysis.sources.workbook.rows.former_lists import (
    BEFORE,
    is_of_former_units,
    outside_districts,
)
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.units.matching import clean_code, match_district
from dxanalysis.units.name_index import exact_key
from dxanalysis.units.names import match_units
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table

_FIRST_LOOK: Final = 300
_FEW: Final = 2
_OF_MANY: Final = 0.25
_NEARLY_ALL: Final = 0.9
_BETTER: Final = 0.1
"""A list fits a table if it has nearly all its units, and a share more than the one declared."""

_OF_WHOLE: Final = ("population", "households", "villages")

_NAMES: Final = ("unit_name", "short_name")
_ENOUGH_TO_TELL: Final = 5
"""Rows from which on it is clear that a table uses another list of units."""


def match_rows(
    table: Table,
    *,
    file: str,
    province: str | None,
    vintage: str,
    names: Mapping[str, str] | None = None,
) -> tuple[dict[int, str], list[Finding]]:
    """Match the rows of a table to units.

    Parameters
    ----------
    table
        The table. Rows that turn out to be no units at all are taken out of it.
    file
        The workbook's name, for the findings.
    province, vintage
        Which list of units it speaks of.
    names
        What a planner has said that spellings mean: the spelling's :func:`spelling_key` to the
        code of a unit.

    Returns
    -------
    codes : dict
        Row to unit code.
    findings : list of dict
        The rows that are no unit, and those matched by code whose name is unknown.
    """
    rows = [row for row in table.rows if row.kind == "unit"]
    matches = _match(table, province=province, vintage=vintage, names=names)
    known = matches["unit_code"].notna()
    # A line of words between the units, or below them, is a heading or a note.
    keep = [row.certain or found for row, found in zip(rows, known, strict=True)]
    dropped = {row.number for row, kept in zip(rows, keep, strict=True) if not kept}
    table.rows[:] = [row for row in table.rows if row.number not in dropped]
    matches = matches[keep]
    codes = {cast("int", row): str(code) for row, code in matches["unit_code"].dropna().items()}
    note = Note(file, table, codes)
    column = table.column("unit_name") or table.column("unit_code")
    other = _other_vintage(table, matches, province=province, vintage=vintage)
    latest = vintage == units.LATEST_VINTAGE
    if not other and latest and is_of_former_units(table, matches, province=province):
        other = BEFORE
    refused = matches[matches["unit_code"].isna()]
    if other:
        # Names and codes of today were used before of other ground: no row is taken.
        first = int((refused if len(refused) else matches).index[0])
        return {}, [
            note(
                "error", "vintage_differs", row=first, column=column, value=other, expected=vintage
            )
        ]
    if len(refused) > len(matches) / 2 and len(matches) >= _ENOUGH_TO_TELL:
        place, count = _elsewhere(refused["name"].dropna(), province, vintage)
        if count > len(refused) / 2:
            at = int(refused.index[0])
            # Names that both provinces have are the other one's, unless a code says otherwise.
            alike = {
                cast("int", row)
                for row, match in matches[matches["unit_code"].notna()].iterrows()
                if match["how"] != "code" and is_commune_of(match["name"], place)
            }
            return {row: code for row, code in codes.items() if row not in alike}, [
                note("error", "province_differs", row=at, column=column, value=place,
                     expected=count)
            ]  # fmt: skip
    listed = units.load_units(vintage=vintage, province=province)["unit_name"]
    findings = []
    if latest:
        findings += outside_districts(table, codes, matches, note, province=province)
    for row, match in matches[matches["reason"] != ""].iterrows():
        severity = "error" if pd.isna(match["unit_code"]) else "warning"
        findings.append(
            note(
                severity,  # type: ignore[arg-type]
                f"unit_{match['reason'].removeprefix('names.')}",
                row=int(row),  # type: ignore[call-overload]
                column=column,
                value=match["name"] or None,
                expected=match["suggestion"] or _shown(match["candidates"], listed) or None,
            )
        )
    return codes, findings


def _shown(codes: Iterable[str], listed: pd.Series[str]) -> str:
    """Name the units that a row could be."""
    return "; ".join(f"{listed.get(code, '?')} ({code})" for code in codes)


def spelling_key(name: str) -> str:
    """Make the key under which a planner's spelling of a unit is kept.

    Parameters
    ----------
    name
        As written in a table.

    Returns
    -------
    str
        The same for spellings that differ only in case, blanks or footnote marks.

    Examples
    --------
    >>> spelling_key("XÃ BÓ  SÍNH (*)") == spelling_key("Xã Bó Sính")
    True
    """
    return exact_key(clean_name(name))


def _match(
    table: Table, *, province: str | None, vintage: str, names: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Match the rows by code and name; what is ambiguous once more, by its former district."""
    rows = [row for row in table.rows if row.kind == "unit"]
    if names:
        rows = _respelt(rows, names, units.load_units(vintage=vintage, province=province))
    index = [row.number for row in rows]
    written = pd.Series([clean_name(row.name) for row in rows], index=index, dtype="object")
    codes = None
    if "unit_code" in table.columns or any(row.code for row in rows):
        codes = pd.Series([row.code or None for row in rows], index=index, dtype="object")
    matches = match_units(written, codes=codes, province=province, vintage=vintage)
    unclear = matches.index[matches["reason"] == "names.ambiguous"]
    if len(unclear):
        districts = _districts(table, province)
        hints = [districts.get(row) for row in unclear]
        again = match_units(
            written[unclear],
            codes=None if codes is None else codes[unclear],
            province=province,
            vintage=vintage,
            district=hints,
        )
        again = again[again["unit_code"].notna()]
        matches = pd.concat([matches.drop(again.index), again]).loc[index]
    return matches


def _respelt(rows: Sequence[Row], spellings: Mapping[str, str], listed: pd.DataFrame) -> list[Row]:
    """Give rows whose spelling a planner has explained the unit's name and code.

    A code of the list that stands in the row stays: where it is another unit's, that is an error.
    """
    own = []
    for row in rows:
        code = spellings.get(spelling_key(row.name)) if row.name else None
        if code is not None and code in listed.index:
            stays = clean_code(row.code) in listed.index
            name = str(listed.loc[code, "unit_name"])
            own.append(replace(row, name=name, code=row.code if stays else code))
        else:
            own.append(row)
    return own


def _districts(table: Table, province: str | None) -> dict[int, str | None]:
    """Tell each row's former district, by its own column or the subtotal above it."""
    districts: dict[int, str | None] = {}
    current: str | None = None
    for row in table.rows:
        if row.kind == "subtotal":
            current = match_district(row.name, province=province)
        own = table.label(row.number, "district_name")
        found = match_district(own, province=province, bare=True) if own else None
        districts[row.number] = found or current
    return districts


def _other_vintage(
    table: Table, matches: pd.DataFrame, *, province: str | None, vintage: str
) -> str | None:
    """Find another list of units that a table fits, where it does not fit the one declared."""
    known = matches["unit_code"].notna().mean()
    # Many a former commune has the name of one of today: half of a former list fits that of today.
    if len(matches) < _ENOUGH_TO_TELL or known > _NEARLY_ALL:
        return None
    start = replace(table, rows=table.rows[:_FIRST_LOOK])  # a table may be long, and fit nowhere
    for other in units.SUPPORTED_VINTAGES:
        if other == vintage:
            continue
        try:
            ground = units.same_ground(province, vintage=vintage, other=other)
        except ParameterError:
            continue  # that list has no such province
        if ground.empty:
            continue  # it is of other provinces only
        # The province may have been put together from several.
        own = frozenset(ground.index)
        for each in (*ground["province_code"].unique(), None):
            least = min(1.0, max(_NEARLY_ALL, known + _BETTER))
            if all(_fits(rows, each, other, own) >= least for rows in (start, table)):
                return other
    return None


def _fits(table: Table, province: str | None, vintage: str, own: frozenset[str]) -> float:
    """Give the share of a table's rows that are units of a list, on the province's own ground."""
    return float(_match(table, province=province, vintage=vintage)["unit_code"].isin(own).mean())


def _elsewhere(names: pd.Series, province: str | None, vintage: str) -> tuple[str, int]:
    """Find the other province of which most names are communes, in any list, and how many are.

    It has none where the own province once had as many of the names.
    """
    if province is None:
        return "", 0
    place, most, ours = "", 0, 0
    for other in sorted(units.SUPPORTED_VINTAGES, key=lambda one: (one != vintage, one)):
        try:
            ground = units.same_ground(province, vintage=vintage, other=other)
        except ParameterError:
            continue
        listed = {fold(name) for column in _NAMES for name in ground[column]}
        ours = max(ours, sum(fold(name) in listed for name in names))
        found, count = province_of(names, vintage=other)
        if found not in set(ground["province_name"]) and count > most:
            place, most = found, count
    return (place, most) if most > ours else ("", 0)


def _repeated_whole(codes: Mapping[int, str], figures: Mapping[str, Figures]) -> bool:
    """Tell whether units that come again do so with the same figures, as where tables were joined.

    Each of several sites may have "1", but only a whole commune the number of its people.
    """
    of_whole = [figures[name] for name in _OF_WHOLE if name in figures]
    given = {repr(one.numbers.get(row)) for one in of_whole for row in codes}
    by_unit: dict[str, set[str]] = {}
    for row, code in codes.items():
        by_unit.setdefault(code, set()).add(_written(row, figures))
    return 2 * len(given) > len(by_unit) and all(len(some) == 1 for some in by_unit.values())


def _written(row: int, figures: Mapping[str, Figures]) -> str:
    """Write down the figures of a row, which others then are like or not; none is like none."""
    return repr([column.numbers.get(row) for column in figures.values()])


def first_row_per_unit(
    table: Table, codes: dict[int, str], figures: dict[str, Figures], note: Note
) -> tuple[list[int], list[Finding]]:
    """Keep one row of each unit; none of two with different figures, which is an error.

    Where a good part of the units come again, each row is of a part of one: a hole, a site, a road;
    unless all rows of each give the same, the number of its people, homes or villages, too. Of two
    answers to a form, which have a column of when they were sent, the later one is kept.
    """
    column = table.column("unit_name") or table.column("unit_code") or 1
    twice = [code for code, count in Counter(codes.values()).items() if count > 1]
    many = len(twice) > max(_FEW, _OF_MANY * len(set(codes.values())))
    times = times_of_answers(table, codes) if twice else []
    if many and not times and not _repeated_whole(codes, figures):
        return [], [
            note("error", "rows_of_parts", column=column, value=len(twice), expected=len(codes))
        ]
    first: dict[str, int] = {}
    differing: set[str] = set()
    findings: list[Finding] = []
    filled = {
        row
        for row in codes
        if not all(math.isnan(one.numbers.get(row, math.nan)) for one in figures.values())
    }
    given = {codes[row] for row in filled}
    for row, code in codes.items():
        if row not in filled and code in given:
            continue  # the row that was kept for it; it came later
        if code not in first:
            first[code] = row
            continue
        same = _written(row, figures) == _written(first[code], figures)
        later = None if same else later_of(times, first[code], row)
        if later is not None:
            older = first[code] if later == row else row
            first[code] = later
            findings.append(
                note("warning", "answered_again", row=older, column=column, value=code,
                     expected=table.address(later, column))
            )  # fmt: skip
            continue
        if not same:
            differing.add(code)
        findings.append(
            note(
                "warning" if same else "error",
                "row_twice" if same else "unit_twice",
                row=row,
                column=column,
                value=code,
                expected=table.address(first[code], column),
            )
        )
    return [row for code, row in first.items() if code not in differing], findings
