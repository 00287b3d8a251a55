"""What stands near a figure and is another thing: a goal, a part, a mean, another province."""

# ruff: noqa: D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots
from tests.layouts.figures import communes
from tests.layouts.registry import layout
from tests.layouts.rows import headings
from tests.layouts.who_and_when import LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


NEIGHBOURS = {
    "08": ("04", "Cao Bằng"),
    "20": ("04", "Cao Bằng"),
    "52": ("51", "Quảng Ngãi"),
    "66": ("52", "Gia Lai"),
    "82": ("91", "An Giang"),
    "96": ("91", "An Giang"),
}


def goal(key: str, gain: float) -> Callable[[Commune], float]:
    """Work out a percentage to be reached, above that of today."""
    column = Column("", f"%{key}")
    return lambda c: float(min(100, round(column.number(c, f"%{key}") + gain)))


@layout()
def goals_of_2030_before_what_is(case: Case) -> None:
    """ "Mục tiêu 2030" over 4G, 5G, smartphones; then "Hiện trạng" over the same words."""
    sheet = case.sheet("Muc tieu")
    row = case.top(sheet, "MỤC TIÊU VÀ HIỆN TRẠNG HẠ TẦNG SỐ", "(Hiện trạng đến ngày 30/9/2025)")
    shares = (
        ("Dân số được phủ sóng 4G (%)", "pop_4g", 4),
        ("Dân số được phủ sóng 5G (%)", "pop_5g", 50),
        ("Hộ gia đình có điện thoại thông minh (%)", "households_smartphone", 10),
    )
    columns = [Column("Dân số (người)", "population"), Column("Số hộ (hộ)", "households")]
    columns += [Worked(f"Mục tiêu 2030|{text}", make=goal(key, gain)) for text, key, gain in shares]
    columns += [Column(f"Hiện trạng|{text}", f"%{key}") for text, key, _ in shares]
    case.table(sheet, columns, at=row)


@layout()
def lines_per_hundred_people_and_share_of_area(case: Case) -> None:
    """ "Thuê bao/100 dân" of mobile and fixed lines, 4G in percent of the area; people, masts."""
    sheet = case.sheet("VT 2025")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU VIỄN THÔNG THEO XÃ, PHƯỜNG")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Worked(
            "Thuê bao băng rộng di động trên 100 dân",
            make=lambda c: comma(1)(100 * c.figures["subscribers"] / c.figures["population"]),
        ),
        Worked(
            "Thuê bao băng rộng cố định trên 100 dân",
            make=lambda c: comma(1)(
                100 * c.figures["households_subscribed"] / c.figures["population"]
            ),
        ),
        Column("Số trạm 4G", "stations_4g"),
        Column("Tỷ lệ phủ sóng 4G diện tích (%)", trap="%pop_4g", factor=0.79, show=comma(2)),
    ]
    case.table(sheet, columns, Form(name="Địa bàn"), at=row)


@layout()
def table_of_december_first_to_compare(case: Case) -> None:
    """One sheet: "A" as of 31/12/2024, for comparison, then "B" as of 30/9/2025, same headings."""
    sheet = case.sheet("So sanh")
    row = case.top(sheet, "TÌNH HÌNH PHÁT TRIỂN TRẠM VÀ CÁP QUANG", "")
    for label, as_of in (
        ("A. SỐ LIỆU ĐẾN NGÀY 31/12/2024 (quy đổi theo xã, phường mới, để so sánh)", LAST_YEAR),
        ("B. SỐ LIỆU BÁO CÁO KỲ NÀY, ĐẾN NGÀY 30/9/2025", ""),
    ):
        sheet.put(row, 0, label)
        columns = [
            Column("Số trạm 4G", "stations_4g", as_of=as_of, optional=bool(as_of)),
            Column("Số trạm 5G", "stations_5g", as_of=as_of, optional=bool(as_of)),
            Column(
                "Số hộ sử dụng cáp quang", "households_subscribed", as_of=as_of,
                optional=bool(as_of),
            ),
        ]  # fmt: skip
        row = 2 + case.table(sheet, columns, Form(total="last"), at=row + 1)


