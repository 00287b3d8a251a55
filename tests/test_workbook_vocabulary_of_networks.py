"""What offices and operators call networks, power, handsets, schools and those whom they reach."""

from __future__ import annotations

import pytest

from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.slots import spelt_out

KNOWN = {
    "population": [
        "{Nhân khẩu|Dân số} {đang cư trú|đăng ký thường trú|theo CSDL dân cư|do Công an quản lý}",
        "Đặc điểm dân cư / {Dân số|Nhân khẩu}",
    ],
    "villages": ["Số thôn{|, bản} {và tương đương|trực thuộc}"],
    "people_4g": [
        "{Dân số|Số người} {thụ hưởng sóng|tiếp cận được sóng|sử dụng được sóng} {4G|di động 4G}",
        "Population {under|living within} 4G coverage",
    ],
    "stations_5g": ["{Số trạm|gNodeB} 5G đã lắp đặt", "5G gNBs"],
    "stations_2g": ["{Số trạm|Trạm BTS} {|đang }sử dụng công nghệ 2G"],
    "communes_with_fibre": [
        "Xã {|đã }{có|kéo|được kết nối|có truyền dẫn|có tuyến} cáp quang",
        "{|Đã kéo }cáp quang {đến|tới|về} trung tâm xã", "Commune reached by fibre",
    ],
    "communes_fibre_pct": [
        "Tỷ lệ {xã|xã, phường} {có|được kết nối} cáp quang{|/tổng số xã} (%)",
    ],
    "villages_with_fibre": [
        "Thôn, bản {có truyền dẫn cáp quang|đã quang hóa}", "{Ấp, khu vực|Thôn} đã ra cáp quang",
    ],
    "households_passed": [
        "Hộ {có thể|đủ điều kiện} đăng ký {lắp đặt|sử dụng} {FTTH|mạng cáp quang}",
        "Hộ {nằm trong vùng sẵn sàng cung cấp FTTH|được phủ hạ tầng cáp quang}", "Homes passed",
        "Số hộ có sẵn hạ tầng cáp quang để {đăng ký|lắp đặt}",
        "Số hộ cáp quang đã đến tận {nơi|nhà}, đăng ký là lắp được ngay",
        "Hộ {cấp được dịch vụ cáp quang ngay|cấp dịch vụ FTTH được ngay}",
    ],
    "households_subscribed": [
        "{Số hộ|HGĐ} {có|đã ký} hợp đồng {FTTH|cáp quang}",
        "Thuê bao Internet cố định / Trong đó / Hộ gia đình dùng FTTH",
    ],
    "households_with_smartphone": [
        "{Hộ|HGĐ} {sở hữu|sử dụng|dùng|được trang bị} {smartphone|ĐT thông minh|ĐTTM}",
    ],
    "people_with_smartphone": ["{Số người dân|Tổng số người} sở hữu {smartphone|ĐTTM}"],
    "subscribers_with_smartphone": [
        "{Theo|Phân theo} loại máy {|đang dùng }/ Thuê bao dùng smartphone",
        "{TB|Thuê bao} {|di động }{đang dùng|sử dụng} {|máy }smartphone", "Smartphone subscribers",
    ],
    "electrified_villages": [
        "Thôn {được cấp|đã đóng|được đấu nối|sử dụng} điện lưới{| quốc gia}",
        "{Electrified villages|Villages with grid power|Villages connected to the grid}",
    ],
    "electrified_villages_with_4g": [
        "Thôn {vừa có điện vừa có|có cả điện lưới và|đã có điện lưới QG có} {4G|sóng 4G}",
    ],
    "electrified_villages_with_fixed": [
        "Thôn có điện {được cung cấp|có hạ tầng} {BRCĐ|Internet cố định}",
    ],
    "villages_without_signal": [
        "Số ấp chưa có sóng ({|cả }2G/3G/4G)", "Số thôn chưa có sóng di động (2G, 3G, 4G)",
        "Bản {không bắt được sóng|chưa có tín hiệu di động|chưa có sóng của nhà mạng nào}",
        "Villages {with no|without} mobile coverage",
    ],
    "holes": ["{Số cụm|Vị trí|Khu vực} lõm sóng{| di động}", "Lõm sóng / Số {điểm|vùng}"],
    "people_in_holes": [
        "{Số người|DS|Nhân khẩu} {ở|thuộc|nằm trong|chịu ảnh hưởng bởi} {|các }vùng lõm sóng",
    ],
    "holes_with_electricity": ["Khu vực lõm sóng đã {có|được cấp} điện lưới quốc gia"],
    "subscribers_with_2g_only": [
        "{TB|Thuê bao} dùng {máy|thiết bị đầu cuối} {2G only|chỉ hỗ trợ công nghệ 2G}",
        "Khách hàng chỉ sử dụng {máy|mạng|công nghệ} 2G",
        "Thuê bao {|dùng }máy cục gạch chỉ dùng được 2G",
        "Thuê bao chỉ dùng 2G / {Viettel|Mạng Viettel|VNPT (VinaPhone)}",
    ],
    "subscribers_2g_only_pct": ["Tỷ lệ thuê bao 2G only{| trên tổng thuê bao|/tổng số thuê bao}"],
    "subscribers": ["{TB|Tổng thuê bao} {ĐTDĐ|thông tin di động|di động mặt đất}"],
    "devices_supplied": [
        "{Máy|Điện thoại|Thiết bị đầu cuối} 4G {đã trao|trợ giá|đã đổi} cho {TB|người dùng} 2G",
        "Máy 4G đã hỗ trợ cho thuê bao 2G (máy)",
        "Máy 4G đã hỗ trợ thuê bao 2G (máy) / Lũy kế từ đầu chương trình đến 30/9/2026",
        "Máy 4G đã tặng, trợ giá cho khách {còn|đang} dùng 2G (lũy kế)",
    ],
    "communes_with_2g_only": ["Xã {mới chỉ có|chỉ được phủ|duy nhất có} sóng 2G"],
    "samples": ["Mạng 4G được đo / MobiFone / Tổng số mẫu đo", "Đo kiểm 4G / Viettel / Số mẫu đo"],
    "samples_at_level": [
        "Mạng 4G được đo / Viettel / Số mẫu đạt mức tối thiểu",
        "Mẫu {|đo }{RSRP|mức thu} 4G đạt ngưỡng{| tối thiểu}",
    ],
    "users_with_200mbps": [
        "Người {dùng|sử dụng} BRCĐ {|có khả năng }truy cập tốc độ trên {200Mbps|200 Mb/s}",
    ],
    "users_with_1gbps": ["Người dùng băng rộng cố định từ 1Gbps trở lên"],
    "places_with_5g": ["{Khu vực|Vị trí} trọng {yếu|điểm} đã có {5G|sóng 5G}"],
    "agencies_on_network": ["{Cơ quan|CQNN} {đấu nối|tham gia} {TSLCD|mạng TSLCD cấp II}"],
    "schools": ["Số {trường|nhà trường|CSGD|trường học các cấp}", "Giáo dục / Số trường"],
    "schools_with_4g": ["{Số trường|CSGD|Trường học} {có|được phủ sóng} 4G"],
    "clinics_with_4g": ["{BV, TYT|Cơ sở KCB} có {4G|sóng 4G}"],
    "smart_classrooms": ["{Lớp|Phòng} học thông minh đã {đầu tư|xây dựng xong|lắp đặt}"],
    "smart_hospitals": ["Số BV thông minh", "Y tế / Số bệnh viện thông minh"],
    "adults": ["{Tổng số người|Tổng số công dân|Số lượng người} từ 15 tuổi trở lên", "DS 15+"],
    "team_members": ["Tổng số người trong các tổ CNSCĐ", "Người tham gia các tổ CNSCĐ"],
}  # fmt: skip
NOT_READ = [
    "Trạm 5G đã lắp đặt {năm 2025|chưa phát sóng|trong tháng}",
    "Trạm 4G sử dụng năng lượng mặt trời",
    "{Dân số|Nhân khẩu} {cư trú ngoài xã|trung bình mỗi hộ|tạm trú}",
    "Quy mô hộ", "Dân số {chưa|không} tiếp cận được sóng 4G",
    "{Chợ|Trạm y tế|Nhà văn hóa} {|trung tâm }xã có cáp quang",
    "Xã {chưa có|mới kéo|dự kiến kéo} cáp quang",
    "Tổ công nghệ số / Viettel", "Thuê bao di động / Viettel / Trả trước",
    "Số thôn chưa có sóng 3G/4G", "Thuê bao chỉ dùng 2G / Viettel / Kế hoạch",
    "Hộ được cấp dịch vụ cáp quang miễn phí", "Hộ nghèo / Trong đó / Hộ dùng FTTH",
    "Hộ {không đủ|chưa đủ} điều kiện lắp {FTTH|cáp quang}", "Số hợp đồng cáp quang",
    "Hộ {nghèo|cần} trang bị smartphone", "Hộ {sử dụng|có} điện lưới", "Hộ dùng điện",
    "Thôn {có điện mặt trời|mất điện|chưa có điện lưới|không có lưới điện}",
    "Thôn được đóng điện {trong năm|năm 2025}", "Thôn có điện {chưa có|có sóng 5G, 4G} 4G",
    "Thôn {chưa có|không có} {sóng 4G|Internet|sóng 5G}", "Villages without {4G|fibre}",
    "{Thuộc|Nằm trong} vùng lõm sóng", "Vùng lõm sóng {4G|đã xóa|chưa có điện}", "Thôn lõm sóng",
    "Thuê bao {băng rộng cố định|2G đã chuyển đổi|BRCĐ|dùng máy 4G}",
    "Tỷ lệ thuê bao 2G only trên tổng số {hộ|xã|thuê bao trả trước}",
    "Máy {hỗ trợ 4G|4G hỗ trợ hộ nghèo|4G tồn kho|2G thu hồi}", "Xã {còn|có|không còn} sóng 2G",
    "{Thôn|Trạm} chỉ có sóng 2G", "Mẫu đo 4G {không đạt|dưới} ngưỡng",
    "Người dùng băng rộng cố định {dưới 200 Mb/s|trên 100 Mb/s}",
    "Số trường {mầm non|hợp vi phạm|đạt chuẩn}", "Trường học {phụ có|chưa có} 4G",
    "{Lớp|Phòng} học thông minh {đang xây dựng|dự kiến}",
]  # fmt: skip


def meant(heading: str) -> set[str]:
    columns = load_headings().meaning(tuple(heading.split(" / "))).columns
    return {column.id for column in columns if column.kind in {"count", "rate", "mark"}}


@pytest.mark.parametrize("quantity", KNOWN)
def test_all_ways_to_say_it_are_read(quantity: str) -> None:
    spelt = [one for words in KNOWN[quantity] for one in spelt_out(words)]
    assert [(one, meant(one)) for one in spelt if meant(one) != {quantity}] == []


@pytest.mark.parametrize("words", NOT_READ)
def test_what_only_looks_alike_is_not_read(words: str) -> None:
    assert [(one, meant(one)) for one in spelt_out(words) if meant(one)] == []
