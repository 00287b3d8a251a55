"""A book of several sheets: one for each district, subject, quarter or operator."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.across import lines_across, small_table_across
from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, dots, percent_text, spaces
from tests.layouts.groups import by_district, sum_of, sums
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings
from tests.layouts.shared_columns import BASIC, STATIONS, VILLAGES, Past, by
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import (
    DECEMBER,
    FOUR_OPERATORS,
    JULY,
    JUNE,
    OPERATOR_KEYS,
    OPERATORS,
    SPRING,
    place_name,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.cases import Case


KEYS = ("viettel", "vnpt", "mobifone")


@layout()
def sheets_by_technology(case: Case) -> None:
    """A sheet for 4G and one for 5G; only the sheet's name and title say which."""
    for generation in ("4G", "5G"):
        sheet = case.sheet(generation)
        row = case.top(sheet, f"PHỦ SÓNG {generation} TRÊN ĐỊA BÀN TỈNH")
        people, stations = f"people_{generation.lower()}", f"stations_{generation.lower()}"
        case.table(
            sheet,
            (
                Column("Dân số (người)", "population"),
                Column("Dân số được phủ sóng (người)", people),
                Column("Số trạm", stations),
            ),
            at=row,
        )


@layout()
def sheets_by_district(case: Case) -> None:
    """A sheet for each former district, the same form on each, no code."""
    districts = sorted({c.district for c in case.communes})
    for place, district in enumerate(districts, start=1):
        sheet = case.sheet(f"{place}. {district}"[:31].replace("/", "-"))
        sheet.put(0, 0, f"KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Số liệu đến 30/9/2025")
        some = [c for c in case.communes if c.district == district]
        case.table(sheet, VILLAGES, Form(codes="", total="last"), at=3, some=some)


@layout()
def sheets_of_quarters(case: Case) -> None:
    """The same table for two quarters on two sheets; the later one is the figure of the file."""
    for title, date, as_of in (
        ("Quý II-2025", "Quý II năm 2025", "2025-06-30"),
        ("Quý III-2025", "Quý III năm 2025", ""),
    ):
        sheet = case.sheet(title)
        row = case.top(sheet, "BÁO CÁO PHỦ SÓNG DI ĐỘNG", date)
        case.table(
            sheet,
            [
                Column("Dân số", "population", as_of=as_of, optional=bool(as_of)),
                Column("Dân số phủ sóng 4G", "people_4g", as_of=as_of, optional=bool(as_of)),
            ],
            at=row,
        )


@layout()
def cover_and_instructions(case: Case) -> None:
    """A cover, a sheet of instructions with words like headings, then the table."""
    cover = case.sheet("Bìa")
    cover.put(4, 2, "BÁO CÁO QUÝ III/2025")
    guide = case.sheet("Hướng dẫn")
    guide.line(0, ["Cột", "Cách ghi"])
    guide.line(1, ["Dân số", "Ghi số người thường trú"])
    guide.line(2, ["Dân số được phủ sóng 4G", "Ghi số người trong vùng phủ"])
    sheet = case.sheet("Biểu 1")
    case.table(sheet, BASIC, Form(total="last"), at=case.top(sheet, "BIỂU 1"))


@layout()
def sheet_per_operator(case: Case) -> None:
    """A sheet for each operator, the same form on each."""
    for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")):
        sheet = case.sheet(shown)
        row = case.top(sheet, f"SỐ LIỆU CỦA {shown.upper()}")
        columns = [
            Column("Dân số được phủ sóng 4G", "people_4g", operator=key),
            Column("Số trạm 4G", "stations_4g", operator=key),
        ]
        case.table(sheet, columns, at=row)


@layout()
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


