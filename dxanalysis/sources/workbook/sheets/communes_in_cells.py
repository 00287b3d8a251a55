"""Tables of groups with a list of communes in one cell, and a figure that is one of each."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Rearranged
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_COMMUNES: Final = r"(?:(?:các |cac )?(?:xã|phường|đặc khu|đơn vị|địa phương|đvhc))"
_LIST: Final = re.compile(
    r"(?:danh sach|gom|bao gom|ten|cu the|cac)(?: (?:cac|ten))*"
    r" (?:xa|phuong|dac khu|don vi|dia phuong|dvhc)\b.{0,40}"
)
_EACH: Final = re.compile(
    rf"\s*,?\s*\(?(?:(?:trên địa bàn|trong|của|tại|ở|cho)\s+)?(?:mỗi|từng)\s+{_COMMUNES}"
    rf"(?:\s*[,/]\s*{_COMMUNES})*\)?",
    re.IGNORECASE,
)
_COUNT: Final = re.compile(r"(?:tong )?so (?:luong )?(?:xa|phuong|don vi|dvhc|dia phuong)\b.{0,30}")
_BETWEEN: Final = re.compile(r"\s*[;,\n]\s*|\s+và\s+(?=(?:xã|phường|đặc khu)\b)", re.IGNORECASE)
_LONGEST: Final = 120
_NEARLY_ALL: Final = 0.9


class _Table(NamedTuple):
    """Where the heading stands, the column of lists, and those of figures of each commune."""

    row: int
    listed: int
    counted: int
    each: Mapping[int, str]


def part_lists(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Give each commune of a list a row with the figures that are said to be those of each.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells units.

    Returns
    -------
    Sheet
        The sheet with a row for each; as it is where no heading says "mỗi xã", or where its lists
        name others than communes, one of them twice or other numbers of them than it says.
    """
    table = next(_tables(sheet), None)
    lists = _lists(sheet, table, lookup) if table else {}
    others = {row for row, _ in (*sheet.broken, *sheet.personal, *sheet.merged)}
    if table is None or not lists or not lists.keys().isdisjoint(others | {*sheet.hidden_rows}):
        return sheet
    percent: set[Place] = set()
    cells: dict[Place, Value] = {
        place: value for place, value in sheet.cells.items() if place[0] < table.row
    }
    origins = {place: sheet.origin(place) for place in cells}
    columns = {table.listed: "Tên xã, phường", **table.each}
    for column, heading in columns.items():
        cells[table.row, column] = heading
        origins[table.row, column] = sheet.origin((table.row, column))
    free = table.row + 1
    for row, names in lists.items():
        for name in names:
            for column in columns:
                value = name if column == table.listed else sheet.cells.get((row, column))
                if value is not None:
                    cells[free, column] = value
                    origins[free, column] = sheet.origin((row, column))
                if (row, column) in sheet.percent:
                    percent.add((free, column))
            free += 1
    last = max(lists)
    for (row, column), value in sheet.cells.items():
        alone = len(sheet.rows.get(row, ())) == 1  # a note below; sums are of groups
        if row > last and alone:
            cells[free + row - last, column] = value
            origins[free + row - last, column] = sheet.origin((row, column))
    merged = {place: first for place, first in sheet.merged.items() if place[0] < table.row}
    return Rearranged(
        name=sheet.name, cells=cells, percent=frozenset(percent), merged=merged,
        broken=sheet.broken, hidden_rows=sheet.hidden_rows, hidden_columns=sheet.hidden_columns,
        visible=sheet.visible, notes=sheet.notes, personal=sheet.personal, looks=sheet.looks,
        named_as_file=sheet.named_as_file, origins=origins,
    )  # fmt: skip


def _tables(sheet: Sheet) -> Iterator[_Table]:
    """Find a heading of lists beside one of figures of each commune."""
    said = [
        row
        for (row, _), value in sheet.cells.items()
        if isinstance(value, str) and len(value) <= _LONGEST and _EACH.search(value)
    ]
    for row in dict.fromkeys(said):
        texts = {at: sheet.text(row, at) for at in sheet.rows[row]}
        listed = [at for at, text in texts.items() if _LIST.fullmatch(plain_text(text))]
        each = {
            at: rest
            for at, text in texts.items()
            if at not in listed and (rest := _EACH.sub("", text).strip()) and rest != text
        }
        counted = [at for at, text in texts.items() if _COUNT.fullmatch(plain_text(text))]
        if len(listed) == 1 and each:
            yield _Table(row, listed[0], (*[at for at in counted if at not in each], 0)[0], each)


def _lists(sheet: Sheet, table: _Table, lookup: UnitLookup) -> dict[int, list[str]]:
    """Give the names in each row's list; none where any of them cannot be relied on."""
    found: dict[int, list[str]] = {}
    for row, value in sheet.by_column[table.listed]:
        if row <= table.row or not any(
            looks_like_figure(sheet.cells.get((row, at))) for at in table.each
        ):
            continue
        names = [name for one in _BETWEEN.split(str(value)) if (name := one.strip(" ."))]
        count = sheet.cells.get((row, table.counted))
        if isinstance(count, int | float) and count != len(names):
            return {}
        found[row] = names
    named = [lookup.name(name) for names in found.values() for name in names]
    known = [codes for codes in named if codes]
    several = any(len(names) > 1 for names in found.values())
    once = len(set(known)) == len(known)
    return found if several and once and len(known) >= _NEARLY_ALL * len(named) else {}
