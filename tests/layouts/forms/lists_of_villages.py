"""A row for each village, answered by crosses, words or numbers."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any

from tests.layouts.columns import Column
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.groups import numbered_districts, roman, sums_of_cells
from tests.layouts.notes import count, perhaps
from tests.layouts.registry import layout
from tests.layouts.rows import heading, headings, heads, read
from tests.layouts.truths import Entry
from tests.layouts.villages import listed_villages, settled
from tests.layouts.who_and_when import FULL_OPERATORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune
    from tests.layouts.villages import Village


def merge_equal(sheet: Sheet, column: int, starts: list[int]) -> None:
    """Merge a column's cells from each start to the line before the next."""
    sheet.merged += [(a, column, b - 1, column) for a, b in pairwise(starts) if b - a > 1]


def note_power(case: Case, commune: Commune, mine: list[Village]) -> None:
    """Note what may also be counted of villages whose electricity is listed."""
    both = sum(v.power and v.mobile for v in mine)
    fixed = sum(v.power and v.fibre for v in mine)
    head = "Điện lưới quốc gia"
    count(case, commune, "electrified_villages_with_4g", both, head, optional=True)
    count(case, commune, "electrified_villages_with_fixed", fixed, head, optional=True)


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


@layout()
def village_list(case: Case) -> None:
    """A row for each village, with a yes or a cross for 4G and fibre; communes merged down."""
    sheet = case.sheet("Danh sach")
    row = case.top(sheet, "DANH SÁCH " + case.word.upper())
    sheet.line(
        row,
        ["TT", "Xã/phường", "Mã xã", case.say("Tên {v}"), "Số hộ", "Số nhân khẩu", "Có sóng 4G"],
    )
    case.truth.villages = []
    number = 0
    for commune in case.communes:
        sums = {"villages": 0, "villages_with_4g": 0, "households": 0, "population": 0}
        for village in VILLAGE_NAMES[case.province][: case.rng.randint(2, 4)]:
            row, number = row + 1, number + 1
            homes = case.rng.randint(20, 190)
            people = homes * 4 + case.rng.randint(0, 40)
            signal = case.rng.choice(["Có", "Có", "Không"])
            sheet.line(row, [number, commune.name, commune.code, village, homes, people, signal])
            case.truth.villages.append([commune.code, village, homes, people])
            for what, more in zip(sums, (1, signal == "Có", homes, people), strict=True):
                sums[what] += int(more)
        # Sums over the villages listed may be made, or not.
        for what, value in sums.items():
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout()
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


@layout()
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


@layout()
def villages_yes_and_no(case: Case) -> None:
    """ "Có" and "Không" for 4G, 5G left out, fibre; with the former district in a column."""
    sheet = case.sheet("Danh sách")
    row = case.top(sheet, "BIỂU TỔNG HỢP HẠ TẦNG SỐ CÁC {V}")
    up = case.say("{V}")
    labels = ["STT", "Huyện (cũ)", "Xã", up, "Số hộ", "Dân số", "Sóng 4G", "Cáp quang"]
    sheet.line(row, labels)
    number = 0
    for commune in case.communes:
        rows = listed_villages(case)
        note_villages(case, commune, rows)
        for place, (village, homes, people, signal, fibre) in enumerate(rows):
            row, number = row + 1, number + 1
            marks = ["Có" if each == "yes" else "Không" for each in (signal, fibre)]
            own = [commune.district, commune.name] if place == 0 else [None, None]
            sheet.line(row, [number, *own, village, homes, people, *marks])


