"""Several figures in one cell: parts of wholes, shares, operators, sentences."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.groups import by_district, sums
from tests.layouts.notes import give, noted, say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table, sign
from tests.layouts.truths import Entry
from tests.layouts.villages import either
from tests.layouts.who_and_when import DECEMBER, OPERATOR_KEYS, SPRING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


GENERATIONS = (("4G", "stations_4g"), ("5G", "stations_5g"))


def unlike(case: Case, count: int, start: int = 0) -> str:
    """Name so many villages; beyond those that have names, say how many more."""
    names = VILLAGE_NAMES[case.province]
    named = ", ".join(names[(start + n) % len(names)] for n in range(min(count, len(names))))
    return named + (f" và {count - len(names)} {either(case)} khác" if count > len(names) else "")


def spelled_sum(value: float) -> str:
    """Write 12 as "8+4=12": what the old communes had, and their sum."""
    second = int(value) // 3
    return f"{int(value) - second}+{second}={int(value)}"


def unreached(word: str) -> Callable[[Commune], str | None]:
    """Name the villages without fibre by their numbers."""

    def names(c: Commune) -> str | None:
        missing = c.figures["villages"] - c.figures["villages_with_fibre"]
        return ", ".join(f"{word} {2 * n + 1}" for n in range(missing)) or None

    return names


@dataclass(frozen=True)
class Spoken(Column):
    """Two counts in words: "27 trên 28 thôn"."""

    tail: str = ""

    def cell(self, commune: Commune, place: int) -> tuple[Any, dict[str, Entry]]:
        """Write the cell of a unit, and say what it gives."""
        text, gives = super().cell(commune, place)
        return f"{text.replace('/', ' trên ')} {self.tail}", gives


@layout()
def part_of_whole_in_one_cell(case: Case) -> None:
    """ "27/28" under "có sóng 4G / tổng số"."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, "{V} CÓ SÓNG 4G")
    columns = [Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages")]
    case.table(sheet, columns, at=row)


@layout()
def parts_of_wholes_with_shares(case: Case) -> None:
    """ "27/28" for 4G and for fibre, the whole the same in both."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG VÀ CÁP QUANG ĐẾN {V}")
    columns = [
        Column("Dân số", "population"),
        Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages"),
        Column("Số {v} có cáp quang/tổng số {v}", "villages_with_fibre/villages"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def part_whole_and_share(case: Case) -> None:
    """ "27/28 (96,4%)" in one cell for 4G, the number of villages in no column."""
    sheet = case.sheet("TL")
    row = case.top(sheet, "{V} CÓ SÓNG 4G")
    label = case.say("Số {v} có sóng 4G/tổng số (tỷ lệ %)")
    sheet.line(row, ["STT", "Xã, phường", label])
    for number, commune in enumerate(case.communes, start=1):
        part = say(case, commune, "villages_with_4g", label)
        whole = say(case, commune, "villages", label)
        shown = f"{part}/{whole} ({comma(1)(100 * part / whole)}%)"
        sheet.line(row + number, [number, commune.name, shown])


@layout()
def two_technologies_in_one_column(case: Case) -> None:
    """ "Số trạm 4G/5G" as "15/3" in one cell; people covered by 4G in the next column."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "THỐNG KÊ TRẠM PHÁT SÓNG")
    sheet.line(row, ["STT", "Tên xã", "Số trạm 4G/5G", "Dân số được phủ sóng 4G"])
    for number, commune in enumerate(case.communes, start=1):
        first = say(case, commune, "stations_4g", "Số trạm 4G/5G")
        second = say(case, commune, "stations_5g", "Số trạm 4G/5G")
        covered = say(case, commune, "people_4g", "Dân số được phủ sóng 4G")
        sheet.line(row + number, [number, commune.name, f"{first}/{second}", covered])


@layout()
def share_in_brackets_behind_the_count(case: Case) -> None:
    """ "12.345 (97,3%)" in one cell, the population in the column before."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG")
    labels = ["STT", "Tên xã", "Dân số", "Dân số được phủ sóng 4G (tỷ lệ %)"]
    sheet.line(row, labels)
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", labels[2])
        covered = say(case, commune, "people_4g", labels[3])
        shown = f"{dots(covered)} ({comma(1)(100 * covered / people)}%)"
        sheet.line(row + number, [number, commune.name, dots(people), shown])


@layout()
def two_counts_in_cell(case: Case) -> None:
    """ "Số thôn có 4G/tổng số thôn" in one cell."""
    one_table(case, [Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages")],
        Form(codes=""))  # fmt: skip


@layout(errors_due=True)
def parts_of_wholes_turned_into_dates(case: Case) -> None:
    """ "8/9" villages with 4G became the date 8 September where it could; the rest is text."""
    sheet = case.sheet("Thon 4G")
    row = case.top(sheet, "SỐ {V} CÓ SÓNG 4G")
    head = case.say("Số {v} có sóng 4G/tổng số {v}")
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", "Số hộ", head])
    case.truth.all_headings |= {head, "Số hộ"}
    for place, commune in enumerate(case.communes):
        homes = say(case, commune, "households", "Số hộ")
        some, whole = commune.figures["villages_with_4g"], commune.figures["villages"]
        is_date = whole <= 12 and some >= 1
        for what, value in (("villages_with_4g", some), ("villages", whole)):
            case.truth.note(commune.code, what, Entry(value, optional=is_date), heading=head)
        shown = dt.date(2025, whole, some) if is_date else f"{some}/{whole}"
        sheet.line(row + 1 + place, [place + 1, commune.name, commune.code, homes, shown])


@layout()
def people_and_homes_in_one_cell(case: Case) -> None:
    """ "Số hộ/số khẩu" as "2.345/9.412" with dots for thousands; stations beside."""
    sheet = case.sheet("Ho khau")
    row = case.top(sheet, "SỐ HỘ, SỐ KHẨU VÀ TRẠM BTS")
    titles = ("Số hộ/số khẩu", "Số trạm 4G")
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", *titles])
    case.truth.all_headings |= set(titles)
    for number, commune in enumerate(case.communes, start=1):
        both = [dots(say(case, commune, what, titles[0])) for what in ("households", "population")]
        stations = say(case, commune, "stations_4g", titles[1])
        sheet.line(row + number, [number, commune.name, commune.code, "/".join(both), stations])


@layout()
def share_then_count_of_homes(case: Case) -> None:
    """One cell says both, the share first: "87,31% (1.234 hộ)"."""
    sheet = case.sheet("BC nhanh")
    row = case.top(sheet, "KẾT QUẢ PHỔ CẬP CÁP QUANG VÀ ĐIỆN THOẠI THÔNG MINH ĐẾN HỘ GIA ĐÌNH")
    labels = ["STT", "Xã, phường", "Tổng số hộ", "Hộ có cáp quang đi qua, sẵn sàng lắp đặt",
              "Hộ có điện thoại thông minh"]  # fmt: skip
    row = headings(case, sheet, row, labels)
    for place, commune in enumerate(case.communes):
        whole = commune.figures["households"]
        line: list[Any] = [place + 1, commune.name, dots(whole)]
        give(case, commune, labels[2], households=whole)
        for label, what in zip(
            labels[3:], ("households_passed", "households_with_smartphone"), strict=True
        ):
            count = commune.figures[what]
            line.append(f"{comma(2)(100 * count / whole)}% ({dots(count)} hộ)")
            give(case, commune, label, **{what: count})
        sheet.line(row + place, line)


@layout()
def stations_of_both_generations_in_words(case: Case) -> None:
    """ "4G: 12 trạm; 5G: 3 trạm" in one cell, beside people and people with 4G."""
    sheet = case.sheet("BC 9 thang")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG TRÊN ĐỊA BÀN CÁC XÃ, PHƯỜNG")

    def words(c: Commune) -> str:
        return f"4G: {c.figures['stations_4g']} trạm; 5G: {c.figures['stations_5g']} trạm"

    stations = Worked("Số trạm phát sóng đang hoạt động", make=words)
    columns = [
        Column("Dân số (người)", "population"),
        stations,
        Column("Số dân được phủ sóng 4G (người)", "people_4g"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        for what in ("stations_4g", "stations_5g"):
            case.note(c, what, Entry(c.figures[what]), stations)


@layout()
def villages_named_in_the_next_cell(case: Case) -> None:
    """How many villages have no signal, in the next cell which ones; then holes and people."""
    sheet = case.sheet("TH xa")
    row = case.top(
        sheet, f"{case.word.upper()} CHƯA CÓ SÓNG DI ĐỘNG DO UBND CẤP XÃ RÀ SOÁT",
        "(Tính đến hết ngày 30/9/2025)",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} chưa có sóng di động", "villages_without_signal"),
        Worked(
            "Tên {v} chưa có sóng di động",
            make=lambda c: unlike(case, c.figures["villages_without_signal"]) or "Không có",
        ),
        Column("Số điểm lõm sóng", "holes"),
        Column("Số người dân sinh sống tại điểm lõm sóng", "people_in_holes"),
    ]
    case.table(sheet, columns, Form(name="Xã/phường"), at=row)


@layout()
def criterion_met_with_its_count_in_brackets(case: Case) -> None:
    """Criterion 8: "Đạt (18/20 thôn có cáp quang)" in the cell of 8.2; only rural communes."""
    sheet = case.sheet("TC8")
    row = case.top(
        sheet, "TỰ ĐÁNH GIÁ TIÊU CHÍ SỐ 8 VỀ THÔNG TIN VÀ TRUYỀN THÔNG",
        office="UBND TỈNH\nVĂN PHÒNG ĐIỀU PHỐI NTM",
    )  # fmt: skip
    heads = [
        "8.1. Điểm phục vụ bưu chính", "8.2. Dịch vụ viễn thông, Internet (cáp quang)",
        "8.3. Đài truyền thanh và hệ thống loa", "8.4. Ứng dụng CNTT trong quản lý, điều hành",
    ]  # fmt: skip
    row = headings(case, sheet, row, ["STT", "Xã", *heads])
    for place, c in enumerate([c for c in case.communes if c.kind == "xã"], start=1):
        fibre = noted(case, c, "villages_with_fibre", heads[1])
        whole = noted(case, c, "villages", heads[1])
        verdict = "Đạt" if fibre >= 0.8 * whole else "Chưa đạt"
        told = f"{verdict} ({fibre}/{whole} {either(case)} có cáp quang)"
        heard = f"Đạt ({whole}/{whole} cụm loa hoạt động)"
        sheet.line(row, [place, c.name, f"Đạt ({1 + place % 2} điểm)", told, heard, "Đạt"])
        row += 1


@layout()
def a_sentence_from_each_commune(case: Case) -> None:
    """What each commune wrote in one cell: people, homes, villages, those with 4G and fibre."""
    sheet = case.sheet("BC nhanh")
    sheet.put(0, 0, "TỔNG HỢP BÁO CÁO NHANH CỦA CÁC XÃ, PHƯỜNG (đến 30/9/2025)")
    row = headings(case, sheet, 2, ["TT", "Đơn vị báo cáo", "Nội dung báo cáo", "Người gửi"])
    kinds = ("population", "households", "villages", "villages_with_4g", "villages_with_fibre")
    for place, c in enumerate(case.communes, start=1):
        people, homes, whole, signal, fibre = (
            noted(case, c, what, "Nội dung báo cáo") for what in kinds
        )
        word = either(case)
        told = (
            f"Dân số {dots(people)} người, {dots(homes)} hộ. Toàn {c.kind} có {whole} {word}, "
            f"trong đó {signal} {word} có sóng 4G, {fibre} {word} có cáp quang."
        )
        sheet.line(row, [place, f"UBND {c.name[0].lower()}{c.name[1:]}", told, "VP. HĐND-UBND"])
        row += 1


@layout()
def exceptions_named_in_the_cell(case: Case) -> None:
    """ "14/15 thôn (trừ Thôn Nà Pất)" with 4G, and so with fibre; "15/15" where all have it."""
    sheet = case.sheet("Xa bao cao")
    row = case.top(sheet, f"KẾT QUẢ PHỦ SÓNG, CÁP QUANG ĐẾN {case.word.upper()}")
    heads = [case.say("{V} có sóng 4G"), case.say("{V} có cáp quang")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Số hộ", *heads])
    for place, c in enumerate(case.communes, start=1):
        whole = noted(case, c, "villages", heads[0])
        cells = []
        for what, text in zip(("villages_with_4g", "villages_with_fibre"), heads, strict=True):
            own = noted(case, c, what, text)
            out = unlike(case, whole - own, place)
            cells.append(f"{own}/{whole} {either(case)}" + (f" (trừ {out})" if out else ""))
        sheet.line(row, [place, c.name, noted(case, c, "households", "Số hộ"), *cells])
        row += 1


@layout()
def rise_since_last_month_in_the_cell(case: Case) -> None:
    """ "9.412 (▲120)": the figure and in brackets its rise since the month before."""
    sheet = case.sheet("Thang 9")
    row = case.top(
        sheet, "KẾT QUẢ KÍCH HOẠT ĐỊNH DANH, CẤP CHỮ KÝ SỐ CHO NGƯỜI DÂN THÁNG 9/2025",
        "Số liệu đến 30/9/2025; trong ngoặc: tăng (▲), giảm (▼) so với tháng 8/2025",
    )  # fmt: skip
    heads = {
        "eid_accounts": "Tài khoản định danh mức 2 đã kích hoạt",
        "adults": "Người từ 18 tuổi trở lên",
        "adults_with_signature": "Người từ 18 tuổi trở lên đã có chữ ký số cá nhân",
    }
    row = headings(case, sheet, row, ["STT", "Xã, phường", *heads.values()])
    for place, c in enumerate(case.communes, start=1):
        cells = []
        for what, text in heads.items():
            value = noted(case, c, what, text)
            mark = "▼" if (value + place) % 6 == 0 else "▲"
            cells.append(f"{dots(value)} ({mark}{value % 97 + 1})")
        sheet.line(row, [place, c.name, *cells])
        row += 1


@layout()
def so_many_of_so_many_in_words(case: Case) -> None:
    """ "27 trên 28 thôn" with 4G, with fibre; shares of people as "96,4%", codes as text."""
    sheet = case.sheet("Bao cao")
    row = case.top(sheet, "TÌNH HÌNH PHỦ SÓNG VÀ CÁP QUANG", "(Báo cáo quý III/2025)", office="")
    columns = [
        Spoken("Số {v} có sóng 4G", "villages_with_4g/villages", tail=case.word),
        Spoken("Số {v} có cáp quang", "villages_with_fibre/villages", tail=case.word),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", digits=1, show=percent_text),
        Column("Tỷ lệ dân số được phủ sóng 5G", "%pop_5g", digits=1, show=percent_text),
    ]
    case.table(sheet, columns, Form(name="Địa phương", groups="column", code="Mã ĐVHC"), at=row)


@layout(as_of=DECEMBER)
def remarks_typed_into_cells_by_old_district(case: Case) -> None:
    """Former district merged at the left; "12 (1 trạm mới phát sóng tháng 12)" in some cells."""
    sheet = case.sheet("Phu luc 2")
    row = case.top(sheet, f"TRẠM 4G VÀ {case.word.upper()} CÓ SÓNG QUÝ IV/2025", "(Đến 31/12/2025)")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số trạm 4G", "stations_4g"),
    ]
    lead = ["Huyện, thành phố cũ", "STT", "Xã, phường"]
    row = headings(case, sheet, row, [*lead, *(c.heading for c in columns)])
    place = 0
    for district, mine in by_district(case).items():
        if len(mine) > 1:
            sheet.merged.append((row, 0, row + len(mine) - 1, 0))
        for at, c in enumerate(mine):
            enter(case, sheet, row, c, columns, [None if at else district, place + 1, c.name])
            villages, covered, stations = (c.figures[k.gives] for k in columns)
            if villages == covered:
                sheet.put(row, 4, f"{covered} (toàn bộ)")
            elif villages - covered == 1:
                sheet.put(row, 4, case.say(f"{covered} (còn 1 {{v}} vùng cao)"))
            if place % 5 == 2:
                sheet.put(row, 5, f"{stations} (trong đó 1 trạm mới phát sóng tháng 12)")
            row, place = row + 1, place + 1
    sign(sheet, "Ngày 10 tháng 01 năm 2026")


@layout(operator="viettel", as_of=SPRING)
def sums_of_old_communes_spelled_in_the_cell(case: Case) -> None:
    """Viettel: "8+4=12" in each cell, the old communes and their sum; former districts as rows."""
    sheet = case.sheet("Q1-2026")
    row = case.top(
        sheet, "VIETTEL: SỐ TRẠM VÀ HỘ CÁP QUANG THEO XÃ MỚI, QUÝ I/2026", "(Đến 31/3/2026)",
        more=("Cách ghi: xã cũ đặt trụ sở + các xã cũ còn lại = xã, phường mới",),
    )  # fmt: skip
    columns = [
        Column("Số trạm 4G", "stations_4g", show=spelled_sum),
        Column("Số trạm 5G", "stations_5g", show=spelled_sum),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=spelled_sum),
    ]
    case.table(sheet, columns, Form(groups="rows"), at=row)


@layout()
def villages_without_fibre_by_number(case: Case) -> None:
    """Beside counts of villages stand names with numbers: "Thôn 1, Thôn 3"."""
    sheet = case.sheet("Chua co CQ")
    row = case.top(sheet, f"{case.word.upper()} ĐÃ CÓ VÀ CHƯA CÓ CÁP QUANG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Đã có cáp quang|Số lượng", "villages_with_fibre"),
        Worked(
            "Chưa có cáp quang|Số lượng",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"],
        ),
        Worked(
            "Chưa có cáp quang|Tên cụ thể",
            make=unreached(case.word.split(",", maxsplit=1)[0].capitalize()),
        ),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout()
def three_operators_in_a_cell(case: Case) -> None:
    """ "5/4/2" beneath "Số trạm 4G (Viettel/VNPT/MobiFone)"; 5G likewise; people beside."""
    sheet = case.sheet("Tram BTS")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G CỦA CÁC DOANH NGHIỆP VIỄN THÔNG")
    people = Column("Dân số", "population", show=dots)
    texts = [f"Số trạm {g} (Viettel/VNPT/MobiFone)" for g, _ in GENERATIONS]
    row = headings(case, sheet, row, ["STT", "Mã xã", "Xã, phường", people.heading, *texts])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [people], [place, c.code, c.name])
        for at, (text, (_, what)) in enumerate(zip(texts, GENERATIONS, strict=True), start=4):
            mine = [Column(text, what, operator=code) for code in OPERATOR_KEYS.values()]
            sheet.put(row, at, "/".join(str(k.cell(c, place)[0]) for k in mine))
            for column in mine:
                case.note(c, what, column.cell(c, place)[1][what], column)
        row += 1


@layout()
def number_of_villages_behind_each_name(case: Case) -> None:
    """ "Xã A (28 thôn)" in the column of names; beside it how many have 4G, 5G and fibre."""
    sheet = case.sheet("Co so")
    row = case.top(sheet, f"KẾT NỐI SỐ ĐẾN {case.word.upper()}")
    name = Column("Xã, phường (tổng số {v})", "villages")
    columns = [
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có sóng 5G", "villages_with_5g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    labels = ["STT", name.heading, *(c.heading for c in columns)]
    row = headings(case, sheet, row, labels)
    words = case.word.split(", ")
    for place, c in enumerate(case.communes, start=1):
        word = words[-1 if c.kind == "phường" else 0]
        whole = c.figures["villages"]
        enter(case, sheet, row, c, columns, [place, f"{c.name} ({whole} {word})"])
        case.note(c, "villages", Entry(whole), name)
        row += 1
    sheet.line(row, [None, "Tổng cộng", *sums(columns, case.communes)])


@layout()
def operators_on_lines_within_a_cell(case: Case) -> None:
    """A cell of three lines, "Viettel: 5", "VNPT: 4", "MobiFone: 2", for 4G and again for 5G."""
    sheet = case.sheet("Tram theo DN")
    row = case.top(sheet, "SỐ TRẠM ĐANG HOẠT ĐỘNG CỦA TỪNG DOANH NGHIỆP")
    people = Column("Dân số (người)", "population", show=dots)
    kinds = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    labels = ["TT", "Xã, phường", "Mã xã", people.heading, *(text for text, _ in kinds)]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [people], [place, c.name, c.code])
        for at, (text, what) in enumerate(kinds, start=4):
            lines = []
            for label, code in OPERATOR_KEYS.items():
                column = Column(text, what, operator=code)
                value, gives = column.cell(c, place)
                lines.append(f"{label}: {value}")
                case.note(c, what, gives[what], column)
            sheet.put(row, at, "\n".join(lines))
        row += 1
    case.foot(sheet)
