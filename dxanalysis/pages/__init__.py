"""What a page shows: blocks of HTML made from an analysis, every text escaped.

The district notebook puts the blocks together cell by cell; the province page does so in one
template. Styles and the script that sorts tables come with the header block, so that a page needs
nothing from outside.
"""

from typing import TYPE_CHECKING

from dxanalysis.pages.asks import what_to_ask
from dxanalysis.pages.blocks import Block, asset, render_index
from dxanalysis.pages.changes import changes_since, since_last
from dxanalysis.pages.key_findings import (
    gap_shares,
    header,
    headline,
    key_figures,
    page_title,
    section,
    single_operators,
)
from dxanalysis.pages.maps_and_charts import (
    area_map,
    area_still,
    as_block,
    coverage_charts,
    figure_row,
    map_block,
    map_themes,
    operator_cells,
    page_themes,
    read_theme,
)
from dxanalysis.pages.notes import (
    data_notes,
    disputed_figures,
    downloads,
    error_cards,
    silent_areas,
)
from dxanalysis.pages.tables import (
    area_table,
    commune_table,
    operator_table,
    services_table,
    sources_table,
    unserved_villages,
)

if TYPE_CHECKING:
    from dxanalysis.pages.plan_blocks import plan_findings, plan_floors, plan_limits, plan_sites

__all__ = [
    "Block",
    "area_map",
    "area_still",
    "area_table",
    "as_block",
    "asset",
    "changes_since",
    "commune_table",
    "coverage_charts",
    "data_notes",
    "disputed_figures",
    "downloads",
    "error_cards",
    "figure_row",
    "gap_shares",
    "header",
    "headline",
    "key_figures",
    "map_block",
    "map_themes",
    "operator_cells",
    "operator_table",
    "page_themes",
    "page_title",
    "plan_findings",
    "plan_floors",
    "plan_limits",
    "plan_sites",
    "read_theme",
    "render_index",
    "section",
    "services_table",
    "silent_areas",
    "since_last",
    "single_operators",
    "sources_table",
    "unserved_villages",
    "what_to_ask",
]


def __getattr__(name: str) -> object:
    """Load planning only for the blocks of plans."""
    if not name.startswith("plan_") or name not in __all__:
        raise AttributeError(name)
    from dxanalysis.pages import plan_blocks  # noqa: PLC0415 - see above

    return getattr(plan_blocks, name)
