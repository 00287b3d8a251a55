"""Figures of an earlier day stand near those of the day that is reported."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.layouts.across import lines_across
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, plain
from tests.layouts.groups import bare, numbered_districts
from tests.layouts.made_up import risen
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, with_names
from tests.layouts.shared_columns import BASIC, MASTS, VILLAGES_ON_4G
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import DECEMBER, JUNE, LAST_YEAR

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def starred(value: float) -> str:
    """Write 12 as "12*"."""
    return f"{plain(value)}*"


def of_june(column: Column) -> Column:
    """Take the same column for the end of June; a reader may leave it."""
    return replace(column, as_of=JUNE, optional=True)


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
def years_from_the_newest_to_the_oldest(case: Case) -> None:
    """Days from the newest to the oldest, then the mean growth of a year."""
    sheet = case.sheet("Dien bien")
    row = case.top(sheet, "DIỄN BIẾN SỐ TRẠM 4G VÀ HỘ DÙNG CÁP QUANG", "")
    columns = []
    for heading, what in (("Số trạm 4G", "stations_4g"),
                          ("Số hộ dùng cáp quang", "households_subscribed")):  # fmt: skip
        columns += [
            Column(f"{heading}|30/9/2025", what),
            Column(f"{heading}|31/12/2024", what, as_of="2024-12-31", optional=True),
            Column(f"{heading}|31/12/2023", what, as_of="2023-12-31", optional=True),
            Worked(f"{heading}|Tăng bình quân/năm (%)", make=lambda c: 2 + int(c.code) % 9),
        ]
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
def older_table_above_the_newer_one(case: Case) -> None:
    """The clerk adds the table of September below that of June, with the same headings."""
    sheet = case.sheet("Theo doi")
    sheet.put(0, 0, "THEO DÕI DÂN SỐ ĐƯỢC PHỦ SÓNG CÁC QUÝ")
    sheet.put(2, 0, "1. Số liệu đến ngày 30/6/2025")
    row = case.table(sheet, [of_june(c) for c in BASIC], at=3)
    sheet.put(row + 1, 0, "2. Số liệu đến ngày 30/9/2025")
    case.table(sheet, BASIC, at=row + 2)


@layout()
def rows_of_those_who_have_not_reported_yet(case: Case) -> None:
    """The last rows stand below "chưa gửi báo cáo quý III, lấy số liệu quý II"."""
    sheet = case.sheet("Q3")
    row = case.top(sheet, "DÂN SỐ PHỦ SÓNG DI ĐỘNG QUÝ III/2025")
    labels = ["STT", "Tên xã, phường", "Mã xã", *(c.heading for c in BASIC)]
    row = headings(case, sheet, row, labels)
    late = len(case.communes) - 7
    row = body(case, sheet, row, BASIC, codes=True, some=case.communes[:late])
    sheet.put(
        row, 0, "Các xã, phường chưa gửi báo cáo quý III (lấy số liệu quý II, đến 30/6/2025):"
    )
    older = [of_june(c) for c in BASIC]
    body(case, sheet, row + 1, older, codes=True, some=case.communes[late:], start=late + 1)


@layout()
def fourth_quarter_filled_with_noughts(case: Case) -> None:
    """A form with four quarters; the clerk has pulled noughts down in the fourth."""
    sheet = case.sheet("Nam 2025")
    row = case.top(sheet, "SỐ TRẠM BTS 5G LŨY KẾ ĐẾN CUỐI QUÝ, NĂM 2025", right=7)
    base = Column("Quý III", "stations_5g")
    columns = [
        replace(base, heading="Quý I", as_of="2025-03-31", optional=True),
        replace(base, heading="Quý II", as_of=JUNE, optional=True),
        base,
        Worked("Quý IV", make=lambda _: 0),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def starred_communes_are_of_june(case: Case) -> None:
    """A star behind some names; a line below says that their figures are of the end of June."""
    sheet = case.sheet("30.9")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG DI ĐỘNG")
    row = headings(
        case, sheet, row, ["STT", "Tên xã, phường", "Mã xã", *(c.heading for c in BASIC)]
    )
    older = [of_june(c) for c in BASIC]
    for place, commune in enumerate(case.communes):
        late = place % 12 == 5
        shown: Commune = replace(commune, name=f"{commune.name} (*)") if late else commune
        row = body(
            case, sheet, row, older if late else BASIC, codes=True, some=[shown], start=place + 1
        )
    sheet.put(row + 1, 0, "(*) Chưa có báo cáo quý III; số liệu tính đến ngày 30/6/2025.")


@layout()
def blocks_of_communes_updated_and_not(case: Case) -> None:
    """Block A is of 30/9/2025; block B, communes that did not update, is of 30/6/2025."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "SỐ TRẠM BTS THEO XÃ, PHƯỜNG")
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    now = [Column(text, what) for text, what in pairs]
    old = [Column(text, what, as_of=JUNE, optional=True) for text, what in pairs]
    row = headings(case, sheet, row, with_names(now))
    late = [c for c in case.communes if c.figures["files"] % 5 == 0]
    sheet.line(row, ["A", "Các xã, phường đã cập nhật số liệu đến 30/9/2025"])
    row = body(case, sheet, row + 1, now, some=[c for c in case.communes if c not in late])
    sheet.line(row, ["B", "Các xã, phường chưa cập nhật (lấy số liệu 30/6/2025)"])
    body(case, sheet, row + 1, old, some=late)


