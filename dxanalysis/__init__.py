"""From the workbooks of operators and agencies to pages that say where coverage is missing.

The public names are loaded when they are first used, so that a command starts without waiting for
the maps or the notebooks that it does not need.
"""

from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxanalysis import (
        charts,
        checkreports,
        checks,
        concentration,
        crosswalk,
        evidence,
        explorer,
        gaps,
        maps,
        names,
        pages,
        priorities,
        rates,
        spots,
        strata,
        studycharts,
        tables,
        trends,
        units,
    )
    from dxanalysis.analysis import Analysis, Area, analyse
    from dxanalysis.errors import DxAnalysisError
    from dxanalysis.explorer import explore, view
    from dxanalysis.workspace import Workspace, open_workspace

__version__ = version("dxanalysis")

__all__ = [
    "Analysis",
    "Area",
    "DxAnalysisError",
    "Workspace",
    "__version__",
    "analyse",
    "charts",
    "checkreports",
    "checks",
    "concentration",
    "crosswalk",
    "evidence",
    "explore",
    "explorer",
    "gaps",
    "maps",
    "names",
    "open_workspace",
    "pages",
    "priorities",
    "rates",
    "spots",
    "strata",
    "studycharts",
    "tables",
    "trends",
    "units",
    "view",
]

_HOMES = {
    "Analysis": "analysis",
    "Area": "analysis",
    "DxAnalysisError": "errors",
    "Workspace": "workspace",
    "analyse": "analysis",
    "explore": "explorer",
    "open_workspace": "workspace",
    "view": "explorer",
}


def __getattr__(name: str) -> object:
    """Load a public name from its room."""
    if name not in __all__:
        raise AttributeError(name)
    home = _HOMES.get(name)
    if home is None:
        return import_module(f"{__name__}.{name}")
    return getattr(import_module(f"{__name__}.{home}"), name)


def __dir__() -> list[str]:
    """List the public names."""
    return __all__
