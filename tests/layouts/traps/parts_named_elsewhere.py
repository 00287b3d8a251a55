"""Only a title, a note or the name of a sheet says that figures are of a part."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.groups import districts, sums
from tests.layouts.made_up import always, lacking
from tests.layouts.notes import may_derive
from tests.layouts.registry import layout
from tests.layouts.rows import add_up, enter, headings
from tests.layouts.shared_columns import ENGLISH
from tests.layouts.villages import either
from tests.layouts.who_and_when import OPERATOR_KEYS, place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def unread(headed: dict[str, Callable[[Commune], int]]) -> list[Column]:
    """Write columns that no fact is read from."""
    return [Worked(heading, make=make) for heading, make in headed.items()]


@layout()
def restricted_by_a_line_above(case: Case) -> None:
    """ "Lưu ý: cột … chỉ tính thôn đặc biệt khó khăn" above the table, of one column of three."""
    sheet = case.sheet("Tong hop")
    note = case.say('Lưu ý: cột "Số {v} có sóng 4G" chỉ tính các {v} đặc biệt khó khăn.')
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG VÀ KÉO CÁP QUANG ĐẾN {V}", more=[note])
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có sóng 4G", make=part("villages_with_4g", 0.3)),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def same_form_below_for_minorities(case: Case) -> None:
    """The same table twice: "A. Toàn bộ dân cư", "B. Trong đó: đồng bào dân tộc thiểu số"."""
    sheet = case.sheet("DS")
    row = case.top(sheet, "DÂN SỐ VÀ HỘ GIA ĐÌNH ĐƯỢC PHỦ SÓNG, SỬ DỤNG CÁP QUANG")
    whats = {"Dân số": "population", "Dân số được phủ sóng 4G": "people_4g",
             "Số hộ": "households", "Số hộ sử dụng cáp quang": "households_subscribed"}  # fmt: skip
    sheet.put(row, 0, "A. TOÀN BỘ DÂN CƯ TRÊN ĐỊA BÀN")
    whole = [Column(title, what) for title, what in whats.items()]
    row = case.table(sheet, whole, Form(total="last"), at=row + 1)
    sheet.put(row + 1, 0, "B. TRONG ĐÓ: ĐỒNG BÀO DÂN TỘC THIỂU SỐ")
    some = [Worked(title, make=part(what, 0.4)) for title, what in whats.items()]
    case.table(sheet, some, Form(total="last"), at=row + 2)


@layout()
def key_sheet_with_units_and_denial(case: Case) -> None:
    """ "T01" … as headings; the key says "1.000 người" of one, "chưa có sóng" of another."""
    sheet = case.sheet("Data")
    sheet.put(0, 0, "Bộ dữ liệu hạ tầng số cấp xã, thời điểm 30/9/2025")
    columns = [
        Column("T01", "population", scale=1000), Column("T02", "people_4g"),
        Column("T03", "villages"), Worked("T04", make=lacking("villages_with_4g")),
    ]  # fmt: skip
    sheet.line(2, ["STT", "Tên xã", "Mã xã", *[c.heading for c in columns]])
    body(case, sheet, 3, columns, codes=True)
    key = case.sheet("Giai thich")
    key.line(0, ["Ký hiệu", "Nội dung", "Đơn vị tính"])
    key.line(1, ["T01", "Dân số", "1.000 người"])
    key.line(2, ["T02", "Dân số được phủ sóng 4G", "người"])
    key.line(3, ["T03", case.say("Tổng số {v}"), "đơn vị"])
    key.line(4, ["T04", case.say("Số {v} chưa có sóng 4G"), "đơn vị"])
    may_derive(case, "villages_with_4g")


@layout()
def bracket_in_the_second_row_of_headings(case: Case) -> None:
    """ "Số thôn" and "Có sóng 4G" twice; "(chỉ thôn đặc biệt khó khăn)" stands beneath one pair."""
    sheet = case.sheet("DBKK")
    row = case.top(sheet, "SÓNG 4G TẠI {V}")
    whole, hard = "(toàn xã, phường)", "(chỉ {v} đặc biệt khó khăn)"
    columns = [
        Worked(f"Tổng số {{v}}|{hard}", make=part("villages", 0.4)),
        Worked(f"Số {{v}} có sóng 4G|{hard}", make=part("villages_with_4g", 0.3)),
        Column(f"Tổng số {{v}}|{whole}", "villages"),
        Column(f"Số {{v}} có sóng 4G|{whole}", "villages_with_4g"),
    ]
    labels = [["STT", ""], ["Xã, phường", ""], ["Mã xã", ""]]
    for level in (0, 1):
        heads = [p[level] or None for p in labels + [c.path(case.word) for c in columns]]
        sheet.line(row + level, heads)
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, commune.name, commune.code]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + 2 + place, line)
    case.truth.all_headings |= {p for c in columns for p in c.path(case.word)}


@layout()
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


@layout()
def homes_of_a_sample(case: Case) -> None:
    """A consultant's survey: forty homes asked in each commune, and how many of them have what."""
    sheet = case.sheet("Khao sat mau")
    row = case.top(sheet, "KẾT QUẢ ĐIỀU TRA CHỌN MẪU HỘ GIA ĐÌNH", office="",
                   more=("Cỡ mẫu: 30-45 hộ/xã, chọn ngẫu nhiên",))  # fmt: skip
    columns = [
        Worked("Số hộ được phỏng vấn", make=lambda c: 30 + int(c.code) % 16),
        Worked("Số hộ có điện thoại thông minh", make=lambda c: 22 + int(c.code) % 8),
        Worked("Số hộ sử dụng cáp quang", make=lambda c: 11 + int(c.code) % 11),
    ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@layout()
def only_the_villages_of_the_project(case: Case) -> None:
    """A donor's note above says that villages are those of the project only; people are all."""
    sheet = case.sheet("Baseline")
    sheet.line(0, ["Inclusive Digital Villages Project - Baseline survey"])
    sheet.line(1, ["Reference date: 30 September 2025"])
    sheet.line(2, ["Note: village figures refer to the project's target villages only."])
    columns = [
        Column("Population of commune", "population"),
        Worked("Villages", make=lambda c: 3 + c.figures["files"] % 4),
        Worked("Villages with 4G", make=lambda c: 2 + c.figures["files"] % 3),
        Worked("Villages with fibre", make=lambda c: 1 + c.figures["files"] % 3),
    ]
    case.table(sheet, columns, ENGLISH, at=4)


@layout()
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


@layout()
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


@layout(operator="viettel")
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


@layout()
def along_the_roads_says_the_title(case: Case) -> None:
    """The title says: within 500 m of main roads only; the headings are those of a commune."""
    sheet = case.sheet("QL-TL")
    row = case.top(
        sheet, "HẠ TẦNG VIỄN THÔNG DỌC CÁC TUYẾN QUỐC LỘ, TỈNH LỘ",
        more=("(Chỉ tính trong phạm vi 500 m mỗi bên đường)",),
    )  # fmt: skip
    columns = [
        Worked("Chiều dài tuyến (km)", make=lambda c: 3 + c.figures["files"] % 19),
        Worked("Số hộ", make=part("households", 0.3)),
        Worked("Số hộ dùng cáp quang", make=part("households_subscribed", 0.4)),
        Worked("Số trạm 4G", make=part("stations_4g", 0.5)),
        Worked("Số trạm 5G", make=part("stations_5g", 0.5)),
    ]
    case.table(sheet, columns, at=row)


@layout()
def some_homes_were_asked(case: Case) -> None:
    """A survey of 60 to 90 homes a commune, how many have what; only "Toàn xã" is of all."""
    sheet = case.sheet("Khao sat")
    row = case.top(
        sheet, "KHẢO SÁT MỨC ĐỘ TIẾP CẬN DỊCH VỤ SỐ CỦA HỘ GIA ĐÌNH NĂM 2025",
        "(Thực hiện từ 15/9 đến 30/9/2025)",
    )  # fmt: skip
    above = "Hộ được chọn khảo sát"
    columns = [
        Column("Tổng số hộ toàn xã", "households"),
        Worked(f"{above}|Số hộ", make=lambda c: 60 + c.figures["files"] % 31),
        Worked(f"{above}|Có điện thoại thông minh", make=lambda c: 45 + c.figures["files"] % 11),
        Worked(f"{above}|Dùng Internet cáp quang", make=lambda c: 30 + c.figures["files"] % 17),
        Worked(f"{above}|Biết nộp hồ sơ trực tuyến", make=lambda c: 9 + c.figures["files"] % 13),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout()
def villages_of_the_decision_only(case: Case) -> None:
    """Programme 1719: above stands that villages are those of Decision 612; people are all."""
    sheet = case.sheet("CT 1719")
    told = (
        f"({either(case).capitalize()} trong biểu là các {either(case)} đặc biệt khó khăn "
        "theo Quyết định số 612/QĐ-UBDT; dân số là của toàn xã)"
    )
    row = case.top(
        sheet, "KẾT QUẢ THỰC HIỆN DỰ ÁN 10 - CHƯƠNG TRÌNH 1719 (NỘI DUNG CHUYỂN ĐỔI SỐ)",
        office="UBND TỈNH\nSỞ DÂN TỘC VÀ TÔN GIÁO",
        more=(told,),
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Worked("Số {v}", make=lambda c: 2 + c.figures["files"] % 5),
        Worked("Số {v} có sóng 4G", make=lambda c: 1 + c.figures["files"] % 5),
        Worked("Số {v} có cáp quang", make=lambda c: c.figures["files"] % 5),
    ]
    some = [c for c in case.communes if c.kind == "xã" and c.figures["villages"] > 8]
    case.table(sheet, columns, Form(total="last"), at=row, some=some)


@layout()
def members_of_the_women_s_union(case: Case) -> None:
    """The title says: members of the Women's Union; "Có điện thoại thông minh", "Có chữ ký số"."""
    sheet = case.sheet("Hoi LHPN")
    row = case.top(
        sheet, "KẾT QUẢ CHUYỂN ĐỔI SỐ TRONG HỘI VIÊN PHỤ NỮ",
        office=f"HỘI LIÊN HIỆP PHỤ NỮ\nTỈNH {place_name(case)}",
    )  # fmt: skip
    members = part("adults", 0.28)
    columns = [
        Column("Tổng số hộ trên địa bàn", "households"),
        Worked("Tổng số hội viên", make=members),
        Worked("Có điện thoại thông minh", make=lambda c: int(members(c) * 0.8)),
        Worked("Có tài khoản thanh toán điện tử", make=lambda c: int(members(c) * 0.6)),
        Worked("Có chữ ký số", make=lambda c: int(members(c) * 0.2)),
        Worked("Tham gia tổ công nghệ số cộng đồng", make=part("team_members", 0.3)),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout()
def homes_that_trade(case: Case) -> None:
    """Tax: the title says business households; "Số hộ", "Số hộ có Internet cáp quang"."""
    sheet = case.sheet("HKD")
    row = case.top(
        sheet, "CHUYỂN ĐỔI SỐ CỦA HỘ KINH DOANH CÁ THỂ", office=f"THUẾ TỈNH\n{place_name(case)}"
    )
    columns = [
        Column("Dân số của xã (người)", "population"),
        Worked("Số hộ", make=part("households", 0.09)),
        Worked("Số hộ có Internet cáp quang", make=part("households_subscribed", 0.08)),
        Worked("Số hộ có điện thoại thông minh", make=part("households", 0.085)),
        Worked("Số hộ dùng hóa đơn điện tử", make=part("households", 0.05)),
    ]
    case.table(sheet, columns, Form(code="Mã xã", total="last"), at=row)


@layout()
def sentence_below_says_poor_homes_only(case: Case) -> None:
    """ "B1" is of people, "B2" of homes by district; beneath "B2": only poor, near-poor homes."""
    sheet = case.sheet("B1")
    row = case.top(sheet, "BIỂU 1. DÂN SỐ VÀ PHỦ SÓNG")
    people = [Column("Dân số", "population", show=dots),
              Column("Dân số được phủ sóng 4G", "people_4g", show=dots)]  # fmt: skip
    form = Form(groups="sums", names="short", total="first")
    case.table(sheet, people, form, at=row)
    sheet = case.sheet("B2")
    row = case.top(sheet, "BIỂU 2. HỘ GIA ĐÌNH TIẾP CẬN DỊCH VỤ SỐ")
    homes = unread(
        {
            "Số hộ": part("households", 0.14),
            "Số hộ có điện thoại thông minh": part("households_with_smartphone", 0.11),
            "Số hộ dùng cáp quang": part("households_subscribed", 0.06),
        }
    )
    row = case.table(sheet, homes, Form(groups="rows", names="short"), at=row)
    sheet.put(
        row + 1, 1, "Biểu này chỉ thống kê các hộ thuộc diện hộ nghèo, hộ cận nghèo của địa phương."
    )


@layout()
def same_words_with_two_marks_of_notes(case: Case) -> None:
    """Beneath each operator "Trạm 4G (1)", "Trạm 4G (2)"; below: built since 2021, all on air."""
    sheet = case.sheet("Theo DN")
    row = case.top(sheet, "TRẠM THÔNG TIN DI ĐỘNG CỦA CÁC DOANH NGHIỆP")
    columns: list[Column] = []
    for label, code in OPERATOR_KEYS.items():
        for g in ("4G", "5G"):
            what = f"stations_{g.lower()}"
            columns += [
                Worked(f"{label}|Trạm {g} (1)", make=part(what, 0.4)),
                Column(f"{label}|Trạm {g} (2)", what, operator=code),
            ]
    form = Form(names="abbreviated", groups="rows", total="last")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "(1) Số trạm xây dựng mới trong giai đoạn 2021-2025.")
    sheet.put(row + 2, 0, "(2) Tổng số trạm đang hoạt động tại thời điểm báo cáo.")


@layout()
def whose_homes_merged_down_the_left(case: Case) -> None:
    """ "Đối tượng" merged down beside all communes: "Hộ nghèo", then "Toàn bộ hộ dân"."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH, CÁP QUANG")
    pairs = (
        ("Tổng số hộ", "households"),
        ("Có điện thoại thông minh", "households_with_smartphone"),
        ("Dùng Internet cáp quang", "households_subscribed"),
    )
    labels = ["Đối tượng", "STT", "Xã, phường", *(text for text, _ in pairs)]
    row = headings(case, sheet, row, labels)
    for title, share in (("Hộ nghèo", 0.12), ("Toàn bộ hộ dân", 1.0)):
        first, place = row, 0
        sheet.put(row, 0, title)
        columns = [
            Column(text, what) if share == 1 else Worked(text, make=part(what, share))
            for text, what in pairs
        ]
        for name, mine in districts(case):
            sheet.line(row, [None, f"{name} (cũ)", *sums(columns, mine)], at=1)
            row += 1
            for c in mine:
                place += 1
                enter(case, sheet, row, c, columns, [None, place, c.name])
                row += 1
        sheet.put(first, 0, title)
        sheet.merged.append((first, 0, row - 1, 0))


@layout(operator="viettel")
def all_orders_since_2021_says_the_foot(case: Case) -> None:
    """ "Số hộ lắp đặt cáp quang"; the foot: all orders since 2021, those given up as well."""
    sheet = case.sheet("Lap dat")
    row = case.top(sheet, "VIETTEL: KẾT QUẢ CUNG CẤP DỊCH VỤ CÁP QUANG", office="VIETTEL TỈNH")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ cáp quang đã đến, lắp được ngay", "households_passed"),
        Worked("Số hộ lắp đặt cáp quang", make=part("households_subscribed", 1.15)),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(
        row + 1, 1,
        "Số hộ lắp đặt: cộng dồn các lượt lắp mới từ năm 2021, gồm cả hộ đã cắt hợp đồng.",
    )  # fmt: skip


@layout()
def fifth_generation_on_trial_only(case: Case) -> None:
    """A line beneath the title: 5G stations send inside a trial, no service yet; 4G is as it is."""
    sheet = case.sheet("BTS")
    row = case.top(
        sheet, "SỐ TRẠM BTS ĐANG PHÁT SÓNG",
        more=("Riêng trạm 5G: phát thử nghiệm kỹ thuật trong nội bộ, chưa cung cấp dịch vụ",),
    )  # fmt: skip
    columns = [
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Worked("Trạm 5G", make=lambda c: c.figures["files"] % 3),
    ]
    case.table(sheet, columns, at=row)


@layout()
def row_beneath_says_who_is_counted(case: Case) -> None:
    """Beneath the headings a row: "toàn dân", "toàn dân", "hộ nghèo, cận nghèo" twice."""
    sheet = case.sheet("Doi tuong")
    row = case.top(sheet, "TIẾP CẬN DỊCH VỤ VIỄN THÔNG")
    columns = [
        Column("Dân số", "population", unit="toàn dân"),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="toàn dân"),
        Worked("Số hộ", unit="hộ nghèo, cận nghèo", make=part("households", 0.09)),
        Worked(
            "Số hộ có điện thoại thông minh", unit="hộ nghèo, cận nghèo",
            make=part("households_with_smartphone", 0.06),
        ),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout()
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


@layout()
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
