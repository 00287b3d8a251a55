"""Reading what a planner receives: a module for each kind of file, loaded on first use."""

from importlib import import_module

__all__ = ["boundaries", "downloads", "measurements", "workbook"]


def __getattr__(name: str) -> object:
    """Import a module of this package on first use."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
