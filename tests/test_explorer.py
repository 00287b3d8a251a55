"""The explorer, its line of code, and how tables and results show themselves in notebooks."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pytest

import dxanalysis as dx
from dxanalysis import check_reports, gaps
from dxanalysis.charts import studies
from dxanalysis.display import tables
from dxanalysis.display import widgets as shown_widgets
from dxanalysis.errors import ParameterError
from dxanalysis.explorer import Choice, Explorer, named_classes, views, widgets
from dxanalysis.lang import text
from dxanalysis.sources import workbook
from dxanalysis.sources.boundaries import read_boundaries
from dxanalysis.studies import claims, inequality, trends
from dxanalysis.studies.strata import NO_CLASS
from tests.conftest import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def province(analysis: Analysis) -> Analysis:
    return analysis


@pytest.fixture(scope="module")
def hostile(province: Analysis) -> Analysis:
    """Give every unit and every class a name that would run if it were not text."""
    areas = {
        code: area if area.level == "province" else dataclasses.replace(area, name=HOSTILE)
        for code, area in province.areas.items()
    }
    lists = tuple(
        dataclasses.replace(
            entry, name=dict.fromkeys(("vi", "en"), HOSTILE), values={}, first="III"
        )
        for entry in province.workspace.classes
    )
    return dataclasses.replace(
        province,
        communes=province.communes.assign(unit_name=HOSTILE, district_name=HOSTILE),
        areas=areas,
        classes=province.classes.assign(region=HOSTILE),
        workspace=dataclasses.replace(province.workspace, classes=lists),
    )


def again(code: str, province: Analysis) -> dx.explorer.View:
    """Run a line that the explorer wrote, as a planner would who copied it."""
    return eval(code, {"dx": dx, "province": province})  # noqa: S307 - our own line, under test


# ---- the view ------------------------------------------------------------------------------------
def test_a_view_says_what_the_analysis_says(province: Analysis) -> None:
    seen = dx.view(province)
    table = seen.table
    assert len(table) == 75
    assert table["lacking"].sum() == 1_394_763 - 1_356_407
    assert table["lacking"].is_monotonic_decreasing
    assert int((table["gap_points"] > 0).sum()) == 43
    assert "97,25%: 43 trên 75 xã, phường chưa đạt 99%" in seen.sentence.replace("\xa0", " ")
    # From 30 September 2025 to the end of 2026 are 457 days.
    years = 457 / 365.25
    assert (table["per_year"] == np.ceil(table["gap_count"] / years)).all()
    assert seen.html.count("<title>") == 75
    assert text("explorer.mark_illustrative", "vi") in seen.html
    assert text("explorer.mark_approximate", "vi") in seen.html


def test_a_target_year_and_grouping_of_ones_own(province: Analysis) -> None:
    seen = dx.view(
        province, indicator="pop_5g", grouping="district", target_pct=50, target_year=2028
    )
    own = province.gaps.query("indicator == 'pop_5g' and level == 'district' and operator == 'any'")
    own = own.set_index("unit_code").reindex(seen.table.index)
    lacks = np.ceil(own["denominator"] * 0.5 - own["numerator"] - 1e-9).clip(lower=0)
    assert (seen.table["gap_count"] == lacks).all()
    assert (seen.table["unit_name"] == [province.areas[c].label("vi") for c in own.index]).all()
    assert "2028" in seen.sentence
    past = dx.view(province, indicator="pop_5g", target_pct=50, target_year=2025, lang="en")
    # Three months of 2025 are left: no pace a year can be named.
    assert past.table["per_year"].isna().all()
    late = dx.view(province, indicator="pop_5g", target_pct=50, target_year=2024)
    assert late.table["per_year"].isna().all()


def test_weights_order_the_table(province: Analysis) -> None:
    only = dx.view(province, weights={"border": 1.0})
    first = province.classes.loc[only.table.index[:13], "border"]
    assert (first == "1").all()
    assert only.table["rank"].iloc[12] == 1
    assert only.table["rank"].iloc[13] == 14
    assert dx.view(province, weights={"border": 0.0}).choice.weights == {}


def test_a_stratum_leaves_the_others_out(province: Analysis) -> None:
    seen = dx.view(province, classes="region", stratum="III")
    assert set(seen.table.index) == set(province.classes.index[province.classes["region"] == "III"])
    assert set(seen.table["class"]) == {"khu vực III"}
    assert seen.html.count(views._FADED.colour) == 75 - 43


def test_less_is_better_of_2g_phones(province: Analysis) -> None:
    seen = dx.view(province, indicator="subscribers_2g_only")
    assert (seen.table["lacking"] == seen.table["numerator"]).all()
    worst = province.communes.loc[
        (seen.table["numerator"] / seen.table["denominator"]).idxmax(), "unit_name"
    ]
    assert worst in seen.sentence


def test_what_is_missing_is_no_zero(province: Analysis) -> None:
    gone = province.gaps["unit_code"].eq("04171") & province.gaps["indicator"].eq("pop_4g")
    table = province.gaps.copy()
    table.loc[gone, ["numerator", "rate_pct", "gap_points", "gap_count"]] = np.nan
    seen = dx.view(dataclasses.replace(province, gaps=table))
    assert seen.table.index[-1] == "04171"
    assert np.isnan(seen.table["lacking"].iloc[-1])
    assert seen.html.count("url(#sketch-missing)") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"indicator": "no_such"},
        {"operator": "vietnamobile"},
        {"grouping": "province"},
        {"classes": "no_list"},
        {"classes": "border", "stratum": "7"},
        {"stratum": "1"},
        {"target_pct": 120},
        {"weights": {"no_criterion": 1}},
        {"weights": {"border": -1}},
        {"lang": "fr"},
    ],
)
def test_what_there_is_not_is_refused_in_a_sentence(
    province: Analysis, wrong: dict[str, Any]
) -> None:
    with pytest.raises(ParameterError) as caught:
        dx.view(province, **wrong)
    assert all(caught.value.sentence(lang) for lang in ("vi", "en"))


# ---- the menus -----------------------------------------------------------------------------------
MOVES: list[tuple[str, object]] = [
    ("indicator", "pop_5g"),
    ("operator", "viettel"),
    ("grouping", "district"),
    ("target_pct", 60.0),
    ("target_year", 2028),
    ("classes", "border"),
    ("stratum", "1"),
    ("weights.lacking", 3.0),
    ("weights.region", 1.5),
    ("classes", "district"),
    ("indicator", "stations_4g"),
    ("indicator", "villages_fibre"),
    ("grouping", "commune"),
]


@pytest.fixture(scope="module")
def journey(province: Analysis) -> list[tuple[str, Choice, str, str]]:
    """Move the menus one after the other: what was moved, choice, code, html."""
    tool = dx.explore(province)
    steps = []
    for moved, value in MOVES:
        tool.controls[moved].value = value
        steps.append((moved, tool.choice, tool.code, tool.view.html))
    return steps


def test_the_line_shows_what_the_menus_show(
    province: Analysis, journey: list[tuple[str, Choice, str, str]]
) -> None:
    for moved, _, code, html in journey:
        assert again(code, province).html == html, moved
    assert len({html for *_, html in journey}) == len(MOVES)


def test_what_no_longer_fits_falls_back(
    journey: list[tuple[str, Choice, str, str]],
) -> None:
    choices = [choice for _, choice, *_ in journey]
    assert choices[4] == Choice(
        indicator="pop_5g",
        operator="viettel",
        grouping="district",
        target_pct=60.0,
        target_year=2028,
    )
    assert choices[6].stratum == "1"
    assert choices[9].stratum == ""  # another list has other classes
    assert choices[10].target_pct is None  # stations have no share
    assert choices[11].target_pct is None  # fibre has a target of its own
    assert choices[11].weights == {"lacking": 3.0, "region": 1.5}


def test_a_choice_that_is_refused_leaves_what_is_shown(province: Analysis) -> None:
    tool = dx.explore(province, choice=Choice(indicator="pop_5g"), lang="en")
    before = tool.view
    with pytest.raises(ParameterError):
        tool.choose(Choice(indicator="no_such"))
    assert tool.view is before
    tool.controls["operator"].value = "vnpt"
    tool._reset.click()
    assert tool.choice == Choice(indicator="pop_5g")
    assert tool.controls["operator"].value == "any"


def test_a_dead_page_has_a_still_view_and_a_live_one_hides_it(
    province: Analysis, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[dict[str, str]] = []
    monkeypatch.setattr(shown_widgets, "display", lambda bundle, **_: shown.append(bundle))
    tool = dx.explore(province)
    tool._ipython_display_()
    live, still = shown
    assert set(live) == {shown_widgets._WIDGET, "text/html", "text/plain"}
    assert (live["text/html"], live["text/plain"]) == ("", "")
    assert tool.view.still in still["text/html"]
    assert "<svg" not in still["text/html"]
    assert still["text/plain"] == tool.code == "dx.view(province, lang='vi')"
    own = next(name for name in tool.panel._dom_classes if name.startswith(f"{widgets._CLASS}-"))
    assert f"body:has(.{own}) .{own}-still{{display:none}}" in still["text/html"]


# ---- text is text --------------------------------------------------------------------------------
def run_through(province: Analysis, lang: Lang) -> list[str]:
    tool: Explorer = dx.explore(province, lang=lang)
    tool.controls["classes"].value = "region"
    tool.controls["weights.lit_villages"].value = 2.0
    tool.controls["grouping"].value = "district"
    named = tables.show(province.villages.assign(village=HOSTILE), lang=lang)
    findings = province.findings.assign(
        severity="warning", rule="number_unreadable", value=HOSTILE, expected=HOSTILE, file=HOSTILE
    )
    return [
        tool.still(),
        tool._shown.value,
        tool._code.value,
        dx.view(province, classes="region", lang=lang).html,
        named.html,
        tables.show(pd.DataFrame({HOSTILE: [HOSTILE]}), lang=lang).html,
        check_reports.show(findings, lang=lang).html,
        province._repr_html_(),
    ]


@pytest.mark.parametrize("lang", ["vi", pytest.param("en", marks=pytest.mark.slow)])
def test_a_hostile_name_is_shown_as_it_is_written(hostile: Analysis, lang: Lang) -> None:
    for block in run_through(hostile, lang):
        assert "<img src=x" not in block
        assert "49<img" not in block
    tool = dx.explore(hostile, lang=lang)
    assert "{{ 7*7 }}&lt;img src=x" in tool.view.html
    label = studies.categorical_map(
        hostile.communes,
        hostile.classes["region"],
        colours={HOSTILE: ("#000000", HOSTILE)},
        title=HOSTILE,
        illustrative=True,
        approximate=True,
    )._repr_html_()
    assert "<img src=x" not in label
    assert label.count("<") == 1


def test_no_word_is_left_in_the_other_language(province: Analysis) -> None:
    seen = {lang: dx.view(province, classes="region", lang=lang).html for lang in ("vi", "en")}
    assert "short of" not in seen["vi"]
    assert "chưa đạt" not in seen["en"]
    assert text(NO_CLASS, "en") in seen["en"]


# ---- tables, classes, results --------------------------------------------------------------------
def test_a_table_is_shown_in_the_readers_language() -> None:
    table = pd.DataFrame(
        {
            "indicator": ["pop_4g", "no_such"],
            "rate_pct": [97.25, np.nan],
            "gap_count": [1234.0, 0.0],
            "target_year": [2030, 2030],
            "needed": [True, False],
            "verdict": [claims.OVER_CLAIMED, claims.FAST],
            "as_of": [pd.Timestamp("2025-09-30"), pd.NaT],
            "operator": ["any", "vnpt"],
        }
    )
    shown = tables.show(table, lang="vi").html
    for word in ("97,3", "1.234", ">2030<", ">có<", ">không<", "30/9/2025", "Mọi nhà mạng"):
        assert word in shown, word
    assert shown.count(">–<") == 2
    assert "báo cáo cao hơn kết quả đo" in shown
    english = tables.show(table, lang="en", most=1).html
    for word in ("97.3", "1,234", "30 Sep 2025", "more declared than measured", "1 of 2 rows"):
        assert word in english, word


def test_units_are_named_where_a_table_is_indexed_by_code(province: Analysis) -> None:
    beside = pd.DataFrame({"rate_pct": [1.0]}, index=["04171"])
    shown = tables.show(beside, names=province.communes["unit_name"]).html
    assert province.communes["unit_name"]["04171"] in shown
    assert "04171" not in shown


def test_classes_are_named_in_their_order(province: Analysis) -> None:
    named = named_classes(province, "region", lang="en")
    order = ["region I", "region II", "region III", "Class unknown"]
    assert list(named.cat.categories) == order
    compared = dx.strata.compare_strata(province.snapshot, named, indicator="pop_4g")
    assert list(compared.index) == order
    with pytest.raises(ParameterError):
        named_classes(province, "no_list")


def test_results_say_what_they_are(province: Analysis, son_la: Path) -> None:
    assert "Tỉnh Sơn La" in province._repr_html_()
    assert "thue-bao-2g.xlsx" in province._repr_html_()
    path = son_la / "workbooks" / "thue-bao-2g.xlsx"
    reading = workbook.read_workbook(path, operator="any", province="14")
    assert "Thuê bao chỉ dùng 2G" in reading._repr_html_()
    entry = province.workspace.boundaries
    joined = read_boundaries(entry.path, units=province.communes, province="14", vintage="2025-07")
    assert "75 đơn vị, ghép theo mã" in joined._repr_html_()
    several = pd.concat([province.findings] * 3, ignore_index=True)
    listed = check_reports.show(several, lang="vi", most=2).html
    assert listed.count("<li>") == 2
    assert text("checkreports.verdict_pass", "vi") in listed


def test_a_chart_of_a_study_knows_by_itself_whether_its_figures_are_made_up(
    province: Analysis,
) -> None:
    def marked(figure: studies.StudyFigure) -> bool:
        return any("minh họa" in one.get_text() for one in figure.texts)

    names = province.communes["unit_name"]
    rows = province.commune_gaps(province.whole)
    below = gaps.compare_with_total(rows, indicators=["files_online"])
    measured = below.assign(evidence="measured")
    one_made_up = measured.assign(evidence=["illustrative", *["measured"] * (len(measured) - 1)])
    # Its own rows come before the analysis, and one row that is made up is enough.
    assert marked(studies.shortfall_chart(below, names))
    assert marked(studies.shortfall_chart(one_made_up, names))
    assert not marked(studies.shortfall_chart(measured, names, analysis=province))
    # Where the rows say nothing the analysis does, and where nobody does nothing is drawn.
    silent = below.drop(columns="evidence")
    assert marked(studies.shortfall_chart(silent, names, analysis=province))
    with pytest.raises(ParameterError):
        studies.shortfall_chart(silent, names)
    with pytest.raises(ParameterError):
        studies.choropleth_panels(
            province.communes,
            one_made_up.set_index("unit_code")[["rate_pct"]],
            title="x",
            illustrative=False,
        )
    kinds = pd.Series("a", index=names.index)
    drawn = studies.categorical_map(
        province.communes, kinds, colours={"a": ("#000000", "A")}, title="x", analysis=province
    )
    words = " ".join(one.get_text() for one in drawn.texts)
    assert text("studycharts.illustrative", "vi") in words
    assert text("studycharts.approximate", "vi") in words
    # The column that says it is not drawn as a map of its own.
    panels = one_made_up.set_index("unit_code")[["rate_pct", "evidence"]]
    drawn = studies.choropleth_panels(province.communes, panels, title="x", analysis=province)
    assert len(drawn.axes) == 2  # the map and its scale
    assert marked(drawn)


def test_charts_of_studies_are_the_same_each_time_and_say_that_figures_are_made_up(
    province: Analysis,
) -> None:
    rows = province.commune_gaps(province.whole)
    names = province.communes["unit_name"]
    declared = rows.query("indicator == 'pop_4g' and operator == 'any'").set_index("unit_code")
    tests = pd.DataFrame({"tests": 90, "download_mbps": declared["rate_pct"] - 55})
    points = pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2024-06-30", "2025-06-30"]),
            "indicator": "pop_4g",
            "rate_pct": [94.8, 97.25],
            "denominator": None,
            "vintage": "2025-07",
            "definition": ["3G", "4G"],
        }
    )
    ranked = dx.priorities.rank_priorities(
        dx.explorer.criteria(province), weights={"lacking": 1}, draws=20
    )

    def drawn() -> list[studies.StudyFigure]:
        return [
            studies.lorenz_chart(
                {"pop_4g": inequality.lorenz_curve(rows, indicator="pop_4g")}, illustrative=True
            ),
            studies.shortfall_chart(
                gaps.compare_with_total(rows, indicators=["files_online", "results_digitised"]),
                names,
                illustrative=True,
            ),
            studies.change_chart(trends.mark_breaks(points), title="4G", illustrative=True),
            studies.rank_chart(ranked.head(12), names, first=10, illustrative=True),
            studies.speed_chart(
                claims.judge_speeds(declared["rate_pct"], tests), illustrative=True
            ),
            studies.choropleth_panels(
                province.communes, ranked[["score"]], title="x", illustrative=True, approximate=True
            ),
        ]

    for first, second in zip(drawn(), drawn(), strict=True):
        assert first._repr_html_() == second._repr_html_()
        words = " ".join(written.get_text() for written in first.texts)
        assert text("studycharts.illustrative", "vi") in words, first.get_label()
        assert first.get_label()
    # No line is drawn across the break.
    lines = drawn()[2].axes[0].get_lines()
    assert [len(line.get_xdata()) for line in lines].count(1) == 2
