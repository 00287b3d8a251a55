"""The date that a workbook's figures stand for, as its title says it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable

_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}

# Only after such words is a date the figures' own: letters and decrees have dates too.
_AS_OF: Final = (
    r"(?:tinh den|den het|den ngay|thoi diem|so lieu (?:den|ngay|tinh)|chot|as of|as at)\D{0,25}?"
)
_FORMS: Final = (
    (re.compile(_AS_OF + r"(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})"), "day"),
    (re.compile(_AS_OF + r"(\d{1,2}) thang (\d{1,2}) nam (\d{4})"), "day"),
    (re.compile(_AS_OF + r"(\d{4})-(\d{1,2})-(\d{1,2})"), "iso"),
    (re.compile(r"\b(\d{1,2}) thang(?: dau)?(?: nam)? (\d{4})"), "months"),
    (re.compile(_AS_OF + r"(?:thang )?(\d{1,2})\s*[/.-]\s*(\d{4})"), "months"),
    (re.compile(_AS_OF + r"thang (\d{1,2}) nam (\d{4})"), "months"),
    (re.compile(r"\bquy (i{1,3}|iv|[1-4])\s*(?:[/.-]| nam )?\s*(\d{4})"), "quarter"),
)


def find_as_of(lines: Iterable[str]) -> dt.date | None:
    """Find the date that figures stand for.

    Parameters
    ----------
    lines
        The texts above a table.

    Returns
    -------
    datetime.date or None
        The day, or the last day of the period: "Tính đến ngày 30/9/2025", "9 tháng 2025" and
        "Quý III/2025" are all 30 September 2025. None where nothing says it, as in "tính đến nay".

    Examples
    --------
    >>> find_as_of(["(Kèm theo Công văn số 12 ngày 5/10/2025)", "Quý III/2025"])
    datetime.date(2025, 9, 30)
    """
    plain = [" ".join(strip_tones(line).lower().split()) for line in lines]
    for form, kind in _FORMS:
        for line in plain:
            match = form.search(line)
            found = _date(kind, match.groups()) if match else None
            if found:
                return found
    return None


def _date(kind: str, parts: tuple[str, ...]) -> dt.date | None:
    """Make the date of what was written, None where there is no such day."""
    try:
        if kind == "day":
            return dt.date(int(parts[2]), int(parts[1]), int(parts[0]))
        if kind == "iso":
            return dt.date(int(parts[0]), int(parts[1]), int(parts[2]))
        month = 3 * _QUARTERS[parts[0]] if kind == "quarter" else int(parts[0])
        year = int(parts[1])
        return dt.date(year, month, calendar.monthrange(year, month)[1])
    except ValueError:
        return None
