"""Which lists of villages without a signal stand on a day: of each commune the newest of it.

A newer list replaces an older one in the communes that it names, and withdraws nothing elsewhere:
it may be of one district only. What it leaves out is said, as it is of figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.checks import POINTS
from dxanalysis.findings import make_findings
from dxanalysis.observations import place_of
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from dxanalysis.sources.workbook import WorkbookReading

_SERIES: Final = ["operator", "unit_code"]
_LIST: Final = ["place", "as_of"]

_POSITION: Final = ("latitude", "longitude", "position")

_SERVED: Final = ("villages_4g", "pop_4g")
"""Shares that say of a commune that it has no village without a signal, the surest first."""

_ROUNDING: Final = 0.5
"""People: counts worked out from other counts may have decimals."""

_NAMED: Final = 5
"""The maximum number of communes that a finding names."""


@dataclass(frozen=True)
class VillageLists:
    """The lists of villages of a workspace's workbooks.

    Attributes
    ----------
    rows
        Their villages (:data:`dxanalysis.sources.workbook.VILLAGE_COLUMNS`), and the ``operator``
        and ``place`` of the workbook that lists them.
    named
        Which communes each list says something of: ``operator``, ``unit_code``, ``place``,
        ``as_of``; the list that is preferred last.
    """

    rows: pd.DataFrame
    named: pd.DataFrame

    def on(self, day: dt.date | None) -> pd.DataFrame:
        """List the villages without a signal as they stood on a day.

        Parameters
        ----------
        day
            Lists of later dates are left aside; None for the newest that there are.

        Returns
        -------
        pandas.DataFrame
            Villages (:data:`dxanalysis.sources.workbook.VILLAGE_COLUMNS`): of each commune those of
            each operator's newest list that names it.
        """
        lacking = self._lacking(self._newest(day))
        return lacking.drop(columns=["operator", "place"]).reset_index(drop=True)

    def left_out(self, day: dt.date | None, *, unit_names: pd.Series) -> pd.DataFrame:
        """Warn where the newest list leaves out communes whose older list stands.

        Parameters
        ----------
        day
            As for :meth:`on`.
        unit_names
            Indexed by ``unit_code``.

        Returns
        -------
        pandas.DataFrame
            Findings ``village_list_left_out``, one for each operator: how many communes the newest
            list leaves out, and of how many that are listed, with the date of their latest list.
            Lists without a date are not compared.
        """
        lists = _until(self.rows, day).sort_values(_LIST[::-1], kind="stable")
        latest = lists[lists["as_of"].notna()].groupby("operator", sort=True).tail(1)
        lacking = self._lacking(self._newest(day))
        return make_findings(
            record
            for newest in latest.to_dict("records")
            for record in _left_out(
                newest, lacking[lacking["operator"] == newest["operator"]], unit_names
            )
        )

    def beyond_figures(
        self, figures: pd.DataFrame, day: dt.date | None, *, unit_names: pd.Series
    ) -> pd.DataFrame:
        """Warn where more people live in the villages without a signal than lack one in all.

        Parameters
        ----------
        figures
            Those that stand on the day.
        day
            As for :meth:`on`.
        unit_names
            Indexed by ``unit_code``.

        Returns
        -------
        pandas.DataFrame
            Findings ``village_people_beyond``, one for each operator and commune, with the people
            of the list and those of the figure. Villages whose people are not known count as none,
            and people may lack a signal in villages that have one: fewer is no contradiction.
        """
        lacking = self._lacking(self._newest(day))
        lacking = lacking[lacking["unit_code"].isin(unit_names.index)]
        listed = lacking.assign(people=pd.to_numeric(lacking["people"]).astype("float64"))
        by = listed.groupby(_SERIES, sort=True)
        sums = by.agg(people=("people", "sum"), source=("source", "first")).reset_index()
        covered = figures.loc[
            figures["indicator"] == "pop_4g",
            [*_SERIES, "as_of", "numerator", "denominator", "rate", "source"],
        ]
        rows = sums.merge(covered, on=_SERIES, suffixes=("", "_figure"))
        left = rows["denominator"] - rows["numerator"]
        rounded = rows["denominator"] * POINTS / 100
        beyond = rows["people"] > left + rounded.where(rows["rate"].notna(), _ROUNDING)
        return make_findings(
            {
                "severity": "warning",
                "rule": "village_people_beyond",
                "file": place_of(str(row["source"]))[0],
                "sheet": place_of(str(row["source"]))[1],
                "unit_code": row["unit_code"],
                "unit_name": unit_names[row["unit_code"]],
                "indicator": "pop_4g",
                "operator": row["operator"],
                "value": round(row["people"]),
                "expected": max(0, round(row["denominator"] - row["numerator"])),
                "other": place_of(str(row["source_figure"]))[0],
            }
            for row in rows[beyond].to_dict("records")
        )

    def _newest(self, day: dt.date | None) -> pd.DataFrame:
        """Choose of each operator and commune the newest list that names it."""
        return _until(self.named, day).drop_duplicates(_SERIES, keep="last")

    def _lacking(self, newest: pd.DataFrame) -> pd.DataFrame:
        """Take the villages without a signal of the lists that were chosen."""
        chosen = self.rows.merge(newest, on=[*_SERIES, *_LIST], how="inner")
        # One of which it is not known is not among those without a signal.
        return chosen[~chosen["signal"].fillna(value=True).astype("bool")]


def _until(rows: pd.DataFrame, day: dt.date | None) -> pd.DataFrame:
    """Leave out what is later than a day; what has no date stays."""
    return rows if day is None else rows[~(rows["as_of"] > pd.Timestamp(day))]


def _left_out(
    newest: Mapping[Hashable, Any], lacking: pd.DataFrame, unit_names: pd.Series
) -> Iterator[dict[str, object]]:
    """Name the communes of one operator whose villages are of an older list than the newest."""
    older = lacking[lacking["as_of"] < newest["as_of"]]
    if older.empty:
        return
    named = [str(unit_names.get(code, code)) for code in older["unit_code"].drop_duplicates()]
    more = len(named) - _NAMED
    file, sheet, _ = place_of(str(newest["source"]))
    yield {
        "severity": "warning",
        "rule": "village_list_left_out",
        "file": file,
        "sheet": sheet,
        "unit_name": ", ".join(named[:_NAMED]) + (f" +{more}" if more > 0 else ""),
        "operator": newest["operator"],
        "value": len(named),
        "expected": lacking["unit_code"].nunique(),
        "other": older["as_of"].max().date(),
    }


def gather_village_lists(
    readings: Sequence[WorkbookReading], operators: Sequence[str]
) -> VillageLists:
    """Gather the lists of villages of several workbooks.

    Parameters
    ----------
    readings
        The workbooks, in the order in which they are listed; of two of one date the later counts.
    operators
        Whose each is.

    Returns
    -------
    VillageLists
        The lists. One says something of every commune of which it lists a village, or says that
        there is none; so does its workbook of a commune that it says is covered. A village without
        coordinates has those of another list.
    """
    lists = [
        reading.villages.assign(operator=operator, place=place)
        for place, (reading, operator) in enumerate(zip(readings, operators, strict=True))
    ]
    rows = _placed(pd.concat(lists, ignore_index=True))
    served = [
        _served(reading, operator).assign(operator=operator, place=place)
        for place, (reading, operator) in enumerate(zip(readings, operators, strict=True))
        if len(reading.villages)
    ]
    columns = [*_SERIES, *_LIST]
    named = pd.concat([rows[columns], *(each[columns] for each in served)], ignore_index=True)
    # A list without a date may be older than any that has one.
    order = named.drop_duplicates().sort_values(["as_of", "place"], na_position="first")
    return VillageLists(rows, order.reset_index(drop=True))


def _placed(rows: pd.DataFrame) -> pd.DataFrame:
    """Give villages without coordinates those of the newest other list that has them.

    A village stays where it is, so that a later list need not say so again. Where a list has two
    of one name in a commune, nobody knows which is which.
    """
    names = rows["village"].fillna("").astype("str")
    key = rows["unit_code"].astype("str") + "|" + names.map(fold)
    twice = key.isin(key[rows.assign(key=key).duplicated([*_LIST, "operator", "key"])])
    usable = ~twice & (names != "")
    known = rows[usable & rows["position"].eq("good")].assign(key=key)
    known = known.sort_values(["as_of", "place"], na_position="first", kind="stable")
    newest = known.drop_duplicates("key", keep="last").set_index("key")
    lacks = usable & ~rows["position"].isin(["good", "unreadable"]) & key.isin(newest.index)
    placed = rows.copy()
    for column in _POSITION:
        placed.loc[lacks, column] = newest[column].reindex(key[lacks]).to_numpy()
    return placed


def _served(reading: WorkbookReading, operator: str) -> pd.DataFrame:
    """List the communes that a workbook's own figures say to have no village without a signal."""
    rows = reading.observations
    rows = rows[(rows["operator"] == operator) & rows["indicator"].isin(_SERVED)]
    share = (rows["numerator"] / rows["denominator"]).fillna(rows["rate"])
    rows = rows.assign(share=share)[share.notna()]
    surest = rows.sort_values("indicator", key=lambda one: one.map(_SERVED.index), kind="stable")
    surest = surest.drop_duplicates("unit_code")
    codes = surest.loc[surest["share"] >= 1, "unit_code"]
    as_of = pd.Series(reading.as_of, index=codes.index, dtype=reading.villages["as_of"].dtype)
    return pd.DataFrame({"unit_code": codes, "as_of": as_of})
