"""``dxanalysis set-target``: set what an indicator is to reach."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, cast

from dxanalysis.commands.options import OK, add_language, own_workspace, read_count, say
from dxanalysis.indicators import indicators
from dxanalysis.intake.changes import set_target
from dxanalysis.lang import percent, text

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command."""
    add_language(parser, lang)
    parser.add_argument("workspace", nargs="?", help=text("cli.help_add_workspace", lang))
    parser.add_argument("indicator", help=text("cli.help_indicator", lang))
    parser.add_argument("value", help=text("cli.help_target_value", lang))
    parser.add_argument("--by", type=read_count, help=text("cli.help_target_by", lang))
    parser.add_argument("--document", help=text("cli.help_target_document", lang))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Set a target."""
    folder = own_workspace(options.workspace, usage="set_target")
    target = set_target(
        folder, options.indicator, options.value, by=options.by, document=options.document
    )
    shown, past = target, ""
    if not isinstance(target, str):
        value = percent(cast("float", target["value_pct"]), lang, decimals=None)
        shown = f"{value}, {target['year']}, {target['document']}"
        this_year = dt.datetime.now(tz=dt.UTC).year
        past = str(target["year"]) if cast("int", target["year"]) < this_year else ""
    name = indicators()[options.indicator].name(lang)
    say(text("intake.target_set", lang, name=name, found=shown, where=folder, past=past))
    return OK
