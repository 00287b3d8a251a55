"""Tables of a planner's own indicators: a row per commune, what was counted and of how many.

Columns ``unit_code``, ``numerator`` and, for a share, ``denominator``; others are left alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.files import sha256_in
from dxanalysis.sources.spreadsheets import table as tables
from dxanalysis.sources.spreadsheets.numbers import Cell, read_counts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

CODE: Final = "unit_code"
COLUMNS: Final = ("numerator", "denominator")


@dataclass(frozen=True)
class OwnTable:
    """A table that was read.

    Attributes
    ----------
    table
        ``unit_code`` and the columns that were asked for; rows without a code are left out.
    sha256
        Of the file.
    """

    table: pd.DataFrame
    sha256: str


def read_own_table(path: Path, *, columns: Sequence[str] = COLUMNS) -> OwnTable:
    """Read a table of an own indicator.

    Parameters
    ----------
    path
        A CSV file or any spreadsheet.
    columns
        Those of :data:`COLUMNS` that are needed.

    Returns
    -------
    OwnTable
        Its rows.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, has not the columns, or a cell that is to be a number is none.
    """
    wanted = {CODE, *COLUMNS}
    table = tables.read_table(path, fits=lambda headings: len(wanted & set(headings)))
    if not {CODE, *columns} <= set(table.columns):
        raise FileUnreadableError(
            "own.file_columns",
            where=path,
            found=", ".join(map(str, table.columns)),
            expected=", ".join([CODE, *columns]),
        )
    table = table[[CODE, *columns]]
    table = table[table[CODE].notna()].reset_index(drop=True)
    table[CODE] = table[CODE].map(tables.unit_code).astype("str")
    for name in table.columns[1:]:
        table[name] = _counts(table[name], path)
    return OwnTable(table, sha256_in(path) or "")


def _counts(column: pd.Series, path: Path) -> pd.Series:
    """Read a column of counts; how thousands are marked is decided by column."""
    figures = read_counts({place: Cell(value) for place, value in enumerate(column)})
    if figures.refused or figures.unreadable:
        wrong = tables.as_text(column.iloc[next(iter(figures.unreadable), 0)])
        raise FileUnreadableError(
            "planfiles.not_numbers", where=path, found=wrong, heading=column.name
        )
    return pd.Series(figures.numbers, index=column.index, dtype="float64")
