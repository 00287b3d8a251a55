"""Where to lay fibre: a short tree along roads from where fibre is to the villages without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.planning import costs
from dxanalysis.planning.roads import RoadGraph, make_graph, straight_graph
from dxanalysis.planning.steiner import Tree, steiner_tree, terminal_distances

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.planning.costs import Assumption

STATES: Final = (
    "SERVED", "PLANNED", "NO_PLACE", "NO_ROAD", "LOOSE_ROAD", "TOO_FAR", "BEYOND_BUDGET",
)  # fmt: skip
"""What becomes of a village: it has fibre; gets it; its coordinates are not known; no road is near;
the road near it is joined to no road where fibre is; the cable would be longer than allowed; the
money ends before."""


@dataclass(frozen=True)
class FibrePlan:
    """Fibre to villages.

    Attributes
    ----------
    villages
        As given, with ``state`` (one of :data:`STATES`), ``order`` of building (missing where not
        planned), ``km`` of new cable that its step takes, ``cost_vnd`` (base) of the step, and
        ``people_per_bn``.
    cables
        The new cables, pieces of roads: ``longitude``, ``latitude``, ``to_longitude``,
        ``to_latitude``, ``km``.
    km
        Length of all new cable, from where fibre is to the road and from it to villages included.
    cost_vnd
        Low, base and high cost to build, and ``years_low`` … over the years of the plan.
    people
        People of the planned villages.
    straight
        Whether there were no roads, and lengths are straight lines times the detour factor.
    loose_parts
        Parts of the road graph that are not joined to the largest.
    """

    villages: pd.DataFrame
    cables: pd.DataFrame
    km: float
    cost_vnd: dict[str, float]
    people: int
    straight: bool
    loose_parts: int


def plan_fibre(
    villages: pd.DataFrame,
    sources: pd.DataFrame,
    *,
    roads: Any = None,
    known: Mapping[str, Assumption] | None = None,
    budget_vnd: float | None = None,
    nearest_road_m: float = 2_000.0,
) -> FibrePlan:
    """Plan fibre along roads.

    Parameters
    ----------
    villages
        ``longitude``, ``latitude`` (missing where not known), ``people``, ``households``,
        ``has_fibre``.
    sources
        Where fibre is: ``longitude``, ``latitude``.
    roads
        Lines (:func:`dxanalysis.sources.road_files.read_roads`); None for straight lines times the
        detour factor.
    known
        The assumptions; by default the catalogue's.
    budget_vnd
        The most that building may cost (base); None for all villages that can be reached.
    nearest_road_m
        A village farther from any road has none.

    Returns
    -------
    FibrePlan
        Every village has a state. With a budget the villages are those that the order of building
        reaches before the money ends: a good choice, not a proven one.

    Raises
    ------
    ParameterError
        If fibre is nowhere, or the roads are those of another place.
    """
    known = costs.assumptions() if known is None else known
    table = villages.reset_index(drop=True)
    if sources.empty:
        raise ParameterError("planning.no_fibre")
    served = table["has_fibre"].eq(other=True).fillna(value=False).to_numpy(dtype=bool)
    placed = table[["longitude", "latitude"]].notna().all(axis=1).to_numpy()
    state = np.where(served, "SERVED", np.where(placed, "", "NO_PLACE")).astype(object)
    open_rows = np.flatnonzero(state == "")
    at = table.loc[open_rows, ["longitude", "latitude"]].to_numpy(dtype=float)
    from_at = sources[["longitude", "latitude"]].to_numpy(dtype=float)
    graph = _graph(at, from_at, roads, known)
    node, off = graph.nearest(at[:, 0], at[:, 1]) if len(at) else (np.empty(0, int), np.empty(0))
    roots, roots_off = graph.nearest(from_at[:, 0], from_at[:, 1])
    if roads is not None:
        near_roots = roots_off <= nearest_road_m
        if not near_roots.any() or (len(off) and not (off <= nearest_road_m).any()):
            raise ParameterError(
                "planning.roads_elsewhere",
                found=f"{graph.longitude.min():.2f}–{graph.longitude.max():.2f}, "
                f"{graph.latitude.min():.2f}–{graph.latitude.max():.2f}",
            )
        roots, roots_off = roots[near_roots], roots_off[near_roots]
        state[open_rows[off > nearest_road_m]] = "NO_ROAD"
    joined = np.isin(graph.part[node], graph.part[roots])
    state[open_rows[(state[open_rows] == "") & ~joined]] = "LOOSE_ROAD"
    wanted = np.flatnonzero(state[open_rows] == "")
    whole, root = _rooted(graph, roots, roots_off)
    far = _too_far(whole, root, node[wanted], 1000 * known["fibre_farthest"].base)
    state[open_rows[wanted[far]]] = "TOO_FAR"
    wanted = wanted[~far]
    tree = steiner_tree(whole, np.r_[root, node[wanted]])
    money = np.inf if budget_vnd is None else float(budget_vnd)
    rows = open_rows[wanted]
    steps = _order(tree, root, node[wanted], off[wanted], table.loc[rows], known, money)
    return _plan(table, state, rows, steps, graph, known, straight=roads is None)


def _graph(at: Any, from_at: Any, roads: Any, known: Mapping[str, Assumption]) -> RoadGraph:
    """Make the graph of the roads, or of straight lines."""
    if roads is not None:
        return make_graph(roads)
    both = np.unique(np.vstack([at, from_at]), axis=0)
    return straight_graph(both[:, 0], both[:, 1], detour=known["detour"].base)


def _rooted(graph: RoadGraph, roots: Any, off: Any) -> tuple[Any, int]:
    """Add one node for all places where fibre is, as far from each road as the nearest of them."""
    from scipy.sparse import coo_array

    size = graph.lengths.shape[0]
    ends, place = np.unique(roots, return_inverse=True)
    away = np.full(len(ends), np.inf)
    np.minimum.at(away, place, off)
    away = np.maximum(away, _NOTHING_M)
    old = graph.lengths.tocoo()
    tails = np.r_[old.row, np.full(len(ends), size), ends]
    heads = np.r_[old.col, ends, np.full(len(ends), size)]
    lengths = np.r_[old.data, away, away]
    return coo_array((lengths, (tails, heads)), shape=(size + 1, size + 1)).tocsr(), size


_NOTHING_M: Final = 1e-6


def _too_far(graph: Any, root: int, nodes: Any, farthest_m: float) -> Any:
    """Mark the villages that no chain of villages reaches without too long a stretch of cable."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    terminals = np.unique(np.r_[root, nodes])
    if len(terminals) < 2:  # noqa: PLR2004 - nothing to reach
        return np.zeros(len(nodes), dtype=bool)
    pairs, lengths, _, _ = terminal_distances(graph, terminals)
    pairs = pairs[lengths <= farthest_m]
    count = len(terminals)
    link = coo_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    _, label = connected_components(link, directed=False)
    reached = terminals[label == label[np.searchsorted(terminals, root)]]
    return ~np.isin(nodes, reached)


