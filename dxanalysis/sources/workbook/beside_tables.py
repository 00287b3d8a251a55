"""What a workbook says of its tables elsewhere: in text boxes, page headers, sheets of words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.figures.cell_looks import commented
from dxanalysis.sources.workbook.notes.doubts import is_not_there, may_change
from dxanalysis.sources.workbook.notes.lines_around import is_head
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import title_veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.tables.table import Table

_PAGES: Final = re.compile(
    r"(?:\W|\d|\b(?:trang|page|so|of|tren|in|ngay|luc|print(?:ed)?|on|confidential|mat|noi bo)\b)*"
)
"""What a page header says of pages alone."""

_TO_PLAN: Final = re.compile(
    r"\bkem theo (?:hop dong\b"
    r"|(?:ke hoach|to trinh|quyet dinh|phuong an|de an|du an|nghi quyet)\b.*"
    r"\b(?:giao|chi tieu|dau tu|xay dung|phat trien|bo sung|de xuat|muc tieu|trien khai)\b)"
)
"""A table that goes with such a document lists what is wanted, or what there is."""

_GUIDE: Final = re.compile(r"\b(?:huong dan|guide|guidance|instructions?|readme)\b")
"""The name of a sheet that says how to fill in the others."""

_TABLE: Final = re.compile(r"\b(?:bieu|bang|phu luc|pl|sheet|appendix|table)\W?\d")
_COUNTED: Final = frozenset({"people", "households", "villages", "stations"})
_WORDS: Final = 2
_QUOTED: Final = 3
_LONGEST_LINE: Final = 300


def said_beside(sheet: Sheet, tables: Sequence[Table]) -> Iterator[tuple[str, str]]:
    """Quote what is said beside the tables of a sheet, and may change what their figures are.

    Parameters
    ----------
    sheet
        The sheet.
    tables
        Its tables that are read.

    Yields
    ------
    tuple
        A rule of findings and what it quotes: comments on their cells, what stands outside all
        cells, and the plan or request that they are attached to.
    """
    if said := commented(tables):
        yield "cells_commented", said
    if said := _said_outside(sheet, tables):
        yield "outside_quoted", said
    lines = (line for table in tables for line in table.titles.lines)
    if said := next((line for line in lines if _TO_PLAN.search(plain_text(line))), ""):
        yield "note_quoted", said


def _said_outside(sheet: Sheet, tables: Sequence[Table]) -> str:
    """Quote what stands outside the cells of a sheet; titles that it repeats are heard already."""
    heard = {plain_text(line) for table in tables for line in table.titles.lines}
    texts = [text for name, text in sheet.looks.outside if name == sheet.name]
    said = [text for text in texts if _says_something(text) and plain_text(text) not in heard]
    return "; ".join(f"“{text}”" for text in said[:_QUOTED]) + (" …" if len(said) > _QUOTED else "")


def _says_something(text: str) -> bool:
    """Tell whether a text may be about figures: not one of pages, offices or places alone."""
    plain = plain_text(text)
    words = [word for word in re.findall(r"[^\W\d_]+", plain) if len(word) > 1]
    return len(words) >= _WORDS and not _PAGES.fullmatch(plain) and not is_head(text)


def doubts_elsewhere(sheet: Sheet) -> Iterator[tuple[Place, str]]:
    """Find what a sheet of words alone says that may make the figures of others something else.

    Parameters
    ----------
    sheet
        A cover, a list of contents, notes; one without any table.

    Yields
    ------
    tuple
        The place of a line and the line, the first few: a title of a plan, "số liệu là số cell".
    """
    found = _QUOTED if _GUIDE.search(plain_text(sheet.name)) else 0
    for place, value in sorted(sheet.cells.items()):
        if not isinstance(value, str) or len(value) > _LONGEST_LINE or found == _QUOTED:
            continue
        line = " ".join(value.split())
        if not is_head(line) and _may_be_of_figures(line):
            found += 1
            yield place, line


def _may_be_of_figures(line: str) -> bool:
    """Tell whether a line is of a plan, or says that what tables count is not there, or else."""
    is_plan = bool(title_veto("", [line], []).words)
    if is_plan and line.isupper():  # the title of all that follows
        return True
    level = parse_level(line)
    counted = {*level.subjects} & _COUNTED or {*level.technologies}
    if not counted and not _TABLE.search(plain_text(line)):
        return False
    return is_plan or may_change(line) or is_not_there(line)
