"""Lays out still maps for reports: the classes, the legend and the marks of the page."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis import lang as words
from dxanalysis.display.sheet import (
    POINTS_PER_INCH,
    Shapes,
    Sheet,
    Strokes,
    Words,
    rectangle,
    width_of,
)
from dxanalysis.errors import ParameterError
from dxanalysis.geodesy import METRES_PER_DEGREE
from dxanalysis.lang.plain import visible
from dxanalysis.maps.geometry import arcs as arc_coding
from dxanalysis.maps.geometry.prepare import Prepared, Simplify, prepare
from dxanalysis.maps.still_names import SIZE as NAME_SIZE
from dxanalysis.maps.still_names import place_names
from dxanalysis.maps.themes import Layer, Theme, layers

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import numpy.typing as npt
    import pandas as pd

    from dxanalysis.lang import Lang
    from dxanalysis.palette import MapClass

    Points = npt.NDArray[np.float64]

_QUIET: Final = "#59616b"
_HATCH_INK: Final = "#8b8f94"
_WARN_INK: Final = "#6b4600"
_WARN_GROUND: Final = "#fdf0d0"
WIDTH_CM: Final = 16.0
_CM: Final = 1 / 2.54
_SHORT_LABEL: Final = 36
_EDGE: Final = 0.005
_ROOM: Final = 0.94
"""Of the width: what is drawn on."""
_SHOWN_SIZE: Final = 8.0
_LEFT: Final = 0.03
"""Of the width: where words and legend begin."""
_TITLE_SIZE: Final = 12.0
_TITLE_LINE: Final = 0.2
_STAMP_SIZE: Final = 7.5
_STAMP_LINE: Final = 0.15
_STAMP_EDGE: Final = 0.04
_SOURCES_SIZE: Final = 6.5
_SOURCES_LINE: Final = 0.115


class _Ground:
    """Where degrees lie on the sheet, in inches."""

    def __init__(self, prepared: Prepared, *, wide: float) -> None:
        self.west, self.south = prepared.bounds[:, :2].min(axis=0).tolist()
        east, north = prepared.bounds[:, 2:].max(axis=0).tolist()
        self.degrees, self._tall = east - self.west, north - self.south
        self._middle = ((self.west + east) / 2, (self.south + north) / 2)
        self.squeeze = math.cos(math.radians(self._middle[1]))
        self._wide = wide
        self.high = min(wide * 1.2, wide * _ROOM * self._tall / (self.degrees * self.squeeze))
        """As high as the map would like to be."""
        self.inches = (0.0, 0.0)
        """Of a degree of longitude and of latitude."""
        self._to = (0.0, 0.0)

    def settle(self, *, high: float, middle: float) -> None:
        """Say how high the map is, and where its middle is."""
        room = min(self._wide * _ROOM / (self.degrees * self.squeeze), high / self._tall)
        inches = (1 - 2 * _EDGE) * room
        self.inches = (inches * self.squeeze, inches)
        self._to = (self._wide / 2, middle)

    def place(self, points: Points) -> Points:
        """Place longitudes and latitudes on the sheet."""
        placed: Points = (points - self._middle) * self.inches + self._to
        return placed


def still_sheet(
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
    width_cm: float = WIDTH_CM,
    most_high_cm: float | None = None,
) -> Sheet:
    """Lay out one theme as a picture for a report; see :func:`dxanalysis.maps.still_map`."""
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
    marks = [
        words.text(key, lang)
        for key, holds in (
            ("map.mark_illustrative", illustrative),
            ("map.mark_approximate", approximate),
        )
        if holds
    ]
    wide = width_cm * _CM
    ground = _Ground(prepared, wide=wide)
    classes = drawn.classes(lang)
    pairs = zip(classes, drawn.tally.tolist(), strict=True)
    listed = [pair for pair in pairs if pair[1] or most_high_cm is None]
    lines = _lines([one for one, _ in listed])
    room = wide * _ROOM
    title_lines = _broken(title, room, size=_TITLE_SIZE, is_bold=True)
    title_lines = title_lines if most_high_cm is None else []
    more = _TITLE_LINE * (len(title_lines) - 1)
    named = " · ".join(visible(one) for one in sources)
    below = _broken(f"{words.text('map.sources', lang)}: {named}", room) if sources else []
    under = 0.08 + _SOURCES_LINE * len(below)
    stamped = _stamp(marks, room) if marks else []
    head, foot = 0.75 + more, 0.27 + 0.2 * (lines + 0.5) + _STAMP_LINE * len(stamped)
    map_high = ground.high
    if most_high_cm is not None:
        map_high = min(map_high, max(most_high_cm * _CM - head - foot - under, wide / 3))
    high = head + map_high + foot + under
    ground.settle(high=map_high, middle=high - head - map_high / 2)
    sheet = Sheet(wide, high, f"{title}. {theme.name(lang)}")
    sheet.drawn += _units(prepared, drawn, classes, ground)
    sheet.drawn += _borders(prepared, units, ground)
    left = _LEFT * wide
    if title_lines:
        sheet.words.append(
            Words("\n".join(title_lines), left, high - 0.12, _TITLE_SIZE, is_bold=True, up="top")
        )
    shown = [theme.name(lang), words.text("map.as_of", lang, date=as_of) if as_of else ""]
    shown_lines = _broken(" · ".join(one for one in shown if one), room, size=_SHOWN_SIZE)
    sheet.words.append(
        Words("\n".join(shown_lines), left, high - 0.4 - more, _SHOWN_SIZE, up="top")
    )
    _add_scale(sheet, ground, lang)
    _add_legend(sheet, listed, top=foot - 0.1 + under, lang=lang)
    if stamped:
        sheet.words.append(
            Words(
                "\n".join(stamped), left, 0.1 + under, _STAMP_SIZE, is_bold=True, ink=_WARN_INK,
                up="bottom", ground=_WARN_GROUND,
            )
        )  # fmt: skip
    if below:
        sheet.words.append(Words("\n".join(below), left, under, _SOURCES_SIZE, up="top"))
    sheet.words += _names(prepared, units, ground)
    return sheet


def _units(
    prepared: Prepared, drawn: Layer, classes: Sequence[MapClass], ground: _Ground
) -> list[Shapes]:
    """Fill the units, class by class."""
    scale = 10**prepared.arcs.decimals
    shapes = []
    for number, one in enumerate(classes):
        outlines = [
            [
                ground.place(arc_coding.walk(ring, prepared.arcs.arcs) / scale)
                for part in unit
                for ring in part
            ]
            for unit, position in zip(prepared.arcs.units, drawn.position, strict=True)
            if position == number
        ]
        if outlines:
            edge = "white" if one.hatch == "none" else _HATCH_INK
            shapes.append(_painted(one, outlines, edge=edge))
    return shapes


def _painted(one: MapClass, outlines: Sequence[Sequence[Points]], *, edge: str) -> Shapes:
    """Give areas the paint of a class."""
    return Shapes(outlines, one.colour, hatch=one.hatch, hatch_ink=_HATCH_INK, edge=edge)


def _borders(prepared: Prepared, units: gpd.GeoDataFrame, ground: _Ground) -> list[Strokes]:
    """Draw the borders of districts and the outline heavier."""
    groups = _districts(prepared, units)
    scale = 10**prepared.arcs.decimals
    return [
        Strokes(
            [
                ground.place(arc_coding.walk([number], prepared.arcs.arcs) / scale)
                for number in numbers
            ],
            weight=weight,
        )
        for numbers, weight in zip(
            arc_coding.border(prepared.arcs, groups), (0.8, 1.0), strict=True
        )
    ]


def _districts(prepared: Prepared, units: gpd.GeoDataFrame) -> list[str]:
    """Give the district of each unit, ``""`` where it has none."""
    if "district_name" not in units.columns:
        return [""] * len(prepared.codes)
    names = units.set_axis(units.index.astype(str))["district_name"]
    return [str(one) for one in names.reindex(list(prepared.codes)).fillna("")]


def _names(prepared: Prepared, units: gpd.GeoDataFrame, ground: _Ground) -> list[Words]:
    """Write the names that have room."""
    names = units.set_axis(units.index.astype(str))["unit_name"].reindex(list(prepared.codes))
    placed = place_names(
        prepared,
        [visible(one) for one in names.fillna("")],
        groups=[visible(one) for one in _districts(prepared, units)],
        inches=ground.inches,
        measure=lambda line: width_of(line, NAME_SIZE),
    )
    return [
        Words(
            one.lines, x, y, NAME_SIZE, is_bold=one.is_bold,
            across="center", up="center", spacing=1.05, halo=True,
        )
        for one in placed
        for x, y in [ground.place(np.array(one.at)).tolist()]
    ]  # fmt: skip


def _add_scale(sheet: Sheet, ground: _Ground, lang: Lang) -> None:
    """Draw a bar of a round number of kilometres, at most a quarter of the map's width."""
    most = ground.degrees * ground.squeeze * METRES_PER_DEGREE / 4_000
    step = 10 ** math.floor(math.log10(most))
    length = max(one for one in (step, 2 * step, 5 * step) if one <= most)
    end = ground.west + length * 1_000 / (METRES_PER_DEGREE * ground.squeeze)
    bar = ground.place(np.array([(ground.west, ground.south), (end, ground.south)]))
    sheet.drawn.append(Strokes([bar], ink=_QUIET, weight=1.5))
    said = f" {words.number(length, lang)} km"
    sheet.words.append(Words(said, float(bar[1, 0]), float(bar[1, 1]), ink=_QUIET, up="center"))


