"""Tables that correct figures of other tables: "Đã ghi" 11, "Đính chính lại là" 13."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicators
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.figures.figures import read_figures
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.headings import Headings
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_LONGEST: Final = 80
_ASKED: Final = re.compile(
    r"(?:ten )?(?:chi tieu|noi dung|tieu chi|chi so|so lieu ve)\b[^\d]{0,30}"
)
_RIGHT: Final = re.compile(
    r"(?:so )?(?:dinh chinh|sua)(?: lai)?(?: (?:la|thanh))?|(?:nay )?(?:dieu chinh|sua)(?: lai)? "
    r"(?:la|thanh)|so (?:lieu )?(?:dung|da (?:sua|dinh chinh))|dung la|(?:corrected|correct|right)"
    r"(?: (?:figure|value|number))?"
)
_WRITTEN: Final = re.compile(
    r"(?:so (?:lieu )?)?(?:da (?:ghi|bao cao|gui|nhap|in|neu)|cu|sai|ghi sai|nham)\b.{0,40}"
    r"|(?:reported|old|wrong)(?: (?:figure|value|number))?"
)
_BLANK: Final = 2
"""Blank rows that a table of corrections may have within it."""

_SUM: Final = re.compile(r"(?:tong|cong|toan)\b")


@dataclass(frozen=True)
class Correction:
    """One figure of which a table says what it must be.

    Attributes
    ----------
    sheet, cell
        Where the right figure stands.
    unit, asked
        The unit and the quantity, as written.
    codes, quantities
        The units and the quantities that these can be.
    old, new
        The figure as it was written, and as it must be.
    says_old
        Whether the table has a column of what was written.
    """

    sheet: str
    cell: str
    unit: str
    asked: str
    codes: frozenset[str]
    quantities: frozenset[str]
    old: Value | None
    new: Value | None
    says_old: bool


def take_errata(
    sheet: Sheet, headings: Headings, lookup: UnitLookup
) -> tuple[Sheet, list[Correction]]:
    """Take the table of corrections out of a sheet.

    Parameters
    ----------
    sheet
        Any sheet.
    headings
        What columns are called.
    lookup
        Tells units.

    Returns
    -------
    sheet : Sheet
        Without the table's cells; as it is where it has none.
    corrections : list of Correction
        What the table says.
    """
    for row in _headings(sheet) if sheet.visible else ():
        columns = _heading(sheet, row)
        end = _end(sheet, row, columns) if columns else 0
        rows = range(row + 1, end)
        units = _unit_column(sheet, rows, lookup, before=columns[-1]) if columns else None
        if columns is None or units is None or units == columns[0]:
            continue
        asked, old, new = columns
        found: list[Correction] = []
        for own in rows:
            name = sheet.text(own, units)[:_LONGEST] or (found[-1].unit if found else "")
            about = sheet.text(own, asked)[:_LONGEST]
            filled = any((own, column) in sheet.cells for column in (asked, old, new))
            if not filled or name.isdecimal() or _SUM.match(plain_text(name)):
                continue
            found.append(
                Correction(
                    *sheet.where(own, new), name, about, lookup.name(name),
                    frozenset(one.id for one in headings.meaning((about,)).columns),
                    sheet.cells.get((own, old)), sheet.cells.get((own, new)), old > 0,
                )
            )  # fmt: skip
        cells = {place: v for place, v in sheet.cells.items() if not row <= place[0] < end}
        return replace(sheet, cells=cells), found
    return sheet, []


def _headings(sheet: Sheet) -> list[int]:
    """Give the rows in which a cell says that figures beneath it are the right ones."""
    texts = ((row, value) for (row, _), value in sheet.cells.items() if isinstance(value, str))
    return sorted({row for row, value in texts if _RIGHT.fullmatch(_plain(value))})


def _heading(sheet: Sheet, row: int) -> tuple[int, int, int] | None:
    """Find the columns of what is corrected, of the old figure (0 without one) and the right one.

    They are the heading of a table of corrections only where each stands there once.
    """
    texts = {
        column: _plain(sheet.text(row, column))
        for column in sheet.columns
        if sheet.merged.get((row, column), (row, column))[1] == column
    }
    right, asked, old = (
        [column for column, text in texts.items() if form.fullmatch(text)]
        for form in (_RIGHT, _ASKED, _WRITTEN)
    )
    if len(right) != 1 or len(asked) != 1 or len(old) > 1 or asked[0] > right[0]:
        return None
    return asked[0], old[0] if old else 0, right[0]


def _end(sheet: Sheet, row: int, columns: tuple[int, int, int]) -> int:
    """Give the row behind a table's last; a blank row may stand within it."""
    last = row
    for own in range(row + 1, sheet.last_row + 1):
        filled = all((own, column) in sheet.cells for column in columns[::2])
        if own in sheet.rows and (filled or own - 1 == last):
            last = own
        elif own - last > _BLANK:
            break
    return last + 1


