"""Parts beside the whole: women, poor homes, hamlets, kinds of coverage."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column
from tests.layouts.made_up import rest
from tests.layouts.notes import say
from tests.layouts.registry import layout
from tests.layouts.rows import one_table
from tests.layouts.shared_columns import ALL_HOMES, ALL_VILLAGES, ENGLISH
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import OPERATORS

if TYPE_CHECKING:
    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune


@layout()
def parts_of_the_people(case: Case) -> None:
    """ "Trong đó" poor households, minorities and women: parts, not the whole."""
    sheet = case.sheet("XH")
    row = case.top(sheet, "HỘ GIA ĐÌNH CÓ ĐIỆN THOẠI THÔNG MINH")
    columns = [
        Column("Dân số", "population"),
        Column("Trong đó: dân số là nữ", trap="population", factor=0.49),
        Column("Trong đó: dân tộc thiểu số", trap="population", factor=0.6),
        Column("Số hộ", "households"),
        Column("Trong đó: hộ nghèo", trap="households", factor=0.12),
        Column("Số hộ có điện thoại thông minh", "households_with_smartphone"),
        Column(
            "Số hộ nghèo có điện thoại thông minh", trap="households_with_smartphone", factor=0.1
        ),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def what_is_lacking(case: Case) -> None:
    """Villages without 4G and fibre beside those that have it, and what was new in the quarter."""
    sheet = case.sheet("Chua co")
    row = case.top(sheet, "{V} CHƯA CÓ SÓNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} đã có sóng 4G", "villages_with_4g"),
        Column("Số {v} chưa có sóng 4G", trap="villages_with_4g", factor=0.2),
        Column("Số {v} chưa có cáp quang", trap="villages_with_fibre", factor=0.3),
        Column("Số trạm 4G", "stations_4g"),
        Column("Số trạm 4G phát triển mới trong quý", trap="stations_4g", factor=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout()
def lower_heading_decides(case: Case) -> None:
    """The same upper heading; the lower one makes of it the whole, a part, the past."""
    sheet = case.sheet("B3")
    row = case.top(sheet, "BIỂU 3")
    columns = [
        Column("Dân số (người)|Tổng số", "population"),
        Column("Dân số (người)|Thành thị", trap="population", factor=0.3),
        Column("Dân số (người)|Nông thôn", trap="population", factor=0.7),
        Column("Dân số được phủ sóng 4G|Tổng số", "people_4g"),
        Column("Dân số được phủ sóng 4G|Cùng kỳ năm trước", trap="people_4g", factor=0.9),
        Column("Dân số được phủ sóng 4G|Tăng/giảm", trap="people_4g", factor=0.1),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def with_and_without(case: Case) -> None:
    """The sheet is called "Vùng lõm"; a column each for the villages with, without and all."""
    sheet = case.sheet("Vùng lõm")
    row = case.top(sheet, "TỔNG HỢP {V} TRẮNG SÓNG, LÕM SÓNG DI ĐỘNG")
    columns = [
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Đã phủ sóng 4G", "villages_with_4g"),
        Column("Số {v}|Chưa phủ sóng 4G", trap="villages_with_4g", factor=0.15),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def poor_and_new(case: Case) -> None:
    """Subscriptions of poor households and new ones of the quarter beside all of them."""
    sheet = case.sheet("Ho")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG CÁP QUANG")
    columns = [
        Column("Tổng số hộ", "households"),
        Column("Số hộ sử dụng cáp quang|Tổng số", "households_subscribed"),
        Column("Số hộ sử dụng cáp quang|Hộ nghèo", trap="households_subscribed", factor=0.1),
        Column("Số hộ sử dụng cáp quang|Phát triển mới", trap="households_subscribed", factor=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout()
def rural_and_urban_beside_all(case: Case) -> None:
    """People covered in all, of these urban and rural, in three columns beneath 4G and 5G."""
    sheet = case.sheet("Thanh thi")
    row = case.top(sheet, "DÂN SỐ ĐƯỢC PHỦ SÓNG CHIA THEO KHU VỰC")
    columns = [Column("Dân số", "population")]
    for g in ("4G", "5G"):
        title, what = f"Dân số được phủ sóng {g}", f"people_{g.lower()}"
        columns += [
            Column(f"{title}|Tổng số", what),
            Column(f"{title}|Trong đó|Thành thị", trap=what, factor=0.4),
            Column(f"{title}|Trong đó|Nông thôn", trap=what, factor=0.6),
        ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
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


@layout()
def parts_named_after_their_whole(case: Case) -> None:
    """ "Dân số", then "Trong đó" over "Được phủ sóng 4G" and "Được phủ sóng 5G"; so villages."""
    sheet = case.sheet("BC")
    row = case.top(sheet, "BÁO CÁO PHỦ SÓNG")
    columns = [
        Column("Dân số|Tổng số", "population"),
        Column("Dân số|Trong đó|Được phủ sóng 4G", "people_4g"),
        Column("Dân số|Trong đó|Được phủ sóng 5G", "people_5g"),
        Column("Số {v}|Tổng số", "villages"),
        Column("Số {v}|Trong đó|Có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(), at=row)


@layout()
def white_zones(case: Case) -> None:
    """Vùng trắng and lõm sóng beside villages with 4G."""
    one_table(case, [
        ALL_VILLAGES, Column("Số {v} có sóng 4G", "villages_with_4g"),
        Column("Số {v} chưa có sóng di động (vùng trắng)", "villages_without_signal"),
        Column("Số điểm lõm sóng", "holes"),
    ], Form(total="last"))  # fmt: skip


@layout()
def poor_households(case: Case) -> None:
    """Fibre among poor households beside fibre of all households."""
    one_table(case, [
        ALL_HOMES, Column("Trong đó: hộ nghèo", trap="households", factor=0.1),
        Column("Hộ sử dụng cáp quang|Tổng số", "households_subscribed"),
        Column("Hộ sử dụng cáp quang|Hộ nghèo", trap="households_subscribed", factor=0.05),
    ])  # fmt: skip


@layout()
def uncovered_beside_covered(case: Case) -> None:
    """Households passed, then subscribing, then waiting for a line."""
    one_table(case, [
        ALL_HOMES, Column("Số hộ có hạ tầng cáp quang đi qua", "households_passed"),
        Column("Số hộ đã lắp đặt, sử dụng cáp quang", "households_subscribed"),
        Column("Số hộ đăng ký chờ lắp đặt", trap="households", factor=0.02),
    ])  # fmt: skip


@layout()
def white_zones_and_holes_by_commune(case: Case) -> None:
    """Villages without any signal, holes and their people, who is to cover them and when."""
    sheet = case.sheet("Lom song")
    row = case.top(sheet, "RÀ SOÁT VÙNG TRẮNG SÓNG, VÙNG LÕM SÓNG DI ĐỘNG")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} chưa có sóng di động (vùng trắng)", "villages_without_signal"),
        Column("Vùng lõm sóng|Số điểm lõm", "holes"),
        Column("Vùng lõm sóng|Số dân bị ảnh hưởng", "people_in_holes"),
        Column("Vùng lõm sóng|Số hộ bị ảnh hưởng", trap="people_in_holes", factor=0.24),
        Worked("Doanh nghiệp được giao", make=lambda c: OPERATORS[c.figures["villages"] % 3][0]),
        Worked("Dự kiến hoàn thành",
               make=lambda c: ("12/2025", "Quý I/2026", "6/2026")[c.figures["households"] % 3]),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def stations_of_all_generations_with_sum(case: Case) -> None:
    """ "Tổng số trạm BTS" and "Số vị trí cột" before 2G, 3G, 4G, 5G; the roof-top ones behind."""
    sheet = case.sheet("Ha tang")
    row = case.top(sheet, "HẠ TẦNG TRẠM THU PHÁT SÓNG THÔNG TIN DI ĐỘNG (BTS)")
    columns = [
        Column("Số vị trí cột", trap="stations_4g", factor=1.1),
        Worked(
            "Tổng số trạm BTS",
            make=lambda c: sum(c.figures[f"stations_{g}g"] for g in (2, 3, 4, 5)),
        ),
        *[Column(f"Chia ra|{g}G", f"stations_{g}g") for g in (2, 3, 4, 5)],
        Column("Trạm dùng chung hạ tầng", trap="stations_4g", factor=0.3),
    ]
    form = Form(index="TT", name="Địa bàn", code="Mã", codes="number", total="first")
    case.table(sheet, columns, form, at=row)


@layout()
def hamlets_and_quarters_then_both(case: Case) -> None:
    """ "Số thôn", "Số tổ dân phố" and "Cộng" in three columns; the sum is the number."""
    words = [*case.word.split(", "), "tổ dân phố"][:2]
    sheet = case.sheet("So thon")
    row = case.top(sheet, f"SỐ LƯỢNG {case.word.upper()} VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG")
    group = case.say("Số {v}")
    sheet.line(row, ["STT", "Đơn vị hành chính", "Mã số", group, None, None,
                     "Tổ công nghệ số cộng đồng"])  # fmt: skip
    sheet.line(row + 1, [words[0].capitalize(), words[1].capitalize(), "Cộng", "Số tổ",
                         "Số thành viên"], at=3)  # fmt: skip
    sheet.merged += [(row, c, row + 1, c) for c in range(3)] + [(row, 3, row, 5), (row, 6, row, 7)]
    for at, commune in enumerate(case.communes, start=row + 2):
        whole = say(case, commune, "villages", f"{group}|Cộng")
        urban = whole // 3 if commune.kind == "xã" else whole - whole // 5
        teams = say(case, commune, "teams", "Tổ công nghệ số cộng đồng|Số tổ")
        members = say(case, commune, "team_members", "Tổ công nghệ số cộng đồng|Số thành viên")
        sheet.line(at, [at - row - 1, commune.name, commune.code, whole - urban, urban, whole,
                        teams, members])  # fmt: skip
    case.truth.all_headings |= {group, "Cộng"}


@layout()
def homes_of_all_kinds(case: Case) -> None:
    """Poor, near-poor and minority homes beneath "Tổng số hộ"; smartphones of all, of the poor."""
    sheet = case.sheet("Ho gia dinh")
    row = case.top(sheet, "HỘ GIA ĐÌNH VÀ HỘ CÓ ĐIỆN THOẠI THÔNG MINH", office="UBND HUYỆN (CŨ)")
    smart = "Hộ có điện thoại thông minh"
    columns = [
        Column("Hộ gia đình|Tổng số hộ", "households"),
        Worked("Hộ gia đình|Hộ nghèo", make=part("households", 0.11)),
        Worked("Hộ gia đình|Hộ cận nghèo", make=part("households", 0.09)),
        Worked("Hộ gia đình|Hộ DTTS", make=part("households", 0.7)),
        Column(f"{smart}|Số hộ", "households_with_smartphone"),
        Column(f"{smart}|Tỷ lệ % so với tổng số hộ", "%households_smartphone"),
        Worked(f"{smart}|Trong đó: hộ nghèo", make=part("households_with_smartphone", 0.06)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def area_covered_and_subscriptions(case: Case) -> None:
    """Area covered (%) and subscriptions of 4G and 5G beside people covered: no people, these."""
    sheet = case.sheet("Vung phu")
    row = case.top(sheet, "VÙNG PHỦ SÓNG VÀ THUÊ BAO DI ĐỘNG BĂNG RỘNG")
    columns = [
        Column("Dân số", "population"),
        Worked("Tỷ lệ diện tích được phủ sóng 4G (%)", make=lambda c: 61 + len(c.name) + 0.5),
        Worked("Diện tích vùng phủ 4G (km2)", make=part("villages", 2.1)),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g"),
        Worked("Số thuê bao 4G", make=part("people_4g", 0.8)),
        Worked("Số thuê bao 5G", make=part("people_5g", 0.3)),
        Worked("Tỷ lệ diện tích được phủ sóng 5G (%)", make=lambda c: c.figures["stations_5g"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def villages_of_extreme_difficulty(case: Case) -> None:
    """Villages with 4G of the difficult ones beside those of all; halls with wifi, speakers."""
    sheet = case.sheet("Bieu 4")
    row = case.top(sheet, "HẠ TẦNG VIỄN THÔNG CỦA {V}")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked("Trong đó: {v} ĐBKK", make=part("villages", 0.4)),
        Column("Số {v} có sóng 4G", "villages_with_4g"),
        Worked("Số {v} ĐBKK có sóng 4G", make=part("villages_with_4g", 0.3)),
        Worked("Số {v} có sóng 4G yếu, không ổn định", make=part("villages_with_4g", 0.2)),
        Worked("Số nhà văn hóa {v} có cáp quang", make=part("villages_with_fibre", 0.8)),
        Worked("Số {v} có loa truyền thanh thông minh", make=part("villages", 0.5)),
        Column("Số {v} có cáp quang", "villages_with_fibre"),
    ]
    case.table(sheet, columns, Form(total="last", code="Mã ĐVHC"), at=row)


@layout()
def other_homes_and_other_internet(case: Case) -> None:
    """Homes without fibre, with mobile internet only, with any internet; those with fibre last."""
    sheet = case.sheet("Internet")
    row = case.top(sheet, "HỘ GIA ĐÌNH SỬ DỤNG INTERNET")
    columns = [
        Worked("Tỷ lệ hộ nghèo (%)", make=lambda c: c.figures["villages"] / 2),
        Worked("Số hộ có Internet (mọi hình thức)", make=part("households", 0.95)),
        Worked("Số hộ chỉ dùng Internet di động", make=part("households", 0.2)),
        Worked("Số hộ chưa sử dụng cáp quang", make=lambda c: c.figures["households"]
               - c.figures["households_subscribed"]),
        Column("Số hộ đang sử dụng cáp quang", "households_subscribed"),
        Column("Tổng số hộ trên địa bàn", "households"),
        Worked("Số hộ có nhu cầu lắp mới cáp quang", make=part("households", 0.1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
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


@layout()
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


@layout()
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


@layout()
def indoors_and_outdoors(case: Case) -> None:
    """Share of people with 4G outdoors and indoors, homes with a TV box, speed measured."""
    sheet = case.sheet("Chat luong")
    row = case.top(sheet, "CHẤT LƯỢNG DỊCH VỤ DI ĐỘNG", "Thời điểm đo kiểm: 30/9/2025")
    columns = [
        Column("Dân số (người)", "population"),
        Column("Tổng số {v}", "villages"),
        Worked("Độ sẵn sàng mạng (%)", make=lambda c: 95 + c.figures["villages"] / 10),
        Worked("Tỷ lệ mẫu 4G đạt RSRP (%)", make=lambda c: 90 + c.figures["stations_4g"] / 4),
        Worked("Tỷ lệ phủ sóng 4G trong nhà (%)", make=lambda c: 60 + c.figures["villages"]),
        Worked("Tỷ lệ cuộc gọi thành công (%)", make=lambda c: 98 + c.figures["holes"] / 10),
        Worked("Số phản ánh của người dân về sóng 4G", make=lambda c: c.figures["holes"]),
    ]
    case.table(sheet, columns, Form(index="TT"), at=row)


@layout()
def fibre_of_other_places(case: Case) -> None:
    """Fibre at committees, schools, clinics, halls of villages; only the villages' own count."""
    sheet = case.sheet("Diem cap quang")
    row = case.top(sheet, "SỐ ĐIỂM ĐÃ CÓ CÁP QUANG THEO LOẠI ĐIỂM")
    title = "Số điểm đã có cáp quang"
    columns = [
        Worked(f"{title}|Trụ sở UBND, Đảng ủy", make=lambda c: 1 + c.figures["holes"] % 2),
        Worked(f"{title}|Trường học", make=lambda c: 2 + c.figures["holes"]),
        Worked(f"{title}|Trạm y tế", make=lambda c: 1 + c.figures["holes"] % 3),
        Worked(f"{title}|Nhà văn hóa", make=part("villages_with_fibre", 0.7)),
        Column("Số {v} đã có cáp quang", "villages_with_fibre"),
        Column("Tổng số {v}", "villages"),
    ]
    case.table(sheet, columns, Form(total="last", code="Mã xã"), at=row)


