"""Communes of another province, and communes before or after a merger."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.figures import communes
from tests.layouts.groups import sums
from tests.layouts.notes import take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings
from tests.layouts.who_and_when import DECEMBER

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


NEIGHBOURS = {
    "20": (("Thái Nguyên", "19"), "Lạng Sơn"),
    "25": (("Lào Cai", "15"), "Phú Thọ"),
    "52": (("Đắk Lắk", "66"), "Gia Lai"),
    "66": (("Gia Lai", "52"), "Đắk Lắk"),
    "82": (("An Giang", "91"), "Đồng Tháp"),
    "91": (("Cà Mau", "96"), "An Giang"),
}
"""Province → a neighbour with its code, and its own name."""

OTHER_PROVINCES = {"20": ("08", "TUYÊN QUANG"), "08": ("20", "LẠNG SƠN"), "66": ("52", "GIA LAI"),
              "52": ("66", "ĐẮK LẮK")}  # fmt: skip
"""The province whose figures stand beside those of another, and its name; Cà Mau for others."""


def merged_away(c: Commune) -> int:
    """Make up by how many the villages of a commune are to become fewer."""
    return 1 + c.figures["files"] % 3


def fewer(what: str) -> Callable[[Commune], int]:
    """Work out what is left of a kind of villages when some are merged."""
    return lambda c: max(c.figures[what] - merged_away(c), 0)


@layout()
def sheet_of_another_province(case: Case) -> None:
    """A second sheet has the communes of another province, by name, some of them alike."""
    other, name = OTHER_PROVINCES.get(case.province, ("96", "CÀ MAU"))
    if other == case.province:
        other, name = "82", "ĐỒNG THÁP"
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    sheet = case.sheet("Tinh ta")
    row = case.top(sheet, "DÂN SỐ VÀ SỐ TRẠM 4G CÁC XÃ, PHƯỜNG")
    case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sheet = case.sheet("Tham khao")
    row = case.top(sheet, f"SỐ LIỆU THAM KHẢO CỦA TỈNH {name}", office="")
    some = communes(other)
    case.table(sheet, columns, Form(codes="", total="last"), at=row, some=some, note=False)


@layout(errors_due=True)
def same_names_in_the_neighbouring_province(case: Case) -> None:
    """Below the total stand communes of another province along the border, some of one name."""
    sheet = case.sheet("Giap ranh")
    row = case.top(sheet, "SỐ TRẠM 4G TRÊN ĐỊA BÀN TỈNH VÀ CÁC XÃ GIÁP RANH")
    heads = ["STT", "Tên xã, phường", "Dân số", "Số trạm 4G"]
    sheet.line(row, heads)
    columns = [Column(heads[2], "population"), Column(heads[3], "stations_4g")]
    row = body(case, sheet, row + 1, columns)
    sums = [sum(c.figures[k.gives] for c in case.communes) for k in columns]
    sheet.line(row, [None, "Tổng toàn tỉnh", *sums])
    row += 1
    sheet.put(row, 0, "B")
    sheet.put(row, 1, "CÁC XÃ GIÁP RANH THUỘC TỈNH KHÁC (để tham khảo)")
    ours = {c.name for c in case.communes}
    others = communes("25" if case.province != "25" else "20")
    same = [c for c in others if c.name in ours]
    for number, c in enumerate((*same[:4], *others[10:13]), start=1):
        row += 1
        sheet.line(row, [number, c.name, c.figures["population"], c.figures["stations_4g"]])


@layout(ending=".csv", errors_due=True)
def export_with_rows_of_two_provinces(case: Case) -> None:
    """A dump of a reporting system with the rows of a neighbouring province after ours."""
    sheet = case.sheet("bi")
    sheet.delimiter = ";"
    heads = ["Tỉnh/TP", "Mã ĐVHC", "Tên ĐVHC", "Ngày số liệu", "Dân số", "Dân số phủ sóng 5G"]
    sheet.line(0, heads)
    other = "25" if case.province != "25" else "20"
    row = 1
    for province, listed in ((case.province, case.communes), (other, communes(other)[:40])):
        name = units.load_units(province=province)["province_name"].iloc[0]
        for c in listed:
            people, covered = c.figures["population"], c.figures["people_5g"]
            if province == case.province:
                take(case, c, "population", heads[4])
                take(case, c, "people_5g", heads[5])
            sheet.line(row, [name, c.code, c.name, "30/09/2025", people, covered])
            row += 1


@layout()
def villages_before_and_after_merging(case: Case) -> None:
    """The number of villages before they were merged, and the number of today."""
    sheet = case.sheet("Sau sáp nhập")
    row = case.top(sheet, f"SỐ {case.word.upper()} SAU SẮP XẾP VÀ TÌNH TRẠNG PHỦ SÓNG")
    columns = [
        Worked("Số {v}|Trước sắp xếp", make=lambda c: c.figures["villages"] + int(c.code) // 3 % 9),
        Column("Số {v}|Sau sắp xếp", "villages"),
        Column("Số {v} có sóng 4G (theo số sau sắp xếp)", "villages_with_4g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout(operator="mobifone")
def regional_office_lists_two_provinces(case: Case) -> None:
    """A regional centre's list: a neighbour's communes above, some of the same names, no codes."""
    neighbour, own = NEIGHBOURS[case.province]
    sheet = case.sheet("Khu vuc")
    row = case.top(
        sheet, f"MẠNG MOBIFONE TẠI {neighbour[0].upper()} VÀ {own.upper()}",
        office="TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nTRUNG TÂM MẠNG LƯỚI KHU VỰC",
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, row, ["STT", "Tỉnh", "Xã, phường", *texts])
    others = communes(neighbour[1], seed=7)
    for place, c in enumerate(others, start=1):
        figures = [c.figures[column.gives] for column in columns]
        sheet.line(row, [place, neighbour[0], c.name, *figures])
        row += 1
    for place, c in enumerate(case.communes, start=1 + len(others)):
        enter(case, sheet, row, c, columns, [place, own, c.name])
        row += 1


@layout()
def two_sheets_before_and_after_the_merger(case: Case) -> None:
    """ "Truoc 01-7" by former communes, many named as those of today; "Sau 01-7" by today's."""
    first = case.sheet("Truoc 01-7")
    row = case.top(
        first, "DÂN SỐ, SỐ HỘ THEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ TRƯỚC SẮP XẾP",
        "(Số liệu đến ngày 30/6/2025)",
    )  # fmt: skip
    first.line(row, ["STT", "Xã, phường, thị trấn (cũ)", "Mã cũ", "Dân số", "Số hộ"])
    listed = units.load_units(vintage="2025-02", province=case.province)["unit_name"]
    for number, (code, name) in enumerate(listed.items(), start=1):
        people = case.rng.randint(1_900, 13_000)
        first.line(row + number, [number, name, code, people, int(people / 3.9)])
    second = case.sheet("Sau 01-7")
    row = case.top(
        second, "DÂN SỐ, SỐ HỘ THEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ SAU SẮP XẾP",
        "(Số liệu đến ngày 30/9/2025)",
    )  # fmt: skip
    columns = [Column("Dân số", "population"), Column("Số hộ", "households")]
    case.table(second, columns, Form(code="Mã mới", total="last"), at=row)


