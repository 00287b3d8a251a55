"""Footnotes on headings that may change what their columns are, and were not heard."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.notes.doubts import is_not_there, may_change
from dxanalysis.sources.workbook.notes.harmless import is_harmless_line
from dxanalysis.sources.workbook.notes.remarks import marked_columns, without_once
from dxanalysis.sources.workbook.words.footnote_marks import footnotes, without_mark
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts

_SOURCE: Final = re.compile(r"(?:theo )?(?:nguon|source|can cu)\b")
_IN_UNIT: Final = re.compile(r"don vi(?: tinh)?\W|dvt\W|unit\W")
"""Who counted, and in what: the latter is read where it is one that is known."""

_MULTIPLE: Final = re.compile(
    r"\b(?:nghìn|ngàn|trăm|chục|vạn|triệu|tỷ|phần|thousands?|hundreds?|millions?)\b|%|\b10+\b",
    re.IGNORECASE,
)
"""A unit that is not one of a thing; what is known of them stands in the heading already."""

_ANOTHER_UNIT: Final = re.compile(
    r"\b(?:cells?|sectors?|carriers?|o phu song|cot(?: anten)?|an ?ten|bo phat|thiet bi)\b"
)
_DIVIDED: Final = re.compile(r"[=:÷/]\s*(?:\(|tong|so)\b|\bchia cho\b|\bdivided by\b")


def footnotes_of_columns(
    notes: Iterable[str], heading: HeadingTexts, as_of: dt.date | None
) -> dict[int, str]:
    """Find the footnotes on headings that may change what their columns are.

    Parameters
    ----------
    notes
        The lines around a table.
    heading
        The texts of the table's heading.
    as_of
        Its date, if known.

    Returns
    -------
    dict
        Column to the footnote on its heading; "Nguồn: Sở Nội vụ" changes nothing.
    """
    return {
        column: note
        for note in footnotes(notes)
        if (columns := tuple(marked_columns(note, heading)))
        and _changes(without_once(without_mark(note)), as_of)
        for column in columns
    }


def _changes(said: str, as_of: dt.date | None) -> bool:
    """Tell whether what is said of a heading may change what its column is."""
    plain = plain_text(said)
    if _ANOTHER_UNIT.search(plain):
        return True
    if _SOURCE.match(plain):
        return False
    if _IN_UNIT.match(plain):
        return _MULTIPLE.search(normalise(said)) is not None
    level = parse_level(said)
    named = {*level.operators} - {"any", "other"}
    both = len({*level.technologies}) > 1
    tells = named and level.subjects and not plain.startswith("do ")
    if may_change(said, as_of) or is_not_there(said) or tells or both or _DIVIDED.search(plain):
        return True
    told = not (level.unknown or level.vetoes)
    return not (told or is_harmless_line(said))
