"""Units and ways of writing that change between columns, rows, tables or sheets."""

# ruff: noqa: D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots
from tests.layouts.groups import sums
from tests.layouts.made_up import rank
from tests.layouts.registry import layout
from tests.layouts.rows import headings, heads, read
from tests.layouts.shared_columns import MASTS
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def by_turns(text: Callable[[float], str], other: Callable[[float], str]) -> Callable[[float], str]:
    """Write some figures in one way and the others in another, as several hands do."""
    return lambda value: (text if int(value) % 2 else other)(value)


def cost(what: str) -> Callable[[Commune], int]:
    """Make up what stations cost, in millions of đồng."""
    return lambda c: c.figures[what] * (41 + c.figures["files"] % 17)


def rewritten(case: Case, ways: list[Callable[[Any], Any]]) -> Any:
    """Write two shares of people in several ways, one after the other; give the sheet."""
    sheet = case.sheet("So lieu")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG DO CÁC XÃ, PHƯỜNG GỬI")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", digits=1),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", digits=1),
    ]
    sheet.line(row, ["STT", "Xã, phường", *[c.heading for c in columns]])
    end = body(case, sheet, row + 1, columns)
    for place, at in enumerate(range(row + 1, end)):
        for column in (3, 4):
            sheet.put(at, column, ways[place % len(ways)](sheet.cells[at, column]))
    return sheet


@layout(errors_due=True)
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


