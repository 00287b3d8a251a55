"""The tables of a sheet: which columns hold which quantity, and what each row is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.sources.workbook.grid import (
    Block,
    UnitLookup,
    clean_name,
    find_blocks,
    is_column_numbers,
    orient,
    place_name,
)
from dxanalysis.sources.workbook.headings import FIGURES, Column, Headings, Meaning
from dxanalysis.sources.workbook.keys import Part, find_parts
from dxanalysis.sources.workbook.slots import parse_level
from dxanalysis.sources.workbook.titles import Titles, read_titles
from dxanalysis.vietnamese import normalise, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.compose import Context

    Path = tuple[str, ...]
    RowKind = Literal["unit", "subtotal", "total", "part"]

_ROLES: Final = ("unit_name", "unit_code", "order", "district_name")
_TOTAL: Final = (
    r"(?:[ivx]+[.)]? )?(?:(?:tổng cộng|tổng số|tổng|cộng|cộng chung)"
    r"(?: (?:toàn tỉnh|cả tỉnh|tỉnh|toàn thành phố|các xã|các đơn vị|chung|số)\b.*|\W*)"
    r"|toàn tỉnh.*|cả tỉnh.*|toàn thành phố.*|(?:grand )?total.*|whole province.*"
)
_SUBTOTAL: Final = (
    r"(?:[ivxlc\d]+[.)/-]? )?(?:cộng |tổng |tổng cộng |tổng số )?(?:khu vực |địa bàn |vùng )?"
    r"(?:(?:huyện|thị xã|thành phố|tx|tp) |(?:tx|tp|h)\. ?).+|cộng (?:mục )?[ivx]+"
    r"|(?:sub ?)total.*"
)
_CARRIED: Final = re.compile(
    r"(?:mang sang|chuyen (?:trang|sang)|cong (?:trang|chuyen|mang|luy ke)|luy ke|so mang"
    r"|carried|brought).*"
)
"""Sums carried from page to page: they add up what stands above, whatever group it is of."""

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
_BELOW: Final = re.compile(r"(?:\d+[.,]\d+[.)]?|[-+•*–]|[a-zđ][.)])")
_SIGNATURE: Final = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|nguoi bao cao|ke toan|kt\.|tm\.|tl\.|tuq\.|giam doc"
    r"|pho giam doc|chu tich|thu truong|truong phong|noi nhan|ky ten|ky,|\(ky|xac nhan cua"
    r"|.{0,40}\bngay\b.{0,12}thang .{0,12}nam\b)"
)


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number
        In the sheet.
    kind
        ``unit``, or what adds units up: ``subtotal`` or ``total``; ``part`` is an older unit that
        stands beneath the one it went into.
    name, code
        As written; empty if the cell is.
    certain
        Whether it must be a unit: it has figures, a code or a running number. Other rows may be
        headings between the units, or notes.
    order
        Its running number, if it has one.
    """

    number: int
    kind: RowKind
    name: str
    code: str
    certain: bool
    order: str = ""


@dataclass(frozen=True)
class Table:
    """One table, or the rows and columns of it that speak of one technology, operator and date.

    Attributes
    ----------
    sheet
        Where it lies.
    block
        Its rows and columns there.
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
    meanings
        What was understood by it.
    unread
        Columns that are not read, each with why: a rule of the findings.
    words
        The words that are the reason.
    rows
        The rows that are units or add units up, in order.
    titles
        What stands above it.
    dates
        The quantities whose own heading names an earlier date than the table's.
    as_of
        The date its titles or its rows give.
    earlier
        Whether it holds the figures of an earlier date beside the table's own.
    part
        What its rows were chosen by, in a long table.
    """

    sheet: Sheet
    block: Block
    columns: dict[str, list[int]]
    kinds: dict[str, Column]
    scales: dict[str, int]
    headings: dict[int, str]
    meanings: dict[int, Meaning]
    unread: dict[int, str]
    words: dict[int, str]
    titles: Titles
    rows: list[Row] = field(default_factory=list)
    dates: dict[str, dt.date] = field(default_factory=dict)
    as_of: dt.date | None = None
    earlier: bool = False
    part: Part = field(default_factory=Part)

    @property
    def first(self) -> int:
        """The heading's first row."""
        return self.block.first

    @property
    def last(self) -> int:
        """The heading's last row."""
        return self.block.last

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

    def address(self, row: int, column: int) -> str:
        """Name a cell as it stands in the file."""
        return place_name(self.sheet, row, column)


