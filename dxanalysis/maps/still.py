"""Still maps for reports: PNG, SVG and PDF with the classes, the legend and the marks of the page.

Drawn with Matplotlib's bundled DejaVu Sans, which has every Vietnamese letter, so that the picture
is the same on every machine.
"""

from __future__ import annotations

import functools
import math
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle
from matplotlib.path import Path as Outline
from matplotlib.textpath import TextToPath
from matplotlib.transforms import Affine2D, Transform

from dxanalysis import lang as words
from dxanalysis.errors import ParameterError
from dxanalysis.files import atomic_write
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.lang.plain import visible
from dxanalysis.maps.geometry import arcs as arc_coding
from dxanalysis.maps.geometry.prepare import Prepared, Simplify, prepare
from dxanalysis.maps.still_names import SIZE as NAME_SIZE
from dxanalysis.maps.still_names import draw_names, place_names
from dxanalysis.maps.themes import Layer, Theme, layers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy as np
    import numpy.typing as npt
    import pandas as pd
    from matplotlib.text import Text

    from dxanalysis.lang import Lang
    from dxanalysis.palette import MapClass

ENDINGS: Final = (".png", ".svg", ".pdf")
_HATCHES: Final = {"none": "", "missing": "////", "incomparable": "..."}
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.hashsalt": "dxanalysis",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.5,
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,  # a "$" in a name is a letter
}
_INK: Final = "#1a1e24"
_QUIET: Final = "#59616b"
_HATCH_INK: Final = "#8b8f94"
_WARN_INK: Final = "#6b4600"
_WARN_GROUND: Final = "#fdf0d0"
_WIDTH_CM: Final = 16.0
_CM: Final = 1 / 2.54
_SHORT_LABEL: Final = 36
_EDGE: Final = 0.005
_TITLE_SIZE: Final = 12.0
_TITLE_LINE: Final = 0.2
_STAMP_SIZE: Final = 7.5
_STAMP_LINE: Final = 0.15
_STAMP_EDGE: Final = 0.04
_SOURCES_SIZE: Final = 6.5
_SOURCES_LINE: Final = 0.115
_POINTS_PER_INCH: Final = 72


def still_map(
    units: gpd.GeoDataFrame,
    gaps: pd.DataFrame,
    *,
    theme: Theme,
    lang: Lang = "vi",
    title: str,
    as_of: str = "",
    sources: Sequence[str] = (),
    illustrative: bool,
    approximate: bool,
    simplify: Simplify = "auto",
    width_cm: float = _WIDTH_CM,
    most_high_cm: float | None = None,
) -> Figure:
    """Draw one theme as a picture for a report.

    Parameters
    ----------
    units, gaps
        As for :func:`dxanalysis.maps.gap_map`.
    theme
        What is drawn.
    lang
        The picture's language.
    title, as_of, sources
        Plain text, drawn as it is.
    illustrative, approximate
        Whether the picture must say so.
    simplify
        Tolerance in metres; see :func:`dxanalysis.maps.geometry.prepare.prepare`.
    width_cm
        Width on paper, in centimetres; the height follows the map.
    most_high_cm
        Height on paper at most. Such a picture stands among text that says the title, and leaves
        out title and classes without units rather than have smaller letters.

    Returns
    -------
    matplotlib.figure.Figure
        With a scale bar; :func:`save_still` writes it.

    Raises
    ------
    ParameterError
        If columns, codes or the theme do not fit.
    FileUnreadableError
        If no unit has a polygon.
    """
    if "unit_name" not in units.columns:
        raise ParameterError(
            "map.missing_columns", table="units", found="unit_name", expected="unit_name, geometry"
        )
    prepared = prepare(units, simplify=simplify)
    drawn = layers(
        [replace(theme, as_of=None)],
        gaps,
        codes=prepared.codes,
        counted=[True] * len(prepared.codes),
    )[0]
    west, south = prepared.bounds[:, :2].min(axis=0)
    east, north = prepared.bounds[:, 2:].max(axis=0)
    squeeze = math.cos(math.radians((south + north) / 2))
    marks = [
        words.text(key, lang)
        for key, holds in (
            ("map.mark_illustrative", illustrative),
            ("map.mark_approximate", approximate),
        )
        if holds
    ]
    with mpl.rc_context(_SETTINGS):
        wide = width_cm * _CM
        map_high = min(wide * 1.2, wide * 0.94 * (north - south) / ((east - west) * squeeze))
        classes = drawn.classes(lang)
        pairs = zip(classes, drawn.tally.tolist(), strict=True)
        listed = [pair for pair in pairs if pair[1] or most_high_cm is None]
        lines = _lines([one for one, _ in listed])
        room = wide * 0.94
        title_lines = _broken(title, room, size=_TITLE_SIZE, weight="bold")
        title_lines = title_lines if most_high_cm is None else []
        more = _TITLE_LINE * (len(title_lines) - 1)
        named = " · ".join(visible(one) for one in sources)
        below = _broken(f"{words.text('map.sources', lang)}: {named}", room) if sources else []
        under = 0.08 + _SOURCES_LINE * len(below)
        stamped = _stamp(marks, room) if marks else []
        head, foot = 0.75 + more, 0.27 + 0.2 * (lines + 0.5) + _STAMP_LINE * len(stamped)
        if most_high_cm is not None:
            map_high = min(map_high, max(most_high_cm * _CM - head - foot - under, wide / 3))
        high = head + map_high + foot + under
        figure = Figure(figsize=(wide, high))
        FigureCanvasAgg(figure)
        # No Axes: making and drawing their ticks and frames would take half the time of a map.
        inches = (1 - 2 * _EDGE) * min(
            wide * 0.94 / ((east - west) * squeeze), map_high / (north - south)
        )
        ground = (
            Affine2D()
            .translate(-(west + east) / 2, -(south + north) / 2)
            .scale(inches * squeeze, inches)
            .translate(wide / 2, high - head - map_high / 2)
            + figure.dpi_scale_trans
        )
        _draw_units(figure, prepared, drawn, classes, ground)
        _draw_borders(figure, prepared, units, ground)
        _write(
            figure, 0.03, 1 - 0.12 / high, "\n".join(title_lines), size=_TITLE_SIZE,
            weight="bold", va="top",
        )  # fmt: skip
        shown = [theme.name(lang), words.text("map.as_of", lang, date=as_of) if as_of else ""]
        shown_lines = _broken(" · ".join(one for one in shown if one), room, size=8)
        _write(figure, 0.03, 1 - (0.4 + more) / high, "\n".join(shown_lines), size=8, va="top")
        _draw_scale(
            figure, ground, west=west, south=south, wide=east - west, squeeze=squeeze, lang=lang
        )
        top = (foot - 0.1 + under) / high
        _draw_legend(figure, listed, top=top, high=high, lang=lang)
        if stamped:
            stamp = _write(
                figure,
                0.03,
                (0.1 + under) / high,
                "\n".join(stamped),
                size=_STAMP_SIZE,
                weight="bold",
                va="bottom",
            )
            stamp.set_color(_WARN_INK)
            stamp.set_bbox({"facecolor": _WARN_GROUND, "edgecolor": "none", "pad": 2.5})
        if below:
            _write(figure, 0.03, under / high, "\n".join(below), size=_SOURCES_SIZE, va="top")
        _draw_names(figure, prepared, units, ground, inches=(inches * squeeze, inches))
    figure.set_label(f"{title}. {theme.name(lang)}")
    return figure


