"""What stands between a station and the receivers on rays: edges of Bullington, and horizons.

Here is where most of the time of a sweep goes: each receiver looks back at all that is before it.
Receivers at several heights look at the same, so it is taken once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Singles = NDArray[np.float32]

_MOST_APART: Final = 0.6
"""Up to this share of the rays, those are taken apart at a sample; above it, all are gone along."""


@dataclass(frozen=True)
class View:
    """What stands along rays, and the lines of sight to the receivers: samples by rays.

    ``slopes`` are those from the station to the samples, ``ahead`` the steepest of them up to each;
    ``inverse`` is one over the distances; from a receiver they run backwards. ``ends`` are the
    receivers, by their heights and from the sample ``first`` on; ``line`` the slopes to them;
    ``raised`` is how much higher each is than the one before it.
    """

    tops: Singles
    ends: Singles
    start: Singles
    column: Singles
    slopes: Singles
    ahead: Singles
    line: Singles
    inverse: Singles
    first: int
    raised: list[np.float32]

    @classmethod
    def of(cls, tops: Singles, ends: Singles, *, start: Singles, column: Singles) -> View:
        """Look along rays."""
        inverse = 1 / np.maximum(column, column[1])
        slopes = tops - start
        slopes *= inverse
        slopes[0] = -np.inf
        ahead = np.maximum.accumulate(slopes, axis=0)
        first = len(tops) - ends.shape[1]
        line = ends - start
        line /= column[first:]
        raised = [np.float32(0), *np.diff(ends[:, 0, 0])]
        return cls(tops, ends, start, column, slopes, ahead, line, inverse, first, raised)

    def before(self, values: Singles, row: int, rays: NDArray[np.intp] | slice) -> Singles:
        """Take values of what stands before the receivers of a row on some rays, or on all."""
        found = values[1 : self.first + row]
        return found if isinstance(rays, slice) else found.take(rays, axis=1)


def edges(view: View, *, spare: Singles) -> tuple[Singles, Singles]:
    """Find the parameters of Bullington's edges for all receivers.

    Also gives the slopes back to the ground where it is in the way.
    """
    first, column = view.first, view.column
    nu = np.full(view.line.shape, -np.inf, dtype=np.float32)
    back = np.full(view.line.shape, np.inf, dtype=np.float32)
    ahead = view.ahead[first - 1 : -1]
    clear = ahead < view.line
    hidden = ~clear
    # Between the station and the sample next to it nothing stands.
    begin = max(first, 2) - first
    hidden[:, :begin] = clear[:, :begin] = False
    some_clear, some_hidden = np.logical_or.reduce(clear), np.logical_or.reduce(hidden)
    for row in range(begin, len(ahead)):
        for rays, find, into in (
            (some_hidden[row].nonzero()[0], _back, back),
            (some_clear[row].nonzero()[0], _in_sight, nu),
        ):
            if len(rays) > _MOST_APART * len(some_clear[row]):
                find(view, row, slice(None), into=into, spare=spare)
            elif len(rays):
                find(view, row, rays, into=into, spare=spare)
    _, rows, _ = hidden.nonzero()
    nu[hidden] = _nu_behind(
        np.broadcast_to(ahead, hidden.shape)[hidden],
        back[hidden],
        view.line[hidden],
        whole=column[first:, 0][rows],
        step=column[1, 0],
    )
    return nu, back


def _shaped(spare: Singles, rows: int, columns: int) -> Singles:
    """Take a table in memory that is there already."""
    return spare[: rows * columns].reshape(rows, columns)


def _back(
    view: View, row: int, rays: NDArray[np.intp] | slice, *, into: Singles, spare: Singles
) -> None:
    """Find the steepest slopes from the receivers of a row back to what stands before them."""
    inverse = view.inverse[view.first + row - 1 : 0 : -1]
    ends = view.ends[0, row, rays]
    slopes = _shaped(spare, len(inverse), len(ends))
    np.subtract(view.before(view.tops, row, rays), ends, out=slopes)
    slopes *= inverse
    for number, raised in enumerate(view.raised):
        if number:
            slopes -= raised * inverse
        into[number, row, rays] = np.maximum.reduce(slopes)


def _in_sight(
    view: View, row: int, rays: NDArray[np.intp] | slice, *, into: Singles, spare: Singles
) -> None:
    """Find the parameters of the samples that come nearest to the lines, in Fresnel radii."""
    inner, whole = view.column[1 : view.first + row], view.column[view.first + row]
    line = view.line[0, row, rays]
    gap = _shaped(spare, len(inner), len(line))
    np.subtract(view.before(view.slopes, row, rays), line, out=gap)
    radii = np.sqrt(np.float32(0.002) * whole * inner / (whole - inner))
    gap *= radii
    for number, raised in enumerate(view.raised):
        if number:
            gap -= raised / whole * radii
        into[number, row, rays] = np.maximum.reduce(gap)


def _nu_behind(
    ahead: Singles, back: Singles, line: Singles, *, whole: Singles, step: np.float32
) -> Singles:
    """Find the parameters of edges where the rays of both ends meet."""
    both = ahead + back
    with np.errstate(divide="ignore", invalid="ignore"):
        place = (line + back) * whole / both
    np.copyto(place, whole / 2, where=~(both > 0))
    np.clip(place, step, whole - step, out=place)
    # The height over the line to the receiver, both in slopes from the station.
    return np.asarray((ahead - line) * np.sqrt(np.float32(0.002) * whole * place / (whole - place)))


def sink(
    view: View,
    row: int,
    rays: NDArray[np.intp],
    *,
    lowered: tuple[Singles, Singles],
    spare: Singles,
) -> None:
    """Take by how much the smooth earth is lowered where the ground rises above the line."""
    k = view.first + row
    inner, inverse, line = view.column[1:k], view.inverse[k - 1 : 0 : -1], view.line[:, row, rays]
    tops = view.before(view.tops, row, rays)
    above = np.multiply(inner, line[0], out=_shaped(spare, len(inner), len(rays)))
    np.subtract(tops, above, out=above)
    tops -= view.ends[0, row, rays]
    tops *= inverse
    for number, raised in enumerate(view.raised):
        if number:
            above -= raised / view.column[k] * inner
            tops -= raised * inverse
        front = np.maximum(view.ahead[k - 1, rays] - line[number], 0)
        highest = np.maximum.reduce(above) - view.start[rays]
        back = np.maximum(np.maximum.reduce(tops) + line[number], 0)
        # Where nothing rises above the line, nothing is lowered.
        share = np.maximum(highest, 0) / np.where(front > 0, front + back, 1)
        lowered[0][number, row, rays] = share * front
        lowered[1][number, row, rays] = np.where(front > 0, share * back, 0)
