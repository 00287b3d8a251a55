"""Habits of clerks and of programs: cards, codes with a key, several figures in a cell."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.fourteenth_forms import OPERATORS, districts, sums
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

MASTS = (("4G", "stations_4g"), ("5G", "stations_5g"))


def padded(value: float) -> str:
    """Write 5 as "05", as in letters."""
    return f"{int(value):02}"


def judged(what: str, least: float) -> Callable[[Commune], str]:
    """Say whether a share, as it is written, reaches what is asked for."""
    column = Column("", what)
    return lambda c: (
        "Đạt" if column.rounded(column.number(c, what)) >= least else "Không đạt"
    )  # fmt: skip


@layout("headings", half="public")
def whole_of_the_province_in_headings(case: Case) -> None:
    """ "Số hộ dùng cáp quang (trên tổng số 187.345 hộ toàn tỉnh)": counts, no commune's whole."""
    sheet = case.sheet("Phu luc")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ ĐẾN CẤP XÃ")
    homes, places = (
        dots(sum(c.figures[what] for c in case.communes)) for what in ("households", "villages")
    )
    columns = [
        Column(f"Số hộ sử dụng Internet cáp quang (trên tổng số {homes} hộ toàn tỉnh)",
               "households_subscribed", show=dots),
        Column(f"Số {{v}} có sóng 4G (trên tổng số {places} {{v}} toàn tỉnh)",
               "villages_with_4g"),
        Column(f"Số {{v}} có cáp quang (trên tổng số {places} {{v}} toàn tỉnh)",
               "villages_with_fibre"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last", total_label="Toàn tỉnh"), at=row)
    case.foot(sheet)


@layout("rows", half="public")
def count_and_share_in_two_rows(case: Case) -> None:
    """Commune and its villages merged over rows "Số lượng" and "Tỷ lệ (%)"; 4G, fibre across."""
    sheet = case.sheet("Bieu 02")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")
    texts = ["STT", "Xã, phường", "Tổng số {v}", "Số liệu", "Có sóng 4G", "Có cáp quang"]
    row = headings(case, sheet, row, texts)
    whole = Column("Tổng số {v}", "villages")
    counts = [Column("Có sóng 4G", "villages_with_4g"),
              Column("Có cáp quang", "villages_with_fibre")]  # fmt: skip
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [whole], [place, c.name])
        sheet.put(row, 3, "Số lượng")
        sheet.put(row + 1, 3, "Tỷ lệ (%)")
        for at, column in enumerate(counts, start=4):
            value, gives = column.cell(c, place)
            sheet.put(row, at, value)
            sheet.put(row + 1, at, comma(1)(100 * value / c.figures["villages"]))
            case.note(c, column.gives, gives[column.gives], column)
        sheet.merged += [(row, at, row + 1, at) for at in (0, 1, 2)]
        row += 2


@layout("cells", half="public")
def small_figures_with_a_nought_before(case: Case) -> None:
    """A quick report: "05", "12", "00" as text for stations and villages, the sum as well."""
    sheet = case.sheet("BC nhanh")
    row = case.top(sheet, "BÁO CÁO NHANH HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Số {v}", "villages", show=padded),
        Column("Số {v} có sóng 4G", "villages_with_4g", show=padded),
        Column("Số trạm 4G", "stations_4g", show=padded),
        Column("Số trạm 5G", "stations_5g", show=padded),
    ]
    case.table(sheet, columns, Form(codes="", total="last", names="office"), at=row)
    case.foot(sheet)


@layout("long", half="public")
def operator_and_technology_as_codes_with_a_key(case: Case) -> None:
    """Rows with "Mã DN" 01 to 03 and "Mã CN" L or N; a key above the table says what they are."""
    sheet = case.sheet("Data")
    row = case.top(
        sheet, "SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG THEO DOANH NGHIỆP, CÔNG NGHỆ",
        more=("Mã DN: 01 - Viettel; 02 - VNPT; 03 - MobiFone.",
              "Mã CN: L - mạng 4G (LTE); N - mạng 5G (NR)."),
    )  # fmt: skip
    labels = ["Mã ĐVHC", "Xã, phường", "Mã DN", "Mã CN", "Số trạm", "Dân số được phủ sóng"]
    row = headings(case, sheet, row, labels)
    for c in case.communes:
        for number, code in enumerate(OPERATORS.values(), start=1):
            for letter, g in (("L", "4g"), ("N", "5g")):
                columns = [
                    Column("Số trạm", f"stations_{g}", operator=code),
                    Column("Dân số được phủ sóng", f"people_{g}", operator=code),
                ]
                lead = [c.code, c.name, f"{number:02}", letter]
                enter(case, sheet, row, c, columns, lead)
                row += 1


