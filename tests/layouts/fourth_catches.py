"""Tables in which the word that decides stands where one does not look for it."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, part, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots
from tests.layouts.fourth_forms import Made
from tests.layouts.long_tables import OPERATORS, say
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def either(text: Callable[[float], str], other: Callable[[float], str]) -> Callable[[float], str]:
    """Write some figures in one way and the others in another, as several hands do."""
    return lambda value: (text if int(value) % 2 else other)(value)


def without(key: str) -> Callable[[Commune], float]:
    """Work out the percentage of those without what an indicator counts."""
    return lambda commune: round(100 - Column("").number(commune, f"%{key}"), 2)


@layout("fourth catches")
def plan_only_in_the_name_of_the_sheet(case: Case) -> None:
    """ "TH 9T2025" and "KH 2026": the same title and headings; only the name says plan."""
    whats = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g",
             "Số hộ sử dụng cáp quang": "households_subscribed"}  # fmt: skip
    title = "SỐ TRẠM BTS VÀ SỐ HỘ SỬ DỤNG CÁP QUANG"
    sheet = case.sheet("TH 9T2025")
    row = case.top(sheet, title)
    case.table(sheet, [Column(a, b) for a, b in whats.items()], Form(index="TT"), at=row)
    plan = case.sheet("KH 2026")
    row = case.top(plan, title, "")
    raised: list[Column] = [Worked(a, make=part(b, 1.25)) for a, b in whats.items()]
    case.table(plan, raised, Form(index="TT"), at=row, note=False)


@layout("fourth catches")
def lack_said_in_a_line_above_the_headings(case: Case) -> None:
    """ "Số thôn", "Số hộ", "Số nhân khẩu" below "(Chỉ tổng hợp … CHƯA được phủ sóng 4G)"."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "BIỂU 3. TỔNG HỢP {V}, HỘ, NHÂN KHẨU")
    line = "(Biểu này chỉ tổng hợp các {v}, hộ, nhân khẩu CHƯA được phủ sóng 4G)"
    sheet.put(row - 1, 2, case.say(line))
    columns: list[Column] = [
        Worked("Số {v}", make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
        Worked("Số hộ", make=lambda c: (c.figures["population"] - c.figures["people_4g"]) // 4),
        Worked("Số nhân khẩu", make=lambda c: c.figures["population"] - c.figures["people_4g"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("fourth catches")
def bracket_in_the_second_row_of_headings(case: Case) -> None:
    """ "Số thôn" and "Có sóng 4G" twice; "(chỉ thôn đặc biệt khó khăn)" stands beneath one pair."""
    sheet = case.sheet("DBKK")
    row = case.top(sheet, "SÓNG 4G TẠI {V}")
    whole, hard = "(toàn xã, phường)", "(chỉ {v} đặc biệt khó khăn)"
    columns = [
        Worked(f"Tổng số {{v}}|{hard}", make=part("villages", 0.4)),
        Worked(f"Số {{v}} có sóng 4G|{hard}", make=part("villages_with_4g", 0.3)),
        Column(f"Tổng số {{v}}|{whole}", "villages"),
        Column(f"Số {{v}} có sóng 4G|{whole}", "villages_with_4g"),
    ]
    labels = [["STT", ""], ["Xã, phường", ""], ["Mã xã", ""]]
    for level in (0, 1):
        heads = [p[level] or None for p in labels + [c.path(case.word) for c in columns]]
        sheet.line(row + level, heads)
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, commune.name, commune.code]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 2 + place, line)
    case.truth.all_headings |= {p for c in columns for p in c.path(case.word)}


@layout("fourth catches", as_of=None)
def target_merged_at_the_right(case: Case) -> None:
    """One merged "Ghi chú": "Chỉ tiêu giao thực hiện năm 2026" for all the stations and homes."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "SỐ TRẠM 5G VÀ SỐ HỘ SỬ DỤNG CÁP QUANG CÁC XÃ, PHƯỜNG")
    heads = {"Số trạm 5G": "stations_5g", "Số hộ sử dụng cáp quang": "households_subscribed"}
    sheet.line(2, ["STT", "Xã, phường", *heads, "Ghi chú"])
    case.truth.all_headings |= {*heads, "Ghi chú"}
    for row, commune in enumerate(case.communes, start=3):
        figures = [int(commune.figures[w] * 1.2) + 2 for w in heads.values()]
        sheet.line(row, [row - 2, commune.name, *figures])
    sheet.put(3, 4, "Chỉ tiêu giao thực hiện năm 2026")
    sheet.merged.append((3, 4, sheet.end - 1, 4))


@layout("fourth catches")
def fractions_beside_percentages(case: Case) -> None:
    """0.9731 under "Tỷ lệ dân số được phủ sóng 4G", 45.20 under "Tỷ lệ hộ … cáp quang (%)"."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "MỘT SỐ TỶ LỆ")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4),
        Column("Số hộ", "households"),
        Column("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("fourth catches")
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


@layout("fourth catches")
def shares_of_those_without(case: Case) -> None:
    """ "Tỷ lệ dân số ngoài vùng phủ sóng 4G (%)", homes "không có", "chưa lắp đặt": the reverse."""
    sheet = case.sheet("Khoang trong")
    row = case.top(sheet, "KHOẢNG TRỐNG VỀ HẠ TẦNG SỐ")
    shares = {"pop_4g": "Tỷ lệ dân số ngoài vùng phủ sóng 4G (%)",
              "households_fibre_subscribed": "Tỷ lệ hộ chưa lắp đặt cáp quang (%)",
              "households_smartphone": "Tỷ lệ hộ không có điện thoại thông minh (%)"}  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        *[Worked(title, make=without(key)) for key, title in shares.items()],
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)
    for commune in case.communes:
        for key, title in shares.items():
            entry = Entry(100 - without(key)(commune), optional=True)
            case.truth.note(commune.code, f"%{key}", entry, heading=title)


@layout("fourth catches")
def plan_in_other_words(case: Case) -> None:
    """ "Phấn đấu hết 2025", "Lộ trình 2026", "Mức giao" and "Mức đăng ký" beside "Đã đạt"."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI THỰC HIỆN MỤC TIÊU HẠ TẦNG SỐ")
    village, home = "Số {v} có sóng 4G", "Số hộ sử dụng cáp quang"
    columns = [
        Worked(f"{village}|Phấn đấu hết 2025", make=part("villages", 0.98)),
        Column(f"{village}|Đã đạt", "villages_with_4g"),
        Worked(f"{village}|Lộ trình 2026", make=part("villages", 1)),
        Worked(f"{home}|Mức giao", make=part("households_subscribed", 1.3)),
        Worked(f"{home}|Mức đăng ký", make=part("households_subscribed", 1.5)),
        Column(f"{home}|Đã đạt", "households_subscribed"),
        Worked(f"{home}|Đạt so với mức giao (%)", make=reached("households_subscribed")),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth catches")
def new_since_january_and_all_in_service(case: Case) -> None:
    """New in the quarter, "Lũy kế từ đầu năm" (new ones too), "Tổng số đang hoạt động"."""
    sheet = case.sheet("Phat trien")
    row = case.top(sheet, "PHÁT TRIỂN TRẠM VÀ THUÊ BAO")
    columns: list[Column] = []
    for title, what, last in (("Trạm 4G phát sóng mới", "stations_4g", "Tổng số trạm 4G"),
                              ("Hộ lắp mới cáp quang", "households_subscribed",
                               "Tổng số hộ có cáp quang")):  # fmt: skip
        columns += [
            Worked(f"{title}|Trong quý III", make=part(what, 0.06)),
            Worked(f"{title}|Lũy kế từ đầu năm", make=part(what, 0.21)),
            Column(f"{last}|đang hoạt động", what),
        ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth catches")
def ditto_marks_beneath_the_commune(case: Case) -> None:
    """A row for each operator; '"' beneath the commune's name for the second and the third."""
    sheet = case.sheet("DN")
    row = case.top(sheet, "SỐ TRẠM BTS THEO DOANH NGHIỆP")
    heads = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(row, ["STT", "Xã, phường", "Doanh nghiệp", *heads])
    case.truth.all_headings |= set(heads)
    for number, commune in enumerate(case.communes, start=1):
        for place, (shown, key) in enumerate(OPERATORS):
            row += 1
            figures = [say(case, commune, what, title, key) for title, what in heads.items()]
            own = ['"', '"'] if place else [number, commune.name]
            sheet.line(row, [*own, shown, *figures])


@layout("fourth catches")
def dashes_for_those_not_reported(case: Case) -> None:
    """ "-" where a commune has not reported, as the note below says; 0 where there is none."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM BTS")
    heads = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(row, ["TT", "Xã, phường", *heads])
    case.truth.all_headings |= set(heads)
    for place, commune in enumerate(case.communes):
        cells: list[Any] = []
        for title, what in heads.items():
            lost = (place + len(cells) * 3) % 9 == 2
            value = commune.figures[what]
            case.truth.note(commune.code, what, Entry(None if lost else value), heading=title)
            cells.append("-" if lost else value)
        sheet.line(row + 1 + place, [place + 1, commune.name, *cells])
    sheet.put(sheet.end + 1, 0, 'Ghi chú: dấu "-" là xã, phường chưa báo cáo số liệu.')


@layout("fourth catches")
def several_hands_several_marks(case: Case) -> None:
    """ "9.412" and "9,412" people in one column, "97,3" and "97.3" percent in another."""
    sheet = case.sheet("Tong hop xa gui")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU CÁC XÃ GỬI")
    point: Callable[[float], str] = "{:.1f}".format
    columns = [
        Column("Dân số (người)", "population", show=either(dots, commas)),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=either(commas, dots)),
        Column("Tỷ lệ (%)|Dân số được phủ sóng 5G", "%pop_5g", digits=1,
               show=either(comma(1), point)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("fourth catches")
def operator_in_the_corner_at_the_right(case: Case) -> None:
    """Two sheets of the same title and form; "VIETTEL", "VNPT" stand in the right corner."""
    for mark, (shown, key) in zip("ab", OPERATORS[:2], strict=True):
        sheet = case.sheet(f"Bieu 1{mark}")
        sheet.put(0, 0, f"Biểu 1{mark}")
        sheet.put(0, 6, f"Đơn vị báo cáo: {shown.upper()}")
        sheet.put(1, 0, "SỐ TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
        sheet.put(2, 0, "Số liệu đến 30/9/2025")
        columns = [
            Column("Số trạm 4G", "stations_4g", operator=key),
            Column("Số trạm 5G", "stations_5g", operator=key),
            Column("Dân số được phủ sóng 4G", "people_4g", operator=key),
        ]
        case.table(sheet, columns, Form(index="TT", total="last"), at=4)


@layout("fourth catches")
def two_operators_in_one_heading(case: Case) -> None:
    """ "Viettel + VNPT" in one column, MobiFone in another, all of them in the last."""
    sheet = case.sheet("Tram 4G")
    row = case.top(sheet, "SỐ TRẠM 4G CÁC DOANH NGHIỆP")
    columns = [
        Worked("Số trạm 4G|Viettel + VNPT", make=lambda c: c.figures["stations_4g"]
               - c.value("stations_4g", operator="mobifone")),
        Column("Số trạm 4G|MobiFone", "stations_4g", operator="mobifone"),
        Column("Số trạm 4G|Tổng cộng", "stations_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth catches")
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


@layout("fourth catches")
def weak_signal_no_signal_and_4g(case: Case) -> None:
    """Good, weak and no signal of any technology; "Riêng sóng 4G": with it, weak, without."""
    sheet = case.sheet("Muc song")
    row = case.top(sheet, "MỨC SÓNG DI ĐỘNG TẠI {V}", right=8)
    every, fourth = "Sóng di động (mọi công nghệ)", "Riêng sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{every}|Số {{v}} có sóng tốt", make=part("villages", 0.6)),
        Worked(f"{every}|Số {{v}} sóng yếu, chập chờn", make=part("villages", 0.2)),
        Column(f"{every}|Số {{v}} không có sóng", "villages_without_signal"),
        Column(f"{fourth}|Số {{v}} có sóng (kể cả sóng yếu)", "villages_with_4g"),
        Worked(f"{fourth}|Trong đó sóng yếu", make=part("villages_with_4g", 0.25)),
        Worked(f"{fourth}|Số {{v}} không có sóng",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth catches")
def technology_two_rows_above(case: Case) -> None:
    """ "MẠNG 4G" over "Dân số" over "Được phủ" and "Chưa được phủ"; then "MẠNG 5G"."""
    sheet = case.sheet("Mang")
    row = case.top(sheet, "VÙNG PHỦ CÁC MẠNG", right=8)
    columns: list[Column] = [Column("Tổng dân số", "population")]
    for g in (4, 5):
        columns += [
            Worked(f"MẠNG {g}G|Dân số|Chưa được phủ", make=lambda c, g=g: c.figures["population"]  # type: ignore[misc]
                   - c.figures[f"people_{g}g"]),
            Column(f"MẠNG {g}G|Dân số|Được phủ", f"people_{g}g"),
            Column(f"MẠNG {g}G|Trạm phát sóng|Đang hoạt động", f"stations_{g}g"),
            Worked(f"MẠNG {g}G|Trạm phát sóng|Tạm dừng", make=lambda c: c.figures["holes"]),
        ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth catches")
def two_units_in_footnotes(case: Case) -> None:
    """ "Dân số (1)", "Số hộ (2)"; below the table "(1) Đơn vị: nghìn người. (2) Đơn vị: hộ"."""
    sheet = case.sheet("Dan so")
    row = case.top(sheet, "DÂN SỐ VÀ HỘ GIA ĐÌNH")
    columns = [
        Column("Dân số (1)", "population", scale=1000, digits=3, show=comma(3)),
        Column("Dân số được phủ sóng 4G (1)", "people_4g", scale=1000, digits=3, show=comma(3)),
        Column("Số hộ (2)", "households"),
    ]
    end = case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    sheet.put(end + 1, 0, "Ghi chú:")
    sheet.put(end + 2, 0, "(1) Đơn vị: nghìn người.")
    sheet.put(end + 3, 0, "(2) Đơn vị: hộ.")
