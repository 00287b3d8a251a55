"""The operators that titles name, and those that a workbook does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.sources.workbook.slots import parse_level, slot_words
from dxanalysis.sources.workbook.vetoes import is_sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_LONGEST: Final = 120
_NAMES: Final = re.compile(r"viettel|vnpt|vinaphone|mobi|vietnamobile|vnm|vtt|vnp|mbf")
_OF_MAKERS: Final = re.compile(
    r"\b(?:nguon|phan mem|he thong|truong|xuat tu|phien ban|ung dung|san pham|software|source"
    r"|powered|dung chung|so sanh|doi thu)\b"
)
"""By these a title names a company for its program or its school, or beside the one it is of."""

_WORD: Final = re.compile(r"[^\W_]+")


def names_several(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a workbook names more than one operator.

    Parameters
    ----------
    sheets
        Its sheets.

    Returns
    -------
    bool
        Whether its names of sheets, titles and headings do.
    """
    found: set[str] = set()
    for sheet in sheets:
        for text in {sheet.name, *(one for one in sheet.cells.values() if isinstance(one, str))}:
            if len(text) <= _LONGEST and _NAMES.search(text.lower()):
                found |= set(parse_level(text).operators) - {"any", "other"}
        if len(found) > 1:
            return True
    return False


def operators_named(name: str, own: Sequence[str], common: Sequence[str]) -> tuple[str, ...]:
    """List the operators that the nearest title that names any does.

    Parameters
    ----------
    name
        The sheet's.
    own, common
        The lines above the table, and those above all tables, from the top down.

    Returns
    -------
    tuple of str
        The operators, in order.
    """
    for line in (*reversed(own), name, *reversed(common)):
        if is_sentence(line):
            continue
        found = tuple(dict.fromkeys(parse_level(line).operators))
        if found:
            return found
    return ()


def unlisted_operator(name: str, own: Sequence[str], common: Sequence[str]) -> str:
    """Give the nearest title that names an operator, where it names others than the catalogue's.

    Parameters
    ----------
    name, own, common
        As for :func:`operators_named`.

    Returns
    -------
    str
        The title as written; ``""`` where it names one of the catalogue, or none names any.
    """
    for line in (*reversed(own), name, *reversed(common)):
        if len(line) > _LONGEST or is_sentence(line) or _OF_MAKERS.search(plain_text(line)):
            continue
        found = set(parse_level(line).operators)
        if found == {"other"} and not _names_company(line):
            continue
        if found:
            return line if found == {"other"} else ""
    return ""


def _names_company(line: str) -> bool:
    """Tell whether a title names operators: "FPT", "Nhà mạng khác", but not "Các chỉ tiêu khác"."""
    words = " ".join(_WORD.findall(plain_text(line)))
    return any(
        re.search(rf"\b{re.escape(plain_text(one))}\b", words)
        for one in slot_words("operator", "other")
        if one != "khác"
    )
