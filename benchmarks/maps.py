"""Set gap_map against three folium.Choropleth layers: ``python benchmarks/maps.py``.

Both draw the same units with the same three themes. Printed per layer: bytes of the page, seconds
to build and write it, and how many times smaller and faster ours is. The generated layer has as
many units as ``--units`` says; the real one is read below DXANALYSIS_REAL_DATA where that is set.
Each side is built once, after one small map that loads what both need.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.maps import Theme, gap_map, save_map

if TYPE_CHECKING:
    from collections.abc import Callable

THEMES = ("pop_4g", "pop_5g", "villages_fibre")
POINTS_PER_EDGE = 100
CELL_DEGREES = 0.3


def generated(count: int) -> gpd.GeoDataFrame:
    """Make a grid of units whose shared edges are wavy, one wave for both sides."""
    side = int(np.ceil(np.sqrt(count)))
    generator = np.random.default_rng(20250701)
    along = np.linspace(0, 1, POINTS_PER_EDGE)
    waves: dict[tuple[int, int, bool], np.ndarray] = {}

    def edge(x: int, y: int, *, up: bool) -> np.ndarray:
        if (x, y, up) not in waves:
            walk = np.cumsum(generator.normal(0, 0.003, POINTS_PER_EDGE))
            wave = (walk - along * walk[-1]) * np.sin(np.pi * along)
            straight, across = along + (y if up else x), wave + (x if up else y)
            pair = (across, straight) if up else (straight, across)
            waves[x, y, up] = np.column_stack(pair)
        return waves[x, y, up]

    cells = []
    for number in range(count):
        y, x = divmod(number, side)
        ring = [
            edge(x, y, up=False),
            edge(x + 1, y, up=True),
            edge(x, y + 1, up=False)[::-1],
            edge(x, y, up=True)[::-1],
        ]
        cells.append(shapely.Polygon(np.concatenate(ring) * CELL_DEGREES + [103, 9]))
    codes = [f"{number:05d}" for number in range(count)]
    names = [f"Xã Số {number}" for number in range(count)]
    return gpd.GeoDataFrame({"unit_name": names}, geometry=cells, index=codes, crs=4326)


def figures(codes: list[str]) -> pd.DataFrame:
    """Make illustrative figures for every unit and theme."""
    generator = np.random.default_rng(1)
    tables = []
    for theme in THEMES:
        base = generator.integers(1_000, 20_000, len(codes)).astype(float)
        rate = generator.uniform(0, 100, len(codes))
        tables.append(
            pd.DataFrame(
                {
                    "unit_code": codes,
                    "indicator": theme,
                    "operator": "any",
                    "as_of": pd.NaT,
                    "numerator": np.rint(base * rate / 100),
                    "denominator": base,
                    "rate_pct": rate,
                    "observed_pct": 100.0,
                    "target_pct": 99.0,
                    "target_year": 2030,
                    "gap_points": 99 - rate,
                    "gap_count": np.clip(np.ceil(base * (99 - rate) / 100), 0, None),
                    "basis": "population",
                    "comparable": True,
                    "evidence": "illustrative",
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


def ours(units: gpd.GeoDataFrame, gaps: pd.DataFrame, path: Path) -> None:
    """Build one page with three themes."""
    fmap = gap_map(
        units,
        gaps,
        themes=[Theme(theme) for theme in THEMES],
        title="Benchmark",
        illustrative=True,
        approximate=True,
    )
    save_map(fmap, path)


def choropleths(units: gpd.GeoDataFrame, gaps: pd.DataFrame, path: Path) -> None:
    """Build the same with one folium.Choropleth per theme."""
    shapes = units.reset_index(names="unit_code")[["unit_code", "unit_name", "geometry"]]
    fmap = folium.Map()
    for theme in THEMES:
        folium.Choropleth(
            geo_data=shapes,
            data=gaps[gaps["indicator"] == theme],
            columns=["unit_code", "gap_points"],
            key_on="feature.properties.unit_code",
            name=theme,
            legend_name=theme,
        ).add_to(fmap)
    folium.LayerControl().add_to(fmap)
    fmap.save(path)


def measured(
    build: Callable[[gpd.GeoDataFrame, pd.DataFrame, Path], None], units: gpd.GeoDataFrame
) -> tuple[int, float]:
    """Build once; give bytes and seconds."""
    gaps = figures(list(units.index))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "map.html"
        start = time.perf_counter()
        build(units, gaps, path)
        seconds = time.perf_counter() - start
        return path.stat().st_size, seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=200, help="units of the generated layer")
    options = parser.parse_args()
    layers = {f"generated {options.units}": generated(options.units)}
    real = os.environ.get("DXANALYSIS_REAL_DATA")
    if real:
        file = Path(real) / "boundaries" / "son_la_communes_2025.gpkg"
        units = gpd.read_file(file).set_index("code").rename(columns={"fullName": "unit_name"})
        layers[f"Sơn La {len(units)}"] = units
    small = generated(4)
    for build in (ours, choropleths):
        measured(build, small)
    print(f"{'layer':<18}{'points':>10}{'':>14}{'MB':>8}{'seconds':>9}{'smaller':>9}{'faster':>8}")
    for name, units in layers.items():
        points = int(shapely.get_num_coordinates(units.geometry.to_numpy()).sum())
        size, seconds = measured(ours, units)
        other_size, other_seconds = measured(choropleths, units)
        print(
            f"{name:<18}{points:>10,}{'Choropleth x3':>14}"
            f"{other_size / 1e6:>8.2f}{other_seconds:>9.2f}"
        )
        print(
            f"{'':<28}{'gap_map':>14}{size / 1e6:>8.2f}{seconds:>9.2f}"
            f"{other_size / size:>8.1f}x{other_seconds / seconds:>7.1f}x"
        )


if __name__ == "__main__":
    main()
