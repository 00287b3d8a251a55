"""Tables that an inattentive reader takes for others: what they mean stands beside them."""

# ruff: noqa: D210, D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.commune_forms import around
from tests.layouts.figures import communes
from tests.layouts.long_tables import say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import districts_of, sum_of
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

NEIGHBOURS = {"20": ("08", "TUYÊN QUANG"), "08": ("20", "LẠNG SƠN"), "66": ("52", "GIA LAI"),
              "52": ("66", "ĐẮK LẮK")}  # fmt: skip
"""The province whose figures stand beside those of another, and its name; Cà Mau for others."""


def lacking(what: str, whole: str = "villages") -> Callable[[Commune], int]:
    """Work out how many of a whole are not in a part."""
    return lambda c: c.figures[whole] - c.figures[what]


def may_derive(case: Case, *whats: str) -> None:
    """Note quantities that a reader may work out, and need not."""
    for commune in case.communes:
        for what in whats:
            case.truth.note(commune.code, what, Entry(commune.figures[what], optional=True))


@layout("traps")
def denied_by_the_title_alone(case: Case) -> None:
    """The title says "chưa được phủ sóng"; the headings say "4G", "5G", "Cáp quang"."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "THỐNG KÊ {V} CHƯA ĐƯỢC PHỦ SÓNG DI ĐỘNG, CHƯA CÓ CÁP QUANG")
    columns = [
        Column("Tổng số {v} trên địa bàn", "villages"),
        Worked("Số {v}|4G", make=lacking("villages_with_4g")),
        Worked("Số {v}|5G", make=lacking("villages_with_5g")),
        Worked("Số {v}|Cáp quang", make=lacking("villages_with_fibre")),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    may_derive(case, "villages_with_4g", "villages_with_5g", "villages_with_fibre")
    case.foot(sheet)


@layout("traps")
def denied_by_a_note_on_column_numbers(case: Case) -> None:
    """Below the table: "Cột (5), (6): ghi số thôn CHƯA có"; the headings do not say it."""
    sheet = case.sheet("Phu luc 1")
    row = case.top(sheet, "HIỆN TRẠNG HẠ TẦNG VIỄN THÔNG TẠI {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Sóng 4G (số {v})", make=lacking("villages_with_4g")),
        Worked("Cáp quang (số {v})", make=lacking("villages_with_fibre")),
        Column("Số hộ dân (hộ)", "households"),
    ]
    end = case.table(sheet, columns, Form(numbers_row="({})", total="last"), at=row)
    note = "Ghi chú: Cột (5), (6) chỉ ghi số {v} CHƯA có sóng 4G, CHƯA có cáp quang đến {v}."
    sheet.put(end + 1, 0, case.say(note))
    may_derive(case, "villages_with_4g", "villages_with_fibre")


@layout("traps")
def restricted_by_a_line_above(case: Case) -> None:
    """ "Lưu ý: cột … chỉ tính thôn đặc biệt khó khăn" above the table, of one column of three."""
    sheet = case.sheet("Tong hop")
    note = case.say('Lưu ý: cột "Số {v} có sóng 4G" chỉ tính các {v} đặc biệt khó khăn.')
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG VÀ KÉO CÁP QUANG ĐẾN {V}", more=[note])
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có sóng 4G", make=part("villages_with_4g", 0.3)),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("traps")
def operator_at_the_right_of_the_title(case: Case) -> None:
    """ "Doanh nghiệp: MobiFone" far to the right of the title, and nowhere else."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "SỐ LIỆU TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG", office="")
    sheet.put(0, 7, "Doanh nghiệp: MobiFone")
    columns = [
        Column("Số trạm 4G", "stations_4g", operator="mobifone"),
        Column("Số trạm 5G", "stations_5g", operator="mobifone"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", operator="mobifone"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("traps", errors_due=True)
def merged_headings_one_column_off(case: Case) -> None:
    """ "Dân số được phủ sóng" and "Số thôn được phủ sóng" stand one column too far right."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "TỔNG HỢP DÂN SỐ VÀ {V} ĐƯỢC PHỦ SÓNG")
    villages = case.say("Số {v} được phủ sóng")
    sheet.line(row, ["TT", "Xã, phường", "Dân số", None, "Dân số được phủ sóng", None, villages])
    sheet.line(row + 1, ["4G", "5G", "4G", "5G", None], at=3)
    sheet.merged += [(row, c, row + 1, c) for c in range(3)]
    sheet.merged += [(row, 4, row, 5), (row, 6, row, 7)]
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng|4G", "people_4g", optional=True),
        Column("Dân số được phủ sóng|5G", "people_5g", optional=True),
        Column("Số {v} được phủ sóng|4G", "villages_with_4g", optional=True),
        Column("Số {v} được phủ sóng|5G", "villages_with_5g", optional=True),
    ]
    body(case, sheet, row + 2, columns)


@layout("traps")
def fractions_beside_percents(case: Case) -> None:
    """ "4G" holds 0.9725 and "5G" 10.14, both beneath "Tỷ lệ dân số được phủ sóng"."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Tỷ lệ dân số được phủ sóng|4G", "%pop_4g", show=lambda v: round(v / 100, 4)),
        Column("Tỷ lệ dân số được phủ sóng|5G", "%pop_5g"),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("traps", errors_due=True)
def some_communes_twice_with_other_figures(case: Case) -> None:
    """At the end some communes stand again with other figures: nobody knows which hold."""
    sheet = case.sheet("Danh sach")
    row = case.top(sheet, "SỐ {V} CÓ SÓNG 4G CÁC XÃ, PHƯỜNG BÁO CÁO")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g")]
    sheet.line(row, ["STT", "Xã, phường", *[case.say(c.heading) for c in columns]])
    twice = case.communes[4::9]
    once = [c for c in case.communes if c not in twice]
    at = body(case, sheet, row + 1, columns, some=once)
    number = len(once)
    for shift in (0, 3):
        for commune in twice:
            number += 1
            whole = commune.figures["villages"] + shift
            sheet.line(at, [number, commune.name, whole, whole - 2 - shift // 3])
            at += 1


@layout("traps")
def town_and_country_rows_of_a_commune(case: Case) -> None:
    """Two rows of each commune, "Thành thị" and "Nông thôn": the commune is their sum."""
    sheet = case.sheet("TT-NT")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG CHIA THEO THÀNH THỊ, NÔNG THÔN")
    titles = ("Dân số (người)", "Dân số được phủ sóng 4G (người)")
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", "Khu vực", *titles])
    case.truth.all_headings |= {"Khu vực", *titles}
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", titles[0])
        covered = say(case, commune, "people_4g", titles[1])
        town = [people // 4, covered // 4]
        sheet.line(row + 1, [number, commune.name, commune.code, "Thành thị", *town])
        sheet.line(row + 2, ["Nông thôn", people - town[0], covered - town[1]], at=3)
        sheet.merged += [(row + 1, c, row + 2, c) for c in range(3)]
        row += 2


@layout("traps")
def base_period_beside_reported_period(case: Case) -> None:
    """ "Kỳ gốc" on the left of "Kỳ báo cáo", and their difference, of homes and stations."""
    sheet = case.sheet("Bieu so sanh")
    row = case.top(sheet, "BIẾN ĐỘNG HẠ TẦNG SỐ", "(Kỳ báo cáo: đến 30/9/2025)")
    columns = [
        c for title, what in (("Số hộ sử dụng cáp quang", "households_subscribed"),
                              ("Số trạm 4G", "stations_4g"))
        for c in (
            Worked(f"{title}|Kỳ gốc", make=part(what, 0.8)),
            Column(f"{title}|Kỳ báo cáo", what),
            Worked(f"{title}|Chênh lệch", make=part(what, 0.2)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("traps")
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


@layout("traps")
def homes_with_computers_and_televisions(case: Case) -> None:
    """Homes with a computer, a smart television, a smartphone, each in percent of all homes."""
    sheet = case.sheet("Tien nghi")
    row = case.top(sheet, "THIẾT BỊ SỐ CỦA HỘ GIA ĐÌNH", office="CỤC THỐNG KÊ")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Tỷ lệ hộ có máy vi tính (%)", make=around(20, 30)),
        Worked("Tỷ lệ hộ có ti vi thông minh kết nối Internet (%)", make=around(50, 40)),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
        Worked("Tỷ lệ hộ có từ 02 điện thoại thông minh trở lên (%)", make=around(30, 40)),
        Worked("Tỷ lệ người từ 15 tuổi trở lên sử dụng điện thoại thông minh (%)",
               make=around(60, 35)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Tên xã/phường"), at=row)


@layout("traps")
def averages_of_districts_repeated(case: Case) -> None:
    """ "(*) Lấy theo bình quân của huyện cũ": the same share for all communes of a district."""
    sheet = case.sheet("Tam tinh")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG CÁC XÃ, PHƯỜNG MỚI")
    share = {
        district: round(100 * sum_of(some, "people_4g") / sum_of(some, "population"), 1)
        for district, some in districts_of(case).items()
    }
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Worked("Tỷ lệ dân số được phủ sóng 4G (%) (*)", make=lambda c: share[c.district]),
    ]
    end = case.table(sheet, columns, Form(), at=row)
    note = "(*) Lấy theo số bình quân của huyện, thành phố cũ do chưa tách được theo xã mới."
    sheet.put(end + 1, 1, note)


def _rewritten(case: Case, ways: list[Callable[[Any], Any]]) -> Any:
    """Write two shares of people in several ways, one after the other; give the sheet."""
    sheet = case.sheet("So lieu")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG DO CÁC XÃ, PHƯỜNG GỬI")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", digits=1),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", digits=1),
    ]
    sheet.line(row, ["STT", "Xã, phường", *[c.heading for c in columns]])
    end = body(case, sheet, row + 1, columns)
    for place, at in enumerate(range(row + 1, end)):
        for column in (3, 4):
            sheet.put(at, column, ways[place % len(ways)](sheet.cells[at, column]))
    return sheet


@layout("traps")
def percents_written_in_four_ways(case: Case) -> None:
    """In one column 97.5 as a number, "97,5", "97.5%" and "97,50 %" as text."""
    _rewritten(case, [float, comma(1), lambda v: f"{v:.1f}%", lambda v: f"{comma(2)(v)} %"])


@layout("traps")
def percent_format_in_some_cells(case: Case) -> None:
    """In one column 97.5, and 0.975 in cells whose format shows it as "97.5%"."""
    sheet = _rewritten(case, [float, lambda v: round(v / 100, 4), float])
    top = min(r for (r, c), value in sheet.cells.items() if c == 0 and value == 1)
    for row in range(top + 1, sheet.end, 3):
        sheet.formats |= {(row, 3): "0.0%", (row, 4): "0.0%"}


@layout("traps")
def ditto_marks_for_the_operator(case: Case) -> None:
    """ "Viettel" once, then "-nt-" in each row; "VNPT" once, then quotation marks."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ LƯỢNG TRẠM THU PHÁT SÓNG THEO XÃ, PHƯỜNG")
    titles = ("Số trạm 4G", "Số trạm 5G")
    sheet.line(row, ["TT", "Doanh nghiệp", "Xã, phường", *titles])
    case.truth.all_headings |= {"Doanh nghiệp", *titles}
    number = 0
    for shown, key, same in (("Viettel", "viettel", "-nt-"), ("VNPT", "vnpt", '"')):
        for place, commune in enumerate(case.communes):
            number += 1
            cells = [say(case, commune, what, title, key)
                     for what, title in zip(("stations_4g", "stations_5g"), titles, strict=True)
                     ]  # fmt: skip
            sheet.line(row + number, [number, same if place else shown, commune.name, *cells])


@layout("traps")
def worst_of_last_year_above(case: Case) -> None:
    """A small table of the five lowest communes of 2024 above the table of all of today."""
    sheet = case.sheet("BC")
    title = case.say("Số {v} có sóng 4G")
    sheet.put(0, 0, "BÁO CÁO TÌNH HÌNH PHỦ SÓNG 4G")
    sheet.put(2, 0, "1. Năm xã có kết quả thấp nhất tại thời điểm 31/12/2024")
    sheet.line(3, ["TT", "Xã, phường", title])
    for number, commune in enumerate(case.communes[3:8], start=1):
        value = say(case, commune, "villages_with_4g", title, as_of="2024-12-31")
        sheet.line(3 + number, [number, commune.name, value])
    sheet.put(10, 0, "2. Hiện trạng các xã, phường đến ngày 30/9/2025")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g")]
    case.table(sheet, columns, Form(index="TT", name="Xã, phường", codes=""), at=11)


@layout("traps")
def same_form_below_for_minorities(case: Case) -> None:
    """The same table twice: "A. Toàn bộ dân cư", "B. Trong đó: đồng bào dân tộc thiểu số"."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "DÂN SỐ VÀ HỘ GIA ĐÌNH ĐƯỢC PHỦ SÓNG, SỬ DỤNG CÁP QUANG")
    whats = {"Dân số": "population", "Dân số được phủ sóng 4G": "people_4g",
             "Số hộ": "households", "Số hộ sử dụng cáp quang": "households_subscribed"}  # fmt: skip
    sheet.put(row, 0, "A. TOÀN BỘ DÂN CƯ TRÊN ĐỊA BÀN")
    whole = [Column(title, what) for title, what in whats.items()]
    row = case.table(sheet, whole, Form(total="last"), at=row + 1)
    sheet.put(row + 1, 0, "B. TRONG ĐÓ: ĐỒNG BÀO DÂN TỘC THIỂU SỐ")
    some = [Worked(title, make=part(what, 0.4)) for title, what in whats.items()]
    case.table(sheet, some, Form(total="last"), at=row + 2)


@layout("traps")
def key_sheet_with_units_and_denial(case: Case) -> None:
    """ "T01" … as headings; the key says "1.000 người" of one, "chưa có sóng" of another."""
    sheet = case.sheet("Data")
    sheet.put(0, 0, "Bộ dữ liệu hạ tầng số cấp xã, thời điểm 30/9/2025")
    columns = [
        Column("T01", "population", scale=1000), Column("T02", "people_4g"),
        Column("T03", "villages"), Worked("T04", make=lacking("villages_with_4g")),
    ]  # fmt: skip
    sheet.line(2, ["STT", "Tên xã", "Mã xã", *[c.heading for c in columns]])
    body(case, sheet, 3, columns, codes=True)
    key = case.sheet("Giai thich")
    key.line(0, ["Ký hiệu", "Nội dung", "Đơn vị tính"])
    key.line(1, ["T01", "Dân số", "1.000 người"])
    key.line(2, ["T02", "Dân số được phủ sóng 4G", "người"])
    key.line(3, ["T03", case.say("Tổng số {v}"), "đơn vị"])
    key.line(4, ["T04", case.say("Số {v} chưa có sóng 4G"), "đơn vị"])
    may_derive(case, "villages_with_4g")


@layout("traps")
def sheet_of_another_province(case: Case) -> None:
    """A second sheet has the communes of another province, by name, some of them alike."""
    other, name = NEIGHBOURS.get(case.province, ("96", "CÀ MAU"))
    if other == case.province:
        other, name = "82", "ĐỒNG THÁP"
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    sheet = case.sheet("Tinh ta")
    row = case.top(sheet, "DÂN SỐ VÀ SỐ TRẠM 4G CÁC XÃ, PHƯỜNG")
    case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sheet = case.sheet("Tham khao")
    row = case.top(sheet, f"SỐ LIỆU THAM KHẢO CỦA TỈNH {name}", office="")
    some = communes(other)
    case.table(sheet, columns, Form(codes="", total="last"), at=row, some=some, note=False)


@layout("traps", as_of=None)
def years_to_come_as_headings(case: Case) -> None:
    """ "Tỷ lệ dân số được phủ sóng 5G (%)" over 2026, 2028, 2030: years to come."""
    sheet = case.sheet("Lo trinh")
    date = "(Kèm theo Quyết định số 1526/QĐ-UBND ngày 30/9/2025 của UBND tỉnh)"
    row = case.top(sheet, "LỘ TRÌNH PHỦ SÓNG 5G TRÊN ĐỊA BÀN TỈNH", date)
    title = "Tỷ lệ dân số được phủ sóng 5G (%)"
    columns = [
        Column("Số trạm 5G hiện có", "stations_5g"),
        *[Worked(f"{title}|{year}", make=around(low, 9))
          for year, low in ((2026, 40), (2028, 65), (2030, 90))],
        Worked("Số trạm 5G|2030", make=part("stations_4g", 2)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("traps")
def people_of_fifteen_for_people(case: Case) -> None:
    """ "Dân số từ đủ 15 tuổi trở lên", "trong độ tuổi lao động": no column has all people."""
    sheet = case.sheet("Lao dong")
    row = case.top(sheet, "DÂN SỐ VÀ KHẢ NĂNG TIẾP CẬN DỊCH VỤ SỐ", office="SỞ NỘI VỤ")
    columns = [
        Column("Dân số từ đủ 15 tuổi trở lên (người)", "adults", optional=True),
        Column("Dân số trong độ tuổi lao động", "working_age", optional=True),
        Worked("Dân số nữ", make=part("population", 0.49)),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("traps")
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


@layout("traps")
def only_new_in_the_month(case: Case) -> None:
    """The title: "phát triển mới trong tháng 9"; the headings: "Trạm 4G", "Hộ cáp quang"."""
    sheet = case.sheet("Thang 9")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN MỚI TRONG THÁNG 9/2025", "(Chốt ngày 30/9/2025)")
    columns = [
        Worked("Số trạm 4G", make=around(0, 3)),
        Worked("Số trạm 5G", make=around(0, 2)),
        Worked("Số hộ sử dụng cáp quang", make=part("households_subscribed", 0.02)),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("traps")
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


@layout("traps")
def share_uncovered_alone(case: Case) -> None:
    """ "Tỷ lệ dân số chưa được phủ sóng 4G (%)": the share of the rest, beside all people."""
    sheet = case.sheet("Con lai")
    row = case.top(sheet, "DÂN SỐ CHƯA ĐƯỢC TIẾP CẬN DỊCH VỤ")
    lack = {
        c.code: round(100 - 100 * c.figures["people_4g"] / c.figures["population"], 2)
        for c in case.communes
    }
    columns = [
        Column("Dân số", "population"),
        Worked("Tỷ lệ dân số chưa được phủ sóng 4G (%)", make=lambda c: lack[c.code]),
        Worked("Tỷ lệ {v} còn vùng lõm sóng (%)", make=around(1, 15)),
    ]
    case.table(sheet, columns, Form(), at=row)
    for code, value in lack.items():
        case.truth.note(code, "%pop_4g", Entry(100 - value, optional=True))
