"""Several rows for each commune: one for each operator, technology, quarter or indicator."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.columns import Column, comma, dots
from tests.layouts.groups import districts, sums
from tests.layouts.notes import noted, say, take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, merge_down, read
from tests.layouts.shared_columns import Past
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import (
    DECEMBER,
    FOUR_OPERATORS,
    JULY,
    LAST_JULY,
    OPERATOR_KEYS,
    OPERATORS,
    SEPTEMBER,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.layouts.cases import Case


PEOPLE_BY = ("Dân số phủ sóng 4G (người)", "Dân số phủ sóng 5G (người)")


def long_lines(case: Case, labels: Sequence[str], *, codes: bool, merged: bool) -> None:
    """Write a row for each commune, operator and technology; the commune named once."""
    sheet = case.sheet("Du lieu")
    row = case.top(sheet, "DỮ LIỆU PHỦ SÓNG CỦA CÁC DOANH NGHIỆP")
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        for shown, key in OPERATORS:
            row += 1
            lead = [number, commune.name, *([commune.code] if codes else [])]
            own: list[object] = [*lead] if row == first else [None] * len(lead)
            figures = [
                say(case, commune, what, label, key)
                for what, label in zip(("people_4g", "people_5g"), labels[-2:], strict=True)
            ]
            sheet.line(row, [*own, shown, *figures])
        if merged:
            width = 3 if codes else 2
            sheet.merged += [(first, column, row, column) for column in range(width)]


@layout()
def long_by_technology(case: Case) -> None:
    """A row for each commune and technology."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "Số liệu phủ sóng theo công nghệ", office="")
    sheet.line(row, ["STT", "Mã xã", "Tên xã", "Công nghệ", "Dân số", "Dân số được phủ sóng"])
    number = 0
    for commune in case.communes:
        for generation in ("4G", "5G"):
            row, number = row + 1, number + 1
            people = commune.figures[f"people_{generation.lower()}"]
            population = commune.figures["population"]
            sheet.line(row, [number, commune.code, commune.name, generation, population, people])
            what = f"people_{generation.lower()}"
            case.truth.note(commune.code, what, Entry(people), heading="Dân số được phủ sóng")
        case.truth.note(commune.code, "population", Entry(population), heading="Dân số")


@layout()
def long_by_indicator(case: Case) -> None:
    """A row for each commune and indicator: name of the indicator, value, unit."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "BẢNG CHỈ TIÊU HẠ TẦNG SỐ CẤP XÃ", right=3)
    sheet.line(row, ["Mã xã", "Xã/phường", "Chỉ tiêu", "Đơn vị tính", "Giá trị"])
    wanted = (
        ("Dân số", "người", "population"),
        ("Dân số được phủ sóng 4G", "người", "people_4g"),
        (case.say("Số {v}"), case.word.split(",")[0], "villages"),
        (case.say("Số {v} có cáp quang"), case.word.split(",")[0], "villages_with_fibre"),
    )
    for commune in case.communes:
        for label, unit, what in wanted:
            row += 1
            value = commune.figures[what]
            sheet.line(row, [commune.code, commune.name, label, unit, value])
            case.truth.note(commune.code, what, Entry(value), heading=label)


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
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


@layout()
def long_by_operator_and_technology(case: Case) -> None:
    """Commune, operator, technology, stations, people: three rows of keys to each figure."""
    sheet = case.sheet("Data")
    sheet.put(0, 0, "Cập nhật 30/9/2025")
    labels = ["ID", "Phường/xã", "Doanh nghiệp", "Loại mạng", "Số trạm", "Số dân được phủ sóng"]
    sheet.line(2, labels)
    row = 2
    for commune in case.communes:
        for shown, key in OPERATORS[:2]:
            for generation in ("4G", "5G"):
                row += 1
                g = generation.lower()
                stations = say(case, commune, f"stations_{g}", labels[4], key)
                people = say(case, commune, f"people_{g}", labels[5], key)
                sheet.line(row, [row - 2, commune.name, shown, generation, stations, people])


@layout()
def long_by_year_and_quarter(case: Case) -> None:
    """The year in one column, the quarter in another."""
    sheet = case.sheet("So lieu")
    labels = ["Năm", "Quý", "Mã xã", "Xã, phường", "Tổng số hộ", "Số hộ thuê bao cáp quang"]
    sheet.line(0, labels)
    row = 0
    for quarter, as_of in (("II", "2025-06-30"), ("III", "")):
        for commune in case.communes:
            row += 1
            homes = say(case, commune, "households", labels[4], "", as_of)
            served = say(case, commune, "households_subscribed", labels[5], "", as_of)
            sheet.line(row, [2025, quarter, commune.code, commune.name, homes, served])


@layout()
def sections_by_operator(case: Case) -> None:
    """All communes under "A. VIETTEL", then under "B. VNPT", with a sum in each line."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM BTS CỦA CÁC NHÀ MẠNG")
    labels = ["STT", "Tên xã, phường", "Trạm 4G", "Trạm 5G"]
    sheet.line(row, labels)
    for letter, (shown, key) in zip("ABC", OPERATORS, strict=True):
        row += 1
        sums = [
            sum(c.value(f"stations_{g}", operator=key) for c in case.communes) for g in ("4g", "5g")
        ]
        sheet.line(row, [letter, shown.upper(), *sums])
        for number, commune in enumerate(case.communes, start=1):
            row += 1
            figures = [
                say(case, commune, f"stations_{g}", label, key)
                for g, label in (("4g", labels[2]), ("5g", labels[3]))
            ]
            sheet.line(row, [number, commune.name, *figures])


