"""Offices of people and services: figures that are of a part, a plan, a sample or abroad."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from dxanalysis import units
from tests.layouts.bodies import Worked, body, part
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma
from tests.layouts.eighth_lists import either, take
from tests.layouts.registry import layout
from tests.layouts.seventh_forms import headings, rest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.layouts.cases import Case
    from tests.layouts.figures import Commune

NEIGHBOURS = {"20": "Trung Quốc", "66": "Campuchia", "91": "Campuchia"}


@layout("police", as_of="2025-09-28")
def accounts_of_the_week_before_all(case: Case) -> None:
    """A weekly report: target, accounts of the week, all of them so far, share of the target."""
    sheet = case.sheet("Tuan 39")
    row = case.top(
        sheet, "BÁO CÁO TUẦN 39 (từ ngày 22/9/2025 đến ngày 28/9/2025)", "",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
        more=("Kết quả kích hoạt tài khoản định danh điện tử mức 2",),
    )  # fmt: skip

    def target(c: Commune) -> int:
        return int(c.figures["eid_accounts"] * (1.02 + c.figures["files"] % 20 / 100))

    columns = [
        Worked("Chỉ tiêu Bộ Công an giao", make=target),
        Worked("Tài khoản mức 2 đã kích hoạt|Trong tuần",
               make=lambda c: c.figures["eid_accounts"] % 53 + 4),
        Column("Tài khoản mức 2 đã kích hoạt|Lũy kế từ khi triển khai", "eid_accounts"),
        Worked("Tỷ lệ lũy kế so với chỉ tiêu (%)", make=lambda c: round(
            100 * c.figures["eid_accounts"] / target(c), 1)),
    ]  # fmt: skip
    form = Form(name="Công an xã, phường", names="police", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout("police")
def accounts_by_age_then_all(case: Case) -> None:
    """Accounts of children, of youths, of adults and all of them, in four columns."""
    sheet = case.sheet("Do tuoi")
    row = case.top(
        sheet, "TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2 ĐÃ KÍCH HOẠT PHÂN THEO ĐỘ TUỔI",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
    )  # fmt: skip
    above = "Tài khoản mức 2 đã kích hoạt"
    columns = [
        Worked(f"{above}|Dưới 14 tuổi", make=part("eid_accounts", 0.07)),
        Worked(f"{above}|Từ 14 đến dưới 18 tuổi", make=part("eid_accounts", 0.09)),
        Worked(f"{above}|Từ 18 tuổi trở lên", make=rest("eid_accounts", 0.07, 0.09)),
        Column(f"{above}|Cộng các độ tuổi", "eid_accounts"),
    ]
    case.table(sheet, columns, Form(code="Mã ĐVHC"), at=row)


@layout("health")
def insurance_accounts_beside_health_records(case: Case) -> None:
    """Accounts of VssID and visits with the identity card stand beside health records."""
    sheet = case.sheet("BHYT")
    row = case.top(
        sheet, "ỨNG DỤNG CÔNG NGHỆ THÔNG TIN TRONG KHÁM, CHỮA BỆNH VÀ BHYT",
        office="BẢO HIỂM XÃ HỘI VIỆT NAM\nBẢO HIỂM XÃ HỘI TỈNH",
    )  # fmt: skip
    columns = [
        Worked("Số người tham gia BHYT", make=part("population", 0.93)),
        Worked("Tài khoản VssID đã kích hoạt", make=part("population", 0.41)),
        Worked("Lượt khám bệnh bằng CCCD gắn chip", make=part("population", 0.33)),
        Column("Dân số", "population"),
        Column("Số người có hồ sơ sức khỏe điện tử", "people_with_health_record"),
    ]
    case.table(sheet, columns, at=row)


@layout("one-stop shops")
def filed_at_home_filed_by_clerks_and_all(case: Case) -> None:
    """Files online by whom: people at home, clerks for them, digital teams; all files behind."""
    sheet = case.sheet("DVC")
    row = case.top(
        sheet, "HỒ SƠ DỊCH VỤ CÔNG TRỰC TUYẾN CỦA CÁC XÃ, PHƯỜNG",
        "(Từ 01/7/2025 đến 30/9/2025)", office="UBND TỈNH\nTRUNG TÂM PVHCC",
    )  # fmt: skip
    above = "Hồ sơ nộp trực tuyến"
    columns = [
        Worked(f"{above}|Người dân tự nộp", make=part("files_online", 0.31)),
        Worked(f"{above}|Cán bộ Một cửa nộp thay", make=part("files_online", 0.52)),
        Worked(f"{above}|Tổ CNSCĐ hỗ trợ nộp", make=rest("files_online", 0.31, 0.52)),
        Column(f"{above}|Tổng", "files_online"),
        Column("Tổng số hồ sơ tiếp nhận (trực tuyến và trực tiếp)", "files"),
    ]
    case.table(sheet, columns, Form(codes="", total="last"), at=row)


@layout("scores")
def points_named_like_services(case: Case) -> None:
    """Decision 766: "Hồ sơ trực tuyến", "Số hóa hồ sơ", out of 12 and 22 points, near people."""
    sheet = case.sheet("766")
    row = case.top(
        sheet, "KẾT QUẢ ĐÁNH GIÁ CHẤT LƯỢNG PHỤC VỤ NGƯỜI DÂN, DOANH NGHIỆP",
        office="UBND TỈNH\nVĂN PHÒNG", more=("Đơn vị tính: điểm (cột 4 đến cột 7)",),
    )  # fmt: skip

    columns = [
        Column("Dân số (người)", "population"),
        Worked("Công khai, minh bạch (18)", make=lambda c: 11 + c.figures["files"] % 70 / 10),
        Worked("Tiến độ giải quyết (20)", make=lambda c: 12 + c.figures["results"] % 80 / 10),
        Worked("Dịch vụ công trực tuyến (12)", make=lambda c: 5 + c.figures["files"] % 69 / 10),
        Worked("Số hóa hồ sơ, kết quả (22)", make=lambda c: 9 + c.figures["files"] % 130 / 10),
    ]
    case.table(sheet, columns, Form(codes="", numbers_row="{}"), at=row)


@layout("statistics", as_of="2025-08-31")
def size_that_the_law_demands_and_size_there(case: Case) -> None:
    """Area and people: what a commune must have, what it has, and the share reached."""
    sheet = case.sheet("Tieu chuan")
    row = case.top(
        sheet, "ĐỐI CHIẾU TIÊU CHUẨN ĐƠN VỊ HÀNH CHÍNH CẤP XÃ", "(Số liệu đến ngày 31/8/2025)",
        office="UBND TỈNH\nSỞ NỘI VỤ",
    )  # fmt: skip

    def norm(kind: str) -> int:
        return 21000 if kind == "phường" else 16000

    columns = [
        Worked("Diện tích tự nhiên (km2)|Tiêu chuẩn", make=lambda c:
               5.5 if c.kind == "phường" else 30),
        Worked("Diện tích tự nhiên (km2)|Hiện có", make=lambda c:
               round(c.figures["files"] / 41, 2)),
        Worked("Quy mô dân số (người)|Tiêu chuẩn", make=lambda c: norm(c.kind)),
        Column("Quy mô dân số (người)|Hiện có", "population"),
        Worked("Quy mô dân số (người)|Đạt tỷ lệ (%)", make=lambda c:
               round(100 * c.figures["population"] / norm(c.kind), 1)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", codes="number"), at=row)


@layout("border")
def signal_from_across_the_border(case: Case) -> None:
    """Villages with 4G of the networks of the country next door stand before those of our own."""
    sheet = case.sheet("Bien gioi")
    row = case.top(
        sheet, f"TÌNH HÌNH PHỦ SÓNG TẠI CÁC {case.word.upper()} CỦA XÃ KHU VỰC BIÊN GIỚI",
        office="UBND TỈNH\nBỘ CHỈ HUY BĐBP",
    )  # fmt: skip
    above = "Số {v} thu được sóng 4G"
    foreign = NEIGHBOURS.get(case.province, "nước láng giềng")
    columns = [
        Column("Tổng số {v}", "villages"),
        Worked(f"{above}|Mạng {foreign} lấn sang", make=part("villages_with_4g", 0.45)),
        Column(f"{above}|Mạng trong nước", "villages_with_4g"),
        Worked(
            "Số {v} chỉ thu được sóng nước ngoài",
            make=lambda c: min(
                c.figures["holes"] % 2, c.figures["villages"] - c.figures["villages_with_4g"]
            ),
        ),
    ]
    some = [c for c in case.communes if c.figures["files"] % 4 == 0]
    case.table(sheet, columns, Form(codes=""), at=row, some=some)


@layout("electricity")
def signal_of_villages_without_and_with_power(case: Case) -> None:
    """Villages without grid power and 4G there; then those with power and 4G there."""
    sheet = case.sheet("Dien luoi")
    row = case.top(
        sheet, f"RÀ SOÁT ĐIỆN LƯỚI VÀ SÓNG 4G TẠI CÁC {case.word.upper()}",
        office="TỔNG CÔNG TY ĐIỆN LỰC\nCÔNG TY ĐIỆN LỰC TỈNH",
    )  # fmt: skip
    off, on = "Số {v} chưa có điện lưới quốc gia", "Số {v} có điện lưới quốc gia"
    columns = [
        Worked(f"{off}|Tổng số", make=lambda c:
               c.figures["villages"] - c.figures["electrified_villages"]),
        Worked(f"{off}|Có sóng 4G", make=lambda c:
               c.figures["villages_with_4g"] - c.figures["electrified_villages_with_4g"]),
        Column(f"{on}|Tổng số", "electrified_villages"),
        Column(f"{on}|Có sóng 4G", "electrified_villages_with_4g"),
    ]  # fmt: skip
    case.table(sheet, columns, at=row)


@layout("public telecommunications")
def devices_asked_for_given_and_wanting(case: Case) -> None:
    """The fund: poor homes, devices asked for, given, still wanting, money; given ones count."""
    sheet = case.sheet("VTCI")
    row = case.top(
        sheet, "CHƯƠNG TRÌNH CUNG CẤP DỊCH VỤ VIỄN THÔNG CÔNG ÍCH: HỖ TRỢ THIẾT BỊ ĐẦU CUỐI",
        "(Lũy kế đến ngày 30/9/2025)",
    )  # fmt: skip
    columns = [
        Worked("Số hộ nghèo, cận nghèo thuộc đối tượng", make=part("households", 0.14)),
        Worked("Thiết bị thông minh (máy)|Xã đăng ký", make=lambda c:
               c.figures["devices_supplied"] + 12),
        Column("Thiết bị thông minh (máy)|Đã hỗ trợ", "devices_supplied"),
        Worked("Thiết bị thông minh (máy)|Còn thiếu", make=lambda _: 12),
        Worked("Số hộ được hỗ trợ cước Internet cáp quang", make=part("households", 0.06)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(total="last", total_label="Cộng"), at=row)


@layout("old communes")
def two_sheets_before_and_after_the_merger(case: Case) -> None:
    """ "Truoc 01-7" by former communes, many named as those of today; "Sau 01-7" by today's."""
    first = case.sheet("Truoc 01-7")
    row = case.top(
        first, "DÂN SỐ, SỐ HỘ THEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ TRƯỚC SẮP XẾP",
        "(Số liệu đến ngày 30/6/2025)",
    )  # fmt: skip
    first.line(row, ["STT", "Xã, phường, thị trấn (cũ)", "Mã cũ", "Dân số", "Số hộ"])
    listed = units.load_units(vintage="2025-02", province=case.province)["unit_name"]
    for number, (code, name) in enumerate(listed.items(), start=1):
        people = case.rng.randint(1_900, 13_000)
        first.line(row + number, [number, name, code, people, int(people / 3.9)])
    second = case.sheet("Sau 01-7")
    row = case.top(
        second, "DÂN SỐ, SỐ HỘ THEO ĐƠN VỊ HÀNH CHÍNH CẤP XÃ SAU SẮP XẾP",
        "(Số liệu đến ngày 30/9/2025)",
    )  # fmt: skip
    columns = [Column("Dân số", "population"), Column("Số hộ", "households")]
    case.table(second, columns, Form(code="Mã mới", total="last"), at=row)


