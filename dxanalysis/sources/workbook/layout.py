"""The tables of a sheet: where each lies, its headings, and what its columns are for."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.sources.spreadsheets.compound import COUNTED
from dxanalysis.sources.spreadsheets.numbers import NONE_WORDS, looks_like_figure
from dxanalysis.sources.workbook.columns.views import Found, views
from dxanalysis.sources.workbook.notes.legends import find_legend
from dxanalysis.sources.workbook.sheets.filters import read_filters
from dxanalysis.sources.workbook.sheets.heading_rows import (
    is_column_numbers,
    is_heading_row,
    row_texts,
)
from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts
from dxanalysis.sources.workbook.sheets.turned import Turned, orient
from dxanalysis.sources.workbook.tables.filter_blocks import with_block
from dxanalysis.sources.workbook.tables.grid import find_blocks
from dxanalysis.sources.workbook.tables.keys import find_parts
from dxanalysis.sources.workbook.tables.lines import Lines, find_lines, grouped_paths
from dxanalysis.sources.workbook.tables.merged_units import is_of_district, label_merged
from dxanalysis.sources.workbook.tables.missed_rows import with_missed
from dxanalysis.sources.workbook.tables.pivots import with_corner
from dxanalysis.sources.workbook.tables.row_groups import regroup
from dxanalysis.sources.workbook.tables.row_kinds import find_rows
from dxanalysis.sources.workbook.tables.village_rows import (
    answered_by_villages,
    village_rows,
    with_villages_apart,
)
from dxanalysis.sources.workbook.titles.titles import read_titles
from dxanalysis.sources.workbook.words.dittos import without_dittos
from dxanalysis.sources.workbook.words.field_names import with_words
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.keys import Part
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table, Wanted
    from dxanalysis.sources.workbook.words.headings import Column, Headings
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    Path = tuple[str, ...]

_FEWEST: Final = 3
_TYPED: Final = re.compile(rf"\s*\d[\d.,\s]*(?:%|{COUNTED})?\s*", re.IGNORECASE)
"""A figure typed as text, with or without what it counts: "1.234", "97,3%", "1.234 người"."""

_IS_YEAR: Final = re.compile(r"\s*(?:19|20)\d\d\s*")
_MOST: Final = 0.9
_OF_ANY_VILLAGE: Final = frozenset({"population", "households", "electricity"})
_FORMER: Final = re.compile(r"\b(?:cu|truoc (?:khi )?(?:sap xep|sap nhap|hop nhat))\W*$")
_OF_TODAY: Final = re.compile(r"\b(?:moi|sau|hien (?:nay|tai)|nay)\b|\(.*\bcu\b")
_MOST_COLUMNS: Final = 2000
"""Columns of a table, of each of which the heading is worked out."""

_MOST_ACROSS: Final = 4000
"""Columns of a sheet: a table that is turned has one for each of the country's 3,321 communes."""

_MOST_TABLES: Final = 400
"""Tables of a sheet: one for each commune of a province are 168 at most."""

_MOST_LINES: Final = 2000
"""Filled cells above a sheet's first table, each of which may say what its figures are."""

_CODE_DIGITS: Final = 4
"""Digits from which on a number can be the code of a commune."""

_BENEATH: Final = 200
"""Rows beneath a heading of which it is seen whether they hold numbers."""

_RECORDS: Final = re.compile(
    r"(?:row|record|object|ban ghi|dong|unnamed)?\W*(?:id|index|idx|number|no|#|0)|rownum|fid"
    r"|(?:ma|so|so thu tu|stt) (?:ban ghi|dong|dl|du lieu)|#"
)
"""Headings of what numbers the rows of an export, beside codes of units or without."""

_SECTION_MARK: Final = re.compile(r"\W*(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,2})[\W\d]*|\W+")
"""What stands before the words of a section: "II", "B.", "2"."""

