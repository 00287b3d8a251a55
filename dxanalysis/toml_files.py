"""TOML files that people write: read within limits, validated, and every fault named by its line.

What a file may say is described by frozen dataclasses, which pydantic validates. Each of its faults
becomes one sentence in the reader's language: which entry, on which line, what is expected instead.
"""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import difflib
import errno
import functools
import itertools
import os
import re
import tomllib
import types
from dataclasses import dataclass
from importlib import resources
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Final,
    TypeVar,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from pydantic import AfterValidator, ConfigDict, Strict, TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from dxanalysis.errors import SettingsError
from dxanalysis.lang.plain import shorten

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence
    from pathlib import Path

    from pydantic_core import ErrorDetails

Result = TypeVar("Result")
Place = tuple["int | str", ...]
"""Where an entry is: names of tables and entries, and numbers within lists, from the outermost."""

CONFIG: Final = ConfigDict(extra="forbid")
"""``__pydantic_config__`` of a dataclass: an entry that it does not have is a fault."""

Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
Flag = Annotated[bool, Strict()]

_MOST_BYTES: Final = 2**20
_LONG_KEY: Final = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]{1,199}|"(?:[^"\\\n]|\\.){0,199}"|'[^'\n]{0,199}')"""
    r"""[ \t]{0,9}\.[ \t]{0,9}){20}"""
)
"""A key of so many tables within each other that parsers need gigabytes for a file of them."""

_LONGEST: Final = 120
_MOST_FAULTS: Final = 10
_MOST_NAMED: Final = 30
_KINDS: Final = {
    "string_type": "text",
    "int_type": "whole",
    "float_type": "number",
    "bool_type": "flag",
    "date_type": "date",
    "tuple_type": "list",
    "dict_type": "table",
    "dataclass_type": "table",
}


def must(check: Callable[[Any], bool], expected: str) -> AfterValidator:
    """Make a rule for an entry.

    Parameters
    ----------
    check
        Whether a value is right.
    expected
        What is expected, as the sentence names it.

    Returns
    -------
    pydantic.AfterValidator
        For ``typing.Annotated``.

    Examples
    --------
    >>> Percent = Annotated[float, must(lambda number: 0 < number <= 100, "0–100")]
    >>> TypeAdapter(Percent).validate_python(99.5)
    99.5
    """

    def judge(value: Result) -> Result:
        if not check(value):
            raise PydanticCustomError("unexpected", "{expected}", {"expected": expected})
        return value

    return AfterValidator(judge)


def one_of(words: Sequence[str]) -> AfterValidator:
    """Make the rule that an entry is one of a few words.

    Parameters
    ----------
    words
        What is allowed; a word that resembles the one found is suggested alone.

    Returns
    -------
    pydantic.AfterValidator
        For ``typing.Annotated``.
    """

    def judge(word: str) -> str:
        if word not in words:
            near = nearest(word, words)
            raise PydanticCustomError("unexpected", "{expected}", {"expected": near})
        return word

    return AfterValidator(judge)


def nearest(word: str, known: Sequence[str]) -> str:
    """Name what a misspelt word may mean, or all that is allowed.

    Parameters
    ----------
    word
        What was found.
    known
        What is allowed.

    Returns
    -------
    str
        One word, or several with commas between: all, or of very many the five most alike.

    Examples
    --------
    >>> nearest("vinaphne", ["viettel", "vinaphone"]), nearest("?", ["vi", "en"])
    ('vinaphone', 'vi, en')
    """
    near = difflib.get_close_matches(word[:_LONGEST], known, n=1, cutoff=0.6)
    if not near and len(known) > _MOST_NAMED:
        near = difflib.get_close_matches(word[:_LONGEST], known, n=5, cutoff=0)
    return ", ".join(near or known)


