"""Rows of groups, sums and totals between, above and below the communes."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots, percent_text
from tests.layouts.groups import (
    bare,
    by_district,
    districts,
    numbered_districts,
    roman,
    share_of,
    sum_of,
    sums,
    sums_of_cells,
)
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, one_table, total
from tests.layouts.shared_columns import ALL_VILLAGES, BASIC, FIBRE, VILLAGES

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


REGIONS = {
    "08": "Vùng Trung du và miền núi phía Bắc",
    "14": "Vùng Trung du và miền núi phía Bắc",
    "20": "Vùng Trung du và miền núi phía Bắc",
    "25": "Vùng Trung du và miền núi phía Bắc",
    "52": "Vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
    "66": "Vùng Duyên hải Nam Trung Bộ và Tây Nguyên",
}


@layout()
def group_rows_with_subtotals(case: Case) -> None:
    """Former districts as rows with subtotals, roman numbers, the total last."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "HIỆN TRẠNG PHỦ SÓNG THEO KHU VỰC")
    form = Form(groups="sums", total="last", numbers_row="({})")
    case.table(sheet, [*BASIC, *VILLAGES], form, at=row)
    case.foot(sheet)


@layout()
def district_column_total_first(case: Case) -> None:
    """The former district in a column, the total of the province in the first row."""
    sheet = case.sheet("PL1")
    row = case.top(sheet, "PHỤ LỤC 1", more=("(Kèm theo Công văn số 1234/SKHCN-BCVT)",))
    form = Form(groups="column", total="first", total_label="Toàn tỉnh", codes="", names="short")
    case.table(sheet, BASIC, form, at=row)


@layout()
def group_rows_without_sums(case: Case) -> None:
    """Former districts as rows without figures; no total."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BIỂU SỐ 03", office="")
    case.table(sheet, FIBRE, Form(groups="rows", codes="", names="full"), at=row)


@layout()
def totals_between_wards_and_communes(case: Case) -> None:
    """Wards and their total, communes and their total, then the total of both."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC KẾT QUẢ PHỦ SÓNG")
    labels = ["STT", "Tên đơn vị", *[column.heading for column in BASIC]]
    sheet.line(row, labels)
    number = 0
    for kind, shown in (("phường", "phường"), ("xã", "xã")):
        some = [c for c in case.communes if (c.kind == "phường") == (kind == "phường")]
        for commune in some:
            row, number = row + 1, number + 1
            figures = [say(case, commune, c.gives, c.heading) for c in BASIC]
            sheet.line(row, [number, commune.name, *figures])
        row += 1
        sheet.line(row, [None, f"Cộng các {shown}", *[sum_of(some, c.gives) for c in BASIC]])
    sums = [sum_of(case.communes, c.gives) for c in BASIC]
    sheet.line(row + 1, [None, "TỔNG CỘNG TOÀN TỈNH", *sums])


