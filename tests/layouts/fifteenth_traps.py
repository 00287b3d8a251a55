"""A note, a unit, a remark or a tab turns some columns or rows into something else."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from tests.layouts.cases import Case

LAST_YEAR = "2024-12-31"


@layout("remarks", half="public")
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


@layout("operators", half="public", operator="mobifone")
def tab_of_the_network_roamed_into(case: Case) -> None:
    """MobiFone: tabs "Mang MBF" and "Roaming (mang VNP)", one title and form; the first is its."""
    for name, own in (("Roaming (mang VNP)", False), ("Mang MBF", True)):
        sheet = case.sheet(name)
        row = case.top(sheet, "MOBIFONE: TRẠM VÀ VÙNG PHỦ THEO XÃ, PHƯỜNG", office="MOBIFONE TỈNH")
        columns: list[Column] = [Column("Dân số", "population")]
        for text, what in (
            ("Trạm 4G", "stations_4g"),
            ("Dân số được phủ sóng 4G", "people_4g"),
        ):
            columns.append(Column(text, what) if own else Worked(text, make=part(what, 0.6)))
        case.table(sheet, columns, at=row)


@layout("units", half="public")
def same_letters_told_apart_by_the_units(case: Case) -> None:
    """ "4G", "5G" twice beneath "Di động"; the row of units says subscribers, then stations."""
    sheet = case.sheet("VT")
    row = case.top(sheet, "VIỄN THÔNG DI ĐỘNG")
    columns = [
        Column("Dân số", "population", unit="người"),
        Worked("Di động|4G", unit="thuê bao", make=part("people_4g", 0.9)),
        Worked("Di động|5G", unit="thuê bao", make=part("people_5g", 0.3)),
        Column("Di động|4G", "stations_4g", unit="trạm"),
        Column("Di động|5G", "stations_5g", unit="trạm"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("notes", half="public")
def share_in_the_sum_of_the_province(case: Case) -> None:
    """ "Tỷ lệ (%)" beside homes with fibre; the last row has 100, the note says of the province."""
    sheet = case.sheet("Co cau")
    row = case.top(sheet, "SỐ HỘ SỬ DỤNG INTERNET CÁP QUANG")
    whole = sum(c.figures["households_subscribed"] for c in case.communes)
    columns = [
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=dots),
        Worked(
            "Tỷ lệ (%)", make=lambda c: round(100 * c.figures["households_subscribed"] / whole, 2)
        ),
    ]
    row = case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sheet.put(row - 1, 3, 100)
    sheet.put(row + 1, 0, "Ghi chú: Tỷ lệ (%) là tỷ trọng của xã, phường trong tổng số toàn tỉnh.")


@layout("scores", half="public")
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


@layout("titles", half="public")
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


@layout("names", half="public")
def starred_communes_sent_estimates(case: Case) -> None:
    """ "Xã A (*)" on some rows; below: their villages with 4G, fibre are estimates for 31/12."""
    sheet = case.sheet("Thon 4G CQ")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")
    kinds = (("Có sóng 4G", "villages_with_4g"), ("Có cáp quang", "villages_with_fibre"))
    count = Column("Tổng số {v}", "villages")
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", count.heading, *(text for text, _ in kinds)]
    )
    for place, c in enumerate(case.communes, start=1):
        star = place % 7 == 3
        columns = [
            Worked(text, make=lambda c: c.figures["villages"]) if star else Column(text, what)
            for text, what in kinds
        ]
        name = f"{c.name} (*)" if star else c.name
        enter(case, sheet, row, c, [count, *columns], [place, name])
        row += 1
    sheet.put(
        row + 1, 0,
        case.say(
            "(*) Xã chưa có số thực tế: số {v} có sóng 4G, có cáp quang là số ước thực hiện"
            " đến 31/12/2025."
        ),
    )  # fmt: skip


@layout("notes", half="public", operator="viettel")
def all_orders_since_2021_says_the_foot(case: Case) -> None:
    """ "Số hộ lắp đặt cáp quang"; the foot: all orders since 2021, those given up as well."""
    sheet = case.sheet("Lap dat")
    row = case.top(sheet, "VIETTEL: KẾT QUẢ CUNG CẤP DỊCH VỤ CÁP QUANG", office="VIETTEL TỈNH")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ cáp quang đã đến, lắp được ngay", "households_passed"),
        Worked("Số hộ lắp đặt cáp quang", make=part("households_subscribed", 1.15)),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(
        row + 1, 1,
        "Số hộ lắp đặt: cộng dồn các lượt lắp mới từ năm 2021, gồm cả hộ đã cắt hợp đồng.",
    )  # fmt: skip


@layout("titles", half="public")
def fifth_generation_on_trial_only(case: Case) -> None:
    """A line beneath the title: 5G stations send inside a trial, no service yet; 4G is as it is."""
    sheet = case.sheet("BTS")
    row = case.top(
        sheet, "SỐ TRẠM BTS ĐANG PHÁT SÓNG",
        more=("Riêng trạm 5G: phát thử nghiệm kỹ thuật trong nội bộ, chưa cung cấp dịch vụ",),
    )  # fmt: skip
    columns = [
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Worked("Trạm 5G", make=lambda c: c.figures["files"] % 3),
    ]
    case.table(sheet, columns, at=row)


@layout("subsets", half="public")
def row_beneath_says_who_is_counted(case: Case) -> None:
    """Beneath the headings a row: "toàn dân", "toàn dân", "hộ nghèo, cận nghèo" twice."""
    sheet = case.sheet("Doi tuong")
    row = case.top(sheet, "TIẾP CẬN DỊCH VỤ VIỄN THÔNG")
    columns = [
        Column("Dân số", "population", unit="toàn dân"),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="toàn dân"),
        Worked("Số hộ", unit="hộ nghèo, cận nghèo", make=part("households", 0.09)),
        Worked(
            "Số hộ có điện thoại thông minh", unit="hộ nghèo, cận nghèo",
            make=part("households_with_smartphone", 0.06),
        ),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("units", half="public")
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


@layout("scores", half="public")
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


@layout("dates", half="public")
def row_by_row_another_day(case: Case) -> None:
    """The last column "Thời điểm số liệu" has 30/9/2025, in some rows 31/12/2024."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G, 5G", "")
    pairs = (("Dân số được phủ sóng 4G", "people_4g"), ("Dân số được phủ sóng 5G", "people_5g"))
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", *(text for text, _ in pairs), "Thời điểm số liệu"]
    )
    for place, c in enumerate(case.communes, start=1):
        late = place % 5 == 4
        columns = [Column(*pair, as_of=LAST_YEAR if late else "", optional=late) for pair in pairs]
        enter(case, sheet, row, c, columns, [place, c.name])
        sheet.put(row, 4, "31/12/2024" if late else "30/9/2025")
        row += 1
