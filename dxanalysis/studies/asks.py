"""What to ask for next: of which operator or agency, in which communes, how much, by when.

Everything is computed from gaps to comparable targets, from the villages that workbooks list, from
what files leave out, and from claims that tests contradict. It says what is to be asked, never
what can be built: for that somebody has to go and look.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.file_updates import overtaken
from dxanalysis.gaps import smallest_sets_for_share
from dxanalysis.indicators import OPERATORS, indicators, reach_indicators
from dxanalysis.rates import ANY
from dxanalysis.studies.claims import OVER_CLAIMED

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

REACH_TARGET: Final = "reach_target"
SURVEY_VILLAGES: Final = "survey_villages"
POWER_VILLAGES: Final = "power_villages"
CONFIRM_POWER: Final = "confirm_power"
SEND_FIGURES: Final = "send_figures"
COMPLETE_FIGURES: Final = "complete_figures"
UPDATE_FIGURES: Final = "update_figures"
EXPLAIN_CLAIM: Final = "explain_claim"
"""What can be asked; each is also the key of its sentence in the catalogue ``asks``."""

KINDS: Final = (
    REACH_TARGET,
    SURVEY_VILLAGES,
    POWER_VILLAGES,
    CONFIRM_POWER,
    EXPLAIN_CLAIM,
    UPDATE_FIGURES,
    COMPLETE_FIGURES,
    SEND_FIGURES,
)

ALL_OPERATORS: Final = "operators"
POWER_COMPANY: Final = "power"
COMMUNES: Final = "communes"
AGENCIES: Final = "agencies"

_ORGANISATIONS: Final = frozenset({
    ALL_OPERATORS, POWER_COMPANY, COMMUNES, AGENCIES, "state_bank", "ca_reports", "police",
    "one_stop", "education", "health", "commerce", "home_affairs", "finance", "statistics",
})  # fmt: skip
"""Sources of indicators that can be written to; of the rest (systems, portals) the agencies are."""

_EXPECTED: Final = ("viettel", "vnpt", "mobifone")
"""The operators at work in every province: where one sent its figures, the others should."""

COLUMNS: Final = [
    "party",
    "kind",
    "indicator",
    "unit_code",
    "count",
    "villages",
    "target_pct",
    "target_year",
    "overdue",
    "first",
]

_READ: Final = [
    "unit_code", "indicator", "operator", "as_of", "denominator", "rate_pct", "target_pct",
    "target_year", "gap_count", "comparable",
]  # fmt: skip

_SEVERAL: Final = 2


def find_asks(
    gaps: pd.DataFrame,
    villages: pd.DataFrame,
    *,
    claims: Mapping[str, pd.DataFrame] | None = None,
    year: int = 0,
) -> pd.DataFrame:
    """Find what is to be asked, of whom, and where.

    Parameters
    ----------
    gaps
        Gaps of communes (:func:`dxanalysis.gaps.compute_gaps`), of all indicators and operators.
    villages
        Villages without a signal: ``unit_code``, ``people``, ``electricity``.
    claims
        What :func:`dxanalysis.studies.claims.compare_claims` found, by operator.
    year
        The year that it is now: targets of earlier years are overdue, also by figures made in time.

    Returns
    -------
    pandas.DataFrame
        One row per ask and commune: ``party``, an operator's id, ``operators`` for all of them, or
        an agency; ``kind``, one of :data:`KINDS`; ``indicator`` (empty where there is none);
        ``unit_code`` (empty where every commune is meant); ``count``, how many more people,
        households or villages, or how many people live in the villages, missing where nobody
        said; ``villages``, how many, of the asks about villages; ``target_pct``,
        ``target_year`` and ``overdue``, whether that year was over when the figures were made, or
        is now; ``first``, whether the commune is one of the fewest that make up 80 % of the gap.
        Sorted by party, kind and indicator, the greatest first.

    Notes
    -----
    A gap of operators' indicators is asked of the operator that covers most of the commune now,
    where at least two reported and one is ahead; else of all operators. That is whom to ask first,
    and assigns nothing. A figure that is left out is asked for only where the same operator gives
    it for another commune; of any operator, where it has a target or operators are its source.
    Where an operator's later figure is above the older one of any operator, that is to be sent
    anew, and no more is asked to reach a target than the later figure leaves.

    Examples
    --------
    With ``rates`` of one commune, 90 of 100 people covered by any operator, 90 by Viettel and 40
    by VNPT, and a target of 95 %:

    >>> from dxanalysis.indicators import Target
    >>> from dxanalysis.gaps import compute_gaps
    >>> target = Target("pop_4g", "population", 2030, "a plan", "planner", 95.0)
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": "00001",
    ...         "indicator": "pop_4g",
    ...         "operator": ["any", "viettel", "vnpt"],
    ...         "as_of": pd.Timestamp("2025-09-30"),
    ...         "numerator": [90.0, 90.0, 40.0],
    ...         "denominator": 100.0,
    ...         "rate_pct": [90.0, 90.0, 40.0],
    ...     }
    ... )
    >>> listed = pd.DataFrame({"unit_code": [], "people": [], "electricity": []})
    >>> found = find_asks(compute_gaps(rates, {"pop_4g": target}), listed)
    >>> found[["party", "kind", "count"]].values.tolist()
    [['viettel', 'reach_target', 5.0], ['mobifone', 'send_figures', nan]]
    """
    claims = claims or {}
    codes = {*gaps["unit_code"], *(code for found in claims.values() for code in found.index)}
    return find_asks_of_each(gaps, villages, areas={"": codes}, claims=claims, year=year)[""]


def find_asks_of_each(
    gaps: pd.DataFrame,
    villages: pd.DataFrame,
    *,
    areas: Mapping[str, Collection[str]],
    claims: Mapping[str, pd.DataFrame] | None = None,
    given: Collection[tuple[str, str]] | None = None,
    year: int = 0,
) -> dict[str, pd.DataFrame]:
    """Find what is to be asked for in each of several areas: :func:`find_asks` of each, at once.

    Parameters
    ----------
    gaps, villages, claims, year
        As there, of all of them.
    areas
        The codes of each area's communes; no commune may be in two.
    given
        The indicators and operators of which there is any figure, of other communes too; by default
        those of ``gaps``. Whoever sent a file with other communes did send one.

    Returns
    -------
    dict of str to pandas.DataFrame
        By area.

    Examples
    --------
    With ``rates`` of two communes, 90 and 100 of 100 people covered by Viettel:

    >>> from dxanalysis.gaps import compute_gaps
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": ["00001", "00002"],
    ...         "indicator": "pop_4g",
    ...         "operator": "viettel",
    ...         "as_of": pd.Timestamp("2025-09-30"),
    ...         "numerator": [90.0, 100.0],
    ...         "denominator": 100.0,
    ...         "rate_pct": [90.0, 100.0],
    ...     }
    ... )
    >>> listed = pd.DataFrame({"unit_code": [], "people": [], "electricity": []})
    >>> areas = {"116": ["00001"], "118": ["00002"]}
    >>> found = find_asks_of_each(compute_gaps(rates, {}), listed, areas=areas)
    >>> found["118"]["party"].tolist()
    ['vnpt', 'mobifone']
    """
    if given is None:
        rated = gaps[gaps["rate_pct"].notna()]
        given = set(zip(rated["indicator"], rated["operator"], strict=True))
    area_of = {code: area for area, codes in areas.items() for code in codes}
    # Each column less is one less to copy at every choice of rows, and objects are copied fastest.
    gaps = gaps[_READ].astype(dict.fromkeys(("unit_code", "indicator", "operator"), "object"))
    gaps = gaps.assign(area=_words(gaps["unit_code"], area_of)).dropna(subset=["area"])
    widest = _widest(gaps)
    found = [
        _to_targets(gaps, widest, year),
        _of_villages(gaps, villages, widest),
        _overtaken(gaps),
        _left_out(gaps, given),
        *(_never_sent(area, given) for area in areas),
        *_doubted(claims or {}),
    ]
    nothing = pd.DataFrame(columns=COLUMNS)
    filled = [part for part in found if len(part)]
    if not filled:
        return dict.fromkeys(areas, nothing)
    rows = pd.concat(
        [part.reindex(columns=[*COLUMNS, "area"]) for part in filled], ignore_index=True
    )
    # A column that no ask fills is one of missing numbers.
    words = {name: rows[name].astype("object").fillna("") for name in ("indicator", "unit_code")}
    marks = {name: rows[name].eq(other=True) for name in ("overdue", "first")}
    whose = rows["area"].astype("object").fillna(_words(rows["unit_code"], area_of))
    rows = rows.assign(**words, **marks, area=whose)
    rows = rows.astype({"target_year": "Int64"})  # parts without a year made it a fraction
    order = {key: place for place, key in enumerate([*OPERATORS, *sorted(_ORGANISATIONS)])}
    rows = rows.sort_values(
        ["party", "kind", "indicator", "count", "unit_code"],
        key=lambda column: _places(column, order),
        kind="stable",
    )
    found_in = {str(area): own[COLUMNS] for area, own in rows.groupby("area")}
    return {area: found_in.get(area, nothing).reset_index(drop=True) for area in areas}


def _places(column: pd.Series, order: Mapping[str, int]) -> pd.Series:
    """Give the keys that asks are sorted by."""
    known = {
        "party": order,
        "kind": {kind: place for place, kind in enumerate(KINDS)},
        "indicator": {key: place for place, key in enumerate(("", *indicators()))},
    }
    if column.name in known:
        return column.map(known[str(column.name)])
    return -column.fillna(-1.0) if column.name == "count" else column


def _to_targets(gaps: pd.DataFrame, widest: pd.Series, year: int) -> pd.DataFrame:
    """Ask for what each commune is short of its targets, unless a later figure has reached them."""
    higher = [key for key, entry in indicators().items() if entry.direction == "higher"]
    rows = gaps[(gaps["operator"] == ANY) & gaps["indicator"].isin(higher)]
    later = overtaken(gaps).groupby(["unit_code", "indicator"])["rate_pct"].max()
    found = later.reindex(pd.MultiIndex.from_frame(rows[["unit_code", "indicator"]])).to_numpy()
    # All operators together cover no less than the later figure of one of them.
    most = np.ceil((rows["target_pct"] - found) * rows["denominator"] / 100).clip(lower=0)
    rows = rows.assign(gap_count=np.fmin(rows["gap_count"], most))
    short = rows[rows["comparable"] & (rows["gap_count"] > 0)]
    rows = rows[rows["indicator"].isin(short["indicator"].unique())]
    rows = smallest_sets_for_share(rows, by=("area", "indicator"))
    rows = rows[rows["gap_count"] > 0]
    ahead = widest.reindex(pd.MultiIndex.from_frame(rows[["indicator", "unit_code"]])).to_numpy()
    party = rows["indicator"].map(lambda key: _party(indicators()[key].source)).astype("object")
    return rows.assign(
        party=party.where((party != ALL_OPERATORS) | pd.isna(ahead), ahead),
        kind=REACH_TARGET,
        count=rows["gap_count"],
        overdue=rows["target_year"] < rows["as_of"].dt.year.clip(lower=year),
        first=rows["needed"],
    )


def _party(source: str) -> str:
    """Say who is written to about an indicator: whoever sends its figures, or the agencies."""
    return source if source in _ORGANISATIONS else AGENCIES


def _widest(gaps: pd.DataFrame) -> pd.Series:
    """Find the operator that covers most of each commune, by indicator; only where it is clear."""
    own = gaps[(gaps["operator"] != ANY) & gaps["indicator"].isin(reach_indicators())]
    table = own.set_index(["indicator", "unit_code", "operator"])["rate_pct"].unstack()  # noqa: PD010 - unique
    rates = table.to_numpy()
    known = ~np.isnan(rates)
    most = np.where(known, rates, -1.0).max(axis=1, initial=-1.0)
    ahead = rates == most[:, np.newaxis]
    clear = (known.sum(axis=1) >= _SEVERAL) & (most > 0) & (ahead.sum(axis=1) == 1)
    operators = table.columns.to_numpy(dtype="object")
    return pd.Series(
        operators[ahead[clear].argmax(axis=1)] if len(operators) else [],
        index=table.index[clear],
        dtype="object",
    )


def _of_villages(gaps: pd.DataFrame, villages: pd.DataFrame, widest: pd.Series) -> pd.DataFrame:
    """Ask about the villages without a signal, by whether they have grid power."""
    kinds = {True: SURVEY_VILLAGES, False: POWER_VILLAGES}
    listed = villages[villages["unit_code"].isin(gaps["unit_code"])]
    grouped = listed.assign(
        kind=_words(listed["electricity"], kinds).fillna(CONFIRM_POWER),
        people=pd.to_numeric(listed["people"]).astype("float64"),
    ).groupby(["kind", "unit_code"])["people"]
    rows = pd.DataFrame({"count": grouped.sum(min_count=1), "villages": grouped.size()})
    rows = rows.reset_index()
    of_4g = widest[widest.index.get_level_values("indicator") == "pop_4g"]
    whom = {POWER_VILLAGES: POWER_COMPANY, CONFIRM_POWER: COMMUNES}
    nearest = _words(rows["unit_code"], of_4g.droplevel("indicator")).fillna(ALL_OPERATORS)
    return rows.assign(party=_words(rows["kind"], whom).fillna(nearest))


def _words(values: pd.Series, of: Mapping[Any, str] | pd.Series) -> pd.Series:
    """Look up words; a column of text comes out also where none is known of any."""
    return values.map(of).astype("object")


def _left_out(gaps: pd.DataFrame, given: Collection[tuple[str, str]]) -> pd.DataFrame:
    """Ask for the figures of communes that a series leaves out.

    Of any operator only what has a target or what operators are the source of: their coverage.
    """
    known = indicators()
    of_operators = gaps["indicator"].map(lambda key: known[key].source == ALL_OPERATORS)
    rows = gaps[gaps["target_pct"].notna() | (gaps["operator"] != ANY) | of_operators]
    rows = rows[rows["indicator"].isin([key for key, one in known.items() if one.is_rate])]
    pairs = zip(rows["indicator"], rows["operator"], strict=True)
    is_given = np.fromiter((pair in given for pair in pairs), dtype=bool, count=len(rows))
    rows = rows[rows["rate_pct"].isna() & is_given]
    rows = rows[rows["denominator"].fillna(1.0) > 0]  # where there is nobody, nothing is missing
    party = rows["operator"].astype("str").where(rows["operator"] != ANY, _joint(rows))
    return rows[["unit_code", "indicator"]].assign(party=party, kind=COMPLETE_FIGURES, count=np.nan)


def _joint(rows: pd.DataFrame) -> pd.Series:
    """Say who sends figures of all operators together: no operator, but whoever asks them all."""
    parties = rows["indicator"].map(lambda key: _party(indicators()[key].source)).astype("object")
    return parties.where(parties != ALL_OPERATORS, AGENCIES)


def _overtaken(gaps: pd.DataFrame) -> pd.DataFrame:
    """Ask for newer figures of any operator where one operator's later ones are above them."""
    rows = overtaken(gaps).drop_duplicates(["unit_code", "indicator"])
    return rows[["unit_code", "indicator"]].assign(
        party=_joint(rows), kind=UPDATE_FIGURES, count=np.nan
    )


def _never_sent(area: str, given: Collection[tuple[str, str]]) -> pd.DataFrame:
    """Ask the operators of whom there is nothing at all, of any commune."""
    known = {operator for _, operator in given}
    absent = [one for one in _EXPECTED if one not in known]
    if len(absent) == len(_EXPECTED):
        absent = [ALL_OPERATORS]
    return pd.DataFrame({"party": absent, "kind": SEND_FIGURES, "area": area})


def _doubted(claims: Mapping[str, pd.DataFrame]) -> list[pd.DataFrame]:
    """Ask operators to explain claims that tests contradict."""
    return [
        pd.DataFrame(
            {
                "party": ALL_OPERATORS if operator == ANY else operator,
                "kind": EXPLAIN_CLAIM,
                "unit_code": found.index[found["verdict"] == OVER_CLAIMED],
            }
        )
        for operator, found in claims.items()
    ]
