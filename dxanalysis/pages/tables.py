"""The tables of a page. Each sorts by the heading pressed; what is missing stays last."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd
from markupsafe import Markup

from dxanalysis.analysis import period_of, unserved, value_of
from dxanalysis.gaps import rank_by_unserved
from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import MISSING, date, date_range, number, percent, text
from dxanalysis.pages import sparklines
from dxanalysis.pages.blocks import (
    Block,
    Cell,
    Table,
    count_cell,
    fill,
    sentence_block,
    share_cell,
)
from dxanalysis.reads import block

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

_RATES: Final = ("pop_4g", "pop_5g", "villages_4g", "villages_fibre", "households_fibre_passed")
"""The rates that the tables of communes and areas show."""

SERVICES: Final = (
    "households_smartphone",
    "adults_epayment",
    "adults_digital_signature",
    "population_digital_apps",
    "files_online",
    "results_digitised",
    "eid_accounts",
    "teams",
    "team_members",
)


@block(reads="area")
def commune_table(
    analysis: Analysis, area: Area, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> Block:
    """List the area's communes, those where most people lack 4G first.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.
    links
        Page of each commune that has one, relative to this page.

    Returns
    -------
    Block
        A table that sorts by the heading pressed.
    """
    rows = [
        (code, _told_apart(analysis, analysis.areas[code], area, lang), (links or {}).get(code))
        for code in rank_by_unserved(analysis.commune_gaps(area), indicator="pop_4g")["unit_code"]
    ]
    return rates_of(analysis, rows, first="commune", lang=lang).block()


def area_table(
    analysis: Analysis, *, lang: Lang = "vi", links: Mapping[str, str] | None = None
) -> Block:
    """List the areas that have a page, those where most people lack 4G first.

    Parameters
    ----------
    analysis
        What the site is about.
    lang
        The language.
    links
        Page of each area, relative to this page; an area without one failed.

    Returns
    -------
    Block
        A table that sorts by the heading pressed.
    """
    level = analysis.page_areas[0].level
    chosen = rank_by_unserved(analysis.gaps[analysis.gaps["level"] == level], indicator="pop_4g")[
        "unit_code"
    ]
    whole = analysis.whole
    rows = [
        (code, _told_apart(analysis, analysis.areas[code], whole, lang), (links or {}).get(code))
        for code in chosen
    ]
    return rates_of(analysis, rows, first=level, lang=lang).block()


def _told_apart(analysis: Analysis, area: Area, page: Area, lang: Lang) -> str:
    """Name an area; on a page of the whole country with its province, for names repeat."""
    around = analysis.context_area(area)
    if page.level != "country" or around == page:
        return area.label(lang)
    return f"{area.label(lang)}, {around.label(lang)}"


def rates_of(
    analysis: Analysis,
    rows: Sequence[tuple[str, str, str | None]],
    *,
    first: str,
    lang: Lang,
    sparks: bool = True,
) -> Table:
    """List the rates of several areas: code, name and address of each.

    Parameters
    ----------
    analysis
        Where the figures are.
    rows
        Code, name, and address of the page of each area, if it has one.
    first
        What the areas are: a level, or ``commune``.
    lang
        The language.
    sparks
        Whether rates come with their small charts, which only a page can show.

    Returns
    -------
    Table
        One row per area.
    """
    columns = [
        text(f"pages.head_{first}", lang),
        text("pages.head_population", lang),
        text("pages.head_pop_4g", lang),
        text("pages.head_without_4g", lang),
        text("pages.head_pop_5g", lang),
        text("pages.head_villages_4g", lang),
        text("pages.head_villages_fibre", lang),
        text("pages.head_without_fibre", lang),
        text("pages.head_households_passed", lang),
    ]
    cells = []
    codes = [code for code, _, _ in rows]
    shown = analysis.gaps[analysis.gaps["unit_code"].isin(codes)]
    shown = shown[shown["indicator"].isin(_RATES) & (shown["operator"] == "any")]
    _, newest = period_of(shown[shown["indicator"] == "pop_4g"])
    for code, name, href in rows:
        own = analysis.figures(code)
        population = value_of(own, "pop_4g", "denominator")
        spread = {
            key: _spread_cell(analysis, code, own, key, lang)
            if sparks
            else share_cell(value_of(own, key, "rate_pct"), lang)
            for key in ("pop_4g", "pop_5g", "villages_fibre")
        }
        cells.append(
            [
                Cell(name, name, "text", href=href, detail=_older(own, newest, lang)),
                count_cell(population, lang),
                spread["pop_4g"],
                count_cell(unserved(own, "pop_4g"), lang),
                spread["pop_5g"],
                share_cell(value_of(own, "villages_4g", "rate_pct"), lang),
                spread["villages_fibre"],
                count_cell(unserved(own, "villages_fibre"), lang),
                share_cell(value_of(own, "households_fibre_passed", "rate_pct"), lang),
            ]
        )
    return Table(
        caption=_dated(text("pages.caption_rates", lang), shown, lang),
        headings=columns,
        rows=cells,
        sorted_by=3,
        note=text("pages.note_missing", lang),
    )


def _older(own: pd.DataFrame, newest: dt.date | None, lang: Lang) -> str:
    """Write the date of a unit's 4G figure where it is older than the newest of the table."""
    day = own["as_of"].get("pop_4g")
    if newest is None or math.isnan(value_of(own, "pop_4g", "rate_pct")):
        return ""
    if pd.isna(day):
        return text("pages.undated", lang)
    return "" if day.date() >= newest else text("pages.as_of", lang, date=date(day.date(), lang))


