"""Lists of stations or villages with a sum for each commune, or for one: the sums are read."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import YES_WORDS, is_mark, looks_like_figure
from dxanalysis.sources.workbook.tables.row_kinds import sums_villages
from dxanalysis.sources.workbook.tables.village_rows import commune_above, villages_only
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import names_result, title_veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 4
"""Communes with a sum from which on the rows above the sums are taken for what they add up."""

_FEWEST_VILLAGES: Final = 2
_LABELS: Final = 2
"""Columns in which the word for a sum stands: that of numbers, or that of names."""

_MOST: Final = 0.9
_SUM: Final = re.compile(
    r"\s*(?:(?:cộng|tổng cộng|tổng số|tổng|subtotal|total)\s*:?\s+(.+?)"
    r"|(.+?)\s+(?:total|tổng|cộng))\s*",
    re.IGNORECASE,
)
_NOUNS: Final = {"stations": "trạm", "villages": "thôn"}
_LABEL: Final = "Xã, phường"


def with_sums_only(sheets: Sequence[Sheet], lookup: UnitLookup) -> list[Sheet]:
    """Keep of lists with a sum for each commune the sums, each with the name of its commune.

    Parameters
    ----------
    sheets
        The sheets of a workbook in which no table of communes was found.
    lookup
        Tells units.

    Returns
    -------
    list of Sheet
        The sheets that are such lists: where nearly all sums are those of the rows above them.
    """
    made = (_sums_of(sheet, lookup) or _sum_of_one(sheet, lookup) for sheet in sheets)
    return [sheet for sheet in made if sheet is not None]


def _sum_of_one(sheet: Sheet, lookup: UnitLookup) -> Sheet | None:
    """Keep the heading and the sum of the villages of one commune, which the title names."""
    labels = {
        row: column for row, columns in sheet.rows.items() for column in columns[:_LABELS]
        if sums_villages(sheet.text(row, column))
    }  # fmt: skip
    if len(labels) != 1:
        return None
    (row, label), heading = next(iter(labels.items())), next(iter(labels)) - 1
    while heading and _is_item(sheet, heading):
        heading -= 1
    names = [
        one
        for one in sheet.rows.get(heading, ())
        if villages_only(sheet.text(heading, one))
        and isinstance(sheet.cells.get((row - 1, one)), str)
    ]
    name = commune_above(sheet, heading, lookup)
    if len(names) != 1 or not name or row - heading <= _FEWEST_VILLAGES:
        return None
    if title_veto("", _titles(sheet, heading), ()):
        return None
    counted = {
        column
        for column in sheet.columns
        if parse_level(sheet.text(heading, column)).measure != "percent"
    }
    numbers = [sheet.cells[heading + 1, one] for one in sheet.rows.get(heading + 1, ())]
    above = heading + (numbers == list(range(1, len(numbers) + 1)))  # of columns
    if not _added_up(sheet, [above, row], names[0], within=counted):
        return None
    cells = {place: one for place, one in sheet.cells.items() if not heading < place[0] < row}
    cells.pop((row, label))
    cells |= {(row, names[0]): name, (heading, names[0]): _LABEL}
    return replace(sheet, cells=cells, notes=(*sheet.notes, ("sums_of_lists", "1")))


def _sums_of(sheet: Sheet, lookup: UnitLookup) -> Sheet | None:
    """Keep the heading and the sums of one sheet."""
    column, sums = max(
        _sums_in(sheet, lookup).items(), key=lambda one: len(one[1]), default=(0, {})
    )
    if len(set(sums.values())) < max(_FEWEST, len(sums)):
        return None
    heading = min(sums) - 1
    while heading and _is_item(sheet, heading):
        heading -= 1
    if not heading or not _is_of_today(sheet, heading):
        return None
    added = _added_up(sheet, [heading, *sorted(sums)], column)
    items = {row for row in range(heading + 1, max(sums)) if row not in sums}
    if not items or not added:
        return None
    cells = {place: value for place, value in sheet.cells.items() if place[0] not in items}
    cells |= {(row, column): name for row, name in sums.items()}
    cells[heading, column] = _LABEL
    noun = _noun(sheet, heading, added)
    for one, marked in added.items():
        if marked and noun:
            cells[heading, one] = f"Số {noun} {sheet.text(heading, one)}"
    note = ("sums_of_lists", str(len(sums)))
    return replace(sheet, cells=cells, notes=(*sheet.notes, note))


def _sums_in(sheet: Sheet, lookup: UnitLookup) -> dict[int, dict[int, str]]:
    """Find by column the rows that name the sum of a commune: "Cộng xã A", "Xã A Total"."""
    found: dict[int, dict[int, str]] = {}
    for row, column in sorted({*sheet.cells, *sheet.merged}, key=lambda one: (one[1], one[0])):
        match = _SUM.fullmatch(sheet.text(row, column))
        name = (match[1] or match[2]).strip(" :") if match else ""
        if name and lookup.name(name) and not lookup.name(sheet.text(row, column)):
            found.setdefault(column, {})[row] = name
    return found


def _is_item(sheet: Sheet, row: int) -> bool:
    """Tell whether a row is one of those that are added up: it has a figure or a mark."""
    held = [text for column in sheet.columns if (text := sheet.text(row, column))]
    return any(looks_like_figure(text) or is_mark(text) for text in held)


def _is_of_today(sheet: Sheet, heading: int) -> bool:
    """Tell whether a title says that all that is there today is listed, or villages are."""
    lists = [
        text for text in _titles(sheet, heading) if set(parse_level(text).subjects) & set(_NOUNS)
    ]
    return bool(lists) and all(
        not parse_level(text).vetoes
        and ("villages" in parse_level(text).subjects or names_result(text))
        for text in lists
    )


def _titles(sheet: Sheet, heading: int) -> list[str]:
    """Give what stands above a heading."""
    return [
        text for row in range(1, heading) for column in sheet.columns
        if (text := sheet.text(row, column))
    ]  # fmt: skip


def _added_up(
    sheet: Sheet, rows: Sequence[int], names: int, *, within: Collection[int] = ()
) -> dict[int, bool]:
    """Find the columns with sums, and whether they are of marks; none where one does not add up."""
    found: dict[int, bool] = {}
    for column in within or sheet.columns:
        if column == names:
            continue
        given = {row: sheet.cells.get((row, column)) for row in rows[1:]}
        numbers = {row: value for row, value in given.items() if isinstance(value, int | float)}
        if len(numbers) < _MOST * len(given):
            continue
        fits = marked = 0
        for above, row in pairwise(rows):
            values = [sheet.cells.get((one, column)) for one in range(above + 1, row)]
            marks = sum(isinstance(one, str) and plain_text(one) in YES_WORDS for one in values)
            figures = sum(one for one in values if isinstance(one, int | float))
            marked += marks > 0
            fits += row in numbers and numbers[row] == marks + figures
        if fits < _MOST * len(given):
            return {}
        found[column] = marked > 0
    return found


def _noun(sheet: Sheet, heading: int, added: Mapping[int, bool]) -> str:
    """Name what is listed, where the headings beside the marks name one thing: "trạm"."""
    texts = [sheet.text(heading, column) for column in sheet.columns if column not in added]
    named = {one for text in texts for one in parse_level(text).subjects} & set(_NOUNS)
    return _NOUNS[named.pop()] if len(named) == 1 else ""
