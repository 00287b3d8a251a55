"""What one page is about: former districts, communes, groups of one's own, provinces."""

from __future__ import annotations

import runpy
from typing import TYPE_CHECKING

import pytest
from markupsafe import escape

import dxanalysis as dx
from dxanalysis import charts, pages, units
from dxanalysis.batch.plan import page_name
from dxanalysis.errors import FileUnreadableError, WorkspaceError
from dxanalysis.findings import sentence
from dxanalysis.pipeline import check_workspace
from tests.map_data import data_of

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

pytestmark = pytest.mark.usefixtures("read_here")

GROUPS = """unit_code,group
04168,Cụm sông Mã
04195,Cụm sông Mã
03646,"../<b>Thành phố"
"""


def analyse_grouped(workspace: Path, by: str) -> Analysis:
    path = workspace / "province.toml"
    content = path.read_text(encoding="utf-8")
    assert 'grouping = "former_district"' in content
    path.write_text(
        content.replace('grouping = "former_district"', f'grouping = "{by}"'), encoding="utf-8"
    )
    return dx.analyse(dx.open_workspace(workspace))


def test_groups_of_ones_own_add_up_and_have_pages(small_workspace: Path) -> None:
    (small_workspace / "cum.csv").write_text(GROUPS, encoding="utf-8")
    analysis = analyse_grouped(small_workspace, "cum.csv")
    first, second = analysis.page_areas
    assert {first.name, second.name} == {"Cụm sông Mã", "../<b>Thành phố"}
    river = analysis.areas["g-cum-song-ma"]
    assert river.level == "group"
    assert river.communes == ("04168", "04195")
    for column in ("numerator", "denominator"):
        parts = sum(analysis.figure(code, "pop_4g", column) for code in river.communes)
        assert analysis.figure(river.code, "pop_4g", column) == parts
    # A name from a file is never a path, nor code of a page.
    hostile = next(area for area in analysis.page_areas if area != river)
    assert page_name(hostile) == hostile.code == "g-b-thanh-pho"
    assert "&lt;b&gt;" in str(pages.header(analysis, hostile).html)
    assert "<b>Thành phố" not in str(pages.area_table(analysis).html)
    table = str(pages.area_table(analysis, lang="en").html)
    assert "Group" in table
    assert pages.page_title(analysis, river).endswith("Tỉnh Sơn La")
    assert (analysis.gaps["level"] == "group").any()


def in_no_group(workspace: Path) -> list[str]:
    found = check_workspace(dx.open_workspace(workspace)).findings
    return [
        sentence(row, "en") for _, row in found[found["rule"] == "units_in_no_group"].iterrows()
    ]


@pytest.mark.slow
def test_communes_in_no_group_are_named_and_stay_on_the_first_page(small_workspace: Path) -> None:
    codes = [*units.load_units(province="14").index]
    rows = [f"{code},{'Cụm A' if place else ''}" for place, code in enumerate(codes[:-1])]
    (small_workspace / "cum.csv").write_text("\n".join(["unit_code,group", *rows]), "utf-8")
    analysis = analyse_grouped(small_workspace, "cum.csv")
    (said,) = in_no_group(small_workspace)
    assert "2 of 75 communes" in said
    assert "cum.csv" in said
    names = [analysis.communes["unit_name"][code] for code in (codes[0], codes[-1])]
    assert f": {', '.join(names)} (" in said
    assert escape(said) in pages.data_notes(analysis, analysis.whole, lang="en").html
    own = pages.data_notes(analysis, analysis.page_areas[0], lang="en").html
    assert escape(said) not in own
    for name in names:
        assert name in str(pages.commune_table(analysis, analysis.whole, lang="en").html)
    full = [f"{code},Cụm A" for code in codes]
    (small_workspace / "cum.csv").write_text("\n".join(["unit_code,group", *full]), "utf-8")
    assert not in_no_group(small_workspace)


@pytest.mark.slow
def test_no_more_communes_than_can_be_read_are_named(small_workspace: Path) -> None:
    (small_workspace / "cum.csv").write_text(GROUPS, encoding="utf-8")
    analyse_grouped(small_workspace, "cum.csv")
    (said,) = in_no_group(small_workspace)
    assert "72 of 75 communes" in said
    assert "+52" in said


