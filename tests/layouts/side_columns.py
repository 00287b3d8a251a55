"""Columns of words beside the figures, and other things that are no key."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.long_tables import OPERATORS, older, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import sum_of

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("names and codes")
def wards_beside_communes_with_codes_of_five(case: Case) -> None:
    """ "P.Đông Kinh" and "X.Cao Lộc" without a space, "ĐK. …" for islands, name in two rows."""
    sheet = case.sheet("DS xa")
    row = case.top(sheet, "TỔNG HỢP")
    columns = [Column("Dân số", "population"), Column("DS phủ sóng 5G", "people_5g"),
               Column("Tỷ lệ DS phủ sóng 5G (%)", "%pop_5g", show=comma(2))]  # fmt: skip
    sheet.line(row, ["STT", "Địa phương", *[c.heading for c in columns]])
    end = body(case, sheet, row + 1, columns)
    kinds = {"xã": "X.", "phường": "P.", "đặc khu": "ĐK. "}
    for at, commune in zip(range(row + 1, end), case.communes, strict=True):
        sheet.put(at, 1, kinds[commune.kind] + commune.short)


@layout("sheets")
def working_copy_in_a_hidden_sheet(case: Case) -> None:
    """The sheet seen is right; a hidden "Sheet1 (2)" holds an older draft of the same table."""
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    sheet = case.sheet("Gui Bo")
    row = case.top(sheet, "SỐ LIỆU GỬI BỘ KH&CN")
    case.table(sheet, columns, Form(total="last"), at=row)
    draft = case.sheet("Gui Bo (2)", hidden=True)
    row = case.top(draft, "SỐ LIỆU GỬI BỘ KH&CN (bản nháp)")
    older_ones = [Worked("Dân số", make=part("population", 0.9)),
                  Worked("Số trạm 4G", make=part("stations_4g", 0.6))]  # fmt: skip
    case.table(draft, older_ones, Form(), at=row, note=False)


@layout("qualifiers")
def indoors_and_outdoors(case: Case) -> None:
    """Share of people with 4G outdoors and indoors, homes with a TV box, speed measured."""
    sheet = case.sheet("Chat luong")
    row = case.top(sheet, "CHẤT LƯỢNG DỊCH VỤ DI ĐỘNG", "Thời điểm đo kiểm: 30/9/2025")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Tổng số {v}", "villages"),
        Worked("Độ sẵn sàng mạng (%)", make=lambda c: 95 + c.figures["villages"] / 10),
        Worked("Tỷ lệ mẫu 4G đạt RSRP (%)", make=lambda c: 90 + c.figures["stations_4g"] / 4),
        Worked("Tỷ lệ phủ sóng 4G trong nhà (%)", make=lambda c: 60 + c.figures["villages"]),
        Worked("Tỷ lệ cuộc gọi thành công (%)", make=lambda c: 98 + c.figures["holes"] / 10),
        Worked("Số phản ánh của người dân về sóng 4G", make=lambda c: c.figures["holes"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("qualifiers")
def fibre_of_other_places(case: Case) -> None:
    """Fibre at committees, schools, clinics, halls of villages; only the villages' own count."""
    sheet = case.sheet("Diem cap quang")
    row = case.top(sheet, "SỐ ĐIỂM ĐÃ CÓ CÁP QUANG THEO LOẠI ĐIỂM")
    title = "Số điểm đã có cáp quang"
    columns = [
        Worked(f"{title}|Trụ sở UBND, Đảng ủy", make=lambda c: 1 + c.figures["holes"] % 2),
        Worked(f"{title}|Trường học", make=lambda c: 2 + c.figures["holes"]),
        Worked(f"{title}|Trạm y tế", make=lambda c: 1 + c.figures["holes"] % 3),
        Worked(f"{title}|Nhà văn hóa", make=part("villages_with_fibre", 0.7)),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
        Column("Tổng số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last", code="Mã xã"), at=row)


