"""Running sums, rows of targets, rows taken off: what stands beside is not the figure."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.fourteenth_forms import OPERATORS, sums
from tests.layouts.registry import layout
from tests.layouts.seventeenth_forms import PROVINCES
from tests.layouts.seventeenth_traps import more
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

CLERKS = ("Nguyễn Văn Hùng", "Hoàng Thị Lan", "Lê Quốc Bảo", "Trần Thu Hà", "Phạm Văn Đức")


def so_far(what: str, order: Sequence[Commune]) -> Callable[[Commune], int]:
    """Add a figure up from the first commune of the list to this one."""
    added = accumulate(c.figures[what] for c in order)
    sum_at = {c.code: value for c, value in zip(order, added, strict=True)}
    return lambda c: sum_at[c.code]


def merged_away(c: Commune) -> int:
    """Make up by how many the villages of a commune are to become fewer."""
    return 1 + c.figures["files"] % 3


def fewer(what: str) -> Callable[[Commune], int]:
    """Work out what is left of a kind of villages when some are merged."""
    return lambda c: max(c.figures[what] - merged_away(c), 0)


def dissolved(c: Commune) -> int:
    """Make up how many teams there were too many."""
    return 2 + c.figures["files"] % 7


@layout("sums", half="public")
def running_sums_beside_each_count(case: Case) -> None:
    """Largest communes first; behind each figure of the commune "Cộng dồn" from the first row."""
    sheet = case.sheet("Xep theo dan so")
    row = case.top(sheet, "XẾP THỨ TỰ XÃ, PHƯỜNG THEO DÂN SỐ, CỘNG DỒN TỪ LỚN ĐẾN NHỎ")
    order = sorted(case.communes, key=lambda c: (-c.figures["population"], c.code))
    columns: list[Column] = []
    for text, what in (
        ("Dân số", "population"),
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Số trạm 4G", "stations_4g"),
    ):
        columns.append(Column(f"{text}|Xã, phường", what))
        columns.append(Worked(f"{text}|Cộng dồn", make=so_far(what, order)))
    row = case.table(sheet, columns, Form(name="Đơn vị"), at=row, some=order)
    sheet.put(row + 1, 0, "Cộng dồn: cộng từ đơn vị đứng đầu danh sách đến đơn vị ở dòng đó.")


@layout("power", half="public")
def villages_that_keep_signal_when_power_fails(case: Case) -> None:
    """Villages with 4G "Khi mất điện lưới trên 4 giờ" stand before those in ordinary times."""
    sheet = case.sheet("PCTT")
    row = case.top(sheet, "KHẢ NĂNG DUY TRÌ THÔNG TIN LIÊN LẠC PHỤC VỤ PHÒNG, CHỐNG THIÊN TAI")
    text = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{text}|Khi mất điện lưới trên 4 giờ", make=part("villages_with_4g", 0.6)),
        Column(f"{text}|Trong điều kiện bình thường", "villages_with_4g"),
        Worked("Số trạm 4G|Có máy phát điện dự phòng", make=part("stations_4g", 0.4)),
        Column("Số trạm 4G|Tổng số", "stations_4g"),
    ]
    row = case.table(sheet, columns, Form(codes="number"), at=row)
    sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])
    case.foot(sheet)


@layout("plan or present", half="public")
def assigned_done_and_reached_in_three_rows(case: Case) -> None:
    """The commune merged over rows "Chỉ tiêu giao", "Thực hiện đến 30/9/2025", "Tỷ lệ đạt (%)"."""
    sheet = case.sheet("Giao va thuc hien")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU CHUYỂN ĐỔI SỐ GIAO CÁC XÃ NĂM 2025", "")
    columns = [
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    labels = ["TT", "Xã, phường", "Nội dung", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        goals = [more(column.gives)(c) for column in columns]
        done = [c.figures[column.gives] for column in columns]
        rates = [round(100 * a / b, 1) for a, b in zip(done, goals, strict=True)]
        sheet.line(row, [place, c.name, "Chỉ tiêu giao năm 2025", *goals])
        enter(case, sheet, row + 1, c, columns, [None, None, "Thực hiện đến 30/9/2025"])
        sheet.line(row + 2, [None, None, "Tỷ lệ đạt (%)", *rates])
        sheet.merged += [(row, at, row + 2, at) for at in (0, 1)]
        row += 3


@layout("duplicates", half="public")
def row_for_each_contact_of_a_commune(case: Case) -> None:
    """An export joined with contacts: every third commune stands twice, with the same figures."""
    sheet = case.sheet("Query1")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    sheet.put(0, 0, "Kết xuất: hạ tầng số cấp xã và cán bộ đầu mối, số liệu ngày 30/9/2025")
    labels = ["Mã xã", "Tên xã", "Cán bộ đầu mối", "Vai trò", *(c.heading for c in columns)]
    row = headings(case, sheet, 2, labels)
    for place, c in enumerate(case.communes):
        for which, role in enumerate(("Phụ trách chung", "Nhập liệu")[: 1 if place % 3 else 2]):
            clerk = CLERKS[(place + 2 * which) % len(CLERKS)]
            enter(case, sheet, row, c, columns, [c.code, c.name, clerk, role])
            row += 1
    sheet.put(
        row + 1, 0,
        "Xã có hai cán bộ đầu mối hiển thị hai dòng, số liệu hạ tầng của hai dòng là một.",
    )  # fmt: skip


@layout("titles", half="public", operator="vnpt")
def homes_cut_off_for_debt_on_the_next_sheet(case: Case) -> None:
    """VNPT: "B1" homes in use, "B2" those cut off for debt, as its title says; same headings."""
    for tab, title, real in (
        ("B1", "HỘ GIA ĐÌNH ĐANG SỬ DỤNG DỊCH VỤ CÁP QUANG", True),
        ("B2", "HỘ GIA ĐÌNH TẠM NGỪNG DỊCH VỤ CÁP QUANG DO NỢ CƯỚC", False),
    ):
        sheet = case.sheet(tab)
        office = f"VNPT {PROVINCES[case.province].upper()}\nPHÒNG KHÁCH HÀNG CÁ NHÂN"
        row = case.top(sheet, f"{tab}. {title}", office=office)
        text, what = "Số hộ dịch vụ cáp quang", "households_subscribed"
        columns = [
            Column("Tổng số hộ", "households"),
            Column(text, what) if real else Worked(text, make=part(what, 0.04)),
        ]
        row = case.table(sheet, columns, at=row)
        sheet.line(row, [None, "Tổng cộng", None, *sums(columns, case.communes)])


@layout("plan or present", half="public")
def villages_as_they_will_be_after_merging(case: Case) -> None:
    """ "Sau sắp xếp (dự kiến từ 2026)" before "Hiện có" beneath villages, 4G and fibre."""
    sheet = case.sheet("Sap xep")
    row = case.top(
        sheet, "RÀ SOÁT HẠ TẦNG SỐ PHỤC VỤ VIỆC SẮP XẾP {V}".replace("{V}", case.word.upper())
    )
    columns: list[Column] = []
    for text, what in (
        ("Tổng số {v}", "villages"),
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    ):
        columns.append(Worked(f"{text}|Sau sắp xếp (dự kiến từ 2026)", make=fewer(what)))
        columns.append(Column(f"{text}|Hiện có", what))
    row = case.table(sheet, columns, Form(codes="", groups="column"), at=row)
    sheet.line(row, [None, None, "Tổng cộng", *sums(columns, case.communes)])
    case.foot(sheet)


@layout("operators", half="public")
def row_of_what_is_counted_twice(case: Case) -> None:
    """Rows of each commune: three operators, "Phủ trùng (trừ)", "Tổng (không tính trùng)"."""
    sheet = case.sheet("Phu song theo DN")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG THEO DOANH NGHIỆP VÀ SAU KHI TRỪ PHỦ TRÙNG")
    kinds = (("Dân số được phủ sóng 4G", "people_4g"), ("Dân số được phủ sóng 5G", "people_5g"))
    labels = ["STT", "Xã, phường", "Dân số", "Doanh nghiệp", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    people = Column("Dân số", "population")
    for place, c in enumerate(case.communes, start=1):
        lines: list[tuple[str, list[Column]]] = [
            (name, [Column(*kind, operator=code) for kind in kinds])
            for name, code in OPERATORS.items()
        ]
        each = [[column.number(c, column.gives) for column in mine] for _, mine in lines]
        twice = [
            int(sum(values) - c.figures[what])
            for values, (_, what) in zip(zip(*each, strict=True), kinds, strict=True)
        ]
        enter(case, sheet, row, c, [people], [place, c.name])
        sheet.merged += [(row, at, row + 4, at) for at in range(3)]
        for name, mine in lines:
            enter(case, sheet, row, c, mine, [None, None, None, name])
            row += 1
        sheet.line(row, ["Phủ trùng (trừ)", *twice], at=3)
        last = [Column(*kind) for kind in kinds]
        enter(case, sheet, row + 1, c, last, [None, None, None, "Tổng (không tính trùng)"])
        row += 2


@layout("digital teams", half="public")
def teams_before_and_after_they_were_renewed(case: Case) -> None:
    """Teams and members "Trước sắp xếp xã", teams dissolved, then "Hiện có sau kiện toàn"."""
    sheet = case.sheet("Kien toan To CNSCD")
    row = case.top(sheet, "KẾT QUẢ KIỆN TOÀN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    teams, members = "Số tổ công nghệ số cộng đồng", "Số thành viên"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có tổ", "villages_with_team"),
        Worked(f"{teams}|Trước sắp xếp xã", make=lambda c: c.figures["teams"] + dissolved(c)),
        Worked(f"{teams}|Giải thể, sáp nhập", make=dissolved),
        Column(f"{teams}|Hiện có sau kiện toàn", "teams"),
        Worked(
            f"{members}|Trước sắp xếp xã",
            make=lambda c: c.figures["team_members"] + 6 * dissolved(c),
        ),
        Column(f"{members}|Hiện có sau kiện toàn", "team_members"),
    ]
    row = case.table(sheet, columns, Form(names="office", codes=""), at=row)
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])
    case.foot(sheet)
