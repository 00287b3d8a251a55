"""Forms of communes, police, health stations, statisticians and one-stop shops."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from dxanalysis.units.crosswalk import load_links
from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JULY = "2025-07-01"
LAST_JULY = "2024-07-01"


def either(case: Case) -> str:
    """Write the words for a village with strokes between, as in a sentence."""
    return case.word.replace(", ", "/")


def take(case: Case, commune: Commune, what: str, heading: str, **more: bool) -> int:
    """Give a figure of a commune, and note it."""
    value = commune.figures[what]
    case.note(commune, what, Entry(value, **more), Column(heading))
    return value


def less(whole: str, share: str) -> Callable[[Commune], int]:
    """Work out what is left of a whole."""
    return lambda c: c.figures[whole] - c.figures[share]


def unlike(case: Case, count: int, start: int = 0) -> str:
    """Name so many villages; beyond those that have names, say how many more."""
    names = VILLAGE_NAMES[case.province]
    named = ", ".join(names[(start + n) % len(names)] for n in range(min(count, len(names))))
    return named + (f" và {count - len(names)} {either(case)} khác" if count > len(names) else "")


@layout("police")
def counted_at_five_in_the_afternoon(case: Case) -> None:
    """Police: files taken, sent back, waiting, and accounts in use; the day has an hour."""
    sheet = case.sheet("PC06")
    row = case.top(
        sheet, "KẾT QUẢ CẤP, KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ 2",
        "(Số liệu khai thác trên hệ thống đến 17 giờ 00 phút, ngày 30/9/2025)",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
    )  # fmt: skip
    columns = [
        Worked("Hồ sơ thu nhận mức 2", make=part("eid_accounts", 1.12)),
        Worked("Hồ sơ bị trả lại, chờ phê duyệt", make=part("eid_accounts", 0.04)),
        Column("Số TK mức 2 đã kích hoạt", "eid_accounts"),
        Worked("Chưa kích hoạt", make=part("eid_accounts", 0.08)),
    ]
    form = Form(name="Công an xã, phường", names="police_short", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout("one-stop shops")
def files_by_sector_beneath_each_commune(case: Case) -> None:
    """A commune's files in bold, beneath them those of civil status, land, certification."""
    sheet = case.sheet("Linh vuc")
    row = case.top(
        sheet, "TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT TTHC THEO LĨNH VỰC",
        "(Kỳ báo cáo: từ 01/7/2025 đến 30/9/2025)", office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    columns = [
        Column("Tiếp nhận (hồ sơ)", "files"),
        Column("Tiếp nhận trực tuyến (hồ sơ)", "files_online"),
        Column("Đã giải quyết (hồ sơ)", "files_settled"),
        Column("Đã giải quyết trước hạn, đúng hạn (hồ sơ)", "files_on_time"),
    ]
    row = headings(case, sheet, row, ["TT", "Đơn vị/Lĩnh vực", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        left = [c.figures[column.gives] for column in columns]
        for sector, share in (("Hộ tịch", 0.35), ("Chứng thực", 0.45), ("Đất đai", None)):
            row += 1
            mine = [v if share is None else int(v * share) for v in left]
            left = [a - b for a, b in zip(left, mine, strict=True)]
            sheet.line(row, [None, f"- {sector}", *mine])
        row += 1


@layout("statistics", as_of=JULY, ending=".csv")
def a_line_for_each_figure_of_two_julys(case: Case) -> None:
    """Statistics as text: commune, what is counted, unit, 01/07/2024 or 01/07/2025, figure."""
    sheet = case.sheet("Data")
    texts = (
        ("Dân số thời điểm 01/7", "Người", "population"),
        ("Số hộ dân cư", "Hộ", "households"),
    )
    sheet.line(0, ["MaDVHC", "TenDVHC", "ChiTieu", "DonViTinh", "ThoiDiem", "GiaTri"])
    row = 1
    for c in case.communes:
        for text, unit, what in texts:
            old = int(c.figures[what] * 0.984)
            new = take(case, c, what, text)
            case.truth.note(c.code, what, Entry(old, optional=True), as_of=LAST_JULY)
            for day, value in (("01/07/2024", old), ("01/07/2025", new)):
                sheet.line(row, [c.code, c.name, text, unit, day, value])
                row += 1


@layout("villages")
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


@layout("new countryside")
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
        fibre = take(case, c, "villages_with_fibre", heads[1])
        whole = take(case, c, "villages", heads[1])
        verdict = "Đạt" if fibre >= 0.8 * whole else "Chưa đạt"
        told = f"{verdict} ({fibre}/{whole} {either(case)} có cáp quang)"
        heard = f"Đạt ({whole}/{whole} cụm loa hoạt động)"
        sheet.line(row, [place, c.name, f"Đạt ({1 + place % 2} điểm)", told, heard, "Đạt"])
        row += 1


@layout("health")
def health_stations_name_the_communes(case: Case) -> None:
    """ "Trạm Y tế xã A": people, those with a health record, those examined, of quarter III."""
    sheet = case.sheet("SKĐT")
    row = case.top(
        sheet, "TIẾN ĐỘ LẬP HỒ SƠ SỨC KHỎE ĐIỆN TỬ", "Quý III năm 2025",
        office="SỞ Y TẾ\nTRUNG TÂM Y TẾ KHU VỰC",
    )  # fmt: skip
    columns = [
        Column("Dân số trên địa bàn", "population"),
        Worked("Số lượt khám, chữa bệnh trong quý", make=part("population", 0.21)),
        Column("Số người đã có hồ sơ sức khỏe điện tử", "people_with_health_record"),
        Column("Tỷ lệ người dân có hồ sơ sức khỏe điện tử (%)", "%population_health_record"),
    ]
    row = headings(case, sheet, row, ["TT", "Trạm Y tế", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        own = c.name[0].lower() + c.name[1:]
        enter(case, sheet, row, c, columns, [place, f"Trạm Y tế {own}"])
        row += 1


@layout("dates")
def cover_tells_the_day_of_each_sheet(case: Case) -> None:
    """A cover lists sheets B1 to B3, who gave them and their day; the sheets name no day."""
    cover = case.sheet("Bia")
    cover.put(0, 0, "BỘ SỐ LIỆU NỀN PHỤC VỤ CHUYỂN ĐỔI SỐ CẤP XÃ")
    cover.line(2, ["TT", "Sheet", "Nội dung", "Đơn vị cung cấp", "Thời điểm số liệu"])
    cover.line(3, [1, "B1", "Dân số, hộ", "Thống kê tỉnh", "01/7/2025"])
    cover.line(4, [2, "B2", "Phủ sóng 4G, cáp quang", "Sở KH&CN", "30/9/2025"])
    cover.line(5, [3, "B3", "Tổ công nghệ số cộng đồng", "UBND cấp xã", "30/9/2025"])
    base = [
        Column("Dân số (người)", "population", optional=True),
        Column("Số hộ (hộ)", "households", optional=True),
    ]
    b1, b2, b3 = (case.sheet(f"B{n}") for n in (1, 2, 3))
    case.table(b1, base, at=1)
    for c in case.communes:
        for column in base:
            entry = Entry(c.figures[column.gives], optional=True)
            case.truth.note(c.code, column.gives, entry, as_of=JULY)
    signal = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(b2, signal, Form(total="last"), at=1)
    teams = [Column("Số tổ CNSCĐ", "teams"), Column("Số thành viên", "team_members")]
    case.table(b3, teams, at=1)


@layout("old communes")
def communes_before_on_the_left_today_on_the_right(case: Case) -> None:
    """Left: communes before 01/7/2025 with people and homes; right, merged: those of today."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, "ĐỐI CHIẾU DÂN SỐ, SỐ HỘ TRƯỚC VÀ SAU SẮP XẾP", office="")
    sheet.line(row, [None, "Trước 01/7/2025", None, None, "Hiện nay (30/9/2025)"])
    sheet.merged += [(row, 1, row, 3), (row, 4, row, 6)]
    new = ["Dân số", "Số hộ"]
    row = headings(
        case, sheet, row + 1, ["STT", "Xã, phường cũ", *new, "Thuộc xã, phường mới", *new]
    )
    links = load_links()
    before = units.load_units(vintage="2025-02")["unit_name"]
    number = 0
    for c in case.communes:
        own = [
            take(case, c, what, f"Hiện nay (30/9/2025)|{head}")
            for what, head in zip(("population", "households"), new, strict=True)
        ]
        former = sorted(set(links.loc[links["to_code"] == c.code, "from_code"])) or [c.code]
        for at, code in enumerate(former):
            number += 1
            parts = [int(0.97 * v) // len(former) for v in own]
            split = "(một phần)" if (links["from_code"] == code).sum() > 1 else ""
            name = f"{before.get(code, c.name)} {split}".strip()
            sheet.line(row + at, [number, name, *parts])
        sheet.line(row, [c.name, *own], at=4)
        last = row + len(former) - 1
        if last > row:
            sheet.merged += [(row, at, last, at) for at in (4, 5, 6)]
        row = last + 1


@layout("transposed")
def former_districts_as_sheets_communes_across(case: Case) -> None:
    """A sheet for each former district: what is counted, unit, the whole, then its communes."""
    lines = (
        ("Tổng số hộ", "Hộ", "households"),
        ("Số hộ có điện thoại thông minh", "Hộ", "households_with_smartphone"),
        (case.say("Số {v}"), either(case).capitalize(), "villages"),
        (case.say("Số {v} đã thành lập tổ CNSCĐ"), either(case).capitalize(), "villages_with_team"),
    )
    for place, district in enumerate(sorted({c.district for c in case.communes}), start=1):
        sheet = case.sheet(f"{place}. {district}"[:31])
        sheet.put(0, 0, f"BIỂU TỔNG HỢP - ĐỊA BÀN {district.upper()} (CŨ)")
        sheet.put(1, 0, "Thời điểm báo cáo: 30/9/2025")
        mine = [c for c in case.communes if c.district == district]
        sheet.line(3, ["TT", "Nội dung", "ĐVT", "Toàn địa bàn", *(c.name for c in mine)])
        for at, (text, unit, what) in enumerate(lines, start=1):
            values = [take(case, c, what, text) for c in mine]
            sheet.line(3 + at, [at, text, unit, sum(values), *values])
    case.truth.all_headings |= {text for text, _, _ in lines}


@layout("quick reports")
def a_sentence_from_each_commune(case: Case) -> None:
    """What each commune wrote in one cell: people, homes, villages, those with 4G and fibre."""
    sheet = case.sheet("BC nhanh")
    sheet.put(0, 0, "TỔNG HỢP BÁO CÁO NHANH CỦA CÁC XÃ, PHƯỜNG (đến 30/9/2025)")
    row = headings(case, sheet, 2, ["TT", "Đơn vị báo cáo", "Nội dung báo cáo", "Người gửi"])
    kinds = ("population", "households", "villages", "villages_with_4g", "villages_with_fibre")
    for place, c in enumerate(case.communes, start=1):
        people, homes, whole, signal, fibre = (
            take(case, c, what, "Nội dung báo cáo") for what in kinds
        )
        word = either(case)
        told = (
            f"Dân số {dots(people)} người, {dots(homes)} hộ. Toàn {c.kind} có {whole} {word}, "
            f"trong đó {signal} {word} có sóng 4G, {fibre} {word} có cáp quang."
        )
        sheet.line(row, [place, f"UBND {c.name[0].lower()}{c.name[1:]}", told, "VP. HĐND-UBND"])
        row += 1


@layout("list of villages")
def signal_of_villages_in_the_clerks_words(case: Case) -> None:
    """All villages with homes and people; "Chỉ gọi được 2G", "4G ổn định" in the remarks."""
    sheet = case.sheet("DS")
    row = case.top(sheet, f"DANH SÁCH TOÀN BỘ {case.word.upper()} VÀ TÌNH HÌNH SÓNG DI ĐỘNG")
    village = case.say("Tên {v}")
    row = headings(
        case, sheet, row, ["TT", "Xã, phường", village, "Số hộ", "Số khẩu", "Tình hình sóng 4G"]
    )
    good = ("Có 4G ổn định", "Có 4G, dùng tốt", "Đã có 4G từ năm 2023")
    bad = ("Chưa có 4G, chỉ gọi được 2G", "Không có sóng", "Chưa có 4G")
    case.truth.villages = []
    number = 0
    for c in case.communes:
        sums = {"villages": 0, "villages_with_4g": 0, "households": 0, "population": 0}
        for name in VILLAGE_NAMES[case.province][: case.rng.randint(2, 4)]:
            homes = case.rng.randint(25, 180)
            people = homes * 4 + case.rng.randint(0, 30)
            covered = case.rng.random() < 0.7
            told = case.rng.choice(good if covered else bad)
            number += 1
            sheet.line(row, [number, c.name, name, homes, people, told])
            case.truth.villages.append([c.code, name, homes, people])
            for what, more in zip(sums, (1, int(covered), homes, people), strict=True):
                sums[what] += more
            row += 1
        for what, value in sums.items():
            case.truth.note(c.code, what, Entry(value, optional=True))


@layout("dates")
def three_takings_whose_days_stand_below(case: Case) -> None:
    """Accounts "Lần 1", "Lần 2", "Lần 3"; below the table stands on which day each was taken."""
    sheet = case.sheet("VNeID")
    row = case.top(
        sheet, "THEO DÕI KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2", "",
        office="UBND TỈNH\nTỔ CÔNG TÁC ĐỀ ÁN 06",
    )  # fmt: skip
    label = "Số tài khoản định danh mức 2 đã kích hoạt"
    columns = [
        Column(f"{label}|Lần 1", "eid_accounts", as_of="2025-07-15", optional=True),
        Column(f"{label}|Lần 2", "eid_accounts", as_of="2025-08-15", optional=True),
        Column(f"{label}|Lần 3", "eid_accounts"),
    ]
    row = case.table(sheet, columns, Form(total="last"), at=row) + 1
    sheet.put(row, 0, "Ghi chú: Lần 1 chốt ngày 15/7/2025; lần 2 chốt ngày 15/8/2025; "
              "lần 3 (mới nhất) chốt ngày 30/9/2025.")  # fmt: skip


@layout("digital teams")
def teams_with_decisions_and_leaders(case: Case) -> None:
    """The decision and the leader of a commune's teams stand between villages and members."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG SAU KIỆN TOÀN")

    def decision(c: Commune) -> str:
        number, day = c.figures["files"] % 400 + 12, 10 + c.figures["files"] % 18
        return f"{number}/QĐ-UBND ngày {day}/8/2025"

    leaders = ("Hoàng Văn Páo", "Lê Thị Thu", "Y Blim Niê", "Trần Văn Út")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} đã có Tổ CNSCĐ", "villages_with_team"),
        Worked("Quyết định kiện toàn", make=decision),
        Worked("Tổ trưởng cấp xã|Họ và tên",
               make=lambda c: leaders[c.figures["files"] % len(leaders)]),
        Worked("Tổ trưởng cấp xã|Điện thoại",
               make=lambda c: f"09{c.figures['population'] % 10**8:08d}"),
        Column("Tổng số tổ CNSCĐ (gồm tổ cấp xã)", "teams"),
        Column("Tổng số thành viên các tổ", "team_members"),
        Worked("Thành viên là nữ", make=part("team_members", 0.4)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout("cells")
def exceptions_named_in_the_cell(case: Case) -> None:
    """ "14/15 thôn (trừ Thôn Nà Pất)" with 4G, and so with fibre; "15/15" where all have it."""
    sheet = case.sheet("Xa bao cao")
    row = case.top(sheet, f"KẾT QUẢ PHỦ SÓNG, CÁP QUANG ĐẾN {case.word.upper()}")
    heads = [case.say("{V} có sóng 4G"), case.say("{V} có cáp quang")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Số hộ", *heads])
    for place, c in enumerate(case.communes, start=1):
        whole = take(case, c, "villages", heads[0])
        cells = []
        for what, text in zip(("villages_with_4g", "villages_with_fibre"), heads, strict=True):
            own = take(case, c, what, text)
            out = unlike(case, whole - own, place)
            cells.append(f"{own}/{whole} {either(case)}" + (f" (trừ {out})" if out else ""))
        sheet.line(row, [place, c.name, take(case, c, "households", "Số hộ"), *cells])
        row += 1


@layout("export", ending=".csv")
def centres_of_public_service_exported(case: Case) -> None:
    """CSV of the portal: two lines above, "Trung tâm Phục vụ hành chính công xã A", totals."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    sheet.line(0, ["BÁO CÁO TỔNG HỢP GIẢI QUYẾT HỒ SƠ"])
    sheet.line(1, ["Từ ngày 01/07/2025 đến ngày 30/09/2025"])
    columns = [
        Column("Tổng tiếp nhận", "files"),
        Column("Tiếp nhận trực tuyến", "files_online"),
        Worked("Tiếp nhận trực tiếp", make=less("files", "files_online")),
        Column("Đã giải quyết", "files_settled"),
        Column("Giải quyết đúng hạn, trước hạn", "files_on_time"),
        Worked("Giải quyết quá hạn", make=less("files_settled", "files_on_time")),
        Worked("Đang giải quyết", make=less("files", "files_settled")),
    ]
    row = headings(case, sheet, 2, ["STT", "Đơn vị", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        own = c.name[0].lower() + c.name[1:]
        lead = [place, f"Trung tâm Phục vụ hành chính công {own}"]
        enter(case, sheet, row, c, columns, lead)
        row += 1


@layout("cells")
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
            value = take(case, c, what, text)
            mark = "▼" if (value + place) % 6 == 0 else "▲"
            cells.append(f"{dots(value)} ({mark}{value % 97 + 1})")
        sheet.line(row, [place, c.name, *cells])
        row += 1


@layout("numbers")
def wishes_with_figures_at_the_right(case: Case) -> None:
    """Remarks at the right give figures of one village, of a wish and of a vow."""
    sheet = case.sheet("Xa gui")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH, CÁP QUANG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số hộ dùng cáp quang", "households_subscribed"),
        Column("Ý kiến của xã"),
    ]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    word = case.word.split(", ", maxsplit=1)[0]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        n = c.figures["files"] % 60 + 20
        wish = (
            None, f"Riêng {word} ở xa có {n} hộ chưa có cáp quang", None,
            f"Đề nghị hỗ trợ thêm {n} điện thoại thông minh cho hộ nghèo",
            f"Phấn đấu hết năm có {c.figures['households']} hộ dùng cáp quang",
        )[place % 5]  # fmt: skip
        sheet.put(row, 5, wish)
        row += 1
