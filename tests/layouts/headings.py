"""Public half: how columns are headed, and which columns must not be read."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.registry import layout

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("levels of headings", operator="viettel")
def three_levels_merged(case: Case) -> None:
    """Coverage › technology › count and percentage, merged."""
    sheet = case.sheet("Biểu 1")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG CỦA VIETTEL")
    columns = [
        Column("Dân số (người)", "population"),
        *[
            column
            for g in ("4G", "5G")
            for column in (
                Column(
                    f"Phủ sóng di động|Dân số được phủ sóng {g}|Số người", f"people_{g.lower()}"
                ),
                Column(f"Phủ sóng di động|Dân số được phủ sóng {g}|Tỷ lệ (%)", f"%pop_{g.lower()}"),
            )
        ],
        Column("Ghi chú", trap="text:;;;Xã biên giới"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("levels of headings", operator="vnpt")
def two_levels_not_merged(case: Case) -> None:
    """Two levels without merged cells: the upper heading stands in its first column only."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "VNPT: BÁO CÁO HẠ TẦNG", office="")
    columns = [
        Column("Dân số", "population"),
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Có sóng 4G", "villages_with_4g"),
        Column("Số {v}|Có sóng 5G", "villages_with_5g"),
        Column("Số trạm phát sóng|3G", "stations_3g"),
        Column("Số trạm phát sóng|4G", "stations_4g"),
        Column("Số trạm phát sóng|5G", "stations_5g"),
    ]
    case.table(sheet, columns, Form(merged=False), at=row)


