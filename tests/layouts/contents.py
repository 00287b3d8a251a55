"""Public half: how names, codes and numbers are written, and what files they come in."""

# ruff: noqa: D401, D210 - a docstring says what the sheet looks like

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.layouts.cases import Form
from tests.layouts.columns import Column, apostrophe, comma, commas, dots, spaces
from tests.layouts.registry import layout

if TYPE_CHECKING:
    from tests.layouts.cases import Case

PEOPLE = (
    Column("Dân số", "population"),
    Column("Dân số được phủ sóng 4G", "people_4g"),
    Column("Số trạm 4G", "stations_4g"),
)


@layout("names and codes")
def names_with_district(case: Case) -> None:
    """ "Xã A (huyện B cũ)", no codes."""
    sheet = case.sheet("DS xa")
    row = case.top(sheet, "DANH SÁCH")
    case.table(sheet, PEOPLE, Form(names="district", codes=""), at=row)


@layout("names and codes")
def names_of_offices(case: Case) -> None:
    """ "UBND xã A", codes as numbers before the names."""
    sheet = case.sheet("DVC")
    row = case.top(sheet, "KẾT QUẢ GIẢI QUYẾT HỒ SƠ TTHC")
    columns = [
        Column("Số hồ sơ tiếp nhận", "files"),
        Column("Số hồ sơ nộp trực tuyến", "files_online"),
        Column("Tỷ lệ hồ sơ trực tuyến (%)", "%files_online"),
    ]
    form = Form(name="Đơn vị", names="office", codes="number", code="Mã ĐVHC", code_after=False)
    case.table(sheet, columns, form, at=row)


@layout("names and codes")
def names_abbreviated(case: Case) -> None:
    """ "X. A" and "P. B" with codes as decimals (3646.0)."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO", office="")
    case.table(sheet, PEOPLE, Form(names="abbreviated", codes="float"), at=row)


@layout("names and codes")
def names_in_capitals_decomposed(case: Case) -> None:
    """Names of a Mac (decomposed letters), without codes."""
    sheet = case.sheet("Mac")
    row = case.top(sheet, "TỔNG HỢP")
    case.table(sheet, PEOPLE, Form(names="decomposed", codes="", index=""), at=row)


@layout("names and codes")
def footnote_marks(case: Case) -> None:
    """Marks of footnotes behind names and behind some figures; the legend below."""
    sheet = case.sheet("Bieu")
    row = case.top(sheet, "BIỂU")
    columns = [
        Column("Dân số", "population", notes={3: " (*)", 11: "(1)"}),
        Column("Dân số được phủ sóng 4G", "people_4g", notes={5: "*"}),
    ]
    case.table(sheet, columns, Form(names="footnote"), at=row)
    sheet.put(sheet.end + 1, 0, "(*) Số liệu ước tính; (1) xã biên giới; ² xã an toàn khu.")


@layout("numbers", operator="vnpt")
def dots_for_thousands(case: Case) -> None:
    """Text with dots for thousands and decimal commas."""
    sheet = case.sheet("Word")
    row = case.top(sheet, "BIỂU CHÉP TỪ VĂN BẢN")
    columns = [
        Column("Dân số (người)", "population", show=dots),
        Column("Dân số được phủ sóng 4G (người)", "people_4g", show=dots),
        Column("Tỷ lệ (%) dân số được phủ sóng 4G", "%pop_4g", show=comma(2)),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("numbers", operator="mobifone")
def spaces_for_thousands(case: Case) -> None:
    """Text with spaces for thousands that do not break."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "MOBIFONE TỈNH")
    columns = [Column(c.heading, c.gives, show=spaces) for c in PEOPLE]
    case.table(sheet, columns, at=row)


@layout("numbers", operator="viettel")
def commas_for_thousands(case: Case) -> None:
    """Text with commas for thousands under English headings."""
    sheet = case.sheet("Report")
    sheet.put(0, 0, "As of 30/09/2025")
    columns = [
        Column("Total population", "population", show=commas),
        Column("Population covered by 4G", "people_4g", show=commas),
    ]
    case.table(sheet, columns, Form(name="Ward/Commune", code="Commune code", index="No."), at=2)


@layout("numbers")
def part_of_whole_in_one_cell(case: Case) -> None:
    """ "27/28" under "có sóng 4G / tổng số"."""
    sheet = case.sheet("Thon")
    row = case.top(sheet, "{V} CÓ SÓNG 4G")
    columns = [Column("Số {v} có sóng 4G/tổng số {v}", "villages_with_4g/villages")]
    case.table(sheet, columns, at=row)


@layout("numbers")
def figures_missing(case: Case) -> None:
    """Blanks, "...", "x" and "chưa có số liệu": missing, never zero."""
    sheet = case.sheet("Thieu")
    row = case.top(sheet, "TỔNG HỢP (CÒN THIẾU SỐ LIỆU)")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng 4G", "people_4g", gaps=0.12),
        Column("Dân số được phủ sóng 5G", "people_5g", gaps=0.2),
    ]
    case.table(sheet, columns, at=row)


@layout("numbers")
def numbers_as_text(case: Case) -> None:
    """All figures are text without any separator."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "XUẤT TỪ PHẦN MỀM", office="")
    case.table(sheet, [Column(c.heading, c.gives, show=apostrophe) for c in PEOPLE], at=row)


@layout("kinds of files", ending=".csv")
def csv_with_semicolons(case: Case) -> None:
    """CSV with semicolons, decimal commas, dots for thousands."""
    sheet = case.sheet("csv")
    sheet.put(0, 0, "Tính đến ngày 30/9/2025")
    columns = [
        Column("Dân số", "population", show=dots),
        Column("Tỷ lệ dân số được phủ sóng 4G (%)", "%pop_4g", show=comma(2)),
        Column("Số trạm 4G", "stations_4g"),
    ]
    case.table(sheet, columns, Form(merged=False), at=1)


@layout("kinds of files", ending=".xls")
def old_excel(case: Case) -> None:
    """A file of Excel 97 with merged headings."""
    sheet = case.sheet("Sheet1")
    row = case.top(sheet, "BÁO CÁO NHANH")
    columns = [
        Column("Dân số", "population"),
        Column("Dân số được phủ sóng|4G", "people_4g"),
        Column("Dân số được phủ sóng|5G", "people_5g"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("kinds of files", ending=".ods")
def open_document(case: Case) -> None:
    """A file of LibreOffice."""
    sheet = case.sheet("Trang tính1")
    row = case.top(sheet, "BÁO CÁO PHỦ SÓNG")
    case.table(sheet, PEOPLE, Form(total="last"), at=row)


@layout("agencies")
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


@layout("agencies")
def power_company(case: Case) -> None:
    """Villages with grid electricity and those of them with 4G."""
    sheet = case.sheet("Dien luoi")
    row = case.top(sheet, "{V} CÓ ĐIỆN LƯỚI QUỐC GIA", office="CÔNG TY ĐIỆN LỰC")
    columns = [
        Column("Tổng số {v}", "villages"),
        Column("Số {v} có điện lưới quốc gia", "electrified_villages"),
        Column("Số {v} trắng sóng", "villages_without_signal"),
        Column("Số hộ", "households"),
    ]
    case.table(sheet, columns, Form(total="last"), at=row)


@layout("agencies")
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
