"""Public half: a second set that was written before its reading was looked at."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.long_tables import OPERATORS, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import districts_of, sum_of
from tests.layouts.structures import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("groups and totals")
def clusters_with_sums(case: Case) -> None:
    """Groups "Cụm 1", "Cụm 2" with their sums, the total last."""
    sheet = case.sheet("Cum")
    row = case.top(sheet, "SỐ LIỆU THEO CỤM")
    sheet.line(row, ["STT", "Cụm/xã", *[c.heading for c in FIBRE]])
    for number, start in enumerate(range(0, len(case.communes), 20), start=1):
        some = case.communes[start : start + 20]
        row += 1
        sheet.line(row, [None, f"Cụm {number}", *[sum_of(some, c.gives) for c in FIBRE]])
        for place, commune in enumerate(some, start=1):
            row += 1
            figures = [say(case, commune, c.gives, c.heading) for c in FIBRE]
            sheet.line(row, [place, commune.name, *figures])
    sums = [sum_of(case.communes, c.gives) for c in FIBRE]
    sheet.line(row + 1, [None, "Tổng cộng", *sums])


@layout("groups and totals")
def districts_merged_at_the_left(case: Case) -> None:
    """The former district merged over its communes on the left, "Cộng" below each."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "TỔNG HỢP", office="")
    labels = ["Huyện (cũ)", "Xã (mới)", *[c.path(case.word)[0] for c in VILLAGES]]
    sheet.line(row, labels)
    for district, some in districts_of(case).items():
        first = row + 1
        for commune in some:
            row += 1
            figures = [say(case, commune, c.gives, c.path(case.word)[0]) for c in VILLAGES]
            shown = district if row == first else None
            sheet.line(row, [shown, commune.name, *figures])
        if row > first:
            sheet.merged.append((first, 0, row, 0))
        row += 1
        sheet.line(row, [None, "Cộng", *[sum_of(some, c.gives) for c in VILLAGES]])


@layout("time")
def two_months_and_their_difference(case: Case) -> None:
    """ "Tháng 8/2025", "Tháng 9/2025" and "Tăng/giảm" under each indicator, no other date."""
    sheet = case.sheet("Thang 9")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU", date="")
    columns = []
    for title, what in (
        ("Số trạm 4G", "stations_4g"),
        ("Số hộ dùng FTTH", "households_subscribed"),
    ):
        columns += [
            Column(f"{title}|Tháng 8/2025", what, as_of="2025-08-31", optional=True),
            Column(f"{title}|Tháng 9/2025", what),
            Column(f"{title}|Tăng/giảm", trap=what, factor=0.1),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("operators")
def operators_in_rows_with_a_sum(case: Case) -> None:
    """Each commune with its sum of stations, its operators with dashes beneath."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM CỦA CÁC NHÀ MẠNG")
    sheet.line(row, ["TT", "Xã/nhà mạng", "Số trạm 4G", "Số trạm 5G"])
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        head = row
        sums = [0, 0]
        for shown, key in OPERATORS:
            row += 1
            figures = [
                say(case, commune, f"stations_{g}", f"Số trạm {g.upper()}", key)
                for g in ("4g", "5g")
            ]
            sums = [a + b for a, b in zip(sums, figures, strict=True)]
            sheet.line(row, [None, f"- {shown}", *figures])
        sheet.line(head, [number, commune.name, *sums])
        for g, value in zip(("4g", "5g"), sums, strict=True):
            entry = Entry(value, optional=True)  # the sum of all operators, or no figure at all
            case.truth.note(commune.code, f"stations_{g}", entry)


@layout("transposed")
def operators_in_lines_across(case: Case) -> None:
    """Communes across; "Số trạm 4G" over the lines "Viettel", "VNPT", "MobiFone"."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "SỐ TRẠM THEO NHÀ MẠNG")
    sheet.line(row, ["Chỉ tiêu", *[c.name for c in case.communes]])
    for title, what in (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g")):
        row += 1
        sheet.put(row, 0, title)
        for shown, key in OPERATORS:
            row += 1
            sheet.put(row, 0, f"- {shown}")
            figures = [say(case, c, what, f"{title}|{shown}", key) for c in case.communes]
            sheet.line(row, figures, at=1)


@layout("qualifiers")
def parts_named_after_their_whole(case: Case) -> None:
    """ "Dân số", then "Trong đó" over "Được phủ sóng 4G" and "Được phủ sóng 5G"; so villages."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "BÁO CÁO PHỦ SÓNG")
    columns = [
        Column("Dân số|Tổng số", "population"),
        Column("Dân số|Trong đó|Được phủ sóng 4G", "people_4g"),
        Column("Dân số|Trong đó|Được phủ sóng 5G", "people_5g"),
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Trong đó|Có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout("names and codes")
def kinds_without_a_space(case: Case) -> None:
    """ "P.Đông Kinh", "X.Hội Hoan": no space behind the short form, no code."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC", more=("(Kèm theo Báo cáo số 12/BC-SKHCN)",))
    labels = ["TT", "Đơn vị", "Dân số", "Số hộ", "Số hộ có đường truyền Internet cáp quang"]
    sheet.line(row, labels)
    wanted = ("population", "households", "households_subscribed")
    for number, commune in enumerate(case.communes, start=1):
        short = {"xã": "X", "phường": "P", "đặc khu": "ĐK"}[commune.kind]
        figures = [
            say(case, commune, what, label) for what, label in zip(wanted, labels[2:], strict=True)
        ]
        sheet.line(row + number, [number, f"{short}.{commune.short}", *figures])


@layout("names and codes")
def old_and_new_codes_beside(case: Case) -> None:
    """ "Mã cũ" (other codes) before "Mã mới", the name last."""
    sheet = case.sheet("Ma")
    row = case.top(sheet, "SỐ LIỆU THEO MÃ", office="")
    sheet.line(row, ["Mã cũ", "Mã mới", "Tên đơn vị hành chính", "Dân số", "Dân số phủ sóng 4G"])
    others = [*case.communes[1:], case.communes[0]]
    for number, (commune, other) in enumerate(zip(case.communes, others, strict=True), start=1):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số phủ sóng 4G")
        sheet.line(row + number, [other.code, commune.code, commune.name, people, covered])


@layout("numbers")
def dashes_and_whole_percentages(case: Case) -> None:
    """ "-" for nothing, "100%" and "98,5%" as text beside counts with dots."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG")

    def share(value: float) -> str:
        return "100%" if value == 100 else f"{comma(1)(value)}%"

    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", show=share, digits=1),
        Column("Số trạm 5G", "stations_5g", show=lambda n: dots(n) if n else "-"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("tables below")
def summary_above_the_details(case: Case) -> None:
    """ "A. Tổng hợp" by former district above, "B. Chi tiết" by commune below, other columns."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG")
    sheet.put(row, 0, "A. TỔNG HỢP THEO HUYỆN (CŨ)")
    sheet.line(row + 1, ["STT", "Huyện, thành phố (cũ)", "Dân số", "Số trạm 4G"])
    row += 1
    for number, (district, some) in enumerate(districts_of(case).items(), start=1):
        row += 1
        sums = [sum_of(some, what) for what in ("population", "stations_4g")]
        sheet.line(row, [number, district, *sums])
    sheet.put(row + 2, 0, "B. CHI TIẾT THEO XÃ")
    columns = [*BASIC, Column("Số trạm 4G", "stations_4g")]
    case.table(sheet, columns, Form(codes="", total="last"), at=row + 3)