@layout()
def technologies_beneath_each_commune(case: Case) -> None:
    """The commune with its people, "4G" and "5G" in the lines beneath with theirs."""
    sheet = case.sheet("Bang 4")
    row = case.top(sheet, "BẢNG 4. PHỦ SÓNG DI ĐỘNG THEO CÔNG NGHỆ")
    labels = ["STT", "Xã/Công nghệ", "Số trạm", "Dân số được phủ sóng"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        sheet.line(row, [number, commune.name])
        for generation in ("4G", "5G"):
            row += 1
            g = generation.lower()
            stations = say(case, commune, f"stations_{g}", labels[2])
            people = say(case, commune, f"people_{g}", labels[3])
            sheet.line(row, [None, f"- Mạng {generation}", stations, people])


@layout()
def indicators_by_commune_operators_across(case: Case) -> None:
    """The commune merged over a row for each indicator; a column for each operator."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "SỐ LIỆU CÁC DOANH NGHIỆP THEO XÃ", right=6)
    sheet.line(row, ["TT", "Xã/phường", "Chỉ tiêu", *[shown for shown, _ in OPERATORS]])
    wanted = (
        ("Số trạm 4G", "stations_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Dân số được phủ sóng 4G", "people_4g"),
    )
    for number, commune in enumerate(case.communes, start=1):
        first = row + 1
        for label, what in wanted:
            row += 1
            own = [number, commune.name] if row == first else [None, None]
            figures = [
                say(case, commune, what, f"{shown}|{label}", key) for shown, key in OPERATORS
            ]
            sheet.line(row, [*own, label, *figures])
        merge_down(sheet, (first, row), (0, 1))


@layout()
def long_by_operator_code_behind(case: Case) -> None:
    """The commune and its code merged over a row for each operator, named in the next column."""
    labels = ["STT", "Tên xã", "Mã xã", "Doanh nghiệp", *PEOPLE_BY]
    long_lines(case, labels, codes=True, merged=True)


@layout()
def long_by_operator_named_once(case: Case) -> None:
    """The same without merged cells: name and code in the first row only."""
    labels = ["STT", "Tên xã", "Mã xã", "Nhà mạng", *PEOPLE_BY]
    long_lines(case, labels, codes=True, merged=False)


@layout()
def long_by_operator_before_the_name(case: Case) -> None:
    """The operator in the first column, then code and name, on each row."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu tháng 9/2025")
    labels = ["Nhà mạng", "Mã xã", "Tên xã", *PEOPLE_BY]
    sheet.line(2, labels)
    row = 2
    for shown, key in OPERATORS:
        for commune in case.communes:
            row += 1
            figures = [
                say(case, commune, what, label, key)
                for what, label in zip(("people_4g", "people_5g"), labels[-2:], strict=True)
            ]
            sheet.line(row, [shown, commune.code, commune.name, *figures])


