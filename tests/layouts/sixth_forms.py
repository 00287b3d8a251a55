"""Forms as officials, engineers and clerks send them, one by one."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def toneless(text: str) -> str:
    """Write a text without tones and marks, as old machines did."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


def head(case: Case, sheet: Sheet, row: int, labels: list[str], *, at: int = 0) -> int:
    """Write one row of headings, note their words, and give the row below."""
    said = [case.say(label) for label in labels]
    sheet.line(row, said, at=at)
    case.truth.all_headings |= set(said)
    return row + 1


def give(case: Case, commune: Commune, heading: str, **figures: float | None) -> None:
    """Note figures of a commune that stand beneath one heading."""
    for what, value in figures.items():
        case.truth.note(commune.code, what, Entry(value), heading=case.say(heading))


def words(*choices: Any) -> Callable[[Commune], Any]:
    """Write one of some texts, chosen by the commune's code."""
    return lambda c: choices[int(c.code) // 3 % len(choices)] or None


@layout("side columns")
def copy_with_the_own_columns_of_an_official(case: Case) -> None:
    """A clerk keeps his own columns at the right: whom he rang, what was sent the last time."""
    sheet = case.sheet("Chị Hằng sửa")
    row = case.top(sheet, "TỔNG HỢP HẠ TẦNG VIỄN THÔNG CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
        Column("Số trạm BTS 4G", "stations_4g"),
        Worked("Đã gọi điện đôn đốc?", make=words("rồi", "", "gọi 2 lần", "")),
        Worked("Cáp quang - lần trước gửi", make=part("villages_with_fibre", 0.8)),
        Worked("BTS 4G - lần trước gửi", make=part("stations_4g", 0.9)),
        Worked("Em ghi chú", make=words("", "xem lại", "", "anh Tú xác nhận")),
    ]
    case.table(sheet, columns, at=row)


@layout("around the table")
def sheet_with_filters_and_total_by_formula(case: Case) -> None:
    """A table of Excel from the first cell on; its row "Total" is reckoned with SUBTOTAL."""
    sheet = case.sheet("Table1")
    columns = [
        Column("Dân số", "population"),
        Column("DS phủ 4G", "people_4g"),
        Column("DS phủ 5G", "people_5g"),
    ]
    row = head(case, sheet, 0, ["STT", "Xã/Phường", "Mã xã", *(c.heading for c in columns)])
    end = body(case, sheet, row, columns, codes=True)
    sheet.put(end, 0, "Total")
    for place, column in enumerate(columns, start=3):
        whole = sum(c.figures[column.gives] for c in case.communes)
        letter = "ABCDEF"[place]
        sheet.put(end, place, (f"=SUBTOTAL(109,{letter}2:{letter}{end})", whole))
    other = case.sheet("Info")
    other.line(0, ["Ngày chốt số liệu", "30/9/2025"])
    other.line(1, ["Người tổng hợp", "P. BCVT"])


@layout("languages", operator="mobifone")
def engineer_writes_english(case: Case) -> None:
    """Short English of an engineer: onair, pax, HH, with what is planned at the right."""
    sheet = case.sheet("MBF_Q3_2025")
    sheet.put(0, 0, "MobiFone network status by commune, updated 30-Sep-2025")
    columns = [
        Column("Pop (pax)", "population"),
        Column("No. of BTS 3G onair", "stations_3g"),
        Column("No. of BTS 4G onair", "stations_4g"),
        Column("No. of BTS 5G onair", "stations_5g"),
        Column("% Pop covered 4G", "%pop_4g"),
        Column("No. of BTS 5G to be onair 2026", trap="stations_4g", factor=0.5),
    ]
    case.table(
        sheet, columns, Form(index="No.", name="Commune/Ward name", code="Commune code"), at=2
    )


@layout("spelling", ending=".xls")
def capitals_without_tones(case: Case) -> None:
    """Headings in capitals without tones, names of communes without tones, codes beside."""
    sheet = case.sheet("BAOCAO")
    sheet.put(0, 0, "BAO CAO SO LIEU HA TANG SO DEN NGAY 30/09/2025")
    columns = [
        Column("SO THON", "villages"),
        Column("SO THON CO SONG 4G", "villages_with_4g"),
        Column("SO THON CO CAP QUANG", "villages_with_fibre"),
        Column("TONG SO HO", "households"),
    ]
    row = head(
        case, sheet, 2, ["TT", "MA XA", "TEN XA PHUONG", *(c.heading for c in columns), "GHI CHU"]
    )
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, commune.code, toneless(commune.name).upper()]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + place, line)


@layout("headings")
def narrow_headings_with_breaks_and_units(case: Case) -> None:
    """Headings broken over four lines with the unit in brackets; area and density beside."""
    sheet = case.sheet("Phụ lục 1")
    row = case.top(sheet, "THỰC TRẠNG HẠ TẦNG SỐ\nTHEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    columns = [
        Worked("Diện\ntích\n(km²)", make=lambda c: round(20 + int(c.code) % 170 + 0.37, 2)),
        Column("Dân\nsố\n(người)", "population"),
        Worked(
            "Mật\nđộ dân\nsố\n(người/\nkm²)",
            make=lambda c: round(c.figures["population"] / (20 + int(c.code) % 170 + 0.37)),
        ),
        Column("Số\nhộ\n(hộ)", "households"),
        Column("Số\ntrạm\nBTS\n4G\n(trạm)", "stations_4g"),
        Column("Dân số\nđược\nphủ sóng\n4G\n(người)", "people_4g"),
    ]
    case.table(
        sheet, columns, Form(index="S\nT\nT", name="Tên\nđơn vị", numbers_row="({})"), at=row
    )


