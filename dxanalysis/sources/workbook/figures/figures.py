"""The figures of one table: every column read as a whole, and what is wrong with its cells."""

from __future__ import annotations

import functools
import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting, indicator_of
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.inexact import is_inexact
from dxanalysis.sources.spreadsheets.numbers import (
    YES_WORDS,
    Cell,
    Figures,
    looks_like_figure,
    open_scale,
    read_counts,
    read_marks,
    read_rates,
)
from dxanalysis.sources.workbook.figures.added_columns import add_up, added_columns
from dxanalysis.sources.workbook.figures.cell_looks import as_shown, merged_across
from dxanalysis.sources.workbook.figures.cell_marks import (
    is_doubtful,
    legend_of,
    may_be_another,
    without_signs,
    without_unit,
    written_as_all,
)
from dxanalysis.sources.workbook.figures.fraction_cells import is_of_another
from dxanalysis.sources.workbook.figures.unchanged import unchanged_since
from dxanalysis.sources.workbook.figures.under_percent import (
    bare_rates,
    has_sign,
    is_open,
    scales_under_sign,
)
from dxanalysis.sources.workbook.notes.missing_codes import unknown_rows
from dxanalysis.sources.workbook.titles.dark_lists import as_mark
from dxanalysis.sources.workbook.words.whose import is_of_several
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from dxanalysis.findings import Severity
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.cell_marks import Signs
    from dxanalysis.sources.workbook.tables.table import Table

Finding = dict[str, object]

_OF_NOTHING: Final = "#DIV/0!"

_SHORT: Final = 6
"""Letters up to which a heading may stand in a note by chance."""


@dataclass(frozen=True)
class Note:
    """Makes findings of one sheet.

    Attributes
    ----------
    file
        The workbook's name.
    table
        The table.
    codes
        Row to unit code, of the rows that were matched.
    """

    file: str
    table: Table
    codes: dict[int, str]

    def __call__(
        self,
        severity: Severity,
        rule: str,
        *,
        row: int | None = None,
        column: int | None = None,
        quantity: str | None = None,
        **entries: object,
    ) -> Finding:
        """Make one finding about a cell, a column's heading or the sheet."""
        named = self._named.get(row) if row is not None else None
        place = row if row is not None else self.table.last
        sheet, cell = self.table.sheet.where(place, column or 1)
        return {
            "severity": severity,
            "rule": rule,
            "file": self.file,
            "sheet": sheet,
            "cell": cell if column is not None else None,
            "unit_code": self.codes.get(row) if row is not None else None,
            "unit_name": named,
            "indicator": self.subject(quantity, column),
            **entries,
        }

    @functools.cached_property
    def _named(self) -> dict[int, str]:
        """What each row says that it is."""
        return {row.number: row.name or row.code for row in self.table.rows}

    def subject(self, quantity: str | None, column: int | None) -> str | None:
        """Name what a column is about: an indicator, or else its heading."""
        if quantity is None:
            return None
        entry = indicator_of(quantity)
        return entry.id if entry else self.table.headings.get(column or 0, quantity)


