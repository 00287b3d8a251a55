"""The key of a page: it changes where the page would, and as far as possible nowhere else."""

from __future__ import annotations

import ast
import dataclasses
import json
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest

import dxanalysis as dx
from dxanalysis import open_workspace
from dxanalysis.batch.state.keys import area_digests, common_key, shows_only_its_area
from dxanalysis.pipeline import analyse

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.analysis import Analysis

OWN = "126"
OTHER = "127"
"""Sông Mã, whose figures are changed, and Sốp Cộp beside it."""


@pytest.fixture(scope="module")
def notebook(root: Path) -> Path:
    return root / "notebooks" / "district_report.ipynb"


@pytest.fixture(scope="module")
def analysis(son_la: Path) -> Analysis:
    return analyse(open_workspace(son_la))


@pytest.fixture(scope="module")
def now(notebook: Path, analysis: Analysis) -> dict[str, str]:
    """Make both pages of the figures as they are."""
    return {code: page(notebook, analysis, code) for code in (OWN, OTHER)}


def blocks(notebook: Path) -> list[str]:
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    return [source for source in sources if "dx.pages" in source or "dx.charts" in source]


def page(notebook: Path, analysis: Analysis, code: str) -> str:
    """Put together what the notebook shows, without a kernel."""
    names: dict[str, Any] = {"dx": dx, "analysis": analysis, "lang": "vi", "unit_code": code}
    names["area"] = analysis.area(code)
    parts = []
    for source in blocks(notebook):
        tree = ast.parse(source)
        last = tree.body.pop()
        assert isinstance(last, ast.Expr)
        exec(compile(tree, "cell", "exec"), names)  # noqa: S102 - our own notebook
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307
        parts.append(shown._repr_html_())
    # Ids are random, full precision is only what tables are sorted by, hashes are of whole files.
    shown = re.sub(r"[0-9a-f]{32,64}|data-(value|sort)=\"[^\"]*\"", "", "".join(parts))
    return re.sub(r"(?<![0-9a-f])[0-9a-f]{16}(?![0-9a-f])", "", shown)


def changed(analysis: Analysis, change: Callable[[pd.DataFrame], object]) -> Analysis:
    gaps = analysis.gaps.copy()
    change(gaps)
    return dataclasses.replace(analysis, gaps=gaps)


def raise_(indicator: str, code: str, *, operator: str = "any", by: float = 1.0) -> Any:
    def change(gaps: pd.DataFrame) -> None:
        rows = (gaps["unit_code"] == code) & (gaps["indicator"] == indicator)
        rows &= gaps["operator"] == operator
        assert rows.any()
        for column in ("rate_pct", "numerator"):
            gaps.loc[rows, column] += by

    return change


def test_the_shipped_notebook_shows_only_its_area(notebook: Path, tmp_path: Path) -> None:
    assert shows_only_its_area(notebook)
    for more, alone in {
        "dx.pages.headline(analysis, area, lang=lang)": True,
        "dx.pages.area_table(analysis, lang=lang)": False,
        "analysis.gaps.head()": False,
        "everything = analysis": False,
        "%matplotlib inline": False,
        "print(unit_code)": True,
    }.items():
        book = json.loads(notebook.read_text(encoding="utf-8"))
        cell = {"cell_type": "code", "metadata": {}, "outputs": [], "source": more}
        book["cells"].append(cell)
        path = tmp_path / "own.ipynb"
        path.write_text(json.dumps(book), encoding="utf-8")
        assert shows_only_its_area(path) is alone, more
        assert common_key(path) != common_key(notebook)


@pytest.mark.parametrize(
    ("what", "which"),
    [
        ("an operator's figure of a commune", {OWN}),
        ("a service of a commune", {OWN}),
        ("a figure of the area itself", {OWN}),
        ("the province's rate, too little to be seen", set()),
        ("the province's rate", {OWN, OTHER}),
        ("what maps show of a commune", {OWN}),
        ("a listed village", {OWN}),
        ("a finding", {OWN}),
        ("the bytes of a workbook", set()),
        ("a new operator's name", {OWN, OTHER}),
        ("a target", {OWN, OTHER}),
        ("a boundary", {OWN, OTHER}),
    ],
)
def test_pages_change_with_their_keys(
    notebook: Path, analysis: Analysis, now: dict[str, str], what: str, which: set[str]
) -> None:
    commune = analysis.areas[OWN].communes[0]
    new = {
        "an operator's figure of a commune": lambda: changed(
            analysis, raise_("pop_5g", commune, operator="viettel")
        ),
        "a service of a commune": lambda: changed(
            analysis, raise_("households_smartphone", commune)
        ),
        "a figure of the area itself": lambda: changed(analysis, raise_("villages_4g", OWN)),
        "the province's rate, too little to be seen": lambda: changed(
            analysis, raise_("teams", "14", by=0.3)
        ),
        "the province's rate": lambda: changed(analysis, raise_("pop_4g", "14")),
        "what maps show of a commune": lambda: changed(analysis, raise_("villages_fibre", commune)),
        "a listed village": lambda: dataclasses.replace(
            analysis,
            villages=analysis.villages.assign(
                people=analysis.villages["people"]
                + analysis.villages["unit_code"].isin(analysis.areas[OWN].communes)
            ),
        ),
        "a finding": lambda: dataclasses.replace(
            analysis,
            findings=pd.concat(
                [analysis.findings, analysis.findings[:1].assign(unit_code=commune)],
                ignore_index=True,
            ),
        ),
        "the bytes of a workbook": lambda: dataclasses.replace(
            analysis, inputs=analysis.inputs.assign(sha256="0" * 64)
        ),
        "a new operator's name": lambda: dataclasses.replace(
            analysis,
            snapshot=dataclasses.replace(
                analysis.snapshot,
                figures=pd.concat(
                    [
                        analysis.snapshot.figures,
                        analysis.snapshot.figures[:1].assign(operator="vietnamobile"),
                    ]
                ),
            ),
        ),
        "a target": lambda: dataclasses.replace(
            analysis, workspace=dataclasses.replace(analysis.workspace, targets={})
        ),
        "a boundary": lambda: dataclasses.replace(
            analysis,
            communes=analysis.communes.assign(
                geometry=analysis.communes.geometry.translate(0.1, 0)
            ),
        ),
    }[what]()
    areas = [analysis.areas[code] for code in (OWN, OTHER)]
    before, after = area_digests(analysis, areas), area_digests(new, areas)
    assert {code for code in before if before[code] != after[code]} == which
    for code in {OWN, OTHER} - which:
        assert now[code] == page(notebook, new, code), "the key says so"


def test_a_change_of_any_figure_elsewhere_that_a_page_shows_changes_its_key(
    notebook: Path, analysis: Analysis, now: dict[str, str]
) -> None:
    """Every figure of another area and of the province at once: the page shows nothing else."""
    areas = [analysis.areas[OTHER]]
    own = {OTHER, *areas[0].communes}

    def hide(gaps: pd.DataFrame) -> None:
        kept = gaps["unit_code"].isin(own)
        kept |= (gaps["unit_code"] == "14") & (gaps["operator"] == "any")
        for column in ("rate_pct", "numerator", "denominator", "gap_count", "gap_points"):
            gaps[column] = gaps[column].where(kept, 12.0)

    new = changed(analysis, hide)
    assert area_digests(analysis, areas) == area_digests(new, areas)
    assert now[OTHER] == page(notebook, new, OTHER)
