"""Public half: forms that offices send, written after the reader was finished."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, dots, percent_text
from tests.layouts.long_tables import OPERATORS, merge_down, say
from tests.layouts.registry import layout
from tests.layouts.structures import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def districts_of(case: Case) -> dict[str, list[Commune]]:
    """Group the communes by former district."""
    found: dict[str, list[Commune]] = {}
    for commune in case.ordered(by_district=True):
        found.setdefault(commune.district, []).append(commune)
    return found


def sum_of(some: list[Commune], what: str) -> int:
    """Add a figure up."""
    return sum(commune.figures[what] for commune in some)


@layout("sheets")
def summary_and_a_sheet_per_district(case: Case) -> None:
    """A summary by former district, then a sheet of communes for each, with their totals."""
    labels = ["Dân số", "Dân số được phủ sóng 4G", "Số trạm 4G"]
    wanted = ["population", "people_4g", "stations_4g"]
    summary = case.sheet("TONG HOP")
    row = case.top(summary, "TỔNG HỢP THEO ĐỊA BÀN HUYỆN CŨ")
    summary.line(row, ["STT", "Huyện, thành phố", "Số xã", *labels])
    groups = districts_of(case)
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


@layout("operators")
def operators_over_technologies(case: Case) -> None:
    """Operators merged over 4G and 5G, roman numbers for districts, arabic for communes."""
    sheet = case.sheet("Biểu 2.1")
    row = case.top(sheet, "SỐ TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO NHÀ MẠNG", right=8)
    columns = [
        Column(f"{title}|{shown}|{g}", f"{what}_{g.lower()}", operator=key)
        for title, what in (("Số trạm", "stations"), ("Dân số được phủ sóng (người)", "people"))
        for shown, key in OPERATORS
        for g in ("4G", "5G")
    ]
    form = Form(name="Địa bàn", codes="", groups="rows", total="last", numbers_row="({})")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)


@layout("groups and totals")
def totals_between_wards_and_communes(case: Case) -> None:
    """Wards and their total, communes and their total, then the total of both."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC KẾT QUẢ PHỦ SÓNG")
    labels = ["STT", "Tên đơn vị", *[column.heading for column in BASIC]]
    sheet.line(row, labels)
    number = 0
    for kind, shown in (("phường", "phường"), ("xã", "xã")):
        some = [c for c in case.communes if (c.kind == "phường") == (kind == "phường")]
        for commune in some:
            row, number = row + 1, number + 1
            figures = [say(case, commune, c.gives, c.heading) for c in BASIC]
            sheet.line(row, [number, commune.name, *figures])
        row += 1
        sheet.line(row, [None, f"Cộng các {shown}", *[sum_of(some, c.gives) for c in BASIC]])
    sums = [sum_of(case.communes, c.gives) for c in BASIC]
    sheet.line(row + 1, [None, "TỔNG CỘNG TOÀN TỈNH", *sums])


@layout("numbers")
def shares_as_text(case: Case) -> None:
    """Counts with dots and shares as "97,3%", all of it text, under merged headings."""
    sheet = case.sheet("Ket qua")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Phủ sóng 4G|Số dân được phủ", "people_4g", show=dots),
        Column("Phủ sóng 4G|Tỷ lệ", "%pop_4g", show=percent_text, digits=1),
        Column("Phủ sóng 5G|Số dân được phủ", "people_5g", show=dots),
        Column("Phủ sóng 5G|Tỷ lệ", "%pop_5g", show=percent_text, digits=1),
    ]
    case.table(sheet, columns, Form(name="Phường, xã", codes=""), at=row)


