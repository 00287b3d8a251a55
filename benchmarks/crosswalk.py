"""How fast and how exactly counts are carried: ``python benchmarks/crosswalk.py``.

With real outlines at hand (``DXANALYSIS_REAL_DATA``) it also says how good the modelled weights
of divided units are: they are held against the ground that each successor has of the unit's box.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Final

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from dxanalysis import units
from dxanalysis.observations import make_observations
from dxanalysis.units import crosswalk, registry

SEED: Final = 20250701


def national_counts(indicator: str = "population") -> pd.DataFrame:
    """Make a count for each of the 10,040 units of February 2025."""
    listed = units.load_units(vintage="2025-02")
    people = np.random.default_rng(SEED).integers(0, 40_000, len(listed))
    return make_observations(
        pd.DataFrame(
            {
                "unit_code": listed.index,
                "vintage": "2025-02",
                "indicator": indicator,
                "operator": "any",
                "numerator": people,
                "evidence": "illustrative",
                "source": "seed",
            }
        )
    )


def weights_against_outlines(path: Path) -> pd.DataFrame:
    """Compare each modelled weight with the share that its successor's outline has of the box."""
    outlines = gpd.read_parquet(path).set_index("code")["geometry"].rename({"06978": "06970"})
    links = crosswalk.load_links()
    divided = links[links["basis"] == "area_model"]
    boxes = registry.boxes()
    rows = []
    for code, group in divided.groupby("from_code"):
        edges = boxes.loc[code]
        box = shapely.box(edges["west"], edges["south"], edges["east"], edges["north"])
        real = np.array([outlines[to].intersection(box).area for to in group["to_code"]])
        if real.sum() > 0:
            share = real / real.sum()
            rows.append(group.assign(real=share, equal=1 / len(group)))
    return pd.concat(rows)


def main() -> None:
    start = time.perf_counter()
    counts = national_counts()
    print(f"reading the lists: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    carried = crosswalk.convert(counts)
    print(f"first carry, with reading the links: {time.perf_counter() - start:.2f} s")
    start = time.perf_counter()
    carried = crosswalk.convert(counts)
    print(f"carrying {len(counts)} units to {len(carried)}: {time.perf_counter() - start:.2f} s")
    off = carried["numerator"].sum() / counts["numerator"].sum() - 1
    estimated = int((carried["estimated_share"] > 0).sum())
    print(f"total off by {off:.1e}; units with an estimated part: {estimated}")
    if folder := os.environ.get("DXANALYSIS_REAL_DATA"):
        path = Path(folder) / "boundaries" / "vietnam_communes_2025_generalised.parquet"
        table = weights_against_outlines(path)
        for name in ("weight", "equal"):
            print(f"mean error of {name}: {(table[name] - table['real']).abs().mean():.3f}")


if __name__ == "__main__":
    main()
