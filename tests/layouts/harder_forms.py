"""Public half: variations of the kinds that were read worst when layouts were first held back."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.long_tables import OPERATORS, across, listed_villages, note_villages, older, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import districts_of, sum_of
from tests.layouts.structures import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case


def unit_of(case: Case, column: Column) -> str:
    """Name the unit of a column's figures."""
    if column.gives.startswith("%"):
        return "%"
    for begins, unit in (("people", "Người"), ("population", "Người"), ("households", "Hộ")):
        if column.gives.startswith(begins):
            return unit
    return "Trạm" if "stations" in column.gives else case.word.split(",")[0].capitalize()


MIXED = (
    *BASIC,
    Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g"),
    Column("Số trạm 4G", "stations_4g"),
    *VILLAGES,
)


def across_with_units(
    case: Case, sheet: Sheet, row: int, labels: Sequence[str], order: Sequence[str] = ()
) -> int:
    """Write a transposed table with a unit of measure in each line; give the row below."""
    sheet.line(row, [*labels, *[c.name for c in case.communes]])
    for number, column in enumerate(MIXED, start=1):
        row += 1
        across(case, sheet, [column], case.communes, row=row, left=len(labels))
        lead = [column.path(case.word)[-1], unit_of(case, column)]
        if len(labels) > 2:
            lead = [order[number - 1] if order else number, *lead]  # type: ignore[list-item]
        sheet.line(row, lead)
    return row + 1


@layout("transposed")
def transposed_with_units_beside(case: Case) -> None:
    """What is counted, "ĐVT" with "Người", "Thôn", "%" beside it, then the communes."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG")
    across_with_units(case, sheet, row, ["Chỉ tiêu", "ĐVT"])


@layout("transposed")
def transposed_numbered_with_units(case: Case) -> None:
    """Running number, what is counted and its unit; signatures below."""
    sheet = case.sheet("PL 02")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ PHÂN THEO XÃ", office="")
    across_with_units(case, sheet, row, ["TT", "Nội dung", "Đơn vị tính"])
    case.foot(sheet)


@layout("transposed")
def transposed_with_two_levels_of_numbers(case: Case) -> None:
    """Numbers "1", "1.1", "2" before what is counted; "Đơn vị" beside it; codes below names."""
    sheet = case.sheet("Bang")
    row = case.top(sheet, "BẢNG SỐ LIỆU", office="")
    numbers = ["1", "1.1", "1.2", "1.3", "2", "3", "3.1", "3.2"]
    labels = ["STT", "Tên chỉ tiêu", "Đơn vị"]
    sheet.line(row, [None, None, None, *[c.code for c in case.communes]])
    across_with_units(case, sheet, row + 1, labels, numbers)


@layout("transposed")
def transposed_with_scales_of_units(case: Case) -> None:
    """ "1.000 người" and "1.000 hộ" in the column of units."""
    sheet = case.sheet("NGTK")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU CHỦ YẾU", office="CỤC THỐNG KÊ")
    columns = [
        Column("Dân số trung bình", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
        Column("Số hộ", "households", scale=1000, show=comma(3)),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", scale=1000, show=comma(3)),
    ]
    sheet.line(row, ["Chỉ tiêu", "Đơn vị tính", *[c.name for c in case.communes]])
    for column, unit in zip(columns, ["1.000 người"] * 2 + ["1.000 hộ"] * 2, strict=True):
        row = across(case, sheet, [column], case.communes, row=row + 1, left=2) - 1
        sheet.line(row, [column.heading, unit])


def villages_below(
    case: Case, title: str, labels: Sequence[str], *, roman: bool, signal: bool, office: str = ""
) -> None:
    """List villages beneath their communes, numbered anew beneath each."""
    sheet = case.sheet("Danh sach")
    row = case.top(sheet, title, office=office)
    sheet.line(row, [case.say(label) for label in labels])
    case.truth.villages = []
    some = case.communes if signal else case.communes[::2]
    for place, commune in enumerate(some, start=1):
        row += 1
        mark = ("I", "II", "III", "IV", "V")[place - 1] if roman and place < 6 else None
        sheet.line(row, [mark if roman else None, commune.name])
        rows = listed_villages(case)
        for number, (village, homes, people, state, _) in enumerate(rows, start=1):
            row += 1
            shown = "x" if state == "yes" else None
            sheet.line(row, [number, village, homes, people, *([shown] if signal else [])])
            case.truth.villages.append([commune.code, village, homes, people])
        sums = {"villages": len(rows), "households": sum(r[1] for r in rows),
                "population": sum(r[2] for r in rows),
                "villages_with_4g": sum(r[3] == "yes" for r in rows)}  # fmt: skip
        for what, value in sums.items():
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout("list of villages")
def villages_without_signal_beneath(case: Case) -> None:
    """Villages without a signal beneath their communes, which have no number and no figures."""
    labels = ["TT", "Xã, phường/{v}", "Số hộ", "Số nhân khẩu", "Ghi chú"]
    villages_below(case, "DANH SÁCH {V} CHƯA CÓ SÓNG 4G", labels, roman=False, signal=False)


@layout("list of villages")
def villages_with_crosses_beneath(case: Case) -> None:
    """All villages beneath their communes, a cross for those with 4G."""
    labels = ["STT", "Tên xã, {v}", "Số hộ", "Dân số", "Có sóng 4G"]
    villages_below(
        case, "RÀ SOÁT SÓNG 4G TẠI CÁC {V}", labels, roman=False, signal=True, office="SỞ KH&CN"
    )


@layout("list of villages")
def villages_beneath_roman_numbers(case: Case) -> None:
    """The same with roman numbers at some communes; the heading says "Địa bàn"."""
    labels = ["TT", "Địa bàn", "Số hộ", "Số khẩu", "Có sóng di động 4G (x)"]
    villages_below(case, "TỔNG HỢP {V}", labels, roman=True, signal=True)


@layout("list of villages")
def villages_beneath_merged_lines(case: Case) -> None:
    """The commune in a line merged over all columns, its villages numbered anew beneath."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "DANH SÁCH {V}", office="")
    labels = ["STT", "Tên {v}", "Số hộ", "Số nhân khẩu", "Có sóng 4G"]
    sheet.line(row, [case.say(label) for label in labels])
    for commune in case.communes:
        row += 1
        sheet.put(row, 0, commune.name.upper())
        sheet.merged.append((row, 0, row, 4))
        rows = listed_villages(case)
        note_villages(case, commune, rows)
        for number, (village, homes, people, state, _) in enumerate(rows, start=1):
            row += 1
            shown = "Có" if state == "yes" else "Không"
            sheet.line(row, [number, village, homes, people, shown])


