"""What consultants, donors, branches and commune offices send, and its pitfalls."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, commas, dots
from tests.layouts.registry import layout
from tests.layouts.truths import Entry

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.layouts.books import Sheet
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

ENGLISH = Form(index="No.", name="Commune/Ward", code="Code", total="last", total_label="Total")


def enter(  # noqa: PLR0917
    case: Case, sheet: Sheet, row: int, commune: Commune, columns: Sequence[Column],
    lead: Sequence[Any] = (), place: int = 0,
) -> None:  # fmt: skip
    """Write one row of a commune behind cells of another kind, and note what it says."""
    values = list(lead)
    for column in columns:
        value, gives = column.cell(commune, place)
        values.append(value)
        for what, entry in gives.items():
            case.note(commune, what, entry, column)
    sheet.line(row, values)


def rest(what: str, *factors: float) -> Callable[[Commune], int]:
    """Work out what is left of a quantity when parts are taken away."""
    return lambda c: c.figures[what] - sum(int(c.figures[what] * factor) for factor in factors)


def headings(case: Case, sheet: Sheet, row: int, texts: Sequence[str | None]) -> int:
    """Write a row of headings; give the row below."""
    said = [case.say(text) if text else None for text in texts]
    sheet.line(row, said)
    case.truth.all_headings |= {text for text in said if text}
    return row + 1


@layout("consultants")
def take_up_among_homes_passed(case: Case) -> None:
    """A consultant's "Take-up rate" is of the homes passed, beside counts of homes."""
    sheet = case.sheet("Annex 4 - FBB")
    sheet.put(0, 0, "Annex 4. Fixed broadband: homes passed and connected, by commune")
    sheet.put(1, 0, "Data as of 30 September 2025")
    columns = [
        Column("HHs", "households", show=commas),
        Column("HHs passed by fibre", "households_passed", show=commas),
        Column("HHs connected (FTTH)", "households_subscribed", show=commas),
        Worked(
            "Take-up rate (%)",
            make=lambda c: round(
                100 * c.figures["households_subscribed"] / max(c.figures["households_passed"], 1), 1
            ),
        ),
    ]
    case.table(sheet, columns, ENGLISH, at=3)


@layout("donors")
def women_then_men_then_both(case: Case) -> None:
    """A donor's table disaggregated by sex: Female, Male, Total; the first is not all."""
    sheet = case.sheet("Sex-disaggregated")
    sheet.put(0, 0, "Table 3. Digital financial inclusion by sex (as of 30/09/2025)")
    columns = []
    for label, what in (
        ("Adults (15+)", "adults"),
        ("Adults with an e-payment account", "adults_with_epayment"),
    ):
        columns += [
            Worked(f"{label}|Female", make=part(what, 0.49)),
            Worked(f"{label}|Male", make=rest(what, 0.49)),
            Column(f"{label}|Total", what),
        ]
    case.table(sheet, columns, ENGLISH, at=2)


@layout("donors")
def only_the_villages_of_the_project(case: Case) -> None:
    """A donor's note above says that villages are those of the project only; people are all."""
    sheet = case.sheet("Baseline")
    sheet.line(0, ["Inclusive Digital Villages Project - Baseline survey"])
    sheet.line(1, ["Reference date: 30 September 2025"])
    sheet.line(2, ["Note: village figures refer to the project's target villages only."])
    columns = [
        Column("Population of commune", "population"),
        Worked("Villages", make=lambda c: 3 + c.figures["files"] % 4),
        Worked("Villages with 4G", make=lambda c: 2 + c.figures["files"] % 3),
        Worked("Villages with fibre", make=lambda c: 1 + c.figures["files"] % 3),
    ]
    case.table(sheet, columns, ENGLISH, at=4)


@layout("consultants")
def sites_there_and_sites_needed_by_2030(case: Case) -> None:
    """A planning model: people projected to 2030, sites there, sites needed and the gap."""
    sheet = case.sheet("Dimensioning")
    sheet.put(0, 0, "MOBILE NETWORK DIMENSIONING 2026-2030 (existing network as of 30/09/2025)")
    columns = [
        Worked("Population|Projected 2030", make=part("population", 1.09)),
        Column("Population|2025", "population"),
        Worked("4G sites|Required 2030", make=lambda c: int(c.figures["stations_4g"] * 1.6) + 1),
        Column("4G sites|Existing", "stations_4g"),
        Worked("4G sites|Gap", make=lambda c: int(c.figures["stations_4g"] * 0.6) + 1),
        Worked("5G sites|Required 2030", make=lambda c: c.figures["stations_5g"] + 5),
        Column("5G sites|Existing", "stations_5g"),
        Worked("5G sites|Gap", make=lambda _: 5),
    ]
    case.table(sheet, columns, ENGLISH, at=2)


