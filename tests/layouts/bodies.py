"""Rows of communes below headings that are written by hand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@dataclass(frozen=True)
class Worked(Column):
    """A column that no fact is read from, its cells worked out of the commune's figures."""

    make: Callable[[Commune], Any] = lambda _: None

    def _bait(self, commune: Commune) -> Any:
        return self.make(commune)


def part(what: str, factor: float) -> Callable[[Commune], int]:
    """Work out a part of a quantity."""
    return lambda c: int(c.figures[what] * factor)


def body(
    case: Case, sheet: Any, row: int, columns: Sequence[Column], *, codes: bool = False,
    some: list[Commune] | None = None, start: int = 1,
) -> int:  # fmt: skip
    """Write rows of communes below headings written by hand; give the row below."""
    for place, commune in enumerate(some if some is not None else case.communes):
        line: list[Any] = [place + start, commune.name] + ([commune.code] if codes else [])
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row, line)
        row += 1
    case.truth.all_headings |= {p for c in columns for p in c.path(case.word)}
    return row


def reached(what: str, factor: float = 1.3) -> Callable[[Commune], float]:
    """Work out what share of a plan was reached."""
    return lambda c: (
        round(100 * c.figures[what] / int(c.figures[what] * factor), 1) if c.figures[what] else 0
    )
