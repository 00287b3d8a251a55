"""What is new in each file of a workspace: its dates, what it replaces, and what it leaves out.

Figures arrive at different times. A newer file replaces what it gives and withdraws nothing: where
it leaves a cell blank, or a unit out, the older figure stands. Both are said, with the units. So is
a file that holds another's figures once more, and a figure that fell as none does in a quarter.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.checks import MISSING_SHARE, POINTS
from dxanalysis.findings import make_findings
from dxanalysis.indicators import indicators, reach_indicators
from dxanalysis.observations import place_of
from dxanalysis.snapshot import KEY, bases, has_figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxanalysis.snapshot import Snapshot

COLUMNS: Final = [
    "file",
    "operator",
    "as_of",
    "indicators",
    "units",
    "units_expected",
    "figures",
    "replaces",
    "superseded",
    "left_blank",
    "left_out",
]
"""The columns of :func:`summarise_files`."""

_RULES: Final = {"left_blank": "update_left_blank", "left_out": "update_left_out"}

_BASELESS: Final = {
    # Whether a base is known, but smaller; whether an older figure stands.
    (False, False): "base_absent",
    (False, True): "base_absent_older",
    (True, False): "base_too_small",
    (True, True): "base_too_small_older",
}

_NAMED: Final = 5
"""The maximum number of units that a finding names."""


def summarise_files(history: pd.DataFrame, *, units: int) -> pd.DataFrame:
    """List what each file brought, the oldest first.

    Parameters
    ----------
    history
        Every figure by date, as read (:data:`dxanalysis.observations.COLUMNS`); the file is the
        first part of ``source``.
    units
        How many units the workspace has.

    Returns
    -------
    pandas.DataFrame
        :data:`COLUMNS`, one row per file × operator × date: ``indicators`` and ``units`` with any
        figure of ``units_expected``; ``figures``; ``replaces``, how many of them take the place of
        an older figure; ``superseded``, how many have themselves been replaced by a newer one;
        ``left_blank`` and ``left_out``, how many older figures stand because the file left the cell
        blank, or did not list the unit under an indicator that it gives.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any", "denominator": 100}
    >>> june = {**row, "as_of": "2025-06-30", "numerator": 5}
    >>> history = make_observations(
    ...     [
    ...         {**june, "unit_code": "1", "source": "a|s|A1"},
    ...         {**june, "unit_code": "2", "source": "a|s|A2"},
    ...         {**june, "unit_code": "2", "source": "b|s|A2", "as_of": "2025-09-30"},
    ...     ]
    ... )
    >>> found = summarise_files(history, units=2)
    >>> found[["file", "units", "replaces", "superseded", "left_out"]].values.tolist()
    [['a', 2, 0, 1, 0], ['b', 1, 1, 0, 1]]
    """
    rows = _by_file(history)
    sent = rows[rows["sent"]]
    by = ["file", "operator", "as_of"]
    table = sent.groupby(by, dropna=False).agg(
        indicators=("indicator", "nunique"),
        units=("unit_code", "nunique"),
        figures=("sent", "size"),
    )
    table["replaces"] = sent.groupby(by, dropna=False)["has_older"].sum()
    table["superseded"] = sent.groupby(by, dropna=False)["has_newer"].sum()
    stand = _standing_older(rows)
    for kind in ("left_blank", "left_out"):
        count = stand[stand["kind"] == kind].groupby(by, dropna=False).size()
        table[kind] = count.reindex(table.index).fillna(0).astype("int64")
    table = table.reset_index().assign(units_expected=units)
    return table.sort_values(["as_of", "file", "operator"], na_position="first", ignore_index=True)[
        COLUMNS
    ]


def _by_file(history: pd.DataFrame) -> pd.DataFrame:
    """Mark each row with its file, and whether older and newer figures exist."""
    rows = history.assign(file=history["source"].fillna("").str.split("|").str[0])
    rows = rows.assign(sent=has_figure(rows))
    dated = rows["as_of"].where(rows["sent"])
    keys = [rows[name] for name in KEY]
    first, last = dated.groupby(keys).transform("min"), dated.groupby(keys).transform("max")
    return rows.assign(has_older=first < rows["as_of"], has_newer=last > rows["as_of"])


def _standing_older(rows: pd.DataFrame) -> pd.DataFrame:
    """List older figures still current although a newer file gives the same indicator."""
    dated = rows[rows["as_of"].notna() & ~rows["indicator"].isin(bases())]
    sent = dated[dated["sent"]].sort_values("as_of", kind="stable")
    latest = sent.drop_duplicates(KEY, keep="last")[[*KEY, "as_of"]]
    series = ["indicator", "operator"]  # of any unit: a file that gives 5G alone says nothing of 4G
    given = sent[["file", *series, "as_of"]].drop_duplicates()
    older = latest.merge(given, on=series, suffixes=("_standing", ""))
    older = older[older["as_of_standing"] < older["as_of"]]
    listed = dated[[*KEY, "file", "as_of", "source"]].drop_duplicates([*KEY, "file", "as_of"])
    older = older.merge(listed, on=[*KEY, "file", "as_of"], how="left")
    blank = older["source"].notna()
    return older.assign(kind=blank.map({True: "left_blank", False: "left_out"}))


def check_updates(
    history: pd.DataFrame, snapshot: Snapshot, *, unit_names: pd.Series
) -> pd.DataFrame:
    """Warn where newer files leave older figures standing, and where figures are stale.

    Parameters
    ----------
    history
        Every figure by date.
    snapshot
        What stands of it.
    unit_names
        Indexed by ``unit_code``.

    Returns
    -------
    pandas.DataFrame
        Findings (:data:`dxanalysis.findings.FINDING_COLUMNS`), warnings: ``update_left_blank`` and
        ``update_left_out``, one for each file, operator and indicator, with the date of the older
        figures and the units; ``figures_stale``, one for each indicator and operator;
        ``base_absent`` and ``base_too_small``, for counts that cannot be set against a whole;
        ``any_overtaken``, where an operator's later figure is above that of any operator;
        ``figures_incomplete``, where some units have no figure, a note if they are few. And
        notes: ``base_borrowed`` and ``base_borrowed_rate``, one for each file, operator and base,
        with the files that it is from and the oldest date of it.

    Examples
    --------
    >>> import pandas as pd
    >>> from dxanalysis.observations import make_observations
    >>> from dxanalysis.snapshot import take_snapshot
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any", "denominator": 100}
    >>> june = {**row, "as_of": "2025-06-30", "numerator": 5}
    >>> history = make_observations(
    ...     [
    ...         {**june, "unit_code": "1", "source": "a|s|A1"},
    ...         {**june, "unit_code": "2", "source": "b|s|A2", "as_of": "2025-09-30"},
    ...     ]
    ... )
    >>> names = pd.Series({"1": "Xã A", "2": "Xã B"})
    >>> check_updates(history, take_snapshot(history), unit_names=names)["rule"].tolist()
    ['update_left_out']
    """
    stand = _standing_older(_by_file(history))
    stand = stand[stand["unit_code"].isin(unit_names.index)]
    by = ["file", "operator", "indicator", "kind"]
    records: list[dict[str, object]] = []
    for (file, operator, indicator, kind), rows in stand.groupby(by, sort=True):
        count = rows["unit_code"].nunique()
        _, sheet, cell = place_of(str(rows["source"].iloc[0]))
        records.append(
            {
                "severity": "warning",
                "rule": _RULES[str(kind)],
                "file": file,
                "sheet": sheet if kind == "left_blank" else None,
                "cell": cell if kind == "left_blank" else None,
                "unit_name": _named(rows["unit_code"], unit_names),
                "indicator": indicator,
                "operator": operator,
                "value": count if kind == "left_blank" else len(unit_names) - count,
                "expected": len(unit_names),
                "other": rows["as_of_standing"].max().date(),
            }
        )
    for (indicator, operator), rows in snapshot.stale.groupby(["indicator", "operator"]):
        records.append(
            {
                "severity": "warning",
                "rule": "figures_stale",
                "file": str(rows["source"].iloc[0]).partition("|")[0],
                "unit_name": _named(rows["unit_code"], unit_names),
                "indicator": indicator,
                "operator": operator,
                "value": rows["unit_code"].nunique(),
                "expected": snapshot.day,
                "other": rows["as_of"].max().date(),
            }
        )
    records += [*_without_base(snapshot, unit_names), *_borrowed(snapshot)]
    records += [*_overtaken(snapshot, unit_names), *_incomplete(snapshot, unit_names)]
    return make_findings(records)


def overtaken(rates: pd.DataFrame) -> pd.DataFrame:
    """Find where an operator's later figure is above the older one of any operator.

    No operator covers more than all of them together: where a later figure says so, the older one
    is out of date, and what it lacks may be there by now. Shares of each operator's own base, such
    as its subscribers, are no coverage and can be above that of all together.

    Parameters
    ----------
    rates
        Rates of units: ``unit_code``, ``indicator``, ``operator``, ``as_of``, ``rate_pct``.

    Returns
    -------
    pandas.DataFrame
        The rows of those operators, with ``any_as_of``, the date of the figure of any operator.

    Examples
    --------
    >>> rates = pd.DataFrame(
    ...     {
    ...         "unit_code": "1",
    ...         "indicator": "pop_4g",
    ...         "operator": ["any", "viettel", "vnpt"],
    ...         "as_of": pd.to_datetime(["2025-09-30", "2025-12-31", "2025-12-31"]),
    ...         "rate_pct": [90.0, 100.0, 80.0],
    ...     }
    ... )
    >>> overtaken(rates)["operator"].tolist()
    ['viettel']
    """
    key = ["unit_code", "indicator"]
    known = rates[rates["rate_pct"].notna() & rates["indicator"].isin(reach_indicators())]
    together = known.loc[known["operator"] == "any", [*key, "as_of", "rate_pct"]]
    together = together.rename(columns={"as_of": "any_as_of", "rate_pct": "any_pct"})
    alone = known[known["operator"] != "any"].merge(together, on=key)
    later = alone["as_of"] > alone["any_as_of"]
    return alone[later & (alone["rate_pct"] > alone["any_pct"] + POINTS)].drop(columns="any_pct")


def _overtaken(snapshot: Snapshot, unit_names: pd.Series) -> Iterator[dict[str, object]]:
    """Name the figures of any operator that a later one of a single operator is above."""
    rows = _with_file(snapshot.figures)
    share = rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    rows = rows.assign(rate_pct=100 * share.fillna(rows["rate"]))
    found = overtaken(rows[rows["unit_code"].isin(unit_names.index)])
    for (indicator, operator), given in found.groupby(["indicator", "operator"], sort=True):
        yield {
            "severity": "warning",
            "rule": "any_overtaken",
            "file": given["file"].iloc[0],
            "unit_name": _named(given["unit_code"], unit_names),
            "indicator": indicator,
            "operator": operator,
            "value": given["unit_code"].nunique(),
            "expected": given["any_as_of"].max().date(),
            "other": given["as_of"].max().date(),
        }


def _incomplete(snapshot: Snapshot, unit_names: pd.Series) -> Iterator[dict[str, object]]:
    """Name the units of which no file has a figure that is given of others."""
    known = indicators()
    rows = _with_file(snapshot.figures[has_figure(snapshot.figures)])
    rows = rows[rows["unit_code"].isin(unit_names.index)]
    rows = rows[rows["indicator"].map(lambda key: known[key].level == "commune").astype("bool")]
    alike: dict[tuple[str, frozenset[str]], list[pd.DataFrame]] = {}
    for (operator, _), given in rows.groupby(["operator", "indicator"], sort=True):
        absent = frozenset(set(unit_names.index) - set(given["unit_code"]))
        if absent:
            alike.setdefault((str(operator), absent), []).append(given)
    for (operator, absent), series in alike.items():
        codes = pd.Series(sorted(absent))
        many = len(absent) > MISSING_SHARE * len(unit_names)
        yield {
            "severity": "warning" if many else "note",
            "rule": "figures_incomplete" if len(series) == 1 else "figures_incomplete_several",
            "file": series[0]["file"].iloc[0],
            "unit_name": _named(codes, unit_names),
            "indicator": series[0]["indicator"].iloc[0],
            "operator": operator,
            "value": len(absent),
            "expected": len(unit_names),
            "other": len(series) - 1,
        }


def _without_base(snapshot: Snapshot, unit_names: pd.Series) -> Iterator[dict[str, object]]:
    """Name the counts of which no base is known, or only one that is smaller than the count."""
    rows = _with_file(snapshot.baseless)
    rows = rows[rows["unit_code"].isin(unit_names.index)]
    rows = rows.assign(small=rows["base_count"].notna(), replaced=rows["stands"].notna())
    by = ["file", "operator", "indicator", "small", "replaced"]
    for (file, operator, indicator, small, replaced), found in rows.groupby(by, sort=True):
        yield {
            "severity": "warning",
            "rule": _BASELESS[bool(small), bool(replaced)],
            "file": file,
            "unit_name": _named(found["unit_code"], unit_names),
            "indicator": indicator,
            "operator": operator,
            "value": found["unit_code"].nunique(),
            "expected": len(unit_names),
            "other": found["stands"].max().date() if replaced else None,
        }


def _borrowed(snapshot: Snapshot) -> Iterator[dict[str, object]]:
    """Say of each file from where the bases of its figures are that it does not give itself."""
    rows = _with_file(snapshot.borrowed)
    rows = rows.assign(base_file=rows["base_source"].fillna("").str.split("|").str[0])
    by = ["file", "operator", "base", "worked_out"]
    for (file, operator, base, worked_out), found in rows.groupby(by, sort=True):
        oldest = found["base_as_of"].min()
        yield {
            "severity": "note",
            "rule": "base_borrowed_rate" if worked_out else "base_borrowed",
            "file": file,
            "indicator": _counted(str(base), found),
            "operator": operator,
            "value": found["unit_code"].nunique(),
            "expected": ", ".join(found["base_file"].value_counts().index),
            "other": None if pd.isna(oldest) else oldest.date(),
        }


def _counted(base: str, rows: pd.DataFrame) -> str:
    """Name a base by its own indicator; by what is a share of it where it has none."""
    return base if base in indicators() else str(rows["indicator"].iloc[0])


def _with_file(rows: pd.DataFrame) -> pd.DataFrame:
    """Add the file of each row."""
    return rows.assign(file=rows["source"].fillna("").astype("str").str.split("|").str[0])


# ---- one file against another --------------------------------------------------------------------
_SAME: Final = 0.95
"""Which share of two files' figures must be equal to take one file for the other."""

