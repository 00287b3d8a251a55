"""Lines around a table that no rule looks for: footnotes on no mark, notes right of the heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.sources.workbook.doubts import is_unsettled
from dxanalysis.sources.workbook.harmless import is_harmless_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.grid import Block

_MARKED: Final = re.compile(
    r"\s*(?:ghi chú\W+)?([(\[]\s*\d{1,2}\s*[)\]]|\(\*+\)|\*+)\s*[:=–-]?\s*", re.IGNORECASE
)
_SUM: Final = re.compile(r"[\d\s()\[\]=+*/:x×.,%-]+")
_NOTE: Final = re.compile(r"\W*(?:ghi chu|chu thich|luu y|chu y|notes?|remarks?)\W*:\W*\w")


def loose_footnotes(lines: Iterable[str], sheet: Sheet) -> Iterator[str]:
    """Find the footnotes whose mark stands nowhere else in a sheet.

    Parameters
    ----------
    lines
        The lines below a table.
    sheet
        Its sheet.

    Yields
    ------
    str
        Those that may change figures: "(4) = số trạm sẽ phát sóng" may be about the fourth column.
    """
    for line in dict.fromkeys(lines):
        mark = _MARKED.match(line)
        if mark is None or _SUM.fullmatch(line) or is_harmless_line(line[mark.end() :]):
            continue
        sign = mark[1]
        others = (one for one in sheet.cells.values() if isinstance(one, str) and sign in one)
        if all(one.strip() == sign or " ".join(one.split()) == line for one in others):
            yield line


def notes_beside_heading(sheet: Sheet, block: Block) -> Iterator[str]:
    """Find what stands in the rows of a heading above no figure, and is a note.

    Parameters
    ----------
    sheet, block
        The table.

    Yields
    ------
    str
        "Ghi chú: số liệu là KH 2026", "Số liệu dự kiến".
    """
    for column in sheet.columns:
        if any((row, column) in sheet.cells for row in block.body):
            continue
        for row in range(block.first, block.last + 1):
            text = sheet.text(row, column)
            is_said = _NOTE.match(plain_text(text)) or is_unsettled(text)
            if text and is_said and not is_harmless_line(text):
                yield text
