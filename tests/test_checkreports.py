"""Reports of checks: readable, sendable, and harmless whatever the checked file holds."""

from __future__ import annotations

import datetime as dt
import json
import re
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import openpyxl
import pandas as pd
import pytest
from openpyxl.worksheet.datavalidation import DataValidation

from dxanalysis import checks
from dxanalysis.check_reports import show, to_html, to_json, to_text, write_marked, write_report
from dxanalysis.check_reports.listing import say_alike
from dxanalysis.errors import FileUnreadableError, OutputError
from dxanalysis.findings import FINDING_COLUMNS, make_findings
from dxanalysis.lang import LANGUAGES, Lang
from tests.test_workbook import STANDARD, changed, read, write
from tests.test_workbook_formats import as_csv, write_ods, write_xls

if TYPE_CHECKING:
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet
    from playwright.sync_api import Browser

HOSTILE = "=cmd|' /C calc'!A0{{ 7*7 }}<script>alert(1)</script><img src=x onerror=\"alert(2)\">"


def put_hostile_name(sheet: Worksheet) -> None:
    """Write a name that begins like a formula, as the text that it is."""
    sheet["B9"].value = HOSTILE
    sheet["B9"].data_type = "s"


@pytest.fixture
def sent(tmp_path: Path) -> Path:
    """Write a workbook with a rate above 100 %, a wrong sum and a hostile name."""
    rows = changed(STANDARD, K10=104.2, D8=59, C9=None)
    return write(tmp_path / "gửi.xlsx", rows, change=put_hostile_name)


@pytest.fixture
def findings(sent: Path) -> pd.DataFrame:
    reading = read(sent)
    return pd.concat([reading.findings, checks.check_observations(reading.observations)])


def test_text_has_a_line_for_each_finding_and_the_verdict_last(findings: pd.DataFrame) -> None:
    for lang, words in {
        "vi": ("LỖI: ", "CHƯA ĐẠT: có "),
        "en": ("ERROR: ", "STOP: errors: "),
    }.items():
        lines = to_text(findings, lang=lang).splitlines()
        assert len(lines) == len(findings) + 1
        assert lines[0].startswith(words[0])
        assert lines[-1].startswith(words[1])
    nothing = make_findings()
    assert to_text(nothing, lang="vi") == "ĐẠT: không phát hiện lỗi.\n"


def test_many_like_findings_take_one_line_that_names_each() -> None:
    high = {
        "severity": "error",
        "rule": "rate_out_of_range",
        "file": "viettel.xlsx",
        "sheet": "Phủ sóng",
        "indicator": "pop_4g",
        "unit_name": "Xã Mường\nLạn",
    }
    rows = [{**high, "cell": f"K{row}", "value": 100 + row / 10} for row in range(10, 50)]
    other = {**high, "indicator": "pop_5g", "cell": "L10", "value": 120}
    lines = to_text(make_findings([*rows, other]), lang="vi").splitlines()
    assert len(lines) == 3 + 1 + 1 + 1
    assert lines[3].startswith("LỖI: Còn 37 ô có vấn đề")
    assert "viettel.xlsx, Phủ sóng: K13 (101,3); K14 (101,4)" in lines[3]
    said = "\n".join(lines)
    assert all(f"K{row}" in said for row in range(10, 50))
    assert "L10" in lines[4]
    # The same lines in a notebook.
    shown = show(make_findings([*rows, other]), lang="vi", most=4).html
    assert shown.count("<li>") == 4
    assert "K13 (101,3); K14 (101,4)" in shown
    assert "Còn 1 điều nữa" in shown


def test_a_line_stays_a_line() -> None:
    finding = {"severity": "note", "rule": "column_unknown", "file": "a", "value": "x\ny\u2028z"}
    assert len(to_text(make_findings([finding]), lang="vi").splitlines()) == 2


