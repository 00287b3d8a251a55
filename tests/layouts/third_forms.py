"""Forms of decisions, yearbooks and surveys, exports, quick lists: as offices send them."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.commune_forms import around
from tests.layouts.long_tables import OPERATORS, older, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import sum_of
from tests.layouts.third_traps import lacking
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("ordinary forms")
def kinds_of_villages_without_sum(case: Case) -> None:
    """ "Thôn", "Khối phố" in columns of their own and no sum of them; homes beside."""
    sheet = case.sheet("Don vi")
    row = case.top(sheet, "SỐ LƯỢNG {V} VÀ HỘ DÂN", "(Tính đến hết tháng 9 năm 2025)")
    kinds = case.word.split(", ")
    title = "Số lượng (đơn vị)"
    sheet.line(row, ["STT", "Tên xã, phường", "Mã xã", title])
    sheet.line(row + 1, [kind.capitalize() for kind in kinds], at=3)
    end = 3 + len(kinds)
    sheet.merged += [(row, c, row + 1, c) for c in (0, 1, 2, end, end + 1)]
    if len(kinds) > 1:
        sheet.merged.append((row, 3, row, end - 1))
    sheet.line(row, ["Số hộ", "Số nhân khẩu"], at=end)
    case.truth.all_headings |= {title, "Số hộ", "Số nhân khẩu"}
    for number, commune in enumerate(case.communes, start=1):
        whole = commune.figures["villages"]
        urban = [whole // 3] * (len(kinds) - 1)
        case.truth.note(commune.code, "villages", Entry(whole, optional=True), heading=title)
        homes = say(case, commune, "households", "Số hộ")
        people = say(case, commune, "population", "Số nhân khẩu")
        sheet.line(row + 1 + number, [number, commune.name, commune.code, whole - sum(urban),
                                      *urban, homes, people])  # fmt: skip


@layout("ordinary forms")
def covered_and_uncovered_in_the_middle(case: Case) -> None:
    """Three levels: "Mạng 4G", then "Đã phủ sóng" and "Chưa phủ sóng", then what is counted."""
    sheet = case.sheet("Phu luc 3")
    row = case.top(sheet, "PHỤ LỤC 3: HIỆN TRẠNG PHỦ SÓNG THEO XÃ, PHƯỜNG")
    columns = [
        Column("Tổng số|{v}", "villages"),
        Column("Tổng số|Dân số", "population"),
        Column("Mạng 4G|Đã phủ sóng|Số {v}", "villages_with_4g"),
        Column("Mạng 4G|Đã phủ sóng|Số dân", "people_4g"),
        Worked("Mạng 4G|Chưa phủ sóng|Số {v}", make=lacking("villages_with_4g")),
        Worked("Mạng 4G|Chưa phủ sóng|Số dân", make=lacking("people_4g", "population")),
    ]
    case.table(sheet, columns, Form(index="TT", numbers_row="({})", total="last"), at=row)
    case.foot(sheet)


@layout("ordinary forms")
def stations_by_band_and_the_whole(case: Case) -> None:
    """Stations of 4G by band, then all of them, each once; antennas and sites beside."""
    sheet = case.sheet("Bang tan")
    row = case.top(sheet, "TRẠM THU PHÁT SÓNG 4G THEO BĂNG TẦN")
    title = "Số trạm 4G"
    columns = [
        Worked(f"{title}|Băng 900 MHz", make=part("stations_4g", 0.4)),
        Worked(f"{title}|Băng 1800 MHz", make=part("stations_4g", 0.9)),
        Worked(f"{title}|Băng 2100 MHz", make=part("stations_4g", 0.5)),
        Column(f"{title}|Tổng số (không tính trùng)", "stations_4g"),
        Worked("Số cột ăng ten", make=part("stations_4g", 0.8)),
    ]
    case.table(sheet, columns, Form(index="TT", name="Địa bàn", total="last"), at=row)


@layout("ordinary forms")
def whole_repeated_for_each_former_commune(case: Case) -> None:
    """A row for each former commune; the figures of the commune of today repeated on each."""
    sheet = case.sheet("Doi chieu")
    row = case.top(sheet, "BẢNG ĐỐI CHIẾU XÃ CŨ - XÃ MỚI VÀ SỐ LIỆU CỦA XÃ MỚI")
    titles = ("Dân số của xã mới", "Số trạm 4G của xã mới")
    sheet.line(row, ["STT", "Xã, phường trước sắp xếp", "Thuộc xã, phường mới", *titles])
    case.truth.all_headings |= set(titles)
    number = 0
    for commune in case.communes:
        people = say(case, commune, "population", titles[0])
        stations = say(case, commune, "stations_4g", titles[1])
        for _, name in older(commune) or [("", commune.name)]:
            number += 1
            sheet.line(row + number, [number, name, commune.name, people, stations])


@layout("ordinary forms")
def targets_given_by_a_decision(case: Case) -> None:
    """Appendix of a decision: "Thực hiện đến 30/9/2025" before "Chỉ tiêu giao năm 2026"."""
    sheet = case.sheet("PL02")
    sheet.put(0, 0, "Phụ lục 02")
    sheet.put(1, 0, "GIAO CHỈ TIÊU PHÁT TRIỂN HẠ TẦNG SỐ NĂM 2026 CHO CÁC XÃ, PHƯỜNG")
    sheet.put(2, 0, "(Ban hành kèm theo Quyết định số 2213/QĐ-UBND ngày 14/10/2025)")
    columns = [
        c for title, what in (("Số {v} có sóng 4G", "villages_with_4g"),
                              ("Số hộ sử dụng cáp quang", "households_subscribed"))
        for c in (
            Column(f"{title}|Thực hiện đến 30/9/2025", what),
            Worked(f"{title}|Chỉ tiêu giao năm 2026", make=part(what, 1.2)),
        )
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", numbers_row="({})", total="first"), at=4)


@layout("ordinary forms", operator="viettel")
def quick_list_of_a_chat(case: Case) -> None:
    """Sent by chat: one line of greeting, "Xã", "4G", "5G", bare names, "Cộng"."""
    sheet = case.sheet("Trang tính1")
    sheet.put(0, 0, "Em gửi anh số trạm BTS Viettel theo xã, cập nhật 30.9.2025")
    sheet.line(1, ["Xã", "4G", "5G"])
    case.truth.all_headings |= {"4G", "5G"}
    for row, commune in enumerate(case.communes, start=2):
        figures = [say(case, commune, f"stations_{g.lower()}", g) for g in ("4G", "5G")]
        sheet.line(row, [case.name(commune, "short"), *figures])
    sums = [sum_of(case.communes, what) for what in ("stations_4g", "stations_5g")]
    sheet.line(sheet.end, ["Cộng", *sums])


@layout("ordinary forms", as_of="2025-10-01")
def census_homes_by_size(case: Case) -> None:
    """Census: all homes, those of 1, 2-4, 5 people and more, people of a home; no number."""
    sheet = case.sheet("Bieu 7")
    sheet.put(0, 0, "Biểu 7: SỐ HỘ CHIA THEO QUY MÔ HỘ, ĐƠN VỊ HÀNH CHÍNH CẤP XÃ")
    sheet.put(1, 0, "Thời điểm 0 giờ ngày 01/10/2025")
    sheet.put(2, 5, "Đơn vị tính: Hộ")
    title = "Chia theo số người trong hộ"
    columns = [
        Column("Tổng số", "households", show=dots),
        Worked(f"{title}|1 người", make=lambda c: dots(c.figures["households"] // 9)),
        Worked(f"{title}|2-4 người", make=lambda c: dots(c.figures["households"] // 2)),
        Worked(f"{title}|5 người trở lên", make=lambda c: dots(c.figures["households"] // 3)),
        Worked("Số người bình quân 1 hộ (Người)",
               make=lambda c: comma(1)(c.figures["population"] / c.figures["households"])),
    ]  # fmt: skip
    form = Form(index="", name="Tên đơn vị hành chính", codes="", total="first",
                total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=3)


@layout("ordinary forms")
def report_form_with_letters_and_receivers(case: Case) -> None:
    """ "Biểu số: 01/CNS-X", who reports and who receives, "A", "B", "C", then 1 to 4."""
    sheet = case.sheet("01-CNS-X")
    for row, (left, right) in enumerate((
        ("Biểu số: 01/CNS-X", "Đơn vị báo cáo: Phòng Bưu chính viễn thông"),
        ("Ban hành theo Quyết định số 815/QĐ-SKHCN", "Đơn vị nhận báo cáo: Sở KH&CN"),
        ("Ngày nhận báo cáo: ngày 12 tháng cuối quý", None),
    )):  # fmt: skip
        sheet.put(row, 0, left)
        sheet.put(row, 4, right)
    sheet.put(3, 1, "PHỔ CẬP CÁP QUANG ĐẾN HỘ GIA ĐÌNH")
    sheet.put(4, 1, "Quý III năm 2025")
    columns = [
        Column("Tổng số hộ gia đình", "households"),
        Column("Số hộ có khả năng tiếp cận cáp quang", "households_passed"),
        Column("Số hộ đã sử dụng cáp quang", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng (%)", "%households_fibre_subscribed"),
    ]
    sheet.line(6, ["TT", "Xã, phường", "Mã số", *[c.heading for c in columns]])
    sheet.line(7, ["A", "B", "C", "1", "2", "3", "4=3/1x100"])
    body(case, sheet, 8, columns, codes=True)
    case.foot(sheet)


@layout("ordinary forms", ending=".csv")
def export_with_a_period_of_q3(case: Case) -> None:
    """ "KY_DU_LIEU" says "2025-Q3" on each row; codes of the province and of the commune."""
    sheet = case.sheet("export")
    wanted = {"TONG_DAN_SO": "population", "DAN_SO_PHU_4G": "people_4g",
              "DAN_SO_PHU_5G": "people_5g"}  # fmt: skip
    sheet.line(0, ["KY_DU_LIEU", "MA_TINH", "MA_DVHC", "TEN_DVHC", *wanted])
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        lead = ["2025-Q3", case.province, commune.code, commune.name.upper()]
        sheet.line(row, [*lead, *figures])


@layout("ordinary forms")
def pages_on_sheets(case: Case) -> None:
    """One table over sheets "Trang 1", "Trang 2" …; the date on the first, total on the last."""
    columns = [Column("Tổng số {v}", "villages"), Column("Số {v} có cáp quang",
               "villages_with_fibre"), Column("Số trạm 4G", "stations_4g")]  # fmt: skip
    sheet, row = case.sheet("Trang 1"), 3
    sheet.put(0, 0, "TỔNG HỢP HẠ TẦNG SỐ CÁC XÃ, PHƯỜNG")
    sheet.put(1, 0, "Số liệu đến 30/9/2025")
    for first in range(0, len(case.communes), 25):
        if first:
            sheet, row = case.sheet(f"Trang {first // 25 + 1}"), 0
        some = case.communes[first : first + 25]
        row = case.table(sheet, columns, Form(index="TT"), at=row, some=some, start=first + 1)
    sums = [sum_of(case.communes, c.gives) for c in columns]
    sheet.line(row, [None, "Tổng cộng", None, *sums])


@layout("ordinary forms")
def columns_go_on_on_the_next_sheet(case: Case) -> None:
    """People and villages on one sheet; "(tiếp theo)" on the next has homes, names only."""
    sheet = case.sheet("Bieu 1")
    row = case.top(sheet, "BIỂU 1. HIỆN TRẠNG DÂN SỐ VÀ {V} ĐƯỢC PHỦ SÓNG")
    columns = [
        Column("Dân số", "population"), Column("Dân số được phủ sóng 4G", "people_4g"),
        Column("Tổng số {v}", "villages"), Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)
    sheet = case.sheet("Bieu 1 (tiep)")
    sheet.put(0, 0, "BIỂU 1 (tiếp theo)")
    columns = [Column("Tổng số hộ", "households"),
               Column("Số hộ sử dụng cáp quang", "households_subscribed"),
               Column("Số {v} có cáp quang", "villages_with_fibre")]  # fmt: skip
    case.table(sheet, columns, Form(codes="", names="short", total="last"), at=2)


@layout("ordinary forms")
def list_of_stations(case: Case) -> None:
    """A row for each station with its commune, kind and height: no figure of a commune."""
    sheet = case.sheet("DS tram")
    row = case.top(sheet, "DANH SÁCH VỊ TRÍ TRẠM BTS TRÊN ĐỊA BÀN TỈNH")
    sheet.line(row, ["STT", "Mã trạm", "Xã, phường", "Công nghệ", "Chiều cao cột (m)",
                     "Năm lắp đặt"])  # fmt: skip
    number = 0
    for commune in case.communes:
        count = commune.figures["villages"] % 3 + 1
        for at in range(count):
            number += 1
            kind = "3G/4G/5G" if at == 2 else "3G/4G"
            cells = [number, f"BTS{number:04}", commune.name, kind, 42 - 6 * at, 2015 + at]
            sheet.line(row + number, cells)
        for what, value in (("stations_4g", count), ("stations_5g", int(count == 3)),
                            ("stations_3g", count)):  # fmt: skip
            case.truth.note(commune.code, what, Entry(value, optional=True))


@layout("ordinary forms", as_of="2024-12-31")
def yearbook_with_index_of_the_year_before(case: Case) -> None:
    """Yearbook: subscribers, those mobile, "Chỉ số phát triển (Năm trước = 100) - %"."""
    sheet = case.sheet("T208")
    sheet.put(0, 0, "208. Số thuê bao điện thoại và internet phân theo xã, phường")
    sheet.put(1, 0, "Có đến 31/12/2024 - As of 31 December 2024")
    title = "Chỉ số phát triển (Năm trước = 100) - %\nIndex (Previous year = 100) - %"
    columns = [
        Column("Dân số (Người)\nPopulation (Person)", "population"),
        Worked("Số thuê bao điện thoại\nTelephone subscribers|Tổng số\nTotal",
               make=part("subscribers", 1.04)),
        Column("Số thuê bao điện thoại\nTelephone subscribers|Trong đó: Di động\nOf which: Mobile",
               "subscribers"),
        Worked("Số thuê bao internet\nInternet subscribers", make=part("households", 0.8)),
        Worked(f"{title}|Điện thoại\nTelephone", make=around(95, 12)),
        Worked(f"{title}|Internet\nInternet", make=around(99, 17)),
    ]  # fmt: skip
    form = Form(index="", name="", codes="", total="first", total_label="TỔNG SỐ - TOTAL")
    case.table(sheet, columns, form, at=4)


@layout("ordinary forms")
def row_of_the_poor_beneath_each(case: Case) -> None:
    """Beneath each commune a row "Trong đó: hộ nghèo, cận nghèo" with smaller figures."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG DỊCH VỤ SỐ", office="UBND TỈNH\nSỞ NN&MT")
    wanted = {"Tổng số hộ": "households", "Số hộ sử dụng cáp quang": "households_subscribed",
              "Số hộ có điện thoại thông minh": "households_with_smartphone"}  # fmt: skip
    sheet.line(row, ["STT", "Xã, phường", "Mã xã", *wanted])
    case.truth.all_headings |= set(wanted)
    for number, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row + 1, [number, commune.name, commune.code, *figures])
        poor = [int(value * 0.1) for value in figures]
        sheet.line(row + 2, [None, "Trong đó: hộ nghèo, cận nghèo", None, *poor])
        row += 2


