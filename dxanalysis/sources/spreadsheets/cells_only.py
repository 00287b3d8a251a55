"""Workbooks by openpyxl, of which only cells and how they look are built.

openpyxl builds an object for everything that a workbook holds, to write it back: comments,
validations, rules of formatting, pictures, charts, pivot tables with their records, links with
copies of other workbooks, names. Nothing of that is read here, and each may come in millions or
name what is elsewhere. Parts that are not asked for are not opened.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Any, Final, TypeVar
from xml.etree import ElementTree as ET

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.colors import COLOR_INDEX
from openpyxl.styles.numbers import BUILTIN_FORMATS, BUILTIN_FORMATS_MAX_SIZE
from openpyxl.styles.stylesheet import apply_stylesheet
from openpyxl.utils.datetime import from_excel, from_ISO8601
from openpyxl.worksheet import _reader as parts
from openpyxl.worksheet.dimensions import SheetFormatProperties
from openpyxl.worksheet.merge import MergeCells
from openpyxl.worksheet.page import PrintPageSetup
from openpyxl.worksheet.views import SheetViewList
from openpyxl.xml.constants import SHARED_STRINGS, SHEET_MAIN_NS

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.looks import (
    Look,
    is_on,
    is_raised,
    look_of,
    raised,
    styles_of,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Generator
    from pathlib import Path

    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.sources.spreadsheets.sheet import Value

_Kind = TypeVar("_Kind", bound="_Reader")

_BUILT: Final[dict[str, tuple[str, Any]]] = {
    parts.MERGE_TAG: ("merged_cells", MergeCells),
    parts.VIEWS_TAG: ("views", SheetViewList),
    parts.FORMAT_TAG: ("sheet_format", SheetFormatProperties),
    parts.PAGE_TAG: ("page_setup", PrintPageSetup),
}
"""What is built of a sheet beside its rows and columns."""

_IS_BROKEN: Final = re.compile("[.eE]")
"""What a number has that is not whole."""

_TEXT: Final = f"{{{SHEET_MAIN_NS}}}si"
_WHOLE: Final = f"{{{SHEET_MAIN_NS}}}t"
_RUN: Final = f"{{{SHEET_MAIN_NS}}}r"
_RUN_LOOK: Final = f"{{{SHEET_MAIN_NS}}}rPr"
_STRIKE: Final = f"{_RUN_LOOK}/{{{SHEET_MAIN_NS}}}strike"
_ALIGNED: Final = f"{_RUN_LOOK}/{{{SHEET_MAIN_NS}}}vertAlign"

_WHITE: Final = ("rgb", "FFFFFF", 0)
_ACCENTS: Final = 2
"""The colours of a theme from which on they are neither white nor black."""

_WHITES: Final = {_WHITE, ("theme", 0, 0), ("indexed", 1, 0), ("indexed", 9, 0)}


def load_cells(path: Path) -> Workbook:
    """Read the cells of a workbook, formulas by their stored result.

    Parameters
    ----------
    path
        An ``.xlsx`` or ``.xlsm`` file whose parts were counted before.

    Returns
    -------
    Workbook
        Its sheets of cells, with merged ranges, widths, heights and styles.

    Raises
    ------
    FileUnreadableError
        If it is damaged, or several sheets are made of one part.
    """
    return _read(path, _Reader).wb


@dataclass(frozen=True)
class Book:
    """What the cells of a workbook refer to.

    Attributes
    ----------
    part_of
        Title of a sheet to the part of the archive with its cells, in the file's order.
    visible
        Titles of the sheets that are shown.
    looks
        How each style shows a figure, by its number.
    struck
        Numbers of the texts of which some runs are struck through.
    """

    part_of: dict[str, str]
    visible: frozenset[str]
    looks: tuple[Look, ...]
    struck: frozenset[int]
    _texts: list[str]
    _dates: frozenset[int]
    _spans: frozenset[int]
    _epoch: dt.datetime

    def look(self, style: int) -> Look:
        """Tell how a style shows a figure; plainly where there is no such style."""
        return self.looks[style] if style < len(self.looks) else Look()

    def is_struck(self, kind: str, written: str) -> bool:
        """Tell whether a cell refers to a text of which a part is struck through."""
        return bool(self.struck) and kind == "s" and int(written) in self.struck

    def value_of(self, kind: str, style: int, written: str) -> tuple[Value | None, bool]:
        """Give the value of a cell as openpyxl does.

        Parameters
        ----------
        kind, style, written
            The cell's type, the number of its style, and what stands in it.

        Returns
        -------
        value
            Its value; None where it has none.
        is_error
            Whether it is the name of an error: "#N/A".
        """
        if kind == "n":
            return self._number(style, written)
        value: Value | None = written
        if kind == "s":
            value = self._texts[int(written)]
        elif kind == "b":
            value = bool(int(written))
        elif kind == "d":
            value = from_ISO8601(written)  # type: ignore[no-untyped-call]
        return value, kind == "e"

    def _number(self, style: int, written: str) -> tuple[Value | None, bool]:
        """Give a number, or the date or time that a style shows it as."""
        number = float(written) if _IS_BROKEN.search(written) else int(written)
        if style not in self._dates:
            return number, False
        try:
            return from_excel(number, self._epoch, timedelta=style in self._spans), False
        except (OverflowError, ValueError):
            return "#VALUE!", True


def read_book(path: Path) -> Book:
    """Read what the cells of a workbook refer to: texts, styles and sheets, and no cell.

    Parameters
    ----------
    path
        As for :func:`load_cells`.

    Returns
    -------
    Book
        What it holds.

    Raises
    ------
    FileUnreadableError
        As for :func:`load_cells`.
    """
    reader = _read(path, _BookReader)
    book: Any = reader.wb
    return Book(
        part_of=reader.part_of,
        visible=frozenset(one.title for one in book.worksheets if one.sheet_state == "visible"),
        looks=tuple(_look(book, style) for style in book._cell_styles),  # noqa: SLF001
        struck=frozenset(reader.struck_texts),
        _texts=reader.shared_strings,
        _dates=frozenset(book._date_formats),  # noqa: SLF001
        _spans=frozenset(book._timedelta_formats),  # noqa: SLF001
        _epoch=book.epoch,
    )


def _look(book: Any, style: Any) -> Look:  # noqa: ANN401 - names that openpyxl keeps private
    """Tell how a style shows a figure."""
    fonts, fills = book._fonts, book._fills  # noqa: SLF001
    font = fonts[style.fontId] if style.fontId < len(fonts) else None
    fill = fills[style.fillId] if style.fillId < len(fills) else None
    hidden = font is not None and fill is not None and _is_hidden(font, fill)
    form = _number_format(book, style.numFmtId)
    return look_of(
        form,
        struck=bool(font is not None and font.strike),
        hidden=hidden,
        styles=styles_of(
            _digits(fill.fgColor) if fill is not None and _is_solid(fill) else None,
            _digits(font.color) if font is not None and font.color is not None else None,
            bold=bool(font is not None and font.b),
            italic=bool(font is not None and font.i),
            underline=bool(font is not None and font.u),
        ),
    )


def _is_solid(fill: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether what is behind a figure has one colour; a gradient has no such type."""
    return getattr(fill, "fill_type", "") == "solid"


