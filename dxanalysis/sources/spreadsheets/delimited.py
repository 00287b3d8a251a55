"""Tables of text as programs and offices export them, whatever delimiter, encoding and title."""

from __future__ import annotations

import csv
import io
import math
from collections import Counter
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.numbers import Cell, read_counts
from dxanalysis.units.parsing import toneless
from dxanalysis.vietnamese import normalise

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from numpy.typing import NDArray

_TITLE_LINES: Final = 20
"""Lines in which the headings are looked for."""

_UNITS: Final = frozenset(
    {
        *("mb", "s", "mbps", "mbit", "mbits", "kb", "kbps", "kbit", "kbits", "ms", "gbps", "giay"),
        *("trung", "binh", "tb", "avg", "average", "mean", "do", "degrees", "wgs84", "wgs", "84"),
    }
)
"""Words of a heading that do not say what the column holds."""

_EXACT: Final = 1000
_THREE_DIGITS: Final = r"\d+\.\d{3}"


def read_table(
    path: Path, *, headings: Mapping[str, tuple[str, ...]], room: str
) -> tuple[pd.DataFrame, dict[str, str], int]:
    """Read a delimited file of which some columns are wanted.

    Parameters
    ----------
    path
        The file: UTF-8, UTF-16 with a byte order mark, or CP1258.
    headings
        For each role, the headings it goes by, without tones, marks and units.
    room
        The message catalogue's room whose sentences tell what is wrong.

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
    figures = read_counts({place: Cell(value) for place, value in enumerate(text)}, scale=_EXACT)
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
    """Split the file into rows of cells."""
    if not path.is_file():
        raise FileUnreadableError(f"{room}.missing_file", where=path)
    content = path.read_bytes()
    encodings = ["utf-8-sig", "cp1258"]
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        encodings = ["utf-16"]
    if content[:4] in {b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF"} or (
        encodings != ["utf-16"] and b"\0" in content
    ):
        raise FileUnreadableError(f"{room}.not_text", where=path)
    text = None
    for encoding in encodings:
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    if text is None:
        raise FileUnreadableError(f"{room}.not_text", where=path)
    head = text.split("\n", _TITLE_LINES)[:_TITLE_LINES]
    counts = Counter({mark: sum(line.count(mark) for line in head) for mark in ";\t,"})
    # A decimal comma is more frequent than the semicolon that it makes necessary.
    delimiter = next((mark for mark in ";\t" if counts[mark] >= len(head) - 1 > 0), ",")
    if counts[delimiter] == 0:
        delimiter = counts.most_common(1)[0][0]
    try:
        return list(csv.reader(io.StringIO(text), delimiter=delimiter))
    except csv.Error as error:
        raise FileUnreadableError(f"{room}.not_text", where=path) from error


def _roles(row: list[str], headings: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
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