@layout("time")
def years_of_people_and_growth(case: Case) -> None:
    """People of 2023, 2024 and "Sơ bộ 2025", then the growth in percent; homes of 2025."""
    case.truth.as_of = None
    sheet = case.sheet("Dan so cac nam")
    row = case.top(sheet, "DÂN SỐ TRUNG BÌNH PHÂN THEO XÃ, PHƯỜNG", "", office="THỐNG KÊ TỈNH")
    title = "Dân số trung bình (người)"
    columns = [
        Column(f"{title}|2023", "population", as_of="2023-12-31", optional=True),
        Column(f"{title}|2024", "population", as_of="2024-12-31", optional=True),
        Column(f"{title}|Sơ bộ 2025", "population", as_of="2025-12-31", optional=True),
        Worked("Tốc độ tăng 2025/2024 (%)", make=lambda c: round(c.figures["villages"] / 20, 2)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TỔNG SỐ"), at=row)


@layout("sheets")
def sheet_for_each_month(case: Case) -> None:
    """Sheets "T7", "T8", "T9" of one form, the month only in the title; the last counts."""
    for month, day in ((7, 31), (8, 31), (9, 30)):
        date = "" if month == 9 else f"2025-{month:02}-{day}"
        sheet = case.sheet(f"T{month}")
        sheet.put(0, 0, f"BÁO CÁO THÁNG {month}/2025")
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=date, optional=bool(date)),
            Column("Số trạm 5G", "stations_5g", as_of=date, optional=bool(date)),
        ]
        case.table(sheet, columns, Form(code="Mã xã", total="last"), at=2)


@layout("long form", ending=".csv")
def long_export_of_a_reporting_system(case: Case) -> None:
    """A row for each commune, indicator and kind of value: "Kế hoạch", "Thực hiện"."""
    sheet = case.sheet("lrgsp")
    sheet.delimiter = ","
    wanted = {"Dân số được phủ sóng 4G": "people_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(0, ["ky_bao_cao", "ma_xa", "ten_xa", "chi_tieu", "loai_gia_tri", "don_vi_tinh",
                   "gia_tri"])  # fmt: skip
    row = 1
    for commune in case.communes:
        for title, what in wanted.items():
            unit = "người" if what.startswith("people") else "trạm"
            value = say(case, commune, what, title)
            lead = ["30/9/2025", commune.code, commune.name, title]
            sheet.line(row, [*lead, "Kế hoạch", unit, int(value * 1.2) + 1])
            sheet.line(row + 1, [*lead, "Thực hiện", unit, value])
            row += 2


@layout("operators", operator="viettel")
def operator_names_the_market_beside(case: Case) -> None:
    """Viettel's file: its own stations, those of the market, its share of the market."""
    sheet = case.sheet("Thi phan")
    sheet.put(0, 0, "VIETTEL LẠNG SƠN" if case.province == "20" else "VIETTEL AN GIANG")
    sheet.put(1, 0, "SỐ LIỆU HẠ TẦNG VÀ THỊ PHẦN THEO XÃ, PHƯỜNG (đến 30/9/2025)")
    columns = [
        Column("Số trạm 4G Viettel", "stations_4g"),
        Worked("Số trạm 4G đối thủ", make=part("stations_4g", 1.4)),
        Column("Số hộ thuê bao cáp quang Viettel", "households_subscribed"),
        Worked("Thị phần cáp quang (%)", make=lambda c: 40 + c.figures["villages"] % 20),
        Worked("Thị phần di động (%)", make=lambda c: 50 + c.figures["villages"] % 20),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=3)


