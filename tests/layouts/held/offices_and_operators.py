"""What offices and operators send in the second half of 2025, after the communes merged."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.made_up import rest
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import JUNE, MARCH

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout(as_of="2025-07-01")
def men_women_and_size_of_a_home(case: Case) -> None:
    """Statistics: homes, people, of them men and women, people of a home; 0 h of 01/7/2025."""
    sheet = case.sheet("DS-LD 2025")
    row = case.top(
        sheet, "DÂN SỐ VÀ HỘ DÂN CƯ CHIA THEO XÃ, PHƯỜNG MỚI",
        "Thời điểm 0 giờ ngày 01 tháng 7 năm 2025", office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH",
    )  # fmt: skip
    columns = [
        Column("Số hộ dân cư (hộ)", "households"),
        Column("Số nhân khẩu (người)|Chung", "population"),
        Worked("Số nhân khẩu (người)|Nam", make=part("population", 0.497)),
        Worked("Số nhân khẩu (người)|Nữ", make=rest("population", 0.497)),
        Worked(
            "Quy mô hộ bình quân (người/hộ)",
            make=lambda c: round(c.figures["population"] / c.figures["households"], 2),
        ),
    ]
    form = Form(index="", name="Đơn vị hành chính", total="first", total_label="TOÀN TỈNH")
    case.table(sheet, columns, form, at=row)


@layout(operator="vnpt")
def homes_in_reach_of_fibre_and_penetration(case: Case) -> None:
    """VNPT: homes, homes where FTTH is offered, FTTH lines of homes, "Tỷ lệ thâm nhập" below."""
    sheet = case.sheet("FTTH T9")
    row = case.top(
        sheet, "SỐ LIỆU CUNG CẤP DỊCH VỤ FIBERVNN THEO XÃ, PHƯỜNG",
        "Số liệu chốt 24h ngày 30/09/2025", office="TẬP ĐOÀN VNPT\nVNPT TỈNH",
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ trên địa bàn", "households", show=dots),
        Column("Số hộ trong vùng cung cấp dịch vụ FTTH", "households_passed", show=dots),
        Column("Số thuê bao FTTH (hộ gia đình)", "households_subscribed", show=dots),
        Worked(
            "Tỷ lệ thâm nhập",
            make=lambda c: percent_text(
                100 * c.figures["households_subscribed"] / max(c.figures["households_passed"], 1)
            ),
        ),
    ]
    form = Form(index="TT", name="Xã/phường", numbers_row="{}", total="last")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row, 0, "Tỷ lệ thâm nhập = (6)/(5) x 100%.")


@layout(operator="mobifone")
def sheets_of_clusters_with_their_heads(case: Case) -> None:
    """MobiFone: a sheet for each cluster of former districts, its head's name and telephone."""
    names = sorted({c.district for c in case.communes})
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số trạm đang phát sóng|4G", "stations_4g"),
        Column("Số trạm đang phát sóng|5G", "stations_5g"),
        Column("Dân số trong vùng phủ sóng (người)|4G", "people_4g"),
        Column("Dân số trong vùng phủ sóng (người)|5G", "people_5g"),
        Worked("Cửa hàng, điểm bán", make=lambda c: 2 + c.figures["files"] % 9),
    ]
    for number in range(1, (len(names) + 2) // 3 + 1):
        mine = names[3 * number - 3 : 3 * number]
        sheet = case.sheet(f"Cum {number}")
        sheet.put(0, 0, "MOBIFONE TỈNH")
        sheet.put(1, 0, f"LIÊN HUYỆN/CỤM {number}: {', '.join(mine)} (trước 01/7/2025)")
        sheet.line(2, ["Cụm trưởng:", None, "Lê Quang Hưng", None, f"09031234{number:02}"])
        sheet.put(3, 0, "Chốt số liệu: 30/09/2025")
        some = [c for c in case.communes if c.district in mine]
        form = Form(total="last", total_label=f"Tổng cụm {number}")
        case.table(sheet, columns, form, at=5, some=some)


@layout()
def quarters_of_villages_the_last_one_holds(case: Case) -> None:
    """Villages with 4G at the end of quarters I, II and III of 2025, and those still without."""
    sheet = case.sheet("Tien do")
    row = case.top(
        sheet, f"TIẾN ĐỘ PHỦ SÓNG 4G {case.word.upper()} NĂM 2025", "(Đến hết quý III năm 2025)"
    )
    top = "Số {v} đã có sóng 4G (lũy kế đến cuối quý)"
    columns = [
        Column("Tổng số {v}", "villages"),
        Column(f"{top}|Quý I/2025", "villages_with_4g", as_of=MARCH, optional=True),
        Column(f"{top}|Quý II/2025", "villages_with_4g", as_of=JUNE, optional=True),
        Column(f"{top}|Quý III/2025", "villages_with_4g"),
        Worked(
            "Số {v} còn lại chưa có sóng 4G",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"],
        ),
        Column("Ghi chú", trap="text:;;Chờ kéo điện;;Vướng mặt bằng"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def list_of_villages_beside_a_summary(case: Case) -> None:
    """A mission's report: "Biểu 1" sums by commune, "Biểu 2" each village without signal."""
    sheet = case.sheet("Bieu 1")
    row = case.top(
        sheet, f"TỔNG HỢP {case.word.upper()} CHƯA CÓ SÓNG DI ĐỘNG",
        "(Kết quả khảo sát, số liệu tính đến ngày 30/9/2025)",
        more=("(Kèm theo Báo cáo của Đoàn công tác số 2)",),
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} chưa có sóng di động", "villages_without_signal"),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)
    sheet = case.sheet("Bieu 2")
    row = case.top(sheet, f"DANH SÁCH {case.word.upper()} CHƯA CÓ SÓNG DI ĐỘNG")
    texts = ["STT", "Xã, phường", "Tên {v}", "Số hộ của {v}", "Khoảng cách đến trạm gần nhất (km)"]
    row = headings(case, sheet, row, texts)
    number = 0
    kind = VILLAGE_NAMES[case.province][0].split()[0]
    for c in case.communes:
        for at in range(c.figures["villages_without_signal"]):
            number += 1
            far = comma(1)(2 + (number * 7 % 50) / 10)
            sheet.line(row, [number, c.name, f"{kind} {at + 3}", 21 + number * 13 % 90, far])
            row += 1
        holes = Entry(c.figures["villages_without_signal"], optional=True)
        case.truth.note(c.code, "holes", holes)


@layout(errors_due=True)
def officials_answered_a_form_and_some_again(case: Case) -> None:
    """Google Forms: e-mails, long questions; some communes sent again, with other numbers."""
    sheet = case.sheet("Form Responses 1")
    columns = [
        Column("Câu 1. Toàn xã/phường hiện có bao nhiêu {v}? (chỉ ghi số)", "villages"),
        Column(
            "Câu 2. Đến hết ngày 30/9/2025, có bao nhiêu hộ gia đình trên địa bàn? (chỉ ghi số)",
            "households",
        ),
        Column(
            "Câu 3. Trong đó bao nhiêu hộ có ít nhất 01 điện thoại thông minh? (chỉ ghi số)",
            "households_with_smartphone",
        ),
        Column(
            "Câu 4. Địa phương đã lập được bao nhiêu Tổ công nghệ số cộng đồng?",
            "teams",
        ),
        Worked(
            "Câu 5. Khó khăn, vướng mắc lớn nhất hiện nay là gì?",
            make=lambda c: ("Thiếu kinh phí", "Không", "Sóng yếu", None)[c.figures["files"] % 4],
        ),
    ]  # fmt: skip
    heads = [
        "Timestamp",
        "Email Address",
        "Đồng chí công tác tại xã/phường nào?",
        "Họ tên, chức vụ người cung cấp thông tin",
        *(c.heading for c in columns),
    ]
    row = headings(case, sheet, 0, heads)
    again = case.communes[3::14]
    who = "Nguyễn Văn An - Công chức VH-XH"
    for place, c in enumerate(case.communes):
        lead = [f"10/{1 + place // 40}/2025 9:{place % 60:02}:27", f"xa{c.code}@gmail.com"]
        lead += [c.name, who]
        if c in again:
            early = [
                c.figures["villages"],
                *(int(x.number(c, x.gives) * 0.9) for x in columns[1:3]),
            ]
            sheet.line(row, [*lead, *early, c.figures["teams"], None])
        else:
            enter(case, sheet, row, c, columns, lead, place)
        row += 1
    later = [replace(x, optional=True) if x.gives else x for x in columns]
    for place, c in enumerate(again):
        lead = [f"10/7/2025 15:{place:02}:40", f"xa{c.code}@gmail.com", c.name, who]
        enter(case, sheet, row, c, later, lead, place)
        row += 1


@layout(ending=".csv")
def thousands_of_people_with_decimal_commas(case: Case) -> None:
    """CSV with semicolons and BOM: the day on each row, people in thousands, "97,35" per cent."""
    sheet = case.sheet("export")
    columns = [
        Column("Dân số (nghìn người)", "population", scale=1000, show=comma(3)),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g", show=comma(2)),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
    ]
    row = headings(
        case, sheet, 0,
        ["Kỳ số liệu", "Mã ĐVHC", "Tên ĐVHC", *(c.heading for c in columns), "Người nhập"],
    )  # fmt: skip
    for place, c in enumerate(case.communes):
        enter(case, sheet, row, c, columns, ["30/09/2025", c.code, c.name], place)
        sheet.put(row, 8, "admin_skhcn")
        row += 1


@layout()
def fractions_in_one_column_and_texts_in_the_next(case: Case) -> None:
    """4G as 0.9735 shown as 97.35%, 5G as text "12,5%"; a few of 4G were typed as text too."""
    sheet = case.sheet("TH 9T")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG", "Thời điểm: 30/9/2025")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=3, form="0.0%"),
        Column("Tỷ lệ dân số được phủ sóng 5G", "%pop_5g", digits=1, show=percent_text),
        Column("Hộ gia đình|Tổng số (hộ)", "households"),
        Column(
            "Hộ gia đình|Tỷ lệ có điện thoại thông minh",
            "%households_smartphone", scale=100, digits=4, form="0.00%",
        ),
    ]  # fmt: skip
    end = case.table(sheet, columns, at=row)
    for at in range(end - len(case.communes) + 2, end, 9):
        value = sheet.cells[at, 4]
        sheet.put(at, 4, percent_text(value * 100))
        sheet.formats.pop((at, 4))


@layout()
def short_kinds_without_codes(case: Case) -> None:
    """ "X. Tân Lập", "P. Tô Hiệu" by former district, no code; villages with power and 4G."""
    sheet = case.sheet("Dien - song")
    row = case.top(
        sheet, f"{case.word.upper()} CÓ ĐIỆN LƯỚI VÀ SÓNG 4G",
        office="UBND TỈNH\nSỞ CÔNG THƯƠNG",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số {v} có điện lưới quốc gia và có sóng 4G", "electrified_villages_with_4g"),
    ]
    form = Form(
        index="Số TT", name="Tên ĐVHC cấp xã", names="abbreviated", codes="", groups="column",
        district="Địa bàn huyện cũ", total="last", total_label="Cộng toàn tỉnh",
    )  # fmt: skip
    some = case.ordered(by_district=True)
    case.table(sheet, columns, form, at=row, some=some)
    case.foot(sheet)


@layout()
def wards_then_communes_each_numbered_anew(case: Case) -> None:
    """ "I  Các phường", "II  Các xã" with sums; bare names beneath, numbered from 1 in each."""
    sheet = case.sheet("Bieu 03")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH VÀ SỬ DỤNG CÁP QUANG")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Số hộ có thuê bao cáp quang", "households_subscribed"),
    ]
    row = headings(case, sheet, row, ["TT", "Phường, xã", *(c.heading for c in columns)])

    def sums(some: list[Commune]) -> list[int]:
        return [sum(c.figures[column.gives] for c in some) for column in columns]

    for numeral, label, kind in (("I", "Các phường", "phường"), ("II", "Các xã", "xã")):
        some = [c for c in case.communes if c.kind == kind]
        sheet.line(row, [numeral, f"{label} ({len(some)} đơn vị)", *sums(some)])
        row += 1
        for place, c in enumerate(some, start=1):
            enter(case, sheet, row, c, columns, [place, c.short])
            row += 1
    sheet.line(row, ["I+II", "Toàn tỉnh", *sums(case.communes)])


