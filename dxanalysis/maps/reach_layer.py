"""What stations reach, as a map that may be shared: groups of communes and their intervals.

Drawn is nothing but what :func:`dxanalysis.terrain.sharing.shareable` gives. Cells, levels and
areas that are reached have shapes that stations can be read off from; borders of groups have not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import geopandas as gpd
import pandas as pd

from dxanalysis.indicators import OPERATORS, register_indicator
from dxanalysis.lang import LANGUAGES, text
from dxanalysis.maps.gap_table import GAP_COLUMNS
from dxanalysis.maps.localized_text import Languages, languages
from dxanalysis.maps.page import gap_map
from dxanalysis.maps.themes import Theme

if TYPE_CHECKING:
    import folium

    from dxanalysis.analysis import Analysis
    from dxanalysis.coverage_checks.province import CoverageCheck

_ENDS: Final = ("high", "low")


def reach_map(analysis: Analysis, check: CoverageCheck, *, lang: Languages = "vi") -> folium.Map:
    """Draw the share of people that stations reach, at most and at least, beside what is declared.

    Parameters
    ----------
    analysis
        The province that was checked.
    check
        What was found. Only its ``groups`` are drawn.
    lang
        The page's language; several, or ``both``, put a switch into the page.

    Returns
    -------
    folium.Map
        One polygon for each group of communes, such as those of a former district; hatched where
        the group has no interval, because elevation does not cover it or it has too few stations to
        be shared.
    """
    groups = check.groups
    areas = [analysis.areas[str(code)] for code in groups.index]
    communes = analysis.communes.to_crs(4326)
    shapes = [communes.geometry.loc[list(area.communes)].union_all() for area in areas]
    names = [area.label("vi") for area in areas]
    units = gpd.GeoDataFrame({"unit_name": names}, index=groups.index, geometry=shapes, crs=4326)
    basis = str(groups["basis"].iloc[0])
    rows, themes = [], []
    for end in _ENDS:
        key = f"reach_{basis}_{end}"
        words = {one: text(f"reach.map_{basis}_{end}", one) for one in LANGUAGES}
        register_indicator(
            key, vi=words["vi"], en=words["en"], basis="population" if basis == "people" else "none"
        )
        rows.append(_rows(groups[f"{end}_pct"], key, check.operator))
        themes.append(Theme(key, check.operator, kind="rate", label=words))
    declared = analysis.gaps[
        analysis.gaps["unit_code"].isin(groups.index)
        & (analysis.gaps["indicator"] == check.indicator)
        & (analysis.gaps["operator"] == check.operator)
    ]
    if len(declared):
        rows.append(declared[list(GAP_COLUMNS)])
        label = {one: text("reach.map_declared", one) for one in LANGUAGES}
        themes.append(Theme(check.indicator, check.operator, kind="rate", label=label))
    spoken = languages(lang)
    return gap_map(
        units,
        pd.concat(rows, ignore_index=True),
        themes=themes,
        lang=lang,
        title={
            one: text(
                "reach.map_title",
                one,
                operator=OPERATORS[check.operator][one],
                technology=check.technology.upper(),
            )
            for one in spoken
        },
        sources=[
            {one: text(key, one) for one in spoken}
            for key in ("reach.map_method", "reach.map_rule", "reach.not_known")
        ],
        illustrative=analysis.is_illustrative,
        approximate=analysis.has_approximate_boundaries,
    )


def _rows(share_pct: pd.Series, indicator: str, operator: str) -> pd.DataFrame:
    """Make rows as of a table of gaps; a group without an interval has no rate in its row."""
    table = pd.DataFrame(
        {
            "unit_code": share_pct.index.astype(str),
            "indicator": indicator,
            "operator": operator,
            "rate_pct": share_pct.to_numpy(dtype="float64"),
            "evidence": "modelled",
            "comparable": False,
        }
    )
    return table.reindex(columns=list(GAP_COLUMNS))
