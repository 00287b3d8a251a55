"""Thousands, percentages and units said above, beside, beneath or behind the figures."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.shared_columns import BASIC, FIBRE
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case


def counted(word: str) -> Callable[[float], str]:
    """Write a number with dots and what is counted behind it."""
    return lambda value: f"{dots(value)} {word}"


def as_shown(case: Case, what: str, scale: float) -> None:
    """A percentage made small is true as it is written."""
    for cells in case.truth.cells.values():
        entry = cells.get((what, "", ""))
        if entry is not None and entry.value is not None:
            entry.value = round(entry.value / scale, 2)


@layout()
def thousands_above_the_table(case: Case) -> None:
    """ "ĐVT: nghìn người" above the table, nothing in the headings."""
    sheet = case.sheet("Dan so")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG", more=("ĐVT: nghìn người",))
    columns = [
        Column("Dân số trung bình", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def thousands_in_the_heading(case: Case) -> None:
    """Thousands of people in the heading, percentages beside it in text with the sign."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC SỐ LIỆU")
    columns = [
        Column("Dân số (nghìn người)", "population", scale=1000),
        Column("Tỷ lệ dân số phủ sóng 4G", "%pop_4g", show=percent_text, digits=1),
        Column("Tỷ lệ dân số phủ sóng 5G", "%pop_5g", show=percent_text, digits=1),
    ]
    case.table(sheet, columns, at=row)


@layout()
def fractions_shown_as_percent(case: Case) -> None:
    """Fractions between 0 and 1 in cells with a percentage format."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG")
    fraction = {"show": lambda p: p / 100, "form": "0.00%", "digits": 2}
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ phủ sóng 4G theo dân số (%)", "%pop_4g", **fraction),
        Column("Tỷ lệ phủ sóng 5G theo dân số (%)", "%pop_5g", **fraction),
    ]
    case.table(sheet, columns, at=row)


@layout()
def small_percentages(case: Case) -> None:
    """Under "(%)" all figures are below 1: they are percentages, not fractions."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "THUÊ BAO CÒN DÙNG 2G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ thuê bao chỉ dùng 2G (%)", "%subscribers_2g_only", scale=30, digits=2),
    ]
    case.table(sheet, columns, at=row)
    as_shown(case, "%subscribers_2g_only", 30)


