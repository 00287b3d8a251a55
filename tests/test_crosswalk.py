"""Carrying: nothing is lost, nothing is invented, and what is estimated says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import dxanalysis
from dxanalysis import units
from dxanalysis.errors import (
    FileUnreadableError,
    OutputError,
    ParameterError,
    UnitMatchError,
    VintageError,
)
from dxanalysis.lang import LANGUAGES
from dxanalysis.observations import COLUMNS, make_observations
from dxanalysis.sources import wide_table
from dxanalysis.units import crosswalk, registry

if TYPE_CHECKING:
    from pathlib import Path

OLD, NEW = "2025-02", "2025-07"
# Xã Bó Sinh of today was made of three communes of Sông Mã.
BO_SINH = ["04171", "04174", "04180"]


def observe(rows: list[dict[str, Any]]) -> pd.DataFrame:
    base = {"vintage": OLD, "indicator": "pop_4g", "operator": "any", "evidence": "declared"}
    return make_observations([{**base, **row} for row in rows])


def census() -> pd.DataFrame:
    people = registry.population_2019()
    rows = [{"unit_code": code, "numerator": number} for code, number in people.items()]
    return observe(rows).assign(vintage="2024-12", indicator="population")


def national(values: np.ndarray[Any, Any]) -> pd.DataFrame:
    listed = units.load_units(vintage=OLD).index
    rows = pd.DataFrame({"unit_code": listed, "vintage": OLD, "numerator": values})
    return make_observations(rows.assign(indicator="population", operator="any", source="x"))


# ---- the links -----------------------------------------------------------------------------------
def test_links_of_son_la() -> None:
    links = crosswalk.load_links(province="14")
    assert len(links) == 200
    assert (links["basis"] == "whole").all()
    assert (links["weight"] == 1.0).all()
    parts = links.groupby("to_code").size()
    assert (parts > 1).sum() == 68
    names = units.load_units()["unit_name"].reindex(parts.index[parts == 1])
    assert set(names) == {
        "Xã Mường Lạn",
        "Xã Phiêng Khoài",
        "Xã Suối Tọ",
        "Xã Ngọc Chiến",
        "Xã Tân Yên",
        "Xã Mường Bám",
        "Xã Mường Lèo",
    }


def test_pairs_that_other_lists_confuse() -> None:
    to = crosswalk.load_links(province="14").set_index("from_code")["to_code"]
    names = units.load_units()["unit_name"]
    assert names[to["03964"]] == "Xã Mường Bang"
    assert names[to["04111"]] == "Xã Chiềng Mung"  # Mường Bằng, not Mường Bang
    assert names[to["04012"]] == "Phường Mộc Châu"  # Chiềng Hắc, not Chiềng Hặc
    assert names[to["04078"]] == "Xã Chiềng Hặc"


def test_links_of_the_country() -> None:
    links = crosswalk.load_links()
    assert links["from_code"].nunique() == 10_040
    assert links["to_code"].nunique() == 3_321
    assert links.groupby("from_code")["weight"].sum().to_numpy() == pytest.approx(1.0)
    assert links["weight"].gt(0).all()
    divided = links[links["basis"] == "area_model"]
    assert divided["from_code"].nunique() == 471
    assert (divided.groupby("from_code").size() > 1).all()
    assert not links.duplicated(["from_code", "to_code"]).any()


def test_links_of_2024() -> None:
    links = crosswalk.load_links(vintage="2024-12")
    assert len(links) == 204
    assert links["to_code"].nunique() == 75
    to = links.set_index("from_code")["to_code"]
    # Units that the list of February 2025 no longer has.
    assert to[["03751", "03898", "03913", "04060"]].tolist() == ["03721", "03910", "03910", "04075"]


def test_no_links_from_today() -> None:
    with pytest.raises(VintageError) as caught:
        crosswalk.load_links(vintage=NEW)
    assert caught.value.key == "crosswalk.no_way"


# ---- carrying ------------------------------------------------------------------------------------
def test_census_is_carried_whole() -> None:
    converted = crosswalk.convert(census())
    assert len(converted) == 75
    assert converted["numerator"].sum() == 1_248_415
    assert (converted["parts"] == converted["parts_observed"]).all()
    assert (converted["observed_share"] == 1).all()
    people = registry.population_2019()
    bo_sinh = converted.set_index("unit_code").loc["04171", "numerator"]
    assert bo_sinh == people[BO_SINH].sum()
    # Where February 2025 moved parts, the figure says that it is an estimate.
    assert converted.set_index("unit_code").loc["03982", "estimated_share"] == 1.0
    assert converted.set_index("unit_code").loc["04171", "estimated_share"] == 0.0


def test_rates_are_carried_through_their_counts() -> None:
    counts = [(90, 100), (10, 100), (800, 800)]
    rows = [
        {"unit_code": code, "numerator": top, "denominator": base, "source": f"f|s|B{place}"}
        for place, (code, (top, base)) in enumerate(zip(BO_SINH, counts, strict=True))
    ]
    converted = crosswalk.convert(observe(rows))
    assert converted.to_dict("records") == [
        {
            "unit_code": "04171",
            "vintage": NEW,
            "indicator": "pop_4g",
            "operator": "any",
            "as_of": pd.NaT,
            "numerator": 900.0,
            "denominator": 1000.0,
            "rate": pytest.approx(float("nan"), nan_ok=True),
            "evidence": "declared",
            "source": "f|s|B0; f|s|B1; f|s|B2",
            "parts": 3,
            "parts_observed": 3,
            "observed_share": 1.0,
            "estimated_share": 0.0,
        }
    ]


def test_missing_parts_make_the_whole_partial() -> None:
    rows = [
        {"unit_code": "04171", "numerator": 90, "denominator": 100},
        {"unit_code": "04174", "numerator": None, "denominator": 300},
        {"unit_code": "04180", "numerator": 500, "denominator": 600},
    ]
    row = crosswalk.convert(observe(rows)).iloc[0]
    # The base of the part without a figure must not dilute the rate.
    assert (row["numerator"], row["denominator"]) == (590, 700)
    assert (row["parts"], row["parts_observed"]) == (3, 2)
    assert row["observed_share"] == pytest.approx(0.7)


def test_without_bases_the_census_says_how_much_is_observed() -> None:
    rows = [{"unit_code": "04171", "numerator": 3, "indicator": "stations_4g"}]
    row = crosswalk.convert(observe(rows)).iloc[0]
    people = registry.population_2019()
    assert row["observed_share"] == pytest.approx(people["04171"] / people[BO_SINH].sum())
    assert (row["parts"], row["parts_observed"]) == (3, 1)


def test_missing_stays_missing_and_zero_stays_zero() -> None:
    rows = [
        *({"unit_code": code, "numerator": None, "indicator": "teams"} for code in BO_SINH),
        *({"unit_code": code, "numerator": 0, "indicator": "stations_5g"} for code in BO_SINH),
    ]
    converted = crosswalk.convert(observe(rows)).set_index("indicator")
    assert np.isnan(converted.loc["teams", "numerator"])
    assert converted.loc["teams", "observed_share"] == 0
    assert converted.loc["stations_5g", "numerator"] == 0
    assert converted.loc["stations_5g", "observed_share"] == 1


def test_a_rate_without_a_base_survives_only_where_nothing_changed() -> None:
    rows = [{"unit_code": code, "rate": 0.5} for code in [*BO_SINH, "04240"]]  # Mường Lèo
    converted = crosswalk.convert(observe(rows)).set_index("unit_code")
    assert np.isnan(converted.loc["04171", "rate"])
    assert converted.loc["04171", "observed_share"] == 0
    assert converted.loc["04240", "rate"] == 0.5
    assert converted.loc["04240", "observed_share"] == 1


def test_operators_indicators_and_dates_stay_apart() -> None:
    rows = [
        {"unit_code": code, "numerator": 1, "operator": operator, "as_of": date}
        for code in BO_SINH
        for operator in ("viettel", "vnpt")
        for date in ("2024-12-31", "2025-03-31", None)
    ]
    converted = crosswalk.convert(observe(rows))
    assert len(converted) == 6
    assert (converted["numerator"] == 3).all()
    assert converted["as_of"].isna().sum() == 2


def test_evidence_is_as_weak_as_its_weakest_part() -> None:
    kinds = ["measured", "illustrative", "declared"]
    rows = [
        {"unit_code": code, "numerator": 1, "evidence": kind}
        for code, kind in zip(BO_SINH, kinds, strict=True)
    ]
    assert crosswalk.convert(observe(rows))["evidence"].tolist() == ["illustrative"]


def test_a_divided_unit_is_shared_out_and_flagged() -> None:
    links = crosswalk.load_links()
    code = links.loc[links["basis"] == "area_model", "from_code"].iloc[0]
    shares = links[links["from_code"] == code].set_index("to_code")["weight"]
    converted = crosswalk.convert(observe([{"unit_code": code, "numerator": 1000}]))
    converted = converted.set_index("unit_code")
    assert converted["numerator"].sum() == 1000
    assert (converted["estimated_share"] == 1).all()
    for to, share in shares.items():
        assert converted.loc[to, "numerator"] == pytest.approx(1000 * share, abs=1)


def test_given_weights_replace_the_model() -> None:
    links = crosswalk.load_links()
    code = links.loc[links["basis"] == "area_model", "from_code"].iloc[0]
    to = links.loc[links["from_code"] == code, "to_code"].tolist()
    shares = [0.25, 0.75] + [0.0] * (len(to) - 2)
    weights = pd.DataFrame({"from_code": code, "to_code": to, "weight": shares})
    converted = crosswalk.convert(observe([{"unit_code": code, "numerator": 8}]), weights=weights)
    converted = converted.set_index("unit_code")
    assert converted.loc[to[:2], "numerator"].tolist() == [2, 6]
    assert (converted["estimated_share"] == 0).all()
    with pytest.raises(ParameterError) as caught:
        crosswalk.convert(
            observe([{"unit_code": code, "numerator": 8}]), weights=weights.assign(weight=0.9)
        )
    assert caught.value.key == "crosswalk.weights_sum"


def test_provinces_are_carried_too() -> None:
    rows = [{"unit_code": code, "numerator": 10, "denominator": 20} for code in ("25", "26", "17")]
    row = crosswalk.convert(observe(rows)).iloc[0]  # Phú Thọ, Vĩnh Phúc, Hòa Bình
    assert (row["unit_code"], row["numerator"], row["denominator"]) == ("25", 30, 60)
    assert (row["parts"], row["parts_observed"]) == (3, 3)


@pytest.mark.parametrize(
    ("code", "key"), [("126", "crosswalk.districts"), ("99999", "crosswalk.unknown_codes")]
)
def test_codes_that_are_no_units_are_refused(code: str, key: str) -> None:
    with pytest.raises(UnitMatchError) as caught:
        crosswalk.convert(observe([{"unit_code": code, "numerator": 1}]))
    assert caught.value.key == key


def test_carrying_back_is_refused() -> None:
    with pytest.raises(VintageError) as caught:
        crosswalk.convert(observe([{"unit_code": "04171", "numerator": 1}]), to="2024-12")
    assert caught.value.key == "crosswalk.no_way"


def test_two_vintages_of_the_same_observation_are_refused() -> None:
    rows = [
        {"unit_code": "04240", "numerator": 1},
        {"unit_code": "04240", "numerator": 1, "vintage": NEW},
    ]
    with pytest.raises(VintageError) as caught:
        crosswalk.convert(observe(rows))
    assert caught.value.key == "crosswalk.carried_twice"


def test_the_table_given_is_left_alone() -> None:
    table = census()
    before = table.copy()
    crosswalk.convert(table)
    pd.testing.assert_frame_equal(table, before)


def test_an_empty_table_stays_empty() -> None:
    converted = crosswalk.convert(observe([]))
    assert converted.empty
    assert list(converted.columns) == [*COLUMNS, *crosswalk.NOTES]


def test_national_carry_conserves() -> None:
    values = np.random.default_rng(7).integers(0, 50_000, 10_040).astype("float64")
    table = national(values)
    converted = crosswalk.convert(table)
    assert len(converted) == 3_321
    assert converted["numerator"].sum() == pytest.approx(values.sum(), rel=1e-9)
    links = crosswalk.load_links()
    split = set(links.loc[links["basis"] == "area_model", "to_code"])
    assert set(converted.loc[converted["estimated_share"] > 0, "unit_code"]) <= split
    weights = links[links["basis"] == "area_model"].groupby("to_code")["weight"].sum()
    assert len(weights) == len(split)


def test_each_split_is_flagged() -> None:
    converted = crosswalk.convert(national(np.ones(10_040)))
    links = crosswalk.load_links()
    split = set(links.loc[links["basis"] == "area_model", "to_code"])
    assert set(converted.loc[converted["estimated_share"] > 0, "unit_code"]) == split


# ---- properties ----------------------------------------------------------------------------------
SAMPLED = sorted(units.load_units(vintage=OLD).sample(400, random_state=1).index)
CELLS = st.one_of(st.none(), st.integers(0, 10**7))


@settings(deadline=None, max_examples=8)
@given(st.dictionaries(st.sampled_from(SAMPLED), CELLS, min_size=1))
def test_carrying_conserves(counts: dict[str, int | None]) -> None:
    rows = [{"unit_code": code, "numerator": number} for code, number in counts.items()]
    table = observe(rows)
    converted = crosswalk.convert(table)
    assert converted["numerator"].sum() == pytest.approx(table["numerator"].sum(), rel=1e-9)
    assert converted["observed_share"].between(0, 1).all()
    assert converted["estimated_share"].between(0, 1).all()
    assert (converted["parts_observed"] <= converted["parts"]).all()


@settings(deadline=None, max_examples=8)
@given(st.dictionaries(st.sampled_from(SAMPLED), st.tuples(CELLS, st.integers(1, 10**7))))
def test_carrying_twice_equals_carrying_once(counts: dict[str, tuple[int | None, int]]) -> None:
    rows = [
        {"unit_code": code, "numerator": top, "denominator": base}
        for code, (top, base) in counts.items()
    ]
    once = crosswalk.convert(observe(rows))
    pd.testing.assert_frame_equal(crosswalk.convert(once), once)


# ---- vintages ------------------------------------------------------------------------------------
def test_joining_two_lists_is_refused_with_the_count() -> None:
    today = units.load_units(province="14").index
    with pytest.raises(VintageError) as caught:
        crosswalk.require_same_vintage(OLD, NEW, codes=today, what="xa.gpkg")
    assert "68 of 75 codes changed meaning" in caught.value.sentence("en")
    assert "68 trong 75 mã đã đổi nghĩa" in caught.value.sentence("vi")
    crosswalk.require_same_vintage(NEW, NEW, codes=today)


@pytest.mark.real
def test_real_boundaries_are_not_joined_to_an_old_table(real_data: Path) -> None:
    shapes = gpd.read_file(
        real_data / "boundaries" / "son_la_communes_2025.gpkg", ignore_geometry=True
    )
    with pytest.raises(VintageError, match="68 of 75 codes changed meaning"):
        crosswalk.require_same_vintage(OLD, NEW, codes=shapes["code"])


def test_changed_codes() -> None:
    table = crosswalk.changed_codes(["03646", "04240"], before=OLD, after=NEW)
    assert table.loc["03646"].tolist() == ["Phường Chiềng Lề", "Phường Tô Hiệu", True]
    assert table.loc["04240"].tolist() == ["Xã Mường Lèo", "Xã Mường Lèo", False]
    early = crosswalk.changed_codes(["04000", "04240"], before="2024-12", after=OLD)
    assert early["changed"].tolist() == [True, False]


@pytest.mark.parametrize("vintage", units.SUPPORTED_VINTAGES)
@pytest.mark.parametrize("columns", ["both", "codes", "names"])
def test_vintage_is_told_from_a_whole_table(vintage: str, columns: str) -> None:
    table = units.load_units(vintage=vintage, province="14")
    given_columns: dict[str, Any] = {}
    if columns != "names":
        given_columns["codes"] = [int(code) for code in table.index]
    if columns != "codes":
        given_columns["names"] = list(table["unit_name"])
    found = crosswalk.detect_vintage(province="14", **given_columns)
    assert found.vintage == vintage
    assert found.table.loc[vintage, "rows_fitting"] > 0.97 * len(table)


def test_a_few_rows_may_not_tell_the_vintage() -> None:
    # Mường Lèo is in all three lists.
    found = crosswalk.detect_vintage(province="14", names=["Xã Mường Lèo"])
    assert found.vintage is None
    assert found.fitting == units.SUPPORTED_VINTAGES
    # Sixty codes of today are all codes of before as well.
    codes = list(units.load_units(province="14").index[:60])
    assert crosswalk.detect_vintage(province="14", codes=codes).vintage is None


def test_mixed_vintages_are_refused() -> None:
    with pytest.raises(VintageError) as caught:
        crosswalk.detect_vintage(province="14", names=["Phường Chiềng Lề", "Xã Quỳnh Nhai"])
    assert caught.value.key == "crosswalk.mixed_vintages"
    assert "Chiềng Lề" in caught.value.sentence("vi")


def test_misspelt_rows_do_not_decide() -> None:
    names = [*units.load_units(province="14")["unit_name"], "Tổng cộng", "Bó Sính"]
    found = crosswalk.detect_vintage(province="14", names=names)
    assert found.vintage == NEW
    assert found.table.loc[NEW, "rows_fitting"] == 75
    assert found.table.loc[NEW, "rows"] == 77


# ---- a planner's own table -----------------------------------------------------------------------
def old_table() -> pd.DataFrame:
    listed = units.load_units(vintage=OLD, province="14")
    return pd.DataFrame(
        {
            "STT": range(1, 201),
            "Mã xã": [int(code) for code in listed.index],
            "Tên xã, phường": listed["unit_name"].to_numpy(),
            "Số thôn, bản": np.arange(200) % 9 + 1,
            "Dân số": [f"{number // 1000}.{number % 1000:03d}" for number in range(1000, 1200)],
            "Tỷ lệ phủ sóng (%)": 97.5,
            "Ghi chú": "x",
        }
    )


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_carry_file(tmp_path: Path, ending: str) -> None:
    path, out = tmp_path / f"cu{ending}", tmp_path / f"moi{ending}"
    table = old_table()
    if ending == ".csv":
        table.to_csv(path, index=False, encoding="utf-8-sig")
    else:
        table.to_excel(path, index=False)
    converted = wide_table.convert_file(path, out=out, province="14")
    assert converted.vintage == OLD
    assert set(converted.left_out) == {"Tỷ lệ phủ sóng (%)", "Ghi chú"}
    assert len(converted.table) == 75
    assert converted.table["Số thôn, bản"].sum() == table["Số thôn, bản"].sum()
    assert converted.table["Dân số"].sum() == sum(range(1000, 1200))
    read = pd.read_csv(out, dtype="str") if ending == ".csv" else pd.read_excel(out, dtype="str")
    assert read["unit_code"].tolist() == list(units.load_units(province="14").index)
    assert read["unit_name"].iloc[0] == "Phường Tô Hiệu"
    if ending == ".csv":
        assert out.read_bytes().startswith(b"\xef\xbb\xbf")


def test_carry_file_by_name_and_district(tmp_path: Path) -> None:
    listed = units.load_units(vintage=OLD, province="14")
    table = pd.DataFrame(
        {
            "Tên xã": listed["unit_name"],
            "Huyện": listed["district_name"],
            "Số trạm": [None if number == 3 else number for number in range(200)],
        }
    )
    table.to_csv(tmp_path / "cu.csv", index=False, sep=";")
    converted = wide_table.convert_file(
        tmp_path / "cu.csv", out=tmp_path / "moi.csv", province="14", vintage=OLD
    )
    assert (converted.table["parts"] - converted.table["parts_observed"]).sum() == 1
    # A commune that lacks one of its parts has no figure, not that of the others.
    (code,) = converted.partial["Số trạm"]
    blank = converted.table["Số trạm"].isna()
    assert list(converted.table.index[blank]) == [code]
    links = crosswalk.load_links(vintage=OLD, province="14")
    parts = links.loc[links["to_code"] == code, "from_code"]
    lost = sum(listed.index.get_loc(part) for part in parts)
    assert converted.table["Số trạm"].sum() == sum(range(200)) - lost


@pytest.mark.parametrize(
    "province", ["66", *(pytest.param(code, marks=pytest.mark.slow) for code in ("42", "82"))]
)
def test_an_old_list_by_name_and_district_is_found_whole(province: str, tmp_path: Path) -> None:
    """Also where two districts of a province have one name, and with a line that adds up."""
    ground = units.same_ground(province, vintage=units.LATEST_VINTAGE, other="2025-02")
    old = units.load_units(vintage="2025-02")
    alike = old.groupby(["unit_name", "district_name"])["province_code"].transform("size") > 1
    old = old[old["province_code"].isin(ground["province_code"])]
    rows = old.loc[~alike, ["unit_name", "district_name"]].assign(people=10)
    whole = {"unit_name": "Tổng cộng", "district_name": None, "people": 10 * len(rows)}
    table = pd.concat([rows, pd.DataFrame([whole])], ignore_index=True)
    table.columns = pd.Index(["Tên xã", "Huyện", "Dân số"])
    table.to_csv(tmp_path / "cu.csv", index=False)
    converted = wide_table.convert_file(
        tmp_path / "cu.csv", out=tmp_path / "moi.csv", province=province, vintage="2025-02"
    )
    figures, lost = converted.table["Dân số"], converted.partial.get("Dân số", ())
    assert set(figures.index[figures.isna()]) == set(lost)
    assert figures.sum() == 10 * len(rows) or (lost and figures.sum() < 10 * len(rows))
    assert len(rows) > 0.95 * len(old)


def test_rows_around_and_between_units_are_no_units() -> None:
    listed = units.load_units(vintage=OLD, province="14")
    rows: list[tuple[object, ...]] = [(None, "TOÀN TỈNH", 10 * len(listed))]
    for place, (name, communes) in enumerate(listed.groupby("district_name", sort=False)):
        rows.append((f"{place + 1}.", str(name).upper(), 10 * len(communes)))
        rows += [(None, commune, 10) for commune in communes["unit_name"]]
    rows += [(None, None, None), (None, "Người lập biểu", "GIÁM ĐỐC")]
    table = pd.DataFrame(rows, columns=["TT", "Đơn vị", "Dân số"], dtype="object")
    converted = wide_table.convert_table(table, province="14", vintage=OLD)
    assert converted.table["Dân số"].sum() == 10 * len(listed)


def test_a_coded_table_may_lack_names_and_has_signatures_below() -> None:
    table = old_table().astype({"Mã xã": "object"})
    table.loc[3, "Tên xã, phường"] = None
    last: dict[str, object] = {"Mã xã": "Người lập biểu", "Ghi chú": "GIÁM ĐỐC"}
    table = pd.concat([table, pd.DataFrame([last])], ignore_index=True)
    converted = wide_table.convert_table(table, province="14", vintage=OLD)
    assert converted.table["Dân số"].sum() == sum(range(1000, 1200))


def test_a_table_of_districts_is_called_that() -> None:
    listed = units.districts(province="14")["district_name"]
    for heading in ("Huyện, thành phố", "Địa bàn", "Đơn vị"):
        table = pd.DataFrame({heading: list(listed), "Dân số": 10})
        with pytest.raises(FileUnreadableError) as caught:
            wide_table.convert_table(table, province="14")
        assert caught.value.key == "crosswalk.district_rows"


def test_areas_have_decimals_and_telephones_are_not_added_up() -> None:
    table = old_table()[["Mã xã"]].assign(
        **{
            "Diện tích (km2)": "39,01",
            "Dân số (nghìn người)": "11,703",
            "Số điện thoại cán bộ": [f"09120000{place:02d}" for place in range(200)],
            "ĐT": [912000000 + place for place in range(200)],
            "Số máy điện thoại": 7,
        }
    )
    converted = wide_table.convert_table(table, province="14")
    assert converted.left_out == ("Số điện thoại cán bộ", "ĐT")
    sums = converted.table[["Diện tích (km2)", "Dân số (nghìn người)", "Số máy điện thoại"]].sum()
    assert [round(one, 1) for one in sums] == [7802.0, 2340.6, 1400.0]


def test_a_second_row_of_headings_is_put_below_the_first() -> None:
    table = old_table()[["Mã xã"]].assign(**{"Thôn, bản": 9, "Thôn, bản.1": 7, "Dân số": 10})
    lower: dict[str, object] = {"Thôn, bản": "Tổng số", "Thôn, bản.1": "Có 4G"}
    table = pd.concat([pd.DataFrame([lower]), table], ignore_index=True)
    converted = wide_table.convert_table(table, province="14")
    sums = converted.table[["Thôn, bản – Tổng số", "Thôn, bản – Có 4G", "Dân số"]].sum()
    assert list(sums) == [1800, 1400, 2000]


def test_text_that_looks_like_a_formula_is_written_as_text(tmp_path: Path) -> None:
    table = old_table()[["Mã xã", "Tên xã, phường", "Số thôn, bản"]]
    table = table.rename(columns={"Số thôn, bản": "=1+1"})
    table.to_csv(tmp_path / "cu.csv", index=False)
    for out in (tmp_path / "moi.xlsx", tmp_path / "moi.csv"):
        wide_table.convert_file(tmp_path / "cu.csv", out=out, province="14")
    assert "=1+1" in pd.read_excel(tmp_path / "moi.xlsx").columns
    assert "'=1+1" in pd.read_csv(tmp_path / "moi.csv").columns


@pytest.mark.parametrize(
    ("change", "error", "key"),
    [
        (lambda t: t.rename(columns={"Mã xã": "A", "Tên xã, phường": "B"}), FileUnreadableError,
         "crosswalk.no_unit_column"),
        (lambda t: t[["Mã xã", "Tên xã, phường", "Ghi chú"]], FileUnreadableError,
         "crosswalk.no_count_column"),
        (lambda t: t.replace({"Tên xã, phường": {"Xã Bó Sinh": "Xã Pú Bẩu"}}), UnitMatchError,
         "crosswalk.unmatched_rows"),
        (lambda t: pd.concat([t, t.tail(1)], ignore_index=True), UnitMatchError,
         "crosswalk.repeated_units"),
        (lambda t: t.assign(**{"Dân số": ["1.5", *["7"] * 199]}), FileUnreadableError,
         "crosswalk.not_numbers"),
        (lambda t: t[t["Tên xã, phường"] == "Xã Mường Lèo"], VintageError,
         "crosswalk.no_vintage"),
    ],
)  # fmt: skip
def test_tables_that_cannot_be_carried_say_why(change: Any, error: type, key: str) -> None:
    with pytest.raises(error) as caught:
        wide_table.convert_table(change(old_table()), province="14", where="bang.xlsx")
    assert caught.value.key == key
    for lang in LANGUAGES:
        assert "{" not in caught.value.sentence(lang)


def own_series() -> pd.DataFrame:
    """Make a series by former communes: two dates, two indicators, a blank, a district."""
    listed = units.load_units(vintage="2024-12", province="14")
    rows = [
        {
            "unit_code": code,
            "level": "commune",
            "unit_name": name,
            "vintage": "2024-12",
            "indicator": indicator,
            "operator": operator,
            "as_of": day,
            "numerator": None if (place, day) == (0, "2023-12-31") else 50 + place,
            "denominator": None if indicator == "population" else 400 + place,
            "evidence": "declared",
        }
        for place, (code, name) in enumerate(listed["unit_name"].items())
        for indicator, operator in (("population", "any"), ("pop_4g", "viettel"))
        for day in ("2023-12-31", "2024-12-31")
    ]
    district = {**rows[0], "unit_code": "116", "level": "district", "numerator": 10**6}
    return pd.DataFrame([*rows, district])


@pytest.mark.parametrize("ending", [".csv", ".xlsx"])
def test_a_table_of_observations_keeps_its_dates_and_sums(tmp_path: Path, ending: str) -> None:
    path, out = tmp_path / f"chuoi{ending}", tmp_path / f"moi{ending}"
    series = own_series()
    if ending == ".csv":
        series.to_csv(path, index=False, encoding="utf-8-sig")
    else:
        series.to_excel(path, index=False)
    converted = wide_table.convert_file(path, out=out, province="14")
    assert converted.vintage == "2024-12"
    assert set(converted.left_out) == {"level", "unit_name"}
    table = converted.table
    assert set(table["vintage"]) == {"2025-07"}
    assert len(table) == 75 * 2 * 2
    assert set(converted.partial) == {"population", "pop_4g"}
    (blank,) = converted.partial["pop_4g"]
    links = crosswalk.load_links(vintage="2024-12", province="14")
    parts = links.loc[links["to_code"] == blank, "from_code"]
    is_lost = series["unit_code"].isin(parts) & (series["as_of"] == "2023-12-31")
    before = series[(series["level"] == "commune") & ~is_lost]
    key = ["indicator", "as_of"]
    for column in ("numerator", "denominator"):
        then, now = (
            rows.assign(as_of=rows["as_of"].astype("str")).groupby(key)[column].sum()
            for rows in (before, table)
        )
        pd.testing.assert_series_equal(then.astype("float64"), now, check_exact=False)
    again = wide_table.convert_file(out, out=tmp_path / f"lai{ending}", province="14")
    assert again.vintage == "2025-07"
    figures = ["indicator", "operator", "numerator", "denominator"]
    pd.testing.assert_frame_equal(again.table[figures], table[figures])


def test_the_vintage_of_observations_is_found_where_they_do_not_say_it(tmp_path: Path) -> None:
    path = tmp_path / "chuoi.csv"
    own_series().drop(columns=["vintage", "operator", "evidence"]).query(
        "indicator == 'population'"
    ).to_csv(path, index=False)
    converted = wide_table.convert_file(path, out=tmp_path / "moi.csv", province="14")
    assert converted.vintage == "2024-12"
    assert set(converted.table["operator"]) == {"any"}


@pytest.mark.parametrize(
    ("column", "written", "error"),
    [
        ("indicator", "pop4g", ParameterError),
        ("operator", "viettell", ParameterError),
        ("vintage", "2019", ParameterError),
        ("numerator", "1,5", FileUnreadableError),
        ("numerator", "-3", FileUnreadableError),
        ("denominator", "inf", FileUnreadableError),
        ("rate", "97.5", FileUnreadableError),
        ("as_of", "31/12/2024", FileUnreadableError),
        ("evidence", "sure", ParameterError),
    ],
)
def test_a_wrong_cell_of_observations_is_quoted(
    tmp_path: Path, column: str, written: str, error: type
) -> None:
    series = own_series().astype("object")
    series.loc[3, column] = written
    series.to_csv(tmp_path / "chuoi.csv", index=False)
    with pytest.raises(error) as caught:
        wide_table.convert_file(
            tmp_path / "chuoi.csv", out=tmp_path / "moi.csv", province="14", vintage=OLD
        )
    assert not (tmp_path / "moi.csv").exists()
    for lang in LANGUAGES:
        assert written in caught.value.sentence(lang)


def test_observations_that_stand_twice_are_refused(tmp_path: Path) -> None:
    series = own_series()
    pd.concat([series, series.head(1)]).to_csv(tmp_path / "chuoi.csv", index=False)
    with pytest.raises(UnitMatchError, match=r"\d{5}"):
        wide_table.convert_file(tmp_path / "chuoi.csv", out=tmp_path / "x.csv", province="14")


def test_wrong_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError) as missing:
        wide_table.convert_file(tmp_path / "x.csv", out=tmp_path / "y.csv", province="14")
    assert missing.value.key == "workbook.missing"
    (tmp_path / "x.xlsx").write_bytes(b"not a workbook")
    with pytest.raises(FileUnreadableError):
        wide_table.convert_file(tmp_path / "x.xlsx", out=tmp_path / "y.csv", province="14")
    with pytest.raises(OutputError):
        wide_table.convert_file(tmp_path / "x.csv", out=tmp_path / "y.pdf", province="14")


def test_codes_and_years_are_no_counts() -> None:
    table = old_table().assign(district_code="116", **{"Mã huyện": 116, "Năm": 2019, "Số nam": 5})
    converted = wide_table.convert_table(table, province="14")
    assert {"district_code", "Mã huyện", "Năm"} <= set(converted.left_out)
    assert converted.table["Số nam"].sum() == 5 * len(table)


# ---- whole counts --------------------------------------------------------------------------------
WEIGHTS = st.lists(st.integers(1, 1000), min_size=1, max_size=6).map(
    lambda sizes: np.array(sizes) / sum(sizes)
)


@settings(max_examples=150)
@given(count=st.integers(0, 200_000), more=st.integers(0, 3000), weights=WEIGHTS)
def test_a_whole_count_is_divided_into_whole_counts(
    count: int, more: int, weights: np.ndarray[Any, Any]
) -> None:
    parts, larger = crosswalk.apportion(count, weights), crosswalk.apportion(count + more, weights)
    assert parts is not None
    assert larger is not None
    assert sum(parts) == count
    assert sum(larger) == count + more
    assert min(parts) >= 0
    assert all(part <= other for part, other in zip(parts, larger, strict=True))
    assert all(
        abs(part - count * w) <= len(weights) for part, w in zip(parts, weights, strict=True)
    )


@settings(max_examples=5, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_counts_of_divided_communes_stay_whole_and_within_their_base(seed: int) -> None:
    rng = np.random.default_rng(seed)
    divided = crosswalk.load_links().query("weight < 1")["from_code"].unique()
    codes = rng.choice(divided, 12, replace=False)
    people = rng.integers(0, 20_000, len(codes))
    wide = rng.binomial(people, 0.9)
    narrow = rng.binomial(wide, 0.4)
    rows = [
        {"unit_code": code, "indicator": key, "numerator": top, "denominator": base}
        for code, base, more, less in zip(codes, people, wide, narrow, strict=True)
        for key, top in (("pop_4g", more), ("pop_5g", less))
    ]
    rows += [
        {"unit_code": code, "indicator": "population", "numerator": base}
        for code, base in zip(codes, people, strict=True)
    ]
    converted = crosswalk.convert(observe(rows))
    counts = pd.concat([converted["numerator"], converted["denominator"].dropna()])
    assert (counts % 1 == 0).all()
    assert (counts >= 0).all()
    sums = converted.groupby("indicator")["numerator"].sum()
    assert sums["pop_4g"] == wide.sum()
    assert sums["pop_5g"] == narrow.sum()
    assert sums["population"] == people.sum()
    wide_rows = converted.set_index(["indicator", "unit_code"])
    assert (converted["numerator"] <= converted["denominator"].fillna(np.inf)).all()
    assert (wide_rows.loc["pop_5g", "numerator"] <= wide_rows.loc["pop_4g", "numerator"]).all()
    assert (
        wide_rows.loc["pop_4g", "denominator"] == wide_rows.loc["population", "numerator"]
    ).all()
    again = crosswalk.convert(converted)
    assert again["numerator"].equals(converted["numerator"])


@pytest.mark.parametrize(
    "province", ["01", *(pytest.param(code, marks=pytest.mark.slow) for code in ("66", "91"))]
)
def test_a_converted_table_has_no_error(province: str, tmp_path: Path) -> None:
    """The communes of February 2025, some of them divided in July, with their people."""
    links = crosswalk.load_links(province=province)
    whole = links.groupby("from_code")["weight"].sum()
    codes = list(whole.index[np.isclose(whole, 1)])
    listed = units.load_units(vintage=OLD)["unit_name"]
    lines = ["Mã xã;Tên xã;Dân số;Dân số được phủ sóng 4G"]
    for place, code in enumerate(codes):
        people = 3001 + 37 * (place % 211)
        lines.append(f"{code};{listed[code]};{people};{people - place % 97}")
    old, new = tmp_path / "cu.csv", tmp_path / "moi.csv"
    old.write_text("\n".join(lines), encoding="utf-8")
    wide_table.convert_file(old, out=new, province=province)
    reading = dxanalysis.read_workbook(new, province=province, operator="any")
    assert reading.findings[reading.findings["severity"] == "error"].to_dict("records") == []
    read = reading.observations.query("indicator == 'pop_4g'")
    assert read["numerator"].sum() == sum(int(line.split(";")[3]) for line in lines[1:])


@pytest.mark.parametrize("province", ["14", "31", "79"])  # two have islands without a box
def test_links_of_one_province_are_those_of_the_whole_table(province: str) -> None:
    codes = units.load_units(province=province).index
    whole = registry.links("2025-02")
    expected = whole[whole["to_code"].isin(codes)].reset_index(drop=True)
    found = registry.links_to(codes).reset_index(drop=True)
    pd.testing.assert_frame_equal(found, expected, check_exact=True)
