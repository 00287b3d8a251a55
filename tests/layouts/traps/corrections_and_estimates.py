"""Remarks, marks or other columns and sheets correct figures or take them back."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.groups import sums
from tests.layouts.made_up import lower
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, heads, read, sign, with_names
from tests.layouts.shared_columns import MASTS, VILLAGES_ON_4G, Marked
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import DECEMBER

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout()
def two_sources_that_differ(case: Case) -> None:
    """ "Xã tự rà soát" and "Doanh nghiệp báo cáo" of one figure, which do not agree."""
    sheet = case.sheet("Doi soat")
    row = case.top(sheet, "ĐỐI SOÁT SỐ {V} CÓ SÓNG 4G GIỮA XÃ VÀ DOANH NGHIỆP")
    title = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{title}|Xã tự rà soát", make=part("villages", 0.7)),
        Worked(f"{title}|Doanh nghiệp báo cáo", make=part("villages", 0.9)),
        Worked("Chênh lệch", make=lambda c: int(c.figures["villages"] * 0.9)
               - int(c.figures["villages"] * 0.7)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
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


@layout(errors_due=True)
def people_and_covered_exchanged(case: Case) -> None:
    """The headings of people and of covered people were exchanged: more covered than people."""
    sheet = case.sheet("Nhap lieu")
    row = case.top(sheet, "SỐ LIỆU PHỦ SÓNG VÀ {V}")
    columns = [
        Column("Dân số", trap="people_4g"),
        Column("Dân số được phủ sóng 4G", trap="population"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        case.note(c, "population", Entry(None), columns[0])
        case.note(c, "people_4g", Entry(None), columns[1])


@layout()
def zeros_of_those_who_did_not_report(case: Case) -> None:
    """A note below: zero in the column of fibre means that the commune has not reported."""
    sheet = case.sheet("Cap quang")
    row = case.top(sheet, "SỐ {V} CÓ CÁP QUANG")
    columns = [
        Column("Số {v}", "villages"),
        Marked("Số {v} có cáp quang", "villages_with_fibre", words=("0",), every=9),
    ]
    end = case.table(sheet, columns, at=row)
    for at in [at for at, value in sheet.cells.items() if value == "0"]:
        sheet.cells[at] = 0
    word = case.word
    note = f"Ghi chú: xã ghi số 0 ở cột Số {word} có cáp quang là xã chưa gửi báo cáo."
    sheet.put(end + 1, 0, note)


@layout()
def draft_before_the_settled_sheet(case: Case) -> None:
    """Sheet "NHÁP" with figures not settled comes first, then sheet "CHÍNH THỨC"."""
    draft = case.sheet("NHÁP")
    row = case.top(draft, "BẢN NHÁP - CHƯA RÀ SOÁT, KHÔNG SỬ DỤNG")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có cáp quang", "villages_with_fibre")]
    row = headings(case, draft, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    for place, commune in enumerate(case.communes):
        draft.line(row + place, [
            place + 1, commune.name, commune.figures["villages"] + place % 2,
            int(commune.figures["villages_with_fibre"] * 0.8),
        ])  # fmt: skip
    final = case.sheet("CHÍNH THỨC")
    row = case.top(final, f"SỐ {case.word.upper()} CÓ CÁP QUANG")
    case.table(final, columns, at=row)


@layout()
def reported_beside_after_review(case: Case) -> None:
    """What the communes reported stands before what the office found when it went through it."""
    sheet = case.sheet("Rà soát")
    row = case.top(sheet, f"KẾT QUẢ RÀ SOÁT LẠI SỐ LIỆU CÁP QUANG ĐẾN {case.word.upper()}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Số {v} có cáp quang|Xã báo cáo", make=part("villages_with_fibre", 0.9)),
        Column("Số {v} có cáp quang|Sau rà soát", "villages_with_fibre"),
        Worked(
            "Số {v} có cáp quang|Chênh lệch",
            make=lambda c: (
                c.figures["villages_with_fibre"] - int(0.9 * c.figures["villages_with_fibre"])
            ),
        ),
    ]
    case.table(sheet, columns, at=row)


@layout(errors_due=True)
def names_that_say_what_is_left_out(case: Case) -> None:
    """Some names say "(chưa gồm 2 … mới nhập về)": their figures are of a part."""
    sheet = case.sheet("RS")
    row = case.top(sheet, f"RÀ SOÁT {case.word.upper()} CÓ SÓNG 4G")
    row = headings(case, sheet, row, with_names(VILLAGES_ON_4G))
    for place, c in enumerate(case.communes):
        if place % 9 != 4:
            enter(case, sheet, row + place, c, VILLAGES_ON_4G, [place + 1, c.name])
            continue
        columns = [Column(k.heading, k.gives, optional=True) for k in VILLAGES_ON_4G]
        said = case.say(f"{c.name} (chưa gồm 2 {{v}} mới nhập về)")
        enter(case, sheet, row + place, c, columns, [place + 1, said])


@layout(errors_due=True)
def remarks_that_correct_the_figure(case: Case) -> None:
    """A remark at the right corrects some figures: "xã báo lại: 17 có sóng 4G"."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ SÓNG 4G - BẢN ĐỐI CHIẾU")
    row = headings(case, sheet, row, [*with_names(VILLAGES_ON_4G), "Ghi chú"])
    for place, c in enumerate(case.communes):
        enter(case, sheet, row, c, VILLAGES_ON_4G, [place + 1, c.name])
        if place % 8 == 3 and c.figures["villages_with_4g"] > 3:
            right = c.figures["villages_with_4g"]
            sheet.put(row, 3, right - 3)
            sheet.put(row, 4, case.say(f"Số cũ; xã báo lại có {right} {{v}} có sóng 4G"))
            case.truth.note(c.code, "villages_with_4g", Entry(right, optional=True))
        row += 1


