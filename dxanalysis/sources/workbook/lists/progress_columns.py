"""Communes of which not all villages have been entered yet: "Số thôn đã nhập" beside all."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import Cell, read_counts
from dxanalysis.sources.workbook.figures.observe import figure
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_ENTERED: Final = re.compile(
    r"\b(?:da|duoc|hoan thanh|xong)(?: (?:duoc|gui|thuc hien|hoan thanh))*"
    r" (?:nhap(?: (?:so |du )?lieu)?|bao cao|gui|ra soat|khao sat|thong ke|tong hop|thu thap"
    r"|kiem dem|dieu tra|cap nhat|co so lieu|len so lieu|(?:so |du )?lieu)"
    r"(?: (?:(?:so |du )?lieu|bao cao|phieu|bieu|xong|du|ve|len (?:he thong|phan mem)))*\W*$"
    r"|\b(?:entered|reported|surveyed|submitted)(?: so far)?\W*$"
)
_LONGEST: Final = 120
_WHOLE: Final = "villages"


def figures_entered_in_part(
    table: Table, rows: Collection[int], figures: Mapping[str, Figures], note: Note
) -> Iterator[Finding]:
    """Take out the figures of rows for which not all villages were entered.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    figures
        Its figures; those of such a row become missing, but for the number of its villages.
    note
        Makes the findings.

    Yields
    ------
    dict
        A warning for each row, with how many villages were entered and how many there are.
    """
    for column in table.unread if _WHOLE in figures else ():
        if not _counts_entered(table.headings.get(column, "")):
            continue
        cells = {row: Cell(table.sheet.cells.get((row, column))) for row in rows}
        for row, entered in read_counts(cells).numbers.items():
            whole = figure(figures, _WHOLE, row)
            some = [
                each
                for name, each in figures.items()
                if name != _WHOLE and not math.isnan(figure(figures, name, row))
            ]
            if entered < whole and some:
                for each in some:
                    each.numbers[row] = math.nan
                yield note(
                    "warning", "row_in_part", row=row, column=column,
                    value=f"{entered:.0f}", expected=f"{whole:.0f}",
                )  # fmt: skip


def _counts_entered(heading: str) -> bool:
    """Tell whether a heading counts the villages whose figures are there already."""
    if len(heading) > _LONGEST or not _ENTERED.search(plain_text(heading)):
        return False
    level = parse_level(heading)
    return "villages" in level.subjects and not level.technologies
