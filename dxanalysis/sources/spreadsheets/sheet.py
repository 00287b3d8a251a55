"""What every kind of workbook is brought to: sheets of plain cells.

The readers of the kinds (``xlsx``, ``xls``, ``ods``, ``text``) make these; all that comes after
them knows no kinds any more.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.looks import Looks

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from pathlib import Path

    Value = str | int | float | bool | dt.datetime | dt.date | dt.time | dt.timedelta
    Place = tuple[int, int]

LIMIT_UNPACKED: Final = 200_000_000
"""Bytes a workbook may unpack to. A province's workbook unpacks to one or two million."""

LIMIT_CELLS: Final = 500_000
"""Cells a workbook may have, and cells that its merged ranges may span.

A table of all 3,321 units of the country with 40 columns has 130,000."""

LIMIT_SHEETS: Final = 1000
"""Sheets of a workbook. One for each commune of a province are 168 at most."""

LIMIT_TEXT: Final = 50_000_000
"""Characters in all cells together; a cell of Excel has at most 32,767."""

LIMIT_ROWS: Final = 1_048_576
"""Rows that a sheet of Excel may have."""

LIMIT_COLUMNS: Final = 16_384
"""Columns that a sheet of Excel may have."""

LARGEST_WHOLE: Final = 1e15

_DATE: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{1,2}-\d{1,2}")
_UNIT_LABEL: Final = re.compile(r"(?i)\W*(?:đvt|dvt|đơn vị tính|don vi tinh|unit)\s*:\s*")


@dataclass(frozen=True)
class Sheet:
    """One sheet: only the cells that hold something. Rows and columns count from 1.

    Attributes
    ----------
    name
        As on its tab.
    cells
        What they hold, formulas by their stored result.
    percent
        Cells that are shown as percent, so that 0.973 means 97.3 %.
    merged
        Every cell of a merged range but the first, to the first.
    broken
        Cells whose formula gave an error, and cells with a formula and no stored result.
    hidden_rows, hidden_columns
        What is not shown in Excel.
    visible
        Whether the sheet itself is shown.
    notes
        How the sheet was understood where it could have been otherwise: rules of the findings, each
        with its value.
    personal
        Cells that personal data were taken out of; one that held nothing else is not in ``cells``.
    looks
        What else is seen of the file's cells.
    named_as_file
        Whether its name is the file's, for want of one of its own.
    """

    name: str
    cells: Mapping[Place, Value]
    percent: frozenset[Place] = frozenset()
    merged: Mapping[Place, Place] = field(default_factory=dict)
    broken: Mapping[Place, str] = field(default_factory=dict)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    visible: bool = True
    notes: tuple[tuple[str, str], ...] = ()
    personal: frozenset[Place] = frozenset()
    looks: Looks = field(default_factory=Looks)
    named_as_file: bool = False

    @functools.cached_property
    def last_row(self) -> int:
        """The last row that holds something."""
        return max((row for row, _ in self.cells), default=0)

    @functools.cached_property
    def columns(self) -> list[int]:
        """The columns that hold something, merged ranges included."""
        own = {column for _, column in self.cells}
        return sorted(own | {place[1] for place, first in self.merged.items() if first[1] in own})

    @functools.cached_property
    def rows(self) -> dict[int, list[int]]:
        """The rows that hold something, each with the columns of its cells, both in order."""
        held: dict[int, list[int]] = {}
        for row, column in sorted(self.cells):
            held.setdefault(row, []).append(column)
        return held

    @functools.cached_property
    def by_column(self) -> dict[int, list[tuple[int, Value]]]:
        """The columns that hold something, each with the rows and values of its cells, in order."""
        held: dict[int, list[tuple[int, Value]]] = {}
        for row, columns in self.rows.items():
            for column in columns:
                held.setdefault(column, []).append((row, self.cells[row, column]))
        return held

    @functools.cached_property
    def merged_rows(self) -> dict[int, dict[Place, Place]]:
        """What is merged, by row."""
        held: dict[int, dict[Place, Place]] = {}
        for place, first in self.merged.items():
            held.setdefault(place[0], {})[place] = first
        return held

    @functools.cached_property
    def lines(self) -> dict[int, list[str]]:
        """The texts of each row that holds something."""
        return {row: self.line(row) for row in self.rows}

    def line(self, row: int, columns: Collection[int] | None = None) -> list[str]:
        """Give the texts of a row, a date in a cell of its own after the words beside it.

        So a text with one, after a label: "Đến ngày:" and "30/09/2025"; and "%" after "ĐVT:".

        Numbers are left out: they are figures of a table, and 103 of them are no "10³".
        """
        found: list[str] = []
        before = ""
        for column in self.rows.get(row, ()):
            value = self.cells[row, column]
            if isinstance(value, int | float) or (columns is not None and column not in columns):
                continue
            text = value.date().isoformat() if isinstance(value, dt.datetime) else ""
            text = text or self.text(row, column)
            joined = isinstance(value, dt.date) or (before.endswith(":") and _DATE.search(text))
            joined = joined or _UNIT_LABEL.fullmatch(before)
            found.append(f"{before} {text}" if before and joined else text)
            before = text
        return found

    def text(self, row: int, column: int) -> str:
        """Give a cell as text, one of a merged range as the range's first; a day as "30/9/2025"."""
        place = (row, column)
        value = self.cells.get(self.merged.get(place, place), "")
        if isinstance(value, str):
            return " ".join(value.split())
        if isinstance(value, int | float):
            return str(value)
        if isinstance(value, dt.date) and getattr(value, "hour", 0) == 0:
            return f"{value.day}/{value.month}/{value.year}"
        return " ".join(str(value).split())

    def origin(self, place: Place) -> tuple[str, Place]:
        """Give the sheet and the place that a cell has in the file."""
        return self.name, place

    def where(self, row: int, column: int) -> tuple[str, str]:
        """Name a cell as it stands in the file: its sheet and its address, "B7"."""
        return self.name, address(row, column)

    def rearranged(self, places: Mapping[Place, Place]) -> Rearranged:
        """Put cells elsewhere, with all that is known of them.

        ``places`` gives each new place the one whose cell comes there; a cell that it does not name
        is left out. Nothing is merged or hidden then.
        """
        return Rearranged(
            name=self.name,
            cells={new: self.cells[old] for new, old in places.items() if old in self.cells},
            percent=frozenset(new for new, old in places.items() if old in self.percent),
            broken={new: self.broken[old] for new, old in places.items() if old in self.broken},
            visible=self.visible,
            notes=self.notes,
            personal=frozenset(new for new, old in places.items() if old in self.personal),
            looks=self.looks,
            origins={new: self.origin(old) for new, old in places.items()},
        )


