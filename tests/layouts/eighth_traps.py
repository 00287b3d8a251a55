"""Reports of operators and of the department where a near figure is not the figure."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.eighth_forms import place_name
from tests.layouts.figures import communes
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"
NEIGHBOURS = {
    "20": (("Thái Nguyên", "19"), "Lạng Sơn"),
    "25": (("Lào Cai", "15"), "Phú Thọ"),
    "52": (("Đắk Lắk", "66"), "Gia Lai"),
    "66": (("Gia Lai", "52"), "Đắk Lắk"),
    "82": (("An Giang", "91"), "Đồng Tháp"),
    "91": (("Cà Mau", "96"), "An Giang"),
}
"""Province → a neighbour with its code, and its own name."""


@layout("stations")
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


@layout("rows")
def two_days_and_their_difference_in_rows(case: Case) -> None:
    """Three rows for each commune: 30/6/2025, 30/9/2025, "Chênh lệch"; the name merged."""
    sheet = case.sheet("So sanh quy")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU QUÝ III VỚI QUÝ II NĂM 2025", "")
    pairs = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )
    texts = [text for text, _ in pairs]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Thời điểm", *texts])
    now = [Column(text, what) for text, what in pairs]
    old = [Column(text, what, as_of=JUNE, optional=True) for text, what in pairs]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, old, [place, c.name, "30/6/2025"])
        enter(case, sheet, row + 1, c, now, [None, None, "30/9/2025"])
        rise = [c.figures[what] - c.value(what, as_of=JUNE) for _, what in pairs]
        sheet.line(row + 2, [None, None, "Chênh lệch", *rise])
        sheet.merged += [(row, 0, row + 2, 0), (row, 1, row + 2, 1)]
        row += 3


@layout("operators", operator="vietnamobile")
def roaming_on_the_stations_of_another(case: Case) -> None:
    """Vietnamobile: MobiFone's stations that its customers may use stand before its own."""
    sheet = case.sheet("VNM 4G")
    row = case.top(
        sheet, "VIETNAMOBILE: TRẠM 4G PHỤC VỤ THUÊ BAO TRÊN ĐỊA BÀN",
        office="CÔNG TY CP VIỄN THÔNG DI ĐỘNG\nVIETNAMOBILE",
    )  # fmt: skip
    label = "Trạm 4G thuê bao Vietnamobile dùng được"
    rented = part("people_4g", 0.001)
    columns = [
        Worked(f"{label}|Chuyển vùng trên trạm MobiFone", make=rented),
        Column(f"{label}|Trạm của Vietnamobile", "stations_4g"),
        Worked(f"{label}|Cộng", make=lambda c: rented(c) + c.figures["stations_4g"]),
        Column("Trạm 3G của Vietnamobile", "stations_3g"),
    ]
    case.table(sheet, columns, at=row)


