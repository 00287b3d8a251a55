"""Notes on some rows, codes for "not known", cells with several figures, sheets that go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.units import former_districts, load_units
from tests.test_workbook import figure
from tests.test_workbook_around import DATE, LISTED, NAMES, read, table

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

LOW = [name[0].lower() + name[1:] for name in NAMES]


def of_day(rows: pd.DataFrame, day: str, indicator: str = "stations_4g") -> set[str]:
    chosen = rows[(rows["indicator"] == indicator) & (rows["as_of"] == pd.Timestamp(day))]
    return {str(LISTED[code]) for code in chosen["unit_code"]}


def numbers(reading: WorkbookReading, indicator: str) -> list[float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    return [float(one) for one in rows["numerator"].dropna()]


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: các đơn vị có STT 2, 3 lấy số liệu tại ngày 30/6/2025.",
        "Các dòng số 2 và 3: số liệu đến 30/6/2025",
        "STT 2-3 chưa gửi báo cáo quý III, lấy số liệu ngày 30/6/2025",
        f"Lưu ý: {LOW[1]}, {LOW[2]} chưa gửi báo cáo, số liệu đến ngày 30/6/2025",
    ],
)
def test_rows_that_a_note_names_have_its_date(tmp_path: Path, note: str) -> None:
    reading = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [note]])
    assert of_day(reading.observations, "2025-09-30") == {*NAMES} - {*NAMES[1:3]}
    assert of_day(reading.earlier, "2025-06-30") == {*NAMES[1:3]}


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: 2 xã mới sáp nhập ngày 01/7/2025.",
        "Nghị quyết số 2, 3 ngày 30/6/2025",
        f"Địa bàn huyện {NAMES[1].split(' ', 1)[1]}: số liệu đến 30/6/2025 đã được cập nhật",
        f"{NAMES[1]} sáp nhập từ {LOW[2]} cũ theo Nghị quyết ngày 16/6/2025",
    ],
)
def test_a_note_that_names_no_row_dates_none(tmp_path: Path, note: str) -> None:
    reading = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [note]])
    assert of_day(reading.observations, "2025-09-30") == {*NAMES}


def test_a_note_takes_out_what_it_says_was_counted_in_part(tmp_path: Path) -> None:
    note = (
        f"Ghi chú: Số hộ của {LOW[0]}, {LOW[4]} mới tính phần địa bàn cũ, chưa gồm các thôn nhập "
        "về từ 01/7/2025. Số trạm 4G đã tính đủ."
    )
    reading = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [None, note]])
    assert len(numbers(reading, "stations_4g")) == len(NAMES)
    assert numbers(reading, "households") == [200, 300, 400, 600, 700, 800]
    said = reading.findings[reading.findings["rule"] == "figure_said_wrong"]
    assert list(said["unit_name"]) == [NAMES[0], NAMES[4]]


@pytest.mark.parametrize(
    ("remark", "other"),
    [
        (f"Gồm cả số liệu của {LOW[3]}", f"Đã tính vào {LOW[2]}"),
        (f"Tính chung với {LOW[3]}", f"Gộp vào {LOW[2]}"),
    ],
)
def test_a_row_of_two_units_is_nobody_s(tmp_path: Path, remark: str, other: str) -> None:
    rows: Rows = [[*row, None] for row in table("Số trạm 4G", "Số trạm 5G")]
    rows[0][-1], rows[3][-1], rows[4][-1] = "Ghi chú", remark, other
    rows[4][2] = rows[4][3] = None
    reading = read(tmp_path, [DATE, [], *rows])
    assert numbers(reading, "stations_4g") == [100, 200, 500, 600, 700, 800]
    assert "row_said_wrong" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    "remark",
    [
        f"Gồm cả {LOW[3]} cũ",
        "Gồm cả 2 xã Tân A và Tân B sáp nhập",
        f"Giáp {LOW[3]}",
        "Sáp nhập từ xã Vân Nham và xã Sài Sơn",
        "Có thể chỉ tính một xã cũ; giữ như công bố",
        "Không tính hộ tạm vắng",
    ],
)
def test_what_a_unit_was_made_of_takes_nothing_away(tmp_path: Path, remark: str) -> None:
    rows: Rows = [[*row, None] for row in table("Số trạm 4G", "Số trạm 5G")]
    rows[0][-1], rows[3][-1] = "Ghi chú", remark
    assert len(numbers(read(tmp_path, [DATE, [], *rows]), "stations_4g")) == len(NAMES)


def test_a_note_on_rows_that_was_not_understood_is_quoted(tmp_path: Path) -> None:
    note = f"Riêng {LOW[5]}: số liệu theo phương án tính khác các xã còn lại"
    reading = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [None, note]])
    said = reading.findings[reading.findings["rule"] == "note_on_rows"]
    assert list(said["unit_name"]) == [NAMES[5]]
    assert list(said["value"]) == [note]
    harmless = f"{NAMES[5]} là xã biên giới."
    rules = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [None, harmless]]).findings
    assert "note_on_rows" not in set(rules["rule"])


def test_names_in_a_table_below_are_no_notes(tmp_path: Path) -> None:
    # "nhầm", without tones, is in the name of a commune: only sentences are notes.
    below = [[n, name, 7] for n, name in enumerate(NAMES, start=1)]
    rows = [DATE, [], *table("Số trạm 4G"), [], ["Bảng 2"], ["STT", "Xã", "Số trạm 5G"], *below]
    reading = read(tmp_path, rows)
    assert len(numbers(reading, "stations_4g")) == len(NAMES)
    assert not {"row_said_wrong", "note_on_rows"} & set(reading.findings["rule"])


@pytest.mark.parametrize(
    "note",
    [
        "Quy ước nhập: 999 là chưa có số liệu; 0 là không có.",
        "(999: không trả lời)",
        "999 = no data",
    ],
)
def test_a_number_for_not_known_is_no_figure(tmp_path: Path, note: str) -> None:
    rows = table("Số trạm 4G", "Số trạm 5G")
    rows[2][2], rows[5][2] = 999, "999"
    rows[1][3] = 0
    reading = read(tmp_path, [DATE, [], *rows, [], [None, note]])
    assert numbers(reading, "stations_4g") == [100, 300, 400, 600, 700, 800]
    assert numbers(reading, "stations_5g")[0] == 0
    said = reading.findings[reading.findings["rule"] == "figure_unknown"]
    assert list(zip(said["value"], said["expected"], strict=True)) == [("999", 2)]


def test_nines_that_nobody_explains_are_none_where_they_stand_apart(tmp_path: Path) -> None:
    rows = [[*row[:2], n, 1000 * n] for n, row in enumerate(table("a", "b"))]
    rows[0] = ["STT", "Xã, phường", "Số trạm 4G", "Số hộ"]
    for at in (2, 6):
        rows[at][2], rows[at][3] = 999, 999
    reading = read(tmp_path, [DATE, [], *rows])
    assert numbers(reading, "stations_4g") == [1, 3, 4, 5, 7, 8]
    assert numbers(reading, "households").count(999) == 2  # as likely as any other number of homes


def test_a_cell_holds_a_figure_of_each_operator_or_technology(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Xã, phường", "Số trạm 4G (Viettel/VNPT/MobiFone)", "Số trạm 2G/3G/4G"]]
    rows += [[n, name, f"{n}/{n + 1}/0", f"{n} / 2 / 9"] for n, name in enumerate(NAMES, start=1)]
    reading = read(tmp_path, [DATE, [], *(row[:3] for row in rows)], operator="any")
    own = reading.observations.set_index("operator")["numerator"]
    assert list(own["viettel"])[:2] == [1, 2]
    assert list(own["vnpt"])[:2] == [2, 3]
    assert set(own["mobifone"]) == {0}
    reading = read(tmp_path, [DATE, [], *([*row[:2], row[3]] for row in rows)])
    assert numbers(reading, "stations_2g")[:2] == [1, 2]
    assert set(numbers(reading, "stations_3g")) == {2}
    assert set(numbers(reading, "stations_4g")) == {9}
    assert {source.rsplit("|", 1)[1][0] for source in reading.observations["source"]} == {"C"}


def test_a_part_and_its_whole_stay_together(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Xã, phường", "Số thôn có sóng 4G/Tổng số thôn"]]
    rows += [[n, name, f"{n}/{n + 20}"] for n, name in enumerate(NAMES, start=1)]
    found = figure(read(tmp_path, [DATE, [], *rows]), LISTED.index[2], "villages_4g")
    assert (found["numerator"], found["denominator"]) == (3, 23)


def test_sheets_without_headings_go_on_with_the_one_before(tmp_path: Path) -> None:
    rows = table("Số trạm 4G", "Số hộ")
    parts = [[DATE, [], *rows[:4]], rows[4:7], [*rows[7:], [None, "Tổng cộng", 3600, 3600]]]
    reading = read(tmp_path, *parts)
    assert numbers(reading, "households") == [100.0 * n for n in range(1, 9)]
    sources = list(reading.observations["source"])
    assert any("|Sheet2|C1" in source for source in sources)
    assert list(reading.findings["rule"]) == ["sheets_joined"]


def test_a_sheet_whose_numbers_do_not_follow_is_its_own(tmp_path: Path) -> None:
    rows = table("Số trạm 4G", "Số hộ")
    again = [[n, *row[1:]] for n, row in enumerate(rows[4:], start=1)]
    reading = read(tmp_path, [DATE, [], *rows[:4]], again)
    assert numbers(reading, "households") == [100, 200, 300]
    assert "sheet_without_table" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("note", "is_quoted"),
    [
        ("Ghi chú: số trạm tính theo đầu mối quản lý, chưa tách theo xã.", True),
        ("Lưu ý: số liệu 5G do đơn vị tạm ghi nhận", True),
        ("Số trạm 4G nêu trên là trạm quy hoạch được phê duyệt.", True),
        ("Đơn vị tính: trạm; hộ (nghìn)", True),
        ("Số trạm là của VNPT và MobiFone.", True),
        ("Số liệu do Viettel cung cấp.", False),
        ("Nguồn: Viettel Lạng Sơn.", False),
        ("Người lập biểu: chưa ký", False),
        ("2. Số liệu theo thôn, bản", False),
        ("Quy ước: 999 là chưa có số liệu", False),
    ],
)
def test_a_note_that_was_not_understood_is_quoted(
    tmp_path: Path, note: str, *, is_quoted: bool
) -> None:
    findings = read(tmp_path, [DATE, [], *table("Số trạm 4G", "Số hộ"), [], [None, note]]).findings
    assert list(findings[findings["rule"] == "note_quoted"]["value"]) == [note] * is_quoted


def test_own_codes_are_read_by_the_line_that_explains_them(tmp_path: Path) -> None:
    key = ["Mã DN: 01 - Viettel; 02 - VNPT. "]
    rows: Rows = [["Xã, phường", "Mã DN", "Mã CN", "Số trạm"]]
    for n, name in enumerate(NAMES, start=1):
        rows += [[name, code, "L", n] for code in (1, "02")]
    reading = read(
        tmp_path, [DATE, key, ["Mã CN: L - mạng 4G; N - mạng 5G"], *rows], operator="any"
    )
    assert set(reading.observations["operator"]) == {"viettel", "vnpt"}
    assert set(reading.observations["indicator"]) == {"stations_4g"}
    with pytest.raises(FileUnreadableError):  # nobody says what "L" is
        read(tmp_path, [DATE, key, *rows], operator="any")


def test_communes_by_own_codes_that_another_sheet_lists(tmp_path: Path) -> None:
    own = [f"DV{7 * n % 11:03}" for n in range(1, 9)]
    listed: Rows = [["STT", "Tên đơn vị", "Mã"]]
    listed += [[n, *one] for n, one in enumerate(zip(NAMES, own, strict=True), start=1)]
    figures: Rows = [["STT", "Mã đơn vị", "Số trạm 4G"]]
    figures += [[n, code, n] for n, code in enumerate(reversed(own), start=1)]

    def by_name() -> dict[str, float]:
        rows = read(tmp_path, [DATE, *figures], listed).observations
        return dict(zip(LISTED[rows["unit_code"]], rows["numerator"], strict=True))

    assert by_name() == {name: 8 - n for n, name in enumerate(NAMES)}
    listed[2][2] = listed[1][2]  # one code of two communes is nobody's
    figures[1][1] = "DV999"
    assert by_name() == {name: 8 - n for n, name in enumerate(NAMES) if 1 < n < 7}


def test_a_number_behind_names_counts_what_their_heading_says(tmp_path: Path) -> None:
    def rows(heading: str) -> Rows:
        body = [[n, f"{name} ({n + 20} thôn)", n] for n, name in enumerate(NAMES, start=1)]
        return [DATE, ["STT", heading, "Số thôn có sóng 4G"], *body]

    found = read(tmp_path, rows("Xã, phường (tổng số thôn)"))
    assert numbers(found, "villages") == list(range(21, 29))
    assert "villages" not in set(read(tmp_path, rows("Xã, phường")).observations["indicator"])


def test_an_example_beside_the_form_is_not_read(tmp_path: Path) -> None:
    real = [["BIỂU 5"], DATE, *table("Số hộ", "Số trạm 4G")]
    shown = [
        ["BIỂU 5"],
        ["Ví dụ cách điền, dùng tại lớp tập huấn"],
        DATE,
        *table("Số hộ", "Số trạm 4G"),
    ]
    shown[4][2] = 7777
    reading = read(tmp_path, shown, real)
    assert numbers(reading, "households") == [100.0 * n for n in range(1, 9)]
    assert set(reading.findings["rule"]) == {"sheet_example"}
    assert numbers(read(tmp_path, shown), "households")[0] == 7777


@pytest.mark.parametrize(
    "line", ["(Tập huấn)", "Bản dùng cho tập huấn", "Số liệu phục vụ lớp tập huấn", "Bài tập"]
)
def test_a_sheet_made_for_a_training_is_an_example(tmp_path: Path, line: str) -> None:
    real = [["BIỂU 5"], DATE, *table("Số hộ", "Số trạm 4G")]
    reading = read(tmp_path, [["BIỂU 5"], [line], *real[1:]], real)
    assert "sheet_example" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    "heading", ["Số lớp tập huấn", "Số lớp tập huấn đã tổ chức", "Training sessions held"]
)
def test_a_sheet_that_counts_trainings_is_none(tmp_path: Path, heading: str) -> None:
    first = [["BIỂU 1"], DATE, *table("Số hộ", "Số trạm 4G")]
    second = [["BIỂU 2. KẾT QUẢ TẬP HUẤN"], DATE, *table("Số thôn có sóng 4G", heading)]
    reading = read(tmp_path, first, second)
    assert "sheet_example" not in set(reading.findings["rule"])
    assert numbers(reading, "villages_4g") == [100.0 * n for n in range(1, 9)]


@pytest.mark.parametrize(
    ("heading", "read_as"),
    [
        ("Số trạm 4G đã xây dựng (trong ngoặc: số trạm đang phát sóng)", 1),
        ("Số trạm 4G theo quy hoạch (số trong ngoặc là số trạm đang hoạt động)", 1),
        ("Số trạm 4G đã xây dựng (trong ngoặc: số trạm dùng chung)", None),
        ("Số trạm 4G (trong ngoặc: số trạm dùng chung)", 6),
        ("Tổng số trạm 4G (số trong ngoặc là trạm thuê của Viettel)", 6),
        ("Số trạm 4G đã xây dựng", None),
    ],
)
def test_brackets_hold_what_their_heading_says(
    tmp_path: Path, heading: str, read_as: int | None
) -> None:
    rows: Rows = [["STT", "Xã, phường", heading, "Số hộ"]]
    rows += [[n, name, f"{n + 5} ({n})", 9] for n, name in enumerate(NAMES, start=1)]
    found = numbers(read(tmp_path, [DATE, *rows]), "stations_4g")
    assert found == ([] if read_as is None else list(range(read_as, read_as + 8)))


@pytest.mark.parametrize(
    ("remark", "rule", "is_read"),
    [
        ("Chưa cập nhật", "row_said_wrong", False),
        ("Lấy theo năm 2024", "row_said_wrong", False),
        ("Số liệu quý trước", "row_said_wrong", False),
        ("Số liệu chưa đầy đủ", "row_said_wrong", False),
        ("Chỉ có khu vực trung tâm", "row_said_wrong", False),
        ("Trạm tạm dừng phát sóng", "row_said_wrong", False),
        ("Đã thu hồi", "row_said_wrong", False),
        ("Phát sóng thử", "row_said_wrong", False),
        ("Theo quy hoạch", "row_said_wrong", False),
        ("Kế hoạch năm 2026", "row_said_wrong", False),
        ("Lấy số liệu quý II/2025", "rows_of_date", False),
        ("Tạm tính", "note_on_rows", True),
        ("Đơn vị: nghìn", "note_on_rows", True),
        ("Bao gồm trạm dùng chung", "note_on_rows", True),
        ("Số trạm tính theo cột", "note_on_rows", True),
        ("Cần kiểm tra lại", "note_on_rows", True),
        ("Đã tắt 2 trạm", "note_on_rows", True),
        ("Xã biên giới", "", True),
        ("Tăng thêm 3 trạm so với quý trước", "", True),
        ("Xã Tam Thanh cũ", "", True),
        ("Đã phủ sóng toàn xã", "", True),
        ("Đang rà soát, bổ sung sau", "", True),
    ],
)
def test_remarks_are_heard_or_quoted(
    tmp_path: Path, remark: str, rule: str, *, is_read: bool
) -> None:
    rows: Rows = [[*row, None] for row in table("Số trạm 4G", "Số hộ")]
    rows[0][-1], rows[3][-1] = "Ghi chú", remark
    reading = read(tmp_path, [DATE, [], *rows])
    assert (300 in numbers(reading, "stations_4g")) is is_read
    loud = reading.findings[reading.findings["severity"] != "note"]
    assert set(loud["rule"]) == ({rule} if rule else set())


def test_what_must_be_added_is_no_name_of_an_official(tmp_path: Path) -> None:
    needed = read(tmp_path, [DATE, [], *table("Số trạm 5G", "Số trạm 4G cần bổ sung")]).findings
    assert list(needed["rule"]) == ["column_changed"]
    rows = [list(row) for row in table("Số trạm 5G", "Cán bộ đầu mối")]
    counted = read(tmp_path, [DATE, [], *rows]).findings
    assert list(counted["rule"]) == ["column_changed"]
    for row in rows[1:]:
        row[-1] = "Hoàng An"
    assert list(read(tmp_path, [DATE, [], *rows]).findings["rule"]) == ["column_personal"]


def test_cells_taken_apart_twice_are_named_as_they_stand_in_the_file(tmp_path: Path) -> None:
    rows: Rows = [["STT", "Xã, phường (tổng số thôn)", "Số trạm 4G/5G"]]
    rows += [[n, f"{name} ({n + 20} thôn)", f"{n}/2"] for n, name in enumerate(NAMES, start=1)]
    found = read(tmp_path, [DATE, *rows]).observations.drop_duplicates("indicator")
    cells = dict(zip(found["indicator"], found["source"].str.rsplit("|", n=1).str[1], strict=True))
    assert cells == {"villages": "B3", "stations_4g": "C3", "stations_5g": "C3"}


@pytest.mark.parametrize(
    ("left", "right", "whose"),
    [
        ("Xã lân cận", "Xã đặt trạm", None),
        ("Xã được phủ sóng", "Xã đặt trạm", None),
        ("Tên xã theo báo cáo", "Tên xã sau rà soát", None),
        ("Xã đầu tuyến", "Xã cuối tuyến", None),
        ("Xã giáp ranh", "Xã, phường", "right"),
        ("Đơn vị báo cáo", "Đơn vị hành chính", "right"),
        ("Tên xã/phường", "Trụ sở đặt tại", "left"),
        ("Xã cũ", "Xã mới", "right"),
        ("Xã mới", "Xã sáp nhập", "left"),
    ],
)
def test_figures_beside_two_communes_are_of_the_one_that_a_heading_says(
    tmp_path: Path, left: str, right: str, whose: str | None
) -> None:
    units = load_units(province="25")["unit_name"].iloc[10:16]
    names = units.tolist()
    book = openpyxl.Workbook()
    for row in [["Trạm 4G, số liệu đến 30/9/2025"], ["STT", left, right, "Trạm 4G"]]:
        book.worksheets[0].append(row)
    for n in range(5):
        book.worksheets[0].append([n + 1, names[n], names[n + 1], 10 + n])
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="25")
    expected = units.index[:5] if whose == "left" else units.index[1:6] if whose else []
    assert list(reading.observations["unit_code"]) == list(expected)
    errors = reading.findings[reading.findings["severity"] == "error"]
    assert list(errors["rule"]) == ([] if whose else ["two_names"])


@pytest.mark.parametrize("last", [None, 0, "-", "0"])
@pytest.mark.parametrize(("names", "filled", "day"), [
    ([f"Tháng {month}" for month in range(1, 13)], 10, "2025-10-31"),
    ([f"T{month}/2025" for month in range(1, 13)], 3, "2025-03-31"),
    (["Quý I", "Quý II", "Quý III", "Quý IV"], 2, "2025-06-30"),
    (["Tháng 1", "Tháng 2", "Tháng 3"], 3, "2025-03-31"),
])  # fmt: skip
def test_the_last_month_with_figures_is_the_state(
    tmp_path: Path, names: list[str], filled: int, day: str, last: object
) -> None:
    rows: Rows = [["SỐ TRẠM 4G NĂM 2025"], ["STT", "Xã, phường", *names]]
    for n, name in enumerate(NAMES[:4], start=1):
        given = [n + month for month in range(filled)]
        rows.append([n, name, *given, *[last] * (len(names) - filled)])
    reading = read(tmp_path, rows)
    latest = reading.observations["as_of"].max()
    assert str(latest.date()) == day
    own = reading.observations[reading.observations["as_of"] == latest]
    assert sorted(own["numerator"]) == [n + filled - 1 for n in range(1, 5)]
    said = list(reading.findings["rule"]).count("column_not_filled")
    assert said == (0 if last is None else len(names) - filled)


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("I. CÁC SỞ, BAN, NGÀNH", "II. UBND CÁC XÃ, PHƯỜNG"),
        ("Các cơ quan chuyên môn cấp tỉnh", "Ủy ban nhân dân cấp xã"),
        ("Cấp tỉnh", "Cấp xã"),
        (None, None),
    ],
)
def test_agencies_of_the_province_are_no_communes(
    tmp_path: Path, above: str | None, below: str | None
) -> None:
    heads: Rows = [DATE, [], ["STT", "Cơ quan, đơn vị", "Tổng số văn bản đi", "Văn bản đi ký số"]]
    agencies = ["Sở Nội vụ", "Sở Khoa học và Công nghệ", "Thanh tra tỉnh", "Văn phòng UBND tỉnh",
                "Ban Quản lý Khu kinh tế cửa khẩu", "Ủy ban MTTQ Việt Nam tỉnh", "Tỉnh đoàn",
                "Bảo hiểm xã hội tỉnh", "Trung tâm Phục vụ hành chính công tỉnh"]  # fmt: skip
    first: Rows = [[n, name, 90, 80] for n, name in enumerate(agencies, start=1)]
    own: Rows = [[n, f"UBND {name}", 70 + n, 60 + n] for n, name in enumerate(NAMES, start=1)]
    lines: list[Rows] = [[] if line is None else [[None, line]] for line in (above, below)]
    reading = read(tmp_path, [*heads, *lines[0], *first, *lines[1], *own], operator="any")
    assert numbers(reading, "documents_signed") == [60.0 + n for n in range(1, 9)]
    assert not {"unit_unknown", "section_unknown"} & set(reading.findings["rule"])


@pytest.mark.parametrize(
    "name",
    ["Số xã, phường đạt trên 90%", "Tổng số xã chưa có trạm", "Tỷ lệ bình quân", "Số đơn vị có 5G",
     "Communes with 5G"],
)  # fmt: skip
def test_how_many_communes_have_something_is_no_commune(tmp_path: Path, name: str) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    reading = read(tmp_path, [DATE, [], *rows, [None, name, None, 3]])
    assert numbers(reading, "households") == [100.0 * n for n in range(1, 9)]
    assert "unit_unknown" not in set(reading.findings["rule"])


def test_a_body_that_is_no_agency_of_the_province_is_still_asked_of(tmp_path: Path) -> None:
    rows = table("Số hộ", "Số trạm 4G")
    reading = read(tmp_path, [DATE, [], *rows, [9, "Sở hữu Trí", 900, 3]])
    assert "unit_unknown" in set(reading.findings["rule"])


@pytest.mark.parametrize(
    ("heading", "name", "is_read"),
    [
        ("Xã - huyện cũ", "{} - {} (cũ)", True),
        ("Xã, phường (thuộc huyện, thị xã cũ)", "{} ({} cũ)", True),
        ("Tên xã", "{}, {} (trước 1/7/2025)", True),
        ("Tên xã", "{} (cũ), {}", False),
        ("Xã cũ", "{}, {} (cũ)", False),
    ],
)
def test_the_former_district_of_a_commune_makes_it_no_former_one(
    tmp_path: Path, heading: str, name: str, *, is_read: bool
) -> None:
    listed = load_units(province="14").loc[["04171", "04183", "04186", "04195"], "unit_name"]
    lie = former_districts(province="14")["district_name"]
    rows = [
        [name.format(unit, lie[code].replace("Huyện", "huyện")), 10 + n]
        for n, (code, unit) in enumerate(listed.items())
    ]
    book = openpyxl.Workbook()
    for row in [["Số liệu đến 30/9/2025"], [heading, "Số trạm 4G"], *rows]:
        book.worksheets[0].append(row)
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="14")
    assert reading.observations["numerator"].tolist() == [10, 11, 12, 13] * is_read
    assert is_read == reading.findings.query("severity == 'error'").empty
