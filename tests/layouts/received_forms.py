"""Annexes of letters, plans beside results, exports, lists: as offices send them."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_text, spaces
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case

OPERATORS = (("VT", "viettel"), ("VNP", "vnpt"), ("MBF", "mobifone"))
POP = Column("Dân số (người)", "population")
HOUSEHOLDS = Column("Tổng số hộ", "households")
VILLAGES = Column("Tổng số {v}", "villages")


def one(
    case: Case,
    columns: list[Column],
    form: Form | None = None,
    *,
    title: str = "BÁO CÁO SỐ LIỆU",
    date: str = "(Số liệu tính đến ngày 30/9/2025)",
    office: str = "UBND TỈNH\nSỞ KHOA HỌC VÀ CÔNG NGHỆ",
    more: tuple[str, ...] = (),
    foot: bool = True,
) -> None:
    """One sheet with one table."""
    sheet = case.sheet("Phu luc")
    row = case.top(sheet, title, date, office=office, more=more)
    case.table(sheet, columns, form or Form(), at=row)
    if foot:
        case.foot(sheet)


@layout("letters")
def annex_with_unit_line(case: Case) -> None:
    """Phụ lục II of a letter, "Đơn vị tính: hộ", formulas in the row of numbers."""
    columns = [
        Column("Tổng số hộ|(3)", "households"),
        Column("Số hộ sử dụng Internet cáp quang|(4)", "households_subscribed"),
        Column("Tỷ lệ (%)|(5)=(4)/(3)", "%households_fibre_subscribed", show=comma(2)),
    ]
    one(case, columns, Form(codes="", total="last"), title="PHỤ LỤC II",
        more=("(Kèm theo Công văn số 1204/SKHCN-BCVT ngày 08/10/2025)",
              "Đơn vị tính: hộ"))  # fmt: skip


@layout("letters")
def letter_then_table(case: Case) -> None:
    """Paragraphs with figures of the whole province stand above the table."""
    one(case, [POP, Column("Dân số được phủ sóng 4G", "people_4g", show=dots)],
        Form(codes="", total="last"), title="V/v cung cấp số liệu phủ sóng 4G",
        more=("Kính gửi: Ủy ban nhân dân tỉnh.",
              "1. Đến nay toàn tỉnh có 1.215 trạm BTS 4G, phủ sóng 98,2% dân số.",
              "2. Năm 2026 phấn đấu thêm 95 trạm. Chi tiết như sau:"))  # fmt: skip


@layout("plan")
def plan_estimate_compare(case: Case) -> None:
    """TH 2024, KH 2025, TH 9T/2025, Ước TH cả năm, % TH/KH of stations."""
    name = "Số trạm BTS 5G"
    one(case, [
        Column(f"{name}|TH 2024", "stations_5g", as_of="2024-12-31", optional=True),
        Column(f"{name}|KH 2025", trap="stations_5g", factor=1.4),
        Column(f"{name}|TH 9T/2025", "stations_5g"),
        Column(f"{name}|Ước TH 2025", trap="stations_5g", factor=1.2),
        Column(f"{name}|Tỷ lệ % TH/KH", trap="%villages_5g", show=comma(1)),
    ], Form(total="last"))  # fmt: skip


@layout("plan")
def in_period_and_cumulative(case: Case) -> None:
    """Trong kỳ and Lũy kế of households with fibre."""
    name = "Số hộ thuê bao cáp quang"
    one(case, [
        HOUSEHOLDS,
        Column(f"{name}|Trong kỳ", trap="households_subscribed", factor=0.05),
        Column(f"{name}|Lũy kế", "households_subscribed"),
    ], Form(total="last"))  # fmt: skip


@layout("plan")
def increase_or_decrease(case: Case) -> None:
    """Kỳ này, Kỳ trước, Tăng/giảm of people covered by 4G."""
    name = "Dân số được phủ sóng 4G (người)"
    one(case, [
        POP,
        Column(f"{name}|Kỳ này", "people_4g"),
        Column(f"{name}|Kỳ trước", trap="people_4g", factor=0.96),
        Column(f"{name}|Tăng/giảm", trap="people_4g", factor=0.04),
    ])  # fmt: skip


@layout("plan")
def target_share_beside(case: Case) -> None:
    """Chỉ tiêu 2025 (%), Kết quả đạt được (%), So với KH."""
    name = "Tỷ lệ dân số được phủ sóng 4G"
    one(case, [
        Column(f"{name}|Chỉ tiêu 2025 (%)", trap="%pop_4g", factor=1.1, show=comma(1)),
        Column(f"{name}|Kết quả đạt được (%)", "%pop_4g", show=comma(2)),
        Column(f"{name}|So với KH", trap="text:Đạt;Chưa đạt;Vượt"),
    ])  # fmt: skip


@layout("operators")
def operators_abbreviated(case: Case) -> None:
    """VT, VNP, MBF beneath "Số trạm 4G" and "Số trạm 5G"."""
    one(case, [
        Column(f"Số trạm {g.upper()}|{shown}", f"stations_{g}", operator=key)
        for g in ("4g", "5g") for shown, key in OPERATORS
    ], Form(codes="", total="last"))  # fmt: skip


@layout("operators")
def operators_on_top(case: Case) -> None:
    """Full names of companies on top, people of 4G and stations beneath."""
    names = ("Viettel tỉnh", "VNPT tỉnh", "MobiFone tỉnh")
    one(case, [POP, *(
        Column(f"{name}|{label}", what, operator=key)
        for name, (_, key) in zip(names, OPERATORS, strict=True)
        for label, what in (("Số trạm BTS 4G", "stations_4g"), ("DS được phủ sóng 4G", "people_4g"))
    )], Form(groups="rows"))  # fmt: skip


@layout("operators", operator="viettel")
def viettel_branch(case: Case) -> None:
    """A branch's own report: the operator stands only in the letterhead."""
    one(case, [
        Column("BTS 3G", "stations_3g"), Column("BTS 4G", "stations_4g"),
        Column("BTS 5G", "stations_5g"),
    ], Form(index="TT", name="Địa bàn", codes="", total="last", total_label="Toàn tỉnh"),
        office="TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI\nVIETTEL TỈNH")  # fmt: skip


