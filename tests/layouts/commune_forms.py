"""Forms that each commune fills in by itself, gathered in one file, and tables with catches."""

# ruff: noqa: D210, D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.long_tables import OPERATORS, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import sum_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def around(low: int, span: int) -> Callable[[Commune], int]:
    """Make up a percentage that differs from commune to commune."""
    return lambda commune: low + commune.figures["villages"] % span


@layout("forms of communes")
def survey_with_units_and_notes(case: Case) -> None:
    """A sheet for each commune: TT, question, unit, answer and remark; groups I and II."""
    questions = [("Dân số", "population", "người"), ("Tổng số hộ gia đình", "households", "hộ"),
                 ("Tổng số {v}", "villages", "đơn vị"),
                 ("Số {v} có sóng 4G", "villages_with_4g", "đơn vị")]  # fmt: skip
    for number, commune in enumerate(case.communes, start=1):
        sheet = case.sheet(f"P{number:03}")
        name = commune.name
        sheet.put(0, 0, f"UBND {name.upper()}")
        sheet.put(2, 0, "PHIẾU KHẢO SÁT HIỆN TRẠNG HẠ TẦNG SỐ")
        sheet.put(3, 0, "(Số liệu đến ngày 30/9/2025)")
        sheet.line(5, ["TT", "Nội dung", "ĐVT", "Kết quả", "Ghi chú"])
        sheet.line(6, ["I", "THÔNG TIN CHUNG"])
        row = 7
        for at, (question, what, unit) in enumerate(questions, start=1):
            if at == 3:
                sheet.line(row, ["II", "HẠ TẦNG VIỄN THÔNG"])
                row += 1
            title = case.say(question)
            note = "Theo Công an xã" if at == 1 else None
            sheet.line(row, [at, title, unit, say(case, commune, what, title), note])
            row += 1
        sheet.put(row + 1, 3, "NGƯỜI LẬP PHIẾU")
        sheet.put(row + 4, 3, "Lường Văn Hặc")
        case.truth.all_headings |= {case.say(one) for one, _, _ in questions}


@layout("forms of communes")
def forms_with_lines_of_a_group(case: Case) -> None:
    """Below each other: "Số thôn có sóng di động", beneath it "- Có sóng 4G", "- Có cáp quang"."""
    sheet = case.sheet("Tong hop")
    sheet.put(0, 0, "SỐ LIỆU DO CÁC XÃ BÁO CÁO ĐẾN 30/9/2025")
    row = 2
    asked = (("Tổng số {v}", "villages"), ("- Số {v} có sóng 4G", "villages_with_4g"),
             ("- Số {v} có cáp quang", "villages_with_fibre"),
             ("Tổng số hộ", "households"))  # fmt: skip
    for commune in case.communes:
        sheet.put(row, 0, f"Đơn vị báo cáo: {commune.name}")
        for question, what in asked:
            row += 1
            title = case.say(question)
            sheet.line(row, [title, say(case, commune, what, title)])
        row += 3
    case.truth.all_headings |= {case.say(one) for one, _ in asked}


@layout("forms of communes")
def form_with_a_column_for_each_operator(case: Case) -> None:
    """A sheet for each commune: questions below, Viettel, VNPT and MobiFone beside each other."""
    asked = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    for commune in case.communes:
        sheet = case.sheet(commune.code)
        sheet.put(0, 0, "BIỂU TỔNG HỢP TRẠM BTS TRÊN ĐỊA BÀN")
        sheet.put(1, 0, commune.name)
        sheet.put(2, 0, "Thời điểm số liệu: 30/9/2025")
        sheet.line(4, ["STT", "Chỉ tiêu", *[shown for shown, _ in OPERATORS]])
        for at, (question, what) in enumerate(asked, start=1):
            figures = [say(case, commune, what, question, key) for _, key in OPERATORS]
            sheet.line(4 + at, [at, question, *figures])
    case.truth.all_headings |= {question for question, _ in asked}


@layout("forms of communes")
def form_with_plan_beside_result(case: Case) -> None:
    """A sheet for each commune: "Kế hoạch 2025" before "Thực hiện đến 30/9/2025"."""
    asked = (("Số hộ sử dụng cáp quang", "households_subscribed"),
             ("Số {v} có sóng 4G", "villages_with_4g"))  # fmt: skip
    for commune in case.communes:
        sheet = case.sheet(f"x{commune.code}")
        sheet.put(0, 0, f"KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ {commune.name.upper()}")
        sheet.line(2, ["TT", "Tên chỉ tiêu", "Kế hoạch 2025", "Thực hiện đến 30/9/2025"])
        for at, (question, what) in enumerate(asked, start=1):
            title = case.say(question)
            value = say(case, commune, what, title)
            sheet.line(2 + at, [at, title, value + 40, value])
        sheet.put(6, 2, "Người lập")
    case.truth.all_headings |= {case.say(question) for question, _ in asked}


