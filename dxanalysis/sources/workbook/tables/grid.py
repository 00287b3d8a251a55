"""Where tables lie in a sheet: found by the units that stand in it, not by what headings say."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.sheets.heading_rows import (
    heading_starts,
    is_heading_row,
    numbers_below,
    row_texts,
    said_unit,
)
from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts
from dxanalysis.sources.workbook.sheets.turned import Turned
from dxanalysis.sources.workbook.tables.code_columns import codes_of_names
from dxanalysis.sources.workbook.tables.merged_units import FORMER
from dxanalysis.sources.workbook.titles.tab_dates import bare_period
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup


_FEWEST: Final = 3
"""Units from which on a column is one of names of its own."""


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
class UnitColumn:
    """What stands in one column."""

    names: dict[int, frozenset[str]] = field(default_factory=dict)
    old: set[int] = field(default_factory=set)
    codes: dict[int, str] = field(default_factory=dict)
    merged: set[int] = field(default_factory=set)

    def within(self, first: int, stop: int) -> UnitColumn:
        """Take what stands in some rows only."""
        return UnitColumn(
            {row: codes for row, codes in self.names.items() if first <= row < stop},
            {row for row in self.old if first <= row < stop},
            {row: code for row, code in self.codes.items() if first <= row < stop},
            {row for row in self.merged if first <= row < stop},
        )

    @property
    def distinct(self) -> int:
        """How many units it names."""
        return len({code for some in self.names.values() for code in some})

    @property
    def in_rounds(self) -> bool:
        """Whether the same units come again in the same order: beneath each of some operators."""
        order = [self.names[row] for row in sorted(self.names)]
        once = len(set(order))
        rounds = (order[place : place + once] for place in range(0, len(order), once or 1))
        return once >= _FEWEST and all(one == order[:once] for one in rounds)


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
    blocks: list[Block] = []
    for band in _bands(sheet, known, is_label):
        blocks += _blocks(sheet, known, band, is_label)
    return sorted(blocks, key=lambda block: (block.first, block.columns))


@dataclass(frozen=True)
class _Band:
    """The rows of a sheet whose tables have the same columns of units.

    Attributes
    ----------
    first, stop
        From which row on, and before which.
    above
        The last row with a unit above it.
    """

    first: int
    stop: int
    above: int = 0


def _bands(
    sheet: Sheet, known: Mapping[int, UnitColumn], is_label: Mapping[tuple[int, int], str]
) -> list[_Band]:
    """Part a sheet where its names or codes of units go on in other columns."""
    stop = sheet.last_row + 1
    if isinstance(sheet, Turned):
        return [_Band(1, stop)]
    cuts = _where_labels_move(sheet, known, is_label) or _where_names_move(sheet, known, is_label)
    return [
        _Band(first, after, above)
        for (first, above), (after, _) in pairwise([(1, 0), *cuts, (stop, 0)])
    ]


def _where_labels_move(
    sheet: Sheet, known: Mapping[int, UnitColumn], is_label: Mapping[tuple[int, int], str]
) -> list[tuple[int, int]]:
    """Find the headings that have their names or codes of units in other columns."""
    labels: dict[int, set[tuple[int, str]]] = {}
    for (row, column), role in is_label.items():
        if role in {"unit_name", "unit_code"}:
            labels.setdefault(row, set()).add((column, role))
    if len(labels) < 2:  # noqa: PLR2004 - nothing to compare
        return []
    hits = sorted({row for column in known.values() for row in column.names})
    cuts: list[tuple[int, int]] = []
    before: set[tuple[int, str]] = set()
    last = 0
    for row in sorted(labels):
        between = hits[bisect_left(hits, last) : bisect_left(hits, row)]
        if not between:
            before |= labels[row]  # another row of the same heading
        elif labels[row] != before:
            if bisect_left(hits, row) < len(hits):
                cuts.append((_top(sheet, row, between[-1]), between[-1]))
            before = set(labels[row])
        last = row
    return cuts


def _where_names_move(
    sheet: Sheet, known: Mapping[int, UnitColumn], is_label: Mapping[tuple[int, int], str]
) -> list[tuple[int, int]]:
    """Find where names of units end in one column and go on in another, further down."""
    others = {column for (_, column), role in is_label.items() if role == "district_name"}
    most = max((here.distinct for here in known.values()), default=0)
    runs = sorted(
        (min(here.names), max(here.names))
        for column, here in known.items()
        if column not in others and here.distinct >= max(_FEWEST, most / 4)
    )
    cuts: list[tuple[int, int]] = []
    for (_, end), (start, _) in pairwise(runs):
        if start <= end:
            return []
        cuts.append((_top(sheet, start, end), end))
    return cuts


def _top(sheet: Sheet, row: int, above: int) -> int:
    """Go up from a heading's row with the label of units to its first."""
    while row - 1 > above:
        texts = row_texts(sheet, row - 1, sheet.columns)
        if not is_heading_row(sheet, row - 1, texts):
            break
        row -= 1
    return row


