"""The date of a workbook: what its tables say of it, and what is asked where they say nothing."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.columns.understood import as_written
from dxanalysis.sources.workbook.dates.of_figures import best_date
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR
from dxanalysis.sources.workbook.titles.tab_dates import bare_period

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.dates.written import Dated
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_LONGEST: Final = 200
_QUARTERS: Final = ("i", "ii", "iii", "iv")
_NO_TABLE: Final = 4
"""From here on "T4" is a month for certain: workbooks seldom have so many numbered tables."""


class FileDates:
    """The dates of a workbook's tables, read one by one.

    Parameters
    ----------
    declared
        The day given by whoever hands the workbook in, if any.

    Attributes
    ----------
    as_of
        The latest day that a table says its figures are of; from :meth:`settle` on the file's.
    cover
        The day that the workbook's cover gives, if any: of use where no table has one of its own.
    """

    def __init__(self, declared: dt.date | None) -> None:
        self.as_of: dt.date | None = None
        self._declared = declared
        self.cover: dt.date | None = None
        self._undated: Note | None = None
        self._by_others: list[Note] = []
        self._alone: set[tuple[str, str]] = set()

    def of_table(self, table: Table, note: Note) -> tuple[dt.date | None, list[Finding]]:
        """Find a table's date, and compare it with the one given.

        Parameters
        ----------
        table
            The table.
        note
            Makes its findings.

        Returns
        -------
        tuple
            The day, or None where nothing tells it so far; and what is wrong with it.
        """
        found, findings = table.part.as_of or table.titles.as_of, []
        dated = table.titles.dated
        written = as_written(dated.written, table) if dated is not None else str(found)
        if dated is not None and dated.day is None and self._declared is None:
            findings.append(note("error", "date_impossible", value=written))
        to_come = found is not None and found > dt.datetime.now(tz=dt.UTC).date()
        if to_come and self._declared is None:
            findings.append(note("error", "as_of_to_come", value=written))
        elif to_come and not _is_year_of(dated, self._declared):
            findings.append(note("warning", "as_of_differs", value=found, expected=self._declared))
        if to_come:
            found = None
        if found is not None and not table.earlier:
            self.as_of = max(self.as_of or found, found)
        if found is None:
            self._keep_undated(table, note)
        elif not table.earlier and self._declared not in {None, found}:
            findings.append(note("warning", "as_of_differs", value=found, expected=self._declared))
        return table.as_of if table.earlier else self._declared or found or self.as_of, findings

    def _keep_undated(self, table: Table, note: Note) -> None:
        """Keep the table to ask about: the first with a line that may date it, or the first."""
        known = self._undated is not None and (
            self._undated.table.titles.unclear or not table.titles.unclear
        )
        if self._declared is None and self.as_of is None and not known:
            self._undated = note
        if not table.earlier:
            self._by_others.append(note)

    def of_quantity(
        self, table: Table, quantity: str, key: tuple[str, str], as_of: dt.date | None
    ) -> dt.date | None:
        """Give the date of one quantity of a table: its heading's own, or else the table's.

        Parameters
        ----------
        table
            The table.
        quantity
            One of its quantities.
        key
            Its indicator and operator.
        as_of
            The table's date.

        Returns
        -------
        datetime.date or None
            The day, if any is known.
        """
        # A date that the quantity has whoever reports it, such as the population's, or that a line
        # says of its column alone, tells nothing of the columns beside it.
        alone = quantity in WITHOUT_OPERATOR or table.column(quantity) in table.titles.dates
        if quantity in table.dates and alone:
            self._alone.add(key)
        return table.dates.get(quantity, as_of)

    def settle(self, records: Iterable[Mapping[str, object]]) -> Iterator[Finding]:
        """Settle the file's date when all tables are read, and ask for it if none has any.

        Parameters
        ----------
        records
            The observations of the tables: where no title has a date, the latest that a heading
            of figures has is the file's.

        Yields
        ------
        dict
            What is asked, and which tables are dated by others though their names say otherwise.
        """
        if self._declared is None and self.as_of is None:
            days = [(one, one["as_of"]) for one in records]
            some = any(day is None for _, day in days)  # they need one, and which fits them?
            self.as_of = max(
                (
                    day
                    for one, day in days
                    if isinstance(day, dt.date)
                    and not (some and (one["indicator"], one["operator"]) in self._alone)
                ),
                default=None,
            )
            if self._undated is not None:
                self.as_of = self.as_of or self.cover
        if self._undated is not None and self._declared is None and self.as_of is None:
            yield _undated(self._undated)
        yield from _dated_by_others(self._by_others, self._declared or self.as_of)


def date_of_cover(sheets: Iterable[Sheet]) -> dt.date | None:
    """Find the day that the sheets of words before a workbook's first table say its figures are of.

    Parameters
    ----------
    sheets
        All sheets of the workbook.

    Returns
    -------
    datetime.date or None
        The day; None where they name none, a day to come, or different ones.
    """
    today = dt.datetime.now(tz=dt.UTC).date()
    days: set[dt.date] = set()
    for sheet in sheets:
        if not sheet.visible:
            continue
        if any(map(looks_like_figure, sheet.cells.values())):
            break
        best = best_date([text for row in sheet.rows for text in sheet.lines[row]])
        if best is not None and best.day is not None:
            days.add(best.day)
    return days.pop() if len(days) == 1 and max(days) <= today else None


def _is_year_of(dated: Dated | None, day: dt.date | None) -> bool:
    """Tell whether what dates a table is only the year that a day lies in: "PHIẾU … NĂM 2026"."""
    if dated is None or dated.day is None or day is None:
        return False
    return dated.precision == "year" and dated.day.year == day.year


def _undated(note: Note) -> Finding:
    """Ask for the date of a table, naming the line with one that may be of something else."""
    line = note.table.titles.unclear
    if not line:
        return note("warning", "as_of_unknown")
    row, column = _place(note.table.sheet, line)
    value = line if len(line) <= _LONGEST else f"{line[:_LONGEST]} …"
    return note("warning", "as_of_unclear", row=row, column=column, value=value)


def _dated_by_others(notes: Iterable[Note], as_of: dt.date | None) -> Iterator[Finding]:
    """Say which sheets have a period for a name, and are dated by another sheet or by hand."""
    said: set[str] = set()
    for note in notes:
        name = note.table.sheet.name
        if as_of is not None and name not in said and _is_of_another_period(name, as_of):
            said.add(name)
            yield note("warning", "sheet_of_period", value=name, expected=as_of.isoformat())


def _is_of_another_period(name: str, as_of: dt.date) -> bool:
    """Tell whether a name is a quarter or month that does not end with a day's."""
    kind, which = bare_period(name)
    if not kind:
        return False
    number = _QUARTERS.index(which) + 1 if which in _QUARTERS else int(which)
    if kind in {"quy", "q"}:
        return number != (as_of.month + 2) // 3
    return number != as_of.month and (kind == "thang" or number >= _NO_TABLE)


def _place(sheet: Sheet, line: str) -> tuple[int | None, int | None]:
    """Find the cell of a line, or the one of its date."""
    whole = " ".join(line.split())
    dated: tuple[int | None, int | None] = (None, None)
    for (row, column), value in sheet.cells.items():
        if isinstance(value, int | float) or not (text := sheet.text(row, column)):
            continue
        if text == whole:
            return row, column
        if dated == (None, None) and (text in whole or whole in text) and find_dates(text):
            dated = row, column
    return dated
