"""What the still SVG drawings of a map share: hatches, paint, and paths in whole pixels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.palette import MapClass

_HATCHES: Final = {
    "missing": '<path d="M0 6L6 0" stroke="#8b8f94"/>',
    "incomparable": '<circle cx="3" cy="3" r="1" fill="#6c7076"/>',
}


def hatch_patterns(prefix: str) -> str:
    """Write the patterns of classes that have no colour, under ids that begin with ``prefix``."""
    return "".join(
        f'<pattern id="{prefix}-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#fff"/>{mark}</pattern>'
        for name, mark in _HATCHES.items()
    )


def paint(one: MapClass, prefix: str) -> str:
    """Give a class's paint: its colour, or the pattern of :func:`hatch_patterns`."""
    return one.colour if one.hatch == "none" else f"url(#{prefix}-{one.hatch})"


def path_steps(points: Sequence[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """Turn a line into its start and relative steps, leaving out those that stay on the pixel."""
    (x, y), steps = points[0], []
    start = f"M{x} {y}"
    for to_x, to_y in points[1:]:
        if (to_x, to_y) != (x, y):
            steps.append((to_x - x, to_y - y))
            x, y = to_x, to_y
    return start, steps
