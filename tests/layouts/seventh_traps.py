"""A figure is of a part, of another day or operator, and little says so."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"
KIN = [
    Column("Tổng số {v}", "villages"),
    Column("Số {v} có sóng 4G", "villages_with_4g"),
]


def head(columns: list[Column]) -> list[str | None]:
    """Give number, name and the headings of columns of one level."""
    return ["STT", "Xã, phường", *(c.heading for c in columns)]


def met(key: str, demand: float) -> Callable[[Commune], str]:
    """Say whether a commune meets the demand."""
    share = Column("", f"%{key}")
    return lambda c: "Đạt" if share.number(c, share.gives) >= demand else "Chưa đạt"


@layout("subsets")
def title_of_minority_homes_only(case: Case) -> None:
    """The title says "hộ đồng bào dân tộc thiểu số"; the headings only "Số hộ"; teams are all."""
    sheet = case.sheet("Bieu 5")
    row = case.top(
        sheet, "TÌNH HÌNH TIẾP CẬN DỊCH VỤ SỐ CỦA HỘ ĐỒNG BÀO DÂN TỘC THIỂU SỐ",
        office="UBND TỈNH\nSỞ DÂN TỘC VÀ TÔN GIÁO",
    )  # fmt: skip
    columns = [
        Worked("Số hộ", make=part("households", 0.35)),
        Worked("Số hộ có điện thoại thông minh", make=part("households_with_smartphone", 0.3)),
        Worked("Số hộ sử dụng cáp quang", make=part("households_subscribed", 0.2)),
        Column("Số tổ công nghệ số cộng đồng của xã", "teams"),
    ]
    case.table(sheet, columns, at=row)


@layout("subsets")
def sheets_of_all_of_poor_and_of_minority_homes(case: Case) -> None:
    """Three sheets of one form: Ho ngheo, DTTS, Chung; only the sheets' names tell them apart."""
    for title, share in (("Ho ngheo", 0.1), ("Ho DTTS", 0.4), ("Chung", 1.0)):
        sheet = case.sheet(title)
        row = case.top(sheet, "PHỔ CẬP ĐIỆN THOẠI THÔNG MINH VÀ CÁP QUANG HỘ GIA ĐÌNH")
        pairs = (
            ("Số hộ", "households"),
            ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
            ("Số hộ thuê bao cáp quang", "households_subscribed"),
        )
        columns = [
            Column(text, what) if share == 1 else Worked(text, make=part(what, share))
            for text, what in pairs
        ]
        case.table(sheet, columns, Form(total="last"), at=row)


@layout("subsets")
def centre_and_rest_beneath_each_commune(case: Case) -> None:
    """Beneath each commune two rows without number: its centre and the rest of it."""
    sheet = case.sheet("KV")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG THEO KHU VỰC")
    columns = [Column("Dân số", "population"), Column("Dân số có sóng 4G", "people_4g")]
    row = headings(case, sheet, row, head(columns))
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        inner = [int(c.figures[x] * 0.3) for x in ("population", "people_4g")]
        outer = [c.figures[x] - int(c.figures[x] * 0.3) for x in ("population", "people_4g")]
        sheet.line(row + 1, [None, "- Khu vực trung tâm xã", *inner])
        sheet.line(row + 2, [None, "- Khu vực còn lại", *outer])
        row += 3


@layout("dates")
def blocks_of_communes_updated_and_not(case: Case) -> None:
    """Block A is of 30/9/2025; block B, communes that did not update, is of 30/6/2025."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "SỐ TRẠM BTS THEO XÃ, PHƯỜNG")
    pairs = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    now = [Column(text, what) for text, what in pairs]
    old = [Column(text, what, as_of=JUNE, optional=True) for text, what in pairs]
    row = headings(case, sheet, row, head(now))
    late = [c for c in case.communes if c.figures["files"] % 5 == 0]
    sheet.line(row, ["A", "Các xã, phường đã cập nhật số liệu đến 30/9/2025"])
    row = body(case, sheet, row + 1, now, some=[c for c in case.communes if c not in late])
    sheet.line(row, ["B", "Các xã, phường chưa cập nhật (lấy số liệu 30/6/2025)"])
    body(case, sheet, row + 1, old, some=late)


@layout("dates")
def sheet_copied_its_title_unchanged(case: Case) -> None:
    """Sheet T6 was copied to T9; the sheet T6 stands last and bears the title of September too."""
    for title, as_of in (("T9-2025", ""), ("T6-2025", JUNE)):
        sheet = case.sheet(title)
        row = case.top(sheet, "BÁO CÁO PHỦ SÓNG THÁNG 9/2025", "")
        columns = [
            Column("Dân số", "population", as_of=as_of, optional=bool(as_of)),
            Column("Dân số phủ sóng 4G", "people_4g", as_of=as_of, optional=bool(as_of)),
            Column("Dân số phủ sóng 5G", "people_5g", as_of=as_of, optional=bool(as_of)),
        ]
        case.table(sheet, columns, at=row)


@layout("dates")
def ten_lowest_of_june_below(case: Case) -> None:
    """Below the table, a small one: the ten communes that were lowest on 30/6/2025."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G")
    now, old = (
        Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g"),
        Column("Tỷ lệ dân số phủ sóng 4G (%)", "%pop_4g", as_of=JUNE, optional=True),
    )
    row = body(case, sheet, headings(case, sheet, row, head([now])), [now]) + 1
    sheet.put(row, 0, "Để so sánh: 10 đơn vị có tỷ lệ thấp nhất tại thời điểm 30/6/2025")
    lowest = sorted(case.communes, key=lambda c: old.number(c, "%pop_4g"))[:10]
    body(case, sheet, headings(case, sheet, row + 1, head([old])), [old], some=lowest)


