"""The tables and sentences of a plan, which its page, its workbook and its document share."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import MISSING, number, percent, text
from dxanalysis.pages.blocks import Cell, Table, count_cell, share_cell
from dxanalysis.planning.costs import ENDS
from dxanalysis.planning.demand import LIST_OVER_FIGURE, WARNINGS, WITHOUT_PLACE
from dxanalysis.planning.promises import STATES, by_operator_and_year
from dxanalysis.planning.stability import PEOPLE_RANGE
from dxanalysis.sources.findings import sentence
from dxanalysis.terrain.coverage import Assumptions as TerrainAssumptions
from dxanalysis.terrain.sites import HEIGHT_M

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.costs import Assumption
    from dxanalysis.planning.province import Asked, ProvincePlan

BILLION: Final = 1e9
_SURE_PCT: Final = 90.0
_DOUBTFUL_PCT: Final = 50.0
_NAMED: Final = 8


def technology(plan: ProvincePlan, lang: Lang) -> str:
    """Name the technology of a plan."""
    return text(f"plan.technology_{plan.asked.technology}", lang)


def billions(vnd: float, lang: Lang) -> str:
    """Write VND in billions, with one decimal below a hundred."""
    value = vnd / BILLION
    return number(value, lang, decimals=1 if abs(value) < 100 else 0)  # noqa: PLR2004


def money_cell(vnd: float, lang: Lang, *, decimals: int | None = None, detail: str = "") -> Cell:
    """Make a cell of VND in billions: its value is in the unit that is shown, for workbooks."""
    shown = (
        billions(vnd, lang) if decimals is None else number(vnd / BILLION, lang, decimals=decimals)
    )
    return Cell(shown, vnd / BILLION, detail=detail)


def per_billion(plan: ProvincePlan) -> dict[str, float]:
    """Divide people by the cost of building: ``low`` is the fewest people, at the high cost."""
    cost = plan.cost()
    gained = plan.plan.people_gained
    ends = {"low": "high", "base": "base", "high": "low"}
    return {end: gained / (cost[other] / BILLION) for end, other in ends.items() if cost[other]}


def limits(asked: Asked, lang: Lang) -> str:
    """Say what was asked for."""
    said = []
    if asked.sites is not None:
        said.append(text("plan.asked_sites", lang, n=asked.sites))
    if asked.budget_vnd is not None:
        money = text("plan.money_bn", lang, value=billions(asked.budget_vnd, lang))
        said.append(text("plan.asked_budget", lang, money=money))
    if asked.floor_pct:
        floor = percent(asked.floor_pct, lang, decimals=None)
        said.append(text("plan.asked_floor", lang, floor=floor))
    return "; ".join(said)


def findings(plan: ProvincePlan, lang: Lang) -> list[str]:
    """Say in a few sentences what a plan brings, costs, and leaves."""
    done, people = plan.plan, max(plan.plan.people, 1)
    lacking = max(done.people - done.people_before, 1)
    said = [
        text(
            "plan.finding_gain",
            lang,
            n=len(plan.sites),
            people=done.people_gained,
            share=percent(100 * done.people_gained / lacking, lang, decimals=1),
            technology=technology(plan, lang),
            before=percent(100 * done.people_before / people, lang),
            after=percent(100 * done.people_after / people, lang),
        )
    ]
    over = dict(plan.notes).get(LIST_OVER_FIGURE)
    if over:
        reported = percent(over["reported"], lang)
        said.append(text("plan.finding_before", lang, **{**over, "reported": reported}))
    if done.proven:
        said.append(text("plan.finding_proven", lang))
    else:
        more = done.people_bound - done.people_after
        share = percent(done.possible_pct, lang)
        said.append(text("plan.finding_bound", lang, people=more, share=share))
    if plan.terrain:
        said.append(_over_terrain(plan, lang))
    cost, years = plan.cost(), plan.cost("years")
    said.append(
        text(
            "plan.finding_cost",
            lang,
            years=int(plan.known["years"].base),
            **{end: billions(cost[end], lang) for end in ENDS},
            **{f"years_{end}": billions(years[end], lang) for end in ("low", "high")},
        )
    )
    target = plan.target_pct
    if target is not None and done.people_before < done.people * target / 100:
        said.append(_to_target(plan, target, lang))
    never = done.people - done.people_reachable
    places = plan.demand.places
    rest = int(places.loc[places["kind"] == "rest", "people"].sum())
    if never:
        key = "finding_unlisted" if rest == never else "finding_unreachable"
        said.append(text(f"plan.{key}", lang, people=never, rest=rest))
    kept = plan.sites["chosen_pct"].dropna()
    if len(kept):
        said.append(
            text(
                "plan.finding_stable",
                lang,
                draws=plan.stability.attrs["draws"],
                sure=int((kept >= _SURE_PCT).sum()),
                doubtful=int((kept < _DOUBTFUL_PCT).sum()) or None,
                n=len(plan.sites),
            )
        )
    return said


def _over_terrain(plan: ProvincePlan, lang: Lang) -> str:
    """Say whom the sites cover in either case, and what makes the cases."""
    assert plan.terrain is not None  # noqa: S101 - asked by its caller
    given = TerrainAssumptions()
    low_m, high_m = (number(height, lang, decimals=1) for height in given.receiver_m)
    return text(
        "plan.finding_terrain",
        lang,
        files=", ".join(plan.terrain.files),
        low=plan.terrain.people_low,
        high=plan.terrain.people_high,
        mast=number(HEIGHT_M, lang),
        phone=f"{low_m}–{high_m}",
        margin=number(given.margin_db, lang),
        level=number(given.threshold_dbm, lang),
        km=number(given.radius_km, lang),
        circle=number(plan.radius_km[1], lang),
    )


def _to_target(plan: ProvincePlan, share: float, lang: Lang) -> str:
    """Say how many sites the target takes, and what they cost."""
    done = plan.plan
    target = percent(share, lang, decimals=None)
    wanted = done.people * share / 100 - 1e-9
    if done.people_reachable < wanted:
        most = percent(100 * done.people_reachable / max(done.people, 1), lang)
        return text("plan.finding_target_far", lang, target=target, most=most)
    enough = plan.curve[plan.curve["people_after"] >= wanted]
    if enough.empty:
        count = int(plan.curve["sites"].max())
        return text("plan.finding_target_more", lang, target=target, n=count)
    first = enough.iloc[0]
    cost = billions(float(first["cost_vnd"]), lang)
    return text("plan.finding_target", lang, target=target, n=int(first["sites"]), cost=cost)


def promise_table(followed: pd.DataFrame, when: str, lang: Lang) -> Table:
    """Count promises by operator, year and state; name those that are late or contradicted."""
    rows = []
    for one in by_operator_and_year(followed).to_dict("records"):
        known = OPERATORS.get(str(one["operator"]))
        name = known[lang] if known else str(one["operator"]) or MISSING
        year = MISSING if pd.isna(one["year"]) else str(one["year"])
        counts = [count_cell(one[state], lang) for state in (*STATES, "all")]
        rows.append([Cell(name, name, "text"), Cell(year, year, "text"), *counts])
    heads = _heads(("operator", "year"), lang)
    heads += [text(f"plan.state_{state}", lang) for state in STATES]
    note = text("plan.promises_note", lang)
    wrong = followed.loc[followed["state"].isin(("late", "contradicted")), "village"]
    if len(wrong):
        named = ", ".join(map(str, wrong.head(_NAMED))) + ("…" if len(wrong) > _NAMED else "")
        note += " " + text("plan.promises_worst", lang, names=named)
    caption = text("plan.promises_caption", lang, date=when)
    return Table(caption, [*heads, *_heads(("all",), lang)], rows, None, note)


def narrow_site_table(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> Table:
    """List the sites as a telephone can show them: what and why stand below the name."""
    whole = site_table(analysis, plan, lang)
    rows = []
    for name, what, gain, cost, kept, why in whole.rows:
        below = f"{name.detail}: {what.shown}; {why.shown}"
        rows.append([replace(name, detail=below), gain, cost, kept])
    heads = ("site", "gain", "cost", "stable")
    return replace(whole, headings=_heads(heads, lang), rows=rows)


def site_table(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> Table:
    """List the sites in the order to build them, with reasons."""
    names = analysis.communes["unit_name"]
    rows = []
    for site in plan.sites.to_dict("records"):
        commune = str(names.get(site["commune"], MISSING))
        spread = "–".join(billions(site[f"cost_{end}_vnd"], lang) for end in ("low", "high"))
        rows.append(
            [
                Cell(
                    f"{site['order']}. {_name(site, commune, lang)}",
                    site["order"],
                    "text",
                    detail=commune,
                ),
                Cell(_what(site, lang), _what(site, lang), "text"),
                count_cell(site["people_gained"], lang),
                money_cell(site["cost_base_vnd"], lang, detail=f"({spread})"),
                Cell(number(site["chosen_pct"], lang, decimals=0), site["chosen_pct"]),
                Cell(_reason(plan, site, lang), "", "text"),
            ]
        )
    heads = ("site", "what", "gain", "cost", "stable", "reason")
    note = text(
        "plan.list_note",
        lang,
        draws=plan.stability.attrs["draws"],
        people_range=number(100 * PEOPLE_RANGE, lang),
    )
    return Table(
        text("plan.list_caption", lang, n=len(rows)), _heads(heads, lang), rows, None, note
    )


def site_sheet(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> Table:
    """List the sites as a workbook does: a column for each figure, and the name of every place."""
    whole = site_table(analysis, plan, lang)
    rows = []
    for site, (name, what, gain, cost, kept, why) in zip(
        plan.sites.to_dict("records"), whole.rows, strict=True
    ):
        order = int(site["order"])
        place = _name(site, name.detail, lang)
        ends = [money_cell(site[f"cost_{end}_vnd"], lang) for end in ("low", "high")]
        label = str(site["candidate"])
        rows.append(
            [
                Cell(str(order), order),
                Cell(place, place, "text"),
                Cell(name.detail, name.detail, "text"),
                what,
                gain,
                replace(cost, detail=""),
                *ends,
                kept,
                why,
                Cell(label, label, "text"),
            ]
        )
    heads = _heads(("order", "site", "commune", "what", "gain", "cost", "cost_low"), lang)
    heads += _heads(("cost_high", "stable", "reason", "candidate"), lang)
    return replace(whole, headings=heads, rows=rows)


def _heads(names: Sequence[str], lang: Lang) -> list[str]:
    """Name columns."""
    return [text(f"plan.head_{name}", lang) for name in names]


def _name(site: Mapping[Any, Any], commune: str, lang: Lang) -> str:
    """Name a site: an existing station by its commune only."""
    if site["kind"] == "upgrade":
        return text("plan.site_upgrade", lang, commune=commune)
    return str(site["name"]) or MISSING


def _what(site: Mapping[Any, Any], lang: Lang) -> str:
    """Say what is to be done."""
    if site["kind"] == "upgrade":
        return text("plan.what_upgrade", lang)
    dark = site["electricity"] is False or site["electricity"] == np.False_
    return text("plan.what_solar" if dark else "plan.what_new", lang)


def _reason(plan: ProvincePlan, site: Mapping[Any, Any], lang: Lang) -> str:
    """Say why a site is chosen, and whether another would do as well, wherever that is."""
    why = _gain(plan, site, lang)
    if site["chosen_pct"] < _DOUBTFUL_PCT:
        return f"{why}; {text('plan.reason_replaceable', lang)}"
    return why


def _gain(plan: ProvincePlan, site: Mapping[Any, Any], lang: Lang) -> str:
    """Say what a site is good for."""
    if site["people_gained"] == 0:
        return text("plan.reason_forced", lang)
    if site["located"] == "centre":
        return text("plan.reason_centre", lang)
    reached = site["villages_reached"]
    if reached <= 1 and site["kind"] == "village":
        return text("plan.reason_own", lang)
    if plan.terrain:
        return text("plan.reason_terrain", lang, n=reached)
    return text("plan.reason_more", lang, n=reached, km=plan.radius_km[1])


def floor_table(plan: ProvincePlan, lang: Lang) -> Table:
    """Say what floors cost."""
    rows = []
    for one in plan.floors.to_dict("records"):
        floor = Cell(percent(one["floor_pct"], lang, decimals=None), one["floor_pct"])
        if not one["possible"]:
            empty = Cell(MISSING)
            rows.append([floor, Cell(text("plan.floor_impossible", lang), ""), empty, empty])
            continue
        figures = [count_cell(one[name], lang) for name in ("people_after", "people_lost")]
        rows.append([floor, *figures, count_cell(one["communes_capped"], lang)])
    note = text("plan.floor_note", lang)
    met = plan.floors[plan.floors["possible"]]
    if len(met) > 1 and (met["people_lost"] == 0).all():
        most = percent(met["floor_pct"].max(), lang, decimals=None)
        note = f"{text('plan.floor_free', lang, floor=most)} {note}"
    return Table(
        text("plan.floor_caption", lang),
        _heads(("floor", "after", "lost", "capped"), lang),
        rows,
        None,
        note,
    )


def commune_table(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> Table:
    """Show the communes before and after, those with most added first."""
    names = analysis.communes["unit_name"]
    table = plan.plan.communes
    shown = table[(table["people_gained"] > 0) | (table["people_after"] < table["people"])]
    shown = shown.sort_values(["people_gained", "commune"], ascending=[False, True])
    rows = []
    for one in shown.to_dict("records"):
        name = str(names.get(one["commune"], one["commune"]))
        whole = max(one["people"], 1)
        rows.append(
            [
                Cell(name, name, "text"),
                count_cell(one["people"], lang),
                count_cell(one["people_before"], lang),
                count_cell(one["people_gained"], lang),
                count_cell(one["people_after"], lang),
                share_cell(100 * one["people_before"] / whole, lang),
                share_cell(100 * one["people_after"] / whole, lang),
                count_cell(one["people_reachable"], lang),
            ]
        )
    heads = ("commune", "people", "before", "added", "after", "rate_before", "rate_after")
    return Table(
        text("plan.communes_caption", lang, technology=technology(plan, lang)),
        _heads((*heads, "reachable"), lang),
        rows,
        3,
        text("plan.communes_note", lang),
    )


def cost_table(plan: ProvincePlan, lang: Lang) -> Table:
    """Add up the costs."""
    years = int(plan.known["years"].base)
    items = [
        (text("plan.item_build", lang, n=len(plan.sites)), plan.cost()),
        (text("plan.item_years", lang, years=years), plan.cost("years")),
    ]
    rows = [
        [Cell(item, item, "text"), *(money_cell(cost[end], lang) for end in ENDS)]
        for item, cost in items
    ]
    rate = per_billion(plan)
    cells = [count_cell(rate.get(end, float("nan")), lang) for end in ENDS]
    rows.append([Cell(text("plan.item_per_bn", lang), "", "text"), *cells])
    return Table(
        text("plan.costs_caption", lang),
        _heads(("item", *ENDS), lang),
        rows,
        None,
        text("plan.costs_note", lang),
    )


def scenario_table(plans: Sequence[ProvincePlan], lang: Lang) -> Table:
    """Set scenarios beside one another."""
    rows = []
    for plan in plans:
        name = plan.asked.name or limits(plan.asked, lang)
        detail = limits(plan.asked, lang) if plan.asked.name else ""
        cost = plan.cost()
        spread = "–".join(billions(cost[end], lang) for end in ("low", "high"))
        rows.append(
            [
                Cell(name, name, "text", detail=detail),
                count_cell(len(plan.sites), lang),
                count_cell(plan.plan.people_before, lang),
                count_cell(plan.plan.people_gained, lang),
                count_cell(plan.plan.people_after, lang),
                count_cell(plan.plan.people_bound, lang),
                money_cell(cost["base"], lang, detail=f"({spread})"),
            ]
        )
    heads = ("scenario", "sites", "before", "gain", "after", "bound", "cost")
    return Table(text("plan.scenarios_caption", lang), _heads(heads, lang), rows)


def assumption_table(known: Mapping[str, Assumption], used: Sequence[str], lang: Lang) -> Table:
    """List assumptions with their ranges and sources."""
    rows = []
    for one in (known[name] for name in used):
        sure = text("plan.sure_own", lang) if one.sure == "own" else one.sure
        figures = [one.at(end) / one.shown_per for end in ENDS]
        rows.append(
            [
                Cell(one.name(lang), one.name(lang), "text", detail=one.source(lang)),
                *(Cell(number(figure, lang), figure) for figure in figures),
                Cell(one.unit(lang), one.unit(lang), "text"),
                Cell(sure, sure, "text"),
            ]
        )
    heads = ("assumption", *ENDS, "unit", "sure")
    return Table(
        text("plan.assumptions_caption", lang),
        _heads(heads, lang),
        rows,
        None,
        text("plan.assumptions_note", lang),
    )


def file_findings(plan: ProvincePlan, lang: Lang) -> list[tuple[str, str]]:
    """Say what was wrong in the files of a plan: how much it matters, and the sentence."""
    found = [plan.files.findings, *([plan.terrain.findings] if plan.terrain else [])]
    return [
        (str(one["severity"]), sentence(one, lang))
        for table in found
        for one in table.to_dict("records")
    ]


def warnings(plan: ProvincePlan, lang: Lang) -> list[str]:
    """Say what no reader of a plan may overlook of the villages that it is made of."""
    about = {"technology": technology(plan, lang)}
    return [text(key, lang, **(named | about)) for key, named in plan.notes if key in WARNINGS]


def without_place(plan: ProvincePlan, lang: Lang) -> list[str]:
    """Say how many villages have no place, so that only a site in each of them counts for it."""
    return [text(key, lang, **about) for key, about in plan.notes if key == WITHOUT_PLACE]


def not_known(plan: ProvincePlan, lang: Lang) -> list[str]:
    """Say what a reader must not take for known."""
    said = [text(key, lang, **about) for key, about in plan.notes if key not in WARNINGS]
    if len(plan.demand.unknown):
        names = [str(one) for one in plan.demand.unknown["name"].head(_NAMED)]
        more = "…" if len(plan.demand.unknown) > _NAMED else ""
        said.append(text("plan.unknown_people_list", lang, names=", ".join(names) + more))
    power = int(plan.demand.villages["electricity"].isna().sum())
    if power:
        said.append(text("plan.unknown_power", lang, n=power))
    key = "unknown_forest" if plan.terrain else "unknown_terrain"
    said.append(text(f"plan.{key}", lang, km=number(plan.radius_km[1], lang)))
    if plan.files.stations is None:
        said.append(text("plan.unknown_stations", lang))
    else:
        upgrades = int((plan.candidates["kind"] == "upgrade").sum())
        said.append(
            text("plan.unknown_stations_read", lang, n=upgrades, technology=technology(plan, lang))
        )
    said.append(text("plan.unknown_backhaul", lang))
    return said
