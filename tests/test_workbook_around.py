"""What titles, notes and legends around a table say of its columns."""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.compose import compose
from dxanalysis.units import load_units
from tests.test_workbook import figure

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

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
        ("SỐ LIỆU HẠ TẦNG MẠNG THEO XÃ (BỔ SUNG)", True),
        ("SỐ LIỆU HẠ TẦNG MẠNG (bổ sung 37 xã, phường còn lại)", True),
        ("Bổ sung các xã, phường còn thiếu", True),
        ("BÁO CÁO HẠ TẦNG, bổ sung 5 xã chưa gửi", True),
        ("SỐ LIỆU TRẠM BỔ SUNG TRONG QUÝ", False),
        ("SỐ LIỆU TRẠM BỔ SUNG CÁC XÃ CÒN LẠI", False),
        ("SỐ LIỆU TRẠM (BỔ SUNG TRONG QUÝ)", False),
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


@pytest.mark.parametrize(
    ("cell", "read_as"),
    [
        ("100 (ước 31/12: 120)", 100),
        ("100 (dự kiến 31/12/2025 là 130)", 100),
        ("100 (tăng 5 hộ)", 100),
        ("100 (quý trước: 95)", 100),
        ("100 (trong đó 12 hộ nghèo)", 100),
        ("100 (đạt 120)", None),
        ("150 (thực hiện 120)", None),
    ],
)
def test_words_in_brackets_tell_a_second_figure_from_the_first(
    tmp_path: Path, cell: str, read_as: int | None
) -> None:
    rows = table("Số hộ", "Số hộ dùng cáp quang")
    rows = [rows[0], *[[*row[:2], 200, cell] for row in rows[1:]]]
    reading = read(tmp_path, [DATE, [], *rows])
    found = reading.observations.query("indicator == 'households_fibre_subscribed'")["numerator"]
    assert found.dropna().unique().tolist() == ([] if read_as is None else [read_as])


