"""Columns of how many there are to one of another thing, an average and no number of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.workbook.words.ratios import ratio_of
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.headings import Meaning

    Path = tuple[str, ...]


def to_one_thing(
    paths: Mapping[int, Path], resolved: Mapping[int, Meaning], cells: tuple[Sheet, Sequence[int]]
) -> dict[int, str]:
    """Find columns that are read and whose headings count to one of another thing.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    cells
        The sheet, and the table's rows.

    Returns
    -------
    dict
        The columns, each with the words that say so; a rate says behind its stroke what it is of.
        Where the cells hold both things, "12/14"
        below "Tổ CNSCĐ/thôn", it is none of them.
    """
    sheet, rows = cells
    found: dict[int, str] = {}
    for column, meaning in resolved.items():
        counts = [one for one in paths[column] if parse_level(one).measure != "percent"]
        words = next((said for level in counts if (said := ratio_of(level))), "")
        if not (words and meaning.columns) or meaning.how == "given":
            continue
        texts = [one for row in rows if (one := sheet.text(row, column))]
        if 2 * sum(compound(text) is not None for text in texts) <= len(texts):
            found[column] = words
    return found
