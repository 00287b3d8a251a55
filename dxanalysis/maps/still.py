"""Still maps for reports: PNG, SVG and PDF with the classes, the legend and the marks of the page.

Laid out in :mod:`dxanalysis.maps.still_sheet`, drawn here with Matplotlib.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.figure import Figure
from matplotlib.path import Path as Outline
from matplotlib.patheffects import withStroke

from dxanalysis.display.sheet import Shapes, Strokes
from dxanalysis.errors import ParameterError
from dxanalysis.files import atomic_write
from dxanalysis.maps.still_sheet import WIDTH_CM, still_sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    import geopandas as gpd
    import pandas as pd

    from dxanalysis.display.sheet import Sheet, Words
    from dxanalysis.lang import Lang
    from dxanalysis.maps.geometry.prepare import Simplify
    from dxanalysis.maps.themes import Theme

ENDINGS: Final = (".png", ".svg", ".pdf")
_HATCHES: Final = {"none": "", "missing": "////", "incomparable": "..."}
_SETTINGS: Final[dict[Any, Any]] = {
    "svg.hashsalt": "dxanalysis",
    "svg.fonttype": "path",
    "hatch.linewidth": 0.5,
    "font.family": ["DejaVu Sans"],
    "text.parse_math": False,  # a "$" in a name is a letter
}


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
    width_cm: float = WIDTH_CM,
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
    return figure_of(
        still_sheet(
            units,
            gaps,
            theme=theme,
            lang=lang,
            title=title,
            as_of=as_of,
            sources=sources,
            illustrative=illustrative,
            approximate=approximate,
            simplify=simplify,
            width_cm=width_cm,
            most_high_cm=most_high_cm,
        )
    )


def figure_of(sheet: Sheet) -> Figure:
    """Draw a sheet with Matplotlib.

    Parameters
    ----------
    sheet
        What is drawn.

    Returns
    -------
    matplotlib.figure.Figure
        It has no axes: making and drawing their ticks and frames would take half the time of a map.
    """
    with mpl.rc_context(_SETTINGS):
        figure = Figure(figsize=(sheet.wide, sheet.high))
        FigureCanvasAgg(figure)
        for one in sheet.drawn:
            if isinstance(one, Shapes):
                _fill(figure, one)
            else:
                _stroke(figure, one)
        for words in sheet.words:
            _write(figure, words)
    figure.set_label(sheet.about)
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


def _fill(figure: Figure, shapes: Shapes) -> None:
    """Fill areas; the rings of each are one path, so that a ring within a ring is a hole."""
    outlines = [
        Outline.make_compound_path(*(Outline(ring, closed=True) for ring in rings))
        for rings in shapes.outlines
    ]
    figure.add_artist(
        PathCollection(
            outlines,
            transform=figure.dpi_scale_trans,
            facecolors=shapes.paint,
            edgecolors=shapes.edge or "none",
            hatch=_HATCHES[shapes.hatch] or None,
            linewidths=shapes.weight,
        )
    )


def _stroke(figure: Figure, strokes: Strokes) -> None:
    """Draw lines."""
    figure.add_artist(
        LineCollection(
            list(strokes.lines),
            transform=figure.dpi_scale_trans,
            colors=strokes.ink,
            linewidths=strokes.weight,
            linestyles="-" if strokes.dashes is None else (0, strokes.dashes),
        )
    )


def _write(figure: Figure, words: Words) -> None:
    """Write text as it is: a dollar sign is one, and no formula."""
    text = figure.text(
        words.x,
        words.y,
        words.words,
        transform=figure.dpi_scale_trans,
        fontsize=words.size,
        fontweight="bold" if words.is_bold else "normal",
        color=words.ink,
        ha=words.across,
        va=words.up,
        linespacing=words.spacing,
        parse_math=False,
    )
    if words.ground:
        text.set_bbox({"facecolor": words.ground, "edgecolor": "none", "pad": 2.5})
    if words.halo:
        text.set_path_effects([withStroke(linewidth=1.6, foreground="white")])
