"""Put one workbook into a workspace: read, ask, show, store."""

from __future__ import annotations

import contextlib
import datetime as dt
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from dxanalysis import checks
from dxanalysis.analysis import checks_failed
from dxanalysis.errors import FileUnreadableError, ParameterError
from dxanalysis.findings import rows_left_out
from dxanalysis.intake import whose
from dxanalysis.intake.changes import find_workbook
from dxanalysis.intake.columns import (
    ask_about_columns,
    by_key,
    column_name,
    mapped,
    meaning_of,
    shown_heading,
    words,
)
from dxanalysis.intake.forms import fills_in
from dxanalysis.intake.province_file import Entry
from dxanalysis.intake.questions import QuestionsOpenError
from dxanalysis.intake.results import Added, Given
from dxanalysis.intake.spellings import ask_about_units
from dxanalysis.intake.storing import store, stored_name
from dxanalysis.lang.plain import visible
from dxanalysis.observations import with_corrections
from dxanalysis.sources.mapping_files import (
    Form,
    read_remembered,
    sender_slug,
    unit_code,
)
from dxanalysis.sources.older_lists import convert_reading, former_province
from dxanalysis.sources.remembered import decisions
from dxanalysis.sources.workbook.columns.understood import fingerprint
from dxanalysis.sources.workbook.reader import preview_workbook, read_workbook
from dxanalysis.sources.workbook.sheets.other_provinces import ELSEWHERE
from dxanalysis.sources.workbook.words.headings import IGNORED
from dxanalysis.sources.workbook.words.tokens import heading_key
from dxanalysis.toml_files import nearest
from dxanalysis.units.lists import load_units
from dxanalysis.workspace import open_workspace
from dxanalysis.workspace_figures import declared_corrections, read_entry

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from dxanalysis.intake.columns import ColumnQuestions
    from dxanalysis.intake.questions import Question
    from dxanalysis.intake.whose import Known
    from dxanalysis.sources.mapping_files import Key, MappedColumn, Remembered
    from dxanalysis.sources.workbook.reader import WorkbookPreview, WorkbookReading
    from dxanalysis.workspace import Workspace
    from dxanalysis.workspace_file import WorkbookEntry

_ELSEWHERE = ("province_differs", ELSEWHERE)
_UNREADABLE_DATES = ("date_impossible", "as_of_to_come")


def add_workbook(
    file: str | Path,
    folder: str | Path,
    *,
    ask: Callable[[Question], str | None],
    given: Given | None = None,
    unsure_stays_unread: bool = False,
    only_look: bool = False,
    anyway: bool = False,
) -> Added:
    """Put a workbook into a workspace.

    Parameters
    ----------
    file
        The workbook, as it was sent.
    folder
        The workspace.
    ask
        Answers a question with a value; None leaves it open, and EOFError it and all that follow.
    given
        What is known beforehand. It is never asked about.
    unsure_stays_unread
        Whether a column that nobody decides on is left unread; otherwise it is refused.
    only_look
        Whether nothing is written.
    anyway
        Whether a workbook is put in even if no row of it can be used, or it is of another
        province; no report is made with it then, unless it keeps going.

    Returns
    -------
    Added
        What was read and asked.

    Raises
    ------
    ParameterError
        If a question stays open, or something given is unknown or not in the file. Nothing is
        written then.
    ChecksFailedError
        If no row can be used, or the file is another province's. Nothing is written then.
    DxAnalysisError
        If the file cannot be used, or something cannot be written.

    Examples
    --------
    >>> file, folder = "data/son-la/workbooks/viettel.xlsx", "data/son-la"
    >>> seen = add_workbook(file, folder, ask=lambda question: None, only_look=True)
    >>> seen.path, seen.operators, len(seen.questions)
    ('workbooks/viettel.xlsx', ('viettel',), 0)
    """
    adding = _Adding(Path(file), Path(folder), ask, given or Given())
    return adding.run(unread=unsure_stays_unread, write=not only_look, anyway=anyway)


