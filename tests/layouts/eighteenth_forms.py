"""Periods, formats, checks and profiles: what exports and clerks put in and around a table."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.fourteenth_forms import OPERATORS, sums
from tests.layouts.long_tables import say
from tests.layouts.registry import layout
from tests.layouts.seventeenth_forms import PROVINCES, share
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

AUGUST = "2025-08-31"


def package(which: int) -> Callable[[Commune], int]:
    """Divide the homes with fibre among three packages."""

    def homes(c: Commune) -> int:
        whole = c.figures["households_subscribed"]
        slow = whole * (10 + c.figures["files"] % 9) // 100
        fast = whole * (21 + c.figures["files"] % 13) // 100
        return (slow, whole - slow - fast, fast)[which]

    return homes


def officers(c: Commune) -> int:
    """Make up how many officers of a commune have a signature."""
    return 18 + c.figures["files"] % 31


@layout("exports", half="public", ending=".csv")
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


@layout("exports", half="public", operator="viettel")
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


@layout("sheets", half="public")
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


@layout("fibre", half="public", operator="vnpt")
def homes_by_package_speed_then_sum(case: Case) -> None:
    """VNPT: homes with fibre by the speed of their package, three columns, then "Cộng"."""
    sheet = case.sheet("FTTH theo goi")
    row = case.top(
        sheet, "CƠ CẤU HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG THEO GÓI CƯỚC", "Thời điểm: 30/09/2025",
        office=f"VNPT {PROVINCES[case.province].upper()}\nPHÒNG KẾ HOẠCH - KẾ TOÁN",
    )  # fmt: skip
    text = "Số hộ đang sử dụng cáp quang theo tốc độ gói cước"
    speeds = ("Dưới 100 Mb/s", "Từ 100 đến dưới 300 Mb/s", "Từ 300 Mb/s trở lên")
    columns = [
        Column("Tổng số hộ gia đình", "households"),
        *(
            Worked(f"{text}|{speed}", make=package(which))
            for which, speed in enumerate(speeds)
        ),
        Column(f"{text}|Cộng", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed", show=comma(2)),
    ]  # fmt: skip
    row = case.table(sheet, columns, Form(names="full", groups="column"), at=row)
    sheet.line(row, [None, None, "Tổng cộng", None, *sums(columns, case.communes)])


@layout("forms of communes", half="public")
def profile_in_two_pairs_of_columns(case: Case) -> None:
    """A sheet for each commune: "Chỉ tiêu", "Giá trị" on the left and again on the right."""
    left = (
        ("Dân số (người)", "population"),
        ("Số hộ (hộ)", "households"),
        ("Số {v}", "villages"),
        ("Số người trưởng thành (người)", "adults"),
    )
    right = (
        ("Số trạm 4G (trạm)", "stations_4g"),
        ("Dân số được phủ sóng 4G (người)", "people_4g"),
        ("Số hộ sử dụng cáp quang (hộ)", "households_subscribed"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    )
    for place, c in enumerate(case.communes, start=1):
        sheet = case.sheet(f"{place:03} {c.code}")
        sheet.put(0, 0, f"HỒ SƠ HẠ TẦNG SỐ {c.name.upper()}")
        sheet.line(1, ["Mã đơn vị hành chính:", c.code, None, "Số liệu đến ngày:", "30/9/2025"])
        sheet.line(3, ["Chỉ tiêu", "Giá trị", None, "Chỉ tiêu", "Giá trị"])
        for row, ((one, base), (other, what)) in enumerate(zip(left, right, strict=True), start=4):
            line: list[Any] = [case.say(one), say(case, c, base, one), None]
            sheet.line(row, [*line, case.say(other), say(case, c, what, other)])
        sheet.line(9, ["Người lập: công chức văn hóa - xã hội", None, None, "TM. ỦY BAN NHÂN DÂN"])
    case.truth.all_headings |= {case.say(text) for text, _ in (*left, *right)}


@layout("operators", half="public")
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
        columns += [Column(name, what, operator=code) for name, code in OPERATORS.items()]
        row = case.table(sheet, columns, Form(codes="number"), at=row)
        sheet.line(row, [None, "Toàn tỉnh", None, *sums(columns, case.communes)])


@layout("units", half="public")
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


@layout("names", half="public", ending=".ods")
def wards_in_one_column_communes_in_the_next(case: Case) -> None:
    """LibreOffice: bare names, of wards beneath "Phường", of the others beneath "Xã, đặc khu"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG, ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Số hộ", "households", show=dots),
        Column("Hộ sử dụng cáp quang", "households_subscribed", show=dots),
        Column("Hộ có điện thoại thông minh", "households_with_smartphone", show=dots),
    ]
    upper = ["TT", "Mã ĐVHC", "Đơn vị hành chính", None, *(c.heading for c in columns)]
    headings(case, sheet, row, upper)
    sheet.merged.append((row, 2, row, 3))
    sheet.merged += [(row, at, row + 1, at) for at in (0, 1, 4, 5, 6)]
    row = headings(case, sheet, row + 1, [None, None, "Phường", "Xã, đặc khu"])
    for place, c in enumerate(case.communes, start=1):
        short = c.short if c.kind in {"xã", "phường"} else c.name
        names = [short, None] if c.kind == "phường" else [None, short]
        enter(case, sheet, row, c, columns, [place, c.code, *names])
        row += 1
    sheet.line(row, [None, None, "Toàn tỉnh", None, *sums(columns, case.communes)])


