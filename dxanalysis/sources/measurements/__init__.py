"""Measurements: speed tests, radio cells, people rasters, facilities; loaded when first used."""

from importlib import import_module

__all__ = ["facilities", "population", "radio_cells", "speed_tests"]


def __getattr__(name: str) -> object:
    """Import a module of this package on first use."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