@layout()
def mean_of_the_year_and_people_of_the_day(case: Case) -> None:
    """ "Dân số trung bình năm 2024", density, then "Dân số có đến 30/9/2025" and homes."""
    sheet = case.sheet("Dan so")
    row = case.top(
        sheet, "DIỆN TÍCH, DÂN SỐ CÁC XÃ, PHƯỜNG", "", office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH"
    )
    columns = [
        Worked("Diện tích (km²)", make=lambda c: 12 + c.figures["files"] % 130),
        Worked("Dân số trung bình năm 2024 (người)", make=part("population", 0.985)),
        Worked(
            "Mật độ dân số (người/km²)",
            make=lambda c: round(c.figures["population"] * 0.985 / (12 + c.figures["files"] % 130)),
        ),
        Column("Dân số có đến 30/9/2025 (người)", "population"),
        Column("Số hộ có đến 30/9/2025 (hộ)", "households"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TỔNG SỐ"), at=row)


@layout()
def registered_absent_and_really_there(case: Case) -> None:
    """Police: permanent, temporary, absent, then "Nhân khẩu thực tế đang cư trú"; eID accounts."""
    sheet = case.sheet("QLHC")
    row = case.top(
        sheet, "SỐ LIỆU CƯ TRÚ VÀ ĐỊNH DANH ĐIỆN TỬ", office="CÔNG AN TỈNH\nPHÒNG CẢNH SÁT QLHC"
    )

    def away(c: Commune) -> int:
        return int(c.figures["population"] * 0.11)

    def guests(c: Commune) -> int:
        return int(c.figures["population"] * 0.04)

    columns = [
        Worked(
            "Nhân khẩu đăng ký thường trú",
            make=lambda c: c.figures["population"] + away(c) - guests(c),
        ),
        Worked("Nhân khẩu đăng ký tạm trú", make=guests),
        Worked("Nhân khẩu tạm vắng", make=away),
        Column("Dân số thực tế đang cư trú", "population"),
        Column("Tài khoản định danh điện tử đã kích hoạt", "eid_accounts"),
    ]
    form = Form(name="Công an xã, phường", names="police", codes="", numbers_row="({})")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row, 0, "Ghi chú: (6) = (3) + (4) - (5).")


@layout(operator="viettel")
def lines_of_all_customers_before_those_of_homes(case: Case) -> None:
    """Viettel: FTTH lines of all customers, of agencies and firms, of homes; all homes beside."""
    sheet = case.sheet("CDBR")
    row = case.top(sheet, "THUÊ BAO INTERNET CÁP QUANG", office="TẬP ĐOÀN VIETTEL\nVIETTEL TỈNH")
    top = "Thuê bao cáp quang đang hoạt động"

    def offices(c: Commune) -> int:
        return 12 + c.figures["files"] // 25

    columns = [
        Worked(
            f"{top}|Tất cả khách hàng",
            make=lambda c: c.figures["households_subscribed"] + offices(c),
        ),
        Worked(f"{top}|Cơ quan, trường học, doanh nghiệp", make=offices),
        Column(f"{top}|Hộ gia đình", "households_subscribed"),
        Column("Tổng số hộ dân trên địa bàn", "households"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout(operator="vnpt")
def stations_planned_on_air_and_taken_down(case: Case) -> None:
    """VNPT: beneath 4G and 5G "Quy hoạch", "On-air", "Tháo dỡ"; the second is there."""
    sheet = case.sheet("VTS 30.9")
    row = case.top(
        sheet, "TRẠM THU PHÁT SÓNG VINAPHONE", "Đến 30/9/2025", office="TẬP ĐOÀN VNPT\nVNPT TỈNH"
    )
    columns: list[Column] = []
    for g in ("4G", "5G"):
        what = f"stations_{g.lower()}"
        columns += [
            Column(f"Trạm {g}|Quy hoạch đến 2030", trap=what, factor=2.1),
            Column(f"Trạm {g}|Đang phát sóng (on-air)", what),
            Worked(f"Trạm {g}|Đã tháo dỡ trong năm", make=lambda c: c.figures["files"] % 3),
        ]
    case.table(sheet, columns, Form(names="short", codes="number", code="Mã ĐVHC"), at=row)


@layout()
def gains_of_quarters_then_what_stands(case: Case) -> None:
    """Villages newly covered in quarters I to III and in nine months; then all that have 4G."""
    sheet = case.sheet("PS moi")
    row = case.top(sheet, f"KẾT QUẢ PHỦ SÓNG 4G {case.word.upper()} 9 THÁNG NĂM 2025")
    top = "Số {v} được phủ sóng 4G mới"

    def gain(quarter: int) -> Callable[[Commune], int]:
        return lambda c: (c.figures["files"] // 3**quarter) % 2

    columns = [Column("Tổng số {v}", "villages")]
    columns += [Worked(f"{top}|Quý {'I' * q}", make=gain(q)) for q in (1, 2, 3)]
    columns += [
        Worked(f"{top}|Cộng 9 tháng", make=lambda c: sum(gain(q)(c) for q in (1, 2, 3))),
        Column("Tổng số {v} đã có sóng 4G đến 30/9/2025", "villages_with_4g"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def of_them_with_signal_indoors(case: Case) -> None:
    """People in coverage of 4G, "trong đó" those whose homes the signal enters; 5G the same."""
    sheet = case.sheet("Do kiem")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG 4G, 5G NGOÀI TRỜI VÀ TRONG NHÀ")
    columns = [Column("Dân số", "population")]
    for g in ("4G", "5G"):
        top, what = f"Dân số được phủ sóng {g}", f"people_{g.lower()}"
        columns += [
            Column(f"{top}|Tổng số (người)", what),
            Worked(f"{top}|Trong đó: sóng tốt cả trong nhà (người)", make=part(what, 0.7)),
        ]
    case.table(sheet, columns, at=row)


@layout()
def communes_of_the_neighbour_below(case: Case) -> None:
    """Below the sum, communes of the province next door for reference, in the South some alike."""
    sheet = case.sheet("4G-5G")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G THEO XÃ, PHƯỜNG")
    columns = [Column("Số trạm 4G", "stations_4g"), Column("Số trạm 5G", "stations_5g")]
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(c.heading for c in columns)])
    row = body(case, sheet, row, columns)
    sums = [sum(c.figures[x.gives] for c in case.communes) for x in columns]
    sheet.line(row, [None, "Tổng cộng toàn tỉnh", *sums])
    code, name = NEIGHBOURS[case.province]
    sheet.put(row + 2, 0, f"Tham khảo: một số xã, phường của tỉnh {name} (tỉnh bạn)")
    mine = {c.name for c in case.communes}
    theirs = sorted(communes(code, seed=1), key=lambda c: (c.name not in mine, c.code))[:9]
    for place, c in enumerate(theirs, start=1):
        figures = [c.figures[x.gives] + 1 for x in columns]
        sheet.line(row + 2 + place, [place, c.name, *figures])


@layout()
def poor_homes_that_have(case: Case) -> None:
    """All homes, poor homes, and what share of the poor has a smartphone, fibre, a telephone."""
    sheet = case.sheet("HN 2025")
    row = case.top(
        sheet, "RÀ SOÁT VIỆC TIẾP CẬN THÔNG TIN CỦA HỘ GIA ĐÌNH",
        office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ dân cư", "households"),
        Worked("Số hộ nghèo", make=part("households", 0.08)),
        Column(
            "Tỷ lệ hộ nghèo có điện thoại thông minh (%)", trap="%households_smartphone",
            factor=0.7,
        ),
        Column(
            "Tỷ lệ hộ nghèo sử dụng Internet cáp quang (%)", trap="%households_fibre_subscribed",
            factor=0.5,
        ),
        Column("Số tổ công nghệ số cộng đồng", "teams"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total=""), at=row)