def read_figures(table: Table, note: Note) -> tuple[dict[str, Figures], list[Finding]]:
    """Read all columns of figures of a table.

    Parameters
    ----------
    table
        The table.
    note
        Makes its findings.

    Returns
    -------
    figures : dict
        Quantity to figures by row, subtotals and totals included. Columns that cannot be used are
        left out.
    findings : list of dict
        What is wrong, or could have been understood otherwise.
    """
    findings: list[Finding] = []
    cells: dict[str, dict[int, Cell]] = {}
    parts: dict[str, dict[int, dict[int, Cell]]] = {}
    legend = legend_of(table.sheet)
    for name in table.figures:
        chosen = _one_column(table, name)
        if chosen is None:
            findings.append(
                note(
                    "error",
                    "column_twice",
                    column=table.columns[name][1],
                    quantity=name,
                    value=table.headings[table.columns[name][1]],
                    expected=table.address(table.last, table.columns[name][0]),
                )
            )
            continue
        cells[name], faults = _cells(table, name, chosen, legend, note)
        findings += faults
        for column in added_columns(table, name):
            part, faults = _cells(table, name, column, legend, note)
            parts.setdefault(name, {})[column] = part
            findings += faults
    figures: dict[str, Figures] = {}
    counts = {name: each for name, each in cells.items() if table.kinds[name].kind != "rate"}
    silent = _silent(table, cells)
    for name, each in counts.items():
        figures[name] = _read(table, name, each, silent)
    rates = {name: each for name, each in cells.items() if name not in counts}
    added = [part for name in rates for part in parts.get(name, {}).values()]
    scales = {open_scale(each) for each in (*rates.values(), *added)}
    sheet_is_percent = True if True in scales else False if False in scales else None
    open_ones = {name: each for name, each in rates.items() if _is_open(table, name, each)}
    under_sign = scales_under_sign(table, open_ones, figures)
    for name, each in rates.items():
        figures[name] = _read_rates(table, name, each, sheet_is_percent, under_sign)
    for name, each in cells.items():
        findings += _faults(table, name, figures[name], each, note)
    for name, some in parts.items():
        read: dict[int, Figures] = {}
        for column, each in some.items():
            own = replace(table, columns={**table.columns, name: [column]})
            shares = {name: each} if name in rates and _is_open(own, name, each) else {}
            read[column] = (
                _read_rates(own, name, each, sheet_is_percent, scales_under_sign(own, shares, {}))
                if name in rates
                else _read(own, name, each, silent)
            )
            findings += _faults(own, name, read[column], each, note)
        findings += add_up(table, name, figures, read, note)
    return figures, findings


def _is_open(table: Table, name: str, cells: dict[int, Cell]) -> bool:
    """Tell whether "%" above a column of rates leaves open what they are."""
    return has_sign(table, table.columns[name][0]) and is_open(cells)


def _one_column(table: Table, name: str) -> int | None:
    """Choose the column of a quantity; several that differ are a conflict, and none is chosen."""
    parts = set(added_columns(table, name))
    places = [place for place in table.columns[name] if place not in parts]
    contents = [
        [table.sheet.cells.get((row.number, place)) for row in table.rows] for place in places
    ]
    return places[0] if all(content == contents[0] for content in contents) else None


def _whole(table: Table, name: str, rows: Iterable[int]) -> dict[int, object]:
    """Take the cells of what a column counts a part of, if its table has them in one column."""
    entry = indicator_counting(name)
    base = (entry and entry.denominator) or ""
    places = table.columns.get(base, ())
    if len(places) != 1 or table.scales.get(name, 1) != table.scales.get(base, 1):
        return {}
    cells = {row: table.sheet.cells.get((row, places[0])) for row in rows}
    return {row: value for row, value in cells.items() if looks_like_figure(value)}


