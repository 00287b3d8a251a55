"""Several tables on one sheet: below each other, beside each other, in two halves."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_space
from tests.layouts.groups import by_district, districts, share_of, sum_of, sums
from tests.layouts.registry import layout
from tests.layouts.rows import headings
from tests.layouts.shared_columns import BASIC, FIBRE, STATIONS, VILLAGES, by
from tests.layouts.who_and_when import OPERATOR_KEYS, place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
def stacked_with_titles(case: Case) -> None:
    """Three tables below each other, each with a title of its own and signatures at the end."""
    sheet = case.sheet("Biểu")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG SỐ")
    for title, columns in (
        ("1. Phủ sóng di động", BASIC),
        ("2. Phủ sóng theo {v}", VILLAGES),
        ("3. Cáp quang đến hộ gia đình", FIBRE),
    ):
        sheet.put(row, 0, case.say(title))
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 2
    case.foot(sheet)


@layout()
def stacked_without_space(case: Case) -> None:
    """Two tables with no empty row between; the second has other columns under the same letters."""
    sheet = case.sheet("Sheet1")
    row = case.table(sheet, BASIC, Form(name="Đơn vị"), at=case.top(sheet, "Phụ lục 2", office=""))
    case.table(sheet, FIBRE, Form(name="Đơn vị"), at=row)


@layout()
def two_tables_beside(case: Case) -> None:
    """Two tables beside each other, an empty column between."""
    sheet = case.sheet("Tổng hợp")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG VÀ CÁP QUANG", right=8)
    case.table(sheet, BASIC, at=row)
    case.table(sheet, FIBRE, at=row, left=7)


@layout()
def communes_in_two_halves(case: Case) -> None:
    """One list of communes broken into a left and a right half to fit the page."""
    sheet = case.sheet("In A3")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG", right=7)
    middle = (len(case.communes) + 1) // 2
    columns = (Column("Dân số", "population"), Column("Dân số phủ sóng 4G", "people_4g"))
    for left, some in ((0, case.communes[:middle]), (5, case.communes[middle:])):
        form = Form(index="TT", name="Xã/phường")
        start = 1 + (middle if left else 0)
        case.table(sheet, columns, form, at=row, left=left, some=some, start=start)


@layout()
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


@layout()
def tables_of_districts(case: Case) -> None:
    """A small table for each former district, with its heading again and a total."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "SỐ LIỆU THEO TỪNG ĐỊA BÀN")
    for place, district in enumerate(dict.fromkeys(c.district for c in case.communes), start=1):
        sheet.put(row, 0, f"{place}. {district} (cũ)")
        some = [c for c in case.communes if c.district == district]
        form = Form(codes="", total="last", total_label="Cộng")
        row = case.table(sheet, VILLAGES, form, at=row + 1, some=some) + 1


@layout()
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


@layout()
def tables_of_three_kinds(case: Case) -> None:
    """People by code and name, villages by name only, stations in capitals; no titles between."""
    sheet = case.sheet("Bao cao quy")
    row = case.top(sheet, "BÁO CÁO QUÝ III/2025", date="")
    row = case.table(sheet, BASIC, Form(total="last"), at=row) + 1
    second = Form(index="", codes="", name="Địa phương")
    row = case.table(sheet, VILLAGES, second, at=row) + 1
    third = Form(index="TT", names="upper", codes="number", code_after=False)
    case.table(sheet, [Column("Số trạm 4G", "stations_4g")], third, at=row)


@layout()
def lacking_villages_below(case: Case) -> None:
    """Coverage above; below, a table of villages without a signal by commune."""
    sheet = case.sheet("Song")
    row = case.top(sheet, "I. TÌNH HÌNH PHỦ SÓNG")
    row = case.table(sheet, VILLAGES[:2], Form(total="last"), at=row) + 1
    sheet.put(row, 0, case.say("II. Số {v} chưa có sóng"))
    below = [Column("Số {v}", trap="villages_with_4g", factor=0.1)]
    case.table(sheet, below, Form(total="last"), at=row + 1)