@layout()
def province_first_without_numbers(case: Case) -> None:
    """No running numbers: the province's own row first, then communes, shares beside counts."""
    sheet = case.sheet("CTK")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG PHÂN THEO XÃ", office="CỤC THỐNG KÊ")
    columns = [*BASIC, Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g")]
    form = Form(index="", name="", codes="", total="first", total_label="TOÀN TỈNH")
    case.table(sheet, columns, form, at=row)


@layout()
def numbered_in_two_levels(case: Case) -> None:
    """Former districts "1", "2" with sums; their communes "1.1", "1.2" beneath."""
    sheet = case.sheet("Bieu tong hop")
    row = case.top(sheet, "BIỂU TỔNG HỢP THEO ĐỊA BÀN")
    columns = [*BASIC, *VILLAGES]
    sheet.line(row, ["STT", "Địa bàn", *[column.path(case.word)[0] for column in columns]])
    for number, (district, some) in enumerate(by_district(case).items(), start=1):
        row += 1
        sheet.line(row, [f"{number}", district, *[sum_of(some, c.gives) for c in columns]])
        for place, commune in enumerate(some, start=1):
            row += 1
            figures = [say(case, commune, c.gives, c.heading) for c in columns]
            sheet.line(row, [f"{number}.{place}", commune.name, *figures])


@layout()
def of_which_beneath_the_total(case: Case) -> None:
    """Below the total "Trong đó: các xã biên giới" and "các xã khu vực III" with their sums."""
    sheet = case.sheet("TH xa")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU")
    end = case.table(sheet, FIBRE, Form(codes="", total="last"), at=row)
    for place, label in enumerate(("Trong đó: các xã biên giới", "Các xã khu vực III")):
        some = case.communes[place::7]
        sheet.line(end + place, [None, label, *[sum_of(some, c.gives) for c in FIBRE]])


@layout()
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


@layout()
def districts_with_bare_names(case: Case) -> None:
    """A summary of the former districts by their bare names, below it the communes."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP")
    sheet.line(row, ["STT", "Địa bàn", *[c.heading for c in BASIC]])
    groups = by_district(case)
    for number, (district, some) in enumerate(groups.items(), start=1):
        bare = district.split(" ", 2 if district.startswith("Th") else 1)[-1]
        sheet.line(row + number, [number, bare, *[sum_of(some, c.gives) for c in BASIC]])
    second = case.sheet("Chi tiet")
    row = case.top(second, "CHI TIẾT THEO XÃ")
    case.table(second, BASIC, Form(codes="", total="last"), at=row)


@layout()
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


@layout()
def districts_merged_at_the_left(case: Case) -> None:
    """The former district merged over its communes on the left, "Cộng" below each."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "TỔNG HỢP", office="")
    labels = ["Huyện (cũ)", "Xã (mới)", *[c.path(case.word)[0] for c in VILLAGES]]
    sheet.line(row, labels)
    for district, some in by_district(case).items():
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


@layout()
def groups_with_sums(case: Case) -> None:
    """Former districts with their sums, percentages as text."""
    one_table(case, [
        ALL_VILLAGES, Column("Số {v} có cáp quang|Số lượng", "villages_with_fibre"),
        Column("Số {v} có cáp quang|Tỷ lệ", "%villages_fibre", show=percent_text),
    ], Form(groups="sums", total="first", total_label="TOÀN TỈNH", codes=""))  # fmt: skip


@layout()
def telecom_centres_with_sums(case: Case) -> None:
    """VNPT's centres "TTVT …" as rows with sums above their communes, "Toàn tỉnh" first."""
    case.truth.operator = "vnpt"
    sheet = case.sheet("VNPT")
    sheet.put(0, 0, "SỐ LIỆU HẠ TẦNG VNPT THEO TRUNG TÂM VIỄN THÔNG - 30/9/2025")
    columns = [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g"),
               Column("Số hộ có khả năng cung cấp cáp quang", "households_passed")]  # fmt: skip
    whats = [c.gives for c in columns]
    sheet.line(2, ["TT", "Đơn vị/địa bàn", *[c.heading for c in columns]])
    sheet.line(3, [None, "Toàn tỉnh", *[sum_of(case.communes, w) for w in whats]])
    row, start = 4, 1
    for number, (district, some) in enumerate(by_district(case).items()):
        short = district.split(" ", 1)[1].removeprefix("phố ").removeprefix("xã ")
        sums = [sum_of(some, w) for w in whats]
        sheet.line(row, [chr(ord("A") + number), f"TTVT {short}", *sums])
        row = body(case, sheet, row + 1, columns, some=some, start=start)
        start += len(some)


@layout()
def areas_of_difficulty_as_groups(case: Case) -> None:
    """ "Khu vực III", "Khu vực II", "Khu vực I" and "Các phường" as groups with their sums."""
    sheet = case.sheet("KV")
    row = case.top(sheet, "HẠ TẦNG SỐ PHÂN THEO KHU VỰC (QĐ 861/QĐ-TTg)")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
               Column("Số hộ", "households")]  # fmt: skip
    sheet.line(row, ["STT", "Khu vực/xã", *[case.say(c.heading) for c in columns]])
    rural = [c for c in case.communes if c.kind != "phường"]
    groups = {"Xã khu vực III": rural[::3], "Xã khu vực II": rural[1::3],
              "Xã khu vực I": rural[2::3],
              "Các phường": [c for c in case.communes if c.kind == "phường"]}  # fmt: skip
    row += 1
    for mark, (label, some) in zip(("I", "II", "III", "IV"), groups.items(), strict=True):
        named = f"{label} ({len(some)} đơn vị)"
        sheet.line(row, [mark, named, *[sum_of(some, c.gives) for c in columns]])
        row = body(case, sheet, row + 1, columns, some=some)
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "Tổng (I+II+III+IV)", *sums])


@layout()
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


