"""The figures of a table of gaps, picked for the units of a map and in their order.

A map has many themes over one table. What they share is done once for all of them; what is left
for each is numpy alone, for on a page of ten communes pandas' own overhead would be most of it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, cast

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import indicator

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    import numpy.typing as npt

    BoolArray = npt.NDArray[np.bool_]
    FloatArray = npt.NDArray[np.float64]
    IntArray = npt.NDArray[np.intp]
    Words = npt.NDArray[np.object_]

_NUMBERS: Final = (
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "target_pct",
    "target_year",
    "gap_points",
    "gap_count",
)
_WORDS: Final = ("as_of", "basis", "evidence")

GAP_COLUMNS: Final = ("unit_code", "indicator", "operator", *_NUMBERS, *_WORDS, "comparable")
"""What a table of gaps has, as far as maps use it."""


@dataclass(frozen=True)
class Rows:
    """The figures of one indicator and operator, one place per unit of the map.

    Attributes
    ----------
    numerator, denominator, rate_pct, observed_pct, target_pct, target_year, gap_points, gap_count
        As the columns of :data:`GAP_COLUMNS`; NaN where missing.
    as_of, basis, evidence
        As the columns; None where missing.
    comparable
        As the column; False where missing.
    """

    numerator: FloatArray
    denominator: FloatArray
    rate_pct: FloatArray
    observed_pct: FloatArray
    target_pct: FloatArray
    target_year: FloatArray
    gap_points: FloatArray
    gap_count: FloatArray
    as_of: Words
    basis: Words
    evidence: Words
    comparable: BoolArray

    @property
    def fits_target(self) -> BoolArray:
        """Which units have a gap to a target on the same basis."""
        return self.comparable & ~np.isnan(self.gap_points) & ~np.isnan(self.rate_pct)


class GapTable:
    """A table of gaps, ready to pick the rows of any theme from.

    Parameters
    ----------
    gaps
        With :data:`GAP_COLUMNS`, one row per unit, indicator and operator, as a snapshot has them.
    codes
        Units in the order of the map's geometry.
    counted
        Per unit whether it has figures on this map.
    of
        The indicators that the map shows.

    Raises
    ------
    ParameterError
        If columns are lacking.
    """

    def __init__(
        self,
        gaps: pd.DataFrame,
        *,
        codes: Sequence[str],
        counted: Sequence[bool],
        of: Collection[str],
    ) -> None:
        lacking = [column for column in GAP_COLUMNS if column not in gaps.columns]
        if lacking:
            raise ParameterError(
                "map.missing_columns",
                table="gaps",
                found=", ".join(lacking),
                expected=", ".join(GAP_COLUMNS),
            )
        self._known = set(zip(gaps["indicator"], gaps["operator"], strict=True))
        gaps = gaps[gaps["indicator"].isin(of)]
        self._codes = np.asarray(codes, dtype=object)
        unit = pd.Index(self._codes).get_indexer(pd.Index(gaps["unit_code"], dtype=object))
        is_wanted = (unit >= 0) & np.asarray(counted, dtype=bool)[unit]
        self._unit = unit[is_wanted]
        wanted = gaps.loc[is_wanted, list(GAP_COLUMNS[1:])]
        self._series = cast(
            "dict[tuple[str, str], IntArray]",
            wanted.groupby(["indicator", "operator"], observed=True).indices,
        )
        marked = wanted["comparable"].astype("boolean").fillna(value=False)
        # Each column with what stands for a missing figure.
        self._columns: dict[str, tuple[npt.NDArray[Any], object]] = {
            "comparable": (marked.to_numpy(dtype=bool), False),
            **{name: (wanted[name].to_numpy(dtype=object), None) for name in _WORDS},
            **{
                name: (pd.to_numeric(wanted[name]).astype("float64").to_numpy(), np.nan)
                for name in _NUMBERS
            },
        }

    def rows(self, indicator_id: str, operator: str) -> Rows:
        """Pick the figures of one indicator and operator.

        Parameters
        ----------
        indicator_id
            Id in the catalogue.
        operator
            Whose.

        Returns
        -------
        Rows
            One place per unit of the map, missing where there is no row.

        Raises
        ------
        ParameterError
            If the indicator is unknown, the table has no row of it, or a unit has several.
        """
        indicator(indicator_id)
        if (indicator_id, operator) not in self._known:
            raise ParameterError(
                "map.empty_theme",
                found=f"{indicator_id}, {operator}",
                expected="; ".join(sorted(f"{one}, {whose}" for one, whose in self._known)),
            )
        places = self._series.get((indicator_id, operator), np.empty(0, dtype=np.intp))
        unit = self._unit[places]
        row_of_unit = np.full(len(self._codes), -1)
        row_of_unit[unit] = places
        if np.count_nonzero(row_of_unit >= 0) < len(places):
            repeated = np.flatnonzero(np.bincount(unit) > 1)
            raise ParameterError(
                "map.repeated_rows",
                found=", ".join(sorted(self._codes[repeated])),
                indicator=indicator_id,
                operator=operator,
            )
        has_row = row_of_unit >= 0
        found = row_of_unit[has_row]

        spread: dict[str, npt.NDArray[Any]] = {}
        for name, (column, missing) in self._columns.items():
            spread[name] = np.full(len(row_of_unit), missing, dtype=column.dtype)
            spread[name][has_row] = column[found]
        return Rows(**spread)
