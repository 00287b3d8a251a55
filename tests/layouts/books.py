"""Sheets of cells, and the four kinds of files that offices save them as."""

from __future__ import annotations

import csv
import datetime as dt
import zipfile
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

import xlsxwriter
import xlwt

if TYPE_CHECKING:
    from pathlib import Path


@dataclass
class Sheet:
    """A sheet: cells by row and column (from 0), what is merged, what is hidden."""

    title: str
    cells: dict[tuple[int, int], Any] = field(default_factory=dict)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    formats: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden: bool = False
    delimiter: str = ";"
    encoding: str = "utf-8-sig"

    def put(self, row: int, column: int, value: Any) -> None:
        """Write a value; None leaves the cell empty."""
        if value is not None:
            self.cells[row, column] = value

    def line(self, row: int, values: list[Any], *, at: int = 0) -> None:
        """Write values from left to right."""
        for column, value in enumerate(values, start=at):
            self.put(row, column, value)

    @property
    def end(self) -> int:
        """The first row below all that is written."""
        return max((row for row, _ in self.cells), default=-1) + 1

    def rows(self) -> list[list[Any]]:
        """Give the cells as a rectangle."""
        width = max((column for _, column in self.cells), default=-1) + 1
        return [[self.cells.get((r, c)) for c in range(width)] for r in range(self.end)]


def save(sheets: list[Sheet], path: Path) -> None:
    """Write the sheets as what the name's ending says: xlsx, xls, ods or csv."""
    {".xlsx": _xlsx, ".xls": _xls, ".ods": _ods, ".csv": _csv}[path.suffix](sheets, path)


def _xlsx(sheets: list[Sheet], path: Path) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_numbers": False, "in_memory": True}) as book:
        for sheet in sheets:
            page = book.add_worksheet(sheet.title)
            first = {(top, left) for top, left, _, _ in sheet.merged}
            for top, left, bottom, right in sheet.merged:
                page.merge_range(top, left, bottom, right, sheet.cells.get((top, left), ""))
            for (row, column), value in sheet.cells.items():
                if (row, column) not in first:
                    form = sheet.formats.get((row, column))
                    _xlsx_cell(book, page, (row, column), value, form)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()


def _xlsx_cell(book: Any, page: Any, at: tuple[int, int], value: Any, form: str | None) -> None:
    """Write a cell; a pair is a formula and the value that it had when the file was saved."""
    style = book.add_format({"num_format": form}) if form else None
    if isinstance(value, str):
        page.write_string(*at, value, style)
    elif isinstance(value, tuple):
        page.write_formula(*at, value[0], style, value[1])
    elif isinstance(value, dt.date):
        page.write_datetime(*at, value, book.add_format({"num_format": "dd/mm/yyyy"}))
    else:
        page.write(*at, value, style)


def _xls(sheets: list[Sheet], path: Path) -> None:
    book = xlwt.Workbook(encoding="utf-8")
    for sheet in sheets:
        page = book.add_sheet(sheet.title, cell_overwrite_ok=True)
        for (row, column), value in sheet.cells.items():
            page.write(row, column, value)
        for top, left, bottom, right in sheet.merged:
            page.merge(top, bottom, left, right)
        for row in sheet.hidden_rows:
            page.row(row).hidden = True
        for column in sheet.hidden_columns:
            page.col(column).hidden = True
    book.save(str(path))


def _csv(sheets: list[Sheet], path: Path) -> None:
    first = sheets[0]
    with path.open("w", encoding=first.encoding, newline="") as file:
        csv.writer(file, delimiter=first.delimiter).writerows(first.rows())


ODS = "urn:oasis:names:tc:opendocument:xmlns:"


def _ods(sheets: list[Sheet], path: Path) -> None:
    body = "".join(
        f'<table:table table:name="{escape(sheet.title)}">'
        + "".join(
            f"<table:table-row>{''.join(map(_ods_cell, row))}</table:table-row>"
            for row in sheet.rows()
        )
        + "</table:table>"
        for sheet in sheets
    )
    names = "".join(
        f' xmlns:{short}="{ODS}{long}:1.0"'
        for short, long in (("office", "office"), ("table", "table"), ("text", "text"))
    )
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}'
        f' office:version="1.2"><office:body><office:spreadsheet>{body}'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0" encoding="UTF-8"?><manifest:manifest'
        f' xmlns:manifest="{ODS}manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", kind)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    text = f"<text:p>{escape(str(value))}</text:p>"
    if isinstance(value, str):
        return f'<table:table-cell office:value-type="string">{text}</table:table-cell>'
    return (
        f'<table:table-cell office:value-type="float" office:value="{value}">{text}'
        "</table:table-cell>"
    )


def runs(levels: list[str]) -> list[tuple[int, int]]:
    """Give the first and last place of each run of equal neighbours, empty ones left out."""
    edges = [0, *(i for i, (a, b) in enumerate(pairwise(levels), 1) if a != b), len(levels)]
    return [(a, b - 1) for a, b in pairwise(edges) if levels[a]]
