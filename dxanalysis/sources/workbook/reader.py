"""Read the workbooks that operators and agencies send, as they are.

A workbook has a title, two or three merged heading rows, subtotals, totals and signatures around
the figures. The heading is found by what columns are called (``catalogue/headings.toml``), rows by
the units they name, numbers by the style of their column; totals are used to check the sums. What
is not understood is listed, never guessed; what is about persons is not kept.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from dxanalysis import units
from dxanalysis.display.summary import summary_html
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.findings import make_findings, name_units
from dxanalysis.indicators import OPERATORS, indicators
from dxanalysis.lang import date, number, text
from dxanalysis.lang.plain import visible
from dxanalysis.observations import EVIDENCE, make_observations
from dxanalysis.sources import box, inputs
from dxanalysis.sources.spreadsheets.formats import EXPECTED, LARGE, kind_of, open_sheets
from dxanalysis.sources.spreadsheets.sheet import Sheet
from dxanalysis.sources.workbook.collect import Collector, Declared, listed
from dxanalysis.sources.workbook.columns.understood import make_understood
from dxanalysis.sources.workbook.errata import stand_alone, take_errata
from dxanalysis.sources.workbook.file_dates import date_of_cover
from dxanalysis.sources.workbook.forms.commune_forms import gather_forms
from dxanalysis.sources.workbook.layout import find_tables
from dxanalysis.sources.workbook.lists.commune_sums import with_sums_only
from dxanalysis.sources.workbook.notes.legends import explained_in
from dxanalysis.sources.workbook.rows.described import forms_of_communes, what_rows_name
from dxanalysis.sources.workbook.rows.rows import spelling_key
from dxanalysis.sources.workbook.sheets.preparation import prepare
from dxanalysis.sources.workbook.tables.table import Wanted
from dxanalysis.sources.workbook.titles.tab_dates import (
    periods_of_tabs,
    year_of_book,
    year_of_titles,
)
from dxanalysis.sources.workbook.titles.title_operators import names_several
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.unit_lookup import unit_lookup
from dxanalysis.typed_tables import typed_table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    import pandas as pd

    from dxanalysis.sources.workbook.figures.figures import Finding
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.headings import Decision, Headings

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
    "signal": "boolean",
    "latitude": "float64",
    "longitude": "float64",
    "position": "str",
    "as_of": "datetime64[s]",
    "source": "str",
}
"""The columns of a list of villages, and their types; ``signal`` is whether a village has one. A
commune of which the list says that no village is without has a row with a signal and no name.
Coordinates are as written; ``position`` is ``good``, ``missing``, ``unreadable``, or empty where
the list has no column of them. ``as_of`` is the list's date."""

_MOST_TEXTS: Final = 30_000
"""Different texts of a workbook, each of which may name a unit: a province's has some thousand."""

_SENTENCE: Final = 60
_MOST_SENTENCES: Final = 6000
"""Different texts of more letters than that, each of which is searched for what it says of figures:
a remark on each village of a province."""

_MOST_SHEETS: Final = 300
"""Sheets with anything in them: one for each commune of a province are 168 at most."""

_MOST_ROWS: Final = 20_000
"""Filled rows of a workbook: the villages of a province are 4,000 at most, of each operator."""

_MANY_CELLS, _MANY_TEXTS, _LONG_TEXT = 10_000, 2000, 1000
"""Cells, different texts and letters of one text from which on a workbook is read within limits."""


