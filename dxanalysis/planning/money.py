"""Amounts of money as people write them."""

from __future__ import annotations

import re
from typing import Final

_MONEY: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(tỷ|tỉ|ty|ti|triệu|trieu|tr|bn|m)?", re.IGNORECASE)
_TIMES: Final = {"t": 1e9, "b": 1e9, "m": 1e6, "": 1.0}


def read_money(written: str) -> float | None:
    """Read an amount of money as people write it.

    Parameters
    ----------
    written
        ``60ty``, ``60 tỷ``, ``1,5 tỷ``, ``500tr``, ``60000000000``.

    Returns
    -------
    float or None
        VND; None where it is none.

    Examples
    --------
    >>> read_money("60ty"), read_money("1,5 tỷ"), read_money("500tr"), read_money("nhiều")
    (60000000000.0, 1500000000.0, 500000000.0, None)
    """
    plain = written.strip().replace("_", "")
    if re.fullmatch(r"\d{1,3}([.,]\d{3})+", plain):  # 60.000.000.000
        plain = re.sub(r"[.,]", "", plain)
    found = _MONEY.fullmatch(plain)
    if found is None:
        return None
    word = (found[2] or "").lower()
    times = 1e6 if word.startswith("tr") else _TIMES[word[:1]]
    return float(found[1].replace(",", ".")) * times