@layout("units of measure")
def unit_in_a_footnote(case: Case) -> None:
    """ "Dân số (1)" in the heading; a note below says that (1) is in thousands of people."""
    sheet = case.sheet("NGTK")
    row = case.top(sheet, "DÂN SỐ VÀ HẠ TẦNG", office="")
    columns = [
        Column("Dân số trung bình (1)", "population", scale=1000, show=comma(3)),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    end = case.table(sheet, columns, Form(code="Mã số"), at=row)
    sheet.put(end + 1, 0, "Ghi chú: (1) Đơn vị tính: nghìn người.")


@layout("pages")
def titles_on_each_page(case: Case) -> None:
    """Each printed page has its title "(tiếp theo)", headings and column numbers again."""
    sheet = case.sheet("Trang in")
    row = case.top(sheet, "BIỂU 04. HẠ TẦNG VIỄN THÔNG", right=3)
    columns = [*BASIC, Column("Số trạm 4G", "stations_4g")]
    for page, start in enumerate(range(0, len(case.communes), 22), start=1):
        if page > 1:
            sheet.put(row, 0, "BIỂU 04. HẠ TẦNG VIỄN THÔNG (tiếp theo)")
            row += 1
        some = case.communes[start : start + 22]
        form = Form(numbers_row="{}", codes="")
        row = case.table(sheet, columns, form, at=row, some=some, start=start + 1)
        sheet.put(row, 3, f"Trang {page}")
        row += 2
    case.foot(sheet)


@layout("time")
def years_and_the_plan_beside(case: Case) -> None:
    """Under each indicator "2024", "2025" and "KH 2026"; the years are numbers."""
    sheet = case.sheet("Chi tieu")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ")
    labels = ["STT", "Xã, phường"]
    sheet.line(row, labels)
    wanted = (("Số trạm 5G", "stations_5g"), ("Dân số được phủ sóng 4G", "people_4g"))
    for place, (title, _) in enumerate(wanted):
        sheet.line(row, [title], at=2 + 3 * place)
        sheet.merged.append((row, 2 + 3 * place, row, 4 + 3 * place))
        sheet.line(row + 1, [2024, 2025, "KH 2026"], at=2 + 3 * place)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    for number, commune in enumerate(case.communes, start=1):
        line: list[object] = [number, commune.name]
        for title, what in wanted:
            before = say(case, commune, what, f"{title}|2024", "", "2024-12-31")
            now = say(case, commune, what, f"{title}|2025")
            line += [before, now, int(now * 1.2) + 1]
        sheet.line(row + 1 + number, line)


@layout("numbers")
def units_behind_numbers(case: Case) -> None:
    """ "12 trạm", "3.456 hộ", "21 thôn": the unit of measure stands in each cell."""
    sheet = case.sheet("Tra loi")
    row = case.top(sheet, "TỔNG HỢP TRẢ LỜI CỦA CÁC XÃ", office="")
    first = case.word.split(",")[0]

    def with_unit(unit: str) -> Callable[[float], str]:
        return lambda value: f"{dots(value)} {unit}"

    columns = [
        Column("Số trạm 4G", "stations_4g", show=with_unit("trạm")),
        Column("Tổng số hộ", "households", show=with_unit("hộ")),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", show=with_unit("hộ")),
        Column("Số {v}", "villages", show=with_unit(first)),
        Column("Số {v} có cáp quang", "villages_with_fibre", show=with_unit(first)),
    ]
    case.table(sheet, columns, Form(names="office", codes=""), at=row)


@layout("names and codes")
def kind_and_name_beneath_one_heading(case: Case) -> None:
    """ "Đơn vị hành chính" merged over two columns: "Xã" in one, the bare name in the other."""
    sheet = case.sheet("DVHC")
    row = case.top(sheet, "SỐ LIỆU CÁC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    sheet.line(row, ["TT", "Đơn vị hành chính", None, "Dân số", "Dân số được phủ sóng 4G"])
    sheet.merged.append((row, 1, row, 2))
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        kind = commune.kind.capitalize()
        sheet.line(row + number, [number, kind, commune.short, people, covered])


@layout("names and codes")
def codes_as_text_without_zeros(case: Case) -> None:
    """Codes as text that lost their leading zeros, before names in lower case."""
    sheet = case.sheet("export_2025")
    sheet.line(0, ["mã đvhc", "tên đvhc", "dân số", "số hộ", "số hộ dùng cáp quang"])
    case.truth.as_of = None
    for row, commune in enumerate(case.communes, start=1):
        homes = say(case, commune, "households", "số hộ")
        served = say(case, commune, "households_subscribed", "số hộ dùng cáp quang")
        people = say(case, commune, "population", "dân số")
        name = case.name(commune, "lower")
        sheet.line(row, [apostrophe(int(commune.code)), name, people, homes, served])


@layout("hidden")
def last_quarter_in_hidden_columns(case: Case) -> None:
    """The columns of the last quarter are hidden, those of this one are seen."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI PHÁT TRIỂN CÁP QUANG")
    columns = [Column("Tổng số hộ", "households")]
    for title, as_of in (("Quý II/2025", "2025-06-30"), ("Quý III/2025", "")):
        columns += [
            Column(f"{title}|{c.heading}", c.gives, as_of=as_of, optional=bool(as_of))
            for c in FIBRE[1:]
        ]
    case.table(sheet, columns, Form(total="last"), at=row)
    sheet.hidden_columns |= {4, 5}


@layout("asked, not guessed")
def two_technologies_in_one_column(case: Case) -> None:
    """ "Số trạm 4G/5G" as "15/3" in one cell; people covered by 4G in the next column."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "THỐNG KÊ TRẠM PHÁT SÓNG")
    sheet.line(row, ["STT", "Tên xã", "Số trạm 4G/5G", "Dân số được phủ sóng 4G"])
    for number, commune in enumerate(case.communes, start=1):
        first = say(case, commune, "stations_4g", "Số trạm 4G/5G")
        second = say(case, commune, "stations_5g", "Số trạm 4G/5G")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        sheet.line(row + number, [number, commune.name, f"{first}/{second}", covered])


@layout("long form")
def indicators_by_commune_operators_across(case: Case) -> None:
    """The commune merged over a row for each indicator; a column for each operator."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "SỐ LIỆU CÁC DOANH NGHIỆP THEO XÃ", right=6)
    sheet.line(row, ["TT", "Xã/phường", "Chỉ tiêu", *[shown for shown, _ in OPERATORS]])
    wanted = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Dân số được phủ sóng 4G", "people_4g"),
    )
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        for label, what in wanted:
            row += 1
            own = [number, commune.name] if row == first else [None, None]
            figures = [
                say(case, commune, what, f"{shown}|{label}", key) for shown, key in OPERATORS
            ]
            sheet.line(row, [*own, label, *figures])
        merge_down(sheet, (first, row), (0, 1))


@layout("groups and totals")
def province_first_without_numbers(case: Case) -> None:
    """No running numbers: the province's own row first, then communes, shares beside counts."""
    sheet = case.sheet("CTK")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG PHÂN THEO XÃ", office="CỤC THỐNG KÊ")
    columns = [*BASIC, Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g")]
    form = Form(index="", name="", codes="", total="first", total_label="TOÀN TỈNH")
    case.table(sheet, columns, form, at=row)


def key_values(case: Case, sheet: Sheet, commune: Commune) -> None:
    """Write a form of one commune: what is asked on the left, its answer beside it."""
    sheet.put(0, 0, "PHIẾU THU THẬP THÔNG TIN HẠ TẦNG SỐ")
    sheet.line(1, ["Tên xã/phường:", commune.name])
    sheet.line(2, ["Thời điểm:", "30/9/2025"])
    for row, column in enumerate([*BASIC, *VILLAGES], start=4):
        label = column.path(case.word)[0]
        sheet.line(row, [row - 3, label, say(case, commune, column.gives, label)])


@layout("sheets")
def a_form_for_each_commune(case: Case) -> None:
    """A sheet for each commune: its name above, what is asked and the answer in lines."""
    for place, commune in enumerate(case.communes, start=1):
        key_values(case, case.sheet(f"{place}"), commune)


@layout("numbers")
def share_in_a_row_beneath(case: Case) -> None:
    """Two rows for each commune: counts, and beneath them "Tỷ lệ (%)"."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG THEO XÃ")
    labels = ["STT", "Xã, phường", *[case.say(column.heading) for column in VILLAGES]]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        row += 2
        figures = [say(case, commune, c.gives, c.heading) for c in VILLAGES]
        sheet.line(row - 1, [number, commune.name, *figures])
        shares = [round(100 * value / max(figures[0], 1), 1) for value in figures[1:]]
        sheet.line(row, [None, "Tỷ lệ (%)", None, *shares])


@layout("time")
def four_quarters_one_still_empty(case: Case) -> None:
    """The quarters of 2025 beneath one heading; the fourth is still empty."""
    sheet = case.sheet("2025")
    row = case.top(sheet, "THUÊ BAO CÁP QUANG NĂM 2025", "(Cập nhật đến 30/9/2025)")
    title = "Số hộ thuê bao cáp quang năm 2025"
    columns = [Column("Tổng số hộ", "households")]
    for quarter, as_of in (("I", "2025-03-31"), ("II", "2025-06-30"), ("III", "")):
        columns.append(
            Column(f"{title}|Quý {quarter}", "households_subscribed", as_of=as_of,
                   optional=bool(as_of))
        )  # fmt: skip
    columns.append(Column(f"{title}|Quý IV"))
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("numbers")
def share_in_brackets_behind_the_count(case: Case) -> None:
    """ "12.345 (97,3%)" in one cell, the population in the column before."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG")
    labels = ["STT", "Tên xã", "Dân số", "Dân số được phủ sóng 4G (tỷ lệ %)"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", labels[2])
        covered = say(case, commune, "people_4g", labels[3])
        shown = f"{dots(covered)} ({comma(1)(100 * covered / people)}%)"
        sheet.line(row + number, [number, commune.name, dots(people), shown])


@layout("kinds of files", ending=".csv")
def unicode_text_with_tabs(case: Case) -> None:
    """What Excel saves as Unicode text: UTF-16, tabs, numbers with dots."""
    sheet = case.sheet("Sheet1")
    sheet.encoding, sheet.delimiter = "utf-16", "\t"
    sheet.put(0, 0, "Số liệu đến 30/9/2025")
    columns = [Column(c.heading, c.gives, show=dots) for c in BASIC]
    case.table(sheet, columns, Form(total="last"), at=1)


@layout("around the table")
def empty_row_below_the_heading(case: Case) -> None:
    """An empty row between the heading and the first commune, another above the total."""
    sheet = case.sheet("Bang 1")
    row = case.top(sheet, "BẢNG 1. PHỦ SÓNG VÀ TRẠM")
    columns = [*BASIC, Column("Số trạm 5G", "stations_5g")]
    end = case.table(sheet, columns, Form(code="Mã"), at=row)
    moved = {(r + 1 if r > row else r, c): value for (r, c), value in sheet.cells.items()}
    sheet.cells = moved
    sheet.put(end + 2, 1, "Tổng số")
    for at, column in enumerate(columns, start=3):
        sheet.put(end + 2, at, sum_of(case.communes, column.gives))


@layout("English")
def short_english_of_an_operator(case: Case) -> None:
    """ "Commune code", "Pop.", "LTE pop. covered", "NR pop. covered", "HP", "FTTH subs (HH)"."""
    sheet = case.sheet("KPI_Q3")
    sheet.put(0, 0, "Coverage KPI by commune, as of 30 Sep 2025")
    columns = [
        Column("Pop.", "population"),
        Column("LTE pop. covered", "people_4g"),
        Column("NR pop. covered", "people_5g"),
        Column("LTE sites", "stations_4g"),
        Column("Households", "households"),
        Column("FTTH subscribed households", "households_subscribed"),
    ]
    form = Form(index="No.", name="Commune", code="Commune code", total="last", total_label="Total")
    case.table(sheet, columns, form, at=2)


@layout("groups and totals")
def numbered_in_two_levels(case: Case) -> None:
    """Former districts "1", "2" with sums; their communes "1.1", "1.2" beneath."""
    sheet = case.sheet("Bieu tong hop")
    row = case.top(sheet, "BIỂU TỔNG HỢP THEO ĐỊA BÀN")
    columns = [*BASIC, *VILLAGES]
    sheet.line(row, ["STT", "Địa bàn", *[column.path(case.word)[0] for column in columns]])
    for number, (district, some) in enumerate(districts_of(case).items(), start=1):
        row += 1
        sheet.line(row, [f"{number}", district, *[sum_of(some, c.gives) for c in columns]])
        for place, commune in enumerate(some, start=1):
            row += 1
            figures = [say(case, commune, c.gives, c.heading) for c in columns]
            sheet.line(row, [f"{number}.{place}", commune.name, *figures])


@layout("groups and totals")
def of_which_beneath_the_total(case: Case) -> None:
    """Below the total "Trong đó: các xã biên giới" and "các xã khu vực III" with their sums."""
    sheet = case.sheet("TH xa")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU")
    end = case.table(sheet, FIBRE, Form(codes="", total="last"), at=row)
    for place, label in enumerate(("Trong đó: các xã biên giới", "Các xã khu vực III")):
        some = case.communes[place::7]
        sheet.line(end + place, [None, label, *[sum_of(some, c.gives) for c in FIBRE]])


@layout("time")
def dates_as_cells_in_the_heading(case: Case) -> None:
    """The dates beneath "Số trạm 4G" are real dates, not text."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "SỐ TRẠM QUA CÁC KỲ", "")
    sheet.line(row, ["STT", "Tên xã", "Mã xã", "Số trạm 4G", None, "Số trạm 5G", None])
    sheet.merged += [(row, 3, row, 4), (row, 5, row, 6)]
    sheet.merged += [(row, column, row + 1, column) for column in range(3)]
    sheet.line(row + 1, [dt.date(2025, 6, 30), dt.date(2025, 9, 30)] * 2, at=3)
    for number, commune in enumerate(case.communes, start=1):
        line: list[object] = [number, commune.name, commune.code]
        for what, title in (("stations_4g", "Số trạm 4G"), ("stations_5g", "Số trạm 5G")):
            line.append(say(case, commune, what, title, "", "2025-06-30"))
            line.append(say(case, commune, what, title))
        sheet.line(row + 1 + number, line)


@layout("agencies")
def fibre_to_the_centre_in_words(case: Case) -> None:
    """ "Đã có" or "Chưa có" for fibre to the commune's centre, beside people and villages."""
    sheet = case.sheet("Trung tam xa")
    row = case.top(sheet, "HẠ TẦNG CÁP QUANG ĐẾN TRUNG TÂM XÃ")
    labels = ["STT", "Xã/phường", "Trung tâm xã có cáp quang", "Dân số", case.say("Số {v}")]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        has = int(commune.code) % 9 != 0
        case.truth.note(commune.code, "communes_with_fibre", Entry(int(has)), heading=labels[2])
        people = say(case, commune, "population", labels[3])
        villages = say(case, commune, "villages", labels[4])
        status = "Đã có" if has else "Chưa có"
        sheet.line(row + number, [number, commune.name, status, people, villages])


@layout("qualifiers")
def rural_and_urban_beside_all(case: Case) -> None:
    """People covered in all, of these urban and rural, in three columns beneath 4G and 5G."""
    sheet = case.sheet("Thanh thi")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG CHIA THEO KHU VỰC")
    columns = [Column("Dân số", "population")]
    for g in ("4G", "5G"):
        title, what = f"Dân số được phủ sóng {g}", f"people_{g.lower()}"
        columns += [
            Column(f"{title}|Tổng số", what),
            Column(f"{title}|Trong đó|Thành thị", trap=what, factor=0.4),
            Column(f"{title}|Trong đó|Nông thôn", trap=what, factor=0.6),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)
