"""Everyday figures that resemble those asked for, and are something else."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def sites(c: Commune) -> int:
    """Make up how many sites there are, those with 4G among them."""
    return c.figures["stations_4g"] + c.figures["files"] % 6


def rank(case: Case, what: str) -> Callable[[Commune], int]:
    """Work out a commune's rank by a share."""
    column = Column("", what)
    shares = sorted((column.number(c, what) for c in case.communes), reverse=True)
    return lambda c: shares.index(column.number(c, what)) + 1


def more(what: str, of: str, share: float) -> Callable[[Commune], int]:
    """Work out a quantity with a share of what is left of the whole."""
    return lambda c: c.figures[what] + int((c.figures[of] - c.figures[what]) * share)


@layout("rates")
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


@layout("subscribers", operator="viettel")
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


@layout("plans")
def stations_that_communes_ask_for(case: Case) -> None:
    """Stations there, stations asked for by the commune, villages to be covered, and where."""
    sheet = case.sheet("De nghi")
    row = case.top(sheet, "TỔNG HỢP ĐỀ NGHỊ CỦA CÁC XÃ, PHƯỜNG VỀ PHÁT TRIỂN HẠ TẦNG SỐ")
    columns = [
        Column("Số trạm 4G hiện có", "stations_4g"),
        Worked("Số trạm 4G đề nghị lắp thêm", make=lambda c: c.figures["files"] % 4),
        Worked("Số trạm 5G đề nghị lắp mới", make=lambda c: c.figures["files"] % 3),
        Worked("Số {v} đề nghị phủ sóng 4G", make=lambda c: c.figures["files"] % 5),
        Worked("Số hộ đề nghị kéo cáp quang", make=lambda c: c.figures["files"] % 97),
        Column("Lý do", trap="text:Sóng yếu;Chưa có cáp;Dân cư mới;Khu tái định cư"),
    ]
    case.table(sheet, columns, Form(names="office"), at=row)


@layout("rates")
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


@layout("rates")
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


@layout("scores")
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


@layout("network")
def people_with_two_g_and_three_g_first(case: Case) -> None:
    """ "Dân số trong vùng phủ sóng" over 2G, 3G, 4G, 5G; nobody asks for the first two."""
    sheet = case.sheet("Cong nghe")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG THEO CÔNG NGHỆ")
    top = "Dân số trong vùng phủ sóng (người)"
    columns = [
        Column("Dân số (người)", "population"),
        Worked(f"{top}|2G", make=more("people_4g", "population", 0.9)),
        Worked(f"{top}|3G", make=more("people_4g", "population", 0.6)),
        Column(f"{top}|4G", "people_4g"),
        Column(f"{top}|5G", "people_5g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("homes")
def any_telephone_before_smartphones(case: Case) -> None:
    """Homes with a telephone of any kind, those with keys only, and those with a smartphone."""
    sheet = case.sheet("Dien thoai")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI")
    any_kind = more("households_with_smartphone", "households", 0.7)
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có điện thoại (mọi loại máy)", make=any_kind),
        Worked("Số hộ chỉ có điện thoại phím bấm",
               make=lambda c: any_kind(c) - c.figures["households_with_smartphone"]),
        Column("Số hộ sử dụng điện thoại thông minh", "households_with_smartphone"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("hidden")
def a_wrong_column_hidden_not_deleted(case: Case) -> None:
    """A hidden column "(BỎ - số sai)" of people with 4G; "(đã rà soát lại)" is to be seen."""
    sheet = case.sheet("Phu song")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G")
    columns = [
        Column("Dân số", "population"),
        Worked("Dân số được phủ sóng 4G (BỎ - số sai)",
               make=lambda c: int(c.figures["people_4g"] * 0.9)),
        Column("Dân số được phủ sóng 4G (đã rà soát lại)", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    sheet.hidden_columns.add(4)


@layout("notes")
def a_note_puts_a_column_in_last_year(case: Case) -> None:
    """Numbered columns; below: "Cột (6): số liệu tại thời điểm 31/12/2024"."""
    sheet = case.sheet("Bieu 04")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G VÀ CÓ CÁP QUANG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre", as_of="2024-12-31", optional=True),
    ]
    row = case.table(sheet, columns, Form(numbers_row="({})"), at=row)
    sheet.put(
        row + 1, 0,
        "Ghi chú: Cột (6): số liệu tại thời điểm 31/12/2024 do chưa có số liệu năm 2025.",
    )  # fmt: skip


@layout("estimates")
def the_estimate_in_brackets(case: Case) -> None:
    """ "9.412 (ước 31/12: 9.800)": the figure of September, then what December may bring."""
    sheet = case.sheet("Uoc")
    row = case.top(sheet, "HỘ SỬ DỤNG CÁP QUANG VÀ TRẠM 4G")
    pairs = (("Số hộ sử dụng cáp quang", "households_subscribed"), ("Số trạm 4G", "stations_4g"))
    homes = Column("Số hộ", "households")
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", "Mã xã", homes.heading, *(t for t, _ in pairs)]
    )
    for place, c in enumerate(case.communes):
        columns = [homes]
        for text, what in pairs:
            later = c.figures[what] + 1 + c.figures[what] // 20
            columns.append(
                Column(text, what, show=dots, notes={place: f" (ước 31/12: {dots(later)})"})
            )
        enter(case, sheet, row, c, columns, [place + 1, c.name, c.code], place)
        row += 1
