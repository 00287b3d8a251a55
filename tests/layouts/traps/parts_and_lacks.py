"""Figures of a part, or of what is lacking, beside or instead of the whole."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.groups import sums
from tests.layouts.made_up import around, lacking, rest
from tests.layouts.notes import count, may_derive, noted, take
from tests.layouts.registry import layout
from tests.layouts.rows import add_up, heading, headings, merge_down
from tests.layouts.truths import Entry
from tests.layouts.villages import listed_villages, settled
from tests.layouts.who_and_when import DECEMBER, FULL_OPERATORS, PROVINCES, SPRING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def without(key: str) -> Callable[[Commune], float]:
    """Work out the percentage of those without what an indicator counts."""
    return lambda commune: round(100 - Column("").number(commune, f"%{key}"), 2)


@layout()
def villages_without_a_signal(case: Case) -> None:
    """Only the villages that have no 4G, by the title; communes merged down."""
    sheet = case.sheet("Trang song")
    row = case.top(sheet, "DANH SÁCH {V} CHƯA CÓ SÓNG 4G")
    sheet.line(row, ["TT", "Tên xã", case.say("Tên {v}"), "Số hộ", "Số nhân khẩu", "Ghi chú"])
    case.truth.villages = []
    number = 0
    for commune in case.communes[::3]:
        rows = listed_villages(case)[:2]
        for place, (village, homes, people, _, _) in enumerate(rows):
            row, number = row + 1, number + 1
            name = commune.name if place == 0 else None
            sheet.line(row, [number, name, village, homes, people])
            case.truth.villages.append([commune.code, village, homes, people])
        merge_down(sheet, (row - 1, row), (1,))


@layout()
def villages_without_signal_by_technology(case: Case) -> None:
    """ "Số thôn CHƯA có sóng": 3G, 4G beneath, the number of villages before; nothing has 4G."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "TỔNG HỢP SỐ {V} CHƯA CÓ SÓNG DI ĐỘNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} chưa có sóng|3G", make=lambda c: c.figures["villages"] // 12),
        Worked("Số {v} chưa có sóng|4G",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
        Worked("Số {v} chưa có sóng|5G", make=part("villages", 0.8)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def mark_in_a_heading_explained_below(case: Case) -> None:
    """ "Số thôn (*)" beside all villages; "(*) Số thôn chưa có sóng 4G" below the table."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "HIỆN TRẠNG {V}")
    columns = [Column("Tổng số {v}", "villages"),
               Worked("Số {v} (*)", make=lambda c: c.figures["villages"] // 7),
               Column("Tổng số hộ", "households")]  # fmt: skip
    end = case.table(sheet, columns, Form(), at=row)
    sheet.put(end + 1, 1, case.say("(*) Số {v} chưa có sóng 4G"))


@layout()
def denied_by_the_title_alone(case: Case) -> None:
    """The title says "chưa được phủ sóng"; the headings say "4G", "5G", "Cáp quang"."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "THỐNG KÊ {V} CHƯA ĐƯỢC PHỦ SÓNG DI ĐỘNG, CHƯA CÓ CÁP QUANG")
    columns = [
        Column("Tổng số {v} trên địa bàn", "villages"),
        Worked("Số {v}|4G", make=lacking("villages_with_4g")),
        Worked("Số {v}|5G", make=lacking("villages_with_5g")),
        Worked("Số {v}|Cáp quang", make=lacking("villages_with_fibre")),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    may_derive(case, "villages_with_4g", "villages_with_5g", "villages_with_fibre")
    case.foot(sheet)


@layout()
def denied_by_a_note_on_column_numbers(case: Case) -> None:
    """Below the table: "Cột (5), (6): ghi số thôn CHƯA có"; the headings do not say it."""
    sheet = case.sheet("Phu luc 1")
    row = case.top(sheet, "HIỆN TRẠNG HẠ TẦNG VIỄN THÔNG TẠI {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Sóng 4G (số {v})", make=lacking("villages_with_4g")),
        Worked("Cáp quang (số {v})", make=lacking("villages_with_fibre")),
        Column("Số hộ dân (hộ)", "households"),
    ]
    end = case.table(sheet, columns, Form(numbers_row="({})", total="last"), at=row)
    note = "Ghi chú: Cột (5), (6) chỉ ghi số {v} CHƯA có sóng 4G, CHƯA có cáp quang đến {v}."
    sheet.put(end + 1, 0, case.say(note))
    may_derive(case, "villages_with_4g", "villages_with_fibre")


@layout()
def people_of_fifteen_for_people(case: Case) -> None:
    """ "Dân số từ đủ 15 tuổi trở lên", "trong độ tuổi lao động": no column has all people."""
    sheet = case.sheet("Lao dong")
    row = case.top(sheet, "DÂN SỐ VÀ KHẢ NĂNG TIẾP CẬN DỊCH VỤ SỐ", office="SỞ NỘI VỤ")
    columns = [
        Column("Dân số từ đủ 15 tuổi trở lên (người)", "adults", optional=True),
        Column("Dân số trong độ tuổi lao động", "working_age", optional=True),
        Worked("Dân số nữ", make=part("population", 0.49)),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def share_uncovered_alone(case: Case) -> None:
    """ "Tỷ lệ dân số chưa được phủ sóng 4G (%)": the share of the rest, beside all people."""
    sheet = case.sheet("Con lai")
    row = case.top(sheet, "DÂN SỐ CHƯA ĐƯỢC TIẾP CẬN DỊCH VỤ")
    lack = {
        c.code: round(100 - 100 * c.figures["people_4g"] / c.figures["population"], 2)
        for c in case.communes
    }
    columns = [
        Column("Dân số", "population"),
        Worked("Tỷ lệ dân số chưa được phủ sóng 4G (%)", make=lambda c: lack[c.code]),
        Worked("Tỷ lệ {v} còn vùng lõm sóng (%)", make=around(1, 15)),
    ]
    case.table(sheet, columns, Form(), at=row)
    for code, value in lack.items():
        case.truth.note(code, "%pop_4g", Entry(100 - value, optional=True))


@layout()
def lack_said_in_a_line_above_the_headings(case: Case) -> None:
    """ "Số thôn", "Số hộ", "Số nhân khẩu" below "(Chỉ tổng hợp … CHƯA được phủ sóng 4G)"."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "BIỂU 3. TỔNG HỢP {V}, HỘ, NHÂN KHẨU")
    line = "(Biểu này chỉ tổng hợp các {v}, hộ, nhân khẩu CHƯA được phủ sóng 4G)"
    sheet.put(row - 1, 2, case.say(line))
    columns: list[Column] = [
        Worked("Số {v}", make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
        Worked("Số hộ", make=lambda c: (c.figures["population"] - c.figures["people_4g"]) // 4),
        Worked("Số nhân khẩu", make=lambda c: c.figures["population"] - c.figures["people_4g"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def shares_of_those_without(case: Case) -> None:
    """ "Tỷ lệ dân số ngoài vùng phủ sóng 4G (%)", homes "không có", "chưa lắp đặt": the reverse."""
    sheet = case.sheet("Khoang trong")
    row = case.top(sheet, "KHOẢNG TRỐNG VỀ HẠ TẦNG SỐ")
    shares = {"pop_4g": "Tỷ lệ dân số ngoài vùng phủ sóng 4G (%)",
              "households_fibre_subscribed": "Tỷ lệ hộ chưa lắp đặt cáp quang (%)",
              "households_smartphone": "Tỷ lệ hộ không có điện thoại thông minh (%)"}  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        *[Worked(title, make=without(key)) for key, title in shares.items()],
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)
    for commune in case.communes:
        for key, title in shares.items():
            entry = Entry(100 - without(key)(commune), optional=True)
            case.truth.note(commune.code, f"%{key}", entry, heading=title)


@layout()
def weak_signal_no_signal_and_4g(case: Case) -> None:
    """Good, weak and no signal of any technology; "Riêng sóng 4G": with it, weak, without."""
    sheet = case.sheet("Muc song")
    row = case.top(sheet, "MỨC SÓNG DI ĐỘNG TẠI {V}", right=8)
    every, fourth = "Sóng di động (mọi công nghệ)", "Riêng sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{every}|Số {{v}} có sóng tốt", make=part("villages", 0.6)),
        Worked(f"{every}|Số {{v}} sóng yếu, chập chờn", make=part("villages", 0.2)),
        Column(f"{every}|Số {{v}} không có sóng", "villages_without_signal"),
        Column(f"{fourth}|Số {{v}} có sóng (kể cả sóng yếu)", "villages_with_4g"),
        Worked(f"{fourth}|Trong đó sóng yếu", make=part("villages_with_4g", 0.25)),
        Worked(f"{fourth}|Số {{v}} không có sóng",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def only_villages_that_wait_for_fibre(case: Case) -> None:
    """Trap: lists only the villages without fibre; what is not listed has it."""
    sheet = case.sheet("PL 01")
    row = case.top(
        sheet,
        "PHỤ LỤC 01: DANH SÁCH {V} CHƯA CÓ HẠ TẦNG CÁP QUANG",
        more=("(Kèm theo Công văn số 1420/SKHCN-BCVT ngày 06/10/2025)",),
    )
    heads = ("STT", "Tên {v}", "Thuộc xã, phường", "Số hộ", "Có điện lưới", "Lý do chưa đầu tư")
    sheet.line(row, [heading(case, h) for h in heads])
    number = 0
    reasons = ("Địa hình chia cắt", "Dân cư thưa thớt", "Chưa có cột treo cáp")
    for c in case.communes:
        for v in settled(case, c):
            if not v.fibre:
                row, number = row + 1, number + 1
                power = "Có" if v.power else "Không"
                reason = reasons[number % len(reasons)]
                sheet.line(row, [number, v.name, c.name, v.households, power, reason])


@layout()
def villages_in_the_dark_with_plan(case: Case) -> None:
    """Trap: the villages without a signal, with the year in which a station is to come."""
    sheet = case.sheet("Trang song")
    row = case.top(sheet, "DANH SÁCH {V} TRẮNG SÓNG DI ĐỘNG VÀ LỘ TRÌNH PHỦ SÓNG")
    heads = ("STT", "Xã, phường", "Tên {v}", "Năm dự kiến phủ sóng 4G", "Doanh nghiệp được giao")
    sheet.line(row, [heading(case, h) for h in heads])
    number = 0
    for c in case.communes:
        dark = [v for v in settled(case, c) if not v.mobile]
        for v in dark:
            row, number = row + 1, number + 1
            firm = FULL_OPERATORS[number % len(FULL_OPERATORS)][0]
            sheet.line(row, [number, c.name, v.name, 2026 + number % 3, firm])
        optional = not dark
        count(case, c, "villages_without_signal", len(dark), "Tên {v}", optional=optional)


@layout()
def all_covered_or_how_many_not(case: Case) -> None:
    """Trap: "100% ấp có sóng 4G?" answered by yes or no, and the number that lacks it if no."""
    sheet = case.sheet("Tra loi")
    row = case.top(sheet, "TỔNG HỢP TRẢ LỜI PHIẾU CỦA CÁC XÃ, PHƯỜNG", office="")
    heads = ("STT", "Đơn vị", "Tổng số {v}", "100% {v} đã có sóng 4G? (Có/Không)",
             "Nếu Không: số {v} chưa có sóng 4G")  # fmt: skip
    sheet.line(row, [heading(case, h) for h in heads])
    for number, c in enumerate(case.communes, start=1):
        row += 1
        all_ = take(case, c, "villages", heads[2])
        some = c.figures["villages_with_4g"]
        whole = some == all_
        sheet.line(row, [number, c.name, all_, "Có" if whole else "Không",
                         None if whole else all_ - some])  # fmt: skip
        count(case, c, "villages_with_4g", some, heads[4], optional=True)


@layout()
def still_short_of_fibre(case: Case) -> None:
    """ "Còn thiếu": only the villages that still lack fibre, and all; the rest by subtraction."""
    sheet = case.sheet("Con thieu")
    row = case.top(sheet, "RÀ SOÁT HẠ TẦNG CÁP QUANG CẤP {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} còn thiếu cáp quang",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"]),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    add_up(sheet)
    for c in case.communes:
        given = Entry(c.figures["villages_with_fibre"], optional=True)
        case.note(c, "villages_with_fibre", given, columns[1])


@layout()
def smartphones_of_poor_homes_only(case: Case) -> None:
    """All homes are given, but smartphones are counted among poor homes only."""
    sheet = case.sheet("Ho ngheo")
    row = case.top(sheet, "HỘ NGHÈO SỬ DỤNG ĐIỆN THOẠI THÔNG MINH", office="")
    poor = "Hộ nghèo, cận nghèo"
    columns = [
        Column("Tổng số hộ dân", "households"),
        Worked(f"{poor}|Số hộ", make=part("households", 0.12)),
        Worked(f"{poor}|Có điện thoại thông minh", make=part("households_with_smartphone", 0.08)),
        Column(f"{poor}|Tỷ lệ có điện thoại thông minh (%)", trap="%households_smartphone",
               factor=0.8),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    add_up(sheet)


@layout()
def slow_signal_among_the_covered(case: Case) -> None:
    """Villages with 4G, of which those with less than 10 Mb/s; the latter comes twice."""
    sheet = case.sheet("CLDV")
    row = case.top(sheet, f"PHỦ SÓNG VÀ CHẤT LƯỢNG DỊCH VỤ 4G TẠI {case.word.upper()}")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G|Tổng", "villages_with_4g"),
        Worked("Số {v} có sóng 4G|Tốc độ dưới 10 Mb/s", make=part("villages_with_4g", 0.2)),
        Worked("Số {v} có sóng 4G|Sóng yếu, chập chờn", make=part("villages_with_4g", 0.1)),
    ]
    case.table(sheet, columns, at=row)


@layout()
def accounts_by_age_then_all(case: Case) -> None:
    """Accounts of children, of youths, of adults and all of them, in four columns."""
    sheet = case.sheet("Do tuoi")
    row = case.top(
        sheet, "TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2 ĐÃ KÍCH HOẠT PHÂN THEO ĐỘ TUỔI",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
    )  # fmt: skip
    above = "Tài khoản mức 2 đã kích hoạt"
    columns = [
        Worked(f"{above}|Dưới 14 tuổi", make=part("eid_accounts", 0.07)),
        Worked(f"{above}|Từ 14 đến dưới 18 tuổi", make=part("eid_accounts", 0.09)),
        Worked(f"{above}|Từ 18 tuổi trở lên", make=rest("eid_accounts", 0.07, 0.09)),
        Column(f"{above}|Cộng các độ tuổi", "eid_accounts"),
    ]
    case.table(sheet, columns, Form(code="Mã ĐVHC"), at=row)


@layout()
def filed_at_home_filed_by_clerks_and_all(case: Case) -> None:
    """Files online by whom: people at home, clerks for them, digital teams; all files behind."""
    sheet = case.sheet("DVC")
    row = case.top(
        sheet, "HỒ SƠ DỊCH VỤ CÔNG TRỰC TUYẾN CỦA CÁC XÃ, PHƯỜNG",
        "(Từ 01/7/2025 đến 30/9/2025)", office="UBND TỈNH\nTRUNG TÂM PVHCC",
    )  # fmt: skip
    above = "Hồ sơ nộp trực tuyến"
    columns = [
        Worked(f"{above}|Người dân tự nộp", make=part("files_online", 0.31)),
        Worked(f"{above}|Cán bộ Một cửa nộp thay", make=part("files_online", 0.52)),
        Worked(f"{above}|Tổ CNSCĐ hỗ trợ nộp", make=rest("files_online", 0.31, 0.52)),
        Column(f"{above}|Tổng", "files_online"),
        Column("Tổng số hồ sơ tiếp nhận (trực tuyến và trực tiếp)", "files"),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout()
def signal_of_villages_without_and_with_power(case: Case) -> None:
    """Villages without grid power and 4G there; then those with power and 4G there."""
    sheet = case.sheet("Dien luoi")
    row = case.top(
        sheet, f"RÀ SOÁT ĐIỆN LƯỚI VÀ SÓNG 4G TẠI CÁC {case.word.upper()}",
        office="TỔNG CÔNG TY ĐIỆN LỰC\nCÔNG TY ĐIỆN LỰC TỈNH",
    )  # fmt: skip
    off, on = "Số {v} chưa có điện lưới quốc gia", "Số {v} có điện lưới quốc gia"
    columns = [
        Worked(f"{off}|Tổng số", make=lambda c:
               c.figures["villages"] - c.figures["electrified_villages"]),
        Worked(f"{off}|Có sóng 4G", make=lambda c:
               c.figures["villages_with_4g"] - c.figures["electrified_villages_with_4g"]),
        Column(f"{on}|Tổng số", "electrified_villages"),
        Column(f"{on}|Có sóng 4G", "electrified_villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout()
def homes_that_have_pupils_before_all(case: Case) -> None:
    """Homes with pupils, their smartphones and fibre; then "Toàn xã" with the same words."""
    sheet = case.sheet("Hoc truc tuyen")
    row = case.top(
        sheet, "ĐIỀU KIỆN HỌC TẬP TRỰC TUYẾN TẠI CÁC XÃ, PHƯỜNG",
        office="UBND TỈNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
    )  # fmt: skip
    pairs = (
        ("Số hộ", "households", 0.46),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone", 0.44),
        ("Số hộ thuê bao cáp quang", "households_subscribed", 0.38),
    )
    columns: list[Column] = [Worked("Số học sinh phổ thông", make=part("population", 0.17))]
    columns += [Worked(f"Gia đình học sinh|{text}", make=part(what, share))
                for text, what, share in pairs]  # fmt: skip
    columns += [Column(f"Toàn xã|{text}", what) for text, what, _ in pairs]
    case.table(sheet, columns, Form(code="Mã xã mới"), at=row)


@layout()
def poor_homes_lacking_beneath_homes(case: Case) -> None:
    """Review of poor homes: all homes, poor homes, those lacking internet; then a second table."""
    sheet = case.sheet("Ho ngheo")
    row = case.top(
        sheet, "KẾT QUẢ RÀ SOÁT HỘ NGHÈO: MỨC ĐỘ THIẾU HỤT THÔNG TIN",
        office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    lacking = [
        Column("Tổng số hộ dân cư", "households"),
        Worked("Tổng số hộ nghèo", make=part("households", 0.11)),
        Worked("Sử dụng Internet: số hộ thiếu hụt", make=part("households", 0.05)),
        Worked(
            "Điện thoại thông minh: số hộ thiếu hụt",
            make=lambda c: (c.figures["households"] - c.figures["households_with_smartphone"]) // 3,
        ),
    ]
    heads = [c.heading for c in lacking]
    row = body(case, sheet, headings(case, sheet, row, ["STT", "Xã, phường", *heads]), lacking)
    sheet.put(row + 1, 0, "Biểu 2. Hộ có phương tiện tiếp cận thông tin (tính trên tất cả các hộ)")
    text = "Số hộ có điện thoại thông minh"
    row = headings(case, sheet, row + 2, ["STT", "Xã, phường", text])
    for place, c in enumerate(case.communes, start=1):
        value = noted(case, c, "households_with_smartphone", text)
        sheet.line(row, [place, c.name, value])
        row += 1


@layout()
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


@layout()
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


@layout(operator="mobifone", as_of=DECEMBER)
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


@layout(as_of=SPRING)
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


@layout()
def villages_that_keep_signal_when_power_fails(case: Case) -> None:
    """Villages with 4G "Khi mất điện lưới trên 4 giờ" stand before those in ordinary times."""
    sheet = case.sheet("PCTT")
    row = case.top(sheet, "KHẢ NĂNG DUY TRÌ THÔNG TIN LIÊN LẠC PHỤC VỤ PHÒNG, CHỐNG THIÊN TAI")
    text = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{text}|Khi mất điện lưới trên 4 giờ", make=part("villages_with_4g", 0.6)),
        Column(f"{text}|Trong điều kiện bình thường", "villages_with_4g"),
        Worked("Số trạm 4G|Có máy phát điện dự phòng", make=part("stations_4g", 0.4)),
        Column("Số trạm 4G|Tổng số", "stations_4g"),
    ]
    row = case.table(sheet, columns, Form(codes="number"), at=row)
    sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])
    case.foot(sheet)


@layout(operator="vnpt")
def homes_cut_off_for_debt_on_the_next_sheet(case: Case) -> None:
    """VNPT: "B1" homes in use, "B2" those cut off for debt, as its title says; same headings."""
    for tab, title, real in (
        ("B1", "HỘ GIA ĐÌNH ĐANG SỬ DỤNG DỊCH VỤ CÁP QUANG", True),
        ("B2", "HỘ GIA ĐÌNH TẠM NGỪNG DỊCH VỤ CÁP QUANG DO NỢ CƯỚC", False),
    ):
        sheet = case.sheet(tab)
        office = f"VNPT {PROVINCES[case.province].upper()}\nPHÒNG KHÁCH HÀNG CÁ NHÂN"
        row = case.top(sheet, f"{tab}. {title}", office=office)
        text, what = "Số hộ dịch vụ cáp quang", "households_subscribed"
        columns = [
            Column("Tổng số hộ", "households"),
            Column(text, what) if real else Worked(text, make=part(what, 0.04)),
        ]
        row = case.table(sheet, columns, at=row)
        sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])
