"""A map light enough to be redrawn at every change: SVG, one path per unit, no script."""

from __future__ import annotations

import functools
import math
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from dxanalysis.maps.geometry import arcs as arc_coding
from dxanalysis.maps.svg import hatch_patterns, paint, path_steps

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    import numpy.typing as npt

    from dxanalysis.maps.geometry.prepare import Prepared
    from dxanalysis.palette import MapClass

_WIDTH: Final = 640
_INK: Final = "#1a1e24"
_PREFIX: Final = "sketch"


@dataclass(frozen=True, eq=False)
class Outlines:
    """Units as SVG paths: made once, painted as often as wanted.

    Parameters
    ----------
    prepared
        The units' geometry (:func:`dxanalysis.maps.geometry.prepare`).
    groups
        Per unit what it belongs to; borders between groups are drawn heavier.
    """

    prepared: Prepared
    groups: tuple[str, ...]

    @functools.cached_property
    def paths(self) -> list[str]:
        """One path per unit, in the order of the prepared codes."""
        arcs = self.prepared.arcs
        return [
            "".join(
                f"{_path(self._on_paper(arc_coding.walk(ring, arcs.arcs)))}z"
                for part in unit
                for ring in part
            )
            for unit in arcs.units
        ]

    @functools.cached_property
    def borders(self) -> tuple[str, str]:
        """The path between groups and the path around everything."""
        arcs = self.prepared.arcs
        inner, outer = (
            "".join(_path(self._on_paper(arc_coding.walk([one], arcs.arcs))) for one in numbers)
            for numbers in arc_coding.border(arcs, self.groups)
        )
        return inner, outer

    @functools.cached_property
    def height(self) -> int:
        """Height of the picture, where its width is :data:`_WIDTH`."""
        _, south, _, north = self._bounds
        return max(1, round((north - south) * self._scale))

    @functools.cached_property
    def _bounds(self) -> tuple[float, float, float, float]:
        bounds = self.prepared.bounds
        west, south = bounds[:, :2].min(axis=0)
        east, north = bounds[:, 2:].max(axis=0)
        return float(west), float(south), float(east), float(north)

    @functools.cached_property
    def _squeeze(self) -> float:
        """A degree of longitude is so much shorter than one of latitude."""
        return math.cos(math.radians((self._bounds[1] + self._bounds[3]) / 2))

    @functools.cached_property
    def _scale(self) -> float:
        west, _, east, _ = self._bounds
        return _WIDTH / max((east - west) * self._squeeze, 1e-9)

    def _on_paper(self, line: npt.NDArray[np.int64]) -> list[tuple[int, int]]:
        """Bring a line to pixels."""
        west, _, _, north = self._bounds
        degrees = line / 10**self.prepared.arcs.decimals
        x = (degrees[:, 0] - west) * self._scale * self._squeeze
        y = (north - degrees[:, 1]) * self._scale
        return list(
            zip(x.round().astype(int).tolist(), y.round().astype(int).tolist(), strict=True)
        )

    def paint(
        self,
        *,
        classes: Sequence[MapClass],
        position: Sequence[int],
        labels: Sequence[str],
        title: str,
    ) -> str:
        """Paint the units.

        Parameters
        ----------
        classes
            What can be painted.
        position
            Per unit the position of its class.
        labels
            Per unit what is said of it where the pointer rests; plain text.
        title
            What the picture is called for those who hear it; plain text.

        Returns
        -------
        str
            An ``svg`` element, complete, without scripts or outside resources. All text is escaped.
        """
        shapes = "".join(
            f'<path fill="{paint(classes[place], _PREFIX)}" d="{path}">'
            f"<title>{escape(label)}</title></path>"
            for path, place, label in zip(self.paths, position, labels, strict=True)
        )
        inner, outer = self.borders
        box = f"-2 -2 {_WIDTH + 4} {self.height + 4}"
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}" '
            f'role="img" aria-label="{escape(title)}"><defs>{hatch_patterns(_PREFIX)}</defs>'
            f'<g stroke="#fff" stroke-width=".8" fill-rule="evenodd">{shapes}</g>'
            f'<g fill="none" stroke="{_INK}" pointer-events="none"><path stroke-width="1.1" '
            f'd="{inner}"/><path stroke-width="1.4" d="{outer}"/></g></svg>'
        )


def _path(points: Sequence[tuple[int, int]]) -> str:
    """Write a line in steps, leaving out those that stay on the pixel; a lone point is a dot."""
    start, steps = path_steps(points)
    return f"{start}l{' '.join(f'{dx} {dy}' for dx, dy in steps)}" if steps else f"{start}h1"
