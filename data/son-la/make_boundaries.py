"""Draw approximate boundaries of the 75 communes from public centres, boxes and areas.

``python data/son-la/make_boundaries.py [--out FILE]`` writes boundaries.geojson. How they are drawn
is described in ``dxanalysis/sources/boundaries/approximate.py``. The same bytes come out each time.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Final

from dxanalysis.scaffold import approximate_boundaries, to_geojson

PROVINCE: Final = "14"
AREA_KM2: Final = 14_109.83
"""Official area of the province."""


def main() -> None:
    """Read the command line and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    default = Path(__file__).with_name("boundaries.geojson")
    parser.add_argument("--out", type=Path, default=default, help="file to write")
    path: Path = parser.parse_args().out
    drawn = to_geojson(approximate_boundaries(PROVINCE, area_km2=AREA_KM2))
    path.write_text(drawn, encoding="utf-8", newline="\n")
    print(path)


if __name__ == "__main__":
    main()
