"""Cells that are parsed and never built are those that openpyxl builds."""

from __future__ import annotations

import datetime as dt
import random
import re
import warnings
import zipfile
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.xml.constants import SHEET_MAIN_NS

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.xlsx import read_xlsx
from tests.conftest import ROOT
from tests.layouts.registry import layouts

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from tests.layouts.registry import Layout

SHIPPED = sorted((ROOT / "data").rglob("*.xlsx"))
GENERATED = [one for one in layouts("public") if one.ending == ".xlsx"][::40]

FORMATS = ("General", "0", "0.0", "0%", "0.00%", '#,##0" %"', "dd/mm/yyyy", "[h]:mm", "@", "mm/yy")
TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**9), 10**9),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1)),
    st.datetimes(dt.datetime(1950, 1, 1), dt.datetime(2100, 1, 1)).map(  # noqa: DTZ001
        lambda one: one.replace(microsecond=0)
    ),
    st.timedeltas(dt.timedelta(0), dt.timedelta(days=3)).map(
        lambda one: dt.timedelta(seconds=int(one.total_seconds()))
    ),
    st.sampled_from(
        ["#N/A", "#DIV/0!", "_x000D_", "a_x000D_b", "_x005F_x", " a ", "=1+1", "Bản 5"]
    ),
    TEXTS,
    TEXTS.map(lambda one: CellRichText("Số ", TextBlock(InlineFont(b=True), one or "hộ"), " dân")),
)


def built(path: Path) -> list[Worksheet]:
    """Read the sheets of cells as openpyxl does, whatever it warns of."""
    with path.open("rb") as file, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        book = openpyxl.load_workbook(file, data_only=True)
    return [one for one in book.worksheets if isinstance(one, Worksheet)]


def of_openpyxl(sheet: Worksheet) -> dict[tuple[int, int], tuple[Any, bool]]:
    """Give the value of each cell that holds something, and whether it is shown as percent."""
    found = {}
    for row in sheet.iter_rows():
        for cell in row:
            value = cell.value
            if isinstance(value, str):
                value = value.replace("_x000D_", "")
            if not isinstance(cell, MergedCell) and value is not None and str(value).strip():
                is_number = isinstance(value, int | float)
                # A sign in quotation marks is a letter like any other: it multiplies nothing.
                form = re.sub(r'"[^"]*"', "", cell.number_format)
                found[cell.row, cell.column] = (value, is_number and "%" in form)
    return found


def of_plain(sheet: Sheet) -> dict[tuple[int, int], tuple[Any, bool]]:
    """Give the same."""
    return {place: (value, place in sheet.percent) for place, value in sheet.cells.items()}


def merged(sheet: Worksheet) -> dict[tuple[int, int], tuple[int, int]]:
    """Give each cell of a merged range but its first, with its first."""
    return {
        (row, column): (top, left)
        for left, top, right, bottom in (each.bounds for each in sheet.merged_cells.ranges)
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }


def hidden_columns(sheet: Worksheet) -> set[int]:
    """List the columns that openpyxl says are hidden; it keeps a run of them under its first."""
    return {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden
        for column in range(each.min or 1, min(each.max or 1, sheet.max_column) + 1)
    }


def assert_alike(path: Path) -> None:
    plain, openpyxls = read_xlsx(path), built(path)
    assert [one.name for one in plain] == [one.title for one in openpyxls]
    for one, other in zip(plain, openpyxls, strict=True):
        assert of_plain(one) == of_openpyxl(other)
        assert one.visible == (other.sheet_state == "visible")
        assert one.merged == merged(other)
        rows = {row for row, each in other.row_dimensions.items() if each.hidden}
        assert one.hidden_rows == rows
        assert one.hidden_columns == hidden_columns(other)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_shipped_workbooks_have_the_cells_of_openpyxl(path: Path) -> None:
    assert_alike(path)


@pytest.mark.parametrize("one", GENERATED, ids=lambda one: one.name)
def test_layouts_have_the_cells_of_openpyxl(one: Layout, tmp_path: Path) -> None:
    path, _ = one.make(tmp_path, province="20")
    assert_alike(path)


