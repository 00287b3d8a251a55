"""Rows that are no commune, or one a second time: examples, sums, targets, repetitions."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

from dxanalysis import units
from tests.layouts.across import blocks_across
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.groups import bare, by_district, numbered_districts, roman, sum_of, sums_of_cells
from tests.layouts.made_up import lower, target_above
from tests.layouts.notes import give, say, take
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, read, total, with_names
from tests.layouts.shared_columns import BASIC

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


def reached_or_not(commune: Commune) -> str:
    """Say whether nearly all villages have 4G."""
    share = commune.figures["villages_with_4g"] / commune.figures["villages"]
    return "Đạt" if share >= 0.98 else "Chưa đạt"


@layout(errors_due=True)
def some_communes_twice_with_other_figures(case: Case) -> None:
    """At the end some communes stand again with other figures: nobody knows which hold."""
    sheet = case.sheet("Danh sach")
    row = case.top(sheet, "SỐ {V} CÓ SÓNG 4G CÁC XÃ, PHƯỜNG BÁO CÁO")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g")]
    sheet.line(row, ["STT", "Xã, phường", *[case.say(c.heading) for c in columns]])
    twice = case.communes[4::9]
    once = [c for c in case.communes if c not in twice]
    at = body(case, sheet, row + 1, columns, some=once)
    number = len(once)
    for shift in (0, 3):
        for commune in twice:
            number += 1
            whole = commune.figures["villages"] + shift
            sheet.line(at, [number, commune.name, whole, whole - 2 - shift // 3])
            at += 1


@layout()
def town_and_country_rows_of_a_commune(case: Case) -> None:
    """Two rows of each commune, "Thành thị" and "Nông thôn": the commune is their sum."""
    sheet = case.sheet("TT-NT")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG CHIA THEO THÀNH THỊ, NÔNG THÔN")
    titles = ("Dân số (người)", "Dân số được phủ sóng 4G (người)")
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", "Khu vực", *titles])
    case.truth.all_headings |= {"Khu vực", *titles}
    for number, commune in enumerate(case.communes, start=1):
        people = say(case, commune, "population", titles[0])
        covered = say(case, commune, "people_4g", titles[1])
        town = [people // 4, covered // 4]
        sheet.line(row + 1, [number, commune.name, commune.code, "Thành thị", *town])
        sheet.line(row + 2, ["Nông thôn", people - town[0], covered - town[1]], at=3)
        sheet.merged += [(row + 1, c, row + 2, c) for c in range(3)]
        row += 2


@layout()
def averages_of_districts_repeated(case: Case) -> None:
    """ "(*) Lấy theo bình quân của huyện cũ": the same share for all communes of a district."""
    sheet = case.sheet("Tam tinh")
    row = case.top(sheet, "TỶ LỆ PHỦ SÓNG CÁC XÃ, PHƯỜNG MỚI")
    share = {
        district: round(100 * sum_of(some, "people_4g") / sum_of(some, "population"), 1)
        for district, some in by_district(case).items()
    }
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Worked("Tỷ lệ dân số được phủ sóng 4G (%) (*)", make=lambda c: share[c.district]),
    ]
    end = case.table(sheet, columns, Form(), at=row)
    note = "(*) Lấy theo số bình quân của huyện, thành phố cũ do chưa tách được theo xã mới."
    sheet.put(end + 1, 1, note)


@layout(errors_due=True)
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


@layout()
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


@layout()
def row_of_the_target_and_row_of_the_mean(case: Case) -> None:
    """The first line below the headings is the province's target, the last is a mean."""
    sheet = case.sheet("Đánh giá")
    row = case.top(sheet, "ĐÁNH GIÁ MỨC ĐỘ PHỦ SÓNG 4G SO VỚI CHỈ TIÊU", office="")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Tỷ lệ {v} có sóng 4G (%)", "%villages_4g", show=comma(1), digits=1),
        Worked("Đánh giá", make=reached_or_not),
    ]
    heads = ["STT", "Địa phương", *(c.path(case.word)[0] for c in columns)]
    sheet.line(row, heads)
    sheet.line(row + 1, [None, "Chỉ tiêu tỉnh giao năm 2025", None, "98,0"])
    end = body(case, sheet, row + 2, columns)
    shares = [100 * c.figures["villages_with_4g"] / c.figures["villages"] for c in case.communes]
    sheet.line(end, [None, "Bình quân các xã", None, comma(1)(sum(shares) / len(shares))])


