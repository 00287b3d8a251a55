"""Cells that hold more than one figure, a part, its whole and its share: "27/28 (96,4%)"."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass
from typing import Final

from dxanalysis.sources.spreadsheets.inexact import is_inexact

_COUNT: Final = r"\d{1,3}(?:[.,\s]\d{3})+|\d+"
_OF: Final = re.compile(rf"(?<![\d.,/])({_COUNT})\s*/\s*({_COUNT})(?![\d.,]*[\d/])")
_PERCENT: Final = re.compile(r"(?<![\d.,/])(\d{1,3}(?:[.,]\d+)?)\s*%")
_BARE: Final = re.compile(rf"(?<![\d.,/%])({_COUNT})(?![\d.,/]*[\d%])(?!\s*%)")
_SHARE: Final = re.compile(r"\(\s*(\d{1,3}[.,]\d+)\s*\)")
COUNTED: Final = (
    "người|hộ|hộ gia đình|thôn|bản|ấp|khóm|buôn|làng|xóm|khu phố|khối phố|khu dân cư|khu|tdp"
    "|tổ dân phố|trạm|tổ"
)
"""Words for what a number counts, as they stand behind it in its own cell: "1.234 người"."""

_WORDS: Final = re.compile(
    rf"\b(?:(?:{COUNTED})(?:\s*[/,]\s*(?:{COUNTED}))*|đạt|chiếm|tỷ lệ|tương đương|tl)\b",
    re.IGNORECASE,
)
_IN_WORDS: Final = re.compile(
    r"(?<=\d)\s+(?:trên|trong(?: tổng)?(?: số)?|out of|of)\s+(?=\d)", re.IGNORECASE
)
"""What stands for the stroke: "27 trên 28 thôn"."""

_EXCEPT: Final = re.compile(
    r"[(\[]\s*(?:trừ|ngoại trừ|không gồm|chưa có|còn|thiếu)\b[^()\[\]]*[)\]]\s*$", re.IGNORECASE
)
"""Which ones are not among the part: "14/15 thôn (trừ thôn A)"."""

_ALL: Final = re.compile(
    rf"\s*({_COUNT})\s*/\s*\1(?:\s*(?:{COUNTED}))?\s*"
    r"(?P<all>[(\[]\s*(?:đủ|đạt đủ|toàn bộ|tất cả|hết)\s*[)\]])\s*",
    re.IGNORECASE,
)
_NONE: Final = re.compile(
    rf"\s*(?:chưa|không)(?: có)?(?: (?:{COUNTED}))? nào"
    rf"\s*[(\[]\s*(0\s*/\s*(?:{_COUNT}))\s*[)\]]\s*",
    re.IGNORECASE,
)
"""Words that say the same as the figures beside them: "16/16 thôn (đủ)"."""

_CHANGED: Final = re.compile(
    rf"\s*({_COUNT})\s*[(\[]\s*(?:[▲△▼▽↑↓+±−-]|tăng|giảm)\s*(?:{_COUNT})\s*[)\]]\s*", re.IGNORECASE
)
"""A count, and in brackets by how much it has changed: "9.412 (▲120)"."""

_ADDED: Final = re.compile(rf"\s*((?:{_COUNT})(?:\s*\+\s*(?:{_COUNT}))+)\s*=\s*({_COUNT})\s*")
"""A sum with what it was added up from."""

_BETWEEN: Final = re.compile(r"[\s()\[\]\-–—=;:,|.≈~]*")
_NEAR: Final = 0.6
"""Percentage points by which a share may differ from its part and whole: shares are rounded."""


@dataclass(frozen=True)
class Compound:
    """What one cell holds together.

    Attributes
    ----------
    part, whole
        The counts; NaN where there is none.
    percent
        The share, 0–100; NaN where neither the cell nor its counts give it.
    agrees
        Whether the share is that of the part in the whole, where all three stand there.
    """

    part: float
    whole: float
    percent: float
    agrees: bool = True


@functools.lru_cache(maxsize=65_536)
def compound(text: str) -> Compound | None:
    """Take a cell apart that holds more than one figure.

    Parameters
    ----------
    text
        What it holds.

    Returns
    -------
    Compound or None
        Its figures; None where it is one figure, or anything else than part, whole and share. What
        is left out, or how much a count has changed, may stand in brackets behind.

    Examples
    --------
    >>> compound("27/28 (96,4%)")
    Compound(part=27.0, whole=28.0, percent=96.4, agrees=True)
    >>> compound("27/9/2025"), compound("27"), compound("19 (5)")
    (None, None, None)
    >>> compound("14/15 thôn (trừ thôn Nà Pất)").part, compound("9.412 (▲120)").part
    (14.0, 9412.0)
    >>> compound("16/16 thôn (đủ)").part, compound("chưa có thôn nào (0/11)").part
    (16.0, 0.0)
    >>> compound("15/16 thôn (đủ)"), compound("chưa có thôn nào (3/11)")
    (None, None)
    """
    if is_inexact(text):
        return None
    changed = _CHANGED.fullmatch(text)
    if changed:
        return Compound(_count(changed[1]), math.nan, math.nan)
    text = _without_words(text)
    if "/" in text and (excepted := _EXCEPT.search(text)):
        text = text[: excepted.start()].rstrip()
    if len(text) > 60 or not any(letter.isdigit() for letter in text):  # noqa: PLR2004
        return None
    if added := _ADDED.fullmatch(text):
        # "8+4=12": a commune's as the sum of those that became it.
        total = _count(added[2])
        same = sum(map(_count, added[1].split("+"))) == total
        return Compound(total, math.nan, math.nan) if same else None
    rest = _WORDS.sub(" ", text)
    of, share = _OF.search(rest), None
    if of:
        rest = rest[: of.start()] + " " + rest[of.end() :]
    share = _PERCENT.search(rest) or (_SHARE.search(rest) if of else None)
    if share:
        rest = rest[: share.start()] + " " + rest[share.end() :]
    bare = None if of else _BARE.search(rest)
    if bare:
        rest = rest[: bare.start()] + " " + rest[bare.end() :]
    if not _BETWEEN.fullmatch(rest) or not (of or (share and bare)):
        return None
    part = _count(of[1] if of else bare[1] if bare else "")
    whole = _count(of[2]) if of else math.nan
    own = 100 * part / whole if whole > 0 else math.nan
    percent = float(share[1].replace(",", ".")) if share else own
    agrees = not share or math.isnan(own) or abs(own - percent) <= _NEAR
    return Compound(part, whole, percent, agrees)


def _without_words(text: str) -> str:
    """Put figures alone where words say the same: "chưa có thôn nào (0/11)"."""
    text = _IN_WORDS.sub("/", text)
    if every := _ALL.fullmatch(text):
        return text[: every.start("all")].rstrip()
    none = _NONE.fullmatch(text)
    return none[1] if none else text


def _count(text: str) -> float:
    """Read a whole number with marks of thousands."""
    return float(re.sub(r"[.,\s]", "", text)) if text else math.nan
