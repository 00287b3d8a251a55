"""A row for each mast, hole in the coverage or person, or only for some of the communes."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.made_up import lower
from tests.layouts.notes import perhaps
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, total
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout()
def list_of_stations(case: Case) -> None:
    """A row for each station with its commune, kind and height: no figure of a commune."""
    sheet = case.sheet("DS tram")
    row = case.top(sheet, "DANH SÁCH VỊ TRÍ TRẠM BTS TRÊN ĐỊA BÀN TỈNH")
    sheet.line(row, ["STT", "Mã trạm", "Xã, phường", "Công nghệ", "Chiều cao cột (m)",
                     "Năm lắp đặt"])  # fmt: skip
    number = 0
    for commune in case.communes:
        count = commune.figures["villages"] % 3 + 1
        for at in range(count):
            number += 1
            kind = "3G/4G/5G" if at == 2 else "3G/4G"
            cells = [number, f"BTS{number:04}", commune.name, kind, 42 - 6 * at, 2015 + at]
            sheet.line(row + number, cells)
        for what, value in (("stations_4g", count), ("stations_5g", int(count == 3)),
                            ("stations_3g", count)):  # fmt: skip
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout(as_of=None, ending=".csv")
def masts_cell_by_cell(case: Case) -> None:
    """A dump of the network: a row for each cell, three to a mast and technology."""
    sheet = case.sheet("CELL_DUMP_20250930")
    sheet.delimiter = "\t"
    labels = ["Cell name", "Site ID", "Tech", "Band", "Azimuth", "Xã/phường", "Mã xã", "Trạng thái"]
    row = headings(case, sheet, 0, labels)
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


@layout()
def holes_one_to_a_row(case: Case) -> None:
    """Each hole in the coverage a row, with its people and whether there is power."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "DANH SÁCH CÁC ĐIỂM LÕM SÓNG DI ĐỘNG CẦN KHẮC PHỤC")
    labels = ["TT", "Xã/phường", "Điểm lõm sóng", "Số hộ", "Số người", "Điện lưới", "Đề xuất"]
    row = headings(case, sheet, row, labels)
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


