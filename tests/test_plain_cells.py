"""Cells that are parsed and never built are those that openpyxl builds."""

from __future__ import annotations

import datetime as dt
import random
import warnings
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

from dxanalysis.sources.spreadsheets.cells_only import PlainSheet, read_plain
from tests.conftest import ROOT
from tests.layouts.registry import layouts

if TYPE_CHECKING:
    from pathlib import Path

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
    st.sampled_from(["#N/A", "#DIV/0!", "_x000D_", "_x005F_x", " a ", "=1+1", "Bản 5"]),
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
    """Give the value of each cell, and whether it is shown as percent."""
    return {
        (cell.row, cell.column): (cell.value, "%" in cell.number_format)
        for row in sheet.iter_rows()
        for cell in row
        if not isinstance(cell, MergedCell) and cell.value is not None
    }


def of_plain(sheet: PlainSheet) -> dict[tuple[int, int], tuple[Any, bool]]:
    """Give the same; what lies beneath a merged cell is not shown."""
    beneath = {
        (row, column)
        for left, top, right, bottom in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    return {
        place: (cell["value"], cell["style_id"] in sheet.percent)
        for place, cell in sheet.cells.items()
        if place not in beneath and cell["value"] is not None
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
    plain, openpyxls = read_plain(path), built(path)
    assert [one.title for one in plain] == [one.title for one in openpyxls]
    for one, other in zip(plain, openpyxls, strict=True):
        assert of_plain(one) == of_openpyxl(other)
        assert one.visible == (other.sheet_state == "visible")
        assert sorted(one.merged) == sorted(each.bounds for each in other.merged_cells.ranges)
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
