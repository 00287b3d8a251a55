"""What was gained, lost, asked for or begun stands near what there is."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.groups import ROMAN, by_district, sums
from tests.layouts.made_up import around, risen
from tests.layouts.registry import layout
from tests.layouts.rows import add_up, enter, headings, heads, read
from tests.layouts.shared_columns import MASTS, Past
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import DECEMBER, SEPTEMBER, SPRING, place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def dissolved(c: Commune) -> int:
    """Make up how many teams there were too many."""
    return 2 + c.figures["files"] % 7


def taken_down(commune: Commune) -> int:
    """Make up how many stations went in the quarter."""
    return int(commune.code) % 7 // 6


def put_up(commune: Commune, what: str) -> int:
    """Work out how many stations came, for there are as many as there are."""
    before = commune.value(what, as_of="2025-06-30")
    return commune.figures[what] - before + taken_down(commune)


@layout()
def stations_in_service_and_to_come(case: Case) -> None:
    """Sites in use, sites planned, cells; "Trạm 4G đang hoạt động" alone counts stations."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "HẠ TẦNG TRẠM THU PHÁT SÓNG")
    columns = [
        Column("Trạm 4G|Đang hoạt động", "stations_4g"),
        Worked("Trạm 4G|Dự kiến phát triển năm 2026", make=part("stations_4g", 0.2)),
        Worked("Trạm 4G|Số cell", make=lambda c: 3 * c.figures["stations_4g"]),
        Column("Trạm 5G|Đang hoạt động", "stations_5g"),
        Worked("Trạm 5G|Dự kiến phát triển năm 2026", make=part("stations_5g", 1.5)),
        Worked("Trạm 5G|Số cell", make=lambda c: 3 * c.figures["stations_5g"]),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def only_new_in_the_month(case: Case) -> None:
    """The title: "phát triển mới trong tháng 9"; the headings: "Trạm 4G", "Hộ cáp quang"."""
    sheet = case.sheet("Thang 9")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN MỚI TRONG THÁNG 9/2025", "(Chốt ngày 30/9/2025)")
    columns = [
        Worked("Số trạm 4G", make=around(0, 3)),
        Worked("Số trạm 5G", make=around(0, 2)),
        Worked("Số hộ sử dụng cáp quang", make=part("households_subscribed", 0.02)),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def new_since_january_and_all_in_service(case: Case) -> None:
    """New in the quarter, "Lũy kế từ đầu năm" (new ones too), "Tổng số đang hoạt động"."""
    sheet = case.sheet("Phat trien")
    row = case.top(sheet, "PHÁT TRIỂN TRẠM VÀ THUÊ BAO")
    columns: list[Column] = []
    for title, what, last in (("Trạm 4G phát sóng mới", "stations_4g", "Tổng số trạm 4G"),
                              ("Hộ lắp mới cáp quang", "households_subscribed",
                               "Tổng số hộ có cáp quang")):  # fmt: skip
        columns += [
            Worked(f"{title}|Trong quý III", make=part(what, 0.06)),
            Worked(f"{title}|Lũy kế từ đầu năm", make=part(what, 0.21)),
            Column(f"{last}|đang hoạt động", what),
        ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def in_the_quarter_then_cumulative(case: Case) -> None:
    """ "PS" (arisen in the quarter) before "LK" (cumulative) under each heading."""
    sheet = case.sheet("PS-LK")
    row = case.top(
        sheet, "KẾT QUẢ PHÁT TRIỂN THUÊ BAO CÁP QUANG VÀ TRẠM 4G QUÝ III/2025",
        more=("PS: phát sinh trong quý; LK: lũy kế đến cuối quý",),
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang|PS", trap="households_subscribed", factor=0.06),
        Column("Số hộ sử dụng cáp quang|LK", "households_subscribed"),
        Column("Số trạm 4G|PS", trap="stations_4g", factor=0.15),
        Column("Số trạm 4G|LK", "stations_4g"),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet, "Toàn tỉnh")


@layout()
def opening_rise_fall_and_closing(case: Case) -> None:
    """Stations as accountants write them: opening, rise, fall, closing of the quarter."""
    sheet = case.sheet("Bien dong")
    row = case.top(sheet, "BIẾN ĐỘNG TRẠM PHÁT SÓNG TRONG QUÝ III NĂM 2025",
                   "(Kỳ báo cáo: từ 01/7/2025 đến 30/9/2025)")  # fmt: skip
    columns = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Column(f"Trạm {g}|Đầu kỳ", what, as_of="2025-06-30", optional=True),
            Worked(f"Trạm {g}|Tăng trong kỳ", make=partial(put_up, what=what)),
            Worked(f"Trạm {g}|Giảm trong kỳ", make=taken_down),
            Column(f"Trạm {g}|Cuối kỳ", what),
        ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@layout(operator="viettel")
def stations_with_those_being_built(case: Case) -> None:
    """ "9 (+2)": stations on air, and in brackets those being built, as the heading says."""
    sheet = case.sheet("Tram T9")
    sheet.put(0, 0, "VIETTEL - TIẾN ĐỘ TRẠM 4G, 5G ĐẾN 30/9/2025")
    columns = [
        Column(f"Số trạm {g} đang phát sóng (+ đang xây dựng)", f"stations_{g.lower()}",
               show=lambda n: f"{int(n)} (+{1 + int(n) % 3})")
        for g in ("4G", "5G")
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Xã/phường", code="Mã"), at=2)


@layout()
def subscribers_of_2g_and_those_moved(case: Case) -> None:
    """2G-only subscribers who remain, beside those who have been moved to 4G."""
    sheet = case.sheet("2G Only")
    row = case.top(sheet, "TIẾN ĐỘ CHUYỂN ĐỔI THUÊ BAO 2G")
    columns = [
        Column("Tổng số thuê bao di động", "subscribers"),
        Worked("Thuê bao 2G đã chuyển đổi lên 4G", make=part("subscribers_with_2g_only", 3.1)),
        Column("Thuê bao chỉ dùng 2G còn lại", "subscribers_with_2g_only"),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@layout()
def falls_in_brackets_within_the_block(case: Case) -> None:
    """Stations, their rise since June with falls in brackets, and the rise per cent."""
    sheet = case.sheet("Biến động")
    row = case.top(sheet, "BIẾN ĐỘNG TRẠM THU PHÁT SÓNG SO VỚI QUÝ II/2025", right=7)
    columns: list[Column] = []
    for g in ("3", "4", "5"):
        columns += [
            Column(f"Trạm {g}G|Số lượng", f"stations_{g}g"),
            Worked(
                f"Trạm {g}G|Tăng (giảm)",
                make=lambda c: (2, "(1)", 0, 1, "(3)")[int(c.code) % 5],
            ),
            Worked(f"Trạm {g}G|Tốc độ tăng (%)", make=lambda c: round(int(c.code) % 23 / 3, 1)),
        ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@layout()
def holes_found_closed_and_left(case: Case) -> None:
    """Holes found by the review, those closed since, those left; people are of the last."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "KẾT QUẢ XÓA VÙNG LÕM SÓNG")
    columns = [
        Worked("Số vùng lõm sóng|Theo rà soát năm 2024", make=lambda c: c.figures["holes"] + 4),
        Worked("Số vùng lõm sóng|Đã phủ sóng", make=lambda _: 4),
        Column("Số vùng lõm sóng|Còn lại", "holes"),
        Worked(
            "Số dân trong vùng lõm|Đã được phủ sóng", make=lambda c: 200 + c.figures["files"] % 90
        ),
        Column("Số dân trong vùng lõm|Còn lại", "people_in_holes"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def what_the_flood_put_out(case: Case) -> None:
    """After a flood: stations, villages and homes cut off and back again; last all stations."""
    sheet = case.sheet("BC nhanh")
    row = case.top(
        sheet, "ẢNH HƯỞNG CỦA MƯA LŨ ĐẾN MẠNG VIỄN THÔNG", "(Tính đến 17 giờ 00 ngày 30/9/2025)"
    )

    def hit(c: Commune) -> int:
        return min(c.figures["stations_4g"], c.figures["files"] % 6)

    columns = [
        Worked("Trạm 4G|Mất liên lạc", make=hit),
        Worked("Trạm 4G|Đã khôi phục", make=lambda c: hit(c) // 2),
        Worked("Trạm 4G|Còn mất liên lạc", make=lambda c: hit(c) - hit(c) // 2),
        Worked("Số {v} bị mất sóng do mưa lũ", make=lambda c: hit(c) // 2),
        Worked("Số hộ bị mất Internet cáp quang", make=lambda c: 37 * hit(c)),
        Column("Tổng số trạm 4G trên địa bàn", "stations_4g"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout(operator="vnpt")
def asked_for_and_fitted_in_the_quarter(case: Case) -> None:
    """The title says: orders of the third quarter; homes that asked, got fibre, still wait."""
    sheet = case.sheet("Q3")
    row = case.top(
        sheet, "XỬ LÝ YÊU CẦU LẮP ĐẶT CÁP QUANG PHÁT SINH TRONG QUÝ III/2025",
        "(Từ ngày 01/7/2025 đến ngày 30/9/2025)", office=f"VNPT {place_name(case)}\nTTKD",
    )  # fmt: skip
    new = part("households_subscribed", 0.06)
    columns = [
        Column("Tổng số hộ trên địa bàn", "households"),
        Worked("Số hộ đăng ký", make=lambda c: new(c) + 9),
        Worked("Số hộ đã lắp cáp quang", make=new),
        Worked("Số hộ chờ lắp", make=lambda _: 9),
    ]
    case.table(sheet, columns, Form(code="Mã xã"), at=row)


@layout(operator="mobifone")
def steps_from_survey_to_on_air(case: Case) -> None:
    """5G stations surveyed, rented, fitted out and on air: each contains the next."""
    sheet = case.sheet("5G tracking")
    sheet.put(0, 0, f"MOBIFONE {place_name(case)} - TRACKING TRIỂN KHAI 5G")
    sheet.put(1, 0, "Cut-off: 30/09/2025 - số cộng dồn từ khi bắt đầu có 5G")

    def ahead(more: int) -> Worked:
        steps = {5: "Đã khảo sát", 3: "Đã thuê vị trí", 1: "Đã lắp xong thiết bị"}
        return Worked(
            f"Trạm 5G|{steps[more]}",
            make=lambda c: (
                c.figures["stations_5g"] + (c.figures["files"] % 2 if more == 1 else more)
            ),
        )

    columns = [
        ahead(5),
        ahead(3),
        ahead(1),
        Column("Trạm 5G|Đang phát sóng (on-air)", "stations_5g"),
    ]
    case.table(sheet, columns, Form(index="No", name="Xã/phường", code="Mã xã"), at=3)


@layout(as_of="2025-09-28")
def accounts_of_the_week_before_all(case: Case) -> None:
    """A weekly report: target, accounts of the week, all of them so far, share of the target."""
    sheet = case.sheet("Tuan 39")
    row = case.top(
        sheet, "BÁO CÁO TUẦN 39 (từ ngày 22/9/2025 đến ngày 28/9/2025)", "",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
        more=("Kết quả kích hoạt tài khoản định danh điện tử mức 2",),
    )  # fmt: skip

    def target(c: Commune) -> int:
        return int(c.figures["eid_accounts"] * (1.02 + c.figures["files"] % 20 / 100))

    columns = [
        Worked("Chỉ tiêu Bộ Công an giao", make=target),
        Worked("Tài khoản mức 2 đã kích hoạt|Trong tuần",
               make=lambda c: c.figures["eid_accounts"] % 53 + 4),
        Column("Tài khoản mức 2 đã kích hoạt|Lũy kế từ khi triển khai", "eid_accounts"),
        Worked("Tỷ lệ lũy kế so với chỉ tiêu (%)", make=lambda c: round(
            100 * c.figures["eid_accounts"] / target(c), 1)),
    ]  # fmt: skip
    form = Form(name="Công an xã, phường", names="police", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def devices_asked_for_given_and_wanting(case: Case) -> None:
    """The fund: poor homes, devices asked for, given, still wanting, money; given ones count."""
    sheet = case.sheet("VTCI")
    row = case.top(
        sheet, "CHƯƠNG TRÌNH CUNG CẤP DỊCH VỤ VIỄN THÔNG CÔNG ÍCH: HỖ TRỢ THIẾT BỊ ĐẦU CUỐI",
        "(Lũy kế đến ngày 30/9/2025)",
    )  # fmt: skip
    columns = [
        Worked("Số hộ nghèo, cận nghèo thuộc đối tượng", make=part("households", 0.14)),
        Worked("Thiết bị thông minh (máy)|Xã đăng ký", make=lambda c:
               c.figures["devices_supplied"] + 12),
        Column("Thiết bị thông minh (máy)|Đã hỗ trợ", "devices_supplied"),
        Worked("Thiết bị thông minh (máy)|Còn thiếu", make=lambda _: 12),
        Worked("Số hộ được hỗ trợ cước Internet cáp quang", make=part("households", 0.06)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last", total_label="Cộng"), at=row)


@layout()
def results_of_former_years_before_these(case: Case) -> None:
    """Results of years past, to be digitised and digitised, stand before those of this quarter."""
    sheet = case.sheet("So hoa")
    row = case.top(
        sheet, "TIẾN ĐỘ SỐ HÓA HỒ SƠ, KẾT QUẢ GIẢI QUYẾT TTHC", "(Từ 01/7/2025 đến 30/9/2025)",
        office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    old, new = "Kết quả các năm trước còn hiệu lực", "Kết quả TTHC trong kỳ"
    columns = [
        Worked(f"{old}|Phải số hóa", make=lambda c: 3000 + 7 * (c.figures["files"] % 300)),
        Worked(f"{old}|Đã số hóa", make=lambda c: 1000 + 5 * (c.figures["files"] % 300)),
        Column(f"{new}|Đã trả", "results"),
        Column(f"{new}|Đã số hóa", "results_digitised"),
        Column(f"{new}|Tỷ lệ số hóa (%)", "%results_digitised"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def opening_and_closing_balance(case: Case) -> None:
    """As in accounts: "Đầu năm 2025", "Tăng trong kỳ", "Giảm trong kỳ", "Có đến 30/9/2025"."""
    sheet = case.sheet("Bien dong")
    row = case.top(
        sheet, "BIẾN ĐỘNG TRẠM VÀ HỘ SỬ DỤNG CÁP QUANG 9 THÁNG ĐẦU NĂM 2025",
        office="UBND TỈNH\nSỞ TÀI CHÍNH",
    )  # fmt: skip
    columns: list[Column] = []
    start = "2024-12-31"
    for label, what in (
        ("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    ):  # fmt: skip
        columns += [
            Column(f"{label}|Đầu năm 2025", what, as_of=start, optional=True),
            Worked(f"{label}|Tăng trong kỳ", make=risen(what, since=start, more=1)),
            Worked(f"{label}|Giảm trong kỳ", make=lambda _: 1),
            Column(f"{label}|Có đến 30/9/2025", what),
        ]
        for c in case.communes:
            first = Column(f"{label}|Đầu năm 2025", as_of="2025-01-01")
            case.note(c, what, Entry(c.value(what, as_of=start), optional=True), first)
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
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


@layout(operator="viettel", as_of=SPRING)
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


@layout(operator="vnpt", as_of=SPRING)
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


@layout(operator="viettel", as_of=DECEMBER)
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


@layout()
def new_in_period_two_levels_up(case: Case) -> None:
    """ "Phát sinh trong kỳ" and "Lũy kế đến hết kỳ" over 4G, 5G, fibre over counts; units, sums."""
    sheet = case.sheet("Bieu 01-VT")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ QUÝ III/2025", "")
    kinds = (
        ("Mạng 4G|Số trạm", "stations_4g", "trạm"),
        ("Mạng 4G|Dân số được phủ sóng", "people_4g", "người"),
        ("Mạng 5G|Số trạm", "stations_5g", "trạm"),
        ("Cáp quang|Số hộ sử dụng", "households_subscribed", "hộ"),
    )
    columns: list[Column] = [
        Worked(f"Phát sinh trong kỳ|{text}", make=part(what, 0.08), unit=unit)
        for text, what, unit in kinds
    ]
    columns += [Column(f"Lũy kế đến hết kỳ|{text}", what, unit=unit) for text, what, unit in kinds]
    form = Form(groups="sums", units_row=True, numbers_row="{}", names="footnote")
    case.table(sheet, columns, form, at=row)


@layout()
def remark_says_the_masts_are_being_built(case: Case) -> None:
    """Remarks of some rows: "Các trạm 5G đang xây dựng, chưa phát sóng"; 4G there stands."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G TRÊN ĐỊA BÀN")
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Trạm 4G", "Trạm 5G", "Ghi chú"])
    masts, five = Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")
    building = Worked("Trạm 5G", make=lambda c: 1 + c.figures["files"] % 4)
    for place, c in enumerate(case.communes, start=1):
        some = place % 6 == 2
        enter(case, sheet, row, c, [masts, building if some else five], [place, c.name])
        if some:
            sheet.put(row, 4, "Các trạm 5G đang xây dựng, chưa phát sóng")
        row += 1


@layout()
def on_air_in_brackets_behind_those_built(case: Case) -> None:
    """ "12 (9)": stations built, and in brackets those on air, as the heading says."""
    sheet = case.sheet("BTS")
    row = case.top(sheet, "TÌNH HÌNH XÂY DỰNG VÀ ĐƯA VÀO KHAI THÁC TRẠM BTS")
    texts = [f"Số trạm {g} đã xây dựng (trong ngoặc: số trạm đang phát sóng)" for g in ("4G", "5G")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", *texts])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name, c.code])
        for at, (text, (_, what)) in enumerate(zip(texts, MASTS, strict=True), start=3):
            live = c.figures[what]
            built = live + (c.figures["files"] + at) % 4
            sheet.put(row, at, f"{built} ({live})")
            case.note(c, what, Entry(live), Column(text, what))
        row += 1


@layout()
def teams_before_and_after_they_were_renewed(case: Case) -> None:
    """Teams and members "Trước sắp xếp xã", teams dissolved, then "Hiện có sau kiện toàn"."""
    sheet = case.sheet("Kien toan To CNSCD")
    row = case.top(sheet, "KẾT QUẢ KIỆN TOÀN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    teams, members = "Số tổ công nghệ số cộng đồng", "Số thành viên"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có tổ", "villages_with_team"),
        Worked(f"{teams}|Trước sắp xếp xã", make=lambda c: c.figures["teams"] + dissolved(c)),
        Worked(f"{teams}|Giải thể, sáp nhập", make=dissolved),
        Column(f"{teams}|Hiện có sau kiện toàn", "teams"),
        Worked(
            f"{members}|Trước sắp xếp xã",
            make=lambda c: c.figures["team_members"] + 6 * dissolved(c),
        ),
        Column(f"{members}|Hiện có sau kiện toàn", "team_members"),
    ]
    row = case.table(sheet, columns, Form(names="office", codes=""), at=row)
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])
    case.foot(sheet)
