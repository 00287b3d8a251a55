"""How communes are named and coded, and in which columns."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, commas, dots
from tests.layouts.groups import sums
from tests.layouts.notes import say, take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, read, total
from tests.layouts.shared_columns import ALL_PEOPLE, PEOPLE
from tests.layouts.who_and_when import OCTOBER, PROVINCES, older, place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
def names_with_district(case: Case) -> None:
    """ "Xã A (huyện B cũ)", no codes."""
    sheet = case.sheet("DS xa")
    row = case.top(sheet, "DANH SÁCH")
    case.table(sheet, PEOPLE, Form(names="district", codes=""), at=row)


@layout()
def names_of_offices(case: Case) -> None:
    """ "UBND xã A", codes as numbers before the names."""
    sheet = case.sheet("DVC")
    row = case.top(sheet, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ TTHC")
    columns = [
        Column("Số hồ sơ tiếp nhận", "files"),
        Column("Số hồ sơ nộp trực tuyến", "files_online"),
        Column("Tỷ lệ hồ sơ trực tuyến (%)", "%files_online"),
    ]
    form = Form(name="Đơn vị", names="office", codes="number", code="Mã ĐVHC", code_after=False)
    case.table(sheet, columns, form, at=row)


@layout()
def names_abbreviated(case: Case) -> None:
    """ "X. A" and "P. B" with codes as decimals (3646.0)."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO", office="")
    case.table(sheet, PEOPLE, Form(names="abbreviated", codes="float"), at=row)


@layout()
def names_in_capitals_decomposed(case: Case) -> None:
    """Names of a Mac (decomposed letters), without codes."""
    sheet = case.sheet("Mac")
    row = case.top(sheet, "TỔNG HỢP")
    case.table(sheet, PEOPLE, Form(names="decomposed", codes="", index=""), at=row)


@layout()
def footnote_marks(case: Case) -> None:
    """Marks of footnotes behind names and behind some figures; the legend below."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU")
    columns = [
        Column("Dân số", "population", notes={3: " (*)", 11: "(1)"}),
        Column("Dân số được phủ sóng 4G", "people_4g", notes={5: "*"}),
    ]
    case.table(sheet, columns, Form(names="footnote"), at=row)
    sheet.put(sheet.end + 1, 0, "(*) Số liệu ước tính; (1) xã biên giới; ² xã an toàn khu.")


@layout()
def code_and_name_in_one_cell(case: Case) -> None:
    """ "03646 - Xã A" in one column."""
    sheet = case.sheet("Xuat")
    sheet.put(0, 0, "Số liệu đến 30/9/2025")
    sheet.line(1, ["Đơn vị hành chính", "Dân số", "Dân số được phủ sóng 4G"])
    for row, commune in enumerate(case.communes, start=2):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        sheet.line(row, [f"{commune.code} - {commune.name}", people, covered])


@layout()
def kind_in_its_own_column(case: Case) -> None:
    """ "Xã" or "Phường" in one column, the bare name in the next."""
    sheet = case.sheet("DM")
    row = case.top(sheet, "DANH MỤC VÀ SỐ LIỆU")
    sheet.line(row, ["STT", "Cấp", "Tên đơn vị", "Mã", "Dân số", "Số trạm 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        stations = say(case, commune, "stations_4g", "Số trạm 4G")
        kind = commune.kind.capitalize()
        line = [number, kind, commune.short, commune.code, people, stations]
        sheet.line(row + number, line)


@layout()
def only_codes(case: Case) -> None:
    """Codes as numbers and no names at all."""
    sheet = case.sheet("Export")
    sheet.line(0, ["ma_xa", "dan_so", "dan_so_phu_song_4g"])
    for row, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "dan_so")
        covered = say(case, commune, "people_4g", "dan_so_phu_song_4g")
        sheet.line(row, [int(commune.code), people, covered])
    case.truth.as_of = None


@layout()
def numbered_names(case: Case) -> None:
    """The running number in the name's own cell: "12. Xã A", in capitals."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP")
    case.table(sheet, PEOPLE, Form(names="numbered", codes="", index=""), at=row)


@layout()
def names_of_people_committees(case: Case) -> None:
    """ "UBND phường …" without codes, the former district in a column."""
    sheet = case.sheet("Don vi")
    row = case.top(sheet, "KẾT QUẢ TỔNG HỢP TỪ CÁC ĐỊA PHƯƠNG")
    form = Form(name="Tên đơn vị báo cáo", names="office", codes="", groups="column")
    case.table(sheet, PEOPLE, form, at=row)


@layout()
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


