"""Forms of ordinary life: annexes, yearbooks, exports, lists with units in the cells."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.long_tables import older, say
from tests.layouts.registry import layout
from tests.layouts.sent_forms import sum_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@dataclass(frozen=True)
class Made(Column):
    """A column that gives a quantity which the made-up figures lack."""

    make: Callable[[Commune], int] = lambda _: 0

    def number(self, commune: Commune, what: str) -> float:  # noqa: ARG002 - as of all columns
        """Work the figure out."""
        return self.make(commune)


def counted(word: str) -> Callable[[float], str]:
    """Write a number with dots and what is counted behind it."""
    return lambda value: f"{dots(value)} {word}"


@layout("fourth forms")
def annex_of_a_decision(case: Case) -> None:
    """Annex of a Decision of October; the state by the end of the third quarter, three levels."""
    sheet = case.sheet("Phụ lục I")
    sheet.put(0, 3, "PHỤ LỤC I")
    sheet.put(1, 1, "HIỆN TRẠNG HẠ TẦNG VIỄN THÔNG CÁC XÃ, PHƯỜNG ĐẾN HẾT QUÝ III NĂM 2025")
    sheet.put(2, 1, "(Ban hành kèm theo Quyết định số 1862/QĐ-UBND ngày 17/10/2025 của UBND tỉnh)")
    cover, fibre = "Phủ sóng thông tin di động", "Mạng cáp quang băng rộng"
    columns = [
        Column("Số hộ", "households"),
        Column("Tổng số {v}", "villages"),
        Column(f"{cover}|4G|Số {{v}}", "villages_with_4g"),
        Column(f"{cover}|4G|Tỷ lệ (%)", "%villages_4g", show=comma(2)),
        Column(f"{cover}|5G|Số {{v}}", "villages_with_5g"),
        Column(f"{cover}|5G|Tỷ lệ (%)", "%villages_5g", show=comma(2)),
        Column(f"{fibre}|Số {{v}} đã có", "villages_with_fibre"),
        Column(f"{fibre}|Số hộ sử dụng", "households_subscribed"),
    ]
    form = Form(index="Stt", name="Đơn vị hành chính cấp xã", code="Mã số", total="last",
                total_label="Toàn tỉnh", numbers_row="({})")  # fmt: skip
    case.table(sheet, columns, form, at=4)
    case.foot(sheet)


@layout("fourth forms", as_of="2024-12-31")
def yearbook_with_years_as_headings(case: Case) -> None:
    """ "231. Số hộ sử dụng cáp quang phân theo xã, phường": only years are above the figures."""
    sheet = case.sheet("231")
    sheet.put(0, 0, "231. Số hộ sử dụng Internet cáp quang phân theo xã, phường")
    sheet.put(1, 0, "Number of households using fibre Internet by commune, ward")
    sheet.put(2, 3, "ĐVT: Hộ - Unit: Household")
    columns = [
        Column("2022", "households_subscribed", as_of="2022-12-31", optional=True),
        Column("2023", "households_subscribed", as_of="2023-12-31", optional=True),
        Column("2024", "households_subscribed"),
    ]
    form = Form(index="", name="Xã, phường", codes="", total="first", total_label="TỔNG SỐ")
    case.table(sheet, columns, form, at=3)


@layout("fourth forms", operator="mobifone", ending=".csv")
def export_of_network_management(case: Case) -> None:
    """ "COMMUNE_CODE", "SITE_4G", "CELL_4G", "POP_TOTAL", "POP_COV_4G", "REPORT_DATE"."""
    sheet = case.sheet("export")
    sheet.delimiter = ","
    whole = {"SITE_2G": "stations_2g", "SITE_3G": "stations_3g", "SITE_4G": "stations_4g",
             "SITE_5G": "stations_5g", "POP_TOTAL": "population",
             "POP_COV_4G": "people_4g"}  # fmt: skip
    cell = Made("CELL_4G", "cells_4g", make=lambda c: 3 * c.figures["stations_4g"])
    sheet.line(0, ["NO", "PROVINCE_ID", "COMMUNE_CODE", "COMMUNE_NAME", *whole, "CELL_4G",
                   "AVAILABILITY_PCT", "REPORT_DATE"])  # fmt: skip
    for row, commune in enumerate(case.communes, start=1):
        figures = [say(case, commune, what, title) for title, what in whole.items()]
        cells, gives = cell.cell(commune, row)
        case.note(commune, "cells_4g", gives["cells_4g"], cell)
        up = round(98 + commune.figures["holes"] / 5, 2)
        sheet.line(row, [row, case.province, commune.code, commune.name, *figures, cells, up,
                         "30/09/2025 23:59:59"])  # fmt: skip
    case.truth.all_headings |= {*whole, "CELL_4G"}


@layout("fourth forms")
def three_subjects_on_three_sheets(case: Case) -> None:
    """ "1.Dan cu", "2.Di dong", "3.Co dinh": bases on the first sheet, parts on the others."""
    subjects = (
        ("1.Dan cu", "DÂN SỐ, HỘ GIA ĐÌNH VÀ {V}", [Column("Dân số (người)", "population"),
         Column("Số hộ (hộ)", "households"), Column("Số {v}", "villages")]),
        ("2.Di dong", "MẠNG THÔNG TIN DI ĐỘNG", [
         Column("Dân số được phủ sóng (người)|4G", "people_4g"),
         Column("Dân số được phủ sóng (người)|5G", "people_5g"),
         Column("Số trạm BTS|3G", "stations_3g"), Column("Số trạm BTS|4G", "stations_4g"),
         Column("Số trạm BTS|5G", "stations_5g")]),
        ("3.Co dinh", "MẠNG BĂNG RỘNG CỐ ĐỊNH", [
         Column("Số {v} có cáp quang", "villages_with_fibre"),
         Column("Số hộ có thể cung cấp cáp quang", "households_passed"),
         Column("Số hộ đang sử dụng cáp quang", "households_subscribed")]),
    )  # fmt: skip
    for title, line, columns in subjects:
        sheet = case.sheet(title)
        row = case.top(sheet, line, "Quý III/2025 (chốt ngày 30/9/2025)")
        case.table(sheet, columns, Form(index="TT", total="last"), at=row)
        case.foot(sheet)


@layout("fourth forms")
def former_communes_with_dashes_beneath(case: Case) -> None:
    """ "XÃ A" with a number and its sums, beneath it "- Xã B (cũ)" with the parts."""
    sheet = case.sheet("Sau SX")
    row = case.top(sheet, "DÂN SỐ, HỘ GIA ĐÌNH CÁC XÃ, PHƯỜNG SAU SẮP XẾP")
    wanted = {"Dân số (người)": "population", "Số hộ (hộ)": "households",
              case.say("Số {v}"): "villages"}  # fmt: skip
    sheet.line(row, ["STT", "Xã, phường mới/ĐVHC cũ", *wanted])
    for number, commune in enumerate(case.communes, start=1):
        row += 1
        figures = [say(case, commune, what, title) for title, what in wanted.items()]
        sheet.line(row, [number, commune.name.upper(), *figures])
        old = older(commune)
        for place, (_, name) in enumerate(old if len(old) > 1 else []):
            row += 1
            last = place == len(old) - 1
            cut = [f // len(old) for f in figures]
            rest = [f - (len(old) - 1) * c for f, c in zip(figures, cut, strict=True)]
            sheet.line(row, [None, f"- {name} (cũ)", *(rest if last else cut)])
    case.truth.all_headings |= set(wanted)


@layout("fourth forms")
def groups_units_numbers_and_percent_signs(case: Case) -> None:
    """Districts with sums, three levels, rows of units and of numbers, "97,3%" as text."""
    sheet = case.sheet("Biểu 01")
    row = case.top(sheet, "BIỂU 01. DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG", right=7)
    mobile = "Thông tin di động"
    columns = [
        Column("Dân số", "population", unit="người", show=dots),
        Column(f"{mobile}|4G|Dân số được phủ", "people_4g", unit="người", show=dots),
        Column(f"{mobile}|4G|Tỷ lệ", "%pop_4g", unit="%", show=percent_text, digits=1),
        Column(f"{mobile}|5G|Dân số được phủ", "people_5g", unit="người", show=dots),
        Column(f"{mobile}|5G|Tỷ lệ", "%pop_5g", unit="%", show=percent_text, digits=1),
        Column(f"{mobile}|Số trạm 4G", "stations_4g", unit="trạm"),
    ]
    form = Form(index="TT", name="Địa bàn", codes="", groups="sums", units_row=True,
                numbers_row="{}", total="last", total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=row)


@layout("fourth forms")
def english_in_the_row_beneath(case: Case) -> None:
    """The heading in Vietnamese, and in the row beneath it the same in English."""
    sheet = case.sheet("Data")
    sheet.put(0, 0, "SỐ LIỆU HẠ TẦNG SỐ CẤP XÃ / COMMUNE-LEVEL DIGITAL INFRASTRUCTURE")
    sheet.put(1, 0, "Đến ngày 30/9/2025 / As of 30 September 2025")
    columns = [
        Column("Dân số (người)|Population (persons)", "population"),
        Column("Dân số được phủ sóng 4G|Population covered by 4G", "people_4g"),
        Column("Số hộ|Households", "households"),
        Column("Số hộ có thuê bao cáp quang|Households subscribing to fibre",
               "households_subscribed"),
        Column("Số trạm 5G|5G base stations", "stations_5g"),
    ]  # fmt: skip
    labels = [["STT", "No."], ["Xã, phường", "Commune, ward"], ["Mã", "Code"]]
    paths = labels + [c.path(case.word) for c in columns]
    for level in (0, 1):
        sheet.line(3 + level, [p[level] for p in paths])
    body(case, sheet, 5, columns, codes=True)


@layout("fourth forms")
def plan_to_end_holes_with_the_state(case: Case) -> None:
    """A plan for 2026: villages without a signal and holes of today, tasks, money, who."""
    sheet = case.sheet("KH xoa lom song")
    more = ("(Kèm theo Kế hoạch số 215/KH-UBND ngày 20/10/2025 của UBND tỉnh)",)
    title = "KẾ HOẠCH XÓA VÙNG LÕM SÓNG DI ĐỘNG NĂM 2026"
    row = case.top(sheet, title, "", more=more)
    now, task = "Hiện trạng đến 30/9/2025", "Nhiệm vụ năm 2026"
    columns = [
        Column(f"{now}|Tổng số {{v}}", "villages"),
        Column(f"{now}|Số {{v}} chưa có sóng di động", "villages_without_signal"),
        Column(f"{now}|Số điểm lõm sóng", "holes"),
        Worked(f"{task}|Số {{v}} được phủ sóng mới", make=part("villages_without_signal", 0.6)),
        Worked(f"{task}|Số trạm BTS xây mới", make=lambda c: c.figures["holes"] + 1),
        Worked("Kinh phí (triệu đồng)", make=lambda c: 950 * (c.figures["holes"] + 1)),
        Worked("Đơn vị thực hiện", make=lambda c: ("VNPT", "Viettel")[c.figures["holes"] % 2]),
    ]
    case.table(sheet, columns, Form(index="TT", code="Mã xã", total="last"), at=row)
    case.foot(sheet)


@layout("fourth forms")
def units_behind_the_figures(case: Case) -> None:
    """ "9.412 người", "2.310 hộ", "12 trạm" typed in the cells of a quick list."""
    sheet = case.sheet("Gui nhanh")
    sheet.put(0, 0, "Gửi anh số liệu các xã, phường đến 30/9/2025")
    columns = [
        Column("Dân số", "population", show=counted("người")),
        Column("Dân phủ 4G", "people_4g", show=counted("người")),
        Column("Số hộ", "households", show=counted("hộ")),
        Column("Trạm 4G", "stations_4g", show=counted("trạm")),
    ]
    form = Form(index="", name="Xã", names="short", codes="")
    case.table(sheet, columns, form, at=1)


@layout("fourth forms")
def service_centres_of_communes(case: Case) -> None:
    """ "Trung tâm Phục vụ hành chính công xã A": files online in whole, in part and both."""
    sheet = case.sheet("PVHCC")
    row = case.top(sheet, "TÌNH HÌNH TIẾP NHẬN HỒ SƠ TTHC", office="VĂN PHÒNG UBND TỈNH")
    new = "Hồ sơ tiếp nhận"
    columns = [
        Column(f"{new}|Tổng số", "files"),
        Worked(f"{new}|Trực tuyến toàn trình", make=lambda c: c.figures["files_online"] // 3),
        Worked(f"{new}|Trực tuyến một phần",
               make=lambda c: c.figures["files_online"] - c.figures["files_online"] // 3),
        Column(f"{new}|Cộng trực tuyến", "files_online"),
        Worked(f"{new}|Trực tiếp",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Kết quả giải quyết TTHC|Tổng số", "results"),
        Column("Kết quả giải quyết TTHC|Đã số hóa", "results_digitised"),
    ]  # fmt: skip
    sheet.line(row, ["STT", "Đơn vị", new, *[None] * 4, "Kết quả giải quyết TTHC"])
    sheet.line(row + 1, [c.path("")[1] for c in columns], at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1), (row, 2, row, 6),
                     (row, 7, row, 8)]  # fmt: skip
    end = body(case, sheet, row + 2, columns)
    for at, commune in zip(range(row + 2, end), case.communes, strict=True):
        lower = commune.name[0].lower() + commune.name[1:]
        sheet.put(at, 1, f"Trung tâm Phục vụ hành chính công {lower}")


@layout("fourth forms")
def old_code_before_the_new_one(case: Case) -> None:
    """ "Mã ĐVHC cũ" (of one of the former communes) before "Mã ĐVHC mới" and the name."""
    sheet = case.sheet("Ma moi")
    row = case.top(sheet, "DANH MỤC XÃ, PHƯỜNG VÀ SỐ LIỆU HẠ TẦNG")
    columns = [Column("Dân số", "population"), Column("Số trạm 4G", "stations_4g"),
               Column("Số trạm 5G", "stations_5g")]  # fmt: skip
    heads = ["STT", "Mã ĐVHC cũ", "Mã ĐVHC mới", "Tên xã, phường mới"]
    sheet.line(row, [*heads, *[c.heading for c in columns]])
    case.truth.all_headings |= {c.heading for c in columns}
    for place, commune in enumerate(case.communes):
        old = (older(commune) or [(commune.code, "")])[-1][0]
        figures = [say(case, commune, c.gives, c.heading) for c in columns]
        sheet.line(row + 1 + place, [place + 1, old, commune.code, commune.name, *figures])


@layout("fourth forms")
def people_of_july_coverage_of_september(case: Case) -> None:
    """ "Dân số (đến 01/7/2025)" beside "Dân số được phủ sóng 4G (đến 30/9/2025)"."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG 4G", "")
    columns = [
        Column("Dân số (đến 01/7/2025)", "population", as_of="2025-07-01", optional=True),
        Column("Dân số được phủ sóng 4G (đến 30/9/2025)", "people_4g"),
        Column("Số trạm 4G (đến 30/9/2025)", "stations_4g"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)
    sheet.put(sheet.end + 1, 0, "Nguồn dân số: Công an tỉnh cung cấp.")


@layout("fourth forms")
def sums_in_the_middle_with_odd_labels(case: Case) -> None:
    """ "Tính chung các phường", "Toàn tỉnh" and "Bình quân" between wards and communes."""
    sheet = case.sheet("Phuong - Xa")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ CÁP QUANG")
    columns = [Column("Số hộ", "households"),
               Column("Số hộ có thuê bao cáp quang", "households_subscribed")]  # fmt: skip
    sheet.line(row, ["TT", "Đơn vị", *[c.heading for c in columns]])
    wards = [c for c in case.communes if c.kind == "phường"]
    rest = [c for c in case.communes if c.kind != "phường"]

    def line(label: str, some: list[Commune], share: int = 1) -> None:
        sums = [sum_of(some, c.gives) // max(share, 1) for c in columns]
        sheet.line(sheet.end, [None, label, *sums])

    body(case, sheet, row + 1, columns, some=wards)
    line("Tính chung các phường", wards)
    line("Toàn tỉnh", case.communes)
    line("Bình quân mỗi đơn vị", case.communes, len(case.communes))
    body(case, sheet, sheet.end, columns, some=rest, start=len(wards) + 1)
    line("Tính chung các xã", rest)


@layout("fourth forms")
def sites_shared_stations_and_cells(case: Case) -> None:
    """Sites of masts, those shared by operators, then 4G and 5G stations, then 4G cells."""
    sheet = case.sheet("Nha tram")
    row = case.top(sheet, "HẠ TẦNG NHÀ TRẠM, THIẾT BỊ PHÁT SÓNG")
    site, kit = "Vị trí nhà trạm (site)", "Thiết bị phát sóng"
    columns = [
        Worked(f"{site}|Tổng số", make=lambda c: c.figures["stations_4g"] + 3),
        Worked(f"{site}|Dùng chung từ 02 DN trở lên", make=part("stations_4g", 0.4)),
        Column(f"{kit}|Trạm 4G", "stations_4g"),
        Worked(f"{kit}|Trạm 4G dùng chung (MORAN)", make=part("stations_4g", 0.2)),
        Column(f"{kit}|Trạm 5G", "stations_5g"),
        Made(f"{kit}|Số cell 4G", "cells_4g", optional=True,
             make=lambda c: 3 * c.figures["stations_4g"]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth forms")
def homes_by_class_and_all(case: Case) -> None:
    """ "Hộ nghèo, cận nghèo" and "Toàn bộ hộ" each over fibre and smartphones."""
    sheet = case.sheet("Ho ngheo")
    row = case.top(sheet, "HỘ GIA ĐÌNH TIẾP CẬN DỊCH VỤ SỐ", right=8)
    poor, every = "Hộ nghèo, cận nghèo", "Toàn bộ hộ trên địa bàn"
    parts = (("Tổng số hộ", "households"), ("Có thuê bao cáp quang", "households_subscribed"),
             ("Có điện thoại thông minh", "households_with_smartphone"))  # fmt: skip
    columns = [
        *[Worked(f"{poor}|{title}", make=part(what, 0.13)) for title, what in parts],
        *[Column(f"{every}|{title}", what) for title, what in parts],
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth forms", operator="vnpt")
def prepaid_postpaid_and_both(case: Case) -> None:
    """Subscriptions and those with 2G only, each "Trả trước", "Trả sau", "Cộng"."""
    sheet = case.sheet("TB di dong")
    row = case.top(sheet, "THUÊ BAO DI ĐỘNG", office="VNPT TỈNH")
    columns: list[Column] = []
    titles = {
        "Thuê bao di động phát sinh cước": "subscribers",
        "Trong đó: thuê bao chỉ dùng 2G": "subscribers_with_2g_only",
    }
    for title, what in titles.items():
        columns += [
            Worked(f"{title}|Trả trước", make=part(what, 0.8)),
            Worked(f"{title}|Trả sau",
                   make=lambda c, w=what: c.figures[w] - int(c.figures[w] * 0.8)),  # type: ignore[misc]
            Column(f"{title}|Cộng", what),
        ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout("fourth forms")
def outdoors_and_indoors_of_one_share(case: Case) -> None:
    """ "Tỷ lệ dân số phủ sóng 4G (%)" over "Ngoài trời" and "Trong nhà": only the first may do."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "KẾT QUẢ MÔ PHỎNG VÙNG PHỦ 4G")
    title = "Tỷ lệ dân số được phủ sóng 4G (%)"
    columns = [
        Column("Dân số (người)", "population"),
        Column(f"{title}|Ngoài trời (outdoor)", "%pop_4g", optional=True),
        Worked(f"{title}|Trong nhà (indoor)",
               make=lambda c: round(78 * c.figures["people_4g"] / c.figures["population"], 2)),
        Column("Số trạm 4G", "stations_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout("fourth forms")
def residents_permanent_and_temporary(case: Case) -> None:
    """Police: "Thường trú", "Tạm trú", "Tổng" of homes, of people; then those of 15 and over."""
    sheet = case.sheet("Cu tru")
    row = case.top(sheet, "THỐNG KÊ CƯ TRÚ", office="CÔNG AN TỈNH")
    columns: list[Column] = []
    for title, what in (("Số hộ", "households"), ("Số nhân khẩu", "population")):
        columns += [
            Worked(f"{title}|Thường trú", make=part(what, 0.9)),
            Worked(f"{title}|Tạm trú",
                   make=lambda c, w=what: c.figures[w] - int(c.figures[w] * 0.9)),  # type: ignore[misc]
            Column(f"{title}|Tổng (thường trú + tạm trú)", what),
        ]  # fmt: skip
    columns.append(Worked("Nhân khẩu từ 15 tuổi trở lên", make=part("adults", 1)))
    columns.append(Worked("Nhân khẩu tạm vắng", make=part("population", 0.05)))
    form = Form(index="STT", name="Đơn vị", codes="", names="police_short", total="last")
    case.table(sheet, columns, form, at=row)
