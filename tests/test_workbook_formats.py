"""The same table in every kind of file that is sent: all give the same figures."""

from __future__ import annotations

import csv
import io
import unicodedata
import zipfile
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import quoteattr

import pytest
import xlwt

from dxanalysis import vietnamese
from dxanalysis.errors import FileUnreadableError
from dxanalysis.findings import verdict
from dxanalysis.lang import LANGUAGES
from dxanalysis.sources import box
from dxanalysis.sources.spreadsheets import formats
from dxanalysis.sources.spreadsheets.legacy_fonts import (
    best_reading,
    font_readings,
    vietnamese_share,
)
from dxanalysis.units import load_units
from tests.test_workbook import FIRST, STANDARD, figure, read, rules, write

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from dxanalysis.sources.workbook import WorkbookReading

Rows = "Sequence[Sequence[object]]"

# ---- writing the other kinds ---------------------------------------------------------------------
ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0">'
)
ODS_HIDDEN = (
    '<office:automatic-styles><style:style style:name="ta2" style:family="table">'
    '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
)


def ods_cell(value: object, extra: str = "") -> str:
    if value is None:
        return f"<table:table-cell{extra}/>"
    if isinstance(value, int | float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value}"{extra}>'
            f"<text:p>{value}</text:p></table:table-cell>"
        )
    words = str(value).replace("&", "&amp;").replace("<", "&lt;")
    kind = ' office:value-type="string"'
    return f"<table:table-cell{kind}{extra}><text:p>{words}</text:p></table:table-cell>"


def ods_sheet(rows: Rows, name: str = "Biểu 01", extra: str = "") -> str:
    body = "".join(
        f"<table:table-row>{''.join(map(ods_cell, row))}</table:table-row>" for row in rows
    )
    return f"<table:table table:name={quoteattr(name)}{extra}>{body}</table:table>"


def write_ods(path: Path, *tables: str) -> Path:
    inside = (
        f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", f"{ODS_HEAD}{ODS_HIDDEN}{inside}</office:document-content>")
    return path


def write_xls(path: Path, rows: Rows, change: Callable[[Any], object] | None = None) -> Path:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu 01")
    for place, row in enumerate(rows):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(place, column, value)
    if change is not None:
        change(sheet)
    book.save(str(path))
    return path


def as_csv(rows: Rows, mark: str = ";") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=mark).writerows(rows)
    return out.getvalue()


def tcvn3(text: str) -> str:
    codes = {letter: chr(code) for code, letter in vietnamese._TCVN3.items()}
    # Capitals with marks are the small letters' codes, in a font of capitals.
    return "".join(
        codes.get(letter) or codes.get(letter.lower(), letter)
        for letter in unicodedata.normalize("NFC", text)
    )


def vni(text: str) -> str:
    marks = {mark: letter for letter, mark in vietnamese._VNI_MARKS.items()}
    letters = {
        unicodedata.normalize("NFC", read): letter
        for letter, read in vietnamese._VNI_LETTERS.items()
    }
    out = []
    for letter in unicodedata.normalize("NFC", text):
        if letter.lower() in letters:
            code = letters[letter.lower()]
            out.append(code if letter.islower() else code.upper())
            continue
        apart = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in apart[1:] if mark in vietnamese.TONES)
        hat = "".join(mark for mark in apart[1:] if mark not in vietnamese.TONES)
        base = apart[0]
        if "\u031b" in hat:
            base, hat = letters[unicodedata.normalize("NFC", base.lower() + "\u031b")], ""
            base = base if letter.islower() else base.upper()
        out.append(base + (marks[hat + tone] if hat + tone else ""))
    return "".join(out)


def cp1258(text: str) -> bytes:
    """Write as Windows does: base letters with their hats, then the tone."""
    apart = unicodedata.normalize("NFD", text)
    out = []
    for letter in vietnamese._tones_last(apart):
        joined = unicodedata.normalize("NFC", (out[-1] if out else "") + letter)
        if letter not in vietnamese.TONES and unicodedata.combining(letter) and len(joined) == 1:
            out[-1] = joined
        else:
            out.append(letter)
    return "".join(out).encode("cp1258")


