"""The key of a page: it changes where the page would, and as far as possible nowhere else."""

from __future__ import annotations

import ast
import dataclasses
import inspect
import json
import pickle
import re
from typing import TYPE_CHECKING, Any

import pandas as pd
import pytest
from matplotlib.figure import Figure

import dxanalysis as dx
from dxanalysis import charts, open_workspace, pages, reads
from dxanalysis.batch.execution import preload
from dxanalysis.batch.state.keys import area_digests
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


def test_what_a_notebook_reads_is_seen(analysis: Analysis, monkeypatch: pytest.MonkeyPatch) -> None:
    for deed, known in {
        "dx.pages.headline(analysis, area)": {OWN},
        "dx.charts.operator_chart(analysis, area)": {OWN},
        "dx.pages.headline(analysis, analysis.area('127'))": {"127"},
        "dx.pages.sources_table(analysis)": set(),
        "dx.pages.area_table(analysis)": {reads.EVERYTHING},
        "analysis.gaps.head()": {reads.EVERYTHING},
        "dataclasses.replace(analysis).gaps": {reads.EVERYTHING},
        "everything = analysis": set(),
        "print(area.name)": set(),
    }.items():
        seen: set[str] = set()
        monkeypatch.setattr(reads, "_seen", seen)
        names = {"dx": dx, "analysis": reads.watch(analysis), "dataclasses": dataclasses}
        exec(f"area = analysis.require_area('126')\n{deed}", names)  # noqa: S102
        assert seen == known, deed
    assert isinstance(reads.watch(analysis), dx.Analysis)
    assert pickle.loads(pickle.dumps(reads.watch(analysis))).areas == analysis.areas  # noqa: S301


assert pages.what_to_ask in reads.AREA_BLOCKS.values(), "blocks declare themselves when loaded"


def test_a_rehearsal_shows_every_block_and_leaves_no_trace(
    notebook: Path, analysis: Analysis, now: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[str] = []

    def spy(name: str, block: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **options: Any) -> Any:
            block(*args, **options)
            shown.append(name)
            raise OSError("a block that fails")

        return call

    spies = {name: spy(name, block) for name, block in reads.AREA_BLOCKS.items()}
    monkeypatch.setattr(reads, "AREA_BLOCKS", spies)
    monkeypatch.setattr(reads, "_seen", set())
    preload.rehearse(analysis, lang="vi")
    # All but one that asks for more than an area, and one that asks for less.
    others = {"charts.pages.coverage_chart", "pages.tables.sources_table"}
    assert set(spies) - set(shown) == {f"dxanalysis.{name}" for name in others}
    assert reads.seen() == set()
    assert {code: page(notebook, analysis, code) for code in (OWN, OTHER)} == now


@pytest.mark.parametrize("name", sorted(reads.AREA_BLOCKS))
def test_a_block_that_declares_its_area_reads_no_more(analysis: Analysis, name: str) -> None:
    """Every figure, finding and village elsewhere is another: nothing that is shown may change."""
    block, (area,) = reads.AREA_BLOCKS[name], [analysis.areas[OWN]]
    own = {OWN, *area.communes}
    new = elsewhere_changed(analysis, own)
    assert area_digests(analysis, [area]) == area_digests(new, [area])
    asked = inspect.signature(block).parameters
    given: dict[str, Any] = {"area": area} if "area" in asked else {}
    if "indicator_id" in asked:
        given["indicator_id"] = "pop_4g"
    assert written(block(analysis, **given)) == written(block(new, **given))


def elsewhere_changed(analysis: Analysis, own: set[str]) -> Analysis:
    def hide(table: pd.DataFrame) -> pd.DataFrame:
        kept = table["unit_code"].isin(own)
        kept |= (table["unit_code"] == "14") & (table["operator"] == "any")
        columns = ["rate_pct", "numerator", "denominator", "gap_count", "gap_points"]
        shown = table.columns.intersection(columns)
        # Whether anybody anywhere gave a figure is known to every page: it has a column, or none.
        return table.assign(
            **{name: table[name].where(kept | table[name].isna(), 12.0) for name in shown}
        )

    others = ~analysis.villages["unit_code"].isin(own)
    new = dataclasses.replace(
        analysis,
        gaps=hide(analysis.gaps),
        villages=analysis.villages[~others],
        findings=analysis.findings[analysis.findings["unit_code"].isin(own)],
    )
    vars(new)["dated"] = hide(analysis.dated)
    return new


def written(shown: object) -> str:
    """Write what a block gave, without ids, which are random."""
    if isinstance(shown, Figure):
        return re.sub(r"#?\b[a-z]+[0-9a-f]{10}\b", "", charts.to_svg(shown))
    found = shown if hasattr(shown, "_repr_html_") else dx.pages.as_block(shown)
    html = re.sub(r"data-(value|sort)=\"[^\"]*\"", "", found._repr_html_())
    return re.sub(r"(?<![0-9a-f])([0-9a-f]{16}|[0-9a-f]{32})(?![0-9a-f])", "", html)


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
@pytest.mark.slow
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


def test_a_province_that_sent_no_list_of_villages_has_keys_and_pages(son_la: Path) -> None:
    whole = open_workspace(son_la)
    few = tuple(book for book in whole.workbooks if book.path.name == "mobifone.xlsx")
    analysis = analyse(dataclasses.replace(whole, workbooks=few))
    assert analysis.villages.empty
    assert "unit_code" in analysis.villages.columns
    areas = analysis.page_areas
    assert len(set(area_digests(analysis, areas).values())) == len(areas)
    villages = dx.pages.unserved_villages(analysis, areas[0], lang="vi")
    assert not dx.pages.section("villages", villages, lang="vi").html
    said = str(dx.pages.data_notes(analysis, areas[0], lang="vi").html)
    assert "không nêu tên thôn, bản" in said
