"""What health, schools, statistics, electricity and other offices send."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_text
from tests.layouts.made_up import around
from tests.layouts.notes import give, say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.shared_columns import ALL_VILLAGES
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
def power_company(case: Case) -> None:
    """Villages with grid electricity and those of them with 4G."""
    sheet = case.sheet("Dien luoi")
    row = case.top(sheet, "{V} CÓ ĐIỆN LƯỚI QUỐC GIA", office="CÔNG TY ĐIỆN LỰC")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số {v} trắng sóng", "villages_without_signal"),
        Column("Số hộ", "households"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def electricity_by_commune(case: Case) -> None:
    """A commune's report: villages, those with grid electricity, digital teams and members."""
    sheet = case.sheet("Bao cao xa")
    row = case.top(sheet, "BÁO CÁO CỦA UBND CẤP XÃ VỀ HẠ TẦNG SỐ", office="")
    columns = [
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Có điện lưới quốc gia", "electrified_villages"),
        Column("Số {v}|Có sóng 4G", "villages_with_4g"),
        Column("Tổ công nghệ số cộng đồng|Số tổ", "teams"),
        Column("Tổ công nghệ số cộng đồng|Số thành viên", "team_members"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def fibre_to_the_centre_in_words(case: Case) -> None:
    """ "Đã có" or "Chưa có" for fibre to the commune's centre, beside people and villages."""
    sheet = case.sheet("Trung tam xa")
    row = case.top(sheet, "HẠ TẦNG CÁP QUANG ĐẾN TRUNG TÂM XÃ")
    labels = ["STT", "Xã/phường", "Trung tâm xã có cáp quang", "Dân số", case.say("Số {v}")]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        has = int(commune.code) % 9 != 0
        case.truth.note(commune.code, "communes_with_fibre", Entry(int(has)), heading=labels[2])
        people = say(case, commune, "population", labels[3])
        villages = say(case, commune, "villages", labels[4])
        status = "Đã có" if has else "Chưa có"
        sheet.line(row + number, [number, commune.name, status, people, villages])


@layout()
def electric_company(case: Case) -> None:
    """The power company: villages with the national grid; households without power."""
    one_table(case, [
        ALL_VILLAGES, Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số hộ chưa có điện", trap="households", factor=0.03),
    ], Form(codes=""), office="CÔNG TY ĐIỆN LỰC", title="TÌNH HÌNH CẤP ĐIỆN")  # fmt: skip


@layout()
def fibre_yes_no(case: Case) -> None:
    """Fibre to the centre of the commune yes/no; villages with fibre as numbers."""
    asked = "Cáp quang đến trung tâm xã (có/không)"
    one_table(case, [
        Column(asked, trap="text:có;có;không"),
        ALL_VILLAGES, Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Tỷ lệ (%)", "%villages_fibre", show=percent_text),
    ])  # fmt: skip
    for commune in case.communes:
        has = int(int(commune.code) % 3 != 2)
        case.truth.note(commune.code, "communes_with_fibre", Entry(has), heading=asked)


@layout()
def statistics_office(case: Case) -> None:
    """Statistics: households with smartphone in percent as text, with a bilingual head."""
    one_table(case, [
        Column("Số hộ/Households", "households", show=commas),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)/Smartphone households (%)",
               "%households_smartphone", digits=1, show=comma(1)),
    ], Form(codes=""), office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH")  # fmt: skip


@layout()
def yes_and_no_to_the_centre_and_school(case: Case) -> None:
    """ "x" under "Có" or under "Không" for fibre to the centre, and villages with fibre."""
    sheet = case.sheet("Cap quang")
    row = case.top(sheet, "HIỆN TRẠNG CÁP QUANG ĐẾN TRUNG TÂM XÃ VÀ ĐẾN {V}")
    sheet.line(row, ["STT", "Xã, phường", "Cáp quang đến trung tâm xã", None,
                     case.say("Cáp quang đến {v}")])  # fmt: skip
    sheet.line(row + 1, ["Có", "Không", case.say("Tổng số {v}"), case.say("Số {v} đã có"),
                         case.say("Số {v} chưa có")], at=2)  # fmt: skip
    sheet.merged += [(row, 2, row, 3), (row, 4, row, 6), (row, 0, row + 1, 0),
                     (row, 1, row + 1, 1)]  # fmt: skip
    group = case.say("Cáp quang đến {v}")
    for at, commune in enumerate(case.communes, start=row + 2):
        has = int(commune.code) % 9 != 0
        case.truth.note(commune.code, "communes_with_fibre", Entry(int(has)),
                        heading="Cáp quang đến trung tâm xã|Có")  # fmt: skip
        villages = say(case, commune, "villages", group + "|Tổng số {v}")
        fibre = say(case, commune, "villages_with_fibre", group + "|Số {v} đã có")
        sheet.line(at, [at - row - 1, commune.name, "x" if has else None, None if has else "x",
                        villages, fibre, villages - fibre])  # fmt: skip


@layout()
def population_of_the_statistics_office(case: Case) -> None:
    """People by sex and by place, density, homes; headings in both languages, no running number."""
    sheet = case.sheet("T2.1")
    sheet.put(0, 0, "Diện tích, dân số và hộ phân theo xã, phường (30/9/2025)")
    sheet.put(1, 0, "Area, population and households by commune, ward")
    columns = [
        Worked("Diện tích - Area (Km2)", make=lambda c: round(c.figures["villages"] * 1.73, 2)),
        Column("Dân số - Population (Người - Person)|Tổng số - Total", "population"),
        Worked("Dân số - Population (Người - Person)|Nam - Male", make=part("population", 0.503)),
        Worked("Dân số - Population (Người - Person)|Nữ - Female",
               make=lambda c: c.figures["population"] - int(c.figures["population"] * 0.503)),
        Worked("Mật độ dân số - Density (Người/km2 - Person/km2)",
               make=lambda c: round(c.figures["population"] / c.figures["villages"] / 1.73)),
        Column("Số hộ - Households (Hộ - Household)", "households"),
    ]  # fmt: skip
    form = Form(index="", name="Đơn vị hành chính - Administrative unit", codes="",
                total="first", total_label="TỔNG SỐ - TOTAL")  # fmt: skip
    case.table(sheet, columns, form, at=3)


@layout()
def villages_and_homes_with_grid(case: Case) -> None:
    """The power company: villages with and without the grid, homes with power, customers."""
    sheet = case.sheet("Dien luc")
    office = "TỔNG CÔNG TY ĐIỆN LỰC\nCÔNG TY ĐIỆN LỰC"
    row = case.top(sheet, "HIỆN TRẠNG CẤP ĐIỆN NÔNG THÔN", office=office)
    columns = [
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Đã có điện lưới", "electrified_villages"),
        Worked("Số {v}|Chưa có điện lưới",
               make=lambda c: c.figures["villages"] - c.figures["electrified_villages"]),
        Column("Số hộ|Tổng số", "households"),
        Worked("Số hộ|Có điện", make=part("households", 0.97)),
        Worked("Số hộ|Tỷ lệ hộ có điện (%)", make=lambda _: 97.0),
        Worked("Số khách hàng dùng điện", make=part("households", 1.07)),
        Worked("Sản lượng điện thương phẩm (kWh)", make=part("population", 61.3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Xã, phường", total="last"), at=row)


@layout()
def criterion_eight_of_new_rural(case: Case) -> None:
    """New rural criterion 8: "Đạt"/"Chưa đạt" for 8.1 to 8.4, villages with 4G beside."""
    sheet = case.sheet("TC8")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN TIÊU CHÍ SỐ 8 VỀ THÔNG TIN VÀ TRUYỀN THÔNG")
    met = "text:Đạt;Đạt;Chưa đạt"
    columns = [
        Column("8.1. Có điểm phục vụ bưu chính", trap=met),
        Column("8.2. Có dịch vụ viễn thông, Internet|Đánh giá", trap=met),
        Column("8.2. Có dịch vụ viễn thông, Internet|Số {v} có sóng 4G", "villages_with_4g"),
        Column("8.2. Có dịch vụ viễn thông, Internet|Tổng số {v}", "villages"),
        Column("8.3. Có đài truyền thanh và hệ thống loa đến {v}", trap=met),
        Column("8.4. Ứng dụng CNTT trong quản lý, điều hành", trap=met),
        Column("Kết quả chung", trap=met),
    ]
    case.table(sheet, columns, Form(numbers_row="({})"), at=row)


@layout(as_of="2025-10-01")
def census_homes_by_size(case: Case) -> None:
    """Census: all homes, those of 1, 2-4, 5 people and more, people of a home; no number."""
    sheet = case.sheet("Bieu 7")
    sheet.put(0, 0, "Biểu 7: SỐ HỘ CHIA THEO QUY MÔ HỘ, ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    sheet.put(1, 0, "Thời điểm 0 giờ ngày 01/10/2025")
    sheet.put(2, 5, "Đơn vị tính: Hộ")
    title = "Chia theo số người trong hộ"
    columns = [
        Column("Tổng số", "households", show=dots),
        Worked(f"{title}|1 người", make=lambda c: dots(c.figures["households"] // 9)),
        Worked(f"{title}|2-4 người", make=lambda c: dots(c.figures["households"] // 2)),
        Worked(f"{title}|5 người trở lên", make=lambda c: dots(c.figures["households"] // 3)),
        Worked("Số người bình quân 1 hộ (Người)",
               make=lambda c: comma(1)(c.figures["population"] / c.figures["households"])),
    ]  # fmt: skip
    form = Form(index="", name="Tên đơn vị hành chính", codes="", total="first",
                total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=3)


@layout(as_of="2024-12-31")
def yearbook_with_index_of_the_year_before(case: Case) -> None:
    """Yearbook: subscribers, those mobile, "Chỉ số phát triển (Năm trước = 100) - %"."""
    sheet = case.sheet("T208")
    sheet.put(0, 0, "208. Số thuê bao điện thoại và internet phân theo xã, phường")
    sheet.put(1, 0, "Có đến 31/12/2024 - As of 31 December 2024")
    title = "Chỉ số phát triển (Năm trước = 100) - %\nIndex (Previous year = 100) - %"
    columns = [
        Column("Dân số (Người)\nPopulation (Person)", "population"),
        Worked("Số thuê bao điện thoại\nTelephone subscribers|Tổng số\nTotal",
               make=part("subscribers", 1.04)),
        Column("Số thuê bao điện thoại\nTelephone subscribers|Trong đó: Di động\nOf which: Mobile",
               "subscribers"),
        Worked("Số thuê bao internet\nInternet subscribers", make=part("households", 0.8)),
        Worked(f"{title}|Điện thoại\nTelephone", make=around(95, 12)),
        Worked(f"{title}|Internet\nInternet", make=around(99, 17)),
    ]  # fmt: skip
    form = Form(index="", name="", codes="", total="first", total_label="TỔNG SỐ - TOTAL")
    case.table(sheet, columns, form, at=4)


@layout()
def homes_and_mouths(case: Case) -> None:
    """ "Hộ" and "Khẩu" beneath "Hộ khẩu", "Thôn" beneath "Số đơn vị": words of the police."""
    sheet = case.sheet("Nhan khau")
    row = case.top(sheet, "THỐNG KÊ HỘ, NHÂN KHẨU", office="CÔNG AN TỈNH")
    columns = [
        Column("Tổng số|Số hộ", "households"),
        Column("Tổng số|Số nhân khẩu", "population"),
        Worked("Trong đó tạm trú|Số hộ", make=part("households", 0.08)),
        Worked("Trong đó tạm trú|Số nhân khẩu", make=part("population", 0.06)),
        Worked("Nhân khẩu từ 14 tuổi trở lên", make=part("population", 0.74)),
    ]
    form = Form(index="STT", name="Công an xã, phường", codes="", names="police", total="last")
    case.table(sheet, columns, form, at=row)


@layout(ending=".ods")
def open_document_of_culture_and_society(case: Case) -> None:
    """LibreOffice file with bare names and few columns."""
    sheet = case.sheet("Trang_tính1")
    sheet.put(
        0, 0, "Phòng Văn hóa - Xã hội tổng hợp từ các xã, phường, đến ngày 30 tháng 9 năm 2025"
    )
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số {v}", "villages"),
        Column("Số {v} có điện lưới", "electrified_villages"),
    ]
    case.table(sheet, columns, Form(names="short", codes="", name="Xã, phường"), at=2)


@layout()
def devices_of_the_public_fund(case: Case) -> None:
    """The public-utility programme: devices handed to the poor, and mere eligibility."""
    sheet = case.sheet("VTCI")
    row = case.top(sheet, "CHƯƠNG TRÌNH CUNG CẤP DỊCH VỤ VIỄN THÔNG CÔNG ÍCH")
    columns = [
        Worked("Số hộ nghèo, cận nghèo đủ điều kiện", make=part("households", 0.11)),
        Column("Số thiết bị thông minh đã hỗ trợ (máy)", "devices_supplied"),
        Column("Số {v} chưa có sóng di động", "villages_without_signal"),
        Worked("Kinh phí (triệu đồng)", make=part("devices_supplied", 0.5)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Tổng số"), at=row)


@layout()
def schools_and_health_stations_with_fibre(case: Case) -> None:
    """Schools and health stations of each commune, how many have fibre and a wireless net."""
    sheet = case.sheet("GD-YT")
    row = case.top(sheet, "KẾT NỐI INTERNET TẠI TRƯỜNG HỌC, TRẠM Y TẾ", right=6)
    labels = ["STT", "Xã, phường", "Tổng số trường học", "Trong đó: có cáp quang",
              "Số phòng học có wifi", "Tổng số trạm y tế", "Trạm y tế có cáp quang"]  # fmt: skip
    row = headings(case, sheet, row, labels)
    for place, commune in enumerate(case.communes):
        schools, stations = 3 + int(commune.code) // 3 % 9, 1 + int(commune.code) // 3 % 3
        sheet.line(row + place, [
            place + 1, commune.name, schools, schools - place % 3, 12 * schools - place % 5,
            stations, stations - place % 2,
        ])  # fmt: skip
        give(case, commune, labels[2], schools=schools)
        give(case, commune, labels[5], health_stations=stations)


@layout()
def radio_television_and_mobile(case: Case) -> None:
    """The culture office asks for radio, television and mobile coverage of people in one table."""
    sheet = case.sheet("Biểu VHTT")
    row = case.top(
        sheet, "MỨC ĐỘ PHỦ SÓNG PHÁT THANH, TRUYỀN HÌNH, DI ĐỘNG",
        office="UBND TỈNH\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
    )  # fmt: skip
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng (%)|Phát thanh", trap="%pop_4g", factor=1.01),
        Column("Tỷ lệ dân số được phủ sóng (%)|Truyền hình", trap="%pop_4g", factor=1.02),
        Column("Tỷ lệ dân số được phủ sóng (%)|Di động 4G", "%pop_4g"),
        Column("Số {v} có loa truyền thanh", trap="villages_with_4g", factor=0.8),
    ]
    case.table(sheet, columns, at=row)


@layout()
def power_company_counts_villages_and_homes(case: Case) -> None:
    """Villages with grid power, homes with power, homes that pay without cash."""
    sheet = case.sheet("PC")
    row = case.top(
        sheet, f"TÌNH HÌNH CẤP ĐIỆN ĐẾN {case.word.upper()}",
        office="TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM\nCÔNG TY ĐIỆN LỰC",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có điện lưới", make=part("households", 0.96)),
        Worked("Số KH thanh toán không dùng tiền mặt", make=part("households", 0.71)),
    ]
    case.table(sheet, columns, Form(name="Xã, phường", total="last"), at=row)


@layout()
def health_stations_name_the_communes(case: Case) -> None:
    """ "Trạm Y tế xã A": people, those with a health record, those examined, of quarter III."""
    sheet = case.sheet("SKĐT")
    row = case.top(
        sheet, "TIẾN ĐỘ LẬP HỒ SƠ SỨC KHỎE ĐIỆN TỬ", "Quý III năm 2025",
        office="SỞ Y TẾ\nTRUNG TÂM Y TẾ KHU VỰC",
    )  # fmt: skip
    columns = [
        Column("Dân số trên địa bàn", "population"),
        Worked("Số lượt khám, chữa bệnh trong quý", make=part("population", 0.21)),
        Column("Số người đã có hồ sơ sức khỏe điện tử", "people_with_health_record"),
        Column("Tỷ lệ người dân có hồ sơ sức khỏe điện tử (%)", "%population_health_record"),
    ]
    row = headings(case, sheet, row, ["TT", "Trạm Y tế", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        own = c.name[0].lower() + c.name[1:]
        enter(case, sheet, row, c, columns, [place, f"Trạm Y tế {own}"])
        row += 1


@layout()
def health_records_by_area(case: Case) -> None:
    """Health: people managed, those with a record, the share; clinics; district in a column."""
    sheet = case.sheet("HSSK")
    row = case.top(
        sheet, "TIẾN ĐỘ LẬP HỒ SƠ SỨC KHỎE ĐIỆN TỬ", "(Số liệu đến ngày 30 tháng 9 năm 2025)",
        office="UBND TỈNH\nSỞ Y TẾ",
    )  # fmt: skip
    columns = [
        Worked("Số trạm y tế, điểm trạm", make=lambda c: 1 + c.figures["files"] % 3),
        Column("Dân số quản lý trên địa bàn (người)", "population"),
        Column("Số người đã có hồ sơ sức khỏe điện tử", "people_with_health_record"),
        Column("Tỷ lệ người dân có hồ sơ sức khỏe điện tử", "%population_health_record",
               digits=1, show=percent_text),
        Column("Ghi chú", trap="text:;;Mạng chậm;;"),
    ]  # fmt: skip
    form = Form(groups="column", district="Khu vực (huyện cũ)", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout(as_of="2025-12-31")
def statistics_of_the_end_of_the_year(case: Case) -> None:
    """Statistics: "Có đến 31/12/2025", people, homes, villages, homes with a smartphone."""
    sheet = case.sheet("Bieu 04")
    row = case.top(
        sheet, "Biểu 04. DÂN SỐ, SỐ HỘ VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH CHIA THEO XÃ, PHƯỜNG",
        "Có đến 31/12/2025", office=f"CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH {place_name(case)}",
    )  # fmt: skip
    columns = [
        Worked("Diện tích tự nhiên (km²)", make=lambda c: round(18 + c.figures["files"] / 37, 2)),
        Column("Dân số (người)", "population"),
        Column("Số hộ (hộ)", "households"),
        Column("Số {v}", "villages"),
        Column("Hộ có điện thoại thông minh|Số hộ", "households_with_smartphone"),
        Column("Hộ có điện thoại thông minh|Tỷ lệ (%)", "%households_smartphone", digits=1),
    ]
    form = Form(index="", code="Mã số", code_after=False, total="first", total_label="TỔNG SỐ")
    case.table(sheet, columns, form, at=row)


@layout()
def villages_of_the_minorities_office(case: Case) -> None:
    """Minorities: villages, hard ones, with power, with power and 4G, without any signal."""
    sheet = case.sheet("Phu luc")
    row = case.top(
        sheet, f"RÀ SOÁT ĐIỆN LƯỚI VÀ SÓNG DI ĐỘNG TẠI {case.word.upper()}",
        "(Thời điểm rà soát: 30/9/2025)", office="UBND TỈNH\nSỞ DÂN TỘC VÀ TÔN GIÁO",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Trong đó: đặc biệt khó khăn", make=part("villages", 0.3)),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số {v} có điện lưới quốc gia và có sóng 4G", "electrified_villages_with_4g"),
        Column("Số {v} chưa có sóng di động", "villages_without_signal"),
        Column("Kiến nghị", trap="text:;Bổ sung trạm BTS;;Kéo điện lưới;"),
    ]
    case.table(sheet, columns, Form(groups="rows", total="last"), at=row)


@layout(as_of="2025-11-30")
def finance_devices_given_and_signatures(case: Case) -> None:
    """Finance: money granted and spent, devices given, agencies and those with a signature."""
    sheet = case.sheet("STC")
    row = case.top(
        sheet, "TÌNH HÌNH THỰC HIỆN KINH PHÍ CHUYỂN ĐỔI SỐ CẤP XÃ",
        "(Lũy kế đến ngày 30/11/2025)", office="UBND TỈNH\nSỞ TÀI CHÍNH",
    )  # fmt: skip
    money = "Kinh phí (triệu đồng)"
    columns = [
        Worked(f"{money}|Được giao", make=lambda c: 200 + c.figures["files"] % 300),
        Worked(f"{money}|Đã giải ngân", make=lambda c: 120 + c.figures["files"] % 80),
        Column("Số thiết bị thông minh đã cấp cho hộ nghèo, cận nghèo", "devices_supplied"),
        Column("Số cơ quan, đơn vị", "agencies"),
        Column("Số cơ quan, đơn vị được cấp chữ ký số", "agencies_with_signature"),
        Column("Tỷ lệ cơ quan, đơn vị được cấp chữ ký số (%)", "%agencies_signature"),
    ]
    form = Form(code="Mã xã", total="last", total_label="CỘNG", numbers_row="{}")
    case.table(sheet, columns, form, at=row)


@layout()
def villages_for_warnings_of_storms(case: Case) -> None:
    """Environment: area, villages, with 4G, without signal, holes and their people; no codes."""
    sheet = case.sheet("Canh bao thien tai")
    row = case.top(
        sheet, "RÀ SOÁT SÓNG DI ĐỘNG PHỤC VỤ CẢNH BÁO THIÊN TAI",
        "Số liệu tính đến ngày 30-9-2025", office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    columns = [
        Worked("Diện tích (ha)", make=lambda c: 1800 + 3 * c.figures["files"]),
        Column("Dân số (người)", "population"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} chưa có sóng di động", "villages_without_signal"),
        Column("Vùng lõm sóng|Số điểm", "holes"),
        Column("Vùng lõm sóng|Số dân trong vùng lõm (người)", "people_in_holes"),
        Worked("Số cụm loa truyền thanh", make=lambda c: 4 + c.figures["files"] % 20),
    ]
    form = Form(codes="", groups="sums", total="last", total_label="Toàn tỉnh")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)


@layout()
def schools_and_homes_for_lessons_online(case: Case) -> None:
    """Education: schools, those with fibre, pupils; villages with 4G, homes with a smartphone."""
    sheet = case.sheet("GDĐT")
    row = case.top(
        sheet, "RÀ SOÁT ĐIỀU KIỆN HỌC TRỰC TUYẾN TẠI CÁC XÃ, PHƯỜNG",
        "(Số liệu đến ngày 30/9/2025)", office="UBND TỈNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
    )  # fmt: skip
    schools = "Trường học"
    columns = [
        Worked(f"{schools}|Tổng số trường", make=lambda c: 4 + c.figures["files"] % 6),
        Worked(f"{schools}|Có cáp quang", make=lambda c: 3 + c.figures["files"] % 6),
        Worked(f"{schools}|Số học sinh", make=part("population", 0.18)),
        Column("Địa bàn dân cư|Số {v}", "villages"),
        Column("Địa bàn dân cư|Số {v} có sóng 4G", "villages_with_4g"),
        Column("Địa bàn dân cư|Số hộ", "households"),
        Column("Địa bàn dân cư|Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    form = Form(codes="", total="last", total_label="Tổng cộng:")
    case.table(sheet, columns, form, at=row)
    sheet.put(sheet.end + 1, 0, "Ghi chú: gồm trường mầm non, tiểu học, THCS; không gồm THPT.")
