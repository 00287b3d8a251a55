"""Self-contained map pages: small, offline, bilingual, safe and accessible."""

from typing import TYPE_CHECKING

from dxanalysis.maps.geometry.prepare import Prepared, prepare
from dxanalysis.maps.page import compare_map, gap_map, save_map
from dxanalysis.maps.themes import Theme

if TYPE_CHECKING:
    from dxanalysis.maps.still import ENDINGS, save_still, still_map

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


def __getattr__(name: str) -> object:
    """Load Matplotlib only for a still map."""
    if name not in {"ENDINGS", "save_still", "still_map"}:
        raise AttributeError(name)
    from dxanalysis.maps import still  # noqa: PLC0415 - see above

    return getattr(still, name)