def test_a_sheet_of_customers_is_no_plan(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "KH"
    for title, expected in (("SỐ LIỆU KHÁCH HÀNG THEO XÃ", True), ("SỐ LIỆU THEO XÃ", False)):
        sheet.delete_rows(1, 50)
        for row in [[title], DATE, [], *table("Số hộ", "Số hộ dùng Internet cáp quang")]:
            sheet.append(list(row))
        book.save(tmp_path / "a.xlsx")
        if expected:
            reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
            assert "households_fibre_subscribed" in set(reading.observations["indicator"])
        else:
            with pytest.raises(FileUnreadableError):
                read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")


FILES = ("Hồ sơ tiếp nhận", "Trong đó: trực tuyến")
PLACES = ("Tổng số thôn", "Dân số", "Trạm 4G")


@pytest.mark.parametrize(
    ("headings", "note", "read_"),
    [
        (FILES, "Chỉ tính hồ sơ của tổ chức, doanh nghiệp", set()),
        (FILES, "Số liệu chỉ gồm hồ sơ có thu phí", set()),
        (FILES, "Chỉ tính hồ sơ ghi nhận trong giờ làm việc", set()),
        (FILES, "Chỉ tính hồ sơ cấp xã đã tiếp nhận trên hệ thống", {"files_online"}),
        (PLACES, "Chỉ tính các bản vùng đặc biệt khó khăn", set()),
        (PLACES, "Chỉ gồm xóm vùng cao; dân số là của toàn xã", {"population"}),
        (PLACES, "Chỉ tính thôn đã có quyết định công nhận", {"population", "stations_4g"}),
    ],
)
def test_a_note_says_that_files_or_villages_are_some_only(
    tmp_path: Path, headings: tuple[str, ...], note: str, read_: set[str]
) -> None:
    title: list[object] = ["TÌNH HÌNH GIẢI QUYẾT HỒ SƠ TTHC" if headings is FILES else "HẠ TẦNG SỐ"]
    rows = [[*row[:2], *[400 - 99 * n for n, _ in enumerate(row[2:])]] for row in table(*headings)]
    rows[0] = table(*headings)[0]
    for above, below in (([f"({note})"], []), ([], [[], [f"{note}."]])):
        lines: Rows = [title, DATE, [*above], *rows, *below]
        if read_:
            assert set(read(tmp_path, lines).observations["indicator"]) == read_
        else:
            with pytest.raises(FileUnreadableError):
                read(tmp_path, lines)


@pytest.mark.parametrize(
    ("note", "is_read"),
    [
        ("Không bao gồm trạm đang lắp đặt, chưa nghiệm thu.", True),
        ("Quý sau đơn vị sẽ lắp thêm 9 trạm 4G (chưa tính vào bảng).", True),
        ("Số trạm không tính theo cột anten.", True),
        ("Does not include planned stations", True),
        ("Không gồm trạm dùng chung và trạm đang lắp đặt.", False),
        ("9 trạm 4G lưu động chưa tính vào bảng.", False),
        ("Chưa gồm trạm đang thi công; không gồm trạm thuê lại.", False),
    ],
)
def test_what_is_not_there_yet_is_not_missing(tmp_path: Path, note: str, *, is_read: bool) -> None:
    lines: Rows = [DATE, *table("Số trạm 4G", "Dân số"), [], [note]]
    found = set(read(tmp_path, lines).observations["indicator"])
    assert found == ({"stations_4g", "population"} if is_read else {"population"})


@pytest.mark.parametrize("head", ["TEN_TRUONG", "Tên trường", "Mã cột", "Field name"])
def test_a_dictionary_on_a_sheet_of_its_own_says_what_fields_are(tmp_path: Path, head: str) -> None:
    data: Rows = [
        ["TENXA", "DANSO", "DANSO_PHU_4G", "SOHO_KEHOACH_CQ"],
        *[[name, 300, 200, 100] for name in NAMES],
    ]
    words: Rows = [
        [head, "Ý nghĩa", "Đơn vị"],
        ["TENXA", "Tên xã, phường"],
        ["DANSO", "Dân số của xã", "người"],
        ["DANSO_PHU_4G", "Dân số nằm trong vùng phủ sóng 4G đến 30/9/2025", "người"],
        ["SOHO_KEHOACH_CQ", "Số hộ dùng cáp quang theo kế hoạch 2026", "hộ"],
    ]
    reading = read(tmp_path, data, words)
    assert set(reading.observations["indicator"]) == {"population", "pop_4g"}
    asked = reading.findings.query("rule == 'column_changed'")
    assert asked["value"].str.contains("SOHO_KEHOACH_CQ").any()


def test_fields_that_begin_small_are_parted(tmp_path: Path) -> None:
    data: Rows = [
        ["tenXa", "tongSoHo", "danSo", "danSoPhuSong4G", "soHoDangDungCapQuang", "soVoiKyTruoc"],
        *[[name, 300, 900, 200, 100, 7] for name in NAMES],
    ]
    reading = read(tmp_path, [DATE, *data])
    found = reading.observations.groupby("indicator")["numerator"].first().to_dict()
    assert found == {
        "households": 300, "population": 900, "pop_4g": 200, "households_fibre_subscribed": 100,
    }  # fmt: skip


def across(*lines: tuple[str | None, str, object]) -> Rows:
    return [DATE, [], ["TT", "Nội dung", *NAMES], *[[n, what, *_each(v)] for n, what, v in lines]]


def _each(value: object) -> list[object]:
    return [] if value is None else [value] * len(NAMES)


def test_parts_of_a_table_that_goes_across_are_no_columns(tmp_path: Path) -> None:
    rows = across(
        ("I", "DÂN CƯ", None), ("1", "Số khẩu", 900), ("2", "Số hộ", 300),
        ("II", "DI ĐỘNG", None), ("1", "Số khẩu được phủ sóng 4G", 800),
        ("III", "KẾ HOẠCH NĂM 2027", None), ("1", "Số khẩu được phủ sóng 5G", 700),
        ("IV", "HỘ NGHÈO", None), ("1", "Số hộ dùng cáp quang", 20),
    )  # fmt: skip
    reading = read(tmp_path, rows)
    found = reading.observations.groupby("indicator")["numerator"].first().to_dict()
    assert found == {"population": 900, "households": 300, "pop_4g": 800}
    asked = reading.findings.query("rule == 'column_changed'")["value"]
    assert len(asked) == 2
    assert "error" not in set(reading.findings["severity"])


def test_all_is_as_many_as_there_are(tmp_path: Path) -> None:
    rows = table("Tổng số thôn", "Số thôn có sóng 4G")
    cells: list[object] = ["Toàn bộ", "12 (toàn bộ)", "tất cả", 7, 8, 9, 10, 11]
    rows = [rows[0], *[[*row[:2], 12, cell] for row, cell in zip(rows[1:], cells, strict=True)]]
    found = read(tmp_path, [DATE, [], *rows]).observations.query("indicator == 'villages_4g'")
    assert found["numerator"].tolist() == [12, 12, 12, 7, 8, 9, 10, 11]
    alone = [row[:2] + row[3:] for row in rows]
    reading = read(tmp_path, [DATE, [], *alone])
    assert reading.findings["rule"].tolist().count("number_unreadable") == 2


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (["Dân số có sóng 4G", "Trong đó: có cả 5G"], "people_5g"),
        (["Số thôn, bản có sóng 4G", "Trong đó có cả sóng 5G"], "villages_with_5g"),
        (["Tỷ lệ dân số có sóng 4G (%)", "Trong đó: có cả 5G"], ""),
        (["Số thôn có cả 4G và 5G"], ""),
        (["Số trạm 4G", "Trong đó: có cả 5G"], ""),
        (["Dân số có sóng 4G", "Trong đó: có cả 3G"], ""),
        (["Hộ gia đình (hộ)", "Có thể lắp cáp quang ngay"], "households_passed"),
        (["Dân số được phủ sóng 4G (đã rà soát lại)"], "people_4g"),
        (["Dân số được phủ sóng 4G (BỎ - số sai)"], ""),
    ],
)
def test_what_has_a_newer_generation_too(path: list[str], quantity: str) -> None:
    assert compose(path).quantity == quantity


