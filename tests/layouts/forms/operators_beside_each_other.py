"""Figures of several operators in columns, rows or blocks beside each other."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.groups import ROMAN, by_district, sums_of_cells
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, one_table
from tests.layouts.shared_columns import ALL_PEOPLE, Made, Past, by
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import (
    DECEMBER,
    FOUR_OPERATORS,
    JUNE,
    OPERATOR_KEYS,
    OPERATORS,
    SEPTEMBER,
)

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


SHORT_OPERATORS = (("VT", "viettel"), ("VNP", "vnpt"), ("MBF", "mobifone"))


@layout()
def operators_as_columns(case: Case) -> None:
    """The people covered by each operator beside the people covered by any."""
    sheet = case.sheet("Nha mang")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G|Chung", "people_4g"),
        *[
            Column(f"Dân số được phủ sóng 4G|{shown}", "people_4g", operator=key, optional=True)
            for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))
        ],
    ]
    case.table(sheet, columns, at=row)


@layout()
def operators_as_groups_of_columns(case: Case) -> None:
    """Stations of 4G and 5G under the name of each operator."""
    sheet = case.sheet("Tram BTS")
    row = case.top(sheet, "TỔNG HỢP SỐ TRẠM BTS CỦA CÁC DOANH NGHIỆP")
    columns = [
        Column(f"{shown}|Số trạm {g}", f"stations_{g.lower()}", operator=key)
        for shown, key in OPERATORS
        for g in ("4G", "5G")
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def tables_of_operators_below(case: Case) -> None:
    """A table for each operator, one below the other."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "SỐ LIỆU CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    for place, (shown, key) in enumerate(OPERATORS, start=1):
        sheet.put(row, 0, f"{place}. Doanh nghiệp: {shown}")
        columns = [
            Column("Số trạm 4G", "stations_4g", operator=key),
            Column("Số {v} có sóng 4G", "villages_with_4g", operator=key),
        ]
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 1


