"""What terrain does along rays, before any frequency is known: edges, and the smooth earth.

Receivers are some of the samples of rays, at several heights; all look at the same terrain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from dxanalysis.terrain.propagation import clear_parameter
from dxanalysis.terrain.sight import Hull, nearest_to_sight
from dxanalysis.terrain.smooth_earth import clearing_product

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Singles = NDArray[np.float32]
    Places = NDArray[np.intp]

_LOWEST_M: Final = np.float32(0.01)
"""Antennas are not taken to be nearer to the smooth earth than this."""

_TINY: Final = np.float32(1e-6)
"""In place of 0 where it is divided by."""

_NOTHING: Final = np.float32(-1e9)
"""A slope where nothing stands; finite, so that sums with it are numbers."""


class LowPaths(NamedTuple):
    """Paths on which the smooth earth through the terrain may cost anything.

    ``receivers`` says which of all; the heights of both antennas are those over that earth.
    """

    receivers: Places
    transmitter_m: Singles
    receiver_m: Singles

    @classmethod
    def of(cls, parts: Sequence[LowPaths], begins: Sequence[int]) -> LowPaths:
        """Put parts together, whose receivers are counted from where each begins."""
        numbers = [one.receivers + begin for one, begin in zip(parts, begins, strict=False)]
        return cls(
            np.concatenate(numbers),
            np.concatenate([one.transmitter_m for one in parts]),
            np.concatenate([one.receiver_m for one in parts]),
        )


class Edges(NamedTuple):
    """Of receivers of one height: Bullington's edges, how high they are, and what is low.

    ``nu`` is for a wavelength of 1 m; ``difference`` is receivers' heights less the transmitter's.
    """

    nu: Singles
    difference: Singles
    low: LowPaths


class _Seen(NamedTuple):
    """Corners that receivers of a height see, and the rise to them for 1 km."""

    corner: Places
    back: Singles

    def take(self, which: Places) -> _Seen:
        """Take some of them."""
        return _Seen(self.corner.take(which), self.back.take(which))


class _Smooth(NamedTuple):
    """The smooth earth through the terrain of paths: its heights at both ends."""

    first: Singles
    last: Singles

    def take(self, which: Places) -> _Smooth:
        """Take some of the paths."""
        return _Smooth(self.first.take(which), self.last.take(which))


class _Above(NamedTuple):
    """How bare terrain rises above lines of sight: steeply from the two ends, and how high."""

    front: Singles
    behind: Singles
    highest: Singles

    def take(self, which: Places) -> _Above:
        """Take some of them."""
        return _Above(*(one.take(which) for one in self))


@dataclass(frozen=True)
class Terrain:
    """Rays that are gone along together: samples by rays, the first sample at the station.

    ``over`` is what stands on them, ``ground`` the ground alone, and the same array where nothing
    stands on it; both without gaps. Over an earth of ``radius`` that is straightened, bent rays are
    straight lines. Heights are counted from the transmitter.
    """

    ground: Singles
    over: Singles
    step: float
    transmitter_m: float
    radius: float

    @cached_property
    def column(self) -> Singles:
        """Distances of samples, km."""
        return (np.arange(len(self.ground)) * self.step).astype(np.float32)

    @cached_property
    def fall(self) -> Singles:
        """By how much the round earth falls off at the samples, for each kilometre."""
        return np.asarray(np.float32(500 / self.radius) * self.column)

    @cached_property
    def heights(self) -> Singles:
        """Heights of the bare ground over the transmitter."""
        return np.asarray(self.ground - (self.ground[0] + np.float32(self.transmitter_m)))

    @cached_property
    def bare(self) -> Hull:
        """The hull on the bare ground, on the round earth."""
        return Hull(self.heights - (self.fall * self.column)[:, None])

    @cached_property
    def hull(self) -> Hull:
        """The hull on what stands on the ground, on the round earth."""
        if self.over is self.ground:
            return self.bare
        return Hull(self.bare.heights + (self.over - self.ground))

    @cached_property
    def slopes(self) -> Singles:
        """Slopes from the station to what stands at samples, on the round earth."""
        return self._slopes(self.hull.heights)

    @cached_property
    def ahead(self) -> Singles:
        """The steepest of them before each sample."""
        return _steepest(self.slopes)

    @cached_property
    def rising(self) -> tuple[Singles, Singles]:
        """The steepest slope to the bare ground before each sample, on a flat earth, and where."""
        slopes = self._slopes(self.heights)
        found = _steepest(slopes)
        top = np.zeros_like(found)
        for row in range(2, len(found)):
            top[row] = top[row - 1]
            np.copyto(top[row], self.column[row - 1], where=found[row] > found[row - 1])
        return found, top

    @cached_property
    def sums(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Add up heights over the station's ground up to each sample, and heights times places."""
        # Heights over the station's keep their digits.
        above = (self.ground - self.ground[0]).astype(np.float64)
        times = above * np.arange(float(len(above)))[:, None]
        for sums in (above, times):
            # Row by row is several times faster than accumulating along the first axis.
            for before, row in pairwise(sums):
                np.add(before, row, out=row)
        return above, times

    def _slopes(self, heights: Singles) -> Singles:
        """Take slopes from the station to some heights."""
        found = np.asarray(heights / np.maximum(self.column, self.column[1])[:, None])
        found[0] = -np.inf
        return found

    def edges(
        self, places: Places, receivers_m: Sequence[float], *, lowest_mhz: float
    ) -> list[Edges]:
        """Find what the terrain does to some receivers, for each of their heights.

        Parameters
        ----------
        places
            Where they are in the flattened array of samples, in increasing order; none of them at
            the station.
        receivers_m
            Their heights over the ground, from the lowest up.
        lowest_mhz
            The lowest frequency for which it is asked.
        """
        return _Receivers(self, places, receivers_m, lowest_mhz).edges()


