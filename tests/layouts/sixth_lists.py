"""Lists and the papers of other offices, each row a village, a mast, a hole."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.sixth_forms import give, head, words
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def perhaps(case: Case, commune: Commune, **figures: float) -> None:
    """Note what a reader may count from rows, but need not."""
    for what, value in figures.items():
        case.truth.note(commune.code, what, Entry(value, optional=True))


@layout("lists", as_of=None, ending=".csv")
def masts_cell_by_cell(case: Case) -> None:
    """A dump of the network: a row for each cell, three to a mast and technology."""
    sheet = case.sheet("CELL_DUMP_20250930")
    sheet.delimiter = "\t"
    labels = ["Cell name", "Site ID", "Tech", "Band", "Azimuth", "Xã/phường", "Mã xã", "Trạng thái"]
    row = head(case, sheet, 0, labels)
    for commune in case.communes[:20]:
        sites = 1 + int(commune.code) // 3 % 3
        for site in range(sites):
            name = f"{case.province}{commune.code}{site + 1:02d}"
            for tech, band in (("4G", "L1800"), ("3G", "U2100")):
                for sector in range(3):
                    sheet.line(row, [
                        f"{name}_{tech[0]}{sector + 1}", name, tech, band, 120 * sector,
                        commune.name, commune.code, "On air",
                    ])  # fmt: skip
                    row += 1
        perhaps(case, commune, stations_4g=sites, stations_3g=sites,
                cells_4g=3 * sites, cells_3g=3 * sites)  # fmt: skip


@layout("lists")
def villages_with_homes_and_people_to_count(case: Case) -> None:
    """Every village a row with homes, people, signal and fibre as ones; the last row adds up."""
    sheet = case.sheet("DS thon")
    row = case.top(sheet, f"DANH SÁCH {case.word.upper()} VÀ TÌNH TRẠNG HẠ TẦNG SỐ")
    labels = ["STT", "Xã, phường", "Tên {v}", "Số hộ", "Số nhân khẩu", "Sóng 4G (1: có, 0: không)",
              "Cáp quang (1: có, 0: không)"]  # fmt: skip
    row = head(case, sheet, row, labels)
    number = 0
    sums = [0, 0, 0, 0]
    for commune in case.communes:
        mine = [0, 0, 0, 0]
        names = VILLAGE_NAMES[case.province]
        for village in names:
            number += 1
            homes = 40 + (int(commune.code) * 7 + number * 13) % 160
            figures = [homes, homes * 4 + number % 9, int(number % 6 != 0), int(number % 4 != 0)]
            sheet.line(row, [number, commune.name, village, *figures])
            mine = [a + b for a, b in zip(mine, figures, strict=True)]
            row += 1
        sums = [a + b for a, b in zip(sums, mine, strict=True)]
        perhaps(case, commune, villages=len(names), households=mine[0], population=mine[1],
                villages_with_4g=mine[2], villages_with_fibre=mine[3])  # fmt: skip
    sheet.line(row, [None, None, f"Tổng cộng: {number}", *sums])


@layout("lists")
def holes_one_to_a_row(case: Case) -> None:
    """Each hole in the coverage a row, with its people and whether there is power."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "DANH SÁCH CÁC ĐIỂM LÕM SÓNG DI ĐỘNG CẦN KHẮC PHỤC")
    labels = ["TT", "Xã/phường", "Điểm lõm sóng", "Số hộ", "Số người", "Điện lưới", "Đề xuất"]
    row = head(case, sheet, row, labels)
    number = 0
    for commune in case.communes:
        holes = int(commune.code) % 4
        people = powered = 0
        for hole in range(holes):
            number += 1
            homes = 12 + number % 30
            people += homes * 4
            powered += number % 2 == 0
            sheet.line(row, [
                number, commune.name, f"Điểm {hole + 1} - {VILLAGE_NAMES[case.province][hole]}",
                homes, homes * 4, ("Có", "Không")[number % 2], "Lắp mới 01 trạm BTS",
            ])  # fmt: skip
            row += 1
        if holes:
            perhaps(case, commune, holes=holes, people_in_holes=people,
                    holes_with_electricity=powered)  # fmt: skip
    sheet.line(row, [None, f"Cộng: {number} điểm"])


