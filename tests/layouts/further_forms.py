"""Forms of letters and reports, exports and pivot tables."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.long_tables import OPERATORS, older, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import districts_of, sum_of
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("headings")
def appendix_with_formulas_of_columns(case: Case) -> None:
    """Appendix of a letter; "(A)", "(B)", "(1)", "(3)=(2)/(1)x100" beneath the headings."""
    sheet = case.sheet("Phu luc II")
    sheet.put(0, 0, "Phụ lục II")
    sheet.put(1, 0, "KẾT QUẢ PHỦ SÓNG THÔNG TIN DI ĐỘNG BĂNG RỘNG TRÊN ĐỊA BÀN TỈNH")
    sheet.put(2, 0, "(Kèm theo Công văn số 1457/SKHCN-BCVT ngày 06/10/2025 của Sở KH&CN)")
    sheet.put(3, 0, "Số liệu đến hết ngày 30/9/2025")
    marks = ["(A)", "(B)", "(C)", "(1)", "(2)", "(3)=(2)/(1)x100", "(4)", "(5)=(4)/(1)x100"]
    sheet.line(5, ["TT", "Xã, phường", "Mã ĐVHC"])
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G|Số lượng (người)", "people_4g"),
        Column("Dân số được phủ sóng 4G|Tỷ lệ (%)", "%pop_4g"),
        Column("Dân số được phủ sóng 5G|Số lượng (người)", "people_5g"),
        Column("Dân số được phủ sóng 5G|Tỷ lệ (%)", "%pop_5g"),
    ]
    sheet.line(5, ["Dân số (người)", "Dân số được phủ sóng 4G", None,
                   "Dân số được phủ sóng 5G"], at=3)  # fmt: skip
    sheet.line(6, ["Số lượng (người)", "Tỷ lệ (%)"] * 2, at=4)
    sheet.merged += [(5, c, 6, c) for c in range(4)] + [(5, 4, 5, 5), (5, 6, 5, 7)]
    sheet.line(7, marks)
    body(case, sheet, 8, columns, codes=True)
    case.foot(sheet)


@layout("agencies", operator="vnpt")
def form_02_of_telecoms(case: Case) -> None:
    """ "Biểu số 02/VT", "Đơn vị tính: thuê bao": mobile with 2G only of it, FTTH of households."""
    sheet = case.sheet("Bieu 02-VT")
    sheet.put(0, 0, "TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM")
    sheet.put(0, 6, "Biểu số 02/VT")
    sheet.put(2, 0, "BÁO CÁO PHÁT TRIỂN THUÊ BAO VIỄN THÔNG")
    sheet.put(3, 0, "Kỳ báo cáo: Quý III năm 2025 (chốt số liệu 30/9/2025)")
    sheet.put(4, 6, "Đơn vị tính: thuê bao")
    columns = [
        Column("Thuê bao điện thoại di động|Tổng số", "subscribers"),
        Column("Thuê bao điện thoại di động|Trong đó: thuê bao chỉ sử dụng 2G",
               "subscribers_with_2g_only"),
        Column("Thuê bao điện thoại di động|Phát triển mới trong kỳ", trap="subscribers",
               factor=0.03),
        Column("Thuê bao điện thoại cố định", trap="households_subscribed", factor=0.07),
        Column("Thuê bao truyền hình MyTV", trap="households_subscribed", factor=0.6),
    ]  # fmt: skip
    form = Form(index="TT", name="Địa bàn (xã, phường)", numbers_row="({})", total="last")
    case.table(sheet, columns, form, at=5)
    case.foot(sheet)


@layout("numbers")
def subscriptions_per_hundred_people(case: Case) -> None:
    """People and homes, beside "thuê bao/100 dân" and "hộ/km2": densities, no shares."""
    sheet = case.sheet("Mat do")
    row = case.top(sheet, "MẬT ĐỘ THUÊ BAO VIỄN THÔNG PHÂN THEO XÃ, PHƯỜNG", office="CỤC THỐNG KÊ")
    columns = [
        Column("Diện tích (km2)", trap="villages", factor=2.37, show=comma(2), digits=2),
        Column("Dân số trung bình (người)", "population"),
        Column("Mật độ dân số (người/km2)", trap="population", factor=0.011),
        Column("Số hộ dân cư (hộ)", "households"),
        Column("Số thuê bao điện thoại di động/100 dân", trap="%pop_4g", factor=0.97),
        Column("Số thuê bao Internet băng rộng cố định/100 dân", trap="%pop_5g", factor=0.7),
        Column("Quy mô hộ (người/hộ)", trap="stations_4g", factor=0.31),
    ]
    case.table(sheet, columns, Form(name="Tên đơn vị hành chính", code="Mã số"), at=row)


@layout("names and codes")
def name_and_code_in_the_last_columns(case: Case) -> None:
    """Figures first; the commune and its "Mã ĐVHC" stand in the last two columns."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu trạm BTS tính đến 30/9/2025")
    columns = [
        Column("Trạm 3G", "stations_3g"), Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"), Column("Số hộ", "households"),
    ]  # fmt: skip
    sheet.line(2, ["STT", *[c.heading for c in columns], "Xã/phường", "Mã ĐVHC", "Ghi chú"])
    case.truth.all_headings |= {c.heading for c in columns}
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(3 + place, [*line, commune.name, commune.code,
                               "Xã biên giới" if place % 11 == 3 else None])  # fmt: skip


