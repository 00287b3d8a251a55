"""Amounts of money as people write them."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_MONEY: Final = re.compile(
    r"(\d+(?:[.,]\d+)*)\s*(?:(nghìn|ngàn|nghin|ngan)\s+)?(tỷ|tỉ|ty|ti|triệu|trieu|tr|bn|m)?"
    r"(?:\s*(?:đồng|dong|đ|vnđ|vnd))?",
    re.IGNORECASE,
)
_TIMES: Final = {"t": 1e9, "b": 1e9, "m": 1e6, "": 1.0}
_ENGLISH: Final = ("bn", "m")


def read_money(written: str) -> float | None:
    """Read an amount of money as people write it.

    Parameters
    ----------
    written
        ``60ty``, ``60 tỷ``, ``1,5 tỷ``, ``1.200 tỷ``, ``1 nghìn tỷ``, ``500tr``, ``60000000000``.

    Returns
    -------
    float or None
        VND; None where it is none, or may be a thousand times as much (``1,500 tỷ``).

    Examples
    --------
    >>> read_money("60ty"), read_money("1,5 tỷ"), read_money("500tr"), read_money("nhiều")
    (60000000000.0, 1500000000.0, 500000000.0, None)
    >>> read_money("1.200 tỷ"), read_money("1 nghìn tỷ"), read_money("1,500 tỷ")
    (1200000000000.0, 1000000000000.0, None)
    """
    found = _MONEY.fullmatch(unicodedata.normalize("NFC", written).strip().replace("_", ""))
    if found is None:
        return None
    word = (found[3] or "").lower()
    figure = _figure(found[1], word)
    if figure is None or (found[2] and not word.startswith("t")):
        return None
    times = 1e6 if word.startswith("tr") else _TIMES[word[:1]]
    return figure * times * (1_000 if found[2] else 1)


def _figure(digits: str, word: str) -> float | None:
    """Read the figure of an amount: ``1.200 tỷ`` are thousands, ``1.5 tỷ`` is a decimal."""
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?:,\d{3})+", digits)
    if grouped is None:
        return float(digits.replace(",", ".")) if len(re.findall(r"[.,]", digits)) < 2 else None  # noqa: PLR2004
    several = len(re.findall(r"[.,]", digits)) > 1
    # Who writes Vietnamese words parts thousands by a full stop, who writes English by a comma.
    thousands = "," if word in _ENGLISH else "."
    if word and not several and thousands not in digits:
        return None
    return float(re.sub(r"[.,]", "", digits))
