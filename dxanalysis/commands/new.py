"""``dxanalysis new``: make a new province folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.commands.options import OK, add_language, say
from dxanalysis.lang import text
from dxanalysis.scaffold import DEFAULT_OPERATORS, create_workspace
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import open_workspace

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


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
    new.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Make a new province folder."""
    named = [name.strip() for name in (options.operators or "").split(",") if name.strip()]
    folder = create_workspace(
        options.folder,
        province=options.province,
        grouping=options.grouping,
        operators=named or DEFAULT_OPERATORS,
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
    site = f"{folder.resolve().name}-site"  # not the sample's own
    say(text("cli.new_next", lang, where=folder, workbooks=folder / "workbooks", site=site))
    return OK
