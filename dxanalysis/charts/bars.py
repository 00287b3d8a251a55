"""What a chart of coverage shows, and its layout for pages and documents, without Matplotlib.

:func:`dxanalysis.charts.coverage_chart` draws the same with axes, to look at and to go on with.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.analysis import of_operator, period_of
from dxanalysis.charts.marks import INK, Mark, label_at, marks_of
from dxanalysis.display.sheet import (
    POINTS_PER_INCH,
    Shapes,
    Sheet,
    Strokes,
    Words,
    rectangle,
    width_of,
)
from dxanalysis.indicators import indicator
from dxanalysis.lang import date_range, number, percent, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

WIDTH: Final = 4.8
"""Inches."""

MOST: Final = 40
"""Rows."""

MUTED: Final = "#667085"
BLUE: Final = "#2f6f9f"
GRID: Final = "#e4e7ec"
FRAME: Final = "#c8ccd2"

SIZE: Final = 9.5
TITLE_SIZE: Final = 10.5
LABEL_SIZE: Final = 8.5
"""Points: of the letters, of the title's, and of the figures'."""

TITLE_SPACING: Final = 1.15
TITLE_LETTERS: Final = 48
"""After which a title breaks."""

BAR: Final = 0.62
"""Of a row: how high its bar is."""

ROW: Final = 0.3
LINE: Final = 0.2
EDGE: Final = 0.08
RIGHT: Final = 0.16  # half of an axis's last figure, "100", stands there
ROOM_MARKS: Final = 0.36
ROOM_AXIS: Final = 0.45
"""Inches: a row of a chart, a line of its title, its edge, and the room for what stands around."""

ROOM_NAMES: Final = 3.2
"""Inches that names take at most; a longer one is cut off, or drawn together."""

NAME_POINTS: Final = 7.0
"""How far the name of a row stays from it."""

_PERCENT: Final = 100
_STEP: Final = 20
_TICK_POINTS: Final = 7.0
_UNIT_POINTS: Final = 4.0
_THIN: Final = 0.8
_MARK: Final = 1.3
_MARK_POINTS: Final = 3.0
_DASHES: Final = (3.7 * _MARK, 1.6 * _MARK)
"""Points: as Matplotlib stands and draws what is around an axis."""
_MIDDLE: Final = 50.0
CAPITAL: Final = 0.73
"""Height of capitals, in their size."""


@dataclass(frozen=True)
class Bars:
    """What a chart of coverage shows.

    Attributes
    ----------
    title
        With the dates.
    names, rates
        The communes, the lowest first, and their percent; NaN where there is none.
    marks
        The lines across it.
    about
        What is read out for it.
    """

    title: str
    names: tuple[str, ...]
    rates: tuple[float, ...]
    marks: tuple[Mark, ...]
    about: str


def find_bars(
    analysis: Analysis, area: Area, *, indicator_id: str, operator: str, lang: Lang
) -> Bars:
    """Find what a chart of coverage shows; see :func:`dxanalysis.charts.coverage_chart`."""
    named = of_operator(indicator(indicator_id).name(lang), operator, lang)
    rows = analysis.commune_gaps(area)
    rows = rows[(rows["indicator"] == indicator_id) & (rows["operator"] == operator)]
    if rows.empty:  # every commune is shown, with a dash
        names = analysis.communes["unit_name"].loc[list(area.communes)]
        rows = names.reset_index().reindex(columns=analysis.gaps.columns)
    rows = rows.sort_values(["rate_pct", "unit_code"], na_position="first")
    oldest, latest = period_of(rows)
    title = titled(named, len(rows), (oldest, latest), lang)
    rows = rows[:MOST]
    rates = rows["rate_pct"].astype("float64").tolist()
    return Bars(
        title,
        tuple(
            name if pd.isna(rate) else _with_older_date(name, day, latest, lang)
            for name, day, rate in zip(rows["unit_name"], rows["as_of"], rates, strict=True)
        ),
        tuple(rates),
        tuple(marks_of(analysis, indicator_id, operator=operator, lang=lang)),
        text("charts.alt_coverage", lang, name=named),
    )


def titled(
    title: str, communes: int, period: tuple[dt.date | None, dt.date | None], lang: Lang
) -> str:
    """Add the dates to a chart's title, and how many communes it shows where not all."""
    title = text("charts.dated", lang, title=title, date=date_range(*period, lang))
    if communes <= MOST:
        return title
    return text("charts.lowest", lang, title=title, n=MOST, of=communes)


def _with_older_date(name: str, day: pd.Timestamp, latest: dt.date | None, lang: Lang) -> str:
    """Add its date to the name of a commune whose figure is older than the newest."""
    if latest is None or (pd.notna(day) and day.date() >= latest):
        return name
    own = None if pd.isna(day) else day.date()
    return text("charts.older", lang, name=name, date=date_range(own, own, lang))