@layout()
def sums_in_the_middle_with_odd_labels(case: Case) -> None:
    """ "Tính chung các phường", "Toàn tỉnh" and "Bình quân" between wards and communes."""
    sheet = case.sheet("Phuong - Xa")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ CÁP QUANG")
    columns = [Column("Số hộ", "households"),
               Column("Số hộ có thuê bao cáp quang", "households_subscribed")]  # fmt: skip
    sheet.line(row, ["TT", "Đơn vị", *[c.heading for c in columns]])
    wards = [c for c in case.communes if c.kind == "phường"]
    rest = [c for c in case.communes if c.kind != "phường"]

    def line(label: str, some: list[Commune], share: int = 1) -> None:
        sums = [sum_of(some, c.gives) // max(share, 1) for c in columns]
        sheet.line(sheet.end, [None, label, *sums])

    body(case, sheet, row + 1, columns, some=wards)
    line("Tính chung các phường", wards)
    line("Toàn tỉnh", case.communes)
    line("Bình quân mỗi đơn vị", case.communes, len(case.communes))
    body(case, sheet, sheet.end, columns, some=rest, start=len(wards) + 1)
    line("Tính chung các xã", rest)


@layout()
def shares_of_the_province_beside(case: Case) -> None:
    """ "Tỷ trọng so với toàn tỉnh (%)" behind people and stations; "TB/xã" below the total."""
    sheet = case.sheet("Co cau")
    row = case.top(sheet, "CƠ CẤU DÂN SỐ VÀ TRẠM BTS")
    people, stations = (sum_of(case.communes, w) for w in ("people_4g", "stations_4g"))
    columns = [
        Column("Dân số được phủ sóng 4G|Số người", "people_4g"),
        Worked("Dân số được phủ sóng 4G|Tỷ trọng so với toàn tỉnh (%)",
               make=lambda c: round(100 * c.figures["people_4g"] / people, 2)),
        Column("Trạm 4G|Số trạm", "stations_4g"),
        Worked("Trạm 4G|Tỷ trọng so với toàn tỉnh (%)",
               make=lambda c: round(100 * c.figures["stations_4g"] / stations, 2)),
    ]  # fmt: skip
    end = case.table(sheet, columns, Form(index="TT", codes="", total="last"), at=row)
    count = len(case.communes)
    sheet.line(end, [None, "Bình quân/xã", round(people / count), None, round(stations / count, 1)])
    sheet.line(end + 1, [None, "Lớn nhất", max(c.figures["people_4g"] for c in case.communes)])


@layout()
def total_with_the_number_of_communes(case: Case) -> None:
    """ "Cộng 65 xã, phường" last; emulation clusters "Cụm thi đua số 1" as rows without sums."""
    sheet = case.sheet("Cum")
    row = case.top(sheet, "KẾT QUẢ THEO CỤM THI ĐUA")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có cáp quang",
               "villages_with_fibre")]  # fmt: skip
    sheet.line(row, ["STT", "Cụm/Đơn vị", *[case.say(c.heading) for c in columns]])
    row, start, size = row + 1, 1, 15
    for number, first in enumerate(range(0, len(case.communes), size), start=1):
        sheet.put(row, 1, f"Cụm thi đua số {number}")
        some = case.communes[first : first + size]
        row = body(case, sheet, row + 1, columns, some=some, start=start)
        start += len(some)
    label = f"Cộng {len(case.communes)} xã, phường"
    sheet.line(row, [None, label, *[sum_of(case.communes, c.gives) for c in columns]])


@layout()
def sums_at_the_foot_of_each_district(case: Case) -> None:
    """ "Cộng huyện …" closes each block, "Tổng toàn tỉnh" closes the table; numbers restart."""
    sheet = case.sheet("Bieu 2")
    row = case.top(sheet, "TỔNG HỢP HỘ GIA ĐÌNH TRONG VÙNG CÁP QUANG")
    columns = [
        Column("Số hộ dân", "households"),
        Column("Số hộ có cáp quang đi qua", "households_passed"),
        Column("Số hộ đang dùng cáp quang", "households_subscribed"),
    ]
    sheet.line(row, ["STT", "Tên đơn vị", *(c.heading for c in columns)])
    row += 1
    ordered = case.ordered(by_district=True)
    for district in dict.fromkeys(c.district for c in ordered):
        mine = [c for c in ordered if c.district == district]
        row = body(case, sheet, row, columns, some=mine)
        sums = [sum(c.figures[k.gives] for c in mine) for k in columns]
        sheet.line(row, [None, f"Cộng {district[0].lower()}{district[1:]}", *sums])
        row += 1
    sums = [sum(c.figures[k.gives] for c in ordered) for k in columns]
    sheet.line(row, [None, "Tổng toàn tỉnh", *sums])


