"""Whose figures they are is said far from them, or of one operator only."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.groups import sums
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import add_up, enter, headings
from tests.layouts.shared_columns import STATIONS, VILLAGES_ON_4G, by
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import FOUR_OPERATORS, OPERATOR_KEYS, OPERATORS, SPRING

if TYPE_CHECKING:
    from tests.layouts.cases import Case


COUNTRIES_NEXT_DOOR = {"20": "Trung Quốc", "66": "Campuchia", "91": "Campuchia"}


@layout()
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


@layout()
def operator_at_the_right_of_the_title(case: Case) -> None:
    """ "Doanh nghiệp: MobiFone" far to the right of the title, and nowhere else."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "SỐ LIỆU TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG", office="")
    sheet.put(0, 7, "Doanh nghiệp: MobiFone")
    columns = [
        Column("Số trạm 4G", "stations_4g", operator="mobifone"),
        Column("Số trạm 5G", "stations_5g", operator="mobifone"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", operator="mobifone"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def ditto_marks_for_the_operator(case: Case) -> None:
    """ "Viettel" once, then "-nt-" in each row; "VNPT" once, then quotation marks."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ LƯỢNG TRẠM THU PHÁT SÓNG THEO XÃ, PHƯỜNG")
    titles = ("Số trạm 4G", "Số trạm 5G")
    sheet.line(row, ["TT", "Doanh nghiệp", "Xã, phường", *titles])
    case.truth.all_headings |= {"Doanh nghiệp", *titles}
    number = 0
    for shown, key, same in (("Viettel", "viettel", "-nt-"), ("VNPT", "vnpt", '"')):
        for place, commune in enumerate(case.communes):
            number += 1
            cells = [say(case, commune, what, title, key)
                     for what, title in zip(("stations_4g", "stations_5g"), titles, strict=True)
                     ]  # fmt: skip
            sheet.line(row + number, [number, same if place else shown, commune.name, *cells])


@layout()
def operator_in_the_corner_at_the_right(case: Case) -> None:
    """Two sheets of the same title and form; "VIETTEL", "VNPT" stand in the right corner."""
    for mark, (shown, key) in zip("ab", OPERATORS[:2], strict=True):
        sheet = case.sheet(f"Bieu 1{mark}")
        sheet.put(0, 0, f"Biểu 1{mark}")
        sheet.put(0, 6, f"Đơn vị báo cáo: {shown.upper()}")
        sheet.put(1, 0, "SỐ TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
        sheet.put(2, 0, "Số liệu đến 30/9/2025")
        columns = [
            Column("Số trạm 4G", "stations_4g", operator=key),
            Column("Số trạm 5G", "stations_5g", operator=key),
            Column("Dân số được phủ sóng 4G", "people_4g", operator=key),
        ]
        case.table(sheet, columns, Form(index="TT", total="last"), at=4)


@layout()
def two_operators_in_one_heading(case: Case) -> None:
    """ "Viettel + VNPT" in one column, MobiFone in another, all of them in the last."""
    sheet = case.sheet("Tram 4G")
    row = case.top(sheet, "SỐ TRẠM 4G CÁC DOANH NGHIỆP")
    columns = [
        Worked("Số trạm 4G|Viettel + VNPT", make=lambda c: c.figures["stations_4g"]
               - c.value("stations_4g", operator="mobifone")),
        Column("Số trạm 4G|MobiFone", "stations_4g", operator="mobifone"),
        Column("Số trạm 4G|Tổng cộng", "stations_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def note_below_says_one_operator_only(case: Case) -> None:
    """A note below: the 5G column holds Viettel's only, the others have not reported."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "TỔNG HỢP VÙNG PHỦ DI ĐỘNG CỦA CÁC DOANH NGHIỆP")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Dân số được phủ sóng 5G (**)", trap="people_5g", factor=0.8),
    ]
    case.table(sheet, columns, at=row)
    end = add_up(sheet)
    for c in case.communes:
        case.note(c, "people_5g", Entry(None), columns[2])
        mine = Column("Dân số được phủ sóng 5G (**)", "people_5g", operator="viettel")
        whose = Entry(columns[2].rounded(c.figures["people_5g"] * 0.8), optional=True)
        case.note(c, "people_5g", whose, mine)
    note = "(**) Mới có số liệu của Viettel; VNPT và MobiFone chưa báo cáo vùng phủ 5G."
    sheet.put(end + 1, 0, note)


@layout(operator="mobifone")
def rivals_beside_ones_own(case: Case) -> None:
    """MobiFone's stations, and those of its rivals beside."""
    sheet = case.sheet("So sanh")
    sheet.put(0, 0, "MOBIFONE TỈNH - SO SÁNH HẠ TẦNG VỚI ĐỐI THỦ (tính đến 30/9/2025)")
    columns = [
        Column("Số trạm 4G|MobiFone", "stations_4g"),
        Worked("Số trạm 4G|Đối thủ mạnh nhất", make=part("stations_4g", 1.5)),
        Column("Số trạm 5G|MobiFone", "stations_5g"),
        Worked("Số trạm 5G|Đối thủ mạnh nhất", make=part("stations_5g", 2.5)),
        Worked("Chênh lệch 4G", make=lambda c: -int(c.figures["stations_4g"] * 0.5)),
    ]
    case.table(sheet, columns, Form(name="Địa bàn xã", codes=""), at=2)


@layout()
def by_one_operator_by_two_by_three(case: Case) -> None:
    """Villages covered by at least one operator, by at least two and by three, of 4G."""
    sheet = case.sheet("Vùng phủ")
    row = case.top(
        sheet, f"SỐ {case.word.upper()} ĐƯỢC PHỦ SÓNG 4G THEO SỐ DOANH NGHIỆP CUNG CẤP DỊCH VỤ"
    )
    columns = [
        Column("Số {v}", "villages"),
        Worked("Số {v} có sóng 4G của|cả 03 doanh nghiệp", make=part("villages_with_4g", 0.4)),
        Worked("Số {v} có sóng 4G của|từ 02 doanh nghiệp", make=part("villages_with_4g", 0.7)),
        Column("Số {v} có sóng 4G của|ít nhất 01 doanh nghiệp", "villages_with_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def people_of_each_operator_and_without_counting_twice(case: Case) -> None:
    """People covered by each operator, their sum, and all of them counted once."""
    sheet = case.sheet("DN")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO DOANH NGHIỆP")
    kinds = {"Viettel": "viettel", "VNPT": "vnpt", "MobiFone": "mobifone"}
    columns = [
        Column("Dân số", "population"),
        *(Column(f"Dân số phủ sóng 4G|{shown}", "people_4g", operator=key)
          for shown, key in kinds.items()),
        Worked(
            "Dân số phủ sóng 4G|Cộng lượt",
            make=lambda c: sum(c.value("people_4g", operator=key) for key in kinds.values()),
        ),
        Column("Dân số phủ sóng 4G|Toàn mạng (không tính trùng)", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout(operator="vnpt")
def columns_of_the_rival_say_a_note(case: Case) -> None:
    """VNPT's sheet, columns numbered; a note: (6), (7) are estimates of other operators."""
    sheet = case.sheet("VNPT")
    row = case.top(sheet, "VNPT: SỐ LIỆU TRẠM PHÁT SÓNG", office="TẬP ĐOÀN VNPT\nVNPT TỈNH")
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
        Worked("Trạm 4G", make=part("stations_4g", 1.4)),
        Worked("Trạm 5G", make=part("stations_5g", 1.5)),
    ]
    form = Form(code="Mã xã", numbers_row="({})", total="last")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Cột (6), (7) là số liệu ước tính của Viettel và MobiFone.")


@layout()
def addressed_to_an_operator(case: Case) -> None:
    """The Department's table of all networks is addressed "Kính gửi: Viettel, VNPT"; all stays."""
    sheet = case.sheet("Gui DN")
    row = case.top(
        sheet, f"BIỂU RÀ SOÁT {case.word.upper()} CÓ SÓNG 4G (TẤT CẢ CÁC NHÀ MẠNG)",
        more=("Kính gửi: Viettel tỉnh để đối chiếu",),
    )  # fmt: skip
    case.table(sheet, VILLAGES_ON_4G, Form(total="last"), at=row)


@layout()
def operators_in_rows_beneath_each_commune(case: Case) -> None:
    """A row of each commune, then "Trong đó: Viettel", "VNPT", "MobiFone" in the name's column."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "PHỦ SÓNG 4G CỦA CÁC DOANH NGHIỆP")
    pairs = (("Dân số có sóng 4G", "people_4g"), ("Số {v} có sóng 4G", "villages_with_4g"))
    row = headings(case, sheet, row, ["STT", "Đơn vị", *(text for text, _ in pairs)])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [Column(*pair) for pair in pairs], [place, c.name])
        for label in ("Viettel", "VNPT", "MobiFone"):
            row += 1
            columns = [Column(*pair, operator=label.lower(), optional=True) for pair in pairs]
            shown = f"Trong đó: {label}" if label == "Viettel" else label
            enter(case, sheet, row, c, columns, [None, shown])
        row += 1


@layout(operator="vietnamobile")
def roaming_on_the_stations_of_another(case: Case) -> None:
    """Vietnamobile: MobiFone's stations that its customers may use stand before its own."""
    sheet = case.sheet("VNM 4G")
    row = case.top(
        sheet, "VIETNAMOBILE: TRẠM 4G PHỤC VỤ THUÊ BAO TRÊN ĐỊA BÀN",
        office="CÔNG TY CP VIỄN THÔNG DI ĐỘNG\nVIETNAMOBILE",
    )  # fmt: skip
    label = "Trạm 4G thuê bao Vietnamobile dùng được"
    rented = part("people_4g", 0.001)
    columns = [
        Worked(f"{label}|Chuyển vùng trên trạm MobiFone", make=rented),
        Column(f"{label}|Trạm của Vietnamobile", "stations_4g"),
        Worked(f"{label}|Cộng", make=lambda c: rented(c) + c.figures["stations_4g"]),
        Column("Trạm 3G của Vietnamobile", "stations_3g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def dashboard_left_on_one_operator(case: Case) -> None:
    """The department's dashboard of all networks; above, "Nhà mạng: MobiFone" is selected."""
    sheet = case.sheet("Export")
    sheet.put(0, 0, "HỆ THỐNG THEO DÕI HẠ TẦNG VIỄN THÔNG - SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    sheet.put(1, 0, "Bộ lọc đang chọn:")
    sheet.line(2, ["Nhà mạng:", "MobiFone"])
    sheet.line(3, ["Công nghệ:", "Tất cả"])
    sheet.line(4, ["Ngày số liệu:", "30/09/2025"])
    columns = [
        Column("Số trạm 4G", "stations_4g", operator="mobifone"),
        Column("Số trạm 5G", "stations_5g", operator="mobifone"),
        Column("Dân số được phủ sóng 4G", "people_4g", operator="mobifone"),
    ]
    case.table(sheet, columns, Form(name="Đơn vị hành chính", code="Mã ĐVHC"), at=6)


@layout()
def signal_from_across_the_border(case: Case) -> None:
    """Villages with 4G of the networks of the country next door stand before those of our own."""
    sheet = case.sheet("Bien gioi")
    row = case.top(
        sheet, f"TÌNH HÌNH PHỦ SÓNG TẠI CÁC {case.word.upper()} CỦA XÃ KHU VỰC BIÊN GIỚI",
        office="UBND TỈNH\nBỘ CHỈ HUY BĐBP",
    )  # fmt: skip
    above = "Số {v} thu được sóng 4G"
    foreign = COUNTRIES_NEXT_DOOR.get(case.province, "nước láng giềng")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{above}|Mạng {foreign} lấn sang", make=part("villages_with_4g", 0.45)),
        Column(f"{above}|Mạng trong nước", "villages_with_4g"),
        Worked(
            "Số {v} chỉ thu được sóng nước ngoài",
            make=lambda c: min(
                c.figures["holes"] % 2, c.figures["villages"] - c.figures["villages_with_4g"]
            ),
        ),
    ]
    some = [c for c in case.communes if c.figures["files"] % 4 == 0]
    case.table(sheet, columns, Form(codes=""), at=row, some=some)


@layout()
def the_last_network_is_the_province(case: Case) -> None:
    """Share with 4G of Viettel, VNPT, MobiFone and "Toàn tỉnh (chung)", the same on each row."""
    sheet = case.sheet("Ty le 4G")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG", "(Quý III năm 2025)")
    top = "Tỷ lệ dân số được phủ sóng 4G (%)"
    columns = [Column(f"{top}|{FOUR_OPERATORS[k]}", "%pop_4g", operator=k)
               for k in ("viettel", "vnpt", "mobifone")]  # fmt: skip
    people, covered = (
        sum(c.figures[q] for c in case.communes) for q in ("population", "people_4g")
    )
    columns.append(
        Worked(f"{top}|Toàn tỉnh (chung)", make=lambda _: round(100 * covered / people, 2))
    )
    case.table(sheet, columns, Form(groups="rows"), at=row)


@layout(as_of=SPRING)
def villages_of_one_operator_only_then_all(case: Case) -> None:
    """Villages with 4G "Chỉ có 01 doanh nghiệp", "Có từ 02 doanh nghiệp trở lên", then "Cộng"."""
    sheet = case.sheet("So DN")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G THEO SỐ DOANH NGHIỆP, QUÝ I/2026",
                   "(Thời điểm 31/3/2026)")  # fmt: skip
    upper, one = "Số {v} có sóng 4G", part("villages_with_4g", 0.35)
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{upper}|Chỉ có 01 doanh nghiệp", make=one),
        Worked(f"{upper}|Có từ 02 doanh nghiệp trở lên",
               make=lambda c: c.figures["villages_with_4g"] - one(c)),
        Column(f"{upper}|Cộng", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(groups="rows", numbers_row="({})"), at=row)


@layout()
def block_of_shared_masts_after_operators(case: Case) -> None:
    """ "A. VIETTEL", "B. VNPT", "C. DÙNG CHUNG (đã tính ở A và B)": communes thrice, sums first."""
    sheet = case.sheet("Ha tang")
    row = case.top(sheet, "TRẠM 4G, 5G ĐANG PHÁT SÓNG THEO DOANH NGHIỆP")
    row = headings(case, sheet, row, ["STT", "Đơn vị", *(c.heading for c in STATIONS)])
    blocks = (
        ("A", "VIETTEL", by(STATIONS, operator="viettel")),
        ("B", "VNPT", by(STATIONS, operator="vnpt")),
        ("C", "TRẠM DÙNG CHUNG HẠ TẦNG (đã tính ở mục A và B)",
         [Worked(c.heading, make=part(c.gives, 0.2)) for c in STATIONS]),
    )  # fmt: skip
    for letter, title, columns in blocks:
        sheet.line(row, [letter, title, *sums(columns, case.communes)])
        row += 1
        for place, c in enumerate(case.communes):
            enter(case, sheet, row, c, columns, [place + 1, case.name(c, "office")])
            row += 1


@layout(operator="mobifone")
def tab_of_the_network_roamed_into(case: Case) -> None:
    """MobiFone: tabs "Mang MBF" and "Roaming (mang VNP)", one title and form; the first is its."""
    for name, own in (("Roaming (mang VNP)", False), ("Mang MBF", True)):
        sheet = case.sheet(name)
        row = case.top(sheet, "MOBIFONE: TRẠM VÀ VÙNG PHỦ THEO XÃ, PHƯỜNG", office="MOBIFONE TỈNH")
        columns: list[Column] = [Column("Dân số", "population")]
        for text, what in (
            ("Trạm 4G", "stations_4g"),
            ("Dân số được phủ sóng 4G", "people_4g"),
        ):
            columns.append(Column(text, what) if own else Worked(text, make=part(what, 0.6)))
        case.table(sheet, columns, at=row)


@layout()
def row_of_what_is_counted_twice(case: Case) -> None:
    """Rows of each commune: three operators, "Phủ trùng (trừ)", "Tổng (không tính trùng)"."""
    sheet = case.sheet("Phu song theo DN")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG THEO DOANH NGHIỆP VÀ SAU KHI TRỪ PHỦ TRÙNG")
    kinds = (("Dân số được phủ sóng 4G", "people_4g"), ("Dân số được phủ sóng 5G", "people_5g"))
    labels = ["STT", "Xã, phường", "Dân số", "Doanh nghiệp", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    people = Column("Dân số", "population")
    for place, c in enumerate(case.communes, start=1):
        lines: list[tuple[str, list[Column]]] = [
            (name, [Column(*kind, operator=code) for kind in kinds])
            for name, code in OPERATOR_KEYS.items()
        ]
        each = [[column.number(c, column.gives) for column in mine] for _, mine in lines]
        twice = [
            int(sum(values) - c.figures[what])
            for values, (_, what) in zip(zip(*each, strict=True), kinds, strict=True)
        ]
        enter(case, sheet, row, c, [people], [place, c.name])
        sheet.merged += [(row, at, row + 4, at) for at in range(3)]
        for name, mine in lines:
            enter(case, sheet, row, c, mine, [None, None, None, name])
            row += 1
        sheet.line(row, ["Phủ trùng (trừ)", *twice], at=3)
        last = [Column(*kind) for kind in kinds]
        enter(case, sheet, row + 1, c, last, [None, None, None, "Tổng (không tính trùng)"])
        row += 2