def _cells(
    table: Table, name: str, column: int, legend: Mapping[str, str], note: Note
) -> tuple[dict[int, Cell], list[Finding]]:
    """Take a column's cells; a cell merged over several rows is nobody's figure."""
    sheet = table.sheet
    cells: dict[int, Cell] = {}
    empty: dict[str, list[int]] = {}
    is_rate = table.kinds[name].kind == "rate"
    findings: list[Finding] = []
    rows = {row.number for row in table.rows}
    shared = {
        row: sheet.merged[row, column][0]
        for row in rows
        if (row, column) in sheet.merged
        and sheet.merged[row, column][1] == column
        and not _merged_alike(table, row, column)
    }
    before = unchanged_since(table, name, column, rows)
    taken = dict.fromkeys(before[1], before[0]) if before else {}
    held = {row: as_shown(sheet, row, taken.get(row, column)) for row in rows}
    if before and taken:
        findings.append(
            note("note", "figure_unchanged", row=min(taken), column=column, quantity=name,
                 value=len(taken), expected=table.headings[before[0]], unit_code=None,
                 unit_name=None)
        )  # fmt: skip
    if unknown := [] if is_rate else unknown_rows(held, table.titles.unknown):
        findings.append(
            note("warning", "figure_unknown", row=unknown[0], column=column, quantity=name,
                 value=sheet.text(unknown[0], column), expected=len(unknown), unit_code=None,
                 unit_name=None)
        )  # fmt: skip
        held |= dict.fromkeys(unknown)
    if any(isinstance(value, str) for value in held.values()):
        held = written_as_all(held, _whole(table, name, rows))
    values, signs = without_signs(
        {row: without_unit(name, value) for row, value in held.items()}, legend
    )
    values = {row: without_unit(name, value) for row, value in values.items()}
    findings += _signed(name, column, signs, legend, note)
    # An estimate, or a part of a commune, is no figure of it.
    values |= {row: None for row, mark in signs.rows.items() if is_doubtful(legend.get(mark, ""))}
    for row in sorted(rows):
        place = (row, taken.get(row, column))
        if row in shared.values() or row in shared:
            cells[row] = Cell(None, set_aside=True)
            if place in sheet.cells:
                findings.append(
                    note(
                        "warning" if _is_said_to_be_shared(table, column, row) else "error",
                        "figure_merged", row=row, column=column, quantity=name,
                        value=sheet.text(*place),
                    )
                )  # fmt: skip
        elif across := merged_across(table, name, *place):
            cells[row] = Cell(None, set_aside=True)
            findings.append(
                note("error", "figure_merged_across", row=row, column=column, quantity=name,
                     value=sheet.text(*place), expected=across)
            )  # fmt: skip
        elif rule := _why_empty(sheet, place, is_rate=is_rate):
            cells[row] = Cell(None, set_aside=True)
            empty.setdefault(rule, []).append(row)
        elif place in sheet.broken:
            cells[row] = Cell(None, set_aside=True)
            findings.append(
                note("error", sheet.broken[place], row=row, column=column, quantity=name,
                     value=sheet.text(*place))
            )  # fmt: skip
        else:
            value = values[row]
            other = isinstance(value, str) and is_of_another(table, name, column, value)
            single = None if other else _single(value, rate=is_rate)
            cells[row] = single or _seen(sheet, place, value)
    # Said once, with the first cell: the figures are missing, no reason to refuse the others.
    findings += [
        note("warning", rule, row=missing[0], column=column, quantity=name, value=len(missing),
             unit_code=None, unit_name=None)
        for rule, missing in empty.items()
    ]  # fmt: skip
    return cells, findings


def _seen(sheet: Sheet, place: tuple[int, int], value: object) -> Cell:
    """Take a cell with what its format shows of it."""
    looks = sheet.looks
    named = sheet.where(*place) if looks.signed or looks.shown_in else ("", "")
    return Cell(
        value,
        percent=place in sheet.percent,
        signed=named in looks.signed,
        shown_in=looks.shown_in.get(named, 1),
        set_aside=value is None and sheet.cells.get(place) not in {None, ""},
    )


def _is_said_to_be_shared(table: Table, column: int, row: int) -> bool:
    """Tell whether a remark beside a merged figure says that it is of all rows together."""
    sheet = table.sheet
    rows = [
        one.number for one in table.rows
        if one.number == row or sheet.merged.get((one.number, column)) == (row, column)
    ]  # fmt: skip
    return any(
        isinstance(text := sheet.cells.get((one, at)), str) and is_of_several(text)
        for one in rows
        for at in table.block.columns
    )


def _why_empty(sheet: Sheet, place: tuple[int, int], *, is_rate: bool) -> str:
    """Say why a formula gives no figure though nothing in it is wrong; "" otherwise."""
    broken = sheet.broken.get(place, "")
    if broken == "formula_without_value":
        return broken  # programs that never calculate leave whole columns so
    if broken and is_rate and sheet.text(*place) == _OF_NOTHING:
        return "share_of_nothing"  # what it is worked out of was left empty
    return ""


def _merged_alike(table: Table, row: int, column: int) -> bool:
    """Tell whether a figure is merged over the rows that its unit's name is merged over."""
    names = table.block.names
    if names is None:
        return False
    first = table.sheet.merged[row, column][0]
    return table.sheet.merged.get((row, names)) == (first, names)


def _signed(
    name: str, column: int, signs: Signs, legend: Mapping[str, str], note: Note
) -> Iterator[Finding]:
    """Say which cells had a footnote's mark, and what the sheet says of it."""
    for mark in dict.fromkeys(signs.rows.values()):
        rows = [row for row, one in signs.rows.items() if one == mark]
        said = legend.get(mark, "")
        doubtful = is_doubtful(said)
        loud = doubtful or may_be_another(said, note.table.titles.as_of)
        severity: Severity = "warning" if loud else "note"
        rule = "figure_doubtful" if doubtful else "figure_signed"
        for row in rows if doubtful else rows[:1]:
            yield note(
                severity, rule, row=row, column=column, quantity=name,
                value=f"{mark} {said}".strip(), expected=len(rows),
            )  # fmt: skip


