"""Set gap_map against three folium.Choropleth layers: ``python benchmarks/maps.py``.

Both draw the same units with the same three themes. Printed per layer: bytes of the page, seconds
to build and write it, seconds until Chromium (``--browser``) has it ready for use, on a desktop and
on a phone of 390 px at a quarter of the processor's speed; and how many times less ours needs. The
generated layer has as many units as ``--units`` says; the real ones are read below
DXANALYSIS_REAL_DATA where that is set. Each side is built once, after one small map that loads what
both need.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
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
from playwright.sync_api import sync_playwright

from dxanalysis.maps import Theme, gap_map, leaflet, save_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Route

prepare_module = importlib.import_module("dxanalysis.maps.prepare")

THEMES = ("pop_4g", "pop_5g", "villages_fibre")
POINTS_PER_EDGE = 100
CELL_DEGREES = 0.05  # about 30 km2, as a commune has


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


def ours(units: gpd.GeoDataFrame, gaps: pd.DataFrame, path: Path, themes: Sequence[str]) -> None:
    """Build one page with all themes."""
    prepare_again()
    fmap = gap_map(
        units,
        gaps,
        themes=[Theme(theme) for theme in themes],
        title="Benchmark",
        illustrative=True,
        approximate=True,
    )
    save_map(fmap, path)


def prepare_again() -> None:
    """Forget geometry that was prepared before, so that its cost is counted."""
    prepare_module._prepare.cache_clear()  # noqa: SLF001


def choropleths(
    units: gpd.GeoDataFrame, gaps: pd.DataFrame, path: Path, themes: Sequence[str]
) -> None:
    """Build the same with one folium.Choropleth per theme."""
    shapes = units.reset_index(names="unit_code")[["unit_code", "unit_name", "geometry"]]
    fmap = folium.Map(tiles=None)
    for theme in themes:
        layer = folium.Choropleth(
            geo_data=shapes,
            data=gaps[gaps["indicator"] == theme],
            columns=["unit_code", "gap_points"],
            key_on="feature.properties.unit_code",
            name=theme,
            legend_name=theme,
        )
        layer._children.pop(layer.color_scale.get_name())  # noqa: SLF001 - needs d3 from outside
        layer.color_scale = None
        layer.add_to(fmap)
    folium.LayerControl().add_to(fmap)
    low, high = units.total_bounds[[1, 0]], units.total_bounds[[3, 2]]
    fmap.fit_bounds([low.tolist(), high.tolist()])
    fmap.save(path)


Build = "Callable[[gpd.GeoDataFrame, pd.DataFrame, Path, Sequence[str]], None]"


def measured(
    build: Build, units: gpd.GeoDataFrame, path: Path, themes: Sequence[str] = THEMES
) -> tuple[int, float]:
    """Build once; give bytes and seconds."""
    gaps = figures(list(units.index))
    start = time.perf_counter()
    build(units, gaps, path, themes)
    return path.stat().st_size, time.perf_counter() - start


WATCH = """
window.__last = 0;
new PerformanceObserver((list) => list.getEntries().forEach((one) => {
  window.__last = Math.max(window.__last, one.startTime + one.duration);
})).observe({ type: "longtask", buffered: true });
"""


def interactive(browser: Browser, path: Path, *, phone: bool) -> float:
    """Open a page; give the seconds until it was loaded and the last long task was over.

    What a page asks for outside is answered at once: Leaflet with its own file, anything else with
    nothing, and no tiles. That flatters pages that ask.
    """
    size = {"width": 390, "height": 844} if phone else {"width": 1280, "height": 800}
    context = browser.new_context(viewport=size, is_mobile=phone, has_touch=phone)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.on("pageerror", lambda error: print(path.name, error))
    page.add_init_script(WATCH)

    def answer(route: Route) -> None:
        address = route.request.url
        if address.startswith("file:"):
            route.continue_()
        elif address.endswith("leaflet.js"):
            route.fulfill(body=leaflet.script(), content_type="text/javascript")
        else:
            route.fulfill(body="", content_type="text/javascript")

    page.route("**/*", answer)
    if phone:
        context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(path.as_uri(), wait_until="load")
    page.wait_for_selector(
        "path.leaflet-interactive, canvas.leaflet-zoom-animated", state="attached"
    )
    before = -1.0
    while True:
        last = page.evaluate(
            "Math.max(window.__last, performance.getEntriesByType('navigation')[0].loadEventEnd)"
        )
        if last == before:
            break
        before = last
        page.wait_for_timeout(1_500)
    context.close()
    return before / 1000


def layers(chosen: Sequence[str], count: int) -> dict[str, gpd.GeoDataFrame]:
    """Read or make the layers that are asked for and can be had."""
    found = {}
    real = os.environ.get("DXANALYSIS_REAL_DATA")
    if "son-la" in chosen and real:
        file = Path(real) / "boundaries" / "son_la_communes_2025.gpkg"
        units = gpd.read_file(file).set_index("code").rename(columns={"fullName": "unit_name"})
        found[f"Sơn La {len(units)}"] = units[["unit_name", "geometry"]]
    if "country" in chosen and real:
        file = Path(real) / "boundaries" / "vietnam_communes_2025_generalised.parquet"
        units = gpd.read_parquet(file).set_index("code").rename(columns={"name": "unit_name"})
        found[f"Vietnam {len(units)}"] = units[["unit_name", "geometry"]]
    if "generated" in chosen:
        found[f"generated {count}"] = generated(count)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=200, help="units of the generated layer")
    parser.add_argument(
        "--layers", nargs="+", default=["son-la", "generated"],
        choices=["son-la", "country", "generated"],
    )  # fmt: skip
    parser.add_argument("--browser", help="path of Chromium; measures when pages are interactive")
    parser.add_argument(
        "--one", action="store_true", help="set one Choropleth against our three themes"
    )
    options = parser.parse_args()
    theirs = THEMES[:1] if options.one else THEMES
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        browser = None
        if options.browser:
            playwright = stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(
                executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"]
            )
        small = generated(4)
        for build in (ours, choropleths):
            measured(build, small, Path(folder) / "small.html")
        print(f"{'layer':<17}{'':>14}{'MB':>9}{'build s':>9}{'ready s':>9}{'phone s':>9}")
        for name, units in layers(options.layers, options.units).items():
            rows = {}
            for label, build, themes in (
                ("gap_map", ours, THEMES),
                (f"Choropleth x{len(theirs)}", choropleths, theirs),
            ):
                path = Path(folder) / "map.html"
                size, seconds = measured(build, units, path, themes)
                times = (
                    [interactive(browser, path, phone=phone) for phone in (False, True)]
                    if browser
                    else [float("nan")] * 2
                )
                rows[label] = np.array([size / 1e6, seconds, *times])
                print(f"{name:<17}{label:>14}" + "".join(f"{one:9.2f}" for one in rows[label]))
            one, other = rows.values()
            print(f"{'':<17}{'times':>14}" + "".join(f"{ratio:8.1f}x" for ratio in other / one))


if __name__ == "__main__":
    main()
