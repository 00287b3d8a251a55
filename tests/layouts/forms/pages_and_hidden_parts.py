"""Tables broken into printed pages; rows, columns and sheets that are hidden or empty."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, commas, dots
from tests.layouts.groups import sum_of, sums, sums_of_cells
from tests.layouts.notes import take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, one_table, pages, with_names
from tests.layouts.shared_columns import (
    ALL_HOMES,
    ALL_PEOPLE,
    BASIC,
    FIBRE,
    VILLAGES,
    VILLAGES_ON_4G,
    Past,
)
from tests.layouts.who_and_when import DECEMBER, JUNE, MARCH, SEPTEMBER

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout()
def headings_on_each_page(case: Case) -> None:
    """The headings are repeated every 30 communes, as a printed table was typed again."""
    sheet = case.sheet("In")
    row = case.top(sheet, "BIỂU TỔNG HỢP", right=3)
    case.table(sheet, BASIC, Form(page=30, total="last"), at=row)


@layout()
def sums_taken_over(case: Case) -> None:
    """ "Cộng mang sang" and "Mang sang" between the pages."""
    sheet = case.sheet("In")
    row = case.top(sheet, "BIỂU TỔNG HỢP SỐ " + case.word.upper())
    case.table(sheet, VILLAGES, Form(page=25, page_sums=True, total="last"), at=row)


@layout()
def hidden_rows_and_columns(case: Case) -> None:
    """Some rows are filtered away and the codes are in a hidden column."""
    sheet = case.sheet("Loc")
    row = case.top(sheet, "DANH SÁCH XÃ, PHƯỜNG")
    case.table(sheet, BASIC, Form(total="last"), at=row)
    sheet.hidden_columns.add(2)
    sheet.hidden_rows |= {row + 4, row + 5, row + 9}


@layout()
def empty_rows_between(case: Case) -> None:
    """An empty row after each ten communes, and an empty first column."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "BÁO CÁO TÌNH HÌNH PHÁT TRIỂN MẠNG")
    case.table(sheet, FIBRE, Form(gap=1, total="last"), at=row + 1, left=1)


@layout()
def titles_on_each_page(case: Case) -> None:
    """Each printed page has its title "(tiếp theo)", headings and column numbers again."""
    sheet = case.sheet("Trang in")
    row = case.top(sheet, "BIỂU 04. HẠ TẦNG VIỄN THÔNG", right=3)
    columns = [*BASIC, Column("Số trạm 4G", "stations_4g")]
    for page, start in enumerate(range(0, len(case.communes), 22), start=1):
        if page > 1:
            sheet.put(row, 0, "BIỂU 04. HẠ TẦNG VIỄN THÔNG (tiếp theo)")
            row += 1
        some = case.communes[start : start + 22]
        form = Form(numbers_row="{}", codes="")
        row = case.table(sheet, columns, form, at=row, some=some, start=start + 1)
        sheet.put(row, 3, f"Trang {page}")
        row += 2
    case.foot(sheet)


