"""Plans, targets and estimates that look like results."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.layouts.bodies import Worked, body, part, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.groups import numbered_districts, roman
from tests.layouts.made_up import around, one_of, some_of, target_above
from tests.layouts.registry import layout
from tests.layouts.rows import add_up, enter, headings, heads
from tests.layouts.shared_columns import ENGLISH, MASTS
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import FOUR_OPERATORS, place_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


def hoped(factor: float) -> Callable[[Commune], float]:
    """Make up a share of people with 5G above that of today."""

    def share(c: Commune) -> float:
        now = 100 * c.figures["people_5g"] / c.figures["population"]
        return round(min(factor * now + 8, 99.5), 2)

    return share


@layout(as_of=None)
def years_to_come_as_headings(case: Case) -> None:
    """ "Tỷ lệ dân số được phủ sóng 5G (%)" over 2026, 2028, 2030: years to come."""
    sheet = case.sheet("Lo trinh")
    date = "(Kèm theo Quyết định số 1526/QĐ-UBND ngày 30/9/2025 của UBND tỉnh)"
    row = case.top(sheet, "LỘ TRÌNH PHỦ SÓNG 5G TRÊN ĐỊA BÀN TỈNH", date)
    title = "Tỷ lệ dân số được phủ sóng 5G (%)"
    columns = [
        Column("Số trạm 5G hiện có", "stations_5g"),
        *[Worked(f"{title}|{year}", make=around(low, 9))
          for year, low in ((2026, 40), (2028, 65), (2030, 90))],
        Worked("Số trạm 5G|2030", make=part("stations_4g", 2)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def plan_only_in_the_name_of_the_sheet(case: Case) -> None:
    """ "TH 9T2025" and "KH 2026": the same title and headings; only the name says plan."""
    whats = {"Số trạm 4G": "stations_4g", "Số trạm 5G": "stations_5g",
             "Số hộ sử dụng cáp quang": "households_subscribed"}  # fmt: skip
    title = "SỐ TRẠM BTS VÀ SỐ HỘ SỬ DỤNG CÁP QUANG"
    sheet = case.sheet("TH 9T2025")
    row = case.top(sheet, title)
    case.table(sheet, [Column(a, b) for a, b in whats.items()], Form(index="TT"), at=row)
    plan = case.sheet("KH 2026")
    row = case.top(plan, title, "")
    raised: list[Column] = [Worked(a, make=part(b, 1.25)) for a, b in whats.items()]
    case.table(plan, raised, Form(index="TT"), at=row, note=False)


@layout(as_of=None)
def target_merged_at_the_right(case: Case) -> None:
    """One merged "Ghi chú": "Chỉ tiêu giao thực hiện năm 2026" for all the stations and homes."""
    sheet = case.sheet("Sheet1")
    sheet.put(0, 0, "SỐ TRẠM 5G VÀ SỐ HỘ SỬ DỤNG CÁP QUANG CÁC XÃ, PHƯỜNG")
    heads = {"Số trạm 5G": "stations_5g", "Số hộ sử dụng cáp quang": "households_subscribed"}
    sheet.line(2, ["STT", "Xã, phường", *heads, "Ghi chú"])
    case.truth.all_headings |= {*heads, "Ghi chú"}
    for row, commune in enumerate(case.communes, start=3):
        figures = [int(commune.figures[w] * 1.2) + 2 for w in heads.values()]
        sheet.line(row, [row - 2, commune.name, *figures])
    sheet.put(3, 4, "Chỉ tiêu giao thực hiện năm 2026")
    sheet.merged.append((3, 4, sheet.end - 1, 4))


@layout()
def plan_in_other_words(case: Case) -> None:
    """ "Phấn đấu hết 2025", "Lộ trình 2026", "Mức giao" and "Mức đăng ký" beside "Đã đạt"."""
    sheet = case.sheet("Theo doi")
    row = case.top(sheet, "THEO DÕI THỰC HIỆN MỤC TIÊU HẠ TẦNG SỐ")
    village, home = "Số {v} có sóng 4G", "Số hộ sử dụng cáp quang"
    columns = [
        Worked(f"{village}|Phấn đấu hết 2025", make=part("villages", 0.98)),
        Column(f"{village}|Đã đạt", "villages_with_4g"),
        Worked(f"{village}|Lộ trình 2026", make=part("villages", 1)),
        Worked(f"{home}|Mức giao", make=part("households_subscribed", 1.3)),
        Worked(f"{home}|Mức đăng ký", make=part("households_subscribed", 1.5)),
        Column(f"{home}|Đã đạt", "households_subscribed"),
        Worked(f"{home}|Đạt so với mức giao (%)", make=reached("households_subscribed")),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def baseline_achieved_and_final_target(case: Case) -> None:
    """A donor's monitoring matrix: baseline of 2024, achieved, target of the project's end."""
    sheet = case.sheet("Logframe")
    sheet.put(0, 0, "Annex B. Results framework, progress as of 30 September 2025")
    top = "Output 1.2: villages with fibre"
    columns = [
        Column("Number of villages", "villages"),
        Column(f"{top}|Baseline (31/12/2024)", "villages_with_fibre", as_of="2024-12-31",
               optional=True),
        Column(f"{top}|Achieved to date", "villages_with_fibre"),
        Column(f"{top}|End-of-project target (2027)", trap="villages", factor=1.0),
        Worked(f"{top}|% of target", make=lambda c: round(
            100 * c.figures["villages_with_fibre"] / c.figures["villages"])),
    ]  # fmt: skip
    form = Form(index="No.", name="Commune / ward", code="Code")
    case.table(sheet, columns, form, at=2)


@layout()
def done_estimated_and_registered(case: Case) -> None:
    """ "TH", "Ước TH cả năm" and "ĐK năm sau" beside each other; the done is in the second."""
    sheet = case.sheet("KH-TH")
    row = case.top(sheet, "TÌNH HÌNH THỰC HIỆN VÀ ĐĂNG KÝ CHỈ TIÊU PHÁT TRIỂN HẠ TẦNG SỐ")
    columns = []
    for heading, what in (
        ("Số trạm 5G", "stations_5g"),
        ("Số hộ dùng cáp quang", "households_subscribed"),
    ):
        columns += [
            Column(f"{heading}|KH 2025", trap=what, factor=1.3),
            Column(f"{heading}|TH 30/9/2025", what),
            Column(f"{heading}|Ước TH 2025", trap=what, factor=1.1),
            Column(f"{heading}|ĐK 2026", trap=what, factor=1.8),
        ]
    case.table(sheet, columns, at=row)
    add_up(sheet)


@layout(as_of=None)
def pledges_for_the_emulation_of_next_year(case: Case) -> None:
    """What communes pledge for the next year; only the title says so."""
    sheet = case.sheet("Thi dua")
    row = case.top(
        sheet, "BẢNG ĐĂNG KÝ GIAO ƯỚC THI ĐUA CỦA CÁC XÃ, PHƯỜNG NĂM 2026", "",
        more=("(Các đơn vị ký cam kết tại Hội nghị ngày 28/11/2025)",),
    )  # fmt: skip
    columns = [
        Column("Số {v} có sóng 4G", trap="villages", factor=0.98),
        Column("Số hộ sử dụng cáp quang", trap="households", factor=0.9),
        Column("Tỷ lệ hồ sơ trực tuyến (%)", trap="%files_online", factor=1.2),
    ]
    case.table(sheet, columns, at=row)


@layout()
def present_beside_two_years_of_targets(case: Case) -> None:
    """Each rate has its present value and targets for the end of 2025 and for 2030."""
    sheet = case.sheet("Mục tiêu")
    row = case.top(sheet, "HIỆN TRẠNG VÀ MỤC TIÊU HẠ TẦNG SỐ", right=8)
    columns: list[Column] = []
    for name, key in (
        ("Tỷ lệ dân số được phủ sóng 5G (%)", "%pop_5g"),
        ("Tỷ lệ {v} có cáp quang (%)", "%villages_fibre"),
    ):
        columns += [
            Column(f"{name}|Năm 2025", trap=key, factor=1.4),
            Column(f"{name}|Hiện trạng", key),
            Worked(f"{name}|Năm 2030", make=one_of(100)),
        ]
    case.table(sheet, columns, at=row)


@layout()
def expected_for_december_before_september(case: Case) -> None:
    """The year as expected ("Ước TH cả năm") stands before the nine months done."""
    sheet = case.sheet("UocTH")
    row = case.top(sheet, "KẾT QUẢ PHÁT TRIỂN THUÊ BAO CÁP QUANG HỘ GIA ĐÌNH")
    columns = [
        Column("Số hộ", "households"),
        Worked("Số hộ thuê bao cáp quang|Ước TH cả năm 2025",
               make=part("households_subscribed", 1.12)),
        Column("Số hộ thuê bao cáp quang|TH đến 30/9/2025", "households_subscribed"),
        Worked("Số hộ thuê bao cáp quang|TH cùng kỳ năm 2024",
               make=part("households_subscribed", 0.83)),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout()
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


@layout()
def after_the_stations_still_to_come(case: Case) -> None:
    """5G reckoned with the stations still to be built stands before 5G as it is."""
    sheet = case.sheet("Mo phong 5G")
    row = case.top(sheet, "MÔ PHỎNG VÙNG PHỦ 5G", "(Hiện trạng: 30/9/2025)")
    columns = [
        Column("Dân số (người)", "population"),
        Worked("Số trạm 5G|Sau khi bổ sung", make=lambda c: c.figures["stations_5g"] + 4),
        Column("Số trạm 5G|Hiện trạng", "stations_5g"),
        Worked("Dân số được phủ sóng 5G (người)|Sau khi bổ sung", make=part("people_4g", 0.8)),
        Column("Dân số được phủ sóng 5G (người)|Hiện trạng", "people_5g"),
        Worked("Suất đầu tư (triệu đồng/trạm)", make=lambda c: 900 + 10 * (c.figures["files"] % 9)),
    ]
    case.table(sheet, columns, at=row)


@layout(as_of=None)
def shared_out_to_the_communes(case: Case) -> None:
    """ "PHÂN KHAI … NĂM 2026 CHO CÁC XÃ": accounts, homes, villages; the headings say no plan."""
    sheet = case.sheet("PL kem QD")
    row = case.top(
        sheet, "PHÂN KHAI CHỈ TIÊU CHUYỂN ĐỔI SỐ NĂM 2026 CHO CÁC XÃ, PHƯỜNG",
        "(Kèm theo Quyết định số 1987/QĐ-UBND của Chủ tịch UBND tỉnh)",
    )  # fmt: skip
    columns = [
        Worked("Tài khoản định danh mức 2 kích hoạt", make=part("eid_accounts", 1.2)),
        Worked("Số hộ có điện thoại thông minh", make=part("households_with_smartphone", 1.05)),
        Worked("Số {v} có cáp quang", make=lambda c: c.figures["villages"]),
        Worked("Số người có chữ ký số cá nhân", make=part("adults_with_signature", 1.8)),
    ]
    case.table(sheet, columns, Form(total="first", total_label="TOÀN TỈNH"), at=row)


@layout(operator="viettel")
def phases_of_the_roll_out(case: Case) -> None:
    """5G stations of all phases first, then phase 1 (on air by 30/9/2025), phases 2 and 3."""
    sheet = case.sheet("Lo trinh 5G")
    row = case.top(
        sheet, "LỘ TRÌNH TRIỂN KHAI 5G CỦA VIETTEL THEO GIAI ĐOẠN", "(Hiện trạng: 30/9/2025)",
        office=f"TẬP ĐOÀN VIETTEL\nVIETTEL {place_name(case)}",
    )  # fmt: skip

    def more(base: int) -> Worked:
        texts = {2: "Giai đoạn 2 (quý IV/2025)", 4: "Giai đoạn 3 (2026 - 2027)"}
        return Worked(f"Số trạm 5G|{texts[base]}", make=lambda c: base + c.figures["files"] % 3)

    columns = [
        Column("Dân số (người)", "population"),
        Worked("Số trạm 5G|Tổng cả 3 giai đoạn",
               make=lambda c: c.figures["stations_5g"] + 6 + 2 * (c.figures["files"] % 3)),
        Column("Số trạm 5G|Giai đoạn 1 (đã phát sóng đến 30/9/2025)", "stations_5g"),
        more(2),
        more(4),
        Worked("Dân số được phủ sóng 5G (người)|Sau giai đoạn 3", make=part("population", 0.9)),
        Column("Dân số được phủ sóng 5G (người)|Hiện nay", "people_5g"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(code="Mã xã"), at=row)


@layout(as_of=None)
def the_year_as_it_is_expected(case: Case) -> None:
    """Title: "Ước thực hiện đến 31/12/2025", signed in October; the headings say no estimate."""
    sheet = case.sheet("Uoc TH 2025")
    row = case.top(
        sheet, "ƯỚC THỰC HIỆN CÁC CHỈ TIÊU HẠ TẦNG SỐ ĐẾN 31/12/2025", "(Lập ngày 15/10/2025)"
    )
    columns = [
        Worked("Số trạm 4G", make=lambda c: c.figures["stations_4g"] + 2),
        Worked("Số trạm 5G", make=lambda c: c.figures["stations_5g"] + 3),
        Worked("Dân số được phủ sóng 5G (người)", make=part("population", 0.55)),
        Worked("Số hộ sử dụng cáp quang", make=part("households", 0.82)),
        Worked("Tỷ lệ dân số có sóng 4G (%)", make=lambda c: 99 + c.figures["files"] % 10 / 10),
    ]
    case.table(sheet, columns, at=row)


@layout()
def the_third_table_is_next_year_s_plan(case: Case) -> None:
    """ "I. MẠNG 4G", "II. MẠNG 5G" as they are; "III. … KẾ HOẠCH NĂM 2026" with like headings."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "HẠ TẦNG SỐ CỦA CÁC XÃ, PHƯỜNG", "(Kèm theo Báo cáo ngày 08/10/2025)")
    for number, g in (("I", "4G"), ("II", "5G")):
        sheet.put(row, 0, f"{number}. MẠNG {g}: HIỆN TRẠNG ĐẾN 30/9/2025")
        columns = [
            Column("Số trạm", f"stations_{g.lower()}"),
            Column("Dân số (người)", "population"),
            Column("Dân số được phủ sóng (người)", f"people_{g.lower()}"),
        ]
        row = case.table(sheet, columns, Form(codes="", total="last"), at=row + 1) + 1
    sheet.put(row, 0, "III. MẠNG 5G: KẾ HOẠCH NĂM 2026")
    plan = [
        Worked("Số trạm", make=lambda c: c.figures["stations_5g"] + 3),
        Worked("Dân số (người)", make=lambda c: int(c.figures["population"] * 1.01)),
        Worked("Dân số được phủ sóng (người)", make=part("population", 0.8)),
    ]
    case.table(sheet, plan, Form(codes=""), at=row + 1)


