"""The pictures of documents: each drawn once, small enough to be sent on."""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np
from PIL import Image

from dxanalysis import charts, pages
from dxanalysis.documents.letters import QuickCanvas
from dxanalysis.errors import DxAnalysisError
from dxanalysis.lang import text

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy.typing as npt
    from matplotlib.figure import Figure

    from dxanalysis import maps
    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

MAP_MM: Final = (88.0, 100.0)
"""Width of a map on paper, and its height at most: report and brief show the same one, as large as
it is drawn."""

CHART_MM: Final = 90.0
"""A map and a chart of ten communes fill one sheet together."""

DPI: Final = 200
MOST_BARS: Final = 15
"""Communes: a chart of more would fill a page, and the table says the same."""

_ALONE_MM: Final = 92.0
"""Width of a map that stands alone; its letters have 7 points there."""

_MM_PER_INCH: Final = 25.4
_COLOURS: Final = 256
"""As many as a byte distinguishes: a third of the bytes of full colours."""

_PACKED: Final = 3
"""How hard zlib tries, of 9: the usual 6 takes twice as long, for a sixth of the bytes."""

_FAILURES: Final = (
    DxAnalysisError,
    ValueError,
    ArithmeticError,
    RuntimeError,
    OSError,
    MemoryError,
)
"""What drawing may end in: one picture less is no reason to write no document."""


@dataclass
class Pictures:
    """The pictures of one analysis.

    Attributes
    ----------
    analysis
        What they show.
    lang
        Their language.
    failed
        What could not be drawn: the name of the area, and why.
    """

    analysis: Analysis
    lang: Lang
    failed: list[tuple[str, str]] = field(default_factory=list)
    _made: dict[str, bytes | None] = field(default_factory=dict, repr=False)

    def map_of(self, area: Area, theme: maps.Theme) -> bytes | None:
        """Draw a map that stands among words, as PNG; None where it cannot be drawn."""
        wide, high = MAP_MM
        return self._once(
            f"{theme.indicator} {theme.kind} {area.code}",
            area,
            lambda: pages.area_still(
                self.analysis,
                area,
                theme=theme,
                lang=self.lang,
                width_cm=wide / 10,
                most_high_cm=high / 10,
                with_sources=False,
            ),
            dpi=DPI,
        )

    def map_alone_of(self, area: Area, theme: maps.Theme, *, dpi: float) -> bytes | None:
        """Draw a map with its title and all classes, as PNG, for where no caption stands below."""
        return self._once(
            f"alone {theme.indicator} {theme.kind} {area.code} {dpi:.0f}",
            area,
            lambda: pages.area_still(
                self.analysis,
                area,
                theme=theme,
                lang=self.lang,
                width_cm=_ALONE_MM / 10,
                with_sources=False,
            ),
            dpi=dpi,
        )

    def chart_of(self, area: Area, indicator_id: str) -> tuple[bytes | None, str]:
        """Draw the communes of an area as bars, as PNG, with the sentence that stands for it."""
        alt = text(
            "charts.alt_coverage", self.lang, name=self.analysis.name_of(indicator_id, self.lang)
        )
        png = self._once(
            f"chart {indicator_id} {area.code}",
            area,
            lambda: charts.coverage_chart(
                self.analysis,
                area,
                indicator_id=indicator_id,
                operator=self.analysis.operator_of(indicator_id),
                lang=self.lang,
            ),
            dpi=DPI * CHART_MM / _MM_PER_INCH / charts.WIDTH,
        )
        return png, alt

    def _once(
        self, key: str, area: Area, draw: Callable[[], Figure], *, dpi: float
    ) -> bytes | None:
        """Draw a picture unless that was done or tried before."""
        if key not in self._made:
            self._made[key] = None
            try:
                self._made[key] = to_png(draw(), dpi=dpi)
            except _FAILURES as error:
                why = (
                    error.sentence(self.lang) if isinstance(error, DxAnalysisError) else str(error)
                )
                self.failed.append((area.label(self.lang), why or type(error).__name__))
        return self._made[key]


def to_png(figure: Figure, *, dpi: float) -> bytes:
    """Write a figure as PNG in few colours; equal figures give equal bytes.

    Parameters
    ----------
    figure
        What is drawn.
    dpi
        Dots per inch.

    Returns
    -------
    bytes
        The picture.
    """
    figure.set_dpi(dpi)
    canvas = QuickCanvas(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    dots: npt.NDArray[np.uint8] = np.asarray(canvas.buffer_rgba())  # type: ignore[no-untyped-call]
    places, palette = _few_colours(dots)
    few = Image.fromarray(places, mode="P")
    few.putpalette(palette.tobytes())
    out = io.BytesIO()
    few.save(out, "PNG", dpi=(dpi, dpi), compress_level=_PACKED)
    return out.getvalue()


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
