"""Tables of each office in its own words: what is read, and what stands near it and is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from dxanalysis.sources.workbook.dates.of_figures import find_as_of
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.vetoes import title_veto
from tests.test_workbook_around import DATE, read
from tests.test_workbook_measures import NAMES, first, read_or_none, said, table

if TYPE_CHECKING:
    from pathlib import Path

    from tests.test_workbook_around import Rows

pytestmark = pytest.mark.usefixtures("read_here")


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("Số người từ 15 tuổi trở lên có TK thanh toán", "adults_with_epayment"),
        ("Tỷ lệ người từ 15 tuổi trở lên có TKTT (%)", "adults_epayment_pct"),
        ("Giao dịch thanh toán|Không dùng tiền mặt", "transactions_cashless"),
        ("Số lượng giao dịch TTKDTM", "transactions_cashless"),
        ("Kinh phí hỗ trợ nhân lực CĐS (triệu đồng)", "staff_support"),
        ("Số cán bộ làm công tác ATTT, CĐS", "security_staff"),
        ("Có cán bộ trực bộ phận một cửa", "communes_with_one_stop_staff"),
        ("Có người phụ trách ATTT, CĐS", "communes_with_security_staff"),
        ("Số quầy giao dịch của Trung tâm PVHCC", "one_stop_counters"),
        ("Thuê bao dùng smartphone", "subscribers_with_smartphone"),
        ("Số máy 4G đã hỗ trợ đổi cho thuê bao 2G", "devices_supplied"),
        ("Văn bản ký số, phát hành điện tử", "documents_signed"),
        ("Văn bản gửi qua hệ thống QLVB", "documents_electronic"),
        ("Số cơ quan, đơn vị sử dụng chữ ký số", "agencies_with_signature"),
        ("Số lớp bình dân học vụ số đã tổ chức", "training_sessions"),
        ("Số học viên hoàn thành khóa học trên OneTouch", "learners_completed"),
        ("Tổng số thủ tục hành chính thuộc thẩm quyền giải quyết", "procedures"),
        ("Hồ sơ|Ghi nhận trên Cổng DVCQG", "files_on_portal"),
        ("Số hồ sơ có phát sinh phí, lệ phí", "files_with_fee"),
        ("IOC|Nguồn cập nhật đúng kỳ", "feeds_current"),
        ("LGSP|Tổng số lượt gọi dịch vụ", "calls"),
        ("Số cơ quan, đơn vị kết nối mạng TSLCD", "agencies_on_network"),
        ("Cơ quan kết nối CSDL hộ tịch", "agencies_on_civil_status_db"),
        ("Người dùng BRCĐ đạt 200Mbps", "users_with_200mbps"),
        ("Người dân sử dụng ứng dụng số (VNeID, SmartCaMau…)", "people_with_apps"),
        ("Số người dân và doanh nghiệp có thể dùng DVCTT", "possible_users"),
        ("Số người đủ điều kiện cấp tài khoản ĐDĐT (từ đủ 14 tuổi)", "people_eligible_for_eid"),
        ("Số lượt tra cứu, khai thác CSDLQG về dân cư", "population_db_queries"),
        ("Tỷ lệ % dân số có HSSKĐT", "population_health_record_pct"),
        ("Cơ sở y tế|Tổng số cơ sở y tế (BV, TYT)", "health_stations"),
        ("Số trường, điểm trường có sóng 4G", "schools_with_4g"),
        ("Mức tín hiệu 4G|Số mẫu đạt mức tối thiểu", "samples_at_level"),
        ("Mức tín hiệu 4G|Số mẫu đo", "samples"),
        ("Tốc độ 4G|Số lượt đo", "tests_4g"),
        ("mobile_tests", "tests_mobile"),
        ("Doanh thu TMĐT (tỷ đồng)", "retail_online"),
        ("Số hội nghị tổ chức trực tuyến", "conferences_online"),
        ("Clinics covered by 4G", "clinics_with_4g"),
        ("Số bộ dữ liệu mở đã công bố", "datasets"),
        ("Số trường học thuộc vùng phủ sóng 4G", "schools_with_4g"),
        ("Cơ sở y tế trong vùng phủ sóng 4G", "clinics_with_4g"),
        ("Văn bản đi|Gửi qua trục liên thông văn bản", "documents_electronic"),
        ("Văn bản phát hành|Gửi điện tử", "documents_electronic"),
        ("Điểm cầu hội nghị trực tuyến|Theo kế hoạch", "conference_sites"),
        ("Cơ quan, đơn vị|Có cán bộ chuyên trách CNTT", "agencies_with_it_staff"),
        ("Số TK VNeID đã kích hoạt (mức độ 1, mức độ 2)", "eid_accounts"),
        ("Số thôn/KP có sóng 5G", "villages_with_5g"),
        ("Số ấp, KP", "villages"),
        ("Số dân đang sống trong vùng lõm sóng", "people_in_holes"),
        ("Vùng lõm|Còn lại", "holes"),
        ("Chính quyền số|Hồ sơ TTHC|Tiếp nhận", "files"),
        ("Kinh tế số|Hợp tác xã|Tổng số", "cooperatives"),
        ("Người dân có TK ngân hàng|Tổng", "people_with_epayment"),
        ("Số thôn/bản/TK có sóng 4G", "villages_with_4g"),
        ("Thuê bao di động|Trong đó: 2G only", "subscribers_with_2g_only"),
        ("TB 2G only hiện còn", "subscribers_with_2g_only"),
        ("Thuê bao di động|Smartphone", "subscribers_with_smartphone"),
        ("Số VB đi ký số", "documents_signed"),
        ("Số cuộc họp tổ chức trực tuyến", "conferences_online"),
        ("Hồ sơ có yêu cầu nghĩa vụ tài chính", "files_with_fee"),
        ("Người có thẩm quyền ký|Được cấp chứng thư số", "officers_with_signature"),
        # What stands near these, and is something else.
        ("Người sử dụng điện thoại thông minh", ""),
        ("Thuê bao trả trước dùng smartphone", ""),
        ("Số máy 4G cần hỗ trợ đổi cho thuê bao 2G", ""),
        ("Số TKTT đã mở", ""),
        ("Giá trị giao dịch không dùng tiền mặt (triệu đồng)", ""),
        ("Hồ sơ trực tuyến phải nộp phí", ""),
        ("Hồ sơ thanh toán trên Cổng DVCQG", ""),
        ("Văn bản gửi, nhận qua QLVB", ""),
        ("Văn bản đến ký số", ""),
        ("Số chứng thư số đã cấp", ""),
        ("Số cơ quan dự kiến kết nối LGSP", ""),
        ("Có cán bộ chuyên trách ATTT", ""),
        ("Số cán bộ kiêm nhiệm ATTT", ""),
        ("Số học viên chưa hoàn thành", ""),
        ("Kế hoạch số lớp tập huấn", ""),
        ("Điểm tối đa tiêu chí hạ tầng", ""),
        ("Lượt tra cứu CSDL đất đai", ""),
        ("Người dùng BRCĐ chưa đạt 200 Mb/s", ""),
        ("Người dân có thể dùng ứng dụng số", ""),
        ("Hồ sơ sức khỏe điện tử đã lập", ""),
        ("Số trường THCS có sóng 4G", ""),
        ("Số cell 4G", ""),
        ("Tốc độ 4G", ""),
        ("Tốc độ 4G|Tải xuống TB (Mb/s)", ""),
        ("mobile_download_mbps", ""),
        ("Lượt đo 4G không đạt", ""),
        ("Trường học phụ có 4G", ""),
        ("Trường học ngoài vùng phủ sóng 4G", ""),
        ("Văn bản đến|Gửi điện tử", ""),
        ("Điểm cầu trực tuyến dự kiến kết nối", ""),
        ("Cơ quan, đơn vị|Chưa có cán bộ CNTT", ""),
        ("KP hỗ trợ (triệu đồng)", ""),
        ("Số dân trong vùng lõm|Đã được phủ sóng", ""),
        ("Cơ quan, đơn vị|Số cán bộ CNTT", ""),
        ("Mạng di động|Số trường học", ""),
        ("Người dân có TK ngân hàng|Tổng số dân", ""),
        ("TK đã mở", ""),
        ("Số VB đến ký số", ""),
        ("TB 2G only đầu kỳ", ""),
        ("Thuê bao di động|Trả trước", ""),
        ("TTHC đủ điều kiện cung cấp toàn trình", ""),
        ("KP", ""),
    ],
)
def test_what_offices_call_their_quantities(heading: str, quantity: str) -> None:
    found = load_headings().meaning(heading.split("|"))
    ids = {one.id for one in found.columns}
    assert quantity in ids if quantity else not ids


@pytest.mark.parametrize(
    ("titles", "headings", "figures", "indicator", "numbers"),
    [
        ((), ("Hồ sơ đã giải quyết", "Hồ sơ đúng hạn"), (90, 80), "files_on_time", (80, 90)),
        (("KẾT QUẢ TẬP HUẤN",), ("Số lớp", "Số lượt người tham dự"), (3, 80),
         "training_attendances", (80,)),
        (("KẾT QUẢ HỌC TRÊN ONETOUCH",), ("Số học viên đăng ký", "Số học viên hoàn thành"),
         (90, 80), "learners_completed", (80, 90)),
        (("KIỂM TRA BỘ PHẬN MỘT CỬA",), ("Số quầy giao dịch",), (5,), "one_stop_counters", (5,)),
        ((), ("Nhân lực ATTT, CĐS", "Kinh phí hỗ trợ đã phân bổ (đồng)"), (5, 61_289_579),
         "staff_support", (61_289_579,)),
        ((), ("Số cơ quan, đơn vị", "Kết nối LGSP"), (9, 8), "agencies_lgsp", (8, 9)),
        ((), ("Fixed broadband users", "Users reaching 1 Gbps"), (900, 80), "users_1gbps",
         (80, 900)),
        (("KẾT QUẢ ĐÁNH GIÁ, XẾP HẠNG MỨC ĐỘ CHUYỂN ĐỔI SỐ CẤP XÃ",),
         ("Điểm tối đa", "Điểm đạt được"), (100, 93.63), "points_evaluation", (93.63, 100)),
        (("Cells seen by users (OpenCelliD)",), ("4G cells",), (82,), "cells_4g", (82,)),
        (("SỐ THỦ TỤC HÀNH CHÍNH ĐƯỢC CUNG CẤP",), ("Tổng số TTHC", "Cung cấp toàn trình"),
         (390, 120), "procedures_fully_online", (120, 390)),
        (("KẾT QUẢ CUNG CẤP DVCTT",), ("Tổng số thủ tục", "Một phần"), (390, 90),
         "procedures_partially_online", (90, 390)),
        ((), ("Mẫu đo 4G", "Số mẫu đạt mức tín hiệu tối thiểu"), (900, 800), "samples_4g_level",
         (800, 900)),
        ((), ("Số tổ CNSCĐ", "Số thôn có tổ"), (9, 8), "villages_team", (8,)),
        (("TẬP HUẤN KỸ NĂNG SỐ",), ("Số lượt người tham gia",), (80,), "training_attendances",
         (80,)),
        ((), ("Dân số từ đủ 15 tuổi", "Số người được cấp chữ ký số cá nhân"), (900, 80),
         "adults_digital_signature", (80, 900)),
        ((), ("Số TK VNeID đã kích hoạt", "Công dân từ đủ 14 tuổi trở lên"), (800, 900),
         "eligible_eid", (800, 900)),
        ((), ("Đã kích hoạt định danh điện tử", "Người đủ điều kiện"), (800, 900),
         "eligible_eid", (800, 900)),
    ],
)  # fmt: skip
def test_short_headings_are_known_by_what_stands_around(  # noqa: PLR0917
    tmp_path: Path, titles: tuple[str, ...], headings: tuple[str, ...],
    figures: tuple[float, ...], indicator: str, numbers: tuple[float, ...],
) -> None:  # fmt: skip
    lines: Rows = [DATE, *([line] for line in titles)]
    assert first(
        read(tmp_path, [*lines, *table(headings, *figures)], operator="any"), indicator
    ) == (numbers)
    alone = read_or_none(tmp_path, [DATE, *table(headings[-1:], *figures[-1:])])
    assert alone is None or first(alone, indicator) == ()


def in_groups(*heads: str, figures: tuple[int, ...]) -> Rows:
    body: Rows = [[n, name, *figures] for n, name in enumerate(NAMES, start=1)]
    return [
        DATE,
        ["STT", "Xã, phường", "Hồ sơ", *[None] * (len(heads) - 1)],
        [None, None, *heads],
        *body,
    ]


@pytest.mark.parametrize(
    ("heads", "is_read"),
    [
        (("Tổng số hồ sơ tiếp nhận", "Trong đó: nộp trực tuyến"), True),
        (("Tổng số hồ sơ tiếp nhận", "Trong đó: trực tuyến"), True),
        (("Tổng số hồ sơ tiếp nhận", "Hồ sơ trả lại", "Trong đó: nộp trực tuyến"), False),
        (("Tổng số hồ sơ tiếp nhận", "Hồ sơ đã giải quyết", "Trong đó: trực tuyến"), False),
    ],
)
def test_a_part_is_one_of_what_stands_right_before_it(
    tmp_path: Path, heads: tuple[str, ...], *, is_read: bool
) -> None:
    figures = (90, 80, 70)[: len(heads)]
    found = read(tmp_path, in_groups(*heads, figures=figures), operator="any")
    assert first(found, "files_online") == ((figures[-1], 90) if is_read else ())


@pytest.mark.parametrize(("with_adults", "people"), [(True, 700), (True, 500), (False, 700)])
def test_people_beside_a_column_of_adults_are_all(
    tmp_path: Path, people: int, *, with_adults: bool
) -> None:
    heads = ["Dân số", "Số người có điện thoại thông minh", "Dân số từ 15 tuổi"]
    heads += ["Số người từ 15 tuổi có điện thoại thông minh"] if with_adults else []
    found = read(tmp_path, [DATE, *table(tuple(heads), 1000, people, 800, 600)], operator="any")
    clear = with_adults and people > 600
    assert first(found, "population_smartphone") == ((people, 1000) if clear else ())
    assert ("adults_or_all" in said(found)) is not clear


def test_accounts_of_one_level_are_a_part_of_all(tmp_path: Path) -> None:
    group = "Tài khoản định danh điện tử đã kích hoạt"
    rows: Rows = [
        DATE,
        ["STT", "Xã, phường", group, None, None],
        [None, None, "Mức 1", "Mức 2", "Tổng số (mức 1+2)"],
        *[[n, name, 60, 700, 760] for n, name in enumerate(NAMES, start=1)],
    ]
    found = read(tmp_path, rows, operator="any")
    assert first(found, "eid_accounts") == (760,)
    assert "column_twice" not in said(found)


def test_accounts_beside_those_who_may_have_one_are_a_part_of_them(tmp_path: Path) -> None:
    heads = (
        "Số người đủ điều kiện cấp tài khoản ĐDĐT (từ đủ 14 tuổi)",
        "Số người có tài khoản định danh điện tử đã kích hoạt",
    )
    found = read(tmp_path, [DATE, *table(heads, 900, 700)], operator="any")
    assert first(found, "eligible_eid") == (700, 900)
    assert first(found, "eid_accounts") == ()


@pytest.mark.parametrize(
    ("heading", "cell", "indicator"),
    [
        ("Cán bộ trực bộ phận một cửa", 4, "one_stop_officers"),
        ("Cán bộ trực bộ phận một cửa", "x", "communes_one_stop_staffed"),
        ("Có cán bộ trực bộ phận một cửa", "x", "communes_one_stop_staffed"),
        ("Có cán bộ trực bộ phận một cửa", 1, "communes_one_stop_staffed"),
        ("Số người phụ trách ATTT", 3, "security_staff"),
        ("Người phụ trách ATTT", "Nguyễn Văn An", ""),
    ],
)
def test_how_many_or_whether_any(
    tmp_path: Path, heading: str, cell: float | str, indicator: str
) -> None:
    rows: Rows = [
        DATE,
        ["STT", "Xã, phường", "Dân số", heading],
        *[[n, name, 5000 + n, cell] for n, name in enumerate(NAMES, start=1)],
    ]
    found = read(tmp_path, rows, operator="any")
    assert set(found.observations["indicator"]) - {"population"} == {indicator} - {""}
    assert "Nguyễn" not in found.findings.to_string() + found.understood.to_string()


@pytest.mark.parametrize(
    ("title", "heading", "indicator"),
    [
        ("HẠ TẦNG SỐ TRONG TRƯỜNG HỌC NĂM HỌC 2025-2026", "Số trường học có sóng 4G",
         "schools_covered"),
        ("HẠ TẦNG SỐ TRONG TRƯỜNG HỌC", "Số lớp học thông minh", "smart_classrooms"),
        ("LẬP HSSKĐT VÀ HẠ TẦNG SỐ CƠ SỞ Y TẾ", "Số người đã lập hồ sơ sức khỏe điện tử",
         "population_health_record"),
        ("HẠ TẦNG SỐ TRẠM Y TẾ", "Cơ sở y tế có sóng 4G", "clinics_covered"),
        ("HẠ TẦNG SỐ TRONG TRƯỜNG HỌC", "Số thôn có sóng 4G", ""),
        ("HẠ TẦNG SỐ CƠ SỞ Y TẾ", "Dân số được phủ sóng 4G", ""),
        ("HỌC SINH CÁC TRƯỜNG HỌC", "Số hộ có điện thoại thông minh", ""),
    ],
)  # fmt: skip
def test_a_title_names_what_its_own_columns_count(
    tmp_path: Path, title: str, heading: str, indicator: str
) -> None:
    found = read_or_none(tmp_path, [DATE, [title], *table((heading,), 12)])
    read_as = set(found.observations["indicator"]) if found else set()
    assert read_as == {indicator} - {""}


def test_a_school_year_is_no_plan_and_electronic_is_not_since() -> None:
    assert not title_veto("x", ["THIẾT BỊ SỐ NĂM HỌC 2025-2026"], [])
    assert title_veto("x", ["THIẾT BỊ SỐ GIAI ĐOẠN 2025-2026"], []).kind == "plan"
    assert str(find_as_of(["TÌNH HÌNH GỬI, NHẬN VĂN BẢN ĐIỆN TỬ QUÝ I NĂM 2025"])) == "2025-03-31"
    assert find_as_of(["Theo Văn bản số 12 ngày 5/10/2025"]) is None