@layout()
def unit_line_with_several(case: Case) -> None:
    """ "Đơn vị tính: nghìn người; %" on the right above the table."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "DÂN SỐ VÀ TỶ LỆ PHỦ SÓNG")
    sheet.put(row, 4, "Đơn vị tính: nghìn người; %")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(2), digits=2),
        Column("Dân số phủ sóng 4G", "people_4g", scale=1000, show=comma(2), digits=2),
        Column("Tỷ lệ phủ sóng 4G theo dân số", "%pop_4g"),
    ]
    case.table(sheet, columns, at=row + 1)


@layout()
def thousands_of_households(case: Case) -> None:
    """Thousands of people and of households in the row of units, percentages beside them."""
    sheet = case.sheet("KTXH")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU")
    columns = [
        Column("Dân số", "population", scale=1000, unit="1.000 người"),
        Column("Số hộ", "households", scale=1000, unit="1.000 hộ"),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", scale=1000, unit="1.000 hộ"),
        Column("Tỷ lệ dân số phủ sóng 5G", "%pop_5g", unit="%"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def whole_people_said_above(case: Case) -> None:
    """ "ĐVT: người" above; figures with dots for thousands."""
    sheet = case.sheet("PL3")
    row = case.top(sheet, "SỐ LIỆU DÂN SỐ PHỦ SÓNG", more=("ĐVT: người",))
    columns = [Column(c.heading, c.gives, show=dots) for c in BASIC]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout()
def unit_right_above_the_heading(case: Case) -> None:
    """ "ĐVT: 1.000 người" in italics at the right, whole stations beside the people."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ SỐ TRẠM")
    sheet.put(row - 1, 4, "ĐVT: 1.000 người")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 5G", "people_5g", scale=1000, show=comma(3)),
        Column("Số trạm 5G (trạm)", "stations_5g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def percentages_below_one_of_fibre(case: Case) -> None:
    """Shares of 5G below one percent under "Tỷ lệ (%)", with counts beside."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "PHỦ SÓNG 5G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", digits=2, scale=80),
    ]
    case.table(sheet, columns, at=row)
    for cells in case.truth.cells.values():
        entry = cells.get(("%pop_5g", "", ""))
        if entry is not None and entry.value is not None:
            entry.value = round(entry.value / 80, 2)


@layout()
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


@layout()
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


@layout()
def thousands_in_a_row_of_units(case: Case) -> None:
    """ "nghìn người", "nghìn hộ" and "%" in the row of units beneath two levels."""
    sheet = case.sheet("KT-XH")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI", office="UBND TỈNH\nCỤC THỐNG KÊ")
    columns = [
        Column("Số hộ", "households", scale=1000, unit="nghìn hộ", show=comma(3)),
        Column("Hộ có thuê bao cáp quang|Số lượng", "households_subscribed", scale=1000,
               unit="nghìn hộ", show=comma(3)),
        Column("Hộ có thuê bao cáp quang|Tỷ lệ", "%households_fibre_subscribed", unit="%"),
        Column("Hộ có thể kết nối cáp quang", "households_passed", scale=1000,
               unit="Ngàn hộ", show=comma(3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True, total="last"), at=row)


@layout()
def thousands_of_households_in_brackets(case: Case) -> None:
    """ "(1000 hộ)" in the lowest heading, "(10³ người)" beside it."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP", office="")
    columns = [
        Column("Dân số (10³ người)", "population", scale=1000, show=comma(3)),
        Column("Tổng số hộ (1000 hộ)", "households", scale=1000, show=comma(3)),
        Column("Hộ sử dụng Internet cáp quang (1000 hộ)", "households_subscribed", scale=1000,
               show=comma(3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="number"), at=row)


@layout()
def households_in_a_row_of_units(case: Case) -> None:
    """Whole households with dots, "hộ" in the row of units."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ CÁP QUANG")
    columns = [Column(c.heading, c.gives, unit="hộ", show=dots) for c in FIBRE]
    case.table(sheet, columns, Form(units_row=True, numbers_row="{}"), at=row)


@layout()
def thousands_of_people(case: Case) -> None:
    """Nghìn người with a decimal comma, unit in the heading."""
    one_table(case, [
        Column("Dân số (nghìn người)", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G (nghìn người)", "people_4g", scale=1000, show=comma(3)),
    ], Form(total="last"))  # fmt: skip


@layout()
def shares_as_text_with_commas(case: Case) -> None:
    """ "97,25" and "100" as text without a sign under "Tỷ lệ … (%)"; a column hidden before."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG VÀ CÁP QUANG THEO XÃ, PHƯỜNG")

    def text(value: float) -> str:
        return f"{value:g}".replace(".", ",")

    columns = [
        Worked("Kỳ trước (6/2025)|4G", make=lambda c: text(
            round(94.0 * c.figures["people_4g"] / c.figures["population"], 2))),
        Column("Tỷ lệ dân số được phủ sóng (%)|4G", "%pop_4g", show=text),
        Column("Tỷ lệ dân số được phủ sóng (%)|5G", "%pop_5g", show=text),
        Column("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre", show=text),
        Column("Tỷ lệ hộ thuê bao cáp quang (%)", "%households_fibre_subscribed", show=text),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)
    sheet.hidden_columns = {3}


@layout()
def units_behind_the_figures(case: Case) -> None:
    """ "9.412 người", "2.310 hộ", "12 trạm" typed in the cells of a quick list."""
    sheet = case.sheet("Gui nhanh")
    sheet.put(0, 0, "Gửi anh số liệu các xã, phường đến 30/9/2025")
    columns = [
        Column("Dân số", "population", show=counted("người")),
        Column("Dân phủ 4G", "people_4g", show=counted("người")),
        Column("Số hộ", "households", show=counted("hộ")),
        Column("Trạm 4G", "stations_4g", show=counted("trạm")),
    ]
    form = Form(index="", name="Xã", names="short", codes="")
    case.table(sheet, columns, form, at=1)


@layout()
def each_column_with_its_scale(case: Case) -> None:
    """ "Dân số (nghìn người)" beside "Dân số được phủ sóng 4G (người)", then hundreds of homes."""
    sheet = case.sheet("QM")
    row = case.top(sheet, "QUY MÔ DÂN SỐ VÀ PHỦ SÓNG")
    columns = [
        Column("Dân số (nghìn người)", "population", scale=1000, show=comma(1), digits=1),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Số hộ (trăm hộ)", "households", scale=100, digits=2, optional=True),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout(operator="mobifone")
def shares_per_thousand(case: Case) -> None:
    """MobiFone: "Đơn vị tính: ‰" above, "(‰)" in each heading; 973 for 97.3 per cent."""
    sheet = case.sheet("Ty le")
    row = case.top(
        sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG MOBIFONE", "(Số liệu tháng 9/2025; đơn vị tính: ‰)",
        office=f"TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Dân số được phủ sóng 4G (‰)", "%pop_4g", scale=0.1, digits=0),
        Column("Dân số được phủ sóng 5G (‰)", "%pop_5g", scale=0.1, digits=0),
        Column("{v} được phủ sóng 4G (‰)", "%villages_4g", scale=0.1, digits=0),
    ]
    case.table(sheet, columns, Form(codes="float", code="Mã xã"), at=row)


