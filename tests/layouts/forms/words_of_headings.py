"""The words of headings: abbreviations, codes with a key, English, old spelling."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import body
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


def toneless(text: str) -> str:
    """Write a text without tones and marks, as old machines did."""
    bare = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in bare if not unicodedata.combining(letter))


@layout(operator="viettel")
def operators_abbreviations(case: Case) -> None:
    """DS, TL, XP, BTS, KPI: the short forms of operators' technicians."""
    sheet = case.sheet("VTNet")
    columns = [
        Column("DS", "population"),
        Column("DS phủ 4G", "people_4g"),
        Column("TL DS phủ 4G (%)", "%pop_4g"),
        Column("DS phủ 5G", "people_5g"),
        Column("BTS 4G", "stations_4g"),
        Column("gNodeB", "stations_5g"),
    ]
    sheet.put(0, 0, "Vùng phủ Viettel đến 30/09/2025")
    case.table(sheet, columns, Form(name="X/P", code="Mã XP"), at=2)


@layout(operator="viettel")
def english_two_levels(case: Case) -> None:
    """English headings in two levels."""
    sheet = case.sheet("Coverage")
    sheet.put(0, 0, "Network coverage by commune, data as of 30 September 2025")
    columns = [
        Column("Population", "population"),
        Column("4G|Population covered", "people_4g"),
        Column("4G|Coverage rate (%)", "%pop_4g"),
        Column("4G|Base stations", "stations_4g"),
        Column("5G|Population covered", "people_5g"),
        Column("5G|Coverage rate (%)", "%pop_5g"),
        Column("5G|Base stations", "stations_5g"),
        Column("Households", "households"),
        Column("Households passed by fibre", "households_passed"),
        Column("FTTH subscribers (households)", "households_subscribed"),
    ]
    form = Form(
        index="No", name="Commune / Ward", code="Code", total="last", total_label="Grand total"
    )
    case.table(sheet, columns, form, at=2)


@layout()
def bilingual_with_breaks(case: Case) -> None:
    """Vietnamese and English in one cell, a line break between, as in statistical yearbooks."""
    sheet = case.sheet("Table 1")
    row = case.top(
        sheet,
        "Dân số và hộ - Population and households",
        "Năm 2025 - Tính đến 30/9/2025",
        office="",
    )
    columns = [
        Column("Dân số\nPopulation", "population"),
        Column("Số hộ\nNumber of households", "households"),
        Column("Dân số được phủ sóng 4G\nPopulation covered by 4G", "people_4g"),
    ]
    form = Form(
        index="",
        name="Xã, phường\nCommune, ward",
        codes="",
        total="first",
        total_label="TỔNG SỐ - TOTAL",
    )
    case.table(sheet, columns, form, at=row)


