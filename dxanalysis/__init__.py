"""From the workbooks of operators and agencies to pages that say where coverage is missing.

The public names are loaded when they are first used, so that a command starts without waiting for
the maps or the notebooks that it does not need.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    __version__: str

    from dxanalysis import (
        charts,
        check_reports,
        checks,
        errors,
        explorer,
        exports,
        findings,
        gaps,
        indicators,
        intake,
        lang,
        maps,
        observations,
        pages,
        planning,
        published,
        rates,
        snapshot,
        sources,
        terrain,
        units,
    )
    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.charts import studies as study_charts
    from dxanalysis.desk import open_desk
    from dxanalysis.display import tables
    from dxanalysis.display.missing_cells import say_what_is_missing
    from dxanalysis.errors import DxAnalysisError
    from dxanalysis.explorer import explore, view
    from dxanalysis.indicators import register_indicator
    from dxanalysis.intake.panel import add_with_menus
    from dxanalysis.own_figures import with_figures, with_target
    from dxanalysis.pipeline import analyse
    from dxanalysis.scaffold import create_workspace
    from dxanalysis.snapshot import take_snapshot
    from dxanalysis.sources.workbook import read_workbook
    from dxanalysis.studies import asks, claims, hotspots, inequality, priorities, strata, trends
    from dxanalysis.units import crosswalk, names
    from dxanalysis.workspace import Workspace, open_workspace
    from dxanalysis.workspace_names import workspaces

__all__ = [
    "Analysis",
    "Area",
    "DxAnalysisError",
    "Workspace",
    "__version__",
    "add_with_menus",
    "analyse",
    "asks",
    "charts",
    "check_reports",
    "checks",
    "claims",
    "create_workspace",
    "crosswalk",
    "errors",
    "explore",
    "explorer",
    "exports",
    "findings",
    "gaps",
    "hotspots",
    "indicators",
    "inequality",
    "intake",
    "lang",
    "maps",
    "names",
    "observations",
    "open_desk",
    "open_workspace",
    "pages",
    "planning",
    "priorities",
    "published",
    "rates",
    "read_workbook",
    "register_indicator",
    "say_what_is_missing",
    "snapshot",
    "sources",
    "strata",
    "study_charts",
    "tables",
    "take_snapshot",
    "terrain",
    "trends",
    "units",
    "view",
    "with_figures",
    "with_target",
    "workspaces",
]

_MEMBERS = {
    "Analysis": "analysis",
    "Area": "analysis",
    "DxAnalysisError": "errors",
    "Workspace": "workspace",
    "add_with_menus": "intake.panel",
    "analyse": "pipeline",
    "create_workspace": "scaffold",
    "explore": "explorer",
    "open_desk": "desk",
    "open_workspace": "workspace",
    "read_workbook": "sources.workbook",
    "register_indicator": "indicators",
    "say_what_is_missing": "display.missing_cells",
    "take_snapshot": "snapshot",
    "view": "explorer",
    "with_figures": "own_figures",
    "with_target": "own_figures",
    "workspaces": "workspace_names",
}
"""Public functions and classes, and the modules that define them."""

_MODULES = {
    "asks": "studies.asks",
    "claims": "studies.claims",
    "crosswalk": "units.crosswalk",
    "hotspots": "studies.hotspots",
    "inequality": "studies.inequality",
    "names": "units.names",
    "priorities": "studies.priorities",
    "strata": "studies.strata",
    "study_charts": "charts.studies",
    "tables": "display.tables",
    "trends": "studies.trends",
}
"""Public modules that are offered under a shorter name than their path."""


def __getattr__(name: str) -> object:
    """Import a public name on first use."""
    if name not in __all__:
        raise AttributeError(name)
    if name == "__version__":
        return import_module("importlib.metadata").version(__name__)
    if name in _MEMBERS:
        return getattr(import_module(f"{__name__}.{_MEMBERS[name]}"), name)
    return import_module(f"{__name__}.{_MODULES.get(name, name)}")


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
