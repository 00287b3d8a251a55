"""Find the table in a sheet: its heading rows, its columns, and what each of its rows is."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.headings import FIGURES, Column, Headings
from dxanalysis.vietnamese import normalise, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

    Path = tuple[str, ...]
    RowKind = Literal["unit", "subtotal", "total"]

SEARCHED_ROWS: Final = 80
"""How far down a table's heading may begin."""

_LABELS: Final = ("text", "code", "order", "district")
_TOTAL: Final = (
    r"(?:[ivx]+[.)]? )?(?:(?:tổng cộng|tổng số|tổng|cộng)"
    r"(?: (?:toàn tỉnh|cả tỉnh|tỉnh|các xã|các đơn vị|chung|số)\b.*|\W*)"
    r"|toàn tỉnh.*|cả tỉnh.*|(?:grand )?total.*"
)
_SUBTOTAL: Final = (
    r"(?:[ivxlc\d]+[.)/-]? )?(?:cộng |tổng |tổng cộng |tổng số )?(?:khu vực |địa bàn |vùng )?"
    r"(?:(?:huyện|thị xã|thành phố|tx|tp) |(?:tx|tp|h)\. ?).+|cộng (?:mục )?[ivx]+"
)
_UNIT: Final = r"(?:xã|phường|thị trấn|đặc khu|tt) .+|(?:x|p|tt)\. ?.+"
# Without tones "Tỉnh" is also Tĩnh Túc and "Quận" Quan Sơn: there they say nothing.
_TOTALS: Final = (re.compile(rf"{_TOTAL}|tỉnh .*)"), re.compile(strip_tones(f"{_TOTAL})")))
_SUBTOTALS: Final = (
    re.compile(rf"{_SUBTOTAL}|(?:khu vực )?quận .+"),
    re.compile(strip_tones(_SUBTOTAL)),
)
_UNITS: Final = (re.compile(_UNIT), re.compile(strip_tones(_UNIT)))
_UNIT_CODE: Final = re.compile(r"'?\d{4,5}(?:\.0)?")
_ROMAN: Final = re.compile(r"[IVXLC]+[.)]?|[A-HĐ][.)]?")
_SIGNATURE: Final = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|nguoi bao cao|ke toan|kt\.|tm\.|tl\.|tuq\.|giam doc"
    r"|pho giam doc|chu tich|thu truong|truong phong|noi nhan|ky ten|ky,|\(ky|xac nhan cua"
    r"|.{0,40}\bngay\b.{0,12}thang .{0,12}nam\b)"
)
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2})\)?(?: ?=[\s()\d+*:/x-]*)?|\(?[A-ZĐa-z]\)?")


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number
        In the sheet.
    kind
        ``unit``, or what adds units up: ``subtotal`` or ``total``.
    name, code
        As written; empty if the cell is.
    certain
        Whether it must be a unit: it has figures, a code or a running number. Other rows may be
        headings between the units, or notes.
    """

    number: int
    kind: RowKind
    name: str
    code: str
    certain: bool


@dataclass(frozen=True)
class Table:
    """The table of one sheet.

    Attributes
    ----------
    sheet
        Where it lies.
    first, last
        The heading's rows.
    columns
        Each quantity and the sheet's columns that mean it: more than one is a conflict.
    kinds
        Each quantity's entry in the catalogue of headings.
    scales
        What a quantity's counts are multiples of.
    headings
        What stands above each column, from the topmost cell down.
    unread
        Columns that are not read, each with why: ``column_unknown``, ``column_personal``,
        ``basis_unclear``.
    rows
        The rows that are units or add units up, in order.
    """

    sheet: Sheet
    first: int
    last: int
    columns: dict[str, list[int]]
    kinds: dict[str, Column]
    scales: dict[str, int]
    headings: dict[int, str]
    unread: dict[int, str]
    rows: list[Row] = field(default_factory=list)

    @property
    def figures(self) -> list[str]:
        """The quantities whose cells are figures."""
        return [name for name, column in self.kinds.items() if column.kind in FIGURES]

    @property
    def has_figures(self) -> bool:
        """Whether it names units and holds figures of them, electricity of villages aside."""
        return bool(set(self.figures) - {"electricity"}) and self.names_units

    @property
    def names_units(self) -> bool:
        """Whether it says of which units it speaks."""
        return "unit_name" in self.columns or "unit_code" in self.columns

    def column(self, name: str) -> int | None:
        """Give the sheet's column of one quantity."""
        return self.columns[name][0] if name in self.columns else None

    def label(self, row: int, name: str) -> str:
        """Give a row's text in one column."""
        column = self.column(name)
        return "" if column is None else self.sheet.text(row, column)