def correct(
    table: Table, figures: Mapping[str, Figures], note: Note, corrections: Sequence[Correction]
) -> tuple[list[Finding], set[Correction]]:
    """Put the right figures in the place of those that a table of corrections names.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures; those that are named are replaced where they are as the corrections say they
        were written, and become missing where they are not.
    note
        Makes the findings.
    corrections
        What is to be corrected.

    Returns
    -------
    findings : list of dict
        A finding for each figure.
    used : set of Correction
        Those that are about the table.
    """
    places = {
        (row, name): one
        for one in corrections
        for row, code in note.codes.items()
        if one.codes == {code}
        for name in _named(table, one) & set(figures)
        if "village" not in table.columns
    }
    findings: list[Finding] = []
    if not places:
        return findings, set()
    old = read_figures(_written(table, {at: one.old for at, one in places.items()}), note)[0]
    new = read_figures(_written(table, {at: one.new for at, one in places.items()}), note)[0]
    for (row, name), one in places.items():
        own = figures[name].numbers.get(row, math.nan)
        before, after = (
            some[name].numbers.get(row, math.nan) if name in some else math.nan
            for some in (old, new)
        )  # fmt: skip
        right = looks_like_figure(one.new) and not math.isnan(after)
        if right and math.isclose(own, after):
            continue  # corrected in the table itself
        none = one.old is None and math.isnan(own)
        fits = right and (not one.says_old or none or math.isclose(own, before))
        figures[name].numbers[row] = after if fits else math.nan
        findings.append(
            note(
                "warning" if fits else "error",
                "figure_corrected" if fits else "correction_differs",
                row=row, column=table.column(name), quantity=name,
                value=table.sheet.text(row, table.column(name) or 0),
                expected=_said(one),
            )
        )  # fmt: skip
    return findings, set(places.values())


def not_used(
    corrections: Sequence[Correction], records: Sequence[dict[str, object]], file: str
) -> Iterator[Finding]:
    """Say which corrections were not understood, and leave out what they may be about.

    Parameters
    ----------
    corrections
        Those that were used for no table.
    records
        Observations; the figures that a correction may name become missing.
    file
        The workbook.

    Yields
    ------
    dict
        A warning for each.
    """
    for one in corrections:
        old = _number(one.old)
        for record in records:
            entry = indicators()[str(record["indicator"])]
            about = {entry.numerator, entry.denominator, f"{entry.id}_pct"} & one.quantities
            of_unit = record["unit_code"] in one.codes if one.codes else old is not None
            same = old is None or old in {record["numerator"], record["denominator"]}
            if of_unit and same and (about or not one.quantities):
                record["numerator"] = record["rate"] = math.nan
        yield {
            "severity": "warning", "rule": "correction_unclear", "file": file, "sheet": one.sheet,
            "cell": one.cell, "unit_name": one.unit, "value": one.asked, "expected": str(one.new),
        }  # fmt: skip


def _named(table: Table, one: Correction) -> set[str]:
    """Give the quantities of a table that a correction is about: by its heading, or its meaning."""
    asked = _plain(one.asked)
    if not asked:
        return set()
    of = {column: name for name, columns in table.columns.items() for column in columns}
    levels = {column: text.split(" / ") for column, text in table.headings.items()}
    for texts in (
        {column: _plain(" ".join(path)) for column, path in levels.items()},
        {column: _plain(path[-1]) for column, path in levels.items()},
    ):
        same = [column for column, text in texts.items() if text == asked]
        if len(same) == 1:
            return {of[same[0]]} if same[0] in of else set()
    if table.earlier or table.beside or len(one.quantities) != 1:
        return set()
    return set(one.quantities)


def _written(table: Table, values: Mapping[tuple[int, str], Value | None]) -> Table:
    """Write other values into the cells of a table."""
    cells: dict[Place, Value] = dict(table.sheet.cells)
    for (row, name), value in values.items():
        for column in table.columns[name]:
            cells.pop((row, column), None)
            if value is not None:
                cells[row, column] = value
    return replace(table, sheet=replace(table.sheet, cells=cells))


def _unit_column(sheet: Sheet, rows: range, lookup: UnitLookup, *, before: int) -> int | None:
    """Find the column in which most of some rows name a unit."""
    for column in sheet.columns:
        named = sum(bool(lookup.name(sheet.text(row, column))) for row in rows)
        if column < before and named and 2 * named >= len(rows):
            return column
    return None


def _plain(value: object) -> str:
    """Give a text in small letters without tones, "" where it is long or none."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    return " ".join(plain_text(value).replace(":", " ").split())


def _number(value: Value | None) -> float | None:
    """Read a figure alone: its digits."""
    if isinstance(value, int | float):
        return float(value)
    digits = re.sub(r"[.,\s]", "", value) if isinstance(value, str) else ""
    return float(digits) if digits.isdecimal() and len(digits) <= _LONGEST else None


def _said(one: Correction) -> str:
    """Quote a correction, with its cell."""
    return f"{one.new} ({one.sheet} {one.cell})"
