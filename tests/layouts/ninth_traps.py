"""Ordinary tables in which a figure near the one sought stands first, or under its words."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.eighth_forms import lower, place_name, total
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def always(value: float) -> Callable[[Commune], float]:
    """Give the same figure for each commune."""
    return lambda _: value


def added(what: str, *, since: str, more: int = 0) -> Callable[[Commune], int]:
    """Work out how much a quantity rose since a day."""
    return lambda c: c.figures[what] - c.value(what, as_of=since) + more


def wanting(share: Column) -> Callable[[Commune], float]:
    """Work out what a percentage wants to a hundred."""
    return lambda c: round(100 - share.rounded(share.number(c, share.gives)), 2)


@layout("plans", operator="viettel")
def phases_of_the_roll_out(case: Case) -> None:
    """5G stations of all phases first, then phase 1 (on air by 30/9/2025), phases 2 and 3."""
    sheet = case.sheet("Lo trinh 5G")
    row = case.top(
        sheet, "LỘ TRÌNH TRIỂN KHAI 5G CỦA VIETTEL THEO GIAI ĐOẠN", "(Hiện trạng: 30/9/2025)",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip

    def more(base: int) -> Worked:
        texts = {2: "Giai đoạn 2 (quý IV/2025)", 4: "Giai đoạn 3 (2026 - 2027)"}
        return Worked(f"Số trạm 5G|{texts[base]}", make=lambda c: base + c.figures["files"] % 3)

    columns = [
        Column("Dân số (người)", "population"),
        Worked("Số trạm 5G|Tổng cả 3 giai đoạn",
               make=lambda c: c.figures["stations_5g"] + 6 + 2 * (c.figures["files"] % 3)),
        Column("Số trạm 5G|Giai đoạn 1 (đã phát sóng đến 30/9/2025)", "stations_5g"),
        more(2),
        more(4),
        Worked("Dân số được phủ sóng 5G (người)|Sau giai đoạn 3", make=part("population", 0.9)),
        Column("Dân số được phủ sóng 5G (người)|Hiện nay", "people_5g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(code="Mã xã"), at=row)


@layout("old communes")
def the_seat_s_former_commune_first(case: Case) -> None:
    """ "Riêng xã cũ nơi đặt trụ sở" over people, homes, stations; then "Toàn xã, phường mới"."""
    sheet = case.sheet("Sau sap xep")
    row = case.top(sheet, "HẠ TẦNG SỐ CỦA XÃ, PHƯỜNG SAU SẮP XẾP", office="UBND TỈNH\nVĂN PHÒNG")
    pairs = (
        ("Dân số", "population"), ("Số hộ", "households"), ("Số trạm 4G", "stations_4g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )  # fmt: skip
    old = "Riêng xã cũ nơi đặt trụ sở"
    columns = [
        *(Worked(f"{old}|{text}", make=part(what, 0.42)) for text, what in pairs),
        *(Column(f"Toàn xã, phường mới|{text}", what) for text, what in pairs),
    ]
    case.table(sheet, columns, Form(name="Xã, phường mới", code="Mã mới"), at=row)


@layout("ratios")
def subscriptions_to_a_hundred_homes(case: Case) -> None:
    """Fibre lines of homes, firms and offices, "/100 hộ"; 4G subscriptions "/100 dân"."""
    sheet = case.sheet("Mat do")
    row = case.top(sheet, "MẬT ĐỘ THUÊ BAO TẠI CÁC XÃ, PHƯỜNG")

    def lines(c: Commune) -> int:
        return int(c.figures["households_subscribed"] * 1.13) + 40

    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Worked("Thuê bao cáp quang của hộ, doanh nghiệp và cơ quan", make=lines),
        Worked("Thuê bao cáp quang/100 hộ",
               make=lambda c: round(100 * lines(c) / c.figures["households"], 1)),
        Worked("Thuê bao di động 4G/100 dân",
               make=lambda c: round(88 * c.figures["subscribers"] / c.figures["population"], 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("ratios")
def mean_of_the_province_and_gap_first(case: Case) -> None:
    """Under each share: the province's mean, what is wanting to 100, then the commune's own."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "MỨC ĐỘ ĐẠT CỦA CÁC XÃ, PHƯỜNG SO VỚI BÌNH QUÂN CHUNG VÀ MỤC TIÊU")
    columns: list[Column] = []
    for label, key, what, base in (
        ("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", "people_4g", "population"),
        ("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed",
         "households_subscribed", "households"),
        ("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone",
         "households_with_smartphone", "households"),
    ):  # fmt: skip
        sums = [sum(c.figures[q] for c in case.communes) for q in (what, base)]
        own = Column(f"{label}|Xã, phường đạt được", key)
        columns += [
            Worked(f"{label}|Bình quân toàn tỉnh", make=always(round(100 * sums[0] / sums[1], 2))),
            Worked(f"{label}|Còn thiếu so với mục tiêu 100%", make=wanting(own)),
            own,
        ]
    case.table(sheet, columns, at=row)


