"""Forms of one commune each, on sheets of their own or below each other, brought into one table."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.compound import COUNTED
from dxanalysis.sources.spreadsheets.looks import Looks
from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Rearranged
from dxanalysis.sources.workbook.forms.cards import cards_below_each_other
from dxanalysis.sources.workbook.sheets.question_groups import Question, narrowed_by
from dxanalysis.sources.workbook.tables.lines import is_below
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 3
"""Forms, and questions of a form, from which on they are taken for such."""

_SEVERAL: Final = 1
"""Communes that one row of a form names at most."""

_OFTEN: Final = 0.5
_NEARLY_ALL: Final = 0.8
_NAME_WITHIN: Final = re.compile(r"\b(?:xã|phường|đặc khu)\s+.+$", re.IGNORECASE)
_WHEN: Final = re.compile(
    r"\W+(?:(?:tính )?(?:đến|tới)|(?:trong )?(?:năm|tháng|quý|kỳ|ngày|\d+ tháng))\b.*$",
    re.IGNORECASE | re.DOTALL,
)
"""Of when a title is, behind the name of whose it is."""

_LABEL: Final = "Xã, phường"
"""What stands above the names of communes, where the forms have "Nội dung" above the questions."""

_ADDRESSEE: Final = re.compile(r"\W*(?:kinh gui|noi nhan|gui)\b")
_LONGEST: Final = 200
_LONGEST_ACCOUNT: Final = 40
_ACCOUNT: Final = re.compile(
    r"\b(?:(?:tu )?(?:bao cao|ke khai|danh gia|cham|dien|nhap)|tham dinh|tham tra|ra soat|phuc tra"
    r"|thong nhat|xac nhan|doi chieu|kiem tra|kiem dinh|duyet|chot|reported|verified|checked)\b"
)
"""By whom or how answers were found."""
_WITH_UNIT: Final = re.compile(
    rf"\s*(\d{{1,3}}(?:[.,]\d{{3}})+|\d+)\s*(?:{COUNTED}|hồ sơ|thuê bao|lượt|máy)\s*\.?\s*",
    re.IGNORECASE,
)
"""An answer with what it counts, a round thousand, too: "1.000 hộ", which is a unit elsewhere."""


@dataclass(frozen=True)
class Gathered(Rearranged):
    """Several forms as one sheet.

    Attributes
    ----------
    forms
        How many forms there are.
    """

    forms: int = 0


@dataclass(frozen=True)
class _Form:
    """One commune's form.

    Attributes
    ----------
    sheet
        Where it stands.
    place, name
        The cell that names the commune, and the name.
    rows
        Its rows that hold something.
    answers
        The sheet's rows with an answer, each to the last column that holds one.
    """

    sheet: Sheet
    place: Place
    name: str
    rows: tuple[int, ...]
    answers: Mapping[int, int]

    def label(self, row: int, column: int) -> str:
        """Give what a row asks for, "" where it asks for nothing."""
        text = self.sheet.text(row, column)
        return plain_text(text) if LETTER.search(text) else ""

    def answered(self, row: int, column: int) -> bool:
        """Tell whether an answer stands to the right of a cell."""
        return self.answers.get(row, 0) > column


def gather_forms(sheets: Sequence[Sheet], lookup: UnitLookup) -> Gathered | None:
    """Bring forms of one commune each into one table: the commune, and beneath it its answers.

    Parameters
    ----------
    sheets
        The sheets of a workbook in which no table of communes was found.
    lookup
        Tells units.

    Returns
    -------
    Gathered or None
        The table; None where there are no forms that ask for the same.
    """
    forms = [form for sheet in sheets if sheet.visible for form in _find_forms(sheet, lookup)]
    column = _label_column(forms)
    asked = _asked(forms, column)
    forms = [form for form in forms if any(form.label(row, column) in asked for row in form.rows)]
    codes = _codes((form.name for form in forms), lookup)
    if len(asked) < _FEWEST - 1 or len(codes) < len(forms[:_FEWEST]):
        return None
    if len(forms) >= _FEWEST:
        return _stack(forms, column, asked)
    own = forms and all(_is_of_commune(form, column, asked) for form in forms)
    return _lay_down(forms, column, asked) if own and _are_known(forms, column, asked) else None


def _are_known(forms: Sequence[_Form], column: int, asked: set[str]) -> bool:
    """Tell whether most questions ask for what is known: one form has no others like it."""
    texts = {
        form.label(row, column): form.sheet.text(row, column) for form in forms for row in form.rows
    }
    known = [label for label in asked if load_headings().meaning((texts[label],)).of_kind(*FIGURES)]
    return len(known) >= max(_FEWEST - 1, _OFTEN * len(asked))


def _is_of_commune(form: _Form, column: int, asked: set[str]) -> bool:
    """Tell whether the commune is named above the questions, and not as who is written to."""
    first = next(row for row in form.rows if form.label(row, column) in asked)
    text = plain_text(form.sheet.text(*form.place))
    return form.place[0] < first and not _ADDRESSEE.match(text)


def differing_accounts(forms: Gathered) -> tuple[Place, Place] | None:
    """Find two columns of answers that are accounts of the same by several, and differ.

    Parameters
    ----------
    forms
        The forms as one table.

    Returns
    -------
    tuple or None
        The headings of both, "Xã tự báo cáo" and "Sở thẩm định"; None where there are no two, or
        they say the same.
    """
    for row in forms.rows:
        accounts = [at for at in forms.rows[row] if _is_account(forms.text(row, at))]
        for one, other in pairwise(accounts):
            answers = [
                (forms.cells.get((below, one)), forms.cells.get((below, other)))
                for below in forms.rows
                if below > row
            ]
            if any(all(map(looks_like_figure, two)) and two[0] != two[1] for two in answers):
                return (row, one), (row, other)
    return None


def _is_account(heading: str) -> bool:
    """Tell whether a heading says no more than by whom or how answers were found."""
    if len(heading) > _LONGEST_ACCOUNT or not _ACCOUNT.search(plain_text(heading)):
        return False
    level = parse_level(heading)
    return not (level.dates or level.vetoes or level.technologies or level.operators)


def _find_forms(sheet: Sheet, lookup: UnitLookup) -> Iterator[_Form]:
    """Part a sheet where communes are named; one that none is named in may be called after it."""
    coded = {row for row in sheet.rows if _gives_code(sheet, row, lookup)}
    rows = sorted({row for row, _ in sheet.cells} - coded)
    answers = {row: last for row, last in _answers(sheet).items() if row not in coded}
    named: dict[int, dict[int, str]] = {}
    for (row, column), value in sorted(sheet.cells.items()):
        name = _name_in(value, lookup) if isinstance(value, str) else ""
        if name and answers.get(row, 0) <= column:
            named.setdefault(row, {})[column] = name
    if any(len(_codes(names.values(), lookup)) > _SEVERAL for names in named.values()):
        # A table that has its communes side by side, unless each is on a card of its own.
        cards = cards_below_each_other(sheet, named)
        if cards is not None:
            yield from _find_forms(cards, lookup)
        return
    starts = [((row, min(names)), names[min(names)]) for row, names in named.items()]
    if not starts and rows and len(lookup.name(sheet.name)) == 1:
        starts = [((rows[0], 1), sheet.name)]
    if not starts:
        return
    if len(_codes((name for _, name in starts), lookup)) == 1:
        starts = starts[:1]  # in the title, and again above the signature
    ends = [place[0] for place, _ in starts[1:]] + [sheet.last_row + 1]
    for (place, name), end in zip(starts, ends, strict=True):
        first = place[0] if len(starts) > 1 else 0
        yield _Form(sheet, place, name, tuple(row for row in rows if first <= row < end), answers)


def _gives_code(sheet: Sheet, row: int, lookup: UnitLookup) -> bool:
    """Tell whether a row only gives the code of a commune: "Mã xã | 02683"."""
    texts = [
        text for at in sheet.columns if (row, at) in sheet.cells and (text := sheet.text(row, at))
    ]
    if len(texts) != 2 or not lookup.code(texts[1]):  # noqa: PLR2004 - a label and what it labels
        return False
    return load_headings().can_be(texts[0].strip(" :"), "code")


def _codes(names: Iterable[str], lookup: UnitLookup) -> set[str]:
    """Give the codes of the communes that names name."""
    return {code for name in names for code in lookup.name(name)}


def _name_in(text: str, lookup: UnitLookup) -> str:
    """Find the one commune that a cell names: "Đơn vị: UBND xã A", "PHIẾU KHẢO SÁT XÃ A"."""
    within = _NAME_WITHIN.search(text)
    if len(text) > _LONGEST:
        return ""
    for part in (
        text, text.partition(":")[2], within[0] if within else "",
        _WHEN.sub("", within[0]) if within else "",
    ):  # fmt: skip
        if part and len(lookup.name(part.strip())) == 1:
            return part.strip()
    return ""


def _answers(sheet: Sheet) -> dict[int, int]:
    """Find the rows that hold a figure, "Có" or "Không", and the last column of each that does.

    A formula that gave none was to be one: that it is missing is said, as in a column.
    """
    answers = [
        place
        for place, value in sheet.cells.items()
        if looks_like_figure(_bare(value)) or (isinstance(value, str) and is_mark(value))
    ]
    found: dict[int, int] = {}
    for row, column in (*answers, *sheet.broken):
        found[row] = max(column, found.get(row, 0))
    return found


def _bare(value: object) -> object:
    """Give an answer without what it counts, where only that makes it no figure."""
    found = _WITH_UNIT.fullmatch(value) if isinstance(value, str) else None
    return found[1] if found and not looks_like_figure(value) else value


def _label_column(forms: Sequence[_Form]) -> int:
    """Find the column of questions: the one with most different words left of answers."""
    words: Counter[int] = Counter()
    texts: set[tuple[int, str]] = set()
    for form in forms:
        own = set(form.rows)
        for (row, column), value in form.sheet.cells.items():
            left = form.answered(row, column)
            if row in own and left and isinstance(value, str) and LETTER.search(value):
                texts.add((column, plain_text(value)))
    for column, text in texts:
        words[column] += len(text)
    return max(words, key=lambda column: words[column], default=0)


def _asked(forms: Sequence[_Form], column: int) -> set[str]:
    """Give the questions that most forms have an answer to."""
    found: Counter[str] = Counter()
    for form in forms:
        found.update({form.label(row, column) for row in form.rows if form.answered(row, column)})
    return {label for label, count in found.items() if label and count >= _OFTEN * len(forms)}


def _stack(forms: Sequence[_Form], column: int, asked: set[str]) -> Gathered:
    """Write the forms below each other: what all say above, a heading, the communes' lines."""
    made = _Stack(forms[0].sheet.name)
    above = [_above(form, column, asked) for form in forms]
    first = forms[0]
    heading = next((row for row in reversed(above[0]) if _is_heading(first, row, column)), None)
    shared = Counter(
        text for form, rows in zip(forms, above, strict=True)
        for text in {_row_text(form, row) for row in rows}
    )  # fmt: skip
    before = range(1, first.rows[0]) if first.rows else ()
    for row in [*before, *above[0]]:
        common = shared[_row_text(first, row)] >= _NEARLY_ALL * len(forms)
        if (common or row not in above[0]) and row not in {heading, first.place[0]}:
            made.copy(first.sheet, row)
    ends = Counter(form.answers[row] for form in forms for row in form.rows if row in form.answers)
    result = ends.most_common(1)[0][0]
    if heading is None:
        made.write(first.sheet, first.rows[0], {column: _LABEL, result: "Kết quả"})
    else:
        made.copy(first.sheet, heading, within=_filled(forms, above))
        made.relabel(column, _LABEL)
    for form, rows in zip(forms, above, strict=True):
        made.write(form.sheet, form.place[0], {column: form.name}, place=form.place)
        lines = [row for row in form.rows if row not in rows]
        last = max(row for row in lines if form.label(row, column) in asked)
        narrowed = _narrowed(form, [row for row in lines if row <= last], column)
        lines = [row for row in lines if row <= last and form.label(row, column)]
        for row, after in pairwise([*lines, last]):
            unanswered = not form.answered(row, column)
            is_group = is_below(form.sheet.text(after, column)) and after != row
            if not (unanswered and form.label(row, column) in asked and not is_group):
                # A running number beside an answer in words is none.
                made.copy(form.sheet, row, before=column if unanswered else 0)
                if row in narrowed:
                    made.relabel(column, narrowed[row])
    return made.sheet(len(forms))