@layout("notes")
def share_by_area_says_the_note(case: Case) -> None:
    """ "Tỷ lệ phủ sóng 4G (%)" beside people; the note at the foot says: of the natural area."""
    sheet = case.sheet("PL1")
    row = case.top(sheet, "PHỦ SÓNG THÔNG TIN DI ĐỘNG 4G")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Tỷ lệ phủ sóng 4G (%)", trap="%pop_4g", factor=0.83),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Tỷ lệ phủ sóng tính theo diện tích tự nhiên của xã, phường.")


@layout("notes")
def share_by_villages_says_the_line_above(case: Case) -> None:
    """A line above says that shares are of the villages; the headings only name 4G and fibre."""
    sheet = case.sheet("PL2")
    row = case.top(
        sheet, "TỶ LỆ PHỦ SÓNG 4G VÀ CÁP QUANG",
        more=(case.say("(Tỷ lệ tính trên tổng số {v})"),),
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Column("Tổng số {v}", "villages"),
        Column("Phủ sóng 4G (%)", "%villages_4g", optional=True),
        Column("Cáp quang (%)", "%villages_fibre", optional=True),
    ]
    case.table(sheet, columns, at=row)


@layout("operators", operator="vnpt")
def columns_of_the_rival_say_a_note(case: Case) -> None:
    """VNPT's sheet, columns numbered; a note: (6), (7) are estimates of other operators."""
    sheet = case.sheet("VNPT")
    row = case.top(sheet, "VNPT: SỐ LIỆU TRẠM PHÁT SÓNG", office="TẬP ĐOÀN VNPT\nVNPT TỈNH")
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
        Worked("Trạm 4G", make=part("stations_4g", 1.4)),
        Worked("Trạm 5G", make=part("stations_5g", 1.5)),
    ]
    form = Form(code="Mã xã", numbers_row="({})", total="last")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Cột (6), (7) là số liệu ước tính của Viettel và MobiFone.")


@layout("operators")
def addressed_to_an_operator(case: Case) -> None:
    """The Department's table of all networks is addressed "Kính gửi: Viettel, VNPT"; all stays."""
    sheet = case.sheet("Gui DN")
    row = case.top(
        sheet, f"BIỂU RÀ SOÁT {case.word.upper()} CÓ SÓNG 4G (TẤT CẢ CÁC NHÀ MẠNG)",
        more=("Kính gửi: Viettel tỉnh để đối chiếu",),
    )  # fmt: skip
    case.table(sheet, KIN, Form(total="last"), at=row)


@layout("operators")
def operators_in_rows_beneath_each_commune(case: Case) -> None:
    """A row of each commune, then "Trong đó: Viettel", "VNPT", "MobiFone" in the name's column."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "PHỦ SÓNG 4G CỦA CÁC DOANH NGHIỆP")
    pairs = (("Dân số có sóng 4G", "people_4g"), ("Số {v} có sóng 4G", "villages_with_4g"))
    row = headings(case, sheet, row, ["STT", "Đơn vị", *(text for text, _ in pairs)])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [Column(*pair) for pair in pairs], [place, c.name])
        for label in ("Viettel", "VNPT", "MobiFone"):
            row += 1
            columns = [Column(*pair, operator=label.lower(), optional=True) for pair in pairs]
            shown = f"Trong đó: {label}" if label == "Viettel" else label
            enter(case, sheet, row, c, columns, [None, shown])
        row += 1


@layout("time", operator="viettel")
def title_says_rolled_out_in_the_quarter(case: Case) -> None:
    """An operator's English title: sites rolled out in Q3; headings only "4G sites"."""
    sheet = case.sheet("Rollout")
    sheet.put(0, 0, "VIETTEL - NEW SITES ROLLED OUT IN Q3/2025 (as of 30/09/2025)")
    columns = [
        Column("Population", "population"),
        Worked("4G sites", make=lambda c: c.figures["files"] % 4),
        Worked("5G sites", make=lambda c: c.figures["files"] % 3),
    ]
    case.table(sheet, columns, Form(index="No.", name="Commune", code="Code"), at=2)


