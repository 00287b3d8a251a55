"""Tabs, columns of units, addresses, lines in cells: what systems and clerks add to a table."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots
from tests.layouts.fourteenth_forms import JUNE, OPERATORS, SECOND, districts, sums
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.tenth_tables import roman

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

OCTOBER = "2025-10-31"
PROVINCES = {
    "08": "Tuyên Quang",
    "14": "Sơn La",
    "20": "Lạng Sơn",
    "25": "Phú Thọ",
    "52": "Gia Lai",
    "66": "Đắk Lắk",
    "82": "Đồng Tháp",
    "91": "An Giang",
    "96": "Cà Mau",
}
REGIONS = {
    "08": "Vùng Trung du và miền núi phía Bắc",
    "14": "Vùng Trung du và miền núi phía Bắc",
    "20": "Vùng Trung du và miền núi phía Bắc",
    "25": "Vùng Trung du và miền núi phía Bắc",
    "52": "Vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
    "66": "Vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
}


def share(what: str, of: str, some: Sequence[Commune]) -> float:
    """Work out the percentage of several communes together."""
    return round(100 * sum(c.figures[what] for c in some) / sum(c.figures[of] for c in some), 2)


def thirds(value: int) -> tuple[int, int, int]:
    """Divide a count among three former communes."""
    first, second = value // 2, value // 3
    return first, second, value - first - second


def ground(what: str, which: int) -> Callable[[Commune], int]:
    """Work out the part of a former commune."""
    return lambda c: thirds(c.figures[what])[which]


@layout("sheets", half="public")
def operator_and_quarter_on_each_tab(case: Case) -> None:
    """Tabs "VTT Q2.25", "VTT Q3.25", "VNP Q2.25" … of one title; nothing else names either."""
    for short, code in zip(("VTT", "VNP", "MBF"), OPERATORS.values(), strict=True):
        for quarter, day in (("Q2.25", JUNE), ("Q3.25", "")):
            sheet = case.sheet(f"{short} {quarter}")
            row = case.top(sheet, "SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO XÃ, PHƯỜNG", "")
            columns = [Column("Dân số", "population")] + [
                Column(text, what, operator=code, as_of=day, optional=bool(day))
                for text, what in (
                    ("Trạm 4G", "stations_4g"),
                    ("Trạm 5G", "stations_5g"),
                    ("Dân số được phủ sóng 4G", "people_4g"),
                )
            ]
            case.table(sheet, columns, Form(codes="number", total="last"), at=row)


@layout("exports", half="public", ending=".ods")
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


@layout("headings", half="public")
def row_of_indicator_codes_beneath_headings(case: Case) -> None:
    """Two levels, then a row "Mã số chỉ tiêu" with 1101, 1102, 2301 … as numbers; then units."""
    sheet = case.sheet("Bieu 11")
    row = case.top(sheet, "BIỂU 11. THỐNG KÊ HẠ TẦNG SỐ VÀ XÃ HỘI SỐ CẤP XÃ")
    columns = [
        Column("Dân cư|Dân số", "population", unit="người"),
        Column("Dân cư|Số hộ", "households", unit="hộ"),
        Column("Hạ tầng|Dân số được phủ sóng 4G", "people_4g", unit="người"),
        Column("Hạ tầng|Số hộ thuê bao cáp quang", "households_subscribed", unit="hộ"),
        Column("Xã hội số|Số hộ có điện thoại thông minh", "households_with_smartphone",
               unit="hộ"),
    ]  # fmt: skip
    upper = [c.heading.split("|")[0] for c in columns]
    headings(case, sheet, row, ["STT", "Đơn vị hành chính", *upper])
    for first, last in ((2, 3), (4, 5)):
        sheet.merged.append((row, first, row, last))
        del sheet.cells[row, last]
    sheet.merged += [(row, at, row + 1, at) for at in (0, 1)]
    row = headings(case, sheet, row + 1, [None, None, *(c.heading.split("|")[1] for c in columns)])
    sheet.line(row, [None, "Mã số chỉ tiêu", 1101, 1102, 2301, 2305, 3104])
    sheet.line(row + 1, [None, "Đơn vị tính", *(c.unit for c in columns)])
    sheet.line(row + 2, [None, "TOÀN TỈNH", *sums(columns, case.communes)])
    row += 3
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1
    case.foot(sheet)


@layout("transposed", half="public")
def sums_of_districts_between_communes_across(case: Case) -> None:
    """Communes across; behind those of a district "Cộng huyện A (cũ)", at the end "Toàn tỉnh"."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "CÁC CHỈ TIÊU HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
    columns = [
        Column("Dân số", "population", unit="người"),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người"),
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", unit="hộ"),
        Column("Số trạm 5G", "stations_5g", unit="trạm"),
    ]
    headings(case, sheet, row, ["TT", "Chỉ tiêu", "ĐVT"])
    case.truth.all_headings |= {c.heading for c in columns}
    for place, column in enumerate(columns, start=1):
        sheet.line(row + place, [place, column.heading, column.unit])
    at = 3
    for name, mine in districts(case):
        for c in mine:
            sheet.put(row, at, c.name)
            for place, column in enumerate(columns, start=1):
                value, gives = column.cell(c, place)
                sheet.put(row + place, at, value)
                case.note(c, column.gives, gives[column.gives], column)
            at += 1
        sheet.put(row, at, f"Cộng {name[0].lower()}{name[1:]} (cũ)")
        for place, value in enumerate(sums(columns, mine), start=1):
            sheet.put(row + place, at, value)
        at += 1
    sheet.put(row, at, "Toàn tỉnh")
    for place, value in enumerate(sums(columns, case.communes), start=1):
        sheet.put(row + place, at, value)


