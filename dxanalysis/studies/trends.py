"""What changed between dates, and whether the change is real.

A line between two figures says that the same thing was measured twice. Where its definition, its
basis, what it is a share of, or the ground it stands for changed in between, the line breaks: the
figures stay, the change is not computed, and the reason is given.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis import units
from dxanalysis.errors import ParameterError
from dxanalysis.indicators import indicators
from dxanalysis.lang import text
from dxanalysis.observations import COLUMNS, EVIDENCE, deduplicate
from dxanalysis.units import crosswalk

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.indicators import Target
    from dxanalysis.lang import Lang

BREAKS: Final = ("basis", "definition", "geography", "base_count")
"""Why a line is not drawn: the share is of something else; the words mean something else; the
figure is of other ground; what it is a share of changed in number by more than it can grow."""

REACHED: Final = "trends.reached"
BROKEN: Final = "trends.broken"
NOT_RISING: Final = "trends.not_rising"
NO_TARGET: Final = "trends.no_target"
NO_DATA: Final = "trends.no_data"

_GROWING: Final = ("population", "households", "adults")
_YEAR_DAYS: Final = 365.25
_SERIES: Final = ["unit_code", "indicator", "operator"]


def mark_breaks(points: pd.DataFrame, *, jump_pct: float = 1.0) -> pd.DataFrame:
    """Mark where a line of published figures must not be drawn.

    Parameters
    ----------
    points
        One row per figure of one unit, in the order of time: ``as_of`` (missing where the source
        gives no date), ``indicator``, ``rate_pct``, ``denominator`` (missing where the source has
        none), ``vintage``, and ``definition``, the source's words for what is measured, in any
        form that is the same for the same thing; missing where it does not say.
    jump_pct
        By how much a base may change besides growth, percent. People, households and adults may
        also grow or shrink by 2.5 % a year; villages and communes do neither.

    Returns
    -------
    pandas.DataFrame
        The points with ``breaks``, what of :data:`BREAKS` lies between the point and the one before
        it, joined by commas; ``segment``, a number that rises at each break: draw lines within
        segments only; and ``base_known``, whether the base of both is known: where it is not,
        a change of the rate cannot be distinguished from one of its base.

    Examples
    --------
    >>> import pandas as pd
    >>> points = pd.DataFrame(
    ...     {
    ...         "as_of": pd.to_datetime(["2024-09-30", "2025-09-30"]),
    ...         "indicator": "villages_fibre",
    ...         "rate_pct": [75.0, 80.0],
    ...         "denominator": [2_300.0, 2_243.0],
    ...         "vintage": "2025-07",
    ...         "definition": "villages with fibre",
    ...     }
    ... )
    >>> mark_breaks(points)["breaks"].tolist()
    ['', 'base_count']
    """
    before = points.shift(1)
    basis = points["indicator"].map({key: entry.basis for key, entry in indicators().items()})
    years = (points["as_of"] - before["as_of"]).dt.days / _YEAR_DAYS
    jumps = _base_jumps(before["denominator"], points["denominator"], basis, years, jump_pct)
    found = pd.DataFrame(
        {
            "basis": basis != basis.shift(1),
            "definition": _differs(before["definition"], points["definition"]),
            "geography": _differs(before["vintage"], points["vintage"]),
            "base_count": jumps,
        },
        index=points.index,
    )[list(BREAKS)]
    found.iloc[:1] = False
    return points.assign(
        breaks=_joined(found),
        segment=found.any(axis=1).cumsum(),
        base_known=points["denominator"].notna() & before["denominator"].notna(),
    )


def compute_changes(
    observations: pd.DataFrame,
    groups: pd.Series,
    *,
    before: pd.Timestamp,
    after: pd.Timestamp,
    jump_pct: float = 1.0,
) -> pd.DataFrame:
    """Work out what changed between two dates, on the same ground and the same units.

    Parameters
    ----------
    observations
        Of any vintage; earlier units are converted to today's through the crosswalk. A further
        column ``definition`` may state in the source's words what is measured.
    groups
        Code of the group of each unit of July 2025, indexed by ``unit_code``: the units expected.
    before, after
        Two dates (``as_of``), the earlier first.
    jump_pct
        As for :func:`mark_breaks`.

    Returns
    -------
    pandas.DataFrame
        One row per group × indicator × operator with figures at both dates: ``before_pct`` and
        ``after_pct`` for rates; ``before_count`` and ``after_count``, numerators; ``base_before``
        and ``base_after``, denominators; ``units_matched`` of ``units``: only units that are wholly
        observed at both dates are in either sum, so that a file that names more communes is no
        progress; ``breaks``; and ``change_points`` (rates) and ``change_count``, missing where
        there is a break; ``as_of``, the later date, and ``years`` between the two; and
        ``evidence``, the one of both dates to be most careful with. Ground that was
        converted by an estimated weight is a break of geography; units that were merged whole are
        not, nor is a whole province, within which nothing is lost.

    Raises
    ------
    ParameterError
        If a date has no figures, or the dates are not in order.
    VintageError, UnitMatchError
        From the crosswalk.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> row = {"unit_code": "04171", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> dates = [pd.Timestamp("2025-09-30"), pd.Timestamp("2025-12-31")]
    >>> table = make_observations(
    ...     [
    ...         {**row, "as_of": date, "numerator": people, "denominator": 100}
    ...         for date, people in zip(dates, [80, 85], strict=True)
    ...     ]
    ... )
    >>> groups = pd.Series("14", index=["04171"])
    >>> changes = compute_changes(table, groups, before=dates[0], after=dates[1])
    >>> changes[["before_pct", "after_pct", "change_points"]].values.tolist()
    [[80.0, 85.0, 5.0]]
    """
    if pd.isna(before) or pd.isna(after):
        raise ParameterError("trends.no_day")
    if not before < after:
        raise ParameterError("trends.order", found=f"{before:%Y-%m-%d}, {after:%Y-%m-%d}")
    sides = [_side(observations, date, groups) for date in (before, after)]
    both = sides[0].merge(sides[1], on=_SERIES, suffixes=("_before", "_after"))
    if both.empty:
        return pd.DataFrame(columns=_CHANGE_COLUMNS)
    both = both.assign(
        unit_code=both["unit_code"].map(groups),
        estimated=(both[["estimated_share_before", "estimated_share_after"]] > 0).any(axis=1),
        redefined=_differs(both["definition_before"], both["definition_after"]),
        caution=both[["caution_before", "caution_after"]].min(axis=1),
    )
    grouped = both.groupby(_SERIES, sort=True)
    sums = {
        "before_count": "numerator_before",
        "after_count": "numerator_after",
        "base_before": "denominator_before",
        "base_after": "denominator_after",
    }
    table = grouped[list(sums.values())].sum(min_count=1)
    table = table.rename(columns={old: new for new, old in sums.items()})
    table["units_matched"] = grouped.size()
    table["evidence"] = grouped["caution"].min().map(dict(enumerate(EVIDENCE)))
    table = table.join(grouped[["estimated", "redefined"]].any()).reset_index()
    table["units"] = table["unit_code"].map(groups.value_counts())
    entries = indicators()
    basis = table["indicator"].map({key: entry.basis for key, entry in entries.items()})
    years = pd.Series((after - before).days / _YEAR_DAYS, index=table.index)
    jumps = _base_jumps(table["base_before"], table["base_after"], basis, years, jump_pct)
    broken = pd.DataFrame(
        {
            "definition": table["redefined"],
            "geography": table["estimated"] & ~table["unit_code"].isin(_provinces(groups)),
            "base_count": jumps,
        }
    )
    for side in ("before", "after"):
        base = table[f"base_{side}"].replace(0, np.nan)
        table[f"{side}_pct"] = 100 * table[f"{side}_count"] / base
    whole = ~broken.any(axis=1)
    table["breaks"] = _joined(broken)
    table["change_points"] = (table["after_pct"] - table["before_pct"]).where(whole)
    table["change_count"] = (table["after_count"] - table["before_count"]).where(whole)
    table["as_of"], table["years"] = after, years
    return table[_CHANGE_COLUMNS]


_CHANGE_COLUMNS: Final = [
    *_SERIES,
    "as_of",
    "years",
    "before_pct",
    "after_pct",
    "change_points",
    "before_count",
    "after_count",
    "change_count",
    "base_before",
    "base_after",
    "units_matched",
    "units",
    "breaks",
    "evidence",
]


def years_needed(changes: pd.DataFrame, targets: Mapping[str, Target]) -> pd.DataFrame:
    r"""Say how long the way to the target takes at the present pace.

    Parameters
    ----------
    changes
        From :func:`compute_changes`.
    targets
        The target of each indicator that has one, by the indicator's id.

    Returns
    -------
    pandas.DataFrame
        The changes with ``target_pct``, ``target_year``, ``pace_points`` (percentage points a
        year), ``years_needed`` (0 where it is reached), ``in_time`` (missing where years are) and
        ``reason``, the message key that says why no years are given, empty where they are: across a
        break there is no pace, and one that is not rising never arrives.

    Notes
    -----
    :math:`y = (t - r_2) (T_2 - T_1) / (r_2 - r_1)`: a straight line, which flatters, for the last
    places are the hardest.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.indicators import Target
    >>> changes = pd.DataFrame(
    ...     {
    ...         "indicator": ["pop_4g"],
    ...         "after_pct": [85.0],
    ...         "change_points": [5.0],
    ...         "years": [1.0],
    ...         "as_of": [pd.Timestamp("2025-09-30")],
    ...         "breaks": [""],
    ...     }
    ... )
    >>> target = Target("pop_4g", "population", 2030, "a plan", "planner", 95.0)
    >>> years_needed(changes, {"pop_4g": target})["years_needed"].tolist()
    [2.0]
    """
    basis = changes["indicator"].map({key: entry.basis for key, entry in indicators().items()})
    target_basis = changes["indicator"].map({key: item.basis for key, item in targets.items()})
    value = changes["indicator"].map({key: item.value_pct for key, item in targets.items()})
    target = value.astype("float64").where(basis == target_basis)
    due = changes["indicator"].map({key: item.year for key, item in targets.items()})
    pace = changes["change_points"] / changes["years"]
    ahead = target - changes["after_pct"]
    reason = np.select(
        [
            target.isna(),
            changes["after_pct"].isna(),
            ahead <= 0,
            changes["breaks"] != "",
            ~(pace > 0),
        ],
        [NO_TARGET, NO_DATA, REACHED, BROKEN, NOT_RISING],
        default="",
    )
    needed = (ahead / pace).where(reason == "").mask(reason == REACHED, 0.0)
    # A target of a year is meant to be reached by that year's end.
    year = changes["as_of"].dt.year + changes["as_of"].dt.day_of_year / _YEAR_DAYS
    in_time = (year + needed <= due.astype("float64") + 1).astype("boolean").where(needed.notna())
    return changes.assign(
        target_pct=target,
        target_year=due.astype("Int64"),
        pace_points=pace,
        years_needed=needed,
        in_time=in_time,
        reason=reason,
    )


def explain_breaks(breaks: str, lang: Lang) -> str:
    """Say why a line is not drawn.

    Parameters
    ----------
    breaks
        As :func:`mark_breaks` and :func:`compute_changes` give them.
    lang
        The language.

    Returns
    -------
    str
        Plain text, one sentence per break; empty without any.

    Examples
    --------
    >>> explain_breaks("geography", "en").endswith(".")
    True
    """
    return " ".join(text(f"trends.{name}", lang) for name in breaks.split(",") if name)


def _side(observations: pd.DataFrame, date: pd.Timestamp, groups: pd.Series) -> pd.DataFrame:
    """Take the figures of one date on today's ground, wholly observed ones only."""
    rows = deduplicate(observations[observations["as_of"] == date])
    if rows.empty:
        raise ParameterError("trends.no_date", found=f"{date:%Y-%m-%d}")
    said = _definitions(rows)
    converted = crosswalk.convert(rows[list(COLUMNS)], to=units.LATEST_VINTAGE)
    is_rate = converted["indicator"].map(
        {key: entry.is_rate for key, entry in indicators().items()}
    )
    known = converted["numerator"].notna() & (converted["denominator"].notna() | ~is_rate)
    whole = converted["parts_observed"] == converted["parts"]
    converted = converted[known & whole & converted["unit_code"].isin(groups.index)]
    caution = {kind: rank for rank, kind in enumerate(EVIDENCE)}
    converted["caution"] = converted["evidence"].map(caution)
    columns = [*_SERIES, "numerator", "denominator", "estimated_share", "caution"]
    return converted[columns].merge(said, on=["indicator", "operator"], how="left")


def _provinces(groups: pd.Series) -> list[str]:
    """List the groups that hold whole provinces, out of which no ground can go."""
    province = units.load_units()["province_code"]
    members = pd.DataFrame({"group": groups, "province": province.reindex(groups.index)})
    held = members.groupby(["group", "province"], dropna=False).size().reset_index(name="n")
    complete = held["n"] == held["province"].map(province.value_counts())
    whole = complete.groupby(held["group"]).all()
    return [str(code) for code in whole.index[whole]]


def _definitions(rows: pd.DataFrame) -> pd.DataFrame:
    """Say in one text what each series measures at one date."""
    keys = ["indicator", "operator"]
    if "definition" not in rows:
        return rows[keys].drop_duplicates().assign(definition=None)
    grouped = rows.dropna(subset=["definition"]).groupby(keys)["definition"]
    return grouped.agg(lambda texts: "; ".join(sorted(set(texts)))).reset_index()


def _differs(before: pd.Series, after: pd.Series) -> pd.Series:
    """Tell where both are known and not the same."""
    return before.notna() & after.notna() & (before.astype("object") != after.astype("object"))


def _base_jumps(
    before: pd.Series, after: pd.Series, basis: pd.Series, years: pd.Series, jump_pct: float
) -> pd.Series:
    """Tell where the base changed by more than it can have grown."""
    yearly = pd.Series(np.where(basis.isin(_GROWING), 2.5, 0.0), index=after.index)
    allowed = jump_pct + yearly * years.fillna(1.0)
    return 100 * (after / before.replace(0, np.nan) - 1).abs() > allowed


def _joined(found: pd.DataFrame) -> pd.Series:
    """Write each row's breaks as one text."""
    rows = [",".join(found.columns[row]) for row in found.to_numpy(dtype=bool)]
    return pd.Series(rows, index=found.index, dtype="str")
