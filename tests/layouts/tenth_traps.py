"""The same arrangements, one table, sheet, column or block of which means another thing."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.registry import layout
from tests.layouts.tenth_tables import (
    OPERATORS,
    across,
    bare,
    districts,
    heads,
    read,
    roman,
    sums,
)
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout("technologies")
def the_third_table_is_next_year_s_plan(case: Case) -> None:
    """ "I. MẠNG 4G", "II. MẠNG 5G" as they are; "III. … KẾ HOẠCH NĂM 2026" with like headings."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG", "(Kèm theo Báo cáo ngày 08/10/2025)")
    for number, g in (("I", "4G"), ("II", "5G")):
        sheet.put(row, 0, f"{number}. MẠNG {g}: HIỆN TRẠNG ĐẾN 30/9/2025")
        columns = [
            Column("Số trạm", f"stations_{g.lower()}"),
            Column("Dân số (người)", "population"),
            Column("Dân số được phủ sóng (người)", f"people_{g.lower()}"),
        ]
        row = case.table(sheet, columns, Form(codes="", total="last"), at=row + 1) + 1
    sheet.put(row, 0, "III. MẠNG 5G: KẾ HOẠCH NĂM 2026")
    plan = [
        Worked("Số trạm", make=lambda c: c.figures["stations_5g"] + 3),
        Worked("Dân số (người)", make=lambda c: int(c.figures["population"] * 1.01)),
        Worked("Dân số được phủ sóng (người)", make=part("population", 0.8)),
    ]
    case.table(sheet, plan, Form(codes=""), at=row + 1)


@layout("sheets")
def one_district_s_sheet_of_the_second_quarter(case: Case) -> None:
    """A sheet for each former district, "QUÝ III/2025" above; above the second "QUÝ II/2025"."""
    for number, district, some in districts(case):
        late = number == 2
        ends = "2025-06-30" if late else ""
        sheet = case.sheet(f"{number:02d} {bare(district)}"[:31])
        sheet.put(0, 0, f"KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, f"SỐ LIỆU CUỐI QUÝ {'II' if late else 'III'}/2025")
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=ends, optional=late),
            Column("Số trạm 5G", "stations_5g", as_of=ends, optional=late),
            Column("Số hộ sử dụng cáp quang", "households_subscribed", as_of=ends, optional=late),
        ]
        form = Form(total="last", total_label="Cộng khu vực")
        case.table(sheet, columns, form, at=3, some=some)


@layout("operators")
def the_last_network_is_the_province(case: Case) -> None:
    """Share with 4G of Viettel, VNPT, MobiFone and "Toàn tỉnh (chung)", the same on each row."""
    sheet = case.sheet("Ty le 4G")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG", "(Quý III năm 2025)")
    top = "Tỷ lệ dân số được phủ sóng 4G (%)"
    columns = [Column(f"{top}|{OPERATORS[k]}", "%pop_4g", operator=k)
               for k in ("viettel", "vnpt", "mobifone")]  # fmt: skip
    people, covered = (
        sum(c.figures[q] for c in case.communes) for q in ("population", "people_4g")
    )
    columns.append(
        Worked(f"{top}|Toàn tỉnh (chung)", make=lambda _: round(100 * covered / people, 2))
    )
    case.table(sheet, columns, Form(groups="rows"), at=row)


