"""The observation table that modules exchange: a row per unit × indicator × operator × date.

Rates are always numerator / denominator. ``rate`` is filled only where a source gives a rate and
no base; such a row cannot be added up. Missing, zero and not applicable are three different things:
a missing figure is NaN, nothing covered is 0, and what does not apply has no row.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.typed_tables import typed_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

COLUMNS: Final = {
    "unit_code": "str",
    "vintage": "str",
    "indicator": "str",
    "operator": "str",
    "as_of": "datetime64[s]",
    "numerator": "float64",
    "denominator": "float64",
    "rate": "float64",
    "evidence": "str",
    "source": "str",
}
"""The columns and their types. ``rate`` is a fraction, 0–1. ``source`` is ``file|sheet|cell``."""

EVIDENCE: Final = ("illustrative", "modelled", "declared", "measured")
"""What a figure rests on, the kind to be most careful with first: a sum is as good as its worst
part. Illustrative figures are made up, and say so wherever they show."""

_FIGURE: Final = ("numerator", "rate")
"""The columns that hold what a row says; the denominator is what it is said of."""

_PLACES: Final = re.compile(r"(.*?)\|([A-Z]{0,3}\d*)(?:; |$)", re.DOTALL)
_CELLS: Final = 5
"""The maximum number of cells that are named of a figure that was added up."""

_POINTS: Final = 0.5
"""By how much a whole percentage may be off."""

_NOISE: Final = 1e-6
"""Below this, in points, two percentages are one."""

KEY: Final = ("unit_code", "vintage", "indicator", "operator", "as_of")
"""The key of a row; no two rows have the same."""


def make_observations(records: Sequence[Mapping[str, Any]] | pd.DataFrame) -> pd.DataFrame:
    """Build the table from records, with the columns and types of :data:`COLUMNS`.

    Parameters
    ----------
    records
        One mapping or row per observation. Columns that are absent are filled with missing.

    Returns
    -------
    pandas.DataFrame
        The observations, in the order given, with a fresh index.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations([{**row, "numerator": 90, "denominator": 100}])
    >>> (table["numerator"] / table["denominator"]).tolist()
    [0.9]
    """
    if isinstance(records, pd.DataFrame):
        return records.reindex(columns=list(COLUMNS)).astype(COLUMNS).reset_index(drop=True)
    return typed_table(records, COLUMNS)


def without_repeats(observations: pd.DataFrame) -> pd.DataFrame:
    """Drop empty rows where another row has a figure for the same key.

    Several workbooks give the same population, and one leaves blank what another fills in: neither
    is a contradiction. Nor is a percentage that rounds what another row counts, or a count that it
    gives with its base: the fuller row is kept. Rows that stand for the same thing and give another
    figure stay, for the checks to find.

    Parameters
    ----------
    observations
        The table, in the order in which its sources are preferred.

    Returns
    -------
    pandas.DataFrame
        The first row of each figure; a row without a figure only where no other has one.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations([row, {**row, "numerator": 90, "denominator": 100}])
    >>> without_repeats(table)["numerator"].tolist()
    [90.0]
    """
    has_figure = observations["numerator"].notna() | observations["rate"].notna()
    by_key = [observations[name] for name in KEY]
    answered = has_figure.groupby(by_key, dropna=False).transform("any")
    said = observations[(has_figure | ~answered) & ~_told_in_full(observations)]
    return said.drop_duplicates([*KEY, "numerator", "denominator", "rate"], ignore_index=True)


def with_corrections(
    files: Sequence[pd.DataFrame],
    reported: Sequence[pd.DataFrame],
    *,
    declared: Iterable[tuple[int, int]] = (),
) -> tuple[list[pd.DataFrame], pd.DataFrame]:
    """Let figures that a file corrects give way to those that it puts in their place.

    Parameters
    ----------
    files
        The observations of each file.
    reported
        What each file says beside its own figures; of the same date, that is what had been reported
        before. A figure that was another one than it says stays, for the checks to find.
    declared
        The places of a file and of another one that it was said to correct: what both give, and
        not alike, only the first keeps. What corrects a correction corrects what that does, too.

    Returns
    -------
    files : list of pandas.DataFrame
        Without what was corrected; a corrected count stands on the base that it had there.
    corrected : pandas.DataFrame
        What was left out and is another figure now, and ``by``: where that stands.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> sent = make_observations([{**row, "numerator": 90, "denominator": 100}])
    >>> right = make_observations([{**row, "numerator": 80}])
    >>> files, corrected = with_corrections([sent, right], [sent.head(0), sent])
    >>> [len(one) for one in files], files[1][["numerator", "denominator"]].values.tolist()
    ([0, 1], [[80.0, 100.0]])
    """
    kept = [one.copy() for one in files]
    found = []
    key, figure = list(KEY), list(_FIGURE)
    for at, other in _through(declared):
        right = kept[at][kept[at][figure].notna().any(axis=1)]
        both = without_repeats(pd.concat([kept[other], right], ignore_index=True))
        unlike = pd.MultiIndex.from_frame(both.loc[both.duplicated(key), key])
        said = pd.MultiIndex.from_frame(kept[other][key])
        disputed = said.isin(unlike) & said.isin(pd.MultiIndex.from_frame(right[key]))
        gone = _give_way(kept, at, other, disputed)
        found.append(gone[~_are_the_same(gone, kept[at])])
    for at, before in enumerate(reported):
        own = kept[at]
        keys = pd.MultiIndex.from_frame(own[key])
        same_day = pd.MultiIndex.from_frame(before[key]).isin(keys)
        old = before[same_day & before[figure].notna().any(axis=1)].drop_duplicates(key)
        for other, table in enumerate(kept):
            if other == at or old.empty or table.empty:
                continue
            found.append(_give_way(kept, at, other, _are_the_same(table, old)))
    columns = [*COLUMNS, "by"]
    return kept, pd.concat(found) if found else pd.DataFrame(columns=columns)


def _through(declared: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Add to corrections that they correct what the corrected file does."""
    found = dict.fromkeys(declared)
    for _ in range(len(found)):
        found |= dict.fromkeys(
            (at, last)
            for at, other in found
            for first, last in found
            if first == other and last != at
        )
    return sorted(found)