@layout()
def approved_on_one_operator_s_sheet(case: Case) -> None:
    """Sheets of three operators: "5G đã phát sóng", on VNPT's "5G đã được phê duyệt vị trí"."""
    for key in ("viettel", "vnpt", "mobifone"):
        sheet = case.sheet(FOUR_OPERATORS[key])
        sheet.put(0, 0, f"SỐ LIỆU TRẠM CỦA {FOUR_OPERATORS[key].upper()} ĐẾN 30/9/2025")
        air = Column("Số trạm 5G đã phát sóng", "stations_5g", operator=key)
        wish = Worked("Số trạm 5G đã được phê duyệt vị trí",
                      make=lambda c: c.figures["stations_5g"] + 2)  # fmt: skip
        columns = [
            Column("Số trạm 3G đã phát sóng", "stations_3g", operator=key),
            Column("Số trạm 4G đã phát sóng", "stations_4g", operator=key),
            wish if key == "vnpt" else air,
        ]
        case.table(sheet, columns, Form(total="last"), at=2)


@layout()
def one_district_s_rows_are_a_plan(case: Case) -> None:
    """Beneath one district "(chưa gửi số liệu, ghi theo kế hoạch năm 2026)"; else as it is."""
    sheet = case.sheet("Tong hop")
    row = case.top(
        sheet, f"HIỆN TRẠNG TRẠM VÀ {case.word.upper()} CÓ SÓNG", "(Số liệu đến ngày 30/9/2025)"
    )
    columns = [
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 5G", "stations_5g"),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
    ]
    plan: list[Column] = [
        Worked("Số trạm 4G", make=lambda c: c.figures["stations_4g"] + 2),
        Worked("Số trạm 5G", make=lambda c: c.figures["stations_5g"] + 2),
        Worked("Số {v} có sóng 4G", make=lambda c: c.figures["villages"]),
    ]
    row = heads(case, sheet, row, ["STT", "Xã, phường"], columns)
    for number, district, some in numbered_districts(case):
        late = number == 3
        note = " - chưa gửi số liệu, ghi theo kế hoạch năm 2026" if late else ""
        sheet.line(row, [roman(number), f"{district} (cũ){note}"])
        row = body(case, sheet, row + 1, plan if late else columns, some=some)