def _single(value: object, *, rate: bool) -> Cell | None:
    """Take the part, or the share, of a cell that holds both: "27/28 (96,4%)"."""
    found = compound(value) if isinstance(value, str) else None
    if found is None or not found.agrees:
        return None
    # As stored for a cell shown as percent, so that no other cell's way of writing matters.
    return Cell(found.percent / 100, percent=True) if rate else Cell(found.part)


def _silent(table: Table, cells: dict[str, dict[int, Cell]]) -> set[int]:
    """Find the rows in which nobody filled in anything: no mark there means nothing."""
    if len(cells) == 1:
        return set()
    named = {
        column
        for name, places in table.columns.items()
        if name not in table.figures
        for column in places
    }
    own = {table.block.names, table.block.codes, *named}
    others = [column for column in table.block.columns if column not in own]
    filled = {
        row
        for each in cells.values()
        for row, cell in each.items()
        if cell.value is not None and str(cell.value).strip()
    }
    return {
        row.number
        for row in table.rows
        if row.number not in filled
        and not any(_is_filled(table.sheet.cells.get((row.number, one))) for one in others)
    }


def _is_filled(value: object) -> bool:
    """Tell whether a cell, be it of a column that is not read, holds a figure or a yes."""
    if isinstance(value, str):
        return plain_text(value) in YES_WORDS or (value[:1].isdigit() and looks_like_figure(value))
    return isinstance(value, int | float)


def _read(table: Table, name: str, cells: dict[int, Cell], silent: set[int]) -> Figures:
    """Read one column of counts or marks."""
    entry = table.kinds[name]
    if entry.kind == "mark":
        # A subtotal of marks is a count of them.
        units = {row.number for row in table.rows if row.kind == "unit"} - silent
        marked = {row: cell for row, cell in cells.items() if row in units}
        if "village" in table.columns:
            marked = {row: replace(one, value=as_mark(one.value)) for row, one in marked.items()}
        marks = read_marks(marked)
        sums = read_counts({row: cell for row, cell in cells.items() if row not in units})
        marks.numbers.update(sums.numbers)
        return marks
    counts = read_counts(
        cells,
        dash_is_zero=_dash_is_zero(table, name),
        scale=table.scales.get(name, 1),
        whole=entry.whole,
    )
    if _zero_is_missing(table, name):
        counts.zeros = [row for row, number in counts.numbers.items() if number == 0]
        counts.numbers.update(dict.fromkeys(counts.zeros, math.nan))
    return counts


def _dash_is_zero(table: Table, name: str) -> bool:
    """Tell whether "-" means none: if a note says so, else in a column of its kind."""
    return (table.titles.dash or table.kinds[name].dash) == "zero"


def _zero_is_missing(table: Table, name: str) -> bool:
    """Tell whether a note says that 0 stands where nothing was reported, in this column or all."""
    notes = table.titles.zero_is_missing
    if not notes:
        return False
    own = [plain_text(table.headings[column].split(" / ")[-1]) for column in table.columns[name]]
    every = [plain_text(heading.split(" / ")[-1]) for heading in table.headings.values()]
    return any(
        any(heading and heading in note for heading in own)
        or not any(len(heading) > _SHORT and heading in note for heading in every)
        for note in notes
    )


