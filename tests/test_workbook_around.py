"""What titles, notes and legends around a table say of its columns."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.compose import compose
from dxanalysis.units import load_units
from tests.test_workbook import figure

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

LISTED = load_units(province="20")["unit_name"]
NAMES = [str(name) for name in LISTED[:8]]
DATE: list[object] = ["Số liệu đến 30/9/2025"]

Rows = list[list[object]]


def read(folder: Path, *sheets: Rows, operator: str = "viettel") -> WorkbookReading:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for number, rows in enumerate(sheets, start=1):
        sheet = book.create_sheet(f"Sheet{number}")
        for row in rows:
            sheet.append(list(row))
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator=operator, province="20")


def table(*headings: str) -> list[list[object]]:
    body = [[n, name, *[100 * n] * len(headings)] for n, name in enumerate(NAMES, start=1)]
    return [["STT", "Xã, phường", *headings], *body]


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: DS là doanh số gói dữ liệu (đơn vị: triệu đồng).",
        "DS 4G, DS 5G: doanh số gói dữ liệu",
        "Doanh số (DS) tính bằng triệu đồng",
        "“DS” viết tắt của doanh số",
    ],
)
def test_what_a_legend_says_of_letters_is_believed(tmp_path: Path, note: str) -> None:
    rows = table("Số trạm 4G", "DS 4G", "DS 5G")
    assert set(read(tmp_path, [DATE, [], *rows]).observations["indicator"]) == {
        "stations_4g", "pop_4g", "pop_5g",
    }  # fmt: skip
    for sheets in ([[DATE, [], *rows, [], [note]]], [[DATE, [], *rows], [["Chú giải"], [note]]]):
        assert set(read(tmp_path, *sheets).observations["indicator"]) == {"stations_4g"}


@pytest.mark.parametrize(
    ("letters", "read_as"),
    [
        ("VT, VNP, MBF", {"viettel": 10, "vnpt": 20, "mobifone": 30}),
        ("Viettel, VN, Mobi", {"viettel": 10, "vnpt": 20, "mobifone": 30}),
        ("VT, VNP", {"vnpt": 20}),  # one other operator says too little
        ("Viettel, VNP, MBF, VT", {"viettel": 10, "vnpt": 20, "mobifone": 30}),
        ("VT, Viettel, MBF", {"viettel": 20, "mobifone": 30}),
    ],
)
def test_initials_are_an_operator_beside_both_others_only(
    tmp_path: Path, letters: str, read_as: dict[str, int]
) -> None:
    names = letters.split(", ")
    figures = [10 * place for place in range(1, len(names) + 1)]
    heads: Rows = [["STT", "Xã, phường", *["Số trạm 4G"] * len(names)], [None, None, *names]]
    body = [[n, name, *figures] for n, name in enumerate(NAMES, start=1)]
    found = read(tmp_path, [DATE, [], *heads, *body], operator="any").observations
    first = found[found["unit_code"] == LISTED.index[0]]
    assert first.set_index("operator")["numerator"].to_dict() == read_as


def test_a_table_of_letters_on_another_sheet_names_the_columns(tmp_path: Path) -> None:
    legend: Rows = [
        ["Ký hiệu", "Nội dung", "ĐVT", "Ghi chú"],
        ["N4", "Số trạm 4G", "trạm", "Nguồn: NMS"],
        ["DS", "Dân số", "1.000 người"],
        ["N5", "Số trạm 5G", "trạm", "kế hoạch 2026"],
    ]
    reading = read(tmp_path, [DATE, [], *table("N4", "DS", "N5")], legend)
    assert figure(reading, LISTED.index[0], "stations_4g")["numerator"] == 100
    assert figure(reading, LISTED.index[0], "population")["numerator"] == 100_000
    assert "stations_5g" not in set(reading.observations["indicator"])


@pytest.mark.parametrize(
    "title",
    [
        "HẠ TẦNG VIỄN THÔNG DỌC QUỐC LỘ 1A",
        "SỐ LIỆU TRONG BÁN KÍNH 3 KM QUANH TRẠM BIÊN PHÒNG",
        "HẠ TẦNG SỐ TẠI CÁC KHU CÔNG NGHIỆP",
        "Trạm và hộ khu vực cửa khẩu",
        "Lưu ý: số liệu chỉ tính trong phạm vi 500 m mỗi bên đường của mỗi xã, phường.",
    ],
)
def test_a_title_can_say_that_only_a_strip_is_counted(tmp_path: Path, title: str) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    above: Rows = [[title], DATE, [], *rows]
    below: Rows = [DATE, [], *rows, [], [title]]
    for placed in (above, below):
        if placed[0] == DATE and not title.startswith("Lưu ý"):
            continue  # below a table, only what is said of its figures counts
        with pytest.raises(FileUnreadableError, match="none of its columns"):
            read(tmp_path, placed)


@pytest.mark.parametrize(
    "title", ["HẠ TẦNG CÁC XÃ VEN BIỂN", "SỐ LIỆU TRÊN ĐỊA BÀN ĐẶC KHU, XÃ", "KẾT QUẢ CẢ NĂM"]
)
def test_a_title_of_whole_communes_is_no_strip(tmp_path: Path, title: str) -> None:
    found = read(tmp_path, [[title], DATE, [], *table("Số hộ", "Số trạm 4G")]).observations
    assert {"stations_4g", "households"} <= set(found["indicator"])


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("BỔ SUNG SỐ LIỆU PHỦ SÓNG", True),
        ("RÀ SOÁT, BỔ SUNG, ĐIỀU CHỈNH SỐ LIỆU HẠ TẦNG", True),
        ("BÁO CÁO SỐ LIỆU ĐIỀU CHỈNH, BỔ SUNG LẦN 2", True),
        ("Phụ lục bổ sung kèm theo Công văn số 12", True),
        ("SỐ LIỆU TRẠM BỔ SUNG TRONG QUÝ", False),
        ("SỐ LIỆU BỔ SUNG TRẠM BTS", False),
        ("BÁO CÁO BỔ SUNG TRẠM BTS 4G", False),
        ("BỔ SUNG THÔNG TIN THUÊ BAO", False),
        ("BỔ SUNG SỐ LIỆU TRẠM PHÁT SINH TRONG QUÝ", False),
        ("KẾ HOẠCH BỔ SUNG SỐ LIỆU", False),
    ],
)
def test_data_sent_later_are_read_with_a_warning_and_what_was_added_is_not(
    tmp_path: Path, *, title: str, is_read: bool
) -> None:
    placed: Rows = [[title], DATE, [], *table("Số hộ", "Số trạm 4G")]
    if is_read:
        reading = read(tmp_path, placed)
        assert {"stations_4g", "households"} <= set(reading.observations["indicator"])
        said = reading.findings[reading.findings["rule"] == "title_supplement"]
        assert said["severity"].tolist() == ["warning"]
        assert said["value"].tolist() == [title]
    else:
        with pytest.raises(FileUnreadableError, match="none of its columns"):
            read(tmp_path, placed)


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("Phụ lục 2: Số liệu phục vụ xây dựng Kế hoạch chuyển đổi số năm 2026", True),
        ("BIỂU SỐ LIỆU LÀM CƠ SỞ LẬP QUY HOẠCH", True),
        ("SỐ LIỆU KẾ HOẠCH PHỤC VỤ ĐIỀU HÀNH", False),
        ("Phục vụ xây dựng kế hoạch: chỉ tiêu giao 2026", False),
    ],
)
def test_what_figures_are_wanted_for_is_not_what_they_are(
    tmp_path: Path, *, title: str, is_read: bool
) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    if is_read:
        assert "stations_4g" in set(read(tmp_path, [[title], [], *rows]).observations["indicator"])
        assert read(tmp_path, [[title], [], *rows]).as_of is None  # 2026 is the plan's year
        assert read(tmp_path, [[title], DATE, [], *rows]).as_of == dt.date(2025, 9, 30)
    else:
        with pytest.raises(FileUnreadableError, match="none of its columns"):
            read(tmp_path, [[title], DATE, [], *rows])


@pytest.mark.parametrize(
    ("status", "read_too"),
    [
        ("Đang phát sóng", True),
        ("(All)", False),
        ("Đang xây dựng", False),
        ("Chưa hoạt động", False),
    ],
)
def test_the_corner_of_a_pivot_says_what_is_counted(
    tmp_path: Path,
    status: str,
    read_too: bool,  # noqa: FBT001
) -> None:
    body: Rows = [[name, 7, n, 7 + n] for n, name in enumerate(NAMES, start=1)]
    rows: Rows = [
        ["TRANG_THAI", status],
        ["NGAY_CHOT", "30/09/2025"],
        [],
        ["Đếm của MA_TRAM", "Nhãn cột"],
        ["Nhãn hàng", "4G", "5G", "Tổng cuối"],
        *body,
    ]
    if read_too:
        found = read(tmp_path, rows).observations
        assert set(found["indicator"]) == {"stations_4g", "stations_5g"}
    else:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)


@pytest.mark.parametrize("label", ["Tổng/ Total", "Tổng cộng (Grand total)", "Total | Tổng số"])
def test_a_total_in_two_languages_is_one(tmp_path: Path, label: str) -> None:
    rows: Rows = [*table("Số trạm 4G/ 4G sites"), [None, label, 3600]]
    reading = read(tmp_path, [DATE, [], *rows])
    assert reading.findings.query("severity != 'note'").empty
    rows[-1][2] = 3700
    reading = read(tmp_path, [DATE, [], *rows])
    assert "total_differs" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Trả lời điểm a mục 1: Số trạm 4G đang hoạt động", "stations_4g"),
        ("Số trạm 4G (điểm 2a Công văn 917/SKHCN-BCVT)", "stations_4g"),
        ("Mục 3, điểm b - Số người ở nơi có sóng 4G", "people_4g"),
        ("Mục tiêu: số trạm 4G", ""),
        ("Điểm du lịch: số trạm 4G", ""),
    ],
)
def test_the_point_of_a_letter_is_no_part_of_a_heading(heading: str, quantity: str) -> None:
    assert compose([heading]).quantity == quantity


@pytest.mark.parametrize(
    ("cell", "note", "figure_read"),
    [
        ("12 (11)", "Số trong ngoặc: thời điểm 30/6/2025", 12),
        ("12 (11)", "Trong ngoặc là kế hoạch năm", 12),
        ("12 (▲1)", "", 12),
        ("1.012 (+5)", "", 1012),
        ("12 (11)", "", None),
        ("12 (11)", "Số trong ngoặc là số sau rà soát", None),
        ("12 (11)", "Số trong ngoặc: thời điểm 30/12/2025", None),
        ("12 (11)", "Ngoài ngoặc là số kế hoạch, trong ngoặc là số đã có so với kế hoạch", None),
    ],
)
def test_a_second_figure_in_brackets(
    tmp_path: Path, cell: str, note: str, figure_read: int | None
) -> None:
    rows: Rows = [[note], DATE, [], ["STT", "Xã, phường", "Số trạm 4G", "Số trạm 5G"]]
    rows += [[n, name, cell, 3] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, rows)
    found = reading.observations.query("indicator == 'stations_4g'")["numerator"]
    assert set(found) == (set() if figure_read is None else {figure_read})
    told = "figures_bracketed" in set(reading.findings["rule"])
    assert told == (figure_read is not None)


def test_rows_of_two_days_and_of_their_difference(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Xã, phường", "Thời điểm", "Số trạm 4G"]]
    for n, name in enumerate(NAMES, start=1):
        rows += [[n, name, "30/6/2025", 5]]
        rows += [[None, None, "30/9/2025", 7], [None, None, "Chênh lệch", 2]]
    found = read(tmp_path, [["SO SÁNH SỐ LIỆU"], [], *rows]).observations
    assert set(found["numerator"]) == {7}
    assert set(found["as_of"].astype(str).str[:10]) == {"2025-09-30"}


@pytest.mark.parametrize(
    ("heading", "others"), [("Tỉnh", "Thái Nguyên"), ("Tỉnh, thành phố", "Thành phố Hà Nội")]
)
def test_rows_of_another_province_are_left_out(tmp_path: Path, heading: str, others: str) -> None:
    rows: Rows = [["STT", heading, "Xã, phường", "Số trạm 4G"]]
    rows += [[n, others, name, 99] for n, name in enumerate(NAMES[:4], start=1)]
    rows += [[n, "Lạng Sơn", name, n] for n, name in enumerate(NAMES, start=5)]
    reading = read(tmp_path, [DATE, [], *rows])
    assert reading.observations["numerator"].tolist() == [5, 6, 7, 8, 9, 10, 11, 12]
    assert set(reading.findings["rule"]) >= {"rows_elsewhere"}
    assert "error" not in set(reading.findings["severity"])


def test_sums_of_an_operators_centres_are_no_communes(tmp_path: Path) -> None:
    rows: Rows = [*table("Số trạm 4G"), [None, "Cộng TTVT khu vực 1", 3600]]
    reading = read(tmp_path, [DATE, [], *rows])
    assert reading.findings.query("severity != 'note'").empty
    rows[-1][2] = 3601
    assert "total_differs" in set(read(tmp_path, [DATE, [], *rows]).findings["rule"])


@pytest.mark.parametrize(
    ("title", "wrong", "expected"),
    [
        ("DANH SÁCH TRẠM ĐANG PHÁT SÓNG", 0, {"stations_4g"}),
        ("DANH SÁCH TRẠM ĐANG PHÁT SÓNG", 1, set()),
        ("DANH SÁCH TRẠM DÙNG CHUNG ĐANG PHÁT SÓNG", 0, set()),
        ("DANH SÁCH TRẠM", 0, set()),
    ],
)
def test_a_list_with_a_sum_for_each_commune(
    tmp_path: Path, title: str, wrong: int, expected: set[str]
) -> None:
    rows: Rows = [[title], DATE, ["STT", "Mã trạm", "Địa điểm", "4G"]]
    for name in NAMES:
        rows += [[n, f"LS{n}", f"Thôn {n}, {name}", "x" if n < 3 else None] for n in range(1, 4)]
        rows += [[None, None, f"Cộng {name}", 2 + wrong]]
    if not expected:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)
        return
    reading = read(tmp_path, [*rows, [None, None, "TỔNG CỘNG", 16]])
    assert set(reading.observations["indicator"]) == expected
    assert set(reading.observations["numerator"]) == {2}
    assert "sums_of_lists" in set(reading.findings["rule"])
