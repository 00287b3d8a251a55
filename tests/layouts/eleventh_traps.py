"""Quarterly tables in which a figure is of another time, part or area than it seems."""

# ruff: noqa: D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.eleventh_forms import DECEMBER, ROMAN, SEPTEMBER, SPRING, Past, by_district
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import headings

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("time", operator="viettel", as_of=SPRING)
def stands_new_and_registered_in_one_form(case: Case) -> None:
    """Three sheets of one form: what stands, new in quarter I, registered for quarter II."""
    for title, text, share in (
        ("Bieu 01", "HẠ TẦNG HIỆN CÓ ĐẾN HẾT QUÝ I/2026 (31/3/2026)", 1.0),
        ("Bieu 02", "HẠ TẦNG PHÁT TRIỂN MỚI TRONG QUÝ I/2026", 0.07),
        ("Bieu 03", "HẠ TẦNG ĐĂNG KÝ PHÁT TRIỂN QUÝ II/2026", 0.11),
    ):
        sheet = case.sheet(title)
        row = case.top(sheet, text, "", office="VIETTEL TỈNH\nPHÒNG KỸ THUẬT")
        pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
                 ("Số hộ sử dụng cáp quang", "households_subscribed"))  # fmt: skip
        columns = [
            Column(*pair) if share == 1.0 else Worked(pair[0], make=part(pair[1], share))
            for pair in pairs
        ]
        case.table(sheet, columns, Form(groups="rows"), at=row)


@layout("time", as_of=DECEMBER)
def mean_of_the_months_before_the_last_day(case: Case) -> None:
    """ "Bình quân 3 tháng" before "Cuối quý" of stations and homes; a row of units, districts."""
    sheet = case.sheet("Q4")
    row = case.top(sheet, "TRẠM VÀ HỘ SỬ DỤNG CÁP QUANG QUÝ IV/2025", "(Cuối quý: 31/12/2025)")
    columns: list[Column] = []
    for text, what, unit in (
        ("Số trạm 4G đang phát sóng", "stations_4g", "trạm"),
        ("Số trạm 5G đang phát sóng", "stations_5g", "trạm"),
        ("Số hộ sử dụng cáp quang", "households_subscribed", "hộ"),
    ):
        columns += [
            Worked(f"{text}|Bình quân 3 tháng trong quý", unit=unit, make=part(what, 0.96)),
            Column(f"{text}|Cuối quý", what, unit=unit),
        ]
    case.table(sheet, columns, Form(groups="rows", units_row=True), at=row)


@layout("subsets", operator="mobifone", as_of=DECEMBER)
def stations_inspected_before_stations_on_air(case: Case) -> None:
    """MobiFone: stations that must be inspected, those inspected, then those on air."""
    sheet = case.sheet("Kiem dinh")
    row = case.top(sheet, "MOBIFONE: KIỂM ĐỊNH TRẠM GỐC QUÝ IV/2025", "(Đến ngày 31/12/2025)",
                   office="MOBIFONE TỈNH")  # fmt: skip
    columns: list[Column] = []
    for upper, share in (("Phải kiểm định", 0.6), ("Đã có giấy chứng nhận kiểm định", 0.4)):
        columns += [
            Worked(f"{upper}|Trạm 4G", make=part("stations_4g", share)),
            Worked(f"{upper}|Trạm 5G", make=part("stations_5g", share)),
        ]
    columns += [
        Column("Tổng số trạm đang phát sóng|Trạm 4G", "stations_4g"),
        Column("Tổng số trạm đang phát sóng|Trạm 5G", "stations_5g"),
    ]
    case.table(sheet, columns, Form(names="abbreviated"), at=row)


@layout("subsets", as_of=SPRING)
def villages_that_complain_of_weak_4g(case: Case) -> None:
    """Villages that complained of weak 4G in the quarter, those settled, then those with 4G."""
    sheet = case.sheet("Phan anh")
    row = case.top(sheet, "PHẢN ÁNH CHẤT LƯỢNG SÓNG 4G QUÝ I NĂM 2026", "(Đến 31/3/2026)")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có phản ánh sóng 4G yếu", make=part("villages_with_4g", 0.3)),
        Worked("Số {v} đã xử lý, sóng 4G ổn định", make=part("villages_with_4g", 0.2)),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    case.table(sheet, columns, Form(groups="column", total="first"), at=row)


