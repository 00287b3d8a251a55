"""The map without scripts: the first theme as a small SVG inside the page."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.maps.geometry.simplify import simplified
from dxanalysis.maps.svg import hatch_patterns, paint, path_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.maps.geometry.prepare import Prepared
    from dxanalysis.palette import MapClass

_WIDTH: Final = 760
_WIDTH_OF_MANY: Final = 360
_MANY: Final = 1_000
_WORTH_DRAWING: Final = 2.5
"""Side of the smallest triangle that is worth drawing, in pixels."""

_SEAMS: Final = ' stroke="#fff" stroke-width=".6"'
"""Between a few units; between many they would swallow the colours."""

_PREFIX: Final = "still"


def still_svg(
    prepared: Prepared,
    *,
    classes: Sequence[MapClass],
    chosen: Sequence[int],
    counted: Sequence[bool],
    title: str,
) -> str:
    """Draw one theme as SVG, one path per class.

    Parameters
    ----------
    prepared
        The units' geometry.
    classes
        The theme's classes.
    chosen
        Per unit the position of its class.
    counted
        Per unit whether it is drawn.
    title
        What the picture is called for those who hear it.

    Returns
    -------
    str
        An ``svg`` element, complete and without scripts or outside resources. All text is escaped.
    """
    bounds = prepared.bounds[np.asarray(counted, dtype=bool)]
    west, south = bounds[:, :2].min(axis=0)
    east, north = bounds[:, 2:].max(axis=0)
    squeeze = math.cos(math.radians((south + north) / 2))
    is_many = len(prepared.codes) > _MANY
    width = _WIDTH_OF_MANY if is_many else _WIDTH
    scale = width / max((east - west) * squeeze, 1e-9)
    height = max(1, round((north - south) * scale))
    degree = 10**prepared.arcs.decimals
    factor = np.array([scale * squeeze, -scale]) / degree
    origin = np.array([west, north]) * degree
    borders = prepared.arcs.borders
    drawn = simplified(borders, np.abs(factor), _WORTH_DRAWING)
    point, ring = drawn.ring_points()
    at = np.rint((borders.points[point] - origin) * factor).astype(int)
    ends = np.flatnonzero(np.diff(ring, append=-1)) + 1
    unit_of_ring = borders.unit_of_part[borders.part_of_ring]
    paths: list[list[str]] = [[] for _ in classes]
    corners = list(map(tuple, at.tolist()))
    for unit, low, high in zip(
        unit_of_ring.tolist(), [0, *ends[:-1].tolist()], ends.tolist(), strict=True
    ):
        if counted[unit]:
            paths[chosen[unit]].append(_path(corners[low:high]))
    shapes = "".join(
        f'<path fill="{paint(one, _PREFIX)}"{_edge(one)} d="{"".join(path)}"/>'
        for one, path in zip(classes, paths, strict=True)
        if path
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img">'
        f"<title>{escape(title)}</title><defs>{hatch_patterns(_PREFIX)}</defs>"
        f'<g{"" if is_many else _SEAMS} fill-rule="evenodd">{shapes}</g></svg>'
    )


def _edge(one: MapClass) -> str:
    """Give hatched units an edge: white on white would have none."""
    return "" if one.hatch == "none" else ' stroke="#8b8f94"'


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Write a ring as an SVG path, steps of nothing left out."""
    start, steps = path_steps(points)
    if len(steps) < 2:  # noqa: PLR2004 - smaller than a pixel, but still there
        return f"{start}h1v1h-1z"
    moves = "".join(
        f"{' ' if dx >= 0 and place else ''}{dx}{' ' if dy >= 0 else ''}{dy}"
        for place, (dx, dy) in enumerate(steps)
    )
    return f"{start}l{moves}z"