@layout()
def summary_and_a_sheet_per_district(case: Case) -> None:
    """A summary by former district, then a sheet of communes for each, with their totals."""
    labels = ["Dân số", "Dân số được phủ sóng 4G", "Số trạm 4G"]
    wanted = ["population", "people_4g", "stations_4g"]
    summary = case.sheet("TONG HOP")
    row = case.top(summary, "TỔNG HỢP THEO ĐỊA BÀN HUYỆN CŨ")
    summary.line(row, ["STT", "Huyện, thành phố", "Số xã", *labels])
    groups = by_district(case)
    for number, (district, some) in enumerate(groups.items(), start=1):
        sums = [sum_of(some, what) for what in wanted]
        summary.line(row + number, [number, district, len(some), *sums])
    sums = [sum_of(case.communes, what) for what in wanted]
    summary.line(summary.end, [None, "Tổng cộng", len(case.communes), *sums])
    for district, some in groups.items():
        sheet = case.sheet(district[:31].replace("/", "-"))
        sheet.put(0, 0, f"ĐỊA BÀN {district.upper()}")
        sheet.put(1, 0, "Số liệu đến 30/9/2025")
        columns = [Column(a, b) for a, b in zip(labels, wanted, strict=True)]
        case.table(sheet, columns, Form(index="TT", codes="", total="last"), at=3, some=some)


@layout()
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


@layout()
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


@layout()
def sheets_named_by_short_operators(case: Case) -> None:
    """Sheets "VTL", "VNP", "MBF" of one form, whose titles name no operator."""
    for short, (_, key) in zip(("VTL", "VNP", "MBF"), OPERATORS, strict=True):
        sheet = case.sheet(short)
        row = case.top(sheet, "BÁO CÁO SỐ LIỆU HẠ TẦNG MẠNG DI ĐỘNG", office="")
        columns = [Column("Trạm 4G", "stations_4g", operator=key),
                   Column("Trạm 5G", "stations_5g", operator=key)]  # fmt: skip
        case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def three_subjects_on_three_sheets(case: Case) -> None:
    """ "1.Dan cu", "2.Di dong", "3.Co dinh": bases on the first sheet, parts on the others."""
    subjects = (
        ("1.Dan cu", "DÂN SỐ, HỘ GIA ĐÌNH VÀ {V}", [Column("Dân số (người)", "population"),
         Column("Số hộ (hộ)", "households"), Column("Số {v}", "villages")]),
        ("2.Di dong", "MẠNG THÔNG TIN DI ĐỘNG", [
         Column("Dân số được phủ sóng (người)|4G", "people_4g"),
         Column("Dân số được phủ sóng (người)|5G", "people_5g"),
         Column("Số trạm BTS|3G", "stations_3g"), Column("Số trạm BTS|4G", "stations_4g"),
         Column("Số trạm BTS|5G", "stations_5g")]),
        ("3.Co dinh", "MẠNG BĂNG RỘNG CỐ ĐỊNH", [
         Column("Số {v} có cáp quang", "villages_with_fibre"),
         Column("Số hộ có thể cung cấp cáp quang", "households_passed"),
         Column("Số hộ đang sử dụng cáp quang", "households_subscribed")]),
    )  # fmt: skip
    for title, line, columns in subjects:
        sheet = case.sheet(title)
        row = case.top(sheet, line, "Quý III/2025 (chốt ngày 30/9/2025)")
        case.table(sheet, columns, Form(index="TT", total="last"), at=row)
        case.foot(sheet)


@layout()
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


@layout()
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


