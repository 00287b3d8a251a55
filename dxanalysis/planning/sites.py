"""Choose sites that newly cover the most people, with a proven bound.

The maximal covering location problem (Church and ReVelle, 1974) with existing coverage, a number
of sites or a budget, and a floor per commune; reduced, then solved by HiGHS from a greedy start.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning.covering import Covering, Solution, reduced, solved

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


@dataclass(frozen=True)
class SitePlan:
    """Which sites to build, and what is known of better plans.

    Attributes
    ----------
    sites
        The chosen candidates in building order: ``candidate`` (label), ``people_gained`` (newly
        covered when built in this order), ``cost_vnd``.
    communes
        By commune: ``people``, ``people_before``, ``people_gained``, ``people_after``,
        ``people_reachable`` (covered if every allowed candidate were built), ``floor_people``,
        ``floor_capped`` (the floor asks for more than can be reached and was lowered to it).
    people_before, people_gained, people_after
        Covered people; the first two always add up to the third.
    people_bound
        No plan within the same limits covers more people than this.
    proven
        Whether the plan is proven to be the best.
    cost_vnd
        What the chosen sites cost together.
    """

    sites: pd.DataFrame
    communes: pd.DataFrame
    people_before: int
    people_gained: int
    people_after: int
    people_bound: int
    proven: bool
    cost_vnd: float

    @property
    def people(self) -> int:
        """All people of the demand."""
        return int(self.communes["people"].sum())

    @property
    def people_reachable(self) -> int:
        """People covered if every allowed candidate were built: no plan covers more."""
        return int(self.communes["people_reachable"].sum())

    @property
    def possible_pct(self) -> float:
        """By how many percent a better plan could at most cover more people."""
        return 100 * (self.people_bound - self.people_after) / max(self.people_after, 1)


def plan_sites(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    *,
    reach: Any,
    sites: int | None = None,
    budget_vnd: float | None = None,
    floor_pct: float = 0.0,
    must: Iterable[object] = (),
    never: Iterable[object] = (),
    time_limit_s: float = 60.0,
) -> SitePlan:
    """Choose the sites that newly cover the greatest number of people.

    Parameters
    ----------
    demand
        One row per place: ``people`` (whole, not missing), ``commune``, ``covered`` (already).
    candidates
        One row per candidate, uniquely labelled: ``cost_vnd``. An upgrade of an existing site is
        a candidate like any other, at its own cost.
    reach
        Sparse matrix, candidates × places (see :func:`~dxanalysis.planning.reach.reach_by_radius`).
    sites, budget_vnd
        The greatest number of sites, the greatest cost; at least one of the two.
    floor_pct
        In every commune at least this percentage of people shall be covered, or as many as the
        candidates can reach where that is fewer (``floor_capped``).
    must, never
        Labels of candidates that are chosen in any case, or may not be.
    time_limit_s
        When the solver stops, in seconds of the processor, so that a busy machine plans no worse;
        the best plan found is returned with its bound.

    Returns
    -------
    SitePlan
        The plan.

    Raises
    ------
    ParameterError
        If there is no candidate or no limit, a figure is missing or negative, the budget is below
        the cheapest site, or the floor cannot be met (the sentence says what would meet it).

    Examples
    --------
    >>> places = pd.DataFrame({"people": [30, 20], "commune": "A", "covered": False})
    >>> masts = pd.DataFrame({"cost_vnd": [3.0, 3.0]}, index=["north", "south"])
    >>> plan = plan_sites(places, masts, reach=np.eye(2), sites=1)
    >>> plan.people_gained, plan.sites["candidate"].tolist(), plan.proven
    (30, ['north'], True)
    """
    problem = _problem(demand, candidates, reach, sites, budget_vnd, floor_pct, must, never)
    small, kept = reduced(problem)
    solution = solved(small, time_limit_s=time_limit_s)
    if not solution.found and solution.bound > 0:
        raise ParameterError("planning.nothing_found", found=f"{time_limit_s:g}")
    if not solution.found:
        raise _floor_not_met(small, floor_pct, time_limit_s)
    return _plan(problem, demand, candidates, kept[solution.chosen], solution, floor_pct)


def plan_curve(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    *,
    reach: Any,
    counts: Sequence[int] = range(1, 41),
    budget_vnd: float | None = None,
    floor_pct: float = 0.0,
    must: Iterable[object] = (),
    never: Iterable[object] = (),
    time_limit_s: float = 10.0,
) -> pd.DataFrame:
    """Say how many people the best plan of each number of sites covers.

    Parameters
    ----------
    demand, candidates, reach, budget_vnd, floor_pct, must, never
        As for :func:`plan_sites`.
    counts
        The numbers of sites. One that cannot meet floor and ``must`` has no row.
    time_limit_s
        When the solver stops, for each number.

    Returns
    -------
    pandas.DataFrame
        ``sites``, ``people_before``, ``people_gained``, ``people_after``, ``people_bound``,
        ``proven``, ``cost_vnd``; one row per number. The curve never falls.
    """
    most = max(counts, default=1)
    problem = _problem(demand, candidates, reach, most, budget_vnd, floor_pct, must, never)
    small, kept = reduced(problem)
    everyone = int(problem.reachable().sum())
    rows: list[tuple[object, ...]] = []
    best: SitePlan | None = None
    for count in sorted(counts):
        # More sites cannot help where a plan covers all that can be covered.
        if best is None or best.people_after < everyone:
            solution = solved(replace(small, sites=count), time_limit_s=time_limit_s)
            if not solution.found:
                continue
            asked = replace(problem, sites=count)
            found = _plan(asked, demand, candidates, kept[solution.chosen], solution, floor_pct)
            # A longer list may stop at a worse plan at the time limit; the shorter one is allowed.
            worse = best is not None and best.people_after > found.people_after
            best = replace(best, people_bound=found.people_bound) if best and worse else found
        people = (best.people_before, best.people_gained, best.people_after, best.people_bound)
        rows.append((count, *people, best.people_bound == best.people_after, best.cost_vnd))
    names = ["sites", "people_before", "people_gained", "people_after", "people_bound"]
    return pd.DataFrame(rows, columns=[*names, "proven", "cost_vnd"])


def price_of_floor(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    *,
    reach: Any,
    floors_pct: Sequence[float] = (0, 20, 40, 60, 80),
    sites: int | None = None,
    budget_vnd: float | None = None,
    time_limit_s: float = 30.0,
) -> pd.DataFrame:
    """Say how many people in all a floor of fairness per commune costs.

    Parameters
    ----------
    demand, candidates, reach, sites, budget_vnd, time_limit_s
        As for :func:`plan_sites`.
    floors_pct
        The floors; the first is what the others are compared with.

    Returns
    -------
    pandas.DataFrame
        One row per floor: ``floor_pct``, ``people_after``, ``people_bound``, ``people_lost``
        (against the first floor), ``communes_capped`` (how many cannot reach it whatever is built),
        ``possible``. Where a floor cannot be met the figures are missing.
    """
    rows = []
    for floor in floors_pct:
        row: dict[str, object] = {"floor_pct": float(floor), "possible": True}
        try:
            plan = plan_sites(
                demand, candidates, reach=reach, sites=sites, budget_vnd=budget_vnd,
                floor_pct=floor, time_limit_s=time_limit_s,
            )  # fmt: skip
        except ParameterError as error:
            if error.key not in {"planning.floor_not_met", "planning.nothing_found"}:
                raise
            row["possible"] = False
        else:
            row["people_after"], row["people_bound"] = plan.people_after, plan.people_bound
            row["communes_capped"] = int(plan.communes["floor_capped"].sum())
        rows.append(row)
    columns = ["floor_pct", "possible", "people_after", "people_bound", "communes_capped"]
    table = pd.DataFrame(rows, columns=columns)
    table["people_lost"] = table["people_after"].iloc[0] - table["people_after"]
    return table


def _problem(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    reach: Any,
    sites: int | None,
    budget_vnd: float | None,
    floor_pct: float,
    must: Iterable[object],
    never: Iterable[object],
) -> Covering:
    """Judge the input and put it into arrays."""
    from scipy.sparse import csr_array

    cost = candidates["cost_vnd"].to_numpy(dtype=float)
    people = demand["people"].to_numpy(dtype=float, na_value=np.nan)
    _judge(cost, people, sites, budget_vnd, floor_pct)
    forced, barred = (_members(candidates, labels) for labels in (must, never))
    if (forced & barred).any():
        raise ParameterError(
            "planning.must_and_never", found=str(candidates.index[forced & barred][0])
        )
    matrix = csr_array(reach)
    if matrix.shape != (len(candidates), len(demand)):
        raise ParameterError(
            "planning.reach_shape", found=matrix.shape, expected=(len(candidates), len(demand))
        )
    commune, names = pd.factorize(demand["commune"], use_na_sentinel=False)
    covered = demand["covered"].to_numpy(dtype=bool)
    limit = sites if sites is not None else len(candidates)
    problem = Covering(
        (matrix != 0).astype(float),
        people,
        commune,
        covered,
        cost,
        forced,
        barred,
        limit,
        np.inf if budget_vnd is None else float(budget_vnd),
        np.zeros(len(names)),
    )
    total = np.bincount(commune, people, len(names))
    wanted = np.ceil(total * floor_pct / 100 - 1e-9)
    return problem.with_floor(np.minimum(wanted, problem.reachable()))


def _judge(
    cost: Any, people: Any, sites: int | None, budget_vnd: float | None, floor_pct: float
) -> None:
    """Refuse what no plan can be made of."""
    if len(cost) == 0:
        raise ParameterError("planning.no_candidates")
    if sites is None and budget_vnd is None:
        raise ParameterError("planning.no_limit")
    if sites is not None and sites < 1:
        raise ParameterError("planning.sites_number", found=sites)
    if not 0 <= floor_pct <= 100:  # noqa: PLR2004
        raise ParameterError("planning.floor_range", found=floor_pct)
    wrong = ~np.isfinite(people) | (people < 0) | (people != np.round(people))
    if wrong.any():
        raise ParameterError("planning.people", found=int(wrong.sum()))
    wrong = ~np.isfinite(cost) | (cost <= 0)
    if wrong.any():
        raise ParameterError("planning.cost", found=int(wrong.sum()))
    if budget_vnd is not None and not budget_vnd >= cost.min():
        raise ParameterError(
            "planning.budget_low", found=round(budget_vnd), expected=round(float(cost.min()))
        )


def _members(candidates: pd.DataFrame, labels: Iterable[object]) -> Any:
    """Mark the candidates that are named, or refuse a name that is none."""
    wanted = list(labels)
    for label in wanted:
        if label not in candidates.index:
            raise ParameterError("planning.no_such_candidate", found=str(label), expected=None)
    return np.asarray(candidates.index.isin(wanted))


def _floor_not_met(problem: Covering, floor_pct: float, time_limit_s: float) -> ParameterError:
    """Say how many sites, or how much, the floor and the forced sites would take."""
    least = solved(problem, time_limit_s=time_limit_s, cheapest=True)
    if not least.found:
        return ParameterError("planning.nothing_found", found=f"{time_limit_s:g}")
    return ParameterError(
        "planning.floor_not_met",
        found=f"{floor_pct:g}",
        sites=len(least.chosen),
        cost=f"{problem.cost[least.chosen].sum():,.0f}",
    )


def _plan(
    problem: Covering,
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    chosen: Any,
    by: Solution,
    floor_pct: float,
) -> SitePlan:
    """Count what a choice covers, from the input and not from the solver."""
    order, gains = problem.building_order(chosen)
    # A site that nobody needs is not built, unless it must be.
    needed = (gains > 0) | problem.forced[order]
    order, gains = order[needed], gains[needed]
    after = problem.covered_by(order)
    communes = _by_commune(problem, demand, after, floor_pct)
    before = int(problem.people[problem.covered].sum())
    gained = int(problem.people[after & ~problem.covered].sum())
    table = pd.DataFrame(
        {
            "candidate": candidates.index[order],
            "people_gained": gains,
            "cost_vnd": problem.cost[order],
        }
    )
    cost = float(problem.cost[order].sum())
    bound = max(before + int(np.floor(by.bound + 1e-6)), before + gained)
    # The proof is counted in people: nobody more may be possible.
    return SitePlan(
        table, communes, before, gained, before + gained, bound, bound == before + gained, cost
    )


def _by_commune(
    problem: Covering, demand: pd.DataFrame, after: Any, floor_pct: float
) -> pd.DataFrame:
    """Count people by commune, before and after."""
    _, names = pd.factorize(demand["commune"], use_na_sentinel=False)

    def counted(mark: Any) -> Any:
        return np.bincount(problem.commune[mark], problem.people[mark], len(names)).astype(np.int64)

    table = pd.DataFrame({"commune": names, "people": counted(np.ones(len(after), dtype=bool))})
    table["people_before"] = counted(problem.covered)
    table["people_gained"] = counted(after & ~problem.covered)
    table["people_after"] = table["people_before"] + table["people_gained"]
    table["people_reachable"] = problem.reachable().astype(np.int64)
    table["floor_people"] = problem.floor.astype(np.int64)
    wanted = np.ceil(table["people"] * floor_pct / 100 - 1e-9)
    table["floor_capped"] = wanted > table["floor_people"]
    return table
