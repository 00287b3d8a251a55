"""What offices answer to a letter that asks for figures, most of them without a form."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots
from tests.layouts.figures import VILLAGE_NAMES
from tests.layouts.long_tables import older
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"
OPERATORS = (("Viettel", "viettel"), ("VNPT", "vnpt"), ("MobiFone", "mobifone"))


def change(what: str) -> Callable[[Commune], str]:
    """Write what a quantity has gained since June, with its sign."""

    def written(c: Commune) -> str:
        gain = c.value(what) - c.value(what, as_of=JUNE)
        return f"+{dots(gain)}" if gain else "0"

    return written


@layout("letters", operator="mobifone")
def letter_in_sentences_then_an_appendix(case: Case) -> None:
    """MobiFone's quarterly letter: sentences with the province's sums, then "Phụ lục"."""
    sheet = case.sheet("Bao cao")
    row = case.top(
        sheet, "BÁO CÁO KẾT QUẢ HOẠT ĐỘNG VIỄN THÔNG QUÝ III NĂM 2025", "",
        office="TỔNG CÔNG TY VIỄN THÔNG MOBIFONE\nMOBIFONE TỈNH",
    )  # fmt: skip
    sums = {
        what: sum(c.figures[what] for c in case.communes) for what in ("stations_4g", "stations_5g")
    }
    for text in (
        "Kính gửi: Sở Khoa học và Công nghệ",
        "Thực hiện văn bản của Sở về việc cung cấp số liệu, MobiFone tỉnh báo cáo như sau:",
        f"1. Đang vận hành {sums['stations_4g']} trạm 4G, {sums['stations_5g']} trạm 5G.",
        "2. Chất lượng dịch vụ: bảo đảm theo quy chuẩn; đã xử lý 37 phản ánh của khách hàng.",
        "3. Số liệu chi tiết theo xã, phường: Phụ lục kèm theo.",
    ):
        sheet.put(row, 0, text)
        row += 1
    case.foot(sheet)
    sheet = case.sheet("Phu luc")
    row = case.top(
        sheet, "PHỤ LỤC", "(Số liệu tính đến hết ngày 30/9/2025)", office="",
        more=("(Kèm theo Báo cáo quý III/2025 của MobiFone tỉnh)",),
    )  # fmt: skip
    columns = [
        Column("Số khẩu toàn xã (người)", "population"),
        Column("Dân cư được phục vụ (*)|4G (người)", "people_4g"),
        Column("Dân cư được phục vụ (*)|5G (người)", "people_5g"),
        Column("Trạm đang phát sóng|4G", "stations_4g"),
        Column("Trạm đang phát sóng|5G", "stations_5g"),
    ]
    row = case.table(sheet, columns, Form(total="last"), at=row)
    sheet.put(row, 0, "(*) Là số người sinh sống trong vùng phủ sóng của mạng tương ứng.")
    case.foot(sheet)


@layout("exports")
def codes_of_a_system_with_their_dictionary(case: Case) -> None:
    """ "MAXA", "DANSO_PHU_4G", "SOTHON_CO_SONG" and the like; their meaning on a second sheet."""
    named = (
        ("DANSO", "population", "Dân số của xã, phường", "người"),
        ("DANSO_PHU_4G", "people_4g", "Dân số nằm trong vùng phủ sóng 4G", "người"),
        ("TYLE_PHU_5G", "%pop_5g", "Tỷ lệ dân số nằm trong vùng phủ sóng 5G", "%"),
        ("SO_HO", "households", "Tổng số hộ gia đình", "hộ"),
        ("SO_HO_CAP_QUANG", "households_subscribed",
         "Số hộ gia đình đang sử dụng Internet cáp quang", "hộ"),
        ("SOTHON", "villages", "Tổng số {v}", "{v}"),
        ("SOTHON_CO_SONG", "villages_with_4g", "Số {v} có sóng 4G", "{v}"),
    )  # fmt: skip
    sheet = case.sheet("DATA")
    row = headings(case, sheet, 0, ["MAXA", "TENXA", "NGAY_CHOT", *(key for key, *_ in named)])
    columns = [Column(key, what) for key, what, *_ in named]
    for place, c in enumerate(case.communes):
        lead = [c.code, c.name, dt.date(2025, 9, 30)]
        enter(case, sheet, row, c, columns, lead, place)
        row += 1
    sheet = case.sheet("TU_DIEN")
    sheet.line(0, ["TEN_TRUONG", "Ý nghĩa", "Đơn vị", "Kiểu dữ liệu"])
    sheet.line(1, ["MAXA", "Mã đơn vị hành chính cấp xã (từ 01/7/2025)", None, "VARCHAR(5)"])
    sheet.line(2, ["TENXA", "Tên xã, phường", None, "NVARCHAR(100)"])
    sheet.line(3, ["NGAY_CHOT", "Ngày chốt số liệu", None, "DATE"])
    for at, (key, _, text, unit) in enumerate(named, start=4):
        sheet.line(at, [key, case.say(text), case.say(unit), "NUMBER"])


@layout("exports", operator="vnpt")
def camel_case_and_a_sheet_about_it(case: Case) -> None:
    """VNPT: "maXa", "danSoPhuSong4G", "soHoLapDuocCapQuang"; the day on a sheet "thongTin"."""
    sheet = case.sheet("duLieu")
    columns = [
        Column("danSo", "population"),
        Column("danSoPhuSong4G", "people_4g"),
        Column("danSoPhuSong5G", "people_5g"),
        Column("soTram4G", "stations_4g"),
        Column("soTram5G", "stations_5g"),
        Column("tongSoHo", "households"),
        Column("soHoLapDuocCapQuang", "households_passed"),
        Column("soHoDangDungCapQuang", "households_subscribed"),
    ]
    form = Form(index="", name="tenXa", code="maXa", code_after=False)
    case.table(sheet, columns, form)
    sheet = case.sheet("thongTin")
    for at, pair in enumerate((
        ("donViCungCap", "VNPT tỉnh"), ("ngayChotSoLieu", "30/09/2025"),
        ("phamVi", "Toàn tỉnh, theo đơn vị hành chính cấp xã mới"), ("nguoiXuat", "kythuat.vnpt"),
    )):  # fmt: skip
        sheet.line(at, list(pair))


@layout("syntheses")
def each_network_then_at_least_one(case: Case) -> None:
    """People in coverage beneath Viettel, VNPT, MobiFone and "Ít nhất 1 nhà mạng"; 4G, 5G."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP SỐ LIỆU DO CÁC NHÀ MẠNG CUNG CẤP")
    columns = [Column("Dân số (người)", "population")]
    for g in ("4G", "5G"):
        top, what = f"Số khẩu nằm trong vùng phủ {g}", f"people_{g.lower()}"
        columns += [Column(f"{top}|{shown}", what, operator=key) for shown, key in OPERATORS]
        columns.append(Column(f"{top}|Ít nhất 1 nhà mạng", what))
    case.table(sheet, columns, at=row)
    case.foot(sheet)


