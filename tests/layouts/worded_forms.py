"""Public half: how offices shorten, translate and qualify the headings of their forms."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.registry import layout

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout("abbreviations")
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


@layout("abbreviations")
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


@layout("abbreviations")
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


@layout("English")
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


@layout("English")
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


@layout("plan or present")
def plan_then_done_then_share(case: Case) -> None:
    """ "KH 2025", "TH 9T", "Đạt (%)" under each indicator."""
    sheet = case.sheet("Tien do")
    row = case.top(sheet, "TIẾN ĐỘ THỰC HIỆN CÁC CHỈ TIÊU NĂM 2025")
    columns = [Column("Tổng số {v}", "villages"), Column("Tổng số hộ", "households")]
    for title, what in (
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số hộ sử dụng cáp quang", "households_subscribed"),
        ("Tổ công nghệ số cộng đồng", "teams"),
    ):
        columns += [
            Column(f"{title}|KH 2025", trap=what, factor=1.2),
            Column(f"{title}|TH 9T", what),
            Column(f"{title}|Đạt (%)", trap="%villages_4g"),
        ]
    case.table(sheet, columns, Form(), at=row)


@layout("plan or present")
def assigned_then_done_to_a_day(case: Case) -> None:
    """ "Chỉ tiêu giao", "TH đến 30/9/2025", "TH/KH (%)"."""
    sheet = case.sheet("Giao chi tieu")
    row = case.top(sheet, "KẾT QUẢ THỰC HIỆN")
    columns = []
    for title, what in (
        ("Số trạm 5G", "stations_5g"),
        ("Số {v} có cáp quang", "villages_with_fibre"),
    ):
        columns += [
            Column(f"{title}|Chỉ tiêu giao", trap=what, factor=1.3),
            Column(f"{title}|TH đến 30/9/2025", what),
            Column(f"{title}|TH/KH (%)", trap="%villages_fibre"),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("plan or present")
def done_so_far_and_to_be_done(case: Case) -> None:
    """ "Đã hoàn thành", "Đang triển khai", "Còn phải làm" of stations."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "TIẾN ĐỘ TRIỂN KHAI TRẠM 5G")
    columns = [
        Column("Số trạm 5G|Đã phát sóng", "stations_5g"),
        Column("Số trạm 5G|Đang triển khai", trap="stations_5g", factor=0.4),
        Column("Số trạm 5G|Còn phải làm", trap="stations_5g", factor=0.7),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("agencies")
def accounts_of_level_two(case: Case) -> None:
    """The police: "Công an xã …", accounts of level 2 activated, cards issued beside."""
    sheet = case.sheet("VNeID")
    row = case.top(sheet, "KẾT QUẢ CẤP TÀI KHOẢN ĐỊNH DANH", office="CÔNG AN TỈNH\nPHÒNG PC06")
    columns = [
        Column("Tài khoản định danh điện tử mức 2 đã kích hoạt", "eid_accounts"),
        Column("Số thẻ căn cước đã cấp", trap="eid_accounts", factor=1.1),
    ]
    case.table(sheet, columns, Form(name="Công an cấp xã", codes="", names="police"), at=row)


@layout("agencies")
def accounts_received_and_activated(case: Case) -> None:
    """The police: files received, accounts approved, accounts activated, beneath one heading."""
    sheet = case.sheet("PC06")
    row = case.top(sheet, "BÁO CÁO ĐỀ ÁN 06", office="CÔNG AN TỈNH")
    columns = [
        Column("Định danh điện tử|Hồ sơ thu nhận", trap="eid_accounts", factor=1.3),
        Column("Định danh điện tử|Tài khoản đã kích hoạt", "eid_accounts"),
    ]
    form = Form(name="Đơn vị", codes="", names="police_short", total="last")
    case.table(sheet, columns, form, at=row)


@layout("agencies")
def smartphones_and_accounts(case: Case) -> None:
    """Households with a smartphone and adults with an account, each with its base and share."""
    sheet = case.sheet("Xa hoi so")
    row = case.top(sheet, "CHỈ TIÊU XÃ HỘI SỐ")
    columns = [
        Column("Tổng số hộ gia đình", "households"),
        Column("Hộ có điện thoại thông minh|Số hộ", "households_with_smartphone"),
        Column("Hộ có điện thoại thông minh|Tỷ lệ (%)", "%households_smartphone"),
        Column("Dân số từ 15 tuổi trở lên", "adults"),
        Column("Số người từ 15 tuổi trở lên có tài khoản ngân hàng", "adults_with_epayment"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout("around the table")
def guidance_in_a_row_of_the_heading(case: Case) -> None:
    """A row beneath the headings tells how to fill them in: "(ghi số người)", "(ghi số trạm)"."""
    sheet = case.sheet("Mau")
    row = case.top(sheet, "MẪU BÁO CÁO", office="")
    columns = [
        Column("Dân số|(ghi số người thường trú)", "population"),
        Column("Dân số được phủ sóng 4G|(ghi số người)", "people_4g"),
        Column("Số trạm 4G|(ghi số trạm)", "stations_4g"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout("qualifiers")
def people_of_all_ages_and_of_some(case: Case) -> None:
    """The population, of them those of 15 and over, women and minorities: parts of no indicator."""
    sheet = case.sheet("Dan so")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG")
    columns = [
        Column("Dân số|Tổng số", "population"),
        Column("Dân số|Trong đó|Nữ", trap="population", factor=0.5),
        Column("Dân số|Trong đó|Dân tộc thiểu số", trap="population", factor=0.7),
        Column("Dân số được phủ sóng 4G|Tổng số", "people_4g"),
        Column("Dân số được phủ sóng 4G|Trong đó: nữ", trap="people_4g", factor=0.5),
    ]
    case.table(sheet, columns, Form(total="first"), at=row)
