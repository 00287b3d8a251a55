"""The tables of a sheet: which columns hold which quantity, and what each row is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.personal_data import contains_personal_data
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.sources.workbook.grid import (
    Block,
    find_blocks,
    is_column_numbers,
    orient,
    place_name,
)
from dxanalysis.sources.workbook.headings import (
    FIGURES,
    Column,
    Headings,
    Meaning,
    heading_key,
)
from dxanalysis.sources.workbook.keys import Part, find_parts
from dxanalysis.sources.workbook.row_kinds import Row, find_rows, regroup
from dxanalysis.sources.workbook.slots import parse_level
from dxanalysis.sources.workbook.titles import Titles, read_titles

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.compose import Context
    from dxanalysis.sources.workbook.unit_lookup import UnitLookup

    Path = tuple[str, ...]
    RowKind = Literal["unit", "subtotal", "total", "part"]

_ROLES: Final = ("unit_name", "unit_code", "order", "district_name")


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
        rows = regroup(list(find_rows(upright, block, roles, lookup)), lookup)
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
    # A row with figures is a unit's, however its name reads; years may stand in a heading.
    with_figures = {
        place[0]
        for place, value in sheet.cells.items()
        if isinstance(value, int | float) and not (1990 <= value <= 2060)  # noqa: PLR2004 - years
    }
    for place, value in sheet.cells.items():
        if not isinstance(value, str) or len(value) > 60:  # noqa: PLR2004 - headings of units are short
            continue
        column = headings.meaning([value]).of_kind("text", "code", "order", "district")
        if column is None or column.id not in _ROLES or lookup.name(value):
            continue
        numbers = is_column_numbers(sheet.text(place[0], one) for one in sheet.columns)
        if place[0] not in with_figures or numbers:
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
        continued = ""
        for column in block.columns:
            text = texts[column]
            if column in labels:
                continued = ""
            if text:
                continued = "" if spans or column in labels else text
                own.add(column)
            elif column in own or column in labels:
                continued = ""  # a heading above begins here: the group on the left has ended
            elif any(sheet.text(below, column) for below in range(row + 1, block.last + 1)):
                text = continued  # not merged, and yet the group on the left goes on
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
        elif (
            "village" not in roles.values()
            and not meaning.personal
            and _names_villages(path, text)
            and _holds_words(sheet, block, column)
        ):
            roles[column] = "village"
    if "order" not in roles.values():
        running = _running(sheet, block, [one for one in block.columns if one not in roles])
        if running is not None:
            roles[running] = "order"
    return roles


def _names_villages(path: Path, text: Column | None) -> bool:
    """Tell whether a heading may be that of villages' names; the cells below it decide."""
    level = parse_level(path[-1])
    if level.technologies or level.relations or level.vetoes:
        return bool(
            re.match(r"ten (?:thon|ban|diem|khu|cum|ap|to|xom|buon)\b", plain_text(path[-1]))
        )
    # "Trưởng bản" is a person: no word may be left over.
    return bool(text and text.id == "village") or (
        level.subjects == ("villages",) and not level.unknown
    )


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
    resolved |= _decided(headings, found, part, resolved)
    for column in block.columns:
        path = found.paths.get(column, ())
        table.headings[column] = " / ".join(path)
        if column in roles:
            role = roles[column]
            table.columns.setdefault(role, []).append(column)
            table.kinds[role] = headings.by_id[role]
            table.meanings[column] = headings.meaning(path)
            continue
        if column not in part.columns and not path and _about_persons(sheet, block, column):
            table.unread[column], table.words[column] = "column_personal", ""
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
        not_read = reason or (meant and meant.kind == "note")
        if not_read and _about_persons(sheet, block, column):
            reason, words = "column_personal", ""
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


def _decided(
    headings: Headings, found: _Found, part: Part, resolved: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """Take the meanings that a planner has decided; dates and scales stay those of the heading."""
    if not headings.decided:
        return {}
    own: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        heading = heading_key(" / ".join((*found.paths[column], *part.words)))
        key = found.titles.scope, heading
        if key in headings.decided:
            given = headings.decided[key]
            scale = meaning.composed.scale or meaning.scale
            composed = meaning.composed
            if given is None:
                composed = replace(composed, reason="column_undecided", word="")
            columns = () if given is None else (given,)
            own[column] = Meaning(columns, scale, meaning.personal, composed, how="given")
    return own


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


def _about_persons(sheet: Sheet, block: Block, column: int) -> bool:
    """Tell whether a column that is not read holds personal data, whatever its heading says."""
    places = [(row, column) for row in block.body]
    return not sheet.personal.isdisjoint(places) or contains_personal_data(
        value for value in map(sheet.cells.get, places) if not isinstance(value, str)
    )


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
