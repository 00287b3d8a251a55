"""Whether a column holds counts or shares, where its cells say otherwise than its heading."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting, indicators
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.numbers import Cell, looks_like_figure, read_rates

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.words.headings import Column

_FEW: Final = 3
_NEAR: Final = 0.02
"""Shares of more communes than these few that add up to one, as far as they are rounded."""


def as_written_below(sheet: Sheet, places: Sequence[Place], meant: Column) -> str:
    """Name the quantity that the cells of a column are of, if it is another than its heading's.

    Parameters
    ----------
    sheet
        The sheet.
    places
        The column's cells, those of sums left out.
    meant
        What its heading means.

    Returns
    -------
    str
        The count of the same below a rate whose cells have it, too, "27/28 (96,4%)"; the rate
        below a count that is shown as percent in each cell; ``""`` where there is nothing else.
    """
    if meant.kind == "rate" and meant.id.removesuffix("_pct") in indicators():
        filled = [text for place in places if (text := sheet.text(*place))]
        if 2 * sum(compound(text) is not None for text in filled) > len(filled):
            return indicators()[meant.id.removesuffix("_pct")].numerator
    entry = indicator_counting(meant.id) if meant.kind == "count" else None
    if entry is not None and entry.is_rate and _are_shares(sheet, places):
        return f"{entry.id}_pct"
    return ""


def _are_shares(sheet: Sheet, places: Sequence[Place]) -> bool:
    """Tell whether all figures are shares by their format, or by the sign behind each.

    Those that make one whole together are the communes' shares of the province.
    """
    shares: list[float] = []
    for place in places:
        value = sheet.cells.get(place)
        if not (looks_like_figure(value) and any(map(str.isdigit, str(value)))):
            continue
        share = _share(sheet, place, value)
        if share is None:
            return False
        shares.append(share)
    one_whole = len(shares) > _FEW and abs(sum(shares) - 1) < _NEAR
    return any(0 < share < 1 for share in shares) and not one_whole


def _share(sheet: Sheet, place: Place, value: object) -> float | None:
    """Give what a cell shows as percent, of 1; None where it shows none from 0 to 100."""
    signed = sheet.where(*place) in sheet.looks.signed
    cell = Cell(value, percent=place in sheet.percent, signed=signed)
    if not (cell.percent or signed or str(value).rstrip().endswith("%")):
        return None
    percent = read_rates({0: cell}, signed_above=True).numbers.get(0, math.nan)
    return None if math.isnan(percent) else percent / 100
