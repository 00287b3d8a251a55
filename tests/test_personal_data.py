"""Personal data in texts: what is found, what is no such thing, what is left."""

from __future__ import annotations

import datetime as dt
import getpass
import re
import tempfile
import unicodedata
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.comments import Comment

from dxanalysis.check_reports import write_marked
from dxanalysis.cli import main
from dxanalysis.findings import sentence
from dxanalysis.sources.findings import Findings
from dxanalysis.sources.measurements.facility_files import read_rows
from dxanalysis.sources.personal_data import (
    contains_personal_data,
    is_personal,
    without_personal_data,
)
from dxanalysis.sources.spreadsheets.formats import open_sheets
from dxanalysis.sources.workbook.sheets.turned import turn
from tests.conftest import PLANTED, ROOT
from tests.test_workbook import read, write
from tests.test_workbook_formats import as_csv, ods_sheet, write_ods, write_xls

if TYPE_CHECKING:
    from collections.abc import Iterator

    from openpyxl.worksheet.worksheet import Worksheet

PERSONAL = (
    "0912345678",
    "0912 345 678",
    "0912.34.56.78",
    "091-234-5678",
    "(091) 234 5678",
    "+84912345678",
    "+84 912 345 678",
    "+84 (0)912345678",
    "0084 912345678",
    "84912345678",
    "0212 3852 123",
    "SĐT: 0387.654.321",
    "09\u200b12345678",
    "014085001234",
    "014 085 001 234",
    "CMND số 050123456",
    "cccd: 014085001234",
    "Căn cước công dân: 014 085 001 234",
    "lo.van.a+sl@example.gov.vn",
    "ông Lò Văn A",
    "bà Ánh",
    "Bà Cầm Thị Bun",
    "trưởng bản Lò Văn A",
    unicodedata.normalize("NFD", "ông Lò Văn A"),
)

PUBLIC = (
    "",
    "Bản 5",
    "Bà Rịa",
    "Phường Bà Rịa - Vũng Tàu",
    "MẠNG LƯỚI (GỒM BÌNH DƯƠNG, BÀ RỊA - VŨNG TÀU CŨ)",
    "Các xã: Bình Dương, Bà Rịa - Vũng Tàu",
    "Ông Ích Khiêm",
    "Thôn Ông Đình",
    "cổng ông",
    "1.234.567",
    "123456789",
    "350000000",
    "012,5",
    "21.0912345678",
    "0.912345678",
    "05.03.2025 10:30",
    "2025-03-05",
    "03646",
    "5G @ 2025",
    "97,25 %",
    "https://example.vn/a",
)


@pytest.mark.parametrize("text", PERSONAL)
def test_what_identifies_a_person_is_found_and_cut(text: str) -> None:
    assert is_personal(text)
    for written in (f"Bản 5 ({text})", f"Bản 5 [{text}", f"Bản 5 - {text}"):
        left = without_personal_data(written)
        assert left == "Bản 5", written
        assert contains_personal_data(["Bản 1", None, 7, written])


@pytest.mark.parametrize("text", PUBLIC)
def test_names_of_places_dates_and_figures_are_not(text: str) -> None:
    assert not is_personal(text)
    assert without_personal_data(text) == text


def test_a_bracket_without_a_person_stays() -> None:
    assert without_personal_data("Bản 5 (cũ) (ông Lò A)") == "Bản 5 (cũ)"
    assert without_personal_data("Bản 5 (Nà Lò), ĐT 0912345678") == "Bản 5 (Nà Lò)"
    assert without_personal_data("0912345678") == ""
    assert without_personal_data("Bản 3, Ông Lò A; gọi 0912345678") == "Bản 3, ; gọi"


def test_a_column_of_bare_numbers_is_judged_as_a_whole() -> None:
    cards = ["050123456", "050987651", 51234567.0, "050555123"]
    assert contains_personal_data(cards)
    assert contains_personal_data([912345678.0, 387654321, 356789123])  # the zero was lost
    assert not contains_personal_data([350_000_000, 120_500_000, 98_000_000])
    assert not contains_personal_data([123_456_789, 4, 5])
    assert not contains_personal_data([float("nan"), None, "", 12.5])


def test_long_texts_are_bounded_and_what_was_not_searched_is_not_shown() -> None:
    for text in ("0 " * 50_000, "(" * 50_000, "a." * 50_000, "ông " * 30_000, "a@" * 50_000):
        assert len(without_personal_data(text)) <= 2_000
    assert "0912345678" not in without_personal_data("x" * 5_000 + " 0912345678")


# ---- in workbooks --------------------------------------------------------------------------------
def test_a_column_is_personal_by_what_it_holds(tmp_path: Path) -> None:
    rows = [
        ["Biểu của ông Lò Văn Tám, 0912 345 678", None, None, None, None, None, None],
        ["Tên xã", "Dân số", "Ghi chú", "Tình hình chung", "Mã hồ sơ", None, "Nhận xét"],
        ["Xã Bó Sinh", 9000, "LH: 0912345678", "a@example.vn", 151234567, "0387654321", "tốt"],
        ["Xã Chiềng Sơ (bà Lò Thị Mẫu)", 8000, None, "tốt", 150987651, "nhà", "khá"],
        ["Xã Mường Hung", 7000, "014088000001", "khá", 150555123, None, None],
    ]
    reading = read(write(tmp_path / "v.xlsx", rows), operator="any", as_of=dt.date(2025, 9, 30))
    found = reading.findings
    personal = found[found["rule"] == "column_personal"]["cell"].tolist()
    assert personal == ["C2", "D2", "E2", "F2"]
    (inside,) = found[found["rule"] == "personal_data"].to_dict("records")
    assert (inside["value"], inside["expected"]) == ("A1, A4", 2)
    assert "A1, A4" in sentence(inside, "vi")
    assert reading.observations["numerator"].tolist() == [9000, 8000, 7000]
    kept = found.to_csv() + reading.understood.to_csv() + reading.observations.to_csv()
    assert not [one for one in ("0912", "0387", "014088", "a@ex", "Mẫu", "Tám") if one in kept]