@layout()
def stations_that_communes_ask_for(case: Case) -> None:
    """Stations there, stations asked for by the commune, villages to be covered, and where."""
    sheet = case.sheet("De nghi")
    row = case.top(sheet, "TỔNG HỢP ĐỀ NGHỊ CỦA CÁC XÃ, PHƯỜNG VỀ PHÁT TRIỂN HẠ TẦNG SỐ")
    columns = [
        Column("Số trạm 4G hiện có", "stations_4g"),
        Worked("Số trạm 4G đề nghị lắp thêm", make=lambda c: c.figures["files"] % 4),
        Worked("Số trạm 5G đề nghị lắp mới", make=lambda c: c.figures["files"] % 3),
        Worked("Số {v} đề nghị phủ sóng 4G", make=lambda c: c.figures["files"] % 5),
        Worked("Số hộ đề nghị kéo cáp quang", make=lambda c: c.figures["files"] % 97),
        Column("Lý do", trap="text:Sóng yếu;Chưa có cáp;Dân cư mới;Khu tái định cư"),
    ]
    case.table(sheet, columns, Form(names="office"), at=row)


@layout()
def plan_only_in_names_of_operators_sheets(case: Case) -> None:
    """ "VTT", "VNPT", "VTT (KH 26)", "VNPT (KH 26)": same title and form, districts as rows."""
    for short, code in (("VTT", "viettel"), ("VNPT", "vnpt")):
        for planned in (False, True):
            sheet = case.sheet(f"{short} (KH 26)" if planned else short)
            row = case.top(sheet, "TRẠM 4G, 5G VÀ HỘ SỬ DỤNG CÁP QUANG", right=6)
            pairs = (
                ("Trạm 4G", "stations_4g"),
                ("Trạm 5G", "stations_5g"),
                ("Hộ sử dụng cáp quang", "households_subscribed"),
            )
            columns = [
                Worked(text, make=part(what, 0.9)) if planned else Column(text, what, operator=code)
                for text, what in pairs
            ]
            total = "" if planned else "last"
            form = Form(groups="rows", names="office", total=total)
            case.table(sheet, columns, form, at=row)


