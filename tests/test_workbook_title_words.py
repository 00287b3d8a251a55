"""Words of titles, lines below them and names of sheets that nothing is known of are quoted."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.workbook.titles.title_words import unclear_in_sheet_name, unclear_in_title
from dxanalysis.sources.workbook.words.counted import counted_otherwise, narrowed
from dxanalysis.sources.workbook.words.other_states import other_state, rises
from dxanalysis.units import load_units
from tests.test_workbook import write

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

pytestmark = pytest.mark.usefixtures("read_here")

NAMES = [str(name) for name in load_units(province="20")["unit_name"][:4]]


@pytest.mark.parametrize(
    "title",
    [
        "TỔNG HỢP SỐ LIỆU HỘ GIA ĐÌNH TRÊN ĐỊA BÀN TỈNH ĐẾN 30/9/2025",
        "SỐ LIỆU HỘ GIA ĐÌNH ĐẾN 30/9/2025",
        "Biểu 02/KHCN: Hiện trạng phủ sóng di động các xã, phường Quý III năm 2025",
        "(Kèm theo Báo cáo số 123/BC-UBND ngày 05/10/2025 của UBND xã Bình Gia)",
        "UBND TỈNH LẠNG SƠN",
        "SỞ KHOA HỌC VÀ CÔNG NGHỆ",
        "Lạng Sơn, ngày 05 tháng 10 năm 2025",
        "KẾT QUẢ TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ TTHC TẠI BỘ PHẬN MỘT CỬA CẤP XÃ",
        "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH CHUYỂN ĐỔI SỐ NĂM 2025",
        "HẠ TẦNG SỐ PHƯỜNG ĐÔNG KINH",
        "Số trạm BTS xã Thất Khê, huyện Tràng Định (cũ)",
        "Biểu tổng hợp tổ công nghệ số cộng đồng sau sắp xếp đơn vị hành chính",
        "BAO CAO HA TANG VIEN THONG CAC XA QUY III NAM 2025",
        "SO LIEU TRAM BTS TREN DIA BAN TINH",
        "(Số liệu lũy kế đến hết tháng 9/2025)",
        "Đơn vị tính: hộ",
        "Người lập biểu: Nguyễn Văn Anh",
        "Đề nghị các xã gửi về Sở trước 17h00 ngày 10/10/2025",
        "Số trạm VNPT (theo ĐVHC mới từ 01/7/2025)",
        "Coverage report by commune, as of 30 September 2025",
        "THUÊ BAO DI ĐỘNG CÒN CHỈ DÙNG 2G (SỐ LIỆU MINH HỌA – không phải số liệu thật)",
        "Số văn bản điện tử ký số của UBND các xã, phường",
        "Trạm BTS xã Nà Phòn, huyện Mai Châu",
        "Phường Đông Kinh",
        "KẾT NỐI, KHAI THÁC NỀN TẢNG VÀ CSDL DÙNG CHUNG",
        "Nhân lực bảo đảm an toàn thông tin mạng cấp xã",
        "Tình hình sở hữu điện thoại thông minh của người dân",
        "KẾT QUẢ PHONG TRÀO BÌNH DÂN HỌC VỤ SỐ",
        "Đưa sản phẩm OCOP lên sàn TMĐT quý III năm 2025",
        "Điểm cầu họp trực tuyến, mạng TSLCD",
        "HỘI LIÊN HIỆP PHỤ NỮ TỈNH",
        "MẶT TRẬN TỔ QUỐC VIỆT NAM TỈNH LẠNG SƠN",
        "VNPT HẢI PHÒNG",
        "THUẾ CƠ SỞ 4",
        "NHNN CHI NHÁNH KHU VỰC 5",
        "KẾT QUẢ ĐÀO TẠO, BỒI DƯỠNG KỸ NĂNG SỐ",
        "TÌNH HÌNH GỬI, NHẬN VĂN BẢN ĐIỆN TỬ",
        "THANH TOÁN TRỰC TUYẾN PHÍ, LỆ PHÍ",
        "CẤP CHỨNG THƯ CHỮ KÝ SỐ",
        "HỌC BẠ SỐ CÁC CƠ SỞ GIÁO DỤC",
        "(Có mặt đến 30/11/2025)",
        "(Tính chung các doanh nghiệp viễn thông; số liệu đến ngày 30/6/2026)",
    ],
)
def test_ordinary_titles_are_understood(title: str) -> None:
    assert not unclear_in_title(title)


@pytest.mark.parametrize(
    "title",
    [
        "TỔNG HỢP HỘ BỊ NGẬP LỤT SAU BÃO SỐ 11",
        "KẾT QUẢ ĐIỀU TRA XÃ HỘI HỌC VỀ SỬ DỤNG DỊCH VỤ SỐ",
        "KẾT QUẢ KHẢO SÁT QUA ĐIỆN THOẠI",
        "HỘ CÔNG GIÁO",
        "YÊU CẦU TỐI THIỂU",
        "HỒ SƠ LĨNH VỰC ĐẤT ĐAI CỦA CÔNG AN",
        "NGƯỜI THỤ HƯỞNG AN SINH XÃ HỘI CHI TRẢ QUA TÀI KHOẢN",
        "KHÁCH HÀNG AGRIBANK",
        "VĂN BẢN CỦA HĐND XÃ",
        "VĂN BẢN CỦA HỘI NÔNG DÂN XÃ",
        "HỖ TRỢ HỘ BỊ BÃO",
        "TỔ CÔNG NGHỆ SỐ ĐỀ NGHỊ KHEN THƯỞNG",
        "THÔN CẦN PHỦ SÓNG",
        "TRẠM BTS THEO HỒ SƠ THIẾT KẾ",
        "TRẠM NỢ TIỀN ĐIỆN",
        "NO TIEN DIEN TRAM BTS",
        "Số lần mất điện trạm tháng 9/2025",
        "Kết quả bảo trì trạm quý III/2025",
        "Kết quả phát sóng trạm tháng 9/2025",
        "(Một số thôn chưa báo cáo)",
        "II. Vị trí vướng mắc mặt bằng",
        "Phương hướng",
        "Giải pháp thời gian tới",
        "Phân bổ cho các TTVT",
        "Đăng ký quý IV",
        "Tồn tại",
        "Số hộ của Hội Nông dân",
        "Số trạm theo hợp đồng thuê đất",
        "Thuê bao của Agribank",
        "Kết nối hạ tầng dùng chung",
        "Trạm BTS thuộc sở hữu doanh nghiệp khác",
        "Tài khoản đã xác thực",
        "Nhân lực dự kiến",
    ],
)
def test_titles_with_other_words_are_not(title: str) -> None:
    assert unclear_in_title(title)


def test_accents_decide() -> None:
    assert unclear_in_title("Tổng hợp hộ bán")
    assert not unclear_in_title("Tổng hợp hộ, bản")


@pytest.mark.parametrize(
    "name",
    [
        "Sheet1", "BC", "Biểu 1", "BM02", "Lạng Sơn", "VNPT", "MobiFone", "Xã Bình Gia", "T9-25",
        "Q3.2025", "Tổng hợp", "So lieu", "4G", "PL 02", "KTXH", "BAOCAO", "Sheet1 (2)", "Dan so",
        "TTHC", "Phu song 5G", "1.2",
    ],
)  # fmt: skip
def test_ordinary_names_of_sheets_are_understood(name: str) -> None:
    assert not unclear_in_sheet_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "Chưa phát sóng", "Dang thi cong", "Cho dien", "Lap moi", "Nghen", "Su co", "OFF", "Bak",
        "Thanh ly", "Quy hoach", "Ước Q4", "Đề nghị", "So lieu cu", "Chi tieu", "Giao", "Dang ky",
        "Vi du", "Thieu", "Chua dat", "Kịch bản 1", "PA1", "So sánh", "Tăng", "xoa", "Vuong mac",
    ],
)  # fmt: skip
def test_names_of_sheets_with_other_words_are_not(name: str) -> None:
    assert unclear_in_sheet_name(name)


def quoted(folder: Path, above: Sequence[str], name: str = "Sheet1") -> list[str] | None:
    """Give what is quoted of a small workbook; None where no figure is read."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for text in above:
        sheet.append([text])
    sheet.append(["STT", "Xã, phường", "Tổng số hộ", "Hộ thuê bao cáp quang"])
    for number, commune in enumerate(NAMES, start=1):
        sheet.append([number, commune, 900 + number, 400 + 7 * number])
    book.save(folder / "a.xlsx")
    try:
        reading = read_workbook(folder / "a.xlsx", operator="any", province="20")
    except FileUnreadableError:
        return None
    if reading.observations.empty:
        return None
    findings = reading.findings
    return list(findings[findings["rule"] == "note_quoted"]["value"])


