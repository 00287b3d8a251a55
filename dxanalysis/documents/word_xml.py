"""What python-docx has no names for, and tables, which it writes too slowly: XML of Word.

Every text goes through :func:`escaped`; nothing else of a file gets in here.
"""

from __future__ import annotations

import functools
from html import escape
from typing import TYPE_CHECKING, Any, Final, Literal

import numpy as np
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
SMALL: Final = "Small"
"""Ends the names of the same styles in smaller letters, for tables of many columns."""

_TWIPS_PER_MM: Final = 1440 / 25.4
_MM_PER_POINT: Final = 25.4 / 72

_EMS: Final = {
    **dict.fromkeys("0123456789", 0.5),
    **dict.fromkeys(" \N{NO-BREAK SPACE}.,", 0.25),
    **dict.fromkeys("\N{EN DASH}", 0.5),
    **dict.fromkeys(";:'|()-iíìỉĩịlIjt/", 0.33),
    **dict.fromkeys("mwMW%", 0.86),
    **dict.fromkeys("ơờớởỡợưừứửữự", 0.58),
}
"""The widths of letters in Times New Roman, in ems; the rest by whether they are capitals."""
_CAPITAL_EM: Final = 0.72
_LETTER_EM: Final = 0.5
_BOLD: Final = 1.08
"""How much wider headings are."""

_MARGINS: Final = "".join(f'<w:{side} w:w="62" w:type="dxa"/>' for side in ("left", "right"))
_PADDING_MM: Final = 2.8
"""Margins of a cell, and a little for the widths being estimates."""

_STEP_MM: Final = 2.0
_HALF: Final = 0.6
"""Of a name that stands on two lines, the longer one."""


def escaped(words: str) -> str:
    """Make any text harmless inside XML: control characters visible, markup escaped."""
    return escape(visible(words))


def column_widths(
    headings: Sequence[str], rows: Sequence[Sequence[str]], *, total_mm: float, size_pt: float
) -> list[float]:
    """Share the width of the text out among columns, so that no figure is broken.

    Parameters
    ----------
    headings, rows
        What the cells show.
    total_mm
        The width there is.
    size_pt
        The size of the letters.

    Returns
    -------
    list of float
        Millimetres. Each column has room for its longest word; what is left goes, in small steps,
        to the column that makes most rows higher than the others would.
    """
    em = size_pt * _MM_PER_POINT
    columns = list(zip(headings, *rows, strict=True))
    lengths = np.array([[_ems(cell) * em for cell in cells] for cells in columns])
    words = np.array(
        [[max(map(_ems, cell.split(" "))) * em for cell in cells] for cells in columns]
    )
    lengths[:, 0] *= _BOLD
    words[:, 0] *= _BOLD
    widths = words.max(axis=1) + _PADDING_MM
    if widths.sum() >= total_mm:
        return [float(one) for one in widths * total_mm / widths.sum()]
    for _ in range(int((total_mm - widths.sum()) / _STEP_MM)):
        lines = np.ceil(lengths / (widths - _PADDING_MM)[:, np.newaxis])
        highest = lines == lines.max(axis=0)
        # Two columns of one height: the wider of them gains less from a step.
        wanted = (highest & (lines > 1)).sum(axis=1) / widths
        if not wanted.any():
            break
        widths[wanted.argmax()] += _STEP_MM
    # What nobody needs is shared out, so that the table is as wide as the text.
    return [float(one) for one in widths * total_mm / widths.sum()]


def size_that_fits(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    total_mm: float,
    sizes_pt: Sequence[float],
) -> float:
    """Choose the size of a table's letters: the largest in which its names keep their form.

    Parameters
    ----------
    headings, rows, total_mm
        As :func:`column_widths` takes them.
    sizes_pt
        What there is to choose from, the largest first.

    Returns
    -------
    float
        The first size in which each name of the first column stands on two lines at most, and no
        word of any column is broken; the last size if there is none.
    """
    columns = list(zip(headings, *rows, strict=True))
    words = [max(_ems(word) for cell in cells for word in cell.split(" ")) for cells in columns]
    names = max((_ems(cell) for cell in columns[0][1:]), default=0.0) * _HALF
    ems = max(words[0], names) + sum(words[1:])
    room_mm = total_mm - len(columns) * _PADDING_MM
    return next((one for one in sizes_pt if ems * one * _MM_PER_POINT <= room_mm), sizes_pt[-1])


@functools.lru_cache(maxsize=8192)
def _ems(words: str) -> float:
    """Estimate the length of words in Times New Roman, in the size of its letters."""
    return sum(_EMS.get(one) or (_CAPITAL_EM if one.isupper() else _LETTER_EM) for one in words)