@layout()
def code_in_brackets(case: Case) -> None:
    """ "Xã A (03646)" and a running number before it."""
    sheet = case.sheet("DM")
    row = case.top(sheet, "DANH MỤC")
    sheet.line(row, ["TT", "Xã/phường (mã)", "Dân số", "Số trạm 4G"])
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        stations = say(case, commune, "stations_4g", "Số trạm 4G")
        sheet.line(row + number, [number, f"{commune.name} ({commune.code})", people, stations])


@layout()
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


@layout()
def kind_and_name_beneath_one_heading(case: Case) -> None:
    """ "Đơn vị hành chính" merged over two columns: "Xã" in one, the bare name in the other."""
    sheet = case.sheet("DVHC")
    row = case.top(sheet, "SỐ LIỆU CÁC ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    sheet.line(row, ["TT", "Đơn vị hành chính", None, "Dân số", "Dân số được phủ sóng 4G"])
    sheet.merged.append((row, 1, row, 2))
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        kind = commune.kind.capitalize()
        sheet.line(row + number, [number, kind, commune.short, people, covered])


@layout()
def codes_as_text_without_zeros(case: Case) -> None:
    """Codes as text that lost their leading zeros, before names in lower case."""
    sheet = case.sheet("export_2025")
    sheet.line(0, ["mã đvhc", "tên đvhc", "dân số", "số hộ", "số hộ dùng cáp quang"])
    case.truth.as_of = None
    for row, commune in enumerate(case.communes, start=1):
        homes = say(case, commune, "households", "số hộ")
        served = say(case, commune, "households_subscribed", "số hộ dùng cáp quang")
        people = say(case, commune, "population", "dân số")
        name = case.name(commune, "lower")
        sheet.line(row, [apostrophe(int(commune.code)), name, people, homes, served])


@layout()
def kinds_without_a_space(case: Case) -> None:
    """ "P.Đông Kinh", "X.Hội Hoan": no space behind the short form, no code."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC", more=("(Kèm theo Báo cáo số 12/BC-SKHCN)",))
    labels = ["TT", "Đơn vị", "Dân số", "Số hộ", "Số hộ có đường truyền Internet cáp quang"]
    sheet.line(row, labels)
    wanted = ("population", "households", "households_subscribed")
    for number, commune in enumerate(case.communes, start=1):
        short = {"xã": "X", "phường": "P", "đặc khu": "ĐK"}[commune.kind]
        figures = [
            say(case, commune, what, label) for what, label in zip(wanted, labels[2:], strict=True)
        ]
        sheet.line(row + number, [number, f"{short}.{commune.short}", *figures])


@layout()
def old_and_new_codes_beside(case: Case) -> None:
    """ "Mã cũ" (other codes) before "Mã mới", the name last."""
    sheet = case.sheet("Ma")
    row = case.top(sheet, "SỐ LIỆU THEO MÃ", office="")
    sheet.line(row, ["Mã cũ", "Mã mới", "Tên đơn vị hành chính", "Dân số", "Dân số phủ sóng 4G"])
    others = [*case.communes[1:], case.communes[0]]
    for number, (commune, other) in enumerate(zip(case.communes, others, strict=True), start=1):
        people = say(case, commune, "population", "Dân số")
        covered = say(case, commune, "people_4g", "Dân số phủ sóng 4G")
        sheet.line(row + number, [other.code, commune.code, commune.name, people, covered])


@layout()
def name_last(case: Case) -> None:
    """The figures stand before the names."""
    sheet = case.sheet("Bieu 02-VT")
    row = case.top(sheet, "Biểu số 02/VT")
    columns = [ALL_PEOPLE, Column("Dân số phủ sóng 4G", "people_4g")]
    sheet.line(row, ["Dân số (người)", "Dân số phủ sóng 4G", "Mã ĐVHC", "Xã, phường"])
    for place, commune in enumerate(case.communes):
        values = []
        for column in columns:
            value, gives = column.cell(commune, place)
            values.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 1 + place, [*values, commune.code, commune.name])


@layout(as_of=None)
def two_line_names(case: Case) -> None:
    """Names on two lines within the cell: "Xã A", and "(huyện B cũ)" below."""
    sheet = case.sheet("Sheet1")
    columns = [Column("Trạm 4G", "stations_4g")]
    case.table(sheet, columns, Form(codes="", names="district"), at=2)
    sheet.cells = {
        at: v.replace(" (", "\n(") if isinstance(v, str) else v for at, v in sheet.cells.items()
    }


@layout(as_of=None)
def merged_from(case: Case) -> None:
    """ "Xã A (xã B, xã C, xã D cũ)" with the districts' communes as the former names."""
    sheet = case.sheet("Sau sap nhap")
    columns = [ALL_PEOPLE, Column("Dân số được phủ sóng 4G", "people_4g")]
    case.table(sheet, columns, Form(codes=""), at=3)
    for place, commune in enumerate(case.communes):
        sheet.put(4 + place, 1, f"{commune.name} (gồm 3 xã cũ)")


@layout(as_of=None)
def sorted_by_share(case: Case) -> None:
    """Sorted by the share from high to low, names short, a column of districts."""
    column = Column("Tỷ lệ phủ sóng 4G (% dân số)", "%pop_4g", show=comma(2))
    ranked = sorted(case.communes, key=lambda c: -column.number(c, "%pop_4g"))
    case.table(case.sheet("Xep hang"), [column], Form(index="Hạng", groups="column"),
               at=1, some=ranked)  # fmt: skip


@layout()
def name_and_code_in_the_last_columns(case: Case) -> None:
    """Figures first; the commune and its "Mã ĐVHC" stand in the last two columns."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu trạm BTS tính đến 30/9/2025")
    columns = [
        Column("Trạm 3G", "stations_3g"), Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"), Column("Số hộ", "households"),
    ]  # fmt: skip
    sheet.line(2, ["STT", *[c.heading for c in columns], "Xã/phường", "Mã ĐVHC", "Ghi chú"])
    case.truth.all_headings |= {c.heading for c in columns}
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(3 + place, [*line, commune.name, commune.code,
                               "Xã biên giới" if place % 11 == 3 else None])  # fmt: skip


@layout()
def names_with_what_they_were_made_of(case: Case) -> None:
    """ "Xã A", beneath it "(gồm xã B, xã C cũ)" in one cell of two lines, no codes."""
    sheet = case.sheet("Don vi moi")
    row = case.top(sheet, "SỐ LIỆU DÂN SỐ, HỘ GIA ĐÌNH SAU SẮP XẾP")
    columns = [Column("Dân số", "population"), Column("Số hộ", "households"),
               Column("Số {v} sau sắp xếp", "villages")]  # fmt: skip
    sheet.line(row, ["STT", "Tên ĐVHC cấp xã mới", *[case.say(c.heading) for c in columns]])
    end = body(case, sheet, row + 1, columns)
    for at, commune in zip(range(row + 1, end), case.communes, strict=True):
        old = [name[0].lower() + name[1:] for _, name in older(commune)]
        made = f"gồm {', '.join(old)} cũ" if len(old) > 1 else "giữ nguyên"
        sheet.put(at, 1, f"{commune.name}\n({made})")


@layout()
def sorted_by_rank_with_ranks(case: Case) -> None:
    """The best commune first; each share has "Xếp hạng" behind it; no running number."""
    sheet = case.sheet("Xep hang")
    row = case.top(sheet, "XẾP HẠNG CÁC XÃ, PHƯỜNG VỀ CHUYỂN ĐỔI SỐ THÁNG 9/2025")
    digital = Column("Tỷ lệ hồ sơ trực tuyến|Tỷ lệ (%)", "%files_online")
    order = sorted(case.communes, key=lambda c: -digital.number(c, "%files_online"))
    heads = ("Tỷ lệ hồ sơ trực tuyến", "Tỷ lệ số hóa kết quả giải quyết TTHC")
    sheet.line(row, ["Hạng chung", "Đơn vị", heads[0], None, heads[1]])
    sheet.line(row + 1, ["Tỷ lệ (%)", "Xếp hạng"] * 2, at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1), (row, 2, row, 3),
                     (row, 4, row, 5)]  # fmt: skip
    results = Column(f"{heads[1]}|Tỷ lệ (%)", "%results_digitised")
    ranks = sorted(order, key=lambda c: -results.number(c, "%results_digitised"))
    for place, commune in enumerate(order):
        line: list[Any] = [place + 1, f"UBND {commune.name[0].lower()}{commune.name[1:]}"]
        for column, rank in ((digital, place + 1), (results, ranks.index(commune) + 1)):
            value, gives = column.cell(commune, place)
            line += [value, rank]
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 2 + place, line)
    case.truth.all_headings |= {*heads, "Tỷ lệ (%)"}


@layout()
def postal_codes_beside_names(case: Case) -> None:
    """ "Mã bưu chính" of five digits before the name, no code of the commune."""
    sheet = case.sheet("Buu chinh")
    row = case.top(sheet, "DÂN SỐ, HỘ GIA ĐÌNH VÀ MẠNG BƯU CHÍNH", office="BƯU ĐIỆN TỈNH")
    titles = {"Dân số": "population", "Số hộ": "households"}
    sheet.line(row, ["STT", "Mã bưu chính", "Xã, phường", *titles, "Số điểm phục vụ bưu chính"])
    case.truth.all_headings |= set(titles)
    for number, commune in enumerate(case.communes, start=1):
        postal = f"{case.province}{100 + 7 * number:03}"
        figures = [say(case, commune, what, title) for title, what in titles.items()]
        sheet.line(row + number, [number, postal, commune.name, *figures, number % 3 + 1])


@layout()
def old_code_before_the_new_one(case: Case) -> None:
    """ "Mã ĐVHC cũ" (of one of the former communes) before "Mã ĐVHC mới" and the name."""
    sheet = case.sheet("Ma moi")
    row = case.top(sheet, "DANH MỤC XÃ, PHƯỜNG VÀ SỐ LIỆU HẠ TẦNG")
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g"),
               Column("Số trạm 5G", "stations_5g")]  # fmt: skip
    heads = ["STT", "Mã ĐVHC cũ", "Mã ĐVHC mới", "Tên xã, phường mới"]
    sheet.line(row, [*heads, *[c.heading for c in columns]])
    case.truth.all_headings |= {c.heading for c in columns}
    for place, commune in enumerate(case.communes):
        old = (older(commune) or [(commune.code, "")])[-1][0]
        figures = [say(case, commune, c.gives, c.heading) for c in columns]
        sheet.line(row + 1 + place, [place + 1, old, commune.code, commune.name, *figures])


@layout()
def wards_beside_communes_with_codes_of_five(case: Case) -> None:
    """ "P.Đông Kinh" and "X.Cao Lộc" without a space, "ĐK. …" for islands, name in two rows."""
    sheet = case.sheet("DS xa")
    row = case.top(sheet, "TỔNG HỢP")
    columns = [Column("Dân số", "population"), Column("DS phủ sóng 5G", "people_5g"),
               Column("Tỷ lệ DS phủ sóng 5G (%)", "%pop_5g", show=comma(2))]  # fmt: skip
    sheet.line(row, ["STT", "Địa phương", *[c.heading for c in columns]])
    end = body(case, sheet, row + 1, columns)
    kinds = {"xã": "X.", "phường": "P.", "đặc khu": "ĐK. "}
    for at, commune in zip(range(row + 1, end), case.communes, strict=True):
        sheet.put(at, 1, kinds[commune.kind] + commune.short)


@layout()
def line_numbers_under_the_word_code(case: Case) -> None:
    """A form of a circular: "Mã số" numbers the lines 01, 02, …, and is no code of a unit."""
    sheet = case.sheet("03-VT")
    sheet.put(0, 0, "Biểu số: 03/BCĐP-VT")
    sheet.put(1, 0, "Ban hành theo Thông tư của Bộ Khoa học và Công nghệ")
    sheet.put(2, 0, "Ngày nhận báo cáo: trước ngày 15/10/2025")
    sheet.put(0, 4, "Đơn vị báo cáo: Sở Khoa học và Công nghệ")
    sheet.put(1, 4, "Đơn vị nhận báo cáo: Cục Viễn thông")
    sheet.put(3, 0, "SỐ LƯỢNG TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG (Có đến 30/9/2025)")
    heads = ["Đơn vị hành chính", "Mã số", "Số trạm 3G", "Số trạm 4G", "Số trạm 5G"]
    sheet.line(5, heads)
    sheet.line(6, ["A", "B", 1, 2, 3])
    sheet.line(7, ["Tổng số", "01"])
    for row, c in enumerate(case.communes, start=8):
        given = [take(case, c, f"stations_{h[-2:].lower()}", h) for h in heads[2:]]
        sheet.line(row, [c.name, f"{row - 6:02}", *given])


@layout()
def names_broken_over_two_lines_by_a_pdf(case: Case) -> None:
    """Copied from a PDF: long names end on a line of their own, figures on the first."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Phụ lục kèm theo Báo cáo số 412/BC-SKHCN ngày 06/10/2025")
    sheet.put(1, 0, "Số liệu đến 30/9/2025")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Số {v} phủ sóng 4G", "villages_with_4g"),
    ]
    row = headings(case, sheet, 3, ["TT", "Mã", "Xã, phường", *(c.heading for c in columns)])
    for place, commune in enumerate(case.communes):
        parts = commune.name.split()
        first, rest = (parts, []) if len(parts) < 4 else (parts[:-1], parts[-1:])
        line: list[Any] = [str(place + 1), commune.code, " ".join(first)]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(str(value))
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row, line)
        if rest:
            sheet.put(row + 1, 2, rest[0])
        row += 2 if rest else 1