@pytest.mark.parametrize(
    ("above", "name", "found"),
    [
        (["HẠ TẦNG SỐ CÁC XÃ ĐẾN 30/9/2025"], "Sheet1", []),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(Một số thôn chưa báo cáo)"], "Sheet1",
         ["(Một số thôn chưa báo cáo)"]),
        (["HỘ CÔNG GIÁO ĐẾN 30/9/2025"], "Sheet1", ["HỘ CÔNG GIÁO ĐẾN 30/9/2025"]),
        (["HẠ TẦNG SỐ CÁC XÃ ĐẾN 30/9/2025"], "Chua dat", ["Chua dat"]),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_quoted_once(
    tmp_path: Path, above: list[str], name: str, found: list[str]
) -> None:
    assert quoted(tmp_path, above, name) == found


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (["TRẠM KHÔNG HOẠT ĐỘNG, ĐẾN 30/9/2025"], "Sheet1"),
        (["TRAM BTS KHONG HOAT DONG, DEN 30/9/2025"], "Sheet1"),
        (["SO LIEU UOC TINH"], "Sheet1"),
        (["QUY HOẠCH"], "Sheet1"),
        (["KỊCH BẢN TĂNG TRƯỞNG HẠ TẦNG SỐ"], "Sheet1"),
        (["HỘ BỊ NGẬP LỤT SAU BÃO SỐ 11"], "Sheet1"),
        (["THÔN CẦN PHỦ SÓNG, ĐẾN 30/9/2025"], "Sheet1"),
        (["Trạm hòa mạng quý III/2025"], "Sheet1"),
        (["Trạm phát sóng từ 01/7/2025 đến 30/9/2025"], "Sheet1"),
        (["Biến động số trạm quý III/2025"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(Số đăng ký)"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(Tăng so với cùng kỳ)"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(Hủy)"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(hoàn thành trước 31/12/2025)"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025"], "Chưa phát sóng"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025"], "Cho dien"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025"], "So lieu cu"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025"], "PA1"),
        (["CHI TRẢ TRỢ CẤP QUA TÀI KHOẢN ĐẾN 30/9/2025"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(đối tượng thụ hưởng chính sách)"], "Sheet1"),
        (["HỘ HƯỞNG CHẾ ĐỘ BẢO HIỂM ĐẾN 30/9/2025"], "Sheet1"),
        (["CHI TRẢ LƯƠNG QUA TÀI KHOẢN ĐẾN 30/9/2025"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "(tính cho người trong độ tuổi lao động)"], "Sheet1"),
        (["LƯU LƯỢNG GHI NHẬN VÀO GIỜ CAO ĐIỂM ĐẾN 30/9/2025"], "Sheet1"),
        (["HẠ TẦNG SỐ ĐẾN 30/9/2025", "Số hộ dự kiến nhận hỗ trợ"], "Sheet1"),
    ],
)
def test_what_is_no_state_of_today_is_not_read(tmp_path: Path, above: list[str], name: str) -> None:
    assert quoted(tmp_path, above, name) is None


