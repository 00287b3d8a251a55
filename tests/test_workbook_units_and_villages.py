"""Lists of villages, units that do not fit, figures shown with words, filters, forms."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.said_units import said_units
from tests.test_workbook import write
from tests.test_workbook_around import NAMES, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

THREE = NAMES[:3]


def rules(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


def values(reading: WorkbookReading, indicator: str) -> list[float]:
    own = reading.observations[reading.observations["indicator"] == indicator]
    return [float(one) for one in own["numerator"].dropna()]


def villages(title: str, heading: str = "Ghi chú", cells: Sequence[object] = ("", "", "")) -> Rows:
    body: Rows = [
        [n, name, f"Thôn {n}", 20 + n, cell or None]
        for n, (name, cell) in enumerate(zip(THREE, cells, strict=True), start=1)
    ]
    return [[title], ["Đến 30/9/2025"], ["STT", "Xã", "Tên thôn", "Số hộ", heading], *body]


def signals(reading: WorkbookReading) -> list[Any]:
    return [None if one is None or one != one else bool(one)  # noqa: PLR0124 - missing
            for one in reading.villages["signal"].astype("object").where(
                reading.villages["signal"].notna(), None)]  # fmt: skip


# ---- lists of villages -------------------------------------------------------------------------
@pytest.mark.parametrize(
    "title",
    [
        "Danh sách thôn chưa có sóng di động",
        "PHỤ LỤC 2: DANH SÁCH THÔN, BẢN TRẮNG SÓNG DI ĐỘNG VÀ LỘ TRÌNH PHỦ SÓNG",
        "DANH SÁCH CÁC THÔN CÒN LÕM SÓNG CẦN PHỦ SÓNG TRONG NĂM 2026",
        "KẾT QUẢ RÀ SOÁT CÁC THÔN CHƯA ĐƯỢC PHỦ SÓNG DI ĐỘNG QUÝ III NĂM 2025",
        "Danh sách thôn chưa có sóng 4G trên địa bàn tỉnh Lạng Sơn",
    ],
)
def test_a_list_of_those_without_a_signal_is_one(tmp_path: Path, title: str) -> None:
    reading = read(tmp_path, villages(title))
    assert signals(reading) == [False] * 3
    assert not {"villages_not_settled", "village_list_open"} & rules(reading)


@pytest.mark.parametrize(
    "title",
    [
        "Danh sách thôn đã được khắc phục lõm sóng",
        "Danh sách thôn trắng sóng trước 2025 nay đã có sóng",
        "DANH SÁCH THÔN KHÔNG CÒN LÕM SÓNG",
        "DANH SÁCH THÔN HẾT TRẮNG SÓNG",
        "DANH SÁCH THÔN LÕM SÓNG ĐÃ ĐƯỢC PHỦ SÓNG NĂM 2025",
        "KẾT QUẢ XÓA VÙNG LÕM SÓNG",
        "THÔN THOÁT KHỎI VÙNG LÕM SÓNG",
        "DANH SÁCH THÔN CHƯA CÓ SÓNG 5G",
        "DANH SÁCH THÔN TRẮNG SÓNG 3G",
        "DANH SÁCH THÔN CHƯA CÓ SÓNG 4G NHƯNG CÓ SÓNG 2G",
    ],
)
def test_a_list_of_those_served_by_now_has_none_without_a_signal(
    tmp_path: Path, title: str
) -> None:
    with pytest.raises(FileUnreadableError) as error:
        read(tmp_path, villages(title))
    assert error.value.key == "workbook.no_header_signal"


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Ghi chú", ["Đã có sóng", "Đã phủ sóng 8/2025", ""], [None, None, False]),
        ("Kết quả", ["Đã xóa", "", "Chưa xóa"], [None, False, False]),
        ("Trạng thái", ["Đã phủ sóng", "Chưa phủ sóng", ""], [None, False, False]),
        ("Ngày phát sóng", ["20/8/2025", "25/8/2025", ""], [None, None, False]),
        ("Ghi chú", ["Địa hình chia cắt", "Dự kiến phủ sóng 2026", "Đã có điện"], [False] * 3),
        ("Năm dự kiến phủ sóng", ["2026", "2027", "2028"], [False] * 3),
        ("Có đường ô tô", ["Có", "Có", "Không"], [False] * 3),
        ("Đã phát sóng", ["x", "Có", ""], [None, None, False]),
        ("Ghi chú", ["Có 4G", "Có điện", "Có sóng yếu"], [None, False, None]),
        ("Ghi chú", ["Chưa có sóng", "Đề xuất lắp trạm mới", "Đường khó đi"], [False] * 3),
    ],
)
def test_cells_say_which_villages_of_such_a_list_may_have_one_by_now(
    tmp_path: Path, heading: str, cells: list[str], expected: list[bool | None]
) -> None:
    reading = read(tmp_path, villages("RÀ SOÁT VÙNG LÕM SÓNG", heading, cells))
    assert signals(reading) == expected
    assert ("villages_not_settled" in rules(reading)) is (None in expected)


@pytest.mark.parametrize(
    ("heading", "cells", "expected"),
    [
        ("Vùng trắng sóng", ["x", "", ""], [False, None, None]),
        ("Lõm sóng", ["", "x", "x"], [None, False, False]),
        ("Trắng sóng", ["Có", "Không", "Có"], [False, None, False]),
        ("Tình trạng sóng 4G", ["Tốt", "Sóng tốt", "Chưa có sóng"], [True, True, False]),
        ("Tình trạng sóng", ["Có sóng", "Có sóng", "Không có sóng"], [True, True, False]),
        ("Có sóng 4G (x)", ["x", "", "x"], [True, False, True]),
    ],
)
def test_columns_of_marks_and_states(
    tmp_path: Path, heading: str, cells: list[str], expected: list[bool | None]
) -> None:
    reading = read(tmp_path, villages("DANH SÁCH THÔN", heading, cells))
    assert signals(reading) == expected
    assert ("villages_not_marked" in rules(reading)) is (None in expected)


@pytest.mark.parametrize(
    ("heading", "cells"),
    [
        ("Sóng 4G", [4, 3, 2]),
        ("Tình trạng sóng", ["Có sóng", "Sóng yếu", "Sóng yếu"]),
        ("Ghi chú", ["a", "b", "c"]),
    ],
)
def test_what_is_not_understood_makes_no_village_dark(
    tmp_path: Path, heading: str, cells: list[object]
) -> None:
    with pytest.raises(FileUnreadableError):
        read(tmp_path, villages("DANH SÁCH THÔN", heading, cells))


# ---- units of measure ----------------------------------------------------------------------------
def one_column(title: str, heading: str, *more: list[object]) -> Rows:
    return [[title], *more, ["Xã", heading], *[[name, 61 + n] for n, name in enumerate(THREE)]]


@pytest.mark.parametrize(
    ("unit", "heading"),
    [
        ("(ĐVT: hộ)", "Dân số được phủ sóng 4G"),
        ("(ĐVT: km2)", "Dân số được phủ sóng 4G"),
        ("(ĐVT: cell)", "Số trạm 4G"),
        ("(Đơn vị tính: vị trí)", "Số trạm 4G"),
        ("(ĐVT: cổng)", "Hộ có thuê bao cáp quang"),
        ("(ĐVT: hộ: thôn)", "Hộ có thuê bao cáp quang"),
        ("(tính theo vị trí)", "Số trạm 4G"),
        ("(ĐVT: giao dịch)", "Số trạm 4G"),
    ],
)
def test_a_unit_that_does_not_fit_leaves_the_column_unread(
    tmp_path: Path, unit: str, heading: str
) -> None:
    rows = one_column(f"Số liệu đến 30/9/2025 {unit}", heading)
    with pytest.raises(FileUnreadableError, match=heading):
        read(tmp_path, rows)


@pytest.mark.parametrize(
    ("unit", "heading", "indicator", "first"),
    [
        ("(ĐVT: hộ)", "Hộ có thuê bao cáp quang", "households_fibre_subscribed", 61),
        ("(ĐVT: thuê bao)", "Hộ có thuê bao cáp quang", "households_fibre_subscribed", 61),
        ("(ĐVT: chục hộ)", "Hộ có thuê bao cáp quang", "households_fibre_subscribed", 610),
        ("(trạm: trạm; hộ: trăm hộ)", "Hộ dùng cáp quang", "households_fibre_subscribed", 6100),
        ("(ĐVT: dân số: nghìn người; hộ: chục hộ)", "Tổng số hộ", "households", 610),
        ("(ĐVT: trạm)", "Số trạm 4G", "stations_4g", 61),
        ("(ĐVT: người, hộ, trạm, %)", "Số trạm 4G", "stations_4g", 61),
        ("Đơn vị: Sở KH&CN", "Số trạm 4G", "stations_4g", 61),
        ("(ĐVT: theo từng cột)", "Số trạm 4G", "stations_4g", 61),
        ("(ĐVT: hồ sơ)", "Tổng số hộ", "households", 61),
    ],
)
def test_a_unit_that_fits_changes_no_more_than_the_scale(
    tmp_path: Path, unit: str, heading: str, indicator: str, first: float
) -> None:
    reading = read(tmp_path, one_column(f"Số liệu đến 30/9/2025 {unit}", heading))
    assert values(reading, indicator)[0] == first


@pytest.mark.parametrize("more", [[], [["ĐVT:", "%"]]])
def test_percent_said_in_a_title_or_in_two_cells(tmp_path: Path, more: list[list[object]]) -> None:
    title = "Cáp quang đến 30/9/2025" + ("" if more else " (ĐVT: %)")
    reading = read(tmp_path, one_column(title, "Hộ có thuê bao cáp quang", *more))
    own = reading.observations
    assert own["rate"].round(2).tolist() == [0.61, 0.62, 0.63]
    assert own["numerator"].isna().all()


@pytest.mark.parametrize(
    ("unit", "read_as"),
    [
        ("% trên tổng số hộ đang sinh sống trên địa bàn", [0.61, 0.62, 0.63]),
        ("% tổng số hộ", [0.61, 0.62, 0.63]),
        ("% so với kế hoạch", []),
        ("% so với cùng kỳ năm trước", []),
        ("% trên tổng số xã, phường", []),
    ],
)
@pytest.mark.parametrize("label", ["ĐVT", "Đơn vị"])
def test_percentages_of_all_there_is_are_shares_and_those_of_a_plan_are_none(
    tmp_path: Path, label: str, unit: str, read_as: list[float]
) -> None:
    rows = one_column("Số liệu đến 30/9/2025", "Hộ có thuê bao cáp quang", [f"{label}: {unit}"])
    rows = [[*row, 9] if row[0] in THREE else row for row in rows]
    rows[2].append("Số trạm 4G (trạm)")
    own = read(tmp_path, rows).observations
    own = own[own["indicator"].eq("households_fibre_subscribed")]
    assert own["rate"].round(2).tolist() == read_as
    assert own["numerator"].isna().all()


def test_a_unit_of_one_column_says_nothing_of_those_beside_it(tmp_path: Path) -> None:
    body: Rows = [[name, 4000 + n, 9] for n, name in enumerate(THREE)]
    rows = [["Số liệu đến 30/9/2025 (ĐVT: người)"], ["Xã", "Dân số", "Số trạm 4G"], *body]
    assert values(read(tmp_path, rows), "stations_4g") == [9, 9, 9]


@pytest.mark.parametrize(
    ("line", "units"),
    [
        ("Đơn vị: Tổ dân phố 5", []),
        ("Đơn vị: UBND xã Đoàn Kết", []),
        ("ĐVT: Số lượng", []),
        ("Đơn vị tính: nghìn người", ["nghìn người"]),
        ("Phủ sóng (ĐVT: hộ, %)", ["hộ", "%"]),
    ],
)
def test_offices_are_no_units_of_measure(line: str, units: list[str]) -> None:
    assert [one.text for one in said_units([line])] == units


def test_the_name_of_a_sheet_is_no_unit(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.title = "K"
    for row in one_column("SỐ LIỆU ĐẾN 30/9/2025", "Tổng số hộ"):
        book.active.append(row)
    book.save(tmp_path / "k.xlsx")
    reading = read_workbook(tmp_path / "k.xlsx", operator="any", province="20")
    assert values(reading, "households") == [61, 62, 63]


# ---- formats of numbers that show words ------------------------------------------------------
def formatted(
    folder: Path, heading: str, form: str, numbers: Sequence[float] = (61, 62, 63)
) -> WorkbookReading:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["Số liệu đến 30/9/2025"], ["Xã", heading]):
        sheet.append(row)
    for name, number in zip(THREE, numbers, strict=True):
        sheet.append([name, number])
        sheet.cell(sheet.max_row, 2).number_format = form
    book.save(folder / "shown.xlsx")
    return read_workbook(folder / "shown.xlsx", operator="vnpt", province="20")


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("Trạm 5G", '0" (dự kiến)"'),
        ("Trạm 4G", '0" cell"'),
        ("Hộ có thuê bao cáp quang", '0" trăm"'),
        ("Dân số được phủ sóng 4G", '#,##0" hộ"'),
        ("Trạm 4G", '"khoảng "0'),
        ("Trạm 4G", '"≥ "0'),
        ("Trạm 4G", '[>60]0" cell";0'),
    ],
)
def test_words_of_a_format_are_heard_as_in_the_cell(
    tmp_path: Path, heading: str, form: str
) -> None:
    reading = formatted(tmp_path, heading, form)
    assert reading.observations["numerator"].isna().all()
    assert {"number_unreadable", "figure_inexact"} & set(rules(reading))


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("Trạm 4G", '0" trạm"'),
        ("Dân số được phủ sóng 4G", '#,##0" người"'),
        ("Trạm 4G", '[>70]0" cell";0'),
        ("Trạm 4G", r'_-* #,##0\ _₫_-;\-* #,##0\ _₫_-;_-* "-"??\ _₫_-;_-@_-'),
        ("Trạm 4G", '0;-0;"không có số liệu"'),
    ],
)
def test_formats_that_say_nothing_else_change_nothing(
    tmp_path: Path, heading: str, form: str
) -> None:
    reading = formatted(tmp_path, heading, form)
    assert reading.observations["numerator"].tolist() == [61, 62, 63]


def test_zero_that_is_shown_as_not_known_is_none(tmp_path: Path) -> None:
    reading = formatted(tmp_path, "Trạm 5G", '0;-0;"chưa có số liệu"', (0, 2, 0))
    assert values(reading, "stations_5g") == [2]


# ---- parts and wholes of something else --------------------------------------------------------
@pytest.mark.parametrize(
    ("title", "heading", "cell"),
    [
        ("Phủ sóng", "Dân số được phủ sóng 4G", "1510/2010 hộ"),
        ("Phủ sóng", "Dân số được phủ sóng 4G (%)", "10/12 thôn"),
        ("Số trạm 5G (KH/TH)", "Trạm 5G", "8/6"),
        ("Số thôn có sóng 4G (TH/KH)", "Số thôn có sóng 4G", "6/8"),
        ("Số trạm", "Trạm 4G (vị trí/trạm)", "5/8"),
        ("Phủ sóng", "Số thôn/Số thôn có sóng 4G", "8/6"),
    ],
)
def test_parts_of_something_else_are_not_read(
    tmp_path: Path, title: str, heading: str, cell: str
) -> None:
    rows: Rows = [[f"{title} đến 30/9/2025"], ["Xã", heading], *[[name, cell] for name in THREE]]
    reading = read(tmp_path, rows)
    assert reading.observations[["numerator", "denominator", "rate"]].isna().all(axis=None)
    assert "number_unreadable" in rules(reading)


@pytest.mark.parametrize(
    ("heading", "cell", "indicator", "part"),
    [
        ("Số thôn có sóng 4G/Tổng số thôn", "6/8", "villages_4g", 6),
        ("Số thôn có sóng 4G", "6/8 thôn", "villages_4g", 6),
        ("Dân số được phủ sóng 4G", "1.510/2.010 người", "pop_4g", 1510),
        ("Số hộ sử dụng cáp quang", "6/8 (75%)", "households_fibre_subscribed", 6),
        ("Số trạm 4G/Tổng số trạm", "5/8", "stations_4g", 5),
    ],
)
def test_parts_of_their_own_wholes_are_read(
    tmp_path: Path, heading: str, cell: str, indicator: str, part: float
) -> None:
    rows: Rows = [["Số liệu đến 30/9/2025"], ["Xã", heading], *[[name, cell] for name in THREE]]
    assert values(read(tmp_path, rows), indicator) == [part] * 3


# ---- filters in cells above an export ------------------------------------------------------------
def filtered(*cells: object) -> Rows:
    return [list(cells), [], ["Ngày dữ liệu:", "30/09/2025"], ["Xã", "Trạm 4G"],
            *[[name, 12] for name in THREE]]  # fmt: skip


@pytest.mark.parametrize(
    "cells",
    [
        ["Trạng thái:", "OFF"],
        ["Trạng thái", "Chưa phát sóng"],
        ["Status: Inactive"],
        ["Loại trạm", "Small cell"],
        ["Vendor:", "Huawei"],
        ["Băng tần:", 1800],
        ["Lũy kế:", "Không"],
        ["Phạm vi:", "Khu vực biên giới"],
        ["Chỉ tiêu:", "Tăng/giảm"],
        ["Phương thức:", "Lắp mới trong kỳ"],
        ["Report:", "Site outage"],
        ["Tỉnh:", "Lạng Sơn", "Trạng thái:", "OFF"],
    ],
)
def test_filters_of_some_leave_the_table_unread(tmp_path: Path, cells: list[object]) -> None:
    with pytest.raises(FileUnreadableError, match="Trạm 4G"):
        read(tmp_path, filtered(*cells))


@pytest.mark.parametrize(
    "cells",
    [
        ["Trạng thái:", "Tất cả"],
        ["Trạng thái:", "On-air"],
        ["Trạng thái:", "Đang hoạt động"],
        ["Loại trạm", "All"],
        ["Vendor:", "(Tất cả)"],
        ["Lũy kế:", "Có"],
        ["Công nghệ:", "4G"],
        ["Tỉnh:", "Lạng Sơn"],
        ["Phạm vi:", "Tỉnh Lạng Sơn"],
        ["Kỳ báo cáo:", "Quý III/2025"],
        ["Đơn vị báo cáo:", "Sở KH&CN Lạng Sơn"],
        ["Người lập:", "Phòng Kỹ thuật"],
        ["Chỉ tiêu:", "Số trạm 4G"],
    ],
)
def test_filters_of_all_are_not_quoted(tmp_path: Path, cells: list[object]) -> None:
    reading = read(tmp_path, filtered(*cells))
    assert values(reading, "stations_4g") == [12] * 3
    assert "note_quoted" not in rules(reading)


def test_a_filter_right_above_a_heading_is_none_of_it(tmp_path: Path) -> None:
    rows = [["Số liệu đến 30/9/2025"], ["Trạng thái", None, "OFF"], ["Xã", "Trạm 4G"],
            *[[name, 12] for name in THREE]]  # fmt: skip
    with pytest.raises(FileUnreadableError, match="Trạm 4G"):
        read(tmp_path, rows)


@pytest.mark.parametrize("cells", [["Độ ưu tiên:", "Cao"], ["Dự án:", "VTCI"]])
def test_a_filter_that_nothing_is_known_of_is_quoted(tmp_path: Path, cells: list[object]) -> None:
    reading = read(tmp_path, filtered(*cells))
    assert values(reading, "stations_4g") == [12] * 3
    assert "note_quoted" in rules(reading)


# ---- text parted by commas -----------------------------------------------------------------------
HEAD = "Xã,Tỷ lệ dân số phủ 4G (%),Trạm 4G"


@pytest.mark.parametrize(
    ("head", "row", "refused"),
    [
        (HEAD, "{},99,1,12", True),
        ("Số liệu đến 30/9/2025\n" + HEAD, "{},98,5,9", True),
        (HEAD, '{},"99,1",12', False),
        (HEAD + ",Ghi chú", "{},99.1,12,Xã vùng cao, biên giới", False),
        (HEAD.replace(",", ";"), "{};99,1;12", False),
    ],
)
def test_decimal_commas_that_part_a_number_are_refused(
    tmp_path: Path, head: str, row: str, *, refused: bool
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("\n".join([head, *map(row.format, THREE)]), encoding="utf-8")
    if refused:
        with pytest.raises(FileUnreadableError) as error:
            read_workbook(path, operator="any", province="20")
        assert error.value.key == "workbook.csv_split"
    else:
        reading = read_workbook(path, operator="any", province="20")
        assert set(values(reading, "stations_4g")) == {12}


# ---- forms, files and fixed lines ----------------------------------------------------------------
def forms(folder: Path, *answers: object) -> WorkbookReading:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    asked = ("Tổng số hộ", "Số hộ thuê bao Internet cáp quang", "Số thôn", "Số trạm 4G")
    for name in NAMES[:4]:
        sheet = book.create_sheet(name)
        for row in ([f"UBND {name}"], ["PHIẾU THU THẬP ĐẾN 30/9/2025"],
                    ["STT", "Nội dung", "Trả lời"]):  # fmt: skip
            sheet.append(row)
        for number, (question, answer) in enumerate(zip(asked, answers, strict=True), start=1):
            sheet.append([number, question, answer])
    book.save(folder / "forms.xlsx")
    return read_workbook(folder / "forms.xlsx", operator="any", province="20")


def test_answers_with_what_they_count_are_no_running_numbers(tmp_path: Path) -> None:
    reading = forms(tmp_path, "1.000 hộ", "600/1.000", "10 thôn", "5 trạm")
    assert values(reading, "households") == [1000] * 4
    assert values(reading, "households_fibre_subscribed") == [600] * 4
    assert values(reading, "villages") == [10] * 4
    assert values(reading, "stations_4g") == [5] * 4


def test_a_running_number_beside_an_answer_in_words_is_none(tmp_path: Path) -> None:
    with pytest.raises(FileUnreadableError, match="mười thôn"):
        forms(tmp_path, "một nghìn hộ", 600, "mười thôn", 5)


@pytest.mark.parametrize("carried", [True, False])
def test_files_carried_over_are_not_received_in_the_period(
    tmp_path: Path, *, carried: bool
) -> None:
    part = "Từ kỳ trước" if carried else "Trực tiếp"
    group = "Số hồ sơ tiếp nhận"
    rows: Rows = [
        ["KẾT QUẢ TIẾP NHẬN HỒ SƠ TTHC"],
        ["Từ 15/6/2025 đến 14/9/2025"],
        ["STT", "Đơn vị", group, group, group],
        [None, None, "Tổng số", "Trực tuyến", part],
        *[[n, name, 350, 200, 150] for n, name in enumerate(THREE, start=1)],
    ]
    reading = read(tmp_path, rows, operator="any")
    whole = reading.observations["denominator"]
    assert whole.isna().all() if carried else (whole == 350).all()
    assert ("files_carried_over" in rules(reading)) is carried


@pytest.mark.parametrize("part", ["Trong đó: cáp quang", "Ghi chú"])
def test_of_fixed_lines_those_of_fibre_are_read(tmp_path: Path, part: str) -> None:
    group = "Hộ có kết nối Internet băng rộng"
    rows: Rows = [
        ["SỐ LIỆU ĐẾN 30/9/2025"],
        ["TT", "Đơn vị", "Tổng số hộ", group, group],
        [None, None, None, "Số hộ", part],
        *[[n, name, 1000, 800, 600] for n, name in enumerate(THREE, start=1)],
    ]
    found = values(read(tmp_path, rows, operator="any"), "households_fibre_subscribed")
    assert found == [600 if part.startswith("Trong") else 800] * 3


def test_figures_told_in_words_on_another_sheet_are_said(tmp_path: Path) -> None:
    told: Rows = [[f"{name}: có 500 hộ thuê bao Internet cáp quang."] for name in THREE]
    guide: Rows = [[f"{name}: nộp báo cáo đúng hạn."] for name in THREE]
    figures: Rows = [["Số liệu đến 30/9/2025"], ["Xã", "Trạm 4G"], *[[one, 3] for one in THREE]]
    assert "sheet_without_table" in rules(read(tmp_path, figures, told))
    assert "sheet_without_table" not in rules(read(tmp_path, figures, guide))


VILLAGES_OF_ONE: list[list[object]] = [
    [1, "Thôn 1", 100, 400, 90, 90], [2, "Nà Lầu", 120, 480, 60, 50],
    [3, "Bản Chang", 100, 300, 50, 50],
]  # fmt: skip
OF_VILLAGES: list[object] = [
    "STT", "Thôn", "Số hộ", "Nhân khẩu", "Hộ có điện thoại thông minh", "Tỷ lệ (%)"
]  # fmt: skip
SUM: list[object] = [None, "Tổng cộng", 320, 1180, 200, 62.5]


def of_one_commune(folder: Path, *rows: list[object]) -> WorkbookReading:
    path = write(folder / "a.xlsx", [*rows])
    return read_workbook(path, operator="any", province="20", as_of=dt.date(2026, 9, 30))


@pytest.mark.parametrize(
    "rows",
    [
        [OF_VILLAGES, *VILLAGES_OF_ONE, SUM],
        [OF_VILLAGES, [1, 2, 3, 4, 5, 6], *VILLAGES_OF_ONE, SUM, [], ["Người lập biểu"]],
        [OF_VILLAGES, *VILLAGES_OF_ONE, ["Cộng toàn xã", None, 320, 1180, 200, 62.5]],
        [OF_VILLAGES, *VILLAGES_OF_ONE, [None, "Toàn xã (3 thôn)", 320, 1180, 200, 62.5]],
    ],
)
def test_the_sum_of_the_villages_of_the_commune_in_the_title_is_its(
    tmp_path: Path, rows: list[list[object]]
) -> None:
    title = ["TỔNG HỢP SỐ LIỆU CHUYỂN ĐỔI SỐ CÁC THÔN"]
    found = of_one_commune(tmp_path, [f"UBND {NAMES[0].upper()}"], title, *rows)
    assert found.observations.set_index("indicator")["numerator"].to_dict() == {
        "population": 1180, "households": 320, "households_smartphone": 200,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "total"),
    [
        (["UBND {0}"], [None, "Tổng cộng", 320, 1185, 200, 62.5]),  # does not add up
        (["UBND {0}", "DANH SÁCH THÔN ĐẶC BIỆT KHÓ KHĂN"], SUM),
        (["UBND {0}", "DANH SÁCH THÔN CHƯA CÓ SÓNG 4G"], SUM),
        (["{0} VÀ {1}"], SUM),
        (["UBND {0}"], [None, "Toàn xã (3 thôn)", 320, 1185, 200, 62.5]),
        (["DANH SÁCH THÔN"], SUM),
    ],
)
def test_a_sum_of_some_villages_or_of_whose_is_no_commune(
    tmp_path: Path, titles: list[str], total: list[object]
) -> None:
    lines: list[list[object]] = [[line.format(*NAMES)] for line in titles]
    with pytest.raises(FileUnreadableError):
        of_one_commune(tmp_path, *lines, OF_VILLAGES, *VILLAGES_OF_ONE, total)


@pytest.mark.parametrize(("more", "read"), [(0, 3), (7, 0)])
def test_a_commune_above_its_villages_is_read_where_it_adds_them_up(
    tmp_path: Path, more: int, read: int
) -> None:
    rows: list[list[object]] = []
    for number, name in enumerate(NAMES[:3]):
        own: list[object] = [
            sum(int(str(row[at])) for row in VILLAGES_OF_ONE) + more for at in (2, 3, 4)
        ]
        rows += [["I" * (number + 1), name, *own], *[row[:5] for row in VILLAGES_OF_ONE]]
    head: list[object] = ["STT", "Xã/thôn", *OF_VILLAGES[2:5]]
    title: list[object] = ["BIỂU TỔNG HỢP CHUYỂN ĐỔI SỐ THEO THÔN"]
    if not read:
        with pytest.raises(FileUnreadableError):
            of_one_commune(tmp_path, title, head, *rows)
        return
    found = of_one_commune(tmp_path, title, head, *rows).observations
    smart = found.query("indicator == 'households_smartphone'")
    assert smart["numerator"].tolist() == [200] * read


def test_how_a_list_is_filled_in_is_no_riddle(tmp_path: Path) -> None:
    rows: list[list[object]] = [[n, NAMES[n], f"Bản {n}", 40 + n, 180] for n in range(1, 5)]
    found = of_one_commune(
        tmp_path,
        ["Danh sách thôn, bản chưa có sóng 4G"],
        ["Mỗi thôn, bản một dòng. Để trống cả trang tính nếu không có"],
        ["STT", "Tên xã, phường", "Tên thôn, bản", "Số hộ", "Số người"],
        *rows,
    )
    assert len(found.villages) == 4
    assert "note_quoted" not in set(found.findings["rule"])


# ---- notes on units ----------------------------------------------------------------------------
SIGNED: Rows = [[], [None, "NGƯỜI LẬP BIỂU", "GIÁM ĐỐC"], [None, "(Ký, họ tên)", "(Ký tên)"]]


@pytest.mark.parametrize("below", [True, False])
@pytest.mark.parametrize(
    ("note", "scale"),
    [
        ("Ghi chú: Các số liệu trong bảng được tính bằng trăm người.", 100),
        ("* Số liệu tính theo đơn vị chục người", 10),
        ("Lưu ý: dân số, số dân được phủ sóng tính theo nghìn người", 1000),
        ("Ghi chú: Đơn vị tính của biểu: nghìn người", 1000),
    ],
)
def test_a_note_on_the_unit_of_figures_is_heard(
    tmp_path: Path, note: str, scale: int, *, below: bool
) -> None:
    heads: Rows = [["STT", "Xã", "Dân số", "Dân số được phủ sóng 4G", "Số trạm 4G"]]
    body: Rows = [[n, name, 120 + n, 100 + n, 4] for n, name in enumerate(THREE, start=1)]
    above: Rows = [["Đến 30/9/2025"], *([] if below else [[note]]), []]
    reading = read(tmp_path, [*above, *heads, *body, *([[], [note]] if below else []), *SIGNED])
    assert values(reading, "pop_4g") == [101 * scale, 102 * scale, 103 * scale]
    assert values(reading, "stations_4g") == [4, 4, 4]
    assert "note_quoted" not in rules(reading)


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: Số liệu làm tròn đến trăm người",
        "Ghi chú: Số liệu tính theo nhân khẩu thường trú",
        "Ghi chú: Số liệu tính bằng phần nghìn",
        "Ghi chú: Dân số tính theo nghìn người, trừ phường",
    ],
)
def test_a_note_that_says_more_or_else_makes_no_thousands(tmp_path: Path, note: str) -> None:
    heads: Rows = [["STT", "Xã", "Dân số", "Số trạm 4G"]]
    body: Rows = [[n, name, 5_120 + n, 4] for n, name in enumerate(THREE, start=1)]
    reading = read(tmp_path, [["Đến 30/9/2025"], [], *heads, *body, [], [note], *SIGNED])
    assert values(reading, "population") in ([5121, 5122, 5123], [])
    assert "note_quoted" in rules(reading)


@pytest.mark.parametrize(
    ("heading", "indicator", "unit", "scale"),
    [
        ("Số người có hồ sơ sức khỏe điện tử", "population_health_record", "nghìn người", 1000),
        ("Số hộ có điện thoại thông minh", "households_smartphone", "chục hộ", 10),
        ("Số người từ đủ 15 tuổi có tài khoản giao dịch", "adults_epayment", "trăm người", 100),
        ("Tài khoản định danh điện tử đã kích hoạt", "eid_accounts", "trăm người", 100),
        ("Số hộ có điện thoại thông minh", "households_smartphone", "nghìn người", 1),
        ("Số hồ sơ tiếp nhận trực tuyến", "files_online", "trăm người", 1),
    ],
)
def test_what_titles_say_of_people_or_homes_is_of_all_columns_of_them(
    tmp_path: Path, heading: str, indicator: str, unit: str, scale: int
) -> None:
    heads: Rows = [["STT", "Xã", heading, "Dân số", "Số hộ"]]
    body: Rows = [[n, name, 10 + n, 120 + n, 130 + n] for n, name in enumerate(THREE, start=1)]
    reading = read(tmp_path, [["Đến 30/9/2025"], [f"Đơn vị tính: {unit}"], [], *heads, *body])
    assert values(reading, indicator) in ([11 * scale, 12 * scale, 13 * scale], [])
    assert scale == 1 or values(reading, indicator)