@layout("list of villages")
def villages_beneath_sums_of_communes(case: Case) -> None:
    """The commune with a roman number and the sums of its villages, these beneath with dashes."""
    sheet = case.sheet("Trang song")
    row = case.top(sheet, "CÁC {V} CHƯA ĐƯỢC PHỦ SÓNG DI ĐỘNG")
    labels = ["TT", "Đơn vị", "Số hộ", "Số nhân khẩu", "Ghi chú"]
    sheet.line(row, labels)
    case.truth.villages = []
    for commune in case.communes[1::3]:
        rows = listed_villages(case)[:2]
        row += 1
        sums = [sum(each[1] for each in rows), sum(each[2] for each in rows)]
        sheet.line(row, [None, commune.name, *sums])
        for village, homes, people, _, _ in rows:
            row += 1
            sheet.line(row, ["-", village, homes, people])
            case.truth.villages.append([commune.code, village, homes, people])


@layout("list of villages")
def people_of_villages_beneath_sums_of_communes(case: Case) -> None:
    """All villages beneath their communes, whose lines have the sums; people and homes alone."""
    sheet = case.sheet("Dan cu")
    row = case.top(sheet, "DÂN SỐ CÁC {V}", office="")
    sheet.line(row, ["STT", "Tên đơn vị", "Mã số", "Số hộ", "Số nhân khẩu"])
    for commune in case.communes:
        row += 1
        figures = commune.figures
        sums = [figures["households"], figures["population"]]
        sheet.line(row, [None, commune.name, commune.code, *sums])
        case.truth.note(commune.code, "households", Entry(sums[0]))
        case.truth.note(commune.code, "population", Entry(sums[1]))
        for number, (village, homes, people, _, _) in enumerate(listed_villages(case), start=1):
            row += 1
            sheet.line(row, [number, village, None, homes, people])


@layout("list of villages")
def villages_with_difficulties_beneath_sums(case: Case) -> None:
    """Some villages only, beneath their communes with their sums: no figure of a commune."""
    sheet = case.sheet("Dan cu")
    row = case.top(sheet, "DANH SÁCH CÁC {V} ĐẶC BIỆT KHÓ KHĂN", office="")
    sheet.line(row, ["STT", "Tên đơn vị", "Số hộ", "Số nhân khẩu"])
    for commune in case.communes[1::3]:
        rows = listed_villages(case)[:2]
        row += 1
        sums = [sum(each[1] for each in rows), sum(each[2] for each in rows)]
        sheet.line(row, [None, commune.name, *sums])
        for number, (village, homes, people, _, _) in enumerate(rows, start=1):
            row += 1
            sheet.line(row, [number, village, homes, people])


