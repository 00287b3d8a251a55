"""Columns of one quantity that are of several dates: the table's own, and earlier ones."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from dxanalysis.indicators import indicator_of
from dxanalysis.sources.workbook.words.headings import FIGURES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.headings import Column

    Dates = dict[str, list[tuple[dt.date | None, int, Column]]]


def by_date(table: Table, dated: Dates) -> Iterator[Table]:
    """Take each quantity of the table's own date, or else its latest; the others apart.

    Parameters
    ----------
    table
        The table, with no quantity yet.
    dated
        Quantity to the columns that hold it, each with the earlier date that its heading names.

    Yields
    ------
    Table
        The table's own figures; then those of each earlier date.
    """
    earlier: dict[dt.date, dict[str, list[tuple[int, Column]]]] = {}
    for name, given in dated.items():
        some = _filled_in(table, _surest(table, given))
        latest = max((when or dt.date.max) for when, _, _ in some)
        for when, column, found in some:
            if (when or dt.date.max) == latest:
                _assign(table, name, column, found)
                if when is not None:
                    table.dates[name] = when
            elif when is not None:
                earlier.setdefault(when, {}).setdefault(name, []).append((column, found))
                table.unread[column] = "column_other_date"
                table.words[column] = f"{when.day}/{when.month}/{when.year}"
    with_bases = _with_bases_of_their_date(table, earlier)
    yield table
    yield from with_bases
    for when, columns in sorted(earlier.items()):
        other = replace(
            table, columns={}, kinds={}, scales={}, unread={}, words={}, dates={}, as_of=when,
            earlier=True, rows=list(table.rows),
        )  # fmt: skip
        keep_roles(table, other)
        for name, places in columns.items():
            for column, found in places:
                _assign(other, name, column, found)
        yield other


def _with_bases_of_their_date(
    table: Table, earlier: Mapping[dt.date, Mapping[str, list[tuple[int, Column]]]]
) -> list[Table]:
    """Put apart what is of an earlier date whose base of that date stands beside.

    "Số hộ có điện thoại thông minh năm 2024" is a part of the households of 2024, not of today's.
    """
    made: list[Table] = []
    for name, when in list(table.dates.items()):
        base = _base_of(name)
        given = earlier.get(when, {}).get(base, ()) if base else ()
        if not given or table.dates.get(base) == when:
            continue
        shown = tuple(table.columns[name])
        other = replace(
            table, columns={}, kinds={}, scales={}, unread={}, words={}, dates={name: when},
            beside=True, rows=list(table.rows), shown=shown,
        )  # fmt: skip
        keep_roles(table, other)
        for column in shown:
            _assign(other, name, column, table.kinds[name])
        for column, found in given:
            _assign(other, base, column, found)
        table.leave_out(name)
        made.append(other)
    return made


def _base_of(name: str) -> str:
    """Name what a quantity is a part of: by its count or its rate."""
    entry = indicator_of(name)
    return (entry.denominator if entry else None) or ""


def _surest(
    table: Table, some: list[tuple[dt.date | None, int, Column]]
) -> list[tuple[dt.date | None, int, Column]]:
    """Leave out what is the same only if words are passed over, where one column needs no such.

    "Đã kiểm định / Trạm 4G" beside "Tổng số trạm đang phát sóng / Trạm 4G" is something else.
    """
    said = {column: table.meanings[column].composed for _, column, _ in some}
    sure = Counter(when for when, column, _ in some if said[column].confidence == "sure")
    kept = []
    for when, column, found in some:
        if "words_passed_over" in said[column].why and sure[when] == 1:
            table.unread[column], table.words[column] = "column_unknown", said[column].word
        else:
            kept.append((when, column, found))
    return kept


def _filled_in(
    table: Table, some: list[tuple[dt.date | None, int, Column]]
) -> list[tuple[dt.date | None, int, Column]]:
    """Leave out the last dates that have nothing, or of a count only 0, if earlier have more.

    A form has columns for all quarters or months, and noughts are easily drawn down.
    """
    ordered = sorted(some, key=lambda one: one[0] or dt.date.max)
    filled = [when for when, column, found in ordered if _has_more(table, column, found)]
    kept = [
        one for one in ordered if filled and (one[0] or dt.date.max) <= (filled[-1] or dt.date.max)
    ]
    for _, column, _ in ordered[len(kept) :] if kept else ():
        table.unread[column], table.words[column] = "column_not_filled", ""
    return kept or ordered


def _has_more(table: Table, column: int, found: Column) -> bool:
    """Tell whether any row has a figure in a column, of a count one other than 0."""
    cells = (table.sheet.text(row.number, column) for row in table.rows if row.kind == "unit")
    digits = set("123456789") if found.kind == "count" else set("0123456789")
    return any(set(cell) & digits for cell in cells)


def keep_roles(table: Table, other: Table) -> None:
    """Give a table made of another the columns that name its rows.

    Parameters
    ----------
    table, other
        The table, and the one made of it.
    """
    for name in table.columns:
        if table.kinds[name].kind not in FIGURES:
            other.columns[name], other.kinds[name] = table.columns[name], table.kinds[name]


def _assign(table: Table, name: str, column: int, found: Column) -> None:
    """Give a column its quantity."""
    table.columns.setdefault(name, []).append(column)
    table.columns[name].sort(key=lambda one: table.meanings[one].adds)  # own figures first
    table.kinds[name] = found
    table.scales[name] = max(table.scales.get(name, 1), table.meanings[column].scale or 1)
