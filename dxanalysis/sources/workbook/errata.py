"""Tables that correct figures of other tables: "Đã ghi" 11, "Đính chính lại là" 13."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicators
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.figures.figures import read_figures
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.headings import Headings
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_LONGEST: Final = 80
_ASKED: Final = re.compile(
    r"(?:ten )?(?:(?:bieu|bang)\W{1,3})?(?:chi tieu|noi dung|tieu chi|chi so|so lieu ve|cot|muc"
    r"|hang muc|truong|thong tin|o(?= (?:so|can|sua|da|cu|tinh)|$)|vi tri|cells?|columns?|fields?"
    r"|indicators?|items?)\b[^\d]{0,30}"
)
_SETTLED: Final = r"(?:sua|dinh chinh|dieu chinh|chinh sua|ra soat)"
_RIGHT: Final = re.compile(
    r"(?:so |xin |de nghi |can |nay )*(?:dinh chinh|sua)(?: lai)?(?: (?:la|thanh))?"
    r"|(?:nay )?(?:dieu chinh|sua)(?: lai)? (?:la|thanh)|(?:nay |xin )?doc la"
    r"|so (?:lieu )?(?:dung|da (?:sua|dinh chinh))|dung la|phai la|(?:corrected|correct|right)"
    r"(?: (?:figure|value|number))?"
)
_RIGHT_BESIDE_OLD: Final = re.compile(
    r"(?:gia tri |so lieu |so |noi dung )?(?:moi|dung|chinh xac|thay the|thay (?:bang|thanh)"
    rf"|sau (?:khi )?{_SETTLED})|thanh|thay (?:bang|thanh)|new(?: (?:figure|value|number))?"
)
"""What is the right figure only beside the wrong one, and where the sheet says that it corrects."""

_WRITTEN: Final = re.compile(
    r"(?:so (?:lieu )?|gia tri |noi dung )?(?:da (?:ghi|bao cao|gui|nhap|in|neu)|cu|sai|ghi sai"
    rf"|nham|truoc (?:khi )?{_SETTLED}|(?:dang |truoc |cu )?ghi(?: la| nham)?)\b.{{0,40}}"
    r"|tu|(?:reported|old|wrong)(?: (?:figure|value|number))?"
)
_CORRECTS: Final = re.compile(
    r"\b(?:dinh chinh|sua (?:lai|doi|chua|so|cac|thanh)|chinh sua|sai sot|ghi (?:sai|nham)"
    r"|nhap (?:sai|nham)|dieu chinh (?:so|lai|cac)|nham lan|errat|correct)"
)
_ADDRESS: Final = re.compile(r"(?:[oô] )?\$?([a-z]{1,2})\$?(\d{1,5})", re.IGNORECASE)
"""A cell that is to be corrected: "E9", "ô E9"."""

_IN_SENTENCE: Final = re.compile(
    r"\b(?:(?:sua|dinh chinh|dieu chinh|doi|thay)(?: lai)?(?: \w+){0,3}? (?:thanh|la|bang)"
    r"|so dung|dung la|phai la|doc la|should (?:be|read)|corrected to)\b"
)
_UNIT: Final = re.compile(
    r"\b(?:xã|phường|đặc khu)(?:\s+[^\W\d_]+(?:['’-][^\W\d_]+)?){1,4}", re.IGNORECASE
)
_IN_LETTER: Final = 2
"""Cells of a row that a sheet of sentences has at most."""

_LONGEST_LINE: Final = 300
_BLANK: Final = 2
"""Blank rows that a table of corrections may have within it."""

_SUM: Final = re.compile(r"(?:tong|cong|toan)\b")
_AGAIN: Final = re.compile(
    r"\b(?:dinh chinh|sai sot|(?:ghi|nhap|in|bao cao|tinh) (?:sai|nham)|errat\w*|corrections?"
    r"|corrected|(?:sua|dieu chinh|doc) lai (?:so lieu|cac so|nhu sau|cho dung)"
    r"|thay (?:the )?cho (?:cac |nhung )?(?:so|dong)|so (?:lieu )?dung(?: cua| nhu sau|\W*$)"
    r"|(?:so|so lieu|cac dong|cac xa)(?: \w+){0,6} (?:sua|doc) lai)\b"
)
"""A line over rows that stand in the place of some above them."""

_SETTLED_TONED: Final = r"(?:sửa|đính chính|điều chỉnh|chỉnh sửa|rà soát)"
_NEW: Final = (
    rf"đúng|chính xác|thay thế|(?:nay |đã |sau (?:khi )?){_SETTLED_TONED}|{_SETTLED_TONED} lại"
    r"|đính chính|corrected|correct"
)
_OLD: Final = (
    r"(?:đã |bị )?(?:ghi|nhập|in) (?:sai|nhầm)|đã (?:ghi|báo cáo|gửi|nhập|in)"
    rf"|(?:trước|chưa) (?:khi )?{_SETTLED_TONED}|reported"
)
_MARK: Final = tuple(
    (kind, re.compile(rf"(?i)[(\[]\s*(?:số )?(?:{some})\s*[)\]]|(?:[-–,:]\s*)?\b(?:{words})$"))
    for kind, words, some in (
        ("new", _NEW, rf"mới|new|right|{_NEW}"),
        ("old", _OLD, rf"cũ|sai|nhầm|old|wrong|{_OLD}"),
    )
)
"""Behind a heading of such rows, what says whether they are right or as they were written."""

_MOST_HEADINGS: Final = 3
_IN_BRACKETS: Final = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_CORRECTING: Final = re.compile(
    rf"(?i)\s*\b{_SETTLED_TONED}(?: lại)?(?=\s+(?:số liệu|các|biểu|bảng|số)\b)"
)
"""Words of a title that say that its table corrects another file's."""

