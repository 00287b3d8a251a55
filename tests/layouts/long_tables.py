"""Public half: rows and columns that are no plain list of communes beside its figures."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dxanalysis import units
from dxanalysis.units.crosswalk import load_links
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.structures import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

OPERATORS = (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))


def say(  # noqa: PLR0917 - what a cell says
    case: Case, commune: Commune, what: str, heading: str, operator: str = "", as_of: str = "",
) -> int:  # fmt: skip
    """Note that a cell gives a quantity, and give its figure."""
    value = commune.value(what, operator=operator, as_of=as_of)
    entry = Entry(value, optional=bool(as_of))
    case.truth.note(
        commune.code, what, entry, operator=operator, as_of=as_of, heading=case.say(heading)
    )
    return value


def merge_down(sheet: Sheet, rows: tuple[int, int], columns: Sequence[int]) -> None:
    """Merge the same rows of several columns, each by itself."""
    sheet.merged += [(rows[0], column, rows[1], column) for column in columns]


@layout("long form")
def long_by_operator(case: Case) -> None:
    """A row for each commune and operator; the commune merged over its rows."""
    sheet = case.sheet("Nhà mạng")
    row = case.top(sheet, "PHỦ SÓNG 4G THEO NHÀ MẠNG")
    labels = ["STT", "Xã/phường", "Nhà mạng", "Dân số được phủ sóng 4G", "Số trạm 4G"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        for shown, key in OPERATORS:
            row += 1
            own = [number, commune.name] if row == first else [None, None]
            people = say(case, commune, "people_4g", labels[3], key)
            sheet.line(
                row, [*own, shown, people, say(case, commune, "stations_4g", labels[4], key)]
            )
        merge_down(sheet, (first, row), (0, 1))


@layout("long form")
def long_by_quarter(case: Case) -> None:
    """A row for each commune and quarter; the later one is the figure of the file."""
    sheet = case.sheet("Du lieu")
    sheet.put(0, 0, "Phủ sóng di động qua các kỳ")
    labels = ["Mã xã", "Tên xã", "Kỳ báo cáo", "Dân số", "Dân số được phủ sóng 4G"]
    sheet.line(2, labels)
    row = 2
    for commune in case.communes:
        for shown, as_of in (("Quý II/2025", "2025-06-30"), ("Quý III/2025", "")):
            row += 1
            people = say(case, commune, "population", labels[3], "", as_of)
            covered = say(case, commune, "people_4g", labels[4], "", as_of)
            sheet.line(row, [commune.code, commune.name, shown, people, covered])


@layout("long form")
def long_with_a_share(case: Case) -> None:
    """A row for each commune and technology, the name only once, with a count and its share."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG THEO CÔNG NGHỆ")
    labels = ["TT", "Đơn vị", "Công nghệ", "Số trạm BTS", "Số dân được phủ sóng", "Tỷ lệ (%)"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        for place, generation in enumerate(("4G", "5G")):
            row += 1
            own = [number, commune.name] if place == 0 else [None, None]
            key = generation.lower()
            people = say(case, commune, f"people_{key}", labels[4])
            stations = say(case, commune, f"stations_{key}", labels[3])
            share = round(100 * people / commune.figures["population"], 2)
            sheet.line(row, [*own, generation, stations, people, share])
            tolerant = Entry(share, 0.51)
            case.truth.note(commune.code, f"%pop_{key}", tolerant, heading=labels[5])


@layout("long form")
def long_by_indicator_and_technology(case: Case) -> None:
    """What is counted in one column, the technology in another, the unit in a third."""
    sheet = case.sheet("CSDL")
    row = case.top(sheet, "CƠ SỞ DỮ LIỆU HẠ TẦNG SỐ", office="")
    sheet.line(row, ["STT", "Mã xã", "Xã, phường", "Nội dung", "Công nghệ", "ĐVT", "Số lượng"])
    wanted = (
        ("Dân số", "", "người", "population"),
        ("Dân số được phủ sóng", "4G", "người", "people_4g"),
        ("Dân số được phủ sóng", "5G", "người", "people_5g"),
        ("Số trạm phát sóng", "4G", "trạm", "stations_4g"),
    )
    number = 0
    for commune in case.communes:
        for label, generation, unit, what in wanted:
            row, number = row + 1, number + 1
            value = say(case, commune, what, label)
            line = [number, commune.code, commune.name, label, generation or None, unit, value]
            sheet.line(row, line)


@layout("long form")
def sections_by_technology(case: Case) -> None:
    """All communes under "I. MẠNG 4G", and again under "II. MẠNG 5G"."""
    sheet = case.sheet("Biểu 2")
    row = case.top(sheet, "BIỂU 2: HẠ TẦNG MẠNG DI ĐỘNG")
    labels = ["STT", "Tên xã", "Mã xã", "Số trạm", "Dân số được phủ sóng"]
    sheet.line(row, labels)
    for numeral, generation in (("I", "4G"), ("II", "5G")):
        row += 1
        sheet.line(row, [numeral, f"MẠNG {generation}"])
        for number, commune in enumerate(case.communes, start=1):
            row += 1
            key = generation.lower()
            stations = say(case, commune, f"stations_{key}", labels[3])
            people = say(case, commune, f"people_{key}", labels[4])
            sheet.line(row, [number, commune.name, commune.code, stations, people])


@layout("long form")
def indicators_beneath_each_commune(case: Case) -> None:
    """The commune in a row of its own, what is counted beneath it, one column of figures."""
    sheet = case.sheet("Phu luc")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ TỪNG XÃ", right=2)
    sheet.line(row, ["TT", "Nội dung", "Đơn vị tính", "Số liệu"])
    wanted = (
        ("Dân số", "người", "population"),
        ("Dân số được phủ sóng 4G", "người", "people_4g"),
        ("Tổng số hộ", "hộ", "households"),
        ("Số hộ thuê bao cáp quang", "hộ", "households_subscribed"),
    )
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        sheet.line(row, [number, commune.name])
        for place, (label, unit, what) in enumerate(wanted, start=1):
            row += 1
            value = say(case, commune, what, label)
            sheet.line(row, [f"{number}.{place}", label, unit, value])


# ---- communes from left to right -----------------------------------------------------------------
def across(
    case: Case, sheet: Sheet, columns: Sequence[Column], some: Sequence[Commune], *, row: int,
    left: int = 1, label: str = "",
) -> int:  # fmt: skip
    """Write a line for each column, its figures from left to right; give the first free row."""
    for column in columns:
        sheet.put(row, left - 1, label + column.path(case.word)[-1])
        for at, commune in enumerate(some, start=left):
            value, gives = column.cell(commune, at)
            sheet.put(row, at, value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        row += 1
    return row


@layout("transposed")
def transposed_with_units_and_total(case: Case) -> None:
    """Number, indicator, unit and total of the province, then the communes; no codes."""
    sheet = case.sheet("Bieu 05")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU HẠ TẦNG SỐ")
    sheet.line(row, ["STT", "Chỉ tiêu", "Đơn vị tính", "Toàn tỉnh"])
    sheet.line(row, [commune.name for commune in case.communes], at=4)
    number = 0
    for title, columns in (("Di động", BASIC), ("Cố định", FIBRE)):
        row += 1
        sheet.line(row, [{"Di động": "I", "Cố định": "II"}[title], title])
        for column in columns:
            row, number = row + 1, number + 1
            unit = "hộ" if "hộ" in column.heading else "người"
            figures = [column.cell(commune, 0)[0] for commune in case.communes]
            sheet.line(row, [number, column.path(case.word)[0], unit, sum(figures)])
            across(case, sheet, [column], case.communes, row=row, left=4)
            sheet.put(row, 3, sum(figures))
            sheet.put(row, 1, column.path(case.word)[0])
    case.foot(sheet)


@layout("transposed")
def transposed_in_bands(case: Case) -> None:
    """Twelve communes beside each other, the next twelve below, and so on."""
    sheet = case.sheet("In A4")
    row = case.top(sheet, "SỐ LIỆU PHỦ SÓNG VÀ CÁP QUANG")
    for start in range(0, len(case.communes), 12):
        some = case.communes[start : start + 12]
        sheet.line(row, ["Chỉ tiêu", *[commune.name for commune in some]])
        row = across(case, sheet, [*BASIC, *VILLAGES], some, row=row + 1) + 1


@layout("transposed")
def transposed_under_districts(case: Case) -> None:
    """The former district merged above its communes, their codes below their names."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "TỔNG HỢP THEO KHU VỰC")
    listed = case.ordered(by_district=True)
    sheet.line(row, ["Nội dung", *[commune.district for commune in listed]])
    at = 1
    for district in dict.fromkeys(commune.district for commune in listed):
        width = sum(commune.district == district for commune in listed)
        if width > 1:
            sheet.merged.append((row, at, row, at + width - 1))
        at += width
    sheet.line(row + 1, [None, *[commune.name for commune in listed]])
    sheet.line(row + 2, ["Mã xã", *[int(commune.code) for commune in listed]])
    sheet.merged.append((row, 0, row + 1, 0))
    across(case, sheet, VILLAGES, listed, row=row + 3)


@layout("transposed")
def transposed_with_lines_of_a_group(case: Case) -> None:
    """ "Dân số được phủ sóng" in a line of its own, "- 4G" and "- 5G" in the lines beneath."""
    sheet = case.sheet("Sheet2")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG", office="")
    sheet.line(row, ["Chỉ tiêu", *[commune.name for commune in case.communes]])
    row = across(case, sheet, BASIC[:1], case.communes, row=row + 1)
    for title, start in (("Dân số được phủ sóng (người)", "people"), ("Số trạm", "stations")):
        sheet.put(row, 0, title)
        lines = [Column(f"{title}|{g}", f"{start}_{g.lower()}") for g in ("4G", "5G")]
        row = across(case, sheet, lines, case.communes, row=row + 1, label="- ")


# ---- lists of villages ---------------------------------------------------------------------------
def listed_villages(case: Case) -> list[tuple[str, int, int, str, str]]:
    """Make up villages of a commune: name, homes, people, signal, fibre."""
    made = []
    for village in VILLAGE_NAMES[case.province][: case.rng.randint(3, 4)]:
        homes = case.rng.randint(20, 190)
        people = homes * 4 + case.rng.randint(0, 40)
        signal = case.rng.choice(["yes", "yes", "no"])
        fibre = case.rng.choice(["yes", "no"])
        made.append((village, homes, people, signal, fibre))
    return made


def note_villages(
    case: Case, commune: Commune, rows: list[tuple[Any, ...]], *, homes: bool = True
) -> None:
    """Note villages, and what their sums are: they may be made, or not."""
    case.truth.villages = case.truth.villages or []
    for village, households, people, *_ in rows:
        own = [households, people] if homes else [None, None]
        case.truth.villages.append([commune.code, village, *own])
    sums = {
        "villages": len(rows),
        "villages_with_4g": sum(row[3] == "yes" for row in rows),
        "villages_with_fibre": sum(row[4] == "yes" for row in rows),
        "households": sum(row[1] for row in rows),
        "population": sum(row[2] for row in rows),
    }
    for what, value in sums.items():
        case.truth.note(commune.code, what, Entry(value, optional=True))


@layout("list of villages")
def village_crosses(case: Case) -> None:
    """A cross where a village has 4G or fibre; the commune's code on every row, no people."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, "DANH SÁCH {V} TRÊN ĐỊA BÀN TỈNH")
    up = case.say("Tên {v}")
    sheet.line(row, ["STT", "Mã xã", "Xã/phường", up, "Có sóng 4G", "Có cáp quang"])
    number = 0
    for commune in case.communes:
        rows = listed_villages(case)
        note_villages(case, commune, rows, homes=False)
        for village, _, _, signal, fibre in rows:
            row, number = row + 1, number + 1
            marks = ["x" if each == "yes" else None for each in (signal, fibre)]
            sheet.line(row, [number, commune.code, commune.name, village, *marks])


@layout("list of villages")
def villages_beneath_their_commune(case: Case) -> None:
    """The commune in a row of its own, its villages numbered beneath, the status in words."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "RÀ SOÁT TÌNH TRẠNG PHỦ SÓNG TẠI CÁC {V}")
    labels = ["STT", case.say("Xã/{v}"), "Số hộ", "Số khẩu", "Tình trạng sóng 4G"]
    sheet.line(row, labels)
    for place, commune in enumerate(case.communes, start=1):
        row += 1
        sheet.line(row, [f"{place}", commune.name])
        rows = listed_villages(case)
        note_villages(case, commune, rows)
        for number, (village, homes, people, signal, _) in enumerate(rows, start=1):
            row += 1
            status = "Có sóng" if signal == "yes" else "Chưa có sóng"
            sheet.line(row, [f"{place}.{number}", village, homes, people, status])


@layout("list of villages")
def villages_without_a_signal(case: Case) -> None:
    """Only the villages that have no 4G, by the title; communes merged down."""
    sheet = case.sheet("Trang song")
    row = case.top(sheet, "DANH SÁCH {V} CHƯA CÓ SÓNG 4G")
    sheet.line(row, ["TT", "Tên xã", case.say("Tên {v}"), "Số hộ", "Số nhân khẩu", "Ghi chú"])
    case.truth.villages = []
    number = 0
    for commune in case.communes[::3]:
        rows = listed_villages(case)[:2]
        for place, (village, homes, people, _, _) in enumerate(rows):
            row, number = row + 1, number + 1
            name = commune.name if place == 0 else None
            sheet.line(row, [number, name, village, homes, people])
            case.truth.villages.append([commune.code, village, homes, people])
        merge_down(sheet, (row - 1, row), (1,))


# ---- older communes ------------------------------------------------------------------------------
def older(commune: Commune) -> list[tuple[str, str]]:
    """Name the communes that went into one of today: code and name."""
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    codes = sorted(set(links.loc[links["to_code"] == commune.code, "from_code"]))
    return [(code, str(before.get(code, code))) for code in codes]


@layout("old communes")
def old_communes_in_a_column(case: Case) -> None:
    """The commune of today merged over the former ones, which stand in a column beside it."""
    sheet = case.sheet("Sap xep")
    row = case.top(sheet, "DÂN SỐ SAU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    labels = ["STT", "Xã, phường mới", "Sáp nhập từ các xã", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        names = ", ".join(name for _, name in older(commune))
        people = say(case, commune, "population", labels[3])
        covered = say(case, commune, "people_4g", labels[4])
        sheet.line(row, [number, commune.name, names, people, covered])


@layout("old communes")
def old_communes_numbered_beneath(case: Case) -> None:
    """Roman numbers for the communes of today, arabic ones for the former beneath them."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU THEO XÃ MỚI VÀ XÃ CŨ")
    labels = ["TT", "Tên đơn vị", "Dân số", "Số {v}"]
    sheet.line(row, [case.say(label) for label in labels])
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        people = say(case, commune, "population", labels[2])
        homes = say(case, commune, "villages", labels[3])
        sheet.line(row, [_roman(number), f"{commune.name} (mới)", people, homes])
        parts = older(commune)
        for place, (_, name) in enumerate(parts, start=1):
            row += 1
            share = [whole // len(parts) for whole in (people, homes)]
            if place == len(parts):
                share = [whole - (whole // len(parts)) * (place - 1) for whole in (people, homes)]
            sheet.line(row, [place, name, *share])


def _roman(number: int) -> str:
    made = ""
    for value, sign in (
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
        (1, "I"),
    ):  # fmt: skip
        while number >= value:
            made, number = made + sign, number - value
    return made


def by_former_communes(case: Case, *, declared: bool) -> None:
    """Write a table by the communes before July 2025."""
    sheet = case.sheet("Truoc 7-2025")
    row = case.top(sheet, "SỐ LIỆU THEO ĐƠN VỊ HÀNH CHÍNH TRƯỚC SẮP XẾP", "Thời điểm 31/12/2024")
    labels = ["STT", "Tên xã", "Mã xã", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    listed = units.load_units(vintage="2025-02", province=case.province)["unit_name"]
    for number, (code, name) in enumerate(listed.items(), start=1):
        people = case.rng.randint(2_000, 14_000)
        covered = int(people * case.rng.uniform(0.6, 1))
        sheet.line(row + number, [number, name, code, people, covered])
        for what, value, label in (
            ("population", people, labels[3]), ("people_4g", covered, labels[4]),
        ):  # fmt: skip
            if declared:
                case.truth.note(str(code), what, Entry(value), heading=label)


@layout("old communes", as_of="2024-12-31", vintage="2025-02")
def table_by_former_communes(case: Case) -> None:
    """A table by the communes before July 2025, declared to be one."""
    by_former_communes(case, declared=True)


@layout("old communes", as_of=None, errors_due=True)
def former_communes_not_declared(case: Case) -> None:
    """The same, declared to be by today's communes: many names and codes are the same."""
    by_former_communes(case, declared=False)


# ---- tables below each other ---------------------------------------------------------------------
@layout("tables below")
def second_table_is_a_plan(case: Case) -> None:
    """The state of today above, the plan of next year below: only the first is read."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "1. Hiện trạng phủ sóng 5G đến 30/9/2025", date="")
    people, stations = (
        Column("Dân số phủ sóng 5G", "people_5g"),
        Column("Số trạm 5G", "stations_5g"),
    )
    row = case.table(sheet, (people, stations), Form(total="last"), at=row) + 2
    sheet.put(row, 0, "2. Kế hoạch phát triển 5G năm 2026")
    planned = (
        Column("Dân số phủ sóng 5G", trap="people_5g", factor=1.3),
        Column("Số trạm 5G", trap="stations_5g", factor=2),
    )
    case.table(sheet, planned, Form(total="last"), at=row + 1)


@layout("tables below")
def tables_of_districts(case: Case) -> None:
    """A small table for each former district, with its heading again and a total."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "SỐ LIỆU THEO TỪNG ĐỊA BÀN")
    for place, district in enumerate(dict.fromkeys(c.district for c in case.communes), start=1):
        sheet.put(row, 0, f"{place}. {district} (cũ)")
        some = [c for c in case.communes if c.district == district]
        form = Form(codes="", total="last", total_label="Cộng")
        row = case.table(sheet, VILLAGES, form, at=row + 1, some=some) + 1


@layout("tables below")
def tables_with_units_of_their_own(case: Case) -> None:
    """Two tables; thousands in the first, whole households in the second, said above each."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "SỐ LIỆU TỔNG HỢP")
    sheet.put(row, 0, "Bảng 1. Dân số và phủ sóng")
    sheet.put(row + 1, 4, "Đơn vị tính: nghìn người")
    first = (
        Column("Dân số trung bình", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
    )
    row = case.table(sheet, first, Form(total="first", total_label="TỔNG SỐ"), at=row + 2) + 1
    sheet.put(row, 0, "Bảng 2. Cáp quang")
    sheet.put(row + 1, 4, "Đơn vị tính: hộ")
    second = tuple(Column(c.heading, c.gives, show=dots) for c in FIBRE)
    case.table(sheet, second, Form(codes="", name="Xã/phường"), at=row + 2)
