"""Where tables lie in a sheet: found by the units that stand in it, not by what headings say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.spreadsheets.sheet import Sheet, address
from dxanalysis.sources.workbook.dates import plain_text
from dxanalysis.sources.workbook.slots import parse_level
from dxanalysis.sources.workbook.unit_lookup import LETTER, UnitLookup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_TITLE: Final = re.compile(
    r"\b(?:doc lap|cong hoa xa hoi|kem theo|ban hanh kem|phu luc|uy ban nhan dan tinh)\b"
    r"|^\(?(?:don vi tinh|dvt|unit)\b|^(?:bieu|mau|phu bieu)(?: so)? ?\d"
    r"|^ubnd (?:tinh|thanh pho|huyen)"
)
"""Lines of a letter's head, and of what a table belongs to."""

_LONE_TITLE: Final = re.compile(
    r"\b(?:tinh den|bao cao|danh sach|tong hop|ngay \d|so lieu den|so lieu tinh|hien trang)\b"
)
_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2})\)?(?: ?=[\s()\d+*:/x×%-]*)?|\(?[A-ZĐa-z]\)?")
_YEARS: Final = re.compile(r"(?:19|20)\d\d(?:\.0)?")
_MOST_HEADING_ROWS: Final = 7


@dataclass(frozen=True)
class Turned(Sheet):
    """A sheet whose rows were columns; cells are still named as they stand in the file."""


def place_name(sheet: Sheet, row: int, column: int) -> str:
    """Name a cell as it stands in the file, whether the sheet was turned or not."""
    return address(column, row) if isinstance(sheet, Turned) else address(row, column)


def turn(sheet: Sheet) -> Turned:
    """Make rows of a sheet's columns."""
    return Turned(
        name=sheet.name,
        cells={(column, row): value for (row, column), value in sheet.cells.items()},
        percent=frozenset((column, row) for row, column in sheet.percent),
        merged={
            (column, row): (first[1], first[0]) for (row, column), first in sheet.merged.items()
        },
        broken={(column, row): rule for (row, column), rule in sheet.broken.items()},
        hidden_rows=sheet.hidden_columns,
        hidden_columns=sheet.hidden_rows,
        visible=sheet.visible,
        notes=sheet.notes,
        personal=frozenset((column, row) for row, column in sheet.personal),
    )


@dataclass(frozen=True)
class Block:
    """Where one table lies.

    Attributes
    ----------
    columns
        Its columns.
    names
        The column of units' names; None where only codes stand.
    codes
        The column of units' codes; None where there is none.
    top
        The row from which on titles above it are its own.
    first, last
        The heading's rows.
    body
        Its rows below the heading, blank ones left out.
    """

    columns: tuple[int, ...]
    names: int | None
    codes: int | None
    top: int
    first: int
    last: int
    body: tuple[int, ...]


@dataclass
class _Column:
    """What stands in one column."""

    names: dict[int, frozenset[str]] = field(default_factory=dict)
    old: set[int] = field(default_factory=set)
    codes: dict[int, str] = field(default_factory=dict)

    @property
    def distinct(self) -> int:
        """How many units it names."""
        return len({code for some in self.names.values() for code in some})


