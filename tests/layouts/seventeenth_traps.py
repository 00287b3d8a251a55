"""Classes, options, brackets and states of entry: some figures are not what their heading says."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.fourteenth_forms import sums
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

MASTS = (("Trạm 4G", "stations_4g"), ("Trạm 5G", "stations_5g"))


def more(what: str, least: int = 1) -> Callable[[Commune], int]:
    """Make up a target above what is there."""

    def target(c: Commune) -> int:
        figure = c.figures[what]
        return figure + least + figure * (c.figures["files"] % 30) // 100

    return target


def hoped(factor: float) -> Callable[[Commune], float]:
    """Make up a share of people with 5G above that of today."""

    def share(c: Commune) -> float:
        now = 100 * c.figures["people_5g"] / c.figures["population"]
        return round(min(factor * now + 8, 99.5), 2)

    return share


def cost(what: str) -> Callable[[Commune], int]:
    """Make up what stations cost, in millions of đồng."""
    return lambda c: c.figures[what] * (41 + c.figures["files"] % 17)


def always(value: int) -> Callable[[Commune], int]:
    """Give the same figure whatever the commune."""
    return lambda _: value


@layout("technologies", half="public")
def villages_by_their_highest_technology(case: Case) -> None:
    """Villages by the highest technology: 5G, 4G, 2G or 3G, none; those on 5G have 4G as well."""
    sheet = case.sheet("Phan loai")
    row = case.top(sheet, f"PHÂN LOẠI {case.word.upper()} THEO CÔNG NGHỆ DI ĐỘNG CAO NHẤT")
    text = "Số {v} theo công nghệ cao nhất hiện có"

    def only(c: Commune) -> int:
        return c.figures["villages_with_4g"] - c.figures["villages_with_5g"]

    def older(c: Commune) -> int:
        without = c.figures["villages"] - c.figures["villages_with_4g"]
        return without - c.figures["villages_without_signal"]

    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{text}|5G", "villages_with_5g"),
        Worked(f"{text}|4G", make=only),
        Worked(f"{text}|2G, 3G", make=older),
        Column(f"{text}|Chưa có sóng di động", "villages_without_signal"),
    ]
    row = case.table(sheet, columns, Form(codes=""), at=row)
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])
    for c in case.communes:
        entry = Entry(c.figures["villages_with_4g"], optional=True)
        case.note(c, "villages_with_4g", entry, columns[2])


@layout("signatures", half="public")
def certificates_by_provider_before_people(case: Case) -> None:
    """Certificates of VNPT-CA, Viettel-CA, MobiFone CA and "Cộng" before adults who have one."""
    sheet = case.sheet("Chu ky so")
    row = case.top(sheet, "TÌNH HÌNH CẤP CHỮ KÝ SỐ CHO NGƯỜI DÂN")
    text = "Chữ ký số cá nhân đã cấp (chứng thư)"
    parts = (("VNPT-CA", 0.5), ("Viettel-CA", 0.45), ("MobiFone CA", 0.25))
    columns = [
        Column("Số người trưởng thành", "adults"),
        *(Worked(f"{text}|{name}", make=part("adults_with_signature", f)) for name, f in parts),
        Worked(
            f"{text}|Cộng",
            make=lambda c: sum(part("adults_with_signature", f)(c) for _, f in parts),
        ),
        Column("Số người trưởng thành đã có chữ ký số", "adults_with_signature"),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Một người có thể được cấp nhiều chứng thư.")


@layout("notes", half="public")
def square_brackets_for_what_december_may_bring(case: Case) -> None:
    """ "[5]" in some cells of 5G and 4G; below: expected by 31/12/2025, nothing reported yet."""
    sheet = case.sheet("PL 2")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G ĐANG PHÁT SÓNG")
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", *(text for text, _ in MASTS)])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name, c.code])
        for at, kind in enumerate(MASTS, start=3):
            column = Column(*kind)
            if place % 5 == at - 2:
                sheet.put(row, at, f"[{more(column.gives)(c)}]")
                continue
            value, gives = column.cell(c, place)
            sheet.put(row, at, value)
            case.note(c, column.gives, gives[column.gives], column)
        row += 1
    sheet.put(
        row + 1, 0,
        "Ghi chú: Số trong ngoặc vuông [ ] là số trạm dự kiến có đến 31/12/2025, "
        "doanh nghiệp chưa báo cáo số đang phát sóng.",
    )  # fmt: skip


@layout("plan or present", half="public")
def plan_before_result_within_a_cell(case: Case) -> None:
    """ "15/12" beneath "Số trạm 5G (KH/TH)": the plan of the year, then what is there."""
    sheet = case.sheet("KH-TH")
    row = case.top(
        sheet, "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH HẠ TẦNG SỐ NĂM 2025",
        more=("KH: kế hoạch năm 2025; TH: kết quả thực hiện đến thời điểm báo cáo",),
    )  # fmt: skip
    kinds = (
        ("Số trạm 4G (KH/TH)", "stations_4g"),
        ("Số trạm 5G (KH/TH)", "stations_5g"),
        ("Số hộ sử dụng cáp quang (KH/TH)", "households_subscribed"),
    )
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(text for text, _ in kinds)])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name])
        for at, (text, what) in enumerate(kinds, start=2):
            sheet.put(row, at, f"{more(what)(c)}/{c.figures[what]}")
            case.note(c, what, Entry(c.figures[what]), Column(text, what))
        row += 1


@layout("corrections", half="public")
def rows_replaced_by_later_rows(case: Case) -> None:
    """Remarks: "Bỏ, thay bằng STT 67" on some rows; at the end "Thay STT 5 (xã báo lại)"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "SỐ HỘ SỬ DỤNG CÁP QUANG VÀ SỐ TRẠM 4G")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Số trạm 4G", "stations_4g"),
    ]
    labels = ["STT", "Xã, phường", "Mã xã", *(c.heading for c in columns), "Ghi chú"]
    row = headings(case, sheet, row, labels)
    again: list[tuple[int, Commune]] = []
    for place, c in enumerate(case.communes, start=1):
        if place % 13 == 5:
            later = len(case.communes) + len(again) + 1
            again.append((place, c))
            wrong = [int(c.figures[k.gives] * 0.8) + 1 for k in columns]
            sheet.line(row, [place, c.name, c.code, *wrong, f"Bỏ, thay bằng STT {later}"])
        else:
            enter(case, sheet, row, c, columns, [place, c.name, c.code])
        row += 1
    for later, (place, c) in enumerate(again, start=len(case.communes) + 1):
        enter(case, sheet, row, c, columns, [later, c.name, c.code])
        sheet.put(row, 6, f"Thay STT {place} (xã báo lại)")
        row += 1