@layout(operator="vietnamobile")
def kind_in_brackets_behind_the_name(case: Case) -> None:
    """Vietnamobile: "Đông Kinh (phường)", headings in both languages, no codes."""
    sheet = case.sheet("VNM")
    sheet.put(0, 0, "CÔNG TY CỔ PHẦN VIỄN THÔNG DI ĐỘNG VIETNAMOBILE")
    sheet.put(1, 0, "Báo cáo hạ tầng theo xã/ Network report by commune")
    sheet.put(2, 0, "Số liệu đến/ Data as of: 30/09/2025")
    columns = [
        Column("Dân số/ Population", "population"),
        Column("Trạm 3G/ 3G sites on air", "stations_3g"),
        Column("Trạm 4G/ 4G sites on air", "stations_4g"),
        Column("Dân số phủ 4G/ 4G population covered", "people_4g"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, 4, ["No.", "Xã, phường/ Commune, ward", *texts])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, f"{c.short} ({c.kind})"])
        row += 1
    sheet.put(row, 1, "Tổng/ Total")
    total(sheet, row, case.communes, columns)


@layout(operator="viettel")
def kind_in_a_column_and_tones_the_old_way(case: Case) -> None:
    """ "P"/"X" in a column, "HOÀ", "THUỶ" in capitals, last communes first, every ninth missing."""
    sheet = case.sheet("VTL 30-9")
    sheet.put(0, 0, f"VIETTEL {place_name(case)}: MẠNG LƯỚI ĐẾN 30/9/2025")
    columns = [
        Column("Số trạm 4G", "stations_4g", show=apostrophe),
        Column("Số trạm 5G", "stations_5g", show=apostrophe),
        Column("Dân số", "population", show=apostrophe),
        Column("Dân số có sóng 4G", "people_4g", show=apostrophe),
        Column("Dân số có sóng 5G", "people_5g", show=apostrophe),
    ]
    row = heads(case, sheet, 2, ["Loại", "Tên đơn vị"], columns)
    old = {"òa": "oà", "óa": "oá", "ỏa": "oả", "õa": "oã", "ọa": "oạ", "ủy": "uỷ", "ùy": "uỳ",
           "úy": "uý"}  # fmt: skip
    for place, c in enumerate(reversed(case.communes)):
        if place % 9 != 4:
            name = c.short.lower()
            for new, before in old.items():
                name = name.replace(new, before)
            kind = {"phường": "P", "xã": "X"}.get(c.kind, c.kind)
            sheet.line(row, [kind, name.upper(), *read(case, c, columns)])
            row += 1


