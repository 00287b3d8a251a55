"""Ordinary tables arranged in other ways: by sheet, by block, across, in trees and in pages."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, commas, dots, percent_text, spaces
from tests.layouts.eighth_forms import place_name
from tests.layouts.registry import layout
from tests.layouts.tenth_tables import (
    OPERATORS,
    Made,
    Spoken,
    across,
    bare,
    districts,
    heads,
    pages,
    read,
    roman,
    sums,
)
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout("technologies", operator="viettel")
def three_technologies_on_one_page(case: Case) -> None:
    """Viettel: "A. MẠNG 4G", "B. MẠNG 5G", "C. CÁP QUANG"; the headings name no technology."""
    sheet = case.sheet("Phu luc")
    row = case.top(
        sheet, "PHỤ LỤC SỐ LIỆU HẠ TẦNG CỦA VIETTEL TẠI CÁC XÃ, PHƯỜNG",
        "(Kèm theo Công văn số 1182/VTPT ngày 05/10/2025; số liệu đến 30/9/2025)",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip
    for letter, g in (("A", "4g"), ("B", "5g")):
        sheet.put(row, 0, f"{letter}. MẠNG {g.upper()}")
        columns = [
            Column("Dân số (người)", "population"),
            Column("Số trạm đang phát sóng", f"stations_{g}"),
            Column("Dân số được phủ sóng (người)", f"people_{g}"),
            Column("Tỷ lệ dân số được phủ sóng (%)", f"%pop_{g}"),
        ]
        row = case.table(sheet, columns, Form(codes="", total="last"), at=row + 1) + 1
    sheet.put(row, 0, "C. CÁP QUANG")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng (%)", "%households_fibre_subscribed"),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row + 1)
    case.foot(sheet)


@layout("sheets")
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
    for number, district, some in districts(case):
        first.line(2 + number, [number, f"{district} (cũ)", *sums(columns, some)])
        sheet = case.sheet(f"{number:02d} {bare(district)}"[:31])
        sheet.put(0, 0, f"BIỂU CHI TIẾT: KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Số liệu đến hết ngày 30/9/2025")
        form = Form(index="TT", name="Đơn vị", names="short", codes="number", total="last")
        case.table(sheet, columns, form, at=3, some=some)


@layout("sheets")
def sheet_of_each_of_four_operators(case: Case) -> None:
    """ "VTT", "VNPT", "MBF", "VNM": one form, the operator's name in the title; people on each."""
    for short, (key, name) in zip(("VTT", "VNPT", "MBF", "VNM"), OPERATORS.items(), strict=True):
        sheet = case.sheet(short)
        sheet.put(0, 0, f"DOANH NGHIỆP: {name.upper()}")
        sheet.put(1, 0, "HIỆN TRẠNG MẠNG 4G ĐẾN HẾT QUÝ III/2025")
        columns = [
            Column("Dân số (người)", "population", operator=key, show=dots, optional=True),
            Column("Số trạm BTS 4G đang hoạt động", "stations_4g", operator=key),
            Column("Dân số được phủ sóng 4G (người)", "people_4g", operator=key, show=dots),
            Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", operator=key, digits=1,
                   show=percent_text),
        ]  # fmt: skip
        case.table(sheet, columns, Form(codes="text", total="first"), at=3)
    for c in case.communes:
        people = Entry(c.figures["population"], optional=True)
        case.note(c, "population", people, Column("Dân số (người)"))


@layout("periods")
def quarters_with_the_newest_sheet_first(case: Case) -> None:
    """Sheets "Quý III", "Quý II", "Quý I" of one form; the year only in the line above."""
    for number, ends in (("III", ""), ("II", "2025-06-30"), ("I", "2025-03-31")):
        sheet = case.sheet(f"Quý {number}")
        sheet.put(0, 0, f"SỐ LIỆU QUÝ {number} NĂM 2025 (cộng dồn đến hết quý)")
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=ends, optional=bool(ends)),
            Column("Số trạm 5G", "stations_5g", as_of=ends, optional=bool(ends)),
            Column("Số {v} có sóng 4G", "villages_with_4g", as_of=ends, optional=bool(ends)),
            Column("Số hộ sử dụng cáp quang", "households_subscribed", as_of=ends,
                   optional=bool(ends), show=spaces),
        ]  # fmt: skip
        case.table(sheet, columns, Form(index="TT", names="abbreviated"), at=2)