@layout("signatures", half="public", ending=".xls")
def offices_of_a_commune_with_signatures(case: Case) -> None:
    """Excel 97: offices of each commune and those with a signature, officers', then adults'."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "TÌNH HÌNH CẤP, SỬ DỤNG CHỮ KÝ SỐ TẠI CÁC XÃ, PHƯỜNG")
    offices = "Cơ quan, đơn vị thuộc UBND cấp xã"
    adults = "Người dân"
    columns = [
        Column(f"{offices}|Tổng số", "agencies"),
        Column(f"{offices}|Đã có chữ ký số", "agencies_with_signature"),
        Worked("Số cán bộ, công chức đã được cấp chữ ký số chuyên dùng", make=officers),
        Column(f"{adults}|Số người trưởng thành", "adults"),
        Column(f"{adults}|Số người trưởng thành có chữ ký số cá nhân", "adults_with_signature"),
    ]
    form = Form(names="office", codes="", total="last", total_label="Cộng toàn tỉnh")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)


@layout("formulas", half="public")
def columns_that_check_the_figures(case: Case) -> None:
    """Behind villages with and without 4G "Kiểm tra (3)-(4)-(5)" with 0; behind homes "Đạt"."""
    sheet = case.sheet("Nhap va kiem tra")
    row = case.top(sheet, f"BIỂU NHẬP SỐ LIỆU {case.word.upper()} VÀ HỘ, CÓ CỘT KIỂM TRA")
    first = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked(
            "Số {v} chưa có sóng 4G",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"],
        ),
    ]
    second = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    labels = [
        "STT", "Xã, phường", *(c.heading for c in first), "Kiểm tra (3)-(4)-(5)",
        *(c.heading for c in second), "Kiểm tra (8)<=(7)",
    ]  # fmt: skip
    row = headings(case, sheet, row, labels)
    sheet.line(row, [f"({n})" for n in range(1, len(labels) + 1)])
    row += 1
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, second, [None] * 6)
        enter(case, sheet, row, c, first, [place, c.name])
        at = row + 1
        sheet.put(row, 5, (f"=C{at}-D{at}-E{at}", 0))
        sheet.put(row, 8, (f'=IF(H{at}<=G{at},"Đạt","Sai")', "Đạt"))
        row += 1


@layout("exports", half="public", ending=".csv")
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


@layout("around the table", half="public")
def classes_counted_and_named_below(case: Case) -> None:
    """Below the table of shares a small one: "Từ 95% trở lên", how many communes, and which."""
    sheet = case.sheet("Phu song 4G")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG 4G VÀ PHÂN NHÓM XÃ, PHƯỜNG")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
    ]
    row = case.table(sheet, columns, Form(codes="text"), at=row)
    whole = comma(2)(share("people_4g", "population", case.communes))
    sheet.line(row, [None, "Toàn tỉnh", None, *sums(columns[:2], case.communes), whole])
    sheet.put(row + 2, 0, "Phân nhóm theo tỷ lệ dân số được phủ sóng 4G:")
    sheet.line(row + 3, ["TT", "Nhóm", None, "Số xã, phường", "Gồm"])
    row += 4
    groups = (("Từ 95% trở lên", 95, 101), ("Từ 80% đến dưới 95%", 80, 95), ("Dưới 80%", 0, 80))
    for place, (label, low, high) in enumerate(groups, start=1):
        some = [c for c in case.communes if low <= columns[2].number(c, "%pop_4g") < high]
        names = ", ".join(c.name[0].lower() + c.name[1:] for c in some[:6])
        sheet.line(row, [place, label, None, len(some), names + (", …" if len(some) > 6 else "")])
        row += 1
    case.foot(sheet)
