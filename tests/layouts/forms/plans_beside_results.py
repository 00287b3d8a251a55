"""Plans, targets and estimates in columns or sheets beside what was reached."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.registry import layout
from tests.layouts.rows import one_table
from tests.layouts.shared_columns import ALL_HOMES, ALL_PEOPLE, BASIC

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
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


@layout()
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


@layout()
def target_result_and_share(case: Case) -> None:
    """Target given for the year, result of nine months, and the share of the target reached."""
    sheet = case.sheet("Chi tieu")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU GIAO NĂM 2025")
    columns = [
        Column("Số trạm 5G|Chỉ tiêu giao năm 2025", trap="stations_5g", factor=1.4),
        Column("Số trạm 5G|Kết quả đến 30/9/2025", "stations_5g"),
        Column("Số trạm 5G|Tỷ lệ hoàn thành (%)", trap="%pop_5g"),
        Column(
            "Số {v} có cáp quang|Chỉ tiêu giao năm 2025", trap="villages_with_fibre", factor=1.1
        ),
        Column("Số {v} có cáp quang|Kết quả đến 30/9/2025", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def plan_with_the_state_of_today(case: Case) -> None:
    """The title is of a plan; one group of columns gives the state of today, the other the plan."""
    sheet = case.sheet("KH 2026-2030")
    row = case.top(sheet, "KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG SỐ GIAI ĐOẠN 2026 - 2030", date="")
    case.truth.as_of = None
    columns = [
        Column("Hiện trạng đến 30/9/2025|Số trạm 4G", "stations_4g"),
        Column("Hiện trạng đến 30/9/2025|Số trạm 5G", "stations_5g"),
        Column("Kế hoạch 2026|Số trạm 4G", trap="stations_4g", factor=1.2),
        Column("Kế hoạch 2026|Số trạm 5G", trap="stations_5g", factor=2.2),
        Column("Mục tiêu 2030|Số trạm 5G", trap="stations_5g", factor=4),
    ]
    case.table(sheet, columns, at=row)


@layout()
def report_on_a_plan(case: Case) -> None:
    """The lines above refer to a plan and say what is striven for; the figures are of today."""
    sheet = case.sheet("BC")
    row = case.top(
        sheet,
        "BÁO CÁO TÌNH HÌNH TRIỂN KHAI KẾ HOẠCH CHUYỂN ĐỔI SỐ",
        more=(
            "(Ban hành kèm theo Kế hoạch số 98/KH-UBND ngày 12/02/2025 của UBND tỉnh)",
            "Mục tiêu: đến năm 2030 phủ sóng 5G 99% dân số, 100% hộ gia đình có cáp quang.",
        ),
    )
    case.table(sheet, BASIC, Form(total="last"), at=row)


@layout()
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


@layout()
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


@layout()
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


@layout()
def plan_then_done_then_share(case: Case) -> None:
    """ "KH 2025", "TH 9T", "Đạt (%)" under each indicator."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "TIẾN ĐỘ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2025")
    columns = [Column("Tổng số {v}", "villages"), Column("Tổng số hộ", "households")]
    for title, what in (
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
        ("Tổ công nghệ số cộng đồng", "teams"),
    ):
        columns += [
            Column(f"{title}|KH 2025", trap=what, factor=1.2),
            Column(f"{title}|TH 9T", what),
            Column(f"{title}|Đạt (%)", trap="%villages_4g"),
        ]
    case.table(sheet, columns, Form(), at=row)