# ---- the same table ------------------------------------------------------------------------------
@pytest.fixture
def same_as_xlsx(tmp_path: Path) -> Callable[[WorkbookReading], None]:
    expected = read(write(tmp_path / "whole.xlsx", STANDARD))

    def compare(reading: WorkbookReading) -> None:
        columns = ["unit_code", "indicator", "as_of", "numerator", "denominator", "rate"]
        found, wanted = reading.observations, expected.observations
        assert found[columns].equals(wanted[columns])
        cells = [list(table["source"].str.split("|").str[-1]) for table in (found, wanted)]
        assert cells[0] == cells[1]

    return compare


TEXTS = {
    "utf-8": lambda text: text.encode(),
    "utf-8 with a mark": lambda text: text.encode("utf-8-sig"),
    "utf-16": lambda text: text.encode("utf-16"),
    "decomposed": lambda text: unicodedata.normalize("NFD", text).encode(),
    "cp1258": cp1258,
    "tcvn3": lambda text: tcvn3(text).encode("latin-1"),
    "vni": lambda text: vni(text).encode("latin-1"),
}


@pytest.mark.parametrize("mark", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", list(TEXTS))
def test_csv_in_every_encoding(
    tmp_path: Path,
    same_as_xlsx: Callable[[WorkbookReading], None],
    encoding: str,
    mark: str,
) -> None:
    path = tmp_path / "v.csv"
    path.write_bytes(TEXTS[encoding](as_csv(STANDARD, mark)))
    reading = read(path)
    same_as_xlsx(reading)
    guessed = {"cp1258": "CP1258", "tcvn3": "TCVN3 / VNI", "vni": "TCVN3 / VNI"}.get(encoding)
    told = reading.findings.set_index("rule")["value"].to_dict()
    assert told == ({"encoding_guessed": guessed} if guessed else {})


def test_a_name_in_old_fonts_is_as_everybody_knows_it() -> None:
    # What a Sơn La file shows in a text editor, from before Unicode.
    assert tcvn3("Xã Bó Sinh") == "X· Bã Sinh"
    assert vni("Xã Bó Sinh") == "Xaõ Boù Sinh"
    assert vietnamese_share(["Xã Bó Sinh", "Tỷ lệ phủ sóng", "quyết", "nghiêng"]) == 1
    assert vietnamese_share(["X· Bã Sinh", "§¬n vÞ", "Tû lÖ"]) < 0.5


def test_csv_with_decimal_commas_semicolons_and_a_hint(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    lines = ["sep=;", "Tên xã;Dân số;Tỷ lệ dân số phủ sóng 4G (%)", '"Xã Bó Sinh";9.000;97,3']
    path.write_text("\r\n".join([*lines, "Xã Chiềng Sơ;11.000;90,0"]), encoding="utf-8", newline="")
    reading = read(path)
    assert figure(reading, "04171", "pop_4g")["numerator"] == pytest.approx(8757)
    assert figure(reading, "04171", "pop_4g")["source"] == "v.csv|v|C3"


def test_an_ellipsis_of_windows_ends_no_line(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    rows = [["Kèm theo Công văn số …/SKHCN"], ["Tên xã", "Dân số"], ["Xã Bó Sinh", 9000]]
    path.write_bytes(cp1258(as_csv(rows)))
    assert b"\x85" in path.read_bytes()
    assert figure(read(path), "04171", "population")["source"] == "v.csv|v|B3"


def test_codes_kept_as_text_for_excel(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text('Mã xã,Dân số\n"=""04171""",9000\n', encoding="utf-8")
    assert figure(read(path), "04171", "population")["numerator"] == 9000


def test_xls(tmp_path: Path, same_as_xlsx: Callable[[WorkbookReading], None]) -> None:
    reading = read(write_xls(tmp_path / "v.xls", STANDARD))
    same_as_xlsx(reading)
    assert rules(reading, "error", "warning", "note") == []


def test_xls_hidden_merged_percent_errors_and_formulas(tmp_path: Path) -> None:
    percent = xlwt.easyxf(num_format_str="0.0%")

    def change(sheet: Any) -> None:
        sheet.row(FIRST).hidden = True  # the first unit's row
        sheet.col(8).hidden = True
        sheet.merge(FIRST, FIRST + 1, 4, 4)
        for row, value in zip(range(7, 13), (0.95, 0.94, 0.958, 1, 1, 0.986), strict=True):
            sheet.write(row, 10, value, percent)
        sheet.write(FIRST, 12, xlwt.Formula("1/0"))

    rows = [list(row) for row in STANDARD]
    for place in range(7, 13):
        rows[place][10] = None
    rows[FIRST][12] = None
    rows[FIRST + 1][4] = None
    reading = read(write_xls(tmp_path / "v.xls", rows, change))
    found = set(rules(reading))
    assert {("rows_hidden", ""), ("column_hidden", "I7"), ("figure_merged", "E9")} <= found
    assert reading.observations["unit_code"].nunique() == 3
    # xlwt stores no results: Excel would, and shows 0 until it has calculated.
    assert figure(reading, "03646", "pop_4g")["numerator"] == 51000


def test_text_of_old_fonts_in_an_old_workbook(
    tmp_path: Path, same_as_xlsx: Callable[[WorkbookReading], None]
) -> None:
    for name, font in {"tcvn3": tcvn3, "vni": vni}.items():
        rows = [[font(v) if isinstance(v, str) else v for v in row] for row in STANDARD]
        reading = read(write_xls(tmp_path / f"{name}.xls", rows))
        same_as_xlsx(reading)
        assert rules(reading, "note") == [("font_legacy", "")]
        assert rules(reading) == []


def test_ods(tmp_path: Path, same_as_xlsx: Callable[[WorkbookReading], None]) -> None:
    reading = read(write_ods(tmp_path / "v.ods", ods_sheet(STANDARD)))
    same_as_xlsx(reading)
    assert rules(reading, "error", "warning", "note") == []


def test_ods_repeats_hides_merges_and_formulas(tmp_path: Path) -> None:
    span = ' table:number-columns-spanned="2"'
    name = 'table:number-columns-repeated="1000"'
    table = (
        '<table:table table:name="Biểu"><table:table-column/><table:table-column/>'
        '<table:table-column table:visibility="collapse"/>'
        "<table:table-header-rows><table:table-row><table:table-cell/>"
        f"{ods_cell('Tỷ lệ dân số phủ sóng (%)', span)}<table:covered-table-cell/>"
        f"{ods_cell('Dân số')}</table:table-row></table:table-header-rows>"
        f"<table:table-row>{ods_cell('Tên xã')}{ods_cell('4G')}{ods_cell('5G')}"
        f"<table:table-cell {name}/></table:table-row>"
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        f'<table:table-row table:visibility="filter">{ods_cell("Xã Bó Sinh")}'
        '<table:table-cell office:value-type="percentage" office:value="0.973">'
        "<text:p>97,3%</text:p></table:table-cell>"
        f"{ods_cell(0)}"
        '<table:table-cell table:formula="of:=1000*9" office:value-type="float"'
        ' office:value="9000"><text:p>9.000</text:p></table:table-cell></table:table-row>'
        f"<table:table-row>{ods_cell('Xã Chiềng<text:s/>Sơ'.replace('<text:s/>', ' '))}"
        '<table:table-cell office:value-type="percentage" office:value="0.5"/>'
        f'{ods_cell(0)}<table:table-cell table:formula="of:=1/0" office:value-type="string">'
        "<text:p>#DIV/0!</text:p></table:table-cell></table:table-row>"
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        "</table:table>"
    )
    hidden = ods_sheet(STANDARD, "Cũ", ' table:style-name="ta2"')
    reading = read(write_ods(tmp_path / "v.ods", table, hidden))
    covered = figure(reading, "04171", "pop_4g")
    assert (covered["numerator"], covered["denominator"]) == (pytest.approx(8757), 9000)
    assert covered["source"] == "v.ods|Biểu|B6"
    assert set(rules(reading)) == {
        ("rows_hidden", ""),
        ("column_hidden", "C2"),
        ("sheet_hidden", ""),
        ("cell_error", "D7"),
        ("as_of_unknown", ""),
    }


def test_a_renamed_file_is_read_by_its_content(tmp_path: Path) -> None:
    whole = write(tmp_path / "whole.xlsx", STANDARD)
    renamed = whole.rename(tmp_path / "v.xls")
    reading = read(renamed)
    assert rules(reading) == [("kind_differs", "")]
    assert reading.rows == 3
    text = tmp_path / "v.xlsx"
    text.write_text(as_csv(STANDARD), encoding="utf-8")
    assert rules(read(text)) == [("kind_differs", "")]


# ---- what cannot be used -------------------------------------------------------------------------
def bomb_ods(path: Path) -> None:
    cell = ods_cell(1, ' table:number-columns-repeated="16384"')
    rows = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    write_ods(path, f'<table:table table:name="a">{rows}</table:table>')


def entities_ods(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')


def locked_ods(path: Path) -> None:
    write_ods(path, ods_sheet(STANDARD))
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("META-INF/manifest.xml", "<manifest:encryption-data/>")


def wide_csv(path: Path) -> None:
    path.write_text("Tên xã;Dân số" + ";" * 100_000 + "\nXã Bó Sinh;1\n", encoding="utf-8")


def binary_book(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("xl/workbook.bin", b"\0")


@pytest.mark.parametrize(
    ("name", "make", "key"),
    [
        ("v.ods", bomb_ods, "too_large"),
        ("v.ods", entities_ods, "damaged"),
        ("v.ods", locked_ods, "encrypted"),
        ("v.csv", wide_csv, "too_wide"),
        ("v.ods", lambda path: write_ods(path, ods_sheet([["Tên xã"] * 16_385])), "too_wide"),
        ("v.csv", lambda path: path.write_bytes(bytes(range(128, 256)) * 9), "encoding_unknown"),
        ("v.csv", lambda path: path.write_bytes(b"\0\1\2" * 300), "not_a_workbook"),
        ("v.xlsb", binary_book, "binary_format"),
        ("v.xls", lambda path: path.write_text("<html><table>"), "web_page"),
    ],
)  # fmt: skip
def test_other_kinds_that_cannot_be_used(
    tmp_path: Path, name: str, make: Callable[[Path], object], key: str
) -> None:
    path = tmp_path / name
    make(path)
    with pytest.raises(FileUnreadableError) as caught:
        read(path)
    assert caught.value.key == f"workbook.{key}"
    for lang in LANGUAGES:
        assert name in caught.value.sentence(lang)


def test_a_heading_without_rows(tmp_path: Path) -> None:
    path = tmp_path / "v.csv"
    path.write_text("Tên xã;Dân số\n", encoding="utf-8")
    reading = read(path)
    assert ("rows_absent", "") in rules(reading, "error")
    assert verdict(reading.findings) == "fail"


def test_small_files_are_read_ahead_by_one_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [tmp_path / f"{number}.csv" for number in range(3)]
    for number, path in enumerate(books):
        path.write_text(f"Xã;Số hộ\nXã Bó Sinh;{number}\n", encoding="utf-8")
    damaged = tmp_path / "hỏng.xlsx"
    damaged.write_bytes(b"PK and no more")
    alone = [formats.open_sheets(path) for path in books]
    called: list[str] = []
    run = box.run

    def counted(function: Callable[..., Any], *arguments: object, **options: Any) -> Any:
        called.append(function.__name__)
        return run(function, *arguments, **options)

    monkeypatch.setattr(box, "run", counted)
    with formats.reading_ahead([*books, damaged, tmp_path / "absent.csv"]):
        assert [formats.open_sheets(path) for path in books[:2]] == alone[:2]
        with pytest.raises(FileUnreadableError, match="damaged"):
            formats.open_sheets(damaged)
        books[2].write_text("Xã;Số hộ\nXã Bó Sinh;77\n", encoding="utf-8")
        assert "77" in formats.open_sheets(books[2])[0].cells.values()
    assert called == ["_read_files", "_read_sheets", "_read_sheets"]
    assert formats.open_sheets(books[0]) == alone[0]
    assert called[3:] == ["_read_sheets"]


def test_files_that_take_too_much_together_are_read_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    books = [tmp_path / f"{number}.csv" for number in range(2)]
    for path in books:
        path.write_text("Xã;Số hộ\nXã Bó Sinh;5\n", encoding="utf-8")
    monkeypatch.setattr(formats, "_TOGETHER", box.Limits(seconds=1e-9))
    with formats.reading_ahead(books):
        assert [len(formats.open_sheets(path)[0].cells) for path in books] == [4, 4]


def test_vni_is_not_taken_for_tcvn3() -> None:
    names = load_units(province="20")["unit_name"].tolist()
    written = [vni(name) for name in names]
    assert list(best_reading(written, font_readings(written))) == names