@layout(operator="viettel")
def own_and_other_operators(case: Case) -> None:
    """A file of one operator that compares itself with the others in columns beside."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "VÙNG PHỦ 4G CỦA CÁC NHÀ MẠNG", office="")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G|Viettel", "people_4g"),
        Column("Dân số được phủ sóng 4G|VNPT", "people_4g", operator="vnpt", optional=True),
        Column("Dân số được phủ sóng 4G|MobiFone", "people_4g", operator="mobifone", optional=True),
    ]
    case.table(sheet, columns, at=row)


@layout()
def operators_over_technologies(case: Case) -> None:
    """Operators merged over 4G and 5G, roman numbers for districts, arabic for communes."""
    sheet = case.sheet("Biểu 2.1")
    row = case.top(sheet, "SỐ TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO NHÀ MẠNG", right=8)
    columns = [
        Column(f"{title}|{shown}|{g}", f"{what}_{g.lower()}", operator=key)
        for title, what in (("Số trạm", "stations"), ("Dân số được phủ sóng (người)", "people"))
        for shown, key in OPERATORS
        for g in ("4G", "5G")
    ]
    form = Form(name="Địa bàn", codes="", groups="rows", total="last", numbers_row="({})")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)


@layout()
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


@layout()
def operators_abbreviated(case: Case) -> None:
    """VT, VNP, MBF beneath "Số trạm 4G" and "Số trạm 5G"."""
    one_table(case, [
        Column(f"Số trạm {g.upper()}|{shown}", f"stations_{g}", operator=key)
        for g in ("4g", "5g") for shown, key in SHORT_OPERATORS
    ], Form(codes="", total="last"))  # fmt: skip


@layout()
def operators_on_top(case: Case) -> None:
    """Full names of companies on top, people of 4G and stations beneath."""
    names = ("Viettel tỉnh", "VNPT tỉnh", "MobiFone tỉnh")
    one_table(case, [ALL_PEOPLE, *(
        Column(f"{name}|{label}", what, operator=key)
        for name, (_, key) in zip(names, SHORT_OPERATORS, strict=True)
        for label, what in (("Số trạm BTS 4G", "stations_4g"), ("DS được phủ sóng 4G", "people_4g"))
    )], Form(groups="rows"))  # fmt: skip


@layout()
def operators_abbreviated_with_a_sum(case: Case) -> None:
    """ "Số trạm 4G" and "Số trạm 5G" over VTL, VNP, MBF and "Tổng"."""
    sheet = case.sheet("BTS")
    row = case.top(sheet, "SỐ LƯỢNG TRẠM BTS CỦA CÁC DOANH NGHIỆP")
    sheet.line(row, ["TT", "Xã, phường", "Mã xã"])
    shorts = dict(zip(("VTL", "VNP", "MBF"), (key for _, key in OPERATORS), strict=True))
    for group, title in enumerate(("Số trạm 4G", "Số trạm 5G")):
        sheet.put(row, 3 + 4 * group, title)
        sheet.line(row + 1, [*shorts, "Tổng"], at=3 + 4 * group)
        sheet.merged.append((row, 3 + 4 * group, row, 6 + 4 * group))
        case.truth.all_headings |= {title, *shorts, "Tổng"}
    for at, commune in enumerate(case.communes, start=row + 2):
        line: list[Any] = [at - row - 1, commune.name, commune.code]
        for title, what in (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g")):
            each = [say(case, commune, what, f"{title}|{s}", key) for s, key in shorts.items()]
            line += [*each, sum(each)]
            case.truth.note(commune.code, what, Entry(sum(each)), heading=f"{title}|Tổng")
        sheet.line(at, line)
    note = "Ghi chú: VTL: Viettel; VNP: VinaPhone (VNPT); MBF: MobiFone."
    sheet.put(sheet.end + 1, 0, note)


@layout()
def by_one_operator_and_by_all(case: Case) -> None:
    """Villages with 4G of at least one operator, of two, of all three; people of all kinds."""
    sheet = case.sheet("Nha mang")
    row = case.top(sheet, "PHỦ SÓNG 4G THEO SỐ LƯỢNG DOANH NGHIỆP")
    title = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{title}|Của ít nhất 01 doanh nghiệp", "villages_with_4g"),
        Worked(f"{title}|Của 02 doanh nghiệp trở lên", make=part("villages_with_4g", 0.7)),
        Worked(f"{title}|Của cả 03 doanh nghiệp", make=part("villages_with_4g", 0.5)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
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


@layout()
def ditto_marks_beneath_the_commune(case: Case) -> None:
    """A row for each operator; '"' beneath the commune's name for the second and the third."""
    sheet = case.sheet("DN")
    row = case.top(sheet, "SỐ TRẠM BTS THEO DOANH NGHIỆP")
    heads = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(row, ["STT", "Xã, phường", "Doanh nghiệp", *heads])
    case.truth.all_headings |= set(heads)
    for number, commune in enumerate(case.communes, start=1):
        for place, (shown, key) in enumerate(OPERATORS):
            row += 1
            figures = [say(case, commune, what, title, key) for title, what in heads.items()]
            own = ['"', '"'] if place else [number, commune.name]
            sheet.line(row, [*own, shown, *figures])


@layout(operator="viettel")
def operator_names_the_market_beside(case: Case) -> None:
    """Viettel's file: its own stations, those of the market, its share of the market."""
    sheet = case.sheet("Thi phan")
    sheet.put(0, 0, "VIETTEL LẠNG SƠN" if case.province == "20" else "VIETTEL AN GIANG")
    sheet.put(1, 0, "SỐ LIỆU HẠ TẦNG VÀ THỊ PHẦN THEO XÃ, PHƯỜNG (đến 30/9/2025)")
    columns = [
        Column("Số trạm 4G Viettel", "stations_4g"),
        Worked("Số trạm 4G đối thủ", make=part("stations_4g", 1.4)),
        Column("Số hộ thuê bao cáp quang Viettel", "households_subscribed"),
        Worked("Thị phần cáp quang (%)", make=lambda c: 40 + c.figures["villages"] % 20),
        Worked("Thị phần di động (%)", make=lambda c: 50 + c.figures["villages"] % 20),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=3)


