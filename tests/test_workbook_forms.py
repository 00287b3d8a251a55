"""Forms that offices send: sums of former units, shares of plans, groups, names with additions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.words.compose import Context, compose
from dxanalysis.sources.workbook.words.unit_lookup import unit_lookup
from dxanalysis.units import load_units
from tests.test_workbook import figure, rules, write

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

LISTED = load_units(province="20")["unit_name"]
NAMES = [str(name) for name in LISTED]
DATE = ["Tính đến ngày 30/9/2025"]


def read(rows: Sequence[Sequence[object]], folder: Path) -> WorkbookReading:
    path = write(folder / "a.xlsx", [DATE, [], *rows])
    return read_workbook(path, operator="any", province="20")


def test_rows_of_former_communes_are_added_up(tmp_path: Path) -> None:
    former = ["Xã Hưng Đạo", "Xã Vĩnh Yên", "Xã Hoa Thám"]
    rows: list[list[object]] = [["STT", "Xã mới", "Xã cũ", "Dân số"]]
    for number, name in enumerate(NAMES[:8], start=1):
        rows += [[number, name, old, 1000 * place] for place, old in enumerate(former, start=1)]
    reading = read(rows, tmp_path)
    assert figure(reading, LISTED.index[0], "population")["numerator"] == 6000
    assert any(rule == "older_rows_added" for rule, _ in rules(reading, "warning"))


def test_a_percentage_beside_a_plan_is_no_coverage(tmp_path: Path) -> None:
    heading = ["STT", "Tên xã", "Tổng số hộ", "Số hộ thuê bao cáp quang", None, None]
    below = [None, None, None, "KH 2025", "TH 9T", "Đạt (%)"]
    rows = [[n, name, 1000, 800, 400, 50.5] for n, name in enumerate(NAMES[:10], start=1)]
    reading = read([heading, below, *rows], tmp_path)
    found = figure(reading, LISTED.index[0], "households_fibre_subscribed")
    assert (found["numerator"], found["denominator"]) == (400, 1000)
    assert any(rule == "measure_unclear" for rule, _ in rules(reading, "warning"))


def test_wards_and_communes_as_groups_are_sums(tmp_path: Path) -> None:
    heading = ["STT", "Tên đơn vị", "Dân số", "Số trạm 4G"]
    body: list[list[object]] = []
    for letter, kind, some in (("A", "Phường", NAMES[:4]), ("B", "Các xã (6 xã)", NAMES[4:10])):
        body.append([letter, kind, 5000 * len(some), 3 * len(some)])
        body += [[number, name, 5000, 3] for number, name in enumerate(some, start=1)]
    reading = read([heading, *body, [None, "Tổng cộng", 50_000, 30]], tmp_path)
    assert not rules(reading, "error")
    assert not [one for one in rules(reading, "warning") if one[0] == "total_differs"]
    assert (reading.observations["indicator"] == "stations_4g").sum() == 10


def test_former_districts_by_bare_names_are_not_taken_for_communes(tmp_path: Path) -> None:
    bare = ["Bắc Sơn", "Bình Gia", "Cao Lộc", "Chi Lăng", "Hữu Lũng", "Lộc Bình", "Tràng Định"]
    summary = [["STT", "Địa bàn", "Dân số"], *[[n, name, 90_000] for n, name in enumerate(bare, 1)]]
    communes = [["STT", "Tên xã", "Dân số"], *[[n, name, 9000] for n, name in enumerate(NAMES, 1)]]
    reading = read([*summary, [], DATE, [], *communes], tmp_path)
    assert set(reading.observations["numerator"]) == {9000}
    assert any(rule == "rows_are_sums" for rule, _ in rules(reading, "warning"))


def test_a_count_with_its_share_in_brackets_is_the_count(tmp_path: Path) -> None:
    heading = ["STT", "Tên xã", "Dân số", "Dân số được phủ sóng 4G (tỷ lệ %)"]
    body = [[n, name, 10_003, "9.801 (98,0%)"] for n, name in enumerate(NAMES[:10], start=1)]
    found = figure(read([heading, *body], tmp_path), LISTED.index[0], "pop_4g")
    assert (found["numerator"], found["denominator"]) == (9801, 10_003)


def test_a_quarter_takes_the_year_of_another_level_or_of_the_title() -> None:
    path = ["Số hộ thuê bao cáp quang năm 2025", "Quý III"]
    assert [str(one.day) for one in compose(path).dates] == ["2025-12-31", "2025-09-30"]
    stations = compose(["Số trạm 4G", "Quý II"], Context(year=2025))
    assert (stations.quantity, str(stations.dates[-1].day)) == ("stations_4g", "2025-06-30")
    assert compose(["Số trạm 4G", "Quý II"]).quantity == ""


@pytest.mark.parametrize(
    "written",
    [
        "I. Xã Hoa Thám", "XII- XÃ HOA THÁM", "1. UBND xã Hoa Thám", "Xã Hoa Thám: 3 thôn",
        "Xã Hoa Thám - tỉnh Lạng Sơn", "CAX Hoa Thám", "CA xã Hoa Thám", "X. Hoa Thám",
        "Tên xã: Hoa Thám",
    ],
)  # fmt: skip
def test_what_stands_around_a_name(written: str) -> None:
    assert unit_lookup("20", "2025-07").name(written) == {"06073"}


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Dân số (theo Công an tỉnh)", "population"),
        ("Dân số được phủ sóng 4G (theo báo cáo của doanh nghiệp)", "people_4g"),
        ("Dân số (theo kế hoạch)", ""), ("Số hộ (doanh nghiệp)", ""),
        ("Dân số 1)", "population"), ("Dân số (ghi số người)", "population"),
        ("DS được PS 4G", "people_4g"), ("Số HGĐ SD CQ", "households_subscribed"),
        ("Số trạm 5G TH 9T", "stations_5g"), ("Số trạm 5G TH/KH (%)", ""),
    ],
)  # fmt: skip
def test_sources_guidance_and_abbreviations(heading: str, quantity: str) -> None:
    assert compose([heading]).quantity == quantity


def forms(path: Path, questions: Callable[[int], Sequence[Sequence[object]]]) -> Path:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, name in enumerate(NAMES[:5], start=1):
        sheet = book.create_sheet(f"Phiếu {number}")
        for row in (["PHIẾU KHẢO SÁT"], DATE, ["Tên xã/phường:", name], *questions(number)):
            sheet.append(row)
    book.save(path)
    return path


def test_forms_of_communes_are_read_as_one_table(tmp_path: Path) -> None:
    path = forms(tmp_path / "a.xlsx", lambda n: [["Dân số", 9000 + n], ["Số trạm 4G", n]])
    reading = read_workbook(path, operator="viettel", province="20")
    stations = reading.observations.query("indicator == 'stations_4g'")
    assert stations["numerator"].tolist() == [1, 2, 3, 4, 5]
    assert stations["source"].tolist() == [f"a.xlsx|Phiếu {n}|B5" for n in range(1, 6)]
    assert reading.as_of == dt.date(2025, 9, 30)
    assert ("forms_gathered", "") in rules(reading, "note")


@pytest.mark.parametrize(
    ("questions", "read_as"),
    [
        ({"Số hồ sơ tiếp nhận": "hồ sơ", "Số hồ sơ trực tuyến": "hồ sơ",
          "Số kết quả đã trả": "kết quả", "Số kết quả đã số hóa": "kết quả"},
         {"files_online", "results_digitised"}),
        ({"Số tổ CNSCĐ": "tổ", "Số thành viên tổ CNSCĐ": "người", "Số điểm wifi": "điểm",
          "Kinh phí đã bố trí": "triệu đồng", "Số mô hình hay": "mô hình"},
         {"teams", "team_members"}),
        ({"Số mô hình hay": "mô hình", "Số điểm wifi": "điểm", "Kinh phí": "triệu đồng"}, set()),
    ],
)  # fmt: skip
def test_forms_ask_for_more_than_networks(
    tmp_path: Path, questions: dict[str, str], read_as: set[str]
) -> None:
    def rows(number: int) -> list[list[object]]:
        lines = [
            [at, question, unit, 40 * number - at]
            for at, (question, unit) in enumerate(questions.items(), start=1)
        ]
        return [["STT", "Nội dung", "Đơn vị tính", "Kết quả"], *lines]

    path = forms(tmp_path / "a.xlsx", rows)
    if read_as:
        found = read_workbook(path, operator="any", province="20").observations
        assert found.groupby("indicator").size().to_dict() == dict.fromkeys(read_as, 5)
    else:
        with pytest.raises(FileUnreadableError):
            read_workbook(path, operator="any", province="20")


def test_forms_may_ask_for_yes_or_no_between_figures(tmp_path: Path) -> None:
    def rows(number: int) -> list[list[object]]:
        return [
            ["STT", "Nội dung", "ĐVT", "Số liệu"],
            ["1", "Tổng số thôn", "thôn", 10 + number],
            [None, "   Trong đó: thôn có điện lưới quốc gia", "thôn", 9 + number],
            ["2", "Số trạm y tế, bệnh viện", "cơ sở", 3],
            [None, "   Trong đó: trạm y tế, bệnh viện bắt được sóng 4G", "cơ sở", 2],
            ["3", "Đài truyền thanh ứng dụng CNTT", "Có/Không", "Có" if number % 2 else "Không"],
            ["4", "Tổ công nghệ số cộng đồng đang hoạt động", "tổ", number],
            ["5", "Tổng số thành viên các tổ công nghệ số cộng đồng", "người", 7 * number],
        ]

    found = read_workbook(forms(tmp_path / "a.xlsx", rows), operator="any", province="20")
    own = found.observations[found.observations["unit_code"].eq(LISTED.index[1])]
    figures = {
        one.indicator: (one.numerator, one.denominator)
        for one in own[["indicator", "numerator", "denominator"]].fillna(0).itertuples()
    }
    assert figures == {
        "villages": (12, 0), "villages_electrified": (11, 12), "health_stations": (3, 0),
        "clinics_covered": (2, 3), "teams": (2, 0), "team_members": (14, 0),
    }  # fmt: skip


def test_forms_without_a_heading_that_give_the_code_below_the_name(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, name in enumerate(NAMES[:4]):
        sheet = book.create_sheet(name)
        for row in (
            ["PHIẾU THÔNG TIN MẠNG LƯỚI CẤP XÃ"], ["Thời điểm: 30/9/2025"], [], ["Tên xã", name],
            ["Mã xã", LISTED.index[number]], ["Phụ trách địa bàn", "Đ/c Hạnh"],
            ["Tổng số thôn, bản", 10 + number, "thôn"], ["Số trạm 4G", f"{number + 2} trạm"],
            ["Đề xuất năm 2027"], ["Trạm 4G xin bổ sung", "1 trạm"],
        ):  # fmt: skip
            sheet.append(row)
        sheet.merge_cells("A1:C1")
        sheet.merge_cells("A2:C2")
    book.save(tmp_path / "a.xlsx")
    reading = read_workbook(tmp_path / "a.xlsx", operator="mobifone", province="20")
    assert reading.as_of == dt.date(2025, 9, 30)
    assert not rules(reading, "error")
    for indicator, figures in (("stations_4g", [2, 3, 4, 5]), ("villages", [10, 11, 12, 13])):
        own = reading.observations.query(f"indicator == '{indicator}'")
        assert own["numerator"].tolist() == figures


def test_two_forms_of_one_commune_are_an_error_in_the_second(tmp_path: Path) -> None:
    path = forms(tmp_path / "a.xlsx", lambda n: [["Dân số", 9000 + n], ["Số trạm 4G", n]])
    book = openpyxl.load_workbook(path)
    book["Phiếu 5"]["B3"] = NAMES[0]
    book.save(path)
    reading = read_workbook(path, operator="viettel", province="20")
    doubled = reading.findings.query("rule == 'unit_twice'")
    assert set(doubled["sheet"]) == {"Phiếu 5"}
    assert set(doubled["severity"]) == {"error"}


def test_forms_that_ask_for_different_things_say_what_they_have(tmp_path: Path) -> None:
    asked = ["Dân số", "Số trạm 4G", "Số trạm 5G", "Tổng số thôn", "Tổng số hộ"]
    path = forms(tmp_path / "a.xlsx", lambda n: [[asked[n - 1], 7], [asked[n % 5], 5]])
    with pytest.raises(FileUnreadableError) as raised:
        read_workbook(path, operator="any", province="20")
    assert raised.value.key == "workbook.no_header_forms"
    assert "“Dân số”, “Số trạm 4G”" in str(raised.value)


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Tỷ lệ hộ dùng cáp quang trong số hộ có Internet (%)", ""),
        ("Tỷ lệ dân số phủ sóng 4G trên dân số khu vực phủ sóng (%)", ""),
        ("Tỷ lệ thôn có sóng 4G/thôn có điện (%)", ""),
        ("Tỷ lệ hộ dùng cáp quang trên tổng số hộ (%)", "households_fibre_subscribed_pct"),
        ("Tỷ lệ thôn/bản có sóng 4G (%)", "villages_4g_pct"),
        ("Tỷ lệ dân số trong vùng phủ sóng 4G (%)", "pop_4g_pct"),
    ],
)
def test_a_share_of_another_whole_is_not_that_of_all(heading: str, quantity: str) -> None:
    assert compose([heading]).quantity == quantity


def test_groups_before_each_row_that_is_numbered_1(tmp_path: Path) -> None:
    heading = ["STT", "Cụm/xã", "Dân số", "Số hộ"]
    body: list[list[object]] = []
    for group, some in (("Cụm 1", NAMES[:4]), ("Cụm 2", NAMES[4:9])):
        body.append([None, group, 5000 * len(some), 1000 * len(some)])
        body += [[number, name, 5000, 1000] for number, name in enumerate(some, start=1)]
    reading = read([heading, *body], tmp_path)
    assert not rules(reading, "error")
    assert (reading.observations["indicator"] == "population").sum() == 9


def test_a_list_of_villages_beneath_their_communes_is_said_to_be_left_out(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Tên đơn vị", "Số hộ", "Số nhân khẩu"]]
    for name in NAMES[:8]:
        rows.append([None, name, 120, 500])
        rows += [[number, f"Thôn {number}", 60, 250] for number in (1, 2)]
    reading = read(rows, tmp_path)
    assert figure(reading, LISTED.index[0], "population")["numerator"] == 500
    assert reading.villages.empty
    assert any(rule == "village_list_unclear" for rule, _ in rules(reading, "note"))


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("Nhà mạng phủ tốt nhất", ["Viettel", "VNPT", "MobiFone"]),
        ("Công nghệ cao nhất", ["4G", "5G", "4G"]),
        ("Dự kiến hoàn thành", ["Quý I/2026", "Quý I/2026", "6/2026"]),
        ("Ngày gửi báo cáo", ["09/10/2025", "10/10/2025", "11/10/2025"]),
    ],
)
def test_words_beside_units_that_come_once_are_no_key(
    heading: str, words: list[str], tmp_path: Path
) -> None:
    rows: list[list[object]] = [["STT", "Tên xã", "Dân số", "Dân số được phủ sóng 4G", heading]]
    rows += [[n, name, 1000, 900, words[n % 3]] for n, name in enumerate(NAMES[:12], start=1)]
    reading = read(rows, tmp_path)
    assert set(reading.observations["operator"]) == {"any"}
    assert {str(day)[:10] for day in reading.observations["as_of"]} == {"2025-09-30"}
    found = reading.observations.query("indicator == 'pop_4g'")
    assert found["numerator"].tolist() == [900] * 12


def test_a_plan_in_a_long_table_is_not_the_present(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Tên xã", "Loại giá trị", "Số thôn có sóng 4G"]]
    for name in NAMES[:8]:
        rows += [[name, "Kế hoạch", 12], [name, "Thực hiện", 9]]
    reading = read(rows, tmp_path)
    found = reading.observations.query("indicator == 'villages_4g'")
    assert found["numerator"].tolist() == [9] * 8


def test_dots_are_figures_that_nobody_collected(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Tên xã", "Số trạm 4G"]]
    cells = ["-", "...", "…", "..", 5, 7]
    rows += [[n, name, cell] for n, (name, cell) in enumerate(zip(NAMES, cells, strict=False), 1)]
    reading = read(rows, tmp_path)
    found = reading.observations.query("indicator == 'stations_4g'").set_index("unit_code")
    numbers = [found["numerator"].get(code, float("nan")) for code in LISTED.index[:6]]
    assert [n if n == n else None for n in numbers] == [0, None, None, None, 5, 7]  # noqa: PLR0124


def test_whoever_has_not_reported_has_no_figure(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Tên xã", "Số trạm 4G"]]
    cells = ["Chưa BC", "chưa gửi BC", "Chưa nộp báo cáo", "Chưa cung cấp SL", "Chưa nhập", 7]
    rows += [[n, name, cell] for n, (name, cell) in enumerate(zip(NAMES, cells, strict=False), 1)]
    reading = read(rows, tmp_path)
    found = reading.observations.query("indicator == 'stations_4g'")
    assert found["numerator"].dropna().tolist() == [7]
    assert not rules(reading, "error")


def test_rows_that_describe_or_add_up_are_no_units(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Tên xã", "Dân số", "Số trạm 4G"]]
    rows += [[n, name, 1000, 2] for n, name in enumerate(NAMES[:10], start=1)]
    rows += [[None, "Cộng 10 xã, phường", 10_000, 20], [None, "Bình quân/xã", 1000.5, 2]]
    reading = read(rows, tmp_path)
    assert not rules(reading, "error")
    assert not rules(reading, "warning")


def test_the_number_of_all_in_a_group_about_fibre_is_no_coverage(tmp_path: Path) -> None:
    heading = ["STT", "Tên xã", "Cáp quang đến thôn", None]
    below = [None, None, "Tổng số thôn", "Số thôn chưa có"]
    rows = [[n, name, 20, 3] for n, name in enumerate(NAMES[:10], start=1)]
    try:
        reading = read([heading, below, *rows], tmp_path)
    except FileUnreadableError:
        return
    found = reading.observations.query("indicator == 'villages_fibre'")
    assert found["numerator"].dropna().empty


def test_a_share_of_nothing_is_missing_and_said_once(tmp_path: Path) -> None:
    heading = ["STT", "Tên xã", "Tỷ lệ dân số được phủ sóng 4G (%)", "Số trạm 4G"]
    rows = [[n, name, 90.5 if n % 3 else "#DIV/0!", 4] for n, name in enumerate(NAMES[:9], 1)]
    reading = read([heading, *rows], tmp_path)
    assert not rules(reading, "error")
    assert [rule for rule, _ in rules(reading, "warning")].count("share_of_nothing") == 1
    rates = reading.observations.query("indicator == 'pop_4g'")["rate"]
    assert (rates.notna().sum(), rates.isna().sum()) == (6, 3)
    rows = [[n, name, 90 + n / 2, 4 if n % 3 else "#DIV/0!"] for n, name in enumerate(NAMES[:9], 1)]
    assert len(rules(read([heading, *rows], tmp_path), "error")) == 3  # no count is divided


def test_subscriptions_of_telephones_are_no_personal_data(tmp_path: Path) -> None:
    heading = ["STT", "Tên xã", "Thuê bao điện thoại di động", "Số điện thoại", "Số trạm 4G"]
    rows = [[n, name, 900 + n, f"09123456{n:02d}", 4] for n, name in enumerate(NAMES[:9], start=1)]
    reading = read([heading, *rows], tmp_path)
    why = reading.understood.set_index("heading")["why"]
    assert why["Thuê bao điện thoại di động"] != "column_personal"
    assert why["Số điện thoại"] == "column_personal"
    assert "0912345601" not in reading.findings.to_csv() + reading.understood.to_csv()


def test_a_note_says_that_a_dash_is_no_zero(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Xã, phường", "Số trạm 4G"]]
    rows += [[name, "-" if place == 2 else place] for place, name in enumerate(NAMES[:6])]
    assert figure(read(rows, tmp_path), LISTED.index[2], "stations_4g")["numerator"] == 0
    rows += [[], ['Ghi chú: dấu "-" là xã chưa báo cáo số liệu.']]
    noted = read(rows, tmp_path)
    assert "dash_is_missing" in {rule for rule, _ in rules(noted, "note")}
    assert noted.observations.set_index("unit_code")["numerator"].isna().sum() == 1


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("Ghi chú: “-” là chưa triển khai.", 0),
        ("(-) Không có hiện tượng phát sinh; (...) Có phát sinh nhưng không có số liệu", 0),
        ('"-" là chưa có số liệu', None),
        ('Ghi chú: "-" chưa có số liệu; 0: chưa triển khai.', None),
        ("Ô gạch ngang nghĩa là xã chưa báo cáo", None),
        ("Quy ước: dấu “-” thể hiện chưa có số liệu", None),
        ("“-” là chưa triển khai. Dấu - là xã chưa báo cáo", None),
        ("- Chưa triển khai 5G ở 12 xã biên giới", None),
        ("Viettel Lạng Sơn - chưa triển khai 5G ở xã biên giới", None),
    ],
)
def test_a_note_says_what_a_dash_means(tmp_path: Path, note: str, meant: int | None) -> None:
    rows: list[list[object]] = [["Xã, phường", "Dân số được phủ sóng 5G"]]
    rows += [[name, "-" if place == 2 else 100 + place] for place, name in enumerate(NAMES[:6])]
    noted = read([*rows, [], [note]], tmp_path)
    found = noted.observations.set_index("unit_code")["numerator"]
    assert found.isna().sum() == (meant is None)
    assert (found == 0).sum() == (meant == 0)


def test_marks_below_a_name_repeat_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Xã, phường", "Doanh nghiệp", "Số trạm 4G"]]
    for number, name in enumerate(NAMES[:5], start=1):
        rows.append([number, name, "Viettel", number])
        rows.append(['"', "-nt-", "VNPT", 10 * number])
    found = read(rows, tmp_path).observations.set_index(["operator", "unit_code"])["numerator"]
    assert found["viettel"].tolist() == [1, 2, 3, 4, 5]
    assert found["vnpt"].tolist() == [10, 20, 30, 40, 50]


def test_permanent_residents_are_not_all_where_all_are_given(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Xã, phường", "Dân số thường trú", "Dân số tạm trú", "Tổng dân số"],
        *([name, 4000, 500, 4500] for name in NAMES[:6]),
    ]
    assert figure(read(rows, tmp_path), LISTED.index[0], "population")["numerator"] == 4500
    alone = [[name, permanent] for name, permanent, *_ in rows]
    assert figure(read(alone, tmp_path), LISTED.index[0], "population")["numerator"] == 4000


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("(*) Chưa báo cáo quý III, số liệu tính đến 30/6/2025.", dt.date(2025, 6, 30)),
        ("(*) Xã thành lập ngày 01/7/2025 theo nghị quyết.", dt.date(2025, 9, 30)),
        ("(*) Xã biên giới.", dt.date(2025, 9, 30)),
    ],
)
def test_a_mark_behind_a_name_can_say_of_which_day_it_is(
    tmp_path: Path, note: str, day: dt.date
) -> None:
    rows: list[list[object]] = [["STT", "Xã, phường", "Số trạm 4G"]]
    rows += [[n, f"{name} (*)" if n == 3 else name, n] for n, name in enumerate(NAMES[:8], start=1)]
    reading = read([*rows, [], [note]], tmp_path)
    every = [*reading.observations.itertuples(), *reading.earlier.itertuples()]
    own = [(one.as_of.date(), one.numerator) for one in every if one.unit_code == LISTED.index[2]]
    assert own == [(day, 3)]
    dated = [rule for rule, _ in rules(reading, "warning") if rule == "rows_of_date"]
    assert len(dated) == (day != dt.date(2025, 9, 30))


def test_a_note_on_zeros_is_of_the_column_it_names(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Xã, phường", "Số trạm 4G", "Số trạm 5G"]]
    rows += [[n, name, n % 4, n % 4] for n, name in enumerate(NAMES[:8], start=1)]
    rows += [[], ["Ghi chú: số 0 ở cột Số trạm 4G là xã chưa gửi báo cáo."]]
    found = read(rows, tmp_path).observations.set_index(["indicator", "unit_code"])["numerator"]
    assert found["stations_4g"].isna().sum() == 2
    assert (found["stations_5g"] == 0).sum() == 2


def test_rows_of_sites_are_not_taken_for_communes(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Xã, phường", "Mã trạm", "Số hộ"]]
    rows += [[n, NAMES[n % 6], f"T{n:03}", 40 + n] for n in range(1, 12)]
    reading = read(rows, tmp_path)
    assert reading.observations.empty
    assert ("rows_of_parts", "B3") in rules(reading, "error")


def test_noughts_drawn_down_in_the_last_quarter_are_no_figures(tmp_path: Path) -> None:
    heading = ["STT", "Xã, phường", "Quý II/2025", "Quý III/2025", "Quý IV/2025"]
    rows = [[n, name, n, n + 1, 0] for n, name in enumerate(NAMES[:8], start=1)]
    path = write(tmp_path / "a.xlsx", [["Số trạm 5G theo xã"], [], heading, *rows])
    reading = read_workbook(path, operator="any", province="20")
    assert figure(reading, LISTED.index[0], "stations_5g")["numerator"] == 2
    assert ("column_not_filled", "E3") in rules(reading, "warning")


def test_a_draft_stands_for_nothing(tmp_path: Path) -> None:
    rows = [
        ["STT", "Xã, phường", "Số trạm 4G"],
        *([n, name, n] for n, name in enumerate(NAMES[:6])),
    ]
    path = write(tmp_path / "a.xlsx", [["BẢN NHÁP, KHÔNG SỬ DỤNG"], DATE, [], *rows])
    with pytest.raises(FileUnreadableError, match="NHÁP"):
        read_workbook(path, operator="any", province="20")


def test_abbreviations_that_the_sheet_explains(tmp_path: Path) -> None:
    heading = ["STT", "Xã, phường", "Số trạm 4G", None]
    below = [None, None, "PS", "LK"]
    rows = [[n, name, 1, 10 + n] for n, name in enumerate(NAMES[:6], start=1)]
    note = ["PS: phát sinh trong kỳ; LK: lũy kế đến cuối kỳ"]
    reading = read([note, [], heading, below, *rows], tmp_path)
    assert figure(reading, LISTED.index[0], "stations_4g")["numerator"] == 11
    assert "LK (lũy kế đến cuối kỳ)" in " ".join(reading.understood["heading"])


@pytest.mark.parametrize(
    ("remark", "read_too"),
    [
        ("Số cũ; xã báo lại có 17 thôn", False),
        ("Báo lần đầu bị sai, sẽ gửi lại", False),
        ("Xã biên giới", True),
        ("Sai số cho phép 5%", True),
    ],
)
def test_a_remark_can_say_that_a_row_is_wrong(tmp_path: Path, remark: str, read_too: bool) -> None:  # noqa: FBT001
    rows: list[list[object]] = [["STT", "Xã, phường", "Số trạm 4G", "Ghi chú"]]
    rows += [[n, name, n, remark if n == 3 else None] for n, name in enumerate(NAMES[:8], start=1)]
    reading = read(rows, tmp_path)
    assert (LISTED.index[2] in set(reading.observations["unit_code"])) == read_too
    assert (("row_said_wrong", "D6") in rules(reading, "warning")) != read_too


def test_a_column_of_remarks_is_known_for_what_it_is(tmp_path: Path) -> None:
    rows: list[list[object]] = [["STT", "Xã, phường", "Số trạm 4G", "Ghi chú", "Nơi đặt máy"]]
    rows += [[n, name, n, "Vùng ven biển", "UBND"] for n, name in enumerate(NAMES[:8], start=1)]
    reading = read(rows, tmp_path)
    roles = dict(zip(reading.understood["heading"], reading.understood["role"], strict=True))
    assert roles == {
        "STT": "order", "Xã, phường": "unit_name", "Số trạm 4G": "figures", "Ghi chú": "note",
        "Nơi đặt máy": "unread",
    }  # fmt: skip
    assert [cell for rule, cell in rules(reading, "note") if rule == "column_unknown"] == ["E3"]


@pytest.mark.parametrize(
    ("note", "kept"),
    [
        ("Note: village figures refer to target villages only.", {"stations_4g"}),
        ("Số liệu thôn chỉ tính các thôn của dự án.", {"stations_4g"}),
        ("Chỉ tính trạm đang phát sóng.", {"stations_4g", "villages_4g"}),
        ("Chỉ ghi số, không ghi chữ.", {"stations_4g", "villages_4g"}),
    ],
)
def test_a_note_can_limit_what_a_subject_is_counted_of(
    tmp_path: Path, note: str, kept: set[str]
) -> None:
    rows: list[list[object]] = [
        ["STT", "Xã, phường", "Số thôn", "Số thôn có sóng 4G", "Số trạm 4G"]
    ]
    rows += [[n, name, 9, 8, n] for n, name in enumerate(NAMES[:8], start=1)]
    found = set(read([[note], [], *rows], tmp_path).observations["indicator"])
    assert found & {"stations_4g", "villages_4g"} == kept


def test_counts_behind_the_names_of_groups(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["STT", "Xã, phường", "Số trạm 4G"],
        [None, "TOÀN TỈNH (8 xã, phường)", 36],
        [None, "Trong đó: xã biên giới (3 xã)", 6],
        ["I", "Huyện Cao Lộc (4 xã)", 10],
        *([n, name, n] for n, name in enumerate(NAMES[:4], start=1)),
        ["II", "Huyện Tràng Định (4 xã)", 26],
        *([n, name, n] for n, name in enumerate(NAMES[4:8], start=5)),
    ]
    reading = read(rows, tmp_path)
    assert reading.observations["numerator"].tolist() == [1, 2, 3, 4, 5, 6, 7, 8]
    assert not rules(reading, "error")
    rows[3][2] = 11
    assert "total_differs" in {rule for rule, _ in rules(read(rows, tmp_path), "warning")}


_QUESTIONS = ("Dân số (người)", "Dân số được phủ sóng 4G (người)", "Tổng số thôn, bản")


def _answers(place: int) -> list[tuple[str, object]]:
    """Give what a commune answers; the third worked its 4G out, and no program kept the result."""
    covered: object = "=900+1" if place == 2 else 900 + place
    return list(zip(_QUESTIONS, (1000 + place, covered, 10), strict=True))


def _beneath_each_other(folder: Path) -> WorkbookReading:
    body: list[list[object]] = [["STT", "Xã, phường / chỉ tiêu", "Kết quả"]]
    for place, name in enumerate(NAMES[:6]):
        body.append([place + 1, name, None])
        body += [[None, f"- {question}", answer] for question, answer in _answers(place)]
    return read(body, folder)


def _each_on_a_sheet(folder: Path) -> WorkbookReading:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for place, name in enumerate(NAMES[:6]):
        sheet = book.create_sheet(name)
        sheet.append(["PHIẾU THU THẬP SỐ LIỆU"])
        sheet.append([f"Xã, phường: {name}"])
        sheet.append(DATE)
        sheet.append(["STT", "Chỉ tiêu", "Số liệu"])
        for number, answer in enumerate(_answers(place), start=1):
            sheet.append([number, *answer])
    book.save(folder / "a.xlsx")
    return read_workbook(folder / "a.xlsx", operator="any", province="20")


@pytest.mark.parametrize("made", [_beneath_each_other, _each_on_a_sheet])
def test_an_answer_that_is_a_formula_without_a_result_is_missed(
    made: Callable[[Path], WorkbookReading], tmp_path: Path
) -> None:
    reading = made(tmp_path)
    assert [rule for rule, _ in rules(reading, "warning")] == ["formula_without_value"]
    covered = reading.observations.query("indicator == 'pop_4g'").set_index("unit_code")
    assert covered["numerator"].count() == 5
    assert covered["numerator"].isna()[LISTED.index[2]]


HEAD: list[list[object]] = [["STT", "Nội dung", "ĐVT", "Kết quả", "Ghi chú"]]
ASKED: list[list[object]] = [
    [1, "Tổng số hộ", "hộ", 2100], [2, "Dân số", "người", 8400], [3, "Số thôn, bản", "thôn", 14],
    [4, "Tỷ lệ thôn có sóng 5G", "%", 50],
]  # fmt: skip


def of_one(titles: Sequence[str], asked: Sequence[list[object]], folder: Path) -> WorkbookReading:
    path = write(folder / "a.xlsx", [*[[line] for line in titles], [], *asked])
    return read_workbook(path, operator="any", province="20", as_of=dt.date(2026, 9, 30))


def test_a_column_of_a_form_that_nobody_filled_does_no_harm(tmp_path: Path) -> None:
    rows: list[list[object]] = []
    for name in NAMES[:4]:
        rows += [[f"Đơn vị: {name}"], *HEAD, *ASKED, []]
    path = write(tmp_path / "a.xlsx", [DATE, [], *rows])
    found = read_workbook(path, operator="any", province="20")
    assert found.observations["indicator"].value_counts().to_dict() == dict.fromkeys(
        ("households", "population", "villages", "villages_5g"), 4
    )
    assert not rules(found, "error")


@pytest.mark.parametrize(
    "title", ["UBND {}", "PHIẾU THU THẬP SỐ LIỆU {} NĂM 2026", "Tên đơn vị: {}"]
)
def test_the_form_of_one_commune_alone_is_read(tmp_path: Path, title: str) -> None:
    name = NAMES[3]
    found = of_one(
        [title.format(name.upper() if title.isupper() else name)], HEAD + ASKED, tmp_path
    )
    code = LISTED.index[3]
    assert figure(found, code, "population")["numerator"] == 8400
    assert figure(found, code, "villages_5g")["numerator"] == 7
    assert not rules(found, "warning")


def test_a_form_of_one_commune_says_of_each_question_what_its_section_does(tmp_path: Path) -> None:
    some: list[list[object]] = [
        ["I", "Thông tin chung"], *ASKED, ["II", "Hộ nghèo"], [1, "Tổng số hộ", "hộ", 210]
    ]  # fmt: skip
    found = of_one([NAMES[3]], HEAD + some, tmp_path)
    assert figure(found, LISTED.index[3], "households")["numerator"] == 2100
    assert found.findings.query("rule == 'column_changed'")["cell"].tolist() == ["D10"]


def test_a_form_with_a_plan_beside_the_result_gives_the_result(tmp_path: Path) -> None:
    asked = [[number, text, 9999, answer] for number, text, _, answer in ASKED]
    found = of_one([NAMES[3]], [["TT", "Chỉ tiêu", "Kế hoạch 2026", "Thực hiện"], *asked], tmp_path)
    assert figure(found, LISTED.index[3], "households")["numerator"] == 2100
    assert set(found.findings.query("severity == 'warning'")["rule"]) == {"column_changed"}


@pytest.mark.parametrize(
    "lines",
    [
        (["UBND TỈNH LẠNG SƠN", "Kính gửi: {}"], []),  # the province's figures, sent to a commune
        (["BÁO CÁO TOÀN TỈNH"], [["Nơi nhận:"], ["UBND {}"]]),
    ],
)
def test_a_form_that_only_goes_to_a_commune_is_not_its(
    tmp_path: Path, lines: tuple[list[str], list[list[str]]]
) -> None:
    above, below = lines
    name = NAMES[3]
    rows = HEAD + ASKED + [[text.format(name) for text in row] for row in below]
    with pytest.raises(FileUnreadableError):
        of_one([line.format(name) for line in above], rows, tmp_path)


def test_a_list_of_what_is_not_known_is_no_form_of_the_commune_above_it(tmp_path: Path) -> None:
    rows: list[list[object]] = [["TT", "Đại biểu", "Số phiếu"], [1, "Ông A", 12], [2, "Ông B", 15]]
    with pytest.raises(FileUnreadableError):
        of_one([NAMES[3]], [*rows, [3, "Bà C", 30]], tmp_path)