_BY: Final = r"(?:(?:ban hành )?(?:kèm )?theo |trong |của )?"
_REFERENCE: Final = re.compile(
    rf"(?i)(?<=\S)\s*[(,;–-]?\s*{_BY}(?:bảng )?(?:danh mục )?{_BY}"
    r"(?:\b(?:qđ|quyết định|nghị quyết|nq|nghị định|thông tư|tt)\b[^()]*\d[^()]*"
    r"|gso|tctk|(?:tổng )?cục thống kê|thống kê)\s*[)]?\s*$"
)
"""Which list of units a heading means: "Mã xã (theo Quyết định số 19/2025/QĐ-TTg)"."""

_OF_THEM: Final = re.compile(rf"(?i)\s*\d+\s*(?:{COUNTED})(?:\s*[,/]\s*(?:{COUNTED}))*\s*")
"""A number of villages, and no village's name: "16 thôn, buôn"."""

_ROLE_KINDS: Final = ("text", "code", "order", "district")
_ROLES: Final = ("unit_name", "unit_code", "order", "district_name")


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
    across = len({column for _, column in sheet.cells})
    if across > _MOST_ACROSS:
        raise _too_wide(sheet, across, _MOST_ACROSS)
    upright = orient(with_words(without_dittos(sheet)), lookup)
    upright, labels = label_merged(upright, _labels(upright, headings, lookup), lookup)
    blocks = find_blocks(upright, lookup, is_label=labels)
    tables: list[Table] = []
    explained = wanted.explained.get(sheet.name, ())
    elsewhere = [one for some in wanted.explained.values() for one in some]
    if len(blocks) > _MOST_TABLES:
        raise FileUnreadableError(
            "workbook.too_many_tables", where=sheet.name, found=len(blocks), expected=_MOST_TABLES
        )
    above = sum(row < blocks[0].first for row, _ in upright.cells) if blocks else 0
    if above > _MOST_LINES:
        raise FileUnreadableError(
            "workbook.too_many_lines", where=sheet.name, found=above, expected=_MOST_LINES
        )
    former = _of_former_units(upright, blocks) if lookup.is_latest else []
    beside, filters = _beside(blocks), with_block(read_filters(upright), upright, blocks)
    walked: dict[Block, set[int]] = {}
    for block in blocks:
        if len(block.columns) > _MOST_COLUMNS:
            raise _too_wide(sheet, len(block.columns), _MOST_COLUMNS)
        paths = with_corner(upright, block, heading_paths(upright, block))
        legend = find_legend(paths, explained, elsewhere)
        paths = legend.explain(paths)
        titles = read_titles(
            upright,
            block,
            first=blocks[0],
            beside=beside,
            passed_over=legend.lines,
            filters=filters,
            tab=wanted.tabs.get(upright.name),
            year=wanted.year,
        )
        if isinstance(upright, Turned):
            paths = grouped_paths(upright, block, paths)
        roles = _roles(upright, block, paths, headings, labels)
        if "village" in roles.values() and _counts_villages(upright, block, paths, roles, headings):
            roles = {one: "note" if role == "village" else role for one, role in roles.items()}
        names = paths.get(block.names or 0, ())
        rows = regroup(list(find_rows(upright, block, roles, lookup)), lookup)
        walked[block] = {row.number for row in rows}
        whose = _of_villages(upright, block, paths, rows, roles=roles, lookup=lookup)
        if block in former or _by_districts(names, rows, lookup):
            rows = [replace(row, kind="part" if block in former else "subtotal") for row in rows]
        lines = with_villages_apart(names, find_lines(upright, block, rows, lookup))
        found = Found(upright, block, paths, roles, titles, lines.rows, lines.villages, legend)
        here = _read(found, lines, headings, wanted)
        if lines.villages and not (titles.lacks or titles.veto.words):
            here = [*_by_commune(found, lines, rows, here, headings=headings, wanted=wanted), *here]
        tables += here if lines.villages else [replace(one, of_villages=whose) for one in here]
    return with_missed(tables, walked, lookup)