@layout()
def remarks_of_some_5g_rows_say_next_year(case: Case) -> None:
    """Commune × technology; "Ghi chú" of every third 5G row: "Theo kế hoạch, phát sóng 2026"."""
    sheet = case.sheet("Chi tiet")
    row = case.top(sheet, "SỐ TRẠM VÀ DÂN SỐ TRONG VÙNG PHỦ SÓNG")
    labels = ["STT", "Mã xã", "Đơn vị", "Công nghệ", "Số trạm", "Dân số trong vùng phủ", "Ghi chú"]
    row = headings(case, sheet, row, labels)
    for place, c in enumerate(case.communes):
        for g in ("4G", "5G"):
            columns = [
                Column("Số trạm", f"stations_{g.lower()}"),
                Column("Dân số trong vùng phủ", f"people_{g.lower()}"),
            ]
            lead = [place + 1, c.code, case.name(c, "district"), g]
            if g == "5G" and place % 3 == 1:
                planned = [2 + c.figures["files"] % 3, c.figures["people_4g"] // 3]
                remark = "Theo kế hoạch, phát sóng Quý II/2026"
                sheet.line(row, [*lead, *planned, remark])
            else:
                enter(case, sheet, row, c, columns, lead)
            row += 1


@layout()
def technology_and_year_in_names_of_sheets(case: Case) -> None:
    """ "3G", "5G (KH 2026)", "4G", "5G": one title, "Dân số được phủ sóng"; the name says which."""
    for title, what in (("3G", ""), ("5G (KH 2026)", ""), ("4G", "4g"), ("5G", "5g")):
        sheet = case.sheet(title)
        sheet.put(1, 2, "DÂN SỐ ĐƯỢC PHỦ SÓNG DI ĐỘNG VÀ SỐ TRẠM")
        sheet.put(2, 2, "Số liệu tính đến ngày 30/9/2025")
        if what:
            columns = [
                Column("Dân số", "population"),
                Column("Dân số được phủ sóng", f"people_{what}"),
                Column("Số trạm", f"stations_{what}"),
            ]
        else:
            columns = [
                Column("Dân số", "population"),
                Worked("Dân số được phủ sóng", make=part("population", 0.6)),
                Column("Số trạm", "stations_3g", optional=True)
                if title == "3G"
                else Worked("Số trạm", make=some_of(title, 9, 3)),
            ]
        form = Form(groups="rows", codes="")
        case.table(sheet, columns, form, at=4, left=2)


@layout()
def square_brackets_for_what_december_may_bring(case: Case) -> None:
    """ "[5]" in some cells of 5G and 4G; below: expected by 31/12/2025, nothing reported yet."""
    sheet = case.sheet("PL 2")
    row = case.top(sheet, "SỐ TRẠM 4G, 5G ĐANG PHÁT SÓNG")
    row = headings(case, sheet, row, ["STT", "Xã, phường", "Mã xã", *(text for text, _ in MASTS)])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name, c.code])
        for at, kind in enumerate(MASTS, start=3):
            column = Column(*kind)
            if place % 5 == at - 2:
                sheet.put(row, at, f"[{target_above(column.gives)(c)}]")
                continue
            value, gives = column.cell(c, place)
            sheet.put(row, at, value)
            case.note(c, column.gives, gives[column.gives], column)
        row += 1
    sheet.put(
        row + 1, 0,
        "Ghi chú: Số trong ngoặc vuông [ ] là số trạm dự kiến có đến 31/12/2025, "
        "doanh nghiệp chưa báo cáo số đang phát sóng.",
    )  # fmt: skip