def _blocks(
    sheet: Sheet,
    known: Mapping[int, UnitColumn],
    band: _Band,
    is_label: Mapping[tuple[int, int], str],
) -> list[Block]:
    """Find the tables in some rows of a sheet."""
    if band.first > 1 or band.stop <= sheet.last_row:
        known = {column: here.within(band.first, band.stop) for column, here in known.items()}
        is_label = {
            place: role for place, role in is_label.items() if band.first <= place[0] < band.stop
        }
    anchors = _anchors(sheet, known, is_label)
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
        blocks += _segments(sheet, known, (name, code), columns, band=band, is_label=is_label)
    return blocks


def _survey(sheet: Sheet, lookup: UnitLookup) -> dict[int, UnitColumn]:
    """Note in each column the cells that name units."""
    known: dict[int, UnitColumn] = {}
    for (row, column), value in sheet.cells.items():
        here = known.get(column)
        if here is None:
            here = known[column] = UnitColumn()
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
                merged.merged.add(place[0])
    return known


def _anchors(
    sheet: Sheet, known: Mapping[int, UnitColumn], is_label: Mapping[tuple[int, int], str]
) -> list[tuple[int | None, int | None]]:
    """Choose the columns of names, each with its column of codes."""
    labelled = {
        role: sorted({column for (_, column), one in is_label.items() if one == role})
        for role in ("unit_name", "unit_code", "district_name", FORMER)
    }
    # What a heading says of former units decides, however many of them a unit of today is called.
    known = {column: here for column, here in known.items() if column not in labelled[FORMER]}
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
        or known[column].distinct > 0.6 * len(known[column].names.keys() - known[column].merged)
        or known[column].in_rounds
    ]
    best = max((known[column].distinct for column in names), default=0)
    chosen = sorted(
        column
        for column in names
        if known[column].distinct >= max(1, best / 4) or column in labelled["unit_name"]
    )
    if isinstance(sheet, Turned):
        chosen = _below_each_other(known, names, chosen)
    else:
        chosen = _several(known, chosen, labelled["unit_name"])
    if not chosen:
        chosen = [column for column in labelled["unit_name"] if column in known][:1]
    if chosen:
        return list(codes_of_names(known, chosen, labelled["unit_code"]).items())
    codes = [
        column
        for column, here in known.items()
        if len(here.codes) > len(set(here.codes)) / 2 and (column in labelled["unit_code"])
    ]
    codes = codes or labelled["unit_code"]
    return [(None, column) for column in codes[:1]]


def _several(
    known: Mapping[int, UnitColumn], chosen: list[int], labelled: Sequence[int]
) -> list[int]:
    """Keep several columns of names only where tables stand side by side."""
    named = [column for column in chosen if column in labelled]
    if len(named or chosen) == 1:
        own = known[(named or chosen)[0]]
        best = max(known, key=lambda column: known[column].distinct)
        # "Xã trước sắp xếp" has some names of today, "Thuộc xã mới" beside it has all.
        if len(own.old) > len(own.names) / 2 and known[best].distinct > own.distinct:
            return [best]
    if len(chosen) < 2:  # noqa: PLR2004 - nothing to choose
        return chosen
    if named:
        return named
    return [max(chosen, key=lambda column: (known[column].distinct, -column))]


