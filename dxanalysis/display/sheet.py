"""A picture before it is drawn: shapes, lines and words on a sheet of paper, in inches.

Maps of reports and charts are laid out here once, and drawn by Matplotlib where one wants a figure
(SVG, PDF, to go on with in a notebook), by :mod:`dxanalysis.display.dots` where one wants dots
only, and by :mod:`dxanalysis.display.vectors` inside a page. The letters are DejaVu Sans:
Matplotlib ships it, it has every Vietnamese letter, and so a picture is the same on every machine.
Only a page takes the reader's own letters where it is not installed.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

import numpy as np
from PIL import ImageFont

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy.typing as npt

    Points = npt.NDArray[np.float64]

POINTS_PER_INCH: Final = 72
INK: Final = "#1a1e24"

HATCH: Final = 1 / 12
"""Inches from line to line of a hatch, as Matplotlib draws it, along a level line."""

HATCH_POINTS: Final = 0.5
HATCH_DOTS: Final = 1 / 18
HATCH_DOT: Final = 0.006
"""Points: how wide such a line is. Inches: from dot to dot of a hatch, and half of one dot."""

HALO_POINTS: Final = 0.8
PAD_POINTS: Final = 2.5
"""How far a halo, and the ground of words, reach beyond the letters."""

_LINE: Final = 1.2
"""Height of a line, in its letters', where nothing else is said."""

_FINE: Final = 100.0
"""Size in which words are measured."""


@dataclass(frozen=True)
class Shapes:
    """Areas of one paint.

    Attributes
    ----------
    outlines
        Of each area its closed rings, the outer ones and those of its holes.
    paint
        Colour of all of them.
    hatch
        ``missing`` or ``incomparable``: what is drawn over the colour (see
        :class:`dxanalysis.palette.MapClass`).
    hatch_ink, edge
        Colours of that, and of the outlines; ``""`` for none.
    weight
        Points: how wide an outline is.
    """

    outlines: Sequence[Sequence[Points]]
    paint: str
    hatch: str = "none"
    hatch_ink: str = INK
    edge: str = ""
    weight: float = 0.4


@dataclass(frozen=True)
class Strokes:
    """Lines of one pen.

    Attributes
    ----------
    lines
        The points of each.
    ink, weight
        Colour, and width in points.
    dashes
        Points that are drawn and left out by turns; none for a whole line.
    """

    lines: Sequence[Points]
    ink: str = INK
    weight: float = 1.0
    dashes: tuple[float, float] | None = None


@dataclass(frozen=True)
class Words:
    """Plain words, as they are: a dollar sign is one, and no formula.

    Attributes
    ----------
    words
        One line or several.
    x, y
        Where they stand.
    size, is_bold, ink
        Of the letters.
    across
        Where ``x`` is of each line.
    up
        Where ``y`` is of all lines: above, in the middle, below, or where the first line's letters
        stand.
    spacing
        From line to line, in the height of letters.
    ground
        A colour that is laid below them; ``""`` for none.
    halo
        Whether they have a white edge, so that they can be read on anything.
    """

    words: str
    x: float
    y: float
    size: float = 7.0
    is_bold: bool = False
    ink: str = INK
    across: Literal["left", "center", "right"] = "left"
    up: Literal["top", "center", "bottom", "baseline"] = "baseline"
    spacing: float = _LINE
    ground: str = ""
    halo: bool = False


@dataclass
class Sheet:
    """What is drawn, from the ground up; words stand above all of it.

    Attributes
    ----------
    wide, high
        Inches; everything is placed from the lower left corner.
    about
        What is read out for the picture.
    drawn, words
        What is on it.
    """

    wide: float
    high: float
    about: str
    drawn: list[Shapes | Strokes] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)


class Lines(NamedTuple):
    """Where the lines of words stand, in the unit of their letters' heights.

    Attributes
    ----------
    above
        From the top of all lines down to where the words are placed.
    step
        From line to line.
    tall
        Of all lines.
    """

    above: float
    step: float
    tall: float


def lines_of(words: Words, rise: float, fall: float) -> Lines:
    r"""Lay out the lines of words.

    Parameters
    ----------
    words
        What is written.
    rise, fall
        How far its letters rise above where they stand, and fall below.

    Returns
    -------
    Lines
        Where they stand.

    Examples
    --------
    >>> lines_of(Words("4G\n5G", 0, 0, up="bottom", spacing=1.5), 8, 2)
    Lines(above=24.0, step=14.0, tall=24.0)
    """
    step = rise * words.spacing + fall
    tall = rise + fall + step * words.words.count("\n")
    above = {"top": 0.0, "center": tall / 2, "bottom": tall, "baseline": rise}[words.up]
    return Lines(above, step, tall)


def rectangle(x: float, y: float, wide: float, high: float) -> list[Points]:
    """Give the outline of a rectangle.

    Parameters
    ----------
    x, y, wide, high
        Inches, from the lower left corner.

    Returns
    -------
    list of ndarray
        Its one ring.

    Examples
    --------
    >>> rectangle(1, 2, 3, 4)[0].tolist()
    [[1.0, 2.0], [4.0, 2.0], [4.0, 6.0], [1.0, 6.0], [1.0, 2.0]]
    """
    right, top = x + wide, y + high
    return [np.array([(x, y), (right, y), (right, top), (x, top), (x, y)], dtype=float)]


@functools.cache
def font_file(*, is_bold: bool) -> str:
    """Find the file of a font, without loading Matplotlib, which takes half a second.

    Parameters
    ----------
    is_bold
        Whether its letters are bold.

    Returns
    -------
    str
        Its path.
    """
    name = "DejaVuSans-Bold.ttf" if is_bold else "DejaVuSans.ttf"
    package = find_spec("matplotlib")
    if package is not None and package.origin:
        path = Path(package.origin).with_name("mpl-data") / "fonts" / "ttf" / name
        if path.is_file():
            return str(path)
    import matplotlib as mpl  # noqa: PLC0415 - where a distribution keeps its files elsewhere

    return f"{mpl.get_data_path()}/fonts/ttf/{name}"


@functools.lru_cache(maxsize=64)
def font(size: float, *, is_bold: bool) -> ImageFont.FreeTypeFont:
    """Open a font; every letter of Vietnamese is one of its own, so none has to be composed.

    Parameters
    ----------
    size
        Of its letters, in dots.
    is_bold
        Whether they are bold.

    Returns
    -------
    PIL.ImageFont.FreeTypeFont
        The font.
    """
    path = font_file(is_bold=is_bold)
    return ImageFont.truetype(path, size, layout_engine=ImageFont.Layout.BASIC)


# The maps and charts of many areas have names, classes, marks and scales in common.
@functools.lru_cache(maxsize=8192)
def width_of(words: str, size: float, *, is_bold: bool = False) -> float:
    """Measure words.

    Parameters
    ----------
    words
        What they say.
    size, is_bold
        Of their letters.

    Returns
    -------
    float
        The width of the longest line, in the unit of the size.

    Examples
    --------
    >>> round(width_of("Sơn La", 10), 1), round(width_of("Sơn La", 20, is_bold=True), 1)
    (33.6, 75.6)
    """
    letters = font(_FINE, is_bold=is_bold)
    return max(letters.getlength(line) for line in words.split("\n")) * size / _FINE
