"""How numbers are typed: thousands, dashes, blanks, marks, texts, formulas."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import body
from tests.layouts.cases import Form
from tests.layouts.columns import (
    Column,
    apostrophe,
    comma,
    commas,
    dots,
    percent_space,
    percent_text,
    spaces,
)
from tests.layouts.notes import count, give, say, take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, heading, headings, one_table
from tests.layouts.shared_columns import ALL_PEOPLE, PEOPLE, VILLAGES, Marked
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


def padded(value: float) -> str:
    """Write 5 as "05", as in letters."""
    return f"{int(value):02}"


@layout(operator="vnpt")
def dots_for_thousands(case: Case) -> None:
    """Text with dots for thousands and decimal commas."""
    sheet = case.sheet("Word")
    row = case.top(sheet, "BIỂU CHÉP TỪ VĂN BẢN")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Tỷ lệ (%) dân số được phủ sóng 4G", "%pop_4g", show=comma(2)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout(operator="mobifone")
def spaces_for_thousands(case: Case) -> None:
    """Text with spaces for thousands that do not break."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "MOBIFONE TỈNH")
    columns = [Column(c.heading, c.gives, show=spaces) for c in PEOPLE]
    case.table(sheet, columns, at=row)


@layout(operator="viettel")
def commas_for_thousands(case: Case) -> None:
    """Text with commas for thousands under English headings."""
    sheet = case.sheet("Report")
    sheet.put(0, 0, "As of 30/09/2025")
    columns = [
        Column("Total population", "population", show=commas),
        Column("Population covered by 4G", "people_4g", show=commas),
    ]
    case.table(sheet, columns, Form(name="Ward/Commune", code="Commune code", index="No."), at=2)


@layout()
def figures_missing(case: Case) -> None:
    """Blanks, "...", "x" and "chưa có số liệu": missing, never zero."""
    sheet = case.sheet("Thieu")
    row = case.top(sheet, "TỔNG HỢP (CÒN THIẾU SỐ LIỆU)")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g", gaps=0.12),
        Column("Dân số được phủ sóng 5G", "people_5g", gaps=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout()
def numbers_as_text(case: Case) -> None:
    """All figures are text without any separator."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "XUẤT TỪ PHẦN MỀM", office="")
    case.table(sheet, [Column(c.heading, c.gives, show=apostrophe) for c in PEOPLE], at=row)


@layout()
def dashes_in_counts(case: Case) -> None:
    """A dash where there is no station and no village with fibre."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG")
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g", show=lambda n: int(n) if n else "-"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g", show=lambda n: int(n) if n else "–"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def footnotes_in_cells(case: Case) -> None:
    """Marks of footnotes behind figures, with and without a space; the legend below."""
    sheet = case.sheet("Bang")
    row = case.top(sheet, "BẢNG SỐ LIỆU", more=("Đơn vị tính: người",))
    columns = [
        Column("Dân số", "population", notes={2: " (*)", 9: "(1)", 20: "*"}),
        Column("Dân số được phủ sóng 4G", "people_4g", notes={4: " (2)", 7: "¹"}),
    ]
    case.table(sheet, columns, at=row)
    sheet.put(sheet.end + 1, 0, "Ghi chú: (*) Số liệu do công an xã cung cấp;")
    sheet.put(sheet.end, 0, "(1) Xã biên giới; (2) Số liệu chưa gồm một thôn mới tách.")


@layout()
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


@layout()
def shares_as_text(case: Case) -> None:
    """Counts with dots and shares as "97,3%", all of it text, under merged headings."""
    sheet = case.sheet("Ket qua")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Phủ sóng 4G|Số dân được phủ", "people_4g", show=dots),
        Column("Phủ sóng 4G|Tỷ lệ", "%pop_4g", show=percent_text, digits=1),
        Column("Phủ sóng 5G|Số dân được phủ", "people_5g", show=dots),
        Column("Phủ sóng 5G|Tỷ lệ", "%pop_5g", show=percent_text, digits=1),
    ]
    case.table(sheet, columns, Form(name="Phường, xã", codes=""), at=row)


