"""Sheets of ``.xlsx`` and ``.xlsm`` workbooks.

Nothing of a file is trusted: each part is parsed once (:mod:`.xlsx_parts`), its cells are kept as
they are written, and what would make the reader build millions of cells out of a few bytes is
refused before any is built.
"""

from __future__ import annotations

import sys
import zipfile
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.lang.plain import visible
from dxanalysis.sources.spreadsheets.cells_only import read_book
from dxanalysis.sources.spreadsheets.seen import Seen, struck_note
from dxanalysis.sources.spreadsheets.sheet import LARGEST_WHOLE, Sheet
from dxanalysis.sources.spreadsheets.xlsx_comments import comments_in, writers_of_threads
from dxanalysis.sources.spreadsheets.xlsx_outside import texts_outside
from dxanalysis.sources.spreadsheets.xlsx_parts import parse_parts
from dxanalysis.sources.spreadsheets.xlsx_related import Related

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from dxanalysis.sources.spreadsheets.cells_only import Book
    from dxanalysis.sources.spreadsheets.sheet import Place, Value
    from dxanalysis.sources.spreadsheets.xlsx_parts import Part

_RETURN: Final = "_x000D_"
"""How a workbook writes the first half of a line end of Windows within a cell."""


def read_xlsx(path: Path) -> list[Sheet]:
    """Read all sheets of an ``.xlsx`` or ``.xlsm`` workbook.

    Parameters
    ----------
    path
        The file, a zip archive.

    Returns
    -------
    list of Sheet
        In the file's order. Macros are not looked at.

    Raises
    ------
    FileUnreadableError
        If the file is damaged, or unpacks to more than any workbook needs.
    """
    parts = parse_parts(path)
    book = read_book(path)
    try:
        beside = _beside(path, parts, book)
        return [
            _sheet(title, parts.pop(part), book, *beside[part])
            for title, part in book.part_of.items()
        ]
    except Exception as error:  # a number that is none, or a text or part that is not there
        raise FileUnreadableError("workbook.damaged", where=str(path)) from error


def _beside(
    path: Path, parts: Mapping[str, Part], book: Book
) -> dict[str, tuple[Mapping[Place, str], Sequence[str]]]:
    """Read what is said beside the cells of each sheet: in comments, and outside any cell."""
    whole = [name for name, part in parts.items() if part.is_whole]
    found: dict[str, tuple[Mapping[Place, str], Sequence[str]]] = {}
    with path.open("rb") as file, zipfile.ZipFile(file) as archive:
        related = Related(archive, whole)
        writers = writers_of_threads(related)
        for part in book.part_of.values():
            own = related.parts_of(part)
            pages = ["".join(parts[part].pages)]
            found[part] = (
                comments_in(related, own, writers),
                texts_outside(related, own, pages),
            )
    return found


def _sheet(
    title: str, part: Part, book: Book, comments: Mapping[Place, str], outside: Sequence[str]
) -> Sheet:
    """Take what is needed of one sheet."""
    part.check_whole()
    merged = {
        (row, column): (top, left)
        for left, top, right, bottom in part.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
        if (row, column) != (top, left)
    }
    values: dict[Place, Value] = {}
    seen = Seen(visible(title))
    struck: list[Place] = []
    broken: dict[Place, str] = {}
    for place, (kind, style, written) in part.cells.items():
        if place in merged:  # whatever stands there is not shown
            continue
        look = book.look(style)
        if look.struck:
            struck.append(place)
            continue
        value, is_error = book.value_of(kind, style, written)
        if place in part.struck or book.is_struck(kind, written):
            struck.append(place)
        if is_error:
            broken[place] = "cell_error"
        kept = _kept(value)
        if kept is None:
            continue
        values[place] = kept
        if isinstance(kept, int | float):
            seen.add(place, look, kept)
    broken.update(dict.fromkeys(part.uncached - values.keys(), "formula_without_value"))
    return Sheet(
        name=title,
        cells=values,
        percent=frozenset(seen.percent),
        merged=merged,
        broken=broken,
        hidden_rows=frozenset(part.hidden_rows),
        hidden_columns=part.hidden_columns(),
        visible=title in book.visible,
        notes=struck_note(struck),
        looks=seen.looks(comments, outside),
    )


def _kept(value: Value | None) -> Value | None:
    """Give a value as it is kept; None where nothing stands in the cell.

    A whole number of many digits is kept as Excel holds it, which holds none beyond a limit.
    """
    if isinstance(value, str):
        plain = value.replace(_RETURN, "")
        return plain if plain.strip() else None
    if isinstance(value, int) and abs(value) > LARGEST_WHOLE:
        return float(value) if value.bit_length() < sys.float_info.max_exp else None
    return value