@layout()
def sheet_with_filters_and_total_by_formula(case: Case) -> None:
    """A table of Excel from the first cell on; its row "Total" is reckoned with SUBTOTAL."""
    sheet = case.sheet("Table1")
    columns = [
        Column("Dân số", "population"),
        Column("DS phủ 4G", "people_4g"),
        Column("DS phủ 5G", "people_5g"),
    ]
    row = headings(case, sheet, 0, ["STT", "Xã/Phường", "Mã xã", *(c.heading for c in columns)])
    end = body(case, sheet, row, columns, codes=True)
    sheet.put(end, 0, "Total")
    for place, column in enumerate(columns, start=3):
        whole = sum(c.figures[column.gives] for c in case.communes)
        letter = "ABCDEF"[place]
        sheet.put(end, place, (f"=SUBTOTAL(109,{letter}2:{letter}{end})", whole))
    other = case.sheet("Info")
    other.line(0, ["Ngày chốt số liệu", "30/9/2025"])
    other.line(1, ["Người tổng hợp", "P. BCVT"])


@layout()
def wards_on_one_sheet_communes_on_the_other(case: Case) -> None:
    """A sheet for each kind of unit, numbers start again, each with its own sum."""
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Dân số được phủ sóng 5G (người)", "people_5g"),
    ]
    for kind, title in (("phường", "Phuong"), ("xã", "Xa"), ("đặc khu", "Dac khu")):
        some = [c for c in case.communes if c.kind == kind]
        if not some:
            continue
        sheet = case.sheet(title)
        row = case.top(sheet, f"PHỦ SÓNG DI ĐỘNG TẠI CÁC {kind.upper()}")
        case.table(
            sheet, columns,
            Form(name=f"Tên {kind}", codes="", names="short", total="last",
                 total_label=f"Cộng các {kind}"),
            at=row, some=some,
        )  # fmt: skip


@layout(operator="vnpt")
def sheets_of_regional_centres_and_their_sums(case: Case) -> None:
    """VNPT: a sheet for each regional centre, and first one with the sums of the centres."""
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Số hộ có cáp quang VNPT đi qua, lắp được ngay", "households_passed"),
        Column("Số hộ đang dùng cáp quang (FiberVNN)", "households_subscribed"),
    ]
    ordered = case.ordered(by_district=True)
    size = len(ordered) // 5 + 1
    centres = [ordered[i : i + size] for i in range(0, len(ordered), size)]
    first = case.sheet("Tổng hợp TTVT")
    row = case.top(first, "BĂNG RỘNG CỐ ĐỊNH THEO TRUNG TÂM VIỄN THÔNG", office="VNPT\nP. KTĐT")
    texts = [column.heading for column in columns]
    row = headings(case, first, row, ["STT", "Trung tâm viễn thông", "Số xã, phường", *texts])
    for n, some in enumerate(centres, start=1):
        first.line(row, [n, f"TTVT khu vực {n}", len(some)])
        total(first, row, some, columns, at=3)
        row += 1
        sheet = case.sheet(f"KV{n}")
        top = case.top(sheet, f"TRUNG TÂM VIỄN THÔNG KHU VỰC {n}", office="VNPT\nP. KTĐT")
        form = Form(codes="", total="last", total_label=f"Cộng TTVT khu vực {n}")
        case.table(sheet, columns, form, at=top, some=some)


@layout()
def sheet_of_sums_then_former_districts(case: Case) -> None:
    """ "TH" has sums of former districts; a sheet for each with bare names and codes as numbers."""
    first = case.sheet("TH")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    first.put(0, 0, "TỔNG HỢP THEO KHU VỰC (HUYỆN CŨ) - Số liệu đến hết ngày 30/9/2025")
    heads(case, first, 2, ["TT", "Khu vực"], columns)
    for number, district, some in numbered_districts(case):
        first.line(2 + number, [number, f"{district} (cũ)", *sums_of_cells(columns, some)])
        sheet = case.sheet(f"{number:02d} {bare(district)}"[:31])
        sheet.put(0, 0, f"BIỂU CHI TIẾT: KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Số liệu đến hết ngày 30/9/2025")
        form = Form(index="TT", name="Đơn vị", names="short", codes="number", total="last")
        case.table(sheet, columns, form, at=3, some=some)


