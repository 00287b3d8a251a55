"""Exports of systems and programs, pivot tables, and kinds of files other than .xlsx."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_text
from tests.layouts.groups import by_district, districts, sum_of, sums
from tests.layouts.made_up import lacking
from tests.layouts.notes import say, take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, total
from tests.layouts.shared_columns import BASIC, PEOPLE, Made, Past
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import AUGUST, DECEMBER, OPERATORS, PROVINCES, SPRING

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout(ending=".csv")
def csv_with_semicolons(case: Case) -> None:
    """CSV with semicolons, decimal commas, dots for thousands."""
    sheet = case.sheet("csv")
    sheet.put(0, 0, "Tính đến ngày 30/9/2025")
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Số trạm 4G", "stations_4g"),
    ]
    case.table(sheet, columns, Form(merged=False), at=1)


@layout(ending=".xls")
def old_excel(case: Case) -> None:
    """A file of Excel 97 with merged headings."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO NHANH")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng|4G", "people_4g"),
        Column("Dân số được phủ sóng|5G", "people_5g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout(ending=".ods")
def open_document(case: Case) -> None:
    """A file of LibreOffice."""
    sheet = case.sheet("Trang tính1")
    row = case.top(sheet, "BÁO CÁO PHỦ SÓNG")
    case.table(sheet, PEOPLE, Form(total="last"), at=row)


@layout(ending=".csv")
def unicode_text_with_tabs(case: Case) -> None:
    """What Excel saves as Unicode text: UTF-16, tabs, numbers with dots."""
    sheet = case.sheet("Sheet1")
    sheet.encoding, sheet.delimiter = "utf-16", "\t"
    sheet.put(0, 0, "Số liệu đến 30/9/2025")
    columns = [Column(c.heading, c.gives, show=dots) for c in BASIC]
    case.table(sheet, columns, Form(total="last"), at=1)


@layout(as_of=None)
def gis_fields(case: Case) -> None:
    """GIS attribute table: MA_XA, XA_PHUONG, DAN_SO, DS_4G, DS_5G."""
    case.table(case.sheet("xa_table"), [
        Column("DAN_SO", "population"), Column("DS_4G", "people_4g"), Column("DS_5G", "people_5g"),
        Column("SHAPE_AREA", trap="population", factor=3.7, digits=2),
    ], Form(index="OBJECTID", name="XA_PHUONG", code="MA_XA", code_after=False))  # fmt: skip


@layout(as_of=None, ending=".csv")
def snake_case(case: Case) -> None:
    """System export: ma_xa, ten_xa, tong_so_ho, so_ho_cap_quang."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    case.table(sheet, [
        Column("tong_so_ho", "households"),
        Column("so_ho_su_dung_cap_quang", "households_subscribed"),
    ], Form(index="id", name="ten_xa", code="ma_xa", code_after=False))  # fmt: skip


@layout(as_of=None)
def pivot(case: Case) -> None:
    """Pivot table: Row Labels, Sum of …, Grand Total."""
    case.table(case.sheet("Sheet4"), [
        Column("Sum of Số trạm 4G", "stations_4g"), Column("Sum of Số trạm 5G", "stations_5g"),
    ], Form(index="", name="Row Labels", codes="", total="last", total_label="Grand Total"),
        at=2)  # fmt: skip


@layout(as_of=None, ending=".csv")
def english_snake(case: Case) -> None:
    """English export: commune_code, commune_name, population, population_4g."""
    case.table(case.sheet("export"), [
        Column("population", "population"), Column("population_covered_4g", "people_4g"),
        Column("updated_by", trap="text:admin;user01"),
    ], Form(index="", name="commune_name", code="commune_code", code_after=False))  # fmt: skip


@layout(as_of=None)
def pivot_table_with_districts(case: Case) -> None:
    """ "Row Labels", "Sum of DAN_SO" …, former districts with sums, "Grand Total"."""
    sheet = case.sheet("Pivot")
    names = {"population": "Sum of DAN_SO", "people_4g": "Sum of DAN_SO_4G",
             "stations_4g": "Sum of TRAM_4G"}  # fmt: skip
    sheet.put(0, 0, "TINH")
    sheet.put(0, 1, "(All)")
    sheet.line(2, ["Row Labels", *names.values()])
    row = 3
    for district, some in by_district(case).items():
        sheet.line(row, [district, *[sum_of(some, what) for what in names]])
        for commune in some:
            row += 1
            figures = [say(case, commune, what, title) for what, title in names.items()]
            sheet.line(row, [f"   {commune.name}", *figures])
        row += 1
    sheet.line(row, ["Grand Total", *[sum_of(case.communes, what) for what in names]])
    case.truth.all_headings |= set(names.values())


@layout(as_of=None, ending=".csv")
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


@layout(ending=".csv")
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


@layout(ending=".csv")
def export_with_a_period_of_q3(case: Case) -> None:
    """ "KY_DU_LIEU" says "2025-Q3" on each row; codes of the province and of the commune."""
    sheet = case.sheet("export")
    wanted = {"TONG_DAN_SO": "population", "DAN_SO_PHU_4G": "people_4g",
              "DAN_SO_PHU_5G": "people_5g"}  # fmt: skip
    sheet.line(0, ["KY_DU_LIEU", "MA_TINH", "MA_DVHC", "TEN_DVHC", *wanted])
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        lead = ["2025-Q3", case.province, commune.code, commune.name.upper()]
        sheet.line(row, [*lead, *figures])


@layout(ending=".csv")
def export_with_nulls(case: Case) -> None:
    """A database's export: "NULL" where there is no figure, the day with its hour."""
    sheet = case.sheet("dump")
    sheet.delimiter = ","
    wanted = {"so_ho": "households", "so_ho_cap_quang": "households_subscribed",
              "so_tram_4g": "stations_4g"}  # fmt: skip
    sheet.line(0, ["id", "ma_dvhc", "ten_dvhc", *wanted, "thoi_diem_so_lieu"])
    for row, commune in enumerate(case.communes, start=1):
        line: list[Any] = [row, commune.code, commune.name]
        for at, (title, what) in enumerate(wanted.items()):
            if row % 8 == at + 2:
                case.truth.note(commune.code, what, Entry(None), heading=title)
                line.append("NULL")
            else:
                line.append(say(case, commune, what, title))
        sheet.line(row, [*line, "2025-09-30 00:00:00"])


@layout(operator="mobifone", ending=".csv")
def export_of_network_management(case: Case) -> None:
    """ "COMMUNE_CODE", "SITE_4G", "CELL_4G", "POP_TOTAL", "POP_COV_4G", "REPORT_DATE"."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    whole = {"SITE_2G": "stations_2g", "SITE_3G": "stations_3g", "SITE_4G": "stations_4g",
             "SITE_5G": "stations_5g", "POP_TOTAL": "population",
             "POP_COV_4G": "people_4g"}  # fmt: skip
    cell = Made("CELL_4G", "cells_4g", make=lambda c: 3 * c.figures["stations_4g"])
    sheet.line(0, ["NO", "PROVINCE_ID", "COMMUNE_CODE", "COMMUNE_NAME", *whole, "CELL_4G",
                   "AVAILABILITY_PCT", "REPORT_DATE"])  # fmt: skip
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in whole.items()]
        cells, gives = cell.cell(commune, row)
        case.note(commune, "cells_4g", gives["cells_4g"], cell)
        up = round(98 + commune.figures["holes"] / 5, 2)
        sheet.line(row, [row, case.province, commune.code, commune.name, *figures, cells, up,
                         "30/09/2025 23:59:59"])  # fmt: skip
    case.truth.all_headings |= {*whole, "CELL_4G"}


@layout(operator="mobifone", ending=".csv")
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


@layout()
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


@layout(ending=".csv")
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


@layout()
def tiles_and_arrows_of_a_dashboard(case: Case) -> None:
    """A dashboard copied: tiles with the province's sums, then a table with "▾" and "▲ 2"."""
    sheet = case.sheet("Dashboard")
    sheet.put(0, 0, "BẢNG ĐIỀU HÀNH HẠ TẦNG SỐ - TẤT CẢ NHÀ MẠNG")
    sheet.put(1, 0, "Dữ liệu đến 23:59 ngày 30/09/2025 | Làm mới: 15 phút")
    tiles = (("TRẠM 4G", "stations_4g"), ("TRẠM 5G", "stations_5g"), ("DÂN SỐ", "population"))
    for place, (label, what) in enumerate(tiles):
        sheet.put(3, 2 * place, label)
        sheet.put(4, 2 * place, dots(sum(c.figures[what] for c in case.communes)))
        sheet.put(5, 2 * place, f"▲ {7 * (place + 1)} so với tháng trước")

    def moved(shift: int) -> Worked:
        marks = ("–", "▲ 1", "▲ 2", "–", "▼ 1")
        return Worked("Δ tháng", make=lambda c: marks[(c.figures["files"] + shift) % 5])

    columns = [
        Column("Dân số ▾", "population", show=dots),
        Column("Trạm 4G ▾", "stations_4g"),
        moved(0),
        Column("Trạm 5G ▾", "stations_5g"),
        moved(2),
        Column("Dân số có sóng 4G ▾", "people_4g", show=dots),
        Column("% dân số có sóng 4G ▾", "%pop_4g", digits=1, show=percent_text),
    ]
    form = Form(index="", name="Xã/phường ▾", code="Mã ĐVHC ▲", code_after=False)
    case.table(sheet, columns, form, at=8)
    sheet.put(sheet.end, 0, "Hiển thị tất cả bản ghi")


@layout(operator="vnpt")
def technologies_across_a_pivot_of_stations(case: Case) -> None:
    """A pivot: filters above, "Count of MA_TRAM", 2G to 5G across, empty where there is none."""
    sheet = case.sheet("Sheet4")
    filters = (
        ("NHA_MANG", "VNPT"), ("TRANG_THAI", "Đang phát sóng"), ("NGAY_CHOT", "30/09/2025"),
    )  # fmt: skip
    for row, pair in enumerate(filters):
        sheet.line(row, list(pair))
    sheet.line(4, ["Count of MA_TRAM", "Column Labels"])
    row = headings(case, sheet, 5, ["Row Labels", "2G", "3G", "4G", "5G", "Grand Total"])
    columns = [Column(g, f"stations_{g.lower()}") for g in ("2G", "3G", "4G", "5G")]
    for c in case.communes:
        counts = [c.figures[column.gives] for column in columns]
        sheet.line(row, [c.name, *(count or None for count in counts), sum(counts)])
        for column, count in zip(columns, counts, strict=True):
            case.note(c, column.gives, Entry(count, optional=not count), column)
        row += 1
    sheet.put(row, 0, "Grand Total")
    total(sheet, row, case.communes, columns, at=1)
    sheet.put(row, 5, sum(c.figures[k.gives] for c in case.communes for k in columns))


@layout(ending=".csv")
def centres_of_public_service_exported(case: Case) -> None:
    """CSV of the portal: two lines above, "Trung tâm Phục vụ hành chính công xã A", totals."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    sheet.line(0, ["BÁO CÁO TỔNG HỢP GIẢI QUYẾT HỒ SƠ"])
    sheet.line(1, ["Từ ngày 01/07/2025 đến ngày 30/09/2025"])
    columns = [
        Column("Tổng tiếp nhận", "files"),
        Column("Tiếp nhận trực tuyến", "files_online"),
        Worked("Tiếp nhận trực tiếp", make=lacking("files_online", "files")),
        Column("Đã giải quyết", "files_settled"),
        Column("Giải quyết đúng hạn, trước hạn", "files_on_time"),
        Worked("Giải quyết quá hạn", make=lacking("files_on_time", "files_settled")),
        Worked("Đang giải quyết", make=lacking("files_settled", "files")),
    ]
    row = headings(case, sheet, 2, ["STT", "Đơn vị", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        own = c.name[0].lower() + c.name[1:]
        lead = [place, f"Trung tâm Phục vụ hành chính công {own}"]
        enter(case, sheet, row, c, columns, lead)
        row += 1


@layout(as_of=SPRING, ending=".csv")
def quarters_and_operators_in_rows_of_csv(case: Case) -> None:
    """CSV: a row for each quarter, commune, operator; figures with dots; sums "Toàn tỉnh"."""
    sheet = case.sheet("csv")
    texts = [
        "Quy",
        "Ma_xa",
        "Ten_xa_phuong",
        "Doanh_nghiep",
        "Tram_4G",
        "Tram_5G",
        "Ho_dung_cap_quang",
    ]
    row = headings(case, sheet, 0, texts)
    pairs = (("Tram_4G", "stations_4g"), ("Tram_5G", "stations_5g"),
             ("Ho_dung_cap_quang", "households_subscribed"))  # fmt: skip
    for quarter, as_of in (("Q4/2025", DECEMBER), ("Q1/2026", "")):
        for shown, operator in OPERATORS:
            columns = [
                Past(text, what, operator=operator, as_of=as_of, show=dots) if as_of
                else Column(text, what, operator=operator, show=dots)
                for text, what in pairs
            ]  # fmt: skip
            for place, c in enumerate(case.communes):
                enter(case, sheet, row, c, columns, [quarter, c.code, c.name, shown], place)
                row += 1
            sums = [dots(sum(k.number(c, k.gives) for c in case.communes)) for k in columns]
            sheet.line(row, [quarter, None, "Toàn tỉnh", shown, *sums])
            row += 1


@layout()
def subtotals_and_averages_of_the_program(case: Case) -> None:
    """Data, Subtotal: "Huyện A Average", "Huyện A Total" in the districts' column, then Grand."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Dân số được phủ sóng 4G đến 30/9/2025")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g"),
    ]
    labels = ["Huyện cũ", "Xã, phường", "Mã xã", *(c.heading for c in columns)]
    row = headings(case, sheet, 2, labels)

    def close(name: str, some: list[Commune], row: int) -> int:
        share = columns[-1]
        mean = sum(share.number(c, share.gives) for c in some) / len(some)
        sheet.line(row, [f"{name} Average", None, None, None, None, round(mean, 2)])
        sheet.line(row + 1, [f"{name} Total", None, None, *sums(columns[:2], some)])
        return row + 2

    for name, mine in districts(case):
        for c in mine:
            enter(case, sheet, row, c, columns, [name, c.name, c.code])
            row += 1
        row = close(name, mine, row)
    close("Grand", case.communes, row)


