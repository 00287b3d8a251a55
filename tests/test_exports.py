"""Tables that leave the house: nothing in them can run, and nothing is lost on the way."""

from __future__ import annotations

import csv
import dataclasses
import sqlite3
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import numpy as np
import openpyxl
import pandas as pd
import pyogrio
import pytest

from dxanalysis import exports, palette
from dxanalysis.analysis import GAP_COLUMNS, Analysis
from dxanalysis.exports import qgis
from dxanalysis.indicators import indicators

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Saving

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("http://x")', "=cmd|' /C calc'!A0"]


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
    # With an apostrophe, so that it stays text in a csv that is saved from the workbook.
    written = "'" + hostile.gaps["unit_name"].iloc[0]
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
    book = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    assert book.sheetnames == ["Province", "Former districts", "Communes", "Notes"]
    page = book["Communes"]
    both = [str(cell.value).split("\n") for cell in page[1]]
    heads = [own for own, _ in both]
    assert [other for _, other in both][:2] == ["Mã", "Tên"]
    assert len(heads) == len(GAP_COLUMNS)
    assert page.freeze_panes == "C2"
    gaps = analysis.gaps[analysis.gaps["level"] == "commune"]
    assert page.max_row == len(gaps) + 1
    assert page.auto_filter.ref == f"A1:R{len(gaps) + 1}"
    assert page["H2"].number_format == "#,##0"
    assert page["J2"].number_format == "0.00"
    assert {cell.value for cell in page["R"][1:]} == {"illustrative"}
    assert {cell.value for cell in page["Q"][1:]} <= {"yes", "no"}
    # The gaps have the classes and colours of the maps.
    rules = [rule for each in page.conditional_formatting for rule in each.rules]
    fills = [f"#{rule.dxf.fill.bgColor.rgb[2:].lower()}" for rule in rules if rule.dxf.fill]
    assert fills == [one.colour for one in palette.classes("gap", "en") if one.hatch == "none"]
    column = heads.index("Numerator") + 1
    total = sum(page.cell(row, column).value or 0 for row in range(2, page.max_row + 1))
    assert total == pytest.approx(gaps["numerator"].sum())


def test_the_notes_tell_what_the_figures_rest_on(analysis: Analysis, tmp_path: Path) -> None:
    exports.write_xlsx(analysis, tmp_path / "gaps.xlsx", lang="vi")
    page = openpyxl.load_workbook(tmp_path / "gaps.xlsx")["Ghi chú"]
    told = {str(row[0].value): str(row[1].value) for row in page.iter_rows(max_col=2)}
    for key in set(analysis.gaps["indicator"]):
        assert told[indicators()[key].name_vi] is not None
    said = "\n".join(f"{row[0].value} {row[1].value}" for row in page.iter_rows(max_col=2))
    assert indicators()["pop_5g"].definition_vi in said
    assert analysis.workspace.targets["pop_5g"].document in said
    assert all(f"sha256 {one}" in said for one in analysis.inputs["sha256"])
    assert "minh họa" in said
    assert "gần đúng" in said


