"""A bound and a good plan for large covering problems, where a solver alone takes too long.

The rule that a place is covered only by a chosen site is priced instead of required (Lagrangian
relaxation): each site is then worth the prices of the places that it reaches, and the best choice
is a knapsack. Whatever the prices, its value is a bound; they are improved by subgradient steps.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

if TYPE_CHECKING:
    from dxanalysis.planning.covering import Covering

_ROUNDS: Final = 1500
_PATIENCE: Final = 15
_CLOSE: Final = 1e-4
_EXCHANGES: Final = 600
_VAIN: Final = 150
"""After so many exchanges without a better plan no other is tried."""

_EVERY: Final = 25
_MEMORY: Final = 0.7
"""How much of the step before is kept, which damps the zigzag of subgradients."""


def bound_and_plan(problem: Covering, start: Any) -> tuple[float, Any]:
    """Bound what any plan can newly cover, and improve a plan on the way.

    Parameters
    ----------
    problem
        A reduced problem; the bound does not consider its floor, so it holds with it too, and the
        plan may not meet it.
    start
        A plan within the limits: positions of candidates.

    Returns
    -------
    bound, plan
        People, and positions of candidates.
    """
    reach, back = problem.reach, problem.reach.T.tocsr()
    people = problem.people
    plan, best = start, problem.score(start)
    bound, price = float(people.sum()), people / np.maximum(np.diff(back.indptr), 1)
    chosen_price, step, stale = price, 1.0, 0
    last: Any = np.zeros(len(people))
    for number in range(_ROUNDS):
        worth = reach @ price
        share = _knapsack(problem, worth)
        value = float(np.maximum(people - price, 0).sum() + worth @ share)
        if value < bound - 1e-9:
            stale = 0 if value < bound * (1 - 1e-5) else stale + 1
            bound, chosen_price = value, price
        else:
            stale += 1
        if number % _EVERY == 0:
            other = _filled(problem, worth)
            covers = problem.score(other)
            plan, best = (other, covers) if covers > best else (plan, best)
        if bound <= best * (1 + _CLOSE):
            break
        if stale >= _PATIENCE:
            step, stale, price, last = step / 2, 0, chosen_price, 0 * last
            if step < 1e-4:  # noqa: PLR2004 - no longer moves
                break
            continue
        slope = (people > price).astype(float) - back @ share
        slope = slope + _MEMORY * last
        last = slope
        size = float(slope @ slope)
        if size <= 0:
            break
        # The bound falls where places are dear that no site covers, and cheap that several do.
        price = np.clip(price + step * (value - best) / size * slope, 0, people)
    return bound, exchanged(problem, plan)


def _knapsack(problem: Covering, worth: Any) -> Any:
    """Share the limits out by worth per cost, the last site in part: never less than the best."""
    shares = [problem.forced.astype(float)]
    free = ~problem.forced & (worth > 0)
    made = []
    for size, limit in ((problem.cost, problem.budget), (np.ones(len(worth)), problem.sites)):
        if not np.isfinite(limit):
            continue
        room = float(limit) - float(size[problem.forced].sum())
        order = np.flatnonzero(free)
        order = order[np.argsort(-worth[order] / size[order], kind="stable")]
        before = np.cumsum(size[order]) - size[order]
        part = np.clip((room - before) / size[order], 0, 1)
        share = shares[0].copy()
        share[order] = part
        made.append(share)
    # Each limit alone allows at least what both do: the smaller value is a bound as well.
    return min(made, key=lambda share: float(worth @ share))


def _filled(problem: Covering, worth: Any) -> Any:
    """Choose whole sites by worth per cost, then greedily by what is left to cover."""
    rough = [int(one) for one in np.flatnonzero(problem.forced)]
    spent = float(problem.cost[rough].sum())
    order = np.argsort(-worth / problem.share, kind="stable")
    for one in order[: 4 * problem.sites].tolist():
        if len(rough) >= problem.sites:
            break
        if not problem.forced[one] and spent + problem.cost[one] <= problem.budget:
            rough.append(one)
            spent += float(problem.cost[one])
    return _pruned_and_filled(problem, np.array(rough, dtype=np.int64))


def _pruned_and_filled(problem: Covering, chosen: Any, drop: Any = None) -> Any:
    """Take sites out, by default those that alone cover nobody, and fill up greedily."""
    if drop is None:
        drop = ~problem.forced[chosen] & (_alone(problem, chosen) <= 0)
    kept = chosen[~drop]
    inside = [int(one) for one in kept]
    spent = float(problem.cost[inside].sum())
    wanted = np.where(problem.covered_by(kept), 0.0, problem.people)
    gain, size = problem.reach @ wanted, problem.share
    while len(inside) < problem.sites:
        rate = np.where(problem.cost <= problem.budget - spent, gain / size, 0.0)
        best = int(np.argmax(rate))
        if rate[best] <= 0:
            break
        inside.append(best)
        spent += float(problem.cost[best])
        wanted[problem.reached_by(best)] = 0.0
        gain = problem.reach @ wanted
    return np.array(sorted(inside), dtype=np.int64)


def _alone(problem: Covering, chosen: Any) -> Any:
    """Count for each chosen site the people whom no other chosen site covers."""
    own = problem.reach[chosen]
    times = np.asarray(own.sum(axis=0)).ravel()
    return own @ np.where(times == 1, problem.people, 0.0)


def exchanged(problem: Covering, plan: Any) -> Any:
    """Take out some sites, the weak ones more often, and fill up again, while that covers more.

    Parameters
    ----------
    problem
        A reduced problem.
    plan
        Positions of candidates. A plan that meets the floor is never given up for one that does
        not.

    Returns
    -------
    numpy.ndarray
        Positions of candidates.
    """
    draw = np.random.default_rng(0)
    best, covers = plan, problem.score(plan)
    vain = 0
    for _ in range(_EXCHANGES):
        if len(best) < 2 or vain >= _VAIN:  # noqa: PLR2004 - nothing to exchange
            break
        vain += 1
        rate = _alone(problem, best) / problem.share[best]
        weak = np.argsort(np.argsort(rate, kind="stable"), kind="stable") / len(best)
        share = draw.choice([0.02, 0.05, 0.1, 0.2])
        drop = ~problem.forced[best] & (draw.random(len(best)) < 2 * share * (1 - weak))
        if not drop.any():
            continue
        other = _pruned_and_filled(problem, best, drop)
        found = problem.score(other)
        if found > covers:
            best, covers, vain = other, found, 0
    return best