@layout("list of villages")
def villages_with_words_beneath_roman_names(case: Case) -> None:
    """ "I. Xã A: 3 thôn" in the column of names; "Có" and "Không" for 4G and fibre beneath."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "TÌNH TRẠNG HẠ TẦNG TẠI CÁC {V}", office="")
    labels = ["Đơn vị", "Sóng 4G", "Cáp quang"]
    sheet.line(row, labels)
    words = {"yes": "Có", "no": "Không"}
    for place, commune in enumerate(case.communes):
        rows = listed_villages(case)
        note_villages(case, commune, rows, homes=False)
        row += 1
        count = f"{len(rows)} {case.word.split(',', maxsplit=1)[0]}"
        sheet.put(row, 0, f"{('I', 'II', 'III', 'IV')[place % 4]}. {commune.name}: {count}")
        for village, _, _, signal, fibre in rows:
            row += 1
            sheet.line(row, [f"- {village}", words[signal], words[fibre]])


def long_lines(case: Case, labels: Sequence[str], *, codes: bool, merged: bool) -> None:
    """Write a row for each commune, operator and technology; the commune named once."""
    sheet = case.sheet("Du lieu")
    row = case.top(sheet, "DỮ LIỆU PHỦ SÓNG CỦA CÁC DOANH NGHIỆP")
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        for shown, key in OPERATORS:
            row += 1
            lead = [number, commune.name, *([commune.code] if codes else [])]
            own: list[object] = [*lead] if row == first else [None] * len(lead)
            figures = [
                say(case, commune, what, label, key)
                for what, label in zip(("people_4g", "people_5g"), labels[-2:], strict=True)
            ]
            sheet.line(row, [*own, shown, *figures])
        if merged:
            width = 3 if codes else 2
            sheet.merged += [(first, column, row, column) for column in range(width)]


PEOPLE_BY = ("Dân số phủ sóng 4G (người)", "Dân số phủ sóng 5G (người)")


@layout("long form")
def long_by_operator_code_behind(case: Case) -> None:
    """The commune and its code merged over a row for each operator, named in the next column."""
    labels = ["STT", "Tên xã", "Mã xã", "Doanh nghiệp", *PEOPLE_BY]
    long_lines(case, labels, codes=True, merged=True)


@layout("long form")
def long_by_operator_named_once(case: Case) -> None:
    """The same without merged cells: name and code in the first row only."""
    labels = ["STT", "Tên xã", "Mã xã", "Nhà mạng", *PEOPLE_BY]
    long_lines(case, labels, codes=True, merged=False)


@layout("long form")
def long_by_operator_before_the_name(case: Case) -> None:
    """The operator in the first column, then code and name, on each row."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu tháng 9/2025")
    labels = ["Nhà mạng", "Mã xã", "Tên xã", *PEOPLE_BY]
    sheet.line(2, labels)
    row = 2
    for shown, key in OPERATORS:
        for commune in case.communes:
            row += 1
            figures = [
                say(case, commune, what, label, key)
                for what, label in zip(("people_4g", "people_5g"), labels[-2:], strict=True)
            ]
            sheet.line(row, [shown, commune.code, commune.name, *figures])


@layout("tables below")
def stacked_one_column_further(case: Case) -> None:
    """The second table has the district before the name, so all its columns stand one further."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG SỐ")
    row = case.table(sheet, BASIC, Form(codes="", name="Đơn vị"), at=row) + 2
    sheet.put(row, 0, "2. Số liệu theo {v}".replace("{v}", case.word))
    form = Form(codes="", name="Địa phương", groups="column", district="Huyện cũ")
    case.table(sheet, VILLAGES, form, at=row + 1)


@layout("tables below")
def stacked_with_strange_labels(case: Case) -> None:
    """The second table begins one column further right, its names beneath "Địa bàn báo cáo"."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO SỐ LIỆU", office="")
    row = case.table(sheet, BASIC, Form(codes="", index="TT", name="Xã/phường"), at=row) + 1
    form = Form(codes="", index="STT", name="Địa bàn báo cáo", total="last")
    case.table(sheet, FIBRE, form, at=row, left=1)