_UNITS_HEADING: Final = "Xã, phường"


@dataclass(frozen=True)
class Correction:
    """One figure of which a table says what it must be.

    Attributes
    ----------
    sheet, cell
        Where the right figure stands.
    unit, asked
        The unit and the quantity, as written.
    codes, quantities
        The units and the quantities that these can be.
    old, new
        The figure as it was written, and as it must be.
    says_old
        Whether the table has a column of what was written.
    at, unit_at
        Where the right figure and the unit stand in the sheet as it was brought into form; ``()``
        where they do not stand in a table of their own.
    """

    sheet: str
    cell: str
    unit: str
    asked: str
    codes: frozenset[str]
    quantities: frozenset[str]
    old: Value | None
    new: Value | None
    says_old: bool
    at: Place | tuple[()] = ()
    unit_at: Place | tuple[()] = ()


def take_errata(
    sheet: Sheet, headings: Headings, lookup: UnitLookup, others: Sequence[Sheet] = ()
) -> tuple[Sheet, list[Correction]]:
    """Take the table of corrections out of a sheet.

    Parameters
    ----------
    sheet
        Any sheet.
    headings
        What columns are called.
    lookup
        Tells units.
    others
        The sheets of its workbook, of which one may have the table that is corrected.

    Returns
    -------
    sheet : Sheet
        Without the table's cells; as it is where it has none.
    corrections : list of Correction
        What the table says.
    """
    if not sheet.visible:
        return sheet, []
    for row in _headings(sheet):
        columns = _heading(sheet, row)
        end = _end(sheet, row, columns) if columns else 0
        rows = range(row + 1, end)
        units = _unit_column(sheet, rows, lookup, before=columns[-1]) if columns else None
        if columns is None or units is None or units == columns[0]:
            continue
        asked, old, new = columns
        found: list[Correction] = []
        unit_at = (row, units)
        for own in rows:
            name = sheet.text(own, units)[:_LONGEST] or (found[-1].unit if found else "")
            unit_at = (own, units) if sheet.text(own, units) else unit_at
            about = sheet.text(own, asked)[:_LONGEST]
            filled = any((own, column) in sheet.cells for column in (asked, old, new))
            if not filled or name.isdecimal() or _SUM.match(plain_text(name)):
                continue
            found.append(
                Correction(
                    *sheet.where(own, new), name, about, lookup.name(name),
                    frozenset(one.id for one in headings.meaning((about,)).columns),
                    sheet.cells.get((own, old)), sheet.cells.get((own, new)), old > 0,
                    at=(own, new), unit_at=unit_at,
                )
            )  # fmt: skip
        cells = {place: v for place, v in sheet.cells.items() if not row <= place[0] < end}
        return replace(sheet, cells=cells), found
    for row in _headings(sheet):
        if (wide := _by_quantity(sheet, row, headings, lookup, others)) is not None:
            return wide
    for row in sorted(sheet.rows):
        found_here = _in_pairs(sheet, row, headings, lookup) or _written_again(
            sheet, row, headings, lookup, others
        )
        if found_here is not None:
            return found_here
    return sheet, _in_words(sheet, lookup)