@layout("names", as_of=DECEMBER)
def old_commune_of_the_same_name_beside(case: Case) -> None:
    """ "Xã cũ cùng tên (trước 01/7/2025)" over homes, stations; then "Xã, phường mới"."""
    sheet = case.sheet("Dia gioi")
    row = case.top(sheet, "CHUYỂN SỐ LIỆU THEO ĐỊA GIỚI MỚI, QUÝ IV/2025", "(Đến 31/12/2025)")
    old, new = "Theo địa giới xã cũ cùng tên (trước 01/7/2025)", "Theo địa giới xã, phường mới"
    pairs = (("Số hộ", "households"), ("Số hộ sử dụng cáp quang", "households_subscribed"),
             ("Số trạm 4G", "stations_4g"))  # fmt: skip
    columns = [
        *(Worked(f"{old}|{text}", make=part(what, 0.45)) for text, what in pairs),
        *(Column(f"{new}|{text}", what) for text, what in pairs),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout("operators", as_of=SPRING)
def villages_of_one_operator_only_then_all(case: Case) -> None:
    """Villages with 4G "Chỉ có 01 doanh nghiệp", "Có từ 02 doanh nghiệp trở lên", then "Cộng"."""
    sheet = case.sheet("So DN")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G THEO SỐ DOANH NGHIỆP, QUÝ I/2026",
                   "(Thời điểm 31/3/2026)")  # fmt: skip
    upper, one = "Số {v} có sóng 4G", part("villages_with_4g", 0.35)
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{upper}|Chỉ có 01 doanh nghiệp", make=one),
        Worked(f"{upper}|Có từ 02 doanh nghiệp trở lên",
               make=lambda c: c.figures["villages_with_4g"] - one(c)),
        Column(f"{upper}|Cộng", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(groups="rows", numbers_row="({})"), at=row)


@layout("fibre", operator="vnpt", as_of=SPRING)
def homes_new_paused_gone_then_in_use(case: Case) -> None:
    """VNPT: homes joined, paused, gone in the quarter, free of charge; "Đang sử dụng" counts."""
    sheet = case.sheet("FTTH Q1")
    row = case.top(sheet, "VNPT: BIẾN ĐỘNG HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG QUÝ I/2026",
                   "(Đến 31/3/2026)", office="VNPT TỈNH")  # fmt: skip
    upper, what = "Số hộ thuê bao cáp quang", "households_subscribed"
    columns = [
        Column("Tổng số hộ trên địa bàn", "households", show=dots),
        Worked(f"{upper}|Lắp mới trong quý", make=part(what, 0.08)),
        Worked(f"{upper}|Tạm ngưng", make=part(what, 0.04)),
        Worked(f"{upper}|Rời mạng trong quý", make=part(what, 0.03)),
        Column(f"{upper}|Đang sử dụng", what, show=dots),
        Worked(f"{upper}|Được miễn cước 3 tháng", make=part(what, 0.05)),
    ]
    case.table(sheet, columns, Form(names="short", total="first"), at=row)


@layout("subscribers", operator="viettel", as_of=DECEMBER)
def phones_of_2g_changed_and_left(case: Case) -> None:
    """Viettel: 2G-only subscribers "Đầu quý", "Đã chuyển lên 4G trong quý", "Còn lại cuối quý"."""
    sheet = case.sheet("2G only")
    row = case.top(sheet, "VIETTEL: CHUYỂN ĐỔI THUÊ BAO 2G ONLY, QUÝ IV/2025 (ĐẾN 31/12/2025)", "",
                   office="VIETTEL TỈNH")  # fmt: skip
    upper, what = "Thuê bao chỉ dùng 2G (2G only)", "subscribers_with_2g_only"
    opening = Past(f"{upper}|Đầu quý (30/9/2025)", what, as_of=SEPTEMBER, share=1.25)
    columns = [
        Column("Tổng số thuê bao di động", "subscribers"),
        opening,
        Worked(f"{upper}|Đã chuyển lên 4G trong quý",
               make=lambda c: int(opening.number(c, what)) - c.figures[what]),
        Column(f"{upper}|Còn lại cuối quý (31/12/2025)", what),
    ]  # fmt: skip
    texts = [c.heading.split("|") for c in columns]
    sheet.line(row, ["STT", "Xã, phường", texts[0][0], upper])
    sheet.merged.append((row, 3, row, 5))
    row = headings(case, sheet, row + 1, [None, None, None, *(t[-1] for t in texts[1:])])
    total = [sum(c.figures["subscribers"] for c in case.communes)]
    sheet.line(row, [None, "Toàn tỉnh", *total])
    for numeral, (district, mine) in zip(ROMAN, by_district(case).items(), strict=False):
        sheet.line(row + 1, [numeral, f"{district} (cũ)"])
        row = body(case, sheet, row + 2, columns, some=mine) - 1