@layout("tables below")
def stacked_codes_first(case: Case) -> None:
    """Names before codes above, codes before names below, no row between."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "HẠ TẦNG SỐ", office="")
    row = case.table(sheet, BASIC, Form(), at=row)
    case.table(sheet, VILLAGES, Form(index="", code_after=False, code="Mã ĐVHC"), at=row + 1)


@layout("around the table")
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


@layout("around the table")
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


@layout("around the table")
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


@layout("units of measure")
def thousands_in_a_row_of_units(case: Case) -> None:
    """ "nghìn người", "nghìn hộ" and "%" in the row of units beneath two levels."""
    sheet = case.sheet("KT-XH")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU KINH TẾ - XÃ HỘI", office="UBND TỈNH\nCỤC THỐNG KÊ")
    columns = [
        Column("Số hộ", "households", scale=1000, unit="nghìn hộ", show=comma(3)),
        Column("Hộ có thuê bao cáp quang|Số lượng", "households_subscribed", scale=1000,
               unit="nghìn hộ", show=comma(3)),
        Column("Hộ có thuê bao cáp quang|Tỷ lệ", "%households_fibre_subscribed", unit="%"),
        Column("Hộ có thể kết nối cáp quang", "households_passed", scale=1000,
               unit="Ngàn hộ", show=comma(3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True, total="last"), at=row)


@layout("units of measure")
def thousands_of_households_in_brackets(case: Case) -> None:
    """ "(1000 hộ)" in the lowest heading, "(10³ người)" beside it."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP", office="")
    columns = [
        Column("Dân số (10³ người)", "population", scale=1000, show=comma(3)),
        Column("Tổng số hộ (1000 hộ)", "households", scale=1000, show=comma(3)),
        Column("Hộ sử dụng Internet cáp quang (1000 hộ)", "households_subscribed", scale=1000,
               show=comma(3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="number"), at=row)


@layout("units of measure")
def households_in_a_row_of_units(case: Case) -> None:
    """Whole households with dots, "hộ" in the row of units."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ CÁP QUANG")
    columns = [Column(c.heading, c.gives, unit="hộ", show=dots) for c in FIBRE]
    case.table(sheet, columns, Form(units_row=True, numbers_row="{}"), at=row)


@layout("groups and totals")
def wards_and_communes_as_groups(case: Case) -> None:
    """ "A. Phường" and "B. Xã" in rows of their own, with their sums; numbers begin again."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP THEO LOẠI ĐƠN VỊ HÀNH CHÍNH")
    labels = ["STT", "Tên đơn vị", *[column.heading for column in BASIC]]
    sheet.line(row, labels)
    for letter, kind in (("A", "phường"), ("B", "xã")):
        some = [c for c in case.communes if (c.kind == "phường") == (kind == "phường")]
        row += 1
        shown = f"{kind.capitalize()} ({len(some)} {kind})" if letter == "A" else "CÁC XÃ"
        sheet.line(row, [letter, shown, *[sum_of(some, c.gives) for c in BASIC]])
        for number, commune in enumerate(some, start=1):
            row += 1
            figures = [say(case, commune, c.gives, c.heading) for c in BASIC]
            sheet.line(row, [number, commune.short, *figures])


@layout("groups and totals")
def districts_with_bare_names(case: Case) -> None:
    """A summary of the former districts by their bare names, below it the communes."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP")
    sheet.line(row, ["STT", "Địa bàn", *[c.heading for c in BASIC]])
    groups = districts_of(case)
    for number, (district, some) in enumerate(groups.items(), start=1):
        bare = district.split(" ", 2 if district.startswith("Th") else 1)[-1]
        sheet.line(row + number, [number, bare, *[sum_of(some, c.gives) for c in BASIC]])
    second = case.sheet("Chi tiet")
    row = case.top(second, "CHI TIẾT THEO XÃ")
    case.table(second, BASIC, Form(codes="", total="last"), at=row)


@layout("old communes", as_of=None)
def former_communes_in_rows_beside(case: Case) -> None:
    """The commune of today merged over a row for each former one, whose figures they are."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "RÀ SOÁT SỐ LIỆU XÃ CŨ TRONG XÃ MỚI")
    labels = ["STT", "Xã mới", "Xã cũ", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        parts = older(commune)
        sums = {"population": 0, "people_4g": 0}
        for _, name in parts:
            row += 1
            own = [number, commune.name] if row == first else [None, None]
            people = case.rng.randint(1500, 6000)
            covered = int(people * case.rng.uniform(0.6, 1))
            sums["population"] += people
            sums["people_4g"] += covered
            sheet.line(row, [*own, name, people, covered])
        if row > first:
            sheet.merged += [(first, column, row, column) for column in (0, 1)]
        for what, value in sums.items():
            case.truth.note(commune.code, what, Entry(value, optional=True))