@layout()
def example_row_left_in(case: Case) -> None:
    """The first row is the example that came with the form, of a commune that reports below."""
    sheet = case.sheet("Mau gui xa")
    row = case.top(sheet, "BIỂU THU THẬP SỐ LIỆU DÂN SỐ VÀ PHỦ SÓNG")
    row = headings(case, sheet, row, ["STT", "Tên xã, phường", *(c.heading for c in BASIC)])
    sample = case.communes[4]
    sheet.line(row, ["VD", f"(Ví dụ: {sample.name})", 10000, 9800, 2500])
    body(case, sheet, row + 1, BASIC)


@layout()
def same_commune_once_blank_once_filled(case: Case) -> None:
    """Some communes stand twice: where the form kept their row, and again with figures below."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, f"TỔNG HỢP SỐ {case.word.upper()} CÓ SÓNG 4G")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns), "Ghi chú"]
    )
    late = [c for place, c in enumerate(case.communes) if place % 15 == 6]
    for place, commune in enumerate(case.communes):
        if commune in late:
            sheet.line(row, [place + 1, commune.name, None, None, "gửi sau"])
            row += 1
        else:
            row = body(case, sheet, row, columns, some=[commune], start=place + 1)
    sheet.put(row, 1, "Bổ sung ngày 07/10:")
    body(case, sheet, row + 1, columns, some=late, start=len(case.communes) + 1)


@layout()
def one_figure_for_two_communes(case: Case) -> None:
    """A cell merged over two rows holds one figure for both communes together."""
    sheet = case.sheet("Trạm")
    row = case.top(sheet, "SỐ TRẠM BTS DO TỔ KỸ THUẬT QUẢN LÝ")
    labels = ["STT", "Xã, phường", "Số trạm 4G", "Dân số"]
    row = headings(case, sheet, row, labels)
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


@layout(errors_due=True)
def errors_of_links_in_cells_and_in_the_sum(case: Case) -> None:
    """Some cells hold #REF! or #N/A after a file was moved, and so does the sum."""
    sheet = case.sheet("Lien ket")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ CÁP QUANG ĐI QUA")
    labels = ["STT", "Xã, phường", "Tổng số hộ", "Số hộ có cáp quang đi qua", "Tỷ lệ (%)"]
    row = headings(case, sheet, row, labels)
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


@layout()
def sum_named_after_the_province_and_codes_of_the_budget(case: Case) -> None:
    """The sum is called by the province's name; codes are those of budget users."""
    sheet = case.sheet("Quy III")
    row = case.top(sheet, "TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ VÀ THANH TOÁN ĐIỆN TỬ")
    labels = ["STT", "Đơn vị", "Mã ĐVQHNS", "Tài khoản định danh điện tử đã kích hoạt",
              "Số người trưởng thành", "Số người trưởng thành có tài khoản thanh toán"]  # fmt: skip
    row = headings(case, sheet, row, labels)
    columns = [
        Worked(labels[2], make=lambda c: 1042000 + int(c.code) % 9973),
        Column(labels[3], "eid_accounts"),
        Column(labels[4], "adults"),
        Column(labels[5], "adults_with_epayment"),
    ]
    sums = [sum(c.figures[column.gives] for c in case.communes) for column in columns[1:]]
    name = units.load_units(province=case.province)["province_name"].iloc[0]
    sheet.line(row, [None, name.upper(), None, *sums])
    body(case, sheet, row + 1, columns)


@layout(errors_due=True)
def sum_that_misses_the_last_rows(case: Case) -> None:
    """Rows were added below the range of the formula: the sum leaves the last three out."""
    sheet = case.sheet("Cong")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    end = body(case, sheet, row, columns)
    sheet.put(end, 1, "Tổng cộng")
    for place, column in enumerate(columns, start=2):
        whole = sum(c.figures[column.gives] for c in case.communes[:-3])
        sheet.put(end, place, (f"=SUM({'ABCD'[place]}{row + 1}:{'ABCD'[place]}{end - 3})", whole))


@layout()
def centre_and_rest_beneath_each_commune(case: Case) -> None:
    """Beneath each commune two rows without number: its centre and the rest of it."""
    sheet = case.sheet("KV")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG THEO KHU VỰC")
    columns = [Column("Dân số", "population"), Column("Dân số có sóng 4G", "people_4g")]
    row = headings(case, sheet, row, with_names(columns))
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        inner = [int(c.figures[x] * 0.3) for x in ("population", "people_4g")]
        outer = [c.figures[x] - int(c.figures[x] * 0.3) for x in ("population", "people_4g")]
        sheet.line(row + 1, [None, "- Khu vực trung tâm xã", *inner])
        sheet.line(row + 2, [None, "- Khu vực còn lại", *outer])
        row += 3


