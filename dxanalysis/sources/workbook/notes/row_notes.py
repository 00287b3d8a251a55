"""Notes around a table on some of its rows: "Xã A, xã B: số liệu đến 30/6", "STT 4, 13: …"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.units.parsing import read
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block

_SENTENCES: Final = re.compile(r"[;\n]|(?<=[^\W\d]{2})\.\s|(?<=\d)\.\s(?=[^\W\d])")
_BY_ORDER: Final = re.compile(
    r"\b(?:stt|so thu tu|so tt|tt|dong so|rows?(?: no)?|nos?)\b\W{0,4}"
    r"((?:\d{1,4}\b(?: ?(?:,|;|va|and|&|den|to|-|–) ?)*)+)"
)
_RANGE: Final = re.compile(r"(\d+) ?(?:den|to|-|–) ?(\d+)")
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_KINDS: Final = frozenset({"xã", "phường", "khu", "trấn", "x", "p", "commune", "ward"})
_OTHERS: Final = frozenset(
    {"tỉnh", "huyện", "phố", "quận", "thị", "sở", "tp", "province", "district"}
)
"""What stands before the name of something that is no commune."""

_FORMER: Final = frozenset({"cũ", "former"})
_MOST_WORDS: Final = 5
_MOST_LINES: Final = 300
_LONGEST: Final = 2_000
"""Characters of a note; what is longer is no note on some rows."""


def notes_on_rows(notes: Iterable[str], sheet: Sheet, block: Block) -> dict[int, list[str]]:
    """Find the rows that notes around a table are about.

    Parameters
    ----------
    notes
        The lines above and below the table that may be notes on it.
    sheet, block
        The table.

    Returns
    -------
    dict
        Row to the sentences that name it, by the name of its unit or by its running number. What
        names all rows is about the table, and is left out.
    """
    lines = [note for note in dict.fromkeys(notes) if len(note) <= _LONGEST]
    if not lines:
        return {}
    names = _names(sheet, block)
    orders = _orders(sheet, block)
    named = len(set().union(*names.values()))
    found: dict[int, list[str]] = {}
    for note in lines[:_MOST_LINES]:
        for sentence in _sentences(note):
            rows = named_in(sentence, names) | _numbered_in(sentence, orders)
            if rows and len(rows) < named and not _is_name(sentence, names):
                for row in sorted(rows):
                    found.setdefault(row, []).append(sentence)
    return found


def without(line: str, sentences: Collection[str]) -> str:
    """Give what a line says besides some of its sentences.

    Parameters
    ----------
    line
        The line.
    sentences
        Those that are about some rows.

    Returns
    -------
    str
        The others; the line as it is where it has none of them.
    """
    parts = _sentences(line) if sentences else []
    rest = [part for part in parts if part not in sentences]
    return line if len(rest) == len(parts) else "; ".join(rest)


def _sentences(line: str) -> list[str]:
    """Take a line apart at its full stops and semicolons."""
    return [part for one in _SENTENCES.split(line) if (part := one.strip())]


def named_in(sentence: str, names: Mapping[str, set[int]]) -> set[int]:
    """Find the rows whose units a sentence names.

    Parameters
    ----------
    sentence
        A note or a remark.
    names
        Name without its kind, in small letters, to rows.

    Returns
    -------
    set of int
        Their rows. A name of one word counts behind "xã" or "phường" only, and none counts that
        is a district's or a former unit's.

    Examples
    --------
    >>> named_in("Số liệu của xã Mai Pha, Tân Lập", {"mai pha": {8}, "tân lập": {9}, "mai": {10}})
    {8, 9}
    >>> named_in("Gồm cả xã Tân Lập cũ", {"tân lập": {9}})
    set()
    """
    words = [word.lower() for word in _WORD.findall(normalise(sentence))]
    found: set[int] = set()
    at = 0
    while at < len(words):
        before = words[at - 1] if at else ""
        for count in range(min(_MOST_WORDS, len(words) - at), 0, -1):
            rows = names.get(" ".join(words[at : at + count]), set())
            after = words[at + count] if at + count < len(words) else ""
            if rows and (count > 1 or before in _KINDS):
                if before not in _OTHERS and after not in _FORMER:
                    found |= rows
                at += count - 1
                break
        at += 1
    return found


def names_of_rows(names: Mapping[int, str]) -> dict[str, set[int]]:
    """Give the rows of each name, without its kind and in small letters.

    Parameters
    ----------
    names
        Row to the name of its unit, as written.

    Returns
    -------
    dict
        As :func:`named_in` takes it.
    """
    found: dict[str, set[int]] = {}
    for row, text in names.items():
        for reading in read(clean_name(text)).readings:
            words = _WORD.findall(reading.name.lower())
            found.setdefault(" ".join(words), set()).add(row)
    return found


def _names(sheet: Sheet, block: Block) -> dict[str, set[int]]:
    """Give the rows of each name of a table."""
    if block.names is None:
        return {}
    figures = [column for column in block.columns if column > block.names]
    texts = {
        row: sheet.text(row, block.names)
        for row in block.body
        if any(looks_like_figure(sheet.cells.get((row, column))) for column in figures)
    }
    return names_of_rows({row: text for row, text in texts.items() if text})


def _is_name(sentence: str, names: Mapping[str, set[int]]) -> bool:
    """Tell whether a line is a name and nothing else."""
    return " ".join(_WORD.findall(normalise(sentence).lower())) in names


def _orders(sheet: Sheet, block: Block) -> dict[int, int]:
    """Give the row of each running number, of the first column that has some."""
    before = block.names if block.names is not None else block.codes
    for column in (one for one in block.columns if before is not None and one < before):
        texts = {row: sheet.text(row, column) for row in block.body}
        numbers = {int(text): row for row, text in texts.items() if text.isdecimal()}
        if 1 in numbers and 2 in numbers:  # noqa: PLR2004 - the first two
            return numbers
    return {}


def _numbered_in(sentence: str, orders: Mapping[int, int]) -> set[int]:
    """Find the rows that a sentence names by their running numbers: "STT 4, 13 và 22"."""
    wanted: set[int] = set()
    for match in _BY_ORDER.finditer(plain_text(sentence)) if orders else ():
        wanted |= {int(number) for number in re.findall(r"\d+", match[1])}
        for first, last in _RANGE.findall(match[1]):
            wanted |= set(range(int(first), min(int(last), max(orders)) + 1))
    return {orders[number] for number in wanted if number in orders}
