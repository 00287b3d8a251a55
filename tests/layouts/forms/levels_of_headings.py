"""Headings of several levels, merged, numbered, lettered or completed by a title."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.groups import sums
from tests.layouts.made_up import lacking
from tests.layouts.notes import take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def percent_cell(heading: str, gives: str, **more: Any) -> Column:
    """Make a column of fractions that the program shows as percentages."""
    return Column(heading, gives, show=lambda v: round(v / 100, 4), form="0.00%", **more)


@layout(operator="viettel")
def three_levels_merged(case: Case) -> None:
    """Coverage › technology › count and percentage, merged."""
    sheet = case.sheet("Biểu 1")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG CỦA VIETTEL")
    columns = [
        Column("Dân số (người)", "population"),
        *[
            column
            for g in ("4G", "5G")
            for column in (
                Column(
                    f"Phủ sóng di động|Dân số được phủ sóng {g}|Số người", f"people_{g.lower()}"
                ),
                Column(f"Phủ sóng di động|Dân số được phủ sóng {g}|Tỷ lệ (%)", f"%pop_{g.lower()}"),
            )
        ],
        Column("Ghi chú", trap="text:;;;Xã biên giới"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout(operator="vnpt")
def two_levels_not_merged(case: Case) -> None:
    """Two levels without merged cells: the upper heading stands in its first column only."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "VNPT: BÁO CÁO HẠ TẦNG", office="")
    columns = [
        Column("Dân số", "population"),
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Có sóng 4G", "villages_with_4g"),
        Column("Số {v}|Có sóng 5G", "villages_with_5g"),
        Column("Số trạm phát sóng|3G", "stations_3g"),
        Column("Số trạm phát sóng|4G", "stations_4g"),
        Column("Số trạm phát sóng|5G", "stations_5g"),
    ]
    case.table(sheet, columns, Form(merged=False), at=row)


