"""Short trees along a graph: Mehlhorn's approximation, and a search that shortens it.

A Steiner tree connects terminals to one another by the shortest set of edges; finding the shortest
takes too long, so it is approximated (Mehlhorn, 1988: never more than twice as long), and for a few
terminals then improved by exchanging one path after another.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import numpy as np

_FEW: Final = 60
"""Terminals up to which paths are exchanged."""

_MOST_ROUNDS: Final = 20
_MEETING: Final = 3
_TRIED: Final = 60
_MOST_DISTANCES: Final = 10_000_000
"""Distances that are held at a time, 80 MB: of larger networks no further points are tried."""


@dataclass(frozen=True)
class Tree:
    """A tree of a graph.

    Attributes
    ----------
    edges
        Pairs of nodes, shape (edges, 2), the smaller first.
    lengths
        Of the edges.
    """

    edges: Any
    lengths: Any

    @property
    def length(self) -> float:
        """Length of all edges."""
        return float(self.lengths.sum())


def steiner_tree(graph: Any, terminals: Any, *, improve: bool | None = None) -> Tree:
    """Connect terminals by a short tree.

    Parameters
    ----------
    graph
        Symmetric sparse matrix (CSR) of lengths above 0.
    terminals
        Nodes, all in one connected component.
    improve
        Whether paths are exchanged for shorter ones afterwards; by default where there are at most
        60 terminals.

    Returns
    -------
    Tree
        Every leaf of it is a terminal.

    Examples
    --------
    >>> from scipy.sparse import csr_array
    >>> star = np.zeros((4, 4))
    >>> star[0, 1:] = star[1:, 0] = 1.0
    >>> star[1, 2] = star[2, 1] = 1.9
    >>> steiner_tree(csr_array(star), [1, 2, 3]).length
    3.0
    """
    wanted = np.unique(np.asarray(terminals, dtype=np.int64))
    if len(wanted) < 2:  # noqa: PLR2004 - nothing to connect
        return Tree(np.empty((0, 2), dtype=np.int64), np.empty(0))
    tree = _mehlhorn(graph, wanted)
    if improve is None:
        improve = len(wanted) <= _FEW
    return _improved(graph, wanted, tree) if improve else tree


def terminal_distances(graph: Any, terminals: Any) -> tuple[Any, Any, Any, Any]:
    """Find which terminals are neighbours, and how far apart along the graph.

    Parameters
    ----------
    graph, terminals
        As for :func:`steiner_tree`; here terminals may lie in several components.

    Returns
    -------
    pairs, lengths, bridges, nearest
        Pairs of places in ``terminals``; the length of the shortest connection between their
        neighbourhoods; the edge of the graph that bridges them; and, for every node, its
        predecessor on the way to its nearest terminal.
    """
    from scipy.sparse.csgraph import dijkstra

    far, before, nearest = dijkstra(
        graph, indices=terminals, min_only=True, return_predecessors=True
    )
    place = np.full(graph.shape[0], -1, dtype=np.int64)
    place[terminals] = np.arange(len(terminals))
    tails = np.repeat(np.arange(graph.shape[0]), np.diff(graph.indptr))
    heads = graph.indices
    use = (tails < heads) & (nearest[tails] >= 0) & (nearest[heads] >= 0)
    tails, heads, lengths = tails[use], heads[use], graph.data[use]
    one, other = place[nearest[tails]], place[nearest[heads]]
    apart = one != other
    tails, heads, one, other = (x[apart] for x in (tails, heads, one, other))
    lengths = far[tails] + lengths[apart] + far[heads]
    low, high = np.minimum(one, other), np.maximum(one, other)
    order = np.lexsort((lengths, high, low))
    low, high, lengths = low[order], high[order], lengths[order]
    first = np.ones(len(low), dtype=bool)
    first[1:] = (low[1:] != low[:-1]) | (high[1:] != high[:-1])
    bridges = np.column_stack([tails[order][first], heads[order][first]])
    return np.column_stack([low[first], high[first]]), lengths[first], bridges, before


def _mehlhorn(graph: Any, terminals: Any) -> Tree:
    """Approximate the shortest tree: a spanning tree of the terminals' neighbourhoods."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    pairs, lengths, bridges, before = terminal_distances(graph, terminals)
    count = len(terminals)
    near = coo_array((lengths, (pairs[:, 0], pairs[:, 1])), shape=(count, count)).tocsr()
    chosen = minimum_spanning_tree(near).tocoo()
    key = pairs[:, 0] * count + pairs[:, 1]  # sorted, as the pairs are
    low, high = np.minimum(chosen.row, chosen.col), np.maximum(chosen.row, chosen.col)
    at = np.searchsorted(key, low.astype(np.int64) * count + high)
    edges = [bridges[at]]
    tips = bridges[at].ravel()
    while len(tips):
        parents = before[tips]
        inner = parents >= 0
        edges.append(np.column_stack([tips[inner], parents[inner]]))
        tips = np.unique(parents[inner])
    return _cleaned(graph, np.vstack(edges), terminals)


