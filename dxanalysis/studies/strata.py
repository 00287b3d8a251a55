"""Who is left behind: strata of units, their weighted rates, and what a difference is made of.

A stratum is a class of units: region I, II or III, border or not, a class of ethnic-minority share
or of distance, a former district. Every rate here is a sum of numerators over a sum of
denominators. Units without a class and units without a figure are counted and reported, never
guessed.
"""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis.errors import ParameterError, UnitMatchError
from dxanalysis.geodesy import great_circle_km
from dxanalysis.rates import compute_rates
from dxanalysis.units.vintages import require_same_vintage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.snapshot import Snapshot

NO_CLASS: Final = "strata.no_class"
"""The stratum of units whose class is not known; also its message key."""

_CLASSES: Final = 3


def align_classes(
    table: pd.DataFrame, units: pd.DataFrame, *, column: str, vintage: str
) -> pd.Series:
    """Bring a published list of classes to the units that are looked at.

    Parameters
    ----------
    table
        ``unit_code``, ``vintage`` (the list of units that the codes belong to) and the classes.
    units
        The units, indexed by ``unit_code`` (:func:`dxanalysis.units.load_units`).
    column
        Which column of the table has the classes.
    vintage
        The vintage of the units. The regions of 2021–2025 list old communes and cannot be joined to
        the communes of July 2025 by code.

    Returns
    -------
    pandas.Series
        The class of each unit, indexed by ``unit_code``; :data:`NO_CLASS` where it has none.

    Raises
    ------
    VintageError
        If the list belongs to another vintage.
    UnitMatchError
        If a code is none of the units, or is listed twice.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.units.lists import load_units
    >>> table = pd.DataFrame({"unit_code": ["03646"], "vintage": "2025-07", "region": ["I"]})
    >>> units = load_units(province="14")
    >>> align_classes(table, units, column="region", vintage="2025-07")["03646"]
    'I'
    """
    for other in table["vintage"].unique():
        require_same_vintage(str(other), vintage, codes=units.index, what=column)
    codes = table["unit_code"]
    wrong = codes[~codes.isin(units.index) | codes.duplicated()]
    if len(wrong):
        raise UnitMatchError(
            "strata.wrong_codes", found=", ".join(wrong.iloc[:5]), n=len(wrong), where=column
        )
    classes = table.set_index("unit_code")[column].astype("str").reindex(units.index)
    return classes.fillna(NO_CLASS).rename(column)


def interval_classes(values: pd.Series, *, breaks: Sequence[float]) -> pd.Series:
    """Class units by a quantity: share of ethnic minorities, distance, density.

    Parameters
    ----------
    values
        The quantity, indexed by ``unit_code``.
    breaks
        Where one class ends and the next begins, rising; a value on a break belongs to the higher.

    Returns
    -------
    pandas.Series
        ``<25``, ``25–50``, …, ``≥75``, an ordered category; :data:`NO_CLASS` where the quantity is
        missing.

    Raises
    ------
    ParameterError
        If the breaks do not rise.

    Examples
    --------
    >>> import pandas as pd
    >>> shares = pd.Series([10.0, 50.0, 90.0])
    >>> interval_classes(shares, breaks=(50, 90)).tolist()
    ['<50', '50–90', '≥90']
    """
    edges = [float(edge) for edge in breaks]
    if not edges or any(low >= high for low, high in itertools.pairwise(edges)):
        raise ParameterError("strata.breaks", found=", ".join(map(str, breaks)))
    between = [f"{low:g}–{high:g}" for low, high in itertools.pairwise(edges)]
    labels = [f"<{edges[0]:g}", *between, f"≥{edges[-1]:g}"]
    cut = pd.cut(values, [-np.inf, *edges, np.inf], right=False, labels=labels)
    return cut.cat.add_categories(NO_CLASS).fillna(NO_CLASS)


def distance_from(units: pd.DataFrame, *, centre: str) -> pd.Series:
    """Compute the great-circle distance of each unit's centre from the centre of one of them.

    Parameters
    ----------
    units
        Indexed by ``unit_code``, with ``lat`` and ``lon`` in degrees, WGS 84.
    centre
        Code of the unit that is the centre; Tô Hiệu, 03646, for Sơn La.

    Returns
    -------
    pandas.Series
        Great-circle distance in kilometres, indexed by ``unit_code``.

    Raises
    ------
    ParameterError
        If the centre is none of the units.

    Examples
    --------
    >>> from dxanalysis.units.lists import load_units
    >>> km = distance_from(load_units(province="14"), centre="03646")
    >>> f"{km['04171']:.1f}"
    '46.2'
    """
    if centre not in units.index:
        raise ParameterError("strata.unknown_centre", found=centre)
    home = units.loc[centre]
    km = great_circle_km(units["lat"], units["lon"], to_lat=home["lat"], to_lon=home["lon"])
    return pd.Series(km, index=units.index, name="km")