@layout("ordinary forms")
def health_records_and_signatures(case: Case) -> None:
    """Digital society: health records of all; accounts and signatures of 15 and over."""
    sheet = case.sheet("Xa hoi so")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU XÃ HỘI SỐ", "(Số liệu quý III/2025)")
    columns = [
        Column("Dân số", "population"),
        Column("Số người có sổ sức khỏe điện tử", "people_with_health_record"),
        Column("Người từ 15 tuổi trở lên|Tổng số", "adults"),
        Column("Người từ 15 tuổi trở lên|Có tài khoản thanh toán điện tử", "adults_with_epayment"),
        Column("Người từ 15 tuổi trở lên|Có chữ ký số cá nhân", "adults_with_signature"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("ordinary forms")
def stations_of_5g_against_4g(case: Case) -> None:
    """Stations of 4G and 5G on air, 5G in percent of 4G, what is still to be built."""
    sheet = case.sheet("5G")
    row = case.top(sheet, "TÌNH HÌNH PHÁT TRIỂN TRẠM 5G (Quyết định số 912/QĐ-BKHCN)")
    columns = [
        Column("Số trạm 4G đang phát sóng", "stations_4g"),
        Column("Số trạm 5G đang phát sóng", "stations_5g"),
        Worked("Tỷ lệ trạm 5G/4G (%)", make=lambda c: round(
            100 * c.figures["stations_5g"] / c.figures["stations_4g"], 1)),
        Worked("Số trạm 5G còn phải phát triển để đạt 50%", make=part("stations_4g", 0.3)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Xã/phường", total="last"), at=row)


@layout("ordinary forms")
def sheets_named_by_short_operators(case: Case) -> None:
    """Sheets "VTL", "VNP", "MBF" of one form, whose titles name no operator."""
    for short, (_, key) in zip(("VTL", "VNP", "MBF"), OPERATORS, strict=True):
        sheet = case.sheet(short)
        row = case.top(sheet, "BÁO CÁO SỐ LIỆU HẠ TẦNG MẠNG DI ĐỘNG", office="")
        columns = [Column("Trạm 4G", "stations_4g", operator=key),
                   Column("Trạm 5G", "stations_5g", operator=key)]  # fmt: skip
        case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("ordinary forms")
def pasted_from_a_letter(case: Case) -> None:
    """Pasted from a text document: line breaks in headings and names, spaces round figures."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "Số liệu đến ngày 30 tháng 9 năm 2025")

    def spaced(value: float) -> str:
        return f" {dots(value)}\u00a0\n"

    columns = [
        Column("Tổng\nsố\nhộ\n(hộ)", "households", show=spaced),
        Column("Dân số\n(người)", "population", show=spaced),
        Column("Tỷ lệ\ndân số\nđược phủ\nsóng 4G\n(%)", "%pop_4g", show=comma(2)),
    ]
    sheet.line(2, ["T\nT", "Tên xã,\nphường", *[c.heading for c in columns]])
    end = body(case, sheet, 3, columns)
    for row, commune in zip(range(3, end), case.communes, strict=True):
        sheet.put(row, 1, commune.name.replace(" ", "\n", 1) + "\n")


@layout("ordinary forms")
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


@layout("ordinary forms", operator="mobifone")
def prepaid_and_postpaid(case: Case) -> None:
    """MobiFone: subscribers prepaid, postpaid, all; those of 2G only, new ones."""
    sheet = case.sheet("Thue bao")
    sheet.put(0, 0, "MOBIFONE TỈNH")
    sheet.put(1, 0, "BÁO CÁO THUÊ BAO DI ĐỘNG THEO XÃ - 30/09/2025")
    title = "Thuê bao di động đang hoạt động"
    columns = [
        Worked(f"{title}|Trả trước", make=part("subscribers", 0.8)),
        Worked(f"{title}|Trả sau", make=part("subscribers", 0.2)),
        Column(f"{title}|Tổng", "subscribers"),
        Column("Thuê bao chỉ sử dụng 2G", "subscribers_with_2g_only"),
        Worked("Thuê bao hòa mạng mới trong tháng", make=part("subscribers", 0.02)),
    ]
    case.table(sheet, columns, Form(index="TT", code="Mã xã", total="last"), at=3)


@layout("ordinary forms")
def postal_codes_beside_names(case: Case) -> None:
    """ "Mã bưu chính" of five digits before the name, no code of the commune."""
    sheet = case.sheet("Buu chinh")
    row = case.top(sheet, "DÂN SỐ, HỘ GIA ĐÌNH VÀ MẠNG BƯU CHÍNH", office="BƯU ĐIỆN TỈNH")
    titles = {"Dân số": "population", "Số hộ": "households"}
    sheet.line(row, ["STT", "Mã bưu chính", "Xã, phường", *titles, "Số điểm phục vụ bưu chính"])
    case.truth.all_headings |= set(titles)
    for number, commune in enumerate(case.communes, start=1):
        postal = f"{case.province}{100 + 7 * number:03}"
        figures = [say(case, commune, what, title) for title, what in titles.items()]
        sheet.line(row + number, [number, postal, commune.name, *figures, number % 3 + 1])


@layout("ordinary forms")
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


@layout("ordinary forms")
def letters_explained_below(case: Case) -> None:
    """Headings "a", "b", "c"; below the table it is said what each letter counts."""
    sheet = case.sheet("Bieu nhanh")
    row = case.top(sheet, "TỔNG HỢP NHANH HẠ TẦNG SỐ")
    columns = [Column("a", "villages"), Column("b", "villages_with_4g"),
               Column("c", "villages_with_fibre")]  # fmt: skip
    end = case.table(sheet, columns, Form(index="TT"), at=row)
    note = "Trong đó: a - Tổng số {v}; b - Số {v} có sóng 4G; c - Số {v} có cáp quang."
    sheet.put(end + 1, 0, case.say(note))


@layout("ordinary forms")
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


@layout("ordinary forms", ending=".csv")
def export_with_nulls(case: Case) -> None:
    """A database's export: "NULL" where there is no figure, the day with its hour."""
    sheet = case.sheet("dump")
    sheet.delimiter = ","
    wanted = {"so_ho": "households", "so_ho_cap_quang": "households_subscribed",
              "so_tram_4g": "stations_4g"}  # fmt: skip
    sheet.line(0, ["id", "ma_dvhc", "ten_dvhc", *wanted, "thoi_diem_so_lieu"])
    for row, commune in enumerate(case.communes, start=1):
        line: list[Any] = [row, commune.code, commune.name]
        for at, (title, what) in enumerate(wanted.items()):
            if row % 8 == at + 2:
                case.truth.note(commune.code, what, Entry(None), heading=title)
                line.append("NULL")
            else:
                line.append(say(case, commune, what, title))
        sheet.line(row, [*line, "2025-09-30 00:00:00"])
