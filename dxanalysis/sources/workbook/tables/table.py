"""One table of a sheet: which columns hold which quantity, and what each row is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.tables.keys import Part
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.dates.written import Dated
    from dxanalysis.sources.workbook.notes.legends import Explained
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.titles.titles import Titles
    from dxanalysis.sources.workbook.words.headings import Column, Meaning

WITHOUT_OPERATOR: Final = frozenset({"population", "households", "villages", "adults"})
"""What is the same whoever reports it: no operator builds it."""


@dataclass(frozen=True)
class Table:
    """One table, or the rows and columns of it that speak of one technology, operator and date.

    Attributes
    ----------
    sheet
        Where it lies.
    block
        Its rows and columns there.
    first, last
        The heading's rows.
    columns
        Each quantity and the sheet's columns that mean it: more than one is a conflict.
    kinds
        Each quantity's entry in the catalogue of headings.
    scales
        What a quantity's counts are multiples of.
    headings
        What stands above each column, from the topmost cell down.
    meanings
        What was understood by it.
    unread
        Columns that are not read, each with why: a rule of the findings.
    words
        The words that are the reason.
    rows
        The rows that are units or add units up, in order.
    titles
        What stands above it.
    dates
        The quantities whose own heading names an earlier date than the table's.
    as_of
        The date its titles or its rows give.
    earlier
        Whether it holds the figures of an earlier date beside the table's own.
    part
        What its rows were chosen by, in a long table.
    operator
        Whose figures it holds.
    shown
        The columns that it is about; those of other operators make tables of their own.
    beside
        Whether it holds another operator's figures beside those of the table that it lies in.
    unsaid
        Rows with figures of units of which no row says what a long table's rows must say.
    missed
        Rows below that name a unit and have figures where it has them, and that no table has.
    of_villages
        What says that its rows are villages of one commune, and the commune; empty where nothing
        does.
    """

    sheet: Sheet
    block: Block
    columns: dict[str, list[int]]
    kinds: dict[str, Column]
    scales: dict[str, int]
    headings: dict[int, str]
    meanings: dict[int, Meaning]
    unread: dict[int, str]
    words: dict[int, str]
    titles: Titles
    rows: list[Row] = field(default_factory=list)
    dates: dict[str, dt.date] = field(default_factory=dict)
    as_of: dt.date | None = None
    earlier: bool = False
    part: Part = field(default_factory=Part)
    operator: str = ""
    shown: tuple[int, ...] = ()
    beside: bool = False
    unsaid: tuple[int, ...] = ()
    missed: tuple[int, ...] = ()
    of_villages: tuple[str, str] = ("", "")

    @property
    def first(self) -> int:
        """The heading's first row."""
        return self.block.first

    @property
    def last(self) -> int:
        """The heading's last row."""
        return self.block.last

    @property
    def figures(self) -> list[str]:
        """The quantities whose cells are figures."""
        return [name for name, column in self.kinds.items() if column.kind in FIGURES]

    @property
    def has_figures(self) -> bool:
        """Whether it names units and holds figures of them, electricity of villages aside."""
        return bool(set(self.figures) - {"electricity"}) and self.names_units

    @property
    def names_units(self) -> bool:
        """Whether it says of which units it speaks."""
        return "unit_name" in self.columns or "unit_code" in self.columns

    @property
    def taken(self) -> set[int]:
        """The sheet's columns that any quantity was found in."""
        return {column for places in self.columns.values() for column in places}

    def column(self, name: str) -> int | None:
        """Give the sheet's column of one quantity."""
        return self.columns[name][0] if name in self.columns else None

    def leave_out(self, name: str) -> None:
        """Read a quantity no more."""
        for one in (self.columns, self.kinds, self.scales, self.dates):
            one.pop(name, None)

    def label(self, row: int, name: str) -> str:
        """Give a row's text in one column."""
        column = self.column(name)
        return "" if column is None else self.sheet.text(row, column)

    def address(self, row: int, column: int) -> str:
        """Name a cell as it stands in the file."""
        return self.sheet.where(row, column)[1]


@dataclass(frozen=True)
class Wanted:
    """What is read of a sheet.

    Attributes
    ----------
    operator
        Whose figures.
    as_of
        The date declared, if any.
    today
        The day after which no figure can be.
    each
        Whether tables and columns of other operators are read as theirs.
    explained
        Sheet to the abbreviations that it explains.
    year
        The only year that the workbook names; 0 where it names none, or several.
    tabs
        Sheet to the period that its name gives, of that year.
    """

    operator: str
    as_of: dt.date | None
    today: dt.date
    each: bool = False
    explained: Mapping[str, Sequence[Explained]] = field(default_factory=dict)
    year: int = 0
    tabs: Mapping[str, Dated] = field(default_factory=dict)

    def of(self, titles: Titles) -> str:
        """Say whose figures a table holds, by its titles."""
        named = set(titles.operators)
        return (
            named.pop()
            if self.each and len(named) == 1 and named <= WITH_NETWORKS
            else self.operator
        )