@layout("exports", half="public", ending=".csv")
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


@layout("hidden", half="public")
def choices_for_cells_on_a_hidden_sheet(case: Case) -> None:
    """ "Nhap lieu" has names picked from the hidden sheet "DM", which lists names, codes, words."""
    sheet = case.sheet("Nhap lieu")
    row = case.top(sheet, "BIỂU NHẬP SỐ LIỆU HẠ TẦNG SỐ CẤP XÃ", office="")
    columns = [
        Worked("Loại đơn vị (chọn)", make=lambda c: c.kind.capitalize()),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Worked("Tình trạng nhập (chọn)", make=lambda _: "Đã hoàn thành"),
    ]
    form = Form(name="Đơn vị (chọn từ danh sách)", codes="", total="first", total_label="Cộng")
    case.table(sheet, columns, form, at=row)
    choices = case.sheet("DM", hidden=True)
    choices.line(0, ["Đơn vị", "Mã ĐVHC", "Loại đơn vị", "Tình trạng", "Nhà mạng"])
    for place, c in enumerate(case.communes, start=1):
        choices.line(place, [c.name, c.code])
    for at, words in (
        (2, ("Xã", "Phường", "Đặc khu")),
        (3, ("Đang nhập", "Đã hoàn thành")),
        (4, ("Viettel", "VNPT", "MobiFone")),
    ):
        for place, text in enumerate(words, start=1):
            choices.put(place, at, text)


@layout("old communes", half="public")
def three_old_communes_across_and_their_sum(case: Case) -> None:
    """ "Xã cũ thứ nhất", "… thứ hai", "… thứ ba", "Toàn xã, phường mới" below 4G, 5G, homes."""
    sheet = case.sheet("Theo dia ban cu")
    row = case.top(sheet, "SỐ LIỆU THEO ĐỊA BÀN CÁC XÃ TRƯỚC SẮP XẾP")

    def former(c: Commune) -> str:
        first = int(c.code)
        return "; ".join(SECOND[(first + n) % len(SECOND)] for n in range(3))

    columns: list[Column] = [Worked("Tên các xã cũ (theo thứ tự)", make=former)]
    for text, what in (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    ):
        columns += [
            Worked(f"{text}|Xã cũ thứ {word}", make=ground(what, which))
            for which, word in enumerate(("nhất", "hai", "ba"))
        ]
        columns.append(Column(f"{text}|Toàn xã, phường mới", what))
    case.table(sheet, columns, Form(name="Xã, phường mới"), at=row)
    case.foot(sheet)