@layout("operators")
def technologies_under_each_operator(case: Case) -> None:
    """Stations: 2G to 5G beneath each of four operators, then the sums of the four."""
    sheet = case.sheet("Tram BTS")
    row = case.top(
        sheet, "SỐ TRẠM BTS ĐANG PHÁT SÓNG THEO DOANH NGHIỆP VÀ CÔNG NGHỆ",
        "(Tính đến hết tháng 9 năm 2025)", office="UBND TỈNH\nSỞ KH&CN",
    )  # fmt: skip
    columns: list[Column] = []
    for key, name in OPERATORS.items():
        built = ("2G", "3G", "4G") if key == "vietnamobile" else ("2G", "3G", "4G", "5G")
        columns += [Column(f"{name}|{g}", f"stations_{g.lower()}", operator=key) for g in built]
    each = list(columns)
    for g in ("2G", "3G", "4G", "5G"):
        what = f"stations_{g.lower()}"

        def add(c: Commune, what: str = what) -> int:
            return sum(c.value(what, operator=k.operator) for k in each if k.gives == what)

        columns.append(Made(f"Cộng các doanh nghiệp|{g}", what, make=add))
    case.table(sheet, columns, Form(groups="rows", total="last"), at=row)


@layout("operators")
def operators_as_blocks_of_rows(case: Case) -> None:
    """ "A. VIETTEL" and all communes, then B to D; at the end "E. CẢ BỐN (không tính trùng)"."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "VÙNG PHỦ SÓNG 4G THEO DOANH NGHIỆP", "(Thời điểm: 30/9/2025)")
    blocks = [(k, name.upper()) for k, name in OPERATORS.items()]
    blocks.append(("", "CẢ BỐN DOANH NGHIỆP (không tính trùng)"))

    def told(key: str) -> list[Column]:
        return [
            Column("Dân số (người)", "population", operator=key, optional=bool(key)),
            Column("Dân số được phủ sóng 4G (người)", "people_4g", operator=key),
            Column("Tổng số {v}", "villages", operator=key, optional=bool(key)),
            Column("Số {v} được phủ sóng 4G", "villages_with_4g", operator=key),
        ]

    row = heads(case, sheet, row, ["STT", "Doanh nghiệp / Xã, phường"], told(""))
    for letter, (key, name) in zip("ABCDE", blocks, strict=True):
        columns = told(key)
        sheet.line(row, [letter, name, *sums(columns, case.communes)])
        row = body(case, sheet, row + 1, columns)


@layout("long")
def network_figures_in_long_form(case: Case) -> None:
    """A row for each commune, operator, technology and thing counted; values as text with dots."""
    sheet = case.sheet("DULIEU")
    names = ["Kỳ báo cáo", "Mã xã", "Tên xã", "Nhà mạng", "Công nghệ", "Chỉ tiêu", "ĐVT", "Giá trị"]
    row = heads(case, sheet, 0, names, [])
    for c in case.communes:
        for key, name in list(OPERATORS.items())[:3]:
            for g in ("4G", "5G"):
                for text, what, unit in (
                    ("Số trạm phát sóng", f"stations_{g.lower()}", "trạm"),
                    ("Dân số được phủ sóng", f"people_{g.lower()}", "người"),
                ):
                    value = read(case, c, [Column(text, what, operator=key, show=dots)])
                    sheet.line(row, ["Quý III/2025", c.code, c.name, name, g, text, unit, *value])
                    row += 1


@layout("across")
def communes_across_in_blocks_of_ten(case: Case) -> None:
    """Ten communes from left to right, what is counted below each other; then the next ten."""
    sheet = case.sheet("Bieu ngang")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ CỦA TỪNG XÃ, PHƯỜNG", "Đến ngày 30 tháng 9 năm 2025")
    columns = [
        Column("Dân số", "population", unit="người", show=dots),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", unit="%", show=comma(2)),
        Column("Số {v}", "villages", unit="đơn vị"),
        Column("Số {v} có cáp quang", "villages_with_fibre", unit="đơn vị"),
        Column("Số hộ", "households", unit="hộ", show=dots),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", unit="hộ", show=dots),
    ]
    across(case, sheet, row, columns, 10)


@layout("trees")
def tree_of_districts_communes_and_villages(case: Case) -> None:
    """ "A" a former district, "I" its communes with sums, "1" their villages with crosses."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, f"RÀ SOÁT ĐẾN TỪNG {case.word.upper()}", "(Số liệu đến 30/9/2025)")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số hộ", "households"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]
    row = heads(case, sheet, row, ["TT", "Địa bàn"], columns)
    word = case.word.split(",", maxsplit=1)[0].capitalize()
    for number, district, some in districts(case):
        letter = ("" if number <= 26 else "A") + chr(64 + (number - 1) % 26 + 1)
        sheet.line(row, [letter, f"{district} (cũ)", *sums(columns, some)])
        row += 1
        for order, c in enumerate(some, start=1):
            sheet.line(row, [roman(order), c.name, *read(case, c, columns)])
            row += 1
            parts = c.figures["villages"]
            for village in range(parts):
                homes = [
                    c.figures[what] * (village + 1) // parts - c.figures[what] * village // parts
                    for what in ("households", "households_subscribed")
                ]
                signal = "x" if village < c.figures["villages_with_4g"] else None
                sheet.line(row, [village + 1, f"{word} {village + 1}", None, signal, *homes])
                row += 1