@layout("subsets", half="public")
def villages_entered_so_far_beside_all(case: Case) -> None:
    """ "Số thôn đã nhập" beside all villages; where some still wait, homes are of those entered."""
    sheet = case.sheet("Tien do nhap")
    row = case.top(sheet, "KẾT QUẢ NHẬP DỮ LIỆU HỘ GIA ĐÌNH TRÊN PHẦN MỀM")
    kinds = (
        ("Số hộ", "households"),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    whole = Column("Tổng số {v}", "villages")
    labels = ["STT", "Xã, phường", whole.heading, "Số {v} đã nhập", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        waiting = 2 + c.figures["files"] % 5 if place % 3 == 2 else 0
        entered = c.figures["villages"] - waiting
        factor = entered / c.figures["villages"]
        columns: list[Column] = [whole, Worked("Số {v} đã nhập", make=always(entered))]
        columns += [
            Worked(text, make=part(what, factor)) if waiting else Column(text, what)
            for text, what in kinds
        ]
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1
    sheet.put(
        row + 1, 0,
        case.say(
            "Ghi chú: Số hộ là số hộ của các {v} đã nhập. Đơn vị chưa nhập đủ {v} thì số hộ "
            "chưa phải là số của toàn xã, phường."
        ),
    )  # fmt: skip


@layout("plan", half="public")
def two_options_before_what_is_there(case: Case) -> None:
    """ "PA1" and "PA2" (options of investment) over stations and shares; then "Hiện trạng"."""
    sheet = case.sheet("Phuong an")
    row = case.top(
        sheet, "SO SÁNH HAI PHƯƠNG ÁN ĐẦU TƯ HẠ TẦNG DI ĐỘNG",
        "(Hiện trạng tính đến ngày 30/9/2025)",
    )  # fmt: skip
    rate = "Tỷ lệ dân số được phủ sóng 5G (%)"
    columns: list[Any] = [Column("Dân số", "population")]
    for name, least, factor in (("PA1", 1, 1.4), ("PA2", 3, 1.9)):
        columns += [Worked(f"{name}|{text}", make=more(what, least)) for text, what in MASTS]
        columns.append(Worked(f"{name}|{rate}", make=hoped(factor)))
    columns += [Column(f"Hiện trạng|{text}", what) for text, what in MASTS]
    columns.append(Column(f"Hiện trạng|{rate}", "%pop_5g"))
    row = case.table(sheet, columns, Form(codes="number"), at=row)
    sheet.put(row + 1, 0, "PA1: phương án vốn doanh nghiệp. PA2: phương án có hỗ trợ của Nhà nước.")


@layout("titles", half="public")
def only_stations_that_the_fund_paid_for(case: Case) -> None:
    """The title: stations built with money of the public-utility fund; headings say "Trạm 4G"."""
    sheet = case.sheet("Quy VTCI")
    row = case.top(
        sheet, "TRẠM BTS ĐƯỢC ĐẦU TƯ BẰNG KINH PHÍ QUỸ DỊCH VỤ VIỄN THÔNG CÔNG ÍCH VIỆT NAM"
    )
    columns = [
        Column("Dân số", "population"),
        Column("Tổng số {v}", "villages"),
        Worked("Số trạm 4G", make=part("stations_4g", 0.25)),
        Worked("Số trạm 5G", make=lambda c: c.figures["files"] % 2),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])
    case.foot(sheet)


@layout("remarks", half="public")
def rows_that_the_office_sent_back(case: Case) -> None:
    """ "Trạng thái": "Đã duyệt" or "Trả lại"; below: what was sent back is wrong."""
    sheet = case.sheet("Duyet so lieu")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU CÁC XÃ GỬI TRÊN HỆ THỐNG BÁO CÁO")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    labels = ["STT", "Mã xã", "Xã, phường", *(c.heading for c in columns), "Trạng thái"]
    row = headings(case, sheet, row, labels)
    kept = []
    for place, c in enumerate(case.communes, start=1):
        if place % 6 == 4:
            sent = [int(c.figures[k.gives] * 0.6) for k in columns]
            sheet.line(row, [place, c.code, c.name, *sent, "Trả lại"])
        else:
            enter(case, sheet, row, c, columns, [place, c.code, c.name])
            sheet.put(row, 7, "Đã duyệt")
            kept.append(c)
        row += 1
    sheet.line(row, [None, None, "Cộng (các xã đã duyệt)", *sums(columns, kept)])
    sheet.put(
        row + 2, 0,
        'Ghi chú: "Trả lại" là số liệu sai, đã trả để xã báo cáo lại, không sử dụng.',
    )  # fmt: skip


@layout("units", half="public")
def what_stations_cost_beneath_the_same_headings(case: Case) -> None:
    """ "Bieu 1" has "Trạm 4G" in millions of đồng, as its line of units says; "Bieu 2" counts."""
    for number, (title, unit, real) in enumerate(
        (
            ("CHI PHÍ VẬN HÀNH TRẠM BTS 9 THÁNG NĂM 2025", "triệu đồng", False),
            ("SỐ LƯỢNG TRẠM BTS ĐANG VẬN HÀNH", "trạm", True),
        ),
        start=1,
    ):
        sheet = case.sheet(f"Bieu {number}")
        row = case.top(sheet, f"BIỂU {number}. {title}")
        sheet.put(row - 1, 4, f"Đơn vị tính: {unit}")
        kinds = (("Trạm 3G", "stations_3g"), *MASTS)
        columns = [
            Column(text, what) if real else Worked(text, make=cost(what)) for text, what in kinds
        ]
        row = case.table(sheet, columns, at=row)
        sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])


@layout("parts", half="public")
def partly_covered_villages_count_half(case: Case) -> None:
    """ "18,5" villages with 4G; below: one that is covered in part counts 0,5; fibre is whole."""
    sheet = case.sheet("Quy doi")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")

    def halves(c: Commune) -> float:
        partly = c.figures["villages_with_4g"] * (1 + c.figures["files"] % 5) // 10
        return c.figures["villages_with_4g"] - partly / 2

    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có sóng 4G", make=halves),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    row = case.table(sheet, columns, Form(groups="column"), at=row)
    sheet.put(
        row + 1, 0,
        case.say("Ghi chú: Số {v} có sóng 4G là số quy đổi, {v} mới phủ sóng một phần tính 0,5."),
    )  # fmt: skip
