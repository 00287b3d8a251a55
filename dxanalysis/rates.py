"""Observations → weighted rates for any grouping, with how much of the base was observed.

A rate of a group is the sum of numerators over the sum of denominators, never a mean of rates.
Units without a figure stay out of both sums and are told by ``observed_pct``: missing is not zero.
A base of zero means that the rate does not apply. Operators are never added up: where nobody
counted what any of them covers, it lies in an interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import indicators
from dxanalysis.observations import EVIDENCE, deduplicate

if TYPE_CHECKING:
    from collections.abc import Iterable

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

ANY: Final = "any"
"""The operator that stands for "at least one of them"."""

STATUSES: Final = ("observed", "zero", "missing", "not_applicable")
"""What a rate can be; every legend keeps the four apart."""


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

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations(
    ...     [
    ...         {**row, "unit_code": "00001", "numerator": 90, "denominator": 100},
    ...         {**row, "unit_code": "00002", "numerator": 100, "denominator": 900},
    ...     ]
    ... )
    >>> groups = pd.Series("14", index=["00001", "00002"])
    >>> compute_rates(table, groups)[["unit_code", "rate_pct", "observed_pct"]].values.tolist()
    [['14', 19.0, 100.0]]
    """
    full = _expected(observations, groups)
    is_rate = _is_rate(full)
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
    rates["evidence"] = grouped["caution"].min().map(dict(enumerate(BY_CAUTION)))

    alone = grouped.size() == 1
    given = grouped["rate"].first()
    rate_only = alone & rates["rate_pct"].isna() & given.notna()
    rates.loc[rate_only, "rate_pct"] = 100 * given[rate_only]
    rates.loc[rate_only, "observed_pct"] = 100.0
    return rates.reset_index().rename(columns={"group": "unit_code"})[COLUMNS]


BY_CAUTION: Final = ("illustrative", "modelled", "declared", "measured")
"""Kinds of evidence, the one to be most careful with first: a sum is as good as its worst part."""

if set(BY_CAUTION) != set(EVIDENCE):  # pragma: no cover - a mistake of ours, caught at import
    raise AssertionError(BY_CAUTION)


