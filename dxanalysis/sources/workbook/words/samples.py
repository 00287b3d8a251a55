"""Lines by which figures are of those who were asked, and not of all."""

from __future__ import annotations

import re
from typing import Final

_ASKED: Final = r"[1-9]\d+ (?:ho|nguoi|phieu|mau)(?: dan| gia dinh)?"
_EACH: Final = r"\b(?:moi|mot|1|tung)(?: don vi)? (?:xa|phuong|thon|don vi|dia phuong)\b"
_ASKS: Final = r"(?:chon|lay|rut|hoi|phat|dieu tra|khao sat|phong van|mau)"

SAMPLE: Final = re.compile(
    r"\bngau nhien\b(?=.*\b(?:ho|nguoi|phieu|mau|thon|dan)\b)"
    r"|\b(?:ho|nguoi|phieu|mau|thon)\b[^.;]{0,60}\bngau nhien\b"
    rf"|\b(?:{_ASKS}|thu(?: ve| duoc)?|phieu)\b[^.;()]{{0,40}}\b{_ASKED}\W{{0,2}}"
    r"(?:/|\b(?:(?:o |tai )?moi|mot|tren|tung)(?: mot)? )\W{0,2}(?:xa|phuong|thon|don vi"
    r"|dia phuong)\b"
    rf"|{_EACH}[^.;()]{{0,40}}?\b{_ASKS}\b[^.;()]{{0,30}}?\b{_ASKED}\b"
    rf"|{_EACH}\W{{1,2}}{_ASKED}\b[^.;()]{{0,12}}?\b(?:dieu tra|khao sat|phong van"
    r"|duoc (?:hoi|chon))\b"
    r"|\b(?:mau (?:khao sat|dieu tra|nghien cuu)|kich thuoc mau|quy mo mau|tren mau|trong mau)\b"
    rf"[^.;()]{{0,30}}\b{_ASKED}\b"
    r"|\b(?:tren|trong|qua|tu) (?:tong )?(?:so )?\d[\d.]* (?:ho|nguoi|phieu)(?: dan| gia dinh)?"
    r" (?:duoc )?(?:khao sat|hoi|chon|phong van|tra loi|thu ve)\b"
    r"|\brandom(?:ly)?\b|\bsample of \d"
)
"""In a title without tones: "mỗi xã chọn ngẫu nhiên 30 hộ", "khảo sát 30 hộ/xã"."""

_OF_SOME_FIGURES: Final = re.compile(r"\b(?:rieng|cot|hai long|muc do|chi tieu|ty le|ti le)\b")
"""Before words of a sample, these say that only some columns are of it."""


def sampled(note: str) -> str:
    """Find the words by which a note says that all figures are of a sample.

    Parameters
    ----------
    note
        A line around a table, without tones.

    Returns
    -------
    str
        Them; ``""`` where it does not, or says so of some columns only.

    Examples
    --------
    >>> sampled("so lieu khao sat 30 ho/xa"), sampled("muc do hai long: khao sat 30 ho/xa")
    ('khao sat 30 ho/xa', '')
    """
    found = SAMPLE.search(note)
    return "" if not found or _OF_SOME_FIGURES.search(note[: found.start()]) else found[0]