@pytest.fixture(scope="module")
def package(analysis: Analysis, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "gaps.gpkg"
    exports.write_gpkg(analysis, path)
    return path


def test_the_same_figures_give_the_same_bytes(
    analysis: Analysis, package: Path, tmp_path: Path
) -> None:
    exports.write_gpkg(analysis, tmp_path / "gaps.gpkg")
    assert (tmp_path / "gaps.gpkg").read_bytes() == package.read_bytes()


def test_gpkg_holds_the_same_figures(analysis: Analysis, package: Path) -> None:
    layers = dict(pyogrio.list_layers(package))
    assert list(layers) == ["communes", "districts", "gaps", "layer_styles"]
    assert layers["layer_styles"] is None
    communes = pyogrio.read_dataframe(package, layer="communes").set_index("unit_code")
    rows = analysis.gaps.query("level == 'commune' and operator == 'any'")
    for key in ("pop_4g", "villages_fibre"):
        wanted = rows[rows["indicator"] == key].set_index("unit_code").reindex(communes.index)
        for figure in ("numerator", "rate_pct", "gap_points"):
            np.testing.assert_array_equal(communes[f"{key}_{figure}"], wanted[figure])
    assert communes["illustrative"].all()
    assert communes["approximate_boundaries"].all()
    whole = pyogrio.read_dataframe(package, layer="gaps")
    assert len(whole) == len(analysis.gaps)
    assert whole["gap_points"].sum() == pytest.approx(analysis.gaps["gap_points"].sum())


def test_every_style_of_qgis_draws_our_classes_in_our_colours(package: Path) -> None:
    with sqlite3.connect(package) as connection:
        styles = pd.read_sql("SELECT * FROM layer_styles", connection)
        for layer in ("communes", "districts"):
            own = styles[styles["f_table_name"] == layer]
            assert own["useAsDefault"].sum() == 1
            assert own.loc[own["useAsDefault"] == 1, "description"].item() == "pop_4g"
            assert own["styleName"].is_unique
            units = connection.execute(f"SELECT count(*) FROM {layer}").fetchone()[0]  # noqa: S608
            for style in own.to_dict("records"):
                root = ET.fromstring(style["styleQML"])  # noqa: S314 - our own
                rules = root.findall("renderer-v2/rules/rule")
                # A layer's own columns are asked for, and every unit falls into one class.
                counts = [
                    connection.execute(
                        f"SELECT count(*) FROM {layer} WHERE {rule.get('filter')}"  # noqa: S608
                    ).fetchone()[0]
                    for rule in rules
                ]
                assert sum(counts) == units, style["styleName"]
                kind = "gap" if "gap_points" in str(rules[0].get("filter")) else "rate"
                drawn = palette.classes(kind, "vi")
                assert [rule.get("label") for rule in rules] == [one.label for one in drawn]
                symbols = {
                    one.get("name"): one for one in root.findall("renderer-v2/symbols/symbol")
                }
                for rule, wanted in zip(rules, drawn, strict=True):
                    first = symbols[rule.get("symbol")].find("layer/Option/Option[@name='color']")
                    assert first is not None
                    red, green, blue, _ = map(int, str(first.get("value")).split(","))
                    assert f"#{red:02x}{green:02x}{blue:02x}" == wanted.colour
        # The same as the map's own classing, edges included.
        figures = pd.read_sql("SELECT * FROM communes", connection)
        gaps = figures["pop_4g_gap_points"].to_numpy(dtype=float)
        rates = figures["pop_4g_rate_pct"].to_numpy(dtype=float)
        expected = palette.classify(gaps, "gap", comparable=~np.isnan(gaps), nothing=rates == 0)
        for place, condition in enumerate(qgis.conditions("pop_4g", "gap")[:7]):
            found = connection.execute(f"SELECT count(*) FROM communes WHERE {condition}")  # noqa: S608
            assert found.fetchone()[0] == (expected == place).sum()


def test_a_name_that_is_markup_stays_text_in_a_style() -> None:
    style = qgis.Style("communes", "pop_4g", '<a href="x">&', "rate")
    assert ET.fromstring(qgis.qml(style, "vi")).find("renderer-v2") is not None  # noqa: S314


@pytest.mark.slow
def test_libreoffice_opens_it_and_saves_no_formula(
    analysis: Analysis, tmp_path: Path, save_with_calc: Saving
) -> None:
    names = analysis.gaps["unit_name"].where(analysis.gaps.index % 2 == 0, "=1+1")
    hostile = dataclasses.replace(analysis, gaps=analysis.gaps.assign(unit_name=names))
    exports.write_xlsx(hostile, tmp_path / "gaps.xlsx", lang="vi")
    before = openpyxl.load_workbook(tmp_path / "gaps.xlsx")
    for kind in ("xlsx", "csv"):
        save_with_calc([tmp_path / "gaps.xlsx"], tmp_path / "out", kind)
    after = openpyxl.load_workbook(tmp_path / "out" / "gaps.xlsx")
    assert after.sheetnames == before.sheetnames
    for one, other in zip(before.worksheets, after.worksheets, strict=True):
        kept = {c.coordinate: c.value for row in other.iter_rows() for c in row}
        for row in one.iter_rows():
            for cell in row:
                if isinstance(cell.value, float):  # LibreOffice keeps fifteen digits
                    assert kept[cell.coordinate] == pytest.approx(cell.value, rel=1e-14)
                else:
                    assert kept.get(cell.coordinate) == cell.value
        kinds = {cell.data_type for row in other.iter_rows() for cell in row}
        assert kinds <= {"s", "n", "b", "d"}
    # It is saved in the encoding of the machine; only the signs matter here.
    text = (tmp_path / "out" / "gaps.csv").read_text(encoding="latin-1")
    assert "'=1+1" in text
    assert not any(cell.startswith("=") for row in csv.reader(text.splitlines()) for cell in row)
