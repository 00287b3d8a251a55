"""The form of an official document, Decree 30/2020/NĐ-CP, appendix I; plain in English."""

from __future__ import annotations

import copy
import functools
import io
import math
import struct
import zipfile
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt

from dxanalysis.documents import word_xml
from dxanalysis.documents.template import (
    COMPACT_TABLE_PT,
    TABLE_PT,
    WIDTH_MM,
    template,
)
from dxanalysis.files import FIXED_DAY
from dxanalysis.lang import text
from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.document import Document as WordDocument
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph

    from dxanalysis.documents.issuer import Issuer
    from dxanalysis.lang import Lang

_HEAD_MM: Final = WIDTH_MM + 8
_DOTS: Final = "…………"
_ISSUER_MM: Final = 60
"""Of the head: what is right of it holds the state's name on one line."""

ZIP_DATE: Final = (1980, 1, 1, 0, 0, 0)


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
    compact
        Whether it has to fit on one page: smaller letters and narrower margins.
    """

    def __init__(self, *, lang: Lang, title: str, running: str, compact: bool = False) -> None:
        self.lang = lang
        self.word: WordDocument = copy.deepcopy(_opened(compact=compact)).document
        self._end = self.word.element.body[-1]
        self._table_sizes = COMPACT_TABLE_PT if compact else TABLE_PT
        self._tables = 0
        self._figures = 0
        self._pictures = 0
        if running:
            line = self.word.sections[0].header.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _run(line, running, size=9, italic=True)
        properties = self.word.core_properties
        properties.title, properties.author = visible(title)[:250], "dxanalysis"
        properties.created = properties.modified = FIXED_DAY
        properties.language = {"vi": "vi-VN", "en": "en-GB"}[lang]
        properties.comments = ""

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
            self._end.addprevious(copy.deepcopy(_head_of(issuer)))
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
        word_xml.add_rule(line, share=0.35, width_mm=WIDTH_MM)
        line.paragraph_format.space_after = Pt(12)

    def end(self, issuer: Issuer) -> None:
        """Write recipients and the place of the signature.

        Parameters
        ----------
        issuer
            Who signs, and to whom it goes.
        """
        if self.lang != "vi":
            return
        self._end.addprevious(copy.deepcopy(_end_of(issuer)))

    # ---- a page to itself ------------------------------------------------------------------------
    def title(self, words: str, below: str) -> None:
        """Write a title, and a line below it, without the head of an official document."""
        line = self.word.add_paragraph()
        line.paragraph_format.space_after = Pt(0)
        _run(line, words, size=15, bold=True)
        self.small_print(below)

    def small_print(self, words: str) -> None:
        """Write a paragraph in small letters."""
        self._say(words, size_pt=9, italic=True, before_pt=3)

    def small_table(
        self, headings: Sequence[str], rows: Sequence[Sequence[str]], *, about: str
    ) -> None:
        """Write a table without caption or number."""
        self._insert(headings, rows, words=(0,), about=about)

    def beside(
        self,
        png: bytes | None,
        *,
        alt: str,
        what: str,
        width_mm: float,
        most_high_mm: float,
        heading: str,
        lines: Sequence[str],
    ) -> None:
        """Place a picture on the left, and a heading with numbered lines on the right.

        Parameters
        ----------
        png
            The picture; None where it could not be made, and a sentence stands for it.
        alt, what
            What is read out in place of it, and what it is called where it is missing.
        width_mm, most_high_mm
            Its width on paper, less where it would be higher than that.
        heading, lines
            What stands beside it.
        """
        table = self.word.add_table(rows=1, cols=2)
        table.autofit = False
        word_xml.fix_widths(table, (width_mm + 5, WIDTH_MM - width_mm - 5))
        left, right = table.rows[0].cells
        left.paragraphs[0].paragraph_format.space_before = Pt(4)
        size = {"width_mm": width_mm, "most_high_mm": most_high_mm}
        self._place(left.paragraphs[0], png, alt=alt, what=what, **size)
        _fill(right, [(heading, {"size": 12, "bold": True})], centred=False)
        right.paragraphs[0].paragraph_format.space_before = Pt(6)
        for place, words in enumerate(lines, start=1):
            line = right.add_paragraph()
            line.paragraph_format.space_before, line.paragraph_format.space_after = Pt(3), Pt(0)
            _run(line, f"{place}. {words}", size=10.5)
        word_xml.keep_together(table)

    # ---- the body --------------------------------------------------------------------------------
    def mark(self, words: str) -> None:
        """Write in a frame what must not be overlooked: that figures are illustrative."""
        self._say(words, place="center", size_pt=12, bold=True, framed=True)

    def heading(self, words: str, *, level: int = 1, new_page: bool = False) -> None:
        """Write a heading; on a new page where LibreOffice would part it from a large picture."""
        self._say(words, style=f"Heading{level}", new_page=new_page)

    def paragraph(self, words: str) -> None:
        """Write a paragraph of the body."""
        self._say(words, place="both", first_line_mm=10)

    def bullets(self, lines: Iterable[str], *, size: float = 0) -> None:
        """Write a list; in letters of the body's size, or of another."""
        for words in lines:
            self._say(words, style="ListBullet", size_pt=size)

    def _say(self, words: str, **layout: Any) -> None:  # noqa: ANN401 - as paragraph_xml takes it
        """Put a paragraph at the end."""
        self._end.addprevious(word_xml.paragraph_xml(words, **layout))

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
            Places of the columns that hold words, which begin at the left.
        """
        self._tables += 1
        title = text("documents.table", self.lang, number=str(self._tables), caption=caption)
        self._say(title, style="Caption")
        self._insert(headings, rows, words=words, about=caption, with_note=bool(note))
        # Without a note it only parts the table from the next one.
        self._say(note, before_pt=3, line_pt=0 if note else 3, size_pt=11, italic=True)

    def _insert(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]],
        *,
        words: Sequence[int],
        about: str,
        with_note: bool = False,
    ) -> None:
        """Put a table at the end, as wide as the text."""
        size = word_xml.size_that_fits(
            headings, rows, total_mm=WIDTH_MM, sizes_pt=self._table_sizes
        )
        table = word_xml.table_xml(
            headings,
            rows,
            widths_mm=word_xml.column_widths(headings, rows, total_mm=WIDTH_MM, size_pt=size),
            words=words,
            about=about,
            small=size < self._table_sizes[0],
            with_note=with_note,
        )
        self._end.addprevious(table)

    def _place(
        self,
        line: Paragraph,
        png: bytes | None,
        *,
        alt: str,
        what: str,
        width_mm: float,
        most_high_mm: float = math.inf,
    ) -> None:
        """Put a picture into a line, or the sentence that stands for it."""
        if png is None:
            _run(line, text("documents.no_picture", self.lang, what=what), italic=True)
            return
        shape = line.add_run().add_picture(io.BytesIO(png), width=Mm(width_mm))
        scale = min(1.0, most_high_mm / shape.height.mm)
        shape.width, shape.height = Emu(shape.width * scale), Emu(shape.height * scale)
        self._pictures += 1
        shape._inline.docPr.set("descr", visible(alt))  # noqa: SLF001 - python-docx has no name for it
        shape._inline.docPr.set("name", f"figure-{self._pictures}")  # noqa: SLF001

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
        self._place(line, png, alt=alt, what=caption, width_mm=width_mm)
        self._say(title, style="Caption", place="center", with_next=False)

    def to_bytes(self) -> bytes:
        """Give the file: the same bytes for the same content."""
        raw = io.BytesIO()
        self.word.save(raw)
        return with_fixed_dates(raw.getvalue())


@functools.cache
def _opened(*, compact: bool) -> Any:  # noqa: ANN401 - python-docx does not name it
    """Open the empty document once: to copy it takes a third of the time of opening it."""
    return Document(io.BytesIO(template(compact=compact))).part


def with_fixed_dates(archive: bytes) -> bytes:
    """Give all entries of a zip archive one date, which needs no packing again.

    Parameters
    ----------
    archive
        Any zip archive, such as a docx.

    Returns
    -------
    bytes
        The same entries in the same order.
    """
    out = bytearray(archive)
    with zipfile.ZipFile(io.BytesIO(archive)) as packed:
        # An entry's date stands before its content, and once more in the list at the end.
        at, dates = packed.start_dir, []
        for entry in packed.infolist():
            dates += [entry.header_offset + _DATE_IN_HEADER, at + _DATE_IN_LIST]
            lengths = struct.unpack_from("<3H", archive, at + _LENGTHS_IN_LIST)
            at += _LIST_ENTRY + sum(lengths)
    for place in dates:
        out[place : place + len(_DATE)] = _DATE
    return bytes(out)


_DATE: Final = struct.pack("<HH", 0, 1 << 5 | 1)
""":data:`ZIP_DATE` as archives have it: time and date, counted from 1980."""
_DATE_IN_HEADER: Final = 10
_DATE_IN_LIST: Final = 12
_LENGTHS_IN_LIST: Final = 28
_LIST_ENTRY: Final = 46
"""Bytes, of the layout of zip archives; what follows an entry is its name and two more fields."""


@functools.lru_cache(maxsize=4)
def _head_of(issuer: Issuer) -> Any:  # noqa: ANN401 - lxml's elements are not typed
    """Make the head of an issuer's documents once: python-docx takes long over it."""
    table = Document(io.BytesIO(template(compact=False))).add_table(rows=2, cols=2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    word_xml.fix_widths(table, (_ISSUER_MM, _HEAD_MM - _ISSUER_MM))
    left, right = table.rows[0].cells
    _fill(left, [(issuer.parent or _DOTS, {"size": 12}), (issuer.body or _DOTS, _BOLD_12)])
    word_xml.add_rule(left.paragraphs[-1], share=0.4, width_mm=_ISSUER_MM - 4)
    motto = text("documents.motto", "vi")
    _fill(right, [(text("documents.state", "vi"), _BOLD_12), (motto, _BOLD_13)])
    word_xml.add_rule(right.paragraphs[-1], share=0.56, width_mm=_HEAD_MM - _ISSUER_MM - 4)
    number = text("documents.number", "vi", symbol=issuer.symbol or _DOTS)
    day = text("documents.place_date", "vi", place=issuer.place or _DOTS)
    left, right = table.rows[1].cells
    _fill(left, [(number, {"size": 13})])
    _fill(right, [(day, {"size": 13, "italic": True})])
    return table._tbl  # noqa: SLF001 - python-docx has no name for it


@functools.lru_cache(maxsize=4)
def _end_of(issuer: Issuer) -> Any:  # noqa: ANN401 - lxml's elements are not typed
    """Make recipients and signature of an issuer's documents once."""
    table = Document(io.BytesIO(template(compact=False))).add_table(rows=1, cols=2)
    table.autofit = False
    word_xml.fix_widths(table, (WIDTH_MM / 2, WIDTH_MM / 2))
    left, right = table.rows[0].cells
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
    word_xml.keep_together(table)
    return table._tbl  # noqa: SLF001 - python-docx has no name for it


_BOLD_12: Final = {"size": 12, "bold": True}
_BOLD_13: Final = {"size": 13, "bold": True}


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
