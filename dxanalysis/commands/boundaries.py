"""``dxanalysis boundaries``: obtain real boundaries and put them into a workspace."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from dxanalysis.commands.options import (
    DATA_PROBLEMS,
    OK,
    add_language,
    open_or_default,
    say,
    say_finding,
)
from dxanalysis.errors import ParameterError
from dxanalysis.lang import text
from dxanalysis.sources import boundaries
from dxanalysis.sources.downloads import get_boundaries, load_sources
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import use_boundaries

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(lines: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe what can be done with boundaries."""
    actions = lines.add_subparsers(required=True, metavar=text("usage.commands", lang))
    get = actions.add_parser("get", help=text("cli.help_get", lang))
    add_language(get, lang)
    get.add_argument("workspace", nargs="?", help=text("cli.help_workspace", lang))
    get.set_defaults(run=_get)


def _get(options: argparse.Namespace, lang: Lang) -> int:
    """Obtain real boundaries, check that they join, and put them into the workspace."""
    workspace = open_or_default(options.workspace)
    if workspace.province is None:
        raise ParameterError("cli.boundaries_of_country", where=workspace.folder)
    file = get_boundaries(
        province=workspace.province, folder=workspace.folder, progress=sys.stderr.isatty()
    )
    listed = load_units(vintage=workspace.vintage, province=workspace.province)
    reading = boundaries.read_boundaries(
        file, units=listed, province=workspace.province, vintage=workspace.vintage
    )
    for finding in reading.findings.to_dict("records"):
        say_finding(finding["severity"], boundaries.sentence(finding, lang), lang)
    source = load_sources()["boundaries"]
    title = source.title_vi if lang == "vi" else source.title_en
    use_boundaries(workspace.folder, file=file, source=title)
    say(text("cli.got_boundaries", lang, n=reading.joined, of=len(listed), where=file))
    # They are in, but units were left out: a script must not take that for done.
    return DATA_PROBLEMS if (reading.findings["severity"] == "error").any() else OK
