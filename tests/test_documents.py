"""Reports in Word: the form of the decree, the page's own figures, and text that stays text."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import email
import email.policy
import io
import re
import shutil
import subprocess
import zipfile
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import docx
import matplotlib as mpl
import numpy as np
import pytest
from axe_playwright_python.sync_playwright import Axe
from docx.enum.text import WD_ALIGN_PARAGRAPH
from PIL import Image, ImageFont

from dxanalysis import exports, maps, pages, palette
from dxanalysis.batch.state import papers
from dxanalysis.commands import report
from dxanalysis.documents import Issuer, archive, area_document, read_issuer, word_xml
from dxanalysis.documents.brief import (
    Brief,
    Figure,
    brief_document,
    brief_page,
    make_brief,
    map_words,
)
from dxanalysis.documents.letter import LARGEST, what_changed
from dxanalysis.documents.pictures import Pictures
from dxanalysis.documents.printing import BROWSER, find_browser, print_pages
from dxanalysis.documents.template import FONT
from dxanalysis.documents.writing import Written, write_documents
from dxanalysis.errors import ParameterError
from dxanalysis.lang import date, text
from dxanalysis.lang.plain import visible
from dxanalysis.pages import changes, document_links, tables
from dxanalysis.pages.changes import Before
from dxanalysis.pages.document_links import MAIL_FILE
from tests.test_maps_page import PAYLOADS

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document
    from docx.table import Table
    from playwright.sync_api import Browser

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

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
def sample(analysis: Analysis) -> Analysis:
    return analysis


@pytest.fixture(scope="module")
def made(sample: Analysis) -> bytes:
    return area_document(sample, sample.areas["126"], issuer=ISSUER)


def stems_of(analysis: Analysis) -> dict[str, str]:
    return {code: f"{code}-x" for code in codes_of(analysis)[1:]}


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def signature_of(document: Document) -> Table:
    """Find the table of recipients and signature, which appendices follow."""
    return next(one for one in document.tables if "Nơi nhận:" in one.cell(0, 0).text)


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
    end = signature_of(document)
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
    end = signature_of(document)
    for table in (one for one in document.tables[1:] if one._tbl is not end._tbl):
        first = table.rows[0]._tr.xml
        assert "w:tblHeader" in first
        assert all("w:cantSplit" in row._tr.xml for row in table.rows)
        note = table._tbl.getnext().xpath("string(.)")
        stays = "w:keepNext" in table.rows[-1]._tr.xml
        assert stays == bool(note), "a note stays with the last row of its table"
    pictures = re.findall(r'<wp:docPr [^>]*descr="([^"]+)"', document.element.xml)
    assert len(pictures) == 2
    assert all(len(alt) > 10 for alt in pictures)


NUMBER = re.compile(r"\d[\d.,]*\d|\d")


def shown_on_pages(
    analysis: Analysis, area: Area, before: Before | None = None, lang: Lang = "vi"
) -> set[str]:
    """Collect every number that an area's page or that of the whole shows."""
    rows = [(one, analysis.areas[one].label(lang), None) for one in area.communes]
    shown = [
        pages.headline(analysis, area, lang=lang),
        pages.key_figures(analysis, area, lang=lang),
        pages.header(analysis, area, lang=lang),
        pages.gap_shares(analysis, area, lang=lang),
        pages.what_to_ask(analysis, area, lang=lang),
        pages.operator_table(analysis, area, lang=lang),
        pages.unserved_villages(analysis, area, lang=lang),
        pages.services_table(analysis, area, lang=lang),
        pages.sources_table(analysis, lang=lang),
        pages.area_table(analysis, lang=lang),
        tables.rates_of(analysis, rows, first="commune", lang=lang).block(),
        pages.key_figures(analysis, analysis.whole, lang=lang),
    ]
    if before:
        when = date(before.when, lang)
        shown.append(pages.since_last(analysis, before.gaps, when=when, lang=lang))
    page = " ".join(re.sub(r"<[^>]+>", " ", str(block.html)) for block in shown)
    return set(NUMBER.findall(page))