@layout()
def letters_of_three_operators_in_one_book(case: Case) -> None:
    """The department's sum first, then each operator's annex in its own words and order."""
    whole = case.sheet("TONG HOP")
    row = case.top(whole, "TỔNG HỢP BÁO CÁO CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    kinds = ("stations_4g", "stations_5g")

    def all_of(what: str) -> Worked:
        label = f"Tổng số trạm {what[-2:].upper()} của 03 doanh nghiệp"
        return Worked(label, make=lambda c: sum(c.value(what, operator=o) for o in KEYS))

    sums = [all_of(what) for what in kinds]
    shared = [
        Column("Dân số (người)", "population"),
        Column("Dân số được ít nhất một doanh nghiệp phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(whole, [*shared, *sums], at=row)
    for c in case.communes:
        for what, column in zip(kinds, sums, strict=True):
            case.note(c, what, Entry(column.make(c)), column)
    viettel = [
        Column("Trạm 4G", "stations_4g", operator="viettel"),
        Column("Trạm 5G", "stations_5g", operator="viettel"),
        Column("Dân số phủ 4G (người)", "people_4g", operator="viettel"),
    ]
    vnpt = [
        Column("Số dân có sóng VinaPhone 4G (người)", "people_4g", operator="vnpt"),
        Column("Số lượng eNodeB (4G)", "stations_4g", operator="vnpt"),
        Column("Số lượng gNodeB (5G)", "stations_5g", operator="vnpt"),
    ]
    mobifone = [
        Column("4G|Số trạm", "stations_4g", operator="mobifone"),
        Column("4G|Dân số phủ (người)", "people_4g", operator="mobifone"),
        Column("5G|Số trạm", "stations_5g", operator="mobifone"),
    ]
    letters: Sequence[tuple[str, str, list[Column], Form]] = (
        ("CV 1482 VTT", "VIETTEL", viettel, Form()),
        ("CV 655 VNPT", "VNPT", vnpt, Form(codes="number", names="upper", total="last")),
        ("CV 2031 MBF", "MOBIFONE", mobifone, Form(index="TT", codes="")),
    )
    for title, company, columns, form in letters:
        sheet = case.sheet(title)
        row = case.top(
            sheet, f"PHỤ LỤC. SỐ LIỆU TRẠM VÀ PHỦ SÓNG CỦA {company}",
            office=f"{company} {place_name(case)}\nSố: {title[3:7].strip()}/BC",
        )  # fmt: skip
        case.table(sheet, columns, form, at=row)


@layout()
def cover_tells_the_day_of_each_sheet(case: Case) -> None:
    """A cover lists sheets B1 to B3, who gave them and their day; the sheets name no day."""
    cover = case.sheet("Bia")
    cover.put(0, 0, "BỘ SỐ LIỆU NỀN PHỤC VỤ CHUYỂN ĐỔI SỐ CẤP XÃ")
    cover.line(2, ["TT", "Sheet", "Nội dung", "Đơn vị cung cấp", "Thời điểm số liệu"])
    cover.line(3, [1, "B1", "Dân số, hộ", "Thống kê tỉnh", "01/7/2025"])
    cover.line(4, [2, "B2", "Phủ sóng 4G, cáp quang", "Sở KH&CN", "30/9/2025"])
    cover.line(5, [3, "B3", "Tổ công nghệ số cộng đồng", "UBND cấp xã", "30/9/2025"])
    base = [
        Column("Dân số (người)", "population", optional=True),
        Column("Số hộ (hộ)", "households", optional=True),
    ]
    b1, b2, b3 = (case.sheet(f"B{n}") for n in (1, 2, 3))
    case.table(b1, base, at=1)
    for c in case.communes:
        for column in base:
            entry = Entry(c.figures[column.gives], optional=True)
            case.truth.note(c.code, column.gives, entry, as_of=JULY)
    signal = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(b2, signal, Form(total="last"), at=1)
    teams = [Column("Số tổ CNSCĐ", "teams"), Column("Số thành viên", "team_members")]
    case.table(b3, teams, at=1)


@layout()
def sheet_of_each_of_four_operators(case: Case) -> None:
    """ "VTT", "VNPT", "MBF", "VNM": one form, the operator's name in the title; people on each."""
    for short, (key, name) in zip(
        ("VTT", "VNPT", "MBF", "VNM"), FOUR_OPERATORS.items(), strict=True
    ):
        sheet = case.sheet(short)
        sheet.put(0, 0, f"DOANH NGHIỆP: {name.upper()}")
        sheet.put(1, 0, "HIỆN TRẠNG MẠNG 4G ĐẾN HẾT QUÝ III/2025")
        columns = [
            Column("Dân số (người)", "population", operator=key, show=dots, optional=True),
            Column("Số trạm BTS 4G đang hoạt động", "stations_4g", operator=key),
            Column("Dân số được phủ sóng 4G (người)", "people_4g", operator=key, show=dots),
            Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", operator=key, digits=1,
                   show=percent_text),
        ]  # fmt: skip
        case.table(sheet, columns, Form(codes="text", total="first"), at=3)
    for c in case.communes:
        people = Entry(c.figures["population"], optional=True)
        case.note(c, "population", people, Column("Dân số (người)"))


@layout()
def quarters_with_the_newest_sheet_first(case: Case) -> None:
    """Sheets "Quý III", "Quý II", "Quý I" of one form; the year only in the line above."""
    for number, ends in (("III", ""), ("II", "2025-06-30"), ("I", "2025-03-31")):
        sheet = case.sheet(f"Quý {number}")
        sheet.put(0, 0, f"SỐ LIỆU QUÝ {number} NĂM 2025 (cộng dồn đến hết quý)")
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=ends, optional=bool(ends)),
            Column("Số trạm 5G", "stations_5g", as_of=ends, optional=bool(ends)),
            Column("Số {v} có sóng 4G", "villages_with_4g", as_of=ends, optional=bool(ends)),
            Column("Số hộ sử dụng cáp quang", "households_subscribed", as_of=ends,
                   optional=bool(ends), show=spaces),
        ]  # fmt: skip
        case.table(sheet, columns, Form(index="TT", names="abbreviated"), at=2)


