"""Change the text of ``province.toml``: its comments, its order and its line ends stay."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import tomlkit
from tomlkit.items import AoT, Array

from dxanalysis.lang import LANGUAGES, text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

_HEADING: Final = re.compile(r"^\s*\[\[\s*workbooks\s*\]\]\s*(?:#.*)?$")
_ANY_HEADING: Final = re.compile(r"^\s*\[")


@dataclass(frozen=True)
class Entry:
    """What ``province.toml`` is to say of a workbook.

    Attributes
    ----------
    path
        Relative to the workspace.
    operator, sender
        Whose figures it holds, and who sent it.
    as_of
        Their date, where only a person said it.
    evidence
        What they rest on, where that is not what all the workspace's do.
    vintage
        The list of units that it uses, where that is not the workspace's.
    corrects
        The path of the workbook that it corrects, where it does.
    replaces
        The number of the entry in whose place it comes; None for one more.
    """

    path: str
    operator: str
    sender: str
    as_of: dt.date | None = None
    evidence: str | None = None
    vintage: str | None = None
    corrects: str | None = None
    replaces: int | None = None

    @property
    def values(self) -> dict[str, Any]:
        """Its entries, as TOML has them."""
        given = {
            "path": self.path, "operator": self.operator, "as_of": self.as_of,
            "evidence": self.evidence, "vintage": self.vintage, "sender": self.sender,
            "corrects": self.corrects,
        }  # fmt: skip
        return {name: value for name, value in given.items() if value is not None}


def with_entries(content: str, entries: Sequence[Entry]) -> str:
    r"""Put workbooks into the text of a ``province.toml``; everything else stays as it is.

    Parameters
    ----------
    content
        The text.
    entries
        What to put in.

    Returns
    -------
    str
        The new text.

    Examples
    --------
    >>> old = '[[workbooks]]\npath = "a.xlsx" # Q2\noperator = "any"\n\n# below\n[targets]\n'
    >>> print(with_entries(old, [Entry("b.xlsx", "vnpt", "vnpt")]))
    [[workbooks]]
    path = "a.xlsx" # Q2
    operator = "any"
    <BLANKLINE>
    [[workbooks]]
    path = "b.xlsx"
    operator = "vnpt"
    sender = "vnpt"
    <BLANKLINE>
    # below
    [targets]
    <BLANKLINE>
    """
    for entry in entries:
        content = _appended(content, entry) if entry.replaces is None else _replaced(content, entry)
    return content


def without_entries(content: str, places: Collection[int]) -> str:
    r"""Take workbooks out of the text of a ``province.toml``; everything else stays as it is.

    Parameters
    ----------
    content
        The text.
    places
        The numbers of their entries, from 0.

    Returns
    -------
    str
        The new text.

    Examples
    --------
    >>> old = '[[workbooks]]\npath = "a.xlsx"\n\n[[workbooks]]\npath = "b.xlsx"\n\n# below\n'
    >>> print(without_entries(old, {1}))
    [[workbooks]]
    path = "a.xlsx"
    <BLANKLINE>
    # below
    <BLANKLINE>
    """
    wanted = tomllib.loads(content)
    books = wanted.get("workbooks", [])
    wanted["workbooks"] = [book for place, book in enumerate(books) if place not in places]
    end = "\r\n" if "\r\n" in content else "\n"
    lines = content.split(end)
    entries = _spans(lines)
    if len(entries) == len(books):
        gone = {line for place in places for line in entries[place]}
        made = end.join(line for number, line in enumerate(lines) if number not in gone)
        if _means(made, wanted) or _means(f"workbooks = []{end}{made}", wanted):
            return made
    document = tomlkit.parse(content)
    held: Any = document["workbooks"]
    for place in sorted(places, reverse=True):
        del held[place]
    return tomlkit.dumps(document)


def with_target(content: str, indicator: str, target: str | Mapping[str, Any]) -> str:
    r"""Put a target into the text of a ``province.toml``; everything else stays as it is.

    Parameters
    ----------
    content
        The text.
    indicator
        Whose target.
    target
        The id of a published one, or ``value_pct``, ``year`` and ``document``.

    Returns
    -------
    str
        The new text.

    Examples
    --------
    >>> old = '[targets]\n# ours\npop_5g = "qd36-pop-5g-2030" # look again\n'
    >>> own = {"value_pct": 90.0, "year": 2030, "document": "Kế hoạch 12"}
    >>> print(with_target(old, "pop_5g", own))
    [targets]
    # ours
    pop_5g = {value_pct = 90.0, year = 2030, document = "Kế hoạch 12"} # look again
    <BLANKLINE>
    """
    document = tomlkit.parse(content)
    targets: Any = document.setdefault("targets", tomlkit.table())
    targets[indicator] = target if isinstance(target, str) else inline(target)
    return tomlkit.dumps(document)


def with_boundaries(content: str, entry: Mapping[str, str]) -> str:
    r"""Put a file of real boundaries into the text of a ``province.toml``.

    Everything else stays as it is, but for the remark of a new workspace that its boundaries are
    approximate.

    Parameters
    ----------
    content
        The text.
    entry
        ``path``, ``kind`` and ``source``.

    Returns
    -------
    str
        The new text.

    Examples
    --------
    >>> old = '[boundaries]\npath = "a.geojson" # theirs\nkind = "approximate"\nsource = "x"\n'
    >>> entry = {"path": "b.gpkg", "kind": "real", "source": "STNMT"}
    >>> print(with_boundaries(old, entry))
    [boundaries]
    path = "b.gpkg" # theirs
    kind = "real"
    source = "STNMT"
    <BLANKLINE>
    """
    end = "\r\n" if "\r\n" in content else "\n"
    lines = [line for line in content.split(end) if not _says_approximate(line)]
    document = tomlkit.parse(end.join(lines))
    said: Any = document.setdefault("boundaries", tomlkit.table())
    for name, value in entry.items():
        said[name] = value
    return tomlkit.dumps(document)


def _says_approximate(line: str) -> bool:
    """Tell whether a line is a remark of a new workspace: its boundaries are approximate."""
    remark = line.strip().removeprefix("#").strip()
    return line.strip().startswith("#") and any(
        remark.startswith(text(f"newworkspace.{key}", lang, folder="").strip())
        for key in ("toml_boundaries", "toml_boundaries_get")
        for lang in LANGUAGES
    )


def _replaced(content: str, entry: Entry) -> str:
    """Change one entry; its comments stay."""
    document = tomlkit.parse(content)
    book: Any = document["workbooks"][entry.replaces]
    for name in ("as_of", "evidence", "vintage", "corrects"):
        if name in book and name not in entry.values:
            del book[name]
    for name, value in entry.values.items():
        book[name] = value
    return tomlkit.dumps(document)


def _appended(content: str, entry: Entry) -> str:
    """Add an entry after the last one, above the remarks that belong to what follows."""
    document = tomlkit.parse(content)
    wanted = tomllib.loads(content)
    wanted["workbooks"] = [*wanted.get("workbooks", []), entry.values]
    end = "\r\n" if "\r\n" in content else "\n"
    lines = content.split(end)
    if entries := _spans(lines, blank=False):
        place = entries[-1].stop
        new = ["", "[[workbooks]]", *tomlkit.dumps(entry.values).rstrip().split("\n")]
        made = end.join([*lines[:place], *new, *(lines[place:] or [""])])
        if _means(made, wanted):
            return made
    books = document.get("workbooks")
    if isinstance(books, Array):
        books.append(inline(entry.values))
    else:
        table = tomlkit.table()
        table.update(entry.values)
        if isinstance(books, AoT):
            books.append(table)
        else:
            document.append("workbooks", tomlkit.aot())
            document["workbooks"].append(table)
    return tomlkit.dumps(document)


def _spans(lines: Sequence[str], *, blank: bool = True) -> list[range]:
    """Find the lines of each entry, without remarks below it; with the blank lines there or not."""
    found = []
    for first in (place for place, line in enumerate(lines) if _HEADING.match(line)):
        following = range(first + 1, len(lines))
        stop = next((place for place in following if _ANY_HEADING.match(lines[place])), len(lines))
        said = [p for p in range(first, stop) if lines[p].strip() and lines[p].strip()[0] != "#"]
        last = said[-1] + 1
        while blank and last < stop and not lines[last].strip():
            last += 1
        found.append(range(first, last))
    return found


def _means(content: str, wanted: Mapping[str, object]) -> bool:
    """Tell whether a text says exactly what it should."""
    try:
        return tomllib.loads(content) == wanted
    except tomllib.TOMLDecodeError:
        return False


def inline(values: Mapping[str, Any]) -> Any:  # noqa: ANN401 - an item of tomlkit
    """Make a table on one line."""
    table = tomlkit.inline_table()
    table.update(values)
    return table
