"""``dxanalysis new``: make a new province folder."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.commands.options import OK, add_language, read_count, say
from dxanalysis.intake.changes import own_target
from dxanalysis.lang import percent, text
from dxanalysis.lang.plain import join_words
from dxanalysis.scaffold import DEFAULT_OPERATORS, create_workspace
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


TARGET_YEAR: Final = 2030
"""The year of the national targets of the present period."""


def describe(new: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that makes a province folder."""
    add_language(new, lang)
    new.add_argument("folder", type=Path, help=text("cli.help_new_folder", lang))
    new.add_argument("--province", required=True, help=text("cli.help_new_province", lang))
    new.add_argument(
        "--grouping",
        default="former_district",
        help=text("cli.help_new_grouping", lang),
    )
    new.add_argument("--operators", help=text("cli.help_new_operators", lang))
    new.add_argument("--target-4g", help=text("cli.help_new_target", lang))
    new.add_argument(
        "--by", type=read_count, default=TARGET_YEAR, help=text("cli.help_target_by", lang)
    )
    new.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Make a new province folder."""
    named = [name.strip() for name in (options.operators or "").split(",") if name.strip()]
    said = options.target_4g if options.target_4g is not None else _asked(options.by, lang)
    target = own_target(said, by=options.by) if said else None
    folder = create_workspace(
        options.folder,
        province=options.province,
        grouping=options.grouping,
        operators=named or DEFAULT_OPERATORS,
        target_4g=target,
    )
    made = open_workspace(folder)
    listed = load_units(vintage=made.vintage, province=made.province)
    say(
        text(
            "cli.new_done",
            lang,
            where=folder,
            province=listed["province_name"].iloc[0],
            communes=len(listed),
            n=len(made.workbooks),
        )
    )
    typed = join_words([str(folder)])
    if target is None:
        say(text("cli.new_no_target", lang, where=typed))
    else:
        shown = percent(float(str(target["value_pct"])), lang, decimals=None)
        say(text("cli.new_target", lang, found=shown, year=str(options.by), where=typed))
    site = join_words([f"{folder.resolve().name}-site"])  # not the sample's own
    say(text("cli.new_next", lang, where=typed, workbooks=folder / "workbooks", site=site))
    return OK


def _asked(by: int, lang: Lang) -> str:
    """Ask for the 4G target where somebody sits before the screen; no answer is none yet."""
    if not (sys.stdin and sys.stdin.isatty()):
        return ""
    say(text("cli.ask_target", lang, year=str(by)), end="")
    try:
        return input().strip()
    except EOFError:
        return ""
