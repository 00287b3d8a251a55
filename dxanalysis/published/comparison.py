"""A workspace's own totals compared with those published for its province.

A total that differs is no error: it may be later, or rest on other bases. The finding says by how
much and of which dates, so that a planner can ask before reporting.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis import published
from dxanalysis.indicators import Indicator, indicators
from dxanalysis.lang import date, number, text
from dxanalysis.published.reconciliation import Finding, Severity, percentage, worst_first

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from dxanalysis.lang import Lang
    from dxanalysis.published.catalogue import Figure

_WHOLE: Final = 100 - 1e-9


def compare(gaps: pd.DataFrame, *, province: str) -> list[Finding]:
    """Hold a workspace's own totals against what was published of its province.

    Parameters
    ----------
    gaps
        Rates of the province for any operator, as in :attr:`dxanalysis.analysis.Analysis.gaps`;
        rows of other units and operators are left aside.
    province
        Two digits.

    Returns
    -------
    list of Finding
        One for each indicator that has both a total and a published figure, the latest of each;
        those that differ first. Illustrative totals that agree prove nothing and say so.
    """
    own = gaps[(gaps["unit_code"] == province) & (gaps["operator"] == "any")]
    rows = {row["indicator"]: row for row in own.to_dict("records")}
    latest: dict[tuple[str, str], Figure] = {}
    for figure in published.figures().values():
        if figure.province == province and figure.indicator in rows and figure.kind == "reached":
            key = (figure.indicator, figure.role)
            if key not in latest or _last(latest[key]) <= _last(figure):
                latest[key] = figure
    found = [
        finding
        for figure in latest.values()
        if (finding := _beside(figure, rows[figure.indicator])) is not None
    ]
    return worst_first(found)


def _beside(figure: Figure, row: Mapping[Any, Any]) -> Finding | None:
    """Hold one published figure against a workspace's total; None where there is no total."""
    entry = indicators()[figure.indicator]
    value = float(row["rate_pct" if figure.role == "rate" else figure.role])
    if math.isnan(value) or not figure.numbers:
        return None
    params = {
        "indicator": entry.name,
        "own": _own(value, figure, entry),
        "own_date": _day(row["as_of"]),
        "published": figure.shown,
        "when": figure.when,
        "difference": _difference(abs(value - figure.value), figure),
        "observed": percentage(float(row["observed_pct"])),
        "basis": entry.basis_name,
        "other": lambda lang: text(f"indicators.basis_{figure.basis}", lang),
    }
    return Finding(*_judge(figure, entry, value, row), (figure,), params)


def _judge(
    figure: Figure, entry: Indicator, value: float, row: Mapping[Any, Any]
) -> tuple[Severity, str]:
    """Say whether a total agrees with a published figure, or why the two cannot be compared."""
    if figure.role == "rate" and figure.basis != entry.basis:
        unknown = figure.basis == published.UNKNOWN
        return "warning", "own_no_definition" if unknown else "own_other_basis"
    if figure.role != "rate" and row["observed_pct"] < _WHOLE:
        return "warning", "own_partial"
    if not _holds(figure, value):
        return "warning", "own_differs"
    return "note", "own_made_to_agree" if row["evidence"] == "illustrative" else "own_agrees"


def _holds(figure: Figure, value: float) -> bool:
    """Tell whether a number is what was published, as exactly as it was printed."""
    if figure.bound == "above":
        return value > figure.value
    if figure.bound == "at_most":
        return value <= figure.value
    if figure.bound == "range":
        return figure.numbers[0] <= value <= figure.numbers[-1]
    return abs(value - figure.value) <= figure.tolerance + 1e-9


def _last(figure: Figure) -> tuple[int, ...]:
    """Order figures by their date; those of unknown date come first."""
    day = figure.last_day
    return (day.year, day.month, day.day) if day else ()


def _own(value: float, figure: Figure, entry: Indicator) -> Callable[[Lang], str]:
    """Write a workspace's total."""
    if figure.role == "rate":
        return percentage(value)
    return lambda lang: f"{number(value, lang)} {figure.unit(lang) or entry.unit(lang)}"


def _difference(value: float, figure: Figure) -> Callable[[Lang], str]:
    """Write a difference: points between shares, a number between counts."""
    if figure.role == "rate":
        return lambda lang: text("published.points", lang, value=number(value, lang, decimals=2))
    return lambda lang: number(value, lang)


def _day(value: object) -> Callable[[Lang], str]:
    """Write the date of a total."""
    day = None if pd.isna(value) else pd.Timestamp(value).date()  # type: ignore[call-overload, arg-type]
    return lambda lang: date(day, lang)
