"""What is wrong with the figures, as findings that can be sent back to whoever sent them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis import schema
from dxanalysis.findings import Severity, make_findings, name_units
from dxanalysis.indicators import indicators, reach_indicators
from dxanalysis.observations import KEY, place_of, without_repeats
from dxanalysis.units.lists import SUPPORTED_VINTAGES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

POINTS: Final = 0.5
"""By how many percentage points two figures of one share may differ before somebody should look.

Operators round rates to one decimal or to whole percents.
"""

PEOPLE_PER_HOUSEHOLD: Final = (1.4, 12.0)
"""How many people a household of a commune has on average: 3.6 in the whole country in 2019."""

MOST_STATIONS: Final = 500
"""More stations of one generation than any commune can have."""

MISSING_SHARE: Final = 0.10
"""Which share of an indicator's units may be without a figure before somebody should look."""


def check_observations(
    observations: pd.DataFrame,
    *,
    unit_names: Mapping[str, str] | pd.Series[str] | None = None,
    today: dt.date | None = None,
) -> pd.DataFrame:
    """Check observations, each on its own and against the others.

    Parameters
    ----------
    observations
        The table of :mod:`dxanalysis.observations`, of one file or of many.
    unit_names
        Unit code to name, so that the findings name units by more than their code.
    today
        The day after which no figure can be; by default this day (UTC).

    Returns
    -------
    pandas.DataFrame
        Findings (:data:`FINDING_COLUMNS`), errors first.

    Notes
    -----
    Errors: what :mod:`dxanalysis.schema` does not allow (columns, types, more covered than there
    are, counts below zero, rates outside 0–100 %, unknown words), two different figures for one
    thing, units of several vintages. Warnings: 5G wider than 4G, more households subscribing to
    fibre than able to, one operator reaching further than all together, stations without coverage
    or too many, households that do not fit the people, many units without a figure, dates to come
    or after the list of units was in force. Notes: the
    same figure twice, dates before the list was.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> row = {"unit_code": "04171", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any"}
    >>> table = make_observations(
    ...     [{**row, "evidence": "declared", "numerator": 120, "denominator": 100}]
    ... )
    >>> check_observations(table)["rule"].tolist()
    ['covered_above_base']
    """
    table = observations.reset_index(drop=True)
    faults = schema.violations(table)
    if faults["row"].isna().any():
        return make_findings(_not_the_table(faults))
    base = table["denominator"].where(table["denominator"] > 0)
    table["share"] = (table["numerator"] / base).fillna(table["rate"])
    findings = make_findings(
        [
            *_mixed_vintage(table),
            *_malformed(table, faults),
            *_duplicates(table),
            *_wider_than(table),
            *_operator_above_any(table),
            *_stations_without_coverage(table),
            *_people_per_household(table),
            *_many_stations(table),
            *_missing(table),
            *_dates(table, today or dt.datetime.now(tz=dt.UTC).date()),
        ]
    )
    if unit_names is not None:
        findings = name_units(findings, unit_names)
    return findings


def corrected(figures: pd.DataFrame) -> pd.DataFrame:
    """Say which figures another file corrects.

    Parameters
    ----------
    figures
        What was corrected, and ``by`` what (:func:`dxanalysis.observations.with_corrections`).

    Returns
    -------
    pandas.DataFrame
        A note for each.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> sent = make_observations([{"unit_code": "03646", "vintage": "2025-07", "indicator":
    ...     "pop_4g", "operator": "any", "as_of": "2025-09-30", "numerator": 90.0}])
    >>> corrected(sent.assign(by="dinh-chinh.xlsx"))["rule"].tolist()
    ['corrected_elsewhere']
    """
    return make_findings(
        _finding(
            "note",
            "corrected_elsewhere",
            row,
            value=_figure(row),
            other=", ".join(part for part in place_of(str(row["by"])) if part),
        )
        for _, row in figures.iterrows()
    )


# ---- the rules -----------------------------------------------------------------------------------
def contradictions(
    own: pd.DataFrame, other: pd.DataFrame, *, unit_names: pd.Series[str]
) -> pd.DataFrame:
    """Find the figures of one file that another file gives otherwise.

    Parameters
    ----------
    own, other
        The observations of each.
    unit_names
        Unit code to name.

    Returns
    -------
    pandas.DataFrame
        An error for each, at the place in the first file.

    Examples
    --------
    >>> from dxanalysis.observations import make_observations
    >>> row = {"unit_code": "04171", "vintage": "2025-07", "indicator": "pop_4g", "operator": "any",
    ...        "as_of": "2025-09-30", "denominator": 9}
    >>> one, two = (make_observations([{**row, "numerator": number}]) for number in (7, 8))
    >>> len(contradictions(one, two, unit_names=pd.Series({"04171": "Xã Bó Sinh"})))
    1
    """
    key = list(KEY)
    beside, mine = (pd.MultiIndex.from_frame(table[key]) for table in (other, own))
    both = [other[beside.isin(mine)], own[mine.isin(beside)]]
    if both[0].empty:
        return make_findings()
    table = without_repeats(pd.concat(both, ignore_index=True))
    found = make_findings(_duplicates(table))
    return name_units(found[found["severity"] == "error"], unit_names)


