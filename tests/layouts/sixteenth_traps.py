"""A second sheet, a foot, a mark or a remark takes some figures back or makes them others."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, plain
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"
LAST_YEAR = "2024-12-31"
MASTS = (("Trạm 4G", "stations_4g"), ("Trạm 5G", "stations_5g"))


def starred(value: float) -> str:
    """Write 12 as "12*"."""
    return f"{plain(value)}*"


def of_plan(what: str) -> Callable[[Commune], float]:
    """Work out how much of a made-up target is reached, in percent."""

    def reached(c: Commune) -> float:
        more = (c.figures["files"] + 11 * len(what)) % 30
        target = c.figures[what] + 1 + c.figures[what] * more // 100
        return round(100 * c.figures[what] / target, 1)

    return reached


def low(commune: Commune) -> str:
    """Write "xã A" as within a sentence."""
    return commune.name[0].lower() + commune.name[1:]


@layout("corrections", half="public")
def errata_on_a_second_sheet(case: Case) -> None:
    """ "Dinh chinh" lists cells of "Bieu 1" that were typed wrongly, and what they should be."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, f"BIỂU 1. {case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    labels = ["STT", "Xã, phường", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    wrong = []
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        if place % 9 == 4:
            at = 1 + place % 2
            right = c.figures[columns[at].gives]
            typed = right - 2 - c.figures["files"] % 2
            sheet.put(row, 2 + at, typed)
            wrong.append([c.name, case.say(columns[at].heading), typed, right])
        row += 1
    sheet = case.sheet("Dinh chinh")
    sheet.put(0, 0, "ĐÍNH CHÍNH BIỂU 1")
    sheet.put(1, 0, "Do lỗi nhập liệu, một số số liệu tại Biểu 1 được đính chính như sau:")
    texts = ["TT", "Xã, phường", "Chỉ tiêu", "Đã ghi tại Biểu 1", "Đính chính lại là"]
    row = headings(case, sheet, 3, texts)
    for place, line in enumerate(wrong, start=1):
        sheet.line(row, [place, *line])
        row += 1


@layout("notes", half="public")
def starred_cells_are_of_last_year(case: Case) -> None:
    """ "12*" in some cells of stations; below: not reported, taken over from 31/12/2024."""
    sheet = case.sheet("PL 3")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG ĐANG KHAI THÁC")
    homes = Column("Số hộ sử dụng cáp quang", "households_subscribed")
    labels = ["STT", "Mã xã", "Xã, phường", *(text for text, _ in MASTS), homes.heading]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        columns = [
            Column(*kind, as_of=LAST_YEAR, optional=True, show=starred)
            if place % 6 == which
            else Column(*kind)
            for which, kind in enumerate(MASTS, start=1)
        ]
        enter(case, sheet, row, c, [*columns, homes], [place, c.code, c.name])
        row += 1
    sheet.put(
        row + 1, 1,
        "* Doanh nghiệp chưa báo cáo quý III/2025, tạm lấy theo số liệu tại ngày 31/12/2024.",
    )  # fmt: skip


@layout("titles", half="public")
def lower_table_is_the_share_of_targets(case: Case) -> None:
    """ "Bảng 1" has counts; "Bảng 2" below, same words: percent of the year's targets."""
    sheet = case.sheet("KQ 9 thang")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU HẠ TẦNG SỐ NĂM 2025")
    kinds = (
        ("Dân số được phủ sóng 4G", "people_4g"),
        ("Hộ sử dụng Internet cáp quang", "households_subscribed"),
        ("{V} có cáp quang", "villages_with_fibre"),
    )
    sheet.put(row, 0, f"Bảng 1. Số thực hiện đến 30/9/2025 (đơn vị: người; hộ; {case.word})")
    form = Form(codes="")
    columns = [Column(case.say(text), what) for text, what in kinds]
    row = case.table(sheet, columns, form, at=row + 1)
    sheet.put(row + 1, 0, "Bảng 2. Mức độ hoàn thành chỉ tiêu được giao năm 2025 (đơn vị: %)")
    worked = [Worked(case.say(text), make=of_plan(what)) for text, what in kinds]
    case.table(sheet, worked, form, at=row + 2)


@layout("dates", half="public")
def unchanged_since_the_last_quarter(case: Case) -> None:
    """ "30/6/2025" beside "30/9/2025"; some cells of the later say "không đổi"."""
    sheet = case.sheet("Tram 2 ky")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G TẠI HAI THỜI ĐIỂM", "")
    sheet.line(row, ["STT", "Xã, phường", "Trạm 4G", None, "Trạm 5G"])
    sheet.line(row + 1, ["30/6/2025", "30/9/2025", "30/6/2025", "30/9/2025"], at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1)]
    sheet.merged += [(row, 2, row, 3), (row, 4, row, 5)]
    case.truth.all_headings |= {"STT", "Xã, phường", "30/6/2025", "30/9/2025"}
    row += 2
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name])
        for which, (text, what) in enumerate(MASTS):
            old = Column(f"{text}|30/6/2025", what, as_of=JUNE, optional=True)
            now = Column(f"{text}|30/9/2025", what)
            enter(case, sheet, row, c, [old, now], [None] * (2 + 2 * which))
            if place % 4 == 1 + which:
                sheet.put(row, 3 + 2 * which, "không đổi")
                before = c.value(what, as_of=JUNE)
                case.note(c, what, Entry(before), now)
        case.truth.all_headings |= {text for text, _ in MASTS}
        row += 1