@layout("villages")
def villages_with_a_strong_weak_or_no_signal(case: Case) -> None:
    """A cross under "Tốt", "Yếu", "Không có" for each village; "Cộng" counts; a legend."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, f"RÀ SOÁT SÓNG 4G TẠI CÁC {case.word.upper()}")
    sheet.line(row, ["STT", case.say("Xã/{v}"), "Số hộ", "Số khẩu", "Sóng 4G"])
    sheet.merged.append((row, 4, row, 6))
    sheet.line(row + 1, ["Tốt", "Yếu", "Không có"], at=4)
    row += 2
    case.truth.villages = []
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, f"{c.name} ({c.code})"])
        row += 1
        counts, homes, people = [0, 0, 0], 0, 0
        names = VILLAGE_NAMES[case.province][: case.rng.randint(3, 4)]
        for number, village in enumerate(names, start=1):
            own = case.rng.randint(30, 180)
            persons, level = own * 4 + case.rng.randint(0, 30), case.rng.choice((0, 0, 1, 2))
            marks = ["x" if level == at else None for at in range(3)]
            sheet.line(row, [f"{place}.{number}", village, own, persons, *marks])
            case.truth.villages.append([c.code, village, own, persons])
            counts[level] += 1
            homes, people, row = homes + own, people + persons, row + 1
        sheet.line(row, [None, f"Cộng: {len(names)}", homes, people, *counts])
        row += 1
        for what, value in (
            ("villages", len(names)), ("villages_with_4g", counts[0] + counts[1]),
            ("households", homes), ("population", people),
        ):  # fmt: skip
            case.truth.note(c.code, what, Entry(value, optional=True))
    sheet.put(row + 1, 0, "Ghi chú: nơi có sóng yếu vẫn tính là có sóng 4G.")


@layout("villages")
def villages_in_the_white_counted(case: Case) -> None:
    """Villages: all, with 4G, only 2G or 3G, "trắng sóng"; what each means stands below."""
    sheet = case.sheet("PL 02")
    row = case.top(
        sheet, f"HIỆN TRẠNG SÓNG DI ĐỘNG TẠI {case.word.upper()}",
        office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Trong đó|Đã có sóng 4G", "villages_with_4g"),
        Worked(
            "Trong đó|Mới chỉ có sóng 2G, 3G",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]
            - c.figures["villages_without_signal"],
        ),
        Column("Trong đó|Trắng sóng", "villages_without_signal"),
    ]  # fmt: skip
    row = case.table(sheet, columns, Form(total="last"), at=row)
    sheet.put(row + 1, 0, "Trắng sóng: chưa có sóng di động của bất kỳ nhà mạng, công nghệ nào.")


@layout("old communes")
def what_was_merged_in_a_column(case: Case) -> None:
    """ "Thành lập trên cơ sở" names the old communes in a cell; all figures are of the new."""
    sheet = case.sheet("Xa moi")
    row = case.top(sheet, "SỐ LIỆU CƠ BẢN CỦA CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Số hộ", "households"),
        Column("Số {v} hiện nay", "villages"),
        Column("Số {v} có Internet cáp quang", "villages_with_fibre"),
        Column("Hộ gia đình có thể lắp cáp quang", "households_passed"),
    ]
    lead = ["STT", "Mã số", "Xã, phường mới", "Thành lập trên cơ sở (trước 01/7/2025)"]
    row = headings(case, sheet, row, [*lead, *(c.heading for c in columns)])
    for place, c in enumerate(case.communes):
        names = ", ".join(name for _, name in older(c))
        enter(case, sheet, row, c, columns, [place + 1, c.code, c.name, names], place)
        row += 1


@layout("dates")
def june_september_and_the_change(case: Case) -> None:
    """Beneath each thing counted "30/6/2025", "30/9/2025" and "Tăng (+), giảm (-)" as text."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "SO SÁNH KẾT QUẢ HAI KỲ BÁO CÁO", "(Kỳ báo cáo: Quý III/2025)")
    columns: list[Column] = [Column("Dân số", "population"), Column("Số hộ", "households")]
    for text, what in (
        ("Dân số trong vùng phủ sóng 4G", "people_4g"),
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ):
        columns += [
            Column(f"{text}|30/6/2025", what, as_of=JUNE, optional=True),
            Column(f"{text}|30/9/2025", what),
            Worked(f"{text}|Tăng (+), giảm (-)", make=change(what)),
        ]
    case.table(sheet, columns, at=row)


