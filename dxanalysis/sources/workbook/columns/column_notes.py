"""What is said of a table's columns: which were not read and why, which not for certain."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import address
from dxanalysis.sources.workbook.columns.understood import as_written, looks_important
from dxanalysis.sources.workbook.figures.cell_looks import unseen_figures
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup


_NAMED: Final = 5
_FEWEST: Final = 2
"""Names of units from which on a column without a heading is a list that goes on."""


def unread_columns(table: Table, note: Note) -> Iterator[Finding]:
    """Say which columns were not read, and why."""
    sheet = table.sheet
    rows = {row.number for row in table.rows}
    filled = {column for row, column in (*sheet.cells, *sheet.personal) if row in rows}
    for column in sorted(
        (filled & set(table.block.columns))
        - set(table.meanings)
        - set(table.part.columns)
        - set(table.unread)
    ):
        severity = "warning" if _is_unnamed_figure(table, column) else "note"
        yield note(severity, "column_unknown", column=column, value="")  # type: ignore[arg-type]
    for column, rule in table.unread.items():
        if column not in filled or rule == "share_beside":
            continue
        heading = table.headings[column]
        unnamed = _is_unnamed_figure(table, column)
        # A form's column of answers is called the same for all that is asked.
        alike = rule in {"column_changed", "column_unknown"} and parse_level(heading).is_neutral
        shown = " / ".join(filter(None, (heading, *(table.part.words if alike else ()))))
        said = rule in _QUIET and not looks_important(shown) and not unnamed
        texts = not any(looks_like_figure(sheet.cells.get((row, column))) for row in rows)
        severity = "note" if said or (rule in _QUIET and texts) else "warning"
        if rule == "date_impossible":
            severity = "error"
        yield note(
            severity,  # type: ignore[arg-type]
            rule,
            column=column,
            value=table.words.get(column, "") if rule == "date_impossible" else shown,
            expected=as_written(table.words.get(column, ""), table, column) or None,
        )


def listed_beside(table: Table, lookup: UnitLookup) -> tuple[int, list[int]]:
    """Find units that go on at the right of a table, in a column without a heading.

    Parameters
    ----------
    table
        The table.
    lookup
        Tells units.

    Returns
    -------
    column : int
        Which column names them; 0 where none does.
    rows : list of int
        In which rows: units that no row of the table itself is.
    """
    names = table.block.names or 0
    own = {code for row in table.rows for code in lookup.name(row.name)}
    for column in table.block.columns if names else ():
        if column <= names or table.headings.get(column):
            continue
        found = [
            row
            for row in table.block.body
            if (codes := lookup.name(table.sheet.text(row, column))) and not codes & own
        ]
        if len(found) >= _FEWEST:
            return column, found
    return 0, []


def _is_unnamed_figure(table: Table, column: int) -> bool:
    """Tell a column of figures under a heading without words, which may be anything.

    Running numbers are none, nor is a column that most units leave empty.
    """
    if any(letter.isalpha() for letter in table.headings.get(column, "")):
        return False
    rows = [row.number for row in table.rows]
    values = [table.sheet.cells.get((row, column)) for row in rows]
    numbers = [float(value) for value in values if isinstance(value, int | float)]
    steps = {later - one for one, later in itertools.pairwise(numbers)}
    return 2 * len(numbers) > len(rows) and len(steps) > 1


def personal_cells(sheet: Sheet, tables: Iterable[Table]) -> list[str]:
    """Name the cells with personal data that no column reported as personal holds.

    Parameters
    ----------
    sheet
        The sheet as it stands in the file.
    tables
        Its tables.

    Returns
    -------
    list of str
        Addresses, from the top down.
    """
    reported = {
        table.address(*place)
        for table in tables
        for place in table.sheet.personal
        if table.unread.get(place[1]) == "column_personal" and place[0] in table.block.body
    }
    found = [address(*place) for place in sorted(sheet.personal)]
    return [place for place in found if place not in reported]


_QUIET: Final = frozenset(
    {"column_unknown", "no_indicator", "column_changed", "title_changes", "technology_unclear"}
)
"""Reasons that are worth no more than a note where a heading is about nothing that is measured."""


def read_columns(table: Table, note: Note) -> Iterator[Finding]:
    """Say which columns were read though not for certain, and which rows and columns are hidden."""
    sheet = table.sheet
    rows = {row.number for row in table.rows}
    for name in table.figures:
        for column in table.columns[name]:
            composed = table.meanings[column].composed
            if table.meanings[column].how == "composed" and composed.confidence != "sure":
                severity = "warning" if set(composed.why) - _TAKEN else "note"
                yield note(
                    severity,  # type: ignore[arg-type]
                    "column_likely", column=column, quantity=name,
                    value=table.headings[column], expected=composed.word or None,
                )  # fmt: skip
    yield from _of_other_days(table, note)
    yield from _said_around(table, note)
    alone = _former_alone(table)
    if alone:
        shown = ", ".join(row.name for row in alone[:_NAMED]) + (" …" if alone[_NAMED:] else "")
        yield note(
            "warning", "rows_former", row=alone[0].number, column=table.column("unit_name"),
            value=shown, expected=len(alone), unit_code=None, unit_name=None,
        )  # fmt: skip
    older = [row for row in table.rows if row.kind == "part" and row not in alone]
    if older:
        yield note(
            "note", "rows_left_out", row=older[0].number, column=table.column("unit_name"),
            value=len(older), unit_code=None, unit_name=None,
        )  # fmt: skip
    hidden = len(rows & sheet.hidden_rows)
    if hidden:
        yield note("warning", "rows_hidden", value=hidden)
    yield from unseen_figures(table, note)
    used = {place for name in table.figures for place in table.columns[name]}
    for column in sorted(used & sheet.hidden_columns):
        yield note("warning", "column_hidden", column=column, value=table.headings[column])


def _former_alone(table: Table) -> list[Row]:
    """List the former units that are numbered like today's: no row above them has their figures."""
    columns = {column for name in table.figures for column in table.columns[name]}
    numbers = [int(row.order) if row.order.isdecimal() else 0 for row in table.rows]
    found: list[Row] = []
    for place, row in enumerate(table.rows):
        above = table.rows[place - 1] if place else None
        is_next = above is not None and 0 < numbers[place - 1] == numbers[place] - 1
        units = range(place + 1, len(numbers))
        below = next((numbers[one] for one in units if table.rows[one].kind == "unit"), 0)
        if (
            row.kind == "part"
            and is_next
            and (above in found or (above is not None and above.kind == "unit"))
            and (not below or below > numbers[place])
            and any(looks_like_figure(table.sheet.cells.get((row.number, one))) for one in columns)
        ):
            found.append(row)
    return found


