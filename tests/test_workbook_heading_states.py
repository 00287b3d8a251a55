"""Headings of what communes do not have today: under way, possible, of a period, elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

TITLE = "Số liệu tính đến 30/9/2025"
COMMUNES = list(load_units(province="14")["unit_name"])[:4]


def read(folder: Path, rows: Sequence[Sequence[object]], operator: str = "viettel",
         title: str = TITLE) -> WorkbookReading:  # fmt: skip
    book = openpyxl.Workbook()
    for row in ([title], [], *rows):
        book.active.append(list(row))
    path = folder / "book.xlsx"
    book.save(path)
    return read_workbook(path, operator=operator, province="14")


def figures(reading: WorkbookReading, indicator: str) -> dict[str, tuple[float, ...]]:
    """Give the day and the figures of each of an indicator's days."""
    rows = reading.observations[reading.observations["indicator"] == indicator]
    return {
        str(day)[:10]: tuple(some["numerator"].astype(float))
        for day, some in rows[rows["numerator"].notna()].groupby("as_of")
    }


@pytest.mark.parametrize(
    ("below", "day", "rule"),
    [
        ([None, None, 2030], "", "column_future"),
        ([None, None, "2024"], "2024-12-31", "column_of_date"),
        ([None, "người", 2030], "", "column_future"),
    ],
)
def test_a_year_under_one_heading_only(
    tmp_path: Path, below: list[object], day: str, rule: str
) -> None:
    rows = [["Xã", "Dân số", "Trạm 5G"], below, *([name, 9000, 7] for name in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_5g") == ({day: (7.0,) * 4} if day else {})
    assert rule in set(reading.findings["rule"])


@pytest.mark.parametrize("below", [[None, 36000, 2028], [None, None, 2028]])
def test_a_sum_that_looks_like_a_year_is_none(tmp_path: Path, below: list[object]) -> None:
    rows = [["Xã", "Dân số", "Trạm 5G"], below, *([name, 9000, 507] for name in COMMUNES)]
    assert figures(read(tmp_path, rows), "stations_5g") == {"2025-09-30": (507.0,) * 4}


@pytest.mark.parametrize("group", ["Đối thủ", "Dự toán", "Do bão", "Vi phạm", "Mô phỏng", "Tồn"])
def test_figures_below_a_title_of_unknown_words_are_not_read(tmp_path: Path, group: str) -> None:
    rows = [["Xã", group, "Số thôn"], [None, "Trạm 4G", None], *([n, 9, 12] for n in COMMUNES)]
    reading = read(tmp_path, rows)
    assert figures(reading, "stations_4g") == {}
    assert "column_unknown" in set(reading.findings["rule"])


@pytest.mark.parametrize("group", ["Hạ tầng", "Kết quả", "Viễn thông", "Hiện trạng", "Hạ tầng số",
                                   "I. Chuyển đổi số", "Kinh tế số", "Báo cáo"])  # fmt: skip
def test_a_title_of_a_group_changes_nothing(tmp_path: Path, group: str) -> None:
    rows = [["Xã", group, "Số thôn"], [None, "Trạm 4G", None], *([n, 9, 12] for n in COMMUNES)]
    assert figures(read(tmp_path, rows), "stations_4g") == {"2025-09-30": (9.0,) * 4}
