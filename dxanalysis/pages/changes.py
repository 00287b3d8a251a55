"""What changed since the previous report."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.lang import MINUS, MISSING, date, number, percent, text
from dxanalysis.pages.blocks import Block, Cell, Table, fill, sentence_block, share_cell
from dxanalysis.pages.key_findings import KEY_FIGURES
from dxanalysis.snapshot import KEY, require_one_row_each

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Hashable

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

_FIGURES: Final = ["numerator", "denominator", "rate_pct"]
_SENT: Final = ["numerator", "rate_pct"]
_DECIMALS: Final = 2
"""Of a rate and of its change."""

_MOST_NAMED: Final = 8
"""Communes named of each rate, those that fell first; the rest is counted."""


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

    def rate_of(self, analysis: Analysis, area: Area, key: str) -> float:
        """Look up a rate of an area, of whoever's figures are shown now; NaN where it had none."""
        rows = self.gaps
        rows = rows[
            (rows["unit_code"].astype("str") == area.code)
            & (rows["indicator"] == key)
            & (rows["operator"] == analysis.operator_of(key))
        ]
        return float(rows["rate_pct"].iloc[0]) if len(rows) else math.nan


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
        missing where either side is missing), ``base_changed``, whether the denominators differ,
        so that the rate moved for two reasons, and ``kind``: ``changed``, ``new`` or ``gone``, and
        ``base`` where neither side has a figure, only something that it could be a share of.
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
        kind=_kinds(found),
    )


def _kinds(found: pd.DataFrame) -> pd.Series:
    """Tell what became of each figure."""
    was, is_now = (
        found[[f"{name}_{side}" for name in _SENT]].notna().any(axis=1)
        for side in ("before", "after")
    )
    kinds = pd.Series("base", index=found.index, dtype="str")
    return (
        kinds.mask(was & is_now, "changed").mask(~was & is_now, "new").mask(was & ~is_now, "gone")
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
    named = communes_that_changed(analysis, before, lang=lang)
    first = table.block() if table else sentence_block(lead)
    if not named:
        return first
    return Block(first.html + fill("paragraphs", sentences=named).html)


def communes_that_changed(analysis: Analysis, before: pd.DataFrame, *, lang: Lang) -> list[str]:
    """Name the communes whose rates of 4G, 5G or fibre changed, those that fell first.

    Parameters
    ----------
    analysis, before, lang
        As for :func:`since_last`.

    Returns
    -------
    list of str
        One sentence for each rate; none where each commune has a page, and so is listed anyway.
    """
    if analysis.workspace.grouping == "commune":
        return []
    found = changes_since(before, analysis.gaps)
    found = found[found["unit_code"].isin(_communes(analysis)) & found["change_points"].abs().gt(0)]
    said = []
    for key in KEY_FIGURES:
        rows = found[(found["indicator"] == key) & (found["operator"] == analysis.operator_of(key))]
        rows = rows[rows["change_points"].abs() >= 0.5 * 10**-_DECIMALS]
        rows = rows.sort_values(["change_points", "unit_code"], kind="stable")
        fell = rows["change_points"] < 0
        shown = pd.concat([rows[fell], rows[~fell].iloc[::-1]]).head(_MOST_NAMED)
        if rows.empty:
            continue
        names = [
            text(
                "pages.commune_changed",
                lang,
                name=analysis.areas[row["unit_code"]].label(lang),
                before=percent(row["rate_pct_before"], lang),
                after=percent(row["rate_pct_after"], lang),
            )
            for row in shown.to_dict("records")
        ]
        more = len(rows) - len(shown)
        names += [text("pages.communes_more", lang, n=more)] if more else []
        sentence = text(
            "pages.communes_changed",
            lang,
            indicator=analysis.name_of(key, lang),
            n=len(rows),
            fell=int(fell.sum()) or None,
            names="; ".join(names),
        )
        said.append(sentence)
    return said


def _communes(analysis: Analysis) -> set[str]:
    """List the communes: of the files only their own figures changed, sums follow."""
    return {code for code, area in analysis.areas.items() if area.level == "commune"}


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
        & found["indicator"].isin(KEY_FIGURES)
        & (found["operator"] == found["indicator"].map(analysis.operator_of))
    ]
    kinds = found.loc[found["unit_code"].isin(_communes(analysis)), "kind"].value_counts()
    lead = text("pages.since", lang, when=when, parts=_counted(kinds, lang))
    if rows.empty:
        return f"{lead} {text('pages.since_none', lang)}".strip(), None
    order = {code: place for place, code in enumerate(dict.fromkeys(shown))}
    rows = rows.sort_values(
        ["unit_code", "indicator"],
        key=lambda column: column.map(order if column.name == "unit_code" else KEY_FIGURES.index),
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
                _points(row, lang),
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


def _counted(kinds: pd.Series, lang: Lang) -> str:
    """Say how many figures changed, how many came, and how many are no longer given."""
    parts = [text("pages.since_changed", lang, n=int(kinds.get("changed", 0)))]
    parts += [
        text(f"pages.since_{kind}", lang, n=int(kinds[kind]))
        for kind in ("new", "gone")
        if kind in kinds.index
    ]
    return "; ".join(parts)


def _points(row: dict[Hashable, Any], lang: Lang) -> Cell:
    """Write the change between two rates as they are shown, so that the row adds up."""
    change = row["change_points"]
    shown = round(row["rate_pct_after"], _DECIMALS) - round(row["rate_pct_before"], _DECIMALS)
    if math.isnan(change) or round(abs(shown), _DECIMALS) == 0:
        return _signed(change, lang, decimals=_DECIMALS)
    return replace(_signed(shown, lang, decimals=_DECIMALS), value=change)


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
