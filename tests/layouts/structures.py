"""Public half: where tables stand, and what stands around them."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from dxanalysis.units.crosswalk import load_links
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case

BASIC = (
    Column("Dân số", "population"),
    Column("Dân số được phủ sóng 4G", "people_4g"),
    Column("Dân số được phủ sóng 5G", "people_5g"),
)
VILLAGES = (
    Column("Tổng số {v}", "villages"),
    Column("Số {v} có sóng 4G", "villages_with_4g"),
    Column("Số {v} có cáp quang", "villages_with_fibre"),
)
FIBRE = (
    Column("Tổng số hộ", "households"),
    Column("Số hộ có thể tiếp cận cáp quang", "households_passed"),
    Column("Số hộ thuê bao cáp quang", "households_subscribed"),
)


@layout("tables below")
def stacked_with_titles(case: Case) -> None:
    """Three tables below each other, each with a title of its own and signatures at the end."""
    sheet = case.sheet("Biểu")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG SỐ")
    for title, columns in (
        ("1. Phủ sóng di động", BASIC),
        ("2. Phủ sóng theo {v}", VILLAGES),
        ("3. Cáp quang đến hộ gia đình", FIBRE),
    ):
        sheet.put(row, 0, case.say(title))
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 2
    case.foot(sheet)


@layout("tables below")
def stacked_without_space(case: Case) -> None:
    """Two tables with no empty row between; the second has other columns under the same letters."""
    sheet = case.sheet("Sheet1")
    row = case.table(sheet, BASIC, Form(name="Đơn vị"), at=case.top(sheet, "Phụ lục 2", office=""))
    case.table(sheet, FIBRE, Form(name="Đơn vị"), at=row)


@layout("tables beside")
def two_tables_beside(case: Case) -> None:
    """Two tables beside each other, an empty column between."""
    sheet = case.sheet("Tổng hợp")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG VÀ CÁP QUANG", right=8)
    case.table(sheet, BASIC, at=row)
    case.table(sheet, FIBRE, at=row, left=7)


@layout("tables beside")
def communes_in_two_halves(case: Case) -> None:
    """One list of communes broken into a left and a right half to fit the page."""
    sheet = case.sheet("In A3")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG", right=7)
    middle = (len(case.communes) + 1) // 2
    columns = (Column("Dân số", "population"), Column("Dân số phủ sóng 4G", "people_4g"))
    for left, some in ((0, case.communes[:middle]), (5, case.communes[middle:])):
        form = Form(index="TT", name="Xã/phường")
        start = 1 + (middle if left else 0)
        case.table(sheet, columns, form, at=row, left=left, some=some, start=start)


@layout("sheets")
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


@layout("sheets")
def sheets_by_district(case: Case) -> None:
    """A sheet for each former district, the same form on each, no code."""
    districts = sorted({c.district for c in case.communes})
    for place, district in enumerate(districts, start=1):
        sheet = case.sheet(f"{place}. {district}"[:31].replace("/", "-"))
        sheet.put(0, 0, f"KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Số liệu đến 30/9/2025")
        some = [c for c in case.communes if c.district == district]
        case.table(sheet, VILLAGES, Form(codes="", total="last"), at=3, some=some)


@layout("sheets")
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


@layout("sheets")
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


@layout("long form")
def long_by_technology(case: Case) -> None:
    """A row for each commune and technology."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "Số liệu phủ sóng theo công nghệ", office="")
    sheet.line(row, ["STT", "Mã xã", "Tên xã", "Công nghệ", "Dân số", "Dân số được phủ sóng"])
    number = 0
    for commune in case.communes:
        for generation in ("4G", "5G"):
            row, number = row + 1, number + 1
            people = commune.figures[f"people_{generation.lower()}"]
            population = commune.figures["population"]
            sheet.line(row, [number, commune.code, commune.name, generation, population, people])
            what = f"people_{generation.lower()}"
            case.truth.note(commune.code, what, Entry(people), heading="Dân số được phủ sóng")
        case.truth.note(commune.code, "population", Entry(population), heading="Dân số")