@layout("numbers")
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


@layout("headings", operator="vnpt")
def pairs_that_change_their_order(case: Case) -> None:
    """Merged headings: under 4G stations then people, under 5G people then stations; fibre too."""
    sheet = case.sheet("VNPT Q3")
    row = case.top(
        sheet, "SỐ LIỆU MẠNG LƯỚI VNPT QUÝ III/2025", office=f"VNPT {place_name(case)}\nP. KTĐT"
    )
    fibre, phone = "Hộ sử dụng cáp quang", "{v} có cáp quang"
    columns = [
        Column("Mạng 4G|Số trạm", "stations_4g"),
        Column("Mạng 4G|Dân số được phủ sóng (người)", "people_4g"),
        Column("Mạng 5G|Dân số được phủ sóng (người)", "people_5g"),
        Column("Mạng 5G|Số trạm", "stations_5g"),
        Column(f"{fibre}|Tổng số hộ", "households"),
        Column(f"{fibre}|Số hộ sử dụng", "households_subscribed"),
        Column(f"{phone}|Số có cáp quang", "villages_with_fibre"),
        Column(f"{phone}|Tổng số {{v}}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("groups")
def clusters_named_after_a_commune(case: Case) -> None:
    """Roman rows "Cụm xã A" with the sums of eight communes; commune A stands beneath."""
    sheet = case.sheet("Theo cum")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG THEO CỤM XÃ, PHƯỜNG", office="UBND TỈNH\nSỞ KH&CN")
    columns = [
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, row, ["STT", "Cụm / xã, phường", *texts])
    tens, ones = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for number, first in enumerate(range(0, len(case.communes), 8), start=1):
        some = case.communes[first : first + 8]
        sheet.line(row, [tens[number // 10] + ones[number % 10], f"Cụm {lower(some[0])}"])
        total(sheet, row, some, columns)
        row = body(case, sheet, row + 1, columns, some=some)


@layout("tables")
def what_was_gained_since_june_below(case: Case) -> None:
    """ "I. Hiện trạng" and below it "II. Tăng, giảm so với 30/6/2025" of the same headings."""
    sheet = case.sheet("BC Q3")
    row = case.top(sheet, "HẠ TẦNG SỐ QUÝ III NĂM 2025", "(Số liệu chốt ngày 30/9/2025)")
    pairs = (
        ("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )  # fmt: skip
    sheet.put(row, 0, "I. HIỆN TRẠNG ĐẾN 30/9/2025")
    row = case.table(sheet, [Column(*pair) for pair in pairs], Form(codes=""), at=row + 1)
    sheet.put(row + 1, 0, "II. TĂNG, GIẢM SO VỚI NGÀY 30/6/2025")
    risen = [Worked(text, make=added(what, since="2025-06-30")) for text, what in pairs]
    case.table(sheet, risen, Form(codes=""), at=row + 2)


@layout("technologies")
def copper_and_coaxial_before_fibre(case: Case) -> None:
    """Homes on copper, on television cable, on fibre and all; homes that could have either."""
    sheet = case.sheet("Internet co dinh")
    row = case.top(sheet, "HỘ SỬ DỤNG INTERNET BĂNG RỘNG CỐ ĐỊNH THEO LOẠI CÁP")
    used, could = "Hộ sử dụng Internet cố định", "Hộ trong vùng có thể lắp đặt"
    copper, coaxial = part("households", 0.03), part("households", 0.06)
    columns = [
        Column("Tổng số hộ", "households"),
        Worked(f"{used}|Cáp đồng (xDSL)", make=copper),
        Worked(f"{used}|Cáp truyền hình (CMTS)", make=coaxial),
        Column(f"{used}|Cáp quang (FTTH)", "households_subscribed"),
        Worked(f"{used}|Cộng", make=lambda c: (
            copper(c) + coaxial(c) + c.figures["households_subscribed"])),
        Worked(f"{could}|Cáp truyền hình", make=part("households", 0.4)),
        Column(f"{could}|Cáp quang", "households_passed"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(numbers_row="({})"), at=row)


@layout("users", operator="mobifone")
def users_before_people_in_coverage(case: Case) -> None:
    """Under 4G and 5G: people who use it, handsets that could, then people in its coverage."""
    sheet = case.sheet("MBF 9-2025")
    row = case.top(
        sheet, "NGƯỜI DÙNG VÀ VÙNG PHỦ CỦA MOBIFONE",
        office=f"TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE {place_name(case)}",
    )  # fmt: skip
    columns = [Column("Dân số (người)", "population")]
    for g, share in (("4G", 0.31), ("5G", 0.22)):
        columns += [
            Worked(f"{g}|Số người dùng (thuê bao)", make=part(f"people_{g.lower()}", share)),
            Worked(f"{g}|Số máy có hỗ trợ {g}", make=part("people_4g", share + 0.1)),
            Column(f"{g}|Số người trong vùng phủ sóng", f"people_{g.lower()}"),
        ]
    case.table(sheet, columns, Form(code="Mã xã", total="last"), at=row)


@layout("subsets")
def members_of_the_women_s_union(case: Case) -> None:
    """The title says: members of the Women's Union; "Có điện thoại thông minh", "Có chữ ký số"."""
    sheet = case.sheet("Hoi LHPN")
    row = case.top(
        sheet, "KẾT QUẢ CHUYỂN ĐỔI SỐ TRONG HỘI VIÊN PHỤ NỮ",
        office=f"HỘI LIÊN HIỆP PHỤ NỮ\nTỈNH {place_name(case)}",
    )  # fmt: skip
    members = part("adults", 0.28)
    columns = [
        Column("Tổng số hộ trên địa bàn", "households"),
        Worked("Tổng số hội viên", make=members),
        Worked("Có điện thoại thông minh", make=lambda c: int(members(c) * 0.8)),
        Worked("Có tài khoản thanh toán điện tử", make=lambda c: int(members(c) * 0.6)),
        Worked("Có chữ ký số", make=lambda c: int(members(c) * 0.2)),
        Worked("Tham gia tổ công nghệ số cộng đồng", make=part("team_members", 0.3)),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout("flows")
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
            Worked(f"{label}|Tăng trong kỳ", make=added(what, since=start, more=1)),
            Worked(f"{label}|Giảm trong kỳ", make=lambda _: 1),
            Column(f"{label}|Có đến 30/9/2025", what),
        ]
        for c in case.communes:
            first = Column(f"{label}|Đầu năm 2025", as_of="2025-01-01")
            case.note(c, what, Entry(c.value(what, as_of=start), optional=True), first)
    case.table(sheet, columns, at=row)


@layout("capacity")
def standard_stations_and_their_capacity(case: Case) -> None:
    """4G stations converted to a standard, then as they stand; people they could serve first."""
    sheet = case.sheet("Nang luc")
    row = case.top(sheet, "NĂNG LỰC PHỤC VỤ CỦA MẠNG 4G")
    columns = [
        Worked("Số trạm 4G|Quy đổi ra trạm chuẩn",
               make=lambda c: round(1.5 * c.figures["stations_4g"], 1)),
        Column("Số trạm 4G|Thực tế đang phát sóng", "stations_4g"),
        Worked("Dân số (người)|Năng lực phục vụ theo thiết kế",
               make=lambda c: 1500 * c.figures["stations_4g"]),
        Column("Dân số (người)|Trên địa bàn", "population"),
        Column("Dân số (người)|Được phủ sóng 4G", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("quality")
def points_measured_on_the_road(case: Case) -> None:
    """Points measured, points that had 4G, their share; then people, those covered, theirs."""
    sheet = case.sheet("Do kiem")
    row = case.top(sheet, "KẾT QUẢ ĐO KIỂM VÀ VÙNG PHỦ SÓNG 4G", "(Thời điểm: 30/9/2025)")

    def points(c: Commune) -> int:
        return 40 + c.figures["files"] % 60

    def good(c: Commune) -> int:
        return points(c) - c.figures["files"] % 11

    columns = [
        Worked("Đo kiểm sóng 4G|Số điểm đo", make=points),
        Worked("Đo kiểm sóng 4G|Số điểm có sóng", make=good),
        Worked("Đo kiểm sóng 4G|Tỷ lệ (%)", make=lambda c: round(100 * good(c) / points(c), 1)),
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G|Số người", "people_4g"),
        Column("Dân số được phủ sóng 4G|Tỷ lệ (%)", "%pop_4g", digits=1),
    ]
    case.table(sheet, columns, Form(numbers_row="{}"), at=row)


@layout("files")
def procedures_before_files(case: Case) -> None:
    """Procedures, those offered online, those used; then files received and those online."""
    sheet = case.sheet("TTHC-HS")
    row = case.top(
        sheet, "CUNG CẤP DỊCH VỤ CÔNG TRỰC TUYẾN CẤP XÃ", "(Lũy kế từ 01/01 đến 30/9/2025)",
        office="UBND TỈNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG",
    )  # fmt: skip
    used = "Trong đó: có phát sinh hồ sơ trực tuyến"
    columns = [
        Worked("Thủ tục hành chính|Tổng số", make=lambda _: 372),
        Worked("Thủ tục hành chính|Trực tuyến", make=lambda c: 240 + c.figures["files"] % 30),
        Worked(f"Thủ tục hành chính|{used}", make=lambda c: 30 + c.figures["files"] % 60),
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Column("Hồ sơ tiếp nhận|Tỷ lệ trực tuyến (%)", "%files_online", show=comma(2)),
    ]
    case.table(sheet, columns, Form(names="office", name="Đơn vị", codes=""), at=row)


@layout("units")
def settlements_before_villages(case: Case) -> None:
    """ "Điểm dân cư", smaller than villages, over all, with 4G, with fibre; then villages."""
    sheet = case.sheet("Diem dan cu")
    row = case.top(sheet, "SÓNG 4G VÀ CÁP QUANG TẠI CÁC ĐIỂM DÂN CƯ", office="UBND TỈNH\nSỞ NN&MT")
    places, villages = "Điểm dân cư tập trung", "{v}"
    columns = [
        Worked(f"{places}|Tổng số", make=lambda c: 3 * c.figures["villages"] + 4),
        Worked(f"{places}|Có sóng 4G", make=lambda c: 2 * c.figures["villages_with_4g"] + 3),
        Worked(f"{places}|Có cáp quang", make=lambda c: 2 * c.figures["villages_with_fibre"] + 1),
        Column(f"{villages}|Tổng số", "villages"),
        Column(f"{villages}|Có sóng 4G", "villages_with_4g"),
        Column(f"{villages}|Có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("subsets")
def homes_that_trade(case: Case) -> None:
    """Tax: the title says business households; "Số hộ", "Số hộ có Internet cáp quang"."""
    sheet = case.sheet("HKD")
    row = case.top(
        sheet, "CHUYỂN ĐỔI SỐ CỦA HỘ KINH DOANH CÁ THỂ", office=f"THUẾ TỈNH\n{place_name(case)}"
    )
    columns = [
        Column("Dân số của xã (người)", "population"),
        Worked("Số hộ", make=part("households", 0.09)),
        Worked("Số hộ có Internet cáp quang", make=part("households_subscribed", 0.08)),
        Worked("Số hộ có điện thoại thông minh", make=part("households", 0.085)),
        Worked("Số hộ dùng hóa đơn điện tử", make=part("households", 0.05)),
    ]
    case.table(sheet, columns, Form(code="Mã xã", total="last"), at=row)


@layout("homes")
def homes_in_coverage_not_people(case: Case) -> None:
    """Homes with a 4G signal and their share stand beside people; no people are covered here."""
    sheet = case.sheet("Ho co song")
    row = case.top(sheet, "SỐ HỘ CÓ SÓNG DI ĐỘNG", office="UBND TỈNH\nSỞ KH&CN")

    def homes(c: Commune) -> int:
        share = c.figures["people_4g"] / c.figures["population"]
        return int(c.figures["households"] * (share * 0.9 + 0.08))

    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Worked("Số hộ được phủ sóng 4G", make=homes),
        Worked("Tỷ lệ hộ được phủ sóng 4G (%)",
               make=lambda c: round(100 * homes(c) / c.figures["households"], 2)),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("estimates", as_of=None)
def the_year_as_it_is_expected(case: Case) -> None:
    """Title: "Ước thực hiện đến 31/12/2025", signed in October; the headings say no estimate."""
    sheet = case.sheet("Uoc TH 2025")
    row = case.top(
        sheet, "ƯỚC THỰC HIỆN CÁC CHỈ TIÊU HẠ TẦNG SỐ ĐẾN 31/12/2025", "(Lập ngày 15/10/2025)"
    )
    columns = [
        Worked("Số trạm 4G", make=lambda c: c.figures["stations_4g"] + 2),
        Worked("Số trạm 5G", make=lambda c: c.figures["stations_5g"] + 3),
        Worked("Dân số được phủ sóng 5G (người)", make=part("population", 0.55)),
        Worked("Số hộ sử dụng cáp quang", make=part("households", 0.82)),
        Worked("Tỷ lệ dân số có sóng 4G (%)", make=lambda c: 99 + c.figures["files"] % 10 / 10),
    ]
    case.table(sheet, columns, at=row)


@layout("remarks", errors_due=True)
def more_villages_covered_than_there_are(case: Case) -> None:
    """In every twelfth commune 4G reaches more villages than it has: a slip of the keyboard."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "RÀ SOÁT SÓNG 4G VÀ CÁP QUANG", "(Thời điểm: 30/9/2025)", office="")
    texts = ["Số {v}", "Số {v} có sóng 4G", "Số {v} có cáp quang"]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *texts])
    right = [
        Column(texts[0], "villages"), Column(texts[1], "villages_with_4g"),
        Column(texts[2], "villages_with_fibre"),
    ]  # fmt: skip
    for place, c in enumerate(case.communes):
        if place % 12 != 5:
            enter(case, sheet, row, c, right, [place + 1, c.name])
        else:
            slip = c.figures["villages_with_4g"] + 50
            fibre = c.figures["villages_with_fibre"]
            sheet.line(row, [place + 1, c.name, c.figures["villages"], slip, fibre])
            case.note(c, "villages", Entry(c.figures["villages"], optional=True), right[0])
            case.note(c, "villages_with_4g", Entry(slip, optional=True), right[1])
            case.note(c, "villages_with_fibre", Entry(fibre, optional=True), right[2])
        row += 1
