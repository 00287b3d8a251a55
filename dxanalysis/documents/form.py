"""The form of an official document: Decree 30/2020/NĐ-CP, appendix I, and a plain one in English.

Sizes and margins are those of the appendix: A4; margins 20–25 mm above and below, 30–35 mm left,
15–20 mm right; Times New Roman in black; body 13–14 points, justified; the page's number centred in
the upper margin, and none on the first page.
"""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dxanalysis.lang import text
from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from docx.document import Document as WordDocument
    from docx.table import Table as WordTable
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from dxanalysis.lang import Lang

FONT: Final = "Times New Roman"
BODY_PT: Final = 13
TABLE_PT: Final = 11
MARGINS_MM: Final = {"top": 20, "bottom": 20, "left": 30, "right": 20}
WIDTH_MM: Final = 210 - MARGINS_MM["left"] - MARGINS_MM["right"]
_DOTS: Final = "…………"
_WORDY: Final = 2.2
"""How much wider a column of words is than one of numbers."""

_ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Issuer:
    """Who issues a document: the entries of ``[document]`` in ``province.toml``.

    An entry that is missing leaves a dotted gap to fill in by hand.

    Attributes
    ----------
    parent
        The body above the issuer: ``ỦY BAN NHÂN DÂN TỈNH SƠN LA``.
    body
        The issuer: ``SỞ KHOA HỌC VÀ CÔNG NGHỆ``.
    symbol
        What follows the number: ``BC-SKHCN``.
    place
        Where it is signed: ``Sơn La``.
    recipients
        To whom it goes.
    signer_title, signer
        Whose signature it carries.
    """

    parent: str = ""
    body: str = ""
    symbol: str = ""
    place: str = ""
    recipients: tuple[str, ...] = ()
    signer_title: str = ""
    signer: str = ""


def read_issuer(entries: Mapping[str, Any]) -> Issuer:
    """Make an issuer from the table ``[document]``.

    Parameters
    ----------
    entries
        The table; unknown entries are ignored here, for reading the file refuses them.

    Returns
    -------
    Issuer
        What is known.

    Examples
    --------
    >>> read_issuer({"body": "SỞ KHOA HỌC VÀ CÔNG NGHỆ", "recipients": ["Như trên"]}).recipients
    ('Như trên',)
    """
    known = {field.name for field in fields(Issuer)}
    chosen = {name: value for name, value in entries.items() if name in known}
    return Issuer(**{**chosen, "recipients": tuple(chosen.get("recipients", ()))})


