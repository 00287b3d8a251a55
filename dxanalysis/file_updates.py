"""What is new in each file of a workspace: its dates, what it replaces, and what it leaves out.

Figures arrive at different times. A newer file replaces what it gives and withdraws nothing: where
it leaves a cell blank, or a unit out, the older figure stands. Both are said, with the units.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.findings import make_findings
from dxanalysis.snapshot import KEY, bases, has_figure

if TYPE_CHECKING:
    import pandas as pd

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
        figures and the units; ``figures_stale``, one for each indicator and operator.

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
        _, sheet, cell = [*str(rows["source"].iloc[0]).split("|"), "", ""][:3]
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
    return make_findings(records)


def _named(codes: pd.Series, names: pd.Series) -> str:
    """Name the first units, and count the rest."""
    units = [str(names.get(code, code)) for code in codes.drop_duplicates()]
    more = len(units) - _NAMED
    return ", ".join(units[:_NAMED]) + (f" +{more}" if more > 0 else "")