@layout()
def share_in_a_row_beneath(case: Case) -> None:
    """Two rows for each commune: counts, and beneath them "Tỷ lệ (%)"."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG THEO XÃ")
    labels = ["STT", "Xã, phường", *[case.say(column.heading) for column in VILLAGES]]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        row += 2
        figures = [say(case, commune, c.gives, c.heading) for c in VILLAGES]
        sheet.line(row - 1, [number, commune.name, *figures])
        shares = [round(100 * value / max(figures[0], 1), 1) for value in figures[1:]]
        sheet.line(row, [None, "Tỷ lệ (%)", None, *shares])


@layout()
def dashes_and_whole_percentages(case: Case) -> None:
    """ "-" for nothing, "100%" and "98,5%" as text beside counts with dots."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG")

    def share(value: float) -> str:
        return "100%" if value == 100 else f"{comma(1)(value)}%"

    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", show=share, digits=1),
        Column("Số trạm 5G", "stations_5g", show=lambda n: dots(n) if n else "-"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout()
def gaps_and_crosses(case: Case) -> None:
    """Cells without a figure: "x", "...", empty."""
    one_table(
        case, [ALL_PEOPLE, Column("Dân số được phủ sóng 5G", "people_5g", gaps=0.2)], Form(codes="")
    )


@layout()
def signs_of_the_statistics_office(case: Case) -> None:
    """ "-" for nothing there, "..." for not collected, as the legend says; decimal commas."""
    sheet = case.sheet("Niengiam")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU VIỄN THÔNG", office="THỐNG KÊ TỈNH")
    heads = ["Dân số trung bình (Nghìn người)", "Số trạm 4G (Trạm)", "Số trạm 5G (Trạm)"]
    sheet.line(row, ["TT", "Xã, phường", *heads])
    case.truth.all_headings |= set(heads)
    for place, commune in enumerate(case.communes):
        people = round(commune.figures["population"] / 1000, 2)
        case.truth.note(commune.code, "population", Entry(people * 1000, 1.1), heading=heads[0])
        cells: list[Any] = [comma(2)(people)]
        for what, title in zip(("stations_4g", "stations_5g"), heads[1:], strict=True):
            value = commune.figures[what]
            lost = (place * 7 + len(what)) % 13 == 0 or (what == "stations_5g" and place % 9 == 4)
            case.truth.note(commune.code, what, Entry(None if lost else value), heading=title)
            cells.append("..." if lost else value or "-")
        sheet.line(row + 1 + place, [place + 1, commune.name, *cells])
    sheet.put(sheet.end + 1, 0, "Ký hiệu: (-) Không có hiện tượng phát sinh; "
              "(...) Có phát sinh nhưng không thu thập được số liệu")  # fmt: skip


@layout()
def formulas_that_failed(case: Case) -> None:
    """Shares are formulas; "#DIV/0!" where the cell of the number of homes is still empty."""
    sheet = case.sheet("Nhap lieu")
    sheet.put(0, 0, "Nhập liệu hộ gia đình, chốt 30/9/2025")
    heads = ["Tổng số hộ", "Số hộ sử dụng cáp quang", "Tỷ lệ hộ sử dụng cáp quang"]
    sheet.line(2, ["STT", "Xã, phường", "Mã xã", *heads])
    case.truth.all_headings |= set(heads)
    for row, commune in enumerate(case.communes, start=3):
        homes, using = (commune.figures[w] for w in ("households", "households_subscribed"))
        empty = row % 12 == 5
        gives = (("households", homes), ("households_subscribed", using))
        for (what, value), title in zip(gives, heads, strict=False):
            case.truth.note(commune.code, what, Entry(None if empty else value), heading=title)
        share = "#DIV/0!" if empty else round(using / homes, 4)
        line = [row - 2, commune.name, commune.code, *([None, None] if empty else [homes, using])]
        sheet.line(row, [*line, (f"=E{row + 1}/D{row + 1}", share)])
        sheet.formats[row, 5] = "0.0%"


@layout()
def dashes_for_those_not_reported(case: Case) -> None:
    """ "-" where a commune has not reported, as the note below says; 0 where there is none."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM BTS")
    heads = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g"}
    sheet.line(row, ["TT", "Xã, phường", *heads])
    case.truth.all_headings |= set(heads)
    for place, commune in enumerate(case.communes):
        cells: list[Any] = []
        for title, what in heads.items():
            lost = (place + len(cells) * 3) % 9 == 2
            value = commune.figures[what]
            case.truth.note(commune.code, what, Entry(None if lost else value), heading=title)
            cells.append("-" if lost else value)
        sheet.line(row + 1 + place, [place + 1, commune.name, *cells])
    sheet.put(sheet.end + 1, 0, 'Ghi chú: dấu "-" là xã, phường chưa báo cáo số liệu.')


@layout()
def shares_and_sums_by_formula(case: Case) -> None:
    """Shares and the total are formulas with the values that they had."""
    sheet = case.sheet("Tinh toan")
    row = case.top(sheet, "BẢNG TÍNH TỶ LỆ {V} CÓ SÓNG VÀ CÁP QUANG", right=4)
    heads = ["TT", "Đơn vị", "Mã ĐVHC", "Số {v}", "Số {v} có sóng 4G", "Tỷ lệ {v} có sóng 4G (%)",
             "Số {v} có cáp quang", "Tỷ lệ {v} có cáp quang (%)"]  # fmt: skip
    heads = [case.say(h) for h in heads]
    sheet.line(row, heads)
    first = row + 1
    for number, c in enumerate(case.communes, start=1):
        row += 1
        n, at = row + 1, dict(zip("DEFGH", heads[3:], strict=True))
        all_, with_4g, fibre = (
            take(case, c, w, at[k])
            for w, k in (("villages", "D"), ("villages_with_4g", "E"), ("villages_with_fibre", "G"))
        )
        share_4g = take(case, c, "%villages_4g", at["F"])
        share_fibre = take(case, c, "%villages_fibre", at["H"])
        sheet.line(row, [number, c.name, c.code, all_, with_4g,
                         (f"=ROUND(E{n}/D{n}*100,2)", share_4g), fibre,
                         (f"=ROUND(G{n}/D{n}*100,2)", share_fibre)])  # fmt: skip
    sheet.put(row + 1, 1, "CỘNG")
    for column, what in (
        ("D", "villages"),
        ("E", "villages_with_4g"),
        ("G", "villages_with_fibre"),
    ):
        total = sum(c.figures[what] for c in case.communes)
        formula = f"=SUM({column}{first + 1}:{column}{row + 1})"
        sheet.put(row + 1, "ABCDEFGH".index(column), (formula, total))


@layout(ending=".xls")
def percents_with_signs_in_old_excel(case: Case) -> None:
    """Old Excel: people with dots, shares as "97,5%" and "97,50 %", zero shares as "0%"."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "BIỂU TỔNG HỢP TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG", "Đến hết tháng 9 năm 2025")
    columns = [
        Column("Tổng dân số (người)", "population", show=dots),
        Column("% dân số được phủ sóng 4G", "%pop_4g", show=percent_text, digits=1),
        Column("% dân số được phủ sóng 5G", "%pop_5g", show=percent_space),
    ]
    case.table(sheet, columns, Form(names="abbreviated", total="last", total_label="CỘNG"), at=row)


@layout()
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


@layout(errors_due=True)
def bounds_ranges_and_about(case: Case) -> None:
    """Shares with decimal commas, and in some cells ">95", "95-97", "~90", "khoảng 80", "<5"."""
    sheet = case.sheet("Tỷ lệ")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G DO CÁC XÃ TỰ ĐÁNH GIÁ")
    words = (">95", "95-97", "~90", "khoảng 80", "<5", "≥98")
    columns = [
        Column("Số nhân khẩu", "population"),
        Marked("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(1), digits=1,
               words=words),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", name="Địa phương"), at=row)


@layout(errors_due=True)
def shares_and_words_in_one_column(case: Case) -> None:
    """A column of shares in which some communes wrote "cơ bản", "hầu hết", "chưa phủ hết"."""
    sheet = case.sheet("BC cac xa")
    row = case.top(sheet, "KẾT QUẢ BÁO CÁO CỦA CÁC XÃ, PHƯỜNG", office="")
    words = ("cơ bản", "hầu hết", "chưa phủ hết", "đang rà soát", "không nắm được")
    columns = [
        Column("Tổng số {v}", "villages"),
        Marked("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre", words=words, every=6),
        Marked("Số trạm 5G", "stations_5g", words=("không rõ", "đang cập nhật"), every=11),
    ]
    case.table(sheet, columns, Form(codes="", names="office", name="Đơn vị báo cáo"), at=row)


@layout(ending=".ods")
def stars_and_stops_behind_figures(case: Case) -> None:
    """Figures end with "*" (to be checked) or a full stop; a line below says so."""
    sheet = case.sheet("So lieu")
    row = case.top(sheet, "SỐ LIỆU HỘ GIA ĐÌNH VÀ ĐIỆN THOẠI THÔNG MINH")
    marks = dict.fromkeys(range(2, 200, 9), "*") | dict.fromkeys(range(5, 200, 13), ".")
    columns = [
        Column("Tổng số hộ", "households", show=dots),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone", show=dots,
               notes=marks),
    ]  # fmt: skip
    end = case.table(sheet, columns, at=row)
    sheet.put(end + 1, 0, "(*) Số liệu do xã cung cấp qua điện thoại, sẽ gửi văn bản sau.")


@layout(ending=".csv")
def figures_with_two_needless_decimals(case: Case) -> None:
    """A machine set to English writes people as "1,234.00" and percentages as "97.30"."""
    sheet = case.sheet("Export")
    sheet.delimiter = ","
    sheet.put(0, 0, "Báo cáo dân số phủ sóng - kỳ 09/2025 (đến 30/9/2025)")
    columns = [
        Column("Dân số", "population", show=lambda v: f"{v:,.2f}"),
        Column("Dân số phủ sóng 4G", "people_4g", show=lambda v: f"{v:,.2f}"),
        Column("Tỷ lệ (%)", "%pop_4g", show=lambda v: f"{v:.2f}"),
    ]
    case.table(sheet, columns, Form(total="last", total_label="Cộng"), at=2)


@layout()
def dashes_for_nought_with_a_legend(case: Case) -> None:
    """A legend below says that "–" is nought and ".." is not collected."""
    sheet = case.sheet("B07")
    row = case.top(sheet, f"TRẠM BTS VÀ {case.word.upper()} CÓ SÓNG 5G")
    columns = [
        Column("Số trạm BTS 5G", "stations_5g", show=lambda v: int(v) or "–"),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 5G", "villages_with_5g", show=lambda v: int(v) or "–"),
    ]
    labels = ["STT", "Tên xã, phường", "Mã xã", *(c.heading for c in columns), "Số hộ"]
    row = headings(case, sheet, row, labels)
    end = body(case, sheet, row, columns, codes=True)
    for place, commune in enumerate(case.communes):
        known = place % 8 != 3
        sheet.put(row + place, 6, commune.figures["households"] if known else "..")
        give(case, commune, "Số hộ", households=commune.figures["households"] if known else None)
    sheet.put(end + 1, 0, "Ký hiệu:  –  không có (bằng 0);   ..  chưa thu thập được số liệu")


@layout()
def formulas_never_worked_out(case: Case) -> None:
    """A program wrote the shares and the sum as formulas, whose saved value is still 0."""
    sheet = case.sheet("Export")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG 4G", office="")
    first = headings(
        case, sheet, row, ["STT", "Mã xã", "Xã/phường", "Dân số", "Dân số có sóng 4G", "Tỷ lệ (%)"]
    )
    row = first
    columns = [Column("Dân số", "population"), Column("Dân số có sóng 4G", "people_4g")]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.code, c.name])
        sheet.put(row, 5, (f"=ROUND(E{row + 1}/D{row + 1}*100,2)", 0))
        row += 1
    sheet.put(row, 2, "Tổng")
    for at, letter in ((3, "D"), (4, "E")):
        sheet.put(row, at, (f"=SUM({letter}{first + 1}:{letter}{row})", 0))


