"""Text typed with fonts from before Unicode (TCVN3 and VNI), and text whose encoding nobody says.

Which reading is meant shows in the words it gives: nearly every word of Vietnamese with marks is
a syllable of a known form, and hardly any is that comes of a wrong reading.
"""

from __future__ import annotations

import dataclasses
import re
import unicodedata
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import TONES, legacy_readings, normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_SYLLABLE: Final = re.compile(
    r"(?:ngh|ng|nh|gh|gi|kh|ph|th|tr|ch|qu|[bcdđghklmnpqrstvx])?"
    r"[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_WORD: Final = re.compile(r"[^\s\d!-/:-@\[-`{-~–—…“”‘’«»]+")
_BETWEEN: Final = "│"
"""Stands between the texts of a sheet while they are read together; no font has it."""

_ENOUGH: Final = 0.6
_BETTER: Final = 0.2


def vietnamese_share(texts: Iterable[str]) -> float:
    """Tell which share of the words with marks are Vietnamese syllables.

    Parameters
    ----------
    texts
        Any texts.

    Returns
    -------
    float
        0–1; 0 where no word has marks.
    """
    words = {
        word
        for text in texts
        for word in _WORD.findall(unicodedata.normalize("NFC", text).casefold())
        if not word.isascii()
    }
    return sum(map(_is_syllable, words)) / len(words) if words else 0.0


def _is_syllable(word: str) -> bool:
    """Tell whether a word has the form of a Vietnamese syllable with at most one tone."""
    apart = unicodedata.normalize("NFD", normalise(word).casefold())
    tones = sum(letter in TONES for letter in apart)
    bare = "".join(letter for letter in apart if letter not in TONES)
    return tones < 2 and bool(_SYLLABLE.fullmatch(unicodedata.normalize("NFC", bare)))  # noqa: PLR2004


def font_readings(texts: Sequence[str]) -> list[list[str]]:
    """Read texts as if they had been typed with a font from before Unicode.

    Parameters
    ----------
    texts
        As they come out of the file.

    Returns
    -------
    list of list of str
        All of them in TCVN3, and in VNI; fewer where a reading changes nothing.
    """
    joined = _BETWEEN.join(text.replace(_BETWEEN, " ") for text in texts)
    readings = [reading.split(_BETWEEN) for reading in legacy_readings(joined)]
    return [[text.strip() for text in reading] for reading in readings]


def best_reading(plain: Sequence[str], others: Iterable[Sequence[str]]) -> Sequence[str]:
    """Choose the reading with the most Vietnamese words; the plain one unless another is clear.

    Parameters
    ----------
    plain
        The texts as they are.
    others
        Other readings of the same texts.

    Returns
    -------
    sequence of str
        One of them.
    """
    shares = [(vietnamese_share(reading), reading) for reading in others]
    most, best = max(shares, key=lambda each: each[0], default=(0.0, plain))
    # VNI read as TCVN3 gives many a syllable, too: the margin is to the plain one only.
    return best if most >= _ENOUGH and most > vietnamese_share(plain) + _BETTER else plain


def read_legacy(sheet: Sheet) -> Sheet:
    """Read a sheet typed with a font from before Unicode as what its reader sees.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The same where its text is Unicode already: one letter beyond Latin-1 (ạ, ư, đ) shows that.
    """
    texts = {place: value for place, value in sheet.cells.items() if isinstance(value, str)}
    letters = set("".join(texts.values()))
    if not any("\u00a0" < letter <= "\u00ff" for letter in letters) or any(
        letter > "\u00ff" and letter.isalpha() for letter in letters
    ):
        return sheet
    written = list(texts.values())
    best = best_reading(written, font_readings(written))
    if best is written:
        return sheet
    cells = {**sheet.cells, **dict(zip(texts, best, strict=True))}
    return dataclasses.replace(sheet, cells=cells, notes=(*sheet.notes, ("font_legacy", "")))