@pytest.mark.parametrize(
    ("above", "name"),
    [
        (["SO TRAM PHAT SONG DEN 30/9/2025"], "Sheet1"),
        (["HIỆN TRẠNG HẠ TẦNG SỐ ĐẾN 30/9/2025"], "Phát sóng"),
        (["Trạm hòa mạng lũy kế đến hết quý III/2025"], "Sheet1"),
        (["(Số liệu hộ đã đăng ký sử dụng đến 30/9/2025)"], "Sheet1"),
        (["HẠ TẦNG SỐ SAU SẮP XẾP, ĐẾN 30/9/2025"], "Xa moi"),
        (["PHÒNG QUY HOẠCH", "HẠ TẦNG SỐ ĐẾN 30/9/2025"], "Sheet1"),
    ],
)
def test_what_is_a_state_is_read_in_silence(tmp_path: Path, above: list[str], name: str) -> None:
    assert quoted(tmp_path, above, name) == []


def test_headings_say_which_columns_the_title_means() -> None:
    assert unclear_in_title("SO SÁNH HẠ TẦNG SỐ")
    assert not unclear_in_title("SO SÁNH HẠ TẦNG SỐ", {"period"})
    assert unclear_in_title("HỘ BỊ NGẬP LỤT", {"period", "plan", "old"})


