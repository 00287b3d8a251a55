"""The dates that a text names, as they are written: "30/9/2025", "quý III", "cuối tháng 9"."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_QUARTERS: Final = {
    "i": 1,
    "ii": 2,
    "iii": 3,
    "iv": 4,
    "mot": 1,
    "hai": 2,
    "ba": 3,
    "tu": 4,
    "bon": 4,
}
_MONTHS_OF_A_YEAR: Final = 12
_YEAR: Final = r"((?:19|20)\d\d)"
_NEAR_YEAR: Final = r"(199\d|20[0-5]\d)"
"""A number that is a year without any word that says so; 1963 or 2085 is more likely a figure."""

_SEP: Final = r"\s*[/.\-]\s*"
_DIGITS: Final = re.compile(r"\d\d")
_Q: Final = r"(?:i{1,3}|iv|0?[1-4])"
_TO: Final = r"\s*(?:[-–—~]|(?:cho )?(?:den|toi))\s*(?:het )?"
_FORMS: Final = (
    ("span", re.compile(
        rf"\b(?:giai doan|thoi ky|tu nam)?\s*{_YEAR}\s*(?:[-–]|den(?: nam)?)\s*{_YEAR}\b")),
    ("day", re.compile(rf"(?<![\d/.])(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}{_YEAR}(?!\d)")),
    ("week", re.compile(
        rf"\btuan (?:thu )?(\d{{1,2}})\W*(?:cua )?thang (\d{{1,2}})(?: nam| ?[/,.-])? ?{_YEAR}\b")),
    ("week", re.compile(rf"\btuan (?:thu )?(\d{{1,2}})\s*(?:[/,.-]|nam)?\s*()?{_YEAR}\b")),
    ("day", re.compile(
        r"(?<!dot )(?<!lan )(?<!ky )(?<!thu )"
        rf"\b(\d{{1,2}}) thang (\d{{1,2}})(?: nam| ?[/,.-])? ?{_YEAR}\b")),
    ("iso", re.compile(rf"\b{_YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})(?:\b|(?=t))")),
    ("quarter", re.compile(
        rf"\bquy\s*(i{{1,3}}|iv|0?[1-4]|mot|hai|ba|tu|bon)\s*(?:[/.,\-]|nam|-?\s*nam)?\s*{_YEAR}\b")),
    # "Quý I-III/2025", "tháng 1 - 11 năm 2025" end with their last.
    ("quarter", re.compile(
        rf"\b(?:quy|q)\s*{_Q}{_TO}(?:(?:quy|q)\s*)?({_Q})\s*(?:[/.,\-]|nam)?\s*{_YEAR}\b")),
    ("month", re.compile(
        rf"\b(?:thang|t)\s*\d{{1,2}}{_TO}(?:(?:thang|t)\s*)?(\d{{1,2}})\s*(?:[/.,]|nam)\s*{_YEAR}\b")),
    ("quarter", re.compile(rf"\bq\s*(i{{1,3}}|iv|0?[1-4])\s*(?:[/.,\-_])?\s*{_YEAR}\b")),
    ("quarter_of", re.compile(rf"\b{_YEAR}\s*[-/.]?\s*(?:quy|q)\s*(i{{1,3}}|iv|[1-4])\b")),
    ("month_of", re.compile(rf"\b{_YEAR}\s*thang\s*(\d{{1,2}})\b")),
    ("last", re.compile(rf"\b\d{{1,2}} thang cuoi(?: cua)?(?: nam)?\W{{0,3}}{_YEAR}\b")),
    ("half", re.compile(rf"\b6 thang(?: dau)?(?: nam)? {_YEAR}\b")),
    ("month", re.compile(rf"\b(?:thang|t)\s*(\d{{1,2}})\s*(?:[/.,\-_]|nam)?\s*{_YEAR}\b")),
    ("month", re.compile(rf"\b(\d{{1,2}})\s*(?:thang|t)(?: dau)?(?: nam)?\s*[/.\-]?\s*{_YEAR}\b")),
    ("month", re.compile(rf"(?<![\d/.])(\d{{1,2}})\s*[/.]\s*{_YEAR}(?!\d)")),
    ("month_of", re.compile(rf"(?<![\d/.]){_YEAR}\s*[-/.]\s*(0[1-9]|1[0-2])(?![\d/.-])")),
    ("english", re.compile(
        rf"\b(?:(\d{{1,2}})(?:st|nd|rd|th)?[\s/-]+)?"
        r"(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
        rf"[\s/-]+(?:(\d{{1,2}})(?:st|nd|rd|th)?,?\s+)?{_YEAR}\b")),
    ("iso", re.compile(r"\b(20\d\d)(0[1-9]|1[0-2])([0-3]\d)\b")),
    ("day", re.compile(r"\b([0-3]\d)(0[1-9]|1[0-2])(20\d\d)\b")),
    ("month_of", re.compile(r"\b(20\d\d)(0[1-9]|1[0-2])\b")),
    ("day", re.compile(rf"(?<![\d/.])(\d{{1,2}}){_SEP}(\d{{1,2}}){_SEP}([2-3]\d)(?![\d/.])")),
    # "Năm 2025 (đến 30/9)", "năm 2025, tính đến hết tháng 9", "Năm 2025 (9 tháng)".
    ("day_of", re.compile(
        rf"\b(?:nam )?{_YEAR}\W{{1,3}}(?:tinh )?(?:den|toi)(?: het)?(?: ngay)? "
        r"(\d{1,2})/(\d{1,2})(?![\d/.])(?:\s?\))?")),
    ("month_of", re.compile(
        rf"\b(?:nam )?{_YEAR}\W{{1,3}}(?:(?:tinh )?(?:den|toi) )(?:het )?thang (\d{{1,2}})\b"
        r"(?![/.,-]? ?\d)(?:\s?\))?")),
    ("month_of", re.compile(rf"\bnam {_YEAR} ?\((\d{{1,2}}) thang(?: dau nam)?\)")),
    ("year", re.compile(rf"\b(?:cuoi nam|het nam|nam|year)\s*{_YEAR}\b")),
    ("year", re.compile(rf"(?<![\d/.,]){_NEAR_YEAR}(?![\d/.,]?\d)")),
)  # fmt: skip
_BEHIND: Final = r"(?=\s*(?:$|[^\w\s]|(?:cua )?nam\b))"
"""No count may follow the end of a range: "tháng 9 - 12 xã"."""

_BARE: Final = (
    (
        "quarter",
        re.compile(rf"\b(?:quy|q)\s*\.?\s*{_Q}{_TO}(?:(?:quy|q)\s*)?({_Q})\b{_BEHIND}"),
    ),
    (
        "quarter",
        re.compile(
            rf"\b(?:quy|q)\s*\.?\s*({_Q})\b"
            # "Quý I, II" is no one quarter.
            rf"(?!\s*(?:[,;&+]|va)\s*(?:quy\s*)?{_Q}\b)"
        ),
    ),
    (
        "month",
        re.compile(
            rf"\b(?:thang|t)\s*\.?\s*\d{{1,2}}{_TO}(?:(?:thang|t)\s*)?(\d{{1,2}})\b{_BEHIND}"
        ),
    ),
    ("month", re.compile(r"\b(?:thang|t)\s*\.?\s*(\d{1,2})\b")),
    ("last", re.compile(r"\b(\d{1,2}) thang cuoi nam\b")),
    ("month", re.compile(r"\b(\d{1,2}) thang(?: dau nam)?\b")),
    ("day", re.compile(r"(?<![\d/.])(\d{1,2})\s*[/]\s*(\d{1,2})(?![\d/.])")),
)
_PERIOD_ALONE: Final = re.compile(r"(?:quy|q)\s*\.?\s*(?:i{1,3}|iv|0?[1-4])|(?:thang|t)\s*\d{1,2}")
_YEAR_ALONE: Final = re.compile(rf"(?:nam\s*)?{_YEAR}")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


@dataclass(frozen=True)
class Dated:
    """One date in a text.

    Attributes
    ----------
    day
        The day, or the last day of the period; None where the calendar has no such day.
    precision
        How exact it is; ``span`` is a period of years, such as 2026–2030.
    written
        As it stands in the text, without tones.
    start, end
        Where, in the text without tones.
    """

    day: dt.date | None
    precision: str
    written: str
    start: int
    end: int


@functools.lru_cache(maxsize=16_384)
def find_dates(text: str) -> tuple[Dated, ...]:
    """Find the dates that a text names.

    Parameters
    ----------
    text
        A title or heading.

    Returns
    -------
    tuple of Dated
        In the order in which they stand; a day that does not exist (31/9/2025) has no ``day``.

    Examples
    --------
    >>> [found.day.isoformat() for found in find_dates("Quý III/2025, so với 31/12/2024")]
    ['2025-09-30', '2024-12-31']
    """
    plain = plain_text(text)
    if _DIGITS.search(plain) is None:  # every form has a year, or half of one
        return ()
    taken: list[Dated] = []
    for kind, form in _FORMS:
        for match in form.finditer(plain):
            if any(match.start() < one.end and one.start < match.end() for one in taken):
                continue
            precision, day = _date(kind, match.groups())
            taken.append(Dated(day, precision, match[0].strip(), match.start(), match.end()))
    return tuple(sorted(taken, key=lambda one: one.start))


def find_period(plain: str, year: int) -> Dated | None:
    """Find a period that a text names without its year, which another line gives.

    Parameters
    ----------
    plain
        A text as :func:`~dxanalysis.vietnamese.plain_text` writes it.
    year
        The year.

    Returns
    -------
    Dated or None
        The period; None where there is none, or no such day in that year.

    Examples
    --------
    >>> find_period("luy ke den quy iii", 2025).day.isoformat()
    '2025-09-30'
    """
    for kind, form in _BARE:
        match = form.search(plain)
        if match:
            precision, day = _date(kind, (*match.groups(), str(year)))
            if day:
                return Dated(day, precision, match[0], match.start(), match.end())
    return None


def bare_periods(plain: str, year: int = 2000) -> list[Dated]:
    """Give the quarters and months that a text names without their year.

    Parameters
    ----------
    plain
        A text as :func:`~dxanalysis.vietnamese.plain_text` writes it.
    year
        A year to date them by.

    Returns
    -------
    list of Dated
        Those that there are, a range as its last; those with a year may be among them.

    Examples
    --------
    >>> [one.written for one in bare_periods("bao cao thang 12, so lieu quy i-iii")]
    ['quy i-iii', 'thang 12']
    """
    found: list[Dated] = []
    for kind, form in _BARE:
        for match in form.finditer(plain) if kind != "day" else ():
            precision, day = _date(kind, (*match.groups(), str(year)))
            if day and not any(
                match.start() < one.end and one.start < match.end() for one in found
            ):
                found.append(Dated(day, precision, match[0], match.start(), match.end()))
    return found


def make_day(day: str, month: str, year: int) -> dt.date | None:
    """Make a day of what was written of it.

    Parameters
    ----------
    day, month
        Their digits; exchanged where only that makes a day.
    year
        The year.

    Returns
    -------
    datetime.date or None
        The day; None where the calendar has no such day.

    Examples
    --------
    >>> make_day("30", "9", 2025), make_day("31", "9", 2025)
    (datetime.date(2025, 9, 30), None)
    """
    return _date("day", (day, month, str(year)))[1]


def with_years(path: Sequence[str], year: int = 0) -> tuple[str, ...]:
    """Give a quarter or month that stands alone in a heading the year of another level.

    Parameters
    ----------
    path
        The heading's levels.
    year
        The year that the titles give; 0 where they give none.

    Returns
    -------
    tuple of str
        The levels, a level of a year alone left out where it was put to its quarter.

    Examples
    --------
    >>> with_years(["Số hộ năm 2025", "Quý III"]), with_years(["Số hộ", "T9"], 2025)
    (('Số hộ năm 2025', 'Quý III/2025'), ('Số hộ', 'T9/2025'))
    """
    periods = [
        place for place, text in enumerate(path) if _PERIOD_ALONE.fullmatch(plain_text(text))
    ]
    if len(periods) != 1:
        return tuple(path)
    named = {
        place: one.day.year
        for place, text in enumerate(path)
        for one in find_dates(text)
        if one.precision == "year" and one.day
    }
    years = set(named.values()) or ({year} - {0})
    if len(years) != 1:
        return tuple(path)
    alone = {place for place in named if _YEAR_ALONE.fullmatch(plain_text(path[place]))}
    return tuple(
        f"{text}/{next(iter(years))}" if place in periods else text
        for place, text in enumerate(path)
        if place not in alone
    )


def _date(kind: str, parts: tuple[str | None, ...]) -> tuple[str, dt.date | None]:
    """Make the date of what was written, None where there is no such day."""
    precision = _PRECISION.get(kind, kind)
    try:
        return _made(kind, [part or "" for part in parts])
    except ValueError:
        return precision, None


def _made(kind: str, given: list[str]) -> tuple[str, dt.date]:
    """Make a date; ValueError where there is no such day."""
    if kind in {"span", "year"}:
        return kind, dt.date(int(given[-1]), 12, 31)
    if kind == "day":
        year = int(given[2]) + (2000 if len(given[2]) == 2 else 0)  # noqa: PLR2004 - "30/9/25"
        first, second = int(given[0]), int(given[1])
        if second > _MONTHS_OF_A_YEAR >= first:
            first, second = second, first  # as Americans write: 09/30/2025
        return "day", dt.date(year, second, first)
    if kind in {"iso", "day_of"}:
        given = given if kind == "iso" else [given[0], *reversed(given[1:])]
        return "day", dt.date(int(given[0]), int(given[1]), int(given[2]))
    if kind == "english":
        month, day = _MONTHS.index(given[1]) + 1, given[0] or given[2]
        if day:
            return "day", dt.date(int(given[3]), month, int(day))
        return "month", _month_end(int(given[3]), month)
    return _period(kind, given)


def _period(kind: str, given: list[str]) -> tuple[str, dt.date]:
    """Make the last day of a week, month, quarter or half year."""
    if kind == "week":
        return "week", _week_end(*(int(one or 0) for one in given))
    if kind in {"half", "last"}:
        return "month", _month_end(int(given[-1]), 6 if kind == "half" else 12)
    if kind in {"quarter_of", "month_of"}:
        given = [given[1], given[0]]
    if kind.startswith("quarter"):
        quarter = _QUARTERS.get(given[0]) or int(given[0])
        return "quarter", _month_end(int(given[1]), 3 * quarter)
    return "month", _month_end(int(given[1]), int(given[0]))


_PRECISION: Final = {
    "iso": "day",
    "day_of": "day",
    "english": "day",
    "half": "month",
    "last": "month",
    "month_of": "month",
    "quarter_of": "quarter",
}


def _week_end(week: int, month: int, year: int) -> dt.date:
    """Give the last day of a month's week, or of a year's where no month is named."""
    if month:
        end = _month_end(year, month)
        return min(end, end.replace(day=min(7 * week, end.day)))
    return dt.date.fromisocalendar(year, week, 7)


def _month_end(year: int, month: int) -> dt.date:
    """Give the last day of a month."""
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        raise ValueError(month)
    return dt.date(year, month, calendar.monthrange(year, month)[1])
