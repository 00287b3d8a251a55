"""Observations → weighted rates for any grouping, with how much of the base was observed.

A rate of a group is the sum of numerators over the sum of denominators, never a mean of rates.
Units without a figure stay out of both sums and are told by ``observed_pct``: missing is not zero.
"""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import indicators
from dxanalysis.observations import EVIDENCE

SERIES: Final = ["indicator", "operator", "as_of"]
"""What one series of observations is about, beside its unit."""

COLUMNS: Final = [
    "unit_code",
    *SERIES,
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "evidence",
]
"""The columns of a table of rates."""


def compute_rates(observations: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    r"""Weigh observations up to groups of units.

    Parameters
    ----------
    observations
        One row per unit × indicator × operator × date, all of one vintage
        (:data:`dxanalysis.observations.COLUMNS`).
    groups
        Code of the group of each unit, indexed by ``unit_code``: the units that are expected. Map
        each unit to itself for communes, to one code for the province. Observations of units that
        are not listed stay out.

    Returns
    -------
    pandas.DataFrame
        One row per group × indicator × operator × date, sorted, with :data:`COLUMNS`:
        ``numerator`` and ``denominator`` summed over the units where both are known;
        ``rate_pct`` their quotient in percent, 0–100, missing where nothing was observed and for
        counts; ``observed_pct`` the share of the group's base that the sums rest on, in percent.

    Notes
    -----
    With :math:`O_g` the observed units of group :math:`g`, numerators :math:`n`, denominators
    :math:`d`:

    .. math:: r_g = 100 \sum_{i \in O_g} n_i / \sum_{i \in O_g} d_i, \qquad
              o_g = 100 \sum_{i \in O_g} w_i / \sum_{i \in g} w_i

    The weight :math:`w_i` is the unit's denominator, taken from any other series of the same base
    where this one lacks it, and the group's mean where the base is known nowhere. A count has no
    base, and its weight is 1. A source that gives a rate without a base is kept for the unit itself
    but cannot be added up: in a group of several units it counts as not observed.
    """
    full = _expected(observations, groups)
    is_rate = full["indicator"].map({key: entry.is_rate for key, entry in indicators().items()})
    observed = full["numerator"].notna() & (full["denominator"].notna() | ~is_rate)
    full["weight"] = _weights(full, is_rate=is_rate)
    full["observed_weight"] = full["weight"].where(observed, 0.0)
    for column in ("numerator", "denominator"):
        full[column] = full[column].where(observed)

    keys = ["group", *SERIES]
    grouped = full.groupby(keys, dropna=False, sort=True)
    rates = grouped[["numerator", "denominator"]].sum(min_count=1)
    totals = grouped[["observed_weight", "weight"]].sum()
    rates["rate_pct"] = 100 * rates["numerator"] / rates["denominator"].replace(0, np.nan)
    rates["observed_pct"] = 100 * totals["observed_weight"] / totals["weight"]
    rates["evidence"] = grouped["caution"].min().map(dict(enumerate(_BY_CAUTION)))

    alone = grouped.size() == 1
    given = grouped["rate"].first()
    rate_only = alone & rates["rate_pct"].isna() & given.notna()
    rates.loc[rate_only, "rate_pct"] = 100 * given[rate_only]
    rates.loc[rate_only, "observed_pct"] = 100.0
    return rates.reset_index().rename(columns={"group": "unit_code"})[COLUMNS]


_BY_CAUTION: Final = ("illustrative", "modelled", "declared", "measured")
"""Kinds of evidence, the one to be most careful with first: a sum is as good as its worst part."""

if set(_BY_CAUTION) != set(EVIDENCE):  # pragma: no cover - a mistake of ours, caught at import
    raise AssertionError(_BY_CAUTION)


def _expected(observations: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Give every expected unit a row in every series, missing where the source has none."""
    series = observations[SERIES].drop_duplicates()
    units = pd.DataFrame({"unit_code": groups.index, "group": groups.to_numpy()})
    full = units.merge(series, how="cross").merge(
        observations, on=["unit_code", *SERIES], how="left", validate="one_to_one"
    )
    caution = {kind: rank for rank, kind in enumerate(_BY_CAUTION)}
    # A unit without a row takes nothing from the evidence of the others.
    return full.assign(caution=full["evidence"].map(caution))


def _weights(full: pd.DataFrame, *, is_rate: pd.Series) -> pd.Series:
    """Weigh each row of a series by its base, however the base became known."""
    base = full["indicator"].map({key: entry.denominator for key, entry in indicators().items()})
    known = full["denominator"].groupby([full["unit_code"], base]).transform("first")
    weights = full["denominator"].fillna(known)
    by_group = [full["group"], full["indicator"], full["operator"], full["as_of"]]
    mean = weights.groupby(by_group, dropna=False).transform("mean")
    # Where no unit of the group has a base at all, the units themselves are all there is to count.
    return weights.fillna(mean).fillna(1.0).where(is_rate, 1.0)