@layout(errors_due=True)
def corrections_in_a_column_of_their_own(case: Case) -> None:
    """What operators reported, and in a few rows beside it what the department put instead."""
    sheet = case.sheet("Tham dinh")
    row = case.top(
        sheet, "SỐ LIỆU TRẠM SAU THẨM ĐỊNH",
        more=('Quy ước: nếu cột "Sở sửa lại" có số thì dùng số đó thay số doanh nghiệp báo cáo',),
    )  # fmt: skip
    kinds = (("Số trạm 4G", "stations_4g"), ("Số trạm 5G", "stations_5g"))
    texts = [f"{text} - {side}" for text, _ in kinds for side in ("DN báo cáo", "Sở sửa lại")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *texts])
    for place, c in enumerate(case.communes):
        sheet.line(row, [place + 1, c.name])
        for at, (text, what) in enumerate(kinds):
            wrong = (place + 4 * at) % 9 == 2
            sheet.put(row, 2 + 2 * at, c.figures[what] + 2 * wrong)
            if wrong:
                sheet.put(row, 3 + 2 * at, c.figures[what])
            case.note(
                c, what, Entry(c.figures[what], optional=wrong), Column(f"{text} - DN báo cáo")
            )
        row += 1


@layout(errors_due=True)
def more_villages_covered_than_there_are(case: Case) -> None:
    """In every twelfth commune 4G reaches more villages than it has: a slip of the keyboard."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "RÀ SOÁT SÓNG 4G VÀ CÁP QUANG", "(Thời điểm: 30/9/2025)", office="")
    texts = ["Số {v}", "Số {v} có sóng 4G", "Số {v} có cáp quang"]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *texts])
    right = [
        Column(texts[0], "villages"), Column(texts[1], "villages_with_4g"),
        Column(texts[2], "villages_with_fibre"),
    ]  # fmt: skip
    for place, c in enumerate(case.communes):
        if place % 12 != 5:
            enter(case, sheet, row, c, right, [place + 1, c.name])
        else:
            slip = c.figures["villages_with_4g"] + 50
            fibre = c.figures["villages_with_fibre"]
            sheet.line(row, [place + 1, c.name, c.figures["villages"], slip, fibre])
            case.note(c, "villages", Entry(c.figures["villages"], optional=True), right[0])
            case.note(c, "villages_with_4g", Entry(slip, optional=True), right[1])
            case.note(c, "villages_with_fibre", Entry(fibre, optional=True), right[2])
        row += 1


@layout(operator="mobifone")
def simulated_coverage_before_that_in_use(case: Case) -> None:
    """MobiFone: "1. Theo thiết kế (mô phỏng)" and below it "2. Theo thực tế khai thác"."""
    sheet = case.sheet("MBF")
    row = case.top(sheet, "VÙNG PHỦ SÓNG CỦA MOBIFONE", "(Thời điểm 30/9/2025)", office="MOBIFONE")
    texts = (("Số {v} được phủ sóng 4G", "villages_with_4g"),
             ("Dân số được phủ sóng 4G (người)", "people_4g"),
             ("Dân số được phủ sóng 5G (người)", "people_5g"))  # fmt: skip
    base = {"villages_with_4g": "villages"}
    drawn = [Worked(t, make=part(base.get(q, "population"), 1.0)) for t, q in texts]
    sheet.put(row, 0, "1. THEO THIẾT KẾ (MÔ PHỎNG VÙNG PHỦ)")
    row = case.table(sheet, drawn, Form(codes=""), at=row + 1)
    sheet.put(row + 1, 0, "2. THEO THỰC TẾ KHAI THÁC")
    case.table(sheet, [Column(*pair) for pair in texts], Form(codes=""), at=row + 2)


@layout(errors_due=True)
def shares_that_do_not_follow_from_counts(case: Case) -> None:
    """In every tenth commune the share is half of what the two counts beside it make."""
    sheet = case.sheet("Ra soat")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G", "(Thời điểm: 30/9/2025)")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Dân số được phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lệ (%)", "%pop_4g"),
    ]
    row = heads(case, sheet, row, ["STT", "Xã, phường"], columns)
    for place, c in enumerate(case.communes):
        line = read(case, c, columns[:2])
        share, gives = columns[2].cell(c, place)
        if place % 10 == 6:
            share = round(share / 2, 2)
            unsure = Entry(c.figures["people_4g"], optional=True)
            case.note(c, "people_4g", unsure, columns[1])
        else:
            case.note(c, "%pop_4g", gives["%pop_4g"], columns[2])
        sheet.line(row + place, [place + 1, c.name, *line, share])
    case.truth.all_headings |= {"Tỷ lệ (%)"}


@layout(operator="viettel", as_of=DECEMBER)
def minutes_with_the_figure_agreed_on(case: Case) -> None:
    """Minutes of the department and Viettel: reported, found, and "Hai bên thống nhất"."""
    sheet = case.sheet("Bien ban")
    row = case.top(
        sheet, "BIÊN BẢN ĐỐI SOÁT SỐ LIỆU QUÝ IV/2025 GIỮA SỞ KH&CN VÀ VIETTEL TỈNH", "",
        more=(
            "Hôm nay, ngày 15 tháng 01 năm 2026, tại Sở Khoa học và Công nghệ, hai bên gồm:",
            "Bên A: Bà Lê Thị Thu Hà - Phó Trưởng phòng Bưu chính, Viễn thông",
            "Bên B: Ông Hoàng Văn Thắng - Phó Giám đốc Viettel tỉnh",
            "Thống nhất số liệu mạng Viettel đến ngày 31/12/2025 như sau:",
        ),
    )  # fmt: skip
    upper = "Số {v} có sóng 4G"
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{upper}|Viettel báo cáo",
               make=lambda c: min(c.figures["villages"], c.figures["villages_with_4g"] + 1)),
        Worked(f"{upper}|Sở rà soát", make=lambda c: max(0, c.figures["villages_with_4g"] - 1)),
        Column(f"{upper}|Hai bên thống nhất", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sign(sheet, "Biên bản lập thành 02 bản, mỗi bên giữ 01 bản.", right=1)


@layout()
def a_wrong_column_hidden_not_deleted(case: Case) -> None:
    """A hidden column "(BỎ - số sai)" of people with 4G; "(đã rà soát lại)" is to be seen."""
    sheet = case.sheet("Phu song")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G")
    columns = [
        Column("Dân số", "population"),
        Worked("Dân số được phủ sóng 4G (BỎ - số sai)",
               make=lambda c: int(c.figures["people_4g"] * 0.9)),
        Column("Dân số được phủ sóng 4G (đã rà soát lại)", "people_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    sheet.hidden_columns.add(4)


@layout()
def the_estimate_in_brackets(case: Case) -> None:
    """ "9.412 (ước 31/12: 9.800)": the figure of September, then what December may bring."""
    sheet = case.sheet("Uoc")
    row = case.top(sheet, "HỘ SỬ DỤNG CÁP QUANG VÀ TRẠM 4G")
    pairs = (("Số hộ sử dụng cáp quang", "households_subscribed"), ("Số trạm 4G", "stations_4g"))
    homes = Column("Số hộ", "households")
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", "Mã xã", homes.heading, *(t for t, _ in pairs)]
    )
    for place, c in enumerate(case.communes):
        columns = [homes]
        for text, what in pairs:
            later = c.figures[what] + 1 + c.figures[what] // 20
            columns.append(
                Column(text, what, show=dots, notes={place: f" (ước 31/12: {dots(later)})"})
            )
        enter(case, sheet, row, c, columns, [place + 1, c.name, c.code], place)
        row += 1


@layout()
def starred_communes_sent_estimates(case: Case) -> None:
    """ "Xã A (*)" on some rows; below: their villages with 4G, fibre are estimates for 31/12."""
    sheet = case.sheet("Thon 4G CQ")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ SÓNG 4G, CÓ CÁP QUANG")
    kinds = (("Có sóng 4G", "villages_with_4g"), ("Có cáp quang", "villages_with_fibre"))
    count = Column("Tổng số {v}", "villages")
    row = headings(
        case, sheet, row, ["STT", "Xã, phường", count.heading, *(text for text, _ in kinds)]
    )
    for place, c in enumerate(case.communes, start=1):
        star = place % 7 == 3
        columns = [
            Worked(text, make=lambda c: c.figures["villages"]) if star else Column(text, what)
            for text, what in kinds
        ]
        name = f"{c.name} (*)" if star else c.name
        enter(case, sheet, row, c, [count, *columns], [place, name])
        row += 1
    sheet.put(
        row + 1, 0,
        case.say(
            "(*) Xã chưa có số thực tế: số {v} có sóng 4G, có cáp quang là số ước thực hiện"
            " đến 31/12/2025."
        ),
    )  # fmt: skip


@layout()
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


@layout()
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


@layout()
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
        f"Ghi chú: Số hộ, số hộ sử dụng cáp quang của {', '.join(map(lower, named))} mới tính "
        "phần địa bàn cũ, chưa gồm các "
        f"{case.word} nhập về từ 01/7/2025. Số trạm 4G đã tính đủ.",
    )  # fmt: skip


@layout()
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


@layout()
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
            sheet.line(row, [place + 1, c.name, *both, f"Gồm cả số liệu của {lower(after)}"])
        elif place % 8 == 4:
            sheet.line(row, [place + 1, c.name])
            sheet.put(row, 5, f"Đã tính vào {lower(before)}")
        else:
            enter(case, sheet, row, c, columns, [place + 1, c.name])
        row += 1


@layout()
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


@layout()
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
