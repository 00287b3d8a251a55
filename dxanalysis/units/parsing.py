"""What a written name states besides the name: kind of unit, district, numbering, "(cũ)"."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import fold, normalise, strip_tones

if TYPE_CHECKING:
    from collections.abc import Mapping

_KINDS: Final = {
    "xã": ("xã", "xa", "x"),
    "phường": ("phường", "phuong", "p", "ph"),
    "thị trấn": ("thị trấn", "thi tran", "tt", "tt nt"),
    "đặc khu": ("đặc khu", "dac khu", "đk", "dk"),
}
_DISTRICT_KINDS: Final = {
    "Huyện": ("huyện", "huyen", "h"),
    "Quận": ("quận", "quan", "q"),
    "Thị xã": ("thị xã", "thi xa", "tx"),
    "Thành phố": ("thành phố", "thanh pho", "tp"),
}
_AREA: Final = tuple(fold(word) for word in ("khu vực", "khu vuc", "địa bàn", "cụm"))
_FORMER: Final = (fold("cũ"), "cu")
_OF_DISTRICT: Final = re.compile(
    r"(?<=\w)(\s*[,;(\[–-]\s*)(?:thuộc\s+|thuoc\s+)?((?:(?:huyện|quận|thị xã|thành phố|huyen|quan"
    r"|thi xa|thanh pho|tp|tx)[.\s]|[hq]\.)\s*[^,;()\[\]]+?)\s*(?:[(\[]\s*(?:cũ|cu"
    r"|trước\b[^()\[\]]*)[)\]]|\bcũ(?=\W*$)|\btrước (?:đây|ngày|\d)[^()\[\]]*)",
    re.IGNORECASE,
)
"""A district behind a unit, which is the one that is no more: "Xã Bó Sinh (huyện Sông Mã cũ)"."""

_NUMBERING: Final = re.compile(r"^\s*(?:[-+*•–]|\d{1,5}[.)/]|[a-gA-G][.)])\s*")
_BARE_NUMBER: Final = re.compile(r"^\d{1,3}\s+")
_ROMAN: Final = re.compile(r"^\s*[IVXLC]+[.)/]\s*")  # only of districts: "X." is also short for xã
_TOTAL: Final = re.compile(
    r"^\s*(?:(?:tổng|tong)(?: (?:cộng|cong|số|so))?|cộng|cong|toàn|toan)\b[\s:]*", re.IGNORECASE
)
_OFFICE: Final = re.compile(
    r"^\W*(?:ubnd|u\.b\.n\.d\.?|[uủ][yỷ] ban nhân dân|uy ban nhan dan)\s+"
    r"(?=(?:xã|xa|phường|phuong|thị trấn|thi tran|đặc khu|dac khu|[xp]\.)[\s.])",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"[(\[]([^)\]]*)[)\]]")


def _prefixes(kinds: Mapping[str, tuple[str, ...]]) -> list[tuple[tuple[str, ...], str]]:
    """List the words that say a kind, the longest first."""
    words = [(tuple(fold(form).split()), kind) for kind, forms in kinds.items() for form in forms]
    return sorted(words, key=lambda entry: -len(entry[0]))


_UNIT_PREFIXES: Final = _prefixes(_KINDS)
_DISTRICT_PREFIXES: Final = _prefixes(_DISTRICT_KINDS)


@dataclass(frozen=True)
class Reading:
    """One way to read a written name.

    Attributes
    ----------
    name
        The name alone, in the spelling of :func:`dxanalysis.vietnamese.normalise`.
    kind
        ``xã``, ``phường``, ...; None where none is written.
    """

    name: str
    kind: str | None = None


@dataclass(frozen=True)
class Written:
    """What a cell of a table says about a unit.

    Attributes
    ----------
    readings
        The ways to read it: with its first word as the kind, and as part of the name.
    district
        What follows a comma or stands in brackets; ``""`` if nothing.
    former
        Whether it says "(cũ)".
    """

    readings: tuple[Reading, ...]
    district: str
    former: bool


_OFFICIAL_KINDS: Final = (
    "Thành phố", "Thị trấn", "Đặc khu", "Phường", "Thị xã", "Huyện", "Quận", "Tỉnh", "Xã",
)  # fmt: skip
"""The kinds that stand in front of official names, at every level."""


def split_kind(name: str) -> tuple[str, str]:
    """Split an official name into the kind of the unit and the name alone.

    Parameters
    ----------
    name
        As the lists write it.

    Returns
    -------
    tuple of str
        Kind and name; the kind is empty where none is written.

    Examples
    --------
    >>> split_kind("Thị xã Mộc Châu"), split_kind("Nhóm 1")
    (('Thị xã', 'Mộc Châu'), ('', 'Nhóm 1'))
    """
    for kind in _OFFICIAL_KINDS:
        if name.startswith(f"{kind} "):
            return kind, name.removeprefix(f"{kind} ")
    return "", name


def without_office(text: str) -> str:
    """Take the office off the name of the unit that it is of.

    Parameters
    ----------
    text
        What is written.

    Returns
    -------
    str
        The name; the text as it is where no office of a commune stands before one.

    Examples
    --------
    >>> without_office("UBND xã Bó Sinh"), without_office("UBND tỉnh Sơn La")
    ('xã Bó Sinh', 'UBND tỉnh Sơn La')
    """
    return _OFFICE.sub("", normalise(text), count=1)


def read(text: str) -> Written:
    """Take a written unit name apart.

    Parameters
    ----------
    text
        For instance ``"12. X. Chiềng Chung, huyện Mai Sơn (cũ)"``: the district is no more.

    Returns
    -------
    Written
        Its parts. Nothing is looked up: whether a reading is a unit is for the list to say.
    """
    name, former = _without_former(without_former_district(normalise(text)))
    brackets = [part for part in _BRACKETS.findall(name) if part.strip()]
    name = _BRACKETS.sub(" ", name)
    name, *places = [part.strip() for part in re.split(r"[,;]", name)]
    places += brackets
    name = _NUMBERING.sub("", name, count=1)
    # "12 Bó Sinh" is numbered, "2 Bảo Lộc" is a name.
    forms = dict.fromkeys([name.strip(), _BARE_NUMBER.sub("", name, count=1).strip()])
    readings = [reading for form in forms if form for reading in _readings(form)]
    return Written(tuple(dict.fromkeys(readings)), ", ".join(p for p in places if p), former)


def without_former_district(name: str) -> str:
    """Take off a unit's name that the district behind it is no more.

    Parameters
    ----------
    name
        As written.

    Returns
    -------
    str
        The same with the bare name of the district.

    Examples
    --------
    >>> without_former_district("Xã Bó Sinh, huyện Sông Mã (cũ)")
    'Xã Bó Sinh, huyện Sông Mã'
    >>> without_former_district("Huyện Sông Mã (cũ)")
    'Huyện Sông Mã (cũ)'
    """
    return _OF_DISTRICT.sub(r"\1\2", name)


def _readings(name: str) -> list[Reading]:
    """Read a name whole, and without the kind in front of it."""
    found = [Reading(name)]
    rest = _strip_prefix(name, _UNIT_PREFIXES)
    if rest is not None and rest[0]:
        found.append(Reading(*rest))
    rest = _strip_prefix(name, _DISTRICT_PREFIXES)
    if rest is not None and rest[0]:
        # Five islands were districts without communes: there the district is the unit.
        found.append(Reading(rest[0], rest[1].lower()))
    return found


def _strip_prefix(name: str, prefixes: list[tuple[tuple[str, ...], str]]) -> tuple[str, str] | None:
    """Take the longest word for a kind off a name."""
    # "X.Chiềng La" and "TP.Sơn La": a full stop ends a word.
    words = name.replace(".", ". ").split()
    folded = [fold(word) for word in words]
    for prefix, kind in prefixes:
        if tuple(folded[: len(prefix)]) == prefix:
            return " ".join(words[len(prefix) :]), kind
    return None


def _without_former(name: str) -> tuple[str, bool]:
    """Take "(cũ)" or a final "cũ" off a name."""
    cut = re.sub(r"[(\[]\s*(?:cũ|cu)\s*[)\]]", " ", name, flags=re.IGNORECASE)
    cut = re.sub(r"\s+cũ\s*$", "", cut, flags=re.IGNORECASE)
    return " ".join(cut.split()), cut != name


@functools.lru_cache(maxsize=4096)
def read_district(text: str) -> Reading | None:
    """Take a district out of a heading or subtotal.

    Parameters
    ----------
    text
        For instance ``"I. Khu vực thành phố Sơn La"`` or ``"Huyện Sông Mã (cũ)"``.

    Returns
    -------
    Reading or None
        The district's name and kind ("Huyện"; None where the text only says "khu vực" or "(cũ)");
        None where nothing says that a district is meant, as in a bare ``"Mai Sơn"``.
    """
    name, former = _without_former(normalise(text))
    for numbering in (_ROMAN, _NUMBERING, _BARE_NUMBER):
        name = numbering.sub("", name, count=1)
    words = _TOTAL.sub("", name, count=1).replace(".", ". ").split()
    area = fold(" ".join(words[:2])) in _AREA
    if area:
        words = words[2:]
    rest = _strip_prefix(" ".join(words), _DISTRICT_PREFIXES)
    if rest is not None and rest[0]:
        return Reading(_tidy(rest[0]), rest[1])
    if area or former:
        if _strip_prefix(" ".join(words), _UNIT_PREFIXES) is not None:
            return None
        return Reading(_tidy(" ".join(words)))
    return None


def is_total(text: str) -> bool:
    """Tell whether a row adds up a whole province, and is no unit.

    Parameters
    ----------
    text
        What stands where the other rows have a unit's name.

    Returns
    -------
    bool
        Whether nothing but that is said.

    Examples
    --------
    >>> is_total("Tổng cộng:"), is_total("TOÀN TỈNH"), is_total("Cộng Hòa")
    (True, True, False)
    """
    rest = _TOTAL.sub("", _TOTAL.sub("", normalise(text), count=1), count=1)
    return rest != text and not rest.casefold().removeprefix("tỉnh").strip(" .:")


def _tidy(name: str) -> str:
    """Cut what follows a district's name: the province, a colon, brackets."""
    return re.split(r"[,;:(\[]", name, maxsplit=1)[0].strip(" -–")


def toneless(name: str) -> str:
    """Make the key under which names are equal once all marks are lost.

    Parameters
    ----------
    name
        A name without its kind.

    Returns
    -------
    str
        Lower-case letters and digits with single spaces.
    """
    return _toneless(name)


@functools.lru_cache(maxsize=65_536)
def _toneless(name: str) -> str:
    """Cache :func:`toneless`: the same names come again and again."""
    return fold(strip_tones(name))
