"""Words that several commands take, and how they are read."""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import os
import sys
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO

from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.lang import LANGUAGES, Lang, text
from dxanalysis.lang.plain import reveal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from dxanalysis.analysis import Analysis
    from dxanalysis.workspace import Workspace

OK: Final = 0
DATA_PROBLEMS: Final = 1
UNUSABLE: Final = 2
UNITS_FAILED: Final = 3
INTERRUPTED: Final = 130

SAMPLE: Final = "data/son-la"

_DIGITS: Final = 9


def say(words: str, *, file: TextIO | None = None, end: str = "\n") -> None:
    """Print; what files and arguments hold never acts on a terminal."""
    print(reveal(words), file=file, end=end)


def say_finding(severity: str, sentence: str, lang: Lang, *, file: TextIO | None = None) -> None:
    """Print one finding: how much it matters, and its sentence."""
    say(f"{text(f'cli.{severity}', lang)}: {sentence}", file=file)


def help_language(words: Sequence[str]) -> Lang:
    """Choose the language of help and of wrong calls: ``--lang``, else that of the system."""
    for place, word in enumerate(words):
        chosen = word.partition("=")[2] or "".join(words[place + 1 : place + 2])
        if word.partition("=")[0] == "--lang" and chosen in LANGUAGES:
            return chosen
    system = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "en" if system.lower().startswith("en") else LANGUAGES[0]


def asked_language() -> Lang:
    """Choose the language of a sentence about a wrong option."""
    return help_language(sys.argv[1:])


def add_language(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Let a command be asked to speak one of the languages."""
    parser.add_argument("--lang", choices=LANGUAGES, help=text("cli.help_lang", lang))


def add_workspace(parser: argparse.ArgumentParser, lang: Lang) -> None:
    """Let a command take what to analyse, and how."""
    parser.add_argument("workspace", nargs="?", help=text("cli.help_workspace", lang))
    parser.add_argument("--boundaries", type=Path, help=text("cli.help_boundaries", lang))
    parser.add_argument("--keep-going", action="store_true", help=text("cli.help_keep_going", lang))
    parser.add_argument("--as-of", type=read_day, help=text("cli.help_as_of", lang))


def shipped(name: str, *, installed: bool = False) -> Path:
    """Find a file that comes with dxanalysis: here, in a checkout, or in the installed package.

    Parameters
    ----------
    name
        Path relative to the top of the repository.
    installed
        Whether what lies in the current folder does not count: a notebook there may be anyone's,
        and it would be run.

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
    here = [] if installed else [Path()]
    for top in (*here, package.parent, package / "shipped"):
        if (top / name).exists():
            return top / name
    raise FileUnreadableError("cli.not_shipped", found=name)


def default_workspace() -> Path:
    """Name the workspace that is meant where none is named: the current folder, or the sample.

    Returns
    -------
    pathlib.Path
        The folder.
    """
    here = Path.cwd()
    return here if (here / "province.toml").is_file() else shipped(SAMPLE)


def open_or_default(given: str | None) -> Workspace:
    """Open the workspace named, or the one that is meant where none is."""
    from dxanalysis.workspace import open_workspace  # noqa: PLC0415 - loads pandas

    return open_workspace(default_workspace() if given is None else given)


def analyse_asked(options: argparse.Namespace) -> Analysis:
    """Analyse what the options of :func:`add_workspace` name."""
    from dxanalysis.pipeline import analyse  # noqa: PLC0415 - loads pandas

    return analyse(
        open_or_default(options.workspace),
        boundaries=options.boundaries,
        as_of=options.as_of,
        keep_going=options.keep_going,
    )


def say_left_out(analysis: Analysis, lang: Lang) -> bool:
    """Say which rows are not in an analysis that goes on without them; tell whether there are."""
    from dxanalysis.findings import rows_left_out, sentence  # noqa: PLC0415 - loads pandas

    found = analysis.findings[rows_left_out(analysis.findings)]
    if found.empty:
        return False
    first = sentence(found.iloc[0], lang)
    say(text("analysis.rows_left_out", lang, n=len(found), first=first), file=sys.stderr)
    return True


def own_workspace(given: str | None, *, usage: str = "add") -> Path:
    """Name the workspace that a command changes: never the sample, unless it is named.

    Parameters
    ----------
    given
        The folder; None for the current one.
    usage
        The command, of which the sentence of the error says how it is written.

    Returns
    -------
    pathlib.Path
        The folder.

    Raises
    ------
    ParameterError
        If none is given and the current folder is none.
    """
    folder = Path(given or ".")
    if given is None and not (folder / "province.toml").is_file():
        raise ParameterError(f"intake.no_workspace_{usage}", expected="province.toml")
    return folder


def read_count(word: str) -> int:
    """Read an option that is a whole number, zero or more."""
    if not (word.isascii() and word.isdecimal() and len(word) <= _DIGITS):
        raise argparse.ArgumentTypeError(text("cli.bad_count", asked_language(), found=word))
    return int(word)


def read_day(word: str) -> dt.date:
    """Read a date: ``2025-09-30`` or ``30/9/2025``."""
    for form in ("%Y-%m-%d", "%d/%m/%Y"):
        with contextlib.suppress(ValueError):
            return dt.datetime.strptime(word, form).date()  # noqa: DTZ007 - a day, not a moment
    raise argparse.ArgumentTypeError(text("cli.bad_day", asked_language(), found=word))
