"""Sheets of ``.xlsx`` and ``.xlsm`` workbooks.

Nothing of a file is trusted: sizes are measured while unpacking, and what would make the reader
build millions of cells out of a few bytes is refused before it is read.
"""

from __future__ import annotations

import sys
import zipfile
from collections import defaultdict
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat

from openpyxl.utils import range_boundaries
from openpyxl.utils.cell import coordinate_to_tuple

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.cells_only import read_plain
from dxanalysis.sources.spreadsheets.sheet import (
    LARGEST_WHOLE,
    LIMIT_CELLS,
    LIMIT_COLUMNS,
    LIMIT_ROWS,
    LIMIT_SHEETS,
    LIMIT_UNPACKED,
    Sheet,
    too_large,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.cells_only import PlainSheet
    from dxanalysis.sources.spreadsheets.sheet import Place, Value

_MOST_PARTS: Final = 10_000
_LIMIT_ELEMENTS: Final = 6_000_000
_LONGEST_ATTRIBUTE: Final = 100_000
_LONGEST_FORMAT: Final = 1000
"""Characters of a format of numbers: Excel allows 255, and openpyxl searches it again and again."""

_LIGHT: Final = frozenset({"si", "t", "is"})
"""Elements of texts, of which a workbook may have as many as cells."""

_BLOCK: Final = 1 << 18


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
    uncached = inspect_archive(path)
    return [_sheet(sheet, uncached.get(sheet.part, set())) for sheet in read_plain(path)]


def inspect_archive(path: Path) -> dict[str, set[Place]]:
    """Refuse a trap before anything of it is built; find the formulas that have no result.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        Part of the archive to the cells whose formula has no stored result.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, or has more of anything than a workbook needs.
    """
    count = _Count()
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            parts = archive.namelist()
            count.add_parts(len(parts))
            for part in parts:
                with archive.open(part) as stream:
                    count.add(part, stream)
    except _BeyondUseError:
        raise too_large(path) from None
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return count.uncached


class _BeyondUseError(Exception):
    """More of something than any workbook needs."""


class _DeclarationError(Exception):
    """A declaration of entities, which serve to blow a few bytes up to gigabytes."""


class _Count:
    """What a workbook unpacks to, counted by parsing every part and building none of it.

    Which parts hold cells is said by other parts, and not by their names; so all are looked at.
    """

    def __init__(self) -> None:
        self.unpacked = self.elements = self.others = self.sheets = 0
        self.cells = self.rows = self.columns = self.spans = 0
        self.uncached: dict[str, set[Place]] = defaultdict(set)
        self._part, self._place = "", (0, 0)
        self._is_formula = self._has_result = False
        self._parser: expat.XMLParserType | None = None

    def add_parts(self, parts: int) -> None:
        """Count the parts themselves."""
        if parts > _MOST_PARTS:
            raise _BeyondUseError

    def add(self, part: str, stream: IO[bytes]) -> None:
        """Count one part."""
        block = stream.read(_BLOCK)
        self._parser = None
        self._part, self._place = part, (0, 0)
        if block.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            parser = self._parser = expat.ParserCreate()
            parser.StartElementHandler = self._start
            parser.StartDoctypeDeclHandler = _refuse_declaration
            parser.buffer_text = True
        while block:
            self.unpacked += len(block)
            if self.unpacked > LIMIT_UNPACKED:
                raise _BeyondUseError
            if self._parser is not None:
                try:
                    self._parser.Parse(block, False)
                except expat.ExpatError:
                    # Drawings of old versions are not quite XML; who builds them stops here too.
                    self._parser = None
            block = stream.read(_BLOCK)
        self._end_cell()

    def _end_cell(self) -> None:
        """Note a formula whose result was not stored; some programs store an empty one."""
        if self._is_formula:
            if not self._has_result:
                self.uncached[self._part].add(self._place)
            if self._parser is not None:
                self._parser.CharacterDataHandler = None
        self._is_formula = self._has_result = False

    def _note_result(self, written: str) -> None:
        """Note that the result of a formula is there."""
        self._has_result |= bool(written.strip())

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Count one element."""
        self.elements += 1
        kind = name.rpartition(":")[2] if ":" in name else name
        if kind == "c":
            self._end_cell()
            self.cells += 1
            self._place = _place(attributes.get("r"), self._place)
            beyond = self.cells > LIMIT_CELLS
        elif kind == "v":
            if self._is_formula and self._parser is not None:
                self._parser.CharacterDataHandler = self._note_result
            beyond = False
        elif kind in _LIGHT:
            beyond = False
        elif kind == "row":
            self._end_cell()
            self.rows += 1
            self._place = (_number(attributes.get("r"), self._place[0] + 1), 0)
            beyond = self.rows > LIMIT_CELLS
        elif kind == "f":
            self._is_formula = True
            beyond = False
        else:
            beyond = self._count_other(kind, attributes)
        if (
            beyond
            or self.elements > _LIMIT_ELEMENTS
            or (attributes and max(map(len, attributes.values())) > _LONGEST_ATTRIBUTE)
        ):
            raise _BeyondUseError

    def _count_other(self, kind: str, attributes: dict[str, str]) -> bool:
        """Count an element that is none of the cells; say whether there are too many."""
        self.others += 1
        if kind == "mergeCell":
            self.spans += _area(attributes.get("ref", ""))
        elif kind == "col":
            self.columns += 1
        elif kind == "sheet":
            self.sheets += 1
        elif kind == "numFmt" and len(attributes.get("formatCode", "")) > _LONGEST_FORMAT:
            return True
        return (
            max(self.columns, self.spans, self.others) > LIMIT_CELLS or self.sheets > LIMIT_SHEETS
        )


def _refuse_declaration(*_: object) -> None:
    """Refuse a document type: no workbook has one."""
    raise _DeclarationError


def _area(span: str) -> int:
    """Count the cells of a range."""
    try:
        left, top, right, bottom = range_boundaries(span)
    except ValueError:
        return LIMIT_CELLS + 1
    if left is None or top is None or right is None or bottom is None:
        return LIMIT_CELLS + 1
    return (right - left + 1) * (bottom - top + 1)


def _place(written: str | None, before: Place) -> Place:
    """Give the place of a cell: as it says, or the next one."""
    place = (before[0], before[1] + 1) if written is None else coordinate_to_tuple(written)
    if place[0] > LIMIT_ROWS or place[1] > LIMIT_COLUMNS:
        raise ValueError(written)
    return place


def _number(written: str | None, following: int) -> int:
    """Give the number of a row: as it says, or the next one."""
    return following if written is None else int(float(written))


_RETURN: Final = "_x000D_"
"""How a workbook writes the first half of a line end of Windows within a cell."""


def _sheet(sheet: PlainSheet, uncached: set[Place]) -> Sheet:
    """Take what is needed of one sheet."""
    merged = {
        (row, column): (top, left)
        for left, top, right, bottom in sheet.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    values: dict[Place, Value] = {}
    percent: set[Place] = set()
    broken: dict[Place, str] = {}
    for place, cell in sheet.cells.items():
        if place in merged:  # whatever stands there is not shown
            continue
        if cell["data_type"] == "e":
            broken[place] = "cell_error"
        value = cell["value"]
        if isinstance(value, str) and _RETURN in value:
            value = value.replace(_RETURN, "")
        if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
            value = _rounded(value)
        if value is None or (isinstance(value, str) and not value.strip()):
            continue
        values[place] = value
        if cell["style_id"] in sheet.percent and isinstance(value, int | float):
            percent.add(place)
    broken.update(dict.fromkeys(uncached - values.keys(), "formula_without_value"))
    return Sheet(
        name=sheet.title,
        cells=values,
        percent=frozenset(percent),
        merged=merged,
        broken=broken,
        hidden_rows=sheet.hidden_rows,
        hidden_columns=sheet.hidden_columns,
        visible=sheet.visible,
    )


def _rounded(whole: int) -> float | None:
    """Give a whole number of many digits as Excel holds it; None where it holds none so large."""
    return float(whole) if whole.bit_length() < sys.float_info.max_exp else None
