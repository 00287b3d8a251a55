"""A still map as SVG: what a reader sees who runs no scripts, and what can stand in a document."""

from __future__ import annotations

import math
from html import escape
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.maps import arcs as arc_coding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.maps.palette import MapClass
    from dxanalysis.maps.prepare import Prepared

_WIDTH: Final = 760
_HATCHES: Final = {
    "missing": '<path d="M0 6L6 0" stroke="#8b8f94"/>',
    "incomparable": '<circle cx="3" cy="3" r="1" fill="#6c7076"/>',
}


def still_svg(
    prepared: Prepared, *, classes: Sequence[MapClass], chosen: Sequence[int], title: str
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
    title
        What the picture is called for those who hear it.

    Returns
    -------
    str
        An ``svg`` element, complete and without scripts or outside resources. All text is escaped.
    """
    west, south = prepared.bounds[:, :2].min(axis=0)
    east, north = prepared.bounds[:, 2:].max(axis=0)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = _WIDTH / max((east - west) * squeeze, 1e-9)
    height = max(1, round((north - south) * scale))
    degree = 10**prepared.arcs.decimals
    factor = np.array([scale * squeeze, -scale]) / degree
    origin = np.array([west, north]) * degree
    paths = [""] * len(classes)
    for unit, position in zip(prepared.arcs.units, chosen, strict=True):
        for part in unit:
            for ring in part:
                points = np.rint((arc_coding.walk(ring, prepared.arcs.arcs) - origin) * factor)
                paths[position] += _path(points.astype(np.int64))
    hatches = "".join(
        f'<pattern id="still-{name}" width="6" height="6" patternUnits="userSpaceOnUse">'
        f'<rect width="6" height="6" fill="#fff"/>{mark}</pattern>'
        for name, mark in _HATCHES.items()
    )
    shapes = "".join(
        f'<path fill="{_fill(one)}"{_edge(one)} d="{path}"/>'
        for one, path in zip(classes, paths, strict=True)
        if path
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" role="img">'
        f"<title>{escape(title)}</title><defs>{hatches}</defs>"
        f'<g stroke="#fff" stroke-width=".6" fill-rule="evenodd">{shapes}</g></svg>'
    )


def _fill(one: MapClass) -> str:
    """Give a class's paint."""
    return one.colour if one.hatch == "none" else f"url(#still-{one.hatch})"


def _edge(one: MapClass) -> str:
    """Give hatched units an edge: white on white would have none."""
    return "" if one.hatch == "none" else ' stroke="#8b8f94"'


def _path(points: np.ndarray[tuple[int, int], np.dtype[np.int64]]) -> str:
    """Write a closed ring as an SVG path in whole pixels, steps of nothing left out."""
    steps = np.diff(points, axis=0)
    steps = steps[(steps != 0).any(axis=1)]
    start = f"M{points[0][0]} {points[0][1]}"
    if len(steps) < 3:  # noqa: PLR2004 - smaller than a pixel, but still there
        return f"{start}h1v1h-1z"
    return start + "".join(f"l{x} {y}" for x, y in steps[:-1].tolist()) + "z"
