"""Draws a sheet as dots, with Pillow: ten times as fast as Matplotlib, and small."""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image, ImageChops, ImageDraw

from dxanalysis.display.sheet import (
    HALO_POINTS,
    HATCH,
    HATCH_DOT,
    HATCH_DOTS,
    HATCH_POINTS,
    PAD_POINTS,
    POINTS_PER_INCH,
    Shapes,
    Strokes,
    font,
    lines_of,
)

if TYPE_CHECKING:
    import numpy.typing as npt

    from dxanalysis.display.sheet import Points, Sheet, Words

_FINER: Final = 3
"""Dots each way that are drawn for one, so that edges are smooth."""

_COLOURS: Final = 256
"""As many as a byte distinguishes: a third of the bytes of full colours."""

_PACKED: Final = 3
"""How hard zlib tries, of 9: the usual 6 takes twice as long, for a sixth of the bytes."""


def to_png(sheet: Sheet, *, dpi: float) -> bytes:
    """Draw a sheet as PNG in few colours; equal sheets give equal bytes.

    Parameters
    ----------
    sheet
        What is drawn.
    dpi
        Dots per inch.

    Returns
    -------
    bytes
        The picture.
    """
    dots = np.asarray(to_image(sheet, dpi=dpi).convert("RGBA"))
    places, palette = _few_colours(dots)
    few = Image.fromarray(places)
    few.putpalette(palette.tobytes())
    out = io.BytesIO()
    few.save(out, "PNG", dpi=(dpi, dpi), compress_level=_PACKED)
    return out.getvalue()


def to_image(sheet: Sheet, *, dpi: float) -> Image.Image:
    """Draw a sheet.

    Parameters
    ----------
    sheet
        What is drawn.
    dpi
        Dots per inch.

    Returns
    -------
    PIL.Image.Image
        In all colours.
    """
    wide, high = int(sheet.wide * dpi), int(sheet.high * dpi)
    finer = _FINER if _has_slopes(sheet) else 1
    large = Image.new("RGB", (wide * finer, high * finer), "white")
    pen = _Pen(large, dpi * finer)
    for one in sheet.drawn:
        if isinstance(one, Shapes):
            pen.fill(one)
        else:
            pen.stroke(one)
    image = large.reduce(finer)
    for words in sheet.words:
        _write(image, words, dpi)
    return image


def _has_slopes(sheet: Sheet) -> bool:
    """Tell whether a line of a sheet is neither upright nor level: its edge would have steps."""
    lines = (
        line
        for one in sheet.drawn
        for line in (
            one.lines
            if isinstance(one, Strokes)
            else [ring for rings in one.outlines for ring in rings]
        )
    )
    return any(np.diff(line, axis=0).all(axis=1).any() for line in lines)


class _Pen:
    """Draws shapes and lines on a large image."""

    def __init__(self, image: Image.Image, dpi: float) -> None:
        self._image, self._dpi = image, dpi
        self._draw = ImageDraw.Draw(image)

    def fill(self, shapes: Shapes) -> None:
        """Fill areas, and draw around them."""
        for rings in shapes.outlines:
            placed = [self._place(ring) for ring in rings]
            if len(placed) == 1 and shapes.hatch == "none":
                self._draw.polygon(placed[0], fill=shapes.paint)
                continue
            inside = Image.new("1", self._image.size)
            for ring in placed:  # a ring within a ring is a hole
                one = Image.new("1", self._image.size)
                ImageDraw.Draw(one).polygon(ring, fill=1)
                inside = ImageChops.logical_xor(inside, one)
            self._image.paste(shapes.paint, mask=inside)
            if shapes.hatch != "none":
                hatched = ImageChops.logical_and(
                    inside, _hatch(shapes.hatch, self._image.size, self._dpi)
                )
                self._image.paste(shapes.hatch_ink, mask=hatched)
        if shapes.edge:
            lines = [ring for rings in shapes.outlines for ring in rings]
            self.stroke(Strokes(lines, shapes.edge, shapes.weight))

    def stroke(self, strokes: Strokes) -> None:
        """Draw lines."""
        width = max(1, round(strokes.weight / POINTS_PER_INCH * self._dpi))
        for line in strokes.lines:
            for part in [line] if strokes.dashes is None else _dashed(line, strokes.dashes):
                self._draw.line(self._place(part), fill=strokes.ink, width=width, joint="curve")

    def _place(self, points: Points) -> list[tuple[float, float]]:
        """Turn inches into dots from the upper left corner."""
        placed = points * (self._dpi, -self._dpi) + (0, self._image.height)
        return [(x, y) for x, y in placed.tolist()]


