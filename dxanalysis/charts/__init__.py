"""Charts of a page, and of single studies."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
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
        share_outlines,
        to_svg,
        write_title,
    )
    from dxanalysis.charts.plans import curve_chart
    from dxanalysis.charts.terrain import profile_chart, reach_chart

__all__ = [
    "BLUE",
    "INK",
    "MOST",
    "MUTED",
    "ORANGE",
    "WIDTH",
    "coverage_chart",
    "curve_chart",
    "house_style",
    "operator_chart",
    "profile_chart",
    "reach_chart",
    "share_outlines",
    "to_svg",
    "write_title",
]


_OF_TERRAIN = frozenset({"profile_chart", "reach_chart"})


def __getattr__(name: str) -> object:
    """Load Matplotlib only when something is drawn."""
    if name not in __all__:
        raise AttributeError(name)
    if name in _OF_TERRAIN:
        from dxanalysis.charts import terrain  # noqa: PLC0415 - see above

        return getattr(terrain, name)
    from dxanalysis.charts import pages, plans  # noqa: PLC0415 - see above

    return getattr(plans if name == "curve_chart" else pages, name)
