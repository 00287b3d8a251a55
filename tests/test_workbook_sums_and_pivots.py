"""Pivots of several values, kinds of stations, sections of one network, and rows of no commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read, table

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

CODES = [str(code) for code in LISTED.index[:8]]


def numbers(reading: WorkbookReading, indicator: str, operator: str = "") -> list[float]:
    rows = reading.observations.dropna(subset=["numerator"])
    rows = rows[rows["indicator"] == indicator]
    if operator:
        rows = rows[rows["operator"] == operator]
    return [float(one) for one in rows["numerator"]]


def loud(reading: WorkbookReading) -> list[tuple[str, str]]:
    rows = reading.findings[reading.findings["severity"] != "note"]
    return list(zip(rows["severity"], rows["rule"], strict=True))


# ---- pivots --------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("across", "values"),
    [
        ("Column Labels", ("Sum of Trạm 4G", "Sum of Trạm 5G")),
        ("Nhãn cột", ("Tổng của Số trạm 4G", "Tổng của Số trạm 5G")),
        ("Values", ("Sum of 4G sites", "Sum of NR sites")),
    ],
)
@pytest.mark.parametrize("status", ["", "Đang xây dựng"])
def test_a_pivot_of_several_values_says_what_each_is(
    tmp_path: Path, across: str, values: tuple[str, str], status: str
) -> None:
    rows: Rows = [["TRANG_THAI", status]] if status else []
    rows += [
        DATE, [], [None, across],
        [None, "VTL", None, "MBF", None],
        ["Row Labels", *values, *values],
        *[[name, n, 10 + n, 20 + n, 30 + n] for n, name in enumerate(NAMES)],
    ]  # fmt: skip
    if status:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows, operator="any")
        return
    reading = read(tmp_path, rows, operator="any")
    assert numbers(reading, "stations_4g", "viettel") == list(range(8))
    assert numbers(reading, "stations_5g", "mobifone") == list(range(30, 38))


# ---- kinds of stations ---------------------------------------------------------------------------
@pytest.mark.parametrize("group", ["Loại trạm", "Phân theo loại trạm BTS", "Loại trạm đang có"])
def test_kinds_of_stations_above_their_networks(tmp_path: Path, group: str) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã, phường", group, None], [None, None, "4G", "NR (5G)"]]
    rows += [[n, name, n, 2 * n] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, rows)
    assert numbers(reading, "stations_5g") == [2 * n for n in range(1, 9)]
    rows = table("Trạm 4G", "Loại trạm")
    assert set(read(tmp_path, [DATE, [], *rows]).observations["indicator"]) == {"stations_4g"}


# ---- sections of one network ---------------------------------------------------------------------
def in_networks(*lines: str, with_names: bool) -> Rows:
    rows: Rows = [DATE, []]
    rows += [["Mã xã", "Xã", "Thôn, bản"], [None, None, "Tổng số", "Đã có", "Chưa có", "Đánh giá"]]
    for place, line in enumerate(lines):
        rows.append([line])
        for n, (code, name) in enumerate(zip(CODES, NAMES, strict=True)):
            state = "Đạt" if n % 2 else "Chưa đạt"
            rows.append([code, name, 20, 15 - n - place, 5 + n + place, state])
    return rows if with_names else [[*row[:1], *row[2:]] for row in rows]


@pytest.mark.parametrize("with_names", [False, True])
def test_sections_say_of_which_network_villages_are(tmp_path: Path, *, with_names: bool) -> None:
    rows = in_networks("I. Mạng 4G", "II. Sóng di động 5G", "III. Cáp quang", with_names=with_names)
    reading = read(tmp_path, rows, operator="any")
    assert numbers(reading, "villages_4g") == [15 - n for n in range(8)]
    assert numbers(reading, "villages_5g") == [14 - n for n in range(8)]
    assert numbers(reading, "villages_fibre") == [13 - n for n in range(8)]


def test_sections_of_anything_else_are_not_read(tmp_path: Path) -> None:
    rows = in_networks("I. Mạng 4G", "II. Nhà văn hóa", with_names=True)
    found = read(tmp_path, rows, operator="any").observations
    given = found[found["numerator"].notna()]
    assert set(given["indicator"]) <= {"villages_4g", "villages"}
    assert not set(given.query("indicator == 'villages_4g'")["numerator"]) - {*range(8, 16)}


# ---- numbers of records --------------------------------------------------------------------------
@pytest.mark.parametrize("heading", ["ID", "Row ID", "Mã bản ghi", "index"])
def test_the_numbers_of_records_are_no_figures(tmp_path: Path, heading: str) -> None:
    rows: Rows = [[heading, "Xã", "Chỉ tiêu", "ĐVT", "Kỳ số liệu", "Giá trị"]]
    for name in NAMES:
        for said, value in (("Số thôn, bản", 12), ("Số thôn có sóng 5G", 7)):
            rows.append([len(rows), name, said, "thôn", "30/9/2025", value])
    reading = read(tmp_path, rows, operator="any")
    assert numbers(reading, "villages_5g") == [7] * 8
    assert not loud(reading)


# ---- rows of no commune --------------------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    ["Cộng Đội", "Cộng cột trái", "CỘNG TỔ 2", "Tổng bên trái", "Cong doi 1", "Cộng mang sang"],
)
def test_a_sum_of_whatever_is_no_unknown_commune(tmp_path: Path, line: str) -> None:
    rows = [DATE, [], *table("Số trạm 4G"), [None, line, 3600]]
    assert not loud(read(tmp_path, rows))


@pytest.mark.parametrize("line", ["Cộng Hòa", "Cộng Hiền", "Xã Cộng Lạc", "Tổng Cọt"])
def test_a_name_like_a_sum_is_a_name(tmp_path: Path, line: str) -> None:
    rows = [DATE, [], *table("Số trạm 4G"), [None, line, 3600]]
    assert ("error", "unit_unknown") in loud(read(tmp_path, rows))


@pytest.mark.parametrize(
    "line",
    [
        "Khối Sở, ban, ngành", "Các sở, ngành", "Cấp tỉnh", "Khối cơ quan đảng", "Cơ quan cấp tỉnh",
    ],
)  # fmt: skip
def test_agencies_of_the_province_are_left_out(tmp_path: Path, line: str) -> None:
    heading, *body = table("Số hồ sơ tiếp nhận", "Số hồ sơ nộp trực tuyến")
    rows = [DATE, [], heading, [None, line, 90, 80], [None, "Khối xã, phường"], *body]
    reading = read(tmp_path, rows, operator="any")
    assert not [one for one in loud(reading) if one[0] == "error"]
    assert 80 not in numbers(reading, "files_online")


@pytest.mark.parametrize(
    ("behind", "severity"),
    [(" (tính chung)", "warning"), (" (số liệu chung 2 xã)", "warning"), ("", "error")],
)
def test_two_communes_in_a_row_are_neither(tmp_path: Path, behind: str, severity: str) -> None:
    rows = table("Số trạm 4G")
    rows[3][1] = f"{NAMES[2]} và {NAMES[3].replace('Xã', 'xã')}{behind}"
    reading = read(tmp_path, [DATE, [], *rows[:4], *rows[5:]])
    assert loud(reading) == [(severity, "unit_names_several")]
    assert 300 not in numbers(reading, "stations_4g")


@pytest.mark.parametrize(
    ("remark", "severity"),
    [
        ("Hai xã tổ chức chung lớp", "warning"),
        ("Số liệu chung cho 2 xã", "warning"),
        (None, "error"),
    ],
)
def test_a_merged_figure_that_is_said_to_be_of_both(
    tmp_path: Path, remark: str | None, severity: str
) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [DATE, *table("Số trạm 4G", "Ghi chú")]:
        sheet.append([*row[:3], None] if isinstance(row[-1], int) else row)
    sheet["D5"] = remark
    sheet.merge_cells("C5:C6")
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    assert (severity, "figure_merged") in loud(reading)
    assert 300 not in numbers(reading, "stations_4g")