@layout("across")
def of_which_poor_homes_below_each_line(case: Case) -> None:
    """Communes across; "Trong đó: hộ nghèo" stands below homes, homes with fibre, with phones."""
    sheet = case.sheet("Bieu ngang")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỐ TẠI CÁC XÃ, PHƯỜNG", "Đến ngày 30 tháng 9 năm 2025")
    columns: list[Column] = []
    for text, what in (
        ("Số hộ", "households"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ):
        columns += [
            Column(text, what, unit="hộ"),
            Worked("   Trong đó: hộ nghèo", unit="hộ", make=part(what, 0.07)),
        ]
    across(case, sheet, row, columns, 12)


@layout("groups")
def districts_without_their_kind(case: Case) -> None:
    """Rows "II", bare name of a former district, its sums; beneath them communes as bare names."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP THEO HUYỆN CŨ VÀ XÃ, PHƯỜNG MỚI")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số hộ", "households"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]
    row = heads(case, sheet, row, ["TT", "Địa bàn", "Mã xã"], columns)
    for number, district, some in districts(case):
        sheet.line(row, [roman(number), bare(district), None, *sums(columns, some)])
        row += 1
        for order, c in enumerate(some, start=1):
            name = case.name(c, "short")
            sheet.line(row, [order, name, c.code, *read(case, c, columns)])
            row += 1


@layout("units")
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


@layout("ratios")
def share_of_homes_that_a_cable_passes(case: Case) -> None:
    """All homes, those passed, those joined; beneath "Tỷ lệ" "% số hộ có hạ tầng cáp"."""
    sheet = case.sheet("FTTH")
    row = case.top(sheet, "HẠ TẦNG CÁP QUANG VÀ HỘ ĐÃ LẮP ĐẶT", "(Số liệu đến 30/9/2025)")

    def joined(c: Commune) -> float:
        passed = max(c.figures["households_passed"], 1)
        return round(100 * c.figures["households_subscribed"] / passed, 2)

    columns = [
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Số hộ có hạ tầng cáp quang đi qua", "households_passed", unit="hộ"),
        Column("Số hộ đã lắp đặt, đang sử dụng cáp quang", "households_subscribed", unit="hộ"),
        Worked("Tỷ lệ lắp đặt", unit="% số hộ có hạ tầng cáp", make=joined),
    ]
    case.table(sheet, columns, Form(units_row=True, total="last"), at=row)


@layout("long")
def new_ones_and_all_of_them_in_long_form(case: Case) -> None:
    """Long form; "Loại số" says "Phát triển mới trong quý" or "Tổng số đang hoạt động"."""
    sheet = case.sheet("data")
    names = ["Mã xã", "Xã, phường", "Kỳ", "Chỉ tiêu", "Loại số", "Giá trị"]
    row = heads(case, sheet, 0, names, [])
    for c in case.communes:
        for text, what in (
            ("Trạm 4G", "stations_4g"),
            ("Trạm 5G", "stations_5g"),
            ("Hộ sử dụng cáp quang", "households_subscribed"),
        ):
            lead = [c.code, c.name, "Q3/2025", text]
            new = c.figures[what] - c.value(what, as_of="2025-06-30")
            sheet.line(row, [*lead, "Phát triển mới trong quý", new])
            value = read(case, c, [Column(text, what)])
            sheet.line(row + 1, [*lead, "Tổng số đang hoạt động", *value])
            row += 2


@layout("sheets")
def approved_on_one_operator_s_sheet(case: Case) -> None:
    """Sheets of three operators: "5G đã phát sóng", on VNPT's "5G đã được phê duyệt vị trí"."""
    for key in ("viettel", "vnpt", "mobifone"):
        sheet = case.sheet(OPERATORS[key])
        sheet.put(0, 0, f"SỐ LIỆU TRẠM CỦA {OPERATORS[key].upper()} ĐẾN 30/9/2025")
        air = Column("Số trạm 5G đã phát sóng", "stations_5g", operator=key)
        wish = Worked("Số trạm 5G đã được phê duyệt vị trí",
                      make=lambda c: c.figures["stations_5g"] + 2)  # fmt: skip
        columns = [
            Column("Số trạm 3G đã phát sóng", "stations_3g", operator=key),
            Column("Số trạm 4G đã phát sóng", "stations_4g", operator=key),
            wish if key == "vnpt" else air,
        ]
        case.table(sheet, columns, Form(total="last"), at=2)


@layout("tables", operator="mobifone")
def simulated_coverage_before_that_in_use(case: Case) -> None:
    """MobiFone: "1. Theo thiết kế (mô phỏng)" and below it "2. Theo thực tế khai thác"."""
    sheet = case.sheet("MBF")
    row = case.top(sheet, "VÙNG PHỦ SÓNG CỦA MOBIFONE", "(Thời điểm 30/9/2025)", office="MOBIFONE")
    texts = (("Số {v} được phủ sóng 4G", "villages_with_4g"),
             ("Dân số được phủ sóng 4G (người)", "people_4g"),
             ("Dân số được phủ sóng 5G (người)", "people_5g"))  # fmt: skip
    base = {"villages_with_4g": "villages"}
    drawn = [Worked(t, make=part(base.get(q, "population"), 1.0)) for t, q in texts]
    sheet.put(row, 0, "1. THEO THIẾT KẾ (MÔ PHỎNG VÙNG PHỦ)")
    row = case.table(sheet, drawn, Form(codes=""), at=row + 1)
    sheet.put(row + 1, 0, "2. THEO THỰC TẾ KHAI THÁC")
    case.table(sheet, [Column(*pair) for pair in texts], Form(codes=""), at=row + 2)


@layout("bases")
def registered_people_before_those_who_live_there(case: Case) -> None:
    """ "Nhân khẩu đăng ký" first; "Dân số thực tế cư trú (dùng để tính tỷ lệ)", then shares."""
    sheet = case.sheet("Dan so - song")
    row = case.top(sheet, "DÂN SỐ THỰC TẾ CƯ TRÚ ĐƯỢC PHỦ SÓNG", "Số liệu: 30/09/2025")
    people = "Dân số thực tế cư trú"
    columns = [
        Worked("Nhân khẩu đăng ký (kể cả người đang đi làm ăn xa)",
               make=lambda c: int(c.figures["population"] * 1.13)),
        Column(f"{people} (dùng để tính tỷ lệ)", "population"),
        Column(f"{people} được phủ sóng 4G|Số người", "people_4g"),
        Column(f"{people} được phủ sóng 4G|Tỷ lệ (%)", "%pop_4g"),
        Column(f"{people} được phủ sóng 5G|Số người", "people_5g"),
        Column(f"{people} được phủ sóng 5G|Tỷ lệ (%)", "%pop_5g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="lower", numbers_row="({})"), at=row)


@layout("devices")
def computer_or_smartphone_on_the_first_sheet(case: Case) -> None:
    """Sheets "B1", "B2" with "Số hộ", "Số hộ có": a computer or smartphone; a smartphone."""
    both, phone = case.sheet("B1"), case.sheet("B2")
    both.put(0, 0, "BIỂU 1. HỘ CÓ MÁY TÍNH HOẶC ĐIỆN THOẠI THÔNG MINH (30/9/2025)")
    phone.put(0, 0, "BIỂU 2. HỘ CÓ ĐIỆN THOẠI THÔNG MINH (30/9/2025)")

    def either(c: Commune) -> int:
        have, all_homes = c.figures["households_with_smartphone"], c.figures["households"]
        return have + int(0.6 * (all_homes - have))

    columns = [
        Column("Số hộ", "households"),
        Worked("Số hộ có", make=either),
        Worked("Tỷ lệ (%)", make=lambda c: round(100 * either(c) / c.figures["households"], 2)),
    ]
    case.table(both, columns, Form(codes=""), at=2)
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có", "households_with_smartphone"),
        Column("Tỷ lệ (%)", "%households_smartphone"),
    ]
    case.table(phone, columns, Form(codes=""), at=2)


@layout("technologies")
def people_in_one_table_villages_in_the_next(case: Case) -> None:
    """ "Tổng số", "Được phủ sóng", "Tỷ lệ" twice: of people for 4G, of villages for 5G."""
    sheet = case.sheet("Phu song")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG ĐẾN HẾT QUÝ III/2025", "")
    for title, columns in (
        ("1. DÂN SỐ ĐƯỢC PHỦ SÓNG 4G (đơn vị tính: người)", [
            Column("Tổng số", "population"),
            Column("Được phủ sóng", "people_4g"),
            Column("Tỷ lệ (%)", "%pop_4g"),
        ]),
        (f"2. {case.word.upper()} ĐƯỢC PHỦ SÓNG 5G (đơn vị tính: {case.word})", [
            Column("Tổng số", "villages"),
            Column("Được phủ sóng", "villages_with_5g"),
            Column("Tỷ lệ (%)", "%villages_5g"),
        ]),
    ):  # fmt: skip
        sheet.put(row, 0, title)
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 1


@layout("villages")
def part_of_the_village_and_all_of_it(case: Case) -> None:
    """Villages with 4G "ở một phần địa bàn", "trên toàn bộ địa bàn", then "Cộng"."""
    sheet = case.sheet("4G")
    row = case.top(
        sheet, f"PHỦ SÓNG 4G ĐẾN TỪNG {case.word.upper()}", "(Rà soát đến ngày 30/9/2025)"
    )
    bits = part("villages_with_4g", 0.4)
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có sóng 4G|Ở một phần địa bàn", make=bits),
        Worked("Số {v} có sóng 4G|Trên toàn bộ địa bàn",
               make=lambda c: c.figures["villages_with_4g"] - bits(c)),
        Column("Số {v} có sóng 4G|Cộng", "villages_with_4g"),
        Worked("Số {v} chưa có sóng 4G",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("holes")
def holes_left_of_those_found(case: Case) -> None:
    """Holes found so far and closed, with their people; then "Còn lại đến 30/9/2025"."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "KẾT QUẢ XÓA VÙNG LÕM SÓNG DI ĐỘNG", "")

    def closed(c: Commune) -> int:
        return 1 + c.figures["files"] % 4

    columns = [
        Worked("Vùng lõm đã phát hiện|Số điểm", make=lambda c: c.figures["holes"] + closed(c)),
        Worked("Vùng lõm đã phát hiện|Số dân",
               make=lambda c: c.figures["people_in_holes"] + 90 * closed(c)),
        Worked("Vùng lõm đã xóa|Số điểm", make=closed),
        Worked("Vùng lõm đã xóa|Số dân", make=lambda c: 90 * closed(c)),
        Column("Vùng lõm còn lại đến 30/9/2025|Số điểm", "holes"),
        Column("Vùng lõm còn lại đến 30/9/2025|Số dân", "people_in_holes"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(groups="sums", codes=""), at=row)


@layout("tables")
def former_communes_of_the_same_names_first(case: Case) -> None:
    """ "A" lists former communes (before 01/7/2025) that share a name, "B" those of today."""
    sheet = case.sheet("Truoc va sau")
    row = case.top(sheet, "SỐ LIỆU TRƯỚC VÀ SAU SẮP XẾP", "")
    pairs = (("Dân số", "population"), ("Số hộ", "households"),
             ("Số hộ dùng cáp quang", "households_subscribed"))  # fmt: skip
    sheet.put(row, 0, "A. XÃ, PHƯỜNG CŨ CÙNG TÊN (TRƯỚC KHI SẮP XẾP 01/7/2025)")
    old = [Worked(text, make=part(what, 0.37)) for text, what in pairs]
    some = [c for place, c in enumerate(case.communes) if place % 3]
    row = case.table(sheet, old, Form(codes="", name="Xã, phường cũ"), at=row + 1, some=some)
    sheet.put(row + 1, 0, "B. XÃ, PHƯỜNG MỚI SAU SẮP XẾP (SỐ LIỆU ĐẾN 30/9/2025)")
    now = [Column(*pair) for pair in pairs]
    case.table(sheet, now, Form(name="Xã, phường mới", total="last"), at=row + 2)


@layout("halves")
def the_right_half_is_a_month_older(case: Case) -> None:
    """One list in two halves: "Số liệu đến 30/9/2025" above the left, "31/8/2025" the right."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "TRẠM BTS VÀ HỘ SỬ DỤNG CÁP QUANG", "", office="")
    middle = (len(case.communes) + 1) // 2
    for left, day, ends, some, start in (
        (0, "30/9/2025", "", case.communes[:middle], 1),
        (6, "31/8/2025", "2025-08-31", case.communes[middle:], middle + 1),
    ):
        sheet.put(row, left, f"Số liệu đến {day}")
        columns = [
            Column(text, what, as_of=ends, optional=bool(ends))
            for text, what in (
                ("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
                ("Số hộ dùng cáp quang", "households_subscribed"),
            )
        ]  # fmt: skip
        form = Form(index="TT", codes="")
        case.table(sheet, columns, form, at=row + 1, left=left, some=some, start=start)


@layout("long")
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


@layout("pages")
def the_second_page_swaps_two_columns(case: Case) -> None:
    """Page 1: homes, with fibre, with smartphones; below, page 2 has them the other way round."""
    sheet = case.sheet("In")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ CÁP QUANG, ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Hộ sử dụng cáp quang", "households_subscribed"),
        Column("Hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    middle = len(case.communes) // 2
    row = case.table(sheet, columns, Form(), at=row, some=case.communes[:middle])
    swapped = [columns[0], columns[2], columns[1]]
    rest = case.communes[middle:]
    case.table(sheet, swapped, Form(), at=row, some=rest, start=middle + 1)


@layout("groups")
def one_district_s_rows_are_a_plan(case: Case) -> None:
    """Beneath one district "(chưa gửi số liệu, ghi theo kế hoạch năm 2026)"; else as it is."""
    sheet = case.sheet("Tong hop")
    row = case.top(
        sheet, f"HIỆN TRẠNG TRẠM VÀ {case.word.upper()} CÓ SÓNG", "(Số liệu đến ngày 30/9/2025)"
    )
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    plan: list[Column] = [
        Worked("Số trạm 4G", make=lambda c: c.figures["stations_4g"] + 2),
        Worked("Số trạm 5G", make=lambda c: c.figures["stations_5g"] + 2),
        Worked("Số {v} có sóng 4G", make=lambda c: c.figures["villages"]),
    ]
    row = heads(case, sheet, row, ["STT", "Xã, phường"], columns)
    for number, district, some in districts(case):
        late = number == 3
        note = " - chưa gửi số liệu, ghi theo kế hoạch năm 2026" if late else ""
        sheet.line(row, [roman(number), f"{district} (cũ){note}"])
        row = body(case, sheet, row + 1, plan if late else columns, some=some)


@layout("checks", errors_due=True)
def shares_that_do_not_follow_from_counts(case: Case) -> None:
    """In every tenth commune the share is half of what the two counts beside it make."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G", "(Thời điểm: 30/9/2025)")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g"),
    ]
    row = heads(case, sheet, row, ["STT", "Xã, phường"], columns)
    for place, c in enumerate(case.communes):
        line = read(case, c, columns[:2])
        share, gives = columns[2].cell(c, place)
        if place % 10 == 6:
            share = round(share / 2, 2)
            unsure = Entry(c.figures["people_4g"], optional=True)
            case.note(c, "people_4g", unsure, columns[1])
        else:
            case.note(c, "%pop_4g", gives["%pop_4g"], columns[2])
        sheet.line(row + place, [place + 1, c.name, *line, share])
    case.truth.all_headings |= {"Tỷ lệ (%)"}