@layout("ratios")
def people_to_a_station_and_the_norm(case: Case) -> None:
    """People to a 4G station, the norm, stations due by the norm, then those there."""
    sheet = case.sheet("Dinh muc")
    row = case.top(sheet, "RÀ SOÁT TRẠM 4G THEO ĐỊNH MỨC DÂN SỐ")

    def norm(c: Commune) -> int:
        return 2500 if c.kind == "phường" else 1800

    def due(c: Commune) -> int:
        return -(-c.figures["population"] // norm(c))

    columns = [
        Worked("Dân số/01 trạm 4G (người)",
               make=lambda c: round(c.figures["population"] / c.figures["stations_4g"])),
        Worked("Định mức dân số/01 trạm (người)", make=norm),
        Worked("Số trạm 4G theo định mức", make=due),
        Column("Số trạm 4G đang có", "stations_4g"),
        Worked("Số trạm 4G thừa (+), thiếu (-)", make=lambda c: c.figures["stations_4g"] - due(c)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(code="Mã xã"), at=row)


@layout("provinces", operator="mobifone")
def regional_office_lists_two_provinces(case: Case) -> None:
    """A regional centre's list: a neighbour's communes above, some of the same names, no codes."""
    neighbour, own = NEIGHBOURS[case.province]
    sheet = case.sheet("Khu vuc")
    row = case.top(
        sheet, f"MẠNG MOBIFONE TẠI {neighbour[0].upper()} VÀ {own.upper()}",
        office="TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nTRUNG TÂM MẠNG LƯỚI KHU VỰC",
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, row, ["STT", "Tỉnh", "Xã, phường", *texts])
    others = communes(neighbour[1], seed=7)
    for place, c in enumerate(others, start=1):
        figures = [c.figures[column.gives] for column in columns]
        sheet.line(row, [place, neighbour[0], c.name, *figures])
        row += 1
    for place, c in enumerate(case.communes, start=1 + len(others)):
        enter(case, sheet, row, c, columns, [place, own, c.name])
        row += 1


@layout("plans")
def after_the_stations_still_to_come(case: Case) -> None:
    """5G reckoned with the stations still to be built stands before 5G as it is."""
    sheet = case.sheet("Mo phong 5G")
    row = case.top(sheet, "MÔ PHỎNG VÙNG PHỦ 5G", "(Hiện trạng: 30/9/2025)")
    columns = [
        Column("Dân số (người)", "population"),
        Worked("Số trạm 5G|Sau khi bổ sung", make=lambda c: c.figures["stations_5g"] + 4),
        Column("Số trạm 5G|Hiện trạng", "stations_5g"),
        Worked("Dân số được phủ sóng 5G (người)|Sau khi bổ sung", make=part("people_4g", 0.8)),
        Column("Dân số được phủ sóng 5G (người)|Hiện trạng", "people_5g"),
        Worked("Suất đầu tư (triệu đồng/trạm)", make=lambda c: 900 + 10 * (c.figures["files"] % 9)),
    ]
    case.table(sheet, columns, at=row)


@layout("subsets")
def along_the_roads_says_the_title(case: Case) -> None:
    """The title says: within 500 m of main roads only; the headings are those of a commune."""
    sheet = case.sheet("QL-TL")
    row = case.top(
        sheet, "HẠ TẦNG VIỄN THÔNG DỌC CÁC TUYẾN QUỐC LỘ, TỈNH LỘ",
        more=("(Chỉ tính trong phạm vi 500 m mỗi bên đường)",),
    )  # fmt: skip
    columns = [
        Worked("Chiều dài tuyến (km)", make=lambda c: 3 + c.figures["files"] % 19),
        Worked("Số hộ", make=part("households", 0.3)),
        Worked("Số hộ dùng cáp quang", make=part("households_subscribed", 0.4)),
        Worked("Số trạm 4G", make=part("stations_4g", 0.5)),
        Worked("Số trạm 5G", make=part("stations_5g", 0.5)),
    ]
    case.table(sheet, columns, at=row)


@layout("events")
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


@layout("flows", operator="vnpt")
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


@layout("headings", operator="viettel")
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


@layout("stages", operator="mobifone")
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


@layout("cells")
def the_quarter_before_in_brackets(case: Case) -> None:
    """ "12 (11)": a line above says that the figure in brackets is of 30/6/2025."""
    sheet = case.sheet("Quy III")
    row = case.top(
        sheet, "SỐ LIỆU HẠ TẦNG QUÝ III/2025",
        more=("(Số trong ngoặc đơn: thời điểm 30/6/2025, để so sánh)",),
    )  # fmt: skip
    pairs = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(text for text, _ in pairs)])
    for place, c in enumerate(case.communes, start=1):
        cells = []
        for text, what in pairs:
            old = c.value(what, as_of=JUNE)
            cells.append(f"{c.figures[what]} ({old})")
            case.note(c, what, Entry(c.figures[what]), Column(text))
            case.note(c, what, Entry(old, optional=True), Column(text, as_of=JUNE))
        sheet.line(row, [place, c.name, *cells])
        row += 1