_OWN_PARTS = r"(Bảng|Hình|Phụ lục|Table|Figure|Appendix) \d|Danh sách đầy đủ|The full list|.*ngày …"


def said_in_word(content: bytes) -> set[str]:
    """Collect every number of a document, without those that count its own parts."""
    return {
        one
        for line in words_of(opened(content))
        if not re.match(_OWN_PARTS, line)
        for one in NUMBER.findall(re.sub(r"^\d\. ", "", line))
    }


def said_in_html(page: str) -> set[str]:
    """Collect every number that a page shows."""
    body = re.sub(r"(?s)<style>.*?</style>|<[^>]+>", " ", page)
    return set(NUMBER.findall(body))


def codes_of(analysis: Analysis) -> list[str]:
    return [analysis.whole.code, *(area.code for area in analysis.page_areas)]


SOME = {code: f"{code}-x" for code in ("123", "126")}
"""A town that has a part of a commune of its neighbour, and a district of the border."""


@pytest.fixture(scope="module")
def written(sample: Analysis, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Written]:
    """Write the documents of the province and of two areas."""
    folder = tmp_path_factory.mktemp("site")
    return folder, write_documents(sample, folder, stems=SOME, mail=True)


@pytest.fixture(scope="module")
def all_written(sample: Analysis, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Written]:
    """Write the documents of the province and of every area, for slow tests."""
    folder = tmp_path_factory.mktemp("whole site")
    return folder, write_documents(sample, folder, stems=stems_of(sample), mail=True)


@pytest.fixture(scope="module")
def before(sample: Analysis) -> Before:
    """Make up the report before this one, in which every rate of 4G was 90 %."""
    served = (sample.gaps["indicator"] == "pop_4g") & sample.gaps["rate_pct"].notna()
    gaps = sample.gaps.assign(rate_pct=sample.gaps["rate_pct"].mask(served, 90.0))
    return Before(gaps, dt.date(2025, 7, 1))


def hold_against_the_pages(
    sample: Analysis, folder: Path, done: Written, codes: list[str], *, lang: Lang = "vi"
) -> None:
    assert not done.faults
    assert len(done.files) == 3 * len(codes) + 1
    for code in codes:
        known = shown_on_pages(sample, sample.areas[code], lang=lang)
        name = "tinh.docx" if code == "14" else f"units/{code}-x.docx"
        for own in (
            said_in_word((folder / name).read_bytes()),
            said_in_word((folder / f"brief-{code}.docx").read_bytes()),
            said_in_html((folder / f"brief-{code}.html").read_text(encoding="utf-8")),
        ):
            assert len(own) > 20
            assert own <= known, (code, sorted(own - known))
    letter = (folder / MAIL_FILE).read_bytes()
    message = email.message_from_bytes(letter, policy=email.policy.default)
    for kind in ("plain", "html"):
        own = said_in_html(message.get_body((kind,)).get_content())
        assert len(own) > 20
        assert own <= shown_on_pages(sample, sample.whole, lang=lang), kind


@pytest.mark.slow
def test_every_number_of_a_document_is_on_a_page(
    sample: Analysis, written: tuple[Path, Written]
) -> None:
    hold_against_the_pages(sample, *written, ["14", *SOME])


