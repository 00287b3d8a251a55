"""A snapshot → weighted rates for any grouping, with the share of the base that was observed.

A rate of a group is the sum of numerators over the sum of denominators, never a mean of rates.
Units without a figure stay out of both sums and lower ``observed_pct``: missing is not zero. A base
of zero means that the rate does not apply. Operators are never added up: where nobody counted what
any of them covers, it lies in an interval.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import indicators, reach_indicators
from dxanalysis.known_bases import with_known_bases
from dxanalysis.observations import EVIDENCE, deduplicate
from dxanalysis.snapshot import (
    MAX_AGE_MONTHS,
    has_figure,
    require_one_row_each,
    take_snapshot,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dxanalysis.snapshot import Snapshot

SERIES: Final = ["indicator", "operator"]
"""What one series of figures is about, besides its unit."""

COLUMNS: Final = [
    "unit_code",
    *SERIES,
    "as_of",
    "as_of_oldest",
    "numerator",
    "denominator",
    "rate_pct",
    "observed_pct",
    "evidence",
    "units",
    "observed_units",
    "observed_of",
]
"""The columns of a table of rates."""

UNITS: Final = "communes"
"""What ``observed_pct`` is a share of where bases are not known: units, counted."""

ANY: Final = "any"
"""The operator that stands for "at least one of them"."""


def compute_rates(snapshot: Snapshot, groups: pd.Series) -> pd.DataFrame:
    r"""Aggregate the figures of units to groups of units, weighted by their base.

    Parameters
    ----------
    snapshot
        The figures that stand (:func:`dxanalysis.snapshot.take_snapshot`).
    groups
        Code of the group of each unit, indexed by ``unit_code``: the units that are expected. Map
        each unit to itself for communes, to one code for the province; a unit may be listed in
        several groups. Figures of units that are not listed stay out.

    Returns
    -------
    pandas.DataFrame
        One row per group × indicator × operator, sorted, with :data:`COLUMNS`: ``as_of`` and
        ``as_of_oldest``, the latest and the oldest date of the figures in it (``as_of_oldest``
        missing where one of them has no date); ``numerator`` and ``denominator`` summed over the
        units where both are known; ``rate_pct`` their quotient in percent, 0–100, missing where
        nothing was observed and for counts; ``observed_pct`` the share of the group's base that
        the sums rest on, in percent, or of its units where the base of any of them is known
        nowhere; ``observed_of`` which of the two, the basis of the indicator or ``communes``;
        ``units`` and ``observed_units``, how many units are expected and how many observed.

    Notes
    -----
    With :math:`O_g` the observed units of group :math:`g`, numerators :math:`n`, denominators
    :math:`d`:

    .. math:: r_g = 100 \sum_{i \in O_g} n_i / \sum_{i \in O_g} d_i, \qquad
              o_g = 100 \sum_{i \in O_g} w_i / \sum_{i \in g} w_i

    The weight :math:`w_i` is the unit's denominator, taken from any other series of the same base
    where this one lacks it. Where the base of any unit of the group is known nowhere, nobody knows
    how much of it was observed: then units are counted, as for a count, which has no base. A rate
    or a count of which no file knows the base is kept for the unit itself but cannot be added up:
    in a group of several units it counts as not observed.

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
    >>> rates = compute_rates(take_snapshot(table), groups)
    >>> rates[["unit_code", "rate_pct", "observed_pct"]].values.tolist()
    [['14', 19.0, 100.0]]
    """
    full = _expected(snapshot, groups)
    is_rate = _is_rate(full)
    observed = full["numerator"].notna() & (full["denominator"].notna() | ~is_rate)
    alone = full.groupby(["group", *SERIES])["unit_code"].transform("size") == 1
    shown = observed | (alone & has_figure(full))
    full["count"] = full["numerator"].where(is_rate & ~observed)
    base = _known_base(full).where(is_rate)
    by_group = [full["group"], full["indicator"], full["operator"]]
    full["weighed"] = base.notna().groupby(by_group).transform("all")
    full["weight"] = base.where(full["weighed"], 1.0)
    full["observed_weight"] = full["weight"].where(observed, 0.0)
    full["observed"] = observed
    for column in ("numerator", "denominator"):
        full[column] = full[column].where(observed)
    full["dated"] = full["as_of"].where(shown)
    full["undated"] = shown & full["as_of"].isna()

    grouped = full.groupby(["group", *SERIES], sort=True)
    rates = grouped[["numerator", "denominator"]].sum(min_count=1)
    totals = grouped[["observed_weight", "weight"]].sum()
    rates["rate_pct"] = 100 * rates["numerator"] / rates["denominator"].replace(0, np.nan)
    rates["observed_pct"] = 100 * totals["observed_weight"] / totals["weight"]
    rates["units"], rates["observed_units"] = grouped.size(), grouped["observed"].sum()
    bases = rates.index.get_level_values("indicator").map(_bases())
    rates["observed_of"] = pd.Series(bases, index=rates.index).where(
        grouped["weighed"].first(), UNITS
    )
    rates["evidence"] = grouped["caution"].min().map(dict(enumerate(EVIDENCE)))
    # Where nothing was observed, the date is that of the file which left it blank.
    rates["as_of"] = grouped["dated"].max().fillna(grouped["as_of"].max())
    oldest = grouped["dated"].min().fillna(grouped["as_of"].min())
    rates["as_of_oldest"] = oldest.mask(grouped["undated"].any())

    given = grouped["rate"].first()
    rate_only = (grouped.size() == 1) & rates["rate_pct"].isna() & given.notna()
    rates.loc[rate_only, "rate_pct"] = 100 * given[rate_only]
    rates.loc[rate_only, "observed_pct"] = 100.0
    rates.loc[rate_only, "observed_units"] = 1
    # What one unit counted is told although nobody knows of how many.
    count = grouped["count"].first().where(grouped.size() == 1)
    rates["numerator"] = rates["numerator"].fillna(count)
    return rates.reset_index().rename(columns={"group": "unit_code"})[COLUMNS]


def rates_by_date(
    history: pd.DataFrame, groups: pd.Series, *, max_age_months: int = MAX_AGE_MONTHS
) -> pd.DataFrame:
    """Aggregate a history to groups of units, as each of them stood on every date it was sent.

    Parameters
    ----------
    history
        Figures of any dates, of one vintage.
    groups
        As for :func:`compute_rates`.
    max_age_months
        As for :func:`dxanalysis.snapshot.take_snapshot`.

    Returns
    -------
    pandas.DataFrame
        :data:`COLUMNS`, one row per group × indicator × operator × date on which any unit of the
        group sent a figure; undated figures are left out. A group's sum on a date takes of each
        unit the last figure sent by then, so that a file with few units does not shrink it.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any", "denominator": 100}
    >>> table = make_observations(
    ...     [
    ...         {**row, "unit_code": "00001", "as_of": "2025-06-30", "numerator": 40},
    ...         {**row, "unit_code": "00002", "as_of": "2025-06-30", "numerator": 60},
    ...         {**row, "unit_code": "00002", "as_of": "2025-09-30", "numerator": 80},
    ...     ]
    ... )
    >>> rates_by_date(table, pd.Series("14", index=["00001", "00002"]))["rate_pct"].tolist()
    [50.0, 60.0]
    """
    # Before dates are left out: a base need not have one.
    history = with_known_bases(deduplicate(history), max_age_months=max_age_months)
    dated = history[history["as_of"].notna() & has_figure(history)]
    tables: list[pd.DataFrame] = []
    for day in sorted(dated["as_of"].unique()):
        snapshot = take_snapshot(dated, as_of=day.date(), max_age_months=max_age_months)
        rates = compute_rates(snapshot, groups)
        tables.append(rates[rates["as_of"] == day])
    if not tables:
        return pd.DataFrame(columns=COLUMNS)
    together = pd.concat(tables, ignore_index=True)
    return together.sort_values(["unit_code", *SERIES, "as_of"], ignore_index=True)


def _expected(snapshot: Snapshot, groups: pd.Series) -> pd.DataFrame:
    """Give every expected unit a row in every series, missing where no source has one."""
    figures = snapshot.figures
    series = figures[SERIES].drop_duplicates()
    units = pd.DataFrame({"unit_code": groups.index, "group": groups.to_numpy()})
    full = units.merge(series, how="cross").merge(
        figures, on=["unit_code", *SERIES], how="left", validate="many_to_one"
    )
    caution = {kind: rank for rank, kind in enumerate(EVIDENCE)}
    # A unit without a row does not weaken the evidence of the others.
    return full.assign(caution=full["evidence"].map(caution))


def _is_rate(rows: pd.DataFrame) -> pd.Series:
    """Distinguish rates from counts."""
    return rows["indicator"].map({key: entry.is_rate for key, entry in indicators().items()})


def _bases() -> dict[str, str]:
    """Give the basis of each indicator."""
    return {key: entry.basis for key, entry in indicators().items()}


def _known_base(full: pd.DataFrame) -> pd.Series:
    """Look up each row's base; where its series has none, in another series of the same base."""
    base = full["indicator"].map({key: entry.denominator for key, entry in indicators().items()})
    known = full["denominator"].groupby([full["unit_code"], base]).transform("first")
    return full["denominator"].fillna(known)