@dataclass(frozen=True)
class Wanted:
    """What is read of a sheet.

    Attributes
    ----------
    operator
        Whose figures.
    as_of
        The date declared, if any.
    today
        The day after which no figure can be.
    """

    operator: str
    as_of: dt.date | None
    today: dt.date


def find_tables(
    sheet: Sheet, headings: Headings, lookup: UnitLookup, wanted: Wanted
) -> list[Table]:
    """Find a sheet's tables.

    Parameters
    ----------
    sheet
        The sheet.
    headings
        What columns are called.
    lookup
        Tells units.
    wanted
        Whose figures, of which date.

    Returns
    -------
    list of Table
        Its tables with their rows; a long table gives one for each technology, date and so on.
    """
    upright = orient(sheet, lookup)
    labels = _labels(upright, headings, lookup)
    blocks = find_blocks(upright, lookup, is_label=labels)
    tables: list[Table] = []
    for block in blocks:
        titles = read_titles(upright, block, first=blocks[0])
        paths = heading_paths(upright, block)
        roles = _roles(upright, block, paths, headings, labels)
        rows = regroup(list(_rows(upright, block, roles, lookup)), lookup)
        split = find_parts(
            upright, block, paths, roles, rows=[row.number for row in rows], headings=headings
        )
        for part in split:
            found = _Found(upright, block, paths, roles, titles, rows)
            tables += _views(found, headings, part, wanted)
    return tables


def _labels(sheet: Sheet, headings: Headings, lookup: UnitLookup) -> dict[tuple[int, int], str]:
    """Find the cells whose words are the heading of units, codes, running numbers or districts."""
    found: dict[tuple[int, int], str] = {}
    for place, value in sheet.cells.items():
        if not isinstance(value, str) or len(value) > 60:  # noqa: PLR2004 - headings of units are short
            continue
        column = headings.meaning([value]).of_kind("text", "code", "order", "district")
        if column and column.id in _ROLES and not lookup.name(value):
            found[place] = column.id
    return found


def heading_paths(sheet: Sheet, block: Block) -> dict[int, Path]:
    """Give each column's heading, from the topmost row down.

    Parameters
    ----------
    sheet
        The sheet.
    block
        The table.

    Returns
    -------
    dict
        Column to its levels. A merged range reaches as far as it is merged; a text that is not
        merged goes on over the columns to its right that have only lower levels, never over the
        column of units.
    """
    levels: dict[int, list[str]] = {column: [] for column in block.columns}
    own: set[int] = set()
    labels = {block.names, block.codes}
    for row in range(block.first, block.last + 1):
        texts = {column: sheet.text(row, column) for column in block.columns}
        if is_column_numbers(list(texts.values())):
            continue
        spans = any(
            place[0] == row and first[0] == row and first[1] != place[1]
            for place, first in sheet.merged.items()
            if place[1] in levels
        )
        carried = ""
        for column in block.columns:
            text = texts[column]
            if column in labels:
                carried = ""
            if text:
                carried = "" if spans or column in labels else text
                own.add(column)
            elif column in own or column in labels:
                carried = ""  # a heading above begins here: the group on the left has ended
            elif any(sheet.text(below, column) for below in range(row + 1, block.last + 1)):
                text = carried  # not merged, and yet the group on the left goes on
            if text and text not in levels[column]:
                levels[column].append(text)
    return {column: tuple(path) for column, path in levels.items() if path}


def _roles(
    sheet: Sheet,
    block: Block,
    paths: Mapping[int, Path],
    headings: Headings,
    labels: Mapping[tuple[int, int], str],
) -> dict[int, str]:
    """Say which columns name a row rather than hold figures of it."""
    roles: dict[int, str] = {}
    if block.names is not None:
        roles[block.names] = "unit_name"
    if block.codes is not None:
        roles[block.codes] = "unit_code"
    for column, path in paths.items():
        if column in roles:
            continue
        named = {labels.get((row, column)) for row in range(block.first, block.last + 1)}
        meaning = headings.meaning(path)
        label = meaning.of_kind("order", "district")
        text = meaning.of_kind("text")
        if label and label.id not in roles.values():
            roles[column] = label.id
        elif "order" in named and "order" not in roles.values() and len(path) == 1:
            roles[column] = "order"
        elif text and text.id == "village" and _holds_words(sheet, block, column):
            roles[column] = "village"
    if "order" not in roles.values():
        running = _running(sheet, block, [one for one in block.columns if one not in roles])
        if running is not None:
            roles[running] = "order"
    return roles


