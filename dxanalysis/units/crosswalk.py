"""Observations of one list of units → another, without losing or inventing a single person.

Counts are added up where units were merged, and shared out by stated weights where a unit was
divided, whole counts as whole counts; nothing is lost on the way. Rates are converted through their
counts only. What the result rests on is said row by row: how many parts there were, how many were
observed, how much of the base that is, and how much of the figure is an estimate.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from dxanalysis import units
from dxanalysis.errors import ParameterError, UnitMatchError, VintageError
from dxanalysis.observations import COLUMNS, EVIDENCE, KEY
from dxanalysis.units import registry
from dxanalysis.units.vintages import (
    VintageEvidence,
    changed_codes,
    detect_vintage,
    require_same_vintage,
    require_vintage,
)

if TYPE_CHECKING:
    import numpy.typing as npt

__all__ = [
    "NOTES",
    "VintageEvidence",
    "apportion",
    "changed_codes",
    "convert",
    "detect_vintage",
    "load_links",
    "require_same_vintage",
    "require_vintage",
    "without_partial",
]

NOTES: Final = ("parts", "parts_observed", "observed_share", "estimated_share")
"""The columns that a conversion adds."""

_GROUP: Final = ["to_code", "indicator", "operator", "as_of"]
_TOLERANCE: Final = 1e-9


def load_links(*, vintage: str = "2025-02", province: str | None = None) -> pd.DataFrame:
    """List which unit of July 2025 each unit of an earlier list went to.

    Parameters
    ----------
    vintage
        ``2025-02`` (the whole country) or ``2024-12`` (Sơn La).
    province
        Code or name of a province of July 2025; all by default.

    Returns
    -------
    pandas.DataFrame
        One row per link: ``from_code``, ``to_code``, ``weight`` (share of the earlier unit that
        went there; sums to 1), ``basis`` of the weight (``whole``; ``area_model`` where the unit
        was divided: see :func:`dxanalysis.units.registry.links_2025_02_to_2025_07`; ``main_area``
        where parts of it went elsewhere, but all of it is counted where most of its ground is) and
        ``part_km2`` (rough).

    Raises
    ------
    VintageError
        If no links lead from that vintage.

    Examples
    --------
    >>> len(load_links(vintage="2024-12"))
    204
    """
    try:
        table = registry.links(vintage)
    except KeyError:
        raise VintageError(
            "crosswalk.no_way", found=vintage, expected=units.LATEST_VINTAGE
        ) from None
    if province is None:
        return table
    inside = units.load_units(province=province).index
    return table[table["to_code"].isin(inside)].reset_index(drop=True)


def convert(
    observations: pd.DataFrame,
    *,
    to: str = units.LATEST_VINTAGE,
    weights: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Carry observations to another list of units.

    Parameters
    ----------
    observations
        The table of :mod:`dxanalysis.observations`, of one or several vintages. Units of five
        digits and provinces of two; former districts of three cannot be converted.
    to
        The vintage wanted. Rows that have it already are returned unchanged, so that converting
        twice equals converting once.
    weights
        Better weights for units that were divided, for instance from the population of their
        villages: ``from_code``, ``to_code``, ``weight`` (summing to 1 for each unit) and
        optionally ``basis``. They replace the modelled ones of the units they name.

    Returns
    -------
    pandas.DataFrame
        Observations with the columns :data:`NOTES` added: ``parts`` (earlier units that went into
        the unit), ``parts_observed``, ``observed_share`` (share of its base that they are: of the
        denominators where all are known, else of the census of 2019, else of rough areas) and
        ``estimated_share`` (share of the numerator that rests on a weight that is an estimate,
        0–1). Numerators and denominators add up to what they were. A part whose numerator is
        there and its denominator is not, or the other way about, counts as not observed, and
        neither is added. A row with a rate and no base keeps it only where the unit was left
        alone: elsewhere nothing can be said.

    Raises
    ------
    VintageError
        If no links lead from a vintage to the one wanted, or rows of several vintages end up as
        the same observation.
    UnitMatchError
        If a code is not in the list of its vintage, or is that of a district.
    ParameterError
        If ``to`` is no vintage, or the weights do not sum to 1.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> old = {"vintage": "2025-02", "indicator": "population", "operator": "any"}
    >>> parts = [{**old, "unit_code": "04171", "numerator": 10}]
    >>> convert(make_observations(parts))[["unit_code", "numerator", "parts", "parts_observed"]]
      unit_code  numerator  parts  parts_observed
    0     04171       10.0      3               1
    """
    if to not in units.SUPPORTED_VINTAGES:
        raise ParameterError(
            "units.unknown_vintage", found=to, expected=", ".join(units.SUPPORTED_VINTAGES)
        )
    there = observations["vintage"] == to
    pieces = [_noted(observations[there])]
    for vintage, rows in observations[~there].groupby("vintage"):
        links = _links_for(rows, vintage=str(vintage), to=to, weights=weights)
        pieces.append(_carried(rows, links, to=to))
    pieces = [piece for piece in pieces if len(piece)] or pieces[:1]
    table = pd.concat(pieces, ignore_index=True)
    if table.duplicated(list(KEY)).any() and not observations.duplicated(list(KEY)).any():
        first = table.loc[table.duplicated(list(KEY))].iloc[0]
        raise VintageError(
            "crosswalk.carried_twice", found=first["unit_code"], where=first["indicator"]
        )
    return table


