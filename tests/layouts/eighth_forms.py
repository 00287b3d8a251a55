"""What operators' branches and the department answer, compile and copy out of their systems."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots, percent_text
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

NAMES = {"20": "LẠNG SƠN", "66": "ĐẮK LẮK", "91": "AN GIANG"}
OPERATORS = ("viettel", "vnpt", "mobifone")


def place_name(case: Case) -> str:
    """Give the province's name in capitals, as a letterhead has it."""
    return NAMES.get(case.province, "TỈNH")


def lower(commune: Commune) -> str:
    """Write "xã A" as within a sentence."""
    return commune.name[0].lower() + commune.name[1:]


def total(
    sheet: Sheet, row: int, some: Sequence[Commune], columns: Sequence[Column], *, at: int = 2
) -> None:
    """Write the sums of counts below or above a table, where a column gives a count."""
    for place, column in enumerate(columns, start=at):
        if column.gives and not column.gives.startswith("%"):
            sheet.put(row, place, sum(int(column.number(c, column.gives)) for c in some))


@layout("letters", operator="viettel")
def answer_by_the_points_of_the_letter(case: Case) -> None:
    """Annex to a letter that answers a letter: each heading names the point that it answers."""
    sheet = case.sheet("Phụ lục 01")
    row = case.top(
        sheet, "PHỤ LỤC 01. SỐ LIỆU HẠ TẦNG MẠNG LƯỚI THEO XÃ, PHƯỜNG",
        "Số liệu chốt hết ngày 30/9/2025",
        office=f"TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI\nVIETTEL {place_name(case)}",
        more=(
            "(Kèm theo Công văn số 1482/VTT-KT ngày 06/10/2025)",
            "(Trả lời Công văn số 917/SKHCN-BCVT ngày 24/9/2025 của Sở Khoa học và Công nghệ)",
        ),
    )  # fmt: skip
    columns = [
        Column("Trả lời điểm a mục 1: Số trạm phát sóng 4G đang hoạt động", "stations_4g"),
        Column("Trả lời điểm b mục 1: Số trạm phát sóng 5G đang hoạt động", "stations_5g"),
        Column("Trả lời mục 2: Tổng dân số của xã (người)", "population"),
        Column("Trả lời mục 3: Số người dân ở nơi có sóng 4G (người)", "people_4g"),
        Column("Trả lời mục 4: Số người dân ở nơi có sóng 5G (người)", "people_5g"),
    ]
    case.table(sheet, columns, Form(total="last", total_label="Cộng toàn tỉnh"), at=row)
    sheet.put(sheet.end + 1, 4, "PHÓ GIÁM ĐỐC KỸ THUẬT")


@layout("headings", operator="mobifone")
def measures_as_the_lowest_heading(case: Case) -> None:
    """Three merged levels, of which the lowest says only "người", "đơn vị" or "%"."""
    sheet = case.sheet("MBF")
    row = case.top(
        sheet, "KẾT QUẢ PHỦ SÓNG CỦA MOBIFONE",
        office=f"TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Quy mô|Dân số|người", "population"),
        Column("Quy mô|{v}|đơn vị", "villages"),
        Column("Trong vùng phủ sóng 4G|Dân số|người", "people_4g"),
        Column("Trong vùng phủ sóng 4G|Dân số|%", "%pop_4g"),
        Column("Trong vùng phủ sóng 4G|{v}|đơn vị", "villages_with_4g"),
        Column("Trong vùng phủ sóng 4G|{v}|%", "%villages_4g"),
        Column("Trong vùng phủ sóng 5G|Dân số|người", "people_5g"),
        Column("Trong vùng phủ sóng 5G|Dân số|%", "%pop_5g"),
    ]
    case.table(sheet, columns, Form(code="Mã ĐVHC", total="first"), at=row)


@layout("stations", operator="vnpt")
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