@layout("qualifiers")
def operator_in_charge_beside(case: Case) -> None:
    """ "Doanh nghiệp phụ trách" names an operator for each commune; figures are of all."""
    sheet = case.sheet("Phan cong")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ PHÂN CÔNG DOANH NGHIỆP HỖ TRỢ CHUYỂN ĐỔI SỐ")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Worked(
            "Doanh nghiệp phụ trách hỗ trợ", make=lambda c: OPERATORS[c.figures["villages"] % 3][0]
        ),
        Column("Đầu mối của doanh nghiệp", trap="text:Phòng KHDN;Phòng Kỹ thuật"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("qualifiers")
def years_of_recognition_beside(case: Case) -> None:
    """ "Năm đạt chuẩn NTM" and "Dự kiến xóa vùng lõm" beside villages: dates of other things."""
    sheet = case.sheet("NTM")
    row = case.top(sheet, "HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    columns = [
        Worked("Năm đạt chuẩn NTM", make=lambda c: 2015 + c.figures["villages"] % 9),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Thời gian dự kiến hoàn thành 100% {v}",
               trap="text:Tháng 12/2025;Quý II/2026;31/12/2026;Đã xong"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("qualifiers")
def highest_technology_beside(case: Case) -> None:
    """ "Công nghệ cao nhất" says 4G or 5G for each commune; homes and stations of all kinds."""
    sheet = case.sheet("CN")
    row = case.top(sheet, "HIỆN TRẠNG CÔNG NGHỆ DI ĐỘNG TẠI CÁC XÃ, PHƯỜNG")
    columns = [
        Worked("Công nghệ cao nhất", make=lambda c: "5G" if c.figures["stations_5g"] else "4G"),
        Worked("Tổng số trạm",
               make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5))),
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", code="Mã xã"), at=row)


@layout("names and codes")
def seats_of_the_offices_beside(case: Case) -> None:
    """ "Trụ sở đặt tại" names a former commune, "Giáp ranh" the neighbour of today, before it."""
    sheet = case.sheet("Tru so")
    row = case.top(sheet, "THÔNG TIN CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    columns = [Column("Dân số", "population"), Column("Số hộ", "households")]
    sheet.line(row, ["TT", "Giáp ranh", "Tên xã, phường", "Trụ sở đặt tại", "Dân số", "Số hộ"])
    case.truth.all_headings |= {"Dân số", "Số hộ"}
    for place, commune in enumerate(case.communes):
        near = case.communes[place - 1].name
        seat = (older(commune) or [("", commune.name)])[-1][1]
        cells = []
        for column in columns:
            value, gives = column.cell(commune, place)
            cells.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 1 + place, [place + 1, near, commune.name, seat, *cells])


@layout("around the table")
def summary_by_operator_at_the_right(case: Case) -> None:
    """A small box at the right: operators, their stations in the whole province, their shares."""
    sheet = case.sheet("Dashboard")
    sheet.put(0, 0, "BẢNG THEO DÕI HẠ TẦNG SỐ - SỐ LIỆU ĐẾN 30/9/2025")
    columns = [Column("Số trạm 4G", "stations_4g"), Column("Số trạm 5G", "stations_5g"),
               Column("Số {v} có sóng 4G", "villages_with_4g")]  # fmt: skip
    case.table(sheet, columns, Form(code="Mã xã", total="last"), at=2)
    sheet.line(2, ["Nhà mạng", "Số trạm 4G", "Tỷ trọng (%)"], at=8)
    for row, (shown, part_of) in enumerate((("Viettel", 46), ("VNPT", 33), ("MobiFone", 21)), 3):
        stations = sum_of(case.communes, "stations_4g") * part_of // 100
        sheet.line(row, [shown, stations, part_of], at=8)
    sheet.put(7, 8, "10 xã có nhiều trạm 4G nhất")
    best = sorted(case.communes, key=lambda c: -c.figures["stations_4g"])[:10]
    for row, commune in enumerate(best, start=8):
        sheet.line(row, [commune.name, commune.figures["stations_4g"]], at=8)


@layout("groups and totals")
def shares_of_the_province_beside(case: Case) -> None:
    """ "Tỷ trọng so với toàn tỉnh (%)" behind people and stations; "TB/xã" below the total."""
    sheet = case.sheet("Co cau")
    row = case.top(sheet, "CƠ CẤU DÂN SỐ VÀ TRẠM BTS")
    people, stations = (sum_of(case.communes, w) for w in ("people_4g", "stations_4g"))
    columns = [
        Column("Dân số được phủ sóng 4G|Số người", "people_4g"),
        Worked("Dân số được phủ sóng 4G|Tỷ trọng so với toàn tỉnh (%)",
               make=lambda c: round(100 * c.figures["people_4g"] / people, 2)),
        Column("Trạm 4G|Số trạm", "stations_4g"),
        Worked("Trạm 4G|Tỷ trọng so với toàn tỉnh (%)",
               make=lambda c: round(100 * c.figures["stations_4g"] / stations, 2)),
    ]  # fmt: skip
    end = case.table(sheet, columns, Form(index="TT", codes="", total="last"), at=row)
    count = len(case.communes)
    sheet.line(end, [None, "Bình quân/xã", round(people / count), None, round(stations / count, 1)])
    sheet.line(end + 1, [None, "Lớn nhất", max(c.figures["people_4g"] for c in case.communes)])


@layout("plan or present")
def need_and_proposal_of_communes(case: Case) -> None:
    """Communes register what they need: stations that stand, those needed, money, the year."""
    sheet = case.sheet("Dang ky")
    title = "TỔNG HỢP ĐĂNG KÝ NHU CẦU ĐẦU TƯ HẠ TẦNG VIỄN THÔNG GIAI ĐOẠN 2026 - 2030"
    row = case.top(sheet, title)
    columns = [
        Column("Hiện có|Trạm 4G", "stations_4g"),
        Column("Hiện có|{v} có sóng 4G", "villages_with_4g"),
        Worked("Nhu cầu đầu tư|Trạm 4G", make=lambda c: c.figures["villages"] % 4),
        Worked("Nhu cầu đầu tư|{v} cần phủ sóng", make=lambda c: c.figures["villages"]
               - c.figures["villages_with_4g"]),
        Worked("Kinh phí dự kiến (triệu đồng)", make=part("villages", 900)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("qualifiers")
def rounds_of_the_survey_beside(case: Case) -> None:
    """ "Đợt khảo sát" says "Quý II" or "Quý III"; the sources of the figures are named."""
    sheet = case.sheet("KQKS")
    more = ("(Nguồn: VNPT, Viettel, MobiFone và UBND các xã, phường cung cấp)",)
    row = case.top(sheet, "TỔNG HỢP KẾT QUẢ KHẢO SÁT HẠ TẦNG SỐ", more=more)
    columns = [
        Worked("Đợt khảo sát", make=lambda c: ("Quý II", "Quý III")[c.figures["villages"] % 2]),
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("groups and totals")
def total_with_the_number_of_communes(case: Case) -> None:
    """ "Cộng 65 xã, phường" last; emulation clusters "Cụm thi đua số 1" as rows without sums."""
    sheet = case.sheet("Cum")
    row = case.top(sheet, "KẾT QUẢ THEO CỤM THI ĐUA")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có cáp quang",
               "villages_with_fibre")]  # fmt: skip
    sheet.line(row, ["STT", "Cụm/Đơn vị", *[case.say(c.heading) for c in columns]])
    row, start, size = row + 1, 1, 15
    for number, first in enumerate(range(0, len(case.communes), size), start=1):
        sheet.put(row, 1, f"Cụm thi đua số {number}")
        some = case.communes[first : first + size]
        row = body(case, sheet, row + 1, columns, some=some, start=start)
        start += len(some)
    label = f"Cộng {len(case.communes)} xã, phường"
    sheet.line(row, [None, label, *[sum_of(case.communes, c.gives) for c in columns]])


@layout("headings")
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


@layout("qualifiers", operator="viettel")
def subscriptions_of_homes_and_firms(case: Case) -> None:
    """FTTH of homes, of firms and both; ports, ports in use, and the use of ports in percent."""
    sheet = case.sheet("FTTH")
    sheet.put(0, 0, "VIETTEL - BÁO CÁO BĂNG RỘNG CỐ ĐỊNH (FTTH) ĐẾN 30/9/2025")
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Thuê bao FTTH|Hộ gia đình", "households_subscribed"),
        Worked("Thuê bao FTTH|Doanh nghiệp, cơ quan", make=part("households_subscribed", 0.09)),
        Worked("Thuê bao FTTH|Tổng", make=lambda c: c.figures["households_subscribed"]
               + int(c.figures["households_subscribed"] * 0.09)),
        Worked("Cổng GPON|Tổng dung lượng", make=part("households_passed", 1.2)),
        Worked("Cổng GPON|Đã sử dụng", make=part("households_subscribed", 1.1)),
        Worked("Cổng GPON|Hiệu suất (%)", make=lambda c: round(92 * c.figures[
               "households_subscribed"] / max(c.figures["households_passed"], 1), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last", total_label="Tổng"), at=2)


@layout("headings")
def no_heading_above_the_names(case: Case) -> None:
    """The cells above numbers and names are empty; capitals, and "&" for "và" in the headings."""
    sheet = case.sheet("01")
    row = case.top(sheet, "BẢNG TỔNG HỢP")
    columns = [Column("DÂN SỐ", "population"), Column("TRẠM 4G", "stations_4g"),
               Column("SỐ HỘ", "households"), Column("DÂN SỐ & HỘ ĐÃ RÀ SOÁT",
               trap="text:Đã rà soát;Chưa")]  # fmt: skip
    sheet.line(row, [None, None, *[c.heading for c in columns]])
    body(case, sheet, row + 1, columns)


@layout("units of measure")
def each_column_with_its_scale(case: Case) -> None:
    """ "Dân số (nghìn người)" beside "Dân số được phủ sóng 4G (người)", then hundreds of homes."""
    sheet = case.sheet("QM")
    row = case.top(sheet, "QUY MÔ DÂN SỐ VÀ PHỦ SÓNG")
    columns = [
        Column("Dân số (nghìn người)", "population", scale=1000, show=comma(1), digits=1),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Số hộ (trăm hộ)", "households", scale=100, digits=2, optional=True),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("operators")
def lists_of_operators_beside(case: Case) -> None:
    """ "Nhà mạng có hạ tầng" lists one, two or all operators in each commune's cell."""
    sheet = case.sheet("NM")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG VÀ NHÀ MẠNG CÓ HẠ TẦNG")
    kinds = ("Viettel, VNPT", "VNPT", "Viettel, MobiFone", "Cả 3 nhà mạng")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Worked("Nhà mạng có hạ tầng", make=lambda c: kinds[c.figures["villages"] % 4]),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("operators")
def remarks_that_name_operators(case: Case) -> None:
    """ "Ghi chú" has "Viettel", "VNPT" or nothing: who was late; "Nhà mạng phủ tốt nhất" too."""
    sheet = case.sheet("GC")
    row = case.top(sheet, "SỐ TRẠM BTS VÀ {V} CÓ SÓNG")
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Nhà mạng phủ tốt nhất", make=lambda c: OPERATORS[c.figures["households"] % 3][0]),
        Worked("Ghi chú", make=lambda c: (None, None, "VNPT chậm báo cáo", "Viettel")[
               c.figures["villages"] % 4]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", codes="", total="last"), at=row)


@layout("time")
def one_deadline_for_all(case: Case) -> None:
    """ "Dự kiến hoàn thành" says "Quý I/2026" in most lines and "6/2026" in a few."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "PHỦ SÓNG 4G ĐẾN {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Dự kiến hoàn thành",
               make=lambda c: "6/2026" if c.figures["villages"] > 31 else "Quý I/2026"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("time")
def days_of_the_last_report(case: Case) -> None:
    """ "Ngày gửi báo cáo" has a date for each commune after the day of the figures."""
    sheet = case.sheet("Theo doi gui")
    row = case.top(sheet, "TỔNG HỢP BÁO CÁO CỦA CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số trạm 4G", "stations_4g"),
        Worked("Ngày gửi báo cáo", make=lambda c: dt.date(2025, 10, 1 + c.figures["villages"] % 9)),
        Worked("Số ký hiệu văn bản", make=lambda c: f"{c.figures['villages'] * 7}/BC-UBND"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("qualifiers")
def kinds_of_lines_beside(case: Case) -> None:
    """ "Truyền dẫn" says "Cáp quang" or "Viba"; "Loại sóng hiện có" says "3G, 4G": no filters."""
    sheet = case.sheet("TD")
    row = case.top(sheet, "HIỆN TRẠNG TRUYỀN DẪN VÀ DÂN SỐ")
    columns = [
        Worked("Truyền dẫn", make=lambda c: ("Cáp quang", "Viba")[c.figures["villages"] % 2]),
        Worked("Loại sóng hiện có", make=lambda c: ("3G, 4G", "4G", "3G, 4G, 5G")[
               c.figures["villages"] % 3]),
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        Worked("Số trạm BTS", make=part("stations_4g", 2.3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
