"""``dxanalysis units``: find a unit by its name; convert a table to another list of units."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from dxanalysis.commands.options import DATA_PROBLEMS, OK, add_language, say
from dxanalysis.errors import ParameterError
from dxanalysis.lang import text
from dxanalysis.units.larger import find_larger
from dxanalysis.units.lists import LATEST_VINTAGE, SUPPORTED_VINTAGES, load_units
from dxanalysis.units.names import find_units

if TYPE_CHECKING:
    import argparse

    from dxanalysis.lang import Lang

_LONGEST_NAME: Final = 200
_NAMED: Final = 10


def describe(units: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe what can be done with units."""
    actions = units.add_subparsers(required=True, metavar=text("usage.commands", lang))
    find = actions.add_parser("find", help=text("cli.help_find", lang))
    add_language(find, lang)
    find.add_argument("name", help=text("cli.help_name", lang))
    find.add_argument("--province", help=text("cli.help_province", lang))
    find.add_argument(
        "--vintage", choices=SUPPORTED_VINTAGES, help=text("cli.help_find_vintage", lang)
    )
    find.add_argument("--json", action="store_true", help=text("cli.help_json", lang))
    find.set_defaults(run=_find)

    # The old word keeps working for a release, and says so.
    for word in ("convert", "carry"):
        convert = actions.add_parser(word, help=text(f"cli.help_{word}", lang))
        add_language(convert, lang)
        convert.add_argument("file", type=Path, help=text("cli.help_table", lang))
        convert.add_argument(
            "--to",
            choices=SUPPORTED_VINTAGES,
            default=LATEST_VINTAGE,
            help=text("cli.help_to", lang),
        )
        convert.add_argument(
            "--from", choices=SUPPORTED_VINTAGES, dest="vintage", help=text("cli.help_from", lang)
        )
        convert.add_argument("--province", required=True, help=text("cli.help_province", lang))
        convert.add_argument("--out", type=Path, required=True, help=text("cli.help_out", lang))
        convert.set_defaults(run=_convert, old_word=word == "carry")


def _find(options: argparse.Namespace, lang: Lang) -> int:
    """Say which units a written name may be."""
    if len(options.name) > _LONGEST_NAME:
        raise ParameterError(
            "cli.name_too_long", found=f"{options.name[:40]}…", expected=str(_LONGEST_NAME)
        )
    found = find_larger(options.name, province=options.province, vintage=options.vintage)
    if found.empty:
        found = find_units(options.name, province=options.province, vintage=options.vintage)
    if options.json:
        say(json.dumps(found.to_dict("records"), ensure_ascii=False, indent=1))
        return OK
    for row in found.to_dict("records"):
        place = ", ".join(
            str(row[column])
            for column in ("district_name", "province_name")
            if isinstance(row[column], str)
        )
        line = {"vintage": row["vintage"], "code": row["unit_code"], "unit": row["unit_name"]}
        became = text("cli.found_became", lang, units=row["became"]) if row["became"] else ""
        say(text("cli.found_unit", lang, place=place, **line) + became)
    if found.empty:
        say(text("cli.found_none", lang, name=options.name), file=sys.stderr)
    return DATA_PROBLEMS if found.empty else OK


def _convert(options: argparse.Namespace, lang: Lang) -> int:
    """Convert a table to another list of units."""
    from dxanalysis.sources.wide_table import convert_file  # noqa: PLC0415 - finding needs no files

    if options.old_word:
        say(text("cli.old_word", lang, found="carry", expected="convert"), file=sys.stderr)
    converted = convert_file(
        options.file,
        out=options.out,
        province=options.province,
        to=options.to,
        vintage=options.vintage,
    )
    say(
        text(
            "cli.converted",
            lang,
            n=len(converted.table),
            before=converted.vintage,
            after=options.to,
            where=options.out,
        )
    )
    wanted = load_units(vintage=options.to, province=options.province)
    absent = len(set(wanted.index) - set(converted.table.reset_index()["unit_code"]))
    if absent:
        say(text("cli.converted_absent", lang, n=absent, of=len(wanted)))
    listed = load_units(vintage=options.to)["unit_name"]
    alike: dict[tuple[str, ...], list[str]] = {}
    for heading, codes in converted.partial.items():
        alike.setdefault(codes, []).append(heading)
    for codes, headings in alike.items():
        shown = ", ".join(str(listed.get(code, code)) for code in codes[:_NAMED])
        line = {"n": len(codes), "units": shown + (" …" if len(codes) > _NAMED else "")}
        say(text("cli.converted_partly", lang, name=", ".join(headings), **line))
    if converted.left_out:
        say(text("cli.left_out", lang, names=", ".join(converted.left_out)))
    return OK