@layout()
def letterhead_and_title_on_each_page(case: Case) -> None:
    """Each page of 20 communes has letterhead, title, "Trang 2/4" and the headings again."""
    sheet = case.sheet("In")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Trạm BTS|4G", "stations_4g"),
        Column("Trạm BTS|5G", "stations_5g"),
        Column("Người dân sống trong vùng phủ sóng (người)|4G", "people_4g"),
        Column("Người dân sống trong vùng phủ sóng (người)|5G", "people_5g"),
    ]
    size = 20
    pages = [case.communes[at : at + size] for at in range(0, len(case.communes), size)]
    row = 0
    for number, some in enumerate(pages, start=1):
        sheet.put(row, 0, "SỞ KHOA HỌC VÀ CÔNG NGHỆ")
        sheet.put(row, 6, f"Trang {number}/{len(pages)}")
        sheet.put(row + 1, 0, "PHỤ LỤC II: HẠ TẦNG VIỄN THÔNG DI ĐỘNG CÁC XÃ, PHƯỜNG")
        sheet.put(row + 2, 0, "(Số liệu đến ngày 30/9/2025)")
        start = 1 + size * (number - 1)
        row = 1 + case.table(sheet, columns, at=row + 4, some=some, start=start)


@layout()
def so_many_of_all_in_each_cell(case: Case) -> None:
    """ "12/14" for 4G and for fibre, all villages in each; above, what stands before the stroke."""
    sheet = case.sheet("Phu luc 1")
    row = case.top(
        sheet, f"KẾT QUẢ PHỦ SÓNG, PHỦ CÁP QUANG {case.word.upper()}",
        more=("Cách ghi: số {v} đã có/tổng số {v}".replace("{v}", case.word),),
    )  # fmt: skip
    top = "Số {v} đã có/tổng số {v}"
    columns = [
        Column(f"{top}|Sóng 4G", "villages_with_4g/villages"),
        Column(f"{top}|Sóng 5G", "villages_with_5g/villages"),
        Column(f"{top}|Internet cáp quang", "villages_with_fibre/villages"),
    ]
    row = headings(case, sheet, row, ["STT", "Xã, phường", case.say(top), None, None])
    sheet.merged.append((row - 1, 2, row - 1, 4))
    row = headings(case, sheet, row, [None, None, "Sóng 4G", "Sóng 5G", "Internet cáp quang"])
    body(case, sheet, row, columns)
