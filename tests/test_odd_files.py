"""Files that open in Excel and are odd all the same: read, or told how to be saved."""

from __future__ import annotations

import re
import unicodedata
import zipfile
from typing import TYPE_CHECKING

import openpyxl
import pytest

from dxanalysis import open_workspace, read_workbook
from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ROWS = [
    ["Số liệu tính đến 30/9/2025"],
    ["Tên xã", "Dân số", "Dân số được phủ sóng 4G"],
    ["Xã Bó Sinh", 8000, 7000],
    ["Xã Chiềng Sơ", 8001, 7001],
]
TEXT = "\n".join(";".join(map(str, row)) for row in ROWS)
NAMES = (
    b'<definedNames><definedName name="_xlnm.Print_Area" localSheetId="7">#REF!</definedName>'
    b'<definedName name="a b">Trang!#REF!</definedName></definedNames>'
)


@pytest.fixture
def book(tmp_path: Path) -> Path:
    made = openpyxl.Workbook()
    for row in ROWS:
        made.worksheets[0].append(row)
    made.save(tmp_path / "biểu.xlsx")
    return tmp_path / "biểu.xlsx"


def rewritten(book: Path, change: Callable[[str, bytes], bytes], *, without: str = "-") -> Path:
    path = book.with_name("la.xlsx")
    with zipfile.ZipFile(book) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            if without not in name:
                new.writestr(name, change(name, old.read(name)))
    return path


def people(path: Path) -> float:
    reading = read_workbook(path, operator="any", province="14")
    return float(reading.observations.query("indicator == 'pop_4g'")["numerator"].sum())


def test_broken_names_missing_styles_and_properties_are_no_obstacle(book: Path) -> None:
    def names(name: str, data: bytes) -> bytes:
        whole = name == "xl/workbook.xml"
        return data.replace(b"</sheets>", b"</sheets>" + NAMES) if whole else data

    def unlinked(_: str, data: bytes) -> bytes:
        return re.sub(rb"<(?:Override|Relationship) [^>]*styles[^>]*/>", b"", data)

    assert people(rewritten(book, names)) == 14001
    assert people(rewritten(book, unlinked, without="styles")) == 14001
    assert people(rewritten(book, lambda _, data: data, without="docProps")) == 14001


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-16"])
def test_wide_text_is_read_with_and_without_its_mark(encoding: str, tmp_path: Path) -> None:
    path = tmp_path / "biểu.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert people(path) == 14001


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("~$biểu.xlsx", b"\x05admin", "cần tệp biểu.xlsx"),
        ("biểu.xls", b"MIME-Version: 1.0\n\n<html><table></table></html>", "trang web"),
        ("biểu.xls", b"<html><table></table></html>", "Lưu thành"),
        ("biểu.xlsx", b"", "0 byte"),
    ],
)
def test_what_is_no_workbook_is_told_how_to_become_one(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileUnreadableError) as raised:
        people(tmp_path / name)
    assert said in raised.value.sentence("vi")


def test_strict_open_xml_is_told_how_to_be_saved(book: Path) -> None:
    def strict(_: str, data: bytes) -> bytes:
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        return data.replace(main, b"http://purl.oclc.org/ooxml/spreadsheetml/main")

    with pytest.raises(FileUnreadableError) as raised:
        people(rewritten(book, strict))
    assert "Strict Open XML" in raised.value.sentence("vi")


@pytest.mark.parametrize(("disk", "settings"), [("NFD", "NFC"), ("NFC", "NFD")])
def test_names_of_files_match_however_their_letters_are_composed(
    disk: str, settings: str, book: Path
) -> None:
    folder = book.parent
    book.rename(folder / unicodedata.normalize(disk, "biểu tổng hợp.xlsx"))
    (folder / "province.toml").write_text(
        '[province]\ncode = "14"\nvintage = "2025-07"\ngrouping = "province"\n'
        'languages = ["vi"]\nevidence = "declared"\n[[workbooks]]\n'
        f'path = "{unicodedata.normalize(settings, "biểu tổng hợp.xlsx")}"\noperator = "any"\n'
        '[boundaries]\npath = "x.geojson"\nkind = "approximate"\nsource = "x"\n',
        encoding="utf-8",
    )
    assert people(open_workspace(folder).workbooks[0].path) == 14001
