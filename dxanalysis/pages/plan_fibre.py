"""The page of a plan of fibre: the order to lay it, a state for every village, and the costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from dxanalysis.charts.plans import fibre_map
from dxanalysis.display.paper import running_head
from dxanalysis.lang import MISSING, number, text
from dxanalysis.pages.blocks import (
    Block,
    Cell,
    Table,
    asset,
    count_cell,
    fill,
    render_index,
)
from dxanalysis.pages.maps_and_charts import figure_row
from dxanalysis.pages.notes import downloads
from dxanalysis.pages.plan_blocks import plan_marks
from dxanalysis.pages.plan_tables import BILLION, assumption_table, billions, money_cell
from dxanalysis.planning.costs import ENDS, itu_cost_usd
from dxanalysis.planning.fibre import STATES
from dxanalysis.planning.province_fibre import FIBRE_USED
from dxanalysis.sources.findings import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.province_fibre import FibreProvince


_SHORT_KM: Final = 0.05
"""A shorter length would be shown as none."""

_COUNTED: Final = ("people", "households", "order")


def findings(made: FibreProvince, lang: Lang) -> list[str]:
    """Say in a few sentences what a plan of fibre brings, costs, and rests on."""
    plan, years = made.plan, int(made.known["years"].base)
    villages = plan.villages[plan.villages["state"] == "PLANNED"]
    planned = len(villages)
    said = [
        text(
            "fibre.finding",
            lang,
            n=planned,
            people=plan.people,
            km=kilometres(plan.km, lang),
            years=years,
            **{name: billions(plan.cost_vnd[name], lang) for name in (*ENDS, "years_low")},
            years_high=billions(plan.cost_vnd["years_high"], lang),
        )
    ]
    for column in ("households", "people"):
        unknown = int(villages[column].isna().sum())
        if unknown:
            said.append(text(f"fibre.finding_no_{column}", lang, n=unknown, of=planned))
    if plan.straight:
        said.append(text("fibre.finding_straight", lang, detour=made.known["detour"].base))
    elif plan.loose_parts:
        said.append(text("fibre.finding_loose", lang, n=plan.loose_parts))
    if made.centres:
        wired = made.sources - made.centres
        key = "finding_centres" if wired else "finding_centres_only"
        said.append(text(f"fibre.{key}", lang, n=made.centres, villages=wired))
    costed = made.costs.villages
    costed = costed[costed["fibre_base"].notna() & costed["satellite_base"].notna()]
    if len(costed):
        said.append(
            text(
                "fibre.finding_cheaper",
                lang,
                n=int((costed["cheapest"] == "satellite").sum()),
                sure=int(costed["sure"].sum()),
                of=len(costed),
                years=years,
            )
        )
    return [*said, text("fibre.finding_heuristic", lang)]


def asked(made: FibreProvince, lang: Lang) -> list[str]:
    """Say what was asked for, if anything."""
    if made.budget_vnd is None:
        return []
    money = text("plan.money_bn", lang, value=billions(made.budget_vnd, lang))
    return [text("plan.asked_budget", lang, money=money)]


def kilometres(km: float, lang: Lang) -> str:
    """Write a length of all cable, with one decimal below a hundred."""
    return number(km, lang, decimals=1 if km < 100 else 0)  # noqa: PLR2004


def _steps(analysis: Analysis, made: FibreProvince) -> list[dict[str, Any]]:
    """List the steps in the order to build them.

    Villages of one step share its cable, so that only steps add up to the length and the cost.
    """
    names = analysis.communes["unit_name"]
    rows = made.plan.villages
    rows = rows[rows["state"] == "PLANNED"].sort_values(["order", "name"])
    steps = []
    for _, inside in rows.groupby("order", sort=True):
        places = [str(names.get(code, MISSING)) for code in inside["commune"]]
        villages = [str(name) or MISSING for name in inside["name"]]
        communes = list(dict.fromkeys(places))
        if len(communes) > 1:
            villages = [f"{one} ({at})" for one, at in zip(villages, places, strict=True)]
        first = inside.iloc[0]
        steps.append(
            {
                "order": int(first["order"]),
                "villages": ", ".join(villages),
                "communes": ", ".join(communes),
                "count": len(inside),
                "people": float(inside["people"].sum(min_count=1)),
                "km": float(first["km"]),
                "cost_vnd": float(first["cost_vnd"]),
                "rate": round(float(first["people_per_bn"])),
            }
        )
    return steps


def _km_cell(km: float, lang: Lang) -> Cell:
    """Make a cell of a length; a short one is not shown as none."""
    if 0 < km < _SHORT_KM:
        return Cell(text("fibre.km_short", lang), km)
    return Cell(number(km, lang, decimals=1), km)


def step_table(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """List the steps in the order to build them: the rows add up to the plan."""
    cells = [
        [
            Cell(
                f"{one['order']}. {one['villages']}", one["order"], "text", detail=one["communes"]
            ),
            count_cell(one["people"], lang),
            _km_cell(one["km"], lang),
            money_cell(one["cost_vnd"], lang, decimals=2),
            count_cell(one["rate"], lang),
        ]
        for one in _steps(analysis, made)
    ]
    heads = ("village", "people", "km", "cost", "rate")
    plan = made.plan
    note = text(
        "fibre.list_note",
        lang,
        people=plan.people,
        km=number(plan.km, lang, decimals=1),
        cost=number(plan.cost_vnd["base"] / BILLION, lang, decimals=2),
    )
    return Table(text("fibre.list_caption", lang), _heads(heads, lang), cells, None, note)


def step_sheet(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """List the steps as a workbook does: a column for each figure."""
    whole = step_table(analysis, made, lang)
    rows = []
    for one, (_, *figures) in zip(_steps(analysis, made), whole.rows, strict=True):
        words = [Cell(one[name], one[name], "text") for name in ("villages", "communes")]
        order = Cell(str(one["order"]), one["order"])
        rows.append([order, *words, count_cell(one["count"], lang), *figures])
    heads = [text(f"plan.head_{name}", lang) for name in ("order", "commune")]
    names = _heads(("village", "villages", "people", "km", "cost", "rate"), lang)
    return replace(whole, headings=[heads[0], names[0], heads[1], *names[1:]], rows=rows)


def village_sheet(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """List all villages by name, with what becomes of each."""
    names = analysis.communes["unit_name"]
    rows = []
    for one in made.plan.villages.to_dict("records"):
        words = [str(one["name"]) or MISSING, str(names.get(one["commune"], MISSING))]
        counts = [float("nan") if pd.isna(one[key]) else one[key] for key in _COUNTED]
        state = _state(made, str(one["state"]), lang)
        rows.append(
            [
                *(Cell(word, word, "text") for word in words),
                *(count_cell(count, lang) for count in counts[:2]),
                Cell(state, state, "text"),
                count_cell(counts[2], lang),
            ]
        )
    heads = [*_heads(("village",), lang), text("plan.head_commune", lang)]
    heads += _heads(("people", "households", "state", "step"), lang)
    return Table(text("fibre.states_caption", lang), heads, rows)


def _state(made: FibreProvince, state: str, lang: Lang) -> str:
    """Say what becomes of a village."""
    farthest = number(made.known["fibre_farthest"].base, lang)
    return text(f"fibre.state_{state.lower()}", lang, km=farthest)


def narrow_step_table(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """List the villages as a telephone can show them: the length stands below the name."""
    whole = step_table(analysis, made, lang)
    rows = []
    for name, people, km, cost, rate in whole.rows:
        below = text("fibre.below_village", lang, commune=name.detail, km=km.shown)
        rows.append([replace(name, detail=below), people, cost, rate])
    heads = _heads(("village", "people", "cost", "rate"), lang)
    return replace(whole, headings=heads, rows=rows)


def _heads(names: Sequence[str], lang: Lang) -> list[str]:
    """Name columns."""
    return [text(f"fibre.head_{name}", lang) for name in names]


def state_table(made: FibreProvince, lang: Lang) -> Table:
    """Count villages and people by state."""
    villages = made.plan.villages
    rows = []
    for state in STATES:
        inside = villages[villages["state"] == state]
        if inside.empty:
            continue
        why = _state(made, state, lang)
        people = inside["people"].sum(min_count=1)
        rows.append(
            [
                Cell(why, why, "text"),
                count_cell(len(inside), lang),
                count_cell(float(people), lang),
            ]
        )
    heads = ("state", "villages", "people")
    return Table(text("fibre.states_caption", lang), _heads(heads, lang), rows)


def closing_table(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """Say what fixed internet for every village costs, by commune."""
    names = analysis.communes["unit_name"]
    rows = []
    for one in made.costs.communes.to_dict("records"):
        name = str(names.get(one["commune"], MISSING))
        rows.append(
            [
                Cell(name, name, "text"),
                count_cell(one["villages"], lang),
                count_cell(one["people"], lang),
                count_cell(one["fibre"], lang),
                count_cell(one["satellite"], lang),
                *(money_cell(one[end], lang) for end in ENDS),
            ]
        )
    heads = [text("plan.head_commune", lang)]
    heads += _heads(("villages", "people", "fibre", "satellite", *ENDS), lang)
    none, one_km = itu_cost_usd("fibre"), itu_cost_usd("fibre", length_km=1)
    note = text(
        "fibre.closing_note",
        lang,
        itu_fibre=none["cost_of_ownership"],
        itu_km=one_km["cost_of_ownership"] - none["cost_of_ownership"],
        itu_satellite=itu_cost_usd("satellite")["cost_of_ownership"],
    )
    if made.costs.not_costed:
        note = f"{not_costed(made, lang)} {note}"
    years = int(made.known["years"].base)
    return Table(text("fibre.closing_caption", lang, years=years), heads, rows, None, note)


def not_costed(made: FibreProvince, lang: Lang) -> str:
    """Say that means cannot be compared for some villages, and why."""
    count = made.costs.not_costed
    return text("fibre.closing_unknown", lang, n=count, of=len(made.costs.villages))


def cable_map(analysis: Analysis, made: FibreProvince, lang: Lang) -> Figure:
    """Draw the cables of a plan and what becomes of each village."""
    marks = {"illustrative": made.illustrative, "approximate": analysis.has_approximate_boundaries}
    title = text("fibre.map_title", lang, area=analysis.whole.label(lang))
    said = [title, *(text(f"map.mark_{one}", lang) for one, holds in marks.items() if holds)]
    return fibre_map(
        analysis.communes, made.plan.villages, made.plan.cables, lang=lang, title="\n".join(said)
    )


def fibre_page(
    analysis: Analysis, made: FibreProvince, *, lang: Lang, files: Sequence[str] = ()
) -> str:
    """Make the page of a plan of fibre.

    Parameters
    ----------
    analysis, made
        What it is about.
    lang
        The language.
    files
        Names of the files stored next to the page.

    Returns
    -------
    str
        One self-contained HTML page.
    """
    title = text("fibre.title", lang, area=analysis.whole.label(lang))
    marks = plan_marks(analysis, lang, illustrative=made.illustrative)
    dates = analysis.dates(analysis.whole, lang=lang, indicator="villages_fibre", operator="any")
    kicker = text("pages.as_of", lang, date=dates)
    kicker = " · ".join([kicker, *asked(made, lang)])
    said = findings(made, lang)
    steps = narrow_step_table(analysis, made, lang)
    unplaced = int(made.plan.villages["longitude"].isna().sum())
    sections = [
        fill(
            "header",
            style=asset("style.css"),
            running=running_head([title, dates, *marks]),
            script=asset("table.js"),
            kicker=kicker,
            title=title,
            marks=marks,
        ),
        fill("finding", sentences=said[:1]),
        fill("paragraphs", sentences=said[1:]),
        fill(
            "section",
            anchor="fibremap",
            title=text("fibre.section_map", lang),
            lead=text("fibre.map_unplaced", lang, n=unplaced) if unplaced else "",
        ),
        figure_row([cable_map(analysis, made, lang)]),
        _section("states", lang),
        state_table(made, lang).block(),
        _section("list", lang),
        steps.block(),
        _section("closing", lang),
        closing_table(analysis, made, lang).block()
        if len(made.costs.communes)
        else fill("paragraphs", sentences=[not_costed(made, lang)]),
        fill(
            "section", anchor="assumptions", title=text("plan.section_assumptions", lang), lead=""
        ),
        assumption_table(made.known, FIBRE_USED, lang).block(),
        fill("notes", notes=_notes(made, lang), more=[], more_label=""),
        *([downloads(files, lang=lang)] if files else []),
    ]
    return render_index(sections, title=title, lang=lang)


def _section(key: str, lang: Lang, *, room: str = "fibre") -> Block:
    """Head a section."""
    title = text(f"{room}.section_{key}", lang)
    return fill("section", anchor=f"fibre{key}", title=title, lead="")


def _notes(made: FibreProvince, lang: Lang) -> list[dict[str, str]]:
    """List what was wrong in the files."""
    found: pd.DataFrame = made.files.findings
    return [
        {"severity": str(one["severity"]), "sentence": sentence(one, lang)}
        for one in found.to_dict("records")
    ]
