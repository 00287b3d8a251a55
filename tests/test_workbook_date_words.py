"""Of which day figures are, where a workbook names other days and periods, too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.sources.workbook.dates.of_figures import best_date, find_as_of, unclear_date
from tests.test_workbook_around import NAMES, Rows, read, table
from tests.test_workbook_whose_date import days, rules

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

SEPTEMBER = dt.date(2025, 9, 30)
TITLE = "HẠ TẦNG VIỄN THÔNG"


# ---- a range is of its end -----------------------------------------------------------------------
@pytest.mark.parametrize(
    "lines",
    [
        ["Thời gian: 01/07/2025 00:00 - 30/09/2025 23:59"],
        ["Thời gian: 00h00 ngày 01/07/2025 – 24h00 ngày 30/09/2025"],
        ["Time range: 2025-07-01 ~ 2025-09-30"],
        ["Thời gian: 01/07/2025 → 30/09/2025"],
        ["Time: 2025-07-01 00:00:00 To 2025-09-30 23:00:00"],
        ["Từ ngày: 01/07/2025 Đến ngày: 30/09/2025"],
        ["Start time: 2025-07-01 00:00", "End time: 2025-09-30 23:00"],
        ["Từ ngày", "01/07/2025", "Đến ngày", "30/09/2025"],
        ["Đầu kỳ: 01/01/2025; cuối kỳ: 30/9/2025"],
    ],
)
def test_a_range_is_of_its_end(lines: list[str]) -> None:
    assert find_as_of(lines) == SEPTEMBER


def test_two_days_that_fall_are_no_range() -> None:
    assert find_as_of(["Số liệu 30/9/2025 - 30/6/2025"]) == SEPTEMBER


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Số có đến 30/6/2025 và 30/9/2025", SEPTEMBER),
        ("Số liệu đến 31/12/2024, 30/6/2025 và đến ngày 30/9/2025", SEPTEMBER),
        ("Quý II/2025 và quý III/2025", SEPTEMBER),
        ("Số liệu đến 30/9/2025 so với 30/6/2025", SEPTEMBER),
        ("Số liệu năm 2023, năm 2024", dt.date(2024, 12, 31)),
        # Of a letter, and no state of the figures.
        ("Số liệu đến 30/9/2025, gửi ngày 05/10/2025", SEPTEMBER),
        ("Số liệu đến 30/9/2025 (kèm Công văn ngày 05/10/2025)", SEPTEMBER),
    ],
)
def test_of_states_beside_each_other_the_last_is_todays(line: str, day: dt.date) -> None:
    assert find_as_of([line]) == day


def test_columns_of_two_states_are_each_of_its_day(tmp_path: Path) -> None:
    rows = table("Đầu kỳ", "Cuối kỳ")
    rows[:1] = [
        [None, None, "Dân số", None, "Số hộ", None],
        ["STT", "Xã, phường", "30/6/2025", "30/9/2025", "30/6/2025", "30/9/2025"],
    ]
    rows[2:] = [[*row, 24 * n, 25 * n] for n, row in enumerate(rows[2:], start=1)]
    reading = read(tmp_path, [["BIẾN ĐỘNG DÂN SỐ"], ["Số có đến 30/6/2025 và 30/9/2025"], *rows])
    assert days(reading) == {"population": "2025-09-30", "households": "2025-09-30"}
    homes = reading.observations.query("indicator == 'households'")["numerator"]
    assert [*homes.dropna()] == [25 * n for n in range(1, len(NAMES) + 1)]


def test_the_cells_of_a_range_are_read_across(tmp_path: Path) -> None:
    rows: Rows = [["Từ ngày", "01/07/2025"], ["Đến ngày", "30/09/2025"], ["TRẠM"]]
    assert days(read(tmp_path, [*rows, *table("Số trạm 4G")])) == {"stations_4g": "2025-09-30"}


# ---- periods -------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["Kỳ báo cáo: Quý III/2025 (Từ ngày 15/6/2025 đến ngày 14/9/2025)"], (9, 14)),
        (["Tháng 9/2025 (tính đến 20/9)"], (9, 20)),
        (["TRẠM QUÝ III NĂM 2025", "Số liệu tính đến ngày 20/9/2025"], (9, 20)),
        (["TRẠM QUÝ III NĂM 2025", "Số liệu đến 20/12/2024"], None),
        (["6 tháng cuối năm 2025"], (12, 31)),
        (["6 THÁNG CUỐI NĂM", "NĂM 2025"], (12, 31)),
        (["6 tháng đầu năm 2025"], (6, 30)),
        (["3 tháng cuối năm 2025"], (12, 31)),
        (["Báo cáo ngày 30 tháng 9 năm 2025"], (9, 30)),
        (["SO SÁNH QUÝ III VÀ QUÝ II NĂM 2025"], (9, 30)),
        (["So sánh tháng 9 và tháng 8/2025"], (9, 30)),
        (["Quý II và quý III năm 2025"], (9, 30)),
        (["Kỳ dữ liệu: 202509", "Report time: 2025/10/05 08:15"], (9, 30)),
        (["Generated on 2025-10-05 from snapshot 2025-09-30"], (9, 30)),
        (["TRẠM BTS QUÝ III/2025", "Báo cáo ngày 05/10/2025"], (9, 30)),
        (["TRẠM BTS QUÝ III/2025", "Cập nhật lần cuối: 05/10/2025"], (9, 30)),
        (["TRẠM BTS QUÝ III/2025", "Cập nhật ngày 05/10/2025"], (9, 30)),
        (["Số liệu 30/6/2025 được cập nhật đến 30/9/2025"], (9, 30)),
        (["TRẠM BTS NĂM 2025", "Cập nhật ngày 30/9/2025"], (9, 30)),
    ],
)
def test_the_finer_and_surer_of_several_is_taken(
    lines: list[str], day: tuple[int, int] | None
) -> None:
    assert find_as_of(lines) == (dt.date(2025, *day) if day else dt.date(2024, 12, 20))


@pytest.mark.parametrize("line", ["TUẦN 4 THÁNG 9/2025", "Báo cáo tuần 39 năm 2025"])
def test_a_week_is_asked_about(line: str) -> None:
    assert find_as_of([line]) is None
    assert unclear_date([line]) == line


# ---- words that are not known --------------------------------------------------------------------
OF_UNKNOWN = [
    "Số trạm 4G (theo ĐVHC mới 01/7/2025)",
    "Số trạm 4G sau sáp nhập 1.7.2025",
    "Số trạm 4G (dân số theo niên giám 31/12/2024)",
    "Số trạm 4G. Ngày 2G off: 16/10/2024",
    "Số trạm 4G, họp giao ban ngày 02/10/2025",
    "Số trạm 4G theo yêu cầu tại CV 1234/SKHCN-VT (25/9/2025)",
    "Mốc so sánh: 31/12/2024",
    "Phục vụ bầu cử ngày 15/3/2026",
    "Từ khi sáp nhập 01/7/2025",
    "Bão số 11 ngày 5/10/2025",
    "Hội nghị sơ kết 5/10/2025",
    "QĐ số 45 ngày 5/10/2025",
    "Ngày duyệt: 5/10/2025",
    "Dữ liệu nền 31/12/2024",
    "Khánh tiết, lễ khởi công 10/8/2025",
    "Số liệu nhận đến 05/10/2025",
    "So sánh số trạm 30/9/2024 với 30/6/2025",
    "Số trạm 4G tại thời điểm họp 25/9/2025",
    "Ngày phát sóng: 20/12/2024",
    "Dừng công nghệ 2G: 15/10/2024",
    "Chuyển Sở ngày 5/10/2025",
    "SỞ KH&CN LẠNG SƠN - PHỤC VỤ GIAO BAN VIỄN THÔNG (05/10/2025)",
]


@pytest.mark.parametrize("line", OF_UNKNOWN)
def test_a_day_behind_unknown_words_dates_nothing(line: str) -> None:
    assert find_as_of([line]) is None
    assert unclear_date([line]) == line
    for lines in ([f"{TITLE} QUÝ III NĂM 2025", line], [line, "Số liệu đến 30/9/2025"]):
        assert find_as_of(lines) == SEPTEMBER


@pytest.mark.parametrize(
    "line",
    [
        "TỔNG HỢP SỐ LIỆU HỘ GIA ĐÌNH TRÊN ĐỊA BÀN TỈNH ĐẾN 30/9/2025",
        "Biểu 02/KHCN: Hiện trạng phủ sóng di động các xã, phường ngày 30/9/2025",
        "HẠ TẦNG VIỄN THÔNG TỈNH LẠNG SƠN (30/9/2025)",
        "Trạm đang hoạt động ngày 30/9/2025",
        "HỘ CÓ MÁY TÍNH HOẶC ĐIỆN THOẠI THÔNG MINH (30/9/2025)",
        "Thuê bao di động xã Bắc Sơn - 30/09/2025",
        "Thời điểm: 24h00 ngày 30/9/2025",
        "KẾT QUẢ THỰC HIỆN KẾ HOẠCH SỐ 15/KH-UBND ĐẾN 30/9/2025",
        "THỰC HIỆN NGHỊ QUYẾT 57-NQ/TW ĐẾN 30/9/2025",
        "DANH MỤC CÔNG TRÌNH VIỄN THÔNG ĐẾN 30/9/2025",
        "Xyz abc đến 30/9/2025",
        "Ngày 30 tháng 9 năm 2025",
        "DATE_ID = 20250930",
        "Số liệu trên hệ thống đến 17 giờ 00 phút, ngày 30/9/2025",
        "Thời điểm rà soát: 30/9/2025",
        "TP. Hồ Chí Minh: trạm BTS 30/9/2025",
        "TÌNH HÌNH CHUYỂN ĐỔI SỐ, NGÀY 30/9/2025",
        "From 2025-07-01 to 2025-09-30",
        "THỐNG KÊ TRẠM VÔ TUYẾN THEO CÔNG NGHỆ VÀ BĂNG TẦN, 30/9/2025",
        "CƠ CẤU THUÊ BAO DI ĐỘNG 30/09/2025",
        "NGƯỜI DÙNG BĂNG RỘNG CỐ ĐỊNH THEO TỐC ĐỘ TRUY CẬP (30/9/2025)",
    ],
)
def test_ordinary_words_leave_a_day_to_the_figures(line: str) -> None:
    assert find_as_of([line]) == SEPTEMBER
    assert not unclear_date([line])


@pytest.mark.parametrize(
    "line",
    [
        "Thời hạn gửi đến ngày 10/10/2025",
        "Có hiệu lực đến 31/12/2025",
        "148 xã hoạt động từ 01/07/2025",
        "Số trạm 4G (theo ĐVHC mới từ 01/7/2025)",
        "Số liệu từ ngày 01/7/2025",
        "Số trạm 4G (hoàn thành trước 31/12/2025)",
        "Các xã gửi lại trước 17h00 ngày 10/10/2025",
    ],
)
def test_the_end_of_something_else_and_a_beginning_are_no_date(line: str) -> None:
    assert best_date([line]) is None


def test_the_line_is_named_where_it_has_the_only_day(tmp_path: Path) -> None:
    line = "Phục vụ họp Ban Chỉ đạo ngày 02/10/2025"
    alone = read(tmp_path, [[TITLE], [line], *table("Số trạm 4G")])
    assert set(days(alone).values()) == {"NaT"}
    assert rules(alone, "as_of_unclear") == ["A2"]
    assert not rules(alone, "as_of_unknown")
    dated = read(tmp_path, [[f"{TITLE} QUÝ III NĂM 2025"], [line], *table("Số trạm 4G")])
    assert set(days(dated).values()) == {"2025-09-30"}
    assert not rules(dated, "as_of_unclear")


@pytest.mark.parametrize(
    "lines",
    [
        ["Số trạm đến 30/9/2025 (dân số theo niên giám 31/12/2024)"],
        ["Tính đến ngày 30/9/2025 (dân số tính đến 31/12/2024)"],
        ["TRẠM BTS QUÝ III/2025", "Dân số theo niên giám 31/12/2024"],
    ],
)
def test_the_day_of_a_base_is_that_of_its_column(tmp_path: Path, lines: list[str]) -> None:
    rows: Rows = [[TITLE], *[[line] for line in lines]]
    found = days(read(tmp_path, [*rows, *table("Dân số", "Số trạm 4G")]))
    assert found == {"population": "2024-12-31", "stations_4g": "2025-09-30"}
    found = days(read(tmp_path, [*rows, *table("Số trạm 4G")]))
    assert found == {"stations_4g": "2025-09-30"}


# ---- some communes -------------------------------------------------------------------------------
def test_a_note_on_one_commune_dates_no_other(tmp_path: Path) -> None:
    note = "Số liệu xã Không Tên cập nhật ngày 12/8/2025"
    reading = read(tmp_path, [[TITLE], *table("Số trạm 4G"), [], [note]])
    assert set(days(reading).values()) == {"NaT"}
    assert rules(reading, "as_of_unclear") == ["A12"]
    of_all = "Số liệu các xã, phường cập nhật ngày 12/8/2025"
    reading = read(tmp_path, [[TITLE], *table("Số trạm 4G"), [], [of_all]])
    assert set(days(reading).values()) == {"2025-08-12"}


def test_days_of_some_and_of_the_others_are_quoted(tmp_path: Path) -> None:
    line = "Số liệu đến ngày 30/9 của 5 xã đầu; các xã còn lại đến ngày 31/8"
    for title in (f"{TITLE} QUÝ III NĂM 2025", f"{TITLE} NĂM 2025"):
        reading = read(tmp_path, [[title], [line], *table("Số trạm 4G")])
        assert rules(reading, "note_quoted") == ["A2"]


# ---- a column of days ----------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("Số liệu đến", "30/9", "30/6"),
        ("Số liệu đến ngày", "30/9/2025", "30/6/2025"),
        ("Số liệu kỳ", "Q3/2025", "Q2/2025"),
        ("Thời điểm lấy số liệu", "30/9/2025", "30/6/2025"),
        ("Ngày cập nhật", "05/10/2025 08:15", "30/06/2025 17:00"),
        ("Cập nhật lúc", dt.date(2025, 9, 30), dt.date(2025, 6, 30)),
        ("Cập nhật đến", "30/9/2025", "30/6/2025"),
        ("Ngày số liệu", "30/9/2025", "30/6/2025"),
    ],
)
def test_rows_have_the_day_of_their_column(
    tmp_path: Path, heading: str, first: object, second: object
) -> None:
    rows = [["Số trạm đến 30/9/2025"], *table("Số trạm 4G")]
    rows[1].append(heading)
    for row in rows[2:]:
        row.append(second if row[1] == NAMES[1] else first)
    reading = read(tmp_path, rows)
    assert set(reading.earlier["as_of"].astype(str)) == {"2025-06-30"}
    assert reading.earlier["numerator"].tolist() == [200]
    assert set(reading.observations["as_of"].astype(str)) == {"2025-09-30"}
    assert len(reading.observations) == len(NAMES) - 1


@pytest.mark.parametrize(
    ("heading", "day", "earlier"),
    [
        ("Số liệu đến", "30/6", True),
        ("Ngày cập nhật", "30/6/2025", True),
        ("Ngày cập nhật", "05/10/2025", False),
        ("Ngày", "30/6/2025", False),
        ("Năm", 2024, False),
    ],
)
def test_a_day_of_one_row_alone_is_heard(
    tmp_path: Path, heading: str, day: object, *, earlier: bool
) -> None:
    rows = [["Số trạm đến 30/9/2025"], *table("Số trạm 4G")]
    rows[1].append(heading)
    rows[3].append(day)
    reading = read(tmp_path, rows)
    assert reading.earlier["numerator"].tolist() == ([200] if earlier else [])
    assert set(reading.observations["as_of"].astype(str)) == {"2025-09-30"}


@pytest.mark.parametrize("title", ["Số trạm đến 30/9/2025", "SỐ TRẠM QUÝ III/2025"])
@pytest.mark.parametrize(("year", "day"), [(2025, "2025-09-30"), (2024, "2024-12-31")])
def test_a_column_of_years_is_no_finer_than_the_title(
    tmp_path: Path, title: str, year: int, day: str
) -> None:
    rows = [[title], *[[*row, "Năm" if row[0] == "STT" else year] for row in table("Số trạm 4G")]]
    assert set(read(tmp_path, rows).observations["as_of"].astype(str)) == {day}


# ---- names of sheets -----------------------------------------------------------------------------
def reading_of(folder: Path, sheets: dict[str, Rows]) -> WorkbookReading:
    made = openpyxl.Workbook()
    del made[made.sheetnames[0]]
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    made.save(folder / "b.xlsx")
    return read_workbook(folder / "b.xlsx", operator="viettel", province="20")


def book(folder: Path, sheets: dict[str, Rows]) -> dict[str, str]:
    return days(reading_of(folder, sheets))


@pytest.mark.parametrize(
    ("names", "day"),
    [
        (("Q3", "Q2"), "2025-06-30"),
        (("Sheet1", "T6"), "2025-06-30"),
        (("Sheet1", "2024"), "2024-12-31"),
        (("T1", "T2"), "2025-09-30"),  # the first and second table
    ],
)
def test_a_sheet_is_of_the_period_of_its_name(
    tmp_path: Path, names: tuple[str, str], day: str
) -> None:
    first = [["Số trạm đến 30/9/2025"], *table("Số trạm 4G")]
    second = [["Số trạm"], *table("Số trạm 3G")]
    found = book(tmp_path, dict(zip(names, (first, second), strict=True)))
    assert found == {"stations_4g": "2025-09-30", "stations_3g": day}


def test_a_quarter_in_a_name_is_of_the_year_of_the_titles(tmp_path: Path) -> None:
    first: Rows = [["Số trạm đến 30/9/2025"], *table("Số trạm 4G"), [], ["So với 31/12/2024"]]
    found = book(tmp_path, {"Q3": first, "Q2": [["Số trạm"], *table("Số trạm 3G")]})
    assert found == {"stations_4g": "2025-09-30", "stations_3g": "2025-06-30"}


@pytest.mark.parametrize(
    ("name", "named"), [("Q1", ["Q1"]), ("T5", ["T5"]), ("T1", []), ("Q3", []), ("T9", [])]
)
def test_a_sheet_of_another_period_without_a_year_is_named(
    tmp_path: Path, name: str, named: list[str]
) -> None:
    first: Rows = [["Số trạm đến 30/9/2025"], *table("Số trạm 4G")]
    other: Rows = [["Số trạm đến 31/12/2024"], *table("Số trạm 5G")]
    sheets = {"A": first, "B": other, name: [["Số trạm"], *table("Số trạm 3G")]}
    found = reading_of(tmp_path, sheets).findings
    assert found.loc[found["rule"] == "sheet_of_period", "value"].tolist() == named


# ---- the period of a report ----------------------------------------------------------------------
@pytest.mark.parametrize(
    ("lines", "day"),
    [
        (["BÁO CÁO THÁNG 12/2025 (số liệu tháng 11)"], (2025, 11, 30)),
        (["Báo cáo tháng 02/2026 - số liệu năm 2025"], (2025, 12, 31)),
        (["Giao ban tháng 01/2026 - kết quả năm 2025"], (2025, 12, 31)),
        (["Báo cáo quý I/2026: số liệu quý IV"], (2025, 12, 31)),
        (["SỐ LIỆU THÁNG 8, BÁO CÁO QUÝ III/2025"], (2025, 8, 31)),
        (["SỐ LIỆU 6 THÁNG - BÁO CÁO THÁNG 7/2025"], (2025, 6, 30)),
        (["Kỳ báo cáo: Quý IV. Kỳ số liệu: Quý III/2025"], (2025, 9, 30)),
        (["Kỳ báo cáo: Quý IV/2025", "Kỳ số liệu: Quý III/2025"], (2025, 9, 30)),
        (["Kỳ báo cáo: Tháng 01/2026", "Kỳ số liệu: Tháng 12"], (2025, 12, 31)),
        (["BÁO CÁO QUÝ I/2026", "Số liệu năm 2025"], (2025, 12, 31)),
        (["Họp ngày 10/01/2026 - số liệu tháng 12"], (2025, 12, 31)),
        (["Báo cáo quý IV/2025 (dữ liệu chốt 30/11/2025)"], (2025, 11, 30)),
        (["Tháng 01 năm 2026 (số liệu tháng trước)"], (2025, 12, 31)),
        (["Quý I/2026 (số liệu quý trước)"], (2025, 12, 31)),
    ],
)
def test_the_period_of_the_figures_beats_that_of_the_report(
    lines: list[str], day: tuple[int, int, int]
) -> None:
    assert find_as_of(lines) == dt.date(*day)


@pytest.mark.parametrize(
    "lines",
    [
        ["Báo cáo tháng 9/2025 - số liệu năm 2025"],
        ["BÁO CÁO QUÝ III/2025", "Số liệu năm 2025"],
        ["BÁO CÁO THÁNG 9/2025, so với số liệu tháng 8"],
        ["Báo cáo tháng 9/2025, kế hoạch tháng 10/2025"],
        ["SỐ TRẠM QUÝ III/2025 (dữ liệu dân số năm 2024)"],
        ["THÁNG 9 (QUÝ III/2025)"],
        ["Kết quả 9 tháng, báo cáo năm 2025"],
    ],
)
def test_another_period_beside_that_of_the_figures_is_left(lines: list[str]) -> None:
    assert find_as_of(lines) == SEPTEMBER


@pytest.mark.parametrize(
    "lines",
    [
        ["SỐ LIỆU NĂM 2025 (THÁNG 01-9)"],
        ["Quý I–III năm 2025"],
        ["Quý I-III/2025"],
        ["Từ quý I đến quý III năm 2025"],
        ["tháng 1 - 9 năm 2025"],
        ["Tháng 1 đến tháng 9/2025"],
        ["NĂM 2025", "(Tháng 1-9)"],
        ["Số liệu năm 2025 (từ tháng 1 đến hết tháng 9)"],
        ["Năm 2025 (9 tháng đầu năm)"],
        ["THÁNG 9 - 12 XÃ", "NĂM 2025"],
    ],
)
def test_a_range_of_months_ends_with_its_last(lines: list[str]) -> None:
    assert find_as_of(lines) == SEPTEMBER


def test_two_periods_of_nothing_are_asked_about() -> None:
    line = "BÁO CÁO THÁNG 12/2025 (THÁNG 11)"
    assert find_as_of([line]) is None
    assert unclear_date([line]) == line


def test_a_period_is_not_dated_by_the_year_of_another() -> None:
    assert find_as_of(["Báo cáo quý I/2026, dự toán năm 2025"]) == dt.date(2026, 3, 31)
    assert find_as_of(["Số liệu năm 2025", "Tháng 01/2026"]) != dt.date(2025, 1, 31)


# ---- words that dates stand behind ---------------------------------------------------------------
@pytest.mark.parametrize(
    "line",
    [
        "SỐ ẤP, KHÓM CÓ CÁP QUANG THEO XÃ, PHƯỜNG (30/9/2025)",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ LẠNG SƠN - KHẢO SÁT VÙNG PHỦ SÓNG (30/9/2025)",
        "Sở KH&CN Cao Bằng: rà soát trạm BTS (30/9/2025)",
        "Số thôn, bon, buôn có sóng 30/9/2025",
        "Số bản, tiểu khu, tổ dân phố ngày 30/9/2025",
        "Thời điểm điều tra: 0 giờ ngày 30/9/2025",
        "Thời điểm tổng điều tra 0h ngày 30/9/2025",
        "Thời điểm khảo sát: 30/9/2025",
        "TÌNH HÌNH GỬI, NHẬN VĂN BẢN ĐIỆN TỬ QUÝ III NĂM 2025",
        "Văn bản điện tử đến ngày 30/9/2025",
        "Gửi, nhận văn bản quý III/2025",
        "Tỷ lệ văn bản ký số tháng 9 năm 2025",
        "Hồ sơ điện tử ngày 30/9/2025",
        "Thanh toán điện tử quý III/2025",
    ],
)
def test_what_is_counted_leaves_a_date_that_of_figures(line: str) -> None:
    assert find_as_of([line]) == SEPTEMBER


@pytest.mark.parametrize(
    "line",
    [
        "Theo văn bản ngày 30/9/2025",
        "Kèm theo văn bản số 12 ngày 30/9/2025",
        "Văn bản điện tử của Sở, kèm theo Công văn số 12 ngày 30/9/2025",
        "Áp dụng từ ngày 30/9/2025",
        "Từ quý III/2025",
        "Ngày điều tra viên gửi phiếu: 30/9/2025",
    ],
)
def test_days_of_letters_and_beginnings_stay_theirs(line: str) -> None:
    assert find_as_of([line]) is None


@pytest.mark.parametrize(
    "cover",
    [
        [["SỞ KHCN"], ["BỘ SỐ LIỆU"], ["Quý III năm 2025"], ["Số liệu chốt: 30/9/2025"]],
        [["BỘ SỐ LIỆU CHUYỂN ĐỔI SỐ CẤP XÃ"], ["Số liệu tính đến ngày 30/9/2025"]],
        [["Thời điểm số liệu:", "30/9/2025"]],
        [["Kỳ báo cáo: Quý III/2025"]],
    ],
)
def test_a_cover_dates_tables_without_a_date(tmp_path: Path, cover: Rows) -> None:
    reading = read(tmp_path, cover, [["Biểu B1"], *table("Số trạm 4G")])
    assert reading.as_of == SEPTEMBER
    assert set(reading.observations["as_of"].dt.date) == {SEPTEMBER}
    assert "as_of_unknown" not in set(reading.findings["rule"])


@pytest.mark.parametrize(
    "cover",
    [
        [["BỘ SỐ LIỆU"], ["Kèm theo Công văn số 5 ngày 30/9/2025"]],
        [["Hướng dẫn"], ["Gửi về Sở trước ngày 30/9/2025"]],
        [["BỘ SỐ LIỆU"], ["Lạng Sơn, ngày 30 tháng 9 năm 2025"]],
        [["Năm 2025"]],
    ],
)
def test_other_days_of_a_cover_date_nothing(tmp_path: Path, cover: Rows) -> None:
    reading = read(tmp_path, cover, [["Biểu B1"], *table("Số trạm 4G")])
    assert reading.as_of is None


def test_a_table_keeps_its_own_date_below_a_cover(tmp_path: Path) -> None:
    cover: Rows = [["Số liệu chốt: 30/9/2025"]]
    reading = read(tmp_path, cover, [["Tính đến 30/6/2025"], *table("Số trạm 4G")])
    assert reading.as_of == dt.date(2025, 6, 30)
