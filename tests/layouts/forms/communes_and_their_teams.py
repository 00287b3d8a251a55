"""Forms that communes fill in by themselves, their digital teams and officers."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.made_up import one_of
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.shared_columns import BASIC, VILLAGES
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import OPERATORS

if TYPE_CHECKING:
    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def officers(c: Commune) -> int:
    """Make up how many officers of a commune have a signature."""
    return 18 + c.figures["files"] % 31


def key_values(case: Case, sheet: Sheet, commune: Commune) -> None:
    """Write a form of one commune: what is asked on the left, its answer beside it."""
    sheet.put(0, 0, "PHIẾU THU THẬP THÔNG TIN HẠ TẦNG SỐ")
    sheet.line(1, ["Tên xã/phường:", commune.name])
    sheet.line(2, ["Thời điểm:", "30/9/2025"])
    for row, column in enumerate([*BASIC, *VILLAGES], start=4):
        label = column.path(case.word)[0]
        sheet.line(row, [row - 3, label, say(case, commune, column.gives, label)])


@layout()
def teams_of_communes(case: Case) -> None:
    """Digital teams and members with a plan beside them, villages and electricity."""
    sheet = case.sheet("CĐS xã")
    row = case.top(sheet, "BÁO CÁO CHUYỂN ĐỔI SỐ CẤP XÃ", office="SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới", "electrified_villages"),
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Column("Số tổ CNSCĐ cần thành lập", trap="teams", factor=0.2),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TỔNG CỘNG"), at=row)


@layout()
def a_form_for_each_commune(case: Case) -> None:
    """A sheet for each commune: its name above, what is asked and the answer in lines."""
    for place, commune in enumerate(case.communes, start=1):
        key_values(case, case.sheet(f"{place}"), commune)


@layout()
def women_among_members(case: Case) -> None:
    """Teams, members, women among the members."""
    one_table(case, [
        Column("Số tổ công nghệ số cộng đồng", "teams"),
        Column("Số thành viên|Tổng số", "team_members"),
        Column("Số thành viên|Trong đó: nữ", trap="team_members", factor=0.4),
    ])  # fmt: skip


@layout()
def forms_of_communes_below_each_other(case: Case) -> None:
    """One sheet: the form of each commune below the last, "Phiếu số 01" and its questions."""
    sheet = case.sheet("Phieu")
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
               Column("Tổng số hộ", "households"),
               Column("Số hộ sử dụng cáp quang", "households_subscribed")]  # fmt: skip
    sheet.put(0, 0, "TỔNG HỢP PHIẾU KHẢO SÁT HẠ TẦNG SỐ CẤP XÃ (số liệu đến 30/9/2025)")
    row = 2
    for number, commune in enumerate(case.communes, start=1):
        sheet.put(row, 0, f"Phiếu số {number:02}")
        sheet.line(row + 1, ["Đơn vị:", f"UBND {commune.name[0].lower()}{commune.name[1:]}"])
        sheet.line(row + 2, ["TT", "Nội dung", "Kết quả"])
        for at, column in enumerate(columns, start=1):
            title = case.say(column.heading)
            value = say(case, commune, column.gives, title)
            sheet.line(row + 2 + at, [at, title, value])
        row += 8
    case.truth.all_headings |= {case.say(c.heading) for c in columns}


@layout()
def survey_with_units_and_notes(case: Case) -> None:
    """A sheet for each commune: TT, question, unit, answer and remark; groups I and II."""
    questions = [("Dân số", "population", "người"), ("Tổng số hộ gia đình", "households", "hộ"),
                 ("Tổng số {v}", "villages", "đơn vị"),
                 ("Số {v} có sóng 4G", "villages_with_4g", "đơn vị")]  # fmt: skip
    for number, commune in enumerate(case.communes, start=1):
        sheet = case.sheet(f"P{number:03}")
        name = commune.name
        sheet.put(0, 0, f"UBND {name.upper()}")
        sheet.put(2, 0, "PHIẾU KHẢO SÁT HIỆN TRẠNG HẠ TẦNG SỐ")
        sheet.put(3, 0, "(Số liệu đến ngày 30/9/2025)")
        sheet.line(5, ["TT", "Nội dung", "ĐVT", "Kết quả", "Ghi chú"])
        sheet.line(6, ["I", "THÔNG TIN CHUNG"])
        row = 7
        for at, (question, what, unit) in enumerate(questions, start=1):
            if at == 3:
                sheet.line(row, ["II", "HẠ TẦNG VIỄN THÔNG"])
                row += 1
            title = case.say(question)
            note = "Theo Công an xã" if at == 1 else None
            sheet.line(row, [at, title, unit, say(case, commune, what, title), note])
            row += 1
        sheet.put(row + 1, 3, "NGƯỜI LẬP PHIẾU")
        sheet.put(row + 4, 3, "Lường Văn Hặc")
        case.truth.all_headings |= {case.say(one) for one, _, _ in questions}


@layout()
def forms_with_lines_of_a_group(case: Case) -> None:
    """Below each other: "Số thôn có sóng di động", beneath it "- Có sóng 4G", "- Có cáp quang"."""
    sheet = case.sheet("Tong hop")
    sheet.put(0, 0, "SỐ LIỆU DO CÁC XÃ BÁO CÁO ĐẾN 30/9/2025")
    row = 2
    asked = (("Tổng số {v}", "villages"), ("- Số {v} có sóng 4G", "villages_with_4g"),
             ("- Số {v} có cáp quang", "villages_with_fibre"),
             ("Tổng số hộ", "households"))  # fmt: skip
    for commune in case.communes:
        sheet.put(row, 0, f"Đơn vị báo cáo: {commune.name}")
        for question, what in asked:
            row += 1
            title = case.say(question)
            sheet.line(row, [title, say(case, commune, what, title)])
        row += 3
    case.truth.all_headings |= {case.say(one) for one, _ in asked}


@layout()
def form_with_a_column_for_each_operator(case: Case) -> None:
    """A sheet for each commune: questions below, Viettel, VNPT and MobiFone beside each other."""
    asked = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    for commune in case.communes:
        sheet = case.sheet(commune.code)
        sheet.put(0, 0, "BIỂU TỔNG HỢP TRẠM BTS TRÊN ĐỊA BÀN")
        sheet.put(1, 0, commune.name)
        sheet.put(2, 0, "Thời điểm số liệu: 30/9/2025")
        sheet.line(4, ["STT", "Chỉ tiêu", *[shown for shown, _ in OPERATORS]])
        for at, (question, what) in enumerate(asked, start=1):
            figures = [say(case, commune, what, question, key) for _, key in OPERATORS]
            sheet.line(4 + at, [at, question, *figures])
    case.truth.all_headings |= {question for question, _ in asked}


@layout()
def form_with_plan_beside_result(case: Case) -> None:
    """A sheet for each commune: "Kế hoạch 2025" before "Thực hiện đến 30/9/2025"."""
    asked = (("Số hộ sử dụng cáp quang", "households_subscribed"),
             ("Số {v} có sóng 4G", "villages_with_4g"))  # fmt: skip
    for commune in case.communes:
        sheet = case.sheet(f"x{commune.code}")
        sheet.put(0, 0, f"KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHUYỂN ĐỔI SỐ {commune.name.upper()}")
        sheet.line(2, ["TT", "Tên chỉ tiêu", "Kế hoạch 2025", "Thực hiện đến 30/9/2025"])
        for at, (question, what) in enumerate(asked, start=1):
            title = case.say(question)
            value = say(case, commune, what, title)
            sheet.line(2 + at, [at, title, value + 40, value])
        sheet.put(6, 2, "Người lập")
    case.truth.all_headings |= {case.say(question) for question, _ in asked}


@layout()
def forms_not_all_answered(case: Case) -> None:
    """Below each other, some questions left blank, one commune's form with fewer of them."""
    sheet = case.sheet("Phieu")
    sheet.put(0, 0, "PHIẾU THU THẬP SỐ LIỆU CẤP XÃ, THỜI ĐIỂM 30/9/2025")
    row = 2
    asked = (("1. Dân số", "population"), ("2. Tổng số {v}", "villages"),
             ("3. Số {v} có sóng 4G", "villages_with_4g"),
             ("4. Số {v} có cáp quang", "villages_with_fibre"))  # fmt: skip
    for place, commune in enumerate(case.communes):
        sheet.line(row, ["Tên xã, phường:", commune.name])
        for at, (question, what) in enumerate(asked):
            title = case.say(question)
            if place % 5 == 2 and at == 3:
                continue
            row += 1
            blank = place % 6 == at + 1
            sheet.line(row, [title, None if blank else say(case, commune, what, title)])
        row += 2
    case.truth.all_headings |= {case.say(one) for one, _ in asked}


