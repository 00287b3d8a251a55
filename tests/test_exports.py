"""Tables that leave the house: nothing in them can run, and nothing is lost on the way."""

from __future__ import annotations

import csv
import dataclasses
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import exports, open_workspace
from dxanalysis.analysis import GAP_COLUMNS, Analysis, analyse

if TYPE_CHECKING:
    from pathlib import Path

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]


@pytest.fixture(scope="module")
def analysis(son_la: Path) -> Analysis:
    return analyse(open_workspace(son_la))


@pytest.fixture(params=FORMULAS)
def hostile(request: pytest.FixtureRequest, analysis: Analysis) -> Analysis:
    gaps = analysis.gaps.head(3).assign(unit_name=request.param)
    return dataclasses.replace(analysis, gaps=gaps)


def test_no_text_becomes_a_formula_in_csv(hostile: Analysis, tmp_path: Path) -> None:
    exports.write_csv(hostile, tmp_path / "gaps.csv")
    with (tmp_path / "gaps.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    written = hostile.gaps["unit_name"].iloc[0]
    assert [row["unit_name"] for row in rows] == [f"'{written}"] * 3


def test_no_text_becomes_a_formula_in_xlsx(hostile: Analysis, tmp_path: Path) -> None:
    exports.write_xlsx(hostile, tmp_path / "gaps.xlsx", lang="vi")
    book = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    assert all(cell.hyperlink is None for cell in cells)
    written = hostile.gaps["unit_name"].iloc[0]
    assert sum(cell.value == written for cell in cells) == 3


def test_negative_numbers_stay_numbers(analysis: Analysis, tmp_path: Path) -> None:
    exports.write_csv(analysis, tmp_path / "gaps.csv")
    back = pd.read_csv(tmp_path / "gaps.csv", dtype={"unit_code": "str"}, encoding="utf-8-sig")
    assert list(back.columns) == GAP_COLUMNS
    assert len(back) == len(analysis.gaps)
    assert back["gap_points"].min() < 0
    pd.testing.assert_series_equal(
        back["gap_points"], analysis.gaps["gap_points"].reset_index(drop=True), check_exact=True
    )
    assert set(back["unit_code"].str.len()) == {2, 3, 5}


def test_xlsx_holds_the_same_figures(analysis: Analysis, tmp_path: Path) -> None:
    exports.write_xlsx(analysis, tmp_path / "gaps.xlsx", lang="en")
    page = openpyxl.load_workbook(tmp_path / "gaps.xlsx")["Communes"]
    heads = [cell.value for cell in page[1]]
    assert len(heads) == len(GAP_COLUMNS)
    assert page.freeze_panes == "C2"
    gaps = analysis.gaps[analysis.gaps["level"] == "commune"]
    assert page.max_row == len(gaps) + 1
    column = heads.index("Numerator") + 1
    total = sum(page.cell(row, column).value or 0 for row in range(2, page.max_row + 1))
    assert total == pytest.approx(gaps["numerator"].sum())
