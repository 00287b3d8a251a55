"""Lists of villages with marks and words, and lists of other kinds."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column
from tests.layouts.fifth_forms import NAMES, take
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

fifth = partial(layout, "fifth lists")


@dataclass(frozen=True)
class Village:
    """A village with what reaches it."""

    name: str
    households: int
    mobile: bool
    fibre: bool
    power: bool


def settled(case: Case, commune: Commune) -> list[Village]:
    """Make up three to seven villages of a commune, a few without a signal or fibre."""
    names = VILLAGE_NAMES[case.province]
    count = 3 + int(commune.code) % 5
    made = []
    for place in range(count):
        name = names[place] if place < len(names) else f"{names[0].split()[0]} {place + 20}"
        mobile = case.rng.random() < 0.85
        fibre = mobile and case.rng.random() < 0.8
        power = case.rng.random() < 0.95
        made.append(Village(name, case.rng.randint(35, 260), mobile, fibre, power))
    return made


def count(
    case: Case, commune: Commune, what: str, value: float | None, heading: str, **more: Any
) -> None:
    """Note what the lines of a commune's villages come to."""
    optional = more.pop("optional", False)
    column = Column(heading, what, **more)
    case.note(commune, what, Entry(value, optional=optional), column)
    case.truth.all_headings |= set(column.path(case.word))


def merge_equal(sheet: Sheet, column: int, starts: list[int]) -> None:
    """Merge a column's cells from each start to the line before the next."""
    sheet.merged += [(a, column, b - 1, column) for a, b in pairwise(starts) if b - a > 1]


def heading(case: Case, text: str) -> str:
    """Put the regional words into a heading and list it."""
    case.truth.all_headings.add(case.say(text))
    return case.say(text)


@fifth()
def ticks_beside_merged_communes(case: Case) -> None:
    """All villages with ticks for 4G, fibre and electricity; the commune's cell is merged."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "DANH SÁCH {V} TRÊN ĐỊA BÀN TỈNH VÀ HIỆN TRẠNG HẠ TẦNG")
    heads = ["TT", "Xã, phường", "Tên {v}", "Số hộ", "Sóng 4G", "Cáp quang", "Điện lưới quốc gia"]
    sheet.line(row, [heading(case, h) for h in heads])
    starts, number = [row + 1], 0
    for c in case.communes:
        mine = settled(case, c)
        sheet.put(row + 1, 1, c.name)
        for v in mine:
            row, number = row + 1, number + 1
            marks = ["✓" if yes else None for yes in (v.mobile, v.fibre, v.power)]
            sheet.line(row, [number, None, v.name, v.households, *marks])
        starts.append(row + 1)
        count(case, c, "villages", len(mine), "Tên {v}")
        count(case, c, "villages_with_4g", sum(v.mobile for v in mine), "Sóng 4G")
        count(case, c, "villages_with_fibre", sum(v.fibre for v in mine), "Cáp quang")
        count(case, c, "electrified_villages", sum(v.power for v in mine), "Điện lưới quốc gia")
        _more_of_power(case, c, mine)
        count(case, c, "households", sum(v.households for v in mine), "Số hộ", optional=True)
    merge_equal(sheet, 1, starts)


def _more_of_power(case: Case, commune: Commune, mine: list[Village]) -> None:
    """Note what may also be counted of villages whose electricity is listed."""
    both = sum(v.power and v.mobile for v in mine)
    fixed = sum(v.power and v.fibre for v in mine)
    head = "Điện lưới quốc gia"
    count(case, commune, "electrified_villages_with_4g", both, head, optional=True)
    count(case, commune, "electrified_villages_with_fixed", fixed, head, optional=True)


@fifth()
def communes_as_headings_with_counts(case: Case) -> None:
    """ "I. Xã A (5 ấp)" above its villages, which are answered by "đã có" and "chưa"."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "CHI TIẾT HIỆN TRẠNG THEO TỪNG {V}")
    heads = ["Số TT", "Tên xã, phường/{v}", "Sóng 4G", "Cáp quang"]
    sheet.line(row, [heading(case, h) for h in heads])
    word = case.word.split(",", maxsplit=1)[0]
    for place, c in enumerate(case.communes, start=1):
        mine = settled(case, c)
        row += 1
        sheet.put(row, 1, f"{place}. {c.name} ({len(mine)} {word})")
        for number, v in enumerate(mine, start=1):
            row += 1
            words = ["đã có" if yes else "chưa" for yes in (v.mobile, v.fibre)]
            sheet.line(row, [number, v.name, *words])
        count(case, c, "villages", len(mine), heads[1])
        count(case, c, "villages_with_4g", sum(v.mobile for v in mine), "Sóng 4G")
        count(case, c, "villages_with_fibre", sum(v.fibre for v in mine), "Cáp quang")