@layout("numbers")
def stroke_that_divides(case: Case) -> None:
    """ "Số hộ/1 thôn", "Số người/1 hộ", "Thành viên/1 tổ": averages before what they are of."""
    sheet = case.sheet("Tong hop")
    row = case.top(sheet, "QUY MÔ DÂN CƯ VÀ TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", office="")
    word = case.word.split(", ", maxsplit=1)[0]

    def ratio(heading: str, above: str, below: str) -> Worked:
        return Worked(heading, make=lambda c: comma(1)(c.figures[above] / c.figures[below]))

    columns = [
        ratio(f"Số hộ/1 {word}", "households", "villages"),
        Column("Số {v}", "villages"),
        ratio("Số người/1 hộ", "population", "households"),
        Column("Số hộ", "households"),
        ratio("Số thành viên/1 tổ CNSCĐ", "team_members", "teams"),
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
    ]
    case.table(sheet, columns, at=row)


@layout("surveys")
def some_homes_were_asked(case: Case) -> None:
    """A survey of 60 to 90 homes a commune, how many have what; only "Toàn xã" is of all."""
    sheet = case.sheet("Khao sat")
    row = case.top(
        sheet, "KHẢO SÁT MỨC ĐỘ TIẾP CẬN DỊCH VỤ SỐ CỦA HỘ GIA ĐÌNH NĂM 2025",
        "(Thực hiện từ 15/9 đến 30/9/2025)",
    )  # fmt: skip
    above = "Hộ được chọn khảo sát"
    columns = [
        Column("Tổng số hộ toàn xã", "households"),
        Worked(f"{above}|Số hộ", make=lambda c: 60 + c.figures["files"] % 31),
        Worked(f"{above}|Có điện thoại thông minh", make=lambda c: 45 + c.figures["files"] % 11),
        Worked(f"{above}|Dùng Internet cáp quang", make=lambda c: 30 + c.figures["files"] % 17),
        Worked(f"{above}|Biết nộp hồ sơ trực tuyến", make=lambda c: 9 + c.figures["files"] % 13),
    ]
    case.table(sheet, columns, Form(codes=""), at=row)


