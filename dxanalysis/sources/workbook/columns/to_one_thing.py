"""Columns of how many there are to one of another thing, an average and no number of all."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.workbook.columns.in_percent import numbers_of
from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.ratios import ratio_of, thing_counted, thing_of
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.headings import Column

    Path = tuple[str, ...]

_BEHIND: Final = re.compile(
    r"(?:/|\btrên\b)\s*(?:(?:tổng số|tổng|số)\s+)?([^/()]+?)\s*$", re.IGNORECASE
)
"""Names what a share is of, at the end: "Phủ sóng 4G/dân số"."""

_ALL: Final = 100


def shares_of_wholes(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    cells: tuple[Sheet, Sequence[int]],
) -> dict[int, Meaning]:
    """Understand "Phủ sóng 4G/dân số" as a share, where its figures can be no count.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    known
        The quantities by id.
    cells
        The sheet, and the table's rows.

    Returns
    -------
    dict
        The columns whose figures are shown as percent, or are no whole numbers, up to 100.
    """
    percents = cells[0].percent
    made: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        count = meaning.of_kind("count")
        entry = indicator_counting(count.id) if count else None
        behind = _BEHIND.search(" ".join(normalise(paths[column][-1]).split()))
        if entry is None or behind is None or meaning.how == "given":
            continue
        rate = known.get(f"{entry.id}_pct")
        whole = thing_of(behind[1].lower())
        if rate is None or whole != thing_counted(entry.denominator or "") or not whole:
            continue
        numbers = numbers_of(cells, column)
        signed = all((row, column) in percents for row, one in numbers.items() if one)
        parted = any(one != round(one) for one in numbers.values())
        if parted and (signed or max(numbers.values()) <= _ALL):
            composed = replace(meaning.composed, quantity=rate.id, kind="rate", scale=1)
            made[column] = Meaning((rate,), composed=composed, adds=meaning.adds)
    return made


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
        is_share = meaning.of_kind("rate") is not None
        if not (words and meaning.columns) or is_share or meaning.how == "given":
            continue
        texts = [one for row in rows if (one := sheet.text(row, column))]
        if 2 * sum(compound(text) is not None for text in texts) <= len(texts):
            found[column] = words
    return found