class OfficialDocument:
    """A Word document that is filled in from top to bottom.

    Parameters
    ----------
    lang
        Vietnamese in the official form, English in a plain one.
    title
        What it is about, for its properties.
    running
        What stands above every page but the first, beside its number.
    """

    def __init__(self, *, lang: Lang, title: str, running: str) -> None:
        self.lang = lang
        self.word: WordDocument = Document()
        self._tables = 0
        self._figures = 0
        self._set_page(running)
        self._set_styles()
        properties = self.word.core_properties
        properties.title, properties.author = visible(title)[:250], "dxanalysis"
        properties.created = properties.modified = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
        properties.language = {"vi": "vi-VN", "en": "en-GB"}[lang]
        properties.comments = ""

    # ---- page and styles -------------------------------------------------------------------------
    def _set_page(self, running: str) -> None:
        page = self.word.sections[0]
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(MARGINS_MM["top"]), Mm(MARGINS_MM["bottom"])
        page.left_margin, page.right_margin = Mm(MARGINS_MM["left"]), Mm(MARGINS_MM["right"])
        page.header_distance = Mm(10)
        page.different_first_page_header_footer = True
        number = page.header.paragraphs[0]
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _page_number(number)
        if running:
            line = page.header.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(line, running, size=9, italic=True)

    def _set_styles(self) -> None:
        normal = self.word.styles["Normal"]
        _set_font(normal, size=BODY_PT)
        layout = normal.paragraph_format
        layout.space_after, layout.line_spacing = Pt(6), 1.15
        for level, size in ((1, 14), (2, 13)):
            style = self.word.styles[f"Heading {level}"]
            _set_font(style, size=size, bold=True)
            style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
            style.paragraph_format.keep_with_next = True
        caption = self.word.styles["Caption"]
        _set_font(caption, size=12, italic=True)
        caption.paragraph_format.keep_with_next = True

    # ---- the head and the end --------------------------------------------------------------------
    def head(self, issuer: Issuer, *, kind: str, subject: str) -> None:
        """Write the head: issuing body, motto, number, place and date, kind, and subject.

        Parameters
        ----------
        issuer
            Who issues it.
        kind
            ``BÁO CÁO``.
        subject
            What it is about.
        """
        if self.lang == "vi":
            self._official_head(issuer)
        else:
            line = self.word.add_paragraph()
            _run(line, issuer.body or _DOTS, bold=True)
            _run(self.word.add_paragraph(), text("documents.date_gap", "en"), italic=True)
        for words, gap in ((kind, 12), (subject, 0)):
            line = self.word.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_before = Pt(gap)
            line.paragraph_format.space_after = Pt(0)
            _run(line, words, size=14, bold=True)
        _rule(line, share=0.35, width_mm=WIDTH_MM)
        line.paragraph_format.space_after = Pt(12)

    def _official_head(self, issuer: Issuer) -> None:
        table = self.word.add_table(rows=2, cols=2)
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        widths = (Mm(62), Mm(WIDTH_MM - 62))
        for row in table.rows:
            for cell, width in zip(row.cells, widths, strict=True):
                cell.width = width
        left, right = table.rows[0].cells
        _fill(left, [(issuer.parent or _DOTS, {"size": 12}), (issuer.body or _DOTS, _BOLD_12)])
        _rule(left.paragraphs[-1], share=0.4, width_mm=60)
        motto = text("documents.motto", "vi")
        _fill(right, [(text("documents.state", "vi"), _BOLD_12), (motto, _BOLD_13)])
        _rule(right.paragraphs[-1], share=0.62, width_mm=WIDTH_MM - 70)
        number = text("documents.number", "vi", symbol=issuer.symbol or _DOTS)
        day = text("documents.place_date", "vi", place=issuer.place or _DOTS)
        left, right = table.rows[1].cells
        _fill(left, [(number, {"size": 13})])
        _fill(right, [(day, {"size": 13, "italic": True})])

    def end(self, issuer: Issuer) -> None:
        """Write recipients and the place of the signature.

        Parameters
        ----------
        issuer
            Who signs, and to whom it goes.
        """
        if self.lang != "vi":
            return
        table = self.word.add_table(rows=1, cols=2)
        table.autofit = False
        left, right = table.rows[0].cells
        left.width, right.width = Mm(80), Mm(WIDTH_MM - 80)
        recipients = issuer.recipients or (_DOTS,)
        lines = [f"- {one};" for one in recipients] + [text("documents.filed", "vi")]
        _fill(
            left,
            [
                (text("documents.recipients", "vi"), {"size": 12, "bold": True, "italic": True}),
                *((line, {"size": 11}) for line in lines),
            ],
            centred=False,
        )
        signature = [(issuer.signer_title or _DOTS, {"size": 13, "bold": True})]
        signature += [("", {"size": 13})] * 4
        _fill(right, [*signature, (issuer.signer or _DOTS, {"size": 13, "bold": True})])
        _keep_together(table)

    # ---- the body --------------------------------------------------------------------------------
    def mark(self, words: str) -> None:
        """Write in a frame what must not be overlooked: that figures are illustrative."""
        line = self.word.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(line, words, bold=True, size=12)
        _border(line, ("top", "left", "bottom", "right"))

    def heading(self, words: str, *, level: int = 1, new_page: bool = False) -> None:
        """Write a heading."""
        line = self.word.add_heading(visible(words), level=level)
        line.paragraph_format.page_break_before = new_page

    def paragraph(self, words: str) -> None:
        """Write a paragraph of the body."""
        line = self.word.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        line.paragraph_format.first_line_indent = Mm(10)
        _run(line, words)

    def bullets(self, lines: Sequence[str]) -> None:
        """Write a list."""
        for words in lines:
            line = self.word.add_paragraph(style="List Bullet")
            _run(line, words)

    def table(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        caption: str,
        note: str = "",
        words: Sequence[int] = (0,),
    ) -> None:
        """Write a table: caption above, head repeated on every page, rows never broken.

        Parameters
        ----------
        headings
            Of the columns.
        rows
            Plain text; the first cell of each row names it.
        caption
            What it shows.
        note
            What to know about it, below.
        words
            Places of the columns that hold words, which need more width and begin at the left.
        """
        self._tables += 1
        title = text("documents.table", self.lang, number=str(self._tables), caption=caption)
        self.word.add_paragraph(visible(title), style="Caption")
        table = self.word.add_table(rows=1, cols=len(headings))
        table.style = self.word.styles["Table Grid"]
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        table.autofit = False
        _describe(table, caption)
        _set_widths(table, [_WORDY if place in words else 1.0 for place in range(len(headings))])
        for cell, name in zip(table.rows[0].cells, headings, strict=True):
            _fill(cell, [(name, {"size": TABLE_PT, "bold": True})])
        _repeat_head(table)
        for row in rows:
            cells = table.add_row().cells
            for place, (cell, said) in enumerate(zip(cells, row, strict=True)):
                line = cell.paragraphs[0]
                line.paragraph_format.space_after = Pt(2)
                line.alignment = (
                    WD_ALIGN_PARAGRAPH.LEFT if place in words else WD_ALIGN_PARAGRAPH.RIGHT
                )
                _run(line, said, size=TABLE_PT)
        for one in table.rows:
            _unbroken(one)
        after = self.word.add_paragraph()
        _run(after, note, size=11, italic=True)

    def picture(self, png: bytes | None, *, caption: str, alt: str, width_mm: float) -> None:
        """Place a picture with its caption, or the sentence that stands for it.

        Parameters
        ----------
        png
            The picture; None where it could not be made.
        caption
            What stands below it.
        alt
            What is read out in place of it.
        width_mm
            Its width on paper.
        """
        self._figures += 1
        title = text("documents.figure", self.lang, number=str(self._figures), caption=caption)
        line = self.word.add_paragraph()
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        line.paragraph_format.keep_with_next = True
        if png is None:
            _run(line, text("documents.no_picture", self.lang, what=caption), italic=True)
        else:
            shape = line.add_run().add_picture(io.BytesIO(png), width=Mm(width_mm))
            shape._inline.docPr.set("descr", visible(alt))  # noqa: SLF001 - python-docx has no name for it
            shape._inline.docPr.set("name", f"figure-{self._figures}")  # noqa: SLF001
        below = self.word.add_paragraph(visible(title), style="Caption")
        below.alignment = WD_ALIGN_PARAGRAPH.CENTER
        below.paragraph_format.keep_with_next = False

    def to_bytes(self) -> bytes:
        """Give the file: the same bytes for the same content."""
        raw = io.BytesIO()
        self.word.save(raw)
        return with_fixed_dates(raw.getvalue())