def _by_quantity(
    sheet: Sheet, row: int, headings: Headings, lookup: UnitLookup, others: Sequence[Sheet]
) -> tuple[Sheet, list[Correction]] | None:
    """Take a table that corrects what stands above its columns: "Trạm 4G" over "Số đúng".

    A line before it says that it corrects something, and the table that it corrects stands above,
    or on another sheet, or in another file.
    """
    if not _says_so(sheet, row):
        return None
    right: dict[int, str] = {}
    written: dict[str, int] = {}
    over = ""
    for column in sheet.columns:
        text = _plain(sheet.text(row, column))
        over = sheet.text(*sheet.merged.get((row - 1, column), (row - 1, column))) or over
        if not text or not headings.meaning((over,)).columns:
            continue
        if _RIGHT.fullmatch(text) or _RIGHT_BESIDE_OLD.fullmatch(text):
            right[column] = over
        elif _WRITTEN.fullmatch(text):
            written[over] = column
    if not right or {*right.values()} != {*written} or len(right) > len(written):
        return None
    first = min(right)
    end = _end(sheet, row, (first, 0, first))
    rows = range(row + 1, end)
    units = _unit_column(sheet, rows, lookup, before=first)
    above = any(lookup.name(sheet.text(own, units or 1)) for own in range(1, row - 1))
    alone = all(one is sheet or not _units(one, lookup) for one in others)
    if units is None or not (above or alone or _CORRECTS.search(plain_text(sheet.name))):
        return None
    found = [
        Correction(
            *sheet.where(own, column), name, over, lookup.name(name),
            frozenset(one.id for one in headings.meaning((over,)).columns),
            sheet.cells.get((own, written[over])), given, says_old=True,
            at=(own, column), unit_at=(own, units),
        )
        for own in rows
        if (name := sheet.text(own, units)[:_LONGEST]) and not _SUM.match(plain_text(name))
        for column, over in right.items()
        if (given := sheet.cells.get((own, column))) is not None
        and (looks_like_figure(given) or lookup.name(name))
    ]  # fmt: skip
    cells = {place: v for place, v in sheet.cells.items() if not row - 1 <= place[0] < end}
    return replace(sheet, cells=cells), found


def _in_pairs(
    sheet: Sheet, row: int, headings: Headings, lookup: UnitLookup
) -> tuple[Sheet, list[Correction]] | None:
    """Take a table with a quantity in two columns: "Trạm 4G đã báo cáo", "Trạm 4G đính chính".

    A line before it, or the sheet's name, says that it corrects something.
    """
    marked: dict[str, dict[str, int]] = {"new": {}, "old": {}}
    said: dict[str, str] = {}
    for column in sheet.columns:
        kind, bare = _without_mark(sheet.text(row, column))
        if kind:
            marked[kind].setdefault(_plain(bare), column)
            said.setdefault(_plain(bare), bare)
    right, old = marked["new"], marked["old"]
    if not right or {*right} != {*old} or not _says_so(sheet, row):
        return None
    meant = {name: headings.meaning((said[name],)).columns for name in right}
    if not all(any(one.kind in FIGURES for one in of) for of in meant.values()):
        return None
    first = min(*right.values(), *old.values())
    end = _end(sheet, row, (first, 0, first))
    rows = range(row + 1, end)
    units = _unit_column(sheet, rows, lookup, before=first)
    if units is None:
        return None
    found = [
        Correction(
            *sheet.where(own, column), name, said[over], lookup.name(name),
            frozenset(one.id for one in meant[over]),
            sheet.cells.get((own, old[over])), given, says_old=True,
            at=(own, column), unit_at=(own, units),
        )
        for own in rows
        if (name := sheet.text(own, units)[:_LONGEST]) and not _SUM.match(plain_text(name))
        for over, column in right.items()
        if (given := sheet.cells.get((own, column))) is not None
        and (looks_like_figure(given) or lookup.name(name))
    ]  # fmt: skip
    cells = {place: v for place, v in sheet.cells.items() if not row <= place[0] < end}
    return replace(sheet, cells=cells), found