def orient(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Turn a sheet whose units stand side by side in one row."""
    rows: Counter[int] = Counter()
    columns: Counter[int] = Counter()
    for (row, column), value in sheet.cells.items():
        if isinstance(value, str) and lookup.name(value):
            rows[row] += 1
            columns[column] += 1
    if not rows:
        return sheet
    widest, longest = max(rows.values()), max(columns.values())
    return turn(sheet) if widest >= 3 and widest > 2 * longest else sheet  # noqa: PLR2004 - a row of units


def find_blocks(
    sheet: Sheet, lookup: UnitLookup, *, is_label: Mapping[tuple[int, int], str]
) -> list[Block]:
    """Find the tables of a sheet.

    Parameters
    ----------
    sheet
        The sheet, turned if need be.
    lookup
        Tells units.
    is_label
        Cells whose words are the heading of a column of units, with its role: ``unit_name``,
        ``unit_code``, ``order`` or ``district_name``.

    Returns
    -------
    list of Block
        From the top down, from left to right.
    """
    known = _survey(sheet, lookup)
    anchors = _anchors(known, is_label)
    blocks: list[Block] = []
    for place, (name, code) in enumerate(anchors):
        own = [one for one in (name, code) if one is not None]
        start = _start(sheet, anchors, place, is_label)
        end = (
            _start(sheet, anchors, place + 1, is_label)
            if place + 1 < len(anchors)
            else max(sheet.columns) + 1
        )
        columns = tuple(column for column in sheet.columns if start <= column < end)
        if not set(own) & set(columns):
            continue
        blocks += _segments(sheet, known, (name, code), columns, is_label=is_label)
    return sorted(blocks, key=lambda block: (block.first, block.columns))


def _survey(sheet: Sheet, lookup: UnitLookup) -> dict[int, _Column]:
    """Note in each column the cells that name units."""
    known: dict[int, _Column] = {}
    for (row, column), value in sheet.cells.items():
        here = known.setdefault(column, _Column())
        code = lookup.code(value)
        if code is not None:
            here.codes[row] = code
        elif isinstance(value, str):
            codes = lookup.name(value)
            if codes:
                here.names[row] = codes
            if lookup.is_old(value):
                here.old.add(row)
    # A name merged over several rows is the name of each.
    for place, first in sheet.merged.items():
        if place[1] == first[1] and place[0] != first[0]:
            merged = known.get(place[1])
            if merged and first[0] in merged.names:
                merged.names[place[0]] = merged.names[first[0]]
    return known


def _anchors(
    known: Mapping[int, _Column], is_label: Mapping[tuple[int, int], str]
) -> list[tuple[int | None, int | None]]:
    """Choose the columns of names, each with its column of codes."""
    labelled = {
        role: sorted({column for (_, column), one in is_label.items() if one == role})
        for role in ("unit_name", "unit_code", "district_name")
    }
    names = [
        column
        for column, here in known.items()
        if here.names and column not in labelled["district_name"]
    ]
    # Former districts and their like name few units many times.
    names = [
        column
        for column in names
        if column in labelled["unit_name"]
        or known[column].distinct > 0.6 * len(known[column].names)
    ]
    best = max((known[column].distinct for column in names), default=0)
    chosen = sorted(
        column
        for column in names
        if known[column].distinct >= max(1, best / 4) or column in labelled["unit_name"]
    )
    chosen = _several(known, chosen, labelled["unit_name"])
    if not chosen:
        chosen = [column for column in labelled["unit_name"] if column in known][:1]
    if chosen:
        return [(column, _codes_beside(known, column, labelled["unit_code"])) for column in chosen]
    codes = [
        column
        for column, here in known.items()
        if len(here.codes) > len(set(here.codes)) / 2 and (column in labelled["unit_code"])
    ]
    codes = codes or labelled["unit_code"]
    return [(None, column) for column in codes[:1]]


def _several(known: Mapping[int, _Column], chosen: list[int], labelled: Sequence[int]) -> list[int]:
    """Keep several columns of names only where tables stand side by side."""
    if len(chosen) < 2:  # noqa: PLR2004 - nothing to choose
        return chosen
    named = [column for column in chosen if column in labelled]
    if len(named) > 1:
        return named
    if named:
        return named
    return [max(chosen, key=lambda column: (known[column].distinct, -column))]


def _codes_beside(known: Mapping[int, _Column], name: int, labelled: Sequence[int]) -> int | None:
    """Find the column of codes that belongs to a column of names."""
    best: tuple[float, int] | None = None
    units = known[name].names if name in known else {}
    for column, here in known.items():
        shared = [row for row in here.codes if row in units]
        agreeing = sum(here.codes[row] in units[row] for row in shared)
        fits = agreeing > len(shared) / 2 and agreeing >= min(2, len(units))
        if column in labelled or (shared and fits):
            score = (agreeing + (0.5 if column in labelled else 0), -abs(column - name))
            if best is None or score > best:
                best = score
                found = column
    return found if best is not None else None


def _start(
    sheet: Sheet,
    anchors: Sequence[tuple[int | None, int | None]],
    place: int,
    is_label: Mapping[tuple[int, int], str],
) -> int:
    """Say with which column a table begins."""
    own = [one for one in anchors[place] if one is not None]
    first = min(own)
    before = 0
    if place > 0:
        before = max(one for one in anchors[place - 1] if one is not None)
    elif not isinstance(sheet, Turned):
        return min(sheet.columns)  # of a turned sheet, what stands before is its titles
    roles: dict[int, str] = {column: role for (_, column), role in is_label.items()}
    while first - 1 > before and roles.get(first - 1) in {"order", "unit_code", "district_name"}:
        first -= 1
    return first


# ---- from the top down ---------------------------------------------------------------------------
def _segments(
    sheet: Sheet,
    known: Mapping[int, _Column],
    anchor: tuple[int | None, int | None],
    columns: tuple[int, ...],
    *,
    is_label: Mapping[tuple[int, int], str],
) -> list[Block]:
    """Part the rows of some columns into tables, each with its heading."""
    name, code = anchor
    filled = _filled_rows(sheet, columns)
    here = known.get(name) if name is not None else None
    hits = set(here.names) | here.old if here else set()
    if code is not None and code in known:
        hits |= set(known[code].codes)
    labels = {
        row
        for (row, column), role in is_label.items()
        if column in {name, code} and role in {"unit_name", "unit_code"}
    }
    hits -= labels
    starts = _heading_starts(sheet, columns, filled, anchor, hits=hits, labels=labels)
    blocks: list[Block] = []
    previous_end = 0
    for place, start in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else max(filled) + 1
        first, last = start
        while _numbers_below(sheet, columns, filled, last):
            last = next(row for row in filled if row > last)
        body = tuple(row for row in filled if last < row < stop)
        blocks.append(Block(columns, name, code, previous_end + 1, first, last, body))
        previous_end = max([row for row in body if row in hits], default=last)
    return _without_repeats(sheet, blocks)


def _numbers_below(
    sheet: Sheet, columns: tuple[int, ...], filled: Sequence[int], last: int
) -> bool:
    """Tell whether the row below a heading numbers its columns."""
    below = next((row for row in filled if row > last), None)
    return below is not None and is_column_numbers(sheet.text(below, one) for one in columns)


def _filled_rows(sheet: Sheet, columns: Iterable[int]) -> list[int]:
    """List the rows that hold something in some columns."""
    wanted = set(columns)
    return sorted({row for row, column in sheet.cells if column in wanted})


def _heading_starts(
    sheet: Sheet,
    columns: tuple[int, ...],
    filled: Sequence[int],
    anchor: tuple[int | None, int | None],
    *,
    hits: set[int],
    labels: set[int],
) -> list[tuple[int, int]]:
    """Find the rows of each heading: those above a run of units that hold words, not figures."""
    found: list[tuple[int, int]] = []
    ends: set[int] = set()
    ordered = sorted(hits) or [max(labels, default=0) + 1]
    before = 0
    for hit in ordered:
        gap = filled[bisect_right(filled, before) : bisect_left(filled, hit)]
        last = _heading_end(sheet, columns, gap, labels, anchor)
        if last is not None and last not in ends:
            first = _heading_begin(sheet, columns, [row for row in gap if row <= last], anchor)
            found.append((first, last))
            ends.add(last)
        before = hit
    return found


def _heading_end(
    sheet: Sheet,
    columns: tuple[int, ...],
    gap: Sequence[int],
    labels: set[int],
    anchor: tuple[int | None, int | None],
) -> int | None:
    """Find the last row of a heading among the rows above a unit."""
    own = max(one for one in anchor if one is not None)
    lowest = max((row for row in gap if row in labels), default=None)
    for row in reversed(gap):
        texts = _row_texts(sheet, row, columns)
        if row == lowest:
            return row
        right = [text for column, text in texts.items() if column > own]
        # A group of units has its name alone; a heading has words above the figures.
        if not right or not _is_heading_row(sheet, row, texts):
            continue
        if lowest is None and (
            any(_TITLE.search(plain_text(text)) for text in texts.values())
            or sum(parse_level(text).says_something for text in right) < min(2, len(right))
        ):
            continue
        return row
    return None


def _row_texts(sheet: Sheet, row: int, columns: Iterable[int]) -> dict[int, str]:
    """Give the texts of a row, a merged range once."""
    texts: dict[int, str] = {}
    for column in columns:
        place = (row, column)
        if place in sheet.merged and sheet.merged[place][0] == row:
            continue
        text = sheet.text(row, column)
        if text:
            texts[column] = text
    return texts


def _is_heading_row(sheet: Sheet, row: int, texts: Mapping[int, str]) -> bool:
    """Tell whether a row holds words and no figures."""
    if len(texts) < 2:  # noqa: PLR2004 - a title, or a group of units
        return False
    own = [text for column, text in texts.items() if (row, column) in sheet.cells]
    figures = [text for text in own if looks_like_figure(text) and not _YEARS.fullmatch(text)]
    words = [text for text in own if LETTER.search(text) or "%" in text or _YEARS.fullmatch(text)]
    return len(words) >= 1 and len(figures) <= len(own) / 4


def _heading_begin(
    sheet: Sheet,
    columns: tuple[int, ...],
    rows: Sequence[int],
    anchor: tuple[int | None, int | None],
) -> int:
    """Go up from a heading's last row to its first."""
    first = rows[-1]
    own = min(one for one in anchor if one is not None)
    for row in reversed(rows[:-1]):
        texts = _row_texts(sheet, row, columns)
        merged = any(sheet.merged.get((first, column), (first, 0))[0] <= row for column in columns)
        if (row < first - 1 and not merged) or first - row > _MOST_HEADING_ROWS:
            break  # a blank row lies between
        if not merged and (
            is_title(sheet, row, columns, texts, own) or is_column_numbers(list(texts.values()))
        ):
            break
        if not _is_heading_row(sheet, row, texts) and not merged and len(texts) != 1:
            break
        first = row
    return first


def is_title(
    sheet: Sheet, row: int, columns: tuple[int, ...], texts: Mapping[int, str], own: int
) -> bool:
    """Tell whether a row is a title above a table, or a line of a letter's head."""
    plain = [plain_text(text) for text in texts.values()]
    if any(_TITLE.search(text) for text in plain) and len(texts) <= 3:  # noqa: PLR2004 - left, middle, right
        return True
    if len(texts) != 1:
        return False
    if _LONE_TITLE.search(plain[0]) or is_unit_line(next(iter(texts.values()))):
        return True
    column = next(iter(texts))
    span = [
        place for place in columns if sheet.merged.get((row, place), (row, place)) == (row, column)
    ]
    return column <= own or len(span) > 2 * len(columns) / 3 or len(plain[0]) > 100  # noqa: PLR2004


def is_unit_line(text: str) -> bool:
    """Tell whether a line above a table only names the unit of its figures: "(Nghìn người)"."""
    level = parse_level(text)
    return level.scale > 1 and not (
        level.technologies or level.relations or level.unknown or level.vetoes or level.dates
    )


def is_column_numbers(texts: Iterable[str]) -> bool:
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
    matches = []
    for text in filter(None, texts):
        matches.append(_COLUMN_NUMBER.fullmatch(text))
        if matches[-1] is None:
            return False
    numbers = [int(match[1]) for match in matches if match and match[1]]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) > 2 and steps == {1}  # noqa: PLR2004 - a run