@pytest.mark.parametrize(
    "title",
    [
        "II. Khó khăn, vướng mắc", "Vị trí vướng mắc mặt bằng", "Đề nghị Sở hỗ trợ vị trí",
        "Phương hướng", "Giải pháp", "Phân bổ cho các TTVT", "Đăng ký quý IV", "Tồn tại",
    ],
)  # fmt: skip
def test_titles_of_second_tables(title: str) -> None:
    assert other_state(title)[0]


@pytest.mark.parametrize(
    "title",
    [
        "II. Phủ sóng di động",
        "Đề nghị các xã báo cáo số liệu trước ngày 10/10/2025",
        "Xã đặc biệt khó khăn",
        "Hiện trạng trạm BTS và trạm đang lắp đặt",
        "Tiến độ phát sóng trạm đến 30/9/2025",
        "Quy hoạch và hiện trạng trạm phát sóng",
    ],
)
def test_titles_of_what_there_is(title: str) -> None:
    assert other_state(title) == ("", "")


@pytest.mark.parametrize(
    "name",
    [
        "Danh sách trạm cắt sóng", "Bão số 3", "Trạm IBS", "Di dời", "Di doi", "Net-add", "KCN",
        "Đợt 2", "Giai đoạn II", "Đất đai", "Lũ quét", "Hộ DTTS", "Xã đảo", "bao so 5", "Mất điện",
    ],
)  # fmt: skip
def test_words_of_a_tab_are_heard_as_those_of_a_title(name: str) -> None:
    assert unclear_in_sheet_name(name)


@pytest.mark.parametrize(
    "name",
    ["PL2", "TH", "Biểu 01", "HTS", "QLT", "KQ", "Yen Thuy", "Hoa Binh", "Cong An", "VNPT-Net"],
)
def test_codes_and_places_on_tabs_are_not_quoted(name: str) -> None:
    assert not unclear_in_sheet_name(name)


def test_a_tab_is_quoted_whose_kind_of_words_a_heading_has_only(tmp_path: Path) -> None:
    above = ["ĐIỆN THOẠI THÔNG MINH ĐẾN 30/9/2025"]
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Mẫu điều tra"
    rows = [[1, NAMES[0], 900, 400], [2, NAMES[1], 800, 390], [3, NAMES[2], 700, 350]]
    heading = ["STT", "Xã, phường", "Tổng số hộ", "Số hộ có điện thoại thông minh"]
    for row in (above, heading, *rows):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx", operator="any", province="20").findings
    assert list(found[found["rule"] == "note_quoted"]["value"]) == ["Mẫu điều tra"]