@dataclass(frozen=True)
class TomlFile:
    """A TOML file that can be parsed, and may still say anything.

    Attributes
    ----------
    text
        What it holds.
    where
        The file, as sentences name it.
    error
        What is raised about it.
    """

    text: str
    where: object
    error: type[SettingsError] = SettingsError

    def parse(self, *, decimals: Callable[[str], object] = float) -> dict[str, Any]:
        """Parse it anew, so that the caller may change what is given.

        Parameters
        ----------
        decimals
            What to make of a number with decimals.

        Returns
        -------
        dict
            Its tables.
        """
        return tomllib.loads(self.text, parse_float=decimals)

    def validate(
        self, kind: type[Result], content: object = None, *, context: object = None
    ) -> Result:
        """Validate what it says.

        Parameters
        ----------
        kind
            What it must be: a dataclass, or a mapping or list of them.
        content
            What was parsed, where something was added to it.
        context
            Handed to validators.

        Returns
        -------
        Result
            A value of that kind.

        Raises
        ------
        SettingsError
            If entries are missing, unknown or wrong: all of them, up to ten.
        """
        content = self.parse() if content is None else content
        try:
            checker = adapter(cast("Hashable", kind))
            checked: Result = checker.validate_python(content, context=context)
        except ValidationError as fault:
            found = fault.errors(include_url=False)[:_MOST_FAULTS]
            raise _joined([self._fault(one, kind, content) for one in found]) from fault
        return checked

    def refuse(self, faults: Iterable[tuple[Place, str]]) -> None:
        """Raise what was found wrong beyond the types.

        Parameters
        ----------
        faults
            Where, and what is expected; nothing happens where there are none, and no more are asked
            for than are named. An entry that must not be there at all is named by its place with
            the number -1 after it.

        Raises
        ------
        SettingsError
            If there are any.
        """
        errors = []
        for place, expected in itertools.islice(faults, _MOST_FAULTS):
            is_unknown = place[-1] == -1
            entry = place[:-1] if is_unknown else place
            shown = str(entry[-1])[:_LONGEST] if is_unknown else _shown(_at(self.parse(), entry))
            key = "entry_unknown" if is_unknown else "entry_wrong"
            errors.append(self._error(key, entry, found=shown, expected=expected))
        if errors:
            raise _joined(errors)

    def _fault(self, found: ErrorDetails, kind: object, content: object) -> SettingsError:
        """Put one of pydantic's errors into a sentence."""
        place = _in_file(found["loc"], content)
        if found["type"] == "missing":
            return self._error("entry_missing" if place[:-1] else "section_missing", place)
        if found["type"] == "unexpected_keyword_argument":
            known = nearest(str(place[-1]), _names(kind, place[:-1]))
            shown = str(place[-1])[:_LONGEST]
            return self._error("entry_unknown", place, found=shown, expected=known)
        shown = _shown(found["input"])
        return self._error("entry_wrong", place, found=shown, expected=_expected(found))

    def _error(self, key: str, place: Place, **params: str) -> SettingsError:
        """Make an error that says where it was found."""
        *outer, entry = place or ("–",)
        return self.error(
            f"workspace.{key}",
            where=self.where,
            section=_section(outer)[:_LONGEST],
            entry=str(entry)[:_LONGEST],
            line=_line(self.text, tuple(outer) if key == "entry_missing" else place),
            **params,
        )


@functools.cache
def adapter(kind: Hashable) -> TypeAdapter[Any]:
    """Build what validates a kind once: building takes longer than validating."""
    return TypeAdapter(cast("Any", kind))


def read_toml(path: Path, *, error: type[SettingsError] = SettingsError) -> TomlFile:
    """Read a TOML file that can be parsed.

    Parameters
    ----------
    path
        The file.
    error
        What to raise about it.

    Returns
    -------
    TomlFile
        Its text, without a byte-order mark.

    Raises
    ------
    SettingsError
        If the file is missing, no regular file, may not be read, is larger than 1 MiB, no UTF-8 or
        no TOML, nests without end, or has a number of thousands of digits.
    """
    where = str(path)[:200]
    try:
        if not path.is_file():
            raise error("workspace.missing", where=str(path.parent)[:200], expected=path.name[:200])
        content = _start_of(path)
        if len(content) > _MOST_BYTES:
            raise error("workspace.not_toml", where=where, found=f"> {_MOST_BYTES} B")
        file = TomlFile(content.decode("utf-8-sig"), path, error)
        if long := _LONG_KEY.search(file.text):
            raise error("workspace.not_toml", where=where, found=shorten(long[0], most=_MOST_NAMED))
        file.parse()
    except OSError as fault:
        found = fault.strerror or type(fault).__name__
        raise error("workspace.unreadable", where=where, found=found) from fault
    except (ValueError, RecursionError) as fault:  # also a NUL in the name, and 10,000 digits
        found = " ".join(str(fault).split())[:_LONGEST]
        raise error("workspace.not_toml", where=where, found=found) from fault
    return file


def _start_of(path: Path) -> bytes:
    """Read a little more than a file may have; some of the system's have no end, or wait."""
    number = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    with os.fdopen(number, "rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if content is None:  # nothing yet, and nobody knows when
        raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))
    return content


