"""Counts and percentages whose file does not say of how many: the base another file gives.

An operator counts the people it covers and leaves their number to the agency; the next quarter's
file repeats the counts without the column of all people; an office sends percentages alone. A
commune's people, households and villages are the same whoever counts what reaches them, so the base
is taken from wherever the workspace has it, and whoever reads the figure is told from where.
"""

from __future__ import annotations

import functools
from typing import Final

import pandas as pd

from dxanalysis.indicators import indicators

BORROWED_COLUMNS: Final = ["base", "base_as_of", "base_source", "base_count"]
"""What :func:`with_known_bases` adds: the quantity that a figure is a share of, and the date, the
source and the size of what is known of it."""

_DAYS_PER_MONTH: Final = 365.25 / 12

_BY: Final = ["unit_code", "base", "operator"]

_FOUND: Final = ["unit_code", "as_of", *BORROWED_COLUMNS]

WORKED_OUT: Final = "worked_out"
"""Whether the count of a row is its rate times the base: a count that was sent stays."""

_ANY: Final = "any"


def with_known_bases(rows: pd.DataFrame, *, max_age_months: float) -> pd.DataFrame:
    """Give figures without a base the one that is known of their unit.

    Parameters
    ----------
    rows
        Observations of any dates, one row per key, in the order in which sources are preferred.
    max_age_months
        How far the date of a base may be from that of the figure.

    Returns
    -------
    pandas.DataFrame
        The rows with :data:`BORROWED_COLUMNS`, which are missing where the file gives its own base
        or none is known. Where one is known and not smaller than the count, it is the
        ``denominator``; of a rate, the ``numerator`` is then worked out, and ``rate`` stays to say
        so, as does :data:`WORKED_OUT`. A base smaller than its count is named in ``base_count`` and
        not used.

    Notes
    -----
    The base is the last one known on the figure's date, the next later one where none is, else one
    without a date; of one date, that of any operator first. People, households and villages are
    taken from a file of any operator or of the figure's own, else from whatever file has them; what
    else a rate is a share of (subscribers, samples, files) only from the same operator's.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> row = {"unit_code": "03646", "vintage": "2025-07", "as_of": "2025-09-30"}
    >>> table = make_observations(
    ...     [
    ...         {**row, "indicator": "population", "operator": "any", "numerator": 1000},
    ...         {**row, "indicator": "pop_4g", "operator": "viettel", "numerator": 900},
    ...         {**row, "indicator": "pop_5g", "operator": "viettel", "rate": 0.25},
    ...     ]
    ... )
    >>> found = with_known_bases(table, max_age_months=24)
    >>> found[["numerator", "denominator"]].values.tolist()[1:]
    [[900.0, 1000.0], [250.0, 1000.0]]
    """
    base = rows["indicator"].map(_denominators())
    has_figure = rows["numerator"].notna() | rows["rate"].notna()
    lacks = base.notna() & rows["denominator"].isna() & has_figure
    rows = rows.assign(
        base=pd.Series(index=rows.index, dtype="str"),
        base_as_of=pd.Series(index=rows.index, dtype="datetime64[s]"),
        base_source=pd.Series(index=rows.index, dtype="str"),
        base_count=pd.Series(index=rows.index, dtype="float64"),
        worked_out=pd.Series(False, index=rows.index, dtype="bool"),
    )
    if not lacks.any():
        return rows
    wanted = rows.loc[lacks, ["unit_code", "operator", "as_of"]].assign(base=base[lacks])
    known = _known(rows, base)
    own = _nearest(wanted, _for_operators(known, wanted), max_age_months)
    others = _nearest(wanted.drop(index=own.index), _of_everybody(known, wanted), max_age_months)
    found = pd.concat([each for each in (own, others) if len(each)] or [own])
    rows.loc[found.index, BORROWED_COLUMNS] = found[BORROWED_COLUMNS]
    usable = rows["base_count"].notna() & ~(rows["numerator"] > rows["base_count"])
    rows["denominator"] = rows["denominator"].mask(usable, rows["base_count"])
    worked_out = usable & rows["numerator"].isna()
    rows["numerator"] = rows["numerator"].mask(worked_out, rows["rate"] * rows["base_count"])
    return rows.assign(worked_out=worked_out)


