"""``dxanalysis check``: say what is wrong with workbooks, workspaces or published figures."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis import checks
from dxanalysis.check_reports import (
    files_to_text,
    to_json,
    to_text,
    understood_text,
    write_report,
)
from dxanalysis.commands.options import (
    DATA_PROBLEMS,
    OK,
    add_language,
    default_workspace,
    open_or_default,
    say,
    say_finding,
)
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.file_updates import summarise_files
from dxanalysis.findings import make_findings, refusal, verdict
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import text
from dxanalysis.pipeline import analyse, check_workspace
from dxanalysis.sources.workbook.reader import read_workbook
from dxanalysis.units.lists import LATEST_VINTAGE, SUPPORTED_VINTAGES, load_units
from dxanalysis.workspace import FILE_NAME, open_workspace
from dxanalysis.workspace_file import COUNTRY

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(check: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that checks files."""
    add_language(check, lang)
    check.add_argument("paths", nargs="*", type=Path, help=text("cli.help_paths", lang))
    check.add_argument("--province", help=text("cli.help_province", lang))
    check.add_argument(
        "--operator",
        choices=list(OPERATORS),
        default="any",
        help=text("cli.help_operator", lang),
    )
    check.add_argument(
        "--vintage",
        choices=SUPPORTED_VINTAGES,
        default=LATEST_VINTAGE,
        help=text("cli.help_vintage", lang),
    )
    check.add_argument("--headings", type=Path, help=text("cli.help_headings", lang))
    check.add_argument(
        "--out", type=Path, nargs="+", default=[], help=text("cli.help_check_out", lang)
    )
    check.add_argument("--published", action="store_true", help=text("cli.help_published", lang))
    check.add_argument("--json", action="store_true", help=text("cli.help_json", lang))
    check.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Say what is wrong with workbooks or workspaces, or with what was published."""
    if options.published:
        return _check_published(options, lang)
    paths: list[Path] = options.paths or [default_workspace()]
    parts: list[pd.DataFrame] = []
    news: list[pd.DataFrame] = []
    columns: list[pd.DataFrame] = []
    refused: list[FileUnreadableError] = []
    unusable = OK
    for path in paths:
        try:
            found, whole = _findings_of(path, options, news, columns)
        except FileUnreadableError as error:  # the others are checked all the same
            refused.append(error)
            found, whole = make_findings([refusal(error, file=path.name)]), False
        parts.append(found)
        unusable = unusable if whole else FileUnreadableError.exit_code
    findings = pd.concat(parts, ignore_index=True)
    understood = pd.concat(columns, ignore_index=True) if columns else pd.DataFrame()
    if len(refused) == len(paths) and not options.json:
        for each in refused:
            say(each.sentence(lang), file=sys.stderr)
        return unusable
    if not options.json:
        say(understood_text(understood, lang=lang), end="")
    if not options.json and news:
        say(files_to_text(pd.concat(news, ignore_index=True), lang=lang))
    say((to_json if options.json else to_text)(findings, lang=lang), end="")
    for out in options.out:
        source = paths[0] if len(paths) == 1 and not _is_workspace(paths[0]) else None
        write_report(findings, out, lang=lang, source=source, understood=understood)
        say(text("cli.check_written", lang, where=out), file=sys.stderr)
    if unusable:
        return unusable
    return DATA_PROBLEMS if verdict(findings) == "fail" else OK


def _check_published(options: argparse.Namespace, lang: Lang) -> int:
    """Say what the published figures say of each other, and of a workspace's own totals.

    That publications contradict each other is no fault of the planner's data: the exit code is 0.
    """
    from dxanalysis.published import comparison, reconciliation  # noqa: PLC0415 - rarely asked for

    workspace = open_or_default(str(options.paths[0]) if options.paths else None)
    totals = analyse(workspace, keep_going=True).gaps
    found = reconciliation.worst_first(
        reconciliation.reconcile()
        + comparison.compare(totals, province=workspace.province or COUNTRY)
    )
    if options.json:
        records = [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "figures": [figure.id for figure in finding.figures],
                "sentence": finding.sentence(lang),
            }
            for finding in found
        ]
        say(json.dumps(records, ensure_ascii=False, indent=1))
        return OK
    for finding in found:
        say_finding(finding.severity, finding.sentence(lang), lang)
    return OK


def _is_workspace(path: Path) -> bool:
    """Tell a province folder, or its province.toml, from a workbook."""
    return path.is_dir() or path.name == FILE_NAME


def _findings_of(
    path: Path,
    options: argparse.Namespace,
    news: list[pd.DataFrame],
    columns: list[pd.DataFrame],
) -> tuple[pd.DataFrame, bool]:
    """Check one workbook, or all of a workspace; also collect what each brought and meant.

    The second result says whether every file could be read.
    """
    if _is_workspace(path):
        found = check_workspace(open_workspace(path if path.is_dir() else path.parent))
        news.append(summarise_files(found.history, units=found.units))
        columns.append(found.understood)
        return found.findings, not found.unusable
    if options.province is None:
        raise ParameterError("cli.province_needed", where=path)
    reading = read_workbook(
        path,
        operator=options.operator,
        province=options.province,
        vintage=options.vintage,
        headings=options.headings,
    )
    names = load_units(vintage=options.vintage, province=options.province)["unit_name"]
    together = checks.check_observations(reading.observations, unit_names=names)
    columns.append(reading.understood.assign(file=path.name))
    return pd.concat([reading.findings, together], ignore_index=True), True
