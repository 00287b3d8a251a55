"""Charts of a page, and of single studies."""

from dxanalysis.charts.pages import (
    BLUE,
    INK,
    MOST,
    MUTED,
    ORANGE,
    WIDTH,
    coverage_chart,
    house_style,
    operator_chart,
    to_svg,
    write_title,
)

__all__ = [
    "BLUE",
    "INK",
    "MOST",
    "MUTED",
    "ORANGE",
    "WIDTH",
    "coverage_chart",
    "house_style",
    "operator_chart",
    "to_svg",
    "write_title",
]
