"""Blocks, sums and cells that the layouts of the tenth round share."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune
    from tests.layouts.truths import Entry

OPERATORS = {
    "viettel": "Viettel",
    "vnpt": "VNPT",
    "mobifone": "MobiFone",
    "vietnamobile": "Vietnamobile",
}
KINDS = ("Thành phố ", "Thị xã ", "Huyện ")


@dataclass(frozen=True)
class Made(Column):
    """A column whose counts are worked out of the commune's figures, and which gives a fact."""

    make: Callable[[Commune], float] = lambda _: 0

    def number(self, commune: Commune, what: str) -> float:  # noqa: ARG002
        """Work out the count."""
        return self.make(commune)


@dataclass(frozen=True)
class Spoken(Column):
    """Two counts in words: "27 trên 28 thôn"."""

    tail: str = ""

    def cell(self, commune: Commune, place: int) -> tuple[Any, dict[str, Entry]]:
        """Write the cell of a unit, and say what it gives."""
        text, gives = super().cell(commune, place)
        return f"{text.replace('/', ' trên ')} {self.tail}", gives


def roman(number: int) -> str:
    """Write a number up to 39 as the Romans did."""
    ones = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    return "X" * (number // 10) + ones[number % 10]


def bare(district: str) -> str:
    """Leave out what kind of district it is."""
    for kind in KINDS:
        district = district.removeprefix(kind)
    return district


def districts(case: Case) -> Iterator[tuple[int, str, list[Commune]]]:
    """Give the number of each former district, its name and its communes."""
    listed = groupby(case.ordered(by_district=True), key=lambda c: c.district)
    for number, (district, some) in enumerate(listed, start=1):
        yield number, district, list(some)


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


def sums(columns: Sequence[Column], some: Sequence[Commune]) -> list[Any]:
    """Add up what columns of counts give of some communes."""
    line: list[Any] = []
    for column in columns:
        counted = column.gives and not column.gives.startswith("%")
        entries = [column.cell(c, 0)[1][column.gives] for c in some] if counted else []
        total = sum(e.value or 0 for e in entries) / column.scale
        line.append(column.show(round(total, 3)) if counted else None)
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


def across(case: Case, sheet: Any, row: int, columns: Sequence[Column], width: int) -> int:
    """Write communes from left to right, so many a block, and what is counted below each other."""
    for block in pages(case.communes, width):
        sheet.line(row, ["TT", "Chỉ tiêu", "Đơn vị tính", *(c.name for c in block)])
        for down, column in enumerate(columns, start=1):
            cells = [read(case, c, [column])[0] for c in block]
            sheet.line(row + down, [down, column.path(case.word)[-1], column.unit, *cells])
        row += len(columns) + 3
    return row
