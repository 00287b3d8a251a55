"""Self-contained map pages: small, offline, bilingual, safe and accessible."""

from dxanalysis.maps.geometry.prepare import Prepared, prepare
from dxanalysis.maps.page import compare_map, gap_map, save_map
from dxanalysis.maps.still import ENDINGS, save_still, still_map
from dxanalysis.maps.themes import Theme

__all__ = [
    "ENDINGS",
    "Prepared",
    "Theme",
    "compare_map",
    "gap_map",
    "prepare",
    "save_map",
    "save_still",
    "still_map",
]