def test_a_sum_with_its_number_of_villages_is_no_village(tmp_path: Path) -> None:
    body: Rows = []
    for name in NAMES:
        body += [
            [None, name, "Thôn Một", 40, "x"], [None, name, "Thôn Hai", 60, None],
            [None, name, "Cộng: 2", 100, 1], [None, name, "Tổng Chúp", 9, "x"],
        ]  # fmt: skip
    rows: Rows = [DATE, [], ["STT", "Xã", "Thôn, bản", "Số hộ", "Có sóng 4G"], *body]
    villages = read(tmp_path, rows).villages
    assert set(villages["village"]) == {"Thôn Một", "Thôn Hai", "Tổng Chúp"}


@pytest.mark.parametrize(
    ("note", "is_read"),
    [
        ("Biểu này chỉ thống kê các hộ thuộc diện hộ nghèo, hộ cận nghèo.", False),
        ("Ghi chú: số liệu trên là của đồng bào dân tộc thiểu số (DTTS)", False),
        ("Chỉ tính học sinh", False),
        ("These figures are only of poor households.", False),
        ("Mẫu khảo sát: mỗi xã chọn ngẫu nhiên 30 hộ và 40 người", False),
        ("Ghi chú: số liệu khảo sát 30 hộ/xã", False),
        ("Số liệu là của 30 hộ được chọn ngẫu nhiên tại mỗi xã.", False),
        ("Mỗi xã 30 phiếu điều tra.", False),
        ("Trên 1.200 hộ được khảo sát", False),
        ("Khảo sát toàn bộ hộ dân trên địa bàn.", True),
        ("Mức độ hài lòng: khảo sát ngẫu nhiên 30 người/xã.", True),
        ("Mỗi xã gửi 01 phiếu.", True),
        ("Bình quân 4 người/hộ", True),
        ("Số liệu bao gồm cả hộ nghèo, hộ cận nghèo.", True),
        ("Số liệu hộ nghèo do Sở Nông nghiệp cung cấp.", True),
        ("Chi hội phụ nữ các xã phối hợp rà soát.", True),
    ],
)
def test_a_sentence_can_limit_all_figures(tmp_path: Path, note: str, *, is_read: bool) -> None:
    rows: Rows = [DATE, [], *table("Số hộ", "Số hộ dùng cáp quang"), [], [None, note]]
    if is_read:
        assert "households_fibre_subscribed" in set(read(tmp_path, rows).observations["indicator"])
        return
    with pytest.raises(FileUnreadableError, match="present state of whole communes"):
        read(tmp_path, rows)


@pytest.mark.parametrize(
    "line",
    [
        "Mẫu khảo sát: mỗi xã, phường chọn ngẫu nhiên 30 hộ và 40 người",
        "(Khảo sát 30 hộ/xã)",
        "Phát 50 phiếu mỗi xã",
        "Cỡ mẫu: 30 hộ/xã",
        "Random sample of 30 households per commune",
    ],
)
def test_a_line_above_can_say_that_some_were_asked(tmp_path: Path, line: str) -> None:
    rows: Rows = [["KẾT QUẢ KHẢO SÁT"], [line], DATE, [], *table("Số hộ", "Số hộ dùng cáp quang")]
    with pytest.raises(FileUnreadableError, match="present state of whole communes"):
        read(tmp_path, rows)


