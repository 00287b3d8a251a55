"""Elevation files, lists of stations, and what they come to on the grid."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest
import rasterio
from rasterio.crs import CRS
from rasterio.transform import from_origin

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources.findings import sentence
from dxanalysis.terrain.coverage import Assumptions, coverage
from dxanalysis.terrain.elevation import Elevation, elevation_from_array, profile
from dxanalysis.terrain.elevation_files import add_clutter, read_elevation
from dxanalysis.terrain.propagation import path_loss
from dxanalysis.terrain.sites import COLUMNS, HEIGHT_M, parse_bands, read_stations

if TYPE_CHECKING:
    from pathlib import Path

AREA = (103.55, 21.05, 103.6, 21.1)

pytestmark = pytest.mark.filterwarnings("ignore::PendingDeprecationWarning")


def hills(rows: int, columns: int, *, top: float = 900.0) -> np.ndarray:
    row, column = np.mgrid[0:rows, 0:columns]
    return (top * (0.5 + 0.25 * np.sin(row / 9) + 0.25 * np.cos(column / 7))).astype(np.int16)


def write(path: Path, values: np.ndarray, **options: Any) -> Path:
    step = options.pop("step", 1 / 1200)
    west, north = options.pop("corner", (103.3, 21.3))
    units = options.pop("units", None)
    options = {"crs": "EPSG:4326", "driver": "GTiff", "count": 1, "dtype": values.dtype} | options
    shape = {"height": values.shape[0], "width": values.shape[1]}
    with rasterio.open(
        path, "w", transform=from_origin(west, north, step, step), **shape, **options
    ) as file:
        file.write(values, 1)
        if units:
            file.units = [units]
    return path


def rules(found: pd.DataFrame) -> set[str]:
    return set(found["rule"])


# ---- elevation files -----------------------------------------------------------------------------
def test_a_geotiff_is_read_around_the_area_only(tmp_path: Path) -> None:
    values = hills(720, 720)
    ground = read_elevation(write(tmp_path / "a.tif", values), bounds=AREA, margin_km=5)
    west, south, east, north = ground.bounds
    # 5 km are 0.045° northwards and 0.0482° eastwards there.
    assert (west, south) == pytest.approx((103.55 - 0.0482, 21.05 - 0.045), abs=2 / 1200)
    assert (east, north) == pytest.approx((103.6 + 0.0482, 21.1 + 0.045), abs=2 / 1200)
    row, column = ground.places([103.3 + 324.5 / 1200], [21.3 - 276.5 / 1200])
    assert float(ground.at(row, column)[0]) == pytest.approx(values[276, 324], abs=0.01)
    assert ground.unknown == 0
    assert rules(ground.findings) == set()


def test_srtm_tiles_are_put_together(tmp_path: Path) -> None:
    whole = hills(1201, 2401)
    for name, part in (("N21E103", whole[:, :1201]), ("N21E104", whole[:, 1200:])):
        (tmp_path / f"{name}.hgt").write_bytes(part.astype(">i2").tobytes())
    ground = read_elevation(
        [tmp_path / "N21E103.hgt", tmp_path / "N21E104.hgt"],
        bounds=(103.9, 21.4, 104.1, 21.6),
        margin_km=2,
    )
    assert ground.unknown == 0
    # Node (row 600, column 1200) stands on 104° E, 21.5° N.
    row, column = ground.places([104.0, 104.01], [21.5, 21.5])
    assert ground.at(row, column) == pytest.approx([whole[600, 1200], whole[600, 1212]], abs=0.01)


def test_a_projected_file_and_feet_and_finer_cells(tmp_path: Path) -> None:
    metres = hills(1400, 1400)
    path = write(
        tmp_path / "vn2000.tif",
        (metres / 0.3048).astype(np.float32),
        crs="EPSG:32648",
        corner=(345_000, 2_346_000),
        step=30.0,
        units="ft",
    )
    ground = read_elevation(path, bounds=AREA, margin_km=1)
    assert ground.cell_metres(0.0)[0] == pytest.approx(90)
    assert rules(ground.findings) == {"terrain.feet_stated"}
    row, column = (int(one[0]) for one in ground.places([103.57], [21.07]))
    west, north = ground.west + column * 90, ground.north - row * 90
    top, left = round((2_346_000 - north) / 30), round((west - 345_000) / 30)
    block = metres[top : top + 3, left : left + 3]
    assert float(ground.heights_m[row, column]) == pytest.approx(block.mean(), abs=0.01)


def test_voids_are_filled_counted_and_left_where_too_wide(tmp_path: Path) -> None:
    values = hills(720, 720)
    values[260:262, 330:333] = -32768  # a small void, not declared
    values[200:240, 290:330] = -9999  # 40 × 40, declared
    path = write(tmp_path / "void.tif", values, nodata=-9999)
    ground = read_elevation(path, bounds=AREA, margin_km=5)
    assert ground.filled + ground.unknown == 6 + int(
        (values[int((21.3 - ground.bounds[3]) * 1200 + 0.5) :, :] == -9999).sum()
    )
    assert ground.filled > 6
    assert 200 < ground.unknown < 1600
    assert {"terrain.filled", "terrain.unknown"} == rules(ground.findings)
    filled = ground.heights_m[~np.isnan(ground.heights_m)]
    assert filled.min() >= values[values >= 0].min()
    assert filled.max() <= values.max()


def test_feet_are_suspected_where_no_mountain_is_so_high(tmp_path: Path) -> None:
    path = write(tmp_path / "feet.tif", hills(720, 720, top=9000))
    ground = read_elevation(path, bounds=AREA, margin_km=5)
    assert rules(ground.findings) == {"terrain.feet_suspected"}
    said = sentence(ground.findings.iloc[0], "en")
    assert "feet" in said
    assert "feet.tif" in said


def test_a_file_that_reaches_a_part_leaves_the_rest_unknown(tmp_path: Path) -> None:
    path = write(tmp_path / "west.tif", hills(720, 330))  # up to 103.575° E
    ground = read_elevation(path, bounds=AREA, margin_km=0)
    known = ~np.isnan(ground.heights_m)
    assert known[:, 0].all()
    assert not known[:, -1].any()


def test_a_huge_raster_is_read_by_its_window(tmp_path: Path) -> None:
    path = tmp_path / "huge.tif"
    step = 1 / 12000
    with rasterio.open(
        path, "w", driver="GTiff", width=240_000, height=240_000, count=1, dtype="int16",
        crs="EPSG:4326", transform=from_origin(95, 30, step, step), tiled=True,
        blockxsize=512, blockysize=512, sparse_ok=True, BIGTIFF="YES",
    ):  # fmt: skip
        pass  # 115 GB of zeros that take no place
    ground = read_elevation(path, bounds=AREA, margin_km=15)
    assert ground.heights_m.size < 500_000
    assert float(np.nanmax(ground.heights_m)) == 0


def test_an_area_too_large_is_coarsened_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "vn.tif", np.zeros((240, 110), np.int16), corner=(102, 24), step=0.1)
    ground = read_elevation(path, bounds=(102.5, 8.5, 109.5, 23), resolution_m=90)
    assert ground.cell_metres(100.0)[1] == pytest.approx(11_119, rel=0.01)  # coarse as it is
    assert "terrain.coarsened" not in rules(ground.findings)


@pytest.mark.parametrize(
    ("make", "key"),
    [
        (lambda path: path / "none.tif", "terrain.missing_file"),
        (lambda path: _bytes(path / "a.tif", b"II*\0garbage"), "terrain.damaged"),
        (lambda path: _bytes(path / "a.vrt", b"<VRTDataset/>"), "terrain.not_elevation"),
        (lambda path: _bytes(path / "a.tif", b"<VRTDataset/>"), "terrain.not_elevation"),
        (lambda path: _bytes(path / "N21E103.hgt", b"1" * 77), "terrain.not_elevation"),
        (lambda path: _bytes(path / "dem.hgt", b"\1" * (2 * 1201**2)), "terrain.hgt_name"),
        (lambda path: write(path / "a.tif", hills(9, 9), crs=None), "terrain.no_crs"),
        (lambda path: write(path / "a.tif", hills(9, 9), corner=(0, 50)), "terrain.elsewhere"),
        (
            lambda path: write(
                path / "a.tif",
                np.zeros((9000, 9000), np.uint8),
                tiled=True,
                blockxsize=9008,
                blockysize=9008,
                compress="deflate",
                step=1e-4,
            ),
            "terrain.blocks",
        ),
    ],
)
def test_what_is_no_elevation_is_refused(tmp_path: Path, make: Any, key: str) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        read_elevation(make(tmp_path), bounds=AREA)
    assert caught.value.key == key


def _bytes(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path


def test_files_of_two_grids_are_refused(tmp_path: Path) -> None:
    first = write(tmp_path / "a.tif", hills(720, 720))
    other = write(tmp_path / "b.tif", hills(720, 720), corner=(103.3004, 21.3))
    with pytest.raises(FileUnreadableError) as caught:
        read_elevation([first, other], bounds=AREA)
    assert caught.value.key == "terrain.other_grid"


def test_land_cover_becomes_heights(tmp_path: Path) -> None:
    ground = read_elevation(write(tmp_path / "a.tif", hills(720, 720)), bounds=AREA, margin_km=0)
    classes = np.full((2000, 2000), 30, np.uint8)
    classes[:, :1000] = 10  # trees west of 103.55 + 0.025
    path = write(tmp_path / "cover.tif", classes, corner=(103.525, 21.125), step=5e-5)
    stands = add_clutter(ground, path, heights_m={10: 12.0}).clutter_m
    assert stands is not None
    assert (stands[:, 1] == 12).all()
    assert (stands[:, -2] == 0).all()
    with pytest.raises(ParameterError):
        add_clutter(ground, -1.0)


# ---- lists of stations ---------------------------------------------------------------------------
def table(path: Path, rows: list[dict[str, object]]) -> Path:
    pd.DataFrame(rows).to_excel(path, index=False)
    return path


def test_a_list_is_read_and_what_is_missing_is_counted(tmp_path: Path) -> None:
    path = table(
        tmp_path / "tram.xlsx",
        [
            {"Vĩ độ": "21.1", "Kinh độ": "103.5", "Băng tần (MHz)": "L900/1800", "Độ cao (m)": 42,
             "Nhà mạng": "Viettel", "Công nghệ": "4G", "Hướng": "120", "Công suất": "20 W"},
            {"Vĩ độ": "103,6", "Kinh độ": "21,2", "Băng tần (MHz)": "", "Độ cao (m)": 900,
             "Nhà mạng": "VNPT", "Công nghệ": "5G NR", "Hướng": "", "Công suất": "49"},
            {"Vĩ độ": "21°06'00\"N", "Kinh độ": "103°30'00\"E", "Băng tần (MHz)": "n78",
             "Độ cao (m)": "", "Nhà mạng": "", "Công nghệ": "", "Hướng": "", "Công suất": ""},
            {"Vĩ độ": "48.1", "Kinh độ": "11.5", "Băng tần (MHz)": "900", "Độ cao (m)": 30,
             "Nhà mạng": "Viettel", "Công nghệ": "4G", "Hướng": "", "Công suất": ""},
        ],
    )  # fmt: skip
    found = read_stations(path, operator="mobifone", technology="4g")
    assert list(found.stations.columns) == list(COLUMNS)
    seen = found.stations.to_dict("records")
    assert [one["band_mhz"] for one in seen] == [900, 1800, 2600, 3500]
    assert [one["height_m"] for one in seen] == [42, 42, HEIGHT_M, HEIGHT_M]
    assert [one["operator"] for one in seen] == ["viettel", "viettel", "vnpt", "mobifone"]
    assert [one["technology"] for one in seen] == ["4g", "4g", "5g", "4g"]
    assert (seen[2]["lon"], seen[2]["lat"]) == (103.6, 21.2)
    assert (seen[3]["lon"], seen[3]["lat"]) == (103.5, 21.1)
    assert seen[0]["azimuth_deg"] == 120
    assert math.isnan(seen[2]["azimuth_deg"])
    # 20 W are 43 dBm, 3 dB less than the usual 46; 49 dBm are 3 dB more.
    assert [round(one["reference_dbm"]) for one in seen] == [26, 26, 32, 29]
    counts = dict(zip(found.findings["rule"], found.findings["value"], strict=True))
    assert counts == {
        "terrain.swapped": 1,
        "terrain.no_place": 1,
        "terrain.height_refused": 1,
        "terrain.height_default": 2,
        "terrain.power_default": 1,
        "stations.no_operator": 1,
        "terrain.no_technology": 1,
        "terrain.band_default": 1,
    }
    for finding in found.findings.to_dict("records"):
        for lang in ("vi", "en"):
            said = sentence(finding, lang)
            assert str(finding["value"]) in said
            assert "103" not in said


@pytest.mark.parametrize(("written", "bands"), [
    ("1800", (1800,)), ("1800.0", (1800,)), ("B1+B3", (1800, 2100)),
    ("GSM900/DCS1800", (900, 1800)),
    ("1.8GHz", (1800,)), ("3,5 GHz", (3500,)), ("", ()), ("4G", ()), ("E12", ()),
    ("900-1800-2100", (900, 1800, 2100)), ("n41", (2600,)),
])  # fmt: skip
def test_bands_are_read_as_they_are_written(written: str, bands: tuple[float, ...]) -> None:
    assert parse_bands(written) == bands


def test_a_list_without_coordinates_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        read_stations(table(tmp_path / "a.xlsx", [{"Tên trạm": "A", "Xã": "B"}]))
    assert caught.value.key == "terrain.no_coordinates"
    with pytest.raises(FileUnreadableError) as caught:
        read_stations(table(tmp_path / "b.xlsx", [{"lat": 0, "lon": 0}]))
    assert caught.value.key == "terrain.no_stations"


# ---- coverage ------------------------------------------------------------------------------------
def stations(**columns: object) -> pd.DataFrame:
    usual: dict[str, object] = {
        "lon": [103.57], "lat": [21.07], "operator": "viettel", "technology": "4g",
        "band_mhz": 900.0, "height_m": 30.0, "reference_dbm": 29.0,
        "azimuth_deg": np.nan, "tilt_deg": np.nan,
    }  # fmt: skip
    return pd.DataFrame(usual | columns)


@pytest.fixture(scope="module")
def ground() -> Elevation:
    return elevation_from_array(hills(160, 160), west=103.5, north=21.14, step=1 / 1200)


ONE = Assumptions(receiver_m=(1.5, 1.5), margin_db=0, radius_km=6)


def test_levels_are_those_of_paths(ground: Elevation) -> None:
    found = coverage(stations(), ground, assumptions=ONE)
    generator = np.random.default_rng(5)
    apart = []
    for _ in range(150):
        row, column = generator.integers(5, 155, 2)
        lon, lat = 103.5 + (column + 0.5) / 1200, 21.14 - (row + 0.5) / 1200
        cut = profile(ground, start=(103.57, 21.07), end=(lon, lat))
        if not 0.3 < cut.distances_km[-1] < 5.9:
            continue
        loss = path_loss(cut.distances_km, cut.heights_m, frequency_mhz=900, transmitter_m=30)
        apart.append(float(found.low_dbm[row, column]) - (29 - loss.loss_db))
    # The sample that stands for a cell is up to half a cell away from its middle.
    assert len(apart) > 80
    assert abs(np.median(apart)) < 0.2
    assert np.quantile(np.abs(apart), 0.9) < 4


def test_the_interval_is_made_by_what_is_not_known(ground: Elevation) -> None:
    bare = coverage(stations(), ground)
    forest = coverage(stations(), add_clutter(ground, 15.0))
    assert (bare.low_dbm <= bare.high_dbm).all()
    # Both ends together are rounded otherwise than one by one.
    assert forest.high_dbm == pytest.approx(bare.high_dbm, abs=0.005)
    inside = np.isfinite(bare.low_dbm)
    assert (forest.low_dbm <= bare.low_dbm + 0.5)[inside].all()
    assert (forest.low_dbm < bare.low_dbm - 5)[inside].mean() > 0.2
    low, high = bare.reached()
    assert (high | ~low).all()
    assert low.sum() < high.sum()


def test_more_stations_and_more_power_never_reach_less(ground: Elevation) -> None:
    one = coverage(stations(), ground, assumptions=ONE)
    two = coverage(
        stations(lon=[103.57, 103.6], lat=[21.07, 21.1]), ground, assumptions=ONE, jobs=3
    )
    strong = coverage(stations(reference_dbm=35.0), ground, assumptions=ONE)
    assert (two.low_dbm >= one.low_dbm).all()
    finite = np.isfinite(one.low_dbm)
    assert strong.low_dbm[finite] == pytest.approx(one.low_dbm[finite] + 6, abs=1e-3)


def test_the_order_of_stations_and_the_number_of_jobs_do_not_matter(ground: Elevation) -> None:
    many = stations(lon=np.linspace(103.52, 103.61, 6), lat=np.linspace(21.03, 21.12, 6))
    first = coverage(many, ground, assumptions=ONE, jobs=1)
    again = coverage(many[::-1], ground, assumptions=ONE, jobs=4)
    assert np.array_equal(first.low_dbm, again.low_dbm)


def test_a_sector_radiates_forwards() -> None:
    flat = elevation_from_array(np.zeros((161, 161)), west=103.5, north=21.14, step=1 / 1200)
    lon, lat = 103.5 + 80.5 / 1200, 21.14 - 80.5 / 1200
    east = coverage(stations(lon=[lon], lat=[lat], azimuth_deg=90.0), flat, assumptions=ONE)
    around = coverage(stations(lon=[lon], lat=[lat]), flat, assumptions=ONE)
    lost = np.where(np.isfinite(around.low_dbm), around.low_dbm, 0) - np.where(
        np.isfinite(east.low_dbm), east.low_dbm, 0
    )
    assert lost[80, 120] == pytest.approx(0, abs=0.1)  # east
    assert lost[80, 40] == pytest.approx(25, abs=0.1)  # west
    assert lost[40, 80] == pytest.approx(12 * (90 / 65) ** 2, abs=0.2)  # north: 23 dB
    assert lost[80, 120] <= lost[60, 120] <= lost[40, 80]


def test_unknown_ground_widens_the_interval_and_never_narrows_it() -> None:
    heights = np.zeros((120, 120))
    heights[:, 70] = np.nan
    dark = elevation_from_array(heights, west=103.5, north=21.14, step=1 / 1200)
    found = coverage(
        stations(lon=[103.5 + 40.5 / 1200], lat=[21.14 - 60.5 / 1200]), dark, assumptions=ONE
    )
    assert np.isneginf(found.low_dbm[60, 80])
    assert found.high_dbm[60, 80] > -110
    assert np.isneginf(found.high_dbm[60, 70])
    assert found.low_dbm[60, 60] > -110


def test_stations_beside_the_ground_are_counted(ground: Elevation) -> None:
    found = coverage(stations(lon=[103.57, 105.0], lat=[21.07, 21.07]), ground, assumptions=ONE)
    assert (found.stations, found.outside) == (1, 1)
    with pytest.raises(ParameterError):
        coverage(stations().iloc[:0], ground)
    with pytest.raises(ParameterError):
        coverage(stations().drop(columns="band_mhz"), ground)
    with pytest.raises(ParameterError):
        Assumptions(margin_db=-1)


def test_a_coordinate_system_of_metres_gives_the_same_levels(ground: Elevation) -> None:
    del ground
    flat = np.zeros((140, 140))
    degrees = elevation_from_array(flat, west=103.5, north=21.14, step=1 / 1200)
    metres = elevation_from_array(
        flat, west=344_000, north=2_338_000, step=90, crs=CRS.from_epsg(32648).to_string()
    )
    for grid in (degrees, metres):
        found = coverage(stations(), grid, assumptions=ONE)
        row, column = (int(one[0]) for one in grid.places([103.595], [21.07]))
        assert found.low_dbm[row, column] == pytest.approx(-82, abs=8)


def test_a_part_of_the_ground_lies_where_it_lay_and_reaches_what_the_whole_does() -> None:
    heights = np.random.default_rng(2).uniform(0, 400, (200, 240))
    ground = elevation_from_array(heights, west=104, north=21.2, step=0.001)
    part = ground.around(104.05, 21.15, radius_km=3)
    assert part.shape[0] < 80
    row, column = ground.places(104.05, 21.15)
    mine = part.places(104.05, 21.15)
    assert part.at(*mine) == pytest.approx(float(ground.at(row, column)), abs=1e-3)
    far = ground.around(110, 25, radius_km=3)
    assert far.shape == (1, 1)