def _add_legend(
    sheet: Sheet, listed: Sequence[tuple[MapClass, int]], *, top: float, lang: Lang
) -> None:
    """Write the classes, each with its number of units."""
    half = _lines([one for one, _ in listed])
    wide = sheet.wide
    for number, (one, count) in enumerate(listed):
        x, y = (_LEFT + 0.48 * (number // half)) * wide, top - 0.2 * (number % half + 1)
        sheet.drawn.append(_painted(one, [rectangle(x, y, 0.025 * wide, 0.13)], edge=_HATCH_INK))
        said = f"{one.label}: {words.number(count, lang)}"
        sheet.words.append(Words(said, x + 0.035 * wide, y + 0.02))


def _broken(
    what: str, width: float, *, size: float = _SOURCES_SIZE, is_bold: bool = False
) -> list[str]:
    """Break text into lines that fit a width in inches."""
    most, blank = width * POINTS_PER_INCH, width_of("n", size, is_bold=is_bold) / 2
    lines: list[str] = []
    length = 0.0
    for word in what.split(" "):
        own = width_of(word, size, is_bold=is_bold)
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
    one = _broken(" · ".join(marks), room, size=_STAMP_SIZE, is_bold=True)
    if len(one) == 1:
        return one
    lines = (_broken(mark, room, size=_STAMP_SIZE, is_bold=True) for mark in marks)
    return [line for mark in lines for line in mark]


def _lines(classes: Sequence[MapClass]) -> int:
    """Count the lines of the legend: two classes on each where their labels are short."""
    is_short = max(len(one.label) for one in classes) <= _SHORT_LABEL
    return math.ceil(len(classes) / 2) if is_short else len(classes)
