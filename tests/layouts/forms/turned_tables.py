"""Communes from left to right, what is counted from top to bottom."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.across import blocks_across, lines_across, small_table_across
from tests.layouts.columns import Column, comma, dots
from tests.layouts.groups import ROMAN, by_district, districts, sums
from tests.layouts.notes import noted, say, take
from tests.layouts.registry import layout
from tests.layouts.rows import headings, sign
from tests.layouts.shared_columns import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry
from tests.layouts.villages import either
from tests.layouts.who_and_when import DECEMBER, JUNE, OPERATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


MIXED = (
    *BASIC,
    Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g"),
    Column("Số trạm 4G", "stations_4g"),
    *VILLAGES,
)


def unit_of(case: Case, column: Column) -> str:
    """Name the unit of a column's figures."""
    if column.gives.startswith("%"):
        return "%"
    for begins, unit in (("people", "Người"), ("population", "Người"), ("households", "Hộ")):
        if column.gives.startswith(begins):
            return unit
    return "Trạm" if "stations" in column.gives else case.word.split(",")[0].capitalize()


def across(
    case: Case, sheet: Sheet, columns: Sequence[Column], some: Sequence[Commune], *, row: int,
    left: int = 1, label: str = "",
) -> int:  # fmt: skip
    """Write a line for each column, its figures from left to right; give the first free row."""
    for column in columns:
        sheet.put(row, left - 1, label + column.path(case.word)[-1])
        for at, commune in enumerate(some, start=left):
            value, gives = column.cell(commune, at)
            sheet.put(row, at, value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        row += 1
    return row


def across_with_units(
    case: Case, sheet: Sheet, row: int, labels: Sequence[str], order: Sequence[str] = ()
) -> int:
    """Write a transposed table with a unit of measure in each line; give the row below."""
    sheet.line(row, [*labels, *[c.name for c in case.communes]])
    for number, column in enumerate(MIXED, start=1):
        row += 1
        across(case, sheet, [column], case.communes, row=row, left=len(labels))
        lead = [column.path(case.word)[-1], unit_of(case, column)]
        if len(labels) > 2:
            lead = [order[number - 1] if order else number, *lead]  # type: ignore[list-item]
        sheet.line(row, lead)
    return row + 1


@layout()
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


@layout()
def transposed_with_units_and_total(case: Case) -> None:
    """Number, indicator, unit and total of the province, then the communes; no codes."""
    sheet = case.sheet("Bieu 05")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU HẠ TẦNG SỐ")
    sheet.line(row, ["STT", "Chỉ tiêu", "Đơn vị tính", "Toàn tỉnh"])
    sheet.line(row, [commune.name for commune in case.communes], at=4)
    number = 0
    for title, columns in (("Di động", BASIC), ("Cố định", FIBRE)):
        row += 1
        sheet.line(row, [{"Di động": "I", "Cố định": "II"}[title], title])
        for column in columns:
            row, number = row + 1, number + 1
            unit = "hộ" if "hộ" in column.heading else "người"
            figures = [column.cell(commune, 0)[0] for commune in case.communes]
            sheet.line(row, [number, column.path(case.word)[0], unit, sum(figures)])
            across(case, sheet, [column], case.communes, row=row, left=4)
            sheet.put(row, 3, sum(figures))
            sheet.put(row, 1, column.path(case.word)[0])
    case.foot(sheet)


@layout()
def transposed_in_bands(case: Case) -> None:
    """Twelve communes beside each other, the next twelve below, and so on."""
    sheet = case.sheet("In A4")
    row = case.top(sheet, "SỐ LIỆU PHỦ SÓNG VÀ CÁP QUANG")
    for start in range(0, len(case.communes), 12):
        some = case.communes[start : start + 12]
        sheet.line(row, ["Chỉ tiêu", *[commune.name for commune in some]])
        row = across(case, sheet, [*BASIC, *VILLAGES], some, row=row + 1) + 1


@layout()
def transposed_under_districts(case: Case) -> None:
    """The former district merged above its communes, their codes below their names."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "TỔNG HỢP THEO KHU VỰC")
    listed = case.ordered(by_district=True)
    sheet.line(row, ["Nội dung", *[commune.district for commune in listed]])
    at = 1
    for district in dict.fromkeys(commune.district for commune in listed):
        width = sum(commune.district == district for commune in listed)
        if width > 1:
            sheet.merged.append((row, at, row, at + width - 1))
        at += width
    sheet.line(row + 1, [None, *[commune.name for commune in listed]])
    sheet.line(row + 2, ["Mã xã", *[int(commune.code) for commune in listed]])
    sheet.merged.append((row, 0, row + 1, 0))
    across(case, sheet, VILLAGES, listed, row=row + 3)


@layout()
def transposed_with_lines_of_a_group(case: Case) -> None:
    """ "Dân số được phủ sóng" in a line of its own, "- 4G" and "- 5G" in the lines beneath."""
    sheet = case.sheet("Sheet2")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG", office="")
    sheet.line(row, ["Chỉ tiêu", *[commune.name for commune in case.communes]])
    row = across(case, sheet, BASIC[:1], case.communes, row=row + 1)
    for title, start in (("Dân số được phủ sóng (người)", "people"), ("Số trạm", "stations")):
        sheet.put(row, 0, title)
        lines = [Column(f"{title}|{g}", f"{start}_{g.lower()}") for g in ("4G", "5G")]
        row = across(case, sheet, lines, case.communes, row=row + 1, label="- ")


@layout()
def two_columns_for_each_commune(case: Case) -> None:
    """Each commune merged over two columns: the number, and its share."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG THEO XÃ")
    sheet.line(row, ["TT", "Nội dung"])
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    for place, commune in enumerate(case.communes):
        at = 2 + 2 * place
        sheet.put(row, at, commune.name)
        sheet.merged.append((row, at, row, at + 1))
        sheet.line(row + 1, ["Số lượng", "Tỷ lệ (%)"], at=at)
    for number, (label, what, key) in enumerate(
        (
            ("Dân số", "population", ""),
            ("Dân số được phủ sóng 4G", "people_4g", "pop_4g"),
            ("Dân số được phủ sóng 5G", "people_5g", "pop_5g"),
        ),
        start=1,
    ):
        line = row + 1 + number
        sheet.line(line, [number, label])
        for place, commune in enumerate(case.communes):
            value = say(case, commune, what, label)
            sheet.put(line, 2 + 2 * place, value)
            if key:
                share = round(100 * value / commune.figures["population"], 2)
                sheet.put(line, 3 + 2 * place, share)
                entry = Entry(share, 0.51)
                case.truth.note(commune.code, f"%{key}", entry, heading=f"{label}|Tỷ lệ (%)")


