"""The communes before July 2025 beside, beneath or within those of today."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from dxanalysis.units.crosswalk import load_links
from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.groups import roman, sums
from tests.layouts.notes import noted, say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, merge_down, read
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import SPRING, older

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


SECOND = ("Đồng Tiến", "Hòa Lạc", "Vĩnh Thịnh", "Tân Phú", "Yên Sơn")


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


def thirds(value: int) -> tuple[int, int, int]:
    """Divide a count among three former communes."""
    first, second = value // 2, value // 3
    return first, second, value - first - second


def ground(what: str, which: int) -> Callable[[Commune], int]:
    """Work out the part of a former commune."""
    return lambda c: thirds(c.figures[what])[which]


@layout()
def old_communes_beneath(case: Case) -> None:
    """Each new commune in bold with its figures, the old communes that it was made of beneath."""
    sheet = case.sheet("Hop nhat")
    row = case.top(sheet, "SỐ LIỆU SAU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH")
    labels = ["STT", "Đơn vị hành chính", "Mã xã", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    for place, commune in enumerate(case.communes, start=1):
        row += 1
        figures = commune.figures
        sheet.line(
            row,
            [
                place,
                commune.name.upper(),
                commune.code,
                figures["population"],
                figures["people_4g"],
            ],
        )
        case.truth.note(commune.code, "population", Entry(figures["population"]), heading=labels[3])
        case.truth.note(commune.code, "people_4g", Entry(figures["people_4g"]), heading=labels[4])
        parts = list(links.loc[links["to_code"] == commune.code, "from_code"])
        for n, part in enumerate(parts):
            row += 1
            share = [v // len(parts) for v in (figures["population"], figures["people_4g"])]
            sheet.line(row, ["-", f"{before.get(part, part)} (cũ)", None, *share])
            if n == len(parts) - 1:
                used = [
                    v - (v // len(parts)) * n for v in (figures["population"], figures["people_4g"])
                ]
                sheet.line(row, used, at=3)


@layout()
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


@layout()
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
        sheet.line(row, [roman(number), f"{commune.name} (mới)", people, homes])
        parts = older(commune)
        for place, (_, name) in enumerate(parts, start=1):
            row += 1
            share = [whole // len(parts) for whole in (people, homes)]
            if place == len(parts):
                share = [whole - (whole // len(parts)) * (place - 1) for whole in (people, homes)]
            sheet.line(row, [place, name, *share])


@layout(as_of="2024-12-31", vintage="2025-02")
def table_by_former_communes(case: Case) -> None:
    """A table by the communes before July 2025, declared to be one."""
    by_former_communes(case, declared=True)


@layout(as_of=None, errors_due=True)
def former_communes_not_declared(case: Case) -> None:
    """The same, declared to be by today's communes: many names and codes are the same."""
    by_former_communes(case, declared=False)