def _expected(observations: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Give every expected unit a row in every series, missing where the source has none."""
    series = observations[SERIES].drop_duplicates()
    units = pd.DataFrame({"unit_code": groups.index, "group": groups.to_numpy()})
    full = units.merge(series, how="cross").merge(
        observations, on=["unit_code", *SERIES], how="left", validate="one_to_one"
    )
    caution = {kind: rank for rank, kind in enumerate(BY_CAUTION)}
    # A unit without a row takes nothing from the evidence of the others.
    return full.assign(caution=full["evidence"].map(caution))


def _is_rate(rows: pd.DataFrame) -> pd.Series:
    """Tell rates from counts."""
    return rows["indicator"].map({key: entry.is_rate for key, entry in indicators().items()})


def _known_base(full: pd.DataFrame) -> pd.Series:
    """Look each row's base up, in any other series of the same base where its own lacks it."""
    base = full["indicator"].map({key: entry.denominator for key, entry in indicators().items()})
    known = full["denominator"].groupby([full["unit_code"], base]).transform("first")
    return full["denominator"].fillna(known)


def _weights(full: pd.DataFrame, *, is_rate: pd.Series) -> pd.Series:
    """Weigh each row of a series by its base, however the base became known."""
    weights = _known_base(full)
    by_group = [full["group"], full["indicator"], full["operator"], full["as_of"]]
    mean = weights.groupby(by_group, dropna=False).transform("mean")
    # Where no unit of the group has a base at all, the units themselves are all there is to count.
    return weights.fillna(mean).fillna(1.0).where(is_rate, 1.0)


def latest(rates: pd.DataFrame) -> pd.DataFrame:
    """Keep the last date of each series.

    Parameters
    ----------
    rates
        Rates or gaps of any grouping and date.

    Returns
    -------
    pandas.DataFrame
        One row per unit × indicator × operator, in the order given; a row without a date only where
        there is no other.

    Examples
    --------
    >>> import pandas as pd
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": ["00001", "00002"],
    ...         "indicator": "pop_4g",
    ...         "operator": "any",
    ...         "as_of": pd.Timestamp("2025-09-30"),
    ...         "numerator": [90.0, 100.0],
    ...         "denominator": [100.0, 900.0],
    ...     }
    ... )
    >>> rates["rate_pct"] = 100 * rates["numerator"] / rates["denominator"]
    >>> older = rates.assign(as_of=pd.Timestamp("2024-09-30"))
    >>> latest(pd.concat([older, rates]))["as_of"].dt.year.tolist()
    [2025, 2025]
    """
    in_time = rates.assign(place=np.arange(len(rates)))
    in_time = in_time.sort_values("as_of", na_position="first", kind="stable")
    last = in_time.drop_duplicates(["unit_code", "indicator", "operator"], keep="last")
    return rates.iloc[np.sort(last["place"].to_numpy())]


def rate_status(rates: pd.DataFrame) -> pd.Series:
    """Tell apart what must never look alike: observed, zero, missing, not applicable.

    Parameters
    ----------
    rates
        Rates of any grouping (:func:`compute_rates`).

    Returns
    -------
    pandas.Series
        One of :data:`STATUSES` per row: ``not_applicable`` where the base is known to be zero,
        ``missing`` where there is no figure, ``zero`` where none is covered.

    Examples
    --------
    >>> import pandas as pd
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": ["00001", "00002"],
    ...         "indicator": "pop_4g",
    ...         "operator": "any",
    ...         "as_of": pd.Timestamp("2025-09-30"),
    ...         "numerator": [0.0, float("nan")],
    ...         "denominator": [100.0, 900.0],
    ...     }
    ... )
    >>> rates["rate_pct"] = 100 * rates["numerator"] / rates["denominator"]
    >>> rate_status(rates).tolist()
    ['zero', 'missing']
    """
    figure = rates["rate_pct"].where(_is_rate(rates), rates["numerator"])
    conditions = [rates["denominator"] == 0, figure.isna(), figure == 0]
    found = np.select(conditions, ["not_applicable", "missing", "zero"], default="observed")
    return pd.Series(found, index=rates.index, dtype="str")


def any_operator_bounds(
    observations: pd.DataFrame, groups: pd.Series, *, operators: Iterable[str] | None = None
) -> pd.DataFrame:
    r"""Bound what at least one operator covers, where only operators' own rates are known.

    Parameters
    ----------
    observations
        As for :func:`compute_rates`.
    groups
        As for :func:`compute_rates`.
    operators
        Ids of the operators at work. By default those with any figure in a series: name them where
        a file may be absent altogether, for an operator nobody heard of could cover everything.

    Returns
    -------
    pandas.DataFrame
        One row per group × indicator × date: ``low_pct`` and ``high_pct``, percent, 0–100;
        ``observed_pct``, the share of the base about which at least one operator says something;
        and ``exact``, whether all of it was counted for any operator and the bounds are equal.

    Notes
    -----
    With the share :math:`p_{io}` of operator :math:`o` in unit :math:`i` and its base
    :math:`w_i` (Fréchet's bounds, unit by unit, which is tighter than for the group's rates):

    .. math:: \sum_i w_i \max_o p_{io} \le \sum_i w_i a_i
              \le \sum_i w_i \min(1, \sum_o p_{io})

    A missing operator could cover anything from nothing to everything, so the upper bound of its
    unit is 1. What was counted for any operator is taken as it is. In a group of several units,
    those whose base is known nowhere stay out and lower ``observed_pct``.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> row = {"unit_code": "00001", "vintage": "2025-07", "indicator": "pop_4g"}
    >>> table = make_observations(
    ...     [
    ...         {**row, "operator": "viettel", "numerator": 60, "denominator": 100},
    ...         {**row, "operator": "vnpt", "numerator": 30, "denominator": 100},
    ...     ]
    ... )
    >>> found = any_operator_bounds(table, pd.Series("14", index=["00001"]))
    >>> found[["low_pct", "high_pct"]].round(1).values.tolist()
    [[60.0, 90.0]]
    """
    full = _expected(deduplicate(observations), groups)
    full = full[_is_rate(full)].reset_index(drop=True)
    share = (full["numerator"] / full["denominator"].replace(0, np.nan)).fillna(full["rate"])
    is_any = full["operator"] == ANY
    alone = full.groupby("group")["unit_code"].transform("nunique") == 1
    filled = _weights(full, is_rate=_is_rate(full))
    full = full.assign(
        own=share.mask(is_any),
        counted=share.where(is_any),
        base=_known_base(full).where(~alone, filled),
        weight=filled,
    )
    keys = ["group", "unit_code", "indicator", "as_of"]
    units = full.groupby(keys, dropna=False).agg(
        highest=("own", "max"),
        told=("own", "count"),
        counted=("counted", "first"),
        base=("base", "first"),
        weight=("weight", "first"),
    )
    units["total"] = full.groupby(keys, dropna=False)["own"].sum(min_count=1)
    units = units.reset_index().merge(_at_work(full, operators), on=["indicator", "as_of"])
    all_told = units["told"] >= units["at_work"]
    low = units["counted"].fillna(units["highest"]).fillna(0.0)
    high = units["counted"].fillna(units["total"].where(all_told).clip(upper=1.0)).fillna(1.0)
    heard = units["base"].notna() & (units["counted"].notna() | (units["told"] > 0))
    units = units.assign(
        low=low * units["base"],
        high=high * units["base"],
        heard=units["weight"].where(heard, 0.0),
        exact=units["counted"].notna() & units["base"].notna(),
    )
    grouped = units.groupby(["group", "indicator", "as_of"], dropna=False)
    sums = grouped[["low", "high", "base", "heard", "weight"]].sum()
    base = sums["base"].replace(0, np.nan)
    bounds = pd.DataFrame(
        {
            "low_pct": 100 * sums["low"] / base,
            "high_pct": 100 * sums["high"] / base,
            "observed_pct": 100 * sums["heard"] / sums["weight"].replace(0, np.nan),
            "exact": grouped["exact"].all(),
        }
    )
    return bounds.reset_index().rename(columns={"group": "unit_code"})


def _at_work(full: pd.DataFrame, operators: Iterable[str] | None) -> pd.DataFrame:
    """Count the operators from which a figure is expected, in each series."""
    named = set(operators or ()) - {ANY}
    every = full[["indicator", "as_of"]].drop_duplicates()
    series = full[["indicator", "as_of", "operator"]].drop_duplicates()
    expected = pd.concat([series, *(every.assign(operator=name) for name in sorted(named))])
    expected = expected[expected["operator"] != ANY].drop_duplicates()
    count = expected.groupby(["indicator", "as_of"], dropna=False).size()
    # Where no operator tells anything, one that is silent is still expected.
    return every.merge(count.rename("at_work").reset_index(), how="left").fillna({"at_work": 1})


def compare_operators(
    rates: pd.DataFrame, *, indicator: str, served_pct: float = 0.0
) -> pd.DataFrame:
    r"""Set operators side by side, and say where only one of them serves.

    Parameters
    ----------
    rates
        Rates of one level (:func:`compute_rates`); the last date of each series is used.
    indicator
        Id of a rate.
    served_pct
        An operator serves a unit where its rate is above this, percent.

    Returns
    -------
    pandas.DataFrame
        Indexed by ``unit_code``: one column of rates per operator, ``any`` included where it was
        counted; ``serving``, how many operators serve; ``silent``, how many say nothing;
        ``only_operator``, the one that serves where no other does and none is silent, else empty;
        ``only_one_low_pct`` and ``only_one_high_pct``, between which the share of the base lies
        that has one operator and no second, missing where any operator or one of them is.

    Notes
    -----
    Of :math:`m` operators with sum of shares :math:`s`, where a share :math:`a` has any, the share
    :math:`e` that has exactly one satisfies :math:`2a - s \le e \le a - (s - a)/(m - 1)`.

    Examples
    --------
    >>> import pandas as pd
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": "00001",
    ...         "indicator": "pop_4g",
    ...         "operator": ["viettel", "vnpt"],
    ...         "as_of": pd.Timestamp("2025-09-30"),
    ...         "numerator": [60.0, 0.0],
    ...         "denominator": 100.0,
    ...         "rate_pct": [60.0, 0.0],
    ...     }
    ... )
    >>> compare_operators(rates, indicator="pop_4g")["only_operator"].tolist()
    ['viettel']
    """
    rows = latest(rates[rates["indicator"] == indicator])
    table = rows.pivot_table(
        index="unit_code", columns="operator", values="rate_pct", dropna=False, aggfunc="last"
    ).rename_axis(columns=None)
    own = table.drop(columns=ANY, errors="ignore")
    any_pct = table[ANY] if ANY in table else pd.Series(np.nan, index=table.index)
    serves = own > served_pct
    silent = own.isna().sum(axis=1)
    lone = (serves.sum(axis=1) == 1) & (silent == 0)
    total = own.sum(axis=1, skipna=False)
    several = (total - any_pct).clip(lower=0)
    others = max(own.shape[1] - 1, 1)
    return table.assign(
        serving=serves.sum(axis=1),
        silent=silent,
        only_operator=serves.idxmax(axis=1).where(lone, "") if len(own.columns) else "",
        only_one_low_pct=(any_pct - several).clip(lower=0),
        only_one_high_pct=(any_pct - several / others).clip(lower=0),
    )
