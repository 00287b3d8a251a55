"""Headings taken apart into words, as the catalogue of headings knows them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.slots import without_dates
from dxanalysis.sources.workbook.words.written_out import written_out
from dxanalysis.vietnamese import diacritics_compatible, normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    Words = tuple[str, ...]

_TOKEN: Final = re.compile(r"[a-z0-9]+|[%‰]")
_MARK: Final = re.compile(r"⟨U\+[0-9A-F]{4}⟩")
"""What :func:`dxanalysis.lang.plain.visible` shows in place of a mark of direction."""

_DATE: Final = re.compile(
    r"\b(?:(?:tinh|den|ngay|thang|quy|nam) )*"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|nam \d{4}|(?:19|20)\d\d)\b"
)


def heading_key(path: str) -> str:
    """Make the key under which a heading is remembered.

    Parameters
    ----------
    path
        Its levels joined by " / ".

    Returns
    -------
    str
        The words without tones, case and dates, so that next quarter's form has the same.

    Examples
    --------
    >>> heading_key("Dân số đến 30/9/2025 / Phủ 4G"), heading_key("DÂN SỐ ĐẾN / phủ 4G")
    ('dan so den / phu 4g', 'dan so den / phu 4g')
    """
    levels = []
    for level in _MARK.sub(" ", path).split(" / "):
        plain = without_dates(plain_text(level), find_dates(level))
        levels.append(" ".join(_TOKEN.findall(plain)))
    return " / ".join(levels)


@functools.lru_cache(maxsize=65_536)
def bare_tokens(text: str) -> Words:
    """Split a text into words without tones, dates left out.

    Parameters
    ----------
    text
        A heading, or a word of the catalogue.

    Returns
    -------
    tuple of str
        The words in small letters, abbreviations written out where they can be told.

    Examples
    --------
    >>> bare_tokens("Số HS tiếp nhận năm 2025")
    ('so', 'ho', 'so', 'tiep', 'nhan')
    """
    plain = written_out(" ".join(strip_tones(text).lower().replace("_", " ").split()))
    return tuple(_TOKEN.findall(_DATE.sub(" ", plain)))


@functools.lru_cache(maxsize=65_536)
def toned_tokens(text: str) -> Words:
    """Split a text into the same words with their tones.

    Parameters
    ----------
    text
        As for :func:`bare_tokens`.

    Returns
    -------
    tuple of str
        The words; without their tones where these cannot be told.
    """
    own = normalise(text).lower()
    plain = strip_tones(own)
    if len(own) != len(plain):
        return bare_tokens(text)
    blank = _DATE.sub(lambda found: " " * len(found[0]), plain)
    toned = tuple(own[found.start() : found.end()] for found in _TOKEN.finditer(blank))
    return toned if tuple(map(strip_tones, toned)) == bare_tokens(text) else bare_tokens(text)


def is_written(phrase: Words, toned: Words, known: Mapping[Words, Collection[Words]]) -> bool:
    """Tell whether a phrase has the tones of one that is known, or lacks some of them.

    Parameters
    ----------
    phrase, toned
        Its words without their tones, and with them.
    known
        The phrases that are known: their words without tones, to all that these are with them.

    Returns
    -------
    bool
        Whether it does.
    """
    return any(all(map(diacritics_compatible, toned, one)) for one in known.get(phrase, ()))
