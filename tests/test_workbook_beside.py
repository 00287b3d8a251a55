"""What a workbook says of its tables outside their cells, or on other sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import xlsxwriter

from dxanalysis import read_workbook
from dxanalysis.units import load_units

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

pytestmark = pytest.mark.usefixtures("read_here")

NAMES = [str(name) for name in load_units(province="20")["unit_name"][:6]]


def quoted(
    folder: Path,
    *,
    title: str = "SỐ TRẠM BTS ĐẾN 30/9/2025",
    below: str = "",
    box: str = "",
    header: str = "",
    words: tuple[str, ...] = (),
) -> pd.DataFrame:
    """Read a table of stations, and give what was quoted of the workbook."""
    path = folder / "a.xlsx"
    with xlsxwriter.Workbook(path) as book:
        if words:
            cover = book.add_worksheet("Bìa")
            cover.write_column(0, 0, words)
        sheet = book.add_worksheet("Biểu 1")
        sheet.write_column(0, 0, [title, below])
        sheet.write_row(3, 0, ["STT", "Xã, phường", "Trạm 4G"])
        for number, name in enumerate(NAMES, start=1):
            sheet.write_row(3 + number, 0, [number, name, 3 * number])
        if box:
            sheet.insert_textbox("F2", box)
        if header:
            sheet.set_header(header)
    reading = read_workbook(path, operator="viettel", province="20")
    assert len(reading.observations) == len(NAMES)
    found = reading.findings
    return found[found["rule"].isin(["outside_quoted", "note_quoted"])]


@pytest.mark.parametrize(
    "text", ["CHỈ TIÊU GIAO NĂM 2026", "Số trạm quy hoạch,\nchưa phát sóng", "Đơn vị tính: trạm"]
)
def test_a_text_box_is_quoted(tmp_path: Path, text: str) -> None:
    found = quoted(tmp_path, box=text)
    assert found["rule"].tolist() == ["outside_quoted"]
    assert " ".join(text.split()) in found["value"].iloc[0]
    assert found["sheet"].iloc[0] == "Biểu 1"
    assert found["severity"].iloc[0] == "warning"


@pytest.mark.parametrize(
    "header",
    [
        '&L&"Arial,Bold"&14KẾ HOẠCH PHÁT TRIỂN TRẠM &K000000NĂM 2026',
        "&CSố liệu dự kiến&RTrang &P/&N",
    ],
)
def test_a_page_header_is_quoted_without_its_codes(tmp_path: Path, header: str) -> None:
    (said,) = quoted(tmp_path, header=header)["value"]
    assert "&" not in said
    assert "Arial" not in said
    assert "Trang" not in said


@pytest.mark.parametrize(
    "header",
    [
        "&CTrang &P/&N",
        "&L&F&R&D &T",
        "&RPage &P of &N",
        "&LUBND tỉnh Lạng Sơn",
        "&CSỐ TRẠM BTS ĐẾN 30/9/2025",
    ],
)
def test_pages_offices_and_the_title_once_more_are_no_news(tmp_path: Path, header: str) -> None:
    assert quoted(tmp_path, header=header).empty


def test_a_text_box_that_repeats_the_title_is_no_news(tmp_path: Path) -> None:
    assert quoted(tmp_path, box="Số trạm BTS đến 30/9/2025").empty


def test_persons_in_a_text_box_are_not_quoted(tmp_path: Path) -> None:
    (said,) = quoted(tmp_path, box="Đầu mối cung cấp số liệu trạm: 0912345678")["value"]
    assert "0912345678" not in said


@pytest.mark.parametrize(
    ("words", "is_quoted"),
    [
        ("KẾ HOẠCH PHÁT TRIỂN TRẠM BTS NĂM 2026", True),
        ("Phụ lục 1: Số trạm đề xuất năm 2026", True),
        ("BIỂU GIAO CHỈ TIÊU PHÁT TRIỂN HẠ TẦNG SỐ NĂM 2026", True),
        ("Biểu 1: số liệu trạm ước tính", True),
        ("Các số trong tệp này do chương trình tạo ra để thử phần mềm", False),
        ("BÁO CÁO HIỆN TRẠNG PHỦ SÓNG DI ĐỘNG", False),
        ("Sở Kế hoạch và Đầu tư", False),
        ("Mục lục", False),
        ("Tổng số hộ gia đình, dân số của xã", False),
        ("Biểu 1. Số trạm BTS theo xã, phường", False),
    ],
)
def test_a_cover_is_quoted_where_it_tells_of_plans(
    tmp_path: Path, words: str, *, is_quoted: bool
) -> None:
    found = quoted(tmp_path, words=("VNPT LẠNG SƠN", words))
    assert found["value"].tolist() == ([words] if is_quoted else [])
    assert set(found["sheet"]) <= {"Bìa"}
    assert set(found["cell"]) <= {"A2"}


@pytest.mark.parametrize(
    ("line", "is_quoted"),
    [
        ("(Kèm theo Kế hoạch số 12/KH-VNPT ngày 30/9/2025 về phát triển hạ tầng năm 2026)", True),
        ("(Kèm theo Tờ trình số 12/TTr-VNPT về đầu tư trạm BTS)", True),
        ("(Kèm theo Hợp đồng số 12/HĐ-VTCI)", True),
        ("(Kèm theo Báo cáo số 12/BC-VNPT ngày 30/9/2025)", False),
        ("(Kèm theo Công văn số 12/VNPT-KT về phát triển hạ tầng)", False),
        ("(Kèm theo Kế hoạch số 140/KH-UBND)", False),
    ],
)
def test_what_is_attached_to_a_plan_is_quoted(
    tmp_path: Path, line: str, *, is_quoted: bool
) -> None:
    found = quoted(tmp_path, below=line)
    assert found["value"].tolist() == ([line] if is_quoted else [])
