"""The commands. The only place that prints, and the only one that knows exit codes.

0  all well
1  the data has problems; they are listed
2  the call, or a file, cannot be used
3  a report was made, but some areas failed; they have error cards
130  a report was asked to stop (Ctrl-C); the same command goes on from there
"""

from __future__ import annotations

import argparse
import codecs
import contextlib
import datetime as dt
import io
import json
import os
import sys
import unicodedata
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

import pandas as pd

from dxanalysis import checks
from dxanalysis.check_reports import (
    files_to_text,
    to_json,
    to_text,
    understood_text,
    write_report,
)
from dxanalysis.errors import (
    ChecksFailedError,
    DxAnalysisError,
    FileUnreadableError,
    OutputError,
    ParameterError,
)
from dxanalysis.file_updates import summarise_files
from dxanalysis.findings import sentence, verdict, worst_first
from dxanalysis.indicators import OPERATORS
from dxanalysis.lang import LANGUAGES, MISSING, Lang, text
from dxanalysis.pipeline import analyse
from dxanalysis.published import comparison, reconciliation
from dxanalysis.sources import boundaries
from dxanalysis.sources.wide_table import convert_file
from dxanalysis.sources.workbook.reader import read_workbook
from dxanalysis.units.lists import LATEST_VINTAGE, SUPPORTED_VINTAGES, load_units
from dxanalysis.units.names import find_units
from dxanalysis.workspace import COUNTRY, FILE_NAME, open_workspace, use_boundaries

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.workspace import Workspace

OK: Final = 0
DATA_PROBLEMS: Final = 1
UNUSABLE: Final = 2
UNITS_FAILED: Final = 3
BROKEN_PIPE: Final = 141
"""What shells give a program whose reader went away: 128 and the number of the signal."""

_DIGITS: Final = 9
_LONGEST_NAME: Final = 200

FORMATS: Final = ("html", "docx")
DEFAULT_WORKSPACE: Final = "data/son-la"
NOTEBOOK: Final = "notebooks/district_report.ipynb"

_FINDINGS_SHOWN: Final = 20


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    arguments
        The words after ``dxanalysis``; by default those the program was called with.

    Returns
    -------
    int
        The exit code.
    """
    _prepare_streams()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has heard enough
        _silence(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:  # no room behind standard output
        _silence(sys.stdout)
        with contextlib.suppress(OSError):
            print(
                text("cli.no_output", _help_language(words), found=error.strerror or error),
                file=sys.stderr,
            )
        return UNUSABLE
    return code


def _run(words: list[str]) -> int:
    """Run one command; whatever goes wrong is said in a sentence."""
    options = _parser(_help_language(words)).parse_args(words)
    lang: Lang = options.lang if options.lang in LANGUAGES else LANGUAGES[0]
    try:
        lang = options.lang if options.lang in LANGUAGES else _language_of(options)
        code: int = options.run(options, lang)
    except DxAnalysisError as error:
        print(error.sentence(lang), file=sys.stderr)
        if isinstance(error, ChecksFailedError):
            _print_findings(error.findings, lang)
        return error.exit_code
    except KeyboardInterrupt:
        print(text("cli.interrupted", lang), file=sys.stderr)
        return 130
    except BrokenPipeError:
        raise
    except OSError as error:
        where = str(error.filename or "–")[:200]
        print(
            text("cli.os_error", lang, where=where, found=error.strerror or error), file=sys.stderr
        )
        return UNUSABLE
    except (MemoryError, RecursionError):
        print(text("cli.too_much", lang), file=sys.stderr)
        return UNUSABLE
    except ValueError as error:
        if "null" not in str(error):
            raise
        print(text("cli.os_error", lang, where="␀", found=error), file=sys.stderr)
        return UNUSABLE
    return code


def _prepare_streams() -> None:
    """Let every console show Vietnamese, without the marks where it has no letters for them."""
    codecs.register_error("closest", _closest_letters)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="closest")


def _closest_letters(error: UnicodeError) -> tuple[str, int]:
    """Replace what an old console has no letters for: ``ộ`` by ``o``, ``–`` by ``-``."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    near = []
    for letter in error.object[error.start : error.end]:
        plain = unicodedata.normalize("NFD", _PLAIN.get(letter, letter))
        kept = "".join(one for one in plain if not unicodedata.combining(one))
        near.append(kept if kept.isascii() else "?")
    return "".join(near), error.end


