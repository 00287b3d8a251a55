"""Draw approximate boundaries of the 75 communes from public centres, boxes and areas.

``python data/son-la/make_boundaries.py [--out FILE]`` writes boundaries.geojson. Nothing is traced:
the package vietnamadminunits gives, for the 200 communes until June 2025, a box each, and for the
75 since then a centre and an area (used as ``dxanalysis.units`` corrects them). Every old commune
is taken as a rounded box; a fine, slightly irregular mosaic goes, tile by tile, to the commune in
whose rounded box it lies deepest, while the new communes push at each other until their areas are
right. The tiles joined are a true coverage: neighbours share their edges. Running it again gives
the same bytes.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from pathlib import Path
from typing import Any, Final

import numpy as np
import pandas as pd
import shapely
from vietnamadminunits.database import get_data

from dxanalysis import registry, units

PROVINCE: Final = "14"
SEED: Final = 75
AREA_KM2: Final = 14_109.83
"""Official area of the province."""

KM: Final = np.array([111.32 * math.cos(math.radians(21.2)), 110.70])
"""Kilometres in a degree of longitude and latitude; the province is taken as flat (0.5 % off)."""

SPACING: Final = 0.8
"""Side of the mosaic's tiles, km."""

ROUNDNESS: Final = 2.6
"""Exponent of the rounded boxes: 2 is an ellipse, more is more like the box."""

CLOSING: Final = 2.5
"""Bays of the outline narrower than twice this, in km, are filled."""

TOLERANCE: Final = 0.45
"""How coarsely edges are simplified, km: the square root of the triangles that may be cut off."""


def sites() -> pd.DataFrame:
    """Give the rounded boxes that the 75 communes are made of, in km.

    A box is unusable where several communes have the same (the geocoder fell back on the
    district), where it is far bigger or smaller than its district's median, where its middle lies
    far from the new commune it went to, or where another commune with the same centre lies nearer
    to its own (a namesake). The parts that lose their box are replaced by one square around the
    new commune's centre, of the area that remains. Small bridges hold the parts together.

    Returns
    -------
    pandas.DataFrame
        ``unit`` (position among the 75), ``x``, ``y``, ``half_x``, ``half_y`` and ``known``.
    """
    new = units.load_units(vintage="2025-07", province=PROVINCE)
    links = registry.links_2025_02_to_2025_07()
    links = links[links["to_code"].isin(new.index)].set_index("from_code")["to_code"]
    fields = ["wardCode", "districtCode", "provinceCode", "wardLat", "wardLon", "wardBounds"]
    old = pd.DataFrame(get_data(fields=fields, table="admin_units_legacy"))
    old = old[old["provinceCode"] == PROVINCE].set_index("wardCode").sort_index()
    edges = old["wardBounds"].str.extract(r"([\d.]+),([\d.]+) – ([\d.]+),([\d.]+)").astype(float)
    south, west, north, east = (edges[place] for place in range(4))
    old = old.assign(
        unit=new.index.get_indexer(links.reindex(old.index)),
        x=(west + east) / 2 * KM[0],
        y=(south + north) / 2 * KM[1],
        half_x=(east - west) / 2 * KM[0],
        half_y=(north - south) / 2 * KM[1],
        known=True,
    )
    area = 4 * old["half_x"] * old["half_y"]
    usual = area.groupby(old["districtCode"]).transform("median")
    home = new.iloc[old["unit"]]
    away = np.hypot(
        old["x"] - home["lon"].to_numpy() * KM[0], old["y"] - home["lat"].to_numpy() * KM[1]
    )
    reach = 2.5 * np.sqrt(home["area_km2"].to_numpy() / math.pi)
    namesake = away > away.groupby([old["wardLat"], old["wardLon"]]).transform("min")
    usable = (
        ~namesake
        & ~old["wardBounds"].duplicated(keep=False)
        & area.between(usual / 15, usual * 6)
        & (away < reach)
    )
    kept = old[usable]
    # A commune fills a little over half of its box.
    covered = (0.55 * area[usable]).groupby(kept["unit"]).sum()
    patches = []
    for unit in sorted(set(old.loc[~usable, "unit"])):
        row = new.iloc[unit]
        rest = max(row["area_km2"] - covered.get(unit, 0.0), 0.25 * row["area_km2"])
        half = math.sqrt(rest) / 2 * 1.25
        x, y = row["lon"] * KM[0], row["lat"] * KM[1]
        patches.append(
            {"unit": unit, "x": x, "y": y, "half_x": half, "half_y": half, "known": False}
        )
    columns = ["unit", "x", "y", "half_x", "half_y", "known"]
    parts = pd.concat([kept[columns], pd.DataFrame(patches)], ignore_index=True)
    bridges = [bridge for _, part in parts.groupby("unit") for bridge in _bridges(part)]
    return pd.concat([parts, pd.DataFrame(bridges)], ignore_index=True)