def table_xml(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    *,
    widths_mm: Sequence[float],
    words: Sequence[int],
    about: str,
    small: bool = False,
    with_note: bool = False,
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
    small
        Whether its letters are the smaller ones (:data:`SMALL`).
    with_note
        Whether the paragraph below belongs to it, and stays on the page of its last row.

    Returns
    -------
    lxml element
        A ``w:tbl``.
    """
    twips = [round(width * _TWIPS_PER_MM) for width in widths_mm]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in twips)
    end = SMALL if small else ""
    styles = [WORDS_STYLE if place in words else NUMBER_STYLE for place in range(len(twips))]
    styles = [f"{style}{end}" for style in styles]
    head = _row(
        headings, twips, [f"{HEAD_STYLE}{end}"] * len(twips), extra="<w:tblHeader/>", with_next=True
    )
    # No page ends with the first row alone, and none begins with the last.
    stay = {0, len(rows) - 2, *([len(rows) - 1] if with_note else [])}
    body = "".join(
        _row(row, twips, styles, with_next=place in stay) for place, row in enumerate(rows)
    )
    return parse_xml(
        f"<w:tbl {nsdecls('w')}><w:tblPr>"
        f'<w:tblStyle w:val="TableGrid"/><w:tblW w:w="{sum(twips)}" w:type="dxa"/>'
        '<w:jc w:val="center"/><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{_MARGINS}</w:tblCellMar>"
        f'<w:tblLook w:val="04A0"/><w:tblDescription w:val="{escaped(about)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{body}</w:tbl>"
    )


def _row(
    cells: Sequence[str],
    twips: Sequence[int],
    styles: Sequence[str],
    *,
    extra: str = "",
    with_next: bool = False,
) -> str:
    """Write one row."""
    stays = "<w:keepNext/>" if with_next else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'<w:pStyle w:val="{style}"/>{stays}</w:pPr><w:r>'
        f'<w:t xml:space="preserve">{escaped(words)}</w:t></w:r></w:p></w:tc>'
        for words, width, style in zip(cells, twips, styles, strict=True)
    )
    return f"<w:tr><w:trPr><w:cantSplit/>{extra}</w:trPr>{inside}</w:tr>"


def paragraph_xml(
    words: str,
    *,
    style: str = "",
    place: Literal["", "center", "both"] = "",
    size_pt: float = 0,
    bold: bool = False,
    italic: bool = False,
    first_line_mm: float = 0,
    before_pt: float | None = None,
    line_pt: float = 0,
    new_page: bool = False,
    with_next: bool | None = None,
    framed: bool = False,
) -> Any:  # noqa: ANN401 - lxml's elements are not typed
    """Write a paragraph of plain words.

    Parameters
    ----------
    words
        What it says.
    style
        The name of its style; by default that of the body.
    place
        How its lines stand: from the left, centred, or to both edges.
    size_pt, bold, italic
        Its letters, where they are not the style's.
    first_line_mm, before_pt, line_pt
        How far the first line is indented, what is left above, and how high each line is, where
        that is not the style's.
    new_page, with_next
        Whether it begins a page, and whether it stays on the page of what follows.
    framed
        Whether lines are drawn around it.

    Returns
    -------
    lxml element
        A ``w:p``.
    """
    edge = 'w:val="single" w:sz="6" w:space="2" w:color="000000"'
    edges = "".join(f"<w:{side} {edge}/>" for side in ("top", "left", "bottom", "right"))
    above = "" if before_pt is None else f' w:before="{round(before_pt * 20)}"'
    high = f' w:line="{round(line_pt * 20)}" w:lineRule="exact"' if line_pt else ""
    layout = [
        f'<w:pStyle w:val="{style}"/>' if style else "",
        "" if with_next is None else f'<w:keepNext w:val="{int(with_next)}"/>',
        "<w:pageBreakBefore/>" if new_page else "",
        f"<w:pBdr>{edges}</w:pBdr>" if framed else "",
        f"<w:spacing{above}{high}/>" if above or high else "",
        f'<w:ind w:firstLine="{round(first_line_mm * _TWIPS_PER_MM)}"/>' if first_line_mm else "",
        f'<w:jc w:val="{place}"/>' if place else "",
    ]
    half = f'<w:sz w:val="{round(size_pt * 2)}"/>' if size_pt else ""
    letters = ("<w:b/>" if bold else "") + ("<w:i/>" if italic else "") + half
    return parse_xml(
        f"<w:p {nsdecls('w')}><w:pPr>{''.join(layout)}</w:pPr><w:r><w:rPr>{letters}</w:rPr>"
        f'<w:t xml:space="preserve">{escaped(words)}</w:t></w:r></w:p>'
    )


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
