"""Vietnamese letters: the many ways in which one and the same name is written.

Excel, phones and old fonts write "Mường Hòa" composed or decomposed, with the tone on either
vowel, with look-alike letters, invisible spaces, or in the byte codes of fonts from before Unicode.
This module brings them to one form. It knows nothing about places.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

TONES: Final = "\u0300\u0301\u0303\u0309\u0323"
"""The five tone marks as combining characters: huyền, sắc, ngã, hỏi, nặng."""

_LONGEST_KEPT: Final = 200
_LOOK_ALIKES: Final = str.maketrans(
    {
        "ð": "đ",  # Icelandic eth, from fonts and optical character recognition
        "Ð": "Đ",
        "Ɖ": "Đ",
        "ɖ": "đ",
        "\u0340": "\u0300",  # two tone marks with a second code of their own
        "\u0341": "\u0301",
        "’": "'",
    }
)
_UNSEEN: Final = "\u00ad\u200b-\u200f\u2060\ufeff"
_INVISIBLE: Final = re.compile(f"[{_UNSEEN}]")
_MARKS: Final = re.compile("[\u0300-\u034e\u0350-\u036f]+")
"""The marks that stand above and below Latin letters."""
_TONE_FIRST: Final = re.compile(rf"([{TONES}])([\u0302\u0306\u031b]+)")
_OPEN_RHYME: Final = re.compile(
    r"(?<![qQ])([oOuU])([aeyAEY])([\u0300\u0301\u0303\u0309\u0323])(?![\w\u0300-\u036f])"
)
_TONED: Final = unicodedata.normalize("NFC", "".join(f"{v}{t}" for v in "aeyAEY" for t in TONES))
_MAY_DIFFER: Final = re.compile(
    f"[{''.join(map(chr, _LOOK_ALIKES))}{_UNSEEN}\u0300-\u036f]|[oOuU][{_TONED}]"
)
"""What a composed text has where its spelling may have to be changed."""


def normalise(text: str) -> str:
    """Normalise a name's spelling without losing what distinguishes it.

    Composed letters (NFC), single plain spaces, no invisible characters, ``đ`` for its
    look-alikes, and the tone of an open *oa*, *oe*, *uy* on the first vowel (*Hòa*, *Thủy*).

    Parameters
    ----------
    text
        Any text in Unicode.

    Returns
    -------
    str
        The text, its upper and lower case kept. Normalising twice changes nothing more.

    Examples
    --------
    >>> normalise("Liên\N{NO-BREAK SPACE} Hoà"), normalise("Ðông Sang")
    ('Liên Hòa', 'Đông Sang')
    """
    if text.isascii() or (
        unicodedata.is_normalized("NFC", text) and _MAY_DIFFER.search(text) is None
    ):  # as most are, which takes a fifth of the time
        return " ".join(text.split())
    plain = _INVISIBLE.sub("", text.translate(_LOOK_ALIKES))
    apart = _tones_last(unicodedata.normalize("NFD", plain))
    moved = _OPEN_RHYME.sub(r"\1\3\2", apart)
    return " ".join(unicodedata.normalize("NFC", moved).split())


def _tones_last(apart: str) -> str:
    """Put the tone of each decomposed letter behind its other marks.

    The canonical order sorts a dot below before a circumflex, so that a tone is not always last.
    """
    return _TONE_FIRST.sub(r"\2\1", apart)


def strip_tones(text: str) -> str:
    """Strip a name of all marks: ``Chiềng Ơn`` and ``Chiềng On`` become the same.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text normalised, with neither tones nor the marks of *ă â ê ô ơ ư đ*; case kept.

    Examples
    --------
    >>> strip_tones("Mường É"), strip_tones("Đoàn Kết")
    ('Muong E', 'Doan Ket')
    """
    return _bare(text) if len(text) <= _LONGEST_KEPT else _bare.__wrapped__(text)


def plain_text(text: str) -> str:
    """Write a text without tones and capitals, single spaces between its words.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        The text; places of matches in it are those of this form, not of the text given.
    """
    return " ".join(strip_tones(text).lower().split())


def strip_each(names: Iterable[str]) -> list[str]:
    """Strip many names of all marks, ten times as fast as one by one.

    Parameters
    ----------
    names
        Texts, none of which holds the character 0.

    Returns
    -------
    list of str
        Each as :func:`strip_tones` gives it.

    Examples
    --------
    >>> strip_each(["Mường É", "Đoàn Kết"]), strip_each([])
    (['Muong E', 'Doan Ket'], [])
    """
    written = list(names)
    return strip_tones("\0".join(written)).split("\0")[: len(written)]


@functools.lru_cache(maxsize=16_384)
def _bare(text: str) -> str:
    """Strip a text of its marks. The headings and names of a file are asked for again and again."""
    if text.isascii():
        return normalise(text)
    bare = _MARKS.sub("", unicodedata.normalize("NFD", normalise(text)))
    bare = bare.replace("đ", "d").replace("Đ", "D")
    if bare.isascii():
        return bare
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def in_sentence(name: str) -> str:
    """Write a name inside a sentence, where the kind of a unit is a common noun.

    Parameters
    ----------
    name
        As it stands alone.

    Returns
    -------
    str
        With a small letter at its beginning.

    Examples
    --------
    >>> in_sentence("Xã Bó Sinh")
    'xã Bó Sinh'
    """
    return name[:1].lower() + name[1:]


def slug(text: str) -> str:
    """Make a name fit for a file name or an address.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Lower-case ASCII letters and digits, joined by single hyphens; may be empty.

    Examples
    --------
    >>> slug("Thành phố Sơn La (cũ)")
    'thanh-pho-son-la-cu'
    """
    ascii_only = strip_tones(text).casefold().encode("ascii", "ignore").decode()
    return "-".join(re.findall(r"[a-z0-9]+", ascii_only))


def fold(text: str) -> str:
    """Make the key under which two spellings of one name are equal.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    str
        Lower case, each syllable's tone moved to its end, punctuation as spaces.

    Examples
    --------
    >>> fold("XÃ LIÊN HOÀ") == fold("xã Liên Hòa"), fold("Mường Bang") == fold("Mường Bằng")
    (True, False)
    """
    return _fold(text)


@functools.lru_cache(maxsize=65_536)
def _fold(text: str) -> str:
    """Cache :func:`fold`: the same few thousand names come again and again."""
    words = re.sub(r"[^\w'\s]|_", " ", normalise(text).casefold()).split()
    folded = []
    for word in words:
        apart = unicodedata.normalize("NFD", word)
        tone = "".join(mark for mark in apart if mark in TONES)
        rest = "".join(letter for letter in apart if letter not in TONES)
        folded.append(unicodedata.normalize("NFC", rest) + tone)
    return " ".join(folded)


def diacritics_compatible(written: str, full: str) -> bool:
    """Tell whether a written name only lost marks, and has none that contradicts the full name.

    ``Muong Bang`` may be ``Mường Bằng`` with its marks lost; ``Mường Báng`` may not.

    Parameters
    ----------
    written, full
        Two names that are equal once :func:`strip_tones` has been applied to both.

    Returns
    -------
    bool
        True where each mark that was written is also in the full name, letter by letter.
    """
    pairs = zip(_syllable_marks(written), _syllable_marks(full), strict=False)
    return all(
        tones <= full_tones
        and all(
            mark in ("", full_mark) for mark, full_mark in zip(letters, full_letters, strict=False)
        )
        for (tones, letters), (full_tones, full_letters) in pairs
    )


def _syllable_marks(text: str) -> list[tuple[set[str], list[str]]]:
    """List each syllable's tones, and the other marks of each of its letters."""
    found = []
    for word in fold(text).split():
        tones: set[str] = set()
        letters: list[str] = []
        for letter in unicodedata.normalize("NFD", word):
            if letter in TONES:
                tones.add(letter)
            elif unicodedata.combining(letter):
                letters[-1] += letter
            else:
                letters.append("\u0335" if letter == "đ" else "")
        found.append((tones, letters))
    return found


