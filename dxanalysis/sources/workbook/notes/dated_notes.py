"""Dates that are said of some columns only: "Dân số tính đến 31/12/2024", "(2) Số liệu quý II"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.of_figures import best_date, day_of_anything
from dxanalysis.sources.workbook.dates.written import Dated, find_dates
from dxanalysis.sources.workbook.notes.remarks import named_columns
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts
    from dxanalysis.sources.workbook.words.slots import Level

_CLAUSES: Final = re.compile(
    r"(?<=[^\W\d])\.\s|(?<=\d)\.\s(?=[^\W\d])|[;\n]"
    r"|(?<=\d),\s(?=\D*\b(?:số liệu|dữ liệu|tính đến|đến ngày|dân số|số \w+|tram|trạm|riêng)\b)"
    r"|\((?=(?:số liệu )?(?:dân số|số dân|nhân khẩu|số hộ|hộ dân|số thôn)\b[^()]*\d[^()]*\)?$)",
    re.IGNORECASE,
)
_TITLE: Final = re.compile(
    r"\W*(?:(?:[ivx]+|\d{1,2}|[a-d])[.)/] )?(?:bieu|bang|phu luc|tong hop|danh (?:sach|muc)|bao cao"
    r"|thong ke|tinh hinh|ket qua|hien trang|thuc trang|thong tin|ra soat|tien do|table|report"
    r"|summary|list)\b"
)
_SINGLED_OUT: Final = re.compile(
    r"\W*(?:(?:ghi chu|luu y|chu thich|notes?)\W+)?(?:rieng|cot|column)\b"
)
_DATA: Final = re.compile(r"\W*(?:so lieu|du lieu|data|figures)\b")
_TOLD: Final = re.compile(
    r"\s*(?::|–|-|\()?\s*(?:(?:la|lay|theo|dung|su dung|duoc|co|the|is|are|as) )*"
    r"(?:so lieu|so(?= (?:cua )?(?:quy|thang|nam|den|tinh))|du lieu|cap nhat|tinh (?:den|toi)|den"
    r"|chot|thoi diem|ngay|data|figures?|as of|quy|thang|nam)\b"
)
"""What follows the name of a column where a date is said of it."""

_OF_FIGURES: Final = re.compile(
    r"\b(?:so lieu|du lieu|tinh (?:den|toi)|den (?:ngay|het|cuoi|thoi diem|\d)|thoi diem|chot"
    r"|cap nhat|data|figures?|as of)\b"
)
"""Words by which a date is that of figures, and not of a beginning or a decision."""

_UNITS: Final = re.compile(
    r"\b(?:don vi(?: tinh)?|dvt|unit)\b"
    r"|\b(?:do|tu|boi|cua) (?:cac )?(?:\w+ ){1,4}(?:bao cao|cung cap|gui|thong ke|tong hop)\b"
)
"""A unit of measure, or who has reported: what is named there has no date."""

_BARE: Final = re.compile(r"\b(?:quy|thang) ?(?:i{1,3}|iv|\d{1,2})\b(?! ?[/.-]?\d)")
_SAYS_WHEN: Final = frozenset(
    {"cap", "nhat", "chot", "lay", "dung", "su", "nguon", "het", "toi", "ghi", "chu", "thich"}
    | {"luu", "y", "so", "lieu", "du", "updated", "source", "theo", "nien", "giam", "cong", "an"}
    | {"tinh", "chi", "cuc", "thong", "ke", "dieu", "tra", "tong"}
)
"""Words beside what is counted that only say when, or by whom."""

_LEAVES_OPEN: Final = frozenset({"has"})
_BASES: Final = frozenset({"people", "households", "villages"})
_LONGEST: Final = 300
_LONGEST_HEADING: Final = 120


@dataclass(frozen=True)
class DatedNotes:
    """What the lines around a table say of the dates of single columns.

    Attributes
    ----------
    columns
        Column to its date.
    of_all
        The date where it is one, and said of all columns of figures.
    rest
        Line to what it says besides; those that say nothing of single columns are not in it.
    """

    columns: Mapping[int, Dated] = field(default_factory=dict)
    of_all: Dated | None = None
    rest: Mapping[str, str] = field(default_factory=dict)

    def without(self, lines: Iterable[str]) -> list[str]:
        """Give lines without what they say of single columns."""
        return [rest for line in lines if (rest := self.rest.get(line, line))]


def dates_of_columns(lines: Sequence[str], heading: HeadingTexts) -> DatedNotes:
    """Find the dates that are said of single columns, not of a table.

    Parameters
    ----------
    lines
        The lines above and below the table.
    heading
        The texts of the table's heading.

    Returns
    -------
    DatedNotes
        The columns that a clause names by a mark, by "riêng" or before a colon; and those of
        people, households or villages, if it is about nothing else. A clause about what the table
        has no column of is no date of the others either.
    """
    levels = _levels(heading)
    columns: dict[int, Dated] = {}
    rest: dict[str, str] = {}
    dated = [line for line in dict.fromkeys(lines) if len(line) <= _LONGEST]
    of_table = best_date(dated)
    year = of_table.day.year if of_table and of_table.day else 0
    days = {found.day for line in dated if (found := best_date([line]))}
    for line in dated:
        kept = []
        for clause in _parts(line):
            when = _when(clause, year)
            differs = when is not None and bool(days - {when.day})
            some = _said_of(clause, heading, levels, differs=differs) if when else None
            if when is None or some is None:
                kept.append(clause)
            else:
                columns |= dict.fromkeys(some, when)
        if len(kept) < len(_parts(line)):
            rest[line] = "; ".join(kept)
    of_all = len({one.day for one in columns.values()}) == 1 and set(columns) >= set(levels)
    return DatedNotes(columns, next(iter(columns.values())) if of_all else None, rest)


def _parts(line: str) -> list[str]:
    """Take a line apart where another thing begins to be said."""
    return [part for one in _CLAUSES.split(line) if (part := one.strip())]


def _when(clause: str, year: int) -> Dated | None:
    """Give the date that a clause names; a quarter or month alone is of a table's year."""
    if find_dates(clause):
        return best_date([clause]) or day_of_anything(clause)
    bare = _BARE.search(plain_text(clause))
    return next(iter(find_dates(f"{bare[0]}/{year}")), None) if bare and year else None


