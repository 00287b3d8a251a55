"""The parser of the program's words, which helps and complains in the reader's language.

:mod:`argparse` has its own words in English only; here they come from the message catalogues.
"""

from __future__ import annotations

import argparse
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final, NoReturn

from dxanalysis.lang import Lang, text, text_or
from dxanalysis.lang.plain import reveal

if TYPE_CHECKING:
    from collections.abc import Iterable

_SECTIONS: Final = {"positional arguments": "positional", "options": "options"}

_FAULTS: Final = {
    r"the following arguments are required: (?P<found>.+)": "required",
    r"unrecognized arguments: (?P<found>.+)": "unrecognised",
    r"invalid choice: (?P<found>.+?) \(choose from (?P<expected>.+)\)": "no_choice",
    r"expected (?:one|at least one|\d+) arguments?": "no_value",
    r"not allowed with argument (?P<found>.+)": "not_together",
    r"ambiguous option: (?P<found>.+) could match (?P<expected>.+)": "ambiguous",
    r"ignored explicit argument (?P<found>.+)": "takes_no_value",
    r"invalid \S+ value: (?P<found>.+)": "wrong_value",
}
"""What argparse says of a wrong call, to the sentence of the catalogue ``usage`` that says it."""

_OF_ARGUMENT: Final = re.compile(r"argument (?P<name>.+?): (?P<said>.+)", re.DOTALL)


class Parser(argparse.ArgumentParser):
    """Says what a command takes, and what is wrong with a call.

    Words of the call do nothing to a terminal.

    Attributes
    ----------
    lang
        The language; commands of a command speak it too.
    """

    lang: ClassVar[Lang] = "vi"

    def __init__(self, **options: object) -> None:
        options.setdefault("formatter_class", _FORMATTERS[self.lang])
        super().__init__(**options, add_help=False)  # type: ignore[arg-type]
        self.add_argument("-h", "--help", action="help", help=text("usage.help", self.lang))

    def add_argument(self, *names: str, **options: Any) -> argparse.Action:  # noqa: ANN401 - its own
        """Take an argument; one without an option before it is named by what it is."""
        action = super().add_argument(*names, **options)
        if not action.option_strings:
            action.metavar = _placeholder(action.dest, self.lang) or None
        return action

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with a call, and end the program."""
        self.exit(2, f"{self.format_usage()}{self.prog}: {said_of(message, self.lang)}\n")

    def exit(self, status: int = 0, message: str | None = None) -> NoReturn:
        """End the program."""
        super().exit(status, reveal(message) if message else message)


def parser_of(lang: Lang) -> type[Parser]:
    """Give the parser that speaks a language.

    Examples
    --------
    >>> print(parser_of("vi")(prog="dxanalysis").format_usage().strip())
    Cách dùng: dxanalysis [-h]
    """
    return _PARSERS[lang]


def said_of(message: str, lang: Lang) -> str:
    """Say in the reader's language what argparse found wrong with a call.

    Parameters
    ----------
    message
        argparse's own words; a sentence of ours stays as it is.
    lang
        The language.

    Returns
    -------
    str
        A sentence.

    Examples
    --------
    >>> said_of("argument --jobs: expected one argument", "vi")
    '--jobs: thiếu giá trị; hãy ghi giá trị ngay sau mục này.'
    """
    name, said = "", message
    if of := _OF_ARGUMENT.fullmatch(message):
        name, said = f"{of['name']}: ", of["said"]
    for pattern, key in _FAULTS.items():
        if found := re.fullmatch(pattern, said, re.DOTALL):
            return name + text(f"usage.{key}", lang, **found.groupdict())
    return name + said


class _Formatter(argparse.HelpFormatter):
    """Lays help out with the words of a language."""

    lang: ClassVar[Lang] = "vi"

    def start_section(self, heading: str | None) -> None:
        """Begin a list of arguments."""
        key = _SECTIONS.get(heading or "")
        super().start_section(text(f"usage.{key}", self.lang) if key else heading)

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[argparse._MutuallyExclusiveGroup],
        prefix: str | None = None,
    ) -> None:
        """Show how a command is called."""
        ours = f"{text('usage.usage', self.lang)}: "
        super().add_usage(usage, actions, groups, ours if prefix is None else prefix)

    def _get_default_metavar_for_optional(self, action: argparse.Action) -> str:
        """Name the value of an option by what it is."""
        return _placeholder(action.dest, self.lang) or super()._get_default_metavar_for_optional(
            action
        )


def _placeholder(dest: str, lang: Lang) -> str:
    """Give the word for a value: ``TỆP`` for a file."""
    return text_or(f"usage.word_{_VALUES.get(dest, '')}", "", lang)


_VALUES: Final = {
    **dict.fromkeys(("workspace", "folder"), "folder"),
    **dict.fromkeys(
        (
            "boundaries", "notebook", "headings", "answers", "corrects", "paths", "file",
            "stations", "elevation", "villages",
        ),
        "file",
    ),
    **dict.fromkeys(
        (
            "jobs", "retries", "timeout", "memory", "draws", "sites", "floor", "target_4g", "port",
            "band",
        ),
        "number",
    ),
    **dict.fromkeys(("as_of", "figures_of"), "day"),
    **dict.fromkeys(("name", "sender", "must", "never", "source"), "name"),
    **dict.fromkeys(("only", "province", "indicator"), "code"),
    "value": "value", "land_cover": "value", "out": "where", "themes": "theme", "compare": "theme",
    "scheduler": "address", "by": "year", "budget": "money", "formats": "list", "operators": "list",
    "document": "document", "grouping": "grouping", "shard": "shard",
}  # fmt: skip
"""What the value of each argument is, as far as its own name does not say it in every language."""


class _EnglishFormatter(_Formatter):
    lang = "en"


class _EnglishParser(Parser):
    lang = "en"


_FORMATTERS: Final[dict[Lang, type[_Formatter]]] = {"vi": _Formatter, "en": _EnglishFormatter}
_PARSERS: Final[dict[Lang, type[Parser]]] = {"vi": Parser, "en": _EnglishParser}