@pytest.mark.parametrize("kind", ["xls", "ods", "csv", "xlsx"])
def test_every_kind_of_workbook_loses_its_persons(tmp_path: Path, kind: str) -> None:
    rows = [["Tên xã", "Dân số", "Nhận xét"], ["Xã Bó Sinh", 9000, "hỏi ông Lò Văn Mẫu 0912345678"]]
    path = tmp_path / f"v.{kind}"
    if kind == "xls":
        write_xls(path, rows)
    elif kind == "csv":
        path.write_text(as_csv(rows), encoding="utf-8")
    elif kind == "ods":
        write_ods(path, ods_sheet(rows))
    else:
        write(path, rows)
    (sheet,) = open_sheets(path)
    assert sheet.personal == {(2, 3)}
    assert sheet.cells[2, 3] == "hỏi"
    assert turn(sheet).personal == {(3, 2)}


def test_a_marked_copy_names_nobody(tmp_path: Path) -> None:
    def sign(sheet: Worksheet) -> None:
        sheet["B2"].comment = Comment("hỏi lại", "Lò Văn Mẫu")
        sheet.oddFooter.left.text = "Người lập: Lò Văn Mẫu"
        sheet.parent.properties.creator = "Lò Văn Mẫu"
        sheet.parent.properties.lastModifiedBy = "Lò Văn Mẫu"

    rows = [
        ["Tên xã", "Dân số", "Nhận xét"],
        ["Xã Bó Sinh", 9000, "0912345678"],
        ["Xã Chiềng Sơ (ông Lò Văn Mẫu)", 8000, "tốt"],
    ]
    path = write(tmp_path / "v.xlsx", rows, change=sign)
    out = write_marked(read(path).findings, tmp_path / "b.xlsx", lang="vi", source=path)
    with zipfile.ZipFile(out) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
    assert "Lò Văn Mẫu".encode() not in parts
    assert b"0912345678" not in parts
    assert openpyxl.load_workbook(out).worksheets[1]["A3"].value == "Xã Chiềng Sơ"


def test_names_of_places_lose_their_persons(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("Tên,Vĩ độ,Kinh độ\nTrạm y tế (bác sĩ ĐT 0912345678),21.3,103.9\n", "utf-8")
    rows = read_rows(path, note=Findings("v.csv"))
    assert rows["name"].tolist() == ["Trạm y tế"]


# ---- in what is made -----------------------------------------------------------------------------
def texts_of(path: Path) -> Iterator[str]:
    """Give the texts of a file, of archives and databases those inside."""
    content = path.read_bytes()
    if content.startswith(b"PK"):
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                if not name.endswith((".png", ".jpeg")):
                    yield archive.read(name).decode("utf-8", "replace")
    else:
        yield content.decode("utf-8", "replace")


@pytest.mark.slow
def test_nothing_of_a_site_names_a_person_or_the_machine(
    broken_site: tuple[int, Path], own_workspace: Path
) -> None:
    _, site = broken_site
    files = [path for path in site.rglob("*") if path.is_file()]
    assert {".html", ".ipynb", ".json", ".csv", ".xlsx", ".gpkg", ".docx"} <= {
        path.suffix for path in files
    }
    hidden = (*PLANTED.values(), str(Path.home()), str(site.parent), tempfile.gettempdir())
    hidden += (str(ROOT), str(own_workspace.parent), getpass.getuser() + "@")
    for path in files:
        for text in texts_of(path):
            assert [one for one in hidden if one in text] == [], path.relative_to(site)


def test_nothing_of_a_site_turns_text_around_or_acts_on_a_terminal(
    broken_site: tuple[int, Path],
) -> None:
    _, site = broken_site
    hidden = re.compile("[\x1b\x80-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
    escaped = re.compile(r"\\u(?:001b|009b|200[ef]|202[a-e]|206[6-9])", re.IGNORECASE)
    shown = 0
    for path in site.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json", ".csv", ".xlsx", ".docx"}:
            for text in texts_of(path):
                found = hidden.search(text) or (path.suffix != ".html" and escaped.search(text))
                assert not found, (path.name, text[found.start() - 50 :][:100])
                shown += "⟨U+202E⟩" in text
    assert shown > 4


def test_no_name_is_long_enough_to_break_a_page(broken_site: tuple[int, Path]) -> None:
    _, site = broken_site
    for path in site.rglob("*"):
        if path.suffix in {".html", ".ipynb", ".json", ".csv", ".xlsx", ".docx"}:
            assert not any("x" * 300 in text for text in texts_of(path)), path.name


@pytest.mark.slow
def test_check_says_that_persons_were_taken_out(
    broken_site: tuple[int, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    _, site = broken_site
    main(["check", str(site.parent / "tinh"), "--lang", "en"])
    said = capsys.readouterr().out
    assert "The column “Ghi chú” holds personal data" in said
    assert "Personal data (" in said
    assert not [one for one in PLANTED.values() if one in said]
