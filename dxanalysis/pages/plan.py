"""The page of a plan: one file that opens without internet, for a planner and those who decide."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, Literal

import geopandas as gpd
import numpy as np

from dxanalysis import maps
from dxanalysis.charts.plans import curve_chart
from dxanalysis.display.paper import running_head
from dxanalysis.indicators import indicator
from dxanalysis.lang import LANGUAGES, date, number, percent, text
from dxanalysis.pages import plan_tables as tables
from dxanalysis.pages.blocks import Block, asset, fill, render_index
from dxanalysis.pages.maps_and_charts import as_block, figure_row
from dxanalysis.pages.notes import downloads
from dxanalysis.pages.plan_blocks import plan_marks
from dxanalysis.pages.tables import given_files
from dxanalysis.planning.demand import TECHNOLOGIES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.planning.province import ProvincePlan

_FEW: Final = 2
"""Of so few sites nothing is said of half of them."""

_AFTER: Final = dt.date(9999, 12, 31)
"""Stands for "after the plan" where the map distinguishes its tables by a day."""


def plan_title(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> str:
    """Name a plan.

    Parameters
    ----------
    analysis, plan
        What it is about.
    lang
        The language.

    Returns
    -------
    str
        Plain text.
    """
    about = {
        "technology": tables.technology(plan, lang),
        "area": analysis.whole.label(lang),
    }
    if plan.asked.name:
        return text("plan.title_named", lang, name=plan.asked.name, **about)
    return text("plan.title", lang, **about)


def plan_page(
    analysis: Analysis,
    plan: ProvincePlan,
    *,
    lang: Lang,
    scenarios: Sequence[ProvincePlan] = (),
    files: Sequence[str] = (),
) -> str:
    """Make the page of a plan.

    Parameters
    ----------
    analysis
        The province.
    plan
        The plan.
    lang
        The language.
    scenarios
        Other plans to set beside it.
    files
        Names of the files stored next to the page.

    Returns
    -------
    str
        One self-contained HTML page. It holds the places of planned sites in villages, and none of
        an existing station.
    """
    communes = tables.commune_table(analysis, plan, lang)
    sections = [
        _header(analysis, plan, lang),
        *_warnings(plan, lang),
        fill("finding", sentences=tables.findings(plan, lang)[:1]),
        _tiles(plan, lang),
        fill("paragraphs", sentences=tables.findings(plan, lang)[1:]),
        _section("map", lang, lead=_map_lead(plan, lang)),
        plan_map(analysis, plan, lang=lang),
        _section("list", lang),
        tables.narrow_site_table(analysis, plan, lang).block(),
        _section("curve", lang, lead=_curve_lead(plan, lang)),
        figure_row([curve_chart(plan.curve, chosen=plan.chosen, lang=lang)]),
        _section("floor", lang),
        tables.floor_table(plan, lang).block(),
        *(
            [
                _section("scenarios", lang),
                tables.scenario_table([plan, *scenarios], lang).block(),
            ]
            if scenarios
            else []
        ),
        *_promises(analysis, plan, lang),
        _section("communes", lang),
        fill(
            "folded",
            label=text("plan.communes_show", lang, n=len(communes.rows)),
            inside=communes.block(),
        ),
        _section("costs", lang),
        tables.cost_table(plan, lang).block(),
        _section("assumptions", lang),
        tables.assumption_table(plan.known, plan.used, lang).block(),
        _section("unknown", lang),
        fill("notes", notes=_notes(plan, lang), more=[], more_label=""),
        *([_section("files", lang), downloads(files, lang=lang)] if files else []),
    ]
    return render_index(sections, title=plan_title(analysis, plan, lang), lang=lang)


def _section(key: str, lang: Lang, *, lead: str = "") -> Block:
    """Head a section."""
    return fill("section", anchor=f"plan{key}", title=text(f"plan.section_{key}", lang), lead=lead)


def _header(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> Block:
    """Open the page with what was asked and what must not be overlooked."""
    marks = plan_marks(analysis, lang, illustrative=plan.illustrative)
    title = plan_title(analysis, plan, lang)
    dates = analysis.dates(
        analysis.whole, lang=lang, indicator=TECHNOLOGIES[plan.asked.technology], operator="any"
    )
    reach = (number(km, lang) for km in plan.radius_km)
    asked = text(
        "plan.asked_terrain" if plan.terrain else "plan.asked",
        lang,
        limits=tables.limits(plan.asked, lang),
        band=plan.asked.band,
        **dict(zip(("low", "base", "high"), reach, strict=True)),
    )
    return fill(
        "header",
        style=asset("style.css"),
        running=running_head([title, dates, *marks]),
        script=asset("table.js"),
        kicker=f"{text('pages.as_of', lang, date=dates)} · {asked}",
        title=title,
        marks=marks,
    )


def _warnings(plan: ProvincePlan, lang: Lang) -> list[Block]:
    """Say at the top what no reader may overlook."""
    said = [{"severity": "warning", "sentence": one} for one in tables.warnings(plan, lang)]
    return [fill("notes", notes=said, more=[], more_label="")] if said else []


def _tiles(plan: ProvincePlan, lang: Lang) -> Block:
    """Show the first figures."""
    done, people = plan.plan, max(plan.plan.people, 1)
    cost, rate = plan.cost(), tables.per_billion(plan)
    before = percent(100 * done.people_before / people, lang)
    spread = {end: tables.billions(cost[end], lang) for end in ("low", "high")}
    tiles: list[tuple[str, str, str]] = [
        ("people", number(done.people_gained, lang), ""),
        ("sites", number(len(plan.sites), lang), _solar(plan, lang)),
        (
            "after",
            percent(100 * done.people_after / people, lang),
            text("plan.tile_before", lang, share=before),
        ),
        (
            "cost",
            tables.billions(cost["base"], lang),
            text("plan.tile_cost_range", lang, **spread),
        ),
        (
            "rate",
            number(rate.get("base"), lang, decimals=0),
            text(
                "plan.tile_rate_range",
                lang,
                **{end: number(rate.get(end), lang, decimals=0) for end in ("low", "high")},
            ),
        ),
    ]
    return fill(
        "figures",
        figures=[
            {
                "name": text(f"plan.tile_{key}", lang),
                "value": value,
                "lines": [detail] if detail else [],
                "lacking": "",
            }
            for key, value, detail in tiles
        ],
    )


def _solar(plan: ProvincePlan, lang: Lang) -> str:
    """Say how many new sites need solar power, as far as it is known."""
    power = plan.sites.loc[plan.sites["kind"] != "upgrade", "electricity"]
    dark = int(power.eq(other=False).fillna(value=False).sum())
    unknown = int(power.isna().sum())
    if dark:
        return text("plan.tile_solar", lang, n=dark)
    if unknown:
        return text("plan.tile_solar_unknown", lang, n=unknown)
    return text("plan.tile_solar_none", lang) if len(power) else ""


def _map_lead(plan: ProvincePlan, lang: Lang) -> str:
    """Say what the map does not show."""
    centred = int((plan.sites["located"] == "centre").sum())
    said = [text("plan.map_centres", lang, n=centred)] if centred else []
    if plan.files.stations is not None:
        said.append(text("plan.map_no_stations", lang))
    return " ".join(said)


def _curve_lead(plan: ProvincePlan, lang: Lang) -> str:
    """Say with how many of its sites the plan reaches half of its people, and what more bring."""
    said = []
    reached = plan.sites["people_gained"].cumsum()
    if len(reached) > _FEW:
        half = int((reached < reached.iloc[-1] / 2).sum()) + 1
        said.append(text("plan.curve_half", lang, n=half, of=len(reached)))
    gained = plan.curve["people_gained"]
    if len(gained) > len(reached) and len(gained) > 1:
        last = int(gained.iloc[-1] - gained.iloc[-2])
        said.append(text("plan.curve_last", lang, n=int(plan.curve["sites"].iloc[-1]), last=last))
    if plan.asked.floor_pct:
        said.append(text("plan.curve_no_floor", lang))
    return " ".join(said)


def _promises(analysis: Analysis, plan: ProvincePlan, lang: Lang) -> list[Block]:
    """Show what became of promises, where there is a list of them."""
    if plan.followed is None or plan.followed.empty:
        return []
    when = date(analysis.as_of, lang)
    table = tables.promise_table(plan.followed, when, lang)
    return [_section("promises", lang), table.block()]


def _notes(plan: ProvincePlan, lang: Lang) -> list[dict[str, str]]:
    """List what is not known, and what was wrong in the files."""
    notes = [{"severity": "note", "sentence": one} for one in tables.not_known(plan, lang)]
    notes += [
        {"severity": severity, "sentence": said}
        for severity, said in tables.file_findings(plan, lang)
    ]
    return notes


# ---- the map -------------------------------------------------------------------------------------
def plan_map(analysis: Analysis, plan: ProvincePlan, *, lang: Lang) -> Block:
    """Draw the communes before and after a plan, with a slider between, and the planned sites.

    Parameters
    ----------
    analysis, plan
        What it shows.
    lang
        The language.

    Returns
    -------
    Block
        A map in a frame of its own. Points are planned sites in villages; existing stations are
        not drawn.
    """
    key = TECHNOLOGIES[plan.asked.technology]
    before, after = gaps_of_plan(analysis, plan)
    names = {
        when: {
            one: text(f"plan.theme_{when}", one, indicator=indicator(key).name(one))
            for one in LANGUAGES
        }
        for when in ("before", "after")
    }
    has_target = before["gap_points"].notna().any()
    kind: Literal["gap", "rate"] = "gap" if has_target else "rate"
    title = text(
        "plan.map_title",
        lang,
        n=len(plan.sites),
        technology=tables.technology(plan, lang),
        area=analysis.whole.label(lang),
    )
    drawn = maps.gap_map(
        analysis.communes[["unit_name", "district_name", "geometry"]],
        before,
        themes=[
            maps.Theme(key, label=names["before"], kind=kind),
            maps.Theme(key, label=names["after"], kind=kind, as_of=_AFTER),
        ],
        lang=lang,
        title=title,
        as_of=analysis.dates(analysis.whole, lang=lang, indicator=key, operator="any"),
        sources=[*given_files(analysis)["path"][:-1], analysis.boundary_source(lang)],
        illustrative=plan.illustrative,
        approximate=analysis.has_approximate_boundaries,
        points=_points(plan, lang),
        compare=True,
        dated={_AFTER: after},
    )
    return as_block(drawn)


def _points(plan: ProvincePlan, lang: Lang) -> gpd.GeoDataFrame | None:
    """Take the planned sites whose place is known and no existing station's."""
    shown = plan.sites[(plan.sites["located"] == "point") & (plan.sites["kind"] != "upgrade")]
    if shown.empty:
        return None
    return gpd.GeoDataFrame(
        {
            "name": shown["name"].to_numpy(),
            "kind": [text("plan.point_site", lang, order=one) for one in shown["order"]],
            "unit_code": shown["commune"].to_numpy(),
        },
        geometry=gpd.points_from_xy(shown["longitude"], shown["latitude"]),
        crs=4326,
    )