_FEWEST: Final = 10
"""The figures that two files must share before anything is said of them."""

_FELL: Final = 0.8
"""A series that fell below this share of its last figures in most units has not fallen: something
else is counted."""

_FELL_POINTS: Final = 0.30
"""By how much the share of a single unit may fall."""

_SEEN_POINTS: Final = 0.05
"""Percentage points: less may come of rounding."""

_GREW: Final = 2.0
"""By which factor the people, households or villages of a unit may change."""


def check_against_others(observations: pd.DataFrame, history: pd.DataFrame) -> pd.DataFrame:
    """Warn of files that hold another file's figures, and of figures that fell as none does.

    Parameters
    ----------
    observations
        The figures of every file, also where two give the same.
    history
        Every figure by date.

    Returns
    -------
    pandas.DataFrame
        Findings (:data:`dxanalysis.findings.FINDING_COLUMNS`), warnings: ``file_repeats``, where a
        file has the figures of another, of the same operator on another day or of another operator;
        ``series_fell`` and ``figure_fell`` against the last figures of the same series;
        ``base_changed`` for a count of people, households or villages. And notes:
        ``shares_fell``, one for each series of which coverage is a little lower in some units.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> row = {"vintage": "2025-07", "indicator": "pop_4g", "operator": "any", "denominator": 100}
    >>> rows = [
    ...     {**row, "unit_code": str(n), "numerator": 40 + n, "source": f"{day}.xlsx|s|A{n}",
    ...      "as_of": day}
    ...     for n in range(20) for day in ("2025-06-30", "2025-09-30")
    ... ]
    >>> table = make_observations(rows)
    >>> check_against_others(table, table)["rule"].tolist()
    ['file_repeats']
    """
    return make_findings([*_repeated(observations), *_fallen(history)])


