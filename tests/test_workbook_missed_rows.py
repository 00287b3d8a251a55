"""Rows of communes that no table has: named, never lost unsaid."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis import read_workbook
from tests.test_workbook import write
from tests.test_workbook_around import DATE, LISTED, NAMES, read, table
from tests.test_workbook_rows_named import numbers

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

KINDS = [name.split(" ", 1) for name in NAMES]


def of_kinds(heading: str, cell: str, order: str = "{}") -> Rows:
    """Write a column that says of which kind each commune is, beside its bare name."""
    body: Rows = [
        [order.format(n), kind, name, cell.format(1000 * n), cell.format(900 * n)]
        for n, (kind, name) in enumerate(KINDS, start=1)
    ]
    return [DATE, ["STT", heading, "Tên đơn vị", "Dân số", "Dân số được phủ sóng 4G"], *body]


@pytest.mark.parametrize("heading", ["Loại hình", "Loại", "Cấp", "Phân loại đơn vị", "Loại ĐVHC"])
@pytest.mark.parametrize("cell", ["{} người", "{}", "{:,} người"])
@pytest.mark.parametrize("order", ["{}.", "{}"])
def test_what_kind_a_commune_is_heads_no_table(
    tmp_path: Path, heading: str, cell: str, order: str
) -> None:
    reading = read(tmp_path, of_kinds(heading, cell, order))
    assert numbers(reading, "population") == [1000.0 * n for n in range(1, 9)]
    assert numbers(reading, "pop_4g") == [900.0 * n for n in range(1, 9)]


@pytest.mark.parametrize("figures", [("x", ""), ("Có", "Không"), ("", "")])
def test_nor_does_it_beside_marks_or_blanks(tmp_path: Path, figures: tuple[str, str]) -> None:
    rows = of_kinds("Loại hình", "{}")
    rows[1][4] = "Có cáp quang đến trung tâm xã"
    for number, row in enumerate(rows[2:]):
        row[3:] = [100 + number if number % 3 else "", figures[number % 2]]
    reading = read(tmp_path, rows)
    assert reading.rows == len(NAMES)


def test_rows_below_those_who_sign_are_named(tmp_path: Path) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    signed: Rows = [[], [None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC"], []]
    reading = read(tmp_path, [DATE, *rows[:5], *signed, *rows[5:]])
    assert numbers(reading, "households") == [100.0, 200.0, 300.0, 400.0]
    said = reading.findings.set_index("rule").loc["rows_missed"]
    assert (said["severity"], said["cell"], str(said["value"])) == ("warning", "B10", "4")
    assert all(name in said["expected"] for name in NAMES[4:])


@pytest.mark.parametrize(
    "below",
    [
        [[None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC"], [None, "Nguyễn Văn A"]],
        [["Ghi chú:", f"{NAMES[0]} đã đủ"], ["Nơi nhận:", "Sở KH&CN"]],
        [["Tổng cộng", None, 3600, 3600]],
        [[], *table("Số hộ nghèo", "Ghi chú")],
    ],
)
def test_what_is_no_row_is_not_said_to_be_missed(tmp_path: Path, below: Rows) -> None:
    reading = read(tmp_path, [DATE, *table("Số hộ", "Số trạm 4G"), *below])
    assert "rows_missed" not in set(reading.findings["rule"])
    assert reading.observations["unit_code"].nunique() == len(NAMES) <= len(LISTED)


def test_hidden_rows_of_units_that_are_shown_are_no_second_ones(tmp_path: Path) -> None:
    def hide(sheet: Worksheet) -> None:
        for row in (12, 13):
            sheet.row_dimensions[row].hidden = True

    rows = table("Số hộ", "Số trạm 4G")
    trial: Rows = [[1, NAMES[0], 7, 7], [2, NAMES[1], 7, 7]]
    path = write(tmp_path / "a.xlsx", [DATE, *rows, [None, "Cộng", 3600, 3600], *trial],
                 change=hide)  # fmt: skip
    reading = read_workbook(path, operator="viettel", province="20")
    assert numbers(reading, "households") == [100.0 * n for n in range(1, 9)]
    said = set(reading.findings["rule"])
    assert "rows_hidden" in said
    assert not {"unit_twice", "total_differs"} & said