@layout("rows")
def row_for_each_status_of_stations(case: Case) -> None:
    """Three rows for each commune: on air, being built, planned; only the first is there."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "TRẠM BTS THEO TRẠNG THÁI", office="")
    row = headings(
        case, sheet, row, ["STT", "Mã xã", "Xã/phường", "Trạng thái", "Trạm 4G", "Trạm 5G"]
    )
    columns = [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")]
    for place, c in enumerate(case.communes):
        lead = [3 * place + 2, c.code, c.name]
        sheet.line(row, [3 * place + 1, *lead[1:], "Quy hoạch đến 2030", 9, 7])
        enter(case, sheet, row + 1, c, columns, [*lead, "Đã phát sóng"])
        sheet.line(row + 2, [3 * place + 3, *lead[1:], "Đang xây dựng", c.figures["files"] % 3, 1])
        row += 3


@layout("headings")
def second_page_with_columns_in_another_order(case: Case) -> None:
    """Two officers' lists pasted below each other; the second has its columns the other way."""
    sheet = case.sheet("Gop")
    row = case.top(sheet, f"SỐ LIỆU {case.word.upper()} CÓ SÓNG 4G, CÁP QUANG")
    columns = [*KIN, Column("Số {v} có cáp quang", "villages_with_fibre")]
    half = len(case.communes) // 2
    for some, mine, start in (
        (case.communes[:half], columns, 1),
        (case.communes[half:], [columns[2], columns[1], columns[0]], half + 1),
    ):
        row = headings(case, sheet, row, head(mine))
        row = body(case, sheet, row, mine, some=some, start=start)


@layout("names", errors_due=True)
def names_that_say_what_is_left_out(case: Case) -> None:
    """Some names say "(chưa gồm 2 … mới nhập về)": their figures are of a part."""
    sheet = case.sheet("RS")
    row = case.top(sheet, f"RÀ SOÁT {case.word.upper()} CÓ SÓNG 4G")
    row = headings(case, sheet, row, head(KIN))
    for place, c in enumerate(case.communes):
        if place % 9 != 4:
            enter(case, sheet, row + place, c, KIN, [place + 1, c.name])
            continue
        columns = [Column(k.heading, k.gives, optional=True) for k in KIN]
        said = case.say(f"{c.name} (chưa gồm 2 {{v}} mới nhập về)")
        enter(case, sheet, row + place, c, columns, [place + 1, said])


