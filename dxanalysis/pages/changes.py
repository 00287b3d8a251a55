"""What changed since the previous report."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis.analysis import HEADLINE
from dxanalysis.lang import MINUS, MISSING, date, number, percent, text
from dxanalysis.pages.blocks import Block, Cell, Table, sentence_block, share_cell
from dxanalysis.snapshot import KEY, require_one_row_each

if TYPE_CHECKING:
    import datetime as dt

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang

_FIGURES = ["numerator", "denominator", "rate_pct"]


@dataclass(frozen=True)
class Before:
    """The figures of last time, as the report before this one had them.

    Attributes
    ----------
    gaps
        Its ``gaps.csv``.
    when
        The day it was made.
    """

    gaps: pd.DataFrame
    when: dt.date

    def told(self, lang: Lang) -> str:
        """Tell which report it is: the day it was made, and the last day of its figures."""
        days = pd.to_datetime(self.gaps["as_of"]) if "as_of" in self.gaps else pd.Series()
        if days.isna().all():
            return date(self.when, lang)
        return text("pages.report_of", lang, made=self.when, day=days.max().date())


def changes_since(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Compare two tables of gaps and keep the rows that differ.

    Parameters
    ----------
    before, after
        Tables with the columns of ``gaps.csv``, one row per unit, indicator and operator.

    Returns
    -------
    pandas.DataFrame
        One row per unit × indicator × operator whose numerator, denominator or rate differs:
        ``unit_code``, ``indicator``, ``operator``, each figure with ``_before`` and ``_after``
        (missing where that table has none), ``change_points`` and ``change_count`` (of numerators;
        missing where either side is missing), and ``base_changed``, whether the denominators
        differ, so that the rate moved for two reasons.
    """
    sides = [require_one_row_each(side)[[*KEY, *_FIGURES]].copy() for side in (before, after)]
    for side in sides:
        side[KEY] = side[KEY].astype("str")
    both = sides[0].merge(sides[1], on=KEY, how="outer", suffixes=("_before", "_after"))
    differs = pd.concat(
        [
            (both[f"{name}_before"] - both[f"{name}_after"]).abs().gt(1e-9)
            | (both[f"{name}_before"].isna() != both[f"{name}_after"].isna())
            for name in _FIGURES
        ],
        axis=1,
    ).any(axis=1)
    found = both[differs].reset_index(drop=True)
    return found.assign(
        change_points=found["rate_pct_after"] - found["rate_pct_before"],
        change_count=found["numerator_after"] - found["numerator_before"],
        base_changed=(found["denominator_after"] - found["denominator_before"]).abs().gt(1e-9),
    )


def since_last(analysis: Analysis, before: pd.DataFrame, *, when: str, lang: Lang = "vi") -> Block:
    """Show what changed since the report before this one, for every area that has a page.

    Parameters
    ----------
    analysis
        What the report is about.
    before
        The ``gaps.csv`` of the earlier report.
    when
        When that was made, as it is to be shown.
    lang
        The language.

    Returns
    -------
    Block
        A sentence and, where a figure of 4G, 5G or fibre differs, a table.
    """
    lead, table = changes_of(analysis, before, when=when, lang=lang)
    return table.block() if table else sentence_block(lead)


def changes_of(
    analysis: Analysis, before: pd.DataFrame, *, when: str, lang: Lang
) -> tuple[str, Table | None]:
    """Compare with the report before this one: the whole, and every area that has a page.

    Parameters
    ----------
    analysis, before, when, lang
        As for :func:`since_last`.

    Returns
    -------
    tuple of str and Table or None
        The sentence, and what changed of 4G, 5G and fibre, if anything did.
    """
    found = changes_since(before, analysis.gaps)
    shown = [analysis.whole.code, *(area.code for area in analysis.page_areas)]
    rows = found[
        found["unit_code"].isin(shown)
        & found["indicator"].isin(HEADLINE)
        & (found["operator"] == found["indicator"].map(analysis.operator_of))
    ]
    # Each changes the sums of its areas too: of the files only the communes' own figures changed.
    communes = {code for code, area in analysis.areas.items() if area.level == "commune"}
    lead = text("pages.since", lang, when=when, n=int(found["unit_code"].isin(communes).sum()))
    if rows.empty:
        return f"{lead} {text('pages.since_none', lang)}".strip(), None
    order = {code: place for place, code in enumerate(dict.fromkeys(shown))}
    rows = rows.sort_values(
        ["unit_code", "indicator"],
        key=lambda column: column.map(order) if column.name == "unit_code" else column,
    )
    cells = []
    for row in rows.to_dict("records"):
        name = analysis.areas[row["unit_code"]].label(lang)
        measured = analysis.name_of(row["indicator"], lang)
        cells.append(
            [
                Cell(name, name, "text"),
                Cell(measured, measured, "text", detail=_why(row["base_changed"], lang)),
                _rate(row["rate_pct_before"], lang),
                _rate(row["rate_pct_after"], lang),
                _signed(row["change_points"], lang, decimals=2),
                _signed(row["change_count"], lang, decimals=0),
            ]
        )
    heads = ("district", "indicator", "before", "now", "change_points", "change_count")
    return lead, Table(
        caption=lead,
        headings=[text(f"pages.head_{key}", lang) for key in heads],
        rows=cells,
        sorted_by=None,
        note=text("pages.note_since", lang),
    )


def _why(base_changed: bool, lang: Lang) -> str:  # noqa: FBT001 - a value of a row
    """Say that the denominator changed too, where it did."""
    return text("pages.base_changed", lang) if base_changed else ""


def _rate(value: float, lang: Lang) -> Cell:
    """Make a cell of a rate with as many digits as its change has."""
    return replace(share_cell(value, lang), shown=percent(value, lang))


def _signed(value: float, lang: Lang, *, decimals: int) -> Cell:
    """Make a cell of a change, with its sign."""
    if math.isnan(value):
        return Cell(MISSING)
    sign = {1.0: "+", -1.0: MINUS}.get(math.copysign(1.0, value), "") if value else "±"
    return Cell(f"{sign}{number(abs(value), lang, decimals=decimals)}", value)