@layout()
def operator_in_charge_beside(case: Case) -> None:
    """ "Doanh nghiệp phụ trách" names an operator for each commune; figures are of all."""
    sheet = case.sheet("Phan cong")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ PHÂN CÔNG DOANH NGHIỆP HỖ TRỢ CHUYỂN ĐỔI SỐ")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Worked(
            "Doanh nghiệp phụ trách hỗ trợ", make=lambda c: OPERATORS[c.figures["villages"] % 3][0]
        ),
        Column("Đầu mối của doanh nghiệp", trap="text:Phòng KHDN;Phòng Kỹ thuật"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def lists_of_operators_beside(case: Case) -> None:
    """ "Nhà mạng có hạ tầng" lists one, two or all operators in each commune's cell."""
    sheet = case.sheet("NM")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG VÀ NHÀ MẠNG CÓ HẠ TẦNG")
    kinds = ("Viettel, VNPT", "VNPT", "Viettel, MobiFone", "Cả 3 nhà mạng")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Worked("Nhà mạng có hạ tầng", make=lambda c: kinds[c.figures["villages"] % 4]),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def remarks_that_name_operators(case: Case) -> None:
    """ "Ghi chú" has "Viettel", "VNPT" or nothing: who was late; "Nhà mạng phủ tốt nhất" too."""
    sheet = case.sheet("GC")
    row = case.top(sheet, "SỐ TRẠM BTS VÀ {V} CÓ SÓNG")
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Nhà mạng phủ tốt nhất", make=lambda c: OPERATORS[c.figures["households"] % 3][0]),
        Worked("Ghi chú", make=lambda c: (None, None, "VNPT chậm báo cáo", "Viettel")[
               c.figures["villages"] % 4]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", codes="", total="last"), at=row)


@layout()
def three_letters_under_generations(case: Case) -> None:
    """Stations and villages, under each the operators as VTL, VNP and MBF, explained above."""
    sheet = case.sheet("BTS")
    row = case.top(
        sheet, "THỐNG KÊ TRẠM BTS VÀ VÙNG PHỦ THEO DOANH NGHIỆP",
        more=("Viết tắt: VTL - Viettel; VNP - VNPT (VinaPhone); MBF - MobiFone",),
    )  # fmt: skip
    short = (("VTL", "viettel"), ("VNP", "vnpt"), ("MBF", "mobifone"))
    columns = [
        Column(f"{heading}|{shown}", gives, operator=key)
        for heading, gives in (
            ("Số trạm BTS 4G", "stations_4g"), ("Số trạm BTS 5G", "stations_5g"),
            ("Số {v} có sóng 4G", "villages_with_4g"),
        )
        for shown, key in short
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def rows_of_operators_and_a_row_of_shared_masts(case: Case) -> None:
    """Each commune has a row of each operator, then one of the masts that they share."""
    sheet = case.sheet("Dung chung")
    row = case.top(sheet, "TRẠM BTS CỦA CÁC DOANH NGHIỆP VÀ VỊ TRÍ DÙNG CHUNG")
    labels = ["STT", "Xã, phường", "Doanh nghiệp", "Số trạm 4G", "Số trạm 5G"]
    row = headings(case, sheet, row, labels)
    for place, commune in enumerate(case.communes[:30]):
        first = row
        for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")):
            made: list[Any] = [place + 1, commune.name] if row == first else [None, None]
            counts = {what: commune.value(what, operator=key)
                      for what in ("stations_4g", "stations_5g")}  # fmt: skip
            sheet.line(row, [*made, shown, *counts.values()])
            for what, count in counts.items():
                case.truth.note(commune.code, what, Entry(count), operator=key)
            row += 1
        sheet.line(row, [None, None, "Vị trí dùng chung", int(commune.code) // 3 % 3, 0])
        row += 1
        sheet.merged += [(first, 0, row - 1, 0), (first, 1, row - 1, 1)]


@layout()
def technologies_under_each_operator(case: Case) -> None:
    """Stations: 2G to 5G beneath each of four operators, then the sums of the four."""
    sheet = case.sheet("Tram BTS")
    row = case.top(
        sheet, "SỐ TRẠM BTS ĐANG PHÁT SÓNG THEO DOANH NGHIỆP VÀ CÔNG NGHỆ",
        "(Tính đến hết tháng 9 năm 2025)", office="UBND TỈNH\nSỞ KH&CN",
    )  # fmt: skip
    columns: list[Column] = []
    for key, name in FOUR_OPERATORS.items():
        built = ("2G", "3G", "4G") if key == "vietnamobile" else ("2G", "3G", "4G", "5G")
        columns += [Column(f"{name}|{g}", f"stations_{g.lower()}", operator=key) for g in built]
    each = list(columns)
    for g in ("2G", "3G", "4G", "5G"):
        what = f"stations_{g.lower()}"

        def add(c: Commune, what: str = what) -> int:
            return sum(c.value(what, operator=k.operator) for k in each if k.gives == what)

        columns.append(Made(f"Cộng các doanh nghiệp|{g}", what, make=add))
    case.table(sheet, columns, Form(groups="rows", total="last"), at=row)


@layout()
def operators_as_blocks_of_rows(case: Case) -> None:
    """ "A. VIETTEL" and all communes, then B to D; at the end "E. CẢ BỐN (không tính trùng)"."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "VÙNG PHỦ SÓNG 4G THEO DOANH NGHIỆP", "(Thời điểm: 30/9/2025)")
    blocks = [(k, name.upper()) for k, name in FOUR_OPERATORS.items()]
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
        sheet.line(row, [letter, name, *sums_of_cells(columns, case.communes)])
        row = body(case, sheet, row + 1, columns)


@layout(as_of=DECEMBER)
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


@layout(as_of=DECEMBER)
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


@layout()
def each_network_then_at_least_one(case: Case) -> None:
    """People in coverage beneath Viettel, VNPT, MobiFone and "Ít nhất 1 nhà mạng"; 4G, 5G."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU DO CÁC NHÀ MẠNG CUNG CẤP")
    columns = [Column("Dân số (người)", "population")]
    for g in ("4G", "5G"):
        top, what = f"Số khẩu nằm trong vùng phủ {g}", f"people_{g.lower()}"
        columns += [Column(f"{top}|{shown}", what, operator=key) for shown, key in OPERATORS]
        columns.append(Column(f"{top}|Ít nhất 1 nhà mạng", what))
    case.table(sheet, columns, at=row)
    case.foot(sheet)


@layout()
def two_days_below_and_operators_beside(case: Case) -> None:
    """ "UBND xã A" merged over 30/6 and 30/9; stations of 4G and 5G over three operators."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI PHÁT TRIỂN TRẠM 4G, 5G NĂM 2025", "")
    sheet.line(row, ["STT", "Đơn vị", "Thời điểm", "Trạm 4G", None, None, "Trạm 5G"])
    for a, b in ((0, 0), (1, 1), (2, 2)):
        sheet.merged.append((row, a, row + 1, b))
    sheet.merged += [(row, 3, row, 5), (row, 6, row, 8)]
    sheet.line(row + 1, [None, None, None, *OPERATOR_KEYS, *OPERATOR_KEYS])
    case.truth.all_headings |= {"STT", "Đơn vị", "Thời điểm", "Trạm 4G", "Trạm 5G", *OPERATOR_KEYS}
    columns = [
        Column(f"Trạm {g.upper()}|{label}", f"stations_{g}", operator=code)
        for g in ("4g", "5g")
        for label, code in OPERATOR_KEYS.items()
    ]
    row += 2
    for place, c in enumerate(case.communes):
        sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
        old = by(columns, as_of=JUNE, optional=True)
        enter(case, sheet, row, c, old, [place + 1, case.name(c, "office"), "30/6/2025"])
        enter(case, sheet, row + 1, c, columns, [None, None, "30/9/2025"])
        row += 2


@layout()
def shares_of_each_operator_of_all_and_of_any(case: Case) -> None:
    """People with 4G in percent: three operators, "Cả 03 nhà mạng", "Tối thiểu 01 nhà mạng"."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG")
    text = "Tỷ lệ dân số được phủ sóng 4G (%)"
    each = [
        Column(f"{text}|{label}", "%pop_4g", operator=code, show=comma(2))
        for label, code in OPERATOR_KEYS.items()
    ]
    columns = [
        Column("Dân số (người)", "population"),
        *each,
        Worked(f"{text}|Cả 03 nhà mạng cùng phủ",
               make=lambda c: comma(2)(0.94 * min(k.number(c, k.gives) for k in each))),
        Column(f"{text}|Tối thiểu 01 nhà mạng phủ", "%pop_4g", show=comma(2)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="short"), at=row)
