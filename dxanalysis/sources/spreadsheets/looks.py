"""How cells look where it changes what they say: signs and thousands of a format, unseen figures.

A format of numbers may write a percent sign without multiplying by 100, show thousands of what it
holds, or show nothing at all.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    Named = tuple[str, str]
    """A sheet and a cell as they stand in the file: "B7"."""

_LITERAL: Final = re.compile(r'"[^"]*"?|\\.')
_NOT_SHOWN: Final = re.compile(r"[_*].|\[[^\]]*\]")
_IN_THOUSANDS: Final = re.compile(r"[0#?.](,+)[^0#?.,]*$")
_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MOST_RAISED: Final = 2


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
    """

    percent: bool = False
    signed: bool = False
    shown_in: int = 1
    struck: bool = False
    unseen: bool = False


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
    """

    signed: frozenset[Named] = frozenset()
    shown_in: Mapping[Named, int] = field(default_factory=dict)
    unseen: frozenset[Named] = frozenset()
    comments: Mapping[Named, str] = field(default_factory=dict)
    outside: tuple[Named, ...] = ()

    def with_others(self, other: Looks) -> Looks:
        """Add those of another sheet."""
        return Looks(
            self.signed | other.signed,
            {**self.shown_in, **other.shown_in},
            self.unseen | other.unseen,
            {**self.comments, **other.comments},
            tuple(dict.fromkeys((*self.outside, *other.outside))),
        )


@functools.lru_cache(maxsize=4096)
def look_of(form: str, *, struck: bool = False, hidden: bool = False) -> Look:
    r"""Tell what a format of numbers, and a font, do to a figure.

    Parameters
    ----------
    form
        The format as Excel writes it.
    struck
        Whether the font is struck through.
    hidden
        Whether its colour is that of what is behind it.

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
    )


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