@fifth()
def crosses_of_each_operator(case: Case) -> None:
    """Each village with a cross for each operator whose 4G is there."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "KẾT QUẢ RÀ SOÁT SÓNG 4G CỦA TỪNG DOANH NGHIỆP TẠI CÁC {V}")
    heads = ["STT", "Xã/phường", "Mã xã", "{V}"]
    sheet.line(row, [heading(case, h) for h in heads])
    sheet.put(row, 4, heading(case, "Có sóng 4G của"))
    sheet.merged.append((row, 4, row, 6))
    row += 1
    sheet.line(row, [heading(case, shown) for shown, _ in NAMES], at=4)
    number = 0
    for c in case.communes:
        mine = settled(case, c)
        there = [[v.mobile and case.rng.random() < 0.7 for _ in NAMES] for v in mine]
        for v, marks in zip(mine, there, strict=True):
            row, number = row + 1, number + 1
            crosses = ["x" if yes else None for yes in marks]
            sheet.line(row, [number, c.name, c.code, v.name, *crosses])
        count(case, c, "villages", len(mine), "{V}")
        for place, (shown, key) in enumerate(NAMES):
            some = sum(marks[place] for marks in there)
            count(case, c, "villages_with_4g", some, f"Có sóng 4G của|{shown}", operator=key)
        some = sum(any(marks) for marks in there)
        count(case, c, "villages_with_4g", some, "Có sóng 4G của", optional=True)


@fifth()
def strength_of_signal_in_words(case: Case) -> None:
    """Trap: 4G as "tốt", "yếu, chập chờn" and "không có"; whether weak counts is not said."""
    sheet = case.sheet("Khao sat")
    row = case.top(sheet, "CHẤT LƯỢNG SÓNG 4G TẠI CÁC {V} DO UBND CẤP XÃ ĐÁNH GIÁ")
    sheet.line(row, [heading(case, h) for h in ("STT", "Xã", "Tên {v}", "Chất lượng sóng 4G")])
    number = 0
    for c in case.communes:
        mine = settled(case, c)
        words = ["tốt" if v.fibre else "yếu, chập chờn" if v.mobile else "không có" for v in mine]
        for v, word in zip(mine, words, strict=True):
            row, number = row + 1, number + 1
            sheet.line(row, [number, c.name, v.name, word])
        count(case, c, "villages", len(mine), "Tên {v}")
        some = len(mine) - words.count("không có")
        count(case, c, "villages_with_4g", some, "Chất lượng sóng 4G", optional=True)


@fifth()
def only_villages_that_wait_for_fibre(case: Case) -> None:
    """Trap: lists only the villages without fibre; what is not listed has it."""
    sheet = case.sheet("PL 01")
    row = case.top(
        sheet,
        "PHỤ LỤC 01: DANH SÁCH {V} CHƯA CÓ HẠ TẦNG CÁP QUANG",
        more=("(Kèm theo Công văn số 1420/SKHCN-BCVT ngày 06/10/2025)",),
    )
    heads = ("STT", "Tên {v}", "Thuộc xã, phường", "Số hộ", "Có điện lưới", "Lý do chưa đầu tư")
    sheet.line(row, [heading(case, h) for h in heads])
    number = 0
    reasons = ("Địa hình chia cắt", "Dân cư thưa thớt", "Chưa có cột treo cáp")
    for c in case.communes:
        for v in settled(case, c):
            if not v.fibre:
                row, number = row + 1, number + 1
                power = "Có" if v.power else "Không"
                reason = reasons[number % len(reasons)]
                sheet.line(row, [number, v.name, c.name, v.households, power, reason])


@fifth()
def villages_in_the_dark_with_plan(case: Case) -> None:
    """Trap: the villages without a signal, with the year in which a station is to come."""
    sheet = case.sheet("Trang song")
    row = case.top(sheet, "DANH SÁCH {V} TRẮNG SÓNG DI ĐỘNG VÀ LỘ TRÌNH PHỦ SÓNG")
    heads = ("STT", "Xã, phường", "Tên {v}", "Năm dự kiến phủ sóng 4G", "Doanh nghiệp được giao")
    sheet.line(row, [heading(case, h) for h in heads])
    number = 0
    for c in case.communes:
        dark = [v for v in settled(case, c) if not v.mobile]
        for v in dark:
            row, number = row + 1, number + 1
            firm = NAMES[number % len(NAMES)][0]
            sheet.line(row, [number, c.name, v.name, 2026 + number % 3, firm])
        optional = not dark
        count(case, c, "villages_without_signal", len(dark), "Tên {v}", optional=optional)


@fifth()
def all_covered_or_how_many_not(case: Case) -> None:
    """Trap: "100% ấp có sóng 4G?" answered by yes or no, and the number that lacks it if no."""
    sheet = case.sheet("Tra loi")
    row = case.top(sheet, "TỔNG HỢP TRẢ LỜI PHIẾU CỦA CÁC XÃ, PHƯỜNG", office="")
    heads = ("STT", "Đơn vị", "Tổng số {v}", "100% {v} đã có sóng 4G? (Có/Không)",
             "Nếu Không: số {v} chưa có sóng 4G")  # fmt: skip
    sheet.line(row, [heading(case, h) for h in heads])
    for number, c in enumerate(case.communes, start=1):
        row += 1
        all_ = take(case, c, "villages", heads[2])
        some = c.figures["villages_with_4g"]
        whole = some == all_
        sheet.line(row, [number, c.name, all_, "Có" if whole else "Không",
                         None if whole else all_ - some])  # fmt: skip
        count(case, c, "villages_with_4g", some, heads[4], optional=True)


@fifth()
def list_filtered_to_some_districts(case: Case) -> None:
    """A filter on the district is on: the other rows are hidden, their figures still there."""
    sheet = case.sheet("Loc")
    row = case.top(sheet, "THEO DÕI HỘ GIA ĐÌNH CÓ CÁP QUANG")
    heads = ["STT", "Xã/phường", "Mã", "Huyện trước sắp xếp", "Tổng số hộ",
             "Hộ đã lắp đặt internet cáp quang"]  # fmt: skip
    sheet.line(row, heads)
    shown = {c.district for c in case.communes[:3]}
    for number, c in enumerate(case.communes, start=1):
        row += 1
        hidden = c.district not in shown
        if hidden:
            sheet.hidden_rows.add(row)
        homes = take(case, c, "households", heads[4], optional=hidden)
        fibre = take(case, c, "households_subscribed", heads[5], optional=hidden)
        sheet.line(row, [number, c.name, c.code, c.district, homes, fibre])


@fifth()
def sheet_of_each_district_with_indicators_as_rows(case: Case) -> None:
    """A sheet for each former district: indicators below each other, communes side by side."""
    rows = (
        ("1", "Dân số", "người", "population"),
        ("2", "Dân số được phủ sóng 4G", "người", "people_4g"),
        ("3", "Số hộ dân", "hộ", "households"),
        ("4", "Số hộ sử dụng cáp quang", "hộ", "households_subscribed"),
    )
    ordered = case.ordered(by_district=True)
    for place, district in enumerate(dict.fromkeys(c.district for c in ordered), start=1):
        mine = [c for c in ordered if c.district == district]
        sheet = case.sheet(f"Biểu {place}")
        sheet.put(0, 0, f"SỐ LIỆU KHU VỰC {district.upper()} (CŨ)")
        sheet.put(1, 0, "Tính đến 30/9/2025")
        sheet.line(3, ["TT", "Chỉ tiêu", "ĐVT", *(c.name for c in mine), "Cộng"])
        for row, (number, shown, unit, what) in enumerate(rows, start=4):
            given = [take(case, c, what, shown) for c in mine]
            sheet.line(row, [number, shown, unit, *given, sum(given)])


@fifth()
def dash_nought_blank_and_cross(case: Case) -> None:
    """Stations of 5G as a number, 0, "-", nothing and "x"; nothing below explains them."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "SỐ TRẠM 5G CÁC XÃ, PHƯỜNG BÁO VỀ", office="")
    heads = ("STT", "Xã, phường", "Mã xã", "Dân số", "Số trạm 5G")
    sheet.line(row, [heading(case, h) for h in heads])
    for number, c in enumerate(case.communes, start=1):
        row += 1
        people = take(case, c, "population", "Dân số")
        stations: Any = c.figures["stations_5g"]
        if not stations and number % 2:
            stations = "-"
            count(case, c, "stations_5g", 0, "Số trạm 5G", optional=True)
        elif number % 8 == 5:
            stations = "x" if number % 16 == 5 else None
            count(case, c, "stations_5g", None, "Số trạm 5G")
        else:
            stations = take(case, c, "stations_5g", "Số trạm 5G")
        sheet.line(row, [number, c.name, c.code, people, stations])
