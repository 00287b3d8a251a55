"""Approximate boundaries of a province's communes, for as long as it has no real ones.

Nothing is traced. The lists of units give, for every commune until June 2025, a box, and for every
one since then a centre and an area. Each old commune is taken as a rounded box; a fine, slightly
irregular mosaic goes, tile by tile, to the commune in whose rounded box it lies deepest, while the
communes push at each other until their areas are right. The tiles joined are a true coverage:
neighbours share their edges. The same list of units gives the same bytes.
"""

from __future__ import annotations

import functools
import json
import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis import units
from dxanalysis.units import registry

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy.typing as npt

    Floats = npt.NDArray[np.float64]
    Ints = npt.NDArray[np.int64]
    Shapes = npt.NDArray[np.object_]

_KM_PER_DEGREE: Final = (111.32, 110.70)
"""Of longitude at the equator, and of latitude near 20° N, on the ellipsoid: what is drawn is
scaled to published areas, for which a sphere is half a percent out."""
_SEED: Final = 75
_COARSEST: Final = 0.8
"""Side of the mosaic's tiles in a province of wide communes, km."""
_FINEST: Final = 0.25
_TILES_ACROSS: Final = 12
"""So many tiles lie side by side in a small commune (one of ten is smaller)…"""
_MOST_TILES: Final = 26_000
"""… as long as the province has no more than so many."""
_ROUNDNESS: Final = 2.6
"""Exponent of the rounded boxes: 2 is an ellipse, more is more like the box."""
_MARGIN: Final = 6.0
"""How far around the boxes the mosaic reaches, km."""
_BEYOND: Final = 6.0
"""How steeply the depth grows beyond a known box, where the commune cannot reach."""
_OFFSHORE: Final = 20.0
"""A box so many times as big as its commune holds mostly sea, or is another place's."""


@dataclass(frozen=True)
class _Ground:
    """What a province is drawn on.

    Attributes
    ----------
    listed
        Its units (:func:`dxanalysis.units.load_units`).
    km
        Kilometres in a degree of longitude and of latitude; the province is taken as flat.
    spacing
        Side of the mosaic's tiles, km.
    area_km2
        Of the whole province.
    """

    listed: pd.DataFrame
    km: Floats
    spacing: float
    area_km2: float

    @property
    def centres(self) -> Floats:
        """The units' centres, km; shape (units, 2)."""
        return self.listed[["lon", "lat"]].to_numpy() * self.km

    @property
    def closing(self) -> float:
        """Bays of the outline narrower than twice this, in km, are filled."""
        return 3.125 * self.spacing

    @property
    def tolerance(self) -> float:
        """How coarsely edges are simplified, km: the root of the triangles that may be cut off."""
        return 0.5625 * self.spacing


def approximate_boundaries(province: str, *, area_km2: float | None = None) -> gpd.GeoDataFrame:
    """Draw approximate boundaries of a province's communes of today.

    Parameters
    ----------
    province
        Code or name of a province of 2025-07.
    area_km2
        Official area of the province; by default the sum of its communes' areas.

    Returns
    -------
    geopandas.GeoDataFrame
        ``unit_code``, ``unit_name``, ``approximate`` (always true) and ``geometry`` in degrees,
        WGS 84 (EPSG:4326), to five decimals: a coverage without gaps or overlaps, every commune
        in it. **Not for deciding where a border runs.**

    Raises
    ------
    ParameterError
        If the province is unknown.
    """
    return _drawn(units.resolve_province(province), area_km2).copy()


@functools.lru_cache(maxsize=4)  # it takes seconds, and a desk asks for the same province again
def _drawn(code: str, area_km2: float | None) -> gpd.GeoDataFrame:
    """Draw a province by its code."""
    ground = _ground(units.load_units(province=code), area_km2)
    boxes = _sites(ground)
    points = _mosaic(ground, boxes)
    away = _depths(points, boxes, len(ground.listed))
    multipoint: Any = shapely.multipoints(points)
    tiles = shapely.get_parts(shapely.voronoi_polygons(multipoint, ordered=True))
    inside = _outline(ground, points, tiles, away)
    owner = np.full(len(points), -1)
    owner[inside] = _share_out(away[inside], ground.listed["area_km2"].to_numpy())
    pairs = _touching(points, multipoint)
    owner = _tidy(_with_everyone(ground, owner, points), pairs)
    owner = _with_everyone(ground, owner, points)
    shapes = [
        shapely.coverage_union_all(tiles[owner == unit]) for unit in range(len(ground.listed))
    ]
    simple = shapely.coverage_simplify(shapes, ground.tolerance)
    degrees = shapely.transform(simple, lambda xy: np.round(xy / ground.km, 5))
    listed = ground.listed
    return gpd.GeoDataFrame(
        {
            "unit_code": listed.index,
            "unit_name": listed["unit_name"].to_numpy(),
            "approximate": True,
        },
        geometry=degrees,
        crs=4326,
    )


