"""A second figure in brackets behind the first: "12 (11)", "9.412 (▲120)", "30 (ước 31/12: 34)"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet

_BOTH: Final = re.compile(
    r"\s*(\d[\d.,\s]*)[(\[]\s*(?:([▲▼△▽↑↓+±–−-])\s*)?(?:(\d[\d.,\s]*)|(?<=[–−-]))[)\]]\s*"
)
_NAMES_INNER: Final = re.compile(
    r"([^(\[]{3,120})[(\[]\s*(?:số |số liệu )?trong (?:dấu )?ngoặc(?: là)?\s*:?"
    r"\s*([^()\[\]]{3,120})[)\]]\s*",
    re.IGNORECASE,
)
_SERVICE: Final = re.compile(
    r"(?:đang|đã) (?:phát sóng|hoạt động|khai thác|vận hành|sử dụng)|on air|in service",
    re.IGNORECASE,
)
_WORDED: Final = re.compile(
    r"\s*(\d[\d.,\s]*)[(\[]\s*([^\W\d][^()\[\]]{1,60}?)\s*:?\s*[+–−-]?\s*\d[\d.,]*"
    r"(?:\s*([^\W\d][^()\[\]\d]{0,20}|%))?\s*[)\]]\s*"
)
"""A second figure that its words set apart from the first: "(ước 31/12: 34)", "(tăng 2 trạm)"."""

_DAY: Final = re.compile(r"\b\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{4})?\b")
_YEAR_BEHIND: Final = re.compile(r"(?<![:\d.,]) ?(?<!: )\b20[2-4]\d\s*[)\]]\s*$")
_WITHIN: Final = re.compile(r"\btrong (?:dau )?ngoac\b|\bin (?:brackets|parentheses)\b")
_OUTSIDE: Final = re.compile(r"\bngoai (?:dau )?ngoac\b|\boutside\b|\btruoc (?:dau )?ngoac\b")
_CLAUSE: Final = re.compile(r"[;\n]|\.\s")
_PASSED: Final = frozenset({"period", "old", "plan", "lacks", "part"})
_OTHER_TIMES: Final = frozenset({"period", "old", "plan"})
_LONGEST: Final = 400


def without_second_figures(sheet: Sheet) -> Sheet:
    """Leave out the figures in brackets where they are a change, or said not to be of today.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet with the first figure of such cells, and a note that says so; all of it as it is
        where nothing says what stands in the brackets. Words beside the second figure may say so
        themselves: "30 (ước 31/12: 34)".
    """
    texts = {
        place: value
        for place, value in sheet.cells.items()
        if isinstance(value, str) and value.rstrip().endswith((")", "]"))
    }
    found = {place: match for place, value in texts.items() if (match := _BOTH.fullmatch(value))}
    worded = {
        place: match[1].strip()
        for place, value in texts.items()
        if len(value) <= _LONGEST
        and (match := _WORDED.fullmatch(value))
        and _is_of_another_time(match[2])
        and not _is_dated(match)
    }
    if not (found or worded):
        return sheet
    inner = _in_service(sheet, found)
    if inner:
        return replace(sheet, cells={**sheet.cells, **inner})
    named = _named(sheet, found)
    said = _said(sheet) if found else ""
    signed = {place for place, match in found.items() if match[2] and match[2] not in "–−-"}
    columns = {column for _, column in signed}
    taken = {
        place: match[1].strip()
        for place, match in found.items()
        if said or place[1] in named or (place[1] in columns and (match[2] or place in signed))
    } | worded
    if not taken:
        return sheet
    said = "" if said in {sheet.text(*at) for at, _ in named.values()} else said
    headings = dict(named.values())
    note = ("figures_bracketed", str(len(taken)))
    # A line that is only about the brackets says nothing of the other figures.
    kept = {place: value for place, value in sheet.cells.items() if not said or value != said}
    return replace(sheet, cells={**kept, **headings, **taken}, notes=(*sheet.notes, note))


def _named(sheet: Sheet, found: Iterable[Place]) -> dict[int, tuple[Place, str]]:
    """Find the headings that say what stands in the brackets: "Số tổ (trong ngoặc: tổ ở thôn)".

    Without the bracket they are what the first figures are.
    """
    named: dict[int, tuple[Place, str]] = {}
    for column in {place[1] for place in found}:
        first = min(row for row, at in found if at == column)
        above = [(row, value) for row, value in sheet.by_column[column] if row < first]
        row, text = above[-1] if above else (0, "")
        match = _NAMES_INNER.fullmatch(text) if isinstance(text, str) else None
        if match and len(match[0]) <= _LONGEST:
            named[column] = (row, column), match[1].strip()
    return named


def _in_service(sheet: Sheet, found: Mapping[Place, re.Match[str]]) -> dict[Place, str]:
    """Take the figures in brackets where their heading says that they are what is in service.

    "Số trạm 4G đã xây dựng (trong ngoặc: số trạm đang phát sóng)" is read as the latter.
    """
    taken: dict[Place, str] = {}
    for column in {place[1] for place in found}:
        rows = [row for row, at in found if at == column]
        above = [(row, value) for row, value in sheet.by_column[column] if row < min(rows)]
        row, text = above[-1] if above else (0, "")
        named = _NAMES_INNER.fullmatch(text) if isinstance(text, str) else None
        if named is None or len(str(text)) > _LONGEST or not _SERVICE.search(named[2]):
            continue
        outer, inner = parse_level(named[1]), parse_level(named[2])
        others = bool(outer.unknown or outer.vetoes) and not (inner.unknown or inner.vetoes)
        if others and outer.subjects == inner.subjects:
            words = [one.upper() for one in outer.technologies if one not in inner.technologies]
            taken[row, column] = " ".join([named[2], *words])
            taken |= {
                (row, column): match[3] for (row, at), match in found.items()
                if at == column and match[3]
            }  # fmt: skip
    return taken


def _is_of_another_time(words: str) -> bool:
    """Tell whether words say of a figure that it is planned, of before, or what was added."""
    level = parse_level(_DAY.sub(" ", words))
    kinds = {kind for kind, _ in level.vetoes}
    same = not (level.subjects or level.technologies or level.operators or level.unknown)
    return same and bool(kinds) and kinds <= _OTHER_TIMES


def _is_dated(match: re.Match[str]) -> bool:
    """Tell whether what stands in brackets is the year of the figure before: "6 (KH 2026)"."""
    inner = match[0][match.end(1) :]
    first = re.sub(r"\D", "", match[1])
    return _YEAR_BEHIND.search(inner) is not None and len(first) < len("2026")


def _said(sheet: Sheet) -> str:
    """Find what says that figures in brackets are of before, planned or of a part."""
    texts = [one for one in sheet.cells.values() if isinstance(one, str) and len(one) <= _LONGEST]
    clauses = [one.strip() for text in texts for one in _CLAUSE.split(text)]
    about = [one for one in clauses if _WITHIN.search(plain_text(one))]
    if not about or any(_OUTSIDE.search(plain_text(one)) for one in clauses):
        return ""
    others = _days(one for one in clauses if one not in about)
    for clause in about:
        days = _days([clause])
        kinds = {kind for kind, _ in parse_level(clause).vetoes}
        earlier = days and others and max(days) < max(others)
        if earlier or (not days and kinds and kinds <= _PASSED):
            return clause
    return ""


def _days(texts: Iterable[str]) -> list[dt.date]:
    """List the days that texts name."""
    return [one.day for text in texts for one in find_dates(text) if one.day]