@layout()
def sums_below_each_former_district(case: Case) -> None:
    """The province's sum first; communes of a district, then "Cộng huyện B (cũ)" below them."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP DÂN CƯ VÀ HẠ TẦNG SỐ", "Số liệu cập nhật đến 30/09/2025")
    columns = [
        Column("Dân số (người)", "population", show=commas),
        Column("Số hộ (hộ)", "households", show=commas),
        Column("Số người được phủ sóng 4G", "people_4g", show=commas),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone", show=commas),
    ]
    row = heads(case, sheet, row, ["STT", "Đơn vị hành chính"], columns)
    sheet.line(row, [None, "TOÀN TỈNH", *sums_of_cells(columns, case.communes)])
    row, start = row + 1, 1
    for _, district, some in numbered_districts(case):
        row = body(case, sheet, row, columns, some=some, start=start)
        sheet.line(
            row,
            [None, f"Cộng {district[0].lower()}{district[1:]} (cũ)", *sums_of_cells(columns, some)],
        )
        row, start = row + 1, start + len(some)


@layout()
def ground_of_each_old_district(case: Case) -> None:
    """ "II. ĐỊA BÀN HUYỆN B TRƯỚC ĐÂY (7 xã, phường)" over the communes, numbered anew."""
    sheet = case.sheet("Theo dia ban")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ TRONG VÙNG PHỦ SÓNG VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Tỷ lệ dân số trong vùng phủ sóng 4G (%)", "%pop_4g"),
        Column("Tỷ lệ dân số trong vùng phủ sóng 5G (%)", "%pop_5g"),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
    ]
    row = headings(case, sheet, row, ["TT", "Đơn vị", "Mã xã", *(c.heading for c in columns)])
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
                "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV",
                "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX")  # fmt: skip
    districts = sorted({c.district for c in case.communes})
    for numeral, district in zip(numerals, districts, strict=False):
        some = [c for c in case.communes if c.district == district]
        text = f"{numeral}. ĐỊA BÀN {district.upper()} TRƯỚC ĐÂY ({len(some)} xã, phường)"
        sheet.put(row, 0, text)
        sheet.merged.append((row, 0, row, 5))
        row = body(case, sheet, row + 1, columns, codes=True, some=some)


@layout()
def comment_beneath_each_district(case: Case) -> None:
    """Beneath the communes of a former district a merged line: "Nhận xét: còn 3 xã dưới 80%"."""
    sheet = case.sheet("Phu luc 2")
    row = case.top(sheet, "PHỦ SÓNG 4G THEO ĐỊA BÀN")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g", show=comma(2)),
    ]
    labels = ["STT", "Địa bàn", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for number, (name, mine) in enumerate(districts(case), start=1):
        sheet.line(row, [roman(number), f"{name} (cũ)"])
        row += 1
        for place, c in enumerate(mine, start=1):
            enter(case, sheet, row, c, columns, [place, c.name])
            row += 1
        low = [c for c in mine if columns[2].number(c, "%pop_4g") < 80]
        worst = min(mine, key=lambda c: columns[2].number(c, "%pop_4g"))
        lowest = comma(2)(columns[2].number(worst, "%pop_4g"))
        many = f"còn {len(low)} xã, phường" if low else "không có xã, phường nào"
        sheet.put(
            row, 1,
            f"Nhận xét: {many} có tỷ lệ dưới 80%; "
            f"thấp nhất là {worst.name[0].lower()}{worst.name[1:]} ({lowest}%).",
        )  # fmt: skip
        sheet.merged.append((row, 1, row, 4))
        row += 1
    whole = share_of("people_4g", "population", case.communes)
    sheet.line(row, [None, "Toàn tỉnh", *sums(columns[:2], case.communes), comma(2)(whole)])


@layout()
def country_region_and_province_first(case: Case) -> None:
    """Shares: rows "Cả nước", "Vùng …", "Toàn tỉnh" stand above the communes; people beside."""
    sheet = case.sheet("So sanh vung")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", show=comma(2)),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone", show=comma(2)),
    ]
    row = headings(case, sheet, row, ["STT", "Địa bàn", *(c.heading for c in columns)])
    region = REGIONS.get(case.province, "Vùng Đồng bằng sông Cửu Long")
    sheet.line(row, ["A", "Cả nước", None, "99,80", "59,40", "92,15"])
    sheet.line(row + 1, ["B", region, None, "98,60", "41,20", "88,70"])
    own = [
        share_of(what, of, case.communes)
        for what, of in (
            ("people_4g", "population"),
            ("people_5g", "population"),
            ("households_with_smartphone", "households"),
        )
    ]
    sheet.line(
        row + 2, ["C", "Toàn tỉnh", *sums(columns[:1], case.communes), *map(comma(2), own)]
    )  # fmt: skip
    row += 3
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1