@layout("halves")
def wards_on_the_left_communes_on_the_right(case: Case) -> None:
    """Wards in the left list, the other communes in the right one; each numbered and summed."""
    sheet = case.sheet("Bieu 2")
    row = case.top(sheet, "HỘ SỬ DỤNG INTERNET CÁP QUANG", "(Đến hết quý III/2025)")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ (%)", "%households_fibre_subscribed", show=comma(2)),
    ]
    wards = [c for c in case.communes if c.kind == "phường"]
    rest = [c for c in case.communes if c.kind != "phường"]
    for left, name, some in ((0, "Tên phường", wards), (6, "Tên xã", rest)):
        form = Form(index="TT", name=name, codes="", total="last", total_label="Cộng")
        case.table(sheet, columns, form, at=row, left=left, some=some)


@layout("groups")
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
    sheet.line(row, [None, "TOÀN TỈNH", *sums(columns, case.communes)])
    row, start = row + 1, 1
    for _, district, some in districts(case):
        row = body(case, sheet, row, columns, some=some, start=start)
        sheet.line(
            row, [None, f"Cộng {district[0].lower()}{district[1:]} (cũ)", *sums(columns, some)]
        )
        row, start = row + 1, start + len(some)


@layout("pages")
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
            sheet.line(row, [None, f"Trang {page - 1} chuyển sang", *sums(columns, done)])
            row += 1
        row = body(case, sheet, row, columns, some=block, start=len(done) + 1)
        sheet.line(row, [None, f"Cộng trang {page}", *sums(columns, block)])
        done += block
        label = "TỔNG CỘNG" if len(done) == len(case.communes) else f"Chuyển sang trang {page + 1}"
        sheet.line(row + 1, [None, label, *sums(columns, done)])
        row += 3


@layout("names", as_of="2025-10-31")
def former_communes_in_brackets_and_codes_with_a_prefix(case: Case) -> None:
    """ "Xã A (xã A Thượng, xã A Hạ cũ)", codes as "25-07843"; stars on headings, their legend."""
    sheet = case.sheet("Sheet1")
    row = case.top(
        sheet, "HẠ TẦNG SỐ CẤP XÃ TÍNH ĐẾN HẾT THÁNG 10 NĂM 2025", "", office="UBND TỈNH\nSỞ KH&CN"
    )
    columns = [
        Column("Số {v} (1)", "villages"),
        Column("Số {v} có sóng 5G (2)", "villages_with_5g"),
        Column("Số hộ (*)", "households"),
        Column("Số hộ có cáp quang đi qua (2)", "households_passed"),
        Column("Số hộ sử dụng cáp quang (2)", "households_subscribed"),
    ]
    row = heads(case, sheet, row, ["STT", "Mã xã", "Xã, phường (đơn vị cũ)"], columns)
    for place, c in enumerate(case.communes):
        old = f"xã {c.short} Thượng, xã {c.short} Hạ cũ"
        line = [place + 1, f"{case.province}-{c.code}", f"{c.name} ({old})"]
        sheet.line(row + place, [*line, *read(case, c, columns)])
    sheet.put(
        sheet.end + 1, 0, "Ghi chú: (1) Nguồn: Sở Nội vụ. (2) Nguồn: doanh nghiệp viễn thông."
    )
    sheet.put(sheet.end, 0, "(*) Nguồn: Thống kê tỉnh.")


@layout("names", operator="viettel")
def kind_in_a_column_and_tones_the_old_way(case: Case) -> None:
    """ "P"/"X" in a column, "HOÀ", "THUỶ" in capitals, last communes first, every ninth missing."""
    sheet = case.sheet("VTL 30-9")
    sheet.put(0, 0, f"VIETTEL {place_name(case)}: MẠNG LƯỚI ĐẾN 30/9/2025")
    columns = [
        Column("Số trạm 4G", "stations_4g", show=apostrophe),
        Column("Số trạm 5G", "stations_5g", show=apostrophe),
        Column("Dân số", "population", show=apostrophe),
        Column("Dân số có sóng 4G", "people_4g", show=apostrophe),
        Column("Dân số có sóng 5G", "people_5g", show=apostrophe),
    ]
    row = heads(case, sheet, 2, ["Loại", "Tên đơn vị"], columns)
    old = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ", "ùy": "uỳ",
           "úy": "uý"}  # fmt: skip
    for place, c in enumerate(reversed(case.communes)):
        if place % 9 != 4:
            name = c.short.lower()
            for new, before in old.items():
                name = name.replace(new, before)
            kind = {"phường": "P", "xã": "X"}.get(c.kind, c.kind)
            sheet.line(row, [kind, name.upper(), *read(case, c, columns)])
            row += 1


