"""Percentages of another whole than the heading seems to say."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_text
from tests.layouts.made_up import around
from tests.layouts.registry import layout
from tests.layouts.rows import add_up
from tests.layouts.shared_columns import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def of_plan(what: str) -> Callable[[Commune], float]:
    """Work out how much of a made-up target is reached, in percent."""

    def reached(c: Commune) -> float:
        more = (c.figures["files"] + 11 * len(what)) % 30
        target = c.figures[what] + 1 + c.figures[what] * more // 100
        return round(100 * c.figures[what] / target, 1)

    return reached


def sites(c: Commune) -> int:
    """Make up how many sites there are, those with 4G among them."""
    return c.figures["stations_4g"] + c.figures["files"] % 6


@layout()
def only_how_much_of_the_plan(case: Case) -> None:
    """The number of homes, and "% hoàn thành kế hoạch phủ cáp quang": no share of homes."""
    sheet = case.sheet("KH")
    row = case.top(sheet, "TIẾN ĐỘ KẾ HOẠCH PHÁT TRIỂN CÁP QUANG NĂM 2025")
    columns = [Column("Tổng số hộ", "households"),
               Worked("% hoàn thành kế hoạch phủ cáp quang", make=around(60, 40))]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout()
def areas_beside_people(case: Case) -> None:
    """ "Tỷ lệ diện tích phủ sóng" and "Tỷ lệ dân số phủ sóng" of 4G beside each other."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG 4G THEO XÃ")
    columns = [Column("Dân số", "population"),
               Worked("Tỷ lệ phủ sóng 4G (%)|Theo diện tích", make=around(50, 45)),
               Column("Tỷ lệ phủ sóng 4G (%)|Theo dân số", "%pop_4g", show=comma(2)),
               Worked("Tỷ lệ phủ sóng 4G (%)|Theo đường", make=around(40, 55))]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout()