@layout()
def thousands_in_one_column_only(case: Case) -> None:
    """People in thousands, as their own heading says; homes with fibre as they are."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "DÂN SỐ VÀ CÁP QUANG")
    columns = [Column("Dân số (nghìn người)", "population", scale=1000, show=comma(3)),
               Column("Tổng số hộ (hộ)", "households"),
               Column("Số hộ có thuê bao cáp quang (hộ)", "households_subscribed")]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def fractions_beside_percents(case: Case) -> None:
    """ "4G" holds 0.9725 and "5G" 10.14, both beneath "Tỷ lệ dân số được phủ sóng"."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Tỷ lệ dân số được phủ sóng|4G", "%pop_4g", show=lambda v: round(v / 100, 4)),
        Column("Tỷ lệ dân số được phủ sóng|5G", "%pop_5g"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def percents_written_in_four_ways(case: Case) -> None:
    """In one column 97.5 as a number, "97,5", "97.5%" and "97,50 %" as text."""
    rewritten(case, [float, comma(1), lambda v: f"{v:.1f}%", lambda v: f"{comma(2)(v)} %"])


@layout()
def percent_format_in_some_cells(case: Case) -> None:
    """In one column 97.5, and 0.975 in cells whose format shows it as "97.5%"."""
    sheet = rewritten(case, [float, lambda v: round(v / 100, 4), float])
    top = min(r for (r, c), value in sheet.cells.items() if c == 0 and value == 1)
    for row in range(top + 1, sheet.end, 3):
        sheet.formats |= {(row, 3): "0.0%", (row, 4): "0.0%"}


@layout()
def fractions_beside_percentages(case: Case) -> None:
    """0.9731 under "Tỷ lệ dân số được phủ sóng 4G", 45.20 under "Tỷ lệ hộ … cáp quang (%)"."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "MỘT SỐ TỶ LỆ")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4),
        Column("Số hộ", "households"),
        Column("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def several_hands_several_marks(case: Case) -> None:
    """ "9.412" and "9,412" people in one column, "97,3" and "97.3" percent in another."""
    sheet = case.sheet("Tong hop xa gui")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU CÁC XÃ GỬI")
    point: Callable[[float], str] = "{:.1f}".format
    columns = [
        Column("Dân số (người)", "population", show=by_turns(dots, commas)),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=by_turns(commas, dots)),
        Column("Tỷ lệ (%)|Dân số được phủ sóng 5G", "%pop_5g", digits=1,
               show=by_turns(comma(1), point)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def two_units_in_footnotes(case: Case) -> None:
    """ "Dân số (1)", "Số hộ (2)"; below the table "(1) Đơn vị: nghìn người. (2) Đơn vị: hộ"."""
    sheet = case.sheet("Dan so")
    row = case.top(sheet, "DÂN SỐ VÀ HỘ GIA ĐÌNH")
    columns = [
        Column("Dân số (1)", "population", scale=1000, digits=3, show=comma(3)),
        Column("Dân số được phủ sóng 4G (1)", "people_4g", scale=1000, digits=3, show=comma(3)),
        Column("Số hộ (2)", "households"),
    ]
    end = case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    sheet.put(end + 1, 0, "Ghi chú:")
    sheet.put(end + 2, 0, "(1) Đơn vị: nghìn người.")
    sheet.put(end + 3, 0, "(2) Đơn vị: hộ.")


@layout()
def thousands_that_look_like_whole_homes(case: Case) -> None:
    """ "Đơn vị tính: 1.000 hộ" above, and "2,345" in the cells: thousands with decimal commas."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ INTERNET CÁP QUANG")
    sheet.put(row - 1, 5, "Đơn vị tính: 1.000 hộ")
    columns = [
        Column("Số hộ", "households", scale=1000, show=comma(3)),
        Column("Số hộ dùng cáp quang", "households_subscribed", scale=1000, show=comma(3)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@layout()
def fractions_on_one_sheet_percents_on_the_other(case: Case) -> None:
    """Sheet "4G" writes 0,973 where sheet "5G" writes 9,3 for per cent."""
    for title, what, key, scale, digits in (
        ("4G", "4G", "%pop_4g", 100, 4), ("5G", "5G", "%pop_5g", 1, 2),
    ):  # fmt: skip
        sheet = case.sheet(title)
        row = case.top(sheet, f"TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG {what}")
        column = Column(f"Tỷ lệ dân số phủ sóng {what}", key, scale=scale, digits=digits)
        labels = ["STT", "Tên xã, phường", column.heading]
        row = headings(case, sheet, row, labels)
        for place, commune in enumerate(case.communes):
            value = column.rounded(column.number(commune, key))
            sheet.line(row + place, [place + 1, commune.name, value])
            case.truth.note(
                commune.code, key, Entry(round(value * scale, 2)), heading=column.heading
            )


@layout()
def thousand_people_beside_whole_homes(case: Case) -> None:
    """People and covered people in "1.000 người", homes in whole homes, as a line of units says."""
    sheet = case.sheet("Biểu 5")
    row = case.top(sheet, "DÂN SỐ, SỐ HỘ VÀ MỨC ĐỘ PHỦ SÓNG")
    columns = [
        Column("Dân số", "population", unit="1.000 người", scale=1000, show=comma(3)),
        Column("Dân số phủ sóng 4G", "people_4g", unit="1.000 người", scale=1000, show=comma(3)),
        Column("Số hộ", "households", unit="hộ", show=dots),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone", unit="hộ",
               show=dots),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def dots_for_thousands_and_for_decimals(case: Case) -> None:
    """One clerk writes "12.345" people and "97.30" per cent, both as text, on one sheet."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Tỷ lệ (%)", "%pop_4g", show=lambda v: f"{v:.2f}"),
        Column("Số hộ", "households", show=dots),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone",
               show=lambda v: f"{v:.2f}"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout(errors_due=True)
def thousands_taken_for_decimals_by_excel(case: Case) -> None:
    """ "12.345" typed into an English Excel became 12.345, while figures below 1.000 are whole."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ CÁP QUANG")

    def typed(value: float) -> float:
        return value if value < 1000 else value / 1000

    columns = [
        Column("Số hộ (hộ)", "households", show=typed, optional=True),
        Column("Số hộ có thể lắp cáp quang (hộ)", "households_passed", show=typed, optional=True),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def two_sheets_two_scales(case: Case) -> None:
    """4G in people, 5G in thousands: said only at the right above each table."""
    for title, what, scale, unit in (
        ("4G", "people_4g", 1, "ĐVT: người"),
        ("5G", "people_5g", 1000, "ĐVT: 1.000 người"),
    ):
        sheet = case.sheet(f"Vung phu {title}")
        row = case.top(sheet, f"DÂN SỐ TRONG VÙNG PHỦ SÓNG {title}", office="")
        sheet.put(row, 4, unit)
        columns = [
            Column("Dân số", "population", scale=scale, show=comma(3) if scale > 1 else int),
            Column(f"Dân số phủ sóng {title}", what, scale=scale,
                   show=comma(3) if scale > 1 else int),
        ]  # fmt: skip
        case.table(sheet, columns, at=row + 1)


@layout()
def homes_that_are_shares_by_their_format(case: Case) -> None:
    """ "Số hộ" is a count; "Hộ sử dụng cáp quang" beside it shows 45.2% and holds 0.452."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "TỔNG HỢP VỀ HỘ GIA ĐÌNH SỐ")
    columns = [
        Column("Số hộ", "households"),
        *(Column(text, key, scale=100, digits=4, form="0.0%") for text, key in (
            ("Hộ sử dụng cáp quang", "%households_fibre_subscribed"),
            ("Hộ có điện thoại thông minh", "%households_smartphone"),
            ("Hộ trong vùng có cáp quang", "%households_fibre_passed"),
        )),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", names="short", name="Xã, phường"), at=row)


@layout()
def a_line_of_units_above_each_table(case: Case) -> None:
    """ "Bảng 1": "Đơn vị: nghìn người", "Bảng 2": "người", "Bảng 3": "trăm hộ"."""
    sheet = case.sheet("3 bang")
    row = case.top(sheet, "SỐ LIỆU PHỦ SÓNG VÀ CÁP QUANG")
    for title, unit, columns in (
        ("Bảng 1. Phủ sóng 4G", "nghìn người", [
            Column("Dân số", "population", scale=1000, digits=2, show=comma(2)),
            Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, digits=2, show=comma(2)),
        ]),
        ("Bảng 2. Phủ sóng 5G", "người", [
            Column("Dân số được phủ sóng 5G", "people_5g", show=dots),
        ]),
        ("Bảng 3. Cáp quang", "trăm hộ", [
            Column("Số hộ", "households", scale=100, digits=2, show=comma(2)),
            Column("Số hộ sử dụng cáp quang", "households_subscribed", scale=100, digits=2,
                   show=comma(2)),
        ]),
    ):  # fmt: skip
        sheet.put(row, 0, title)
        sheet.put(row + 1, 3, f"Đơn vị tính: {unit}")
        row = case.table(sheet, columns, Form(codes=""), at=row + 2) + 1


@layout()
def units_that_change_by_row(case: Case) -> None:
    """Long form; "ĐVT" says "người" in most rows, "nghìn người" in those of every fourth."""
    sheet = case.sheet("Tong hop phieu")
    sheet.put(0, 0, "TỔNG HỢP PHIẾU BÁO CÁO CỦA CÁC XÃ, PHƯỜNG - Số liệu đến 30/9/2025")
    row = heads(case, sheet, 2, ["Xã, phường", "Chỉ tiêu", "ĐVT", "Giá trị"], [])
    for place, c in enumerate(case.communes):
        scale = 1000 if place % 4 == 3 else 1
        for text, what in (
            ("Dân số", "population"),
            ("Dân số được phủ sóng 4G", "people_4g"),
            ("Dân số được phủ sóng 5G", "people_5g"),
        ):
            unit = "nghìn người" if scale > 1 else "người"
            column = Column(text, what, scale=scale, digits=2 if scale > 1 else 0)
            sheet.line(row, [c.name, text, unit, *read(case, c, [column])])
            row += 1


@layout()
def unit_row_says_per_mille_and_rank(case: Case) -> None:
    """ "4G", "5G", "Cáp quang" twice; the row of units says "‰" for the first, "hạng" after."""
    sheet = case.sheet("Xep hang")
    row = case.top(sheet, "MỨC ĐỘ PHỦ HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG")
    shares = (
        ("Dân số phủ sóng 4G", "pop_4g"),
        ("Dân số phủ sóng 5G", "pop_5g"),
        ("Hộ sử dụng cáp quang", "households_fibre_subscribed"),
    )

    def mille(value: float) -> float:
        return round(value * 10, 1)

    columns = [Column("Dân số", "population", unit="người")]
    columns += [
        Column(f"Tỷ lệ|{text}", f"%{key}", unit="‰", show=mille) for text, key in shares
    ]  # fmt: skip
    for text, key in shares:
        columns.append(Worked(f"So sánh|{text}", unit="hạng", make=rank(case, f"%{key}")))
    form = Form(groups="column", units_row=True, codes="number")
    case.table(sheet, columns, form, at=row)


@layout()
def same_letters_told_apart_by_the_units(case: Case) -> None:
    """ "4G", "5G" twice beneath "Di động"; the row of units says subscribers, then stations."""
    sheet = case.sheet("VT")
    row = case.top(sheet, "VIỄN THÔNG DI ĐỘNG")
    columns = [
        Column("Dân số", "population", unit="người"),
        Worked("Di động|4G", unit="thuê bao", make=part("people_4g", 0.9)),
        Worked("Di động|5G", unit="thuê bao", make=part("people_5g", 0.3)),
        Column("Di động|4G", "stations_4g", unit="trạm"),
        Column("Di động|5G", "stations_5g", unit="trạm"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def kilometres_of_cable_in_the_units(case: Case) -> None:
    """ "Cáp quang đến thôn" has "km" in the row of units, "Sóng 4G đến thôn" has villages."""
    sheet = case.sheet("Ket noi")
    row = case.top(sheet, f"KẾT NỐI VIỄN THÔNG ĐẾN {case.word.upper()}")
    columns = [
        Column("Tổng số {v}", "villages", unit=case.word),
        Column("Sóng 4G đến {v}", "villages_with_4g", unit=case.word),
        Worked("Cáp quang đến {v}", unit="km", make=lambda c: 6 + c.figures["files"] % 23),
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Hộ sử dụng cáp quang", "households_subscribed", unit="hộ"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def what_stations_cost_beneath_the_same_headings(case: Case) -> None:
    """ "Bieu 1" has "Trạm 4G" in millions of đồng, as its line of units says; "Bieu 2" counts."""
    for number, (title, unit, real) in enumerate(
        (
            ("CHI PHÍ VẬN HÀNH TRẠM BTS 9 THÁNG NĂM 2025", "triệu đồng", False),
            ("SỐ LƯỢNG TRẠM BTS ĐANG VẬN HÀNH", "trạm", True),
        ),
        start=1,
    ):
        sheet = case.sheet(f"Bieu {number}")
        row = case.top(sheet, f"BIỂU {number}. {title}")
        sheet.put(row - 1, 4, f"Đơn vị tính: {unit}")
        kinds = (("Trạm 3G", "stations_3g"), *MASTS)
        columns = [
            Column(text, what) if real else Worked(text, make=cost(what)) for text, what in kinds
        ]
        row = case.table(sheet, columns, at=row)
        sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])
