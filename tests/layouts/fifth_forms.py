"""Forms, reports and dumps as branches, offices and donors send them, the plain ones."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_space, percent_text, plain
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

fifth = partial(layout, "fifth forms")
NAMES = (("Viettel", "viettel"), ("VNPT VinaPhone", "vnpt"), ("MobiFone", "mobifone"))


def take(
    case: Case, commune: Commune, what: str, heading: str, *, operator: str = "",
    as_of: str = "", optional: bool = False, show: Callable[[float], Any] = plain,
) -> Any:  # fmt: skip
    """Note what a cell written by hand gives, and give what stands in it."""
    column = Column(heading, what, operator=operator, as_of=as_of)
    value = column.rounded(column.number(commune, what))
    case.note(commune, what, Entry(value, optional=optional), column)
    case.truth.all_headings |= set(column.path(case.word))
    return show(value)


def percent_cell(heading: str, gives: str, **more: Any) -> Column:
    """Make a column of fractions that the program shows as percentages."""
    return Column(heading, gives, show=lambda v: round(v / 100, 4), form="0.00%", **more)


@fifth()
def appendix_two_of_a_decision(case: Case) -> None:
    """Appendix of a decision: three levels, letters and formulas of columns, districts in Roman."""
    sheet = case.sheet("Phụ lục II")
    row = case.top(
        sheet,
        "PHỤ LỤC II\nHIỆN TRẠNG HẠ TẦNG SỐ TRÊN ĐỊA BÀN TỈNH",
        "(Thời điểm chốt số liệu: 30/9/2025)",
        office="ỦY BAN NHÂN DÂN TỈNH",
        more=("(Kèm theo Quyết định số 1187/QĐ-UBND ngày 20/10/2025 của Chủ tịch UBND tỉnh)",),
    )
    mobile = "Thông tin di động"
    columns = [
        Column("Dân số trung bình (người)", "population"),
        Column(f"{mobile}|Phủ sóng mạng 4G|Số người (người)", "people_4g"),
        percent_cell(f"{mobile}|Phủ sóng mạng 4G|Tỷ lệ dân số (%)", "%pop_4g"),
        Column(f"{mobile}|Phủ sóng mạng 5G|Số người (người)", "people_5g"),
        percent_cell(f"{mobile}|Phủ sóng mạng 5G|Tỷ lệ dân số (%)", "%pop_5g"),
        Column("Số {v}|Tổng cộng", "villages"),
        Column("Số {v}|Đã kéo cáp quang", "villages_with_fibre"),
    ]
    form = Form(
        index="Số TT", name="Đơn vị hành chính cấp xã", code="Mã số ĐVHC", groups="sums",
        total="first", total_label="TOÀN TỈNH", numbers_row="({})",
    )  # fmt: skip
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)


@fifth(operator="viettel")
def branch_with_cabinets_and_nodes(case: Case) -> None:
    """A Viettel branch: BTS, NodeB, eNodeB, gNodeB; clusters in a column, no numbers of lines."""
    sheet = case.sheet("KTM_T9")
    sheet.put(0, 0, "VIETTEL TỈNH - PHÒNG KỸ THUẬT MẠNG LƯỚI")
    sheet.put(1, 0, "Quy hoạch và hiện trạng trạm phát sóng, số liệu chốt 24h00 ngày 30/9/2025")
    columns = [
        Column("Trạm BTS 2G", "stations_2g"),
        Column("Trạm NodeB 3G", "stations_3g"),
        Column("Trạm eNodeB 4G", "stations_4g"),
        Column("Trạm gNodeB 5G", "stations_5g"),
        Column("Số {v} có sóng 4G Viettel", "villages_with_4g"),
        Column("Cụm trưởng", trap="text:Anh Hùng;Chị Lan;Anh Sơn"),
    ]
    form = Form(index="", name="Phường/xã mới", codes="", groups="column", district="Cụm KT")
    case.table(sheet, columns, form, at=3)


@fifth(operator="mobifone", ending=".csv")
def dump_with_upright_strokes(case: Case) -> None:
    """A dump of MobiFone with upright strokes between fields in capitals."""
    sheet = case.sheet("dump")
    sheet.delimiter, sheet.encoding = "|", "utf-8"
    heads = ["NGAY_DL", "MA_DVHC", "TEN_DVHC", "DAN_SO", "DS_PHU_SONG_4G", "DS_PHU_SONG_5G",
             "TL_DS_PHU_SONG_4G"]  # fmt: skip
    sheet.line(0, heads)
    for row, c in enumerate(case.communes, start=1):
        given = [
            take(case, c, what, head)
            for what, head in zip(
                ("population", "people_4g", "people_5g", "%pop_4g"), heads[3:], strict=True
            )
        ]
        sheet.line(row, ["30/09/2025", c.code, c.name.upper(), *given])


@fifth()
def sheet_for_each_generation(case: Case) -> None:
    """Sheets named 3G, 4G and 5G with the same headings; what is counted is said by the sheet."""
    for generation in ("3G", "4G", "5G"):
        sheet = case.sheet(generation)
        row = case.top(sheet, f"THỐNG KÊ TRẠM THU PHÁT SÓNG {generation}", office="")
        columns = [
            Column(f"Số trạm {generation}", f"stations_{generation.lower()}"),
            Column("Ghi chú", trap="text:;;Đã hòa mạng;"),
        ]
        case.table(sheet, columns, Form(total="last", name="Địa bàn", codes="number"), at=row)


@fifth()
def pivot_with_vietnamese_labels(case: Case) -> None:
    """A pivot table of a Vietnamese Excel: "Nhãn Hàng", "Tổng của …", districts above communes."""
    sheet = case.sheet("Sheet2")
    sheet.line(0, ["Kỳ", "30/09/2025"])
    heads = ["Tổng của Dân số", "Tổng của Số hộ", "Tổng của Số hộ thuê bao FTTH"]
    gives = ("population", "households", "households_subscribed")
    sheet.line(2, ["Nhãn Hàng", *heads])
    row = 3
    ordered = case.ordered(by_district=True)
    for district in dict.fromkeys(c.district for c in ordered):
        mine = [c for c in ordered if c.district == district]
        sheet.line(row, [district, *(sum(c.figures[g] for c in mine) for g in gives)])
        for c in mine:
            row += 1
            pairs = zip(gives, heads, strict=True)
            sheet.line(row, [f"   {c.name}", *(take(case, c, g, h) for g, h in pairs)])
        row += 1
    sheet.line(row, ["Tổng Cuối", *(sum(c.figures[g] for c in ordered) for g in gives)])


@fifth()
def shares_and_sums_by_formula(case: Case) -> None:
    """Shares and the total are formulas with the values that they had."""
    sheet = case.sheet("Tinh toan")
    row = case.top(sheet, "BẢNG TÍNH TỶ LỆ {V} CÓ SÓNG VÀ CÁP QUANG", right=4)
    heads = ["TT", "Đơn vị", "Mã ĐVHC", "Số {v}", "Số {v} có sóng 4G", "Tỷ lệ {v} có sóng 4G (%)",
             "Số {v} có cáp quang", "Tỷ lệ {v} có cáp quang (%)"]  # fmt: skip
    heads = [case.say(h) for h in heads]
    sheet.line(row, heads)
    first = row + 1
    for number, c in enumerate(case.communes, start=1):
        row += 1
        n, at = row + 1, dict(zip("DEFGH", heads[3:], strict=True))
        all_, with_4g, fibre = (
            take(case, c, w, at[k])
            for w, k in (("villages", "D"), ("villages_with_4g", "E"), ("villages_with_fibre", "G"))
        )
        share_4g = take(case, c, "%villages_4g", at["F"])
        share_fibre = take(case, c, "%villages_fibre", at["H"])
        sheet.line(row, [number, c.name, c.code, all_, with_4g,
                         (f"=ROUND(E{n}/D{n}*100,2)", share_4g), fibre,
                         (f"=ROUND(G{n}/D{n}*100,2)", share_fibre)])  # fmt: skip
    sheet.put(row + 1, 1, "CỘNG")
    for column, what in (
        ("D", "villages"),
        ("E", "villages_with_4g"),
        ("G", "villages_with_fibre"),
    ):
        total = sum(c.figures[what] for c in case.communes)
        formula = f"=SUM({column}{first + 1}:{column}{row + 1})"
        sheet.put(row + 1, "ABCDEFGH".index(column), (formula, total))


@fifth(ending=".xls")
def percents_with_signs_in_old_excel(case: Case) -> None:
    """Old Excel: people with dots, shares as "97,5%" and "97,50 %", zero shares as "0%"."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "BIỂU TỔNG HỢP TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG", "Đến hết tháng 9 năm 2025")
    columns = [
        Column("Tổng dân số (người)", "population", show=dots),
        Column("% dân số được phủ sóng 4G", "%pop_4g", show=percent_text, digits=1),
        Column("% dân số được phủ sóng 5G", "%pop_5g", show=percent_space),
    ]
    case.table(sheet, columns, Form(names="abbreviated", total="last", total_label="CỘNG"), at=row)


