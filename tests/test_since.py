"""What changed since the report before, and the small charts beside the figures."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pytest

import dxanalysis as dx
from dxanalysis import exports, pages
from dxanalysis.analysis import GAP_COLUMNS
from dxanalysis.batch.state.previous_site import FOLDER, keep_earlier
from dxanalysis.display import table_of_contents
from dxanalysis.pages import sparklines
from dxanalysis.pages.changes import changes_of

if TYPE_CHECKING:
    from pathlib import Path

    from markupsafe import Markup

    from dxanalysis.analysis import Analysis


@pytest.fixture
def before(analysis: Analysis, tmp_path: Path) -> pd.DataFrame:
    """Return the table of an earlier report: Sông Mã had 1,000 people fewer on 4G."""
    exports.write_csv(analysis, tmp_path / "gaps.csv")
    table = exports.read_csv(tmp_path / "gaps.csv")
    row = (table["unit_code"] == "126") & (table["operator"] == "any")
    row &= table["indicator"] == "pop_4g"
    assert row.sum() == 1
    table.loc[row, "numerator"] -= 1000
    table.loc[row, "rate_pct"] = 100 * table["numerator"] / table["denominator"]
    return table


def test_gaps_are_read_back_as_they_were(analysis: Analysis, tmp_path: Path) -> None:
    exports.write_csv(analysis, tmp_path / "gaps.csv")
    back = exports.read_csv(tmp_path / "gaps.csv")
    assert list(back.columns) == GAP_COLUMNS
    assert list(back["unit_code"]) == list(analysis.gaps["unit_code"])
    assert pages.changes_since(back, analysis.gaps).empty
    (tmp_path / "other.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(ValueError, match="unit_code"):
        exports.read_csv(tmp_path / "other.csv")


def test_only_what_differs_is_listed(analysis: Analysis, before: pd.DataFrame) -> None:
    found = pages.changes_since(before, analysis.gaps)
    assert len(found) == 1
    row = found.iloc[0]
    assert (row["unit_code"], row["indicator"], row["operator"]) == ("126", "pop_4g", "any")
    assert row["change_count"] == 1000
    people = analysis.figure("126", "pop_4g", "denominator")
    assert row["change_points"] == pytest.approx(100 * 1000 / people)
    assert not row["base_changed"]


def test_a_figure_that_came_or_went_is_no_change_of_so_many_points(
    analysis: Analysis, before: pd.DataFrame
) -> None:
    row = (before["unit_code"] == "126") & (before["operator"] == "any")
    before.loc[row, ["numerator", "denominator", "rate_pct"]] = np.nan
    found = pages.changes_since(before, analysis.gaps)
    assert len(found) > 1
    assert found["change_points"].isna().all()
    assert set(found["kind"]) == {"new"}
    assert set(pages.changes_since(analysis.gaps, before)["kind"]) == {"gone"}
    shown = str(pages.since_last(analysis, before, when="01/10/2025").html)
    assert '<td data-value="">–</td>' in shown


@pytest.mark.parametrize(
    ("lang", "count", "points"), [("vi", "+1.000", ","), ("en", "+1,000", ".")]
)
def test_the_page_tells_what_changed(
    analysis: Analysis, before: pd.DataFrame, lang: dx.lang.Lang, count: str, points: str
) -> None:
    shown = str(pages.since_last(analysis, before, when="01/10/2025", lang=lang).html)
    assert analysis.areas["126"].label(lang) in shown
    assert count in shown
    assert re.search(rf"\+\d\{points}\d\d<", shown)
    assert shown.count("<tr>") == 2
    codes = {area.code for area in analysis.areas.values() if area.level == "commune"}
    told = pages.changes_since(before, analysis.gaps)["unit_code"].isin(codes).sum()
    assert told == 0, "only the sum of an area differs"
    said = {"vi": "0 số liệu của các xã", "en": "0 figures of communes changed"}
    assert said[lang] in shown
    none = str(pages.since_last(analysis, analysis.gaps, when="01/10/2025", lang=lang).html)
    assert "<table" not in none


def test_what_came_anew_is_no_change_and_communes_are_named(
    analysis: Analysis, before: pd.DataFrame
) -> None:
    ranked = before.loc[before["level"] == "commune"]
    rates = ranked[(ranked["indicator"] == "pop_4g") & (ranked["operator"] == "any")]
    fell, rose, added = rates.index[:3]
    before.loc[fell, ["numerator", "rate_pct"]] = before.loc[fell, "denominator"], 100.0
    before.loc[rose, ["numerator", "rate_pct"]] = 0, 0.0
    before.loc[added, ["numerator", "denominator", "rate_pct"]] = np.nan
    block = str(pages.since_last(analysis, before, when="01/10/2025").html)
    assert "2 số liệu của các xã, phường khác đi; 1 số liệu mới có." in block
    names = [analysis.areas[before.loc[row, "unit_code"]].label("vi") for row in (fell, rose)]
    assert f"” khác đi, trong đó 1 giảm: {names[0]} 100,00% →" in block
    assert f"; {names[1]} 0,00% →" in block


def test_a_change_is_that_of_the_rates_as_shown(analysis: Analysis, before: pd.DataFrame) -> None:
    after = analysis.figure("126", "pop_4g", "rate_pct")
    row = (before["unit_code"] == "126") & (before["operator"] == "any")
    row &= before["indicator"] == "pop_4g"
    for points in (0.003, 0.335, -2.006):
        before.loc[row, "rate_pct"] = after - points
        cells = changes_of(analysis, before, when="1/7/2025", lang="en")[1]
        assert cells is not None
        was, now, change = (cell.shown.strip("%+") for cell in cells.rows[0][2:5])
        shown = float(now) - float(was)
        assert float(change.replace("−", "-")) == pytest.approx(shown, abs=1e-6)


def make_site(folder: Path, table: pd.DataFrame, finished: str) -> None:
    folder.mkdir(exist_ok=True)
    table.to_csv(folder / "gaps.csv", index=False)
    (folder / "manifest.json").write_text(json.dumps({"finished": finished}), encoding="utf-8")


def test_the_last_report_that_differs_is_kept(before: pd.DataFrame, tmp_path: Path) -> None:
    out, work = tmp_path / "site", tmp_path / "work"
    today = before.assign(rate_pct=50.0)
    make_site(out, before, "2025-10-01T08:00:00+00:00")
    make_site(work, today, "2025-11-01T08:00:00+00:00")
    earlier = keep_earlier(out, work)
    assert earlier is not None
    assert earlier.when == dt.date(2025, 10, 1)
    assert (work / FOLDER / "gaps.csv").read_bytes() == (out / "gaps.csv").read_bytes()

    # The same report once more: the comparison is still with the one that differed.
    again = tmp_path / "again"
    make_site(again, today, "2025-11-02T08:00:00+00:00")
    kept = keep_earlier(work, again)
    assert kept is not None
    assert kept.when == earlier.when
    assert (again / FOLDER / "gaps.csv").exists()


def test_a_damaged_earlier_report_is_none(before: pd.DataFrame, tmp_path: Path) -> None:
    out, work = tmp_path / "site", tmp_path / "work"
    make_site(work, before, "2025-11-01T08:00:00+00:00")
    assert keep_earlier(out, work) is None
    make_site(out, before.assign(rate_pct=1.0), "2025-10-01T08:00:00+00:00")
    (out / "gaps.csv").write_text("unit_code\n'", encoding="utf-8")
    assert keep_earlier(out, work) is None
    (out / "manifest.json").write_text("[]", encoding="utf-8")
    assert keep_earlier(out, work) is None


# ---- small charts --------------------------------------------------------------------------------
def spoken(drawn: Markup) -> str:
    return drawn.replace("\xa0", " ")  # before "%" the line never breaks


def test_a_strip_has_a_tick_for_every_known_commune() -> None:
    svg = spoken(sparklines.strip(pd.Series([40.0, np.nan, 97.5, 100.0]), target=99.0, lang="en"))
    assert re.findall(r"M(\d+\.\d) 3v8", svg) == ["40.0", "97.5", "100.0"]
    assert 'class="goal" d="M99.0 0v14"' in svg
    assert "3 communes: lowest 40.00%, median 97.50%, highest 100.00%; 1 without data" in svg
    assert "goal" not in sparklines.strip(pd.Series([1.0, 2.0]), target=float("nan"), lang="vi")
    assert not sparklines.strip(pd.Series([1.0, np.nan]), target=99.0, lang="vi")


def series(bases: list[float]) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2023-12-31", "2024-12-31", "2025-12-31"]),
            "indicator": "villages_fibre",
            "rate_pct": [50.0, 70.0, 60.0],
            "denominator": bases,
            "vintage": "2025-07",
            "definition": None,
        }
    )


def test_a_line_over_time_breaks_where_its_base_does() -> None:
    whole = spoken(sparklines.trend(series([100, 100, 100]), lang="en"))
    assert re.findall(r'class="line" d="([^"]*)"', whole) == ["M2.0 11.0 L50.1 3.0 L98.0 7.0"]
    assert "3 dates: from 50.00% to 60.00%" in whole
    assert whole.count('class="end"') == 3  # one a date
    ends = re.sub(r"</?span>", "", whole)
    assert ">50.00% (31 Dec 2023) → 60.00% (31 Dec 2025)</small>" in ends
    # Beside a rate that is the last one, only where it came from is written.
    beside = spoken(sparklines.trend(series([100, 100, 100]), lang="en", shown=60.0))
    assert ">from 50.00% (31 Dec 2023)</small>" in beside
    assert "→ 60.00%" in re.sub(
        "<[^>]*>", "", spoken(sparklines.trend(series([100, 100, 100]), lang="en", shown=61.0))
    )
    broken = str(sparklines.trend(series([100, 100, 200]), lang="en"))
    assert re.findall(r'class="line" d="([^"]*)"', broken) == ["M2.0 11.0 L50.1 3.0 M98.0 7.0"]
    assert not sparklines.trend(series([100, 100, 100])[:1], lang="en")


def test_a_rate_that_is_as_it_was_says_so() -> None:
    points = series([100.0, 100.0, 100.0]).assign(rate_pct=92.8)
    said = spoken(sparklines.trend(points, lang="vi", shown=92.8))
    assert '<small class="trend">không đổi từ 31/12/2023</small>' in said


def test_areas_show_how_their_communes_are_spread(analysis: Analysis) -> None:
    shown = str(pages.area_table(analysis).html)
    assert shown.count('class="spark"') == 3 * 12
    assert "spark" not in str(pages.commune_table(analysis, analysis.areas["126"]).html)


# ---- the list of contents ------------------------------------------------------------------------
def test_contents_are_the_sections_and_nothing_else() -> None:
    blocks = [
        pages.section("map"),
        pages.error_cards([('<h2 id="evil">x</h2>', '<h2 id="evil">x</h2>')]),
        pages.section("communes", lang="en"),
    ]
    page = pages.render_index(blocks, title="t", lang="vi")
    assert [heading.anchor for heading in table_of_contents.headings(page)] == ["map", "communes"]
    assert page.count('<a href="#') == 2
    assert '<a href="#map">Bản đồ phủ sóng và cáp quang</a>' in page
