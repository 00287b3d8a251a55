"""Sheets of OpenDocument workbooks (``.ods``), from their one part that holds cells.

The form is that of OpenDocument 1.2, part 1, chapter 9. A few bytes may stand for a million equal
rows there: only cells that hold something are kept, and they are counted before they are made.
"""

from __future__ import annotations

import datetime as dt
import math
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.sheet import (
    LIMIT_CELLS,
    LIMIT_COLUMNS,
    LIMIT_ROWS,
    LIMIT_SHEETS,
    LIMIT_TEXT,
    LIMIT_UNPACKED,
    Sheet,
    plain_number,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.sheet import Place, Value

_LIMIT_ELEMENTS: Final = 4 * LIMIT_CELLS
"""Elements that may be built: a cell, its paragraph, and two more."""

ODS_TYPES: Final = (
    b"application/vnd.oasis.opendocument.spreadsheet",
    b"application/vnd.oasis.opendocument.spreadsheet-template",
)

_BLOCK: Final = 1 << 16
_MANIFEST: Final = "META-INF/manifest.xml"
_NAMES: Final = "urn:oasis:names:tc:opendocument:xmlns:"
_TABLE: Final = f"{{{_NAMES}table:1.0}}"
_OFFICE: Final = f"{{{_NAMES}office:1.0}}"
_TEXT: Final = f"{{{_NAMES}text:1.0}}"
_STYLE: Final = f"{{{_NAMES}style:1.0}}"
_CELLS: Final = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")


class _TooLargeError(Exception):
    """More cells than any workbook needs."""


def read_ods(path: Path) -> list[Sheet]:
    """Read all sheets of an ``.ods`` workbook.

    Parameters
    ----------
    path
        The file, a zip archive.

    Returns
    -------
    list of Sheet
        In the file's order, formulas by their stored result.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, protected by a password, or unpacks to more than any workbook needs.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            locked = _is_locked(archive)
            reader = _Reader()
            for event, element in () if locked else _events(archive):
                reader.take(event, element)
    except _TooLargeError:
        raise too_large(path) from None
    except Exception as error:  # a damaged archive can fail in any way
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    if locked:
        raise FileUnreadableError("workbook.encrypted", where=str(path))
    return reader.sheets


def _is_locked(archive: zipfile.ZipFile) -> bool:
    """Tell whether the parts are encrypted: the archive itself is not."""
    if _MANIFEST not in archive.namelist():
        return False
    with archive.open(_MANIFEST) as stream:
        return b"encryption-data" in stream.read(_BLOCK)


def _events(archive: zipfile.ZipFile) -> Iterator[tuple[str, ET.Element]]:
    """Parse the part that holds the cells, block by block."""
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(["start", "end"])
    size = elements = 0
    before = b""
    with archive.open("content.xml") as stream:
        while block := stream.read(_BLOCK):
            size += len(block)
            if size > LIMIT_UNPACKED:
                raise _TooLargeError
            # No workbook declares entities; they serve to blow a few bytes up to gigabytes. A NUL
            # is of UTF-16, in which such a declaration would go by unseen and no office writes.
            if b"\x00" in block or b"<!DOCTYPE" in before + block or b"<!ENTITY" in before + block:
                raise zipfile.BadZipFile("DOCTYPE")
            before = block[-16:]
            parser.feed(block)
            for event in parser.read_events():
                elements += event[0] == "start"
                if elements > _LIMIT_ELEMENTS:
                    raise _TooLargeError
                yield event  # type: ignore[misc]  # only these two events
    parser.close()
    yield from parser.read_events()  # type: ignore[misc]


class _Reader:
    """Follows the parts of ``content.xml`` and makes sheets of them."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self.hidden_styles: set[str] = set()
        self.cells_made = self.text_made = self.hidden_made = 0
        self._begin("", visible=True)

    def _begin(self, name: str, *, visible: bool) -> None:
        """Begin a sheet."""
        self.name, self.visible = name, visible
        self.row, self.column = 1, 1
        self.cells: dict[Place, Value] = {}
        self.percent: set[Place] = set()
        self.merged: dict[Place, Place] = {}
        self.broken: dict[Place, str] = {}
        self.hidden_rows: list[tuple[int, int]] = []
        self.hidden_columns: list[tuple[int, int]] = []
        self.in_row: list[tuple[int, int, ET.Element]] = []

    def take(self, event: str, element: ET.Element) -> None:
        """Take one element at its beginning or end."""
        if event == "start":
            self._take_start(element)
        elif element.tag == f"{_STYLE}style":
            if any(part.get(f"{_TABLE}display") == "false" for part in element):
                self.hidden_styles.add(element.get(f"{_STYLE}name", ""))
        elif element.tag == f"{_TABLE}table-column":
            self._end_column(element)
        elif element.tag in _CELLS:
            times = _times(element, "number-columns-repeated")
            self.in_row.append((self.column, times, element))
            self.column += times
        elif element.tag == f"{_TABLE}table-row":
            self._end_row(element)
            element.clear()
        elif element.tag == f"{_TABLE}table":
            self._end_table()
            element.clear()

    def _take_start(self, element: ET.Element) -> None:
        """Begin a sheet or a row."""
        if element.tag == f"{_TABLE}table":
            style = element.get(f"{_TABLE}style-name", "")
            name = element.get(f"{_TABLE}name", f"{len(self.sheets) + 1}")
            self._begin(name, visible=style not in self.hidden_styles)
        elif element.tag == f"{_TABLE}table-row":
            self.column, self.in_row = 1, []

    def _end_column(self, element: ET.Element) -> None:
        """Note whether columns are hidden."""
        times = _times(element, "number-columns-repeated")
        if _is_hidden(element):
            self.hidden_columns.append((self.column, self.column + times))
        self.column += times

    def _end_row(self, element: ET.Element) -> None:
        """Make the cells of a row, as many times as it is repeated."""
        times = _times(element, "number-rows-repeated")
        full = [(column, many, cell) for column, many, cell in self.in_row if _holds(cell)]
        count = times * sum(many for _, many, _ in full)
        self.cells_made += count
        if self.cells_made > LIMIT_CELLS:
            raise _TooLargeError
        if _is_hidden(element):
            self.hidden_rows.append((self.row, self.row + times))
        if full and self.row + times > LIMIT_ROWS + 1:
            raise _TooLargeError
        for column, many, cell in full:
            self.text_made += times * many * len(_text(cell))
            if self.text_made > LIMIT_TEXT:
                raise _TooLargeError
            value = _value(cell)  # once, however often the cell is repeated
            for row in range(self.row, self.row + times):
                for place in range(column, column + many):
                    self._cell((row, place), cell, value)
        self.row += times

    def _cell(self, place: Place, cell: ET.Element, value: Value | None) -> None:
        """Take one cell."""
        if value is not None:
            self.cells[place] = value
        kind = cell.get(f"{_OFFICE}value-type")
        if kind == "percentage":
            self.percent.add(place)
        if cell.get(f"{_TABLE}formula") is not None:
            if value is None:
                self.broken[place] = "formula_without_value"
            elif isinstance(value, str) and value.startswith(("#", "Err:")):
                self.broken[place] = "cell_error"
        wide = _times(cell, "number-columns-spanned")
        high = _times(cell, "number-rows-spanned")
        if wide * high > 1:
            self.cells_made += wide * high
            if self.cells_made > LIMIT_CELLS:
                raise _TooLargeError
            row, column = place
            self.merged.update(
                {
                    (row + down, column + right): place
                    for down in range(high)
                    for right in range(wide)
                    if down or right
                }
            )

    def _end_table(self) -> None:
        """Make the sheet."""
        if len(self.sheets) >= LIMIT_SHEETS:
            raise _TooLargeError
        last_row = max((row for row, _ in self.cells), default=0)
        last_column = min(max((column for _, column in self.cells), default=0), LIMIT_COLUMNS)
        if self.hidden_rows:
            self.hidden_made += last_row
        if self.hidden_made > LIMIT_ROWS:
            raise _TooLargeError
        self.sheets.append(
            Sheet(
                name=self.name,
                cells={p: v for p, v in self.cells.items() if p not in self.merged},
                percent=frozenset(self.percent),
                merged=self.merged,
                broken=self.broken,
                hidden_rows=_listed(self.hidden_rows, last_row),
                hidden_columns=_listed(self.hidden_columns, last_column),
                visible=self.visible,
            )
        )


def _listed(runs: list[tuple[int, int]], last: int) -> frozenset[int]:
    """List what runs of rows or columns hold, as far as there are cells."""
    return frozenset(
        place
        for first, after in runs
        if first <= last
        for place in range(first, min(after, last + 1))
    )


def _times(element: ET.Element, name: str) -> int:
    """Read how often something is repeated, or over how many cells it goes."""
    written = element.get(f"{_TABLE}{name}", "1")
    return min(max(int(written), 1), LIMIT_ROWS) if written.isdecimal() else 1


def _is_hidden(element: ET.Element) -> bool:
    """Tell whether a row or column is hidden, by hand or by a filter."""
    return element.get(f"{_TABLE}visibility") in {"collapse", "filter"}


def _holds(cell: ET.Element) -> bool:
    """Tell whether a cell holds anything: a value, a text, a formula or a merged range."""
    return (
        cell.get(f"{_OFFICE}value-type") is not None
        or cell.get(f"{_TABLE}formula") is not None
        or cell.find(f"{_TEXT}p") is not None
        or cell.get(f"{_TABLE}number-columns-spanned", "1") != "1"
        or cell.get(f"{_TABLE}number-rows-spanned", "1") != "1"
    )


def _value(cell: ET.Element) -> Value | None:
    """Give a cell's value in its own type, None where it holds nothing."""
    kind = cell.get(f"{_OFFICE}value-type", "string")
    text = _text(cell)
    if kind in {"float", "percentage", "currency"}:
        number = float(cell.get(f"{_OFFICE}value", "nan"))
        return plain_number(number) if math.isfinite(number) else (text or None)
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        try:
            return dt.datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
        except ValueError:
            return text or None
    return text or None


def _text(cell: ET.Element) -> str:
    """Take a cell's paragraphs."""
    return "\n".join(_words(part) for part in cell.findall(f"{_TEXT}p")).strip()


def _words(part: ET.Element) -> str:
    """Take a paragraph's text; runs of spaces are elements of their own."""
    words = part.text or ""
    for child in part:
        if child.tag == f"{_TEXT}s":
            count = child.get(f"{_TEXT}c", "1")
            words += " " * min(int(count) if count.isdecimal() else 1, 100)
        elif child.tag in {f"{_TEXT}tab", f"{_TEXT}line-break"}:
            words += " "
        elif child.tag != f"{_OFFICE}annotation":
            words += _words(child)
        words += child.tail or ""
    return words