@layout()
def last_quarter_in_hidden_columns(case: Case) -> None:
    """The columns of the last quarter are hidden, those of this one are seen."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI PHÁT TRIỂN CÁP QUANG")
    columns = [Column("Tổng số hộ", "households")]
    for title, as_of in (("Quý II/2025", "2025-06-30"), ("Quý III/2025", "")):
        columns += [
            Column(f"{title}|{c.heading}", c.gives, as_of=as_of, optional=bool(as_of))
            for c in FIBRE[1:]
        ]
    case.table(sheet, columns, Form(total="last"), at=row)
    sheet.hidden_columns |= {4, 5}


@layout()
def repeated_heads(case: Case) -> None:
    """Headings on each page with sums carried forward."""
    one_table(case, [ALL_HOMES, Column("Số hộ có cáp quang (thuê bao)", "households_subscribed")],
        Form(page=20, page_sums=True, total="last", codes=""))  # fmt: skip


@layout()
def blank_columns_between(case: Case) -> None:
    """Narrow empty columns stand between the figures."""
    one_table(case, [ALL_PEOPLE, Column(""), Column("Dân số có sóng 4G", "people_4g"), Column(""),
               Column("Dân số có sóng 5G", "people_5g")], Form(merged=False))  # fmt: skip


@layout()
def empty_columns_between_and_remarks(case: Case) -> None:
    """A narrow empty column between every two columns; remarks with numbers at the right."""
    sheet = case.sheet("In")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG VIỄN THÔNG", right=8)
    columns = [
        Column("Tổng số {v}", "villages"), Column("", ""), Column("Số {v} có sóng 4G",
        "villages_with_4g"), Column("", ""), Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]  # fmt: skip
    heads = ["STT", None, "Xã, phường", None, *[case.say(c.heading) or None for c in columns]]
    sheet.line(row, [*heads, None, "Ghi chú"])
    case.truth.all_headings |= {case.say(c.heading) for c in columns}
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, None, commune.name, None]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        remark = "Còn 02 thôn chưa có sóng 4G, dự kiến phủ sóng tháng 12/2025"
        sheet.line(row + 1 + place, [*line, None, remark if place % 5 == 1 else None])


@layout()
def pages_on_sheets(case: Case) -> None:
    """One table over sheets "Trang 1", "Trang 2" …; the date on the first, total on the last."""
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có cáp quang",
               "villages_with_fibre"), Column("Số trạm 4G", "stations_4g")]  # fmt: skip
    sheet, row = case.sheet("Trang 1"), 3
    sheet.put(0, 0, "TỔNG HỢP HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    sheet.put(1, 0, "Số liệu đến 30/9/2025")
    for first in range(0, len(case.communes), 25):
        if first:
            sheet, row = case.sheet(f"Trang {first // 25 + 1}"), 0
        some = case.communes[first : first + 25]
        row = case.table(sheet, columns, Form(index="TT"), at=row, some=some, start=first + 1)
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "Tổng cộng", None, *sums])


@layout()
def columns_go_on_on_the_next_sheet(case: Case) -> None:
    """People and villages on one sheet; "(tiếp theo)" on the next has homes, names only."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "BIỂU 1. HIỆN TRẠNG DÂN SỐ VÀ {V} ĐƯỢC PHỦ SÓNG")
    columns = [
        Column("Dân số", "population"), Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)
    sheet = case.sheet("Bieu 1 (tiep)")
    sheet.put(0, 0, "BIỂU 1 (tiếp theo)")
    columns = [Column("Tổng số hộ", "households"),
               Column("Số hộ sử dụng cáp quang", "households_subscribed"),
               Column("Số {v} có cáp quang", "villages_with_fibre")]  # fmt: skip
    case.table(sheet, columns, Form(codes="", names="short", total="last"), at=2)


@layout()
def working_copy_in_a_hidden_sheet(case: Case) -> None:
    """The sheet seen is right; a hidden "Sheet1 (2)" holds an older draft of the same table."""
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    sheet = case.sheet("Gui Bo")
    row = case.top(sheet, "SỐ LIỆU GỬI BỘ KH&CN")
    case.table(sheet, columns, Form(total="last"), at=row)
    draft = case.sheet("Gui Bo (2)", hidden=True)
    row = case.top(draft, "SỐ LIỆU GỬI BỘ KH&CN (bản nháp)")
    older_ones = [Worked("Dân số", make=part("population", 0.9)),
                  Worked("Số trạm 4G", make=part("stations_4g", 0.6))]  # fmt: skip
    case.table(draft, older_ones, Form(), at=row, note=False)