@layout("pivots")
def averages_over_villages_in_a_pivot(case: Case) -> None:
    """A pivot: how many villages, the plain mean and the highest of their shares with 4G."""
    sheet = case.sheet("Pivot")
    sheet.line(0, ["NGAY_SO_LIEU", "30/09/2025"])
    row = headings(
        case, sheet, 2,
        ["Row Labels", "Count of TEN_THON", "Average of TL_PHU_4G", "Max of TL_PHU_4G"],
    )  # fmt: skip
    count = Column("Count of TEN_THON", "villages", optional=True)
    share = Column("", "%pop_4g")
    for c in case.communes:
        mean = min(round(share.number(c, "%pop_4g") * 0.93 + 5, 4), 100)
        enter(case, sheet, row, c, [count], [c.name])
        sheet.line(row, [mean, 100], at=2)
        row += 1
    sheet.line(row, ["Grand Total", sum(c.figures["villages"] for c in case.communes), 88.4, 100])


@layout("dashboards")
def dashboard_left_on_one_operator(case: Case) -> None:
    """The department's dashboard of all networks; above, "Nhà mạng: MobiFone" is selected."""
    sheet = case.sheet("Export")
    sheet.put(0, 0, "HỆ THỐNG THEO DÕI HẠ TẦNG VIỄN THÔNG - SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    sheet.put(1, 0, "Bộ lọc đang chọn:")
    sheet.line(2, ["Nhà mạng:", "MobiFone"])
    sheet.line(3, ["Công nghệ:", "Tất cả"])
    sheet.line(4, ["Ngày số liệu:", "30/09/2025"])
    columns = [
        Column("Số trạm 4G", "stations_4g", operator="mobifone"),
        Column("Số trạm 5G", "stations_5g", operator="mobifone"),
        Column("Dân số được phủ sóng 4G", "people_4g", operator="mobifone"),
    ]
    case.table(sheet, columns, Form(name="Đơn vị hành chính", code="Mã ĐVHC"), at=6)


@layout("remarks", errors_due=True)
def corrections_in_a_column_of_their_own(case: Case) -> None:
    """What operators reported, and in a few rows beside it what the department put instead."""
    sheet = case.sheet("Tham dinh")
    row = case.top(
        sheet, "SỐ LIỆU TRẠM SAU THẨM ĐỊNH",
        more=('Quy ước: nếu cột "Sở sửa lại" có số thì dùng số đó thay số doanh nghiệp báo cáo',),
    )  # fmt: skip
    kinds = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    texts = [f"{text} - {side}" for text, _ in kinds for side in ("DN báo cáo", "Sở sửa lại")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *texts])
    for place, c in enumerate(case.communes):
        sheet.line(row, [place + 1, c.name])
        for at, (text, what) in enumerate(kinds):
            wrong = (place + 4 * at) % 9 == 2
            sheet.put(row, 2 + 2 * at, c.figures[what] + 2 * wrong)
            if wrong:
                sheet.put(row, 3 + 2 * at, c.figures[what])
            case.note(
                c, what, Entry(c.figures[what], optional=wrong), Column(f"{text} - DN báo cáo")
            )
        row += 1


@layout("quality", operator="viettel")
def ready_and_busy_but_not_covered(case: Case) -> None:
    """Shares of 4G and 5G: hours in which stations work, and traffic; beside all people."""
    sheet = case.sheet("KPI mang")
    row = case.top(
        sheet, "CHẤT LƯỢNG VẬN HÀNH MẠNG 4G, 5G THÁNG 9/2025",
        office=f"VIETTEL {place_name(case)}\nPHÒNG KỸ THUẬT",
    )  # fmt: skip

    def traffic(c: Commune) -> int:
        return 22 - c.figures["files"] % 15 if c.figures["stations_5g"] else 0

    ready, share = "Độ sẵn sàng (thời gian trạm hoạt động)", "Tỷ trọng trong lưu lượng di động"
    columns = [
        Column("Dân số", "population"),
        Worked(f"Mạng 4G (%)|{ready}", make=lambda c: 96 + c.figures["files"] % 400 / 100),
        Worked(f"Mạng 4G (%)|{share}", make=lambda c: 99 - traffic(c)),
        Worked(f"Mạng 5G (%)|{ready}",
               make=lambda c: 94 + c.figures["files"] % 570 / 100 if traffic(c) else None),
        Worked(f"Mạng 5G (%)|{share}", make=traffic),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
