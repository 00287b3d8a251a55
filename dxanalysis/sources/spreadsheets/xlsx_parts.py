"""The parts of an ``.xlsx`` archive, each parsed once: counted, and its cells kept as written.

A few bytes can unpack to gigabytes and name millions of cells. What a workbook holds is counted
while it is parsed, and the first thing that is more than any workbook needs ends it.
"""

from __future__ import annotations

import functools
import string
import zipfile
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Final
from xml.parsers import expat

from openpyxl.utils import column_index_from_string, range_boundaries
from openpyxl.xml.constants import SHEET_MAIN_NS

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.looks import is_on, is_raised, raised
from dxanalysis.sources.spreadsheets.sheet import (
    LIMIT_CELLS,
    LIMIT_COLUMNS,
    LIMIT_ROWS,
    LIMIT_SHEETS,
    LIMIT_UNPACKED,
    too_large,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.sheet import Place

_MOST_PARTS: Final = 10_000
_LIMIT_ELEMENTS: Final = 6_000_000
_LONGEST_ATTRIBUTE: Final = 100_000
_LONGEST_FORMAT: Final = 1000
"""Characters of a format of numbers: Excel allows 255, and openpyxl searches it again and again."""

_LONGEST_PLACE: Final = 32
_BLOCK: Final = 1 << 18

_TAGS: Final = ("c", "v", "row", "f", "is", "t", "rPh", "si", "col")
_CELL, _VALUE, _ROW, _FORMULA, _INLINE, _TEXT, _SPOKEN, _SHARED, _COLUMNS = (
    f"{SHEET_MAIN_NS} {tag}" for tag in _TAGS
)

_PAGES: Final = frozenset(
    f"{SHEET_MAIN_NS} {which}{what}"
    for which in ("odd", "even", "first")
    for what in ("Header", "Footer")
)
"""What stands above and below each printed page."""

_WRITTEN_OUT: Final = frozenset({"str", "inlineStr"})
"""Types of cells in which the text itself is written, with the blanks that it has."""

Written = tuple[str, int, str]
"""A cell as it is written: its type, the number of its style, and what stands in it."""


@dataclass
class Part:
    """What one part of an archive says of cells.

    Attributes
    ----------
    cells
        Cells with something in them.
    uncached
        Cells whose formula has no stored result.
    merged
        Merged ranges: left, top, right, bottom.
    hidden_rows
        Rows that are not shown.
    hidden_spans
        Columns that are not shown, from and to.
    widest
        The last column that a cell or a merged range reaches.
    is_whole
        Whether it could be parsed to its end.
    struck
        Cells with a text of their own of which a part is struck through; it is left out.
    pages
        Headers and footers of its printed pages, in pieces, as they are written.
    """

    cells: dict[Place, Written] = field(default_factory=dict)
    uncached: set[Place] = field(default_factory=set)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_spans: list[tuple[int, int]] = field(default_factory=list)
    widest: int = 1
    is_whole: bool = False
    struck: set[Place] = field(default_factory=set)
    pages: list[str] = field(default_factory=list)

    def check_whole(self) -> None:
        """Refuse a part that ends half-way, or is none."""
        if not self.is_whole:
            raise ValueError("a sheet that ends half-way")

    def hidden_columns(self) -> frozenset[int]:
        """Give the columns that are not shown, up to the last of any cell."""
        return frozenset(
            column
            for first, last in self.hidden_spans
            for column in range(first, min(last, self.widest) + 1)
        )


def parse_parts(path: Path) -> dict[str, Part]:
    """Parse the parts of an archive, and refuse a trap before anything of it is built.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    dict
        Name of a part to what it says of cells, of each part that is XML.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, or has more of anything than a workbook needs.
    """
    reader = _Reader()
    try:
        with path.open("rb") as file, zipfile.ZipFile(file) as archive:
            for name in reader.checked(archive.namelist()):
                with archive.open(name) as stream:
                    reader.read(name, stream)
    except _BeyondUseError:
        raise too_large(path) from None
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return reader.parts


class _BeyondUseError(Exception):
    """More of something than any workbook needs."""


class _DeclarationError(Exception):
    """A declaration of entities, which serve to blow a few bytes up to gigabytes."""


class _Reader:
    """Counts what all parts of a workbook hold, and keeps what they say of cells.

    Which parts hold cells is said by other parts, and not by their names; so all are looked at.
    """

    def __init__(self) -> None:
        self.parts: dict[str, Part] = {}
        self.unpacked = self.elements = self.others = self.sheets = 0
        self.cells = self.rows = self.columns = self.spans = 0
        self._begin(Part())

    def _begin(self, part: Part) -> None:
        """Begin a part."""
        self._part = part
        self._parser: expat.XMLParserType | None = None
        self._row = self._column = 0
        self._kind, self._style, self._place = "n", 0, (0, 0)
        self._texts: list[str] = []
        self._open = self._has_value = self._has_formula = False
        self._in_text = self._spoken = self._struck = self._raised = False

    def checked(self, names: list[str]) -> list[str]:
        """Give the names of the parts, if they are not too many."""
        if len(names) > _MOST_PARTS:
            raise _BeyondUseError
        return names

    def read(self, name: str, stream: IO[bytes]) -> None:
        """Read one part."""
        block = stream.read(_BLOCK)
        part = Part()
        self._begin(part)
        if block.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<"):
            parser = self._parser = expat.ParserCreate(namespace_separator=" ")
            parser.StartElementHandler = self._start
            parser.StartDoctypeDeclHandler = _refuse_declaration
            parser.buffer_text = True
            self.parts[name] = part
        while block:
            self.unpacked += len(block)
            if self.unpacked > LIMIT_UNPACKED:
                raise _BeyondUseError
            self._parse(block)
            block = stream.read(_BLOCK)
        self._parse(b"", is_last=True)
        self._end_cell()
        part.is_whole = self._parser is not None

    def _parse(self, block: bytes, *, is_last: bool = False) -> None:
        """Parse some of a part; drawings of old versions are not quite XML, and are left there."""
        if self._parser is not None:
            try:
                self._parser.Parse(block, is_last)
            except expat.ExpatError:
                self._parser = None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        """Begin an element."""
        self.elements += 1
        if name == _VALUE:
            if self._open and not self._has_value:
                self._has_value = True
                self._listen()
            beyond = False
        elif name == _CELL:
            beyond = self._start_cell(attributes)
        elif name in {_TEXT, _SHARED}:
            if self._in_text and not self._spoken and name == _TEXT:
                self._listen_to_run()
            beyond = False
        else:
            beyond = self._start_other(name, attributes)
        if beyond or self.elements > _LIMIT_ELEMENTS:
            raise _BeyondUseError

    def _end(self, name: str) -> None:
        """End an element of a cell with a text of its own; what follows it is not the text."""
        if self._parser is not None and name in {_VALUE, _TEXT}:
            self._parser.CharacterDataHandler = None
        elif name == _SPOKEN:
            self._spoken = False

    def _listen(self) -> None:
        """Gather what is written; where it is a number, blanks may follow it."""
        if self._parser is not None:
            self._parser.CharacterDataHandler = self._texts.append

    def _listen_to_run(self) -> None:
        """Gather a run of a text, but not what is struck through."""
        if self._struck:
            self._part.struck.add(self._place)
        elif self._parser is not None and self._raised and self._texts:
            self._parser.CharacterDataHandler = self._gather_raised
        else:
            self._listen()

    def _gather_raised(self, text: str) -> None:
        """Gather what stands above the line."""
        self._texts.append(raised(text))

    def _start_run(self, name: str, attributes: dict[str, str]) -> None:
        """Note how a run of a text looks."""
        kind = name.rpartition(" ")[2]
        if kind == "r":
            self._struck = self._raised = False
        elif kind == "strike":
            self._struck = is_on(attributes)
        elif kind == "vertAlign":
            self._raised = is_raised(attributes)

    def _start_cell(self, attributes: dict[str, str]) -> bool:
        """Begin a cell; say whether there are too many."""
        self._end_cell()
        self.cells += 1
        written = attributes.get("r")
        self._place = (self._row, self._column + 1) if written is None else _place(written)
        self._column = self._place[1]
        if self._column > self._part.widest:  # noqa: PLR1730 - of each cell, and a call costs more
            self._part.widest = self._column
        self._kind = attributes.get("t", "n")
        self._style = int(attributes.get("s", "0"))
        self._open = True
        if self._kind in _WRITTEN_OUT and self._parser is not None:
            self._parser.EndElementHandler = self._end
        return self.cells > LIMIT_CELLS

    def _end_cell(self) -> None:
        """Keep the cell before; note a formula whose result was not stored, or stored empty."""
        if not self._open:
            return
        written = "".join(self._texts)
        if written.strip():
            self._part.cells[self._place] = (self._kind, self._style, written)
        elif self._has_formula:
            self._part.uncached.add(self._place)
        self._texts = []
        self._open = self._has_value = self._has_formula = self._in_text = self._spoken = False
        self._struck = self._raised = False
        if self._parser is not None:
            self._parser.CharacterDataHandler = None
            if self._kind in _WRITTEN_OUT:
                self._parser.EndElementHandler = None

    def _start_other(self, name: str, attributes: dict[str, str]) -> bool:
        """Begin an element that is no cell; say whether there are too many."""
        if self._parser is not None:  # what stands in it is no value of a cell
            self._parser.CharacterDataHandler = None
        if attributes and max(map(len, attributes.values())) > _LONGEST_ATTRIBUTE:
            return True
        if name == _ROW:
            self._end_cell()
            self.rows += 1
            self._row, self._column = _number(attributes.get("r"), self._row + 1), 0
            if _is_hidden(attributes) and self._row:
                self._part.hidden_rows.add(self._row)
            return self.rows > LIMIT_CELLS
        if name == _FORMULA:
            self._has_formula = self._open
            return False
        if name == _INLINE:
            self._in_text = self._open and self._kind == "inlineStr"
            return False
        if name in _PAGES and self._parser is not None:
            self._end_cell()
            self._parser.CharacterDataHandler = self._part.pages.append
        self._spoken |= name == _SPOKEN
        if self._in_text:
            self._start_run(name, attributes)
        return self._count_other(name, attributes)

    def _count_other(self, name: str, attributes: dict[str, str]) -> bool:
        """Count an element that is none of the cells; say whether there are too many."""
        self.others += 1
        kind = name.rpartition(" ")[2]
        if kind == "mergeCell":
            bounds = _bounds(attributes.get("ref", ""))
            if bounds is None:
                return True
            self.spans += (bounds[2] - bounds[0] + 1) * (bounds[3] - bounds[1] + 1)
            self._part.merged.append(bounds)
            self._part.widest = max(self._part.widest, bounds[2])
        elif kind == "col":
            self.columns += 1
            if name == _COLUMNS and _is_hidden(attributes):
                first, last = attributes["min"], attributes.get("max", "0")
                self._part.hidden_spans.append((int(first), int(last)))
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


def _is_hidden(size: dict[str, str]) -> bool:
    """Tell whether a row or column is hidden, as openpyxl reads it."""
    return size.get("hidden", "") not in {"", "false", "f", "0"}


def _bounds(span: str) -> tuple[int, int, int, int] | None:
    """Give the bounds of a merged range; None where it has no end."""
    try:
        bounds = range_boundaries(span)
    except ValueError:
        return None
    left, top, right, bottom = bounds
    if left is None or top is None or right is None or bottom is None:
        return None
    if left > right or top > bottom:
        raise ValueError(span)
    return left, top, right, bottom


def _place(written: str) -> Place:
    """Give the place of a cell: "B7"."""
    if len(written) > _LONGEST_PLACE:
        raise ValueError("no place of a cell is so long")
    letters = written.rstrip(string.digits)
    place = int(written[len(letters) :]), _column(letters)
    if place[0] > LIMIT_ROWS or place[1] > LIMIT_COLUMNS:
        raise ValueError(written)
    return place


@functools.lru_cache(maxsize=LIMIT_COLUMNS)
def _column(letters: str) -> int:
    """Give the number of a column: 2 of "B"."""
    return int(column_index_from_string(letters))


def _number(written: str | None, following: int) -> int:
    """Give the number of a row: as it says, or the next one."""
    return following if written is None else int(float(written))