def _of_villages(
    sheet: Sheet,
    block: Block,
    paths: Mapping[int, Path],
    rows: Sequence[Row],
    *,
    roles: Mapping[int, str],
    lookup: UnitLookup,
) -> tuple[str, str]:
    """Give what says that all rows are villages of one commune, and which commune."""
    words, commune = village_rows(sheet, block, paths.get(block.names or 0, ()), rows, lookup)
    if not words and "village" not in roles.values():
        words = answered_by_villages(sheet, block, paths, rows)
    return words, commune


def _beside(blocks: Sequence[Block]) -> set[int]:
    """Give the columns of the tables beside the first."""
    return {
        column
        for block in blocks[1:]
        if block.top <= blocks[0].last and not {*block.columns} & {*blocks[0].columns}
        for column in block.columns
    }


def _too_wide(sheet: Sheet, found: int, most: int) -> FileUnreadableError:
    return FileUnreadableError("workbook.too_wide", where=sheet.name, found=found, expected=most)


def _read(found: Found, lines: Lines, headings: Headings, wanted: Wanted) -> list[Table]:
    """Read the rows of a table, part by part."""
    split = find_parts(
        found.sheet, found.block, found.paths, found.roles, rows=[row.number for row in lines.rows],
        headings=headings, lines=lines.words,
        units=_whose(found, lines), year=found.titles.context.year or wanted.year,
        until=found.titles.as_of,
    )  # fmt: skip
    tables = [table for part in split for table in views(found, headings, part, wanted)]
    unsaid = _unsaid(found, lines, split)
    return [replace(table, unsaid=unsaid) for table in tables[:1]] + tables[1:]


def _unsaid(found: Found, lines: Lines, split: Sequence[Part]) -> tuple[int, ...]:
    """Find rows with figures that no part has, of units that stand in no part either.

    Of a unit that does, the row without a word is the sum of the others.
    """
    keys = {column for part in split for column in part.columns}
    taken = {row for part in split for row in part.rows}
    if not keys:
        return ()
    units = [row for row in lines.rows if row.kind == "unit"]
    named = {row.code or row.name for row in units if row.number in taken}
    figures = [one for one in found.block.columns if one not in found.roles and one not in keys]
    return tuple(
        row.number
        for row in units
        if row.number not in taken
        and (row.code or row.name) not in named
        and any(looks_like_figure(found.sheet.cells.get((row.number, one))) for one in figures)
    )


def _by_commune(
    found: Found,
    lines: Lines,
    rows: Sequence[Row],
    here: Sequence[Table],
    *,
    headings: Headings,
    wanted: Wanted,
) -> list[Table]:
    """Read the communes' own lines above their villages, where these say no less than the list.

    They do where nothing is said of a village but its people, where they count as many villages
    as are listed, and where they add up what is said of these and do not count them. The list
    itself stays, so that whoever collects can say that it was not used.
    """
    villages = Counter((row.name, row.code) for row in lines.rows if row.repeats)
    numbers = {row.number for row in lines.rows if row.repeats}
    own = Lines([row for row in rows if row.number not in numbers])
    tables = _read(replace(found, rows=own.rows, villages=False), own, headings, wanted)
    said = set().union(*(table.figures for table in here))
    all_listed = any(
        _MOST * len(villages)
        < sum(
            table.sheet.cells.get((row.number, column)) == villages[row.name, row.code]
            for row in table.rows
            if row.kind == "unit"
        )
        for table in tables
        for column in table.columns.get("villages", ())
    )
    counted = any("villages" in table.columns for table in tables)
    added = not counted and _add_up(tables, lines.rows)
    some = all_listed or added or not said - _OF_ANY_VILLAGE
    return tables if some and any(table.has_figures for table in tables) else []


