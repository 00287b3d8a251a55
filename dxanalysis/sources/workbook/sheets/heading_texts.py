"""The texts of a table's heading, cell by cell: gathered once for all that look through them."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.sheets.heading_rows import is_column_numbers

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block

_NUMBER: Final = re.compile(r"\(?(\d{1,2})")


@dataclass(frozen=True)
class HeadingTexts:
    """What stands in the cells of a table's heading.

    Attributes
    ----------
    sheet, block
        The table.
    """

    sheet: Sheet
    block: Block

    @functools.cached_property
    def rows(self) -> dict[int, dict[int, str]]:
        """Each row, from the top down: column to text, ``""`` where none stands."""
        return {
            row: {column: self.sheet.text(row, column) for column in self.block.columns}
            for row in range(self.block.first, self.block.last + 1)
        }

    @functools.cached_property
    def worded(self) -> list[dict[int, str]]:
        """The rows but those that only number the columns."""
        return [texts for texts in self.rows.values() if not is_column_numbers(texts.values())]

    @functools.cached_property
    def texts(self) -> frozenset[str]:
        """All of them, each once."""
        return frozenset(text for texts in self.rows.values() for text in texts.values())

    @functools.cached_property
    def of_figures(self) -> dict[int, list[str]]:
        """Each column but those of units to its texts, from the top down."""
        return {
            column: [text for texts in self.rows.values() if (text := texts[column])]
            for column in self.block.columns
            if column not in {self.block.names, self.block.codes}
        }

    @functools.cached_property
    def numbered(self) -> dict[int, int]:
        """The columns by the number that the heading gives each, else by their place."""
        numbered = dict(enumerate(self.block.columns, start=1))
        for texts in self.rows.values():
            if is_column_numbers(texts.values()):
                written = ((_NUMBER.match(text), column) for column, text in texts.items())
                numbered = {int(match[1]): column for match, column in written if match}
        return numbered
