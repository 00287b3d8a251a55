"""The tables of a page. Each sorts by the heading pressed; what is missing stays last."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import pandas as pd
from markupsafe import Markup

from dxanalysis.analysis import HEADLINE, of_operator, period_of, unserved, value_of
from dxanalysis.citations import cite
from dxanalysis.gaps import rank_by_unserved
from dxanalysis.indicators import OPERATORS, indicator, indicators
from dxanalysis.lang import MISSING, date, date_range, number, percent, text
from dxanalysis.lang.plain import visible
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
from dxanalysis.pages.key_findings import KEY_FIGURES, partly, target_cells
from dxanalysis.rates import ANY
from dxanalysis.reads import block
from dxanalysis.vietnamese import in_sentence

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
"""The services and people that are shown first; all others that there are follow."""

_BESIDE_RATES: Final = ("population", "households", "villages")
"""Bases that stand beside the rates of coverage."""

_OTHERS_SHOW: Final = frozenset({"operators", "power", "measurements"})
"""Who gives the figures of infrastructure that other parts of a page are about."""


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
        for code in ranked_codes(analysis, analysis.commune_gaps(area), area.communes)
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
    whole = analysis.whole
    rows = [
        (code, _told_apart(analysis, analysis.areas[code], whole, lang), (links or {}).get(code))
        for code in ranked_pages(analysis)
    ]
    return rates_of(analysis, rows, first=analysis.page_areas[0].level, lang=lang).block()


def ranked_pages(analysis: Analysis) -> list[str]:
    """Order the areas that have a page as :func:`ranked_codes` does.

    Parameters
    ----------
    analysis
        What is shown.

    Returns
    -------
    list of str
        Their codes.
    """
    areas = analysis.page_areas
    rows = analysis.gaps[analysis.gaps["level"] == areas[0].level]
    return ranked_codes(analysis, rows, [area.code for area in areas])


def ranked_codes(analysis: Analysis, gaps: pd.DataFrame, codes: Sequence[str]) -> list[str]:
    """Order units by whom the leading rate does not reach, most first.

    Parameters
    ----------
    analysis
        What is shown.
    gaps
        Its rows of the units.
    codes
        Of all of them: those of which nothing is known come last.

    Returns
    -------
    list of str
        Every code, once.
    """
    key = lead_rate(analysis)
    # Each column less is one less to copy and to sort.
    rows = gaps[["unit_code", "indicator", "operator", "numerator", "denominator", "rate_pct"]]
    ranked = rank_by_unserved(rows, indicator=key, operator=analysis.operator_of(key))
    known = ranked.sort_values(
        ["unserved_count", "rate_pct"], ascending=[False, True], kind="stable"
    )["unit_code"].astype("str")
    return list(dict.fromkeys([*known, *codes]))


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
    chosen: Sequence[tuple[str, str]] = (),
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
    chosen
        Which columns, by indicator and what of it; by default all of which anything is known.

    Returns
    -------
    Table
        One row per area.
    """
    shown_key = lead_rate(analysis)
    columns = [
        column
        for column in _columns(analysis, lang)
        if not chosen or (column.key, column.what) in chosen
    ]
    cells = []
    codes = [code for code, _, _ in rows]
    _, newest = analysis.shown_period(codes, [shown_key])
    for code, name, href in rows:
        own = analysis.shown(code)
        cells.append(
            [
                Cell(name, name, "text", href=href, detail=_apart(own, shown_key, newest, lang)),
                *(_rate_cell(analysis, code, column, lang, sparks=sparks) for column in columns),
            ]
        )
    headings = [text(f"pages.head_{first}", lang), *(column.heading for column in columns)]
    lacking = [place for place, column in enumerate(columns, 1) if column.what == "lacking"]
    sorted_by = next((place for place in lacking if columns[place - 1].key == shown_key), None)
    caption = text("pages.caption_rates", lang)
    if sorted_by is not None:
        caption = text("pages.caption_sorted", lang, what=caption, by=headings[sorted_by])
    any_sparks = any(cell.sparks for row in cells for cell in row)
    return Table(
        caption=_dated(caption, date_range(*analysis.shown_period(codes, _RATES), lang), lang),
        headings=headings,
        rows=cells,
        sorted_by=sorted_by,
        note=text("pages.note_missing", lang),
        legend=" ".join(
            text(f"pages.note_{key}", lang) for key in ("bars", *(["strips"] if any_sparks else []))
        ),
    )