def save_still(figure: Figure, path: str | Path, *, dpi: int = 200) -> None:
    """Write a still map; the same map gives the same bytes.

    Parameters
    ----------
    figure
        What :func:`still_map` drew.
    path
        A file that ends in ``.png``, ``.svg`` or ``.pdf``.
    dpi
        Dots per inch, of PNG.

    Raises
    ------
    ParameterError
        If the ending is another.
    OutputError
        If the file cannot be written.
    """
    target = Path(path)
    ending = target.suffix.lower()
    if ending not in ENDINGS:
        raise ParameterError(
            "map.bad_still", found=ending, where=str(path), expected=", ".join(ENDINGS)
        )
    undated: dict[str, dict[str, None]] = {
        ".png": {"Software": None},
        ".svg": {"Date": None},
        ".pdf": {"CreationDate": None},
    }
    with (
        atomic_write(target, key="map.cannot_write", make_folder=True) as half,
        mpl.rc_context(_SETTINGS),
    ):
        figure.savefig(
            half, format=ending[1:], dpi=dpi, metadata=undated[ending], facecolor="white"
        )


def _draw_units(
    figure: Figure,
    prepared: Prepared,
    drawn: Layer,
    classes: Sequence[MapClass],
    ground: Transform,
) -> None:
    """Fill the units, class by class."""
    scale = 10**prepared.arcs.decimals
    for number, one in enumerate(classes):
        outlines = [
            Outline.make_compound_path(
                *(
                    Outline(arc_coding.walk(ring, prepared.arcs.arcs) / scale, closed=True)
                    for part in unit
                    for ring in part
                )
            )
            for unit, position in zip(prepared.arcs.units, drawn.position, strict=True)
            if position == number
        ]
        if outlines:
            is_plain = one.hatch == "none"
            figure.add_artist(
                PathCollection(
                    outlines,
                    transform=ground,
                    facecolors=one.colour,
                    edgecolors="white" if is_plain else _HATCH_INK,
                    hatch=_HATCHES[one.hatch] or None,
                    linewidths=0.4,
                )
            )


def _draw_borders(
    figure: Figure, prepared: Prepared, units: gpd.GeoDataFrame, ground: Transform
) -> None:
    """Draw the borders of districts and the outline heavier."""
    groups = _districts(prepared, units)
    scale = 10**prepared.arcs.decimals
    for numbers, weight in zip(arc_coding.border(prepared.arcs, groups), (0.8, 1.0), strict=True):
        lines: list[npt.NDArray[np.float64]] = [
            arc_coding.walk([number], prepared.arcs.arcs) / scale for number in numbers
        ]
        figure.add_artist(LineCollection(lines, transform=ground, colors=_INK, linewidths=weight))


