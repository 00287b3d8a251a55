"""The period that the name of a sheet gives in short: "VTT Q3.25", "T9-25", "9-2025", "T9"."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates.of_figures import best_date, years_named
from dxanalysis.sources.workbook.dates.written import Dated, find_dates
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_SEP: Final = r"[ ./'-]{0,2}"
_SHORT: Final = (
    re.compile(rf"(?<![a-z\d])(quy|q){_SEP}(i{{1,3}}|iv|0?[1-4]){_SEP}(2\d)(?![\d./-]?\d)"),
    re.compile(rf"(?<![a-z\d])(thang|t){_SEP}(0?[1-9]|1[0-2])[ ./'-]{{1,2}}(2\d)(?![\d./-]?\d)"),
)
_TURNED: Final = re.compile(r"(?<![\w./-])(2\d|20\d\d)[ .-]?q([1-4])(?!\w)")
_AMERICAN: Final = re.compile(r"(?<![\w./-])([1-4])q[ .-]?(2\d|20\d\d)(?!\w)")
_MONTH: Final = re.compile(r"(?<![\w./-])(0?[1-9]|1[0-2])[ -](20\d\d)(?![\w./-])")
_OTHERS: Final = re.compile(
    r"\b(?:bieu|mau|bang|muc|phan|sheet"
    r"|phu luc|pl|phu bieu|pb|cv|cong van|qd|nq|tt|bc|kh|tb|so)\W*$"
)
_NUMBER_OF: Final = re.compile(_OTHERS.pattern.removesuffix(r"\W*$") + r"[\W\d]*$")
"""Before the year of a form or letter: "Biểu 02-2024"."""

_JOINED: Final = re.compile(r"(?<![a-z\d./-])(?:thang|t)?[ .]?(0[1-9]|1[0-2])(20\d\d)(?!\w)")
_BARE: Final = re.compile(
    rf"(?<![a-z\d])(?:(quy|q){_SEP}(i{{1,3}}|iv|0?[1-4])|(thang|t){_SEP}(0?[1-9]|1[0-2]))"
    r"(?![\w/]|[ .-]?\d)"
)
"""A quarter or month without its year: "T9", "Quý III"."""

_MONTHS: Final = {"month": 1, "quarter": 3, "year": 12}
_DAYS: Final = 7
_COUNT: Final = re.compile(r"\d+|\b(?:i{1,3}|iv)\b")
_LONGEST: Final = 60
_LONGEST_LINE: Final = 120
_ALIKE: Final = 0.8
_TOP: Final = 12
"""Rows in which the heading of a sheet's first table is looked for."""


def date_of_tab(name: str) -> Dated | None:
    """Find the period that the name of a sheet gives, in full or in short.

    Parameters
    ----------
    name
        As on its tab.

    Returns
    -------
    Dated or None
        The only one it names; None where it names several, or none. "Biểu 9-2025" is a number.

    Examples
    --------
    >>> [date_of_tab(name).day.isoformat() for name in ("VTT Q3.25", "VNPT_T9-25", "9-2025")]
    ['2025-09-30', '2025-09-30', '2025-09-30']
    >>> date_of_tab("Biểu 9-2025"), date_of_tab("Q2.25 và Q3.25")
    (None, None)
    """
    if len(name) > _LONGEST:
        return None
    plain = plain_text(name.replace("_", " "))
    said = [
        f"{match[1]} {match[2]}/20{match[3]}" for form in _SHORT for match in form.finditer(plain)
    ]
    said += [f"quy {match[2]}/{match[1]:0>2}" for match in _TURNED.finditer(plain)]
    said += [f"quy {match[1]}/{match[2]}" for match in _AMERICAN.finditer(plain)]
    said += [
        f"thang {match[1]}/{match[2]}"
        for match in _MONTH.finditer(plain)
        if not _OTHERS.search(plain[: match.start()])
    ]
    said += [f"thang {match[1]}/{match[2]}" for match in _JOINED.finditer(plain)]
    said = [re.sub(r"/(2\d)$", r"/20\1", one) for one in said]
    found = {one.day: one for text in said for one in find_dates(text) if one.precision != "year"}
    if not found:
        return best_date([plain])
    return next(iter(found.values())) if len(found) == 1 else None


def bare_period(name: str) -> tuple[str, str]:
    """Give the quarter or month that a name gives without a year.

    Parameters
    ----------
    name
        Of a sheet.

    Returns
    -------
    tuple of str
        ``quy`` or ``thang`` in full, or ``q`` or ``t`` in short, and which; both ``""`` where the
        name gives none, or several, or the number of something else.

    Examples
    --------
    >>> bare_period("VTT T9"), bare_period("Quý III"), bare_period("Bảng T1"), bare_period("T1-T3")
    (('t', '9'), ('quy', 'iii'), ('', ''), ('', ''))
    """
    plain = plain_text(name.replace("_", " "))
    found = list(_BARE.finditer(plain)) if len(name) <= _LONGEST else []
    if len(found) != 1 or _OTHERS.search(plain[: found[0].start()]):
        return "", ""
    return found[0][1] or found[0][3], found[0][2] or found[0][4]


