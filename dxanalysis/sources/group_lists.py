"""Groups of communes that a planner names: a table with ``unit_code`` and ``group``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets import table as tables
from dxanalysis.units.lists import load_units

if TYPE_CHECKING:
    from pathlib import Path

_COLUMNS: Final = frozenset({"unit_code", "group"})


def read_groups(path: Path, *, province: str | None) -> pd.Series:
    """Read a custom grouping and compare it with the list of units.

    Parameters
    ----------
    path
        A CSV file or any spreadsheet with the columns ``unit_code`` and ``group``.
    province
        Code or name of the province; None for the whole country.

    Returns
    -------
    pandas.Series
        Indexed by ``unit_code``, named ``group``; missing where the file names no group.

    Raises
    ------
    FileUnreadableError
        If the file cannot be read, lacks a column, repeats a unit, or names one that the province
        does not have.
    """
    units = load_units(province=province)
    table = tables.read_table(path, fits=lambda headings: len(_COLUMNS & set(headings)))
    if not set(table.columns) >= _COLUMNS:
        raise FileUnreadableError(
            "units.group_columns", where=path, found=", ".join(map(str, table.columns))
        )
    table = table[table["unit_code"].notna()]
    codes = table["unit_code"].map(tables.unit_code).astype("str")
    for key, wrong in {
        "units.group_repeated": codes[codes.duplicated()],
        "units.group_unknown": codes[~codes.isin(units.index)],
    }.items():
        if len(wrong):
            raise FileUnreadableError(key, where=path, found=", ".join(map(str, wrong)))
    names = [tables.as_text(name) or None for name in table["group"]]
    groups = pd.Series(names, index=codes.to_numpy(), name="group", dtype="str")
    return groups.reindex(units.index)