def _add_up(tables: Sequence[Table], villages: Sequence[Row]) -> bool:
    """Tell whether the communes' own figures are the sums of their villages', nearly all."""
    members: dict[tuple[str, str], list[int]] = {}
    for row in villages:
        if row.repeats:
            members.setdefault((row.name, row.code), []).append(row.number)
    fits = compared = 0
    for table in tables:
        counts = {name for name in table.figures if not name.endswith("_pct")}
        for column in {column for name in counts for column in table.columns[name]}:
            for row in table.rows:
                of_unit = table.sheet.cells.get((row.number, column))
                parts = [
                    table.sheet.cells.get((one, column))
                    for one in members.get((row.name, row.code), ())
                ]
                numbers = [one for one in parts if isinstance(one, int | float)]
                if row.kind == "unit" and numbers and isinstance(of_unit, int | float):
                    compared += 1
                    fits += math.isclose(of_unit, math.fsum(numbers), abs_tol=1e-6)
    return fits > _MOST * compared > 0


def _whose(found: Found, lines: Lines) -> dict[int, str]:
    """Say of what each row is: of a unit, or of a village of it."""
    places = {role: column for column, role in found.roles.items()}
    village = found.block.names if lines.villages else places.get("village")
    return {
        row.number: f"{row.code or row.name} {found.sheet.text(row.number, village or 0)}".strip()
        for row in lines.rows
        if row.kind == "unit"
    }


def _of_former_units(sheet: Sheet, blocks: Sequence[Block]) -> list[Block]:
    """Find tables of "Xã, phường cũ" beside those of today: many have a name of today's list."""
    found = []
    for block in blocks:
        rows = range(block.first, block.last + 1)
        said = " ".join(plain_text(sheet.text(row, block.names or 0)) for row in rows)
        former = _FORMER.search(said)
        if former and not _OF_TODAY.search(said) and not is_of_district(said[: former.start()]):
            found.append(block)
    return found if len(found) < len(blocks) else []


def _by_districts(path: Path, rows: Sequence[Row], lookup: UnitLookup) -> bool:
    """Tell whether rows are former districts by their bare names, which communes have, too."""
    if any("communes" in parse_level(level).subjects for level in path):
        return False
    own = [row for row in rows if row.kind == "unit" and row.certain]
    bare = [row for row in own if not row.code and lookup.is_district(row.name)]
    return len(own) >= _FEWEST and len(bare) > _MOST * len(own)


def _labels(sheet: Sheet, headings: Headings, lookup: UnitLookup) -> dict[tuple[int, int], str]:
    """Find the cells whose words are the heading of units, codes, running numbers or districts."""
    found: dict[tuple[int, int], str] = {}
    # A row with figures is a unit's, however its name reads; years may stand in a heading.
    with_figures = {
        place[0]
        for place, value in sheet.cells.items()
        if isinstance(value, int | float) and not (1990 <= value <= 2060)  # noqa: PLR2004 - years
    }
    typed = Counter(
        place[0]
        for place, value in sheet.cells.items()
        if isinstance(value, str) and _TYPED.fullmatch(value) and not _IS_YEAR.fullmatch(value)
    )
    with_figures |= {row for row, count in typed.items() if count > 1}
    for place, value in sheet.cells.items():
        if not isinstance(value, str) or len(value) > 60:  # noqa: PLR2004 - headings of units are short
            continue
        if _names_unit(value, lookup):
            continue
        said = _REFERENCE.sub("", value)
        if not headings.can_be(said, *_ROLE_KINDS):
            continue
        column = headings.meaning([said]).of_kind(*_ROLE_KINDS)
        if column is None or column.id not in _ROLES:
            continue
        if column.id == "unit_name" and _counts_units(sheet, place, lookup):
            continue
        numbers = is_column_numbers(sheet.text(place[0], one) for one in sheet.columns)
        if place[0] not in with_figures or numbers:
            found[place] = column.id
    return _without_sections(sheet, _without_kinds(sheet, found, lookup), lookup)


def _without_kinds(
    sheet: Sheet, labels: Mapping[tuple[int, int], str], lookup: UnitLookup
) -> dict[tuple[int, int], str]:
    """Leave out what says of which kind each unit is, row by row: "Xã | Minh Hòa"."""
    named: dict[int, set[str]] = {}
    for (row, at), role in labels.items():
        if role == "unit_name" and _names_beside(sheet, row, at, lookup):
            named.setdefault(at, set()).add(plain_text(sheet.text(row, at)))
    kinds: set[tuple[int, int]] = set()
    for at, words in named.items():
        rows = [
            row
            for row in sheet.rows
            if plain_text(sheet.text(row, at)) in words and _names_beside(sheet, row, at, lookup)
        ]
        if len(rows) >= _FEWEST:
            kinds |= {(row, at) for row in rows}
    return {place: role for place, role in labels.items() if place not in kinds}


