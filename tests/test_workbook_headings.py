"""Headings put together from slots, dates as they are written, and layouts of every kind."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.sources.workbook.columns.understood import fingerprint
from dxanalysis.sources.workbook.dates.of_figures import best_date
from dxanalysis.sources.workbook.words.compose import compose
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.units import load_units
from tests.test_workbook import figure, rules, write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

PEOPLE = ("Dân số", "DS", "Số dân", "Số người dân", "Nhân khẩu", "Population")
VILLAGES = (
    "Số thôn", "Số bản", "Số ấp", "Số khu phố", "Số khóm", "Số buôn", "Số làng", "Số xóm", "TDP",
    "Số thôn, bản, tiểu khu, tổ dân phố", "Số ấp, khu phố", "Số buôn, tổ dân phố", "Villages",
)  # fmt: skip
COVERED = ("phủ sóng {}", "được phủ sóng {}", "có sóng {}", "trong vùng phủ {}", "phủ {}")
TECHNOLOGIES = {
    "4g": ("4G", "LTE", "4G/LTE", "mạng 4G"), "5g": ("5G", "NR", "mạng 5G", "5G NR"),
}  # fmt: skip
FIBRE = ("cáp quang", "FTTH", "GPON", "Internet cáp quang", "băng rộng cáp quang")
PASSED = ("có thể kết nối", "có khả năng cung cấp", "sẵn sàng kết nối", "được tiếp cận")
SUBSCRIBED = ("thuê bao", "đang sử dụng", "đã lắp đặt", "đăng ký sử dụng")


def wordings() -> list[tuple[str, str]]:
    """Put several hundred headings together."""
    made = []
    for technology, names in TECHNOLOGIES.items():
        for name in names:
            for form in COVERED:
                covered = form.format(name)
                made += [(f"{who} {covered}", f"people_{technology}") for who in PEOPLE]
                made += [(f"Tỷ lệ {who} {covered} (%)", f"pop_{technology}_pct") for who in PEOPLE]
                made += [(f"{what} {covered}", f"villages_with_{technology}") for what in VILLAGES]
    for name in FIBRE:
        made += [(f"{what} có {name}", "villages_with_fibre") for what in VILLAGES]
        made += [(f"Số hộ {how} {name}", "households_passed") for how in PASSED]
        made += [(f"Số hộ {how} {name}", "households_subscribed") for how in SUBSCRIBED]
        made += [
            (f"Tỷ lệ hộ {how} {name} (%)", "households_fibre_subscribed_pct") for how in SUBSCRIBED
        ]
    return made


def test_several_hundred_wordings() -> None:
    made = wordings()
    assert len(made) > 700
    wrong = [
        (heading, meant, compose([heading]).quantity)
        for heading, meant in made
        if compose([heading]).quantity != meant
    ]
    assert not wrong, wrong[:20]


@pytest.mark.parametrize(
    "change",
    [
        "Kế hoạch: {}", "{} theo chỉ tiêu giao", "{} đến năm 2030 (mục tiêu)", "{} phát triển mới",
        "{} tăng thêm trong quý", "{} của hộ nghèo", "{} (nữ)", "{} dân tộc thiểu số",
        "{} còn thiếu",
        "{} so với quý trước", "{} dự kiến", "{} vùng biên giới", "Chưa {}", "{} trước sáp nhập",
        "{} của hộ được khảo sát", "{} của người được phỏng vấn", "{} trong tuần",
        "{} (2026-2030)", "Target {}", "{} cần bổ sung", "{} nông thôn",
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "heading", ["Số thôn có sóng 4G", "Dân số được phủ sóng 5G", "Dân số", "Số hộ thuê bao FTTH"]
)
def test_a_word_that_changes_the_meaning_is_never_passed_over(heading: str, change: str) -> None:
    assert not compose([change.format(heading)]).quantity
    assert not compose([change.format("").strip(" :"), heading]).quantity
    assert not compose([heading, change.format("").strip(" :")]).quantity


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (["Phủ sóng di động", "Dân số được phủ sóng 4G", "Số người"], "people_4g"),
        (["Phủ sóng di động", "Dân số được phủ sóng 4G", "Tỷ lệ (%)"], "pop_4g_pct"),
        (["Số thôn", "Trong đó", "Có sóng 5G"], "villages_with_5g"),
        (["Dân số trung bình", "1.000 người"], "population"),
        (["Số thôn thu được sóng 4G", "Mạng trong nước"], "villages_with_4g"),
        (["Số thôn thu được sóng 4G", "Mạng nước bạn lấn sang"], ""),
        (["Số hộ", "Riêng xã, phường"], "households"),
        (["Số hộ", "Toàn huyện, thành phố cũ"], ""),
        (["Thôn có sóng 4G", "Dân số"], ""),
        (["Số thôn có sóng 4G, 5G"], ""),
        (["Số hộ có cáp quang"], ""),
        (["Số thuê bao cáp quang"], ""),
        (["Tỷ lệ phủ sóng 4G (%)"], ""),
        (["Phủ sóng 4G", "Tổng số dân"], ""),
        (["Dân số", "vùng lòng hồ"], ""),
        (["Tỷ lệ phủ sóng 4G theo diện tích"], ""),
    ],
)
def test_levels_of_a_heading(path: list[str], quantity: str) -> None:
    assert compose(path).quantity == quantity


@pytest.mark.parametrize(
    ("path", "quantities"),
    [
        (["Tỷ lệ hộ có điện thoại thông minh (%)", "Xã, phường đạt được"], 1),
        (["Tỷ lệ hộ có điện thoại thông minh (%)", "Xã, phường nông thôn mới"], 0),
        (["Tỷ lệ hộ có điện thoại thông minh (%)", "Xã, phường có 4G"], 0),
        (["Xã, phường có bộ phận một cửa", "Xã, phường đạt được"], 0),
    ],
)
def test_a_level_that_only_says_of_the_commune_is_passed_over(
    path: list[str], quantities: int
) -> None:
    found = load_headings().meaning(path).columns
    assert [one.id for one in found] == ["households_smartphone_pct"] * quantities


@pytest.mark.parametrize(
    ("path", "quantity"),
    [
        (["Quý III/2025", "Tổng số hồ sơ tiếp nhận"], "files"),
        (["9 tháng đầu năm 2025", "Số hồ sơ trực tuyến"], "files_online"),
        (["Giai đoạn 2021-2025", "Số hồ sơ trực tuyến"], ""),
        (["TB 2G only còn lại"], "subscribers_with_2g_only"),
        (["Số thuê bao dùng máy chỉ hỗ trợ 2G"], "subscribers_with_2g_only"),
        (["Tổng TB di động"], "subscribers"),
        (["Số máy 4G đã hỗ trợ khách hàng 2G"], "devices_supplied"),
        (["Số thôn, bản được cấp điện"], "electrified_villages"),
        (["Số thôn, bản chưa được cấp điện"], ""),
        (["Vùng lõm sóng", "Số vùng"], "holes"),
        (["Vùng lõm sóng", "Số người sống trong vùng lõm"], "people_in_holes"),
        (["Số dân trong vùng lõm", "Đã được phủ sóng"], ""),
        (["Xóm đã lên sóng 4G"], "villages_with_4g"),
        (["Trạm 4G lên sóng trong tháng 9/2025"], ""),
        (["Vị trí phát sóng 4G (trạm)"], "stations_4g"),
        (["Hộ kéo cáp quang được ngay"], "households_passed"),
        (["Hộ có cáp quang chờ sẵn, đăng ký là lắp được"], "households_passed"),
        (["Hộ kéo được cáp quang trong quý"], ""),
        (["Hộ đăng ký lắp cáp quang"], ""),
        (["Xóm còn trắng sóng"], "villages_without_signal"),
        (["Dân số (ng)"], "population"),
        (["Số hộ (theo đăng ký thường trú)"], "households"),
        (["Số hộ (theo đăng ký tạm trú)"], ""),
        (["Số hộ là khách hàng FTTH"], "households_subscribed"),
        (["Số hộ là khách hàng truyền hình"], ""),
        (["Số hộ nằm trong vùng có FTTH"], "households_passed"),
        (["Dân trong vùng có sóng 4G"], "people_4g"),
        (["Số vùng lõm chưa khắc phục"], "holes"),
        (["Vùng lõm đã khắc phục"], ""),
        (["Số người trong vùng lỏm sóng"], "people_in_holes"),
        (["Số vùng lỏm đã xử lý"], ""),
        (["Số người có sổ sức khỏe điện tử"], "people_with_health_record"),
        (["Tỷ lệ người dân có sổ SKĐT (%)"], "population_health_record_pct"),
        (["Số người tích hợp sổ sức khỏe điện tử trên VNeID"], ""),
        (["Tỷ lệ văn bản đi được ký số, gửi điện tử (%)"], "documents_signed_pct"),
        (["Tỷ lệ hợp tác xã có gian hàng trên sàn TMĐT"], "cooperatives_online_pct"),
        (["Tỷ lệ hồ sơ trả kết quả đúng hạn"], "files_on_time_pct"),
        (["Tỷ lệ xã có nhóm Zalo hỗ trợ tốt"], ""),
        (["Ứng dụng CNTT trong quản lý, điều hành", "Văn bản ký số"], "documents_signed"),
        (["Lớp học (phòng học) thông minh"], "smart_classrooms"),
        (["Lớp học (ngoại ngữ) thông minh"], ""),
        (["Học viên đăng ký (ghi danh) OneTouch"], "learners"),
        (
            ["Tập huấn cho người trong độ tuổi lao động", "Người trong độ tuổi lao động"],
            "working_age",
        ),
        (["Kỹ năng số cho người trong độ tuổi lao động", "Tỷ lệ"], "working_age_skills_pct"),
        (["Chữ ký số của người từ 15 tuổi trở lên", "Số người từ 15 tuổi trở lên"], "adults"),
        (["Số thành viên tổ công nghệ số cộng đồng (người)", "Số lượng"], "team_members"),
        (["Nhân lực phụ trách CĐS, ATTT", "Trong đó: chuyên trách"], "security_staff_full_time"),
        (["Nhân lực phụ trách CĐS, ATTT", "Kiêm nhiệm"], ""),
        (["Tổng điểm đánh giá mức độ chuyển đổi số"], "points_scored"),
        (["Số máy 4G hỗ trợ KH sử dụng 2G"], "devices_supplied"),
        (["Số máy 4G theo KH 2026"], ""),
        (["Từ 01/7/2025 đến 30/9/2025", "Hồ sơ nộp trực tuyến"], "files_online"),
        (["Hồ sơ tiếp nhận (từ ngày 15/6/2025 đến hết ngày 14/9/2025)"], "files"),
        (["01/7 - 30/9/2025", "Số hồ sơ tiếp nhận"], "files"),
        (["Từ tháng 7 đến tháng 9/2025", "Số lớp tập huấn kỹ năng số"], "training_sessions"),
        (["Từ 01/7/2025 đến 30/9/2025", "Số tổ công nghệ số cộng đồng"], ""),
        (["Giai đoạn 2021 - 2025", "Số hồ sơ tiếp nhận"], ""),
        (["Từ 01/7/2025", "Số hồ sơ tiếp nhận"], ""),
        (["NUM_BTS_4G"], "stations_4g"),
        (["QTY_SITE_5G"], "stations_5g"),
        (["CNT_HOUSEHOLD"], "households"),
        (["AVG_BTS_4G"], ""),
        (["Vùng lõm còn lại đến 31/10/2025", "Số điểm"], "holes"),
        (
            ["Sóng di động (không phân biệt công nghệ)", "Số bản không có sóng"],
            "villages_without_signal",
        ),
        (["Số bản có sóng 5G", "Điều kiện bình thường"], "villages_with_5g"),
        (["Số bản có sóng 5G", "Khi mất điện"], ""),
        (["Nhân khẩu thực tế đang cư trú (dùng để tính tỷ lệ)"], "population"),
        (["Nhân khẩu tạm trú"], ""),
        (["Số tổ công nghệ số", "Sau khi kiện toàn"], "teams"),
        (["Số tổ công nghệ số", "Trước khi kiện toàn"], ""),
        (["Hồ sơ tiếp nhận", "Cộng trực tuyến"], "files_online"),
        (["Hồ sơ tiếp nhận", "Cộng trực tiếp"], ""),
        (["Hiện trạng đến hết ngày 31/10/2025", "Tổng số bản"], "villages"),
        (["Cáp quang kéo đến 2026", "Tổng số bản"], ""),
        (["Tất cả các hộ dân", "Có điện thoại thông minh"], "households_with_smartphone"),
        (["Toàn bộ hộ nghèo", "Có điện thoại thông minh"], ""),
    ],
)
def test_headings_of_the_trade_are_read(path: list[str], quantity: str) -> None:
    found = load_headings().meaning(path).columns
    assert [one.id for one in found] == [quantity] * bool(quantity)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("THÁNG 9/2025", "2025-09-30"), ("Cập nhật ngày 30.9.2025", "2025-09-30"),
        ("Đến 30/9/2025", "2025-09-30"), ("(Số liệu đến hết Quý III/2025)", "2025-09-30"),
        ("Quý 3 năm 2025", "2025-09-30"), ("Q3/2025", "2025-09-30"), ("9T/2025", "2025-09-30"),
        ("9 tháng đầu năm 2025", "2025-09-30"), ("T9/2025", "2025-09-30"),
        ("as of 30 September 2025", "2025-09-30"), ("2025-09-30", "2025-09-30"),
        ("Số liệu chốt 24h00 ngày 30 tháng 9 năm 2025", "2025-09-30"), ("30/9/25", "2025-09-30"),
        ("(Kèm theo Báo cáo số 12 ngày 5/10/2025; số liệu tính đến 30/9/2025)", "2025-09-30"),
        ("6 tháng đầu năm 2025", "2025-06-30"), ("cuối năm 2024", "2024-12-31"),
    ],
)  # fmt: skip
def test_dates_of_figures(line: str, day: str) -> None:
    found = best_date([line])
    assert found is not None
    assert found.day == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "line",
    ["Sơn La, ngày 05 tháng 10 năm 2025", "Lũy kế đến cuối các tháng năm 2025",
     "Kế hoạch số 15/KH-UBND ngày 2/3/2025", "Tính đến nay",
     "BÁO CÁO NĂM 2025", "Giai đoạn 2026-2030"],
)  # fmt: skip
def test_dates_of_letters_are_not_those_of_figures(line: str) -> None:
    assert best_date([line]) is None


def test_a_day_that_does_not_exist_is_quoted(tmp_path: Path) -> None:
    for line, rule in (("31/9/2025", "date_impossible"), ("30/9/2052", "as_of_to_come")):
        rows = [[f"Tính đến {line}"], ["Tên xã", "Dân số"], ["Xã Bó Sinh", 9000]]
        reading = read(tmp_path, rows)
        found = reading.findings[reading.findings["rule"] == rule]
        assert list(found["value"]) == [line]
        assert reading.as_of is None


# ---- layouts -------------------------------------------------------------------------------------
DAY = ["Tính đến 30/9/2025"]
UNITS = ["Xã Bó Sinh", "Xã Chiềng Sơ", "Phường Tô Hiệu", "Xã Mường Chiên"]


def read(folder: Path, rows: Sequence[Sequence[object]], **options: Any) -> Any:
    path = write(folder / "t.xlsx", rows, merge=options.pop("merge", ()))
    return read_workbook(path, **{"operator": "any", "province": "14", **options})


def test_a_row_for_each_commune_and_technology(tmp_path: Path) -> None:
    rows: list[list[object]] = [DAY, ["Tên xã", "Công nghệ", "Số thôn", "Số thôn có sóng"]]
    for place, name in enumerate(UNITS):
        rows += [[name, "4G", 20, 10 + place], [None, "5G", 20, place]]
    reading = read(tmp_path, rows)
    assert figure(reading, "04195", "villages_4g")["numerator"] == 11
    assert figure(reading, "04195", "villages_5g")["numerator"] == 1
    assert rules(reading, "error") == []


def test_a_row_for_each_operator_and_quarter(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Tên xã", "Nhà mạng", "Kỳ", "Số thôn", "Số thôn có sóng 4G"]]
    for name in UNITS:
        for who, more in (("Viettel", 5), ("VNPT", 2)):
            rows += [[name, who, "Quý II/2025", 20, 9], [name, who, "Quý III/2025", 20, 9 + more]]
    reading = read(tmp_path, rows, operator="viettel")
    assert reading.as_of == dt.date(2025, 9, 30)
    own = reading.observations.query("indicator == 'villages_4g'")
    assert dict(zip(own["operator"], own["numerator"], strict=True)) == {"viettel": 14, "vnpt": 11}
    assert set(reading.earlier.query("indicator == 'villages_4g'")["numerator"]) == {9}
    bases = reading.observations.query("indicator == 'villages'")
    assert set(bases["operator"]) == {"viettel"}


def test_communes_side_by_side_in_one_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        DAY, ["Chỉ tiêu", *UNITS], ["Số thôn", 20, 21, 22, 23], ["Số thôn có sóng 4G", 1, 2, 3, 4],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    found = figure(reading, "03646", "villages_4g")
    assert (found["numerator"], found["denominator"]) == (3, 22)
    assert found["source"] == "t.xlsx|Biểu 01|D4"


def test_two_halves_side_by_side(tmp_path: Path) -> None:
    heading = ["TT", "Tên xã", "Số thôn"]
    rows: list[list[object]] = [
        DAY, [*heading, None, *heading],
        [1, UNITS[0], 20, None, 3, UNITS[2], 22], [2, UNITS[1], 21, None, 4, UNITS[3], 23],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    assert sorted(reading.observations["numerator"]) == [20, 21, 22, 23]


def test_older_communes_beneath_the_new_one(tmp_path: Path) -> None:
    rows: list[list[object]] = [DAY, ["TT", "Đơn vị", "Dân số"]]
    for place, name in enumerate(UNITS, 1):
        rows += [[place, name, 9000], [None, f"- {name} (cũ)", 5000], [None, "- Xã X (cũ)", 4000]]
    reading = read(tmp_path, rows)
    assert set(reading.observations["numerator"]) == {9000}
    assert rules(reading) == []


def test_other_dates_and_plans_beside_the_present(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        DAY, ["Tên xã", "Số thôn có sóng 4G", None, None, None], [None, 2023, 2024, 2025, 2026],
        *[[name, 5, 6, 7, 8] for name in UNITS],
    ]  # fmt: skip
    reading = read(tmp_path, rows, merge=["B2:E2", "A2:A3"])
    assert set(reading.observations["numerator"]) == {7}
    assert set(reading.earlier["numerator"]) == {5, 6}
    assert ("column_future", "E3") in rules(reading)


@pytest.mark.parametrize(
    "title",
    ["KẾ HOẠCH PHỦ SÓNG NĂM 2026", "PHÂN KHAI CHỈ TIÊU PHỦ SÓNG NĂM 2025 CHO CÁC XÃ",
     "Phân bổ các chỉ tiêu viễn thông", "Giao nhiệm vụ phủ sóng cho các xã"],
)  # fmt: skip
def test_a_plan_or_another_operator_in_the_title_is_refused(tmp_path: Path, title: str) -> None:
    heading = ["Tên xã", "Số thôn có sóng 4G"]
    rows = [[title], heading, *[[name, 5] for name in UNITS]]
    with pytest.raises(FileUnreadableError) as caught:
        read(tmp_path, rows)
    assert caught.value.key == "workbook.all_refused"
    rows[0] = ["BÁO CÁO CỦA VNPT"]
    reading = read(tmp_path, rows, operator="viettel")
    assert reading.observations.empty
    assert ("table_other_operator", "") in rules(reading, "error")


def test_contradicted_columns_are_no_figures(tmp_path: Path) -> None:
    swapped = [DAY, ["Tên xã", "Số thôn có sóng 4G", "Số thôn"], *[[name, 20, 5] for name in UNITS]]
    reading = read(tmp_path, swapped)
    assert ("parts_above_wholes", "B2") in rules(reading, "error")
    assert reading.observations["numerator"].isna().all()
    rates = [
        DAY, ["Tên xã", "Dân số", "Dân số phủ 4G", "Tỷ lệ dân số phủ 4G (%)"],
        *[[name, 1000, 900, 50] for name in UNITS],
    ]  # fmt: skip
    assert ("rates_contradict", "D2") in rules(read(tmp_path, rates), "error")
    shares = [DAY, ["Tên xã", "Dân số", "Dân số phủ 4G"], *[[n, 9000, 97.5] for n in UNITS]]
    assert ("count_is_percent", "C2") in rules(read(tmp_path, shares), "error")


@pytest.mark.parametrize(
    "cell", ["27/28 (96,4%)", "96,4% (27/28)", "27/28 - 96,4%", "27/28 thôn (96,4%)", "27 (96,4%)"]
)
@pytest.mark.parametrize("heading", ["Số thôn có sóng 4G", "Tỷ lệ thôn có sóng 4G (%)"])
def test_a_part_and_its_share_in_one_cell(tmp_path: Path, cell: str, heading: str) -> None:
    rows = [DAY, ["Tên xã", "Số thôn", heading], *[[name, 28, cell] for name in UNITS]]
    found = figure(read(tmp_path, rows), "04171", "villages_4g")
    assert found["numerator"] == pytest.approx(27, abs=0.02)
    assert found["denominator"] == 28
    rows[2] = [UNITS[0], 28, cell.replace("96,4", "60,4").replace("27 (", "27/28 (")]
    asked = read(tmp_path, rows)
    assert ("number_unreadable", "C3") in rules(asked, "error")
    assert figure(asked, "04171", "villages_4g")[["numerator"]].isna().all()


@pytest.mark.parametrize(
    ("above", "heading", "figures", "meant"),
    [
        (["Đơn vị: 1.000 người"], "Dân số", 9.5, 9500),
        ([None, "(Nghìn người)"], "Dân số", "9,5", 9500),
        (["Đơn vị tính: nghìn người, %, trạm"], "Dân số", 9.5, 9500),
        (["Đơn vị tính: nghìn người"], "Dân số (người)", 9500, 9500),
        (["Tổng hợp"], "Dân số (nghìn người)", 9.5, 9500),
    ],
)
def test_units_wherever_they_stand(
    tmp_path: Path, above: list[object], heading: str, figures: object, meant: int
) -> None:
    rows = [DAY, above, ["Tên xã", heading], *[[name, figures] for name in UNITS]]
    reading = read(tmp_path, rows)
    assert set(reading.observations["numerator"]) == {meant}
    assert rules(reading, "error") == []


def test_year_and_quarter_in_columns_of_their_own(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Tên xã", "Năm", "Quý", "Số thôn"]]
    for name in UNITS:
        rows += [[name, 2025, "II", 20], [name, 2025, "III", 21]]
    reading = read(tmp_path, rows)
    assert reading.as_of == dt.date(2025, 9, 30)
    assert set(reading.observations["numerator"]) == {21}


def test_lists_of_villages_of_the_south(tmp_path: Path) -> None:
    rows = [
        ["DANH SÁCH ẤP, KHU PHỐ CHƯA CÓ SÓNG"], DAY,
        ["STT", "Xã", "Ấp/khu phố", "Số hộ", "Khẩu", "Trưởng ấp"],
        *[[n, name, f"Ấp {n}", 30, 120, "Lê Văn Mẫu"] for n, name in enumerate(UNITS, 1)],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    villages = reading.villages
    kept = (villages, reading.findings, reading.understood)
    assert not any("Lê Văn Mẫu" in table.to_csv() for table in kept)
    assert ("column_personal", "F3") in rules(reading)
    assert list(villages["village"]) == ["Ấp 1", "Ấp 2", "Ấp 3", "Ấp 4"]
    assert villages["people"].sum() == 480


def test_older_communes_without_a_mark(tmp_path: Path) -> None:
    rows: list[list[object]] = [DAY, ["TT", "Đơn vị", "Dân số"]]
    for place, name in enumerate(UNITS, 1):
        rows += [[place, name, 9000], ["a", f"Xã {name.split(' ', 1)[1]}", 5000], ["b", "Xã X", 4]]
    reading = read(tmp_path, rows)
    assert set(reading.observations["numerator"]) == {9000}
    assert rules(reading, "error", "warning", "note") == [("rows_left_out", "B4")]


def test_a_former_commune_numbered_like_the_others_is_warned_of(tmp_path: Path) -> None:
    names = [UNITS[0], "Phường Quyết Tâm", *UNITS[1:]]
    rows: list[list[object]] = [DAY, ["TT", "Tên xã", "Dân số"]]
    rows += [[place, name, 9000 + place] for place, name in enumerate(names, 1)]
    reading = read(tmp_path, rows)
    assert len(reading.observations) == len(UNITS)
    assert ("rows_former", "B4") in rules(reading, "warning")
    assert not [one for one in rules(reading, "note") if one[0] == "rows_left_out"]


def test_a_whole_written_beside_its_part(tmp_path: Path) -> None:
    rows = [DAY, ["Tên xã", "Số thôn có sóng 4G"], *[[name, "27/28"] for name in UNITS]]
    found = figure(read(tmp_path, rows), "04171", "villages_4g")
    assert (found["numerator"], found["denominator"]) == (27, 28)


def test_a_whole_from_another_sheet(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    for row in [DAY, ["Tên xã", "Dân số"], *[[name, 1000] for name in UNITS]]:
        first.append(row)
    second = book.create_sheet("4G")
    for row in [DAY, ["Tên xã", "Tỷ lệ dân số phủ sóng 4G (%)"], *[[n, 90.5] for n in UNITS]]:
        second.append(row)
    book.save(tmp_path / "t.xlsx")
    found = figure(
        read_workbook(tmp_path / "t.xlsx", operator="any", province="14"), "04171", "pop_4g"
    )
    assert (found["numerator"], found["denominator"]) == (905, 1000)


def test_what_was_understood_and_what_a_planner_says(tmp_path: Path) -> None:
    rows = [DAY, ["Tên xã", "Dân số", "Chỗ LTE vùng hồ"], *[[name, 9000, 5] for name in UNITS]]
    reading = read(tmp_path, rows)
    shown = reading.understood.set_index("column")
    assert list(shown["role"]) == ["unit_name", "figures", "unread"]
    assert (shown["sum"]["B2"], shown["units"]["B2"]) == (36000, 4)
    assert ("column_unknown", "C2") in rules(reading, "warning")
    meant = {"CHỖ LTE vùng hồ": "stations_4g"}
    again = read(tmp_path, rows, meanings=meant)
    assert figure(again, "04171", "stations_4g")["numerator"] == 5
    assert rules(read(tmp_path, rows, meanings={"Chỗ LTE vùng hồ": "ignored"})) == [
        rule for rule in rules(reading) if rule[0] != "column_unknown"
    ]
    with pytest.raises(ParameterError, match="stations_4g"):
        read(tmp_path, rows, meanings={"Chỗ LTE vùng hồ": "station_4g"})
    next_quarter = [["Tính đến 31/12/2025"], *rows[1:2], *[[name, 9100, 6] for name in UNITS]]
    assert fingerprint(read(tmp_path, next_quarter).understood) == fingerprint(reading.understood)
    rows[1][2] = "Trạm LTE"
    assert fingerprint(read(tmp_path, rows).understood) != fingerprint(reading.understood)


def test_a_typo_in_a_file_of_headings_is_told_with_the_nearest(tmp_path: Path) -> None:
    extra = tmp_path / "ours.toml"
    extra.write_text('\ufeff[columns.stations_4gg]\nnames = ["Điểm"]\n', encoding="utf-8")
    rows = [["Tên xã", "Điểm"], ["Xã Bó Sinh", 6]]
    with pytest.raises(FileUnreadableError, match="stations_4g"):
        read(tmp_path, rows, headings=extra)
    extra.write_text('\ufeff[columns.stations_4g]\nnames = ["Điểm"]\n', encoding="utf-8")
    assert figure(read(tmp_path, rows, headings=extra), "04171", "stations_4g")["numerator"] == 6


def test_a_list_of_all_villages_is_counted_and_that_is_said(tmp_path: Path) -> None:
    listed = load_units(province="14")["unit_name"]
    head = ["Xã", "Tên bản", "Số hộ", "Số khẩu", "Có sóng 4G (x: có)"]
    rows: list[list[object]] = [DAY, head]
    for name in listed:
        rows += [[name, "Bản A", 10, 40, "x"], [name, "Bản B", 20, 80, None]]
    reading = read(tmp_path, rows)
    assert reading.villages["signal"].tolist() == [True, False] * len(listed)
    covered = figure(reading, "04171", "villages_4g")
    assert (covered["numerator"], covered["denominator"]) == (1, 2)
    assert ("villages_counted", "E2") in rules(reading, "warning")
    assert "population" not in set(reading.observations["indicator"])
    few = read(tmp_path, [*rows[:2], *rows[2:12]])
    assert len(few.villages) == 10
    assert few.observations.empty


def test_marks_of_footnotes_are_no_digits(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        DAY, ["Tên xã", "Dân số", "Số trạm 4G"],
        [UNITS[0], "26594 (*)", "19 (5)"], [UNITS[1], "15129(1)", 3], [UNITS[2], "6980¹", 4],
        [UNITS[3], 7000, 5], ["(*) Số liệu ước tính; (1) xã biên giới"],
    ]  # fmt: skip
    reading = read(tmp_path, rows)
    people = reading.observations.query("indicator == 'population'")["numerator"]
    assert people.dropna().tolist() == [15129, 6980, 7000]
    assert ("figure_doubtful", "B3") in rules(reading, "warning")  # an estimate
    assert ("number_unreadable", "C3") in rules(reading, "error")  # a second figure, no mark


# ---- headings with numbers of questions, and "at least one" --------------------------------------
NUMBERINGS = (
    "2. {}", "2.{}", "3) {}", "(6) {}", "Câu 3. {}", "Câu hỏi 3: {}", "4/ {}", "2.1. {}", "{} (3)",
    "5 - {}", "Mục 4: {}",
)  # fmt: skip


@pytest.mark.parametrize("numbered", NUMBERINGS)
@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        ("Số Tổ công nghệ số cộng đồng", "teams"),
        ("Số hồ sơ nộp trực tuyến", "files_online"),
        ("Số người từ 15 tuổi có tài khoản thanh toán", "adults_with_epayment"),
        ("Số thôn", "villages"),
        ("Trạm 4G", "stations_4g"),
    ],
)
def test_the_number_of_a_question_says_nothing(numbered: str, heading: str, quantity: str) -> None:
    found = load_headings().meaning((numbered.format(heading),))
    assert quantity in {one.id for one in found.columns}


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số hộ có ít nhất 01 (1) điện thoại thông minh", "households_with_smartphone"),
        ("Số hộ có ít nhất 01 (một) điện thoại thông minh", "households_with_smartphone"),
        ("Số hộ có tối thiểu một máy điện thoại thông minh", "households_with_smartphone"),
        ("Hộ có từ 01 chiếc điện thoại thông minh trở lên", "households_with_smartphone"),
        ("Số hộ có ít nhất một thành viên dùng smartphone", "households_with_smartphone"),
        ("Số hộ có ít nhất 1 người sử dụng điện thoại thông minh", "households_with_smartphone"),
        ("Số hộ có máy điện thoại thông minh", "households_with_smartphone"),
        ("Tỷ lệ hộ có ít nhất 01 ĐTTM (%)", "households_smartphone_pct"),
        ("Số người từ 15 tuổi sử dụng điện thoại thông minh", ""),  # whose is it?
        ("Số hộ có ít nhất 02 điện thoại thông minh", ""),
        ("Số hộ có từ 02 điện thoại thông minh trở lên", ""),
        ("2. Số điện thoại thông minh trong hộ", ""),  # of which a household may have several
        ("Số hộ nghèo có ít nhất 01 điện thoại thông minh", ""),
        ("Tài khoản định danh mức (3)", ""),
    ],
)
def test_who_has_one_has_it(heading: str, quantity: str) -> None:
    found = load_headings().meaning((heading,))
    assert [one.id for one in found.columns] == ([quantity] if quantity else [])


def test_a_thing_that_is_counted_is_no_part_of_what_there_is() -> None:
    found = load_headings().meaning(("Số hộ có điện thoại thông minh và ti vi",)).composed
    assert found.reason == "column_unknown"
