"""Read the workbooks that operators and agencies send, as they are.

A workbook has a title, two or three merged heading rows, subtotals, totals and signatures around
the figures. The heading is found by what columns are called (``catalogue/headings.toml``), rows by
the units they name, numbers by the style of their column; totals are used to check the sums. What
is not understood is listed, never guessed; what is about persons is not kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import math
import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.display.summary import summary_html
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.findings import make_findings
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import date, number, text
from dxanalysis.observations import EVIDENCE, make_observations
from dxanalysis.sources.spreadsheets.formats import kind_of, open_sheets
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Sheet
from dxanalysis.sources.workbook.dates import find_as_of
from dxanalysis.sources.workbook.figures import Note, read_figures
from dxanalysis.sources.workbook.headings import load_headings
from dxanalysis.sources.workbook.layout import find_table
from dxanalysis.sources.workbook.observe import cell_source, figure, observe
from dxanalysis.sources.workbook.rows import first_row_per_unit, match_rows
from dxanalysis.sources.workbook.totals import check_totals
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures import Finding
    from dxanalysis.sources.workbook.layout import Table

__all__ = [
    "VILLAGE_COLUMNS",
    "Sheet",
    "WorkbookReading",
    "column_kind",
    "kind_of",
    "open_sheets",
    "read_workbook",
]

VILLAGE_COLUMNS: Final = {
    "unit_code": "str",
    "village": "str",
    "households": "float64",
    "people": "float64",
    "electricity": "boolean",
    "source": "str",
}
"""The columns of a list of villages without a signal, and their types."""

_NO_SIGNAL: Final = re.compile(
    r"trang song|(?:chua|khong)(?: duoc)?(?: co| phu)? (?:\S+ ){0,2}?song|lom song|no signal"
    r"|without (?:a )?signal|without 4g|chua phu song"
)


@dataclass(frozen=True)
class WorkbookReading:
    """What one workbook says.

    Attributes
    ----------
    observations
        Its figures (:data:`dxanalysis.observations.COLUMNS`); ``source`` is the cell of the
        numerator, or of the rate.
    villages
        Villages without a signal, where a sheet lists them (:data:`VILLAGE_COLUMNS`); no rows
        otherwise.
    findings
        What is wrong with it (:data:`dxanalysis.findings.FINDING_COLUMNS`).
    as_of
        The date given, or found in the file; None where neither says it.
    rows
        How many rows of units and villages were read.
    sha256
        Of the file.
    path
        The file.
    sheets
        The names of the sheets that were read.
    """

    observations: pd.DataFrame
    villages: pd.DataFrame
    findings: pd.DataFrame
    as_of: dt.date | None
    rows: int
    sha256: str
    path: Path
    sheets: tuple[str, ...]

    def _repr_html_(self) -> str:
        """Show in a notebook what was read, in Vietnamese."""
        counts = self.findings["severity"].value_counts()
        said = [
            ("sheets", ", ".join(self.sheets)),
            ("as_of", date(self.as_of, "vi")),
            ("rows", number(self.rows, "vi")),
            (
                "indicators",
                ", ".join(
                    indicators()[key].name("vi")
                    for key in dict.fromkeys(self.observations["indicator"])
                ),
            ),
            ("errors", number(int(counts.get("error", 0)), "vi")),
            ("warnings", number(int(counts.get("warning", 0)), "vi")),
        ]
        return summary_html(
            self.path.name, [(text(f"workbook.show_{key}", "vi"), value) for key, value in said]
        )


def read_workbook(
    path: str | Path,
    *,
    operator: str,
    province: str | None,
    vintage: str = units.LATEST_VINTAGE,
    as_of: dt.date | None = None,
    evidence: str = "declared",
    headings: str | Path | None = None,
) -> WorkbookReading:
    """Read one workbook.

    Parameters
    ----------
    path
        An ``.xlsx``, ``.xlsm``, ``.xls``, ``.ods`` or ``.csv`` file, whatever its name says.
    operator
        Whose figures it holds: a key of :data:`dxanalysis.indicators.OPERATORS`.
    province
        Two-digit code of the province; None for the whole country, where a name alone must be the
        only one of its kind.
    vintage
        Which list of units the file speaks of.
    as_of
        The date of its figures; by default what the file says.
    evidence
        What its figures rest on: one of :data:`dxanalysis.observations.EVIDENCE`.
    headings
        A file in the form of ``catalogue/headings.toml`` with further names of columns.

    Returns
    -------
    WorkbookReading
        All that was understood, and a table of what was not.

    Raises
    ------
    FileUnreadableError
        If the file cannot be opened, or no sheet has a heading that names units and any figure
        that is known.
    ParameterError
        If the operator, the kind of evidence, the province or the vintage is unknown.

    Notes
    -----
    Rows that are no unit are left out and listed as errors; units with an empty cell stay, with a
    missing figure. "-" means zero only where ``headings.toml`` says so (stations). A rate is
    turned into a count where the sheet has its base; otherwise it stays a rate. Hidden rows and
    columns are read, and said; hidden sheets are not read, and said. Text of fonts from before
    Unicode (TCVN3, VNI) and tables of text without a declared encoding are read by the words they
    give, and that is said too.

    Examples
    --------
    >>> reading = read_workbook(
    ...     "data/son-la/workbooks/viettel.xlsx", operator="viettel", province="14"
    ... )
    >>> reading.as_of.isoformat(), reading.observations["unit_code"].nunique()
    ('2025-09-30', 75)
    """
    path = Path(path)
    _check_choice("operator", operator, OPERATORS)
    _check_choice("evidence", evidence, EVIDENCE)
    catalogue = load_headings(None if headings is None else Path(headings))
    sheets = open_sheets(path)
    reader = _Reader(_Declared(path.name, operator, province, vintage, as_of, evidence))
    for sheet in sheets:
        reader.tell(sheet)
        reader.read_sheet(sheet, find_table(sheet, catalogue))
    if not reader.sheets:
        raise FileUnreadableError(
            "workbook.no_header",
            where=str(path),
            found=", ".join(f"«{sheet.name}»" for sheet in sheets),
        )
    reader.compare_villages()
    return WorkbookReading(
        observations=make_observations(reader.records),
        villages=pd.DataFrame(reader.villages, columns=list(VILLAGE_COLUMNS)).astype(
            VILLAGE_COLUMNS
        ),
        findings=make_findings(reader.findings),
        as_of=as_of or reader.found_as_of,
        rows=reader.rows,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        path=path,
        sheets=tuple(reader.sheets),
    )


def column_kind(column: str) -> str:
    """Say how the cells of a column are read.

    Parameters
    ----------
    column
        Its id in ``catalogue/headings.toml``.

    Returns
    -------
    str
        ``count``, ``rate``, ``mark`` ("Có" or "Không"), ``text`` and so on.

    Raises
    ------
    KeyError
        If there is no such column.

    Examples
    --------
    >>> column_kind("people_4g"), column_kind("communes_with_fibre")
    ('count', 'mark')
    """
    known = {each.id: each.kind for some in load_headings().columns.values() for each in some}
    return known[column]


def _check_choice(name: str, found: str, allowed: Collection[str]) -> None:
    """Refuse a word that is none of a few."""
    if found not in allowed:
        raise ParameterError(
            "workbook.unknown_choice", name=name, found=found, expected=", ".join(allowed)
        )


@dataclass(frozen=True)
class _Declared:
    """What is said of a workbook by whoever hands it in."""

    file: str
    operator: str
    province: str | None
    vintage: str
    as_of: dt.date | None
    evidence: str


class _Reader:
    """Reads the sheets of one workbook one by one, and keeps what they say."""

    def __init__(self, declared: _Declared) -> None:
        self.declared = declared
        self.file = declared.file
        self.records: list[dict[str, object]] = []
        self.villages: list[dict[str, object]] = []
        self.findings: list[Finding] = []
        self.sheets: list[str] = []
        self.rows = 0
        self.found_as_of: dt.date | None = None
        self.village_sheet = ""

    def read_sheet(self, sheet: Sheet, table: Table | None) -> None:
        """Read one sheet, or say why not."""
        if not sheet.cells:
            return
        if table is None or not table.has_figures:
            # A sheet of words alone, such as a guide, has nothing that could be missed.
            if any(map(looks_like_figure, sheet.cells.values())):
                self._say("note", "sheet_without_table", sheet)
        elif not sheet.visible:
            self._say("warning", "sheet_hidden", sheet)
        elif "village" in table.columns and not _lists_no_signal(table):
            self._say("warning", "village_list_unclear", sheet)
        else:
            self.sheets.append(sheet.name)
            self._read_table(table)

    def tell(self, sheet: Sheet) -> None:
        """Say how a sheet was understood."""
        for rule, value in sheet.told:
            self._say("note" if rule == "font_legacy" else "warning", rule, sheet, value=value)

    def _say(self, severity: str, rule: str, sheet: Sheet, **entries: object) -> None:
        """Add a finding about a whole sheet."""
        self.findings.append(
            {"severity": severity, "rule": rule, "file": self.file, "sheet": sheet.name, **entries}
        )

    def _read_table(self, table: Table) -> None:
        """Read one table: its units, its figures, its totals."""
        if not any(row.kind == "unit" for row in table.rows):
            if "village" in table.columns:
                self._say("note", "village_list_empty", table.sheet)
            else:
                self._say("error", "rows_absent", table.sheet)
            return
        codes, findings = match_rows(
            table,
            file=self.file,
            province=self.declared.province,
            vintage=self.declared.vintage,
        )
        note = Note(self.file, table, codes)
        figures, faults = read_figures(table, note)
        unit_rows = [row for row in table.rows if row.kind == "unit"]
        if not _has_anything(table, figures):
            self.findings += findings
            self._say("warning", "figures_absent", table.sheet, value=len(unit_rows))
            return
        as_of = self._date(table, note)
        self.findings += [*findings, *_layout_findings(table, note), *faults]
        self.findings += check_totals(table, figures, note)
        self.rows += len(unit_rows)
        if "village" in table.columns:
            self.village_sheet = table.sheet.name
            self.villages += _villages(table, figures, codes, self.file)
            return
        rows, doubles = first_row_per_unit(table, codes, figures, note)
        self.findings += doubles
        self.findings += self._absent(table, codes, note)
        same = {
            "vintage": self.declared.vintage,
            "operator": self.declared.operator,
            "as_of": as_of,
            "evidence": self.declared.evidence,
        }
        for entry in indicators().values():
            records, differing = observe(entry, table, figures, rows, note)
            self.records += [
                {**record, **same, "unit_code": codes[row]} for row, record in records.items()
            ]
            self.findings += differing

    def _date(self, table: Table, note: Note) -> dt.date | None:
        """Find a table's date, and hold it against the one given."""
        sheet = table.sheet
        found = find_as_of([sheet.name, *_lines_above(table)])
        self.found_as_of = self.found_as_of or found
        if self.declared.as_of is None and self.found_as_of is None:
            self.findings.append(note("warning", "as_of_unknown"))
        elif self.declared.as_of is not None and found not in {None, self.declared.as_of}:
            self.findings.append(
                note(
                    "warning",
                    "as_of_differs",
                    value=found,
                    expected=self.declared.as_of,
                )
            )
        return self.declared.as_of or found or self.found_as_of

    def _listed(self) -> pd.Series[str]:
        """Name the units of the province, by code."""
        declared = self.declared
        listed = units.load_units(vintage=declared.vintage, province=declared.province)
        return listed["unit_name"]

    def _absent(self, table: Table, codes: dict[int, str], note: Note) -> Iterator[Finding]:
        """Find the units that a table of most units leaves out."""
        listed = self._listed()
        absent = listed[~listed.index.isin(list(codes.values()))]
        refused = sum(row.kind == "unit" for row in table.rows) - len(codes)
        if 0 < len(absent) < len(listed) / 2 and len(absent) > refused:
            shown = [f"{name} ({code})" for code, name in absent.items()]
            yield note(
                "warning",
                "units_absent",
                value=len(absent),
                expected=", ".join(shown[:10]) + (" …" if len(shown) > 10 else ""),  # noqa: PLR2004
            )

    def compare_villages(self) -> None:
        """Hold the list of villages without a signal against the counts of those with one."""
        listed = pd.Series([village["unit_code"] for village in self.villages]).value_counts()
        for record in self.records:
            numerator, denominator = record["numerator"], record["denominator"]
            if record["indicator"] != "villages_4g" or not self.villages:
                continue
            if not isinstance(numerator, float) or not isinstance(denominator, float):
                continue
            left, found = denominator - numerator, int(listed.get(record["unit_code"], 0))
            if not math.isnan(left) and round(left) != found:
                self.findings.append(
                    {
                        "severity": "warning",
                        "rule": "village_list_differs",
                        "file": self.file,
                        "sheet": self.village_sheet,
                        "unit_code": record["unit_code"],
                        "indicator": "villages_4g",
                        "value": found,
                        "expected": round(left),
                    }
                )


