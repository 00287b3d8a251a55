"""What titles, and names of sheets, say that a table counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest

from dxanalysis import read_workbook
from dxanalysis.errors import FileUnreadableError
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("read_here")

NAMES = [str(name) for name in load_units(province="20")["unit_name"][:6]]
STATIONS = ("Trạm 4G", "Trạm 5G")
FIBRE = ("Số hộ", "Hộ thuê bao cáp quang")
FILES = ("Tổng số hồ sơ", "Hồ sơ trực tuyến")


def read(
    folder: Path,
    title: str,
    columns: tuple[str, ...],
    *,
    name: str = "Sheet1",
    date: str = "Số liệu đến 30/9/2025",
) -> tuple[set[str], pd.DataFrame]:
    """Give the indicators read, none where the file is refused in a sentence, and the findings."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = name
    for row in ([title], [date], [], ["STT", "Xã, phường", *columns]):
        sheet.append(row)
    for number, commune in enumerate(NAMES, start=1):
        sheet.append(
            [number, commune, *(30 * number - 20 * place for place in range(len(columns)))]
        )
    book.save(folder / "a.xlsx")
    try:
        reading = read_workbook(folder / "a.xlsx", operator="viettel", province="20")
    except FileUnreadableError:
        return set(), pd.DataFrame({"rule": []})
    return set(reading.observations["indicator"]), reading.findings


@pytest.mark.parametrize(
    ("title", "columns"),
    [
        ("SỐ TRẠM BTS MẤT LIÊN LẠC DO BÃO SỐ 10", STATIONS),
        ("Danh sách trạm BTS phải di dời phục vụ giải phóng mặt bằng", STATIONS),
        ("TRẠM PHÁT SÓNG BỊ HƯ HỎNG DO MƯA LŨ", STATIONS),
        ("PHÂN GIAO SỐ TRẠM BTS CHO CÁC XÃ", STATIONS),
        ("SỐ TRẠM ĐÃ KÝ HỢP ĐỒNG THUÊ VỊ TRÍ", STATIONS),
        ("Phương án phát triển trạm 5G", STATIONS),
        ("SỐ LƯỢNG CELL CÁC XÃ, PHƯỜNG", STATIONS),
        ("SỐ TRẠM DÙNG CHUNG HẠ TẦNG VỚI VNPT", STATIONS),
        ("CHÊNH LỆCH SỐ LIỆU GIỮA XÃ VÀ DOANH NGHIỆP", STATIONS),
        ("THUÊ BAO CÁP QUANG HÒA MẠNG TRONG THÁNG 9", FIBRE),
        ("THUÊ BAO INTERNET CÁP QUANG RỜI MẠNG", FIBRE),
        ("THUÊ BAO CÁP QUANG NỢ CƯỚC", FIBRE),
        ("HỘI VIÊN HỘI NÔNG DÂN", FIBRE),
        ("HỘ NGHÈO, HỘ CẬN NGHÈO", ("Tổng số hộ", "Số hộ có điện thoại thông minh")),
        ("HỒ SƠ QUÁ HẠN", FILES),
        ("KẾT QUẢ LĨNH VỰC ĐẤT ĐAI", FILES),
        ("CÁC THÔN CÓ SÓNG YẾU", ("Số thôn", "Thôn có sóng 4G")),
    ],
)
def test_a_title_can_count_others_than_there_are(
    tmp_path: Path, title: str, columns: tuple[str, ...]
) -> None:
    assert read(tmp_path, title, columns)[0] == set()
    assert read(tmp_path, "BIỂU TỔNG HỢP", columns)[0]


@pytest.mark.parametrize(
    "title",
    [
        "SỐ TRẠM BTS ĐANG HOẠT ĐỘNG CỦA TỪNG DOANH NGHIỆP",
        "Hiện trạng trạm BTS và tháo dỡ trạm cũ",
        "TÌNH HÌNH PHÁT TRIỂN TRẠM 4G, 5G TRÊN ĐỊA BÀN TỈNH",
        "SỐ TRẠM BTS DO TỔ KỸ THUẬT QUẢN LÝ",
        "SỐ TRẠM PHÁT SÓNG (SỐ LIỆU MINH HỌA – không phải số liệu thật)",
        "Phòng Quy hoạch - Phát triển mạng: số trạm BTS",
        "Số trạm phát sóng theo xã (kèm theo phương án ứng phó thiên tai)",
        "BÁO CÁO TRẠM BTS VIETTEL LẠNG SƠN ĐẾN 30/9/2025",
        "THONG KE TRAM BTS HUYEN MUONG LA",
        "Trạm BTS cụm Bắc Sơn - Bình Gia, Chi nhánh Viettel Lạng Sơn",
    ],
)
def test_a_title_of_what_there_is_leaves_figures_as_they_are(tmp_path: Path, title: str) -> None:
    found, findings = read(tmp_path, title, STATIONS)
    assert found == {"stations_4g", "stations_5g"}
    assert "note_quoted" not in set(findings["rule"])