def _names_beside(sheet: Sheet, row: int, column: int, lookup: UnitLookup) -> bool:
    """Tell whether another cell of a row names a unit."""
    texts = row_texts(sheet, row, sheet.columns)
    return any(_names_unit(text, lookup) for one, text in texts.items() if one != column)


def _without_sections(
    sheet: Sheet, labels: Mapping[tuple[int, int], str], lookup: UnitLookup
) -> dict[tuple[int, int], str]:
    """Leave out what heads some rows of a table: "II | Các xã", alone below the table's heading."""
    named = {place for place, role in labels.items() if role == "unit_name"}
    alone = {
        row
        for row, _ in named
        if all(
            (row, at) in named or _SECTION_MARK.fullmatch(text) or not text
            for at, text in row_texts(sheet, row, sheet.columns).items()
        )
    }
    return {
        (row, at): role
        for (row, at), role in labels.items()
        if row not in alone
        or (row, at) not in named
        or _heads_below(sheet, row, at)
        or not any(_is_below(sheet, one, at, named, lookup) for one in range(row - 1, 0, -1))
    }


def _is_below(
    sheet: Sheet, row: int, column: int, named: Collection[tuple[int, int]], lookup: UnitLookup
) -> bool:
    """Tell whether a row makes what stands below it a part of a table: its heading, or a unit."""
    if (row, column) in named or _names_unit(sheet.text(row, column), lookup):
        return True
    return is_column_numbers(sheet.text(row, one) for one in sheet.columns)