def test_json_has_every_column_and_the_sentence(findings: pd.DataFrame) -> None:
    dated = {"severity": "warning", "rule": "as_of_differs", "value": dt.date(2025, 9, 30)}
    content = json.loads(to_json(pd.concat([findings, make_findings([dated])]), lang="en"))
    assert content["verdict"] == "fail"
    assert len(content["findings"]) == len(findings) + 1
    by_rule = {entry["rule"]: entry for entry in content["findings"]}
    beyond = by_rule["percent_out_of_range"]
    assert set(beyond) == {*FINDING_COLUMNS, "message"}
    assert (beyond["cell"], beyond["value"], beyond["unit_code"]) == ("K10", 104.2, "04195")
    assert by_rule["as_of_differs"]["value"] == "2025-09-30"
    assert by_rule["as_of_differs"]["cell"] is None
    assert "104.2" in beyond["message"]


class Tags(HTMLParser):
    """Counts what a page is made of."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_text_and_nothing_else(findings: pd.DataFrame, lang: Lang) -> None:
    page = to_html(findings, lang=lang)
    parser = Tags()
    parser.feed(page)
    assert not {"script", "img", "iframe", "link", "a", "form"} & set(parser.tags)
    assert not [name for name in parser.attributes if name.startswith("on") or name == "src"]
    assert parser.tags.count("tr") == len(findings) + 1
    assert f'<html lang="{lang}">' in page
    assert "{{ 7*7 }}" in page
    assert "K10" in page
    assert "prefers-color-scheme: dark" in page
    assert not re.search(r"https?://|url\(|@import", page)


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_page_fits_a_phone(
    findings: pd.DataFrame, tmp_path: Path, browser: Browser, scheme: str
) -> None:
    path = write_report(findings, tmp_path / "kiem-tra.html", lang="vi")
    context = browser.new_context(
        viewport={"width": 360, "height": 740},
        color_scheme=scheme,  # type: ignore[arg-type]
    )
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    page = context.new_page()
    dialogs: list[object] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.dismiss()))
    page.goto(path.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert page.locator("tr.error").count() == (findings["severity"] == "error").sum()
    assert dialogs == []
    assert [url for url in asked if not url.startswith("file:")] == []
    context.close()


# ---- the workbook that goes back -----------------------------------------------------------------
def acting_parts(path: Path) -> list[str]:
    """List what in a workbook could act when it is opened."""
    with zipfile.ZipFile(path) as archive:
        names = archive.namelist()
        text = b"".join(archive.read(name) for name in names if name.endswith((".xml", ".rels")))
    marks = (rb"<f[ >]", rb"<definedName ", rb"TargetMode=\"External\"", rb"<dataValidation ",
             rb"<conditionalFormatting", rb"<oleObject", rb"<externalReference")  # fmt: skip
    parts = [name for name in names if re.search("vba|external|embed|activeX|connections", name)]
    return [*parts, *(str(mark) for mark in marks if re.search(mark, text))]


def test_faulty_cells_are_filled_and_commented(
    sent: Path, findings: pd.DataFrame, tmp_path: Path
) -> None:
    before = sent.read_bytes()
    out = write_marked(findings, tmp_path / "trả lại.xlsx", lang="vi", source=sent)
    assert sent.read_bytes() == before
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Cần xem lại", "Biểu 01"]
    sheet = book["Biểu 01"]
    assert sheet["K10"].fill.fgColor.rgb == "00FFC7CE"
    assert "104,2" in sheet["K10"].comment.text
    assert sheet["D8"].fill.fgColor.rgb == "00FFEB9C"
    assert sheet["E10"].fill.fill_type is None
    assert sheet["E10"].comment is None
    assert sheet["E10"].value == 11000
    listed = book["Cần xem lại"]
    assert listed.max_row == len(findings) + 1
    row = next(row for row in listed.iter_rows(min_row=2) if row[2].value == "K10")
    assert row[2].hyperlink.location == "'Biểu 01'!K10"
    assert row[0].value == "LỖI"


def test_the_copy_says_the_same_when_it_is_checked_again(
    sent: Path, findings: pd.DataFrame, tmp_path: Path
) -> None:
    out = write_marked(findings, tmp_path / "b.xlsx", lang="vi", source=sent)
    again = read(out)
    kept = again.findings[again.findings["sheet"] == "Biểu 01"]
    first = read(sent).findings
    assert list(kept["cell"]) == list(first["cell"])
    assert list(kept["rule"]) == list(first["rule"])


def test_nothing_in_the_copy_acts(tmp_path: Path) -> None:
    def arm(sheet: Worksheet) -> None:
        put_hostile_name(sheet)
        sheet["P9"] = "=1+1"
        sheet["P10"] = '=HYPERLINK("http://example.invalid","x")'
        sheet["P11"].hyperlink = "http://example.invalid"
        choice = DataValidation(type="list", formula1='"a,b"')
        sheet.add_data_validation(choice)
        choice.add("P12")
        assert sheet.parent is not None
        sheet.parent.defined_names["Bad"] = openpyxl.workbook.defined_name.DefinedName(
            "Bad", attr_text="Sheet!$A$1"
        )

    path = write(tmp_path / "a.xlsm", changed(STANDARD, C9=None), change=arm)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    assert len(acting_parts(path)) > 3
    found = read(path).findings
    out = write_marked(found, tmp_path / "b.xlsx", lang="vi", source=path)
    assert acting_parts(out) == []
    cell = openpyxl.load_workbook(out)["Biểu 01"]["B9"]
    assert (cell.value, cell.data_type, cell.quotePrefix) == (HOSTILE, "s", True)
    listed = openpyxl.load_workbook(out).worksheets[0]
    quoted = [cell for row in listed.iter_rows() for cell in row if cell.value == HOSTILE]
    assert quoted
    assert {(cell.data_type, cell.quotePrefix) for cell in quoted} == {("s", True)}


def test_personal_columns_are_emptied(tmp_path: Path) -> None:
    rows = [["Tên xã", "Dân số", "SĐT"], ["Xã Bó Sinh", 9000, "0912345678"]]
    path = write(tmp_path / "a.xlsx", rows)
    out = write_marked(read(path).findings, tmp_path / "b.xlsx", lang="en", source=path)
    with zipfile.ZipFile(out) as archive:
        assert not any(b"0912345678" in archive.read(name) for name in archive.namelist())
    sheet = openpyxl.load_workbook(out)["Biểu 01"]
    assert (sheet["C1"].value, sheet["C2"].value, sheet["B2"].value) == ("SĐT", None, 9000)


@pytest.mark.parametrize("kind", ["xls", "ods", "csv"])
def test_other_kinds_come_back_as_a_workbook_with_marks(tmp_path: Path, kind: str) -> None:
    rows = changed(STANDARD, K10=104.2, B9=HOSTILE, C9=None)
    path = tmp_path / f"a.{kind}"
    if kind == "xls":
        write_xls(path, rows)
    elif kind == "csv":
        path.write_text(as_csv(rows), encoding="utf-8")
    else:
        from tests.test_workbook_formats import ods_sheet

        write_ods(path, ods_sheet(rows))
    out = write_marked(read(path).findings, tmp_path / "b.xlsx", lang="vi", source=path)
    book = openpyxl.load_workbook(out)
    sheet = book.worksheets[1]
    assert sheet["K10"].fill.fgColor.rgb == "00FFC7CE"
    assert sheet["B9"].value == HOSTILE
    assert acting_parts(out) == []


def test_a_report_is_what_its_name_says(findings: pd.DataFrame, sent: Path, tmp_path: Path) -> None:
    starts = {"txt": "LỖI", "html": "<!DOCTYPE html>", "json": "{"}
    for kind, start in starts.items():
        out = write_report(findings, tmp_path / f"r.{kind}", lang="vi", source=sent)
        assert out.read_text(encoding="utf-8").startswith(start)
    alone = write_report(findings, tmp_path / "r.xlsx", lang="en")
    assert openpyxl.load_workbook(alone).sheetnames == ["To review"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_cannot_be_written(
    findings: pd.DataFrame, sent: Path, tmp_path: Path, lang: Lang
) -> None:
    for out, key in {
        tmp_path / "r.docx": "unknown_kind",
        tmp_path / "none" / "r.html": "not_written",
        tmp_path / "none" / "r.xlsx": "not_written",
        sent: "is_source",
    }.items():
        with pytest.raises(OutputError) as caught:
            write_report(findings, out, lang=lang, source=sent)
        assert caught.value.key == f"checkreports.{key}"
        assert out.name in caught.value.sentence(lang)
    with pytest.raises(FileUnreadableError):
        write_report(findings, tmp_path / "r.xlsx", lang=lang, source=tmp_path / "gone.xlsx")


def test_a_note_that_files_share_is_said_once() -> None:
    note = {"severity": "note", "rule": "population_unlike", "sheet": "1", "value": 28}
    same = [{**note, "expected": 49, "file": f"{name}.xlsx", "cell": name} for name in "abc"]
    other = {**note, "expected": 50, "file": "d.xlsx", "cell": "d"}
    warning = {**note, "severity": "warning", "rule": "population_unlikely", "expected": 5}
    warnings = [{**warning, "file": f"{name}.xlsx", "cell": name} for name in "ab"]
    said = list(say_alike(make_findings([*same, other, *warnings]), lang="en"))
    assert [severity for severity, _ in said] == ["warning", "warning", "note", "note"]
    assert "a.xlsx" in said[2][1]
    assert said[2][1].endswith("The same holds for 2 more: b.xlsx, c.xlsx.")
    assert "d.xlsx" in said[3][1]
    assert "same holds" not in said[3][1]
    likely = {"severity": "note", "rule": "column_likely", "file": "a.xlsx", "sheet": "1"}
    of_title = [
        {
            **likely,
            "cell": f"{name}8",
            "value": f"Viettel / {name}",
            "indicator": f"stations_{name}",
        }
        for name in ("3g", "4g", "5g")
    ]
    first, others = (said for _, said in say_alike(make_findings(of_title), lang="en"))
    assert "Viettel / 3g" in first
    assert "4g8 (Viettel / 4g); 5g8 (Viettel / 5g)" in others


@pytest.mark.parametrize(
    ("why", "sentences"),
    [(("kế hoạch",) * 3, 2), (("kế hoạch", "kế hoạch", "phát triển mới"), 3)],
)
def test_what_a_title_says_of_all_columns_is_said_once(why: list[str], sentences: int) -> None:
    one = {"severity": "warning", "rule": "title_changes", "file": "a.xlsx", "sheet": "1"}
    found = [
        {**one, "value": f"Cột {place}", "expected": words, "cell": f"{place}4"}
        for place, words in zip("DEF", why, strict=True)
    ]
    said = [sentence for _, sentence in say_alike(make_findings(found), lang="vi")]
    assert len(said) == sentences
    assert all(f"Cột {place}" in " ".join(said) for place in "DEF")


def test_a_list_of_several_files_names_each(tmp_path: Path) -> None:
    one = {"severity": "warning", "rule": "rows_hidden", "sheet": "A", "value": 1}
    found = make_findings([{**one, "file": name} for name in ("a.xlsx", "b.xlsx")])
    out = write_report(found, tmp_path / "c.xlsx", lang="vi")
    (sheet, *_) = openpyxl.load_workbook(out).worksheets
    assert [cell.value for cell in sheet[1]][:3] == ["Mức độ", "Tệp", "Trang tính"]
    assert [sheet.cell(row, 2).value for row in (2, 3)] == ["a.xlsx", "b.xlsx"]