@layout()
def only_communes_still_without_5g(case: Case) -> None:
    """A list of the communes without 5G, sorted by people, each with people and 4G stations."""
    sheet = case.sheet("DS chua co 5G")
    row = case.top(sheet, "DANH SÁCH CÁC XÃ, PHƯỜNG CHƯA CÓ TRẠM 5G")
    row = headings(case, sheet, row, ["TT", "Xã, phường", "Dân số", "Số trạm 4G", "Dự kiến có 5G"])
    some = [c for c in case.communes if not c.figures["stations_5g"]]
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Dự kiến có 5G", trap="text:Quý I/2026;Quý II/2026;2027"),
    ]
    for place, c in enumerate(sorted(some, key=lambda c: -c.figures["population"]), start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        case.truth.note(c.code, "stations_5g", Entry(0, optional=True))
        case.truth.note(c.code, "people_5g", Entry(0, optional=True))
        row += 1


@layout(operator="vnpt")
def stations_listed_and_summed_by_commune(case: Case) -> None:
    """A row for each mast with crosses for 3G, 4G, 5G; below the masts "Cộng xã A" and counts."""
    sheet = case.sheet("DS tram")
    row = case.top(
        sheet, "DANH SÁCH TRẠM VINAPHONE ĐANG PHÁT SÓNG", "Thời điểm: 30/9/2025",
        office=f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT {place_name(case)}",
    )  # fmt: skip
    row = headings(
        case, sheet, row,
        ["STT", "Mã trạm", "Địa điểm đặt trạm", "3G", "4G", "5G", "Năm phát sóng"],
    )  # fmt: skip
    kinds = ("stations_3g", "stations_4g", "stations_5g")
    columns = [Column(what[-2:].upper(), what) for what in kinds]
    number = 0
    for c in case.communes:
        for mast in range(max(c.figures[what] for what in kinds)):
            number += 1
            village = VILLAGE_NAMES[case.province][mast % 4]
            crosses = ["x" if mast < c.figures[what] else None for what in kinds]
            year = 2015 + (mast + c.figures["files"]) % 10
            site = f"VNP_{c.code[-4:]}_{mast + 1:02d}"
            sheet.line(row, [number, site, f"{village}, {lower(c)}", *crosses, year])
            row += 1
        enter(case, sheet, row, c, columns, [None, None, f"Cộng {lower(c)}"])
        row += 1
    sheet.put(row, 2, "TỔNG CỘNG TOÀN TỈNH")
    total(sheet, row, case.communes, columns, at=3)


@layout()
def white_spots_listed_and_summed(case: Case) -> None:
    """A sheet lists each white spot with people and power; the next has the sums by commune."""
    spots, sums = case.sheet("DS vung lom"), case.sheet("Tong hop xa")
    row = case.top(spots, "DANH SÁCH VÙNG LÕM SÓNG DI ĐỘNG", office="")
    row = headings(
        case, spots, row, ["STT", "Xã, phường", "Vị trí vùng lõm", "Số dân (người)", "Điện lưới"]
    )
    there = [c for c in case.communes if c.figures["holes"]]
    number = 0
    for c in there:
        for spot in range(c.figures["holes"]):
            number += 1
            people = c.figures["people_in_holes"] // c.figures["holes"]
            mains = "Chưa có" if spot % 3 == 1 else "Có"
            spots.line(row, [number, c.name, f"Điểm {spot + 1}", people, mains])
            row += 1

    def powered(c: Commune) -> int:
        return sum(spot % 3 != 1 for spot in range(c.figures["holes"]))

    row = case.top(sums, "TỔNG HỢP VÙNG LÕM SÓNG DI ĐỘNG THEO XÃ, PHƯỜNG", office="")
    power = Worked("Số vùng lõm sóng|Trong đó: đã có điện lưới", make=powered)
    columns = [
        Column("Số vùng lõm sóng|Tổng số", "holes"),
        power,
        Column("Số dân trong vùng lõm sóng (người)", "people_in_holes"),
    ]
    row = case.table(sums, columns, Form(codes="", total="last"), at=row, some=there)
    sums.put(row + 1, 0, "Các xã, phường không có tên trong biểu không còn vùng lõm sóng.")
    for c in case.communes:
        if c in there:
            case.note(c, "holes_with_electricity", Entry(powered(c)), power)
        else:
            for what in ("holes", "people_in_holes"):
                case.truth.note(c.code, what, Entry(0, optional=True))


@layout(as_of=None)
def roster_of_those_to_be_trained(case: Case) -> None:
    """A line for each person of a course: year of birth, telephone, days; no figure at all."""
    sheet = case.sheet("DS tap huan")
    row = case.top(sheet, "DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG DỰ TẬP HUẤN ĐỢT 1", "")
    sheet.line(row, ["TT", "Họ và tên", "Năm sinh", "Chức danh", "Xã, phường", "Số ĐT",
                     "Thuê bao mạng", "Số ngày dự"])  # fmt: skip
    names = ("Nông Thị Hạnh", "Phan Văn Sang", "H'Mai Êban", "Vi Văn Thắng", "Nguyễn Út")
    number = 0
    for c in case.communes[::2]:
        for at in range(2):
            number += 1
            name = names[(number + at) % len(names)]
            tail = (c.figures["population"] * 97 + number) % 10**7
            sheet.line(row + number, [
                number, name, 1975 + number % 30, ("Tổ trưởng", "Thành viên")[at], c.name,
                f"098{tail:07d}", ("Viettel", "VNPT", "MobiFone")[number % 3], 2,
            ])  # fmt: skip


@layout(operator="viettel")
def stations_listed_and_summed_on_the_next_sheet(case: Case) -> None:
    """Viettel: sheet "DS" has a row for each station; "TH" counts 4G and 5G, sum last, from C4."""
    listed = case.sheet("DS")
    listed.put(0, 0, "VIETTEL - DANH SÁCH TRẠM ĐANG PHÁT SÓNG ĐẾN 30/9/2025")
    listed.line(2, ["STT", "Mã trạm", "Công nghệ", "Xã/phường", "Độ cao cột (m)"])
    row = 3
    for c in case.communes:
        for g, what in (("4G", "stations_4g"), ("5G", "stations_5g")):
            for number in range(1, c.figures[what] + 1):
                code = f"{g[0]}{c.code}{number:02}"
                listed.line(row, [row - 2, code, g, c.name, 24 + (number * 7) % 22])
                row += 1
    sheet = case.sheet("TH")
    sheet.put(0, 2, "VIETTEL - TỔNG HỢP TỪ DANH SÁCH TRẠM (30/9/2025)")
    columns = [
        Column("Số trạm đang phát sóng|4G", "stations_4g"),
        Column("Số trạm đang phát sóng|5G", "stations_5g"),
    ]
    case.table(sheet, columns, Form(codes="", names="numbered", total="last"), at=3, left=2)


@layout()
def only_those_with_5g_are_listed(case: Case) -> None:
    """ "4G" lists all; "5G" only those with stations, and says that the others have none."""
    whole = Column("Dân số", "population")
    sheet = case.sheet("4G")
    row = case.top(sheet, "MẠNG 4G: SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    four = [whole, Column("Số trạm 4G", "stations_4g"),
            Column("Dân số được phủ sóng 4G", "people_4g")]  # fmt: skip
    case.table(sheet, four, at=row)
    sheet = case.sheet("5G")
    row = case.top(sheet, "MẠNG 5G: SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    five = [whole, Column("Số trạm 5G", "stations_5g"),
            Column("Dân số được phủ sóng 5G", "people_5g")]  # fmt: skip
    listed = [c for c in case.communes if c.figures["stations_5g"]]
    row = case.table(sheet, five, at=row, some=listed)
    sheet.put(row + 1, 0, "Các xã, phường không có tên trong biểu này chưa có trạm 5G và sóng 5G.")
    for c in case.communes:
        if not c.figures["stations_5g"]:
            for column in five[1:]:
                case.note(c, column.gives, Entry(0, optional=True), column)
