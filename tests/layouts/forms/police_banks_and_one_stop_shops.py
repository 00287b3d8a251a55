"""Accounts of police and banks, signatures, and files of one-stop shops."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.bodies import Worked, body, part, reached
from tests.layouts.cases import Form
from tests.layouts.columns import Column, comma, dots, percent_text
from tests.layouts.registry import layout
from tests.layouts.rows import enter, headings, one_table
from tests.layouts.truths import Entry
from tests.layouts.who_and_when import place_name

if TYPE_CHECKING:
    from tests.layouts.cases import Case


@layout()
def education_and_police(case: Case) -> None:
    """Police and communes: eID accounts, teams, members, with names and phones to leave out."""
    sheet = case.sheet("To CNSCD")
    row = case.top(sheet, "TỔ CÔNG NGHỆ SỐ CỘNG ĐỒNG", office="CÔNG AN TỈNH\nPHÒNG CSQLHC")
    columns = [
        Column("Số tổ công nghệ số cộng đồng", "teams"),
        Column("Số thành viên tổ công nghệ số cộng đồng", "team_members"),
        Column("Số tài khoản định danh điện tử đã kích hoạt", "eid_accounts"),
        Column("Người đầu mối", trap="text:Nguyễn Văn A;Lò Thị B"),
        Column("Điện thoại", trap="text:0912345678;0987654321"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def state_bank(case: Case) -> None:
    """Adults with accounts: the base is people of 15 and over."""
    sheet = case.sheet("NHNN")
    row = case.top(sheet, "TÀI KHOẢN THANH TOÁN", office="NGÂN HÀNG NHÀ NƯỚC")
    columns = [
        Column("Số người từ 15 tuổi trở lên", "adults"),
        Column(
            "Số người từ 15 tuổi trở lên có tài khoản thanh toán điện tử", "adults_with_epayment"
        ),
        Column("Tỷ lệ (%)", "%adults_epayment"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def signatures_of_adults(case: Case) -> None:
    """Adults, those with a digital signature and those with an account, with their shares."""
    sheet = case.sheet("CKS")
    row = case.top(sheet, "CHỮ KÝ SỐ CÁ NHÂN VÀ THANH TOÁN ĐIỆN TỬ")
    columns = [
        Column("Dân số trưởng thành (người)", "adults"),
        Column("Số người trưởng thành có chữ ký số cá nhân", "adults_with_signature"),
        Column("Tỷ lệ người trưởng thành có chữ ký số cá nhân (%)", "%adults_digital_signature"),
        Column("Số người trưởng thành có tài khoản thanh toán điện tử", "adults_with_epayment"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout()
def files_of_a_one_stop_shop(case: Case) -> None:
    """Files received, those of them online, results and those of them digitised."""
    sheet = case.sheet("TTHC")
    row = case.top(sheet, "TÌNH HÌNH GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH", office="VĂN PHÒNG UBND TỈNH")
    columns = [
        Column("Số hồ sơ|Tiếp nhận", "files"),
        Column("Số hồ sơ|Tiếp nhận trực tuyến", "files_online"),
        Column("Kết quả giải quyết|Đã trả", "results"),
        Column("Kết quả giải quyết|Đã số hóa", "results_digitised"),
    ]
    case.table(sheet, columns, Form(name="Đơn vị", names="office", codes=""), at=row)


@layout()
def signatures_and_accounts_beside_adults(case: Case) -> None:
    """Adults in a group, those with a signature and with an account beneath it."""
    sheet = case.sheet("Chi so")
    row = case.top(sheet, "XÃ HỘI SỐ")
    columns = [
        Column("Người từ 15 tuổi trở lên|Tổng số", "adults"),
        Column("Người từ 15 tuổi trở lên|Có chữ ký số", "adults_with_signature"),
        Column("Người từ 15 tuổi trở lên|Có tài khoản thanh toán", "adults_with_epayment"),
        Column("Hộ gia đình|Tổng số", "households"),
        Column("Hộ gia đình|Có điện thoại thông minh", "households_with_smartphone"),
    ]
    case.table(sheet, columns, at=row)


@layout()
def accounts_of_level_two(case: Case) -> None:
    """The police: "Công an xã …", accounts of level 2 activated, cards issued beside."""
    sheet = case.sheet("VNeID")
    row = case.top(sheet, "KẾT QUẢ CẤP TÀI KHOẢN ĐỊNH DANH", office="CÔNG AN TỈNH\nPHÒNG PC06")
    columns = [
        Column("Tài khoản định danh điện tử mức 2 đã kích hoạt", "eid_accounts"),
        Column("Số thẻ căn cước đã cấp", trap="eid_accounts", factor=1.1),
    ]
    case.table(sheet, columns, Form(name="Công an cấp xã", codes="", names="police"), at=row)


@layout()
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


@layout()
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


@layout()
def bank_accounts(case: Case) -> None:
    """The State Bank: adults and adults with payment accounts; cards not to be taken."""
    one_table(case, [
        Column("Dân số từ 15 tuổi trở lên", "adults"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán", "adults_with_epayment"),
        Column("Số thẻ ngân hàng", trap="adults", factor=1.4),
    ], office="NGÂN HÀNG NHÀ NƯỚC\nCHI NHÁNH KHU VỰC")  # fmt: skip


@layout()
def police_eid(case: Case) -> None:
    """Police: accounts of level 1 not to be taken, of level 2 activated."""
    one_table(case, [
        Column("TK ĐDĐT mức 1", trap="eid_accounts", factor=0.1),
        Column("TK ĐDĐT mức 2 đã kích hoạt", "eid_accounts"),
    ], Form(name="Công an xã, phường", codes="", names="police_short", total="last"),
        office="CÔNG AN TỈNH\nPHÒNG CSQLHC VỀ TTXH")  # fmt: skip


@layout()
def public_services(case: Case) -> None:
    """Files received in total, online, and directly."""
    one_table(case, [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Column("Hồ sơ tiếp nhận|Trực tiếp, BCCI", trap="files", factor=0.3),
    ], Form(names="office", name="Đơn vị", codes="", total="first"))  # fmt: skip


@layout()
def files_on_time(case: Case) -> None:
    """Files settled: total, early and on time, late."""
    one_table(case, [
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước và đúng hạn", "files_on_time"),
        Column("Hồ sơ đã giải quyết|Quá hạn", trap="files_settled", factor=0.02),
    ], Form(name="UBND cấp xã", codes=""))  # fmt: skip


@layout()
def services_in_part_and_whole(case: Case) -> None:
    """One-stop shop: files online of whole and of partial services, paper, late, carried over."""
    sheet = case.sheet("Mot cua")
    title = "TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC TẠI UBND CẤP XÃ"
    row = case.top(sheet, title, office="VĂN PHÒNG UBND TỈNH")
    new = "Hồ sơ tiếp nhận trong kỳ"
    columns = [
        Worked("Hồ sơ kỳ trước chuyển sang", make=part("files", 0.07)),
        Column(f"{new}|Tổng số", "files"),
        Column(f"{new}|Trực tuyến", "files_online"),
        Worked(f"{new}|Trực tiếp, bưu chính",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước hạn, đúng hạn", "files_on_time"),
        Worked("Hồ sơ đã giải quyết|Quá hạn",
               make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"]),
    ]  # fmt: skip
    form = Form(index="TT", name="Đơn vị", names="office", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def accounts_assigned_and_remaining(case: Case) -> None:
    """Police: accounts of level 1 and 2 received, activated, assigned, remaining; "CAX A"."""
    sheet = case.sheet("DA06")
    office = "CÔNG AN TỈNH\nPHÒNG CSQLHC VỀ TTXH"
    row = case.top(sheet, "KẾT QUẢ THU NHẬN, KÍCH HOẠT ĐỊNH DANH ĐIỆN TỬ", office=office)
    columns = [
        Worked("Chỉ tiêu giao", make=part("eid_accounts", 1.2)),
        Worked("Đã thu nhận|Mức 1", make=part("eid_accounts", 0.1)),
        Worked("Đã thu nhận|Mức 2", make=part("eid_accounts", 1.05)),
        Column("Số tài khoản đã kích hoạt", "eid_accounts"),
        Worked("Còn lại", make=lambda c: int(c.figures["eid_accounts"] * 1.2)
               - c.figures["eid_accounts"]),
        Worked("Tỷ lệ kích hoạt/chỉ tiêu (%)", make=reached("eid_accounts", 1.2)),
    ]  # fmt: skip
    form = Form(index="STT", name="Đơn vị", codes="", names="police", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def accounts_and_points_of_a_bank(case: Case) -> None:
    """Bank: adults, those with an account, all accounts (more than people), cards, ATM, QR."""
    sheet = case.sheet("TTKDTM")
    row = case.top(sheet, "THANH TOÁN KHÔNG DÙNG TIỀN MẶT", office="NHNN CHI NHÁNH KHU VỰC")
    columns = [
        Column("Dân số từ đủ 15 tuổi trở lên (người)", "adults"),
        Worked("Tổng số tài khoản thanh toán (tài khoản)", make=part("adults_with_epayment", 1.6)),
        Column("Số người từ đủ 15 tuổi trở lên có tài khoản thanh toán (người)",
               "adults_with_epayment"),
        Worked("Số thẻ ngân hàng (thẻ)", make=part("adults_with_epayment", 1.2)),
        Worked("Máy ATM", make=lambda c: c.figures["stations_4g"] % 4),
        Worked("Điểm chấp nhận QR", make=lambda c: c.figures["villages"] * 3),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", name="Địa bàn xã, phường", total="last"), at=row)


@layout()
def health_records_and_signatures(case: Case) -> None:
    """Digital society: health records of all; accounts and signatures of 15 and over."""
    sheet = case.sheet("Xa hoi so")
    row = case.top(sheet, "MỘT SỐ CHỈ TIÊU XÃ HỘI SỐ", "(Số liệu quý III/2025)")
    columns = [
        Column("Dân số", "population"),
        Column("Số người có sổ sức khỏe điện tử", "people_with_health_record"),
        Column("Người từ 15 tuổi trở lên|Tổng số", "adults"),
        Column("Người từ 15 tuổi trở lên|Có tài khoản thanh toán điện tử", "adults_with_epayment"),
        Column("Người từ 15 tuổi trở lên|Có chữ ký số cá nhân", "adults_with_signature"),
    ]
    case.table(sheet, columns, Form(index="TT", total="last"), at=row)


@layout()
def service_centres_of_communes(case: Case) -> None:
    """ "Trung tâm Phục vụ hành chính công xã A": files online in whole, in part and both."""
    sheet = case.sheet("PVHCC")
    row = case.top(sheet, "TÌNH HÌNH TIẾP NHẬN HỒ SƠ TTHC", office="VĂN PHÒNG UBND TỈNH")
    new = "Hồ sơ tiếp nhận"
    columns = [
        Column(f"{new}|Tổng số", "files"),
        Worked(f"{new}|Trực tuyến toàn trình", make=lambda c: c.figures["files_online"] // 3),
        Worked(f"{new}|Trực tuyến một phần",
               make=lambda c: c.figures["files_online"] - c.figures["files_online"] // 3),
        Column(f"{new}|Cộng trực tuyến", "files_online"),
        Worked(f"{new}|Trực tiếp",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Kết quả giải quyết TTHC|Tổng số", "results"),
        Column("Kết quả giải quyết TTHC|Đã số hóa", "results_digitised"),
    ]  # fmt: skip
    sheet.line(row, ["STT", "Đơn vị", new, *[None] * 4, "Kết quả giải quyết TTHC"])
    sheet.line(row + 1, [c.path("")[1] for c in columns], at=2)
    sheet.merged += [(row, 0, row + 1, 0), (row, 1, row + 1, 1), (row, 2, row, 6),
                     (row, 7, row, 8)]  # fmt: skip
    end = body(case, sheet, row + 2, columns)
    for at, commune in zip(range(row + 2, end), case.communes, strict=True):
        lower = commune.name[0].lower() + commune.name[1:]
        sheet.put(at, 1, f"Trung tâm Phục vụ hành chính công {lower}")


@layout()
def residents_permanent_and_temporary(case: Case) -> None:
    """Police: "Thường trú", "Tạm trú", "Tổng" of homes, of people; then those of 15 and over."""
    sheet = case.sheet("Cu tru")
    row = case.top(sheet, "THỐNG KÊ CƯ TRÚ", office="CÔNG AN TỈNH")
    columns: list[Column] = []
    for title, what in (("Số hộ", "households"), ("Số nhân khẩu", "population")):
        columns += [
            Worked(f"{title}|Thường trú", make=part(what, 0.9)),
            Worked(f"{title}|Tạm trú",
                   make=lambda c, w=what: c.figures[w] - int(c.figures[w] * 0.9)),  # type: ignore[misc]
            Column(f"{title}|Tổng (thường trú + tạm trú)", what),
        ]  # fmt: skip
    columns.append(Worked("Nhân khẩu từ 15 tuổi trở lên", make=part("adults", 1)))
    columns.append(Worked("Nhân khẩu tạm vắng", make=part("population", 0.05)))
    form = Form(index="STT", name="Đơn vị", codes="", names="police_short", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def one_stop_by_way_and_outcome(case: Case) -> None:
    """Files by the way they came and by when they were settled, in the words of the one-stop."""
    sheet = case.sheet("Biểu 06a")
    office = "VĂN PHÒNG UBND TỈNH\nTRUNG TÂM PHỤC VỤ HÀNH CHÍNH CÔNG"
    row = case.top(sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC CẤP XÃ", office=office)
    columns = [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Worked("Hồ sơ tiếp nhận|Trực tiếp, dịch vụ bưu chính",
               make=lambda c: c.figures["files"] - c.figures["files_online"]),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước hạn và đúng hạn", "files_on_time"),
        Worked("Hồ sơ đã giải quyết|Quá hạn",
               make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"]),
    ]  # fmt: skip
    form = Form(name="UBND cấp xã", names="office", codes="", total="last", numbers_row="({})")
    case.table(sheet, columns, form, at=row)


@layout()
def accounts_of_the_state_bank(case: Case) -> None:
    """The State Bank's branch: adults with an account, the share with a percent sign."""
    sheet = case.sheet("TTKDTM")
    office = "NGÂN HÀNG NHÀ NƯỚC CHI NHÁNH KHU VỰC"
    row = case.top(sheet, "THANH TOÁN KHÔNG DÙNG TIỀN MẶT", office=office)
    columns = [
        Column("Số người trưởng thành", "adults", show=dots),
        Column("Số người trưởng thành có tài khoản thanh toán điện tử", "adults_with_epayment",
               show=dots),
        Column("Tỷ lệ người trưởng thành có tài khoản thanh toán điện tử",
               "%adults_epayment", show=percent_text, digits=1),
        Worked("Số máy ATM", make=lambda c: int(c.code) % 4),
        Worked("Số điểm chấp nhận QR", make=part("households", 0.05)),
    ]  # fmt: skip
    case.table(sheet, columns, Form(codes="", total="last", total_label="Tổng số"), at=row)