def _holds_words(sheet: Sheet, block: Block, column: int) -> bool:
    """Tell whether a column's cells are words rather than figures."""
    values = [sheet.cells[row, column] for row in block.body if (row, column) in sheet.cells]
    return bool(values) and 2 * sum(looks_like_figure(value) for value in values) < len(values)


def _running(sheet: Sheet, block: Block, columns: Sequence[int]) -> int | None:
    """Find a column without a heading that only numbers the rows."""
    names = block.names or block.codes or 0
    for column in columns:
        texts = [sheet.text(row, column) for row in block.body]
        numbers = [int(text) for text in texts if text.isdigit()]
        if (
            column < names
            and len(numbers) > 1
            and numbers[:2] == [1, 2]
            and not sheet.text(block.last, column)
        ):
            return column
    return None


# ---- columns -------------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Found:
    """One table as it lies in the sheet, before its rows are parted."""

    sheet: Sheet
    block: Block
    paths: Mapping[int, Path]
    roles: Mapping[int, str]
    titles: Titles
    rows: Sequence[Row]


def _views(found: _Found, headings: Headings, part: Part, wanted: Wanted) -> Iterator[Table]:
    """Assign the columns for one part of the rows; earlier dates make tables of their own."""
    sheet, block, roles, titles = found.sheet, found.block, found.roles, found.titles
    chosen = set(part.rows) if part.words else None
    own_rows = [row for row in found.rows if chosen is None or row.number in chosen]
    as_of = part.as_of or wanted.as_of or titles.as_of
    table = Table(
        sheet, block, {}, {}, {}, {}, {}, {}, {}, titles, own_rows, as_of=as_of, part=part
    )
    context = part.context(titles.context)
    dated: dict[str, list[tuple[dt.date | None, int, Column]]] = {}
    resolved = _meanings(headings, found.paths, roles, part, context)
    for column in block.columns:
        path = found.paths.get(column, ())
        table.headings[column] = " / ".join(path)
        if column in roles:
            role = roles[column]
            table.columns.setdefault(role, []).append(column)
            table.kinds[role] = headings.by_id[role]
            table.meanings[column] = headings.meaning(path)
            continue
        if column in part.columns or not path:
            continue
        meaning = resolved[column]
        table.meanings[column] = meaning
        meant = _by_content(sheet, meaning.columns, column, block)
        reason, words = _why_unread(
            meaning, meant, wanted, titles, villages="village" in roles.values() and titles.lacks
        )
        when, late = _when(meaning, as_of, wanted)
        if not reason and late:
            reason, words = late, ", ".join(one.written for one in meaning.composed.dates)
        if reason:
            table.unread[column], table.words[column] = reason, words
        elif meant:
            dated.setdefault(meant.id, []).append((when, column, meant))
    yield from _by_date(table, dated)


def _meanings(
    headings: Headings,
    paths: Mapping[int, Path],
    roles: Mapping[int, str],
    part: Part,
    context: Context,
) -> dict[int, Meaning]:
    """Understand each column; one in a group about coverage by what stands beside it."""
    found: dict[int, Meaning] = {}
    whole: Path = ()
    for column in sorted(set(paths) - set(roles)):
        path = part.path(column, paths[column])
        meaning = headings.meaning(path, context)
        if whole and meaning.composed.reason == "basis_unclear" and parse_level(path[-1]).within:
            # "Số thôn", and beside it "Trong đó: có sóng 4G".
            meaning = headings.meaning((*whole, *path), context)
        elif any(one.base for one in meaning.columns):
            whole = path
        found[column] = meaning
    covered = {
        (paths[column][:-1], _base_of(meaning))
        for column, meaning in found.items()
        if not meaning.composed.base and _base_of(meaning)
    }
    for column, meaning in found.items():
        base = meaning.composed.base
        if base and (paths[column][:-1], base) in covered and meaning.how != "given":
            known = headings.by_id[base]
            composed = replace(meaning.composed, quantity=base, kind="count", reason="")
            found[column] = Meaning((known,), composed.scale, composed=composed)
    return found


def _base_of(meaning: Meaning) -> str:
    """Name what a count of coverage is a part of."""
    quantity = meaning.composed.quantity
    for start, base in (
        ("people_", "population"),
        ("villages_with_", "villages"),
        ("households_", "households"),
    ):
        if quantity.startswith(start):
            return base
    return ""


