"""Draws a sheet as SVG that stands inside a page: small, and its words are text, not outlines.

Nothing in it has an id, a class or a style: two pictures of one page cannot disturb each other, and
neither rules of the page's style sheet nor a policy that forbids styles change it. Names come from
files, so whatever is written is escaped.
"""

from __future__ import annotations

import functools
import html
import re
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.display.sheet import (
    HALO_POINTS,
    HATCH,
    HATCH_DOT,
    HATCH_DOTS,
    HATCH_POINTS,
    PAD_POINTS,
    POINTS_PER_INCH,
    Shapes,
    font,
    lines_of,
    width_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.display.sheet import Points, Sheet, Strokes, Words

FAMILY: Final = "DejaVu Sans, Verdana, Segoe UI, Roboto, Noto Sans, Arial, sans-serif"
"""What a picture is laid out with, and what the reader may have instead: none is wider. Verdana has
nearly the same widths, the others are narrower."""

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML does not allow, and controls that nobody sees."""

_ANCHORS: Final = {"left": "", "center": ' text-anchor="middle"', "right": ' text-anchor="end"'}
_SHARES: Final = {"left": 0.0, "center": 0.5, "right": 1.0}
"""How much of a line's width is left of where it stands."""

_FINE: Final = 1000.0
"""Size in which the heights of letters are measured."""


def to_svg(sheet: Sheet) -> str:
    """Draw a sheet as SVG; equal sheets give equal text.

    Parameters
    ----------
    sheet
        What is drawn.

    Returns
    -------
    str
        One ``<svg>`` element, whose unit is the point; its ground is white. Words that would run
        out of the picture are drawn together.

    Examples
    --------
    >>> from dxanalysis.display.sheet import Sheet, Words, rectangle
    >>> sheet = Sheet(1, 0.5, "", [Shapes([rectangle(0, 0, 0.25, 0.5)], "#2f6f9f")])
    >>> sheet.words.append(Words("R&D", 0.5, 0.25, 8))
    >>> for part in to_svg(sheet).replace("><", ">|<").split("|")[1:]:
    ...     print(part)
    <path fill="#fff" d="M0 0H72V36H0Z"/>
    <g fill="#2f6f9f">
    <path d="M0 36H18V0H0Z"/>
    </g>
    <text x="36" y="18" font-size="8" fill="#1a1e24">R&amp;D</text>
    </svg>
    """
    wide, high = sheet.wide * POINTS_PER_INCH, sheet.high * POINTS_PER_INCH
    right, bottom = _number(wide), _number(high)
    opened = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{right}pt" height="{bottom}pt" '
        f'viewBox="0 0 {right} {bottom}" fill-rule="evenodd" font-family="{FAMILY}">'
    )
    parts = [opened, f'<path fill="#fff" d="M0 0H{right}V{bottom}H0Z"/>']
    for one in sheet.drawn:
        parts += _filled(one, high) if isinstance(one, Shapes) else [_stroked(one, high)]
    for words in sheet.words:
        parts += _written(words, wide, high)
    return "".join((*parts, "</svg>"))


def _number(value: float) -> str:
    """Write a number with at most two decimals."""
    written = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if written == "-0" else written


def _place(points: Points, high: float) -> Points:
    """Turn inches from the lower left corner into points from the upper left one."""
    placed: Points = points * (POINTS_PER_INCH, -POINTS_PER_INCH) + (0.0, high)
    return placed


def _path(points: Points) -> str:
    """Write a line; whatever is level or upright takes one number."""
    (before_x, before_y), *rest = [(_number(x), _number(y)) for x, y in points.tolist()]
    steps = [f"M{before_x} {before_y}"]
    for x, y in rest:
        if y == before_y:
            steps.append(f"H{x}" if x != before_x else "")
        else:
            steps.append(f"V{y}" if x == before_x else f"L{x} {y}")
        before_x, before_y = x, y
    return "".join(steps)


def _ring(points: Points) -> str:
    """Write a closed line."""
    is_closed = bool((points[0] == points[-1]).all())
    return _path(points[:-1] if is_closed else points) + "Z"


def _filled(shapes: Shapes, high: float) -> Iterable[str]:
    """Fill areas, hatch them and draw around them; a ring within a ring is a hole."""
    edge = (
        f' stroke="{shapes.edge}" stroke-width="{_number(shapes.weight)}" stroke-linejoin="round"'
        if shapes.edge
        else ""
    )
    is_hatched = shapes.hatch != "none"
    yield f'<g fill="{shapes.paint}"{"" if is_hatched else edge}>'
    for outline in shapes.outlines:
        rings = [_place(ring, high) for ring in outline]
        line = "".join(_ring(ring) for ring in rings)
        yield f'<path d="{line}"/>'
        if is_hatched:
            yield _hatched(rings, shapes.hatch, shapes.hatch_ink)
        if is_hatched and edge:  # above the hatch
            yield f'<path fill="none"{edge} d="{line}"/>'
    yield "</g>"


