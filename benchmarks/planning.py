"""Plans on large made instances: against spopt and CBC, with a budget, with a floor, and trees.

::

    python benchmarks/planning.py sites    # ten seeds, 10,000 places × 500 candidates, 40 sites
    python benchmarks/planning.py sites 3 7    # of these seeds
    python benchmarks/planning.py budget   # 50,000 × 2,000 with a budget: bound and processor time
    python benchmarks/planning.py floor    # 10,000 × 500 with a floor of 50 % per commune
    python benchmarks/planning.py trees    # twenty graphs against networkx; a large one alone

spopt (with pulp's CBC) and networkx are not among our dependencies: where they are missing, sites
are compared with the plain model in HiGHS, and trees are only measured. Times are of the processor,
CBC's own process counted, one thread each, so that another's work on the machine is not measured.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from typing import Any

import numpy as np
import pandas as pd
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from dxanalysis.planning.covering import Covering, solved
from dxanalysis.planning.reach import reach_by_radius
from dxanalysis.planning.sites import plan_sites
from dxanalysis.planning.steiner import steiner_tree

COMMUNES = 75
RADIUS_M = 8_000


def processor_s() -> float:
    """Say how long the processor has worked for this process and those that it started."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def made_province(seed: int, places: int, masts: int) -> tuple[pd.DataFrame, pd.DataFrame, Any]:
    """Make villages scattered around communes, candidates among them, thirty existing sites."""
    draw = np.random.default_rng(seed)
    centres = np.column_stack([draw.uniform(103, 105, COMMUNES), draw.uniform(20.5, 22, COMMUNES)])
    commune = draw.integers(0, COMMUNES, places)
    at = centres[commune] + draw.normal(0, 0.06, (places, 2))
    demand = pd.DataFrame({"longitude": at[:, 0], "latitude": at[:, 1], "commune": commune})
    demand["people"] = draw.lognormal(4, 0.8, places).astype(int) + 1
    old = demand.loc[draw.choice(places, 30, replace=False)]
    candidates = demand.loc[draw.choice(places, masts, replace=False), ["longitude", "latitude"]]
    candidates = candidates.reset_index(drop=True)
    candidates["cost_vnd"] = draw.choice([1.0, 1.4, 2.0, 3.0], masts) * 1e9
    there = np.asarray(reach_by_radius(demand, old, radius_m=RADIUS_M).sum(axis=0)).ravel() > 0
    demand["covered"] = there
    return demand, candidates, reach_by_radius(demand, candidates, radius_m=RADIUS_M)


def by_spopt(demand: pd.DataFrame, reach: Any, sites: int) -> int:
    """Solve with spopt and CBC; people already covered count nothing."""
    import pulp
    from spopt.locate import MCLP

    far = np.where(reach.toarray().T > 0, 0.0, 2.0)
    weights = np.where(demand["covered"], 0, demand["people"])
    model = MCLP.from_cost_matrix(far, weights, service_radius=1.0, p_facilities=sites)
    model.solve(pulp.PULP_CBC_CMD(msg=False, gapRel=0, threads=1))
    return round(pulp.value(model.problem.objective))


def by_plain_model(demand: pd.DataFrame, candidates: pd.DataFrame, reach: Any, sites: int) -> int:
    """Solve the model as it is, without reduction, in HiGHS."""
    people = np.where(demand["covered"], 0.0, demand["people"])
    none = np.zeros(len(candidates), dtype=bool)
    problem = Covering(
        reach, people, demand["commune"].to_numpy(), np.zeros(len(demand), dtype=bool),
        candidates["cost_vnd"].to_numpy(), none, none, sites, np.inf, np.zeros(COMMUNES),
    )  # fmt: skip
    chosen = solved(problem, time_limit_s=600).chosen
    return int(people[problem.covered_by(chosen)].sum())