def _has_anything(table: Table, figures: dict[str, Figures]) -> bool:
    """Tell whether any cell of the units holds something: a form may have come back empty."""
    rows = [row.number for row in table.rows if row.kind == "unit"]
    return any(
        (row, column) in table.sheet.cells or (row, column) in table.sheet.broken
        for name in figures
        for column in table.columns[name]
        for row in rows
    ) or len(figures) < len(table.figures)


def _lines_above(table: Table) -> Iterator[str]:
    """Give the texts above a table; a date in a cell of its own after the words beside it."""
    cells = table.sheet.cells
    before = (0, "")
    for row, column in sorted(place for place in cells if place[0] < table.first):
        text = table.sheet.text(row, column)
        same_row = before[0] == row and isinstance(cells[row, column], dt.date)
        yield f"{before[1]} {text}" if same_row else text
        before = (row, text)


def _villages(
    table: Table, figures: dict[str, Figures], codes: dict[int, str], file: str
) -> Iterator[dict[str, object]]:
    """List the villages of a table, a row each."""
    for row, code in codes.items():
        electricity = figure(figures, "electricity", row)
        yield {
            "unit_code": code,
            "village": table.label(row, "village"),
            "households": figure(figures, "households", row),
            "people": figure(figures, "population", row),
            "electricity": None if math.isnan(electricity) else electricity == 1,
            "source": cell_source(table, file, row, table.column("village")),
        }


