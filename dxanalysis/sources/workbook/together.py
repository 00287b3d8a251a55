"""What all tables of a workbook say together: bases of each other, dates, what differs."""

from __future__ import annotations

import datetime as dt
import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.checks import POINTS
from dxanalysis.indicators import indicators
from dxanalysis.sources.workbook.figures.observe import BY_SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.workbook.figures.figures import Finding

    Record = dict[str, object]


_ADDED_UP: Final = ("stations_", "subscribers", "households_fibre_subscribed")
"""What each operator has of its own, so that nothing is counted twice."""

_FEWEST: Final = 5
_MOST: Final = 0.8
"""Which share of so many units must agree for one that differs to be a slip."""


@dataclass
class Collected:
    """What a workbook's tables say together.

    Attributes
    ----------
    records, earlier
        Observations of the file's own date, and of dates before it.
    villages, findings, understood, sheets, rows, as_of
        As in :class:`dxanalysis.sources.workbook.WorkbookReading`.
    """

    records: list[Record] = field(default_factory=list)
    earlier: list[Record] = field(default_factory=list)
    villages: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    understood: list[Record] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    rows: int = 0
    as_of: dt.date | None = None


def fill_bases(found: Collected, bases: Mapping[tuple[str, str], list[float]]) -> None:
    """Give a part the whole that another table of the file has.

    Parameters
    ----------
    found
        What the tables say; its records are completed, and what is contradicted is no figure.
    bases
        Unit and quantity to what the tables give.
    """
    for record in found.records:
        entry = indicators()[str(record["indicator"])]
        base = record["denominator"]
        if entry.denominator is None or not (isinstance(base, float) and math.isnan(base)):
            continue
        known = bases.get((str(record["unit_code"]), entry.denominator), [])
        if not known or len(set(known)) > 1 or known[0] <= 0:
            continue
        rate, count = record["rate"], record["numerator"]
        record["denominator"] = known[0]
        if isinstance(rate, float) and not math.isnan(rate):
            record["numerator"], record["rate"] = rate * known[0], math.nan
            record[BY_SHARE] = True
        elif isinstance(count, float) and count > known[0]:
            _contradicted(found, record, known[0])


def _contradicted(found: Collected, record: Record, base: float) -> None:
    """Say that a part is more than the whole another table gives."""
    found.findings.append(
        {
            "severity": "error",
            "rule": "covered_above_base",
            **_place(record),
            "unit_code": record["unit_code"],
            "indicator": record["indicator"],
            "value": record["numerator"],
            "expected": base,
        }
    )
    record["numerator"] = math.nan


def part_dates(found: Collected) -> None:
    """Set figures apart that the file also gives for a later date.

    Parameters
    ----------
    found
        What the tables say; its records of earlier dates are moved. A warning says of which units
        the file gives none of the later date.
    """
    latest: dict[tuple[object, object], dt.date] = {}
    for record in found.records:
        when = record["as_of"]
        if isinstance(when, dt.date):
            key = (record["indicator"], record["operator"])
            latest[key] = max(latest.get(key, when), when)
    own = [
        record
        for record in found.records
        if record["as_of"] is None
        or record["as_of"] == latest.get((record["indicator"], record["operator"]))
    ]
    kept = {id(record) for record in own}
    earlier = [record for record in found.records if id(record) not in kept]
    found.findings += _earlier_only(found, own, earlier)
    found.earlier += earlier
    found.records = own