@dataclass(frozen=True)
class _Column:
    """A column of rates: which indicator, and what of it."""

    key: str
    what: Literal["base", "rate", "lacking"]
    heading: str


_COLUMNS: Final[tuple[tuple[str, Literal["base", "rate", "lacking"], str], ...]] = (
    ("population", "base", "population"),
    ("pop_4g", "rate", "pop_4g"),
    ("pop_4g", "lacking", "without_4g"),
    ("pop_5g", "rate", "pop_5g"),
    ("villages_4g", "rate", "villages_4g"),
    ("villages_4g", "lacking", "villages_without_4g"),
    ("villages_fibre", "rate", "villages_fibre"),
    ("villages_fibre", "lacking", "without_fibre"),
    ("households_fibre_passed", "rate", "households_passed"),
    ("households_fibre_passed", "lacking", "households_unpassed"),
)
"""What the tables of rates show of whatever is known; how many villages lack 4G, and households
fibre, only where nothing before it is."""


_MOST_OWN: Final = 2
"""So many of a planner's own rates are columns of the tables of rates."""


def own_rates(analysis: Analysis) -> list[str]:
    """List the rates of the planner's own (``[[indicators]]``) of which there are figures.

    Parameters
    ----------
    analysis
        What is shown.

    Returns
    -------
    list of str
        Their ids, in the order of ``province.toml``.
    """
    known = analysis.shown_operators
    own = [entry.id for entry in analysis.workspace.indicators if entry.basis != "none"]
    return [key for key in own if key in known]


def lead_rate(analysis: Analysis) -> str:
    """Choose the rate that areas are ranked by.

    Parameters
    ----------
    analysis
        What is shown.

    Returns
    -------
    str
        4G of the population, else the first of the key figures that there is.
    """
    return next((key for key in KEY_FIGURES if key in analysis.shown_operators), KEY_FIGURES[0])


def _columns(analysis: Analysis, lang: Lang) -> list[_Column]:
    """List the columns of which anything is known; counts only where there are any.

    The first few of the planner's own rates come last.
    """
    first = lead_rate(analysis)
    counted = analysis.counted
    optional = {"villages_4g", "households_fibre_passed"} - {first}
    return [
        _Column(
            key,
            what,
            of_operator(text(f"pages.head_{head}", lang), _whose(analysis, key, what), lang),
        )
        for key, what, head in _COLUMNS
        if (what == "base" and "pop_4g" in counted)
        or (
            key in analysis.shown_operators
            and (what != "lacking" or (key in counted and key not in optional))
        )
    ] + [
        _Column(key, "rate", analysis.name_of(key, lang)) for key in own_rates(analysis)[:_MOST_OWN]
    ]


def _whose(analysis: Analysis, key: str, what: str) -> str:
    """Say whose a column is: people and villages are nobody's."""
    return ANY if what == "base" else analysis.operator_of(key)


def _rate_cell(analysis: Analysis, code: str, column: _Column, lang: Lang, *, sparks: bool) -> Cell:
    """Make one cell of a table of rates."""
    own = analysis.shown(code)
    if column.what == "base":
        return _people_cell(own, lang)
    if column.what == "lacking":
        return count_cell(unserved(own, column.key), lang)
    if sparks and column.key in HEADLINE:
        return _spread_cell(analysis, code, own, column.key, lang)
    return share_cell(value_of(own, column.key, "rate_pct"), lang)


