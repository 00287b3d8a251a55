"""Tables as text: which encoding, which mark between the columns."""

from __future__ import annotations

import codecs
import csv
import io
import re
import unicodedata
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.legacy_fonts import best_reading, font_readings
from dxanalysis.sources.spreadsheets.sheet import (
    LIMIT_CELLS,
    LIMIT_COLUMNS,
    LIMIT_ROWS,
    Sheet,
    too_large,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LIMIT_MEGABYTES: Final = 50

_LARGEST_LEGACY: Final = 10_000_000
"""Bytes of a text in an encoding from before Unicode, which is found out by trying each."""

_MARKS: Final = (";", ",", "\t", "|")
_SAMPLE: Final = 200
_DAMAGED: Final = 0.01
_LONGEST_FIELD: Final = 100_000
_LETTERS_EMPTY: Final = 0.4
_NUMBER: Final = re.compile(r"[+-]?\d{1,9}(?:[.,]\d+)?")
_SHOWN: Final = 80


def read_csv(path: Path) -> list[Sheet]:
    """Read a table of text: UTF-8, UTF-16, CP1258, or a font's TCVN3 or VNI.

    Parameters
    ----------
    path
        The file. Columns are parted by semicolons, commas, tabulators or bars.

    Returns
    -------
    list of Sheet
        One, named as the file; every cell is text, its address as if opened in Excel.

    Raises
    ------
    FileUnreadableError
        If it has too many bytes, cells or columns, or is no text.
    """
    rows, encoding, mark = _read(path, megabytes=LIMIT_MEGABYTES, cells=LIMIT_CELLS)
    if mark == ",":
        _refuse_split(rows, path)
    cells = {
        (row, column): field
        for row, fields in enumerate(rows, 1)
        for column, field in enumerate(fields, 1)
        if field
    }
    found = (("encoding_guessed", encoding),) if encoding else ()
    return [Sheet(path.stem, cells, notes=found, named_as_file=True)]


def read_rows(path: Path, *, megabytes: int, cells: int) -> list[list[str]]:
    """Read a table of text that may be longer than a sheet.

    Parameters
    ----------
    path
        As for :func:`read_csv`.
    megabytes, cells
        How many it may have.

    Returns
    -------
    list of list of str
        Its rows, each as wide as it is written; fields without spaces around.

    Raises
    ------
    FileUnreadableError
        As :func:`read_csv`.
    """
    return _read(path, megabytes=megabytes, cells=cells)[0]


def _read(path: Path, *, megabytes: int, cells: int) -> tuple[list[list[str]], str, str]:
    """Read the rows; also which encoding was found where the file does not say it, and the mark."""
    content = path.read_bytes()
    lines = content.count(b"\n") + content.count(b"\r")
    if len(content) > megabytes * 1_000_000 or lines > max(cells, 2 * LIMIT_ROWS):
        raise too_large(path)
    text, encoding = _decode(content)
    if "\x00" in text:
        raise FileUnreadableError("workbook.damaged", where=str(path))
    parted, mark = _rows(text, path, limit=cells)
    rows = [[field.strip() for field in fields] for fields in parted]
    if encoding == "latin-1":
        if len(content) > _LARGEST_LEGACY:
            raise too_large(path)
        rows, encoding = _without_encoding(rows, path)
    return [[_as_text(field) for field in fields] for fields in rows], encoding, mark


def _refuse_split(rows: list[list[str]], path: Path) -> None:
    """Refuse a table whose rows have more fields than its headings: 99,1 may be parted in two."""
    first = next((at for at, row in enumerate(rows) if sum(map(_is_number, row)) > 0), len(rows))
    width = max((len(row) for row in rows[:first] if sum(map(bool, row)) > 1), default=0)
    split = [
        (at, row)
        for at, row in enumerate(rows[first:], first + 1)
        if width > 1
        and any(row[width:])
        and any(map(_is_number, row[width - 1 :]))
        and _parted_within(row)
    ]
    if split:
        raise FileUnreadableError(
            "workbook.csv_split", where=str(path), found=len(split), row=split[0][0],
            expected=width, seen=",".join(split[0][1])[:_SHOWN],
        )  # fmt: skip


def _parted_within(row: list[str]) -> bool:
    """Tell whether a row has two numbers side by side of which the second may be decimals."""
    return any(_is_number(one) and other.isdecimal() for one, other in pairwise(row))


def _is_number(field: str) -> bool:
    """Tell whether a field holds a whole number, and no year or date."""
    return bool(_NUMBER.fullmatch(field))


def _as_text(field: str) -> str:
    """Take off what programs put before text so that Excel keeps it as text: ' and ="..."."""
    if field.startswith('="') and field.endswith('"'):
        return field[2:-1]
    return field


def _decode(content: bytes) -> tuple[str, str]:
    """Decode what says its encoding, or is UTF-8; otherwise give the bytes as Latin-1."""
    wide = wide_encoding(content[:512])
    if wide is not None:
        said = "" if wide == "utf-16" else wide.upper()
        return content.decode(wide, errors="replace"), said
    try:
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        text = content.decode("utf-8-sig", errors="replace")
    marked = sum(letter > "\u007f" for letter in text)
    if text.count("\ufffd") <= _DAMAGED * len(text) and text.count("\ufffd") < marked / 4:
        return text, "UTF-8"  # a few bytes are damaged: the rest is what it seems
    return content.decode("latin-1"), "latin-1"


def wide_encoding(start: bytes) -> str | None:
    """Tell whether a text is of UTF-16, which programs also write without the mark that says so.

    Parameters
    ----------
    start
        The first bytes of the file.

    Returns
    -------
    str or None
        ``utf-16`` with a mark, ``utf-16-le`` or ``utf-16-be`` without; None for anything else.

    Examples
    --------
    >>> wide_encoding("Tên xã;Dân số".encode("utf-16-le"))
    'utf-16-le'
    """
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    # Latin letters, digits and marks have an empty byte each, always on the same side.
    empty = [start[side::2].count(0) for side in (0, 1)]
    if max(empty) < _LETTERS_EMPTY * len(start) / 2 or min(empty):
        return None
    wide = "utf-16-le" if empty[1] else "utf-16-be"
    text = start[: len(start) // 2 * 2].decode(wide, errors="replace")
    return wide if all(letter.isprintable() or letter in "\r\n\t" for letter in text) else None


def _without_encoding(rows: list[list[str]], path: Path) -> tuple[list[list[str]], str]:
    """Choose between CP1258 and the fonts' codes by the words that each gives."""
    written = [field for fields in rows for field in fields if field]
    windows = [
        unicodedata.normalize("NFC", text.encode("latin-1").decode("cp1258", errors="replace"))
        for text in written
    ]
    fonts = font_readings(written)
    best = best_reading([], [windows, *fonts])
    if not best:
        raise FileUnreadableError("workbook.encoding_unknown", where=str(path))
    label = "CP1258" if best is windows else "TCVN3 / VNI"
    read = iter(best)
    return [[next(read) if field else "" for field in fields] for fields in rows], label


def _rows(text: str, path: Path, *, limit: int) -> tuple[list[list[str]], str]:
    """Part the text into rows and columns; also by which mark."""
    # Only these end lines: to str.splitlines, the ellipsis of Windows does too.
    lines = io.StringIO(text, newline="").readlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0].strip()) == 5:  # noqa: PLR2004
        mark = lines[0].strip()[4]
        lines[0] = lines[0][-1:]  # stays as an empty row: addresses are those that Excel shows
    else:
        mark = max(_MARKS, key=lambda each: _regularity(_parse(lines[:_SAMPLE], each)))
    rows: list[list[str]] = []
    count = 0
    try:
        for fields in _parse(lines, mark):
            count += len(fields)
            if len(fields) > LIMIT_COLUMNS:
                raise FileUnreadableError(
                    "workbook.too_wide", where=str(path), found=len(fields), expected=LIMIT_COLUMNS
                )
            if count > limit:
                raise too_large(path)
            rows.append(fields)
    except csv.Error as error:
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error
    return rows, mark


def _parse(lines: Iterable[str], mark: str) -> Iterable[list[str]]:
    """Part lines by one mark."""
    csv.field_size_limit(_LONGEST_FIELD)
    return csv.reader(lines, delimiter=mark)


def _regularity(rows: Iterable[list[str]]) -> int:
    """Say how well a mark parts the lines: how many columns the lines have that agree."""
    counts: Counter[int] = Counter()
    try:
        counts.update(len(fields) for fields in rows)
    except csv.Error:
        return 0
    return max(((width - 1) * lines for width, lines in counts.items()), default=0)
