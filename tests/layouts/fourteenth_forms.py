"""Two or three structures at once on sheets whose words are plain."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_space
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"
OPERATORS = {"Viettel": "viettel", "VNPT": "vnpt", "MobiFone": "mobifone"}
SECOND = ("Đồng Tiến", "Hòa Lạc", "Vĩnh Thịnh", "Tân Phú", "Yên Sơn")
STATIONS = [Column("Số trạm 4G", "stations_4g"), Column("Số trạm 5G", "stations_5g")]


def sums(columns: Sequence[Column], some: Sequence[Commune]) -> list[Any]:
    """Add the figures of communes up, column by column; shares and texts have no sum."""
    made: list[Any] = []
    for column in columns:
        if isinstance(column, Worked):
            made.append(sum(column.make(c) for c in some))
        elif not column.gives or column.gives.startswith("%"):
            made.append(None)
        else:
            whole = sum(column.number(c, column.gives) for c in some)
            made.append(column.show(round(whole / column.scale, 3)))
    return made


def districts(case: Case) -> list[tuple[str, list[Commune]]]:
    """List the former districts with their communes."""
    listed = case.ordered(by_district=True)
    names = dict.fromkeys(c.district for c in listed)
    return [(name, [c for c in listed if c.district == name]) for name in names]


def across(  # noqa: PLR0917
    case: Case, sheet: Sheet, row: int, lines: Sequence[tuple[Sequence[Any], Column]],
    some: Sequence[Commune], at: int = 3,
) -> int:  # fmt: skip
    """Write rows of figures with communes from left to right; give the row below."""
    for lead, column in lines:
        sheet.line(row, list(lead))
        for place, commune in enumerate(some):
            value, gives = column.cell(commune, place)
            sheet.put(row, at + place, value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        case.truth.all_headings |= set(column.path(case.word))
        row += 1
    return row


def by(columns: Sequence[Column], **changes: Any) -> list[Column]:
    """Give the same columns of an operator or of another day."""
    return [replace(column, **changes) for column in columns]


@layout("sheets", half="public")
def two_tables_beside_on_each_district(case: Case) -> None:
    """A sheet for each former district, from B6: mobile left, fixed right, names in both."""
    mobile = [Column("Dân số", "population"), Column("Dân số được phủ sóng 4G", "people_4g"),
              *STATIONS]  # fmt: skip
    fixed = [Column("Tổng số hộ", "households"),
             Column("Số hộ đang dùng Internet cáp quang", "households_subscribed")]  # fmt: skip
    for number, (name, mine) in enumerate(districts(case), start=1):
        sheet = case.sheet(f"{number:02} {name}"[:31])
        sheet.put(0, 1, f"HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG THUỘC {name.upper()} CŨ")
        sheet.put(1, 1, "Số liệu đến hết ngày 30/9/2025")
        sheet.put(3, 1, "1. Thông tin di động")
        sheet.put(3, 8, "2. Băng rộng cố định")
        left = Form(codes="", total="first", total_label="Cộng")
        right = Form(codes="", names="office", name="Đơn vị", total="last", total_label="Cộng")
        case.table(sheet, mobile, left, at=4, left=1, some=mine)
        case.table(sheet, fixed, right, at=4, left=8, some=mine[::-1])


@layout("long", half="public")
def two_days_below_and_operators_beside(case: Case) -> None:
    """ "UBND xã A" merged over 30/6 and 30/9; stations of 4G and 5G over three operators."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI PHÁT TRIỂN TRẠM 4G, 5G NĂM 2025", "")
    sheet.line(row, ["STT", "Đơn vị", "Thời điểm", "Trạm 4G", None, None, "Trạm 5G"])
    for a, b in ((0, 0), (1, 1), (2, 2)):
        sheet.merged.append((row, a, row + 1, b))
    sheet.merged += [(row, 3, row, 5), (row, 6, row, 8)]
    sheet.line(row + 1, [None, None, None, *OPERATORS, *OPERATORS])
    case.truth.all_headings |= {"STT", "Đơn vị", "Thời điểm", "Trạm 4G", "Trạm 5G", *OPERATORS}
    columns = [
        Column(f"Trạm {g.upper()}|{label}", f"stations_{g}", operator=code)
        for g in ("4g", "5g")
        for label, code in OPERATORS.items()
    ]
    row += 2
    for place, c in enumerate(case.communes):
        sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
        old = by(columns, as_of=JUNE, optional=True)
        enter(case, sheet, row, c, old, [place + 1, case.name(c, "office"), "30/6/2025"])
        enter(case, sheet, row + 1, c, columns, [None, None, "30/9/2025"])
        row += 2