@dataclass(frozen=True)
class _Receivers:
    """Some of the samples, at several heights."""

    terrain: Terrain
    places: Places
    receivers_m: Sequence[float]
    lowest_mhz: float

    @cached_property
    def row(self) -> Places:
        samples, rays = self.terrain.ground.shape
        cuts = np.searchsorted(self.places, np.arange(samples + 1) * rays)
        return np.repeat(np.arange(samples), np.diff(cuts))

    @cached_property
    def ray(self) -> Places:
        return np.asarray(self.places - self.row * self.terrain.ground.shape[1])

    @cached_property
    def whole(self) -> Singles:
        """Distances from the station."""
        return self.terrain.column.take(self.row)

    @cached_property
    def fall(self) -> Singles:
        """By how much the round earth falls off, for each kilometre."""
        return self.terrain.fall.take(self.row)

    @cached_property
    def heights(self) -> list[Singles]:
        """Over the transmitter."""
        ground = self.terrain.heights.ravel().take(self.places)
        return [ground + np.float32(height) for height in self.receivers_m]

    @cached_property
    def lines(self) -> list[Singles]:
        """Slopes of lines from the station, on the flat earth."""
        return [height / self.whole for height in self.heights]

    def edges(self) -> list[Edges]:
        """Find the parameters of Bullington's edges (P.1812-6, 4.3.1), and paths that are low."""
        terrain = self.terrain
        ahead = terrain.ahead.ravel().take(self.places)
        lines = [line - self.fall for line in self.lines]
        sunk = self.fall * self.whole
        eyes = [height - sunk for height in self.heights]
        step = np.float32(terrain.step)
        seen = [
            _Seen(corner, rise / step)
            for corner, rise in terrain.hull.steepest_back(
                self.places, eyes, wanted=ahead >= lines[0], own=terrain.hull is terrain.bare
            )
        ]
        floor = np.float32(clear_parameter(self.lowest_mhz) - 1e-3)
        open_ = np.flatnonzero(ahead < lines[-1])
        nearest = nearest_to_sight(
            terrain.slopes,
            terrain.step,
            receivers=(self.row.take(open_), self.ray.take(open_)),
            lines=[line.take(open_) for line in lines],
            floor=floor,
        )
        nus = []
        for line, (_, back), near in zip(lines, seen, nearest, strict=True):
            # Where the rays of both ends meet, and how high over the line.
            both = ahead + back
            place = line + back
            place *= self.whole
            place /= np.maximum(both, _TINY, out=both)
            np.clip(place, step, self.whole - step, out=place)
            rest = self.whole - place
            place *= self.whole
            place *= np.float32(0.002)
            place /= rest
            nu = ahead - line
            over = nu.take(open_)
            nu *= np.sqrt(place, out=place)
            # Nothing rises above a line of sight.
            nu[open_] = np.where(over < 0, np.minimum(near, 0), nu.take(open_))
            nus.append(nu)
        if terrain.hull is not terrain.bare:
            seen = [
                _Seen(corner, rise / step)
                for corner, rise in terrain.bare.steepest_back(
                    self.places,
                    eyes,
                    wanted=terrain.rising[0].ravel().take(self.places) >= self.lines[0],
                    own=True,
                )
            ]
        low = self.low_paths(seen)
        return [Edges(*one) for one in zip(nus, self.heights, low, strict=True)]

    def low_paths(self, seen: list[_Seen]) -> list[LowPaths]:
        """Find paths on which the smooth earth may cost anything, for each height of receivers.

        On most the antennas are far above it, even if it is lowered by the least that it may be
        for the terrain that rises above the line of sight (P.1812-6, Attachment 1, section 5.6.2).
        By how much exactly is looked for on the others only.
        """
        terrain = self.terrain
        enough = clearing_product(
            np.maximum(terrain.column, terrain.column[1]),
            frequency_mhz=self.lowest_mhz,
            radius_km=terrain.radius,
        ).take(self.row)
        smooth = self.fit()
        high, low = self.over_smooth(smooth)
        near = np.flatnonzero(high * low <= enough)
        some, smooth, enough = self.some(near), smooth.take(near), enough.take(near)
        return [
            some.low_path(near, smooth, enough, seen=one.take(near), number=number)
            for number, one in enumerate(seen)
        ]

    def some(self, which: Places) -> _Receivers:
        """Take some of the receivers."""
        return _Receivers(self.terrain, self.places.take(which), self.receivers_m, self.lowest_mhz)

    def low_path(
        self, near: Places, smooth: _Smooth, enough: Singles, *, seen: _Seen, number: int
    ) -> LowPaths:
        """Lower the smooth earth for what rises above lines of sight; keep what stays low."""
        above, most = self.rising(seen, number=number)
        high, low = self.over_smooth(
            smooth,
            above.highest * above.front / np.maximum(above.front + most, _TINY),
            above.highest * above.behind / np.maximum(above.front + above.behind, _TINY),
            number=number,
        )
        kept = np.flatnonzero(high * low <= enough)
        some, above = self.some(kept), above.take(kept)
        some.go_on(seen.corner.take(kept), above, number=number)
        share = above.highest / np.maximum(above.front + above.behind, _TINY)
        high, low = some.over_smooth(
            smooth.take(kept), share * above.front, share * above.behind, number=number
        )
        still = np.flatnonzero(high * low <= enough.take(kept))
        return LowPaths(near.take(kept).take(still), high.take(still), low.take(still))

    def rising(self, seen: _Seen, *, number: int) -> tuple[_Above, Singles]:
        """Say how the bare terrain rises above the lines, by the corners seen from both ends.

        It rises so high at least, and is seen so steeply from the receiver; also gives how steeply
        at most: over the flat earth nothing is seen more steeply than over the round one, less the
        fall of the earth once.
        """
        terrain, line = self.terrain, self.lines[number]
        steepest, top = (one.ravel().take(self.places) for one in terrain.rising)
        front = np.maximum(steepest - line, 0)
        apart = terrain.column.take(seen.corner // terrain.ground.shape[1])
        height = terrain.heights.ravel().take(seen.corner)
        highest = height - line * apart
        np.maximum(highest, front * top, out=highest)
        behind = height - self.heights[number]
        behind /= np.maximum(self.whole - apart, np.float32(terrain.step))
        behind += line
        np.maximum(behind, 0, out=behind)
        most = np.maximum(seen.back - self.fall + line, behind)
        return _Above(front, behind, np.maximum(highest, 0, out=highest)), most

    def go_on(self, corner: Places, above: _Above, *, number: int) -> None:
        """Go on along the hull to the station, and raise what stands higher or is seen steeper.

        Behind a corner nothing rises more steeply than from there to the next, over the flat earth
        less than over the round one; so nothing is higher over the line once that is below it.
        """
        terrain = self.terrain
        before, rise = terrain.bare.links
        ground, rays = terrain.heights.ravel(), terrain.ground.shape[1]
        line, eye = self.lines[number], self.heights[number]
        falling = line * np.float32(-terrain.step / rays)
        who = np.flatnonzero(rise.take(corner) > falling)
        corner = corner.take(who)
        while len(who):
            corner = before.take(corner)
            apart = terrain.column.take(corner // rays)
            height = ground.take(corner)
            over = height - line.take(who) * apart
            above.highest[who] = np.maximum(above.highest.take(who), over)
            height -= eye.take(who)
            height /= self.whole.take(who) - apart
            height += line.take(who)
            above.behind[who] = np.maximum(above.behind.take(who), height)
            on = np.flatnonzero(rise.take(corner) > falling.take(who))
            who, corner = who.take(on), corner.take(on)

    def fit(self) -> _Smooth:
        """Fit a straight line to the terrain of every path (P.1812-6, Attachment 1, section 5.6.1).

        The two sums of the paper, over even steps and heights above the station's, are those of the
        heights and of the heights times their places, less a part of the last one. Gives the
        heights of the line at both ends.
        """
        plain, times = (sums.ravel().take(self.places) for sums in self.terrain.sums)
        samples = np.arange(float(len(self.terrain.ground)))
        samples[0] = 1
        plain *= (2 / samples).take(self.row)
        times *= (6 / samples**2).take(self.row)
        end = self.heights[0] + np.float32(self.terrain.transmitter_m - self.receivers_m[0])
        middle, turn = plain.astype(np.float32), (times - plain).astype(np.float32)
        first = middle - turn
        first += end * ((samples + 1) / samples**2).astype(np.float32).take(self.row)
        turn -= end * ((2 * samples + 1) / samples**2).astype(np.float32).take(self.row)
        return _Smooth(first, turn)

    def over_smooth(
        self,
        smooth: _Smooth,
        transmitter_m: Singles | float = 0.0,
        receiver_m: Singles | float = 0.0,
        *,
        number: int = 0,
    ) -> tuple[Singles, Singles]:
        """Take heights of antennas over the smooth earth, lowered by so much at the two ends.

        It is nowhere above the ground at them.
        """
        antenna = np.float32(self.terrain.transmitter_m)
        high = antenna - smooth.first
        high += transmitter_m
        low = self.heights[number] + antenna
        low -= smooth.last
        low += receiver_m
        end = np.float32(self.receivers_m[number])
        return (
            np.maximum(high, max(antenna, _LOWEST_M), out=high),
            np.maximum(low, max(end, _LOWEST_M), out=low),
        )


def _steepest(slopes: Singles) -> Singles:
    """Take the steepest slope to what stands before each sample."""
    found = np.empty_like(slopes)
    found[:2] = _NOTHING
    # Row by row is several times faster than accumulating along the first axis.
    for row in range(2, len(found)):
        np.maximum(found[row - 1], slopes[row - 1], out=found[row])
    return found
