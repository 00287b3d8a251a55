"""Charts in one house style, with axes: communes compared with the province and the target.

They are what a notebook goes on with; a page shows the same from sheets (:mod:`.bars`,
:mod:`.operator_cells`). Figures are narrow, so that they can be read on a phone; letters are drawn
as outlines, so that they look the same wherever they are opened; and nothing in a name is taken for
mathematics.
"""

from __future__ import annotations

import io
import math
import re
import textwrap
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path
from matplotlib.ticker import FuncFormatter

from dxanalysis.charts import bars
from dxanalysis.charts import marks as lines
from dxanalysis.charts.bars import (
    BAR,
    EDGE,
    FRAME,
    GRID,
    LABEL_SIZE,
    LINE,
    NAME_POINTS,
    RIGHT,
    ROOM_AXIS,
    ROOM_MARKS,
    ROW,
    SIZE,
    TITLE_LETTERS,
    TITLE_SIZE,
    TITLE_SPACING,
    find_bars,
)
from dxanalysis.charts.operator_cells import (
    DATE_LINE,
    HEAD_SIZE,
    MUCH_LACKING,
    PALE,
    ROOM_OPERATORS,
    SHADES,
    find_cells,
    ink_on,
)
from dxanalysis.lang import MISSING, number, percent
from dxanalysis.reads import block

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

WIDTH: Final = bars.WIDTH
"""Inches: what a phone shows without making letters smaller than 9 px."""

MOST: Final = bars.MOST
"""Rows of a chart: more cannot be taken in, and a chart of a whole country would weigh megabytes.
The table has them all."""

MUTED: Final = bars.MUTED
BLUE: Final = bars.BLUE
INK: Final = lines.INK
ORANGE: Final = lines.ORANGE

_STYLE: Final[dict[Any, Any]] = {
    "font.family": "sans-serif",
    "font.sans-serif": ["DejaVu Sans"],  # bundled with matplotlib, has every Vietnamese letter
    "font.size": SIZE,
    "axes.edgecolor": FRAME,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.titlelocation": "left",
    "axes.titlesize": TITLE_SIZE,
    "axes.titleweight": "bold",
    "text.color": INK,
    "text.parse_math": False,  # a "$" in a commune's name is a letter
    "xtick.color": MUTED,
    "ytick.color": INK,
    "xtick.bottom": False,
    "ytick.left": False,
    "grid.color": GRID,
    "figure.facecolor": "white",
    "svg.fonttype": "path",
    # What seaborn's "white" adds to Matplotlib's own settings, without loading SciPy for it.
    "axes.axisbelow": True,
    "lines.solid_capstyle": "round",
    "patch.edgecolor": "white",
    "patch.force_edgecolor": True,
    "svg.hashsalt": "dxanalysis",  # the same figure gives the same bytes
}


_COLOURS: Final = LinearSegmentedColormap.from_list("lacking", [PALE, ORANGE], N=SHADES)


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house style, and leave everybody else's settings as they were."""
    with mpl.rc_context(_STYLE):
        yield


@block(reads="area")
def coverage_chart(
    analysis: Analysis, area: Area, *, indicator_id: str, operator: str = "any", lang: Lang = "vi"
) -> Figure:
    """Draw the communes of an area as bars, lowest first, with the province's rate and the target.

    Parameters
    ----------
    analysis
        Where the figures are.
    area
        Whose communes.
    indicator_id
        Id of a rate.
    operator
        Whose coverage.
    lang
        The language of the labels.

    Returns
    -------
    matplotlib.figure.Figure
        Percent, 0–100, by commune. A commune without data has a dash and no bar: it is not zero.
        Of more than :data:`MOST` communes the lowest are drawn, and the title says so.
    """
    shown = find_bars(analysis, area, indicator_id=indicator_id, operator=operator, lang=lang)
    names, marks = shown.names, shown.marks
    with house_style():
        figure, axes = _canvas(names, shown.title, above=ROOM_MARKS, below=ROOM_AXIS)
        # Not seaborn's: it would first find the mean of each commune's one figure.
        lengths = [0.0 if math.isnan(rate) else rate for rate in shown.rates]
        axes.barh(range(len(lengths)), lengths, height=BAR, color=BLUE)
        axes.set_ylim(len(lengths) - 0.5, -0.5)
        crossing = [one.value for one in marks]
        for place, rate in enumerate(shown.rates):
            start, inside = lines.label_at(rate, crossing)
            axes.text(
                start,
                place,
                percent(rate, lang),
                va="center",
                color="white" if inside else INK,
                fontsize=LABEL_SIZE,
            )
        lines.draw_marks(axes, marks, lang)
        _name_rows(axes, names)
        axes.set_xlim(0, 100)
        axes.xaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value, lang)))
        axes.grid(axis="x")
        axes.set_axisbelow(True)
        axes.set(xlabel="%", ylabel="")
    figure.set_label(shown.about)
    return figure


