"""``dxanalysis remove``: take a workbook out of a workspace."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.commands.options import OK, add_language, own_workspace, say
from dxanalysis.intake.changes import remove_workbook, unused_workbooks
from dxanalysis.lang import text
from dxanalysis.lang.plain import visible

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command."""
    add_language(parser, lang)
    parser.add_argument("file", type=Path, help=text("cli.help_remove_file", lang))
    parser.add_argument("workspace", nargs="?", help=text("cli.help_add_workspace", lang))
    parser.add_argument("--delete", action="store_true", help=text("cli.help_remove_delete", lang))
    parser.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Take a workbook out, and say where the file is now."""
    folder = own_workspace(options.workspace, usage="remove")
    gone = remove_workbook(folder, options.file, delete=options.delete)
    for path in gone:
        say(text("intake.removed", lang, found=path.name, where=folder))
        became = "removed_kept" if path.is_file() else "removed_deleted"
        say(text(f"intake.{became}", lang, where=path))
    names = {path.name for path in gone}
    unused = [path.name for path in unused_workbooks(folder) if path.name not in names]
    if unused:
        say(text("intake.unused_workbooks", lang, found=", ".join(map(visible, unused))))
    return OK
