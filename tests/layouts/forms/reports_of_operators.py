"""Operators' own reports of their stations, subscribers and lines."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, commas, dots, percent_text, spaces
from tests.layouts.groups import by_district, sums
from tests.layouts.made_up import rest
from tests.layouts.registry import layout
from tests.layouts.rows import headings, one_table, sign
from tests.layouts.shared_columns import Made
from tests.layouts.who_and_when import DECEMBER, PROVINCES, place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def package(which: int) -> Callable[[Commune], int]:
    """Divide the homes with fibre among three packages."""

    def homes(c: Commune) -> int:
        whole = c.figures["households_subscribed"]
        slow = whole * (10 + c.figures["files"] % 9) // 100
        fast = whole * (21 + c.figures["files"] % 13) // 100
        return (slow, whole - slow - fast, fast)[which]

    return homes


@layout()
def two_g_only(case: Case) -> None:
    """Subscribers, those of them with 2G only, and the share."""
    sheet = case.sheet("2G")
    row = case.top(sheet, "THUÊ BAO 2G ONLY")
    columns = [
        Column("Tổng số thuê bao di động", "subscribers"),
        Column("Số thuê bao chỉ dùng 2G", "subscribers_with_2g_only"),
        Column("Tỷ lệ thuê bao chỉ dùng 2G (%)", "%subscribers_2g_only"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def short_english_of_an_operator(case: Case) -> None:
    """ "Commune code", "Pop.", "LTE pop. covered", "NR pop. covered", "HP", "FTTH subs (HH)"."""
    sheet = case.sheet("KPI_Q3")
    sheet.put(0, 0, "Coverage KPI by commune, as of 30 Sep 2025")
    columns = [
        Column("Pop.", "population"),
        Column("LTE pop. covered", "people_4g"),
        Column("NR pop. covered", "people_5g"),
        Column("LTE sites", "stations_4g"),
        Column("Households", "households"),
        Column("FTTH subscribed households", "households_subscribed"),
    ]
    form = Form(index="No.", name="Commune", code="Commune code", total="last", total_label="Total")
    case.table(sheet, columns, form, at=2)


@layout(operator="viettel")
def viettel_branch(case: Case) -> None:
    """A branch's own report: the operator stands only in the letterhead."""
    one_table(case, [
        Column("BTS 3G", "stations_3g"), Column("BTS 4G", "stations_4g"),
        Column("BTS 5G", "stations_5g"),
    ], Form(index="TT", name="Địa bàn", codes="", total="last", total_label="Toàn tỉnh"),
        office="TẬP ĐOÀN CÔNG NGHIỆP - VIỄN THÔNG QUÂN ĐỘI\nVIETTEL TỈNH")  # fmt: skip


@layout(operator="vnpt")
def vnpt_export(case: Case) -> None:
    """VNPT's own table, upper-case names, spaces for thousands."""
    one_table(case, [
        Column("Số hộ dân", "households", show=spaces),
        Column("Số hộ sử dụng cáp quang", "households_subscribed", show=spaces),
        Column("Ghi chú", trap="text:;Địa hình khó;Chờ kéo cáp"),
    ], Form(names="upper", codes=""), office="VNPT TỈNH\nPHÒNG KỸ THUẬT")  # fmt: skip


@layout(operator="mobifone")
def mobifone_short(case: Case) -> None:
    """MobiFone: short names of communes and code of unit first."""
    one_table(case, [Column("Trạm 4G", "stations_4g"), Column("Trạm 5G", "stations_5g")],
        Form(code="Mã ĐVHC", code_after=False, names="abbreviated"),
        office="MOBIFONE TỈNH", foot=False)  # fmt: skip


