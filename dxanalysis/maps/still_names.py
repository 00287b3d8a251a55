"""Names of places on still maps: few, the largest first, none over another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import numpy.typing as npt

    from dxanalysis.maps.geometry.prepare import Prepared

SIZE: Final = 6.5
"""Points: still legible in print."""

_MOST: Final = 24
_ENOUGH: Final = 0.5
_BOLDER: Final = 1.15
"""How much wider bold letters are."""

_LINE: Final = 1.2
"""Height of a line, in its letters'."""

_OVER: Final = 1.1
"""How much wider than the room to its nearer edge a name may be: a halo keeps it legible."""

_BETWEEN: Final = 2.0
"""Points between two names."""

_KIND: Final = re.compile(
    r"^(xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố|commune|ward)\s+", re.IGNORECASE
)
_POINTS_PER_INCH: Final = 72


class _Spot(NamedTuple):
    """A place for a name: where, its middle and its room in points."""

    name: str
    at: tuple[float, float]
    middle: npt.NDArray[np.float64]
    wide: float
    tall: float


class PlacedName(NamedTuple):
    """A name and where it stands: longitude and latitude of its middle."""

    lines: str
    at: tuple[float, float]
    is_bold: bool = False


def place_names(
    prepared: Prepared,
    names: Sequence[str],
    *,
    groups: Sequence[str],
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
    groups
        The district of each unit, ``""`` where it has none. Their names are written, and bold,
        where fewer than half of the units have room for their own.
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
    spots = _unit_spots(prepared, names, inches)
    placed = _fit(spots, measure, taken=[])
    whole = _group_spots(prepared, groups, inches)
    if not whole or len(placed) >= len(spots) * _ENOUGH:
        return placed
    # Where most units are too small for a name, those of their districts say where one is.
    taken: list[npt.NDArray[np.float64]] = []
    bold = _fit(whole, lambda line: _BOLDER * measure(line), taken=taken)
    return [one._replace(is_bold=True) for one in bold] + _fit(spots, measure, taken=taken)


def _unit_spots(
    prepared: Prepared, names: Sequence[str], inches: tuple[float, float]
) -> list[_Spot]:
    """Find the room of each unit, the largest first."""
    scale = np.array(inches) * _POINTS_PER_INCH
    sizes = prepared.bounds[:, 2:] - prepared.bounds[:, :2]
    room = prepared.room * scale[[0, 0, 1]]
    return [
        _Spot(
            names[place],
            tuple(prepared.anchors[place].tolist()),
            prepared.anchors[place] * scale,
            2 * float(room[place, :2].min()) * _OVER,
            float(room[place, 2]) * _OVER,
        )
        for place in np.argsort(-sizes.prod(axis=1), kind="stable").tolist()
    ]


def _group_spots(
    prepared: Prepared, groups: Sequence[str], inches: tuple[float, float]
) -> list[_Spot]:
    """Find the room of each district: around the unit that stands most in its middle."""
    scale = np.array(inches) * _POINTS_PER_INCH
    of: dict[str, list[int]] = {}
    for place, group in enumerate(groups):
        of.setdefault(group, []).append(place)
    named = {group: places for group, places in of.items() if group}
    if len(named) < 2:  # noqa: PLR2004 - one would be the name of the map
        return []
    spots = []
    for group, places in named.items():
        bounds = prepared.bounds[places]
        sizes = (bounds[:, 2:] - bounds[:, :2]).prod(axis=1)
        anchors = prepared.anchors[places]
        middle = np.average(anchors, axis=0, weights=sizes)
        at = anchors[((anchors - middle) ** 2).sum(axis=1).argmin()]
        low, high = bounds[:, :2].min(axis=0), bounds[:, 2:].max(axis=0)
        wide, tall = np.minimum(at - low, high - at) * scale
        spots.append(_Spot(group, tuple(at.tolist()), at * scale, 2 * wide * _OVER, float(tall)))
    return sorted(spots, key=lambda spot: -spot.wide * spot.tall)


def _fit(
    spots: Sequence[_Spot],
    measure: Callable[[str], float],
    *,
    taken: list[npt.NDArray[np.float64]],
) -> list[PlacedName]:
    """Place the names that have room and touch no other; ``taken`` grows by theirs."""
    placed: list[PlacedName] = []
    for spot in spots:
        for lines in _ways(_KIND.sub("", spot.name)):
            half = np.array([max(map(measure, lines), default=0.0), _LINE * SIZE * len(lines)]) / 2
            if 2 * half[0] > spot.wide or half[1] > spot.tall:
                continue
            box = np.concatenate(
                [spot.middle - half - _BETWEEN / 2, spot.middle + half + _BETWEEN / 2]
            )
            if any(_overlap(box, other) for other in taken):
                continue
            taken.append(box)
            placed.append(PlacedName("\n".join(lines), spot.at))
            break
        if len(placed) == _MOST:
            break
    return placed


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