@layout()
def villages_with_ones_and_zeros(case: Case) -> None:
    """1 and 0 for 4G, names of communes abbreviated on each row."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "KẾT QUẢ RÀ SOÁT PHỦ SÓNG ĐẾN {V}")
    labels = [
        "TT",
        "Địa phương",
        case.say("Tên {v}"),
        "Số nhân khẩu",
        "Phủ sóng 4G (1: có, 0: không)",
    ]
    sheet.line(row, labels)
    number = 0
    for commune in case.communes:
        rows = listed_villages(case)
        case.truth.villages = case.truth.villages or []
        for village, _, people, signal, _ in rows:
            row, number = row + 1, number + 1
            name = case.name(commune, "abbreviated")
            sheet.line(row, [number, name, village, people, int(signal == "yes")])
            case.truth.villages.append([commune.code, village, None, people])
        covered = sum(each[3] == "yes" for each in rows)
        for what, value in (
            ("villages", len(rows)), ("villages_with_4g", covered),
            ("population", sum(each[2] for each in rows)),
        ):  # fmt: skip
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout()
def villages_without_signal_beneath(case: Case) -> None:
    """Villages without a signal beneath their communes, which have no number and no figures."""
    labels = ["TT", "Xã, phường/{v}", "Số hộ", "Số nhân khẩu", "Ghi chú"]
    villages_below(case, "DANH SÁCH {V} CHƯA CÓ SÓNG 4G", labels, roman=False, signal=False)


@layout()
def villages_with_crosses_beneath(case: Case) -> None:
    """All villages beneath their communes, a cross for those with 4G."""
    labels = ["STT", "Tên xã, {v}", "Số hộ", "Dân số", "Có sóng 4G"]
    villages_below(
        case, "RÀ SOÁT SÓNG 4G TẠI CÁC {V}", labels, roman=False, signal=True, office="SỞ KH&CN"
    )


@layout()
def villages_beneath_roman_numbers(case: Case) -> None:
    """The same with roman numbers at some communes; the heading says "Địa bàn"."""
    labels = ["TT", "Địa bàn", "Số hộ", "Số khẩu", "Có sóng di động 4G (x)"]
    villages_below(case, "TỔNG HỢP {V}", labels, roman=True, signal=True)


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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
        note_power(case, c, mine)
        count(case, c, "households", sum(v.households for v in mine), "Số hộ", optional=True)
    merge_equal(sheet, 1, starts)


@layout()
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


@layout()
def crosses_of_each_operator(case: Case) -> None:
    """Each village with a cross for each operator whose 4G is there."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "KẾT QUẢ RÀ SOÁT SÓNG 4G CỦA TỪNG DOANH NGHIỆP TẠI CÁC {V}")
    heads = ["STT", "Xã/phường", "Mã xã", "{V}"]
    sheet.line(row, [heading(case, h) for h in heads])
    sheet.put(row, 4, heading(case, "Có sóng 4G của"))
    sheet.merged.append((row, 4, row, 6))
    row += 1
    sheet.line(row, [heading(case, shown) for shown, _ in FULL_OPERATORS], at=4)
    number = 0
    for c in case.communes:
        mine = settled(case, c)
        there = [[v.mobile and case.rng.random() < 0.7 for _ in FULL_OPERATORS] for v in mine]
        for v, marks in zip(mine, there, strict=True):
            row, number = row + 1, number + 1
            crosses = ["x" if yes else None for yes in marks]
            sheet.line(row, [number, c.name, c.code, v.name, *crosses])
        count(case, c, "villages", len(mine), "{V}")
        for place, (shown, key) in enumerate(FULL_OPERATORS):
            some = sum(marks[place] for marks in there)
            count(case, c, "villages_with_4g", some, f"Có sóng 4G của|{shown}", operator=key)
        some = sum(any(marks) for marks in there)
        count(case, c, "villages_with_4g", some, "Có sóng 4G của", optional=True)


@layout()
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


@layout()
def villages_with_homes_and_people_to_count(case: Case) -> None:
    """Every village a row with homes, people, signal and fibre as ones; the last row adds up."""
    sheet = case.sheet("DS thon")
    row = case.top(sheet, f"DANH SÁCH {case.word.upper()} VÀ TÌNH TRẠNG HẠ TẦNG SỐ")
    labels = ["STT", "Xã, phường", "Tên {v}", "Số hộ", "Số nhân khẩu", "Sóng 4G (1: có, 0: không)",
              "Cáp quang (1: có, 0: không)"]  # fmt: skip
    row = headings(case, sheet, row, labels)
    number = 0
    sums = [0, 0, 0, 0]
    for commune in case.communes:
        mine = [0, 0, 0, 0]
        names = VILLAGE_NAMES[case.province]
        for village in names:
            number += 1
            homes = 40 + (int(commune.code) * 7 + number * 13) % 160
            figures = [homes, homes * 4 + number % 9, int(number % 6 != 0), int(number % 4 != 0)]
            sheet.line(row, [number, commune.name, village, *figures])
            mine = [a + b for a, b in zip(mine, figures, strict=True)]
            row += 1
        sums = [a + b for a, b in zip(sums, mine, strict=True)]
        perhaps(case, commune, villages=len(names), households=mine[0], population=mine[1],
                villages_with_4g=mine[2], villages_with_fibre=mine[3])  # fmt: skip
    sheet.line(row, [None, None, f"Tổng cộng: {number}", *sums])


