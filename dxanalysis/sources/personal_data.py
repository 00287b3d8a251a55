"""Personal data inside any text: telephone and identity numbers, e-mail addresses, named people.

Workbooks are filled in by people who note down whom to call. What is found here is cut out of
texts that pages show, or keeps a whole column from being read.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["contains_personal_data", "is_personal", "without_personal_data"]

_LONGEST: Final = 2_000
"""Characters of a text that are searched; what lies beyond them is never shown."""

_FEW: Final = 3
_ROUND: Final = 1_000
_NINE_DIGITS: Final = 100_000_000
_GAP: Final = r"[\s.\-–]{0,2}"
_LABEL: Final = r"(?:(?:SĐT|ĐTDĐ|ĐT|Tel|điện thoại|di động|liên hệ|LH|e-?mail|Zalo)\s?[:.]?\s?)?"
_EMAIL: Final = r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
_TELEPHONE: Final = (
    r"(?<!\d)(?<!\d[.,])(?!\d{2}[.\-]\d{2}[.\-]\d{4})"
    rf"(?:(?:\+|00)84\)?{_GAP}(?:\(?0\)?)?|\b84(?=\d{{9}}(?!\d))|0)"
    rf"(?:[35789](?:\)?{_GAP}\d){{8}}|2(?:\)?{_GAP}\d){{9}})(?!\d)"
)
"""Mobile numbers have nine digits after 0 or 84 and begin with 3, 5, 7, 8 or 9; numbers of
exchanges have ten and begin with 2. A date with an hour has as many digits and is none."""

_CITIZEN: Final = rf"(?<!\d)(?<!\d[.,])0\d\d{_GAP}[0-3](?:{_GAP}\d){{8}}(?!\d)"
"""Twelve digits: province of birth (001 to 096), sex and century, year, six digits."""

_CARD: Final = (
    r"\b(?:CCCD|CMND|CMTND|CMT|căn cước(?: công dân)?|chứng minh(?: nhân dân| thư)?)"
    rf"[^\w\n]{{0,6}}(?:số\s?:?\s?)?\d(?:{_GAP}\d){{8,11}}(?!\d)"
)
_NUMBER: Final = re.compile(
    rf"{_CARD}|(?<!\w){_LABEL}(?:{_EMAIL}|{_TELEPHONE}|{_CITIZEN})|{_EMAIL}", re.IGNORECASE
)

_CAPITAL: Final = "A-ZĐ" + "".join(
    sorted({c for code in range(0xC0, 0x1EFF) if (c := chr(code)).isupper()})
)
_WORD: Final = rf"[{_CAPITAL}][\w'’]{{0,15}}"
_NAME: Final = rf"{_WORD}(?:\s{_WORD}){{0,5}}"
_PERSON: Final = re.compile(
    # One name for all beginnings: the many letters of a name make a pattern slow to compile.
    r"(?:(?<!\w)(?:ông|bà|anh|chị|đ/c|đồng chí)[.:]?\s{1,3}"
    r"|(?:(?<=[(\[,;:–])|(?<=[(\[,;:–-]\s))(?:Ông|Bà|ÔNG|BÀ|Anh|Chị|Đ/c|Đồng chí)[.:]?\s{1,3}"
    r"(?!(?:Rịa|RỊA)\b)"
    rf"|(?<!\w)(?:Ông|Bà|ÔNG|BÀ)[.:]?\s{{1,3}}{_WORD}\s(?:Văn|Thị|VĂN|THỊ)\s"
    rf"|(?<!\w)(?:trưởng (?:bản|thôn|xóm|tiểu khu)|bí thư)[.:]?\s{{1,3}}){_NAME}"
)
"""After a capital it may be a place (Bà Rịa, Ông Ích Khiêm): then it must follow a bracket, a comma
or a dash, or the name must have the middle name of a person. Nobody is called Rịa."""

_TITLES: Final = ("ông", "bà", "anh", "chị", "đ/c", "đồng chí", "trưởng ", "bí thư")
_DIGITS: Final = re.compile(r"(?:\d\D{0,3}){9}")
"""What a text must have for the searches above to be worth their time."""

_UNSEEN: Final = re.compile(
    "[\u00ad\u0600-\u0605\u061c\u06dd\u070f\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001-\U000e007f]"
)
"""Characters of the category Cf: soft hyphens, joiners, marks of direction."""

_BRACKETS: Final = re.compile(r"\([^()]{0,500}(?:\)|$)|\[[^\[\]]{0,500}(?:\]|$)")
_CUT: Final = "\x00"
_LOOSE_ENDS: Final = " \t,;:–-/|(["


def is_personal(text: str) -> bool:
    """Find out whether a text holds something that identifies a person.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    bool
        True for a Vietnamese telephone number, a citizen's number of twelve digits, an identity
        card's number that is called one, an e-mail address, or a person with a title.

    Examples
    --------
    >>> is_personal("gọi 0912.345.678"), is_personal("1.234.567 người"), is_personal("Bà Rịa")
    (True, False, False)
    """
    return _is_found(_plain(text))


def without_personal_data(text: str) -> str:
    """Cut out of a text what identifies a person; a bracket that holds it goes as a whole.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text as it is where nothing is found; otherwise what is left, which may be empty.

    Examples
    --------
    >>> without_personal_data("Bản 5 (ông Lò Văn A, 0912 345 678)")
    'Bản 5'
    """
    plain = _plain(text)
    if len(text) <= _LONGEST and not _is_found(plain):
        return text
    marked = _PERSON.sub(_CUT, _NUMBER.sub(_CUT, plain.replace(_CUT, "")))
    kept = _BRACKETS.sub(lambda found: "" if _CUT in found[0] else found[0], marked)
    return re.sub(r"\s{2,}", " ", kept.replace(_CUT, "")).strip(_LOOSE_ENDS)


def contains_personal_data(texts: Iterable[object]) -> bool:
    """Judge by its cells whether a column is about persons.

    Parameters
    ----------
    texts
        The cells of one column; numbers and missing cells may be among them.

    Returns
    -------
    bool
        True if any cell is personal, or if at least three cells, and half of those filled, are
        bare numbers of nine digits (identity cards; mobile numbers that lost their zero) or twelve
        that are not round. Amounts of money are rarely so.

    Examples
    --------
    >>> contains_personal_data(["tốt", None, "LH: 0912345678"])
    True
    >>> contains_personal_data([350_000_000, 120_000_000, 980_000_000])
    False
    """
    short = 0
    filled = []
    for cell in texts:
        if isinstance(cell, int | float) and abs(cell) < _NINE_DIGITS:
            short += 1  # most are: no text need be made of them
        elif text := _cell(cell):
            filled.append(text)
    numbers = [int(text) for text in filled if re.fullmatch(r"[0-9]{9}|[0-9]{12}", text)]
    odd = sum(number % _ROUND != 0 for number in numbers)
    if odd >= _FEW and odd * 2 >= short + len(filled):
        return True
    return any(is_personal(text) for text in filled)


def _cell(cell: object) -> str:
    """Give the text of a cell; of a number, its digits."""
    if cell is None or cell != cell:  # noqa: PLR0124 - NaN alone differs from itself
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _plain(text: str) -> str:
    """Compose accents and drop marks that cannot be seen, which would hide a number."""
    start = text[:_LONGEST]
    return start if start.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFC", start))


def _is_found(plain: str) -> bool:
    """Search a text; most have neither the digits nor the words, which is soon known."""
    if ("@" in plain or _DIGITS.search(plain)) and _NUMBER.search(plain):
        return True
    lower = plain.lower()
    return any(title in lower for title in _TITLES) and bool(_PERSON.search(plain))