@layout("one commune")
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


@layout("cells")
def words_and_dashes_that_a_legend_explains(case: Case) -> None:
    """ "Toàn bộ", "-" and blanks among counts of villages; below, what each of them means."""
    sheet = case.sheet("Bieu 3")
    row = case.top(sheet, f"{case.word.upper()} CÓ SÓNG 4G VÀ INTERNET CÁP QUANG")
    whole = Column("Tổng số {v}", "villages")
    texts = ("Số {v} có sóng 4G", "Số {v} có Internet cáp quang")
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", whole.heading, *texts])
    for place, c in enumerate(case.communes):
        enter(case, sheet, row, c, [whole], [place + 1, c.name, c.code])
        for at, (text, what) in enumerate(
            zip(texts, ("villages_with_4g", "villages_with_fibre"), strict=True), start=4
        ):
            shown: object = c.figures[what]
            value: float | None = c.figures[what]
            if place % 7 == at or value == c.figures["villages"]:
                shown, value = "Toàn bộ", c.figures["villages"]
            elif place % 11 == at:
                shown, value = "-", 0
            elif place % 13 == at:
                shown, value = None, None
            sheet.put(row, at, shown)
            case.note(c, what, Entry(value), Column(text))
        row += 1
    for at, text in enumerate((
        "Ghi chú:", "- Toàn bộ: tất cả {v} trên địa bàn đều có;",
        "- Dấu (-): chưa có {v} nào (bằng 0);", "- Ô để trống: xã chưa báo cáo.",
    ), start=row + 1):  # fmt: skip
        sheet.put(at, 0, case.say(text))


