"""What police, banks, doctors, youth unions, forms and exports call the same figures."""

from __future__ import annotations

import pytest

from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.workbook.notes.missing_codes import dash_means
from dxanalysis.sources.workbook.sheets.question_groups import lists_topics
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.slots import spelt_out
from dxanalysis.sources.workbook.words.vetoes import title_veto

KNOWN = {
    "adults": ["{Dân|Người} {≥15t|từ 15t|đủ 15t}", "Dân số (15t trở lên)"],
    "adults_with_epayment": [
        "Dân ≥15t có {TKTT ĐT|TK TT điện tử|tài khoản TT}",
        "Người từ đủ 15 tuổi có TKTT tại ngân hàng, tổ chức được phép khác",
    ],
    "people_eligible_for_eid": [
        "Định danh điện tử / CD từ đủ 14t đủ ĐK cấp TK", "Eligible for eID",
    ],
    "people_with_eid": ["Công dân từ đủ 14 tuổi trở lên đã kích hoạt TK ĐDĐT"],
    "schools": ["Số trường học, điểm trường / điểm"],
    "schools_with_4g": [
        "Số trường học, điểm trường / Trong đó: trường, điểm trường bắt được sóng 4G / điểm",
    ],
    "health_stations": ["Số trạm y tế, bệnh viện / cơ sở", "Số cơ sở y tế hiện có"],
    "electrified_villages": ["Tổng số thôn / Trong đó: thôn có điện lưới quốc gia / thôn"],
    "agencies": [
        "Cơ quan, đơn vị {thuộc|trực thuộc} {xã|UBND xã} / Tổng số cơ quan",
        "Phòng, ban {thuộc xã|cấp xã} / Tổng số",
    ],
    "agencies_on_network": [
        "Cơ quan, đơn vị thuộc xã / Kết nối mạng truyền số liệu chuyên dùng",
    ],
    "agencies_with_signature": ["Cơ quan, đơn vị thuộc UBND xã / Sử dụng chữ ký số"],
    "working_age_with_skills": [
        "Người trong độ tuổi lao động được tập huấn kỹ năng số / Kỳ này (15/6/2026)",
    ],
    "households_with_smartphone": [
        "Xã hội số / Digital society / Hộ gia đình / Households / Có điện thoại thông minh",
        "Hộ có điện thoại thông minh / Kỳ này (30/6/2026)",
    ],
    "points_scored": ["Tổng hợp đánh giá chuyển đổi số / Tổng điểm đạt"],
    "points_possible": ["Tổng hợp đánh giá chuyển đổi số / Tổng điểm tối đa"],
    "products_traceable": ["Sản phẩm OCOP / Có mã truy xuất nguồn gốc (QR)"],
    "eid_accounts": [
        "Tài khoản định danh điện tử (mức 1 và mức 2) / Lũy kế đã kích hoạt đến nay",
        "TK định danh điện tử đã kích hoạt ({mức 1, 2|mức độ 1 và 2|cả hai mức})",
        "TK ĐDĐT mức 1, mức 2 đã kích hoạt (gồm cả tạm trú)", "Activated eID accounts",
    ],
    "population_db_queries": [
        "Lượt tra cứu CSDLQG về DC", "Lượt khai thác CSDL về DC qua Cổng DVC",
    ],
    "transactions": ["Tổng giao dịch TT / nghìn món", "Số món giao dịch"],
    "transactions_cashless": [
        "GD không dùng TM (KDTM)", "Giao dịch / Trong đó: không dùng tiền mặt",
    ],
    "villages": ["Số thôn, bản, phố", "Có tất cả bao nhiêu ấp, khóm?", "Xã có mấy thôn?"],
    "villages_with_team": ["Xóm đã có TCNSCĐ"],
    "team_members": ["TV TCNSCĐ", "Lực lượng tổ CNSCĐ"],
    "subscribers": ["TBDĐ hoạt động 2 chiều {(không bao gồm M2M)|(chưa tính M2M, IoT)|}"],
    "devices_supplied": ["Máy 4G đã {trợ giá, cấp|hỗ trợ, đổi} cho KH"],
    "households_subscribed": ["HH FTTH active", "Hộ đóng cước cáp quang hằng tháng"],
    "households_passed": ["Hộ có thể lắp cáp quang {khi có nhu cầu|ngay khi có yêu cầu}"],
    "smart_hospitals": ["BV đạt mức bệnh viện thông minh"],
    "smart_classrooms": ["Số LHTM (lớp học thông minh) đang sử dụng"],
    "people_with_health_record": [
        "Có sổ SKĐT trên VNeID", "Người dân có sổ sức khỏe điện tử liên thông",
        "Đã có HSSK điện tử (người)",
    ],
    "files_online": [
        "Hồ sơ tiếp nhận / Trong đó: trực tuyến", "Tiếp nhận / Trong đó: Nộp online / Số hồ sơ",
        "Administrative files submitted online",
    ],
    "files_on_time": ["Hồ sơ đã giải quyết / Trong đó: đúng hẹn", "Files settled early or on time"],
    "results_digitised": ["Số kết quả giải quyết TTHC / Trong đó đã số hóa"],
    "cooperatives_online": ["Số HTX / Trong đó: bán hàng trên sàn TMĐT"],
    "electrified_villages_with_4g": ["Thôn có điện lưới / Trong đó: đã có sóng 4G"],
    "electrified_villages_with_fixed": ["Trong số thôn có điện lưới / Thôn có ĐBBR"],
    "one_stop_counters": ["OSS counters"],
    "agencies_on_land_db": ["Agencies on land DB"],
    "datasets_machine_readable": ["Bộ dữ liệu mở máy đọc được (CSV, XML)"],
    "users_with_1gbps": ["Users of fixed broadband able to exceed 1 Gbps"],
}  # fmt: skip
NOT_READ = [
    "Dân {14t|dưới 15t|<15t}", "Dân số 60t trở lên", "Công dân từ đủ 14 tuổi chưa kích hoạt ĐDĐT",
    "Hồ sơ tiếp nhận / Trong đó: {trực tiếp|qua bưu chính|quá hạn|nộp tại quầy}",
    "Hồ sơ đã giải quyết / Trong đó: {trước hạn|trễ hạn|trực tuyến}",
    "HTX / Trong đó: {nông nghiệp|ngừng hoạt động}",
    "Tổ CNSCĐ / Trong đó: {thành lập mới|kiện toàn}",
    "Số sổ sức khỏe điện tử tích hợp trên VNeID", "Thuê bao M2M", "TBDĐ phát triển mới",
    "Thôn có điện lưới / Trong đó: chưa có sóng 4G", "Máy 4G còn tồn tại kho",
    "Đoàn viên tham gia TCNSCĐ",
    "Giao dịch / Trong đó: bằng tiền mặt", "Số máy bán hàng", "Lượng mưa",
    "Kết quả / Trong đó: chưa số hóa",
    "Tài khoản định danh điện tử (mức 1 và mức 2) / Kích hoạt trong {tuần|tháng}",
    "Người trong độ tuổi lao động được tập huấn kỹ năng số / {Kỳ trước|Kế hoạch} (15/6/2025)",
    "Tài khoản định danh điện tử mức 1",
    "Hộ nghèo / Trong đó: hộ có điện thoại thông minh / hộ",
    "Số thôn ĐBKK / Trong đó: thôn có {điện lưới|sóng 4G} / thôn",
]  # fmt: skip


