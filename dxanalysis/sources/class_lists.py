"""Lists of which class each unit is in: at the border or not, region I, II or III.

A table with ``unit_code`` and one column of classes; ``vintage`` where the list may be of other
units than those looked at. A unit that is not listed has no class, and nobody guesses one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets import table as tables

if TYPE_CHECKING:
    from pathlib import Path

    import pandas as pd

CODE: Final = "unit_code"
VINTAGE: Final = "vintage"


def read_classes(path: Path, *, column: str, vintage: str) -> pd.DataFrame:
    """Read one list of classes.

    Parameters
    ----------
    path
        A CSV file or any spreadsheet.
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
        If the file is missing, cannot be read, or lacks a column.
    """
    wanted = {CODE, VINTAGE, column}
    table = tables.read_table(path, fits=lambda headings: len(wanted & set(headings)))
    if not {CODE, column} <= set(table.columns):
        raise FileUnreadableError(
            "classes.no_columns",
            where=path,
            found=", ".join(map(str, table.columns)),
            expected=f"{CODE}, {column}",
        )
    if VINTAGE not in table.columns:
        table = table.assign(**{VINTAGE: vintage})
    texts = table[[CODE, VINTAGE, column]].map(tables.as_text)
    texts[CODE] = table[CODE].map(tables.unit_code)
    return texts[texts[column] != ""].astype("str").reset_index(drop=True)