@layout()
def thousands_but_for_two_columns(case: Case) -> None:
    """At the right above: "ĐVT: 1.000 người (riêng cột (7), (8): hộ)"; columns are numbered."""
    sheet = case.sheet("B01")
    row = case.top(sheet, "DÂN CƯ VÀ HỘ GIA ĐÌNH ĐƯỢC PHỤC VỤ")
    sheet.put(row, 6, "ĐVT: 1.000 người (riêng cột (7), (8): hộ)")
    columns = [
        Column("Dân số", "population", scale=1000),
        Column("Dân cư được phủ sóng 4G", "people_4g", scale=1000),
        Column("Dân cư được phủ sóng 5G", "people_5g", scale=1000),
        Column("Số hộ", "households"),
        Column("Số hộ dùng Internet cáp quang", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(numbers_row="({})"), at=row + 1)


@layout()
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


@layout()
def six_units_in_one_row(case: Case) -> None:
    """A row of units beneath: thousands of people, people, ‰, homes, hundreds of homes, %."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP CHỈ TIÊU HẠ TẦNG SỐ")
    columns = [
        Column("Dân số", "population", unit="nghìn người", scale=1000),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người"),
        Column("Tỷ lệ dân số được phủ sóng 5G", "%pop_5g", unit="‰", scale=0.1, digits=1),
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Số hộ dùng cáp quang", "households_subscribed", unit="trăm hộ", scale=100,
               digits=2),
        Column("Tỷ lệ {v} có sóng 4G", "%villages_4g", unit="%"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def shares_in_three_writings_on_three_sheets(case: Case) -> None:
    """0.9731 on the first sheet, 97.31 on the second, "97,3%" on the third; bases beside."""
    for name, base, label, column in (
        ("Di dong", "population", "Dân số",
         Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4)),
        ("Ho", "households", "Số hộ",
         Column("Tỷ lệ hộ có điện thoại thông minh", "%households_smartphone")),
        ("Co so", "villages", "Số {v}",
         Column("Tỷ lệ {v} có cáp quang", "%villages_fibre", digits=1, show=percent_text)),
    ):  # fmt: skip
        sheet = case.sheet(name)
        row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
        case.table(sheet, [Column(label, base), column], Form(codes="number"), at=row)


@layout()
def unit_in_the_corner(case: Case) -> None:
    """The corner says "Xã, phường (đơn vị tính: hộ)"; columns "Tổng số" and "Trong đó"."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ KẾT NỐI INTERNET CÁP QUANG")
    columns = [
        Column("Tổng số", "households"),
        Column("Trong đó|Cáp quang đã đến, lắp được ngay", "households_passed"),
        Column("Trong đó|Đang thuê bao cáp quang", "households_subscribed"),
        Column("Trong đó|Có điện thoại thông minh", "households_with_smartphone"),
    ]
    form = Form(name="Xã, phường (đơn vị tính: hộ)", codes="", groups="rows", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def unit_stands_in_each_row(case: Case) -> None:
    """A column "ĐVT" says "nghìn người" in the rows of wards and "người" in those of communes."""
    sheet = case.sheet("Dan so PS")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG DI ĐỘNG")
    kinds = (
        ("Dân số", "population"),
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Dân số được phủ sóng 5G", "people_5g"),
    )
    labels = ["STT", "Xã, phường", "Mã xã", "ĐVT", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        ward = c.kind == "phường"
        columns = [
            Column(*kind, scale=1000, show=comma(3)) if ward else Column(*kind, show=dots)
            for kind in kinds
        ]
        lead = [place, c.name, c.code, "nghìn người" if ward else "người"]
        enter(case, sheet, row, c, columns, lead)
        row += 1


@layout()
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


@layout()
def units_shown_by_the_format_of_cells(case: Case) -> None:
    """Numbers whose format adds "người", "hộ" or "trạm"; the headings name no unit."""
    sheet = case.sheet("Hien trang")
    row = case.top(sheet, "HIỆN TRẠNG HẠ TẦNG SỐ ĐẾN CẤP XÃ")

    def shown(unit: str) -> str:
        return f'#,##0" {unit}"'

    columns = [
        Column("Dân cư|Dân số", "population", form=shown("người")),
        Column("Dân cư|Hộ gia đình", "households", form=shown("hộ")),
        Column("Mạng 4G|Trạm", "stations_4g", form=shown("trạm")),
        Column("Mạng 4G|Dân số được phủ sóng", "people_4g", form=shown("người")),
        Column("Mạng 5G|Trạm", "stations_5g", form=shown("trạm")),
        Column("Mạng 5G|Dân số được phủ sóng", "people_5g", form=shown("người")),
        Column("Cáp quang|Hộ đang sử dụng", "households_subscribed", form=shown("hộ")),
    ]
    case.table(sheet, columns, Form(codes="", groups="rows", total="last"), at=row)
    case.foot(sheet)