def _below_each_other(
    known: Mapping[int, UnitColumn], names: Sequence[int], chosen: Sequence[int]
) -> list[int]:
    """Keep the rows of units that go on with each other where a wide table was broken."""
    if not chosen:
        return []
    best = max(chosen, key=lambda column: (known[column].distinct, -column))
    places = set(known[best].names)
    kept, units = [best], set().union(*known[best].names.values())
    for column in sorted(names):
        own: set[str] = set().union(*known[column].names.values())
        if column != best and not own & units and set(known[column].names) <= places:
            kept.append(column)
            units |= own
    return sorted(kept)


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
    known: Mapping[int, UnitColumn],
    anchor: tuple[int | None, int | None],
    columns: tuple[int, ...],
    *,
    band: _Band,
    is_label: Mapping[tuple[int, int], str],
) -> list[Block]:
    """Part the rows of some columns into tables, each with its heading."""
    name, code = anchor
    filled = [row for row in _filled_rows(sheet, columns) if band.first <= row < band.stop]
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
    starts = heading_starts(sheet, columns, filled, anchor, hits=hits, labels=labels)
    blocks: list[Block] = []
    previous_end = band.above
    for place, start in enumerate(starts):
        stop = starts[place + 1][0] if place + 1 < len(starts) else max(filled) + 1
        first, last = start
        while numbers_below(sheet, columns, filled, last):
            last = filled[bisect_right(filled, last)]
        body = tuple(filled[bisect_right(filled, last) : bisect_left(filled, stop)])
        block = Block(columns, name, code, previous_end + 1, first, last, body)
        blocks.append(block if _has_codes(block, known, is_label) else replace(block, codes=None))
        previous_end = max([row for row in body if row in hits], default=last)
    return _without_repeats(sheet, blocks)


def _has_codes(
    block: Block, known: Mapping[int, UnitColumn], is_label: Mapping[tuple[int, int], str]
) -> bool:
    """Tell whether a table has codes where others of its sheet have them, and not people."""
    if block.codes is None or block.names is None or block.codes not in known:
        return True
    own = known[block.codes].within(block.first, max(block.body, default=block.last) + 1)
    named = known[block.names].within(block.first, max(block.body, default=block.last) + 1)
    labelled = any(
        is_label.get((row, block.codes)) == "unit_code"
        for row in range(block.first, block.last + 1)
    )
    return labelled or 2 * len(own.codes) >= len(named.names)


def _filled_rows(sheet: Sheet, columns: Iterable[int]) -> list[int]:
    """List the rows that hold something in some columns."""
    wanted = set(columns)
    return sorted({row for row, column in sheet.cells if column in wanted})


def _without_repeats(sheet: Sheet, blocks: list[Block]) -> list[Block]:
    """Join what a heading repeated at the top of a printed page has parted."""
    joined: list[list[Block]] = []
    heading: tuple[str, ...] | None = None
    unit: set[str] = set()
    for block in blocks:
        own, counted = _heading_text(sheet, block), _unit_lines(sheet, block)
        if own == heading and not _has_title(sheet, block) and counted <= unit:
            joined[-1].append(block)
        else:
            joined.append([block])
            heading, unit = own, counted
    return [_join(sheet, same) for same in joined]


def _join(sheet: Sheet, same: Sequence[Block]) -> Block:
    """Make one table of those with the same heading; the repeated headings are left out."""
    repeated = {row for block in same[1:] for row in range(block.first, block.last + 1)}
    repeated |= {row for block in same[1:] for row in _rows_of_units(sheet, block)}
    body = tuple(row for block in same for row in block.body if row not in repeated)
    return replace(same[0], body=body)


def _has_title(sheet: Sheet, after: Block) -> bool:
    """Tell whether the second table has a title of its own: it may be of something else."""
    rows = range(after.top, after.first)
    return any(
        len(texts := row_texts(sheet, row, after.columns)) == 1
        and not said_unit(next(iter(texts.values())))
        and (len(plain := plain_text(text := next(iter(texts.values())))) > 6 or _names_part(text))  # noqa: PLR2004 - no page number
        and not re.match(r"(?:tong|cong|trang|mang sang|chuyen|\(?tiep)", plain)
        for row in rows
    )


def _names_part(text: str) -> bool:
    """Tell whether a short line says of whom or what a table is: "5G", "FPT", "Quý II"."""
    level = parse_level(text)
    return bool(level.operators or level.technologies or level.dates) or bool(bare_period(text)[0])


def _rows_of_units(sheet: Sheet, block: Block) -> Iterator[int]:
    """Give the rows above a heading that only name the unit of its figures."""
    for row in range(block.top, block.first):
        texts = row_texts(sheet, row, block.columns).values()
        if texts and all(map(said_unit, texts)):
            yield row


def _unit_lines(sheet: Sheet, block: Block) -> set[str]:
    """Give what stands right above a table about the unit of its figures."""
    return {
        plain_text(unit)
        for row in range(block.top, block.first)
        for text in row_texts(sheet, row, block.columns).values()
        if (unit := said_unit(text))
    }


def _heading_text(sheet: Sheet, block: Block) -> tuple[str, ...]:
    """Give all words of a heading."""
    rows = HeadingTexts(sheet, block).rows.values()
    return tuple(
        plain_text(texts[column]) for column in block.columns for texts in rows if texts[column]
    )
