"""What stands around a table: letters above, notes below, guidance and remarks beside."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.groups import sum_of
from tests.layouts.made_up import one_of
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.shared_columns import ALL_PEOPLE, BASIC, PEOPLE, VILLAGES
from tests.layouts.who_and_when import older, place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
def long_preamble_and_notes(case: Case) -> None:
    """Ten lines of preamble with numbers and words of headings, notes and signatures below."""
    sheet = case.sheet("Báo cáo")
    row = case.top(
        sheet,
        "BÁO CÁO KẾT QUẢ THỰC HIỆN",
        more=(
            "Thực hiện Kế hoạch số 215/KH-UBND ngày 14/3/2025 về phát triển hạ tầng số;",
            "Toàn tỉnh có 97,2% dân số được phủ sóng 4G, phấn đấu đến 2030 đạt 99% phủ sóng 5G.",
            "Đơn vị tính: người",
        ),
    )
    case.table(sheet, BASIC, Form(total="last"), at=row)
    case.foot(sheet)
    sheet.put(
        sheet.end + 1,
        0,
        "Ghi chú: Dân số theo Cục Thống kê; số liệu phủ sóng do nhà mạng cung cấp.",
    )


@layout()
def several_units_in_title(case: Case) -> None:
    """Operator, date and unit of measure in lines of their own; decimal commas in text."""
    sheet = case.sheet("Q3")
    for row, line in enumerate(
        ("Đơn vị báo cáo: Sở KH&CN", "Kỳ báo cáo: Quý III/2025", "Thời điểm số liệu: 30/9/2025")
    ):
        sheet.put(row, 0, line)
    columns = (
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", show=comma(2)),
    )
    case.table(sheet, columns, at=4)


@layout()
def table_not_at_the_left(case: Case) -> None:
    """The table begins at the fourth column; a box with remarks stands on its left."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Lưu ý: số liệu đến 30/9/2025")
    sheet.put(3, 0, "Người nhập: phòng BCVT")
    sheet.put(4, 0, "Kiểm tra trước khi gửi")
    case.table(sheet, VILLAGES, Form(total="last"), at=3, left=3)


@layout()
def notes_above_and_on_the_right(case: Case) -> None:
    """Rows of guidance above the heading and remarks on the right of the table."""
    sheet = case.sheet("Bieu mau")
    row = case.top(
        sheet,
        "BIỂU MẪU THU THẬP SỐ LIỆU",
        more=("Hướng dẫn: ghi số người được phủ sóng 4G; không ghi kế hoạch.",),
    )
    columns = [*PEOPLE, Column("Ghi chú", trap="text:;;Có trong kế hoạch 2026;Chưa có trạm 5G")]
    case.table(sheet, columns, Form(total="last", numbers_row="{}"), at=row)
    case.foot(sheet)


@layout()
def empty_row_below_the_heading(case: Case) -> None:
    """An empty row between the heading and the first commune, another above the total."""
    sheet = case.sheet("Bang 1")
    row = case.top(sheet, "BẢNG 1. PHỦ SÓNG VÀ TRẠM")
    columns = [*BASIC, Column("Số trạm 5G", "stations_5g")]
    end = case.table(sheet, columns, Form(code="Mã"), at=row)
    moved = {(r + 1 if r > row else r, c): value for (r, c), value in sheet.cells.items()}
    sheet.cells = moved
    sheet.put(end + 2, 1, "Tổng số")
    for at, column in enumerate(columns, start=3):
        sheet.put(end + 2, at, sum_of(case.communes, column.gives))


@layout()
def numbered_remarks_and_their_marks(case: Case) -> None:
    """ "Dân số 1)", "Dân số được phủ sóng 4G 2)": remarks with these numbers stand below."""
    sheet = case.sheet("Bang")
    row = case.top(sheet, "BẢNG TỔNG HỢP")
    columns = [
        Column("Dân số 1)", "population"),
        Column("Dân số được phủ sóng 4G 2)", "people_4g"),
        Column("Số trạm 4G[3]", "stations_4g"),
    ]
    end = case.table(sheet, columns, Form(total="last"), at=row)
    for place, line in enumerate(
        ("1) Theo Niên giám thống kê năm 2024: 512.300 người.", "2) Số liệu tính đến 30/9/2025.",
         "3) Gồm cả 15 trạm dùng chung.")
    ):  # fmt: skip
        sheet.put(end + 1 + place, 0, line)


