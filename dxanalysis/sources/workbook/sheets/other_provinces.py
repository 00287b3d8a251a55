"""Rows of other provinces, as a column, a line, a title, a sheet's name or a name's part says."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.province_names import province_names
from dxanalysis.sources.workbook.words.unit_lookup import unit_lookup
from dxanalysis.sources.workbook.words.whose import without_whose
from dxanalysis.units.name_index import toneless_key
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.province_names import ProvinceNames
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

ELSEWHERE: Final = "sheet_elsewhere"
"""By this note a sheet is of another province."""

_HEADING: Final = re.compile(
    r"(?:ten |ma |code )?(?:tinh|province|prov)(?:\W+(?:tp|thanh pho|thanh|city))*"
    r"(?:[ _](?:moi|code|name|id|cd|ten|ma))?|(?:ma_?|ten_?)?tinh_?tp|(?:ma|ten)_tinh"
)
"""Of today's provinces; "Tỉnh cũ" is another column."""

_PART: Final = re.compile(r"^(.{3,60}?)\s*(?:[,;(\[/|]|\s[-–])\s*([^,;()\[\]/|]{3,40}?)[)\]\s.]*$")
_LABEL: Final = re.compile(r"(?:ten |ma )?(?:tinh|province)(?:\W+(?:tp|thanh pho|city))?\W*")
_NO_TITLE: Final = re.compile(
    r"\b(?:kinh gui|noi nhan|noi gui|so voi|so sanh|giap|mo hinh|hoc tap|kinh nghiem)\b"
    r"|^[^,]{2,30}, ngay\b"
)
"""A line with this names another province beside its own: to whom it is sent, where signed."""

_REMARK: Final = re.compile(r"\s*\([^()]*\)\s*$")
_MARK: Final = re.compile(r"\W*(?:[ivxlc]+|[a-zđ]|\d{1,3})?\W*", re.IGNORECASE)
_LONGEST_TITLE: Final = 160
_MOST_WORDS: Final = 3
_FEWEST_FIGURES: Final = 2


@dataclass(frozen=True)
class _Said:
    """What a sheet says of where its rows lie."""

    rows: dict[int, str]
    """Row to the words by which it is another province's."""
    quiet: frozenset[int]
    """Those of them that a column of provinces says."""
    sheet: str = ""
    """The words by which the whole sheet is."""


def without_other_provinces(
    sheet: Sheet, lookup: UnitLookup, *, province: str | None, vintage: str
) -> Sheet:
    """Leave out the rows that are said to be of another province.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells the units of the province that is read.
    province
        The code of that province; None for the whole country.
    vintage
        Its list.

    Returns
    -------
    Sheet
        The sheet without those rows, and a note of them; where its name or a title says so of
        all rows, the sheet with a note of that, and where not all of its communes can be meant,
        with one that quotes it. Provinces merged into the one that is read are no
        others, and a row with a name that the other province does not have stays.
    """
    if province is None:
        return sheet
    names = province_names(province, vintage)
    reader = _Reader(sheet, lookup, names, vintage)
    said = reader.read()
    if said.sheet:
        return replace(sheet, notes=(*sheet.notes, (ELSEWHERE, said.sheet)))
    cells = {place: value for place, value in sheet.cells.items() if place[0] not in said.rows}
    notes = list(sheet.notes)
    if said.quiet:
        notes.append(("rows_elsewhere", str(len(said.quiet))))
    loud = [words for row, words in said.rows.items() if row not in said.quiet]
    if loud:
        shown = list(dict.fromkeys(loud))
        quoted = ", ".join(f"“{one}”" for one in shown[:_MOST_WORDS])
        notes.append(("rows_said_elsewhere", quoted + (" …" if len(shown) > _MOST_WORDS else "")))
    if reader.quoted:
        notes.append(("note_quoted", reader.quoted))
    if len(notes) == len(sheet.notes) and not reader.renamed:
        return sheet
    return replace(sheet, cells={**cells, **reader.renamed}, notes=tuple(notes))


