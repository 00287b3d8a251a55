"""Lists of which class each unit is in: at the border or not, region I, II or III.

A CSV file with ``unit_code`` and one column of classes; ``vintage`` where the list may be of other
units than those looked at. A unit that is not listed has no class, and nobody guesses one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError

if TYPE_CHECKING:
    from pathlib import Path

CODE: Final = "unit_code"
VINTAGE: Final = "vintage"


def read_classes(path: Path, *, column: str, vintage: str) -> pd.DataFrame:
    """Read one list of classes.

    Parameters
    ----------
    path
        The CSV file, UTF-8, with commas.
    column
        Which column has the classes.
    vintage
        The list of units that its codes belong to, where the file does not say.

    Returns
    -------
    pandas.DataFrame
        ``unit_code``, ``vintage`` and the column, all text; rows without a class are left out. For
        :func:`dxanalysis.studies.strata.align_classes`.

    Raises
    ------
    FileUnreadableError
        If the file is missing, is no such table, or lacks a column.
    """
    try:
        table = pd.read_csv(path, dtype="str", encoding="utf-8-sig", skipinitialspace=True)
    except (OSError, ValueError) as error:  # ParserError and UnicodeDecodeError are ValueErrors
        raise FileUnreadableError("classes.unreadable", where=path, found=str(error)) from error
    if not {CODE, column} <= set(table.columns):
        raise FileUnreadableError(
            "classes.no_columns",
            where=path,
            found=", ".join(map(str, table.columns)),
            expected=f"{CODE}, {column}",
        )
    if VINTAGE not in table.columns:
        table = table.assign(**{VINTAGE: vintage})
    return table.loc[table[column].notna(), [CODE, VINTAGE, column]].reset_index(drop=True)