@layout()
def row_of_the_poor_beneath_each(case: Case) -> None:
    """Beneath each commune a row "Trong đó: hộ nghèo, cận nghèo" with smaller figures."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG DỊCH VỤ SỐ", office="UBND TỈNH\nSỞ NN&MT")
    wanted = {"Tổng số hộ": "households", "Số hộ sử dụng cáp quang": "households_subscribed",
              "Số hộ có điện thoại thông minh": "households_with_smartphone"}  # fmt: skip
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", *wanted])
    case.truth.all_headings |= set(wanted)
    for number, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row + 1, [number, commune.name, commune.code, *figures])
        poor = [int(value * 0.1) for value in figures]
        sheet.line(row + 2, [None, "Trong đó: hộ nghèo, cận nghèo", None, *poor])
        row += 2


@layout(ending=".csv")
def long_export_of_a_reporting_system(case: Case) -> None:
    """A row for each commune, indicator and kind of value: "Kế hoạch", "Thực hiện"."""
    sheet = case.sheet("lrgsp")
    sheet.delimiter = ","
    wanted = {"Dân số được phủ sóng 4G": "people_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(0, ["ky_bao_cao", "ma_xa", "ten_xa", "chi_tieu", "loai_gia_tri", "don_vi_tinh",
                   "gia_tri"])  # fmt: skip
    row = 1
    for commune in case.communes:
        for title, what in wanted.items():
            unit = "người" if what.startswith("people") else "trạm"
            value = say(case, commune, what, title)
            lead = ["30/9/2025", commune.code, commune.name, title]
            sheet.line(row, [*lead, "Kế hoạch", unit, int(value * 1.2) + 1])
            sheet.line(row + 1, [*lead, "Thực hiện", unit, value])
            row += 2


@layout()
def long_list_of_a_donor(case: Case) -> None:
    """A donor's tidy list: period, commune, indicator, value, unit of measurement."""
    sheet = case.sheet("Data")
    sheet.line(
        0, ["Reporting period", "Commune code", "Commune name", "Indicator", "Value", "Unit"]
    )
    listed = (
        ("Total population", "population", "persons"),
        ("Population covered by 4G", "people_4g", "persons"),
        ("Number of villages", "villages", "villages"),
        ("Villages with fibre broadband", "villages_with_fibre", "villages"),
    )
    row = 1
    for c in case.communes:
        for shown, what, unit in listed:
            value = take(case, c, what, shown)
            sheet.line(row, ["30/09/2025", c.code, c.name, shown, value, unit])
            row += 1


@layout(as_of=JULY, ending=".csv")
def a_line_for_each_figure_of_two_julys(case: Case) -> None:
    """Statistics as text: commune, what is counted, unit, 01/07/2024 or 01/07/2025, figure."""
    sheet = case.sheet("Data")
    texts = (
        ("Dân số thời điểm 01/7", "Người", "population"),
        ("Số hộ dân cư", "Hộ", "households"),
    )
    sheet.line(0, ["MaDVHC", "TenDVHC", "ChiTieu", "DonViTinh", "ThoiDiem", "GiaTri"])
    row = 1
    for c in case.communes:
        for text, unit, what in texts:
            old = int(c.figures[what] * 0.984)
            new = noted(case, c, what, text)
            case.truth.note(c.code, what, Entry(old, optional=True), as_of=LAST_JULY)
            for day, value in (("01/07/2024", old), ("01/07/2025", new)):
                sheet.line(row, [c.code, c.name, text, unit, day, value])
                row += 1