@layout("transposed", half="public")
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
        row = across(case, sheet, row + 2, lines, some) + 1
    sheet.put(row, 0, "(1), ²: xã, phường thực hiện thí điểm; (*): xã biên giới")


@layout("lists", half="public")
def lists_side_by_side_with_districts_in_thousands(case: Case) -> None:
    """Two lists side by side; rows of old districts with sums in each; thousands said above."""
    sheet = case.sheet("PL 2")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG 4G, 5G")
    sheet.put(row, 11, "Đơn vị tính: 1.000 người")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(3)),
        Column("Phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
        Column("Phủ sóng 5G", "people_5g", scale=1000, show=comma(3)),
    ]
    groups = districts(case)
    half = (len(groups) + 1) // 2
    form = Form(codes="", groups="sums", names="footnote", name="Xã, phường")
    ends = []
    for left, mine in ((0, groups[:half]), (7, groups[half:])):
        some = [c for _, listed in mine for c in listed]
        ends.append(case.table(sheet, columns, form, at=row + 1, left=left, some=some))
    sheet.line(max(ends), ["Toàn tỉnh", *sums(columns, case.communes)], at=8)
    sheet.put(max(ends) + 2, 0, "Ghi chú: (1), (*), ² là các xã, phường có địa giới thay đổi.")


@layout("villages", half="public")
def villages_over_pages_counted_beneath_each(case: Case) -> None:
    """Villages with crosses beneath "UBND xã A"; headings on each page; "Cộng" counts them."""
    sheet = case.sheet("DS chi tiet")
    row = case.top(sheet, f"DANH SÁCH {case.word.upper()} VÀ HIỆN TRẠNG HẠ TẦNG")
    labels = ["TT", "Tên đơn vị", "Số {v}", "Có sóng 4G", "Có cáp quang"]
    columns = [
        Column("Số {v}", "villages"),
        Column("Có sóng 4G", "villages_with_4g"),
        Column("Có cáp quang", "villages_with_fibre"),
    ]
    row = headings(case, sheet, row, labels)
    words = case.word.split(", ")
    for place, c in enumerate(case.communes):
        if place and place % 4 == 0:
            row = headings(case, sheet, row, labels)
        sheet.line(row, [place + 1, case.name(c, "office")])
        word = words[-1 if c.kind == "phường" else 0].capitalize()
        for number in range(1, c.figures["villages"] + 1):
            marks = ["x" if number <= c.figures[k.gives] else None for k in columns[1:]]
            sheet.line(row + number, ["-", f"{word} {number}", None, *marks])
        row += c.figures["villages"] + 1
        enter(case, sheet, row, c, columns, [None, f"Cộng {case.name(c, 'lower')}"])
        row += 1


