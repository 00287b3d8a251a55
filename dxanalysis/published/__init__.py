"""Figures that were published, what they say of each other, and of a workspace's totals."""

from dxanalysis.published.catalogue import (
    RELATIONS,
    UNKNOWN,
    Figure,
    Relation,
    Source,
    figures,
    relations,
)
from dxanalysis.published.series import series

__all__ = [
    "RELATIONS",
    "UNKNOWN",
    "Figure",
    "Relation",
    "Source",
    "figures",
    "relations",
    "series",
]
