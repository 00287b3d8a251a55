"""Two tables of figures: the history, and the snapshot of it that shows the present.

The *history* holds every figure by date (:data:`dxanalysis.observations.COLUMNS`). The *snapshot*
holds one row per unit × indicator × operator: the last figure that was actually sent on or before a
chosen day. Everything that shows the present is made from a snapshot; only trends, sparklines and
the comparison with an earlier report read the history. :func:`take_snapshot` is the only place that
decides which figure is current.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.errors import ParameterError, VintageError
from dxanalysis.indicators import indicators
from dxanalysis.known_bases import BORROWED_COLUMNS, WORKED_OUT, with_known_bases, without_base
from dxanalysis.observations import COLUMNS, deduplicate, make_observations

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

KEY: Final = ["unit_code", "indicator", "operator"]
"""The key of a snapshot and of every table made from one."""

MAX_AGE_MONTHS: Final = 24
"""Figures older than this before the snapshot's day count as missing, unless a workspace says
otherwise."""


def _no_remarks() -> pd.DataFrame:
    """Give the table of figures of which there is nothing to say."""
    return make_observations(()).reindex(columns=[*COLUMNS, *BORROWED_COLUMNS, WORKED_OUT])


@dataclass(frozen=True)
class Snapshot:
    """The figures as they stood on one day.

    Attributes
    ----------
    figures
        :data:`dxanalysis.observations.COLUMNS`, one row per :data:`KEY`, of one vintage. Numerator,
        denominator, date and source of a row come from one row of the history. A figure that was
        never sent, or is stale, is missing.
    day
        The day; None where no figure has a date.
    stale
        The figures that were too old to count, as they were sent.
    borrowed
        The figures that stand on a base of another row
        (:func:`dxanalysis.known_bases.with_known_bases`), with where it is from.
    baseless
        The latest counts of which no base is known, or only a smaller one, with ``stands``: the
        date of the older figure that stands in their place, missing where the count itself does.

    Raises
    ------
    ParameterError
        If a unit has two rows of one indicator and operator: that is a history.
    VintageError
        If codes of several lists of units stand in it.
    """

    figures: pd.DataFrame
    day: dt.date | None
    stale: pd.DataFrame
    borrowed: pd.DataFrame = field(default_factory=_no_remarks)
    baseless: pd.DataFrame = field(default_factory=_no_remarks)

    def of_operators(self) -> Snapshot:
        """Keep the figures of single operators, without those of any operator together."""
        return replace(self, figures=self.figures[self.figures["operator"] != "any"])

    def __post_init__(self) -> None:
        """Refuse a table that is not a snapshot."""
        require_one_row_each(self.figures)
        vintages = sorted(self.figures["vintage"].unique())
        if len(vintages) > 1:
            raise VintageError("snapshot.vintages", found=", ".join(vintages))


def require_one_row_each(rows: pd.DataFrame, *, key: Sequence[str] = KEY) -> pd.DataFrame:
    """Refuse a table in which one unit has several figures for one series.

    Parameters
    ----------
    rows
        Observations, rates or gaps.
    key
        The columns that identify a row.

    Returns
    -------
    pandas.DataFrame
        The rows as they are.

    Raises
    ------
    ParameterError
        If a key occurs twice, as in a history of several dates.

    Examples
    --------
    >>> import pandas as pd
    >>> rows = pd.DataFrame({"unit_code": ["1", "1"], "indicator": "pop_4g", "operator": "any"})
    >>> require_one_row_each(rows[:1]).shape
    (1, 3)
    """
    twice = rows.duplicated(list(key))
    if twice.any():
        repeated = rows[twice]
        first = repeated.iloc[0]
        raise ParameterError(
            "snapshot.several_rows",
            found=", ".join(str(first[column]) for column in key),
            n=len(repeated),
        )
    return rows


def take_snapshot(
    history: pd.DataFrame,
    *,
    as_of: dt.date | None = None,
    max_age_months: int = MAX_AGE_MONTHS,
) -> Snapshot:
    """Pick the figures that are current on a day: for each series the last one actually sent.

    Parameters
    ----------
    history
        Figures of any dates (:data:`dxanalysis.observations.COLUMNS`), of one vintage, in the order
        in which their sources are preferred.
    as_of
        The day; figures of later dates are left aside. By default the latest date there is.
    max_age_months
        Figures older than so many months before the day count as missing. Bases (population,
        households, villages: whatever a rate of the catalogue is a share of) never grow stale.

    Returns
    -------
    Snapshot
        One row per unit × indicator × operator that any source ever listed.

    Raises
    ------
    ParameterError
        If there is nothing on or before the day, or ``max_age_months`` is not positive.
    VintageError
        If the history mixes lists of units.

    Notes
    -----
    A cell left blank in a newer file does not withdraw an older figure: the older one stands, with
    its own date. A figure without a date stands only where no dated one does; on a chosen day it is
    used too, for nobody knows that it is later. A row that was listed without any figure stays,
    with the figure missing, so that its base still counts in how much of a sum was observed.

    A figure whose file gives no base stands on the one that is known of its unit. A count whose
    base nobody knows takes no older share's place.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> history = make_observations(
    ...     [
    ...         {**row, "as_of": "2025-06-30", "numerator": 90, "denominator": 100},
    ...         {**row, "as_of": "2025-09-30", "denominator": 100},
    ...     ]
    ... )
    >>> take_snapshot(history).figures[["as_of", "numerator"]].astype("str").values.tolist()
    [['2025-06-30', '90.0']]
    """
    if max_age_months < 1:
        raise ParameterError("snapshot.bad_age", found=max_age_months)
    rows = with_known_bases(deduplicate(history), max_age_months=max_age_months)
    if as_of is not None:
        rows = rows[~(rows["as_of"] > pd.Timestamp(as_of))]
        if len(history) and rows.empty:
            earliest = history["as_of"].min()
            raise ParameterError("snapshot.nothing_yet", found=as_of, expected=earliest.date())
    latest = rows["as_of"].max()
    day = as_of or (None if pd.isna(latest) else latest.date())
    sent = has_figure(rows)
    too_old = sent & _is_stale(rows, day, max_age_months)
    order = rows.assign(
        usable=sent & ~too_old, sent=sent, whole=~without_base(rows), place=range(len(rows))
    )
    # Of undated rows the first is preferred, as everywhere; of dated ones only one is left.
    order = order.sort_values(
        ["usable", "sent", "whole", "as_of", "place"],
        na_position="first",
        ascending=[True, True, True, True, False],
        kind="stable",
    )
    chosen = order.drop_duplicates(KEY, keep="last").sort_values("place")
    figures = chosen.loc[:, list(COLUMNS)].copy()
    unusable = ~chosen["usable"]
    figures.loc[unusable, ["numerator", "rate"]] = float("nan")
    stale = rows.loc[chosen.index[chosen["sent"] & unusable]]
    return Snapshot(
        make_observations(figures),
        day,
        stale.loc[:, list(COLUMNS)].reset_index(drop=True),
        borrowed=_remarked(chosen[chosen["usable"] & chosen["whole"]]),
        baseless=_baseless(order, chosen),
    )


def _remarked(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep of the rows that stand those whose base is another row's."""
    borrowed = rows[rows["base_count"].notna()]
    return borrowed[[*COLUMNS, *BORROWED_COLUMNS, WORKED_OUT]].reset_index(drop=True)