@layout()
def stacked_one_column_further(case: Case) -> None:
    """The second table has the district before the name, so all its columns stand one further."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG SỐ")
    row = case.table(sheet, BASIC, Form(codes="", name="Đơn vị"), at=row) + 2
    sheet.put(row, 0, "2. Số liệu theo {v}".replace("{v}", case.word))
    form = Form(codes="", name="Địa phương", groups="column", district="Huyện cũ")
    case.table(sheet, VILLAGES, form, at=row + 1)


@layout()
def stacked_with_strange_labels(case: Case) -> None:
    """The second table begins one column further right, its names beneath "Địa bàn báo cáo"."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO SỐ LIỆU", office="")
    row = case.table(sheet, BASIC, Form(codes="", index="TT", name="Xã/phường"), at=row) + 1
    form = Form(codes="", index="STT", name="Địa bàn báo cáo", total="last")
    case.table(sheet, FIBRE, form, at=row, left=1)


@layout()
def stacked_codes_first(case: Case) -> None:
    """Names before codes above, codes before names below, no row between."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "HẠ TẦNG SỐ", office="")
    row = case.table(sheet, BASIC, Form(), at=row)
    case.table(sheet, VILLAGES, Form(index="", code_after=False, code="Mã ĐVHC"), at=row + 1)


@layout()
def summary_above_the_details(case: Case) -> None:
    """ "A. Tổng hợp" by former district above, "B. Chi tiết" by commune below, other columns."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG")
    sheet.put(row, 0, "A. TỔNG HỢP THEO HUYỆN (CŨ)")
    sheet.line(row + 1, ["STT", "Huyện, thành phố (cũ)", "Dân số", "Số trạm 4G"])
    row += 1
    for number, (district, some) in enumerate(by_district(case).items(), start=1):
        row += 1
        sums = [sum_of(some, what) for what in ("population", "stations_4g")]
        sheet.line(row, [number, district, *sums])
    sheet.put(row + 2, 0, "B. CHI TIẾT THEO XÃ")
    columns = [*BASIC, Column("Số trạm 4G", "stations_4g")]
    case.table(sheet, columns, Form(codes="", total="last"), at=row + 3)


@layout()
def two_halves_beside_each_other(case: Case) -> None:
    """To save paper the second half of the communes stands at the right of the first."""
    sheet = case.sheet("In A4")
    row = case.top(sheet, "SỐ TRẠM VÀ DÂN SỐ CÁC XÃ, PHƯỜNG")
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g")]
    half = (len(case.communes) + 1) // 2
    case.table(sheet, columns, Form(code="Mã"), at=row, some=case.communes[:half])
    form = Form(code="Mã")
    rest = case.communes[half:]
    case.table(sheet, columns, form, at=row, left=6, some=rest, start=half + 1)


@layout()
def three_numbered_tables_on_a_sheet(case: Case) -> None:
    """ "Bảng 1.", "Bảng 2.", "Bảng 3." below one another, each with units of its own."""
    sheet = case.sheet("Số liệu")
    sheet.put(0, 0, "TÀI LIỆU PHỤC VỤ HỌP GIAO BAN QUÝ III/2025 (số liệu đến 30/9/2025)")
    row = 2
    tables = (
        ("Bảng 1. Dân cư", "ĐVT: nghìn người", [
            Column("Dân số", "population", scale=1000, show=comma(3)),
            Column("Dân số có sóng 4G", "people_4g", scale=1000, show=comma(3)),
        ]),
        ("Bảng 2. Trạm phát sóng", "ĐVT: trạm", [
            Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g"),
        ]),
        ("Bảng 3. Hộ gia đình", "ĐVT: hộ", [
            Column("Tổng số hộ", "households"),
            Column("Hộ thuê bao cáp quang", "households_subscribed"),
        ]),
    )  # fmt: skip
    for title, unit, columns in tables:
        sheet.put(row, 0, title)
        sheet.put(row, 4, unit)
        row = case.table(sheet, columns, Form(total="last"), at=row + 1) + 2


