"""Which figure is current: hand-worked answers, and the same one in every place that shows it.

The workspaces here are Sông Mã's nine communes with a thousand people each, so that every sum can
be checked in the head.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
import shutil
from typing import TYPE_CHECKING

import geopandas as gpd
import openpyxl
import pandas as pd
import pytest

from dxanalysis import charts, exports, gaps, maps, pages, rates
from dxanalysis.analysis import gaps_of_areas
from dxanalysis.checks import check_observations
from dxanalysis.cli import main
from dxanalysis.display.vectors import to_svg
from dxanalysis.errors import ParameterError, VintageError
from dxanalysis.file_updates import check_updates, summarise_files
from dxanalysis.findings import sentence
from dxanalysis.observations import make_observations
from dxanalysis.pages import maps_and_charts
from dxanalysis.pipeline import analyse
from dxanalysis.snapshot import Snapshot, take_snapshot
from dxanalysis.workspace import open_workspace
from tests.conftest import keep_one_workbook

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

pytestmark = pytest.mark.usefixtures("read_here")

JUNE, SEPTEMBER, DECEMBER = "2025-06-30", "2025-09-30", "2025-12-31"
NINE = ["04168", "04171", "04183", "04186", "04195", "04204", "04210", "04219", "04222"]


def row(code: str, covered: float | None, **entries: object) -> dict[str, object]:
    """Make one observation of 4G among a thousand people."""
    file = entries.pop("file", "a.xlsx")
    known: dict[str, object] = {
        "unit_code": code,
        "vintage": "2025-07",
        "indicator": "pop_4g",
        "operator": "any",
        "as_of": SEPTEMBER,
        "numerator": covered,
        "denominator": 1000.0,
        "evidence": "declared",
        "source": f"{file}|1|C{code}",
    }
    return known | entries


# What each commune's current figure is, by hand.
CASES: dict[str, tuple[list[dict[str, object]], dict[str, float | None]]] = {
    # A commune corrects its figure in December; the others stand as of September.
    "partial_newer": (
        [row(code, 900) for code in NINE] + [row(NINE[0], 950, as_of=DECEMBER, file="b.xlsx")],
        {code: 950 if code == NINE[0] else 900 for code in NINE},
    ),
    # Four communes report in June, five in September.
    "staggered": (
        [row(code, 800, as_of=JUNE) for code in NINE[:4]]
        + [row(code, 900, file="b.xlsx") for code in NINE[4:]],
        {code: 800 if code in NINE[:4] else 900 for code in NINE},
    ),
    # All report twice; one cell of the newer file is blank, so its older figure stands.
    "two_dates": (
        [row(code, 700) for code in NINE]
        + [
            row(code, None if code == NINE[8] else 990, as_of=DECEMBER, file="b.xlsx")
            for code in NINE
        ],
        {code: 700 if code == NINE[8] else 990 for code in NINE},
    ),
    # A file without a date never beats a dated one, and stands where there is no other.
    "undated": (
        [row(code, 600) for code in NINE[:8]]
        + [row(code, 999, as_of=None, file="b.xlsx") for code in NINE],
        {code: 999 if code == NINE[8] else 600 for code in NINE},
    ),
}


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Analysis:
    return analysis


def analysis_of(sample: Analysis, records: list[dict[str, object]]) -> Analysis:
    """Make the analysis of Sông Mã alone from a few figures."""
    history = make_observations(records)
    snapshot = take_snapshot(history)
    areas = {
        code: dataclasses.replace(area, communes=tuple(one for one in area.communes if one in NINE))
        for code, area in sample.areas.items()
        if code in {"14", "126", *NINE}
    }
    return dataclasses.replace(
        sample,
        communes=sample.communes.loc[NINE],
        history=history,
        snapshot=snapshot,
        gaps=gaps_of_areas(snapshot, areas, sample.workspace.targets),
        villages=sample.villages[:0],
        areas=areas,
        classes=sample.classes.loc[NINE],
    )


@pytest.fixture(params=list(CASES))
def case(sample: Analysis, request: pytest.FixtureRequest) -> tuple[Analysis, dict[str, float]]:
    records, expected = CASES[request.param]
    return analysis_of(sample, records), {code: n or 0.0 for code, n in expected.items()}


# ---- three laws ----------------------------------------------------------------------------------
def test_every_place_shows_the_snapshot(
    case: tuple[Analysis, dict[str, float]], tmp_path: Path
) -> None:
    made, expected = case
    total, people = sum(expected.values()), 9000
    assert made.figure("126", "pop_4g", "numerator") == total
    assert made.figure("126", "pop_4g", "observed_pct") == 100
    assert made.table().loc[NINE, "pop_4g"].to_dict() == pytest.approx(
        {code: n / 10 for code, n in expected.items()}
    )

    area = made.areas["126"]
    headline = str(pages.headline(made, area, lang="en").html)
    assert f"{people - total:,.0f} people have no 4G" in headline
    assert "is based on figures for" not in headline
    tiles = str(pages.key_figures(made, area, lang="en").html)
    assert f"{total:,.0f} of 9,000 people" in tiles

    table = str(pages.commune_table(made, area, lang="en").html)
    shown = [float(value) for value in re.findall(r'data-value="([\d.]+)" class="share"', table)]
    assert sorted(shown) == pytest.approx(sorted(n / 10 for n in expected.values()))

    exports.write_csv(made, tmp_path / "gaps.csv")
    back = exports.read_csv(tmp_path / "gaps.csv").set_index(["unit_code", "level"])
    assert back.xs("commune", level="level")["numerator"].to_dict() == expected
    exports.write_gpkg(made, tmp_path / "gaps.gpkg")
    layer = gpd.read_file(tmp_path / "gaps.gpkg", layer="communes").set_index("unit_code")
    assert layer["pop_4g_numerator"].to_dict() == expected

    drawn = maps.themes.layers(
        [maps.Theme("pop_4g")], made.commune_gaps(area), codes=NINE, counted=[True] * 9
    )[0]
    assert dict(zip(NINE, drawn.rows.numerator, strict=True)) == expected


def test_a_table_is_explored_in_one_line(case: tuple[Analysis, dict[str, float]]) -> None:
    made, expected = case
    drawn = made.table().loc[NINE].explore("pop_4g", tiles=None)
    layer = next(one for one in drawn._children.values() if hasattr(one, "data"))
    rates = [one["properties"]["pop_4g"] for one in layer.data["features"]]
    assert rates == pytest.approx([n / 10 for n in expected.values()])


def test_no_unit_that_has_a_figure_is_shown_without(
    case: tuple[Analysis, dict[str, float]],
) -> None:
    made, _ = case
    rows = made.commune_gaps(made.areas["126"])
    assert rows["rate_pct"].notna().all()
    table = str(pages.commune_table(made, made.areas["126"], lang="en").html)
    assert len(re.findall(r'data-value="[\d.]+" class="share"', table)) == 9
    chart = charts.coverage_chart(made, made.areas["126"], indicator_id="pop_4g", lang="en")
    assert [bar.get_width() > 0 for bar in chart.axes[0].patches] == [True] * 9


def test_charts_and_tables_have_one_mark_a_unit(case: tuple[Analysis, dict[str, float]]) -> None:
    made, _ = case
    area = made.areas["126"]
    chart = charts.coverage_chart(made, area, indicator_id="pop_4g", lang="en")
    assert len(chart.axes[0].patches) == 9
    heat = charts.operator_chart(made, area, lang="en")
    assert len(heat.axes[0].get_yticks()) == 9
    assert str(pages.commune_table(made, area, lang="en").html).count("<tr>") == 10
    drawn = pages.area_map(made, area, lang="en", themes=[maps.Theme("pop_4g")])
    title = re.search(r"(\d+) of (\d+) communes", drawn._repr_html_())
    assert title is not None
    assert title[2] == "9"


# ---- dates are said ------------------------------------------------------------------------------
def test_a_page_says_from_when_to_when_its_figures_are(sample: Analysis) -> None:
    made = analysis_of(sample, CASES["staggered"][0])
    area = made.areas["126"]
    assert made.dates(area, lang="vi") == "30/6/2025 đến 30/9/2025"
    assert "30/6/2025 đến 30/9/2025" in str(pages.header(made, area, lang="vi").html)
    table = str(pages.commune_table(made, area, lang="vi").html)
    assert "số liệu 30/6/2025 đến 30/9/2025" in table
    assert table.count("Số liệu: 30/6/2025") == 4, "the four older communes are marked"
    chart = charts.coverage_chart(made, area, indicator_id="pop_4g", lang="vi")
    named = [words.get_text() for words in chart.axes[0].texts]
    assert sum("(30/6/2025)" in name for name in named) == 4


def test_undated_figures_are_called_so(sample: Analysis) -> None:
    made = analysis_of(sample, CASES["undated"][0])
    assert made.dates(made.areas["126"], lang="en") == "30 Sep 2025, some undated"
    assert made.dates(made.areas[NINE[8]], lang="en") == "an unknown date"
    oldest = made.figures("126")["as_of_oldest"]["pop_4g"]
    assert pd.isna(oldest)


def test_a_headline_on_little_says_on_how_much(sample: Analysis) -> None:
    made = analysis_of(sample, [row(code, 900) for code in NINE[:3]] + [row(NINE[3], None)])
    headline = str(pages.headline(made, made.areas["126"], lang="en").html)
    assert "in 3 of 9 communes with figures" in headline.replace("\N{NO-BREAK SPACE}", " ")


def test_a_map_says_the_date_of_each_theme(sample: Analysis) -> None:
    records = [
        *(row(code, 900) for code in NINE),
        *(row(code, 700, operator="viettel", as_of=JUNE, file="b.xlsx") for code in NINE),
    ]
    made = analysis_of(sample, records)
    drawn = pages.area_map(made, made.areas["126"], lang="vi").get_root().render()
    dates = re.search(r'"dates": ?(\[.*?\])', drawn)
    assert dates is not None
    assert "30/9/2025" in dates[1]
    assert "30/6/2025" in dates[1]
    assert "đến 30/9/2025" not in dates[1].replace("Số liệu đến", "")
    theme = maps.Theme("pop_4g", "viettel", kind="rate")
    still = maps_and_charts.area_sheet(
        made, made.areas["126"], theme=theme, lang="vi", width_cm=16.0
    )
    assert "30/6/2025" in to_svg(still)


def test_operators_of_different_dates_show_them(sample: Analysis) -> None:
    records = [row(code, 900, operator="viettel", as_of=JUNE) for code in NINE]
    made = analysis_of(sample, records + [row(code, 950) for code in NINE])
    table = str(pages.operator_table(made, made.areas["126"], lang="vi").html)
    assert "30/6/2025" in table
    assert "30/9/2025" in table
    heat = charts.operator_chart(made, made.areas["126"], lang="vi")
    heads = [label.get_text() for label in heat.axes[0].get_xticklabels()]
    assert any("30/6/2025" in head for head in heads)


# ---- the picker ----------------------------------------------------------------------------------
def test_a_figure_and_its_base_come_from_one_row() -> None:
    newer = row(NINE[0], None, as_of=DECEMBER, denominator=2000)
    figures = take_snapshot(make_observations([row(NINE[0], 900), newer])).figures
    assert figures[["numerator", "denominator"]].to_numpy().tolist() == [[900, 1000]]


def test_a_day_in_between_shows_what_was_known_then() -> None:
    table = make_observations(CASES["partial_newer"][0])
    then = take_snapshot(table, as_of=dt.date(2025, 10, 15))
    assert then.figures["numerator"].unique().tolist() == [900]
    with pytest.raises(ParameterError, match="2025"):
        take_snapshot(table, as_of=dt.date(2020, 1, 1))


def test_old_figures_are_missing_and_said_but_bases_stay() -> None:
    old = [
        row(NINE[0], 900, as_of="2022-09-30"),
        row(NINE[0], 1000, as_of="2022-09-30", indicator="population", denominator=None),
        row(NINE[1], 900),
    ]
    table = make_observations(old)
    found = take_snapshot(table)
    by_unit = found.figures.set_index(["unit_code", "indicator"])["numerator"]
    assert pd.isna(by_unit[NINE[0], "pop_4g"])
    assert by_unit[NINE[0], "population"] == 1000
    assert found.stale["unit_code"].tolist() == [NINE[0]]
    names = pd.Series({NINE[0]: "Xã Bó Sinh", NINE[1]: "Xã Chiềng Khương"})
    said = check_updates(table, found, unit_names=names)
    stale = said[said["rule"] == "figures_stale"].iloc[0]
    assert "Xã Bó Sinh" in sentence(stale, "vi")
    assert "30/9/2022" in sentence(stale, "vi")
    # 36 months: from September 2022 to September 2025.
    assert take_snapshot(table, max_age_months=36).stale.empty


def test_a_history_is_no_snapshot() -> None:
    table = make_observations(CASES["two_dates"][0])
    with pytest.raises(ParameterError, match="snapshot"):
        Snapshot(table, None, table[:0])
    other = make_observations([row(NINE[0], 1), row(NINE[1], 1, vintage="2024-12")])
    with pytest.raises(VintageError, match="2024-12"):
        take_snapshot(other)


@pytest.mark.parametrize(
    "shows",
    [
        lambda table: gaps.rank_by_unserved(table, indicator="pop_4g"),
        lambda table: gaps.compare_with_total(table, indicators=["pop_4g"]),
        lambda table: rates.compare_operators(table, indicator="pop_4g"),
    ],
)
def test_what_shows_the_present_refuses_a_history(shows: object) -> None:
    own = pd.Series(NINE, index=NINE)
    dated = rates.rates_by_date(make_observations(CASES["two_dates"][0]), own)
    assert callable(shows)
    with pytest.raises(ParameterError, match="take_snapshot"):
        shows(dated)


def test_a_group_by_date_takes_the_last_figure_of_each_unit() -> None:
    table = make_observations(CASES["staggered"][0] + [row(NINE[0], 1000, as_of=DECEMBER)])
    dated = rates.rates_by_date(table, pd.Series("126", index=NINE))
    # June: four communes of 800. September: and five of 900. December: one of the four is 1,000.
    assert dated["numerator"].tolist() == [3200, 7700, 7900]
    assert dated["observed_pct"].round(1).tolist() == [44.4, 100, 100]


# ---- what is new in each file --------------------------------------------------------------------
def test_a_newer_file_with_few_units_is_warned_of() -> None:
    table = make_observations(CASES["partial_newer"][0])
    names = pd.Series({code: f"Xã {code}" for code in NINE})
    found = check_updates(table, take_snapshot(table), unit_names=names)
    assert found["rule"].tolist() == ["update_left_out"]
    said = sentence(found.iloc[0], "en")
    assert "for 1 of 9 communes only" in said
    assert "b.xlsx" in said
    assert "30 Sep 2025" in said
    files = summarise_files(table, units=9).set_index("file")
    assert files.loc["b.xlsx", ["units", "replaces", "left_out"]].tolist() == [1, 1, 8]
    assert files.loc["a.xlsx", ["units", "superseded", "left_out"]].tolist() == [9, 1, 0]


def test_a_cell_left_blank_is_named() -> None:
    table = make_observations(CASES["two_dates"][0])
    names = pd.Series({code: f"Xã {code}" for code in NINE})
    found = check_updates(table, take_snapshot(table), unit_names=names)
    assert found["rule"].tolist() == ["update_left_blank"]
    assert found["cell"].tolist() == [f"C{NINE[8]}"]
    assert f"Xã {NINE[8]}" in sentence(found.iloc[0], "vi")


def test_two_files_of_one_day_that_disagree_name_both_cells() -> None:
    table = make_observations([row(NINE[0], 900), row(NINE[0], 800, file="b.xlsx")])
    found = check_observations(table, unit_names=pd.Series({NINE[0]: "Xã Bó Sinh"}))
    error = found[found["severity"] == "error"].iloc[0]
    assert error["rule"] == "duplicate"
    for lang in ("vi", "en"):
        said = sentence(error, lang)
        assert f"C{NINE[0]}" in said
        assert "a.xlsx" in said
        assert "b.xlsx" in said


@pytest.mark.slow
def test_one_commune_corrects_its_figure(
    son_la: Path, tmp_path: Path, sample: Analysis, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "son-la"
    shutil.copytree(son_la, folder)
    keep_one_workbook(folder)
    code, name = NINE[0], sample.areas[NINE[0]].name
    people = sample.figure(code, "pop_4g", "denominator")
    (folder / "workbooks" / "bo-sung.csv").write_text(
        "Mã xã;Tên xã;Dân số;Dân số được phủ sóng 4G\n"
        f"{code};{name};{people:.0f};{people - 500:.0f}\n",
        encoding="utf-8",
    )
    with (folder / "province.toml").open("a", encoding="utf-8") as file:
        file.write(
            '\n[[workbooks]]\npath = "workbooks/bo-sung.csv"\noperator = "any"\n'
            "as_of = 2025-12-31\n"
        )
    assert main(["check", str(folder), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "for 1 of 75 communes only" in said
    assert "PASS" not in said
    assert "bo-sung.csv" in said.split("What is new in each file:")[1]

    made = analyse(open_workspace(folder))
    rows = made.gaps.query("level == 'commune' and indicator == 'pop_4g' and operator == 'any'")
    assert rows["rate_pct"].notna().sum() == 75
    before = sample.figure("14", "pop_4g", "numerator")
    own = sample.figure(code, "pop_4g", "numerator")
    total = before - own + people - 500
    assert made.figure("14", "pop_4g", "numerator") == pytest.approx(total)
    without = made.figure("14", "pop_4g", "denominator") - total
    headline = str(pages.headline(made, made.whole, lang="en").html)
    assert f"{without:,.0f} people have no 4G" in headline
    assert made.figures("14").loc["pop_4g", ["as_of_oldest", "as_of"]].dt.strftime(
        "%Y-%m-%d"
    ).tolist() == [SEPTEMBER, DECEMBER]
    exports.write_xlsx(made, tmp_path / "gaps.xlsx", lang="en")
    sheets = pd.read_excel(tmp_path / "gaps.xlsx", sheet_name=None, dtype=str)
    assert sum(sheet.iloc[:, 0].eq(code).any() for sheet in sheets.values()) == 1
    # As it stood in October, nothing has changed.
    assert made.on(dt.date(2025, 10, 1)).figure("14", "pop_4g", "numerator") == before


def test_of_two_village_lists_each_commune_takes_the_newer(son_la: Path, tmp_path: Path) -> None:
    folder = tmp_path / "son-la"
    shutil.copytree(son_la, folder)
    keep_one_workbook(folder)
    before = analyse(open_workspace(folder)).villages
    file = folder / "workbooks" / "so-khcn.xlsx"
    book = openpyxl.load_workbook(file, data_only=True)
    page = next(one for one in book.worksheets if "thôn" in one.title.casefold())
    rows = [row for row in page.iter_rows() if any(c.value == before["village"][0] for c in row)]
    page.delete_rows(rows[0][0].row)
    book.save(folder / "workbooks" / "quy-4.xlsx")
    with (folder / "province.toml").open("a", encoding="utf-8") as settings:
        settings.write(
            '\n[[workbooks]]\npath = "workbooks/quy-4.xlsx"\noperator = "any"\nas_of = 2025-12-31\n'
        )
    after = analyse(open_workspace(folder), keep_going=True).villages
    assert len(after) == len(before) - 1
    assert not after.duplicated(["unit_code", "village"]).any()
