"""The project's own table of observations, as a file.

What ``history.csv`` and :mod:`dxanalysis.observations` name their columns is what is read here, so
that a series by former communes can be written out, kept, and converted years later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis import units
from dxanalysis.errors import FileUnreadableError, ParameterError, UnitMatchError
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.observations import EVIDENCE, KEY, make_observations
from dxanalysis.sources.spreadsheets import table as tables
from dxanalysis.units import crosswalk

if TYPE_CHECKING:
    from collections.abc import Iterable

NEEDED: Final = ("unit_code", "indicator", "numerator")
"""The columns by which such a table is known."""

_COMMUNE: Final = "commune"
_NUMBERS: Final = ("numerator", "denominator", "rate")


def is_observation_table(headings: Iterable[object]) -> bool:
    """Tell whether headings are those of a table of observations.

    Parameters
    ----------
    headings
        The first row of the table.

    Returns
    -------
    bool
        True if all of :data:`NEEDED` are there.

    Examples
    --------
    >>> is_observation_table(["unit_code", "indicator", "operator", "numerator", "note"])
    True
    """
    return set(NEEDED) <= set(headings)


def read_observations(
    table: pd.DataFrame, *, province: str, vintage: str | None = None, where: str = "–"
) -> pd.DataFrame:
    """Read a table of observations whose cells are as a file has them.

    Parameters
    ----------
    table
        The columns :data:`NEEDED`, and of the others of :data:`dxanalysis.observations.COLUMNS`
        those that are there; a column ``level`` keeps the rows of communes only, for groups are
        added up anew. Other columns are ignored.
    province
        Code or name of the province, for finding the vintage where neither the table nor
        ``vintage`` says it.
    vintage
        The list of units, where the table has no column ``vintage``.
    where
        Name of the table, for errors.

    Returns
    -------
    pandas.DataFrame
        Observations. An operator that is not named is ``any``; evidence that is not named is
        ``declared``.

    Raises
    ------
    FileUnreadableError
        If a cell is no number, no date, no operator or no kind of evidence.
    ParameterError
        If an indicator is not in the catalogue.
    VintageError
        If the vintage cannot be found out.
    UnitMatchError
        If two rows stand for the same figure.
    """
    rows = table[table["unit_code"].notna()]
    if "level" in rows:
        rows = rows[rows["level"].map(tables.as_text) == _COMMUNE]
    codes = rows["unit_code"].map(tables.unit_code)
    read: dict[str, Any] = {
        "unit_code": codes,
        "indicator": rows["indicator"].map(tables.as_text),
        "as_of": _days(rows["as_of"], where) if "as_of" in rows else pd.NaT,
        "operator": _words(rows, "operator", default="any", known=tuple(OPERATORS)),
        "evidence": _words(rows, "evidence", default="declared", known=EVIDENCE),
        "source": rows["source"].map(tables.as_text) if "source" in rows else where,
        "vintage": _vintage(rows, codes, province=province, vintage=vintage, where=where),
    }
    for name in read["indicator"].unique():
        indicator(name)
    read |= {name: _numbers(rows[name], name) for name in _NUMBERS if name in rows}
    observations = make_observations(pd.DataFrame(read, index=rows.index))
    twice = observations.duplicated(list(KEY), keep=False)
    if twice.any():
        shown = ", ".join(sorted(set(observations.loc[twice, "unit_code"]))[:5])
        raise UnitMatchError("crosswalk.repeated_units", where=where, found=shown)
    return observations


def _words(rows: pd.DataFrame, column: str, *, default: str, known: tuple[str, ...]) -> pd.Series:
    """Read a column of words from a list; an empty cell, and no column, is the default."""
    if column not in rows:
        return pd.Series(default, index=rows.index)
    words = rows[column].map(tables.as_text).replace("", default)
    wrong = words[~words.isin(known)]
    if len(wrong):
        raise ParameterError(
            "crosswalk.unknown_word", where=column, found=wrong.iloc[0], expected=", ".join(known)
        )
    return words


def _vintage(
    rows: pd.DataFrame, codes: pd.Series, *, province: str, vintage: str | None, where: str
) -> pd.Series:
    """Say the vintage of each row: as it says, as it was declared, or as its codes show."""
    if "vintage" in rows:
        return _words(rows, "vintage", default=vintage or "", known=units.SUPPORTED_VINTAGES)
    if vintage is None:
        distinct = codes.drop_duplicates()
        vintage = crosswalk.require_vintage(province=province, codes=distinct, where=where)
    return pd.Series(vintage, index=rows.index)


def _days(values: pd.Series, where: str) -> pd.Series:
    """Read dates: those of a spreadsheet, or year-month-day."""
    texts = values.map(tables.as_text)
    days = pd.to_datetime(texts, format="ISO8601", errors="coerce")
    wrong = texts[days.isna() & (texts != "")]
    if len(wrong):
        raise FileUnreadableError("crosswalk.not_a_day", where=where, found=wrong.iloc[0])
    return days


def _numbers(values: pd.Series, heading: str) -> pd.Series:
    """Read a column of figures, written as programs write them: a point before the decimals."""
    texts = values.map(tables.as_text)
    numbers = pd.to_numeric(texts, errors="coerce")
    usable = (numbers >= 0) & np.isfinite(numbers)
    if heading == "rate":
        usable &= numbers <= 1
    wrong = texts[(texts != "") & ~usable]
    if len(wrong):
        raise FileUnreadableError("crosswalk.not_numbers", where=heading, found=wrong.iloc[0])
    return numbers.astype("float64")
