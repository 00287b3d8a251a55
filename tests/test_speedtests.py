"""Speed tests: conserved over communes, weighted by tests, silent where there are too few."""

from __future__ import annotations

import datetime as dt
import itertools
import zipfile
from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources.measurements import ookla_tiles, speed_tests
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from pathlib import Path

KEY = ookla_tiles.quadkey(104.05, 21.05)


def made_tiles(tests: list[int], speeds: list[int]) -> pd.DataFrame:
    """Make tiles in a row from west to east, with the columns of Ookla."""
    start = shapely.bounds(ookla_tiles.tile_boxes(pd.Series([KEY])))[0]
    wide, middle = start[2] - start[0], (start[1] + start[3]) / 2
    x = start[0] + wide * (np.arange(len(tests)) + 0.5)
    keys = pd.Series([ookla_tiles.quadkey(lon, middle) for lon in x])
    return pd.DataFrame(
        {
            "quadkey": keys,
            "tile": shapely.to_wkt(ookla_tiles.tile_boxes(keys), rounding_precision=12),
            "tile_x": x,
            "tile_y": middle,
            "avg_d_kbps": speeds,
            "avg_u_kbps": np.array(speeds) // 2,
            "avg_lat_ms": 20,
            "tests": tests,
            "devices": 1,
        }
    )


def strip(edges: list[float]) -> gpd.GeoDataFrame:
    """Cut the ground of the tiles into units at given numbers of tiles from the west."""
    west, south, east, north = shapely.bounds(ookla_tiles.tile_boxes(pd.Series([KEY])))[0]
    at = [west + (east - west) * edge for edge in edges]
    shapes = [shapely.box(a, south - 1, b, north + 1) for a, b in itertools.pairwise(at)]
    codes = pd.Index([f"{place:05}" for place in range(1, len(at))], name="unit_code")
    return gpd.GeoDataFrame(geometry=shapes, index=codes, crs=4326)


@pytest.fixture
def tiles(tmp_path: Path) -> Path:
    path = tmp_path / "2025-07-01_performance_mobile_tiles.parquet"
    made_tiles([100, 40, 60, 10], [10_000, 20_000, 40_000, 80_000]).to_parquet(path)
    return path


def test_tiles_are_shared_out_by_area_and_tests_conserved(tiles: Path) -> None:
    # Tiles 0 and a half of 1 | the other half, 2 | a quarter of 3, the rest outside.
    reading = speed_tests.read_tiles(tiles, units=strip([0, 1.5, 3, 3.25]))
    table = reading.table.set_index("unit_code")
    assert table["tests"].tolist() == pytest.approx([120, 80, 2.5])
    assert reading.tests_outside == pytest.approx(7.5)
    assert table["tests"].sum() + reading.tests_outside == pytest.approx(210, rel=1e-12)
    # (100 × 10 + 20 × 20) / 120, not the mean of 10 and 20
    assert table["download_mbps_mean"].tolist() == pytest.approx([11 + 2 / 3, 35, 80])
    assert table["download_mbps_median"].tolist() == pytest.approx([10, 40, 80])
    assert table["upload_mbps_mean"].iloc[0] == pytest.approx(5 + 5 / 6)
    assert reading.as_of == dt.date(2025, 9, 30)


def test_a_unit_with_few_tests_is_never_ranked(tiles: Path) -> None:
    reading = speed_tests.read_tiles(tiles, units=strip([0, 1.5, 3, 4, 5]))
    table = reading.table.set_index("unit_code")
    assert table["enough"].tolist() == [True, True, False, False]
    # The third is the fastest, from 10 tests; the fourth has none.
    assert table["rank"].fillna(0).tolist() == [2, 1, 0, 0]
    assert table["tests"].tolist()[2:] == pytest.approx([10, 0])
    assert np.isnan(table["download_mbps_mean"].iloc[3])
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert (told["speedtests.too_few"], told["speedtests.no_tests"]) == (1, 1)
    rows = speed_tests.to_observations(reading, vintage="2025-07")
    speeds = rows[rows["indicator"] == "speed_mobile"]
    assert speeds["unit_code"].tolist() == ["00001", "00002"]
    assert (speeds["numerator"] / speeds["denominator"]).tolist() == pytest.approx([11 + 2 / 3, 35])
    counts = rows[rows["indicator"] == "speed_tests_mobile"]
    assert counts["numerator"].tolist() == pytest.approx([120, 80, 10, 0])


