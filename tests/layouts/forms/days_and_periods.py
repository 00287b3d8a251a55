"""Days, months, quarters and years beside each other; the day of the figures is said somewhere."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column, commas, dots, spaces
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.shared_columns import ENGLISH, Past
from tests.layouts.who_and_when import DECEMBER, JUNE, SEPTEMBER, place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def change(now: Column, old: Column, *, percent: bool) -> Callable[[Commune], float | None]:
    """Compare two columns, by their difference or in percent of the older."""

    def compared(c: Commune) -> float | None:
        later, earlier = now.number(c, now.gives), old.number(c, old.gives)
        if not percent:
            return later - earlier
        return round(100 * later / earlier, 1) if earlier else None

    return compared


def gain_since_june(what: str) -> Callable[[Commune], str]:
    """Write what a quantity has gained since June, with its sign."""

    def written(c: Commune) -> str:
        gain = c.value(what) - c.value(what, as_of=JUNE)
        return f"+{dots(gain)}" if gain else "0"

    return written


@layout()
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


@layout()
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


@layout()
def difference_between_quarters(case: Case) -> None:
    """Last quarter, this quarter and the difference under one heading each."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "SO SÁNH SỐ TRẠM QUÝ III VỚI QUÝ II NĂM 2025", "(đến 30/9/2025)")
    columns = [
        column
        for g in ("4G", "5G")
        for column in (
            Column(
                f"Số trạm {g}|30/6/2025", f"stations_{g.lower()}", as_of="2025-06-30", optional=True
            ),
            Column(f"Số trạm {g}|30/9/2025", f"stations_{g.lower()}"),
            Column(f"Số trạm {g}|Chênh lệch", trap=f"stations_{g.lower()}", factor=0.3),
        )
    ]
    case.table(sheet, columns, at=row)


@layout()
def change_as_a_sign(case: Case) -> None:
    """The present beside "(+/-) so với cùng kỳ" and "So sánh (%)"."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "KẾT QUẢ 9 THÁNG NĂM 2025")
    columns = [
        Column("Số {v} có cáp quang|Thực hiện", "villages_with_fibre"),
        Column("Số {v} có cáp quang|(+/-) so với cùng kỳ", trap="villages_with_fibre", factor=0.1),
        Column("Số {v} có cáp quang|So sánh (%)", trap="%villages_fibre"),
        Column("Tổng số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
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


@layout()
def years_and_the_plan_beside(case: Case) -> None:
    """Under each indicator "2024", "2025" and "KH 2026"; the years are numbers."""
    sheet = case.sheet("Chi tieu")
    row = case.top(sheet, "CHỈ TIÊU HẠ TẦNG SỐ")
    labels = ["STT", "Xã, phường"]
    sheet.line(row, labels)
    wanted = (("Số trạm 5G", "stations_5g"), ("Dân số được phủ sóng 4G", "people_4g"))
    for place, (title, _) in enumerate(wanted):
        sheet.line(row, [title], at=2 + 3 * place)
        sheet.merged.append((row, 2 + 3 * place, row, 4 + 3 * place))
        sheet.line(row + 1, [2024, 2025, "KH 2026"], at=2 + 3 * place)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    for number, commune in enumerate(case.communes, start=1):
        line: list[object] = [number, commune.name]
        for title, what in wanted:
            before = say(case, commune, what, f"{title}|2024", "", "2024-12-31")
            now = say(case, commune, what, f"{title}|2025")
            line += [before, now, int(now * 1.2) + 1]
        sheet.line(row + 1 + number, line)


@layout()
def four_quarters_one_still_empty(case: Case) -> None:
    """The quarters of 2025 beneath one heading; the fourth is still empty."""
    sheet = case.sheet("2025")
    row = case.top(sheet, "THUÊ BAO CÁP QUANG NĂM 2025", "(Cập nhật đến 30/9/2025)")
    title = "Số hộ thuê bao cáp quang năm 2025"
    columns = [Column("Tổng số hộ", "households")]
    for quarter, as_of in (("I", "2025-03-31"), ("II", "2025-06-30"), ("III", "")):
        columns.append(
            Column(f"{title}|Quý {quarter}", "households_subscribed", as_of=as_of,
                   optional=bool(as_of))
        )  # fmt: skip
    columns.append(Column(f"{title}|Quý IV"))
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def dates_as_cells_in_the_heading(case: Case) -> None:
    """The dates beneath "Số trạm 4G" are real dates, not text."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "SỐ TRẠM QUA CÁC KỲ", "")
    sheet.line(row, ["STT", "Tên xã", "Mã xã", "Số trạm 4G", None, "Số trạm 5G", None])
    sheet.merged += [(row, 3, row, 4), (row, 5, row, 6)]
    sheet.merged += [(row, column, row + 1, column) for column in range(3)]
    sheet.line(row + 1, [dt.date(2025, 6, 30), dt.date(2025, 9, 30)] * 2, at=3)
    for number, commune in enumerate(case.communes, start=1):
        line: list[object] = [number, commune.name, commune.code]
        for what, title in (("stations_4g", "Số trạm 4G"), ("stations_5g", "Số trạm 5G")):
            line.append(say(case, commune, what, title, "", "2025-06-30"))
            line.append(say(case, commune, what, title))
        sheet.line(row + 1 + number, line)