def without_partial(converted: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[bool]]:
    """Take out the figures of units one of whose earlier units has none.

    A sum over some parts of a unit is no figure of the unit.

    Parameters
    ----------
    converted
        What :func:`convert` gave.

    Returns
    -------
    table : pandas.DataFrame
        The same rows; those figures are missing.
    partly : pandas.Series
        Which rows that concerns.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> old = {"vintage": "2025-02", "indicator": "population", "operator": "any"}
    >>> carried = convert(make_observations([{**old, "unit_code": "04171", "numerator": 10}]))
    >>> table, partly = without_partial(carried)
    >>> partly.tolist(), table["numerator"].tolist()
    ([True], [nan])
    """
    partly = converted["parts_observed"] < converted["parts"]
    table = converted.copy()
    table.loc[partly, ["numerator", "denominator", "rate"]] = np.nan
    return table, partly


def _noted(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the notes to rows that need no conversion."""
    values = {"parts": 1, "parts_observed": 1, "observed_share": 1.0, "estimated_share": 0.0}
    return rows.assign(**{name: values[name] for name in NOTES if name not in rows})


def _links_for(
    rows: pd.DataFrame, *, vintage: str, to: str, weights: pd.DataFrame | None
) -> pd.DataFrame:
    """Get the links that the rows need, and hold their codes against them."""
    if to != units.LATEST_VINTAGE:
        raise VintageError("crosswalk.no_way", found=vintage, expected=to)
    links = pd.concat([load_links(vintage=vintage), _province_links(vintage)], ignore_index=True)
    if weights is not None:
        links = _with_weights(links, weights)
    unknown = rows.loc[~rows["unit_code"].isin(links["from_code"]), "unit_code"].unique()
    if len(unknown):
        listed = ", ".join(map(str, unknown[:5]))
        districts = all(len(str(code)) == len("126") for code in unknown)
        key = "crosswalk.districts" if districts else "crosswalk.unknown_codes"
        raise UnitMatchError(key, found=listed, n=len(unknown), expected=vintage)
    return links


def _province_links(vintage: str) -> pd.DataFrame:
    """Link the provinces, which were merged but never divided."""
    pairs = units.province_pairs()
    if vintage == "2024-12":
        pairs = pairs[pairs["old"] == "14"]
    links = pairs.rename(columns={"old": "from_code", "new": "to_code"})
    return links.assign(weight=1.0, basis="whole", part_km2=np.nan)


def _with_weights(links: pd.DataFrame, weights: pd.DataFrame) -> pd.DataFrame:
    """Put given weights in the place of modelled ones."""
    given = weights.assign(basis=weights.get("basis", "given"))
    sums = given.groupby("from_code")["weight"].sum()
    wrong = sums.index[(sums - 1).abs() > _TOLERANCE]
    if len(wrong) or (given["weight"] < 0).any():
        raise ParameterError("crosswalk.weights_sum", found=", ".join(map(str, wrong[:5])) or "< 0")
    areas = links.groupby("from_code")["part_km2"].sum()
    given["part_km2"] = areas.reindex(given["from_code"]).to_numpy() * given["weight"]
    kept = links[~links["from_code"].isin(given["from_code"])]
    return pd.concat([kept, given[links.columns]], ignore_index=True)


def _carried(rows: pd.DataFrame, links: pd.DataFrame, *, to: str) -> pd.DataFrame:
    """Add up, or share out, the rows of one vintage."""
    links = _sized(links)
    rows = rows.assign(row=np.arange(len(rows)))
    parts = rows.merge(links, left_on="unit_code", right_on="from_code", how="inner")
    parts = _as_shares(parts)
    groups = parts.groupby(_GROUP, dropna=False, sort=False)
    table = groups.agg(
        numerator=("numerator", _total),
        denominator=("denominator", _total),
        rate=("rate", "first"),
        evidence=("evidence_rank", "min"),
        source=("source", _sources),
        parts_observed=("observed", "sum"),
        base=("known_base", _total),
        base_known=("known_base", "count"),
        rows=("known_base", "size"),
        base_observed=("observed_base", _total),
        size_observed=("observed_size", "sum"),
        estimated=("estimated", "sum"),
        estimated_parts=("estimated_part", "mean"),
    ).reset_index()
    return _described(table, links, to=to)


def _total(values: pd.Series) -> float:
    """Add up; nothing at all stays missing, for missing is not zero."""
    return float(values.sum(min_count=1))


def _sources(values: pd.Series) -> str:
    """Name the sources, each once."""
    return "; ".join(dict.fromkeys(values.dropna()))


def _sized(links: pd.DataFrame) -> pd.DataFrame:
    """Give each part a size: people where known for all parts of a unit, else rough area."""
    people = registry.population_2019().reindex(links["from_code"]).to_numpy() * links["weight"]
    known = people.notna().groupby(links["to_code"]).transform("all")
    size = people.where(known, links["part_km2"])
    whole = size.groupby(links["to_code"]).transform("sum")
    count = size.groupby(links["to_code"]).transform("size")
    share = (size / whole).where((whole > 0) & size.notna(), 1 / count)
    left_alone = (count == 1) & (links["basis"] == "whole")
    return links.assign(size_share=share, left_alone=left_alone)


def _as_shares(parts: pd.DataFrame) -> pd.DataFrame:
    """Weigh the counts of each part and note what is observed and what is estimated."""
    keys = ["indicator", "operator", "as_of"]
    has_base = (
        parts["denominator"]
        .notna()
        .groupby([parts[key] for key in keys], dropna=False)
        .transform("any")
    )
    observed = parts["numerator"].notna() & (parts["denominator"].notna() | ~has_base)
    weighted_base = _shared_out(parts, "denominator")
    estimated = parts["basis"].isin(["area_model", "main_area"])
    rank = {name: place for place, name in enumerate(EVIDENCE)}
    numerator = _shared_out(parts, "numerator").where(observed)
    # A part that is given nobody is an estimate too.
    share = (parts["numerator"] * parts["weight"]).where(observed).clip(lower=numerator)
    return parts.assign(
        numerator=numerator,
        denominator=weighted_base.where(observed),
        rate=parts["rate"].where(parts["left_alone"]),
        observed=observed | (parts["rate"].notna() & parts["left_alone"]),
        known_base=weighted_base,
        observed_base=weighted_base.where(observed),
        observed_size=parts["size_share"].where(observed, 0.0),
        estimated=share.where(estimated, 0.0).fillna(0.0),
        estimated_part=(estimated & observed).astype("float64"),
        evidence_rank=parts["evidence"].map(rank),
    )


def _shared_out(parts: pd.DataFrame, column: str) -> pd.Series:
    """Weigh a count of each part: whole counts of a divided unit give whole counts."""
    weighted = parts[column] * parts["weight"]
    divided = parts[(parts["weight"] < 1) & (parts[column] % 1 == 0) & (parts[column] >= 0)]
    for _, rows in divided.groupby("row", sort=False):
        given = apportion(int(rows[column].iloc[0]), rows["weight"].to_numpy())
        if given is not None:
            weighted.loc[rows.index] = given
    return weighted


def apportion(count: int, weights: npt.NDArray[np.float64]) -> list[int] | None:
    """Divide a whole count into whole counts, in proportion to weights.

    Parameters
    ----------
    count
        What is divided, not negative.
    weights
        The share of each part; their sum is 1.

    Returns
    -------
    list of int
        Of each part; their sum is the count. None where the weights do not sum to 1.

    Notes
    -----
    Webster's method: each share is rounded, and what then is too much or too little is taken or
    given where that is least unfair. Unlike the method of largest remainders it gives no part less
    of a larger count, so that people covered never exceed people, or 5G 4G, in any part.

    Examples
    --------
    >>> apportion(7, np.array([0.5, 0.3, 0.2]))
    [4, 2, 1]
    """
    if abs(float(weights.sum()) - 1) > _TOLERANCE:
        return None
    given = np.maximum(np.ceil(count * weights - 0.5), 0.0)
    while given.sum() < count:
        given[int(np.argmax(weights / (2 * given + 1)))] += 1
    while given.sum() > count:
        held = np.where(given > 0, weights / np.maximum(2 * given - 1, 1), np.inf)
        given[len(held) - 1 - int(np.argmin(held[::-1]))] -= 1
    return [int(each) for each in given]


def _described(table: pd.DataFrame, links: pd.DataFrame, *, to: str) -> pd.DataFrame:
    """Turn the sums into observations with their notes."""
    table["parts"] = links.groupby("to_code").size().reindex(table["to_code"]).to_numpy()
    # The denominators say best how much was observed, if each part of the unit has one.
    complete = (table["base_known"] == table["parts"]) & (table["base"] > 0)
    by_base = table["base_observed"].fillna(0.0) / table["base"]
    table["observed_share"] = by_base.where(complete, table["size_observed"]).clip(0.0, 1.0)
    all_there = table["parts_observed"] == table["parts"]
    table.loc[all_there, "observed_share"] = 1.0
    by_count = table["estimated"] / table["numerator"]
    share = by_count.where(table["numerator"] > 0, table["estimated_parts"])
    table["estimated_share"] = share.clip(0.0, 1.0)
    table["evidence"] = table["evidence"].map(dict(enumerate(EVIDENCE)))
    table["unit_code"], table["vintage"] = table["to_code"], to
    table = table.astype({"parts": "int64", "parts_observed": "int64"})
    sort = ["indicator", "operator", "as_of", "unit_code"]
    table = table.sort_values(sort, kind="stable", ignore_index=True)[[*COLUMNS, *NOTES]]
    return table.astype(COLUMNS)