@layout("consultants")
def month_before_the_day_and_two_days(case: Case) -> None:
    """American dates: "Cut-off: 09/30/2025", printed 10/08/2025; percentages with points."""
    sheet = case.sheet("Coverage")
    sheet.line(0, ["Mobile coverage by commune", None, None, None, "Printed: 10/08/2025"])
    sheet.line(1, ["Cut-off date: 09/30/2025"])
    columns = [
        Column("Population", "population", show=commas),
        Column("4G pop. coverage (%)", "%pop_4g", show=lambda v: f"{v:.2f}"),
        Column("5G pop. coverage (%)", "%pop_5g", show=lambda v: f"{v:.2f}"),
    ]
    case.table(sheet, columns, ENGLISH, at=3)


@layout("numbers")
def dots_for_thousands_and_for_decimals(case: Case) -> None:
    """One clerk writes "12.345" people and "97.30" per cent, both as text, on one sheet."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "TỔNG HỢP PHỦ SÓNG DI ĐỘNG")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Tỷ lệ (%)", "%pop_4g", show=lambda v: f"{v:.2f}"),
        Column("Số hộ", "households", show=dots),
        Column("Tỷ lệ hộ có điện thoại thông minh (%)", "%households_smartphone",
               show=lambda v: f"{v:.2f}"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("numbers", errors_due=True)
def thousands_taken_for_decimals_by_excel(case: Case) -> None:
    """ "12.345" typed into an English Excel became 12.345, while figures below 1.000 are whole."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "SỐ HỘ VÀ SỐ HỘ CÓ CÁP QUANG")

    def typed(value: float) -> float:
        return value if value < 1000 else value / 1000

    columns = [
        Column("Số hộ (hộ)", "households", show=typed, optional=True),
        Column("Số hộ có thể lắp cáp quang (hộ)", "households_passed", show=typed, optional=True),
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, at=row)


@layout("formulas")
def formulas_never_worked_out(case: Case) -> None:
    """A program wrote the shares and the sum as formulas, whose saved value is still 0."""
    sheet = case.sheet("Export")
    row = case.top(sheet, "KẾT QUẢ PHỦ SÓNG 4G", office="")
    first = headings(
        case, sheet, row, ["STT", "Mã xã", "Xã/phường", "Dân số", "Dân số có sóng 4G", "Tỷ lệ (%)"]
    )
    row = first
    columns = [Column("Dân số", "population"), Column("Dân số có sóng 4G", "people_4g")]
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.code, c.name])
        sheet.put(row, 5, (f"=ROUND(E{row + 1}/D{row + 1}*100,2)", 0))
        row += 1
    sheet.put(row, 2, "Tổng")
    for at, letter in ((3, "D"), (4, "E")):
        sheet.put(row, at, (f"=SUM({letter}{first + 1}:{letter}{row})", 0))


@layout("network", operator="vnpt")
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


@layout("network")
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


@layout("villages")
def all_villages_then_those_of_minorities(case: Case) -> None:
    """Villages: all, "trong đó" those of minorities (buôn, bon, làng, phum), then 4G the same."""
    sheet = case.sheet("DTTS")
    row = case.top(sheet, f"HẠ TẦNG SỐ TẠI CÁC {case.word.upper()}")
    inside = "trong đó: buôn, bon, làng, phum, sóc đồng bào DTTS"
    columns = []
    for label, what in (
        ("Số {v}", "villages"),
        ("Số {v} có sóng 4G", "villages_with_4g"),
        ("Số {v} có Internet cáp quang", "villages_with_fibre"),
    ):
        columns += [
            Column(f"{label}|Tổng số", what),
            Worked(f"{label}|{inside}", make=part(what, 0.4)),
        ]
    case.table(sheet, columns, at=row)