@layout(operator="vnpt")
def form_02_of_telecoms(case: Case) -> None:
    """ "Biểu số 02/VT", "Đơn vị tính: thuê bao": mobile with 2G only of it, FTTH of households."""
    sheet = case.sheet("Bieu 02-VT")
    sheet.put(0, 0, "TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM")
    sheet.put(0, 6, "Biểu số 02/VT")
    sheet.put(2, 0, "BÁO CÁO PHÁT TRIỂN THUÊ BAO VIỄN THÔNG")
    sheet.put(3, 0, "Kỳ báo cáo: Quý III năm 2025 (chốt số liệu 30/9/2025)")
    sheet.put(4, 6, "Đơn vị tính: thuê bao")
    columns = [
        Column("Thuê bao điện thoại di động|Tổng số", "subscribers"),
        Column("Thuê bao điện thoại di động|Trong đó: thuê bao chỉ sử dụng 2G",
               "subscribers_with_2g_only"),
        Column("Thuê bao điện thoại di động|Phát triển mới trong kỳ", trap="subscribers",
               factor=0.03),
        Column("Thuê bao điện thoại cố định", trap="households_subscribed", factor=0.07),
        Column("Thuê bao truyền hình MyTV", trap="households_subscribed", factor=0.6),
    ]  # fmt: skip
    form = Form(index="TT", name="Địa bàn (xã, phường)", numbers_row="({})", total="last")
    case.table(sheet, columns, form, at=5)
    case.foot(sheet)