def _are_the_same(table: pd.DataFrame, other: pd.DataFrame) -> np.ndarray:
    """Mark the figures of a table that another one gives just so, by their keys."""
    said = other[[*KEY, *_FIGURE]].drop_duplicates(list(KEY))
    beside = table[list(KEY)].merge(said, on=list(KEY), how="left")
    same = np.zeros(len(table), dtype=bool)
    for name in _FIGURE:
        same |= np.isclose(table[name].to_numpy(), beside[name].to_numpy(), rtol=1e-9)
    return same


def _give_way(kept: list[pd.DataFrame], at: int, other: int, gone: np.ndarray) -> pd.DataFrame:
    """Take figures out of a file for those of another, which stand on their base; give them."""
    own, table = kept[at].reset_index(drop=True), kept[other]
    left_out = table[gone]
    first = own.drop_duplicates(list(KEY))
    keys = pd.MultiIndex.from_frame(left_out[list(KEY)])
    places = first.index.to_numpy()[pd.MultiIndex.from_frame(first[list(KEY)]).get_indexer(keys)]
    base = own["denominator"].to_numpy(dtype="float64", copy=True)
    bare = np.isnan(base[places]) & own["numerator"].notna().to_numpy()[places]
    base[places] = np.where(bare, left_out["denominator"], base[places])
    kept[at] = own.assign(denominator=base)
    kept[other] = table[~gone].reset_index(drop=True)
    return left_out.assign(by=own["source"].to_numpy()[places])