def _earlier_only(
    found: Collected, own: Iterable[Record], earlier: Iterable[Record]
) -> Iterator[Finding]:
    """Say of which units a table of an earlier date has figures that no later one has."""
    current = {(one["unit_code"], one["indicator"], one["operator"]) for one in own}
    said = {
        (one["sheet"], one["expected"]) for one in found.findings if one["rule"] == "rows_of_date"
    }
    only: dict[tuple[str, str], list[Record]] = {}
    for record in earlier:
        key = (record["unit_code"], record["indicator"], record["operator"])
        if key not in current and _known(record):
            place = (str(_place(record).get("sheet", "")), str(record["as_of"]))
            only.setdefault(place, []).append(record)
    for (sheet, day), some in only.items():
        if (sheet, day) not in said:
            yield {
                "severity": "warning",
                "rule": "rows_of_date",
                **_place(some[0]),
                "value": len({record["unit_code"] for record in some}),
                "expected": day,
            }


def keep_once(found: Collected) -> None:
    """Keep one figure for each unit, indicator, operator and day; where any two differ, none.

    Parameters
    ----------
    found
        What the tables say; a finding names both cells of figures that differ: an error, or a
        warning where they are of an earlier date.
    """
    found.records = [_only(found, some, "error") for some in _of_one_figure(found.records)]
    found.earlier = [
        _only(found, some, "warning") for some in _of_one_figure(found.earlier, "as_of")
    ]


def leave_sums_out(found: Collected) -> None:
    """Leave figures of all operators out that are the sums of each one's: many have several.

    Parameters
    ----------
    found
        What the tables say; a warning names the first cell of each indicator.
    """
    groups: dict[tuple[object, object], dict[object, dict[object, Record]]] = {}
    for record in (*found.records, *found.earlier):
        if _known(record) and not str(record["indicator"]).startswith(_ADDED_UP):
            key = record["indicator"], record["as_of"]
            each = groups.setdefault(key, {}).setdefault(record["unit_code"], {})
            each.setdefault(record["operator"], record)
    sums: list[Record] = []
    for units in groups.values():
        given = list(units.values())
        made = [one for one in given if "any" in one and _of_several(one)]
        equal = [one["any"] for one in made if _is_sum(one)]
        if len(equal) == len(made) >= 1 or (
            len(made) >= _FEWEST and len(equal) > _MOST * len(made)
        ):
            alike = [one["any"] for one in given if "any" in one and len(one) > 1]
            sums += alike
            found.findings.append(
                {
                    "severity": "warning",
                    "rule": "operators_added",
                    **_place(equal[0]),
                    "indicator": equal[0]["indicator"],
                    "value": len(alike),
                }
            )
    left_out = {id(record) for record in sums}
    found.records = [one for one in found.records if id(one) not in left_out]
    found.earlier = [one for one in found.earlier if id(one) not in left_out]


def _amount(record: Record) -> float:
    """Give a record's count, or else its share."""
    value = record["rate"] if _nan(record["numerator"]) else record["numerator"]
    return float(str(value))


def _of_several(given: Mapping[object, Record]) -> bool:
    """Tell whether two operators at least have any of what is counted in a unit."""
    return sum(_amount(one) > 0 for who, one in given.items() if who != "any") > 1


def _is_sum(given: Mapping[object, Record]) -> bool:
    """Tell whether the figure of all operators is the sum of each one's."""
    total = math.fsum(_amount(one) for who, one in given.items() if who != "any")
    return math.isclose(_amount(given["any"]), total, rel_tol=1e-6)


def _of_one_figure(records: Iterable[Record], *more: str) -> list[list[Record]]:
    """Put the records together that are of one unit, indicator and operator."""
    given: dict[tuple[object, ...], list[Record]] = {}
    for record in records:
        key = tuple(record[name] for name in ("unit_code", "indicator", "operator", *more))
        given.setdefault(key, []).append(record)
    return list(given.values())


def _only(found: Collected, given: Sequence[Record], severity: str) -> Record:
    """Keep the record that tells most of those of one figure, and no number where any differ."""
    known = [record for record in given if _known(record)]
    kept, differs = (known or given)[0], False
    for place, record in enumerate(known):
        other = next((one for one in known[:place] if not _alike(record, one)), None)
        if other is not None:
            found.findings.append({"severity": severity, **_differing(record, other)})
            differs = True
        elif _tells_more(record, kept):
            kept = record
    return {**kept, "numerator": math.nan, "rate": math.nan} if differs else kept


