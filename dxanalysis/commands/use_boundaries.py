"""``dxanalysis use-boundaries``: draw a workspace's maps from a file of real boundaries."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.commands.options import (
    DATA_PROBLEMS,
    OK,
    add_language,
    own_workspace,
    say,
    say_finding,
)
from dxanalysis.intake.changes import use_boundary_file
from dxanalysis.lang import text
from dxanalysis.sources import boundaries
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command."""
    add_language(parser, lang)
    parser.add_argument("file", type=Path, help=text("cli.help_boundaries", lang))
    parser.add_argument("workspace", nargs="?", help=text("cli.help_add_workspace", lang))
    parser.add_argument("--source", help=text("cli.help_boundary_source", lang))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Check that the boundaries join with the units, and put them into the workspace."""
    folder = own_workspace(options.workspace, usage="use_boundaries")
    path, reading = use_boundary_file(folder, options.file, source=options.source)
    for finding in reading.findings.to_dict("records"):
        say_finding(finding["severity"], boundaries.sentence(finding, lang), lang)
    made = open_workspace(folder)
    listed = load_units(vintage=made.vintage, province=made.province)
    say(text("cli.got_boundaries", lang, n=reading.joined, of=len(listed), where=path))
    # They are in, but units were left out: a script must not take that for done.
    return DATA_PROBLEMS if (reading.findings["severity"] == "error").any() else OK