@layout()
def stations_in_all_states(case: Case) -> None:
    """Stations on air, out of order, being built, proposed, with battery; of 4G and of 5G."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "QUẢN LÝ TRẠM BTS TRÊN ĐỊA BÀN")
    columns = [
        c for g in ("4G", "5G") for c in (
            Column(f"Trạm {g}|Đang phát sóng", f"stations_{g.lower()}"),
            Worked(f"Trạm {g}|Tạm ngừng hoạt động", make=lambda c: c.figures["villages"] % 2),
            Worked(f"Trạm {g}|Đang xây dựng", make=lambda c: c.figures["villages"] % 3),
            Worked(f"Trạm {g}|Đề xuất xây mới", make=lambda c: c.figures["households"] % 5),
        )
    ]  # fmt: skip
    columns.append(Worked("Trạm có máy phát điện dự phòng", make=part("stations_4g", 0.6)))
    case.table(sheet, columns, Form(index="TT", name="Xã/phường", total="last"), at=row)


@layout()
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


@layout()
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


@layout(operator="mobifone")
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


@layout()
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


@layout(operator="vnpt")
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


@layout(operator="viettel")
def subscriptions_of_homes_and_firms(case: Case) -> None:
    """FTTH of homes, of firms and both; ports, ports in use, and the use of ports in percent."""
    sheet = case.sheet("FTTH")
    sheet.put(0, 0, "VIETTEL - BÁO CÁO BĂNG RỘNG CỐ ĐỊNH (FTTH) ĐẾN 30/9/2025")
    columns = [
        Column("Số hộ gia đình", "households"),
        Column("Thuê bao FTTH|Hộ gia đình", "households_subscribed"),
        Worked("Thuê bao FTTH|Doanh nghiệp, cơ quan", make=part("households_subscribed", 0.09)),
        Worked("Thuê bao FTTH|Tổng", make=lambda c: c.figures["households_subscribed"]
               + int(c.figures["households_subscribed"] * 0.09)),
        Worked("Cổng GPON|Tổng dung lượng", make=part("households_passed", 1.2)),
        Worked("Cổng GPON|Đã sử dụng", make=part("households_subscribed", 1.1)),
        Worked("Cổng GPON|Hiệu suất (%)", make=lambda c: round(92 * c.figures[
               "households_subscribed"] / max(c.figures["households_passed"], 1), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last", total_label="Tổng"), at=2)


@layout(operator="viettel")
def branch_with_cabinets_and_nodes(case: Case) -> None:
    """A Viettel branch: BTS, NodeB, eNodeB, gNodeB; clusters in a column, no numbers of lines."""
    sheet = case.sheet("KTM_T9")
    sheet.put(0, 0, "VIETTEL TỈNH - PHÒNG KỸ THUẬT MẠNG LƯỚI")
    sheet.put(1, 0, "Quy hoạch và hiện trạng trạm phát sóng, số liệu chốt 24h00 ngày 30/9/2025")
    columns = [
        Column("Trạm BTS 2G", "stations_2g"),
        Column("Trạm NodeB 3G", "stations_3g"),
        Column("Trạm eNodeB 4G", "stations_4g"),
        Column("Trạm gNodeB 5G", "stations_5g"),
        Column("Số {v} có sóng 4G Viettel", "villages_with_4g"),
        Column("Cụm trưởng", trap="text:Anh Hùng;Chị Lan;Anh Sơn"),
    ]
    form = Form(index="", name="Phường/xã mới", codes="", groups="column", district="Cụm KT")
    case.table(sheet, columns, form, at=3)


@layout()
def three_g_switched_off(case: Case) -> None:
    """Stations of 3G in service, switched off this year and to be switched off next year."""
    sheet = case.sheet("Tat song")
    row = case.top(sheet, "LỘ TRÌNH DỪNG CÔNG NGHỆ 2G, 3G", office="SỞ KHOA HỌC VÀ CÔNG NGHỆ")
    columns = [
        Column("Trạm 3G|Đang phát sóng", "stations_3g"),
        Worked("Trạm 3G|Đã tắt năm 2025", make=lambda c: int(c.code) % 4),
        Worked("Trạm 3G|Sẽ tắt năm 2026", make=part("stations_3g", 0.5)),
        Column("Trạm 4G|Đang phát sóng", "stations_4g"),
        Worked("Trạm 4G|Bổ sung thay thế", make=lambda c: int(c.code) // 3 % 3),
        Column("Tổng số thuê bao", "subscribers"),
        Column("Thuê bao chỉ dùng 2G (2G only)", "subscribers_with_2g_only"),
    ]
    case.table(sheet, columns, at=row)


@layout(operator="vnpt")
def nodes_named_by_engineers(case: Case) -> None:
    """BTS, NodeB, eNodeB and gNodeB of VinaPhone, with sites before and 4G cells behind."""
    sheet = case.sheet("VNP_RAN")
    sheet.put(0, 0, "VNPT - MẠNG VINAPHONE: HIỆN TRẠNG RAN ĐẾN 30/9/2025")
    columns = [
        Worked("Vị trí (site)", make=lambda c: c.figures["stations_4g"] + 1),
        Column("BTS (2G)", "stations_2g"),
        Column("NodeB (3G)", "stations_3g"),
        Column("eNodeB (4G)", "stations_4g"),
        Column("gNodeB (5G)", "stations_5g"),
        Worked("Số cột anten thuê", make=lambda c: c.figures["files"] % 5),
    ]
    case.table(sheet, columns, Form(names="short", code="ID xã", total="last"), at=2)


@layout()
def large_masts_small_cells_and_all(case: Case) -> None:
    """4G and 5G stations as macro, small cell, indoor (IBS) and then the sum."""
    sheet = case.sheet("PL03")
    row = case.top(sheet, "HIỆN TRẠNG TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG")
    columns: list[Column] = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Worked(f"Trạm {g}|Macro", make=part(what, 0.7)),
            Worked(f"Trạm {g}|Small cell", make=part(what, 0.2)),
            Worked(f"Trạm {g}|IBS", make=rest(what, 0.7, 0.2)),
            Column(f"Trạm {g}|Tổng", what),
        ]
    case.table(sheet, columns, Form(code="Mã ĐVHC"), at=row)


@layout(operator="vnpt")
def from_ports_to_homes(case: Case) -> None:
    """Ports fitted, joined and free; then homes, "Homepass", those with FTTH and their share."""
    sheet = case.sheet("FTTH")
    row = case.top(
        sheet, "NĂNG LỰC MẠNG CÁP QUANG VÀ MỨC ĐỘ SỬ DỤNG CỦA HỘ GIA ĐÌNH",
        office=f"VNPT {place_name(case)}\nTRUNG TÂM ĐIỀU HÀNH THÔNG TIN",
    )  # fmt: skip

    def ports(factor: float) -> Any:
        return part("households_passed", factor)

    columns = [
        Worked("Mạng PON (port)|Lắp đặt", make=ports(1.2)),
        Worked("Mạng PON (port)|Đã đấu nối", make=ports(0.8)),
        Worked("Mạng PON (port)|Còn trống", make=lambda c: ports(1.2)(c) - ports(0.8)(c)),
        Column("Hộ gia đình (hộ)|Tổng số hộ", "households"),
        Column("Hộ gia đình (hộ)|Homepass (cáp quang tới trước nhà)", "households_passed"),
        Column("Hộ gia đình (hộ)|Đang dùng FTTH", "households_subscribed"),
        Column("Tỷ lệ hộ đang dùng FTTH/tổng số hộ (%)", "%households_fibre_subscribed"),
    ]
    row = headings(
        case, sheet, row, [None, None, "Mạng PON (port)", None, None, "Hộ gia đình (hộ)"]
    )
    row = headings(
        case, sheet, row, ["TT", "Địa bàn", *(column.heading.split("|")[-1] for column in columns)]
    )
    body(case, sheet, row, columns)


@layout(operator="viettel")
def viettel_typed_in_haste(case: Case) -> None:
    """Viettel: tones forgotten here and there, "lê" for "lệ", no codes; date above the table."""
    sheet = case.sheet("Sheet1")
    row = case.top(
        sheet, "BÁO CÁO SỐ LIÊU HẠ TẦNG MẠNG VIETTEL CÁC XÃ, PHUỜNG", "Số liêu đến ngày 30/09/2025",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Dân sô (nguời)", "population"),
        Column("Số tram 4G đang phát sóng", "stations_4g"),
        Column("Số trạm 5G đang phat sóng", "stations_5g"),
        Column("Dân số đươc phủ sóng 4G (người)", "people_4g"),
        Column("Tỷ lê dân số được phủ sóng 4G (%)", "%pop_4g"),
        Column("Sô hộ gia đình", "households"),
        Column("Số hộ sử dung cáp quang Viettel", "households_subscribed"),
    ]
    form = Form(index="Stt", name="Xã/ phường", codes="", total="last", total_label="Tông cộng")
    case.table(sheet, columns, form, at=row)


@layout(operator="vnpt", ending=".xls", as_of="2025-10-31")
def vnpt_fixed_network_in_old_excel(case: Case) -> None:
    """VNPT, Excel 97: homes, homes that can be served, those served, shares; dots; 31/10/2025."""
    sheet = case.sheet("BRCD T10")
    row = case.top(
        sheet, "BÁO CÁO MẠNG BĂNG RỘNG CỐ ĐỊNH VNPT THÁNG 10/2025", "(Tính đến hết 31/10/2025)",
        office=f"TẬP ĐOÀN BƯU CHÍNH VIỄN THÔNG VIỆT NAM\nVNPT {place_name(case)}",
    )  # fmt: skip
    columns = [
        Column("Số hộ dân", "households", show=dots),
        Column("Hộ có thể cung cấp cáp quang ngay|Số hộ", "households_passed", show=dots),
        Column("Hộ có thể cung cấp cáp quang ngay|Tỷ lệ", "%households_fibre_passed",
               digits=1, show=percent_text),
        Column("Hộ đang sử dụng cáp quang VNPT|Số hộ", "households_subscribed", show=dots),
        Column("Hộ đang sử dụng cáp quang VNPT|Tỷ lệ", "%households_fibre_subscribed",
               digits=1, show=percent_text),
        Column("Số {v}", "villages"),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
    ]  # fmt: skip
    form = Form(groups="column", district="TTVT (huyện cũ)", name="Xã/Phường", total="last")
    case.table(sheet, columns, form, at=row)


@layout(operator="mobifone")
def mobifone_half_english(case: Case) -> None:
    """MobiFone: "Site 2G" to "Site 5G", "Pop", "Pop phủ 4G", "% pop phủ 4G"; codes as numbers."""
    sheet = case.sheet("Coverage_30092025")
    sheet.put(0, 0, f"MOBIFONE {place_name(case)} - SỐ LIỆU SITE VÀ VÙNG PHỦ THEO XÃ/PHƯỜNG")
    sheet.put(1, 0, "Update: 30/09/2025")
    columns = [
        *(Column(f"Site {g} on-air", f"stations_{g.lower()}") for g in ("2G", "3G", "4G", "5G")),
        Column("Pop (dân số)", "population", show=commas),
        Column("Pop phủ 4G", "people_4g", show=commas),
        Column("% pop phủ 4G", "%pop_4g"),
        Column("Pop phủ 5G", "people_5g", show=commas),
        Column("% pop phủ 5G", "%pop_5g"),
        Column("Remark"),
    ]
    form = Form(
        index="No", name="Xã/phường", code="Mã xã", codes="number", code_after=False,
        total="last", total_label="Total",
    )  # fmt: skip
    case.table(sheet, columns, form, at=3)


@layout(ending=".ods")
def subscribers_in_libreoffice(case: Case) -> None:
    """LibreOffice: mobile subscribers, those on 2G only, homes with fibre, text without marks."""
    sheet = case.sheet("Thue bao")
    row = case.top(
        sheet, "Tổng hợp thuê bao của các doanh nghiệp viễn thông", "Quý III năm 2025",
        more=("Đơn vị tổng hợp: Phòng Bưu chính, Viễn thông",),
    )  # fmt: skip
    columns = [
        Column("Tổng số thuê bao điện thoại di động", "subscribers", show=apostrophe),
        Column("Trong đó: thuê bao chỉ dùng máy 2G", "subscribers_with_2g_only", show=apostrophe),
        Column("Số hộ gia đình", "households", show=apostrophe),
        Column("Số hộ gia đình thuê bao cáp quang", "households_subscribed", show=apostrophe),
    ]
    case.table(sheet, columns, Form(index="TT", name="Xã, phường", gap=1), at=row)


@layout(operator="viettel", as_of=DECEMBER)
def thousands_by_old_district_total_first(case: Case) -> None:
    """Viettel, quarter IV: total first, old districts with sums, short words, a row of units."""
    sheet = case.sheet("BC QIV")
    row = case.top(
        sheet, "SỐ LIỆU HẠ TẦNG QUÝ IV/2025 (ĐẾN 31/12/2025)", "",
        office="TẬP ĐOÀN CN - VT QUÂN ĐỘI\nVIETTEL TỈNH",
        more=("(Gửi Sở KH&CN theo chế độ báo cáo quý)",),
    )  # fmt: skip
    columns = [
        Column("DS", "population", unit="1.000 người", scale=1000),
        Column("DS phủ sóng|4G", "people_4g", unit="1.000 người", scale=1000),
        Column("DS phủ sóng|5G", "people_5g", unit="1.000 người", scale=1000),
        Column("Số trạm|4G", "stations_4g", unit="trạm"),
        Column("Số trạm|5G", "stations_5g", unit="trạm"),
        Column("HGĐ dùng CQ", "households_subscribed", unit="hộ", show=dots),
    ]
    form = Form(names="abbreviated", groups="sums", units_row=True, total="first",
                total_label="TOÀN TỈNH")  # fmt: skip
    case.table(sheet, columns, form, at=row)
    sign(sheet, "Ngày 09 tháng 01 năm 2026")


@layout(operator="mobifone", as_of=DECEMBER)
def english_tables_of_old_districts_as_text(case: Case) -> None:
    """MobiFone in English: a table for each former district, text with commas, subtotals."""
    sheet = case.sheet("Q4 FY25")
    sheet.line(0, ["MOBIFONE - PROVINCIAL BRANCH"])
    sheet.line(1, ["Coverage report, fourth quarter of 2025 (cut-off: 31 December 2025)"])
    columns = [
        Column("Population", "population", show=commas),
        Column("Population covered|4G", "people_4g", show=commas),
        Column("Population covered|5G", "people_5g", show=commas),
        Column("Sites on air|4G", "stations_4g", show=commas),
        Column("Sites on air|5G", "stations_5g", show=commas),
    ]
    form = Form(index="No.", name="Commune/Ward", code="Code", total="last",
                total_label="Subtotal")  # fmt: skip
    row, start = 3, 1
    for district, mine in by_district(case).items():
        sheet.put(row, 0, f"Former {district}")
        row = case.table(sheet, columns, form, at=row + 1, some=mine, start=start) + 1
        start += len(mine)
    sign(sheet, "07 January 2026")


@layout(operator="vnpt", as_of=DECEMBER, ending=".xls")
def days_of_letters_above_the_day_below(case: Case) -> None:
    """VNPT, Excel 97: days of three letters above; "Số liệu chốt 24h00 ngày 31/12/2025" below."""
    sheet = case.sheet("PL CV")
    row = case.top(
        sheet, "PHỤ LỤC SỐ LIỆU HẠ TẦNG VIỄN THÔNG", "",
        office="TẬP ĐOÀN VNPT\nVNPT TỈNH",
        more=(
            "(Kèm theo Công văn số 87/VNPT-KTĐT ngày 08/01/2026 của VNPT tỉnh)",
            "Thực hiện Công văn số 1452/SKHCN-VT ngày 29/12/2025 và 1388/SKHCN-VT ngày 18/12/2025",
        ),
    )  # fmt: skip
    columns = [
        Column("Số hộ", "households", show=dots),
        Column("Hộ sẵn sàng cung cấp cáp quang", "households_passed", show=dots),
        Column("Hộ đang sử dụng cáp quang", "households_subscribed", show=dots),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
    ]
    row = case.table(sheet, columns, Form(names="office", total="first"), at=row)
    sheet.put(row + 1, 0, "Ghi chú: Số liệu chốt 24h00 ngày 31/12/2025 trên hệ thống của VNPT.")
    sign(sheet, "Ngày 08 tháng 01 năm 2026")


@layout(operator="viettel")
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


@layout(operator="vnpt")
def homes_by_package_speed_then_sum(case: Case) -> None:
    """VNPT: homes with fibre by the speed of their package, three columns, then "Cộng"."""
    sheet = case.sheet("FTTH theo goi")
    row = case.top(
        sheet, "CƠ CẤU HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG THEO GÓI CƯỚC", "Thời điểm: 30/09/2025",
        office=f"VNPT {PROVINCES[case.province].upper()}\nPHÒNG KẾ HOẠCH - KẾ TOÁN",
    )  # fmt: skip
    text = "Số hộ đang sử dụng cáp quang theo tốc độ gói cước"
    speeds = ("Dưới 100 Mb/s", "Từ 100 đến dưới 300 Mb/s", "Từ 300 Mb/s trở lên")
    columns = [
        Column("Tổng số hộ gia đình", "households"),
        *(
            Worked(f"{text}|{speed}", make=package(which))
            for which, speed in enumerate(speeds)
        ),
        Column(f"{text}|Cộng", "households_subscribed"),
        Column("Tỷ lệ hộ sử dụng cáp quang (%)", "%households_fibre_subscribed", show=comma(2)),
    ]  # fmt: skip
    row = case.table(sheet, columns, Form(names="full", groups="column"), at=row)
    sheet.line(row, [None, None, "Tổng cộng", None, *sums(columns, case.communes)])
