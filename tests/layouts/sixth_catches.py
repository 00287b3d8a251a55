"""Columns, rows and notes that are easily mistaken for the figure asked for."""

# ruff: noqa: D401 - a docstring says what the sheet looks like

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dxanalysis import units
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, dots, percent_text
from tests.layouts.registry import layout
from tests.layouts.sixth_forms import head
from tests.layouts.sixth_traps import COVERED, of_june

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout("parts")
def roads_with_signal_beside_people(case: Case) -> None:
    """The share of kilometres of road with 4G stands before the share of people."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "KẾT QUẢ ĐO KIỂM VÀ TÍNH TOÁN VÙNG PHỦ SÓNG DI ĐỘNG")
    columns = [
        Worked("Chiều dài đường giao thông (km)", make=lambda c: 15 + int(c.code) % 88),
        Column("Tỷ lệ phủ sóng 4G (%)|Theo chiều dài đường", trap="%pop_4g", factor=0.9),
        Column("Tỷ lệ phủ sóng 4G (%)|Theo dân số", "%pop_4g"),
        Column("Dân số", "population"),
    ]
    case.table(sheet, columns, at=row)


@layout("versions")
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


@layout("versions")
def villages_before_and_after_merging(case: Case) -> None:
    """The number of villages before they were merged, and the number of today."""
    sheet = case.sheet("Sau sáp nhập")
    row = case.top(sheet, f"SỐ {case.word.upper()} SAU SẮP XẾP VÀ TÌNH TRẠNG PHỦ SÓNG")
    columns = [
        Worked("Số {v}|Trước sắp xếp", make=lambda c: c.figures["villages"] + int(c.code) // 3 % 9),
        Column("Số {v}|Sau sắp xếp", "villages"),
        Column("Số {v} có sóng 4G (theo số sau sắp xếp)", "villages_with_4g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("parts")
def slow_signal_among_the_covered(case: Case) -> None:
    """Villages with 4G, of which those with less than 10 Mb/s; the latter comes twice."""
    sheet = case.sheet("CLDV")
    row = case.top(sheet, f"PHỦ SÓNG VÀ CHẤT LƯỢNG DỊCH VỤ 4G TẠI {case.word.upper()}")
    columns = [
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G|Tổng", "villages_with_4g"),
        Worked("Số {v} có sóng 4G|Tốc độ dưới 10 Mb/s", make=part("villages_with_4g", 0.2)),
        Worked("Số {v} có sóng 4G|Sóng yếu, chập chờn", make=part("villages_with_4g", 0.1)),
    ]
    case.table(sheet, columns, at=row)


@layout("percentages")
def share_of_the_plan_beside_share_of_homes(case: Case) -> None:
    """Two percentages of the same count: of what was planned and of all homes."""

    def plan(commune: Commune) -> int:
        return 50 * (1 + commune.figures["households_subscribed"] // 50 + int(commune.code) % 7)

    sheet = case.sheet("SoSanh")
    row = case.top(sheet, "TIẾN ĐỘ PHÁT TRIỂN CÁP QUANG ĐẾN HỘ GIA ĐÌNH")
    columns = [
        Column("Tổng số hộ", "households", show=dots),
        Worked("Kế hoạch giao (hộ)", make=plan),
        Column("Số hộ đã sử dụng cáp quang", "households_subscribed", show=dots),
        Worked(
            "Tỷ lệ (%)|so với kế hoạch",
            make=lambda c: round(100 * c.figures["households_subscribed"] / plan(c), 1),
        ),
        Column("Tỷ lệ (%)|so với tổng số hộ", "%households_fibre_subscribed", show=percent_text),
    ]
    case.table(sheet, columns, at=row)


@layout("time")
def starred_communes_are_of_june(case: Case) -> None:
    """A star behind some names; a line below says that their figures are of the end of June."""
    sheet = case.sheet("30.9")
    row = case.top(sheet, "DÂN SỐ VÀ PHỦ SÓNG DI ĐỘNG")
    row = head(case, sheet, row, ["STT", "Tên xã, phường", "Mã xã", *(c.heading for c in COVERED)])
    older = [of_june(c) for c in COVERED]
    for place, commune in enumerate(case.communes):
        late = place % 12 == 5
        shown: Commune = replace(commune, name=f"{commune.name} (*)") if late else commune
        row = body(
            case, sheet, row, older if late else COVERED, codes=True, some=[shown], start=place + 1
        )
    sheet.put(row + 1, 0, "(*) Chưa có báo cáo quý III; số liệu tính đến ngày 30/6/2025.")


@layout("parts", operator="vnpt")
def subscribers_on_4g_for_people_with_4g(case: Case) -> None:
    """The share of subscribers who use 4G and 5G stands beside the share of people covered."""
    sheet = case.sheet("VNPT T9")
    sheet.put(0, 0, "VNPT - SỐ LIỆU THUÊ BAO VÀ VÙNG PHỦ ĐẾN 30/9/2025")
    columns = [
        Worked("Số thuê bao di động", make=part("subscribers", 1)),
        Worked("Thuê bao data 4G/5G", make=part("subscribers", 0.6)),
        Worked("Tỷ lệ thuê bao 4G (%)", make=lambda c: 48 + int(c.code) % 31),
        Worked("Tỷ lệ thuê bao 5G (%)", make=lambda c: 3 + int(c.code) % 11),
        Column("Tỷ lệ phủ sóng 4G theo dân số (%)", "%pop_4g"),
        Column("Tỷ lệ phủ sóng 5G theo dân số (%)", "%pop_5g"),
    ]
    case.table(sheet, columns, at=2)


@layout("parts")
def places_devices_and_technologies_of_masts(case: Case) -> None:
    """Masts, all stations of every technology, then 4G and 5G stations of them."""
    sheet = case.sheet("Nhà trạm")
    row = case.top(sheet, "HẠ TẦNG CỘT ĂNG TEN VÀ TRẠM THU PHÁT SÓNG")
    columns = [
        Worked("Số vị trí cột ăng ten", make=part("stations_4g", 0.8)),
        Worked(
            "Tổng số trạm BTS",
            make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5)),
        ),
        Column("Trong đó|Trạm 4G", "stations_4g"),
        Column("Trong đó|Trạm 5G", "stations_5g"),
        Worked("Trong đó|Trạm trên đất công", make=part("stations_4g", 0.3)),
        Worked("Trong đó|Trạm cấp phép XD", make=part("stations_4g", 0.5)),
    ]
    case.table(sheet, columns, at=row)


@layout("other subjects")
def stations_within_industrial_parks_only(case: Case) -> None:
    """A list of parks and sights with the commune they lie in and the stations within them."""
    sheet = case.sheet("KCN")
    row = case.top(sheet, "PHỦ SÓNG 5G TẠI KHU, CỤM CÔNG NGHIỆP, KHU DU LỊCH")
    row = head(case, sheet, row, [
        "STT", "Khu, cụm công nghiệp, khu du lịch", "Xã, phường", "Số trạm 4G trong khu",
        "Số trạm 5G trong khu", "Đã phủ sóng 5G",
    ])  # fmt: skip
    for place, commune in enumerate(case.communes[::3]):
        sheet.line(row + place, [
            place + 1, f"Cụm công nghiệp số {place + 1}", commune.name, 1 + place % 3, place % 2,
            "x" if place % 2 else None,
        ])  # fmt: skip


@layout("time")
def dates_of_the_letter_and_of_the_figures(case: Case) -> None:
    """Letter of October, deadline of November, and below the table the day of the figures."""
    sheet = case.sheet("Phu luc 2")
    sheet.put(0, 0, "Phụ lục 2")
    sheet.put(1, 0, "(Kèm theo Công văn số 1187/SKHCN-BCVT ngày 08/10/2025)")
    sheet.put(2, 0, "Đề nghị các đơn vị rà soát, phản hồi trước ngày 15/11/2025")
    columns = [Column("Số {v}", "villages"), Column("Số {v} có sóng 5G", "villages_with_5g")]
    row = case.table(sheet, columns, Form(total="last"), at=4)
    sheet.put(row + 1, 0, "Nguồn: các doanh nghiệp viễn thông; số liệu tính đến hết 30/9/2025.")


@layout("parts")
def internet_of_any_kind_beside_fibre(case: Case) -> None:
    """Homes with any internet, by telephone too, stand before homes that subscribe to fibre."""
    sheet = case.sheet("Internet")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET")
    columns = [
        Column("Tổng số hộ", "households"),
        Worked("Số hộ có Internet (cố định hoặc di động)", make=part("households", 0.93)),
        Column("Số hộ thuê bao cáp quang (FTTH)", "households_subscribed"),
        Worked("Số hộ chỉ dùng Internet di động", make=part("households", 0.3)),
    ]
    case.table(sheet, columns, at=row)


@layout("parts")
def cable_that_only_passes_through(case: Case) -> None:
    """Villages that a cable crosses without serving them, beside those with a service."""
    sheet = case.sheet("Cap quang")
    row = case.top(sheet, f"HIỆN TRẠNG MẠNG CÁP QUANG THEO {case.word.upper()}")
    columns = [
        Column("Số {v}", "villages"),
        Worked(
            "Số {v} chỉ có cáp đi qua, chưa có tủ thuê bao",
            make=lambda c: (c.figures["villages"] - c.figures["villages_with_fibre"]) // 2,
        ),
        Column("Số {v} đã được cung cấp dịch vụ cáp quang", "villages_with_fibre"),
        Worked(
            "Số {v} chưa có dịch vụ",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"],
        ),
    ]
    case.table(sheet, columns, Form(codes="number"), at=row)


@layout("time")
def falls_in_brackets_within_the_block(case: Case) -> None:
    """Stations, their rise since June with falls in brackets, and the rise per cent."""
    sheet = case.sheet("Biến động")
    row = case.top(sheet, "BIẾN ĐỘNG TRẠM THU PHÁT SÓNG SO VỚI QUÝ II/2025", right=7)
    columns: list[Column] = []
    for g in ("3", "4", "5"):
        columns += [
            Column(f"Trạm {g}G|Số lượng", f"stations_{g}g"),
            Worked(
                f"Trạm {g}G|Tăng (giảm)",
                make=lambda c: (2, "(1)", 0, 1, "(3)")[int(c.code) % 5],
            ),
            Worked(f"Trạm {g}G|Tốc độ tăng (%)", make=lambda c: round(int(c.code) % 23 / 3, 1)),
        ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@layout("rows")
def sum_named_after_the_province_and_codes_of_the_budget(case: Case) -> None:
    """The sum is called by the province's name; codes are those of budget users."""
    sheet = case.sheet("Quy III")
    row = case.top(sheet, "TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ VÀ THANH TOÁN ĐIỆN TỬ")
    labels = ["STT", "Đơn vị", "Mã ĐVQHNS", "Tài khoản định danh điện tử đã kích hoạt",
              "Số người trưởng thành", "Số người trưởng thành có tài khoản thanh toán"]  # fmt: skip
    row = head(case, sheet, row, labels)
    columns = [
        Worked(labels[2], make=lambda c: 1042000 + int(c.code) % 9973),
        Column(labels[3], "eid_accounts"),
        Column(labels[4], "adults"),
        Column(labels[5], "adults_with_epayment"),
    ]
    sums = [sum(c.figures[column.gives] for c in case.communes) for column in columns[1:]]
    name = units.load_units(province=case.province)["province_name"].iloc[0]
    sheet.line(row, [None, name.upper(), None, *sums])
    body(case, sheet, row + 1, columns)


@layout("rows", errors_due=True)
def sum_that_misses_the_last_rows(case: Case) -> None:
    """Rows were added below the range of the formula: the sum leaves the last three out."""
    sheet = case.sheet("Cong")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Số hộ", "households"),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
    ]
    row = head(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    end = body(case, sheet, row, columns)
    sheet.put(end, 1, "Tổng cộng")
    for place, column in enumerate(columns, start=2):
        whole = sum(c.figures[column.gives] for c in case.communes[:-3])
        sheet.put(end, place, (f"=SUM({'ABCD'[place]}{row + 1}:{'ABCD'[place]}{end - 3})", whole))
