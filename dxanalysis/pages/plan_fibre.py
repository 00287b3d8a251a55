"""The page of a plan of fibre: the order to lay it, a state for every village, and the costs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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
from dxanalysis.pages.plan_tables import BILLION, assumption_table, billions
from dxanalysis.planning.costs import ENDS, itu_cost_usd
from dxanalysis.planning.fibre import STATES
from dxanalysis.planning.province_fibre import FIBRE_USED
from dxanalysis.sources.findings import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.figure import Figure

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.province_fibre import FibreProvince


def findings(made: FibreProvince, lang: Lang) -> list[str]:
    """Say in a few sentences what a plan of fibre brings, costs, and rests on."""
    plan, years = made.plan, int(made.known["years"].base)
    planned = int((plan.villages["state"] == "PLANNED").sum())
    said = [
        text(
            "fibre.finding",
            lang,
            n=planned,
            people=plan.people,
            km=number(plan.km, lang, decimals=0),
            years=years,
            **{name: billions(plan.cost_vnd[name], lang) for name in (*ENDS, "years_low")},
            years_high=billions(plan.cost_vnd["years_high"], lang),
        )
    ]
    if plan.straight:
        said.append(text("fibre.finding_straight", lang, detour=made.known["detour"].base))
    elif plan.loose_parts:
        said.append(text("fibre.finding_loose", lang, n=plan.loose_parts))
    if made.centres:
        said.append(text("fibre.finding_centres", lang, n=made.sources))
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


def step_table(analysis: Analysis, made: FibreProvince, lang: Lang) -> Table:
    """List the villages in the order to connect them."""
    names = analysis.communes["unit_name"]
    rows = made.plan.villages
    rows = rows[rows["state"] == "PLANNED"].sort_values(["order", "name"])
    cells = [
        [
            Cell(
                f"{one['order']}. {one['name']}",
                int(one["order"]),
                "text",
                detail=str(names.get(one["commune"], MISSING)),
            ),
            count_cell(one["people"], lang),
            Cell(number(one["km"], lang, decimals=1), one["km"]),
            Cell(number(one["cost_vnd"] / BILLION, lang, decimals=2), one["cost_vnd"]),
            count_cell(one["people_per_bn"], lang),
        ]
        for one in rows.to_dict("records")
    ]
    heads = ("village", "people", "km", "cost", "rate")
    return Table(
        text("fibre.list_caption", lang), _heads(heads, lang), cells, None,
        text("fibre.list_note", lang),
    )  # fmt: skip


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
    farthest = made.known["fibre_farthest"].base
    rows = []
    for state in STATES:
        inside = villages[villages["state"] == state]
        if inside.empty:
            continue
        why = text(f"fibre.state_{state.lower()}", lang, km=number(farthest, lang))
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
                *(Cell(billions(one[end], lang), one[end]) for end in ENDS),
            ]
        )
    heads = [text("plan.head_commune", lang)]
    heads += _heads(("villages", "people", "fibre", "satellite"), lang)
    heads += [text(f"plan.head_{end}", lang) for end in ENDS]
    none, one_km = itu_cost_usd("fibre"), itu_cost_usd("fibre", length_km=1)
    note = text(
        "fibre.closing_note",
        lang,
        itu_fibre=none["cost_of_ownership"],
        itu_km=one_km["cost_of_ownership"] - none["cost_of_ownership"],
        itu_satellite=itu_cost_usd("satellite")["cost_of_ownership"],
    )
    years = int(made.known["years"].base)
    return Table(text("fibre.closing_caption", lang, years=years), heads, rows, None, note)


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
    if made.budget_vnd is not None:
        money = text("plan.money_bn", lang, value=billions(made.budget_vnd, lang))
        kicker += " · " + text("plan.asked_budget", lang, money=money)
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
        closing_table(analysis, made, lang).block(),
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