@layout("dashboards")
def tiles_and_arrows_of_a_dashboard(case: Case) -> None:
    """A dashboard copied: tiles with the province's sums, then a table with "▾" and "▲ 2"."""
    sheet = case.sheet("Dashboard")
    sheet.put(0, 0, "BẢNG ĐIỀU HÀNH HẠ TẦNG SỐ - TẤT CẢ NHÀ MẠNG")
    sheet.put(1, 0, "Dữ liệu đến 23:59 ngày 30/09/2025 | Làm mới: 15 phút")
    tiles = (("TRẠM 4G", "stations_4g"), ("TRẠM 5G", "stations_5g"), ("DÂN SỐ", "population"))
    for place, (label, what) in enumerate(tiles):
        sheet.put(3, 2 * place, label)
        sheet.put(4, 2 * place, dots(sum(c.figures[what] for c in case.communes)))
        sheet.put(5, 2 * place, f"▲ {7 * (place + 1)} so với tháng trước")

    def moved(shift: int) -> Worked:
        marks = ("–", "▲ 1", "▲ 2", "–", "▼ 1")
        return Worked("Δ tháng", make=lambda c: marks[(c.figures["files"] + shift) % 5])

    columns = [
        Column("Dân số ▾", "population", show=dots),
        Column("Trạm 4G ▾", "stations_4g"),
        moved(0),
        Column("Trạm 5G ▾", "stations_5g"),
        moved(2),
        Column("Dân số có sóng 4G ▾", "people_4g", show=dots),
        Column("% dân số có sóng 4G ▾", "%pop_4g", digits=1, show=percent_text),
    ]
    form = Form(index="", name="Xã/phường ▾", code="Mã ĐVHC ▲", code_after=False)
    case.table(sheet, columns, form, at=8)
    sheet.put(sheet.end, 0, "Hiển thị tất cả bản ghi")


@layout("pivots", operator="vnpt")
def technologies_across_a_pivot_of_stations(case: Case) -> None:
    """A pivot: filters above, "Count of MA_TRAM", 2G to 5G across, empty where there is none."""
    sheet = case.sheet("Sheet4")
    filters = (
        ("NHA_MANG", "VNPT"), ("TRANG_THAI", "Đang phát sóng"), ("NGAY_CHOT", "30/09/2025"),
    )  # fmt: skip
    for row, pair in enumerate(filters):
        sheet.line(row, list(pair))
    sheet.line(4, ["Count of MA_TRAM", "Column Labels"])
    row = headings(case, sheet, 5, ["Row Labels", "2G", "3G", "4G", "5G", "Grand Total"])
    columns = [Column(g, f"stations_{g.lower()}") for g in ("2G", "3G", "4G", "5G")]
    for c in case.communes:
        counts = [c.figures[column.gives] for column in columns]
        sheet.line(row, [c.name, *(count or None for count in counts), sum(counts)])
        for column, count in zip(columns, counts, strict=True):
            case.note(c, column.gives, Entry(count, optional=not count), column)
        row += 1
    sheet.put(row, 0, "Grand Total")
    total(sheet, row, case.communes, columns, at=1)
    sheet.put(row, 5, sum(c.figures[k.gives] for c in case.communes for k in columns))


