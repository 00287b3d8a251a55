"""Ordinary tables of departments, operators, police, health, posts and statistics."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, commas, dots, percent_text
from tests.layouts.eighth_forms import place_name
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("departments")
def department_table_of_twenty_columns(case: Case) -> None:
    """Four levels: people, homes, villages, stations, 4G, 5G, fibre; former districts with sums."""
    sheet = case.sheet("Biểu tổng hợp")
    row = case.top(
        sheet, "BIỂU TỔNG HỢP HIỆN TRẠNG HẠ TẦNG SỐ TRÊN ĐỊA BÀN TỈNH", right=9,
        more=("(Kèm theo Báo cáo số 215/BC-SKHCN ngày 08/10/2025)",),
    )  # fmt: skip
    mobile, fixed = "Hạ tầng di động", "Hạ tầng băng rộng cố định"
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Column("Số {v}", "villages"),
        *(Column(f"{mobile}|Số trạm BTS|{g}", f"stations_{g.lower()}")
          for g in ("2G", "3G", "4G", "5G")),
    ]  # fmt: skip
    for g in ("4g", "5g"):
        group = f"{mobile}|Phủ sóng {g.upper()}"
        columns += [
            Column(f"{group}|Dân số|Số người", f"people_{g}"),
            Column(f"{group}|Dân số|Tỷ lệ (%)", f"%pop_{g}"),
            Column(f"{group}|{{v}}|Số lượng", f"villages_with_{g}"),
            Column(f"{group}|{{v}}|Tỷ lệ (%)", f"%villages_{g}"),
        ]
    columns += [
        Column(f"{fixed}|{{v}} có cáp quang|Số lượng", "villages_with_fibre"),
        Column(f"{fixed}|{{v}} có cáp quang|Tỷ lệ (%)", "%villages_fibre"),
        Column(f"{fixed}|Hộ sử dụng cáp quang|Số hộ", "households_subscribed"),
        Column(f"{fixed}|Hộ sử dụng cáp quang|Tỷ lệ (%)", "%households_fibre_subscribed"),
        Column("Ghi chú"),
    ]
    form = Form(numbers_row="({})", groups="sums", total="last", total_label="TOÀN TỈNH")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet, right=12)


@layout("operators", operator="viettel")
def viettel_typed_in_haste(case: Case) -> None:
    """Viettel: tones forgotten here and there, "lê" for "lệ", no codes; date above the table."""
    sheet = case.sheet("Sheet1")
    row = case.top(
        sheet, "BÁO CÁO SỐ LIÊU HẠ TẦNG MẠNG VIETTEL CÁC XÃ, PHUỜNG", "Số liêu đến ngày 30/09/2025",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Dân sô (nguời)", "population"),
        Column("Số tram 4G đang phát sóng", "stations_4g"),
        Column("Số trạm 5G đang phat sóng", "stations_5g"),
        Column("Dân số đươc phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lê dân số được phủ sóng 4G (%)", "%pop_4g"),
        Column("Sô hộ gia đình", "households"),
        Column("Số hộ sử dung cáp quang Viettel", "households_subscribed"),
    ]
    form = Form(index="Stt", name="Xã/ phường", codes="", total="last", total_label="Tông cộng")
    case.table(sheet, columns, form, at=row)


@layout("operators", operator="vnpt", ending=".xls", as_of="2025-10-31")
def vnpt_fixed_network_in_old_excel(case: Case) -> None:
    """VNPT, Excel 97: homes, homes that can be served, those served, shares; dots; 31/10/2025."""
    sheet = case.sheet("BRCD T10")
    row = case.top(
        sheet, "BÁO CÁO MẠNG BĂNG RỘNG CỐ ĐỊNH VNPT THÁNG 10/2025", "(Tính đến hết 31/10/2025)",
        office=f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Số hộ dân", "households", show=dots),
        Column("Hộ có thể cung cấp cáp quang ngay|Số hộ", "households_passed", show=dots),
        Column("Hộ có thể cung cấp cáp quang ngay|Tỷ lệ", "%households_fibre_passed",
               digits=1, show=percent_text),
        Column("Hộ đang sử dụng cáp quang VNPT|Số hộ", "households_subscribed", show=dots),
        Column("Hộ đang sử dụng cáp quang VNPT|Tỷ lệ", "%households_fibre_subscribed",
               digits=1, show=percent_text),
        Column("Số {v}", "villages"),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
    ]  # fmt: skip
    form = Form(groups="column", district="TTVT (huyện cũ)", name="Xã/Phường", total="last")
    case.table(sheet, columns, form, at=row)


@layout("operators", operator="mobifone")
def mobifone_half_english(case: Case) -> None:
    """MobiFone: "Site 2G" to "Site 5G", "Pop", "Pop phủ 4G", "% pop phủ 4G"; codes as numbers."""
    sheet = case.sheet("Coverage_30092025")
    sheet.put(0, 0, f"MOBIFONE {place_name(case)} - SỐ LIỆU SITE VÀ VÙNG PHỦ THEO XÃ/PHƯỜNG")
    sheet.put(1, 0, "Update: 30/09/2025")
    columns = [
        *(Column(f"Site {g} on-air", f"stations_{g.lower()}") for g in ("2G", "3G", "4G", "5G")),
        Column("Pop (dân số)", "population", show=commas),
        Column("Pop phủ 4G", "people_4g", show=commas),
        Column("% pop phủ 4G", "%pop_4g"),
        Column("Pop phủ 5G", "people_5g", show=commas),
        Column("% pop phủ 5G", "%pop_5g"),
        Column("Remark"),
    ]
    form = Form(
        index="No", name="Xã/phường", code="Mã xã", codes="number", code_after=False,
        total="last", total_label="Total",
    )  # fmt: skip
    case.table(sheet, columns, form, at=3)


@layout("departments")
def old_letterhead_and_capitals(case: Case) -> None:
    """The old Department's letterhead left in the form; headings and names in capitals."""
    sheet = case.sheet("PHU LUC 1")
    row = case.top(
        sheet, "PHỤ LỤC 1\nHIỆN TRẠNG PHỦ SÓNG DI ĐỘNG VÀ CÁP QUANG",
        "(TÍNH ĐẾN HẾT QUÝ III NĂM 2025)", office="UBND TỈNH\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    )  # fmt: skip
    villages = case.word.upper()
    columns = [
        Column(f"TỔNG SỐ {villages}", "villages"),
        Column(f"SỐ {villages} CÓ SÓNG 4G", "villages_with_4g"),
        Column(f"SỐ {villages} CÓ SÓNG 5G", "villages_with_5g"),
        Column(f"SỐ {villages} CÓ CÁP QUANG", "villages_with_fibre"),
        Column("TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G (%)", "%pop_4g", digits=2, show=comma(2)),
        Column("TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 5G (%)", "%pop_5g", digits=2, show=comma(2)),
    ]
    form = Form(index="TT", name="TÊN ĐƠN VỊ", code="MÃ ĐƠN VỊ", names="upper", groups="rows")
    case.table(sheet, columns, form, at=row)


@layout("police", as_of="2025-12-15")
def police_people_and_accounts(case: Case) -> None:
    """Police: people, homes, those of age for an account, those activated; a week's date."""
    sheet = case.sheet("DLDC-VNeID")
    row = case.top(
        sheet, "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ 2",
        "(Tính đến 17h00 ngày 15/12/2025)",
        office="CÔNG AN TỈNH\nPHÒNG CẢNH SÁT QLHC VỀ TTXH",
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ", "households", show=dots),
        Column("Tổng số nhân khẩu", "population", show=dots),
        Column("Số công dân đủ điều kiện cấp tài khoản", "people_eligible_for_eid", show=dots),
        Column("Số công dân đã kích hoạt tài khoản mức độ 2", "people_with_eid", show=dots),
        Column("Tỷ lệ kích hoạt (%)", "%eligible_eid", show=comma(2)),
        Worked("Số còn lại chưa kích hoạt",
               make=lambda c: c.figures["people_eligible_for_eid"] - c.figures["people_with_eid"]),
    ]  # fmt: skip
    form = Form(name="Đơn vị", codes="", names="police", total="first", total_label="TỔNG CỘNG")
    case.table(sheet, columns, form, at=row)
    for c in case.communes:
        accounts = Entry(c.figures["people_with_eid"], optional=True)
        case.note(c, "eid_accounts", accounts, columns[3])


@layout("health")
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


@layout("statistics", as_of="2025-12-31")
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


@layout("minorities")
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


@layout("posts")
def post_office_accounts_and_teams(case: Case) -> None:
    """The post: points of service, people of 15 and over, accounts and signatures they have."""
    sheet = case.sheet("BĐT")
    row = case.top(
        sheet, "PHỔ CẬP TÀI KHOẢN THANH TOÁN VÀ CHỮ KÝ SỐ CHO NGƯỜI DÂN",
        "Số liệu chốt: 30.9.2025",
        office=f"TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM\nBƯU ĐIỆN TỈNH {place_name(case)}",
    )  # fmt: skip
    columns = [
        Worked("Số điểm phục vụ bưu chính", make=lambda c: 1 + c.figures["files"] % 5),
        Column("Số người từ 15 tuổi trở lên", "adults"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán điện tử|Số người",
               "adults_with_epayment"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán điện tử|%",
               "%adults_epayment", form="0.0", digits=1),
        Column("Số người từ 15 tuổi trở lên có chữ ký số|Số người", "adults_with_signature"),
        Column("Số người từ 15 tuổi trở lên có chữ ký số|%",
               "%adults_digital_signature", form="0.0", digits=1),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", names="abbreviated", code="Mã ĐVHC"), at=row)


@layout("finance", as_of="2025-11-30")
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


@layout("files")
def files_of_the_people_s_committee_office(case: Case) -> None:
    """Files received and those online, settled and in time, results made digital; shares."""
    sheet = case.sheet("DVC")
    row = case.top(
        sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH CẤP XÃ",
        "(Từ ngày 01/01/2025 đến ngày 30/9/2025)", office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    columns = [
        Column("Tiếp nhận|Tổng số hồ sơ", "files"),
        Column("Tiếp nhận|Hồ sơ trực tuyến", "files_online"),
        Column("Tiếp nhận|Tỷ lệ hồ sơ trực tuyến (%)", "%files_online"),
        Column("Giải quyết|Tổng số hồ sơ đã giải quyết", "files_settled"),
        Column("Giải quyết|Đúng hạn, trước hạn", "files_on_time"),
        Column("Giải quyết|Tỷ lệ đúng hạn, trước hạn (%)", "%files_on_time"),
        Column("Số hóa|Số kết quả giải quyết", "results"),
        Column("Số hóa|Số kết quả đã số hóa", "results_digitised"),
    ]
    form = Form(name="UBND xã, phường", codes="", names="office", total="first")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Hồ sơ trực tuyến gồm dịch vụ công toàn trình và một phần.")
    case.foot(sheet)


@layout("teams")
def teams_and_their_leaders_on_two_sheets(case: Case) -> None:
    """Teams by commune with villages, members; a second sheet of leaders with telephones."""
    sheet, leaders = case.sheet("Tổng hợp"), case.sheet("DS tổ trưởng")
    row = case.top(
        sheet, "TỔNG HỢP TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "(Đến ngày 30/9/2025)",
        office="UBND TỈNH\nSỞ KH&CN",
    )  # fmt: skip
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có tổ CNSCĐ", "villages_with_team"),
        Column("Tổng số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Worked("Trong đó: nữ", make=part("team_members", 0.4)),
        Column("Ghi chú", trap="text:;Mới kiện toàn;;;"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)
    leaders.put(0, 0, "DANH SÁCH TỔ TRƯỞNG TỔ CNSCĐ CẤP XÃ")
    leaders.line(2, ["STT", "Xã, phường", "Họ và tên", "Chức vụ", "Điện thoại"])
    for place, c in enumerate(case.communes):
        office = ("Chủ tịch UBND", "Phó Chủ tịch UBND")[place % 2]
        phone = f"0912.{100 + place:03d}.{200 + place:03d}"
        leaders.line(3 + place, [place + 1, c.name, "Nguyễn Văn An", office, phone])


@layout("holes")
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


@layout("education")
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


@layout("departments", as_of="2025-10-31")
def helper_columns_hidden(case: Case) -> None:
    """A key and figures of August are hidden; shares have a percent format."""
    sheet = case.sheet("T10-2025")
    row = case.top(
        sheet, "BÁO CÁO THÁNG 10/2025 VỀ HẠ TẦNG SỐ", "(Số liệu đến 31/10/2025)", office="UBND TỈNH"
    )
    columns = [
        Worked("KEY", make=lambda c: f"{case.province}_{c.code}"),
        Column("Dân số", "population"),
        Column("ds4g_t8", "people_4g", as_of="2025-08-31", optional=True),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4, form="0.0%"),
        Column("Số hộ", "households"),
        Column("ho_cq_t8", "households_subscribed", as_of="2025-08-31", optional=True),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng cáp quang", "%households_fibre_subscribed",
               scale=100, digits=4, form="0.0%"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="float", total="last"), at=row)
    sheet.hidden_columns |= {3, 5, 9}


@layout("subscribers", ending=".ods")
def subscribers_in_libreoffice(case: Case) -> None:
    """LibreOffice: mobile subscribers, those on 2G only, homes with fibre, text without marks."""
    sheet = case.sheet("Thue bao")
    row = case.top(
        sheet, "Tổng hợp thuê bao của các doanh nghiệp viễn thông", "Quý III năm 2025",
        more=("Đơn vị tổng hợp: Phòng Bưu chính, Viễn thông",),
    )  # fmt: skip
    columns = [
        Column("Tổng số thuê bao điện thoại di động", "subscribers", show=apostrophe),
        Column("Trong đó: thuê bao chỉ dùng máy 2G", "subscribers_with_2g_only", show=apostrophe),
        Column("Số hộ gia đình", "households", show=apostrophe),
        Column("Số hộ gia đình thuê bao cáp quang", "households_subscribed", show=apostrophe),
    ]
    case.table(sheet, columns, Form(index="TT", name="Xã, phường", gap=1), at=row)
