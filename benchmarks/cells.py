"""Measure how fast cells are counted, against pandas.read_csv and geopandas.sjoin.

Generates OpenCelliD rows over the communes of a boundary file, counts them both ways, each in a
process of its own, and prints seconds, peak memory, their ratio and whether all counts are equal::

    python benchmarks/cells.py BOUNDARIES [--rows 10000000]

``BOUNDARIES`` is a layer with the column ``code`` (GeoParquet, GeoPackage). The points of the
baseline that lie in two overlapping communes are given to the first, as :mod:`dxanalysis` does.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis.sources.measurements import radio_cells
from dxanalysis.sources.measurements.cell_file import STANDARD

SEED = 20260101
CHUNK = 500_000
KEY = ["unit_code", "net", "radio"]
RADIOS = ["GSM", "UMTS", "LTE", "NR"]


def read_units(path: Path) -> gpd.GeoDataFrame:
    """Read the communes in the order of their codes."""
    units = gpd.read_parquet(path) if path.suffix == ".parquet" else gpd.read_file(path)
    return units.set_index("code").rename_axis("unit_code").sort_index()


def generate(path: Path, units: gpd.GeoDataFrame, rows: int) -> None:
    """Write rows whose positions lie in or near communes, more in bigger ones."""
    rng = np.random.default_rng(SEED)
    boxes = units.bounds.to_numpy()
    size = shapely.area(units.geometry.to_numpy())
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        west, south, east, north = boxes[rng.choice(len(boxes), count, p=size / size.sum())].T
        created = rng.integers(1_400_000_000, 1_700_000_000, count)
        frame = pd.DataFrame(
            {
                "radio": rng.choice(RADIOS, count, p=[0.25, 0.25, 0.48, 0.02]),
                "mcc": rng.choice([452, 457], count, p=[0.98, 0.02]),
                "net": rng.choice([1, 2, 4, 5], count),
                "area": rng.integers(1, 65_536, count),
                "cell": np.arange(start, start + count),
                "unit": 0,
                "lon": rng.uniform(west, east).round(6),
                "lat": rng.uniform(south, north).round(6),
                "range": rng.integers(100, 20_000, count),
                "samples": rng.integers(1, 500, count),
                "changeable": 1,
                "created": created,
                "updated": created + rng.integers(0, 80_000_000, count),
                "averageSignal": 0,
            }
        )
        frame[list(STANDARD)].to_csv(path, index=False, header=start == 0, mode="a")


def with_pandas(path: Path, units: gpd.GeoDataFrame) -> pd.Series:
    """Count as one would without the package."""
    frame = pd.read_csv(path)
    frame = frame[frame["mcc"] == radio_cells.VIETNAM_MCC]
    points = gpd.GeoDataFrame(
        frame, geometry=gpd.points_from_xy(frame["lon"], frame["lat"]), crs=units.crs
    )
    joined = gpd.sjoin(points, units[["geometry"]], predicate="intersects")
    twice = joined.index.duplicated(keep=False)
    if twice.any():
        ordered = joined[twice].sort_values("unit_code")
        joined = pd.concat([joined[~twice], ordered[~ordered.index.duplicated()]])
    return joined.groupby(KEY).size()


def with_dxanalysis(path: Path, units: gpd.GeoDataFrame) -> pd.Series:
    """Count as the package does."""
    table = radio_cells.read_cells(path, units=units).table
    nets = {name: net for net, name in radio_cells.OPERATORS_BY_NET.items()}
    return table.assign(net=table["operator"].map(nets)).set_index(KEY)["cells"]


WAYS = {"pandas": with_pandas, "dxanalysis": with_dxanalysis}


def measured(way: str, csv: Path, boundaries: Path) -> tuple[dict[str, float], pd.Series]:
    """Count one way in a process of its own."""
    out = csv.with_suffix(f".{way}.parquet")
    command = [sys.executable, __file__, str(boundaries), "--way", way, "--csv", str(csv)]
    told = subprocess.run(
        [*command, "--out", str(out)], check=True, capture_output=True, text=True
    ).stdout
    return json.loads(told), pd.read_parquet(out).set_index(KEY)["cells"]


def count_once(way: str, csv: Path, boundaries: Path, out: Path) -> None:
    units = read_units(boundaries)
    start = time.perf_counter()
    counts = WAYS[way](csv, units)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    counts.rename("cells").reset_index().to_parquet(out)
    print(json.dumps({"seconds": seconds, "peak_gb": peak, "cells": int(counts.sum())}))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("boundaries", type=Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--way", choices=list(WAYS))
    parser.add_argument("--csv", type=Path)
    parser.add_argument("--out", type=Path)
    given = parser.parse_args()
    if given.way:
        count_once(given.way, given.csv, given.boundaries, given.out)
        return
    with tempfile.TemporaryDirectory() as folder:
        csv = Path(folder) / "cells.csv"
        generate(csv, read_units(given.boundaries), given.rows)
        print(f"{given.rows:,} rows, {csv.stat().st_size / 1e6:,.0f} MB")
        results = {way: measured(way, csv, given.boundaries) for way in ("dxanalysis", "pandas")}
    for way, (told, _) in results.items():
        print(f"{way:12} {told['seconds']:6.1f} s   peak {told['peak_gb']:.2f} GB")
    ratio = results["pandas"][0]["seconds"] / results["dxanalysis"][0]["seconds"]
    ours, theirs = (results[way][1].sort_index() for way in ("dxanalysis", "pandas"))
    equal = ours.index.equals(theirs.index) and (ours == theirs).all()
    print(f"{ratio:.1f} times as fast; {int(ours.sum()):,} cells; counts equal: {equal}")
    assert equal


if __name__ == "__main__":
    main()