@layout("plan or present")
def quarter_and_cumulative_against_plan(case: Case) -> None:
    """ "KH năm", "TH trong kỳ", "Lũy kế đến hết kỳ", "% TH/KH" under stations and homes."""
    sheet = case.sheet("TH KH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH QUÝ III/2025")
    columns = [
        c for title, what in (("Trạm BTS 5G", "stations_5g"),
                              ("Hộ gia đình sử dụng cáp quang", "households_subscribed"))
        for c in (
            Column(f"{title}|KH năm 2025", trap=what, factor=1.3),
            Column(f"{title}|TH trong kỳ", trap=what, factor=0.22),
            Column(f"{title}|Lũy kế đến hết kỳ", what),
            Worked(f"{title}|Tỷ lệ % TH/KH", make=reached(what)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", code="Mã xã", total="last"), at=row)


@layout("names and codes")
def names_with_what_they_were_made_of(case: Case) -> None:
    """ "Xã A", beneath it "(gồm xã B, xã C cũ)" in one cell of two lines, no codes."""
    sheet = case.sheet("Don vi moi")
    row = case.top(sheet, "SỐ LIỆU DÂN SỐ, HỘ GIA ĐÌNH SAU SẮP XẾP")
    columns = [Column("Dân số", "population"), Column("Số hộ", "households"),
               Column("Số {v} sau sắp xếp", "villages")]  # fmt: skip
    sheet.line(row, ["STT", "Tên ĐVHC cấp xã mới", *[case.say(c.heading) for c in columns]])
    end = body(case, sheet, row + 1, columns)
    for at, commune in zip(range(row + 1, end), case.communes, strict=True):
        old = [name[0].lower() + name[1:] for _, name in older(commune)]
        made = f"gồm {', '.join(old)} cũ" if len(old) > 1 else "giữ nguyên"
        sheet.put(at, 1, f"{commune.name}\n({made})")


@layout("around the table")
def empty_columns_between_and_remarks(case: Case) -> None:
    """A narrow empty column between every two columns; remarks with numbers at the right."""
    sheet = case.sheet("In")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG VIỄN THÔNG", right=8)
    columns = [
        Column("Tổng số {v}", "villages"), Column("", ""), Column("Số {v} có sóng 4G",
        "villages_with_4g"), Column("", ""), Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]  # fmt: skip
    heads = ["STT", None, "Xã, phường", None, *[case.say(c.heading) or None for c in columns]]
    sheet.line(row, [*heads, None, "Ghi chú"])
    case.truth.all_headings |= {case.say(c.heading) for c in columns}
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, None, commune.name, None]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        remark = "Còn 02 thôn chưa có sóng 4G, dự kiến phủ sóng tháng 12/2025"
        sheet.line(row + 1 + place, [*line, None, remark if place % 5 == 1 else None])


@layout("operators")
def operators_abbreviated_with_a_sum(case: Case) -> None:
    """ "Số trạm 4G" and "Số trạm 5G" over VTL, VNP, MBF and "Tổng"."""
    sheet = case.sheet("BTS")
    row = case.top(sheet, "SỐ LƯỢNG TRẠM BTS CỦA CÁC DOANH NGHIỆP")
    sheet.line(row, ["TT", "Xã, phường", "Mã xã"])
    shorts = dict(zip(("VTL", "VNP", "MBF"), (key for _, key in OPERATORS), strict=True))
    for group, title in enumerate(("Số trạm 4G", "Số trạm 5G")):
        sheet.put(row, 3 + 4 * group, title)
        sheet.line(row + 1, [*shorts, "Tổng"], at=3 + 4 * group)
        sheet.merged.append((row, 3 + 4 * group, row, 6 + 4 * group))
        case.truth.all_headings |= {title, *shorts, "Tổng"}
    for at, commune in enumerate(case.communes, start=row + 2):
        line: list[Any] = [at - row - 1, commune.name, commune.code]
        for title, what in (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g")):
            each = [say(case, commune, what, f"{title}|{s}", key) for s, key in shorts.items()]
            line += [*each, sum(each)]
            case.truth.note(commune.code, what, Entry(sum(each)), heading=f"{title}|Tổng")
        sheet.line(at, line)
    note = "Ghi chú: VTL: Viettel; VNP: VinaPhone (VNPT); MBF: MobiFone."
    sheet.put(sheet.end + 1, 0, note)


@layout("qualifiers")
def white_zones_and_holes_by_commune(case: Case) -> None:
    """Villages without any signal, holes and their people, who is to cover them and when."""
    sheet = case.sheet("Lom song")
    row = case.top(sheet, "RÀ SOÁT VÙNG TRẮNG SÓNG, VÙNG LÕM SÓNG DI ĐỘNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} chưa có sóng di động (vùng trắng)", "villages_without_signal"),
        Column("Vùng lõm sóng|Số điểm lõm", "holes"),
        Column("Vùng lõm sóng|Số dân bị ảnh hưởng", "people_in_holes"),
        Column("Vùng lõm sóng|Số hộ bị ảnh hưởng", trap="people_in_holes", factor=0.24),
        Worked("Doanh nghiệp được giao", make=lambda c: OPERATORS[c.figures["villages"] % 3][0]),
        Worked("Dự kiến hoàn thành",
               make=lambda c: ("12/2025", "Quý I/2026", "6/2026")[c.figures["households"] % 3]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("agencies")
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


@layout("qualifiers")
def stations_of_all_generations_with_sum(case: Case) -> None:
    """ "Tổng số trạm BTS" and "Số vị trí cột" before 2G, 3G, 4G, 5G; the roof-top ones behind."""
    sheet = case.sheet("Ha tang")
    row = case.top(sheet, "HẠ TẦNG TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG (BTS)")
    columns = [
        Column("Số vị trí cột", trap="stations_4g", factor=1.1),
        Worked(
            "Tổng số trạm BTS",
            make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5)),
        ),
        *[Column(f"Chia ra|{g}G", f"stations_{g}g") for g in (2, 3, 4, 5)],
        Column("Trạm dùng chung hạ tầng", trap="stations_4g", factor=0.3),
    ]
    form = Form(index="TT", name="Địa bàn", code="Mã", codes="number", total="first")
    case.table(sheet, columns, form, at=row)


@layout("names and codes")
def sorted_by_rank_with_ranks(case: Case) -> None:
    """The best commune first; each share has "Xếp hạng" behind it; no running number."""
    sheet = case.sheet("Xep hang")
    row = case.top(sheet, "XẾP HẠNG CÁC XÃ, PHƯỜNG VỀ CHUYỂN ĐỔI SỐ THÁNG 9/2025")
    digital = Column("Tỷ lệ hồ sơ trực tuyến|Tỷ lệ (%)", "%files_online")
    order = sorted(case.communes, key=lambda c: -digital.number(c, "%files_online"))
    heads = ("Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ số hóa kết quả giải quyết TTHC")
    sheet.line(row, ["Hạng chung", "Đơn vị", heads[0], None, heads[1]])
    sheet.line(row + 1, ["Tỷ lệ (%)", "Xếp hạng"] * 2, at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1), (row, 2, row, 3),
                     (row, 4, row, 5)]  # fmt: skip
    results = Column(f"{heads[1]}|Tỷ lệ (%)", "%results_digitised")
    ranks = sorted(order, key=lambda c: -results.number(c, "%results_digitised"))
    for place, commune in enumerate(order):
        line: list[Any] = [place + 1, f"UBND {commune.name[0].lower()}{commune.name[1:]}"]
        for column, rank in ((digital, place + 1), (results, ranks.index(commune) + 1)):
            value, gives = column.cell(commune, place)
            line += [value, rank]
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 2 + place, line)
    case.truth.all_headings |= {*heads, "Tỷ lệ (%)"}