@layout()
def transposed_with_notes(case: Case) -> None:
    """Codes above names, total in the last column, notes and signatures below."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "TỔNG HỢP CÁC CHỈ TIÊU VỀ {V}")
    sheet.line(row, ["Mã ĐVHC", *[commune.code for commune in case.communes]])
    names = [case.name(commune, "abbreviated") for commune in case.communes]
    sheet.line(row + 1, ["Tên chỉ tiêu", *names, "Tổng cộng"])
    end = across(case, sheet, VILLAGES, case.communes, row=row + 2)
    for line in range(row + 2, end):
        total = sum(sheet.cells[line, at] for at in range(1, len(case.communes) + 1))
        sheet.put(line, len(case.communes) + 1, total)
    sheet.put(end + 1, 0, "Ghi chú: số liệu do UBND cấp xã báo cáo.")
    case.foot(sheet, at=1, right=6)


@layout(ending=".csv")
def transposed_as_text(case: Case) -> None:
    """A transposed table in a file of text, with dots for thousands."""
    sheet = case.sheet("csv")
    sheet.put(0, 0, "Tính đến 30/9/2025")
    sheet.line(1, ["Chỉ tiêu", *[commune.name.upper() for commune in case.communes]])
    columns = [Column(c.heading, c.gives, show=dots) for c in (*BASIC, *FIBRE)]
    across(case, sheet, columns, case.communes, row=2)


@layout()
def transposed_with_units_beside(case: Case) -> None:
    """What is counted, "ĐVT" with "Người", "Thôn", "%" beside it, then the communes."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG")
    across_with_units(case, sheet, row, ["Chỉ tiêu", "ĐVT"])


@layout()
def transposed_numbered_with_units(case: Case) -> None:
    """Running number, what is counted and its unit; signatures below."""
    sheet = case.sheet("PL 02")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ PHÂN THEO XÃ", office="")
    across_with_units(case, sheet, row, ["TT", "Nội dung", "Đơn vị tính"])
    case.foot(sheet)


@layout()
def transposed_with_two_levels_of_numbers(case: Case) -> None:
    """Numbers "1", "1.1", "2" before what is counted; "Đơn vị" beside it; codes below names."""
    sheet = case.sheet("Bang")
    row = case.top(sheet, "BẢNG SỐ LIỆU", office="")
    numbers = ["1", "1.1", "1.2", "1.3", "2", "3", "3.1", "3.2"]
    labels = ["STT", "Tên chỉ tiêu", "Đơn vị"]
    sheet.line(row, [None, None, None, *[c.code for c in case.communes]])
    across_with_units(case, sheet, row + 1, labels, numbers)


