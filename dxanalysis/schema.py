"""The schema of the observation table.

Columns, types, ranges and lists of words stand here, where one look shows them all. What takes two
rows to see (a second figure for one thing, 5G wider than 4G) is in :mod:`dxanalysis.checks`, and so
is the uniqueness of rows: the same figure twice is a note and another figure an error, which a
schema cannot distinguish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.observations import COLUMNS, EVIDENCE
from dxanalysis.units.lists import SUPPORTED_VINTAGES

if TYPE_CHECKING:
    from collections.abc import Callable

VIOLATION_COLUMNS: Final = ["rule", "column", "row", "value"]
"""The columns of a table of violations. ``row`` is a label of the index, missing where a whole
column is concerned."""

RULES: Final[dict[str, tuple[str, Callable[[pd.Series], Any]]]] = {
    "unit_code": (
        "unit_code_malformed",
        lambda codes: codes.str.fullmatch(r"\d{2}|\d{3}|\d{5}", na=False),
    ),
    "vintage": ("vintage_unknown", lambda words: words.isin(SUPPORTED_VINTAGES)),
    "indicator": ("indicator_unknown", lambda words: words.isin(list(indicators()))),
    "operator": ("operator_unknown", lambda words: words.isin(list(OPERATORS))),
    "numerator": ("negative", lambda counts: counts >= 0),
    "denominator": ("negative", lambda counts: counts >= 0),
    "rate": ("rate_out_of_range", lambda rates: rates.between(0, 1)),
    "evidence": ("evidence_unknown", lambda words: words.isin(EVIDENCE)),
}
"""Each column's rule in the catalogue of findings, and what holds for every cell that is filled."""

_NULLABLE: Final = frozenset(COLUMNS) - {"unit_code", "vintage", "indicator", "operator"}
_TYPES: Final[dict[str, Callable[[pd.Series], bool]]] = {
    "str": lambda values: (
        isinstance(values.dtype, pd.StringDtype)
        or (values.dtype == object and pd.api.types.is_string_dtype(values.dropna()))
    ),
    "float64": lambda values: str(values.dtype).lower() == "float64",
    "datetime64[s]": pd.api.types.is_datetime64_dtype,
}


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
        The cells of a column of the wrong type are not judged.
    """
    whole: list[tuple[object, ...]] = []
    cells: list[tuple[int, tuple[object, ...]]] = []

    def note(rule: str, column: str, wrong: Any, values: pd.Series | None = None) -> None:  # noqa: ANN401 - a mask
        for place in np.flatnonzero(wrong).tolist():
            value = None if values is None else values.iloc[place]
            cells.append((place, (rule, column, observations.index[place], value)))

    usable: dict[str, pd.Series] = {}
    for column, kind in COLUMNS.items():
        if column not in observations:
            whole.append(("column_absent", column, None, column))
            continue
        values = observations[column]
        if not _TYPES[kind](values):
            whole.append(("column_type", column, None, kind))
            continue
        usable[column] = values = values.astype("float64") if kind == "float64" else values
        if column not in _NULLABLE:
            note("cell_empty", column, values.isna())
        if column in RULES:
            rule, holds = RULES[column]
            note(rule, column, values.notna() & ~holds(values), values)
    if {"numerator", "denominator"} <= set(usable):
        base = usable["denominator"]
        note("covered_above_base", "numerator", (usable["numerator"] > base) & (base >= 0))
    in_order = [violation for _, violation in sorted(cells, key=lambda cell: cell[0])]
    return pd.DataFrame(whole + in_order, columns=VIOLATION_COLUMNS, dtype="object")
