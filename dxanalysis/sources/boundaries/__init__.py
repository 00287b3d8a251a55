"""Boundary files that planners receive, joined with the units."""

from dxanalysis.sources.boundaries.reader import (
    FINDING_COLUMNS,
    BoundaryReading,
    read_boundaries,
    sentence,
)

__all__ = [
    "FINDING_COLUMNS",
    "BoundaryReading",
    "read_boundaries",
    "sentence",
]