@pytest.mark.parametrize(
    ("remark", "is_read"),
    [
        ("Theo kế hoạch, phát sóng Quý II/2026", False),
        ("Dự kiến hoàn thành tháng 3/2026", False),
        ("Đang xây dựng", False),
        ("Chưa phát sóng", False),
        ("Dự kiến lắp đặt thêm 2 trạm năm 2026", True),
        ("Kế hoạch xây dựng 3 trạm năm 2026", True),
        ("Chưa phát sóng 5G", True),
        ("Đã phát sóng", True),
    ],
)
def test_a_remark_can_say_that_a_row_is_not_there_yet(
    tmp_path: Path, remark: str, *, is_read: bool
) -> None:
    head, *rows = table("Số trạm 4G")
    rows = [DATE, [], [*head, "Ghi chú"], [*rows[0], remark], *rows[1:]]
    reading = read(tmp_path, rows)
    assert len(reading.observations) == len(NAMES) - (not is_read)
    assert ("row_said_wrong" in set(reading.findings["rule"])) is not is_read


@pytest.mark.parametrize(("headings", "figure"), [(["4G", "5G"], 3), (["5G"], 0)])
def test_a_remark_on_what_is_not_there_denies_no_other_figure(
    tmp_path: Path, headings: list[str], figure: int
) -> None:
    rows: Rows = [DATE, [], ["Xã, phường", *(f"Số trạm {g}" for g in headings), "Ghi chú"]]
    rows += [[name, *[figure] * len(headings), "Chưa phát sóng"] for name in NAMES]
    reading = read(tmp_path, rows)
    assert len(reading.observations) == len(NAMES) * len(headings)
    assert "row_said_wrong" not in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("title", "heading", "unit", "rates"),
    [
        ("", "Tỷ lệ dân số phủ sóng 4G (‰)", None, [97.3, 0.9]),
        ("", "Tỷ lệ dân số phủ sóng 4G", "‰", [97.3, 0.9]),
        ("", "Tỷ lệ dân số phủ sóng 4G", "%", [None, 9.0]),
        ("Đơn vị tính: ‰", "Tỷ lệ dân số phủ sóng 4G", None, [97.3, 0.9]),
        ("Đơn vị tính: ‰", "Dân số phủ sóng 4G", None, [97.3, 0.9]),
        ("Đơn vị tính: ‰", "Tỷ lệ dân số phủ sóng 4G (%)", None, [None, 9.0]),
        ("", "Tỷ lệ dân số phủ sóng 4G (%)", None, [None, 9.0]),
    ],
)
def test_per_mille_is_a_tenth_of_percent(
    tmp_path: Path, title: str, heading: str, unit: str | None, rates: list[float | None]
) -> None:
    rows: Rows = [DATE, [title], ["Xã, phường", heading]]
    rows += [[None, unit]] if unit else []
    rows += [[name, 973 if at == 0 else "9"] for at, name in enumerate(NAMES)]
    found = read(tmp_path, rows).observations.query("indicator == 'pop_4g'")
    assert found["rate"].tolist()[:2] == pytest.approx(
        [math.nan if rate is None else rate / 100 for rate in rates], nan_ok=True
    )


@pytest.mark.parametrize(
    ("title", "part", "expected"),
    [
        ("DÂN SỐ ĐƯỢC PHỦ SÓNG 4G", "Được phủ sóng", {("pop_4g", 900.0, 1000.0)}),
        ("SỐ THÔN ĐƯỢC PHỦ SÓNG 5G", "Được phủ sóng", {("villages_5g", 900.0, 1000.0)}),
        ("SỐ THÔN CÓ SÓNG 5G (ĐVT: thôn)", "Có", {("villages_5g", 900.0, 1000.0)}),
        # Nothing beside it says that it is the number of all.
        ("DÂN SỐ ĐƯỢC PHỦ SÓNG 4G", "Chưa được phủ sóng", set()),
    ],
)
def test_all_stand_beside_those_whom_the_title_counts(
    tmp_path: Path, title: str, part: str, expected: set[tuple[str, float, float]]
) -> None:
    rows: Rows = [[title], DATE, ["Xã, phường", "Tổng số", part, "Tỷ lệ (%)"]]
    rows += [[name, 1000, 900, 90] for name in NAMES]
    if not expected:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)
        return
    found = read(tmp_path, rows).observations.dropna(subset="denominator")
    said = found[["indicator", "numerator", "denominator"]].itertuples(index=False, name=None)
    assert set(said) == expected


