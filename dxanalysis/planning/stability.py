"""How often each site stays chosen when radii, people and costs move within their ranges."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning.demand import Demand, reach_of
from dxanalysis.planning.sites import plan_sites

if TYPE_CHECKING:
    from collections.abc import Iterable

PEOPLE_RANGE: Final = 0.10
"""A village's number of people may be off by so much: an assumption, and pages say so."""

_SECONDS: Final = 5.0
_HALF: Final = 0.5


def rank_stability(
    demand: Demand,
    candidates: pd.DataFrame,
    *,
    radius_km: tuple[float, float, float],
    ends: tuple[Any, Any] | None = None,
    sites: int | None = None,
    budget_vnd: float | None = None,
    floor_pct: float = 0.0,
    must: Iterable[object] = (),
    never: Iterable[object] = (),
    draws: int = 100,
    seed: int = 0,
) -> pd.DataFrame:
    """Plan again and again with inputs drawn from their ranges.

    Parameters
    ----------
    demand, candidates
        As of :mod:`dxanalysis.planning.demand`; costs with ``cost_low_vnd`` and
        ``cost_high_vnd``.
    radius_km
        Low, base and high reach of a site.
    ends
        Reach over the terrain in the least and in the most favourable case, in place of radii
        (:func:`~dxanalysis.planning.demand.reach_over_terrain`).
    sites, budget_vnd, floor_pct, must, never
        As for :func:`~dxanalysis.planning.sites.plan_sites`.
    draws
        How many plans.
    seed
        Of the random numbers: same seed, same result.

    Returns
    -------
    pandas.DataFrame
        By candidate: ``chosen_pct``, in how many percent of the draws it was chosen (missing where
        there was none); the attribute
        ``draws`` says how many there were, ``attrs["unmet"]`` in how many the limits could not be
        met. In each draw one factor moves all radii (over the terrain it is one of the two cases,
        either as often) and one all costs (triangular between low,
        base and high), each village's people move by up to 10 %, each site's cost by its own
        share of the range.
    """
    draw = np.random.default_rng(seed)
    times: Any = np.zeros(len(candidates))
    unmet = 0
    for _ in range(draws):
        low, base, high = radius_km
        radius = draw.triangular(low, base, high) if low < high else base
        kind = draw.random() < _HALF if ends else False
        places = demand.places.copy()
        moved = places["people"] * draw.uniform(1 - PEOPLE_RANGE, 1 + PEOPLE_RANGE, len(places))
        inside = places["kind"] == "village"
        places["people"] = places["people"].where(~inside, moved.round()).astype("int64")
        sampled = Demand(demand.technology, places, demand.unknown)
        priced = candidates.assign(cost_vnd=_costs(candidates, draw))
        try:
            plan = plan_sites(
                places,
                priced,
                reach=ends[kind] if ends else reach_of(sampled, priced, radius_km=radius),
                sites=sites,
                budget_vnd=budget_vnd,
                floor_pct=floor_pct,
                must=must,
                never=never,
                time_limit_s=_SECONDS,
            )
        except ParameterError:
            unmet += 1
            continue
        times += candidates.index.isin(plan.sites["candidate"])
    met = draws - unmet
    shares = 100 * times / met if met else np.nan
    table = pd.DataFrame({"chosen_pct": shares}, index=candidates.index, dtype="float64")
    table.attrs |= {"draws": draws, "unmet": unmet}
    return table


def _costs(candidates: pd.DataFrame, draw: np.random.Generator) -> Any:
    """Draw costs: half of the move is shared by all sites, half is each site's own."""
    low, base, high = (
        candidates[name].to_numpy(dtype=float)
        for name in ("cost_low_vnd", "cost_vnd", "cost_high_vnd")
    )
    shared = np.full(len(candidates), draw.triangular(-1, 0, 1))
    move = (shared + draw.triangular(-1, 0, 1, len(candidates))) / 2
    return base + np.where(move < 0, move * (base - low), move * (high - base))