def find_table(sheet: Sheet, headings: Headings) -> Table | None:
    """Find a sheet's table by its headings.

    Parameters
    ----------
    sheet
        The sheet.
    headings
        What columns are called.

    Returns
    -------
    Table or None
        The table with its rows; None if no row names units and anything else that is known.
    """
    columns = sheet.columns
    best: tuple[int, int, int] | None = None
    top_score = 1
    for anchor in _anchors(sheet, headings):
        for first in range(anchor, max(0, anchor - 3), -1):  # the smallest block that says all
            for last in range(anchor, anchor + 4):
                paths = _paths(sheet, columns, first, last)
                known = {
                    column.id
                    for path in paths.values()
                    for column in headings.meaning(path).columns[:1]
                }
                if len(known) > top_score:
                    top_score, best = len(known), (first, last, anchor)
    if best is None:
        return None
    first, last, _ = best
    paths = _paths(sheet, columns, first, last)
    body = last + 1
    while body <= sheet.last_row:
        texts = {column: sheet.text(body, column) for column in columns}
        if _is_units_row(texts, paths, headings):
            paths = {
                column: _with_unit(path, texts[column], headings) for column, path in paths.items()
            }
        elif any(texts.values()) and not is_column_numbers(list(texts.values())):
            break
        body += 1
    table = _table(sheet, headings, paths, (first, body - 1))
    table.rows.extend(_rows(table))
    return table


def is_column_numbers(texts: Sequence[str]) -> bool:
    """Tell whether a row only numbers the columns: (1), (2), (3) = (2)/(1), or A, B, 1, 2.

    Parameters
    ----------
    texts
        The row's cells.

    Returns
    -------
    bool
        Whether it does.
    """
    matches = [_COLUMN_NUMBER.fullmatch(text) for text in texts if text]
    numbers = [int(match[1]) for match in matches if match and match[1]]
    steps = [after - before for before, after in pairwise(numbers)]
    return all(matches) and len(numbers) > 2 and set(steps) == {1}  # noqa: PLR2004 - a run


# ---- headings ------------------------------------------------------------------------------------
def _anchors(sheet: Sheet, headings: Headings) -> list[int]:
    """List the rows that have a heading of units by itself."""
    rows = {
        row
        for (row, _), value in sheet.cells.items()
        if row <= SEARCHED_ROWS
        and isinstance(value, str)
        and len(value) < 100  # noqa: PLR2004 - titles are longer than headings
        and (column := headings.meaning([value]).of_kind("text", "code"))
        and column.id in {"unit_name", "unit_code"}
    }
    return sorted(rows)


def _paths(sheet: Sheet, columns: Sequence[int], first: int, last: int) -> dict[int, Path]:
    """Give each column's heading, from the topmost row down."""
    levels: dict[int, list[str]] = {column: [] for column in columns}
    own: set[int] = set()
    for row in range(first, last + 1):
        carried = ""
        for column in columns:
            text = sheet.text(row, column)
            if text:
                carried = text
                own.add(column)
            elif column in own:
                carried = ""  # a heading above begins here: the group on the left has ended
            elif any(sheet.text(below, column) for below in range(row + 1, last + 1)):
                text = carried  # not merged, and yet the group on the left goes on
            if text and text not in levels[column]:
                levels[column].append(text)
    return {column: tuple(path) for column, path in levels.items() if path}


def _is_units_row(texts: dict[int, str], paths: dict[int, Path], headings: Headings) -> bool:
    """Tell whether a row only says in what the columns count: người, hộ, %."""
    filled = {column: text for column, text in texts.items() if text}
    if len(filled) < 2:  # noqa: PLR2004 - one word alone is a heading between rows
        return False
    for column, text in filled.items():
        if any(letter.isdigit() for letter in text) and not headings.meaning([text]).scale > 1:
            return False
        meaning = headings.meaning(paths.get(column, ()))
        if (
            meaning.of_kind(*_LABELS)
            and not meaning.of_kind("count")
            and "tinh" not in (strip_tones(text).lower())
        ):
            return False
        if looks_like_figure(text) or len(text) > 20:  # noqa: PLR2004 - a unit's name is short
            return False
    return True