def _heads_below(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a label has the rest of its heading in the next row: "Xã", "| 4G | 5G"."""
    below = row_texts(sheet, row + 1, sheet.columns)
    right = {at: text for at, text in below.items() if at > column}
    return column not in below and len(right) > 1 and is_heading_row(sheet, row + 1, right)


def _counts_units(sheet: Sheet, place: tuple[int, int], lookup: UnitLookup) -> bool:
    """Tell whether numbers stand beneath a label that could be that of names: "Số xã"."""
    row, column = place
    last = min(sheet.last_row, row + _BENEATH)
    held = (sheet.cells.get((one, column)) for one in range(row + 1, last + 1))
    below = [value for value in held if value is not None]
    counts = [one for one in below if looks_like_figure(one) and lookup.code(one) is None]
    return 2 * len(counts) > len(below)


def _names_unit(text: str, lookup: UnitLookup) -> bool:
    """Tell whether a text is the name of a unit, today's or an older one: "Xã Minh Hòa"."""
    return bool(lookup.name(text)) or lookup.is_old(text)


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
    covered = {column for column in block.columns if _is_merged_over(sheet, block, column)}
    levels: dict[int, dict[str, None]] = {
        column: {} for column in block.columns if column not in covered
    }
    written = HeadingTexts(sheet, block).rows
    lowest = {column: row for row, texts in written.items() for column in texts if texts[column]}
    own: set[int] = set()
    labels = {block.names, block.codes}
    for row, texts in written.items():
        if is_column_numbers(list(texts.values())):
            continue
        spans = any(
            first[0] == row and first[1] != place[1]
            for place, first in sheet.merged_rows.get(row, {}).items()
            if place[1] in levels
        )
        own_texts = texts if spans else _at_first_of_group(texts, written.get(row + 1, {}), labels)
        continued = ""
        for column, path in levels.items():
            text = own_texts[column]
            if column in labels:
                continued = ""
            if text:
                continued = "" if spans or column in labels else text
                own.add(column)
            elif column in own or column in labels:
                continued = ""  # a heading above begins here: the group on the left has ended
            elif lowest.get(column, 0) > row:
                text = continued  # not merged, and yet the group on the left goes on
            if text:
                path.setdefault(text)
    return {column: tuple(path) for column, path in levels.items() if path}


def _at_first_of_group(
    texts: dict[int, str], below: Mapping[int, str], labels: Collection[int | None]
) -> dict[int, str]:
    """Move labels typed over the middle of their columns to the first of each group.

    The groups are told by what stands beneath: "Trạm 3G | Trạm 4G" once for each operator.
    """
    lower = [column for column in texts if below.get(column) and column not in labels]
    first = next((column for column in lower if texts[column]), 0)
    while lower and lower[0] < first and not set(range(lower[0], first)) <= set(lower):
        lower = lower[1:]  # the running number, left of the names
    if len(lower) < _FEWEST or lower != list(range(lower[0], lower[-1] + 1)):
        return texts
    words = [plain_text(below[column]) for column in lower]
    own = [place for place, column in enumerate(lower) if texts[column]]
    width, left = divmod(len(lower), len(own) or 1)
    if left or len(own) < 2 or words != words[:width] * len(own):  # noqa: PLR2004 - siblings
        return texts
    groups = [place // width for place in own]
    if len(set(words[:width])) < width or groups != list(range(len(own))):
        return texts
    moved = {lower[place // width * width]: texts[lower[place]] for place in own}
    return {column: "" if column in lower else text for column, text in texts.items()} | moved


def _is_merged_over(sheet: Sheet, block: Block, column: int) -> bool:
    """Tell whether all of a column lies under cells that are merged with those at its left."""
    rows = chain(range(block.first, block.last + 1), block.body)
    return bool(block.body) and all(
        sheet.merged.get((row, column), (row, column))[1] < column for row in rows
    )


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
        roles[block.codes] = "order" if _numbers_lines(sheet, block) else "unit_code"
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


def _counts_villages(
    sheet: Sheet,
    block: Block,
    paths: Mapping[int, Path],
    roles: Mapping[int, str],
    headings: Headings,
) -> bool:
    """Tell whether each row is a commune with its number of villages; which, the next cell says."""
    if block.names is None:
        return False
    names = [text for row in block.body if (text := sheet.text(row, block.names))]
    counted = {
        one.id
        for column, path in paths.items() if column not in roles
        for one in headings.meaning(path).columns if one.kind == "count"
    }  # fmt: skip
    own = len(set(names)) == len(names) > _MOST * len(block.body)
    return own and any(name.startswith("villages") for name in counted)


def _numbers_lines(sheet: Sheet, block: Block) -> bool:
    """Tell whether "Mã số" only numbers the lines of a form: 01, 02, 03 and so on."""
    texts = (sheet.text(row, block.codes or 0).removesuffix(".0") for row in block.body)
    numbers = [int(text) for text in texts if text.isdecimal() and len(text) < _CODE_DIGITS]
    steps = [later - one for one, later in pairwise(numbers)]
    return len(numbers) > 1 and numbers[0] in {0, 1, 2} and steps.count(1) > _MOST * len(steps)


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
    # "Không có" says as well that there is no name as that the number is 0.
    told = [value for value in values if plain_text(str(value)) not in NONE_WORDS]
    figures = (looks_like_figure(one) or bool(_OF_THEM.fullmatch(str(one))) for one in told)
    return 2 * sum(figures) < len(told)


def _running(sheet: Sheet, block: Block, columns: Sequence[int]) -> int | None:
    """Find a column without a heading, or with that of records, that only numbers the rows."""
    names = block.names or block.codes or 0
    for column in (one for one in columns if one < names):
        texts = [sheet.text(row, column).removesuffix(".0") for row in block.body]
        numbers = [int(text) for text in texts if text.isdecimal()]
        heading = plain_text(sheet.text(block.last, column)).replace("_", " ")
        in_order = all(later == one + 1 for one, later in pairwise(numbers))
        if len(numbers) > 1 and (
            (numbers[:2] == [1, 2] and not heading)
            or (in_order and numbers[0] in {0, 1} and _RECORDS.fullmatch(heading))
        ):
            return column
    return None
