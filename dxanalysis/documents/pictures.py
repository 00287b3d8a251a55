"""The pictures of documents: each drawn once, small enough to be sent on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.charts.bars import WIDTH, coverage_sheet
from dxanalysis.display.dots import to_png
from dxanalysis.errors import DxAnalysisError
from dxanalysis.lang import text
from dxanalysis.pages import maps_and_charts

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxanalysis import maps
    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.display.sheet import Sheet
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
            lambda: maps_and_charts.area_sheet(
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
            lambda: maps_and_charts.area_sheet(
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
            lambda: coverage_sheet(
                self.analysis,
                area,
                indicator_id=indicator_id,
                operator=self.analysis.operator_of(indicator_id),
                lang=self.lang,
            ),
            dpi=DPI * CHART_MM / _MM_PER_INCH / WIDTH,
        )
        return png, alt

    def _once(
        self, key: str, area: Area, lay_out: Callable[[], Sheet], *, dpi: float
    ) -> bytes | None:
        """Draw a picture unless that was done or tried before."""
        if key not in self._made:
            self._made[key] = None
            try:
                self._made[key] = to_png(lay_out(), dpi=dpi)
            except _FAILURES as error:
                why = (
                    error.sentence(self.lang) if isinstance(error, DxAnalysisError) else str(error)
                )
                self.failed.append((area.label(self.lang), why or type(error).__name__))
        return self._made[key]