@layout("units")
def thousands_but_for_two_columns(case: Case) -> None:
    """At the right above: "ĐVT: 1.000 người (riêng cột (7), (8): hộ)"; columns are numbered."""
    sheet = case.sheet("B01")
    row = case.top(sheet, "DÂN CƯ VÀ HỘ GIA ĐÌNH ĐƯỢC PHỤC VỤ")
    sheet.put(row, 6, "ĐVT: 1.000 người (riêng cột (7), (8): hộ)")
    columns = [
        Column("Dân số", "population", scale=1000),
        Column("Dân cư được phủ sóng 4G", "people_4g", scale=1000),
        Column("Dân cư được phủ sóng 5G", "people_5g", scale=1000),
        Column("Số hộ", "households"),
        Column("Số hộ dùng Internet cáp quang", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(numbers_row="({})"), at=row + 1)


@layout("donors")
def both_languages_of_a_project(case: Case) -> None:
    """A foreign project: English and Vietnamese in each heading; 5G is "of which" within 4G."""
    sheet = case.sheet("Baseline data")
    sheet.put(0, 0, "RURAL CONNECTIVITY PROJECT / DỰ ÁN KẾT NỐI NÔNG THÔN")
    sheet.put(1, 0, "Commune data sheet / Biểu số liệu cấp xã")
    sheet.put(2, 0, "Data as of / Số liệu tính đến: 30/09/2025")
    columns = [
        Column("Population / Dân số", "population"),
        Column("People covered by 4G / Dân số được phủ sóng 4G", "people_4g"),
        Column("of which also 5G / trong đó có cả 5G", "people_5g"),
        Column("Households / Số hộ", "households"),
        Column("Homes passed by fibre / Số hộ có thể lắp cáp quang", "households_passed"),
        Column("Homes connected by fibre / Số hộ đang dùng cáp quang", "households_subscribed"),
    ]
    form = Form(index="No. / STT", name="Commune, ward / Xã, phường", code="Code / Mã xã")
    case.table(sheet, columns, form, at=4)


@layout("subsets")
def five_g_as_a_part_of_four_g(case: Case) -> None:
    """ "Tổng số", then "Trong đó: có cả 5G" beneath villages and people that have 4G."""
    sheet = case.sheet("4G-5G")
    row = case.top(sheet, "MỨC ĐỘ PHỦ SÓNG 4G, 5G")
    inside = "Trong đó: có cả 5G"
    columns = [
        Column("Dân số", "population"),
        Column("Dân số có sóng 4G|Tổng số", "people_4g"),
        Column(f"Dân số có sóng 4G|{inside}", "people_5g"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G|Tổng số", "villages_with_4g"),
        Column(f"Số {{v}} có sóng 4G|{inside}", "villages_with_5g"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout("fibre", operator="viettel")
def ports_homes_that_could_and_homes_that_do(case: Case) -> None:
    """Viettel: ports, homes where a line can be laid at once, homes that use it, firms."""
    sheet = case.sheet("FTTH")
    row = case.top(
        sheet, "HẠ TẦNG INTERNET CÁP QUANG", office="TẬP ĐOÀN CN - VT QUÂN ĐỘI\nVIETTEL TỈNH"
    )
    columns = [
        Worked("Dung lượng (port)|Lắp đặt", make=lambda c: c.figures["households_passed"] + 240),
        Worked("Dung lượng (port)|Còn trống",
               make=lambda c: c.figures["households_passed"] + 200
               - c.figures["households_subscribed"]),
        Column("Hộ gia đình (hộ)|Tổng số", "households"),
        Column("Hộ gia đình (hộ)|Có thể lắp cáp quang ngay", "households_passed"),
        Column("Hộ gia đình (hộ)|Đang dùng cáp quang", "households_subscribed"),
        Worked("Cơ quan, doanh nghiệp đang dùng cáp quang", make=lambda c: c.figures["files"] % 41),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)
    case.foot(sheet)


@layout("rows")
def ground_of_each_old_district(case: Case) -> None:
    """ "II. ĐỊA BÀN HUYỆN B TRƯỚC ĐÂY (7 xã, phường)" over the communes, numbered anew."""
    sheet = case.sheet("Theo dia ban")
    row = case.top(sheet, "TỶ LỆ DÂN SỐ TRONG VÙNG PHỦ SÓNG VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Tỷ lệ dân số trong vùng phủ sóng 4G (%)", "%pop_4g"),
        Column("Tỷ lệ dân số trong vùng phủ sóng 5G (%)", "%pop_5g"),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone"),
    ]
    row = headings(case, sheet, row, ["TT", "Đơn vị", "Mã xã", *(c.heading for c in columns)])
    numerals = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII",
                "XIV", "XV", "XVI", "XVII", "XVIII", "XIX", "XX", "XXI", "XXII", "XXIII", "XXIV",
                "XXV", "XXVI", "XXVII", "XXVIII", "XXIX", "XXX")  # fmt: skip
    districts = sorted({c.district for c in case.communes})
    for numeral, district in zip(numerals, districts, strict=False):
        some = [c for c in case.communes if c.district == district]
        text = f"{numeral}. ĐỊA BÀN {district.upper()} TRƯỚC ĐÂY ({len(some)} xã, phường)"
        sheet.put(row, 0, text)
        sheet.merged.append((row, 0, row, 5))
        row = body(case, sheet, row + 1, columns, codes=True, some=some)


@layout("transposed")
def communes_across_with_parts_in_numerals(case: Case) -> None:
    """Codes and names from left to right; below "I. DÂN CƯ", "II. DI ĐỘNG", "III. CỐ ĐỊNH"."""
    sheet = case.sheet("Bang ngang")
    row = case.top(sheet, "SỐ LIỆU HẠ TẦNG SỐ THEO XÃ, PHƯỜNG")
    sheet.line(row, ["TT", "Nội dung", "ĐVT", *(c.name for c in case.communes), "Toàn tỉnh"])
    sheet.line(row + 1, ["Mã số xã, phường", None, *(c.code for c in case.communes)], at=1)
    row += 2
    for title, lines in (
        ("I. DÂN CƯ", (("Số khẩu", "population", "người"), ("Số hộ", "households", "hộ"))),
        ("II. DI ĐỘNG", (
            ("Số khẩu nằm trong vùng phủ sóng 4G", "people_4g", "người"),
            ("Số khẩu nằm trong vùng phủ sóng 5G", "people_5g", "người"),
        )),
        ("III. CỐ ĐỊNH", (
            ("Số hộ có thể lắp cáp quang", "households_passed", "hộ"),
            ("Số hộ đang sử dụng cáp quang", "households_subscribed", "hộ"),
        )),
    ):  # fmt: skip
        numeral, name = title.split(". ")
        sheet.line(row, [numeral, name])
        for number, (text, what, unit) in enumerate(lines, start=1):
            values = [c.figures[what] for c in case.communes]
            sheet.line(row + number, [number, text, unit, *values, sum(values)])
            case.truth.all_headings.add(text)
            for c in case.communes:
                case.note(c, what, Entry(c.figures[what]), Column(text))
        row += len(lines) + 1