@layout("sheets", half="public")
def made_up_figures_for_training(case: Case) -> None:
    """ "Bieu 5 (VD)" stands first: a line beneath its title says made-up figures; then "Bieu 5"."""
    kinds = (
        ("Số hộ", "households"),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    for name, real in (("Bieu 5 (VD)", False), ("Bieu 5", True)):
        sheet = case.sheet(name)
        row = case.top(
            sheet, "BIỂU 5. HỘ GIA ĐÌNH TIẾP CẬN HẠ TẦNG SỐ",
            more=() if real else ("Số liệu minh họa cách nhập biểu, dùng tại lớp tập huấn",),
        )  # fmt: skip
        columns = [
            Column(*kind) if real else Worked(kind[0], make=part(kind[1], 0.83)) for kind in kinds
        ]
        case.table(sheet, columns, at=row)


@layout("subsets", half="public")
def foot_names_those_counted_in_part(case: Case) -> None:
    """The foot: homes of four communes, by name, lack the villages that joined them in July."""
    sheet = case.sheet("Ho va tram")
    row = case.top(sheet, "HỘ SỬ DỤNG CÁP QUANG VÀ TRẠM 4G")
    kinds = (("Số hộ", "households"), ("Số hộ sử dụng cáp quang", "households_subscribed"))
    masts = Column("Số trạm 4G", "stations_4g")
    labels = ["STT", "Xã, phường", *(text for text, _ in kinds), masts.heading]
    row = headings(case, sheet, row, labels)
    named = [c for c in case.communes if c.short not in case.doubled][3::11][:4]
    for place, c in enumerate(case.communes, start=1):
        columns = [
            Worked(text, make=part(what, 0.6)) if c in named else Column(text, what)
            for text, what in kinds
        ]
        enter(case, sheet, row, c, [*columns, masts], [place, c.name])
        row += 1
    sheet.put(
        row + 1, 0,
        f"Ghi chú: Số hộ, số hộ sử dụng cáp quang của {', '.join(map(low, named))} mới tính "
        "phần địa bàn cũ, chưa gồm các "
        f"{case.word} nhập về từ 01/7/2025. Số trạm 4G đã tính đủ.",
    )  # fmt: skip


@layout("cells", half="public")
def nines_where_nobody_answered(case: Case) -> None:
    """999 in some cells; the rule below: 999 is not yet known, 0 is none."""
    sheet = case.sheet("Phieu 2")
    row = case.top(sheet, "TỔNG HỢP PHIẾU THU THẬP HẠ TẦNG SỐ")
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    labels = ["STT", "Mã xã", "Xã, phường", *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        mine = [
            Worked(column.heading, make=lambda _: 999) if place % 7 == which else column
            for which, column in enumerate(columns, start=2)
        ]
        enter(case, sheet, row, c, mine, [place, c.code, c.name])
        row += 1
    sheet.put(row + 1, 0, "Quy ước nhập: 999 là chưa có số liệu; 0 là không có.")


@layout("cells", half="public")
def on_air_in_brackets_behind_those_built(case: Case) -> None:
    """ "12 (9)": stations built, and in brackets those on air, as the heading says."""
    sheet = case.sheet("BTS")
    row = case.top(sheet, "TÌNH HÌNH XÂY DỰNG VÀ ĐƯA VÀO KHAI THÁC TRẠM BTS")
    texts = [f"Số trạm {g} đã xây dựng (trong ngoặc: số trạm đang phát sóng)" for g in ("4G", "5G")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", *texts])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name, c.code])
        for at, (text, (_, what)) in enumerate(zip(texts, MASTS, strict=True), start=3):
            live = c.figures[what]
            built = live + (c.figures["files"] + at) % 4
            sheet.put(row, at, f"{built} ({live})")
            case.note(c, what, Entry(live), Column(text, what))
        row += 1


@layout("units", half="public")
def kilometres_of_cable_in_the_units(case: Case) -> None:
    """ "Cáp quang đến thôn" has "km" in the row of units, "Sóng 4G đến thôn" has villages."""
    sheet = case.sheet("Ket noi")
    row = case.top(sheet, f"KẾT NỐI VIỄN THÔNG ĐẾN {case.word.upper()}")
    columns = [
        Column("Tổng số {v}", "villages", unit=case.word),
        Column("Sóng 4G đến {v}", "villages_with_4g", unit=case.word),
        Worked("Cáp quang đến {v}", unit="km", make=lambda c: 6 + c.figures["files"] % 23),
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Hộ sử dụng cáp quang", "households_subscribed", unit="hộ"),
    ]
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("remarks", half="public")
def one_row_holds_the_neighbour_too(case: Case) -> None:
    """Remarks: "Gồm cả số liệu của xã B"; in the row of B nothing but "Đã tính vào xã A"."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TRẠM DI ĐỘNG VÀ HỘ SỬ DỤNG CÁP QUANG")
    columns = [Column(*kind) for kind in MASTS]
    columns.append(Column("Hộ sử dụng cáp quang", "households_subscribed"))
    labels = ["STT", "Xã, phường", *(c.heading for c in columns), "Ghi chú"]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes):
        before, after = case.communes[place - 1], case.communes[(place + 1) % len(case.communes)]
        if place % 8 == 3 and place + 1 < len(case.communes):
            both = [c.figures[k.gives] + after.figures[k.gives] for k in columns]
            sheet.line(row, [place + 1, c.name, *both, f"Gồm cả số liệu của {low(after)}"])
        elif place % 8 == 4:
            sheet.line(row, [place + 1, c.name])
            sheet.put(row, 5, f"Đã tính vào {low(before)}")
        else:
            enter(case, sheet, row, c, columns, [place + 1, c.name])
        row += 1


@layout("dates", half="public")
def numbers_of_rows_that_are_of_june(case: Case) -> None:
    """The foot: "Các đơn vị có STT 4, 13, 22 … chưa gửi báo cáo, lấy số liệu ngày 30/6/2025"."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG VÀ HỘ SỬ DỤNG CÁP QUANG")
    kinds = (
        ("Số tổ công nghệ số cộng đồng", "teams"),
        ("Số thành viên", "team_members"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
    )
    labels = ["STT", "Xã, phường", *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    late = []
    for place, c in enumerate(case.communes, start=1):
        old = place % 9 == 4
        late += [str(place)] if old else []
        columns = [Column(*kind, as_of=JUNE if old else "", optional=old) for kind in kinds]
        enter(case, sheet, row, c, columns, [place, c.name])
        row += 1
    sheet.put(
        row + 1, 0,
        f"Ghi chú: Các đơn vị có STT {', '.join(late)} chưa gửi báo cáo quý III, "
        "lấy số liệu tại ngày 30/6/2025.",
    )  # fmt: skip