@dataclass(frozen=True)
class Rearranged(Sheet):
    """Cells put where the reader looks for them; they are named as they stand in the file.

    Attributes
    ----------
    origins
        Each cell to the sheet and the place that it stands in.
    """

    origins: Mapping[Place, tuple[str, Place]] = field(default_factory=dict)

    def origin(self, place: Place) -> tuple[str, Place]:
        """Give the sheet and the place that a cell has in the file."""
        return self.origins.get(place, (self.name, place))

    def where(self, row: int, column: int) -> tuple[str, str]:
        """Name a cell as it stands in the file; a blank one by what stands in its row."""
        if (row, column) in self.origins:
            name, place = self.origins[row, column]
            return name, address(*place)
        name, (own, _) = self._rows.get(row, (self.name, (row, column)))
        return name, address(own, column)

    @functools.cached_property
    def _rows(self) -> dict[int, tuple[str, Place]]:
        """Each row to the first of its cells that stands somewhere."""
        return {row: origin for (row, _), origin in sorted(self.origins.items(), reverse=True)}


def address(row: int, column: int) -> str:
    """Name a cell as Excel does: ``K14``."""
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """Name a column as Excel does: ``A`` for 1, ``AA`` for 27."""
    letters = ""
    while column > 0:
        column, place = divmod(column - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters


def too_large(path: Path) -> FileUnreadableError:
    """Make the error of a file that is more than any workbook needs to be."""
    return FileUnreadableError(
        "workbook.too_large",
        where=str(path),
        expected=LIMIT_CELLS,
        megabytes=LIMIT_UNPACKED // 1_000_000,
    )


def plain_number(value: float) -> float:
    """Give a whole number as an integer, so that a code stored as 4171.0 is shown as 4171."""
    return int(value) if abs(value) < LARGEST_WHOLE and value == int(value) else value