@layout("exports", half="public")
def subtotals_and_averages_of_the_program(case: Case) -> None:
    """Data, Subtotal: "Huyện A Average", "Huyện A Total" in the districts' column, then Grand."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Dân số được phủ sóng 4G đến 30/9/2025")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g"),
    ]
    labels = ["Huyện cũ", "Xã, phường", "Mã xã", *(c.heading for c in columns)]
    row = headings(case, sheet, 2, labels)

    def close(name: str, some: list[Commune], row: int) -> int:
        share = columns[-1]
        mean = sum(share.number(c, share.gives) for c in some) / len(some)
        sheet.line(row, [f"{name} Average", None, None, None, None, round(mean, 2)])
        sheet.line(row + 1, [f"{name} Total", None, None, *sums(columns[:2], some)])
        return row + 2

    for name, mine in districts(case):
        for c in mine:
            enter(case, sheet, row, c, columns, [name, c.name, c.code])
            row += 1
        row = close(name, mine, row)
    close("Grand", case.communes, row)


@layout("cells", half="public")
def three_operators_in_a_cell(case: Case) -> None:
    """ "5/4/2" beneath "Số trạm 4G (Viettel/VNPT/MobiFone)"; 5G likewise; people beside."""
    sheet = case.sheet("Tram BTS")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    people = Column("Dân số", "population", show=dots)
    texts = [f"Số trạm {g} (Viettel/VNPT/MobiFone)" for g, _ in MASTS]
    row = headings(case, sheet, row, ["STT", "Mã xã", "Xã, phường", people.heading, *texts])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [people], [place, c.code, c.name])
        for at, (text, (_, what)) in enumerate(zip(texts, MASTS, strict=True), start=4):
            mine = [Column(text, what, operator=code) for code in OPERATORS.values()]
            sheet.put(row, at, "/".join(str(k.cell(c, place)[0]) for k in mine))
            for column in mine:
                case.note(c, what, column.cell(c, place)[1][what], column)
        row += 1


@layout("names", half="public")
def number_of_villages_behind_each_name(case: Case) -> None:
    """ "Xã A (28 thôn)" in the column of names; beside it how many have 4G, 5G and fibre."""
    sheet = case.sheet("Co so")
    row = case.top(sheet, f"KẾT NỐI SỐ ĐẾN {case.word.upper()}")
    name = Column("Xã, phường (tổng số {v})", "villages")
    columns = [
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có sóng 5G", "villages_with_5g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    labels = ["STT", name.heading, *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    words = case.word.split(", ")
    for place, c in enumerate(case.communes, start=1):
        word = words[-1 if c.kind == "phường" else 0]
        whole = c.figures["villages"]
        enter(case, sheet, row, c, columns, [place, f"{c.name} ({whole} {word})"])
        case.note(c, "villages", Entry(whole), name)
        row += 1
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])


@layout("lists", half="public")
def only_those_with_5g_are_listed(case: Case) -> None:
    """ "4G" lists all; "5G" only those with stations, and says that the others have none."""
    whole = Column("Dân số", "population")
    sheet = case.sheet("4G")
    row = case.top(sheet, "MẠNG 4G: SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    four = [whole, Column("Số trạm 4G", "stations_4g"),
            Column("Dân số được phủ sóng 4G", "people_4g")]  # fmt: skip
    case.table(sheet, four, at=row)
    sheet = case.sheet("5G")
    row = case.top(sheet, "MẠNG 5G: SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
    five = [whole, Column("Số trạm 5G", "stations_5g"),
            Column("Dân số được phủ sóng 5G", "people_5g")]  # fmt: skip
    listed = [c for c in case.communes if c.figures["stations_5g"]]
    row = case.table(sheet, five, at=row, some=listed)
    sheet.put(row + 1, 0, "Các xã, phường không có tên trong biểu này chưa có trạm 5G và sóng 5G.")
    for c in case.communes:
        if not c.figures["stations_5g"]:
            for column in five[1:]:
                case.note(c, column.gives, Entry(0, optional=True), column)


@layout("units", half="public")
def unit_stands_in_each_row(case: Case) -> None:
    """A column "ĐVT" says "nghìn người" in the rows of wards and "người" in those of communes."""
    sheet = case.sheet("Dan so PS")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG DI ĐỘNG")
    kinds = (
        ("Dân số", "population"),
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Dân số được phủ sóng 5G", "people_5g"),
    )
    labels = ["STT", "Xã, phường", "Mã xã", "ĐVT", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        ward = c.kind == "phường"
        columns = [
            Column(*kind, scale=1000, show=comma(3)) if ward else Column(*kind, show=dots)
            for kind in kinds
        ]
        lead = [place, c.name, c.code, "nghìn người" if ward else "người"]
        enter(case, sheet, row, c, columns, lead)
        row += 1


@layout("sheets", half="public")
def own_numbers_listed_on_another_sheet(case: Case) -> None:
    """ "DV001" … beside the figures; which commune that is says the sheet "Danh muc don vi"."""
    numbers = list(range(1, len(case.communes) + 1))
    case.rng.shuffle(numbers)
    own = {c.code: f"DV{n:03}" for c, n in zip(case.communes, numbers, strict=True)}
    sheet = case.sheet("So lieu")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ DO CÁC ĐƠN VỊ NHẬP TRÊN HỆ THỐNG")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    labels = ["STT", "Mã đơn vị nhập", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(sorted(case.communes, key=lambda c: own[c.code]), start=1):
        enter(case, sheet, row, c, columns, [place, own[c.code]])
        row += 1
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])
    key = case.sheet("Danh muc don vi")
    key.put(0, 0, "DANH MỤC ĐƠN VỊ NHẬP SỐ LIỆU")
    row = headings(case, key, 2, ["STT", "Tên đơn vị", "Mã ĐVHC", "Mã đơn vị nhập"])
    for place, c in enumerate(case.communes, start=1):
        key.line(row, [place, c.name, c.code, own[c.code]])
        row += 1


@layout("cards", half="public")
def cards_three_in_a_line(case: Case) -> None:
    """A board of cards, three beside each other: the commune, beneath it four lines of figures."""
    sheet = case.sheet("The thong tin")
    row = case.top(sheet, "BẢNG THÔNG TIN HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG", office="")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số có sóng 4G (người)", "people_4g", show=dots),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
    ]
    case.truth.all_headings |= {c.heading for c in columns}
    for place, c in enumerate(case.communes):
        top, left = row + 6 * (place // 3), 3 * (place % 3)
        sheet.put(top, left, c.name.upper())
        sheet.merged.append((top, left, top, left + 1))
        for line, column in enumerate(columns, start=1):
            value, gives = column.cell(c, place)
            sheet.line(top + line, [column.heading, value], at=left)
            case.note(c, column.gives, gives[column.gives], column)


@layout("headings", half="public")
def wholly_and_partly_covered_summed(case: Case) -> None:
    """Villages with 4G: "Tổng số" (4)=(5)+(6), wholly, partly; without (7)=(3)-(4)."""
    sheet = case.sheet("Bieu 4")
    row = case.top(sheet, f"HIỆN TRẠNG PHỦ SÓNG 4G TẠI CÁC {case.word.upper()}")

    def partly(c: Commune) -> int:
        return c.figures["villages_with_4g"] * (1 + c.figures["files"] % 4) // 10

    having = "Số {v} đã có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages", unit="(3)"),
        Column(f"{having}|Tổng số", "villages_with_4g", unit="(4)=(5)+(6)"),
        Worked(f"{having}|Phủ sóng toàn bộ", unit="(5)",
               make=lambda c: c.figures["villages_with_4g"] - partly(c)),
        Worked(f"{having}|Phủ sóng một phần", unit="(6)", make=partly),
        Worked("Số {v} chưa có sóng 4G", unit="(7)=(3)-(4)",
               make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", units_row=True), at=row)
    sheet.line(row + 2, ["(1)", "(2)"])


@layout("pages", half="public")
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


@layout("operators", half="public")
def shares_of_each_operator_of_all_and_of_any(case: Case) -> None:
    """People with 4G in percent: three operators, "Cả 03 nhà mạng", "Tối thiểu 01 nhà mạng"."""
    sheet = case.sheet("Ty le")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG")
    text = "Tỷ lệ dân số được phủ sóng 4G (%)"
    each = [
        Column(f"{text}|{label}", "%pop_4g", operator=code, show=comma(2))
        for label, code in OPERATORS.items()
    ]
    columns = [
        Column("Dân số (người)", "population"),
        *each,
        Worked(f"{text}|Cả 03 nhà mạng cùng phủ",
               make=lambda c: comma(2)(0.94 * min(k.number(c, k.gives) for k in each))),
        Column(f"{text}|Tối thiểu 01 nhà mạng phủ", "%pop_4g", show=comma(2)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="short"), at=row)


@layout("scores", half="public")
def what_is_asked_for_in_the_heading(case: Case) -> None:
    """ "… (yêu cầu: từ 95% trở lên)" over "Kết quả (%)" and "Đạt" or "Không đạt"; bases beside."""
    sheet = case.sheet("Danh gia")
    row = case.top(sheet, "KẾT QUẢ RÀ SOÁT TIÊU CHÍ HẠ TẦNG SỐ CẤP XÃ")
    asked: tuple[tuple[str, str, float], ...] = (
        ("Tỷ lệ dân số được phủ sóng 4G (yêu cầu: từ 95% trở lên)", "%pop_4g", 95),
        ("Tỷ lệ {v} có cáp quang (yêu cầu: 100%)", "%villages_fibre", 100),
    )
    columns: list[Any] = [Column("Dân số", "population"), Column("Số {v}", "villages")]
    for text, what, least in asked:
        columns += [
            Column(f"{text}|Kết quả (%)", what),
            Worked(f"{text}|Đánh giá", make=judged(what, least)),
        ]
    case.table(sheet, columns, Form(groups="column"), at=row)
    case.foot(sheet)