def _dated(caption: str, rows: pd.DataFrame, lang: Lang) -> str:
    """Add to a caption from when to when the figures are."""
    return text("pages.dated", lang, what=caption, date=date_range(*period_of(rows), lang))


def _spread_cell(
    analysis: Analysis, code: str, own: pd.DataFrame, indicator_id: str, lang: Lang
) -> Cell:
    """Make a cell of a rate, with how its communes are spread and how it changed over time."""
    cell = share_cell(value_of(own, indicator_id, "rate_pct"), lang)
    change = sparklines.trend(analysis.series(code, indicator_id), lang=lang)
    if len(analysis.areas[code].communes) == 1:
        return replace(cell, sparks=change)
    rows = analysis.commune_gaps(analysis.areas[code])
    rows = rows[(rows["indicator"] == indicator_id) & (rows["operator"] == "any")]
    comparable = bool(own["comparable"].get(indicator_id))
    target = value_of(own, indicator_id, "target_pct") if comparable else float("nan")
    spread = sparklines.strip(rows["rate_pct"], target=target, lang=lang)
    return replace(cell, sparks=spread + change)


@block(reads="area")
def operator_table(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show :func:`operators_of` on a page.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        The table.
    """
    return operators_of(analysis, area, lang=lang).block()


def operators_of(analysis: Analysis, area: Area, *, lang: Lang) -> Table:
    """Compare the operators in an area. They are never summed.

    Parameters
    ----------
    analysis, area
        What is shown.
    lang
        The language.

    Returns
    -------
    Table
        Operator by rate, with stations where an operator gives them.
    """
    known = set(analysis.snapshot.figures["operator"].unique())
    present = [key for key in OPERATORS if key in known]
    dates = {one: analysis.dates(area, lang=lang, operator=one) for one in present}
    differ = len(set(dates.values())) > 1
    cells = []
    for operator in present:
        own = analysis.figures(area.code, operator=operator)
        cells.append(
            [
                Cell(
                    OPERATORS[operator][lang],
                    OPERATORS[operator][lang],
                    "text",
                    detail=dates[operator] if differ else "",
                ),
                *[
                    share_cell(value_of(own, key, "rate_pct"), lang)
                    for key in ("pop_4g", "pop_5g", "villages_4g", "villages_fibre")
                ],
                *[
                    count_cell(value_of(own, key, "numerator"), lang)
                    for key in ("stations_4g", "stations_5g")
                ],
                share_cell(value_of(own, "pop_4g", "observed_pct"), lang),
            ]
        )
    heads = ("operator", "pop_4g", "pop_5g", "villages_4g", "villages_fibre", "stations_4g")
    return Table(
        caption=_dated(
            text("pages.caption_operators", lang),
            analysis.gaps[analysis.gaps["unit_code"] == area.code],
            lang,
        ),
        headings=[text(f"pages.head_{key}", lang) for key in (*heads, "stations_5g", "observed")],
        rows=cells,
        sorted_by=None,
        note=text("pages.note_operators", lang),
    )


@block(reads="area")
def unserved_villages(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """List the villages without a signal that the workbooks name.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        Totals by electricity, and the list itself, folded.
    """
    listed = villages_in(analysis, area)
    if listed.empty:
        return sentence_block(text("pages.no_village_list", lang))
    table = villages_of(analysis, area, lang=lang).block()
    folded = fill("folded", label=text("pages.show_villages", lang, n=len(listed)), inside=table)
    return Block(sentence_block(villages_summary(analysis, area, lang=lang)).html + folded.html)


def villages_in(analysis: Analysis, area: Area) -> pd.DataFrame:
    """Select the villages without a signal of an area's communes.

    Parameters
    ----------
    analysis, area
        What is asked.

    Returns
    -------
    pandas.DataFrame
        Rows of :attr:`dxanalysis.analysis.Analysis.villages`.
    """
    return analysis.villages[analysis.villages["unit_code"].isin(area.communes)]


def villages_of(analysis: Analysis, area: Area, *, lang: Lang) -> Table:
    """List the villages without a signal, the most people first within each commune.

    Parameters
    ----------
    analysis, area
        What is shown.
    lang
        The language.

    Returns
    -------
    Table
        One row per village.
    """
    listed = villages_in(analysis, area)
    names = analysis.communes["unit_name"]
    power = {True: "pages.yes", False: "pages.no"}
    rows = [
        [
            Cell(names[row["unit_code"]], names[row["unit_code"]], "text"),
            Cell(row["village"], row["village"], "text"),
            count_cell(row["households"], lang),
            count_cell(row["people"], lang),
            Cell(
                _yes_no(row["electricity"], power, lang), _yes_no(row["electricity"], power, lang)
            ),
        ]
        for row in listed.sort_values(["unit_code", "people"], ascending=[True, False]).to_dict(
            "records"
        )
    ]
    return Table(
        caption=text("pages.caption_villages", lang),
        headings=[
            text(f"pages.head_{key}", lang)
            for key in ("commune", "village", "households", "people", "electricity")
        ],
        rows=rows,
        sorted_by=None,
        note="",
    )


def villages_summary(analysis: Analysis, area: Area, *, lang: Lang) -> str:
    """Count the villages without a signal, their people, and those with grid power.

    Parameters
    ----------
    analysis, area
        What is asked.
    lang
        The language.

    Returns
    -------
    str
        A sentence; empty where no village is listed.
    """
    listed = villages_in(analysis, area)
    if listed.empty:
        return ""
    lit = listed["electricity"].eq(other=True)
    return text(
        "pages.villages_summary",
        lang,
        n=len(listed),
        people=number(listed["people"].sum(min_count=1), lang, decimals=0),
        lit=int(lit.sum()),
        lit_people=number(listed.loc[lit, "people"].sum(min_count=1), lang, decimals=0),
    )


def _yes_no(value: object, words: Mapping[bool, str], lang: Lang) -> str:
    """Say yes or no, or a dash where nobody said."""
    return MISSING if pd.isna(value) else text(words[bool(value)], lang)  # type: ignore[call-overload]


@block(reads="area")
def services_table(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show :func:`services_of` on a page.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        The table.
    """
    return services_of(analysis, area, lang=lang).block()


def services_of(analysis: Analysis, area: Area, *, lang: Lang) -> Table:
    """Compare services and people of an area with the province.

    Parameters
    ----------
    analysis, area
        What is shown.
    lang
        The language.

    Returns
    -------
    Table
        Indicator and what it counts, count, rate, and the province's rate.
    """
    own = analysis.figures(area.code)
    whole = analysis.figures(analysis.whole.code)
    rows = [
        [
            Cell(
                indicator(key).name(lang),
                indicator(key).name(lang),
                "text",
                detail=indicator(key).definition(lang),
            ),
            count_cell(value_of(own, key, "numerator"), lang),
            share_cell(value_of(own, key, "rate_pct"), lang),
            share_cell(value_of(whole, key, "rate_pct"), lang),
        ]
        for key in SERVICES
        if key in own.index
    ]
    heads = [text(f"pages.head_{key}", lang) for key in ("indicator", "count", "rate")]
    return Table(
        caption=_dated(
            text("pages.caption_services", lang),
            own[own.index.isin(SERVICES)].reset_index(),
            lang,
        ),
        headings=[*heads, analysis.whole_label(lang)],
        rows=rows,
        sorted_by=None,
        note="",
    )


@block(reads="area")
def sources_table(analysis: Analysis, *, lang: Lang = "vi") -> Block:
    """Show :func:`sources_of` on a page.

    Parameters
    ----------
    analysis
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        Two tables.
    """
    tables = sources_of(analysis, lang=lang)
    return Block(Markup("").join(table.block().html for table in tables))


def sources_of(analysis: Analysis, *, lang: Lang) -> list[Table]:
    """List the files behind the figures, and the targets, with what proves which they were.

    Parameters
    ----------
    analysis
        What is shown.
    lang
        The language.

    Returns
    -------
    list of Table
        The files, and the targets.
    """
    files = [
        [
            Cell(row["path"], row["path"], "text"),
            Cell(OPERATORS[row["operator"]][lang] if row["operator"] in OPERATORS else MISSING),
            Cell(MISSING if pd.isna(row["as_of"]) else date(row["as_of"], lang)),
            count_cell(row["rows"], lang),
            Cell(text(f"pages.evidence_{row['evidence']}", lang)),
            Cell(row["sha256"][:16], row["sha256"], "text"),
        ]
        for row in analysis.inputs.to_dict("records")
    ]
    targets = [
        [
            Cell(indicator(target.indicator).name(lang), target.indicator, "text"),
            Cell(percent(target.value_pct, lang, decimals=None), target.value_pct or ""),
            Cell(str(target.year), target.year),
            Cell(target.document, target.document, "text"),
        ]
        for target in analysis.workspace.targets.values()
    ]
    heads = ("file", "operator", "as_of", "rows", "evidence", "sha256")
    return [
        Table(
            caption=text("pages.caption_files", lang),
            headings=[text(f"pages.head_{key}", lang) for key in heads],
            rows=files,
            sorted_by=None,
            note=text("pages.boundaries_from", lang, source=analysis.boundaries.source),
        ),
        Table(
            caption=text("pages.caption_targets", lang),
            headings=[
                text(f"pages.head_{key}", lang)
                for key in ("indicator", "target", "year", "document")
            ],
            rows=targets,
            sorted_by=None,
            note=text("pages.note_targets", lang),
        ),
    ]