def disputed_keys(observations: pd.DataFrame) -> pd.MultiIndex:
    """List the figures that are given in different ways.

    Parameters
    ----------
    observations
        The table without repeats.

    Returns
    -------
    pandas.MultiIndex
        Their :data:`KEY`.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> len(disputed_keys(make_observations([row | {"numerator": n} for n in (90, 91)])))
    1
    """
    key = list(KEY)
    return pd.MultiIndex.from_frame(observations.loc[observations.duplicated(key), key])


def without_figures(observations: pd.DataFrame, keys: pd.MultiIndex) -> pd.DataFrame:
    """Leave some rows without a figure.

    Parameters
    ----------
    observations
        The table.
    keys
        The :data:`KEY` of each.

    Returns
    -------
    pandas.DataFrame
        All rows.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations([row | {"numerator": n} for n in (90, 91)])
    >>> without_figures(table, disputed_keys(table))["numerator"].isna().all()
    np.True_
    """
    gone = pd.MultiIndex.from_frame(observations[list(KEY)]).isin(keys)
    figures = ("numerator", "denominator", "rate")
    return observations.assign(**{one: observations[one].mask(gone) for one in figures})


def _told_in_full(observations: pd.DataFrame) -> pd.Series:
    """Mark figures without a base which another row of the same key gives with one."""
    keys = [observations[name] for name in KEY]
    whole = observations["numerator"].notna() & (observations["denominator"] > 0)
    counts, bases = (
        observations[name].where(whole).groupby(keys, dropna=False).transform("first")
        for name in ("numerator", "denominator")
    )
    percent = 100 * observations["rate"]
    agrees = (percent - 100 * counts / bases).abs() <= _rounding(observations, percent)
    same = (observations["numerator"] == counts) | (observations["numerator"].isna() & agrees)
    return observations["denominator"].isna() & same


def _rounding(observations: pd.DataFrame, percent: pd.Series) -> pd.Series:
    """Say by how many points each percentage may be off, by the decimals that its column has."""
    decimals = pd.Series(0, index=percent.index)
    for places in range(3):
        decimals += (percent - percent.round(places)).abs() > _NOISE
    file = observations["source"].fillna("").astype("str").str.split("|").str[0]
    column = [file, *(observations[name] for name in KEY[2:])]
    most = decimals.groupby(column, dropna=False).transform("max")
    return (10.0**-most).clip(upper=_POINTS) + _NOISE


def place_of(source: str) -> tuple[str, str, str]:
    """Take apart where an observation was read.

    Parameters
    ----------
    source
        File, sheet and cell with ``|`` between them; of one that was added up from several, each
        of them with ``;`` between.

    Returns
    -------
    file, sheet, cell : str
        The first; with the other cells of its sheet, if there are several. Empty where not known.

    Examples
    --------
    >>> place_of("a.xlsx|Sheet1|B4; a.xlsx|Sheet1|B7")
    ('a.xlsx', 'Sheet1', 'B4, B7')
    """
    places: dict[str, list[str]] = {}
    # A file's name or a sheet's may hold the marks between them, a cell's address may not.
    for where, cell in _PLACES.findall(source):
        places.setdefault(where, []).append(cell)
    if not places:
        return source, "", ""
    where, cells = next(iter(places.items()))
    file, _, sheet = where.partition("|")
    all_shown = len(cells) <= _CELLS and len(places) == 1
    return file, sheet, ", ".join(cells[:_CELLS]) + ("" if all_shown else " …")


def deduplicate(observations: pd.DataFrame) -> pd.DataFrame:
    """Keep one row per key: that of the first source.

    Parameters
    ----------
    observations
        The table without repeats, in the order in which its sources are preferred.

    Returns
    -------
    pandas.DataFrame
        One row per :data:`KEY`.

    Examples
    --------
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations([row | {"numerator": n} for n in (90, 91)])
    >>> deduplicate(table)["numerator"].item()
    90.0
    """
    return observations.drop_duplicates(list(KEY), ignore_index=True)
