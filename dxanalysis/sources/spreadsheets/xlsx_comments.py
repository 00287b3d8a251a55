"""What comments of an ``.xlsx`` workbook say of cells, without who says it.

Comments come in two kinds of parts: those of old (notes) and threads. Only parts that were parsed
to their end before (:mod:`.xlsx_parts`) are looked at; one that is none of comments says nothing.
"""

from __future__ import annotations

import itertools
import posixpath
import re
import zipfile
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from openpyxl.utils.cell import column_index_from_string

from dxanalysis.lang.plain import visible
from dxanalysis.sources.personal_data import without_personal_data

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.sheet import Place

    Comments = dict[Place, str]

OWN: Final = "dxanalysis"
"""Who writes the comments of a marked copy, which are no news when it comes back."""

_LARGEST: Final = 5_000_000
"""Bytes of a part that are looked at: thousands of comments."""

_MOST: Final = 2000
"""Comments of a sheet that are kept."""

_MOST_WRITERS: Final = 100
_LONGEST_TEXT: Final = 2000
_LONGEST: Final = 300
_LONGEST_PLACE: Final = 12
_KINDS: Final = ("/comments", "/threadedComment")
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_PERSONS: Final = re.compile(r"xl/persons/[^/]*\.xml")
_FEWEST_WORDS: Final = 2
_WRITER: Final = re.compile(r"\s*[^\s:][^:\n]{0,60}:\s*")
"""How Excel begins a note: with a bold run that names who writes it."""


def read_comments(path: Path, sheets: Iterable[str], whole: Collection[str]) -> dict[str, Comments]:
    """Read what comments say of the cells of some sheets.

    Parameters
    ----------
    path
        The file.
    sheets
        The parts of the archive with the cells of each sheet.
    whole
        The parts that could be parsed.

    Returns
    -------
    dict
        Part to place to text, of parts with comments.
    """
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        book = _Book(archive, whole)
        found = {part: _comments(book, part) for part in sheets}
    return {part: comments for part, comments in found.items() if comments}


class _Book:
    """The parts that may be looked at, each once: comments belong to one sheet."""

    def __init__(self, archive: zipfile.ZipFile, whole: Collection[str]) -> None:
        self._archive = archive
        self._left = set(whole)
        self.persons = self._persons()

    def tree(self, part: str) -> ET.Element | None:
        """Parse a part; None where it is not there, or larger than any of its kind."""
        if part not in self._left:
            return None
        self._left.remove(part)
        try:
            with self._archive.open(part) as stream:
                content = stream.read(_LARGEST + 1)
            return None if len(content) > _LARGEST else ET.fromstring(content)  # noqa: S314 - parsed before
        except (ET.ParseError, zipfile.BadZipFile, KeyError):
            return None

    def related(self, part: str) -> Iterator[tuple[str, str]]:
        """Give the parts that belong to one, each after what it is."""
        folder, name = posixpath.split(part)
        listed = self.tree(f"{folder}/_rels/{name}.rels")
        for one in () if listed is None else listed:
            kind, target = one.get("Type", ""), one.get("Target", "")
            yield kind, posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")

    def _persons(self) -> list[str]:
        """Name those who write in threads."""
        trees = [self.tree(part) for part in sorted(self._left) if _PERSONS.fullmatch(part)]
        names = (one.get("displayName", "") for tree in trees if tree is not None for one in tree)
        return list(itertools.islice(names, _MOST_WRITERS))


def _comments(book: _Book, sheet: str) -> Comments:
    """Read the comments of a sheet; what a thread says counts more than its copy among the old."""
    found: dict[str, Comments] = {}
    for kind, part in book.related(sheet):
        tree = book.tree(part) if kind.endswith(_KINDS) else None
        if tree is None:
            continue
        name = kind.rpartition("/")[2]
        found[name] = _threads(tree, book.persons) if name != "comments" else _notes(tree)
    return {**found.get("comments", {}), **found.get("threadedComment", {})}


def _notes(tree: ET.Element) -> Comments:
    """Read comments of the old kind."""
    authors = itertools.islice(_all(tree, "author"), _MOST_WRITERS)
    writers = ["".join(one.itertext()) for one in authors]
    said: Comments = {}
    own = {str(number) for number, writer in enumerate(writers) if writer == OWN}
    for comment in itertools.islice(_all(tree, "comment"), _MOST):
        if comment.get("authorId") in own:
            continue
        runs = list(_all(comment, "r"))
        is_bold = bool(runs) and any(True for _ in _all(runs[0], "b"))
        text = "".join(one.text or "" for one in _all(comment, "t"))
        first = _WRITER.match(text)
        if first and (is_bold or first[0].strip().rstrip(":") in writers):
            text = text[first.end() :]
        _keep(said, comment, text, writers)
    return said


def _threads(tree: ET.Element, writers: Sequence[str]) -> Comments:
    """Read comments in threads, an answer behind what it answers."""
    said: Comments = {}
    for comment in itertools.islice(_all(tree, "threadedComment"), _MOST):
        text = "".join(one.text or "" for one in _all(comment, "text"))
        mentions = itertools.islice(_all(comment, "mention"), _MOST_WRITERS)
        for mention in sorted(map(_span, mentions), reverse=True):
            text = text[: mention[0]] + text[mention[1] :]
        _keep(said, comment, text, writers)
    return said


def _span(mention: ET.Element) -> tuple[int, int]:
    """Say from where to where a text names a person."""
    start, length = (mention.get(name, "0") for name in ("startIndex", "length"))
    first = int(start) if start.isdecimal() and len(start) < _LONGEST_PLACE else 0
    return first, first + (
        int(length) if length.isdecimal() and len(length) < _LONGEST_PLACE else 0
    )


def _keep(said: Comments, comment: ET.Element, text: str, writers: Iterable[str]) -> None:
    """Keep what a comment says of a cell, without names of who wrote it."""
    text = text[:_LONGEST_TEXT]
    for writer in writers:
        if len(writer.split()) >= _FEWEST_WORDS:
            text = text.replace(writer, " ")
    words = " ".join(visible(without_personal_data(text)).split())
    place = _place(comment.get("ref", ""))
    if place is None or not words:
        return
    whole = f"{said[place]} / {words}" if place in said else words
    said[place] = whole if len(whole) <= _LONGEST else whole[: _LONGEST - 1] + "…"


def _place(written: str) -> Place | None:
    """Give the place of a cell; None where it is none."""
    found = _PLACE.fullmatch(written)
    return (int(found[2]), column_index_from_string(found[1])) if found else None


def _all(tree: ET.Element, name: str) -> Iterator[ET.Element]:
    """Give all elements of a name, whatever it belongs to, first ones first."""
    return (one for one in tree.iter() if one.tag.rpartition("}")[2] == name)