@layout("forms of communes")
def forms_not_all_answered(case: Case) -> None:
    """Below each other, some questions left blank, one commune's form with fewer of them."""
    sheet = case.sheet("Phieu")
    sheet.put(0, 0, "PHIẾU THU THẬP SỐ LIỆU CẤP XÃ, THỜI ĐIỂM 30/9/2025")
    row = 2
    asked = (("1. Dân số", "population"), ("2. Tổng số {v}", "villages"),
             ("3. Số {v} có sóng 4G", "villages_with_4g"),
             ("4. Số {v} có cáp quang", "villages_with_fibre"))  # fmt: skip
    for place, commune in enumerate(case.communes):
        sheet.line(row, ["Tên xã, phường:", commune.name])
        for at, (question, what) in enumerate(asked):
            title = case.say(question)
            if place % 5 == 2 and at == 3:
                continue
            row += 1
            blank = place % 6 == at + 1
            sheet.line(row, [title, None if blank else say(case, commune, what, title)])
        row += 2
    case.truth.all_headings |= {case.say(one) for one, _ in asked}


@layout("catches")
def villages_without_signal_by_technology(case: Case) -> None:
    """ "Số thôn CHƯA có sóng": 3G, 4G beneath, the number of villages before; nothing has 4G."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "TỔNG HỢP SỐ {V} CHƯA CÓ SÓNG DI ĐỘNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} chưa có sóng|3G", make=lambda c: c.figures["villages"] // 12),
        Worked("Số {v} chưa có sóng|4G",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
        Worked("Số {v} chưa có sóng|5G", make=part("villages", 0.8)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("catches")
def mark_in_a_heading_explained_below(case: Case) -> None:
    """ "Số thôn (*)" beside all villages; "(*) Số thôn chưa có sóng 4G" below the table."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "HIỆN TRẠNG {V}")
    columns = [Column("Tổng số {v}", "villages"),
               Worked("Số {v} (*)", make=lambda c: c.figures["villages"] // 7),
               Column("Tổng số hộ", "households")]  # fmt: skip
    end = case.table(sheet, columns, Form(), at=row)
    sheet.put(end + 1, 1, case.say("(*) Số {v} chưa có sóng 4G"))


@layout("catches")
def last_year_at_the_right(case: Case) -> None:
    """ "30/9/2025" beside "30/9/2024" beneath one heading, the later on the left."""
    sheet = case.sheet("SS")
    row = case.top(sheet, "SO SÁNH CÙNG KỲ", "")
    columns = [
        Column("Dân số được phủ sóng 4G (người)|30/9/2025", "people_4g"),
        Column("Dân số được phủ sóng 4G (người)|30/9/2024", "people_4g", as_of="2024-09-30",
               optional=True),
        Worked("Dân số được phủ sóng 4G (người)|Tăng, giảm",
               make=lambda c: c.figures["people_4g"] // 20),
        Worked("Dân số được phủ sóng 4G (người)|So cùng kỳ (%)", make=lambda _: 104.6),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("catches")
def stations_in_service_and_to_come(case: Case) -> None:
    """Sites in use, sites planned, cells; "Trạm 4G đang hoạt động" alone counts stations."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "HẠ TẦNG TRẠM THU PHÁT SÓNG")
    columns = [
        Column("Trạm 4G|Đang hoạt động", "stations_4g"),
        Worked("Trạm 4G|Dự kiến phát triển năm 2026", make=part("stations_4g", 0.2)),
        Worked("Trạm 4G|Số cell", make=lambda c: 3 * c.figures["stations_4g"]),
        Column("Trạm 5G|Đang hoạt động", "stations_5g"),
        Worked("Trạm 5G|Dự kiến phát triển năm 2026", make=part("stations_5g", 1.5)),
        Worked("Trạm 5G|Số cell", make=lambda c: 3 * c.figures["stations_5g"]),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("catches")
def only_how_much_of_the_plan(case: Case) -> None:
    """The number of homes, and "% hoàn thành kế hoạch phủ cáp quang": no share of homes."""
    sheet = case.sheet("KH")
    row = case.top(sheet, "TIẾN ĐỘ KẾ HOẠCH PHÁT TRIỂN CÁP QUANG NĂM 2025")
    columns = [Column("Tổng số hộ", "households"),
               Worked("% hoàn thành kế hoạch phủ cáp quang", make=around(60, 40))]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout("catches")
def thousands_in_one_column_only(case: Case) -> None:
    """People in thousands, as their own heading says; homes with fibre as they are."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "DÂN SỐ VÀ CÁP QUANG")
    columns = [Column("Dân số (nghìn người)", "population", scale=1000, show=comma(3)),
               Column("Tổng số hộ (hộ)", "households"),
               Column("Số hộ có thuê bao cáp quang (hộ)", "households_subscribed")]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("catches")
def areas_beside_people(case: Case) -> None:
    """ "Tỷ lệ diện tích phủ sóng" and "Tỷ lệ dân số phủ sóng" of 4G beside each other."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG 4G THEO XÃ")
    columns = [Column("Dân số", "population"),
               Worked("Tỷ lệ phủ sóng 4G (%)|Theo diện tích", make=around(50, 45)),
               Column("Tỷ lệ phủ sóng 4G (%)|Theo dân số", "%pop_4g", show=comma(2)),
               Worked("Tỷ lệ phủ sóng 4G (%)|Theo đường", make=around(40, 55))]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout("catches")
def average_of_quarters_beside_the_last(case: Case) -> None:
    """Quarters I to III of a share, "Bình quân 9 tháng" last: the third quarter is the figure."""
    sheet = case.sheet("Quy")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ PHỦ SÓNG 4G CÁC QUÝ NĂM 2025", "")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số phủ sóng 4G (%)|Quý I", "%pop_4g", as_of="2025-03-31", optional=True),
        Column("Tỷ lệ dân số phủ sóng 4G (%)|Quý II", "%pop_4g", as_of="2025-06-30", optional=True),
        Column("Tỷ lệ dân số phủ sóng 4G (%)|Quý III", "%pop_4g"),
        Worked("Tỷ lệ dân số phủ sóng 4G (%)|Bình quân 9 tháng",
               make=lambda c: round(70 + c.figures["villages"] / 3, 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(), at=row)


@layout("catches")
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


@layout("catches")
def groups_of_communes_by_result(case: Case) -> None:
    """Rows grouped "Nhóm đạt 100%", "Nhóm dưới 95%", each with a sum; shares beside."""
    sheet = case.sheet("Nhom")
    row = case.top(sheet, "PHÂN NHÓM XÃ THEO TỶ LỆ PHỦ SÓNG 4G")
    columns = [Column("Dân số", "population"), Column("Dân số có sóng 4G", "people_4g")]
    sheet.line(row, ["TT", "Địa bàn", *[c.heading for c in columns]])
    row += 1
    share = {c.code: c.figures["people_4g"] / c.figures["population"] for c in case.communes}
    groups = (("Nhóm đạt từ 95% trở lên", 0.95, 2), ("Nhóm từ 85% đến dưới 95%", 0.85, 0.95),
              ("Nhóm dưới 85%", -1, 0.85))  # fmt: skip
    for label, low, high in groups:
        some = [c for c in case.communes if low <= share[c.code] < high]
        sheet.line(row, [None, label, *(sum_of(some, c.gives) for c in columns)])
        row = body(case, sheet, row + 1, columns, some=some)


@layout("catches")
def subscribers_for_homes(case: Case) -> None:
    """Subscriptions of fibre per 100 homes above 100, and their number: no homes are counted."""
    sheet = case.sheet("TB")
    row = case.top(sheet, "THUÊ BAO BĂNG RỘNG CỐ ĐỊNH")
    columns = [Column("Tổng số hộ", "households"),
               Worked("Thuê bao BRCĐ/100 hộ", make=around(80, 60)),
               Worked("Tốc độ tăng thuê bao so với cùng kỳ (%)", make=around(0, 17))]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("catches")
def whose_figures_at_the_right(case: Case) -> None:
    """ "Viettel" merged down at the right of rows, no heading above: whose the figures are."""
    sheet = case.sheet("Tong")
    row = case.top(sheet, "SỐ TRẠM 4G CÁC DOANH NGHIỆP")
    sheet.line(row, ["STT", "Xã, phường", "Số trạm 4G", "Doanh nghiệp"])
    for shown, key in OPERATORS[:2]:
        first = row + 1
        for number, commune in enumerate(case.communes, start=1):
            row += 1
            value = say(case, commune, "stations_4g", "Số trạm 4G", key)
            sheet.line(row, [number, commune.name, value])
        sheet.put(first, 3, shown)
        sheet.merged.append((first, 3, row, 3))
    case.truth.all_headings |= {"Số trạm 4G", "Doanh nghiệp"}


@layout("catches")
def numbers_in_the_first_row_of_three(case: Case) -> None:
    """A row for each operator; the name in each, the running number in the first only."""
    sheet = case.sheet("DN")
    row = case.top(sheet, "SỐ TRẠM BTS THEO DOANH NGHIỆP")
    heads = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(row, ["STT", "Xã, phường", "Doanh nghiệp", *heads])
    for number, commune in enumerate(case.communes, start=1):
        for place, (shown, key) in enumerate(OPERATORS):
            row += 1
            figures = [say(case, commune, what, title, key) for title, what in heads.items()]
            sheet.line(row, [None if place else number, commune.name, shown, *figures])
    case.truth.all_headings |= set(heads)