@layout()
def signal_of_villages_in_the_clerks_words(case: Case) -> None:
    """All villages with homes and people; "Chỉ gọi được 2G", "4G ổn định" in the remarks."""
    sheet = case.sheet("DS")
    row = case.top(sheet, f"DANH SÁCH TOÀN BỘ {case.word.upper()} VÀ TÌNH HÌNH SÓNG DI ĐỘNG")
    village = case.say("Tên {v}")
    row = headings(
        case, sheet, row, ["TT", "Xã, phường", village, "Số hộ", "Số khẩu", "Tình hình sóng 4G"]
    )
    good = ("Có 4G ổn định", "Có 4G, dùng tốt", "Đã có 4G từ năm 2023")
    bad = ("Chưa có 4G, chỉ gọi được 2G", "Không có sóng", "Chưa có 4G")
    case.truth.villages = []
    number = 0
    for c in case.communes:
        sums = {"villages": 0, "villages_with_4g": 0, "households": 0, "population": 0}
        for name in VILLAGE_NAMES[case.province][: case.rng.randint(2, 4)]:
            homes = case.rng.randint(25, 180)
            people = homes * 4 + case.rng.randint(0, 30)
            covered = case.rng.random() < 0.7
            told = case.rng.choice(good if covered else bad)
            number += 1
            sheet.line(row, [number, c.name, name, homes, people, told])
            case.truth.villages.append([c.code, name, homes, people])
            for what, more in zip(sums, (1, int(covered), homes, people), strict=True):
                sums[what] += more
            row += 1
        for what, value in sums.items():
            case.truth.note(c.code, what, Entry(value, optional=True))


@layout()
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
    for number, district, some in numbered_districts(case):
        letter = ("" if number <= 26 else "A") + chr(64 + (number - 1) % 26 + 1)
        sheet.line(row, [letter, f"{district} (cũ)", *sums_of_cells(columns, some)])
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


@layout()
def villages_with_a_strong_weak_or_no_signal(case: Case) -> None:
    """A cross under "Tốt", "Yếu", "Không có" for each village; "Cộng" counts; a legend."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, f"RÀ SOÁT SÓNG 4G TẠI CÁC {case.word.upper()}")
    sheet.line(row, ["STT", case.say("Xã/{v}"), "Số hộ", "Số khẩu", "Sóng 4G"])
    sheet.merged.append((row, 4, row, 6))
    sheet.line(row + 1, ["Tốt", "Yếu", "Không có"], at=4)
    row += 2
    case.truth.villages = []
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, f"{c.name} ({c.code})"])
        row += 1
        counts, homes, people = [0, 0, 0], 0, 0
        names = VILLAGE_NAMES[case.province][: case.rng.randint(3, 4)]
        for number, village in enumerate(names, start=1):
            own = case.rng.randint(30, 180)
            persons, level = own * 4 + case.rng.randint(0, 30), case.rng.choice((0, 0, 1, 2))
            marks = ["x" if level == at else None for at in range(3)]
            sheet.line(row, [f"{place}.{number}", village, own, persons, *marks])
            case.truth.villages.append([c.code, village, own, persons])
            counts[level] += 1
            homes, people, row = homes + own, people + persons, row + 1
        sheet.line(row, [None, f"Cộng: {len(names)}", homes, people, *counts])
        row += 1
        for what, value in (
            ("villages", len(names)), ("villages_with_4g", counts[0] + counts[1]),
            ("households", homes), ("population", people),
        ):  # fmt: skip
            case.truth.note(c.code, what, Entry(value, optional=True))
    sheet.put(row + 1, 0, "Ghi chú: nơi có sóng yếu vẫn tính là có sóng 4G.")
