"""The pandera schema of the observation table.

Columns, types, ranges and lists of words stand here, where one look shows them all. What takes two
rows to see (a second figure for one thing, 5G wider than 4G) is in :mod:`dxanalysis.checks`, and so
is the uniqueness of rows: the same figure twice is a note and another figure an error, which a
schema cannot distinguish.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.observations import COLUMNS, EVIDENCE
from dxanalysis.units.lists import SUPPORTED_VINTAGES

if TYPE_CHECKING:
    from pandera.pandas import DataFrameSchema

VIOLATION_COLUMNS: Final = ["rule", "column", "row", "value"]
"""The columns of a table of violations. ``row`` is a label of the index, missing where a whole
column is concerned."""

_NULLABLE: Final = frozenset(COLUMNS) - {"unit_code", "vintage", "indicator", "operator"}
_WHOLE_COLUMN: Final = {"column_in_dataframe": "column_absent"}


@functools.cache
def observation_schema() -> DataFrameSchema:
    """Build the schema of :data:`dxanalysis.observations.COLUMNS`.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Each check's error is the rule it stands for in the catalogue of findings.
    """
    import pandera.pandas as pa  # noqa: PLC0415 - takes a second, and most commands never check

    checks = {
        "unit_code": pa.Check.str_matches(r"^(?:\d{2}|\d{3}|\d{5})$", error="unit_code_malformed"),
        "numerator": pa.Check.ge(0, error="negative"),
        "denominator": pa.Check.ge(0, error="negative"),
        "rate": pa.Check.in_range(0, 1, error="rate_out_of_range"),
        "vintage": pa.Check.isin(SUPPORTED_VINTAGES, error="vintage_unknown"),
        "indicator": pa.Check.isin(list(indicators()), error="indicator_unknown"),
        "operator": pa.Check.isin(list(OPERATORS), error="operator_unknown"),
        "evidence": pa.Check.isin(EVIDENCE, error="evidence_unknown"),
    }
    columns = {
        name: pa.Column(kind, checks.get(name), nullable=name in _NULLABLE)
        for name, kind in COLUMNS.items()
    }
    return pa.DataFrameSchema(
        {
            **columns,
            # Compared with the base in a column of its own: one row per violation.
            "above_base": pa.Column(
                "bool", pa.Check.eq(False, error="covered_above_base"), required=False
            ),
        }
    )


def violations(observations: pd.DataFrame) -> pd.DataFrame:
    """Find every row and column that violates the schema, all at once.

    Parameters
    ----------
    observations
        A table that claims to be one of observations; the index must be unique.

    Returns
    -------
    pandas.DataFrame
        One row per violation (:data:`VIOLATION_COLUMNS`) in the order of rows: ``rule`` is
        ``column_absent``, ``column_type``, ``negative``, ``rate_out_of_range``,
        ``covered_above_base``, ``unit_code_malformed``, ``cell_empty`` or ``<column>_unknown``.
    """
    from pandera.errors import SchemaErrors  # noqa: PLC0415 - see above

    table = observations
    numbers = table.select_dtypes("number").columns
    if {"numerator", "denominator"} <= set(numbers):
        above = (table["numerator"] > table["denominator"]) & (table["denominator"] >= 0)
        table = table.assign(above_base=above)
    try:
        observation_schema().validate(table, lazy=True)
    except SchemaErrors as error:
        found = error.failure_cases
    else:
        return pd.DataFrame(columns=VIOLATION_COLUMNS)
    cases = [
        _violation(str(check), column, row, value)
        for check, column, row, value in zip(
            found["check"], found["column"], found["index"], found["failure_case"], strict=True
        )
    ]
    frame = pd.DataFrame(
        [case for case in cases if case is not None], columns=VIOLATION_COLUMNS, dtype="object"
    ).drop_duplicates(["rule", "column", "row"], ignore_index=True)
    whole = frame["row"].isna()
    order = frame.loc[~whole, "row"].sort_values(kind="stable").index
    return pd.concat([frame[whole], frame.loc[order]], ignore_index=True)


def _violation(check: str, column: object, row: object, value: object) -> tuple[object, ...] | None:
    """Name the rule of one of pandera's failures; None where it only follows from another."""
    if check in _WHOLE_COLUMN:
        return (_WHOLE_COLUMN[check], value, None, value)
    if check.startswith("dtype("):
        return ("column_type", column, None, COLUMNS.get(str(column), ""))
    if check == "not_nullable":
        return ("cell_empty", column, row, None)
    return None if row is None or pd.isna(row) else (check, column, row, value)  # type: ignore[call-overload]
