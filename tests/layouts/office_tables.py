"""Tables of offices with their own sums, signs and names."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.long_tables import say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import sum_of
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("numbers")
def signs_of_the_statistics_office(case: Case) -> None:
    """ "-" for nothing there, "..." for not collected, as the legend says; decimal commas."""
    sheet = case.sheet("Niengiam")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU VIỄN THÔNG", office="THỐNG KÊ TỈNH")
    heads = ["Dân số trung bình (Nghìn người)", "Số trạm 4G (Trạm)", "Số trạm 5G (Trạm)"]
    sheet.line(row, ["TT", "Xã, phường", *heads])
    case.truth.all_headings |= set(heads)
    for place, commune in enumerate(case.communes):
        people = round(commune.figures["population"] / 1000, 2)
        case.truth.note(commune.code, "population", Entry(people * 1000, 1.1), heading=heads[0])
        cells: list[Any] = [comma(2)(people)]
        for what, title in zip(("stations_4g", "stations_5g"), heads[1:], strict=True):
            value = commune.figures[what]
            lost = (place * 7 + len(what)) % 13 == 0 or (what == "stations_5g" and place % 9 == 4)
            case.truth.note(commune.code, what, Entry(None if lost else value), heading=title)
            cells.append("..." if lost else value or "-")
        sheet.line(row + 1 + place, [place + 1, commune.name, *cells])
    sheet.put(sheet.end + 1, 0, "Ký hiệu: (-) Không có hiện tượng phát sinh; "
              "(...) Có phát sinh nhưng không thu thập được số liệu")  # fmt: skip


@layout("time")
def same_period_result_and_change(case: Case) -> None:
    """ "Cùng kỳ 2024", "TH 2025", "So với cùng kỳ (%)" beneath homes with fibre and stations."""
    sheet = case.sheet("9T2025")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ 9 THÁNG NĂM 2025")
    columns = [
        c for title, what in (("Số hộ sử dụng cáp quang", "households_subscribed"),
                              ("Số trạm BTS 4G", "stations_4g"))
        for c in (
            Column(f"{title}|Cùng kỳ 2024", what, as_of="2024-09-30", optional=True),
            Column(f"{title}|TH 2025", what),
            Worked(f"{title}|So với cùng kỳ (%)", make=lambda c, w=what: round(  # type: ignore[misc]
                100 * c.figures[w] / max(c.value(w, as_of="2024-09-30"), 1), 1)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="", numbers_row="{}"), at=row)


@layout("qualifiers")
def homes_of_all_kinds(case: Case) -> None:
    """Poor, near-poor and minority homes beneath "Tổng số hộ"; smartphones of all, of the poor."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH", office="UBND HUYỆN (CŨ)")
    smart = "Hộ có điện thoại thông minh"
    columns = [
        Column("Hộ gia đình|Tổng số hộ", "households"),
        Worked("Hộ gia đình|Hộ nghèo", make=part("households", 0.11)),
        Worked("Hộ gia đình|Hộ cận nghèo", make=part("households", 0.09)),
        Worked("Hộ gia đình|Hộ DTTS", make=part("households", 0.7)),
        Column(f"{smart}|Số hộ", "households_with_smartphone"),
        Column(f"{smart}|Tỷ lệ % so với tổng số hộ", "%households_smartphone"),
        Worked(f"{smart}|Trong đó: hộ nghèo", make=part("households_with_smartphone", 0.06)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("agencies")
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


@layout("agencies")
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


@layout("agencies")
def accounts_assigned_and_remaining(case: Case) -> None:
    """Police: accounts of level 1 and 2 received, activated, assigned, remaining; "CAX A"."""
    sheet = case.sheet("DA06")
    office = "CÔNG AN TỈNH\nPHÒNG CSQLHC VỀ TTXH"
    row = case.top(sheet, "KẾT QUẢ THU NHẬN, KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ", office=office)
    columns = [
        Worked("Chỉ tiêu giao", make=part("eid_accounts", 1.2)),
        Worked("Đã thu nhận|Mức 1", make=part("eid_accounts", 0.1)),
        Worked("Đã thu nhận|Mức 2", make=part("eid_accounts", 1.05)),
        Column("Số tài khoản đã kích hoạt", "eid_accounts"),
        Worked("Còn lại", make=lambda c: int(c.figures["eid_accounts"] * 1.2)
               - c.figures["eid_accounts"]),
        Worked("Tỷ lệ kích hoạt/chỉ tiêu (%)", make=reached("eid_accounts", 1.2)),
    ]  # fmt: skip
    form = Form(index="STT", name="Đơn vị", codes="", names="police", total="last")
    case.table(sheet, columns, form, at=row)


@layout("agencies")
def accounts_and_points_of_a_bank(case: Case) -> None:
    """Bank: adults, those with an account, all accounts (more than people), cards, ATM, QR."""
    sheet = case.sheet("TTKDTM")
    row = case.top(sheet, "THANH TOÁN KHÔNG DÙNG TIỀN MẶT", office="NHNN CHI NHÁNH KHU VỰC")
    columns = [
        Column("Dân số từ đủ 15 tuổi trở lên (người)", "adults"),
        Worked("Tổng số tài khoản thanh toán (tài khoản)", make=part("adults_with_epayment", 1.6)),
        Column("Số người từ đủ 15 tuổi trở lên có tài khoản thanh toán (người)",
               "adults_with_epayment"),
        Worked("Số thẻ ngân hàng (thẻ)", make=part("adults_with_epayment", 1.2)),
        Worked("Máy ATM", make=lambda c: c.figures["stations_4g"] % 4),
        Worked("Điểm chấp nhận QR", make=lambda c: c.figures["villages"] * 3),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Địa bàn xã, phường", total="last"), at=row)


@layout("sheets")
def forms_of_communes_below_each_other(case: Case) -> None:
    """One sheet: the form of each commune below the last, "Phiếu số 01" and its questions."""
    sheet = case.sheet("Phieu")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
               Column("Tổng số hộ", "households"),
               Column("Số hộ sử dụng cáp quang", "households_subscribed")]  # fmt: skip
    sheet.put(0, 0, "TỔNG HỢP PHIẾU KHẢO SÁT HẠ TẦNG SỐ CẤP XÃ (số liệu đến 30/9/2025)")
    row = 2
    for number, commune in enumerate(case.communes, start=1):
        sheet.put(row, 0, f"Phiếu số {number:02}")
        sheet.line(row + 1, ["Đơn vị:", f"UBND {commune.name[0].lower()}{commune.name[1:]}"])
        sheet.line(row + 2, ["TT", "Nội dung", "Kết quả"])
        for at, column in enumerate(columns, start=1):
            title = case.say(column.heading)
            value = say(case, commune, column.gives, title)
            sheet.line(row + 2 + at, [at, title, value])
        row += 8
    case.truth.all_headings |= {case.say(c.heading) for c in columns}


@layout("headings")
def codes_of_indicators_with_a_key(case: Case) -> None:
    """ "CT01" … as headings; a second sheet "Danh mục chỉ tiêu" tells what they mean."""
    sheet = case.sheet("Du lieu")
    sheet.put(0, 0, "Dữ liệu chỉ tiêu cấp xã - kỳ 30/9/2025")
    wanted = {"CT01": ("population", "Dân số"), "CT02": ("people_4g", "Dân số được phủ sóng 4G"),
              "CT03": ("villages", "Tổng số {v}"),
              "CT04": ("villages_with_4g", "Số {v} có sóng 4G")}  # fmt: skip
    sheet.line(2, ["ma_xa", "ten_xa", *wanted])
    for row, commune in enumerate(case.communes, start=3):
        figures = [say(case, commune, what, mark) for mark, (what, _) in wanted.items()]
        sheet.line(row, [commune.code, commune.name, *figures])
    key = case.sheet("Danh muc chi tieu")
    key.line(0, ["Mã chỉ tiêu", "Tên chỉ tiêu", "Đơn vị tính"])
    for row, (mark, (_, title)) in enumerate(wanted.items(), start=1):
        key.line(row, [mark, case.say(title), "người" if row < 3 else case.word.split(",")[0]])
    case.truth.all_headings |= set(wanted)


@layout("agencies")
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


@layout("around the table")
def printed_pages_with_page_numbers(case: Case) -> None:
    """Each 25 communes: "Trang 1/3", then the headings and the numbers of columns again."""
    sheet = case.sheet("Ban in")
    sheet.put(0, 0, "BIỂU TỔNG HỢP DÂN SỐ PHỦ SÓNG VÀ SỐ TRẠM (30/9/2025)")
    columns = [Column("Dân số", "population", show=dots),
               Column("Dân số được phủ sóng 4G", "people_4g", show=dots),
               Column("Số trạm 4G", "stations_4g")]  # fmt: skip
    row, pages = 2, -(-len(case.communes) // 25)
    for page in range(pages):
        sheet.line(row, ["STT", "Xã, phường", "Mã xã", *[c.heading for c in columns]])
        sheet.line(row + 1, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
        some = case.communes[25 * page : 25 * page + 25]
        row = body(case, sheet, row + 2, columns, codes=True, some=some, start=25 * page + 1)
        sheet.put(row, 5, f"Trang {page + 1}/{pages}")
        row += 1
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "TỔNG TOÀN TỈNH", None, *[dots(s) for s in sums]])


@layout("plan or present")
def planned_done_expected_of_villages(case: Case) -> None:
    """ "KH 2025", "TH 2024", "TH đến 30/9/2025", "Ước TH 2025", "KH 2026" of fibre."""
    sheet = case.sheet("KH2026")
    row = case.top(sheet, "BIỂU KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG CÁP QUANG", "")
    title = "Số {v} có cáp quang"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{title}|TH 2024", "villages_with_fibre", as_of="2024-12-31", optional=True),
        Worked(f"{title}|KH 2025", make=part("villages", 1)),
        Column(f"{title}|TH đến 30/9/2025", "villages_with_fibre"),
        Worked(f"{title}|Ước TH 2025", make=lambda c: min(c.figures["villages"],
               c.figures["villages_with_fibre"] + 1)),
        Worked(f"{title}|KH 2026", make=part("villages", 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("numbers")
def formulas_that_failed(case: Case) -> None:
    """Shares are formulas; "#DIV/0!" where the cell of the number of homes is still empty."""
    sheet = case.sheet("Nhap lieu")
    sheet.put(0, 0, "Nhập liệu hộ gia đình, chốt 30/9/2025")
    heads = ["Tổng số hộ", "Số hộ sử dụng cáp quang", "Tỷ lệ hộ sử dụng cáp quang"]
    sheet.line(2, ["STT", "Xã, phường", "Mã xã", *heads])
    case.truth.all_headings |= set(heads)
    for row, commune in enumerate(case.communes, start=3):
        homes, using = (commune.figures[w] for w in ("households", "households_subscribed"))
        empty = row % 12 == 5
        gives = (("households", homes), ("households_subscribed", using))
        for (what, value), title in zip(gives, heads, strict=False):
            case.truth.note(commune.code, what, Entry(None if empty else value), heading=title)
        share = "#DIV/0!" if empty else round(using / homes, 4)
        line = [row - 2, commune.name, commune.code, *([None, None] if empty else [homes, using])]
        sheet.line(row, [*line, (f"=E{row + 1}/D{row + 1}", share)])
        sheet.formats[row, 5] = "0.0%"


@layout("groups and totals")
def areas_of_difficulty_as_groups(case: Case) -> None:
    """ "Khu vực III", "Khu vực II", "Khu vực I" and "Các phường" as groups with their sums."""
    sheet = case.sheet("KV")
    row = case.top(sheet, "HẠ TẦNG SỐ PHÂN THEO KHU VỰC (QĐ 861/QĐ-TTg)")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
               Column("Số hộ", "households")]  # fmt: skip
    sheet.line(row, ["STT", "Khu vực/xã", *[case.say(c.heading) for c in columns]])
    rural = [c for c in case.communes if c.kind != "phường"]
    groups = {"Xã khu vực III": rural[::3], "Xã khu vực II": rural[1::3],
              "Xã khu vực I": rural[2::3],
              "Các phường": [c for c in case.communes if c.kind == "phường"]}  # fmt: skip
    row += 1
    for mark, (label, some) in zip(("I", "II", "III", "IV"), groups.items(), strict=True):
        named = f"{label} ({len(some)} đơn vị)"
        sheet.line(row, [mark, named, *[sum_of(some, c.gives) for c in columns]])
        row = body(case, sheet, row + 1, columns, some=some)
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "Tổng (I+II+III+IV)", *sums])


@layout("units of measure")
def shares_as_text_with_commas(case: Case) -> None:
    """ "97,25" and "100" as text without a sign under "Tỷ lệ … (%)"; a column hidden before."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG VÀ CÁP QUANG THEO XÃ, PHƯỜNG")

    def text(value: float) -> str:
        return f"{value:g}".replace(".", ",")

    columns = [
        Worked("Kỳ trước (6/2025)|4G", make=lambda c: text(
            round(94.0 * c.figures["people_4g"] / c.figures["population"], 2))),
        Column("Tỷ lệ dân số được phủ sóng (%)|4G", "%pop_4g", show=text),
        Column("Tỷ lệ dân số được phủ sóng (%)|5G", "%pop_5g", show=text),
        Column("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre", show=text),
        Column("Tỷ lệ hộ thuê bao cáp quang (%)", "%households_fibre_subscribed", show=text),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)
    sheet.hidden_columns = {3}


@layout("qualifiers")
def area_covered_and_subscriptions(case: Case) -> None:
    """Area covered (%) and subscriptions of 4G and 5G beside people covered: no people, these."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "VÙNG PHỦ SÓNG VÀ THUÊ BAO DI ĐỘNG BĂNG RỘNG")
    columns = [
        Column("Dân số", "population"),
        Worked("Tỷ lệ diện tích được phủ sóng 4G (%)", make=lambda c: 61 + len(c.name) + 0.5),
        Worked("Diện tích vùng phủ 4G (km2)", make=part("villages", 2.1)),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        Worked("Số thuê bao 4G", make=part("people_4g", 0.8)),
        Worked("Số thuê bao 5G", make=part("people_5g", 0.3)),
        Worked("Tỷ lệ diện tích được phủ sóng 5G (%)", make=lambda c: c.figures["stations_5g"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("qualifiers")
def stations_in_all_states(case: Case) -> None:
    """Stations on air, out of order, being built, proposed, with battery; of 4G and of 5G."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "QUẢN LÝ TRẠM BTS TRÊN ĐỊA BÀN")
    columns = [
        c for g in ("4G", "5G") for c in (
            Column(f"Trạm {g}|Đang phát sóng", f"stations_{g.lower()}"),
            Worked(f"Trạm {g}|Tạm ngừng hoạt động", make=lambda c: c.figures["villages"] % 2),
            Worked(f"Trạm {g}|Đang xây dựng", make=lambda c: c.figures["villages"] % 3),
            Worked(f"Trạm {g}|Đề xuất xây mới", make=lambda c: c.figures["households"] % 5),
        )
    ]  # fmt: skip
    columns.append(Worked("Trạm có máy phát điện dự phòng", make=part("stations_4g", 0.6)))
    case.table(sheet, columns, Form(index="TT", name="Xã/phường", total="last"), at=row)


@layout("qualifiers")
def villages_of_extreme_difficulty(case: Case) -> None:
    """Villages with 4G of the difficult ones beside those of all; halls with wifi, speakers."""
    sheet = case.sheet("Bieu 4")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG CỦA {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Trong đó: {v} ĐBKK", make=part("villages", 0.4)),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Số {v} ĐBKK có sóng 4G", make=part("villages_with_4g", 0.3)),
        Worked("Số {v} có sóng 4G yếu, không ổn định", make=part("villages_with_4g", 0.2)),
        Worked("Số nhà văn hóa {v} có cáp quang", make=part("villages_with_fibre", 0.8)),
        Worked("Số {v} có loa truyền thanh thông minh", make=part("villages", 0.5)),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last", code="Mã ĐVHC"), at=row)


@layout("qualifiers")
def other_homes_and_other_internet(case: Case) -> None:
    """Homes without fibre, with mobile internet only, with any internet; those with fibre last."""
    sheet = case.sheet("Internet")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET")
    columns = [
        Worked("Tỷ lệ hộ nghèo (%)", make=lambda c: c.figures["villages"] / 2),
        Worked("Số hộ có Internet (mọi hình thức)", make=part("households", 0.95)),
        Worked("Số hộ chỉ dùng Internet di động", make=part("households", 0.2)),
        Worked("Số hộ chưa sử dụng cáp quang", make=lambda c: c.figures["households"]
               - c.figures["households_subscribed"]),
        Column("Số hộ đang sử dụng cáp quang", "households_subscribed"),
        Column("Tổng số hộ trên địa bàn", "households"),
        Worked("Số hộ có nhu cầu lắp mới cáp quang", make=part("households", 0.1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("numbers", errors_due=True)
def thousands_typed_as_decimals(case: Case) -> None:
    """ "9.412" typed where the point is decimal: the cells hold 9.412 and are shown so."""
    sheet = case.sheet("Nhap tay")
    row = case.top(sheet, "DÂN SỐ VÀ DÂN SỐ PHỦ SÓNG (ĐVT: người)")
    heads = {"Dân số": "population", "Dân số được phủ sóng 4G": "people_4g"}
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", *heads])
    case.truth.all_headings |= set(heads)
    for place, commune in enumerate(case.communes):
        cells = []
        for title, what in heads.items():
            value = commune.figures[what]
            case.truth.note(commune.code, what, Entry(value, optional=True), heading=title)
            cells.append(value / 1000)
            if value >= 1000:
                sheet.formats[row + 1 + place, 3 + len(cells) - 1] = "0.000"
        sheet.line(row + 1 + place, [place + 1, commune.name, commune.code, *cells])


@layout("numbers", errors_due=True)
def parts_of_wholes_turned_into_dates(case: Case) -> None:
    """ "8/9" villages with 4G became the date 8 September where it could; the rest is text."""
    sheet = case.sheet("Thon 4G")
    row = case.top(sheet, "SỐ {V} CÓ SÓNG 4G")
    head = case.say("Số {v} có sóng 4G/tổng số {v}")
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", "Số hộ", head])
    case.truth.all_headings |= {head, "Số hộ"}
    for place, commune in enumerate(case.communes):
        homes = say(case, commune, "households", "Số hộ")
        some, whole = commune.figures["villages_with_4g"], commune.figures["villages"]
        is_date = whole <= 12 and some >= 1
        for what, value in (("villages_with_4g", some), ("villages", whole)):
            case.truth.note(commune.code, what, Entry(value, optional=is_date), heading=head)
        shown = dt.date(2025, whole, some) if is_date else f"{some}/{whole}"
        sheet.line(row + 1 + place, [place + 1, commune.name, commune.code, homes, shown])


@layout("operators")
def by_one_operator_and_by_all(case: Case) -> None:
    """Villages with 4G of at least one operator, of two, of all three; people of all kinds."""
    sheet = case.sheet("Nha mang")
    row = case.top(sheet, "PHỦ SÓNG 4G THEO SỐ LƯỢNG DOANH NGHIỆP")
    title = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{title}|Của ít nhất 01 doanh nghiệp", "villages_with_4g"),
        Worked(f"{title}|Của 02 doanh nghiệp trở lên", make=part("villages_with_4g", 0.7)),
        Worked(f"{title}|Của cả 03 doanh nghiệp", make=part("villages_with_4g", 0.5)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)