def _bridges(parts: pd.DataFrame) -> list[dict[str, Any]]:
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
                "half_x": max(1.5 * SPACING, (right - left) / 2),
                "half_y": max(1.5 * SPACING, (top - bottom) / 2),
                "known": False,
            }
        )
        linked.append(other)
        loose.remove(other)
    return bridges


def depths(points: np.ndarray, boxes: pd.DataFrame) -> np.ndarray:
    """Measure how far out each point lies in the nearest rounded box of each commune.

    Parameters
    ----------
    points
        Shape (n, 2), km.
    boxes
        What :func:`sites` gave.

    Returns
    -------
    numpy.ndarray
        Shape (n, 75): 0 in the middle, 1 on the rounded edge, more outside. Beyond a known box,
        where the commune cannot reach, the value grows steeply.
    """
    away = np.full((len(points), int(boxes["unit"].max()) + 1), np.inf)
    for box in boxes.itertuples():
        across = np.abs(points - (box.x, box.y)) / (box.half_x, box.half_y)
        value = (across**ROUNDNESS).sum(axis=1) ** (1 / ROUNDNESS)
        if box.known:
            value = value + 6 * np.maximum(across.max(axis=1) - 1.02, 0)
        away[:, box.unit] = np.minimum(away[:, box.unit], value)
    return away


def mosaic(boxes: pd.DataFrame) -> np.ndarray:
    """Spread the middles of the tiles: a hexagonal grid, shaken.

    Returns
    -------
    numpy.ndarray
        Shape (n, 2), km, with a margin around the province.
    """
    noise = random.Random(SEED)
    margin = 6
    left, bottom = (boxes["x"] - boxes["half_x"]).min(), (boxes["y"] - boxes["half_y"]).min()
    right, top = (boxes["x"] + boxes["half_x"]).max(), (boxes["y"] + boxes["half_y"]).max()
    step = SPACING * math.sqrt(3) / 2
    rows = math.ceil((top - bottom + 2 * margin) / step)
    columns = math.ceil((right - left + 2 * margin) / SPACING)
    return np.array(
        [
            (
                left - margin + SPACING * (column + row % 2 / 2 + 0.62 * (noise.random() - 0.5)),
                bottom - margin + step * row + SPACING * 0.62 * (noise.random() - 0.5),
            )
            for row in range(rows)
            for column in range(columns)
        ]
    )


def outline(points: np.ndarray, tiles: np.ndarray, away: np.ndarray) -> np.ndarray:
    """Choose the tiles inside the province: the deepest that make up its official area.

    Parameters
    ----------
    points, tiles
        The middles and the tiles, km.
    away
        What :func:`depths` gave.

    Returns
    -------
    numpy.ndarray
        Shape (n,), whether inside.
    """
    depth = away.min(axis=1)
    low, high = 0.8, 1.4
    inside = depth < high
    for _ in range(9):
        middle = (low + high) / 2
        land = shapely.coverage_union_all(tiles[depth < middle])
        land = shapely.buffer(shapely.buffer(land, CLOSING, quad_segs=3), -CLOSING, quad_segs=3)
        land = shapely.polygons(max(shapely.get_parts(land), key=shapely.area).exterior)
        shapely.prepare(land)
        inside = shapely.contains_xy(land, points[:, 0], points[:, 1])
        area = shapely.area(tiles[inside]).sum()
        low, high = (low, middle) if area > AREA_KM2 else (middle, high)
    return inside