def meant(heading: str) -> set[str]:
    columns = load_headings().meaning(tuple(heading.split(" / "))).columns
    return {column.id for column in columns if column.kind in {"count", "rate", "mark"}}


@pytest.mark.parametrize("quantity", KNOWN)
def test_what_an_office_says_is_read(quantity: str) -> None:
    spelt = [one for words in KNOWN[quantity] for one in spelt_out(words)]
    assert [(one, meant(one)) for one in spelt if meant(one) != {quantity}] == []


def test_a_heading_in_two_languages_with_a_stroke_between_is_one() -> None:
    path = ("Bản, tổ dân phố / Villages", "Có tổ công nghệ số / With a community digital team")
    assert [one.id for one in load_headings().meaning(path).columns] == ["villages_with_team"]


@pytest.mark.parametrize("words", NOT_READ)
def test_what_is_of_others_is_not_read(words: str) -> None:
    assert [(one, meant(one)) for one in spelt_out(words) if meant(one)] == []


def test_thousands_of_payments_are_a_scale() -> None:
    path = ("Tổng giao dịch TT", "1.000 món")
    assert load_headings().meaning(path).scale == 1000


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("Điện, cáp quang", True),
        ("Y tế và giáo dục", True),
        ("Thiết bị, kết nối", True),
        ("Dân cư, định danh", True),
        ("Điện", False),
        ("Hộ nghèo, cận nghèo", False),
        ("Điện năm 2024, cáp quang", False),
    ],
)
def test_a_title_that_lists_topics_narrows_no_question(title: str, *, topics: bool) -> None:
    assert lists_topics(title) is topics


@pytest.mark.parametrize(
    ("title", "lacks"),
    [
        ("Rà soát thuê bao 2G only, thôn trắng sóng", False),
        ("Xóm trắng sóng, vùng lõm; khách hàng 2G", False),
        ("Danh sách thôn trắng sóng, vùng lõm", True),
        ("Thuê bao ở thôn trắng sóng", True),
    ],
)
def test_a_title_of_subscribers_too_is_not_only_of_what_has_no_signal(
    title: str, *, lacks: bool
) -> None:
    assert (title_veto("", [title], []).kind == "lacks") is lacks


@pytest.mark.parametrize(
    ("cell", "part"),
    [
        ("12/12 bản (toàn bộ)", 12),
        ("không có thôn nào (0/9)", 0),
        ("11/12 bản (toàn bộ)", None),
        ("chưa có thôn nào (2/9)", None),
    ],
)
def test_words_beside_a_part_say_the_same(cell: str, part: int | None) -> None:
    found = compound(cell)
    assert (found and found.part) == part


def test_a_dash_is_zero_where_a_bracket_says_so() -> None:
    assert dash_means(["Dấu “-” là không có (bằng 0)"]) == "zero"
    assert dash_means(["Dấu “-” là chưa có số liệu (không bằng 0)"]) == "missing"
