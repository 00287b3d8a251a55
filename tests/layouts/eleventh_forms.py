"""Quarterly tables of operators and the department, several difficulties in each."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, commas, dots
from tests.layouts.figures import BASES
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

MARCH, JUNE, SEPTEMBER = "2025-03-31", "2025-06-30", "2025-09-30"
DECEMBER, SPRING = "2025-12-31", "2026-03-31"
OPERATORS = (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV",
         "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV", "XXV",
         "XXVI", "XXVII", "XXVIII", "XXIX", "XXX")  # fmt: skip


@dataclass(frozen=True)
class Past(Column):
    """A column of an earlier day: a share of what stands, the bases unchanged."""

    share: float = 0.94
    optional: bool = True

    def number(self, commune: Commune, what: str) -> float:
        """Work out a count of the earlier day."""
        whole = commune.value(what, operator=self.operator)
        return whole if what in BASES else int(whole * self.share)


def by_district(case: Case) -> dict[str, list[Commune]]:
    """Give the communes of each former district, in the order of the sheet."""
    made: dict[str, list[Commune]] = {}
    for commune in case.ordered(by_district=True):
        made.setdefault(commune.district, []).append(commune)
    return made


def sign(sheet: Sheet, day: str, right: int = 4) -> None:
    """Write the day and two signatures below."""
    row = sheet.end + 1
    sheet.put(row, right, day)
    sheet.line(row + 1, ["NGƯỜI TỔNG HỢP", "ĐẠI DIỆN LÃNH ĐẠO"], at=1)
    sheet.line(row + 4, ["Hoàng Văn Thắng", "Lê Thị Thu Hà"], at=1)


def across(
    case: Case, sheet: Sheet, row: int, columns: Sequence[Column], some: Sequence[Commune]
) -> int:
    """Write communes from left to right and what is counted below; give the row below."""
    sheet.line(row, ["TT", "Nội dung", "ĐVT", *(c.name for c in some), "Cộng"])
    sheet.line(row + 1, [None, "Mã xã", None, *(c.code for c in some)])
    for number, column in enumerate(columns, start=1):
        at = row + 1 + number
        values = []
        for place, commune in enumerate(some):
            value, gives = column.cell(commune, place)
            values.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(at, [number, case.say(column.heading), column.unit, *values, sum(values)])
    case.truth.all_headings |= {case.say(c.heading) for c in columns}
    return row + len(columns) + 2


@layout("operators", operator="viettel", as_of=DECEMBER)
def thousands_by_old_district_total_first(case: Case) -> None:
    """Viettel, quarter IV: total first, old districts with sums, short words, a row of units."""
    sheet = case.sheet("BC QIV")
    row = case.top(
        sheet, "SỐ LIỆU HẠ TẦNG QUÝ IV/2025 (ĐẾN 31/12/2025)", "",
        office="TẬP ĐOÀN CN - VT QUÂN ĐỘI\nVIETTEL TỈNH",
        more=("(Gửi Sở KH&CN theo chế độ báo cáo quý)",),
    )  # fmt: skip
    columns = [
        Column("DS", "population", unit="1.000 người", scale=1000),
        Column("DS phủ sóng|4G", "people_4g", unit="1.000 người", scale=1000),
        Column("DS phủ sóng|5G", "people_5g", unit="1.000 người", scale=1000),
        Column("Số trạm|4G", "stations_4g", unit="trạm"),
        Column("Số trạm|5G", "stations_5g", unit="trạm"),
        Column("HGĐ dùng CQ", "households_subscribed", unit="hộ", show=dots),
    ]
    form = Form(names="abbreviated", groups="sums", units_row=True, total="first",
                total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=row)
    sign(sheet, "Ngày 09 tháng 01 năm 2026")


@layout("operators", as_of=DECEMBER)
def two_operators_side_by_side_two_quarters(case: Case) -> None:
    """Viettel's list on the left, VNPT's on the right, English, Q3 and Q4 beneath 4G and 5G."""
    sheet = case.sheet("Exchange Q4")
    sheet.put(0, 0, "QUARTERLY SITE DATA EXCHANGE - Q4/2025 (status as of 31/12/2025)")
    for left, (shown, operator) in zip((0, 7), OPERATORS[:2], strict=True):
        sheet.put(2, left, shown.upper())
        sheet.merged.append((2, left, 2, left + 5))
        columns: list[Column] = []
        for text, what in (("4G sites", "stations_4g"), ("5G sites", "stations_5g")):
            columns += [
                Past(f"{text}|Q3/2025", what, operator=operator, as_of=SEPTEMBER),
                Column(f"{text}|Q4/2025", what, operator=operator),
            ]
        form = Form(index="No.", name="Commune/Ward", codes="", total="last", total_label="Total")
        case.table(sheet, columns, form, at=3, left=left)


@layout("files", as_of=SPRING, ending=".csv")
def quarters_and_operators_in_rows_of_csv(case: Case) -> None:
    """CSV: a row for each quarter, commune, operator; figures with dots; sums "Toàn tỉnh"."""
    sheet = case.sheet("csv")
    texts = [
        "Quy",
        "Ma_xa",
        "Ten_xa_phuong",
        "Doanh_nghiep",
        "Tram_4G",
        "Tram_5G",
        "Ho_dung_cap_quang",
    ]
    row = headings(case, sheet, 0, texts)
    pairs = (("Tram_4G", "stations_4g"), ("Tram_5G", "stations_5g"),
             ("Ho_dung_cap_quang", "households_subscribed"))  # fmt: skip
    for quarter, as_of in (("Q4/2025", DECEMBER), ("Q1/2026", "")):
        for shown, operator in OPERATORS:
            columns = [
                Past(text, what, operator=operator, as_of=as_of, show=dots) if as_of
                else Column(text, what, operator=operator, show=dots)
                for text, what in pairs
            ]  # fmt: skip
            for place, c in enumerate(case.communes):
                enter(case, sheet, row, c, columns, [quarter, c.code, c.name, shown], place)
                row += 1
            sums = [dots(sum(k.number(c, k.gives) for c in case.communes)) for k in columns]
            sheet.line(row, [quarter, None, "Toàn tỉnh", shown, *sums])
            row += 1


@layout("transposed", as_of=DECEMBER)
def small_tables_across_for_each_old_district(case: Case) -> None:
    """For each former district a small table below the last: communes across, units, "Cộng"."""
    sheet = case.sheet("QIV-2025")
    row = case.top(sheet, f"RÀ SOÁT {case.word.upper()} QUÝ IV NĂM 2025",
                   "(Số liệu đến hết ngày 31/12/2025)")  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages", unit="điểm"),
        Column("Số {v} có sóng 4G", "villages_with_4g", unit="điểm"),
        Column("Số {v} có cáp quang", "villages_with_fibre", unit="điểm"),
        Column("Số hộ sử dụng Internet cáp quang", "households_subscribed", unit="hộ"),
    ]
    for numeral, (district, mine) in zip(ROMAN, by_district(case).items(), strict=False):
        sheet.put(row, 0, f"{numeral}. Địa bàn {district} trước sắp xếp")
        row = across(case, sheet, row + 1, columns, mine) + 1
    sign(sheet, "Ngày 12 tháng 01 năm 2026")


@layout("rows", as_of=SPRING)
def old_communes_in_hidden_rows_of_two_sheets(case: Case) -> None:
    """A cover, mobile, fixed; sums first; rows of old communes, one of the same name, hidden."""
    cover = case.sheet("Bia")
    cover.line(2, ["BÁO CÁO SỐ LIỆU VIỄN THÔNG QUÝ I NĂM 2026"])
    cover.line(3, ["Thời điểm số liệu: 31/3/2026"])
    for title, pairs in (
        ("Di dong", (("Dân số", "population"), ("Dân số được phủ sóng 4G", "people_4g"),
                     ("Số trạm 4G", "stations_4g"))),
        ("Co dinh", (("Số hộ", "households"), ("Số hộ có hạ tầng cáp quang", "households_passed"),
                     ("Số hộ sử dụng cáp quang", "households_subscribed"))),
    ):  # fmt: skip
        sheet = case.sheet(title)
        columns = [Column(*pair) for pair in pairs]
        row = headings(case, sheet, 0, ["STT", "Xã, phường", *(c.heading for c in columns)])
        sums = [sum(c.figures[k.gives] for c in case.communes) for k in columns]
        sheet.line(row, [None, "TOÀN TỈNH", *sums])
        for place, c in enumerate(case.communes, start=1):
            row += 1
            enter(case, sheet, row, c, columns, [place, c.name])
            whole = [c.figures[k.gives] for k in columns]
            old = [int(value * 0.6) for value in whole]
            sheet.line(row + 1, [None, f"- {c.name} (cũ)", *old])
            rest = [a - b for a, b in zip(whole, old, strict=True)]
            sheet.line(row + 2, [None, "- Các xã cũ nhập vào", *rest])
            sheet.hidden_rows |= {row + 1, row + 2}
            row += 2


@layout("operators", operator="mobifone", as_of=DECEMBER)
def english_tables_of_old_districts_as_text(case: Case) -> None:
    """MobiFone in English: a table for each former district, text with commas, subtotals."""
    sheet = case.sheet("Q4 FY25")
    sheet.line(0, ["MOBIFONE - PROVINCIAL BRANCH"])
    sheet.line(1, ["Coverage report, fourth quarter of 2025 (cut-off: 31 December 2025)"])
    columns = [
        Column("Population", "population", show=commas),
        Column("Population covered|4G", "people_4g", show=commas),
        Column("Population covered|5G", "people_5g", show=commas),
        Column("Sites on air|4G", "stations_4g", show=commas),
        Column("Sites on air|5G", "stations_5g", show=commas),
    ]
    form = Form(index="No.", name="Commune/Ward", code="Code", total="last",
                total_label="Subtotal")  # fmt: skip
    row, start = 3, 1
    for district, mine in by_district(case).items():
        sheet.put(row, 0, f"Former {district}")
        row = case.table(sheet, columns, form, at=row + 1, some=mine, start=start) + 1
        start += len(mine)
    sign(sheet, "07 January 2026")


@layout("notes", as_of=DECEMBER)
def remarks_typed_into_cells_by_old_district(case: Case) -> None:
    """Former district merged at the left; "12 (1 trạm mới phát sóng tháng 12)" in some cells."""
    sheet = case.sheet("Phu luc 2")
    row = case.top(sheet, f"TRẠM 4G VÀ {case.word.upper()} CÓ SÓNG QUÝ IV/2025", "(Đến 31/12/2025)")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số trạm 4G", "stations_4g"),
    ]
    lead = ["Huyện, thành phố cũ", "STT", "Xã, phường"]
    row = headings(case, sheet, row, [*lead, *(c.heading for c in columns)])
    place = 0
    for district, mine in by_district(case).items():
        if len(mine) > 1:
            sheet.merged.append((row, 0, row + len(mine) - 1, 0))
        for at, c in enumerate(mine):
            enter(case, sheet, row, c, columns, [None if at else district, place + 1, c.name])
            villages, covered, stations = (c.figures[k.gives] for k in columns)
            if villages == covered:
                sheet.put(row, 4, f"{covered} (toàn bộ)")
            elif villages - covered == 1:
                sheet.put(row, 4, case.say(f"{covered} (còn 1 {{v}} vùng cao)"))
            if place % 5 == 2:
                sheet.put(row, 5, f"{stations} (trong đó 1 trạm mới phát sóng tháng 12)")
            row, place = row + 1, place + 1
    sign(sheet, "Ngày 10 tháng 01 năm 2026")


@layout("sheets", as_of=SPRING)
def each_operators_sheet_in_a_shape_of_its_own(case: Case) -> None:
    """Viettel by former district, VNPT with communes across, MobiFone English, its sum first."""
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    sheet = case.sheet("Viettel")
    row = case.top(sheet, "VIETTEL - SỐ LIỆU TRẠM QUÝ I/2026", "(Đến 31/3/2026)", office="")
    columns = [Column(*pair, operator="viettel") for pair in pairs]
    case.table(sheet, columns, Form(groups="rows", codes="number"), at=row)
    sheet = case.sheet("VNPT")
    row = case.top(sheet, "VNPT - SỐ LIỆU TRẠM QUÝ I/2026", "(Đến 31/3/2026)", office="")
    columns = [Column(*pair, operator="vnpt", unit="trạm") for pair in pairs]
    across(case, sheet, row, columns, case.communes)
    sheet = case.sheet("MobiFone")
    sheet.put(0, 0, "MobiFone - sites on air by the end of Q1/2026 (31/03/2026)")
    columns = [
        Column("4G sites on air", "stations_4g", operator="mobifone"),
        Column("5G sites on air", "stations_5g", operator="mobifone"),
    ]
    form = Form(index="#", name="Commune/Ward", code="Code", code_after=False, total="first",
                total_label="Province")  # fmt: skip
    case.table(sheet, columns, form, at=2)


@layout("rows", as_of=DECEMBER)
def rows_of_quarters_columns_of_operators(case: Case) -> None:
    """Three rows a commune, quarters II to IV, operators across; old districts with numerals."""
    sheet = case.sheet("4G theo quy")
    row = case.top(sheet, "SỐ TRẠM 4G ĐANG HOẠT ĐỘNG CUỐI MỖI QUÝ, QUÝ II - QUÝ IV NĂM 2025",
                   "(Số liệu quý II đã quy đổi theo xã, phường mới)")  # fmt: skip
    sheet.line(row, ["STT", "Xã, phường", "Cuối quý", "Số trạm 4G"])
    sheet.merged += [(row, at, row + 1, at) for at in range(3)] + [(row, 3, row, 5)]
    row = headings(case, sheet, row + 1, [None, None, None, *(shown for shown, _ in OPERATORS)])
    place = 0
    for numeral, (district, mine) in zip(ROMAN, by_district(case).items(), strict=False):
        sheet.line(row, [numeral, f"{district} (cũ)"])
        row += 1
        for c in mine:
            place += 1
            sheet.merged += [(row, 0, row + 2, 0), (row, 1, row + 2, 1)]
            for at, (quarter, as_of, share) in enumerate(
                (("II/2025", JUNE, 0.88), ("III/2025", SEPTEMBER, 0.94), ("IV/2025", "", 1.0))
            ):
                columns = [
                    Past(f"Số trạm 4G|{shown}", "stations_4g", operator=operator, as_of=as_of,
                         share=share, optional=bool(as_of))
                    for shown, operator in OPERATORS
                ]  # fmt: skip
                lead = [None if at else place, None if at else c.name, quarter]
                enter(case, sheet, row, c, columns, lead)
                row += 1


@layout("dates", as_of=DECEMBER)
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


@layout("offices", operator="viettel", as_of=DECEMBER)
def minutes_with_the_figure_agreed_on(case: Case) -> None:
    """Minutes of the department and Viettel: reported, found, and "Hai bên thống nhất"."""
    sheet = case.sheet("Bien ban")
    row = case.top(
        sheet, "BIÊN BẢN ĐỐI SOÁT SỐ LIỆU QUÝ IV/2025 GIỮA SỞ KH&CN VÀ VIETTEL TỈNH", "",
        more=(
            "Hôm nay, ngày 15 tháng 01 năm 2026, tại Sở Khoa học và Công nghệ, hai bên gồm:",
            "Bên A: Bà Lê Thị Thu Hà - Phó Trưởng phòng Bưu chính, Viễn thông",
            "Bên B: Ông Hoàng Văn Thắng - Phó Giám đốc Viettel tỉnh",
            "Thống nhất số liệu mạng Viettel đến ngày 31/12/2025 như sau:",
        ),
    )  # fmt: skip
    upper = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{upper}|Viettel báo cáo",
               make=lambda c: min(c.figures["villages"], c.figures["villages_with_4g"] + 1)),
        Worked(f"{upper}|Sở rà soát", make=lambda c: max(0, c.figures["villages_with_4g"] - 1)),
        Column(f"{upper}|Hai bên thống nhất", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sign(sheet, "Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.", right=1)


@layout("dates", operator="vnpt", as_of=DECEMBER, ending=".xls")
def days_of_letters_above_the_day_below(case: Case) -> None:
    """VNPT, Excel 97: days of three letters above; "Số liệu chốt 24h00 ngày 31/12/2025" below."""
    sheet = case.sheet("PL CV")
    row = case.top(
        sheet, "PHỤ LỤC SỐ LIỆU HẠ TẦNG VIỄN THÔNG", "",
        office="TẬP ĐOÀN VNPT\nVNPT TỈNH",
        more=(
            "(Kèm theo Công văn số 87/VNPT-KTĐT ngày 08/01/2026 của VNPT tỉnh)",
            "Thực hiện Công văn số 1452/SKHCN-VT ngày 29/12/2025 và 1388/SKHCN-VT ngày 18/12/2025",
        ),
    )  # fmt: skip
    columns = [
        Column("Số hộ", "households", show=dots),
        Column("Hộ sẵn sàng cung cấp cáp quang", "households_passed", show=dots),
        Column("Hộ đang sử dụng cáp quang", "households_subscribed", show=dots),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
    ]
    row = case.table(sheet, columns, Form(names="office", total="first"), at=row)
    sheet.put(row + 1, 0, "Ghi chú: Số liệu chốt 24h00 ngày 31/12/2025 trên hệ thống của VNPT.")
    sign(sheet, "Ngày 08 tháng 01 năm 2026")


@layout("long", as_of=DECEMBER)
def technologies_down_quarters_across(case: Case) -> None:
    """Beneath each commune "- Mạng 4G" and "- Mạng 5G"; quarters III and IV of two things."""
    sheet = case.sheet("CN")
    row = case.top(sheet, "PHỦ SÓNG 4G, 5G THEO XÃ, PHƯỜNG CUỐI QUÝ III VÀ CUỐI QUÝ IV/2025",
                   "(Thời điểm: 30/9/2025 và 31/12/2025)")  # fmt: skip
    uppers = ("Số trạm", "Dân số được phủ sóng (người)")
    sheet.line(row, ["STT", "Xã, phường/Mạng", uppers[0], None, uppers[1]])
    sheet.merged += [(row, 2, row, 3), (row, 4, row, 5)]
    quarters = (("Quý III/2025", SEPTEMBER), ("Quý IV/2025", ""))
    row = headings(case, sheet, row + 1, [None, None, *([q for q, _ in quarters] * 2)])
    case.truth.all_headings |= set(uppers)
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name])
        for shown, key in (("- Mạng 4G", "4g"), ("- Mạng 5G", "5g")):
            row += 1
            columns = [
                Past(f"{upper}|{quarter}", f"{stem}_{key}", as_of=as_of,
                     share=0.93 if as_of else 1.0, optional=bool(as_of), show=dots)
                for upper, stem in zip(uppers, ("stations", "people"), strict=True)
                for quarter, as_of in quarters
            ]  # fmt: skip
            enter(case, sheet, row, c, columns, [None, shown])
        row += 1


def added(value: float) -> str:
    """Write 12 as "8+4=12": what the old communes had, and their sum."""
    second = int(value) // 3
    return f"{int(value) - second}+{second}={int(value)}"


@layout("cells", operator="viettel", as_of=SPRING)
def sums_of_old_communes_spelled_in_the_cell(case: Case) -> None:
    """Viettel: "8+4=12" in each cell, the old communes and their sum; former districts as rows."""
    sheet = case.sheet("Q1-2026")
    row = case.top(
        sheet, "VIETTEL: SỐ TRẠM VÀ HỘ CÁP QUANG THEO XÃ MỚI, QUÝ I/2026", "(Đến 31/3/2026)",
        more=("Cách ghi: xã cũ đặt trụ sở + các xã cũ còn lại = xã, phường mới",),
    )  # fmt: skip
    columns = [
        Column("Số trạm 4G", "stations_4g", show=added),
        Column("Số trạm 5G", "stations_5g", show=added),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=added),
    ]
    case.table(sheet, columns, Form(groups="rows"), at=row)


@layout("dates", operator="vnpt", as_of=DECEMBER)
def newest_quarter_first_days_with_points(case: Case) -> None:
    """VNPT: "31.12.25", "30.9.25", "30.6.25" beneath what is counted; "Xã A - 03646" as name."""
    sheet = case.sheet("VNPT")
    sheet.line(0, ["VNPT TỈNH - SO SÁNH CÁC QUÝ (GỬI SỞ KH&CN)"])
    columns = [
        Past(f"{text}|{day}", what, as_of=as_of, share=share, optional=bool(as_of), show=dots)
        for text, what in (("Hộ dùng FTTH", "households_subscribed"),
                           ("Trạm 4G", "stations_4g"), ("Trạm 5G", "stations_5g"))
        for day, as_of, share in (("31.12.25", "", 1.0), ("30.9.25", SEPTEMBER, 0.94),
                                  ("30.6.25", JUNE, 0.88))
    ]  # fmt: skip
    form = Form(name="Đơn vị", names="dashed", codes="", total="last")
    row = case.table(sheet, columns, form, at=2)
    sheet.put(row + 1, 0, "Số liệu 30.6.25 đã gộp theo xã, phường mới.")


@layout("sheets", as_of=SPRING)
def two_quarters_two_sheets_in_other_order(case: Case) -> None:
    """Sheets "Q4-2025", "Q1-2026": text, codes as numbers; the second sorted the other way."""
    shown = (("DS", "population"), ("DS được PS 4G", "people_4g"), ("DS được PS 5G", "people_5g"),
             ("Số hộ", "households"), ("Số hộ SD cáp quang", "households_subscribed"))  # fmt: skip
    for title, quarter, as_of, step in (
        ("Q4-2025", "QUÝ IV/2025", DECEMBER, 1), ("Q1-2026", "QUÝ I/2026", "", -1)
    ):  # fmt: skip
        sheet = case.sheet(title)
        row = case.top(sheet, f"BIỂU TỔNG HỢP CÁC DOANH NGHIỆP VIỄN THÔNG {quarter}", "")
        columns = [
            Past(text, what, as_of=as_of, share=0.95 if as_of else 1.0, optional=bool(as_of),
                 show=apostrophe)
            for text, what in shown
        ]  # fmt: skip
        form = Form(codes="number", code_after=False, total="first" if as_of else "last")
        case.table(sheet, columns, form, at=row, some=case.communes[::step])
        sheet.put(sheet.end + 1, 0, "DS: dân số (người); PS: phủ sóng; SD: sử dụng.")