def _weights(full: pd.DataFrame, *, is_rate: pd.Series) -> pd.Series:
    """Weigh each row of a series by its base, however the base became known."""
    weights = _known_base(full)
    by_group = [full["group"], full["indicator"], full["operator"]]
    mean = weights.groupby(by_group).transform("mean")
    # Where no unit of the group has a base at all, the units themselves are all there is to count.
    return weights.fillna(mean).fillna(1.0).where(is_rate, 1.0)


def any_operator_bounds(
    snapshot: Snapshot, groups: pd.Series, *, operators: Iterable[str] | None = None
) -> pd.DataFrame:
    r"""Bound the coverage of at least one operator, where only each operator's own rate is known.

    Parameters
    ----------
    snapshot
        As for :func:`compute_rates`.
    groups
        As for :func:`compute_rates`.
    operators
        Ids of the operators at work. By default those with any figure in a series: name them where
        a file may be absent altogether, for an operator nobody heard of could cover everything.

    Returns
    -------
    pandas.DataFrame
        One row per group × indicator of what operators reach of one base, such as all people
        (:attr:`dxanalysis.indicators.Indicator.is_reach`): shares of each operator's own
        subscribers bound nothing and stay out. ``low_pct`` and ``high_pct``, percent, 0–100;
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
    >>> found = any_operator_bounds(take_snapshot(table), pd.Series("14", index=["00001"]))
    >>> found[["low_pct", "high_pct"]].round(1).values.tolist()
    [[60.0, 90.0]]
    """
    full = _expected(snapshot, groups)
    full = full[full["indicator"].isin(reach_indicators())].reset_index(drop=True)
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
    keys = ["group", "unit_code", "indicator"]
    units = full.groupby(keys).agg(
        highest=("own", "max"),
        reported=("own", "count"),
        counted=("counted", "first"),
        base=("base", "first"),
        weight=("weight", "first"),
    )
    units["total"] = full.groupby(keys)["own"].sum(min_count=1)
    units = units.reset_index().merge(_at_work(full, operators), on="indicator")
    all_reported = units["reported"] >= units["at_work"]
    low = units["counted"].fillna(units["highest"]).fillna(0.0)
    high = units["counted"].fillna(units["total"].where(all_reported).clip(upper=1.0)).fillna(1.0)
    heard = units["base"].notna() & (units["counted"].notna() | (units["reported"] > 0))
    units = units.assign(
        low=low * units["base"],
        high=high * units["base"],
        heard=units["weight"].where(heard, 0.0),
        exact=units["counted"].notna() & units["base"].notna(),
    )
    grouped = units.groupby(["group", "indicator"])
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
    every = full[["indicator"]].drop_duplicates()
    series = full[SERIES].drop_duplicates()
    expected = pd.concat([series, *(every.assign(operator=name) for name in sorted(named))])
    expected = expected[expected["operator"] != ANY].drop_duplicates()
    count = expected.groupby("indicator").size()
    # Where no operator reports anything, a silent one is still expected.
    return every.merge(count.rename("at_work").reset_index(), how="left").fillna({"at_work": 1})