def _lay_down(forms: Sequence[_Form], column: int, asked: set[str]) -> Gathered:
    """Write each form as one row: the commune, and its answers beneath their questions."""
    first = forms[0]
    above = _above(first, column, asked)
    heading = next((row for row in reversed(above) if _is_heading(first, row, column)), None)
    made = _Stack(first.sheet.name)
    for row in above:
        if row != heading:
            made.copy(first.sheet, row)
    places: dict[tuple[str, int, int], int] = {}
    narrowed = _narrowed(first, [row for row, _ in _questions(first, column, asked)], column)
    questions = {1: (_LABEL, first.place)}
    columns: dict[int, tuple[str, Place]] = {}
    for row, question in _questions(first, column, asked):
        for at in _answers_in(first, row, column):
            own = len(places) + 2
            places[*question, at] = own
            unit = next(
                (t for one in range(column + 1, at) if (t := first.sheet.text(row, one))), ""
            )
            asks = narrowed.get(row) or first.sheet.text(row, column)
            asks = f"{asks} ({unit})" if LETTER.search(unit) or unit == "%" else asks
            questions[own] = asks, (row, column)
            if heading is not None:
                columns[own] = first.sheet.text(heading, at), (row, at)
    made.write_from(first.sheet, questions)
    made.write_from(first.sheet, columns)
    for form in forms:
        made.write(form.sheet, form.place[0], {1: form.name}, place=form.place)
        for row, question in _questions(form, column, asked):
            for at in _answers_in(form, row, column):
                if (*question, at) in places:
                    made.put(form.sheet, (row, at), places[*question, at])
    return made.sheet(len(forms))