@dataclass(frozen=True)
class WorkbookReading:
    """What one workbook says.

    Attributes
    ----------
    observations
        Its figures (:data:`dxanalysis.observations.COLUMNS`); ``source`` is the cell of the
        numerator, or of the rate.
    villages
        Villages, where a sheet lists them and says which have no signal
        (:data:`VILLAGE_COLUMNS`); no rows otherwise.
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
    understood
        What every column of every table was understood as, and those that were not read
        (:data:`dxanalysis.sources.workbook.columns.understood.UNDERSTOOD_COLUMNS`).
    earlier
        Figures of dates before ``as_of`` that the file gives beside its own, as observations; of
        a file of corrections what had been reported of the same date.
    """

    observations: pd.DataFrame
    villages: pd.DataFrame
    findings: pd.DataFrame
    as_of: dt.date | None
    rows: int
    sha256: str
    path: Path
    sheets: tuple[str, ...]
    understood: pd.DataFrame = field(default_factory=lambda: make_understood(()))
    earlier: pd.DataFrame = field(default_factory=lambda: make_observations(()))

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
    meanings: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
    names: Mapping[str, str] | None = None,
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
    meanings
        What a planner has said that headings mean: the heading's levels joined by " / " to the id
        of a quantity (``people_4g``, ``pop_4g_pct``), of a role (``unit_name``), or ``ignored``.
    decisions
        The same of single columns, each with what the titles above it say.
    names
        What a planner has said that spellings of units mean: as written, to the unit's code.

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
    turned into a count where the sheet has its base; otherwise it stays a rate. Where the file
    names several operators, or was declared to be of ``any``, tables and columns of one operator
    are read as that operator's. Hidden rows and columns are read, and said; hidden sheets are
    not read, and said. Text of fonts from before Unicode (TCVN3, VNI) and tables of text without a
    declared encoding are read by the words they give, and that is said too.

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
    if province is not None:
        province = units.resolve_province(province, vintage=vintage)
    catalogue = load_headings(None if headings is None else Path(headings))
    catalogue = catalogue.with_meanings(meanings or {}).with_decisions(decisions)
    spelt = {spelling_key(written): code for written, code in (names or {}).items()}
    declared = Declared(visible(path.name), operator, province, vintage, as_of, evidence, spelt)
    reading: WorkbookReading = _within_limits(_reading_of, path, declared, catalogue)
    return reading


def _within_limits(
    read: Callable[..., Any], path: Path, declared: Declared, catalogue: Headings
) -> Any:  # noqa: ANN401 - what the function gives
    """Read a workbook, one that holds far more than a province's in a process with limits.

    Most are read here: starting a process for a workbook may take longer than reading it. Of a
    large file the sheets stay in the process that opened it, for handing them over takes as long.
    """
    types = (WorkbookReading, WorkbookPreview)
    if inputs.check_input(path, missing="workbook.missing", expected=EXPECTED) > LARGE:
        return box.run(_opened, read, path, declared, catalogue, path=path, types=types)
    sheets = open_sheets(path)
    if sum(len(sheet.cells) for sheet in sheets) <= _MANY_CELLS:
        texts = _texts(sheets)
        if len(texts) <= _MANY_TEXTS and max(map(len, texts), default=0) <= _LONG_TEXT:
            return read(path, sheets, declared, catalogue)
    return box.run(read, path, sheets, declared, catalogue, path=path, types=types)


def _opened(read: Callable[..., Any], path: Path, declared: Declared, catalogue: Headings) -> Any:  # noqa: ANN401 - what the function gives
    """Open a workbook and read it."""
    return read(path, open_sheets(path), declared, catalogue)


def _texts(sheets: Sequence[Sheet]) -> set[str]:
    """Gather the different texts of a workbook."""
    return {one for sheet in sheets for one in sheet.cells.values() if isinstance(one, str)}


def _reading_of(
    path: Path, sheets: Sequence[Sheet], declared: Declared, catalogue: Headings
) -> WorkbookReading:
    """Read the sheets of a workbook."""
    each = declared.operator == "any" or names_several(sheets)
    collector, _ = _collect(path, sheets, declared, catalogue, each=each)
    if not collector.sheets:
        raise _nothing_read(path, sheets, collector)
    collected = collector.finish()
    return WorkbookReading(
        observations=make_observations(collected.records),
        villages=typed_table(collected.villages, VILLAGE_COLUMNS),
        findings=_findings(collected.findings, declared),
        as_of=declared.as_of or collected.as_of,
        rows=collected.rows,
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
        path=path,
        sheets=tuple(collected.sheets),
        understood=make_understood(collected.understood),
        earlier=make_observations(collected.earlier),
    )


def _findings(records: Sequence[Finding], declared: Declared) -> pd.DataFrame:
    """Make a table of findings that names units by more than their code."""
    listed = units.load_units(vintage=declared.vintage, province=declared.province)
    return name_units(make_findings(records), listed["unit_name"])