@layout("letters")
def letters_of_three_operators_in_one_book(case: Case) -> None:
    """The department's sum first, then each operator's annex in its own words and order."""
    whole = case.sheet("TONG HOP")
    row = case.top(whole, "TỔNG HỢP BÁO CÁO CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    kinds = ("stations_4g", "stations_5g")

    def all_of(what: str) -> Worked:
        label = f"Tổng số trạm {what[-2:].upper()} của 03 doanh nghiệp"
        return Worked(label, make=lambda c: sum(c.value(what, operator=o) for o in OPERATORS))

    sums = [all_of(what) for what in kinds]
    shared = [
        Column("Dân số (người)", "population"),
        Column("Dân số được ít nhất một doanh nghiệp phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(whole, [*shared, *sums], at=row)
    for c in case.communes:
        for what, column in zip(kinds, sums, strict=True):
            case.note(c, what, Entry(column.make(c)), column)
    viettel = [
        Column("Trạm 4G", "stations_4g", operator="viettel"),
        Column("Trạm 5G", "stations_5g", operator="viettel"),
        Column("Dân số phủ 4G (người)", "people_4g", operator="viettel"),
    ]
    vnpt = [
        Column("Số dân có sóng VinaPhone 4G (người)", "people_4g", operator="vnpt"),
        Column("Số lượng eNodeB (4G)", "stations_4g", operator="vnpt"),
        Column("Số lượng gNodeB (5G)", "stations_5g", operator="vnpt"),
    ]
    mobifone = [
        Column("4G|Số trạm", "stations_4g", operator="mobifone"),
        Column("4G|Dân số phủ (người)", "people_4g", operator="mobifone"),
        Column("5G|Số trạm", "stations_5g", operator="mobifone"),
    ]
    letters: Sequence[tuple[str, str, list[Column], Form]] = (
        ("CV 1482 VTT", "VIETTEL", viettel, Form()),
        ("CV 655 VNPT", "VNPT", vnpt, Form(codes="number", names="upper", total="last")),
        ("CV 2031 MBF", "MOBIFONE", mobifone, Form(index="TT", codes="")),
    )
    for title, company, columns, form in letters:
        sheet = case.sheet(title)
        row = case.top(
            sheet, f"PHỤ LỤC. SỐ LIỆU TRẠM VÀ PHỦ SÓNG CỦA {company}",
            office=f"{company} {place_name(case)}\nSố: {title[3:7].strip()}/BC",
        )  # fmt: skip
        case.table(sheet, columns, form, at=row)


@layout("offices", operator="vnpt")
def sheets_of_regional_centres_and_their_sums(case: Case) -> None:
    """VNPT: a sheet for each regional centre, and first one with the sums of the centres."""
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Số hộ có cáp quang VNPT đi qua, lắp được ngay", "households_passed"),
        Column("Số hộ đang dùng cáp quang (FiberVNN)", "households_subscribed"),
    ]
    ordered = case.ordered(by_district=True)
    size = len(ordered) // 5 + 1
    centres = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    first = case.sheet("Tổng hợp TTVT")
    row = case.top(first, "BĂNG RỘNG CỐ ĐỊNH THEO TRUNG TÂM VIỄN THÔNG", office="VNPT\nP. KTĐT")
    texts = [column.heading for column in columns]
    row = headings(case, first, row, ["STT", "Trung tâm viễn thông", "Số xã, phường", *texts])
    for n, some in enumerate(centres, start=1):
        first.line(row, [n, f"TTVT khu vực {n}", len(some)])
        total(first, row, some, columns, at=3)
        row += 1
        sheet = case.sheet(f"KV{n}")
        top = case.top(sheet, f"TRUNG TÂM VIỄN THÔNG KHU VỰC {n}", office="VNPT\nP. KTĐT")
        form = Form(codes="", total="last", total_label=f"Cộng TTVT khu vực {n}")
        case.table(sheet, columns, form, at=top, some=some)


@layout("people")
def two_people_typed_one_table(case: Case) -> None:
    """One typed "12.345" and "97,3%" and codes, the other below 12345 and 97.3 and "X. A"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG 4G VÀ HỘ DÙNG CÁP QUANG")
    pairs = (
        ("Dân số (người)", "population"),
        ("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        ("Tổng số hộ", "households"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    hers = [
        Column(text, what, digits=1 if what[0] == "%" else None,
               show=percent_text if what[0] == "%" else dots)
        for text, what in pairs
    ]  # fmt: skip
    his = [Column(text, what, digits=1 if what[0] == "%" else None) for text, what in pairs]
    row = headings(case, sheet, row, ["STT", "Mã xã", "Xã, phường", *(text for text, _ in pairs)])
    half = len(case.communes) // 2
    for place, c in enumerate(case.communes):
        if place == half:
            sheet.put(row, 2, "(Từ đây đ/c Tuấn nhập tiếp)")
            row += 1
        if place < half:
            enter(case, sheet, row, c, hers, [place + 1, c.code, c.name])
        else:
            enter(case, sheet, row, c, his, [place + 1, None, case.name(c, "abbreviated")])
        row += 1


@layout("holes")
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


@layout("cells")
def stations_of_both_generations_in_words(case: Case) -> None:
    """ "4G: 12 trạm; 5G: 3 trạm" in one cell, beside people and people with 4G."""
    sheet = case.sheet("BC 9 thang")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG TRÊN ĐỊA BÀN CÁC XÃ, PHƯỜNG")

    def words(c: Commune) -> str:
        return f"4G: {c.figures['stations_4g']} trạm; 5G: {c.figures['stations_5g']} trạm"

    stations = Worked("Số trạm phát sóng đang hoạt động", make=words)
    columns = [
        Column("Dân số (người)", "population"),
        stations,
        Column("Số dân được phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        for what in ("stations_4g", "stations_5g"):
            case.note(c, what, Entry(c.figures[what]), stations)


@layout("headings", operator="viettel", ending=".ods")
def short_forms_of_a_company_and_their_legend(case: Case) -> None:
    """Headings "N4", "N5", "DSP4", "HPGD", "TBGD"; at the right a legend of them."""
    sheet = case.sheet("VTT")
    sheet.put(0, 0, f"VIETTEL {place_name(case)} - SỐ LIỆU MẠNG LƯỚI ĐẾN 30/9/2025")
    columns = [
        Column("DS", "population"),
        Column("HGD", "households"),
        Column("N4", "stations_4g"),
        Column("N5", "stations_5g"),
        Column("DSP4", "people_4g"),
        Column("HPGD", "households_passed"),
        Column("TBGD", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(code="Mã", names="short"), at=2)
    legend = (
        ("Ký hiệu", "Nội dung"),
        ("DS", "Dân số (người)"),
        ("HGD", "Tổng số hộ gia đình"),
        ("N4", "Số trạm 4G đang phát sóng"),
        ("N5", "Số trạm 5G đang phát sóng"),
        ("DSP4", "Dân số được phủ sóng 4G (người)"),
        ("HPGD", "Số hộ gia đình có cáp quang đi qua, sẵn sàng lắp đặt"),
        ("TBGD", "Số hộ gia đình đang sử dụng cáp quang"),
    )
    for row, pair in enumerate(legend, start=2):
        sheet.line(row, list(pair), at=11)


@layout("dates", operator="mobifone", as_of="2025-09-28", ending=".xls")
def weekly_report_of_the_roll_out(case: Case) -> None:
    """Week 39 of 2025, its first and last day above; new in the week beside what stands."""
    sheet = case.sheet("Tuần 39")
    row = case.top(
        sheet, "BÁO CÁO TUẦN 39/2025 VỀ TRIỂN KHAI TRẠM 4G, 5G",
        "(Từ ngày 22/9/2025 đến hết ngày 28/9/2025)",
        office=f"MOBIFONE {place_name(case)}\nĐÀI VIỄN THÔNG",
    )  # fmt: skip

    def fresh(what: str) -> Callable[[Commune], int]:
        return lambda c: min(c.figures[what], c.figures["files"] % 2)

    columns: list[Column] = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Worked(f"Trạm {g}|Phát sóng mới trong tuần", make=fresh(what)),
            Column(f"Trạm {g}|Tổng số đang phát sóng đến hết tuần", what),
            Worked(f"Trạm {g}|Dự kiến phát sóng tuần sau", make=lambda c: c.figures["files"] % 3),
        ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("names", operator="vietnamobile")
def kind_in_brackets_behind_the_name(case: Case) -> None:
    """Vietnamobile: "Đông Kinh (phường)", headings in both languages, no codes."""
    sheet = case.sheet("VNM")
    sheet.put(0, 0, "CÔNG TY CỔ PHẦN VIỄN THÔNG DI ĐỘNG VIETNAMOBILE")
    sheet.put(1, 0, "Báo cáo hạ tầng theo xã/ Network report by commune")
    sheet.put(2, 0, "Số liệu đến/ Data as of: 30/09/2025")
    columns = [
        Column("Dân số/ Population", "population"),
        Column("Trạm 3G/ 3G sites on air", "stations_3g"),
        Column("Trạm 4G/ 4G sites on air", "stations_4g"),
        Column("Dân số phủ 4G/ 4G population covered", "people_4g"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, 4, ["No.", "Xã, phường/ Commune, ward", *texts])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, f"{c.short} ({c.kind})"])
        row += 1
    sheet.put(row, 1, "Tổng/ Total")
    total(sheet, row, case.communes, columns)


@layout("fibre", operator="vnpt")
def from_ports_to_homes(case: Case) -> None:
    """Ports fitted, joined and free; then homes, "Homepass", those with FTTH and their share."""
    sheet = case.sheet("FTTH")
    row = case.top(
        sheet, "NĂNG LỰC MẠNG CÁP QUANG VÀ MỨC ĐỘ SỬ DỤNG CỦA HỘ GIA ĐÌNH",
        office=f"VNPT {place_name(case)}\nTRUNG TÂM ĐIỀU HÀNH THÔNG TIN",
    )  # fmt: skip

    def ports(factor: float) -> Any:
        return part("households_passed", factor)

    columns = [
        Worked("Mạng PON (port)|Lắp đặt", make=ports(1.2)),
        Worked("Mạng PON (port)|Đã đấu nối", make=ports(0.8)),
        Worked("Mạng PON (port)|Còn trống", make=lambda c: ports(1.2)(c) - ports(0.8)(c)),
        Column("Hộ gia đình (hộ)|Tổng số hộ", "households"),
        Column("Hộ gia đình (hộ)|Homepass (cáp quang tới trước nhà)", "households_passed"),
        Column("Hộ gia đình (hộ)|Đang dùng FTTH", "households_subscribed"),
        Column("Tỷ lệ hộ đang dùng FTTH/tổng số hộ (%)", "%households_fibre_subscribed"),
    ]
    row = headings(
        case, sheet, row, [None, None, "Mạng PON (port)", None, None, "Hộ gia đình (hộ)"]
    )
    row = headings(
        case, sheet, row, ["TT", "Địa bàn", *(column.heading.split("|")[-1] for column in columns)]
    )
    body(case, sheet, row, columns)