@pytest.mark.parametrize(("name", "is_read"), [("VTT (KH 26)", False), ("VTT (DN 26)", True)])
def test_a_year_behind_kh_makes_a_sheet_a_plan(tmp_path: Path, name: str, *, is_read: bool) -> None:
    book = openpyxl.Workbook()
    for title in ("VTT", name):
        sheet = book.create_sheet(title)
        for row in ([*DATE], [], *table("Số trạm 4G")):
            sheet.append(row)
    book.worksheets[2]["C4"] = 7
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20")
    assert ("tables_differ" in set(reading.findings["rule"])) is is_read
    assert reading.observations["numerator"].notna().sum() == len(NAMES) - is_read


@pytest.mark.parametrize("units", [("người", "nghìn người"), ("nghìn người", "người")])
def test_tables_below_each_other_have_units_of_their_own(
    tmp_path: Path, units: tuple[str, str]
) -> None:
    head: list[object] = ["STT", "Xã, phường", "Dân số", "Dân số được phủ sóng 4G"]
    rows: Rows = [DATE, []]
    for start, unit in zip((0, 4), units, strict=True):
        figures = ("12,5", "10,25") if unit.startswith("nghìn") else (12500, 10250)
        rows += [["A. CÁC XÃ", None, None, f"ĐVT: {unit}"], head]
        rows += [[n, NAMES[start + n - 1], *figures] for n in range(1, 5)]
        rows += [[None, "Cộng", "106.103", "103.106"] if start == 0 else [], []]
    found = read(tmp_path, rows).observations
    assert len(found) == 2 * len(NAMES)
    assert set(found.query("indicator == 'pop_4g'")["numerator"]) == {10250}
    assert set(found.query("indicator == 'population'")["numerator"]) == {12500}


def test_a_unit_said_on_each_page_parts_no_table(tmp_path: Path) -> None:
    head: list[object] = ["STT", "Xã, phường", "Số trạm 4G"]
    rows: Rows = [DATE, []]
    for page in (0, 4):
        rows += [[None, None, "ĐVT: trạm"], head]
        rows += [[page + n, NAMES[page + n - 1], 5] for n in range(1, 5)]
    reading = read(tmp_path, [*rows, [None, "Tổng cộng", 40]])
    assert len(reading.observations) == len(NAMES)
    assert "total_differs" not in set(reading.findings["rule"])


def test_a_sum_has_rows_for_technologies_too(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["Xã, phường", "Công nghệ", "Số trạm"]]
    for number, name in enumerate(NAMES):
        rows += [[name, "4G", 10 + number], [None, "5G", number]]
        if number in {3, 7}:
            rows += [["Cộng Huyện Bình Gia (cũ)", "4G", 999], [None, "5G", 99]]
    found = read(tmp_path, rows).observations
    assert len(found) == 2 * len(NAMES)
    assert found["numerator"].max() == 17


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("Nguồn: các doanh nghiệp; số liệu chốt ngày 30/9/2025.", dt.date(2025, 9, 30)),
        ("Data cut-off: 30 September 2025. Printed on 08 October 2025.", dt.date(2025, 9, 30)),
        ("(*) Xã sáp nhập từ ngày 01/7/2025", None),
    ],
)
def test_the_date_may_stand_in_the_last_line(
    tmp_path: Path, note: str, day: dt.date | None
) -> None:
    assert read(tmp_path, [*table("Số trạm 4G"), [None, note]]).as_of == day


def test_a_list_of_numbered_villages_beneath_communes(tmp_path: Path) -> None:
    rows: Rows = [["DANH SÁCH THÔN, BẢN"], DATE, []]
    rows += [["TT", "Tên đơn vị", "Số thôn", "Có sóng 4G"]]
    for number, name in enumerate(NAMES, start=1):
        rows += [[number, f"UBND {name.lower()}", None, None]]
        rows += [["-", f"Thôn {one}", None, "có" if one < 3 else "không"] for one in (1, 2, 3)]
        rows += [[None, f"Cộng {name.lower()}", 3, 2]]
    found = read(tmp_path, rows).villages
    assert found.groupby("unit_code").size().tolist() == [3] * len(NAMES)
    assert set(found["village"]) == {"Thôn 1", "Thôn 2", "Thôn 3"}


