"""Sheets in which a careless reader takes a figure for another."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.registry import layout
from tests.layouts.sixth_forms import give, head, words
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case

COVERED = [
    Column("Dân số", "population"),
    Column("Dân số được phủ sóng 4G", "people_4g"),
    Column("Dân số được phủ sóng 5G", "people_5g"),
]
JUNE = "2025-06-30"


def of_june(column: Column) -> Column:
    """Take the same column for the end of June; a reader may leave it."""
    return replace(column, as_of=JUNE, optional=True)


@layout("percentages")
def fractions_on_one_sheet_percents_on_the_other(case: Case) -> None:
    """Sheet "4G" writes 0,973 where sheet "5G" writes 9,3 for per cent."""
    for title, what, key, scale, digits in (
        ("4G", "4G", "%pop_4g", 100, 4), ("5G", "5G", "%pop_5g", 1, 2),
    ):  # fmt: skip
        sheet = case.sheet(title)
        row = case.top(sheet, f"TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG {what}")
        column = Column(f"Tỷ lệ dân số phủ sóng {what}", key, scale=scale, digits=digits)
        labels = ["STT", "Tên xã, phường", column.heading]
        row = head(case, sheet, row, labels)
        for place, commune in enumerate(case.communes):
            value = column.rounded(column.number(commune, key))
            sheet.line(row + place, [place + 1, commune.name, value])
            case.truth.note(
                commune.code, key, Entry(round(value * scale, 2)), heading=column.heading
            )


@layout("time")
def older_table_above_the_newer_one(case: Case) -> None:
    """The clerk adds the table of September below that of June, with the same headings."""
    sheet = case.sheet("Theo doi")
    sheet.put(0, 0, "THEO DÕI DÂN SỐ ĐƯỢC PHỦ SÓNG CÁC QUÝ")
    sheet.put(2, 0, "1. Số liệu đến ngày 30/6/2025")
    row = case.table(sheet, [of_june(c) for c in COVERED], at=3)
    sheet.put(row + 1, 0, "2. Số liệu đến ngày 30/9/2025")
    case.table(sheet, COVERED, at=row + 2)


@layout("time")
def rows_of_those_who_have_not_reported_yet(case: Case) -> None:
    """The last rows stand below "chưa gửi báo cáo quý III, lấy số liệu quý II"."""
    sheet = case.sheet("Q3")
    row = case.top(sheet, "DÂN SỐ PHỦ SÓNG DI ĐỘNG QUÝ III/2025")
    labels = ["STT", "Tên xã, phường", "Mã xã", *(c.heading for c in COVERED)]
    row = head(case, sheet, row, labels)
    late = len(case.communes) - 7
    row = body(case, sheet, row, COVERED, codes=True, some=case.communes[:late])
    sheet.put(
        row, 0, "Các xã, phường chưa gửi báo cáo quý III (lấy số liệu quý II, đến 30/6/2025):"
    )
    older = [of_june(c) for c in COVERED]
    body(case, sheet, row + 1, older, codes=True, some=case.communes[late:], start=late + 1)


@layout("time")
def fourth_quarter_filled_with_noughts(case: Case) -> None:
    """A form with four quarters; the clerk has pulled noughts down in the fourth."""
    sheet = case.sheet("Nam 2025")
    row = case.top(sheet, "SỐ TRẠM BTS 5G LŨY KẾ ĐẾN CUỐI QUÝ, NĂM 2025", right=7)
    base = Column("Quý III", "stations_5g")
    columns = [
        replace(base, heading="Quý I", as_of="2025-03-31", optional=True),
        replace(base, heading="Quý II", as_of=JUNE, optional=True),
        base,
        Worked("Quý IV", make=lambda _: 0),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("plans")
def present_beside_two_years_of_targets(case: Case) -> None:
    """Each rate has its present value and targets for the end of 2025 and for 2030."""
    sheet = case.sheet("Mục tiêu")
    row = case.top(sheet, "HIỆN TRẠNG VÀ MỤC TIÊU HẠ TẦNG SỐ", right=8)
    columns: list[Column] = []
    for name, key in (
        ("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g"),
        ("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre"),
    ):
        columns += [
            Column(f"{name}|Năm 2025", trap=key, factor=1.4),
            Column(f"{name}|Hiện trạng", key),
            Worked(f"{name}|Năm 2030", make=words(100)),
        ]
    case.table(sheet, columns, at=row)


@layout("plans")
def expected_for_december_before_september(case: Case) -> None:
    """The year as expected ("Ước TH cả năm") stands before the nine months done."""
    sheet = case.sheet("UocTH")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN THUÊ BAO CÁP QUANG HỘ GIA ĐÌNH")
    columns = [
        Column("Số hộ", "households"),
        Worked("Số hộ thuê bao cáp quang|Ước TH cả năm 2025",
               make=part("households_subscribed", 1.12)),
        Column("Số hộ thuê bao cáp quang|TH đến 30/9/2025", "households_subscribed"),
        Worked("Số hộ thuê bao cáp quang|TH cùng kỳ năm 2024",
               make=part("households_subscribed", 0.83)),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("rows")
def example_row_left_in(case: Case) -> None:
    """The first row is the example that came with the form, of a commune that reports below."""
    sheet = case.sheet("Mau gui xa")
    row = case.top(sheet, "BIỂU THU THẬP SỐ LIỆU DÂN SỐ VÀ PHỦ SÓNG")
    row = head(case, sheet, row, ["STT", "Tên xã, phường", *(c.heading for c in COVERED)])
    sample = case.communes[4]
    sheet.line(row, ["VD", f"(Ví dụ: {sample.name})", 10000, 9800, 2500])
    body(case, sheet, row + 1, COVERED)


@layout("rows")
def same_commune_once_blank_once_filled(case: Case) -> None:
    """Some communes stand twice: where the form kept their row, and again with figures below."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, f"TỔNG HỢP SỐ {case.word.upper()} CÓ SÓNG 4G")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    row = head(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns), "Ghi chú"])
    late = [c for place, c in enumerate(case.communes) if place % 15 == 6]
    for place, commune in enumerate(case.communes):
        if commune in late:
            sheet.line(row, [place + 1, commune.name, None, None, "gửi sau"])
            row += 1
        else:
            row = body(case, sheet, row, columns, some=[commune], start=place + 1)
    sheet.put(row, 1, "Bổ sung ngày 07/10:")
    body(case, sheet, row + 1, columns, some=late, start=len(case.communes) + 1)