def _people_cell(own: pd.DataFrame, lang: Lang) -> Cell:
    """Write how many people there are; of some communes only where it is known of no more."""
    people = value_of(own, "population", "numerator")
    if math.isnan(people):  # no file counts people by themselves
        found = count_cell(value_of(own, "pop_4g", "denominator"), lang)
        partial = partly(own, "pop_4g", lang=lang)
    else:
        found, partial = count_cell(people, lang), partly(own, "population", lang=lang)
    return replace(found, detail=partial if found.value else "")


def _apart(own: pd.DataFrame, key: str, newest: dt.date | None, lang: Lang) -> str:
    """Write what is particular about an area's first figure: an older date, communes without."""
    partial = "" if math.isnan(value_of(own, key, "rate_pct")) else partly(own, key, lang=lang)
    return "; ".join(filter(None, (partial, _older(own, key, newest, lang))))


def _older(own: pd.DataFrame, key: str, newest: dt.date | None, lang: Lang) -> str:
    """Write the date of a unit's first figure where it is older than the newest of the table."""
    day = own["as_of"].get(key)
    if newest is None or math.isnan(value_of(own, key, "rate_pct")):
        return ""
    if pd.isna(day):
        return text("pages.undated", lang)
    return "" if day.date() >= newest else text("pages.as_of", lang, date=date(day.date(), lang))


def _dated(caption: str, dates: str, lang: Lang) -> str:
    """Add to a caption from when to when the figures are."""
    return text("pages.dated", lang, what=caption, date=dates)


def _spread_cell(
    analysis: Analysis, code: str, own: pd.DataFrame, indicator_id: str, lang: Lang
) -> Cell:
    """Make a cell of a rate, with how its communes are spread and how it changed over time."""
    rate = value_of(own, indicator_id, "rate_pct")
    cell = share_cell(rate, lang)
    operator = analysis.operator_of(indicator_id)
    change = sparklines.trend(
        analysis.series(code, indicator_id, operator=operator), lang=lang, shown=rate
    )
    if len(analysis.areas[code].communes) == 1:
        return replace(cell, sparks=change)
    rows = analysis.commune_gaps(analysis.areas[code])
    rows = rows[(rows["indicator"] == indicator_id) & (rows["operator"] == operator)]
    comparable = bool(own["comparable"].get(indicator_id))
    target = value_of(own, indicator_id, "target_pct") if comparable else float("nan")
    spread = sparklines.strip(rows["rate_pct"], target=target, lang=lang)
    return replace(cell, sparks=spread + change)


_OPERATOR_RATES: Final = (
    "pop_4g", "pop_5g", "villages_4g", "villages_5g", "villages_fibre", "households_fibre_passed",
)  # fmt: skip
_STATIONS: Final = ("stations_2g", "stations_3g", "stations_4g", "stations_5g")
_HEADS: Final = {"households_fibre_passed": "households_passed"}


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
    known, keys = analysis.reported
    rates = [key for key in _OPERATOR_RATES if key in keys]
    stations = [key for key in _STATIONS if key in keys]
    peopled = "pop_4g" in keys
    present = [key for key in OPERATORS if key in known]
    shown = [*rates, *stations]
    dates = {one: analysis.dates(area, lang=lang, indicator=shown, operator=one) for one in present}
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
                *[share_cell(value_of(own, key, "rate_pct"), lang) for key in rates],
                *[count_cell(value_of(own, key, "numerator"), lang) for key in stations],
                *([_observed_cell(own, lang)] if peopled else []),
            ]
        )
    heads = ["operator", *rates, *stations, *(["observed"] if peopled else [])]
    return Table(
        caption=_dated(
            text("pages.caption_operators", lang),
            analysis.dates(area, lang=lang, indicator=shown),
            lang,
        ),
        headings=[text(f"pages.head_{_HEADS.get(key, key)}", lang) for key in heads],
        rows=cells,
        sorted_by=None,
        note=text("pages.note_operators" if ANY in known else "pages.note_missing", lang),
    )