@layout()
def responses_of_an_online_form(case: Case) -> None:
    """Answers of an online form: when it was sent, questions in whole sentences as headings."""
    sheet = case.sheet("Câu trả lời biểu mẫu 1")
    columns = [
        Column("2. Xã, phường có tổng số bao nhiêu {v}?", "villages"),
        Column("3. Tính đến 30/9/2025, bao nhiêu {v} đã có sóng 4G?", "villages_with_4g"),
        Column("4. Tổng số hộ trên địa bàn là bao nhiêu?", "households"),
        Column("5. Bao nhiêu hộ đang sử dụng cáp quang?", "households_subscribed"),
        Worked("6. Khó khăn, kiến nghị", make=lambda c: "Không" if c.figures["holes"] else None),
    ]  # fmt: skip
    titles = [case.say(c.heading) for c in columns]
    sheet.line(0, ["Dấu thời gian", "1. Tên xã, phường của Anh/Chị", *titles])
    end = body(case, sheet, 1, columns)
    for row in range(1, end):
        sheet.put(row, 0, f"{6 + row % 4}/10/2025 {8 + row % 9}:{10 + row % 50}:07")


@layout()
def teams_reported_by_the_youth_union(case: Case) -> None:
    """The Youth Union's list of community teams, members and women among them."""
    sheet = case.sheet("CNSCD")
    row = case.top(sheet, "KẾT QUẢ HOẠT ĐỘNG TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", office="TỈNH ĐOÀN")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã thành lập Tổ CNSCĐ", "villages_with_team"),
        Column("Tổng số Tổ CNSCĐ", "teams"),
        Column("Số thành viên Tổ CNSCĐ|Tổng", "team_members"),
        Worked("Số thành viên Tổ CNSCĐ|Trong đó: đoàn viên, thanh niên",
               make=part("team_members", 0.6)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(name="Đoàn xã, phường", codes="", total="last"), at=row)