@pytest.mark.parametrize(
    ("name", "title", "differs"),
    [
        ("Quý 2", "Số liệu tính đến ngày 30/9/2025", True),
        ("30.6.2025", "Số liệu tính đến ngày 30/9/2025", True),
        ("2024", "Số liệu tính đến ngày 30/9/2025", True),
        ("Gốc 2024", "HẠ TẦNG SỐ QUÝ III/2025", True),
        ("Q2.25", "HẠ TẦNG SỐ QUÝ III/2025", True),
        ("Quý 3", "Số liệu tính đến ngày 30/9/2025", False),
        ("Tháng 9", "HẠ TẦNG SỐ QUÝ III/2025", False),
        ("2025", "Số liệu tính đến ngày 30/9/2025", False),
        ("Biểu 02-2024", "Số liệu tính đến ngày 30/9/2025", False),
        ("T1", "Số liệu tính đến ngày 30/9/2025", False),
    ],
)
def test_a_tab_of_another_period_than_its_title_is_named(
    tmp_path: Path, name: str, title: str, *, differs: bool
) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    rows = [[number, commune, 900 + number] for number, commune in enumerate(NAMES, start=1)]
    for row in (["HẠ TẦNG SỐ"], [title], ["STT", "Xã, phường", "Tổng số hộ"], *rows):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx", operator="any", province="20").findings
    said = found[found["rule"] == "tab_other_period"]
    assert [tuple(one) for one in said[["value", "expected"]].astype(str).to_numpy()] == (
        [(name, "2025-09-30")] if differs else []
    )


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("VIETTEL LẠNG SƠN - SỐ LƯỢNG TRẠM TRÊN ĐẤT CÔNG", "trên đất công"),
        ("Số trạm BTS trên mái nhà dân", "trên mái nhà dân"),
        ("SỐ LƯỢNG TRẠM LOẠI 1", "loại 1"),
        ("Số trạm BTS hạng B", "hạng b"),
        ("Số trạm 4G băng tần 900 MHz", "4g băng tần 900 mhz"),
        ("SỐ LƯỢNG TRẠM 4G 700 TRÊN ĐỊA BÀN TỈNH LẠNG SƠN", "4g 700"),
        ("SỐ LƯỢNG TRẠM CÓ CÁP QUANG ĐẾN 30/9/2025", "có cáp quang"),
        ("SỐ LƯỢNG TRẠM TẠI TRỤ SỞ UBND XÃ", "tại trụ sở ubnd xã"),
        (
            "Trạm BTS thuộc chương trình viễn thông công ích",
            "thuộc chương trình viễn thông công ích",
        ),
        ("SỐ LƯỢNG TRẠM THEO ĐỀ ÁN 06", "theo đề án 06"),
        ("Thuê bao di động có gói cước data", "có gói cước data"),
        ("HỒ SƠ ĐĂNG KÝ CƯ TRÚ", "đăng ký cư trú"),
        ("Hồ sơ TTHC cấp đổi căn cước", "cấp đổi căn cước"),
        ("Thôn thuộc diện sắp xếp", "thuộc diện sắp xếp"),
    ],
)
def test_what_narrows_the_noun_of_a_title_is_found(title: str, words: str) -> None:
    assert narrowed(title) == words


@pytest.mark.parametrize(
    "title",
    [
        "Số lượng trạm trên địa bàn tỉnh", "TRẠM BTS TẠI CÁC XÃ, PHƯỜNG", "Số trạm theo loại",
        "Trạm của các doanh nghiệp", "SỐ TRẠM 4G NĂM 2025", "Hồ sơ cấp xã tiếp nhận", "Trạm BTS 4G",
        "HỒ SƠ TTHC TIẾP NHẬN TRỰC TUYẾN", "Thuê bao di động chỉ dùng 2G", "Trạm BTS thuộc tỉnh",
        "Hộ gia đình có điện thoại thông minh", "Thôn có sóng 4G", "Số trạm BTS đang hoạt động",
        "Thuê bao sử dụng điện thoại thông minh", "Hồ sơ trực tuyến toàn trình của xã",
    ],
)  # fmt: skip
def test_titles_of_all_are_not_narrowed(title: str) -> None:
    assert not narrowed(title)