def _differing(record: Record, other: Record) -> Finding:
    """Say that two tables give one figure differently."""
    where = " ".join(str(other["source"]).split("|")[1:])
    value, expected = (
        one["numerator"] if not _nan(one["numerator"]) else one["rate"] for one in (record, other)
    )
    return {
        "rule": "tables_differ",
        **_place(record),
        "unit_code": record["unit_code"],
        "indicator": record["indicator"],
        "value": value,
        "expected": f"{expected} ({where})",
    }


def compare_villages(found: Collected, *, operator: str, sheet: tuple[str, str]) -> None:
    """Compare the list of villages without a signal with the counts of those with one.

    Parameters
    ----------
    found
        What the tables say; a warning names each commune that differs.
    operator
        Whose counts.
    sheet
        The file, and the sheet of the list.
    """
    villages = [village for village in found.villages if village["signal"] is False]
    listed = pd.Series([village["unit_code"] for village in villages]).value_counts()
    for record in found.records:
        numerator, denominator = record["numerator"], record["denominator"]
        own = record["operator"] == operator
        if record["indicator"] != "villages_4g" or not villages or not own:
            continue
        if not isinstance(numerator, float) or not isinstance(denominator, float):
            continue
        left, count = denominator - numerator, int(listed.get(record["unit_code"], 0))
        if not math.isnan(left) and round(left) != count:
            found.findings.append(
                {
                    "severity": "warning",
                    "rule": "village_list_differs",
                    "file": sheet[0],
                    "sheet": sheet[1],
                    "unit_code": record["unit_code"],
                    "indicator": "villages_4g",
                    "value": count,
                    "expected": round(left),
                }
            )


def _nan(value: object) -> bool:
    """Tell whether a number is missing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _known(record: Record) -> bool:
    """Tell whether a record has a figure."""
    return not (_nan(record["numerator"]) and _nan(record["rate"]))


def _tells_more(record: Record, other: Record) -> bool:
    """Tell whether a record has the base, or the count, that another of the same figure lacks."""
    if _nan(other["denominator"]) != _nan(record["denominator"]):
        return _nan(other["denominator"])
    return bool(other.get(BY_SHARE)) and not record.get(BY_SHARE)


def _share(record: Record) -> float:
    """Give a record's share of its base, NaN where it has none."""
    count, base, rate = (record[name] for name in ("numerator", "denominator", "rate"))
    if isinstance(count, float) and isinstance(base, float) and base > 0:
        return count / base
    return rate if isinstance(rate, float) else math.nan


def _alike(record: Record, other: Record) -> bool:
    """Tell whether two records say the same, as far as both say it."""
    if record.get(BY_SHARE) or other.get(BY_SHARE):
        shares = [_share(record), _share(other)]
        if not any(map(math.isnan, shares)):
            return abs(shares[0] - shares[1]) <= POINTS / 100
    pairs = [(record[name], other[name]) for name in ("numerator", "rate")]
    return all(
        _nan(one) or _nan(two) or math.isclose(float(str(one)), float(str(two)), rel_tol=1e-6)
        for one, two in pairs
    )


def _place(record: Record) -> dict[str, object]:
    """Name the cell of a record."""
    parts = str(record["source"]).split("|")
    if len(parts) != 3:  # noqa: PLR2004 - file, sheet, cell
        return {}
    return dict(zip(("file", "sheet", "cell"), parts, strict=True))


def without_doubles(findings: Sequence[Finding]) -> list[Finding]:
    """Say each thing once: parts of one table share its columns and rows.

    Parameters
    ----------
    findings
        Findings.

    Returns
    -------
    list of dict
        Each once, in their order.
    """
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(repr(sorted((key, str(value)) for key, value in finding.items())), finding)
    return list(seen.values())