@fifth()
def one_stop_by_way_and_outcome(case: Case) -> None:
    """Files by the way they came and by when they were settled, in the words of the one-stop."""
    sheet = case.sheet("Biểu 06a")
    office = "VĂN PHÒNG UBND TỈNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    row = case.top(sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC CẤP XÃ", office=office)
    columns = [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Worked("Hồ sơ tiếp nhận|Trực tiếp, dịch vụ bưu chính",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước hạn và đúng hạn", "files_on_time"),
        Worked("Hồ sơ đã giải quyết|Quá hạn",
               make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"]),
    ]  # fmt: skip
    form = Form(name="UBND cấp xã", names="office", codes="", total="last", numbers_row="({})")
    case.table(sheet, columns, form, at=row)


@fifth()
def teams_reported_by_the_youth_union(case: Case) -> None:
    """The Youth Union's list of community teams, members and women among them."""
    sheet = case.sheet("CNSCD")
    row = case.top(sheet, "KẾT QUẢ HOẠT ĐỘNG TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", office="TỈNH ĐOÀN")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã thành lập Tổ CNSCĐ", "villages_with_team"),
        Column("Tổng số Tổ CNSCĐ", "teams"),
        Column("Số thành viên Tổ CNSCĐ|Tổng", "team_members"),
        Worked("Số thành viên Tổ CNSCĐ|Trong đó: đoàn viên, thanh niên",
               make=part("team_members", 0.6)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Đoàn xã, phường", codes="", total="last"), at=row)


@fifth(ending=".ods")
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


@fifth(ending=".csv")
def dump_with_commas_inside_quotes(case: Case) -> None:
    """Commas between fields, and commas for thousands inside quotes."""
    sheet = case.sheet("csv")
    sheet.delimiter = ","
    sheet.put(0, 0, "Số liệu phủ sóng, cập nhật 30/9/2025")
    columns = [
        Column("Dân số", "population", show=commas),
        Column("Dân số trong vùng phủ 4G", "people_4g", show=commas),
        Column("Số trạm 4G", "stations_4g"),
    ]
    case.table(sheet, columns, Form(index="TT", name="Tên ĐVHC", code="Mã ĐVHC"), at=1)


@fifth()
def three_letters_under_generations(case: Case) -> None:
    """Stations and villages, under each the operators as VTL, VNP and MBF, explained above."""
    sheet = case.sheet("BTS")
    row = case.top(
        sheet, "THỐNG KÊ TRẠM BTS VÀ VÙNG PHỦ THEO DOANH NGHIỆP",
        more=("Viết tắt: VTL - Viettel; VNP - VNPT (VinaPhone); MBF - MobiFone",),
    )  # fmt: skip
    short = (("VTL", "viettel"), ("VNP", "vnpt"), ("MBF", "mobifone"))
    columns = [
        Column(f"{heading}|{shown}", gives, operator=key)
        for heading, gives in (
            ("Số trạm BTS 4G", "stations_4g"), ("Số trạm BTS 5G", "stations_5g"),
            ("Số {v} có sóng 4G", "villages_with_4g"),
        )
        for shown, key in short
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@fifth()
def sums_at_the_foot_of_each_district(case: Case) -> None:
    """ "Cộng huyện …" closes each block, "Tổng toàn tỉnh" closes the table; numbers restart."""
    sheet = case.sheet("Bieu 2")
    row = case.top(sheet, "TỔNG HỢP HỘ GIA ĐÌNH TRONG VÙNG CÁP QUANG")
    columns = [
        Column("Số hộ dân", "households"),
        Column("Số hộ có cáp quang đi qua", "households_passed"),
        Column("Số hộ đang dùng cáp quang", "households_subscribed"),
    ]
    sheet.line(row, ["STT", "Tên đơn vị", *(c.heading for c in columns)])
    row += 1
    ordered = case.ordered(by_district=True)
    for district in dict.fromkeys(c.district for c in ordered):
        mine = [c for c in ordered if c.district == district]
        row = body(case, sheet, row, columns, some=mine)
        sums = [sum(c.figures[k.gives] for c in mine) for k in columns]
        sheet.line(row, [None, f"Cộng {district[0].lower()}{district[1:]}", *sums])
        row += 1
    sums = [sum(c.figures[k.gives] for c in ordered) for k in columns]
    sheet.line(row, [None, "Tổng toàn tỉnh", *sums])


@fifth()
def two_halves_beside_each_other(case: Case) -> None:
    """To save paper the second half of the communes stands at the right of the first."""
    sheet = case.sheet("In A4")
    row = case.top(sheet, "SỐ TRẠM VÀ DÂN SỐ CÁC XÃ, PHƯỜNG")
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    half = (len(case.communes) + 1) // 2
    case.table(sheet, columns, Form(code="Mã"), at=row, some=case.communes[:half])
    form = Form(code="Mã")
    rest = case.communes[half:]
    case.table(sheet, columns, form, at=row, left=6, some=rest, start=half + 1)


@fifth()
def every_heading_two_columns_wide(case: Case) -> None:
    """Each heading, name and figure is merged over two columns."""
    sheet = case.sheet("Bảng 4")
    row = case.top(sheet, "HỒ SƠ SỨC KHỎE ĐIỆN TỬ", office="SỞ Y TẾ\nTRUNG TÂM CNTT")
    heads = ["STT", "Xã, phường", "Dân số", "Số người đã lập hồ sơ sức khỏe điện tử"]

    def wide(values: list[Any]) -> None:
        for place, value in enumerate(values):
            sheet.put(row, 2 * place, value)
            sheet.merged.append((row, 2 * place, row, 2 * place + 1))

    wide(heads)
    for number, c in enumerate(case.communes, start=1):
        row += 1
        people = take(case, c, "population", heads[2])
        wide([number, c.name, people, take(case, c, "people_with_health_record", heads[3])])


@fifth()
def long_list_of_a_donor(case: Case) -> None:
    """A donor's tidy list: period, commune, indicator, value, unit of measurement."""
    sheet = case.sheet("Data")
    sheet.line(
        0, ["Reporting period", "Commune code", "Commune name", "Indicator", "Value", "Unit"]
    )
    listed = (
        ("Total population", "population", "persons"),
        ("Population covered by 4G", "people_4g", "persons"),
        ("Number of villages", "villages", "villages"),
        ("Villages with fibre broadband", "villages_with_fibre", "villages"),
    )
    row = 1
    for c in case.communes:
        for shown, what, unit in listed:
            value = take(case, c, what, shown)
            sheet.line(row, ["30/09/2025", c.code, c.name, shown, value, unit])
            row += 1


@fifth()
def accounts_of_the_state_bank(case: Case) -> None:
    """The State Bank's branch: adults with an account, the share with a percent sign."""
    sheet = case.sheet("TTKDTM")
    office = "NGÂN HÀNG NHÀ NƯỚC CHI NHÁNH KHU VỰC"
    row = case.top(sheet, "THANH TOÁN KHÔNG DÙNG TIỀN MẶT", office=office)
    columns = [
        Column("Số người trưởng thành", "adults", show=dots),
        Column("Số người trưởng thành có tài khoản thanh toán điện tử", "adults_with_epayment",
               show=dots),
        Column("Tỷ lệ người trưởng thành có tài khoản thanh toán điện tử",
               "%adults_epayment", show=percent_text, digits=1),
        Worked("Số máy ATM", make=lambda c: int(c.code) % 4),
        Worked("Số điểm chấp nhận QR", make=part("households", 0.05)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", total="last", total_label="Tổng số"), at=row)


@fifth()
def report_text_above_and_below(case: Case) -> None:
    """A page of a report: paragraphs with figures above and below a table of three figures."""
    sheet = case.sheet("Báo cáo")
    lines = (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "BÁO CÁO NHANH",
        "Thực hiện Công văn số 2215/UBND-KGVX, Sở báo cáo tình hình đến ngày 30/9/2025 như sau:",
        "1. Toàn tỉnh có 99,2% dân số được phủ sóng 4G, tăng 0,4 điểm % so với đầu năm.",
        "2. Chi tiết từng địa phương tại bảng dưới đây:",
    )
    for row, text in enumerate(lines):
        sheet.put(row, 0, text)
    columns = [
        Column("Dân số", "population"),
        Column("Số người sống trong vùng có sóng 4G", "people_4g"),
        Column("Số người sống trong vùng có sóng 5G", "people_5g"),
    ]
    end = case.table(sheet, columns, Form(code_after=False), at=len(lines) + 1)
    sheet.put(end + 1, 0, "3. Đề nghị các doanh nghiệp đầu tư thêm 45 trạm 5G trong năm 2026.")
    sheet.put(end + 2, 0, "Trên đây là báo cáo của Sở./.")
    case.foot(sheet)


@fifth()
def three_numbered_tables_on_a_sheet(case: Case) -> None:
    """ "Bảng 1.", "Bảng 2.", "Bảng 3." below one another, each with units of its own."""
    sheet = case.sheet("Số liệu")
    sheet.put(0, 0, "TÀI LIỆU PHỤC VỤ HỌP GIAO BAN QUÝ III/2025 (số liệu đến 30/9/2025)")
    row = 2
    tables = (
        ("Bảng 1. Dân cư", "ĐVT: nghìn người", [
            Column("Dân số", "population", scale=1000, show=comma(3)),
            Column("Dân số có sóng 4G", "people_4g", scale=1000, show=comma(3)),
        ]),
        ("Bảng 2. Trạm phát sóng", "ĐVT: trạm", [
            Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g"),
        ]),
        ("Bảng 3. Hộ gia đình", "ĐVT: hộ", [
            Column("Tổng số hộ", "households"),
            Column("Hộ thuê bao cáp quang", "households_subscribed"),
        ]),
    )  # fmt: skip
    for title, unit, columns in tables:
        sheet.put(row, 0, title)
        sheet.put(row, 4, unit)
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 2


@fifth()
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


@fifth()
def pocket_book_in_two_languages(case: Case) -> None:
    """A statistical pocket book: each heading in Vietnamese and English on two lines."""
    sheet = case.sheet("3.2")
    sheet.put(0, 0, "3.2. Bưu chính, viễn thông phân theo xã/phường tại thời điểm 30/9/2025")
    sheet.put(1, 0, "Posts and telecommunications by commune as of 30 September 2025")
    columns = [
        Column("Dân số (Người)\nPopulation (Person)", "population", show=dots),
        Column("Số hộ (Hộ)\nHouseholds (Household)", "households", show=dots),
        Column("Số hộ thuê bao cáp quang (Hộ)\nHouseholds subscribing to fibre (Household)",
               "households_subscribed", show=dots),
    ]  # fmt: skip
    form = Form(index="", name="", codes="", total="first", total_label="TỔNG SỐ - TOTAL")
    case.table(sheet, columns, form, at=3)
