"""The covering problem in arrays: its reduction, its greedy start, its exact solution."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from dxanalysis.planning.lagrange import bound_and_plan, exchanged

LARGE: Final = 200_000
"""Pairs of candidate and place from which a bound is looked for before the solver starts."""

_BUSY: Final = 4
"""How many times the allowed seconds of the processor may pass on the clock."""


@dataclass(frozen=True)
class Covering:
    """Candidates × places, and the limits of a choice.

    Attributes
    ----------
    reach
        Sparse, candidates × places.
    people, commune, covered
        By place; the commune as a number from 0.
    cost, forced, barred
        By candidate.
    sites, budget
        The limits.
    floor
        By commune, the people to be covered at least.
    """

    reach: Any
    people: Any
    commune: Any
    covered: Any
    cost: Any
    forced: Any
    barred: Any
    sites: int
    budget: float
    floor: Any

    def with_floor(self, floor: Any) -> Covering:
        """Return the same problem with another floor."""
        return replace(self, floor=floor)

    def covered_by(self, chosen: Any) -> Any:
        """Mark the places that are covered before or by a choice."""
        return self.covered | (self.reach[chosen].sum(axis=0) > 0)

    def reached_by(self, site: int) -> Any:
        """List the places that one candidate reaches."""
        return self.reach.indices[self.reach.indptr[site] : self.reach.indptr[site + 1]]

    @property
    def share(self) -> Any:
        """By candidate, how much of the limits it takes up: of that which it takes up most of."""
        return np.maximum(self.cost / self.budget, 1 / self.sites)

    def score(self, chosen: Any) -> float:
        """Count the people that a choice newly covers; below 0 where it misses the floor."""
        mark = self.covered_by(np.asarray(chosen, dtype=np.int64))
        short = self.floor - np.bincount(self.commune[mark], self.people[mark], len(self.floor))
        covers = float(self.people[mark & ~self.covered].sum())
        missed = float(np.maximum(short, 0).sum())
        return covers if missed <= 0 else -missed

    def reachable(self) -> Any:
        """Count by commune the people covered if every allowed candidate were built."""
        mark = self.covered_by(np.flatnonzero(~self.barred))
        return np.bincount(self.commune[mark], self.people[mark], len(self.floor))

    def building_order(self, chosen: Any) -> tuple[Any, Any]:
        """Order a choice by people gained per cost, and count the people each then gains."""
        left = [int(one) for one in np.sort(chosen)]
        places = {one: place for place, one in enumerate(left)}
        wanted = np.where(self.covered, 0.0, self.people)
        order, gains = [], []
        own = self.reach[left]
        while left:
            gain = (own @ wanted)[[places[one] for one in left]]
            best = int(np.argmax(gain / self.cost[left]))
            order.append(left.pop(best))
            gains.append(int(gain[best]))
            wanted[self.reached_by(order[-1])] = 0.0
        return np.array(order, dtype=np.int64), np.array(gains, dtype=np.int64)


@dataclass(frozen=True)
class Solution:
    """A choice (positions of candidates), and the most people that any choice can newly cover."""

    chosen: Any
    bound: float
    found: bool


def reduced(problem: Covering) -> tuple[Covering, Any]:
    """Return an equal problem with fewer candidates and places, and which candidates are kept.

    Places are merged that the same candidates reach; those of a commune with a floor only with
    others of it. A candidate goes that another, no dearer, reaches all the places of: exchanging
    one for the other never covers less.
    """
    allowed = np.flatnonzero(~problem.barred)
    open_places = ~problem.covered & (problem.people > 0)
    reach = problem.reach[allowed][:, np.flatnonzero(open_places)]
    keep = allowed[_undominated(reach, problem.cost[allowed], problem.forced[allowed])]
    reach = problem.reach[keep][:, np.flatnonzero(open_places)].tocsc()
    reach.sort_indices()
    before = np.bincount(
        problem.commune[problem.covered], problem.people[problem.covered], len(problem.floor)
    )
    floor = np.append(np.maximum(problem.floor - before, 0), 0)
    # Communes without a floor, or that meet it today, are one: the last.
    part = np.where(floor[problem.commune] > 0, problem.commune, len(problem.floor))
    groups: dict[tuple[int, bytes], int] = {}
    group_of = np.empty(reach.shape[1], dtype=np.int64)
    for place, commune in enumerate(part[open_places]):
        rows = reach.indices[reach.indptr[place] : reach.indptr[place + 1]]
        group_of[place] = groups.setdefault((int(commune), rows.tobytes()), len(groups))
    _, first = np.unique(group_of, return_index=True)
    return Covering(
        reach[:, first].tocsr(),
        np.bincount(group_of, problem.people[open_places], len(groups)),
        np.array([commune for commune, _ in groups], dtype=np.int64),
        np.zeros(len(groups), dtype=bool),
        problem.cost[keep],
        problem.forced[keep],
        np.zeros(len(keep), dtype=bool),
        problem.sites,
        problem.budget,
        floor,
    ), keep


def _undominated(reach: Any, cost: Any, forced: Any) -> Any:
    """Mark the candidates that no other, no dearer, makes needless."""
    size = np.diff(reach.tocsr().indptr)
    shared = (reach @ reach.T).tocoo()
    inside = (shared.data == size[shared.row]) & (shared.row != shared.col)
    one, other = shared.row[inside], shared.col[inside]
    # Of two that are equal in every way the first stays.
    same = (size[one] == size[other]) & (cost[one] == cost[other])
    beaten = (cost[other] <= cost[one]) & (~same | (other < one))
    keep = size > 0
    keep[one[beaten]] = False
    return keep | forced


def greedy(problem: Covering) -> Any:
    """Choose by people gained per share of the limits while they allow; the floor is ignored."""
    chosen = [int(one) for one in np.flatnonzero(problem.forced)]
    spent = float(problem.cost[chosen].sum())
    wanted = np.where(problem.covered_by(np.array(chosen, dtype=np.int64)), 0.0, problem.people)
    share = problem.share
    while len(chosen) < problem.sites:
        rate = (problem.reach @ wanted) / share
        rate[problem.cost > problem.budget - spent] = 0
        best = int(np.argmax(rate)) if len(rate) else 0
        if not len(rate) or rate[best] <= 0:
            break
        chosen.append(best)
        spent += float(problem.cost[best])
        wanted[problem.reached_by(best)] = 0.0
    return np.array(sorted(chosen), dtype=np.int64)


def solved(problem: Covering, *, time_limit_s: float, cheapest: bool = False) -> Solution:
    """Solve a reduced problem with HiGHS, from the greedy choice.

    With ``cheapest``, the least cost that meets the floor is looked for, without other limits.
    Where the time ends before the proof, the best choice known is exchanged site by site while
    that covers more, and the bound is the lower of the solver's and that of relaxed prices.
    """
    import highspy

    places = problem.reach.shape[1]
    if not places:  # nobody is left whom any candidate reaches
        must = np.flatnonzero(problem.forced)
        fits = len(must) <= problem.sites and problem.cost[must].sum() <= problem.budget
        return Solution(must, 0.0 if fits else -np.inf, found=bool(fits))
    start, known = greedy(problem), float(problem.people.sum())
    large = problem.reach.nnz > LARGE
    if large and not cheapest:
        known, start = bound_and_plan(problem, start)
    solver = _run(problem, None if cheapest else start, time_limit_s, cheapest=cheapest)
    status, info = solver.getModelStatus(), solver.getInfo()
    nothing = np.empty(0, dtype=np.int64)
    if status == highspy.HighsModelStatus.kInfeasible:
        return Solution(nothing, -np.inf, found=False)
    found = info.primal_solution_status == highspy.SolutionStatus.kSolutionStatusFeasible
    values = np.asarray(solver.getSolution().col_value)[: len(problem.cost)]
    chosen = np.flatnonzero(np.round(values) == 1) if found else start
    if cheapest:
        return Solution(chosen if found else nothing, info.mip_dual_bound, found=found)
    bound = min(abs(info.mip_dual_bound), known) if found else known
    if status != highspy.HighsModelStatus.kOptimal:
        chosen = max(chosen, start, key=problem.score)
        if large:
            chosen = exchanged(problem, chosen)
        else:
            other, chosen = bound_and_plan(problem, chosen)
            bound = min(bound, other)
        found = problem.score(chosen) >= 0
    # An infinite bound says that nothing is known: the time ran out before a plan was found.
    return Solution(chosen, bound, found=True) if found else Solution(nothing, np.inf, found=False)


def _run(problem: Covering, start: Any, time_limit_s: float, *, cheapest: bool) -> Any:
    """Let HiGHS work for so many seconds of the processor, and on a busy machine not for ever."""
    import highspy

    # The class below it has what is needed, and prints no line about itself.
    plain: Any = highspy.Highs.__base__
    solver = plain()
    options = {"output_flag": False, "threads": 1, "random_seed": 0, "mip_rel_gap": 0.0}
    options |= {"mip_abs_gap": 1e-6 if cheapest else 0.999, "time_limit": _BUSY * time_limit_s}
    for name, value in options.items():
        solver.setOptionValue(name, value)
    solver.passModel(_model(problem, cheapest=cheapest))
    if start is not None:
        values = np.concatenate([np.zeros(len(problem.cost)), problem.covered_by(start)])
        values[start] = 1
        solver.setSolution(len(values), np.arange(len(values), dtype=np.int32), values)
    end = time.process_time() + time_limit_s

    def stop(_kind: Any, _message: str, _out: Any, order: Any, _data: Any) -> None:
        order.user_interrupt = time.process_time() > end

    solver.setCallback(stop, None)
    solver.startCallback(highspy.cb.HighsCallbackType.kCallbackMipInterrupt)
    solver.run()
    return solver


def _model(problem: Covering, *, cheapest: bool) -> Any:
    """Write the problem for HiGHS: sites are whole, coverage of a place is at most its sites'."""
    import highspy
    from scipy.sparse import block_array, csr_array, identity

    sites, places = problem.reach.shape
    asked = np.flatnonzero(problem.floor > 0)
    member = csr_array((problem.commune[None, :] == asked[:, None]) * problem.people)
    within = np.vstack([np.ones(sites), np.where(np.isfinite(problem.budget), problem.cost, 0)])
    rows = block_array(
        [
            [-problem.reach.T, identity(places)],
            [csr_array((len(asked), sites)), member],
            [csr_array(within), csr_array((2, places))],
        ],
        format="csr",
    )
    most = [np.inf, np.inf] if cheapest else [problem.sites, problem.budget]
    model = highspy.HighsLp()
    model.num_col_, model.num_row_ = sites + places, rows.shape[0]
    model.col_cost_ = np.concatenate(
        [
            problem.cost if cheapest else np.zeros(sites),
            np.zeros(places) if cheapest else problem.people,
        ]
    )
    model.col_lower_ = np.concatenate([problem.forced.astype(float), np.zeros(places)])
    model.col_upper_ = np.ones(sites + places)
    model.row_lower_ = np.concatenate(
        [np.full(places, -np.inf), problem.floor[asked], [-np.inf] * 2]
    )
    model.row_upper_ = np.concatenate([np.zeros(places), np.full(len(asked), np.inf), most])
    whole = [highspy.HighsVarType.kInteger, highspy.HighsVarType.kContinuous]
    model.integrality_ = [whole[0]] * sites + [whole[1]] * places
    model.sense_ = highspy.ObjSense.kMinimize if cheapest else highspy.ObjSense.kMaximize
    model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    model.a_matrix_.start_, model.a_matrix_.index_ = rows.indptr, rows.indices
    model.a_matrix_.value_ = rows.data
    return model