@layout()
def old_spelling_and_breaks(case: Case) -> None:
    """Line breaks and hyphens in headings, tone marks placed the old way, i for y, capitals."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU TỔNG HỢP", "(Tính đến ngày 30 tháng 9 năm 2025)")
    columns = [
        Column("DÂN SỐ\n(NGƯỜI)", "population"),
        Column("DÂN SỐ ĐƯỢC\nPHỦ SÓNG 4G\n(NGƯỜI)", "people_4g"),
        Column("TỈ LỆ DÂN SỐ\nPHỦ SÓNG 5G (%)", "%pop_5g"),
        Column("KẾT QUẢ TTHC ĐÃ SỐ HOÁ", "results_digitised"),
        Column("TỔNG SỐ KẾT QUẢ TTHC ĐÃ TRẢ", "results"),
    ]
    case.table(sheet, columns, Form(name="XÃ, PHƯỜNG", code="MÃ\nXÃ"), at=row)


@layout()
def headings_without_marks(case: Case) -> None:
    """Headings typed without Vietnamese marks, as exports of old programs have them."""
    sheet = case.sheet("Sheet1")
    columns = [
        Column("Dan so", "population"),
        Column("Dan so duoc phu song 4G", "people_4g"),
        Column("So ho gia dinh", "households"),
        Column("So ho thue bao cap quang", "households_subscribed"),
    ]
    sheet.put(0, 0, "So lieu den 30/9/2025")
    case.table(sheet, columns, Form(name="Ten xa", code="Ma xa"), at=2)


@layout()
def generation_not_said(case: Case) -> None:
    """ "Dân số được phủ sóng" without a technology: it is asked which, never guessed."""
    sheet = case.sheet("Phu song")
    row = case.top(sheet, "TÌNH HÌNH PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Dân số được phủ sóng", trap="people_4g"),
        Column("Số trạm BTS", trap="stations_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def fibre_rate_without_basis(case: Case) -> None:
    """ "Tỷ lệ cáp quang (%)": of villages or households is not said."""
    sheet = case.sheet("CQ")
    row = case.top(sheet, "TỶ LỆ CÁP QUANG")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số hộ", "households"),
        Column("Tỷ lệ cáp quang (%)", trap="%households_fibre_passed"),
    ]
    case.table(sheet, columns, at=row)


@layout(operator="vnpt")
def abbreviations_of_technicians(case: Case) -> None:
    """SL, TL, HGĐ, TB, CQ, DS: several on one sheet."""
    sheet = case.sheet("VNPT")
    sheet.put(0, 0, "SL hạ tầng VNPT - T9/2025")
    columns = [
        Column("DS", "population"),
        Column("SL trạm 4G", "stations_4g"),
        Column("SL trạm 5G", "stations_5g"),
        Column("TL phủ sóng 5G theo DS (%)", "%pop_5g"),
        Column("Số HGĐ", "households"),
        Column("Số HGĐ là TB FTTH", "households_subscribed"),
        Column("Số HGĐ có thể lắp đặt FTTH", "households_passed"),
    ]
    case.table(sheet, columns, Form(name="Tên xã/phường", code="Mã XP"), at=2)


@layout(operator="mobifone")
def abbreviations_with_full_stops(case: Case) -> None:
    """ "D.số", "SL BTS", "HH", "TB FTTH": more short forms."""
    sheet = case.sheet("MBF")
    sheet.put(0, 0, "MobiFone - vùng phủ T9.2025")
    columns = [
        Column("Tổng DS", "population"),
        Column("DS trong vùng phủ 4G", "people_4g"),
        Column("% DS phủ 5G", "%pop_5g"),
        Column("Số BTS 4G", "stations_4g"),
        Column("Tổng HGĐ", "households"),
        Column("HGĐ dùng FTTH", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(index="TT", name="Xã/P", code="Mã"), at=2)


@layout()
def abbreviations_of_departments(case: Case) -> None:
    """DS, PS, HGĐ, SD, CQ, ĐTTM, TL: the short forms of departments' own tables."""
    sheet = case.sheet("KTS")
    row = case.top(sheet, "TH SỐ LIỆU HẠ TẦNG SỐ", office="SỞ KH&CN\nPHÒNG BCVT")
    columns = [
        Column("DS", "population"),
        Column("DS được PS 4G", "people_4g"),
        Column("TL DS được PS 4G (%)", "%pop_4g"),
        Column("Số HGĐ", "households"),
        Column("Số HGĐ SD CQ", "households_subscribed"),
        Column("Số HGĐ có ĐTTM", "households_with_smartphone"),
    ]
    case.table(sheet, columns, Form(name="Xã, P", code="Mã ĐVHC"), at=row)


