"""Figures of a colour or a style of which a legend says that they are not to be used."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table


def figures_not_to_be_used(
    table: Table, figures: Mapping[str, Figures], rows: Collection[int], note: Note
) -> Iterator[Finding]:
    """Take out the figures whose look a legend explains so: "Ô tô vàng: chưa kiểm tra".

    Parameters
    ----------
    table
        The table.
    figures
        Its figures; those become missing.
    rows
        The rows that are read.
    note
        Makes the findings.

    Yields
    ------
    dict
        A warning for each quantity that has such figures, with how many, and the first.
    """
    styled = table.sheet.looks.styled
    for styles, said in table.titles.not_used if styled else ():
        # A colour of the theme has no name: it is the one that is meant where no other is.
        named = [one for one in styles if not one.endswith(" other")]
        chosen = [one for one in named if styled.get(one)] or [*styles]
        marked = frozenset().union(*(styled.get(one, frozenset()) for one in chosen))
        for name, own in figures.items():
            places = [
                (row, column)
                for row in rows
                for column in table.columns.get(name, ())
                if table.sheet.where(row, column) in marked
                and not math.isnan(own.numbers.get(row, math.nan))
            ]
            for row, _ in places:
                own.numbers[row] = math.nan
            if places:
                row, column = places[0]
                yield note(
                    "warning", "figures_marked", row=row, column=column, quantity=name, value=said,
                    expected=len(places), unit_code=None, unit_name=None,
                )  # fmt: skip
