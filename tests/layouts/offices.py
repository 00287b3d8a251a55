"""Public half: what operators and agencies put beside, above and into their figures."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.contents import PEOPLE
from tests.layouts.long_tables import OPERATORS, say
from tests.layouts.registry import layout
from tests.layouts.structures import BASIC, VILLAGES

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("units of measure")
def unit_line_with_several(case: Case) -> None:
    """ "Đơn vị tính: nghìn người; %" on the right above the table."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "DÂN SỐ VÀ TỶ LỆ PHỦ SÓNG")
    sheet.put(row, 4, "Đơn vị tính: nghìn người; %")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(2), digits=2),
        Column("Dân số phủ sóng 4G", "people_4g", scale=1000, show=comma(2), digits=2),
        Column("Tỷ lệ phủ sóng 4G theo dân số", "%pop_4g"),
    ]
    case.table(sheet, columns, at=row + 1)


@layout("units of measure")
def thousands_of_households(case: Case) -> None:
    """Thousands of people and of households in the row of units, percentages beside them."""
    sheet = case.sheet("KTXH")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU")
    columns = [
        Column("Dân số", "population", scale=1000, unit="1.000 người"),
        Column("Số hộ", "households", scale=1000, unit="1.000 hộ"),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", scale=1000, unit="1.000 hộ"),
        Column("Tỷ lệ dân số phủ sóng 5G", "%pop_5g", unit="%"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("units of measure")
def whole_people_said_above(case: Case) -> None:
    """ "ĐVT: người" above; figures with dots for thousands."""
    sheet = case.sheet("PL3")
    row = case.top(sheet, "SỐ LIỆU DÂN SỐ PHỦ SÓNG", more=("ĐVT: người",))
    columns = [Column(c.heading, c.gives, show=dots) for c in BASIC]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout("plan or present")
def target_result_and_share(case: Case) -> None:
    """Target given for the year, result of nine months, and the share of the target reached."""
    sheet = case.sheet("Chi tieu")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO NĂM 2025")
    columns = [
        Column("Số trạm 5G|Chỉ tiêu giao năm 2025", trap="stations_5g", factor=1.4),
        Column("Số trạm 5G|Kết quả đến 30/9/2025", "stations_5g"),
        Column("Số trạm 5G|Tỷ lệ hoàn thành (%)", trap="%pop_5g"),
        Column(
            "Số {v} có cáp quang|Chỉ tiêu giao năm 2025", trap="villages_with_fibre", factor=1.1
        ),
        Column("Số {v} có cáp quang|Kết quả đến 30/9/2025", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("plan or present")
def plan_with_the_state_of_today(case: Case) -> None:
    """The title is of a plan; one group of columns gives the state of today, the other the plan."""
    sheet = case.sheet("KH 2026-2030")
    row = case.top(sheet, "KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG SỐ GIAI ĐOẠN 2026 - 2030", date="")
    case.truth.as_of = None
    columns = [
        Column("Hiện trạng đến 30/9/2025|Số trạm 4G", "stations_4g"),
        Column("Hiện trạng đến 30/9/2025|Số trạm 5G", "stations_5g"),
        Column("Kế hoạch 2026|Số trạm 4G", trap="stations_4g", factor=1.2),
        Column("Kế hoạch 2026|Số trạm 5G", trap="stations_5g", factor=2.2),
        Column("Mục tiêu 2030|Số trạm 5G", trap="stations_5g", factor=4),
    ]
    case.table(sheet, columns, at=row)


@layout("plan or present")
def report_on_a_plan(case: Case) -> None:
    """The lines above refer to a plan and say what is striven for; the figures are of today."""
    sheet = case.sheet("BC")
    row = case.top(
        sheet,
        "BÁO CÁO TÌNH HÌNH TRIỂN KHAI KẾ HOẠCH CHUYỂN ĐỔI SỐ",
        more=(
            "(Ban hành kèm theo Kế hoạch số 98/KH-UBND ngày 12/02/2025 của UBND tỉnh)",
            "Mục tiêu: đến năm 2030 phủ sóng 5G 99% dân số, 100% hộ gia đình có cáp quang.",
        ),
    )
    case.table(sheet, BASIC, Form(total="last"), at=row)


@layout("qualifiers")
def with_and_without(case: Case) -> None:
    """The sheet is called "Vùng lõm"; a column each for the villages with, without and all."""
    sheet = case.sheet("Vùng lõm")
    row = case.top(sheet, "TỔNG HỢP {V} TRẮNG SÓNG, LÕM SÓNG DI ĐỘNG")
    columns = [
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Đã phủ sóng 4G", "villages_with_4g"),
        Column("Số {v}|Chưa phủ sóng 4G", trap="villages_with_4g", factor=0.15),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("qualifiers")
def poor_and_new(case: Case) -> None:
    """Subscriptions of poor households and new ones of the quarter beside all of them."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang|Tổng số", "households_subscribed"),
        Column("Số hộ sử dụng cáp quang|Hộ nghèo", trap="households_subscribed", factor=0.1),
        Column("Số hộ sử dụng cáp quang|Phát triển mới", trap="households_subscribed", factor=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout("operators")
def sheet_per_operator_with_people(case: Case) -> None:
    """A sheet for each operator; the people of the commune are the same on each."""
    for shown, key in OPERATORS:
        sheet = case.sheet(shown)
        row = case.top(sheet, f"VÙNG PHỦ CỦA {shown.upper()}")
        columns = [
            Column("Dân số", "population"),
            Column("Dân số được phủ sóng 4G", "people_4g", operator=key),
            Column("Dân số được phủ sóng 5G", "people_5g", operator=key),
        ]
        case.table(sheet, columns, Form(total="last"), at=row)


@layout("operators")
def operators_as_groups_of_columns(case: Case) -> None:
    """Stations of 4G and 5G under the name of each operator."""
    sheet = case.sheet("Tram BTS")
    row = case.top(sheet, "TỔNG HỢP SỐ TRẠM BTS CỦA CÁC DOANH NGHIỆP")
    columns = [
        Column(f"{shown}|Số trạm {g}", f"stations_{g.lower()}", operator=key)
        for shown, key in OPERATORS
        for g in ("4G", "5G")
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("operators")
def tables_of_operators_below(case: Case) -> None:
    """A table for each operator, one below the other."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "SỐ LIỆU CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    for place, (shown, key) in enumerate(OPERATORS, start=1):
        sheet.put(row, 0, f"{place}. Doanh nghiệp: {shown}")
        columns = [
            Column("Số trạm 4G", "stations_4g", operator=key),
            Column("Số {v} có sóng 4G", "villages_with_4g", operator=key),
        ]
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 1


@layout("names and codes")
def code_and_name_in_one_cell(case: Case) -> None:
    """ "03646 - Xã A" in one column."""
    sheet = case.sheet("Xuat")
    sheet.put(0, 0, "Số liệu đến 30/9/2025")
    sheet.line(1, ["Đơn vị hành chính", "Dân số", "Dân số được phủ sóng 4G"])
    for row, commune in enumerate(case.communes, start=2):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        sheet.line(row, [f"{commune.code} - {commune.name}", people, covered])


@layout("names and codes")
def kind_in_its_own_column(case: Case) -> None:
    """ "Xã" or "Phường" in one column, the bare name in the next."""
    sheet = case.sheet("DM")
    row = case.top(sheet, "DANH MỤC VÀ SỐ LIỆU")
    sheet.line(row, ["STT", "Cấp", "Tên đơn vị", "Mã", "Dân số", "Số trạm 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        stations = say(case, commune, "stations_4g", "Số trạm 4G")
        kind = commune.kind.capitalize()
        line = [number, kind, commune.short, commune.code, people, stations]
        sheet.line(row + number, line)


@layout("names and codes")
def only_codes(case: Case) -> None:
    """Codes as numbers and no names at all."""
    sheet = case.sheet("Export")
    sheet.line(0, ["ma_xa", "dan_so", "dan_so_phu_song_4g"])
    for row, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "dan_so")
        covered = say(case, commune, "people_4g", "dan_so_phu_song_4g")
        sheet.line(row, [int(commune.code), people, covered])
    case.truth.as_of = None


@layout("names and codes")
def numbered_names(case: Case) -> None:
    """The running number in the name's own cell: "12. Xã A", in capitals."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP")
    case.table(sheet, PEOPLE, Form(names="numbered", codes="", index=""), at=row)


@layout("names and codes")
def names_of_people_committees(case: Case) -> None:
    """ "UBND phường …" without codes, the former district in a column."""
    sheet = case.sheet("Don vi")
    row = case.top(sheet, "KẾT QUẢ TỔNG HỢP TỪ CÁC ĐỊA PHƯƠNG")
    form = Form(name="Tên đơn vị báo cáo", names="office", codes="", groups="column")
    case.table(sheet, PEOPLE, form, at=row)


@layout("numbers")
def dashes_in_counts(case: Case) -> None:
    """A dash where there is no station and no village with fibre."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG")
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g", show=lambda n: int(n) if n else "-"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g", show=lambda n: int(n) if n else "–"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("numbers")
def footnotes_in_cells(case: Case) -> None:
    """Marks of footnotes behind figures, with and without a space; the legend below."""
    sheet = case.sheet("Bang")
    row = case.top(sheet, "BẢNG SỐ LIỆU", more=("Đơn vị tính: người",))
    columns = [
        Column("Dân số", "population", notes={2: " (*)", 9: "(1)", 20: "*"}),
        Column("Dân số được phủ sóng 4G", "people_4g", notes={4: " (2)", 7: "¹"}),
    ]
    case.table(sheet, columns, at=row)
    sheet.put(sheet.end + 1, 0, "Ghi chú: (*) Số liệu do công an xã cung cấp;")
    sheet.put(sheet.end, 0, "(1) Xã biên giới; (2) Số liệu chưa gồm một thôn mới tách.")


@layout("numbers")
def parts_of_wholes_with_shares(case: Case) -> None:
    """ "27/28" for 4G and for fibre, the whole the same in both."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG VÀ CÁP QUANG ĐẾN {V}")
    columns = [
        Column("Dân số", "population"),
        Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages"),
        Column("Số {v} có cáp quang/tổng số {v}", "villages_with_fibre/villages"),
    ]
    case.table(sheet, columns, at=row)


@layout("agencies")
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


@layout("agencies")
def signatures_of_adults(case: Case) -> None:
    """Adults, those with a digital signature and those with an account, with their shares."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "CHỮ KÝ SỐ CÁ NHÂN VÀ THANH TOÁN ĐIỆN TỬ")
    columns = [
        Column("Dân số trưởng thành (người)", "adults"),
        Column("Số người trưởng thành có chữ ký số cá nhân", "adults_with_signature"),
        Column("Tỷ lệ người trưởng thành có chữ ký số cá nhân (%)", "%adults_digital_signature"),
        Column("Số người trưởng thành có tài khoản thanh toán điện tử", "adults_with_epayment"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("agencies")
def files_of_a_one_stop_shop(case: Case) -> None:
    """Files received, those of them online, results and those of them digitised."""
    sheet = case.sheet("TTHC")
    row = case.top(sheet, "TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", office="VĂN PHÒNG UBND TỈNH")
    columns = [
        Column("Số hồ sơ|Tiếp nhận", "files"),
        Column("Số hồ sơ|Tiếp nhận trực tuyến", "files_online"),
        Column("Kết quả giải quyết|Đã trả", "results"),
        Column("Kết quả giải quyết|Đã số hóa", "results_digitised"),
    ]
    case.table(sheet, columns, Form(name="Đơn vị", names="office", codes=""), at=row)


@layout("time")
def difference_between_quarters(case: Case) -> None:
    """Last quarter, this quarter and the difference under one heading each."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "SO SÁNH SỐ TRẠM QUÝ III VỚI QUÝ II NĂM 2025", "(đến 30/9/2025)")
    columns = [
        column
        for g in ("4G", "5G")
        for column in (
            Column(
                f"Số trạm {g}|30/6/2025", f"stations_{g.lower()}", as_of="2025-06-30", optional=True
            ),
            Column(f"Số trạm {g}|30/9/2025", f"stations_{g.lower()}"),
            Column(f"Số trạm {g}|Chênh lệch", trap=f"stations_{g.lower()}", factor=0.3),
        )
    ]
    case.table(sheet, columns, at=row)


@layout("time")
def change_as_a_sign(case: Case) -> None:
    """The present beside "(+/-) so với cùng kỳ" and "So sánh (%)"."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "KẾT QUẢ 9 THÁNG NĂM 2025")
    columns = [
        Column("Số {v} có cáp quang|Thực hiện", "villages_with_fibre"),
        Column("Số {v} có cáp quang|(+/-) so với cùng kỳ", trap="villages_with_fibre", factor=0.1),
        Column("Số {v} có cáp quang|So sánh (%)", trap="%villages_fibre"),
        Column("Tổng số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("abbreviations", operator="vnpt")
def abbreviations_of_technicians(case: Case) -> None:
    """SL, TL, HGĐ, TB, CQ, DS: several on one sheet."""
    sheet = case.sheet("VNPT")
    sheet.put(0, 0, "SL hạ tầng VNPT - T9/2025")
    columns = [
        Column("DS", "population"),
        Column("SL trạm 4G", "stations_4g"),
        Column("SL trạm 5G", "stations_5g"),
        Column("TL phủ sóng 5G theo DS (%)", "%pop_5g"),
        Column("Số HGĐ", "households"),
        Column("Số HGĐ là TB FTTH", "households_subscribed"),
        Column("Số HGĐ có thể lắp đặt FTTH", "households_passed"),
    ]
    case.table(sheet, columns, Form(name="Tên xã/phường", code="Mã XP"), at=2)


@layout("around the table")
def table_not_at_the_left(case: Case) -> None:
    """The table begins at the fourth column; a box with remarks stands on its left."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Lưu ý: số liệu đến 30/9/2025")
    sheet.put(3, 0, "Người nhập: phòng BCVT")
    sheet.put(4, 0, "Kiểm tra trước khi gửi")
    case.table(sheet, VILLAGES, Form(total="last"), at=3, left=3)