@layout()
def new_commune_after_its_old_ones(case: Case) -> None:
    """The former communes first, marked "(cũ)", then the commune of today as their sum."""
    sheet = case.sheet("Hop nhat")
    row = case.top(sheet, "SỐ LIỆU CỦA CÁC XÃ SAU SÁP NHẬP")
    labels = ["STT", "Đơn vị", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        whole = [
            say(case, commune, "population", labels[2]),
            say(case, commune, "people_4g", labels[3]),
        ]
        sheet.line(row + 1, [number, commune.name, *whole])
        parts = older(commune)
        row += 1
        for place, (_, name) in enumerate(parts, start=1):
            row += 1
            share = [each // len(parts) for each in whole]
            if place == len(parts):
                share = [each - (each // len(parts)) * (place - 1) for each in whole]
            sheet.line(row, [f"{number}.{place}", f"{name} (cũ)", *share])


@layout()
def old_communes_merged_beside(case: Case) -> None:
    """The commune of today and its figures merged over a line for each former commune."""
    sheet = case.sheet("DVHC")
    row = case.top(sheet, "TỔNG HỢP SAU SẮP XẾP")
    labels = ["TT", "Xã, phường", "Dân số", "Số trạm 4G", "Đơn vị hành chính trước sắp xếp"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        people = say(case, commune, "population", labels[2])
        stations = say(case, commune, "stations_4g", labels[3])
        for place, (_, name) in enumerate(older(commune) or [("", commune.name)]):
            row += 1
            sheet.put(row, 4, name)
            if place == 0:
                sheet.line(row, [number, commune.name, people, stations])
        if row > first:
            merge_down(sheet, (first, row), (0, 1, 2, 3))


@layout(as_of=None)
def former_communes_in_rows_beside(case: Case) -> None:
    """The commune of today merged over a row for each former one, whose figures they are."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "RÀ SOÁT SỐ LIỆU XÃ CŨ TRONG XÃ MỚI")
    labels = ["STT", "Xã mới", "Xã cũ", "Dân số", "Dân số phủ sóng 4G"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        parts = older(commune)
        sums = {"population": 0, "people_4g": 0}
        for _, name in parts:
            row += 1
            own = [number, commune.name] if row == first else [None, None]
            people = case.rng.randint(1500, 6000)
            covered = int(people * case.rng.uniform(0.6, 1))
            sums["population"] += people
            sums["people_4g"] += covered
            sheet.line(row, [*own, name, people, covered])
        if row > first:
            sheet.merged += [(first, column, row, column) for column in (0, 1)]
        for what, value in sums.items():
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout()
def whole_repeated_for_each_former_commune(case: Case) -> None:
    """A row for each former commune; the figures of the commune of today repeated on each."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, "BẢNG ĐỐI CHIẾU XÃ CŨ - XÃ MỚI VÀ SỐ LIỆU CỦA XÃ MỚI")
    titles = ("Dân số của xã mới", "Số trạm 4G của xã mới")
    sheet.line(row, ["STT", "Xã, phường trước sắp xếp", "Thuộc xã, phường mới", *titles])
    case.truth.all_headings |= set(titles)
    number = 0
    for commune in case.communes:
        people = say(case, commune, "population", titles[0])
        stations = say(case, commune, "stations_4g", titles[1])
        for _, name in older(commune) or [("", commune.name)]:
            number += 1
            sheet.line(row + number, [number, name, commune.name, people, stations])


@layout()
def former_communes_with_dashes_beneath(case: Case) -> None:
    """ "XÃ A" with a number and its sums, beneath it "- Xã B (cũ)" with the parts."""
    sheet = case.sheet("Sau SX")
    row = case.top(sheet, "DÂN SỐ, HỘ GIA ĐÌNH CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    wanted = {"Dân số (người)": "population", "Số hộ (hộ)": "households",
              case.say("Số {v}"): "villages"}  # fmt: skip
    sheet.line(row, ["STT", "Xã, phường mới/ĐVHC cũ", *wanted])
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row, [number, commune.name.upper(), *figures])
        old = older(commune)
        for place, (_, name) in enumerate(old if len(old) > 1 else []):
            row += 1
            last = place == len(old) - 1
            cut = [f // len(old) for f in figures]
            rest = [f - (len(old) - 1) * c for f, c in zip(figures, cut, strict=True)]
            sheet.line(row, [None, f"- {name} (cũ)", *(rest if last else cut)])
    case.truth.all_headings |= set(wanted)


@layout()
def communes_before_on_the_left_today_on_the_right(case: Case) -> None:
    """Left: communes before 01/7/2025 with people and homes; right, merged: those of today."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, "ĐỐI CHIẾU DÂN SỐ, SỐ HỘ TRƯỚC VÀ SAU SẮP XẾP", office="")
    sheet.line(row, [None, "Trước 01/7/2025", None, None, "Hiện nay (30/9/2025)"])
    sheet.merged += [(row, 1, row, 3), (row, 4, row, 6)]
    new = ["Dân số", "Số hộ"]
    row = headings(
        case, sheet, row + 1, ["STT", "Xã, phường cũ", *new, "Thuộc xã, phường mới", *new]
    )
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    number = 0
    for c in case.communes:
        own = [
            noted(case, c, what, f"Hiện nay (30/9/2025)|{head}")
            for what, head in zip(("population", "households"), new, strict=True)
        ]
        former = sorted(set(links.loc[links["to_code"] == c.code, "from_code"])) or [c.code]
        for at, code in enumerate(former):
            number += 1
            parts = [int(0.97 * v) // len(former) for v in own]
            split = "(một phần)" if (links["from_code"] == code).sum() > 1 else ""
            name = f"{before.get(code, c.name)} {split}".strip()
            sheet.line(row + at, [number, name, *parts])
        sheet.line(row, [c.name, *own], at=4)
        last = row + len(former) - 1
        if last > row:
            sheet.merged += [(row, at, last, at) for at in (4, 5, 6)]
        row = last + 1


@layout(as_of="2025-10-31")
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


@layout(as_of=SPRING)
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


@layout()
def what_was_merged_in_a_column(case: Case) -> None:
    """ "Thành lập trên cơ sở" names the old communes in a cell; all figures are of the new."""
    sheet = case.sheet("Xa moi")
    row = case.top(sheet, "SỐ LIỆU CƠ BẢN CỦA CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Column("Số {v} hiện nay", "villages"),
        Column("Số {v} có Internet cáp quang", "villages_with_fibre"),
        Column("Hộ gia đình có thể lắp cáp quang", "households_passed"),
    ]
    lead = ["STT", "Mã số", "Xã, phường mới", "Thành lập trên cơ sở (trước 01/7/2025)"]
    row = headings(case, sheet, row, [*lead, *(c.heading for c in columns)])
    for place, c in enumerate(case.communes):
        names = ", ".join(name for _, name in older(c))
        enter(case, sheet, row, c, columns, [place + 1, c.code, c.name, names], place)
        row += 1


@layout()
def sheets_of_operator_and_technology_with_former_communes(case: Case) -> None:
    """ "VTT_4G", "VNPT_5G" …: the commune, beneath it its former ones with dashes; sum first."""
    for short, code in (("VTT", "viettel"), ("VNPT", "vnpt")):
        for g in ("4G", "5G"):
            sheet = case.sheet(f"{short}_{g}")
            sheet.put(1, 2, "SỐ TRẠM VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG")
            sheet.put(2, 2, "Thời điểm: 30/9/2025")
            columns = [
                Column("Số trạm", f"stations_{g.lower()}", operator=code),
                Column("Dân số được phủ sóng", f"people_{g.lower()}", operator=code),
            ]
            lead = ["STT", "Xã, phường mới / xã, phường, thị trấn cũ"]
            sheet.line(4, [*lead, *(c.heading for c in columns)], at=2)
            case.truth.all_headings |= {*lead, *(c.heading for c in columns)}
            sheet.line(5, ["TOÀN TỈNH", *sums(columns, case.communes)], at=3)
            row = 6
            for place, c in enumerate(case.communes):
                enter(case, sheet, row, c, columns, [None, None, place + 1, c.name.upper()])
                whole = [int(k.number(c, k.gives)) for k in columns]
                parts = [value * 2 // 5 for value in whole]
                others = [a - b for a, b in zip(whole, parts, strict=True)]
                sheet.line(row + 1, [f"- Xã {c.short} (cũ)", *parts], at=3)
                sheet.line(row + 2, [f"- Xã {SECOND[place % len(SECOND)]} (cũ)", *others], at=3)
                row += 3


@layout()
def three_old_communes_across_and_their_sum(case: Case) -> None:
    """ "Xã cũ thứ nhất", "… thứ hai", "… thứ ba", "Toàn xã, phường mới" below 4G, 5G, homes."""
    sheet = case.sheet("Theo dia ban cu")
    row = case.top(sheet, "SỐ LIỆU THEO ĐỊA BÀN CÁC XÃ TRƯỚC SẮP XẾP")

    def former(c: Commune) -> str:
        first = int(c.code)
        return "; ".join(SECOND[(first + n) % len(SECOND)] for n in range(3))

    columns: list[Column] = [Worked("Tên các xã cũ (theo thứ tự)", make=former)]
    for text, what in (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    ):
        columns += [
            Worked(f"{text}|Xã cũ thứ {word}", make=ground(what, which))
            for which, word in enumerate(("nhất", "hai", "ba"))
        ]
        columns.append(Column(f"{text}|Toàn xã, phường mới", what))
    case.table(sheet, columns, Form(name="Xã, phường mới"), at=row)
    case.foot(sheet)