@layout("units", half="public")
def column_of_units_behind_each_figure(case: Case) -> None:
    """Each heading is merged over two columns: the figure, and beside it "người", "hộ", "trạm"."""
    sheet = case.sheet("So lieu")
    row = case.top(sheet, "SỐ LIỆU CƠ BẢN VỀ HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Dân số", "population", unit="người", show=dots),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người", show=dots),
        Column("Số hộ", "households", unit="hộ", show=dots),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", unit="hộ", show=dots),
        Column("Số trạm 4G", "stations_4g", unit="trạm"),
    ]
    wide: list[str | None] = ["STT", "Xã, phường"]
    for column in columns:
        sheet.merged.append((row, len(wide), row, len(wide) + 1))
        wide += [column.heading, None]
    row = headings(case, sheet, row, wide)
    for place, c in enumerate(case.communes, start=1):
        line: list[Any] = [place, c.name]
        for column in columns:
            value, gives = column.cell(c, place)
            line += [value, column.unit]
            case.note(c, column.gives, gives[column.gives], column)
        sheet.line(row, line)
        row += 1


@layout("digital teams", half="public")
def teams_of_the_commune_and_of_its_villages(case: Case) -> None:
    """Teams "Cấp xã" (one), "Cấp thôn" and "Cộng"; members likewise; the sums are what counts."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG SAU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH")

    def own(c: Commune) -> int:
        return 5 + c.figures["files"] % 5

    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có tổ", "villages_with_team"),
        Worked("Số tổ công nghệ số cộng đồng|Cấp xã", make=lambda _: 1),
        Worked(
            "Số tổ công nghệ số cộng đồng|Cấp {v}", make=lambda c: c.figures["villages_with_team"]
        ),
        Column("Số tổ công nghệ số cộng đồng|Cộng", "teams"),
        Worked("Số thành viên|Cấp xã", make=own),
        Worked("Số thành viên|Cấp {v}", make=lambda c: c.figures["team_members"] - own(c)),
        Column("Số thành viên|Cộng", "team_members"),
    ]
    case.table(sheet, columns, Form(names="office", groups="rows", codes=""), at=row)
    case.foot(sheet)


@layout("names", half="public", as_of=OCTOBER, ending=".xls")
def addresses_as_names(case: Case) -> None:
    """Excel 97, end of October: "Phường Đông Kinh, tỉnh Lạng Sơn" as name, as addresses are."""
    sheet = case.sheet("T10")
    row = case.top(
        sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET CÁP QUANG", "(Số liệu đến hết ngày 31/10/2025)"
    )
    columns = [
        Column("Tổng số hộ", "households", show=commas),
        Column("Số hộ đã có hạ tầng cáp quang", "households_passed", show=commas),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=commas),
    ]
    labels = ["STT", "Xã, phường", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        where = f"{c.name}, tỉnh {PROVINCES[case.province]}"
        enter(case, sheet, row, c, columns, [place, where])
        row += 1
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])


@layout("groups", half="public")
def comment_beneath_each_district(case: Case) -> None:
    """Beneath the communes of a former district a merged line: "Nhận xét: còn 3 xã dưới 80%"."""
    sheet = case.sheet("Phu luc 2")
    row = case.top(sheet, "PHỦ SÓNG 4G THEO ĐỊA BÀN")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g", show=comma(2)),
    ]
    labels = ["STT", "Địa bàn", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for number, (name, mine) in enumerate(districts(case), start=1):
        sheet.line(row, [roman(number), f"{name} (cũ)"])
        row += 1
        for place, c in enumerate(mine, start=1):
            enter(case, sheet, row, c, columns, [place, c.name])
            row += 1
        low = [c for c in mine if columns[2].number(c, "%pop_4g") < 80]
        worst = min(mine, key=lambda c: columns[2].number(c, "%pop_4g"))
        lowest = comma(2)(columns[2].number(worst, "%pop_4g"))
        many = f"còn {len(low)} xã, phường" if low else "không có xã, phường nào"
        sheet.put(
            row, 1,
            f"Nhận xét: {many} có tỷ lệ dưới 80%; "
            f"thấp nhất là {worst.name[0].lower()}{worst.name[1:]} ({lowest}%).",
        )  # fmt: skip
        sheet.merged.append((row, 1, row, 4))
        row += 1
    whole = share("people_4g", "population", case.communes)
    sheet.line(row, [None, "Toàn tỉnh", *sums(columns[:2], case.communes), comma(2)(whole)])


@layout("cells", half="public")
def operators_on_lines_within_a_cell(case: Case) -> None:
    """A cell of three lines, "Viettel: 5", "VNPT: 4", "MobiFone: 2", for 4G and again for 5G."""
    sheet = case.sheet("Tram theo DN")
    row = case.top(sheet, "SỐ TRẠM ĐANG HOẠT ĐỘNG CỦA TỪNG DOANH NGHIỆP")
    people = Column("Dân số (người)", "population", show=dots)
    kinds = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    labels = ["TT", "Xã, phường", "Mã xã", people.heading, *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [people], [place, c.name, c.code])
        for at, (text, what) in enumerate(kinds, start=4):
            lines = []
            for label, code in OPERATORS.items():
                column = Column(text, what, operator=code)
                value, gives = column.cell(c, place)
                lines.append(f"{label}: {value}")
                case.note(c, what, gives[what], column)
            sheet.put(row, at, "\n".join(lines))
        row += 1
    case.foot(sheet)


@layout("groups and totals", half="public")
def country_region_and_province_first(case: Case) -> None:
    """Shares: rows "Cả nước", "Vùng …", "Toàn tỉnh" stand above the communes; people beside."""
    sheet = case.sheet("So sanh vung")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", show=comma(2)),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone", show=comma(2)),
    ]
    row = headings(case, sheet, row, ["STT", "Địa bàn", *(c.heading for c in columns)])
    region = REGIONS.get(case.province, "Vùng Đồng bằng sông Cửu Long")
    sheet.line(row, ["A", "Cả nước", None, "99,80", "59,40", "92,15"])
    sheet.line(row + 1, ["B", region, None, "98,60", "41,20", "88,70"])
    own = [
        share(what, of, case.communes)
        for what, of in (
            ("people_4g", "population"),
            ("people_5g", "population"),
            ("households_with_smartphone", "households"),
        )
    ]
    sheet.line(
        row + 2, ["C", "Toàn tỉnh", *sums(columns[:1], case.communes), *map(comma(2), own)]
    )  # fmt: skip
    row += 3
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1


@layout("exports", half="public", operator="mobifone")
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


@layout("headings", half="public")
def headings_lettered_in_parts(case: Case) -> None:
    """ "A. DÂN CƯ" over "A.1. Dân số", "B. DI ĐỘNG" over "B.1. Mạng 4G" over "B.1.1. Số trạm"."""
    sheet = case.sheet("Bieu TH")
    row = case.top(sheet, "BIỂU TỔNG HỢP HẠ TẦNG SỐ CẤP XÃ")
    mobile = "B. HẠ TẦNG DI ĐỘNG"
    columns = [
        Column("A. DÂN CƯ|A.1. Dân số", "population", unit="người"),
        Column("A. DÂN CƯ|A.2. Số hộ", "households", unit="hộ"),
        Column("A. DÂN CƯ|A.3. Số {v}", "villages", unit="đơn vị"),
        Column(f"{mobile}|B.1. Mạng 4G|B.1.1. Số trạm", "stations_4g", unit="trạm"),
        Column(f"{mobile}|B.1. Mạng 4G|B.1.2. Dân số được phủ sóng", "people_4g", unit="người"),
        Column(f"{mobile}|B.2. Mạng 5G|B.2.1. Số trạm", "stations_5g", unit="trạm"),
        Column(f"{mobile}|B.2. Mạng 5G|B.2.2. Dân số được phủ sóng", "people_5g", unit="người"),
        Column("C. HẠ TẦNG CỐ ĐỊNH|C.1. Số {v} có cáp quang", "villages_with_fibre",
               unit="đơn vị"),
        Column("C. HẠ TẦNG CỐ ĐỊNH|C.2. Số hộ thuê bao cáp quang", "households_subscribed",
               unit="hộ"),
    ]  # fmt: skip
    form = Form(groups="column", units_row=True, numbers_row="({})", total="last")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)
