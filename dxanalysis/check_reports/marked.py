"""The sender's own workbook with the faulty cells filled and commented, to be sent back."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Any, Final, cast

import openpyxl
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell
from openpyxl.comments import Comment
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.packaging.core import DocumentProperties
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils.cell import coordinate_to_tuple
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.writer.excel import ExcelWriter

from dxanalysis.check_reports.understanding import understood_tables
from dxanalysis.errors import OutputError
from dxanalysis.files import atomic_write
from dxanalysis.findings import sentence, worst_first
from dxanalysis.lang import text
from dxanalysis.lang.plain import reveal, visible
from dxanalysis.sources.spreadsheets.cells_only import load_cells
from dxanalysis.sources.spreadsheets.xlsx_comments import OWN
from dxanalysis.sources.workbook.reader import kind_of, open_sheets

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    import pandas as pd
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.lang import Lang
    from dxanalysis.sources.workbook.reader import Sheet

_FILLS: Final = {"error": "FFC7CE", "warning": "FFEB9C", "note": "DDEBF7"}
_LONGEST_TITLE: Final = 31
_LONGEST_COMMENT: Final = 2_000


def write_marked(
    findings: pd.DataFrame,
    out: Path,
    *,
    lang: Lang,
    source: Path | None = None,
    understood: pd.DataFrame | None = None,
) -> Path:
    """Write a workbook that lists findings, after a copy of the one they are about.

    Parameters
    ----------
    findings
        A table of findings; those about other files are not used where there is a source.
    out
        The ``.xlsx`` file to write.
    lang
        The language.
    source
        The workbook that was checked.
    understood
        What the reading understood of each column: a sheet of its own after the list.

    Returns
    -------
    pathlib.Path
        ``out``: the list first, each row linked to its cell; then the sheets of the source, faulty
        cells filled and commented. An ``.xlsx`` keeps its form; of other kinds only the values are
        copied.

    Raises
    ------
    OutputError
        If it cannot be written, or is the source itself.
    FileUnreadableError
        If the source cannot be read.

    Notes
    -----
    The copy holds nothing that acts: formulas are replaced by their results, and macros, links to
    other files, hyperlinks, validations, conditional formats and names are left out. Text that
    begins like a formula stays text. Personal data are taken out: of cells and whole columns of
    them; comments, headers, footers and the properties of the document are left out.
    """
    if source is not None and _is_same(out, source):
        raise OutputError("checkreports.is_source", where=out)
    book, titles = _copy(source) if source is not None else (openpyxl.Workbook(), {})
    if source is not None:
        findings = findings[findings["file"] == visible(source.name)]
        _mark(book, findings, titles, lang)
    _list(book, findings, titles, lang)
    if source is None:
        book.remove(book.worksheets[1])
    if understood is not None and not understood.empty:
        _understood(book, understood, lang)
    whole = io.BytesIO()  # a zip that breaks off on a full disk fails once more when it is dropped
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(book, archive).save()
    with atomic_write(out, key="checkreports.not_written") as half:
        half.write_bytes(whole.getbuffer())
    return out


class _InMemory(ExcelWriter):
    """Writes sheets without a temporary file each, on which a full disk fails in its own way."""

    _archive: Any
    manifest: Any

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401 - its types leave out what it uses
        """Write one sheet."""
        ws._drawing = cast("Any", SpreadsheetDrawing())  # noqa: SLF001 - as the writer does that this one is
        ws._drawing.charts = ws._charts  # noqa: SLF001
        ws._drawing.images = ws._images  # noqa: SLF001
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001
        self._archive.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def _is_same(out: Path, source: Path) -> bool:
    """Tell whether a report would be written over the file that it is about."""
    try:
        return out.samefile(source)
    except (OSError, ValueError):  # not there, or no possible name: writing says so
        return False


# ---- the copy ------------------------------------------------------------------------------------
def _copy(source: Path) -> tuple[Workbook, dict[str, str]]:
    """Copy a workbook without anything that acts; also the title of each sheet by its name."""
    sheets = open_sheets(source)  # refuses what is a trap
    if kind_of(source) != "xlsx":
        return _from_sheets(sheets)
    book = load_cells(source)
    book.properties = DocumentProperties(creator=OWN)
    read = {sheet.name: sheet for sheet in sheets}
    for sheet in book.worksheets:
        _disarm(sheet)
        _without_persons(sheet, read.get(visible(sheet.title)))
    return book, {visible(sheet.title): sheet.title for sheet in book.worksheets}


def _disarm(sheet: Worksheet) -> None:
    """Have every text of a sheet stay a text."""
    for cell in list(cast("Any", sheet)._cells.values()):  # noqa: SLF001
        if isinstance(cell, Cell) and isinstance(cell.value, str):
            _write(cell, cell.value)


def _without_persons(sheet: Worksheet, read: Sheet | None) -> None:
    """Take out of a sheet what the reading took out."""
    for place in read.personal if read else ():
        cell = _first_of_merged(sheet, *place)
        _write(cell, cast("Any", read).cells.get(place))


def _from_sheets(sheets: Iterable[Sheet]) -> tuple[Workbook, dict[str, str]]:
    """Make a workbook of what was read of another kind."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    titles: dict[str, str] = {}
    for sheet in sheets:
        page = book.create_sheet(_title(book, sheet.name))
        titles[sheet.name] = page.title
        for (row, column), value in sheet.cells.items():
            cell = cast("Cell", page.cell(row, column))
            _write(cell, value)
            if (row, column) in sheet.percent:
                cell.number_format = "0.00%"
        if not sheet.visible:
            page.sheet_state = "hidden"
    return book, titles


