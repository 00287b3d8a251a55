"""The tables of a workbook, read one by one and brought together."""

from __future__ import annotations

import datetime as dt
import math
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis import units
from dxanalysis.indicators import indicators
from dxanalysis.lang.plain import reveal, shorten
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.column_notes import (
    personal_cells,
    read_columns,
    unread_columns,
)
from dxanalysis.sources.workbook.content import WHOLE, check_content
from dxanalysis.sources.workbook.described import headings_of
from dxanalysis.sources.workbook.figures import Note, read_figures
from dxanalysis.sources.workbook.observe import cell_source, figure, observe
from dxanalysis.sources.workbook.people import check_people
from dxanalysis.sources.workbook.rows import first_row_per_unit, match_rows
from dxanalysis.sources.workbook.totals import check_totals
from dxanalysis.sources.workbook.understood import as_written, understand
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures import Finding
    from dxanalysis.sources.workbook.layout import Table
    from dxanalysis.sources.workbook.unit_lookup import UnitLookup

    Record = dict[str, object]

_NO_SIGNAL: Final = re.compile(
    r"trang song|(?:chua|khong)(?: duoc)?(?: co| phu)? (?:\S+ ){0,2}?song|lom song|no signal"
    r"|without (?:a )?signal|without 4g|chua phu song"
)
_UNITS_SEEN: Final = 3
"""Units from which on a sheet without a table that was read is worth a warning."""

_SHOWN: Final = 10


@dataclass(frozen=True)
class Declared:
    """What is said of a workbook by whoever hands it in.

    Attributes
    ----------
    file
        Its name.
    operator, province, vintage, as_of, evidence
        As for :func:`dxanalysis.read_workbook`.
    """

    file: str
    operator: str
    province: str | None
    vintage: str
    as_of: dt.date | None
    evidence: str


@dataclass
class Collected:
    """What a workbook's tables say together.

    Attributes
    ----------
    records, earlier
        Observations of the file's own date, and of dates before it.
    villages, findings, understood, sheets, rows, as_of
        As in :class:`dxanalysis.sources.workbook.WorkbookReading`.
    """

    records: list[Record] = field(default_factory=list)
    earlier: list[Record] = field(default_factory=list)
    villages: list[Record] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    understood: list[Record] = field(default_factory=list)
    sheets: list[str] = field(default_factory=list)
    rows: int = 0
    as_of: dt.date | None = None


