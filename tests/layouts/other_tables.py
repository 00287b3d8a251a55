"""Public half: further layouts of the kinds that are hard, written before the reader was."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.contents import PEOPLE
from tests.layouts.long_tables import (
    OPERATORS,
    across,
    listed_villages,
    merge_down,
    note_villages,
    older,
    say,
)
from tests.layouts.registry import layout
from tests.layouts.structures import BASIC, FIBRE, VILLAGES
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("long form")
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


@layout("long form")
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


@layout("long form")
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


@layout("long form")
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


@layout("transposed")
def two_columns_for_each_commune(case: Case) -> None:
    """Each commune merged over two columns: the number, and its share."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG THEO XÃ")
    sheet.line(row, ["TT", "Nội dung"])
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    for place, commune in enumerate(case.communes):
        at = 2 + 2 * place
        sheet.put(row, at, commune.name)
        sheet.merged.append((row, at, row, at + 1))
        sheet.line(row + 1, ["Số lượng", "Tỷ lệ (%)"], at=at)
    for number, (label, what, key) in enumerate(
        (
            ("Dân số", "population", ""),
            ("Dân số được phủ sóng 4G", "people_4g", "pop_4g"),
            ("Dân số được phủ sóng 5G", "people_5g", "pop_5g"),
        ),
        start=1,
    ):
        line = row + 1 + number
        sheet.line(line, [number, label])
        for place, commune in enumerate(case.communes):
            value = say(case, commune, what, label)
            sheet.put(line, 2 + 2 * place, value)
            if key:
                share = round(100 * value / commune.figures["population"], 2)
                sheet.put(line, 3 + 2 * place, share)
                entry = Entry(share, 0.51)
                case.truth.note(commune.code, f"%{key}", entry, heading=f"{label}|Tỷ lệ (%)")


@layout("transposed")
def transposed_with_notes(case: Case) -> None:
    """Codes above names, total in the last column, notes and signatures below."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "TỔNG HỢP CÁC CHỈ TIÊU VỀ {V}")
    sheet.line(row, ["Mã ĐVHC", *[commune.code for commune in case.communes]])
    names = [case.name(commune, "abbreviated") for commune in case.communes]
    sheet.line(row + 1, ["Tên chỉ tiêu", *names, "Tổng cộng"])
    end = across(case, sheet, VILLAGES, case.communes, row=row + 2)
    for line in range(row + 2, end):
        total = sum(sheet.cells[line, at] for at in range(1, len(case.communes) + 1))
        sheet.put(line, len(case.communes) + 1, total)
    sheet.put(end + 1, 0, "Ghi chú: số liệu do UBND cấp xã báo cáo.")
    case.foot(sheet, at=1, right=6)


@layout("transposed", ending=".csv")
def transposed_as_text(case: Case) -> None:
    """A transposed table in a file of text, with dots for thousands."""
    sheet = case.sheet("csv")
    sheet.put(0, 0, "Tính đến 30/9/2025")
    sheet.line(1, ["Chỉ tiêu", *[commune.name.upper() for commune in case.communes]])
    columns = [Column(c.heading, c.gives, show=dots) for c in (*BASIC, *FIBRE)]
    across(case, sheet, columns, case.communes, row=2)


@layout("list of villages")
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


@layout("list of villages")
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


@layout("old communes")
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


@layout("old communes")
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


@layout("tables below")
def tables_of_three_kinds(case: Case) -> None:
    """People by code and name, villages by name only, stations in capitals; no titles between."""
    sheet = case.sheet("Bao cao quy")
    row = case.top(sheet, "BÁO CÁO QUÝ III/2025", date="")
    row = case.table(sheet, BASIC, Form(total="last"), at=row) + 1
    second = Form(index="", codes="", name="Địa phương")
    row = case.table(sheet, VILLAGES, second, at=row) + 1
    third = Form(index="TT", names="upper", codes="number", code_after=False)
    case.table(sheet, [Column("Số trạm 4G", "stations_4g")], third, at=row)


@layout("tables below")
def lacking_villages_below(case: Case) -> None:
    """Coverage above; below, a table of villages without a signal by commune."""
    sheet = case.sheet("Song")
    row = case.top(sheet, "I. TÌNH HÌNH PHỦ SÓNG")
    row = case.table(sheet, VILLAGES[:2], Form(total="last"), at=row) + 1
    sheet.put(row, 0, case.say("II. Số {v} chưa có sóng"))
    below = [Column("Số {v}", trap="villages_with_4g", factor=0.1)]
    case.table(sheet, below, Form(total="last"), at=row + 1)


@layout("units of measure")
def unit_right_above_the_heading(case: Case) -> None:
    """ "ĐVT: 1.000 người" in italics at the right, whole stations beside the people."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG VÀ SỐ TRẠM")
    sheet.put(row - 1, 4, "ĐVT: 1.000 người")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 5G", "people_5g", scale=1000, show=comma(3)),
        Column("Số trạm 5G (trạm)", "stations_5g"),
    ]
    case.table(sheet, columns, at=row)