def _without_repeats(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Join what a heading repeated at the top of a printed page has parted."""
    joined: list[Block] = []
    for block in blocks:
        if (
            joined
            and _heading_text(sheet, joined[-1]) == _heading_text(sheet, block)
            and (not _has_title(sheet, block))
        ):
            last = joined[-1]
            body = (*last.body, *block.body)
            joined[-1] = Block(
                last.columns, last.names, last.codes, last.top, last.first, last.last,
                tuple(row for row in body if not block.first <= row <= block.last),
            )  # fmt: skip
        else:
            joined.append(block)
    return joined


def _has_title(sheet: Sheet, after: Block) -> bool:
    """Tell whether the second table has a title of its own: it may be of something else."""
    rows = range(after.top, after.first)
    return any(
        len(texts := _row_texts(sheet, row, after.columns)) == 1
        and len(plain := plain_text(next(iter(texts.values())))) > 6  # noqa: PLR2004 - no page number
        and not re.match(r"(?:tong|cong|trang|mang sang|chuyen|\(?tiep)", plain)
        for row in rows
    )


def _heading_text(sheet: Sheet, block: Block) -> tuple[str, ...]:
    """Give all words of a heading."""
    return tuple(
        plain_text(sheet.text(row, column))
        for column in block.columns
        for row in range(block.first, block.last + 1)
        if sheet.text(row, column)
    )
