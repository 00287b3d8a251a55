"""The lists of units: their sizes, their corrected faults, and what they are grouped by."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import geopandas as gpd
import pandas as pd
import pytest

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources.group_lists import read_groups
from dxanalysis.units import registry
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("vintage", "units_in_all", "provinces", "son_la"),
    [("2024-12", 204, 1, 204), ("2025-02", 10_040, 63, 200), ("2025-07", 3_321, 34, 75)],
)
def test_each_list_has_its_published_size(
    vintage: str, units_in_all: int, provinces: int, son_la: int
) -> None:
    assert len(units.load_units(vintage=vintage)) == units_in_all
    assert len(units.provinces(vintage=vintage)) == provinces
    assert len(units.load_units(vintage=vintage, province="14")) == son_la


def test_kinds_of_the_three_lists_of_son_la() -> None:
    counts = {
        vintage: units.load_units(vintage=vintage, province="14")["kind"].value_counts().to_dict()
        for vintage in units.SUPPORTED_VINTAGES
    }
    assert counts["2024-12"] == {"xã": 188, "thị trấn": 9, "phường": 7}
    assert counts["2025-02"] == {"xã": 177, "phường": 15, "thị trấn": 8}
    assert counts["2025-07"] == {"xã": 67, "phường": 8}


@pytest.mark.parametrize("vintage", units.SUPPORTED_VINTAGES)
def test_lists_are_whole(vintage: str) -> None:
    table = units.load_units(vintage=vintage)
    assert table.index.is_unique
    assert table.index.is_monotonic_increasing
    short_codes = table.index[table.index.str.len() != 5]
    # The islands that had no communes; their codes are those of their districts.
    islands = ["318", "471", "498", "536", "755"] if vintage == "2025-02" else []
    assert sorted(short_codes) == islands
    assert set(table["kind"]) <= set(registry.KINDS)
    assert table["lat"].between(7, 24).all()
    assert table["lon"].between(102, 118).all()
    needed = ["unit_name", "short_name", "toneless_name", "province_code", "province_name"]
    assert table[needed].notna().all(axis=None)
    assert (table["district_code"].isna() == (vintage == "2025-07")).all()
    assert table["toneless_name"].str.isascii().all()


def test_one_unit_as_it_stands() -> None:
    unit = units.load_units(province="Sơn La").loc["04171"]
    assert unit["unit_name"] == "Xã Bó Sinh"
    assert unit["short_name"] == "Bó Sinh"
    assert unit["toneless_name"] == "Bo Sinh"
    assert unit["kind"] == "xã"
    assert unit["province_name"] == "Tỉnh Sơn La"


def test_numbered_wards_keep_their_kind_in_the_short_name() -> None:
    table = units.load_units(vintage="2025-02")
    assert table.loc[table["unit_name"] == "Phường 1", "short_name"].unique().tolist() == [
        "Phường 1"
    ]


def test_the_list_of_2024_differs_where_it_should() -> None:
    before = units.load_units(vintage="2024-12")
    after = units.load_units(vintage="2025-02", province="14")
    assert set(before.index) - set(after.index) == {
        "03751",
        "03898",
        "03913",
        "03988",
        "03991",
        "04003",
        "04060",
    }
    assert set(after.index) - set(before.index) == {"03980", "03983", "03984"}
    assert before.loc["04000", "unit_name"] == "Xã Nà Mường"
    assert after.loc["04000", "unit_name"] == "Xã Đoàn Kết"
    assert before.loc["03985", "district_name"] == "Huyện Mộc Châu"
    assert after.loc["03985", "district_name"] == "Thị xã Mộc Châu"


def test_copies_are_given_out() -> None:
    table = units.load_units(province="14")
    table.loc["04171", "unit_name"] = "?"
    assert units.load_units(province="14").loc["04171", "unit_name"] == "Xã Bó Sinh"


def test_importing_reads_nothing() -> None:
    code = (
        "import dxanalysis.units.lists as units, dxanalysis.units.registry as registry\n"
        "caches = [registry.table_2025_07, registry.table_2025_02, registry.population_2019]\n"
        "print(sum(cache.cache_info().currsize for cache in caches))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"


# ---- corrected faults ----------------------------------------------------------------------------
def test_each_correction_mends_a_fault_that_is_there() -> None:
    table = registry.catalogue_table("corrections")
    assert table["reason"].notna().all()
    assert not table.duplicated(["vintage", "unit_code", "column"]).any()
    raw = registry._query(
        "SELECT wardCode AS unit_code, wardLat AS lat, wardLon AS lon, wardAreaKm2 AS area_km2"
        " FROM admin_units"
    ).set_index("unit_code")
    used = units.load_units()
    for row in table.itertuples():
        found = raw.loc[row.unit_code, row.column]
        if pd.isna(row.found):
            assert pd.isna(found)
        else:
            assert found == pytest.approx(float(row.found), rel=1e-5)
        assert used.loc[row.unit_code, row.column] == pytest.approx(float(row.value))


def test_areas_of_son_la_add_up_to_the_published() -> None:
    table = units.load_units(province="14")
    assert table.loc["03703", "area_km2"] == 244.31  # Quỳnh Nhai: 30.554 in the source
    assert table["area_km2"].sum() == pytest.approx(14_109.83, rel=1e-4)


def test_no_area_is_missing_or_zero() -> None:
    assert (units.load_units()["area_km2"] > 0).all()


@pytest.mark.real
def test_areas_and_points_agree_with_real_outlines(real_data: Path) -> None:
    path = real_data / "boundaries" / "vietnam_communes_2025_generalised.parquet"
    outlines = gpd.read_parquet(path).set_index("code")["geometry"].rename({"06978": "06970"})
    flat = outlines.to_crs("ESRI:102028")
    table = units.load_units().loc[flat.index]
    off = (table["area_km2"] / (flat.area / 1e6) - 1).abs()
    inland = table["province_code"].isin(["14", "20", "25", "11", "12", "08", "15", "19", "24"])
    assert off[inland].max() < 0.25
    assert (off < 0.1).mean() > 0.97
    points = gpd.GeoSeries(gpd.points_from_xy(table["lon"], table["lat"]), table.index, crs=4326)
    away = points.to_crs("ESRI:102028").distance(flat) / 1000
    # Hoàng Sa, Trường Sa: outlines of archipelagos.
    assert away.drop(["20333", "22736"]).max() < 2.0


# ---- provinces and districts ---------------------------------------------------------------------
@pytest.mark.parametrize("written", ["14", "Sơn La", "tỉnh Sơn La", "son la", "SƠN LA"])
def test_province_by_code_or_name(written: str) -> None:
    assert units.resolve_province(written) == "14"


@pytest.mark.parametrize("written", ["99", "Sơn", "Phú Yên"])
def test_unknown_province_is_refused(written: str) -> None:
    with pytest.raises(ParameterError) as caught:
        units.load_units(province=written)
    assert written in caught.value.sentence("vi")


def test_unknown_vintage_is_refused() -> None:
    with pytest.raises(ParameterError, match="2025-07"):
        units.load_units(vintage="2023")


def test_former_districts_of_son_la() -> None:
    table = units.former_districts(province="14")
    assert list(table.index) == list(units.load_units(province="14").index)
    assert table["district_name"].value_counts().to_dict() == {
        "Huyện Thuận Châu": 10,
        "Huyện Sông Mã": 9,
        "Huyện Phù Yên": 8,
        "Thị xã Mộc Châu": 8,
        "Huyện Mai Sơn": 8,
        "Huyện Bắc Yên": 6,
        "Huyện Mường La": 5,
        "Huyện Yên Châu": 5,
        "Thành phố Sơn La": 4,
        "Huyện Quỳnh Nhai": 4,
        "Huyện Vân Hồ": 4,
        "Huyện Sốp Cộp": 4,
    }


def test_a_sliver_of_another_district_is_none() -> None:
    lang_son = units.former_districts(province="20")
    # Hồng Phong of Bình Gia, which lies elsewhere, has 0.001 of its 170 km² by its namesake.
    assert lang_son.loc["06184", "spans"] == ""
    assert lang_son.loc["06286", "spans"] == "Huyện Văn Quan"


def test_only_chieng_son_spans_two_districts() -> None:
    table = units.former_districts(province="14")
    spanning = table[table["spans"] != ""]
    assert list(spanning.index) == ["03985"]
    row = spanning.iloc[0]
    assert row["district_name"] == "Thị xã Mộc Châu"
    assert row["spans"] == "Huyện Vân Hồ"
    assert row["share_basis"] == "population_2019"
    people = registry.population_2019()
    both = people["03985"] + people["04056"]  # Chiềng Sơn, Chiềng Xuân
    assert row["main_share"] == pytest.approx(people["03985"] / both)
    assert (table.drop("03985")["main_share"] == 1.0).all()


@pytest.mark.parametrize(
    ("ward", "province", "town"),
    [
        ("02647", "15", "Thành phố Lào Cai"),  # five wards and one wide commune of a district
        ("05977", "20", "Thành phố Lạng Sơn"),
        ("24820", "68", "Thành phố Bảo Lộc"),
    ],
)
def test_a_ward_of_a_town_is_the_town_s(ward: str, province: str, town: str) -> None:
    row = units.former_districts(province=province).loc[ward]
    assert row["district_name"] == town
    assert row["share_basis"] == "old_units"
    assert row["spans"]


def test_former_districts_of_a_merged_province() -> None:
    table = units.former_districts(province="Phú Thọ")
    assert len(table) == 148
    assert table["main_share"].between(0, 1, inclusive="right").all()
    before = units.districts(province="Phú Thọ")
    assert len(before) == 13 + 9 + 10  # of Phú Thọ, Vĩnh Phúc and Hòa Bình
    assert set(table["district_code"]) <= set(before.index)


def test_every_unit_of_the_country_has_a_former_district() -> None:
    for province in units.provinces().index:
        table = units.former_districts(province=str(province))
        assert table["district_code"].notna().all()


@pytest.mark.parametrize(
    ("district", "vi", "en"),
    [
        ("Huyện Sông Mã", "Địa bàn huyện Sông Mã (cũ)", "Former Sông Mã district"),
        ("Thành phố Sơn La", "Địa bàn thành phố Sơn La (cũ)", "Former Sơn La city"),
        ("Thị xã Mộc Châu", "Địa bàn thị xã Mộc Châu (cũ)", "Former Mộc Châu town"),
    ],
)
def test_area_label(district: str, vi: str, en: str) -> None:
    assert units.area_label(district, "vi") == vi
    assert units.area_label(district, "en") == en


# ---- groupings -----------------------------------------------------------------------------------
def test_groupings() -> None:
    assert set(units.grouping("province", province="14")) == {"Tỉnh Sơn La"}
    by_district = units.grouping("former_district", province="14")
    assert by_district["04168"] == "Địa bàn huyện Sông Mã (cũ)"
    assert by_district.nunique() == 12


def test_grouping_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "nhom.csv"
    path.write_text("unit_code,group\n3646,Cụm 1\n03664,Cụm 2\n", encoding="utf-8")
    groups = read_groups(path, province="14")
    assert groups["03646"] == "Cụm 1"
    assert groups.notna().sum() == 2
    assert len(groups) == 75


@pytest.mark.parametrize(
    ("content", "key"),
    [
        ("code,group\n03646,a\n", "units.group_columns"),
        ("unit_code,group\n03646,a\n3646,b\n", "units.group_repeated"),
        ("unit_code,group\n00001,a\n", "units.group_unknown"),
    ],
)
def test_wrong_grouping_files_are_refused(tmp_path: Path, content: str, key: str) -> None:
    path = tmp_path / "nhom.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        read_groups(path, province="14")
    assert caught.value.key == key


def test_missing_grouping_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as caught:
        read_groups(tmp_path / "none.csv", province="14")
    assert caught.value.key == "workbook.missing"


# ---- census --------------------------------------------------------------------------------------
def test_census_adds_up_to_the_published_figure() -> None:
    people = registry.population_2019()
    assert people.sum() == 1_248_415
    assert set(people.index) == set(units.load_units(vintage="2024-12").index)
    by_district = people.groupby(units.load_units(vintage="2024-12")["district_code"]).sum()
    assert by_district["119"] == 172_763  # Thuận Châu
    assert by_district["125"] == 163_881  # Mai Sơn


def test_names_without_marks_are_those_of_each_name_alone() -> None:
    for vintage in units.SUPPORTED_VINTAGES:
        table = units.load_units(vintage=vintage)
        assert list(table["toneless_name"]) == [strip_tones(name) for name in table["short_name"]]