@layout()
def network_figures_in_long_form(case: Case) -> None:
    """A row for each commune, operator, technology and thing counted; values as text with dots."""
    sheet = case.sheet("DULIEU")
    names = ["Kỳ báo cáo", "Mã xã", "Tên xã", "Nhà mạng", "Công nghệ", "Chỉ tiêu", "ĐVT", "Giá trị"]
    row = heads(case, sheet, 0, names, [])
    for c in case.communes:
        for key, name in list(FOUR_OPERATORS.items())[:3]:
            for g in ("4G", "5G"):
                for text, what, unit in (
                    ("Số trạm phát sóng", f"stations_{g.lower()}", "trạm"),
                    ("Dân số được phủ sóng", f"people_{g.lower()}", "người"),
                ):
                    value = read(case, c, [Column(text, what, operator=key, show=dots)])
                    sheet.line(row, ["Quý III/2025", c.code, c.name, name, g, text, unit, *value])
                    row += 1


@layout(as_of=DECEMBER)
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


@layout()
def technologies_below_with_sums_of_districts_last(case: Case) -> None:
    """From B4: commune, "4G", "5G", "FTTH" below, cells that do not apply empty; sums at ends."""
    sheet = case.sheet("Bang so 4")
    sheet.put(0, 1, "HIỆN TRẠNG THEO CÔNG NGHỆ (30/9/2025)")
    labels = ["Xã, phường", "Công nghệ", "Số trạm", "Số người trong vùng phủ", "Số hộ thuê bao"]
    sheet.line(3, labels, at=1)
    case.truth.all_headings |= set(labels)
    rows = {
        g: [
            Column("Số trạm", f"stations_{g.lower()}"),
            Column("Số người trong vùng phủ", f"people_{g.lower()}"),
            Column(""),
        ]
        for g in ("4G", "5G")
    }
    rows["FTTH"] = [Column(""), Column(""), Column("Số hộ thuê bao", "households_subscribed")]
    row = 4
    for name, mine in districts(case):
        for c in mine:
            for g, columns in rows.items():
                shown = c.name if g == "4G" else None
                enter(case, sheet, row, c, columns, [None, shown, g])
                row += 1
        for g, columns in rows.items():
            shown = f"Cộng {name} (cũ)" if g == "4G" else None
            sheet.line(row, [None, shown, g, *sums(columns, mine)])
            row += 1


@layout()
def technologies_in_rows_of_a_merged_commune(case: Case) -> None:
    """Commune and "Tổng số thôn" merged over rows "4G", "5G", "Cáp quang"; "Có", "Chưa có"."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ HẠ TẦNG SỐ THEO CÔNG NGHỆ")
    texts = ["STT", "Xã, phường", "Tổng số {v}", "Công nghệ", "Có", "Chưa có"]
    row = headings(case, sheet, row, texts)
    kinds = (
        ("4G", "villages_with_4g"), ("5G", "villages_with_5g"), ("Cáp quang", "villages_with_fibre")
    )  # fmt: skip
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [Column("Tổng số {v}", "villages")], [place, c.name])
        sheet.merged += [(row, at, row + 2, at) for at in (0, 1, 2)]
        for label, what in kinds:
            count = Column("Có", what)
            sheet.line(row, [label, c.figures[what], c.figures["villages"] - c.figures[what]], at=3)
            case.note(c, what, count.cell(c, place)[1][what], count)
            row += 1


@layout()
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


@layout()
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
        for number, code in enumerate(OPERATOR_KEYS.values(), start=1):
            for letter, g in (("L", "4g"), ("N", "5g")):
                columns = [
                    Column("Số trạm", f"stations_{g}", operator=code),
                    Column("Dân số được phủ sóng", f"people_{g}", operator=code),
                ]
                lead = [c.code, c.name, f"{number:02}", letter]
                enter(case, sheet, row, c, columns, lead)
                row += 1