def _without_mark(heading: str) -> tuple[str, str]:
    """Tell "new" or "old" by the mark of a heading, before its unit or at its end."""
    if len(heading) > _LONGEST_LINE:
        return "", heading
    unit = _IN_BRACKETS.search(heading)
    behind = unit[0].strip() if unit else ""
    for text, rest in ((heading.removesuffix(behind).strip(), behind), (heading, "")):
        kind, bare = _unmarked((text,)) if text else ("", ())
        if kind and bare:
            return kind, " ".join((*bare, rest)).strip()
    return "", heading


def stand_alone(sheet: Sheet, corrections: Sequence[Correction]) -> Sheet:
    """Make a table of the right figures, where what they correct stands in no sheet of the file.

    Parameters
    ----------
    sheet
        Without the table of corrections (:func:`take_errata`).
    corrections
        Those of the sheet.

    Returns
    -------
    Sheet
        With the units in rows and what is corrected in columns; cells are named as they stand in
        the file. As it is where the corrections stand in no table.
    """
    placed = [one for one in corrections if one.at and one.unit_at and one.asked]
    if not placed:
        return sheet
    top = max(min(one.at[0] for one in placed if one.at) - 1, 1)
    units = list(dict.fromkeys(one.unit for one in placed))
    asked = list(dict.fromkeys(one.asked for one in placed))
    places = {place: place for place in sheet.cells if place[0] != top}
    for one in placed:
        if one.at and one.unit_at:
            row = top + 1 + units.index(one.unit)
            places[row, 1] = one.unit_at
            places[row, 2 + asked.index(one.asked)] = one.at
    values = {one.at: one.new for one in placed} | {one.unit_at: one.unit for one in placed}
    whole = replace(
        sheet, cells={**sheet.cells, **{at: v for at, v in values.items() if at and v is not None}}
    )
    table = whole.rearranged(places)
    cells = {
        place: _CORRECTING.sub("", value) if isinstance(value, str) and place[0] < top else value
        for place, value in table.cells.items()
    }
    headings = {(top, 1): _UNITS_HEADING}
    origins = dict(table.origins)
    for one in placed:
        column = 2 + asked.index(one.asked)
        headings[top, column] = one.asked
        origins[top, 1] = (
            sheet.origin((top, one.unit_at[1])) if one.unit_at else (sheet.name, (top, 1))
        )
        origins[top, column] = sheet.origin((top, one.at[1])) if one.at else (sheet.name, (top, 1))
    return replace(table, cells={**cells, **headings}, origins=origins)


def as_reported(
    table: Table, figures: Mapping[str, Figures], note: Note, corrections: Sequence[Correction]
) -> dict[str, Figures]:
    """Give the figures that a table of corrections standing alone says were reported before.

    Parameters
    ----------
    table
        The table that :func:`stand_alone` made.
    figures
        Its figures.
    note
        Knows its units.
    corrections
        What it was made of.

    Returns
    -------
    dict
        Figures by quantity, as ``figures``; missing where nothing is said.
    """
    before: dict[tuple[int, str], Value | None] = {
        (row, name): None for row in note.codes for name in figures
    }
    for one in corrections:
        if one.says_old and one.old is not None:
            rows = [row for row, code in note.codes.items() if one.codes == {code}]
            before |= {
                (row, name): one.old
                for row in rows
                for name in _named(table, one, row) & set(figures)
            }
    return read_figures(_written(table, before), note)[0]


