"""Remarks and comments by which figures are wrong, or of more than their commune."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment

from dxanalysis import read_workbook
from dxanalysis.sources.workbook.figures.cell_marks import without_unit
from dxanalysis.sources.workbook.rows.denials import denies, is_of_wider
from tests.test_workbook import figure
from tests.test_workbook_around import DATE, LISTED, NAMES, Rows, read

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

WIDER = [
    "(*) trạm và thuê bao là số toàn khu vực (huyện cũ), chưa tách",
    "Số liệu của cả huyện Lộc Bình cũ",
    "Số toàn huyện",
    "Số liệu toàn huyện cũ",
    "Tính chung cả cụm xã",
    "Gộp số liệu toàn huyện",
    "Số của cả 3 xã",
    "Chưa tách riêng cho từng xã",
    "Chưa bóc tách được theo xã",
    "Ghi số của cả TTVT khu vực",
    "so toan huyen cu",
    "toàn huyện cũ",
    "Figures for the whole district",
]
OWN = [
    "Số liệu của 3 xã cũ gộp lại",
    "Gồm cả khu vực thôn Bản Mới",
    "Số toàn xã sau sáp nhập",
    "Xã có tỷ lệ cao nhất toàn tỉnh",
    "Thuộc huyện Lộc Bình cũ",
    "Xã trung tâm huyện cũ",
    "Gồm cả xã Tân Lập cũ",
    "So với bình quân toàn tỉnh",
    "Số trạm phục vụ cả khu vực",
    "Tính cả cụm dân cư số 3",
    "Số liệu đã tách riêng theo xã",
]


@pytest.mark.parametrize("remark", WIDER)
def test_figures_of_a_wider_area_are_told(remark: str) -> None:
    assert is_of_wider(remark)


@pytest.mark.parametrize("remark", OWN)
def test_what_is_the_communes_own_is_not(remark: str) -> None:
    assert not is_of_wider(remark)


def build(
    folder: Path, remark: str | None = None, comment: tuple[str, str] | None = None
) -> WorkbookReading:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số liệu đến 30/9/2025"])
    sheet.append(
        ["STT", "Xã, phường", "Dân số", "Trạm 4G", "Hộ thuê bao cáp quang"]
        + ["Ghi chú"] * bool(remark)
    )
    for n, name in enumerate(NAMES, start=1):
        sheet.append([n, name, 9000 + n, 10 + n, 700 + n, *([remark] if n == 3 and remark else [])])
    if comment:
        sheet[comment[0]].comment = Comment(comment[1], "A")
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="vnpt", province="20")


@pytest.mark.parametrize(
    ("remark", "kept"),
    [
        ("Trạm và thuê bao là số toàn khu vực, chưa tách", {"population"}),
        ("Trạm 4G: số của cả huyện cũ", {"population", "households_fibre_subscribed"}),
        ("Số toàn huyện", set()),
        ("Số liệu của 3 xã cũ", {"population", "stations_4g", "households_fibre_subscribed"}),
    ],
)
def test_figures_of_a_wider_area_are_not_taken(tmp_path: Path, remark: str, kept: set[str]) -> None:
    reading = build(tmp_path, remark)
    own = reading.observations[reading.observations["unit_code"].eq(LISTED.index[2])]
    assert set(own.dropna(subset="numerator")["indicator"]) == kept
    named = reading.findings[reading.findings["unit_code"].eq(LISTED.index[2])]
    assert named["rule"].isin(["figure_said_wrong", "row_said_wrong"]).any() == (len(kept) < 3)
    assert figure(reading, LISTED.index[1], "stations_4g")["numerator"] == 12


WITHDRAWN = [
    "Xã đã xin rút số liệu để điều tra lại",
    "Đề nghị rút lại số liệu",
    "Không sử dụng số liệu này; chờ rà soát",
    "Số liệu không còn giá trị",
    "Số văn bản ký số gồm cả văn bản đến, đề nghị không sử dụng",
    "Withdrawn by the commune",
]


@pytest.mark.parametrize("remark", WITHDRAWN)
def test_what_its_sender_takes_back_is_not_used(remark: str) -> None:
    assert denies(remark)


@pytest.mark.parametrize(
    "remark",
    [
        "Đã thu hồi đất",
        "Rút kinh nghiệm",
        "Đã rút ngắn thời gian xử lý",
        "Chưa công bố số liệu",
        "Trạm 2G không sử dụng",
        "Đề nghị không sử dụng trạm cũ",
    ],
)
def test_what_is_withdrawn_otherwise_denies_nothing(remark: str) -> None:
    assert not denies(remark)


def test_a_note_takes_one_figure_of_one_commune_back(tmp_path: Path) -> None:
    rows: Rows = [
        DATE, ["STT", "Xã, phường", "Số hộ", "Hộ có điện thoại thông minh", "Ghi chú"],
        *[[n, name, 900 + n, 700 + n] for n, name in enumerate(NAMES, start=1)],
        [f"(1) Số hộ có điện thoại thông minh của {NAMES[2]} xã xin rút; không sử dụng số này."],
    ]  # fmt: skip
    rows[4].append("Xem chú thích (1)")
    reading = read(tmp_path, rows, operator="any")
    assert math.isnan(figure(reading, LISTED.index[2], "households_smartphone")["numerator"])
    assert figure(reading, LISTED.index[2], "households")["numerator"] == 903
    assert figure(reading, LISTED.index[3], "households_smartphone")["numerator"] == 704


def test_a_correction_of_one_commune_leaves_the_column_of_the_others(tmp_path: Path) -> None:
    rows: Rows = [
        DATE, ["STT", "Xã, phường", "Số hộ", "Số trạm 4G"],
        *[[n, name, 900 + n, 7 + n] for n, name in enumerate(NAMES, start=1)],
        [None, f"(*) Đính chính: số trạm 4G của {NAMES[2]} là 12, không phải 10 như ở cột 4."],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    assert figure(reading, LISTED.index[0], "stations_4g")["numerator"] == 8
    assert math.isnan(figure(reading, LISTED.index[2], "stations_4g")["numerator"])


@pytest.mark.parametrize(
    "text",
    [
        "Ghi nhầm, số đúng là 20 (đã xác nhận với xã)",
        "Sửa thành 20",
        "Phải là 20",
        "Gõ thiếu số 0",
        "Số của cả huyện",
        "Số kế hoạch",
        "Should be 20",
        "Mới tính một nửa xã; chưa tính đủ",
    ],
)
def test_a_comment_can_deny_the_figure_in_its_cell(tmp_path: Path, text: str) -> None:
    reading = build(tmp_path, comment=("D5", text))
    assert math.isnan(figure(reading, LISTED.index[2], "stations_4g")["numerator"])
    said = reading.findings[reading.findings["rule"].eq("figure_said_wrong")]
    assert [*said["indicator"]] == ["stations_4g"]
    assert [*said["unit_code"]] == [LISTED.index[2]]
    assert figure(reading, LISTED.index[2], "population")["numerator"] == 9003


@pytest.mark.parametrize(
    "text",
    [
        "Trước ghi nhầm 31, số đúng là 13",
        "Nguồn: báo cáo của xã, đã đối chiếu, khớp",
        "Gồm 2 xã cũ",
    ],
)
def test_a_comment_can_leave_its_figure_as_it_is(tmp_path: Path, text: str) -> None:
    reading = build(tmp_path, comment=("D5", text))
    assert figure(reading, LISTED.index[2], "stations_4g")["numerator"] == 13


def test_a_comment_on_a_name_is_about_its_row(tmp_path: Path) -> None:
    reading = build(tmp_path, comment=("B5", "Số toàn huyện, chưa tách"))
    assert LISTED.index[2] not in set(reading.observations["unit_code"])
    assert LISTED.index[2] in set(reading.findings["unit_code"])


@pytest.mark.parametrize(
    "remark",
    [
        "Thực tế 12",
        "Đúng ra là 15",
        "Phải là 33",
        "Gõ thiếu số 0",
        "Nhập lộn cột",
        "Xã chưa báo cáo; số ghi là chỉ tiêu kế hoạch",
        "Ghi theo chỉ tiêu tỉnh giao",
        "Phường không gửi, điền theo mức trung bình của cụm",
        "Số bình quân các xã cùng huyện cũ",
        "Mượn số của xã bên cạnh",
        "Lấy tạm theo số liệu xã lân cận",
        "Không phải số của xã",
        "Average of neighbouring communes",
    ],
)
def test_a_remark_can_say_what_the_figure_should_be(remark: str) -> None:
    assert denies(remark)


@pytest.mark.parametrize(
    "remark",
    [
        "Ghi theo chỉ tiêu 0102 của Cục Thống kê",
        "Vượt chỉ tiêu giao",
        "Đạt chỉ tiêu kế hoạch",
        "Cao hơn mức bình quân toàn tỉnh",
        "Lấy theo dân số trung bình năm 2024",
        "Tính trung bình mỗi hộ 4 người",
        "Xã trung bình",
    ],
)
def test_a_remark_can_name_a_target_and_deny_nothing(remark: str) -> None:
    assert not denies(remark)


def test_a_mean_that_was_filled_in_is_no_figure_of_its_commune(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Số liệu đến 30/9/2025"])
    sheet.append(["STT", "Xã, phường", "Dân số", "Trạm 4G"])
    for n, name in enumerate(NAMES, start=1):
        sheet.append([n, f"{name} (*)" if n == 3 else name, 9000 + n, "14**" if n == 5 else 10 + n])
    sheet.append(["(*) Chưa gửi biểu, dùng số trung bình của các xã trong cụm."])
    sheet.append(["(**) Ghi theo số liệu bình quân toàn tỉnh."])
    book.save(folder := tmp_path / "a.xlsx")
    reading = read_workbook(folder, operator="vnpt", province="20")
    assert LISTED.index[2] not in set(reading.observations["unit_code"])
    assert math.isnan(figure(reading, LISTED.index[4], "stations_4g")["numerator"])
    assert figure(reading, LISTED.index[4], "population")["numerator"] == 9005
    assert figure(reading, LISTED.index[5], "stations_4g")["numerator"] == 16


@pytest.mark.parametrize(
    ("quantity", "written", "read_as"),
    [
        ("files_online", "1.204 hồ sơ", "1.204"),
        ("training_sessions", "3 lớp", "3"),
        ("team_members", "136 người", "136"),
        ("documents_electronic", "15 van ban", "15"),
        ("villages", "12 thôn", "12"),
        ("teams", "5 người", "5 người"),
        ("people_4g", "80 hộ", "80 hộ"),
        ("staff_support", "12 triệu đồng", "12 triệu đồng"),
    ],
)
def test_the_unit_of_what_is_counted_may_stand_behind_it(
    quantity: str, written: str, read_as: str
) -> None:
    assert without_unit(quantity, written) == read_as


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("17 (trong đó 5 trạm dùng chung)", "17"),
        ("17 trạm, trong đó 5 trạm dùng chung", "17"),
        ("17 (trong đó 3 trạm đang thi công)", ""),
        ("17 (trong đó 2 trạm của VNPT)", ""),
        ("17 (trong đó 2 trạm ước tính)", ""),
        ("5 (trong đó 17 trạm)", ""),
    ],
)
def test_a_part_in_brackets_leaves_its_whole(written: str, read_as: str) -> None:
    value = str(without_unit("stations_4g", written))
    assert value == read_as if read_as else "(" in value


SHARED: Rows = [
    ["STT", "Xã, phường", "Số cán bộ làm việc tại bộ phận một cửa", "Dân số", "Ghi chú"],
    *([n, name, n, 9000 + n, None] for n, name in enumerate(NAMES, start=1)),
]


def shared(
    folder: Path, remark: str, *below: str, mark: str = "", blank: bool = True
) -> set[tuple[str, str]]:
    """Give what is missing of figures where the third commune's officers are another's."""
    rows = [[*row] for row in SHARED]
    rows[1][1] = f"{NAMES[0]}{mark}"
    rows[3][2], rows[3][4] = None if blank else 3, remark
    found = read(folder, [DATE, [], *rows, *([line] for line in below)], operator="any")
    held = found.observations.dropna(subset="numerator")
    kept = {*zip(held["unit_code"], held["indicator"], strict=True)}
    whole = {
        (code, one) for code in LISTED.index[:8] for one in ("one_stop_officers", "population")
    }
    return {(NAMES[[*LISTED.index].index(code)], one) for code, one in whole - kept}


@pytest.mark.parametrize(
    "into", ["Chung với {}", "Đã tính ở {}", "Gộp vào {}", "Tính chung với {}"]
)
def test_blank_figures_of_a_row_that_stand_in_another(tmp_path: Path, into: str) -> None:
    remark = into.format(NAMES[0])
    both = {(NAMES[0], "one_stop_officers"), (NAMES[2], "one_stop_officers")}
    assert shared(tmp_path, remark) == both
    of_row = {(NAMES[2], "one_stop_officers"), (NAMES[2], "population")}
    assert shared(tmp_path, remark, blank=False) == of_row


@pytest.mark.parametrize(
    "note",
    [
        "(1) Số cán bộ là của trung tâm liên xã, chưa tách từng xã",
        "(1) Số cán bộ phục vụ chung cho 3 xã",
        f"(1) Phục vụ chung: {NAMES[0]}, {NAMES[2]}",
    ],
)
def test_a_figure_that_serves_several_units_is_not_taken(tmp_path: Path, note: str) -> None:
    missing = shared(tmp_path, "", note, mark=" (1)")
    assert missing == {(NAMES[0], "one_stop_officers"), (NAMES[2], "one_stop_officers")}


@pytest.mark.parametrize(
    ("remark", "kept"),
    [
        ("Dân số ghi tạm theo kế hoạch", set()),
        ("Số cán bộ ghi nhầm, không sử dụng", {"population"}),
        ("Xã đang chuyển dữ liệu: số cán bộ là số tạm điền theo kế hoạch", {"population"}),
        ("Số cán bộ và dân số nhập ngược", set()),
        ("Số liệu ghi nhầm", set()),
    ],
)
def test_a_remark_can_deny_one_figure_of_its_row(
    tmp_path: Path, remark: str, kept: set[str]
) -> None:
    missing = {("one_stop_officers"), ("population")} - kept
    assert shared(tmp_path, remark, blank=False) == {(NAMES[2], one) for one in missing}


REWORDED = [
    "Sửa lại: 20",
    "Đề nghị đọc lại là 20",
    "Phải là: 20",
    "Thay bằng 20.",
    "Lẽ ra là 20",
    "20 mới đúng",
    "Không phải 13 mà là 20",
    "Lỗi đánh máy",
    "Lấy nhầm số năm trước",
    "Số này là của phường bên cạnh",
]
NO_CORRECTIONS = [
    "Sửa lại 2 nhà văn hóa",
    "Thay bóng bằng 2 đèn",
    "Cấp lại 12 máy",
    "Cập nhật lại: 12/10/2025",
    "Xã đạt 12 tiêu chí là đúng tiến độ",
    "Sóng 4G là của xã bên cạnh",
]


@pytest.mark.parametrize("remark", REWORDED)
def test_a_correction_is_heard_in_other_words(remark: str) -> None:
    assert denies(remark)


@pytest.mark.parametrize("remark", NO_CORRECTIONS)
def test_what_was_mended_in_the_commune_is_no_correction(remark: str) -> None:
    assert not denies(remark)


def test_a_technology_says_which_figure_is_corrected(tmp_path: Path) -> None:
    headings = ["Số thôn, bản", "Số thôn, bản phủ sóng 4G", "Số thôn, bản phủ sóng 5G", "Ghi chú"]
    remark = "Số thôn phủ 5G đọc lại là 1"
    body = [[n, name, 9, 7, 3, remark if n == 3 else None] for n, name in enumerate(NAMES, 1)]
    reading = read(tmp_path, [DATE, ["STT", "Xã", *headings], *body])
    own = reading.observations[reading.observations["unit_code"].eq(LISTED.index[2])]
    assert set(own.dropna(subset="numerator")["indicator"]) == {"villages", "villages_4g"}
