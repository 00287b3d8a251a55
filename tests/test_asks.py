"""What to ask for next: who is asked, for how much, and never more than the figures say."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dxanalysis import pages
from dxanalysis.gaps import compute_gaps
from dxanalysis.indicators import Target
from dxanalysis.pages import asks
from dxanalysis.studies import claims
from dxanalysis.studies.asks import find_asks, find_asks_of_each
from dxanalysis.studies.doubts import find_doubts

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.studies.doubts import Doubts

TARGET = Target("pop_4g", "population", 2026, "a plan", "planner", 95.0)

TESTS = {"3G": 500, "4G": 1}
"""How many tests there are on each network."""

# Commune 1: Viettel ahead; 2: two operators equal; 3: beyond the target; 4: VNPT left it out.
RATES = {
    "00001": {"any": 90, "viettel": 90, "vnpt": 40},
    "00002": {"any": 50, "viettel": 50, "vnpt": 50},
    "00003": {"any": 99, "viettel": 99, "vnpt": 10},
    "00004": {"any": 80, "viettel": 80, "vnpt": None},
}
VILLAGES = pd.DataFrame(
    {
        "unit_code": ["00001", "00001", "00002", "00004"],
        "people": [30.0, 20.0, 40.0, None],
        "electricity": pd.array([True, False, True, None], dtype="boolean"),
    }
)


def gaps(rates: dict[str, dict[str, int | None]] = RATES, year: int = 2025) -> pd.DataFrame:
    rows = [
        {
            "unit_code": code,
            "indicator": "pop_4g",
            "operator": operator,
            "as_of": pd.Timestamp(f"{year}-09-30"),
            "numerator": rate,
            "denominator": 100.0,
            "rate_pct": rate,
        }
        for code, of in rates.items()
        for operator, rate in of.items()
    ]
    table = pd.DataFrame(rows).astype({"numerator": "float64", "rate_pct": "float64"})
    return compute_gaps(table, {"pop_4g": TARGET})


def asked(found: pd.DataFrame, kind: str) -> dict[str, tuple[Any, Any]]:
    rows = found[found["kind"] == kind]
    return {row["unit_code"]: (row["party"], row["count"]) for _, row in rows.iterrows()}


def test_a_gap_is_asked_of_the_operator_ahead_and_else_of_all() -> None:
    assert asked(find_asks(gaps(), VILLAGES), "reach_target") == {
        "00001": ("viettel", 5.0),
        "00002": ("operators", 45.0),
        "00004": ("operators", 15.0),  # one figure alone shows nobody ahead
    }


def test_villages_are_surveyed_powered_or_asked_about() -> None:
    found = find_asks(gaps(), VILLAGES)
    assert asked(found, "survey_villages") == {"00001": ("viettel", 30), "00002": ("operators", 40)}
    assert asked(found, "power_villages") == {"00001": ("power", 20)}
    unknown = found[found["kind"] == "confirm_power"].iloc[0]
    assert (unknown["party"], unknown["villages"]) == ("communes", 1)
    assert pd.isna(unknown["count"]), "nobody said how many live there: missing, not 0"


def test_figures_left_out_are_asked_for_and_silent_operators_named() -> None:
    found = find_asks(gaps(), VILLAGES)
    assert set(asked(found, "complete_figures")) == {"00004"}
    assert list(found.loc[found["kind"] == "complete_figures", "party"]) == ["vnpt"]
    assert list(found.loc[found["kind"] == "send_figures", "party"]) == ["mobifone"]
    alone = gaps({"00001": {"any": 90}})
    silent = find_asks(alone, VILLAGES[:0])
    assert list(silent.loc[silent["kind"] == "send_figures", "party"]) == ["operators"]


def test_a_year_that_is_over_says_so() -> None:
    assert not find_asks(gaps(year=2026), VILLAGES[:0])["overdue"].any()
    late = find_asks(gaps(year=2027), VILLAGES[:0])
    assert late.loc[late["kind"] == "reach_target", "overdue"].all()


def test_a_year_that_is_over_now_is_over_for_figures_made_in_time() -> None:
    asks_now = find_asks(gaps(year=2026), VILLAGES[:0], year=2027)
    assert asks_now.loc[asks_now["kind"] == "reach_target", "overdue"].all()
    assert not find_asks(gaps(year=2026), VILLAGES[:0], year=2026)["overdue"].any()


def test_whoever_sent_figures_of_other_communes_did_send_a_file() -> None:
    rates = {"00001": {"any": 99, "viettel": 99, "vnpt": None, "mobifone": 99}}
    given = {("pop_4g", "any"), ("pop_4g", "viettel"), ("pop_4g", "vnpt"), ("pop_4g", "mobifone")}
    found = find_asks_of_each(gaps(rates), VILLAGES[:0], areas={"a": ["00001"]}, given=given)["a"]
    assert found[["party", "kind"]].to_numpy().tolist() == [["vnpt", "complete_figures"]]


def test_joint_figures_are_asked_for_of_the_agencies_also_without_a_target() -> None:
    rates = {"00001": {"any": 90, "viettel": 90}, "00002": {"any": None, "viettel": 80}}
    table = gaps(rates).assign(target_pct=float("nan"), gap_count=float("nan"), comparable=False)
    found = find_asks(table, VILLAGES[:0])
    rows = found[found["kind"] == "complete_figures"]
    assert rows[["party", "unit_code"]].to_numpy().tolist() == [["agencies", "00002"]]


def test_a_later_figure_of_one_operator_above_the_joint_one_asks_for_a_newer_joint_one() -> None:
    rates = {
        "00001": {"any": 80, "viettel": 100, "vnpt": 40, "mobifone": 40},
        "00002": {"any": 80, "viettel": 90, "vnpt": 40, "mobifone": 40},
        "00003": {"any": 80, "viettel": 70, "vnpt": 40, "mobifone": 40},
    }
    table = gaps(rates)
    of_one = table["operator"] == "viettel"
    later = table.assign(as_of=table["as_of"].mask(of_one, pd.Timestamp("2025-12-31")))
    found = find_asks(later, VILLAGES[:0])
    # The first has reached 95 % by Viettel's word; of the second at most five people are left.
    assert asked(found, "reach_target") == {"00003": ("viettel", 15.0), "00002": ("viettel", 5.0)}
    assert {code: one[0] for code, one in asked(found, "update_figures").items()} == {
        "00001": "agencies",
        "00002": "agencies",
    }
    same_day = find_asks(table, VILLAGES[:0])
    assert "update_figures" not in set(same_day["kind"])


def test_claims_that_tests_contradict_are_to_be_explained() -> None:
    made = pd.Series([99.0, 99.0], index=["00001", "00002"])
    tests = pd.DataFrame({"tests": [200, 10], "tests_reached": [100, 5]}, index=made.index)
    verdicts = {"vnpt": claims.compare_claims(made, tests)}
    found = find_asks(gaps(), VILLAGES, claims=verdicts)
    rows = found[found["kind"] == "explain_claim"]
    assert rows[["party", "unit_code"]].to_numpy().tolist() == [["vnpt", "00001"]]


def test_claims_of_all_operators_together_are_asked_of_all() -> None:
    made = pd.Series([99.0], index=["00001"])
    tests = pd.DataFrame({"tests": [200], "tests_reached": [100]}, index=made.index)
    found = find_asks(gaps(), VILLAGES, claims={"any": claims.compare_claims(made, tests)})
    rows = found[found["kind"] == "explain_claim"]
    assert rows[["party", "unit_code"]].to_numpy().tolist() == [["operators", "00001"]]


def test_where_nothing_is_lacking_nothing_is_asked() -> None:
    whole = {"any": 99, "viettel": 99, "vnpt": 97, "mobifone": 98}
    assert find_asks(gaps({"00003": whole}), VILLAGES[:0]).empty


def test_the_pages_ask_to_explain_what_the_workspaces_tests_contradict(
    analysis: Analysis,
) -> None:
    found = pages.asks.asks_in(analysis, analysis.whole)
    rows = found[found["kind"] == "explain_claim"]
    doubts = analysis.doubts.set_index(["operator", "unit_code"])
    assert len(rows) == len(doubts) > 0
    # By hand: at least 50 tests, and clearly fewer on 4G than was claimed, less five points.
    assert (doubts["tests"] >= 50).all()
    assert (doubts["measured_pct"] < doubts["claim_pct"] - 5).all()
    said = str(pages.what_to_ask(analysis, analysis.whole, lang="vi").html)
    for party, unit_code in zip(rows["party"], rows["unit_code"], strict=True):
        assert (party, unit_code) in doubts.index
        assert analysis.communes["unit_name"][unit_code] in said
    assert "Rà soát, giải trình số liệu 4G ở" in said
    # A page about one district asks for its own communes only.
    area = analysis.area("126")
    own = pages.asks.asks_in(analysis, area)
    explained = own[own["kind"] == "explain_claim"]
    assert set(explained["unit_code"]) == set(
        analysis.doubts.loc[analysis.doubts["unit_code"].isin(area.communes), "unit_code"]
    )


def test_tests_known_by_position_accuse_nobody_within_guessed_boundaries(
    analysis: Analysis, tmp_path: Path
) -> None:
    inside = analysis.communes.geometry.iloc[0].representative_point()
    rates = analysis.gaps[analysis.gaps["level"] == "commune"]
    path = tmp_path / "tests.csv"
    heads = "Vĩ độ;Kinh độ;Nhà mạng;Loại mạng;Ngày;Số mẫu;Tải xuống (Mbps)"
    rows = [f"{inside.y};{inside.x};Viettel;{of};15/7/2025;{n};3,5" for of, n in TESTS.items()]
    path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    entry = dataclasses.replace(analysis.workspace.speed_tests, path=path)
    space = dataclasses.replace(analysis.workspace, speed_tests=entry)
    found = [
        find_doubts(space, rates, communes=analysis.communes, approximate=guessed).claims
        for guessed in (True, False)
    ]
    assert [list(one["operator"]) for one in found] == [[], ["viettel"]]


@pytest.mark.parametrize(
    ("made", "is_doubted"),
    [
        ({"4G": 300, "5G": 400}, False),
        ({"5G SA": 400}, False),
        ({"4G": 300, "Di động": 400}, False),
        ({"4G/5G": 400}, False),
        ({"4G": 300, "3G": 400}, True),
        ({"2G": 400}, True),
    ],
)
def test_only_tests_on_an_older_network_show_that_4g_is_lacking(
    analysis: Analysis, tmp_path: Path, made: dict[str, int], *, is_doubted: bool
) -> None:
    code, name = analysis.communes.index[0], analysis.communes["unit_name"].iloc[0]
    rates = analysis.gaps[analysis.gaps["level"] == "commune"]
    path = tmp_path / "tests.csv"
    heads = "Mã xã;Tên xã;Nhà mạng;Loại mạng;Ngày;Số mẫu;Tải xuống (Mbps)"
    rows = [f"{code};{name};Viettel;{of};15/7/2025;{n};35" for of, n in made.items()]
    path.write_text("\n".join([heads, *rows]) + "\n", encoding="utf-8")
    entry = dataclasses.replace(analysis.workspace.speed_tests, path=path)
    space = dataclasses.replace(analysis.workspace, speed_tests=entry)
    found = find_doubts(space, rates, communes=analysis.communes, approximate=True).claims
    assert list(found["unit_code"]) == [code] * is_doubted


def test_tests_that_are_made_up_accuse_nobody_of_real_figures(analysis: Analysis) -> None:
    rates = analysis.gaps[analysis.gaps["level"] == "commune"]
    real = rates.assign(evidence="declared")
    given = {"communes": analysis.communes, "approximate": True}
    assert find_doubts(analysis.workspace, real, **given).claims.empty
    assert len(find_doubts(analysis.workspace, rates, **given).claims)


def compare(analysis: Analysis, path: Path, *lines: str, **options: Any) -> Doubts:
    heads = "Mã xã;Vĩ độ;Kinh độ;Nhà mạng;Loại mạng;Ngày;Số mẫu;Tải xuống (Mbps)"
    path.write_text("\n".join([heads, *lines]) + "\n", encoding="utf-8")
    entry = dataclasses.replace(analysis.workspace.speed_tests, path=path)
    space = dataclasses.replace(analysis.workspace, speed_tests=entry)
    rates = analysis.gaps[analysis.gaps["level"] == "commune"]
    given = {"communes": analysis.communes, "approximate": True} | options
    return find_doubts(space, rates, **given)


def test_one_row_without_a_commune_costs_no_other(analysis: Analysis, tmp_path: Path) -> None:
    code, inside = analysis.communes.index[0], analysis.communes.geometry.iloc[0]
    named = [f"{code};;;Viettel;{of};15/7/2025;{n};35" for of, n in TESTS.items()]
    middle = inside.representative_point()
    by_position = f";{middle.y};{middle.x};Viettel;3G;15/7/2025;400;35"
    found = compare(analysis, tmp_path / "tests.csv", *named, by_position)
    assert list(found.claims["unit_code"]) == [code]
    assert found.made is not None
    assert found.made.tests == sum(TESTS.values())
    assert found.made.rows == len(TESTS) + 1
    assert found.findings.set_index("rule")["value"]["speedtests.unnamed_rows"] == 1
    alone = compare(analysis, tmp_path / "tests.csv", by_position)
    assert (len(alone.claims), alone.made) == (0, None)
    assert alone.findings["rule"].tolist() == ["speedtests.unnamed_rows"]


def test_tests_later_than_the_day_that_is_shown_are_left_aside(
    analysis: Analysis, tmp_path: Path
) -> None:
    code = analysis.communes.index[0]
    lines = [f"{code};;;Viettel;{of};15/7/2025;{n};35" for of, n in TESTS.items()]
    for day, seen in ((dt.date(2025, 7, 14), []), (dt.date(2025, 7, 15), [code])):
        found = compare(analysis, tmp_path / "tests.csv", *lines, as_of=day)
        assert list(found.claims["unit_code"]) == seen


def test_rows_that_do_not_say_their_generation_are_counted(
    analysis: Analysis, tmp_path: Path
) -> None:
    code = analysis.communes.index[0]
    lines = [f"{code};;;Viettel;{of};15/7/2025;9;35" for of in ("4G", "Di động", "Wi-Fi")]
    (row,) = compare(analysis, tmp_path / "tests.csv", *lines).findings.to_dict("records")
    assert (row["rule"], row["severity"], row["value"]) == (
        "speedtests.generation_unsaid", "note", 2,
    )  # fmt: skip


def test_the_tests_are_named_among_the_sources(analysis: Analysis) -> None:
    files = analysis.inputs.set_index("path")
    assert files.loc["do-kiem-minh-hoa.csv", "evidence"] == "illustrative"
    path = analysis.workspace.require_speed_tests().path
    lines = path.read_text(encoding="utf-8-sig").splitlines()
    assert files.loc["do-kiem-minh-hoa.csv", "rows"] == len(lines) - 1
    assert list(files.index)[-1] == "boundaries.geojson"


def test_the_page_adds_up_and_never_says_what_can_be_built(analysis: Analysis) -> None:
    area = analysis.area("126")
    rows = analysis.commune_gaps(area)
    rows = rows[(rows["indicator"] == "pop_4g") & (rows["operator"] == "any")]
    said = str(pages.what_to_ask(analysis, area, lang="vi").html)
    assert f"cần thêm {rows['gap_count'].sum():,.0f}".replace(",", ".") in said
    names = analysis.communes["unit_name"]
    for code in rows.loc[rows["gap_count"] > 0, "unit_code"]:
        assert names[code] in said
    assert "vào năm 2026:" in said
    assert "ngay" not in said
    assert "at once" not in str(pages.what_to_ask(analysis, area, lang="en").html)


def test_communes_that_lack_several_figures_are_named_once(analysis: Analysis) -> None:
    first, second, third = analysis.whole.communes[:3]
    lacks = {
        "villages_4g": (first, second),
        "villages_fibre": (second, first),
        "households_fibre_subscribed": (third,),
    }
    rows = pd.DataFrame(
        [
            {"party": "mobifone", "kind": "complete_figures", "indicator": key, "unit_code": code,
             "count": None}
            for key, codes in lacks.items()
            for code in codes
        ]
    )  # fmt: skip
    (asked_of,) = asks.asked_of(analysis, rows, lang="vi")
    both, other = asked_of.sentences
    assert "“Thôn, bản có sóng 4G”, “Thôn, bản có cáp quang”" in both
    assert "2 xã, phường" in both
    assert "“Hộ thuê bao cáp quang”" in other


def test_an_area_that_lacks_nothing_has_no_such_section(analysis: Analysis) -> None:
    met = analysis.gaps.assign(gap_count=0.0, rate_pct=analysis.gaps["rate_pct"].fillna(100.0))
    full = dataclasses.replace(analysis, gaps=met, villages=analysis.villages[:0])
    assert str(pages.what_to_ask(full, full.area("126"), lang="vi").html) == ""


def test_asks_of_many_areas_at_once_are_those_of_each(analysis: Analysis) -> None:
    areas = analysis.page_areas
    together = pages.asks.asks_in_each(analysis, areas)
    assert len(areas) == 12
    for area in areas:
        alone = pages.asks.asks_in(analysis, area)
        pd.testing.assert_frame_equal(together[area.code], alone, check_dtype=False)
        # Nobody has to know of the other areas: the fewest communes are this area's own.
        first = alone[(alone["indicator"] == "pop_4g") & alone["first"]]
        assert set(first["unit_code"]) <= set(area.communes)
