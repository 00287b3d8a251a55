"""What stands on a sheet of an ``.xlsx`` workbook outside its cells: text boxes, page headers."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.lang.plain import visible
from dxanalysis.sources.personal_data import without_personal_data
from dxanalysis.sources.spreadsheets.xlsx_related import elements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree import ElementTree as ET

    from dxanalysis.sources.spreadsheets.xlsx_related import Related

_MOST: Final = 100
"""Text boxes of a sheet that are looked at."""

_LONGEST: Final = 300
_CODE: Final = re.compile(
    r'&(?:"[^"]*"|K[0-9A-Fa-f]{6}|K\d\d[+-]\d{3}|\d{1,3}|[A-Za-z+-])', re.ASCII
)
"""What a page header is written with: fonts, sizes, page numbers, the name of the file."""

_PART: Final = re.compile(r"&[LCR]")


def texts_outside(
    book: Related, parts: Iterable[tuple[str, str]], pages: Iterable[str]
) -> tuple[str, ...]:
    """Read what stands on a sheet outside its cells.

    Parameters
    ----------
    book
        The parts of the workbook.
    parts
        Those of the sheet, each after what it is.
    pages
        Its page headers and footers as they are written.

    Returns
    -------
    tuple of str
        Each text once, without personal data.
    """
    trees = (book.tree(part) for kind, part in parts if kind == "drawing")
    boxes = (text for tree in trees if tree is not None for text in _boxes(tree))
    heads = (_CODE.sub(" ", text) for page in pages for text in _PART.split(page))
    texts = map(_kept, itertools.islice(itertools.chain(boxes, heads), _MOST))
    return tuple(dict.fromkeys(filter(None, texts)))


def _boxes(tree: ET.Element) -> Iterator[str]:
    """Give the texts of a drawing's boxes; paragraphs are lines."""
    for body in elements(tree, "txBody"):
        lines = (
            "".join(one.text or "" for one in elements(line, "t")) for line in elements(body, "p")
        )
        yield "\n".join(filter(None, lines))


def _kept(text: str) -> str:
    """Give a text as it is quoted: on one line, without personal data, and not too long."""
    words = " ".join(visible(without_personal_data(text[: 4 * _LONGEST])).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
