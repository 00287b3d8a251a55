"""Pivot tables: what they count stands in their corner, "Count of MA_TRAM", or below "Values"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block

    Path = tuple[str, ...]

_ACROSS: Final = frozenset({"column labels", "nhan cot", "nhan cua cot", "values", "σ values"})
_COUNT: Final = re.compile(
    r"(?:(?:distinct )?count|đếm|đếm duy nhất|số lượng|sum|tổng)\s+(?:of|của)\s+(.+)", re.IGNORECASE
)
_KEY: Final = frozenset({"ma", "id", "ten", "name", "code", "so", "stt"})
"""Words of a field that identify records: the count of "MA_TRAM" is one of stations."""

_STATUS: Final = re.compile(r"(?:trang thai|tinh trang|hien trang|status|state)\b.*")
_THERE: Final = re.compile(
    r"(?:da|dang|hien)\b.*|(?:.* )?(?:hoat dong|on ?air|in service|active|live)"
)


def with_corner(sheet: Sheet, block: Block, paths: Mapping[int, Path]) -> dict[int, Path]:
    """Put what a pivot table counts in place of its "Column Labels".

    Where it counts several things, "Sum of LTE sites" above each column says so, and the words
    over them all say nothing.

    Parameters
    ----------
    sheet, block
        The table.
    paths
        Column to heading.

    Returns
    -------
    dict
        The same where it is no pivot, or where a filter names a status and does not choose what is
        there: planned records may then be counted, too.
    """
    counted = next(_corners(sheet, block), "")
    pivoted = any(plain_text(level) in _ACROSS for path in paths.values() for level in path)
    if not pivoted or _of_other_status(sheet, block):
        return dict(paths)
    return {
        column: tuple(
            counted if plain_text(level) in _ACROSS else level
            for level in path
            if counted or plain_text(level) not in _ACROSS or not any(map(_COUNT.search, path))
        )
        for column, path in paths.items()
    }


def _corners(sheet: Sheet, block: Block) -> Iterator[str]:
    """Find what the corner left of "Column Labels" counts: "Số TRAM" of "Count of MA_TRAM"."""
    for row in range(block.top, block.last + 1):
        for column in block.columns:
            if plain_text(sheet.text(row, column)) not in _ACROSS:
                continue
            corner = _COUNT.fullmatch(sheet.text(row, column - 1))
            words = re.split(r"[\s_]+", corner[1]) if corner else []
            kept = [word for word in words if plain_text(word) not in _KEY]
            if kept:
                yield f"Số {' '.join(kept)}"


def _of_other_status(sheet: Sheet, block: Block) -> bool:
    """Tell whether a filter above names a status, and chooses none or another than being there."""
    return any(
        _STATUS.fullmatch(plain_text(sheet.text(row, column)).replace("_", " "))
        and not _is_there(sheet.text(row, column + 1))
        for row in range(1, block.last + 1)
        for column in sheet.columns
    )


def _is_there(status: str) -> bool:
    """Tell whether a status is one of what works today: "Đang phát sóng"."""
    return bool(_THERE.fullmatch(plain_text(status))) and not parse_level(status).vetoes
