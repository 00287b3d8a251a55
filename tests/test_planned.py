"""The plan that a workspace names, in "what to ask for next": the sites where they stand."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from docx import Document

from dxanalysis import analyse, open_workspace
from dxanalysis.batch.state.keys import area_digests, small_files
from dxanalysis.documents.plan import write_plan
from dxanalysis.documents.report import area_document
from dxanalysis.errors import FileUnreadableError
from dxanalysis.pages import asks
from dxanalysis.planning.province import Asked, plan_province
from dxanalysis.sources.plan_lists import read_planned

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis


@pytest.fixture(scope="module")
def stored(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plan three sites, named, and give the file of them."""
    folder = tmp_path_factory.mktemp("plan")
    plan = plan_province(analysis, Asked(sites=3, name="=Ba trạm"), draws=0)
    write_plan(analysis, plan, folder, lang="vi")
    return folder / "plan.csv"


@pytest.fixture(scope="module")
def with_plan(analysis: Analysis, stored: Path) -> Analysis:
    return replace(analysis, planned=read_planned(stored, units=set(analysis.communes.index)))


def test_a_stored_plan_is_read_again_without_coordinates(with_plan: Analysis, stored: Path) -> None:
    planned = with_plan.planned
    assert planned["order"].tolist() == [1, 2, 3]
    assert planned["illustrative"].all()
    assert set(planned["scenario"]) == {"'=Ba trạm"}  # no formula
    assert planned["people_gained"].is_monotonic_decreasing or planned["solar"].any()
    head = stored.read_text("utf-8-sig").splitlines()[0]
    assert "lat" not in head
    assert "lon" not in head


def test_the_page_and_the_document_of_an_area_name_the_sites_that_stand_there(
    analysis: Analysis, with_plan: Analysis
) -> None:
    first = with_plan.planned.iloc[0]
    here = next(
        area for area in with_plan.areas.values()
        if area.level == "district" and first["unit_code"] in area.communes
    )  # fmt: skip
    elsewhere = next(
        area for area in with_plan.areas.values()
        if area.level == "district"
        and not with_plan.planned["unit_code"].isin(area.communes).any()
    )  # fmt: skip
    page = asks.what_to_ask(with_plan, here).html
    commune = with_plan.communes.loc[first["unit_code"], "unit_name"]
    assert "Trạm thứ 1: trạm mới" in page
    assert first["name"] in page
    assert commune in page
    assert "chưa phải quyết định đầu tư" in page
    assert "SỐ LIỆU MINH HỌA" in page
    assert "Trạm thứ" not in asks.what_to_ask(with_plan, elsewhere).html
    plain, planned = (area_digests(one, [here, elsewhere]) for one in (analysis, with_plan))
    assert plain[here.code] != planned[here.code]
    assert plain[elsewhere.code] == planned[elsewhere.code]
    whole = Document(io.BytesIO(area_document(with_plan, here)))
    said = " ".join(one.text for one in whole.paragraphs)
    assert "Trạm thứ 1" in said
    assert any("Trạm thứ 1" in cell.text for one in whole.tables for cell in one._cells)


def test_the_workspace_names_its_plan(
    small_workspace: Path, stored: Path, with_plan: Analysis
) -> None:
    toml = small_workspace / "province.toml"
    toml.write_text(
        toml.read_text("utf-8").replace("[plan]\n", '[plan]\nchosen = "plan.csv"\n'), "utf-8"
    )
    (small_workspace / "plan.csv").write_bytes(stored.read_bytes())
    workspace = open_workspace(small_workspace)
    assert small_workspace / "plan.csv" in small_files(workspace)
    assert analyse(workspace).planned.equals(with_plan.planned)


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (("people_gained", "nguoi"), "no_plan"),
        ((",village,", ",station,"), "plan_changed"),
        (("\n03", "\n99"), "plan_elsewhere"),
    ],
)
def test_what_is_no_plan_of_the_province_is_refused(
    analysis: Analysis, stored: Path, tmp_path: Path, change: tuple[str, str], key: str
) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(stored.read_text("utf-8-sig").replace(*change), "utf-8")
    with pytest.raises(FileUnreadableError) as caught:
        read_planned(path, units=set(analysis.communes.index))
    assert caught.value.key == f"planfiles.{key}"
    assert caught.value.sentence("vi") != caught.value.sentence("en")