@layout()
def list_filtered_to_some_districts(case: Case) -> None:
    """A filter on the district is on: the other rows are hidden, their figures still there."""
    sheet = case.sheet("Loc")
    row = case.top(sheet, "THEO DÕI HỘ GIA ĐÌNH CÓ CÁP QUANG")
    heads = ["STT", "Xã/phường", "Mã", "Huyện trước sắp xếp", "Tổng số hộ",
             "Hộ đã lắp đặt internet cáp quang"]  # fmt: skip
    sheet.line(row, heads)
    shown = {c.district for c in case.communes[:3]}
    for number, c in enumerate(case.communes, start=1):
        row += 1
        hidden = c.district not in shown
        if hidden:
            sheet.hidden_rows.add(row)
        homes = take(case, c, "households", heads[4], optional=hidden)
        fibre = take(case, c, "households_subscribed", heads[5], optional=hidden)
        sheet.line(row, [number, c.name, c.code, c.district, homes, fibre])


@layout()
def second_page_with_columns_in_another_order(case: Case) -> None:
    """Two officers' lists pasted below each other; the second has its columns the other way."""
    sheet = case.sheet("Gop")
    row = case.top(sheet, f"SỐ LIỆU {case.word.upper()} CÓ SÓNG 4G, CÁP QUANG")
    columns = [*VILLAGES_ON_4G, Column("Số {v} có cáp quang", "villages_with_fibre")]
    half = len(case.communes) // 2
    for some, mine, start in (
        (case.communes[:half], columns, 1),
        (case.communes[half:], [columns[2], columns[1], columns[0]], half + 1),
    ):
        row = headings(case, sheet, row, with_names(mine))
        row = body(case, sheet, row, mine, some=some, start=start)


@layout(as_of="2025-10-31")
def helper_columns_hidden(case: Case) -> None:
    """A key and figures of August are hidden; shares have a percent format."""
    sheet = case.sheet("T10-2025")
    row = case.top(
        sheet, "BÁO CÁO THÁNG 10/2025 VỀ HẠ TẦNG SỐ", "(Số liệu đến 31/10/2025)", office="UBND TỈNH"
    )
    columns = [
        Worked("KEY", make=lambda c: f"{case.province}_{c.code}"),
        Column("Dân số", "population"),
        Column("ds4g_t8", "people_4g", as_of="2025-08-31", optional=True),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4, form="0.0%"),
        Column("Số hộ", "households"),
        Column("ho_cq_t8", "households_subscribed", as_of="2025-08-31", optional=True),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng cáp quang", "%households_fibre_subscribed",
               scale=100, digits=4, form="0.0%"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="float", total="last"), at=row)
    sheet.hidden_columns |= {3, 5, 9}


@layout()
def sums_of_each_page_and_so_far(case: Case) -> None:
    """Pages of 24 with the headings again; "Cộng trang 2", "Chuyển sang trang 3" below each."""
    sheet = case.sheet("In A4")
    row = case.top(sheet, "DANH SÁCH XÃ, PHƯỜNG VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có tổ CNSCĐ", "villages_with_team"),
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
    ]
    done: list[Commune] = []
    for page, block in enumerate(pages(case.communes, 24), start=1):
        row = heads(case, sheet, row, ["TT", "Xã, phường"], columns)
        if done:
            sheet.line(row, [None, f"Trang {page - 1} chuyển sang", *sums_of_cells(columns, done)])
            row += 1
        row = body(case, sheet, row, columns, some=block, start=len(done) + 1)
        sheet.line(row, [None, f"Cộng trang {page}", *sums_of_cells(columns, block)])
        done += block
        label = "TỔNG CỘNG" if len(done) == len(case.communes) else f"Chuyển sang trang {page + 1}"
        sheet.line(row + 1, [None, label, *sums_of_cells(columns, done)])
        row += 3


