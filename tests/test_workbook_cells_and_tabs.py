"""Cells of several figures, rows of codes, names of tabs, filters of exports."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from tests.test_workbook_around import DATE, NAMES, read, table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading
    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")

NUMBERS = range(1, len(NAMES) + 1)
OPERATORS = ("mobifone", "viettel", "vnpt")


def numbers(reading: WorkbookReading, indicator: str, operator: str = "") -> list[float]:
    rows = reading.observations[reading.observations["indicator"] == indicator]
    if operator:
        rows = rows[rows["operator"] == operator]
    return [float(one) for one in rows["numerator"].dropna()]


def rules(reading: WorkbookReading) -> set[str]:
    return set(reading.findings["rule"])


def of_cells(heading: str, cell: Callable[[int], object]) -> Rows:
    """Beside a column of households, one of cells with several figures."""
    body: Rows = [[n, name, 500 + n, cell(n)] for n, name in zip(NUMBERS, NAMES, strict=True)]
    return [DATE, [], ["STT", "Xã, phường", "Số hộ", heading], *body]


# ---- cells that name what each of their figures is ----------------------------------------------
@pytest.mark.parametrize(
    "cell",
    [
        "Viettel: {}\nVNPT: {}\nMobiFone: {}",
        "Viettel {}, VNPT {}, MobiFone {}",
        "VTT: {}; VNP: {}; MBF: {}",
        "- Viettel: {} trạm\n- VinaPhone: {} trạm\n- Mobifone: {} trạm.",
        "Viettel = {} | VNPT = {} | MobiFone = {}",
        "Viettel: {} VNPT: {} MobiFone: {}",
    ],
)
@pytest.mark.parametrize("heading", ["Số trạm 4G", "Số trạm 4G (theo nhà mạng)"])
def test_figures_named_by_operators_are_theirs(tmp_path: Path, cell: str, heading: str) -> None:
    rows = of_cells(heading, lambda n: cell.format(n, 2 * n, 3 * n))
    reading = read(tmp_path, rows, operator="any")
    for operator, times in (("viettel", 1), ("vnpt", 2), ("mobifone", 3)):
        assert numbers(reading, "stations_4g", operator) == [times * n for n in NUMBERS]
    assert "cells_named" in rules(reading)
    assert numbers(reading, "households") == [500 + n for n in NUMBERS]


@pytest.mark.parametrize(
    "cell", ["4G: {}; 5G: {}", "4G: {}, 5G: {}", "4G {}\n5G {}", "4G:{};5G:{}"]
)
@pytest.mark.parametrize("heading", ["Số trạm", "Số trạm (4G, 5G)", "Số trạm 4G/5G"])
def test_figures_named_by_technologies(tmp_path: Path, cell: str, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, 9 * n)))
    assert numbers(reading, "stations_4g") == [*NUMBERS]
    assert numbers(reading, "stations_5g") == [9 * n for n in NUMBERS]


def test_an_operator_that_a_cell_leaves_out_is_missing(tmp_path: Path) -> None:
    def cell(n: int) -> str:
        if n == 2:
            return "VNPT: 20"
        order = ("VNPT: {1}; Viettel: {0}", "Viettel: {0}; VNPT: {1}")[n % 2]
        return order.format(n, 10 * n)

    reading = read(tmp_path, of_cells("Số trạm 4G", cell), operator="any")
    assert numbers(reading, "stations_4g", "viettel") == [1, 3, 4, 5, 6, 7, 8]
    assert numbers(reading, "stations_4g", "vnpt") == [10 * n for n in NUMBERS]
    source = reading.observations.query("operator == 'vnpt' and indicator == 'stations_4g'")
    assert str(source["source"].iloc[0]).endswith("D4")


@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số trạm 4G", "Viettel: {}; thôn Nà Pó: {}"),
        ("Số trạm 4G", "Viettel: {}; tổng: {}"),
        ("Số trạm 4G", "Viettel: {}; 5G: {}"),
        ("Số trạm 4G", "Viettel: {}; Viettel: {}"),
        ("Số trạm 4G", "Viettel: {}; VNPT: {} (1 trạm ngừng)"),
        ("Số trạm 4G", "Viettel: {}; VNPT: khoảng {}"),
        ("Số trạm 4G của Viettel", "Viettel: {}; VNPT: {}"),
        ("Số trạm 4G", "3G: {}; 5G: {}"),
        ("Số hộ", "nghèo: {}; cận nghèo: {}"),
    ],
)
def test_figures_with_other_names_stay_together(tmp_path: Path, heading: str, cell: str) -> None:
    rows = of_cells(heading, lambda n: cell.format(n, 2 * n))
    reading = read(tmp_path, rows, operator="any")
    assert not rules(reading) & {"cells_named", "cells_parted"}
    assert not numbers(reading, "stations_4g")
    assert not numbers(reading, "stations_5g")


def test_one_cell_that_is_not_understood_keeps_the_column_whole(tmp_path: Path) -> None:
    def cell(n: int) -> str:
        return "Viettel: 3; VNPT: 4-5" if n == 4 else f"Viettel: {n}; VNPT: {n}"

    reading = read(tmp_path, of_cells("Số trạm 4G", cell), operator="any")
    assert not numbers(reading, "stations_4g")


# ---- plan and result in one cell ----------------------------------------------------------------
@pytest.mark.parametrize(
    ("heading", "cell"),
    [
        ("Số trạm 4G (KH/TH)", "{1}/{0}"),
        ("Số trạm 4G KH/TH", "{1}/{0}"),
        ("Số trạm 4G (Kế hoạch/Thực hiện)", "{1} / {0}"),
        ("Số trạm 4G (TH/KH)", "{0}/{1}"),
        ("Số trạm 4G (giao/đạt)", "{1}/{0}"),
        ("Số trạm 4G (KH 2025/TH)", "{1}/{0}"),
        ("Số trạm 4G", "KH: {1}; TH: {0}"),
        ("Số trạm 4G (KH, TH)", "KH: {1}\nTH: {0}"),
    ],
)
def test_of_plan_and_result_the_result_is_read(tmp_path: Path, heading: str, cell: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: cell.format(n, n + 5)))
    assert numbers(reading, "stations_4g") == [*NUMBERS]
    changed = reading.findings[reading.findings["rule"] == "column_changed"]
    assert ["kế hoạch" in str(one) for one in changed["value"]] == [True]


def test_a_result_of_an_earlier_year_is_not_the_present(tmp_path: Path) -> None:
    rows = of_cells("Số trạm 4G (TH 2023/KH 2025)", lambda n: f"{n}/{n + 5}")
    read_of = read(tmp_path, rows).observations.query("indicator == 'stations_4g'")
    assert {str(day.date()) for day in read_of["as_of"]} <= {"2023-12-31"}


@pytest.mark.parametrize(
    "heading",
    [
        "Số thôn có sóng 4G/Tổng số",
        "Số trạm 4G (ước/KH)",
        "Số trạm 4G (KH/đề xuất)",
        "Trạm 4G (KH)",
    ],
)
def test_other_pairs_are_no_plan_and_result(tmp_path: Path, heading: str) -> None:
    reading = read(tmp_path, of_cells(heading, lambda n: f"{n}/{n + 5}"))
    assert "cells_parted" not in rules(reading)
    assert not numbers(reading, "stations_4g")


def test_a_plan_alone_is_refused_still(tmp_path: Path) -> None:
    rows = [[*row[:2], *row[3:]] for row in of_cells("Số trạm 4G (KH)", lambda n: n)[2:]]
    with pytest.raises(FileUnreadableError):
        read(tmp_path, [DATE, [], *rows])


# ---- a row of codes beneath the headings --------------------------------------------------------
CODES = [1101, 2301, 3104]
UNITS = ["Đơn vị tính", "hộ", "trạm", "trạm"]


def coded(label: str, codes: list[object], *, units: bool = True, groups: bool = True) -> Rows:
    rows: Rows = [DATE, []]
    rows += [["STT", "Đơn vị hành chính", "Dân cư", "Hạ tầng", None]] if groups else []
    own = [None, None] if groups else ["STT", "Đơn vị hành chính"]
    rows += [[*own, "Số hộ", "Số trạm 5G", "Số trạm 4G"], [None, label, *codes]]
    rows += [[None, *UNITS]] if units else []
    rows += [[None, "TOÀN TỈNH", 36, 360, 3600]]
    return [*rows, *([n, name, n, 10 * n, 100 * n] for n, name in enumerate(NAMES, start=1))]


@pytest.mark.parametrize(
    ("label", "codes"),
    [
        ("Mã số chỉ tiêu", [*CODES]),
        ("Mã số", ["1101", "2301", "3104"]),
        ("Mã chỉ tiêu", ["CT01", "CT02", "CT03"]),
        ("Ký hiệu", ["H01", "P.4", "T-4"]),
        ("Code", ["01.1", "02.1", "02.2"]),
    ],
)
@pytest.mark.parametrize("units", [True, False])
@pytest.mark.parametrize("groups", [True, False])
def test_codes_beneath_headings_say_nothing(
    tmp_path: Path, label: str, codes: list[object], *, units: bool, groups: bool
) -> None:
    reading = read(tmp_path, coded(label, codes, units=units, groups=groups))
    assert numbers(reading, "households") == [*NUMBERS]
    assert numbers(reading, "stations_5g") == [10 * n for n in NUMBERS]
    assert numbers(reading, "stations_4g") == [100 * n for n in NUMBERS]
    assert not set(reading.findings["severity"]) & {"error"}
    first = 5 + units + groups + 1
    sources = reading.observations.query("indicator == 'stations_4g'")["source"]
    assert str(sources.iloc[0]).endswith(f"E{first}")


def test_findings_name_units_of_measure_where_they_stand(tmp_path: Path) -> None:
    rows = coded("Mã số", [*CODES])
    rows[5][3] = "triệu đồng"
    findings = read(tmp_path, rows).findings
    assert "D6" in set(findings["cell"].dropna())


@pytest.mark.parametrize("label", ["Toàn tỉnh", "Năm trước", "Mã xã 2024", "Chỉ tiêu giao"])
def test_a_row_with_another_label_is_no_row_of_codes(tmp_path: Path, label: str) -> None:
    reading = read(tmp_path, coded(label, [*CODES], units=False, groups=False))
    assert "D4" not in "".join(reading.observations["source"])
    same = read(tmp_path, coded("Mã số", [7, 7, 7], units=False, groups=False))
    assert numbers(same, "stations_4g") in ([], [100 * n for n in NUMBERS])


def test_codes_beneath_names_of_communes_are_theirs(tmp_path: Path) -> None:
    codes = ["05977", "05983", "05986", "06001", "06004", "06019", "06037", "06040"]
    rows = [DATE, [], ["Tên xã", *NAMES], ["Mã số", *codes], ["Số trạm 4G", *NUMBERS]]
    rows += [["Số hộ", *(100 * n for n in NUMBERS)]]
    assert numbers(read(tmp_path, rows), "stations_4g") == [*NUMBERS]


# ---- operator and period in the name of a tab ---------------------------------------------------
def tabs(folder: Path, *names: str, title: str = "SỐ TRẠM THEO XÃ") -> WorkbookReading:
    book = openpyxl.Workbook()
    del book[book.sheetnames[0]]
    for times, name in enumerate(names, start=1):
        sheet = book.create_sheet(name)
        for row in [[title], [], *table("Số trạm 4G", "Số trạm 5G")]:
            sheet.append(
                [one * times if isinstance(one, int) and one >= 100 else one for one in row]
            )
    book.save(folder / "tabs.xlsx")
    return read_workbook(folder / "tabs.xlsx", operator="any", province="20")


@pytest.mark.parametrize(
    "name",
    ["VTT Q3.25", "VTT Q3-25", "VTT_Q3_25", "VTT QIII.25", "VTT T9.25", "VTT 9-2025", "VTT 09-2025",
     "VTT Quy 3.2025", "VTT Quý 3.25", "VTT 2025Q3", "VTT 25Q3", "VTT 3Q25", "VTT_2025Q3",
     "Viettel tháng 9.25", "Viettel_Q3_2025"],
)  # fmt: skip
def test_tabs_give_the_period_in_short(tmp_path: Path, name: str) -> None:
    reading = tabs(tmp_path, name)
    assert reading.as_of == dt.date(2025, 9, 30)
    assert set(reading.observations["operator"]) == {"viettel"}


@pytest.mark.parametrize(
    "name",
    ["Biểu 9-2025", "PL 3-25", "VTT 3.25", "VTT Q5.25", "VTT T13.25", "VTT T1-12", "Q2.25 Q3.25",
     "CV 9-2025", "QĐ 12-2024", "VTT", "MQ3.25", "VTT Q3.125"],
)  # fmt: skip
def test_tabs_that_only_look_so_give_none(tmp_path: Path, name: str) -> None:
    assert tabs(tmp_path, name).as_of is None


def test_a_title_is_believed_before_the_tab(tmp_path: Path) -> None:
    assert tabs(tmp_path, "VTT Q2.25", title="Số liệu đến 30/9/2025").as_of == dt.date(2025, 9, 30)


def test_a_short_period_in_a_cell_is_no_date(tmp_path: Path) -> None:
    assert tabs(tmp_path, "VTT", title="SỐ TRẠM Q3.25").as_of is None


def test_of_the_tabs_of_an_operator_the_last_is_the_present(tmp_path: Path) -> None:
    reading = tabs(tmp_path, "VTT Q2.25", "VTT Q3.25", "VNP T6.25", "VNP T9.25", "MBF Q3.25")
    assert reading.as_of == dt.date(2025, 9, 30)
    for operator, times in (("viettel", 2), ("vnpt", 4), ("mobifone", 5)):
        own = [100 * times * n for n in NUMBERS]
        assert numbers(reading, "stations_4g", operator) == own
    earlier = reading.earlier.query("indicator == 'stations_4g' and operator == 'viettel'")
    assert list(earlier["numerator"]) == [100 * n for n in NUMBERS]
    assert {str(day.date()) for day in earlier["as_of"]} == {"2025-06-30"}


# ---- filters that an export names ---------------------------------------------------------------
DAY = "Ngày số liệu is 30/09/2025"


def export(*foot: str, head: bool = False) -> Rows:
    named: Rows = [[line] for line in foot]
    rows = table("Số trạm 4G", "Số hộ")
    return [*named, [], *rows] if head else [*rows, [], *named]


@pytest.mark.parametrize(
    "foot",
    [
        ["Applied filters:\nTỉnh is Lạng Sơn\nNhà mạng is Viettel\n" + DAY],
        ["Applied filters:\n" + DAY + "\nCấp is not (Blank)\nHuyện is (All)"],
        ["Applied filters:\nTháng số liệu is 9/2025\nExported on: 05/10/2025"],
        ["Bộ lọc: Tỉnh = Lạng Sơn; Ngày số liệu = 30/09/2025; Cấp = Xã"],
        ["Bộ lọc đã áp dụng:\nNgày: 2025-09-30\nNgày xuất báo cáo: 05/10/2025"],
        ["Filters:", "Date: 30/9/2025", "Province = Lạng Sơn"],
    ],
)
@pytest.mark.parametrize("head", [True, False])
def test_filters_give_the_date_and_are_not_quoted(
    tmp_path: Path, foot: list[str], *, head: bool
) -> None:
    reading = read(tmp_path, export(*foot, head=head))
    assert reading.as_of == dt.date(2025, 9, 30)
    assert not rules(reading) & {"note_quoted", "as_of_unknown"}
    assert numbers(reading, "stations_4g") == [100 * n for n in NUMBERS]


@pytest.mark.parametrize("limit", ["Loại hộ is Hộ nghèo", "Trạng thái is Dự kiến"])
def test_filters_of_some_make_no_figures_of_all(tmp_path: Path, limit: str) -> None:
    with pytest.raises(FileUnreadableError):
        read(tmp_path, export(f"Applied filters:\n{DAY}\n{limit}"))


@pytest.mark.parametrize(
    "limit",
    ["Loại thuê bao is Trả sau", "Huyện is Chi Lăng", "Nhà mạng is Viettel, VNPT", "Nhóm A hoặc B",
     "Trạng thái is not Dự kiến", "Khu vực is (Blank)", "Nhà mạng is not Viettel"],
)  # fmt: skip
def test_filters_not_understood_are_quoted(tmp_path: Path, limit: str) -> None:
    reading = read(tmp_path, export(f"Applied filters:\n{DAY}\n{limit}"))
    quoted = reading.findings[reading.findings["rule"] == "note_quoted"]
    assert list(quoted["value"]) == [limit]
    assert reading.as_of == dt.date(2025, 9, 30)


@pytest.mark.parametrize(
    "foot",
    ["Applied filters:\nNgày is 30/09/2025\nNgày is 31/08/2025",
     "Applied filters:\nNgày xuất báo cáo is 05/10/2025", "Exported on 05/10/2025",
     "Ngày xuất báo cáo: 05/10/2025", "Applied filters:\nNăm is 2025"],
)  # fmt: skip
@pytest.mark.parametrize("head", [True, False])
def test_the_day_of_an_export_is_not_that_of_its_figures(
    tmp_path: Path, foot: str, *, head: bool
) -> None:
    assert read(tmp_path, export(foot, head=head)).as_of is None


def test_a_filter_names_another_operator(tmp_path: Path) -> None:
    reading = read(tmp_path, export(f"Applied filters:\nNhà mạng is MobiFone\n{DAY}"))
    assert "table_other_operator" in rules(reading)
    assert not numbers(reading, "stations_4g")


def test_filters_of_two_operators_are_quoted(tmp_path: Path) -> None:
    both = ["Nhà mạng is Viettel", "Nhà mạng is VNPT"]
    reading = read(tmp_path, export("\n".join(["Applied filters:", DAY, *both])))
    quoted = reading.findings[reading.findings["rule"] == "note_quoted"]
    assert list(quoted["value"]) == both


# ---- the days of a period, and forms that are still empty ---------------------------------------
@pytest.mark.parametrize(
    ("lines", "day"),
    [
        ([["Từ ngày:", "01/07/2025"], ["Đến ngày:", "30/09/2025"]], dt.date(2025, 9, 30)),
        ([["Từ ngày: 01/07/2025", "Đến ngày: 30/09/2025"]], dt.date(2025, 9, 30)),
        ([["From:", "2025-07-01"], ["To date:", None], ["Until:", "2025-09-30"]],
         dt.date(2025, 9, 30)),
        ([["Từ ngày:", "01/07/2025"]], None),
        ([["Người xuất:", "huongnt - 03/10/2025 09:41"]], None),
        ([["Ngày số liệu:", "30/09/2025"], ["Thời gian xuất:", "03/10/2025"]],
         dt.date(2025, 9, 30)),
    ],
)  # fmt: skip
def test_the_first_day_of_a_period_is_not_that_of_its_figures(
    tmp_path: Path, lines: Rows, day: dt.date | None
) -> None:
    reading = read(tmp_path, [["HẠ TẦNG THEO XÃ"], *lines, [], *table("Số trạm 4G", "Số hộ")])
    assert reading.as_of == day


@pytest.mark.parametrize("filled", [False, True])
def test_an_empty_form_of_the_next_quarter_dates_nothing(tmp_path: Path, *, filled: bool) -> None:
    now = [["Số liệu đến 30/9/2025"], [], *table("Số thôn", "Số hộ", "Số thôn có sóng 4G")]
    form: Rows = [["Số liệu đến 31/12/2025"], [], *table("Số thôn", "Số hộ", "Số thôn có sóng 4G")]
    form[3:] = [[*row[:2], *(row[2:] if filled else [None] * 3)] for row in form[3:]]
    form.append([None, "Tổng cộng", *[3600 * filled] * 3])
    reading = read(tmp_path, now, form)
    assert reading.as_of == (dt.date(2025, 12, 31) if filled else dt.date(2025, 9, 30))
    assert numbers(reading, "households") == [100 * n for n in NUMBERS]
    assert ("figures_absent" in rules(reading)) is not filled


@pytest.mark.parametrize(
    ("headings", "equal", "rule"),
    [
        (("Số hộ", "Số trạm 4G"), True, "row_twice"),
        (("Số hộ", "Số trạm 4G"), False, "rows_of_parts"),
        (("Số trạm 4G", "Số trạm 5G"), True, "rows_of_parts"),
    ],
)
def test_rows_that_say_the_same_of_a_commune_are_one(
    tmp_path: Path, headings: tuple[str, ...], *, equal: bool, rule: str
) -> None:
    rows = table(*headings)
    more = [[*row[:3], row[3] if equal else 7] for row in rows[1:5]]
    reading = read(tmp_path, [DATE, [], *rows, *more])
    assert rule in rules(reading)
    homes = numbers(reading, "households")
    assert homes == ([100 * n for n in NUMBERS] if rule == "row_twice" else [])