def choose_centre(units: pd.DataFrame, people: pd.Series) -> str:
    """Choose the unit to count distances from where nobody named one: the most populous ward.

    Parameters
    ----------
    units
        Indexed by ``unit_code``, with ``unit_name``.
    people
        People of each unit, by code.

    Returns
    -------
    str
        Its code; without wards, that of the most populous unit.

    Examples
    --------
    >>> import pandas as pd
    >>> names = {"1": "Phường A", "2": "Phường B", "3": "Xã C"}
    >>> units = pd.DataFrame({"unit_name": names})
    >>> choose_centre(units, pd.Series({"1": 10.0, "2": 20.0, "3": 30.0}))
    '2'
    """
    wards = units.index[units["unit_name"].str.startswith("Phường")]
    known = people.reindex(wards if len(wards) else units.index).fillna(0.0)
    return str(known.idxmax())


def compare_strata(
    snapshot: Snapshot, strata: pd.Series, *, indicator: str, operator: str = "any"
) -> pd.DataFrame:
    """Aggregate one indicator to strata, and compare each with all other units.

    Parameters
    ----------
    snapshot
        The figures that stand (:func:`dxanalysis.snapshot.take_snapshot`).
    strata
        The stratum of every unit expected, indexed by ``unit_code``.
    indicator
        Id of a rate.
    operator
        Whose coverage.

    Returns
    -------
    pandas.DataFrame
        Indexed by stratum, in the order of an ordered category: ``units``; ``units_observed``;
        ``numerator``, ``denominator``, ``rate_pct``, ``observed_pct`` and ``evidence`` as
        :func:`dxanalysis.rates.compute_rates` gives them; ``unserved_count``; ``rest_pct``, the
        weighted rate of all other units; and ``difference_points``, its own minus theirs, negative
        where it lags.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> from dxanalysis.snapshot import take_snapshot
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations(
    ...     [
    ...         {**row, "unit_code": "00001", "numerator": 90, "denominator": 100},
    ...         {**row, "unit_code": "00002", "numerator": 100, "denominator": 900},
    ...     ]
    ... )
    >>> strata = pd.Series(["border", "other"], index=["00001", "00002"])
    >>> found = compare_strata(take_snapshot(table), strata, indicator="pop_4g")
    >>> found["difference_points"].round(1).to_dict()
    {'border': 78.9, 'other': -78.9}
    """
    rows = _series(snapshot, indicator, operator)
    strata = strata.fillna(NO_CLASS) if strata.isna().any() else strata
    table = compute_rates(replace(snapshot, figures=rows), strata.astype("str"))
    table = table.set_index("unit_code")
    whole = table[["numerator", "denominator"]].sum()
    rest = whole - table[["numerator", "denominator"]].fillna(0.0)
    table["rest_pct"] = 100 * rest["numerator"] / rest["denominator"].replace(0, np.nan)
    table["difference_points"] = table["rate_pct"] - table["rest_pct"]
    table["unserved_count"] = table["denominator"] - table["numerator"]
    known = rows.dropna(subset=["numerator", "denominator"])["unit_code"]
    table["units"] = strata.astype("str").value_counts()
    seen = strata[strata.index.isin(known)].astype("str").value_counts()
    table["units_observed"] = seen.reindex(table.index).fillna(0).astype("int64")
    order = [
        "units",
        "units_observed",
        "numerator",
        "denominator",
        "rate_pct",
        "observed_pct",
        "unserved_count",
        "rest_pct",
        "difference_points",
        "evidence",
    ]
    if isinstance(strata.dtype, pd.CategoricalDtype):
        table = table.reindex([name for name in strata.cat.categories if name in table.index])
    return table[order].rename_axis("stratum")


