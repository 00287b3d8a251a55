"""Marks of tables that programs for chats write: "📶 **Phủ sóng 4G**", "## Bảng tổng hợp"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import mark_of

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_TYPED: Final = re.compile(
    r"\*\*([^*]+)\*\*|(?<!\w)__([^_]+)__(?!\w)|`([^`]+)`|\A\s*\*([^\s*][^*]*)\*\s*\Z"
)
"""Words in bold, in italics or as code; a single star behind a word is that of a footnote."""

_HEADLINE: Final = re.compile(r"\A\s*#{1,6}\s+(?=\S)")
_BREAK: Final = re.compile(r"\s*<br\s*/?>\s*", re.IGNORECASE)
_CIRCLES: Final = "\U0001f534\U0001f535\U0001f7e0-\U0001f7eb"
_PICTURE: Final = (
    "[\U0001f1e6-\U0001f1ff\U0001f300-\U0001f3fa\U0001f400-\U0001f533\U0001f536-\U0001f6aa"
    "\U0001f6ac-\U0001f7df\U0001f900-\U0001faff\u2705\u2714\u2728\u2764\u26a1\u260e\u23f0-\u23f3]"
    "[\ufe0f\u200d\U0001f3fb-\U0001f3ff\u2640\u2642]*"
)
"""Those that say nothing of the words behind them; a mark of warning or a cross may do."""

_DECORATED: Final = re.compile(rf"\A\s*(?:{_PICTURE}\s*)+(?=\S)")
_COLOURED: Final = re.compile(rf"\A\s*(?:[{_CIRCLES}]\ufe0f?\s*)+(?=\S)")
_WARNED: Final = re.compile(r"\A\s*(?:[\u26a0\u2757\u2b06\u2b07\u27a1]\ufe0f?\s*)+(?=\d)")
_SHARE: Final = re.compile(r"\d+(?:[.,]\d+)? ?%")
"""Whatever stands before a percentage, it says how good that is, and not whether it is one."""

_ANSWERED: Final = re.compile(r"\A\s*[\u2611\u2713\u274c\u274e\u2716-\u2718]\ufe0f?\s*(?=\w)")
"""A cross or a tick before an answer in words, which says the same again: "❌ Chưa có"."""

_WORD: Final = re.compile(r"[^\W\d_]{2,}")


def without_chat_marks(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Take pictures before words and marks of bold print off the cells of a sheet.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells units: a coloured circle before their name may say something of the row.

    Returns
    -------
    Sheet
        The sheet. Pictures alone or beside bare numbers stay, for they may be answers.
    """
    cells: dict[Place, Value] = {}
    for place, value in sheet.cells.items():
        if isinstance(value, str) and (plain := _plain(value, lookup)) != value:
            cells[place] = plain
    return replace(sheet, cells={**sheet.cells, **cells}) if cells else sheet


def _plain(text: str, lookup: UnitLookup) -> str:
    """Give a text without such marks."""
    if text.strip() == "#":
        return "STT"
    if text.isascii() and not any(one in text for one in "*`_#<"):
        return text
    for form in (_HEADLINE, _DECORATED, _HEADLINE, _WARNED):
        text = _without(form, text)
    answer = _ANSWERED.sub("", text)
    if answer != text and mark_of(answer) is (text.lstrip()[0] in "\u2611\u2713"):
        text = answer
    text = _TYPED.sub(lambda one: next(filter(None, one.groups())), text)
    text = _without(_DECORATED, _BREAK.sub("\n", text))
    words = _COLOURED.sub("", text)
    return text if lookup.name(words) else _without(_COLOURED, text)


def _without(form: re.Pattern[str], text: str) -> str:
    """Take something off the beginning of a text, if words stay."""
    rest = form.sub("", text)
    return rest if _WORD.search(rest) or _SHARE.fullmatch(rest.strip()) else text
