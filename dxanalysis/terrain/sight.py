"""What stands between a station and the receivers on rays: the greatest of what lies before each.

Here is where most of the time of a sweep goes: each receiver looks back at all that is before it,
for the steepest slope, for what comes nearest to its line of sight, for the highest ground above
it. All of them are the greatest of ``(value of the place - value of the receiver) * weight``, where
the weight depends on the two distances only. What is near a receiver is gone along. Of what is far,
the highest of some places in a row and the weights at their two ends say how much they can come to
at most; mostly that is too little, and nothing of them is looked at.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Singles = NDArray[np.float32]

_TOGETHER: Final = 16
"""So many places in a row are looked at together."""

_FROM: Final = 32
"""So many receivers in a row look at them together."""

NOTHING: Final = np.float32(-np.inf)

_MANY: Final = 0.3
"""Above this share of receivers, whole rows of them are looked from; below it, each by itself."""


@dataclass(frozen=True)
class Search:
    """What is looked for before the receivers of rays: samples, or receivers, by rays.

    ``values`` are those of places, from the station on; ``less`` those of receivers, which are the
    last samples of rays. ``weights`` are of places by receivers, above 0 before the receiver.
    Receivers stand at several heights: ``raised`` is by how much their values are above ``less``,
    heights by receivers, beginning with 0.
    """

    values: Singles
    less: Singles
    weights: Singles
    raised: Singles

    @cached_property
    def first(self) -> int:
        """The first sample at which a receiver is."""
        return len(self.values) - len(self.less)

    @cached_property
    def peaks(self) -> Singles:
        """The greatest values of places that are looked at together."""
        chunks = range((len(self.values) - 2) // _TOGETHER + 1)
        return np.stack([np.maximum.reduce(self.values[self._places(chunk)]) for chunk in chunks])

    @cached_property
    def more(self) -> Singles:
        """By how much the values of receivers are above those of the next lower ones."""
        return np.diff(self.raised, axis=0)

    @cached_property
    def lowest(self) -> Singles:
        """By how much the values of the lowest receivers are above ``less``."""
        return np.asarray(np.minimum.reduce(self.raised))

    @cached_property
    def extremes(self) -> tuple[Singles, Singles]:
        """The least and the greatest weights of places that are looked at together."""
        begins = np.arange(0, len(self.values), _TOGETHER)
        # The station itself is no place.
        begins[0] = 1
        return np.minimum.reduceat(self.weights, begins), np.maximum.reduceat(self.weights, begins)

    def _places(self, chunk: int) -> slice:
        """Give the places that are looked at together; the station is none of them."""
        begin = chunk * _TOGETHER
        return slice(max(begin, 1), min(begin + _TOGETHER, len(self.values)))

    def greatest(
        self, wanted: NDArray[np.bool_], *, floor: Singles | np.float32 = NOTHING
    ) -> Singles:
        """Find the greatest for each height of receivers.

        Parameters
        ----------
        wanted
            For which receivers. The others have 0, or what was found along with these.
        floor
            Of what is not greater than this, it does not matter how great it is.

        Returns
        -------
        numpy.ndarray
            Heights by receivers by rays, not below the floor.
        """
        found = np.zeros((len(self.raised), *wanted.shape), dtype=np.float32)
        floor = np.broadcast_to(floor, found.shape)
        spare = np.empty((2 * _TOGETHER + _FROM, wanted.shape[1]), dtype=np.float32)
        # Rows of receivers, so that each lot begins with a chunk of places.
        cuts = [0, *range(-self.first % _FROM or _FROM, len(wanted), _FROM), len(wanted)]
        for rows in map(slice, cuts[:-1], cuts[1:]):
            best, least = found[:, rows], floor[:, rows]
            chosen = np.flatnonzero(wanted[rows])
            if len(chosen) > _MANY * wanted[rows].size:
                best[:] = least
                self._from_all(rows, best=best, spare=spare)
            elif len(chosen):
                each = np.stack([one.ravel().take(chosen) for one in least])
                row, ray = np.divmod(chosen, wanted.shape[1])
                self._from_each(rows, row=row, ray=ray, best=each)
                for one, values in zip(best, each, strict=True):
                    one.reshape(-1)[chosen] = values
        return found

    def at_least(self) -> Singles:
        """Say how great the greatest is at least, or 0: heights by receivers by rays."""
        found = np.zeros((len(self.raised), *self.less.shape), dtype=np.float32)
        cuts = [1, 2, 4, 8, *range(_TOGETHER, len(self.values), _TOGETHER)]
        for begin, end in pairwise(cut for cut in cuts if cut < len(self.values)):
            rows = slice(max(end - self.first, 0), None)
            least = self.weights[begin:end, rows].min(axis=0)[:, None]
            worth = np.maximum.reduce(self.values[begin:end]) - self.less[rows]
            worth *= least
            np.maximum(found[0, rows], worth, out=found[0, rows])
            for number, more in enumerate(self.more[:, rows, None], start=1):
                worth -= more * least
                np.maximum(found[number, rows], worth, out=found[number, rows])
        return found

    def _from_all(self, rows: slice, *, best: Singles, spare: Singles) -> None:
        """Look back from all receivers of some rows; ``best`` is what they have so far."""
        first = (self.first + rows.start) // _TOGETHER
        near = self._places(max(first - 1, 0)).start
        for row in range(rows.start, rows.stop):
            one = best[:, row - rows.start]
            self._along(row, slice(near, self.first + row), best=one, spare=spare)
        less = self.less[rows] + self.lowest[rows, None]
        for chunk in range(first - 2, -1, -1):
            least, most = (one[chunk, rows, None] for one in self.extremes)
            over = self.peaks[chunk] - less
            least = least * over
            over *= most
            may = np.maximum(least, over, out=over) > np.minimum.reduce(best)
            chosen = np.flatnonzero(may)
            if len(chosen) > _MANY * may.size:
                for row in range(rows.start, rows.stop):
                    one = best[:, row - rows.start]
                    self._along(row, self._places(chunk), best=one, spare=spare)
            elif len(chosen):
                row_, ray = np.divmod(chosen, may.shape[1])
                _raise(best, chosen, self._worth(chunk, rows, row=row_, ray=ray))

    def _along(self, row: int, places: slice, *, best: Singles, spare: Singles) -> None:
        """Go along some places on all rays, for the receivers of a row."""
        if places.stop <= places.start:
            return
        weights = self.weights[places, row, None]
        worth = np.subtract(self.values[places], self.less[row], out=spare[: len(weights)])
        worth *= weights
        np.maximum(best[0], np.maximum.reduce(worth), out=best[0])
        for number, more in enumerate(self.more[:, row], start=1):
            worth -= more * weights
            np.maximum(best[number], np.maximum.reduce(worth), out=best[number])

    def _from_each(
        self,
        rows: slice,
        *,
        row: NDArray[np.intp],
        ray: NDArray[np.intp],
        best: Singles,
    ) -> None:
        """Look back from some receivers, each by itself; ``best`` is what they have so far."""
        less = self.less[rows].take(row * self.less.shape[1] + ray) + self.lowest[rows].take(row)
        first = (self.first + rows.start) // _TOGETHER
        last = min((self.first + rows.stop - 1) // _TOGETHER + 1, len(self.peaks))
        # Mostly what is greatest is near by, so that hardly any of the others are asked then.
        for begin, end in ((first, last), (first - 1, first), (0, first - 1)):
            if end <= max(begin, 0):
                continue
            least, most = (one[begin:end, rows].take(row, axis=1) for one in self.extremes)
            over = self.peaks[begin:end].take(ray, axis=1)
            over -= less
            least *= over
            most *= over
            may = np.maximum(least, most, out=most) > np.minimum.reduce(best)
            for chunk, asked in enumerate(may, start=begin):
                who = np.flatnonzero(asked)
                if len(who):
                    _raise(best, who, self._worth(chunk, rows, row=row[who], ray=ray[who]))

    def _worth(
        self, chunk: int, rows: slice, *, row: NDArray[np.intp], ray: NDArray[np.intp]
    ) -> Singles:
        """Look at some places from some receivers, each by itself: heights by receivers."""
        places = self._places(chunk)
        worth = self.values[places].take(ray, axis=1)
        worth -= self.less[rows].take(row * self.less.shape[1] + ray)
        weights = self.weights[places, rows].take(row, axis=1)
        worth *= weights
        begin = self.first + rows.start
        if places.stop > begin:
            # What is not before a receiver does not count.
            receivers = np.arange(begin, self.first + rows.stop)
            after = np.arange(places.start, places.stop)[:, None] >= receivers
            worth -= np.where(after, np.float32(np.inf), np.float32(0)).take(row, axis=1)
        found = np.empty((len(self.raised), len(row)), dtype=np.float32)
        np.maximum.reduce(worth, out=found[0])
        for number, more in enumerate(self.more[:, rows], start=1):
            weights *= more.take(row)
            worth -= weights
            np.maximum.reduce(worth, out=found[number])
            if number + 1 < len(found):
                weights = self.weights[places, rows].take(row, axis=1)
        return found


def _raise(best: Singles, places: NDArray[np.intp], values: Singles) -> None:
    """Take values for the best where they are better, at some places of each height."""
    for one, found in zip(best, values, strict=True):
        flat = one.reshape(-1)
        flat[places] = np.maximum(flat.take(places), found)
