"""Workbooks by openpyxl, of which only cells and how they look are built.

openpyxl builds an object for everything that a workbook holds, to write it back: comments,
validations, rules of formatting, pictures, charts, pivot tables with their records, links with
copies of other workbooks, names. Nothing of that is read here, and each may come in millions or
name what is elsewhere. Parts that are not asked for are not opened.
"""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree as ET

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.worksheet import _reader as parts
from openpyxl.worksheet.dimensions import SheetFormatProperties
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.views import SheetViewList

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Generator
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook

_BUILT: Final[dict[str, tuple[str, Any]]] = {
    parts.MERGE_TAG: ("merged_cells", MergeCells),
    parts.VIEWS_TAG: ("views", SheetViewList),
    parts.FORMAT_TAG: ("sheet_format", SheetFormatProperties),
    parts.PAGE_TAG: ("page_setup", PrintPageSetup),
}
"""What is built of a sheet beside its rows and columns."""


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
    try:
        # Opened here, so that it is closed even where openpyxl gives up half-way.
        with path.open("rb") as file, warnings.catch_warnings():
            # It warns of parts it will not write back; nothing is written back here.
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            reader = _Reader(file, data_only=True, keep_vba=False, keep_links=False)
            reader.read()
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return reader.wb, reader.part_of


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

    def read_worksheets(self) -> None:
        """Read the sheets of cells."""
        for listed, relation in self.parser.find_sheets():
            part = relation.target
            if part not in self.valid_files or "chartsheet" in relation.Type:
                continue
            if part in self.part_of.values():
                raise ValueError("several sheets are made of one part")
            sheet = self.wb.create_sheet(listed.name)
            with self.archive.open(part) as stream:
                _SheetReader(sheet, stream, self.shared_strings).bind()
            sheet.sheet_state = listed.state
            self.part_of[sheet.title] = part


class _SheetReader(parts.WorksheetReader):
    """Puts what was parsed into a sheet."""

    def __init__(self, sheet: Any, stream: Any, strings: list[str]) -> None:  # noqa: ANN401
        super().__init__(sheet, stream, strings, data_only=True, rich_text=False)
        book = sheet.parent
        self.parser = _Parser(
            stream,
            strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,  # noqa: SLF001
            timedelta_formats=book._timedelta_formats,  # noqa: SLF001
        )

    def bind(self) -> None:
        """Put all in place."""
        self.bind_cells()
        self.bind_merged_cells()
        self.bind_col_dimensions()
        self.bind_row_dimensions()
        self.bind_properties()


class _Parser(parts.WorkSheetParser):
    """Parses rows, columns and little else of a sheet."""

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