@layout()
def the_second_page_swaps_two_columns(case: Case) -> None:
    """Page 1: homes, with fibre, with smartphones; below, page 2 has them the other way round."""
    sheet = case.sheet("In")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ CÁP QUANG, ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Hộ sử dụng cáp quang", "households_subscribed"),
        Column("Hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    middle = len(case.communes) // 2
    row = case.table(sheet, columns, Form(), at=row, some=case.communes[:middle])
    swapped = [columns[0], columns[2], columns[1]]
    rest = case.communes[middle:]
    case.table(sheet, swapped, Form(), at=row, some=rest, start=middle + 1)


@layout(as_of=DECEMBER)
def four_quarters_first_two_hidden_as_text(case: Case) -> None:
    """Quarters I to IV over stations and homes, I and II hidden; units, total first, text."""
    sheet = case.sheet("Ca nam")
    row = case.top(sheet, "TRẠM 4G VÀ HỘ SỬ DỤNG CÁP QUANG CUỐI CÁC QUÝ NĂM 2025",
                   "(Quý I, II đã quy đổi theo xã, phường mới)")  # fmt: skip
    columns = []
    for quarter, as_of, share in (
        ("I", MARCH, 0.82), ("II", JUNE, 0.88), ("III", SEPTEMBER, 0.94), ("IV", "", 1.0)
    ):  # fmt: skip
        for text, what, unit in (
            ("Số trạm 4G", "stations_4g", "trạm"),
            ("Số hộ sử dụng cáp quang", "households_subscribed", "hộ"),
        ):
            columns.append(
                Past(f"Cuối quý {quarter}/2025|{text}", what, as_of=as_of, share=share, unit=unit,
                     show=dots, optional=bool(as_of))
            )  # fmt: skip
    sheet.hidden_columns |= {3, 4, 5, 6}
    case.table(sheet, columns, Form(units_row=True, total="first", names="upper"), at=row)


@layout()
def villages_over_pages_counted_beneath_each(case: Case) -> None:
    """Villages with crosses beneath "UBND xã A"; headings on each page; "Cộng" counts them."""
    sheet = case.sheet("DS chi tiet")
    row = case.top(sheet, f"DANH SÁCH {case.word.upper()} VÀ HIỆN TRẠNG HẠ TẦNG")
    labels = ["TT", "Tên đơn vị", "Số {v}", "Có sóng 4G", "Có cáp quang"]
    columns = [
        Column("Số {v}", "villages"),
        Column("Có sóng 4G", "villages_with_4g"),
        Column("Có cáp quang", "villages_with_fibre"),
    ]
    row = headings(case, sheet, row, labels)
    words = case.word.split(", ")
    for place, c in enumerate(case.communes):
        if place and place % 4 == 0:
            row = headings(case, sheet, row, labels)
        sheet.line(row, [place + 1, case.name(c, "office")])
        word = words[-1 if c.kind == "phường" else 0].capitalize()
        for number in range(1, c.figures["villages"] + 1):
            marks = ["x" if number <= c.figures[k.gives] else None for k in columns[1:]]
            sheet.line(row + number, ["-", f"{word} {number}", None, *marks])
        row += c.figures["villages"] + 1
        enter(case, sheet, row, c, columns, [None, f"Cộng {case.name(c, 'lower')}"])
        row += 1


@layout(operator="mobifone")
def english_pages_carried_forward_with_a_foot_date(case: Case) -> None:
    """MobiFone: districts in brackets, "Carried forward", "Brought forward"; the day at the end."""
    sheet = case.sheet("Sites")
    sheet.put(0, 0, "MOBIFONE - ACTIVE SITES AND POPULATION COVERAGE BY COMMUNE")
    columns = [
        Column("4G sites", "stations_4g"),
        Column("5G sites", "stations_5g"),
        Column("Population covered by 4G", "people_4g", show=commas),
        Column("Population covered by 5G", "people_5g", show=commas),
    ]
    labels = ["No.", "Commune (former district)", *(c.heading for c in columns)]
    row = headings(case, sheet, 2, labels)
    for place, c in enumerate(case.communes):
        if place and place % 20 == 0:
            so_far = sums(columns, case.communes[:place])
            sheet.line(row, [None, "Carried forward", *so_far])
            row = headings(case, sheet, row + 2, labels)
            sheet.line(row, [None, "Brought forward", *so_far])
            row += 1
        enter(case, sheet, row, c, columns, [place + 1, f"{c.name} ({c.district})"])
        row += 1
    sheet.line(row, [None, "Grand total", *sums(columns, case.communes)])
    sheet.put(row + 2, 0, "Data cut-off: 30 September 2025. Printed on 08 October 2025.")


@layout()
def last_quarter_and_sums_of_districts_hidden(case: Case) -> None:
    """ "Quý II" hidden on the left of "Quý III"; rows of old districts hidden; "UBND xã A"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG BĂNG RỘNG NĂM 2025", "")
    kinds = (
        ("Hộ có thể lắp cáp quang", "households_passed"),
        ("Hộ đang dùng cáp quang", "households_subscribed"),
        ("Trạm 5G", "stations_5g"),
    )
    old = [Column(f"Quý II|{t}", what, as_of=JUNE, optional=True) for t, what in kinds]
    now = [Column(f"Quý III|{t}", what) for t, what in kinds]
    columns = [Column("Tổng số hộ", "households"), *old, *now]
    form = Form(names="office", codes="number", code="Mã ĐVHC", groups="sums", name="Đơn vị")
    end = case.table(sheet, columns, form, at=row)
    sheet.hidden_columns |= {4, 5, 6}
    sheet.hidden_rows |= {
        r for r in range(row + 2, end) if str(sheet.cells.get((r, 1))).endswith("(cũ)")
    }


@layout()
def continued_on_sheets_without_headings(case: Case) -> None:
    """Title and headings on "TH"; "TH (tiếp)", "TH (hết)" go on with rows from their first."""
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Dân số được phủ sóng 4G", "people_4g", show=dots),
        Column("Số hộ", "households", show=dots),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=dots),
    ]
    third = len(case.communes) // 3 + 1
    for number, title in enumerate(("TH", "TH (tiếp)", "TH (hết)")):
        sheet = case.sheet(title)
        some = case.communes[number * third : (number + 1) * third]
        if not number:
            row = case.top(sheet, "TỔNG HỢP HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
            case.table(sheet, columns, at=row, some=some)
            continue
        for row, c in enumerate(some):
            lead = [number * third + row + 1, c.name, c.code]
            enter(case, sheet, row, c, columns, lead)
        if number == 2:
            total = sums(columns, case.communes)
            sheet.line(len(some), ["Tổng cộng", None, *total], at=1)


@layout()
def choices_for_cells_on_a_hidden_sheet(case: Case) -> None:
    """ "Nhap lieu" has names picked from the hidden sheet "DM", which lists names, codes, words."""
    sheet = case.sheet("Nhap lieu")
    row = case.top(sheet, "BIỂU NHẬP SỐ LIỆU HẠ TẦNG SỐ CẤP XÃ", office="")
    columns = [
        Worked("Loại đơn vị (chọn)", make=lambda c: c.kind.capitalize()),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Worked("Tình trạng nhập (chọn)", make=lambda _: "Đã hoàn thành"),
    ]
    form = Form(name="Đơn vị (chọn từ danh sách)", codes="", total="first", total_label="Cộng")
    case.table(sheet, columns, form, at=row)
    choices = case.sheet("DM", hidden=True)
    choices.line(0, ["Đơn vị", "Mã ĐVHC", "Loại đơn vị", "Tình trạng", "Nhà mạng"])
    for place, c in enumerate(case.communes, start=1):
        choices.line(place, [c.name, c.code])
    for at, words in (
        (2, ("Xã", "Phường", "Đặc khu")),
        (3, ("Đang nhập", "Đã hoàn thành")),
        (4, ("Viettel", "VNPT", "MobiFone")),
    ):
        for place, text in enumerate(words, start=1):
            choices.put(place, at, text)