def to_geojson(boundaries: gpd.GeoDataFrame) -> str:
    """Write boundaries as GeoJSON, one feature a line.

    Parameters
    ----------
    boundaries
        What :func:`approximate_boundaries` gave.

    Returns
    -------
    str
        A feature collection (RFC 7946).
    """
    properties = boundaries.drop(columns="geometry").to_dict("records")
    features: list[dict[str, Any]] = [
        {"type": "Feature", "properties": one, "geometry": json.loads(shapely.to_geojson(shape))}
        for one, shape in zip(properties, boundaries.geometry, strict=True)
    ]
    lines = (json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"


def _ground(listed: pd.DataFrame, area_km2: float | None) -> _Ground:
    """Measure out the ground: its degrees, and tiles small enough for its small communes."""
    lat = round(float(listed["lat"].median()), 1)
    small = math.sqrt(listed["area_km2"].quantile(0.1))
    whole = area_km2 or float(listed["area_km2"].sum())
    fewest = math.sqrt(whole / _MOST_TILES / (math.sqrt(3) / 2))
    spacing = round(max(min(_COARSEST, small / _TILES_ACROSS), _FINEST, fewest), 2)
    km = np.array([math.cos(math.radians(lat)), 1.0]) * _KM_PER_DEGREE
    return _Ground(listed, km, spacing, whole)


def _sites(ground: _Ground) -> pd.DataFrame:
    """Give the rounded boxes that the communes are made of, in km.

    A box is unusable where several communes have the same (the geocoder fell back on the
    district), where it is far bigger or smaller than its district's median, where its middle lies
    far from the new commune it went to, where another commune with the same centre lies nearer
    to its own (a namesake), or where only a lesser part of the commune went here. The parts that
    lose their box are replaced by one square around the new commune's centre, of the area that
    remains. Small bridges hold the parts together.

    Returns
    -------
    pandas.DataFrame
        ``unit`` (position among the units), ``x``, ``y``, ``half_x``, ``half_y`` and ``known``.
    """
    new = ground.listed
    old = _parts(ground)
    area = 4 * old["half_x"] * old["half_y"]
    usual = area.groupby(old["district_code"]).transform("median")
    home = new.iloc[old["unit"]]
    centre = ground.centres[old["unit"]]
    away = ((old["x"] - centre[:, 0]) ** 2 + (old["y"] - centre[:, 1]) ** 2) ** 0.5
    reach = 2.5 * np.sqrt(home["area_km2"].to_numpy() / math.pi)
    namesake = away > away.groupby([old["lat"], old["lon"]]).transform("min")
    usable = (
        ~namesake
        & ~old["box"].duplicated(keep=False)
        & area.between(usual / 15, usual * 6)
        & (area < _OFFSHORE * home["area_km2"].to_numpy())
        & (away < reach)
        & old["main"]
    )
    kept = old[usable]
    # A commune fills a little over half of its box.
    covered = (0.55 * area[usable]).groupby(kept["unit"]).sum()
    patches = []
    for unit in sorted(set(old.loc[~usable, "unit"]) | (set(range(len(new))) - set(old["unit"]))):
        whole = new["area_km2"].iloc[unit]
        rest = max(whole - covered.get(unit, 0.0), 0.25 * whole)
        half = math.sqrt(rest) / 2 * 1.25
        x, y = ground.centres[unit]
        patches.append(
            {"unit": unit, "x": x, "y": y, "half_x": half, "half_y": half, "known": False}
        )
    columns = ["unit", "x", "y", "half_x", "half_y", "known"]
    parts = pd.concat([kept[columns], pd.DataFrame(patches, columns=columns)], ignore_index=True)
    parts["known"] = parts["known"].astype(bool)
    bridges = [
        bridge for _, part in parts.groupby("unit") for bridge in _bridges(part, ground.spacing)
    ]
    return pd.concat([parts, pd.DataFrame(bridges)], ignore_index=True) if bridges else parts


def _parts(ground: _Ground) -> pd.DataFrame:
    """List the old communes that the units were put together from, with their boxes in km."""
    new = ground.listed
    links = registry.links_2025_02_to_2025_07()
    links = links[links["to_code"].isin(new.index)].sort_values("from_code")
    old = registry.table_2025_02().loc[links["from_code"]]
    edges = old["box"].str.extract(r"([\d.]+),([\d.]+) – ([\d.]+),([\d.]+)").astype("float64")
    south, west, north, east = (edges[place] for place in range(4))
    parts = old.assign(
        unit=new.index.get_indexer(pd.Index(links["to_code"])),
        x=(west + east) / 2 * ground.km[0],
        y=(south + north) / 2 * ground.km[1],
        half_x=(east - west) / 2 * ground.km[0],
        half_y=(north - south) / 2 * ground.km[1],
        known=True,
        main=(links["weight"] > 0.5).to_numpy(),  # noqa: PLR2004 - the bigger part of it
    )
    return parts.reset_index(drop=True)


def _bridges(parts: pd.DataFrame, spacing: float) -> list[dict[str, Any]]:
    """Link the parts of one commune, each to the nearest already linked, by small boxes."""
    middles = parts[["x", "y"]].to_numpy()
    halves = parts[["half_x", "half_y"]].to_numpy()
    boxes = shapely.box(*(middles - halves).T, *(middles + halves).T)
    linked, loose, bridges = [0], list(range(1, len(boxes))), []
    while loose:
        one, other = min(
            ((a, b) for a in linked for b in loose),
            key=lambda pair: math.dist(middles[pair[0]], middles[pair[1]]),
        )
        common = shapely.intersection(boxes[one], boxes[other])
        if common.is_empty:
            common = shapely.shortest_line(boxes[one], boxes[other])
        left, bottom, right, top = common.bounds
        bridges.append(
            {
                "unit": int(parts["unit"].iloc[0]),
                "x": (left + right) / 2,
                "y": (bottom + top) / 2,
                "half_x": max(1.5 * spacing, (right - left) / 2),
                "half_y": max(1.5 * spacing, (top - bottom) / 2),
                "known": False,
            }
        )
        linked.append(other)
        loose.remove(other)
    return bridges


def _rows(boxes: pd.DataFrame) -> Iterable[Any]:
    """Go through boxes one by one, their columns as attributes."""
    return boxes.itertuples()


def _depths(points: Floats, boxes: pd.DataFrame, n: int) -> Floats:
    """Measure how far out each point lies in the nearest rounded box of each commune.

    Returns
    -------
    numpy.ndarray
        Shape (points, n): 0 in the middle, 1 on the rounded edge, more outside. Beyond a known
        box, where the commune cannot reach, the value grows steeply.
    """
    away = np.full((len(points), n), np.inf)
    for box in _rows(boxes):
        across = np.abs(points - (box.x, box.y)) / (box.half_x, box.half_y)
        value = (across**_ROUNDNESS).sum(axis=1) ** (1 / _ROUNDNESS)
        if box.known:
            value = value + _BEYOND * np.maximum(across.max(axis=1) - 1.02, 0)
        away[:, box.unit] = np.minimum(away[:, box.unit], value)
    return away


def _mosaic(ground: _Ground, boxes: pd.DataFrame) -> Floats:
    """Spread the middles of the tiles: a hexagonal grid, shaken.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2), km, with a margin around the boxes; the open sea between them is left out.
    """
    noise = random.Random(_SEED)  # noqa: S311 - to shake a grid, always in the same way
    spacing = ground.spacing
    left, bottom = (boxes["x"] - boxes["half_x"]).min(), (boxes["y"] - boxes["half_y"]).min()
    right, top = (boxes["x"] + boxes["half_x"]).max(), (boxes["y"] + boxes["half_y"]).max()
    step = spacing * math.sqrt(3) / 2
    rows = math.ceil((top - bottom + 2 * _MARGIN) / step)
    columns = math.ceil((right - left + 2 * _MARGIN) / spacing)
    near = np.zeros((rows, columns), dtype=bool)
    for box in _rows(boxes):
        low = int((box.y - box.half_y - bottom) / step)
        high = math.ceil((box.y + box.half_y - bottom + 2 * _MARGIN) / step)
        first = int((box.x - box.half_x - left) / spacing)
        last = math.ceil((box.x + box.half_x - left + 2 * _MARGIN) / spacing)
        near[low : high + 1, first : last + 1] = True
    shake = np.array([noise.random() for _ in range(2 * near.size)]).reshape(rows, columns, 2)
    row, column = np.nonzero(near)
    shake = spacing * 0.62 * (shake[near] - 0.5)
    across = left - _MARGIN + spacing * (column + row % 2 / 2) + shake[:, 0]
    along = bottom - _MARGIN + step * row + shake[:, 1]
    return np.column_stack([across, along])


def _outline(ground: _Ground, points: Floats, tiles: Shapes, away: Floats) -> npt.NDArray[np.bool_]:
    """Choose the tiles inside the province: the deepest that make up its area.

    Returns
    -------
    numpy.ndarray
        Shape (n,), whether inside.
    """
    depth = away.min(axis=1)
    low, high = 0.8, 1.4
    inside: npt.NDArray[np.bool_] = depth < high
    size = shapely.area(tiles)
    for _ in range(9):
        middle = (low + high) / 2
        land = shapely.coverage_union_all(tiles[depth < middle])
        land = shapely.buffer(
            shapely.buffer(land, ground.closing, quad_segs=3), -ground.closing, quad_segs=3
        )
        parts = shapely.get_parts(land)
        # Lakes are filled, and what holds no commune's centre is no land of the province.
        peopled = shapely.intersects(parts, shapely.multipoints(ground.centres))
        land = shapely.multipolygons([shapely.polygons(part.exterior) for part in parts[peopled]])
        shapely.prepare(land)
        inside = shapely.contains_xy(land, points[:, 0], points[:, 1])
        low, high = (low, middle) if size[inside].sum() > ground.area_km2 else (middle, high)
    return inside


def _share_out(away: Floats, target: Floats, *, rounds: int = 120) -> Ints:
    """Give every tile to a commune so that the communes' areas are as published.

    Parameters
    ----------
    away
        Shape (n, units), as :func:`_depths`.
    target
        Shape (units,), the areas wanted, km².

    Returns
    -------
    numpy.ndarray
        Shape (n,), the position of each tile's commune.
    """
    wanted = target / target.sum() * len(away)
    push = np.zeros(len(target))
    owner: Ints = np.argmin(away, axis=1)
    for turn in range(rounds):
        owner = np.argmin(away - push, axis=1)
        got = np.bincount(owner, minlength=len(target))
        push += 0.25 / (1 + turn / 25) * np.clip(np.log(wanted / np.maximum(got, 1)), -1, 1)
        push = np.clip(push, -0.6, 0.6)
    return owner


def _with_everyone(ground: _Ground, owner: Ints, points: Floats) -> Ints:
    """Give the tile at its centre to every commune that has none: none may be missing."""
    owner = owner.copy()
    for unit, centre in enumerate(ground.centres):
        if not (owner == unit).any():
            spare = np.bincount(owner + 1, minlength=len(ground.listed) + 1) > 1
            free = np.flatnonzero(spare[owner + 1])
            nearest = free[np.argmin(np.hypot(*(points[free] - centre).T))]
            owner[nearest] = unit
    return owner


def _touching(points: Floats, multipoint: Any) -> Ints:  # noqa: ANN401 - as shapely has it
    """List the pairs of tiles that touch; shape (m, 2)."""
    place = {tuple(point): tile for tile, point in enumerate(points.tolist())}
    lines = shapely.get_parts(shapely.delaunay_triangles(multipoint, only_edges=True))
    ends = shapely.get_coordinates(lines).tolist()
    return np.array([place[tuple(end)] for end in ends]).reshape(-1, 2)


def _tidy(owner: Ints, pairs: Ints) -> Ints:
    """Smooth the ownership of tiles, and leave every commune in one piece, its islands aside.

    Parameters
    ----------
    owner
        Shape (n,): the commune of each tile, −1 outside.
    pairs
        Shape (m, 2): tiles that touch.

    Returns
    -------
    numpy.ndarray
        The owner of each tile, tidied.
    """
    neighbours: list[list[int]] = [[] for _ in owner]
    for one, other in pairs.tolist():
        neighbours[one].append(other)
        neighbours[other].append(one)
    for _ in range(3):
        before = owner.copy()
        for tile, around in enumerate(neighbours):
            if before[tile] >= 0 and around:
                votes = np.bincount(before[around] + 1, minlength=before[tile] + 2)
                votes[0] = 0
                if votes.max() >= 4 and votes[before[tile] + 1] <= 2:  # noqa: PLR2004 - of six
                    owner[tile] = int(votes.argmax()) - 1
    while loose := _loose_pieces(owner, neighbours):
        for piece, others in loose:
            owner[piece] = max(sorted(set(others)), key=others.count)
    return owner


def _loose_pieces(owner: Ints, neighbours: list[list[int]]) -> list[tuple[list[int], list[int]]]:
    """Find what does not hang together with its owner's largest piece, smallest first.

    Each piece comes with the owners of the tiles around it; islands, which have none, stay.
    """
    pieces = sorted(_pieces(owner, neighbours), key=len)
    largest = {int(owner[piece[0]]): piece for piece in pieces}
    found = []
    for piece in pieces:
        own = int(owner[piece[0]])
        if own < 0 or piece is largest[own]:
            continue
        near = [int(owner[other]) for tile in piece for other in neighbours[tile]]
        others = [other for other in near if other not in {own, -1}]
        if others:
            found.append((piece, others))
    return found


def _pieces(owner: Ints, neighbours: list[list[int]]) -> list[list[int]]:
    """Group tiles of one owner that hang together."""
    seen = np.zeros(len(owner), dtype=bool)
    pieces = []
    for start in range(len(owner)):
        if seen[start]:
            continue
        seen[start] = True
        piece = [start]
        for tile in piece:
            for near in neighbours[tile]:
                if not seen[near] and owner[near] == owner[start]:
                    seen[near] = True
                    piece.append(near)
        pieces.append(piece)
    return pieces