class _Reader:
    """Finds what a sheet says of where its rows lie."""

    def __init__(
        self, sheet: Sheet, lookup: UnitLookup, names: ProvinceNames, vintage: str
    ) -> None:
        self.sheet, self.lookup, self.names, self.vintage = sheet, lookup, names, vintage
        self.renamed: dict[tuple[int, int], str] = {}
        self.units: dict[int, str] = {}
        """Row to the commune's name, where no code beside it says that it is ours."""
        self.columns: set[int] = set()
        """Those of the communes' names."""
        self._of: dict[tuple[str, bool], str] = {}
        self.quoted = ""
        """A title of another province, though communes or codes are of this one."""

    def read(self) -> _Said:
        """Find it."""
        said = self._parts()
        self._find_units()
        quiet = self._headed()
        said |= quiet
        if self.columns:
            for found in (self._columns(), self._lines()):
                said |= {row: words for row, words in found.items() if row not in said}
        if self.units:
            rest = self.units.keys() - said.keys()
            if titled := self._titled() if rest == self.units.keys() else "":
                return _Said({}, frozenset(), titled)
        others = [row for row in self.units if row not in said]
        if said and not others and self.units.keys() & said.keys() and not self.sure:
            return _Said({}, frozenset(), next(iter(said.values())))
        return _Said(said, frozenset(quiet))

    def _province(self, text: str, *, letters: bool = False) -> str:
        """Give the province that a text names; each text is looked at once."""
        key = (text, letters)
        if key not in self._of:
            self._of[key] = self.names.of(text, letters=letters)
        return self._of[key]

    def _is_clear(self, text: str) -> bool:
        """Tell whether a name of a province can be nothing else here."""
        alike = self.lookup.name(text) or self.lookup.is_district(text)
        return self.names.is_worded(text) or not alike

    def _has(self, province: str, name: str) -> bool:
        """Tell whether a province has a commune of a name."""
        return bool(unit_lookup(province, self.vintage).name(name))

    def _parts(self) -> dict[int, str]:
        """Part "Xã Thanh Thủy, Tuyên Quang"; the name of the own province is taken off."""
        found: dict[int, str] = {}
        for (row, column), value in self.sheet.cells.items():
            parted = _PART.match(value) if isinstance(value, str) else None
            if parted is None or not (province := self._province(parted[2], letters=True)):
                continue
            if not self.lookup.name(parted[1]):
                continue
            if province != self.names.own:
                if self._is_clear(parted[2]):
                    found[row] = str(value)
            elif (
                self.names.is_worded(parted[2])
                or self.lookup.province == toneless_key(parted[2])
                or not self._province(parted[2])  # an operator's letters
            ):
                self.renamed[row, column] = parted[1]
        return found

    def _find_units(self) -> None:
        """Find the rows with a commune's name beside other cells."""
        for row, columns in self.sheet.rows.items():
            if len(columns) < 2:  # noqa: PLR2004 - a line
                continue
            held: dict[int, object] = {
                column: self.renamed.get((row, column), self.sheet.cells[row, column])
                for column in columns
            }
            named = {
                column: codes for column, value in held.items()
                if isinstance(value, str) and (codes := self.lookup.name(value))
            }  # fmt: skip
            column = next((one for one in named if not self._province(str(held[one]))), None)
            if column is None:
                continue
            self.columns.add(column)
            given = {self.lookup.code(value) for value in held.values()}
            if given & named[column]:
                self.sure = True
            else:
                self.units[row] = str(held[column])

    sure = False
    """Whether a code says of any row that it is ours."""

    def _headed(self) -> dict[int, str]:
        """Give the rows that a column headed as one of provinces says are another's."""
        tops: dict[int, int] = {}
        for (row, column), value in self.sheet.cells.items():
            if isinstance(value, str) and _HEADING.fullmatch(plain_text(value)):
                tops[column] = min(row, tops.get(column, row))
        found: dict[int, str] = {}
        for column, top in tops.items():
            given = {
                row: province
                for row, value in self.sheet.by_column[column]
                if row > top
                and (province := self._province(self.sheet.text(row, column), letters=True)
                     or self.names.of_code(value))
            }  # fmt: skip
            own = self.names.own in given.values()
            found |= {
                row: self.sheet.text(row, column)
                for row, province in given.items()
                if province != self.names.own
                and (own or (row in self.units and self._has(province, self.units[row])))
            }
        return found

    def _columns(self) -> dict[int, str]:
        """Give the rows that another column says are another's: "Địa bàn", "Chi nhánh"."""
        found: dict[int, str] = {}
        for column in set(self.sheet.columns) - self.columns:
            texts = {row: text for row in self.units if (text := self.sheet.text(row, column))}
            given = {row: self._province(text, letters=True) for row, text in texts.items()}
            others = {row for row, one in given.items() if one and one != self.names.own}
            if not others:
                continue
            pure, both = all(given.values()), self.names.own in given.values()
            found |= {
                row: texts[row]
                for row in others
                if (pure or self.names.is_worded(texts[row]))
                and (both or self._is_clear(texts[row]))
                and self._has(given[row], self.units[row])
            }
        return found

    def _lines(self) -> dict[int, str]:
        """Give the rows beneath a line that is the name of another province."""
        below: dict[tuple[int, str, str], list[int]] = defaultdict(list)
        head = (0, "", "")
        for row in self.sheet.rows:
            if row in self.units or self._is_there(row, head[1]):
                below[head].append(row)
            elif line := self._line(row):
                head = (row, *line)
        found: dict[int, str] = {}
        for (_, province, words), rows in below.items():
            if province in {"", self.names.own}:
                continue
            there = [
                row for row in rows
                if row not in self.units or self._has(province, self.units[row])
            ]  # fmt: skip
            found |= dict.fromkeys(there if 2 * len(there) >= len(rows) else (), words)
        return found

    def _is_there(self, row: int, province: str) -> bool:
        """Tell whether a row of figures names a commune that another province alone has."""
        return (
            province not in {"", self.names.own}
            and len(self.sheet.rows[row]) > 1
            and any(
                self._has(province, text)
                for column in self.columns
                if (text := self.sheet.text(row, column)) and not self.lookup.name(text)
            )
        )

    def _line(self, row: int) -> tuple[str, str] | None:
        """Give the province that a row is the name of, "TỈNH TUYÊN QUANG", and its words."""
        texts = list(dict.fromkeys(
            text for column in self.sheet.rows[row]
            if (text := self.sheet.text(row, column)) and not _MARK.fullmatch(text)
            and not looks_like_figure(self.sheet.cells[row, column])
        ))  # fmt: skip
        labelled = len(texts) == 2 and _LABEL.fullmatch(plain_text(texts[0]))  # noqa: PLR2004 - and its value
        if len(texts) != 1 and not labelled:
            return None
        province = self._province(_REMARK.sub("", texts[-1]))
        bare = len(self.sheet.rows[row]) <= len(texts) + 1
        if province and (labelled or self.names.is_worded(texts[0]) or bare):
            clear = labelled or province == self.names.own or self._is_clear(texts[0])
            return (province, " ".join(texts)) if clear else None
        return None

    def _is_counted(self, row: int) -> bool:
        """Tell whether a row has figures, as a row of the table has and a title has not."""
        counted = [looks_like_figure(self.sheet.cells[row, one]) for one in self.sheet.rows[row]]
        return sum(counted) >= _FEWEST_FIGURES

    def _titled(self) -> str:
        """Give the title or name of a sheet that says of all its rows that they are elsewhere.

        Where the other province lacks some of the communes, the title is only quoted.
        """
        first = min(self.units)
        lines = [self.sheet.name]
        lines += [text for row in self.sheet.rows if row < first and not self._is_counted(row)
                  for text in self.sheet.lines[row]]  # fmt: skip
        said: dict[str, str] = {}
        for line in lines:
            plain = plain_text(line)
            if len(line) > _LONGEST_TITLE or _NO_TITLE.search(plain) or looks_like_figure(line):
                continue
            for province in {self._province(line), *self.names.within(line)} - {""}:
                said.setdefault(province, line)
        if len(said) != 1 or self.names.own in said:
            return ""
        province, words = said.popitem()
        if not self._is_clear(words) and not self.names.is_worded(words):
            return ""
        everywhere = all(self._has(province, name) for name in self.units.values())
        if everywhere and not self.sure:
            return words
        # "Hanoi Telecom" is an operator's name.
        self.quoted = words if _names_place(words, province, self.names) else ""
        return ""


def _names_place(line: str, province: str, names: ProvinceNames) -> bool:
    """Tell whether a line names a province still without the operators that it names."""
    rest = without_whose(line).strip(" .,;:()-–")
    return province in {names.of(rest), *names.within(rest)}
