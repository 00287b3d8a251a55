"""The periods that published figures stand for, as they are written in the catalogue.

``2024``, ``2024-09``, ``2024-10-09``, ``2024-Q3``, ``2025-H2``, and spans of two: ``2021/2025``, or
``2022/`` for one that has not ended.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.lang import date, text

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

_PERIOD: Final = re.compile(r"(\d{4})(?:-(?:Q([1-4])|H([12])|(\d{2})(?:-(\d{2}))?))?")
_QUARTER: Final = 3
_HALF: Final = 6


def last_day(stated: str) -> dt.date:
    """Give the last day of a period.

    Parameters
    ----------
    stated
        A period, or a span of two; of a span that has not ended, its beginning counts.

    Returns
    -------
    datetime.date
        The day.

    Examples
    --------
    >>> last_day("2024-Q3"), last_day("2025")
    (datetime.date(2024, 9, 30), datetime.date(2025, 12, 31))
    """
    year, quarter, half, month, day = _parts([part for part in stated.split("/") if part][-1])
    last = _QUARTER * quarter or _HALF * half or month or 12
    return dt.date(year, last, day or calendar.monthrange(year, last)[1])


def period(stated: str, lang: Lang) -> str:
    """Write a period as the language does.

    Parameters
    ----------
    stated
        A period, or a span of two.
    lang
        The language.

    Returns
    -------
    str
        For instance ``quý 3/2024``.
    """
    if "/" in stated:
        start, end = stated.split("/")
        if not end:
            return text("published.since", lang, start=period(start, lang))
        return text("published.span", lang, start=period(start, lang), end=period(end, lang))
    year, quarter, half, month, day = _parts(stated)
    if day:
        return date(dt.date(year, month, day), lang)
    named = {"year": str(year)}
    if quarter:
        return text("published.quarter", lang, number=str(quarter), **named)
    if half:
        return text(f"published.half_{half}", lang, **named)
    return text("published.month", lang, month=f"{month:02d}", **named) if month else str(year)


def _parts(stated: str) -> tuple[int, ...]:
    """Split a period into year, quarter, half, month and day; 0 where it has none."""
    match = _PERIOD.fullmatch(stated)
    if match is None:
        raise ValueError(stated)
    return tuple(int(part or 0) for part in match.groups())