def _with_unit(path: Path, unit: str, headings: Headings) -> Path:
    """Add the unit to a heading, unless it makes it unknown."""
    longer = (*path, unit)
    return longer if unit and headings.meaning(longer).columns else path


def _table(
    sheet: Sheet, headings: Headings, paths: dict[int, Path], heading: tuple[int, int]
) -> Table:
    """Assign the columns."""
    table = Table(sheet, *heading, {}, {}, {}, {}, {})
    for place, path in paths.items():
        table.headings[place] = " / ".join(path)
        meaning = headings.meaning(path)
        found = _by_content(sheet, meaning.columns, place, heading[1])
        if meaning.personal or (found and found.kind == "personal"):
            table.unread[place] = "column_personal"
        elif found is None or found.kind == "unclear":
            table.unread[place] = "basis_unclear" if found else "column_unknown"
        else:
            table.columns.setdefault(found.id, []).append(place)
            table.kinds[found.id] = found
            table.scales[found.id] = meaning.scale
    return table


def _by_content(sheet: Sheet, choices: Sequence[Column], place: int, heading: int) -> Column | None:
    """Choose between a name and a number by what stands below: "Thôn, bản"."""
    if len(choices) < 2:  # noqa: PLR2004 - nothing to choose
        return choices[0] if choices else None
    below = [
        value for (row, column), value in sheet.cells.items() if column == place and row > heading
    ]
    # Nothing below yet, as in a form to be filled in: then it is no list of names either.
    is_figures = not below or 2 * sum(looks_like_figure(value) for value in below) > len(below)
    fitting = [column for column in choices if (column.kind in FIGURES) == is_figures]
    return (fitting or list(choices))[0]


# ---- rows ----------------------------------------------------------------------------------------
def _rows(table: Table) -> Iterator[Row]:
    """Tell what each row below the heading is; leave out what belongs to no unit."""
    sheet = table.sheet
    figures = [column for name in table.figures for column in table.columns[name]]
    columns = sheet.columns
    filled = sorted({row for row, _ in sheet.cells if row > table.last})
    above = ""
    seen_unit = False
    for number in filled:
        name = table.label(number, "unit_name")
        order, code = table.label(number, "order"), table.label(number, "unit_code")
        has_figures = any(
            looks_like_figure(sheet.cells.get((number, column))) for column in figures
        )
        is_unit = has_figures or order or code
        if seen_unit and not is_unit and _is_signature(sheet, number, columns):
            return
        if is_column_numbers([sheet.text(number, column) for column in columns]):
            continue
        if name and name == table.label(table.first, "unit_name"):
            continue  # the heading again, at the top of a printed page
        village = table.label(number, "village")
        if not name and not code and village:
            name = above  # a list of villages may name the commune only once
        kind = _kind(name or table.label(number, "district_name"), order, code)
        if kind == "unit" and (name or code or has_figures):
            seen_unit = True
            above = name
            certain = bool(code or village or has_figures or order.rstrip(".").isdigit())
            yield Row(number, kind, "" if name == code else name, code, certain)
        elif kind != "unit":
            yield Row(number, kind, name, code, certain=has_figures)


def _kind(name: str, order: str, code: str) -> RowKind:
    """Tell units from what adds them up."""
    label = name
    if not name and order and not order.rstrip(".").isdigit():
        label = order  # "Tổng cộng" in the first column
    plain = normalise(label).lower()
    lost = plain.isascii()  # the tones are, so that they cannot be asked for
    if _TOTALS[lost].fullmatch(plain):
        return "total"
    if _UNITS[lost].fullmatch(plain) or _UNIT_CODE.fullmatch(code):
        return "unit"
    if _SUBTOTALS[lost].fullmatch(plain) or _ROMAN.fullmatch(order):
        return "subtotal"
    return "unit"


def _is_signature(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether a row begins the part where people sign."""
    return any(_SIGNATURE.match(strip_tones(sheet.text(row, column)).lower()) for column in columns)