def other_period(name: str, dated: Dated | None) -> str:
    """Give the period that a sheet's name gives where it is not that of the titles.

    Parameters
    ----------
    name
        Of a sheet.
    dated
        The date that titles give.

    Returns
    -------
    str
        As written; ``""`` where the date lies within it, or the name gives none for certain.

    Examples
    --------
    >>> title = find_dates("Số liệu đến 31/12/2025")[0]
    >>> [other_period(name, title) for name in ("Quý 3", "30.9.2025", "Gốc 2024", "Quý IV", "2025")]
    ['quy 3', '30.9.2025', '2024', '', '']
    """
    plain = plain_text(name.replace("_", " "))
    if dated is None or dated.day is None or len(name) > _LONGEST:
        return ""
    full = [one for one in find_dates(plain) if not _NUMBER_OF.search(plain[: one.start])]
    kind, number = bare_period(name)
    written = full[0].written if full else plain
    if kind in {"quy", "thang"} and not full:
        full = list(find_dates(f"{kind} {number}/{dated.day.year}"))
        written = f"{kind} {number}"
    if not full and (short := date_of_tab(name)):
        full = [short]
    own = full[0] if len(full) == 1 else None
    if own is None or own.day is None or own.precision == "span" or _holds(own, dated.day):
        return ""
    return "" if dated.precision == "year" and own.day.year == dated.day.year else written


def _holds(period: Dated, day: dt.date) -> bool:
    """Tell whether a day lies in a period."""
    end = period.day
    if end is None or period.precision not in _MONTHS:
        return end is None or abs((end - day).days) < (_DAYS if period.precision == "week" else 1)
    months = (end.year - day.year) * 12 + end.month - day.month
    return 0 <= months < _MONTHS[period.precision]


def periods_of_tabs(sheets: Sequence[Sheet], year: int) -> dict[str, Dated]:
    """Date the sheets that are named by a quarter or month alone.

    Parameters
    ----------
    sheets
        Those of a workbook, in order.
    year
        The only year that it names; 0 where it names none, or several.

    Returns
    -------
    dict
        Name of a sheet to its period. "T1" and "T2" may be two tables: they are months where both
        have one heading. Where months do not follow each other up or
        down, as from "T12" to "T1", they are of several years, and none is dated.
    """
    named = {
        sheet.name: bare_period(sheet.name) for sheet in sheets if date_of_tab(sheet.name) is None
    }
    named = {name: period for name, period in named.items() if period[0]}
    heads = {sheet.name: _head(sheet) for sheet in sheets if sheet.name in named}
    months = {int(number) for kind, number in named.values() if kind == "t"}
    in_short = {
        name
        for name, (kind, _) in named.items()
        if kind == "t" and months == {*range(1, len(months) + 1)}
        and not any(_are_alike(heads, name, other) for other in named)
    }  # fmt: skip
    found: dict[str, Dated] = {}
    for name, (kind, number) in named.items() if year else ():
        dates = find_dates(f"{kind} {number}/{year}")
        if name not in in_short and dates:
            found[name] = dates[0]
    days = [one.day for one in found.values() if one.day]
    upwards = [before <= after for before, after in pairwise(days)]
    downwards = [before >= after for before, after in pairwise(days)]
    return found if all(upwards) or all(downwards) else {}


def _are_alike(heads: Mapping[str, set[str]], name: str, other: str) -> bool:
    """Tell whether two sheets have most words of one heading."""
    own, theirs = heads[name], heads[other]
    return name != other and bool(own) and len(own & theirs) >= _ALIKE * max(len(own), len(theirs))


def _head(sheet: Sheet) -> set[str]:
    """Give the texts above a sheet's first figures, without what numbers them."""
    return {_COUNT.sub("", plain_text(text)) for text in _above_figures(sheet)}


def _above_figures(sheet: Sheet) -> list[str]:
    """Give the texts above a sheet's first figures."""
    found: list[str] = []
    for row in list(sheet.rows)[:_TOP]:
        if any(looks_like_figure(sheet.cells.get((row, column))) for column in sheet.rows[row]):
            break
        found += sheet.lines[row]
    return found


def year_of_titles(sheets: Iterable[Sheet]) -> int:
    """Find the only year of which the titles of a workbook's sheets say that its figures are.

    Parameters
    ----------
    sheets
        Its sheets.

    Returns
    -------
    int
        The year; 0 where they say none, or several.
    """
    found = [best_date(_above_figures(sheet)) for sheet in sheets]
    years = {one.day.year for one in found if one and one.day and one.precision != "year"}
    return years.pop() if len(years) == 1 else 0


def year_of_book(sheets: Iterable[Sheet]) -> int:
    """Find the only year that a workbook names, plans and letters aside.

    Parameters
    ----------
    sheets
        Its sheets.

    Returns
    -------
    int
        The year; 0 where it names none, or several.
    """
    texts = {
        text
        for sheet in sheets
        for text in (sheet.name, *sheet.cells.values())
        if isinstance(text, str) and len(text) <= _LONGEST_LINE and "20" in text
    }
    years = years_named(
        text for text in texts if not any(kind == "plan" for kind, _ in parse_level(text).vetoes)
    )
    return years.pop() if len(years) == 1 else 0