def gaps_of_plan(analysis: Analysis, plan: ProvincePlan) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the communes' gaps as the plan counts them, before and after.

    Parameters
    ----------
    analysis, plan
        What they are of.

    Returns
    -------
    before, after
        Rows of the commune gaps of the plan's indicator with the plan's own counts: where a list
        of villages contradicts a commune's figure, already the first differs from the figure.
    """
    key = TECHNOLOGIES[plan.asked.technology]
    rows = analysis.commune_gaps(analysis.whole)
    rows = rows[(rows["indicator"] == key) & (rows["operator"] == "any")].copy()
    counted = plan.plan.communes.set_index("commune")
    known = (rows["numerator"].notna() & rows["denominator"].notna()).to_numpy()
    made = []
    for column in ("people_before", "people_after"):
        table = rows.copy()
        numbers = rows["unit_code"].map(counted[column]).to_numpy(dtype=float)
        table["numerator"] = np.where(known, numbers, np.nan)
        table["rate_pct"] = 100 * table["numerator"] / table["denominator"]
        table["gap_points"] = table["target_pct"] - table["rate_pct"]
        needed = np.ceil(table["denominator"] * table["target_pct"] / 100 - 1e-9)
        table["gap_count"] = np.maximum(needed - table["numerator"], 0)
        if column == "people_after":
            table["evidence"] = table["evidence"].where(
                table["evidence"] == "illustrative", "modelled"
            )
        made.append(table)
    return made[0], made[1]