def _districts(prepared: Prepared, units: gpd.GeoDataFrame) -> list[str]:
    """Give the district of each unit, ``""`` where it has none."""
    if "district_name" not in units.columns:
        return [""] * len(prepared.codes)
    names = units.set_axis(units.index.astype(str))["district_name"]
    return [str(one) for one in names.reindex(list(prepared.codes)).fillna("")]


def _draw_names(
    figure: Figure,
    prepared: Prepared,
    units: gpd.GeoDataFrame,
    ground: Transform,
    *,
    inches: tuple[float, float],
) -> None:
    """Write the names that have room; ``inches`` are those of a degree each way."""
    names = units.set_axis(units.index.astype(str))["unit_name"].reindex(list(prepared.codes))
    placed = place_names(
        prepared,
        [visible(one) for one in names.fillna("")],
        groups=[visible(one) for one in _districts(prepared, units)],
        inches=inches,
        measure=lambda line: _word_width(line, NAME_SIZE, "normal"),
    )
    draw_names(figure, placed, ground)


def _draw_scale(
    figure: Figure,
    ground: Transform,
    *,
    west: float,
    south: float,
    wide: float,
    squeeze: float,
    lang: Lang,
) -> None:
    """Draw a bar of a round number of kilometres, at most a quarter of the map's width."""
    most = wide * squeeze * METRES_PER_DEGREE / 4_000
    step = 10 ** math.floor(math.log10(most))
    length = max(one for one in (step, 2 * step, 5 * step) if one <= most)
    end = west + length * 1_000 / (METRES_PER_DEGREE * squeeze)
    figure.add_artist(
        Line2D([west, end], [south, south], transform=ground, color=_QUIET, linewidth=1.5)
    )
    text = _write(figure, end, south, f" {words.number(length, lang)} km", va="center")
    text.set(transform=ground, color=_QUIET)


def _draw_legend(
    figure: Figure,
    listed: Sequence[tuple[MapClass, int]],
    *,
    top: float,
    high: float,
    lang: Lang,
) -> None:
    """Write the classes, each with its number of units."""
    half = _lines([one for one, _ in listed])
    for number, (one, count) in enumerate(listed):
        x, y = 0.03 + 0.48 * (number // half), top - 0.2 * (number % half + 1) / high
        figure.add_artist(
            Rectangle(
                (x, y),
                0.025,
                0.13 / high,
                facecolor=one.colour,
                edgecolor=_HATCH_INK,
                linewidth=0.4,
                hatch=_HATCHES[one.hatch] or None,
                transform=figure.transFigure,
            )
        )
        _write(figure, x + 0.035, y + 0.02 / high, f"{one.label}: {words.number(count, lang)}")


def _broken(
    what: str, width: float, *, size: float = _SOURCES_SIZE, weight: str = "normal"
) -> list[str]:
    """Break text into lines that fit a width in inches."""
    most, blank = width * _POINTS_PER_INCH, _word_width("n", size, weight) / 2
    lines: list[str] = []
    length = 0.0
    for word in what.split(" "):
        own = _word_width(word, size, weight)
        if lines and length + blank + own <= most:
            lines[-1] = f"{lines[-1]} {word}"
            length += blank + own
        else:
            lines.append(word)
            length = own
    return lines


def _stamp(marks: Sequence[str], width: float) -> list[str]:
    """Write the marks on one line, or where they do not fit each on its own."""
    room = width - 2 * _STAMP_EDGE
    one = _broken(" · ".join(marks), room, size=_STAMP_SIZE, weight="bold")
    if len(one) == 1:
        return one
    lines = (_broken(mark, room, size=_STAMP_SIZE, weight="bold") for mark in marks)
    return [line for mark in lines for line in mark]


@functools.lru_cache(maxsize=4096)
def _word_width(word: str, size: float, weight: str) -> float:
    """Measure a word in points. Names recur from map to map, and measuring is slow."""
    font = FontProperties(family=_SETTINGS["font.family"], weight=weight, size=size)
    return float(TextToPath().get_text_width_height_descent(word, font, ismath=False)[0])


def _lines(classes: Sequence[MapClass]) -> int:
    """Count the lines of the legend: two classes on each where their labels are short."""
    is_short = max(len(one.label) for one in classes) <= _SHORT_LABEL
    return math.ceil(len(classes) / 2) if is_short else len(classes)


def _write(
    figure: Figure,
    x: float,
    y: float,
    what: str,
    *,
    size: float = 7.0,
    weight: str = "normal",
    va: str = "baseline",
) -> Text:
    """Write text as it is: a dollar sign is one, and no formula."""
    return figure.text(
        x, y, what, fontsize=size, fontweight=weight, va=va, color=_INK, parse_math=False
    )