@layout()
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


@layout(as_of=OCTOBER, ending=".xls")
def addresses_as_names(case: Case) -> None:
    """Excel 97, end of October: "Phường Đông Kinh, tỉnh Lạng Sơn" as name, as addresses are."""
    sheet = case.sheet("T10")
    row = case.top(
        sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET CÁP QUANG", "(Số liệu đến hết ngày 31/10/2025)"
    )
    columns = [
        Column("Tổng số hộ", "households", show=commas),
        Column("Số hộ đã có hạ tầng cáp quang", "households_passed", show=commas),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=commas),
    ]
    labels = ["STT", "Xã, phường", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        where = f"{c.name}, tỉnh {PROVINCES[case.province]}"
        enter(case, sheet, row, c, columns, [place, where])
        row += 1
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])


@layout(ending=".ods")
def wards_in_one_column_communes_in_the_next(case: Case) -> None:
    """LibreOffice: bare names, of wards beneath "Phường", of the others beneath "Xã, đặc khu"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG, ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Số hộ", "households", show=dots),
        Column("Hộ sử dụng cáp quang", "households_subscribed", show=dots),
        Column("Hộ có điện thoại thông minh", "households_with_smartphone", show=dots),
    ]
    upper = ["TT", "Mã ĐVHC", "Đơn vị hành chính", None, *(c.heading for c in columns)]
    headings(case, sheet, row, upper)
    sheet.merged.append((row, 2, row, 3))
    sheet.merged += [(row, at, row + 1, at) for at in (0, 1, 4, 5, 6)]
    row = headings(case, sheet, row + 1, [None, None, "Phường", "Xã, đặc khu"])
    for place, c in enumerate(case.communes, start=1):
        short = c.short if c.kind in {"xã", "phường"} else c.name
        names = [short, None] if c.kind == "phường" else [None, short]
        enter(case, sheet, row, c, columns, [place, c.code, *names])
        row += 1
    sheet.line(row, [None, None, "Toàn tỉnh", None, *sums(columns, case.communes)])