def read_catalogue(name: str) -> TomlFile:
    """Read a catalogue that comes with dxanalysis.

    Parameters
    ----------
    name
        Its file in ``dxanalysis/catalogue``.

    Returns
    -------
    TomlFile
        The file.
    """
    entry = resources.files("dxanalysis.catalogue") / name
    return TomlFile(entry.read_text(encoding="utf-8"), f"catalogue/{name}")


def _joined(errors: list[SettingsError]) -> SettingsError:
    """Make one error of several."""
    first, *others = errors
    first.others = tuple(others)
    return first


def _expected(found: ErrorDetails) -> str:
    """Name what is expected: as the rule says, or the message key of a kind of value."""
    if "expected" in found.get("ctx", {}):
        return str(found["ctx"]["expected"]).replace(" or ", ", ").replace("'", "")
    return f"workspace.kind_{_KINDS.get(found['type'], 'other')}"


def _shown(value: object) -> str:
    """Write a value as a sentence names it: as TOML does, where Python does otherwise."""
    if isinstance(value, bool):
        return str(value).lower()
    return (str(value) if isinstance(value, dt.date) else repr(value))[:_LONGEST]


def _section(place: Sequence[int | str]) -> str:
    """Name a table: ``workbooks 2`` for the second of a list."""
    words = "".join(f" {step + 1}" if isinstance(step, int) else f".{step}" for step in place)
    return words.removeprefix(".") or "–"


def _in_file(place: Place, content: object) -> Place:
    """Leave out what pydantic adds to a place and no file has: names of the types in a union."""
    steps: list[int | str] = []
    for number, step in enumerate(place):
        is_list = isinstance(content, list) and isinstance(step, int)
        if is_list or (isinstance(content, dict) and step in content):
            steps.append(step)
            content = content[step]  # type: ignore[index] # a list by number, a table by name
        elif number == len(place) - 1 and isinstance(content, dict) and step != "[key]":
            steps.append(step)  # what is missing
    return tuple(steps)


def _at(content: Any, place: Place) -> object:  # noqa: ANN401 - what TOML holds
    """Give what a file says at a place."""
    for step in place:
        content = content[step]
    return content


def _names(kind: object, place: Place) -> list[str]:
    """List the entries that a table may have."""
    kind = _plain(kind)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        if not place:
            return [one.name for one in dataclasses.fields(kind)]
        return _names(get_type_hints(kind, include_extras=True)[str(place[0])], place[1:])
    inner = get_args(kind)
    return _names(inner[1] if get_origin(kind) is dict else inner[0], place[1:]) if inner else []


def _plain(kind: object) -> object:
    """Take rules and alternatives off a type: of several, the table is meant."""
    if get_origin(kind) is Annotated:
        return _plain(get_args(kind)[0])
    if get_origin(kind) in {Union, types.UnionType}:
        return next(one for one in map(_plain, get_args(kind)) if one not in {str, type(None)})
    return kind


# ---- lines ---------------------------------------------------------------------------------------
_MOST_LETTERS_SEARCHED: Final = 2**17
_LONGEST_STATEMENT: Final = 60


def _line(text: str, place: Place) -> str:
    """Find the line on which an entry begins; a dash where it cannot be said."""
    starts = _statements(text)
    lines = text.split("\n")

    def begins_later(statement: int) -> bool:
        end = starts[statement + 1] if statement + 1 < len(starts) else len(lines)
        return _has(tomllib.loads("\n".join(lines[:end])), place)

    # The shortest beginning of the file that has the entry ends with the entry's own statement.
    found = bisect.bisect_left(range(len(starts)), 1, key=begins_later)
    return str(starts[found] + 1) if found < len(starts) else "–"


@functools.lru_cache(maxsize=2)
def _statements(text: str) -> list[int]:
    """List the lines on which statements begin; none where the file is too large to search."""
    lines, starts, start = text.split("\n"), [], 0
    if len(text) > _MOST_LETTERS_SEARCHED:
        return []
    while start < len(lines):
        ends = range(start + 1, min(len(lines), start + _LONGEST_STATEMENT) + 1)
        end = next((one for one in ends if _is_whole("\n".join(lines[start:one]))), None)
        if end is None:
            return []
        if lines[start].strip() and not lines[start].lstrip().startswith("#"):
            starts.append(start)
        start = end
    return starts


def _is_whole(statement: str) -> bool:
    """Tell whether lines are one statement and not the beginning of a longer one."""
    try:
        tomllib.loads(statement)
    except ValueError:
        return False
    return True


def _has(content: Any, place: Place) -> bool:  # noqa: ANN401 - what TOML holds
    """Tell whether there is an entry at a place."""
    try:
        _at(content, place)
    except (KeyError, IndexError, TypeError):
        return False
    return True
