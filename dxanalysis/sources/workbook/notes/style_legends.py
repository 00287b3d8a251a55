"""Legends by which figures of a colour or a style are not to be used: "Ô vàng: chưa kiểm tra"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.notes.doubts import is_not_there, may_change
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable

Legends = tuple[tuple[frozenset[str], str], ...]
"""Styles of cells (:attr:`dxanalysis.sources.spreadsheets.looks.Look.styles`), and the line that
says that figures of any of them are not to be used."""

_COLOURS: Final = {
    "vàng": ("yellow",), "da cam": ("orange",), "cam": ("orange",), "đỏ": ("red",),
    "xanh": ("green", "blue"), "tím": ("purple",), "hồng": ("pink", "red"), "xám": ("grey",),
    "nâu": ("orange", "red"), "yellow": ("yellow",), "orange": ("orange",), "red": ("red",),
    "green": ("green",), "blue": ("blue",), "grey": ("grey",), "gray": ("grey",),
}  # fmt: skip
_COLOUR: Final = "|".join(sorted(_COLOURS, key=len, reverse=True))
_BEHIND: Final = r"tô|bôi|nền|ô|dòng|hàng|đánh dấu|highlighted|highlight|shaded|filled|cells?|rows?"
_WRITTEN: Final = r"chữ|in|mực|font|text|figures?"
_STYLE: Final = (
    rf"\b(?P<what>{_BEHIND}|{_WRITTEN}|màu|số)(?: (?:{_BEHIND}|{_WRITTEN}|màu|số|liệu|bằng|có"
    rf"|được))* (?P<colour>{_COLOUR})\b|\b(?P<english_colour>{_COLOUR}) (?:cells?|rows?)\b"
    r"|\b(?:in|chữ|số|viết) (?P<style>nghiêng|đậm)\b|\b(?P<line>gạch (?:chân|dưới))\b"
    r"|\b(?:in )?(?P<english>italics?|bold|underlined?)\b"
)
_WORDS: Final = {
    "nghiêng": "italic", "đậm": "bold", "italics": "italic", "italic": "italic", "bold": "bold",
    "underlined": "underline", "underline": "underline",
}  # fmt: skip
_TONED: Final = re.compile(_STYLE)
_BARE: Final = re.compile(strip_tones(_STYLE))
_PLAIN_COLOURS: Final = {strip_tones(name): found for name, found in _COLOURS.items()}
_PLAIN_WORDS: Final = {strip_tones(word): style for word, style in _WORDS.items()}
_CLAUSES: Final = re.compile(r"[;\n]|\.\s")
_NOT_USED: Final = re.compile(
    r"\b(?:khong|chua) (?:duoc |nen )?(?:su )?(?:dung|lay|tinh|doc|tong hop)\b|\bbo (?:qua|di|ra)\b"
    r"|\bloai (?:bo|ra|khoi)\b|\b(?:so|so lieu) (?:sai|nhap|gia|cu|nghi|tham khao|loi)\b"
    r"|\bchi (?:de )?tham khao\b|\bnghi ngo\b|\b(?:ignore|do not use|not (?:verified|checked)"
    r"|unverified|unchecked)\b"
)
_OTHERWISE: Final = re.compile(r"\b(?:khong|chua|ngoai|tru) (?:\w+ )?(?:to|boi|in|mau|danh dau)\b")
"""Before a colour: of the cells that do not have it."""

_LONGEST: Final = 500


def styles_not_used(lines: Iterable[str]) -> Legends:
    """Find the styles of which lines around a table say that their figures are not to be used.

    Parameters
    ----------
    lines
        The lines.

    Returns
    -------
    tuple
        Each with the line that says so.

    Examples
    --------
    >>> [(styles, _)] = styles_not_used(["Ô tô vàng: số chưa kiểm tra; ô tô xanh: đã kiểm tra"])
    >>> sorted(styles)
    ['fill other', 'fill yellow']
    """
    found = []
    for line in dict.fromkeys(one for one in lines if len(one) <= _LONGEST):
        styles = {one for clause in _CLAUSES.split(line) for one in _denied(clause)}
        if styles:
            found.append((frozenset(styles), line))
    return tuple(found)


def _denied(clause: str) -> set[str]:
    """Give the styles of which a clause says so, behind each of them or before the only one."""
    text = " ".join(normalise(clause).lower().split())
    form = _BARE if text.isascii() else _TONED
    matches = list(form.finditer(text))
    found: set[str] = set()
    for place, match in enumerate(matches):
        end = matches[place + 1].start() if place + 1 < len(matches) else len(text)
        before = text[: match.start()]
        said = text[match.end() : end] + (f"; {before}" if len(matches) == 1 else "")
        if _says_so(said) and not _OTHERWISE.search(plain_text(before + match[0])):
            found |= _named(match)
    return found


def _says_so(said: str) -> bool:
    """Tell whether words say that figures are not to be used, or are no state of today."""
    parts = [part.strip(" :=–-,().") for part in said.split(";")]
    plain = [plain_text(part) for part in parts]
    return any(_NOT_USED.search(one) or may_change(one) or is_not_there(one) for one in plain)


def _named(match: re.Match[str]) -> set[str]:
    """Give the styles that a legend names; a colour of the theme may be any."""
    if word := match["style"] or match["english"]:
        return {_WORDS.get(word) or _PLAIN_WORDS[word]}
    if match["line"]:
        return {"underline"}
    name = match["colour"] or match["english_colour"]
    colours = _COLOURS.get(name) or _PLAIN_COLOURS[name]
    words = plain_text(match[0].replace(name, " "))
    written = re.search(r"\b(?:chu|in|muc|font|text)\b", words) is not None
    behind = re.search(r"\b(?:to|boi|nen|o|dong|hang|danh dau|cells?|rows?)\b", words) is not None
    whats = ["font"] * (written or not behind) + ["fill"] * (behind or not written)
    return {f"{what} {one}" for what in whats for one in (*colours, "other")}