@layout("rows")
def one_figure_for_two_communes(case: Case) -> None:
    """A cell merged over two rows holds one figure for both communes together."""
    sheet = case.sheet("Trạm")
    row = case.top(sheet, "SỐ TRẠM BTS DO TỔ KỸ THUẬT QUẢN LÝ")
    labels = ["STT", "Xã, phường", "Số trạm 4G", "Dân số"]
    row = head(case, sheet, row, labels)
    together = {3, 11, 20}
    for place, commune in enumerate(case.communes):
        joint = place in together or place - 1 in together
        sheet.line(row + place, [place + 1, commune.name])
        sheet.put(row + place, 3, commune.figures["population"])
        give(case, commune, labels[3], population=commune.figures["population"])
        if place in together:
            other = case.communes[place + 1]
            both = commune.figures["stations_4g"] + other.figures["stations_4g"]
            sheet.put(row + place, 2, both)
            sheet.merged.append((row + place, 2, row + place + 1, 2))
        elif not joint:
            sheet.put(row + place, 2, commune.figures["stations_4g"])
        own = None if joint else commune.figures["stations_4g"]
        give(case, commune, labels[2], stations_4g=own)
    remark = "Ghi chú: ô gộp là số trạm chung của hai xã do một tổ quản lý, chưa tách được."
    sheet.put(row + len(case.communes) + 1, 0, remark)