@layout()
def neighbourhoods_numbered_beneath_wards(case: Case) -> None:
    """Wards count khu phố (khóm), communes ấp (thôn, buôn): one sheet, two blocks, own titles."""
    sheet = case.sheet("Bieu 02")
    row = case.top(sheet, "SỐ LIỆU PHỦ CÁP QUANG")
    for title, word, some in (
        ("A. KHỐI PHƯỜNG", "khu phố, khóm", [c for c in case.communes if c.kind == "phường"]),
        ("B. KHỐI XÃ", "ấp, thôn, buôn", [c for c in case.communes if c.kind != "phường"]),
    ):
        columns = [
            Column(f"Số {word}", "villages"),
            Column(f"Số {word} có cáp quang", "villages_with_fibre"),
            Column("Số hộ", "households"),
            Column("Số hộ dùng cáp quang", "households_subscribed"),
        ]
        sheet.put(row, 0, title)
        row = headings(
            case, sheet, row + 1,
            ["STT", "Đơn vị", *(c.heading for c in columns)],
        )  # fmt: skip
        row = body(case, sheet, row, columns, some=some) + 1


@layout(operator="viettel")
def three_technologies_on_one_page(case: Case) -> None:
    """Viettel: "A. MẠNG 4G", "B. MẠNG 5G", "C. CÁP QUANG"; the headings name no technology."""
    sheet = case.sheet("Phu luc")
    row = case.top(
        sheet, "PHỤ LỤC SỐ LIỆU HẠ TẦNG CỦA VIETTEL TẠI CÁC XÃ, PHƯỜNG",
        "(Kèm theo Công văn số 1182/VTPT ngày 05/10/2025; số liệu đến 30/9/2025)",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip
    for letter, g in (("A", "4g"), ("B", "5g")):
        sheet.put(row, 0, f"{letter}. MẠNG {g.upper()}")
        columns = [
            Column("Dân số (người)", "population"),
            Column("Số trạm đang phát sóng", f"stations_{g}"),
            Column("Dân số được phủ sóng (người)", f"people_{g}"),
            Column("Tỷ lệ dân số được phủ sóng (%)", f"%pop_{g}"),
        ]
        row = case.table(sheet, columns, Form(codes="", total="last"), at=row + 1) + 1
    sheet.put(row, 0, "C. CÁP QUANG")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng (%)", "%households_fibre_subscribed"),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row + 1)
    case.foot(sheet)


@layout()
def wards_on_the_left_communes_on_the_right(case: Case) -> None:
    """Wards in the left list, the other communes in the right one; each numbered and summed."""
    sheet = case.sheet("Bieu 2")
    row = case.top(sheet, "HỘ SỬ DỤNG INTERNET CÁP QUANG", "(Đến hết quý III/2025)")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ (%)", "%households_fibre_subscribed", show=comma(2)),
    ]
    wards = [c for c in case.communes if c.kind == "phường"]
    rest = [c for c in case.communes if c.kind != "phường"]
    for left, name, some in ((0, "Tên phường", wards), (6, "Tên xã", rest)):
        form = Form(index="TT", name=name, codes="", total="last", total_label="Cộng")
        case.table(sheet, columns, form, at=row, left=left, some=some)


@layout()
def two_tables_beside_on_each_district(case: Case) -> None:
    """A sheet for each former district, from B6: mobile left, fixed right, names in both."""
    mobile = [Column("Dân số", "population"), Column("Dân số được phủ sóng 4G", "people_4g"),
              *STATIONS]  # fmt: skip
    fixed = [Column("Tổng số hộ", "households"),
             Column("Số hộ đang dùng Internet cáp quang", "households_subscribed")]  # fmt: skip
    for number, (name, mine) in enumerate(districts(case), start=1):
        sheet = case.sheet(f"{number:02} {name}"[:31])
        sheet.put(0, 1, f"HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG THUỘC {name.upper()} CŨ")
        sheet.put(1, 1, "Số liệu đến hết ngày 30/9/2025")
        sheet.put(3, 1, "1. Thông tin di động")
        sheet.put(3, 8, "2. Băng rộng cố định")
        left = Form(codes="", total="first", total_label="Cộng")
        right = Form(codes="", names="office", name="Đơn vị", total="last", total_label="Cộng")
        case.table(sheet, mobile, left, at=4, left=1, some=mine)
        case.table(sheet, fixed, right, at=4, left=8, some=mine[::-1])


