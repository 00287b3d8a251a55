"""Rows below a line of words among a table's rows: "B. Trạm chưa phát sóng", "Năm 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.rows.sections import (
    MARK,
    Said,
    Subject,
    mark_of,
    may_be_section,
    section_says,
    technologies_of,
)
from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_IS_MARK: Final = re.compile(rf"\s*{MARK}\s*[.)/:]?\s*")
_DIGITS: Final = re.compile(r"[\d.]+")


@dataclass
class Sectioned:
    """What the lines among a table's rows say of them.

    Attributes
    ----------
    rows
        Those that are read.
    dates
        Row to the day of its figures, of those that a line dates.
    findings
        A warning for each line whose rows are not read.
    """

    rows: list[int]
    dates: dict[int, dt.date] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


@dataclass(frozen=True)
class _Section:
    """A line, how it ranks among others, and what it says."""

    row: int
    words: str
    rank: str
    said: Said


def read_sections(
    table: Table, rows: Sequence[int], lookup: UnitLookup, note: Note, *, as_of: dt.date | None
) -> Sectioned:
    """Find what lines among the rows of a table say of the rows below them.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    lookup
        Tells units and districts.
    note
        Makes the findings.
    as_of
        The day of the table's figures.

    Returns
    -------
    Sectioned
        The rows without those below a line that names no state of today, or that nobody
        understands; a line of the same rank, or of a higher one, ends what is said.
    """
    own = set(rows)
    subject = Subject(table.operator, technologies_of(table.figures), as_of)
    lines = dict(_lines(table, own, lookup))
    found = Sectioned([])
    left: dict[_Section, list[int]] = {}
    open_: list[_Section] = []
    for row in sorted({*own, *lines}):
        if row in own:
            ends = next((one for one in open_ if one.said.kind in {"other", "unknown"}), None)
            if ends is not None:
                left.setdefault(ends, []).append(row)
                continue
            found.rows.append(row)
            days = [one.said.day for one in open_ if one.said.day]
            if days:
                found.dates[row] = days[-1]
            continue
        mark, words = lines[row]
        # What its rows were chosen by has been heard.
        heard = {*table.part.words, table.part.line}
        said = Said() if words in heard else section_says(words, subject, lookup)
        rank = _rank(mark, said)
        ranks = [one.rank for one in open_]
        open_ = open_[: ranks.index(rank)] if rank in ranks else open_
        open_.append(_Section(row, words, rank, said))
    column = table.column("unit_name") or table.column("unit_code")
    order = {row: place for place, row in enumerate(rows)}
    found.rows.sort(key=order.__getitem__)
    found.findings = [
        note(
            "warning",
            "section_other" if section.said.kind == "other" else "section_unknown",
            row=section.row, column=column, value=section.words, expected=len(some),
        )
        for section, some in left.items()
    ]  # fmt: skip
    return found


def _rank(mark: str, said: Said) -> str:
    """Say how a line ranks: by what numbers it, and without a number by what it is about."""
    if not mark:
        return "place" if said.kind == "ordinary" else "said"
    if _DIGITS.fullmatch(mark):
        return f"1{mark.rstrip('.').count('.')}"
    if re.fullmatch("[IVXLC]+", mark):
        return "I"
    return "A" if mark.isupper() else "a"


def _lines(
    table: Table, own: set[int], lookup: UnitLookup
) -> Iterator[tuple[int, tuple[str, str]]]:
    """Give the lines among the rows, each with what numbers it and its words."""
    kinds = {row.number: row for row in table.rows}
    sheet, names = table.sheet, table.column("unit_name") or 0
    rows = HeadingTexts(sheet, table.block).rows.values()
    heading = {text for texts in rows for text in texts.values()}
    last = max(own, default=0)
    for number in table.block.body:
        row = kinds.get(number)
        if number in own or number > last or (row and row.kind in {"unit", "total"}):
            continue
        texts = dict.fromkeys(
            text for column in table.block.columns if (text := sheet.text(number, column))
        )
        figures = any(
            looks_like_figure(sheet.cells.get((number, column)))
            for column in table.block.columns if column > names
        )  # fmt: skip
        before = {sheet.text(number, one) for one in table.block.columns if one <= names}
        marks = [text for text in texts if text in before and _IS_MARK.fullmatch(text)]
        words = [text for text in texts if text not in marks and not looks_like_figure(text)]
        if figures:
            words = [text for text in words if text == sheet.text(number, names)]
        mark = marks[0].strip(" .)/:") if marks else mark_of(words[0]) if words else ""
        adds_up = words and plain_text(words[0]).startswith(("cong", "tong"))
        if figures and (adds_up or not (mark and row is not None and row.kind == "subtotal")):
            continue
        if len(words) != 1 or words[0] in heading or not may_be_section(words[0]):
            continue
        # A long name may go on in a line of its own.
        if not lookup.name(f"{sheet.text(number - 1, names)} {words[0]}"):
            yield number, (mark, words[0])


def titles_of_part(table: Table, others: Sequence[Table]) -> list[str]:
    """Give the lines that stand over one of several tables of a sheet, and over no other.

    Parameters
    ----------
    table
        The table.
    others
        All tables of its sheet.

    Returns
    -------
    list of str
        Those between it and the table above it; over a half of a sheet, those in the rows in
        which the other half has a line, too.
    """
    block, sheet = table.block, table.sheet
    beside = {
        column
        for other in others
        if other.sheet is sheet
        and other.block.first <= block.last <= max(other.block.body, default=0)
        for column in other.block.columns
    } - {*block.columns}
    if block.top == 1 and not beside:
        return []
    found = []
    for row in range(block.top, block.first):
        own = [text for column in block.columns if (text := sheet.text(row, column))]
        wide = any(sheet.text(row, column) in own for column in beside)
        both = not wide and any(sheet.text(row, column) for column in beside)
        found += own if both or (block.top > 1 and not wide) else []
    return list(dict.fromkeys(text for text in found if may_be_section(text)))