def test_overlapping_units_do_not_make_tests(tiles: Path) -> None:
    units = strip([0, 4])
    both = gpd.GeoDataFrame(
        geometry=[*units.geometry, *units.geometry], index=["00001", "00002"], crs=4326
    )
    reading = speed_tests.read_tiles(tiles, units=both)
    assert reading.table["tests"].tolist() == pytest.approx([105, 105])
    assert reading.tests_outside == pytest.approx(0, abs=1e-9)


@pytest.mark.parametrize("drop", [[], ["tile_x", "tile_y"], ["tile_x", "tile_y", "quadkey"]])
def test_only_the_extent_is_read_with_every_set_of_columns(tmp_path: Path, drop: list[str]) -> None:
    near = made_tiles([100, 40], [10_000, 20_000])
    far = near.assign(
        quadkey=ookla_tiles.quadkey(-66, 18),
        tile_x=-66.0,
        tile_y=18.0,
        tile=shapely.to_wkt(ookla_tiles.tile_boxes(pd.Series([ookla_tiles.quadkey(-66, 18)])))[0],
    )
    path = tmp_path / "tiles.parquet"
    pd.concat([near, far]).drop(columns=drop).to_parquet(path, row_group_size=1)
    reading = speed_tests.read_tiles(path, units=strip([0, 1, 2]))
    assert reading.tests == 140
    assert reading.table["tests"].tolist() == pytest.approx([100, 40])


def test_the_quadkey_filter_keeps_row_groups_unread() -> None:
    west, south, east, north = strip([0, 1]).total_bounds
    condition = str(ookla_tiles._filter(["quadkey"], (west, south + 1, east, north - 1)))
    assert KEY[:8] in condition


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "zip"])
def test_layers_of_tiles(tmp_path: Path, ending: str) -> None:
    table = made_tiles([100, 40], [10_000, 20_000]).drop(columns="tile")
    layer = gpd.GeoDataFrame(
        table, geometry=list(ookla_tiles.tile_boxes(table["quadkey"])), crs=4326
    )
    path = tmp_path / f"tiles.{ending}"
    layer.to_file(path.with_suffix(".shp") if ending == "zip" else path)
    if ending == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            for part in tmp_path.glob("tiles.*"):
                if part != path:
                    archive.write(part, part.name)
    reading = speed_tests.read_tiles(path, units=strip([0, 1, 2]))
    assert reading.table["tests"].tolist() == pytest.approx([100, 40])
    assert reading.table["download_mbps_mean"].tolist() == pytest.approx([10, 20])


def test_the_median_is_the_ordinary_one_for_equal_weights() -> None:
    rng = np.random.default_rng(3)
    for count in range(1, 30):
        values = rng.integers(0, 10, count).astype("float64")
        assert speed_tests.weighted_median(values, np.full(count, 0.1)) == np.median(values)
    assert speed_tests.weighted_median(np.array([1.0, 9.0]), np.array([1.0, 3.0])) == 9


# ---- a CSV of tests ------------------------------------------------------------------------------
@pytest.fixture
def squares() -> gpd.GeoDataFrame:
    """Give every unit of Sơn La a square of 0.02° around its centre."""
    units = load_units(province="14")
    middles = units[["lon", "lat"]].to_numpy()
    return gpd.GeoDataFrame(
        geometry=shapely.box(*(middles - 0.01).T, *(middles + 0.01).T), index=units.index, crs=4326
    )


def read(path: Path, squares: gpd.GeoDataFrame) -> speed_tests.SpeedReading:
    return speed_tests.read_speed_tests(path, units=squares, province="14", vintage="2025-07")