# ---- fonts from before Unicode -----------------------------------------------------------------
# Text typed with a font of TCVN 5712:1993 (".VnTime", "ABC") or of VNI comes out of old files as
# Latin-1 characters. The tables restate the two published encodings.

_TCVN3_LETTERS: Final = {
    0xA1: "ĂÂÊÔƠƯĐăâêôơưđ",
    0xB5: "àảãáạ",
    0xBB: "ằẳẵắ",
    0xC6: "ặầẩẫấậè",
    0xCE: "ẻẽéẹềểễếệìỉ",
    0xDC: "ĩíịò",
    0xE1: "ỏõóọồổỗốộờởỡớợù",
    0xF1: "ủũúụừửữứựỳỷỹýỵ",
}
_TCVN3: Final = str.maketrans(
    {
        chr(first + step): letter
        for first, letters in _TCVN3_LETTERS.items()
        for step, letter in enumerate(letters)
    }
)

_CIRCUMFLEX, _BREVE, _HORN = "\u0302", "\u0306", "\u031b"
_GRAVE, _ACUTE, _TILDE, _HOOK, _DOT = TONES
# A mark follows its vowel: plain tones, then the circumflex and the breve with each tone.
_VNI_MARKS: Final = {
    **dict(zip("øùõûï", TONES, strict=True)),
    "â": _CIRCUMFLEX,
    **{m: _CIRCUMFLEX + t for m, t in zip("àáãåä", TONES, strict=True)},
    "ê": _BREVE,
    **{m: _BREVE + t for m, t in zip("èéüúë", TONES, strict=True)},
}
_VNI_LETTERS: Final = {
    "ñ": "đ",
    "ö": "u" + _HORN,
    "ô": "o" + _HORN,
    "í": "i" + _ACUTE,
    "ì": "i" + _GRAVE,
    "æ": "i" + _HOOK,
    "ó": "i" + _TILDE,
    "ò": "i" + _DOT,
    "î": "y" + _DOT,
}


def legacy_readings(text: str) -> list[str]:
    """Read a text as if it had been typed with a font from before Unicode.

    Parameters
    ----------
    text
        Text as it comes out of the file.

    Returns
    -------
    list of str
        What it says in TCVN3 and in VNI, normalised; empty where it has no such characters.
        Whether a reading is meant, only a list of names can decide: take it if it is one of them.

    Examples
    --------
    >>> legacy_readings("M\N{SOFT HYPHEN}êng Bó")[0], legacy_readings("Möôøng Buù")[-1]
    ('Mường Bú', 'Mường Bú')
    """
    if not any("\u00a0" < letter <= "\u00ff" for letter in text):
        return []
    composed = unicodedata.normalize("NFC", text)
    readings = [composed.translate(_TCVN3), _read_vni(composed)]
    return [normalise(reading) for reading in readings if reading != composed]


def _read_vni(text: str) -> str:
    """Read VNI: marks follow the vowel they belong to."""
    out: list[str] = []
    before = ""
    for letter in text:
        low = letter.lower()
        if low in _VNI_MARKS and before in {"a", "e", "o", "u", "y", "ö", "ô"}:
            out.append(_VNI_MARKS[low])
        elif low in _VNI_LETTERS:
            read = _VNI_LETTERS[low]
            out.append(read.upper() if letter != low else read)
        else:
            out.append(letter)
        before = low
    return unicodedata.normalize("NFC", "".join(out))
