"""Lines around a table that no rule looks for: footnotes on no mark, notes right of the heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.notes.doubts import is_not_there, is_unsettled, may_change
from dxanalysis.sources.workbook.notes.harmless import is_harmless_line
from dxanalysis.sources.workbook.words.put_away import replaced
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import Veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block

_MARKED: Final = re.compile(
    r"\s*(?:ghi chú\W+)?([(\[]\s*\d{1,2}\s*[)\]]|\(\*+\)|\*+)\s*[:=–-]?\s*", re.IGNORECASE
)
_DENIED: Final = re.compile(
    r"\W*(?:(?:ghi chu|luu y|chu y|chu thich|notes?)\W+)?(?:"
    r"(?:(?:tat ca|toan bo|cac) )*(?:(?:so lieu|so|bang|bieu)(?: (?:lieu|nay|tren|o tren|tren day"
    r"|neu tren|trong (?:bieu|bang)(?: nay| tren)?))*|day) (?:deu |chi )?la (?:(?:so|lieu|cac) )*"
    r"(?:(?P<plan>ke hoach|kh|du kien|muc tieu|chi tieu|quy hoach|de xuat|dang ky|nhu cau"
    r"|(?:tinh|tap doan|tong cong ty|bo|so|cap tren) giao|duoc giao)"
    r"|(?P<new>phat trien moi|moi phat trien|tang them|lap moi|phat sinh))\b"
    r"|(?P<draft>khong (?:su )?dung (?:bang|bieu|so lieu) (?:nay|tren)))"
)
"""By these a note denies all figures of its table."""

_NUMBERED: Final = re.compile(r"\s*\d{1,2}[.)]\s*(?=[^\W\d])")
_IN_LETTER: Final = 2
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


def denied(lines: Iterable[str]) -> Veto:
    """Find that a note says of all figures that they are no state of today.

    Parameters
    ----------
    lines
        The notes right below and beside a table.

    Returns
    -------
    Veto
        The words and what they say; empty where no note does.

    Examples
    --------
    >>> denied(["Số liệu trên là số phát triển mới trong quý"]).kind
    'new'
    >>> denied(["Số liệu trên là số trạm đang phát sóng"]).kind
    ''
    """
    for line in lines:
        if said := replaced(line, is_note=True):
            return Veto(said, "draft")
        found = _DENIED.match(plain_text(line))
        if found:
            return Veto(found[0].strip(), str(found.lastgroup))
    return Veto()


def numbered_notes(rows_below: Sequence[Collection[str]]) -> Iterator[str]:
    """Find the numbered notes below the last table of a sheet: "1. Số liệu 5G là dự kiến".

    Parameters
    ----------
    rows_below
        The texts of each row below a table.

    Yields
    ------
    str
        Those that may change figures; where a table follows, they may be titles.
    """
    if any(len(texts) > _IN_LETTER for texts in rows_below):
        return
    for line in (text for texts in rows_below if len(texts) == 1 for text in texts):
        number = _NUMBERED.match(line)
        if number and _tells_more(line[number.end() :]):
            yield line


def _tells_more(line: str) -> bool:
    """Tell whether a line is neither harmless nor worded as titles of tables are."""
    level = parse_level(line)
    said = level.unknown or level.vetoes or may_change(line) or is_not_there(line)
    return bool(said) and not is_harmless_line(line)


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