def without_base(rows: pd.DataFrame) -> pd.Series:
    """Mark counts of a part of which nobody knows the whole.

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
    >>> from dxanalysis.observations import make_observations
    >>> table = make_observations([{"indicator": "pop_4g", "numerator": 9}, {"indicator": "teams"}])
    >>> without_base(table).tolist()
    [True, False]
    """
    of_a_whole = rows["indicator"].map(_denominators()).notna()
    return of_a_whole & rows["numerator"].notna() & rows["denominator"].isna()


@functools.cache
def _denominators() -> dict[str, str]:
    """Give the quantity that each rate of the catalogue is a share of."""
    return {key: entry.denominator for key, entry in indicators().items() if entry.denominator}


@functools.cache
def _of_the_commune() -> frozenset[str]:
    """List the quantities that a commune has, whoever counts what reaches them."""
    return frozenset(key for key, entry in indicators().items() if entry.pillar == "base")


def _known(rows: pd.DataFrame, base: pd.Series) -> pd.DataFrame:
    """List what is said of bases: those stated as such before those beside a share."""
    quantity = rows["indicator"].map(_quantities())
    stated = rows.assign(base=quantity, base_count=rows["numerator"])[quantity.notna()]
    beside = rows.assign(base=base, base_count=rows["denominator"])[base.notna()]
    known = pd.concat([stated, beside], ignore_index=True)
    known = known.assign(base_as_of=known["as_of"], base_source=known["source"])
    return known.loc[known["base_count"] > 0, ["operator", *_FOUND]]


def _for_operators(known: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """List the bases that figures of each operator may stand on: its own, and those of all."""
    of_all = known[(known["operator"] == _ANY) & known["base"].isin(_of_the_commune())]
    operators = wanted["operator"].drop_duplicates()
    shared = of_all.drop(columns="operator").merge(operators, how="cross")
    together = pd.concat([shared, known], ignore_index=True)
    return together.drop_duplicates([*_BY, "as_of"])


def _of_everybody(known: pd.DataFrame, wanted: pd.DataFrame) -> pd.DataFrame:
    """List the bases that are the same whoever gives them, for figures of each operator."""
    shared = known[known["base"].isin(_of_the_commune())].drop(columns="operator")
    shared = shared.drop_duplicates(["unit_code", "base", "as_of"])
    return shared.merge(wanted["operator"].drop_duplicates(), how="cross")


@functools.cache
def _quantities() -> dict[str, str]:
    """Give the quantity of each count that rates of the catalogue are shares of."""
    wholes = set(_denominators().values())
    counts = {key: entry for key, entry in indicators().items() if not entry.is_rate}
    return {key: entry.numerator for key, entry in counts.items() if entry.numerator in wholes}


def _nearest(wanted: pd.DataFrame, known: pd.DataFrame, max_age_months: float) -> pd.DataFrame:
    """Find for each row the last base on its date, else the next later one, else an undated one.

    A figure without a date takes the latest base.
    """
    undated = known[known["as_of"].isna()].drop(columns="as_of")
    dated = known[known["as_of"].notna()].sort_values("as_of", kind="stable")
    latest = dated.drop_duplicates(_BY, keep="last").drop(columns="as_of")
    left = wanted.reset_index(names="row").sort_values("as_of", kind="stable")
    on_a_day, on_none = left[left["as_of"].notna()], left[left["as_of"].isna()]
    tries = [
        pd.merge_asof(on_a_day, dated, on="as_of", by=_BY, direction="backward"),
        pd.merge_asof(on_a_day, dated, on="as_of", by=_BY, direction="forward"),
        on_none.merge(latest, on=_BY),
        left.merge(undated, on=_BY),
    ]
    found = pd.concat([each for each in tries if len(each)] or tries[:1], ignore_index=True)
    apart = (found["as_of"] - found["base_as_of"]).abs().dt.days
    fits = found["base_count"].notna() & ~(apart > max_age_months * _DAYS_PER_MONTH)
    return found[fits].drop_duplicates("row").set_index("row")