def with_fixed_dates(archive: bytes) -> bytes:
    """Write a zip archive again with one date for all its entries.

    Parameters
    ----------
    archive
        Any zip archive, such as a docx.

    Returns
    -------
    bytes
        The same entries in the same order.
    """
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.infolist():
            copy = zipfile.ZipInfo(entry.filename, date_time=_ZIP_DATE)
            copy.compress_type = zipfile.ZIP_DEFLATED
            copy.external_attr = 0o600 << 16
            new.writestr(copy, old.read(entry.filename))
    return out.getvalue()


# ---- what python-docx leaves to the XML ----------------------------------------------------------
_BOLD_12: Final = {"size": 12, "bold": True}
_BOLD_13: Final = {"size": 13, "bold": True}


def _set_font(style: Any, *, size: float, bold: bool = False, italic: bool = False) -> None:  # noqa: ANN401 - styles have no common type
    """Give a style the document's font in all scripts, in black."""
    font = style.font
    font.name, font.size, font.bold, font.italic = FONT, Pt(size), bold, italic
    font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.find(qn("w:rFonts"))
    for script in ("w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"):
        fonts.set(qn(script), FONT)
    for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(theme), None)


def _run(
    line: Paragraph, words: str, *, size: float = 0, bold: bool = False, italic: bool = False
) -> None:
    """Add plain words to a paragraph."""
    run = line.add_run(visible(words))
    run.bold, run.italic = bold or None, italic or None
    if size:
        run.font.size = Pt(size)


def _fill(
    cell: _Cell, lines: Sequence[tuple[str, dict[str, Any]]], *, centred: bool = True
) -> None:
    """Fill a cell with lines, each in its own letters."""
    for place, (words, letters) in enumerate(lines):
        line = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = 1.0
        if centred:
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _run(line, words, **letters)


def _page_number(line: Paragraph) -> None:
    """Add the field that shows the number of the page: ours, never made of data."""
    for kind, words in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = line.add_run()
        run.font.size = Pt(13)
        if kind:
            part = OxmlElement("w:fldChar")
            part.set(qn("w:fldCharType"), kind)
        else:
            part = OxmlElement("w:instrText")
            part.text = words
        run._r.append(part)  # noqa: SLF001 - python-docx has no fields


def _border(line: Paragraph, sides: Sequence[str]) -> None:
    """Draw lines around a paragraph."""
    borders = OxmlElement("w:pBdr")
    for side in sides:
        edge = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "6"), ("space", "2"), ("color", "000000")):
            edge.set(qn(f"w:{name}"), value)
        borders.append(edge)
    properties = line._p.get_or_add_pPr()  # noqa: SLF001
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _rule(line: Paragraph, *, share: float, width_mm: float) -> None:
    """Draw the line below a title: an empty paragraph with a border, as long as wanted."""
    below = line._p.getparent().makeelement(qn("w:p"))  # noqa: SLF001
    line._p.addnext(below)  # noqa: SLF001
    from docx.text.paragraph import Paragraph as Made  # noqa: PLC0415 - its constructor

    rule = Made(below, line._parent)  # noqa: SLF001
    indent = Mm(width_mm * (1 - share) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = indent
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(2), Pt(6)
    rule.paragraph_format.line_spacing = Pt(3)
    _border(rule, ["top"])


def _set_widths(table: WordTable, shares: Sequence[float]) -> None:
    """Share the width of the text out among a table's columns."""
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(WIDTH_MM * share / sum(shares))


def _describe(table: WordTable, words: str) -> None:
    """Give a table the text that is read out for it."""
    properties = table._tbl.tblPr  # noqa: SLF001
    about = OxmlElement("w:tblDescription")
    about.set(qn("w:val"), visible(words))
    properties.append(about)


def _repeat_head(table: WordTable) -> None:
    """Repeat the first row on every page."""
    flag = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(flag)  # noqa: SLF001


def _unbroken(row: Any) -> None:  # noqa: ANN401 - a private class of python-docx
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001


def _keep_together(table: WordTable) -> None:
    """Keep a small table on one page."""
    for row in table.rows:
        _unbroken(row)
        for cell in row.cells:
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = True
