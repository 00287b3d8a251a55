"""Things near those sought: users, subscribers, sites, roads, devices."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.groups import sums
from tests.layouts.made_up import around
from tests.layouts.registry import layout
from tests.layouts.rows import headings
from tests.layouts.shared_columns import Made
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def share_of_the_rest(what: str, of: str, share: float) -> Callable[[Commune], int]:
    """Work out a quantity with a share of what is left of the whole."""
    return lambda c: c.figures[what] + int((c.figures[of] - c.figures[what]) * share)


@layout()
def homes_with_computers_and_televisions(case: Case) -> None:
    """Homes with a computer, a smart television, a smartphone, each in percent of all homes."""
    sheet = case.sheet("Tien nghi")
    row = case.top(sheet, "THIẾT BỊ SỐ CỦA HỘ GIA ĐÌNH", office="CỤC THỐNG KÊ")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Tỷ lệ hộ có máy vi tính (%)", make=around(20, 30)),
        Worked("Tỷ lệ hộ có ti vi thông minh kết nối Internet (%)", make=around(50, 40)),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
        Worked("Tỷ lệ hộ có từ 02 điện thoại thông minh trở lên (%)", make=around(30, 40)),
        Worked("Tỷ lệ người từ 15 tuổi trở lên sử dụng điện thoại thông minh (%)",
               make=around(60, 35)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Tên xã/phường"), at=row)


@layout()
def joint_columns_of_two_technologies(case: Case) -> None:
    """ "Số trạm 4G/5G" with one figure for both, "Dân số có sóng từ 4G trở lên", 3G by itself."""
    sheet = case.sheet("3G-4G-5G")
    row = case.top(sheet, "HẠ TẦNG DI ĐỘNG BĂNG RỘNG")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số có sóng từ 4G trở lên", "people_4g", optional=True),
        Column("Số trạm 3G", "stations_3g"),
        Worked("Số trạm 4G/5G", make=lambda c: c.figures["stations_4g"]
               + c.figures["stations_5g"]),
        Worked("Số trạm 3G/4G dùng chung cột", make=part("stations_3g", 0.7)),
        Made("Số cell 4G", "cells_4g", make=lambda c: 3 * c.figures["stations_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def coverage_of_land_and_of_homes(case: Case) -> None:
    """Shares of the area and of homes that have 4G; none of people."""
    sheet = case.sheet("Ty le phu")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG 4G THEO DIỆN TÍCH VÀ HỘ GIA ĐÌNH")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Diện tích có sóng 4G (%)", trap="%pop_4g", factor=0.85),
        Column("Hộ gia đình trong vùng phủ 4G (%)", trap="%pop_4g", factor=0.97),
    ]
    case.table(sheet, columns, at=row)


@layout()
def signal_at_the_centre_beside_villages(case: Case) -> None:
    """Coverage of the commune's centre (yes or no) beside the villages; "có" is no count."""
    sheet = case.sheet("TT xa")
    row = case.top(sheet, "HẠ TẦNG TẠI TRUNG TÂM XÃ VÀ CÁC {V}")
    columns = [
        Column("Trung tâm xã|Có sóng 5G", trap="text:Có;Không;Có;Có;Không"),
        Column("Trung tâm xã|Số trạm 4G trong bán kính 1 km", trap="stations_4g", factor=0.3),
        Column("Toàn xã|Số {v}", "villages"),
        Column("Toàn xã|Số {v} có sóng 4G", "villages_with_4g"),
        Column("Toàn xã|Số trạm 4G", "stations_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def roads_with_signal_beside_people(case: Case) -> None:
    """The share of kilometres of road with 4G stands before the share of people."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "KẾT QUẢ ĐO KIỂM VÀ TÍNH TOÁN VÙNG PHỦ SÓNG DI ĐỘNG")
    columns = [
        Worked("Chiều dài đường giao thông (km)", make=lambda c: 15 + int(c.code) % 88),
        Column("Tỷ lệ phủ sóng 4G (%)|Theo chiều dài đường", trap="%pop_4g", factor=0.9),
        Column("Tỷ lệ phủ sóng 4G (%)|Theo dân số", "%pop_4g"),
        Column("Dân số", "population"),
    ]
    case.table(sheet, columns, at=row)


@layout(operator="vnpt")
def subscribers_on_4g_for_people_with_4g(case: Case) -> None:
    """The share of subscribers who use 4G and 5G stands beside the share of people covered."""
    sheet = case.sheet("VNPT T9")
    sheet.put(0, 0, "VNPT - SỐ LIỆU THUÊ BAO VÀ VÙNG PHỦ ĐẾN 30/9/2025")
    columns = [
        Worked("Số thuê bao di động", make=part("subscribers", 1)),
        Worked("Thuê bao data 4G/5G", make=part("subscribers", 0.6)),
        Worked("Tỷ lệ thuê bao 4G (%)", make=lambda c: 48 + int(c.code) % 31),
        Worked("Tỷ lệ thuê bao 5G (%)", make=lambda c: 3 + int(c.code) % 11),
        Column("Tỷ lệ phủ sóng 4G theo dân số (%)", "%pop_4g"),
        Column("Tỷ lệ phủ sóng 5G theo dân số (%)", "%pop_5g"),
    ]
    case.table(sheet, columns, at=2)


@layout()
def places_devices_and_technologies_of_masts(case: Case) -> None:
    """Masts, all stations of every technology, then 4G and 5G stations of them."""
    sheet = case.sheet("Nhà trạm")
    row = case.top(sheet, "HẠ TẦNG CỘT ĂNG TEN VÀ TRẠM THU PHÁT SÓNG")
    columns = [
        Worked("Số vị trí cột ăng ten", make=part("stations_4g", 0.8)),
        Worked(
            "Tổng số trạm BTS",
            make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5)),
        ),
        Column("Trong đó|Trạm 4G", "stations_4g"),
        Column("Trong đó|Trạm 5G", "stations_5g"),
        Worked("Trong đó|Trạm trên đất công", make=part("stations_4g", 0.3)),
        Worked("Trong đó|Trạm cấp phép XD", make=part("stations_4g", 0.5)),
    ]
    case.table(sheet, columns, at=row)


@layout()
def stations_within_industrial_parks_only(case: Case) -> None:
    """A list of parks and sights with the commune they lie in and the stations within them."""
    sheet = case.sheet("KCN")
    row = case.top(sheet, "PHỦ SÓNG 5G TẠI KHU, CỤM CÔNG NGHIỆP, KHU DU LỊCH")
    row = headings(case, sheet, row, [
        "STT", "Khu, cụm công nghiệp, khu du lịch", "Xã, phường", "Số trạm 4G trong khu",
        "Số trạm 5G trong khu", "Đã phủ sóng 5G",
    ])  # fmt: skip
    for place, commune in enumerate(case.communes[::3]):
        sheet.line(row + place, [
            place + 1, f"Cụm công nghiệp số {place + 1}", commune.name, 1 + place % 3, place % 2,
            "x" if place % 2 else None,
        ])  # fmt: skip


@layout()
def internet_of_any_kind_beside_fibre(case: Case) -> None:
    """Homes with any internet, by telephone too, stand before homes that subscribe to fibre."""
    sheet = case.sheet("Internet")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có Internet (cố định hoặc di động)", make=part("households", 0.93)),
        Column("Số hộ thuê bao cáp quang (FTTH)", "households_subscribed"),
        Worked("Số hộ chỉ dùng Internet di động", make=part("households", 0.3)),
    ]
    case.table(sheet, columns, at=row)


@layout()
def cable_that_only_passes_through(case: Case) -> None:
    """Villages that a cable crosses without serving them, beside those with a service."""
    sheet = case.sheet("Cap quang")
    row = case.top(sheet, f"HIỆN TRẠNG MẠNG CÁP QUANG THEO {case.word.upper()}")
    columns = [
        Column("Số {v}", "villages"),
        Worked(
            "Số {v} chỉ có cáp đi qua, chưa có tủ thuê bao",
            make=lambda c: (c.figures["villages"] - c.figures["villages_with_fibre"]) // 2,
        ),
        Column("Số {v} đã được cung cấp dịch vụ cáp quang", "villages_with_fibre"),
        Worked(
            "Số {v} chưa có dịch vụ",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"],
        ),
    ]
    case.table(sheet, columns, Form(codes="number"), at=row)


@layout()
def homes_ready_for_one_gigabit_first(case: Case) -> None:
    """Homes ready for 1 Gb/s stand before all homes that fibre passes."""
    sheet = case.sheet("Bang rong")
    row = case.top(sheet, "HẠ TẦNG BĂNG RỘNG CỐ ĐỊNH")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ sẵn sàng lắp đặt cáp quang tốc độ 1Gb/s (XGS-PON)",
               make=part("households_passed", 0.4)),
        Column("Số hộ sẵn sàng lắp đặt cáp quang", "households_passed"),
        Worked("Số hộ dùng gói từ 300 Mb/s", make=part("households_subscribed", 0.3)),
        Column("Số hộ đang dùng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout()
def places_of_schools_and_halls_beside_villages(case: Case) -> None:
    """Village halls and school sites with fibre beside villages with fibre."""
    sheet = case.sheet("Diem")
    row = case.top(sheet, f"CÁP QUANG ĐẾN {case.word.upper()}, NHÀ VĂN HÓA, ĐIỂM TRƯỜNG")
    columns = [
        Worked("Số nhà văn hóa|Tổng số", make=part("villages", 0.9)),
        Worked("Số nhà văn hóa|Có cáp quang", make=part("villages_with_fibre", 0.6)),
        Worked("Điểm trường lẻ|Tổng số", make=lambda c: c.figures["files"] % 12 + 2),
        Worked("Điểm trường lẻ|Có cáp quang", make=lambda c: c.figures["files"] % 12 // 2),
        Column("{v}|Tổng số", "villages"),
        Column("{v}|Có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def stations_elsewhere_that_reach_in(case: Case) -> None:
    """Stations that serve a commune: all, those that stand elsewhere, those in it, last."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "TRẠM 4G CÓ PHỤC VỤ NGƯỜI DÂN TỪNG XÃ, PHƯỜNG")

    def others(c: Commune) -> int:
        return 2 + c.figures["files"] % 5

    label = "Trạm 4G có sóng tới xã, phường"
    columns = [
        Column("Dân số", "population"),
        Worked(f"{label}|Tất cả (một trạm tính cho nhiều xã)",
               make=lambda c: c.figures["stations_4g"] + others(c)),
        Worked(f"{label}|Trạm đặt ở xã khác hoặc tỉnh giáp ranh", make=others),
        Column(f"{label}|Trạm đặt trên địa bàn xã, phường", "stations_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout(operator="viettel")
def turnover_under_the_letters_of_people(case: Case) -> None:
    """ "DS 4G" and "DS 5G" are turnover (doanh số), as a line below the table says."""
    sheet = case.sheet("VTT T9")
    sheet.put(0, 0, f"VIETTEL {place_name(case)} - TRẠM VÀ KINH DOANH DỮ LIỆU DI ĐỘNG")
    sheet.put(1, 0, "Số liệu đến 30/9/2025")
    columns = [
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
        Worked("DS 4G", make=part("people_4g", 0.05)),
        Worked("DS 5G", make=part("people_5g", 0.06)),
    ]
    row = case.table(sheet, columns, at=3)
    sheet.put(row + 1, 0, "Ghi chú: DS là doanh số gói dữ liệu trong tháng 9 (đơn vị: triệu đồng).")


@layout()
def times_that_people_were_helped(case: Case) -> None:
    """Teams and members; then how often they helped with VNeID, files online and payments."""
    sheet = case.sheet("Ra quan")
    row = case.top(
        sheet, "KẾT QUẢ RA QUÂN CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG",
        office="TỈNH ĐOÀN\nBAN PHONG TRÀO",
    )  # fmt: skip
    above = "Số lượt hướng dẫn người dân"
    columns = [
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Worked("Số lượt hộ được đến nhà", make=part("households", 0.7)),
        Worked(f"{above}|Kích hoạt VNeID mức 2", make=part("eid_accounts", 0.6)),
        Worked(f"{above}|Nộp hồ sơ trực tuyến", make=part("files_online", 0.8)),
        Worked(f"{above}|Thanh toán không dùng tiền mặt", make=part("adults_with_epayment", 0.5)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def stations_without_a_generation(case: Case) -> None:
    """ "3 trạm (Viettel 1, VNPT 1, MobiFone 1)" and villages with a telephone signal."""
    sheet = case.sheet("Xa tong hop")
    row = case.top(sheet, "BÁO CÁO CỦA UBND CẤP XÃ VỀ HẠ TẦNG VIỄN THÔNG")

    def told(n: int) -> str:
        return f"{n + 3} trạm (Viettel {n + 1}, VNPT 1, MobiFone 1)"

    columns = [
        Column("Số {v}", "villages"),
        Worked("Trạm BTS trên địa bàn", make=lambda c: told(c.figures["stations_4g"] % 7)),
        Worked("Số {v} có sóng điện thoại", make=lambda c:
               c.figures["villages"] - c.figures["villages_without_signal"]),
        Column("Số tổ CNSCĐ", "teams"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", codes=""), at=row)


@layout()
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


@layout(operator="mobifone")
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout(operator="viettel")
def customers_instead_of_people_covered(case: Case) -> None:
    """Viettel: people, "Khách hàng 4G", "Khách hàng 5G", homes that use fibre; none is covered."""
    sheet = case.sheet("KH")
    row = case.top(
        sheet, "SỐ LIỆU KHÁCH HÀNG THEO XÃ", office="TẬP ĐOÀN CN - VT QUÂN ĐỘI\nVIETTEL TỈNH"
    )
    columns = [
        Column("Dân số", "population"),
        Worked("Khách hàng 4G", make=lambda c: int(c.figures["people_4g"] * 0.62)),
        Worked("Khách hàng 5G", make=lambda c: int(c.figures["people_4g"] * 0.11)),
        Column("Số hộ", "households"),
        Column("Số hộ dùng Internet cáp quang", "households_subscribed"),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Khách hàng: số thuê bao có phát sinh lưu lượng trong tháng 9/2025.")


@layout()
def coverage_of_roads_beside_that_of_people(case: Case) -> None:
    """ "Tỷ lệ phủ sóng 4G (%)" over length of national roads, of province roads, and people."""
    sheet = case.sheet("Tuyen duong")
    row = case.top(sheet, "PHỦ SÓNG 4G TRÊN CÁC TUYẾN ĐƯỜNG VÀ KHU DÂN CƯ")
    columns = [
        Worked("Tỷ lệ phủ sóng 4G (%)|Trên chiều dài quốc lộ",
               make=lambda c: 80 + c.figures["files"] % 20),
        Worked("Tỷ lệ phủ sóng 4G (%)|Trên chiều dài đường tỉnh",
               make=lambda c: 70 + c.figures["files"] % 29),
        Column("Tỷ lệ phủ sóng 4G (%)|Trên dân số", "%pop_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout()
def people_with_two_g_and_three_g_first(case: Case) -> None:
    """ "Dân số trong vùng phủ sóng" over 2G, 3G, 4G, 5G; nobody asks for the first two."""
    sheet = case.sheet("Cong nghe")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG THEO CÔNG NGHỆ")
    top = "Dân số trong vùng phủ sóng (người)"
    columns = [
        Column("Dân số (người)", "population"),
        Worked(f"{top}|2G", make=share_of_the_rest("people_4g", "population", 0.9)),
        Worked(f"{top}|3G", make=share_of_the_rest("people_4g", "population", 0.6)),
        Column(f"{top}|4G", "people_4g"),
        Column(f"{top}|5G", "people_5g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def any_telephone_before_smartphones(case: Case) -> None:
    """Homes with a telephone of any kind, those with keys only, and those with a smartphone."""
    sheet = case.sheet("Dien thoai")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI")
    any_kind = share_of_the_rest("households_with_smartphone", "households", 0.7)
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có điện thoại (mọi loại máy)", make=any_kind),
        Worked("Số hộ chỉ có điện thoại phím bấm",
               make=lambda c: any_kind(c) - c.figures["households_with_smartphone"]),
        Column("Số hộ sử dụng điện thoại thông minh", "households_with_smartphone"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def villages_by_their_highest_technology(case: Case) -> None:
    """Villages by the highest technology: 5G, 4G, 2G or 3G, none; those on 5G have 4G as well."""
    sheet = case.sheet("Phan loai")
    row = case.top(sheet, f"PHÂN LOẠI {case.word.upper()} THEO CÔNG NGHỆ DI ĐỘNG CAO NHẤT")
    text = "Số {v} theo công nghệ cao nhất hiện có"

    def only(c: Commune) -> int:
        return c.figures["villages_with_4g"] - c.figures["villages_with_5g"]

    def older(c: Commune) -> int:
        without = c.figures["villages"] - c.figures["villages_with_4g"]
        return without - c.figures["villages_without_signal"]

    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{text}|5G", "villages_with_5g"),
        Worked(f"{text}|4G", make=only),
        Worked(f"{text}|2G, 3G", make=older),
        Column(f"{text}|Chưa có sóng di động", "villages_without_signal"),
    ]
    row = case.table(sheet, columns, Form(codes=""), at=row)
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])
    for c in case.communes:
        entry = Entry(c.figures["villages_with_4g"], optional=True)
        case.note(c, "villages_with_4g", entry, columns[2])