def compare_operators(
    rates: pd.DataFrame, *, indicator: str, served_pct: float = 0.0
) -> pd.DataFrame:
    r"""Compare operators per unit, and find where only one of them serves.

    Parameters
    ----------
    rates
        Rates of one level (:func:`compute_rates`), one row per unit and operator.
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
        it is empty everywhere if fewer than two operators gave figures;
        ``only_one_low_pct`` and ``only_one_high_pct``, between which the share of the base lies
        that has one operator and no second, missing where any operator or one of them is. Of an
        indicator that is no reach of one base (:attr:`dxanalysis.indicators.Indicator.is_reach`)
        nobody serves alone, and the last three are empty and missing.

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
    rows: pd.DataFrame = require_one_row_each(rates[rates["indicator"] == indicator])
    table = rows.set_index(["unit_code", "operator"])["rate_pct"].unstack()  # noqa: PD010 - unique
    table = table.rename_axis(columns=None)
    own = table.drop(columns=ANY, errors="ignore")
    any_pct = table[ANY] if ANY in table else pd.Series(np.nan, index=table.index)
    serves = own > served_pct
    silent = own.isna().sum(axis=1)
    is_reach = indicator in reach_indicators()
    several_report = is_reach and own.notna().any().sum() > 1
    lone = (serves.sum(axis=1) == 1) & (silent == 0) & several_report
    total = own.sum(axis=1, skipna=False) if is_reach else any_pct * np.nan
    several = (total - any_pct).clip(lower=0)
    others = max(own.shape[1] - 1, 1)
    return table.assign(
        serving=serves.sum(axis=1),
        silent=silent,
        only_operator=serves.idxmax(axis=1).where(lone, "") if len(own.columns) else "",
        only_one_low_pct=(any_pct - several).clip(lower=0),
        only_one_high_pct=(any_pct - several / others).clip(lower=0),
    )
