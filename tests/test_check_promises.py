"""What a check promises: no PASS over what was not read, every error at once, the cell itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pandas as pd
import pytest

import dxanalysis
from dxanalysis import checks, units
from dxanalysis.findings import sentence, verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

UNITS = [
    (str(code), str(name)) for code, name in units.load_units(province="20")["unit_name"].items()
]
POPULATION, COVERED = "Dân số", "Dân số được phủ sóng 4G"
VILLAGES, WITH_4G = "Số thôn", "Số thôn có sóng 4G"


def people(place: int) -> int:
    return 4000 + 37 * place


KNOWN: dict[str, Callable[[int], Any]] = {
    POPULATION: people,
    COVERED: lambda place: people(place) * 9 // 10,
    VILLAGES: lambda _: 10,
    WITH_4G: lambda _: 9,
}


def write(sheet: Worksheet, columns: dict[str, Callable[[int], Any]]) -> None:
    """Write a table with headings in row 3: codes, names, and the columns from C on."""
    sheet["A1"] = "Số liệu đến 30/9/2025"
    for column, heading in enumerate(["Mã xã", "Tên xã", *columns], 1):
        sheet.cell(3, column).value = heading
    for place, unit in enumerate(UNITS):
        values = [*unit, *(figure(place) for figure in columns.values())]
        for column, value in enumerate(values, 1):
            sheet.cell(4 + place, column).value = value


def found(path: Path, change: Callable[[openpyxl.Workbook], None]) -> pd.DataFrame:
    """Check a workbook: C population, D with 4G, E villages, F with 4G."""
    book = openpyxl.Workbook()
    assert book.active is not None
    write(book.worksheets[0], KNOWN)
    change(book)
    book.save(path)
    reading = dxanalysis.read_workbook(path, operator="any", province="20")
    together = checks.check_observations(reading.observations)
    return pd.concat([reading.findings, together], ignore_index=True)


def with_column(heading: str, figure: Callable[[int], Any]) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        write(book.worksheets[0], {**KNOWN, heading: figure})

    return change


def with_sheet(
    first: str, names: Callable[[int], str], heading: str
) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        sheet = book.create_sheet("Khác")
        sheet.append([first, heading])
        for place in range(9):
            sheet.append([names(place), 500 + 7 * place % 53])

    return change


UNREAD = {
    "fibre in other words": with_column("Cáp quang về tới nơi", lambda place: place % 9),
    "public wifi": with_column("Vùng phủ WiFi công cộng (%)", lambda place: 40 + place % 7),
    "households of another kind": with_column("Hộ có truyền hình số", lambda place: 900 + place),
    "villages with holes": with_column("Thôn có điểm lõm", lambda place: place % 4),
    "people of towns": with_column("Dân số đô thị", lambda place: 1000 + place),
    "english": with_column("Outdoor coverage ratio", lambda place: 80 + place % 7),
    "no heading": with_column("", lambda place: 500 + place * 7 % 53),
    "a number as heading": with_column("(7)", lambda place: 500 + place * 7 % 53),
    "words on coverage": with_column("Tình hình phủ sóng 5G", lambda _: "đã phủ một phần"),
    "a sheet by districts": with_sheet("Huyện", lambda place: f"Huyện số {place}", COVERED),
    "a sheet by communes": with_sheet("Tên xã", lambda place: UNITS[place][1], "Số hộ nối mạng"),
}


@pytest.mark.parametrize("name", UNREAD)
def test_no_pass_over_what_was_not_read(name: str, tmp_path: Path) -> None:
    assert verdict(found(tmp_path / "a.xlsx", UNREAD[name])) == "warn"


@pytest.mark.parametrize(
    "change",
    [
        with_column("Ghi chú", lambda _: ""),
        with_column("", lambda place: place + 1),
        with_column("TT", lambda place: place + 1),
        with_sheet("Mục", lambda place: f"Nội dung {place}", "Trang"),
    ],
)
def test_a_column_about_nothing_measured_raises_no_alarm(
    change: Callable[[openpyxl.Workbook], None], tmp_path: Path
) -> None:
    assert verdict(found(tmp_path / "a.xlsx", change)) == "pass"


def in_cells(cells: dict[str, object]) -> Callable[[openpyxl.Workbook], None]:
    def change(book: openpyxl.Workbook) -> None:
        for cell, value in cells.items():
            book.worksheets[0][cell] = value

    return change


@pytest.mark.parametrize(
    "cells",
    [
        {"D6": 10**6, "F8": -2, "C10": "abc", "F12": "97,5", "A14": "99999"},
        {"C5": "#REF!", "D7": people(3) + 1, "F9": 2.5, "E11": -1},
        {"D30": -5, "D10": 10**6, "F20": 11},
    ],
)
def test_errors_of_all_kinds_are_told_at_once_by_their_cells(
    cells: dict[str, object], tmp_path: Path
) -> None:
    errors = found(tmp_path / "a.xlsx", in_cells(cells)).query("severity == 'error'")
    assert set(cells) - {"A14"} <= set(errors["cell"].dropna())
    assert ("A14" not in cells) or errors["rule"].eq("unit_code_unknown").any()


def test_one_sheets_errors_hide_none_of_another(tmp_path: Path) -> None:
    def change(book: openpyxl.Workbook) -> None:
        second = book.create_sheet("Hai")
        write(second, {"Số hộ": people, "Số hộ có thể kết nối cáp quang": KNOWN[COVERED]})
        second["D6"], second["D8"] = -2, 10**6
        book.worksheets[0]["D5"] = -1

    errors = found(tmp_path / "a.xlsx", change).query("severity == 'error'")
    told = set(zip(errors["sheet"], errors["cell"], strict=True))
    assert {("Sheet", "D5"), ("Hai", "D6"), ("Hai", "D8")} <= told


@pytest.mark.parametrize("written", ["97,5", 97.5, "97,5%", 0.975])
def test_a_percentage_among_counts_is_told_as_one(written: object, tmp_path: Path) -> None:
    errors = found(tmp_path / "a.xlsx", in_cells({"D15": written})).query("cell == 'D15'")
    assert "tỷ lệ phần trăm" in sentence(errors.iloc[0], "vi") or "percentage" in sentence(
        errors.iloc[0], "en"
    )
