"""Densities, averages, measures of quality, ranks and points that look like shares."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.groups import sums
from tests.layouts.made_up import always, around, rank, some_of
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.shared_columns import ALL_PEOPLE
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def wanting(share: Column) -> Callable[[Commune], float]:
    """Work out what a percentage wants to a hundred."""
    return lambda c: round(100 - share.rounded(share.number(c, share.gives)), 2)


def met(key: str, demand: float) -> Callable[[Commune], str]:
    """Say whether a commune meets the demand."""
    share = Column("", f"%{key}")
    return lambda c: "Đạt" if share.number(c, share.gives) >= demand else "Chưa đạt"


def judged(what: str, least: float) -> Callable[[Commune], str]:
    """Say whether a share, as it is written, reaches what is asked for."""
    column = Column("", what)
    return lambda c: (
        "Đạt" if column.rounded(column.number(c, what)) >= least else "Không đạt"
    )  # fmt: skip


@layout()
def subscriptions_per_hundred(case: Case) -> None:
    """Subscriptions per 100 people, mobile broadband: nothing of households may be taken."""
    one_table(case, [
        ALL_PEOPLE, Column("Thuê bao BRDĐ/100 dân", trap="population", factor=0.005, digits=1),
        Column("Dân số được phủ sóng 5G", "people_5g"),
    ])  # fmt: skip


@layout()
def rank_and_score(case: Case) -> None:
    """Rank first and scores last; a share of 4G between them."""
    one_table(case, [
        Column("Xếp hạng", trap="villages"), Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g"),
        Column("Điểm đạt", trap="villages", factor=0.5),
    ], Form(codes=""))  # fmt: skip


@layout()
def subscriptions_per_hundred_people(case: Case) -> None:
    """People and homes, beside "thuê bao/100 dân" and "hộ/km2": densities, no shares."""
    sheet = case.sheet("Mat do")
    row = case.top(sheet, "MẬT ĐỘ THUÊ BAO VIỄN THÔNG PHÂN THEO XÃ, PHƯỜNG", office="CỤC THỐNG KÊ")
    columns = [
        Column("Diện tích (km2)", trap="villages", factor=2.37, show=comma(2), digits=2),
        Column("Dân số trung bình (người)", "population"),
        Column("Mật độ dân số (người/km2)", trap="population", factor=0.011),
        Column("Số hộ dân cư (hộ)", "households"),
        Column("Số thuê bao điện thoại di động/100 dân", trap="%pop_4g", factor=0.97),
        Column("Số thuê bao Internet băng rộng cố định/100 dân", trap="%pop_5g", factor=0.7),
        Column("Quy mô hộ (người/hộ)", trap="stations_4g", factor=0.31),
    ]
    case.table(sheet, columns, Form(name="Tên đơn vị hành chính", code="Mã số"), at=row)


@layout()
def subscribers_for_homes(case: Case) -> None:
    """Subscriptions of fibre per 100 homes above 100, and their number: no homes are counted."""
    sheet = case.sheet("TB")
    row = case.top(sheet, "THUÊ BAO BĂNG RỘNG CỐ ĐỊNH")
    columns = [Column("Tổng số hộ", "households"),
               Worked("Thuê bao BRCĐ/100 hộ", make=around(80, 60)),
               Worked("Tốc độ tăng thuê bao so với cùng kỳ (%)", make=around(0, 17))]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def only_growth_in_percent(case: Case) -> None:
    """ "Tốc độ tăng dân số được phủ sóng 4G (%)": growth, no share, beside all people."""
    sheet = case.sheet("Tang truong")
    row = case.top(sheet, "TỐC ĐỘ PHÁT TRIỂN HẠ TẦNG SỐ 9 THÁNG NĂM 2025")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Worked("Tốc độ tăng dân số được phủ sóng 4G (%)", make=around(2, 19)),
        Worked("Hộ sử dụng cáp quang tăng thêm (%)", make=around(1, 13)),
        Worked("Mức tăng tỷ lệ phủ sóng 5G (điểm %)", make=around(0, 9)),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def scores_for_shares(case: Case) -> None:
    """ "Điểm tối đa", "Tự chấm", "Thẩm định" beneath "Tỷ lệ dân số được phủ sóng 4G"."""
    sheet = case.sheet("Cham diem")
    row = case.top(sheet, "KẾT QUẢ CHẤM ĐIỂM CHỈ SỐ CHUYỂN ĐỔI SỐ CẤP XÃ NĂM 2025")
    titles = ("Tỷ lệ dân số được phủ sóng 4G", "Tỷ lệ {v} có cáp quang",
              "Tỷ lệ hộ gia đình có điện thoại thông minh")  # fmt: skip
    columns = [Column("Tổng số {v}", "villages")] + [
        c for title in titles for c in (
            Worked(f"{title}|Điểm tối đa", make=lambda _: 20),
            Worked(f"{title}|Tự chấm", make=around(9, 12)),
            Worked(f"{title}|Thẩm định", make=around(7, 12)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def met_or_not_of_the_criterion_beside(case: Case) -> None:
    """Criterion 8 of new countryside: a demand (%), a result (%), "Đạt"; the demand is first."""
    sheet = case.sheet("NTM TC8")
    row = case.top(sheet, "TIÊU CHÍ SỐ 8 VỀ THÔNG TIN VÀ TRUYỀN THÔNG")
    columns = [
        Worked("Tỷ lệ {v} có cáp quang (%)|Yêu cầu", make=lambda _: 80),
        Column("Tỷ lệ {v} có cáp quang (%)|Kết quả", "%villages_fibre"),
        Worked("Tỷ lệ {v} có cáp quang (%)|Đánh giá", make=met("villages_fibre", 80)),
        Worked("Tỷ lệ hộ có điện thoại thông minh (%)|Yêu cầu", make=lambda _: 90),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)|Kết quả", "%households_smartphone"),
        Worked(
            "Tỷ lệ hộ có điện thoại thông minh (%)|Đánh giá", make=met("households_smartphone", 90)
        ),
    ]
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
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


@layout(operator="viettel")
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


@layout()
def points_named_like_services(case: Case) -> None:
    """Decision 766: "Hồ sơ trực tuyến", "Số hóa hồ sơ", out of 12 and 22 points, near people."""
    sheet = case.sheet("766")
    row = case.top(
        sheet, "KẾT QUẢ ĐÁNH GIÁ CHẤT LƯỢNG PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP",
        office="UBND TỈNH\nVĂN PHÒNG", more=("Đơn vị tính: điểm (cột 4 đến cột 7)",),
    )  # fmt: skip

    columns = [
        Column("Dân số (người)", "population"),
        Worked("Công khai, minh bạch (18)", make=lambda c: 11 + c.figures["files"] % 70 / 10),
        Worked("Tiến độ giải quyết (20)", make=lambda c: 12 + c.figures["results"] % 80 / 10),
        Worked("Dịch vụ công trực tuyến (12)", make=lambda c: 5 + c.figures["files"] % 69 / 10),
        Worked("Số hóa hồ sơ, kết quả (22)", make=lambda c: 9 + c.figures["files"] % 130 / 10),
    ]
    case.table(sheet, columns, Form(codes="", numbers_row="{}"), at=row)


@layout(as_of="2025-08-31")
def size_that_the_law_demands_and_size_there(case: Case) -> None:
    """Area and people: what a commune must have, what it has, and the share reached."""
    sheet = case.sheet("Tieu chuan")
    row = case.top(
        sheet, "ĐỐI CHIẾU TIÊU CHUẨN ĐƠN VỊ HÀNH CHÍNH CẤP XÃ", "(Số liệu đến ngày 31/8/2025)",
        office="UBND TỈNH\nSỞ NỘI VỤ",
    )  # fmt: skip

    def norm(kind: str) -> int:
        return 21000 if kind == "phường" else 16000

    columns = [
        Worked("Diện tích tự nhiên (km2)|Tiêu chuẩn", make=lambda c:
               5.5 if c.kind == "phường" else 30),
        Worked("Diện tích tự nhiên (km2)|Hiện có", make=lambda c:
               round(c.figures["files"] / 41, 2)),
        Worked("Quy mô dân số (người)|Tiêu chuẩn", make=lambda c: norm(c.kind)),
        Column("Quy mô dân số (người)|Hiện có", "population"),
        Worked("Quy mô dân số (người)|Đạt tỷ lệ (%)", make=lambda c:
               round(100 * c.figures["population"] / norm(c.kind), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", codes="number"), at=row)


@layout()
def stroke_that_divides(case: Case) -> None:
    """ "Số hộ/1 thôn", "Số người/1 hộ", "Thành viên/1 tổ": averages before what they are of."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "QUY MÔ DÂN CƯ VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", office="")
    word = case.word.split(", ", maxsplit=1)[0]

    def ratio(heading: str, above: str, below: str) -> Worked:
        return Worked(heading, make=lambda c: comma(1)(c.figures[above] / c.figures[below]))

    columns = [
        ratio(f"Số hộ/1 {word}", "households", "villages"),
        Column("Số {v}", "villages"),
        ratio("Số người/1 hộ", "population", "households"),
        Column("Số hộ", "households"),
        ratio("Số thành viên/1 tổ CNSCĐ", "team_members", "teams"),
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
    ]
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
def ranks_before_the_shares(case: Case) -> None:
    """ "Thứ hạng trong tỉnh" over 4G, 5G; then "Tỷ lệ dân số được phủ sóng (%)" over the same."""
    sheet = case.sheet("Xep hang")
    row = case.top(sheet, "XẾP HẠNG CÁC XÃ, PHƯỜNG VỀ PHỦ SÓNG DI ĐỘNG")
    columns = [
        Worked("Thứ hạng trong tỉnh|4G", make=rank(case, "%pop_4g")),
        Worked("Thứ hạng trong tỉnh|5G", make=rank(case, "%pop_5g")),
        Column("Tỷ lệ dân số được phủ sóng (%)|4G", "%pop_4g"),
        Column("Tỷ lệ dân số được phủ sóng (%)|5G", "%pop_5g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def norm_before_what_is_there_over_pages(case: Case) -> None:
    """ "Định mức tối thiểu" over three things, then "Thực có"; later pages show numbers only."""
    sheet = case.sheet("Dinh muc")
    row = case.top(sheet, "RÀ SOÁT HẠ TẦNG SỐ THEO ĐỊNH MỨC")
    kinds = (
        ("Trạm 4G", "stations_4g", some_of("4g", 9, 6)),
        ("Trạm 5G", "stations_5g", some_of("five", 4, 2)),
        ("Tổ công nghệ số cộng đồng", "teams", lambda c: c.figures["villages"] + 2),
    )
    columns: list[Column] = [Worked(f"Định mức tối thiểu|{t}", make=norm) for t, _, norm in kinds]
    columns += [Column(f"Thực có|{t}", what) for t, what, _ in kinds]
    form = Form(codes="", names="district", numbers_row="({})")
    for start in range(0, len(case.communes), 25):
        some = case.communes[start : start + 25]
        if not start:
            row = case.table(sheet, columns, form, at=row, some=some)
            continue
        sheet.line(row, ["Mang sang", *sums(columns, case.communes[:start])], at=1)
        sheet.line(row + 2, [f"({n})" for n in range(1, 9)])
        row += 3
        for place, c in enumerate(some, start=start):
            enter(case, sheet, row, c, columns, [place + 1, case.name(c, "district")])
            row += 1


@layout()
def points_in_the_row_of_units(case: Case) -> None:
    """Beneath shares the row of units says "%", beneath two like headings "điểm"."""
    sheet = case.sheet("Cham diem")
    row = case.top(sheet, "ĐÁNH GIÁ MỨC ĐỘ CHUYỂN ĐỔI SỐ CẤP XÃ - TRỤ CỘT HẠ TẦNG SỐ")
    columns = [
        Column("Dân số được phủ sóng 4G", "%pop_4g", unit="%"),
        Column("Dân số được phủ sóng 5G", trap="%pop_5g", factor=1.4, digits=0, unit="điểm"),
        Column("Hộ có điện thoại thông minh", trap="%households_smartphone", factor=0.9,
               digits=0, unit="điểm"),
        Column("Tỷ lệ {v} có cáp quang", "%villages_fibre", unit="%", show=comma(1), digits=1),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
def title_says_for_each_hundred_people(case: Case) -> None:
    """The title says "TÍNH TRÊN 100 DÂN"; the headings "4G", "Cáp quang"; people are whole."""
    sheet = case.sheet("Mat do")
    row = case.top(sheet, "SỐ THUÊ BAO VÀ SỐ HỘ DÙNG CÁP QUANG TÍNH TRÊN 100 DÂN")

    def dense(what: str, factor: float) -> Worked:
        return Worked(
            {"people_4g": "Thuê bao 4G", "people_5g": "Thuê bao 5G"}.get(what, "Hộ dùng cáp quang"),
            make=lambda c: round(100 * factor * c.figures[what] / c.figures["population"], 1),
        )

    columns = [
        Column("Dân số trung bình (người)", "population", optional=True),
        dense("people_4g", 0.9),
        dense("people_5g", 0.5),
        dense("households_subscribed", 1.0),
    ]
    case.table(sheet, columns, at=row)


@layout()
def people_for_each_station_in_the_units(case: Case) -> None:
    """ "Dân số được phủ sóng 4G": the row of units says "người/trạm"; stations and homes stand."""
    sheet = case.sheet("Hieu suat")
    row = case.top(sheet, "HIỆU SUẤT SỬ DỤNG HẠ TẦNG DI ĐỘNG")
    columns = [
        Column("Trạm 4G", "stations_4g", unit="trạm"),
        Worked(
            "Dân số được phủ sóng 4G", unit="người/trạm",
            make=lambda c: round(c.figures["people_4g"] / c.figures["stations_4g"]),
        ),
        Column("Số hộ", "households", unit="hộ"),
        Worked(
            "Số hộ sử dụng cáp quang", unit="hộ/tủ cáp",
            make=lambda c: 20 + c.figures["files"] % 41,
        ),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True, codes="number"), at=row)


@layout()
def one_and_nought_for_target_reached(case: Case) -> None:
    """ "{V} có sóng 4G" holds 1 or 0; below: 1 is target reached, 0 is not; villages beside."""
    sheet = case.sheet("Muc tieu")
    row = case.top(sheet, "RÀ SOÁT MỤC TIÊU PHỔ CẬP HẠ TẦNG SỐ")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(
            case.say("{V} có sóng 4G"),
            make=lambda c: int(c.figures["villages_with_4g"] == c.figures["villages"]),
        ),
        Worked(
            case.say("{V} có cáp quang"),
            make=lambda c: int(c.figures["villages_with_fibre"] > 0.8 * c.figures["villages"]),
        ),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Ghi chú: 1: đạt mục tiêu đề ra; 0: chưa đạt mục tiêu.")


@layout()
def what_is_asked_for_in_the_heading(case: Case) -> None:
    """ "… (yêu cầu: từ 95% trở lên)" over "Kết quả (%)" and "Đạt" or "Không đạt"; bases beside."""
    sheet = case.sheet("Danh gia")
    row = case.top(sheet, "KẾT QUẢ RÀ SOÁT TIÊU CHÍ HẠ TẦNG SỐ CẤP XÃ")
    asked: tuple[tuple[str, str, float], ...] = (
        ("Tỷ lệ dân số được phủ sóng 4G (yêu cầu: từ 95% trở lên)", "%pop_4g", 95),
        ("Tỷ lệ {v} có cáp quang (yêu cầu: 100%)", "%villages_fibre", 100),
    )
    columns: list[Any] = [Column("Dân số", "population"), Column("Số {v}", "villages")]
    for text, what, least in asked:
        columns += [
            Column(f"{text}|Kết quả (%)", what),
            Worked(f"{text}|Đánh giá", make=judged(what, least)),
        ]
    case.table(sheet, columns, Form(groups="column"), at=row)
    case.foot(sheet)
