"""Names of places on still maps: few, the largest first, none over another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np
from matplotlib.patheffects import withStroke

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt
    from matplotlib.figure import Figure
    from matplotlib.transforms import Transform

    from dxanalysis.maps.geometry.prepare import Prepared

SIZE: Final = 6.5
"""Points: still legible in print."""

_MOST: Final = 24
_LINE: Final = 1.2
"""Height of a line, in its letters'."""

_OVER: Final = 1.1
"""How much wider than the room to its nearer edge a name may be: a halo keeps it legible."""

_BETWEEN: Final = 2.0
"""Points between two names."""

_KIND: Final = re.compile(
    r"^(xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|commune|ward)\s+", re.IGNORECASE
)
_INK: Final = "#1a1e24"
_POINTS_PER_INCH: Final = 72


class PlacedName(NamedTuple):
    """A name and where it stands: longitude and latitude of its middle."""

    lines: str
    at: tuple[float, float]


def place_names(
    prepared: Prepared,
    names: Sequence[str],
    *,
    inches: tuple[float, float],
    measure: Callable[[str], float],
) -> list[PlacedName]:
    """Choose which names have room, and where they stand.

    Parameters
    ----------
    prepared
        The units as they are drawn.
    names
        A name of each unit, in the order of its codes.
    inches
        Inches on paper of a degree of longitude and of latitude.
    measure
        Gives the width of a line in points.

    Returns
    -------
    list of PlacedName
        The largest units first. A name stands in one line or two, at most a little wider than its
        unit; one that has no room, or would touch another, is left out.
    """
    scale = np.array(inches) * _POINTS_PER_INCH
    sizes = prepared.bounds[:, 2:] - prepared.bounds[:, :2]
    order = np.argsort(-sizes.prod(axis=1), kind="stable")
    room = prepared.room * scale[[0, 0, 1]]
    taken: list[npt.NDArray[np.float64]] = []
    placed: list[PlacedName] = []
    for place in order.tolist():
        middle = prepared.anchors[place] * scale
        wide = 2 * float(room[place, :2].min()) * _OVER
        for lines in _ways(_KIND.sub("", names[place])):
            half = np.array([max(map(measure, lines), default=0.0), _LINE * SIZE * len(lines)]) / 2
            if 2 * half[0] > wide or half[1] > room[place, 2] * _OVER:
                continue
            box = np.concatenate([middle - half - _BETWEEN / 2, middle + half + _BETWEEN / 2])
            if any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            longitude, latitude = prepared.anchors[place].tolist()
            placed.append(PlacedName("\n".join(lines), (longitude, latitude)))
            break
        if len(placed) == _MOST:
            break
    return placed


def draw_names(figure: Figure, placed: Sequence[PlacedName], ground: Transform) -> None:
    """Write names with a halo, as they are: a dollar sign is one, and no formula."""
    for one in placed:
        text = figure.text(
            *one.at, one.lines, fontsize=SIZE, ha="center", va="center", color=_INK,
            linespacing=1.05, parse_math=False,
        )  # fmt: skip
        text.set_transform(ground)
        text.set_path_effects([withStroke(linewidth=1.6, foreground="white")])


def _ways(name: str) -> list[list[str]]:
    """Write a name in one line, or in two of about the same length."""
    words = name.split()
    if not words:
        return []
    halves = [[" ".join(words[:cut]), " ".join(words[cut:])] for cut in range(1, len(words))]
    return [[" ".join(words)], *sorted(halves, key=lambda two: max(map(len, two)))[:1]]


def _overlap(one: npt.NDArray[np.float64], other: npt.NDArray[np.float64]) -> bool:
    """Tell whether two boxes (west, south, east, north) have a point in common."""
    return bool((one[:2] < other[2:]).all() and (other[:2] < one[2:]).all())
