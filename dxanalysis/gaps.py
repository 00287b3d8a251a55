"""Rates and targets → gaps: how far each unit is from its target, in points and in people.

A gap exists only where indicator and target have the same basis. A target without a number scores
nothing. Both are distinguished from "no data" and from "does not apply" by their reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError
from dxanalysis.indicators import indicators, published_targets
from dxanalysis.snapshot import require_one_row_each

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.indicators import Target

NO_TARGET: Final = "gaps.no_target"
NO_NUMBER: Final = "gaps.no_number"
OTHER_BASIS: Final = "gaps.other_basis"
NO_DATA: Final = "gaps.no_data"
NOT_APPLICABLE: Final = "gaps.not_applicable"

MET: Final = "met"
SHORT: Final = "short"
OPEN: Final = "open"

# Twelve decimals of a percentage are more than any base can resolve; without this a target that
# is met exactly would require one person more.
_ROUNDING: Final = 1e-9


def compute_gaps(rates: pd.DataFrame, targets: Mapping[str, Target]) -> pd.DataFrame:
    r"""Compare rates with their targets: gap in points, and in people, households or villages.

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

    Raises
    ------
    ParameterError
        If a target has a basis that neither an indicator nor a published target has.

    Notes
    -----
    With numerator :math:`n`, denominator :math:`d` and target :math:`t` in percent, the points are
    :math:`t - 100 n/d` and the count is :math:`\max(0, \lceil t d / 100 - n \rceil)`.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> from dxanalysis.indicators import Target
    >>> target = Target("pop_4g", "population", 2030, "a plan", "planner", 95.0)
    >>> found = compute_gaps(rates, {"pop_4g": target})
    >>> found[["gap_points", "gap_count"]].round(2).values.tolist()
    [[5.0, 5.0], [83.89, 755.0]]
    """
    bases = {entry.basis for entry in indicators().values()}
    bases |= {target.basis for target in published_targets().values()}
    unknown = sorted({item.basis for item in targets.values()} - bases)
    if unknown:
        raise ParameterError(
            "gaps.unknown_basis", found=", ".join(unknown), expected=", ".join(sorted(bases))
        )
    rows = rates.assign(
        basis=rates["indicator"].map({key: entry.basis for key, entry in indicators().items()}),
        target_pct=rates["indicator"].map({key: item.value_pct for key, item in targets.items()}),
        target_year=rates["indicator"].map({key: item.year for key, item in targets.items()}),
    )
    rows["target_pct"] = rows["target_pct"].astype("float64")
    rows["target_year"] = rows["target_year"].astype("Int64")
    rows["reason"] = _reasons(rows, targets)
    rows["comparable"] = rows["reason"].isin(["", NO_DATA, NOT_APPLICABLE])
    has_gap = rows["reason"] == ""
    rows["gap_points"] = (rows["target_pct"] - rows["rate_pct"]).where(has_gap)
    lacking = rows["target_pct"] / 100 * rows["denominator"] - rows["numerator"]
    # Adding zero turns the -0.0 that ceil gives into 0.
    rows["gap_count"] = (np.ceil(lacking - _ROUNDING).clip(lower=0) + 0.0).where(has_gap)
    return rows


def judge(
    rate_pct: float, target_pct: float, *, observed_pct: float, knows_bases: bool = True
) -> Literal["met", "short", "open"]:
    r"""Judge whether a whole has reached its target, if its figures suffice to say so.

    Parameters
    ----------
    rate_pct, target_pct
        The rate of what was observed, and the target, percent.
    observed_pct
        The share of the base that was observed, percent.
    knows_bases
        Whether that share is of the base, and not of units whose bases are unknown.

    Returns
    -------
    str
        ``met`` or ``short`` where no figure that is missing could change it; else ``open``.

    Notes
    -----
    What was not observed could be anything, so that with an observed share :math:`o` the rate of
    the whole lies between :math:`o r` and :math:`o r + 1 - o`. There is no other rule on how much
    of a base is enough for a verdict.

    Examples
    --------
    >>> [judge(99.03, 99.0, observed_pct=share) for share in (100.0, 4.7)]
    ['met', 'open']
    >>> judge(90.0, 99.0, observed_pct=99.0)
    'short'
    """
    if not observed_pct < 100 - _ROUNDING:
        return MET if rate_pct >= target_pct - _ROUNDING else SHORT
    lowest = rate_pct * observed_pct / 100
    if not knows_bases:
        return OPEN
    if lowest >= target_pct:
        return MET
    return SHORT if lowest + 100 - observed_pct < target_pct else OPEN


def _reasons(rows: pd.DataFrame, targets: Mapping[str, Target]) -> pd.Series:
    """Give the reason why a row has no gap; empty where it has one."""
    target_basis = rows["indicator"].map({key: item.basis for key, item in targets.items()})
    return pd.Series(
        np.select(
            [
                ~rows["indicator"].isin(list(targets)),
                rows["target_pct"].isna(),
                target_basis != rows["basis"],
                rows["denominator"] == 0,
                rows["rate_pct"].isna(),
            ],
            [NO_TARGET, NO_NUMBER, OTHER_BASIS, NOT_APPLICABLE, NO_DATA],
            default="",
        ),
        index=rows.index,
    )


def rank_by_unserved(gaps: pd.DataFrame, *, indicator: str, operator: str = "any") -> pd.DataFrame:
    """Rank units by their unserved people, households or villages, most first.

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
        The rows of that series, those with the most lacking first, with ``unserved_count``
        (denominator − numerator) and ``unserved_share_pct``, the running share of all that lacks.
        Units without data come last and have neither.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> rank_by_unserved(rates, indicator="pop_4g")["unserved_count"].tolist()
    [800.0, 10.0]
    """
    rows = _series(gaps, indicator, operator)
    rows = rows.assign(unserved_count=rows["denominator"] - rows["numerator"])
    rows = rows.sort_values(["unserved_count", "unit_code"], ascending=[False, True])
    total = rows["unserved_count"].sum()
    share = 100 * rows["unserved_count"].cumsum() / total if total > 0 else np.nan
    return rows.assign(unserved_share_pct=share)


def _series(gaps: pd.DataFrame, indicator: str, operator: str) -> pd.DataFrame:
    """Select one series, one row per unit."""
    chosen = (gaps["indicator"] == indicator) & (gaps["operator"] == operator)
    return require_one_row_each(gaps[chosen])


def smallest_set_for_share(
    gaps: pd.DataFrame, *, indicator: str, operator: str = "any", share_pct: float = 80.0
) -> pd.DataFrame:
    """Find the smallest set of units that makes up a given share of the gap to the target.

    Parameters
    ----------
    gaps
        Gaps of one level (:func:`compute_gaps`).
    indicator
        Id of a rate with a comparable target.
    operator
        Whose coverage.
    share_pct
        How much of the gap they are to make up, percent, above 0 and up to 100.

    Returns
    -------
    pandas.DataFrame
        The rows of that series that have a gap, the greatest ``gap_count`` first, with
        ``gap_share_pct``, the running share of all units' gaps, and ``needed``: whether the unit is
        one of the fewest. Units without data are left out, for their gap is unknown.

    Raises
    ------
    ParameterError
        If ``share_pct`` is no such share.

    Notes
    -----
    The units' gaps add up to at least the gap of the whole: a unit beyond its target helps the
    whole, but no other unit.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> gaps = rates.assign(gap_count=[5.0, 755.0])
    >>> smallest_set_for_share(gaps, indicator="pop_4g")[["unit_code", "needed"]].values.tolist()
    [['00002', True], ['00001', False]]
    """
    rows = _series(gaps, indicator, operator)
    return smallest_sets_for_share(rows, share_pct=share_pct)


def smallest_sets_for_share(
    gaps: pd.DataFrame, *, share_pct: float = 80.0, by: Sequence[str] = ("indicator",)
) -> pd.DataFrame:
    """Find the smallest set of units of every indicator: :func:`smallest_set_for_share` at once.

    Parameters
    ----------
    gaps
        Gaps of one level and one operator.
    share_pct
        How much of each gap they are to make up, percent, above 0 and up to 100.
    by
        The columns that identify a gap.

    Returns
    -------
    pandas.DataFrame
        As there, with the rows of all gaps, in their order.

    Raises
    ------
    ParameterError
        If ``share_pct`` is no such share, or one unit has several figures of one indicator.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> gaps = rates.assign(gap_count=[5.0, 755.0])
    >>> smallest_sets_for_share(gaps)[["unit_code", "needed"]].values.tolist()
    [['00002', True], ['00001', False]]
    """
    if not 0 < share_pct <= 100:  # noqa: PLR2004 - percent
        raise ParameterError("gaps.no_share", found=share_pct)
    rows = require_one_row_each(gaps[gaps["gap_count"].notna()])
    ascending = [*(True for _ in by), False, True]
    rows = rows.sort_values([*by, "gap_count", "unit_code"], ascending=ascending)
    series = rows.groupby(list(by), sort=False, observed=True)["gap_count"]
    total, running = series.transform("sum"), series.cumsum()
    before = running - rows["gap_count"]
    return rows.assign(
        gap_share_pct=100 * running / total.where(total > 0),
        needed=(100 * before < share_pct * total - _ROUNDING) & (rows["gap_count"] > 0),
    )


def compare_with_total(
    rates: pd.DataFrame,
    *,
    indicators: Sequence[str],
    operator: str = "any",
    groups: pd.Series | None = None,
) -> pd.DataFrame:
    """Compare each unit with the weighted rate of all units, lowest first.

    Parameters
    ----------
    rates
        Rates or gaps of all units of one level, which together are the whole.
    indicators
        Ids of rates.
    operator
        Whose.
    groups
        Code of the group of each unit to be shown, indexed by ``unit_code``: the rows are then
        sorted within their group and other units left out. The whole stays that of all units.

    Returns
    -------
    pandas.DataFrame
        The row of each unit and indicator, with ``group``; ``whole_pct``, the sum of
        numerators over the sum of denominators of all units with a figure; and ``below_points``,
        percentage points that the unit lies below it, negative where it lies above. Units without
        data come last.

    Examples
    --------
    With a table ``rates`` of two units, 90 of 100 and 100 of 900 people covered:

    >>> compare_with_total(rates, indicators=["pop_4g"])["unit_code"].tolist()
    ['00002', '00001']
    """
    chosen = rates["indicator"].isin(indicators) & (rates["operator"] == operator)
    rows = require_one_row_each(rates[chosen])
    known = rows.dropna(subset=["numerator", "denominator"])
    sums = known.groupby("indicator")[["numerator", "denominator"]].sum()
    whole = 100 * sums["numerator"] / sums["denominator"].replace(0, np.nan)
    rows = rows.assign(group="", whole_pct=rows["indicator"].map(whole).astype("float64"))
    if groups is not None:
        rows["group"] = rows["unit_code"].map(groups)
        rows = rows.dropna(subset=["group"])
    place = {name: position for position, name in enumerate(indicators)}
    rows = rows.assign(
        below_points=rows["whole_pct"] - rows["rate_pct"], place=rows["indicator"].map(place)
    )
    rows = rows.sort_values(["place", "group", "rate_pct", "unit_code"])
    return rows.drop(columns="place")


def sum_villages(villages: pd.DataFrame, groups: pd.Series) -> pd.DataFrame:
    """Total the listed villages by whether they have electricity.

    Parameters
    ----------
    villages
        One row per village that lacks a signal: ``unit_code``, ``people``, ``electricity`` (true,
        false or missing), as workbooks list them.
    groups
        Code of the group of each unit, indexed by ``unit_code``. Villages of other units stay out.

    Returns
    -------
    pandas.DataFrame
        One row per group × ``electricity`` (``yes``, ``no``, ``unknown``): ``villages``; ``people``
        of those whose people are known, missing where none is; ``villages_without_people``, how
        many have no such figure.

    Examples
    --------
    >>> import pandas as pd
    >>> villages = pd.DataFrame(
    ...     {
    ...         "unit_code": ["00001", "00001", "00002"],
    ...         "village": ["A", "B", "C"],
    ...         "households": [20.0, 30.0, 10.0],
    ...         "people": [90.0, 140.0, 40.0],
    ...         "electricity": pd.array([True, False, False], dtype="boolean"),
    ...     }
    ... )
    >>> groups = pd.Series("14", index=["00001", "00002"])
    >>> totals = sum_villages(villages, groups)
    >>> totals[["villages", "people"]].sum().tolist()
    [3.0, 270.0]
    """
    known = {True: "yes", False: "no"}
    rows = villages.assign(
        unit_code=villages["unit_code"].map(groups),
        electricity=villages["electricity"].map(known).astype("object").fillna("unknown"),
        people=pd.to_numeric(villages["people"]).astype("float64"),
    ).dropna(subset=["unit_code"])
    grouped = rows.groupby(["unit_code", "electricity"])["people"]
    table = pd.DataFrame({"villages": grouped.size(), "people": grouped.sum(min_count=1)})
    table["villages_without_people"] = table["villages"] - grouped.count()
    return table.reset_index()
