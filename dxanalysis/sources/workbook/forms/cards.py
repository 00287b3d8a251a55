"""Cards of one commune each that stand beside each other, brought below each other."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_LONGEST: Final = 200
_FEWEST: Final = 2
"""Lines of a card, and cards beside each other, from which on they are taken for such."""

_NEARLY_ALL: Final = 0.8
_BESIDE: Final = (0, -1, 1)
"""Where the labels stand: beneath the name, or in the column at its left or right."""


@dataclass(frozen=True)
class _Line:
    """Cards that stand beside each other.

    Attributes
    ----------
    first, last, end
        Its rows: from the names to the last label, and to the next line.
    labels, bounds
        The columns of the cards' labels, and the first of each card.
    """

    first: int
    last: int
    end: int
    labels: tuple[int, ...]
    bounds: tuple[int, ...]


def cards_below_each_other(sheet: Sheet, named: Mapping[int, Mapping[int, str]]) -> Sheet | None:
    """Bring cards that stand beside each other below each other.

    Parameters
    ----------
    sheet
        Any sheet.
    named
        Rows in which communes are named, each with the columns and names.

    Returns
    -------
    Sheet or None
        The cards one below the other, from left to right and line by line; None where no cards
        stand beside each other. Communes that head columns are no cards: their rows are named
        once, at the left, and a card has its own words beneath each name.
    """
    starts = sorted({column for names in named.values() for column in names})
    if not any(len(names) >= _FEWEST for names in named.values()):
        return None
    if any(sorted(names) != starts[: len(names)] for names in named.values()):
        return None  # a line that is not full has its cards at the left
    for offset in _BESIDE:
        lines = list(_lines(sheet, named, starts, offset))
        if len(lines) == len(named) and _are_cards(sheet, lines):
            return _below(sheet, lines)
    return None


def _lines(
    sheet: Sheet, named: Mapping[int, Mapping[int, str]], starts: Sequence[int], offset: int
) -> Iterator[_Line]:
    """Find the lines of cards whose labels stand so far to the right of the names."""
    rows = sorted(named)
    for first, end in zip(rows, [*rows[1:], sheet.last_row + 1], strict=True):
        own = starts[: len(named[first])]
        labels = tuple(start + offset for start in own)
        bounds = tuple(min(start, start + offset) for start in own)
        asking = [
            row
            for row in range(first + 1, end)
            if all(_label(sheet, row, column) for column in labels) and _answered(sheet, row)
        ]
        if asking:
            yield _Line(first, asking[-1], end, labels, bounds)


def _label(sheet: Sheet, row: int, column: int) -> str:
    """Give the words of a cell in small letters, "" where it has none."""
    value = sheet.cells.get((row, column))
    if not isinstance(value, str) or len(value) > _LONGEST or not LETTER.search(value):
        return ""
    return plain_text(value)


def _answered(sheet: Sheet, row: int) -> bool:
    """Tell whether a row has a figure."""
    return any(looks_like_figure(sheet.cells[row, column]) for column in sheet.rows.get(row, ()))


def _are_cards(sheet: Sheet, lines: Sequence[_Line]) -> bool:
    """Tell whether the cards ask for the same, and each has its figures beside its own words."""
    alike = compared = 0
    places: dict[int, set[int]] = {}
    for line in lines:
        answered: set[str] = set()
        for row in range(line.first + 1, line.last + 1):
            if any(one < line.bounds[0] for one in sheet.rows.get(row, ())):
                return False  # what the row is about stands at the left of all communes
            texts = [_label(sheet, row, column) for column in line.labels]
            alike += sum(text == texts[0] for text in texts[1:])
            compared += sum(bool(text or texts[0]) for text in texts[1:])
            held = _figures(sheet, row, line)
            for number, columns in enumerate(held):
                places.setdefault(number, set()).update(columns)
            if texts[0] and all(held):
                answered.add(texts[0])
        if len(answered) < _FEWEST or _reaches_over(sheet, line):
            return False
    same = len({frozenset(columns) for columns in places.values()}) == 1
    return same and alike >= _NEARLY_ALL * compared > 0


def _figures(sheet: Sheet, row: int, line: _Line) -> list[set[int]]:
    """Give each card's columns of figures, counted from its labels."""
    found: list[set[int]] = [set() for _ in line.labels]
    for column in sheet.rows.get(row, ()):
        if looks_like_figure(sheet.cells[row, column]) and column >= line.bounds[0]:
            number = bisect_right(line.bounds, column) - 1
            found[number].add(column - line.labels[number])
    return found


def _reaches_over(sheet: Sheet, line: _Line) -> bool:
    """Tell whether a merged cell belongs to two cards."""
    return any(
        any(first[1] < bound <= place[1] for bound in line.bounds)
        for row in range(line.first, line.last + 1)
        for place, first in sheet.merged_rows.get(row, {}).items()
    )


def _below(sheet: Sheet, lines: Sequence[_Line]) -> Sheet:
    """Write the cards below each other; what stands between two lines of cards stays there."""
    held = sorted({*sheet.cells, *sheet.broken})
    moved = {place: place for place in held if place[0] < lines[0].first}
    row = lines[0].first
    for line in lines:
        height = line.last + 1 - line.first
        first, end = (bisect_left(held, (one, 0)) for one in (line.first, line.end))
        for own, column in held[first:end]:
            number = max(0, bisect_right(line.bounds, column) - 1)
            if own > line.last:
                to = row + own - line.first + height * (len(line.labels) - 1), column
            else:
                shift = line.labels[number] - line.labels[0]
                to = row + own - line.first + height * number, column - shift
            moved[to] = own, column
        row += height * (len(line.labels) - 1) + line.end - line.first
    return sheet.rearranged(moved)