@layout("remarks", errors_due=True)
def remarks_that_correct_the_figure(case: Case) -> None:
    """A remark at the right corrects some figures: "xã báo lại: 17 có sóng 4G"."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ SÓNG 4G - BẢN ĐỐI CHIẾU")
    row = headings(case, sheet, row, [*head(KIN), "Ghi chú"])
    for place, c in enumerate(case.communes):
        enter(case, sheet, row, c, KIN, [place + 1, c.name])
        if place % 8 == 3 and c.figures["villages_with_4g"] > 3:
            right = c.figures["villages_with_4g"]
            sheet.put(row, 3, right - 3)
            sheet.put(row, 4, case.say(f"Số cũ; xã báo lại có {right} {{v}} có sóng 4G"))
            case.truth.note(c.code, "villages_with_4g", Entry(right, optional=True))
        row += 1


@layout("holes")
def holes_found_closed_and_left(case: Case) -> None:
    """Holes found by the review, those closed since, those left; people are of the last."""
    sheet = case.sheet("Vung lom")
    row = case.top(sheet, "KẾT QUẢ XÓA VÙNG LÕM SÓNG")
    columns = [
        Worked("Số vùng lõm sóng|Theo rà soát năm 2024", make=lambda c: c.figures["holes"] + 4),
        Worked("Số vùng lõm sóng|Đã phủ sóng", make=lambda _: 4),
        Column("Số vùng lõm sóng|Còn lại", "holes"),
        Worked(
            "Số dân trong vùng lõm|Đã được phủ sóng", make=lambda c: 200 + c.figures["files"] % 90
        ),
        Column("Số dân trong vùng lõm|Còn lại", "people_in_holes"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("fibre")
def homes_ready_for_one_gigabit_first(case: Case) -> None:
    """Homes ready for 1 Gb/s stand before all homes that fibre passes."""
    sheet = case.sheet("Bang rong")
    row = case.top(sheet, "HẠ TẦNG BĂNG RỘNG CỐ ĐỊNH")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ sẵn sàng lắp đặt cáp quang tốc độ 1Gb/s (XGS-PON)",
               make=part("households_passed", 0.4)),
        Column("Số hộ sẵn sàng lắp đặt cáp quang", "households_passed"),
        Worked("Số hộ dùng gói từ 300 Mb/s", make=part("households_subscribed", 0.3)),
        Column("Số hộ đang dùng cáp quang", "households_subscribed"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("subsets")
def places_of_schools_and_halls_beside_villages(case: Case) -> None:
    """Village halls and school sites with fibre beside villages with fibre."""
    sheet = case.sheet("Diem")
    row = case.top(sheet, f"CÁP QUANG ĐẾN {case.word.upper()}, NHÀ VĂN HÓA, ĐIỂM TRƯỜNG")
    columns = [
        Worked("Số nhà văn hóa|Tổng số", make=part("villages", 0.9)),
        Worked("Số nhà văn hóa|Có cáp quang", make=part("villages_with_fibre", 0.6)),
        Worked("Điểm trường lẻ|Tổng số", make=lambda c: c.figures["files"] % 12 + 2),
        Worked("Điểm trường lẻ|Có cáp quang", make=lambda c: c.figures["files"] % 12 // 2),
        Column("{v}|Tổng số", "villages"),
        Column("{v}|Có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, at=row)


@layout("side columns")
def last_report_in_grey_at_the_right(case: Case) -> None:
    """At the right, after an empty column, "Số kỳ trước" with the same lower headings."""
    sheet = case.sheet("BC Q3")
    row = case.top(sheet, "BÁO CÁO QUÝ III/2025")
    old = [Column(f"Số kỳ trước|{k.heading}", k.gives, as_of=JUNE, optional=True) for k in KIN]
    sheet.line(row, ["STT", "Xã, phường", "Kỳ này", None, None, "Số kỳ trước (30/6/2025)"])
    sub = [k.heading for k in KIN]
    row = headings(case, sheet, row + 1, [None, None, *sub, None, *sub])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [*KIN, Column(""), *old], [place, c.name])
        row += 1


@layout("scores")
def met_or_not_of_the_criterion_beside(case: Case) -> None:
    """Criterion 8 of new countryside: a demand (%), a result (%), "Đạt"; the demand is first."""
    sheet = case.sheet("NTM TC8")
    row = case.top(sheet, "TIÊU CHÍ SỐ 8 VỀ THÔNG TIN VÀ TRUYỀN THÔNG")
    columns = [
        Worked("Tỷ lệ {v} có cáp quang (%)|Yêu cầu", make=lambda _: 80),
        Column("Tỷ lệ {v} có cáp quang (%)|Kết quả", "%villages_fibre"),
        Worked("Tỷ lệ {v} có cáp quang (%)|Đánh giá", make=met("villages_fibre", 80)),
        Worked("Tỷ lệ hộ có điện thoại thông minh (%)|Yêu cầu", make=lambda _: 90),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)|Kết quả", "%households_smartphone"),
        Worked(
            "Tỷ lệ hộ có điện thoại thông minh (%)|Đánh giá", make=met("households_smartphone", 90)
        ),
    ]
    case.table(sheet, columns, at=row)


@layout("rows")
def sums_of_border_and_of_hard_communes(case: Case) -> None:
    """Between the communes: sums of border communes and of hard ones, who stand again below."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ HỘ SỬ DỤNG CÁP QUANG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    row = headings(case, sheet, row, head(columns))

    def total(row: int, label: str, mine: Callable[[Commune], bool]) -> int:
        some = [c for c in case.communes if mine(c)]
        sums = [sum(c.figures[k.gives] for c in some) for k in columns]
        sheet.line(row, [None, f"{label} ({len(some)} xã)", *sums])
        return row + 1

    row = total(row, "TOÀN TỈNH", lambda _: True)
    row = total(row, "Trong đó: xã biên giới, hải đảo", lambda c: c.figures["files"] % 7 == 0)
    row = total(row, "          xã đặc biệt khó khăn", lambda c: c.figures["files"] % 3 == 0)
    row = body(case, sheet, row, columns)
    total(row, "Cộng các xã khu vực III", lambda c: c.figures["files"] % 4 == 0)