def _written_again(
    sheet: Sheet, row: int, headings: Headings, lookup: UnitLookup, others: Sequence[Sheet]
) -> tuple[Sheet, list[Correction]] | None:
    """Take rows that are written again below their table: "Đính chính", "Số trạm 4G (đúng)".

    A line says that they correct something, headings of their own follow it, and all their units
    stand above it among others; or on another sheet, where none stands there.
    """
    texts = {text for column in sheet.columns if (text := sheet.text(row, column))}
    line = plain_text(texts.pop()) if len(texts) == 1 else ""
    if len(line) > _LONGEST_LINE or not _AGAIN.search(line):
        return None
    after = [own for own in sorted(sheet.rows) if own > row]
    names = {
        own: (name, column)
        for own in after
        for column in sheet.columns
        if (name := sheet.text(own, column)[:_LONGEST]) and lookup.name(name)
    }
    first = min(names, default=0)
    top = [own for own in after if own < first]
    of_all = _units(sheet, lookup, before=row)
    elsewhere = not of_all
    if elsewhere:
        of_all = set().union(*(_units(one, lookup) for one in others if one is not sheet))
    rows = [own for at, own in enumerate(after[len(top) :]) if own == first + at and own in names]
    units = {lookup.name(names[own][0]) for own in rows}
    some = units < of_all and (not elsewhere or 2 * len(units) <= len(of_all))
    if not (some and 0 < len(top) <= _MOST_HEADINGS):
        return None
    above = {_plain(sheet.text(*place)) for place in sheet.cells if place[0] < row}
    said: dict[int, tuple[str, str]] = {}
    meant: dict[int, frozenset[str]] = {}
    for column in (one for one in sheet.columns if one > names[first][1]):
        places = [sheet.merged.get((own, column), (own, column)) for own in top]
        kind, bare = _unmarked(tuple(filter(None, (sheet.text(*one) for one in places))))
        found = headings.meaning(bare).columns
        if any(one.kind in FIGURES for one in found):
            meant[column] = frozenset(one.id for one in found)
        elif not found and (kind or _plain(" ".join(bare)) in above):
            meant[column] = frozenset()
        if column in meant:
            said[column] = kind, " ".join(bare)
    right = {text for kind, text in said.values() if kind == "new"}
    old = {
        text: column
        for column, (kind, text) in said.items()
        if kind == "old" or (text in right and not kind)
    }
    found_here = [
        Correction(
            *sheet.where(own, column), names[own][0], text, lookup.name(names[own][0]),
            meant[column], sheet.cells.get((own, old.get(text, 0))), given, says_old=text in old,
        )
        for own in rows
        for column, (_, text) in said.items()
        if column not in old.values() and (given := sheet.cells.get((own, column))) is not None
    ]  # fmt: skip
    if not found_here:
        return None
    sums = [_SUM.match(_plain(sheet.text(rows[-1] + 1, column))) for column in sheet.columns]
    end = rows[-1] + any(sums)
    cells = {place: v for place, v in sheet.cells.items() if not row <= place[0] <= end}
    return replace(sheet, cells=cells), found_here


def _units(sheet: Sheet, lookup: UnitLookup, before: int = 0) -> set[frozenset[str]]:
    """Give the units that the cells of a sheet name, above a row."""
    texts = (sheet.text(*at)[:_LONGEST] for at in sheet.cells if not before or at[0] < before)
    return {codes for text in texts if (codes := lookup.name(text))}