@layout()
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


@layout()
def sums_of_border_and_of_hard_communes(case: Case) -> None:
    """Between the communes: sums of border communes and of hard ones, who stand again below."""
    sheet = case.sheet("PL")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ HỘ SỬ DỤNG CÁP QUANG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ sử dụng cáp quang", "households_subscribed"),
    ]
    row = headings(case, sheet, row, with_names(columns))

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


@layout()
def clusters_named_after_a_commune(case: Case) -> None:
    """Roman rows "Cụm xã A" with the sums of eight communes; commune A stands beneath."""
    sheet = case.sheet("Theo cum")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG THEO CỤM XÃ, PHƯỜNG", office="UBND TỈNH\nSỞ KH&CN")
    columns = [
        Column("Dân số", "population"),
        Column("Số hộ", "households"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]
    texts = [column.heading for column in columns]
    row = headings(case, sheet, row, ["STT", "Cụm / xã, phường", *texts])
    tens, ones = ("", "X", "XX"), ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
    for number, first in enumerate(range(0, len(case.communes), 8), start=1):
        some = case.communes[first : first + 8]
        sheet.line(row, [tens[number // 10] + ones[number % 10], f"Cụm {lower(some[0])}"])
        total(sheet, row, some, columns)
        row = body(case, sheet, row + 1, columns, some=some)


@layout()
def of_which_poor_homes_below_each_line(case: Case) -> None:
    """Communes across; "Trong đó: hộ nghèo" stands below homes, homes with fibre, with phones."""
    sheet = case.sheet("Bieu ngang")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỐ TẠI CÁC XÃ, PHƯỜNG", "Đến ngày 30 tháng 9 năm 2025")
    columns: list[Column] = []
    for text, what in (
        ("Số hộ", "households"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ):
        columns += [
            Column(text, what, unit="hộ"),
            Worked("   Trong đó: hộ nghèo", unit="hộ", make=part(what, 0.07)),
        ]
    blocks_across(case, sheet, row, columns, 12)


@layout()
def districts_without_their_kind(case: Case) -> None:
    """Rows "II", bare name of a former district, its sums; beneath them communes as bare names."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP THEO HUYỆN CŨ VÀ XÃ, PHƯỜNG MỚI")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số hộ", "households"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
    ]
    row = heads(case, sheet, row, ["TT", "Địa bàn", "Mã xã"], columns)
    for number, district, some in numbered_districts(case):
        sheet.line(row, [roman(number), bare(district), None, *sums_of_cells(columns, some)])
        row += 1
        for order, c in enumerate(some, start=1):
            name = case.name(c, "short")
            sheet.line(row, [order, name, c.code, *read(case, c, columns)])
            row += 1


@layout()
def legend_of_colours_in_words(case: Case) -> None:
    """Rows "Xanh", "Vàng", "Đỏ" of each commune; below: on air, licensed only, to be taken down."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "BẢNG THEO DÕI TRẠM THU PHÁT SÓNG")
    row = headings(case, sheet, row, ["TT", "Xã, phường", "Màu", "Trạm 4G", "Trạm 5G"])
    columns = [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")]
    for place, c in enumerate(case.communes):
        sheet.line(row, [place + 1, c.name, "Vàng", 1 + c.figures["files"] % 4, 2])
        sheet.line(row + 1, [None, None, "Đỏ", c.figures["files"] % 2, 0])
        enter(case, sheet, row + 2, c, columns, [None, None, "Xanh"])
        row += 3
    for line in (
        "Chú giải:", "- Xanh: trạm đang phát sóng;", "- Vàng: mới có giấy phép, chưa xây dựng;",
        "- Đỏ: trạm sẽ tháo dỡ, đã dừng hoạt động.",
    ):  # fmt: skip
        sheet.put(row + 1, 1, line)
        row += 1


@layout()
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


@layout()
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
        goals = [target_above(column.gives)(c) for column in columns]
        done = [c.figures[column.gives] for column in columns]
        rates = [round(100 * a / b, 1) for a, b in zip(done, goals, strict=True)]
        sheet.line(row, [place, c.name, "Chỉ tiêu giao năm 2025", *goals])
        enter(case, sheet, row + 1, c, columns, [None, None, "Thực hiện đến 30/9/2025"])
        sheet.line(row + 2, [None, None, "Tỷ lệ đạt (%)", *rates])
        sheet.merged += [(row, at, row + 2, at) for at in (0, 1)]
        row += 3


@layout()
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