def _repeated(observations: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Find files whose figures are another's."""
    rates = [name for name, entry in indicators().items() if entry.is_rate]
    rows = observations.assign(file=observations["source"].fillna("").str.split("|").str[0])
    parts = rows["numerator"].fillna(rows["rate"])
    # Where all are covered, or nobody, two files agree without being one.
    informative = (parts > 0) & (rows["numerator"] != rows["denominator"]) & (rows["rate"] != 1)
    rows = rows.assign(figure=parts)[informative & rows["indicator"].isin(rates)]
    by = ["file", "operator", "as_of"]
    rows = rows.assign(sent=rows.groupby(by, dropna=False, sort=False).ngroup())
    tables = {
        key: each.drop_duplicates(["unit_code", "indicator"]).set_index(["unit_code", "indicator"])
        for key, each in rows.groupby("sent")
    }
    for one, other in itertools.combinations(tables.values(), 2):
        first, second = one.iloc[0], other.iloc[0]
        operators = {first["operator"], second["operator"]}
        # All operators together may well be the only one there is.
        if first["file"] == second["file"] or (len(operators) > 1 and "any" in operators):
            continue
        both = pd.concat([one["figure"], other["figure"]], axis=1, join="inner", keys=["a", "b"])
        same = int((both["a"] == both["b"]).sum())
        if both["a"].nunique() < _FEWEST or same < _SAME * len(both):
            continue
        # Two reports of one day may well share a few columns.
        one_day = len(operators) == 1 and first["as_of"] == second["as_of"]
        if one_day and len(both) < max(len(one), len(other)):
            continue
        newer, older = (one, other) if _later(first, second) else (other, one)
        _, sheet, cell = place_of(str(newer["source"].iloc[0]))
        yield {
            "severity": "warning",
            "rule": "file_repeats",
            "file": newer["file"].iloc[0],
            "sheet": sheet,
            "cell": cell,
            "operator": newer["operator"].iloc[0],
            "value": same,
            "expected": older["file"].iloc[0],
            "other": None if pd.isna(older["as_of"].iloc[0]) else older["as_of"].iloc[0].date(),
        }


def _later(first: pd.Series[Any], second: pd.Series[Any]) -> bool:
    """Tell whether the first of two files is the later one; files of one day stand in order."""
    return bool(first["as_of"] > second["as_of"])


def _fallen(history: pd.DataFrame) -> Iterator[dict[str, object]]:
    """Compare each figure with the last one of its series."""
    rows = history[history["as_of"].notna() & has_figure(history)].sort_values(
        "as_of", kind="stable"
    )
    share = (rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)).fillna(
        rows["rate"]
    )
    rows = rows.assign(share=share)
    for name in ("numerator", "share", "as_of"):
        rows[f"{name}_before"] = rows.groupby(KEY, sort=False)[name].shift()
    rows = rows[rows["as_of_before"].notna()]
    for (indicator, operator, _), found in rows.groupby(
        ["indicator", "operator", "as_of"], sort=True
    ):
        is_base = indicator in bases()
        if not is_base and not indicators()[str(indicator)].is_rate:
            continue
        column = "numerator" if is_base else "share"
        before = found[f"{column}_before"]
        change = (found[column] / before.where(before > 0)).dropna()
        if len(change) >= _FEWEST and (
            change.median() < _FELL or (is_base and change.median() > 1 / _FELL)
        ):
            yield _change("series_fell", found.iloc[0], operator, round(100 * change.median(), 1))
            continue
        if is_base:
            amiss = change[(change > _GREW) | (change < 1 / _GREW)].index
        else:
            amiss = found.index[before - found["share"] > _FELL_POINTS]
            yield from _somewhat_lower(found.drop(index=amiss), operator)
        for _, row in found.loc[amiss].iterrows():
            value, expected = row[column], row[f"{column}_before"]
            if not is_base:
                value, expected = round(100 * value, 2), round(100 * expected, 2)
            yield {
                **_change("base_changed" if is_base else "figure_fell", row, operator, value),
                "unit_code": row["unit_code"],
                "expected": expected,
            }