def _dashed(line: Points, dashes: tuple[float, float]) -> list[Points]:
    """Cut a straight line into the parts that are drawn."""
    start, end = line[0], line[-1]
    length = float(np.hypot(*(end - start)))
    on, off = (one / POINTS_PER_INCH for one in dashes)
    starts = np.arange(0.0, length, on + off)
    way = (end - start) / length
    return [
        np.array([start + way * at, start + way * min(at + on, length)]) for at in starts.tolist()
    ]


@functools.lru_cache(maxsize=8)
def _hatch(kind: str, size: tuple[int, int], dpi: float) -> Image.Image:
    """Draw a hatch all over: lines for what is missing, dots for what has no target."""
    image = Image.new("1", size)
    draw = ImageDraw.Draw(image)
    wide, high = size
    if kind == "missing":
        width = max(1, round(HATCH_POINTS / POINTS_PER_INCH * dpi))
        for at in np.arange(0, wide + high, HATCH * dpi).tolist():
            draw.line([(at, 0), (at - high, high)], fill=1, width=width)
        return image
    step, half = HATCH_DOTS * dpi, HATCH_DOT * dpi
    for row, y in enumerate(np.arange(0, high, step).tolist()):
        for x in np.arange((row % 2) * step / 2, wide, step).tolist():
            draw.ellipse((x - half, y - half, x + half, y + half), fill=1)
    return image


def _write(image: Image.Image, words: Words, dpi: float) -> None:
    """Write words where they stand, each line on whole dots."""
    size = words.size / POINTS_PER_INCH * dpi
    letters = font(size, is_bold=words.is_bold)
    rise, fall = _line(size, is_bold=words.is_bold)
    lines = words.words.split("\n")
    above, step, tall = lines_of(words, rise, fall)
    first = image.height - words.y * dpi - above + rise
    draw = ImageDraw.Draw(image)
    widths = [letters.getlength(line) for line in lines]
    left = {"left": 0.0, "center": 0.5, "right": 1.0}[words.across]
    places = [
        (round(words.x * dpi - width * left), round(first + step * place))
        for place, width in enumerate(widths)
    ]
    if words.ground:
        pad = PAD_POINTS / POINTS_PER_INCH * dpi
        x, y = min(x for x, _ in places), first - rise
        box = (x - pad, y - pad, x + max(widths) + pad, y + tall + pad)
        draw.rectangle([round(one) for one in box], fill=words.ground)
    if words.halo:  # of all lines, before any of them is written
        edge = max(1, round(HALO_POINTS / POINTS_PER_INCH * dpi))
        for line, place in zip(lines, places, strict=True):
            draw.text(place, line, "white", letters, "ls", stroke_width=edge, stroke_fill="white")
    for line, place in zip(lines, places, strict=True):
        draw.text(place, line, words.ink, letters, "ls")


@functools.lru_cache(maxsize=64)
def _line(size: float, *, is_bold: bool) -> tuple[float, float]:
    """Say how far letters rise above where they stand, and fall below."""
    _, top, _, bottom = font(size, is_bold=is_bold).getbbox("lp", anchor="ls")
    return -top, bottom


def _few_colours(
    dots: npt.NDArray[np.uint8],
) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint8]]:
    """Choose 256 colours for a picture (RGBA, opaque), and the one of each dot.

    Pillow's own choosers merge colours of small areas, and the samples of a legend are small: here
    the colours that occur most are kept as they are, and the edges of letters take the nearest.
    """
    # A picture is mostly runs of one colour: ten times fewer than dots.
    flat = np.ascontiguousarray(dots).view(np.uint32).ravel()
    starts = np.concatenate(([0], np.flatnonzero(flat[1:] != flat[:-1]) + 1))
    lengths = np.diff(starts, append=flat.size)
    colours = dots.reshape(-1, 4)[starts, :3]
    high = (colours >> 3).astype(np.int32)
    cell = (high[:, 0] << 10) | (high[:, 1] << 5) | high[:, 2]
    count = np.bincount(cell, weights=lengths, minlength=1 << 15)
    there = np.flatnonzero(count)
    total = [
        np.bincount(cell, weights=colours[:, part] * lengths, minlength=1 << 15)
        for part in range(3)
    ]
    mean = np.stack([part[there] / count[there] for part in total], axis=1)
    kept = np.sort(np.argsort(-count[there], kind="stable")[:_COLOURS])
    # The squared distance, but for what all colours that are kept have in common.
    away = (mean[kept] ** 2).sum(axis=1) - 2 * (mean @ mean[kept].T)
    nearest = np.zeros(1 << 15, dtype=np.uint8)
    nearest[there] = away.argmin(axis=1)
    palette = mean[kept].round().astype(np.uint8)
    return np.repeat(nearest[cell], lengths).reshape(dots.shape[:2]), palette