@layout("people")
def people_by_descent(case: Case) -> None:
    """People and those with 4G as Kinh, minorities and all; the sum is the last of three."""
    sheet = case.sheet("Dan toc")
    row = case.top(
        sheet, "DÂN SỐ VÀ PHỦ SÓNG THEO THÀNH PHẦN DÂN TỘC", office="UBND TỈNH\nSỞ DT&TG"
    )
    columns: list[Column] = []
    for label, what in (("Dân số", "population"), ("Dân số được phủ sóng 4G", "people_4g")):
        columns += [
            Worked(f"{label} (người)|Kinh", make=part(what, 0.55)),
            Worked(f"{label} (người)|DTTS", make=rest(what, 0.55)),
            Column(f"{label} (người)|Cộng", what),
        ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@layout("numbers")
def two_sheets_two_scales(case: Case) -> None:
    """4G in people, 5G in thousands: said only at the right above each table."""
    for title, what, scale, unit in (
        ("4G", "people_4g", 1, "ĐVT: người"),
        ("5G", "people_5g", 1000, "ĐVT: 1.000 người"),
    ):
        sheet = case.sheet(f"Vung phu {title}")
        row = case.top(sheet, f"DÂN SỐ TRONG VÙNG PHỦ SÓNG {title}", office="")
        sheet.put(row, 4, unit)
        columns = [
            Column("Dân số", "population", scale=scale, show=comma(3) if scale > 1 else int),
            Column(f"Dân số phủ sóng {title}", what, scale=scale,
                   show=comma(3) if scale > 1 else int),
        ]  # fmt: skip
        case.table(sheet, columns, at=row + 1)


@layout("rows")
def only_communes_still_without_5g(case: Case) -> None:
    """A list of the communes without 5G, sorted by people, each with people and 4G stations."""
    sheet = case.sheet("DS chua co 5G")
    row = case.top(sheet, "DANH SÁCH CÁC XÃ, PHƯỜNG CHƯA CÓ TRẠM 5G")
    row = headings(case, sheet, row, ["TT", "Xã, phường", "Dân số", "Số trạm 4G", "Dự kiến có 5G"])
    some = [c for c in case.communes if not c.figures["stations_5g"]]
    columns = [
        Column("Dân số", "population"),
        Column("Số trạm 4G", "stations_4g"),
        Column("Dự kiến có 5G", trap="text:Quý I/2026;Quý II/2026;2027"),
    ]
    for place, c in enumerate(sorted(some, key=lambda c: -c.figures["population"]), start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        case.truth.note(c.code, "stations_5g", Entry(0, optional=True))
        case.truth.note(c.code, "people_5g", Entry(0, optional=True))
        row += 1


@layout("people")
def signatures_of_officials_then_of_adults(case: Case) -> None:
    """Signatures of officials stand before those of adults; both are "đã cấp chữ ký số"."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "TÌNH HÌNH CẤP CHỮ KÝ SỐ")
    columns = [
        Worked("Cán bộ, công chức cấp xã|Tổng số", make=lambda c: 40 + c.figures["files"] % 21),
        Worked(
            "Cán bộ, công chức cấp xã|Đã cấp chữ ký số", make=lambda c: 30 + c.figures["files"] % 11
        ),
        Column("Người dân từ 18 tuổi trở lên|Tổng số", "adults"),
        Column("Người dân từ 18 tuổi trở lên|Đã cấp chữ ký số", "adults_with_signature"),
        Column("Người dân từ 18 tuổi trở lên|Tỷ lệ (%)", "%adults_digital_signature"),
    ]
    case.table(sheet, columns, at=row)
    for c in case.communes:
        done = Entry(30 + c.figures["files"] % 11, optional=True)
        case.truth.note(c.code, "officers_with_signature", done)


@layout("people")
def teams_of_two_sorts(case: Case) -> None:
    """Teams for public order and digital teams under the same lower headings."""
    sheet = case.sheet("To co so")
    row = case.top(sheet, "LỰC LƯỢNG Ở CƠ SỞ THAM GIA CHUYỂN ĐỔI SỐ")
    columns = [
        Worked("Tổ bảo vệ an ninh trật tự|Số tổ", make=lambda c: c.figures["villages"]),
        Worked("Tổ bảo vệ an ninh trật tự|Số thành viên", make=lambda c: c.figures["villages"] * 3),
        Column("Tổ công nghệ số cộng đồng|Số tổ", "teams"),
        Column("Tổ công nghệ số cộng đồng|Số thành viên", "team_members"),
        Column("Số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("names")
def neighbourhoods_numbered_beneath_wards(case: Case) -> None:
    """Wards count khu phố (khóm), communes ấp (thôn, buôn): one sheet, two blocks, own titles."""
    sheet = case.sheet("Bieu 02")
    row = case.top(sheet, "SỐ LIỆU PHỦ CÁP QUANG")
    for title, word, some in (
        ("A. KHỐI PHƯỜNG", "khu phố, khóm", [c for c in case.communes if c.kind == "phường"]),
        ("B. KHỐI XÃ", "ấp, thôn, buôn", [c for c in case.communes if c.kind != "phường"]),
    ):
        columns = [
            Column(f"Số {word}", "villages"),
            Column(f"Số {word} có cáp quang", "villages_with_fibre"),
            Column("Số hộ", "households"),
            Column("Số hộ dùng cáp quang", "households_subscribed"),
        ]
        sheet.put(row, 0, title)
        row = headings(
            case, sheet, row + 1,
            ["STT", "Đơn vị", *(c.heading for c in columns)],
        )  # fmt: skip
        row = body(case, sheet, row, columns, some=some) + 1
