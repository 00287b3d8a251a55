"""What forms of police, one-stop shops, statisticians and communes say in their own way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.numbers import Cell, read_marks
from dxanalysis.sources.workbook.words.compose import compose
from tests.test_workbook import figure, rules
from tests.test_workbook import read as read_path
from tests.test_workbook_headings import DAY, UNITS, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.mark.parametrize(
    ("cell", "part", "whole"),
    [
        ("9.412 (▲120)", 9412, None), ("812 (-3)", 812, None), ("812 (giảm 3)", 812, None),
        ("14/15 thôn/khối phố (trừ Thôn Nà Pất, Khối phố 3 và 1 thôn/khối phố khác)", 14, 15),
        ("15/15 thôn", 15, 15), ("8+4=12", 12, None), ("1.200 + 800 = 2.000", 2000, None),
    ],
)  # fmt: skip
def test_what_stands_in_brackets_behind_a_count(cell: str, part: float, whole: float) -> None:
    found = compound(cell)
    assert found is not None
    assert found.part == part
    assert whole is None or found.whole == whole


@pytest.mark.parametrize(
    "cell", ["812 (3)", "812 (▲3%)", "14 (trừ thôn A)", "14/15/2025 (trừ A)", "8+4=13"]
)
def test_a_bracket_that_may_say_anything_is_not_passed_over(cell: str) -> None:
    assert compound(cell) is None


def test_states_of_a_signal_in_a_clerk_s_words() -> None:
    yes = ["Có 4G, dùng tốt", "Đã có 4G từ năm 2023", "Có sóng ổn định"]
    no = ["Chưa có 4G, chỉ gọi được 2G", "Không có sóng"]
    unclear = ["Có 4G nhưng yếu", "Có 4G, chưa phủ hết", "4G chập chờn"]
    marks = read_marks({place: Cell(word) for place, word in enumerate([*yes, *no, *unclear])})
    assert [marks.numbers[place] for place in range(5)] == [1, 1, 1, 0, 0]
    assert sorted(marks.unreadable) == [5, 6, 7]


def test_a_unit_below_a_heading_does_not_make_up_for_words_unknown() -> None:
    assert compose(["Số thôn đã ra mắt mô hình", "thôn"]).reason == "column_unknown"
    assert compose(["Số thôn", "thôn"]).quantity == "villages"


def test_villages_named_beside_their_number_are_no_list(tmp_path: Path) -> None:
    head = ["Tên xã", "Tổng số bản", "Số bản chưa có sóng", "Tên bản chưa có sóng"]
    rows: list[Any] = [
        ["BẢN CHƯA CÓ SÓNG"],
        DAY,
        head,
        *[[name, 12, 2, "Bản A, Bản B"] for name in UNITS],
    ]
    reading = read(tmp_path, rows)
    assert figure(reading, "04171", "villages_no_signal")["numerator"] == 2
    assert figure(reading, "04171", "villages")["numerator"] == 12
    assert reading.villages.empty
    rows[0] = ["BẢN CHƯA CÓ SÓNG 4G"]  # some of them have 2G
    asked = read(tmp_path, rows)
    assert "villages_no_signal" not in set(asked.observations["indicator"])
    assert ("title_changes", "C3") in rules(asked)


@pytest.mark.parametrize(
    ("counted", "known"), [("Số hộ dân cư", True), ("Số hộ lắp camera", False)]
)
def test_fields_of_a_database(tmp_path: Path, counted: str, *, known: bool) -> None:
    rows: list[Any] = [["TenDVHC", "ChiTieu", "DonViTinh", "ThoiDiem", "GiaTri"]]
    for name in UNITS:
        for day, people, homes in (("01/7/2024", 4000, 900), ("01/7/2025", 4100, 950)):
            rows += [[name, "Dân số thời điểm 01/7", "Người", day, people]]
            rows += [[name, counted, "Hộ", day, homes]]
    reading = read(tmp_path, rows)
    assert str(reading.as_of) == "2025-07-01"
    now = reading.observations.set_index("indicator")["numerator"]
    assert set(now["population"]) == {4100}
    assert ("households" in now.index) is known  # their unit alone does not say which homes


@pytest.mark.parametrize(
    ("title", "read_as_files"),
    [("BÁO CÁO TỔNG HỢP GIẢI QUYẾT HỒ SƠ", True), ("TÌNH HÌNH GIẢI QUYẾT HỒ SƠ ĐẤT ĐAI", False)],
)
def test_headings_of_files_that_only_the_title_names(
    tmp_path: Path, title: str, *, read_as_files: bool
) -> None:
    head = ["Tên xã", "Tổng tiếp nhận", "Tiếp nhận trực tuyến", "Tiếp nhận trực tiếp"]
    rows: list[Any] = [[title], DAY, head, *[[name, 90, 60, 30] for name in UNITS]]
    if read_as_files:
        found = figure(read(tmp_path, rows), "04171", "files_online")
        assert (found["numerator"], found["denominator"]) == (60, 90)
    else:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)


def test_a_note_says_on_which_day_each_count_was_taken(tmp_path: Path) -> None:
    head = ["Tên xã", "Số thôn có sóng 4G", None]
    rows: list[Any] = [
        ["TÌNH HÌNH PHỦ SÓNG"], head, [None, "Lần 1", "Lần 2"], *[[name, 5, 8] for name in UNITS],
        ["Ghi chú: lần 1 chốt ngày 15/7/2025; lần 2 chốt ngày 30/9/2025."],
    ]  # fmt: skip
    reading = read(tmp_path, rows, merge=["B2:C2", "A2:A3"])
    assert set(reading.observations["numerator"]) == {8}
    assert set(reading.earlier["numerator"]) == {5}
    assert str(reading.as_of) == "2025-09-30"


@pytest.mark.parametrize(
    ("other", "people"), [("dân số là của toàn xã", True), ("dân số là người dân tộc", False)]
)
def test_a_note_on_some_columns_is_of_those_only(
    tmp_path: Path, other: str, *, people: bool
) -> None:
    note = f"(Thôn trong biểu là các thôn đặc biệt khó khăn; {other})"
    rows: list[Any] = [["KẾT QUẢ"], [note], DAY, ["Tên xã", "Dân số", "Số thôn"],
            *[[name, 9000, 3] for name in UNITS]]  # fmt: skip
    if people:
        found = read(tmp_path, rows).observations
        assert set(found["indicator"]) == {"population"}
    else:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)


@pytest.mark.parametrize(
    ("above", "all_homes"), [("RÀ SOÁT HỘ NGHÈO", True), ("THUÊ BAO PHÁT TRIỂN MỚI", False)]
)
def test_a_nearer_title_says_that_all_homes_are_meant(
    tmp_path: Path, above: str, *, all_homes: bool
) -> None:
    rows: list[Any] = [[above], ["Biểu 2 (tính trên tất cả các hộ)"], DAY,
            ["Tên xã", "Số hộ thuê bao cáp quang"], *[[name, 70] for name in UNITS]]  # fmt: skip
    if all_homes:
        assert set(read(tmp_path, rows).observations["numerator"]) == {70}
    else:
        with pytest.raises(FileUnreadableError):
            read(tmp_path, rows)


def test_a_sheet_of_former_communes_beside_one_of_today(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    old = ["Chiềng Đen", "Chiềng Xôm", "Chiềng Ngần", "Hua La", "Chiềng Cọ"]
    former: list[Any] = [["Tên xã", "Dân số"], *[[f"Xã {name}", 900] for name in old]]
    for row in former:
        first.append(row)
    second = book.create_sheet("Sau 01-7")
    now: list[Any] = [DAY, ["Tên xã", "Dân số"], *[[name, 9000] for name in UNITS]]
    for row in now:
        second.append(row)
    book.save(tmp_path / "v.xlsx")
    reading = read_path(tmp_path / "v.xlsx")
    assert set(reading.observations["numerator"]) == {9000}
    assert rules(reading, "error") == []
    assert ("vintage_beside", "A2") in rules(reading)
    first["B1"] = "Số hộ"  # what no other table of the file gives
    book.save(tmp_path / "w.xlsx")
    assert ("vintage_differs", "A2") in rules(read_path(tmp_path / "w.xlsx"), "error")


def test_rows_beneath_a_line_that_says_planned_are_asked_about(tmp_path: Path) -> None:
    head = ["Tên xã", "Số trạm 4G", "Ghi chú"]
    first, second, third, *rest = UNITS
    rows: list[Any] = [
        ["HIỆN TRẠNG TRẠM"], DAY, head,
        ["Huyện Sông Mã (cũ)"], [first, 7, ""], [second, 8, "Lấy theo kế hoạch năm 2026"],
        ["Huyện Mường La (cũ) - chưa gửi, ghi theo kế hoạch năm 2026"], [third, 9, ""],
        ["Huyện Mai Sơn (cũ)"], *[[name, 5, "Có trong kế hoạch 2026"] for name in rest],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    assert sorted(reading.observations["numerator"]) == sorted([7, *[5] * len(rest)])
    assert {"row_said_wrong", "section_other"} <= {rule for rule, _ in rules(reading)}


def test_a_share_that_is_the_same_everywhere_is_no_commune_s(tmp_path: Path) -> None:
    many = ["Xã Bó Sinh", "Xã Mường Hung", "Xã Chiềng Khoong", "Xã Mường Lầm", "Xã Nậm Ty",
            "Xã Sông Mã", "Xã Huổi Một", "Xã Chiềng Sơ"]  # fmt: skip
    head = ["Tên xã", "Tỷ lệ dân số được phủ sóng 4G (%)", "Tỷ lệ dân số được phủ sóng 5G (%)"]
    rows: list[Any] = [["SỐ LIỆU"], DAY, head, *[[name, 86.5, 0] for name in many]]
    reading = read(tmp_path, rows)
    assert set(reading.observations.dropna(subset="rate")["indicator"]) == {"pop_5g"}
    assert ("column_repeated", "B3") in rules(reading)
    rows[3][1] = 86.4
    assert ("column_repeated", "B3") not in rules(read(tmp_path, rows))


def test_households_that_do_not_fit_the_people_are_of_some(tmp_path: Path) -> None:
    many = ["Xã Bó Sinh", "Xã Mường Hung", "Xã Chiềng Khoong", "Xã Mường Lầm", "Xã Nậm Ty",
            "Xã Sông Mã", "Xã Huổi Một", "Xã Chiềng Sơ"]  # fmt: skip
    head = ["Tên xã", "Dân số", "Số hộ", "Số hộ sử dụng cáp quang"]
    for homes, expected in ((240, {"population"}), (2250, {"population", "households"})):
        rows: list[Any] = [["SỐ LIỆU"], DAY, head]
        rows += [[name, 9000 + at, homes + at, 100 + at] for at, name in enumerate(many)]
        found = read(tmp_path, rows).observations.dropna(subset="numerator")
        assert set(found["indicator"]) - {"households_fibre_subscribed"} == expected
        assert ("households_fibre_subscribed" in set(found["indicator"])) == (homes > 1000)


@pytest.mark.parametrize(
    ("title", "read_all"),
    [
        ("ƯỚC THỰC HIỆN ĐẾN 31/12/2025", False),
        ("KẾT QUẢ ĐẾN 31/12/2025", False),  # made in October
        ("KẾT QUẢ ĐẾN 30/9/2025", True),
        ("KẾT QUẢ CỦA CÁC HỘ KINH DOANH ĐẾN 30/9/2025", False),
        ("TỶ LỆ ‰ ĐẾN 30/9/2025", False),
        ("TRẠM PHÁT TRIỂN THÊM TRONG QUÝ, ĐẾN 30/9/2025", False),
        ("PHÁT TRIỂN THUÊ BAO VÀ TRẠM TRONG THÁNG, ĐẾN 30/9/2025", False),
        ("PHÁT TRIỂN HẠ TẦNG SỐ ĐẾN 30/9/2025", True),
    ],
)
def test_titles_that_make_a_table_no_state_of_today(
    title: str, *, read_all: bool, tmp_path: Path
) -> None:
    rows: list[Any] = [[title], ["Lập ngày 05/10/2025"], ["Tên xã", "Số trạm 4G"]]
    rows += [[name, 4 + at] for at, name in enumerate(UNITS)]
    try:
        found = read(tmp_path, rows)
    except FileUnreadableError:
        assert not read_all
    else:
        assert read_all
        assert str(found.as_of) == "2025-09-30"


def test_what_a_note_leaves_out_is_asked_about(tmp_path: Path) -> None:
    head = ["Tên xã", "Số thôn", "Số trạm 4G"]
    rows: list[Any] = [
        ["SỐ LIỆU"],
        DAY,
        head,
        *[[name, 12 + at, 3] for at, name in enumerate(UNITS)],
    ]
    for note, kept in (
        ("Ghi chú: không bao gồm thôn mới thành lập.", {"stations_4g"}),
        ("Ghi chú: số trạm chưa bao gồm trạm IBS.", {"villages", "stations_4g"}),
        ("Ghi chú: số trạm không gồm trạm lưu động, trạm dự phòng.", {"villages", "stations_4g"}),
        ("Ghi chú: không tính trùng trạm dùng chung.", {"villages", "stations_4g"}),
    ):
        assert set(read(tmp_path, [*rows, [note]]).observations["indicator"]) == kept, note


@pytest.mark.parametrize(
    ("note", "known"),
    [
        ("(*) Một người dự nhiều lớp chỉ tính 01 lần.", True),
        ("(*) Mỗi học viên chỉ được tính một lần kể cả học nhiều khóa", True),
        ("(*) Mỗi người chỉ tính một lần; chỉ tính nữ.", False),
        ("(*) Không cộng các cột với nhau.", True),
        ("(*) Chỉ tính người học xong khóa thứ nhất", False),
    ],
)
def test_that_nothing_is_counted_twice_changes_nothing(
    tmp_path: Path, note: str, *, known: bool
) -> None:
    head = ["Tên xã", "Số thôn", "Số người trong độ tuổi lao động được tập huấn kỹ năng số (*)"]
    rows: list[Any] = [["SỐ LIỆU"], DAY, head, *[[name, 12, 300] for name in UNITS], [], [note]]
    reading = read(tmp_path, rows)
    assert ("working_age_skills" in set(reading.observations["indicator"])) is known
    assert (not rules(reading, "warning")) is known


def test_the_label_of_a_total_may_stand_where_codes_do(tmp_path: Path) -> None:
    head = ["TT", "Mã ĐVHC", "Tên ĐVHC", "Số thôn"]
    rows: list[Any] = [["SỐ LIỆU"], DAY, head, [None, "Toàn tỉnh", None, 48]]
    codes = ("04171", "04195", "03646", "03688")
    rows += [[at, codes[at], name, 12] for at, name in enumerate(UNITS[:2])]
    reading = read(tmp_path, rows)
    assert set(reading.observations["numerator"]) == {12}
    assert not rules(reading, "error")


@pytest.mark.parametrize(
    ("title", "are_read"),
    [
        ("PHỦ SÓNG 5G TẠI NHÀ GA, BẾN CẢNG, KHU CÔNG NGHIỆP", {"places_5g"}),
        ("PHỦ SÓNG 5G TẠI KHU CÔNG NGHIỆP", {"places_5g"}),
        ("PHỦ SÓNG 5G", {"places_5g", "villages_5g"}),
    ],
)
def test_places_of_importance_are_what_their_title_is_about(
    tmp_path: Path, title: str, are_read: set[str]
) -> None:
    head = ["Tên xã", "Tổng số địa điểm trọng yếu", "Số địa điểm trọng yếu có sóng 5G"]
    head += ["Số thôn có sóng 5G"]
    rows: list[Any] = [[title], DAY, head, *[[name, 5, 3, 9] for name in UNITS]]
    assert set(read(tmp_path, rows).observations["indicator"]) == are_read


def test_a_letter_s_day_and_number_are_no_figures_of_a_row(tmp_path: Path) -> None:
    top = ["Tên xã", "Văn bản trả lời", None, "Số thôn"]
    head = [None, "Số", "Ngày", None]
    rows: list[Any] = [["SỐ LIỆU"], DAY, top, head]
    rows += [[name, 200 + at, f"{at + 5}/10/2025", 12 + at] for at, name in enumerate(UNITS)]
    reading = read(tmp_path, rows)
    assert sorted(reading.observations["numerator"]) == [12 + at for at in range(len(UNITS))]
    assert set(reading.observations["as_of"].astype(str).str[:10]) == {"2025-09-30"}


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Lưu ý: tỷ lệ ở cột cuối không tính trên tổng số hộ.", {"households", "stations_4g"}),
        ("Lưu ý: không tính hộ tạm trú mới đến.", {"households", "stations_4g"}),
        ("Lưu ý: không tính hộ nghèo.", {"stations_4g"}),
    ],
)
def test_on_what_shares_are_worked_out_leaves_nothing_out(
    tmp_path: Path, note: str, kept: set[str]
) -> None:
    head = ["Tên xã", "Tổng số hộ", "Số trạm 4G"]
    rows: list[Any] = [["SỐ LIỆU"], DAY, head, *[[name, 900, 3] for name in UNITS], [], [note]]
    assert set(read(tmp_path, rows).observations["indicator"]) == kept
