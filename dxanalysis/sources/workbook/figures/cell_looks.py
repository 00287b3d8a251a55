"""What is seen of a table's cells beside their values: comments, figures that nobody sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import DASHES, UNKNOWN_WORDS, looks_like_figure
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_QUOTED: Final = 5
"""So many comments of a sheet are quoted."""

_LONGEST: Final = 120


def unseen_figures(table: Table, note: Note) -> Iterator[Finding]:
    """Say that figures were read that nobody sees.

    Parameters
    ----------
    table
        The table.
    note
        Makes its findings.

    Yields
    ------
    dict
        A warning with the first of them, if there are any.
    """
    looks = table.sheet.looks
    if not looks.unseen:
        return
    columns = [place for name in table.figures for place in table.columns[name]]
    places = [
        (row.number, column)
        for row in table.rows
        for column in columns
        if table.sheet.where(row.number, column) in looks.unseen
    ]
    if places:
        row, column = places[0]
        yield note(
            "warning", "figures_unseen", row=row, column=column, expected=len(places),
            value=table.sheet.text(row, column), unit_code=None, unit_name=None,
        )  # fmt: skip


def commented(tables: Sequence[Table]) -> str:
    """Quote the comments on headings and rows of the tables of a sheet.

    Parameters
    ----------
    tables
        The tables that are read.

    Returns
    -------
    str
        The cells, each with what is said of it; ``""`` where nothing is.
    """
    found: dict[str, str] = {}
    for table in tables:
        comments = table.sheet.looks.comments
        rows = [*range(table.block.top, table.last + 1), *(row.number for row in table.rows)]
        for row in rows if comments else ():
            for column in table.block.columns:
                named = table.sheet.where(row, column)
                if named in comments:
                    found.setdefault(named[1], comments[named])
    shown = [f"{cell} “{_short(text)}”" for cell, text in list(found.items())[:_QUOTED]]
    return ", ".join(shown) + (" …" if len(found) > _QUOTED else "")


def _short(text: str) -> str:
    """Cut a text that is long."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def merged_across(table: Table, name: str, row: int, column: int) -> str:
    """Tell whether a figure is merged over columns of its own row that mean something else.

    Parameters
    ----------
    table
        The table.
    name
        The quantity of the column in which the figure stands.
    row, column
        Its place.

    Returns
    -------
    str
        The headings of all columns that it is merged over; ``""`` where it is of one.
    """
    sheet = table.sheet
    wide = [
        place[1]
        for place, first in sheet.merged_rows.get(row, {}).items()
        if first == (row, column) and place[1] != column
    ]
    own = table.headings.get(column, "")
    others = [
        table.headings.get(one, "")
        for one in sorted(wide)
        if one not in table.columns[name] and table.headings.get(one, "") not in {own, ""}
    ]
    if not others or not _says_something(sheet.cells.get((row, column))):
        return ""
    return ", ".join(f"“{heading}”" for heading in dict.fromkeys([own, *others]))


def as_shown(sheet: Sheet, row: int, column: int) -> object:
    """Give what a cell holds, a figure with the words that its format shows: "72 cell".

    Parameters
    ----------
    sheet
        The sheet.
    row, column
        The cell.

    Returns
    -------
    object
        The figure alone where no words are shown.
    """
    value = sheet.cells.get((row, column))
    worded = sheet.looks.worded
    return worded.get(sheet.where(row, column), value) if worded else value


def _says_something(value: object) -> bool:
    """Tell whether a cell holds a figure or a mark: one without is of no column anyway."""
    if isinstance(value, str):
        word = strip_tones(value).strip().lower()
        return looks_like_figure(value) and word not in DASHES | UNKNOWN_WORDS
    return value is not None
