"""Cells that say "không đổi": the figure is that of the same row in the column before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates.written import find_dates, with_years
from dxanalysis.sources.workbook.words.tokens import heading_key
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from dxanalysis.sources.workbook.tables.table import Table

_LONGEST: Final = 60
_PERIOD: Final = r"(?:ky (?:bao cao )?|quy |thang |nam )(?:truoc|lien truoc)"
_UNCHANGED: Final = re.compile(
    rf"\W*(?:(?:khong|ko|k) (?:co )?(?:thay |bien )?doi(?: so (?:voi )?(?P<since>{_PERIOD}))?"
    rf"|(?:nhu|bang|giu nguyen(?: nhu| so)?) (?P<like>{_PERIOD}|cu)"
    r"|giu nguyen|van nhu cu|unchanged|no changes?"
    r"|(?:same|unchanged) (?:as|since|from) (?:the )?(?:last|previous) "
    r"(?P<english>period|quarter|month|year))\W*"
)
_MONTHS: Final = {"quy": 3, "quarter": 3, "thang": 1, "month": 1, "nam": 12, "year": 12}
"""How many months the period before is back; what has another name may be any."""


def unchanged_since(
    table: Table, name: str, column: int, rows: Iterable[int]
) -> tuple[int, list[int]] | None:
    """Find the cells of a column that say that nothing has changed, and since which column.

    Parameters
    ----------
    table
        The table.
    name
        The quantity that the column holds.
    column
        One of its columns.
    rows
        Its rows.

    Returns
    -------
    tuple of int and list of int, or None
        The column of the earlier date with the same heading, and the rows whose figure stands
        there; None where none does, where several earlier columns have the heading, or where the
        cells speak of a period that the earlier column is not of.
    """
    said = {row: months for row in rows if (months := _said(table, row, column)) is not None}
    if not said:
        return None
    key = _undated(table, column)
    same = [one for one in table.headings if one != column and _undated(table, one) == key]
    if len(same) != 1 or table.unread.get(same[0]) != "column_other_date":
        return None
    apart = _months(_day(table, same[0]), table.dates.get(name) or table.as_of)
    taken = [
        row
        for row, months in said.items()
        if months in {0, apart}
        and looks_like_figure(value := table.sheet.cells.get((row, same[0])))
        and re.search(r"\d", str(value))
    ]
    return (same[0], taken) if taken else None


def _said(table: Table, row: int, column: int) -> int | None:
    """Give how many months ago a cell was the same, 0 where it does not say; None if it was not."""
    value = table.sheet.cells.get((row, column))
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    match = _UNCHANGED.fullmatch(" ".join(plain_text(value).split()))
    if match is None:
        return None
    period = (match["since"] or match["like"] or match["english"] or "").split()
    return _MONTHS.get(period[0], 0) if period else 0


def _undated(table: Table, column: int) -> str:
    """Give a column's heading without its date."""
    path = with_years(table.headings[column].split(" / "), table.titles.context.year)
    return heading_key(" / ".join(path))


def _day(table: Table, column: int) -> dt.date | None:
    """Give the date that a column's heading names."""
    dates = find_dates(
        " / ".join(with_years(table.headings[column].split(" / "), table.titles.context.year))
    )
    return dates[-1].day if dates else None


def _months(earlier: dt.date | None, later: dt.date | None) -> int:
    """Give how many months lie between two days, -1 where one is not known."""
    if earlier is None or later is None:
        return -1
    return 12 * (later.year - earlier.year) + later.month - earlier.month