@layout("other offices")
def schools_and_health_stations_with_fibre(case: Case) -> None:
    """Schools and health stations of each commune, how many have fibre and a wireless net."""
    sheet = case.sheet("GD-YT")
    row = case.top(sheet, "KẾT NỐI INTERNET TẠI TRƯỜNG HỌC, TRẠM Y TẾ", right=6)
    labels = ["STT", "Xã, phường", "Tổng số trường học", "Trong đó: có cáp quang",
              "Số phòng học có wifi", "Tổng số trạm y tế", "Trạm y tế có cáp quang"]  # fmt: skip
    row = head(case, sheet, row, labels)
    for place, commune in enumerate(case.communes):
        schools, stations = 3 + int(commune.code) // 3 % 9, 1 + int(commune.code) // 3 % 3
        sheet.line(row + place, [
            place + 1, commune.name, schools, schools - place % 3, 12 * schools - place % 5,
            stations, stations - place % 2,
        ])  # fmt: skip
        give(case, commune, labels[2], schools=schools)
        give(case, commune, labels[5], health_stations=stations)


@layout("other offices")
def radio_television_and_mobile(case: Case) -> None:
    """The culture office asks for radio, television and mobile coverage of people in one table."""
    sheet = case.sheet("Biểu VHTT")
    row = case.top(
        sheet, "MỨC ĐỘ PHỦ SÓNG PHÁT THANH, TRUYỀN HÌNH, DI ĐỘNG",
        office="UBND TỈNH\nSỞ VĂN HÓA, THỂ THAO VÀ DU LỊCH",
    )  # fmt: skip
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng (%)|Phát thanh", trap="%pop_4g", factor=1.01),
        Column("Tỷ lệ dân số được phủ sóng (%)|Truyền hình", trap="%pop_4g", factor=1.02),
        Column("Tỷ lệ dân số được phủ sóng (%)|Di động 4G", "%pop_4g"),
        Column("Số {v} có loa truyền thanh", trap="villages_with_4g", factor=0.8),
    ]
    case.table(sheet, columns, at=row)


@layout("other offices")
def power_company_counts_villages_and_homes(case: Case) -> None:
    """Villages with grid power, homes with power, homes that pay without cash."""
    sheet = case.sheet("PC")
    row = case.top(
        sheet, f"TÌNH HÌNH CẤP ĐIỆN ĐẾN {case.word.upper()}",
        office="TẬP ĐOÀN ĐIỆN LỰC VIỆT NAM\nCÔNG TY ĐIỆN LỰC",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có điện lưới", make=part("households", 0.96)),
        Worked("Số KH thanh toán không dùng tiền mặt", make=part("households", 0.71)),
    ]
    case.table(sheet, columns, Form(name="Xã, phường", total="last"), at=row)