def _baseless(order: pd.DataFrame, chosen: pd.DataFrame) -> pd.DataFrame:
    """List each series' last count without a base, if no later figure stands."""
    counts = order[order["usable"] & ~order["whole"]].drop_duplicates(KEY, keep="last")
    counts = counts.sort_values("place")
    stands = chosen.loc[chosen["usable"] & chosen["whole"], [*KEY, "as_of"]]
    found = counts.merge(stands.rename(columns={"as_of": "stands"}), on=KEY, how="left")
    found = found[~(found["stands"] >= found["as_of"])]
    return found[[*COLUMNS, *BORROWED_COLUMNS, "stands"]].reset_index(drop=True)


def has_figure(rows: pd.DataFrame) -> pd.Series:
    """Mark rows that have a figure, not only a base or nothing.

    Parameters
    ----------
    rows
        Observations.

    Returns
    -------
    pandas.Series
        Boolean, by row.

    Examples
    --------
    >>> has_figure(make_observations([{"numerator": 0}, {"denominator": 9}])).tolist()
    [True, False]
    """
    return rows["numerator"].notna() | rows["rate"].notna()


def _is_stale(rows: pd.DataFrame, day: dt.date | None, months: int) -> pd.Series:
    """Mark figures older than the limit; a figure without a date is not known to be."""
    if day is None:
        return pd.Series(data=False, index=rows.index)
    try:
        oldest = pd.Timestamp(day) - pd.DateOffset(months=months)
    except (ValueError, OverflowError):  # the limit lies before any calendar
        return pd.Series(data=False, index=rows.index)
    return (rows["as_of"] < oldest) & ~rows["indicator"].isin(bases())


@functools.cache
def bases() -> frozenset[str]:
    """List the counts that serve as denominators in the catalogue.

    Returns
    -------
    frozenset of str
        Ids of indicators: ``population``, ``households``, ``villages`` and others.

    Examples
    --------
    >>> {"population", "households", "villages"} <= bases()
    True
    """
    named = {entry.denominator for entry in indicators().values() if entry.denominator}
    return frozenset(named & {key for key, entry in indicators().items() if not entry.is_rate})
