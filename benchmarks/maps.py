"""Set gap_map against three folium.Choropleth layers: ``python benchmarks/maps.py``.

Both draw the same units with the same three themes. Printed per layer: bytes of the page, seconds
to build and write it (by the clock, and of the processor, which other work disturbs less), seconds
until Chromium (``--browser``) has it ready for use on a desktop; and of ours the same on a phone of
390 px at a quarter of the processor's speed. *cold* prepares the geometry, *warm* finds it on disk,
where an earlier process kept it. Then every goal with what was reached.

Three Choropleths of the generated layer make a page of half a gigabyte that no browser opens: there
the page of one is opened instead, which flatters it. The real layers are read below
DXANALYSIS_REAL_DATA, by default ``../shared/data`` beside the checkout.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import os
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import folium
import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from playwright.sync_api import sync_playwright

from dxanalysis.maps import Theme, gap_map, save_map
from dxanalysis.maps.geometry import cache
from dxanalysis.maps.html import leaflet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser, Route

prepare_module = importlib.import_module("dxanalysis.maps.geometry.prepare")

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
    """Build one page with all themes, as in a process that has drawn nothing yet."""
    prepare_module._prepare.cache_clear()  # noqa: SLF001
    fmap = gap_map(
        units,
        gaps,
        themes=[Theme(theme) for theme in themes],
        title="Benchmark",
        illustrative=True,
        approximate=True,
    )
    save_map(fmap, path)


def ours_anew(
    units: gpd.GeoDataFrame, gaps: pd.DataFrame, path: Path, themes: Sequence[str]
) -> None:
    """Build the same with no geometry on disk that was prepared before."""
    for kept in Path(os.environ[cache.VARIABLE]).glob("*"):
        kept.unlink()
    ours(units, gaps, path, themes)


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


class Measured(NamedTuple):
    """One page: megabytes, seconds to build by the clock and of the processor, seconds to open."""

    megabytes: float
    build: float
    processor: float
    ready: float = float("nan")
    phone: float = float("nan")


class Goal(NamedTuple):
    """How many times less ours must need, and how long a phone may take."""

    size: float
    build: float
    ready: float
    phone: float


GOALS = {
    "son-la": Goal(25, 5, 4, 1.5),
    "country": Goal(80, 8, 5, 3),
    "generated": Goal(150, 10, 8, 5),
}


def measured(
    build: Build, units: gpd.GeoDataFrame, path: Path, themes: Sequence[str] = THEMES
) -> Measured:
    """Build once."""
    gaps = figures(list(units.index))
    clock, processor = time.perf_counter(), time.process_time()
    build(units, gaps, path, themes)
    took = time.perf_counter() - clock, time.process_time() - processor
    return Measured(path.stat().st_size / 1e6, *took)


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
    real = Path(os.environ.get("DXANALYSIS_REAL_DATA", BESIDE)) / "boundaries"
    province, country = (
        real / "son_la_communes_2025.gpkg",
        real / "vietnam_communes_2025_generalised.parquet",
    )
    found = {}
    if "son-la" in chosen and province.exists():
        units = gpd.read_file(province).set_index("code")
        found["son-la"] = units.rename(columns={"fullName": "unit_name"})
    if "country" in chosen and country.exists():
        units = gpd.read_parquet(country).set_index("code")
        found["country"] = units.rename(columns={"name": "unit_name"})
    if "generated" in chosen:
        found["generated"] = generated(count).rename_axis("code")
    return {name: units[["unit_name", "geometry"]] for name, units in found.items()}


BESIDE = Path(__file__).resolve().parents[2] / "shared" / "data"


def compared(
    name: str, units: gpd.GeoDataFrame, folder: Path, browser: Browser | None
) -> dict[str, Measured]:
    """Build and open a layer's pages, each file taken away before the next is built."""
    rows = {}
    builds: list[tuple[str, Build, Sequence[str]]] = [
        ("gap_map cold", ours_anew, THEMES),
        ("gap_map warm", ours, THEMES),
        ("Choropleth x3", choropleths, THEMES),
    ]
    if name == "generated":
        builds.append(("Choropleth x1", choropleths, THEMES[:1]))
    for label, build, themes in builds:
        path = folder / "map.html"
        row = measured(build, units, path, themes)
        opens = label == "gap_map cold" or label == builds[-1][0]
        if browser and opens:
            row = row._replace(ready=interactive(browser, path, phone=False))
        if browser and label == "gap_map cold":
            row = row._replace(phone=interactive(browser, path, phone=True))
        path.unlink()
        rows[label] = row
        print(
            f"{name + ' ' + str(len(units)):<17}{label:<14}"
            + "".join(f"{one:10.2f}" for one in row),
            flush=True,
        )
    return rows


def against_goals(name: str, rows: dict[str, Measured]) -> list[tuple[str, str, str, bool]]:
    """Set what was measured against the goals: what, reached, goal, whether."""
    goal, cold, warm = GOALS[name], rows["gap_map cold"], rows["gap_map warm"]
    three, opened = rows["Choropleth x3"], list(rows.values())[-1]
    times = [
        ("HTML smaller", three.megabytes / cold.megabytes, goal.size),
        ("build faster, cold", three.build / cold.build, goal.build),
        # Told, not judged: ours uses several cores, and it is the clock that people wait by.
        ("  by processor", three.processor / cold.processor, 0.0),
        ("build faster, warm", three.build / warm.build, goal.build),
        ("ready sooner", opened.ready / cold.ready, goal.ready),
    ]
    lines = [(what, f"{ratio:.1f}x", f"{least:g}x", ratio >= least) for what, ratio, least in times]
    lines.append(("phone, s", f"{cold.phone:.2f}", f"{goal.phone:g}", cold.phone <= goal.phone))
    return [line for line in lines if "nan" not in line[1]]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--units", type=int, default=10_600, help="units of the generated layer")
    parser.add_argument("--layers", nargs="+", default=["son-la"], choices=list(GOALS))
    parser.add_argument("--browser", help="path of Chromium; measures when pages are ready")
    options = parser.parse_args()
    reached = {}
    with tempfile.TemporaryDirectory() as folder, contextlib.ExitStack() as stack:
        os.environ[cache.VARIABLE] = str(Path(folder) / "cache")
        browser = None
        if options.browser:
            playwright = stack.enter_context(sync_playwright())
            browser = playwright.chromium.launch(
                executable_path=options.browser, args=["--no-sandbox", "--disable-gpu"]
            )
        # One small map of each kind first, so that loading libraries is nobody's cost.
        small = generated(4)
        for build in (ours, choropleths):
            measured(build, small, Path(folder) / "small.html")
        heads = ("MB", "build s", "CPU s", "ready s", "phone s")
        print(" " * 31 + "".join(f"{head:>10}" for head in heads))
        for name, units in layers(options.layers, options.units).items():
            reached[name] = against_goals(name, compared(name, units, Path(folder), browser))
    print(f"\n{'goal':<32}{'reached':>10}{'goal':>10}")
    for name, lines in reached.items():
        for what, value, least, is_reached in lines:
            word = "" if least == "0x" else "reached" if is_reached else "MISSED"
            print(f"{name:<11}{what:<21}{value:>10}{least if word else '':>10}  {word}")


if __name__ == "__main__":
    main()