def _nothing_read(path: Path, sheets: Sequence[Sheet], collector: Collector) -> FileUnreadableError:
    """Say why nothing of a file could be read, and what it has instead."""
    refused = collector.refusals()
    if refused:
        return FileUnreadableError("workbook.all_refused", where=str(path), found=refused)
    if collector.villages_of_one:
        said = listed(list(collector.villages_of_one.values()))
        return FileUnreadableError("workbook.no_header_villages", where=str(path), seen=said)
    if collector.open_lists:
        said = listed(collector.open_lists)
        return FileUnreadableError("workbook.no_header_signal", where=str(path), seen=said)
    declared = collector.declared
    forms, asked = forms_of_communes(sheets, collector.lookup)
    if forms:
        return FileUnreadableError(
            "workbook.no_header_forms", where=str(path), n=forms, seen=listed(asked)
        )
    named = what_rows_name(
        sheets, collector.lookup, province=declared.province, vintage=declared.vintage
    )
    return FileUnreadableError(
        f"workbook.no_header_{named.kind}" if named.kind else "workbook.no_header",
        where=str(path),
        found=", ".join(f"“{sheet.name}”" for sheet in sheets),
        seen=collector.seen(),
        n=named.count,
        province=named.province,
        vintage=declared.vintage,
    )


def _collect(
    path: Path, sheets: Sequence[Sheet], declared: Declared, catalogue: Headings, *, each: bool
) -> tuple[Collector, list[Table]]:
    """Read the tables of all sheets; where there is none, forms of one commune each as one."""
    _refuse_too_much(path, sheets)
    collector, found = _read_tables(sheets, declared, catalogue, each=each)
    if collector.sheets:
        return collector, found
    if collector.corrections:
        alone, tables = _read_tables(sheets, declared, catalogue, each=each, alone=True)
        if alone.sheets:
            return alone, tables
    forms = gather_forms(sheets, collector.lookup)
    if forms is not None:
        gathered, tables = _read_tables([forms], declared, catalogue, each=each)
        if any(table.names_units for table in tables):
            gathered.note_forms(forms)
            return gathered, tables
    sums = with_sums_only(sheets, collector.lookup)
    if sums:
        summed, tables = _read_tables(sums, declared, catalogue, each=each)
        if summed.sheets:
            return summed, tables
    return collector, found


def _refuse_too_much(path: Path, sheets: Sequence[Sheet]) -> None:
    """Refuse a workbook that holds far more than any province's, before any of it is read."""
    texts = _texts(sheets)
    for key, found, most in (
        ("too_many_sheets", sum(bool(sheet.cells) for sheet in sheets), _MOST_SHEETS),
        ("too_many_rows", sum(len(sheet.rows) for sheet in sheets), _MOST_ROWS),
        ("too_many_texts", len(texts), _MOST_TEXTS),
        ("too_many_sentences", sum(len(one) > _SENTENCE for one in texts), _MOST_SENTENCES),
    ):
        if found > most:
            raise FileUnreadableError(
                f"workbook.{key}", where=str(path), found=found, expected=most
            )


def _read_tables(
    sheets: Sequence[Sheet],
    declared: Declared,
    catalogue: Headings,
    *,
    each: bool,
    alone: bool = False,
) -> tuple[Collector, list[Table]]:
    """Read the tables of each sheet; of a file of corrections alone, their figures as a table."""
    lookup = unit_lookup(declared.province, declared.vintage)
    today = dt.datetime.now(tz=dt.UTC).date()
    collector = Collector(declared, lookup)
    found: list[Table] = []
    used, examples = prepare(sheets, lookup, province=declared.province, vintage=declared.vintage)
    taken = [take_errata(sheet, catalogue, lookup, used) for sheet in used]
    used = [stand_alone(*one) if alone else one[0] for one in taken]
    collector.alone = alone
    collector.corrections = [one for _, corrections in taken for one in corrections]
    collector.errata = {sheet.name for sheet, corrections in taken if corrections}
    explained = {sheet.name: explained_in(sheet) for sheet in used}
    collector.meanings = {meaning for some in explained.values() for _, meaning, _ in some}
    year = year_of_book(used)
    wanted = Wanted(
        declared.operator, declared.as_of, today, each=each, explained=explained, year=year,
        tabs=periods_of_tabs(used, year or year_of_titles(used)),
    )  # fmt: skip
    collector.note_examples(examples)
    collector.dates.cover = date_of_cover(used)
    for sheet in used:
        collector.note_reading(sheet)
        tables = find_tables(sheet, catalogue, lookup, wanted)
        collector.read_sheet(sheet, tables)
        found += tables
    return collector, found


