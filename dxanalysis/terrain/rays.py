"""What terrain does along some rays, before any frequency is known: edges, and the smooth earth.

A block of rays is small enough to stay in a processor's cache. Receivers at several heights look at
the same terrain.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from dxanalysis.terrain.propagation import clear_parameter
from dxanalysis.terrain.sight import NOTHING, Search
from dxanalysis.terrain.smooth_earth import clearing_product

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Singles = NDArray[np.float32]

_LOWEST_M: Final = np.float32(0.01)
"""Antennas are not taken to be nearer to the smooth earth than this."""

_TINY: Final = np.float32(1e-6)
"""In place of 0 where it is divided by."""


@dataclass(frozen=True)
class LowPaths:
    """Paths on which the smooth earth through the terrain may cost anything.

    ``samples`` and ``rays`` say which; the heights of both antennas are those over that earth.
    """

    samples: NDArray[np.intp]
    rays: NDArray[np.intp]
    transmitter_m: Singles
    receiver_m: Singles

    @classmethod
    def of(cls, parts: Sequence[LowPaths]) -> LowPaths:
        """Put paths of several blocks together."""
        each = [(one.samples, one.rays, one.transmitter_m, one.receiver_m) for one in parts]
        return cls(*(np.concatenate(arrays) for arrays in zip(*each, strict=True)))


@dataclass(frozen=True)
class Block:
    """Rays that are gone along together: samples by rays, the first sample at the station.

    ``over`` is what stands on them, ``ground`` the ground alone, and the same array where nothing
    stands on it; both without gaps. Receivers are the samples from ``first`` on. Over an earth of
    ``radius`` that is straightened, bent rays are straight lines.
    """

    ground: Singles
    over: Singles
    step: float
    transmitter_m: float
    receivers_m: Sequence[float]
    first: int
    radius: float

    @cached_property
    def column(self) -> Singles:
        """Distances of samples."""
        distance = np.arange(len(self.ground), dtype=np.float64)[:, None] * self.step
        return np.asarray(distance, dtype=np.float32)

    @cached_property
    def whole(self) -> Singles:
        """Distances of receivers."""
        return self.column[self.first :]

    @cached_property
    def raised(self) -> Singles:
        """By how much receivers are higher than the first: heights by receivers."""
        above = np.array(self.receivers_m, dtype=np.float32) - np.float32(self.receivers_m[0])
        return np.broadcast_to(above[:, None], (len(above), len(self.whole)))

    @cached_property
    def lift(self) -> Singles:
        """By how much the lines to them are steeper."""
        return np.asarray(self.raised / self.whole[:, 0])

    @cached_property
    def start(self) -> Singles:
        """Heights of the transmitter, the same on all rays."""
        return np.asarray(self.ground[0] + np.float32(self.transmitter_m))

    @cached_property
    def ends(self) -> Singles:
        """Heights of the first receivers."""
        return self.ground[self.first :] + np.float32(self.receivers_m[0])

    @cached_property
    def fall(self) -> Singles:
        """By how much the round earth falls off at the samples, for each kilometre."""
        return np.asarray(np.float32(500 / self.radius) * self.column)

    @cached_property
    def sunk(self) -> Singles:
        """By how much they lie deeper because the earth is round."""
        return self.fall * self.column

    @cached_property
    def slopes(self) -> Singles:
        """Slopes from the station to what stands at samples, on the round earth."""
        return self._slopes(self.over - self.sunk)

    @cached_property
    def line(self) -> Singles:
        """Slopes from the station to the first receivers, on the round earth."""
        found = self.ends - self.start
        found /= self.whole
        found -= self.fall[self.first :]
        return found

    @cached_property
    def one_over(self) -> Singles:
        """One over the distances of receivers from what is before them: samples by receivers."""
        apart = self.whole[:, 0] - self.column
        return np.asarray(1 / np.where(apart > 0, apart, np.inf), dtype=np.float32)

    @property
    def difference(self) -> Singles:
        """Receivers' heights less the transmitter's: heights by receivers by rays."""
        return self.ends - self.start + self.raised[..., None]

    def _slopes(self, heights: Singles) -> Singles:
        """Take slopes from the station to some heights."""
        found = heights - self.start
        found /= np.maximum(self.column, self.column[1])
        found[0] = -np.inf
        return found

    def edges(self, *, lowest_mhz: float) -> tuple[Singles, Singles]:
        """Find the parameters of Bullington's edges for a wavelength of 1 m (P.1812-6, 4.3.1).

        Also gives the slopes back from receivers in shadow to what stands before them.
        """
        ahead = steepest(self.slopes, self.first)
        over = ahead - self.line
        tops = self.over - self.sunk
        ends = self.ends - self.sunk[self.first :]
        back = Search(tops, ends, self.one_over, self.raised).greatest(
            over >= self.lift.min(axis=0)[:, None]
        )
        # In Fresnel radii of waves of 1 m.
        whole, inner = self.whole[:, 0], self.column
        radii = np.sqrt(np.float32(0.002) * whole * inner / np.maximum(whole - inner, _TINY))
        nu = Search(self.slopes, self.line, radii, self.lift).greatest(
            over < self.lift.max(axis=0)[:, None],
            floor=np.float32(clear_parameter(lowest_mhz) - 1e-3),
        )
        np.minimum(nu, 0, out=nu)
        for number, lift in enumerate(self.lift[:, :, None]):
            # Where the rays of both ends meet, and how high over the line; 0 for those in sight.
            both = ahead + back[number]
            place = self.line + lift + back[number]
            place *= self.whole
            place /= np.maximum(both, _TINY, out=both)
            np.clip(place, self.step, self.whole - np.float32(self.step), out=place)
            rest = self.whole - place
            place *= np.float32(0.002) * self.whole
            place /= rest
            height = np.maximum(over - lift, 0)
            height *= np.sqrt(place, out=place)
            nu[number] += height
        return nu, back

    def low_paths(self, back: Singles, *, lowest_mhz: float) -> list[LowPaths]:
        """Find paths on which the smooth earth may cost anything, for each height of receivers.

        On most the antennas are far above it, even if it is lowered by the least that it may be
        for the terrain that rises above the line of sight (P.1812-6, Attachment 1, section 5.6.2).
        By how much exactly is looked for on the others only.
        """
        bare = self.over is self.ground
        slopes = self.slopes + self.fall if bare else self._slopes(self.ground)
        line = self.line + self.fall[self.first :]
        rising = steepest(slopes, self.first) - line
        above = Search(slopes, line, np.broadcast_to(self.column, self.one_over.shape), self.lift)
        enough = clearing_product(self.whole, frequency_mhz=lowest_mhz, radius_km=self.radius)
        fitted = _fit(self.ground, self.first)
        # The slopes back over the flat earth are less than those over the round one by the fall of
        # the earth at least, and by twice that at most.
        falling = back + line
        falling -= self.fall[self.first :]
        highest = above.at_least()
        before = np.maximum(self.whole - self.column[1], self.column[1])
        places: list[NDArray[np.intp]] = []
        anywhere = np.zeros(rising.shape, dtype=np.bool_)
        for number, lift in enumerate(self.lift[:, :, None]):
            front = np.maximum(rising - lift, 0)
            most = falling[number] + lift
            least = highest[number] / before
            if bare:
                np.maximum(least, most - self.fall[self.first :], out=least)
            np.maximum(most, least, out=most)
            high, low = self._over_smooth(
                fitted,
                highest[number] * front / np.maximum(front + most, _TINY),
                highest[number] * least / np.maximum(front + least, _TINY),
                number=number,
            )
            may = high * low <= enough
            anywhere |= may & (front > 0)
            places.append(np.flatnonzero(may))
        highest = above.greatest(anywhere, floor=highest)
        backwards = Search(self.ground, self.ends, self.one_over, self.raised).greatest(
            anywhere, floor=back - 2 * self.fall[self.first :] if bare else NOTHING
        )
        backwards += line
        backwards += self.lift[..., None]
        found = []
        for number, chosen in enumerate(places):
            row, ray = np.divmod(chosen, rising.shape[1])
            front = np.maximum(rising.take(chosen) - self.lift[number].take(row), 0)
            behind = np.maximum(backwards[number].take(chosen), 0)
            share = np.maximum(highest[number].take(chosen), 0)
            share /= np.maximum(front + behind, _TINY)
            high, low = self._over_smooth(
                fitted, share * front, share * behind, number=number, chosen=(row, ray)
            )
            kept = high * low <= enough.take(row)
            found.append(LowPaths(row[kept], ray[kept], high[kept], low[kept]))
        return found

    def _over_smooth(
        self,
        fitted: tuple[Singles, Singles],
        transmitter_m: Singles,
        receiver_m: Singles,
        *,
        number: int,
        chosen: tuple[NDArray[np.intp], NDArray[np.intp]] | None = None,
    ) -> tuple[Singles, Singles]:
        """Take heights of antennas over the smooth earth, lowered by so much at the two ends.

        For all receivers of a height, or for some, by their rows and rays.
        """
        first, last = fitted
        start, foot, ground = self.start, self.ground[0], self.ground[self.first :]
        if chosen is not None:
            first, last, ground = first[chosen], last[chosen], ground[chosen]
            start, foot = start[chosen[1]], foot[chosen[1]]
        high = start - np.minimum(first - transmitter_m, foot)
        low = ground + np.float32(self.receivers_m[number])
        low -= np.minimum(last - receiver_m, ground)
        return np.maximum(high, _LOWEST_M, out=high), np.maximum(low, _LOWEST_M, out=low)


def steepest(slopes: Singles, first: int) -> Singles:
    """Take the steepest slope to what stands before receivers, from the sample ``first`` on."""
    found = np.empty((len(slopes) - first, slopes.shape[1]), dtype=np.float32)
    found[0] = np.maximum.reduce(slopes[:first])
    # Row by row is several times faster than accumulating along the first axis.
    for row in range(1, len(found)):
        np.maximum(found[row - 1], slopes[first + row - 1], out=found[row])
    return found


def _fit(ground: Singles, first: int) -> tuple[Singles, Singles]:
    """Fit a straight line to the terrain of every path (P.1812-6, Attachment 1, section 5.6.1).

    The two sums of the paper, over even steps and heights above the station's, are those of the
    heights and of the heights times their places, less a part of the last one. Gives the heights of
    the line at both ends.
    """
    base = ground[0]
    # Heights over the station's keep their digits.
    above = (ground - base).astype(np.float64)
    place = np.arange(len(ground), dtype=np.float64)[:, None]
    plain = np.add.reduce(above[:first])
    times = np.add.reduce(above[:first] * place[:first])
    middle, turn = (np.empty((len(ground) - first, len(base)), dtype=np.float32) for _ in range(2))
    for row, (height, at) in enumerate(zip(above[first:], place[first:, 0], strict=True)):
        plain += height
        times += height * at
        np.multiply(plain, 2 / at, out=middle[row], casting="same_kind")
        np.multiply(times, 6 / at**2, out=turn[row], casting="same_kind")
    end, far = above[first:].astype(np.float32), place[first:].astype(np.float32)
    turn -= middle
    begin = middle - turn
    begin += end * ((far + 1) / far**2)
    turn -= end * ((2 * far + 1) / far**2)
    begin += base
    turn += base
    return begin, turn
