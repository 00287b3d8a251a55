"""Tables of text as programs and offices export them, whatever delimiter, encoding and title."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources import box, inputs
from dxanalysis.sources.spreadsheets.formats import kind_of, open_sheets
from dxanalysis.sources.spreadsheets.numbers import Cell, read_counts
from dxanalysis.sources.spreadsheets.table import as_text
from dxanalysis.sources.spreadsheets.text import read_rows
from dxanalysis.units.parsing import toneless
from dxanalysis.vietnamese import normalise

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from pathlib import Path

    from numpy.typing import NDArray

LIMIT_MEGABYTES: Final = 500
LIMIT_CELLS: Final = 20_000_000
"""Cells of a file of measurements, which have a row for each."""

_NO_TABLE: Final = frozenset(
    f"workbook.{name}"
    for name in ("not_a_workbook", "web_page", "damaged", "encoding_unknown", "binary_format")
)
_TITLE_LINES: Final = 20
"""Lines in which the headings are looked for."""

_UNITS: Final = frozenset(
    {
        *("mb", "s", "mbps", "mbit", "mbits", "kb", "kbps", "kbit", "kbits", "ms", "gbps", "giay"),
        *("gb", "gbit", "gbits", "bps", "bit", "bits", "byte", "bytes", "kbyte", "mbyte", "gbyte"),
        *("kbytes", "mbytes", "megabit", "megabits", "kilobit", "kilobits", "sec"),
        *("trung", "binh", "tb", "avg", "average", "mean", "do", "degrees", "wgs84", "wgs", "84"),
    }
)
"""Words of a heading that do not say what the column holds."""

_SAMPLE: Final = 1000
"""Rows whose cells tell what a column is."""

_EXACT: Final = 1000
_THREE_DIGITS: Final = r"\d+\.\d{3}"


def read_table(
    path: Path,
    *,
    headings: Mapping[str, Container[str]],
    room: str,
    told_by_cells: Mapping[str, Container[str]] | None = None,
) -> tuple[pd.DataFrame, dict[str, str], int]:
    """Read a delimited file of which some columns are wanted.

    Parameters
    ----------
    path
        The file: delimited text in any encoding that ``check`` reads, or a spreadsheet.
    headings
        For each role, the headings it goes by, without tones, marks and units.
    room
        The message catalogue's room whose sentences say what is wrong.
    told_by_cells
        For a role that no heading has, the words, without tones, that its cells consist of.

    Returns
    -------
    table
        The wanted columns as text, by role; empty cells are ``""``. Other columns, which may be
        about persons, are not kept.
    written
        Role to the heading as written.
    unreadable
        Rows with more cells than there are headings.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is no such table, or has none of the headings.
    """
    inputs.check_input(path, missing=f"{room}.missing_file")
    limits = box.larger(path, seconds_per_mb=2, memory_per_byte=50)
    table, written, unreadable = box.run(
        _read_table,
        path,
        path=path,
        limits=limits,
        headings=headings,
        room=room,
        told_by_cells=told_by_cells or {},
    )
    return table, written, unreadable


def _read_table(
    path: Path,
    *,
    headings: Mapping[str, Container[str]],
    room: str,
    told_by_cells: Mapping[str, Container[str]],
) -> tuple[pd.DataFrame, dict[str, str], int]:
    """Read the file, in this process."""
    lines = _lines(path, room)
    roles: dict[str, int] = {}
    at = 0
    for number, row in enumerate(lines[:_TITLE_LINES]):
        found = _roles(row, headings)
        if len(found) > len(roles):
            roles, at = found, number
    if not roles:
        first = ", ".join(cell for row in lines[:1] for cell in row if cell)[:160]
        raise FileUnreadableError(f"{room}.no_headings", where=path, found=first or "–")
    width = len(lines[at])
    body = [row for row in lines[at + 1 :] if any(cell.strip() for cell in row)]
    sound = [row for row in body if not any(cell.strip() for cell in row[width:])]
    roles |= _roles_by_cells(sound, width, roles, told_by_cells)
    table = pd.DataFrame(
        {
            role: [row[place].strip() if place < len(row) else "" for row in sound]
            for role, place in roles.items()
        },
        dtype="str",
    )
    written = {role: lines[at][place] for role, place in roles.items()}
    return table, written, len(body) - len(sound)


def decimals(column: pd.Series) -> tuple[NDArray[np.float64], str]:
    """Read a column of measurements, decimal point or comma.

    Parameters
    ----------
    column
        Cells as text.

    Returns
    -------
    values
        The numbers; NaN where there is none.
    refused
        The rule that the column as a whole breaks, ``""`` if none: then all are NaN.
    """
    text = column.str.strip()
    plain = pd.to_numeric(text, errors="coerce")
    points = text[text.str.contains(".", regex=False)]
    # "1.234" alone may be a thousand; one cell with another number of decimals settles the column.
    settled = points.empty or not points.str.fullmatch(_THREE_DIGITS).all()
    if settled and (plain.notna() | (text == "")).all():
        return np.asarray(plain.where(np.isfinite(plain)), dtype=np.float64), ""
    cells = {place: Cell(value) for place, value in enumerate(text)}
    figures = read_counts(cells, scale=_EXACT, most=math.inf)
    numbers = [figures.numbers.get(place, math.nan) for place in range(len(text))]
    return np.array(numbers) / _EXACT, figures.refused


def days(column: pd.Series) -> pd.Series:
    """Read a column of dates or times, ``30/9/2025`` or ``2025-09-30``, to the day."""
    first = column.str.strip()
    year_first = first.str.match(r"\d{4}-\d{1,2}-\d{1,2}")
    iso = pd.to_datetime(first.where(year_first).str[:10], format="%Y-%m-%d", errors="coerce")
    written = first.str.extract(r"(?<!\d)(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})(?!\d)")[0]
    written = written.str.replace(r"[.-]", "/", regex=True).where(~year_first)
    dotted = pd.to_datetime(written, format="%d/%m/%Y", errors="coerce")
    return iso.fillna(dotted)


def _lines(path: Path, room: str) -> list[list[str]]:
    """Split the file, text or workbook, into rows of cells."""
    if path.stat().st_size == 0:
        return []
    try:
        if kind_of(path) == "csv":
            return read_rows(path, megabytes=LIMIT_MEGABYTES, cells=LIMIT_CELLS)
        return _rows_of_sheet(path)
    except FileUnreadableError as error:
        if error.key in _NO_TABLE:
            raise FileUnreadableError(f"{room}.not_text", where=path) from error
        raise


def _rows_of_sheet(path: Path) -> list[list[str]]:
    """Give the rows of the first sheet that holds something, as text."""
    for sheet in open_sheets(path):
        if sheet.cells and sheet.visible:
            width = max(column for _, column in sheet.cells)
            return [
                [as_text(sheet.cells.get((row, column))) for column in range(1, width + 1)]
                for row in range(1, sheet.last_row + 1)
            ]
    return []


def _roles(row: list[str], headings: Mapping[str, Container[str]]) -> dict[str, int]:
    """Find the columns by their headings; the first of each role."""
    roles: dict[str, int] = {}
    for place, cell in enumerate(row):
        words = toneless(normalise(cell)).split()
        names = (" ".join(words), " ".join(word for word in words if word not in _UNITS))
        for role, known in headings.items():
            if role not in roles and any(name in known for name in names):
                roles[role] = place
                break
    return roles


def _roles_by_cells(
    rows: list[list[str]],
    width: int,
    roles: Mapping[str, int],
    told_by_cells: Mapping[str, Container[str]],
) -> dict[str, int]:
    """Find columns by what their first cells say, among those whose headings are not known."""
    found: dict[str, int] = {}
    for place in range(width) if told_by_cells else ():
        if place in roles.values():
            continue
        cells = (toneless(normalise(row[place])) for row in rows[:_SAMPLE] if place < len(row))
        words = {word for word in cells if word}
        for role, known in told_by_cells.items():
            if words and role not in {*roles, *found} and all(word in known for word in words):
                found[role] = place
                break
    return found