@layout("exports", as_of=None)
def pivot_table_with_districts(case: Case) -> None:
    """ "Row Labels", "Sum of DAN_SO" …, former districts with sums, "Grand Total"."""
    sheet = case.sheet("Pivot")
    names = {"population": "Sum of DAN_SO", "people_4g": "Sum of DAN_SO_4G",
             "stations_4g": "Sum of TRAM_4G"}  # fmt: skip
    sheet.put(0, 0, "TINH")
    sheet.put(0, 1, "(All)")
    sheet.line(2, ["Row Labels", *names.values()])
    row = 3
    for district, some in districts_of(case).items():
        sheet.line(row, [district, *[sum_of(some, what) for what in names]])
        for commune in some:
            row += 1
            figures = [say(case, commune, what, title) for what, title in names.items()]
            sheet.line(row, [f"   {commune.name}", *figures])
        row += 1
    sheet.line(row, ["Grand Total", *[sum_of(case.communes, what) for what in names]])
    case.truth.all_headings |= set(names.values())


@layout("exports", as_of=None, ending=".csv")
def attributes_of_a_map_layer(case: Case) -> None:
    """ "OBJECTID", "XA_PHUONG", "MA_XA", "DIEN_TICH", "DAN_SO", "DS_4G", "SHAPE_Area"."""
    sheet = case.sheet("layer")
    sheet.delimiter = ","
    sheet.encoding = "utf-8"
    sheet.line(0, ["OBJECTID", "MA_TINH", "MA_XA", "XA_PHUONG", "DIEN_TICH", "DAN_SO", "DS_4G",
                   "DS_5G", "TRAM_4G", "SHAPE_Length", "SHAPE_Area"])  # fmt: skip
    wanted = {"DAN_SO": "population", "DS_4G": "people_4g", "DS_5G": "people_5g",
              "TRAM_4G": "stations_4g"}  # fmt: skip
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row, [row, case.province, commune.code, commune.name,
                         round(case.rng.uniform(4, 190), 3), *figures,
                         round(case.rng.uniform(9e3, 9e4), 6),
                         round(case.rng.uniform(4e6, 1.9e8), 4)])  # fmt: skip


