"""The empty document that all begin as: page, styles and letters of Decree 30/2020/NĐ-CP.

Sizes and margins are those of its appendix I: A4; margins 20–25 mm above and below, 30–35 mm left,
15–20 mm right; Times New Roman in black; body 13–14 points, justified; the page's number centred in
the upper margin, and none on the first page.
"""

from __future__ import annotations

import functools
import io
from typing import TYPE_CHECKING, Any, Final

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from dxanalysis.documents import word_xml

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT: Final = "Times New Roman"
BODY_PT: Final = 13
TABLE_PT: Final = (11.0, 10.0)
COMPACT_TABLE_PT: Final = (10.0, 9.0)
"""Of tables, and of those with so many columns that words would be broken."""
MARGINS_MM: Final = {"top": 20, "bottom": 20, "left": 30, "right": 20}
WIDTH_MM: Final = 210 - MARGINS_MM["left"] - MARGINS_MM["right"]

_OF_NO_USE: Final = ("stylesWithEffects", "thumbnail", "customXml")
"""Parts of python-docx's template that a document does not need: nine tenths of its bytes."""


@functools.cache
def template(*, compact: bool) -> bytes:
    """Make the empty document that all begin as: the page, its number, the styles.

    ``compact`` is for what has to fit on one page.
    """
    word = Document()
    _drop_what_is_of_no_use(word)
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.top_margin, page.bottom_margin = Mm(MARGINS_MM["top"]), Mm(MARGINS_MM["bottom"])
    page.left_margin, page.right_margin = Mm(MARGINS_MM["left"]), Mm(MARGINS_MM["right"])
    page.header_distance = Mm(10)
    page.different_first_page_header_footer = True
    number = page.header.paragraphs[0]
    number.alignment = WD_ALIGN_PARAGRAPH.CENTER
    word_xml.add_page_number(number)
    _set_styles(word)
    if compact:
        _make_compact(word)
    raw = io.BytesIO()
    word.save(raw)
    return raw.getvalue()


def _drop_what_is_of_no_use(word: WordDocument) -> None:
    """Take out what makes every document larger and slower to write."""
    for owner in (word.part.rels, word.part.package.rels):
        for key, relation in list(owner.items()):
            if relation.reltype.rpartition("/")[2] in _OF_NO_USE:
                del owner[key]
    for style in word.styles.element.findall(qn("w:style")):
        of_table = style.get(qn("w:type")) == "table"
        if of_table and style.get(qn("w:styleId")) not in {"TableNormal", "TableGrid"}:
            style.getparent().remove(style)


def _set_styles(word: WordDocument) -> None:
    """Set the letters and the spacing of the styles that documents use."""
    normal = word.styles["Normal"]
    _set_font(normal, size=BODY_PT)
    layout = normal.paragraph_format
    layout.space_after, layout.line_spacing = Pt(6), 1.15
    for level, size in ((1, 14), (2, 13)):
        style = word.styles[f"Heading {level}"]
        _set_font(style, size=size, bold=True)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(12), Pt(6)
        style.paragraph_format.keep_with_next = True
    caption = word.styles["Caption"]
    _set_font(caption, size=12, italic=True)
    caption.paragraph_format.keep_with_next = True
    for name, side, is_head in (
        (word_xml.HEAD_STYLE, WD_ALIGN_PARAGRAPH.CENTER, True),
        (word_xml.WORDS_STYLE, WD_ALIGN_PARAGRAPH.LEFT, False),
        (word_xml.NUMBER_STYLE, WD_ALIGN_PARAGRAPH.RIGHT, False),
    ):
        for end, letters in zip(("", word_xml.SMALL), TABLE_PT, strict=True):
            style = word.styles.add_style(f"{name}{end}", WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = normal
            style.font.size, style.font.bold = Pt(letters), is_head or None
            layout = style.paragraph_format
            layout.alignment, layout.line_spacing = side, 1.0
            layout.space_before = layout.space_after = Pt(2)


def _make_compact(word: WordDocument) -> None:
    """Set smaller letters and the narrowest margins that the decree allows."""
    page = word.sections[0]
    page.bottom_margin, page.right_margin = Mm(20), Mm(15)
    normal = word.styles["Normal"]
    normal.font.size = Pt(11)
    normal.paragraph_format.space_after, normal.paragraph_format.line_spacing = Pt(3), 1.0
    for level in (1, 2):
        layout = word.styles[f"Heading {level}"].paragraph_format
        layout.space_before, layout.space_after = Pt(6), Pt(2)
    for name in (word_xml.HEAD_STYLE, word_xml.WORDS_STYLE, word_xml.NUMBER_STYLE):
        for end, size in zip(("", word_xml.SMALL), COMPACT_TABLE_PT, strict=True):
            word.styles[f"{name}{end}"].font.size = Pt(size)


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