@layout()
def assigned_then_done_to_a_day(case: Case) -> None:
    """ "Chỉ tiêu giao", "TH đến 30/9/2025", "TH/KH (%)"."""
    sheet = case.sheet("Giao chi tieu")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN")
    columns = []
    for title, what in (
        ("Số trạm 5G", "stations_5g"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    ):
        columns += [
            Column(f"{title}|Chỉ tiêu giao", trap=what, factor=1.3),
            Column(f"{title}|TH đến 30/9/2025", what),
            Column(f"{title}|TH/KH (%)", trap="%villages_fibre"),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def done_so_far_and_to_be_done(case: Case) -> None:
    """ "Đã hoàn thành", "Đang triển khai", "Còn phải làm" of stations."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "TIẾN ĐỘ TRIỂN KHAI TRẠM 5G")
    columns = [
        Column("Số trạm 5G|Đã phát sóng", "stations_5g"),
        Column("Số trạm 5G|Đang triển khai", trap="stations_5g", factor=0.4),
        Column("Số trạm 5G|Còn phải làm", trap="stations_5g", factor=0.7),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def plan_estimate_compare(case: Case) -> None:
    """TH 2024, KH 2025, TH 9T/2025, Ước TH cả năm, % TH/KH of stations."""
    name = "Số trạm BTS 5G"
    one_table(case, [
        Column(f"{name}|TH 2024", "stations_5g", as_of="2024-12-31", optional=True),
        Column(f"{name}|KH 2025", trap="stations_5g", factor=1.4),
        Column(f"{name}|TH 9T/2025", "stations_5g"),
        Column(f"{name}|Ước TH 2025", trap="stations_5g", factor=1.2),
        Column(f"{name}|Tỷ lệ % TH/KH", trap="%villages_5g", show=comma(1)),
    ], Form(total="last"))  # fmt: skip


@layout()
def in_period_and_cumulative(case: Case) -> None:
    """Trong kỳ and Lũy kế of households with fibre."""
    name = "Số hộ thuê bao cáp quang"
    one_table(case, [
        ALL_HOMES,
        Column(f"{name}|Trong kỳ", trap="households_subscribed", factor=0.05),
        Column(f"{name}|Lũy kế", "households_subscribed"),
    ], Form(total="last"))  # fmt: skip


@layout()
def increase_or_decrease(case: Case) -> None:
    """Kỳ này, Kỳ trước, Tăng/giảm of people covered by 4G."""
    name = "Dân số được phủ sóng 4G (người)"
    one_table(case, [
        ALL_PEOPLE,
        Column(f"{name}|Kỳ này", "people_4g"),
        Column(f"{name}|Kỳ trước", trap="people_4g", factor=0.96),
        Column(f"{name}|Tăng/giảm", trap="people_4g", factor=0.04),
    ])  # fmt: skip


@layout()
def target_share_beside(case: Case) -> None:
    """Chỉ tiêu 2025 (%), Kết quả đạt được (%), So với KH."""
    name = "Tỷ lệ dân số được phủ sóng 4G"
    one_table(case, [
        Column(f"{name}|Chỉ tiêu 2025 (%)", trap="%pop_4g", factor=1.1, show=comma(1)),
        Column(f"{name}|Kết quả đạt được (%)", "%pop_4g", show=comma(2)),
        Column(f"{name}|So với KH", trap="text:Đạt;Chưa đạt;Vượt"),
    ])  # fmt: skip


@layout()
def hidden_plan(case: Case) -> None:
    """The plan is in a hidden column."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN")
    case.table(sheet, [Column("KH số trạm 5G năm 2025", trap="stations_5g", factor=1.5),
                       Column("Số trạm 5G hiện có", "stations_5g")],
               Form(codes=""), at=row)  # fmt: skip
    sheet.hidden_columns.add(2)


@layout()
def planned_done_expected_of_villages(case: Case) -> None:
    """ "KH 2025", "TH 2024", "TH đến 30/9/2025", "Ước TH 2025", "KH 2026" of fibre."""
    sheet = case.sheet("KH2026")
    row = case.top(sheet, "BIỂU KẾ HOẠCH PHÁT TRIỂN HẠ TẦNG CÁP QUANG", "")
    title = "Số {v} có cáp quang"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{title}|TH 2024", "villages_with_fibre", as_of="2024-12-31", optional=True),
        Worked(f"{title}|KH 2025", make=part("villages", 1)),
        Column(f"{title}|TH đến 30/9/2025", "villages_with_fibre"),
        Worked(f"{title}|Ước TH 2025", make=lambda c: min(c.figures["villages"],
               c.figures["villages_with_fibre"] + 1)),
        Worked(f"{title}|KH 2026", make=part("villages", 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def targets_given_by_a_decision(case: Case) -> None:
    """Appendix of a decision: "Thực hiện đến 30/9/2025" before "Chỉ tiêu giao năm 2026"."""
    sheet = case.sheet("PL02")
    sheet.put(0, 0, "Phụ lục 02")
    sheet.put(1, 0, "GIAO CHỈ TIÊU PHÁT TRIỂN HẠ TẦNG SỐ NĂM 2026 CHO CÁC XÃ, PHƯỜNG")
    sheet.put(2, 0, "(Ban hành kèm theo Quyết định số 2213/QĐ-UBND ngày 14/10/2025)")
    columns = [
        c for title, what in (("Số {v} có sóng 4G", "villages_with_4g"),
                              ("Số hộ sử dụng cáp quang", "households_subscribed"))
        for c in (
            Column(f"{title}|Thực hiện đến 30/9/2025", what),
            Worked(f"{title}|Chỉ tiêu giao năm 2026", make=part(what, 1.2)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", numbers_row="({})", total="first"), at=4)


@layout()
def plan_to_end_holes_with_the_state(case: Case) -> None:
    """A plan for 2026: villages without a signal and holes of today, tasks, money, who."""
    sheet = case.sheet("KH xoa lom song")
    more = ("(Kèm theo Kế hoạch số 215/KH-UBND ngày 20/10/2025 của UBND tỉnh)",)
    title = "KẾ HOẠCH XÓA VÙNG LÕM SÓNG DI ĐỘNG NĂM 2026"
    row = case.top(sheet, title, "", more=more)
    now, task = "Hiện trạng đến 30/9/2025", "Nhiệm vụ năm 2026"
    columns = [
        Column(f"{now}|Tổng số {{v}}", "villages"),
        Column(f"{now}|Số {{v}} chưa có sóng di động", "villages_without_signal"),
        Column(f"{now}|Số điểm lõm sóng", "holes"),
        Worked(f"{task}|Số {{v}} được phủ sóng mới", make=part("villages_without_signal", 0.6)),
        Worked(f"{task}|Số trạm BTS xây mới", make=lambda c: c.figures["holes"] + 1),
        Worked("Kinh phí (triệu đồng)", make=lambda c: 950 * (c.figures["holes"] + 1)),
        Worked("Đơn vị thực hiện", make=lambda c: ("VNPT", "Viettel")[c.figures["holes"] % 2]),
    ]
    case.table(sheet, columns, Form(index="TT", code="Mã xã", total="last"), at=row)
    case.foot(sheet)


@layout()
def need_and_proposal_of_communes(case: Case) -> None:
    """Communes register what they need: stations that stand, those needed, money, the year."""
    sheet = case.sheet("Dang ky")
    title = "TỔNG HỢP ĐĂNG KÝ NHU CẦU ĐẦU TƯ HẠ TẦNG VIỄN THÔNG GIAI ĐOẠN 2026 - 2030"
    row = case.top(sheet, title)
    columns = [
        Column("Hiện có|Trạm 4G", "stations_4g"),
        Column("Hiện có|{v} có sóng 4G", "villages_with_4g"),
        Worked("Nhu cầu đầu tư|Trạm 4G", make=lambda c: c.figures["villages"] % 4),
        Worked("Nhu cầu đầu tư|{v} cần phủ sóng", make=lambda c: c.figures["villages"]
               - c.figures["villages_with_4g"]),
        Worked("Kinh phí dự kiến (triệu đồng)", make=part("villages", 900)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