def _questions(form: _Form, column: int, asked: set[str]) -> Iterator[tuple[int, tuple[str, int]]]:
    """Give the rows that ask something, each with its words and how many like it are above it."""
    above = _above(form, column, asked)
    alike: Counter[str] = Counter()
    for row in form.rows:
        label = form.label(row, column)
        if label and row not in above:
            yield row, (label, alike[label])
            alike[label] += 1


def _answers_in(form: _Form, row: int, column: int) -> list[int]:
    """Give the columns of a row that hold an answer to its question."""
    return [
        at
        for at in form.sheet.columns
        if at > column
        and (
            (row, at) in form.sheet.broken
            or looks_like_figure(_bare(form.sheet.cells.get((row, at))))
            or is_mark(form.sheet.text(row, at))
        )
    ]


def _filled(forms: Sequence[_Form], above: Sequence[Sequence[int]]) -> frozenset[int]:
    """Give the columns that some form has anything in: not "Ghi chú", where nobody wrote one."""
    return frozenset(
        column
        for form, rows in zip(forms, above, strict=True)
        for row in {*form.rows} - {*rows}
        for column in form.sheet.columns
        if (row, column) in form.sheet.cells or (row, column) in form.sheet.broken
    )


def _narrowed(form: _Form, rows: Sequence[int], column: int) -> dict[int, str]:
    """Put behind the questions that a section or another question narrows what it says."""
    titles = [_row_text(form, row) for row in form.rows if row < min(rows, default=0)]
    lines = []
    for row in rows:
        before = [form.sheet.text(row, at) for at in form.sheet.columns if at < column]
        text, mark = form.sheet.text(row, column), " ".join(filter(None, before))
        lines.append(Question(row, mark if text else "", text or mark, form.answered(row, column)))
    return {
        line.key: f"{line.text} ({words})"
        for line, words in narrowed_by([line for line in lines if line.text], titles)
    }


