"""Answers to a form that name when each was sent: of two of one commune, the later one counts."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Value
    from dxanalysis.sources.workbook.tables.table import Table

_HEADING: Final = re.compile(
    r"dau thoi gian|time ?stamp|(?:thoi (?:gian|diem)|ngay(?:,? gio)?|ngay va gio|gio)"
    r" (?:bat dau|hoan thanh|hoan tat|gui|nop|tra loi|dien)(?: (?:phieu|bieu mau|bieu|form|cau tra"
    r" loi|bao cao|phieu tra loi))?|(?:start|completion|submission|response) (?:time|date)"
    r"|(?:last )?(?:submitted|modified|completed)(?: (?:at|on|time|date))?"
)
"""Headings that a program gives the column of when somebody answered."""

_DAY: Final = re.compile(r"(?<!\d)(\d{1,4})[/.-](\d{1,2})[/.-](\d{1,4})(?!\d)")
_HOUR: Final = re.compile(
    r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(am|pm|sa|ch)?\b", re.IGNORECASE
)
_ORDERS: Final = ((2, 1, 0), (2, 0, 1), (0, 1, 2))
"""Where year, month and day may stand: "3/12/2025" is written in two ways."""


def times_of_answers(table: Table, rows: Iterable[int]) -> list[dict[int, dt.datetime]]:
    """Find when the answers of a table's rows were sent.

    Parameters
    ----------
    table
        The table.
    rows
        Its rows.

    Returns
    -------
    list of dict
        Row to day and hour, once for each order of day and month in which all of them may be
        written; empty where no column has them.
    """
    rows = list(rows)
    columns = [
        column
        for column, heading in table.headings.items()
        if _HEADING.fullmatch(plain_text(heading.split(" / ")[-1]))
    ]
    for column in reversed(columns):  # of the two that begin and end an answer, the later one
        values = {row: table.sheet.cells.get((row, column)) for row in rows}
        read = [
            {row: when for row, value in values.items() if (when := _time(value, order))}
            for order in _ORDERS
        ]
        if found := [times for times in read if len(times) == len(rows)]:
            return found
    return []


def later_of(times: Sequence[Mapping[int, dt.datetime]], first: int, second: int) -> int | None:
    """Say which of two rows was sent later.

    Parameters
    ----------
    times
        What :func:`times_of_answers` found.
    first, second
        The rows.

    Returns
    -------
    int or None
        The row; None where it cannot be told.
    """
    later = {
        None if one[first] == one[second] else max(first, second, key=one.__getitem__)
        for one in times
    }
    return later.pop() if len(later) == 1 else None


def _time(value: Value | None, order: tuple[int, int, int]) -> dt.datetime | None:
    """Read a day with its hour; None for anything else, as a program writes both."""
    if isinstance(value, dt.datetime):
        return value if value.time() != dt.time() else None
    day, hour = (form.search(value) if isinstance(value, str) else None for form in (_DAY, _HOUR))
    if day is None or hour is None:
        return None
    year, month, date = (int(day[at + 1]) for at in order)
    half = (hour[4] or "").lower()
    hours = int(hour[1]) % 12 + 12 * (half in {"pm", "ch"}) if half else int(hour[1])
    try:
        return dt.datetime(year, month, date, hours, int(hour[2]), int(hour[3] or 0))  # noqa: DTZ001
    except ValueError:
        return None