@layout("rows", errors_due=True)
def errors_of_links_in_cells_and_in_the_sum(case: Case) -> None:
    """Some cells hold #REF! or #N/A after a file was moved, and so does the sum."""
    sheet = case.sheet("Lien ket")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ CÁP QUANG ĐI QUA")
    labels = ["STT", "Xã, phường", "Tổng số hộ", "Số hộ có cáp quang đi qua", "Tỷ lệ (%)"]
    row = head(case, sheet, row, labels)
    for place, commune in enumerate(case.communes):
        homes, passed = commune.figures["households"], commune.figures["households_passed"]
        lost = {4: "#REF!", 13: "#N/A"}.get(place % 17)
        shown: Any = ("='[T9.xlsx]Sheet1'!C9", lost) if lost else passed
        share: Any = ("=D9/C9*100", lost) if lost else round(100 * passed / homes, 2)
        sheet.line(row + place, [place + 1, commune.name, homes, shown, share])
        give(case, commune, labels[2], households=homes)
        give(case, commune, labels[3], households_passed=None if lost else passed)
        if not lost:
            give(case, commune, labels[4],
                 **{"%households_fibre_passed": round(100 * passed / homes, 2)})  # fmt: skip
    homes = sum(c.figures["households"] for c in case.communes)
    last = [None, "Tổng cộng", homes, ("=SUM(D9:D90)", "#REF!")]
    sheet.line(row + len(case.communes), last)


@layout("units of measure")
def thousand_people_beside_whole_homes(case: Case) -> None:
    """People and covered people in "1.000 người", homes in whole homes, as a line of units says."""
    sheet = case.sheet("Biểu 5")
    row = case.top(sheet, "DÂN SỐ, SỐ HỘ VÀ MỨC ĐỘ PHỦ SÓNG")
    columns = [
        Column("Dân số", "population", unit="1.000 người", scale=1000, show=comma(3)),
        Column("Dân số phủ sóng 4G", "people_4g", unit="1.000 người", scale=1000, show=comma(3)),
        Column("Số hộ", "households", unit="hộ", show=dots),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone", unit="hộ",
               show=dots),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("parts")
def by_one_operator_by_two_by_three(case: Case) -> None:
    """Villages covered by at least one operator, by at least two and by three, of 4G."""
    sheet = case.sheet("Vùng phủ")
    row = case.top(
        sheet, f"SỐ {case.word.upper()} ĐƯỢC PHỦ SÓNG 4G THEO SỐ DOANH NGHIỆP CUNG CẤP DỊCH VỤ"
    )
    columns = [
        Column("Số {v}", "villages"),
        Worked("Số {v} có sóng 4G của|cả 03 doanh nghiệp", make=part("villages_with_4g", 0.4)),
        Worked("Số {v} có sóng 4G của|từ 02 doanh nghiệp", make=part("villages_with_4g", 0.7)),
        Column("Số {v} có sóng 4G của|ít nhất 01 doanh nghiệp", "villages_with_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout("parts")
def people_of_each_operator_and_without_counting_twice(case: Case) -> None:
    """People covered by each operator, their sum, and all of them counted once."""
    sheet = case.sheet("DN")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO DOANH NGHIỆP")
    kinds = {"Viettel": "viettel", "VNPT": "vnpt", "MobiFone": "mobifone"}
    columns = [
        Column("Dân số", "population"),
        *(Column(f"Dân số phủ sóng 4G|{shown}", "people_4g", operator=key)
          for shown, key in kinds.items()),
        Worked(
            "Dân số phủ sóng 4G|Cộng lượt",
            make=lambda c: sum(c.value("people_4g", operator=key) for key in kinds.values()),
        ),
        Column("Dân số phủ sóng 4G|Toàn mạng (không tính trùng)", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("several sheets")
def draft_before_the_settled_sheet(case: Case) -> None:
    """Sheet "NHÁP" with figures not settled comes first, then sheet "CHÍNH THỨC"."""
    draft = case.sheet("NHÁP")
    row = case.top(draft, "BẢN NHÁP - CHƯA RÀ SOÁT, KHÔNG SỬ DỤNG")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có cáp quang", "villages_with_fibre")]
    row = head(case, draft, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    for place, commune in enumerate(case.communes):
        draft.line(row + place, [
            place + 1, commune.name, commune.figures["villages"] + place % 2,
            int(commune.figures["villages_with_fibre"] * 0.8),
        ])  # fmt: skip
    final = case.sheet("CHÍNH THỨC")
    row = case.top(final, f"SỐ {case.word.upper()} CÓ CÁP QUANG")
    case.table(final, columns, at=row)
