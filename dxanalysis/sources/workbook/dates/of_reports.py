"""Lines that name two periods: that of a report, and the one that its figures are of."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.date_words import begins
from dxanalysis.sources.workbook.dates.written import Dated, bare_periods, find_dates
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

_FIGURES: Final = re.compile(r"\b(?:so lieu|du lieu|figures?|data)\b")
_RESULTS: Final = re.compile(r"\b(?:ket qua|hien trang|thuc trang|luy ke|chot)\b")
_REPORT: Final = re.compile(
    r"\b(?:bao cao|bc|giao ban|(?<!tong )(?<!phu )hop|hoi nghi|so ket|tong ket|report|meeting)\b"
)
_OF_ELSE: Final = re.compile(
    r"\b(?:so (?:sanh|voi)|cung ky|tang|giam|ke hoach|nhiem vu|phuong huong|muc tieu|chi tieu|uoc"
    r"|du kien|dan so|nhan khau|so ho|ho dan|han|kem theo|cong van|quyet dinh|versus|vs)\b"
)
"""Before a period that neither figures nor a report are of."""

_BEFORE: Final = re.compile(
    r"(?:^|[(;,.:–-])\s*(?:so lieu|du lieu) (?:cua )?(thang|quy|nam|ky)"
    r"(?: bao cao)?(?: lien)? truoc\b"
)
_KINDS: Final = {"thang": "month", "quy": "quarter", "nam": "year"}
_WIDE: Final = frozenset({"month", "quarter", "year"})
_ALONE: Final = re.compile(r"[\W_]*")
_LENGTHS: Final = {"month": 1, "quarter": 3, "year": 12}

_SURE, _LIKELY, _NOBODY, _OF_REPORT = 2, 1, 0, -1


@dataclass(frozen=True)
class _Said:
    """A period of a line, and whose the words before it say that it is."""

    found: Dated
    whose: int
    has_year: bool
    is_alone: bool


@functools.lru_cache(maxsize=4096)
def of_figures_alone(line: str) -> str:
    """Leave out the period of a report where the line says of which its figures are, too.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    str
        Without tones, the period of the figures with its year; the line as it is where it names
        no two, or says of none that the figures are of it.

    Examples
    --------
    >>> of_figures_alone("BÁO CÁO THÁNG 12/2025 (số liệu tháng 11)")
    'bao cao (so lieu thang 11/2025)'
    >>> of_figures_alone("Báo cáo tháng 01/2026 (số liệu tháng 12)")
    'bao cao (so lieu thang 12/2025)'
    >>> of_figures_alone("Số trạm BTS quý III/2025")
    'Số trạm BTS quý III/2025'
    """
    plain = plain_text(line)
    said = _periods(plain)
    if shifted := _of_period_before(plain, said):
        return shifted
    if len(said) < 2:  # noqa: PLR2004 - two periods
        return line
    most = max(one.whose for one in said)
    of_figures = [one for one in said if one.whose == most]
    if most < _LIKELY or len(of_figures) != 1:
        return line
    mine = of_figures[0]
    others = [one for one in said if _gives_way(one, mine)]
    if not others:
        return line
    year = _year_beside(mine, others)
    end = mine.found.day if mine.has_year else _end(mine.found, year)
    last = max((one.found.day for one in others if one.has_year and one.found.day), default=None)
    if end is None or (mine.found.precision == "year" and last is not None and last < end):
        return line  # "Báo cáo tháng 9, số liệu năm 2025": of the year so far
    written = mine.found.written + ("" if mine.has_year else f"/{year}")
    if mine.found.precision == "year":
        written = f"so lieu {written}"  # a bare year is that of figures only where this is said
    return _without(plain, others, mine.found, written)


def of_figures_in(lines: Sequence[str]) -> list[str]:
    """Leave out the period of a report in lines of which another says of when figures are.

    Parameters
    ----------
    lines
        The texts around a table.

    Returns
    -------
    list of str
        Them, as :func:`of_figures_alone` gives each, and those of both as one.

    Examples
    --------
    >>> of_figures_in(["Kỳ báo cáo: Quý IV/2025", "Kỳ số liệu: Quý III"])
    ['ky so lieu: quy iii/2025 ; ky bao cao:']
    """
    said = {line: _periods(plain_text(line)) for line in lines}
    sure = [
        line for line, found in said.items()
        if any(one.whose == _SURE and one.found.precision in _WIDE for one in found)
    ]  # fmt: skip
    reports = [
        line for line, found in said.items()
        if line not in sure and found and all(one.whose == _OF_REPORT for one in found)
    ]  # fmt: skip
    both = " ; ".join([sure[0], *reports]) if len(sure) == 1 and reports else ""
    joined = of_figures_alone(both)
    if joined == both:
        return [of_figures_alone(line) for line in lines]
    alone = [of_figures_alone(line) for line in lines if line not in reports]
    return [joined if one == of_figures_alone(sure[0]) else one for one in alone]


@functools.lru_cache(maxsize=4096)
def is_undecided(line: str) -> bool:
    """Tell whether a line names two periods, and nothing of whose each of them is.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    bool
        True where a quarter or month stands by itself beside another that ends on another day.

    Examples
    --------
    >>> is_undecided("BÁO CÁO THÁNG 12/2025 (THÁNG 11)"), is_undecided("THÁNG 9 (QUÝ III/2025)")
    (True, False)
    """
    said = _periods(plain_text(line))
    whole = [one for one in said if one.has_year and one.found.precision in {"month", "quarter"}]
    days = {one.found.day for one in whole}
    if len(days) != 1 or None in days:
        return False
    year = max(day.year for day in days if day)
    ends = {_end(one.found, year) for one in said if not one.has_year and one.is_alone}
    lengths = [_LENGTHS[one.found.precision] for one in said if not one.has_year and one.is_alone]
    # "Tháng 11, quý IV/2025" and "11 tháng" name a month of the quarter.
    within = whole[0].found.precision == "quarter" and max(lengths, default=0) == 1
    return bool(ends - days) and not within


def _periods(plain: str) -> list[_Said]:
    """Give the periods of a line with what the words before each say."""
    dates = [one for one in find_dates(plain) if one.precision != "span"]
    bare = [
        one for one in bare_periods(plain)
        if not any(one.start < other.end and other.start < one.end for other in dates)
    ]  # fmt: skip
    found: list[_Said] = []
    behind = 0
    for one in sorted([*dates, *bare], key=lambda one: one.start):
        clause = plain[behind : one.start]
        behind = one.end
        if _OF_ELSE.search(clause) or begins(clause) or begins(plain[: one.start]):
            continue
        found.append(_Said(one, _whose(clause), one in dates, bool(_ALONE.fullmatch(clause))))
    return found


def _whose(clause: str) -> int:
    """Say whether the words before a period are of figures or of a report."""
    figures, report = _FIGURES.search(clause), _REPORT.search(clause)
    if figures and not report:
        return _SURE
    if figures or (_RESULTS.search(clause) and not report):
        return _LIKELY
    return _OF_REPORT if report else _NOBODY


def _gives_way(one: _Said, mine: _Said) -> bool:
    """Tell whether a period is not that of figures where another is said to be."""
    if one.whose == _OF_REPORT:
        return True
    if one.whose >= mine.whose or mine.whose != _SURE:
        return False
    # "Số liệu năm 2025 (tháng 1-11)", "Năm 2025 (số liệu tháng 11)" are one; a day may be when
    # figures were taken.
    named = one.has_year or mine.found.precision != "year"
    return named and one.found.precision in {"month", "quarter"}


def _year_beside(mine: _Said, others: Sequence[_Said]) -> int:
    """Give the year of a period without one: that before, where it is yet to come."""
    days = [one.found.day for one in others if one.has_year and one.found.day]
    if mine.has_year or not days:
        return 0
    last = max(days)
    end = _end(mine.found, last.year)
    return last.year - (end is not None and end > last)


def _end(found: Dated, year: int) -> dt.date | None:
    """Give the last day of a period without its year, in some year."""
    if not year:
        return None
    return next((one.day for one in bare_periods(found.written, year)), None)


def _without(plain: str, others: Sequence[_Said], mine: Dated, written: str) -> str:
    """Take periods out of a line, and write another in full."""
    changes = [(mine, written), *((one.found, " ") for one in others)]
    for one, text in sorted(changes, key=lambda change: -change[0].start):
        plain = f"{plain[: one.start]}{text}{plain[one.end :]}"
    return " ".join(plain.split())


def _of_period_before(plain: str, said: Sequence[_Said]) -> str:
    """Date "Tháng 01/2026 (số liệu tháng trước)" by the period before; ``""`` where not so."""
    match = _BEFORE.search(plain)
    whole = [one.found for one in said if one.has_year and one.found.precision in _WIDE]
    if match is None or len(whole) != 1 or whole[0].day is None:
        return ""
    kind = _KINDS.get(match[1], whole[0].precision)
    last = whole[0].day
    if kind != whole[0].precision or whole[0].start > match.start():
        return ""
    month = last.year * 12 + last.month - 1 - _LENGTHS[kind]
    year, month = month // 12, month % 12 + 1
    written = {"month": f"thang {month}/{year}", "quarter": f"quy {month // 3}/{year}"}
    rest = f"{plain[: whole[0].start]} {plain[whole[0].end : match.start(1)]}"
    text = f"{rest} {written.get(kind, f'nam {year}')} {plain[match.end() :]}"
    return " ".join(text.split())
