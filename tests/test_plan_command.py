"""Demand, files and the command of plans: people are conserved, and stations stay secret."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import openpyxl
import pandas as pd
import pytest
import rasterio
import shapely
from affine import Affine
from hypothesis import given, settings
from hypothesis import strategies as st

from dxanalysis import open_workspace
from dxanalysis.cli import main
from dxanalysis.documents.plan import write_plan
from dxanalysis.documents.plan_fibre import write_fibre
from dxanalysis.errors import ParameterError
from dxanalysis.pages import plan_fibre as fibre_tables
from dxanalysis.pages import plan_tables
from dxanalysis.pages.plan import plan_page
from dxanalysis.planning.costs import assumptions, itu_cost_usd, station_vnd
from dxanalysis.planning.demand import WARNINGS, find_candidates, find_demand, reach_of
from dxanalysis.planning.fibre import STATES
from dxanalysis.planning.money import read_money
from dxanalysis.planning.plan_files import read_plan_files
from dxanalysis.planning.province import Asked, plan_province
from dxanalysis.planning.province_fibre import plan_province_fibre
from dxanalysis.planning.sites import plan_curve, plan_sites, price_of_floor
from dxanalysis.sources.place_lists import place_villages, read_place_list
from dxanalysis.sources.promise_lists import read_promises
from dxanalysis.sources.workbook import read_workbook
from tests.conftest import keep_one_workbook

if TYPE_CHECKING:
    from collections.abc import Callable

    from dxanalysis.analysis import Analysis
    from dxanalysis.planning.province_fibre import FibreProvince

pytestmark = pytest.mark.slow

LIST = "workbooks/thon-ban-minh-hoa.csv"
SECRET = (21.123457, 104.123457)
"""Where an existing station is."""

CONTRADICTED = "Bản số 7 (minh họa)"
"""The first village of the sample's list: its promise is said to be kept, and it has no signal."""


@pytest.fixture(scope="module")
def province(analysis: Analysis) -> Analysis:
    return analysis


@pytest.fixture(scope="module")
def squares() -> gpd.GeoDataFrame:
    """Two communes of Sơn La as squares side by side."""
    boxes = [shapely.box(104, 21, 104.2, 21.2), shapely.box(104.2, 21, 104.4, 21.2)]
    codes = pd.Index(["03688", "03694"], name="unit_code")
    return gpd.GeoDataFrame(index=codes, geometry=boxes, crs=4326)


def read_rows(tmp_path: Path, rows: list[str], squares: gpd.GeoDataFrame) -> pd.DataFrame:
    path = tmp_path / "thon.csv"
    path.write_text("Mã xã;Thôn;Vĩ độ;Kinh độ;Số khẩu;4G\n" + "\n".join(rows), "utf-8")
    found = read_place_list(path, units=squares, province="14", vintage="2025-07")
    found.places.attrs["rules"] = found.findings.set_index("rule")["value"].to_dict()
    return found.places