@layout(ending=".ods")
def teams_with_money_and_good_work(case: Case) -> None:
    """Teams of the villages, their members, the money spent, how many of them do well."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "HOẠT ĐỘNG CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    columns = [
        Column("Số tổ công nghệ số cộng đồng", "teams"),
        Worked("Số tổ hoạt động hiệu quả", make=part("teams", 0.6)),
        Column("Số thành viên (người)", "team_members"),
        Worked("Trong đó: đoàn viên thanh niên", make=part("team_members", 0.35)),
        Worked("Kinh phí hỗ trợ (triệu đồng)", make=lambda c: 2.5 * c.figures["teams"]),
        Worked("Số buổi tuyên truyền tại nhà văn hóa", make=lambda c: int(c.code) % 17),
    ]
    case.table(sheet, columns, at=row)


@layout(ending=".xls")
def telephones_of_those_in_charge(case: Case) -> None:
    """Names and telephone numbers of officers stand between the figures of smartphones."""
    sheet = case.sheet("Dau moi")
    row = case.top(sheet, "ĐẦU MỐI VÀ SỐ LIỆU CHUYỂN ĐỔI SỐ CẤP XÃ")
    columns = [
        Worked("Cán bộ phụ trách", make=one_of("Lò Văn An", "Trần Thị Bích", "Hoàng Văn Cường")),
        Worked("Điện thoại", make=lambda c: 912000000 + 37 * int(c.code)),
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số thuê bao di động", trap="subscribers"),
    ]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    body(case, sheet, row, columns)


@layout()
def signatures_of_officials_then_of_adults(case: Case) -> None:
    """Signatures of officials stand before those of adults; both are "đã cấp chữ ký số"."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "TÌNH HÌNH CẤP CHỮ KÝ SỐ")
    columns = [
        Worked("Cán bộ, công chức cấp xã|Tổng số", make=lambda c: 40 + c.figures["files"] % 21),
        Worked(
            "Cán bộ, công chức cấp xã|Đã cấp chữ ký số", make=lambda c: 30 + c.figures["files"] % 11
        ),
        Column("Người dân từ 18 tuổi trở lên|Tổng số", "adults"),
        Column("Người dân từ 18 tuổi trở lên|Đã cấp chữ ký số", "adults_with_signature"),
        Column("Người dân từ 18 tuổi trở lên|Tỷ lệ (%)", "%adults_digital_signature"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        done = Entry(30 + c.figures["files"] % 11, optional=True)
        case.truth.note(c.code, "officers_with_signature", done)


@layout()
def teams_of_two_sorts(case: Case) -> None:
    """Teams for public order and digital teams under the same lower headings."""
    sheet = case.sheet("To co so")
    row = case.top(sheet, "LỰC LƯỢNG Ở CƠ SỞ THAM GIA CHUYỂN ĐỔI SỐ")
    columns = [
        Worked("Tổ bảo vệ an ninh trật tự|Số tổ", make=lambda c: c.figures["villages"]),
        Worked("Tổ bảo vệ an ninh trật tự|Số thành viên", make=lambda c: c.figures["villages"] * 3),
        Column("Tổ công nghệ số cộng đồng|Số tổ", "teams"),
        Column("Tổ công nghệ số cộng đồng|Số thành viên", "team_members"),
        Column("Số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout()
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


@layout()
def teams_and_their_leaders_on_two_sheets(case: Case) -> None:
    """Teams by commune with villages, members; a second sheet of leaders with telephones."""
    sheet, leaders = case.sheet("Tổng hợp"), case.sheet("DS tổ trưởng")
    row = case.top(
        sheet, "TỔNG HỢP TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "(Đến ngày 30/9/2025)",
        office="UBND TỈNH\nSỞ KH&CN",
    )  # fmt: skip
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có tổ CNSCĐ", "villages_with_team"),
        Column("Tổng số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Worked("Trong đó: nữ", make=part("team_members", 0.4)),
        Column("Ghi chú", trap="text:;Mới kiện toàn;;;"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)
    leaders.put(0, 0, "DANH SÁCH TỔ TRƯỞNG TỔ CNSCĐ CẤP XÃ")
    leaders.line(2, ["STT", "Xã, phường", "Họ và tên", "Chức vụ", "Điện thoại"])
    for place, c in enumerate(case.communes):
        office = ("Chủ tịch UBND", "Phó Chủ tịch UBND")[place % 2]
        phone = f"0912.{100 + place:03d}.{200 + place:03d}"
        leaders.line(3 + place, [place + 1, c.name, "Nguyễn Văn An", office, phone])


@layout()
def one_line_of_the_form_filled_in(case: Case) -> None:
    """The form lists all communes; the one that sends it has filled in its own line only."""
    sheet = case.sheet("Bieu gui cac xa")
    row = case.top(
        sheet, "BIỂU THU THẬP SỐ LIỆU HẠ TẦNG SỐ",
        more=("Đề nghị UBND các xã, phường điền vào dòng của đơn vị mình",),
    )  # fmt: skip
    columns = [
        Column("Số khẩu", "population"),
        Column("Số hộ", "households"),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    row = headings(
        case, sheet, row,
        ["STT", "Mã xã", "Đơn vị", *(c.heading for c in columns), "Kiến nghị"],
    )  # fmt: skip
    mine = case.rng.randrange(len(case.communes))
    for place, c in enumerate(case.communes):
        lead = [place + 1, c.code, f"UBND {c.name[0].lower() + c.name[1:]}"]
        if place == mine:
            enter(case, sheet, row, c, columns, lead, place)
            sheet.put(row, 9, "Đề nghị nhà mạng nâng chất lượng sóng khu vực chợ")
        else:
            sheet.line(row, lead)
        row += 1


@layout()
def cards_three_in_a_line(case: Case) -> None:
    """A board of cards, three beside each other: the commune, beneath it four lines of figures."""
    sheet = case.sheet("The thong tin")
    row = case.top(sheet, "BẢNG THÔNG TIN HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG", office="")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số có sóng 4G (người)", "people_4g", show=dots),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
    ]
    case.truth.all_headings |= {c.heading for c in columns}
    for place, c in enumerate(case.communes):
        top, left = row + 6 * (place // 3), 3 * (place % 3)
        sheet.put(top, left, c.name.upper())
        sheet.merged.append((top, left, top, left + 1))
        for line, column in enumerate(columns, start=1):
            value, gives = column.cell(c, place)
            sheet.line(top + line, [column.heading, value], at=left)
            case.note(c, column.gives, gives[column.gives], column)


@layout()
def teams_of_the_commune_and_of_its_villages(case: Case) -> None:
    """Teams "Cấp xã" (one), "Cấp thôn" and "Cộng"; members likewise; the sums are what counts."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG SAU SẮP XẾP ĐƠN VỊ HÀNH CHÍNH")

    def own(c: Commune) -> int:
        return 5 + c.figures["files"] % 5

    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có tổ", "villages_with_team"),
        Worked("Số tổ công nghệ số cộng đồng|Cấp xã", make=lambda _: 1),
        Worked(
            "Số tổ công nghệ số cộng đồng|Cấp {v}", make=lambda c: c.figures["villages_with_team"]
        ),
        Column("Số tổ công nghệ số cộng đồng|Cộng", "teams"),
        Worked("Số thành viên|Cấp xã", make=own),
        Worked("Số thành viên|Cấp {v}", make=lambda c: c.figures["team_members"] - own(c)),
        Column("Số thành viên|Cộng", "team_members"),
    ]
    case.table(sheet, columns, Form(names="office", groups="rows", codes=""), at=row)
    case.foot(sheet)


@layout()
def profile_in_two_pairs_of_columns(case: Case) -> None:
    """A sheet for each commune: "Chỉ tiêu", "Giá trị" on the left and again on the right."""
    left = (
        ("Dân số (người)", "population"),
        ("Số hộ (hộ)", "households"),
        ("Số {v}", "villages"),
        ("Số người trưởng thành (người)", "adults"),
    )
    right = (
        ("Số trạm 4G (trạm)", "stations_4g"),
        ("Dân số được phủ sóng 4G (người)", "people_4g"),
        ("Số hộ sử dụng cáp quang (hộ)", "households_subscribed"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    )
    for place, c in enumerate(case.communes, start=1):
        sheet = case.sheet(f"{place:03} {c.code}")
        sheet.put(0, 0, f"HỒ SƠ HẠ TẦNG SỐ {c.name.upper()}")
        sheet.line(1, ["Mã đơn vị hành chính:", c.code, None, "Số liệu đến ngày:", "30/9/2025"])
        sheet.line(3, ["Chỉ tiêu", "Giá trị", None, "Chỉ tiêu", "Giá trị"])
        for row, ((one, base), (other, what)) in enumerate(zip(left, right, strict=True), start=4):
            line: list[Any] = [case.say(one), say(case, c, base, one), None]
            sheet.line(row, [*line, case.say(other), say(case, c, what, other)])
        sheet.line(9, ["Người lập: công chức văn hóa - xã hội", None, None, "TM. ỦY BAN NHÂN DÂN"])
    case.truth.all_headings |= {case.say(text) for text, _ in (*left, *right)}


@layout(ending=".xls")
def offices_of_a_commune_with_signatures(case: Case) -> None:
    """Excel 97: offices of each commune and those with a signature, officers', then adults'."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "TÌNH HÌNH CẤP, SỬ DỤNG CHỮ KÝ SỐ TẠI CÁC XÃ, PHƯỜNG")
    offices = "Cơ quan, đơn vị thuộc UBND cấp xã"
    adults = "Người dân"
    columns = [
        Column(f"{offices}|Tổng số", "agencies"),
        Column(f"{offices}|Đã có chữ ký số", "agencies_with_signature"),
        Worked("Số cán bộ, công chức đã được cấp chữ ký số chuyên dùng", make=officers),
        Column(f"{adults}|Số người trưởng thành", "adults"),
        Column(f"{adults}|Số người trưởng thành có chữ ký số cá nhân", "adults_with_signature"),
    ]
    form = Form(names="office", codes="", total="last", total_label="Cộng toàn tỉnh")
    case.table(sheet, columns, form, at=row)
    case.foot(sheet)