@layout()
def sheet_copied_its_title_unchanged(case: Case) -> None:
    """Sheet T6 was copied to T9; the sheet T6 stands last and bears the title of September too."""
    for title, as_of in (("T9-2025", ""), ("T6-2025", JUNE)):
        sheet = case.sheet(title)
        row = case.top(sheet, "BÁO CÁO PHỦ SÓNG THÁNG 9/2025", "")
        columns = [
            Column("Dân số", "population", as_of=as_of, optional=bool(as_of)),
            Column("Dân số phủ sóng 4G", "people_4g", as_of=as_of, optional=bool(as_of)),
            Column("Dân số phủ sóng 5G", "people_5g", as_of=as_of, optional=bool(as_of)),
        ]
        case.table(sheet, columns, at=row)


@layout()
def ten_lowest_of_june_below(case: Case) -> None:
    """Below the table, a small one: the ten communes that were lowest on 30/6/2025."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G")
    now, old = (
        Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g"),
        Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g", as_of=JUNE, optional=True),
    )
    row = body(case, sheet, headings(case, sheet, row, with_names([now])), [now]) + 1
    sheet.put(row, 0, "Để so sánh: 10 đơn vị có tỷ lệ thấp nhất tại thời điểm 30/6/2025")
    lowest = sorted(case.communes, key=lambda c: old.number(c, "%pop_4g"))[:10]
    body(case, sheet, headings(case, sheet, row + 1, with_names([old])), [old], some=lowest)


@layout()
def last_report_in_grey_at_the_right(case: Case) -> None:
    """At the right, after an empty column, "Số kỳ trước" with the same lower headings."""
    sheet = case.sheet("BC Q3")
    row = case.top(sheet, "BÁO CÁO QUÝ III/2025")
    old = [
        Column(f"Số kỳ trước|{k.heading}", k.gives, as_of=JUNE, optional=True)
        for k in VILLAGES_ON_4G
    ]
    sheet.line(row, ["STT", "Xã, phường", "Kỳ này", None, None, "Số kỳ trước (30/6/2025)"])
    sub = [k.heading for k in VILLAGES_ON_4G]
    row = headings(case, sheet, row + 1, [None, None, *sub, None, *sub])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [*VILLAGES_ON_4G, Column(""), *old], [place, c.name])
        row += 1


@layout()
def two_days_and_their_difference_in_rows(case: Case) -> None:
    """Three rows for each commune: 30/6/2025, 30/9/2025, "Chênh lệch"; the name merged."""
    sheet = case.sheet("So sanh quy")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU QUÝ III VỚI QUÝ II NĂM 2025", "")
    pairs = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )
    texts = [text for text, _ in pairs]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Thời điểm", *texts])
    now = [Column(text, what) for text, what in pairs]
    old = [Column(text, what, as_of=JUNE, optional=True) for text, what in pairs]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, old, [place, c.name, "30/6/2025"])
        enter(case, sheet, row + 1, c, now, [None, None, "30/9/2025"])
        rise = [c.figures[what] - c.value(what, as_of=JUNE) for _, what in pairs]
        sheet.line(row + 2, [None, None, "Chênh lệch", *rise])
        sheet.merged += [(row, 0, row + 2, 0), (row, 1, row + 2, 1)]
        row += 3


@layout()
def the_quarter_before_in_brackets(case: Case) -> None:
    """ "12 (11)": a line above says that the figure in brackets is of 30/6/2025."""
    sheet = case.sheet("Quy III")
    row = case.top(
        sheet, "SỐ LIỆU HẠ TẦNG QUÝ III/2025",
        more=("(Số trong ngoặc đơn: thời điểm 30/6/2025, để so sánh)",),
    )  # fmt: skip
    pairs = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(text for text, _ in pairs)])
    for place, c in enumerate(case.communes, start=1):
        cells = []
        for text, what in pairs:
            old = c.value(what, as_of=JUNE)
            cells.append(f"{c.figures[what]} ({old})")
            case.note(c, what, Entry(c.figures[what]), Column(text))
            case.note(c, what, Entry(old, optional=True), Column(text, as_of=JUNE))
        sheet.line(row, [place, c.name, *cells])
        row += 1


@layout()
def what_was_gained_since_june_below(case: Case) -> None:
    """ "I. Hiện trạng" and below it "II. Tăng, giảm so với 30/6/2025" of the same headings."""
    sheet = case.sheet("BC Q3")
    row = case.top(sheet, "HẠ TẦNG SỐ QUÝ III NĂM 2025", "(Số liệu chốt ngày 30/9/2025)")
    pairs = (
        ("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )  # fmt: skip
    sheet.put(row, 0, "I. HIỆN TRẠNG ĐẾN 30/9/2025")
    row = case.table(sheet, [Column(*pair) for pair in pairs], Form(codes=""), at=row + 1)
    sheet.put(row + 1, 0, "II. TĂNG, GIẢM SO VỚI NGÀY 30/6/2025")
    gained = [Worked(text, make=risen(what, since="2025-06-30")) for text, what in pairs]
    case.table(sheet, gained, Form(codes=""), at=row + 2)


@layout()
def one_district_s_sheet_of_the_second_quarter(case: Case) -> None:
    """A sheet for each former district, "QUÝ III/2025" above; above the second "QUÝ II/2025"."""
    for number, district, some in numbered_districts(case):
        late = number == 2
        ends = "2025-06-30" if late else ""
        sheet = case.sheet(f"{number:02d} {bare(district)}"[:31])
        sheet.put(0, 0, f"KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, f"SỐ LIỆU CUỐI QUÝ {'II' if late else 'III'}/2025")
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=ends, optional=late),
            Column("Số trạm 5G", "stations_5g", as_of=ends, optional=late),
            Column("Số hộ sử dụng cáp quang", "households_subscribed", as_of=ends, optional=late),
        ]
        form = Form(total="last", total_label="Cộng khu vực")
        case.table(sheet, columns, form, at=3, some=some)


@layout()
def the_right_half_is_a_month_older(case: Case) -> None:
    """One list in two halves: "Số liệu đến 30/9/2025" above the left, "31/8/2025" the right."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "TRẠM BTS VÀ HỘ SỬ DỤNG CÁP QUANG", "", office="")
    middle = (len(case.communes) + 1) // 2
    for left, day, ends, some, start in (
        (0, "30/9/2025", "", case.communes[:middle], 1),
        (6, "31/8/2025", "2025-08-31", case.communes[middle:], middle + 1),
    ):
        sheet.put(row, left, f"Số liệu đến {day}")
        columns = [
            Column(text, what, as_of=ends, optional=bool(ends))
            for text, what in (
                ("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
                ("Số hộ dùng cáp quang", "households_subscribed"),
            )
        ]  # fmt: skip
        form = Form(index="TT", codes="")
        case.table(sheet, columns, form, at=row + 1, left=left, some=some, start=start)


@layout(as_of=DECEMBER)
def mean_of_the_months_before_the_last_day(case: Case) -> None:
    """ "Bình quân 3 tháng" before "Cuối quý" of stations and homes; a row of units, districts."""
    sheet = case.sheet("Q4")
    row = case.top(sheet, "TRẠM VÀ HỘ SỬ DỤNG CÁP QUANG QUÝ IV/2025", "(Cuối quý: 31/12/2025)")
    columns: list[Column] = []
    for text, what, unit in (
        ("Số trạm 4G đang phát sóng", "stations_4g", "trạm"),
        ("Số trạm 5G đang phát sóng", "stations_5g", "trạm"),
        ("Số hộ sử dụng cáp quang", "households_subscribed", "hộ"),
    ):
        columns += [
            Worked(f"{text}|Bình quân 3 tháng trong quý", unit=unit, make=part(what, 0.96)),
            Column(f"{text}|Cuối quý", what, unit=unit),
        ]
    case.table(sheet, columns, Form(groups="rows", units_row=True), at=row)


@layout()
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


@layout()
def table_at_the_right_is_a_rise(case: Case) -> None:
    """ "Bảng 1. Hiện trạng" and, beside it, "Bảng 2. Biến động so với 31/12/2024", same form."""
    sheet = case.sheet("Bang 1-2")
    sheet.put(0, 1, "HẠ TẦNG SỐ ĐẾN 30/9/2025")
    sheet.put(2, 1, "Bảng 1. Hiện trạng")
    sheet.put(2, 8, "Bảng 2. Biến động so với 31/12/2024")
    pairs = (
        ("Trạm 4G", "stations_4g"),
        ("Trạm 5G", "stations_5g"),
        ("Hộ dùng cáp quang", "households_subscribed"),
    )
    left = [Column(text, what) for text, what in pairs]
    right = [Worked(text, make=part(what, 0.12)) for text, what in pairs]
    form = Form(codes="", total="first")
    case.table(sheet, left, form, at=3, left=1)
    listed = case.ordered(by_district=True)
    case.table(sheet, right, Form(codes="", names="abbreviated"), at=3, left=8, some=listed)


@layout()
def mean_of_nine_months_above_the_day(case: Case) -> None:
    """Communes across; the same rows beneath "I. Bình quân 9 tháng" and "II. Ngày 30/9/2025"."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "CHỈ TIÊU VIỄN THÔNG CỦA CÁC XÃ, PHƯỜNG NĂM 2025", "")
    pairs = (
        ("Số trạm 4G", "trạm", "stations_4g"),
        ("Số trạm 5G", "trạm", "stations_5g"),
        ("Số hộ thuê bao cáp quang", "hộ", "households_subscribed"),
    )
    for start in range(0, len(case.communes), 12):
        some = case.communes[start : start + 12]
        sheet.line(row, ["TT", "Chỉ tiêu", "ĐVT", *(case.name(c, "office") for c in some)])
        sheet.line(row + 1, ["I", "Bình quân 9 tháng đầu năm 2025"])
        mean = [([n, t, u], Worked(t, make=part(what, 0.93)))
                for n, (t, u, what) in enumerate(pairs, start=1)]  # fmt: skip
        row = lines_across(case, sheet, row + 2, mean, some)
        sheet.line(row, ["II", "Có đến ngày 30/9/2025"])
        real = [([n, t, u], Column(t, what)) for n, (t, u, what) in enumerate(pairs, start=1)]
        row = lines_across(case, sheet, row + 1, real, some) + 1


@layout()
def foot_of_the_first_sheet_names_last_year(case: Case) -> None:
    """ "Bieu 1" and "Bieu 2" are alike; their last lines say 30/9/2024 and 30/9/2025."""
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
             ("Số {v} có sóng 4G", "villages_with_4g"))  # fmt: skip
    for number, (day, as_of) in enumerate((("30/9/2024", "2024-09-30"), ("30/9/2025", "")), 1):
        sheet = case.sheet(f"Bieu {number}")
        row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG THEO XÃ, PHƯỜNG", "", office="")
        columns = [Column(t, what, as_of=as_of, optional=bool(as_of)) for t, what in pairs]
        form = Form(groups="column", names="office", total="first")
        row = case.table(sheet, columns, form, at=row)
        sheet.put(row + 1, 1, f"Nguồn: các doanh nghiệp viễn thông; số liệu chốt ngày {day}.")


@layout()
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


@layout()
def starred_cells_are_of_last_year(case: Case) -> None:
    """ "12*" in some cells of stations; below: not reported, taken over from 31/12/2024."""
    sheet = case.sheet("PL 3")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG ĐANG KHAI THÁC")
    homes = Column("Số hộ sử dụng cáp quang", "households_subscribed")
    labels = ["STT", "Mã xã", "Xã, phường", *(text for text, _ in MASTS), homes.heading]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        columns = [
            Column(*kind, as_of=LAST_YEAR, optional=True, show=starred)
            if place % 6 == which
            else Column(*kind)
            for which, kind in enumerate(MASTS, start=1)
        ]
        enter(case, sheet, row, c, [*columns, homes], [place, c.code, c.name])
        row += 1
    sheet.put(
        row + 1, 1,
        "* Doanh nghiệp chưa báo cáo quý III/2025, tạm lấy theo số liệu tại ngày 31/12/2024.",
    )  # fmt: skip


@layout()
def unchanged_since_the_last_quarter(case: Case) -> None:
    """ "30/6/2025" beside "30/9/2025"; some cells of the later say "không đổi"."""
    sheet = case.sheet("Tram 2 ky")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G TẠI HAI THỜI ĐIỂM", "")
    sheet.line(row, ["STT", "Xã, phường", "Trạm 4G", None, "Trạm 5G"])
    sheet.line(row + 1, ["30/6/2025", "30/9/2025", "30/6/2025", "30/9/2025"], at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    sheet.merged += [(row, 2, row, 3), (row, 4, row, 5)]
    case.truth.all_headings |= {"STT", "Xã, phường", "30/6/2025", "30/9/2025"}
    row += 2
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name])
        for which, (text, what) in enumerate(MASTS):
            old = Column(f"{text}|30/6/2025", what, as_of=JUNE, optional=True)
            now = Column(f"{text}|30/9/2025", what)
            enter(case, sheet, row, c, [old, now], [None] * (2 + 2 * which))
            if place % 4 == 1 + which:
                sheet.put(row, 3 + 2 * which, "không đổi")
                before = c.value(what, as_of=JUNE)
                case.note(c, what, Entry(before), now)
        case.truth.all_headings |= {text for text, _ in MASTS}
        row += 1


@layout()
def numbers_of_rows_that_are_of_june(case: Case) -> None:
    """The foot: "Các đơn vị có STT 4, 13, 22 … chưa gửi báo cáo, lấy số liệu ngày 30/6/2025"."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG VÀ HỘ SỬ DỤNG CÁP QUANG")
    kinds = (
        ("Số tổ công nghệ số cộng đồng", "teams"),
        ("Số thành viên", "team_members"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    labels = ["STT", "Xã, phường", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    late = []
    for place, c in enumerate(case.communes, start=1):
        old = place % 9 == 4
        late += [str(place)] if old else []
        columns = [Column(*kind, as_of=JUNE if old else "", optional=old) for kind in kinds]
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1
    sheet.put(
        row + 1, 0,
        f"Ghi chú: Các đơn vị có STT {', '.join(late)} chưa gửi báo cáo quý III, "
        "lấy số liệu tại ngày 30/6/2025.",
    )  # fmt: skip
