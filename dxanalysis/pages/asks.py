"""The section "what to ask for next": by operator and agency, with the communes named."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeAlias

import pandas as pd
from markupsafe import Markup

from dxanalysis.indicators import OPERATORS, indicator
from dxanalysis.lang import MISSING, number, percent, text
from dxanalysis.pages.blocks import Block, Cell, Table, count_cell, fill
from dxanalysis.reads import block
from dxanalysis.studies.asks import (
    COMPLETE_FIGURES,
    CONFIRM_POWER,
    POWER_VILLAGES,
    REACH_TARGET,
    SURVEY_VILLAGES,
    UPDATE_FIGURES,
    find_asks_of_each,
)
from dxanalysis.vietnamese import in_sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis, Area
    from dxanalysis.lang import Lang

_Row: TypeAlias = Mapping[Any, Any]
"""A row of what :func:`dxanalysis.studies.asks.find_asks` found, by column."""

_NAMED: Final = 8
"""So many communes are named in a sentence; all of them stand in the table."""

_BILLION: Final = 1e9
_OF_FIGURES: Final = (COMPLETE_FIGURES, UPDATE_FIGURES)
_OF_VILLAGES: Final = (SURVEY_VILLAGES, POWER_VILLAGES, CONFIRM_POWER)


@dataclass(frozen=True)
class Asked:
    """What is asked of one operator or agency.

    Attributes
    ----------
    party
        Its name.
    sentences
        Plain text, one for each ask.
    """

    party: str
    sentences: tuple[str, ...]


@block(reads="area")
def what_to_ask(analysis: Analysis, area: Area, *, lang: Lang = "vi") -> Block:
    """Show what to ask for next, under its own heading.

    Parameters
    ----------
    analysis, area
        What the page is about.
    lang
        The language.

    Returns
    -------
    Block
        What is asked of each operator and agency, and a table by commune, folded; nothing at all
        where there is nothing to ask for.
    """
    rows, sites = asks_in(analysis, area), planned_in(analysis, area)
    if rows.empty and sites.empty:
        return Block(Markup(""))
    table = table_of(analysis, rows, sites, lang=lang)
    label = text("asks.show", lang, n=len(table.rows))
    return fill(
        "asks",
        title=text("pages.section_asks", lang),
        lead=text("asks.lead", lang),
        parties=[*asked_of(analysis, rows, lang=lang), *planned_of(analysis, sites, lang=lang)],
        folded=fill("folded", label=label, inside=table.block()),
    )


def asks_in(analysis: Analysis, area: Area) -> pd.DataFrame:
    """Find what to ask for in an area.

    Parameters
    ----------
    analysis, area
        What is asked about.

    Returns
    -------
    pandas.DataFrame
        As :func:`dxanalysis.studies.asks.find_asks` gives it.
    """
    return asks_in_each(analysis, [area])[area.code]


def asks_in_each(analysis: Analysis, areas: Sequence[Area]) -> dict[str, pd.DataFrame]:
    """Find what to ask for in several areas at once: the same in a fraction of the time.

    Parameters
    ----------
    analysis, areas
        What is asked about; no commune may be in two of the areas.

    Returns
    -------
    dict of str to pandas.DataFrame
        By the code of the area, as :func:`dxanalysis.studies.asks.find_asks` gives it.
    """
    if not areas:
        return {}
    wanted = {area.code: area.communes for area in areas}
    codes = {code for area in areas for code in area.communes}
    doubts = analysis.doubts[analysis.doubts["unit_code"].isin(codes)]
    claims = {str(of): found.set_index("unit_code") for of, found in doubts.groupby("operator")}
    gaps = pd.concat([analysis.commune_gaps(area) for area in areas])
    return find_asks_of_each(
        gaps,
        analysis.villages,
        areas=wanted,
        claims=claims,
        given=analysis.given,
        year=analysis.year,
    )


def planned_in(analysis: Analysis, area: Area) -> pd.DataFrame:
    """Find which sites of the plan that the workspace names stand in an area.

    Parameters
    ----------
    analysis, area
        What is asked about.

    Returns
    -------
    pandas.DataFrame
        Rows of :attr:`dxanalysis.analysis.Analysis.planned`, in building order.
    """
    return analysis.planned[analysis.planned["unit_code"].isin(area.communes)]


def planned_of(analysis: Analysis, sites: pd.DataFrame, *, lang: Lang) -> list[Asked]:
    """Write which sites of a plan stand in an area, as sentences.

    Parameters
    ----------
    analysis
        Where the names are.
    sites
        As :func:`planned_in` gives them.
    lang
        The language.

    Returns
    -------
    list of Asked
        One for each scenario; none without sites.
    """
    names = analysis.communes["unit_name"]
    said = []
    for scenario, rows in sites.groupby("scenario", sort=False):
        whole = analysis.planned[analysis.planned["scenario"] == scenario]
        sentences = [
            text(
                "asks.planned",
                lang,
                n=len(rows),
                of=len(whole),
                technology=text(f"asks.technology_{rows['technology'].iloc[0]}", lang),
                people=int(rows["people_gained"].sum()),
            )
        ]
        sentences += [
            text(
                "asks.planned_site",
                lang,
                order=row["order"],
                what=_what_is_built(row, lang),
                commune=in_sentence(str(names[row["unit_code"]])),
                people=row["people_gained"],
                cost=number(row["cost_base_vnd"] / _BILLION, lang, decimals=1),
            )
            for row in rows.head(_NAMED).to_dict("records")
        ]
        if len(rows) > _NAMED:
            sentences.append(text("asks.planned_rest", lang, n=len(rows) - _NAMED))
        if rows["illustrative"].any():
            sentences.append(text("pages.illustrative_long", lang))
        said.append(Asked(text("asks.party_plan", lang, name=str(scenario)), tuple(sentences)))
    return said


def _what_is_built(site: _Row, lang: Lang) -> str:
    """Say what a plan builds, and in which village; an existing station has no name."""
    if site["kind"] == "upgrade":
        return text("asks.builds_upgrade", lang)
    key = "asks.builds_solar" if site["solar"] is True else "asks.builds_new"
    return text(key, lang, name=str(site["name"]) or MISSING)


def asked_of(analysis: Analysis, rows: pd.DataFrame, *, lang: Lang) -> list[Asked]:
    """Write what is asked of each operator and agency, as sentences.

    Parameters
    ----------
    analysis
        Where the names are.
    rows
        As :func:`asks_in` gives them.
    lang
        The language.

    Returns
    -------
    list of Asked
        In the order of the rows.
    """
    named = analysis.communes["unit_name"].reindex(rows["unit_code"].unique()).dropna()
    names = named.map(in_sentence).to_dict()
    said: dict[str, list[str]] = {}
    records = rows.to_dict("records")
    for party, kind, keys, own in _together(records):
        sentence = _sentence(kind, keys, own, names, lang)
        said.setdefault(party_name(party, lang), []).append(sentence)
    return [Asked(party, tuple(sentences)) for party, sentences in said.items()]


def _together(records: Sequence[_Row]) -> list[tuple[str, str, list[str], list[_Row]]]:
    """Part rows into asks: party, kind, indicators and rows.

    Indicators whose figures the same communes lack are one ask, so that these are named once.
    """
    asks: dict[tuple[object, ...], tuple[str, str, list[str], list[_Row]]] = {}
    for (party, kind, key), group in itertools.groupby(
        records, key=lambda row: (str(row["party"]), str(row["kind"]), str(row["indicator"]))
    ):
        own = list(group)
        alike = frozenset(row["unit_code"] for row in own) if kind in _OF_FIGURES else key
        asks.setdefault((party, kind, alike), (party, kind, [], own))[2].append(key)
    return list(asks.values())


def party_name(party: str, lang: Lang) -> str:
    """Name an operator or an agency."""
    return OPERATORS[party][lang] if party in OPERATORS else text(f"asks.party_{party}", lang)


def _sentence(
    kind: str, keys: Sequence[str], rows: Sequence[_Row], names: Mapping[str, str], lang: Lang
) -> str:
    """Write one ask: how much, by when, and in which communes."""
    counts = [float(row["count"]) for row in rows if pd.notna(row["count"])]
    if kind == REACH_TARGET:
        return text(
            "asks.reach_target",
            lang,
            n=round(math.fsum(counts)),
            count=number(math.fsum(counts), lang, decimals=0),
            when=_when(rows[0], lang),
            names=_places(rows, names, lang),
            **_target(rows[0], lang),
        )
    people = text("asks.people", lang, people=round(math.fsum(counts))) if counts else ""
    return text(
        f"asks.{kind}",
        lang,
        n=int(sum(row["villages"] for row in rows)) if kind in _OF_VILLAGES else len(rows),
        people=people,
        name="”, “".join(indicator(key).name(lang) for key in keys if kind in _OF_FIGURES),
        names=_places(rows, names, lang),
    )


def _target(row: _Row, lang: Lang) -> dict[str, str]:
    """Give the words about an indicator and its target."""
    entry = indicator(str(row["indicator"]))
    target = percent(float(row["target_pct"]), lang, decimals=None)
    return {"name": entry.name(lang), "unit": entry.unit(lang), "target": target}


def _when(row: _Row, lang: Lang) -> str:
    """Say by when, or that the time is over."""
    key = "asks.overdue" if row["overdue"] else "asks.by"
    return text(key, lang, year=str(row["target_year"]))


def _places(rows: Sequence[_Row], names: Mapping[str, str], lang: Lang) -> str:
    """Name the communes with how much in each, the greatest first."""
    named = len(rows) if len(rows) <= _NAMED + 1 else _NAMED  # "and 1 more" says less than a name
    said = []
    for row in rows[:named]:
        name = names.get(row["unit_code"], "")
        many = row["villages"] if row["kind"] in _OF_VILLAGES else row["count"]
        shown = number(many, lang, decimals=0)
        said.append(name if shown == MISSING else text("asks.place", lang, name=name, count=shown))
    listed = ", ".join(said)
    if named == len(rows):
        return listed
    return text("asks.rest", lang, names=listed, n=len(rows) - named)


def table_of(analysis: Analysis, rows: pd.DataFrame, sites: pd.DataFrame, *, lang: Lang) -> Table:
    """List what is asked, one row per ask and commune, and the sites of a plan.

    Parameters
    ----------
    analysis
        Where the names are.
    rows
        As :func:`asks_in` gives them.
    sites
        As :func:`planned_in` gives them.
    lang
        The language.

    Returns
    -------
    Table
        Who, where, what, how much, and by when.
    """
    names = analysis.communes["unit_name"]
    cells = []
    for row in rows.to_dict("records"):
        of_target = row["kind"] == REACH_TARGET
        party, unit = party_name(str(row["party"]), lang), ""
        if of_target:
            unit = indicator(str(row["indicator"])).unit(lang)
        elif row["kind"] in _OF_VILLAGES:
            unit = indicator("population").unit(lang)
        place = str(names.get(row["unit_code"], text("asks.every", lang)))
        year = str(row["target_year"]) if of_target else MISSING
        what = _what(row, lang)
        cells.append(
            [
                Cell(party, party, "text"),
                Cell(place, place, "text"),
                Cell(what, what, "text"),
                count_cell(float(row["count"]), lang),
                Cell(unit, unit, "text"),
                Cell(year, year),
            ]
        )
    for site in sites.to_dict("records"):
        party = text("asks.party_plan", lang, name=str(site["scenario"]))
        place = str(names[site["unit_code"]])
        what = text("asks.what_planned", lang, order=site["order"], what=_what_is_built(site, lang))
        people = count_cell(float(site["people_gained"]), lang)
        unit = indicator("population").unit(lang)
        texts = (Cell(one, one, "text") for one in (party, place, what))
        cells.append([*texts, people, Cell(unit, unit, "text"), Cell(MISSING, MISSING)])
    heads = ("party", "what", "count", "unit", "year")
    first, *rest = (text(f"asks.head_{key}", lang) for key in heads)
    return Table(
        caption=text("asks.caption", lang),
        headings=[first, text("pages.head_commune", lang), *rest],
        rows=cells,
        sorted_by=None,
        note=text("pages.note_missing", lang),
    )


def _what(row: _Row, lang: Lang) -> str:
    """Write what is asked in one commune."""
    kind = str(row["kind"])
    if kind == REACH_TARGET:
        return text(f"asks.what_{kind}", lang, **_target(row, lang))
    name = indicator(str(row["indicator"])).name(lang) if kind in _OF_FIGURES else ""
    n = int(row["villages"]) if kind in _OF_VILLAGES else 1
    return text(f"asks.what_{kind}", lang, n=n, name=name)
