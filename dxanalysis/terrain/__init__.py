"""What a station can reach over the terrain: elevation, diffraction, coverage, profiles.

Positions of stations stay on the machine. What leaves it are shares by unit, in bands
(:mod:`dxanalysis.terrain.sharing`).
"""

from importlib import import_module

__all__ = ["coverage", "elevation", "elevation_files", "propagation", "sharing", "sites"]


def __getattr__(name: str) -> object:
    """Load rasterio and the sweep only when terrain is asked for."""
    if name not in __all__:
        raise AttributeError(name)
    return import_module(f"{__name__}.{name}")
