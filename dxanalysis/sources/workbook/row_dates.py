"""Rows whose figures are of another day than their table: a line above, or a mark, says so."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.cell_marks import legend_of
from dxanalysis.sources.workbook.dates import find_dates, plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures import Finding, Note
    from dxanalysis.sources.workbook.table import Table

_OF_FIGURES: Final = re.compile(
    r"\b(?:so lieu|tinh den|den (?:ngay|het|thoi diem)|lay (?:so|theo)|bao cao (?:quy|thang|ky)"
    r"|as of|data (?:of|from))\b"
)
"""Words by which a date is that of figures, and not of a decision or of a founding."""

_SIGN: Final = re.compile(r"(\*+|[¹²³⁰-⁹†‡]+|[(\[]\s*(?:\d|\*+)\s*[)\]])\s*$")
_SHORTEST: Final = 8


def dates_of_rows(table: Table, rows: Collection[int], as_of: dt.date | None) -> dict[int, dt.date]:
    """Find the rows whose figures are of another day than their table.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    as_of
        Its own date.

    Returns
    -------
    dict
        Row to day: of those below a line such as "Chưa báo cáo, lấy số liệu đến 30/6/2025", and of
        those whose name has a mark that is explained so.
    """
    if table.earlier:
        return {}
    units = {row.number: row for row in table.rows if row.kind == "unit"}
    read = set(rows)
    signed = {
        number: found[1] for number, row in units.items() if (found := _SIGN.search(row.name))
    }
    legend = legend_of(table.sheet) if signed else {}
    other: dict[int, dt.date] = {}
    above: dt.date | None = None
    for number in table.block.body:
        if number not in units:
            line = _line(table.sheet, number, table.block.columns)
            above = _day(line) if line is not None else above
            continue
        mark = signed.get(number, "").strip("()[] ")
        day = _day(legend.get(mark, "")) or above
        if day is not None and day != as_of and number in read:
            other[number] = day
    return other


def say_dates(dated: Mapping[int, dt.date], table: Table, note: Note) -> Iterator[Finding]:
    """Say which rows are of another day than their table.

    Parameters
    ----------
    dated
        Row to day.
    table
        The table.
    note
        Makes its findings.

    Yields
    ------
    dict
        A finding for each day.
    """
    column = table.column("unit_name") or table.column("unit_code")
    for day in sorted(set(dated.values())):
        some = [row for row, own in dated.items() if own == day]
        yield note(
            "warning", "rows_of_date", row=some[0], column=column, value=len(some),
            expected=day.isoformat(),
        )  # fmt: skip


def _line(sheet: Sheet, row: int, columns: tuple[int, ...]) -> str | None:
    """Give what a row says that has words only; None for one with figures or without words."""
    texts = [text for column in columns if (text := sheet.text(row, column))]
    if not texts or any(map(looks_like_figure, texts)):
        return None
    return " ".join(dict.fromkeys(texts))


def _day(text: str) -> dt.date | None:
    """Give the last day that a text says figures are of."""
    if len(text) < _SHORTEST or not _OF_FIGURES.search(plain_text(text)):
        return None
    days = [one.day for one in find_dates(text) if one.day and one.precision != "span"]
    return days[-1] if days else None
