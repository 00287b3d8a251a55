"""More traps: what is lacking, moves, samples, shares of a market, and zeros that are none."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from dxanalysis import units
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.fifth_forms import take
from tests.layouts.fifth_traps import Marked, add_up
from tests.layouts.figures import communes
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

fifth = partial(layout, "fifth traps")


@fifth()
def still_short_of_fibre(case: Case) -> None:
    """ "Còn thiếu": only the villages that still lack fibre, and all; the rest by subtraction."""
    sheet = case.sheet("Con thieu")
    row = case.top(sheet, "RÀ SOÁT HẠ TẦNG CÁP QUANG CẤP {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} còn thiếu cáp quang",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"]),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    add_up(sheet)
    for c in case.communes:
        given = Entry(c.figures["villages_with_fibre"], optional=True)
        case.note(c, "villages_with_fibre", given, columns[1])


def _fall(commune: Commune) -> int:
    return int(commune.code) % 7 // 6


def _rise(commune: Commune, what: str) -> int:
    before = commune.value(what, as_of="2025-06-30")
    return commune.figures[what] - before + _fall(commune)


@fifth()
def opening_rise_fall_and_closing(case: Case) -> None:
    """Stations as accountants write them: opening, rise, fall, closing of the quarter."""
    sheet = case.sheet("Bien dong")
    row = case.top(sheet, "BIẾN ĐỘNG TRẠM PHÁT SÓNG TRONG QUÝ III NĂM 2025",
                   "(Kỳ báo cáo: từ 01/7/2025 đến 30/9/2025)")  # fmt: skip
    columns = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Column(f"Trạm {g}|Đầu kỳ", what, as_of="2025-06-30", optional=True),
            Worked(f"Trạm {g}|Tăng trong kỳ", make=partial(_rise, what=what)),
            Worked(f"Trạm {g}|Giảm trong kỳ", make=_fall),
            Column(f"Trạm {g}|Cuối kỳ", what),
        ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth()
def smartphones_of_poor_homes_only(case: Case) -> None:
    """All homes are given, but smartphones are counted among poor homes only."""
    sheet = case.sheet("Ho ngheo")
    row = case.top(sheet, "HỘ NGHÈO SỬ DỤNG ĐIỆN THOẠI THÔNG MINH", office="")
    poor = "Hộ nghèo, cận nghèo"
    columns = [
        Column("Tổng số hộ dân", "households"),
        Worked(f"{poor}|Số hộ", make=part("households", 0.12)),
        Worked(f"{poor}|Có điện thoại thông minh", make=part("households_with_smartphone", 0.08)),
        Column(f"{poor}|Tỷ lệ có điện thoại thông minh (%)", trap="%households_smartphone",
               factor=0.8),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth(operator="viettel")
def stations_with_those_being_built(case: Case) -> None:
    """ "9 (+2)": stations on air, and in brackets those being built, as the heading says."""
    sheet = case.sheet("Tram T9")
    sheet.put(0, 0, "VIETTEL - TIẾN ĐỘ TRẠM 4G, 5G ĐẾN 30/9/2025")
    columns = [
        Column(f"Số trạm {g} đang phát sóng (+ đang xây dựng)", f"stations_{g.lower()}",
               show=lambda n: f"{int(n)} (+{1 + int(n) % 3})")
        for g in ("4G", "5G")
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Xã/phường", code="Mã"), at=2)


@fifth(errors_due=True)
def shares_and_words_in_one_column(case: Case) -> None:
    """A column of shares in which some communes wrote "cơ bản", "hầu hết", "chưa phủ hết"."""
    sheet = case.sheet("BC cac xa")
    row = case.top(sheet, "KẾT QUẢ BÁO CÁO CỦA CÁC XÃ, PHƯỜNG", office="")
    words = ("cơ bản", "hầu hết", "chưa phủ hết", "đang rà soát", "không nắm được")
    columns = [
        Column("Tổng số {v}", "villages"),
        Marked("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre", words=words, every=6),
        Marked("Số trạm 5G", "stations_5g", words=("không rõ", "đang cập nhật"), every=11),
    ]
    case.table(sheet, columns, Form(codes="", names="office", name="Đơn vị báo cáo"), at=row)


@fifth(errors_due=True)
def people_and_covered_exchanged(case: Case) -> None:
    """The headings of people and of covered people were exchanged: more covered than people."""
    sheet = case.sheet("Nhap lieu")
    row = case.top(sheet, "SỐ LIỆU PHỦ SÓNG VÀ {V}")
    columns = [
        Column("Dân số", trap="people_4g"),
        Column("Dân số được phủ sóng 4G", trap="population"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        case.note(c, "population", Entry(None), columns[0])
        case.note(c, "people_4g", Entry(None), columns[1])


@fifth(as_of=None)
def pledges_for_the_emulation_of_next_year(case: Case) -> None:
    """What communes pledge for the next year; only the title says so."""
    sheet = case.sheet("Thi dua")
    row = case.top(
        sheet, "BẢNG ĐĂNG KÝ GIAO ƯỚC THI ĐUA CỦA CÁC XÃ, PHƯỜNG NĂM 2026", "",
        more=("(Các đơn vị ký cam kết tại Hội nghị ngày 28/11/2025)",),
    )  # fmt: skip
    columns = [
        Column("Số {v} có sóng 4G", trap="villages", factor=0.98),
        Column("Số hộ sử dụng cáp quang", trap="households", factor=0.9),
        Column("Tỷ lệ hồ sơ trực tuyến (%)", trap="%files_online", factor=1.2),
    ]
    case.table(sheet, columns, at=row)


@fifth()
def homes_of_a_sample(case: Case) -> None:
    """A consultant's survey: forty homes asked in each commune, and how many of them have what."""
    sheet = case.sheet("Khao sat mau")
    row = case.top(sheet, "KẾT QUẢ ĐIỀU TRA CHỌN MẪU HỘ GIA ĐÌNH", office="",
                   more=("Cỡ mẫu: 30-45 hộ/xã, chọn ngẫu nhiên",))  # fmt: skip
    columns = [
        Worked("Số hộ được phỏng vấn", make=lambda c: 30 + int(c.code) % 16),
        Worked("Số hộ có điện thoại thông minh", make=lambda c: 22 + int(c.code) % 8),
        Worked("Số hộ sử dụng cáp quang", make=lambda c: 11 + int(c.code) % 11),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth(operator="viettel")
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


@fifth()
def zeros_of_those_who_did_not_report(case: Case) -> None:
    """A note below: zero in the column of fibre means that the commune has not reported."""
    sheet = case.sheet("Cap quang")
    row = case.top(sheet, "SỐ {V} CÓ CÁP QUANG")
    columns = [
        Column("Số {v}", "villages"),
        Marked("Số {v} có cáp quang", "villages_with_fibre", words=("0",), every=9),
    ]
    end = case.table(sheet, columns, at=row)
    for at in [at for at, value in sheet.cells.items() if value == "0"]:
        sheet.cells[at] = 0
    word = case.word
    note = f"Ghi chú: xã ghi số 0 ở cột Số {word} có cáp quang là xã chưa gửi báo cáo."
    sheet.put(end + 1, 0, note)


@fifth()
def last_quarters_sheet_left_in_the_book(case: Case) -> None:
    """The book keeps the sheet of the last quarter before that of this quarter."""
    for title, date, as_of in (
        ("Q2.2025", "(Quý II/2025, số liệu đến 30/6/2025)", "2025-06-30"),
        ("Q3.2025", "(Quý III/2025, số liệu đến 30/9/2025)", ""),
    ):
        sheet = case.sheet(title)
        row = case.top(sheet, "BÁO CÁO HẠ TẦNG VIỄN THÔNG HẰNG QUÝ", date)
        old = bool(as_of)
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=as_of, optional=old),
            Column("Số trạm 5G", "stations_5g", as_of=as_of, optional=old),
            Column("Số {v} có cáp quang", "villages_with_fibre", as_of=as_of, optional=old),
        ]
        case.table(sheet, columns, Form(total="last"), at=row)


