"""``dxanalysis add``: put a workbook that was received into a workspace."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis import intake
from dxanalysis.check_reports import to_text, understood_text
from dxanalysis.commands.options import (
    DATA_PROBLEMS,
    OK,
    add_language,
    own_workspace,
    read_day,
    say,
)
from dxanalysis.findings import verdict
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import text
from dxanalysis.lang.plain import join_words
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang
    from dxanalysis.workspace import Workspace


def describe(add: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command."""
    add_language(add, lang)
    add.add_argument("file", type=Path, help=text("cli.help_add_file", lang))
    add.add_argument("workspace", nargs="?", help=text("cli.help_add_workspace", lang))
    add.add_argument("--operator", choices=list(OPERATORS), help=text("cli.help_operator", lang))
    add.add_argument(
        "--as-of", type=read_day, dest="figures_of", help=text("cli.help_add_as_of", lang)
    )
    add.add_argument("--sender", help=text("cli.help_sender", lang))
    add.add_argument("--corrects", help=text("cli.help_corrects", lang))
    add.add_argument("--answers", type=Path, help=text("cli.help_answers", lang))
    add.add_argument("--yes", action="store_true", help=text("cli.help_yes", lang))
    add.add_argument("--anyway", action="store_true", help=text("cli.help_anyway", lang))
    add.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Put a workbook into a workspace, and ask where it is not clear what it says."""
    folder = own_workspace(options.workspace)
    given = _given(options, open_workspace(folder))
    ask = intake.in_terminal(say, input, lang)
    if options.yes:
        ask = intake.only_sure
    elif options.answers is not None:
        ask = intake.none_answered
    added = intake.add_workbook(
        options.file,
        folder,
        ask=ask,
        given=given,
        unsure_stays_unread=options.yes,
        anyway=options.anyway,
    )
    say(understood_text(added.understood.assign(file=options.file.name), lang=lang), end="")
    say(to_text(added.findings, lang=lang), end="")
    for line in intake.summary(added, lang=lang):
        say(line)
    say(text("intake.next", lang, where=join_words([str(folder)])))
    if verdict(added.findings) != "fail":
        return OK
    words = join_words([Path(added.path).name, str(folder)])
    say(text("intake.take_out", lang, found=words))
    return DATA_PROBLEMS


def _given(options: argparse.Namespace, workspace: Workspace) -> intake.Given:
    """Bring together what the options and the file of answers say; the options come first."""
    given = intake.Given()
    if options.answers is not None:
        answers = intake.read_answers(
            options.answers, province=workspace.province, vintage=workspace.vintage
        )
        given = intake.Given.of(answers)
    return dataclasses.replace(
        given,
        operators=(options.operator,) if options.operator else given.operators,
        as_of=options.figures_of or given.as_of,
        sender=options.sender or given.sender,
        corrects=options.corrects or given.corrects,
    )