@layout()
def abbreviations_over_two_levels(case: Case) -> None:
    """ "PS 4G" over "DS" and "TL (%)"; "CQ" over "HGĐ SD" and "TL"."""
    sheet = case.sheet("BC nhanh")
    row = case.top(sheet, "BÁO CÁO NHANH", office="")
    columns = [
        Column("DS trung bình", "population", show=dots),
        Column("PS 4G|DS được phủ", "people_4g", show=dots),
        Column("PS 4G|TL DS (%)", "%pop_4g", show=comma(2)),
        Column("PS 5G|DS được phủ", "people_5g", show=dots),
        Column("Tổng HGĐ", "households", show=dots),
        Column("HGĐ dùng CQ|SL", "households_subscribed", show=dots),
        Column("HGĐ dùng CQ|TL (%)", "%households_fibre_subscribed", show=comma(2)),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout()
def abbreviations_of_villages(case: Case) -> None:
    """ "TS thôn", "Đã PS 4G", "Có CQ": beneath one heading for villages."""
    sheet = case.sheet("Thon ban")
    row = case.top(sheet, "HẠ TẦNG TẠI {V}", office="")
    columns = [
        Column("Số {v}|TS", "villages"),
        Column("Số {v}|Đã PS 4G", "villages_with_4g"),
        Column("Số {v}|Đã PS 5G", "villages_with_5g"),
        Column("Số {v}|Đã có CQ", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last", total_label="TC"), at=row)


@layout()
def both_languages_with_slashes(case: Case) -> None:
    """ "Dân số/Population", "Số hộ thuê bao cáp quang/FTTH subscribers (households)"."""
    sheet = case.sheet("Data")
    row = case.top(sheet, "Số liệu phủ sóng/Coverage data", office="")
    columns = [
        Column("Dân số/Population", "population"),
        Column("Dân số được phủ sóng 4G/Population covered by 4G", "people_4g"),
        Column("Số hộ/No. of households", "households"),
        Column("Số hộ thuê bao cáp quang/FTTH subscribers (households)", "households_subscribed"),
        Column("Số trạm 4G/No. of LTE sites", "stations_4g"),
    ]
    form = Form(index="STT/No.", name="Xã, phường/Commune", code="Mã/Code")
    case.table(sheet, columns, form, at=row)


@layout()
def both_languages_over_two_levels(case: Case) -> None:
    """Vietnamese above, English beneath, in two rows of headings."""
    sheet = case.sheet("Bilingual")
    row = case.top(sheet, "BÁO CÁO / REPORT", office="")
    columns = [
        Column("Dân số|Population", "population"),
        Column("Hộ có Internet cáp quang|Households with fibre Internet", "households_subscribed"),
        Column("Tổng số hộ|Total households", "households"),
        Column("Trạm 5G|5G base stations", "stations_5g"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout()
def codes_of_indicators_with_a_key(case: Case) -> None:
    """ "CT01" … as headings; a second sheet "Danh mục chỉ tiêu" tells what they mean."""
    sheet = case.sheet("Du lieu")
    sheet.put(0, 0, "Dữ liệu chỉ tiêu cấp xã - kỳ 30/9/2025")
    wanted = {"CT01": ("population", "Dân số"), "CT02": ("people_4g", "Dân số được phủ sóng 4G"),
              "CT03": ("villages", "Tổng số {v}"),
              "CT04": ("villages_with_4g", "Số {v} có sóng 4G")}  # fmt: skip
    sheet.line(2, ["ma_xa", "ten_xa", *wanted])
    for row, commune in enumerate(case.communes, start=3):
        figures = [say(case, commune, what, mark) for mark, (what, _) in wanted.items()]
        sheet.line(row, [commune.code, commune.name, *figures])
    key = case.sheet("Danh muc chi tieu")
    key.line(0, ["Mã chỉ tiêu", "Tên chỉ tiêu", "Đơn vị tính"])
    for row, (mark, (_, title)) in enumerate(wanted.items(), start=1):
        key.line(row, [mark, case.say(title), "người" if row < 3 else case.word.split(",")[0]])
    case.truth.all_headings |= set(wanted)


@layout()
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


@layout()
def no_heading_above_the_names(case: Case) -> None:
    """The cells above numbers and names are empty; capitals, and "&" for "và" in the headings."""
    sheet = case.sheet("01")
    row = case.top(sheet, "BẢNG TỔNG HỢP")
    columns = [Column("DÂN SỐ", "population"), Column("TRẠM 4G", "stations_4g"),
               Column("SỐ HỘ", "households"), Column("DÂN SỐ & HỘ ĐÃ RÀ SOÁT",
               trap="text:Đã rà soát;Chưa")]  # fmt: skip
    sheet.line(row, [None, None, *[c.heading for c in columns]])
    body(case, sheet, row + 1, columns)


@layout()
def pocket_book_in_two_languages(case: Case) -> None:
    """A statistical pocket book: each heading in Vietnamese and English on two lines."""
    sheet = case.sheet("3.2")
    sheet.put(0, 0, "3.2. Bưu chính, viễn thông phân theo xã/phường tại thời điểm 30/9/2025")
    sheet.put(1, 0, "Posts and telecommunications by commune as of 30 September 2025")
    columns = [
        Column("Dân số (Người)\nPopulation (Person)", "population", show=dots),
        Column("Số hộ (Hộ)\nHouseholds (Household)", "households", show=dots),
        Column("Số hộ thuê bao cáp quang (Hộ)\nHouseholds subscribing to fibre (Household)",
               "households_subscribed", show=dots),
    ]  # fmt: skip
    form = Form(index="", name="", codes="", total="first", total_label="TỔNG SỐ - TOTAL")
    case.table(sheet, columns, form, at=3)


@layout(operator="mobifone")
def engineer_writes_english(case: Case) -> None:
    """Short English of an engineer: onair, pax, HH, with what is planned at the right."""
    sheet = case.sheet("MBF_Q3_2025")
    sheet.put(0, 0, "MobiFone network status by commune, updated 30-Sep-2025")
    columns = [
        Column("Pop (pax)", "population"),
        Column("No. of BTS 3G onair", "stations_3g"),
        Column("No. of BTS 4G onair", "stations_4g"),
        Column("No. of BTS 5G onair", "stations_5g"),
        Column("% Pop covered 4G", "%pop_4g"),
        Column("No. of BTS 5G to be onair 2026", trap="stations_4g", factor=0.5),
    ]
    case.table(
        sheet, columns, Form(index="No.", name="Commune/Ward name", code="Commune code"), at=2
    )


@layout(ending=".xls")
def capitals_without_tones(case: Case) -> None:
    """Headings in capitals without tones, names of communes without tones, codes beside."""
    sheet = case.sheet("BAOCAO")
    sheet.put(0, 0, "BAO CAO SO LIEU HA TANG SO DEN NGAY 30/09/2025")
    columns = [
        Column("SO THON", "villages"),
        Column("SO THON CO SONG 4G", "villages_with_4g"),
        Column("SO THON CO CAP QUANG", "villages_with_fibre"),
        Column("TONG SO HO", "households"),
    ]
    row = headings(
        case, sheet, 2, ["TT", "MA XA", "TEN XA PHUONG", *(c.heading for c in columns), "GHI CHU"]
    )
    for place, commune in enumerate(case.communes):
        line: list[Any] = [place + 1, commune.code, toneless(commune.name).upper()]
        for column in columns:
            value, gives = column.cell(commune, place)
            line.append(value)
            for what, entry in gives.items():
                case.note(commune, what, entry, column)
        sheet.line(row + place, line)


@layout(operator="viettel", ending=".ods")
def short_forms_of_a_company_and_their_legend(case: Case) -> None:
    """Headings "N4", "N5", "DSP4", "HPGD", "TBGD"; at the right a legend of them."""
    sheet = case.sheet("VTT")
    sheet.put(0, 0, f"VIETTEL {place_name(case)} - SỐ LIỆU MẠNG LƯỚI ĐẾN 30/9/2025")
    columns = [
        Column("DS", "population"),
        Column("HGD", "households"),
        Column("N4", "stations_4g"),
        Column("N5", "stations_5g"),
        Column("DSP4", "people_4g"),
        Column("HPGD", "households_passed"),
        Column("TBGD", "households_subscribed"),
    ]
    case.table(sheet, columns, Form(code="Mã", names="short"), at=2)
    legend = (
        ("Ký hiệu", "Nội dung"),
        ("DS", "Dân số (người)"),
        ("HGD", "Tổng số hộ gia đình"),
        ("N4", "Số trạm 4G đang phát sóng"),
        ("N5", "Số trạm 5G đang phát sóng"),
        ("DSP4", "Dân số được phủ sóng 4G (người)"),
        ("HPGD", "Số hộ gia đình có cáp quang đi qua, sẵn sàng lắp đặt"),
        ("TBGD", "Số hộ gia đình đang sử dụng cáp quang"),
    )
    for row, pair in enumerate(legend, start=2):
        sheet.line(row, list(pair), at=11)


@layout()
def old_letterhead_and_capitals(case: Case) -> None:
    """The old Department's letterhead left in the form; headings and names in capitals."""
    sheet = case.sheet("PHU LUC 1")
    row = case.top(
        sheet, "PHỤ LỤC 1\nHIỆN TRẠNG PHỦ SÓNG DI ĐỘNG VÀ CÁP QUANG",
        "(TÍNH ĐẾN HẾT QUÝ III NĂM 2025)", office="UBND TỈNH\nSỞ THÔNG TIN VÀ TRUYỀN THÔNG",
    )  # fmt: skip
    villages = case.word.upper()
    columns = [
        Column(f"TỔNG SỐ {villages}", "villages"),
        Column(f"SỐ {villages} CÓ SÓNG 4G", "villages_with_4g"),
        Column(f"SỐ {villages} CÓ SÓNG 5G", "villages_with_5g"),
        Column(f"SỐ {villages} CÓ CÁP QUANG", "villages_with_fibre"),
        Column("TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 4G (%)", "%pop_4g", digits=2, show=comma(2)),
        Column("TỶ LỆ DÂN SỐ ĐƯỢC PHỦ SÓNG 5G (%)", "%pop_5g", digits=2, show=comma(2)),
    ]
    form = Form(index="TT", name="TÊN ĐƠN VỊ", code="MÃ ĐƠN VỊ", names="upper", groups="rows")
    case.table(sheet, columns, form, at=row)


@layout()
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


@layout(operator="vnpt")
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


@layout()
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


@layout()
def translated_on_a_second_sheet(case: Case) -> None:
    """The same table twice: "VN" in Vietnamese with sums of districts, "EN" in English."""
    for name, words, form in (
        ("VN", ("Số hộ", "Số hộ cáp quang đã đến", "Số hộ thuê bao cáp quang"),
         Form(groups="sums", total="first")),
        ("EN", ("Households", "Households passed by fibre", "Households subscribing to fibre"),
         Form(index="No.", name="Commune/Ward", code="Code", total="last", total_label="Total")),
    ):  # fmt: skip
        sheet = case.sheet(name)
        row = case.top(
            sheet, "HẠ TẦNG BĂNG RỘNG CỐ ĐỊNH" if name == "VN" else "FIXED BROADBAND",
            "Thời điểm: 30/9/2025" if name == "VN" else "As of 30 September 2025", office="",
        )  # fmt: skip
        whats = ("households", "households_passed", "households_subscribed")
        case.table(sheet, [Column(*pair) for pair in zip(words, whats, strict=True)], form, at=row)
