"""Where to build next: sites under a number or a budget, with a floor and a proven bound."""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dxanalysis.planning.province import Asked, plan_province

__all__ = ["Asked", "plan_province"]


def __getattr__(name: str) -> object:
    """Load the solvers only when something is planned."""
    if name not in __all__:
        raise AttributeError(name)
    return getattr(import_module("dxanalysis.planning.province"), name)
