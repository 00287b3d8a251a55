"""Traps: columns, notes and lines by which a careless reader takes a figure for another."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.fifth_forms import take
from tests.layouts.figures import communes
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

fifth = partial(layout, "fifth traps")


@dataclass(frozen=True)
class Marked(Column):
    """A column in some of whose cells stands no figure that a careful reader would take."""

    words: tuple[str, ...] = ()
    every: int = 7

    def cell(self, commune: Commune, place: int) -> tuple[Any, dict[str, Entry]]:
        """Write every so manieth cell as one of the words."""
        if place % self.every == 3:
            return self.words[place // self.every % len(self.words)], {self.gives: Entry(None)}
        return super().cell(commune, place)


def add_up(sheet: Sheet, label: str = "Tổng cộng") -> int:
    """Write below numbered lines the sums of all columns of counts; give the row below."""
    end = sheet.end
    lines = [row for row in range(end) if isinstance(sheet.cells.get((row, 0)), int)]
    sheet.put(end, 1, label)
    for column in sorted({column for _, column in sheet.cells if column > 1}):
        cells = [sheet.cells.get((row, column)) for row in lines]
        counts = [cell for cell in cells if isinstance(cell, int)]
        if counts and len(counts) == len(lines):
            sheet.put(end, column, sum(counts))
    return end + 1


@fifth(operator="vnpt")
def connected_of_passed_homes(case: Case) -> None:
    """VNPT's HP and HC explained below; HC/HP is a share of the passed, not of all homes."""
    sheet = case.sheet("FTTH")
    row = case.top(sheet, "BÁO CÁO HẠ TẦNG FTTH - VNPT TỈNH", office="TẬP ĐOÀN VNPT\nVNPT TỈNH")
    columns = [
        Column("Tổng số hộ trên địa bàn", "households"),
        Column("HP (hộ có thể cung cấp cáp quang)", "households_passed"),
        Column("HC (hộ đang sử dụng cáp quang)", "households_subscribed"),
        Worked("Tỷ lệ HC/HP (%)", make=lambda c: round(
            100 * c.figures["households_subscribed"] / max(c.figures["households_passed"], 1), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Phường/Xã"), at=row)
    end = add_up(sheet)
    sheet.put(end + 1, 0, "HP: home passed; HC: home connected; HC/HP: hiệu suất khai thác.")


@fifth()
def line_numbers_under_the_word_code(case: Case) -> None:
    """A form of a circular: "Mã số" numbers the lines 01, 02, …, and is no code of a unit."""
    sheet = case.sheet("03-VT")
    sheet.put(0, 0, "Biểu số: 03/BCĐP-VT")
    sheet.put(1, 0, "Ban hành theo Thông tư của Bộ Khoa học và Công nghệ")
    sheet.put(2, 0, "Ngày nhận báo cáo: trước ngày 15/10/2025")
    sheet.put(0, 4, "Đơn vị báo cáo: Sở Khoa học và Công nghệ")
    sheet.put(1, 4, "Đơn vị nhận báo cáo: Cục Viễn thông")
    sheet.put(3, 0, "SỐ LƯỢNG TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG (Có đến 30/9/2025)")
    heads = ["Đơn vị hành chính", "Mã số", "Số trạm 3G", "Số trạm 4G", "Số trạm 5G"]
    sheet.line(5, heads)
    sheet.line(6, ["A", "B", 1, 2, 3])
    sheet.line(7, ["Tổng số", "01"])
    for row, c in enumerate(case.communes, start=8):
        given = [take(case, c, f"stations_{h[-2:].lower()}", h) for h in heads[2:]]
        sheet.line(row, [c.name, f"{row - 6:02}", *given])


@fifth()
def baseline_achieved_and_final_target(case: Case) -> None:
    """A donor's monitoring matrix: baseline of 2024, achieved, target of the project's end."""
    sheet = case.sheet("Logframe")
    sheet.put(0, 0, "Annex B. Results framework, progress as of 30 September 2025")
    top = "Output 1.2: villages with fibre"
    columns = [
        Column("Number of villages", "villages"),
        Column(f"{top}|Baseline (31/12/2024)", "villages_with_fibre", as_of="2024-12-31",
               optional=True),
        Column(f"{top}|Achieved to date", "villages_with_fibre"),
        Column(f"{top}|End-of-project target (2027)", trap="villages", factor=1.0),
        Worked(f"{top}|% of target", make=lambda c: round(
            100 * c.figures["villages_with_fibre"] / c.figures["villages"])),
    ]  # fmt: skip
    form = Form(index="No.", name="Commune / ward", code="Code")
    case.table(sheet, columns, form, at=2)


@fifth(errors_due=True)
def answers_sent_again_later(case: Case) -> None:
    """Answers of an online form; some communes corrected theirs a week later, with a time mark."""
    sheet = case.sheet("Câu trả lời biểu mẫu 1")
    heads = ["Dấu thời gian", "Tên xã, phường của đồng chí", "Tổng số hộ trên địa bàn",
             "Số hộ có điện thoại thông minh", "Số hộ đang dùng internet cáp quang"]  # fmt: skip
    sheet.line(0, heads)
    case.truth.as_of = None
    gives = ("households", "households_with_smartphone", "households_subscribed")
    row, again = 1, []
    for place, c in enumerate(case.communes):
        twice = place % 13 == 5
        pairs = zip(gives, heads[2:], strict=True)
        right = [take(case, c, what, head, optional=twice) for what, head in pairs]
        stamp = f"{1 + place % 5:02}/10/2025 08:{place % 60:02}:11"
        sheet.line(row, [stamp, c.name, right[0], *(int(n * 0.8) for n in right[1:])]
                   if twice else [stamp, c.name, *right])  # fmt: skip
        if twice:
            again.append([f"09/10/2025 14:{place % 60:02}:40", c.name, *right])
        row += 1
    for line in again:
        sheet.line(row, line)
        row += 1


@fifth()
def done_estimated_and_registered(case: Case) -> None:
    """ "TH", "Ước TH cả năm" and "ĐK năm sau" beside each other; the done is in the second."""
    sheet = case.sheet("KH-TH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN VÀ ĐĂNG KÝ CHỈ TIÊU PHÁT TRIỂN HẠ TẦNG SỐ")
    columns = []
    for heading, what in (
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    ):
        columns += [
            Column(f"{heading}|KH 2025", trap=what, factor=1.3),
            Column(f"{heading}|TH 30/9/2025", what),
            Column(f"{heading}|Ước TH 2025", trap=what, factor=1.1),
            Column(f"{heading}|ĐK 2026", trap=what, factor=1.8),
        ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth()
def provisional_before_official(case: Case) -> None:
    """The provisional figure stands before the official one of the same day."""
    sheet = case.sheet("DS phu song")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG THEO KẾT QUẢ RÀ SOÁT")
    columns = [
        Column("Dân số|Sơ bộ", trap="population", factor=0.98),
        Column("Dân số|Chính thức", "population"),
        Column("Dân số được phủ sóng 4G|Sơ bộ", trap="people_4g", factor=0.93),
        Column("Dân số được phủ sóng 4G|Chính thức", "people_4g"),
    ]
    case.table(sheet, columns, at=row)


@fifth(errors_due=True)
def bounds_ranges_and_about(case: Case) -> None:
    """Shares with decimal commas, and in some cells ">95", "95-97", "~90", "khoảng 80", "<5"."""
    sheet = case.sheet("Tỷ lệ")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G DO CÁC XÃ TỰ ĐÁNH GIÁ")
    words = (">95", "95-97", "~90", "khoảng 80", "<5", "≥98")
    columns = [
        Column("Số nhân khẩu", "population"),
        Marked("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(1), digits=1,
               words=words),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", name="Địa phương"), at=row)


@fifth()
def note_below_says_one_operator_only(case: Case) -> None:
    """A note below: the 5G column holds Viettel's only, the others have not reported."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "TỔNG HỢP VÙNG PHỦ DI ĐỘNG CỦA CÁC DOANH NGHIỆP")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Dân số được phủ sóng 5G (**)", trap="people_5g", factor=0.8),
    ]
    case.table(sheet, columns, at=row)
    end = add_up(sheet)
    for c in case.communes:
        case.note(c, "people_5g", Entry(None), columns[2])
        mine = Column("Dân số được phủ sóng 5G (**)", "people_5g", operator="viettel")
        whose = Entry(columns[2].rounded(c.figures["people_5g"] * 0.8), optional=True)
        case.note(c, "people_5g", whose, mine)
    note = "(**) Mới có số liệu của Viettel; VNPT và MobiFone chưa báo cáo vùng phủ 5G."
    sheet.put(end + 1, 0, note)


@fifth()
def in_the_quarter_then_cumulative(case: Case) -> None:
    """ "PS" (arisen in the quarter) before "LK" (cumulative) under each heading."""
    sheet = case.sheet("PS-LK")
    row = case.top(
        sheet, "KẾT QUẢ PHÁT TRIỂN THUÊ BAO CÁP QUANG VÀ TRẠM 4G QUÝ III/2025",
        more=("PS: phát sinh trong quý; LK: lũy kế đến cuối quý",),
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang|PS", trap="households_subscribed", factor=0.06),
        Column("Số hộ sử dụng cáp quang|LK", "households_subscribed"),
        Column("Số trạm 4G|PS", trap="stations_4g", factor=0.15),
        Column("Số trạm 4G|LK", "stations_4g"),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet, "Toàn tỉnh")


@fifth()
def use_of_4g_beside_coverage(case: Case) -> None:
    """The share of people who use 4G stands before the share who are covered."""
    sheet = case.sheet("4G")
    row = case.top(sheet, "TỶ LỆ SỬ DỤNG VÀ PHỦ SÓNG 4G")
    columns = [
        Column("Dân số", "population"),
        Column("Tỷ lệ dân số sử dụng dịch vụ 4G (%)", trap="%pop_4g", factor=0.72),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        Worked("Thuê bao 4G", make=part("subscribers", 0.7)),
    ]
    case.table(sheet, columns, at=row)


@fifth()
def coverage_of_land_and_of_homes(case: Case) -> None:
    """Shares of the area and of homes that have 4G; none of people."""
    sheet = case.sheet("Ty le phu")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG 4G THEO DIỆN TÍCH VÀ HỘ GIA ĐÌNH")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Diện tích có sóng 4G (%)", trap="%pop_4g", factor=0.85),
        Column("Hộ gia đình trong vùng phủ 4G (%)", trap="%pop_4g", factor=0.97),
    ]
    case.table(sheet, columns, at=row)


@fifth()
def only_villages_of_the_highland_programme(case: Case) -> None:
    """The title: only villages of extreme difficulty are counted, so no column is of all."""
    sheet = case.sheet("CTMTQG")
    row = case.top(
        sheet, "HẠ TẦNG VIỄN THÔNG VÙNG ĐỒNG BÀO DÂN TỘC THIỂU SỐ VÀ MIỀN NÚI",
        more=("(Chỉ thống kê các {v} đặc biệt khó khăn)".replace("{v}", case.word),),
    )  # fmt: skip
    columns = [
        Column("Số {v}", trap="villages", factor=0.4),
        Column("Số {v} có sóng 4G", trap="villages_with_4g", factor=0.35),
        Column("Số {v} có cáp quang", trap="villages_with_fibre", factor=0.3),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@fifth()
def years_from_the_newest_to_the_oldest(case: Case) -> None:
    """Days from the newest to the oldest, then the mean growth of a year."""
    sheet = case.sheet("Dien bien")
    row = case.top(sheet, "DIỄN BIẾN SỐ TRẠM 4G VÀ HỘ DÙNG CÁP QUANG", "")
    columns = []
    for heading, what in (("Số trạm 4G", "stations_4g"),
                          ("Số hộ dùng cáp quang", "households_subscribed")):  # fmt: skip
        columns += [
            Column(f"{heading}|30/9/2025", what),
            Column(f"{heading}|31/12/2024", what, as_of="2024-12-31", optional=True),
            Column(f"{heading}|31/12/2023", what, as_of="2023-12-31", optional=True),
            Worked(f"{heading}|Tăng bình quân/năm (%)", make=lambda c: 2 + int(c.code) % 9),
        ]
    case.table(sheet, columns, at=row)


@fifth()
def list_of_priority_at_the_right(case: Case) -> None:
    """At the right of the table a short list of communes with stations that are proposed."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "HIỆN TRẠNG TRẠM 4G VÀ ĐỀ XUẤT BỔ SUNG")
    columns = [
        Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)
    sheet.put(row - 1, 8, "10 xã đề nghị ưu tiên đầu tư")
    sheet.line(row, ["Thứ tự", "Tên xã", "Số trạm 4G cần thêm"], at=8)
    for number, c in enumerate(case.communes[5:55:5], start=1):
        sheet.line(row + number, [number, c.name, 1 + number % 3], at=8)


@fifth(errors_due=True)
def same_names_in_the_neighbouring_province(case: Case) -> None:
    """Below the total stand communes of another province along the border, some of one name."""
    sheet = case.sheet("Giap ranh")
    row = case.top(sheet, "SỐ TRẠM 4G TRÊN ĐỊA BÀN TỈNH VÀ CÁC XÃ GIÁP RANH")
    heads = ["STT", "Tên xã, phường", "Dân số", "Số trạm 4G"]
    sheet.line(row, heads)
    columns = [Column(heads[2], "population"), Column(heads[3], "stations_4g")]
    row = body(case, sheet, row + 1, columns)
    sums = [sum(c.figures[k.gives] for c in case.communes) for k in columns]
    sheet.line(row, [None, "Tổng toàn tỉnh", *sums])
    row += 1
    sheet.put(row, 0, "B")
    sheet.put(row, 1, "CÁC XÃ GIÁP RANH THUỘC TỈNH KHÁC (để tham khảo)")
    ours = {c.name for c in case.communes}
    others = communes("25" if case.province != "25" else "20")
    same = [c for c in others if c.name in ours]
    for number, c in enumerate((*same[:4], *others[10:13]), start=1):
        row += 1
        sheet.line(row, [number, c.name, c.figures["population"], c.figures["stations_4g"]])