@layout(as_of=SPRING)
def each_operators_sheet_in_a_shape_of_its_own(case: Case) -> None:
    """Viettel by former district, VNPT with communes across, MobiFone English, its sum first."""
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    sheet = case.sheet("Viettel")
    row = case.top(sheet, "VIETTEL - SỐ LIỆU TRẠM QUÝ I/2026", "(Đến 31/3/2026)", office="")
    columns = [Column(*pair, operator="viettel") for pair in pairs]
    case.table(sheet, columns, Form(groups="rows", codes="number"), at=row)
    sheet = case.sheet("VNPT")
    row = case.top(sheet, "VNPT - SỐ LIỆU TRẠM QUÝ I/2026", "(Đến 31/3/2026)", office="")
    columns = [Column(*pair, operator="vnpt", unit="trạm") for pair in pairs]
    small_table_across(case, sheet, row, columns, case.communes)
    sheet = case.sheet("MobiFone")
    sheet.put(0, 0, "MobiFone - sites on air by the end of Q1/2026 (31/03/2026)")
    columns = [
        Column("4G sites on air", "stations_4g", operator="mobifone"),
        Column("5G sites on air", "stations_5g", operator="mobifone"),
    ]
    form = Form(index="#", name="Commune/Ward", code="Code", code_after=False, total="first",
                total_label="Province")  # fmt: skip
    case.table(sheet, columns, form, at=2)


@layout(as_of=SPRING)
def two_quarters_two_sheets_in_other_order(case: Case) -> None:
    """Sheets "Q4-2025", "Q1-2026": text, codes as numbers; the second sorted the other way."""
    shown = (("DS", "population"), ("DS được PS 4G", "people_4g"), ("DS được PS 5G", "people_5g"),
             ("Số hộ", "households"), ("Số hộ SD cáp quang", "households_subscribed"))  # fmt: skip
    for title, quarter, as_of, step in (
        ("Q4-2025", "QUÝ IV/2025", DECEMBER, 1), ("Q1-2026", "QUÝ I/2026", "", -1)
    ):  # fmt: skip
        sheet = case.sheet(title)
        row = case.top(sheet, f"BIỂU TỔNG HỢP CÁC DOANH NGHIỆP VIỄN THÔNG {quarter}", "")
        columns = [
            Past(text, what, as_of=as_of, share=0.95 if as_of else 1.0, optional=bool(as_of),
                 show=apostrophe)
            for text, what in shown
        ]  # fmt: skip
        form = Form(codes="number", code_after=False, total="first" if as_of else "last")
        case.table(sheet, columns, form, at=row, some=case.communes[::step])
        sheet.put(sheet.end + 1, 0, "DS: dân số (người); PS: phủ sóng; SD: sử dụng.")


