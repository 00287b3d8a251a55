"""What a figure is stands far from it: a sheet's name, a note, two levels up, a sentence below."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.fourteenth_forms import OPERATORS, STATIONS, across, by, districts, sums
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def some_of(what: str, most: int, least: int = 0) -> Callable[[Commune], int]:
    """Work out a small figure that has nothing to do with what stands there."""
    return lambda c: least + (c.figures["files"] + len(what)) % (most - least + 1)


def rank(case: Case, share: str) -> Callable[[Commune], int]:
    """Work out at which place a commune stands."""
    shares = {c.code: Column("", share).number(c, share) for c in case.communes}
    return lambda c: 1 + sum(value > shares[c.code] for value in shares.values())


def other(headed: dict[str, Callable[[Commune], int]]) -> list[Column]:
    """Write columns that no fact is read from."""
    return [Worked(heading, make=make) for heading, make in headed.items()]


@layout("sheets", half="public")
def plan_only_in_names_of_operators_sheets(case: Case) -> None:
    """ "VTT", "VNPT", "VTT (KH 26)", "VNPT (KH 26)": same title and form, districts as rows."""
    for short, code in (("VTT", "viettel"), ("VNPT", "vnpt")):
        for planned in (False, True):
            sheet = case.sheet(f"{short} (KH 26)" if planned else short)
            row = case.top(sheet, "TRẠM 4G, 5G VÀ HỘ SỬ DỤNG CÁP QUANG", right=6)
            pairs = (
                ("Trạm 4G", "stations_4g"),
                ("Trạm 5G", "stations_5g"),
                ("Hộ sử dụng cáp quang", "households_subscribed"),
            )
            columns = [
                Worked(text, make=part(what, 0.9)) if planned else Column(text, what, operator=code)
                for text, what in pairs
            ]
            total = "" if planned else "last"
            form = Form(groups="rows", names="office", total=total)
            case.table(sheet, columns, form, at=row)


@layout("headings", half="public")
def new_in_period_two_levels_up(case: Case) -> None:
    """ "Phát sinh trong kỳ" and "Lũy kế đến hết kỳ" over 4G, 5G, fibre over counts; units, sums."""
    sheet = case.sheet("Bieu 01-VT")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ QUÝ III/2025", "")
    kinds = (
        ("Mạng 4G|Số trạm", "stations_4g", "trạm"),
        ("Mạng 4G|Dân số được phủ sóng", "people_4g", "người"),
        ("Mạng 5G|Số trạm", "stations_5g", "trạm"),
        ("Cáp quang|Số hộ sử dụng", "households_subscribed", "hộ"),
    )
    columns: list[Column] = [
        Worked(f"Phát sinh trong kỳ|{text}", make=part(what, 0.08), unit=unit)
        for text, what, unit in kinds
    ]
    columns += [Column(f"Lũy kế đến hết kỳ|{text}", what, unit=unit) for text, what, unit in kinds]
    form = Form(groups="sums", units_row=True, numbers_row="{}", names="footnote")
    case.table(sheet, columns, form, at=row)


@layout("long", half="public")
def remarks_of_some_5g_rows_say_next_year(case: Case) -> None:
    """Commune × technology; "Ghi chú" of every third 5G row: "Theo kế hoạch, phát sóng 2026"."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "SỐ TRẠM VÀ DÂN SỐ TRONG VÙNG PHỦ SÓNG")
    labels = ["STT", "Mã xã", "Đơn vị", "Công nghệ", "Số trạm", "Dân số trong vùng phủ", "Ghi chú"]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes):
        for g in ("4G", "5G"):
            columns = [
                Column("Số trạm", f"stations_{g.lower()}"),
                Column("Dân số trong vùng phủ", f"people_{g.lower()}"),
            ]
            lead = [place + 1, c.code, case.name(c, "district"), g]
            if g == "5G" and place % 3 == 1:
                planned = [2 + c.figures["files"] % 3, c.figures["people_4g"] // 3]
                remark = "Theo kế hoạch, phát sóng Quý II/2026"
                sheet.line(row, [*lead, *planned, remark])
            else:
                enter(case, sheet, row, c, columns, lead)
            row += 1


@layout("rows", half="public")
def legend_of_colours_in_words(case: Case) -> None:
    """Rows "Xanh", "Vàng", "Đỏ" of each commune; below: on air, licensed only, to be taken down."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "BẢNG THEO DÕI TRẠM THU PHÁT SÓNG")
    row = headings(case, sheet, row, ["TT", "Xã, phường", "Màu", "Trạm 4G", "Trạm 5G"])
    columns = [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")]
    for place, c in enumerate(case.communes):
        sheet.line(row, [place + 1, c.name, "Vàng", 1 + c.figures["files"] % 4, 2])
        sheet.line(row + 1, [None, None, "Đỏ", c.figures["files"] % 2, 0])
        enter(case, sheet, row + 2, c, columns, [None, None, "Xanh"])
        row += 3
    for line in (
        "Chú giải:", "- Xanh: trạm đang phát sóng;", "- Vàng: mới có giấy phép, chưa xây dựng;",
        "- Đỏ: trạm sẽ tháo dỡ, đã dừng hoạt động.",
    ):  # fmt: skip
        sheet.put(row + 1, 1, line)
        row += 1


@layout("headings", half="public")
def unit_row_says_per_mille_and_rank(case: Case) -> None:
    """ "4G", "5G", "Cáp quang" twice; the row of units says "‰" for the first, "hạng" after."""
    sheet = case.sheet("Xep hang")
    row = case.top(sheet, "MỨC ĐỘ PHỦ HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG")
    shares = (
        ("Dân số phủ sóng 4G", "pop_4g"),
        ("Dân số phủ sóng 5G", "pop_5g"),
        ("Hộ sử dụng cáp quang", "households_fibre_subscribed"),
    )

    def mille(value: float) -> float:
        return round(value * 10, 1)

    columns = [Column("Dân số", "population", unit="người")]
    columns += [
        Column(f"Tỷ lệ|{text}", f"%{key}", unit="‰", show=mille) for text, key in shares
    ]  # fmt: skip
    for text, key in shares:
        columns.append(Worked(f"So sánh|{text}", unit="hạng", make=rank(case, f"%{key}")))
    form = Form(groups="column", units_row=True, codes="number")
    case.table(sheet, columns, form, at=row)


@layout("side tables", half="public")
def table_at_the_right_is_a_rise(case: Case) -> None:
    """ "Bảng 1. Hiện trạng" and, beside it, "Bảng 2. Biến động so với 31/12/2024", same form."""
    sheet = case.sheet("Bang 1-2")
    sheet.put(0, 1, "HẠ TẦNG SỐ ĐẾN 30/9/2025")
    sheet.put(2, 1, "Bảng 1. Hiện trạng")
    sheet.put(2, 8, "Bảng 2. Biến động so với 31/12/2024")
    pairs = (
        ("Trạm 4G", "stations_4g"),
        ("Trạm 5G", "stations_5g"),
        ("Hộ dùng cáp quang", "households_subscribed"),
    )
    left = [Column(text, what) for text, what in pairs]
    right = [Worked(text, make=part(what, 0.12)) for text, what in pairs]
    form = Form(codes="", total="first")
    case.table(sheet, left, form, at=3, left=1)
    listed = case.ordered(by_district=True)
    case.table(sheet, right, Form(codes="", names="abbreviated"), at=3, left=8, some=listed)


@layout("sheets", half="public")
def sentence_below_says_poor_homes_only(case: Case) -> None:
    """ "B1" is of people, "B2" of homes by district; beneath "B2": only poor, near-poor homes."""
    sheet = case.sheet("B1")
    row = case.top(sheet, "BIỂU 1. DÂN SỐ VÀ PHỦ SÓNG")
    people = [Column("Dân số", "population", show=dots),
              Column("Dân số được phủ sóng 4G", "people_4g", show=dots)]  # fmt: skip
    form = Form(groups="sums", names="short", total="first")
    case.table(sheet, people, form, at=row)
    sheet = case.sheet("B2")
    row = case.top(sheet, "BIỂU 2. HỘ GIA ĐÌNH TIẾP CẬN DỊCH VỤ SỐ")
    homes = other(
        {
            "Số hộ": part("households", 0.14),
            "Số hộ có điện thoại thông minh": part("households_with_smartphone", 0.11),
            "Số hộ dùng cáp quang": part("households_subscribed", 0.06),
        }
    )
    row = case.table(sheet, homes, Form(groups="rows", names="short"), at=row)
    sheet.put(
        row + 1, 1, "Biểu này chỉ thống kê các hộ thuộc diện hộ nghèo, hộ cận nghèo của địa phương."
    )


@layout("transposed", half="public")
def mean_of_nine_months_above_the_day(case: Case) -> None:
    """Communes across; the same rows beneath "I. Bình quân 9 tháng" and "II. Ngày 30/9/2025"."""
    sheet = case.sheet("Ngang")
    row = case.top(sheet, "CHỈ TIÊU VIỄN THÔNG CỦA CÁC XÃ, PHƯỜNG NĂM 2025", "")
    pairs = (
        ("Số trạm 4G", "trạm", "stations_4g"),
        ("Số trạm 5G", "trạm", "stations_5g"),
        ("Số hộ thuê bao cáp quang", "hộ", "households_subscribed"),
    )
    for start in range(0, len(case.communes), 12):
        some = case.communes[start : start + 12]
        sheet.line(row, ["TT", "Chỉ tiêu", "ĐVT", *(case.name(c, "office") for c in some)])
        sheet.line(row + 1, ["I", "Bình quân 9 tháng đầu năm 2025"])
        mean = [([n, t, u], Worked(t, make=part(what, 0.93)))
                for n, (t, u, what) in enumerate(pairs, start=1)]  # fmt: skip
        row = across(case, sheet, row + 2, mean, some)
        sheet.line(row, ["II", "Có đến ngày 30/9/2025"])
        real = [([n, t, u], Column(t, what)) for n, (t, u, what) in enumerate(pairs, start=1)]
        row = across(case, sheet, row + 1, real, some) + 1


@layout("pages", half="public")
def norm_before_what_is_there_over_pages(case: Case) -> None:
    """ "Định mức tối thiểu" over three things, then "Thực có"; later pages show numbers only."""
    sheet = case.sheet("Dinh muc")
    row = case.top(sheet, "RÀ SOÁT HẠ TẦNG SỐ THEO ĐỊNH MỨC")
    kinds = (
        ("Trạm 4G", "stations_4g", some_of("4g", 9, 6)),
        ("Trạm 5G", "stations_5g", some_of("five", 4, 2)),
        ("Tổ công nghệ số cộng đồng", "teams", lambda c: c.figures["villages"] + 2),
    )
    columns: list[Column] = [Worked(f"Định mức tối thiểu|{t}", make=norm) for t, _, norm in kinds]
    columns += [Column(f"Thực có|{t}", what) for t, what, _ in kinds]
    form = Form(codes="", names="district", numbers_row="({})")
    for start in range(0, len(case.communes), 25):
        some = case.communes[start : start + 25]
        if not start:
            row = case.table(sheet, columns, form, at=row, some=some)
            continue
        sheet.line(row, ["Mang sang", *sums(columns, case.communes[:start])], at=1)
        sheet.line(row + 2, [f"({n})" for n in range(1, 9)])
        row += 3
        for place, c in enumerate(some, start=start):
            enter(case, sheet, row, c, columns, [place + 1, case.name(c, "district")])
            row += 1


@layout("notes", half="public")
def same_words_with_two_marks_of_notes(case: Case) -> None:
    """Beneath each operator "Trạm 4G (1)", "Trạm 4G (2)"; below: built since 2021, all on air."""
    sheet = case.sheet("Theo DN")
    row = case.top(sheet, "TRẠM THÔNG TIN DI ĐỘNG CỦA CÁC DOANH NGHIỆP")
    columns: list[Column] = []
    for label, code in OPERATORS.items():
        for g in ("4G", "5G"):
            what = f"stations_{g.lower()}"
            columns += [
                Worked(f"{label}|Trạm {g} (1)", make=part(what, 0.4)),
                Column(f"{label}|Trạm {g} (2)", what, operator=code),
            ]
    form = Form(names="abbreviated", groups="rows", total="last")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "(1) Số trạm xây dựng mới trong giai đoạn 2021-2025.")
    sheet.put(row + 2, 0, "(2) Tổng số trạm đang hoạt động tại thời điểm báo cáo.")


@layout("sheets", half="public")
def technology_and_year_in_names_of_sheets(case: Case) -> None:
    """ "3G", "5G (KH 2026)", "4G", "5G": one title, "Dân số được phủ sóng"; the name says which."""
    for title, what in (("3G", ""), ("5G (KH 2026)", ""), ("4G", "4g"), ("5G", "5g")):
        sheet = case.sheet(title)
        sheet.put(1, 2, "DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG VÀ SỐ TRẠM")
        sheet.put(2, 2, "Số liệu tính đến ngày 30/9/2025")
        if what:
            columns = [
                Column("Dân số", "population"),
                Column("Dân số được phủ sóng", f"people_{what}"),
                Column("Số trạm", f"stations_{what}"),
            ]
        else:
            columns = [
                Column("Dân số", "population"),
                Worked("Dân số được phủ sóng", make=part("population", 0.6)),
                Column("Số trạm", "stations_3g", optional=True)
                if title == "3G"
                else Worked("Số trạm", make=some_of(title, 9, 3)),
            ]
        form = Form(groups="rows", codes="")
        case.table(sheet, columns, form, at=4, left=2)


@layout("dates", half="public")
def foot_of_the_first_sheet_names_last_year(case: Case) -> None:
    """ "Bieu 1" and "Bieu 2" are alike; their last lines say 30/9/2024 and 30/9/2025."""
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"),
             ("Số {v} có sóng 4G", "villages_with_4g"))  # fmt: skip
    for number, (day, as_of) in enumerate((("30/9/2024", "2024-09-30"), ("30/9/2025", "")), 1):
        sheet = case.sheet(f"Bieu {number}")
        row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG THEO XÃ, PHƯỜNG", "", office="")
        columns = [Column(t, what, as_of=as_of, optional=bool(as_of)) for t, what in pairs]
        form = Form(groups="column", names="office", total="first")
        row = case.table(sheet, columns, form, at=row)
        sheet.put(row + 1, 1, f"Nguồn: các doanh nghiệp viễn thông; số liệu chốt ngày {day}.")


@layout("operators", half="public")
def block_of_shared_masts_after_operators(case: Case) -> None:
    """ "A. VIETTEL", "B. VNPT", "C. DÙNG CHUNG (đã tính ở A và B)": communes thrice, sums first."""
    sheet = case.sheet("Ha tang")
    row = case.top(sheet, "TRẠM 4G, 5G ĐANG PHÁT SÓNG THEO DOANH NGHIỆP")
    row = headings(case, sheet, row, ["STT", "Đơn vị", *(c.heading for c in STATIONS)])
    blocks = (
        ("A", "VIETTEL", by(STATIONS, operator="viettel")),
        ("B", "VNPT", by(STATIONS, operator="vnpt")),
        ("C", "TRẠM DÙNG CHUNG HẠ TẦNG (đã tính ở mục A và B)",
         [Worked(c.heading, make=part(c.gives, 0.2)) for c in STATIONS]),
    )  # fmt: skip
    for letter, title, columns in blocks:
        sheet.line(row, [letter, title, *sums(columns, case.communes)])
        row += 1
        for place, c in enumerate(case.communes):
            enter(case, sheet, row, c, columns, [place + 1, case.name(c, "office")])
            row += 1


@layout("subsets", half="public")
def whose_homes_merged_down_the_left(case: Case) -> None:
    """ "Đối tượng" merged down beside all communes: "Hộ nghèo", then "Toàn bộ hộ dân"."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH, CÁP QUANG")
    pairs = (
        ("Tổng số hộ", "households"),
        ("Có điện thoại thông minh", "households_with_smartphone"),
        ("Dùng Internet cáp quang", "households_subscribed"),
    )
    labels = ["Đối tượng", "STT", "Xã, phường", *(text for text, _ in pairs)]
    row = headings(case, sheet, row, labels)
    for title, share in (("Hộ nghèo", 0.12), ("Toàn bộ hộ dân", 1.0)):
        first, place = row, 0
        sheet.put(row, 0, title)
        columns = [
            Column(text, what) if share == 1 else Worked(text, make=part(what, share))
            for text, what in pairs
        ]
        for name, mine in districts(case):
            sheet.line(row, [None, f"{name} (cũ)", *sums(columns, mine)], at=1)
            row += 1
            for c in mine:
                place += 1
                enter(case, sheet, row, c, columns, [None, place, c.name])
                row += 1
        sheet.put(first, 0, title)
        sheet.merged.append((first, 0, row - 1, 0))
