"""Plans of sites: answers by hand, every choice tried, and laws of conservation."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pandas as pd
import pytest

from dxanalysis.errors import ParameterError
from dxanalysis.planning.reach import reach_by_radius, reach_by_terrain
from dxanalysis.planning.sites import SitePlan, plan_curve, plan_sites
from dxanalysis.terrain.elevation import elevation_from_array


def _made(
    seed: int, *, places: int = 40, masts: int = 10
) -> tuple[pd.DataFrame, pd.DataFrame, np.ndarray]:
    """Make a small province: places, candidates and who reaches whom."""
    draw = np.random.default_rng(seed)
    demand = pd.DataFrame(
        {
            "people": draw.integers(0, 500, places),
            "commune": draw.choice(["a", "b", "c"], places),
            "covered": draw.random(places) < 0.2,
        }
    )
    candidates = pd.DataFrame({"cost_vnd": draw.integers(1, 9, masts) * 1e9})
    return demand, candidates, draw.random((masts, places)) < 0.15


def _best_by_trying(
    demand: pd.DataFrame,
    candidates: pd.DataFrame,
    reach: np.ndarray,
    sites: int,
    budget: float,
    floor_pct: float,
) -> int | None:
    """Try every choice and return the most covered people, or nothing if none is allowed."""
    people, covered = demand["people"].to_numpy(), demand["covered"].to_numpy()
    everyone = covered | reach.any(axis=0)
    best = None
    for count in range(sites + 1):
        for chosen in combinations(range(len(candidates)), count):
            after = covered | reach[list(chosen)].any(axis=0)
            fair = all(
                people[after & mark].sum()
                >= min(people[mark].sum() * floor_pct / 100, people[everyone & mark].sum())
                for mark in (demand["commune"].to_numpy() == name for name in "abc")
            )
            if fair and candidates["cost_vnd"].to_numpy()[list(chosen)].sum() <= budget:
                best = max(best or 0, int(people[after].sum()))
    return best


def _assert_conserved(plan: SitePlan, demand: pd.DataFrame) -> None:
    """Before + gained = after, in total, by commune and by site."""
    assert plan.people_before == demand.loc[demand["covered"], "people"].sum()
    assert plan.people_before + plan.people_gained == plan.people_after
    assert plan.sites["people_gained"].sum() == plan.people_gained
    sums = plan.communes[["people_before", "people_gained", "people_after"]].sum()
    assert sums.tolist() == [plan.people_before, plan.people_gained, plan.people_after]
    assert plan.people_bound >= plan.people_after


@pytest.mark.parametrize("seed", range(12))
@pytest.mark.parametrize(("sites", "budget", "floor"), [(3, None, 0), (10, 11e9, 0), (4, None, 40)])
@pytest.mark.slow
def test_no_choice_covers_more(seed: int, sites: int, budget: float | None, floor: int) -> None:
    demand, candidates, reach = _made(seed)
    best = _best_by_trying(demand, candidates, reach, sites, budget or np.inf, floor)
    asked = {"reach": reach, "sites": sites, "budget_vnd": budget, "floor_pct": floor}
    if best is None:
        with pytest.raises(ParameterError) as caught:
            plan_sites(demand, candidates, **asked)
        assert caught.value.key == "planning.floor_not_met"
        assert caught.value.params["sites"] > sites
        return
    plan = plan_sites(demand, candidates, **asked)
    assert plan.people_after == best
    assert plan.proven
    _assert_conserved(plan, demand)


def test_a_site_that_must_and_one_that_must_not_be_chosen() -> None:
    demand = pd.DataFrame({"people": [30, 20, 10], "commune": "a", "covered": False})
    masts = pd.DataFrame({"cost_vnd": 1.0}, index=["x", "y", "z"])
    plan = plan_sites(demand, masts, reach=np.eye(3), sites=2, must=["z"], never=["x"])
    assert plan.sites["candidate"].tolist() == ["y", "z"]
    assert plan.people_after == 30


def test_a_floor_beyond_reach_is_lowered_and_said() -> None:
    demand = pd.DataFrame({"people": [30, 70, 50], "commune": ["a", "a", "b"], "covered": False})
    masts = pd.DataFrame({"cost_vnd": [1.0, 1.0]})
    plan = plan_sites(demand, masts, reach=[[1, 0, 0], [0, 0, 1]], sites=2, floor_pct=50)
    assert plan.communes["floor_people"].tolist() == [30, 25]
    assert plan.communes["floor_capped"].tolist() == [True, False]


def test_the_curve_never_falls_and_always_adds_up() -> None:
    demand, candidates, reach = _made(5)
    curve = plan_curve(demand, candidates, reach=reach, counts=range(1, 9))
    assert curve["people_after"].is_monotonic_increasing
    assert (curve["people_before"] + curve["people_gained"] == curve["people_after"]).all()


@pytest.mark.parametrize(
    ("key", "options"),
    [
        ("budget_low", {"budget_vnd": 0.5}),
        ("no_limit", {}),
        ("floor_range", {"sites": 1, "floor_pct": 101}),
        ("no_such_candidate", {"sites": 1, "must": ["nowhere"]}),
        ("must_and_never", {"sites": 1, "must": [0], "never": [0]}),
    ],
)
def test_what_cannot_be_planned_is_a_sentence(key: str, options: dict[str, object]) -> None:
    demand = pd.DataFrame({"people": [30], "commune": "a", "covered": False})
    with pytest.raises(ParameterError) as caught:
        plan_sites(demand, pd.DataFrame({"cost_vnd": [1.0]}), reach=[[1]], **options)
    assert caught.value.key == f"planning.{key}"
    assert len(caught.value.sentence("vi")) > 20


def test_a_missing_number_of_people_is_not_zero() -> None:
    demand = pd.DataFrame({"people": [30, None], "commune": "a", "covered": False})
    with pytest.raises(ParameterError, match="1 places"):
        plan_sites(demand, pd.DataFrame({"cost_vnd": [1.0]}), reach=[[1, 1]], sites=1)


def test_reach_is_measured_on_the_ellipsoid() -> None:
    # One degree of latitude at the equator is 110,574 m; one of longitude is 111,320 m.
    centre = pd.DataFrame({"longitude": [104.0], "latitude": [0.0]})
    around = pd.DataFrame({"longitude": [104.0, 104.1], "latitude": [0.1, 0.0]})
    assert reach_by_radius(around, centre, radius_m=11_100).toarray().tolist() == [[1, 0]]


def _greedily(demand: pd.DataFrame, reach: np.ndarray, sites: int) -> int:
    """Cover people by taking the best site, again and again."""
    people, after = demand["people"].to_numpy(), demand["covered"].to_numpy().copy()
    for _ in range(sites):
        gains = [people[row & ~after].sum() for row in reach]
        after |= reach[int(np.argmax(gains))]
    return int(people[after].sum())


@pytest.mark.parametrize(("seed", "floor"), [(0, 0), (1, 0), (2, 40), (3, 40)])
def test_a_plan_without_time_for_a_proof_is_good_and_says_its_bound(seed: int, floor: int) -> None:
    demand, candidates, reach = _made(seed, places=120, masts=12)
    # Costs do not count where only the number of sites is limited.
    candidates["cost_vnd"] *= np.where(np.arange(12) % 2, 100, 1)
    best = _best_by_trying(demand, candidates, reach, 4, np.inf, floor)
    asked = {"reach": reach, "sites": 4, "floor_pct": floor, "time_limit_s": 0}
    plan = plan_sites(demand, candidates, **asked)
    assert best is not None
    assert plan.people_after <= best <= plan.people_bound
    assert (plan.communes["people_after"] >= plan.communes["floor_people"]).all()
    assert floor or plan.people_after >= _greedily(demand, reach, 4)
    _assert_conserved(plan, demand)


def test_over_terrain_a_ridge_counts_and_a_radius_does_not_see_it() -> None:
    heights = np.zeros((120, 120))
    heights[:, 70:73] = 400  # a ridge from north to south
    ground = elevation_from_array(heights, west=104, north=21.12, step=0.001)
    here, beyond, near = 104.0605, 104.0855, 104.0405
    site = pd.DataFrame({"longitude": [here, 110.0], "latitude": [21.06, 21.06]})
    places = pd.DataFrame({"longitude": [near, beyond], "latitude": [21.06, 21.06]})
    by_radius = reach_by_radius(places, site, radius_m=3_000).toarray()
    assert by_radius.tolist() == [[1, 1], [0, 0]]
    low, high = (end.toarray() for end in reach_by_terrain(places, site, ground=ground))
    assert low.tolist() == [[1, 0], [0, 0]]  # the second site stands on no known ground
    assert (high >= low).all()


def test_money_is_written_as_its_reader_writes_it() -> None:
    demand = pd.DataFrame({"people": [30], "commune": "a", "covered": False})
    with pytest.raises(ParameterError) as caught:
        plan_sites(demand, pd.DataFrame({"cost_vnd": [1.4e9]}), reach=[[1]], budget_vnd=60)
    assert "1.400.000.000 đồng" in caught.value.sentence("vi")
    assert "1,400,000,000" in caught.value.sentence("en")