@settings(max_examples=20, deadline=None)
@given(
    values=st.lists(st.tuples(VALUES, st.sampled_from(FORMATS)), max_size=40), seed=st.integers()
)
def test_odd_cells_are_those_of_openpyxl(
    values: list[tuple[Any, str]], seed: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    chance = random.Random(seed)  # noqa: S311 - where things stand, no secrets
    book = openpyxl.Workbook()
    if chance.random() < 0.3:
        book.epoch = CALENDAR_MAC_1904
    for number in range(chance.randint(1, 3)):
        sheet = book.worksheets[0] if number == 0 else book.create_sheet(f"Biểu {number}")
        for at, (value, form) in enumerate(values):
            cell = sheet.cell(row=1 + at // 6 + number, column=1 + at % 6, value=value)
            cell.number_format = form
        for _ in range(chance.randint(0, 3)):
            sheet.row_dimensions[chance.randint(1, 9)].hidden = True
            sheet.column_dimensions["ABCDEF"[chance.randrange(6)]].hidden = True
        if chance.random() < 0.5:
            sheet.merge_cells("B2:C3")
        if number and chance.random() < 0.5:
            sheet.sheet_state = "hidden"
    path = tmp_path_factory.mktemp("odd") / "odd.xlsx"
    book.save(path)
    assert_alike(path)


HEAD = f'<worksheet xmlns="{SHEET_MAIN_NS}"><sheetData>'
TAIL = "</sheetData></worksheet>"
STRANGE = {
    "pretty": '<row r="1">\n <c r="A1">\n  <v>5</v>\n </c>\n <c r="B1" t="str">\n  <f>"a"</f>\n'
    "  <v> a </v>\n </c>\n</row>",
    "no_places": "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>",
    "formula_behind": '<row r="2"><c r="B2"><v>7</v><f>3+4</f></c></row>',
    "spoken": '<row r="1"><c r="A1" t="inlineStr"><is><r><t>Số </t></r><r><t>hộ</t></r>'
    '<rPh sb="0" eb="1"><t>no</t></rPh></is></c><c r="B1"><v>4</v></c></row>',
    "written_twice": '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>',
    "kinds": '<row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="d"><v>2025-09-30</v></c>'
    '<c r="C1" t="e"><v>#REF!</v></c><c r="D1"><v>1E3</v></c><c r="E1" t="inlineStr"><is/></c>'
    '<c r="F1" t="str"><v></v></c></row>',
    "of_others": '<row r="1"><c r="A1"><v>1</v><x:v xmlns:x="urn:x">9</x:v></c></row>'
    '<x:row xmlns:x="urn:x" r="2"><x:c r="A2"><x:v>5</x:v></x:c></x:row>',
}


def with_cells(path: Path, cells: str) -> Path:
    """Save a workbook whose one sheet is written by hand."""
    openpyxl.Workbook().save(path)
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, cells if name.endswith("sheet1.xml") else content)
    return path


@pytest.mark.parametrize("name", STRANGE)
def test_cells_written_by_other_programs_are_those_of_openpyxl(name: str, tmp_path: Path) -> None:
    assert_alike(with_cells(tmp_path / "a.xlsx", HEAD + STRANGE[name] + TAIL))


@pytest.mark.parametrize(
    "cells",
    [
        HEAD + '<row r="1"><c r="A1"><v>5</v></c>',
        HEAD + '<row r="1"><c r="A1"><v>năm</v></c></row>' + TAIL,
        HEAD + '<row r="1"><c r="A1" t="s"><v>99</v></c></row>' + TAIL,
        HEAD + '<row r="1"><c r="A1"><v>5</v></c></row></sheetData></worksheet',
        "no xml",
    ],
    ids=["ends_half_way", "no_number", "no_such_text", "unclosed", "no_xml"],
)
def test_a_damaged_sheet_is_refused(cells: str, tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="damaged"):
        read_xlsx(with_cells(tmp_path / "a.xlsx", cells))


def test_a_formula_without_a_result_is_named(tmp_path: Path) -> None:
    cells = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v> </v></c>'
        '<c r="C1"><f>1+1</f><v>2</v></c><c r="D1" t="str"><f>""</f><v></v></c></row>'
    )
    (sheet,) = read_xlsx(with_cells(tmp_path / "a.xlsx", HEAD + cells + TAIL))
    assert set(sheet.broken) == {(1, 1), (1, 2), (1, 4)}
    assert sheet.cells == {(1, 3): 2}
