"""The tables of a workbook, read one by one and brought together."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.indicators import indicators
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import address
from dxanalysis.sources.workbook.beside_tables import doubts_elsewhere, said_beside
from dxanalysis.sources.workbook.columns.column_notes import (
    listed_beside,
    personal_cells,
    read_columns,
    unread_columns,
)
from dxanalysis.sources.workbook.columns.understood import (
    count_again,
    looks_important,
    understand,
)
from dxanalysis.sources.workbook.dates.written import Dated
from dxanalysis.sources.workbook.errata import as_reported, correct, not_used
from dxanalysis.sources.workbook.figures.content import WHOLE, check_content
from dxanalysis.sources.workbook.figures.figures import Note, read_figures
from dxanalysis.sources.workbook.figures.observe import figure, observe
from dxanalysis.sources.workbook.figures.people import check_people
from dxanalysis.sources.workbook.figures.shifted_rows import check_shifted
from dxanalysis.sources.workbook.figures.stale_totals import check_totals_of_rows
from dxanalysis.sources.workbook.figures.styled_figures import figures_not_to_be_used
from dxanalysis.sources.workbook.file_dates import FileDates
from dxanalysis.sources.workbook.forms.blank_forms import has_anything, own_bases
from dxanalysis.sources.workbook.forms.commune_forms import differing_accounts
from dxanalysis.sources.workbook.lists.listed_things import column_of_things
from dxanalysis.sources.workbook.lists.progress_columns import figures_entered_in_part
from dxanalysis.sources.workbook.lists.village_lists import (
    count_villages,
    list_villages,
    lists_no_signal,
    lists_the_dark,
    marked_of_villages,
    not_settled,
    says_signal,
)
from dxanalysis.sources.workbook.lists.whole_lists import is_whole_list, says_all
from dxanalysis.sources.workbook.rows.described import headings_of
from dxanalysis.sources.workbook.rows.former_lists import may_be_former
from dxanalysis.sources.workbook.rows.former_provinces import rows_of_provinces
from dxanalysis.sources.workbook.rows.hidden_twins import without_hidden_twins
from dxanalysis.sources.workbook.rows.joint_names import quote_names, without_joint_names
from dxanalysis.sources.workbook.rows.older_rows import rows_of_units
from dxanalysis.sources.workbook.rows.other_bodies import without_other_bodies
from dxanalysis.sources.workbook.rows.place_sums import without_place_sums
from dxanalysis.sources.workbook.rows.row_remarks import (
    dates_of_rows,
    figures_said_wrong,
    notes_not_heard,
    rows_said_wrong,
    say_dates,
)
from dxanalysis.sources.workbook.rows.row_sections import read_sections, titles_of_part
from dxanalysis.sources.workbook.rows.rows import match_rows
from dxanalysis.sources.workbook.rows.sections import Subject, technologies_of, title_says
from dxanalysis.sources.workbook.rows.totals import check_totals
from dxanalysis.sources.workbook.rows.two_names import rival_column
from dxanalysis.sources.workbook.sheets.other_provinces import ELSEWHERE
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR
from dxanalysis.sources.workbook.titles.dark_lists import dark_list
from dxanalysis.sources.workbook.titles.title_operators import doubtful_owner, titles_of_several
from dxanalysis.sources.workbook.together import (
    Collected,
    compare_villages,
    fill_bases,
    keep_once,
    leave_sums_out,
    part_dates,
    without_doubles,
)
from dxanalysis.sources.workbook.words.vetoes import supplement
from dxanalysis.sources.workbook.words.whose import whose
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.errata import Correction
    from dxanalysis.sources.workbook.figures.figures import Finding
    from dxanalysis.sources.workbook.forms.commune_forms import Gathered
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    Record = dict[str, object]

_UNITS_SEEN: Final = 3
"""Units from which on a sheet without a table that was read is worth a warning."""

_AS_MEANT: Final = frozenset(
    {
        "font_legacy",
        "figures_bracketed",
        "rows_elsewhere",
        "sums_of_lists",
        "sheets_joined",
        "cells_parted",
        "cells_named",
    }
)
"""What is said of how a sheet was understood, where it is not in doubt."""

_SHOWN: Final = 10
_REFUSED: Final = 20


@dataclass(frozen=True)
class Declared:
    """What is said of a workbook by whoever hands it in.

    Attributes
    ----------
    file
        Its name.
    operator, province, vintage, as_of, evidence, names
        As for :func:`dxanalysis.read_workbook`.
    """

    file: str
    operator: str
    province: str | None
    vintage: str
    as_of: dt.date | None
    evidence: str
    names: Mapping[str, str] = field(default_factory=dict)


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
        self.villages_of_one: dict[str, str] = {}
        self.open_lists: list[str] = []
        self.units: set[str] = set()
        self.refused = 0
        self.bases: dict[tuple[str, str], list[float]] = {}
        self.counted: list[Record] = []
        self.not_counted: list[Finding] = []
        self._seen: list[str] = []
        self._sums: list[tuple[Sheet, list[str]]] = []
        self._first: Note | None = None
        self.dates = FileDates(declared.as_of)
        self.corrections: list[Correction] = []
        self.errata: set[str] = set()  # sheets
        self.alone = False  # whether what they correct stands in another file
        self.meanings: set[str] = set()  # of abbreviations
        self._corrected: set[Correction] = set()
        self._described: list[dict[str, object]] = []
        self._of_older: list[tuple[Finding, list[str]]] = []
        self._rows: dict[bool, set[tuple[str, int]]] = {True: set(), False: set()}

    @property
    def sheets(self) -> list[str]:
        """The sheets that a table was read of."""
        return self.found.sheets

    def seen(self) -> str:
        """Name the headings that were seen where no table could be read."""
        return listed(self._seen)

    def refusals(self) -> str:
        """Name the columns that were not read, each with the words it rests on, if any has them."""
        unread = [row for row in self.found.understood if row["role"] == "unread"]
        if not any(row["words"] for row in unread):
            return ""
        shown = [
            f"“{row['heading']}”" + (f" (“{row['words']}”)" if row["words"] else "")
            for row in unread
            if row["heading"]
        ]
        return ", ".join(shown[:_REFUSED]) + (" …" if len(shown) > _REFUSED else "")

    def note_reading(self, sheet: Sheet) -> None:
        """Say how a sheet was understood."""
        for rule, value in sheet.notes:
            severity = "note" if rule in _AS_MEANT else "warning"
            severity = "error" if rule == ELSEWHERE else severity
            self._say(severity, rule, sheet, value=value)

    def note_examples(self, examples: Mapping[str, str]) -> None:
        """Say which sheets are examples of others, and are not read."""
        self.found.findings += [
            {"severity": "note", "rule": "sheet_example", "file": self.file, "sheet": name,
             "value": said}
            for name, said in examples.items()
        ]  # fmt: skip

    def note_forms(self, forms: Gathered) -> None:
        """Say that forms of one commune each were read as one table, or are two accounts of one."""
        self._say("note", "forms_gathered", forms, value=forms.forms)
        accounts = differing_accounts(forms)
        if accounts is not None:
            first, second = accounts
            self.found.records.clear()
            self._say(
                "error", "column_twice", forms, value=forms.text(*second),
                cell=forms.where(*second)[1], expected=forms.where(*first)[1],
            )  # fmt: skip

    def _say(self, severity: str, rule: str, sheet: Sheet, **entries: object) -> None:
        """Add a finding about a whole sheet."""
        self.found.findings.append(
            {"severity": severity, "rule": rule, "file": self.file, "sheet": sheet.name, **entries}
        )

    def read_sheet(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        """Read the tables of one sheet, or say why not."""
        self._note_personal(sheet, tables)
        if not sheet.cells or self._is_elsewhere(sheet, tables):
            return
        tables = self._without_villages(sheet, tables)
        if not tables and sheet.name in self.villages_of_one:
            return
        usable = [table for table in tables if table.has_figures or lists_the_dark(table)]
        if not sheet.visible and any(table.names_units for table in tables):
            self._say("warning", "sheet_hidden", sheet)
        elif not usable:
            self._without_table(sheet, tables)
        else:
            for table in tables:
                if table.names_units and not self._is_unclear_list(table, tables):
                    own = self._by_own_titles(table, tables)
                    if own is not None:
                        self._read(own)
            for rule, said in said_beside(sheet, usable):
                self._say("warning", rule, sheet, value=said)

    def _note_personal(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        """Say where personal data stood."""
        places = personal_cells(sheet, tables)
        if places:
            shown = ", ".join(places[:_SHOWN]) + (" …" if len(places) > _SHOWN else "")
            self._say("warning", "personal_data", sheet, value=shown, expected=len(places))

    def _is_elsewhere(self, sheet: Sheet, tables: Sequence[Table]) -> bool:
        """Leave the tables of a sheet out that is of another province."""
        if all(rule != ELSEWHERE for rule, _ in sheet.notes):
            return False
        for table in tables:
            self._leave_out(table)
        return True

    def _by_own_titles(self, table: Table, tables: Sequence[Table]) -> Table | None:
        """Date a table by the line over it alone; None, and said, where that names no state."""
        subject = Subject(table.operator, technologies_of(table.figures), table.titles.as_of)
        stations = all(name.startswith("stations") for name in table.figures)
        for line in titles_of_part(table, tables) if table.has_figures else ():
            said = title_says(line, subject, self.lookup)
            if said.day and not table.earlier:
                dated = Dated(said.day, "month", plain_text(line), 0, len(line))
                return replace(table, titles=replace(table.titles, dated=dated))
            if said.kind == "other" and stations and not table.titles.veto:
                count = sum(row.kind == "unit" for row in table.rows)
                cell = table.address(table.first, table.column("unit_name") or 1)
                self._say(
                    "warning", "section_other", table.sheet, value=line, expected=count, cell=cell
                )
                self._leave_out(table)
                return None
        return table

    def _without_villages(self, sheet: Sheet, tables: Sequence[Table]) -> list[Table]:
        """Leave out the tables whose rows are villages of one commune, and say so."""
        for table in tables:
            words, commune = table.of_villages
            if words and sheet.name not in self.villages_of_one and sheet.visible:
                self.villages_of_one[sheet.name] = words
                rule = "villages_of_one" if commune else "villages_alone"
                self._say("warning", rule, sheet, value=words, expected=commune or None)
        return [table for table in tables if not table.of_villages[0]]

    def _is_unclear_list(self, table: Table, tables: Sequence[Table]) -> bool:
        """Tell whether nothing says if the villages of a list have a signal, and say so."""
        if "village" not in table.columns or says_signal(table):
            return False
        if line := dark_list(table).unclear:
            self.open_lists.append(line)
            self._say("warning", "village_list_open", table.sheet, value=line)
            return True
        # Where the communes above their villages have figures, it was perhaps never meant to.
        others = any(other.has_figures and "village" not in other.columns for other in tables)
        self._say("note" if others else "warning", "village_list_unclear", table.sheet)
        self.open_lists += [] if others else table.titles.lines[:2][-1:]
        return True

    def _without_table(self, sheet: Sheet, tables: Sequence[Table]) -> None:
        """Say that a sheet has no table that could be read, and what it has instead."""
        seen = [heading for table in tables for heading in table.headings.values() if heading]
        seen = seen or headings_of(sheet)
        self._seen += seen
        # A sheet of words alone, such as a guide, has nothing that could be missed.
        if not any(map(looks_like_figure, sheet.cells.values())):
            for place, line in doubts_elsewhere(sheet) if sheet.name not in self.errata else ():
                if line not in self.meanings:
                    self._say("warning", "note_quoted", sheet, cell=address(*place), value=line)
            told = [text for text in sheet.cells.values() if self._tells(text)]
            if len(told) >= _UNITS_SEEN:
                said = listed([str(text) for text in told[:_UNITS_SEEN]])
                self._say("warning", "sheet_without_table", sheet, value=said)
            return
        named = sum(
            isinstance(value, str) and bool(self.lookup.name(value))
            for value in sheet.cells.values()
        )
        for table in tables:
            self.found.understood += understand(table, {}, {})
            self.found.findings += unread_columns(table, Note(self.file, table, {}))
        missed = named >= _UNITS_SEEN or any(map(looks_important, seen))
        is_told = any(table.titles.veto.words for table in tables)  # why its columns are not read
        severity = "warning" if missed and not is_told else "note"
        self._say(severity, "sheet_without_table", sheet, value=listed(seen))

    def _tells(self, text: object) -> bool:
        """Tell whether a cell tells figures of a unit in words: "Xã A: có 500 hộ …"."""
        name, _, rest = text.partition(":") if isinstance(text, str) else ("", "", "")
        return any(map(str.isdecimal, rest)) and bool(self.lookup.name(name.strip(" -+*")))

    def _read(self, table: Table) -> None:
        """Read one table of a visible sheet."""
        if not table.earlier and self._is_of_another(table):
            return
        usable = table.has_figures or lists_the_dark(table)
        if table.sheet.name not in self.found.sheets and usable:
            self.found.sheets.append(table.sheet.name)
        if usable and not table.earlier:
            self._note_owner(table)
        later = supplement(table.titles.lines) if table.has_figures else ""
        if later and not table.titles.veto:
            self._say("warning", "title_supplement", table.sheet, value=later)
        self._read_table(table)

    def _note_owner(self, table: Table) -> None:
        """Quote what leaves it open whose figures a table holds, where operators have any."""
        titles, built = table.titles, {*table.figures} - {*WITHOUT_OPERATOR}
        said = doubtful_owner(
            table.sheet.name, titles.lines, titles.operators, of_any=table.operator == "any"
        )
        several = titles_of_several(titles.lines, titles.operators, table.operator)
        quoted = [said, *(several if built and not _names_whose(table, built) else ())]
        for line in dict.fromkeys(one for one in quoted if one and built):
            if line in titles.unheard:
                continue  # quoted with its cell
            self._say("warning", "note_quoted", table.sheet, value=line)

    def _is_of_another(self, table: Table) -> bool:
        """Tell whether titles say that the figures are another operator's, and say so."""
        named = set(table.titles.operators) - {"other"}
        if table.titles.unlisted:
            severity = "warning" if self.declared.operator == "any" else "error"
            self._not_read(severity, "table_operator_unlisted", table, table.titles.unlisted)
            return True
        if "any" in named or len(named) != 1 or named == {table.operator}:
            if table.operator != self.declared.operator and not table.beside:
                # A file of no one operator names each in its title.
                severity = "note" if self.declared.operator == "any" else "warning"
                self._say(severity, "operator_from_title", table.sheet, value=table.operator)
            if table.beside and self.declared.operator not in {"any", table.operator}:
                self._say(
                    "warning", "operator_from_heading", table.sheet,
                    value=table.headings.get(min(table.shown, default=0), ""),
                    expected=table.operator, other=self.declared.operator,
                )  # fmt: skip
            return False
        if table.beside and named == {self.declared.operator}:
            self._say_columns_of_another(table)
            return True
        self._not_read("error", "table_other_operator", table, named.pop())
        return True

    def _say_columns_of_another(self, table: Table) -> None:
        """Say which columns of the declared operator's table are another's, by their headings."""
        for column in dict.fromkeys(one for name in table.figures for one in table.columns[name]):
            if column in table.shown:
                cell = table.address(table.last, column)
                self._say(
                    "warning", "column_other_operator", table.sheet, cell=cell,
                    value=table.headings.get(column, ""), expected=table.operator,
                )  # fmt: skip
        self._leave_out(table)

    def _not_read(self, severity: str, rule: str, table: Table, value: str) -> None:
        """Say whose figures a table holds that is not read for it."""
        self._say(severity, rule, table.sheet, value=value, expected=self.declared.operator)
        self._leave_out(table)

    def _leave_out(self, table: Table) -> None:
        """Keep of a table that is not read that it was seen, and how it was understood."""
        if table.sheet.name not in self.found.sheets:
            self.found.sheets.append(table.sheet.name)
        self.found.understood += understand(table, {}, {})

    def _read_table(self, table: Table) -> None:
        """Read one table: its units, its figures, its totals."""
        found = self.found
        if not any(row.kind == "unit" for row in table.rows):
            if "village" in table.columns:
                self._say("note", "village_list_empty", table.sheet)
            elif not table.part.words:
                self._without_units(table)
            return
        codes, findings = match_rows(
            table,
            file=self.file,
            province=self.declared.province,
            vintage=self.declared.vintage,
            names=self.declared.names,
        )
        self._of_older += [
            (one, table.figures) for one in findings if one["rule"] == "vintage_differs"
        ]
        note = Note(self.file, table, codes)
        findings += _of_things(table, codes, self.lookup, note)
        findings += without_other_bodies(table, codes, note)
        findings += self._of_provinces(table, codes, note)
        without_hidden_twins(table, codes)
        self._first = self._first or note
        figures, faults = read_figures(table, note)
        faults += without_place_sums(table, codes, figures, self.lookup, note)
        faults += without_joint_names(
            table, codes, self.lookup, note,
            province=self.declared.province, vintage=self.declared.vintage, unmatched=findings,
        )  # fmt: skip
        unit_rows = [row for row in table.rows if row.kind == "unit"]
        unread = [] if table.earlier else list(unread_columns(table, note))
        if table.figures and not has_anything(table, figures):
            found.findings += findings
            self._say(
                "warning", "figures_absent", table.sheet,
                value=len(unit_rows), expected=" ".join(table.figures),
            )  # fmt: skip
            figures = own_bases(figures, codes)
            if not figures:
                return
            findings = []
        self._described = [] if table.earlier else understand(table, figures, codes)
        found.understood += self._described
        found.findings += [*findings, *unread, *_left_unread(table, note)]
        if not table.figures and not lists_the_dark(table):
            return
        found.findings += self._listed_beside(table, note)
        as_of, undated = self.dates.of_table(table, note)
        found.findings += undated
        faults += self._before_mergers(table, codes, as_of, note)
        found.findings += [*read_columns(table, note), *faults]
        found.findings += check_totals(table, figures, note)
        corrected, used = correct(table, figures, note, self.corrections)
        found.findings += corrected
        self._corrected |= used
        self._count_rows(table)
        if "village" in table.columns:
            self.village_sheet = table.sheet.name
            lacks = lists_no_signal(table)
            listed = list_villages(table, figures, codes, self.file, lacks=lacks)
            found.villages += [{**village, "as_of": as_of} for village in listed]
            found.findings += not_settled(table, codes, note) if lacks else ()
            if not lacks:
                self._count(table, figures, as_of, note)
            return
        self._read_rows(table, figures, as_of, note)
        self.refused += len(unit_rows) - len(codes)

    def _read_rows(
        self, table: Table, figures: dict[str, Figures], as_of: dt.date | None, note: Note
    ) -> None:
        """Read the rows of units whose figures stand as the table says, and say what does not."""
        found, codes = self.found, note.codes
        rows, doubles = rows_of_units(table, codes, figures, self.lookup, note)
        if len(rows) < len(codes):
            count_again(self._described, table, figures, {row: codes[row] for row in rows})
        sections = read_sections(table, rows, self.lookup, note, as_of=as_of)
        rows, wrong = rows_said_wrong(table, sections.rows, note)
        found.findings += [*doubles, *sections.findings, *wrong]
        found.findings += figures_said_wrong(table, rows, figures, note)
        found.findings += figures_not_to_be_used(table, figures, rows, note)
        found.findings += figures_entered_in_part(table, rows, figures, note)
        found.findings += notes_not_heard(table, rows, note)
        found.findings += check_shifted(table, figures, rows, note)
        found.findings += check_people(table, figures, rows, note, vintage=self.declared.vintage)
        found.findings += check_content(table, figures, rows, note)
        found.findings += check_totals_of_rows(table, figures, rows, note)
        self.units |= set(codes.values())
        dated = sections.dates | dates_of_rows(table, rows, as_of)
        found.findings += quote_names(
            table, [row for row in rows if row not in dated], self.lookup, note,
            province=self.declared.province, vintage=self.declared.vintage,
            heard=" ".join(str(one.get("value")) for one in found.findings),
        )  # fmt: skip
        self._observe(table, figures, rows, as_of, note, dated=dated)
        if self.alone:
            before = as_reported(table, figures, note, self.corrections)
            self._observe(replace(table, earlier=True), before, rows, as_of, note, dated={})

    def _before_mergers(
        self, table: Table, codes: Mapping[int, str], as_of: dt.date | None, note: Note
    ) -> Iterator[Finding]:
        """Say that figures of before the mergers stand beside names that all are of then, too."""
        latest = self.declared.vintage == units.LATEST_VINTAGE and not table.earlier
        if latest and may_be_former(table, codes, as_of, province=self.declared.province):
            column = table.column("unit_name")
            yield note("warning", "units_of_before", column=column, value=str(as_of))

    def _of_provinces(self, table: Table, codes: dict[int, str], note: Note) -> list[Finding]:
        """Take the rows of former provinces out, which communes are called like, and say so."""
        declared = self.declared
        rows = rows_of_provinces(
            table, codes, province=declared.province, vintage=declared.vintage
        )  # fmt: skip
        for row in rows:
            codes.pop(row.number, None)
        return [
            note("error", "rows_of_provinces", row=rows[0].number,
                 column=table.column("unit_name"), unit_code=None, unit_name=None,
                 value=", ".join(row.name for row in rows), expected=len(rows))
        ] if rows else []  # fmt: skip

    def _listed_beside(self, table: Table, note: Note) -> Iterator[Finding]:
        """Say that units go on at the right of a table without a heading."""
        column, rows = (0, []) if table.earlier else listed_beside(table, self.lookup)
        if rows:
            yield note("warning", "list_beside", row=rows[0], column=column, value=len(rows))

    def _without_units(self, table: Table) -> None:
        """Say that a table has no rows of communes, and what it has instead."""
        sums = [row.name for row in table.rows if row.kind == "subtotal" and row.name]
        former = [row for row in table.rows if row.kind == "part"]
        if sums:
            self._sums.append((table.sheet, sums))
        elif former:
            note = Note(self.file, table, {})
            column = table.column("unit_name")
            self.found.findings.append(
                note("warning", "rows_left_out", row=former[0].number, column=column,
                     value=len(former))
            )  # fmt: skip
        else:
            self._say("error", "rows_absent", table.sheet)

    def _observe(
        self,
        table: Table,
        figures: dict[str, Figures],
        rows: Sequence[int],
        as_of: dt.date | None,
        note: Note,
        *,
        dated: Mapping[int, dt.date],
    ) -> None:
        """Turn a table's figures into observations."""
        codes = note.codes
        self.found.findings += say_dates(dated, table, note)
        target = self.found.earlier if table.earlier else self.found.records
        same = {
            "vintage": self.declared.vintage,
            "evidence": self.declared.evidence,
        }
        for entry in indicators().values():
            shared = entry.numerator in WITHOUT_OPERATOR
            if shared and table.beside:
                continue  # those of the table that this one lies in
            operator = self.declared.operator if shared else table.operator
            records, differing = observe(entry, table, figures, rows, note)
            name = entry.numerator if entry.numerator in table.columns else f"{entry.id}_pct"
            own = self.dates.of_quantity(table, name, (entry.id, operator), as_of)
            target += [
                {
                    **record,
                    **same,
                    "operator": operator,
                    "as_of": dated.get(row, own),
                    "unit_code": codes[row],
                }
                for row, record in records.items()
            ]
            self.found.findings += differing
            beside = f"{WHOLE}{entry.numerator}"
            if not table.earlier and entry.denominator and beside in figures:
                for row in rows:
                    whole = figure(figures, beside, row)
                    if not math.isnan(whole):
                        self.bases.setdefault((codes[row], entry.denominator), []).append(whole)
        if not table.earlier:
            self._keep_bases(table, figures, rows, codes)

    def _keep_bases(
        self,
        table: Table,
        figures: Mapping[str, Figures],
        rows: Sequence[int],
        codes: Mapping[int, str],
    ) -> None:
        """Keep a table's figures, which may be bases of another's."""
        for name in figures:
            if name not in table.figures or (table.beside and name in WITHOUT_OPERATOR):
                continue  # of another date, or those of the table that this one lies in
            for row in rows:
                number = figure(figures, name, row)
                if not math.isnan(number):
                    self.bases.setdefault((codes[row], name), []).append(number)

    def _count(
        self, table: Table, figures: dict[str, Figures], as_of: dt.date | None, note: Note
    ) -> None:
        """Count a list's villages, for communes that no table of the file gives counts of."""
        marks = marked_of_villages(table, figures)
        if not marks:
            return
        all_said = says_all(table.titles.lines)
        whole = all_said or is_whole_list(
            note.codes, table.titles.lines,
            province=self.declared.province, vintage=self.declared.vintage,
        )  # fmt: skip
        said = [
            note("warning", "villages_counted" if whole else "villages_not_counted",
                 column=table.column(name), quantity=name, value=len(note.codes),
                 expected=len(set(note.codes.values())))
            for name in marks
        ]  # fmt: skip
        if not whole:
            self.not_counted += said
            return
        self.found.findings += said
        same = {
            "vintage": self.declared.vintage,
            "evidence": self.declared.evidence,
            "as_of": as_of,
        }
        for record in count_villages(
            table, figures, note.codes, self.file, marks, says_all=all_said
        ):
            shared = record["indicator"] in WITHOUT_OPERATOR
            operator = self.declared.operator if shared else table.operator
            self.counted.append({**record, **same, "operator": operator})

    # ---- all tables together ---------------------------------------------------------------------
    def _count_rows(self, table: Table) -> None:
        """Count the rows that gave something: those of several operators' columns once."""
        if table.earlier:
            return
        rows = [(table.sheet.name, row.number) for row in table.rows if row.kind == "unit"]
        self.found.rows += 0 if table.beside else len(rows)
        self._rows[table.beside].update(rows)

    def finish(self) -> Collected:
        """Bring the tables together.

        Returns
        -------
        Collected
            One observation for each unit and indicator of the file's date; what two tables give
            differently is an error and no figure.
        """
        found = self.found
        found.rows += len(self._rows[True] - self._rows[False])
        found.findings += self.dates.settle(found.records)
        found.as_of = self.dates.as_of
        self._weigh_older()
        for sheet, names in self._sums:
            severity = "warning" if found.records else "error"
            self._say(severity, "rows_are_sums", sheet, value=listed(names), expected=len(names))
        given = {(record["indicator"], record["operator"]) for record in found.records}
        found.records += [
            record
            for record in self.counted
            if (record["indicator"], record["operator"]) not in given
        ]
        read = {str(name) for name, _ in given}
        found.findings += [one for one in self.not_counted if one["indicator"] not in read]
        unclear = [one for one in self.corrections if one not in self._corrected]
        found.findings += not_used(unclear, found.records, self.file)
        corrected = found.earlier if self.alone else []
        for record in (*found.records, *found.villages, *corrected):
            if record["as_of"] is None:
                record["as_of"] = self.declared.as_of or found.as_of
        fill_bases(found, self.bases)
        part_dates(found)
        keep_once(found)
        leave_sums_out(found)
        found.findings += self._absent()
        compare_villages(
            found, operator=self.declared.operator, sheet=(self.file, self.village_sheet)
        )
        found.findings = without_doubles(found.findings)
        return found

    def _weigh_older(self) -> None:
        """Only warn of a table of former units where others of the file give all that it does."""
        given = {str(record["indicator"]) for record in self.found.records}
        given |= {indicators()[name].numerator for name in given}
        for finding, quantities in self._of_older:
            if all(given & {name, name.removesuffix("_pct")} for name in quantities):
                finding.update(severity="warning", rule="vintage_beside")

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