@pytest.mark.parametrize("title", ["VIETTEL - TRẠM TRÊN ĐẤT CÔNG", "TRẠM BTS LOẠI 1 CỦA VIETTEL"])
def test_a_narrowed_title_is_quoted_with_an_operator_in_it(tmp_path: Path, title: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    rows = [[number, commune, 9 + number] for number, commune in enumerate(NAMES, start=1)]
    for row in ([title], ["Đến 30/9/2025"], ["STT", "Xã, phường", "Số trạm 4G"], *rows):
        sheet.append(row)
    book.save(tmp_path / "a.xlsx")
    found = read_workbook(tmp_path / "a.xlsx", operator="viettel", province="20").findings
    assert list(found[found["rule"] == "note_quoted"]["value"]) == [title]


def test_files_linked_between_offices_are_a_part_of_all() -> None:
    assert counted_otherwise("HỒ SƠ TTHC LIÊN THÔNG") == ("liên thông", "part")


@pytest.mark.parametrize(
    ("title", "headings", "found"),
    [
        ("SỐ TRẠM BTS 4G", ["Số lượng"], {"stations_4g": 5}),
        ("BÁO CÁO SỐ TRẠM 4G QUÝ III/2025", ["Đầu kỳ", "Tăng", "Cuối kỳ"], {"stations_4g": 7}),
        ("Số hộ có điện thoại thông minh", ["Tăng", "Kỳ này"], {"households_smartphone": 6}),
        ("SỐ TRẠM 4G", ["Dân số", "Kết quả"], {"population": 5, "stations_4g": 6}),
        ("TỔNG HỢP TRẠM BTS CỦA CÁC DOANH NGHIỆP VIỄN THÔNG", ["4G", "5G"],
         {"stations_4g": 5, "stations_5g": 6}),
        ("Báo cáo trạm BTS tháng 9/2025", ["4G"], {"stations_4g": 5}),
    ],
)  # fmt: skip
def test_a_title_says_what_the_one_bare_heading_counts(
    tmp_path: Path, title: str, headings: list[str], found: dict[str, int]
) -> None:
    reading = of_headings(tmp_path, title, headings)
    first = reading.observations.drop_duplicates("indicator").set_index("indicator")
    assert first["numerator"].to_dict() == found


@pytest.mark.parametrize(
    ("title", "headings"),
    [
        ("SỐ TRẠM 4G", ["Số lượng", "Kết quả"]),  # which of them?
        ("SỐ TRẠM 4G VÀ 5G", ["Số lượng"]),
        ("SỐ TRẠM 4G CẦN LẮP", ["Số lượng"]),
        ("SỐ TRẠM 4G", ["Số"]),  # numbers the rows
        ("SỐ TRẠM 4G", ["Kinh phí"]),
        ("Trạm BTS dùng chung", ["4G", "5G"]),
        ("Danh sách trạm BTS đang lắp", ["4G", "5G"]),
        ("Chi phí trạm BTS", ["4G", "5G"]),
    ],
)
def test_a_title_says_nothing_of_other_headings(
    tmp_path: Path, title: str, headings: list[str]
) -> None:
    with pytest.raises(FileUnreadableError):
        of_headings(tmp_path, title, headings)


def of_headings(folder: Path, title: str, headings: list[str], *lines: str) -> WorkbookReading:
    rows: list[list[object]] = [
        [number, str(name), *[5 + number + place for place, _ in enumerate(headings)]]
        for number, name in enumerate(load_units(province="20")["unit_name"][:4])
    ]
    above = [[one] for one in (title, *(lines or ["Số liệu đến 30/9/2025"]))]
    head: list[list[object]] = [*above, ["STT", "Xã", *headings]]
    path = write(folder / "a.xlsx", [*head, *rows])
    return read_workbook(path, operator="any", province="20")


@pytest.mark.parametrize(
    "headings",
    [
        ["Tỷ lệ hồ sơ nộp trực tuyến (%)", "Tỷ lệ số hóa kết quả TTHC (%)"],
        ["Tỷ lệ hồ sơ thực hiện trực tuyến (%)"],
        ["Tổng số hộ", "Số hộ đang sử dụng cáp quang", "Số thôn đã có sóng 4G"],
        ["Trạm 4G đang hoạt động", "Trạm 5G đang hoạt động"],
    ],
)
@pytest.mark.parametrize(
    "title", ["PHÂN BỔ CHỈ TIÊU NĂM 2026 CHO CÁC XÃ", "MỤC TIÊU HẠ TẦNG SỐ NĂM 2026"]
)
def test_verbs_of_what_is_wanted_make_it_no_state(
    tmp_path: Path, title: str, headings: list[str]
) -> None:
    with pytest.raises(FileUnreadableError):
        of_headings(tmp_path, title, headings)


@pytest.mark.parametrize(
    ("headings", "read"),
    [
        (["Trạm 4G đang hoạt động", "Trạm 4G xây mới"], {"stations_4g"}),
        (["Trạm 4G hiện có", "Trạm 5G hiện có"], {"stations_4g", "stations_5g"}),
        (["Kết quả thực hiện: Trạm 4G", "Mục tiêu: Trạm 4G"], {"stations_4g"}),
    ],
)
def test_a_state_beside_what_is_wanted_is_read(
    tmp_path: Path, headings: list[str], read: set[str]
) -> None:
    reading = of_headings(tmp_path, "MỤC TIÊU HẠ TẦNG SỐ NĂM 2026", headings)
    assert {*reading.observations["indicator"]} == read


@pytest.mark.parametrize(
    ("titles", "headings", "read"),
    [
        (["TRẠM BTS DÙNG CHUNG"], ["Số hộ", "Trạm 4G"], {"households"}),
        (["Số sector theo xã"], ["Dân số", "Số thôn", "4G"], {"population", "villages"}),
        (["TRẠM BTS DÙNG CHUNG"], ["Số hộ có sóng 4G", "Số hộ"], {"households"}),
        (["HỘ NGHÈO"], ["Số hộ", "Trạm 4G"], set()),
        (["QUY HOẠCH TRẠM ĐẾN NĂM 2030", "(Dân số: số liệu đến 30/6/2025)"],
         ["Dân số", "Trạm 4G"], {"population"}),
        (["DỰ KIẾN LẮP TRẠM BTS", "Số hộ, số thôn tính đến ngày 30/6/2025"],
         ["Số hộ", "Số thôn", "Trạm 4G"], {"households", "villages"}),
        (["QUY HOẠCH TRẠM ĐẾN NĂM 2030"], ["Dân số", "Trạm 4G"], set()),
    ],
)  # fmt: skip
def test_what_communes_are_stands_beside_stations_that_are_not(
    tmp_path: Path, titles: list[str], headings: list[str], read: set[str]
) -> None:
    try:
        reading = of_headings(tmp_path, titles[0], headings, *titles[1:])
    except FileUnreadableError:
        assert not read
    else:
        assert {*reading.observations["indicator"]} == read


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("BẢNG TRẠM ĐANG LẮP CÁC XÃ, PHƯỜNG", "đang lắp"),
        ("Trạm 5G đang dựng", "đang dựng"),
        ("TRẠM ĐƯỢC CẤP CHO CÁC XÃ", "được cấp"),
        ("Trạm BTS chờ lắp", "chờ lắp"),
        ("TRẠM 4G CÓ THỂ LẮP TẠI CÁC XÃ", "có thể lắp"),
        ("TRẠM BTS LẮP NĂM 2026", "lắp"),
        ("Kết quả lắp đặt 9 tháng", "kết quả lắp đặt 9 tháng"),
        ("SỐ TRẠM 4G (TÍNH CẢ 3G)", "tính cả"),
        ("4G và 5G tính chung", "tính chung"),
        ("Cột 4 gồm 5G", "cột 4"),
        ("Phủ sóng gồm 3G, 4G", "gồm 3g"),
        ("Không tính thôn chưa có điện", "không tính"),
        ("PHỦ SÓNG 4G TÍNH THEO DIỆN TÍCH", "tính theo"),
        ("TÍNH THEO HỘ", "tính theo"),
        ("TRẠM 4G BÌNH QUÂN", "bình quân"),
        ("SỐ LIỆU CỦA CẢ TỈNH", "của cả tỉnh"),
        ("SỐ LIỆU CỦA HUYỆN CŨ", "của huyện cũ"),
        ("Số liệu minh họa", "minh họa"),
        ("Tram dang lap", "dang lap"),
    ],
)
def test_known_words_that_change_figures_together_are_heard(title: str, words: str) -> None:
    assert unclear_in_title(title) == words


