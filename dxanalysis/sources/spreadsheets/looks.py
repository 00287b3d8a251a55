"""How cells look where it changes what they say: signs and thousands of a format, unseen figures.

A format of numbers may write a percent sign without multiplying by 100, show thousands of what it
holds, or show nothing at all.
"""

from __future__ import annotations

import colorsys
import functools
import operator
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Named = tuple[str, str]
    """A sheet and a cell as they stand in the file: "B7"."""

_LITERAL: Final = re.compile(r'"[^"]*"?|\\.')
_NOT_SHOWN: Final = re.compile(r"[_*].|\[[^\]]*\]")
_IN_THOUSANDS: Final = re.compile(r"[0#?.](,+)[^0#?.,]*$")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_RAISED: Final = 2


@dataclass(frozen=True)
class Section:
    """One part of a format: what it writes of figures of some size.

    Attributes
    ----------
    before, behind
        The words around the figure.
    figure
        Whether it writes the figure at all.
    test, bound
        For which figures it is; ``""`` where its place says so.
    """

    before: str
    behind: str
    figure: bool
    test: str = ""
    bound: float = 0.0


@dataclass(frozen=True)
class Look:
    """What the style of a cell does to its figure.

    Attributes
    ----------
    percent
        Whether it is shown as percent, times 100.
    signed
        Whether it is shown as it is, with a percent sign.
    shown_in
        What it is divided by to be shown: 1000 where thousands are.
    struck
        Whether it is struck through.
    unseen
        Whether a figure above 0 cannot be seen: a format that shows nothing, white on white.
    worded
        The parts of a format that writes words beside or instead of figures; empty if none does.
    styles
        What a legend may explain: ``fill yellow``, ``font red``, ``bold``, ``italic``,
        ``underline``; a colour that has no name here is ``other``.
    """

    percent: bool = False
    signed: bool = False
    shown_in: int = 1
    struck: bool = False
    unseen: bool = False
    worded: tuple[Section, ...] = ()
    styles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Looks:
    """What is seen of a workbook's cells beside their values; cells are named as in the file.

    Attributes
    ----------
    signed
        Figures shown as they are with a percent sign: 0.9 is "0.9 %".
    shown_in
        Figures shown in thousands, or thousands of these, each to what it is divided by.
    unseen
        Figures that nobody sees.
    comments
        What is said of cells in comments.
    outside
        What stands outside all cells, in text boxes and page headers, each after its sheet.
    worded
        Figures that are shown with words, or as words, each as it is shown.
    styled
        Figures of each style that a legend may explain (:attr:`Look.styles`).
    """

    signed: frozenset[Named] = frozenset()
    shown_in: Mapping[Named, int] = field(default_factory=dict)
    unseen: frozenset[Named] = frozenset()
    comments: Mapping[Named, str] = field(default_factory=dict)
    outside: tuple[Named, ...] = ()
    worded: Mapping[Named, str] = field(default_factory=dict)
    styled: Mapping[str, frozenset[Named]] = field(default_factory=dict)

    def with_others(self, other: Looks) -> Looks:
        """Add those of another sheet."""
        return Looks(
            self.signed | other.signed,
            {**self.shown_in, **other.shown_in},
            self.unseen | other.unseen,
            {**self.comments, **other.comments},
            tuple(dict.fromkeys((*self.outside, *other.outside))),
            {**self.worded, **other.worded},
            {
                style: self.styled.get(style, frozenset()) | other.styled.get(style, frozenset())
                for style in {*self.styled, *other.styled}
            },
        )


@functools.lru_cache(maxsize=4096)
def look_of(
    form: str,
    *,
    struck: bool = False,
    hidden: bool = False,
    styles: frozenset[str] = frozenset(),
) -> Look:
    r"""Tell what a format of numbers, and a font, do to a figure.

    Parameters
    ----------
    form
        The format as Excel writes it.
    struck
        Whether the font is struck through.
    hidden
        Whether its colour is that of what is behind it.
    styles
        What else a legend may explain.

    Returns
    -------
    Look
        What is seen.

    Examples
    --------
    >>> look_of("0.0%").percent, look_of('0.0"%"').percent, look_of(r"0.0\%").signed
    (True, False, True)
    >>> look_of("#,##0.0,").shown_in, look_of(";;;").unseen, look_of("#,##0;;").unseen
    (1000, True, False)
    """
    shown = _NOT_SHOWN.sub("", form)
    bare = _LITERAL.sub("", shown)
    literal = "".join(_LITERAL.findall(shown))
    thousands = _IN_THOUSANDS.search(bare.split(";")[0])
    first = _LITERAL.sub(lambda found: "x" if found[0].strip('"\\ ') else "", shown).split(";")[0]
    return Look(
        percent="%" in bare,
        signed="%" in literal and "%" not in bare,
        shown_in=1000 ** len(thousands[1]) if thousands else 1,
        struck=struck,
        unseen=hidden or (bool(form) and not first.strip()),
        worded=_sections(form),
        styles=styles,
    )