def _observed_cell(own: pd.DataFrame, lang: Lang) -> Cell:
    """Say in how many communes there are figures of 4G."""
    counts = [value_of(own, "pop_4g", name) for name in ("observed_units", "units")]
    if any(map(math.isnan, counts)):
        return Cell(MISSING)
    return Cell("/".join(number(count, lang, decimals=0) for count in counts), counts[0])


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
        Totals by electricity, and the list itself, folded; nothing where none is listed.
    """
    listed = villages_in(analysis, area)
    if listed.empty:
        return Block(Markup(""))
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

    With the day of the list, and what the figures of the communes say differently.

    Parameters
    ----------
    analysis, area
        What is asked.
    lang
        The language.

    Returns
    -------
    str
        One or a few sentences; empty where no village is listed.
    """
    listed = villages_in(analysis, area)
    if listed.empty:
        return ""
    lit = listed["electricity"].eq(other=True)
    people = number(listed["people"].sum(min_count=1), lang, decimals=0)
    if not lit.any():
        said = text("pages.villages_unlit", lang, n=len(listed), people=people)
    else:
        said = text(
            "pages.villages_summary",
            lang,
            n=len(listed),
            people=people,
            lit=int(lit.sum()),
            lit_people=number(listed.loc[lit, "people"].sum(min_count=1), lang, decimals=0),
        )
    if listed["as_of"].notna().any():
        oldest = None if listed["as_of"].isna().any() else listed["as_of"].min().date()
        dates = date_range(oldest, listed["as_of"].max().date(), lang)
        said = text("pages.villages_listed", lang, date=dates, said=said)
    return " ".join([said, *_beside_list(analysis, area, listed, lang)])


def _beside_list(analysis: Analysis, area: Area, listed: pd.DataFrame, lang: Lang) -> list[str]:
    """Say where a list and the figures of communes differ: villages, and people in none of them."""
    own, said = analysis.shown(area.code), []
    lacking = unserved(own, "villages_4g")
    if analysis.operator_of("villages_4g") == ANY and abs(lacking - len(listed)) >= 1:
        dates = date_range(*period_of(own.loc[["villages_4g"]].reset_index()), lang)
        said.append(text("pages.villages_counted", lang, date=dates, n=round(lacking)))
    if analysis.operator_of("pop_4g") != ANY:
        return said
    rows = analysis.commune_gaps(area)
    rows = rows[(rows["indicator"] == "pop_4g") & (rows["operator"] == ANY)]
    rows = rows.set_index("unit_code")
    named = listed.groupby("unit_code")["people"].agg(lambda people: people.sum(skipna=False))
    without = rows["denominator"] - rows["numerator"]
    others = without - named.reindex(without.index, fill_value=0)
    beyond = float(others.clip(lower=0).sum())
    if beyond >= 1:
        said.append(text("pages.people_unlisted", lang, n=round(beyond)))
    return said


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
        The table; nothing where there are no such figures.
    """
    table = services_of(analysis, area, lang=lang)
    return table.block() if table.rows else Block(Markup(""))


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
        Indicator and what it counts, count, rate, the province's rate (or count, where there is no
        rate) where it is another, and the target and what is missing where any is set.
    """
    own = analysis.shown(area.code)
    whole = analysis.shown(analysis.whole.code)
    is_part = area != analysis.whole
    keys = [key for key in services_shown(analysis) if key in own.index]
    aimed = any(not math.isnan(value_of(own, key, "target_pct")) for key in keys)
    rows = [
        [
            Cell(
                analysis.name_of(key, lang),
                analysis.name_of(key, lang),
                "text",
                detail=indicator(key).definition(lang),
            ),
            count_cell(value_of(own, key, "numerator"), lang),
            _service_cell(own, key, lang, counts=False),
            *([_service_cell(whole, key, lang, counts=True)] if is_part else []),
            *(_target_cells(analysis, own, key, lang) if aimed else []),
        ]
        for key in keys
    ]
    heads = [text(f"pages.head_{key}", lang) for key in ("indicator", "count", "rate")]
    heads += [analysis.whole_label(lang)] if is_part else []
    heads += [text(f"pages.head_{key}", lang) for key in ("target", "to_target") if aimed]
    return Table(
        caption=_dated(
            text("pages.caption_services", lang, whole=in_sentence(analysis.whole_label(lang)))
            if is_part
            else text("pages.caption_services_whole", lang),
            date_range(*period_of(own[own.index.isin(keys)].reset_index()), lang),
            lang,
        ),
        headings=heads,
        rows=rows,
        sorted_by=None,
        note="",
    )