@layout()
def sum_of_the_former_district_on_each_row(case: Case) -> None:
    """On each row the homes of the whole former district stand before those of the commune."""
    sheet = case.sheet("Chi cuc TK")
    row = case.top(
        sheet, "SỐ HỘ VÀ SỐ HỘ SỬ DỤNG INTERNET CÁP QUANG",
        office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH",
    )  # fmt: skip

    def whole(what: str) -> Callable[[Commune], int]:
        return lambda c: sum(
            other.figures[what] for other in case.communes if other.district == c.district
        )

    columns: list[Column] = []
    for text, what in (
        ("Số hộ", "households"),
        ("Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ):
        columns += [
            Worked(f"{text}|Toàn huyện, thành phố cũ", make=whole(what)),
            Column(f"{text}|Riêng xã, phường", what),
        ]
    case.table(sheet, columns, Form(groups="column", codes=""), at=row)


@layout()
def the_seat_s_former_commune_first(case: Case) -> None:
    """ "Riêng xã cũ nơi đặt trụ sở" over people, homes, stations; then "Toàn xã, phường mới"."""
    sheet = case.sheet("Sau sap xep")
    row = case.top(sheet, "HẠ TẦNG SỐ CỦA XÃ, PHƯỜNG SAU SẮP XẾP", office="UBND TỈNH\nVĂN PHÒNG")
    pairs = (
        ("Dân số", "population"), ("Số hộ", "households"), ("Số trạm 4G", "stations_4g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    )  # fmt: skip
    old = "Riêng xã cũ nơi đặt trụ sở"
    columns = [
        *(Worked(f"{old}|{text}", make=part(what, 0.42)) for text, what in pairs),
        *(Column(f"Toàn xã, phường mới|{text}", what) for text, what in pairs),
    ]
    case.table(sheet, columns, Form(name="Xã, phường mới", code="Mã mới"), at=row)


@layout()
def former_communes_of_the_same_names_first(case: Case) -> None:
    """ "A" lists former communes (before 01/7/2025) that share a name, "B" those of today."""
    sheet = case.sheet("Truoc va sau")
    row = case.top(sheet, "SỐ LIỆU TRƯỚC VÀ SAU SẮP XẾP", "")
    pairs = (("Dân số", "population"), ("Số hộ", "households"),
             ("Số hộ dùng cáp quang", "households_subscribed"))  # fmt: skip
    sheet.put(row, 0, "A. XÃ, PHƯỜNG CŨ CÙNG TÊN (TRƯỚC KHI SẮP XẾP 01/7/2025)")
    old = [Worked(text, make=part(what, 0.37)) for text, what in pairs]
    some = [c for place, c in enumerate(case.communes) if place % 3]
    row = case.table(sheet, old, Form(codes="", name="Xã, phường cũ"), at=row + 1, some=some)
    sheet.put(row + 1, 0, "B. XÃ, PHƯỜNG MỚI SAU SẮP XẾP (SỐ LIỆU ĐẾN 30/9/2025)")
    now = [Column(*pair) for pair in pairs]
    case.table(sheet, now, Form(name="Xã, phường mới", total="last"), at=row + 2)


@layout(as_of=DECEMBER)
def old_commune_of_the_same_name_beside(case: Case) -> None:
    """ "Xã cũ cùng tên (trước 01/7/2025)" over homes, stations; then "Xã, phường mới"."""
    sheet = case.sheet("Dia gioi")
    row = case.top(sheet, "CHUYỂN SỐ LIỆU THEO ĐỊA GIỚI MỚI, QUÝ IV/2025", "(Đến 31/12/2025)")
    old, new = "Theo địa giới xã cũ cùng tên (trước 01/7/2025)", "Theo địa giới xã, phường mới"
    pairs = (("Số hộ", "households"), ("Số hộ sử dụng cáp quang", "households_subscribed"),
             ("Số trạm 4G", "stations_4g"))  # fmt: skip
    columns = [
        *(Worked(f"{old}|{text}", make=part(what, 0.45)) for text, what in pairs),
        *(Column(f"{new}|{text}", what) for text, what in pairs),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout()
def villages_as_they_will_be_after_merging(case: Case) -> None:
    """ "Sau sắp xếp (dự kiến từ 2026)" before "Hiện có" beneath villages, 4G and fibre."""
    sheet = case.sheet("Sap xep")
    row = case.top(
        sheet, "RÀ SOÁT HẠ TẦNG SỐ PHỤC VỤ VIỆC SẮP XẾP {V}".replace("{V}", case.word.upper())
    )
    columns: list[Column] = []
    for text, what in (
        ("Tổng số {v}", "villages"),
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    ):
        columns.append(Worked(f"{text}|Sau sắp xếp (dự kiến từ 2026)", make=fewer(what)))
        columns.append(Column(f"{text}|Hiện có", what))
    row = case.table(sheet, columns, Form(codes="", groups="column"), at=row)
    sheet.line(row, [None, None, "Tổng cộng", *sums(columns, case.communes)])
    case.foot(sheet)