@layout("plans", as_of=None)
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


@layout("education")
def homes_that_have_pupils_before_all(case: Case) -> None:
    """Homes with pupils, their smartphones and fibre; then "Toàn xã" with the same words."""
    sheet = case.sheet("Hoc truc tuyen")
    row = case.top(
        sheet, "ĐIỀU KIỆN HỌC TẬP TRỰC TUYẾN TẠI CÁC XÃ, PHƯỜNG",
        office="UBND TỈNH\nSỞ GIÁO DỤC VÀ ĐÀO TẠO",
    )  # fmt: skip
    pairs = (
        ("Số hộ", "households", 0.46),
        ("Số hộ có điện thoại thông minh", "households_with_smartphone", 0.44),
        ("Số hộ thuê bao cáp quang", "households_subscribed", 0.38),
    )
    columns: list[Column] = [Worked("Số học sinh phổ thông", make=part("population", 0.17))]
    columns += [Worked(f"Gia đình học sinh|{text}", make=part(what, share))
                for text, what, share in pairs]  # fmt: skip
    columns += [Column(f"Toàn xã|{text}", what) for text, what, _ in pairs]
    case.table(sheet, columns, Form(code="Mã xã mới"), at=row)


@layout("digital teams")
def times_that_people_were_helped(case: Case) -> None:
    """Teams and members; then how often they helped with VNeID, files online and payments."""
    sheet = case.sheet("Ra quan")
    row = case.top(
        sheet, "KẾT QUẢ RA QUÂN CỦA TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG",
        office="TỈNH ĐOÀN\nBAN PHONG TRÀO",
    )  # fmt: skip
    above = "Số lượt hướng dẫn người dân"
    columns = [
        Column("Số tổ CNSCĐ", "teams"),
        Column("Số thành viên tổ CNSCĐ", "team_members"),
        Worked("Số lượt hộ được đến nhà", make=part("households", 0.7)),
        Worked(f"{above}|Kích hoạt VNeID mức 2", make=part("eid_accounts", 0.6)),
        Worked(f"{above}|Nộp hồ sơ trực tuyến", make=part("files_online", 0.8)),
        Worked(f"{above}|Thanh toán không dùng tiền mặt", make=part("adults_with_epayment", 0.5)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("groups and totals")
def sum_of_the_former_district_on_each_row(case: Case) -> None:
    """On each row the homes of the whole former district stand before those of the commune."""
    sheet = case.sheet("Chi cuc TK")
    row = case.top(
        sheet, "SỐ HỘ VÀ SỐ HỘ SỬ DỤNG INTERNET CÁP QUANG",
        office="CỤC THỐNG KÊ\nTHỐNG KÊ TỈNH",
    )  # fmt: skip

    def whole(what: str) -> Callable[[Commune], int]:
        return lambda c: sum(
            other.figures[what] for other in case.communes if other.district == c.district
        )

    columns: list[Column] = []
    for text, what in (
        ("Số hộ", "households"),
        ("Số hộ sử dụng Internet cáp quang", "households_subscribed"),
    ):
        columns += [
            Worked(f"{text}|Toàn huyện, thành phố cũ", make=whole(what)),
            Column(f"{text}|Riêng xã, phường", what),
        ]
    case.table(sheet, columns, Form(groups="column", codes=""), at=row)


@layout("rosters", as_of=None)
def roster_of_those_to_be_trained(case: Case) -> None:
    """A line for each person of a course: year of birth, telephone, days; no figure at all."""
    sheet = case.sheet("DS tap huan")
    row = case.top(sheet, "DANH SÁCH THÀNH VIÊN TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG DỰ TẬP HUẤN ĐỢT 1", "")
    sheet.line(row, ["TT", "Họ và tên", "Năm sinh", "Chức danh", "Xã, phường", "Số ĐT",
                     "Thuê bao mạng", "Số ngày dự"])  # fmt: skip
    names = ("Nông Thị Hạnh", "Phan Văn Sang", "H'Mai Êban", "Vi Văn Thắng", "Nguyễn Út")
    number = 0
    for c in case.communes[::2]:
        for at in range(2):
            number += 1
            name = names[(number + at) % len(names)]
            tail = (c.figures["population"] * 97 + number) % 10**7
            sheet.line(row + number, [
                number, name, 1975 + number % 30, ("Tổ trưởng", "Thành viên")[at], c.name,
                f"098{tail:07d}", ("Viettel", "VNPT", "MobiFone")[number % 3], 2,
            ])  # fmt: skip


@layout("communes' words")
def stations_without_a_generation(case: Case) -> None:
    """ "3 trạm (Viettel 1, VNPT 1, MobiFone 1)" and villages with a telephone signal."""
    sheet = case.sheet("Xa tong hop")
    row = case.top(sheet, "BÁO CÁO CỦA UBND CẤP XÃ VỀ HẠ TẦNG VIỄN THÔNG")

    def told(n: int) -> str:
        return f"{n + 3} trạm (Viettel {n + 1}, VNPT 1, MobiFone 1)"

    columns = [
        Column("Số {v}", "villages"),
        Worked("Trạm BTS trên địa bàn", make=lambda c: told(c.figures["stations_4g"] % 7)),
        Worked("Số {v} có sóng điện thoại", make=lambda c:
               c.figures["villages"] - c.figures["villages_without_signal"]),
        Column("Số tổ CNSCĐ", "teams"),
    ]  # fmt: skip
    case.table(sheet, columns, Form(names="office", codes=""), at=row)


@layout("ethnic minorities")
def villages_of_the_decision_only(case: Case) -> None:
    """Programme 1719: above stands that villages are those of Decision 612; people are all."""
    sheet = case.sheet("CT 1719")
    told = (
        f"({either(case).capitalize()} trong biểu là các {either(case)} đặc biệt khó khăn "
        "theo Quyết định số 612/QĐ-UBDT; dân số là của toàn xã)"
    )
    row = case.top(
        sheet, "KẾT QUẢ THỰC HIỆN DỰ ÁN 10 - CHƯƠNG TRÌNH 1719 (NỘI DUNG CHUYỂN ĐỔI SỐ)",
        office="UBND TỈNH\nSỞ DÂN TỘC VÀ TÔN GIÁO",
        more=(told,),
    )  # fmt: skip
    columns = [
        Column("Dân số", "population"),
        Worked("Số {v}", make=lambda c: 2 + c.figures["files"] % 5),
        Worked("Số {v} có sóng 4G", make=lambda c: 1 + c.figures["files"] % 5),
        Worked("Số {v} có cáp quang", make=lambda c: c.figures["files"] % 5),
    ]
    some = [c for c in case.communes if c.kind == "xã" and c.figures["villages"] > 8]
    case.table(sheet, columns, Form(total="last"), at=row, some=some)


@layout("poverty")
def poor_homes_lacking_beneath_homes(case: Case) -> None:
    """Review of poor homes: all homes, poor homes, those lacking internet; then a second table."""
    sheet = case.sheet("Ho ngheo")
    row = case.top(
        sheet, "KẾT QUẢ RÀ SOÁT HỘ NGHÈO: MỨC ĐỘ THIẾU HỤT THÔNG TIN",
        office="UBND TỈNH\nSỞ NÔNG NGHIỆP VÀ MÔI TRƯỜNG",
    )  # fmt: skip
    lacking = [
        Column("Tổng số hộ dân cư", "households"),
        Worked("Tổng số hộ nghèo", make=part("households", 0.11)),
        Worked("Sử dụng Internet: số hộ thiếu hụt", make=part("households", 0.05)),
        Worked(
            "Điện thoại thông minh: số hộ thiếu hụt",
            make=lambda c: (c.figures["households"] - c.figures["households_with_smartphone"]) // 3,
        ),
    ]
    heads = [c.heading for c in lacking]
    row = body(case, sheet, headings(case, sheet, row, ["STT", "Xã, phường", *heads]), lacking)
    sheet.put(row + 1, 0, "Biểu 2. Hộ có phương tiện tiếp cận thông tin (tính trên tất cả các hộ)")
    text = "Số hộ có điện thoại thông minh"
    row = headings(case, sheet, row + 2, ["STT", "Xã, phường", text])
    for place, c in enumerate(case.communes, start=1):
        value = take(case, c, "households_with_smartphone", text)
        sheet.line(row, [place, c.name, value])
        row += 1


@layout("one-stop shops")
def results_of_former_years_before_these(case: Case) -> None:
    """Results of years past, to be digitised and digitised, stand before those of this quarter."""
    sheet = case.sheet("So hoa")
    row = case.top(
        sheet, "TIẾN ĐỘ SỐ HÓA HỒ SƠ, KẾT QUẢ GIẢI QUYẾT TTHC", "(Từ 01/7/2025 đến 30/9/2025)",
        office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    old, new = "Kết quả các năm trước còn hiệu lực", "Kết quả TTHC trong kỳ"
    columns = [
        Worked(f"{old}|Phải số hóa", make=lambda c: 3000 + 7 * (c.figures["files"] % 300)),
        Worked(f"{old}|Đã số hóa", make=lambda c: 1000 + 5 * (c.figures["files"] % 300)),
        Column(f"{new}|Đã trả", "results"),
        Column(f"{new}|Đã số hóa", "results_digitised"),
        Column(f"{new}|Tỷ lệ số hóa (%)", "%results_digitised"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)