def test_districts_above_communes_side_by_side_say_where(tmp_path: Path) -> None:
    districts = ["Huyện Bình Gia (cũ)", "Huyện Bình Gia (cũ)", "Huyện Bắc Sơn (cũ)"]
    rows: Rows = [["CHỈ TIÊU HẠ TẦNG SỐ"], DATE, []]
    for start in (0, 3):
        names = NAMES[start : start + 3]
        rows += [["TT", "Chỉ tiêu", "ĐVT", *districts], [None, None, None, *names]]
        rows += [[1, "Số trạm 4G", "trạm", 5, 6, 7], [2, "Số trạm 5G", "trạm", 1, 2, 3], []]
    found = read(tmp_path, [*rows, ["(*): xã biên giới"]]).observations
    assert len(found) == 12
    assert set(found["indicator"]) == {"stations_4g", "stations_5g"}


def test_rows_of_all_stand_below_rows_of_some(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["Đối tượng", "Xã, phường", "Số hộ", "Số hộ dùng cáp quang"]]
    rows += [["Hộ nghèo", name, 30, 10] for name in NAMES]
    rows += [["Toàn bộ hộ dân", name, 300, 200] for name in NAMES]
    found = read(tmp_path, rows).observations.query("indicator == 'households_fibre_subscribed'")
    assert set(found["numerator"]) == {200}
    assert len(found) == len(NAMES)


def test_a_column_of_the_whole_territory_is_not_all_that_have_a_signal(tmp_path: Path) -> None:
    head: list[object] = ["Xã, phường", "Số thôn", "Số thôn có sóng 4G"]
    rows: Rows = [DATE, [], head, [None, None, "Trên toàn bộ địa bàn thôn"]]
    reading = read(tmp_path, [*rows, *[[name, 9, 5] for name in NAMES]])
    assert "villages_4g" not in set(reading.observations["indicator"])


@pytest.mark.parametrize("lower", ["(kế hoạch)", "giao năm 2026", "hộ nghèo"])
def test_a_lower_level_of_one_column_is_heard(tmp_path: Path, lower: str) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã, phường", "Số trạm 4G", "Số hộ dùng cáp quang"]]
    rows += [[None, None, None, lower]]
    rows += [[n, name, 9, 5] for n, name in enumerate(NAMES, start=1)]
    assert set(read(tmp_path, rows).observations["indicator"]) == {"stations_4g"}


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("Riêng trạm 5G: phát thử nghiệm trong nội bộ, chưa cung cấp dịch vụ", {"stations_4g"}),
        ("Số trạm 4G: cộng dồn các lượt xây dựng từ năm 2021.", {"stations_5g"}),
        ("Ghi chú: Trạm 5G - số ước thực hiện đến cuối năm", {"stations_4g"}),
        ("Trạm 5G: gồm cả trạm dùng chung", {"stations_4g", "stations_5g"}),
        ("Trạm 5G mới đang phát thử nghiệm.", {"stations_4g"}),
        ("Số liệu trạm 4G là ước tính theo mô hình.", {"stations_5g"}),
        ("Trạm 5G lấy theo số giấy phép", {"stations_4g"}),
        ("Trạm 5G tính đến 30/9/2025; sẽ thử nghiệm 6G", {"stations_4g", "stations_5g"}),
        ("Trạm 4G là trạm đang phát sóng, không theo giấy phép", {"stations_4g", "stations_5g"}),
        ("Nguồn: Trung tâm viễn thông, chưa cung cấp bản giấy", {"stations_4g", "stations_5g"}),
    ],
)
def test_a_note_that_begins_with_a_heading_is_about_its_column(
    tmp_path: Path, note: str, left: set[str]
) -> None:
    for rows in (
        [DATE, [note], *table("Số trạm 4G", "Số trạm 5G")],
        [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [], [None, note]],
    ):
        assert set(read(tmp_path, rows).observations["indicator"]) == left