@pytest.mark.slow
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_number_of_every_document_is_on_a_page(
    sample: Analysis, tmp_path: Path, lang: Lang
) -> None:
    codes = codes_of(sample)
    assert len(codes) == 13
    done = write_documents(sample, tmp_path, stems=stems_of(sample), mail=True, lang=lang)
    hold_against_the_pages(sample, tmp_path, done, codes, lang=lang)


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_letter_says_what_the_page_says_changed(
    sample: Analysis, before: Before, lang: Lang
) -> None:
    letter = what_changed(sample, Pictures(sample, lang), before=before, lang=lang)
    assert len(letter) <= LARGEST
    message = email.message_from_bytes(letter, policy=email.policy.default)
    parts = [part.get_content_type() for part in message.walk()]
    assert parts == [
        "multipart/alternative", "text/plain", "multipart/related", "text/html", "image/png",
    ]  # fmt: skip
    plain = message.get_body(("plain",)).get_content()
    page = message.get_body(("html",)).get_content()
    said = {
        "vi": "Tỉnh Sơn La – Dân số được phủ sóng 4G: 90,00% → 97,25",
        "en": "Sơn La province – Population covered by 4G: 90.00% → 97.25",
    }
    assert said[lang] in plain
    subject = {"vi": "quang: Tỉnh Sơn La. Số", "en": "fibre: Sơn La province. "}
    assert subject[lang] in message["Subject"], "no blank is lost where the line is broken"
    assert letter.isascii()
    assert all(len(line) <= 998 for line in letter.splitlines()), "as mail is passed on"
    assert not re.search(r"(?i)<script|https?:|//|\bon\w+=|@import|url\(", page)
    picture = re.findall(r'src="([^"]+)"', page)
    assert picture == ["cid:" + str(list(message.walk())[-1]["Content-ID"]).strip("<>")]
    known = shown_on_pages(sample, sample.whole, before, lang)
    assert set(NUMBER.findall(plain)) <= known, sorted(set(NUMBER.findall(plain)) - known)
    assert set(NUMBER.findall(re.sub(r"<[^>]+>", " ", page))) <= known
    _, table = changes.changes_of(sample, before.gaps, when="1/7/2025", lang=lang)
    assert table is not None
    assert all(row[2].shown in plain for row in table.rows)


def test_the_report_of_the_whole_lists_what_changed(sample: Analysis) -> None:
    earlier = sample.gaps.copy()
    earlier.loc[earlier["level"] == "commune", "numerator"] += 1
    earlier.loc[earlier["indicator"] == "villages_4g", "rate_pct"] -= 1.5
    before = Before(earlier, dt.date(2025, 7, 1))
    said = "\n".join(words_of(opened(area_document(sample, sample.whole, before=before))))
    assert text("pages.section_since", "vi") in said
    assert "+1,50" in said
    assert "xã, phường có tỷ lệ “Thôn, bản có sóng 4G” khác đi: " in said
    without = "\n".join(words_of(opened(area_document(sample, sample.whole))))
    assert text("pages.section_since", "vi") not in without


def test_a_letter_without_an_earlier_report_says_so(
    sample: Analysis, written: tuple[Path, Written]
) -> None:
    folder, _ = written
    letter = (folder / MAIL_FILE).read_bytes()
    assert letter == what_changed(sample, Pictures(sample, "vi"))
    message = email.message_from_bytes(letter, policy=email.policy.default)
    assert "Chưa có báo cáo trước" in message.get_body(("plain",)).get_content()


def test_what_to_ask_is_said_in_every_document(
    sample: Analysis, written: tuple[Path, Written]
) -> None:
    folder, _ = written
    brief = make_brief(sample, sample.areas["126"], lang="vi")
    assert 1 < len(brief.asks) <= 4
    in_report = words_of(opened((folder / "units" / "126-x.docx").read_bytes()))
    in_brief = words_of(opened((folder / "brief-126.docx").read_bytes()))
    assert set(brief.asks) <= set(in_report) & set(in_brief)
    assert not any(re.search(r"20\d\d\.0", line) for line in in_report), "years are whole"


def test_last_time_stands_beside_a_figure(sample: Analysis, before: Before) -> None:
    brief = make_brief(sample, sample.areas["126"], lang="vi", before=before)
    assert brief.figures[0].last == "90,00%"
    assert len(brief.figures) == 4
    assert len(brief.communes) == 8
    # Xã Chiềng Khương has the most people without 4G of the nine communes of Sông Mã.
    assert brief.communes[0][0] == "Xã Chiềng Khương"


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


_KINDS = ["=cmd|' /C calc'!A0", "a\x07\x1b[31mb", *PAYLOADS[3:6]]
"""One payload of each kind: formula, terminal, template, tag that acts, end of a tag."""


