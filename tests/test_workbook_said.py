"""What words in cells say of rows, columns and tables: heard, or quoted with their cell."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.sources.workbook.notes.doubts import is_legend_of_styles, is_not_there, may_change
from tests.test_workbook_around import DATE, NAMES, read, table
from tests.test_workbook_rows_named import numbers

if TYPE_CHECKING:
    from pathlib import Path

    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

AS_OF = dt.date(2025, 9, 30)
LOUD = ("warning", "error")


def said(tmp_path: Path, rows: Rows) -> list[tuple[str, str]]:
    """List the rules and cells of what is more than a note."""
    findings = read(tmp_path, rows).findings
    loud = findings[findings["severity"].isin(LOUD)]
    return [(str(rule), str(cell)) for rule, cell in zip(loud["rule"], loud["cell"], strict=True)]


def with_remarks(heading: str, **remarks: str | int) -> Rows:
    """Make a table of stations with a remark on some rows: ``r3="…"``."""
    rows: Rows = [[*row, None] for row in table("Số trạm 4G", "Số trạm 5G")]
    rows[0][-1] = heading
    for key, text in remarks.items():
        rows[int(key[1:])][-1] = text
    return [DATE, [], *rows]


@pytest.mark.parametrize(
    "remark",
    ["Số tháng 6", "T8", "đến 30/6", "Lấy theo báo cáo quý II", "Số của xã khác", "Số cell",
     "Tính cả 3 nhà mạng", "Trạm của VNPT", "Xã chưa báo cáo", "Không có số liệu",
     "Số liệu nội suy", "Số ước",
     "Đã tính ở xã bên", "Trùng với xã bên", "Chưa phát sóng",
     "Đang xây dựng", "Chưa đưa vào sử dụng", "02 trạm 4G chưa phát sóng", "Bão làm đổ 2 trạm"],
)  # fmt: skip
def test_a_remark_that_may_change_figures_is_quoted(tmp_path: Path, remark: str) -> None:
    assert said(tmp_path, with_remarks("Ghi chú", r3=remark)) == [("note_on_rows", "E6")]


@pytest.mark.parametrize("heading", ["Ghi chú", "Tình trạng", "Diễn giải"])
@pytest.mark.parametrize(
    "remark", [2027, "2024", "theo 2024", "+2", "-2", 14, "nghiệm thu", "Bản cũ"]
)
def test_a_number_alone_beside_a_figure_is_quoted(
    tmp_path: Path, heading: str, remark: str | int
) -> None:
    rules = {rule for rule, _ in said(tmp_path, with_remarks(heading, r3=remark))}
    assert rules & {"note_on_rows", "remarks_quoted", "row_said_wrong"}


def test_running_numbers_and_empty_marks_among_remarks_say_nothing(tmp_path: Path) -> None:
    serial = {f"r{row}": row for row in range(1, len(NAMES) + 1)}
    codes = {f"r{row}": 700 + row for row in range(1, len(NAMES) + 1)}
    for remarks in (serial, codes, {"r2": "x", "r3": 0}, {"r2": "✓", "r3": "-"}, {"r3": "0912"}):
        assert not said(tmp_path, with_remarks("Ghi chú", **remarks))


@pytest.mark.parametrize(
    "remark",
    ["Xã biên giới", "Địa hình đồi núi cao", "Sáp nhập theo NQ 1676 ngày 16/6/2025", "Xã đảo",
     "Số liệu đến 30/9/2025", "Số liệu quý III/2025", "Đã phát sóng", "Xã NTM năm 2023", "0912",
     "Cần bổ sung 2 trạm", "Giáp xã bên", "Báo cáo số 12/BC-UBND ngày 05/7/2025"],
)  # fmt: skip
def test_a_remark_that_only_describes_a_commune_says_nothing(tmp_path: Path, remark: str) -> None:
    assert not said(tmp_path, with_remarks("Ghi chú", r3=remark, r4=remark))


@pytest.mark.parametrize(
    "remark",
    ["Trạm dùng chung với VNPT", "Dùng chung với MobiFone", "TRẠM DÙNG CHUNG VỚI VNPT",
     "Tram dung chung voi VNPT", "Trạm sử dụng chung cột với VNPT"],
)  # fmt: skip
@pytest.mark.parametrize("heading", ["Ghi chú", "Tình trạng"])
def test_a_shared_station_is_none_that_stopped(tmp_path: Path, heading: str, remark: str) -> None:
    rows = [row[:3] + row[4:] for row in with_remarks(heading, r3=remark)[2:]]
    reading = read(tmp_path, [DATE, [], *rows])
    assert len(numbers(reading, "stations_4g")) == len(NAMES)
    assert set(reading.findings["rule"]) <= {"note_on_rows", "remarks_quoted"}


@pytest.mark.parametrize("remark", ["Trạm dừng phát sóng", "Đã dừng hoạt động", "Tram dung phat"])
def test_a_station_that_stopped_is_left_out(tmp_path: Path, remark: str) -> None:
    rows = [row[:3] + row[4:] for row in with_remarks("Ghi chú", r3=remark)[2:]]
    reading = read(tmp_path, [DATE, [], *rows])
    assert len(numbers(reading, "stations_4g")) == len(NAMES) - 1


@pytest.mark.parametrize("remark", ["Số đúng: 5 trạm", "Thực tế 5 trạm", "Nhập ngược 4G và 5G"])
def test_a_remark_with_the_right_figure_takes_the_wrong_one_out(
    tmp_path: Path, remark: str
) -> None:
    reading = read(tmp_path, with_remarks("Ghi chú", r3=remark))
    assert len(numbers(reading, "stations_4g")) == len(NAMES) - 1
    assert list(reading.findings["rule"]) == ["row_said_wrong"]


def test_remarks_of_a_column_are_quoted_together(tmp_path: Path) -> None:
    rows = with_remarks("Ghi chú", r1="T8", r2="T8", r3="Số ước", r4="Xã vùng cao", r5="T8")
    findings = read(tmp_path, rows).findings
    assert list(findings["rule"]) == ["remarks_quoted"]
    assert findings["value"][0] == "“T8” (E4, E5, E8); “Số ước” (E6)"
    rows = with_remarks("Ghi chú", **{f"r{n}": "Theo quy hoạch" for n in range(1, 6)})
    findings = read(tmp_path, rows).findings
    assert list(findings["rule"]) == ["rows_said_wrong"]
    assert findings["expected"][0] == "E4, E5, E6, E7, E8"


@pytest.mark.parametrize("heading", ["Tình trạng", "Trạng thái", "Tiến độ", "Hiện trạng trạm"])
@pytest.mark.parametrize(
    ("state", "is_read"),
    [
        ("Chưa hoạt động", False),
        ("Thanh lý", False),
        ("Ngừng", False),
        ("Đã khảo sát", False),
        ("Xin phép", False),
        ("Kế hoạch", False),
        ("Đang hoạt động", True),
        ("Đã nghiệm thu", True),
    ],
)
def test_a_state_is_said_of_all_stations_of_its_row(
    tmp_path: Path, heading: str, state: str, *, is_read: bool
) -> None:
    reading = read(tmp_path, with_remarks(heading, r2=state, r3="Đang hoạt động"))
    assert len(numbers(reading, "stations_5g")) == len(NAMES) - (not is_read)
    assert ("row_said_wrong" in set(reading.findings["rule"])) is not is_read


@pytest.mark.parametrize(
    ("since", "is_read"), [("T12/2025", False), ("Quý I/2026", False), ("T5/2024", True)]
)
def test_what_is_on_air_later_is_not_there(tmp_path: Path, since: str, *, is_read: bool) -> None:
    rows = with_remarks("Thời gian phát sóng", r1="T3/2024", r2=since)
    assert (200 in numbers(read(tmp_path, rows), "stations_4g")) is is_read


def test_kinds_of_figures_are_heard(tmp_path: Path) -> None:
    rows = with_remarks("Loại số liệu", r1="Thực tế", r2="Kế hoạch", r3="Ước tính")
    assert said(tmp_path, rows) == [("row_said_wrong", "E5"), ("note_on_rows", "E6")]


@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("KH 2026", "row_said_wrong"),
        ("chưa phát sóng", "row_said_wrong"),
        ("số liệu năm 2024", "row_said_wrong"),
        ("ước tính", "note_on_rows"),
        ("trạm của VNPT", "note_on_rows"),
        ("T8", "note_on_rows"),
        ("miền núi", ""),
        ("mới", ""),
    ],
)
def test_what_stands_behind_a_name_is_a_remark(tmp_path: Path, words: str, rule: str) -> None:
    rows = [DATE, [], *table("Số trạm 4G", "Số trạm 5G")]
    rows[5][1] = f"{NAMES[2]} ({words})"
    assert said(tmp_path, rows) == ([(rule, "B6")] if rule else [])


@pytest.mark.parametrize(
    ("mark", "below"), [("(1)", "1."), ("[1]", "[1]"), ("¹", "(1)"), ("(*)", "(*)"), ("*", "*")]
)
@pytest.mark.parametrize(
    ("words", "rule"),
    [
        ("Số trạm theo quy hoạch", "column_changed"),
        ("Số liệu ước thực hiện", "column_changed"),
        ("Số cell", "column_footnote"),
        ("Gồm trạm của VNPT và MobiFone", "column_footnote"),
        ("Số trạm được cấp phép", "column_footnote"),
        ("Trạm đang phát sóng", ""),
        ("Nguồn: doanh nghiệp viễn thông", ""),
    ],
)
def test_a_footnote_on_a_heading_is_heard_or_quoted(
    tmp_path: Path, mark: str, below: str, words: str, rule: str
) -> None:
    rows = [DATE, [], *table(f"Số trạm 4G {mark}", "Số trạm 5G"), [f"{below} {words}"]]
    assert said(tmp_path, rows) == ([(rule, "C3")] if rule else [])


@pytest.mark.parametrize(
    ("mark", "below"), [("(1)", "(1)"), ("*", "*"), ("¹", "(1)"), ("(1)", "1.")]
)
def test_a_footnote_on_a_heading_can_say_another_date(
    tmp_path: Path, mark: str, below: str
) -> None:
    rows = [DATE, [], *table(f"Số trạm 4G {mark}", "Số trạm 5G")]
    rows.append([f"{below} Số liệu đến ngày 30/6/2025"])
    ((rule, cell),) = said(tmp_path, rows)
    assert (rule in {"column_of_date", "column_footnote"}, cell) == (True, "C3")


def test_a_footnote_on_a_figure_is_quoted_and_a_year_behind_it_takes_it_out(tmp_path: Path) -> None:
    rows = [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), ["¹ Số liệu tháng 6/2025"]]
    rows[4][2], rows[5][2] = "6¹", "6 (KH 2026)"
    assert sorted(said(tmp_path, rows)) == [("figure_signed", "C5"), ("number_unreadable", "C6")]
    assert numbers(read(tmp_path, rows), "stations_4g").count(6) == 1


@pytest.mark.parametrize(
    "line",
    ["Ô tô vàng là số liệu tháng 8", "Chữ đỏ: trạm chưa phát sóng", "Dòng gạch ngang: bỏ",
     "Ghi chú: Bao gồm cả trạm đang xây dựng.", "Số liệu giả định để chạy thử", "DỰ THẢO",
     "Ghi chú: cột Số trạm 4G và Số trạm 5G bị đảo", "Số liệu trên là của 3 nhà mạng",
     "Các trạm trên đang trong quá trình lắp đặt"],
)  # fmt: skip
def test_a_line_below_a_table_that_may_change_it_is_quoted(tmp_path: Path, line: str) -> None:
    rows = [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [line]]
    assert said(tmp_path, rows) == [("note_quoted", f"A{len(rows)}")]


@pytest.mark.parametrize(
    "line",
    ["Chữ in đậm là phường", "Màu xanh: xã biên giới", "- Sở Kế hoạch và Đầu tư;", "Nơi nhận:",
     "Nguồn: Sở Nội vụ", "Số liệu đến 30/9/2025", "NGƯỜI LẬP BIỂU", "Số liệu do Viettel cung cấp"],
)  # fmt: skip
def test_a_line_below_a_table_that_changes_nothing_is_not(tmp_path: Path, line: str) -> None:
    assert not said(tmp_path, [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [line]])


@pytest.mark.parametrize(
    ("words", "is_quoted"),
    [("Số liệu ước", True), ("Chưa duyệt", True), ("Số liệu tháng 8", True), ("Biểu 2", False)],
)
def test_words_beside_a_title_are_quoted(tmp_path: Path, words: str, *, is_quoted: bool) -> None:
    rows = [["HẠ TẦNG VIỄN THÔNG", *[None] * 5, words], DATE, *table("Số trạm 4G", "Số hộ")]
    assert said(tmp_path, rows) == ([("note_quoted", "G1")] if is_quoted else [])


def test_a_merged_remark_is_said_of_all_its_rows(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in with_remarks("Ghi chú", r3="Kế hoạch năm 2026"):
        book.active.append(row)
    book.active.merge_cells("E6:E7")
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    found = reading.observations.query("indicator == 'stations_4g'")["numerator"]
    assert not {300.0, 400.0} & set(found)
    assert len(found) == len(NAMES) - 2


def test_words_are_weighed_with_the_date_and_the_operator() -> None:
    assert may_change("Số liệu tháng 8", AS_OF)
    assert not may_change("Số liệu tháng 9", AS_OF)
    assert may_change("Trạm VNPT", AS_OF, "viettel")
    assert not may_change("Trạm VNPT", AS_OF, "vnpt")
    assert is_not_there("Chưa phát sóng")
    assert not is_not_there("Xã sáp nhập theo kế hoạch của tỉnh")
    assert is_legend_of_styles("Số in nghiêng là số ước tính")


def test_what_a_remark_takes_out_is_said_in_the_order_of_the_columns(tmp_path: Path) -> None:
    headings = (
        "Số hộ",
        "Số hộ sử dụng cáp quang",
        "Số hộ có hạ tầng cáp quang đi qua",
        "Số hộ có điện thoại thông minh",
    )
    rows: Rows = [[*row, None] for row in table(*headings)]
    rows[0][-1], rows[2][-1] = "Ghi chú", "Số hộ chưa tính 2 thôn mới nhập về"
    findings = read(tmp_path, [DATE, [], *rows]).findings
    taken = findings[findings["rule"] == "figure_said_wrong"]["indicator"]
    assert [name.removeprefix("households") for name in taken] == [
        "", "_fibre_subscribed", "_fibre_passed", "_smartphone",
    ]  # fmt: skip