@pytest.mark.parametrize(
    ("note", "left"),
    [
        ("Số trạm 5G bao gồm cả trạm đang lắp đặt", {"stations_4g"}),
        ("Số trạm tính theo mô hình chính quyền 2 cấp", {"stations_4g", "stations_5g"}),
        ("Trạm 5G dự kiến lắp thêm 2 trạm trong quý IV", {"stations_4g", "stations_5g"}),
    ],
)
def test_a_note_below_is_about_the_column_that_it_names(
    tmp_path: Path, note: str, left: set[str]
) -> None:
    rows = [DATE, [], *table("Số trạm 4G", "Số trạm 5G"), [], [None, note]]
    assert set(read(tmp_path, rows).observations["indicator"]) == left


def test_a_remark_on_one_technology_takes_out_its_figure_only(tmp_path: Path) -> None:
    rows: Rows = [DATE, [], ["Xã, phường", "Trạm 4G", "Trạm 5G", "Ghi chú"]]
    rows += [[name, 5, 2, None] for name in NAMES]
    rows[3][3] = "Các trạm 5G đang xây dựng, chưa phát sóng"
    rows[4][3] = "Dự kiến phát sóng thêm 2 trạm 5G"
    reading = read(tmp_path, rows)
    found = reading.observations.dropna(subset="numerator").groupby("indicator").size()
    assert found.to_dict() == {"stations_4g": len(NAMES), "stations_5g": len(NAMES) - 1}
    said = reading.findings.query("rule == 'figure_said_wrong'")
    assert said["cell"].tolist() == ["D4"]


@pytest.mark.parametrize(
    ("note", "is_read"),
    [
        ("(*) Xã chưa có số thực tế: là số ước thực hiện đến 31/12/2025.", False),
        ("(*) Số liệu dự kiến cuối năm", False),
        ("(*) Số liệu do doanh nghiệp ước tính", True),
        ("(*) Xã biên giới, đặc biệt khó khăn", True),
        ("(*) Xã sáp nhập theo kế hoạch của tỉnh", True),
    ],
)
def test_a_note_on_marked_names_can_say_that_their_figures_are_to_come(
    tmp_path: Path, note: str, *, is_read: bool
) -> None:
    rows: Rows = [DATE, [], *table("Số trạm 4G"), [], [note]]
    rows[3][1] = f"{NAMES[0]} (*)"
    assert len(read(tmp_path, rows).observations) == len(NAMES) - (not is_read)


def test_the_network_that_is_roamed_into_is_no_own_coverage(tmp_path: Path) -> None:
    own = [["MOBIFONE: VÙNG PHỦ"], DATE, *table("Dân số được phủ sóng 4G")]
    other: Rows = [["MOBIFONE: VÙNG PHỦ CHUYỂN VÙNG TRONG NƯỚC"], DATE]
    other += [[*row[:2], 7] if row[0] != "STT" else row for row in own[2:]]
    found = read(tmp_path, own, other, operator="mobifone").observations
    assert len(found) == len(NAMES)
    assert 7 not in set(found["numerator"])


@pytest.mark.parametrize("passed", ["Cáp quang đã đến, lắp được ngay", "Cáp quang đã đến"])
def test_the_whole_stands_before_its_parts(tmp_path: Path, passed: str) -> None:
    rows: Rows = [["HỘ GIA ĐÌNH KẾT NỐI CÁP QUANG"], DATE]
    rows += [["Xã, phường", "Tổng số", "Trong đó", None]]
    rows += [[None, None, passed, "Đang thuê bao cáp quang"]]
    rows += [[name, 1000, 900, 500] for name in NAMES]
    found = read(tmp_path, rows).observations.dropna(subset="denominator")
    said = found[["indicator", "numerator", "denominator"]].itertuples(index=False, name=None)
    expected = {("households_fibre_subscribed", 500, 1000)}
    if "lắp được" in passed:  # passed, or connected: the shorter heading does not say
        expected.add(("households_fibre_passed", 900, 1000))
    assert set(said) == expected


@pytest.mark.parametrize("sign", ["+/-", "(+,-)", "±", "Tăng/giảm"])
def test_a_sign_of_more_or_less_is_no_state(tmp_path: Path, sign: str) -> None:
    rows: Rows = [DATE, [], ["STT", "Xã, phường", "Trạm 4G", None, "Trạm 5G"]]
    rows += [[None, None, "Quý trước", sign, None]]
    rows += [[n, name, 9, 1, 2] for n, name in enumerate(NAMES, start=1)]
    assert set(read(tmp_path, rows).observations["indicator"]) == {"stations_5g"}