class Collector:
    """Reads the tables of one workbook one by one, and keeps what they say.

    Parameters
    ----------
    declared
        What is said of the workbook.
    lookup
        Tells units.
    """

    def __init__(self, declared: Declared, lookup: UnitLookup) -> None:
        self.declared = declared
        self.lookup = lookup
        self.file = declared.file
        self.found = Collected()
        self.village_sheet = ""
        self.units: set[str] = set()
        self.refused = 0
        self.bases: dict[tuple[str, str], list[float]] = {}
        self._seen: list[str] = []
        self._first: Note | None = None
        self._undated: Note | None = None

    @property
    def sheets(self) -> list[str]:
        """The sheets that a table was read of."""
        return self.found.sheets

    def seen(self) -> str:
        """Name the headings that were seen where no table could be read."""
        return _listed(self._seen)

    def refusals(self) -> str:
        """Name the columns that were understood and not read, each with the words it rests on."""
        shown = [
            f"«{row['heading']}» («{row['words']}»)"
            for row in self.found.understood
            if row["role"] == "unread" and row["words"] and row["why"] != "column_unknown"
        ]
        return ", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")

    def tell(self, sheet: Sheet) -> None:
        """Say how a sheet was understood."""
        for rule, value in sheet.told:
            self._say("note" if rule == "font_legacy" else "warning", rule, sheet, value=value)

    def _say(self, severity: str, rule: str, sheet: Sheet, **entries: object) -> None:
        """Add a finding about a whole sheet."""
        self.found.findings.append(
            {"severity": severity, "rule": rule, "file": self.file, "sheet": sheet.name, **entries}
        )

    def read_sheet(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        """Read the tables of one sheet, or say why not."""
        places = personal_cells(sheet, tables)
        if places:
            shown = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
            self._say("warning", "personal_data", sheet, value=shown, expected=len(places))
        if not sheet.cells:
            return
        usable = [table for table in tables if table.has_figures]
        if not usable:
            self._without_table(sheet, tables)
        elif not sheet.visible:
            self._say("warning", "sheet_hidden", sheet)
        else:
            for table in tables:
                if table.names_units:
                    self._read(table)

    def _without_table(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        """Say that a sheet has no table that could be read, and what it has instead."""
        seen = [heading for table in tables for heading in table.headings.values() if heading]
        seen = seen or headings_of(sheet)
        self._seen += seen
        # A sheet of words alone, such as a guide, has nothing that could be missed.
        if not any(map(looks_like_figure, sheet.cells.values())):
            return
        named = sum(
            isinstance(value, str) and bool(self.lookup.name(value))
            for value in sheet.cells.values()
        )
        for table in tables:
            self.found.understood += understand(table, {}, {}, operator=self.declared.operator)
            self.found.findings += unread_columns(table, Note(self.file, table, {}))
        severity = "warning" if named >= _UNITS_SEEN else "note"
        self._say(severity, "sheet_without_table", sheet, value=_listed(seen))

    def _read(self, table: Table) -> None:
        """Read one table of a visible sheet."""
        if "village" in table.columns and not _lists_no_signal(table):
            self._say("warning", "village_list_unclear", table.sheet)
            return
        if not table.earlier and self._is_of_another(table):
            return
        if table.sheet.name not in self.found.sheets and table.has_figures:
            self.found.sheets.append(table.sheet.name)
        self._read_table(table)

    def _is_of_another(self, table: Table) -> bool:
        """Tell whether titles say that the figures are another operator's, and say so."""
        named = set(table.titles.operators) - {"other"}
        if "any" in named or len(named) != 1 or named == {self.declared.operator}:
            return False
        self._say(
            "error", "table_other_operator", table.sheet, value=named.pop(),
            expected=self.declared.operator,
        )  # fmt: skip
        if table.sheet.name not in self.found.sheets:
            self.found.sheets.append(table.sheet.name)
        self.found.understood += understand(table, {}, {}, operator=self.declared.operator)
        return True

    def _read_table(self, table: Table) -> None:
        """Read one table: its units, its figures, its totals."""
        found = self.found
        if not any(row.kind == "unit" for row in table.rows):
            if "village" in table.columns:
                self._say("note", "village_list_empty", table.sheet)
            elif not table.part.words:
                self._say("error", "rows_absent", table.sheet)
            return
        codes, findings = match_rows(
            table,
            file=self.file,
            province=self.declared.province,
            vintage=self.declared.vintage,
        )
        note = Note(self.file, table, codes)
        self._first = self._first or note
        figures, faults = read_figures(table, note)
        unit_rows = [row for row in table.rows if row.kind == "unit"]
        unread = [] if table.earlier else list(unread_columns(table, note))
        if table.figures and not _has_anything(table, figures):
            found.findings += findings
            self._say("warning", "figures_absent", table.sheet, value=len(unit_rows))
            return
        if not table.earlier:
            found.understood += understand(table, figures, codes, operator=self.declared.operator)
        found.findings += [*findings, *unread]
        if not table.figures:
            return
        as_of = self._date(table, note)
        found.findings += [*read_columns(table, note), *faults]
        found.findings += check_totals(table, figures, note)
        found.rows += 0 if table.earlier else len(unit_rows)
        if "village" in table.columns:
            self.village_sheet = table.sheet.name
            found.villages += _villages(table, figures, codes, self.file)
            return
        rows, doubles = first_row_per_unit(table, codes, figures, note)
        found.findings += doubles
        found.findings += check_people(table, figures, rows, note, vintage=self.declared.vintage)
        found.findings += check_content(table, figures, rows, note)
        self.units |= set(codes.values())
        self.refused += len(unit_rows) - len(codes)
        self._observe(table, figures, rows, as_of, note)

    def _observe(
        self,
        table: Table,
        figures: dict[str, Figures],
        rows: Sequence[int],
        as_of: dt.date | None,
        note: Note,
    ) -> None:
        """Turn a table's figures into observations."""
        codes = note.codes
        target = self.found.earlier if table.earlier else self.found.records
        same = {
            "vintage": self.declared.vintage,
            "operator": self.declared.operator,
            "evidence": self.declared.evidence,
        }
        for entry in indicators().values():
            records, differing = observe(entry, table, figures, rows, note)
            name = entry.numerator if entry.numerator in table.columns else f"{entry.id}_pct"
            own = table.dates.get(name, as_of)
            target += [
                {**record, **same, "as_of": own, "unit_code": codes[row]}
                for row, record in records.items()
            ]
            self.found.findings += differing
            if not table.earlier and entry.denominator:
                for row in rows:
                    whole = figure(figures, f"{WHOLE}{entry.numerator}", row)
                    if not math.isnan(whole):
                        self.bases.setdefault((codes[row], entry.denominator), []).append(whole)
        if not table.earlier:
            for name in table.figures:
                for row in rows if name in figures else ():
                    number = figure(figures, name, row)
                    if not math.isnan(number):
                        self.bases.setdefault((codes[row], name), []).append(number)

    def _date(self, table: Table, note: Note) -> dt.date | None:
        """Find a table's date, and compare it with the one given."""
        found = table.part.as_of or table.titles.as_of
        dated = table.titles.dated
        if dated is not None and dated.day is None and self.declared.as_of is None:
            self.found.findings.append(
                note("error", "date_impossible", value=as_written(dated.written, table))
            )
        if found is not None and found > dt.datetime.now(tz=dt.UTC).date():
            self.found.findings.append(
                note(
                    "error",
                    "as_of_to_come",
                    value=as_written(dated.written, table) if dated else str(found),
                )
            )
            found = None
        if found is not None and not table.earlier:
            self.found.as_of = max(self.found.as_of or found, found)
        if self.declared.as_of is None and found is None:
            if self.found.as_of is None and self._undated is None:
                self._undated = note
        elif self.declared.as_of is not None and found not in {None, self.declared.as_of}:
            self.found.findings.append(
                note("warning", "as_of_differs", value=found, expected=self.declared.as_of)
            )
        if table.earlier:
            return table.as_of
        return self.declared.as_of or found or self.found.as_of

    # ---- all tables together ---------------------------------------------------------------------
    def finish(self) -> Collected:
        """Bring the tables together.

        Returns
        -------
        Collected
            One observation for each unit and indicator of the file's date; what two tables give
            differently is an error and no figure.
        """
        found = self.found
        if self._undated is not None and self.declared.as_of is None and found.as_of is None:
            found.findings.append(self._undated("warning", "as_of_unknown"))
        for record in found.records:
            if record["as_of"] is None:
                record["as_of"] = self.declared.as_of or found.as_of
        self._fill_bases()
        self._part_dates()
        self._once()
        found.findings += self._absent()
        self._compare_villages()
        found.findings = _without_doubles(found.findings)
        return found

    def _fill_bases(self) -> None:
        """Give a part the whole that another table of the file has."""
        for record in self.found.records:
            entry = indicators()[str(record["indicator"])]
            base = record["denominator"]
            if entry.denominator is None or not (isinstance(base, float) and math.isnan(base)):
                continue
            known = self.bases.get((str(record["unit_code"]), entry.denominator), [])
            if not known or len(set(known)) > 1 or known[0] <= 0:
                continue
            rate, count = record["rate"], record["numerator"]
            record["denominator"] = known[0]
            if isinstance(rate, float) and not math.isnan(rate):
                record["numerator"], record["rate"] = rate * known[0], math.nan
            elif isinstance(count, float) and count > known[0]:
                self._contradicted(record, known[0])

    def _contradicted(self, record: Record, base: float) -> None:
        """Say that a part is more than the whole another table gives."""
        self.found.findings.append(
            {
                "severity": "error",
                "rule": "covered_above_base",
                **_place(record),
                "unit_code": record["unit_code"],
                "indicator": record["indicator"],
                "value": record["numerator"],
                "expected": base,
            }
        )
        record["numerator"] = math.nan

    def _part_dates(self) -> None:
        """Set figures apart that the file also gives for a later date."""
        found = self.found
        latest: dict[object, dt.date] = {}
        for record in found.records:
            when = record["as_of"]
            if isinstance(when, dt.date):
                key = record["indicator"]
                latest[key] = max(latest.get(key, when), when)
        own = [
            record
            for record in found.records
            if record["as_of"] is None or record["as_of"] == latest.get(record["indicator"])
        ]
        kept = {id(record) for record in own}
        found.earlier += [record for record in found.records if id(record) not in kept]
        found.records = own

    def _once(self) -> None:
        """Keep one figure for each unit and indicator; two that differ are none."""
        first: dict[tuple[object, object], Record] = {}
        for record in self.found.records:
            key = (record["unit_code"], record["indicator"])
            other = first.get(key)
            if other is None or not _known(other):
                first[key] = record
            elif _known(record) and not _alike(record, other):
                self._differs(record, other)
            elif _known(record) and _nan(other["denominator"]) and not _nan(record["denominator"]):
                first[key] = record
        self.found.records = list(first.values())

    def _differs(self, record: Record, other: Record) -> None:
        """Say that two tables give one figure differently; neither is taken."""
        where = " ".join(str(other["source"]).split("|")[1:])
        value, expected = (
            one["numerator"] if not _nan(one["numerator"]) else one["rate"]
            for one in (record, other)
        )
        self.found.findings.append(
            {
                "severity": "error",
                "rule": "tables_differ",
                **_place(record),
                "unit_code": record["unit_code"],
                "indicator": record["indicator"],
                "value": value,
                "expected": f"{expected} ({where})",
            }
        )
        other["numerator"] = other["rate"] = math.nan

    def _absent(self) -> Iterator[Finding]:
        """Find the units that the tables leave out, where they have most."""
        if self._first is None or not self.units:
            return
        declared = self.declared
        listed = units.load_units(vintage=declared.vintage, province=declared.province)["unit_name"]
        absent = listed[~listed.index.isin(list(self.units))]
        if 0 < len(absent) < len(listed) / 2 and len(absent) > self.refused:
            shown = [f"{name} ({code})" for code, name in absent.items()]
            yield self._first(
                "warning",
                "units_absent",
                value=len(absent),
                expected=", ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else ""),
            )

    def _compare_villages(self) -> None:
        """Compare the list of villages without a signal with the counts of those with one."""
        villages = self.found.villages
        listed = pd.Series([village["unit_code"] for village in villages]).value_counts()
        for record in self.found.records:
            numerator, denominator = record["numerator"], record["denominator"]
            if record["indicator"] != "villages_4g" or not villages:
                continue
            if not isinstance(numerator, float) or not isinstance(denominator, float):
                continue
            left, found = denominator - numerator, int(listed.get(record["unit_code"], 0))
            if not math.isnan(left) and round(left) != found:
                self.found.findings.append(
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


def _listed(headings: Sequence[str]) -> str:
    """Quote the first headings."""
    shown = [f"«{heading}»" for heading in dict.fromkeys(headings) if heading]
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "") or "–"  # noqa: PLR2004


def _nan(value: object) -> bool:
    """Tell whether a number is missing."""
    return value is None or (isinstance(value, float) and math.isnan(value))


def _known(record: Record) -> bool:
    """Tell whether a record has a figure."""
    return not (_nan(record["numerator"]) and _nan(record["rate"]))


def _alike(record: Record, other: Record) -> bool:
    """Tell whether two records say the same, as far as both say it."""
    pairs = [(record[name], other[name]) for name in ("numerator", "rate")]
    return all(
        _nan(one) or _nan(two) or math.isclose(float(str(one)), float(str(two)), rel_tol=1e-6)
        for one, two in pairs
    )


def _place(record: Record) -> dict[str, object]:
    """Name the cell of a record."""
    parts = str(record["source"]).split("|")
    if len(parts) != 3:  # noqa: PLR2004 - file, sheet, cell
        return {}
    return dict(zip(("file", "sheet", "cell"), parts, strict=True))


def _without_doubles(findings: Sequence[Finding]) -> list[Finding]:
    """Say each thing once: parts of one table share its columns and rows."""
    seen: dict[str, Finding] = {}
    for finding in findings:
        seen.setdefault(repr(sorted((key, str(value)) for key, value in finding.items())), finding)
    return list(seen.values())


def _has_anything(table: Table, figures: dict[str, Figures]) -> bool:
    """Tell whether any cell of the units holds something: a form may have come back empty."""
    rows = [row.number for row in table.rows if row.kind == "unit"]
    return any(
        (row, column) in table.sheet.cells or (row, column) in table.sheet.broken
        for name in figures
        for column in table.columns[name]
        for row in rows
    ) or len(figures) < len(table.figures)


def _villages(
    table: Table, figures: dict[str, Figures], codes: dict[int, str], file: str
) -> Iterator[Record]:
    """List the villages of a table, a row each."""
    for row, code in codes.items():
        electricity = figure(figures, "electricity", row)
        yield {
            "unit_code": code,
            "village": shorten(reveal(table.label(row, "village"))),
            "households": figure(figures, "households", row),
            "people": figure(figures, "population", row),
            "electricity": None if math.isnan(electricity) else electricity == 1,
            "source": cell_source(table, file, row, table.column("village")),
        }


def _lists_no_signal(table: Table) -> bool:
    """Tell whether a list of villages is of those without a signal, by its title."""
    return any(
        _NO_SIGNAL.search(strip_tones(title).lower())
        for title in [*table.titles.lines, *table.headings.values()]
    )
