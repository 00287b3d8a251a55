"""Communes from left to right, and what is counted below each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.rows import pages, read

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.columns import Column
    from tests.layouts.figures import Commune


def small_table_across(
    case: Case, sheet: Sheet, row: int, columns: Sequence[Column], some: Sequence[Commune]
) -> int:
    """Write communes from left to right and what is counted below; give the row below."""
    sheet.line(row, ["TT", "Nội dung", "ĐVT", *(c.name for c in some), "Cộng"])
    sheet.line(row + 1, [None, "Mã xã", None, *(c.code for c in some)])
    for number, column in enumerate(columns, start=1):
        at = row + 1 + number
        values = []
        for place, commune in enumerate(some):
            value, gives = column.cell(commune, place)
            values.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(at, [number, case.say(column.heading), column.unit, *values, sum(values)])
    case.truth.all_headings |= {case.say(c.heading) for c in columns}
    return row + len(columns) + 2


def lines_across(  # noqa: PLR0917
    case: Case, sheet: Sheet, row: int, lines: Sequence[tuple[Sequence[Any], Column]],
    some: Sequence[Commune], at: int = 3,
) -> int:  # fmt: skip
    """Write rows of figures with communes from left to right; give the row below."""
    for lead, column in lines:
        sheet.line(row, list(lead))
        for place, commune in enumerate(some):
            value, gives = column.cell(commune, place)
            sheet.put(row, at + place, value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        case.truth.all_headings |= set(column.path(case.word))
        row += 1
    return row


def blocks_across(case: Case, sheet: Any, row: int, columns: Sequence[Column], width: int) -> int:
    """Write communes from left to right, so many a block, and what is counted below each other."""
    for block in pages(case.communes, width):
        sheet.line(row, ["TT", "Chỉ tiêu", "Đơn vị tính", *(c.name for c in block)])
        for down, column in enumerate(columns, start=1):
            cells = [read(case, c, [column])[0] for c in block]
            sheet.line(row + down, [down, column.path(case.word)[-1], column.unit, *cells])
        row += len(columns) + 3
    return row