@layout("long form")
def long_by_indicator(case: Case) -> None:
    """A row for each commune and indicator: name of the indicator, value, unit."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "BẢNG CHỈ TIÊU HẠ TẦNG SỐ CẤP XÃ", right=3)
    sheet.line(row, ["Mã xã", "Xã/phường", "Chỉ tiêu", "Đơn vị tính", "Giá trị"])
    wanted = (
        ("Dân số", "người", "population"),
        ("Dân số được phủ sóng 4G", "người", "people_4g"),
        (case.say("Số {v}"), case.word.split(",")[0], "villages"),
        (case.say("Số {v} có cáp quang"), case.word.split(",")[0], "villages_with_fibre"),
    )
    for commune in case.communes:
        for label, unit, what in wanted:
            row += 1
            value = commune.figures[what]
            sheet.line(row, [commune.code, commune.name, label, unit, value])
            case.truth.note(commune.code, what, Entry(value), heading=label)


@layout("transposed")
def transposed_with_codes(case: Case) -> None:
    """Communes from left to right, indicators from top to bottom."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ THEO XÃ")
    sheet.line(row, ["Chỉ tiêu", *[c.name for c in case.communes]])
    sheet.line(row + 1, ["Mã xã", *[c.code for c in case.communes]])
    for column in (*BASIC, *VILLAGES):
        line = row + 2 + [*BASIC, *VILLAGES].index(column)
        sheet.put(line, 0, column.path(case.word)[0])
        for at, commune in enumerate(case.communes, start=1):
            value, gives = column.cell(commune, at)
            sheet.put(line, at, value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)