def _cleaned(graph: Any, edges: Any, terminals: Any) -> Tree:
    """Make a tree of edges: a spanning tree of them, without leaves that are no terminals."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import minimum_spanning_tree

    edges = np.unique(np.sort(edges, axis=1), axis=0)
    nodes, small = np.unique(edges, return_inverse=True)
    small = small.reshape(edges.shape)
    lengths = np.asarray(graph[edges[:, 0], edges[:, 1]]).ravel()
    size = len(nodes)
    part = coo_array((lengths, (small[:, 0], small[:, 1])), shape=(size, size)).tocsr()
    tree = minimum_spanning_tree(part).tocoo()
    edges, lengths = np.column_stack([tree.row, tree.col]).astype(np.int64), tree.data
    needed = np.isin(nodes, terminals)
    while len(edges):
        degree = np.bincount(edges.ravel(), minlength=size)
        loose = (degree == 1) & ~needed
        keep = ~loose[edges].any(axis=1)
        if keep.all():
            break
        edges, lengths = edges[keep], lengths[keep]
    return Tree(np.sort(nodes[edges], axis=1), lengths)


# ---- improvement ---------------------------------------------------------------------------------
def _improved(graph: Any, terminals: Any, tree: Tree) -> Tree:
    """Exchange paths for shorter ones, and branching points for better ones, while that helps."""
    for _ in range(_MOST_ROUNDS):
        length = tree.length
        tree = _with_branching_points(graph, terminals, tree)
        tree = _with_paths_exchanged(graph, terminals, tree)
        tree = _with_further_points(graph, terminals, tree)
        if tree.length >= length * (1 - 1e-9):
            break
    return tree


def _with_branching_points(graph: Any, terminals: Any, tree: Tree) -> Tree:
    """Connect anew with the branching points as terminals, each left out once."""
    branching = np.setdiff1d(_branching(tree), terminals)
    best = tree
    for left_out in [None, *branching.tolist()]:
        points = branching[branching != left_out] if left_out is not None else branching
        other = _cleaned(graph, _mehlhorn(graph, np.union1d(terminals, points)).edges, terminals)
        if other.length < best.length * (1 - 1e-12):
            best = other
    return best


def _with_further_points(graph: Any, terminals: Any, tree: Tree) -> Tree:
    """Connect anew through nodes where three of the tree's points could meet.

    Of most promise are those that would save most if only the three nearest points were to be
    connected (the criterion of Zelikovsky, 1993); each is tried on the whole tree.
    """
    from scipy.sparse.csgraph import dijkstra

    points = np.union1d(terminals, _branching(tree))
    if len(points) < _MEETING or len(points) * graph.shape[0] > _MOST_DISTANCES:
        return tree
    far = dijkstra(graph, indices=points)
    near = np.argpartition(far, _MEETING - 1, axis=0)[:_MEETING]
    through = np.take_along_axis(far, near, axis=0).sum(axis=0)
    between = far[:, points]
    sides = np.sort([between[near[one], near[other]] for one, other in ((0, 1), (0, 2), (1, 2))], 0)
    saved = sides[0] + sides[1] - through  # the two shorter sides connect all three
    saved[~np.isfinite(saved)] = 0.0
    saved[points] = 0.0
    for node in np.argsort(-saved, kind="stable")[:_TRIED]:
        if saved[node] <= 0:
            break
        wanted = np.union1d(np.union1d(terminals, _branching(tree)), [node])
        other = _cleaned(graph, _mehlhorn(graph, wanted).edges, terminals)
        if other.length < tree.length * (1 - 1e-12):
            tree = other
    return tree


def _branching(tree: Tree) -> Any:
    """List the nodes where three edges or more meet."""
    nodes, degree = np.unique(tree.edges, return_counts=True)
    return nodes[degree > 2]  # noqa: PLR2004 - more than passes through


def _with_paths_exchanged(graph: Any, terminals: Any, tree: Tree) -> Tree:
    """Replace each path between terminals and branching points by the shortest connection."""
    from scipy.sparse.csgraph import dijkstra

    changed = True
    while changed:
        changed = False
        for path in _key_paths(tree, terminals):
            one, other = _sides(tree, path, graph.shape[0])
            far, before, _ = dijkstra(graph, indices=one, min_only=True, return_predecessors=True)
            end = int(other[np.argmin(far[other])])
            if far[end] >= tree.lengths[path].sum() * (1 - 1e-12):
                continue
            steps = []
            while before[end] >= 0:
                steps.append((end, int(before[end])))
                end = int(before[end])
            kept = np.delete(tree.edges, path, axis=0)
            tree = _cleaned(graph, np.vstack([kept, np.array(steps)]), terminals)
            changed = True
            break
    return tree


def _key_paths(tree: Tree, terminals: Any) -> list[list[int]]:
    """Part a tree into paths between terminals and branching points; longest first."""
    ends = {*map(int, terminals), *map(int, _branching(tree))}
    around: dict[int, list[tuple[int, int]]] = {}
    for number, (one, other) in enumerate(tree.edges.tolist()):
        around.setdefault(one, []).append((other, number))
        around.setdefault(other, []).append((one, number))
    seen: set[int] = set()
    paths = []
    for start in sorted(ends):
        for step in around.get(start, []):
            node, number = step
            if number in seen:
                continue
            path = [number]
            while node not in ends:
                node, number = next(one for one in around[node] if one[1] != number)
                path.append(number)
            seen.update(path)
            paths.append(path)
    return sorted(paths, key=lambda path: -float(tree.lengths[path].sum()))


def _sides(tree: Tree, path: list[int], count: int) -> tuple[Any, Any]:
    """Give the nodes of the two parts that are left when a path is taken out of a tree."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    kept = np.delete(tree.edges, path, axis=0)
    cut = tree.edges[path]
    nodes, times = np.unique(cut, return_counts=True)
    tips = nodes[times == 1]
    link = coo_array((np.ones(len(kept)), (kept[:, 0], kept[:, 1])), shape=(count, count))
    _, label = connected_components(link, directed=False)
    inside = np.union1d(np.unique(kept), tips)
    one = inside[label[inside] == label[tips[0]]]
    return one, inside[label[inside] == label[tips[1]]]
