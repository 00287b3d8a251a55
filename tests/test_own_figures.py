"""Indicators and targets of a planner's own: counted like any other, or refused in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

from dxanalysis import (
    DxAnalysisError,
    analyse,
    open_workspace,
    pages,
    register_indicator,
    with_figures,
)
from dxanalysis.batch.state.keys import small_files
from dxanalysis.errors import ChecksFailedError, FileUnreadableError, ParameterError, WorkspaceError
from dxanalysis.own_figures import with_target
from dxanalysis.pipeline import check_workspace

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.analysis import Analysis

pytestmark = pytest.mark.usefixtures("read_here")

ENTRY = """
[[indicators]]
id = "clinics_online"
path = "tram-y-te.csv"
basis = "clinics"
as_of = 2025-09-30
name = { vi = "Trạm y tế có mạng", en = "Clinics online" }
"""
ROWS = "unit_code,numerator,denominator\n3646,3,4\n03664,1,2\n03670,,5\n"


@pytest.fixture(scope="module")
def sample(analysis: Analysis) -> Analysis:
    return analysis


def with_entry(workspace: Path, *, rows: str = ROWS, entry: str = ENTRY, target: str = "") -> Path:
    """Give a workspace an own indicator."""
    (workspace / "tram-y-te.csv").write_text(rows, encoding="utf-8")
    path = workspace / "province.toml"
    said = path.read_text(encoding="utf-8")
    assert "\n[targets]\n" in said
    path.write_text(said.replace("[targets]\n", f"[targets]\n{target}\n") + entry, encoding="utf-8")
    return workspace


def test_an_indicator_of_province_toml_has_figures_gaps_and_its_file(small_workspace: Path) -> None:
    target = 'clinics_online = { value_pct = 80, year = 2027, document = "Kế hoạch" }'
    workspace = open_workspace(with_entry(small_workspace, target=target))
    assert small_workspace / "tram-y-te.csv" in small_files(workspace)
    made = analyse(workspace)
    # 3 + 1 of 4 + 2; a commune without a figure is missing, not zero, and 5 of 11 are unknown.
    assert made.figure("14", "clinics_online") == pytest.approx(400 / 6)
    assert made.figure("14", "clinics_online", "denominator") == 6
    assert 0 < made.figure("14", "clinics_online", "observed_pct") < 100
    assert made.figure("03646", "clinics_online", "gap_points") == pytest.approx(5.0)
    assert pd.isna(made.figure("03670", "clinics_online"))
    assert pd.isna(made.figure("03694", "clinics_online"))
    assert made.figure("14", "pop_4g") == pytest.approx(97.25, abs=0.01)
    row = made.inputs.set_index("path").loc["tram-y-te.csv"]
    assert (row["rows"], len(row["sha256"])) == (3, 64)


@pytest.mark.slow
def test_an_indicator_of_province_toml_is_on_maps_charts_and_tables(small_workspace: Path) -> None:
    target = 'clinics_online = { value_pct = 80, year = 2027, document = "Kế hoạch" }'
    made = analyse(open_workspace(with_entry(small_workspace, target=target)))
    themes = [(theme.indicator, theme.kind) for theme in pages.map_themes(made)]
    assert themes[0] == ("pop_4g", "gap")
    assert ("clinics_online", "gap") in themes
    for lang, name in (("vi", "Trạm y tế có mạng"), ("en", "Clinics online")):
        areas = pages.area_table(made, lang=lang)
        assert name in str(areas.html)
        assert name in str(pages.coverage_charts(made, made.whole, lang=lang).html)
    shown = str(pages.area_table(made, lang="vi").html)
    assert "66,67%" in shown or "66,7%" in shown


@pytest.mark.parametrize(
    ("rows", "kind"),
    [
        ("unit_code,numerator,denominator\n03646,5,4\n", ChecksFailedError),
        *(
            pytest.param(rows, FileUnreadableError, marks=pytest.mark.slow)
            for rows in (
                "unit_code,numerator\n03646,5\n",
                "ma,so\n03646,5\n",
                "unit_code,numerator,denominator\n03646,nhiều,4\n",
                "unit_code,numerator,denominator\n99999,1,4\n",
            )
        ),
    ],
)
def test_a_table_that_cannot_be_is_one_sentence(
    small_workspace: Path, rows: str, kind: type[DxAnalysisError]
) -> None:
    workspace = open_workspace(with_entry(small_workspace, rows=rows))
    with pytest.raises(kind) as refused:
        analyse(workspace)
    for lang in ("vi", "en"):
        sentence = refused.value.sentence(lang)
        assert "\n" not in sentence
        assert "tram-y-te.csv" in sentence
    found = check_workspace(workspace).findings
    assert (found["indicator"] == "clinics_online").any() or (
        found["value"].map(type) == FileUnreadableError
    ).any()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"clinics_online"', '"pop_4g"', "id"),
        ('"clinics_online"', '"Trạm y tế"', "id"),
        ('"clinics"', '"clinic"', "basis"),
    ],
)
def test_an_entry_that_cannot_be_is_named(
    small_workspace: Path, old: str, new: str, told: str
) -> None:
    with pytest.raises(WorkspaceError) as refused:
        open_workspace(with_entry(small_workspace, entry=ENTRY.replace(old, new)))
    assert told in refused.value.sentence("en")


def test_an_id_keeps_its_basis_and_may_change_its_name() -> None:
    register_indicator("own_one", vi="Một", basis="schools")
    assert register_indicator("own_one", vi="Hai", basis="schools").name("vi") == "Hai"
    with pytest.raises(ParameterError) as refused:
        register_indicator("own_one", vi="Ba", basis="clinics")
    assert "schools" in refused.value.sentence("vi")


def test_figures_said_again_replace_those_before(sample: Analysis) -> None:
    own = register_indicator("own_two", vi="Hai", basis="schools")
    table = pd.DataFrame({"unit_code": ["03646", "03664"], "numerator": 1, "denominator": 4})
    once = with_figures(sample, table, indicator=own, as_of="2025-09-30")
    again = with_figures(once, table.assign(numerator=2), indicator=own, as_of="2025-09-30")
    assert once.figure("14", "own_two") == 25.0
    assert again.figure("14", "own_two") == 50.0
    assert len(again.history) == len(once.history) == len(sample.history) + 2
    assert "own_two" not in set(sample.history["indicator"]), "what is given is not changed"


@pytest.mark.parametrize(("name", "value"), [("villages", 50.0), ("pop_4g", 0.0), ("pop_4g", 101)])
def test_what_is_no_target_is_refused(sample: Analysis, name: str, value: float) -> None:
    with pytest.raises(ParameterError):
        with_target(sample, indicator=name, value_pct=value, year=2027)


def test_figures_of_the_catalogue_come_from_workbooks(sample: Analysis) -> None:
    from dxanalysis.indicators import indicator

    table: Any = pd.DataFrame({"unit_code": ["03646"], "numerator": 1, "denominator": 4})
    with pytest.raises(ParameterError) as refused:
        with_figures(sample, table, indicator=indicator("pop_4g"))
    assert refused.value.key == "own.of_the_catalogue"
