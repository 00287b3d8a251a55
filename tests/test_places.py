"""Places as people list them: coordinates in every form, kinds by tag or name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources import vector_layers
from dxanalysis.sources.measurements import facilities, facility_files

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def two() -> gpd.GeoDataFrame:
    """Return two squares of 0.1° side by side."""
    shapes = [shapely.box(104.0, 21.0, 104.1, 21.1), shapely.box(104.1, 21.0, 104.2, 21.1)]
    return gpd.GeoDataFrame(geometry=shapes, index=pd.Index(["00001", "00002"]), crs=4326)


@pytest.mark.parametrize(
    ("written", "degrees"),
    [
        ("21.3258", 21.3258),
        ("21,3258", 21.3258),
        ("21°19'33\"N", 21 + 19 / 60 + 33 / 3600),
        ("21 19 33,5", 21 + 19 / 60 + 33.5 / 3600),
        ("N 21°19.55'", 21 + 19.55 / 60),
        ("21°19’33”B", 21 + 19 / 60 + 33 / 3600),
        ("103d30m36s", 103.51),
        ("103°30'36\"Đ", 103.51),
        ("103:30:36 E", 103.51),
        ("-21.5", -21.5),
        ("21.5 S", -21.5),
        ("103°30'36\"W", -103.51),
        ("", np.nan),
        ("21°75'", np.nan),
        ("chưa rõ", np.nan),
        ("21,19,33,44", np.nan),
        ("21.5 30", np.nan),
    ],
)
def test_coordinates_as_people_type_them(written: str, degrees: float) -> None:
    assert facility_files.parse_degrees(written) == pytest.approx(degrees, abs=1e-9, nan_ok=True)


@given(st.floats(0, 179.999), st.sampled_from([",", "."]))
def test_degrees_minutes_and_seconds_come_back(value: float, mark: str) -> None:
    degrees, rest = divmod(value, 1)
    minutes, rest = divmod(rest * 60, 1)
    seconds = min(rest * 60, 59.9999)
    written = f"{degrees:.0f}°{minutes:.0f}'{seconds:.4f}\"".replace(".", mark)
    assert facility_files.parse_degrees(written) == pytest.approx(value, abs=1e-7)


CSV = """\
STT;Tên;Loại;Vĩ độ;Kinh độ;Điện thoại
1;Trường Tiểu học Bó Sinh;;21,05;104,05;0912345678
2;Trạm Y tế xã;trạm y tế;21°03'00"B;104°09'00"Đ;0912345678
3;UBND xã;;104,15;21,05;0912345678
4;Nhà văn hóa;;21,05;104,05;
5;Trường cũ;;213258;1043258;
6;Trường xa;;10,5;106,5;
"""


def test_a_csv_is_put_right_and_told(two: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "diem.csv"
    path.write_text(CSV, encoding="utf-8-sig")
    reading = facilities.read_places(path, units=two)
    rows = list(zip(reading.places["unit_code"], reading.places["kind"], strict=True))
    assert rows[:3] == [("00001", "school"), ("00002", "health"), ("00002", "office")]
    assert pd.isna(rows[3][0])
    assert reading.outside == 1
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert told == {
        "places.swapped": 1,
        "places.no_position": 1,
        "places.kind_unclear": 1,
        "places.outside": 1,
    }
    assert "0912345678" not in reading.places.to_csv()
    assert "1 dòng" in facilities.sentence(reading.findings.iloc[0], "vi")
    counts = facilities.to_observations(reading, vintage="2025-07")
    found = counts.set_index(["unit_code", "indicator"])["numerator"].to_dict()
    assert found == {
        ("00001", "schools"): 1,
        ("00002", "health_stations"): 1,
        ("00002", "offices"): 1,
    }


def test_one_kind_for_a_whole_file(two: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = tmp_path / "diem.csv"
    path.write_text("lat,lon\n21.05,104.05\n21.05,104.15\n", encoding="utf-8")
    reading = facilities.read_places(path, units=two, kind="health")
    assert reading.places["unit_code"].tolist() == ["00001", "00002"]
    assert set(reading.places["kind"]) == {"health"}
    with pytest.raises(ParameterError):
        facilities.read_places(path, units=two, kind="market")
    with pytest.raises(FileUnreadableError) as caught:
        facilities.read_places(path, units=two)
    assert caught.value.key == "places.none"


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_list_of_schools_with_one_column_of_coordinates(
    two: gpd.GeoDataFrame, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"truong.{ending}"
    table = pd.DataFrame(
        {
            "Tên trường": ["Kim Đồng", "Lê Văn Tám", "Trạm Y tế", "Kim Đồng"],
            "Xã": ["Xã Một", "Một", "", "Xã Một"],
            "Tọa độ": [
                "21.05, 104.05",
                "104.15; 21.05",
                "21°03'00\"B 104°09'00\"Đ",
                "21.05, 104.05",
            ],
        }
    )
    table.to_csv(path, index=False) if ending == "csv" else table.to_excel(path, index=False)
    named = two.assign(unit_name=["Xã Một", "Phường Hai"])
    reading = facilities.read_places(path, units=named)
    assert reading.places["kind"].tolist() == ["school", "school", "health"]
    assert reading.places["unit_code"].tolist() == ["00001", "00002", "00002"]
    told = reading.findings.set_index("rule")[["value", "expected"]].T.to_dict("list")
    assert told["places.repeated"][0] == 1
    assert told["places.elsewhere"] == [1, "Lê Văn Tám – Một"]


@pytest.mark.parametrize("ending", ["gpkg", "geojson"])
@pytest.mark.parametrize("crs", [4326, 9206])
def test_layers_of_points_and_areas(
    two: gpd.GeoDataFrame, tmp_path: Path, ending: str, crs: int
) -> None:
    table = {"ten": ["Trường THCS", "Trạm Y tế", "Chợ"], "loai": ["", "hospital", "market"]}
    shapes = [shapely.box(104.04, 21.04, 104.06, 21.06), *shapely.points([(104.15, 21.05)] * 2)]
    layer = gpd.GeoDataFrame(table, geometry=shapes, crs=4326).to_crs(crs)
    path = tmp_path / f"diem.{ending}"
    layer.to_file(path)
    reading = facilities.read_places(path, units=two)
    assert reading.places["unit_code"].tolist() == ["00001", "00002"]
    assert reading.places["kind"].tolist() == ["school", "health"]
    assert reading.places["name"].tolist() == ["Trường THCS", "Trạm Y tế"]
    assert reading.places.geometry.x.tolist() == pytest.approx([104.05, 104.15], abs=0.02)


@pytest.mark.parametrize(
    ("name", "content", "key"),
    [
        ("d.csv", None, "places.missing_file"),
        ("d.osm.pbf", None, "places.missing_file"),
        ("d.gpkg", None, "places.missing_file"),
        ("d.csv", b"a,b\n1,2\n", "places.no_headings"),
        ("d.csv", b"lat,name\n1,2\n", "places.no_headings"),
        ("d.csv", b"%PDF-1.7", "places.not_text"),
        ("d.osm.pbf", b"<osm/>", "places.not_readable"),
        ("d.osm.pbf", b"\x00\x00\x00\x0e\n\tOSMHeader\x18 and no more", "places.damaged"),
        ("d.geojson", b'{"type": "FeatureColl', "places.damaged"),
        ("d.docx", b"PK\x03\x04", "places.not_readable"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_sentence(
    two: gpd.GeoDataFrame, tmp_path: Path, name: str, content: bytes | None, key: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(FileUnreadableError) as caught:
        facilities.read_places(tmp_path / name, units=two)
    assert caught.value.key == key
    assert name in caught.value.sentence("vi")
    assert name in caught.value.sentence("en")


@pytest.mark.real
@pytest.mark.slow
def test_an_extract_of_openstreetmap(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = real_data / "samples" / "osm" / "sample.osm.pbf"
    here = gpd.GeoDataFrame(geometry=[shapely.box(-1, 51, 0, 52)], index=["00001"], crs=4326)
    monkeypatch.setitem(facility_files._TAGS, "office", ("post_box",))
    reading = facilities.read_places(path, units=here)
    assert reading.places["kind"].tolist() == ["office"]
    assert reading.places["unit_code"].tolist() == ["00001"]
    point = reading.places.geometry.iloc[0]
    assert (point.x, point.y) == pytest.approx((-0.23347, 51.76604), abs=1e-5)


@pytest.mark.real
@pytest.mark.slow
def test_an_extract_without_places_unsorted_or_broken(real_data: Path, tmp_path: Path) -> None:
    path = real_data / "samples" / "osm" / "sample.osm.pbf"
    here = gpd.GeoDataFrame(geometry=[shapely.box(-1, 51, 0, 52)], index=["00001"], crs=4326)
    with pytest.raises(FileUnreadableError) as caught:  # a post box and a home are no such place
        facilities.read_places(path, units=here)
    assert caught.value.key == "places.none"
    # The areas of this extract are not sorted, which GDAL's quick index refuses.
    areas = [("multipolygons", "building IS NOT NULL")]
    assert [len(found) for found in vector_layers.read_osm(path, room="places", layers=areas)] == [
        2
    ]
    broken = tmp_path / "broken.osm.pbf"
    broken.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(FileUnreadableError) as cut:
        facilities.read_places(broken, units=here)
    assert cut.value.key in {"places.damaged", "places.none"}
