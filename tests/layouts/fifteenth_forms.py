"""Headings that a title, a sheet's name or a neighbour completes, and units of all sorts."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import enter, headings

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

JUNE = "2025-06-30"


def unreached(word: str) -> Callable[[Commune], str | None]:
    """Name the villages without fibre by their numbers."""

    def names(c: Commune) -> str | None:
        missing = c.figures["villages"] - c.figures["villages_with_fibre"]
        return ", ".join(f"{word} {2 * n + 1}" for n in range(missing)) or None

    return names


def change(now: Column, old: Column, *, percent: bool) -> Callable[[Commune], float | None]:
    """Compare two columns, by their difference or in percent of the older."""

    def compared(c: Commune) -> float | None:
        later, earlier = now.number(c, now.gives), old.number(c, old.gives)
        if not percent:
            return later - earlier
        return round(100 * later / earlier, 1) if earlier else None

    return compared


@layout("titles", half="public")
def total_there_and_share_beneath_a_title(case: Case) -> None:
    """Headings only "Tổng số", "Có", "Tỷ lệ %"; the title and "ĐVT" say villages and what."""
    for name, what, key, said in (
        ("B1", "villages_with_4g", "villages_4g", "SÓNG 4G"),
        ("B2", "villages_with_fibre", "villages_fibre", "INTERNET CÁP QUANG"),
    ):
        sheet = case.sheet(name)
        row = case.top(sheet, f"SỐ {case.word.upper()} CÓ {said}")
        sheet.put(row - 1, 4, case.say("Đơn vị tính: {v}"))
        columns = [
            Column("Tổng số", "villages"),
            Column("Có", what),
            Column("Tỷ lệ %", f"%{key}", show=comma(2)),
        ]
        case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout("sheets", half="public", operator="vnpt")
def technology_on_the_tab_operator_in_the_title(case: Case) -> None:
    """Sheets "4G", "5G", "Cáp quang" under one title of VNPT; no heading names a technology."""
    for name, what in (("4G", "people_4g"), ("5G", "people_5g"), ("Cáp quang", "")):
        sheet = case.sheet(name)
        row = case.top(
            sheet, "VNPT: BÁO CÁO HIỆN TRẠNG MẠNG LƯỚI THEO XÃ, PHƯỜNG", office="TẬP ĐOÀN VNPT"
        )
        columns = (
            [
                Column("Dân số (người)", "population"),
                Column("Dân số được phủ (người)", what),
                Column("Tỷ lệ dân số được phủ (%)", f"%pop_{name.lower()}"),
            ]
            if what
            else [
                Column("Số hộ gia đình (hộ)", "households"),
                Column("Số hộ có thể lắp đặt ngay (hộ)", "households_passed"),
                Column("Số hộ đang sử dụng (hộ)", "households_subscribed"),
            ]
        )
        case.table(sheet, columns, Form(names="short"), at=row)


@layout("headings", half="public")
def share_of_the_column_on_its_left(case: Case) -> None:
    """ "Số hộ", "trong đó: …", "Tỷ lệ %", "trong đó: …", "Tỷ lệ %": each of its left neighbour."""
    sheet = case.sheet("Xa hoi so")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU XÃ HỘI SỐ")
    columns = [
        Column("Số hộ", "households"),
        Column("Trong đó: hộ có điện thoại thông minh", "households_with_smartphone"),
        Column("Tỷ lệ %", "%households_smartphone"),
        Column("Trong đó: hộ đang dùng Internet cáp quang", "households_subscribed"),
        Column("Tỷ lệ %", "%households_fibre_subscribed"),
        Column("Dân số", "population"),
        Column("Trong đó: có sổ sức khỏe điện tử", "people_with_health_record"),
        Column("Tỷ lệ %", "%population_health_record"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)


@layout("units", half="public")
def six_units_in_one_row(case: Case) -> None:
    """A row of units beneath: thousands of people, people, ‰, homes, hundreds of homes, %."""
    sheet = case.sheet("TH")
    row = case.top(sheet, "TỔNG HỢP CHỈ TIÊU HẠ TẦNG SỐ")
    columns = [
        Column("Dân số", "population", unit="nghìn người", scale=1000),
        Column("Dân số được phủ sóng 4G", "people_4g", unit="người"),
        Column("Tỷ lệ dân số được phủ sóng 5G", "%pop_5g", unit="‰", scale=0.1, digits=1),
        Column("Tổng số hộ", "households", unit="hộ"),
        Column("Số hộ dùng cáp quang", "households_subscribed", unit="trăm hộ", scale=100,
               digits=2),
        Column("Tỷ lệ {v} có sóng 4G", "%villages_4g", unit="%"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(units_row=True), at=row)


@layout("units", half="public")
def shares_in_three_writings_on_three_sheets(case: Case) -> None:
    """0.9731 on the first sheet, 97.31 on the second, "97,3%" on the third; bases beside."""
    for name, base, label, column in (
        ("Di dong", "population", "Dân số",
         Column("Tỷ lệ dân số được phủ sóng 4G", "%pop_4g", scale=100, digits=4)),
        ("Ho", "households", "Số hộ",
         Column("Tỷ lệ hộ có điện thoại thông minh", "%households_smartphone")),
        ("Co so", "villages", "Số {v}",
         Column("Tỷ lệ {v} có cáp quang", "%villages_fibre", digits=1, show=percent_text)),
    ):  # fmt: skip
        sheet = case.sheet(name)
        row = case.top(sheet, "KẾT QUẢ THỰC HIỆN CHỈ TIÊU")
        case.table(sheet, [Column(label, base), column], Form(codes="number"), at=row)


@layout("languages", half="public")
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


@layout("notes", half="public")
def marks_that_name_sources_only(case: Case) -> None:
    """ "(1)", "(2)", "(3)" on headings; below: whence, what is meant, who counted; all holds."""
    sheet = case.sheet("PL 01")
    row = case.top(sheet, "PHỦ SÓNG DI ĐỘNG VÀ BĂNG RỘNG")
    columns = [
        Column("Dân số (1)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (2)", "people_4g", show=dots),
        Column("Số hộ (1)", "households", show=dots),
        Column("Số hộ sử dụng cáp quang (3)", "households_subscribed", show=dots),
    ]
    row = case.table(sheet, columns, at=row) + 1
    for text in (
        "(1) Nguồn: Cơ sở dữ liệu quốc gia về dân cư, do Công an tỉnh cung cấp ngày 30/9/2025.",
        "(2) Dân số nằm trong vùng có mức tín hiệu từ -110 dBm trở lên, của ít nhất 01 nhà mạng.",
        "(3) Do các doanh nghiệp Viettel, VNPT, MobiFone báo cáo; Sở đã loại trùng.",
    ):
        sheet.put(row, 0, text)
        row += 1


@layout("remarks", half="public")
def remarks_that_praise_and_number_letters(case: Case) -> None:
    """Remarks: letters with numbers and days, "Xã biên giới", "đã đối chiếu": nothing changes."""
    sheet = case.sheet("Tram")
    row = case.top(sheet, "SỐ TRẠM THU PHÁT SÓNG ĐANG HOẠT ĐỘNG")
    remarks = (
        "text:;Công văn số 45/UBND-VHXH ngày 02/10/2025;Xã biên giới;"
        "Đã đối chiếu, thống nhất;Đầu mối: ông Lâm, ĐT 0912 345 678;Gửi đúng hạn"
    )
    columns = [
        Column("Trạm 3G", "stations_3g"),
        Column("Trạm 4G", "stations_4g"),
        Column("Trạm 5G", "stations_5g"),
        Column("Ghi chú", trap=remarks),
    ]
    case.table(sheet, columns, Form(code_after=False, total="last"), at=row)


@layout("villages", half="public")
def villages_without_fibre_by_number(case: Case) -> None:
    """Beside counts of villages stand names with numbers: "Thôn 1, Thôn 3"."""
    sheet = case.sheet("Chua co CQ")
    row = case.top(sheet, f"{case.word.upper()} ĐÃ CÓ VÀ CHƯA CÓ CÁP QUANG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Đã có cáp quang|Số lượng", "villages_with_fibre"),
        Worked(
            "Chưa có cáp quang|Số lượng",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_fibre"],
        ),
        Worked(
            "Chưa có cáp quang|Tên cụ thể",
            make=unreached(case.word.split(",", maxsplit=1)[0].capitalize()),
        ),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("dates", half="public")
def day_closed_and_day_received(case: Case) -> None:
    """Each row has "Ngày chốt số liệu", always 30/9/2025, and "Ngày Sở nhận" in October."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", "")
    columns = [
        Worked("Ngày chốt số liệu", make=lambda _: dt.date(2025, 9, 30)),
        Worked("Ngày Sở nhận", make=lambda c: dt.date(2025, 10, 1 + c.figures["files"] % 8)),
        Column("Số {v}", "villages"),
        Column("Số tổ", "teams"),
        Column("Số thành viên", "team_members"),
    ]
    case.table(sheet, columns, Form(names="office"), at=row)