@layout()
def plan_before_result_within_a_cell(case: Case) -> None:
    """ "15/12" beneath "Số trạm 5G (KH/TH)": the plan of the year, then what is there."""
    sheet = case.sheet("KH-TH")
    row = case.top(
        sheet, "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH HẠ TẦNG SỐ NĂM 2025",
        more=("KH: kế hoạch năm 2025; TH: kết quả thực hiện đến thời điểm báo cáo",),
    )  # fmt: skip
    kinds = (
        ("Số trạm 4G (KH/TH)", "stations_4g"),
        ("Số trạm 5G (KH/TH)", "stations_5g"),
        ("Số hộ sử dụng cáp quang (KH/TH)", "households_subscribed"),
    )
    row = headings(case, sheet, row, ["STT", "Xã, phường", *(text for text, _ in kinds)])
    for place, c in enumerate(case.communes, start=1):
        sheet.line(row, [place, c.name])
        for at, (text, what) in enumerate(kinds, start=2):
            sheet.put(row, at, f"{target_above(what)(c)}/{c.figures[what]}")
            case.note(c, what, Entry(c.figures[what]), Column(text, what))
        row += 1


@layout()
def two_options_before_what_is_there(case: Case) -> None:
    """ "PA1" and "PA2" (options of investment) over stations and shares; then "Hiện trạng"."""
    sheet = case.sheet("Phuong an")
    row = case.top(
        sheet, "SO SÁNH HAI PHƯƠNG ÁN ĐẦU TƯ HẠ TẦNG DI ĐỘNG",
        "(Hiện trạng tính đến ngày 30/9/2025)",
    )  # fmt: skip
    rate = "Tỷ lệ dân số được phủ sóng 5G (%)"
    columns: list[Any] = [Column("Dân số", "population")]
    for name, least, factor in (("PA1", 1, 1.4), ("PA2", 3, 1.9)):
        columns += [
            Worked(f"{name}|{text}", make=target_above(what, least)) for text, what in MASTS
        ]
        columns.append(Worked(f"{name}|{rate}", make=hoped(factor)))
    columns += [Column(f"Hiện trạng|{text}", what) for text, what in MASTS]
    columns.append(Column(f"Hiện trạng|{rate}", "%pop_5g"))
    row = case.table(sheet, columns, Form(codes="number"), at=row)
    sheet.put(row + 1, 0, "PA1: phương án vốn doanh nghiệp. PA2: phương án có hỗ trợ của Nhà nước.")