def sites(seeds: list[int]) -> None:
    other = "spopt + CBC" if importlib.util.find_spec("spopt") else "plain model in HiGHS"
    print(f"ours against {other}, processor seconds")
    ours_all = theirs_all = 0.0
    for seed in seeds or range(10):
        demand, candidates, reach = made_province(seed, 10_000, 500)
        begun = processor_s()
        plan = plan_sites(demand, candidates, reach=reach, sites=40)
        ours = processor_s() - begun
        begun = processor_s()
        if other.startswith("spopt"):
            people = by_spopt(demand, reach, 40)
        else:
            people = by_plain_model(demand, candidates, reach, 40)
        theirs = processor_s() - begun
        ours_all, theirs_all = ours_all + ours, theirs_all + theirs
        same = people == plan.people_gained
        print(f"seed {seed}: {plan.people_gained} / {people} same={same} proven={plan.proven} "
              f"{ours:.2f} / {theirs:.2f} s, {theirs / ours:.1f} times", flush=True)  # fmt: skip
        assert same
    print(f"{other}: {theirs_all / ours_all:.1f} times as long")


def limited(places: int, masts: int, **limits: Any) -> None:
    demand, candidates, reach = made_province(1, places, masts)
    begun, busy = time.perf_counter(), processor_s()
    plan = plan_sites(demand, candidates, reach=reach, budget_vnd=120e9, **limits)
    print(f"{len(plan.sites)} sites, {plan.people_gained} gained, at most "
          f"{plan.possible_pct:.3f} % more; {time.perf_counter() - begun:.1f} s, processor "
          f"{processor_s() - busy:.1f} s")  # fmt: skip


def crooked_grid(seed: int, size: int) -> tuple[Any, np.random.Generator]:
    """Make a crooked grid with gaps, and take its largest part."""
    draw = np.random.default_rng(seed)
    at = np.indices((size, size)).reshape(2, -1).T + draw.uniform(-0.3, 0.3, (size * size, 2))
    number = np.arange(size * size).reshape(size, size)
    across = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    down = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    one, other = np.vstack([across, down])[draw.random(2 * size * (size - 1)) > 0.05].T
    length = np.hypot(*(at[one] - at[other]).T) * draw.uniform(1, 1.5, len(one))
    both = (np.r_[one, other], np.r_[other, one])
    graph = coo_array((np.r_[length, length], both), shape=(size * size,) * 2).tocsr()
    _, part = connected_components(graph)
    inside = np.flatnonzero(part == np.bincount(part).argmax())
    return graph[inside][:, inside].tocsr(), draw


def trees() -> None:
    if importlib.util.find_spec("networkx"):
        import networkx as nx
        from networkx.algorithms.approximation import steiner_tree as other_tree

        for seed in range(20):
            graph, draw = crooked_grid(seed, 60)
            count = int(draw.integers(5, 200))
            terminals = draw.choice(graph.shape[0], count, replace=False)
            whole = nx.from_scipy_sparse_array(graph)
            other = other_tree(whole, terminals.tolist(), method="mehlhorn").size("weight")
            ours = steiner_tree(graph, terminals).length
            print(f"seed {seed}: {count} terminals, {ours / other - 1:+.2%}")
            assert ours <= other * (1 + 1e-9)
    else:
        print("networkx is not installed: only the large tree is measured (pip install networkx)")
    graph, draw = crooked_grid(0, 326)
    terminals = draw.choice(graph.shape[0], 475, replace=False)
    busy = processor_s()
    tree = steiner_tree(graph, terminals)
    print(f"{graph.nnz // 2} edges, 475 terminals: length {tree.length:.1f}, processor "
          f"{processor_s() - busy:.2f} s")  # fmt: skip


if __name__ == "__main__":
    wanted = sys.argv[1] if len(sys.argv) > 1 else "sites"
    if wanted == "budget":
        limited(50_000, 2_000, time_limit_s=60)
    elif wanted == "floor":
        limited(10_000, 500, floor_pct=50)
    elif wanted == "trees":
        trees()
    else:
        sites([int(seed) for seed in sys.argv[2:]])
