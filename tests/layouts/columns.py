"""One column of a table: its heading, what it gives, and how its cells are written."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.layouts.truths import Entry, indicators

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from tests.layouts.figures import Commune

MARKS = (None, "...", "chưa có số liệu", "x", "không có số liệu")
"""What offices write where they have no figure."""


def plain(value: float) -> Any:
    """Write a number as a number."""
    return int(value) if value == int(value) else value


def dots(value: float) -> str:
    """Write 9412 as "9.412" and 97.3 as "97,3"."""
    return _swap(f"{value:,.10g}" if value != int(value) else f"{int(value):,}")


def commas(value: float) -> str:
    """Write 9412 as "9,412"."""
    return f"{value:,.10g}" if value != int(value) else f"{int(value):,}"


def spaces(value: float) -> str:
    """Write 9412 as "9 412", with a space that does not break."""
    return commas(value).replace(",", "\u00a0")


def comma(digits: int) -> Callable[[float], str]:
    """Write with a decimal comma and a fixed number of digits."""
    return lambda value: f"{value:.{digits}f}".replace(".", ",")


def percent_text(value: float) -> str:
    """Write 97.3 as "97,3%"."""
    return comma(1)(value) + "%"


def percent_space(value: float) -> str:
    """Write 97.3 as "97,30 %"."""
    return comma(2)(value) + " %"


def apostrophe(value: float) -> str:
    """Write a number as text, as programs export it."""
    return str(plain(value))


def _swap(text: str) -> str:
    return text.translate(str.maketrans(",.", ".,"))


@dataclass(frozen=True)
class Column:
    """
    One column.

    Attributes
    ----------
    heading
        The path of headings from top to bottom, joined by "|". ``{v}`` stands for the regional
        words for a village.
    gives
        What a careful reader takes from it: a quantity ("people_4g"), a percentage ("%pop_4g"),
        two quantities in one cell ("villages_with_4g/villages"), or nothing ("").
    trap
        Where ``gives`` is empty: the quantity or percentage that the column resembles, or a text.
    factor
        What a trap's figures are multiplied by.
    scale, digits
        The written number is ``value / scale``, rounded.
    gaps
        The share of cells without a figure.
    """

    heading: str
    gives: str = ""
    trap: str = ""
    factor: float = 1.0
    unit: str = ""
    scale: float = 1
    digits: int | None = None
    show: Callable[[float], Any] = plain
    operator: str = ""
    as_of: str = ""
    optional: bool = False
    gaps: float = 0.0
    form: str = ""
    notes: Mapping[int, str] = field(default_factory=dict)

    def path(self, word: str) -> list[str]:
        """Give the headings from top to bottom."""
        return [part.replace("{v}", word) for part in self.heading.split("|")]

    def number(self, commune: Commune, what: str) -> float:
        """Work out a count, or a percentage of what the indicator says."""
        if not what.startswith("%"):
            return commune.value(what, operator=self.operator, as_of=self.as_of)
        numerator, denominator = indicators()[what[1:]]
        part = commune.value(numerator, operator=self.operator, as_of=self.as_of)
        return 100 * part / max(commune.figures[str(denominator)], 1)

    def cell(self, commune: Commune, place: int) -> tuple[Any, dict[str, Entry]]:
        """Write the cell of a unit, and say what it gives."""
        if not self.gives:
            return self._bait(commune), {}
        if "/" in self.gives:
            parts = {what: self.number(commune, what) for what in self.gives.split("/")}
            text = "/".join(str(int(value)) for value in parts.values())
            return text, {
                what: Entry(value, optional=self.optional) for what, value in parts.items()
            }
        if (
            self.gaps
            and zlib.crc32(f"{commune.code}{self.heading}".encode()) % 1000 < 1000 * self.gaps
        ):
            return MARKS[place % len(MARKS)], {self.gives: Entry(None, optional=self.optional)}
        value = self.rounded(self.number(commune, self.gives))
        shown = self.show(value)
        if place in self.notes:
            shown = f"{shown}{self.notes[place]}"
        tolerance = 0.51 if self.scale == 1 else self.scale * 1e-6 + 1
        return shown, {self.gives: Entry(value * self.scale, tolerance, self.optional)}

    def rounded(self, value: float) -> float:
        """Round as written: percentages to two digits, thousands to three, counts to none."""
        usual = 2 if self.gives.startswith("%") or self.trap.startswith("%") else 0
        if self.scale > 1 and not usual:
            usual = 3
        return round(value / self.scale, usual if self.digits is None else self.digits)

    def _bait(self, commune: Commune) -> Any:
        if self.trap.startswith("text:"):
            choices = self.trap[5:].split(";")
            return choices[int(commune.code) % len(choices)] or None
        if not self.trap:
            return None
        value = self.number(commune, self.trap) * self.factor
        if self.trap.startswith("%"):
            value = min(value, 100.0)
        return self.show(self.rounded(value))