@layout("numbers")
def so_many_of_so_many_in_words(case: Case) -> None:
    """ "27 trên 28 thôn" with 4G, with fibre; shares of people as "96,4%", codes as text."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "TÌNH HÌNH PHỦ SÓNG VÀ CÁP QUANG", "(Báo cáo quý III/2025)", office="")
    columns = [
        Spoken("Số {v} có sóng 4G", "villages_with_4g/villages", tail=case.word),
        Spoken("Số {v} có cáp quang", "villages_with_fibre/villages", tail=case.word),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", digits=1, show=percent_text),
        Column("Tỷ lệ dân số được phủ sóng 5G", "%pop_5g", digits=1, show=percent_text),
    ]
    case.table(sheet, columns, Form(name="Địa phương", groups="column", code="Mã ĐVHC"), at=row)


@layout("numbers", operator="mobifone")
def shares_per_thousand(case: Case) -> None:
    """MobiFone: "Đơn vị tính: ‰" above, "(‰)" in each heading; 973 for 97.3 per cent."""
    sheet = case.sheet("Ty le")
    row = case.top(
        sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG MOBIFONE", "(Số liệu tháng 9/2025; đơn vị tính: ‰)",
        office=f"TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Dân số được phủ sóng 4G (‰)", "%pop_4g", scale=0.1, digits=0),
        Column("Dân số được phủ sóng 5G (‰)", "%pop_5g", scale=0.1, digits=0),
        Column("{v} được phủ sóng 4G (‰)", "%villages_4g", scale=0.1, digits=0),
    ]
    case.table(sheet, columns, Form(codes="float", code="Mã xã"), at=row)


@layout("periods", operator="vnpt", as_of="2025-06-30")
def half_a_year_of_vnpt(case: Case) -> None:
    """VNPT: "6 THÁNG ĐẦU NĂM 2025" in the title and no other date; thousands with spaces."""
    sheet = case.sheet("6T 2025")
    row = case.top(
        sheet, "SỐ LIỆU MẠNG LƯỚI CUỐI KỲ BÁO CÁO 6 THÁNG ĐẦU NĂM 2025", "",
        more=("(Tổng hợp theo xã, phường mới)",),
        office=f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Số trạm 3G", "stations_3g"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Tổng số hộ", "households", show=spaces),
        Column("Hộ có cáp quang đi qua", "households_passed", show=spaces),
        Column("Hộ thuê bao cáp quang", "households_subscribed", show=spaces),
    ]
    form = Form(names="lower", name="Địa bàn", groups="sums", numbers_row="({})")
    case.table(sheet, columns, form, at=row)


@layout("periods", operator="vietnamobile")
def month_in_the_name_of_the_sheet_only(case: Case) -> None:
    """Vietnamobile: no date but in the sheet's name "T9.2025"; shares in a format of percent."""
    sheet = case.sheet("T9.2025")
    sheet.put(0, 0, "VIETNAMOBILE - HIỆN TRẠNG MẠNG THEO XÃ/PHƯỜNG")
    columns = [
        Column("Dân số", "population"),
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Column("Dân số phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ dân số phủ sóng 4G", "%pop_4g", scale=100, digits=4, form="0.00%"),
    ]
    case.table(sheet, columns, Form(index="#", name="Xã/phường", code_after=False), at=2)


@layout("periods")
def months_over_the_same_three_columns(case: Case) -> None:
    """ "Tháng 8" and "Tháng 9", each over stations of 4G, 5G and homes; the year in the title."""
    sheet = case.sheet("2 thang")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU CUỐI THÁNG 8 VÀ THÁNG 9 NĂM 2025", "")
    columns = [
        Column(f"{month}|{text}", what, as_of=ends, optional=bool(ends))
        for month, ends in (("Tháng 8", "2025-08-31"), ("Tháng 9", ""))
        for text, what in (
            ("Số trạm 4G", "stations_4g"),
            ("Số trạm 5G", "stations_5g"),
            ("Số hộ dùng cáp quang", "households_subscribed"),
        )
    ]
    case.table(sheet, columns, Form(names="dashed", codes="", total="first"), at=row)


@layout("dates")
def letters_of_reply_between_the_figures(case: Case) -> None:
    """The number of each commune's letter and its day in October stand between the figures."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU XÃ, PHƯỜNG GỬI (SỐ LIỆU CUỐI QUÝ III/2025)", "")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Văn bản trả lời|Số", make=lambda c: 20 + c.figures["files"] % 300),
        Worked("Văn bản trả lời|Ngày",
               make=lambda c: dt.date(2025, 10, 1 + c.figures["files"] % 20)),
        Column("Số hộ", "households"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", name="Đơn vị"), at=row)