@layout("around the table")
def form_in_the_middle_with_guidance_beside(case: Case) -> None:
    """The table begins at F12; on its left stands a column of instructions for who fills in."""
    sheet = case.sheet("Mẫu 02")
    for place, text in enumerate([
        "HƯỚNG DẪN NHẬP LIỆU", "1. Chỉ nhập vào ô màu vàng", "2. Không thêm, bớt dòng",
        "3. Tỷ lệ nhập theo số từ 0 đến 100, ví dụ 95,5", "4. Không có số liệu thì để trống",
        "5. Gửi về Sở trước ngày 05/10/2025", "Liên hệ: phòng Bưu chính, Viễn thông",
    ]):  # fmt: skip
        sheet.put(2 + 3 * place, 0, text)
    sheet.put(7, 5, "MẪU 02. SỐ LIỆU VIỄN THÔNG CẤP XÃ")
    sheet.put(8, 5, "Kỳ báo cáo: Quý III năm 2025")
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Số hộ thuê bao cáp quang", "households_subscribed", gaps=0.05),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
    ]
    case.table(sheet, columns, at=11, left=5)


@layout("names of communes")
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
    row = head(case, sheet, 3, ["TT", "Mã", "Xã, phường", *(c.heading for c in columns)])
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


@layout("numbers", ending=".ods")
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


@layout("numbers", ending=".csv")
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


@layout("numbers")
def share_then_count_of_homes(case: Case) -> None:
    """One cell says both, the share first: "87,31% (1.234 hộ)"."""
    sheet = case.sheet("BC nhanh")
    row = case.top(sheet, "KẾT QUẢ PHỔ CẬP CÁP QUANG VÀ ĐIỆN THOẠI THÔNG MINH ĐẾN HỘ GIA ĐÌNH")
    labels = ["STT", "Xã, phường", "Tổng số hộ", "Hộ có cáp quang đi qua, sẵn sàng lắp đặt",
              "Hộ có điện thoại thông minh"]  # fmt: skip
    row = head(case, sheet, row, labels)
    for place, commune in enumerate(case.communes):
        whole = commune.figures["households"]
        line: list[Any] = [place + 1, commune.name, dots(whole)]
        give(case, commune, labels[2], households=whole)
        for label, what in zip(
            labels[3:], ("households_passed", "households_with_smartphone"), strict=True
        ):
            count = commune.figures[what]
            line.append(f"{comma(2)(100 * count / whole)}% ({dots(count)} hộ)")
            give(case, commune, label, **{what: count})
        sheet.line(row + place, line)


@layout("numbers")
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
    row = head(case, sheet, row, labels)
    end = body(case, sheet, row, columns, codes=True)
    for place, commune in enumerate(case.communes):
        known = place % 8 != 3
        sheet.put(row + place, 6, commune.figures["households"] if known else "..")
        give(case, commune, "Số hộ", households=commune.figures["households"] if known else None)
    sheet.put(end + 1, 0, "Ký hiệu:  –  không có (bằng 0);   ..  chưa thu thập được số liệu")


@layout("several sheets")
def wards_on_one_sheet_communes_on_the_other(case: Case) -> None:
    """A sheet for each kind of unit, numbers start again, each with its own sum."""
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Dân số được phủ sóng 5G (người)", "people_5g"),
    ]
    for kind, title in (("phường", "Phuong"), ("xã", "Xa"), ("đặc khu", "Dac khu")):
        some = [c for c in case.communes if c.kind == kind]
        if not some:
            continue
        sheet = case.sheet(title)
        row = case.top(sheet, f"PHỦ SÓNG DI ĐỘNG TẠI CÁC {kind.upper()}")
        case.table(
            sheet, columns,
            Form(name=f"Tên {kind}", codes="", names="short", total="last",
                 total_label=f"Cộng các {kind}"),
            at=row, some=some,
        )  # fmt: skip


@layout("operators")
def operators_down_communes_across(case: Case) -> None:
    """A row for each operator, a column for each commune, stations of 4G in the cells."""
    sheet = case.sheet("Ma tran")
    sheet.put(0, 0, "SỐ TRẠM BTS 4G THEO DOANH NGHIỆP VÀ XÃ, PHƯỜNG (đến 30/9/2025)")
    heading = "Doanh nghiệp"
    case.truth.all_headings |= {heading, "Tổng"}
    sheet.line(2, [heading, *(c.name for c in case.communes), "Tổng"])
    for row, (shown, key) in enumerate(
        (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")), start=3
    ):
        counts = [c.value("stations_4g", operator=key) for c in case.communes]
        sheet.line(row, [shown, *counts, sum(counts)])
        for commune, count in zip(case.communes, counts, strict=True):
            case.truth.note(commune.code, "stations_4g", Entry(count), operator=key)


@layout("operators", operator="viettel")
def cumulative_to_the_end_of_each_month(case: Case) -> None:
    """Stations in service at the end of July, of August and of September, side by side."""
    sheet = case.sheet("Lũy kế tháng")
    sheet.put(0, 0, "VIETTEL: SỐ TRẠM PHÁT SÓNG LŨY KẾ ĐẾN CUỐI THÁNG")
    now = Column("Trạm 4G|30/9/2025", "stations_4g")
    columns = [
        replace(now, heading="Trạm 4G|31/7/2025", as_of="2025-07-31", optional=True),
        replace(now, heading="Trạm 4G|31/8/2025", as_of="2025-08-31", optional=True),
        now,
        Column("Trạm 5G|31/8/2025", "stations_5g", as_of="2025-08-31", optional=True),
        Column("Trạm 5G|30/9/2025", "stations_5g"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=2)