@layout("operators", operator="vnpt")
def vnpt_export(case: Case) -> None:
    """VNPT's own table, upper-case names, spaces for thousands."""
    one(case, [
        Column("Số hộ dân", "households", show=spaces),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=spaces),
        Column("Ghi chú", trap="text:;Địa hình khó;Chờ kéo cáp"),
    ], Form(names="upper", codes=""), office="VNPT TỈNH\nPHÒNG KỸ THUẬT")  # fmt: skip


@layout("operators", operator="mobifone")
def mobifone_short(case: Case) -> None:
    """MobiFone: short names of communes and code of unit first."""
    one(case, [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")],
        Form(code="Mã ĐVHC", code_after=False, names="abbreviated"),
        office="MOBIFONE TỈNH", foot=False)  # fmt: skip


@layout("villages")
def white_zones(case: Case) -> None:
    """Vùng trắng and lõm sóng beside villages with 4G."""
    one(case, [
        VILLAGES, Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} chưa có sóng di động (vùng trắng)", "villages_without_signal"),
        Column("Số điểm lõm sóng", "holes"),
    ], Form(total="last"))  # fmt: skip


@layout("villages")
def electric_company(case: Case) -> None:
    """The power company: villages with the national grid; households without power."""
    one(case, [
        VILLAGES, Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số hộ chưa có điện", trap="households", factor=0.03),
    ], Form(codes=""), office="CÔNG TY ĐIỆN LỰC", title="TÌNH HÌNH CẤP ĐIỆN")  # fmt: skip