@pytest.mark.parametrize(
    "title",
    [
        "TRẠM BTS SỬ DỤNG NĂNG LƯỢNG MẶT TRỜI",
        "TRẠM BTS CÓ MÁY NỔ DỰ PHÒNG",
        "TRẠM BTS CHẠY MÁY NỔ LẠNG SƠN",
    ],
)
def test_words_of_a_title_that_nothing_is_known_of_are_quoted(tmp_path: Path, title: str) -> None:
    found, findings = read(tmp_path, title, STATIONS)
    assert found == {"stations_4g", "stations_5g"}
    quoted = findings[findings["rule"] == "note_quoted"]
    assert quoted["value"].tolist() == [title]
    assert quoted["severity"].tolist() == ["warning"]


@pytest.mark.parametrize(
    ("name", "is_read"),
    [
        ("KH2026", False),
        ("QH 2030", False),
        ("PTM T9", False),
        ("T9 cũ", False),
        ("Số liệu Lâm Đồng T9 (cũ)", False),
        ("Bình Thuận cũ", True),  # a part of today's province
        ("H. Sìn Hồ (cũ)", True),
        ("Ví dụ", False),
        ("khong dung", False),
        ("SKHCN", True),
        ("Tram_BTS", True),
        ("Bỏ phiếu", True),
        ("QHNN", True),
    ],
)
def test_the_name_of_a_sheet_can_say_that_it_is_no_state_of_today(
    tmp_path: Path, name: str, *, is_read: bool
) -> None:
    assert bool(read(tmp_path, "SỐ TRẠM BTS", STATIONS, name=name)[0]) == is_read


@pytest.mark.parametrize(
    ("title", "headings", "found"),
    [
        ("SỐ TRẠM BTS CÁC XÃ", ("Trạm 4G", "Vùng phủ 4G"), {"stations_4g"}),
        ("SỐ TRẠM BTS CÁC XÃ", ("Trạm 4G", "Sóng 5G"), {"stations_4g"}),
        ("SỐ TRẠM BTS CÁC XÃ", ("4G", "5G"), {"stations_4g", "stations_5g"}),
        ("SỐ TRẠM BTS CÁC XÃ", ("Phát sóng 4G",), {"stations_4g"}),
        ("SỐ THÔN ĐƯỢC PHỦ SÓNG", ("Phủ sóng 4G",), {"villages_4g"}),
    ],
)
def test_a_heading_of_coverage_counts_no_stations(
    tmp_path: Path, title: str, headings: tuple[str, ...], found: set[str]
) -> None:
    assert read(tmp_path, title, headings)[0] == found


@pytest.mark.parametrize(
    ("title", "is_read"),
    [
        ("SỐ TRẠM BTS", True),
        ("SỐ TRẠM BTS THEO XÃ", True),
        ("Số trạm phát sóng của các xã, phường", True),
        ("TỔNG HỢP SỐ TRẠM BTS CỦA VIETTEL TẠI TỪNG XÃ", True),
        ("SỐ TRẠM BTS VIETTEL LẠNG SƠN", True),
        ("SỐ TRẠM BTS CÁC NHÀ MẠNG", False),
        ("SỐ TRẠM BTS VIETTEL CẦN NÂNG CẤP", False),
        ("SỐ TRẠM CẦN LẮP TẠI CÁC XÃ", False),
        ("TRẠM BTS CÁC XÃ BIÊN GIỚI", False),
    ],
)
def test_columns_named_by_technology_count_what_the_title_counts(
    tmp_path: Path, title: str, *, is_read: bool
) -> None:
    found, _ = read(tmp_path, title, ("4G", "5G"))
    assert found == ({"stations_4g", "stations_5g"} if is_read else set())