def kitagawa_decomposition(
    snapshot: Snapshot,
    strata: pd.Series,
    *,
    within: pd.Series,
    indicator: str,
    first: str,
    second: str,
    operator: str = "any",
) -> pd.DataFrame:
    r"""Say how much of the difference between two strata is composition.

    Two strata may differ because their units are of other kinds (more of the people of the one
    live far away) or because units of the same kind do worse in it. Kitagawa's decomposition shows
    the two apart, kind by kind, and nothing is left over.

    Parameters
    ----------
    snapshot
        The figures that stand.
    strata
        The stratum of each unit, indexed by ``unit_code``.
    within
        The kind of each unit by which composition is meant, indexed by ``unit_code``.
    indicator
        Id of a rate.
    first, second
        The two strata. Differences are the first minus the second.
    operator
        Whose coverage.

    Returns
    -------
    pandas.DataFrame
        Indexed by kind: ``share_first_pct``, ``share_second_pct`` of the base; ``rate_first_pct``,
        ``rate_second_pct``; ``composition_points`` and ``rate_points``. Over all kinds the two add
        up to the difference of the strata's rates. Units without a figure stay out.

    Raises
    ------
    ParameterError
        If a stratum has no unit with a figure.

    Notes
    -----
    With shares of the base :math:`c` and rates :math:`r` of kind :math:`k` in strata 1 and 2
    (Kitagawa, 1955, Journal of the American Statistical Association 50):

    .. math:: R_1 - R_2 = \sum_k (c_{1k} - c_{2k}) \frac{r_{1k} + r_{2k}}{2}
              + \sum_k (r_{1k} - r_{2k}) \frac{c_{1k} + c_{2k}}{2}

    The effect of composition is taken around the middle of the two strata's overall rates,
    which changes its parts and not their sum. A kind that is found in one stratum alone has no
    rate in the other; the one rate stands for both, and all it does counts as composition.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> from dxanalysis.snapshot import take_snapshot
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations(
    ...     [
    ...         {**row, "unit_code": "00001", "numerator": 90, "denominator": 100},
    ...         {**row, "unit_code": "00002", "numerator": 100, "denominator": 900},
    ...     ]
    ... )
    >>> strata = pd.Series(["border", "other"], index=["00001", "00002"])
    >>> kind = pd.Series("far", index=["00001", "00002"])
    >>> parts = kitagawa_decomposition(
    ...     take_snapshot(table),
    ...     strata,
    ...     within=kind,
    ...     indicator="pop_4g",
    ...     first="border",
    ...     second="other",
    ... )
    >>> parts[["composition_points", "rate_points"]].round(1).values.tolist()
    [[0.0, 78.9]]
    """
    rows = _series(snapshot, indicator, operator).set_index("unit_code")
    rows = rows.dropna(subset=["numerator", "denominator"])
    parts = {}
    for stratum in (first, second):
        members = rows[rows.index.isin(strata.index[strata == stratum])]
        if members["denominator"].sum() <= 0:
            raise ParameterError("strata.empty", found=stratum, where=indicator)
        kinds = within.astype("object").reindex(members.index).fillna(NO_CLASS).astype("str")
        parts[stratum] = members.groupby(kinds)[["numerator", "denominator"]].sum()
    base = pd.DataFrame({name: part["denominator"] for name, part in parts.items()}).fillna(0.0)
    covered = pd.DataFrame({name: part["numerator"] for name, part in parts.items()}).fillna(0.0)
    share = base / base.sum()
    rate = 100 * covered / base.replace(0, np.nan)
    both = rate.bfill(axis=1).ffill(axis=1)
    middle = (100 * covered.sum() / base.sum()).mean()
    return pd.DataFrame(
        {
            "share_first_pct": 100 * share[first],
            "share_second_pct": 100 * share[second],
            "rate_first_pct": rate[first],
            "rate_second_pct": rate[second],
            "composition_points": (share[first] - share[second]) * (both.mean(axis=1) - middle),
            "rate_points": (both[first] - both[second]) * share.mean(axis=1),
        }
    ).rename_axis("kind")


def bivariate_classes(
    first: pd.Series,
    second: pd.Series,
    *,
    first_breaks: tuple[float, float] | None = None,
    second_breaks: tuple[float, float] | None = None,
) -> pd.Series:
    """Class units by two quantities at once, for a map of nine colours.

    Parameters
    ----------
    first, second
        The quantities, indexed by ``unit_code``: 4G and smartphones, teams and 4G.
    first_breaks, second_breaks
        Above the lower break a value is middling, above the upper it is high. By default the
        thirds of the units; name breaks with a meaning (a target) where there are any.

    Returns
    -------
    pandas.Series
        3 × class of the first + class of the second, each 0 low, 1 middling, 2 high: 0 is both
        low, 8 both high, 6 the first high and the second low. Missing where either is.

    Raises
    ------
    ParameterError
        If breaks do not rise.

    Examples
    --------
    >>> import pandas as pd
    >>> first, second = pd.Series([99.0, 60.0]), pd.Series([50.0, 98.0])
    >>> bivariate_classes(first, second, first_breaks=(80, 95), second_breaks=(80, 95)).tolist()
    [6, 2]
    """
    second = second.reindex(first.index)
    code = _CLASSES * _thirds(first, first_breaks) + _thirds(second, second_breaks)
    return code.rename("class_code")


def _thirds(values: pd.Series, breaks: tuple[float, float] | None) -> pd.Series:
    """Class one quantity as low, middling or high; missing stays missing."""
    values = values.astype("float64")
    low, high = breaks or tuple(values.quantile([1 / 3, 2 / 3]))
    if breaks is not None and low >= high:
        raise ParameterError("strata.breaks", found=f"{low}, {high}")
    classes = (values > low).astype("Int64") + (values > high).astype("Int64")
    return classes.where(values.notna())


def _series(snapshot: Snapshot, indicator: str, operator: str) -> pd.DataFrame:
    """Select one series of a snapshot."""
    rows = snapshot.figures
    rows = rows[(rows["indicator"] == indicator) & (rows["operator"] == operator)]
    if rows.empty:
        raise ParameterError("strata.no_series", found=f"{indicator}, {operator}")
    return rows
