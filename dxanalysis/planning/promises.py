"""Follow-up of what was promised: done, late, or contradicted by what was sent or measured since.

A promise names a village, an operator, a decision and a day. Set beside each list of villages
without a signal it gets a state; and between two lists every village is accounted for:
n before + new − done = n after.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    import datetime as dt

STATES: Final = ("done", "early", "open", "late", "contradicted")
"""``done``: said to be done, and no list says otherwise; ``early``: no longer on the list though
nobody said that it is done; ``open``: still without, the day has not come; ``late``: still without
after the day; ``contradicted``: said to be done, and still on the list, or measured without."""

PROMISE_COLUMNS: Final = ("unit_code", "village", "operator", "decision", "deadline", "said_done")


@dataclass(frozen=True)
class Balance:
    """What became of a list of villages from one quarter to the next.

    Attributes
    ----------
    before, new, done, after
        Numbers of villages; ``before + new - done == after``, always.
    rows
        One row per village: ``unit_code``, ``village``, ``change`` (``new``, ``done``, ``still``).
    """

    before: int
    new: int
    done: int
    after: int
    rows: pd.DataFrame


def village_key(codes: pd.Series, names: pd.Series) -> pd.Series:
    """Make what a village is known by in every list: its commune and its folded name."""
    return pd.Series(
        [f"{code}|{fold(str(name))}" for code, name in zip(codes, names, strict=True)],
        index=codes.index,
        dtype="str",
    )


def balance(before: pd.DataFrame, after: pd.DataFrame) -> Balance:
    """Account for every village of two lists of those without a signal.

    Parameters
    ----------
    before, after
        ``unit_code`` and ``village``; a village that is listed twice counts once.

    Returns
    -------
    Balance
        Nothing vanishes: whoever is on the first list and not on the second is ``done``.
    """
    lists = []
    for table in (before, after):
        key = village_key(table["unit_code"], table["village"])
        lists.append(table.assign(key=key).drop_duplicates("key").set_index("key"))
    old, now = lists
    every = old.index.union(now.index, sort=True)
    rows = now.reindex(every)[["unit_code", "village"]].fillna(
        old.reindex(every)[["unit_code", "village"]]
    )
    was, is_now = every.isin(old.index), every.isin(now.index)
    change = pd.Series("still", index=every, dtype="str")
    change = change.mask(was & ~is_now, "done").mask(~was & is_now, "new")
    counts = change.value_counts()
    return Balance(
        len(old),
        int(counts.get("new", 0)),
        int(counts.get("done", 0)),
        len(now),
        rows.assign(change=change).reset_index(drop=True),
    )


def follow_up(
    promises: pd.DataFrame,
    without: pd.DataFrame,
    *,
    on: dt.date,
    measured_without: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Give every promise its state on a day.

    Parameters
    ----------
    promises
        :data:`PROMISE_COLUMNS`; ``deadline`` a date or missing, ``said_done`` true or false.
    without
        The villages without a signal by the latest list: ``unit_code``, ``village``.
    on
        The day.
    measured_without
        Villages where tests found no service, in the same form.

    Returns
    -------
    pandas.DataFrame
        The promises with ``state`` (one of :data:`STATES`), ``days_late`` (missing unless late) and
        ``listed``, whether the latest list still has the village. A promise without a deadline is
        never late.
    """
    key = village_key(promises["unit_code"], promises["village"])
    listed = key.isin(village_key(without["unit_code"], without["village"]))
    against = listed.copy()
    if measured_without is not None:
        measured = village_key(measured_without["unit_code"], measured_without["village"])
        against |= key.isin(measured)
    said = promises["said_done"].fillna(value=False).astype(bool)
    day = pd.to_datetime(promises["deadline"], errors="coerce")
    past = (day < pd.Timestamp(on)).fillna(value=False)
    state = pd.Series("early", index=promises.index, dtype="str")
    state = state.mask(listed & ~past, "open").mask(listed & past, "late")
    state = state.mask(said & ~against, "done").mask(said & against, "contradicted")
    late = (pd.Timestamp(on) - day).dt.days
    return promises.assign(
        state=state, days_late=late.where(state == "late").astype("Int64"), listed=listed
    )


def by_operator_and_year(followed: pd.DataFrame) -> pd.DataFrame:
    """Count promises by operator, by the year of their deadline, and by state.

    Parameters
    ----------
    followed
        As of :func:`follow_up`.

    Returns
    -------
    pandas.DataFrame
        ``operator``, ``year`` (missing without a deadline), one column for each state, ``all``;
        the states add up to it.
    """
    year = pd.to_datetime(followed["deadline"], errors="coerce").dt.year.astype("Int64")
    marks = {state: (followed["state"] == state).astype("int64") for state in STATES}
    rows = followed.assign(year=year, **marks)
    table = rows.groupby(["operator", "year"], dropna=False)[list(STATES)].sum()
    return table.assign(all=table.sum(axis=1)).reset_index()


def published_table(
    without: pd.DataFrame, weak: pd.DataFrame | None = None, *, villages: int | None = None
) -> pd.DataFrame:
    """Make the table that provinces publish: villages without a signal and with a weak one.

    Parameters
    ----------
    without, weak
        Lists of villages: ``unit_code``, ``village``, ``electricity``. None where there is no list
        of villages with a weak signal.
    villages
        All villages, where that is known.

    Returns
    -------
    pandas.DataFrame
        ``signal`` (``none``, ``weak``), ``villages``, ``with_power``, ``without_power``,
        ``power_unknown``, ``share_pct`` of all villages (missing where those are not known). What
        no list names is missing, not zero.
    """
    rows: list[dict[str, object]] = []
    for signal, table in (("none", without), ("weak", weak)):
        if table is None:
            rows.append({"signal": signal})
            continue
        key = village_key(table["unit_code"], table["village"])
        power = table.loc[~key.duplicated(), "electricity"].astype("boolean")
        rows.append(
            {
                "signal": signal,
                "villages": len(power),
                "with_power": int(power.fillna(value=False).sum()),
                "without_power": int((~power).fillna(value=False).sum()),
                "power_unknown": int(power.isna().sum()),
                "share_pct": 100 * len(power) / villages if villages else None,
            }
        )
    columns = ["signal", "villages", "with_power", "without_power", "power_unknown", "share_pct"]
    return pd.DataFrame(rows, columns=columns)
