"""Fibre along roads: lengths by hand, trees against the shortest, a state for every village."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import networkx as nx
import numpy as np
import pandas as pd
import pytest
import shapely
from scipy.optimize import LinearConstraint, milp
from scipy.sparse import block_diag, coo_array, eye_array, hstack, vstack
from scipy.sparse.csgraph import connected_components, dijkstra

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.geodesy import geodesic_m
from dxanalysis.planning.costs import assumptions
from dxanalysis.planning.fibre import STATES, FibrePlan, plan_fibre
from dxanalysis.planning.roads import make_graph
from dxanalysis.planning.steiner import steiner_tree
from dxanalysis.sources.road_files import read_roads

if TYPE_CHECKING:
    from pathlib import Path


def shortest_length(graph: Any, terminals: list[int]) -> float:
    """Find the length of the shortest tree by trying all partitions (Dreyfus and Wagner, 1971)."""
    far = dijkstra(graph)
    *others, last = terminals
    best = {frozenset([one]): far[one].copy() for one in others}
    for size in range(2, len(others) + 1):
        for chosen in combinations(others, size):
            whole = frozenset(chosen)
            joined = np.min(
                [
                    best[frozenset(part)] + best[whole - frozenset(part)]
                    for count in range(1, size // 2 + 1)
                    for part in combinations(chosen, count)
                ],
                axis=0,
            )
            best[whole] = (far + joined[:, None]).min(axis=0)
    return float(best[frozenset(others)][last])


def made_graph(seed: int, size: int) -> tuple[Any, Any, np.random.Generator]:
    """Make a crooked grid with gaps; its largest part."""
    draw = np.random.default_rng(seed)
    at = np.indices((size, size)).reshape(2, -1).T + draw.uniform(-0.3, 0.3, (size * size, 2))
    number = np.arange(size * size).reshape(size, size)
    across = np.column_stack([number[:, :-1].ravel(), number[:, 1:].ravel()])
    down = np.column_stack([number[:-1].ravel(), number[1:].ravel()])
    edges = np.vstack([across, down])
    edges = edges[draw.random(len(edges)) > 0.1]
    one, other = edges.T
    length = np.hypot(*(at[one] - at[other]).T)
    both = (np.r_[one, other], np.r_[other, one])
    graph = coo_array((np.r_[length, length], both), shape=(size * size,) * 2).tocsr()
    _, part = connected_components(graph)
    return graph, np.flatnonzero(part == np.bincount(part).argmax()), draw


@pytest.mark.parametrize("seed", range(6))
def test_trees_are_within_two_percent_of_the_shortest(seed: int) -> None:
    graph, nodes, draw = made_graph(seed, 12)
    terminals = [int(one) for one in draw.choice(nodes, 8, replace=False)]
    tree = steiner_tree(graph, terminals)
    best = shortest_length(graph, terminals)
    assert best * (1 - 1e-9) <= tree.length <= best * 1.02


def least_length(graph: Any, terminals: list[int]) -> float:
    """Find the length of the shortest tree with HiGHS, whatever the number of terminals.

    The flow formulation of Wong (1984): from one terminal a unit flows to each of the others, each
    over its own arcs, which are all paid for. Its relaxation is nearly always a tree already.
    """
    root, *others = terminals
    arcs = graph.tocoo()
    count, nodes = arcs.nnz, graph.shape[0]
    leaves = coo_array((np.ones(count), (arcs.row, np.arange(count))), shape=(nodes, count))
    enters = coo_array((np.ones(count), (arcs.col, np.arange(count))), shape=(nodes, count))
    balance = (leaves - enters).tocsr()
    flows = block_diag([balance] * len(others))
    conserved = hstack([coo_array((flows.shape[0], count)), flows])
    supply = np.zeros((len(others), nodes))
    supply[:, root] = 1
    supply[np.arange(len(others)), others] = -1
    paid = hstack([-vstack([eye_array(count)] * len(others)), eye_array(count * len(others))])
    cost = np.concatenate([arcs.data, np.zeros(count * len(others))])
    whole = np.concatenate([np.ones(count), np.zeros(count * len(others))])
    found = milp(
        cost,
        integrality=whole,
        bounds=(0, 1),
        constraints=[
            LinearConstraint(conserved.tocsr(), supply.ravel(), supply.ravel()),
            LinearConstraint(paid.tocsr(), -np.inf, 0),
        ],
    )
    assert found.success, found.message
    return float(found.fun)


def test_two_ways_find_the_same_shortest_tree() -> None:
    graph, nodes, draw = made_graph(3, 8)
    part = graph[nodes][:, nodes]
    terminals = [int(one) for one in draw.choice(len(nodes), 6, replace=False)]
    assert least_length(part, terminals) == pytest.approx(shortest_length(part, terminals))


@pytest.mark.parametrize("seed", range(20))
@pytest.mark.slow
def test_trees_are_never_longer_than_those_of_networkx(seed: int) -> None:
    graph, nodes, draw = made_graph(seed, 20)
    terminals = [int(one) for one in draw.choice(nodes, 40, replace=False)]
    plain = nx.from_scipy_sparse_array(graph).subgraph(nodes.tolist())  # it fails on loose parts
    theirs = nx.algorithms.approximation.steiner_tree(plain, terminals, method="mehlhorn")
    assert steiner_tree(graph, terminals).length <= theirs.size("weight") * (1 + 1e-9)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(20))
def test_trees_of_thirty_terminals_are_within_two_percent(seed: int) -> None:
    graph, nodes, draw = made_graph(seed, 12)
    part = graph[nodes][:, nodes]
    terminals = [int(one) for one in draw.choice(len(nodes), 30, replace=False)]
    best = least_length(part, terminals)
    assert best * (1 - 1e-6) <= steiner_tree(part, terminals).length <= best * 1.02


def test_a_tree_connects_its_terminals_and_has_no_loose_ends() -> None:
    graph, nodes, draw = made_graph(7, 40)
    terminals = draw.choice(nodes, 90, replace=False)
    tree = steiner_tree(graph, terminals)
    inside, degree = np.unique(tree.edges, return_counts=True)
    assert len(tree.edges) == len(inside) - 1
    assert set(terminals) <= set(inside)
    assert set(inside[degree == 1]) <= set(terminals)
    place = np.searchsorted(inside, tree.edges)
    ones = np.ones(len(place))
    link = coo_array((ones, (place[:, 0], place[:, 1])), shape=(len(inside),) * 2)
    assert connected_components(link, directed=False)[0] == 1
    lengths = np.asarray(graph[tree.edges[:, 0], tree.edges[:, 1]]).ravel()
    assert tree.length == pytest.approx(lengths.sum())
    assert steiner_tree(graph, terminals).edges.tolist() == tree.edges.tolist()


# A road from fibre at 104.0 along the 21st parallel, with a branch to the north at 104.2; a loose
# road in the north-east; degrees of longitude there are 103,900 m.
ROADS = shapely.from_wkt(
    [
        "LINESTRING (104 21, 104.1 21, 104.2 21, 104.3 21)",
        "LINESTRING (104.2 21, 104.2 21.1)",
        "LINESTRING (104.6 21.3, 104.7 21.3)",
    ]
)


def villages(**changed: object) -> pd.DataFrame:
    rows = {
        "name": ["on", "north", "end", "loose", "off", "nowhere", "has"],
        "longitude": [104.1, 104.2, 104.3, 104.7, 104.45, np.nan, 104.1],
        "latitude": [21.0, 21.1, 21.0, 21.3, 21.15, np.nan, 21.0],
        "people": [100.0, 900.0, 200.0, 50.0, 50.0, 50.0, 500.0],
        "households": [20.0, 180.0, 40.0, 10.0, 10.0, 10.0, 100.0],
        "has_fibre": pd.array([False] * 6 + [True], dtype="boolean"),
    }
    return pd.DataFrame(rows | changed)


SOURCE = pd.DataFrame({"longitude": [104.0], "latitude": [21.0]})


def states(plan: FibrePlan) -> dict[str, str]:
    return dict(zip(plan.villages["name"], plan.villages["state"], strict=True))


def test_every_village_has_a_state_and_lengths_are_geodesics() -> None:
    plan = plan_fibre(villages(), SOURCE, roads=ROADS)
    assert states(plan) == {
        "on": "PLANNED", "north": "PLANNED", "end": "PLANNED", "loose": "LOOSE_ROAD",
        "off": "NO_ROAD", "nowhere": "NO_PLACE", "has": "SERVED",
    }  # fmt: skip
    assert plan.loose_parts == 1
    points = [(21, 104), (21, 104.1), (21, 104.2), (21, 104.3), (21, 104.2), (21.1, 104.2)]
    legs = [(0, 1), (1, 2), (2, 3), (4, 5)]
    metres = [geodesic_m(*points[a], to_lat=points[b][0], to_lon=points[b][1])[0] for a, b in legs]
    assert plan.km == pytest.approx(sum(metres) / 1000, rel=1e-9)
    assert plan.cables["km"].sum() == pytest.approx(plan.km, rel=1e-9)
    assert plan.people == 1200
    assert plan.villages["cost_vnd"].groupby(plan.villages["order"]).first().sum() == (
        pytest.approx(plan.cost_vnd["base"])
    )


def test_the_way_from_fibre_to_the_road_counts() -> None:
    on_the_road = plan_fibre(villages(), SOURCE, roads=ROADS)
    beside = plan_fibre(villages(), SOURCE.assign(latitude=21.009), roads=ROADS)
    away = geodesic_m(21, 104, to_lat=21.009, to_lon=104)[0] / 1000
    assert beside.km - on_the_road.km == pytest.approx(away, rel=1e-3)
    assert beside.cables["km"].sum() == pytest.approx(on_the_road.km, rel=1e-9)
    assert beside.cost_vnd["base"] > on_the_road.cost_vnd["base"]


def test_a_budget_takes_what_brings_most_people_first() -> None:
    whole = plan_fibre(villages(), SOURCE, roads=ROADS)
    first = whole.villages.set_index("name")
    # One path to the north connects the village on the way too: 1,000 people.
    assert first.loc[["on", "north"], "order"].tolist() == [1, 1]
    assert first.loc["end", "order"] == 2
    budget = float(first.loc["north", "cost_vnd"]) + 1
    plan = plan_fibre(villages(), SOURCE, roads=ROADS, budget_vnd=budget)
    assert states(plan)["end"] == "BEYOND_BUDGET"
    assert plan.people == 1000
    assert plan.cost_vnd["base"] <= budget


def test_a_stretch_longer_than_allowed_is_too_far() -> None:
    known = assumptions()
    short = known["fibre_farthest"].__class__(**{**vars(known["fibre_farthest"]), "base": 15.0})
    plan = plan_fibre(villages(), SOURCE, roads=ROADS, known={**known, "fibre_farthest": short})
    assert states(plan)["on"] == "PLANNED"  # 10.4 km, and a relay for those beyond
    assert states(plan)["north"] == "TOO_FAR"  # 21.5 km from the nearest other village


def test_without_roads_lengths_are_straight_times_the_detour_and_that_is_said() -> None:
    rows = villages().iloc[[0]]
    plan = plan_fibre(rows, SOURCE)
    straight = geodesic_m(21, 104, to_lat=21, to_lon=104.1)[0] / 1000
    assert plan.straight
    assert plan.km == pytest.approx(1.4 * straight, rel=1e-6)


def test_roads_of_another_place_are_refused() -> None:
    away = shapely.from_wkt(["LINESTRING (24.9 60.2, 25.0 60.2)"])
    with pytest.raises(ParameterError) as caught:
        plan_fibre(villages(), SOURCE, roads=away)
    assert caught.value.key == "planning.roads_elsewhere"


def test_roads_join_where_they_share_a_point_and_not_where_they_cross() -> None:
    cross = shapely.from_wkt(["LINESTRING (0 0, 2 2)", "LINESTRING (0 2, 2 0)"])
    assert make_graph(cross).parts == 2
    assert (
        make_graph(shapely.from_wkt(["LINESTRING (0 0, 1 1)", "LINESTRING (1 1, 2 0)"])).parts == 1
    )


def test_lines_are_read_from_a_layer_and_points_are_none(tmp_path: Path) -> None:
    path = tmp_path / "roads.gpkg"
    gpd.GeoDataFrame(geometry=ROADS, crs=4326).to_crs(32648).to_file(path)
    read = read_roads(path)
    assert len(read) == 3
    assert shapely.get_coordinates(read)[0] == pytest.approx([104, 21], abs=1e-9)
    gpd.GeoDataFrame(geometry=[shapely.Point(104, 21)], crs=4326).to_file(tmp_path / "p.gpkg")
    with pytest.raises(FileUnreadableError) as caught:
        read_roads(tmp_path / "p.gpkg")
    assert caught.value.key == "planfiles.no_lines"


@pytest.mark.real
def test_on_a_real_extract_every_village_has_a_state(real_data: Path) -> None:
    found = sorted(real_data.rglob("*.osm.pbf"))
    if not found:
        pytest.skip("no extract of OpenStreetMap")
    roads = read_roads(found[0])
    at = shapely.get_coordinates(shapely.line_interpolate_point(roads, 0.5, normalized=True))
    draw = np.random.default_rng(0)
    rows = at[draw.choice(len(at), min(40, len(at)), replace=False)]
    table = pd.DataFrame(rows, columns=["longitude", "latitude"])
    table = table.assign(people=100.0, households=20.0, has_fibre=False)
    plan = plan_fibre(table.iloc[1:], table.iloc[:1], roads=roads)
    assert plan.villages["state"].isin(STATES).all()
