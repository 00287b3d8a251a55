"""Words that nothing is known of are quoted, and states that are none of today are not read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.notes.harmless import is_harmless, is_harmless_line
from dxanalysis.sources.workbook.notes.unheard_notes import unheard_notes
from dxanalysis.sources.workbook.titles.title_words import unclear_in_title
from dxanalysis.sources.workbook.words.state_words import is_in_service, is_out_of_service
from tests.test_workbook_around import DATE, NAMES, read, table
from tests.test_workbook_rows_named import numbers
from tests.test_workbook_said import said, with_remarks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

UNKNOWN = (
    "Trong đó 2 trạm thuộc xã khác", "Mới có 5/10 thôn báo cáo", "Đã chuyển về phường Đông Kinh",
    "Hỏng 2 trạm", "Chờ điện", "Cuối năm hoàn thành", "Không lấy", "Loại", "Lấy theo huyện",
    "Suy từ tỷ lệ chung của tỉnh", "Số đầu năm", "Đề nghị sửa: 5", "mất sóng từ 15/9",
    "hỏng do sét", "đảo 4G/5G", "cộng dồn từ đầu năm", "đã trừ 2 trạm", "?", "hong 2 tram",
    "Báo cáo 80% số thôn", "Đúng là 3", "Đã có KH", "Cả tỉnh", "tạm đóng", "xem xã Hòa Bình",
    "Theo Viettel là 5", "Cần hỏi lại", "Còn 3 thôn chưa gửi", "Đã ký hợp đồng", "Đề xuất",
)  # fmt: skip
HARMLESS = (
    "Xã biên giới", "xa bien gioi", "XÃ BIÊN GIỚI", "Xã khu vực III", "Thôn Nà Pàn, Khuổi Cọ",
    "Sáp nhập từ xã Bình Gia và xã Hoàng Văn Thụ", "Theo NQ 1676/NQ-UBTVQH15 ngày 16/6/2025",
    "nt", "-", "x", "12", "Nguồn: UBND xã", "Cảm ơn", "Cách trung tâm 30 km", "đã kiểm tra", "đủ",
    "Đã rà soát, khớp", "Dân cư thưa thớt", "Xã an toàn khu", "Thị trấn Na Sầm cũ", "Đúng",
    "Đề nghị nhà mạng nâng chất lượng sóng", "Cần bổ sung 2 trạm", "Theo Công an xã", "Đạt",
    "Gồm xã Trùng Khánh, xã Đề Thám cũ", "Còn 02 thôn chưa có sóng 4G", "Có trong kế hoạch 2026",
    "Địa hình khó",
)  # fmt: skip


def test_what_is_known_of_communes_is_harmless_and_all_else_is_not() -> None:
    assert [text for text in UNKNOWN if is_harmless(text)] == []
    assert [text for text in HARMLESS if not is_harmless(text)] == []


def test_remarks_that_nothing_is_known_of_are_quoted_together(tmp_path: Path) -> None:
    rows = with_remarks("Ghi chú", r1="Hỏng 2 trạm", r2="Xã biên giới", r3="Chờ điện", r4="nt")
    findings = read(tmp_path, rows).findings
    assert list(findings["rule"]) == ["remarks_quoted"]
    assert findings["value"][0].startswith("“Hỏng 2 trạm” (E4); “Chờ điện” (E6")
    harmless = {f"r{n}": text for n, text in enumerate(HARMLESS[: len(NAMES)], start=1)}
    assert not said(tmp_path, with_remarks("Ghi chú", **harmless))


def test_a_remark_that_fits_a_figure_of_none_says_nothing(tmp_path: Path) -> None:
    rows = with_remarks("Ghi chú", r3="Chưa có trạm 5G")
    assert said(tmp_path, rows) == [("note_on_rows", "E6")]
    rows[5][3] = 0
    assert not said(tmp_path, rows)


@pytest.mark.parametrize(
    ("heading", "text", "rule"),
    [
        ("Giải trình", "kế hoạch 2026", "row_said_wrong"),
        ("GC", "kế hoạch 2026", "row_said_wrong"),
        ("Mô tả", "hỏng do sét", "note_on_rows"),
        ("Kết quả đối soát", "Sai", "row_said_wrong"),
        ("Kết quả đối soát", "Khớp", ""),
        ("Xác nhận của xã", "xã chỉ có 3 trạm", "note_on_rows"),
        ("Xác nhận của xã", "Đúng", ""),
        ("Đánh giá", "Nhầm xã", "row_said_wrong"),
        ("Đánh giá", "Chưa đạt", ""),
        ("Phản hồi", "thừa 2 trạm", "note_on_rows"),
        ("Trụ sở", "Xã Cao Lộc", ""),
        ("Truyền dẫn", "Viba", ""),
        ("Kiến nghị", "Bổ sung trạm BTS", ""),
    ],
)
def test_columns_of_words_are_heard_as_remarks_are(
    tmp_path: Path, heading: str, text: str, rule: str
) -> None:
    assert said(tmp_path, with_remarks(heading, r3=text)) == ([(rule, "E6")] if rule else [])


@pytest.mark.parametrize(
    ("heading", "state", "is_read"),
    [
        ("Status", "Inactive", False),
        ("Status", "Locked", False),
        ("Status", "Active", True),
        ("Tình trạng", "Tạm đóng", False),
        ("Tình trạng", "Dừng", False),
        ("Trạng thái", "Chờ truyền dẫn", False),
        ("Trạng thái", "Đã ký HĐ", False),
        ("Trạng thái", "Đang phát sóng", True),
        ("Trạng thái", "Đã duyệt", True),
        ("Loại", "Kế hoạch", False),
        ("Loại", "KH", False),
        ("Loại", "TH", True),
        ("Phân loại", "Thanh lý", False),
        ("Phạm vi", "Một phần", False),
        ("Phạm vi", "Toàn xã", True),
        ("Giai đoạn", "2026-2030", False),
        ("Giai đoạn", "2021-2025", True),
        ("Năm phát sóng", 2026, False),
        ("Năm phát sóng", 2023, True),
    ],
)
def test_a_row_that_is_no_state_of_today_is_not_read(
    tmp_path: Path, heading: str, state: object, *, is_read: bool
) -> None:
    rows = with_remarks(heading)
    rows[4][-1] = state
    reading = read(tmp_path, rows)
    assert (200 in numbers(reading, "stations_4g")) is is_read
    assert ("row_said_wrong" in set(reading.findings["rule"])) is not is_read
    assert not is_read or not said(tmp_path, rows)


def test_a_state_that_nothing_is_known_of_is_quoted(tmp_path: Path) -> None:
    assert said(tmp_path, with_remarks("Trạng thái", r2="Swap", r3="Active")) == [
        ("note_on_rows", "E5")
    ]
    assert not is_in_service("Swap")
    assert not is_out_of_service("Swap")


@pytest.mark.parametrize(
    ("heading", "values", "left_out"),
    [
        ("Onair", [1, 0, 1, 1, 1, 1, 1, 1], {200}),
        ("Onair", [1, 2, 3, 4, 5, 6, 7, 8], set()),
        ("Mức độ hoàn thành báo cáo (%)", [100, 100, 30, 100, 100, 100, 100, 100], {300}),
        ("Tỷ lệ hoàn thành (%)", [100, 100, 30, 100, 100, 100, 100, 100], set()),
    ],
)
def test_numbers_may_be_states(
    tmp_path: Path, heading: str, values: list[int], left_out: set[int]
) -> None:
    rows = with_remarks(heading)
    for row, value in zip(rows[3:], values, strict=True):
        row[-1] = value
    found = numbers(read(tmp_path, rows), "stations_4g")
    assert {100.0 * n for n in range(1, 9)} - set(found) == left_out


@pytest.mark.parametrize(
    "line",
    ["Số in đậm là kế hoạch", "Nguồn: suy rộng mẫu", "30 phiếu mỗi xã",
     "(4) = số trạm sẽ phát sóng trong quý IV", "[4]: số trạm đã thuê được mặt bằng",
     "Trạm 5G: số trạm 4G đã sẵn sàng nâng cấp", "5G: theo kế hoạch Tập đoàn giao",
     "Ô bôi đỏ: trạm mất điện", "Thống kê trên các tuyến tỉnh lộ", "Hết năm sẽ phát sóng",
     "1. Số liệu 5G là dự kiến", "Bản cũ", "Bản lưu"],
)  # fmt: skip
def test_a_line_below_a_table_that_nothing_is_known_of_is_quoted(tmp_path: Path, line: str) -> None:
    rows = [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [line]]
    assert said(tmp_path, rows) == [("note_quoted", f"A{len(rows)}")]


@pytest.mark.parametrize(
    "line",
    ["Số liệu trên là số phát triển mới trong quý", "Không sử dụng bảng này", "Đây là số tỉnh giao",
     "Ghi chú: số liệu là KH 2026", "Lưu ý: toàn bộ số liệu trong biểu là chỉ tiêu giao"],
)  # fmt: skip
def test_a_note_may_deny_all_figures(tmp_path: Path, line: str) -> None:
    with pytest.raises(FileUnreadableError):
        read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [line]])


def test_lines_of_letters_and_sources_say_nothing() -> None:
    lines = (
        "Nguồn: Sở Nội vụ", "Nguồn: Niên giám thống kê năm 2024", "Số liệu do UBND xã báo cáo",
        "Ghi chú: Dân số theo Cục Thống kê; số liệu phủ sóng do nhà mạng cung cấp.",
        "Ghi chú: Dân số theo số liệu của Thống kê tỉnh.",
        "Lạng Sơn, ngày 03 tháng 10 năm 2025", "NGƯỜI LẬP BIỂU", "KT. GIÁM ĐỐC", "Nguyễn Văn An",
        "Nơi nhận:", "- Như trên;", "- Lưu: VT, KTHT.", "(Ký, ghi rõ họ tên)", "Tổng cộng: 65 xã",
        "DS: dân số (người); PS: phủ sóng; SD: sử dụng.", "Số liệu chốt ngày 30/9/2025",
        "Màu xanh: xã biên giới", "(1) Xã khu vực III; (2) xã biên giới", "Trang 1/2",
    )  # fmt: skip
    assert [line for line in lines if not is_harmless_line(line)] == []
    notes = ["Ghi chú: Dân số theo số liệu của Thống kê tỉnh.", "Dân số theo Cục Thống kê (số cũ)"]
    assert unheard_notes(notes, (), None) == tuple(notes[1:])
    assert not is_harmless_line("Ký hiệu: số trong ngoặc là kế hoạch")


def test_words_right_of_the_heading_and_of_the_title_are_heard(tmp_path: Path) -> None:
    rows: Rows = [[*row, None, None] for row in table("Số trạm 4G", "Số trạm 5G")]
    rows[0][-1] = "Ghi chú: số liệu là KH 2026"
    with pytest.raises(FileUnreadableError):
        read(tmp_path, [DATE, *rows])
    rows[0][-1] = "Ghi chú: trạm hỏng đã trừ"
    assert said(tmp_path, [DATE, *rows]) == [("note_quoted", "F2")]
    rows[0][-1] = "Số trạm 3G"  # not filled in yet
    assert not said(tmp_path, [DATE, *rows])
    dated: list[object] = ["Số trạm đến 30/9/2025", None, None, None, None, None, "Biểu mẫu A"]
    reading = read(tmp_path, [dated, *rows])
    assert str(reading.as_of) == "2025-09-30"


@pytest.mark.parametrize(
    "line",
    [
        "Tổng số: 12 xã, phường", "Tổng cộng 148 đơn vị", "Duyệt của lãnh đạo", "NGƯỜI DUYỆT",
        "Thông tin", "Ghi chú: Số liệu được tổng hợp từ hệ thống giám sát mạng", "Trung tâm tỉnh",
        "Dữ liệu trích xuất từ phần mềm quản lý của doanh nghiệp", "Trường ĐH Hùng Vương",
    ],
)  # fmt: skip
def test_lines_that_tell_nothing_of_figures_are_not_quoted(line: str) -> None:
    assert not unheard_notes([line], set(), dt.date(2025, 9, 30))


@pytest.mark.parametrize(
    "line",
    [
        "Tổng số: 12 xã, phường chưa báo cáo", "Số liệu chưa duyệt", "Số liệu tạm tính",
        "Số liệu được tổng hợp từ hệ thống chưa đầy đủ",
    ],
)  # fmt: skip
def test_lines_alike_that_tell_of_figures_are_quoted(line: str) -> None:
    assert unheard_notes([line], set(), dt.date(2025, 9, 30))


@pytest.mark.parametrize(
    "title",
    [
        "VNPT THÀNH PHỐ HỒ CHÍ MINH", "VIETTEL TP. HỒ CHÍ MINH", "TRUNG TÂM ĐIỀU HÀNH THÔNG TIN",
        "THỐNG KÊ HẠ TẦNG VIỄN THÔNG THỤ ĐỘNG",
    ],
)  # fmt: skip
def test_titles_of_offices_and_works_are_understood(title: str) -> None:
    assert not unclear_in_title(title)


def test_theo_doi_beside_a_row_is_harmless() -> None:
    assert is_harmless("Theo dõi")
    assert is_harmless("Trung tâm tỉnh")