def _hatched(rings: Sequence[Points], hatch: str, ink: str) -> str:
    """Draw the lines or dots of a hatch, each only as far as it is inside.

    A pattern or a clip would need an id.
    """
    # Lines that rise by 45 degrees are level where the sum of both coordinates stands upright.
    if hatch == "missing":
        turned = [np.stack([ring[:, 0], ring.sum(axis=1)], axis=1) for ring in rings]
        step, width, cap = HATCH * POINTS_PER_INCH, HATCH_POINTS, ""
        marks = "".join(
            f"M{_number(start)} {_number(level - start)}L{_number(end)} {_number(level - end)}"
            for _, level, start, end in _inside(turned, step)
        )
    else:
        step, width = HATCH_DOTS * POINTS_PER_INCH, 2 * HATCH_DOT * POINTS_PER_INCH
        cap = ' stroke-linecap="round"'
        marks = "".join(
            f"M{_number(x)} {_number(y)}h0"
            for row, y, start, end in _inside(rings, step)
            for x in _every(start, end, step, (row % 2) * step / 2)
        )
    return f'<path fill="none" stroke="{ink}" stroke-width="{_number(width)}"{cap} d="{marks}"/>'


def _inside(rings: Sequence[Points], step: float) -> Iterable[tuple[int, float, float, float]]:
    """Cut level lines at the rings: of each part inside, the line's number, height and two ends."""
    starts = np.concatenate(list(rings))
    ends = np.concatenate([np.roll(ring, -1, axis=0) for ring in rings])
    low, high = np.sort(np.stack([starts[:, 1], ends[:, 1]]), axis=0)
    for row in range(int(np.ceil(low.min() / step)), int(high.max() // step) + 1):
        level = row * step
        crossed = (low <= level) & (level < high)
        (x, y), (to_x, to_y) = starts[crossed].T, ends[crossed].T
        at = np.sort(x + (level - y) / (to_y - y) * (to_x - x)).tolist()
        for start, end in zip(at[::2], at[1::2], strict=True):
            yield row, level, start, end


def _every(start: float, end: float, step: float, first: float) -> list[float]:
    """List where dots stand between two ends."""
    numbers = range(int(np.ceil((start - first) / step)), int((end - first) // step) + 1)
    return [first + number * step for number in numbers]


def _stroked(strokes: Strokes, high: float) -> str:
    """Draw lines."""
    lines = "".join(_path(_place(line, high)) for line in strokes.lines)
    dashes = " ".join(_number(one) for one in strokes.dashes or ())
    return (
        f'<path fill="none" stroke="{strokes.ink}" stroke-width="{_number(strokes.weight)}"'
        + (f' stroke-dasharray="{dashes}"' if dashes else "")
        + f' d="{lines}"/>'
    )


def _written(words: Words, wide: float, high: float) -> Iterable[str]:
    """Write words; each line is a text of its own, so that no mark of direction leads beyond."""
    rise, fall = (words.size * share for share in _heights(is_bold=words.is_bold))
    above, step, tall = lines_of(words, rise, fall)
    x, top = words.x * POINTS_PER_INCH, high - words.y * POINTS_PER_INCH - above
    share = _SHARES[words.across]
    lines = words.words.split("\n")
    if words.ground:
        widest = width_of(words.words, words.size, is_bold=words.is_bold)
        left, upper = x - widest * share - PAD_POINTS, top - PAD_POINTS
        right, lower = left + widest + 2 * PAD_POINTS, top + tall + PAD_POINTS
        box = np.array([(left, upper), (right, upper), (right, lower), (left, lower)])
        yield f'<path fill="{words.ground}" d="{_ring(box)}"/>'
    look = (
        f'font-size="{_number(words.size)}" fill="{words.ink}"'
        + (' font-weight="bold"' if words.is_bold else "")
        + _ANCHORS[words.across]
    )
    if words.halo:
        edge = _number(2 * HALO_POINTS)
        look += f' stroke="#fff" stroke-width="{edge}" stroke-linejoin="round" paint-order="stroke"'
    room = min(x / share if share else wide, (wide - x) / (1 - share) if share < 1 else wide)
    for place, line in enumerate(lines):
        y = top + rise + step * place
        is_long = 0 < room < width_of(line, words.size, is_bold=words.is_bold)
        fit = f' textLength="{_number(room)}" lengthAdjust="spacingAndGlyphs"' if is_long else ""
        yield f'<text x="{_number(x)}" y="{_number(y)}" {look}{fit}>{_escaped(line)}</text>'


@functools.cache
def _heights(*, is_bold: bool) -> tuple[float, float]:
    """Say how far letters rise above where they stand, and fall below, in their size."""
    _, top, _, bottom = font(_FINE, is_bold=is_bold).getbbox("lp", anchor="ls")
    return -top / _FINE, bottom / _FINE


def _escaped(words: str) -> str:
    """Write words so that they are nothing but text, in XML as in HTML."""
    return html.escape(_UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", words))