def _mixed_vintage(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Refuse units of several vintages in one table."""
    counts = table["vintage"].value_counts()
    if len(counts) > 1:
        first = table[table["vintage"] == counts.index[-1]].iloc[0]
        yield _finding(
            "error", "mixed_vintage", first, value=", ".join(sorted(counts.index)), indicator=None
        )


def _malformed(table: pd.DataFrame, faults: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Make findings of violations of the schema."""
    counts = table[table["numerator"] < 0]
    said = set(zip(counts["unit_code"], counts["numerator"], strict=True))
    for fault in faults.to_dict("records"):
        row, rule, value = table.loc[fault["row"]], str(fault["rule"]), fault["value"]
        expected: object = None
        if rule == "covered_above_base":
            value, expected = _tidy(row["numerator"]), _tidy(row["denominator"])
        elif rule == "negative":
            # The base has a row of its own in most tables, and is wrong there.
            if fault["column"] == "denominator" and (row["unit_code"], value) in said:
                continue
            value = _tidy(value)
        elif rule == "rate_out_of_range":
            value = _percent(value)
        elif rule == "cell_empty":
            value = fault["column"]
        yield _finding("error", rule, row, value=value, expected=expected)


def _not_the_table(faults: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Name the columns that are absent or of another type: nothing else can be checked then."""
    for fault in faults[faults["row"].isna()].to_dict("records"):
        yield {
            "severity": "error",
            "rule": fault["rule"],
            "value": fault["column"],
            "expected": fault["value"],
        }


def _dates(table: pd.DataFrame, today: dt.date) -> Iterable[dict[str, object]]:
    """Find future dates, and dates at which the list of units was not in force."""
    dated = table[table["as_of"].notna()]
    for _, rows in dated.groupby(["vintage", "as_of"], sort=False):
        day, vintage = rows["as_of"].iloc[0].date(), str(rows["vintage"].iloc[0])
        begins, ends = _in_force(vintage)
        if day > today:
            yield _finding("warning", "as_of_in_future", rows.iloc[0], value=day, unit_code=None)
        elif not begins <= day <= ends:
            # Figures of the past are often given for today's units; the other way hardly ever.
            severity: Severity = "note" if day < begins else "warning"
            yield _finding(
                severity,
                "as_of_outside_vintage",
                rows.iloc[0],
                value=day,
                expected=vintage,
                unit_code=None,
            )


def _in_force(vintage: str) -> tuple[dt.date, dt.date]:
    """Return the first and last day a list of units was in force; its label is its first month."""
    starts = [dt.date(int(label[:4]), int(label[5:]), 1) for label in SUPPORTED_VINTAGES]
    if vintage not in SUPPORTED_VINTAGES:
        return dt.date.min, dt.date.max
    place = SUPPORTED_VINTAGES.index(vintage)
    begins = starts[place] if place else dt.date.min
    last = place + 1 == len(starts)
    return begins, dt.date.max if last else starts[place + 1] - dt.timedelta(days=1)


def _duplicates(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find several rows for one key: an error where they differ."""
    key = list(KEY)
    for _, rows in table[table.duplicated(key, keep=False)].groupby(key, dropna=False, sort=False):
        figures = rows[["numerator", "denominator", "rate"]]
        first = rows.iloc[0]
        for place in range(1, len(rows)):
            row, same = rows.iloc[place], figures.iloc[place].equals(figures.iloc[0])
            yield _finding(
                "note" if same else "error",
                "figure_twice" if same else "duplicate",
                row,
                value=_figure(row),
                expected=_cell_of(first) if same else _figure(first),
                other=_cell_of(first),
            )


def _cell_of(row: pd.Series[Any]) -> str:
    """Format the place where an observation was read."""
    return ", ".join(part for part in place_of(str(row["source"])) if part)


def _wider_than(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find 5G wider than 4G, and more households subscribing to fibre than able to."""
    known = indicators()
    pairs = [
        (name, name.replace("_5g", "_4g"))
        for name, entry in known.items()
        if name.endswith("_5g") and entry.is_rate
    ]
    pairs.append(("households_fibre_subscribed", "households_fibre_passed"))
    for narrow, wide in pairs:
        rows = _beside(table, narrow, wide)
        for _, row in rows[rows["share"] > rows["share_other"] + 1e-9].iterrows():
            yield _finding(
                "warning",
                "five_above_four" if narrow.endswith("_5g") else "subscribed_above_passed",
                row,
                value=_percent(row["share"]),
                expected=_percent(row["share_other"]),
            )


def _operator_above_any(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find operators whose coverage exceeds that of any operator."""
    key = [name for name in KEY if name != "operator"]
    together = table.loc[table["operator"] == "any", [*key, "share"]].drop_duplicates(key)
    alone = table[(table["operator"] != "any") & table["indicator"].isin(reach_indicators())]
    rows = alone.merge(together, on=key, suffixes=("", "_other"))
    for _, row in rows[rows["share"] > rows["share_other"] + POINTS / 100].iterrows():
        yield _finding(
            "warning",
            "operator_above_any",
            row,
            value=_percent(row["share"]),
            expected=_percent(row["share_other"]),
        )


def _stations_without_coverage(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find units with stations but nobody covered; villages count where people are unknown."""
    for generation in ("4g", "5g"):
        given = [
            _beside(table, f"stations_{generation}", covered).dropna(subset="share_other")
            for covered in (f"pop_{generation}", f"villages_{generation}")
        ]
        # No whole village need be covered where some people are: the people decide.
        beside = pd.concat(given, ignore_index=True).drop_duplicates(list(KEY))
        for _, row in beside[(beside["numerator"] > 0) & (beside["share_other"] == 0)].iterrows():
            yield _finding(
                "warning",
                "stations_without_coverage",
                row,
                value=_tidy(row["numerator"]),
                expected=0,
            )


def _people_per_household(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find households that are too many or too few for the people: each, or the column."""
    rows = _beside(table, "households", "population", of="numerator")
    rows = rows[rows["numerator"] > 0]
    size = rows["numerator_other"] / rows["numerator"]
    odd = rows[(size < PEOPLE_PER_HOUSEHOLD[0]) | (size > PEOPLE_PER_HOUSEHOLD[1])]
    for _, found in odd.groupby(["operator", "as_of"], dropna=False, sort=False):
        whole = len(found) > max(2, len(rows) / 3)
        for _, row in (found[:1] if whole else found).iterrows():
            yield _finding(
                "warning",
                "households_unlike" if whole else "households_unlikely",
                row,
                value=len(found) if whole else _tidy(row["numerator"]),
                expected=_tidy(row["numerator_other"]),
                **({"unit_code": None} if whole else {}),
            )


def _many_stations(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find columns of stations that cannot be of stations."""
    stations = table[table["indicator"].str.startswith("stations_")]
    by = ["indicator", "operator", "as_of"]
    for _, rows in stations.groupby(by, dropna=False, sort=False):
        many = rows[rows["numerator"] > MOST_STATIONS]
        if len(many):
            yield _finding(
                "warning",
                "stations_unlikely",
                many.iloc[0],
                value=_tidy(many["numerator"].iloc[0]),
                expected=MOST_STATIONS,
                other=len(many),
            )


def _missing(table: pd.DataFrame) -> Iterable[dict[str, object]]:
    """Find indicators that are missing for many units."""
    absent = table["numerator"].isna() & table["rate"].isna()
    grouped = table.assign(absent=absent).groupby(
        ["indicator", "operator", "as_of"], dropna=False, sort=False
    )
    for _, rows in grouped:
        share = rows["absent"].mean()
        if share > MISSING_SHARE:
            first = rows[rows["absent"]].iloc[0]
            yield _finding(
                "warning",
                "missing_share",
                first,
                value=round(_percent(share), 2),
                expected=100 * MISSING_SHARE,
                unit_code=None,
            )


def _beside(table: pd.DataFrame, indicator: str, other: str, *, of: str = "share") -> pd.DataFrame:
    """Join two indicators' rows on unit, operator and date."""
    key = [name for name in KEY if name != "indicator"]
    rows = table[table["indicator"] == indicator]
    others = table.loc[table["indicator"] == other, [*key, of]].drop_duplicates(key)
    if rows.empty or others.empty:  # most pairs of most tables: joining takes far longer than this
        return rows[:0].assign(**{f"{of}_other": np.nan})
    return rows.merge(others, on=key, suffixes=("", "_other"))


# ---- how a finding is made -----------------------------------------------------------------------
def _finding(
    severity: Severity, rule: str, row: pd.Series[Any], **entries: object
) -> dict[str, object]:
    """Make the finding of one observation; its source says where."""
    file, sheet, cell = place_of(str(row["source"]))
    return {
        "severity": severity,
        "rule": rule,
        "file": file,
        "sheet": sheet,
        "cell": cell,
        "unit_code": row["unit_code"],
        "indicator": row["indicator"],
        **entries,
    }


def _figure(row: pd.Series[Any]) -> float | str | None:
    """Return an observation's figure as one value."""
    if pd.notna(row["numerator"]):
        return _tidy(row["numerator"])
    return None if pd.isna(row["rate"]) else _percent(row["rate"])


def _tidy(value: float) -> float:
    """Round off binary floating-point noise."""
    return round(float(value), 6)


def _percent(share: float) -> float:
    """Convert a fraction to percent, without floating-point noise."""
    return round(100 * float(share), 4)