@layout("units of measure")
def percentages_below_one_of_fibre(case: Case) -> None:
    """Shares of 5G below one percent under "Tỷ lệ (%)", with counts beside."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "PHỦ SÓNG 5G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", digits=2, scale=80),
    ]
    case.table(sheet, columns, at=row)
    for cells in case.truth.cells.values():
        entry = cells.get(("%pop_5g", "", ""))
        if entry is not None and entry.value is not None:
            entry.value = round(entry.value / 80, 2)


@layout("plan or present")
def estimate_of_the_year(case: Case) -> None:
    """Plan of the year, nine months, and the estimate for the whole year."""
    sheet = case.sheet("KTXH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2025")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 5G|Kế hoạch 2025", trap="people_5g", factor=1.5),
        Column("Dân số được phủ sóng 5G|Thực hiện 9 tháng", "people_5g"),
        Column("Dân số được phủ sóng 5G|Ước cả năm", trap="people_5g", factor=1.2),
        Column("Dân số được phủ sóng 5G|% so với kế hoạch", trap="%pop_5g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("plan or present")
def sheet_of_a_plan_beside(case: Case) -> None:
    """One sheet of today, one of the plan, in the same form."""
    for title, line, plan in (
        ("Hiện trạng", "HIỆN TRẠNG HẠ TẦNG ĐẾN 30/9/2025", False),
        ("Kế hoạch", "KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG NĂM 2026", True),
    ):
        sheet = case.sheet(title)
        row = case.top(sheet, line, date="")
        columns = [
            Column(label, trap=what, factor=1.5) if plan else Column(label, what)
            for label, what in (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
        ]
        case.table(sheet, columns, Form(total="last"), at=row)


@layout("plan or present")
def new_in_the_period_beside(case: Case) -> None:
    """What is new in the quarter, to be built, and what stands, of stations."""
    sheet = case.sheet("Phát triển trạm")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN TRẠM BTS QUÝ III/2025", date="")
    columns = [
        Column("Trạm 4G|Hiện có", "stations_4g"),
        Column("Trạm 4G|Xây mới trong quý", trap="stations_4g", factor=0.2),
        Column("Trạm 5G|Hiện có", "stations_5g"),
        Column("Trạm 5G|Dự kiến quý IV", trap="stations_5g", factor=0.5),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)
    case.foot(sheet)


@layout("operators", operator="viettel")
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


@layout("names and codes")
def names_and_districts_in_one_cell(case: Case) -> None:
    """ "Xã A - huyện B", lower case, without codes."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "KẾT QUẢ TỔNG HỢP")
    sheet.line(row, ["STT", "Đơn vị", "Dân số", "Số trạm 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        stations = say(case, commune, "stations_4g", "Số trạm 4G")
        district = commune.district[0].lower() + commune.district[1:]
        name = f"{commune.name} - {district}"
        sheet.line(row + number, [number, name, people, stations])


@layout("names and codes")
def code_in_brackets(case: Case) -> None:
    """ "Xã A (03646)" and a running number before it."""
    sheet = case.sheet("DM")
    row = case.top(sheet, "DANH MỤC")
    sheet.line(row, ["TT", "Xã/phường (mã)", "Dân số", "Số trạm 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        stations = say(case, commune, "stations_4g", "Số trạm 4G")
        sheet.line(row + number, [number, f"{commune.name} ({commune.code})", people, stations])


@layout("names and codes")
def codes_with_apostrophes(case: Case) -> None:
    """Codes as text with an apostrophe, names spaced and marked with stars."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BIỂU SỐ 7", office="")
    sheet.line(row, ["STT", "Mã đơn vị", "Tên đơn vị", "Dân số", "Dân số được phủ sóng 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        name = case.name(commune, "spaced") + ("*" if number % 7 == 0 else "")
        sheet.line(row + number, [number, f"'{commune.code}", name, people, covered])


@layout("numbers")
def words_behind_numbers(case: Case) -> None:
    """ "1.234 người", "15 trạm", dots for thousands, stars for estimates."""
    sheet = case.sheet("Word")
    row = case.top(sheet, "PHỤ LỤC")
    columns = [
        Column("Dân số", "population", show=lambda n: f"{dots(n)} người", notes={6: "*"}),
        Column("Dân số được phủ sóng 4G", "people_4g", show=lambda n: f"{dots(n)} người"),
        Column("Số trạm 4G", "stations_4g", show=lambda n: f"{int(n)} trạm"),
    ]
    case.table(sheet, columns, at=row)


@layout("numbers")
def part_whole_and_share(case: Case) -> None:
    """ "27/28 (96,4%)" in one cell for 4G, the number of villages in no column."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "{V} CÓ SÓNG 4G")
    label = case.say("Số {v} có sóng 4G/tổng số (tỷ lệ %)")
    sheet.line(row, ["STT", "Xã, phường", label])
    for number, commune in enumerate(case.communes, start=1):
        part = say(case, commune, "villages_with_4g", label)
        whole = say(case, commune, "villages", label)
        shown = f"{part}/{whole} ({comma(1)(100 * part / whole)}%)"
        sheet.line(row + number, [number, commune.name, shown])


@layout("agencies")
def teams_of_communes(case: Case) -> None:
    """Digital teams and members with a plan beside them, villages and electricity."""
    sheet = case.sheet("CĐS xã")
    row = case.top(sheet, "BÁO CÁO CHUYỂN ĐỔI SỐ CẤP XÃ", office="SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới", "electrified_villages"),
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Column("Số tổ CNSCĐ cần thành lập", trap="teams", factor=0.2),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TỔNG CỘNG"), at=row)


@layout("agencies")
def signatures_and_accounts_beside_adults(case: Case) -> None:
    """Adults in a group, those with a signature and with an account beneath it."""
    sheet = case.sheet("Chi so")
    row = case.top(sheet, "XÃ HỘI SỐ")
    columns = [
        Column("Người từ 15 tuổi trở lên|Tổng số", "adults"),
        Column("Người từ 15 tuổi trở lên|Có chữ ký số", "adults_with_signature"),
        Column("Người từ 15 tuổi trở lên|Có tài khoản thanh toán", "adults_with_epayment"),
        Column("Hộ gia đình|Tổng số", "households"),
        Column("Hộ gia đình|Có điện thoại thông minh", "households_with_smartphone"),
    ]
    case.table(sheet, columns, at=row)


@layout("agencies")
def two_g_only(case: Case) -> None:
    """Subscribers, those of them with 2G only, and the share."""
    sheet = case.sheet("2G")
    row = case.top(sheet, "THUÊ BAO 2G ONLY")
    columns = [
        Column("Tổng số thuê bao di động", "subscribers"),
        Column("Số thuê bao chỉ dùng 2G", "subscribers_with_2g_only"),
        Column("Tỷ lệ thuê bao chỉ dùng 2G (%)", "%subscribers_2g_only"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("time")
def last_period_and_this(case: Case) -> None:
    """ "Kỳ trước", "Kỳ này", "Tăng, giảm" under one heading."""
    sheet = case.sheet("Ky")
    row = case.top(sheet, "SỐ LIỆU THÁNG 9 NĂM 2025", date="")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số phủ sóng 4G|Kỳ trước", trap="people_4g", factor=0.98),
        Column("Dân số phủ sóng 4G|Kỳ này", "people_4g"),
        Column("Dân số phủ sóng 4G|Tăng, giảm (+,-)", trap="people_4g", factor=0.02),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("abbreviations", operator="mobifone")
def abbreviations_with_full_stops(case: Case) -> None:
    """ "D.số", "SL BTS", "HH", "TB FTTH": more short forms."""
    sheet = case.sheet("MBF")
    sheet.put(0, 0, "MobiFone - vùng phủ T9.2025")
    columns = [
        Column("Tổng DS", "population"),
        Column("DS trong vùng phủ 4G", "people_4g"),
        Column("% DS phủ 5G", "%pop_5g"),
        Column("Số BTS 4G", "stations_4g"),
        Column("Tổng HGĐ", "households"),
        Column("HGĐ dùng FTTH", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(index="TT", name="Xã/P", code="Mã"), at=2)


@layout("around the table")
def notes_above_and_on_the_right(case: Case) -> None:
    """Rows of guidance above the heading and remarks on the right of the table."""
    sheet = case.sheet("Bieu mau")
    row = case.top(
        sheet,
        "BIỂU MẪU THU THẬP SỐ LIỆU",
        more=("Hướng dẫn: ghi số người được phủ sóng 4G; không ghi kế hoạch.",),
    )
    columns = [*PEOPLE, Column("Ghi chú", trap="text:;;Có trong kế hoạch 2026;Chưa có trạm 5G")]
    case.table(sheet, columns, Form(total="last", numbers_row="{}"), at=row)
    case.foot(sheet)