@pytest.mark.parametrize(
    "payload",
    [*_KINDS, *(pytest.param(one, marks=pytest.mark.slow) for one in PAYLOADS[:3] + PAYLOADS[6:])],
)
def test_text_from_files_stays_text(sample: Analysis, tmp_path: Path, payload: str) -> None:
    area = sample.areas["04168"]
    renamed = dataclasses.replace(area, name=payload)
    targets = {
        key: dataclasses.replace(one, document=payload)
        for key, one in sample.workspace.targets.items()
    }
    hostile = dataclasses.replace(
        sample,
        workspace=dataclasses.replace(sample.workspace, targets=targets),
        villages=sample.villages.assign(village=payload),
        boundaries=dataclasses.replace(sample.boundaries, source=payload),
        inputs=sample.inputs.assign(path=payload),
        gaps=sample.gaps.assign(unit_name=payload),
        communes=sample.communes.assign(unit_name=payload, district_name=payload),
        areas={**sample.areas, "04168": renamed},
    )
    entries = {field.name: payload for field in dataclasses.fields(Issuer)}
    issuer = read_issuer({**entries, "recipients": [payload]})
    pictures = Pictures(hostile, "vi")
    before = Before(hostile.gaps.assign(rate_pct=50.0), dt.date(2025, 7, 1))
    brief = make_brief(hostile, renamed, lang="vi", before=before)
    in_word = [
        area_document(hostile, renamed, issuer=issuer, pictures=pictures),
        brief_document(brief, None, lang="vi"),
    ]
    for content in in_word:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            body = packed.read("word/document.xml").decode()
            links = packed.read("word/_rels/document.xml.rels").decode()
        assert not any("vba" in name.lower() or "embed" in name.lower() for name in names)
        assert "TargetMode" not in links, "nothing outside is linked to"
        assert "w:hyperlink" not in body
        assert "instrText" not in body, "no field but the page's number, which is in the header"
        assert body.count("<w:body>") == 1
    assert count_of_text(in_word[0], payload) >= 10, "the fields hold it, as text"
    assert pictures.failed == [], "it is drawn, too"
    exports.write_csv(hostile, tmp_path / "gaps.csv")
    with (tmp_path / "gaps.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = [cell for row in csv.reader(file) for cell in row]
    assert any(visible(payload) in visible(cell) for cell in cells)
    assert not any(re.match(r"[=+@\t\r]|-(?![\d.])", cell) for cell in cells)
    made = what_changed(hostile, pictures, before=before)
    letter = email.message_from_bytes(made, policy=email.policy.default)
    assert set(letter.keys()) == {"Subject", "X-Unsent", "MIME-Version", "Content-Type"}
    mail = letter.get_body(("html",)).get_content()
    allowed = {
        "a", "body", "br", "dd", "div", "dl", "dt", "h1", "h2", "head", "header", "html", "img",
        "li", "main", "meta", "p", "section", "strong", "style", "table", "tbody", "td", "th",
        "thead", "title", "tr", "ul",
    }  # fmt: skip
    read_me = archive._read_me(renamed, {"index.html": b""}, "vi", {})
    for page in (brief_page(brief, None, lang="vi"), mail, read_me):
        told = MarkupSeen()
        told.feed(page)
        assert told.tags <= allowed
        assert told.handlers == []
        assert all(re.match(r"(cid:|index\.html$)", one) for one in told.addresses)


def count_of_text(content: bytes, payload: str) -> int:
    """Count how often a document says a text, control characters made visible."""
    return sum(line.count(visible(payload)) for line in words_of(opened(content)))


class MarkupSeen(HTMLParser):
    """Notes what a browser would see of a page: elements, handlers, addresses."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.handlers += [name for name, _ in attrs if name.startswith("on")]
        self.addresses += [value or "" for name, value in attrs if name in {"src", "href"}]


def test_a_picture_that_fails_leaves_its_place(
    sample: Analysis, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ParameterError("map.bad_still", found="x", where="y", expected="z")

    monkeypatch.setattr("dxanalysis.documents.pictures.maps_and_charts.area_sheet", fail)
    done = write_documents(sample, tmp_path, stems={}, mail=True)
    said = words_of(opened((tmp_path / "tinh.docx").read_bytes()))
    assert any(line.startswith("(Chưa vẽ được hình: Dân số được phủ sóng 4G") for line in said)
    assert "Chưa vẽ được hình" in (tmp_path / "brief-14.html").read_text(encoding="utf-8")
    assert b"image/png" not in (tmp_path / MAIL_FILE).read_bytes()
    assert done.faults
    assert all(fault.startswith("Tỉnh Sơn La: chưa vẽ được hình") for fault in done.faults)


def test_pictures_keep_the_colours_of_their_classes(sample: Analysis) -> None:
    theme = pages.page_themes(sample)[0]
    png = Pictures(sample, "vi").map_alone_of(sample.whole, theme, dpi=150)
    assert png is not None
    dots = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).reshape(-1, 3).astype(int)
    # The legend has a sample of every class, also of those that no commune is in.
    for one in palette.classes("gap", "vi"):
        wanted = [int(one.colour[place : place + 2], 16) for place in (1, 3, 5)]
        assert (np.abs(dots - wanted).max(axis=1) <= 4).sum() > 60, one.label


def test_archives_travel_and_are_equal(sample: Analysis, written: tuple[Path, Written]) -> None:
    folder, _ = written
    stems = SOME
    links = {code: f"units/{stem}.html" for code, stem in stems.items()}
    names = document_links.documents_of(sample, stems, kinds={"docx", "zip"}, of_areas=False)
    blocks = document_links.document_links(sample, names, links=links)
    (folder / "index.html").write_text("".join(str(one.html) for one in blocks), encoding="utf-8")
    (folder / "units" / "126-x.html").write_text("a page", encoding="utf-8")
    (folder / "mật khẩu.txt").write_text("somebody else's", encoding="utf-8")
    whole = archive.zip_site(sample, folder, stems=stems, lang="vi")
    area = sample.areas["126"]
    one = archive.zip_area(sample, area, folder, stem="126-x", lang="vi")
    for path, made_again in (
        (whole, lambda: archive.zip_site(sample, folder, stems=stems, lang="vi")),
        (one, lambda: archive.zip_area(sample, area, folder, stem="126-x", lang="vi")),
    ):
        content = path.read_bytes()
        assert made_again().read_bytes() == content
        with zipfile.ZipFile(path) as packed:
            names = packed.namelist()
            assert {entry.date_time[0] for entry in packed.infolist()} == {1980}
            top = names[0].partition("/")[0]
            assert names[0] == f"{top}/{archive.READ_ME}", "what to read first comes first"
            assert all(re.fullmatch(r"[a-z0-9][a-z0-9._/-]{1,80}", name) for name in names)
            assert len({name.casefold() for name in names}) == len(names)
            first = packed.read(names[0]).decode()
            listed = set(re.findall(r'href="([^"]+)"', first))
            assert listed <= {name.partition("/")[2] for name in names}
    with zipfile.ZipFile(whole) as packed:
        inside = {name.partition("/")[2] for name in packed.namelist()}
        index = packed.read("14-tinh-son-la/index.html").decode()
        first = packed.read(f"14-tinh-son-la/{archive.READ_ME}").decode()
        assert re.search(rf'brief-126.html">.*{re.escape(area.label("vi"))}</td>', first)
        leads_to = set(re.findall(r'href="([^"]+)"', index))
        assert leads_to <= inside, "no link to the archive from within it"
        assert {"tinh.docx", "brief-126.html", "units/126-x.docx"} <= leads_to
    with zipfile.ZipFile(one) as packed:
        for table in ("gaps.csv", "history.csv"):
            rows = packed.read(f"126-huyen-song-ma/{table}").decode("utf-8-sig").splitlines()
            assert {row.partition(",")[0] for row in rows[1:]} == {area.code, *area.communes}
        assert packed.read("126-huyen-song-ma/units/126-x.html") == b"a page"
        assert "126-huyen-song-ma/index.html" in packed.namelist(), "the page links back to it"


def test_the_province_links_each_document_that_is_written(
    sample: Analysis, written: tuple[Path, Written]
) -> None:
    folder, done = written
    stems = SOME
    links = {code: f"units/{stem}.html" for code, stem in stems.items()}
    names = document_links.documents_of(sample, stems, kinds={"docx", "mail"}, of_areas=False)
    assert sorted(names) == sorted(path.relative_to(folder).as_posix() for path in done.files)
    blocks = document_links.document_links(sample, names, links=links)
    found = re.findall(r'href="([^"]+)"', "".join(str(one.html) for one in blocks))
    assert sorted(found) == sorted(names)
    assert document_links.document_links(sample, [], links=links) == []
    archive_name = document_links.archive_top(sample.whole) + ".zip"
    of_all = document_links.document_links(sample, [*names, archive_name], links=links)
    page = "".join(str(one.html) for one in of_all)
    assert page.count(archive_name) == 2, "its address and its name, in a sentence"
    assert "Gói để gửi" not in page, "no column that is empty for every area"
    assert archive_name not in document_links.without_archives(page, [archive_name], lang="vi")
    assert document_links.documents_of(sample, stems, kinds={"zip"}, of_areas=True) == [
        document_links.archive_top(sample.areas[code]) + ".zip" for code in stems
    ]


def test_only_documents_that_are_not_made_again_are_said_to_be_gone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "tinh.docx").write_text("made again", encoding="utf-8")
    settled = papers.Settled(removed={"tinh.docx"})
    report._say_what_became(settled, tmp_path, "en")
    assert not capsys.readouterr().out
    settled.removed.add("brief-14.docx")
    report._say_what_became(settled, tmp_path, "en")
    assert text("cli.documents_removed", "en", n=1) in capsys.readouterr().out


def test_no_document_of_other_figures_stays_and_none_that_was_edited_is_lost(
    tmp_path: Path,
) -> None:
    (tmp_path / ".runs").mkdir()
    (tmp_path / "units").mkdir()
    made = [tmp_path / name for name in ("tinh.docx", "brief-14.html", "units/126-x.docx")]
    for path in made:
        path.write_text("as written", encoding="utf-8")
    (tmp_path / "own.docx").write_text("somebody else's", encoding="utf-8")
    old, new = "0" * 64, "1" * 64
    papers.note(tmp_path, papers.Settled(old), made)
    same = papers.settle(tmp_path, key=old, planned=[])
    assert same.kept == {"tinh.docx", "brief-14.html", "units/126-x.docx"}
    made[0].write_text("with the comments of a superior", encoding="utf-8")
    # The same figures: an edited document stays where it is, unless it is to be written again.
    assert papers.settle(tmp_path, key=old, planned=[]).kept == same.kept
    again = papers.settle(tmp_path, key=old, planned=["tinh.docx", "brief-14.html"])
    assert again.aside == [("tinh.docx", "tinh-da-sua-1.docx")]
    assert again.kept == {"brief-14.html", "units/126-x.docx"}
    assert "superior" in (tmp_path / "tinh-da-sua-1.docx").read_text(encoding="utf-8")
    made[2].write_text("edited, too", encoding="utf-8")
    changed = papers.settle(tmp_path, key=new, planned=[])
    assert changed.removed == {"brief-14.html"}
    assert changed.aside == [("units/126-x.docx", "126-x-da-sua-1.docx")]
    assert sorted(path.name for path in tmp_path.rglob("*.*") if path.is_file()) == [
        "126-x-da-sua-1.docx", "documents.json", "own.docx", "tinh-da-sua-1.docx",
    ]  # fmt: skip
    # A record that was tampered with names nothing outside the site.
    record = tmp_path / ".runs" / "documents.json"
    record.write_text(record.read_text(encoding="utf-8").replace("units/126", "../own"))
    assert papers.settle(tmp_path, key=new, planned=[]) == papers.Settled()


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_tables_of_many_columns_break_no_word(sample: Analysis, lang: str) -> None:
    rows = [(one, sample.areas[one].label(lang), None) for one in sample.whole.communes]
    table = tables.rates_of(sample, rows, first="commune", lang=lang, sparks=False)
    assert len(table.headings) == 9
    shown = [[cell.shown for cell in row] for row in table.rows]
    size = word_xml.size_that_fits(table.headings, shown, total_mm=160, sizes_pt=(11, 10))
    widths = word_xml.column_widths(table.headings, shown, total_mm=160, size_pt=size)
    assert sum(widths) == pytest.approx(160)
    # STIX has the widths of Times, and Matplotlib ships it.
    folder = f"{mpl.get_data_path()}/fonts/ttf/STIXGeneral"
    plain, bold = (ImageFont.truetype(f"{folder}{end}.ttf", 100) for end in ("", "Bol"))
    for place, width in enumerate(widths):
        room = width - 2 * 62 * 25.4 / 1440  # what the margins of a cell leave
        for font, cells in (
            (plain, [row[place] for row in shown]),
            (bold, [table.headings[place]]),
        ):
            longest = max(font.getlength(word) for cell in cells for word in cell.split(" "))
            assert longest / 100 * size * 25.4 / 72 <= room, (place, cells[0])


def test_without_a_browser_there_is_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(BROWSER, str(tmp_path / "none"))
    (tmp_path / "index.html").write_text("<p>x</p>", encoding="utf-8")
    printed, faults = print_pages([tmp_path / "index.html"], lang="vi")
    assert printed == []
    assert len(faults) == 1
    assert "không tìm thấy Chromium" in faults[0]


@pytest.mark.slow
@pytest.mark.skipif(find_browser() is None, reason="no browser to print with")
def test_each_brief_prints_to_one_sheet(all_written: tuple[Path, Written]) -> None:
    folder, _ = all_written
    briefs = sorted(folder.glob("brief-*.html"))
    printed, faults = print_pages(briefs, lang="vi")
    assert faults == []
    assert len(printed) == len(briefs) == 13
    for path in printed:
        assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) == 1


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="no office to open documents with")
def test_an_office_opens_each_document(all_written: tuple[Path, Written], tmp_path: Path) -> None:
    folder, _ = all_written
    made = [folder / "tinh.docx", *folder.glob("units/*.docx"), *folder.glob("brief-*.docx")]
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
            "--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, made),
        ],
        check=True, capture_output=True, timeout=900,
    )  # fmt: skip
    assert len(list(tmp_path.glob("*.pdf"))) == len(made) == 26
    for path in tmp_path.glob("brief-*.pdf"):
        assert len(re.findall(rb"/Type\s*/Page\b", path.read_bytes())) == 1, path.name
    if shutil.which("pdftotext"):
        for path in [tmp_path / "tinh.pdf", *tmp_path.glob("*-x.pdf")]:
            said = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout
            of_map = next(one for one in said.decode().split("\f") if "Bản đồ phủ sóng" in one)
            assert "Hình 1." in of_map, "the heading stands on the page of its map"


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_in_a_brief(
    sample: Analysis, browser: Browser, tmp_path: Path, width: int
) -> None:
    brief = make_brief(sample, sample.areas["126"], lang="vi")
    png = Pictures(sample, "vi").map_of(sample.areas["126"], maps.Theme("pop_4g"))
    path = tmp_path / "brief.html"
    path.write_text(brief_page(brief, png, lang="vi"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    page.goto(path.as_uri())
    found = Axe().run(page)
    assert len(found.response["passes"]) > 15
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_the_map_of_a_brief_names_a_target_only_where_there_is_one() -> None:
    figure = Figure("4G", "90%", text("pages.no_target", "vi"), "", "")
    brief = Brief("T", "", (), (), (figure,), "", (), (), (), "")
    assert "chỉ tiêu" not in map_words(brief, "vi")
    with_target = dataclasses.replace(
        brief, figures=(dataclasses.replace(figure, target="99% (2030)"),)
    )
    assert "chỉ tiêu" in map_words(with_target, "vi")
