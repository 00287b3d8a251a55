"""Headings that say how they are answered: "(có/không)", "(1: có; 2: không)", "… không?"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value

_BEHIND: Final = re.compile(
    r"\s*(?:[(\[]\s*([^()\[\]]{2,60}?)\s*[)\]]|[-–:,]\s*((?:có|không)\s*(?:/|hay|hoặc)\s*\w+)\??)"
    r"\s*[?:.]?\s*$",
    re.IGNORECASE,
)
_QUESTION: Final = re.compile(
    r"\b(?:có|đã|được)\b.*?\S(\s+(?:(?:hay|hoặc)\s+)?(?:không|chưa)\s*\?\s*)$",
    re.IGNORECASE | re.DOTALL,
)
"""Ends in what makes a question of it: "Xã có nhóm Zalo không?"."""

_ASKED: Final = re.compile(
    r"\A(?:(?:ghi|dien|chon|danh|dau|tich|nhap|tra loi|theo|ro|la)\b[\s:]*)+"
)
_YES: Final = frozenset({"co", "c", "da co", "co roi", "roi", "dat", "yes", "y"})
_NO: Final = frozenset(
    {"khong", "k", "khong co", "chua", "chua co", "khong dat", "chua dat", "no", "n"}
)
_POLITE: Final = re.compile(r"(?<=\w),? a\b$")
"""Behind an answer: "Có ạ"."""

_ALIKE: Final = ({"c", "k"}, {"y", "n"})
"""Letters that say so only beside each other."""

_OR: Final = re.compile(r"\s*(?:[/|,;–-]|\b(?:hoac|hay|or)\b)\s*")
_ITEM: Final = re.compile(r"(\w[\w ]{0,9}?)\s*(?:[:=–-]|\b(?:la|neu)\b)\s*(?:neu )?(\w[\w ]{0,9})")
_MOST: Final = 0.7
_LONGEST: Final = 200


def without_ways_to_answer(sheet: Sheet) -> Sheet:
    """Take from headings how their questions are answered, and put words for codes of answers.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet; below "Xã có cáp quang (1: có; 2: không)" are "Có" and "Không".
    """
    cells: dict[Place, Value] = {}
    for place, value in sheet.cells.items():
        if not isinstance(value, str) or len(value) > _LONGEST:
            continue
        below = [(row, one) for row, one in sheet.by_column[place[1]] if row > place[0]]
        if asked := _QUESTION.search(value):
            words = {(row, place[1]): word for row, one in below if (word := _word(_code(one)))}
            if below and len(words) >= _MOST * len(below):
                cells |= {place: value[: asked.start(1)], **words}
            continue
        found = _BEHIND.search(value)
        answers = named_answers(plain_text(found[1] or found[2])) if found else {}
        if found is None or not answers or not value[: found.start()].strip():
            continue
        cells[place] = value[: found.start()].rstrip()
        said = {(row, place[1]): answers.get(_code(one), "") for row, one in below}
        known = {at: word for at, word in said.items() if word}
        if len(known) >= _MOST * len(below):
            cells |= known
    return replace(sheet, cells={**sheet.cells, **cells}) if cells else sheet


def _code(value: Value) -> str:
    """Give a cell as it is written in a list of answers."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return _POLITE.sub("", plain_text(str(value)).strip(" .!"))


def named_answers(plain: str) -> dict[str, str]:
    """List the answers that a bracket, or a unit beside a question, names.

    Parameters
    ----------
    plain
        Its words, without tones.

    Returns
    -------
    dict
        What is written to what it says; empty where the words name no answers.

    Examples
    --------
    >>> named_answers("co/khong"), named_answers("ho/nguoi")
    ({'co': 'Có', 'khong': 'Không'}, {})
    """
    text = _ASKED.sub("", plain).strip(" .")
    words = _OR.split(text)
    found = {word: said for word in words if (said := _word(word))}
    if len(found) == len(words) == len(set(found.values())) > 1:
        letters = {word for word in found if len(word) == 1}
        return found if not letters or letters in _ALIKE else {}
    items = [_ITEM.fullmatch(item) for item in re.split(r"\s*[;,/]\s*", text)]
    found = {}
    for item in items:
        if item is None:
            return {}
        for code, word in (item.groups(), item.groups()[::-1]):
            if said := _word(word):
                found[code] = said
    whole = set(found.values()) == {"Có", "Không"} or found in ({"x": "Có"}, {"1": "Có"})
    return found if len(found) == len(items) and whole else {}


def _word(word: str) -> str:
    """Give what a word answers: yes, no, or nothing."""
    return "Có" if word in _YES else "Không" if word in _NO else ""