@layout()
def quarters_with_four_levels_units_and_numbers(case: Case) -> None:
    """Sheets "Quý II", "Quý III" from D7: four levels, units, numbers, old districts with sums."""
    columns = [
        Column("Hạ tầng số|Di động|4G|Trạm", "stations_4g", unit="trạm"),
        Column("Hạ tầng số|Di động|4G|Dân số phủ", "people_4g", unit="người", show=dots),
        Column("Hạ tầng số|Di động|5G|Trạm", "stations_5g", unit="trạm"),
        Column("Hạ tầng số|Di động|5G|Dân số phủ", "people_5g", unit="người", show=dots),
        Column("Hạ tầng số|Cố định|Hộ có hạ tầng cáp quang", "households_passed", unit="hộ",
               show=dots),
        Column("Hạ tầng số|Cố định|Hộ thuê bao cáp quang", "households_subscribed", unit="hộ",
               show=dots),
    ]  # fmt: skip
    form = Form(groups="sums", units_row=True, numbers_row="({})", total="last", codes="number")
    for quarter, as_of in (("II", JUNE), ("III", "")):
        sheet = case.sheet(f"Quý {quarter}")
        sheet.put(1, 3, "BÁO CÁO HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
        sheet.put(2, 3, f"Quý {quarter} năm 2025")
        mine = by(columns, as_of=as_of, optional=bool(as_of))
        case.table(sheet, mine, form, at=6, left=3)


@layout()
def three_sheets_of_three_shapes(case: Case) -> None:
    """People and homes by rows; stations with communes across; villages in long form."""
    sheet = case.sheet("1. Dan cu")
    row = case.top(sheet, "1. DÂN CƯ")
    pair = [Column("Số nhân khẩu", "population"), Column("Số hộ", "households")]
    case.table(sheet, pair, Form(groups="column", total="first"), at=row)
    sheet = case.sheet("2. Tram")
    row = case.top(sheet, "2. TRẠM THU PHÁT SÓNG")
    sheet.line(row, ["TT", "Loại trạm", "ĐVT", *(c.name for c in case.communes), "Tổng"])
    lines = [
        ([place, column.heading, "trạm"], column)
        for place, column in enumerate(STATIONS, start=1)
    ]  # fmt: skip
    lines_across(case, sheet, row + 1, lines, case.communes)
    for offset, column in enumerate(STATIONS, start=1):
        sheet.put(row + offset, 3 + len(case.communes), sums([column], case.communes)[0])
    sheet = case.sheet("3. Thon ap")
    row = case.top(sheet, f"3. {case.word.upper()}")
    row = headings(case, sheet, row, ["Mã xã", "Xã, phường", "Nội dung", "Số lượng"])
    kinds = (
        ("Tổng số {v}", "villages"),
        ("{V} có sóng 4G", "villages_with_4g"),
        ("{V} có cáp quang", "villages_with_fibre"),
    )
    for c in case.ordered(by_district=True):
        for text, what in kinds:
            said = case.say(text)
            enter(case, sheet, row, c, [Column(said, what)], [c.code, c.name, said])
            row += 1


@layout(operator="vnpt")
def technology_on_the_tab_operator_in_the_title(case: Case) -> None:
    """Sheets "4G", "5G", "Cáp quang" under one title of VNPT; no heading names a technology."""
    for name, what in (("4G", "people_4g"), ("5G", "people_5g"), ("Cáp quang", "")):
        sheet = case.sheet(name)
        row = case.top(
            sheet, "VNPT: BÁO CÁO HIỆN TRẠNG MẠNG LƯỚI THEO XÃ, PHƯỜNG", office="TẬP ĐOÀN VNPT"
        )
        columns = (
            [
                Column("Dân số (người)", "population"),
                Column("Dân số được phủ (người)", what),
                Column("Tỷ lệ dân số được phủ (%)", f"%pop_{name.lower()}"),
            ]
            if what
            else [
                Column("Số hộ gia đình (hộ)", "households"),
                Column("Số hộ có thể lắp đặt ngay (hộ)", "households_passed"),
                Column("Số hộ đang sử dụng (hộ)", "households_subscribed"),
            ]
        )
        case.table(sheet, columns, Form(names="short"), at=row)


@layout()
def operator_and_quarter_on_each_tab(case: Case) -> None:
    """Tabs "VTT Q2.25", "VTT Q3.25", "VNP Q2.25" … of one title; nothing else names either."""
    for short, code in zip(("VTT", "VNP", "MBF"), OPERATOR_KEYS.values(), strict=True):
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


@layout()
def empty_form_for_the_next_quarter_behind(case: Case) -> None:
    """ "Quy III" is filled in; "Quy IV" has the same form, names and a sum of 0, no figures."""
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    labels = ["STT", "Xã, phường", "Mã xã", *(c.heading for c in columns)]
    for numeral, day, filled in (("III", "30/9/2025", True), ("IV", "31/12/2025", False)):
        sheet = case.sheet(f"Quy {numeral}")
        row = case.top(
            sheet, f"BIỂU TỔNG HỢP HẠ TẦNG SỐ, XÃ HỘI SỐ QUÝ {numeral} NĂM 2025",
            f"(Số liệu tính đến ngày {day})",
        )  # fmt: skip
        row = headings(case, sheet, row, labels)
        first = row
        for place, c in enumerate(case.communes, start=1):
            lead = [place, c.name, c.code]
            if filled:
                enter(case, sheet, row, c, columns, lead)
            else:
                sheet.line(row, lead)
            row += 1
        whole = sums(columns, case.communes) if filled else [0] * len(columns)
        sheet.put(row, 1, "Tổng cộng")
        for letter, at, value in zip("DEFGH", range(3, 8), whole, strict=True):
            sheet.put(row, at, (f"=SUM({letter}{first + 1}:{letter}{row})", value))


@layout()
def sheet_of_each_indicator_operators_across(case: Case) -> None:
    """ "DS 4G", "DS 5G", "Tram 4G", "Tram 5G": the title says what, the columns whose it is."""
    for tab, title, unit, what in (
        ("DS 4G", "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G", "người", "people_4g"),
        ("DS 5G", "DÂN SỐ ĐƯỢC PHỦ SÓNG 5G", "người", "people_5g"),
        ("Tram 4G", "SỐ TRẠM THU PHÁT SÓNG 4G", "trạm", "stations_4g"),
        ("Tram 5G", "SỐ TRẠM THU PHÁT SÓNG 5G", "trạm", "stations_5g"),
    ):
        sheet = case.sheet(tab)
        row = case.top(sheet, f"{title} THEO DOANH NGHIỆP")
        sheet.put(row - 1, 5, f"Đơn vị tính: {unit}")
        columns = [Column("Dân số", "population")] if what.startswith("people") else []
        columns += [Column(name, what, operator=code) for name, code in OPERATOR_KEYS.items()]
        row = case.table(sheet, columns, Form(codes="number"), at=row)
        sheet.line(row, [None, "Toàn tỉnh", None, *sums(columns, case.communes)])
