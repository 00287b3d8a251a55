"""Whose rows and whose network: of our province or another, of which operator, of one commune."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.compose import compose
from dxanalysis.sources.workbook.words.whose import whose
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

    Rows = Sequence[Sequence[object]]

pytestmark = pytest.mark.usefixtures("read_here")

TITLE = "Số trạm đến 30/9/2025"
BOTH, OURS, OTHERS = "Xã Thanh Thủy", "Phường Tân Hòa", "Tuyên Quang"
LISTED = load_units(province="25")["unit_name"]
CODE = {name: str(code) for code, name in LISTED.items()}


def read(
    folder: Path, sheets: Mapping[str, Rows] | Rows, *, operator: str = "viettel",
    province: str = "25",
) -> WorkbookReading:  # fmt: skip
    book = openpyxl.Workbook()
    book.remove(book.active)
    each = sheets if isinstance(sheets, dict) else {"S": sheets}
    for name, rows in each.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    path = folder / "book.xlsx"
    book.save(path)
    return read_workbook(path, operator=operator, province=province, vintage="2025-07")


def counts(reading: WorkbookReading, indicator: str = "stations_4g") -> dict[str, float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    known = rows[rows["numerator"].notna()]
    return dict(zip(known["unit_code"], known["numerator"].astype(float), strict=True))


def said(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


# ---- rows of other provinces ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "other", "own"),
    [
        ("PROVINCE", "TUYEN QUANG", "PHU THO"),
        ("Mã tỉnh", "08", "25"),
        ("Mã tỉnh", 8, 25),
        ("Tỉnh", "Hà Giang", "Vĩnh Phúc"),
        ("Địa bàn", "Tuyên Quang", "Phú Thọ"),
        ("Khu vực", "Viettel Tuyên Quang", "Viettel Phú Thọ"),
        ("Chi nhánh", "TQG", "PTO"),
        ("Chi nhánh", "TQG", "HBH"),
    ],
)
def test_rows_that_a_column_says_are_elsewhere(
    tmp_path: Path, heading: str, other: object, own: object
) -> None:
    rows = [[TITLE], [heading, "Xã", "Trạm 4G"], [other, BOTH, 20], [own, OURS, 12]]
    reading = read(tmp_path, rows)
    assert counts(reading) == {CODE[OURS]: 12}
    assert said(reading) & {"rows_elsewhere", "rows_said_elsewhere"}


@pytest.mark.parametrize(
    "rows",
    [
        [["TỈNH TUYÊN QUANG"], [BOTH, 20], ["TỈNH PHÚ THỌ"], [OURS, 12]],
        [["I. Tỉnh Tuyên Quang"], [BOTH, 20], ["II. Tỉnh Vĩnh Phúc"], [OURS, 12]],
        [[OURS, 12], ["II. Các xã lân cận thuộc Tuyên Quang"], [BOTH, 20], ["Xã Bình An", 7]],
        [[OURS, 12], ["B. Một số xã của tỉnh Tuyên Quang (tham khảo)"], ["Phường An Tường", 9]],
        [[f"{BOTH}, Tuyên Quang", 20], [f"{OURS}, Phú Thọ", 12]],
        [[f"{BOTH} (Tuyên Quang)", 20], [OURS, 12]],
        [[f"{BOTH} - tỉnh Tuyên Quang", 20], [OURS, 12]],
    ],
)
def test_rows_that_a_line_or_the_name_says_are_elsewhere(tmp_path: Path, rows: Rows) -> None:
    reading = read(tmp_path, [[TITLE], ["Xã", "Trạm 4G"], *rows])
    assert counts(reading) == {CODE[OURS]: 12}
    assert "rows_said_elsewhere" in said(reading)


def test_communes_along_another_province_are_our_own(tmp_path: Path) -> None:
    rows: Rows = [[OURS, 12], ["II. Các xã giáp ranh tỉnh Tuyên Quang"], [BOTH, 20]]
    reading = read(tmp_path, [[TITLE], ["Xã", "Trạm 4G"], *rows])
    assert counts(reading)[CODE[OURS]] == 12
    assert "rows_said_elsewhere" not in said(reading)


@pytest.mark.parametrize(
    ("sheet", "above"),
    [
        ("Tuyên Quang", [[TITLE]]),
        ("S", [["Tỉnh Tuyên Quang: số trạm đến 30/9/2025"]]),
        ("S", [["Tỉnh: Tuyên Quang"], ["Ngày dữ liệu:", "30/09/2025"]]),
        ("S", [["Tỉnh:", "Tuyên Quang"], [TITLE]]),
        ("S", [["VIETTEL TUYÊN QUANG"], [TITLE]]),
    ],
)
def test_sheet_that_is_said_to_be_elsewhere(tmp_path: Path, sheet: str, above: Rows) -> None:
    reading = read(tmp_path, {sheet: [*above, ["Xã", "Trạm 4G"], [BOTH, 20], ["Xã Thái Hòa", 9]]})
    assert counts(reading) == {}
    assert "sheet_elsewhere" in said(reading)


@pytest.mark.parametrize(
    ("sheet", "above"),
    [
        ("S", "HẠ TẦNG VIỄN THÔNG TỈNH TUYÊN QUANG"),
        ("S", "SỐ TRẠM TẠI TUYÊN QUANG"),
        ("Tuyên Quang", TITLE),
    ],
)
def test_a_title_of_a_province_without_some_of_the_communes_is_quoted(
    tmp_path: Path, sheet: str, above: str
) -> None:
    rows: Rows = [[above], [TITLE], ["Xã", "Trạm 4G"], [BOTH, 20], [OURS, 12]]
    reading = read(tmp_path, {sheet: rows})
    assert len(counts(reading)) == 2
    quoted = reading.findings[reading.findings["rule"] == "note_quoted"]
    assert list(quoted["value"]) == [sheet if above == TITLE else above]


@pytest.mark.parametrize(
    ("sheet", "above", "rows"),
    [
        # Only ours has one of the names, or its code stands beside it.
        ("S", ["Theo mẫu của tỉnh Tuyên Quang"], [["", BOTH, 20], ["", OURS, 12]]),
        ("Tuyên Quang", [TITLE], [["", BOTH, 20], ["", OURS, 12]]),
        ("S", ["Tỉnh Tuyên Quang"], [[CODE[BOTH], BOTH, 20], [CODE[OURS], OURS, 12]]),
        # The province is named, too; or another is only written to.
        ("S", ["Tỉnh Phú Thọ và tỉnh Tuyên Quang"], [["", BOTH, 20]]),
        ("S", ["Kính gửi: Sở KH&CN tỉnh Tuyên Quang"], [["", BOTH, 20]]),
        # Provinces that went into ours.
        ("Hòa Bình", [TITLE], [["", BOTH, 20], ["Vĩnh Phúc", OURS, 12]]),
        # A neighbour is named beside what only we have.
        ("S", [TITLE], [["Tuyên Quang", OURS, 12], ["Hà Nội", "Phường Hòa Bình", 12]]),
    ],
)
def test_our_own_rows_stay(tmp_path: Path, sheet: str, above: Sequence[str], rows: Rows) -> None:
    titles = [[TITLE], *([line] for line in above)]
    reading = read(tmp_path, {sheet: [*titles, ["Mã/nơi giáp", "Xã", "Trạm 4G"], *rows]})
    assert len(counts(reading)) == len(rows)


@pytest.mark.parametrize("figures", [[7], [7, 30], ["Phường Tuyên Quang", 7]])
def test_commune_that_is_called_like_a_province(tmp_path: Path, figures: list[object]) -> None:
    rows = [[TITLE], ["Xã", "Trạm 4G"], ["Phường Tuyên Quang", *figures], [BOTH, 20]]
    assert counts(read(tmp_path, rows)) == {CODE[BOTH]: 20}


# ---- whose network -------------------------------------------------------------------------------
FIGURES = [["STT", "Xã, phường", "Trạm 4G"], [1, OURS, 12], [2, "Phường Hòa Bình", 9]]


@pytest.mark.parametrize(
    ("line", "operator"),
    [
        ("TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI", "viettel"),
        ("Tổng công ty Mạng lưới Viettel (VTNet) đến 30/9/2025", "viettel"),
        ("Tổng Công ty Hạ tầng mạng (VNPT-Net)", "vnpt"),
        ("TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM", "vnpt"),
        ("VIỄN THÔNG PHÚ THỌ", "vnpt"),
        ("TỔNG CÔNG TY VIỄN THÔNG MOBIFONE", "mobifone"),
        ("CTCP Viễn thông Hà Nội (Hanoi Telecom)", "vietnamobile"),
        ("(Số liệu do Viettel Phú Thọ cung cấp)", "viettel"),
        ("(Theo báo cáo của VNPT Phú Thọ)", "vnpt"),
        ("(Riêng Viettel)", "viettel"),
        # Who is only written to, left out or makes the program is not whose figures they are.
        ("Hạ tầng viễn thông Phú Thọ", "any"),
        ("(Không bao gồm VNPT)", "any"),
        ("(MobiFone chưa báo cáo)", "any"),
        ("Đơn vị nhận: VNPT", "any"),
        ("Phần mềm do VNPT cung cấp", "any"),
        ("Hệ thống VNPT iGate", "any"),
        ("Kính gửi: VNPT Phú Thọ", "any"),
        ("Số liệu đến 30/9/2025; cột VNPT để tham khảo", "any"),
        ("Số liệu đến 30/9/2025 (cột MobiFone chỉ để so sánh)", "any"),
    ],
)
def test_operator_that_a_line_above_names(tmp_path: Path, line: str, operator: str) -> None:
    reading = read(tmp_path, [[line], [TITLE], *FIGURES], operator="any")
    assert set(reading.observations["operator"]) == {operator}
    excludes = line.startswith(("(Không", "(Mobi")) or "cột" in line
    assert ("note_quoted" in said(reading)) == excludes


@pytest.mark.parametrize(
    ("line", "operator"),
    [
        ("Nguồn: VNPT Phú Thọ", "vnpt"),
        ("Chỉ tính mạng Vinaphone", "vnpt"),
        ("Nguồn: Viettel, VNPT, MobiFone", "any"),
        ("Nguồn: VNPT iLIS", "any"),
        ("Nơi nhận: Viettel Phú Thọ", "any"),
    ],
)
def test_operator_that_a_line_below_names(tmp_path: Path, line: str, operator: str) -> None:
    reading = read(tmp_path, [[TITLE], *FIGURES, [], [line]], operator="any")
    assert set(reading.observations["operator"]) == {operator}


@pytest.mark.parametrize("line", ["VTVcab Phú Thọ", "Công ty OCK (TowerCo)", "VTC đến 30/9/2025"])
def test_company_outside_the_catalogue_is_no_sum_of_all(tmp_path: Path, line: str) -> None:
    reading = read(tmp_path, [[line], [TITLE], *FIGURES], operator="any")
    assert counts(reading) == {}
    assert "table_operator_unlisted" in said(reading)


@pytest.mark.parametrize("name", ["Đối thủ", "Mạng khác", "Các nhà mạng khác"])
def test_sheet_of_the_others_is_not_the_senders(tmp_path: Path, name: str) -> None:
    own = [["Số trạm VNPT đến 30/9/2025"], *FIGURES]
    others = [[TITLE], ["STT", "Xã", "Trạm 4G"], [1, OURS, 50], [2, "Phường Hòa Bình", 60]]
    reading = read(tmp_path, {"VNPT": own, name: others}, operator="vnpt")
    assert counts(reading) == {CODE[OURS]: 12, CODE["Phường Hòa Bình"]: 9}


@pytest.mark.parametrize(
    ("sheet", "title", "operator", "quoted"),
    [
        ("Viettel", "Số trạm VNPT đến 30/9/2025", "vnpt", True),
        ("Đối thủ", "Số trạm VNPT đến 30/9/2025", "vnpt", True),
        ("S", "CÔNG TY CP GOLDEN TOWER, số trạm đến 30/9/2025", "any", True),
        ("VNPT", "Số trạm VNPT đến 30/9/2025", "vnpt", False),
        ("S", "SỞ KHOA HỌC VÀ CÔNG NGHỆ, số trạm đến 30/9/2025", "any", False),
        ("S", "CÔNG TY DỊCH VỤ KHU VỰC 4, số trạm đến 30/9/2025", "mobifone", False),
    ],
)
def test_doubt_whose_figures_they_are_is_quoted(
    tmp_path: Path, sheet: str, title: str, operator: str, *, quoted: bool
) -> None:
    reading = read(tmp_path, {sheet: [[title], *FIGURES]}, operator=operator)
    assert set(reading.observations["operator"]) == {operator}
    assert ("note_quoted" in said(reading)) == quoted


@pytest.mark.parametrize(
    ("line", "operators", "without"),
    [
        ("VNPT cung cấp: số trạm của MobiFone", ("mobifone",), ()),
        ("Hạ tầng Viettel trên địa bàn (VNPT khảo sát)", ("viettel",), ()),
        ("Số trạm MobiFone dùng chung hạ tầng VNPT", ("mobifone",), ()),
        ("Số trạm của các nhà mạng (trừ Vietnamobile)", ("any",), ("vietnamobile",)),
        ("Đơn vị gửi: VNPT Phú Thọ", ("vnpt",), ()),
        ("So sánh VNPT với Viettel", (), ()),
        ("Sở phối hợp với Viettel, VNPT tổng hợp", (), ()),
    ],
)
def test_as_what_a_line_names_operators(
    line: str, operators: tuple[str, ...], without: tuple[str, ...]
) -> None:
    assert (whose(line).operators, whose(line).without) == (operators, without)


# ---- several communes in one cell ----------------------------------------------------------------
@pytest.mark.parametrize(
    "name",
    [
        "Xã Lương Sơn; Xã Liên Sơn",
        "Lương Sơn, Liên Sơn",
        "Xã Lương Sơn (gồm cả Liên Sơn)",
        "Xã Lương Sơn (và xã Liên Sơn)",
        "Xã Lương Sơn (2 xã)",
        "Xã Lương Sơn (một phần)",
        "Xã Lương Sơn (phần địa bàn cũ)",
        "Xã Lương Sơn (cell)",
        "Xã Lương Sơn (+ Tân Minh)",
    ],
)
def test_name_of_several_or_of_a_part_is_not_read(tmp_path: Path, name: str) -> None:
    rows = [[TITLE], ["Xã", "Trạm 4G"], [name, 30], ["Xã Mai Châu", 12]]
    reading = read(tmp_path, rows)
    assert counts(reading) == {CODE["Xã Mai Châu"]: 12}
    assert "unit_names_several" in said(reading)


@pytest.mark.parametrize(
    "behind",
    [
        "", " (mới)", " (huyện Lương Sơn cũ)", ", huyện Lương Sơn", " (04924)", " (5 thôn)",
        " (sáp nhập từ 5 xã)", " (gồm 5 xã cũ)", " (Lâm Sơn, Nhuận Trạch)", " (xã miền núi)",
        " (TT Lương Sơn cũ)", " (*)",
    ],
)  # fmt: skip
def test_name_with_what_it_was_made_of_is_read(tmp_path: Path, behind: str) -> None:
    rows = [[TITLE], ["Xã", "Trạm 4G"], [f"Xã Lương Sơn{behind}", 30], ["Xã Mai Châu", 12]]
    reading = read(tmp_path, rows)
    assert counts(reading) == {CODE["Xã Lương Sơn"]: 30, CODE["Xã Mai Châu"]: 12}
    assert not said(reading) & {"unit_names_several", "remarks_quoted"}


def test_words_behind_a_name_that_nobody_knows_are_quoted(tmp_path: Path) -> None:
    rows = [[TITLE], ["Xã", "Trạm 4G"], ["Xã Lương Sơn (lấp lánh)", 30], ["Xã Mai Châu", 12]]
    reading = read(tmp_path, rows)
    assert len(counts(reading)) == 2
    (found,) = reading.findings[reading.findings["cell"] == "A3"].to_dict("records")
    assert (found["severity"], found["rule"], found["value"]) == (
        "warning", "note_on_rows", "lấp lánh",
    )  # fmt: skip


# ---- things listed one for each commune ----------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "names"),
    [
        ("Điểm sạt lở", ["Khau Lạ", "Khau Đeng", "Pò Háng"]),
        ("Tên công trình cấp nước", ["Nà Pàn", "Bản Quyền", "Cốc Lùng"]),
        ("Trạm biến áp", ["TBA Nà Pàn", "TBA Bản Quyền", "TBA Cốc Lùng"]),
        ("Khu vực bỏ phiếu", ["Khu vực A", "Khu vực B", "Khu vực C"]),
        ("Tên HTX", ["HTX An Bình", "HTX Đại Đồng", "HTX Tân Lập"]),
        ("Đồn biên phòng", ["Đồn Chi Ma", "Đồn Tân Thanh", "Đồn Bảo Lâm"]),
        ("Tên di tích", ["Đền Mẫu", "Chùa Tiên", "Đền Kỳ Cùng"]),
        ("Mã trạm", ["PTO-AB1", "PTO-CD2", "PTO-EF3"]),
    ],
)
@pytest.mark.parametrize("right", [False, True])
def test_rows_of_things_are_no_communes(
    tmp_path: Path, heading: str, names: Sequence[str], *, right: bool
) -> None:
    communes = [OURS, "Phường Hòa Bình", "Xã Mai Châu"]
    head, pairs = [heading, "Xã"], list(zip(names, communes, strict=True))
    if right:
        head, pairs = head[::-1], [pair[::-1] for pair in pairs]
    rows = [[n, *pair, 12 + n, 50 + n] for n, pair in enumerate(pairs, 1)]
    reading = read(tmp_path, [["ĐẾN 30/9/2025"], ["TT", *head, "Số hộ", "Số khẩu"], *rows])
    assert counts(reading, "households") == {}
    assert "rows_of_things" in said(reading)


@pytest.mark.parametrize(
    ("heading", "texts"),
    [
        ("Huyện cũ", ["Lương Sơn", "Kỳ Sơn", "Mai Châu"]),
        ("Khu vực", ["Vùng thấp", "Trung tâm", "Vùng cao"]),
        ("Đơn vị quản lý", ["TTVT Hòa Bình", "TTVT Kỳ Sơn", "TTVT Mai Châu"]),
        ("Cán bộ phụ trách", ["Bùi A", "Hà B", "Đinh C"]),
        ("Xã cũ", ["Xã Mông Hóa", "Xã Độc Lập", "Xã Tòng Đậu"]),
        ("Dự án", ["Dự án A", "Dự án A", "Dự án A"]),
        ("Ghi chú", ["Đã đối chiếu", "Đã rà soát", "Đủ"]),
    ],
)
def test_what_is_told_of_communes_changes_nothing(
    tmp_path: Path, heading: str, texts: Sequence[str]
) -> None:
    communes = [OURS, "Phường Hòa Bình", "Xã Mai Châu"]
    rows = [
        [n, text, name, 1200 + n]
        for n, (text, name) in enumerate(zip(texts, communes, strict=True), 1)
    ]
    reading = read(tmp_path, [["ĐẾN 30/9/2025"], ["TT", heading, "Xã", "Số hộ"], *rows])
    assert "rows_of_things" not in said(reading)


# ---- former provinces ----------------------------------------------------------------------------
@pytest.mark.parametrize("heading", ["Địa bàn", "Đơn vị", "Chi nhánh", "Địa phương", "Tên xã"])
@pytest.mark.parametrize(
    ("province", "names"),
    [
        ("25", ["Hòa Bình", "Vĩnh Phúc", "Phú Thọ"]),
        ("25", ["HÒA BÌNH", "VĨNH PHÚC", "PHÚ THỌ", "Tổng cộng"]),
        ("24", ["Bắc Giang", "Bắc Ninh"]),
    ],
)
def test_former_provinces_are_no_communes(
    tmp_path: Path, heading: str, province: str, names: Sequence[str]
) -> None:
    rows = [[name, 600 + n] for n, name in enumerate(names)]
    try:
        reading = read(tmp_path, [[TITLE], [heading, "Trạm 4G"], *rows], province=province)
    except FileUnreadableError:
        return
    assert counts(reading) == {}
    assert said(reading) & {"rows_of_provinces", "rows_are_sums"}


@pytest.mark.parametrize(
    "names",
    [
        ["Phường Hòa Bình", "Phường Vĩnh Phúc", "Phường Phú Thọ"],
        ["Hòa Bình", "Lương Sơn", "Mai Châu", "Vĩnh Phúc"],
        ["Hòa Bình"],
    ],
)
def test_communes_called_like_provinces_are_read(tmp_path: Path, names: Sequence[str]) -> None:
    rows = [[n, name, 6 + n] for n, name in enumerate(names, 1)]
    reading = read(tmp_path, [[TITLE], ["TT", "Xã, phường", "Trạm 4G"], *rows])
    assert len(counts(reading)) == len(names)


# ---- accounts of forms, and figures of before the mergers ----------------------------------------
def forms(first: str, second: str, *, same: bool = False) -> dict[str, Rows]:
    communes = ["Phường Tân Hòa", "Phường Hòa Bình", "Xã Mai Châu"]
    return {
        name.split(" ", 1)[1]: [
            [f"UBND {name}"],
            ["PHIẾU THU THẬP ĐẾN 30/9/2025"],
            ["STT", "Nội dung", "ĐVT", first, second],
            [1, "Tổng số hộ", "hộ", 1000 + n, (1000 if same else 950) + n],
            [2, "Số hộ thuê bao Internet cáp quang", "hộ", 600 + n, (600 if same else 520) + n],
        ]
        for n, name in enumerate(communes)
    }


@pytest.mark.parametrize(
    ("first", "second"),
    [("Xã tự báo cáo", "Sở thẩm định"), ("Xã kê khai", "Tổ công tác kiểm tra")],
)
def test_two_accounts_of_a_form_are_asked_about(tmp_path: Path, first: str, second: str) -> None:
    reading = read(tmp_path, forms(first, second), operator="any")
    assert counts(reading, "households") == {}
    assert "column_twice" in said(reading)
    agreeing = read(tmp_path, forms(first, second, same=True), operator="any")
    assert len(counts(agreeing, "households")) == 3
    assert "column_twice" not in said(agreeing)


def test_answers_of_two_days_are_no_accounts(tmp_path: Path) -> None:
    reading = read(
        tmp_path, forms("Báo cáo kỳ trước (30/6/2025)", "Báo cáo kỳ này (30/9/2025)"),
        operator="any",
    )  # fmt: skip
    assert "column_twice" not in said(reading)


@pytest.mark.parametrize(
    ("day", "names", "asked"),
    [
        ("31/12/2024", ["Xã Đoàn Kết", "Xã Quốc Khánh", "Xã Tân Tiến"], True),
        ("30/9/2025", ["Xã Đoàn Kết", "Xã Quốc Khánh", "Xã Tân Tiến"], False),
        # A name that is only one of today, or words, show that they were recast.
        ("31/12/2024", ["Xã Đoàn Kết", "Xã Quốc Khánh", "Phường Lương Văn Tri"], False),
        ("31/12/2024, theo xã sau sắp xếp", ["Xã Đoàn Kết", "Xã Quốc Khánh"], False),
    ],
)
def test_old_figures_beside_names_of_former_communes(
    tmp_path: Path, day: str, names: Sequence[str], *, asked: bool
) -> None:
    rows = [[n, name, 2 + n] for n, name in enumerate(names, 1)]
    reading = read(
        tmp_path, [[f"TRẠM BTS CÁC XÃ, ĐẾN {day}"], ["TT", "Xã/phường", "Số trạm 4G"], *rows],
        province="20",
    )  # fmt: skip
    assert ("units_of_before" in said(reading)) == asked


# ---- an office of an operator --------------------------------------------------------------------
OFFICES = (
    "Viettel Cần Thơ", "Viettel Điện Biên", "VIETTEL ĐỒNG NAI", "Viettel Dong Thap",
    "Viettel - Chi nhánh Lâm Đồng", "Chi nhánh Viettel", "Viettel TP. Việt Trì", "Viettel Hoà Bình",
    "Viettel tỉnh Vĩnh Phúc", "Viettel KV Cần Giờ", "TTKD Viettel Nghệ An", "Viettel (Hải Dương)",
)  # fmt: skip


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("counted", ["", "Số trạm "])
def test_places_of_an_operators_office_say_whose(tmp_path: Path, office: str, counted: str) -> None:
    rows = [
        ["Số trạm BTS đến 30/9/2025"],
        ["Xã", office, office],
        ["", f"{counted}4G", f"{counted}5G"],
        [OURS, 12, 3],
    ]
    reading = read(tmp_path, rows)
    assert counts(reading) == {CODE[OURS]: 12}
    assert counts(reading, "stations_5g") == {CODE[OURS]: 3}
    assert "column_likely" not in said(reading) or not counted


@pytest.mark.parametrize(
    "heading",
    [
        "Viettel cần thêm", "Viettel Cần Thơ cần bổ sung", "Viettel không có điện", "Viettel đồng",
        "Viettel Chợ mới lắp", "Điện Biên", "Viettel Điện lưới", "Viettel Hải Dương (cũ)",
    ],
)  # fmt: skip
def test_words_that_are_no_whole_name_of_a_place_still_change(heading: str) -> None:
    assert compose([heading, "Số trạm 4G"]).reason in {"column_changed", "no_indicator"}


# ---- figures of several operators, and of others beside one's own --------------------------------
@pytest.mark.parametrize(
    ("line", "is_quoted"),
    [
        ("Gồm cả VNPT và MobiFone", True),
        ("Số liệu ba nhà mạng", True),
        ("TRẠM CỦA BA NHÀ MẠNG VIETTEL, VNPT, MOBIFONE", True),
        ("Viettel + Vina + Mobi", True),
        ("Số liệu gộp của 3 doanh nghiệp viễn thông", True),
        ("Trạm của Viettel Phú Thọ", False),
        ("Đơn vị báo cáo: Viettel Phú Thọ", False),
        ("So sánh với các nhà mạng", False),
    ],
)
@pytest.mark.parametrize("below", [True, False])
def test_a_title_of_several_operators_over_one_s_figures_is_quoted(
    tmp_path: Path, line: str, *, is_quoted: bool, below: bool
) -> None:
    titles = [[TITLE], [line]] if below else [[line], [TITLE]]
    head = ["STT", "Xã, phường", "Trạm 4G"]
    rows = [[number, name, 5 + number] for number, name in enumerate(LISTED[:5], start=1)]
    reading = read(tmp_path, [*titles, head, *rows])
    found = reading.findings
    quotes = list(found[found["rule"] == "note_quoted"]["value"])
    assert (line in quotes) == is_quoted
    assert len(counts(reading)) == len(rows)


def test_a_title_of_several_operators_over_columns_of_each_is_no_riddle(tmp_path: Path) -> None:
    head = ["STT", "Xã, phường", "Trạm 4G Viettel", "Trạm 4G VNPT"]
    rows = [[number, name, 5 + number, 3] for number, name in enumerate(LISTED[:5], start=1)]
    title = f"{TITLE} của Viettel, VNPT"
    reading = read(tmp_path, [[title], head, *rows])
    assert "note_quoted" not in said(reading)
    assert len(counts(reading)) >= len(rows)


def test_columns_of_others_below_one_s_own_title_are_said_to_be_theirs(tmp_path: Path) -> None:
    head = ["STT", "Xã, phường", "Trạm 4G Viettel", "Trạm 4G Vina"]
    rows = [[number, name, 5 + number, 3] for number, name in enumerate(LISTED[:5], start=1)]
    title = "Viettel Phú Thọ – trạm 4G đến 30/9/2025"
    findings = read(tmp_path, [[title], head, *rows]).findings
    assert "table_other_operator" not in set(findings["rule"])
    columns = findings[findings["rule"] == "column_other_operator"]
    assert list(columns["value"]) == ["Trạm 4G Vina"]
    assert list(columns["expected"]) == ["vnpt"]
