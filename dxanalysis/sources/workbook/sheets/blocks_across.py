"""Tables whose units stand side by side, and that go on below themselves with the next units."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, TypeVar

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet

    T = TypeVar("T")

_LOWEST: Final = 2
"""Rows of a block: its units, and what is counted of them."""

_GOES_ON: Final = re.compile(r"\(?tiep(?: theo)?\b|\btiep theo\b|(?:trang|page) ?(?:so )?\d+|to so")


def bring_beside(sheet: Sheet, units: Sequence[Place]) -> tuple[Sheet, dict[int, tuple[int, int]]]:
    """Bring the later blocks of a table beside its first one.

    Parameters
    ----------
    sheet
        A sheet whose units stand side by side.
    units
        The cells that name them.

    Returns
    -------
    tuple
        The sheet with one row of units, and its new columns: each to its column in the file, and by
        how many rows it stands further below there. The sheet as it is where a unit comes twice,
        or something else stands below the units or between the blocks: that is another table, of
        another date or of something else.
    """
    starts = sorted({row for row, _ in units})
    first = min((column for _, column in units), default=1)
    names = {plain_text(sheet.text(*place)) for place in units}
    high = _height(sheet, starts, first)
    own = {start + below: start for start in starts for below in range(high)}
    if high < _LOWEST or len(names) < len(units) or _says_more(sheet, starts[0], own, first):
        return sheet, {}
    wide = max(sheet.columns) - first + 1
    numbers = {start: number for number, start in enumerate(starts)}
    between = {row for row in range(starts[0], starts[-1]) if row not in own}

    def new(place: Place) -> Place | None:
        """Say where a cell comes to stand; labels of later blocks only repeat the first's."""
        row, column = place
        start = own.get(row, starts[0])
        if row in between or (column < first and start > starts[0]):
            return None
        return row - start + starts[0], column + wide * numbers[start]

    def each(cells: Mapping[Place, T]) -> dict[Place, T]:
        return {place: value for one, value in cells.items() if (place := new(one))}

    def those(places: Collection[Place]) -> frozenset[Place]:
        return frozenset(place for one in places if (place := new(one)))

    beside = replace(
        sheet,
        cells=each(sheet.cells),
        percent=those(sheet.percent),
        merged={
            place: start
            for one, top in sheet.merged.items()
            if (place := new(one)) and (start := new(top))
        },
        broken=each(sheet.broken),
        personal=those(sheet.personal),
    )
    moved = {
        column + wide * number: (column, start - starts[0])
        for start, number in numbers.items() if number
        for column in range(first, first + wide)
    }  # fmt: skip
    return beside, moved


def _height(sheet: Sheet, starts: Sequence[int], first: int) -> int:
    """Count the rows, from those of units on, that say the same at the left in every block."""
    step = min((after - one for one, after in pairwise(starts)), default=0)
    last = 0
    for below in range(step):
        said = {
            tuple(text for text in _words(sheet, start + below) if text[0] < first)
            for start in starts
        }
        if len(said) > 1:
            break
        if said != {()}:
            last = below + 1
    return last


def _says_more(sheet: Sheet, top: int, own: Collection[int], first: int) -> bool:
    """Tell whether anything stands between the blocks but what stands above, or figures below."""
    above = {text for row in range(top) for _, text in _words(sheet, row)}
    between = [
        text for row in range(top, max(own)) if row not in own for _, text in _words(sheet, row)
    ]
    figures = any(
        row > top and row not in own and column >= first and looks_like_figure(value)
        for (row, column), value in sheet.cells.items()
    )
    return figures or any(text not in above and not _GOES_ON.search(text) for text in between)


def _words(sheet: Sheet, row: int) -> list[tuple[int, str]]:
    """Give the cells of a row that hold words."""
    texts = ((column, sheet.text(row, column)) for column in sheet.columns)
    return [(column, plain_text(text)) for column, text in texts if LETTER.search(text)]