@pytest.mark.parametrize(
    "title",
    [
        "Báo cáo trạm BTS quý III/2026",
        "Số trạm 4G năm 2026",
        "SỐ TRẠM 4G, 5G VIETTEL ĐANG HOẠT ĐỘNG",
        "Trạm BTS đã phát sóng lũy kế đến hết quý III/2026",
        "Trạm thu phát sóng thông tin di động 4G trên địa bàn",
        "Mạng lưới trạm BTS cấp xã",
        "HIỆN TRẠNG TRẠM BTS VÀ DÂN SỐ ĐƯỢC PHỦ SÓNG",
        "SỐ TRẠM 4G CÁC XÃ THUỘC HUYỆN YÊN THÀNH CŨ",
        "VÙNG PHỦ SÓNG DI ĐỘNG 4G (DÂN SỐ TRUNG BÌNH)",
        "Hộ dân có thể lắp cáp quang",
        "HẠ TẦNG SỐ TOÀN TỈNH SAU SẮP XẾP",
        "BẢNG SỐ LIỆU GỒM CÁC XÃ, PHƯỜNG",
        "Tổng hợp số liệu tính theo đơn vị hành chính mới",
        "SO LIEU TRAM BTS DANG HOAT DONG",
    ],
)
def test_words_of_a_state_leave_a_title_ordinary(title: str) -> None:
    assert not unclear_in_title(title)