@layout(ending=".ods")
def headings_again_at_the_foot_of_a_web_table(case: Case) -> None:
    """Copied from a web page: its path above, the headings again below, "Đang xem 1 đến …"."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Trang chủ / Báo cáo / Hạ tầng số cấp xã")
    sheet.put(1, 0, "Kỳ báo cáo: 30/09/2025")
    sheet.put(2, 0, "Hiển thị Tất cả mục")
    columns = [
        Column("Số hộ", "households", show=dots),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone", show=dots),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=dots),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
    ]
    labels = ["#", "Xã/Phường", "Mã", *(c.heading for c in columns)]
    row = headings(case, sheet, 4, labels)
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name, c.code])
        row += 1
    sheet.line(row, labels)
    many = len(case.communes)
    sheet.put(row + 1, 0, f"Đang xem 1 đến {many} trong tổng số {many} mục")
    sheet.line(row + 2, ["Trước", "1", "Tiếp"])


@layout(ending=".csv")
def csv_with_lines_of_remarks(case: Case) -> None:
    """CSV: lines that begin with "#" above (system, day, who) and below (number of records)."""
    sheet = case.sheet("csv")
    sheet.put(0, 0, "# Hệ thống thông tin báo cáo của tỉnh")
    sheet.put(1, 0, "# Biểu: Hạ tầng viễn thông cấp xã")
    sheet.put(2, 0, "# Kỳ số liệu: 30/09/2025")
    sheet.put(3, 0, "# Người kết xuất: vanthu_skhcn, lúc 08:15 ngày 06/10/2025")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ có thể lắp đặt cáp quang", "households_passed"),
        Column("Số hộ đang sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed", show=comma(2)),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    labels = ["Mã xã", "Tên xã", "Huyện cũ", *(c.heading for c in columns)]
    row = headings(case, sheet, 4, labels)
    for c in case.communes:
        enter(case, sheet, row, c, columns, [c.code, c.name, c.district])
        row += 1
    sheet.put(row, 0, f"# Số bản ghi: {len(case.communes)}")


@layout(operator="mobifone")
def filters_named_at_the_foot_of_an_export(case: Case) -> None:
    """A report program: "Applied filters:" in one cell at the foot names MobiFone and the day."""
    sheet = case.sheet("Export")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Dân số được phủ sóng 5G", "people_5g"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    row = headings(case, sheet, 0, ["Mã xã", "Tên xã", *(c.heading for c in columns)])
    for c in case.communes:
        enter(case, sheet, row, c, columns, [c.code, c.name])
        row += 1
    sheet.line(row, ["Total", None, *sums(columns, case.communes)])
    sheet.put(
        row + 2, 0,
        f"Applied filters:\nTỉnh is {PROVINCES[case.province]}\nNhà mạng is MobiFone\n"
        "Ngày số liệu is 30/09/2025\nCấp is not (Blank)",
    )  # fmt: skip


@layout(ending=".csv")
def period_of_six_digits_in_a_column(case: Case) -> None:
    """CSV of a warehouse: "KY_SO_LIEU" is 202508 in one half of the rows, then 202509."""
    sheet = case.sheet("csv")
    kinds = (
        ("TONG_HO", "households"),
        ("HO_DUNG_CAP_QUANG", "households_subscribed"),
        ("SO_TRAM_4G", "stations_4g"),
        ("SO_TRAM_5G", "stations_5g"),
    )
    labels = ["KY_SO_LIEU", "MA_TINH", "MA_XA", "TEN_XA", *(text for text, _ in kinds)]
    row = headings(case, sheet, 0, labels)
    for period, day in (("202508", AUGUST), ("202509", "")):
        columns = [Column(*kind, as_of=day, optional=bool(day)) for kind in kinds]
        for c in case.communes:
            enter(case, sheet, row, c, columns, [period, case.province, c.code, c.name])
            row += 1


@layout(operator="viettel")
def from_day_and_to_day_above_an_export(case: Case) -> None:
    """Viettel's system: "Đơn vị:", "Từ ngày:", "Đến ngày:", "Người xuất:" above mixed headings."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "BÁO CÁO TỔNG HỢP HẠ TẦNG MẠNG LƯỚI THEO XÃ/PHƯỜNG")
    for row, pair in enumerate(
        (
            ("Đơn vị:", f"Viettel {PROVINCES[case.province]}"),
            ("Từ ngày:", "01/07/2025"),
            ("Đến ngày:", "30/09/2025"),
            ("Loại số liệu:", "Hiện trạng cuối kỳ"),
            ("Người xuất:", "huongnt12 - 03/10/2025 09:41:20"),
        ),
        start=1,
    ):
        sheet.line(row, list(pair))
    columns = [
        Column("Pop", "population"),
        Column("Pop phủ 4G", "people_4g"),
        Column("Pop phủ 5G", "people_5g"),
        Column("Site 4G on-air", "stations_4g"),
        Column("Site 5G on-air", "stations_5g"),
        Column("Tổng HGĐ", "households"),
        Column("HGĐ dùng FTTH", "households_subscribed"),
    ]
    row = headings(case, sheet, 7, ["STT", "Mã xã", "Tên xã", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.code, c.name])
        row += 1
    sheet.line(row, [None, None, "Tổng", *sums(columns, case.communes)])


@layout(ending=".csv")
def key_of_code_and_name_with_underscores(case: Case) -> None:
    """CSV of a map: "03646_Xã A" as key, the former district as parent, English snake case."""
    sheet = case.sheet("csv")
    sheet.delimiter = ","
    columns = [
        Column("pop_total", "population"),
        Column("pop_covered_4g", "people_4g"),
        Column("pop_covered_5g", "people_5g"),
        Column("bts_4g", "stations_4g"),
        Column("bts_5g", "stations_5g"),
        Column("hh_total", "households"),
        Column("hh_ftth", "households_subscribed"),
    ]
    labels = ["fid", "unit_key", "parent_key", *(c.heading for c in columns), "data_date"]
    row = headings(case, sheet, 0, labels)
    for place, c in enumerate(case.communes, start=1):
        parent = c.district.replace(" ", "_")
        enter(case, sheet, row, c, columns, [place, f"{c.code}_{c.name}", parent])
        sheet.put(row, 3 + len(columns), "2025-09-30")
        row += 1