def _digits(colour: Any) -> str | None:  # noqa: ANN401 - as above
    """Give a colour's six digits; "" for one of the theme, None for white, black and automatic."""
    kind, value = colour.type, colour.value
    if kind == "indexed":
        return str(COLOR_INDEX[value])[-6:] if 0 <= value < len(COLOR_INDEX) else None
    if kind == "theme":
        return None if value < _ACCENTS else ""
    return str(value)[-6:] if kind == "rgb" else ""


def _is_hidden(font: Any, fill: Any) -> bool:  # noqa: ANN401 - as above
    """Tell whether letters have the colour of what is behind them."""
    kind = getattr(fill, "fill_type", "")
    if font.color is None or kind not in {None, "solid"}:
        return False
    return _colour(font.color) == (_WHITE if kind is None else _colour(fill.fgColor))


def _colour(colour: Any) -> tuple[object, ...]:  # noqa: ANN401 - as above
    """Give a colour in a way that can be compared; the many ways to write white as one."""
    kind, value = colour.type, colour.value
    written = str(value)[-6:].upper() if kind == "rgb" else value
    tint = colour.tint or 0
    if (kind, written, tint) in _WHITES:
        return _WHITE
    return kind, written, tint


def _number_format(book: Any, key: int) -> str:  # noqa: ANN401 - names that openpyxl keeps private
    """Give a format of numbers by its key; "" where a style has one that is not there."""
    if key < BUILTIN_FORMATS_MAX_SIZE:
        return str(BUILTIN_FORMATS.get(key, "General"))
    own = book._number_formats  # noqa: SLF001
    at = key - BUILTIN_FORMATS_MAX_SIZE
    return str(own[at]) if at < len(own) else ""


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


def _text_of(element: ET.Element) -> tuple[str, bool]:
    """Give a text without the runs that are struck through, and whether there are any."""
    texts = [one.text or "" for one in element.iterfind(_WHOLE)]
    is_struck = False
    for run in element.iterfind(_RUN):
        text = "".join(one.text or "" for one in run.iterfind(_WHOLE))
        strike, aligned = run.find(_STRIKE), run.find(_ALIGNED)
        if strike is not None and is_on(strike.attrib):
            is_struck |= bool(text.strip())
        elif aligned is not None and is_raised(aligned.attrib) and any(map(str.strip, texts)):
            texts.append(raised(text))
        else:
            texts.append(text)
    return "".join(texts), is_struck


class _Reader(ExcelReader):
    """Reads a workbook without what is not built."""

    def read(self) -> None:
        """Read it."""
        self.part_of: dict[str, str] = {}
        with self.archive:
            self.read_manifest()
            self.struck_texts: set[int] = set()
            self.read_strings()
            self.read_workbook()
            self.read_theme()
            apply_stylesheet(self.archive, self.wb)
            self.read_worksheets()

    def read_strings(self) -> None:
        """Read the texts that cells refer to by number, without what is struck or spoken."""
        package: Any = self.package
        listed = package.find(SHARED_STRINGS)
        if listed is None:
            return
        with self.archive.open(listed.PartName[1:]) as stream:
            for _, element in ET.iterparse(stream):  # noqa: S314 - inspected before
                if element.tag == _TEXT:
                    written, is_struck = _text_of(element)
                    if is_struck:
                        self.struck_texts.add(len(self.shared_strings))
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


class _BookReader(_Reader):
    """Reads a workbook without its cells."""

    def read_cells(self, sheet: Worksheet, stream: IO[bytes]) -> None:
        """Leave the cells to who parses the parts."""


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