@layout()
def two_levels_repeated(case: Case) -> None:
    """Two levels, the upper one typed above each column."""
    sheet = case.sheet("Export")
    columns = [
        Column("Hộ gia đình|Tổng số hộ", "households"),
        Column("Hộ gia đình|Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Hộ gia đình|Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(repeated=True), at=case.top(sheet, "KHẢO SÁT HỘ", office=""))


@layout(operator="mobifone")
def four_levels_and_numbers(case: Case) -> None:
    """Four levels, a row of units and a row of column numbers."""
    sheet = case.sheet("Mau 02")
    row = case.top(sheet, "MẪU 02: HẠ TẦNG VIỄN THÔNG")
    up = "Hạ tầng viễn thông|Mạng di động"
    columns = [
        Column("Dân số", "population", unit="người"),
        Column(f"{up}|Trạm BTS|4G", "stations_4g", unit="trạm"),
        Column(f"{up}|Trạm BTS|5G", "stations_5g", unit="trạm"),
        Column(f"{up}|Dân số phủ sóng|4G", "people_4g", unit="người"),
        Column(f"{up}|Dân số phủ sóng|5G", "people_5g", unit="người"),
        Column("Hạ tầng viễn thông|Mạng cố định|Số hộ|Tổng", "households", unit="hộ"),
        Column(
            "Hạ tầng viễn thông|Mạng cố định|Số hộ|Thuê bao FTTH",
            "households_subscribed",
            unit="hộ",
        ),
    ]
    case.table(sheet, columns, Form(units_row=True, numbers_row="({})", total="last"), at=row)


@layout()
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


@layout(errors_due=True)
def merged_headings_one_column_off(case: Case) -> None:
    """ "Dân số được phủ sóng" and "Số thôn được phủ sóng" stand one column too far right."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "TỔNG HỢP DÂN SỐ VÀ {V} ĐƯỢC PHỦ SÓNG")
    villages = case.say("Số {v} được phủ sóng")
    sheet.line(row, ["TT", "Xã, phường", "Dân số", None, "Dân số được phủ sóng", None, villages])
    sheet.line(row + 1, ["4G", "5G", "4G", "5G", None], at=3)
    sheet.merged += [(row, c, row + 1, c) for c in range(3)]
    sheet.merged += [(row, 4, row, 5), (row, 6, row, 7)]
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng|4G", "people_4g", optional=True),
        Column("Dân số được phủ sóng|5G", "people_5g", optional=True),
        Column("Số {v} được phủ sóng|4G", "villages_with_4g", optional=True),
        Column("Số {v} được phủ sóng|5G", "villages_with_5g", optional=True),
    ]
    body(case, sheet, row + 2, columns)


@layout()
def covered_and_uncovered_in_the_middle(case: Case) -> None:
    """Three levels: "Mạng 4G", then "Đã phủ sóng" and "Chưa phủ sóng", then what is counted."""
    sheet = case.sheet("Phu luc 3")
    row = case.top(sheet, "PHỤ LỤC 3: HIỆN TRẠNG PHỦ SÓNG THEO XÃ, PHƯỜNG")
    columns = [
        Column("Tổng số|{v}", "villages"),
        Column("Tổng số|Dân số", "population"),
        Column("Mạng 4G|Đã phủ sóng|Số {v}", "villages_with_4g"),
        Column("Mạng 4G|Đã phủ sóng|Số dân", "people_4g"),
        Worked("Mạng 4G|Chưa phủ sóng|Số {v}", make=lacking("villages_with_4g")),
        Worked("Mạng 4G|Chưa phủ sóng|Số dân", make=lacking("people_4g", "population")),
    ]
    case.table(sheet, columns, Form(index="TT", numbers_row="({})", total="last"), at=row)
    case.foot(sheet)


@layout()
def letters_explained_below(case: Case) -> None:
    """Headings "a", "b", "c"; below the table it is said what each letter counts."""
    sheet = case.sheet("Bieu nhanh")
    row = case.top(sheet, "TỔNG HỢP NHANH HẠ TẦNG SỐ")
    columns = [Column("a", "villages"), Column("b", "villages_with_4g"),
               Column("c", "villages_with_fibre")]  # fmt: skip
    end = case.table(sheet, columns, Form(index="TT"), at=row)
    note = "Trong đó: a - Tổng số {v}; b - Số {v} có sóng 4G; c - Số {v} có cáp quang."
    sheet.put(end + 1, 0, case.say(note))


@layout()
def annex_of_a_decision(case: Case) -> None:
    """Annex of a Decision of October; the state by the end of the third quarter, three levels."""
    sheet = case.sheet("Phụ lục I")
    sheet.put(0, 3, "PHỤ LỤC I")
    sheet.put(1, 1, "HIỆN TRẠNG HẠ TẦNG VIỄN THÔNG CÁC XÃ, PHƯỜNG ĐẾN HẾT QUÝ III NĂM 2025")
    sheet.put(2, 1, "(Ban hành kèm theo Quyết định số 1862/QĐ-UBND ngày 17/10/2025 của UBND tỉnh)")
    cover, fibre = "Phủ sóng thông tin di động", "Mạng cáp quang băng rộng"
    columns = [
        Column("Số hộ", "households"),
        Column("Tổng số {v}", "villages"),
        Column(f"{cover}|4G|Số {{v}}", "villages_with_4g"),
        Column(f"{cover}|4G|Tỷ lệ (%)", "%villages_4g", show=comma(2)),
        Column(f"{cover}|5G|Số {{v}}", "villages_with_5g"),
        Column(f"{cover}|5G|Tỷ lệ (%)", "%villages_5g", show=comma(2)),
        Column(f"{fibre}|Số {{v}} đã có", "villages_with_fibre"),
        Column(f"{fibre}|Số hộ sử dụng", "households_subscribed"),
    ]
    form = Form(index="Stt", name="Đơn vị hành chính cấp xã", code="Mã số", total="last",
                total_label="Toàn tỉnh", numbers_row="({})")  # fmt: skip
    case.table(sheet, columns, form, at=4)
    case.foot(sheet)


@layout()
def groups_units_numbers_and_percent_signs(case: Case) -> None:
    """Districts with sums, three levels, rows of units and of numbers, "97,3%" as text."""
    sheet = case.sheet("Biểu 01")
    row = case.top(sheet, "BIỂU 01. DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG", right=7)
    mobile = "Thông tin di động"
    columns = [
        Column("Dân số", "population", unit="người", show=dots),
        Column(f"{mobile}|4G|Dân số được phủ", "people_4g", unit="người", show=dots),
        Column(f"{mobile}|4G|Tỷ lệ", "%pop_4g", unit="%", show=percent_text, digits=1),
        Column(f"{mobile}|5G|Dân số được phủ", "people_5g", unit="người", show=dots),
        Column(f"{mobile}|5G|Tỷ lệ", "%pop_5g", unit="%", show=percent_text, digits=1),
        Column(f"{mobile}|Số trạm 4G", "stations_4g", unit="trạm"),
    ]
    form = Form(index="TT", name="Địa bàn", codes="", groups="sums", units_row=True,
                numbers_row="{}", total="last", total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=row)


@layout()
def technology_two_rows_above(case: Case) -> None:
    """ "MẠNG 4G" over "Dân số" over "Được phủ" and "Chưa được phủ"; then "MẠNG 5G"."""
    sheet = case.sheet("Mang")
    row = case.top(sheet, "VÙNG PHỦ CÁC MẠNG", right=8)
    columns: list[Column] = [Column("Tổng dân số", "population")]
    for g in (4, 5):
        columns += [
            Worked(f"MẠNG {g}G|Dân số|Chưa được phủ", make=lambda c, g=g: c.figures["population"]  # type: ignore[misc]
                   - c.figures[f"people_{g}g"]),
            Column(f"MẠNG {g}G|Dân số|Được phủ", f"people_{g}g"),
            Column(f"MẠNG {g}G|Trạm phát sóng|Đang hoạt động", f"stations_{g}g"),
            Worked(f"MẠNG {g}G|Trạm phát sóng|Tạm dừng", make=lambda c: c.figures["holes"]),
        ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
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


@layout()
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


@layout()
def narrow_headings_with_breaks_and_units(case: Case) -> None:
    """Headings broken over four lines with the unit in brackets; area and density beside."""
    sheet = case.sheet("Phụ lục 1")
    row = case.top(sheet, "THỰC TRẠNG HẠ TẦNG SỐ\nTHEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    columns = [
        Worked("Diện\ntích\n(km²)", make=lambda c: round(20 + int(c.code) % 170 + 0.37, 2)),
        Column("Dân\nsố\n(người)", "population"),
        Worked(
            "Mật\nđộ dân\nsố\n(người/\nkm²)",
            make=lambda c: round(c.figures["population"] / (20 + int(c.code) % 170 + 0.37)),
        ),
        Column("Số\nhộ\n(hộ)", "households"),
        Column("Số\ntrạm\nBTS\n4G\n(trạm)", "stations_4g"),
        Column("Dân số\nđược\nphủ sóng\n4G\n(người)", "people_4g"),
    ]
    case.table(
        sheet, columns, Form(index="S\nT\nT", name="Tên\nđơn vị", numbers_row="({})"), at=row
    )


@layout(operator="mobifone")
def measures_as_the_lowest_heading(case: Case) -> None:
    """Three merged levels, of which the lowest says only "người", "đơn vị" or "%"."""
    sheet = case.sheet("MBF")
    row = case.top(
        sheet, "KẾT QUẢ PHỦ SÓNG CỦA MOBIFONE",
        office=f"TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Quy mô|Dân số|người", "population"),
        Column("Quy mô|{v}|đơn vị", "villages"),
        Column("Trong vùng phủ sóng 4G|Dân số|người", "people_4g"),
        Column("Trong vùng phủ sóng 4G|Dân số|%", "%pop_4g"),
        Column("Trong vùng phủ sóng 4G|{v}|đơn vị", "villages_with_4g"),
        Column("Trong vùng phủ sóng 4G|{v}|%", "%villages_4g"),
        Column("Trong vùng phủ sóng 5G|Dân số|người", "people_5g"),
        Column("Trong vùng phủ sóng 5G|Dân số|%", "%pop_5g"),
    ]
    case.table(sheet, columns, Form(code="Mã ĐVHC", total="first"), at=row)


@layout()
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


@layout(operator="vnpt")
def pairs_that_change_their_order(case: Case) -> None:
    """Merged headings: under 4G stations then people, under 5G people then stations; fibre too."""
    sheet = case.sheet("VNPT Q3")
    row = case.top(
        sheet, "SỐ LIỆU MẠNG LƯỚI VNPT QUÝ III/2025", office=f"VNPT {place_name(case)}\nP. KTĐT"
    )
    fibre, phone = "Hộ sử dụng cáp quang", "{v} có cáp quang"
    columns = [
        Column("Mạng 4G|Số trạm", "stations_4g"),
        Column("Mạng 4G|Dân số được phủ sóng (người)", "people_4g"),
        Column("Mạng 5G|Dân số được phủ sóng (người)", "people_5g"),
        Column("Mạng 5G|Số trạm", "stations_5g"),
        Column(f"{fibre}|Tổng số hộ", "households"),
        Column(f"{fibre}|Số hộ sử dụng", "households_subscribed"),
        Column(f"{phone}|Số có cáp quang", "villages_with_fibre"),
        Column(f"{phone}|Tổng số {{v}}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def total_there_and_share_beneath_a_title(case: Case) -> None:
    """Headings only "Tổng số", "Có", "Tỷ lệ %"; the title and "ĐVT" say villages and what."""
    for name, what, key, said in (
        ("B1", "villages_with_4g", "villages_4g", "SÓNG 4G"),
        ("B2", "villages_with_fibre", "villages_fibre", "INTERNET CÁP QUANG"),
    ):
        sheet = case.sheet(name)
        row = case.top(sheet, f"SỐ {case.word.upper()} CÓ {said}")
        sheet.put(row - 1, 4, case.say("Đơn vị tính: {v}"))
        columns = [
            Column("Tổng số", "villages"),
            Column("Có", what),
            Column("Tỷ lệ %", f"%{key}", show=comma(2)),
        ]
        case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout()
def share_of_the_column_on_its_left(case: Case) -> None:
    """ "Số hộ", "trong đó: …", "Tỷ lệ %", "trong đó: …", "Tỷ lệ %": each of its left neighbour."""
    sheet = case.sheet("Xa hoi so")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU XÃ HỘI SỐ")
    columns = [
        Column("Số hộ", "households"),
        Column("Trong đó: hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Tỷ lệ %", "%households_smartphone"),
        Column("Trong đó: hộ đang dùng Internet cáp quang", "households_subscribed"),
        Column("Tỷ lệ %", "%households_fibre_subscribed"),
        Column("Dân số", "population"),
        Column("Trong đó: có sổ sức khỏe điện tử", "people_with_health_record"),
        Column("Tỷ lệ %", "%population_health_record"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout()
def whole_of_the_province_in_headings(case: Case) -> None:
    """ "Số hộ dùng cáp quang (trên tổng số 187.345 hộ toàn tỉnh)": counts, no commune's whole."""
    sheet = case.sheet("Phu luc")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ ĐẾN CẤP XÃ")
    homes, places = (
        dots(sum(c.figures[what] for c in case.communes)) for what in ("households", "villages")
    )
    columns = [
        Column(f"Số hộ sử dụng Internet cáp quang (trên tổng số {homes} hộ toàn tỉnh)",
               "households_subscribed", show=dots),
        Column(f"Số {{v}} có sóng 4G (trên tổng số {places} {{v}} toàn tỉnh)",
               "villages_with_4g"),
        Column(f"Số {{v}} có cáp quang (trên tổng số {places} {{v}} toàn tỉnh)",
               "villages_with_fibre"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last", total_label="Toàn tỉnh"), at=row)
    case.foot(sheet)


@layout()
def wholly_and_partly_covered_summed(case: Case) -> None:
    """Villages with 4G: "Tổng số" (4)=(5)+(6), wholly, partly; without (7)=(3)-(4)."""
    sheet = case.sheet("Bieu 4")
    row = case.top(sheet, f"HIỆN TRẠNG PHỦ SÓNG 4G TẠI CÁC {case.word.upper()}")

    def partly(c: Commune) -> int:
        return c.figures["villages_with_4g"] * (1 + c.figures["files"] % 4) // 10

    having = "Số {v} đã có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages", unit="(3)"),
        Column(f"{having}|Tổng số", "villages_with_4g", unit="(4)=(5)+(6)"),
        Worked(f"{having}|Phủ sóng toàn bộ", unit="(5)",
               make=lambda c: c.figures["villages_with_4g"] - partly(c)),
        Worked(f"{having}|Phủ sóng một phần", unit="(6)", make=partly),
        Worked("Số {v} chưa có sóng 4G", unit="(7)=(3)-(4)",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", units_row=True), at=row)
    sheet.line(row + 2, ["(1)", "(2)"])


@layout()
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


@layout()
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
