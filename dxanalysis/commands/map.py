"""``dxanalysis map``: draw the map of a workspace, as a page or a picture."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis import maps, pages
from dxanalysis.commands.options import OK, add_workspace, analyse_asked, say, say_left_out
from dxanalysis.errors import OutputError, ParameterError
from dxanalysis.lang import LANGUAGES, MISSING, text

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang


def describe(mapping: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that draws a map."""
    add_workspace(mapping, lang)
    mapping.add_argument(
        "--out", type=Path, default=Path("map.html"), help=text("cli.help_map_out", lang)
    )
    mapping.add_argument(
        "--lang", choices=(*LANGUAGES, "both"), help=text("cli.help_map_lang", lang)
    )
    shows = mapping.add_mutually_exclusive_group()
    shows.add_argument("--themes", nargs="+", default=[], help=text("cli.help_themes", lang))
    shows.add_argument("--compare", nargs=2, default=[], help=text("cli.help_compare", lang))
    mapping.set_defaults(run=run)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Draw the map of the province, as a page or a picture."""
    page, ending = ".html", options.out.suffix.lower()
    if ending != page and ending not in maps.ENDINGS:
        raise ParameterError(
            "map.bad_still",
            found=ending or MISSING,
            where=options.out,
            expected=", ".join((page, *maps.ENDINGS)),
        )
    if not options.out.parent.is_dir():  # a slip of the pen more often than a wish for a new folder
        raise OutputError("cli.no_folder", where=options.out, expected=options.out.parent)
    asked = [*options.themes, *options.compare]
    if ending != page and (len(asked) > 1 or options.lang == "both"):
        both = ["--lang both"] if options.lang == "both" else []
        raise ParameterError("map.still_single", found=" ".join([*asked, *both]))
    analysis = analyse_asked(options)
    analysis.require_area(analysis.whole.code)  # refused where there is nothing to show
    themes = [pages.read_theme(analysis, one) for one in asked]
    if ending == page:
        drawn = pages.area_map(
            analysis,
            analysis.whole,
            lang=options.lang or lang,
            themes=themes or pages.map_themes(analysis),
            compare=bool(options.compare),
        )
        maps.save_map(drawn, options.out)
    else:
        picture = pages.area_still(
            analysis, analysis.whole, theme=themes[0] if themes else None, lang=lang
        )
        maps.save_still(picture, options.out)
    say(text("cli.map_done", lang, where=options.out.resolve()))
    say_left_out(analysis, lang)
    return OK
