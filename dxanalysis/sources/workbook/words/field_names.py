"""Headings that are names of fields, parted into words: "DonViTinh", "danSoPhuSong4G"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet

_FIELD: Final = re.compile(r"[A-Za-z][A-Za-z0-9]*")
_SEVERAL: Final = re.compile(r"[A-Za-z][a-z]+[A-Z0-9]")
_BETWEEN: Final = re.compile(
    r"(?<=[a-z])(?=[A-Z0-9])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=\d[A-Z])(?=[A-Z][a-z])"
)
_FEWEST: Final = 3
_MOST_ROWS: Final = 20


def with_words(sheet: Sheet) -> Sheet:
    """Part the names of fields into words: "DonViTinh" into "Don Vi Tinh".

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet; only the first row whose texts are all such names, most of them of several
        words, is changed.
    """
    for row, columns in islice(sheet.rows.items(), _MOST_ROWS):
        texts = {(row, column): sheet.cells[row, column] for column in columns}
        names = {place: text for place, text in texts.items() if isinstance(text, str)}
        if len(names) < max(_FEWEST, len(texts)) or not all(map(_FIELD.fullmatch, names.values())):
            continue
        if 2 * sum(bool(_SEVERAL.search(text)) for text in names.values()) < len(names):
            continue
        parted = {place: _BETWEEN.sub(" ", text) for place, text in names.items()}
        return replace(sheet, cells={**sheet.cells, **parted})
    return sheet
