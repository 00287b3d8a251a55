"""What python-docx has no names for, and tables, which it writes too slowly: XML of Word.

Every text goes through :func:`escaped`; nothing else of a file gets in here.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Final

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt

from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

HEAD_STYLE: Final = "DxTableHead"
WORDS_STYLE: Final = "DxTableWords"
NUMBER_STYLE: Final = "DxTableNumber"

_TWIPS_PER_MM: Final = 1440 / 25.4
_EM_MM: Final = 11 * 25.4 / 72
"""The size of a table's letters."""

_NARROW: Final = frozenset(" \N{NO-BREAK SPACE}.,;:'|()-–iíìỉĩịlIjt/")
_MARGINS: Final = "".join(f'<w:{side} w:w="62" w:type="dxa"/>' for side in ("left", "right"))
_WIDE: Final = frozenset("mwMW%")
_PADDING_MM: Final = 2.6
_LONGEST_LINE_MM: Final = 58.0
"""A cell with more breaks into lines anyway."""


def escaped(words: str) -> str:
    """Make any text harmless inside XML: control characters visible, markup escaped."""
    return escape(visible(words))


def column_widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, total_mm: float
) -> list[float]:
    """Share the width of the text out among columns, so that no figure is broken.

    Parameters
    ----------
    headings, rows
        What the cells show.
    total_mm
        The width there is.

    Returns
    -------
    list of float
        Millimetres. Each column has room for its longest word; what is left goes where lines are
        longest.
    """
    columns = list(zip(headings, *rows, strict=True))
    least = [
        _PADDING_MM + max(_length(word) for cell in cells for word in cell.split(" "))
        for cells in columns
    ]
    wanted = [
        max(low, min(_PADDING_MM + max(map(_length, cells)), _LONGEST_LINE_MM))
        for low, cells in zip(least, columns, strict=True)
    ]
    spare, more = total_mm - sum(least), sum(wanted) - sum(least)
    if spare <= 0 or more <= 0:
        return [total_mm * low / sum(least) for low in least]
    return [low + spare * (high - low) / more for low, high in zip(least, wanted, strict=True)]


def _length(words: str) -> float:
    """Estimate the length of words in Times New Roman, bold, in millimetres."""
    ems = sum(
        0.33 if one in _NARROW else 0.86 if one in _WIDE else 0.74 if one.isupper() else 0.54
        for one in words
    )
    return ems * _EM_MM


def table_xml(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths_mm: Sequence[float],
    words: Sequence[int],
    about: str,
) -> Any:  # noqa: ANN401 - lxml's elements are not typed
    """Write a table whose head is repeated on every page and whose rows are never broken.

    python-docx finds each cell by walking the whole table: for a hundred rows that is most of the
    time of a document.

    Parameters
    ----------
    headings, rows
        Plain text.
    widths_mm
        Of the columns.
    words
        Places of the columns that hold words, which begin at the left.
    about
        What is read out for it.

    Returns
    -------
    lxml element
        A ``w:tbl``.
    """
    twips = [round(width * _TWIPS_PER_MM) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    styles = [WORDS_STYLE if place in words else NUMBER_STYLE for place in range(len(twips))]
    head = _row(headings, twips, [HEAD_STYLE] * len(twips), extra="<w:tblHeader/>")
    body = "".join(_row(row, twips, styles) for row in rows)
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        f'<w:tblLook w:val="04A0"/><w:tblDescription w:val="{escaped(about)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _row(cells: Sequence[str], twips: Sequence[int], styles: Sequence[str], extra: str = "") -> str:
    """Write one row."""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/></w:pPr><w:r><w:t xml:space="preserve">{escaped(words)}</w:t>'
        "</w:r></w:p></w:tc>"
        for words, width, style in zip(cells, twips, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{extra}</w:trPr>{inside}</w:tr>"


def add_page_number(line: Paragraph) -> None:
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


def add_border(line: Paragraph, sides: Sequence[str]) -> None:
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


def add_rule(line: Paragraph, *, share: float, width_mm: float) -> None:
    """Draw the line below a title: an empty paragraph with a border, as long as wanted."""
    below = line._p.getparent().makeelement(qn("w:p"))  # noqa: SLF001
    line._p.addnext(below)  # noqa: SLF001
    from docx.text.paragraph import Paragraph as Made  # noqa: PLC0415 - its constructor

    rule = Made(below, line._parent)  # noqa: SLF001
    indent = Mm(width_mm * (1 - share) / 2)
    rule.paragraph_format.left_indent = rule.paragraph_format.right_indent = indent
    rule.paragraph_format.space_before, rule.paragraph_format.space_after = Pt(2), Pt(6)
    rule.paragraph_format.line_spacing = Pt(3)
    add_border(rule, ["top"])


def fix_widths(table: WordTable, widths_mm: Sequence[float]) -> None:
    """Set the widths of a small table's columns, and of their cells, which Word goes by."""
    for column, width in zip(table.columns, widths_mm, strict=True):
        column.width = Mm(width)
    for row in table.rows:
        for cell, width in zip(row.cells, widths_mm, strict=True):
            cell.width = Mm(width)


def keep_together(table: WordTable) -> None:
    """Keep a small table on one page."""
    for row in table.rows:
        row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))  # noqa: SLF001
        for cell in row.cells:
            for line in cell.paragraphs:
                line.paragraph_format.keep_with_next = True