def _names_whose(table: Table, names: Iterable[str]) -> bool:
    """Tell whether the headings of some quantities, or what their rows were chosen by, say whose.

    Then a title of several operators tells of which the table has columns or rows.
    """
    headed = (table.headings.get(one, "") for name in names for one in table.columns[name])
    by_row = any(whose(words).operators for words in table.part.words)
    return table.beside or by_row or all(whose(heading).operators for heading in headed)


def _of_things(
    table: Table, codes: dict[int, str], lookup: UnitLookup, note: Note
) -> list[Finding]:
    """Take all rows out of a table of other things than communes, or of either of two."""
    column, rule = column_of_things(table, codes, lookup), "rows_of_things"
    if not column:
        column, rule = rival_column(table, codes, lookup), "two_names"
    if not column:
        return []
    row = next(iter(codes))
    said = note(
        "error", rule, row=row, column=column, unit_code=None, unit_name=None,
        value=table.headings.get(column, ""),
        expected=(
            table.headings.get(table.block.names or 0, "")
            if rule == "two_names"
            else table.sheet.text(row, column)
        ),
    )  # fmt: skip
    codes.clear()
    return [said]


def _left_unread(table: Table, note: Note) -> Iterator[Finding]:
    """Say which rows have no place in a table, or do not say what others of a long table say."""
    if table.missed:
        column = table.block.names or table.block.codes or 0
        names = listed([table.sheet.text(row, column) for row in table.missed])
        yield note(
            "warning", "rows_missed", row=table.missed[0], column=column, value=len(table.missed),
            expected=names, unit_code=None, unit_name=None,
        )  # fmt: skip
    if table.unsaid:
        column = table.part.columns[0]
        yield note(
            "warning", "rows_without_key", row=table.unsaid[0], column=column,
            value=len(table.unsaid), expected=table.headings.get(column, ""),
        )  # fmt: skip


def listed(headings: Sequence[str]) -> str:
    """Quote the first of some headings.

    Parameters
    ----------
    headings
        As written.

    Returns
    -------
    str
        Each once, in quotation marks.
    """
    shown = [f"“{heading}”" for heading in dict.fromkeys(headings) if heading]
    return ", ".join(shown[:12]) + (" …" if len(shown) > 12 else "") or "–"  # noqa: PLR2004