@dataclass(frozen=True)
class _Step:
    """One step of building: the villages at the end of a path, and its cable."""

    rows: list[int]
    edges: list[tuple[int, int]]
    ends: list[int]
    km: float
    cost_vnd: float
    people: float


def _order(
    tree: Tree,
    root: int,
    nodes: Any,
    off: Any,
    rows: pd.DataFrame,
    known: Mapping[str, Assumption],
    budget_vnd: float,
) -> list[_Step]:
    """Order the building of a tree by people per cost, until the money ends.

    A step builds the path to one village, and connects those that lie on it.
    """
    at: dict[int, list[int]] = {}
    for place, node in enumerate(nodes.tolist()):
        at.setdefault(node, []).append(place)
    stretches = _stretches(tree, root, set(at))
    people = rows["people"].fillna(0).to_numpy(dtype=float)
    homes = rows["households"].fillna(0).to_numpy(dtype=float)
    built = {root}
    steps: list[_Step] = []
    left = set(at)

    def step_to(node: int) -> _Step:
        edges: list[tuple[int, int]] = []
        ends, cable, here = [], 0.0, node
        while here not in built:
            ends.append(here)
            above, own, length = stretches[here]
            edges += own
            cable += length
            here = above
        places = [one for end in ends or [node] for one in at.get(end, []) if end in left]
        km = (cable + float(off[places].sum())) / 1000
        cost, _ = costs.fibre_vnd(
            known, "base", km=km, households=float(homes[places].sum()), villages=len(places)
        )
        return _Step(places, edges, ends, km, cost, float(people[places].sum()))

    while left:
        possible = [step_to(node) for node in sorted(left)]
        possible = [step for step in possible if step.cost_vnd <= budget_vnd]
        if not possible:
            break
        best = max(possible, key=lambda step: step.people / max(step.cost_vnd, 1.0))
        steps.append(best)
        budget_vnd -= best.cost_vnd
        built.update(best.ends)
        left -= {int(nodes[place]) for place in best.rows}
    return steps