def _above(form: _Form, column: int, asked: set[str]) -> list[int]:
    """Give the rows of a form above its questions, groups of questions not among them."""
    first = next(row for row in form.rows if form.label(row, column) in asked)
    above = [row for row in form.rows if row < first]
    headings = [row for row in above if _is_heading(form, row, column)]
    end = max([*headings, form.place[0]])
    return [row for row in above if row <= end or not form.label(row, column)]


def _is_heading(form: _Form, row: int, column: int) -> bool:
    """Tell whether a row says what the columns are: words above the questions and the answers."""
    # A title that is merged over all columns stands in one of them.
    own = {at for at in form.sheet.columns if (row, at) in form.sheet.cells}
    texts = {at for at in own if LETTER.search(form.sheet.text(row, at))}
    return row != form.place[0] and column in texts and any(at > column for at in texts)


def _row_text(form: _Form, row: int) -> str:
    """Give all that stands in a row."""
    return " ".join(form.sheet.text(row, column) for column in form.sheet.columns)


class _Stack:
    """A sheet that is being written from rows of others."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._row = 0
        self._cells: dict[Place, object] = {}
        self._percent: set[Place] = set()
        self._broken: dict[Place, str] = {}
        self._personal: set[Place] = set()
        self._origins: dict[Place, tuple[str, Place]] = {}
        self._looks = Looks()
        self._seen: set[str] = set()

    def copy(
        self, sheet: Sheet, row: int, *, before: int = 0, within: frozenset[int] = frozenset()
    ) -> None:
        """Copy a row as it stands, without the numbers before a column; or some columns of it."""
        self._row += 1
        if sheet.name not in self._seen:
            self._seen.add(sheet.name)
            self._looks = self._looks.with_others(sheet.looks)
        for column in sorted(within) or sheet.columns:
            is_number = column < before and isinstance(sheet.cells.get((row, column)), int | float)
            self.put(sheet, (row, column), column, blank=is_number)

    def put(self, sheet: Sheet, own: Place, column: int, *, blank: bool = False) -> None:
        """Copy a cell into the row written last; or only where it stands, if it is to be blank."""
        place = self._row, column
        self._origins[place] = sheet.origin(own)
        if own in sheet.cells and not blank:
            self._cells[place] = _bare(sheet.cells[own])
        if own in sheet.percent:
            self._percent.add(place)
        if own in sheet.personal:
            self._personal.add(place)
        if own in sheet.broken:
            self._broken[place] = sheet.broken[own]

    def write(
        self, sheet: Sheet, row: int, texts: Mapping[int, str], *, place: Place | None = None
    ) -> None:
        """Write words that stand elsewhere in a form."""
        self.write_from(sheet, {one: (text, place or (row, one)) for one, text in texts.items()})

    def write_from(self, sheet: Sheet, texts: Mapping[int, tuple[str, Place]]) -> None:
        """Write words that each stand somewhere else."""
        self._row += 1
        for column, (text, place) in texts.items():
            self._cells[self._row, column] = text
            self._origins[self._row, column] = sheet.origin(place)

    def relabel(self, column: int, text: str) -> None:
        """Change a word of the row written last."""
        self._cells[self._row, column] = text

    def sheet(self, forms: int) -> Gathered:
        """Give what was written."""
        return Gathered(
            self._name,
            self._cells,  # type: ignore[arg-type]  # values of the sheets' own cells
            percent=frozenset(self._percent),
            broken=self._broken,
            personal=frozenset(self._personal),
            looks=self._looks,
            origins=self._origins,
            forms=forms,
        )