@layout()
def two_months_and_their_difference(case: Case) -> None:
    """ "Tháng 8/2025", "Tháng 9/2025" and "Tăng/giảm" under each indicator, no other date."""
    sheet = case.sheet("Thang 9")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU", date="")
    columns = []
    for title, what in (
        ("Số trạm 4G", "stations_4g"),
        ("Số hộ dùng FTTH", "households_subscribed"),
    ):
        columns += [
            Column(f"{title}|Tháng 8/2025", what, as_of="2025-08-31", optional=True),
            Column(f"{title}|Tháng 9/2025", what),
            Column(f"{title}|Tăng/giảm", trap=what, factor=0.1),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def quarter_and_cumulative_against_plan(case: Case) -> None:
    """ "KH năm", "TH trong kỳ", "Lũy kế đến hết kỳ", "% TH/KH" under stations and homes."""
    sheet = case.sheet("TH KH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH QUÝ III/2025")
    columns = [
        c for title, what in (("Trạm BTS 5G", "stations_5g"),
                              ("Hộ gia đình sử dụng cáp quang", "households_subscribed"))
        for c in (
            Column(f"{title}|KH năm 2025", trap=what, factor=1.3),
            Column(f"{title}|TH trong kỳ", trap=what, factor=0.22),
            Column(f"{title}|Lũy kế đến hết kỳ", what),
            Worked(f"{title}|Tỷ lệ % TH/KH", make=reached(what)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", code="Mã xã", total="last"), at=row)


@layout()
def same_period_result_and_change(case: Case) -> None:
    """ "Cùng kỳ 2024", "TH 2025", "So với cùng kỳ (%)" beneath homes with fibre and stations."""
    sheet = case.sheet("9T2025")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN HẠ TẦNG SỐ 9 THÁNG NĂM 2025")
    columns = [
        c for title, what in (("Số hộ sử dụng cáp quang", "households_subscribed"),
                              ("Số trạm BTS 4G", "stations_4g"))
        for c in (
            Column(f"{title}|Cùng kỳ 2024", what, as_of="2024-09-30", optional=True),
            Column(f"{title}|TH 2025", what),
            Worked(f"{title}|So với cùng kỳ (%)", make=lambda c, w=what: round(  # type: ignore[misc]
                100 * c.figures[w] / max(c.value(w, as_of="2024-09-30"), 1), 1)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="", numbers_row="{}"), at=row)


@layout(as_of="2024-12-31")
def yearbook_with_years_as_headings(case: Case) -> None:
    """ "231. Số hộ sử dụng cáp quang phân theo xã, phường": only years are above the figures."""
    sheet = case.sheet("231")
    sheet.put(0, 0, "231. Số hộ sử dụng Internet cáp quang phân theo xã, phường")
    sheet.put(1, 0, "Number of households using fibre Internet by commune, ward")
    sheet.put(2, 3, "ĐVT: Hộ - Unit: Household")
    columns = [
        Column("2022", "households_subscribed", as_of="2022-12-31", optional=True),
        Column("2023", "households_subscribed", as_of="2023-12-31", optional=True),
        Column("2024", "households_subscribed"),
    ]
    form = Form(index="", name="Xã, phường", codes="", total="first", total_label="TỔNG SỐ")
    case.table(sheet, columns, form, at=3)


@layout()
def people_of_july_coverage_of_september(case: Case) -> None:
    """ "Dân số (đến 01/7/2025)" beside "Dân số được phủ sóng 4G (đến 30/9/2025)"."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG 4G", "")
    columns = [
        Column("Dân số (đến 01/7/2025)", "population", as_of="2025-07-01", optional=True),
        Column("Dân số được phủ sóng 4G (đến 30/9/2025)", "people_4g"),
        Column("Số trạm 4G (đến 30/9/2025)", "stations_4g"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    sheet.put(sheet.end + 1, 0, "Nguồn dân số: Công an tỉnh cung cấp.")


@layout()
def years_of_people_and_growth(case: Case) -> None:
    """People of 2023, 2024 and "Sơ bộ 2025", then the growth in percent; homes of 2025."""
    case.truth.as_of = None
    sheet = case.sheet("Dan so cac nam")
    row = case.top(sheet, "DÂN SỐ TRUNG BÌNH PHÂN THEO XÃ, PHƯỜNG", "", office="THỐNG KÊ TỈNH")
    title = "Dân số trung bình (người)"
    columns = [
        Column(f"{title}|2023", "population", as_of="2023-12-31", optional=True),
        Column(f"{title}|2024", "population", as_of="2024-12-31", optional=True),
        Column(f"{title}|Sơ bộ 2025", "population", as_of="2025-12-31", optional=True),
        Worked("Tốc độ tăng 2025/2024 (%)", make=lambda c: round(c.figures["villages"] / 20, 2)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TỔNG SỐ"), at=row)


@layout()
def years_of_recognition_beside(case: Case) -> None:
    """ "Năm đạt chuẩn NTM" and "Dự kiến xóa vùng lõm" beside villages: dates of other things."""
    sheet = case.sheet("NTM")
    row = case.top(sheet, "HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    columns = [
        Worked("Năm đạt chuẩn NTM", make=lambda c: 2015 + c.figures["villages"] % 9),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Thời gian dự kiến hoàn thành 100% {v}",
               trap="text:Tháng 12/2025;Quý II/2026;31/12/2026;Đã xong"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def rounds_of_the_survey_beside(case: Case) -> None:
    """ "Đợt khảo sát" says "Quý II" or "Quý III"; the sources of the figures are named."""
    sheet = case.sheet("KQKS")
    more = ("(Nguồn: VNPT, Viettel, MobiFone và UBND các xã, phường cung cấp)",)
    row = case.top(sheet, "TỔNG HỢP KẾT QUẢ KHẢO SÁT HẠ TẦNG SỐ", more=more)
    columns = [
        Worked("Đợt khảo sát", make=lambda c: ("Quý II", "Quý III")[c.figures["villages"] % 2]),
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def one_deadline_for_all(case: Case) -> None:
    """ "Dự kiến hoàn thành" says "Quý I/2026" in most lines and "6/2026" in a few."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "PHỦ SÓNG 4G ĐẾN {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Dự kiến hoàn thành",
               make=lambda c: "6/2026" if c.figures["villages"] > 31 else "Quý I/2026"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def days_of_the_last_report(case: Case) -> None:
    """ "Ngày gửi báo cáo" has a date for each commune after the day of the figures."""
    sheet = case.sheet("Theo doi gui")
    row = case.top(sheet, "TỔNG HỢP BÁO CÁO CỦA CÁC XÃ, PHƯỜNG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số trạm 4G", "stations_4g"),
        Worked("Ngày gửi báo cáo", make=lambda c: dt.date(2025, 10, 1 + c.figures["villages"] % 9)),
        Worked("Số ký hiệu văn bản", make=lambda c: f"{c.figures['villages'] * 7}/BC-UBND"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout(operator="viettel")
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


@layout()
def dates_of_the_letter_and_of_the_figures(case: Case) -> None:
    """Letter of October, deadline of November, and below the table the day of the figures."""
    sheet = case.sheet("Phu luc 2")
    sheet.put(0, 0, "Phụ lục 2")
    sheet.put(1, 0, "(Kèm theo Công văn số 1187/SKHCN-BCVT ngày 08/10/2025)")
    sheet.put(2, 0, "Đề nghị các đơn vị rà soát, phản hồi trước ngày 15/11/2025")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có sóng 5G", "villages_with_5g")]
    row = case.table(sheet, columns, Form(total="last"), at=4)
    sheet.put(row + 1, 0, "Nguồn: các doanh nghiệp viễn thông; số liệu tính đến hết 30/9/2025.")


@layout()
def month_before_the_day_and_two_days(case: Case) -> None:
    """American dates: "Cut-off: 09/30/2025", printed 10/08/2025; percentages with points."""
    sheet = case.sheet("Coverage")
    sheet.line(0, ["Mobile coverage by commune", None, None, None, "Printed: 10/08/2025"])
    sheet.line(1, ["Cut-off date: 09/30/2025"])
    columns = [
        Column("Population", "population", show=commas),
        Column("4G pop. coverage (%)", "%pop_4g", show=lambda v: f"{v:.2f}"),
        Column("5G pop. coverage (%)", "%pop_5g", show=lambda v: f"{v:.2f}"),
    ]
    case.table(sheet, columns, ENGLISH, at=3)


@layout(operator="mobifone", as_of="2025-09-28", ending=".xls")
def weekly_report_of_the_roll_out(case: Case) -> None:
    """Week 39 of 2025, its first and last day above; new in the week beside what stands."""
    sheet = case.sheet("Tuần 39")
    row = case.top(
        sheet, "BÁO CÁO TUẦN 39/2025 VỀ TRIỂN KHAI TRẠM 4G, 5G",
        "(Từ ngày 22/9/2025 đến hết ngày 28/9/2025)",
        office=f"MOBIFONE {place_name(case)}\nĐÀI VIỄN THÔNG",
    )  # fmt: skip

    def fresh(what: str) -> Callable[[Commune], int]:
        return lambda c: min(c.figures[what], c.figures["files"] % 2)

    columns: list[Column] = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Worked(f"Trạm {g}|Phát sóng mới trong tuần", make=fresh(what)),
            Column(f"Trạm {g}|Tổng số đang phát sóng đến hết tuần", what),
            Worked(f"Trạm {g}|Dự kiến phát sóng tuần sau", make=lambda c: c.figures["files"] % 3),
        ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout(operator="vnpt", as_of="2025-06-30")
def half_a_year_of_vnpt(case: Case) -> None:
    """VNPT: "6 THÁNG ĐẦU NĂM 2025" in the title and no other date; thousands with spaces."""
    sheet = case.sheet("6T 2025")
    row = case.top(
        sheet, "SỐ LIỆU MẠNG LƯỚI CUỐI KỲ BÁO CÁO 6 THÁNG ĐẦU NĂM 2025", "",
        more=("(Tổng hợp theo xã, phường mới)",),
        office=f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Số trạm 3G", "stations_3g"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Tổng số hộ", "households", show=spaces),
        Column("Hộ có cáp quang đi qua", "households_passed", show=spaces),
        Column("Hộ thuê bao cáp quang", "households_subscribed", show=spaces),
    ]
    form = Form(names="lower", name="Địa bàn", groups="sums", numbers_row="({})")
    case.table(sheet, columns, form, at=row)


@layout(operator="vietnamobile")
def month_in_the_name_of_the_sheet_only(case: Case) -> None:
    """Vietnamobile: no date but in the sheet's name "T9.2025"; shares in a format of percent."""
    sheet = case.sheet("T9.2025")
    sheet.put(0, 0, "VIETNAMOBILE - HIỆN TRẠNG MẠNG THEO XÃ/PHƯỜNG")
    columns = [
        Column("Dân số", "population"),
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Column("Dân số phủ sóng 4G", "people_4g"),
        Column("Tỷ lệ dân số phủ sóng 4G", "%pop_4g", scale=100, digits=4, form="0.00%"),
    ]
    case.table(sheet, columns, Form(index="#", name="Xã/phường", code_after=False), at=2)


@layout()
def months_over_the_same_three_columns(case: Case) -> None:
    """ "Tháng 8" and "Tháng 9", each over stations of 4G, 5G and homes; the year in the title."""
    sheet = case.sheet("2 thang")
    row = case.top(sheet, "SO SÁNH SỐ LIỆU CUỐI THÁNG 8 VÀ THÁNG 9 NĂM 2025", "")
    columns = [
        Column(f"{month}|{text}", what, as_of=ends, optional=bool(ends))
        for month, ends in (("Tháng 8", "2025-08-31"), ("Tháng 9", ""))
        for text, what in (
            ("Số trạm 4G", "stations_4g"),
            ("Số trạm 5G", "stations_5g"),
            ("Số hộ dùng cáp quang", "households_subscribed"),
        )
    ]
    case.table(sheet, columns, Form(names="dashed", codes="", total="first"), at=row)


@layout()
def letters_of_reply_between_the_figures(case: Case) -> None:
    """The number of each commune's letter and its day in October stand between the figures."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU XÃ, PHƯỜNG GỬI (SỐ LIỆU CUỐI QUÝ III/2025)", "")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Văn bản trả lời|Số", make=lambda c: 20 + c.figures["files"] % 300),
        Worked("Văn bản trả lời|Ngày",
               make=lambda c: dt.date(2025, 10, 1 + c.figures["files"] % 20)),
        Column("Số hộ", "households"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", name="Đơn vị"), at=row)


@layout(operator="vnpt", as_of=DECEMBER)
def newest_quarter_first_days_with_points(case: Case) -> None:
    """VNPT: "31.12.25", "30.9.25", "30.6.25" beneath what is counted; "Xã A - 03646" as name."""
    sheet = case.sheet("VNPT")
    sheet.line(0, ["VNPT TỈNH - SO SÁNH CÁC QUÝ (GỬI SỞ KH&CN)"])
    columns = [
        Past(f"{text}|{day}", what, as_of=as_of, share=share, optional=bool(as_of), show=dots)
        for text, what in (("Hộ dùng FTTH", "households_subscribed"),
                           ("Trạm 4G", "stations_4g"), ("Trạm 5G", "stations_5g"))
        for day, as_of, share in (("31.12.25", "", 1.0), ("30.9.25", SEPTEMBER, 0.94),
                                  ("30.6.25", JUNE, 0.88))
    ]  # fmt: skip
    form = Form(name="Đơn vị", names="dashed", codes="", total="last")
    row = case.table(sheet, columns, form, at=2)
    sheet.put(row + 1, 0, "Số liệu 30.6.25 đã gộp theo xã, phường mới.")


@layout()
def june_september_and_the_change(case: Case) -> None:
    """Beneath each thing counted "30/6/2025", "30/9/2025" and "Tăng (+), giảm (-)" as text."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "SO SÁNH KẾT QUẢ HAI KỲ BÁO CÁO", "(Kỳ báo cáo: Quý III/2025)")
    columns: list[Column] = [Column("Dân số", "population"), Column("Số hộ", "households")]
    for text, what in (
        ("Dân số trong vùng phủ sóng 4G", "people_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ):
        columns += [
            Column(f"{text}|30/6/2025", what, as_of=JUNE, optional=True),
            Column(f"{text}|30/9/2025", what),
            Worked(f"{text}|Tăng (+), giảm (-)", make=gain_since_june(what)),
        ]
    case.table(sheet, columns, at=row)


@layout()
def day_closed_and_day_received(case: Case) -> None:
    """Each row has "Ngày chốt số liệu", always 30/9/2025, and "Ngày Sở nhận" in October."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "")
    columns = [
        Worked("Ngày chốt số liệu", make=lambda _: dt.date(2025, 9, 30)),
        Worked("Ngày Sở nhận", make=lambda c: dt.date(2025, 10, 1 + c.figures["files"] % 8)),
        Column("Số {v}", "villages"),
        Column("Số tổ", "teams"),
        Column("Số thành viên", "team_members"),
    ]
    case.table(sheet, columns, Form(names="office"), at=row)


@layout()
def quarter_against_quarter_named_above(case: Case) -> None:
    """ "Quý này", "Quý trước", "+/-", "%" over stations; the title says which quarters."""
    sheet = case.sheet("So sanh")
    row = case.top(
        sheet, "SỐ TRẠM BTS CUỐI QUÝ III/2025 (QUÝ NÀY) SO VỚI CUỐI QUÝ II/2025 (QUÝ TRƯỚC)", ""
    )
    columns: list[Column] = []
    for g in ("4G", "5G"):
        now = Column(f"Trạm {g}|Quý này", f"stations_{g.lower()}")
        old = Column(f"Trạm {g}|Quý trước", now.gives, as_of=JUNE, optional=True)
        columns += [
            now,
            old,
            Worked(f"Trạm {g}|+/-", make=change(now, old, percent=False)),
            Worked(f"Trạm {g}|% so với quý trước", make=change(now, old, percent=True)),
        ]
    case.table(sheet, columns, at=row)