@layout()
def transposed_with_scales_of_units(case: Case) -> None:
    """ "1.000 người" and "1.000 hộ" in the column of units."""
    sheet = case.sheet("NGTK")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU CHỦ YẾU", office="CỤC THỐNG KÊ")
    columns = [
        Column("Dân số trung bình", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
        Column("Số hộ", "households", scale=1000, show=comma(3)),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", scale=1000, show=comma(3)),
    ]
    sheet.line(row, ["Chỉ tiêu", "Đơn vị tính", *[c.name for c in case.communes]])
    for column, unit in zip(columns, ["1.000 người"] * 2 + ["1.000 hộ"] * 2, strict=True):
        row = across(case, sheet, [column], case.communes, row=row + 1, left=2) - 1
        sheet.line(row, [column.heading, unit])


@layout()
def operators_in_lines_across(case: Case) -> None:
    """Communes across; "Số trạm 4G" over the lines "Viettel", "VNPT", "MobiFone"."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "SỐ TRẠM THEO NHÀ MẠNG")
    sheet.line(row, ["Chỉ tiêu", *[c.name for c in case.communes]])
    for title, what in (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g")):
        row += 1
        sheet.put(row, 0, title)
        for shown, key in OPERATORS:
            row += 1
            sheet.put(row, 0, f"- {shown}")
            figures = [say(case, c, what, f"{title}|{shown}", key) for c in case.communes]
            sheet.line(row, figures, at=1)


@layout()
def sheet_of_each_district_with_indicators_as_rows(case: Case) -> None:
    """A sheet for each former district: indicators below each other, communes side by side."""
    rows = (
        ("1", "Dân số", "người", "population"),
        ("2", "Dân số được phủ sóng 4G", "người", "people_4g"),
        ("3", "Số hộ dân", "hộ", "households"),
        ("4", "Số hộ sử dụng cáp quang", "hộ", "households_subscribed"),
    )
    ordered = case.ordered(by_district=True)
    for place, district in enumerate(dict.fromkeys(c.district for c in ordered), start=1):
        mine = [c for c in ordered if c.district == district]
        sheet = case.sheet(f"Biểu {place}")
        sheet.put(0, 0, f"SỐ LIỆU KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Tính đến 30/9/2025")
        sheet.line(3, ["TT", "Chỉ tiêu", "ĐVT", *(c.name for c in mine), "Cộng"])
        for row, (number, shown, unit, what) in enumerate(rows, start=4):
            given = [take(case, c, what, shown) for c in mine]
            sheet.line(row, [number, shown, unit, *given, sum(given)])


@layout()
def operators_down_communes_across(case: Case) -> None:
    """A row for each operator, a column for each commune, stations of 4G in the cells."""
    sheet = case.sheet("Ma tran")
    sheet.put(0, 0, "SỐ TRẠM BTS 4G THEO DOANH NGHIỆP VÀ XÃ, PHƯỜNG (đến 30/9/2025)")
    heading = "Doanh nghiệp"
    case.truth.all_headings |= {heading, "Tổng"}
    sheet.line(2, [heading, *(c.name for c in case.communes), "Tổng"])
    for row, (shown, key) in enumerate(
        (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")), start=3
    ):
        counts = [c.value("stations_4g", operator=key) for c in case.communes]
        sheet.line(row, [shown, *counts, sum(counts)])
        for commune, count in zip(case.communes, counts, strict=True):
            case.truth.note(commune.code, "stations_4g", Entry(count), operator=key)


@layout()
def former_districts_as_sheets_communes_across(case: Case) -> None:
    """A sheet for each former district: what is counted, unit, the whole, then its communes."""
    lines = (
        ("Tổng số hộ", "Hộ", "households"),
        ("Số hộ có điện thoại thông minh", "Hộ", "households_with_smartphone"),
        (case.say("Số {v}"), either(case).capitalize(), "villages"),
        (case.say("Số {v} đã thành lập tổ CNSCĐ"), either(case).capitalize(), "villages_with_team"),
    )
    for place, district in enumerate(sorted({c.district for c in case.communes}), start=1):
        sheet = case.sheet(f"{place}. {district}"[:31])
        sheet.put(0, 0, f"BIỂU TỔNG HỢP - ĐỊA BÀN {district.upper()} (CŨ)")
        sheet.put(1, 0, "Thời điểm báo cáo: 30/9/2025")
        mine = [c for c in case.communes if c.district == district]
        sheet.line(3, ["TT", "Nội dung", "ĐVT", "Toàn địa bàn", *(c.name for c in mine)])
        for at, (text, unit, what) in enumerate(lines, start=1):
            values = [noted(case, c, what, text) for c in mine]
            sheet.line(3 + at, [at, text, unit, sum(values), *values])
    case.truth.all_headings |= {text for text, _, _ in lines}


@layout()
def communes_across_in_blocks_of_ten(case: Case) -> None:
    """Ten communes from left to right, what is counted below each other; then the next ten."""
    sheet = case.sheet("Bieu ngang")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ CỦA TỪNG XÃ, PHƯỜNG", "Đến ngày 30 tháng 9 năm 2025")
    columns = [
        Column("Dân số", "population", unit="người", show=dots),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", unit="%", show=comma(2)),
        Column("Số {v}", "villages", unit="đơn vị"),
        Column("Số {v} có cáp quang", "villages_with_fibre", unit="đơn vị"),
        Column("Số hộ", "households", unit="hộ", show=dots),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", unit="hộ", show=dots),
    ]
    blocks_across(case, sheet, row, columns, 10)


@layout(as_of=DECEMBER)
def small_tables_across_for_each_old_district(case: Case) -> None:
    """For each former district a small table below the last: communes across, units, "Cộng"."""
    sheet = case.sheet("QIV-2025")
    row = case.top(sheet, f"RÀ SOÁT {case.word.upper()} QUÝ IV NĂM 2025",
                   "(Số liệu đến hết ngày 31/12/2025)")  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages", unit="điểm"),
        Column("Số {v} có sóng 4G", "villages_with_4g", unit="điểm"),
        Column("Số {v} có cáp quang", "villages_with_fibre", unit="điểm"),
        Column("Số hộ sử dụng Internet cáp quang", "households_subscribed", unit="hộ"),
    ]
    for numeral, (district, mine) in zip(ROMAN, by_district(case).items(), strict=False):
        sheet.put(row, 0, f"{numeral}. Địa bàn {district} trước sắp xếp")
        row = small_table_across(case, sheet, row + 1, columns, mine) + 1
    sign(sheet, "Ngày 12 tháng 01 năm 2026")


@layout()
def communes_across_with_parts_in_numerals(case: Case) -> None:
    """Codes and names from left to right; below "I. DÂN CƯ", "II. DI ĐỘNG", "III. CỐ ĐỊNH"."""
    sheet = case.sheet("Bang ngang")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
    sheet.line(row, ["TT", "Nội dung", "ĐVT", *(c.name for c in case.communes), "Toàn tỉnh"])
    sheet.line(row + 1, ["Mã số xã, phường", None, *(c.code for c in case.communes)], at=1)
    row += 2
    for title, lines in (
        ("I. DÂN CƯ", (("Số khẩu", "population", "người"), ("Số hộ", "households", "hộ"))),
        ("II. DI ĐỘNG", (
            ("Số khẩu nằm trong vùng phủ sóng 4G", "people_4g", "người"),
            ("Số khẩu nằm trong vùng phủ sóng 5G", "people_5g", "người"),
        )),
        ("III. CỐ ĐỊNH", (
            ("Số hộ có thể lắp cáp quang", "households_passed", "hộ"),
            ("Số hộ đang sử dụng cáp quang", "households_subscribed", "hộ"),
        )),
    ):  # fmt: skip
        numeral, name = title.split(". ")
        sheet.line(row, [numeral, name])
        for number, (text, what, unit) in enumerate(lines, start=1):
            values = [c.figures[what] for c in case.communes]
            sheet.line(row + number, [number, text, unit, *values, sum(values)])
            case.truth.all_headings.add(text)
            for c in case.communes:
                case.note(c, what, Entry(c.figures[what]), Column(text))
        row += len(lines) + 1


@layout()
def across_in_tens_beneath_districts_a_row_hidden(case: Case) -> None:
    """Communes across, ten at a time, marked (1), (*), their district above; June is hidden."""
    sheet = case.sheet("Bieu ngang")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU HẠ TẦNG SỐ CHỦ YẾU")
    people = Column("Dân số", "population", scale=1000, show=comma(3))
    covered = Column("Dân số có sóng 4G", "people_4g", scale=1000, show=comma(3))
    stations = Column("Trạm 4G đang phát sóng", "stations_4g")
    june = Column("Trạm 4G tại 30/6/2025", "stations_4g", as_of=JUNE, optional=True)
    homes = Column("Hộ sử dụng cáp quang", "households_subscribed", show=dots)
    lines = [
        ([1, people.heading, "nghìn người"], people),
        ([2, covered.heading, "nghìn người"], covered),
        ([3, june.heading, "trạm"], june),
        ([4, stations.heading, "trạm"], stations),
        ([5, homes.heading, "hộ"], homes),
    ]
    listed = case.ordered(by_district=True)
    for start in range(0, len(listed), 10):
        some = listed[start : start + 10]
        sheet.line(row, ["TT", "Chỉ tiêu", "ĐVT"])
        for place, c in enumerate(some, start=3):
            sheet.put(row, place, f"{c.district} (cũ)")
            sheet.put(row + 1, place, case.name(c, "footnote", start + place))
        sheet.hidden_rows.add(row + 4)
        row = lines_across(case, sheet, row + 2, lines, some) + 1
    sheet.put(row, 0, "(1), ²: xã, phường thực hiện thí điểm; (*): xã biên giới")


@layout()
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
