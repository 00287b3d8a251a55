"""Workbooks by openpyxl, of which only cells and how they look are built.

openpyxl builds an object for everything that a workbook holds, to write it back: comments,
validations, rules of formatting, pictures, charts, pivot tables with their records, links with
copies of other workbooks, names. Nothing of that is read here, and each may come in millions or
name what is elsewhere. Parts that are not asked for are not opened.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar
from xml.etree import ElementTree as ET

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet import _reader as parts
from openpyxl.worksheet.dimensions import SheetFormatProperties
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.views import SheetViewList
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_Kind = TypeVar("_Kind", bound="_Reader")

_BUILT: Final[dict[str, tuple[str, Any]]] = {
    parts.MERGE_TAG: ("merged_cells", MergeCells),
    parts.VIEWS_TAG: ("views", SheetViewList),
    parts.FORMAT_TAG: ("sheet_format", SheetFormatProperties),
    parts.PAGE_TAG: ("page_setup", PrintPageSetup),
}
"""What is built of a sheet beside its rows and columns."""

_TEXT: Final = f"{{{SHEET_MAIN_NS}}}si"
_WHOLE: Final = f"{{{SHEET_MAIN_NS}}}t"
_RUN: Final = f"{{{SHEET_MAIN_NS}}}r/{{{SHEET_MAIN_NS}}}t"


def load_cells(path: Path) -> tuple[Workbook, dict[str, str]]:
    """Read the cells of a workbook, formulas by their stored result.

    Parameters
    ----------
    path
        An ``.xlsx`` or ``.xlsm`` file whose parts were counted before.

    Returns
    -------
    workbook
        Its sheets of cells, with merged ranges, widths, heights and styles.
    parts
        Sheet title to the part of the archive that it was read from.

    Raises
    ------
    FileUnreadableError
        If it is damaged, or several sheets are made of one part.
    """
    reader = _read(path, _Reader)
    return reader.wb, reader.part_of


@dataclass(frozen=True)
class PlainSheet:
    """The cells of one sheet as they were parsed, none of them built.

    Attributes
    ----------
    title, part, visible
        Its name, the part of the archive that it was read from, and whether it is shown.
    cells
        Place to what was parsed of it: ``value``, ``data_type`` and ``style_id``, which
        :data:`percent` has where figures are shown as percent.
    merged
        Ranges: left, top, right, bottom.
    hidden_rows
        Rows that are not shown.
    hidden_columns
        Columns that are not shown, up to the last of any cell.
    """

    title: str
    part: str
    visible: bool
    cells: dict[tuple[int, int], dict[str, Any]]
    percent: frozenset[int]
    merged: list[tuple[int, int, int, int]]
    hidden_rows: frozenset[int]
    hidden_columns: frozenset[int]


def read_plain(path: Path) -> list[PlainSheet]:
    """Read the cells of a workbook without building them, formulas by their stored result.

    Parameters
    ----------
    path
        As for :func:`load_cells`.

    Returns
    -------
    list of PlainSheet
        In the file's order.

    Raises
    ------
    FileUnreadableError
        As for :func:`load_cells`.
    """
    return _read(path, _PlainReader).plain


def _read(path: Path, kind: type[_Kind]) -> _Kind:
    """Read a workbook with a reader of one kind."""
    try:
        # Opened here, so that it is closed even where openpyxl gives up half-way.
        with path.open("rb") as file, warnings.catch_warnings():
            # It warns of parts it will not write back; nothing is written back here.
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            reader = kind(file, data_only=True, keep_vba=False, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return reader


class _Reader(ExcelReader):
    """Reads a workbook without what is not built."""

    def read(self) -> None:
        """Read it."""
        self.part_of: dict[str, str] = {}
        with self.archive:
            self.read_manifest()
            self.read_strings()
            self.read_workbook()
            self.read_theme()
            apply_stylesheet(self.archive, self.wb)
            self.read_worksheets()

    def read_strings(self) -> None:
        """Read the texts that cells refer to by number, without how they look or are spoken."""
        package: Any = self.package
        listed = package.find(SHARED_STRINGS)
        if listed is None:
            return
        with self.archive.open(listed.PartName[1:]) as stream:
            for _, element in ET.iterparse(stream):  # noqa: S314 - inspected before
                if element.tag == _TEXT:
                    runs = (*element.iterfind(_WHOLE), *element.iterfind(_RUN))
                    written = "".join(run.text or "" for run in runs)
                    # openpyxl's own reader does this too.
                    self.shared_strings.append(written.replace("x005F_", ""))
                    element.clear()

    def read_worksheets(self) -> None:
        """Read the sheets of cells."""
        for listed, relation in self.parser.find_sheets():
            part = relation.target
            if part not in self.valid_files or "chartsheet" in relation.Type:
                continue
            if part in self.part_of.values():
                raise ValueError("several sheets are made of one part")
            sheet = self.wb.create_sheet(listed.name)
            sheet.sheet_state = listed.state
            self.part_of[sheet.title] = part
            with self.archive.open(part) as stream:
                self.read_cells(sheet, stream)

    def read_cells(self, sheet: Worksheet, stream: IO[bytes]) -> None:
        """Build the cells of one sheet."""
        _SheetReader(sheet, stream, self.shared_strings).bind()


class _PlainReader(_Reader):
    """Reads a workbook, and builds no cells."""

    def read(self) -> None:
        """Read it."""
        self.plain: list[PlainSheet] = []
        super().read()

    def read_cells(self, sheet: Worksheet, stream: IO[bytes]) -> None:
        """Parse the cells of one sheet."""
        parser = _Parser(stream, self.shared_strings, sheet.parent)
        cells: dict[tuple[int, int], dict[str, Any]] = {}
        for _, row in parser.parse():
            for cell in row:
                cells[cell["row"], cell["column"]] = cell
        merged = [each.bounds for each in getattr(parser.merged_cells, "mergeCell", ())]
        widest = max((place[1] for place in cells), default=1)
        last = max([widest, *(right for _, _, right, _ in merged)])
        columns = [each for each in parser.column_dimensions.values() if _is_hidden(each)]
        self.plain.append(
            PlainSheet(
                title=sheet.title,
                part=self.part_of[sheet.title],
                visible=sheet.sheet_state == "visible",
                cells=cells,
                percent=frozenset(
                    style
                    for style in {cell["style_id"] for cell in cells.values()}
                    if "%" in self._number_format(style)
                ),
                merged=merged,
                hidden_rows=frozenset(
                    int(row)
                    for row, each in parser.row_dimensions.items()
                    if _is_hidden(each) and int(row)
                ),
                hidden_columns=frozenset(
                    column
                    for each in columns
                    for column in range(int(each["min"]), min(int(each.get("max", 0)), last) + 1)
                ),
            )
        )

    def _number_format(self, style: int) -> str:
        """Give the format of numbers of a style."""
        book: Any = self.wb
        key = book._cell_styles[style].numFmtId  # noqa: SLF001
        if key < BUILTIN_FORMATS_MAX_SIZE:
            return str(BUILTIN_FORMATS.get(key, "General"))
        return str(book._number_formats[key - BUILTIN_FORMATS_MAX_SIZE])  # noqa: SLF001


def _is_hidden(size: dict[str, str]) -> bool:
    """Tell whether a row or column is hidden, as openpyxl reads it."""
    return size.get("hidden", "") not in {"", "false", "f", "0"}


class _SheetReader(parts.WorksheetReader):
    """Puts what was parsed into a sheet."""

    def __init__(self, sheet: Any, stream: Any, strings: list[str]) -> None:  # noqa: ANN401
        super().__init__(sheet, stream, strings, data_only=True, rich_text=False)
        self.parser = _Parser(stream, strings, sheet.parent)

    def bind(self) -> None:
        """Put all in place."""
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()
        self.bind_properties()


class _Parser(parts.WorkSheetParser):
    """Parses rows, columns and little else of a sheet."""

    def __init__(self, stream: IO[bytes], strings: list[str], book: Any) -> None:  # noqa: ANN401
        super().__init__(
            stream,
            strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )

    def parse(self) -> Generator[Any, None, None]:
        """Give the rows."""
        element: Any
        for _, element in ET.iterparse(self.source):  # noqa: S314 - inspected before
            tag = element.tag
            if tag == parts.ROW_TAG:
                row = self.parse_row(element)
                element.clear()
                yield row
            elif tag == parts.COL_TAG:
                self.parse_column_dimensions(element)
            elif tag in _BUILT:
                name, kind = _BUILT[tag]
                setattr(self, name, kind.from_tree(element))
                element.clear()