@fifth(operator="mobifone")
def rivals_beside_ones_own(case: Case) -> None:
    """MobiFone's stations, and those of its rivals beside."""
    sheet = case.sheet("So sanh")
    sheet.put(0, 0, "MOBIFONE TỈNH - SO SÁNH HẠ TẦNG VỚI ĐỐI THỦ (tính đến 30/9/2025)")
    columns = [
        Column("Số trạm 4G|MobiFone", "stations_4g"),
        Worked("Số trạm 4G|Đối thủ mạnh nhất", make=part("stations_4g", 1.5)),
        Column("Số trạm 5G|MobiFone", "stations_5g"),
        Worked("Số trạm 5G|Đối thủ mạnh nhất", make=part("stations_5g", 2.5)),
        Worked("Chênh lệch 4G", make=lambda c: -int(c.figures["stations_4g"] * 0.5)),
    ]
    case.table(sheet, columns, Form(name="Địa bàn xã", codes=""), at=2)


@fifth()
def thousands_that_look_like_whole_homes(case: Case) -> None:
    """ "Đơn vị tính: 1.000 hộ" above, and "2,345" in the cells: thousands with decimal commas."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ INTERNET CÁP QUANG")
    sheet.put(row - 1, 5, "Đơn vị tính: 1.000 hộ")
    columns = [
        Column("Số hộ", "households", scale=1000, show=comma(3)),
        Column("Số hộ dùng cáp quang", "households_subscribed", scale=1000, show=comma(3)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@fifth()
def subscribers_of_2g_and_those_moved(case: Case) -> None:
    """2G-only subscribers who remain, beside those who have been moved to 4G."""
    sheet = case.sheet("2G Only")
    row = case.top(sheet, "TIẾN ĐỘ CHUYỂN ĐỔI THUÊ BAO 2G")
    columns = [
        Column("Tổng số thuê bao di động", "subscribers"),
        Worked("Thuê bao 2G đã chuyển đổi lên 4G", make=part("subscribers_with_2g_only", 3.1)),
        Column("Thuê bao chỉ dùng 2G còn lại", "subscribers_with_2g_only"),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth()
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


@fifth(ending=".csv", errors_due=True)
def export_with_rows_of_two_provinces(case: Case) -> None:
    """A dump of a reporting system with the rows of a neighbouring province after ours."""
    sheet = case.sheet("bi")
    sheet.delimiter = ";"
    heads = ["Tỉnh/TP", "Mã ĐVHC", "Tên ĐVHC", "Ngày số liệu", "Dân số", "Dân số phủ sóng 5G"]
    sheet.line(0, heads)
    other = "25" if case.province != "25" else "20"
    row = 1
    for province, listed in ((case.province, case.communes), (other, communes(other)[:40])):
        name = units.load_units(province=province)["province_name"].iloc[0]
        for c in listed:
            people, covered = c.figures["population"], c.figures["people_5g"]
            if province == case.province:
                take(case, c, "population", heads[4])
                take(case, c, "people_5g", heads[5])
            sheet.line(row, [name, c.code, c.name, "30/09/2025", people, covered])
            row += 1


def _reached(commune: Commune) -> str:
    share = commune.figures["villages_with_4g"] / commune.figures["villages"]
    return "Đạt" if share >= 0.98 else "Chưa đạt"


@fifth()
def row_of_the_target_and_row_of_the_mean(case: Case) -> None:
    """The first line below the headings is the province's target, the last is a mean."""
    sheet = case.sheet("Đánh giá")
    row = case.top(sheet, "ĐÁNH GIÁ MỨC ĐỘ PHỦ SÓNG 4G SO VỚI CHỈ TIÊU", office="")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Tỷ lệ {v} có sóng 4G (%)", "%villages_4g", show=comma(1), digits=1),
        Worked("Đánh giá", make=_reached),
    ]
    heads = ["STT", "Địa phương", *(c.path(case.word)[0] for c in columns)]
    sheet.line(row, heads)
    sheet.line(row + 1, [None, "Chỉ tiêu tỉnh giao năm 2025", None, "98,0"])
    end = body(case, sheet, row + 2, columns)
    shares = [100 * c.figures["villages_with_4g"] / c.figures["villages"] for c in case.communes]
    sheet.line(end, [None, "Bình quân các xã", None, comma(1)(sum(shares) / len(shares))])