@layout()
def poor_homes_beside_all_homes(case: Case) -> None:
    """All homes, poor and near-poor ones, then homes with a smartphone and devices given."""
    sheet = case.sheet("Hộ nghèo")
    row = case.top(sheet, "HỘ NGHÈO, HỘ CẬN NGHÈO VÀ KHẢ NĂNG TIẾP CẬN DỊCH VỤ VIỄN THÔNG")
    columns = [
        Column("Tổng số hộ dân", "households"),
        Worked("Hộ nghèo|Số hộ", make=part("households", 0.11)),
        Worked("Hộ nghèo|Có ĐT thông minh", make=part("households", 0.06)),
        Worked("Hộ cận nghèo|Số hộ", make=part("households", 0.08)),
        Worked("Hộ cận nghèo|Có ĐT thông minh", make=part("households", 0.05)),
        Column("Tổng số hộ có ĐT thông minh", "households_with_smartphone"),
        Column("Số máy đã hỗ trợ", trap="devices_supplied", factor=0.7),
    ]
    case.table(sheet, columns, at=row)


@layout()
def satellite_where_no_fibre_goes(case: Case) -> None:
    """Villages with fibre, villages on satellite or radio link, and those with nothing."""
    sheet = case.sheet("Truyen dan")
    row = case.top(sheet, f"PHƯƠNG THỨC KẾT NỐI INTERNET ĐẾN {case.word.upper()}")

    def rest(c: Commune) -> int:
        return c.figures["villages"] - c.figures["villages_with_fibre"]

    columns = [
        Column("Số {v}", "villages"),
        Column("Kết nối bằng|Cáp quang", "villages_with_fibre"),
        Worked("Kết nối bằng|Vệ tinh (VSAT)", make=lambda c: rest(c) // 3),
        Worked("Kết nối bằng|Viba", make=lambda c: rest(c) // 4),
        Worked("Chưa có kết nối", make=lambda c: rest(c) - rest(c) // 3 - rest(c) // 4),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
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


@layout()
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


@layout()
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


@layout()
def villages_in_the_white_counted(case: Case) -> None:
    """Villages: all, with 4G, only 2G or 3G, "trắng sóng"; what each means stands below."""
    sheet = case.sheet("PL 02")
    row = case.top(
        sheet, f"HIỆN TRẠNG SÓNG DI ĐỘNG TẠI {case.word.upper()}",
        office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Trong đó|Đã có sóng 4G", "villages_with_4g"),
        Worked(
            "Trong đó|Mới chỉ có sóng 2G, 3G",
            make=lambda c: c.figures["villages"] - c.figures["villages_with_4g"]
            - c.figures["villages_without_signal"],
        ),
        Column("Trong đó|Trắng sóng", "villages_without_signal"),
    ]  # fmt: skip
    row = case.table(sheet, columns, Form(total="last"), at=row)
    sheet.put(row + 1, 0, "Trắng sóng: chưa có sóng di động của bất kỳ nhà mạng, công nghệ nào.")


@layout()
def five_g_as_a_part_of_four_g(case: Case) -> None:
    """ "Tổng số", then "Trong đó: có cả 5G" beneath villages and people that have 4G."""
    sheet = case.sheet("4G-5G")
    row = case.top(sheet, "MỨC ĐỘ PHỦ SÓNG 4G, 5G")
    inside = "Trong đó: có cả 5G"
    columns = [
        Column("Dân số", "population"),
        Column("Dân số có sóng 4G|Tổng số", "people_4g"),
        Column(f"Dân số có sóng 4G|{inside}", "people_5g"),
        Column("Số {v}", "villages"),
        Column("Số {v} có sóng 4G|Tổng số", "villages_with_4g"),
        Column(f"Số {{v}} có sóng 4G|{inside}", "villages_with_5g"),
    ]
    case.table(sheet, columns, Form(total="first", total_label="Toàn tỉnh"), at=row)