@layout("other offices", ending=".xls")
def received_settled_and_overdue(case: Case) -> None:
    """Files of the one-stop shops: received on line and by hand, settled in time and late."""
    sheet = case.sheet("MotCua")
    row = case.top(sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT TTHC 9 THÁNG NĂM 2025", right=7)
    columns = [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Worked(
            "Hồ sơ tiếp nhận|Trực tiếp, BCCI",
            make=lambda c: c.figures["files"] - c.figures["files_online"],
        ),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước và đúng hạn", "files_on_time"),
        Worked(
            "Hồ sơ đã giải quyết|Quá hạn",
            make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"],
        ),
        Worked(
            "Hồ sơ đang giải quyết",
            make=lambda c: c.figures["files"] - c.figures["files_settled"],
        ),
    ]
    case.table(sheet, columns, Form(name="Đơn vị", names="office"), at=row)


@layout("other offices", ending=".ods")
def teams_with_money_and_good_work(case: Case) -> None:
    """Teams of the villages, their members, the money spent, how many of them do well."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "HOẠT ĐỘNG CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    columns = [
        Column("Số tổ công nghệ số cộng đồng", "teams"),
        Worked("Số tổ hoạt động hiệu quả", make=part("teams", 0.6)),
        Column("Số thành viên (người)", "team_members"),
        Worked("Trong đó: đoàn viên thanh niên", make=part("team_members", 0.35)),
        Worked("Kinh phí hỗ trợ (triệu đồng)", make=lambda c: 2.5 * c.figures["teams"]),
        Worked("Số buổi tuyên truyền tại nhà văn hóa", make=lambda c: int(c.code) % 17),
    ]
    case.table(sheet, columns, at=row)


@layout("other offices")
def poor_homes_beside_all_homes(case: Case) -> None:
    """All homes, poor and near-poor ones, then homes with a smartphone and devices given."""
    sheet = case.sheet("Hộ nghèo")
    row = case.top(sheet, "HỘ NGHÈO, HỘ CẬN NGHÈO VÀ KHẢ NĂNG TIẾP CẬN DỊCH VỤ VIỄN THÔNG")
    columns = [
        Column("Tổng số hộ dân", "households"),
        Worked("Hộ nghèo|Số hộ", make=part("households", 0.11)),
        Worked("Hộ nghèo|Có ĐT thông minh", make=part("households", 0.06)),
        Worked("Hộ cận nghèo|Số hộ", make=part("households", 0.08)),
        Worked("Hộ cận nghèo|Có ĐT thông minh", make=part("households", 0.05)),
        Column("Tổng số hộ có ĐT thông minh", "households_with_smartphone"),
        Column("Số máy đã hỗ trợ", trap="devices_supplied", factor=0.7),
    ]
    case.table(sheet, columns, at=row)


@layout("other offices")
def three_g_switched_off(case: Case) -> None:
    """Stations of 3G in service, switched off this year and to be switched off next year."""
    sheet = case.sheet("Tat song")
    row = case.top(sheet, "LỘ TRÌNH DỪNG CÔNG NGHỆ 2G, 3G", office="SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    columns = [
        Column("Trạm 3G|Đang phát sóng", "stations_3g"),
        Worked("Trạm 3G|Đã tắt năm 2025", make=lambda c: int(c.code) % 4),
        Worked("Trạm 3G|Sẽ tắt năm 2026", make=part("stations_3g", 0.5)),
        Column("Trạm 4G|Đang phát sóng", "stations_4g"),
        Worked("Trạm 4G|Bổ sung thay thế", make=lambda c: int(c.code) // 3 % 3),
        Column("Tổng số thuê bao", "subscribers"),
        Column("Thuê bao chỉ dùng 2G (2G only)", "subscribers_with_2g_only"),
    ]
    case.table(sheet, columns, at=row)


@layout("other offices")
def satellite_where_no_fibre_goes(case: Case) -> None:
    """Villages with fibre, villages on satellite or radio link, and those with nothing."""
    sheet = case.sheet("Truyen dan")
    row = case.top(sheet, f"PHƯƠNG THỨC KẾT NỐI INTERNET ĐẾN {case.word.upper()}")

    def rest(c: Commune) -> int:
        return c.figures["villages"] - c.figures["villages_with_fibre"]

    columns = [
        Column("Số {v}", "villages"),
        Column("Kết nối bằng|Cáp quang", "villages_with_fibre"),
        Worked("Kết nối bằng|Vệ tinh (VSAT)", make=lambda c: rest(c) // 3),
        Worked("Kết nối bằng|Viba", make=lambda c: rest(c) // 4),
        Worked("Chưa có kết nối", make=lambda c: rest(c) - rest(c) // 3 - rest(c) // 4),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("operators")
def rows_of_operators_and_a_row_of_shared_masts(case: Case) -> None:
    """Each commune has a row of each operator, then one of the masts that they share."""
    sheet = case.sheet("Dung chung")
    row = case.top(sheet, "TRẠM BTS CỦA CÁC DOANH NGHIỆP VÀ VỊ TRÍ DÙNG CHUNG")
    labels = ["STT", "Xã, phường", "Doanh nghiệp", "Số trạm 4G", "Số trạm 5G"]
    row = head(case, sheet, row, labels)
    for place, commune in enumerate(case.communes[:30]):
        first = row
        for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")):
            made: list[Any] = [place + 1, commune.name] if row == first else [None, None]
            counts = {what: commune.value(what, operator=key)
                      for what in ("stations_4g", "stations_5g")}  # fmt: skip
            sheet.line(row, [*made, shown, *counts.values()])
            for what, count in counts.items():
                case.truth.note(commune.code, what, Entry(count), operator=key)
            row += 1
        sheet.line(row, [None, None, "Vị trí dùng chung", int(commune.code) // 3 % 3, 0])
        row += 1
        sheet.merged += [(first, 0, row - 1, 0), (first, 1, row - 1, 1)]


@layout("other offices", ending=".xls")
def telephones_of_those_in_charge(case: Case) -> None:
    """Names and telephone numbers of officers stand between the figures of smartphones."""
    sheet = case.sheet("Dau moi")
    row = case.top(sheet, "ĐẦU MỐI VÀ SỐ LIỆU CHUYỂN ĐỔI SỐ CẤP XÃ")
    columns = [
        Worked("Cán bộ phụ trách", make=words("Lò Văn An", "Trần Thị Bích", "Hoàng Văn Cường")),
        Worked("Điện thoại", make=lambda c: 912000000 + 37 * int(c.code)),
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số thuê bao di động", trap="subscribers"),
    ]
    row = head(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    body(case, sheet, row, columns)
