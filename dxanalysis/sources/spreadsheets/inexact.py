"""Cells that give no exact figure: ranges and approximations, "76-81%", "~60%", "trên 90%"."""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.vietnamese import strip_tones

_NUMBER: Final = r"\d+(?:[.,]\d+)*"
_TO: Final = r"(?:-{1,2}>?|[–—−~÷]|den|toi|to)"
_ABOUT: Final = (
    r"(?:[~≈≃<>≤≥]=?|\b(?:khoang|tam|chung|uoc|gan|hon|tren|duoi|ngot|xap xi|toi thieu|it nhat"
    r"|toi da|khong qua|tu|about|approx\.?|approximately|around|nearly|almost|over|under|above"
    r"|below|(?:more|less) than|at (?:least|most)|up to)(?![a-z]))"
)
_REACHED: Final = r"(?:\b(?:dat|chiem|duoc|la|tinh|co|ty le|ti le|so)\b)"
_OR_MORE: Final = (
    r"(?:tro (?:len|xuong)|hoac (?:hon|it hon)|or (?:more|less)|\+|[±]\s*\d[\d.,]*\s*%?)"
)
_GUESSED: Final = (
    r"[(\[](?:so )?(?:uoc|uoc tinh|uoc luong|tam tinh|tam uoc|so bo|khoang|xap xi|gan dung"
    r"|est\.?|estimated?|approx\.?)[)\]]"
)
_OF_WHAT: Final = r"(?:[\s,]+[^\W\d]+){0,6}"
"""What is counted, behind a figure: "khoảng 60% số hộ dân"."""

_INEXACT: Final = re.compile(
    rf"(?:{_REACHED}\s*)*(?:"
    rf"(?:tu\s+)?(?P<low>{_NUMBER})\s*(?P<share>%?)\s*{_TO}\s*(?P<high>{_NUMBER})\s*%?{_OF_WHAT}"
    rf"|(?:{_ABOUT}\s*(?:{_REACHED}\s*)*)+{_NUMBER}(?:\s*/\s*{_NUMBER})?\s*%?{_OF_WHAT}"
    rf"|{_NUMBER}\s*%?\s*(?:{_OR_MORE}|{_GUESSED}){_OF_WHAT}"
    r")[\s.]*"
)
_LONGEST: Final = 60


@functools.lru_cache(maxsize=65_536)
def is_inexact(text: str) -> bool:
    """Tell whether a cell gives a range, or about how many, in place of a figure.

    Parameters
    ----------
    text
        What it holds.

    Returns
    -------
    bool
        Whether it does. "27 thôn - 96,4%" and "27/28 - 96,4%" are a part and its share, and so is
        "127 - 96%", which cannot be a range.

    Examples
    --------
    >>> is_inexact("76 - 81 %"), is_inexact("khoảng 60% số hộ"), is_inexact("390 (ước)")
    (True, True, True)
    >>> is_inexact("đạt 60%"), is_inexact("60"), is_inexact("27/28 - 96,4%")
    (False, False, False)
    """
    if len(text) > _LONGEST or not any(letter.isdigit() for letter in text):
        return False
    found = _INEXACT.fullmatch(" ".join(strip_tones(text).lower().split()))
    return found is not None and not (found["low"] and not _rises(found["low"], found["high"]))


def _rises(low: str, high: str) -> bool:
    """Tell whether the second number of a range is the larger one."""
    return _value(low) < _value(high)


def _value(number: str) -> float:
    """Read a number, with marks of thousands where they can be such."""
    if re.fullmatch(r"[1-9]\d{0,2}(?:[.,]\d{3})+", number):
        return float(re.sub(r"[.,]", "", number))
    whole, _, rest = number.replace(",", ".").partition(".")
    return float(f"{whole}.{rest.replace('.', '')}")