@layout("list of villages")
def village_list(case: Case) -> None:
    """A row for each village, with a yes or a cross for 4G and fibre; communes merged down."""
    sheet = case.sheet("Danh sach")
    row = case.top(sheet, "DANH SÁCH " + case.word.upper())
    sheet.line(
        row,
        ["TT", "Xã/phường", "Mã xã", case.say("Tên {v}"), "Số hộ", "Số nhân khẩu", "Có sóng 4G"],
    )
    case.truth.villages = []
    number = 0
    for commune in case.communes:
        sums = {"villages": 0, "villages_with_4g": 0, "households": 0, "population": 0}
        for village in VILLAGE_NAMES[case.province][: case.rng.randint(2, 4)]:
            row, number = row + 1, number + 1
            homes = case.rng.randint(20, 190)
            people = homes * 4 + case.rng.randint(0, 40)
            signal = case.rng.choice(["Có", "Có", "Không"])
            sheet.line(row, [number, commune.name, commune.code, village, homes, people, signal])
            case.truth.villages.append([commune.code, village, homes, people])
            for what, more in zip(sums, (1, signal == "Có", homes, people), strict=True):
                sums[what] += int(more)
        # Sums over the villages listed may be made, or not.
        for what, value in sums.items():
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout("old communes")
def old_communes_beneath(case: Case) -> None:
    """Each new commune in bold with its figures, the old communes that it was made of beneath."""
    sheet = case.sheet("Hop nhat")
    row = case.top(sheet, "SỐ LIỆU SAU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH")
    labels = ["STT", "Đơn vị hành chính", "Mã xã", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    for place, commune in enumerate(case.communes, start=1):
        row += 1
        figures = commune.figures
        sheet.line(
            row,
            [
                place,
                commune.name.upper(),
                commune.code,
                figures["population"],
                figures["people_4g"],
            ],
        )
        case.truth.note(commune.code, "population", Entry(figures["population"]), heading=labels[3])
        case.truth.note(commune.code, "people_4g", Entry(figures["people_4g"]), heading=labels[4])
        parts = list(links.loc[links["to_code"] == commune.code, "from_code"])
        for n, part in enumerate(parts):
            row += 1
            share = [v // len(parts) for v in (figures["population"], figures["people_4g"])]
            sheet.line(row, ["-", f"{before.get(part, part)} (cũ)", None, *share])
            if n == len(parts) - 1:
                used = [
                    v - (v // len(parts)) * n for v in (figures["population"], figures["people_4g"])
                ]
                sheet.line(row, used, at=3)


@layout("groups and totals")
def group_rows_with_subtotals(case: Case) -> None:
    """Former districts as rows with subtotals, roman numbers, the total last."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "HIỆN TRẠNG PHỦ SÓNG THEO KHU VỰC")
    form = Form(groups="sums", total="last", numbers_row="({})")
    case.table(sheet, [*BASIC, *VILLAGES], form, at=row)
    case.foot(sheet)


@layout("groups and totals")
def district_column_total_first(case: Case) -> None:
    """The former district in a column, the total of the province in the first row."""
    sheet = case.sheet("PL1")
    row = case.top(sheet, "PHỤ LỤC 1", more=("(Kèm theo Công văn số 1234/SKHCN-BCVT)",))
    form = Form(groups="column", total="first", total_label="Toàn tỉnh", codes="", names="short")
    case.table(sheet, BASIC, form, at=row)


@layout("groups and totals")
def group_rows_without_sums(case: Case) -> None:
    """Former districts as rows without figures; no total."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BIỂU SỐ 03", office="")
    case.table(sheet, FIBRE, Form(groups="rows", codes="", names="full"), at=row)


@layout("pages")
def headings_on_each_page(case: Case) -> None:
    """The headings are repeated every 30 communes, as a printed table was typed again."""
    sheet = case.sheet("In")
    row = case.top(sheet, "BIỂU TỔNG HỢP", right=3)
    case.table(sheet, BASIC, Form(page=30, total="last"), at=row)


@layout("pages")
def sums_taken_over(case: Case) -> None:
    """ "Cộng mang sang" and "Mang sang" between the pages."""
    sheet = case.sheet("In")
    row = case.top(sheet, "BIỂU TỔNG HỢP SỐ " + case.word.upper())
    case.table(sheet, VILLAGES, Form(page=25, page_sums=True, total="last"), at=row)


@layout("hidden")
def hidden_rows_and_columns(case: Case) -> None:
    """Some rows are filtered away and the codes are in a hidden column."""
    sheet = case.sheet("Loc")
    row = case.top(sheet, "DANH SÁCH XÃ, PHƯỜNG")
    case.table(sheet, BASIC, Form(total="last"), at=row)
    sheet.hidden_columns.add(2)
    sheet.hidden_rows |= {row + 4, row + 5, row + 9}


@layout("hidden")
def empty_rows_between(case: Case) -> None:
    """An empty row after each ten communes, and an empty first column."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "BÁO CÁO TÌNH HÌNH PHÁT TRIỂN MẠNG")
    case.table(sheet, FIBRE, Form(gap=1, total="last"), at=row + 1, left=1)


@layout("around the table")
def long_preamble_and_notes(case: Case) -> None:
    """Ten lines of preamble with numbers and words of headings, notes and signatures below."""
    sheet = case.sheet("Báo cáo")
    row = case.top(
        sheet,
        "BÁO CÁO KẾT QUẢ THỰC HIỆN",
        more=(
            "Thực hiện Kế hoạch số 215/KH-UBND ngày 14/3/2025 về phát triển hạ tầng số;",
            "Toàn tỉnh có 97,2% dân số được phủ sóng 4G, phấn đấu đến 2030 đạt 99% phủ sóng 5G.",
            "Đơn vị tính: người",
        ),
    )
    case.table(sheet, BASIC, Form(total="last"), at=row)
    case.foot(sheet)
    sheet.put(
        sheet.end + 1,
        0,
        "Ghi chú: Dân số theo Cục Thống kê; số liệu phủ sóng do nhà mạng cung cấp.",
    )


@layout("around the table")
def several_units_in_title(case: Case) -> None:
    """Operator, date and unit of measure in lines of their own; decimal commas in text."""
    sheet = case.sheet("Q3")
    for row, line in enumerate(
        ("Đơn vị báo cáo: Sở KH&CN", "Kỳ báo cáo: Quý III/2025", "Thời điểm số liệu: 30/9/2025")
    ):
        sheet.put(row, 0, line)
    columns = (
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", show=comma(2)),
    )
    case.table(sheet, columns, at=4)
