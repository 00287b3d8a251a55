"""``dxanalysis plan``: where to build next, as a page, a workbook, layers and a document."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.commands.options import (
    OK,
    add_language,
    add_workspace,
    analyse_asked,
    asked_language,
    open_or_default,
    read_count,
    say,
    say_finding,
    say_left_out,
)
from dxanalysis.documents.issuer import read_issuer
from dxanalysis.documents.plan import write_plan
from dxanalysis.documents.plan_fibre import write_fibre
from dxanalysis.errors import ParameterError
from dxanalysis.lang import text
from dxanalysis.pages.plan_fibre import kilometres
from dxanalysis.pages.plan_tables import file_findings, warnings, without_place
from dxanalysis.planning.money import read_money
from dxanalysis.planning.plan_files import read_plan_files
from dxanalysis.planning.province import Asked, plan_province
from dxanalysis.planning.province_fibre import plan_province_fibre
from dxanalysis.sources.findings import sentence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.analysis import Analysis
    from dxanalysis.lang import Lang
    from dxanalysis.workspace_file import ScenarioEntry


def describe(plan: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that says where to build next."""
    add_workspace(plan, lang)
    add_language(plan, lang)
    plan.add_argument("--sites", type=read_count, help=text("cli.help_plan_sites", lang))
    plan.add_argument("--budget", type=_money, help=text("cli.help_plan_budget", lang))
    plan.add_argument(
        "--floor", type=float, nargs="+", default=[0.0], help=text("cli.help_plan_floor", lang)
    )
    plan.add_argument(
        "--technology",
        choices=("4g", "5g", "fibre"),
        default="4g",
        help=text("cli.help_plan_tech", lang),
    )
    plan.add_argument("--band", default="", help=text("cli.help_plan_band", lang))
    plan.add_argument(
        "--elevation", type=Path, nargs="+", default=[], help=text("cli.help_plan_elevation", lang)
    )
    plan.add_argument("--must", nargs="+", default=[], help=text("cli.help_plan_must", lang))
    plan.add_argument("--never", nargs="+", default=[], help=text("cli.help_plan_never", lang))
    plan.add_argument("--draws", type=read_count, help=text("cli.help_plan_draws", lang))
    plan.add_argument("--name", default="", help=text("cli.help_plan_name", lang))
    plan.add_argument("--out", type=Path, default=Path("plan"), help=text("cli.help_out", lang))
    plan.set_defaults(run=run)


def _money(word: str) -> float:
    """Read an amount of money: ``60ty``."""
    amount = read_money(word)
    if amount is None:
        raise argparse.ArgumentTypeError(text("planning.money", asked_language(), found=word))
    return amount


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Say where to build next."""
    workspace = open_or_default(options.workspace)
    of_fibre = options.technology == "fibre"
    if of_fibre:
        _refuse_of_stations(options)
    scenarios = [] if of_fibre else _scenarios(options, workspace.plan.scenarios)
    analysis = analyse_asked(options)
    if of_fibre:
        return _fibre(analysis, options, lang)
    files = read_plan_files(analysis)
    plans = [
        plan_province(
            analysis,
            asked,
            files=files,
            elevation=options.elevation,
            progress=True,
            draws=options.draws if place == 0 else 0,
        )
        for place, asked in enumerate(scenarios)
    ]
    page = write_plan(
        analysis,
        plans[0],
        options.out,
        lang=lang,
        scenarios=plans[1:],
        issuer=read_issuer(analysis.workspace.document),
    )
    gained, count = plans[0].plan.people_gained, len(plans[0].sites)
    say(text("plan.done", lang, n=count, people=gained, where=page.resolve()))
    for severity, said in file_findings(plans[0], lang):
        say_finding(severity, said, lang, file=sys.stderr)
    for warning in [*warnings(plans[0], lang), *without_place(plans[0], lang)]:
        say(warning)
    say_left_out(analysis, lang)
    if plans[0].illustrative:
        say(text("pages.illustrative_long", lang))
    return OK


def _refuse_of_stations(options: argparse.Namespace) -> None:
    """Refuse what says something of stations where fibre is planned."""
    names = ("sites", "band", "elevation", "must", "never", "draws", "name")
    given = [f"--{name}" for name in names if getattr(options, name)]
    given += ["--floor"] if any(options.floor) else []
    if given:
        raise ParameterError("planning.fibre_options", found=", ".join(given))


def _scenarios(options: argparse.Namespace, named: Mapping[str, ScenarioEntry]) -> list[Asked]:
    """List the plans to make: those asked for, or else those that ``province.toml`` names."""
    own = Asked(technology=options.technology, band=options.band)
    if options.sites is not None or options.budget is not None:
        limited = replace(
            own,
            sites=options.sites,
            budget_vnd=options.budget,
            must=tuple(options.must),
            never=tuple(options.never),
        )
        floors = enumerate(dict.fromkeys(options.floor))
        return [
            replace(limited, floor_pct=floor, name=options.name if place == 0 else "")
            for place, floor in floors
        ]
    if not named:
        raise ParameterError("planning.no_limit")
    asked = []
    for name, entry in named.items():
        budget = read_money(entry.budget) if entry.budget else None
        if (entry.budget and budget is None) or (entry.sites is None and budget is None):
            raise ParameterError("planning.scenario", name=name, found=entry.budget or "–")
        limits = replace(own, sites=entry.sites, budget_vnd=budget, floor_pct=entry.floor_pct)
        asked.append(replace(limits, name=name, must=entry.must, never=entry.never))
    return asked


def _fibre(analysis: Analysis, options: argparse.Namespace, lang: Lang) -> int:
    """Say where to lay fibre first."""
    made = plan_province_fibre(analysis, budget_vnd=options.budget)
    issuer = read_issuer(analysis.workspace.document)
    page = write_fibre(analysis, made, options.out, lang=lang, issuer=issuer)
    planned = int((made.plan.villages["state"] == "PLANNED").sum())
    km = kilometres(made.plan.km, lang)
    say(text("fibre.done", lang, n=planned, km=km, where=page.resolve()))
    for finding in made.files.findings.to_dict("records"):
        say_finding(finding["severity"], sentence(finding, lang), lang, file=sys.stderr)
    say_left_out(analysis, lang)
    if made.illustrative:
        say(text("pages.illustrative_long", lang))
    return OK
