"""Cells with a part and a whole that are of something else than their column: "10/12 thôn"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_of
from dxanalysis.sources.spreadsheets.compound import COUNTED, compound
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.workbook.tables.table import Table

_WORD: Final = re.compile(rf"(?<=\d)\s*\b({COUNTED})\b", re.IGNORECASE)
_SUBJECTS: Final = (
    ("people_", "people"),
    ("pop_", "people"),
    ("population", "people"),
    ("households", "households"),
    ("villages", "villages"),
    ("stations_", "stations"),
)
_PLAN_OF: Final = re.compile(
    r"\b(?:kh|ke hoach|chi tieu|ct|giao|muc tieu|plan|target)\s*/\s*"
    r"(?:th|thuc hien|kq|ket qua|dat|hien co|actual|done)\b"
    r"|\b(?:th|thuc hien|kq|ket qua|dat|actual|done)\s*/\s*"
    r"(?:kh|ke hoach|chi tieu|ct|giao|muc tieu|plan|target)\b"
)
"""A plan beside its result: no part and its whole."""

_OF_ALL: Final = re.compile(r"/\s*(?:tong|all\b|total)|\b(?:trong|tren) tong\b")


def is_of_another(table: Table, name: str, column: int, text: str) -> bool:
    """Tell whether the part and the whole that a cell holds are not of what its column counts.

    Parameters
    ----------
    table
        The table.
    name, column
        The quantity, and where it stands.
    text
        The cell.

    Returns
    -------
    bool
        Whether it counts something else, is a plan beside its result, has more of the part than
        of the whole, or is of a quantity that is part of nothing, such as stations or teams.
    """
    found = compound(text)
    if found is None:
        return False
    if counts_another(name, text):
        return True
    if found.whole != found.whole:
        return False
    if found.part > found.whole:
        return True
    heading = table.headings.get(column, "")
    if any(_PLAN_OF.search(plain_text(line)) for line in (*table.titles.lines, heading)):
        return True
    return not _is_part(name) and not _OF_ALL.search(plain_text(heading))


def _is_part(name: str) -> bool:
    """Tell whether a quantity is part of another."""
    entry = indicator_of(name)
    return entry is not None and entry.is_rate


def counts_another(name: str, text: str) -> bool:
    """Tell whether the word behind a figure in its cell counts something else than its column.

    Parameters
    ----------
    name
        The quantity.
    text
        The cell.

    Returns
    -------
    bool
        True for "1510/2010 hộ" where people are counted.

    Examples
    --------
    >>> counts_another("people_4g", "1510/2010 hộ"), counts_another("people_4g", "5/9 người")
    (True, False)
    """
    own = next((subject for start, subject in _SUBJECTS if name.startswith(start)), "")
    said = {one for word in _WORD.findall(text) for one in parse_level(word).subjects}
    return bool(own and said) and own not in said
