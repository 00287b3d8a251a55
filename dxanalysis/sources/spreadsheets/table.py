"""One plain table out of any spreadsheet: headings in one row, a row for each thing below.

For lists that planners make themselves (classes of communes, groups, a table to be converted). What
can be read is what :func:`dxanalysis.sources.spreadsheets.formats.open_sheets` reads.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.lang.plain import visible
from dxanalysis.sources.spreadsheets.formats import open_sheets
from dxanalysis.sources.spreadsheets.sheet import column_letters

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_TITLE_ROWS: Final = 20
"""Rows in which the headings are looked for."""


def read_table(path: Path, *, fits: Callable[[Sequence[str]], int]) -> pd.DataFrame:
    """Read the one table of a file.

    Parameters
    ----------
    path
        Any spreadsheet or delimited text. Hidden sheets and sheets without a cell are passed over.
    fits
        Says how many wanted columns a row of headings has. The best of the first twenty rows of
        the first sheet is taken, the first row that holds anything where none has one.

    Returns
    -------
    pandas.DataFrame
        One column for each heading, type ``object``: cells as the file has them, None where empty.
        A column without a heading is named by its letter; a heading that is there twice gets
        ``.1``, ``.2`` behind it.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read.
    """
    sheets = open_sheets(path)
    shown = [sheet for sheet in sheets if sheet.cells and sheet.visible]
    return _table(shown[0], fits) if shown else pd.DataFrame()


def as_text(value: object) -> str:
    """Give a cell as text.

    Parameters
    ----------
    value
        The cell; None where it is empty.

    Returns
    -------
    str
        Without spaces around, what cannot be seen shown; a whole number without decimals.
    """
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return visible(str(value)).strip()


def unit_code(value: object) -> str:
    """Give a cell of a column of commune codes: spreadsheets drop the zeros in front.

    Parameters
    ----------
    value
        The cell.

    Returns
    -------
    str
        A number as five digits, anything else as its text.

    Examples
    --------
    >>> unit_code(3646), unit_code("03646"), unit_code("3646")
    ('03646', '03646', '03646')
    """
    text = as_text(value)
    return text.zfill(5) if text.isascii() and text.isdigit() else text


def _table(sheet: Sheet, fits: Callable[[Sequence[str]], int]) -> pd.DataFrame:
    """Cut one sheet into headings and rows."""
    columns = sorted({column for _, column in sheet.cells})
    filled = sorted({row for row, _ in sheet.cells})
    titles = {
        row: [visible(sheet.text(row, column)) for column in columns]
        for row in filled[:_TITLE_ROWS]
    }
    heading = max(titles, key=lambda row: (fits(titles[row]), -row))
    rows = [row for row in filled if row > heading]
    return pd.DataFrame(
        [[sheet.cells.get((row, column)) for column in columns] for row in rows],
        columns=_distinct(titles[heading], columns),
        dtype=object,
    )


def _distinct(headings: Sequence[str], columns: Sequence[int]) -> list[str]:
    """Name every column, no two alike."""
    names: dict[str, None] = {}
    behind: Counter[str] = Counter()
    for heading, column in zip(headings, columns, strict=True):
        name = heading or f"({column_letters(column)})"
        plain = name
        while name in names:
            behind[plain] += 1  # a file may repeat one heading thousands of times
            name = f"{plain}.{behind[plain]}"
        names[name] = None
    return list(names)