def shares_of_different_wholes(case: Case) -> None:
    """Homes with fibre in percent of homes with internet, people with 5G of those with a phone."""
    sheet = case.sheet("Co cau")
    row = case.top(sheet, "CƠ CẤU SỬ DỤNG DỊCH VỤ")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Tỷ lệ hộ dùng cáp quang trong số hộ có Internet (%)",
               make=around(55, 40)),
        Column("Tổng số {v}", "villages"),
        Worked("Tỷ lệ dân số phủ 5G trong số dân có điện thoại thông minh (%)",
               make=around(60, 39)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout()
def percent_above_counts(case: Case) -> None:
    """ "Đơn vị tính: %" at the right above; the headings sound like counts."""
    sheet = case.sheet("B01")
    row = case.top(sheet, "MỨC ĐỘ TIẾP CẬN HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
    sheet.put(row, 6, "Đơn vị tính: %")
    columns = [
        Column("Dân số được phủ sóng 4G", "%pop_4g"),
        Column("Dân số được phủ sóng 5G", "%pop_5g"),
        Column("{v} có cáp quang", "%villages_fibre"),
        Column("Hộ gia đình sử dụng cáp quang", "%households_fibre_subscribed"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row + 1)


@layout()
def share_of_the_electrified_only(case: Case) -> None:
    """ "Tỷ lệ thôn có sóng 4G (%)", beneath it "so với số thôn có điện lưới"."""
    sheet = case.sheet("Dien - song")
    row = case.top(sheet, "{V} CÓ ĐIỆN VÀ CÓ SÓNG 4G")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới", "electrified_villages"),
        Column("Tỷ lệ {v} có sóng 4G (%)|so với số {v} có điện lưới", "%electrified_villages_4g"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout(operator="vnpt")
def connected_of_passed_homes(case: Case) -> None:
    """VNPT's HP and HC explained below; HC/HP is a share of the passed, not of all homes."""
    sheet = case.sheet("FTTH")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG FTTH - VNPT TỈNH", office="TẬP ĐOÀN VNPT\nVNPT TỈNH")
    columns = [
        Column("Tổng số hộ trên địa bàn", "households"),
        Column("HP (hộ có thể cung cấp cáp quang)", "households_passed"),
        Column("HC (hộ đang sử dụng cáp quang)", "households_subscribed"),
        Worked("Tỷ lệ HC/HP (%)", make=lambda c: round(
            100 * c.figures["households_subscribed"] / max(c.figures["households_passed"], 1), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Phường/Xã"), at=row)
    end = add_up(sheet)
    sheet.put(end + 1, 0, "HP: home passed; HC: home connected; HC/HP: hiệu suất khai thác.")


@layout()
def use_of_4g_beside_coverage(case: Case) -> None:
    """The share of people who use 4G stands before the share who are covered."""
    sheet = case.sheet("4G")
    row = case.top(sheet, "TỶ LỆ SỬ DỤNG VÀ PHỦ SÓNG 4G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số sử dụng dịch vụ 4G (%)", trap="%pop_4g", factor=0.72),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        Worked("Thuê bao 4G", make=part("subscribers", 0.7)),
    ]
    case.table(sheet, columns, at=row)


@layout(operator="viettel")
def share_of_the_market_and_of_ports(case: Case) -> None:
    """Viettel's share of the market and of used ports beside its homes."""
    sheet = case.sheet("FTTH T9.2025")
    sheet.put(0, 0, "VIETTEL - KẾT QUẢ KINH DOANH FTTH, CHỐT SỐ LIỆU 30/9/2025")
    columns = [
        Column("Số hộ dân trên địa bàn", "households"),
        Column("Số hộ dùng FTTH Viettel", "households_subscribed"),
        Column("Thị phần FTTH Viettel (%)", trap="%households_fibre_subscribed", factor=1.2),
        Worked("Số port đã lắp đặt", make=part("households_subscribed", 1.4)),
        Column("Tỷ lệ lấp đầy port (%)", trap="%households_fibre_passed", factor=0.9),
    ]
    case.table(sheet, columns, Form(index="#", name="Xã", code="Mã xã mới"), at=2)
    add_up(sheet)


@layout()
def share_of_the_plan_beside_share_of_homes(case: Case) -> None:
    """Two percentages of the same count: of what was planned and of all homes."""

    def plan(commune: Commune) -> int:
        return 50 * (1 + commune.figures["households_subscribed"] // 50 + int(commune.code) % 7)

    sheet = case.sheet("SoSanh")
    row = case.top(sheet, "TIẾN ĐỘ PHÁT TRIỂN CÁP QUANG ĐẾN HỘ GIA ĐÌNH")
    columns = [
        Column("Tổng số hộ", "households", show=dots),
        Worked("Kế hoạch giao (hộ)", make=plan),
        Column("Số hộ đã sử dụng cáp quang", "households_subscribed", show=dots),
        Worked(
            "Tỷ lệ (%)|so với kế hoạch",
            make=lambda c: round(100 * c.figures["households_subscribed"] / plan(c), 1),
        ),
        Column("Tỷ lệ (%)|so với tổng số hộ", "%households_fibre_subscribed", show=percent_text),
    ]
    case.table(sheet, columns, at=row)


@layout()
def take_up_among_homes_passed(case: Case) -> None:
    """A consultant's "Take-up rate" is of the homes passed, beside counts of homes."""
    sheet = case.sheet("Annex 4 - FBB")
    sheet.put(0, 0, "Annex 4. Fixed broadband: homes passed and connected, by commune")
    sheet.put(1, 0, "Data as of 30 September 2025")
    columns = [
        Column("HHs", "households", show=commas),
        Column("HHs passed by fibre", "households_passed", show=commas),
        Column("HHs connected (FTTH)", "households_subscribed", show=commas),
        Worked(
            "Take-up rate (%)",
            make=lambda c: round(
                100 * c.figures["households_subscribed"] / max(c.figures["households_passed"], 1), 1
            ),
        ),
    ]
    case.table(sheet, columns, ENGLISH, at=3)


@layout()
def share_by_area_says_the_note(case: Case) -> None:
    """ "Tỷ lệ phủ sóng 4G (%)" beside people; the note at the foot says: of the natural area."""
    sheet = case.sheet("PL1")
    row = case.top(sheet, "PHỦ SÓNG THÔNG TIN DI ĐỘNG 4G")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Tỷ lệ phủ sóng 4G (%)", trap="%pop_4g", factor=0.83),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Tỷ lệ phủ sóng tính theo diện tích tự nhiên của xã, phường.")


@layout()
def share_by_villages_says_the_line_above(case: Case) -> None:
    """A line above says that shares are of the villages; the headings only name 4G and fibre."""
    sheet = case.sheet("PL2")
    row = case.top(
        sheet, "TỶ LỆ PHỦ SÓNG 4G VÀ CÁP QUANG",
        more=(case.say("(Tỷ lệ tính trên tổng số {v})"),),
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Tổng số {v}", "villages"),
        Column("Phủ sóng 4G (%)", "%villages_4g", optional=True),
        Column("Cáp quang (%)", "%villages_fibre", optional=True),
    ]
    case.table(sheet, columns, at=row)


@layout()
def share_of_homes_that_a_cable_passes(case: Case) -> None:
    """All homes, those passed, those joined; beneath "Tỷ lệ" "% số hộ có hạ tầng cáp"."""
    sheet = case.sheet("FTTH")
    row = case.top(sheet, "HẠ TẦNG CÁP QUANG VÀ HỘ ĐÃ LẮP ĐẶT", "(Số liệu đến 30/9/2025)")

    def joined(c: Commune) -> float:
        passed = max(c.figures["households_passed"], 1)
        return round(100 * c.figures["households_subscribed"] / passed, 2)

    columns = [
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Số hộ có hạ tầng cáp quang đi qua", "households_passed", unit="hộ"),
        Column("Số hộ đã lắp đặt, đang sử dụng cáp quang", "households_subscribed", unit="hộ"),
        Worked("Tỷ lệ lắp đặt", unit="% số hộ có hạ tầng cáp", make=joined),
    ]
    case.table(sheet, columns, Form(units_row=True, total="last"), at=row)


@layout()
def coverage_that_is_a_rate_of_stations(case: Case) -> None:
    """ "Tỷ lệ phủ sóng 4G (%) (**)" beside people; below: stations with 4G of all stations."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "HIỆN TRẠNG TRẠM VÀ TỶ LỆ PHỦ SÓNG")
    columns = [
        Column("Dân số (người)", "population"),
        Worked("Tổng số trạm BTS (vị trí)", make=sites),
        Column("Số trạm 4G", "stations_4g"),
        Worked("Tỷ lệ phủ sóng 4G (%) (**)",
               make=lambda c: round(100 * c.figures["stations_4g"] / sites(c), 1)),
    ]  # fmt: skip
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "(**) Tỷ lệ phủ sóng 4G = Số trạm 4G / Tổng số trạm BTS x 100%.")


@layout()
def share_of_all_homes_of_the_province(case: Case) -> None:
    """Homes of the province on each row; homes with fibre, and their share of the province's."""
    sheet = case.sheet("Ty trong")
    row = case.top(sheet, "HỘ SỬ DỤNG INTERNET CÁP QUANG")
    homes, users = (
        sum(c.figures[what] for c in case.communes)
        for what in ("households", "households_subscribed")
    )
    columns = [
        Worked("Số hộ cả tỉnh", make=lambda _: homes),
        Column("Số hộ của xã", "households"),
        Column("Số hộ sử dụng cáp quang của xã", "households_subscribed"),
        Worked("Tỷ trọng trong tổng số hộ sử dụng cáp quang cả tỉnh (%)",
               make=lambda c: round(100 * c.figures["households_subscribed"] / users, 2)),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
def lower_table_is_the_share_of_targets(case: Case) -> None:
    """ "Bảng 1" has counts; "Bảng 2" below, same words: percent of the year's targets."""
    sheet = case.sheet("KQ 9 thang")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU HẠ TẦNG SỐ NĂM 2025")
    kinds = (
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Hộ sử dụng Internet cáp quang", "households_subscribed"),
        ("{V} có cáp quang", "villages_with_fibre"),
    )
    sheet.put(row, 0, f"Bảng 1. Số thực hiện đến 30/9/2025 (đơn vị: người; hộ; {case.word})")
    form = Form(codes="")
    columns = [Column(case.say(text), what) for text, what in kinds]
    row = case.table(sheet, columns, form, at=row + 1)
    sheet.put(row + 1, 0, "Bảng 2. Mức độ hoàn thành chỉ tiêu được giao năm 2025 (đơn vị: %)")
    worked = [Worked(case.say(text), make=of_plan(what)) for text, what in kinds]
    case.table(sheet, worked, form, at=row + 2)


@layout()
def partly_covered_villages_count_half(case: Case) -> None:
    """ "18,5" villages with 4G; below: one that is covered in part counts 0,5; fibre is whole."""
    sheet = case.sheet("Quy doi")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")

    def halves(c: Commune) -> float:
        partly = c.figures["villages_with_4g"] * (1 + c.figures["files"] % 5) // 10
        return c.figures["villages_with_4g"] - partly / 2

    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có sóng 4G", make=halves),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    row = case.table(sheet, columns, Form(groups="column"), at=row)
    sheet.put(
        row + 1, 0,
        case.say("Ghi chú: Số {v} có sóng 4G là số quy đổi, {v} mới phủ sóng một phần tính 0,5."),
    )  # fmt: skip