def _service_cell(figures: pd.DataFrame, key: str, lang: Lang, *, counts: bool) -> Cell:
    """Make a cell of a rate; of what has none its count, or that it has none."""
    if indicator(key).is_rate:
        return share_cell(value_of(figures, key, "rate_pct"), lang)
    if counts:
        return count_cell(value_of(figures, key, "numerator"), lang)
    return Cell(text("pages.no_rate", lang))


def services_shown(analysis: Analysis) -> list[str]:
    """List the services and people of which there are figures, and that nothing else shows.

    Parameters
    ----------
    analysis
        What is shown.

    Returns
    -------
    list of str
        Ids of :data:`SERVICES`, then of the others in the order of the catalogue.
    """
    elsewhere = {*_BESIDE_RATES, *(entry.id for entry in analysis.workspace.indicators)}
    others = [
        key
        for key, entry in indicators().items()
        if key not in elsewhere
        and not (entry.pillar == "infrastructure" and entry.source in _OTHERS_SHOW)
    ]
    return [key for key in dict.fromkeys([*SERVICES, *others]) if key in analysis.shown_operators]


def _target_cells(analysis: Analysis, own: pd.DataFrame, key: str, lang: Lang) -> list[Cell]:
    """Make the cells of a target and of what is missing; dashes where none is set."""
    target, gap = (value_of(own, key, name) for name in ("target_pct", "gap_count"))
    if math.isnan(target):
        return [Cell(MISSING), Cell(MISSING)]
    shown, missing = target_cells(own, key, today=analysis.year, lang=lang)
    return [Cell(shown, target), Cell(missing, "" if math.isnan(gap) else max(gap, 0))]


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


def given_files(analysis: Analysis) -> pd.DataFrame:
    """List the files that gave something: an empty form is no source.

    Parameters
    ----------
    analysis
        What is shown.

    Returns
    -------
    pandas.DataFrame
        Rows of :attr:`dxanalysis.analysis.Analysis.inputs`, the boundaries last.
    """
    return analysis.inputs[analysis.inputs["rows"] > 0]


def _corrections(analysis: Analysis, *, lang: Lang) -> list[str]:
    """Say which files correct which others, and in how many communes."""
    found = analysis.findings
    found = found[found["rule"] == "corrected_elsewhere"]
    said = []
    for name in dict.fromkeys(analysis.inputs["path"]):
        own = found.loc[[visible(str(at)).startswith(f"{name}, ") for at in found["other"]]]
        said += [
            text("pages.file_corrects", lang, name=name, found=visible(str(file)), n=len(communes))
            for file, communes in own.groupby("file", sort=False)["unit_code"].unique().items()
        ]
    return said


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
    given = given_files(analysis)
    files = [
        [
            Cell(row["path"], row["path"], "text"),
            Cell(
                OPERATORS[row["operator"]][lang] if row["operator"] in OPERATORS else MISSING,
                kind="text",
            ),
            Cell(MISSING if pd.isna(row["as_of"]) else date(row["as_of"], lang)),
            count_cell(row["rows"], lang),
            Cell(text(f"pages.evidence_{row['evidence']}", lang), kind="text"),
            Cell(row["sha256"][:16], row["sha256"], "text"),
        ]
        for row in given.to_dict("records")
    ]
    targets = [
        [
            Cell(indicator(target.indicator).name(lang), target.indicator, "text"),
            Cell(percent(target.value_pct, lang, decimals=None), target.value_pct or ""),
            Cell(str(target.year), target.year),
            Cell(cite(target.document, lang), target.document, "text"),
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
            note=" ".join(
                [
                    *_corrections(analysis, lang=lang),
                    text("pages.boundaries_from", lang, source=analysis.boundary_source(lang)),
                ]
            ),
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