def _said_of(
    clause: str, heading: HeadingTexts, levels: Mapping[int, Level], *, differs: bool
) -> Collection[int] | None:
    """Find the columns that a clause with a date is about; None where it is about the table."""
    plain = plain_text(clause)
    if _UNITS.search(plain) or any(kind == "plan" for kind, _ in parse_level(clause).vetoes):
        return None
    of_figures = _OF_FIGURES.search(plain) is not None
    named = list(named_columns(clause, heading)) if of_figures else []
    if named:
        return named
    about = parse_level(_before_date(clause))
    subjects = set(about.subjects)
    singled = _SINGLED_OUT.match(plain) is not None
    says_more = about.technologies or set(about.relations) - _LEAVES_OPEN or about.operators
    beside = {plain_text(word) for word in about.unknown} - _SAYS_WHEN
    is_title = clause.isupper() or _TITLE.match(plain) is not None
    if subjects and subjects <= _BASES and not (says_more or beside):
        kinds = {kind for kind, _ in about.vetoes}
        if (singled or not is_title) and kinds <= {"part"}:
            return [] if kinds else _of_bases(subjects, levels)
        return None
    # "Số liệu 5G đến …" is said of 5G alone where another line dates the others.
    singled = singled or (differs and not is_title and _DATA.match(plain) is not None)
    if of_figures and (singled or _begins_with_name(clause)):
        some = _alike(about, levels) if about.technologies or subjects == {"stations"} else []
        return some if some and len(some) < len(levels) else None
    return None


def _before_date(clause: str) -> str:
    """Give what a clause says before its first date."""
    plain = plain_text(clause)
    bare = _BARE.search(plain)
    starts = [one.start for one in find_dates(clause)] + ([bare.start()] if bare else [])
    words = " ".join(clause.split())
    return (words if len(words) == len(plain) else plain)[: min(starts, default=None)]


def _begins_with_name(clause: str) -> bool:
    """Tell whether a clause is "Trạm 5G: số liệu đến …": a name, and what is said of it."""
    name, colon, said = clause.partition(":")
    level = parse_level(name)
    return bool(colon) and not level.unknown and _TOLD.match(plain_text(said)) is not None


def _levels(heading: HeadingTexts) -> dict[int, Level]:
    """Read the heading of each column of figures as one level."""
    found = {}
    for column, texts in heading.of_figures.items():
        text = " ".join(dict.fromkeys(one for one in texts if len(one) < _LONGEST_HEADING))
        level = parse_level(text)
        if level.subjects or level.technologies or level.relations:
            found[column] = level
    return found


def _of_bases(subjects: set[str], levels: Mapping[int, Level]) -> list[int]:
    """Give the columns of all people, households or villages."""
    return [
        column
        for column, level in levels.items()
        if set(level.subjects) & subjects
        and not (level.technologies or set(level.relations) - _LEAVES_OPEN or level.operators)
    ]


def _alike(about: Level, levels: Mapping[int, Level]) -> list[int]:
    """Give the columns of a technology, and of a subject where one is named."""
    return [
        column
        for column, level in levels.items()
        if set(about.technologies) <= set(level.technologies)
        and set(about.subjects) <= set(level.subjects)
    ]