def coverage_sheet(
    analysis: Analysis, area: Area, *, indicator_id: str, operator: str, lang: Lang
) -> Sheet:
    """Lay out the chart of coverage for a page or a document.

    Parameters
    ----------
    analysis, area, indicator_id, operator, lang
        As :func:`dxanalysis.charts.coverage_chart` takes them.

    Returns
    -------
    Sheet
        :data:`WIDTH` wide, with the same letters as the figure.
    """
    shown = find_bars(analysis, area, indicator_id=indicator_id, operator=operator, lang=lang)
    top = ROOM_AXIS + ROW * len(shown.names)
    sheet = titled_sheet(shown.title, shown.about, above=top + ROOM_MARKS)
    left = room_of(shown.names)
    per = (WIDTH - left - RIGHT) / _PERCENT
    _add_axis(sheet, left=left, per=per, top=top, lang=lang)
    crossing = [one.value for one in shown.marks]
    bars = []
    for place, (name, rate) in enumerate(zip(shown.names, shown.rates, strict=True)):
        middle = top - ROW * (place + 0.5)
        if not np.isnan(rate):
            bars.append(rectangle(left, middle - ROW * BAR / 2, rate * per, ROW * BAR))
        start, inside = label_at(rate, crossing)
        ink, at = "white" if inside else INK, left + start * per
        below = middle - half_of(LABEL_SIZE)
        sheet.words.append(Words(percent(rate, lang), at, below, LABEL_SIZE, ink=ink))
        sheet.words.append(named_row(name, left, middle))
    sheet.drawn.append(Shapes(bars, BLUE))
    for one in shown.marks:
        _add_mark(sheet, one, x=left + one.value * per, top=top, lang=lang)
    return sheet


def titled_sheet(title: str, about: str, *, above: float) -> Sheet:
    """Make the sheet of a chart, with its title over the whole width.

    Parameters
    ----------
    title
        It breaks as often as it must.
    about
        What is read out.
    above
        How high all is that stands below the title, in inches.

    Returns
    -------
    Sheet
        As high as needed.
    """
    lines = textwrap.wrap(title, TITLE_LETTERS)
    sheet = Sheet(WIDTH, above + LINE * len(lines) + EDGE, about)
    sheet.words.append(
        Words(
            "\n".join(lines), EDGE, sheet.high - EDGE, TITLE_SIZE, is_bold=True, ink=INK, up="top",
            spacing=TITLE_SPACING,
        )
    )  # fmt: skip
    return sheet


def room_of(names: Sequence[str]) -> float:
    """Tell how many inches the names of a chart's rows take at its left."""
    widest = max((width_of(name, SIZE) for name in names), default=0.0)
    return min(widest / POINTS_PER_INCH + 2 * EDGE, ROOM_NAMES)


def named_row(name: str, left: float, middle: float) -> Words:
    """Write the name of a row beside it: the row begins at ``left`` and has its ``middle``."""
    at = left - NAME_POINTS / POINTS_PER_INCH
    return Words(name, at, middle - half_of(SIZE), SIZE, ink=INK, across="right")


def half_of(size: float) -> float:
    """Give half the height of capitals, by which words stand below the middle of a row."""
    return size * CAPITAL / 2 / POINTS_PER_INCH


def _add_axis(sheet: Sheet, *, left: float, per: float, top: float, lang: Lang) -> None:
    """Draw the lines of whole percents, and write below them what they are."""
    ticks = range(0, _PERCENT + 1, _STEP)
    upright = [np.array([(left + one * per, ROOM_AXIS), (left + one * per, top)]) for one in ticks]
    along = np.array([(left, ROOM_AXIS), (left + _PERCENT * per, ROOM_AXIS)])
    sheet.drawn.append(Strokes(upright, ink=GRID, weight=_THIN))
    sheet.drawn.append(Strokes([along], ink=FRAME, weight=_THIN))
    below = ROOM_AXIS - _TICK_POINTS / POINTS_PER_INCH
    for one in ticks:
        x = left + one * per
        said = number(one, lang)
        sheet.words.append(Words(said, x, below, SIZE, ink=MUTED, across="center", up="top"))
    below -= (SIZE + _UNIT_POINTS) / POINTS_PER_INCH
    x = left + _PERCENT * per / 2
    sheet.words.append(Words("%", x, below, SIZE, ink=MUTED, across="center", up="top"))


def _add_mark(sheet: Sheet, mark: Mark, *, x: float, top: float, lang: Lang) -> None:
    """Draw a line across the chart, and name it above, on the side that has more room."""
    sheet.drawn.append(
        Strokes(
            [np.array([(x, ROOM_AXIS), (x, top)])],
            ink=mark.colour,
            weight=_MARK,
            dashes=_DASHES if mark.dash == "--" else None,
        )
    )
    aside = (-_MARK_POINTS if mark.value > _MIDDLE else _MARK_POINTS) / POINTS_PER_INCH
    sheet.words.append(
        Words(
            f"{mark.words} {percent(mark.value, lang, decimals=mark.decimals)}",
            x + aside,
            top + (_MARK_POINTS + mark.lift) / POINTS_PER_INCH,
            LABEL_SIZE,
            ink=mark.colour,
            across="right" if aside < 0 else "left",
        )
    )
