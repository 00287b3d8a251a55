"""Rows, headings and sums that layouts write by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.cases import Form

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.columns import Column
    from tests.layouts.figures import Commune


def total(
    sheet: Sheet, row: int, some: Sequence[Commune], columns: Sequence[Column], *, at: int = 2
) -> None:
    """Write the sums of counts below or above a table, where a column gives a count."""
    for place, column in enumerate(columns, start=at):
        if column.gives and not column.gives.startswith("%"):
            sheet.put(row, place, sum(int(column.number(c, column.gives)) for c in some))


def sign(sheet: Sheet, day: str, right: int = 4) -> None:
    """Write the day and two signatures below."""
    row = sheet.end + 1
    sheet.put(row, right, day)
    sheet.line(row + 1, ["NGƯỜI TỔNG HỢP", "ĐẠI DIỆN LÃNH ĐẠO"], at=1)
    sheet.line(row + 4, ["Hoàng Văn Thắng", "Lê Thị Thu Hà"], at=1)


def heading(case: Case, text: str) -> str:
    """Put the regional words into a heading and list it."""
    case.truth.all_headings.add(case.say(text))
    return case.say(text)


def add_up(sheet: Sheet, label: str = "Tổng cộng") -> int:
    """Write below numbered lines the sums of all columns of counts; give the row below."""
    end = sheet.end
    lines = [row for row in range(end) if isinstance(sheet.cells.get((row, 0)), int)]
    sheet.put(end, 1, label)
    for column in sorted({column for _, column in sheet.cells if column > 1}):
        cells = [sheet.cells.get((row, column)) for row in lines]
        counts = [cell for cell in cells if isinstance(cell, int)]
        if counts and len(counts) == len(lines):
            sheet.put(end, column, sum(counts))
    return end + 1


def merge_down(sheet: Sheet, rows: tuple[int, int], columns: Sequence[int]) -> None:
    """Merge the same rows of several columns, each by itself."""
    sheet.merged += [(rows[0], column, rows[1], column) for column in columns]


def one_table(
    case: Case,
    columns: list[Column],
    form: Form | None = None,
    *,
    title: str = "BÁO CÁO SỐ LIỆU",
    date: str = "(Số liệu tính đến ngày 30/9/2025)",
    office: str = "UBND TỈNH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ",
    more: tuple[str, ...] = (),
    foot: bool = True,
) -> None:
    """Write one sheet with one table."""
    sheet = case.sheet("Phu luc")
    row = case.top(sheet, title, date, office=office, more=more)
    case.table(sheet, columns, form or Form(), at=row)
    if foot:
        case.foot(sheet)


def enter(  # noqa: PLR0917
    case: Case, sheet: Sheet, row: int, commune: Commune, columns: Sequence[Column],
    lead: Sequence[Any] = (), place: int = 0,
) -> None:  # fmt: skip
    """Write one row of a commune behind cells of another kind, and note what it says."""
    values = list(lead)
    for column in columns:
        value, gives = column.cell(commune, place)
        values.append(value)
        for what, entry in gives.items():
            case.note(commune, what, entry, column)
    sheet.line(row, values)


def headings(case: Case, sheet: Sheet, row: int, texts: Sequence[str | None]) -> int:
    """Write a row of headings; give the row below."""
    said = [case.say(text) if text else None for text in texts]
    sheet.line(row, said)
    case.truth.all_headings |= {text for text in said if text}
    return row + 1


def with_names(columns: list[Column]) -> list[str | None]:
    """Give number, name and the headings of columns of one level."""
    return ["STT", "Xã, phường", *(c.heading for c in columns)]


def read(case: Case, commune: Commune, columns: Sequence[Column], place: int = 0) -> list[Any]:
    """Give a commune's cells, and note what they say."""
    line = []
    for column in columns:
        value, gives = column.cell(commune, place)
        line.append(value)
        for what, entry in gives.items():
            case.note(commune, what, entry, column)
        case.truth.all_headings |= set(column.path(case.word))
    return line


def heads(case: Case, sheet: Any, row: int, first: Sequence[str], columns: Sequence[Column]) -> int:
    """Write headings of one level; give the row below."""
    texts = [*first, *(column.path(case.word)[-1] for column in columns)]
    sheet.line(row, texts)
    case.truth.all_headings |= set(texts)
    return row + 1


def pages(listed: Sequence[Commune], size: int) -> list[list[Commune]]:
    """Break a list into parts of one size; the last may be shorter."""
    return [list(listed[first : first + size]) for first in range(0, len(listed), size)]