@layout("exports", ending=".csv")
def web_export_in_snake_case(case: Case) -> None:
    """ "ma_xa", "ten_xa", "tong_so_ho", "so_ho_su_dung_cap_quang", "ngay_cap_nhat"."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    wanted = {"tong_so_ho": "households", "so_ho_su_dung_cap_quang": "households_subscribed",
              "so_ho_co_dien_thoai_thong_minh": "households_with_smartphone"}  # fmt: skip
    sheet.line(0, ["id", "ma_tinh", "ma_xa", "ten_xa", *wanted, "nguoi_cap_nhat", "ngay_cap_nhat"])
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row, [8000 + row, case.province, commune.code, commune.name, *figures,
                         f"canbo{row:02}", "2025-09-30"])  # fmt: skip


@layout("qualifiers")
def hamlets_and_quarters_then_both(case: Case) -> None:
    """ "Số thôn", "Số tổ dân phố" and "Cộng" in three columns; the sum is the number."""
    words = [*case.word.split(", "), "tổ dân phố"][:2]
    sheet = case.sheet("So thon")
    row = case.top(sheet, f"SỐ LƯỢNG {case.word.upper()} VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    group = case.say("Số {v}")
    sheet.line(row, ["STT", "Đơn vị hành chính", "Mã số", group, None, None,
                     "Tổ công nghệ số cộng đồng"])  # fmt: skip
    sheet.line(row + 1, [words[0].capitalize(), words[1].capitalize(), "Cộng", "Số tổ",
                         "Số thành viên"], at=3)  # fmt: skip
    sheet.merged += [(row, c, row + 1, c) for c in range(3)] + [(row, 3, row, 5), (row, 6, row, 7)]
    for at, commune in enumerate(case.communes, start=row + 2):
        whole = say(case, commune, "villages", f"{group}|Cộng")
        urban = whole // 3 if commune.kind == "xã" else whole - whole // 5
        teams = say(case, commune, "teams", "Tổ công nghệ số cộng đồng|Số tổ")
        members = say(case, commune, "team_members", "Tổ công nghệ số cộng đồng|Số thành viên")
        sheet.line(at, [at - row - 1, commune.name, commune.code, whole - urban, urban, whole,
                        teams, members])  # fmt: skip
    case.truth.all_headings |= {group, "Cộng"}


@layout("sheets")
def index_sheet_then_forms(case: Case) -> None:
    """ "Mục lục" names the forms; "B01" is of people, "B02" of villages, "B03" of homes."""
    index = case.sheet("Muc luc")
    index.put(0, 0, "DANH MỤC BIỂU SỐ LIỆU (kỳ số liệu: 30/9/2025)")
    index.line(2, ["STT", "Ký hiệu", "Tên biểu", "Số trang"])
    forms = (
        ("B01", "Dân số và dân số được phủ sóng", [Column("Dân số", "population"),
         Column("Dân số được phủ sóng 4G", "people_4g")]),
        ("B02", "Số {v} có sóng 4G, có cáp quang", [Column("Tổng số {v}", "villages"),
         Column("Trong đó|Có sóng 4G", "villages_with_4g"),
         Column("Trong đó|Có cáp quang", "villages_with_fibre")]),
        ("B03", "Hộ gia đình", [Column("Số hộ", "households"),
         Column("Số hộ có thuê bao cáp quang", "households_subscribed")]),
    )  # fmt: skip
    for number, (mark, title, columns) in enumerate(forms, start=1):
        index.line(2 + number, [number, mark, case.say(title), 2])
        sheet = case.sheet(mark)
        sheet.put(0, 0, f"Biểu {mark}: {case.say(title).upper()}")
        sheet.put(1, 0, "Quay lại Mục lục")
        case.table(sheet, columns, Form(code="Mã xã", total="last"), at=3)


@layout("groups and totals")
def telecom_centres_with_sums(case: Case) -> None:
    """VNPT's centres "TTVT …" as rows with sums above their communes, "Toàn tỉnh" first."""
    case.truth.operator = "vnpt"
    sheet = case.sheet("VNPT")
    sheet.put(0, 0, "SỐ LIỆU HẠ TẦNG VNPT THEO TRUNG TÂM VIỄN THÔNG - 30/9/2025")
    columns = [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g"),
               Column("Số hộ có khả năng cung cấp cáp quang", "households_passed")]  # fmt: skip
    whats = [c.gives for c in columns]
    sheet.line(2, ["TT", "Đơn vị/địa bàn", *[c.heading for c in columns]])
    sheet.line(3, [None, "Toàn tỉnh", *[sum_of(case.communes, w) for w in whats]])
    row, start = 4, 1
    for number, (district, some) in enumerate(districts_of(case).items()):
        short = district.split(" ", 1)[1].removeprefix("phố ").removeprefix("xã ")
        sums = [sum_of(some, w) for w in whats]
        sheet.line(row, [chr(ord("A") + number), f"TTVT {short}", *sums])
        row = body(case, sheet, row + 1, columns, some=some, start=start)
        start += len(some)


@layout("qualifiers")
def services_in_part_and_whole(case: Case) -> None:
    """One-stop shop: files online of whole and of partial services, paper, late, carried over."""
    sheet = case.sheet("Mot cua")
    title = "TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC TẠI UBND CẤP XÃ"
    row = case.top(sheet, title, office="VĂN PHÒNG UBND TỈNH")
    new = "Hồ sơ tiếp nhận trong kỳ"
    columns = [
        Worked("Hồ sơ kỳ trước chuyển sang", make=part("files", 0.07)),
        Column(f"{new}|Tổng số", "files"),
        Column(f"{new}|Trực tuyến", "files_online"),
        Worked(f"{new}|Trực tiếp, bưu chính",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước hạn, đúng hạn", "files_on_time"),
        Worked("Hồ sơ đã giải quyết|Quá hạn",
               make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"]),
    ]  # fmt: skip
    form = Form(index="TT", name="Đơn vị", names="office", codes="", total="last")
    case.table(sheet, columns, form, at=row)
