"""Fills the empty workbooks of a new province folder in, as senders would."""

from __future__ import annotations

import datetime as dt
import random
from typing import TYPE_CHECKING

import openpyxl

from dxanalysis.scaffold import heading, templates

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from openpyxl.worksheet.worksheet import Worksheet

    from dxanalysis.scaffold import Template

AS_OF = dt.date(2025, 9, 30)

SHARES = {
    "people_4g": ("population", 0.9),
    "people_5g": ("population", 0.2),
    "villages_with_4g": ("villages", 0.9),
    "villages_with_5g": ("villages", 0.2),
    "villages_with_fibre": ("villages", 0.7),
    "villages_with_team": ("villages", 0.8),
    "households_passed": ("households", 0.8),
    "households_subscribed": ("households", 0.4),
    "households_with_smartphone": ("households", 0.9),
    "adults_with_epayment": ("adults", 0.8),
    "adults_with_signature": ("adults", 0.1),
    "people_with_apps": ("population", 0.6),
    "files_online": ("files", 0.9),
    "files_on_time": ("files_settled", 0.95),
    "results_digitised": ("results", 0.9),
    "subscribers_with_2g_only": ("subscribers", 0.05),
}
WHOLES = {
    "villages": 20,
    "population": 8_000,
    "households": 2_000,
    "adults": 5_500,
    "files": 700,
    "files_settled": 650,
    "results": 640,
    "subscribers": 7_000,
    "teams": 20,
    "team_members": 110,
    "eid_accounts": 5_000,
}


def figures_of(template: Template, code: str) -> dict[str, int | str]:
    """Make up one commune's figures, the same whenever it is asked and in every workbook."""
    made: dict[str, int | str] = {}
    size = random.Random(code).uniform(0.5, 2.0)  # noqa: S311 - made-up figures
    own = {"any": 1.0, "viettel": 0.8, "vnpt": 0.75}.get(template.operator, 0.7)
    for column in template.columns:
        if column in WHOLES:
            made[column] = round(WHOLES[column] * size)
        elif column in SHARES:
            whole, share = SHARES[column]
            made[column] = max(1, int(round(WHOLES[whole] * size) * share * own))
        elif column.startswith("stations_"):
            made[column] = 1 + int(code) % 7
        else:
            made[column] = "Có" if int(code) % 5 else "Không"
    return made


def without_4g(figures: dict[str, int | str]) -> int:
    """Count a commune's villages without 4G."""
    return int(figures["villages"]) - int(figures["villages_with_4g"])


def _list_villages(
    page: Worksheet, figures: dict[str, dict[str, int | str]], names: dict[str, str]
) -> None:
    """List the villages without 4G, as many as the table of communes leaves."""
    row = 6
    for code, counted in figures.items():
        for place in range(without_4g(counted)):
            values = (row - 5, names[code], f"Bản số {place + 1}", 40, 180, "Không")
            for column, value in enumerate(values, 1):
                page.cell(row, column).value = value
            row += 1


def fill_in(
    folder: Path, *, operators: Collection[str] = ("viettel", "vnpt", "mobifone")
) -> dict[str, dict[str, dict[str, int | str]]]:
    """Fill in all workbooks of a folder. Returns file → commune → column → figure."""
    written = {}
    for template in templates(list(operators)):
        path = folder / "workbooks" / template.file
        book = openpyxl.load_workbook(path)
        page = book.worksheets[0]
        page["D4"] = AS_OF
        heads = {str(cell.value): cell.column for cell in page[7]}
        figures: dict[str, dict[str, int | str]] = {}
        names: dict[str, str] = {}
        for row in range(8, page.max_row + 1):
            code = str(page.cell(row, heads[heading("unit_code")]).value)
            names[code] = str(page.cell(row, heads[heading("unit_name")]).value)
            figures[code] = figures_of(template, code)
            for column, value in figures[code].items():
                page.cell(row, heads[heading(column)]).value = value
        written[template.file] = figures
        if template.villages:
            _list_villages(book.worksheets[1], figures, names)
        book.save(path)
    return written