def _somewhat_lower(found: pd.DataFrame, operator: object) -> Iterator[dict[str, object]]:
    """Say of one series in how many units coverage fell a little, and where most.

    A share that is lower although no fewer are covered is that of a unit that grew.
    """
    if found.empty or found["indicator"].iloc[0] not in reach_indicators():
        return
    points = 100 * (found["share_before"] - found["share"])
    grew = found["numerator"] >= found["numerator_before"]
    fell = points[(points >= _SEEN_POINTS) & ~grew].sort_values(ascending=False, kind="stable")
    if fell.empty:
        return
    row = found.loc[fell.index[0]]
    yield {
        **_change("shares_fell", row, operator, len(fell)),
        "severity": "note",
        "unit_code": row["unit_code"],
        "expected": round(float(fell.iloc[0]), 2),
    }


def _change(rule: str, row: pd.Series[Any], operator: object, value: object) -> dict[str, object]:
    """Make the finding of a figure against the one before."""
    file, sheet, cell = place_of(str(row["source"]))
    return {
        "severity": "warning",
        "rule": rule,
        "file": file,
        "sheet": sheet,
        "cell": cell,
        "indicator": row["indicator"],
        "operator": operator,
        "value": value,
        "other": row["as_of_before"].date(),
    }


def _named(codes: pd.Series, names: pd.Series) -> str:
    """Name the first units, and count the rest."""
    units = [str(names.get(code, code)) for code in codes.drop_duplicates()]
    more = len(units) - _NAMED
    return ", ".join(units[:_NAMED]) + (f" +{more}" if more > 0 else "")
