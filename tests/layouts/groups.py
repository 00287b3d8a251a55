"""Former districts, their numerals and their sums."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from tests.layouts.cases import Case
    from tests.layouts.columns import Column
    from tests.layouts.figures import Commune


KINDS_OF_DISTRICTS = ("Thành phố ", "Thị xã ", "Huyện ")


def by_district(case: Case) -> dict[str, list[Commune]]:
    """Give the communes of each former district, in the order of the sheet."""
    made: dict[str, list[Commune]] = {}
    for commune in case.ordered(by_district=True):
        made.setdefault(commune.district, []).append(commune)
    return made


def sums(columns: Sequence[Column], some: Sequence[Commune]) -> list[Any]:
    """Add the figures of communes up, column by column; shares and texts have no sum."""
    made: list[Any] = []
    for column in columns:
        if isinstance(column, Worked):
            made.append(sum(column.make(c) for c in some))
        elif not column.gives or column.gives.startswith("%"):
            made.append(None)
        else:
            whole = sum(column.number(c, column.gives) for c in some)
            made.append(column.show(round(whole / column.scale, 3)))
    return made


def districts(case: Case) -> list[tuple[str, list[Commune]]]:
    """List the former districts with their communes."""
    return list(by_district(case).items())


def roman(number: int) -> str:
    """Write a number as the Romans did."""
    made = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    ):  # fmt: skip
        while number >= value:
            made, number = made + sign, number - value
    return made


def sum_of(some: list[Commune], what: str) -> int:
    """Add a figure up."""
    return sum(commune.figures[what] for commune in some)


def share_of(what: str, of: str, some: Sequence[Commune]) -> float:
    """Work out the percentage of several communes together."""
    return round(100 * sum(c.figures[what] for c in some) / sum(c.figures[of] for c in some), 2)


def bare(district: str) -> str:
    """Leave out what kind of district it is."""
    for kind in KINDS_OF_DISTRICTS:
        district = district.removeprefix(kind)
    return district


def numbered_districts(case: Case) -> Iterator[tuple[int, str, list[Commune]]]:
    """Give the number of each former district, its name and its communes."""
    listed = groupby(case.ordered(by_district=True), key=lambda c: c.district)
    for number, (district, some) in enumerate(listed, start=1):
        yield number, district, list(some)


def sums_of_cells(columns: Sequence[Column], some: Sequence[Commune]) -> list[Any]:
    """Add up what columns of counts give of some communes."""
    line: list[Any] = []
    for column in columns:
        counted = column.gives and not column.gives.startswith("%")
        entries = [column.cell(c, 0)[1][column.gives] for c in some] if counted else []
        total = sum(e.value or 0 for e in entries) / column.scale
        line.append(column.show(round(total, 3)) if counted else None)
    return line


ROMAN = tuple(roman(number) for number in range(1, 31))
