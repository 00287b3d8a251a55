"""Maps as pages that open anywhere: small, offline, bilingual, safe, and usable by everyone."""

from dxanalysis.maps.page import gap_map, save_map
from dxanalysis.maps.prepare import Prepared, prepare
from dxanalysis.maps.themes import Theme

__all__ = ["Prepared", "Theme", "gap_map", "prepare", "save_map"]
