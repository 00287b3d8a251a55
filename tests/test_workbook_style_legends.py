"""Legends of colours and styles of cells, and the figures that they say are not to be used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from openpyxl.styles import Font, PatternFill

from dxanalysis import read_workbook
from dxanalysis.sources.spreadsheets.looks import styles_of
from dxanalysis.sources.workbook.notes.style_legends import styles_not_used
from tests.test_workbook_around import LISTED, NAMES

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

YELLOW, GREEN, RED = (
    PatternFill("solid", fgColor=colour) for colour in ("FFFFFF00", "FFC6EFCE", "FFFF0000")
)


def build(
    folder: Path, legend: str, places: dict[str, Any], *, above: bool = False
) -> WorkbookReading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số liệu đến 30/9/2025"])
    sheet.append([legend if above else None])
    sheet.append(["STT", "Xã, phường", "Trạm 4G", "Trạm 5G"])
    for n, name in enumerate(NAMES, start=1):
        sheet.append([n, name, 10 + n, 5 + n])
    sheet.append([])
    sheet.append([None if above else legend])
    for cell, style in places.items():
        if isinstance(style, Font):
            sheet[cell].font = style
        else:
            sheet[cell].fill = style
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="viettel", province="20")


def lacking(reading: WorkbookReading) -> list[tuple[str, int]]:
    """List the figures that are not there: the indicator, and the row of the unit."""
    order = {str(code): at for at, code in enumerate(LISTED.index[:8], start=1)}
    lost = reading.observations[reading.observations["numerator"].isna()]
    return sorted((str(one.indicator), order[str(one.unit_code)]) for one in lost.itertuples())


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize(
    ("legend", "style"),
    [
        ("Chú giải: ô tô màu vàng là số chưa xác minh, KHÔNG sử dụng", YELLOW),
        ("Các ô chưa kiểm tra được tô vàng", YELLOW),
        ("O to vang: chua kiem tra", YELLOW),
        ("Yellow cells: not verified", YELLOW),
        ("Ô bôi đỏ: số cũ, bỏ qua; ô tô vàng: đã kiểm tra", RED),
        ("Chữ đỏ: số liệu kế hoạch", Font(color="FFFF0000")),
        ("Số in nghiêng là số ước tính", Font(italic=True)),
        ("In đậm: chưa kiểm tra, không lấy", Font(bold=True)),
        ("Số gạch chân: chưa chính xác, không sử dụng", Font(underline="single")),
    ],
)
def test_marked_figures_are_not_taken(
    tmp_path: Path, legend: str, style: Any, *, above: bool
) -> None:
    reading = build(tmp_path, legend, {"C5": style, "D6": style, "D8": style}, above=above)
    assert lacking(reading) == [("stations_4g", 2), ("stations_5g", 3), ("stations_5g", 5)]
    said = reading.findings[reading.findings["rule"] == "figures_marked"]
    assert dict(zip(said["indicator"], said["expected"], strict=True)) == {
        "stations_4g": 1, "stations_5g": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("legend", "style"),
    [
        ("Ô tô vàng: xã biên giới", YELLOW),
        ("Ô vàng: đã kiểm tra", YELLOW),
        ("Ô tô đỏ: chưa kiểm tra", YELLOW),
        ("Ô tô vàng: chưa kiểm tra; ô tô xanh: đã kiểm tra", GREEN),
        ("Chữ đậm: phường", Font(bold=True)),
        ("Chữ đỏ: chưa kiểm tra", RED),
        ("Số liệu do xã báo cáo, đã kiểm tra", Font(color="FFFF0000")),
    ],
)
def test_other_marks_leave_figures_as_they_are(tmp_path: Path, legend: str, style: Any) -> None:
    assert not lacking(build(tmp_path, legend, {"C5": style, "D6": style}))


def test_cells_without_the_colour_are_not_guessed() -> None:
    assert not styles_not_used(["Ô không tô màu vàng: chưa kiểm tra"])


@pytest.mark.parametrize(
    ("colour", "name"),
    [
        ("FFFF00", "yellow"), ("FFE699", "yellow"), ("FFC000", "yellow"), ("F4B084", "orange"),
        ("FF0000", "red"), ("C00000", "red"), ("FFC7CE", "red"), ("C6EFCE", "green"),
        ("92D050", "green"), ("9BC2E6", "blue"), ("D9D9D9", "grey"), ("", "other"),
    ],
)  # fmt: skip
def test_colours_have_the_names_that_people_give_them(colour: str, name: str) -> None:
    assert styles_of(colour, None) == {f"fill {name}"}


@pytest.mark.parametrize("colour", [None, "FFFFFF", "000000"])
def test_white_and_black_mark_nothing(colour: str | None) -> None:
    assert not styles_of(colour, colour)