def test_technologies_that_headings_have_are_no_riddle_in_a_title() -> None:
    assert unclear_in_title("Số trạm (gồm 3G, 4G)", {"4g"})
    assert not unclear_in_title("Số trạm (gồm 3G, 4G)", {"3g", "4g"})


@pytest.mark.parametrize(
    "name",
    ["Đang lắp", "Có thể lắp", "BS", "ĐC", "Lắp 2026", "Lắp 9 tháng", "Được giao", "Minh họa",
     "Gồm 3G", "Tính theo hộ", "Lap 2026"],
)  # fmt: skip
def test_tabs_named_by_what_is_done_are_heard(name: str) -> None:
    assert unclear_in_sheet_name(name)


@pytest.mark.parametrize(
    "name", ["Cấp xã", "Cap xa", "Lắp đặt", "Lap dat", "Loại trạm", "Quý III", "9 tháng", "BSo"]
)
def test_tabs_named_by_what_is_counted_are_not(name: str) -> None:
    assert not unclear_in_sheet_name(name)


@pytest.mark.parametrize(
    ("title", "is_new"),
    [
        ("TRẠM 5G PHÁT SÓNG TRONG QUÝ III/2026", True),
        ("TRẠM 4G PHÁT SÓNG 9 THÁNG NĂM 2026", True),
        ("Trạm BTS lên sóng mới trong kỳ", True),
        ("TRẠM PHÁT SÓNG DI ĐỘNG 9 THÁNG NĂM 2026", False),
        ("Trạm thu phát sóng 9 tháng năm 2026", False),
        ("Trạm BTS đang phát sóng quý III/2026", False),
        ("Trạm 4G đã phát sóng 9 tháng", False),
    ],
)
def test_stations_of_a_period_are_no_stock(title: str, *, is_new: bool) -> None:
    assert bool(rises(title)) == is_new


YEAR = str(dt.datetime.now(tz=dt.UTC).year + 2)


@pytest.mark.parametrize(
    "above",
    [
        [f"HẠ TẦNG SỐ ĐẾN NĂM {YEAR}"],
        [f"HẠ TẦNG SỐ NĂM {YEAR}", "Số liệu tính đến 30/9/2025"],
        ["HẠ TẦNG SỐ", f"Đến {YEAR}", "Số liệu tính đến 30/9/2025"],
        ["HẠ TẦNG SỐ NĂM 2026", "Số liệu tính đến 30/9/2025"],
    ],
)
def test_a_year_to_come_in_a_title_is_a_plan(tmp_path: Path, above: list[str]) -> None:
    assert quoted(tmp_path, above, "Sheet1") is None


@pytest.mark.parametrize(
    "above",
    [
        [f"KẾT QUẢ THỰC HIỆN CHỈ TIÊU HẠ TẦNG SỐ ĐẾN NĂM {YEAR}", "Số liệu đến 30/9/2025"],
        ["HẠ TẦNG SỐ", "Lạng Sơn, ngày 10 tháng 01 năm 2026", "Số liệu đến 31/12/2025"],
        ["HẠ TẦNG SỐ NĂM 2026", "Số liệu đến 31/12/2025"],
        [f"(Kèm theo Kế hoạch số 12/KH-UBND năm {YEAR})", "HẠ TẦNG SỐ ĐẾN 30/9/2025"],
    ],
)
def test_years_of_programmes_and_letters_are_none(tmp_path: Path, above: list[str]) -> None:
    assert quoted(tmp_path, above, "Sheet1") == []


def test_a_span_that_goes_beyond_the_figures_is_quoted(tmp_path: Path) -> None:
    title = f"HẠ TẦNG SỐ GIAI ĐOẠN 2025-{YEAR}"
    assert quoted(tmp_path, [title, "Số liệu tính đến 30/9/2025"], "Sheet1") == [title]
