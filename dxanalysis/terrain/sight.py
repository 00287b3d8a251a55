"""What stands between a station and receivers, on an earth over which rays are straight.

Whoever looks back from a receiver sees only corners of the hull that lies on the terrain before it:
what is below the hull is hidden by corners, from wherever one looks. Every sample has a link to the
corner before it. The steepest slope back is found by following links while it grows; on average
that is two or three steps, however long the ray is.

What comes nearest to a line of sight need not be a corner. There the highest of some places in a
row and the weights at their two ends say how near they can come; mostly that is not near enough,
and nothing of them is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Singles = NDArray[np.float32]
    Places = NDArray[np.intp]

_TOGETHER: Final = 16
"""So many places in a row are looked at together."""

_HOPS: Final = 8
"""So many corners are gone along before it is asked anew who has to go on."""


@dataclass(frozen=True)
class Hull:
    """The hull on the terrain of rays: samples by rays, the first sample at the station.

    ``heights`` are those over an earth that is straightened. The station itself is no corner.
    Places are those in the flattened array.
    """

    heights: Singles

    @cached_property
    def links(self) -> tuple[Places, Singles]:
        """The corner before each sample, and the rise to it, divided by how far it is off.

        All links begin with the sample before. Where that one's own link rises more steeply it is
        below the line to the corner after, and is left out; until there is none. Distances are
        counted in the flattened array.
        """
        rays, height = self.heights.shape[1], self.heights.ravel()
        before = np.arange(height.size) - rays
        before[: 2 * rays] += rays
        rise = np.full(height.size, -np.inf, dtype=np.float32)
        np.subtract(height[rays:-rays], height[2 * rays :], out=rise[2 * rays :])
        rise /= np.float32(rays)
        while len(going := np.flatnonzero(rise.take(before) > rise)):
            corner, own = before.take(going), height.take(going)
            for _ in range(_HOPS):
                corner = before.take(corner)
                slope = _rise(height, corner, own, going)
                before[going], rise[going] = corner, slope
                more = np.flatnonzero(rise.take(corner) > slope)
                if not len(more):
                    break
                going, corner, own = going.take(more), corner.take(more), own.take(more)
        return before, rise

    def steepest_back(
        self, places: Places, heights: list[Singles], *, wanted: NDArray[np.bool_], own: bool
    ) -> list[tuple[Places, Singles]]:
        """Look back from receivers for the steepest slope.

        Parameters
        ----------
        places
            Where the receivers are.
        heights
            Theirs, for one height of receivers after the other, from the lowest up.
        wanted
            For which of them; the others have some slope.
        own
            Whether the receivers stand on the hull's terrain, and not below it.

        Returns
        -------
        list of tuple
            For each height the corner that is seen, and the rise to it for a step.
        """
        before, rise = self.links
        rays, height = self.heights.shape[1], self.heights.ravel()
        # What the ground itself sees last hides what is nearer from all that is above it.
        corner = before.take(places) if own else places - rays
        found = []
        for eye in heights:
            # From higher up one sees farther.
            slope = _rise(height, corner, eye, np.maximum(places, corner + 1))
            going = np.flatnonzero((rise.take(corner) > slope) & wanted)
            while len(going):
                here = before.take(corner.take(going))
                slant = _rise(height, here, eye.take(going), places.take(going))
                corner[going], slope[going] = here, slant
                going = going.take(np.flatnonzero(rise.take(here) > slant))
            found.append((corner.copy(), slope * np.float32(rays)))
        return found


def _rise(height: Singles, corner: Places, eye: Singles, place: Places) -> Singles:
    """Take the rise from receivers to corners, divided by how far they are off."""
    slope = height.take(corner)
    slope -= eye
    slope /= (place - corner).astype(np.float32)
    return slope


@lru_cache(maxsize=4)
def _fresnel(samples: int) -> tuple[Singles, Singles, Singles]:
    """Take one over the Fresnel radii of places, for waves of 1 m and steps of 1 km.

    Places by receivers; and the least and the greatest of places that are looked at together.
    """
    place, receiver = np.arange(float(samples))[:, None], np.arange(float(samples))
    before = place < receiver
    radii = np.sqrt(0.002 * place * receiver / np.where(before, receiver - place, np.inf))
    begins = np.arange(0, samples, _TOGETHER)
    # The station itself is no place.
    begins[0] = min(1, samples - 1)
    least = np.minimum.reduceat(np.where(before, radii, np.inf), begins)
    most = np.maximum.reduceat(radii, begins)
    return radii.astype(np.float32), least.astype(np.float32), most.astype(np.float32)


def nearest_to_sight(
    slopes: Singles,
    step: float,
    *,
    receivers: tuple[Places, Places],
    lines: list[Singles],
    floor: np.float32,
) -> list[Singles]:
    """Find what comes nearest to lines of sight, or rises above them, in Fresnel radii.

    Parameters
    ----------
    slopes
        From the station to what stands at samples; samples by rays.
    step
        Kilometres between samples.
    receivers
        The rows of samples, in increasing order, and the rays where receivers are.
    lines
        The slopes of their lines, for one height of receivers after the other, from the lowest up.
    floor
        What is not above this does not matter.

    Returns
    -------
    list of numpy.ndarray
        The diffraction parameter of the worst place for a wavelength of 1 m, not below the floor.
    """
    row, ray = receivers
    radii, least, most = _fresnel(len(slopes))
    floor = np.float32(floor / np.sqrt(step))
    best = [np.full(len(row), floor) for _ in lines]
    # The nearest places first: mostly they are the worst.
    for chunk in range((len(slopes) - 2) // _TOGETHER, -1, -1):
        places = slice(max(chunk * _TOGETHER, 1), min((chunk + 1) * _TOGETHER, len(slopes)))
        behind = slice(int(np.searchsorted(row, places.start, side="right")), None)
        over = np.maximum.reduce(slopes[places]).take(ray[behind])
        over -= lines[0][behind]
        at_most = over * most[chunk].take(row[behind])
        over *= least[chunk].take(row[behind])
        # Of the highest receivers the worst place is the least bad.
        who = np.flatnonzero(np.maximum(over, at_most, out=over) > best[-1][behind])
        who += behind.start
        rows, rays = row.take(who), ray.take(who)
        seen = slopes[places].take(rays, axis=1)
        weights = radii[places].take(rows, axis=1)
        # The first receivers stand among these places: what is behind them does not count.
        among = slice(None, int(np.searchsorted(rows, places.stop)))
        hidden = np.arange(places.start, places.stop)[:, None] >= rows[among]
        for one, line in zip(best, lines, strict=True):
            worth = seen - line.take(who)
            worth *= weights
            np.copyto(worth[:, among], -np.inf, where=hidden)
            one[who] = np.maximum(one.take(who), np.maximum.reduce(worth))
    scale = np.float32(np.sqrt(step))
    return [one * scale for one in best]