@pytest.mark.parametrize("rows", [pytest.param("", marks=pytest.mark.slow), "04168,\n04195,\n"])
def test_a_file_without_any_group_is_refused(small_workspace: Path, rows: str) -> None:
    (small_workspace / "cum.csv").write_text("unit_code,group\n" + rows, encoding="utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        analyse_grouped(small_workspace, "cum.csv")
    assert caught.value.key == "analysis.groups_none"


def test_groups_that_would_share_a_page_are_refused(small_workspace: Path) -> None:
    (small_workspace / "cum.csv").write_text(
        "unit_code,group\n04168,Cụm Mã\n04195,cum ma\n", encoding="utf-8"
    )
    with pytest.raises(FileUnreadableError) as caught:
        analyse_grouped(small_workspace, "cum.csv")
    assert caught.value.key == "analysis.groups_alike"
    for lang in ("vi", "en"):
        assert "Cụm Mã" in caught.value.sentence(lang)
        assert "cum ma" in caught.value.sentence(lang)


@pytest.mark.slow
def test_names_of_groups_may_be_longer_than_names_of_files(small_workspace: Path) -> None:
    long = "Cụm " + "rất dài " * 60
    (small_workspace / "cum.csv").write_text(
        f"unit_code,group\n04168,{long}một\n04195,{long}hai\n", encoding="utf-8"
    )
    names = [page_name(area) for area in analyse_grouped(small_workspace, "cum.csv").page_areas]
    assert len(set(names)) == 2  # they differ only where they are cut
    for name in names:
        assert len(name) <= 100
        assert name.startswith("g-cum-rat-dai-rat-dai")
        (small_workspace / f"{name}.html").touch()


@pytest.mark.slow
def test_every_commune_can_have_a_page(small_workspace: Path) -> None:
    analysis = analyse_grouped(small_workspace, "commune")
    assert len(analysis.page_areas) == 75
    assert len({page_name(area) for area in analysis.page_areas}) == 75
    alone = analysis.area("04168")
    shown = [
        block(analysis, alone)
        for block in (pages.header, pages.headline, pages.key_figures, pages.commune_table)
    ]
    assert all(str(block.html).strip() for block in shown)
    assert len(charts.coverage_chart(analysis, alone, indicator_id="pop_4g").axes) == 1


def test_a_province_may_be_one_page(small_workspace: Path) -> None:
    analysis = analyse_grouped(small_workspace, "province")
    assert analysis.page_areas == [analysis.whole]


def test_an_unknown_grouping_is_refused(small_workspace: Path) -> None:
    with pytest.raises(WorkspaceError) as caught:
        analyse_grouped(small_workspace, "huyện")
    assert "former_district, commune, province, groups.csv" in caught.value.sentence("en")


@pytest.mark.slow
@pytest.mark.real
def test_the_whole_country(root: Path, real_data: Path, tmp_path: Path) -> None:
    bench = runpy.run_path(str(root / "benchmarks" / "country.py"))
    folder = bench["make_workspace"](
        tmp_path / "country",
        real_data / "boundaries" / "vietnam_communes_2025_generalised.parquet",
        grouping="commune",
    )
    analysis = dx.analyse(dx.open_workspace(folder))
    levels = [area.level for area in analysis.areas.values()]
    assert [levels.count(level) for level in ("country", "province", "commune")] == [1, 34, 3321]
    assert levels.count("district") > 600
    assert len(analysis.page_areas) == 3321
    # Whatever the level, everybody is counted once.
    chosen = analysis.gaps[
        (analysis.gaps["indicator"] == "pop_4g") & (analysis.gaps["operator"] == "any")
    ]
    sums = chosen.groupby("level")[["numerator", "denominator"]].sum()
    assert (sums == sums.loc["country"]).all().all()
    # Pages: a commune beside the country, on the map of its province; a province on its own.
    commune = analysis.area("04168")
    assert analysis.context_area(commune).name == "Tỉnh Sơn La"
    assert "cả nước" in str(pages.headline(analysis, commune).html)
    assert "the whole country" in str(pages.headline(analysis, commune, lang="en").html)
    drawn = data_of(pages.area_map(analysis, commune).get_root().render())
    codes = drawn["units"]["code"]
    assert "03646" in codes
    assert "00004" not in codes  # a ward of Hà Nội
    assert pages.page_title(analysis, analysis.area("01"), lang="en").endswith("Viet Nam")
    names = str(pages.area_table(analysis).html)
    assert "Xã Bình Minh, Thành phố Hà Nội" in names  # one of several of that name