@dataclass(frozen=True)
class _Decided:
    """How the workbook is read."""

    as_of: dt.date | None
    evidence: str
    columns: tuple[MappedColumn, ...]
    names: dict[str, str]


class _Adding:
    """The steps of putting one workbook into a workspace."""

    def __init__(
        self, file: Path, folder: Path, ask: Callable[[Question], str | None], given: Given
    ) -> None:
        self.file, self.folder, self.given = file, folder, given
        self.workspace: Workspace = open_workspace(folder)
        self.province, self.vintage = self.workspace.province, self.workspace.vintage
        self.remembered: Remembered = read_remembered(
            folder, province=self.workspace.province, vintage=self.workspace.vintage
        )
        same = [one for one in self.workspace.workbooks if one.path.resolve() == file.resolve()]
        self.headings = same[0].headings if same else None
        self.questions: list[Question] = []
        self.open: list[Question] = []
        self._ask, self._ended = ask, False
        self._seen: dict[tuple[str, str | None, str, bool], WorkbookPreview] = {}

    def run(self, *, unread: bool, write: bool, anyway: bool) -> Added:
        """Read, ask, and store what was decided."""
        first = self._first_look()
        useful_only = write and not anyway
        if useful_only:
            self._refuse_elsewhere(first.findings)
        if whose.has_no_headings(first.understood):
            raise FileUnreadableError("intake.nothing_to_read", where=self.file)
        operators, known = self._operators(first)
        self._stop_where_open()
        seen = [self._preview(one, each=one == "any") for one in operators]
        understood = pd.concat([one.understood for one in seen], ignore_index=True)
        findings = pd.concat([one.findings for one in seen], ignore_index=True)
        own = [one.form for one in known if set(operators) == set(one.form.operators)]
        before = own[0] if own else None
        as_of, found_as_of = self._date(seen)
        evidence = self._evidence(first)
        asked = ask_about_columns(understood, findings, form=before)
        answers, undecided = self._columns(asked, understood, unread=unread)
        self._stop_where_open()
        columns = mapped(understood, answers, undecided, form=before)
        decided = _Decided(as_of, evidence, columns, {})
        readings = self._read(operators, understood, decided)
        names = self._names(readings[0].findings)
        if names:
            decided = replace(decided, names=names)
            readings = self._read(operators, understood, decided)
        if useful_only:
            self._refuse_useless(readings)
        self._stop_where_open()
        sender = self._sender(operators, known)
        form = Form(
            fingerprint(seen[0].understood), operators, columns,
            whose.whose(self.file, first).named, visible(self.file.name)[:200],
        )  # fmt: skip
        path, is_there = stored_name(self.file, self.folder)
        places = {
            one: self._replaces(path, one, sender, reading)
            for one, reading in zip(operators, readings, strict=True)
        }
        contradicted = self._contradictions(path, readings, set(places.values()))
        corrects = self._corrects(contradicted, sender, first.titles)
        self._stop_where_open()
        corrected = self._corrected_by(corrects)
        entries = self._entries(path, places, decided, sender=sender, corrects=corrects)
        if write:
            store(
                self.folder, file=self.file, entries=entries, is_there=is_there, form=form,
                names=decided.names,
            )  # fmt: skip
        keys = by_key(understood)
        return Added(
            path=path,
            operators=operators,
            as_of=as_of or readings[0].as_of or found_as_of,
            evidence=evidence,
            sender=sender,
            vintage=self.vintage,
            readings=tuple(readings),
            questions=tuple(self.questions),
            undecided=tuple(shown_heading(keys[key]) for key in undecided),
            doubled=asked.doubled,
            gone=asked.changed,
            not_taken=_not_taken(readings, columns),
            replaces=self._replaced(path, places),
            corrects=corrects.name if corrects else None,
            contradictions={
                book.name: said for book, said in contradicted.items() if book not in corrected
            },
        )

    def _first_look(self) -> WorkbookPreview:
        """Look at the workbook, by the list of units that it uses."""
        first = self._preview("any")
        # Of a table that is an operator's, only that one's rows are looked at.
        operator = first.operators[0] if len(first.operators) == 1 else "any"
        rows = first if operator == "any" else self._preview(operator)
        other = rows.findings.loc[rows.findings["rule"] == "vintage_differs", "value"]
        if other.empty:
            return first
        self.vintage = str(other.iloc[0])
        self.province = former_province(
            self.file,
            operator=operator,
            province=self.workspace.province,
            vintage=self.vintage,
            today=self.workspace.vintage,
        )
        return self._preview("any")

    def _refuse_elsewhere(self, findings: pd.DataFrame) -> None:
        """Refuse a workbook of another province before anything is asked about it."""
        elsewhere = findings[findings["rule"].isin(_ELSEWHERE)]
        if len(elsewhere):
            raise checks_failed(elsewhere, key="intake.elsewhere", where=self.file.name)

    def _refuse_useless(self, readings: Sequence[WorkbookReading]) -> None:
        """Refuse a workbook whose columns are understood, but of whose rows none can be used."""
        if any(len(one.observations) + len(one.villages) for one in readings):
            return
        findings = pd.concat([one.findings for one in readings], ignore_index=True)
        wrong = findings[rows_left_out(findings)]
        has_figures = any((one.understood["role"] == "figures").any() for one in readings)
        if len(wrong) and has_figures:
            raise checks_failed(wrong, key="intake.no_row", where=self.file.name)

    @property
    def _is_older(self) -> bool:
        """Whether the workbook uses another list of units than the workspace."""
        return self.vintage != self.workspace.vintage

    def _preview(self, operator: str, *, each: bool = False) -> WorkbookPreview:
        """Look at the workbook by its headings alone, once for each way of reading it."""
        way = operator, self.province, self.vintage, each
        if way not in self._seen:
            self._seen[way] = preview_workbook(
                self.file,
                operator=operator,
                province=self.province,
                vintage=self.vintage,
                headings=self.headings,
                each=each,
            )
        return self._seen[way]

    def _answer(self, question: Question) -> str | None:
        """Have a question answered; one that is certain is not asked."""
        answer = self._asked(question)
        if answer is None:
            self.open.append(question)
        else:
            self.questions.append(question)
        return answer

    def _asked(self, question: Question) -> str | None:
        """Ask, unless nobody is there any more."""
        try:
            return None if self._ended else self._ask(question)
        except EOFError:
            self._ended = True
            return None

    def _stop_where_open(self) -> None:
        """Refuse to go on where a question has no answer."""
        if self.open:
            raise QuestionsOpenError(self.file.name, self.open)

    # ---- whose, of when ------------------------------------------------------------------------
    def _operators(self, first: WorkbookPreview) -> tuple[tuple[str, ...], list[Known]]:
        """Find or ask whose figures it holds; and which sender's form it has."""
        said = whose.whose(self.file, first)
        known = whose.find_known(first.understood, self.remembered)
        if self.given.operators:
            return self.given.operators, known
        proposal, sure = whose.propose_operators(said, known, same_again=self._is_next)
        if proposal and sure:
            return proposal, known
        answer = self._answer(whose.ask_operator(proposal, file=visible(self.file.name)))
        return tuple((answer or "any").split(",")), known

    def _is_next(self, known: Known) -> bool:
        """Tell whether a workbook that names nobody is the next one, or a correction, of a sender.

        The same form of the same date under another name could be another sender's, to whom the
        same form was given.
        """
        books = [one for one in self.workspace.workbooks if one.sender == known.sender]
        own = whose.file_form(self.file.stem)
        stems = [one.path.stem for one in books] + [known.form.file.rpartition(".")[0]]
        if own and own in map(whose.file_form, stems):
            return True
        day = self._preview(known.form.operators[0]).as_of
        return day is not None and all(day != self._day(one) for one in books)

    def _day(self, book: WorkbookEntry) -> dt.date | None:
        """Give the date of a workbook of the workspace; None where it cannot be read."""
        if book.as_of is not None:
            return book.as_of
        try:
            return preview_workbook(
                book.path,
                operator=book.operator,
                province=self.workspace.province,
                vintage=self.workspace.vintage,
                headings=book.headings,
            ).as_of
        except FileUnreadableError:
            return None

    def _date(self, seen: Sequence[WorkbookPreview]) -> tuple[dt.date | None, dt.date | None]:
        """Find or ask the date: what a person said of it, and what the file says."""
        found = next((one.as_of for one in seen if one.as_of is not None), None)
        today = dt.datetime.now(tz=dt.UTC).date()
        if (given := self.given.as_of) is not None:
            return whose.usable_day(given, today=today, written=given.isoformat()), found
        findings = pd.concat([one.findings for one in seen])
        wrong = findings.loc[findings["rule"].isin(_UNREADABLE_DATES), "value"]
        if wrong.empty and not whose.date_is_open(found, self.file):
            return None, found
        unusable = "" if wrong.empty else str(wrong.iloc[0])
        question = whose.ask_date(self.file, found=found, today=today, unusable=unusable)
        answer = self._answer(question)
        day = dt.date.fromisoformat(answer) if answer else None
        return (None if day == found else day), found

    def _evidence(self, first: WorkbookPreview) -> str:
        """Find or ask what the figures rest on."""
        if self.given.evidence is not None:
            return self.given.evidence
        proposal, sure = whose.propose_evidence(first.titles)
        if sure:
            return proposal
        return self._answer(whose.ask_evidence(proposal)) or proposal

    def _sender(self, operators: Sequence[str], known: Sequence[Known]) -> str:
        """Name the sender: as given, as before, by the operator, or by the file's name."""
        if self.given.sender:
            return sender_slug(self.given.sender)
        own = [one.sender for one in known if set(one.form.operators) == set(operators)]
        if own:
            return own[0]
        if len(operators) == 1 and operators[0] != "any":
            return operators[0]
        return sender_slug(whose.file_form(self.file.stem) or self.file.stem)

    # ---- columns and units -----------------------------------------------------------------------
    def _columns(
        self, asked: ColumnQuestions, understood: pd.DataFrame, *, unread: bool
    ) -> tuple[dict[Key, str], list[Key]]:
        """Have the columns decided: the answers, and the columns that nobody decided on."""
        answers = self._given_columns(asked, understood)
        undecided: list[Key] = []
        for question, keys in asked.questions:
            if all(key in answers for key in keys):
                self.questions.append(question)
                continue
            answer = self._answer(question)
            if answer is not None:
                answers.update(dict.fromkeys(keys, answer))
            elif unread:
                self.open.pop()
                undecided += keys
        return answers, undecided

    def _given_columns(self, asked: ColumnQuestions, understood: pd.DataFrame) -> dict[Key, str]:
        """Find the columns that were decided beforehand; a heading that is not there is refused."""
        rows = by_key(understood)
        named: dict[str, tuple[Key, ...]] = {column_name(rows[key], rows): (key,) for key in rows}
        named |= {question.name: keys for question, keys in asked.questions}
        answers: dict[Key, str] = {}
        for heading, meaning in self.given.columns.items():
            keys = named.get(heading) or tuple(
                key for key in rows if key[1] and key[1] == heading_key(heading)
            )
            if not keys:
                known = [shown_heading(row) for row in rows.values() if words(row["heading"])]
                raise ParameterError(
                    "intake.no_such_heading", found=heading, where=self.file.name,
                    expected=nearest(heading, known),
                )  # fmt: skip
            if len(keys) > 1 and heading not in named:
                raise ParameterError(
                    "intake.heading_in_several", found=heading, where=self.file.name,
                    expected=", ".join(f"[{context}] {heading}" for context, _ in keys),
                )  # fmt: skip
            answers.update(dict.fromkeys(keys, meaning))
        return answers

    def _names(self, findings: pd.DataFrame) -> dict[str, str]:
        """Have the spellings decided that are no unit of the list; or leave them, as errors."""
        province, vintage = self.workspace.province, self.workspace.vintage
        names: dict[str, str] = {}
        if self._is_older:  # spellings are kept for the workspace's list
            findings = findings[:0]
        for question in ask_about_units(findings, province=province, vintage=vintage):
            if question.name in self.given.names:
                self.questions.append(question)
                answer: str | None = self.given.names[question.name]
            else:
                answer = self._asked(question)
                if answer is not None:
                    self.questions.append(question)
                elif self._ended:
                    self.open.append(question)
            code = unit_code(answer, province, vintage) if answer else None
            if code is not None:
                names[question.name] = code
        unused = set(self.given.names) - {
            str(name) for name in [*findings["unit_name"], *findings["value"]]
        }
        if unused:
            known = sorted({str(one) for one in findings["value"].dropna()})
            raise ParameterError(
                "intake.no_such_spelling", found=", ".join(sorted(unused)), where=self.file.name,
                expected=nearest(min(unused), known) or "–",
            )  # fmt: skip
        return names

    # ---- reading and storing ---------------------------------------------------------------------
    def _read(
        self, operators: Sequence[str], understood: pd.DataFrame, decided: _Decided
    ) -> list[WorkbookReading]:
        """Read the workbook as it was decided."""
        spelt = {} if self._is_older else {**self.remembered.names, **decided.names}
        readings = [
            read_workbook(
                self.file,
                operator=operator,
                province=self.province,
                vintage=self.vintage,
                as_of=decided.as_of,
                evidence=decided.evidence,
                headings=self.headings,
                decisions=decisions(decided.columns, understood),
                names=spelt,
            )
            for operator in operators
        ]
        if self._is_older:
            to = self.workspace.vintage
            return [convert_reading(one, vintage=self.vintage, to=to) for one in readings]
        return readings

    def _entries(
        self,
        path: str,
        places: Mapping[str, int | None],
        decided: _Decided,
        *,
        sender: str,
        corrects: Path | None,
    ) -> list[Entry]:
        """Say what ``province.toml`` is to say of the workbook, for each operator."""
        said = None if decided.evidence == self.workspace.evidence else decided.evidence
        older = self.vintage if self._is_older else None
        corrected = Path(os.path.relpath(corrects, self.folder)).as_posix() if corrects else None
        return [
            Entry(path, operator, sender, decided.as_of, said, older, corrected, place)
            for operator, place in places.items()
        ]

    def _replaced(self, path: str, places: Mapping[str, int | None]) -> str | None:
        """Name the workbook in whose place it comes; None where it is the same or none."""
        old = [
            self.workspace.workbooks[one].path.name for one in places.values() if one is not None
        ]
        return next((name for name in old if name != path.rpartition("/")[2]), None)

    def _contradictions(
        self, path: str, readings: Sequence[WorkbookReading], replaced: Collection[int | None]
    ) -> dict[Path, pd.DataFrame]:
        """Find figures that other files of the workspace give otherwise, by their files."""
        names = load_units(vintage=self.workspace.vintage, province=self.workspace.province)
        own = pd.concat([one.observations for one in readings], ignore_index=True)
        reported = pd.concat([one.earlier for one in readings], ignore_index=True)
        others = []
        for place, book in enumerate(self.workspace.workbooks):
            if (
                place not in replaced
                and book.path != self.folder / path
                and book.operator in {"any", *own["operator"]}
            ):
                with contextlib.suppress(FileUnreadableError):
                    others.append(read_entry(self.workspace, book))
        (mine, *theirs), _ = with_corrections(
            [own, *(one.observations for one in others)],
            [reported, *(one.earlier for one in others)],
            declared=declared_corrections(self.workspace, [Path(), *(one.path for one in others)]),
        )
        found: dict[Path, list[pd.DataFrame]] = {}
        for other, figures in zip(others, theirs, strict=True):
            said = checks.contradictions(mine, figures, unit_names=names["unit_name"])
            if len(said):
                found.setdefault(other.path, []).append(said)
        return {file: pd.concat(said, ignore_index=True) for file, said in found.items()}

    def _corrected_by(self, file: Path | None) -> set[Path]:
        """Give a workbook, and all that it is said to correct, through others too."""
        found: set[Path] = set()
        while file is not None and file not in found:
            found.add(file)
            books = self.workspace.workbooks
            file = next((one.corrects for one in books if one.path == file), None)
        return found

    def _corrects(
        self, contradicted: Mapping[Path, pd.DataFrame], sender: str, titles: Sequence[str]
    ) -> Path | None:
        """Find or ask which file of the workspace it corrects, among those that it contradicts."""
        books = self.workspace.workbooks
        if self.given.corrects is not None:
            return books[find_workbook(self.folder, books, Path(self.given.corrects))[0]].path
        if not contradicted:
            return None
        # What corrects a correction corrects what that does.
        further = set().union(*(self._corrected_by(one) - {one} for one in contradicted))
        choices = {file: said for file, said in contradicted.items() if file not in further}
        own = {book.path for book in books if book.sender == sender}
        of_sender = [one for one in choices if one in own]
        question = whose.ask_corrects(
            self.file, choices or contradicted, titles=titles, of_sender=of_sender
        )
        answer = self._asked(question)
        if answer == "stop":
            raise ParameterError("intake.not_put_in", where=self.file.name)
        if answer is not None:
            self.questions.append(question)
        elif self._ended:
            self.open.append(question)
        return next((one for one in contradicted if one.name == answer), None)

    def _replaces(
        self, path: str, operator: str, sender: str, reading: WorkbookReading
    ) -> int | None:
        """Find the entry in whose place a workbook comes: itself, or what it corrects.

        A workbook corrects one of the same sender and date if it has a figure wherever that has
        one; files of single districts stand together. One of the workspace's own forms comes in
        place of the empty one.
        """
        for place, book in enumerate(self.workspace.workbooks):
            if book.operator != operator:
                continue
            if book.path == self.folder / path:
                return place
            if book.sender == sender and self._covers(reading, book):
                return place
            if book.sender is None and fills_in(self.file, book.path):
                return place
        return None

    def _covers(self, reading: WorkbookReading, book: WorkbookEntry) -> bool:
        """Tell whether a workbook gives every figure that one in the workspace gives."""
        try:
            other = read_entry(self.workspace, book)
        except FileUnreadableError:
            return False
        before = _figures(other)
        return bool(before) and other.as_of == reading.as_of and before <= _figures(reading)


def _figures(reading: WorkbookReading) -> set[tuple[str, str]]:
    """List the units and indicators that a reading has a figure of."""
    table = reading.observations
    known = table[table["numerator"].notna() | table["rate"].notna()]
    return set(zip(known["unit_code"], known["indicator"], strict=True))


def _not_taken(
    readings: Sequence[WorkbookReading], columns: tuple[MappedColumn, ...]
) -> tuple[str, ...]:
    """List the answers that the reader does not follow."""
    rows = by_key(pd.concat([one.understood for one in readings], ignore_index=True))
    return tuple(
        column.heading
        for column in columns
        if column.how == "answered"
        and column.meaning != IGNORED
        and column.key in rows
        and meaning_of(rows[column.key]) != column.meaning
    )
