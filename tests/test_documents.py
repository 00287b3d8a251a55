"""Reports in Word: the form of the decree, the page's own figures, and text that stays text."""

from __future__ import annotations

import dataclasses
import io
import re
import zipfile
from typing import TYPE_CHECKING

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from dxanalysis import pages
from dxanalysis.documents import Issuer, area_document
from dxanalysis.documents.form import FONT, OfficialDocument
from dxanalysis.pages import tables
from dxanalysis.pipeline import analyse
from dxanalysis.workspace import open_workspace
from tests.test_maps_page import PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document

    from dxanalysis.analysis import Analysis

ISSUER = Issuer(
    parent="ỦY BAN NHÂN DÂN TỈNH SƠN LA",
    body="SỞ KHOA HỌC VÀ CÔNG NGHỆ",
    symbol="BC-SKHCN",
    place="Sơn La",
    recipients=("UBND tỉnh", "Viettel Sơn La"),
    signer_title="GIÁM ĐỐC",
    signer="Nguyễn Văn Mẫu",
)


@pytest.fixture(scope="module")
def sample(son_la: Path) -> Analysis:
    return analyse(open_workspace(son_la))


@pytest.fixture(scope="module")
def made(sample: Analysis) -> bytes:
    return area_document(sample, sample.areas["126"], issuer=ISSUER)


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def words_of(document: Document) -> list[str]:
    inside = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return [line.text for line in document.paragraphs] + inside


def test_the_form_is_that_of_the_decree(made: bytes) -> None:
    document = opened(made)
    page = document.sections[0]
    assert [round(side.mm) for side in (page.page_width, page.page_height)] == [210, 297]
    for margin, low, high in (
        (page.top_margin, 20, 25), (page.bottom_margin, 20, 25),
        (page.left_margin, 30, 35), (page.right_margin, 15, 20),
    ):  # fmt: skip
        assert low <= round(margin.mm) <= high
    normal = document.styles["Normal"].font
    assert normal.name == FONT == "Times New Roman"
    assert 13 <= normal.size.pt <= 14
    # The number of the page stands centred at the top, and not on the first page.
    assert page.different_first_page_header_footer
    assert "PAGE" in page.header._element.xml
    assert page.header.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert "PAGE" not in page.first_page_header._element.xml
    head = document.tables[0]
    assert head.cell(0, 0).text.split("\n")[:2] == [ISSUER.parent, ISSUER.body]
    motto = [line for line in head.cell(0, 1).paragraphs if line.text]
    assert [line.text for line in motto] == [
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    ]
    assert all(line.runs[0].bold and 12 <= line.runs[0].font.size.pt <= 14 for line in motto)
    assert "BC-SKHCN" in head.cell(1, 0).text
    assert "Sơn La, ngày" in head.cell(1, 1).text
    end = document.tables[-1]
    assert "Nơi nhận:" in end.cell(0, 0).text
    assert "- Viettel Sơn La;" in end.cell(0, 0).text
    assert "Nguyễn Văn Mẫu" in end.cell(0, 1).text


def test_headings_tables_and_pictures_are_real(made: bytes) -> None:
    document = opened(made)
    headings = [line.text for line in document.paragraphs if line.style.name == "Heading 1"]
    assert "Tóm tắt" in headings
    assert "Các nhà mạng" in headings
    captions = [line.text for line in document.paragraphs if line.style.name == "Caption"]
    assert sum(line.startswith("Bảng ") for line in captions) == len(document.tables) - 2
    for table in document.tables[1:-1]:
        first = table.rows[0]._tr.xml
        assert "w:tblHeader" in first
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', document.element.xml)
    assert len(pictures) == 2
    assert all(len(alt) > 10 for alt in pictures)


@pytest.mark.parametrize("code", ["14", "126", "04171"])
def test_every_number_is_on_the_page(sample: Analysis, code: str) -> None:
    area = sample.areas[code]
    lang = "vi"
    rows = [(one, sample.areas[one].label(lang), None) for one in area.communes]
    shown = [
        pages.headline(sample, area, lang=lang),
        pages.key_figures(sample, area, lang=lang),
        pages.header(sample, area, lang=lang),
        pages.gap_shares(sample, area, lang=lang),
        pages.operator_table(sample, area, lang=lang),
        pages.unserved_villages(sample, area, lang=lang),
        pages.services_table(sample, area, lang=lang),
        pages.sources_table(sample, lang=lang),
        pages.area_table(sample, lang=lang),
        tables.rates_of(sample, rows, first="commune", lang=lang).block(),
        pages.key_figures(sample, sample.whole, lang=lang),
    ]
    page = " ".join(re.sub(r"<[^>]+>", " ", str(block.html)) for block in shown)
    known = set(re.findall(r"\d[\d.,]*\d|\d", page))
    own = words_of(opened(area_document(sample, area)))
    numbers = {
        one
        for line in own
        if not re.match(r"(Bảng|Hình|Phụ lục) \d|Danh sách đầy đủ|.*ngày …", line)
        for one in re.findall(r"\d[\d.,]*\d|\d", line)
    }
    assert len(numbers) > 30
    assert numbers <= known, sorted(numbers - known)


def test_marks_stand_where_they_stand_on_the_page(made: bytes, sample: Analysis) -> None:
    said = words_of(opened(made))
    assert any("SỐ LIỆU MINH HỌA" in line for line in said)
    assert any("RANH GIỚI GẦN ĐÚNG" in line for line in said)
    header = opened(made).sections[0].header
    assert any("minh họa" in line.text for line in header.paragraphs)
    english = words_of(opened(area_document(sample, sample.areas["126"], lang="en")))
    assert any("ILLUSTRATIVE" in line for line in english)
    assert not any("CỘNG HÒA" in line for line in english)


def test_gaps_are_left_to_fill_in_and_files_are_equal(sample: Analysis) -> None:
    area = sample.areas["04171"]
    one, two = area_document(sample, area), area_document(sample, area)
    assert one == two
    assert "…………" in opened(one).tables[0].cell(0, 0).text
    with zipfile.ZipFile(io.BytesIO(one)) as archive:
        assert {entry.date_time[0] for entry in archive.infolist()} == {1980}


@pytest.mark.parametrize("payload", [*PAYLOADS, "=cmd|' /C calc'!A0", "a\x07\x1b[31mb"])
def test_text_from_files_stays_text(sample: Analysis, payload: str) -> None:
    villages = sample.villages.assign(village=payload)
    hostile = dataclasses.replace(
        sample,
        villages=villages,
        boundaries=dataclasses.replace(sample.boundaries, source=payload),
        inputs=sample.inputs.assign(path=payload),
    )
    content = area_document(
        hostile, hostile.areas["04168"], issuer=Issuer(body=payload, recipients=(payload,))
    )
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert not any("vba" in name.lower() or "embed" in name.lower() for name in names)
    assert "TargetMode" not in links, "nothing outside is linked to"
    assert "w:hyperlink" not in body
    assert "instrText" not in body, "no field but the page's number, which stands in the header"
    assert body.count("<w:body>") == 1


def test_a_picture_that_fails_leaves_its_place() -> None:
    document = OfficialDocument(lang="vi", title="x", running="")
    document.picture(None, caption="Bản đồ", alt="x", width_mm=10)
    said = words_of(opened(document.to_bytes()))
    assert "(Chưa vẽ được hình: Bản đồ.)" in said
