"""How those who lack something are concentrated: Lorenz's curve and Gini's coefficient over people.

Where few communes hold most of those without coverage, a few visits do much; where they live
everywhere, only a programme for all does.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from dxanalysis.snapshot import require_one_row_each


def lorenz_curve(rates: pd.DataFrame, *, indicator: str, operator: str = "any") -> pd.DataFrame:
    """Draw how those who lack something are concentrated in few units.

    Parameters
    ----------
    rates
        Rates of one level (:func:`dxanalysis.rates.compute_rates`).
    indicator
        Id of a rate.
    operator
        Whose coverage.

    Returns
    -------
    pandas.DataFrame
        From the unit where the smallest share lacks it to that with the greatest, after a first
        row of zeros: ``unit_code`` (empty in that row), ``base_pct``, the running share of all
        people (households, villages), and ``unserved_pct``, the running share of those who lack.
        Units without data are left out. Empty where nobody lacks anything.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> lorenz_curve(rates, indicator="pop_4g")["unit_code"].tolist()
    ['', '00001', '00002']
    """
    chosen = rates[(rates["indicator"] == indicator) & (rates["operator"] == operator)]
    rows = require_one_row_each(chosen).dropna(subset=["numerator", "denominator"])
    rows = rows[rows["denominator"] > 0]
    rows = rows.assign(lacking=rows["denominator"] - rows["numerator"])
    rows = rows.sort_values(["rate_pct", "unit_code"], ascending=[False, True])
    if rows["lacking"].sum() <= 0:
        return pd.DataFrame({"unit_code": [], "base_pct": [], "unserved_pct": []})
    curve = pd.DataFrame(
        {
            "unit_code": rows["unit_code"],
            "base_pct": 100 * rows["denominator"].cumsum() / rows["denominator"].sum(),
            "unserved_pct": 100 * rows["lacking"].cumsum() / rows["lacking"].sum(),
        }
    )
    start = pd.DataFrame({"unit_code": [""], "base_pct": [0.0], "unserved_pct": [0.0]})
    return pd.concat([start, curve], ignore_index=True)


def gini(curve: pd.DataFrame) -> float:
    r"""Measure concentration over people: 0 the same share lacks everywhere, towards 1 in one unit.

    Parameters
    ----------
    curve
        From :func:`lorenz`.

    Returns
    -------
    float
        Gini's coefficient, 0–1, by trapezoids; NaN of an empty curve.

    Notes
    -----
    .. math:: G = 1 - \sum_k (x_k - x_{k-1})(y_k + y_{k-1})

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> round(gini(lorenz_curve(rates, indicator="pop_4g")), 3)
    0.088
    """
    if curve.empty:
        return float("nan")
    area = np.trapezoid(curve["unserved_pct"] / 100, curve["base_pct"] / 100)
    return float(1 - 2 * area)