def _of_other_days(table: Table, note: Note) -> Iterator[Finding]:
    """Say which columns have a date of their own, and the table's where it has one."""
    own = table.part.as_of or table.titles.as_of
    if table.titles.other_period and table.figures and not table.beside and not table.earlier:
        yield note(
            "warning", "tab_other_period", value=table.sheet.name, expected=table.titles.as_of
        )
    for name, when in table.dates.items():
        yield note(
            "warning", "column_of_date", column=table.column(name), quantity=name,
            value=table.headings[table.column(name) or 0], expected=when,
            other=None if own == when else own,
        )  # fmt: skip


def _said_around(table: Table, note: Note) -> Iterator[Finding]:
    """Quote the footnotes on headings and the lines around a table that may change its figures."""
    read = {column: name for name in table.figures for column in table.columns[name]}
    for column, said in table.titles.footnotes.items():
        if column in read:
            yield note(
                "warning", "column_footnote", column=column, quantity=read[column],
                value=table.headings[column], expected=said,
            )  # fmt: skip
    unheard = [] if table.earlier or table.beside else list(dict.fromkeys(table.titles.unheard))
    for line in unheard[:_QUOTED]:
        place = _place(table.sheet, line)
        yield note("warning", "note_quoted", row=place[0], column=place[1], value=line)


def _place(sheet: Sheet, line: str) -> tuple[int, int] | tuple[None, None]:
    """Find the cell that a line, or a sentence of one, stands in; None where there is none."""
    wanted = " ".join(line.split())
    for place, value in sheet.cells.items():
        if isinstance(value, str) and wanted in " ".join(value.split()):
            return place
    return None, None


_QUOTED: Final = 6
"""So many notes of a table are quoted."""

_TAKEN: Final = frozenset({"technology_from_title", "subject_from_title"})