@layout()
def two_people_typed_one_table(case: Case) -> None:
    """One typed "12.345" and "97,3%" and codes, the other below 12345 and 97.3 and "X. A"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG 4G VÀ HỘ DÙNG CÁP QUANG")
    pairs = (
        ("Dân số (người)", "population"),
        ("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        ("Tổng số hộ", "households"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    hers = [
        Column(text, what, digits=1 if what[0] == "%" else None,
               show=percent_text if what[0] == "%" else dots)
        for text, what in pairs
    ]  # fmt: skip
    his = [Column(text, what, digits=1 if what[0] == "%" else None) for text, what in pairs]
    row = headings(case, sheet, row, ["STT", "Mã xã", "Xã, phường", *(text for text, _ in pairs)])
    half = len(case.communes) // 2
    for place, c in enumerate(case.communes):
        if place == half:
            sheet.put(row, 2, "(Từ đây đ/c Tuấn nhập tiếp)")
            row += 1
        if place < half:
            enter(case, sheet, row, c, hers, [place + 1, c.code, c.name])
        else:
            enter(case, sheet, row, c, his, [place + 1, None, case.name(c, "abbreviated")])
        row += 1


@layout()
def words_and_dashes_that_a_legend_explains(case: Case) -> None:
    """ "Toàn bộ", "-" and blanks among counts of villages; below, what each of them means."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G VÀ INTERNET CÁP QUANG")
    whole = Column("Tổng số {v}", "villages")
    texts = ("Số {v} có sóng 4G", "Số {v} có Internet cáp quang")
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", whole.heading, *texts])
    for place, c in enumerate(case.communes):
        enter(case, sheet, row, c, [whole], [place + 1, c.name, c.code])
        for at, (text, what) in enumerate(
            zip(texts, ("villages_with_4g", "villages_with_fibre"), strict=True), start=4
        ):
            shown: object = c.figures[what]
            value: float | None = c.figures[what]
            if place % 7 == at or value == c.figures["villages"]:
                shown, value = "Toàn bộ", c.figures["villages"]
            elif place % 11 == at:
                shown, value = "-", 0
            elif place % 13 == at:
                shown, value = None, None
            sheet.put(row, at, shown)
            case.note(c, what, Entry(value), Column(text))
        row += 1
    for at, text in enumerate((
        "Ghi chú:", "- Toàn bộ: tất cả {v} trên địa bàn đều có;",
        "- Dấu (-): chưa có {v} nào (bằng 0);", "- Ô để trống: xã chưa báo cáo.",
    ), start=row + 1):  # fmt: skip
        sheet.put(at, 0, case.say(text))


@layout()
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
