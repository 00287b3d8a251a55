"""Reading an OpenCelliD file: its columns by the first line, its rows block by block."""

from __future__ import annotations

import csv
import gzip
import zlib
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, Final, cast

import numpy as np
import pandas as pd
import pyarrow as pa
from pyarrow import csv as pa_csv

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

STANDARD: Final = (
    *("radio", "mcc", "net", "area", "cell", "unit", "lon", "lat", "range", "samples"),
    *("changeable", "created", "updated", "averageSignal"),
)
"""The columns of OpenCelliD, in its order."""

_ALIASES: Final = {
    "mnc": "net",
    "lac": "area",
    "tac": "area",
    "cid": "cell",
    "cellid": "cell",
    "long": "lon",
    "lng": "lon",
    "longitude": "lon",
    "latitude": "lat",
}
_TYPES: Final = {
    "radio": pa.dictionary(pa.int32(), pa.string()),
    "mcc": pa.int64(),
    "net": pa.int64(),
    "area": pa.int64(),
    "cell": pa.int64(),
    "lon": pa.float64(),
    "lat": pa.float64(),
    "created": pa.int64(),
    "updated": pa.int64(),
}
_NEEDED: Final = ("lon", "lat", "net")
_BLOCK: Final = 16 * 2**20
_LONGEST_LINE: Final = 2**20
_LARGEST: Final = 2**53
"""Whole numbers above this are none that a float can hold."""


@dataclass(frozen=True)
class Layout:
    """How one file is written."""

    columns: tuple[str, ...]
    delimiter: str
    has_header: bool


def _open(path: Path) -> IO[bytes]:
    """Open a file, unpacking it on the way where it is gzipped."""
    if not path.is_file():
        raise FileUnreadableError("cells.missing_file", where=path)
    with path.open("rb") as file:
        zipped = file.read(2) == b"\x1f\x8b"
    return cast("IO[bytes]", gzip.open(path)) if zipped else path.open("rb")


def read_layout(path: Path) -> Layout:
    """Find the columns by the first line."""
    try:
        with _open(path) as file:
            start = file.readline(_LONGEST_LINE).removeprefix(b"\xef\xbb\xbf")
        line = start.decode("utf-8")
    except (OSError, EOFError, zlib.error, UnicodeDecodeError) as error:
        raise FileUnreadableError("cells.damaged", where=path, found=_one_line(error)) from error
    delimiter = max(",;\t", key=line.count)
    fields = next(csv.reader([line.strip("\r\n")], delimiter=delimiter), [])
    names = [name.strip().lower() for name in fields]
    names = [_ALIASES.get(name, name) for name in names]
    if "lon" in names or "lat" in names:
        missing = [name for name in _NEEDED if name not in names]
        if missing:
            raise FileUnreadableError(
                "cells.missing_columns",
                where=path,
                found=", ".join(filter(None, names)),
                expected=", ".join(missing),
            )
        unique = [
            name if names.index(name) == at else f"{name} {at}" for at, name in enumerate(names)
        ]
        return Layout(tuple(unique), delimiter, has_header=True)
    if len(names) != len(STANDARD) or "\0" in line:
        raise FileUnreadableError(
            "cells.not_cells", where=path, found=len(names), expected=len(STANDARD)
        )
    return Layout(STANDARD, delimiter, has_header=False)


def blocks(path: Path, layout: Layout) -> Iterator[bytes]:
    """Cut the file into blocks of whole lines."""
    try:
        with _open(path) as file:
            if layout.has_header:
                file.readline(_LONGEST_LINE)
            elif file.read(3) != b"\xef\xbb\xbf":
                file.seek(0)
            while block := file.read(_BLOCK):
                rest = file.readline(_LONGEST_LINE)
                if len(rest) == _LONGEST_LINE:
                    raise FileUnreadableError(
                        "cells.damaged", where=path, found=f"> {_LONGEST_LINE} B"
                    )
                yield block + rest
    except (OSError, EOFError, zlib.error) as error:
        raise FileUnreadableError("cells.damaged", where=path, found=_one_line(error)) from error


def parse_block(block: bytes, layout: Layout) -> tuple[dict[str, pa.ChunkedArray], int]:
    """Read one block into columns; count the rows that have too many or too few."""
    skipped: list[pa_csv.InvalidRow] = []

    def skip(row: pa_csv.InvalidRow) -> str:
        skipped.append(row.actual_columns)
        return "skip"

    if not block.isascii():  # what is no text would stop Arrow where it hands rows over
        block = block.decode("utf-8", "replace").encode()
    wanted = [name for name in _TYPES if name in layout.columns]
    read = pa_csv.ReadOptions(
        column_names=list(layout.columns), use_threads=False, block_size=len(block) + 1
    )
    parse = pa_csv.ParseOptions(delimiter=layout.delimiter, invalid_row_handler=skip)
    types: dict[str, pa.DataType] = {name: _TYPES[name] for name in wanted}
    for attempt in (types, dict.fromkeys(wanted, pa.string())):
        skipped.clear()
        convert = pa_csv.ConvertOptions(
            include_columns=wanted, column_types=attempt, check_utf8=False, strings_can_be_null=True
        )
        try:
            table = pa_csv.read_csv(
                pa.BufferReader(block),
                read_options=read,
                parse_options=parse,
                convert_options=convert,
            )
        except pa.ArrowInvalid:
            # A word among the numbers: the block is read again as text, more slowly.
            continue
        return {name: table[name] for name in wanted}, len(skipped)
    return {name: pa.chunked_array([], _TYPES[name]) for name in wanted}, block.count(b"\n")


def floats(column: pa.ChunkedArray) -> NDArray[np.float64]:
    """Give a column as numbers, what is none as not-a-number."""
    if pa.types.is_string(column.type):
        numbers = pd.to_numeric(column.to_pandas(), errors="coerce")
        return np.asarray(numbers, dtype=np.float64)
    return np.asarray(column.fill_null(np.nan) if column.null_count else column, dtype=np.float64)


def whole_numbers(column: pa.ChunkedArray, *, missing: int) -> NDArray[np.int64]:
    """Give a column as whole numbers, what is none as ``missing``."""
    if pa.types.is_string(column.type):
        numbers = floats(column)
        return np.where(np.abs(numbers) < _LARGEST, numbers, missing).astype(np.int64)
    return np.asarray(column.fill_null(missing) if column.null_count else column, dtype=np.int64)


def _one_line(error: Exception) -> str:
    """Shorten a library's message to one line."""
    return " ".join(str(error).split())[:160]