def _lists_no_signal(table: Table) -> bool:
    """Tell whether a list of villages is of those without a signal, by its title."""
    sheet = table.sheet
    titles = [sheet.text(*place) for place in sheet.cells if place[0] < table.first]
    return any(
        _NO_SIGNAL.search(strip_tones(title).lower())
        for title in [sheet.name, *titles, *table.headings.values()]
    )


def _layout_findings(table: Table, note: Note) -> Iterator[Finding]:
    """Say which columns were not read, and which rows and columns are hidden."""
    sheet = table.sheet
    rows = {row.number for row in table.rows}
    filled = {column for row, column in sheet.cells if row in rows}
    for column in sorted(filled - set(table.headings)):
        yield note("note", "column_unknown", column=column, value="")
    for column, rule in table.unread.items():
        if column in filled:
            severity = "note" if rule == "column_unknown" else "warning"
            yield note(severity, rule, column=column, value=table.headings[column])  # type: ignore[arg-type]
    hidden = len(rows & sheet.hidden_rows)
    if hidden:
        yield note("warning", "rows_hidden", value=hidden)
    used = {place for name in table.figures for place in table.columns[name]}
    for column in sorted(used & sheet.hidden_columns):
        yield note("warning", "column_hidden", column=column, value=table.headings[column])
