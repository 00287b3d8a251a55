"""What comments of an ``.xlsx`` workbook say of cells, without who says it.

Comments come in two kinds of parts: those of old (notes) and threads. A part that is none of
comments says nothing.
"""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from openpyxl.utils.cell import column_index_from_string

from dxanalysis.lang.plain import visible
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets.xlsx_related import elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree import ElementTree as ET

    from dxanalysis.sources.spreadsheets.sheet import Place
    from dxanalysis.sources.spreadsheets.xlsx_related import Related

    Comments = dict[Place, str]

OWN: Final = "dxanalysis"
"""Who writes the comments of a marked copy, which are no news when it comes back."""

_MOST: Final = 2000
"""Comments of a sheet that are kept."""

_MOST_WRITERS: Final = 100
_LONGEST_TEXT: Final = 2000
_LONGEST: Final = 300
_LONGEST_PLACE: Final = 12
_KINDS: Final = frozenset({"comments", "threadedComment"})
_PLACE: Final = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})", re.ASCII)
_PERSONS: Final = re.compile(r"xl/persons/[^/]*\.xml")
_FEWEST_WORDS: Final = 2
_WRITER: Final = re.compile(r"\s*[^\s:][^:\n]{0,60}:\s*")
"""How Excel begins a note: with a bold run that names who writes it."""


def writers_of_threads(book: Related) -> list[str]:
    """Name those who write in threads.

    Parameters
    ----------
    book
        The parts of the workbook.

    Returns
    -------
    list of str
        Their names, which are not shown.
    """
    trees = [book.tree(part) for part in sorted(book.left) if _PERSONS.fullmatch(part)]
    names = (one.get("displayName", "") for tree in trees if tree is not None for one in tree)
    return list(itertools.islice(names, _MOST_WRITERS))


def comments_in(
    book: Related, parts: Iterable[tuple[str, str]], writers: Sequence[str]
) -> Comments:
    """Read the comments of a sheet; what a thread says counts more than its copy among the old.

    Parameters
    ----------
    book
        The parts of the workbook.
    parts
        Those of the sheet, each after what it is.
    writers
        Who writes in threads.

    Returns
    -------
    dict
        Place to text.
    """
    found: dict[str, Comments] = {}
    for kind, part in parts:
        tree = book.tree(part) if kind in _KINDS else None
        if tree is not None:
            found[kind] = _threads(tree, writers) if kind != "comments" else _notes(tree)
    return {**found.get("comments", {}), **found.get("threadedComment", {})}


def _notes(tree: ET.Element) -> Comments:
    """Read comments of the old kind."""
    authors = itertools.islice(elements(tree, "author"), _MOST_WRITERS)
    writers = ["".join(one.itertext()) for one in authors]
    said: Comments = {}
    own = {str(number) for number, writer in enumerate(writers) if writer == OWN}
    for comment in itertools.islice(elements(tree, "comment"), _MOST):
        if comment.get("authorId") in own:
            continue
        runs = list(elements(comment, "r"))
        is_bold = bool(runs) and any(True for _ in elements(runs[0], "b"))
        text = "".join(one.text or "" for one in elements(comment, "t"))
        first = _WRITER.match(text)
        if first and (is_bold or first[0].strip().rstrip(":") in writers):
            text = text[first.end() :]
        _keep(said, comment, text, writers)
    return said


def _threads(tree: ET.Element, writers: Sequence[str]) -> Comments:
    """Read comments in threads, an answer behind what it answers."""
    said: Comments = {}
    for comment in itertools.islice(elements(tree, "threadedComment"), _MOST):
        text = "".join(one.text or "" for one in elements(comment, "text"))
        mentions = itertools.islice(elements(comment, "mention"), _MOST_WRITERS)
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
