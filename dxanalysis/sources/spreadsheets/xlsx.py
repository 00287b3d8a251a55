"""Sheets of ``.xlsx`` and ``.xlsm`` workbooks.

Nothing of a file is trusted: sizes are measured while unpacking, and what would make the reader
build millions of cells out of a few bytes is refused before it is read.
"""

from __future__ import annotations

import re
import warnings
import zipfile
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, cast

import openpyxl
from openpyxl.utils import range_boundaries

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.sheet import LIMIT_CELLS, LIMIT_UNPACKED, Sheet, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.sources.spreadsheets.sheet import Place, Value

_CELL: Final = re.compile(rb"<(?:\w+:)?c[ >/]")
_SPAN: Final = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=[\"']([A-Z$0-9:]+)[\"']"
)
_BLOCK: Final = 1 << 20


def read_xlsx(path: Path) -> list[Sheet]:
    """Read all sheets of an ``.xlsx`` or ``.xlsm`` workbook.

    Parameters
    ----------
    path
        The file, a zip archive.

    Returns
    -------
    list of Sheet
        In the file's order. Macros are not looked at.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, or unpacks to more than any workbook needs.
    """
    has_formulas = inspect_archive(path)
    book = _load(path, results=True)
    uncached: dict[str, dict[Place, str]] = defaultdict(dict)
    if has_formulas:
        # Only a second look tells a formula without a stored result from an empty cell.
        for sheet in _load(path, results=False):
            for place, cell in _cells(sheet):
                if cell.data_type == "f":
                    uncached[sheet.title][place] = "formula_without_value"
    return [_sheet(sheet, uncached[sheet.title]) for sheet in book]


def inspect_archive(path: Path) -> bool:
    """Refuse a trap before anything of it is built; tell whether there are formulas."""
    size = _Size()
    try:
        with zipfile.ZipFile(path) as archive:
            for part in archive.namelist():
                for block in _blocks(archive, part):
                    size.add(block, is_xml=_is_xml(part))
                    if size.is_beyond_use:
                        break
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    if size.is_beyond_use:
        raise too_large(path)
    if size.entities:
        raise FileUnreadableError("workbook.damaged", where=str(path))
    return size.formulas


@dataclass
class _Size:
    """What a workbook unpacks to, counted without building any of it."""

    unpacked: int = 0
    cells: int = 0
    spans: int = 0
    formulas: bool = False
    entities: bool = False

    def add(self, block: bytes, *, is_xml: bool) -> None:
        """Count one block."""
        self.unpacked += len(block)
        if is_xml:
            self.cells += len(_CELL.findall(block))
            self.spans += sum(_area(span.decode()) for span in _SPAN.findall(block))
            self.formulas = self.formulas or b"<f>" in block or b"<f " in block
            # No workbook declares entities; they serve to blow a few bytes up to gigabytes.
            self.entities = self.entities or b"<!DOCTYPE" in block or b"<!ENTITY" in block

    @property
    def is_beyond_use(self) -> bool:
        """Whether this is more than any workbook needs."""
        return self.unpacked > LIMIT_UNPACKED or max(self.cells, self.spans) > LIMIT_CELLS


def _blocks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """Unpack one part block by block, cut where a tag begins so that none is counted twice."""
    with archive.open(part) as stream:
        rest = b""
        while block := stream.read(_BLOCK):
            whole = rest + block
            cut = whole.rfind(b"<") if _is_xml(part) else len(whole)
            if len(whole) - cut > 4 * _BLOCK:
                raise zipfile.BadZipFile(part)  # no tag and no text of a cell is that long
            rest = whole[cut:] if cut >= 0 else whole
            yield whole[: max(cut, 0)]
        yield rest


def _is_xml(part: str) -> bool:
    """Tell whether a part is read as XML."""
    return part.endswith((".xml", ".rels"))


def _area(span: str) -> int:
    """Count the cells of a range."""
    try:
        left, top, right, bottom = range_boundaries(span)
    except ValueError:
        return LIMIT_CELLS + 1
    if left is None or top is None or right is None or bottom is None:
        return LIMIT_CELLS + 1
    return (right - left + 1) * (bottom - top + 1)


def _load(path: Path, *, results: bool) -> list[Worksheet]:
    """Let openpyxl read the file."""
    try:
        # Opened here, so that it is closed even where openpyxl gives up half-way.
        with path.open("rb") as file, warnings.catch_warnings():
            # It warns of parts it will not write back; nothing is written back here.
            warnings.filterwarnings("ignore", category=UserWarning, module="openpyxl")
            book = openpyxl.load_workbook(file, data_only=results)
            sheets = cast("list[Worksheet]", book.worksheets)
    except Exception as error:  # openpyxl raises whatever its parsers do
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return sheets


def _cells(sheet: Worksheet) -> Iterator[tuple[Place, Cell]]:
    """Go through the cells that are there: the public ways make every cell of the bounding box."""
    yield from cast("dict[Place, Cell]", sheet._cells).items()  # noqa: SLF001


def _sheet(sheet: Worksheet, uncached: Mapping[Place, str]) -> Sheet:
    """Take what is needed of one sheet."""
    values: dict[Place, Value] = {}
    percent: set[Place] = set()
    broken: dict[Place, str] = {}
    for place, cell in _cells(sheet):
        if cell.data_type == "e":
            broken[place] = "cell_error"
        value = cell.value
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        values[place] = value  # type: ignore[assignment]  # results only: no formula objects
        if isinstance(value, int | float) and "%" in cell.number_format:
            percent.add(place)
    merged = {
        (row, column): (span.min_row, span.min_col)
        for span in sheet.merged_cells.ranges
        for row in range(span.min_row, span.max_row + 1)
        for column in range(span.min_col, span.max_col + 1)
        if (row, column) != (span.min_row, span.min_col)
    }
    broken.update({place: rule for place, rule in uncached.items() if place not in values})
    return Sheet(
        name=sheet.title,
        cells=values,
        percent=frozenset(percent),
        merged=merged,
        broken=broken,
        hidden_rows=frozenset(
            row for row, size in sheet.row_dimensions.items() if size.hidden and row
        ),
        hidden_columns=frozenset(_hidden_columns(sheet)),
        visible=sheet.sheet_state == "visible",
    )


def _hidden_columns(sheet: Worksheet) -> Iterator[int]:
    """List the hidden columns; one entry may stand for a run of them."""
    for size in sheet.column_dimensions.values():
        if size.hidden and size.min and size.max:
            yield from range(size.min, min(size.max, sheet.max_column) + 1)