def _why_unread(
    meaning: Meaning, found: Column | None, wanted: Wanted, titles: Titles, *, villages: bool
) -> tuple[str, str]:
    """Say why a column is not read, and by which words."""
    composed = meaning.composed
    if meaning.personal or (found and found.kind == "personal"):
        return "column_personal", ""
    if found is None:
        return composed.reason or "column_unknown", composed.word
    reason, words = "", ""
    if found.kind == "unclear":
        reason = "basis_unclear"
    elif found.kind in FIGURES and composed.operator not in {"", wanted.operator}:
        reason, words = "column_other_operator", composed.operator
    elif found.kind in FIGURES and titles.veto and meaning.how != "given" and not villages:
        reason, words = "title_changes", titles.veto
    return reason, words


def _when(meaning: Meaning, as_of: dt.date | None, wanted: Wanted) -> tuple[dt.date | None, str]:
    """Give the earlier date that a heading names, or why its date cannot be used."""
    dates = meaning.composed.dates
    if not dates:
        return None, ""
    last = dates[-1]
    if last.day is None:
        return None, "date_impossible"
    now = as_of or wanted.today
    if last.day == now or (last.precision == "year" and last.day.year == now.year and as_of):
        return None, ""
    if last.precision in {"month", "quarter"} and last.day == now:
        return None, ""
    if last.day > now:
        return None, "column_future"
    return last.day, ""


def _by_date(  # noqa: C901 - one walk through the dates
    table: Table, dated: Mapping[str, list[tuple[dt.date | None, int, Column]]]
) -> Iterator[Table]:
    """Take each quantity of the table's own date, or else its latest; the others apart."""
    earlier: dict[dt.date, dict[str, list[tuple[int, Column]]]] = {}
    for name, some in dated.items():
        latest = max((when or dt.date.max) for when, _, _ in some)
        for when, column, found in some:
            if (when or dt.date.max) == latest:
                _assign(table, name, column, found)
                if when is not None:
                    table.dates[name] = when
            elif when is not None:
                earlier.setdefault(when, {}).setdefault(name, []).append((column, found))
                table.unread[column] = "column_other_date"
                table.words[column] = f"{when.day}/{when.month}/{when.year}"
    yield table
    for when, columns in sorted(earlier.items()):
        other = replace(
            table, columns={}, kinds={}, scales={}, unread={}, words={}, dates={}, as_of=when,
            earlier=True, rows=list(table.rows),
        )  # fmt: skip
        for name in table.columns:
            if table.kinds[name].kind not in FIGURES:
                other.columns[name], other.kinds[name] = table.columns[name], table.kinds[name]
        for name, places in columns.items():
            for column, found in places:
                _assign(other, name, column, found)
        yield other


def _assign(table: Table, name: str, column: int, found: Column) -> None:
    """Give a column its quantity."""
    table.columns.setdefault(name, []).append(column)
    table.kinds[name] = found
    table.scales[name] = max(table.scales.get(name, 1), table.meanings[column].scale or 1)


def _by_content(sheet: Sheet, choices: Sequence[Column], place: int, block: Block) -> Column | None:
    """Choose between a name and a number by what stands below: "Thôn, bản"."""
    if len(choices) < 2:  # noqa: PLR2004 - nothing to choose
        return choices[0] if choices else None
    below = [sheet.cells[row, place] for row in block.body if (row, place) in sheet.cells]
    # Nothing below yet, as in a form to be filled in: then it is no list of names either.
    is_figures = not below or 2 * sum(looks_like_figure(value) for value in below) > len(below)
    fitting = [column for column in choices if (column.kind in FIGURES) == is_figures]
    return (fitting or list(choices))[0]