@layout("levels of headings")
def two_levels_repeated(case: Case) -> None:
    """Two levels, the upper one typed above each column."""
    sheet = case.sheet("Export")
    columns = [
        Column("Hộ gia đình|Tổng số hộ", "households"),
        Column("Hộ gia đình|Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Hộ gia đình|Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(repeated=True), at=case.top(sheet, "KHẢO SÁT HỘ", office=""))


@layout("levels of headings", operator="mobifone")
def four_levels_and_numbers(case: Case) -> None:
    """Four levels, a row of units and a row of column numbers."""
    sheet = case.sheet("Mau 02")
    row = case.top(sheet, "MẪU 02: HẠ TẦNG VIỄN THÔNG")
    up = "Hạ tầng viễn thông|Mạng di động"
    columns = [
        Column("Dân số", "population", unit="người"),
        Column(f"{up}|Trạm BTS|4G", "stations_4g", unit="trạm"),
        Column(f"{up}|Trạm BTS|5G", "stations_5g", unit="trạm"),
        Column(f"{up}|Dân số phủ sóng|4G", "people_4g", unit="người"),
        Column(f"{up}|Dân số phủ sóng|5G", "people_5g", unit="người"),
        Column("Hạ tầng viễn thông|Mạng cố định|Số hộ|Tổng", "households", unit="hộ"),
        Column(
            "Hạ tầng viễn thông|Mạng cố định|Số hộ|Thuê bao FTTH",
            "households_subscribed",
            unit="hộ",
        ),
    ]
    case.table(sheet, columns, Form(units_row=True, numbers_row="({})", total="last"), at=row)


@layout("units of measure")
def thousands_above_the_table(case: Case) -> None:
    """ "ĐVT: nghìn người" above the table, nothing in the headings."""
    sheet = case.sheet("Dan so")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG", more=("ĐVT: nghìn người",))
    columns = [
        Column("Dân số trung bình", "population", scale=1000, show=comma(3)),
        Column("Dân số được phủ sóng 4G", "people_4g", scale=1000, show=comma(3)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("units of measure")
def thousands_in_the_heading(case: Case) -> None:
    """Thousands of people in the heading, percentages beside it in text with the sign."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "PHỤ LỤC SỐ LIỆU")
    columns = [
        Column("Dân số (nghìn người)", "population", scale=1000),
        Column("Tỷ lệ dân số phủ sóng 4G", "%pop_4g", show=percent_text, digits=1),
        Column("Tỷ lệ dân số phủ sóng 5G", "%pop_5g", show=percent_text, digits=1),
    ]
    case.table(sheet, columns, at=row)


@layout("units of measure")
def fractions_shown_as_percent(case: Case) -> None:
    """Fractions between 0 and 1 in cells with a percentage format."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG")
    fraction = {"show": lambda p: p / 100, "form": "0.00%", "digits": 2}
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ phủ sóng 4G theo dân số (%)", "%pop_4g", **fraction),
        Column("Tỷ lệ phủ sóng 5G theo dân số (%)", "%pop_5g", **fraction),
    ]
    case.table(sheet, columns, at=row)


@layout("units of measure")
def small_percentages(case: Case) -> None:
    """Under "(%)" all figures are below 1: they are percentages, not fractions."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "THUÊ BAO CÒN DÙNG 2G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ thuê bao chỉ dùng 2G (%)", "%subscribers_2g_only", scale=30, digits=2),
    ]
    case.table(sheet, columns, at=row)
    _as_shown(case, "%subscribers_2g_only", 30)


def _as_shown(case: Case, what: str, scale: float) -> None:
    """A percentage made small is true as it is written."""
    for cells in case.truth.cells.values():
        entry = cells.get((what, "", ""))
        if entry is not None and entry.value is not None:
            entry.value = round(entry.value / scale, 2)


@layout("abbreviations", operator="viettel")
def operators_abbreviations(case: Case) -> None:
    """DS, TL, XP, BTS, KPI: the short forms of operators' technicians."""
    sheet = case.sheet("VTNet")
    columns = [
        Column("DS", "population"),
        Column("DS phủ 4G", "people_4g"),
        Column("TL DS phủ 4G (%)", "%pop_4g"),
        Column("DS phủ 5G", "people_5g"),
        Column("BTS 4G", "stations_4g"),
        Column("gNodeB", "stations_5g"),
    ]
    sheet.put(0, 0, "Vùng phủ Viettel đến 30/09/2025")
    case.table(sheet, columns, Form(name="X/P", code="Mã XP"), at=2)


@layout("English", operator="viettel")
def english_two_levels(case: Case) -> None:
    """English headings in two levels."""
    sheet = case.sheet("Coverage")
    sheet.put(0, 0, "Network coverage by commune, data as of 30 September 2025")
    columns = [
        Column("Population", "population"),
        Column("4G|Population covered", "people_4g"),
        Column("4G|Coverage rate (%)", "%pop_4g"),
        Column("4G|Base stations", "stations_4g"),
        Column("5G|Population covered", "people_5g"),
        Column("5G|Coverage rate (%)", "%pop_5g"),
        Column("5G|Base stations", "stations_5g"),
        Column("Households", "households"),
        Column("Households passed by fibre", "households_passed"),
        Column("FTTH subscribers (households)", "households_subscribed"),
    ]
    form = Form(
        index="No", name="Commune / Ward", code="Code", total="last", total_label="Grand total"
    )
    case.table(sheet, columns, form, at=2)


@layout("English")
def bilingual_with_breaks(case: Case) -> None:
    """Vietnamese and English in one cell, a line break between, as in statistical yearbooks."""
    sheet = case.sheet("Table 1")
    row = case.top(
        sheet,
        "Dân số và hộ - Population and households",
        "Năm 2025 - Tính đến 30/9/2025",
        office="",
    )
    columns = [
        Column("Dân số\nPopulation", "population"),
        Column("Số hộ\nNumber of households", "households"),
        Column("Dân số được phủ sóng 4G\nPopulation covered by 4G", "people_4g"),
    ]
    form = Form(
        index="",
        name="Xã, phường\nCommune, ward",
        codes="",
        total="first",
        total_label="TỔNG SỐ - TOTAL",
    )
    case.table(sheet, columns, form, at=row)


@layout("spelling")
def old_spelling_and_breaks(case: Case) -> None:
    """Line breaks and hyphens in headings, tone marks placed the old way, i for y, capitals."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP", "(Tính đến ngày 30 tháng 9 năm 2025)")
    columns = [
        Column("DÂN SỐ\n(NGƯỜI)", "population"),
        Column("DÂN SỐ ĐƯỢC\nPHỦ SÓNG 4G\n(NGƯỜI)", "people_4g"),
        Column("TỈ LỆ DÂN SỐ\nPHỦ SÓNG 5G (%)", "%pop_5g"),
        Column("KẾT QUẢ TTHC ĐÃ SỐ HOÁ", "results_digitised"),
        Column("TỔNG SỐ KẾT QUẢ TTHC ĐÃ TRẢ", "results"),
    ]
    case.table(sheet, columns, Form(name="XÃ, PHƯỜNG", code="MÃ\nXÃ"), at=row)


@layout("spelling")
def headings_without_marks(case: Case) -> None:
    """Headings typed without Vietnamese marks, as exports of old programs have them."""
    sheet = case.sheet("Sheet1")
    columns = [
        Column("Dan so", "population"),
        Column("Dan so duoc phu song 4G", "people_4g"),
        Column("So ho gia dinh", "households"),
        Column("So ho thue bao cap quang", "households_subscribed"),
    ]
    sheet.put(0, 0, "So lieu den 30/9/2025")
    case.table(sheet, columns, Form(name="Ten xa", code="Ma xa"), at=2)


@layout("plan or present")
def plan_beside_present(case: Case) -> None:
    """Present, plan of the year, and target of 2030 for the same indicator."""
    sheet = case.sheet("KH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN CHỈ TIÊU")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số phủ sóng 4G|Thực hiện đến 30/9/2025", "people_4g"),
        Column("Dân số phủ sóng 4G|Kế hoạch năm 2026", trap="people_4g", factor=1.01),
        Column("Tỷ lệ dân số phủ sóng 5G (%)|Hiện trạng", "%pop_5g"),
        Column("Tỷ lệ dân số phủ sóng 5G (%)|Mục tiêu đến 2030", trap="%pop_5g", factor=1.9),
    ]
    case.table(sheet, columns, at=row)


@layout("plan or present")
def whole_sheet_is_a_plan(case: Case) -> None:
    """The title says that all figures are a plan: nothing may be read as present."""
    sheet = case.sheet("Ke hoach")
    row = case.top(
        sheet, "KẾ HOẠCH PHỦ SÓNG 5G GIAI ĐOẠN 2026 - 2030", "(Mục tiêu đến hết năm 2030)"
    )
    columns = [
        Column("Dân số phủ sóng 5G", trap="people_5g", factor=1.4),
        Column("Số trạm 5G", trap="stations_5g", factor=3),
    ]
    case.table(sheet, columns, at=row)
    case.truth.as_of = None


@layout("qualifiers")
def parts_of_the_people(case: Case) -> None:
    """ "Trong đó" poor households, minorities and women: parts, not the whole."""
    sheet = case.sheet("XH")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Dân số", "population"),
        Column("Trong đó: dân số là nữ", trap="population", factor=0.49),
        Column("Trong đó: dân tộc thiểu số", trap="population", factor=0.6),
        Column("Số hộ", "households"),
        Column("Trong đó: hộ nghèo", trap="households", factor=0.12),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column(
            "Số hộ nghèo có điện thoại thông minh", trap="households_with_smartphone", factor=0.1
        ),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("qualifiers")
def what_is_lacking(case: Case) -> None:
    """Villages without 4G and fibre beside those that have it, and what was new in the quarter."""
    sheet = case.sheet("Chua co")
    row = case.top(sheet, "{V} CHƯA CÓ SÓNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có sóng 4G", "villages_with_4g"),
        Column("Số {v} chưa có sóng 4G", trap="villages_with_4g", factor=0.2),
        Column("Số {v} chưa có cáp quang", trap="villages_with_fibre", factor=0.3),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 4G phát triển mới trong quý", trap="stations_4g", factor=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout("qualifiers")
def lower_heading_decides(case: Case) -> None:
    """The same upper heading; the lower one makes of it the whole, a part, the past."""
    sheet = case.sheet("B3")
    row = case.top(sheet, "BIỂU 3")
    columns = [
        Column("Dân số (người)|Tổng số", "population"),
        Column("Dân số (người)|Thành thị", trap="population", factor=0.3),
        Column("Dân số (người)|Nông thôn", trap="population", factor=0.7),
        Column("Dân số được phủ sóng 4G|Tổng số", "people_4g"),
        Column("Dân số được phủ sóng 4G|Cùng kỳ năm trước", trap="people_4g", factor=0.9),
        Column("Dân số được phủ sóng 4G|Tăng/giảm", trap="people_4g", factor=0.1),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("operators")
def operators_as_columns(case: Case) -> None:
    """The people covered by each operator beside the people covered by any."""
    sheet = case.sheet("Nha mang")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO NHÀ MẠNG")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G|Chung", "people_4g"),
        *[
            Column(f"Dân số được phủ sóng 4G|{shown}", "people_4g", operator=key, optional=True)
            for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))
        ],
    ]
    case.table(sheet, columns, at=row)


@layout("operators")
def sheet_per_operator(case: Case) -> None:
    """A sheet for each operator, the same form on each."""
    for shown, key in (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone")):
        sheet = case.sheet(shown)
        row = case.top(sheet, f"SỐ LIỆU CỦA {shown.upper()}")
        columns = [
            Column("Dân số được phủ sóng 4G", "people_4g", operator=key),
            Column("Số trạm 4G", "stations_4g", operator=key),
        ]
        case.table(sheet, columns, at=row)


@layout("time")
def quarters_as_columns(case: Case) -> None:
    """Four dates of one indicator beside each other; the last is the figure of the file."""
    sheet = case.sheet("Theo quy")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G THEO QUÝ", "(đến hết Quý III/2025)")
    columns = [
        Column("Dân số", "population"),
        *[
            Column(
                f"Dân số được phủ sóng 4G|{label}", "people_4g", as_of=as_of, optional=bool(as_of)
            )
            for label, as_of in (
                ("Quý I/2025", "2025-03-31"),
                ("Quý II/2025", "2025-06-30"),
                ("Quý III/2025", ""),
            )
        ],
    ]
    case.table(sheet, columns, at=row)


@layout("time")
def last_year_beside(case: Case) -> None:
    """The figure of 31/12/2024 beside that of 30/9/2025, and the change between them."""
    sheet = case.sheet("SS")
    row = case.top(sheet, "SO SÁNH KẾT QUẢ")
    columns = [
        Column("Số trạm 5G|31/12/2024", "stations_5g", as_of="2024-12-31", optional=True),
        Column("Số trạm 5G|30/9/2025", "stations_5g"),
        Column("Số trạm 5G|So sánh (+/-)", trap="stations_5g", factor=0.3),
        Column("Số {v}|30/9/2025", "villages"),
    ]
    case.table(sheet, columns, at=row)


@layout("asked, not guessed")
def generation_not_said(case: Case) -> None:
    """ "Dân số được phủ sóng" without a technology: it is asked which, never guessed."""
    sheet = case.sheet("Phu song")
    row = case.top(sheet, "TÌNH HÌNH PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Dân số được phủ sóng", trap="people_4g"),
        Column("Số trạm BTS", trap="stations_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout("asked, not guessed")
def fibre_rate_without_basis(case: Case) -> None:
    """ "Tỷ lệ cáp quang (%)": of villages or households is not said."""
    sheet = case.sheet("CQ")
    row = case.top(sheet, "TỶ LỆ CÁP QUANG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số hộ", "households"),
        Column("Tỷ lệ cáp quang (%)", trap="%households_fibre_passed"),
    ]
    case.table(sheet, columns, at=row)