@layout(ending=".xls")
def received_settled_and_overdue(case: Case) -> None:
    """Files of the one-stop shops: received on line and by hand, settled in time and late."""
    sheet = case.sheet("MotCua")
    row = case.top(sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT TTHC 9 THÁNG NĂM 2025", right=7)
    columns = [
        Column("Hồ sơ tiếp nhận|Tổng số", "files"),
        Column("Hồ sơ tiếp nhận|Trực tuyến", "files_online"),
        Worked(
            "Hồ sơ tiếp nhận|Trực tiếp, BCCI",
            make=lambda c: c.figures["files"] - c.figures["files_online"],
        ),
        Column("Hồ sơ đã giải quyết|Tổng số", "files_settled"),
        Column("Hồ sơ đã giải quyết|Trước và đúng hạn", "files_on_time"),
        Worked(
            "Hồ sơ đã giải quyết|Quá hạn",
            make=lambda c: c.figures["files_settled"] - c.figures["files_on_time"],
        ),
        Worked(
            "Hồ sơ đang giải quyết",
            make=lambda c: c.figures["files"] - c.figures["files_settled"],
        ),
    ]
    case.table(sheet, columns, Form(name="Đơn vị", names="office"), at=row)


@layout()
def counted_at_five_in_the_afternoon(case: Case) -> None:
    """Police: files taken, sent back, waiting, and accounts in use; the day has an hour."""
    sheet = case.sheet("PC06")
    row = case.top(
        sheet, "KẾT QUẢ CẤP, KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ 2",
        "(Số liệu khai thác trên hệ thống đến 17 giờ 00 phút, ngày 30/9/2025)",
        office="CÔNG AN TỈNH\nPHÒNG PC06",
    )  # fmt: skip
    columns = [
        Worked("Hồ sơ thu nhận mức 2", make=part("eid_accounts", 1.12)),
        Worked("Hồ sơ bị trả lại, chờ phê duyệt", make=part("eid_accounts", 0.04)),
        Column("Số TK mức 2 đã kích hoạt", "eid_accounts"),
        Worked("Chưa kích hoạt", make=part("eid_accounts", 0.08)),
    ]
    form = Form(name="Công an xã, phường", names="police_short", codes="", total="last")
    case.table(sheet, columns, form, at=row)


@layout()
def files_by_sector_beneath_each_commune(case: Case) -> None:
    """A commune's files in bold, beneath them those of civil status, land, certification."""
    sheet = case.sheet("Linh vuc")
    row = case.top(
        sheet, "TÌNH HÌNH TIẾP NHẬN, GIẢI QUYẾT TTHC THEO LĨNH VỰC",
        "(Kỳ báo cáo: từ 01/7/2025 đến 30/9/2025)", office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    columns = [
        Column("Tiếp nhận (hồ sơ)", "files"),
        Column("Tiếp nhận trực tuyến (hồ sơ)", "files_online"),
        Column("Đã giải quyết (hồ sơ)", "files_settled"),
        Column("Đã giải quyết trước hạn, đúng hạn (hồ sơ)", "files_on_time"),
    ]
    row = headings(case, sheet, row, ["TT", "Đơn vị/Lĩnh vực", *(c.heading for c in columns)])
    for place, c in enumerate(case.communes, start=1):
        enter(case, sheet, row, c, columns, [place, c.name])
        left = [c.figures[column.gives] for column in columns]
        for sector, share in (("Hộ tịch", 0.35), ("Chứng thực", 0.45), ("Đất đai", None)):
            row += 1
            mine = [v if share is None else int(v * share) for v in left]
            left = [a - b for a, b in zip(left, mine, strict=True)]
            sheet.line(row, [None, f"- {sector}", *mine])
        row += 1


@layout()
def three_takings_whose_days_stand_below(case: Case) -> None:
    """Accounts "Lần 1", "Lần 2", "Lần 3"; below the table stands on which day each was taken."""
    sheet = case.sheet("VNeID")
    row = case.top(
        sheet, "THEO DÕI KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC 2", "",
        office="UBND TỈNH\nTỔ CÔNG TÁC ĐỀ ÁN 06",
    )  # fmt: skip
    label = "Số tài khoản định danh mức 2 đã kích hoạt"
    columns = [
        Column(f"{label}|Lần 1", "eid_accounts", as_of="2025-07-15", optional=True),
        Column(f"{label}|Lần 2", "eid_accounts", as_of="2025-08-15", optional=True),
        Column(f"{label}|Lần 3", "eid_accounts"),
    ]
    row = case.table(sheet, columns, Form(total="last"), at=row) + 1
    sheet.put(row, 0, "Ghi chú: Lần 1 chốt ngày 15/7/2025; lần 2 chốt ngày 15/8/2025; "
              "lần 3 (mới nhất) chốt ngày 30/9/2025.")  # fmt: skip


@layout()
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


@layout(as_of="2025-12-15")
def police_people_and_accounts(case: Case) -> None:
    """Police: people, homes, those of age for an account, those activated; a week's date."""
    sheet = case.sheet("DLDC-VNeID")
    row = case.top(
        sheet, "KẾT QUẢ KÍCH HOẠT TÀI KHOẢN ĐỊNH DANH ĐIỆN TỬ MỨC ĐỘ 2",
        "(Tính đến 17h00 ngày 15/12/2025)",
        office="CÔNG AN TỈNH\nPHÒNG CẢNH SÁT QLHC VỀ TTXH",
    )  # fmt: skip
    columns = [
        Column("Tổng số hộ", "households", show=dots),
        Column("Tổng số nhân khẩu", "population", show=dots),
        Column("Số công dân đủ điều kiện cấp tài khoản", "people_eligible_for_eid", show=dots),
        Column("Số công dân đã kích hoạt tài khoản mức độ 2", "people_with_eid", show=dots),
        Column("Tỷ lệ kích hoạt (%)", "%eligible_eid", show=comma(2)),
        Worked("Số còn lại chưa kích hoạt",
               make=lambda c: c.figures["people_eligible_for_eid"] - c.figures["people_with_eid"]),
    ]  # fmt: skip
    form = Form(name="Đơn vị", codes="", names="police", total="first", total_label="TỔNG CỘNG")
    case.table(sheet, columns, form, at=row)
    for c in case.communes:
        accounts = Entry(c.figures["people_with_eid"], optional=True)
        case.note(c, "eid_accounts", accounts, columns[3])


@layout()
def post_office_accounts_and_teams(case: Case) -> None:
    """The post: points of service, people of 15 and over, accounts and signatures they have."""
    sheet = case.sheet("BĐT")
    row = case.top(
        sheet, "PHỔ CẬP TÀI KHOẢN THANH TOÁN VÀ CHỮ KÝ SỐ CHO NGƯỜI DÂN",
        "Số liệu chốt: 30.9.2025",
        office=f"TỔNG CÔNG TY BƯU ĐIỆN VIỆT NAM\nBƯU ĐIỆN TỈNH {place_name(case)}",
    )  # fmt: skip
    columns = [
        Worked("Số điểm phục vụ bưu chính", make=lambda c: 1 + c.figures["files"] % 5),
        Column("Số người từ 15 tuổi trở lên", "adults"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán điện tử|Số người",
               "adults_with_epayment"),
        Column("Số người từ 15 tuổi trở lên có tài khoản thanh toán điện tử|%",
               "%adults_epayment", form="0.0", digits=1),
        Column("Số người từ 15 tuổi trở lên có chữ ký số|Số người", "adults_with_signature"),
        Column("Số người từ 15 tuổi trở lên có chữ ký số|%",
               "%adults_digital_signature", form="0.0", digits=1),
    ]  # fmt: skip
    case.table(sheet, columns, Form(index="TT", names="abbreviated", code="Mã ĐVHC"), at=row)


@layout()
def files_of_the_people_s_committee_office(case: Case) -> None:
    """Files received and those online, settled and in time, results made digital; shares."""
    sheet = case.sheet("DVC")
    row = case.top(
        sheet, "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ THỦ TỤC HÀNH CHÍNH CẤP XÃ",
        "(Từ ngày 01/01/2025 đến ngày 30/9/2025)", office="UBND TỈNH\nVĂN PHÒNG",
    )  # fmt: skip
    columns = [
        Column("Tiếp nhận|Tổng số hồ sơ", "files"),
        Column("Tiếp nhận|Hồ sơ trực tuyến", "files_online"),
        Column("Tiếp nhận|Tỷ lệ hồ sơ trực tuyến (%)", "%files_online"),
        Column("Giải quyết|Tổng số hồ sơ đã giải quyết", "files_settled"),
        Column("Giải quyết|Đúng hạn, trước hạn", "files_on_time"),
        Column("Giải quyết|Tỷ lệ đúng hạn, trước hạn (%)", "%files_on_time"),
        Column("Số hóa|Số kết quả giải quyết", "results"),
        Column("Số hóa|Số kết quả đã số hóa", "results_digitised"),
    ]
    form = Form(name="UBND xã, phường", codes="", names="office", total="first")
    row = case.table(sheet, columns, form, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Hồ sơ trực tuyến gồm dịch vụ công toàn trình và một phần.")
    case.foot(sheet)


@layout()
def certificates_by_provider_before_people(case: Case) -> None:
    """Certificates of VNPT-CA, Viettel-CA, MobiFone CA and "Cộng" before adults who have one."""
    sheet = case.sheet("Chu ky so")
    row = case.top(sheet, "TÌNH HÌNH CẤP CHỮ KÝ SỐ CHO NGƯỜI DÂN")
    text = "Chữ ký số cá nhân đã cấp (chứng thư)"
    parts = (("VNPT-CA", 0.5), ("Viettel-CA", 0.45), ("MobiFone CA", 0.25))
    columns = [
        Column("Số người trưởng thành", "adults"),
        *(Worked(f"{text}|{name}", make=part("adults_with_signature", f)) for name, f in parts),
        Worked(
            f"{text}|Cộng",
            make=lambda c: sum(part("adults_with_signature", f)(c) for _, f in parts),
        ),
        Column("Số người trưởng thành đã có chữ ký số", "adults_with_signature"),
    ]
    row = case.table(sheet, columns, at=row)
    sheet.put(row + 1, 0, "Ghi chú: Một người có thể được cấp nhiều chứng thư.")