# ---- rows ----------------------------------------------------------------------------------------
def _rows(  # noqa: C901 - one walk down the rows, each kind of row by its mark
    sheet: Sheet, block: Block, roles: Mapping[int, str], lookup: UnitLookup
) -> Iterator[Row]:
    """Say what each row below the heading is; leave out what belongs to no unit."""
    places = {role: column for column, role in reversed(list(roles.items()))}
    figures = [column for column in block.columns if column not in roles]

    def label(row: int, role: str) -> str:
        return sheet.text(row, places[role]) if role in places else ""

    above = ""
    seen_unit = False
    under: str | None = None
    for number in block.body:
        name, order, code = (label(number, role) for role in ("unit_name", "order", "unit_code"))
        if not _UNIT_CODE.fullmatch(code) and not code.isdigit():
            code = code if (order.isdigit() or _has_figures(sheet, number, figures)) else ""
        has_figures = _has_figures(sheet, number, figures)
        if seen_unit and not (has_figures or order or code) and _is_signature(sheet, number, block):
            return
        if is_column_numbers(sheet.text(number, column) for column in block.columns):
            continue
        if (
            seen_unit
            and not has_figures
            and not (lookup.name(name) or code)
            and _is_signature(sheet, number, block)
        ):
            return
        if name and name == label(block.first, "unit_name"):
            continue  # the heading again, at the top of a printed page
        village = label(number, "village")
        if (
            not name
            and not code
            and (village or (above and _continues(sheet, number, block, roles)))
        ):
            name = above  # a list of villages or a long table may name the commune only once
        if _CARRIED.match(plain_text(name or order)):
            yield Row(number, "part", name, code, certain=has_figures)
            continue
        kind = _kind(clean_name(name) or label(number, "district_name"), order, code)
        if kind == "unit" and (name or code or has_figures):
            kind, under = _older(name, order, code, under, lookup)
            seen_unit = seen_unit or kind == "unit"
            if kind == "unit":
                above = name
            certain = bool(code or village or has_figures or order.rstrip(".").isdigit())
            numbered = order if order.rstrip(".").isdigit() else ""
            yield Row(number, kind, "" if name == code else name, code, certain, numbered)
        elif kind != "unit":
            under = None
            if name and not sheet.text(number, places.get("unit_name", 0)):
                name = ""
            yield Row(number, kind, name, code, certain=has_figures)


def regroup(rows: list[Row], lookup: UnitLookup) -> list[Row]:
    """Tell the row of a former district, or of the province, from the commune of its name.

    Parameters
    ----------
    rows
        The rows of a table.
    lookup
        Tells units.

    Returns
    -------
    list of Row
        The rows; one without a running number among numbered ones is a subtotal where it has the
        bare name of a district, and another row has the commune of that name or none is so called.
    """
    numbered = {row.number for row in rows if row.kind == "unit" and row.certain and row.order}
    if 2 * len(numbered) < sum(row.kind == "unit" for row in rows):
        return [_province_total(row, lookup) for row in rows]
    named = {code for row in rows if row.number in numbered for code in lookup.name(row.name)}
    return [
        replace(row, kind="subtotal")
        if row.number not in numbered and _is_group(row, named, lookup)
        else _province_total(row, lookup)
        for row in rows
    ]


def _is_group(row: Row, named: set[str], lookup: UnitLookup) -> bool:
    """Tell whether a row without a number is a district's, whose commune has a row of its own."""
    if row.kind != "unit" or row.code or not lookup.is_district(row.name):
        return False
    return lookup.name(row.name) <= named


def _province_total(row: Row, lookup: UnitLookup) -> Row:
    """Take a row with the bare name of the province, where no unit is so called, for the total."""
    if row.kind == "unit" and not row.code and lookup.is_province(row.name):
        return replace(row, kind="total")
    return row


def _continues(sheet: Sheet, row: int, block: Block, roles: Mapping[int, str]) -> bool:
    """Tell whether a row without a name goes on with the unit above: it is unnumbered too."""
    names = block.names or block.codes
    first = next((column for column in block.columns if names and column > names), None)
    numbered = [
        column for column, role in roles.items() if role == "order" and sheet.text(row, column)
    ]
    text = sheet.text(row, first) if first is not None else ""
    return bool(text) and not numbered and not looks_like_figure(text)


def _older(
    name: str, order: str, code: str, under: str | None, lookup: UnitLookup
) -> tuple[RowKind, str | None]:
    """Tell an older unit beneath the one it went into from a unit of its own."""
    now = lookup.name(name)
    if code and lookup.code(code):
        return "unit", code
    if under is not None and (_BELOW.fullmatch(order) or name.lstrip()[:1] in "-+•–*"):
        return "part", under
    if under is not None and lookup.is_old(name) and (not now or "cũ" in name.lower()):
        return "part", under
    if now:
        return "unit", next(iter(sorted(now)))
    return "unit", under


def _has_figures(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether any cell of a row is a figure."""
    return any(looks_like_figure(sheet.cells.get((row, column))) for column in columns)


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


def _is_signature(sheet: Sheet, row: int, block: Block) -> bool:
    """Tell whether a row begins the part where people sign."""
    return any(
        _SIGNATURE.match(strip_tones(sheet.text(row, column)).lower()) for column in block.columns
    )