@layout("dates", half="public")
def quarter_against_quarter_named_above(case: Case) -> None:
    """ "Quý này", "Quý trước", "+/-", "%" over stations; the title says which quarters."""
    sheet = case.sheet("So sanh")
    row = case.top(
        sheet, "SỐ TRẠM BTS CUỐI QUÝ III/2025 (QUÝ NÀY) SO VỚI CUỐI QUÝ II/2025 (QUÝ TRƯỚC)", ""
    )
    columns: list[Column] = []
    for g in ("4G", "5G"):
        now = Column(f"Trạm {g}|Quý này", f"stations_{g.lower()}")
        old = Column(f"Trạm {g}|Quý trước", now.gives, as_of=JUNE, optional=True)
        columns += [
            now,
            old,
            Worked(f"Trạm {g}|+/-", make=change(now, old, percent=False)),
            Worked(f"Trạm {g}|% so với quý trước", make=change(now, old, percent=True)),
        ]
    case.table(sheet, columns, at=row)


@layout("rows", half="public")
def technologies_in_rows_of_a_merged_commune(case: Case) -> None:
    """Commune and "Tổng số thôn" merged over rows "4G", "5G", "Cáp quang"; "Có", "Chưa có"."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, f"SỐ {case.word.upper()} CÓ HẠ TẦNG SỐ THEO CÔNG NGHỆ")
    texts = ["STT", "Xã, phường", "Tổng số {v}", "Công nghệ", "Có", "Chưa có"]
    row = headings(case, sheet, row, texts)
    kinds = (
        ("4G", "villages_with_4g"), ("5G", "villages_with_5g"), ("Cáp quang", "villages_with_fibre")
    )  # fmt: skip
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, [Column("Tổng số {v}", "villages")], [place, c.name])
        sheet.merged += [(row, at, row + 2, at) for at in (0, 1, 2)]
        for label, what in kinds:
            count = Column("Có", what)
            sheet.line(row, [label, c.figures[what], c.figures["villages"] - c.figures[what]], at=3)
            case.note(c, what, count.cell(c, place)[1][what], count)
            row += 1


@layout("units", half="public")
def unit_in_the_corner(case: Case) -> None:
    """The corner says "Xã, phường (đơn vị tính: hộ)"; columns "Tổng số" and "Trong đó"."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ KẾT NỐI INTERNET CÁP QUANG")
    columns = [
        Column("Tổng số", "households"),
        Column("Trong đó|Cáp quang đã đến, lắp được ngay", "households_passed"),
        Column("Trong đó|Đang thuê bao cáp quang", "households_subscribed"),
        Column("Trong đó|Có điện thoại thông minh", "households_with_smartphone"),
    ]
    form = Form(name="Xã, phường (đơn vị tính: hộ)", codes="", groups="rows", total="last")
    case.table(sheet, columns, form, at=row)
