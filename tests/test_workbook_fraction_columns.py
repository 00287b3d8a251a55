"""Long tables with columns for the part, the whole and the value of an indicator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.test_workbook import figure, rules
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

COUNT, SHARE = "Số trạm 4G", "Tỷ lệ người dân được phủ sóng 5G"


def long(headings: Sequence[str], figures: Sequence[str], unit: str = "Đơn vị tính") -> Rows:
    """Give a count, and a share of 800 of 1,000 people, to each commune in columns so ordered."""
    rows: Rows = [DATE, [], ["Tên xã", "Chỉ tiêu", *[unit] * bool(unit), *headings]]
    for n, name in enumerate(NAMES, start=1):
        told = {"part": 800 + n, "whole": 1000, "percent": round((800 + n) / 10, 1)}
        count = {"part": n} if "percent" not in figures else {"percent": n}
        rows.append([name, COUNT, *["trạm"] * bool(unit), *map(count.get, figures)])
        rows.append([name, SHARE, *["%"] * bool(unit), *map(told.get, figures)])
    return rows


@pytest.mark.parametrize("unit", ["Đơn vị tính", ""])
@pytest.mark.parametrize(
    ("headings", "figures"),
    [
        (["Tử số", "Mẫu số", "Giá trị"], ["part", "whole", "percent"]),
        (["Value", "Denominator", "Numerator"], ["percent", "whole", "part"]),
        (["Kết quả thực hiện", "Tổng số", "Tỷ lệ (%)"], ["part", "whole", "percent"]),
        (["Mẫu số", "Tử số", "Kết quả"], ["whole", "part", "percent"]),
        (["Mẫu số", "Tử số"], ["whole", "part"]),
        (["Numerator", "Denominator"], ["part", "whole"]),
        (["Giá trị", "Mẫu số"], ["part", "whole"]),
    ],
)
def test_part_and_whole_in_columns_of_their_own(
    tmp_path: Path, headings: list[str], figures: list[str], unit: str
) -> None:
    reading = read(tmp_path, long(headings, figures, unit))
    found = figure(reading, LISTED.index[1], "pop_5g")
    assert (found["numerator"], found["denominator"]) == (802, 1000)
    assert figure(reading, LISTED.index[1], "stations_4g")["numerator"] == 2
    assert not rules(reading, "error")


def test_a_share_that_is_not_that_of_its_part_is_an_error(tmp_path: Path) -> None:
    rows = long(["Tử số", "Mẫu số", "Giá trị"], ["part", "whole", "percent"])
    rows[4][-1] = 45.5
    reading = read(tmp_path, rows)
    said = reading.findings[reading.findings["unit_code"].eq(LISTED.index[0])]
    assert set(said["severity"]) & {"error", "warning"}


@pytest.mark.parametrize("headings", [["Thực hiện", "Tổng số", "Tỷ lệ"], ["Kỳ này", "Tổng số", ""]])
def test_totals_that_shares_are_not_of_are_no_wholes(tmp_path: Path, headings: list[str]) -> None:
    rows = long(headings, ["part", "whole", "percent"])
    for row in rows[3:]:
        row[-1] = 12.5 if headings[2] else None
    reading = read(tmp_path, rows)
    told = reading.observations.query("indicator == 'pop_5g'")
    assert told.empty or told["denominator"].isna().all()