def styles_of(
    fill: str | None,
    font: str | None,
    *,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
) -> frozenset[str]:
    """Name what a legend may explain of a cell's style.

    Parameters
    ----------
    fill, font
        The colour behind a figure, and its own, as six hexadecimal digits; None for none, ``""``
        for one that is not known.
    bold, italic, underline
        How it is written.

    Returns
    -------
    frozenset of str
        As :attr:`Look.styles`.

    Examples
    --------
    >>> sorted(styles_of("FFFF00", "FF0000", bold=True))
    ['bold', 'fill yellow', 'font red']
    """
    coloured = (("fill", fill), ("font", font))
    named = {f"{what} {name}" for what, one in coloured if (name := _colour_name(one))}
    written = (("bold", bold), ("italic", italic), ("underline", underline))
    return frozenset(named | {word for word, is_so in written if is_so})


_HUES: Final = (
    (15, "red"), (45, "orange"), (70, "yellow"), (170, "green"), (255, "blue"), (290, "purple"),
    (340, "pink"), (361, "red"),
)  # fmt: skip
_PALE, _DARK, _GREY = 0.97, 0.12, 0.12
"""Of what brightness a colour is white or black, and of what saturation grey."""


def _colour_name(digits: str | None) -> str:
    """Name a colour; ``""`` for none, white and black."""
    if digits is None:
        return ""
    if not _SIX.fullmatch(digits):
        return "other"
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if min(red, green, blue) > _PALE or light < _DARK:
        return ""
    if saturation < _GREY or max(red, green, blue) - min(red, green, blue) < _GREY / 2:
        return "grey"
    name = next(name for end, name in _HUES if hue * 360 < end)
    return "yellow" if name == "orange" and hue * 360 > _GOLD else name


_SIX: Final = re.compile(r"[0-9A-Fa-f]{6}")
_GOLD: Final = 40


def shown_with_words(sections: Sequence[Section], value: float, *, percent: bool) -> str:
    """Write a figure as a format with words shows it.

    Parameters
    ----------
    sections
        The parts of the format.
    value
        The figure.
    percent
        Whether it is shown as percent.

    Returns
    -------
    str
        What is seen; ``""`` where it is shown without a word.

    Examples
    --------
    >>> zero = look_of('0;-0;"chưa có số liệu"').worded
    >>> shown_with_words(zero, 0, percent=False), shown_with_words(zero, 7, percent=False)
    ('chưa có số liệu', '')
    >>> shown_with_words(look_of('#,##0" hộ"').worded, 1910, percent=False)
    '1910 hộ'
    """
    section = _section_of(sections, value)
    if section is None or not (_WORD.search(section.before) or _WORD.search(section.behind)):
        return ""
    number = round(value * 100, 9) if percent else value
    written = f"{int(number) if number == int(number) else number}{'%' * percent}"
    return " ".join(f"{section.before}{written * section.figure}{section.behind}".split())


def _section_of(sections: Sequence[Section], value: float) -> Section | None:
    """Choose the part of a format that a figure is shown by."""
    if not sections:
        return None
    tested = [one for one in sections if one.test]
    if tested:
        fitting = (one for one in tested if _TESTS[one.test](value, one.bound))
        return next(fitting, next((one for one in sections if not one.test), None))
    place = 1 if value < 0 else 2 if value == 0 else 0
    return sections[place] if place < len(sections) else sections[0]


_WORD: Final = re.compile(r"[^\W\d_]{2}|[≥≤±]")
_TEST: Final = re.compile(r"\[(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)\]")
_PIECE: Final = re.compile(r'"[^"]*"?|\\.|[_*].|\[[^\]]*\]|.', re.DOTALL)
_TESTS: Final = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "=": operator.eq, "<>": operator.ne,
}  # fmt: skip


def _sections(form: str) -> tuple[Section, ...]:
    """Part a format that writes words; none where it writes none."""
    if not _WORD.search("".join(_LITERAL.findall(_NOT_SHOWN.sub("", form)))):
        return ()
    parts: list[list[str]] = [[]]
    for piece in _PIECE.findall(form):
        if piece == ";":
            parts.append([])
        else:
            parts[-1].append(piece)
    return tuple(_section(pieces) for pieces in parts[:3])


def _section(pieces: Sequence[str]) -> Section:
    """Read one part of a format."""
    words = ["", ""]
    figure = False
    test = _TEST.search("".join(one for one in pieces if one.startswith("[")))
    for piece in pieces:
        if piece.startswith('"') or (piece.startswith("\\") and len(piece) > 1):
            words[figure] += piece.strip('"\\')
        elif piece in "0#?Gg@":
            figure = True
        elif piece == " " or piece in "()":
            words[figure] += piece
    before, behind = words
    return Section(before, behind, figure, test[1] if test else "", float(test[2]) if test else 0.0)


def is_on(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element such as ``strike`` of a font says yes, as it does without a value."""
    return attributes.get("val", "1").lower() not in {"0", "false", "off"}


def is_raised(attributes: Mapping[str, str]) -> bool:
    """Tell whether an element ``vertAlign`` of a font puts its text above the line."""
    return attributes.get("val") == "superscript"


def raised(text: str) -> str:
    """Write what stands above the line so that it is not taken for digits of the figure before it.

    Parameters
    ----------
    text
        A run of a cell's text.

    Returns
    -------
    str
        A number of one or two digits by the characters that stand above the line.

    Examples
    --------
    >>> raised("1"), raised("(*)"), raised("2025")
    ('¹', '(*)', '2025')
    """
    word = text.strip()
    return text.translate(_RAISED) if word.isdecimal() and len(word) <= _MOST_RAISED else text