def _canvas(
    names: Sequence[str], title: str, *, above: float, below: float = EDGE
) -> tuple[Figure, Axes]:
    """Make a figure with one row for each name, its title over its whole width.

    The rooms are set by hand: matplotlib's layout engines draw a figure twice to find them, which
    took a third of a page's time.
    """
    lines = textwrap.wrap(title, TITLE_LETTERS)
    over = EDGE + LINE * len(lines) + above
    height = over + ROW * len(names) + below
    figure = Figure(figsize=(WIDTH, height))
    font = FontProperties(family=_STYLE["font.sans-serif"], size=_STYLE["font.size"])
    widths = [text_to_path.get_text_width_height_descent(name, font, False)[0] for name in names]
    left = max(widths, default=0.0) / _POINTS + 2 * EDGE
    axes = figure.add_axes(
        (left / WIDTH, below / height, 1 - (left + RIGHT) / WIDTH, 1 - (over + below) / height)
    )
    write_title(figure, lines, edge=EDGE)
    return figure, axes


def write_title(figure: Figure, lines: Sequence[str], *, edge: float) -> None:
    """Write a chart's title over its whole width.

    Parameters
    ----------
    figure
        The chart.
    lines
        The title, as it breaks.
    edge
        How far it stays from the upper left corner, inches.
    """
    width, height = figure.get_size_inches()
    figure.text(
        edge / width,
        1 - edge / height,
        "\n".join(lines),
        va="top",
        fontsize=TITLE_SIZE,
        fontweight="bold",
        linespacing=TITLE_SPACING,
    )


_POINTS: Final = 72.0
"""Points in an inch."""


def _name_rows(axes: Axes, names: Sequence[str]) -> None:
    """Write the names of a chart's rows; as words, for each tick of an axis has five parts."""
    axes.yaxis.set_visible(False)
    beside, _, _ = axes.get_yaxis_text1_transform(NAME_POINTS)
    for place, name in enumerate(names):
        axes.text(0, place, name, transform=beside, ha="right", va="center_baseline")


