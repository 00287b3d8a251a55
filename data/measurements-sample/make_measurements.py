"""Write a small file of each kind of measurement, made up, to show how each is read.

``python data/measurements-sample/make_measurements.py [--out FOLDER]`` writes Ookla tiles, a table
of speed tests, radio cells as OpenCelliD exports them, a raster of people and a list of places, all
over the province of ``data/son-la``. The seed is fixed: running it again gives the same files.
Nothing in them was measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

import geopandas as gpd
import numpy as np
import pandas as pd
import rasterio

import dxanalysis as dx

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE: Final = Path(__file__).parent
SEED: Final = 7
NOTE: Final = "SỐ LIỆU MINH HỌA, do chương trình tạo ra · illustrative, made by a program"
TILE_DEG: Final = 0.0055
CELL_DEG: Final = 0.02


def main() -> None:
    """Write all files."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE)
    out = parser.parse_args().out
    out.mkdir(parents=True, exist_ok=True)
    space = dx.open_workspace(HERE.parent / "son-la")
    units = gpd.read_file(space.boundaries.path)
    generator = np.random.default_rng(SEED)
    write_tiles(out / "2025-07-01_performance_mobile_tiles.geojson", units, generator)
    names = dx.units.load_units(province=space.province)["unit_name"]
    write_speed_tests(out / "i-speed.csv", names, generator)
    write_cells(out / "452.csv.gz", units, generator)
    write_people(out / "people.tif", units, generator)
    write_places(out / "places.csv", units)


def write_tiles(path: Path, units: gpd.GeoDataFrame, generator: np.random.Generator) -> None:
    """Write square tiles with the columns of Ookla's open data; some lie beyond the province."""
    west, south, east, north = units.total_bounds
    corners = generator.uniform((west, south), (east, north), (900, 2)).round(5)
    speeds = generator.lognormal(10.4, 0.6, len(corners)).round()
    tests = generator.integers(1, 30, len(corners))
    features = [
        {
            "type": "Feature",
            "properties": {
                "avg_d_kbps": int(speed),
                "avg_u_kbps": 9000,
                "avg_lat_ms": 35,
                "tests": int(count),
                "devices": 1,
            },
            "geometry": {"type": "Polygon", "coordinates": [list(square(x, y))]},
        }
        for (x, y), speed, count in zip(corners, speeds, tests, strict=True)
    ]
    layer = {"type": "FeatureCollection", "name": NOTE, "features": features}
    path.write_text(json.dumps(layer, ensure_ascii=False) + "\n", encoding="utf-8")


def square(x: float, y: float) -> Iterator[list[float]]:
    """Go round a tile from its south-western corner, counter-clockwise."""
    for right, up in ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0)):
        yield [round(x + right * TILE_DEG, 5), round(y + up * TILE_DEG, 5)]


def write_speed_tests(path: Path, names: pd.Series, generator: np.random.Generator) -> None:
    """Write single tests as i-Speed exports them, with a personal column that no reader keeps."""
    chosen = generator.choice(names.to_numpy(), 900)
    speeds = pd.Series(generator.lognormal(3.2, 0.5, len(chosen)).round(2)).astype("str")
    table = pd.DataFrame(
        {
            "Tên xã": chosen,
            "Tốc độ tải xuống (Mbps)": speeds.str.replace(".", ","),
            "Nhà mạng": generator.choice(
                ["Viettel", "VinaPhone", "MobiFone"], len(chosen), p=[0.6, 0.3, 0.1]
            ),
            "Thời gian đo": "30/9/2025 08:00",
            "Số điện thoại": "0900000000",
            "Ghi chú": "minh họa",
        }
    )
    table.to_csv(path, sep=";", index=False, encoding="utf-8-sig", lineterminator="\n")


def write_cells(path: Path, units: gpd.GeoDataFrame, generator: np.random.Generator) -> None:
    """Write radio cells as OpenCelliD's dump has them; a few stand in it twice."""
    west, south, east, north = units.total_bounds
    points = generator.uniform((west, south), (east, north), (4_000, 2)).round(6)
    table = pd.DataFrame(
        {
            "radio": generator.choice(["GSM", "UMTS", "LTE", "NR"], len(points)),
            "mcc": 452,
            "net": generator.choice([1, 2, 4, 5], len(points)),
            "area": generator.integers(1, 99, len(points)),
            "cell": generator.integers(1, 9999, len(points)),
            "lon": points[:, 0],
            "lat": points[:, 1],
            "created": 1_600_000_000,
            "updated": 1_700_000_000,
        }
    )
    text = pd.concat([table, table.head(20)]).to_csv(index=False, lineterminator="\n")
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def write_people(path: Path, units: gpd.GeoDataFrame, generator: np.random.Generator) -> None:
    """Write a raster of people per cell, in degrees, as WorldPop has it."""
    west, south, east, north = units.total_bounds
    height, width = (int(side / CELL_DEG) + 1 for side in (north - south, east - west))
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        height=height,
        width=width,
        count=1,
        dtype="float32",
        crs="EPSG:4326",
        nodata=-1,
        compress="deflate",
        transform=rasterio.Affine(CELL_DEG, 0, west, 0, -CELL_DEG, north),
    ) as file:
        file.update_tags(TIFFTAG_IMAGEDESCRIPTION=NOTE)
        file.write(generator.gamma(0.3, 1000, (height, width)).round().astype("float32"), 1)


def write_places(path: Path, units: gpd.GeoDataFrame) -> None:
    """Write four places: a decimal comma, exchanged coordinates, degrees and minutes, a market."""
    middle = units.geometry.iloc[0].representative_point()
    lat, lon = f"{middle.y:.5f}", f"{middle.x:.5f}"
    rows = [
        ("Trường Tiểu học A", lat.replace(".", ","), lon.replace(".", ",")),
        ("Trạm Y tế B", lon, lat),
        ("UBND xã C", "21°19'33\"B", "103°54'36\"Đ"),
        ("Chợ D", lat, lon),
    ]
    table = pd.DataFrame(rows, columns=["Tên", "Vĩ độ", "Kinh độ"]).assign(
        **{"Ghi chú": "minh họa"}
    )
    table.to_csv(path, sep=";", index=False, encoding="utf-8", lineterminator="\n")


if __name__ == "__main__":
    main()
