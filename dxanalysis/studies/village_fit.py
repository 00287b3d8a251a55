"""How likely the villages that a commune declares covered are, given the levels at them.

Whether a village has signal follows the level that is computed there, up to chance. What is wrong
together is found from the declarations themselves, for most communes are honest: one shift for all
levels (power, antennas, forest), one for the villages of each mast (its height, its power), one for
each commune, and how much single villages differ.

A commune whose claim is raised declares villages whatever the level there. Every commune is weighed
under both stories at once (a mixture), so that neither false claims nor missing stations bend what
honest ones are measured by; how common raised claims are is found with the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.terrain.unit_shares import OWN_CELL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Bools = NDArray[np.bool_]
    Places = NDArray[np.intp]

_SLIPS: Final = 0.02
"""The share of villages whose declaration has nothing to do with the level: slips of lists."""

_FEWEST: Final = 60
_ROUNDS: Final = 3
_LARGEST_SHIFT_DB: Final = 24.0
_STEP_DB: Final = 3.0

_WIDTHS_DB: Final = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 6.0, 9.0)
_EXACT: Final = (0.0, 0.5, 1.0)

_MAST_DB: Final = 4.0
"""By how much what is radiated from one mast usually differs from the list."""

_MAST_SHIFTS_DB: Final = np.arange(-9.0, 9.5)

_SPREADS_DB: Final = (1.0, 1.5, 2.0, 3.0, 4.0, 6.0)
"""By how much the levels of one commune may be wrong together, beyond its masts."""

_RAISED_BEFORE: Final = (1.0, 10.0)
"""Before anything is seen one claim in ten is taken to be raised, with the weight of ten."""


@dataclass(frozen=True)
class VillageFit:
    """What fits the villages of a province.

    Attributes
    ----------
    shift_db
        The shift of all levels.
    width_db
        How gradually villages go from without to with signal.
    table
        Indexed by ``unit_code``: ``expected_pct`` of people, those of villages that are declared
        and probably have signal; and ``raised``, how probable it is that villages are declared
        whatever the level there.
    """

    shift_db: float
    width_db: float
    table: pd.DataFrame


@dataclass(frozen=True)
class Curve:
    """How the chance of signal follows the level.

    Attributes
    ----------
    shift
        Of all levels, dB.
    width
        How gradually villages go from without to with signal: scale of a logistic curve, dB.
    exact
        How much the cell of a village's coordinates stands for it, 0 to 1; else it is all nine
        cells around.
    """

    shift: float
    width: float
    exact: float

    def chance(self, level: NDArray[np.floating], more: Floats) -> Floats:
        """Give the chance of signal.

        Parameters
        ----------
        level
            Above the threshold, dB; shape (villages, 9).
        more
            What is added to levels; shape (..., villages).

        Returns
        -------
        numpy.ndarray
            Shape (..., villages).
        """
        own = _logistic((level[:, OWN_CELL] + self.shift + more) / self.width)
        if self.exact < 1:
            around = (level + (self.shift + more)[..., None]) / self.width
            own = self.exact * own + (1 - self.exact) * _logistic(around).mean(axis=-1)
        return np.asarray(own)


@dataclass(frozen=True)
class _Villages:
    """Villages in the order of their communes; ``first`` is the first of each commune."""

    level: Floats
    mast: Places
    declared: Bools
    people: Floats
    unit: Places
    first: Places

    def per_unit(self, values: Floats) -> Floats:
        """Add up along the last axis, by commune."""
        return np.asarray(np.add.reduceat(values, self.first, axis=-1))


@dataclass(frozen=True)
class _Grid:
    """What is tried for each commune: shifts of its own, and shares that were raised."""

    shifts: Floats
    raised: Floats


_COARSE: Final = _Grid(np.arange(-9.0, 9.5, 3.0), np.array([0.0, 0.2, 0.4, 0.6, 0.8, 1.0]))
_FINE: Final = _Grid(np.arange(-9.0, 9.5, 1.5), np.linspace(0, 1, 11))


@dataclass(frozen=True)
class _Mixture:
    """Both stories of every commune: ``posterior`` is (own shifts, raised shares, communes)."""

    likelihood: float
    raised: Floats
    posterior: Floats


def fit_villages(
    villages: pd.DataFrame, level_db: NDArray[np.floating], mast: NDArray[np.integer]
) -> VillageFit | None:
    """Fit declared villages to levels.

    Parameters
    ----------
    villages
        ``unit_code``, ``people`` and ``declared`` (1, 0 or missing).
    level_db
        Levels above the threshold in the nine cells around each, dB; not-a-number where the ground
        is not known (:func:`dxanalysis.terrain.unit_shares.levels_around`).
    mast
        The number of each village's mast; -1 for none.

    Returns
    -------
    VillageFit or None
        None where fewer than 60 villages are declared one way or the other.

    Examples
    --------
    >>> level = np.repeat([[-30.0], [30.0]], 60, axis=0) * np.ones(9)
    >>> table = pd.DataFrame({"unit_code": "1", "people": 10, "declared": [0.0] * 60 + [1.0] * 60})
    >>> fit = fit_villages(table, level, np.zeros(120, dtype=int))
    >>> round(float(fit.table.loc["1", "expected_pct"]))
    50
    """
    used = villages["declared"].notna().to_numpy() & ~np.isnan(level_db[:, OWN_CELL])
    if int(used.sum()) < _FEWEST:
        return None
    codes, unit = np.unique(villages.loc[used, "unit_code"].to_numpy(str), return_inverse=True)
    order = np.argsort(unit, kind="stable")
    chosen = np.flatnonzero(used)[order]
    people = np.asarray(villages["people"].astype("float64").fillna(0), dtype=np.float64)[chosen]
    seen = _Villages(
        level=np.asarray(level_db, dtype=np.float64)[chosen],
        mast=np.asarray(mast, dtype=np.intp)[chosen],
        declared=villages["declared"].to_numpy()[chosen] == 1,
        people=people,
        unit=unit[order],
        first=np.flatnonzero(np.diff(unit[order], prepend=-1)),
    )
    curve = _first_curve(seen)
    mixture, masts = _Mixture(0, np.zeros(0), np.zeros(0)), np.zeros(len(chosen))
    for again in range(_ROUNDS):
        curve = _better(curve, seen, masts)
        mixture = _mixture(seen, _FINE, _honest(curve, seen, masts + _FINE.shifts[:, None]))
        if again < _ROUNDS - 1:
            masts = _mast_shifts(curve, seen, mixture)
    chance = _honest(curve, seen, masts + _FINE.shifts[:, None])[:, None]
    declared = _with_raised(chance, _FINE.raised)
    honest = np.where(seen.declared, chance / declared, 0)
    whole = seen.per_unit(people)
    with np.errstate(divide="ignore", invalid="ignore"):
        covered = 100 * seen.per_unit(honest * people) / whole
    expected = (mixture.posterior * covered).sum(axis=(0, 1))
    table = pd.DataFrame({"expected_pct": expected, "raised": mixture.raised}, index=codes)
    return VillageFit(curve.shift, curve.width, table.rename_axis("unit_code"))


def _honest(curve: Curve, seen: _Villages, more: Floats) -> Floats:
    """Give the chance of being declared where nothing is raised."""
    return _SLIPS + (1 - 2 * _SLIPS) * curve.chance(seen.level, more)


def _logistic(value: Floats) -> Floats:
    """Give the logistic curve."""
    return np.asarray(1 / (1 + np.exp(-np.clip(value, -40, 40))))


def _log_sum(values: Floats, axis: int | tuple[int, ...] = 0) -> Floats:
    """Add up what is given by logarithms."""
    top = values.max(axis=axis, keepdims=True)
    return np.asarray(
        (np.log(np.exp(values - top).sum(axis=axis, keepdims=True)) + top).squeeze(axis)
    )


def _with_raised(chance: Floats, raised: Floats) -> Floats:
    """Give the chance of being declared where of those without signal a share is, too."""
    return np.minimum(chance + (1 - chance) * raised[:, None], 1 - 1e-6)


def _log_likelihood(chance: Floats, declared: Bools) -> Floats:
    """Give the logarithm of how likely each declaration is."""
    return np.log(np.where(declared, chance, 1 - chance))


def _first_curve(seen: _Villages) -> Curve:
    """Find about where to begin, as if all were honest."""
    shifts = np.arange(-_LARGEST_SHIFT_DB, _LARGEST_SHIFT_DB + 1, 2)
    tried = (Curve(float(shift), 4.0, 1.0) for shift in shifts)
    none = np.zeros(len(seen.unit))
    return max(
        tried,
        key=lambda curve: _log_likelihood(_honest(curve, seen, none), seen.declared).sum(),
    )


def _better(curve: Curve, seen: _Villages, masts: Floats) -> Curve:
    """Improve one thing after the other, under both stories."""

    def likelihood(one: Curve) -> float:
        more = masts + _COARSE.shifts[:, None]
        return _mixture(seen, _COARSE, _honest(one, seen, more)).likelihood

    for _ in range(2):
        near = np.arange(curve.shift - _STEP_DB, curve.shift + _STEP_DB + 1)
        near = near[np.abs(near) <= _LARGEST_SHIFT_DB]
        curve = _best((replace(curve, shift=float(one)) for one in near), likelihood)
        curve = _best((replace(curve, width=one) for one in _WIDTHS_DB), likelihood)
        curve = _best((replace(curve, exact=one) for one in _EXACT), likelihood)
    return curve


def _best(curves: Iterable[Curve], likelihood: Callable[[Curve], float]) -> Curve:
    """Choose the likeliest."""
    return max(curves, key=likelihood)


def _mixture(seen: _Villages, grid: _Grid, chance: Floats) -> _Mixture:
    """Weigh both stories of every commune, with the spread that makes all likeliest."""
    declared = _with_raised(chance[:, None], grid.raised)
    each = seen.per_unit(_log_likelihood(declared, seen.declared))
    return max(
        (_weigh(each, grid, spread) for spread in _SPREADS_DB), key=lambda one: one.likelihood
    )


def _weigh(each: Floats, grid: _Grid, spread: float) -> _Mixture:
    """Weigh both stories for one spread of the communes' own shifts."""
    own = -0.5 * (grid.shifts / spread) ** 2
    own -= _log_sum(own)
    others = len(grid.raised) - 1
    honest = _log_sum(each[:, 0] + own[:, None])
    raised = _log_sum(each[:, 1:] + own[:, None, None], axis=(0, 1)) - np.log(others)
    few, many = _RAISED_BEFORE
    share = few / many
    odds = _logistic(raised - honest + np.log(share / (1 - share)))
    for _ in range(30):
        share = float((odds.sum() + few) / (len(odds) + many))
        odds = _logistic(raised - honest + np.log(share / (1 - share)))
    before = np.full(len(grid.raised), share / others)
    before[0] = 1 - share
    posterior = each + own[:, None, None] + np.log(before)[:, None]
    posterior = np.exp(posterior - _log_sum(posterior, axis=(0, 1)))
    whole = np.logaddexp(honest + np.log(1 - share), raised + np.log(share)).sum()
    return _Mixture(float(whole), odds, posterior)


def _mast_shifts(curve: Curve, seen: _Villages, mixture: _Mixture) -> Floats:
    """Find by how much the villages of each mast are wrong together, raised claims set aside."""
    raised = (mixture.posterior * _FINE.raised[:, None]).sum(axis=(0, 1))[seen.unit]
    tried = _MAST_SHIFTS_DB[:, None] + np.zeros(len(seen.unit))
    chance = _honest(curve, seen, tried)
    chance = np.minimum(chance + (1 - chance) * raised, 1 - 1e-6)
    each = _log_likelihood(chance, seen.declared)
    numbers = seen.mast + 1
    shifts = np.zeros(len(seen.unit))
    before = -0.5 * (_MAST_SHIFTS_DB / _MAST_DB) ** 2
    for number in np.unique(numbers[numbers > 0]):
        here = numbers == number
        likely = each[:, here].sum(axis=1) + before
        weight = np.exp(likely - likely.max())
        shifts[here] = (weight * _MAST_SHIFTS_DB).sum() / weight.sum()
    return shifts