@block(reads="area")
def operator_chart(
    analysis: Analysis,
    area: Area,
    *,
    indicator_id: str | None = None,
    operators: Sequence[str] | None = None,
    lang: Lang = "vi",
) -> Figure:
    """Draw commune × operator as a table of colours.

    Parameters
    ----------
    analysis
        Where the figures are.
    area
        Whose communes.
    indicator_id
        Id of a rate; by default 4G of the population, else the first that operators reported on.
    operators
        Which; by default all that have figures, any operator first.
    lang
        The language of the labels.

    Returns
    -------
    matplotlib.figure.Figure
        Percent, 0–100. Operators are never summed. A cell without data is blank with a dash. Of
        more than :data:`MOST` communes the lowest are drawn, and the title says so.
    """
    shown = find_cells(analysis, area, indicator_id=indicator_id, operators=operators, lang=lang)
    names, heads = shown.names, shown.heads
    with house_style():
        figure, axes = _canvas(
            names,
            shown.title,
            above=ROOM_OPERATORS + DATE_LINE * max(head.count("\n") for head in heads),
        )
        # What is lacking is what should strike the eye. A cell without data is masked.
        rates = np.ma.masked_invalid(np.array(shown.rates, dtype="float64"))
        lacking = (100 - rates) / MUCH_LACKING
        axes.pcolormesh(lacking, vmin=0, vmax=1, cmap=_COLOURS, edgecolor="white", linewidth=1.5)
        axes.set(xlim=(0, len(heads)), ylim=(len(names), 0))
        for (row, column), is_missing in np.ndenumerate(np.ma.getmaskarray(rates)):
            at = (column + 0.5, row + 0.5)
            if is_missing:
                axes.text(*at, MISSING, ha="center", va="center", color=MUTED)
                continue
            written = number(float(rates[row, column]), lang, decimals=2)
            ink = ink_on(float(rates[row, column]))
            axes.text(*at, written, ha="center", va="center", color=ink, fontsize=LABEL_SIZE)
        axes.set_yticks([row + 0.5 for row in range(len(names))], list(names))
        axes.set_xticks([column + 0.5 for column in range(len(heads))], heads, fontsize=HEAD_SIZE)
        axes.xaxis.tick_top()
        axes.tick_params(top=False)
        axes.spines["bottom"].set_visible(False)
        axes.set(xlabel="", ylabel="")
    figure.set_label(shown.about)
    return figure


def to_svg(figure: Figure) -> str:
    """Write a chart as SVG to stand inside a page.

    Parameters
    ----------
    figure
        A chart of this module.

    Returns
    -------
    str
        One ``<svg>`` element. Letters are outlines, so no text of it is live, and the same figure
        gives the same bytes.
    """
    out = io.StringIO()
    with house_style():  # some labels are made only when the figure is drawn
        figure.savefig(out, format="svg", metadata={"Date": None, "Creator": None})
    svg = out.getvalue()
    return _shortened(svg[svg.index("<svg") :])


def _shortened(svg: str) -> str:
    """Leave out of an SVG what nobody sees: a third of what Matplotlib writes.

    That is comments and metadata, the names of groups, space, long ways to place a letter, and what
    is below a hundredth of a point. Outlines of letters are whole numbers, and their scale stays.
    """
    svg = re.sub(r"<!--.*?-->|<metadata>.*?</metadata>", "", svg, flags=re.DOTALL)
    svg = re.sub(r'<g id="[^"]*"', "<g", svg)
    svg = re.sub(r"\s*\n\s*", " ", svg).replace("> <", "><")
    svg = re.sub(r'(?<= d=")[^"]*', lambda path: re.sub(r" ?([A-Za-z]) ?", r"\1", path[0]), svg)
    svg = re.sub(r"(?<=[:;]) (?=[^<>]*>)", "", svg)
    svg = re.sub(
        r'<use xlink:href=("[^"]*") transform="translate\((\S+) 0\)"', r'<use href=\1 x="\2"', svg
    )
    svg = (
        svg.replace("xlink:href", "href")
        .replace("DejaVuSans-Bold-", "b")
        .replace("DejaVuSans-", "g")
    )
    parts = re.split(r"(scale\([^)]*\))", svg)
    return "".join(part if part.startswith("scale") else _rounded(part) for part in parts)


def _rounded(svg: str) -> str:
    """Round coordinates to hundredths."""

    def hundredths(found: re.Match[str]) -> str:
        return f"{float(found[0]):.2f}".rstrip("0").rstrip(".")

    return re.sub(r"-?\d+\.\d{3,}", hundredths, svg)


def share_outlines(charts: Sequence[str]) -> list[str]:
    """Let charts that stand together in a page share the outlines of their letters.

    Parameters
    ----------
    charts
        As :func:`to_svg` writes them.

    Returns
    -------
    list of str
        The same, with each outline only in the first that needs it.
    """
    known: set[str] = set()

    def once(found: re.Match[str]) -> str:
        if found[1] in known:
            return ""
        known.add(found[1])
        return found[0]

    outline = re.compile(r'<path id="([bg][0-9a-f]+)"[^>]*/>')
    return [outline.sub(once, chart).replace("<defs></defs>", "") for chart in charts]
