"""``dxanalysis coverage-check``: declared coverage against what stations can reach."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from dxanalysis.commands.options import (
    OK,
    add_language,
    add_workspace,
    analyse_asked,
    asked_language,
    say,
    say_finding,
)
from dxanalysis.coverage_checks import check_coverage, write_for_the_desk, write_to_share
from dxanalysis.coverage_checks.province import CLAIMS
from dxanalysis.coverage_checks.tables import lines_of
from dxanalysis.errors import OutputError
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import text
from dxanalysis.maps import save_map
from dxanalysis.maps.reach_layer import reach_map
from dxanalysis.sources.findings import sentence
from dxanalysis.terrain.sharing import write_polygons, write_raster

if TYPE_CHECKING:
    from dxanalysis.lang import Lang

DESK_FILE = "coverage-check.xlsx"
SHARED_FILE = "reach-by-group.csv"
SHARED_MAP = "reach-map.html"
LEVELS_FILE = "levels.tif"
POLYGONS_FILE = "reached.gpkg"


def describe(check: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe what can be checked."""
    add_workspace(check, lang)
    add_language(check, lang)
    check.add_argument(
        "--stations", type=Path, required=True, help=text("reach.help_stations", lang)
    )
    check.add_argument(
        "--elevation",
        type=Path,
        nargs="+",
        required=True,
        help=text("reach.help_elevation", lang),
    )
    check.add_argument("--villages", type=Path, help=text("reach.help_villages", lang))
    check.add_argument(
        "--operator", choices=list(OPERATORS), default="any", help=text("reach.help_operator", lang)
    )
    check.add_argument(
        "--technology", choices=list(CLAIMS), default="4g", help=text("reach.help_tech", lang)
    )
    check.add_argument(
        "--land-cover", type=_land_cover, default=0.0, help=text("reach.help_land_cover", lang)
    )
    check.add_argument(
        "--out", type=Path, default=Path("coverage-check"), help=text("cli.help_out", lang)
    )
    check.add_argument(
        "--show-stations", action="store_true", help=text("reach.help_show_stations", lang)
    )
    check.set_defaults(run=run)


def _land_cover(word: str) -> Path | float:
    """Read the height of forest in metres, or the name of a raster of classes."""
    try:
        return float(word)
    except ValueError:
        if not word.strip():
            raise argparse.ArgumentTypeError(
                text("terrain.clutter_height", asked_language(), found=word)
            ) from None
        return Path(word)


def run(options: argparse.Namespace, lang: Lang) -> int:
    """Check a province; write a workbook for the desk, and a table and a map to be shared."""
    if options.out.exists() and not options.out.is_dir():
        raise OutputError("cli.no_folder", where=options.out, expected=options.out)
    analysis = analyse_asked(options)
    found = check_coverage(
        analysis,
        stations=options.stations,
        elevation=options.elevation,
        villages=options.villages,
        operator=options.operator,
        technology=options.technology,
        land_cover=options.land_cover,
        progress=sys.stderr.isatty(),
    )
    for finding in found.findings.to_dict("records"):
        say_finding(finding["severity"], sentence(finding, lang), lang, file=sys.stderr)
    for line in lines_of(found, lang=lang):
        say(line)
    options.out.mkdir(parents=True, exist_ok=True)
    write_for_the_desk(found, options.out / DESK_FILE, lang=lang)
    write_to_share(found, options.out / SHARED_FILE, lang=lang)
    save_map(reach_map(analysis, found, lang="both"), options.out / SHARED_MAP)
    say(
        text(
            "reach.written",
            lang,
            desk=options.out / DESK_FILE,
            shared=options.out / SHARED_FILE,
            map=options.out / SHARED_MAP,
        )
    )
    if options.show_stations:
        levels, polygons = options.out / LEVELS_FILE, options.out / POLYGONS_FILE
        write_raster(found.reached, levels, shows_stations=True)
        write_polygons(found.reached, polygons, shows_stations=True)
        warning = text("reach.shows_stations", lang, levels=levels, polygons=polygons)
        say_finding("warning", warning, lang, file=sys.stderr)
    return OK
