"""Rates and targets → gaps: how far each unit is from its target, in points and in people.

A gap exists only where indicator and target have the same basis. A target without a number scores
nothing. Both are told apart from "no data" by their reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import indicators

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.indicators import Target

NO_TARGET: Final = "gaps.no_target"
NO_NUMBER: Final = "gaps.no_number"
OTHER_BASIS: Final = "gaps.other_basis"
NO_DATA: Final = "gaps.no_data"

# Twelve decimals of a percentage are more than any base can tell; without this a target that is met
# exactly would ask for one person more.
_ROUNDING: Final = 1e-9


def compute_gaps(rates: pd.DataFrame, targets: Mapping[str, Target]) -> pd.DataFrame:
    r"""Set rates beside their targets.

    Parameters
    ----------
    rates
        Rates of any grouping (:func:`dxanalysis.rates.compute_rates`).
    targets
        The target of each indicator that has one, by the indicator's id.

    Returns
    -------
    pandas.DataFrame
        The rates with ``basis``; ``target_pct`` and ``target_year`` (missing where there is no
        target); ``gap_points``, target minus rate in percentage points, negative where the target
        is passed; ``gap_count``, how many more people, households or villages reach it, a whole
        number and never negative; ``comparable``; and ``reason``, the message key that says why
        there is no gap, empty where there is one.

    Notes
    -----
    With numerator :math:`n`, denominator :math:`d` and target :math:`t` in percent, the points are
    :math:`t - 100 n/d` and the count is :math:`\max(0, \lceil t d / 100 - n \rceil)`.
    """
    rows = rates.assign(
        basis=rates["indicator"].map({key: entry.basis for key, entry in indicators().items()}),
        target_pct=rates["indicator"].map({key: item.value_pct for key, item in targets.items()}),
        target_year=rates["indicator"].map({key: item.year for key, item in targets.items()}),
    )
    rows["target_pct"] = rows["target_pct"].astype("float64")
    rows["target_year"] = rows["target_year"].astype("Int64")
    rows["reason"] = _reasons(rows, targets)
    rows["comparable"] = rows["reason"].isin(["", NO_DATA])
    has_gap = rows["reason"] == ""
    rows["gap_points"] = (rows["target_pct"] - rows["rate_pct"]).where(has_gap)
    lacking = rows["target_pct"] / 100 * rows["denominator"] - rows["numerator"]
    # Adding zero turns the -0.0 that ceil gives into 0.
    rows["gap_count"] = (np.ceil(lacking - _ROUNDING).clip(lower=0) + 0.0).where(has_gap)
    return rows


def _reasons(rows: pd.DataFrame, targets: Mapping[str, Target]) -> pd.Series:
    """Say for each row why it has no gap; empty where it has one."""
    target_basis = rows["indicator"].map({key: item.basis for key, item in targets.items()})
    return pd.Series(
        np.select(
            [
                ~rows["indicator"].isin(list(targets)),
                rows["target_pct"].isna(),
                target_basis != rows["basis"],
                rows["rate_pct"].isna(),
            ],
            [NO_TARGET, NO_NUMBER, OTHER_BASIS, NO_DATA],
            default="",
        ),
        index=rows.index,
    )


def rank_communes(gaps: pd.DataFrame, *, indicator: str, operator: str = "any") -> pd.DataFrame:
    """Rank units by how many people, households or villages lack something.

    Parameters
    ----------
    gaps
        Gaps of one level (:func:`compute_gaps`).
    indicator
        Id of a rate.
    operator
        Whose coverage.

    Returns
    -------
    pandas.DataFrame
        The rows of that series, those with the most lacking first, with ``lacking_count``
        (denominator − numerator) and ``lacking_share_pct``, the running share of all that lacks.
        Units without data come last and have neither.
    """
    rows = gaps[(gaps["indicator"] == indicator) & (gaps["operator"] == operator)]
    rows = rows.assign(lacking_count=rows["denominator"] - rows["numerator"])
    rows = rows.sort_values(["lacking_count", "unit_code"], ascending=[False, True])
    total = rows["lacking_count"].sum()
    share = 100 * rows["lacking_count"].cumsum() / total if total > 0 else np.nan
    return rows.assign(lacking_share_pct=share)