@layout()
def lists_side_by_side_with_districts_in_thousands(case: Case) -> None:
    """Two lists side by side; rows of old districts with sums in each; thousands said above."""
    sheet = case.sheet("PL 2")
    row = case.top(sheet, "DÂN SỐ TRONG VÙNG PHỦ SÓNG 4G, 5G")
    sheet.put(row, 11, "Đơn vị tính: 1.000 người")
    columns = [
        Column("Dân số", "population", scale=1000, show=comma(3)),
        Column("Phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
        Column("Phủ sóng 5G", "people_5g", scale=1000, show=comma(3)),
    ]
    groups = districts(case)
    half = (len(groups) + 1) // 2
    form = Form(codes="", groups="sums", names="footnote", name="Xã, phường")
    ends = []
    for left, mine in ((0, groups[:half]), (7, groups[half:])):
        some = [c for _, listed in mine for c in listed]
        ends.append(case.table(sheet, columns, form, at=row + 1, left=left, some=some))
    sheet.line(max(ends), ["Toàn tỉnh", *sums(columns, case.communes)], at=8)
    sheet.put(max(ends) + 2, 0, "Ghi chú: (1), (*), ² là các xã, phường có địa giới thay đổi.")


@layout()
def three_operators_beside_in_three_orders(case: Case) -> None:
    """Viettel's, VNPT's and MobiFone's tables side by side, each in an order of its own."""
    sheet = case.sheet("Ghep 3 DN")
    sheet.put(0, 0, "BẢNG GHÉP SỐ LIỆU CÁC DOANH NGHIỆP GỬI (đến 30/9/2025)")
    lists = (
        case.communes,
        case.ordered(by_district=True),
        sorted(case.communes, key=lambda c: -c.figures["population"]),
    )
    styles = ("full", "abbreviated", "upper")
    for place, (label, code) in enumerate(OPERATOR_KEYS.items()):
        left = 6 * place
        sheet.put(2, left, f"Doanh nghiệp: {label}")
        columns = [*by(STATIONS, operator=code), Column("Tỷ lệ dân số phủ sóng 4G",
                   "%pop_4g", operator=code, show=percent_space)]  # fmt: skip
        form = Form(codes="", names=styles[place], total=("last", "first", "")[place])
        case.table(sheet, columns, form, at=3, left=left, some=lists[place])


@layout()
def classes_counted_and_named_below(case: Case) -> None:
    """Below the table of shares a small one: "Từ 95% trở lên", how many communes, and which."""
    sheet = case.sheet("Phu song 4G")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG 4G VÀ PHÂN NHÓM XÃ, PHƯỜNG")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
    ]
    row = case.table(sheet, columns, Form(codes="text"), at=row)
    whole = comma(2)(share_of("people_4g", "population", case.communes))
    sheet.line(row, [None, "Toàn tỉnh", None, *sums(columns[:2], case.communes), whole])
    sheet.put(row + 2, 0, "Phân nhóm theo tỷ lệ dân số được phủ sóng 4G:")
    sheet.line(row + 3, ["TT", "Nhóm", None, "Số xã, phường", "Gồm"])
    row += 4
    groups = (("Từ 95% trở lên", 95, 101), ("Từ 80% đến dưới 95%", 80, 95), ("Dưới 80%", 0, 80))
    for place, (label, low, high) in enumerate(groups, start=1):
        some = [c for c in case.communes if low <= columns[2].number(c, "%pop_4g") < high]
        names = ", ".join(c.name[0].lower() + c.name[1:] for c in some[:6])
        sheet.line(row, [place, label, None, len(some), names + (", …" if len(some) > 6 else "")])
        row += 1
    case.foot(sheet)