@layout()
def sources_of_columns_in_brackets(case: Case) -> None:
    """Where the figures come from, in brackets in the heading: "Dân số (theo Công an tỉnh)"."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP")
    columns = [
        Column("Dân số (theo Công an tỉnh)", "population"),
        Column("Dân số được phủ sóng 4G (theo báo cáo của doanh nghiệp)", "people_4g"),
        Column("Số hộ (Cục Thống kê)", "households"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout()
def remarks_on_columns_beneath_them(case: Case) -> None:
    """A row beneath the headings says of each column where it comes from."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP", office="")
    labels = ["STT", "Tên xã", "Mã xã", "Dân số", "Dân số được phủ sóng 4G"]
    sheet.line(row, labels)
    sheet.line(row + 1, ["(1)", "(2)", "(3)", "(4) Công an tỉnh", "(5) Doanh nghiệp"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", labels[3])
        covered = say(case, commune, "people_4g", labels[4])
        sheet.line(row + 1 + number, [number, commune.name, commune.code, people, covered])


@layout()
def guidance_in_a_row_of_the_heading(case: Case) -> None:
    """A row beneath the headings tells how to fill them in: "(ghi số người)", "(ghi số trạm)"."""
    sheet = case.sheet("Mau")
    row = case.top(sheet, "MẪU BÁO CÁO", office="")
    columns = [
        Column("Dân số|(ghi số người thường trú)", "population"),
        Column("Dân số được phủ sóng 4G|(ghi số người)", "people_4g"),
        Column("Số trạm 4G|(ghi số trạm)", "stations_4g"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout()
def annex_with_unit_line(case: Case) -> None:
    """Phụ lục II of a letter, "Đơn vị tính: hộ", formulas in the row of numbers."""
    columns = [
        Column("Tổng số hộ|(3)", "households"),
        Column("Số hộ sử dụng Internet cáp quang|(4)", "households_subscribed"),
        Column("Tỷ lệ (%)|(5)=(4)/(3)", "%households_fibre_subscribed", show=comma(2)),
    ]
    one_table(case, columns, Form(codes="", total="last"), title="PHỤ LỤC II",
        more=("(Kèm theo Công văn số 1204/SKHCN-BCVT ngày 08/10/2025)",
              "Đơn vị tính: hộ"))  # fmt: skip


@layout()
def letter_then_table(case: Case) -> None:
    """Paragraphs with figures of the whole province stand above the table."""
    one_table(case, [ALL_PEOPLE, Column("Dân số được phủ sóng 4G", "people_4g", show=dots)],
        Form(codes="", total="last"), title="V/v cung cấp số liệu phủ sóng 4G",
        more=("Kính gửi: Ủy ban nhân dân tỉnh.",
              "1. Đến nay toàn tỉnh có 1.215 trạm BTS 4G, phủ sóng 98,2% dân số.",
              "2. Năm 2026 phấn đấu thêm 95 trạm. Chi tiết như sau:"))  # fmt: skip


@layout()
def printed_pages_with_page_numbers(case: Case) -> None:
    """Each 25 communes: "Trang 1/3", then the headings and the numbers of columns again."""
    sheet = case.sheet("Ban in")
    sheet.put(0, 0, "BIỂU TỔNG HỢP DÂN SỐ PHỦ SÓNG VÀ SỐ TRẠM (30/9/2025)")
    columns = [Column("Dân số", "population", show=dots),
               Column("Dân số được phủ sóng 4G", "people_4g", show=dots),
               Column("Số trạm 4G", "stations_4g")]  # fmt: skip
    row, pages = 2, -(-len(case.communes) // 25)
    for page in range(pages):
        sheet.line(row, ["STT", "Xã, phường", "Mã xã", *[c.heading for c in columns]])
        sheet.line(row + 1, ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)"])
        some = case.communes[25 * page : 25 * page + 25]
        row = body(case, sheet, row + 2, columns, codes=True, some=some, start=25 * page + 1)
        sheet.put(row, 5, f"Trang {page + 1}/{pages}")
        row += 1
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "TỔNG TOÀN TỈNH", None, *[dots(s) for s in sums]])


@layout(operator="viettel")
def quick_list_of_a_chat(case: Case) -> None:
    """Sent by chat: one line of greeting, "Xã", "4G", "5G", bare names, "Cộng"."""
    sheet = case.sheet("Trang tính1")
    sheet.put(0, 0, "Em gửi anh số trạm BTS Viettel theo xã, cập nhật 30.9.2025")
    sheet.line(1, ["Xã", "4G", "5G"])
    case.truth.all_headings |= {"4G", "5G"}
    for row, commune in enumerate(case.communes, start=2):
        figures = [say(case, commune, f"stations_{g.lower()}", g) for g in ("4G", "5G")]
        sheet.line(row, [case.name(commune, "short"), *figures])
    sums = [sum_of(case.communes, what) for what in ("stations_4g", "stations_5g")]
    sheet.line(sheet.end, ["Cộng", *sums])


@layout()
def report_form_with_letters_and_receivers(case: Case) -> None:
    """ "Biểu số: 01/CNS-X", who reports and who receives, "A", "B", "C", then 1 to 4."""
    sheet = case.sheet("01-CNS-X")
    for row, (left, right) in enumerate((
        ("Biểu số: 01/CNS-X", "Đơn vị báo cáo: Phòng Bưu chính viễn thông"),
        ("Ban hành theo Quyết định số 815/QĐ-SKHCN", "Đơn vị nhận báo cáo: Sở KH&CN"),
        ("Ngày nhận báo cáo: ngày 12 tháng cuối quý", None),
    )):  # fmt: skip
        sheet.put(row, 0, left)
        sheet.put(row, 4, right)
    sheet.put(3, 1, "PHỔ CẬP CÁP QUANG ĐẾN HỘ GIA ĐÌNH")
    sheet.put(4, 1, "Quý III năm 2025")
    columns = [
        Column("Tổng số hộ gia đình", "households"),
        Column("Số hộ có khả năng tiếp cận cáp quang", "households_passed"),
        Column("Số hộ đã sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng (%)", "%households_fibre_subscribed"),
    ]
    sheet.line(6, ["TT", "Xã, phường", "Mã số", *[c.heading for c in columns]])
    sheet.line(7, ["A", "B", "C", "1", "2", "3", "4=3/1x100"])
    body(case, sheet, 8, columns, codes=True)
    case.foot(sheet)


@layout()
def pasted_from_a_letter(case: Case) -> None:
    """Pasted from a text document: line breaks in headings and names, spaces round figures."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu đến ngày 30 tháng 9 năm 2025")

    def spaced(value: float) -> str:
        return f" {dots(value)}\u00a0\n"

    columns = [
        Column("Tổng\nsố\nhộ\n(hộ)", "households", show=spaced),
        Column("Dân số\n(người)", "population", show=spaced),
        Column("Tỷ lệ\ndân số\nđược phủ\nsóng 4G\n(%)", "%pop_4g", show=comma(2)),
    ]
    sheet.line(2, ["T\nT", "Tên xã,\nphường", *[c.heading for c in columns]])
    end = body(case, sheet, 3, columns)
    for row, commune in zip(range(3, end), case.communes, strict=True):
        sheet.put(row, 1, commune.name.replace(" ", "\n", 1) + "\n")


@layout()
def highest_technology_beside(case: Case) -> None:
    """ "Công nghệ cao nhất" says 4G or 5G for each commune; homes and stations of all kinds."""
    sheet = case.sheet("CN")
    row = case.top(sheet, "HIỆN TRẠNG CÔNG NGHỆ DI ĐỘNG TẠI CÁC XÃ, PHƯỜNG")
    columns = [
        Worked("Công nghệ cao nhất", make=lambda c: "5G" if c.figures["stations_5g"] else "4G"),
        Worked("Tổng số trạm",
               make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5))),
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", code="Mã xã"), at=row)


@layout()
def seats_of_the_offices_beside(case: Case) -> None:
    """ "Trụ sở đặt tại" names a former commune, "Giáp ranh" the neighbour of today, before it."""
    sheet = case.sheet("Tru so")
    row = case.top(sheet, "THÔNG TIN CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    columns = [Column("Dân số", "population"), Column("Số hộ", "households")]
    sheet.line(row, ["TT", "Giáp ranh", "Tên xã, phường", "Trụ sở đặt tại", "Dân số", "Số hộ"])
    case.truth.all_headings |= {"Dân số", "Số hộ"}
    for place, commune in enumerate(case.communes):
        near = case.communes[place - 1].name
        seat = (older(commune) or [("", commune.name)])[-1][1]
        cells = []
        for column in columns:
            value, gives = column.cell(commune, place)
            cells.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 1 + place, [place + 1, near, commune.name, seat, *cells])


@layout()
def summary_by_operator_at_the_right(case: Case) -> None:
    """A small box at the right: operators, their stations in the whole province, their shares."""
    sheet = case.sheet("Dashboard")
    sheet.put(0, 0, "BẢNG THEO DÕI HẠ TẦNG SỐ - SỐ LIỆU ĐẾN 30/9/2025")
    columns = [Column("Số trạm 4G", "stations_4g"), Column("Số trạm 5G", "stations_5g"),
               Column("Số {v} có sóng 4G", "villages_with_4g")]  # fmt: skip
    case.table(sheet, columns, Form(code="Mã xã", total="last"), at=2)
    sheet.line(2, ["Nhà mạng", "Số trạm 4G", "Tỷ trọng (%)"], at=8)
    for row, (shown, part_of) in enumerate((("Viettel", 46), ("VNPT", 33), ("MobiFone", 21)), 3):
        stations = sum_of(case.communes, "stations_4g") * part_of // 100
        sheet.line(row, [shown, stations, part_of], at=8)
    sheet.put(7, 8, "10 xã có nhiều trạm 4G nhất")
    best = sorted(case.communes, key=lambda c: -c.figures["stations_4g"])[:10]
    for row, commune in enumerate(best, start=8):
        sheet.line(row, [commune.name, commune.figures["stations_4g"]], at=8)


@layout()
def kinds_of_lines_beside(case: Case) -> None:
    """ "Truyền dẫn" says "Cáp quang" or "Viba"; "Loại sóng hiện có" says "3G, 4G": no filters."""
    sheet = case.sheet("TD")
    row = case.top(sheet, "HIỆN TRẠNG TRUYỀN DẪN VÀ DÂN SỐ")
    columns = [
        Worked("Truyền dẫn", make=lambda c: ("Cáp quang", "Viba")[c.figures["villages"] % 2]),
        Worked("Loại sóng hiện có", make=lambda c: ("3G, 4G", "4G", "3G, 4G, 5G")[
               c.figures["villages"] % 3]),
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        Worked("Số trạm BTS", make=part("stations_4g", 2.3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def report_text_above_and_below(case: Case) -> None:
    """A page of a report: paragraphs with figures above and below a table of three figures."""
    sheet = case.sheet("Báo cáo")
    lines = (
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "BÁO CÁO NHANH",
        "Thực hiện Công văn số 2215/UBND-KGVX, Sở báo cáo tình hình đến ngày 30/9/2025 như sau:",
        "1. Toàn tỉnh có 99,2% dân số được phủ sóng 4G, tăng 0,4 điểm % so với đầu năm.",
        "2. Chi tiết từng địa phương tại bảng dưới đây:",
    )
    for row, text in enumerate(lines):
        sheet.put(row, 0, text)
    columns = [
        Column("Dân số", "population"),
        Column("Số người sống trong vùng có sóng 4G", "people_4g"),
        Column("Số người sống trong vùng có sóng 5G", "people_5g"),
    ]
    end = case.table(sheet, columns, Form(code_after=False), at=len(lines) + 1)
    sheet.put(end + 1, 0, "3. Đề nghị các doanh nghiệp đầu tư thêm 45 trạm 5G trong năm 2026.")
    sheet.put(end + 2, 0, "Trên đây là báo cáo của Sở./.")
    case.foot(sheet)


@layout()
def copy_with_the_own_columns_of_an_official(case: Case) -> None:
    """A clerk keeps his own columns at the right: whom he rang, what was sent the last time."""
    sheet = case.sheet("Chị Hằng sửa")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG VIỄN THÔNG CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
        Column("Số trạm BTS 4G", "stations_4g"),
        Worked("Đã gọi điện đôn đốc?", make=one_of("rồi", "", "gọi 2 lần", "")),
        Worked("Cáp quang - lần trước gửi", make=part("villages_with_fibre", 0.8)),
        Worked("BTS 4G - lần trước gửi", make=part("stations_4g", 0.9)),
        Worked("Em ghi chú", make=one_of("", "xem lại", "", "anh Tú xác nhận")),
    ]
    case.table(sheet, columns, at=row)


@layout()
def form_in_the_middle_with_guidance_beside(case: Case) -> None:
    """The table begins at F12; on its left stands a column of instructions for who fills in."""
    sheet = case.sheet("Mẫu 02")
    for place, text in enumerate([
        "HƯỚNG DẪN NHẬP LIỆU", "1. Chỉ nhập vào ô màu vàng", "2. Không thêm, bớt dòng",
        "3. Tỷ lệ nhập theo số từ 0 đến 100, ví dụ 95,5", "4. Không có số liệu thì để trống",
        "5. Gửi về Sở trước ngày 05/10/2025", "Liên hệ: phòng Bưu chính, Viễn thông",
    ]):  # fmt: skip
        sheet.put(2 + 3 * place, 0, text)
    sheet.put(7, 5, "MẪU 02. SỐ LIỆU VIỄN THÔNG CẤP XÃ")
    sheet.put(8, 5, "Kỳ báo cáo: Quý III năm 2025")
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", gaps=0.05),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
    ]
    case.table(sheet, columns, at=11, left=5)


@layout(operator="viettel")
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


@layout()
def wishes_with_figures_at_the_right(case: Case) -> None:
    """Remarks at the right give figures of one village, of a wish and of a vow."""
    sheet = case.sheet("Xa gui")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH, CÁP QUANG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
        Column("Ý kiến của xã"),
    ]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    word = case.word.split(", ", maxsplit=1)[0]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        n = c.figures["files"] % 60 + 20
        wish = (
            None, f"Riêng {word} ở xa có {n} hộ chưa có cáp quang", None,
            f"Đề nghị hỗ trợ thêm {n} điện thoại thông minh cho hộ nghèo",
            f"Phấn đấu hết năm có {c.figures['households']} hộ dùng cáp quang",
        )[place % 5]  # fmt: skip
        sheet.put(row, 5, wish)
        row += 1


@layout(operator="mobifone")
def letter_in_sentences_then_an_appendix(case: Case) -> None:
    """MobiFone's quarterly letter: sentences with the province's sums, then "Phụ lục"."""
    sheet = case.sheet("Bao cao")
    row = case.top(
        sheet, "BÁO CÁO KẾT QUẢ HOẠT ĐỘNG VIỄN THÔNG QUÝ III NĂM 2025", "",
        office="TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE TỈNH",
    )  # fmt: skip
    sums = {
        what: sum(c.figures[what] for c in case.communes) for what in ("stations_4g", "stations_5g")
    }
    for text in (
        "Kính gửi: Sở Khoa học và Công nghệ",
        "Thực hiện văn bản của Sở về việc cung cấp số liệu, MobiFone tỉnh báo cáo như sau:",
        f"1. Đang vận hành {sums['stations_4g']} trạm 4G, {sums['stations_5g']} trạm 5G.",
        "2. Chất lượng dịch vụ: bảo đảm theo quy chuẩn; đã xử lý 37 phản ánh của khách hàng.",
        "3. Số liệu chi tiết theo xã, phường: Phụ lục kèm theo.",
    ):
        sheet.put(row, 0, text)
        row += 1
    case.foot(sheet)
    sheet = case.sheet("Phu luc")
    row = case.top(
        sheet, "PHỤ LỤC", "(Số liệu tính đến hết ngày 30/9/2025)", office="",
        more=("(Kèm theo Báo cáo quý III/2025 của MobiFone tỉnh)",),
    )  # fmt: skip
    columns = [
        Column("Số khẩu toàn xã (người)", "population"),
        Column("Dân cư được phục vụ (*)|4G (người)", "people_4g"),
        Column("Dân cư được phục vụ (*)|5G (người)", "people_5g"),
        Column("Trạm đang phát sóng|4G", "stations_4g"),
        Column("Trạm đang phát sóng|5G", "stations_5g"),
    ]
    row = case.table(sheet, columns, Form(total="last"), at=row)
    sheet.put(row, 0, "(*) Là số người sinh sống trong vùng phủ sóng của mạng tương ứng.")
    case.foot(sheet)


@layout()
def marks_that_name_sources_only(case: Case) -> None:
    """ "(1)", "(2)", "(3)" on headings; below: whence, what is meant, who counted; all holds."""
    sheet = case.sheet("PL 01")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG VÀ BĂNG RỘNG")
    columns = [
        Column("Dân số (1)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (2)", "people_4g", show=dots),
        Column("Số hộ (1)", "households", show=dots),
        Column("Số hộ sử dụng cáp quang (3)", "households_subscribed", show=dots),
    ]
    row = case.table(sheet, columns, at=row) + 1
    for text in (
        "(1) Nguồn: Cơ sở dữ liệu quốc gia về dân cư, do Công an tỉnh cung cấp ngày 30/9/2025.",
        "(2) Dân số nằm trong vùng có mức tín hiệu từ -110 dBm trở lên, của ít nhất 01 nhà mạng.",
        "(3) Do các doanh nghiệp Viettel, VNPT, MobiFone báo cáo; Sở đã loại trùng.",
    ):
        sheet.put(row, 0, text)
        row += 1


@layout()
def remarks_that_praise_and_number_letters(case: Case) -> None:
    """Remarks: letters with numbers and days, "Xã biên giới", "đã đối chiếu": nothing changes."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM THU PHÁT SÓNG ĐANG HOẠT ĐỘNG")
    remarks = (
        "text:;Công văn số 45/UBND-VHXH ngày 02/10/2025;Xã biên giới;"
        "Đã đối chiếu, thống nhất;Đầu mối: ông Lâm, ĐT 0912 345 678;Gửi đúng hạn"
    )
    columns = [
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
        Column("Ghi chú", trap=remarks),
    ]
    case.table(sheet, columns, Form(code_after=False, total="last"), at=row)


@layout()
def columns_that_check_the_figures(case: Case) -> None:
    """Behind villages with and without 4G "Kiểm tra (3)-(4)-(5)" with 0; behind homes "Đạt"."""
    sheet = case.sheet("Nhap va kiem tra")
    row = case.top(sheet, f"BIỂU NHẬP SỐ LIỆU {case.word.upper()} VÀ HỘ, CÓ CỘT KIỂM TRA")
    first = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked(
            "Số {v} chưa có sóng 4G",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"],
        ),
    ]
    second = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    labels = [
        "STT", "Xã, phường", *(c.heading for c in first), "Kiểm tra (3)-(4)-(5)",
        *(c.heading for c in second), "Kiểm tra (8)<=(7)",
    ]  # fmt: skip
    row = headings(case, sheet, row, labels)
    sheet.line(row, [f"({n})" for n in range(1, len(labels) + 1)])
    row += 1
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, second, [None] * 6)
        enter(case, sheet, row, c, first, [place, c.name])
        at = row + 1
        sheet.put(row, 5, (f"=C{at}-D{at}-E{at}", 0))
        sheet.put(row, 8, (f'=IF(H{at}<=G{at},"Đạt","Sai")', "Đạt"))
        row += 1