def test_bad_coordinates_are_named_and_no_row_is_lost(
    tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    rows = [
        "03688;Bản A;21,1;104,1;300;Không",
        "03688;Bản B;104.1;21.1;200;Không",
        "03688;Bản C;21°06'00\"B;104°06'00\"Đ;100;Có",
        "03688;Bản D;;;150;Không",
        "03688;Bản E;hai mốt;104.1;150;Không",
        "03688;Bản F;10.5;106.5;150;Không",
        "03688;Bản G;21.1;104.3;150;Không",
    ]
    places = read_rows(tmp_path, rows, squares)
    assert dict(zip(places["name"].str[-1], places["position"], strict=True)) == {
        "A": "good", "B": "swapped", "C": "good", "D": "missing", "E": "unreadable",
        "F": "outside", "G": "elsewhere",
    }  # fmt: skip
    assert places.loc[1, ["latitude", "longitude"]].tolist() == [21.1, 104.1]
    assert places.loc[2, "latitude"] == pytest.approx(21.1)
    assert places["people"].sum() == 1200
    kinds = ("swapped", "missing", "unreadable", "outside", "elsewhere")
    assert places.attrs["rules"] == {f"planfiles.position_{kind}": 1 for kind in kinds}


AT = [
    ("21,1", "104,1"), ("104.1", "21.1"), ("21°06'00\"B", "104°06'00\"Đ"), (21.1, 104.1), ("", ""),
    ("gần trường", "?"), (10.5, 106.5), (21.1, 104.3), (2111234, 104123),
]  # fmt: skip
"""As people write one place, and what is none of the commune's."""


@pytest.mark.parametrize(
    ("headings", "cells"),
    [
        (["Vĩ độ", "Kinh độ"], lambda lat, lon: [lat, lon]),
        (["Long (WGS84)", "Lat (WGS84)"], lambda lat, lon: [lon, lat]),
        (["Toạ độ trung tâm bản"], lambda lat, lon: [f"{lat}; {lon}" if lat else None]),
        (["Lat/Long"], lambda lat, lon: [f"{lat} {lon}" if lat else None]),
    ],
)
def test_coordinates_that_stand_in_a_workbook_are_judged_and_named(
    tmp_path: Path, squares: gpd.GeoDataFrame, headings: list[str], cells: Callable[..., list[Any]]
) -> None:
    book = openpyxl.Workbook()
    rows = book.worksheets[0]
    rows.append(["DANH SÁCH THÔN, BẢN TRẮNG SÓNG 4G"])
    rows.append(["Mã xã", "Tên thôn, bản", "Số hộ", "Số khẩu", *headings])
    for place, at in enumerate(AT):
        rows.append(["03688", f"Bản {place}", 30, 150, *cells(*at)])
    book.save(tmp_path / "thon.xlsx")
    listed = read_workbook(tmp_path / "thon.xlsx", operator="any", province="14").villages
    communes = squares.assign(unit_name="Xã A")
    placed, findings = place_villages(listed, units=communes)
    assert placed["position"].tolist() == [
        "good", "swapped", "good", "good", "missing", "unreadable", "outside", "elsewhere",
        "outside",
    ]  # fmt: skip
    assert placed["people"].sum() == 150 * len(AT)
    used = placed[placed["position"].isin(("good", "swapped"))]
    assert used[["latitude", "longitude"]].to_numpy() == pytest.approx(
        np.array([[21.1, 104.1]] * 4)
    )
    counted = findings.set_index("rule")["value"].to_dict()
    kinds = {"swapped": 1, "missing": 1, "unreadable": 1, "outside": 2, "elsewhere": 1}
    assert counted == {f"planfiles.position_{kind}": count for kind, count in kinds.items()}
    assert set(findings["file"]) == {"thon.xlsx"}
    assert "Bản 7" in findings.set_index("rule").loc["planfiles.position_elsewhere", "expected"]


def test_a_plan_takes_places_from_workbooks_where_the_own_list_has_none(
    province: Analysis,
) -> None:
    first, second = province.villages.index[:2]
    silent = province.villages.assign(position="")
    silent.loc[[first, second], ["latitude", "longitude", "position"]] = [
        [21.5, 104.0, "good"], [10.5, 106.5, "outside"],
    ]  # fmt: skip
    demand = find_demand(province, silent=silent)
    plain = find_demand(province)
    assert demand.places["people"].sum() == plain.places["people"].sum()
    assert (demand.villages["located"] == "point").sum() == 1
    name = province.villages.loc[first, "village"]
    found = demand.villages[demand.villages["located"] == "point"].iloc[0]
    assert (found["name"], found["latitude"], found["longitude"]) == (name, 21.5, 104.0)
    own = pd.DataFrame(
        {
            "unit_code": [province.villages.loc[first, "unit_code"]], "name": [name],
            "latitude": [21.6], "longitude": [104.1], "position": ["good"], "people": [1.0],
            "households": [1.0], "electricity": pd.array([True], dtype="boolean"),
            "has_4g": pd.array([False], dtype="boolean"),
        }
    )  # fmt: skip
    both = find_demand(province, silent=silent, listed=own).villages
    assert both.loc[both["located"] == "point", "latitude"].tolist() == [21.6]
    unsound = own.assign(position="elsewhere")
    left = find_demand(province, silent=silent, listed=unsound).villages
    assert left.loc[left["located"] == "point", "latitude"].tolist() == [21.5]


def test_points_of_a_kml_find_their_commune(tmp_path: Path, squares: gpd.GeoDataFrame) -> None:
    path = tmp_path / "diem.kml"
    path.write_text(
        '<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark>'
        "<name>Bản A</name><Point><coordinates>104.3,21.1,0</coordinates></Point></Placemark>"
        "</Document></kml>",
        "utf-8",
    )
    found = read_place_list(path, units=squares, province="14", vintage="2025-07").places
    assert found[["name", "unit_code", "position"]].to_numpy().tolist() == [
        ["Bản A", "03694", "good"]
    ]


def test_every_person_of_a_commune_is_counted_once(province: Analysis) -> None:
    demand = find_demand(province)
    rows = province.commune_gaps(province.whole)
    rows = rows[(rows["indicator"] == "pop_4g") & (rows["operator"] == "any")]
    people = demand.places.groupby("commune")["people"].sum()
    assert people.equals(
        rows.set_index("unit_code")["denominator"].astype("int64").loc[people.index]
    )
    covered = demand.places[demand.places["covered"]].groupby("commune")["people"].sum()
    assert covered.sum() == rows["numerator"].sum()


def test_a_village_without_a_place_is_reached_by_a_site_in_it_alone(province: Analysis) -> None:
    demand = find_demand(province)
    assert (demand.villages["located"] == "centre").all()
    candidates = find_candidates(demand, known=assumptions())
    reach = reach_of(demand, candidates, radius_km=50)
    assert reach.sum() == len(candidates) == len(demand.villages)


def test_a_list_that_contradicts_its_commune_is_trusted_and_told(province: Analysis) -> None:
    code = province.villages["unit_code"].iloc[0]
    listed = pd.DataFrame(
        {
            "unit_code": [code], "name": ["Bản mới"], "latitude": [float("nan")],
            "longitude": [float("nan")], "position": ["missing"], "people": [3000.0],
            "households": [600.0], "electricity": pd.array([True], dtype="boolean"),
            "has_4g": pd.array([False], dtype="boolean"),
        }
    )  # fmt: skip
    demand = find_demand(province, listed=listed)
    here = demand.places[demand.places["commune"] == code]
    whole = province.figures(code).loc["pop_4g", "denominator"]
    assert here["people"].sum() == whole
    assert (
        here.loc[~here["covered"], "people"].sum()
        > whole - province.figures(code).loc["pop_4g", "numerator"]
    )
    told = dict(demand.notes)["planning.note_list_over_figure"]
    without = demand.places.loc[~demand.places["covered"], "people"].sum()
    base, covered = (
        sum(province.figures(one).loc["pop_4g", of] for one in province.communes.index)
        for of in ("denominator", "numerator")
    )
    assert told["people"] == without - (base - covered)  # what the plan counts more than reported
    assert told["reported"] == pytest.approx(100 * covered / base)


@settings(max_examples=12)
@given(
    people=st.lists(st.integers(0, 900), min_size=4, max_size=12),
    sites=st.integers(1, 4),
    floor=st.sampled_from([0, 30, 70]),
    data=st.data(),
)
def test_before_and_gained_are_after_to_one_person(
    people: list[int], sites: int, floor: int, data: st.DataObject
) -> None:
    count = len(people)
    covered = data.draw(st.lists(st.booleans(), min_size=count, max_size=count))
    reach = data.draw(
        st.lists(st.lists(st.booleans(), min_size=count, max_size=count), min_size=3, max_size=6)
    )
    places = pd.DataFrame(
        {"people": people, "covered": covered, "commune": [one % 3 for one in range(count)]}
    )
    masts = pd.DataFrame({"cost_vnd": [1e9 + one for one in range(len(reach))]})
    curve = plan_curve(places, masts, reach=reach, counts=range(1, len(reach) + 1))
    assert (curve["people_before"] + curve["people_gained"] == curve["people_after"]).all()
    assert curve["people_after"].is_monotonic_increasing
    floors = price_of_floor(places, masts, reach=reach, floors_pct=[0, floor], sites=sites)
    assert floors["people_lost"].dropna().ge(0).all()
    plan = plan_sites(places, masts, reach=reach, sites=sites)
    assert plan.people_after <= plan.people_reachable <= plan.people == sum(people)
    at = curve.set_index("sites")["people_after"]
    assert plan.people_after == at[min(sites, len(reach))] == floors["people_after"].iloc[0]
    # Scenarios start from the same people, and whoever is counted is counted in one commune.
    budget = float(masts["cost_vnd"].iloc[0]) * sites
    limits = [{"sites": sites}, {"budget_vnd": budget}, {"sites": sites, "must": [0]}]
    for limit in limits:
        scenario = plan_sites(places, masts, reach=reach, **limit)  # type: ignore[arg-type]
        chosen = np.array(reach)[scenario.sites["candidate"].to_numpy(dtype=int)].any(axis=0)
        after = places.assign(after=chosen | places["covered"]).query("after")
        by_commune = after.groupby("commune")["people"].sum()
        counted = scenario.communes.set_index("commune")
        assert counted["people_after"].to_dict() == {
            one: by_commune.get(one, 0) for one in counted.index
        }
        assert (counted["people_before"] + counted["people_gained"]).equals(counted["people_after"])
        assert counted["people_after"].sum() == scenario.people_after
        assert counted["people_before"].sum() == plan.people_before


ITU = {
    ("fibre", 10): (128_100, 128_600, 6_405, 192_650, 173_049.50014525667),
    ("cellular", 10): (120, 360, 14.4, 504, 452.7222843146087),
    ("point_to_point", 10): (5_000, 8_000, 900, 17_000, 15_270.394510611801),
    ("satellite", 10): (800, 2_400, 80, 3_200, 2_874.4272019975155),
    ("fibre", 4): (128_100, 128_100, 6_405, 153_720, 146_331.01389005293),
    ("cellular", 4): (120, 120, 14.4, 177.6, 169.06315422113844),
    ("point_to_point", 4): (5_000, 5_000, 900, 8_600, 8_186.6167021497217),
    ("satellite", 4): (800, 800, 80, 1_120, 1_066.1640356288009),
}
"""Initial and whole investment, running costs per year, cost of ownership and present value in USD,
worked out in decimals of 40 digits from the formulas and defaults of ITU's guide
(FNS-Division/cpp-user-guide, docs/models.md of 21 August 2026), for 5.8 km of fibre. Of fibre:
500 + 1.1 · 5.8 · 20,000 = 128,100; equipment once more after 10 years; 5 % of all of it a year."""


@pytest.mark.parametrize("of", ITU)
def test_itu_s_functions_give_what_the_guide_says(of: tuple[str, int]) -> None:
    means, years = of
    found = itu_cost_usd(means, length_km=5.8 if means == "fibre" else 0, years=years)
    names = (
        "capex_initial", "capex_total", "opex_yearly", "cost_of_ownership", "present_value",
    )  # fmt: skip
    assert [found[name] for name in names] == pytest.approx(list(ITU[of]), rel=1e-9)


def test_costs_have_a_source_and_the_province_s_own_replace_them(son_la: Path) -> None:
    known = assumptions()
    for one in known.values():
        assert 0 <= one.low <= one.base <= one.high
        assert one.source("vi")
        assert one.source("en")
    assert station_vnd(known, "base", solar=True) == 1.7e9
    entry = type(open_workspace(son_la).plan)(costs={})
    assert entry.costs == {}
    with pytest.raises(ParameterError) as caught:
        assumptions({"station": known["station_new"]})  # type: ignore[dict-item] # a wrong name
    assert caught.value.key == "planning.no_such_cost"


@pytest.mark.parametrize(
    ("written", "vnd"),
    [
        *(("60ty", 6e10), ("1,5 tỷ", 1.5e9), ("500tr", 5e8), ("60.000.000.000", 6e10), ("x", None)),
        *(("1 nghìn tỷ", 1e12), ("1,2 ngàn tỷ", 1.2e12), ("1.200 tỷ", 1.2e12), ("1.5 tỷ", 1.5e9)),
        *(("0,125 tỷ", 1.25e8), ("1,500 bn", 1.5e12), ("60 tỷ đồng", 6e10), ("1.000.000", 1e6)),
        # A thousand times as much in the other language.
        *(("1,500 tỷ", None), ("1.500 bn", None), ("1 nghìn", None), ("1.2.3 tỷ", None)),
    ],
)
def test_money_is_read_as_people_write_it(written: str, vnd: float | None) -> None:
    assert read_money(written) == vnd


@pytest.fixture(scope="module")
def with_stations(son_la: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy the sample with a list of existing stations."""
    folder = Path(shutil.copytree(son_la, tmp_path_factory.mktemp("plan") / "tinh"))
    rows = pd.read_csv(folder / LIST, dtype=str)
    dark = rows[rows["4G"] == "Không"].iloc[0]
    lat, lon = SECRET
    near = f"{float(dark['Vĩ độ']) + 0.001:.6f},{float(dark['Kinh độ']) + 0.001:.6f}"
    (folder / "tram.csv").write_text(
        f"Tên trạm,Vĩ độ,Kinh độ,4G\nSLA0001,{lat},{lon},Không\nSLA0002,{near},Không\n", "utf-8"
    )
    keep_one_workbook(folder)
    text = (folder / "province.toml").read_text("utf-8")
    (folder / "cam-ket.csv").write_text(
        "Xã,Thôn,Nhà mạng,Quyết định,Hạn,Tình trạng\n"
        f"{dark['Xã']},{dark['Thôn']},Viettel,467/KH-UBND,30/6/2025,Đã hoàn thành\n"
        f"{dark['Xã']},Bản số 1 (minh họa),VNPT,467/KH-UBND,không rõ,Đang làm\n",
        "utf-8",
    )
    text = text.replace("[plan]\n", '[plan]\nstations = "tram.csv"\npromises = "cam-ket.csv"\n')
    (folder / "province.toml").write_text(text, "utf-8")
    return folder


def test_the_command_makes_a_plan_and_keeps_stations_to_itself(
    with_stations: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "plan"
    asked = ["--sites", "12", "--draws", "3", "--out", str(out), "--lang", "vi"]
    assert main(["plan", str(with_stations), *asked]) == 0
    said = capsys.readouterr().out
    assert "HiGHS" not in said
    assert "SỐ LIỆU MINH HỌA" in said
    page = (out / "plan.html").read_text("utf-8")
    assert "Số liệu minh họa" in page
    assert "nâng cấp trạm hiện có" in page  # the cheap upgrade near a village is chosen
    assert "Theo dõi cam kết" in page
    assert f"Chậm hoặc mâu thuẫn: {CONTRADICTED}" in page
    assert "thời hạn không đọc được" in page
    with zipfile.ZipFile(out / "plan.docx") as archive:
        word = archive.read("word/document.xml").decode()
    assert "minh họa" in word.lower()
    book = openpyxl.load_workbook(out / "plan.xlsx")
    cells = [str(cell.value) for sheet in book for row in sheet for cell in row]
    assert sum("MINH HỌA" in cell for cell in cells) == len(book.sheetnames)
    layers = sqlite3.connect(out / "plan.gpkg")
    names = [row[0] for row in layers.execute("select table_name from gpkg_contents")]
    layers.close()
    assert {"planned_sites", "villages_without", "all_planned_sites"} <= set(names)
    for file in out.iterdir():
        content = file.read_bytes()
        for secret in (b"SLA000", b"21.12345", b"104.12345", b"2112346", b"2112345"):
            assert secret not in content, file.name
    kinds = gpd.read_file(out / "plan.gpkg", layer="planned_sites")["kind"]
    assert set(kinds) == {"village"}


def test_plans_add_up_and_can_be_made_again(province: Analysis) -> None:
    files = read_plan_files(province)
    one, other = (
        plan_province(province, Asked(sites=5, floor_pct=80), files=files, draws=3)
        for _ in range(2)
    )
    assert one.sites.equals(other.sites)
    assert one.stability.equals(other.stability)
    assert one.plan.people == 1_394_763
    assert one.plan.people_before + one.sites["people_gained"].sum() == one.plan.people_after
    at = one.curve.set_index("sites").loc[5]
    fair = one.floors.set_index("floor_pct").loc[80]
    places = one.demand.places
    share = places["people"].where(places["covered"], 0).groupby(places["commune"]).sum()
    lowest = (100 * share / places["people"].groupby(places["commune"]).sum()).min()
    assert lowest < min(one.floors["floor_pct"].iloc[1:])  # none that all communes have reached
    assert {0, 90, 95} <= set(one.floors["floor_pct"])
    assert fair["people_after"] == one.plan.people_after
    assert at["people_after"] - fair["people_lost"] == one.plan.people_after
    assert fair["people_lost"] > 0
    assert one.illustrative
    # 99 % of 1,394,763 people: 24,409 more than today; the list alone has 26,024.
    sites = one.curve.loc[one.curve["people_after"] >= 0.99 * 1_394_763, "sites"]
    told = " ".join(plan_tables.findings(one, "en"))
    assert sites.empty
    assert "takes more than 40 sites" in told


def test_over_the_terrain_the_page_says_so_and_counts_both_cases(
    province: Analysis, tmp_path: Path
) -> None:
    west, south, east, north = province.communes.total_bounds
    cell = 0.01
    shape = (int((north - south) / cell) + 40, int((east - west) / cell) + 40)
    row, column = np.mgrid[: shape[0], : shape[1]]
    heights = 800 + 600 * np.sin(row / 3) * np.cos(column / 2)
    path = tmp_path / "do-cao.tif"
    with rasterio.open(
        path, "w", driver="GTiff", count=1, height=shape[0], width=shape[1], dtype="float32",
        crs="EPSG:4326", transform=Affine(cell, 0, west - 0.2, 0, -cell, north + 0.2),
    ) as file:  # fmt: skip
        file.write(heights.astype("float32"), 1)
    plan = plan_province(province, Asked(sites=4), elevation=[path], draws=2)
    assert plan.terrain is not None
    assert plan.terrain.people_low == plan.plan.people_gained
    assert plan.terrain.people_high > plan.terrain.people_low
    assert plan.plan.people_before + plan.plan.people_gained == plan.plan.people_after
    page = plan_page(province, plan, lang="vi")
    assert "do-cao.tif" in page
    assert str(tmp_path) not in page
    assert "theo địa hình phủ" in page
    assert "chưa tính núi che" not in page
    assert (
        "hình tròn 5 km" in page
    )  # a plan without terrain reaches no farther, and the page says so
    assert "xét trong 15 km" in page
    assert "Tầm phủ của trạm" not in page  # no radius is assumed


def test_what_speaks_of_stations_is_refused_for_fibre(
    son_la: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["--technology", "fibre", "--sites", "3", "--floor", "50", "--lang", "en"]
    assert main(["plan", str(son_la), *asked]) == 2
    assert "does not use --sites, --floor" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        (Asked(budget_vnd=1e6), "budget_low"),
        (Asked(sites=1, technology="6g"), "no_such_technology"),
        (Asked(sites=1, band="900"), "no_such_band"),
        (Asked(sites=1, must=("Bản Không Có",)), "no_such_candidate"),
    ],
)
def test_what_cannot_be_planned_is_said(province: Analysis, asked: Asked, key: str) -> None:
    with pytest.raises(ParameterError) as caught:
        plan_province(province, asked, draws=0)
    assert caught.value.key == f"planning.{key}"
    assert caught.value.sentence("vi") != caught.value.sentence("en")


def test_candidates_are_named_with_their_commune_where_names_repeat(
    province: Analysis, tmp_path: Path
) -> None:
    listed = province.villages
    two = listed.drop_duplicates("unit_code").index[:2]
    named = listed.copy()
    named.loc[two, "village"] = "Buôn Ea Tul 1"
    doubled = replace(province, villages=named)
    communes = province.communes["unit_name"][named.loc[two, "unit_code"]].tolist()
    with pytest.raises(ParameterError) as caught:
        plan_province(doubled, Asked(sites=2, must=("Buôn Ea Tul 1",)), draws=0)
    said = caught.value.sentence("vi")
    assert caught.value.key == "planning.ambiguous_candidate"
    assert all(f"Buôn Ea Tul 1, {commune} (village-" in said for commune in communes)
    label = said.partition("(")[2].partition(")")[0]
    kind, _, bare = communes[0].partition(" ")
    assert kind in {"Xã", "Phường"}
    for written in (
        f"Buôn Ea Tul 1, {communes[0]}", f"buôn ea tul 1 · {bare}",
        f"Buôn Ea Tul 1 ({communes[0].upper()})", label,
    ):  # fmt: skip
        plan = plan_province(doubled, Asked(sites=2, must=(written,)), draws=0)
        assert label in plan.sites["candidate"].tolist(), written
    with pytest.raises(ParameterError) as absent:
        plan_province(doubled, Asked(sites=2, must=("Buôn Ea Tul 9",)), draws=0)
    assert "“Buôn Ea Tul 1”" in absent.value.sentence("vi")  # the nearest
    write_plan(doubled, plan, tmp_path, lang="vi")
    sites = pd.read_excel(tmp_path / "plan.xlsx", sheet_name="Danh sách trạm", header=1)
    assert label in sites.iloc[:, -1].tolist()


@pytest.mark.usefixtures("read_once")
def test_messages_name_options_as_they_are_typed(
    son_la: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for asked, option in (
        ([], "--budget"),
        (["--sites", "2", "--must", "Bản Không Có"], "--must"),
        (["--sites", "2", "--floor", "120"], "--floor"),
        (["--sites", "2", "--must", "village-1", "--never", "village-1"], "--never"),
    ):
        assert main(["plan", str(son_la), *asked, "--lang", "vi"]) == 2
        said = capsys.readouterr().err
        assert option in said
        assert not re.search(r"budget_vnd|floor_pct|(?<!-)\bmust\b|(?<!-)\bnever\b", said)


def listing(rows: pd.DataFrame, *, has_5g: object = pd.NA) -> pd.DataFrame:
    """Make a planner's own list of villages under other names."""
    return pd.DataFrame(
        {
            "unit_code": rows["unit_code"], "name": "Bản khác " + rows["village"],
            "latitude": np.nan, "longitude": np.nan, "position": "missing",
            "people": rows["people"], "households": rows["households"],
            "electricity": pd.array([True] * len(rows), dtype="boolean"),
            "has_4g": pd.array([False] * len(rows), dtype="boolean"),
            "has_5g": pd.array([has_5g] * len(rows), dtype="boolean"),
        }
    )  # fmt: skip


def test_villages_that_stand_twice_are_warned_of_with_both_numbers(
    province: Analysis, tmp_path: Path
) -> None:
    rows = province.gaps
    rows = rows[(rows["indicator"] == "villages_4g") & (rows["operator"] == "any")]
    rows = rows[rows["level"] == "commune"].set_index("unit_code")
    lacking = rows["denominator"] - rows["numerator"]
    counted = province.villages.groupby("unit_code").size()
    assert not [key for key, _ in find_demand(province).notes if key in WARNINGS]
    full = [code for code in counted.index if counted[code] == lacking[code]]
    same = province.villages[province.villages["unit_code"].isin(full[:2])]
    demand = find_demand(province, listed=listing(same))
    told = dict(demand.notes)["planning.warn_villages_twice"]
    assert told == {
        "n": 2 * len(same), "reported": len(same), "communes": 2, "technology": "4g",
    }  # fmt: skip
    plan = plan_province(province, Asked(sites=2), draws=0)
    plan = replace(plan, demand=demand, notes=demand.notes)
    warned = plan_tables.warnings(plan, "vi")
    assert len(warned) == 1
    assert f"tính {2 * len(same)} thôn, bản chưa có 4G" in warned[0]
    assert f"là {len(same)}." in warned[0]
    write_plan(province, plan, tmp_path, lang="vi")
    page = (tmp_path / "plan.html").read_text("utf-8")
    assert page.index("SỐ THÔN, BẢN KHÔNG KHỚP") < page.index("2 trạm phủ thêm")
    with zipfile.ZipFile(tmp_path / "plan.docx") as archive:
        assert "SỐ THÔN, BẢN KHÔNG KHỚP" in archive.read("word/document.xml").decode()


def test_a_plan_of_5g_says_that_its_list_is_of_villages_without_4g(province: Analysis) -> None:
    rows = province.gaps
    rows = rows[(rows["indicator"] == "villages_5g") & (rows["operator"] == "any")]
    rows = rows[rows["level"] == "commune"]
    lacking = int((rows["denominator"] - rows["numerator"]).sum())
    of_4g = find_demand(province, technology="5g")
    told = dict(of_4g.notes)[WARNINGS[0]]
    assert told == {"n": len(of_4g.villages), "reported": lacking}
    known = find_demand(
        province, technology="5g", listed=listing(province.villages[:2], has_5g=False)
    )
    assert WARNINGS[0] not in dict(known.notes)
    assert WARNINGS[0] not in dict(find_demand(province).notes)


def test_half_is_of_the_plan_and_small_plans_say_nothing_of_none(province: Analysis) -> None:
    plan = plan_province(province, Asked(sites=6), draws=0)
    gains = plan.sites["people_gained"].tolist()
    half = next(n for n in range(1, 7) if 2 * sum(gains[:n]) >= sum(gains))
    page = plan_page(province, plan, lang="vi")
    assert f"của phương án đạt được với {half} trên 6 trạm" in page
    assert "lần thử" not in " ".join(plan_tables.findings(plan, "vi"))  # there was no draw
    assert "có thể thay thế" not in page
    one = plan_province(province, Asked(sites=1), draws=2)
    lit = replace(
        one,
        sites=one.sites.assign(
            chosen_pct=31.0, electricity=pd.array([True], dtype="boolean"), villages_reached=1
        ),
    )
    page = plan_page(province, lit, lang="vi")
    assert "Một nửa" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.DOTALL)
    assert "ở 0 trạm" not in page
    assert "không trạm nào cần điện mặt trời" in page
    assert "kế bên" not in page
    assert "không nhất thiết ở gần, có thể thay thế" in page
    english = plan_page(province, lit, lang="en")
    assert "1 site newly covers" in english
    assert "1 sites" not in english
    dark = replace(lit, sites=lit.sites.assign(electricity=pd.array([False], dtype="boolean")))
    assert "1 needs solar power" in plan_page(province, dark, lang="en")


@pytest.mark.usefixtures("read_once")
def test_fibre_is_planned_from_the_list_and_costs_do_not_depend_on_the_budget(
    province: Analysis, son_la: Path, tmp_path: Path
) -> None:
    whole = plan_province_fibre(province)
    part = plan_province_fibre(province, budget_vnd=60e9)
    assert whole.plan.straight  # the sample has no roads
    assert len(whole.plan.villages) == 448
    assert whole.plan.villages["state"].isin(STATES).all()
    assert part.costs.villages.equals(whole.costs.villages)
    assert part.plan.cost_vnd["base"] <= 60e9
    assert set(part.plan.villages["state"]) == {"PLANNED", "BEYOND_BUDGET"}
    out = tmp_path / "fibre"
    assert main(["plan", str(son_la), "--technology", "fibre", "--out", str(out)]) == 0
    page = (out / "fibre.html").read_text("utf-8")
    assert "KHÔNG CÓ TỆP ĐƯỜNG" in page
    assert "448 trên 448 thôn, bản có tọa độ được nối" in page  # what the map shows, in words
    with zipfile.ZipFile(out / "fibre.docx") as archive:
        word = archive.read("word/document.xml").decode()
        assert [name for name in archive.namelist() if name.startswith("word/media/")]
    assert "KHÔNG CÓ TỆP ĐƯỜNG" in word
    assert "minh họa" in word.lower()
    assert "Số liệu minh họa" in page
    for shown in (page, word):
        assert "Ranh giới gần đúng" in shown  # wherever communes are drawn
    cables = gpd.read_file(out / "fibre.gpkg", layer="cables")
    assert cables["km"].sum() == pytest.approx(whole.plan.km, rel=1e-6)
    assert cables["straight"].all()


def with_scenarios(workspace: Path, said: str) -> Path:
    toml = workspace / "province.toml"
    toml.write_text(f"{toml.read_text('utf-8')}\n{said}", "utf-8")
    return workspace


def test_named_scenarios_stand_beside_one_another(
    small_workspace: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = '[plan.scenarios]\n"Ba trạm" = { sites = 3 }\n"8 tỷ" = { budget = "8ty" }\n'
    workspace = with_scenarios(small_workspace, said)
    out = tmp_path / "out"
    assert main(["plan", str(workspace), "--draws", "1", "--out", str(out)]) == 0
    table = pd.read_excel(out / "plan.xlsx", sheet_name="Phương án", header=None).to_numpy()
    rows = {str(row[0]): row for row in table}
    three = next(row for name, row in rows.items() if "Ba trạm" in name)
    assert three[1] == 3
    assert any("8 tỷ" in name for name in rows)
    page = (out / "plan.html").read_text("utf-8")
    assert "Ba trạm" in page
    assert "8 tỷ" in page
    toml = workspace / "province.toml"
    toml.write_text(toml.read_text("utf-8").replace("8ty", "nhiều tiền"), "utf-8")
    capsys.readouterr()
    assert main(["plan", str(workspace), "--out", str(out)]) == 2
    told = capsys.readouterr().err
    assert "“8 tỷ”" in told
    assert "nhiều tiền" in told


def figure_shown(shown: str) -> float:
    """Read a figure of a Vietnamese table."""
    return float(shown.rstrip("%").replace(".", "").replace(",", ".").replace("−", "-"))


def test_a_cell_s_number_is_in_the_unit_that_is_shown(province: Analysis) -> None:
    plan = plan_province(province, Asked(sites=4), draws=2)
    fibre = plan_province_fibre(province, budget_vnd=20e9)
    tables = [
        plan_tables.site_table(province, plan, "vi"), plan_tables.site_sheet(province, plan, "vi"),
        plan_tables.commune_table(province, plan, "vi"), plan_tables.cost_table(plan, "vi"),
        plan_tables.floor_table(plan, "vi"), plan_tables.scenario_table([plan], "vi"),
        plan_tables.assumption_table(plan.known, list(plan.known), "vi"),
        fibre_tables.step_table(province, fibre, "vi"),
        fibre_tables.step_sheet(province, fibre, "vi"),
        fibre_tables.village_sheet(province, fibre, "vi"), fibre_tables.state_table(fibre, "vi"),
        fibre_tables.closing_table(province, fibre, "vi"),
    ]  # fmt: skip
    for table in tables:
        cells = [cell for row in table.rows for cell in row if cell.kind != "text"]
        figures = [cell for cell in cells if isinstance(cell.value, int | float)]
        assert figures
        for cell in figures:
            if cell.shown != "dưới 0,1":
                apart = abs(figure_shown(cell.shown) - cell.value)  # type: ignore[operator]
                decimals = len(cell.shown.rstrip("%").partition(",")[2])
                assert apart <= 0.5001 * 10**-decimals, (table.caption, cell)


def test_workbooks_name_places_and_hold_figures_in_the_unit_of_their_heading(
    province: Analysis, tmp_path: Path
) -> None:
    plan = plan_province(province, Asked(sites=4), draws=1)
    fibre = plan_province_fibre(province, budget_vnd=20e9)
    write_plan(province, plan, tmp_path, lang="vi")
    write_fibre(province, fibre, tmp_path, lang="vi")
    sites = pd.read_excel(tmp_path / "plan.xlsx", sheet_name="Danh sách trạm", header=1).head(4)
    communes = province.communes["unit_name"]
    assert sites["Vị trí"].tolist() == plan.sites["name"].tolist()
    assert sites["Xã, phường"].tolist() == communes[plan.sites["commune"]].tolist()
    assert (sites["Chi phí xây (tỷ đồng)"] * 1e9).tolist() == pytest.approx(
        plan.sites["cost_base_vnd"].tolist()
    )
    taken = pd.read_excel(tmp_path / "plan.xlsx", sheet_name="Giả định", header=1)
    per_site = taken[taken["Đơn vị"] == "triệu đồng mỗi trạm"]
    assert per_site["Giữa"].max() == 1400
    rates = pd.read_excel(tmp_path / "plan.xlsx", sheet_name="Từng xã", header=1)
    assert {"Tỷ lệ trước (%)", "Tỷ lệ sau (%)"} <= set(rates)
    steps = pd.read_excel(tmp_path / "fibre.xlsx", sheet_name="Thứ tự nên kéo", header=1)
    steps = steps[steps["Km cáp mới"].notna()]
    assert steps["Chi phí xây (tỷ đồng)"].sum() == pytest.approx(
        fibre.plan.cost_vnd["base"] / 1e9, abs=1e-4
    )
    named = pd.read_excel(tmp_path / "fibre.xlsx", sheet_name="Thôn, bản", header=1)
    assert named["Thôn, bản"].tolist() == fibre.plan.villages["name"].tolist()
    for file, layer in (("plan", "planned_sites"), ("plan", "communes"), ("fibre", "villages")):
        rows = gpd.read_file(tmp_path / f"{file}.gpkg", layer=layer)
        assert rows["commune_name"].tolist() == communes[rows["commune"]].tolist()
        for column in (one for one in rows if one.endswith("_vnd")):
            assert (rows[column].dropna() % 1 == 0).all()  # whole VND


@pytest.fixture
def joined(province: Analysis) -> FibreProvince:
    """Make a plan of fibre in which two villages share each of its first steps."""
    made = plan_province_fibre(province, budget_vnd=20e9)
    rows = made.plan.villages.copy()
    rows["households"] = np.nan
    planned = rows.index[rows["state"] == "PLANNED"]
    shared = ["order", "km", "cost_vnd", "people_per_bn"]
    more = rows.index[rows["state"] == "BEYOND_BUDGET"][: len(planned)]
    for one, other in zip(planned, more, strict=True):
        rows.loc[other, ["state", *shared]] = rows.loc[one, ["state", *shared]]
    people = int(rows.loc[rows["state"] == "PLANNED", "people"].sum())
    costs = replace(made.costs, communes=made.costs.communes[:0], not_costed=len(rows))
    return replace(made, plan=replace(made.plan, villages=rows, people=people), costs=costs)


def test_steps_that_join_villages_add_up_to_the_plan(
    province: Analysis, joined: FibreProvince
) -> None:
    for table in (
        fibre_tables.step_table(province, joined, "vi"),
        fibre_tables.narrow_step_table(province, joined, "vi"),
    ):
        numbers = [cell.value for cell, *_ in table.rows]
        assert numbers == sorted(set(numbers))  # type: ignore[type-var]
    people, km, cost = (
        sum(row[place].value for row in fibre_tables.step_table(province, joined, "vi").rows)  # type: ignore[misc]
        for place in (1, 2, 3)
    )
    assert people == joined.plan.people
    assert km == pytest.approx(joined.plan.km)
    assert cost == pytest.approx(joined.plan.cost_vnd["base"] / 1e9)


def test_what_a_plan_of_fibre_does_not_know_is_said(
    province: Analysis, joined: FibreProvince, tmp_path: Path
) -> None:
    told = fibre_tables.findings(joined, "vi")
    planned = int((joined.plan.villages["state"] == "PLANNED").sum())
    assert f"Không rõ số hộ của {planned} trên {planned} thôn, bản được nối" in " ".join(told)
    wired = replace(joined, sources=1_404, centres=102)
    sources = next(one for one in fibre_tables.findings(wired, "vi") if "điểm cáp quang" in one)
    assert "1.302 thôn, bản" in sources
    assert "102 xã, phường" in sources
    write_fibre(province, joined, tmp_path, lang="vi")
    book = openpyxl.load_workbook(tmp_path / "fibre.xlsx")
    assert "Theo xã" not in book.sheetnames  # nothing would stand below its headings
    cells = [str(row[0].value) for row in book["Ghi chú"].iter_rows()]
    assert any("danh sách không ghi số hộ" in cell for cell in cells)


def test_the_same_plan_gives_the_same_bytes(province: Analysis, tmp_path: Path) -> None:
    folders = [tmp_path / name for name in ("one", "other")]
    made = plan_province(province, Asked(sites=4), draws=1)
    fibre = plan_province_fibre(province)
    for folder in folders:
        write_plan(province, made, folder, lang="vi")
        write_fibre(province, fibre, folder, lang="vi")
    one, other = ({file.name: file.read_bytes() for file in each.iterdir()} for each in folders)
    assert {Path(name).suffix for name in one} == {".csv", ".docx", ".gpkg", ".html", ".xlsx"}
    assert [name for name in one if one[name] != other[name]] == []
    # A clock of whole seconds may stand still between the two.
    book = openpyxl.load_workbook(folders[0] / "plan.xlsx")
    assert str(book.properties.created) == "2000-01-01 00:00:00"


@pytest.mark.slow
def test_the_command_gives_the_same_bytes_however_sets_are_ordered(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        for technology in ("4g", "fibre"):
            asked = ["--technology", technology, "--budget", "20ty"]
            subprocess.run(
                [sys.executable, "-m", "dxanalysis", "plan", *asked, "--out", tmp_path / seed],
                env=os.environ | {"PYTHONHASHSEED": seed}, check=True, capture_output=True,
            )  # fmt: skip
    for file in (tmp_path / "1").iterdir():
        assert file.read_bytes() == (tmp_path / "2" / file.name).read_bytes(), file.name


@pytest.mark.parametrize(
    "heading",
    [
        *("Ấp", "Tên ấp", "Ấp/khóm", "Khóm, ấp", "Thôn/ấp", "Buôn", "Tổ dân phố", "Khu phố"),
        *("TÊN THÔN, BẢN", "Tên thôn, tổ dân phố", "Bản", "ten ap", "Village", "Tên", "Địa điểm"),
    ],
)
def test_villages_are_named_by_any_word_for_them(
    heading: str, tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    path = tmp_path / "thon.csv"
    path.write_text(f"Mã xã;{heading};Vĩ độ;Kinh độ\n03688;Ấp 1;21,1;104,1\n", "utf-8")
    found = read_place_list(path, units=squares, province="14", vintage="2025-07")
    assert found.places["name"].tolist() == ["Ấp 1"]
    assert found.findings.empty


@pytest.mark.parametrize("heading", ["Trưởng thôn", "Số thôn", "Văn bản", "Cụm"])
def test_a_list_without_names_says_so(
    heading: str, tmp_path: Path, squares: gpd.GeoDataFrame
) -> None:
    path = tmp_path / "thon.csv"
    path.write_text(f"Mã xã;{heading};Vĩ độ;Kinh độ\n03688;Ấp 1;21,1;104,1\n", "utf-8")
    options = {"units": squares, "province": "14", "vintage": "2025-07"}
    found = read_place_list(path, **options)  # type: ignore[arg-type]
    assert found.places["name"].tolist() == [""]
    assert found.findings["rule"].tolist() == ["planfiles.no_names"]
    assert read_place_list(path, **options, named=False).findings.empty  # type: ignore[arg-type]


def test_promises_name_villages_by_any_word_for_them(tmp_path: Path) -> None:
    path = tmp_path / "cam-ket.csv"
    path.write_text("Mã xã;Khóm/ấp;Nhà mạng\n03688;Ấp 1;Viettel\n", "utf-8")
    made = read_promises(path, province="14", vintage="2025-07")
    assert made.promises["village"].tolist() == ["Ấp 1"]