def _unmarked(path: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Tell "new" or "old" by the mark behind a heading, and give the heading without it."""
    for kind, mark in _MARK:
        for level, text in enumerate(path):
            if found := mark.search(bare := normalise(text).strip()):
                bare = bare[: found.start()].strip()
                return kind, tuple(one for one in (*path[:level], bare, *path[level + 1 :]) if one)
    return "", path


def _in_words(sheet: Sheet, lookup: UnitLookup) -> list[Correction]:
    """Find what a sheet without a table corrects in sentences: which figure, nobody is sure."""
    if any(len(columns) > _IN_LETTER for columns in sheet.rows.values()):
        return []
    found = []
    for (row, column), value in sorted(sheet.cells.items()):
        line = " ".join(value.split()) if isinstance(value, str) else ""
        plain = plain_text(line) if len(line) <= _LONGEST_LINE else ""
        if not (_IN_SENTENCE.search(plain) and re.search(r"\d", plain)):
            continue
        units = [
            (words, codes)
            for match in _UNIT.finditer(normalise(line))
            if (words := _longest_name(match[0], lookup)) and (codes := lookup.name(words))
        ]
        found += [
            Correction(
                *sheet.where(row, column), words, line[:_LONGEST], codes, frozenset(),
                None, line[:_LONGEST], says_old=False,
            )
            for words, codes in units
        ]  # fmt: skip
    return found


def _longest_name(text: str, lookup: UnitLookup) -> str:
    """Give the name of a unit that a text begins with; ``""`` where it begins with none."""
    words = text.split()
    names = (" ".join(words[:count]) for count in range(len(words), 1, -1))
    return next((name for name in names if lookup.name(name)), "")


def _headings(sheet: Sheet) -> list[int]:
    """Give the rows in which a cell says that figures beneath it are the right ones."""
    texts = ((row, value) for (row, _), value in sheet.cells.items() if isinstance(value, str))
    forms = (_RIGHT, _RIGHT_BESIDE_OLD)
    return sorted({row for row, text in texts if any(one.fullmatch(_plain(text)) for one in forms)})


def _heading(sheet: Sheet, row: int) -> tuple[int, int, int] | None:
    """Find the columns of what is corrected, of the old figure (0 without one) and the right one.

    They are the heading of a table of corrections only where each stands there once.
    """
    texts = {
        column: _plain(sheet.text(row, column))
        for column in sheet.columns
        if sheet.merged.get((row, column), (row, column))[1] == column
    }
    right, beside_old, asked, old = (
        [column for column, text in texts.items() if form.fullmatch(text)]
        for form in (_RIGHT, _RIGHT_BESIDE_OLD, _ASKED, _WRITTEN)
    )
    if not right and old and _says_so(sheet, row):
        right = beside_old
    asked = [column for column in asked if column not in {*old, *right}]
    if len(right) != 1 or len(asked) != 1 or len(old) > 1 or asked[0] > right[0]:
        return None
    return asked[0], old[0] if old else 0, right[0]


def _says_so(sheet: Sheet, row: int) -> bool:
    """Tell whether the name of a sheet, or a line above a row, says that it corrects something."""
    above = (sheet.text(own, column) for own in sheet.rows if own < row for column in sheet.columns)
    return any(_CORRECTS.search(plain_text(text)) for text in (sheet.name, *above) if text)


def _end(sheet: Sheet, row: int, columns: tuple[int, int, int]) -> int:
    """Give the row behind a table's last; a blank row may stand within it."""
    last = row
    for own in range(row + 1, sheet.last_row + 1):
        filled = all((own, column) in sheet.cells for column in columns[::2])
        if own in sheet.rows and (filled or own - 1 == last):
            last = own
        elif own - last > _BLANK:
            break
    return last + 1


def correct(
    table: Table, figures: Mapping[str, Figures], note: Note, corrections: Sequence[Correction]
) -> tuple[list[Finding], set[Correction]]:
    """Put the right figures in the place of those that a table of corrections names.

    Parameters
    ----------
    table
        The table.
    figures
        Its figures; those that are named are replaced where they are as the corrections say they
        were written, and become missing where they are not.
    note
        Makes the findings.
    corrections
        What is to be corrected.

    Returns
    -------
    findings : list of dict
        A finding for each figure.
    used : set of Correction
        Those that are about the table.
    """
    places = {
        (row, name): one
        for one in corrections
        for row, code in note.codes.items()
        if one.codes == {code}
        for name in _named(table, one, row) & set(figures)
        if "village" not in table.columns
    }
    findings: list[Finding] = []
    if not places:
        return findings, set()
    old = read_figures(_written(table, {at: one.old for at, one in places.items()}), note)[0]
    new = read_figures(_written(table, {at: one.new for at, one in places.items()}), note)[0]
    for (row, name), one in places.items():
        own = figures[name].numbers.get(row, math.nan)
        before, after = (
            some[name].numbers.get(row, math.nan) if name in some else math.nan
            for some in (old, new)
        )  # fmt: skip
        right = looks_like_figure(one.new) and not math.isnan(after)
        if right and math.isclose(own, after):
            continue  # corrected in the table itself
        none = one.old is None and math.isnan(own)
        fits = right and (not one.says_old or none or math.isclose(own, before))
        figures[name].numbers[row] = after if fits else math.nan
        findings.append(
            note(
                "warning" if fits else "error",
                "figure_corrected" if fits else "correction_differs",
                row=row, column=table.column(name), quantity=name,
                value=table.sheet.text(row, table.column(name) or 0),
                expected=_said(one),
            )
        )  # fmt: skip
    return findings, set(places.values())


def not_used(
    corrections: Sequence[Correction], records: Sequence[dict[str, object]], file: str
) -> Iterator[Finding]:
    """Say which corrections were not understood, and leave out what they may be about.

    Parameters
    ----------
    corrections
        Those that were used for no table.
    records
        Observations; the figures that a correction may name become missing.
    file
        The workbook.

    Yields
    ------
    dict
        A warning for each.
    """
    for one in corrections:
        old = _number(one.old)
        for record in records:
            entry = indicators()[str(record["indicator"])]
            about = {entry.numerator, entry.denominator, f"{entry.id}_pct"} & one.quantities
            of_unit = record["unit_code"] in one.codes if one.codes else old is not None
            same = old is None or old in {record["numerator"], record["denominator"]}
            if of_unit and same and (about or not one.quantities):
                record["numerator"] = record["rate"] = math.nan
        yield {
            "severity": "warning", "rule": "correction_unclear", "file": file, "sheet": one.sheet,
            "cell": one.cell, "unit_name": one.unit, "value": one.asked, "expected": str(one.new),
        }  # fmt: skip


def _named(table: Table, one: Correction, row: int) -> set[str]:
    """Give the quantities of a table that a correction is about: by its heading, or its meaning.

    One of a cell is about that cell, where it stands in the row of its unit.
    """
    asked = _plain(one.asked)
    if not asked:
        return set()
    if at := _ADDRESS.fullmatch(one.asked.strip()):
        places = {(table.sheet.where(row, column)[1], name)
                  for name, columns in table.columns.items() for column in columns}  # fmt: skip
        return {name for address, name in places if address == f"{at[1].upper()}{at[2]}"}
    of = {column: name for name, columns in table.columns.items() for column in columns}
    levels = {column: text.split(" / ") for column, text in table.headings.items()}
    for texts in (
        {column: _plain(" ".join(path)) for column, path in levels.items()},
        {column: _plain(path[-1]) for column, path in levels.items()},
    ):
        same = [column for column, text in texts.items() if text == asked]
        if len(same) == 1:
            return {of[same[0]]} if same[0] in of else set()
    if table.earlier or table.beside or len(one.quantities) != 1:
        return set()
    return set(one.quantities)


def _written(table: Table, values: Mapping[tuple[int, str], Value | None]) -> Table:
    """Write other values into the cells of a table."""
    cells: dict[Place, Value] = dict(table.sheet.cells)
    for (row, name), value in values.items():
        for column in table.columns[name]:
            cells.pop((row, column), None)
            if value is not None:
                cells[row, column] = value
    return replace(table, sheet=replace(table.sheet, cells=cells))


def _unit_column(sheet: Sheet, rows: range, lookup: UnitLookup, *, before: int) -> int | None:
    """Find the column in which most of some rows name a unit."""
    for column in sheet.columns:
        named = sum(bool(lookup.name(sheet.text(row, column))) for row in rows)
        if column < before and named and 2 * named >= len(rows):
            return column
    return None


def _plain(value: object) -> str:
    """Give a text in small letters without tones, "" where it is long or none."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return ""
    return " ".join(plain_text(value).replace(":", " ").split())


def _number(value: Value | None) -> float | None:
    """Read a figure alone: its digits."""
    if isinstance(value, int | float):
        return float(value)
    digits = re.sub(r"[.,\s]", "", value) if isinstance(value, str) else ""
    return float(digits) if digits.isdecimal() and len(digits) <= _LONGEST else None


def _said(one: Correction) -> str:
    """Quote a correction, with its cell."""
    return f"{one.new} ({one.sheet} {one.cell})"