_PLAIN: Final = {
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "«": '"', "»": '"', "“": '"', "”": '"', "’": "'",
    "…": "...", "→": "->", "·": "-", "≤": "<=", "≥": ">=", "×": "x", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def _silence(stream: TextIO) -> None:
    """Send what is still waiting nowhere, so that Python does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


def _asked() -> Lang:
    """Choose the language of a sentence about a wrong option."""
    return _help_language(sys.argv[1:])


def _help_language(words: Sequence[str]) -> Lang:
    """Choose the language of help and of wrong calls: ``--lang``, else that of the system."""
    for place, word in enumerate(words):
        chosen = word.partition("=")[2] or "".join(words[place + 1 : place + 2])
        if word.partition("=")[0] == "--lang" and chosen in LANGUAGES:
            return chosen
    system = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if system.lower().startswith("en") else LANGUAGES[0]


def _parser(lang: Lang) -> argparse.ArgumentParser:
    """Describe the commands."""
    parser = argparse.ArgumentParser(prog="dxanalysis", description=text("cli.about", lang))
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--lang", choices=LANGUAGES, help=text("cli.help_lang", lang))

    a_workspace = argparse.ArgumentParser(add_help=False)
    a_workspace.add_argument("workspace", nargs="?", help=text("cli.help_workspace", lang))
    a_workspace.add_argument("--boundaries", type=Path, help=text("cli.help_boundaries", lang))
    a_workspace.add_argument(
        "--keep-going", action="store_true", help=text("cli.help_keep_going", lang)
    )
    a_workspace.add_argument("--as-of", type=_day, help=text("cli.help_as_of", lang))
    on_workspace = argparse.ArgumentParser(add_help=False, parents=[shared, a_workspace])

    report = commands.add_parser(
        "report", parents=[on_workspace], help=text("cli.help_report", lang)
    )
    _describe_report(report, lang)

    _describe_map(
        commands.add_parser("map", parents=[a_workspace], help=text("cli.help_map", lang)), lang
    )

    check = commands.add_parser("check", parents=[shared], help=text("cli.help_check", lang))
    check.add_argument("paths", nargs="*", type=Path, help=text("cli.help_paths", lang))
    check.add_argument("--province", help=text("cli.help_province", lang))
    check.add_argument("--operator", choices=list(OPERATORS), default="any")
    check.add_argument("--vintage", choices=SUPPORTED_VINTAGES, default=LATEST_VINTAGE)
    check.add_argument("--headings", type=Path, help=text("cli.help_headings", lang))
    check.add_argument(
        "--out", type=Path, nargs="+", default=[], help=text("cli.help_check_out", lang)
    )
    check.add_argument("--published", action="store_true", help=text("cli.help_published", lang))
    check.add_argument("--json", action="store_true", help=text("cli.help_json", lang))
    check.set_defaults(run=_check)

    _describe_new(
        commands.add_parser("new", parents=[shared], help=text("cli.help_new", lang)), lang
    )

    units = commands.add_parser("units", help=text("cli.help_units", lang))
    actions = units.add_subparsers(required=True, metavar="ACTION")
    find = actions.add_parser("find", parents=[shared], help=text("cli.help_find", lang))
    find.add_argument("name", help=text("cli.help_name", lang))
    find.add_argument("--province", help=text("cli.help_province", lang))
    find.add_argument("--vintage", choices=SUPPORTED_VINTAGES)
    find.add_argument("--json", action="store_true", help=text("cli.help_json", lang))
    find.set_defaults(run=_find)

    # The old word keeps working for a release, and says so.
    for word in ("convert", "carry"):
        convert = actions.add_parser(word, parents=[shared], help=text(f"cli.help_{word}", lang))
        convert.add_argument("file", type=Path, help=text("cli.help_table", lang))
        convert.add_argument("--to", choices=SUPPORTED_VINTAGES, default=LATEST_VINTAGE)
        convert.add_argument("--from", choices=SUPPORTED_VINTAGES, dest="vintage")
        convert.add_argument("--province", required=True, help=text("cli.help_province", lang))
        convert.add_argument("--out", type=Path, required=True, help=text("cli.help_out", lang))
        convert.set_defaults(run=_convert, old_word=word == "carry")

    lines = commands.add_parser("boundaries", help=text("cli.help_lines", lang))
    line_actions = lines.add_subparsers(required=True, metavar="ACTION")
    get = line_actions.add_parser("get", parents=[shared], help=text("cli.help_get", lang))
    get.add_argument("workspace", nargs="?", help=text("cli.help_workspace", lang))
    get.set_defaults(run=_get_boundaries)
    return parser


def _describe_map(mapping: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that draws a map."""
    mapping.add_argument(
        "--out", type=Path, default=Path("map.html"), help=text("cli.help_map_out", lang)
    )
    mapping.add_argument(
        "--lang", choices=(*LANGUAGES, "both"), help=text("cli.help_map_lang", lang)
    )
    shows = mapping.add_mutually_exclusive_group()
    shows.add_argument(
        "--themes", nargs="+", metavar="THEME", default=[], help=text("cli.help_themes", lang)
    )
    shows.add_argument(
        "--compare", nargs=2, metavar="THEME", default=[], help=text("cli.help_compare", lang)
    )
    mapping.set_defaults(run=_map)


def _describe_new(new: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the command that makes a province folder."""
    new.add_argument("folder", type=Path, help=text("cli.help_new_folder", lang))
    new.add_argument("--province", required=True, help=text("cli.help_new_province", lang))
    new.add_argument(
        "--grouping",
        default="former_district",
        help=text("cli.help_new_grouping", lang),
    )
    new.add_argument("--operators", help=text("cli.help_new_operators", lang))
    new.set_defaults(run=_new)


def _describe_report(report: argparse.ArgumentParser, lang: Lang) -> None:
    """Describe the options of the main command."""
    report.add_argument("--out", type=Path, default=Path("site"), help=text("cli.help_out", lang))
    report.add_argument(
        "--formats", type=_formats, default=("html",), help=text("cli.help_formats", lang)
    )
    report.add_argument("--only", nargs="+", default=[], help=text("cli.help_only", lang))
    report.add_argument("--jobs", type=_count, help=text("cli.help_jobs", lang))
    report.add_argument("--notebook", type=Path, help=text("cli.help_notebook", lang))
    report.add_argument("--force", action="store_true", help=text("cli.help_force", lang))
    report.add_argument("--fail-fast", action="store_true", help=text("cli.help_fail_fast", lang))
    report.add_argument("--retries", type=_count, default=1, help=text("cli.help_retries", lang))
    report.add_argument("--timeout", type=_count, default=1800, help=text("cli.help_timeout", lang))
    part = report.add_mutually_exclusive_group()
    part.add_argument("--shard", type=_shard, help=text("cli.help_shard", lang))
    part.add_argument("--merge", action="store_true", help=text("cli.help_merge", lang))
    part.add_argument("--scheduler", metavar="ADDRESS", help=text("cli.help_scheduler", lang))
    report.set_defaults(run=_report)


def _language_of(options: argparse.Namespace) -> Lang:
    """Choose the workspace's own language where none was asked for."""
    if "workspace" in options:
        try:
            return _workspace(options.workspace).languages[0]
        except DxAnalysisError:
            pass  # the command itself will say what is wrong with the workspace
    return LANGUAGES[0]


def shipped(name: str) -> Path:
    """Find a file that comes with dxanalysis: here, in a checkout, or in the installed package.

    Parameters
    ----------
    name
        Path relative to the top of the repository.

    Returns
    -------
    pathlib.Path
        Where it is.

    Raises
    ------
    FileUnreadableError
        If it is nowhere.
    """
    package = Path(str(resources.files("dxanalysis")))
    for top in (Path(), package.parent, package / "shipped"):
        if (top / name).exists():
            return top / name
    raise FileUnreadableError("cli.not_shipped", found=name)


def _workspace(given: str | None) -> Workspace:
    """Open the workspace named, or the embedded one."""
    return open_workspace(given or shipped(DEFAULT_WORKSPACE))


def _count(word: str) -> int:
    """Read an option that is a whole number, zero or more."""
    if not (word.isascii() and word.isdecimal() and len(word) <= _DIGITS):
        raise argparse.ArgumentTypeError(text("cli.bad_count", _asked(), found=word))
    return int(word)


def _formats(word: str) -> tuple[str, ...]:
    """Read what a report is to be made as: ``html`` and, with a comma, ``docx``."""
    chosen = tuple(one.strip().lower() for one in word.split(","))
    if not set(chosen) <= set(FORMATS):
        known = ", ".join(FORMATS)
        raise argparse.ArgumentTypeError(
            text("cli.bad_format", _asked(), found=word, expected=known)
        )
    return chosen


def _day(word: str) -> dt.date:
    """Read a date: ``2025-09-30`` or ``30/9/2025``."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return dt.datetime.strptime(word, form).date()  # noqa: DTZ007 - a day, not a moment
    raise argparse.ArgumentTypeError(text("cli.bad_day", _asked(), found=word))


def _shard(word: str) -> tuple[int, int]:
    """Read ``i/N``: which part of a batch, and of how many."""
    number, slash, of = word.partition("/")
    if not (slash and number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError(text("cli.bad_shard", _asked(), found=word))
    return int(number), int(of)


def _report(options: argparse.Namespace, lang: Lang) -> int:
    """Make the site, or what is missing of it."""
    from dxanalysis.batch.state.freshness import finished_site, stamp  # noqa: PLC0415 - most need it not

    workspace = _workspace(options.workspace)
    notebook = options.notebook or shipped(NOTEBOOK)
    same = None
    if notebook.is_file() and options.as_of is None and options.formats == ("html",):
        same = stamp(
            workspace,
            notebook=notebook,
            lang=lang,
            boundaries=options.boundaries.resolve() if options.boundaries else None,
            keep_going=options.keep_going,
            only=options.only,
        )
    if same and not (options.force or options.shard or options.merge):
        manifest = finished_site(options.out, stamp=same)
        if manifest is not None:
            index = (options.out / "index.html").resolve()
            print(text("cli.report_up_to_date", lang, n=len(manifest["units"]), where=index))
            if manifest["evidence"] == "illustrative":
                print(text("pages.illustrative_long", lang))
            return OK
    return _make_report(options, workspace, notebook, lang, stamp=same)


def _make_report(
    options: argparse.Namespace,
    workspace: Workspace,
    notebook: Path,
    lang: Lang,
    *,
    stamp: str | None,
) -> int:
    """Read the workspace and make every page that is not up to date."""
    # Only here: the other commands need no kernels.
    from dxanalysis.batch.execution.jobs import Limits  # noqa: PLC0415
    from dxanalysis.batch.execution.pool import Crew  # noqa: PLC0415
    from dxanalysis.batch.plan import page_name  # noqa: PLC0415
    from dxanalysis.batch.site import make_site  # noqa: PLC0415

    seconds = options.timeout
    with contextlib.ExitStack() as held:
        # What kernels are forked from loads on another processor while this one reads.
        makes_pages_here = not (options.merge or options.scheduler)
        crew = held.enter_context(Crew()) if makes_pages_here else None
        analysis = analyse(
            workspace,
            boundaries=options.boundaries,
            as_of=options.as_of,
            keep_going=options.keep_going,
        )
        analysis.require_area(analysis.whole.code)  # refused where there is nothing to show
        site = make_site(
            analysis,
            out=options.out,
            notebook=notebook,
            lang=lang,
            boundaries=options.boundaries,
            keep_going=options.keep_going,
            only=options.only,
            jobs=options.jobs,
            progress=sys.stderr.isatty(),
            limits=Limits(
                cell_seconds=min(seconds, Limits.cell_seconds),
                unit_seconds=seconds,
                retries=options.retries,
            ),
            force=options.force,
            fail_fast=options.fail_fast,
            shard=options.shard,
            merge=options.merge,
            scheduler=options.scheduler,
            stamp=stamp,
            crew=crew,
        )
        if "docx" in options.formats:
            from dxanalysis.documents import read_issuer, write_documents  # noqa: PLC0415 - as above

            stems = {
                unit.code: page_name(analysis.areas[unit.code])
                for unit in site.units
                if unit.status == "ok"
            }
            documents = write_documents(
                analysis,
                site.folder,
                stems=stems,
                lang=lang,
                issuer=read_issuer(workspace.document),
            )
            print(text("cli.documents_done", lang, n=len(documents), where=documents[0]))
    for unit in site.failed:
        print(f"{analysis.areas[unit.code].label(lang)}: {unit.error}", file=sys.stderr)
    made = sum(unit.status == "ok" for unit in site.units)
    if options.shard:
        number, of = options.shard
        print(text("cli.shard_done", lang, n=made, number=str(number), of=str(of)))
    else:
        print(text("cli.report_done", lang, n=made, where=site.index.resolve()))
        if len(site.executed) < made:
            print(text("cli.report_kept", lang, n=made - len(site.executed)))
    if analysis.is_illustrative:
        print(text("pages.illustrative_long", lang))
    if site.failed:
        print(text("cli.report_failed", lang, n=len(site.failed)), file=sys.stderr)
        return UNITS_FAILED
    return OK


def _map(options: argparse.Namespace, lang: Lang) -> int:
    """Draw the map of the province, as a page or a picture."""
    from dxanalysis import maps, pages  # noqa: PLC0415 - as above

    page, ending = ".html", options.out.suffix.lower()
    if ending not in (page, *maps.ENDINGS):
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
    analysis = analyse(
        _workspace(options.workspace),
        boundaries=options.boundaries,
        as_of=options.as_of,
        keep_going=options.keep_going,
    )
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
    print(text("cli.map_done", lang, where=options.out.resolve()))
    return OK


def _check(options: argparse.Namespace, lang: Lang) -> int:
    """Say what is wrong with workbooks or workspaces, or with what was published."""
    if options.published:
        return _check_published(options, lang)
    paths: list[Path] = options.paths or [shipped(DEFAULT_WORKSPACE)]
    parts: list[pd.DataFrame] = []
    news: list[pd.DataFrame] = []
    columns: list[pd.DataFrame] = []
    unusable = OK
    for path in paths:
        try:
            parts.append(_findings_of(path, options, news, columns))
        except FileUnreadableError as error:  # the others are checked all the same
            print(error.sentence(lang), file=sys.stderr)
            unusable = error.exit_code
    if not parts:
        return unusable
    findings = pd.concat(parts, ignore_index=True)
    understood = pd.concat(columns, ignore_index=True) if columns else pd.DataFrame()
    if not options.json:
        print(understood_text(understood, lang=lang), end="")
    if not options.json and news:
        print(files_to_text(pd.concat(news, ignore_index=True), lang=lang))
    print((to_json if options.json else to_text)(findings, lang=lang), end="")
    for out in options.out:
        source = paths[0] if len(paths) == 1 and not _is_workspace(paths[0]) else None
        write_report(findings, out, lang=lang, source=source, understood=understood)
        print(text("cli.check_written", lang, where=out), file=sys.stderr)
    if unusable:
        return unusable
    return DATA_PROBLEMS if verdict(findings) == "fail" else OK


def _check_published(options: argparse.Namespace, lang: Lang) -> int:
    """Say what the published figures say of each other, and of a workspace's own totals.

    That publications contradict each other is no fault of the planner's data: the exit code is 0.
    """
    workspace = _workspace(str(options.paths[0]) if options.paths else None)
    totals = analyse(workspace, keep_going=True).gaps
    found = reconciliation.worst_first(
        reconciliation.reconcile()
        + comparison.compare(totals, province=workspace.province or COUNTRY)
    )
    if options.json:
        records = [
            {
                "severity": finding.severity,
                "rule": finding.rule,
                "figures": [figure.id for figure in finding.figures],
                "sentence": finding.sentence(lang),
            }
            for finding in found
        ]
        print(json.dumps(records, ensure_ascii=False, indent=1))
        return OK
    for finding in found:
        print(f"{text(f'cli.{finding.severity}', lang)}: {finding.sentence(lang)}")
    return OK


def _is_workspace(path: Path) -> bool:
    """Tell a province folder, or its province.toml, from a workbook."""
    return path.is_dir() or path.name == FILE_NAME


def _findings_of(
    path: Path,
    options: argparse.Namespace,
    news: list[pd.DataFrame],
    columns: list[pd.DataFrame],
) -> pd.DataFrame:
    """Check one workbook, or all of a workspace; also collect what each brought and meant."""
    if _is_workspace(path):
        workspace = open_workspace(path if path.is_dir() else path.parent)
        try:
            analysis = analyse(workspace, keep_going=True)
            news.append(summarise_files(analysis.history, units=len(analysis.communes)))
            return analysis.findings  # noqa: TRY300 - what follows is another command's way
        except ChecksFailedError as error:
            return error.findings
    if options.province is None:
        raise ParameterError("cli.province_needed", where=path)
    reading = read_workbook(
        path,
        operator=options.operator,
        province=options.province,
        vintage=options.vintage,
        headings=options.headings,
    )
    names = load_units(vintage=options.vintage, province=options.province)["unit_name"]
    found = checks.check_observations(reading.observations, unit_names=names)
    findings = pd.concat([reading.findings, found], ignore_index=True)
    columns.append(reading.understood.assign(file=path.name))
    return findings


def _new(options: argparse.Namespace, lang: Lang) -> int:
    """Make a new province folder."""
    from dxanalysis.scaffold import DEFAULT_OPERATORS, create_workspace  # noqa: PLC0415

    named = [name.strip() for name in (options.operators or "").split(",") if name.strip()]
    folder = create_workspace(
        options.folder,
        province=options.province,
        grouping=options.grouping,
        operators=named or DEFAULT_OPERATORS,
    )
    made = open_workspace(folder)
    listed = load_units(vintage=made.vintage, province=made.province)
    print(
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
    print(text("cli.new_next", lang, where=folder, workbooks=folder / "workbooks", site=site))
    return OK


def _find(options: argparse.Namespace, lang: Lang) -> int:
    """Say which units a written name may be."""
    if len(options.name) > _LONGEST_NAME:
        raise ParameterError(
            "cli.name_too_long", found=f"{options.name[:40]}…", expected=str(_LONGEST_NAME)
        )
    found = find_units(options.name, province=options.province, vintage=options.vintage)
    if options.json:
        print(json.dumps(found.to_dict("records"), ensure_ascii=False, indent=1))
        return OK
    for row in found.to_dict("records"):
        place = ", ".join(
            str(row[column])
            for column in ("district_name", "province_name")
            if isinstance(row[column], str)
        )
        line = {"vintage": row["vintage"], "code": row["unit_code"], "unit": row["unit_name"]}
        became = text("cli.found_became", lang, units=row["became"]) if row["became"] else ""
        print(text("cli.found_unit", lang, place=place, **line) + became)
    if found.empty:
        print(text("cli.found_none", lang, name=options.name), file=sys.stderr)
    return DATA_PROBLEMS if found.empty else OK


def _convert(options: argparse.Namespace, lang: Lang) -> int:
    """Convert a table to another list of units."""
    if options.old_word:
        print(text("cli.old_word", lang, found="carry", expected="convert"), file=sys.stderr)
    carried = convert_file(
        options.file,
        out=options.out,
        province=options.province,
        to=options.to,
        vintage=options.vintage,
    )
    print(
        text(
            "cli.carried",
            lang,
            n=len(carried.table),
            before=carried.vintage,
            after=options.to,
            where=options.out,
        )
    )
    if carried.left_out:
        print(text("cli.left_out", lang, names=", ".join(carried.left_out)))
    return OK


def _get_boundaries(options: argparse.Namespace, lang: Lang) -> int:
    """Obtain real boundaries, check that they join, and put them into the workspace."""
    from dxanalysis.sources.downloads import get_boundaries, load_sources  # noqa: PLC0415

    workspace = _workspace(options.workspace)
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
        mark = text(f"cli.{finding['severity']}", lang)
        print(f"{mark}: {boundaries.sentence(finding, lang)}")
    source = load_sources()["boundaries"]
    title = source.title_vi if lang == "vi" else source.title_en
    use_boundaries(workspace.folder, file=file, source=title)
    print(text("cli.got_boundaries", lang, n=reading.joined, of=len(listed), where=file))
    return OK


def _print_findings(findings: pd.DataFrame, lang: Lang) -> None:
    """Print the first findings, one sentence a line, errors first."""
    ordered = worst_first(findings)
    shown = ordered[:_FINDINGS_SHOWN]
    for finding in shown.to_dict("records"):
        mark = text(f"cli.{finding['severity']}", lang)
        print(f"{mark}: {sentence(finding, lang)}", file=sys.stderr)
    if len(shown) < len(ordered):
        print(text("cli.more", lang, n=len(ordered) - len(shown)), file=sys.stderr)