@layout("villages")
def fibre_yes_no(case: Case) -> None:
    """Fibre to the centre of the commune yes/no; villages with fibre as numbers."""
    asked = "Cáp quang đến trung tâm xã (có/không)"
    one(case, [
        Column(asked, trap="text:có;có;không"),
        VILLAGES, Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Tỷ lệ (%)", "%villages_fibre", show=percent_text),
    ])  # fmt: skip
    for commune in case.communes:
        has = int(int(commune.code) % 3 != 2)
        case.truth.note(commune.code, "communes_with_fibre", Entry(has), heading=asked)


@layout("villages")
def two_counts_in_cell(case: Case) -> None:
    """ "Số thôn có 4G/tổng số thôn" in one cell."""
    one(case, [Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages")],
        Form(codes=""))  # fmt: skip


@layout("exports", as_of=None)
def gis_fields(case: Case) -> None:
    """GIS attribute table: MA_XA, XA_PHUONG, DAN_SO, DS_4G, DS_5G."""
    case.table(case.sheet("xa_table"), [
        Column("DAN_SO", "population"), Column("DS_4G", "people_4g"), Column("DS_5G", "people_5g"),
        Column("SHAPE_AREA", trap="population", factor=3.7, digits=2),
    ], Form(index="OBJECTID", name="XA_PHUONG", code="MA_XA", code_after=False))  # fmt: skip


@layout("exports", as_of=None, ending=".csv")
def snake_case(case: Case) -> None:
    """System export: ma_xa, ten_xa, tong_so_ho, so_ho_cap_quang."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    case.table(sheet, [
        Column("tong_so_ho", "households"),
        Column("so_ho_su_dung_cap_quang", "households_subscribed"),
    ], Form(index="id", name="ten_xa", code="ma_xa", code_after=False))  # fmt: skip


@layout("exports", as_of=None)
def pivot(case: Case) -> None:
    """Pivot table: Row Labels, Sum of …, Grand Total."""
    case.table(case.sheet("Sheet4"), [
        Column("Sum of Số trạm 4G", "stations_4g"), Column("Sum of Số trạm 5G", "stations_5g"),
    ], Form(index="", name="Row Labels", codes="", total="last", total_label="Grand Total"),
        at=2)  # fmt: skip


@layout("exports", as_of=None, ending=".csv")
def english_snake(case: Case) -> None:
    """English export: commune_code, commune_name, population, population_4g."""
    case.table(case.sheet("export"), [
        Column("population", "population"), Column("population_covered_4g", "people_4g"),
        Column("updated_by", trap="text:admin;user01"),
    ], Form(index="", name="commune_name", code="commune_code", code_after=False))  # fmt: skip


@layout("qualifiers")
def women_among_members(case: Case) -> None:
    """Teams, members, women among the members."""
    one(case, [
        Column("Số tổ công nghệ số cộng đồng", "teams"),
        Column("Số thành viên|Tổng số", "team_members"),
        Column("Số thành viên|Trong đó: nữ", trap="team_members", factor=0.4),
    ])  # fmt: skip


@layout("qualifiers")
def poor_households(case: Case) -> None:
    """Fibre among poor households beside fibre of all households."""
    one(case, [
        HOUSEHOLDS, Column("Trong đó: hộ nghèo", trap="households", factor=0.1),
        Column("Hộ sử dụng cáp quang|Tổng số", "households_subscribed"),
        Column("Hộ sử dụng cáp quang|Hộ nghèo", trap="households_subscribed", factor=0.05),
    ])  # fmt: skip


@layout("qualifiers")
def subscriptions_per_hundred(case: Case) -> None:
    """Subscriptions per 100 people, mobile broadband: nothing of households may be taken."""
    one(case, [
        POP, Column("Thuê bao BRDĐ/100 dân", trap="population", factor=0.005, digits=1),
        Column("Dân số được phủ sóng 5G", "people_5g"),
    ])  # fmt: skip


@layout("qualifiers")
def rank_and_score(case: Case) -> None:
    """Rank first and scores last; a share of 4G between them."""
    one(case, [
        Column("Xếp hạng", trap="villages"), Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g"),
        Column("Điểm đạt", trap="villages", factor=0.5),
    ], Form(codes=""))  # fmt: skip


@layout("agencies")
def bank_accounts(case: Case) -> None:
    """The State Bank: adults and adults with payment accounts; cards not to be taken."""
    one(case, [
        Column("Dân số từ 15 tuổi trở lên", "adults"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán", "adults_with_epayment"),
        Column("Số thẻ ngân hàng", trap="adults", factor=1.4),
    ], office="NGÂN HÀNG NHÀ NƯỚC\nCHI NHÁNH KHU VỰC")  # fmt: skip


@layout("agencies")
def police_eid(case: Case) -> None:
    """Police: accounts of level 1 not to be taken, of level 2 activated."""
    one(case, [
        Column("TK ĐDĐT mức 1", trap="eid_accounts", factor=0.1),
        Column("TK ĐDĐT mức 2 đã kích hoạt", "eid_accounts"),
    ], Form(name="Công an xã, phường", codes="", names="police_short", total="last"),
        office="CÔNG AN TỈNH\nPHÒNG CSQLHC VỀ TTXH")  # fmt: skip


@layout("agencies")
def public_services(case: Case) -> None:
    """Files received in total, online, and directly."""
    one(case, [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Column("Hồ sơ tiếp nhận|Trực tiếp, BCCI", trap="files", factor=0.3),
    ], Form(names="office", name="Đơn vị", codes="", total="first"))  # fmt: skip


@layout("agencies")
def files_on_time(case: Case) -> None:
    """Files settled: total, early and on time, late."""
    one(case, [
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước và đúng hạn", "files_on_time"),
        Column("Hồ sơ đã giải quyết|Quá hạn", trap="files_settled", factor=0.02),
    ], Form(name="UBND cấp xã", codes=""))  # fmt: skip


@layout("agencies")
def statistics_office(case: Case) -> None:
    """Statistics: households with smartphone in percent as text, with a bilingual head."""
    one(case, [
        Column("Số hộ/Households", "households", show=commas),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)/Smartphone households (%)",
               "%households_smartphone", digits=1, show=comma(1)),
    ], Form(codes=""), office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH")  # fmt: skip


@layout("names")
def name_last(case: Case) -> None:
    """The figures stand before the names."""
    sheet = case.sheet("Bieu 02-VT")
    row = case.top(sheet, "Biểu số 02/VT")
    columns = [POP, Column("Dân số phủ sóng 4G", "people_4g")]
    sheet.line(row, ["Dân số (người)", "Dân số phủ sóng 4G", "Mã ĐVHC", "Xã, phường"])
    for place, commune in enumerate(case.communes):
        values = []
        for column in columns:
            value, gives = column.cell(commune, place)
            values.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 1 + place, [*values, commune.code, commune.name])


@layout("names", as_of=None)
def two_line_names(case: Case) -> None:
    """Names on two lines within the cell: "Xã A", and "(huyện B cũ)" below."""
    sheet = case.sheet("Sheet1")
    columns = [Column("Trạm 4G", "stations_4g")]
    case.table(sheet, columns, Form(codes="", names="district"), at=2)
    sheet.cells = {
        at: v.replace(" (", "\n(") if isinstance(v, str) else v for at, v in sheet.cells.items()
    }


@layout("names", as_of=None)
def merged_from(case: Case) -> None:
    """ "Xã A (xã B, xã C, xã D cũ)" with the districts' communes as the former names."""
    sheet = case.sheet("Sau sap nhap")
    columns = [POP, Column("Dân số được phủ sóng 4G", "people_4g")]
    case.table(sheet, columns, Form(codes=""), at=3)
    for place, commune in enumerate(case.communes):
        sheet.put(4 + place, 1, f"{commune.name} (gồm 3 xã cũ)")


@layout("names", as_of=None)
def sorted_by_share(case: Case) -> None:
    """Sorted by the share from high to low, names short, a column of districts."""
    column = Column("Tỷ lệ phủ sóng 4G (% dân số)", "%pop_4g", show=comma(2))
    ranked = sorted(case.communes, key=lambda c: -column.number(c, "%pop_4g"))
    case.table(case.sheet("Xep hang"), [column], Form(index="Hạng", groups="column"),
               at=1, some=ranked)  # fmt: skip


@layout("pages")
def repeated_heads(case: Case) -> None:
    """Headings on each page with sums carried forward."""
    one(case, [HOUSEHOLDS, Column("Số hộ có cáp quang (thuê bao)", "households_subscribed")],
        Form(page=20, page_sums=True, total="last", codes=""))  # fmt: skip


@layout("pages")
def index_sheet(case: Case) -> None:
    """A sheet of contents, then one sheet per subject."""
    index = case.sheet("MỤC LỤC")
    index.line(0, ["STT", "Tên biểu", "Ghi chú"])
    index.line(1, [1, "Biểu 01: Trạm BTS", "Theo xã"])
    index.line(2, [2, "Biểu 02: Phủ sóng", "Theo xã"])
    for title, column in (("Bieu 01", Column("Số trạm 4G", "stations_4g")),
                          ("Bieu 02", Column("Dân số được phủ sóng 4G", "people_4g"))):  # fmt: skip
        sheet = case.sheet(title)
        case.table(sheet, [column], Form(total="last"), at=case.top(sheet, title))


@layout("pages")
def blank_columns_between(case: Case) -> None:
    """Narrow empty columns stand between the figures."""
    one(case, [POP, Column(""), Column("Dân số có sóng 4G", "people_4g"), Column(""),
               Column("Dân số có sóng 5G", "people_5g")], Form(merged=False))  # fmt: skip


@layout("pages")
def hidden_plan(case: Case) -> None:
    """The plan is in a hidden column."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN")
    case.table(sheet, [Column("KH số trạm 5G năm 2025", trap="stations_5g", factor=1.5),
                       Column("Số trạm 5G hiện có", "stations_5g")],
               Form(codes=""), at=row)  # fmt: skip
    sheet.hidden_columns.add(2)


@layout("numbers")
def gaps_and_crosses(case: Case) -> None:
    """Cells without a figure: "x", "...", empty."""
    one(case, [POP, Column("Dân số được phủ sóng 5G", "people_5g", gaps=0.2)], Form(codes=""))


@layout("numbers")
def thousands_of_people(case: Case) -> None:
    """Nghìn người with a decimal comma, unit in the heading."""
    one(case, [
        Column("Dân số (nghìn người)", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G (nghìn người)", "people_4g", scale=1000, show=comma(3)),
    ], Form(total="last"))  # fmt: skip


@layout("numbers")
def groups_with_sums(case: Case) -> None:
    """Former districts with their sums, percentages as text."""
    one(case, [
        VILLAGES, Column("Số {v} có cáp quang|Số lượng", "villages_with_fibre"),
        Column("Số {v} có cáp quang|Tỷ lệ", "%villages_fibre", show=percent_text),
    ], Form(groups="sums", total="first", total_label="TOÀN TỈNH", codes=""))  # fmt: skip


@layout("numbers")
def uncovered_beside_covered(case: Case) -> None:
    """Households passed, then subscribing, then waiting for a line."""
    one(case, [
        HOUSEHOLDS, Column("Số hộ có hạ tầng cáp quang đi qua", "households_passed"),
        Column("Số hộ đã lắp đặt, sử dụng cáp quang", "households_subscribed"),
        Column("Số hộ đăng ký chờ lắp đặt", trap="households", factor=0.02),
    ])  # fmt: skip