def _stretches(
    tree: Tree, root: int, wanted: set[int]
) -> dict[int, tuple[int, list[tuple[int, int]], float]]:
    """Part a directed tree into stretches between villages and branching points.

    For the lower end of each: its upper end, its edges, and its length.
    """
    parent = _parents(tree, root)
    below = pd.Series([up for up, _ in parent.values()], dtype="int64").value_counts()
    marked = wanted | {root} | {int(one) for one in below.index[below > 1]}
    found: dict[int, tuple[int, list[tuple[int, int]], float]] = {}
    for node in (marked & set(parent)) - {root}:
        here, length = node, 0.0
        edges: list[tuple[int, int]] = []
        while not edges or here not in marked:
            up, own = parent[here]
            edges.append((here, up))
            length += own if own > _NOTHING_M else 0.0
            here = up
        found[node] = (here, edges, length)
    return found


def _parents(tree: Tree, root: int) -> dict[int, tuple[int, float]]:
    """Direct a tree from its root: each node's parent, and the length to it."""
    around: dict[int, list[tuple[int, float]]] = {}
    for (one, other), length in zip(tree.edges.tolist(), tree.lengths.tolist(), strict=True):
        around.setdefault(one, []).append((other, length))
        around.setdefault(other, []).append((one, length))
    parent: dict[int, tuple[int, float]] = {}
    waiting = [root]
    while waiting:
        here = waiting.pop()
        for near, length in around.get(here, []):
            if near != root and near not in parent:
                parent[near] = (here, length)
                waiting.append(near)
    return parent


def _plan(
    table: pd.DataFrame,
    state: Any,
    rows: Any,
    steps: list[_Step],
    graph: RoadGraph,
    known: Mapping[str, Assumption],
    *,
    straight: bool,
) -> FibrePlan:
    """Tell of every village what becomes of it, and add up."""
    made = table.copy()
    made["order"] = pd.array([pd.NA] * len(made), dtype="Int64")
    made[["km", "cost_vnd", "people_per_bn"]] = np.nan
    root = graph.lengths.shape[0]
    state[rows] = "BEYOND_BUDGET"
    for number, step in enumerate(steps, start=1):
        where = rows[step.rows]
        state[where] = "PLANNED"
        made.loc[where, "order"] = number
        made.loc[where, "km"], made.loc[where, "cost_vnd"] = step.km, step.cost_vnd
        made.loc[where, "people_per_bn"] = step.people / (step.cost_vnd / 1e9)
    made["state"] = state
    planned = made[made["state"] == "PLANNED"]
    km = float(sum(step.km for step in steps))
    cost: dict[str, float] = {}
    for end in costs.ENDS:
        cost[end], cost[f"years_{end}"] = costs.fibre_vnd(
            known, end, km=km, households=float(planned["households"].fillna(0).sum()),
            villages=len(planned),
        )  # fmt: skip
    edges = [edge for step in steps for edge in step.edges if root not in edge]
    pairs = np.array(edges, dtype=np.int64).reshape(-1, 2)
    cables = pd.DataFrame(
        {
            "longitude": graph.longitude[pairs[:, 0]],
            "latitude": graph.latitude[pairs[:, 0]],
            "to_longitude": graph.longitude[pairs[:, 1]],
            "to_latitude": graph.latitude[pairs[:, 1]],
            "km": np.asarray(graph.lengths[pairs[:, 0], pairs[:, 1]]).ravel() / 1000,
        }
    )
    return FibrePlan(
        made, cables, km, cost, int(planned["people"].fillna(0).sum()), straight, graph.parts - 1
    )
