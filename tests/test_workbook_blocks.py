"""Tables in several blocks: of communes side by side, of rows, of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.units import load_units
from tests.test_workbook import figure, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

LISTED = load_units(province="20")["unit_name"]
CODES = [str(code) for code in LISTED.index]
NAMES = [str(name) for name in LISTED]
DATE = ["Số liệu đến ngày 30/9/2025"]

Rows = list[list[object]]


def read(rows: Sequence[Sequence[object]], folder: Path) -> WorkbookReading:
    return read_workbook(write(folder / "a.xlsx", rows), operator="any", province="20")


def across(some: slice, people: int = 1000, second: str = "Số hộ") -> Rows:
    """Write communes side by side, above their people and their households."""
    places = range(len(NAMES))[some]
    return [
        ["TT", "Nội dung", "Đơn vị", *NAMES[some]],
        [1, "Dân số", "người", *[people + place for place in places]],
        [2, second, "hộ", *[300 + place for place in places]],
    ]


def test_communes_side_by_side_go_on_below(tmp_path: Path) -> None:
    blocks = [across(slice(start, start + 6)) for start in (0, 6, 12)]
    goes_on: Rows = [[], ["(tiếp theo)"]]
    blocks[2] = [row[:5] for row in blocks[2]]  # the last two
    reading = read([DATE, [], *blocks[0], *goes_on, *blocks[1], *goes_on, *blocks[2]], tmp_path)
    assert reading.observations["unit_code"].nunique() == 14
    for place in (0, 5, 6, 11, 13):
        assert figure(reading, CODES[place], "population")["numerator"] == 1000 + place
    assert figure(reading, CODES[13], "population")["source"] == "a.xlsx|Biểu 01|E14"
    assert not (reading.findings["severity"] == "error").any()


@pytest.mark.parametrize(
    "later",
    [
        [["Kế hoạch đến năm 2030"], *across(slice(6, 12))],
        across(slice(6, 12), second="Số hộ nghèo"),
        [["Số liệu đến ngày 30/6/2025"], *across(slice(0, 6), people=500)],
    ],
    ids=["another title", "another label", "the same communes"],
)
def test_blocks_that_say_something_else_are_not_brought_together(
    tmp_path: Path, later: Rows
) -> None:
    path = write(tmp_path / "a.xlsx", [DATE, [], *across(slice(0, 6)), [], *later])
    try:
        reading = read_workbook(path, operator="any", province="20")
    except FileUnreadableError:
        return
    found = reading.observations.query("numerator < 900")  # households, and people in June
    assert set(found["unit_code"]) <= set(CODES[:6])
    assert set(found["indicator"]) <= {"households"}


def test_rows_of_several_communes_are_no_forms(tmp_path: Path) -> None:
    rows: Rows = []
    for start in range(0, 24, 6):
        # Each block has a line of its own, so that they are no single table.
        rows += [[f"Cụm {start}"], *across(slice(start, start + 6), second=f"Số hộ {start}"), []]
    try:
        reading = read([DATE, [], *rows], tmp_path)
    except FileUnreadableError:
        return
    for row in reading.observations.query("indicator == 'population'").itertuples():
        assert row.numerator == 1000 + CODES.index(str(row.unit_code))


def test_a_block_of_rows_for_each_operator(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Doanh nghiệp / xã", "Dân số", "Dân số được phủ sóng 4G"]]
    last = "CẢ HAI (không tính trùng)"
    for letter, name, covered in (("A", "VIETTEL", 500), ("B", "VNPT", 400), ("C", last, 700)):
        rows.append([letter, name, 1000 * len(NAMES), covered * len(NAMES)])
        rows += [[number, unit, 1000, covered] for number, unit in enumerate(NAMES, start=1)]
    reading = read([DATE, [], *rows], tmp_path)
    covered = reading.observations.query("indicator == 'pop_4g'")
    assert {(row.operator, row.numerator) for row in covered.itertuples()} == {
        ("viettel", 500),
        ("vnpt", 400),
    }
    asked = reading.findings.query("rule == 'column_changed'")["value"]
    assert "Dân số được phủ sóng 4G" in set(asked)


def test_a_title_says_what_columns_of_technologies_count(tmp_path: Path) -> None:
    heading: Rows = [["STT", "Tên xã", "Viettel", None, "VNPT"], [None, None, "4G", "5G", "4G"]]
    body = [[number, name, 7, 2, 5] for number, name in enumerate(NAMES, start=1)]
    reading = read([["SỐ TRẠM THEO NHÀ MẠNG VÀ CÔNG NGHỆ"], DATE, *heading, *body], tmp_path)
    found = {
        (row.indicator, row.operator, row.numerator) for row in reading.observations.itertuples()
    }
    assert found == {
        ("stations_4g", "viettel", 7),
        ("stations_5g", "viettel", 2),
        ("stations_4g", "vnpt", 5),
    }  # fmt: skip


def test_a_title_of_stations_and_coverage_leaves_technologies_unclear(tmp_path: Path) -> None:
    heading: Rows = [["STT", "Tên xã", "Dân số", "4G", "5G"]]
    body = [[number, name, 900, 7, 2] for number, name in enumerate(NAMES, start=1)]
    reading = read([["SỐ TRẠM VÀ TỶ LỆ PHỦ SÓNG"], DATE, *heading, *body], tmp_path)
    assert set(reading.observations["indicator"]) == {"population"}