def share_out(away: np.ndarray, target: np.ndarray, *, rounds: int = 120) -> np.ndarray:
    """Give every tile to a commune so that the communes' areas are as published.

    Parameters
    ----------
    away
        Shape (n, 75), as :func:`depths`.
    target
        Shape (75,), the areas wanted, km².

    Returns
    -------
    numpy.ndarray
        Shape (n,), the position of each tile's commune.
    """
    wanted = target / target.sum() * len(away)
    push = np.zeros(len(target))
    owner = np.argmin(away, axis=1)
    for turn in range(rounds):
        owner = np.argmin(away - push, axis=1)
        got = np.bincount(owner, minlength=len(target))
        push += 0.25 / (1 + turn / 25) * np.clip(np.log(wanted / np.maximum(got, 1)), -1, 1)
        push = np.clip(push, -0.6, 0.6)
    return owner


def tidy(owner: np.ndarray, pairs: np.ndarray) -> np.ndarray:
    """Smooth the ownership of tiles, and leave every commune in one piece.

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
                if votes.max() >= 4 and votes[before[tile] + 1] <= 2:
                    owner[tile] = int(votes.argmax()) - 1
    while loose := _loose_pieces(owner, neighbours):
        for piece in loose:
            near = [int(owner[n]) for tile in piece for n in neighbours[tile]]
            others = [other for other in near if other not in {owner[piece[0]], -1}]
            owner[piece] = max(sorted(set(others)), key=others.count)
    return owner


def _loose_pieces(owner: np.ndarray, neighbours: list[list[int]]) -> list[list[int]]:
    """Find what does not hang together with its owner's largest piece, smallest first."""
    pieces = sorted(_pieces(owner, neighbours), key=len)
    largest = {int(owner[piece[0]]): piece for piece in pieces}
    return [p for p in pieces if owner[p[0]] >= 0 and p is not largest[int(owner[p[0]])]]


def _pieces(owner: np.ndarray, neighbours: list[list[int]]) -> list[list[int]]:
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


def draw() -> dict[str, Any]:
    """Draw the 75 communes.

    Returns
    -------
    dict
        A GeoJSON feature collection in degrees, WGS 84, to five decimals.
    """
    new = units.load_units(vintage="2025-07", province=PROVINCE)
    boxes = sites()
    points = mosaic(boxes)
    away = depths(points, boxes)
    multipoint = shapely.multipoints(points)
    tiles = shapely.get_parts(shapely.voronoi_polygons(multipoint, ordered=True))
    inside = outline(points, tiles, away)
    owner = np.full(len(points), -1)
    owner[inside] = share_out(away[inside], new["area_km2"].to_numpy())
    place = {tuple(point): tile for tile, point in enumerate(points.tolist())}
    lines = shapely.get_parts(shapely.delaunay_triangles(multipoint, only_edges=True))
    ends = shapely.get_coordinates(lines).tolist()
    pairs = np.array([place[tuple(end)] for end in ends]).reshape(-1, 2)
    owner = tidy(owner, pairs)
    shapes = [shapely.coverage_union_all(tiles[owner == unit]) for unit in range(len(new))]
    shapes = shapely.coverage_simplify(shapes, TOLERANCE)
    degrees = shapely.transform(shapes, lambda xy: np.round(xy / KM, 5))
    if not (shapely.coverage_is_valid(degrees) and shapely.is_valid(degrees).all()):
        msg = "the shapes overlap or cross themselves: change SPACING or TOLERANCE"
        raise ValueError(msg)
    features = [
        {
            "type": "Feature",
            "properties": {"unit_code": code, "unit_name": name, "approximate": True},
            "geometry": json.loads(shapely.to_geojson(shape)),
        }
        for code, name, shape in zip(new.index, new["unit_name"], degrees, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    default = Path(__file__).with_name("boundaries.geojson")
    parser.add_argument("--out", type=Path, default=default, help="file to write")
    path: Path = parser.parse_args().out
    features = draw()["features"]
    lines = (json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    text = '{"type":"FeatureCollection","features":[\n' + ",\n".join(lines) + "\n]}\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    print(path)


if __name__ == "__main__":
    main()
