"""Titles of a table, and the name of its sheet, with words that nothing is known of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.titles.title_words import unclear_in_sheet_name, unclear_in_title
from dxanalysis.sources.workbook.words.counted import narrowed
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import is_sentence
from dxanalysis.sources.workbook.words.whose import without_whose
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts

_MOTTO: Final = re.compile(r"\bcong hoa xa hoi chu nghia\b|\bdoc lap\W{1,5}tu do\b")
_LONGEST: Final = 120
_SEVERAL: Final = 2
_OF_WHAT: Final = frozenset({"part", "other_measure"})

_TELLS_HOW: Final = re.compile(
    r"^\W*(?:moi\b.{1,40}\bmot dong|one (?:row|line))\b|\bde trong\b.{0,40}\b(?:neu|khi)\b"
)
"""How a form is filled in: "Mỗi thôn, bản một dòng. Để trống nếu không có"."""


def unclear_titles(sheet: Sheet, lines: Sequence[str], heading: HeadingTexts) -> tuple[str, ...]:
    """Give the titles with words that nothing is known of.

    Parameters
    ----------
    sheet
        The sheet.
    lines
        Its name and the lines above a table.
    heading
        The heading of the table: what its columns say themselves is no riddle in its title.

    Returns
    -------
    tuple of str
        Those of them, as written.
    """
    explained = _explained([text for text in heading.texts if len(text) < _LONGEST])
    headed = " / ".join(map(plain_text, heading.texts))
    offices = _beside_motto(sheet)
    return tuple(
        line
        for line in dict.fromkeys(lines)
        if line not in offices
        and not _TELLS_HOW.search(plain_text(line))
        and (
            not sheet.named_as_file and unclear_in_sheet_name(line, explained)
            if line == sheet.name
            else (not is_sentence(line) and _is_unclear(line, explained))
            or _is_narrowed(line, headed)
        )
    )


def _is_unclear(line: str, explained: Collection[str]) -> bool:
    """Tell whether a title has words that nothing is known of, but for whose network it is of."""
    return bool(
        unclear_in_title(line, explained) and unclear_in_title(without_whose(line), explained)
    )


def _is_narrowed(line: str, headed: str) -> bool:
    """Tell whether a title counts only some, and no heading says which of its columns does."""
    some = narrowed(without_whose(line)) if len(line) < _LONGEST else ""
    return bool(some) and plain_text(some) not in headed


def _explained(texts: Sequence[str]) -> set[str]:
    """Give the words that headings have, or their kinds; several days or firms are compared."""
    levels = [parse_level(text) for text in texts]
    # That a column is of a part does not tell of which part its table is: "Hộ tịch".
    said = {(kind, word) for level in levels for kind, word in level.vetoes}
    kinds = {word if kind in _OF_WHAT else kind for kind, word in said}
    days = {one.written for level in levels for one in level.dates}
    firms = {one for level in levels for one in level.operators}
    named = {one for level in levels for one in level.technologies}
    return kinds | named | ({"period", "old"} if max(len(days), len(firms)) >= _SEVERAL else set())


def _beside_motto(sheet: Sheet) -> set[str]:
    """Give the texts in the rows of a letter's head: offices, whatever they are called."""
    rows = [
        row
        for row, texts in sheet.lines.items()
        if any(len(text) < _LONGEST and _MOTTO.search(plain_text(text)) for text in texts)
    ]
    return {text for row in rows for text in sheet.lines[row]}