@layout("former", half="public")
def sheets_of_operator_and_technology_with_former_communes(case: Case) -> None:
    """ "VTT_4G", "VNPT_5G" …: the commune, beneath it its former ones with dashes; sum first."""
    for short, code in (("VTT", "viettel"), ("VNPT", "vnpt")):
        for g in ("4G", "5G"):
            sheet = case.sheet(f"{short}_{g}")
            sheet.put(1, 2, "SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
            sheet.put(2, 2, "Thời điểm: 30/9/2025")
            columns = [
                Column("Số trạm", f"stations_{g.lower()}", operator=code),
                Column("Dân số được phủ sóng", f"people_{g.lower()}", operator=code),
            ]
            lead = ["STT", "Xã, phường mới / xã, phường, thị trấn cũ"]
            sheet.line(4, [*lead, *(c.heading for c in columns)], at=2)
            case.truth.all_headings |= {*lead, *(c.heading for c in columns)}
            sheet.line(5, ["TOÀN TỈNH", *sums(columns, case.communes)], at=3)
            row = 6
            for place, c in enumerate(case.communes):
                enter(case, sheet, row, c, columns, [None, None, place + 1, c.name.upper()])
                whole = [int(k.number(c, k.gives)) for k in columns]
                parts = [value * 2 // 5 for value in whole]
                others = [a - b for a, b in zip(whole, parts, strict=True)]
                sheet.line(row + 1, [f"- Xã {c.short} (cũ)", *parts], at=3)
                sheet.line(row + 2, [f"- Xã {SECOND[place % len(SECOND)]} (cũ)", *others], at=3)
                row += 3


@layout("sheets", half="public")
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


@layout("operators", half="public", operator="mobifone")
def english_pages_carried_forward_with_a_foot_date(case: Case) -> None:
    """MobiFone: districts in brackets, "Carried forward", "Brought forward"; the day at the end."""
    sheet = case.sheet("Sites")
    sheet.put(0, 0, "MOBIFONE - ACTIVE SITES AND POPULATION COVERAGE BY COMMUNE")
    columns = [
        Column("4G sites", "stations_4g"),
        Column("5G sites", "stations_5g"),
        Column("Population covered by 4G", "people_4g", show=commas),
        Column("Population covered by 5G", "people_5g", show=commas),
    ]
    labels = ["No.", "Commune (former district)", *(c.heading for c in columns)]
    row = headings(case, sheet, 2, labels)
    for place, c in enumerate(case.communes):
        if place and place % 20 == 0:
            so_far = sums(columns, case.communes[:place])
            sheet.line(row, [None, "Carried forward", *so_far])
            row = headings(case, sheet, row + 2, labels)
            sheet.line(row, [None, "Brought forward", *so_far])
            row += 1
        enter(case, sheet, row, c, columns, [place + 1, f"{c.name} ({c.district})"])
        row += 1
    sheet.line(row, [None, "Grand total", *sums(columns, case.communes)])
    sheet.put(row + 2, 0, "Data cut-off: 30 September 2025. Printed on 08 October 2025.")


@layout("sheets", half="public")
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
    across(case, sheet, row + 1, lines, case.communes)
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


@layout("lists", half="public", operator="viettel")
def stations_listed_and_summed_on_the_next_sheet(case: Case) -> None:
    """Viettel: sheet "DS" has a row for each station; "TH" counts 4G and 5G, sum last, from C4."""
    listed = case.sheet("DS")
    listed.put(0, 0, "VIETTEL - DANH SÁCH TRẠM ĐANG PHÁT SÓNG ĐẾN 30/9/2025")
    listed.line(2, ["STT", "Mã trạm", "Công nghệ", "Xã/phường", "Độ cao cột (m)"])
    row = 3
    for c in case.communes:
        for g, what in (("4G", "stations_4g"), ("5G", "stations_5g")):
            for number in range(1, c.figures[what] + 1):
                code = f"{g[0]}{c.code}{number:02}"
                listed.line(row, [row - 2, code, g, c.name, 24 + (number * 7) % 22])
                row += 1
    sheet = case.sheet("TH")
    sheet.put(0, 2, "VIETTEL - TỔNG HỢP TỪ DANH SÁCH TRẠM (30/9/2025)")
    columns = [
        Column("Số trạm đang phát sóng|4G", "stations_4g"),
        Column("Số trạm đang phát sóng|5G", "stations_5g"),
    ]
    case.table(sheet, columns, Form(codes="", names="numbered", total="last"), at=3, left=2)


@layout("hidden", half="public")
def last_quarter_and_sums_of_districts_hidden(case: Case) -> None:
    """ "Quý II" hidden on the left of "Quý III"; rows of old districts hidden; "UBND xã A"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG BĂNG RỘNG NĂM 2025", "")
    kinds = (
        ("Hộ có thể lắp cáp quang", "households_passed"),
        ("Hộ đang dùng cáp quang", "households_subscribed"),
        ("Trạm 5G", "stations_5g"),
    )
    old = [Column(f"Quý II|{t}", what, as_of=JUNE, optional=True) for t, what in kinds]
    now = [Column(f"Quý III|{t}", what) for t, what in kinds]
    columns = [Column("Tổng số hộ", "households"), *old, *now]
    form = Form(names="office", codes="number", code="Mã ĐVHC", groups="sums", name="Đơn vị")
    end = case.table(sheet, columns, form, at=row)
    sheet.hidden_columns |= {4, 5, 6}
    sheet.hidden_rows |= {
        r for r in range(row + 2, end) if str(sheet.cells.get((r, 1))).endswith("(cũ)")
    }


@layout("operators", half="public")
def three_operators_beside_in_three_orders(case: Case) -> None:
    """Viettel's, VNPT's and MobiFone's tables side by side, each in an order of its own."""
    sheet = case.sheet("Ghep 3 DN")
    sheet.put(0, 0, "BẢNG GHÉP SỐ LIỆU CÁC DOANH NGHIỆP GỬI (đến 30/9/2025)")
    lists = (
        case.communes,
        case.ordered(by_district=True),
        sorted(case.communes, key=lambda c: -c.figures["population"]),
    )
    styles = ("full", "abbreviated", "upper")
    for place, (label, code) in enumerate(OPERATORS.items()):
        left = 6 * place
        sheet.put(2, left, f"Doanh nghiệp: {label}")
        columns = [*by(STATIONS, operator=code), Column("Tỷ lệ dân số phủ sóng 4G",
                   "%pop_4g", operator=code, show=percent_space)]  # fmt: skip
        form = Form(codes="", names=styles[place], total=("last", "first", "")[place])
        case.table(sheet, columns, form, at=3, left=left, some=lists[place])


@layout("long", half="public")
def technologies_below_with_sums_of_districts_last(case: Case) -> None:
    """From B4: commune, "4G", "5G", "FTTH" below, cells that do not apply empty; sums at ends."""
    sheet = case.sheet("Bang so 4")
    sheet.put(0, 1, "HIỆN TRẠNG THEO CÔNG NGHỆ (30/9/2025)")
    labels = ["Xã, phường", "Công nghệ", "Số trạm", "Số người trong vùng phủ", "Số hộ thuê bao"]
    sheet.line(3, labels, at=1)
    case.truth.all_headings |= set(labels)
    rows = {
        g: [
            Column("Số trạm", f"stations_{g.lower()}"),
            Column("Số người trong vùng phủ", f"people_{g.lower()}"),
            Column(""),
        ]
        for g in ("4G", "5G")
    }
    rows["FTTH"] = [Column(""), Column(""), Column("Số hộ thuê bao", "households_subscribed")]
    row = 4
    for name, mine in districts(case):
        for c in mine:
            for g, columns in rows.items():
                shown = c.name if g == "4G" else None
                enter(case, sheet, row, c, columns, [None, shown, g])
                row += 1
        for g, columns in rows.items():
            shown = f"Cộng {name} (cũ)" if g == "4G" else None
            sheet.line(row, [None, shown, g, *sums(columns, mine)])
            row += 1


@layout("numbers", half="public")
def wards_in_persons_communes_in_thousands(case: Case) -> None:
    """ "A. CÁC PHƯỜNG": "ĐVT: người", "B. CÁC XÃ" below: "ĐVT: nghìn người", own numbers, sums."""
    sheet = case.sheet("Bieu 03")
    row = case.top(sheet, "DÂN SỐ VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    kinds = (
        ("Dân số", "population"),
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Dân số được phủ sóng 5G", "people_5g"),
    )
    islands = any(c.kind == "đặc khu" for c in case.communes)
    rural = "B. CÁC XÃ, ĐẶC KHU" if islands else "B. CÁC XÃ"
    for title, unit, scale, wards in (
        ("A. CÁC PHƯỜNG", "ĐVT: người", 1, True),
        (rural, "ĐVT: nghìn người", 1000, False),
    ):
        some = [c for c in case.communes if (c.kind == "phường") == wards]
        sheet.put(row, 0, title)
        sheet.put(row, 4, unit)
        show = dots if wards else comma(3)
        columns = [Column(text, what, scale=scale, show=show) for text, what in kinds]
        form = Form(names="district", total="last", total_label="Cộng")
        row = case.table(sheet, columns, form, at=row + 1, some=some) + 1
