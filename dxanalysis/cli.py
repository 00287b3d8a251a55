"""The program: takes a command, runs it, and says in a sentence what went wrong.

The only module that knows exit codes; what each command does is in :mod:`dxanalysis.commands`.
Nothing is imported here that a command may not need: each has to answer at once.

0  all well
1  the data has problems; they are listed
2  the call, or a file, cannot be used
3  a report was made, but some areas failed and have error cards, or rows were left out
130  a report was asked to stop (Ctrl-C); the same command goes on from there
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
import unicodedata
from importlib import import_module
from typing import TYPE_CHECKING, Final, TextIO

from dxanalysis import own_process
from dxanalysis.commands.options import (
    INTERRUPTED,
    UNUSABLE,
    help_language,
    open_or_default,
    say,
    say_finding,
)
from dxanalysis.commands.parser import parser_of
from dxanalysis.errors import ChecksFailedError, DxAnalysisError, said_by_system
from dxanalysis.interrupts import ended_by_signals
from dxanalysis.lang import LANGUAGES, Lang, text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    import pandas as pd

COMMANDS: Final = {
    "report": "cli.help_report",
    "map": "cli.help_map",
    "plan": "cli.help_plan",
    "check": "cli.help_check",
    "coverage-check": "reach.help",
    "new": "cli.help_new",
    "add": "cli.help_add",
    "remove": "cli.help_remove",
    "set-target": "cli.help_set_target",
    "use-boundaries": "cli.help_use_boundaries",
    "units": "cli.help_units",
    "boundaries": "cli.help_lines",
    "lab": "cli.help_lab",
}
"""Each command, which a module of :mod:`dxanalysis.commands` is named after, and its help."""

BROKEN_PIPE: Final = 141
"""What shells give a program whose reader went away: 128 and the number of the signal."""

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
    if arguments is None:  # nobody else lives in this process
        own_process.claim()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        # Whoever asks a command to end gets a sentence and 130, from its first moment on.
        with ended_by_signals():
            code = _run(words)
        sys.stdout.flush()
    except BrokenPipeError:  # whoever read has heard enough
        _silence(sys.stdout)
        return BROKEN_PIPE
    except OSError as error:  # no room behind standard output
        _silence(sys.stdout)
        with contextlib.suppress(OSError):
            say(
                text("cli.no_output", help_language(words), found=error.strerror or error),
                file=sys.stderr,
            )
        return UNUSABLE
    return code


def _run(words: list[str]) -> int:
    """Run one command; whatever goes wrong is said in a sentence."""
    lang: Lang = help_language(words)
    try:
        options = _parser(words, lang).parse_args(words)
        options.words = tuple(words)
        lang = options.lang if options.lang in LANGUAGES else LANGUAGES[0]
        lang = options.lang if options.lang in LANGUAGES else _language_of(options)
        code: int = options.run(options, lang)
    except DxAnalysisError as error:
        say(error.sentence(lang), file=sys.stderr)
        if isinstance(error, ChecksFailedError):
            _print_findings(error.findings, lang)
        return error.exit_code
    except KeyboardInterrupt:
        say(text("cli.interrupted", lang), file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:
        raise
    except OSError as error:
        where = str(error.filename or "–")[:200]
        found = said_by_system(error.strerror or error, lang)
        say(text("cli.os_error", lang, where=where, found=found), file=sys.stderr)
        return UNUSABLE
    except (MemoryError, RecursionError):
        say(text("cli.too_much", lang), file=sys.stderr)
        return UNUSABLE
    except (ValueError, RuntimeError) as error:  # a NUL in a path, or links that go round
        if not any(words in str(error) for words in ("null", "Symlink loop")):
            raise
        say(text("cli.os_error", lang, where="–", found=str(error)[:200]), file=sys.stderr)
        return UNUSABLE
    return code


def _prepare_streams() -> None:
    """Let every console show Vietnamese, without the marks where it has no letters for them.

    A stream that was closed leads nowhere: otherwise the next file opened would take its place, and
    what is said would be written into it.
    """
    for number, name in ((1, "stdout"), (2, "stderr")):
        if getattr(sys, name) is None:
            while (nowhere := os.open(os.devnull, os.O_RDWR)) < number:
                pass
            setattr(sys, name, os.fdopen(nowhere, "w"))
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
    "đ": "d", "Đ": "D", "–": "-", "—": "-", "−": "-",
    "«": '"', "»": '"', "“": '"', "”": '"', "’": "'",
    "⟨": "<", "⟩": ">",
    "…": "...", "→": "->", "·": "-", "≤": "<=", "≥": ">=", "×": "x", "\N{NO-BREAK SPACE}": " ",
}  # fmt: skip


def _silence(stream: TextIO) -> None:
    """Send what is still waiting nowhere, so that Python does not complain at its end."""
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())


def _parser(words: Sequence[str], lang: Lang) -> argparse.ArgumentParser:
    """Name the commands, and describe the one that is asked for."""
    parser = parser_of(lang)(prog="dxanalysis", description=text("cli.about", lang))
    commands = parser.add_subparsers(required=True, metavar=text("usage.commands", lang))
    asked = next((word for word in words if not word.startswith("-")), "")
    for name, help_key in COMMANDS.items():
        described = commands.add_parser(name, help=text(help_key, lang))
        if name == asked:
            import_module(f"dxanalysis.commands.{name.replace('-', '_')}").describe(described, lang)
            own_process.loaded()
    return parser


def _language_of(options: argparse.Namespace) -> Lang:
    """Choose the workspace's own language where none was asked for."""
    if "workspace" in options:
        with contextlib.suppress(DxAnalysisError):  # the command itself will say what is wrong
            return open_or_default(options.workspace).languages[0]
    return LANGUAGES[0]


def _print_findings(findings: pd.DataFrame, lang: Lang) -> None:
    """Print the first findings, one sentence a line, errors first."""
    from dxanalysis.findings import sentence, worst_first  # noqa: PLC0415 - loads pandas

    ordered = worst_first(findings)
    shown = ordered[:_FINDINGS_SHOWN]
    for finding in shown.to_dict("records"):
        say_finding(finding["severity"], sentence(finding, lang), lang, file=sys.stderr)
    if len(shown) < len(ordered):
        say(text("cli.more", lang, n=len(ordered) - len(shown)), file=sys.stderr)
