"""Lists of stations and places as operators write them: states, technologies, sectors, zones."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pyproj
import pytest
import shapely

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import datums, station_lists
from dxanalysis.sources.findings import sentence
from dxanalysis.sources.place_lists import PlaceList, read_place_list
from dxanalysis.sources.written_places import BOTH, LATITUDE, LONGITUDE
from dxanalysis.terrain.place_tables import Area
from dxanalysis.terrain.sites import StationsReading, parse_azimuths, read_stations

if TYPE_CHECKING:
    from pathlib import Path

ON = dt.date(2025, 9, 30)
HEAD = "Tên trạm;Mã xã;Vĩ độ;Kinh độ"
AT = ("A;03688;21,1;104,1", "B;03694;21,1;104,3", "C;03688;21,15;104,05")


@pytest.fixture(scope="module")
def squares() -> gpd.GeoDataFrame:
    """Two communes of Sơn La as squares side by side."""
    boxes = [shapely.box(104, 21, 104.2, 21.2), shapely.box(104.2, 21, 104.4, 21.2)]
    codes = pd.Index(["03688", "03694"], name="unit_code")
    return gpd.GeoDataFrame(index=codes, geometry=boxes, crs=4326)


def write(path: Path, more: str, *cells: str) -> Path:
    """Write stations with one more column (or several)."""
    rows = [f"{at};{cell}" for at, cell in zip(AT, cells, strict=False)]
    path.write_text("\n".join([f"{HEAD};{more}", *rows]), "utf-8")
    return path


def planned(path: Path, squares: gpd.GeoDataFrame) -> PlaceList:
    """Read stations as plans do."""
    return read_place_list(
        path, units=squares, province="14", vintage="2025-07", named=False, stations=True, on=ON
    )


def computed(path: Path, squares: gpd.GeoDataFrame, **options: str) -> StationsReading:
    """Read stations as checks of coverage do."""
    area = Area(squares, "14", "2025-07")
    return read_stations(path, on=ON, area=area, **options)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("there", "states"),
    [
        (True, ["Đang hoạt động", "Hiện hữu", "x", "2020", "01/01/2024", "Đang hoạt động từ 2018",
                "Đang phát sóng, dự kiến nâng cấp 5G", "Dừng hoạt động từ 01/2027"]),
        (False, ["Quy hoạch 2026", "Đã tháo dỡ", "Chưa phát sóng", "Dự kiến", "2028", "31/12/27",
                 "Phát sóng quý II/2026", "Đã lắp đặt, chưa phát sóng", "Tháng 3 năm 2026", "Không",
                 "Ngừng hoạt động từ 2024 do hết hợp đồng", "Trạm quy hoạch mới", "planned"]),
        (None, ["Swap", "?", "Mất điện", "Trạm mới", ""]),
    ],
)  # fmt: skip
def test_states_say_whether_a_station_is_there(there: bool | None, states: list[str]) -> None:  # noqa: FBT001
    found = {state: station_lists.state_of(state, on=ON) for state in states}
    assert found == dict.fromkeys(states, there)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Tình trạng", ("Đang hoạt động", "Quy hoạch 2026", "Hiện hữu")),
        ("Ghi chú", ("", "Đã tháo dỡ", "Không")),
        ("Năm phát sóng", ("2020", "2028", "")),
        ("Ngày phát sóng", ("01/01/2024", "31/12/2027", "2025-01-01")),
    ],
)
def test_what_is_not_there_counts_in_no_plan_and_no_check(
    heading: str, cells: tuple[str, ...], squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = write(tmp_path / "tram.csv", heading + ";4G", *(f"{one};Không" for one in cells))
    plan = planned(path, squares)
    assert plan.places["name"].tolist() == ["A", "C"]
    assert plan.places["has_4g"].eq(other=False).all()
    path = write(tmp_path / "tram.csv", heading + ";4G", *(f"{one};Có" for one in cells))
    check = computed(path, squares)
    assert check.stations["lon"].tolist() == [104.1, 104.05]
    for findings in (plan.findings, check.findings):
        told = findings[findings["rule"] == "stations.not_there"]
        assert told["value"].tolist() == [1]
        assert cells[1] in sentence(told.iloc[0], "vi")


def test_a_state_nobody_knows_is_quoted_and_the_station_kept(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = write(tmp_path / "tram.csv", "Trạng thái;4G", "Swap;Có", "On air;Có", "Swap;Có")
    for found, rows in (
        (planned(path, squares).findings, planned(path, squares).places),
        (computed(path, squares).findings, computed(path, squares).stations),
    ):
        assert len(rows) == 3
        told = found[found["rule"] == "stations.state_unknown"]
        assert told[["value", "expected"]].to_numpy().tolist() == [[2, "“Swap”"]]


def test_what_is_wrong_is_said_without_the_names_of_stations(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "tram.csv"
    path.write_text(f"{HEAD};4G\nSLA0001;03688;;;Không\n", "utf-8")
    found = planned(path, squares)
    assert found.places["name"].tolist() == ["SLA0001"]
    assert "SLA0001" not in found.findings.to_csv()


def test_a_list_of_which_nothing_is_there(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    path = write(tmp_path / "tram.csv", "Tình trạng", *["Quy hoạch"] * 3)
    assert planned(path, squares).places.empty
    with pytest.raises(FileUnreadableError) as caught:
        computed(path, squares)
    assert caught.value.key == "stations.none_there"


@pytest.mark.parametrize(
    ("heading", "cells", "having"),
    [
        ("Công nghệ", ("2G/3G", "4G, 5G", "LTE"), ("BC", "B")),
        ("Loại trạm", ("2G, 3G, 4G", "3G", "5G NR"), ("A", "C")),
        ("4G;5G", ("Có;Không", "Không;Có", "Có;Có"), ("AC", "BC")),
        ("4G;5G", ("x;", ";", "x;x"), ("AC", "C")),
        ("3G;4G;5G", ("Có;Không;Chưa", "1;1;0", "2;3;1"), ("BC", "C")),
    ],
)
def test_technologies_stand_in_one_column_or_in_one_for_each(
    heading: str, cells: tuple[str, ...], having: tuple[str, str], squares: gpd.GeoDataFrame,
    tmp_path: Path,
) -> None:  # fmt: skip
    path = write(tmp_path / "tram.csv", heading, *cells)
    places = planned(path, squares).places.set_index("name")
    assert "".join(places.index[places["has_4g"]]) == having[0]
    assert "".join(places.index[places["has_5g"]]) == having[1]
    assert places[["has_4g", "has_5g"]].notna().all(axis=None)
    stations = computed(path, squares, technology="5g").stations
    names = {104.1: "A", 104.3: "B", 104.05: "C"}
    for technology, expected in zip(("4g", "5g"), having, strict=True):
        rows = stations[stations["technology"] == technology]
        assert "".join(sorted(rows["lon"].map(names))) == expected


def test_a_row_for_each_technology_is_one_station(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    rows = [f"{at};{one}" for at in AT[:2] for one in ("Viettel;3G", "Viettel;4G", "VNPT;3G")]
    (tmp_path / "tram.csv").write_text("\n".join([f"{HEAD};Nhà mạng;Công nghệ", *rows]), "utf-8")
    found = planned(tmp_path / "tram.csv", squares).places
    assert found[["name", "has_4g"]].to_numpy().tolist() == [
        ["A", True], ["A", False], ["B", True], ["B", False]
    ]  # fmt: skip


def test_what_a_list_does_not_say_of_technologies_is_told(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    found = planned(write(tmp_path / "tram.csv", "Nhà mạng", *["Viettel"] * 3), squares)
    assert found.places["has_4g"].isna().all()
    told = found.findings.set_index("rule")["value"]
    assert told.to_dict() == {"stations.generations_unknown": 3}
    only_4g = planned(write(tmp_path / "tram.csv", "4G", "Không", "Có", "Có"), squares)
    assert only_4g.places["has_5g"].isna().all()
    assert only_4g.findings.empty


@pytest.mark.parametrize(
    ("written", "angles"),
    [
        ("0/120/240", (0, 120, 240)), ("0-120-240", (0, 120, 240)),
        ("0°, 120°, 240°", (0, 120, 240)), ("0,120,240", (0, 120, 240)), ("30,5", (30.5,)),
        ("S1: 30; S2: 150", (30, 150)),
        ("-90", (270,)), ("120 độ", (120,)), ("omni", ()), ("0-360", ()), ("bắc", ()), ("", ()),
        ("0/120/999", ()), ("0/360", (0,)), ("60 180 300", (60, 180, 300)),
    ],
)  # fmt: skip
def test_azimuths_are_read_as_they_are_written(written: str, angles: tuple[float, ...]) -> None:
    assert parse_azimuths(written) == angles


def test_several_azimuths_are_several_antennas(squares: gpd.GeoDataFrame, tmp_path: Path) -> None:
    cells = ("0/120/240;2/3/4", "bắc;3", "60/180;5")
    path = write(tmp_path / "tram.csv", "Góc phương vị;Góc nghiêng", *cells)
    found = computed(path, squares)
    rows = found.stations[["lon", "azimuth_deg", "tilt_deg"]].fillna(-1).to_numpy().tolist()
    assert rows == [
        [104.1, 0, 2], [104.1, 120, 3], [104.1, 240, 4], [104.3, -1, 3],
        [104.05, 60, 5], [104.05, 180, 5],
    ]  # fmt: skip
    told = found.findings.set_index("rule")["value"]
    assert (told["stations.azimuth_unread"], told["terrain.band_default"]) == (1, 3)


def test_bands_go_to_the_technology_that_uses_them(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = write(tmp_path / "tram.csv", "Công nghệ;Băng tần", "4G/5G;1800/3700", "4G;2600")
    rows = computed(path, squares).stations[["technology", "band_mhz"]].to_numpy().tolist()
    assert rows == [["4g", 1800], ["5g", 3700], ["4g", 2600]]


def test_stations_are_those_of_whom_the_list_names(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    cells = ("Tập đoàn Công nghiệp - Viễn thông Quân đội", "Công ty ABC", "Vinaphone, Viettel")
    path = write(tmp_path / "tram.csv", "Nhà mạng", *cells)
    found = computed(path, squares, operator="vnpt")
    assert found.stations["operator"].tolist() == ["viettel", "", "vnpt", "viettel"]
    told = found.findings[found.findings["rule"] == "stations.operator_unknown"]
    assert told["expected"].tolist() == ["“Công ty ABC”"]
    silent = computed(write(tmp_path / "tram.csv", "4G", *["Có"] * 3), squares, operator="vnpt")
    told = silent.findings[silent.findings["rule"] == "stations.no_operator"]
    assert told["value"].tolist() == [3]
    assert "VNPT" in sentence(told.iloc[0], "vi")
    assert "stations.no_operator" not in set(computed(path, squares).findings["rule"])


# ---- places --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("headings", "known"),
    [
        (("vi do", "y m", "latitude", "lattitude", "vy do bac", "toa do y", "lat wgs84"), LATITUDE),
        (("kinh do", "x", "longtitude", "kinh do dong", "toa do x m", "x vn2000"), LONGITUDE),
        (("toa do", "toa do vn 2000 ktt 104", "lat long", "vi do kinh do", "gps"), BOTH),
        (("altitude", "do cao m", "y te", "vi tri", "xa", "ma ban", "so tram"), None),
    ],
)
def test_headings_of_coordinates(headings: tuple[str, ...], known: object) -> None:
    for kind in (LATITUDE, LONGITUDE, BOTH):
        assert [one in kind for one in headings] == [kind == known] * len(headings)


def metres(epsg: int) -> list[tuple[float, float]]:
    """Give east and north of the stations in a system of VN-2000."""
    at = gpd.points_from_xy([104.1, 104.3, 104.05], [21.1, 21.1, 21.15], crs=4326)
    flat = gpd.GeoSeries(at).to_crs(datums.bound(pyproj.CRS.from_epsg(epsg)))
    return list(zip(flat.x.tolist(), flat.y.tolist(), strict=True))


@pytest.mark.parametrize("epsg", [9206, 9208, 3405])
@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("X (m);Y (m)", lambda east, north: f"{north:.1f};{east:.1f}"),
        ("Kinh độ;Vĩ độ", lambda east, north: f"{east:.1f};{north:.1f}"),
        ("Tọa độ", lambda east, north: f"{north:.1f} / {east:.1f}"),
        ("Tọa độ", lambda east, north: f"{north:,.1f} - {east:,.1f}".replace(",", " ")),
    ],
)
def test_metres_are_placed_by_the_communes_that_rows_name(
    epsg: int, heading: str, cells: object, squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    rows = [
        f"{name};{code};{cells(*at)}"  # type: ignore[operator]
        for name, code, at in zip("ABC", ("03688", "03694", "03688"), metres(epsg), strict=True)
    ]
    path = tmp_path / "thon.csv"
    path.write_text("\n".join([f"Thôn;Mã xã;{heading}", *rows]), "utf-8")
    listed = read_place_list(path, units=squares, province="14", vintage="2025-07")
    assert listed.places["position"].tolist() == ["good"] * 3
    told = listed.findings[listed.findings["rule"] == "planfiles.metres"]
    # Zones of one meridian lie too near each other for squares of 20 km to tell.
    if epsg in {9206, 9208}:
        assert f"EPSG:{epsg}" in sentence(told.iloc[0], "vi")
        assert listed.places["longitude"].tolist() == pytest.approx(
            [104.1, 104.3, 104.05], abs=1e-5
        )
        assert computed(path, squares).stations["lat"].tolist() == pytest.approx(
            [21.1, 21.1, 21.15], abs=1e-5
        )


def test_metres_without_communes_need_their_meridian(
    squares: gpd.GeoDataFrame, tmp_path: Path
) -> None:
    path = tmp_path / "tram.csv"
    rows = [f"{north:.1f};{east:.1f}" for east, north in metres(9206)]
    path.write_text("\n".join(["X (VN-2000 KTT 104°00');Y", *rows]), "utf-8")
    assert read_stations(path).stations["lon"].tolist() == pytest.approx(
        [104.1, 104.3, 104.05], abs=1e-5
    )
    path.write_text("\n".join(["X;Y", *rows]), "utf-8")
    with pytest.raises(FileUnreadableError):
        read_stations(path)
    found = read_place_list(path, units=squares[:1], province="14", vintage="2025-07", named=False)
    assert set(found.places["position"]) == {"unreadable"}
    assert math.isnan(found.places["latitude"].iloc[0])
    assert "planfiles.metres_unknown" in set(found.findings["rule"])