VIETNAMESE = """\
BÁO CÁO KẾT QUẢ ĐO TỐC ĐỘ;;;;;;;
STT;Tên xã;Tốc độ tải xuống (Mbps);Tốc độ tải lên;Độ trễ (ms);Nhà mạng;Thời gian đo;Số điện thoại
1;Xã Bó Sinh;10,5;5,25;30;Viettel;30/9/2025 08:00;0912345678
2;Bó Sinh;20,5;;40;VinaPhone;29/9/2025;0912345678
3;Xã Mường Lạn;1,5;1;50;Viettel;1/9/2025;
4;Xã Không Có;7,5;1;50;Viettel;1/9/2025;
5;Xã Mường Lạn;x;1;50;Viettel;1/9/2025;
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_csv_in_vietnamese(squares: gpd.GeoDataFrame, tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "i-speed.csv"
    path.write_text(VIETNAMESE, encoding=encoding)
    reading = read(path, squares)
    table = reading.table.set_index(["unit_code", "operator"])
    assert table.loc[("04171", "any"), "download_mbps_mean"] == pytest.approx(15.5)
    assert table.loc[("04171", "any"), "tests"] == 2
    assert table.loc[("04171", "viettel"), "download_mbps_median"] == 10.5
    assert table.loc[("04171", "vnpt"), "download_mbps_mean"] == 20.5
    assert table.loc[("04171", "any"), "upload_mbps_mean"] == 5.25
    assert table.loc[("04171", "any"), "upload_mbps_tests"] == 1
    assert table.loc[("04246", "any"), "tests"] == 1
    assert (reading.tests, reading.tests_outside) == (4, 1)
    assert reading.as_of == dt.date(2025, 9, 30)
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert told["speedtests.unreadable_numbers"] == 1
    assert "0912345678" not in str(reading)


LEFT_OUT = """\
Mã xã;Tên xã;Tải xuống (Mbps);Ngày
;Xã Bó Sinh;10,5;30/9/2025
;Xã Bó Sinh;-3,0;30/9/2025
;Xã Bó Sinh;20.500,0;30/9/2025
;Xã Mường Lạn;10,5;35/9/2025
;Xã Mường Lạn;10,5;01/9/2099
;Xã Không Có;10,5;1/9/2025
;Xã Không Có;10,5;1/9/2025
99999;;10,5;1/9/2025
;;10,5;1/9/2025
;Xã Cai Kinh;10,5;1/9/2025
;Xã Tân Hòa;10,5;1/9/2025
"""


def test_what_is_left_out_is_named(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "i-speed.csv"
    path.write_text(LEFT_OUT, encoding="utf-8")
    reading = read(path, squares)
    assert reading.rows == 11
    # One in Bó Sinh; one in Mường Lạn, whose day nobody knows.
    table = reading.table[reading.table["operator"] == "any"].set_index("unit_code")
    assert (table["tests"]["04171"], table["tests"]["04246"], table["tests"].sum()) == (1, 1, 2)
    assert reading.as_of == dt.date(2025, 9, 30)
    told = reading.findings.set_index("rule")[["value", "expected"]].T.to_dict("list")
    assert told["speedtests.unreadable_numbers"] == [
        2, "“-3,0” – Xã Bó Sinh, “20.500,0” – Xã Bó Sinh",
    ]  # fmt: skip
    assert told["speedtests.days_to_come"] == [1, "“01/9/2099” – Xã Mường Lạn"]
    assert told["speedtests.days_unreadable"] == [1, "“35/9/2025” – Xã Mường Lạn"]
    assert told["speedtests.unit_unknown"] == [3, "“Xã Không Có” ×2, “99999”"]
    assert told["speedtests.unit_elsewhere"][0] == 2  # one of Lạng Sơn, one of several provinces
    assert told["speedtests.rows_nowhere"][0] == 1


def test_nothing_is_said_of_rows_that_all_count(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "i-speed.csv"
    path.write_text("Mã xã;Tải xuống;Ngày\n04171;10,5;30/9/2025\n04171;0;\n", encoding="utf-8")
    reading = read(path, squares)
    assert reading.rows == 2
    assert set(reading.findings["rule"]) == {"speedtests.too_few", "speedtests.no_tests"}


def test_a_csv_with_codes_counts_and_kilobits(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "tests.csv"
    path.write_text(
        "commune code,tests,download (kbps),network\n4171,600,10500,4G\n04171,200,20500,5G NSA\n"
        "04171,900,90000,WiFi\n04246,299,99000,LTE\n",
        encoding="utf-8",
    )
    reading = read(path, squares)
    table = reading.table.set_index("unit_code")
    assert table.loc["04171", "tests"] == 800
    assert table.loc["04171", "download_mbps_mean"] == pytest.approx(13)
    assert table.loc["04171", "rank"] == 1
    assert not table.loc["04246", "enough"]
    assert pd.isna(table.loc["04246", "rank"])
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert told["speedtests.other_network_rows"] == 1


def test_a_speed_of_i_speed_takes_300_samples(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "tests.csv"
    path.write_text("Mã xã,Số mẫu,Download\n04171,300,30\n04246,299,90\n", encoding="utf-8")
    reading = read(path, squares)
    table = reading.table.set_index("unit_code")
    assert table.loc[["04171", "04246"], "enough"].tolist() == [True, False]
    assert table.loc[["04171", "04246"], "more_needed"].tolist() == [0, 1]
    assert (
        speed_tests.to_observations(reading, vintage="2025-07")["indicator"]
        .tolist()
        .count("speed_mobile")
        == 1
    )
    told = reading.findings.set_index("rule")
    assert told.loc["speedtests.too_few", "value"] == 1
    said = speed_tests.sentence(told.reset_index().iloc[0], "vi")
    assert "300" in said


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Download (MB/s)", ["1.25", "2.5"]),
        ("Tải xuống (MByte/s)", ["1.25", "2.5"]),
        ("Download (Gbps)", ["0.01", "0.02"]),
        ("Tốc độ tải xuống (Kb/giây)", ["10000", "20000"]),
        ("download_bps", ["10000000", "20000000"]),
        ("TỐC ĐỘ TẢI XUỐNG (MBPS)", ["10.5", "19.5"]),
        ("Down", ["10.0 Mbps", "20.0 Mb/s"]),
        ("Tốc độ tải xuống", ["10000 kbps", "20 Mbps"]),
        ("Download (kbps)", ["10 Mbps", "20000"]),
        ("Download,Đơn vị tính", ["10000,kbps", "20,Mbps"]),
        ("Download,Đơn vị", ["10,Mbps", "0.02,Gb/s"]),
    ],
)
def test_units_in_headings_cells_and_columns(
    squares: gpd.GeoDataFrame, tmp_path: Path, heading: str, cells: list[str]
) -> None:
    path = tmp_path / "tests.csv"
    path.write_text(f"Mã xã,{heading}\n" + "".join(f"04171,{one}\n" for one in cells))
    reading = read(path, squares)
    row = reading.table.set_index("unit_code").loc["04171"]
    assert (row["tests"], row["download_mbps_mean"]) == (2, pytest.approx(15))
    told = set(reading.findings["rule"])
    assert ("speedtests.of_bytes" in told) == ("MB/s" in heading or "MByte" in heading)
    assert ("speedtests.unit_unclear" in told) == ("MBPS" in heading)


def test_an_upload_without_a_unit_has_that_of_the_download(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "tests.csv"
    path.write_text("Mã xã,Down (kbps),Up,Ping\n04171,10000,5000,30\n04171,20000,-1,-1\n")
    reading = read(path, squares)
    row = reading.table.set_index("unit_code").loc["04171"]
    assert (row["upload_mbps_mean"], row["latency_ms_mean"]) == (5, 30)
    assert reading.findings.set_index("rule")["value"]["speedtests.impossible"] == 2


@pytest.mark.parametrize(
    ("table", "key"),
    [
        ("Download\n04171,4824\n04171,5598\n", "speedtests.unit_unsaid"),
        ("Download (Mbps)\n04171,48241\n04171,\n", "speedtests.none_readable"),
        ("Download,Ngày\n04171,10,15/07/2099\n", "speedtests.none_past"),
        ("Download,Kết nối\n04171,10,WiFi\n", "speedtests.none_of_network"),
        ("Download\n", "speedtests.none_here"),
    ],
)
def test_an_error_names_the_cause(
    squares: gpd.GeoDataFrame, tmp_path: Path, table: str, key: str
) -> None:
    path = tmp_path / "tests.csv"
    path.write_text("Mã xã," + table)
    with pytest.raises(FileUnreadableError) as caught:
        read(path, squares)
    assert caught.value.key == key
    assert caught.value.sentence("vi") != caught.value.sentence("en")


def test_speeds_beyond_belief_are_doubted(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "tests.csv"
    for speed, rule in (("4824", "speedtests.too_fast"), ("0.05", "speedtests.too_slow")):
        path.write_text(f"Mã xã,Download (Mbps)\n04171,{speed}\n")
        assert rule in set(read(path, squares).findings["rule"])


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Kết nối", ["Di động", "WiFi"]),
        ("Connection type", ["Cellular", "Wi-Fi"]),
        ("Hình thức truy cập", ["Mobile", "Cáp quang"]),
        ("Ghi nhận", ["4G", "wifi"]),  # no heading that is known: its cells say it
        ("Mạng", ["4G", "WiFi"]),
        ("Công nghệ,Kết nối", ["LTE,Di động", "LTE,WiFi"]),
    ],
)
def test_a_connection_over_wifi_is_not_mobile(
    squares: gpd.GeoDataFrame, tmp_path: Path, heading: str, words: list[str]
) -> None:
    path = tmp_path / "tests.csv"
    rows = "".join(f"04171,{speed},{one}\n" for speed, one in zip((10, 90), words, strict=True))
    path.write_text(f"Mã xã,Download,{heading}\n{rows}", encoding="utf-8")
    row = read(path, squares).table.set_index("unit_code").loc["04171"]
    assert (row["tests"], row["download_mbps_mean"]) == (1, 10)


def test_a_connection_that_is_not_understood_is_quoted(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "tests.csv"
    path.write_text("Mã xã,Download,Kết nối\n04171,10,Di động 4G\n04171,20,Kiểu 7\n", "utf-8")
    told = read(path, squares).findings.set_index("rule")[["value", "expected"]].T.to_dict("list")
    assert told["speedtests.kind_unknown"] == [1, "“Kiểu 7” – 04171"]
    four = speed_tests.read_speed_tests(
        path, units=squares, province="14", vintage="2025-07", network="4g"
    )
    assert four.tests == 1


def test_the_same_test_counts_once(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "tests.csv"
    rows = "04171,1,10\n04171,2,10\n04171,2,20\n"
    path.write_text(f"Mã xã,Mã phép đo,Download\n{rows}{rows}")
    reading = read(path, squares)
    assert (reading.tests, reading.rows) == (3, 6)
    assert reading.findings.set_index("rule")["value"]["speedtests.repeated"] == 3
    middle = shapely.centroid(squares.geometry["04171"])
    path.write_text("lat,lon,Download\n" + f"{middle.y},{middle.x},10.5\n" * 2)
    alike = read(path, squares)
    assert alike.tests == 2
    assert alike.findings.set_index("rule")["value"]["speedtests.alike"] == 1


def test_coordinates_as_people_write_them(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    middle = shapely.centroid(squares.geometry["04171"])
    path = tmp_path / "tests.csv"
    for heading, cells in (
        ("lat;lon", f"{middle.x};{middle.y}"),
        ("Tọa độ", f"{middle.y}, {middle.x}"),
        ("Vĩ độ;Kinh độ", f"{int(middle.y)}°{middle.y % 1 * 60:.4f}'N;{middle.x:.5f}"),
    ):
        path.write_text(f"{heading};Download\n{cells};10.5\n", encoding="utf-8")
        reading = read(path, squares)
        assert reading.table.set_index("unit_code")["tests"]["04171"] == 1
        assert ("speedtests.swapped" in set(reading.findings["rule"])) == (heading == "lat;lon")


def test_a_name_that_its_coordinates_contradict_is_told(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    middle = shapely.centroid(squares.geometry["04171"])
    path = tmp_path / "tests.csv"
    place = f"{middle.y},{middle.x}"
    path.write_text(f"Mã xã,lat,lon,Download\n04246,{place},10.5\n04171,{place},20.5\n")
    reading = read(path, squares)
    assert reading.table.set_index("unit_code")["tests"][["04246", "04171"]].tolist() == [1, 1]
    told = reading.findings.set_index("rule")[["value", "expected"]].T.to_dict("list")
    assert told["speedtests.elsewhere"] == [1, "“04246”"]


@pytest.mark.parametrize(
    ("network", "tests", "speed"),
    [("mobile", 5, 35), ("4g", 2, 15), ("5g", 1, 90), ("fixed", 2, 75)],
)
def test_each_kind_of_network_apart(
    squares: gpd.GeoDataFrame, tmp_path: Path, network: str, tests: int, speed: float
) -> None:
    path = tmp_path / "tests.csv"
    rows = ["10,LTE", "20,4G", "90,5G NSA", "40,4G/5G", "100,Cáp quang", "50,"]
    table = "".join(f"04171,{row}\n" for row in rows).replace("40,4G/5G", "5,4G/5G")
    path.write_text("Mã xã,Download,Loại mạng\n" + table, encoding="utf-8")
    reading = speed_tests.read_speed_tests(
        path, units=squares, province="14", vintage="2025-07", network=network
    )
    row = reading.table.set_index("unit_code").loc["04171"]
    assert (row["tests"], row["download_mbps_mean"]) == (tests, pytest.approx(speed))
    rows_of = speed_tests.to_observations(reading, vintage="2025-07")
    assert set(rows_of["indicator"]) == {f"speed_tests_{network}"}


def test_a_csv_with_positions(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    middle = shapely.centroid(squares.geometry["04171"])
    path = tmp_path / "tests.csv"
    path.write_text(
        f"Latitude,Longitude,Download\n{middle.y},{middle.x},7.5\n{middle.y},{middle.x},8.5\n"
        "10.5,106.5,3.5\n",
        encoding="utf-8",
    )
    reading = read(path, squares)
    table = reading.table.set_index("unit_code")
    assert table.loc["04171", "download_mbps_mean"] == 8
    assert table["tests"].sum() == 2
    assert reading.tests_outside == 1


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("a.csv", None, "speedtests.missing_file"),
        ("a.csv", b"x,y\n1,2\n", "speedtests.no_headings"),
        ("a.csv", b"", "speedtests.no_headings"),
        ("a.csv", b"PK\x03\x04....", "speedtests.not_text"),
        ("a.csv", b"a\0b\n", "speedtests.not_text"),
        ("a.csv", "Mã xã,Download\n04171,1.234\n04171,2.345\n", "speedtests.numbers_unclear"),
        ("a.csv", "Mã xã,Download\n99999,12\n", "speedtests.none_known"),
        ("a.csv", "lat,lon,Download\n10.5,106.5,12\n", "speedtests.none_here"),
    ],
)
def test_a_csv_that_cannot_be_used(
    squares: gpd.GeoDataFrame, tmp_path: Path, name: str, content: bytes | str | None, key: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(FileUnreadableError) as caught:
        read(tmp_path / name, squares)
    assert caught.value.key == key
    assert name in caught.value.sentence("vi")


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("t.parquet", None, "speedtests.missing_file"),
        ("t.geojson", None, "speedtests.missing_file"),
        ("t.parquet", b"PAR1 and no more", "speedtests.damaged"),
        ("t.parquet", b"quadkey,tests", "speedtests.not_readable"),
        ("t.geojson", b'{"type": "FeatureCollection", "features": [', "speedtests.damaged"),
        ("t.xyz", b"abc", "speedtests.not_readable"),
        ("t.zip", b"PK\x03\x04 and no more", "speedtests.damaged"),
    ],
)
def test_tiles_that_cannot_be_used(
    tmp_path: Path, name: str, content: bytes | None, key: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FileUnreadableError) as caught:
        speed_tests.read_tiles(tmp_path / name, units=strip([0, 1]))
    assert caught.value.key == key
    assert name in caught.value.sentence("vi")


def test_tiles_of_the_wrong_set_are_refused(tiles: Path, tmp_path: Path) -> None:
    with pytest.raises(ParameterError) as caught:
        speed_tests.read_tiles(tiles, units=strip([0, 1]), network="fixed")
    assert caught.value.key == "speedtests.other_network"
    path = tmp_path / "t.parquet"
    made_tiles([1], [1]).drop(columns="tests").to_parquet(path)
    with pytest.raises(FileUnreadableError) as lacking:
        speed_tests.read_tiles(path, units=strip([0, 1]))
    assert lacking.value.params["expected"] == "tests"


# ---- real files ----------------------------------------------------------------------------------
@pytest.mark.real
@pytest.mark.parametrize("ending", ["geojson", "parquet"])
def test_the_tiles_of_puerto_rico_are_conserved(
    real_data: Path, tmp_path: Path, ending: str
) -> None:
    path = real_data / "samples" / "ookla" / "pr_ookla_2023Q3.geojson"
    layer = gpd.read_file(path)
    if ending == "parquet":
        middle = shapely.centroid(layer.geometry.to_numpy())
        table = pd.DataFrame(layer.drop(columns="geometry")).assign(
            tile=shapely.to_wkt(layer.geometry.to_numpy()),
            tile_x=shapely.get_x(middle),
            tile_y=shapely.get_y(middle),
        )
        path = tmp_path / "2023-07-01_performance_mobile_tiles.parquet"
        table.to_parquet(path)
    # Six strips that leave out a part of the island, cut across tiles.
    edges = np.linspace(-67.3001, -65.7003, 7)
    shapes = [shapely.box(a, 17.8, b, 18.4007) for a, b in itertools.pairwise(edges)]
    units = gpd.GeoDataFrame(geometry=shapes, index=list("abcdef"), crs=4326)
    reading = speed_tests.read_tiles(path, units=units)
    near = layer[layer.intersects(shapely.box(*units.total_bounds))]
    assert len(layer) == 6539
    assert reading.tests == near["tests"].sum()
    total = reading.table["tests"].sum() + reading.tests_outside
    assert total == pytest.approx(near["tests"].sum(), rel=1e-6)
    assert reading.tests_outside > 0
    # Over one unit that holds everything the mean is that of all tests.
    whole = gpd.GeoDataFrame(geometry=[shapely.box(-68, 17, -65, 19)], index=["00001"], crs=4326)
    everything = speed_tests.read_tiles(path, units=whole).table.iloc[0]
    assert everything["tests"] == pytest.approx(44_268)
    assert everything["download_mbps_mean"] == pytest.approx(
        np.average(layer["avg_d_kbps"], weights=layer["tests"]) / 1000
    )


@pytest.mark.real
def test_the_zipped_shapefile_of_hawaii(real_data: Path) -> None:
    path = real_data / "samples" / "ookla" / "ookla-test-data.zip"
    units = gpd.GeoDataFrame(geometry=[shapely.box(-162, 18, -154, 23)], index=["00001"], crs=4326)
    reading = speed_tests.read_tiles(path, units=units)
    assert reading.tests == gpd.read_file(path)["tests"].sum()
    assert reading.table["tests"].iloc[0] == pytest.approx(reading.tests, rel=1e-9)