def _title(book: Workbook, name: str) -> str:
    """Make a title that Excel allows and no other sheet has."""
    plain = re.sub(r"[\[\]:*?/\\']", " ", ILLEGAL_CHARACTERS_RE.sub("", name)).strip()
    taken = {sheet.title.casefold() for sheet in book.worksheets}
    title, turn = plain[:_LONGEST_TITLE] or "1", 1
    while title.casefold() in taken:
        turn += 1
        title = f"{plain[: _LONGEST_TITLE - 4]} {turn}"
    return title


def _write(cell: Cell, value: object) -> None:
    """Put a value into a cell: a text is a text there, whatever it begins with."""
    if not isinstance(value, str):
        cell.value = cast("Any", value)
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", reveal(value))
    cell.data_type = "s"
    # Excel then shows it as text even after somebody edits it.
    if value.startswith(("=", "+", "-", "@", "\t", "\r")):
        cell.quotePrefix = True


# ---- the marks -----------------------------------------------------------------------------------
def _mark(book: Workbook, findings: pd.DataFrame, titles: dict[str, str], lang: Lang) -> None:
    """Fill and comment the cells that findings name; empty columns with personal data."""
    said: dict[tuple[str, str], list[str]] = {}
    for _, finding in worst_first(findings).iterrows():
        title = titles.get(str(finding["sheet"]))
        place = _place(finding["cell"])
        if title is None or place is None:
            continue
        sheet = book[title]
        if finding["rule"] == "column_personal":
            _empty_below(sheet, *place)
        cell = _first_of_merged(sheet, *place)
        sentences = said.setdefault((title, cell.coordinate), [])
        if not sentences:
            cell.fill = PatternFill("solid", fgColor=_FILLS[str(finding["severity"])])
        sentences.append(sentence(finding, lang))
        words = ILLEGAL_CHARACTERS_RE.sub("", "\n\n".join(sentences))[:_LONGEST_COMMENT]
        cell.comment = Comment(words, OWN, width=420, height=160)


def _place(address: object) -> tuple[int, int] | None:
    """Read a cell's address; None where a finding names no cell."""
    if not isinstance(address, str) or not re.fullmatch(r"[A-Z]{1,3}[1-9]\d{0,6}", address):
        return None
    return coordinate_to_tuple(address)


def _first_of_merged(sheet: Worksheet, row: int, column: int) -> Cell:
    """Give a cell, or the first of the merged range it is part of."""
    cell = sheet.cell(row, column)
    if isinstance(cell, MergedCell):
        span = next(each for each in sheet.merged_cells.ranges if cell.coordinate in each)
        cell = sheet.cell(span.min_row, span.min_col)
    return cast("Cell", cell)


def _empty_below(sheet: Worksheet, heading: int, column: int) -> None:
    """Empty a column below its heading."""
    for (row, place), cell in cast("Any", sheet)._cells.items():  # noqa: SLF001
        if place == column and row > heading and isinstance(cell, Cell):
            cell.value = None
            cell.comment = None


def _list(book: Workbook, findings: pd.DataFrame, titles: dict[str, str], lang: Lang) -> None:
    """Put the list of findings before all other sheets."""
    sheet = book.create_sheet(_title(book, text("checkreports.list", lang)), 0)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False
    several = len(set(findings["file"].dropna())) > 1
    named = [(name, width) for name, width in _HEADS if several or name != "of_file"]
    heads = [text(f"checkreports.{name}", lang) for name, _ in named]
    for column, (head, (_, width)) in enumerate(zip(heads, named, strict=True), 1):
        cell = cast("Cell", sheet.cell(1, column))
        _write(cell, head)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = width
    for row, (_, finding) in enumerate(worst_first(findings).iterrows(), 2):
        files = [finding["file"]] if several else []
        names = (*files, finding["sheet"], finding["cell"], finding["unit_name"])
        words = [
            text(f"checkreports.{finding['severity']}", lang),
            *(name if isinstance(name, str) else "" for name in names),
            sentence(finding, lang),
        ]
        for column, word in enumerate(words, 1):
            cell = cast("Cell", sheet.cell(row, column))
            _write(cell, word)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=_FILLS[str(finding["severity"])])
        title = None if several else titles.get(words[1])
        if title is not None and _place(finding["cell"]) is not None:
            _link(cast("Cell", sheet.cell(row, 3)), title)
    sheet.freeze_panes = "A2"


def _understood(book: Workbook, understood: pd.DataFrame, lang: Lang) -> None:
    """Put a sheet of what was understood behind the list of findings."""
    sheet = book.create_sheet(_title(book, text("checkreports.understood", lang)), 1)
    rows = [
        (", ".join(one for one in (table.file, table.sheet) if one), *line)
        for table in understood_tables(understood, lang=lang)
        for line in table.lines
    ]
    for row, words in enumerate(rows, 1):
        for column, word in enumerate(words, 1):
            cell = cast("Cell", sheet.cell(row, column))
            _write(cell, word)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for name, width in zip("ABCD", (18, 10, 50, 90), strict=True):
        sheet.column_dimensions[name].width = width


def _link(cell: Cell, title: str) -> None:
    """Link a row of the list to its cell: inside the workbook, and no formula."""
    inside = "'" + title.replace("'", "''") + f"'!{cell.value}"
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=inside)
    cell.font = Font(color="1B5E8A", underline="single")


_HEADS: Final = (
    ("severity", 12), ("of_file", 28), ("sheet", 22), ("cell", 10), ("unit", 28), ("message", 100),
)  # fmt: skip
"""The columns of the list of findings, and how wide they are; files where there are several."""
