"""Abbreviations and phrases of those who count: police, banks, one-stop shops, schools, clinics."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from dxanalysis import read_workbook
from dxanalysis.sources.workbook.tables.row_kinds import _kind
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.vetoes import title_veto
from tests.test_workbook import figure, rules, write
from tests.test_workbook_headings import DAY, UNITS, read

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

KNOWN = {
    "people_eligible_for_eid": [
        "Công dân (từ đủ 14 tuổi) đủ ĐK cấp TK ĐDĐT", "Số CD trong diện cấp tài khoản định danh",
        "Người từ đủ 14 tuổi trở lên đủ điều kiện cấp tài khoản VNeID",
    ],
    "people_with_eid": ["CD đủ ĐK đã kích hoạt VNeID mức 2"],
    "eid_accounts": [
        "Tài khoản định danh kích hoạt / Tổng hai mức", "TK ĐDĐT đã kích hoạt / Cả mức 1 và mức 2",
    ],
    "adults_with_epayment": [
        "Người từ 15 tuổi có tài khoản thanh toán tại ngân hàng hoặc các tổ chức được phép khác",
        "Người trưởng thành có tài khoản tại NHTM", "Người lớn có TK tại các tổ chức tín dụng",
        "Số người đủ 15t trở lên có TK giao dịch tại NH", "Người dân trưởng thành có TKTT",
    ],
    "adults_with_signature": [
        "Người từ 15 tuổi được cấp chứng thư số cá nhân", "Người trưởng thành có CKS cá nhân",
    ],
    "adults_with_smartphone": [
        "Dân số từ đủ 15 tuổi trở lên sở hữu smartphone", "Người trưởng thành sở hữu ĐTTM",
    ],
    "officers_authorised": ["CBCC có thẩm quyền ký", "Cán bộ, công chức có thẩm quyền ký văn bản"],
    "officers_with_signature": ["CB có thẩm quyền ký đã được cấp CKS chuyên dùng công vụ"],
    "one_stop_officers": [
        "CBCCVC làm việc tại BPMC", "Nhân sự bố trí tại Trung tâm Phục vụ hành chính công",
        "Công chức, viên chức trực tại Bộ phận Một cửa", "Số người làm việc tại bộ phận 1 cửa",
    ],
    "files": ["Tổng HS TTHC đã tiếp nhận", "TS HS tiếp nhận", "Chính quyền số / Hồ sơ tiếp nhận"],
    "files_online": [
        "HS nộp qua mạng", "HS nhận trực tuyến", "Hồ sơ tiếp nhận theo hình thức trực tuyến",
    ],
    "files_on_time": ["HS đã trả kết quả đúng hạn", "Hồ sơ trả đúng hạn"],
    "files_settled": ["HS đã giải quyết xong"],
    "one_stop_counters": ["Quầy tiếp nhận và trả kết quả tại TTPVHCC"],
    "people_with_health_record": ["Người dân được khởi tạo HSSK điện tử"],
    "learners_completed": ["HV OneTouch hoàn thành"],
    "security_staff": ["Nhân sự phụ trách ATTT, CĐS"],
    "cooperatives_online": ["HTX bán hàng qua mạng", "HTX có gian hàng trên sàn TMĐT"],
    "files_with_fee": ["HS có phí, lệ phí phải nộp", "Hồ sơ phải thanh toán phí, lệ phí"],
    "files_paid_online": ["HS nộp phí, lệ phí qua mạng", "HS đã thanh toán trực tuyến"],
    "files_paid_online_pct": ["Tỷ lệ HS thanh toán trực tuyến trên HS phải nộp phí"],
    "results_digitised": ["KQ giải quyết TTHC hoàn thành số hóa", "KQ đã số hóa xong"],
    "documents": ["VB đi", "Tổng số VB phát hành"],
    "documents_signed": ["VB đi được ký số, gửi hoàn toàn dưới dạng điện tử"],
    "documents_electronic": ["VB đi gửi điện tử qua phần mềm QLVB và điều hành"],
    "team_members": ["Số TV các tổ CNSCĐ", "Thành viên tham gia tổ chuyển đổi số cộng đồng"],
    "training_sessions": [
        "Lớp tập huấn, hội thảo chuyển đổi số đã tổ chức", "Lớp BDHVS đã mở",
    ],
    "training_attendances": ["Lượt cán bộ, người dân dự tập huấn CĐS", "Lược người dự tập huấn"],
    "working_age_with_skills": ["Người trong độ tuổi LĐ được bồi dưỡng kỹ năng số cơ bản"],
    "products": ["SP OCOP còn thời hạn công nhận", "Sản phẩm OCOP từ 3 sao trở lên"],
    "products_listed": ["Sản phẩm OCOP còn hiệu lực / Lên sàn TMĐT"],
    "health_stations": ["CSYT (BV, PKĐK, TYT)", "Cơ sở khám, chữa bệnh"],
    "clinics_with_4g": ["Cơ sở y tế (bệnh viện, trạm y tế xã) thuộc vùng phủ sóng 4G"],
    "schools_with_4g": ["Trường học (MN, TH, THCS, THPT) nằm trong vùng phủ 4G"],
    "smart_classrooms": ["Phòng học thông minh đưa vào sử dụng"],
    "households_smartphone_pct": [
        "TC 8.2: Tỷ lệ hộ có điện thoại thông minh (%)",
        "Chỉ tiêu 3.1 Tỷ lệ hộ dùng điện thoại thông minh (%)",
        "Tỷ lệ hộ có điện thoại thông minh (tiêu chí 8.2)",
    ],
}  # fmt: skip
OTHERS = [
    "Tổng số HS", "HS THCS", "HS học trực tuyến", "HS nộp học phí qua mạng",
    "HS không phát sinh phí",
    "Hộ có TV", "TV ban quản lý", "TV tổ CNSCĐ được tập huấn", "CB", "CD", "KQ", "SP", "VB",
    "Chính quyền số / KQ", "Xã hội số / Kết quả", "Chính quyền số", "VB đến được ký số",
    "TTHC có hồ sơ trực tuyến", "Số thủ tục hành chính phát sinh hồ sơ trực tuyến",
    "Sản phẩm OCOP được công nhận năm 2026", "SP OCOP đạt 4 sao", "Kết quả chưa số hóa xong",
    "Cơ sở y tế (trạm y tế, phòng khám tư nhân)", "Trường học (mầm non, tiểu học)",
    "Trường học chưa nằm trong vùng phủ sóng 4G", "CBCC được cấp CKS", "Doanh nghiệp có CKS",
    "CD đủ ĐK chưa kích hoạt TK ĐDĐT", "Công dân đủ ĐK cấp căn cước", "CD chưa đủ ĐK",
    "Người lớn có tài khoản tại ngân hàng chính sách", "Người từ 15 tuổi chưa có CKS",
    "Chỉ tiêu 1.500 hộ có điện thoại thông minh", "Lượt người dự họp",
    "Lớp tập huấn KNS", "HS nhận học bổng", "SP có mã QR", "HV cao học", "TS xã",
    "CBCC có TK tại NH", "Người từ 15 tuổi dùng smartphone",
    "Thanh toán trực tuyến / HS phải nộp phí",
]  # fmt: skip


def meant(heading: str) -> list[str]:
    columns = load_headings().meaning(tuple(heading.split(" / "))).columns
    return [column.id for column in columns if column.kind in {"count", "rate"}]


@pytest.mark.parametrize(
    ("quantity", "heading"), [(name, one) for name, some in KNOWN.items() for one in some]
)
def test_words_of_the_trade(quantity: str, heading: str) -> None:
    assert meant(heading) == [quantity]


@pytest.mark.parametrize("heading", OTHERS)
def test_words_that_may_mean_others_are_not_read(heading: str) -> None:
    assert meant(heading) == []


@pytest.mark.parametrize(
    ("title", "head", "counted"),
    [
        ("TỔ CNSCĐ", ["Tên xã", "Số tổ CNSCĐ", "Số TV"], "team_members"),
        ("CẤP TÀI KHOẢN ĐỊNH DANH", ["Tên xã", "Công dân đủ ĐK", "CD đủ ĐK đã kích hoạt"],
         "eligible_eid"),
        ("HỌP TRỰC TUYẾN", ["Tên xã", "Điểm cầu theo kế hoạch", "Điểm cầu đã kết nối"],
         "sites_conference"),
        ("SẢN PHẨM OCOP LÊN SÀN", ["Tên xã", "Tổng số SP", "SP đã lên sàn TMĐT"],
         "products_listed"),
        ("NÔNG SẢN LÊN SÀN", ["Tên xã", "Tổng số SP", "SP đã lên sàn TMĐT", "Số thôn"], ""),
        ("CẤP CĂN CƯỚC", ["Tên xã", "Công dân đủ ĐK", "CD đủ ĐK đã kích hoạt", "Số thôn"], ""),
        ("PHÁT THANH", ["Tên xã", "Số hộ", "Số TV"], ""),
    ],
)  # fmt: skip
def test_short_words_need_a_title_or_a_neighbour(
    tmp_path: Path, title: str, head: list[str], counted: str
) -> None:
    rows: list[Any] = [[title], DAY, head, *[[name, 90, 60, 12][: len(head)] for name in UNITS]]
    reading = read(tmp_path, rows)
    found = set(reading.observations["indicator"]) - {"teams", "villages", "households"}
    assert found == ({counted} if counted else set())
    if counted:
        assert figure(reading, "04171", counted)["numerator"] == 60


@pytest.mark.parametrize(
    ("title", "of_points"),
    [
        ("SỐ LIỆU PHỤC VỤ CHẤM ĐIỂM MỨC ĐỘ CHUYỂN ĐỔI SỐ CẤP XÃ", False),
        ("SỐ LIỆU LÀM CƠ SỞ ĐÁNH GIÁ, CHẤM ĐIỂM XÃ NÔNG THÔN MỚI", False),
        ("KẾT QUẢ CHẤM ĐIỂM PHỤC VỤ ĐÁNH GIÁ CUỐI NĂM", True),
        ("BẢNG ĐIỂM PHỤC VỤ XẾP HẠNG CÁC XÃ", True),
    ],
)
def test_what_points_are_given_for_is_none(title: str, *, of_points: bool) -> None:
    assert (title_veto("Sheet1", [title], []).kind == "points") is of_points


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Cộng A", "subtotal"), ("Tổng mục II", "subtotal"), ("CỘNG PHẦN B", "subtotal"),
        ("Tổng cộng (A + B)", "total"), ("Tổng cộng A+B", "total"), ("Cộng Hòa", "unit"),
    ],
)  # fmt: skip
def test_sums_of_lettered_parts(name: str, kind: str) -> None:
    assert _kind(name, "", "") == kind


FORM: list[list[object]] = [
    ["TT", "Nội dung", "Đơn vị tính", "Kết quả"], [1, "Người trong độ tuổi lao động", "người", 900],
    [2, "Người trong độ tuổi lao động được tập huấn kỹ năng số", "người", 600],
    [3, "Lớp tập huấn kỹ năng số", "lớp", 7], [4, "Số cuộc họp Ban Chỉ đạo", "cuộc", 3],
    [5, "Kinh phí đã chi", "triệu đồng", 85], [6, "Tổng số hộ gia đình", "hộ", 410],
]  # fmt: skip


@pytest.mark.parametrize("forms", [1, 4])
def test_forms_that_ask_for_what_the_catalogue_names(tmp_path: Path, forms: int) -> None:
    rows: list[Any] = [DAY]
    for name in UNITS[:forms]:
        rows += [[], [f"Đơn vị: {name}"], *FORM]
    path = write(tmp_path / "a.xlsx", rows)
    reading = read_workbook(path, operator="any", province="14")
    assert reading.observations["indicator"].value_counts().to_dict() == dict.fromkeys(
        ("working_age_skills", "training_sessions", "households"), forms
    )
    assert set(reading.observations["numerator"]) == {600, 7, 410}
    assert not rules(reading, "error")


def test_lines_of_parts_beneath_each_commune_are_no_figure_of_all(tmp_path: Path) -> None:
    rows: list[Any] = [DAY, ["Tên xã", "Số lượng"]]
    for name in UNITS:
        rows += [[name, None], ["Số hộ", 410], ["Dân số", 1600], ["Vùng ven", 210], ["Chợ", 20]]
    reading = read(tmp_path, rows)
    assert set(reading.observations["numerator"]) == {410, 1600}
    assert not rules(reading, "error")


@pytest.mark.parametrize(
    ("group", "whole", "part", "counted"),
    [
        ("Chữ ký số chuyên dùng", "CB có thẩm quyền ký", "Đã được cấp", "officers_signature"),
        ("CKS cá nhân", "Người từ 15 tuổi trở lên", "Đã có CKS", "adults_digital_signature"),
        ("Đưa lên sàn TMĐT", "Sản phẩm OCOP", "Số đã lên sàn", "products_listed"),
        ("Ký số", "VB đi", "VB ký số", "documents_signed"),
        ("Thanh toán trực tuyến", "HS phải nộp phí", "HS đã thanh toán trực tuyến",
         "files_paid_online"),
    ],
)  # fmt: skip
def test_a_whole_in_a_group_named_for_its_part(
    tmp_path: Path, group: str, whole: str, part: str, counted: str
) -> None:
    rows: list[Any] = [DAY, ["Tên xã", group, None], [None, whole, part]]
    rows += [[name, 90, 60] for name in UNITS]
    reading = read(tmp_path, rows, merge=["A2:A3", "B2:C2"])
    assert set(reading.observations["indicator"]) == {counted}
    found = figure(reading, "04171", counted)
    assert (found["numerator"], found["denominator"]) == (60, 90)


@pytest.mark.parametrize(
    ("heads", "read_as"),
    [
        (["Người từ 15 tuổi trở lên", "Đã cài đặt ứng dụng"], set()),  # a part of who knows what
        (["Người từ 15 tuổi trở lên", "Doanh nghiệp"], {"adults_digital_signature"}),
        (["Cán bộ có thẩm quyền", "Người từ 15 tuổi trở lên"],
         {"officers_signature", "adults_digital_signature"}),
    ],
)  # fmt: skip
def test_what_stands_beside_a_whole_says_whether_it_is_one(
    tmp_path: Path, heads: list[str], read_as: set[str]
) -> None:
    rows: list[Any] = [DAY, ["Tên xã", "Chữ ký số", None], [None, *heads]]
    rows += [[name, 90, 60] for name in UNITS]
    reading = read(tmp_path, [["Tên xã", "Số hộ"], *[[name, 400] for name in UNITS], [], *rows])
    assert set(reading.observations["indicator"]) - {"households"} == read_as