@dataclass(frozen=True)
class WorkbookPreview:
    """What can be said of a workbook before it is known whose it is.

    Attributes
    ----------
    understood, findings, as_of
        As in :class:`WorkbookReading`, also where no column could be read.
    titles
        The names of its sheets and the lines above its tables.
    operators
        The operators that these name.
    one_each
        Whether they name one above each of its tables.
    """

    understood: pd.DataFrame
    findings: pd.DataFrame
    as_of: dt.date | None
    titles: tuple[str, ...]
    operators: tuple[str, ...]
    one_each: bool = False


def preview_workbook(
    path: str | Path,
    *,
    operator: str,
    province: str | None,
    vintage: str = units.LATEST_VINTAGE,
    headings: str | Path | None = None,
    decisions: Sequence[Decision] = (),
    each: bool = False,
) -> WorkbookPreview:
    """Say what a workbook's columns are understood as, without refusing one that has no figure.

    Parameters
    ----------
    path, operator, province, vintage, headings, decisions
        As for :func:`read_workbook`.
    each
        Whether columns that name an operator are that one's; by default, that is to be decided.

    Returns
    -------
    WorkbookPreview
        What there is to decide on.

    Raises
    ------
    FileUnreadableError
        If the file cannot be opened, or has no table that names units.
    ParameterError
        As for :func:`read_workbook`.

    Examples
    --------
    >>> seen = preview_workbook(
    ...     "data/son-la/workbooks/viettel.xlsx", operator="viettel", province="14"
    ... )
    >>> seen.operators, seen.as_of.isoformat()
    (('viettel',), '2025-09-30')
    """
    path = Path(path)
    _check_choice("operator", operator, OPERATORS)
    if province is not None:
        province = units.resolve_province(province, vintage=vintage)
    catalogue = load_headings(None if headings is None else Path(headings))
    catalogue = catalogue.with_decisions(decisions)
    declared = Declared(visible(path.name), operator, province, vintage, None, "declared")
    read = _preview_of_each if each else _preview_of
    preview: WorkbookPreview = _within_limits(read, path, declared, catalogue)
    return preview


def _preview_of_each(
    path: Path, sheets: Sequence[Sheet], declared: Declared, catalogue: Headings
) -> WorkbookPreview:
    """Say what the columns of sheets are understood as, each as its operator's."""
    return _preview_of(path, sheets, declared, catalogue, each=True)


def _preview_of(
    path: Path,
    sheets: Sequence[Sheet],
    declared: Declared,
    catalogue: Headings,
    *,
    each: bool = False,
) -> WorkbookPreview:
    """Say what the columns of sheets are understood as."""
    collector, tables = _collect(path, sheets, declared, catalogue, each=each)
    if not any(table.names_units for table in tables):
        raise _nothing_read(path, sheets, collector)
    found = collector.finish()
    titles = dict.fromkeys(line for table in tables for line in table.titles.lines)
    named = dict.fromkeys(one for table in tables for one in table.titles.operators)
    return WorkbookPreview(
        understood=make_understood(found.understood),
        findings=_findings(found.findings, declared),
        as_of=found.as_of,
        titles=tuple(titles),
        operators=tuple(named),
        one_each=all(len(table.titles.operators) == 1 for table in tables if table.names_units),
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
    return load_headings().by_id[column].kind


def _check_choice(name: str, found: str, allowed: Collection[str]) -> None:
    """Refuse a word that is none of a few."""
    if found not in allowed:
        raise ParameterError(
            "workbook.unknown_choice", name=name, found=found, expected=", ".join(allowed)
        )
