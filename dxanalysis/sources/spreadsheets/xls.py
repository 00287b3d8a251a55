"""Sheets of ``.xls`` workbooks, the format of Excel until 2003."""

from __future__ import annotations

import io
import math
import struct
from typing import TYPE_CHECKING, Final, cast

import xlrd
from xlrd import compdoc

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import visible
from dxanalysis.sources.spreadsheets.looks import look_of, styles_of
from dxanalysis.sources.spreadsheets.seen import Seen, struck_note
from dxanalysis.sources.spreadsheets.sheet import (
    LIMIT_CELLS,
    LIMIT_SHEETS,
    Sheet,
    plain_number,
    too_large,
)

if TYPE_CHECKING:
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.looks import Look
    from dxanalysis.sources.spreadsheets.sheet import Place, Value

LIMIT_BYTES: Final = 30_000_000
"""A cell takes at least two bytes, and a hundred once it is read."""


_MOST_FORMATS: Final = 66_000
"""Excel keeps 65,490 at most; xlrd takes seconds for hundreds of thousands."""

_FORMAT_RECORDS: Final = (0x43, 0x243, 0x443, 0xE0)
_END_RECORD: Final = 0x0A


def read_xls(path: Path) -> list[Sheet]:
    """Read all sheets of an ``.xls`` workbook.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    list of Sheet
        In the file's order, formulas by their stored result.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, protected by a password or too large.
    """
    if path.stat().st_size > LIMIT_BYTES:
        raise too_large(path)
    content = path.read_bytes()
    try:
        _count_formats(content)
        with xlrd.open_workbook(
            file_contents=content,
            formatting_info=True,  # hidden rows, merged cells, percent
            ragged_rows=True,
            on_demand=True,  # so that sheets are counted before they are built
            logfile=io.StringIO(),
        ) as book:
            sheets = _sheets(book, path)
    except FileUnreadableError:
        raise
    except Exception as error:  # xlrd trusts a file, and fails in any way where it is damaged
        key = "encrypted" if "ncrypted" in str(error) else "damaged"
        raise FileUnreadableError(f"workbook.{key}", where=str(path)) from error
    return sheets


def _count_formats(content: bytes) -> None:
    """Count the formats of cells without reading what they are: no program writes too many."""
    stream, place, end = content, 0, len(content)
    if content.startswith(compdoc.SIGNATURE):
        held = compdoc.CompDoc(content, logfile=io.StringIO())
        found = [held.locate_named_stream(name) for name in ("Workbook", "Book")]
        part, place, size = next((one for one in found if one[0]), (None, 0, 0))
        stream = part or b""
        end = min(place + size, len(stream))
    count = 0
    while place + 4 <= end:
        kind, size = struct.unpack_from("<HH", stream, place)
        if kind == _END_RECORD:
            break
        count += kind in _FORMAT_RECORDS
        place += 4 + size
    if count > _MOST_FORMATS:
        raise ValueError("formats")


def _sheets(book: xlrd.Book, path: Path) -> list[Sheet]:
    """Read the sheets one by one, as long as there are no more cells than any workbook needs."""
    if book.nsheets > LIMIT_SHEETS:
        raise too_large(path)
    sheets: list[Sheet] = []
    cells = 0
    for place in range(book.nsheets):
        sheets.append(_sheet(book, book.sheet_by_index(place)))
        book.unload_sheet(place)
        cells += len(sheets[-1].cells) + len(sheets[-1].merged)
        if cells > LIMIT_CELLS:
            raise too_large(path)
    return sheets


def _sheet(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Sheet:
    """Take what is needed of one sheet."""
    cells: dict[Place, Value] = {}
    seen = Seen(visible(sheet.name))
    struck: list[Place] = []
    broken: dict[Place, str] = {}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            place = (row + 1, column + 1)
            kind = sheet.cell_type(row, column)
            if kind == xlrd.XL_CELL_ERROR:
                code = cast("int", sheet.cell_value(row, column))
                cells[place] = xlrd.error_text_from_code.get(code, "#?")
                broken[place] = "cell_error"
                continue
            value = _value(book, kind, sheet.cell_value(row, column))
            if value is None:
                continue
            cells[place] = value
            look = _look(book, sheet.cell_xf_index(row, column))
            if look.struck:
                struck.append(place)
                del cells[place]
            elif kind == xlrd.XL_CELL_NUMBER:
                seen.add(place, look, value)
    return Sheet(
        name=sheet.name,
        cells=cells,
        percent=frozenset(seen.percent),
        merged=_merged(sheet),
        broken=broken,
        hidden_rows=frozenset(row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(
            column + 1 for column, info in sheet.colinfo_map.items() if info.hidden
        ),
        visible=sheet.visibility == 0,
        notes=struck_note(struck),
        looks=seen.looks(),
    )


def _value(book: xlrd.Book, kind: int, value: object) -> Value | None:
    """Give a cell's value in its own type, None where it holds nothing."""
    if kind == xlrd.XL_CELL_TEXT:
        text = str(value)
        return text if text.strip() else None
    if kind == xlrd.XL_CELL_BOOLEAN:
        return bool(value)
    if not isinstance(value, float) or not math.isfinite(value):
        return None
    if kind == xlrd.XL_CELL_DATE:
        try:
            return xlrd.xldate_as_datetime(value, book.datemode)
        except (ValueError, OverflowError, xlrd.xldate.XLDateError):
            return plain_number(value)
    return plain_number(value) if kind == xlrd.XL_CELL_NUMBER else None


def _look(book: xlrd.Book, index: int) -> Look:
    """Tell how the style of a cell shows it."""
    style = book.xf_list[index]
    form = book.format_map.get(style.format_key)
    fonts = book.font_list
    font = fonts[style.font_index] if style.font_index < len(fonts) else None
    behind = style.background
    return look_of(
        "" if form is None else form.format_str,
        struck=bool(font is not None and font.struck_out),
        styles=styles_of(
            _digits(book, behind.pattern_colour_index)
            if behind and behind.fill_pattern == 1
            else None,
            _digits(book, font.colour_index) if font is not None else None,
            bold=bool(font is not None and font.bold),
            italic=bool(font is not None and font.italic),
            underline=bool(font is not None and font.underline_type),
        ),
    )


def _digits(book: xlrd.Book, index: int) -> str | None:
    """Give a colour's six digits; None for an automatic one."""
    colour = book.colour_map.get(index)
    return None if colour is None else "".join(f"{one:02X}" for one in colour)


def _merged(sheet: xlrd.sheet.Sheet) -> dict[Place, Place]:
    """Give every cell of a merged range but the first, to the first."""
    merged: dict[Place, Place] = {}
    for top, below, left, right in sheet.merged_cells:
        if len(merged) + (below - top) * (right - left) > LIMIT_CELLS:
            raise ValueError("merged cells")
        merged.update(
            {
                (row + 1, column + 1): (top + 1, left + 1)
                for row in range(top, below)
                for column in range(left, right)
                if (row, column) != (top, left)
            }
        )
    return merged