def _read_rates(
    table: Table,
    name: str,
    cells: dict[int, Cell],
    sheet_is_percent: bool | None,  # noqa: FBT001 - of three values
    under_sign: Mapping[str, bool | None],
) -> Figures:
    """Read one column of rates; "%" in its heading says that 0,9 is 0.9 percent."""
    column = table.columns[name][0]
    low = "_5g" in name
    if table.meanings[column].composed.per_mille:
        return read_rates(cells, per_mille=True)
    if not has_sign(table, column):
        return read_rates(cells, sheet_is_percent=sheet_is_percent, often_low=low)
    if name in under_sign and under_sign[name] is False:
        return read_rates(cells, sheet_is_percent=False)
    rates = read_rates(cells, signed_above=True, often_low=low)
    if name not in under_sign or under_sign[name]:
        return rates
    bare = {row for row, one in bare_rates(cells).items() if one > 0}
    if any(one > 0 for row, one in rates.numbers.items() if row not in bare):
        # Others have a sign: only those without one may be either.
        rates.unreadable |= dict.fromkeys(bare, "rate_may_be_fraction")
        rates.numbers |= dict.fromkeys(bare, math.nan)
    else:
        rates.refused = rates.refused or "percent_scale_unclear"
        rates.numbers = dict.fromkeys(rates.numbers, math.nan)
    return rates


def _faults(
    table: Table, name: str, figures: Figures, cells: dict[int, Cell], note: Note
) -> Iterator[Finding]:
    """Say what is wrong with a column, and what was understood in it."""
    column = table.columns[name][0]
    units = {row.number for row in table.rows if row.kind == "unit"}
    if figures.refused:
        held = {row: cell.value for row, cell in cells.items() if cell.value is not None}
        # What Excel itself stored as numbers can be read in one way only.
        open_ones = [row for row, value in held.items() if isinstance(value, str)] or list(held)
        ambiguous = figures.refused == "number_ambiguous"
        first = next(iter(open_ones if ambiguous else held), -1)
        yield note(
            "error", figures.refused, row=first if ambiguous else None, column=column,
            quantity=name, value=str(held.get(first, "")),
        )  # fmt: skip
    filled = [cells[row].value for row in units if row in cells and cells[row].value is not None]
    if table.kinds[name].kind == "mark" and filled and all(map(_is_number, filled)):
        # Beside communes stand the numbers of their villages that have a mark below.
        yield note("warning", "marks_are_numbers", column=column, value=table.headings[column])
        return
    under_way = [row for row, rule in figures.unreadable.items() if rule == "mark_under_way"]
    if some := [row for row in under_way if row in units]:
        yield note(
            "warning", "mark_under_way", row=some[0], column=column, quantity=name,
            value=_plain(cells[some[0]].value, percent=False), expected=len(some),
        )  # fmt: skip
    for row, rule in figures.unreadable.items():
        if row in units and row not in under_way:
            value = cells[row].value  # rows are what names the cells here
            yield note(
                "error",
                _why_unreadable(name, value, rule),
                row=row,
                column=column,
                quantity=name,
                value=_plain(value, percent=cells[row].percent),
            )
    dashes = [row for row in figures.dashes if row in units]
    if dashes:
        zero = _dash_is_zero(table, name) or table.kinds[name].kind == "mark"
        rule = "dash_is_zero" if zero else "dash_is_missing"
        yield note("note", rule, column=column, quantity=name, value=len(dashes))
    zeros = [row for row in figures.zeros if row in units]
    if zeros:
        yield note("note", "zero_is_missing", column=column, quantity=name, value=len(zeros))
    if figures.fractions:
        yield note("note", "percent_as_fraction", column=column, quantity=name)


def _is_number(value: object) -> bool:
    """Tell a number that is no mark: neither 0 nor 1."""
    return isinstance(value, int | float) and value not in {0, 1}


def _why_unreadable(name: str, value: object, rule: str) -> str:
    """Say more closely why a cell holds no figure of its column."""
    if _is_share(name, value):
        return "count_is_share"
    return "figure_inexact" if isinstance(value, str) and is_inexact(value) else rule


def _is_share(name: str, value: object) -> bool:
    """Tell whether a cell of counts holds a percentage: 97,5 or "97 %"."""
    entry = indicator_counting(name)
    if entry is None or not entry.is_rate:
        return False
    if isinstance(value, str):
        return (
            re.fullmatch(r"\s*(?:\d{1,2}|100)(?:[.,]\d+)?\s*%\s*|\s*\d{1,2}[.,]\d{1,2}\s*", value)
            is not None
        )
    return isinstance(value, float) and 0 < value < 100 and value != round(value)  # noqa: PLR2004 - percent


def _plain(value: object, *, percent: bool) -> object:
    """Give a cell's value as it is seen."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return round(value * 100, 6) if percent else value
    return " ".join(str(value).split())
