"""Columns of counts that are shares because the title says that all figures are percentages."""

from __future__ import annotations

import math
import re
import statistics
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.numbers import Cell, read_rates
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR
from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.indicators import Indicator
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.compose import Context
    from dxanalysis.sources.workbook.words.headings import Column

    Path = tuple[str, ...]

_IS_NUMBER: Final = re.compile(r"\W*(?:tong|so|number|total)\b")
_ALL: Final = 100
_FEW: Final = frozenset({"villages", "communes", ""})
"""Wholes of which a commune has so few that a number of them may also be a percentage."""


def shares_by_title(
    context: Context,
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    known: Mapping[str, Column],
    cells: tuple[Sheet, Sequence[int]],
) -> dict[int, Meaning]:
    """Understand counts as shares under "Đơn vị tính: %", and under a title of shares.

    Parameters
    ----------
    context
        What the titles say.
    paths, resolved
        Column to heading, and to what it is understood as.
    known
        The quantities by id.
    cells
        The sheet, and the table's rows.

    Returns
    -------
    dict
        The columns that are understood otherwise. What goes beyond 100 is a count, and so is what
        says its own unit; where a figure may be either, the column is left to be asked about.
    """
    of_rates = context.of_rates and not any(
        one.kind == "rate" for meaning in resolved.values() for one in meaning.columns
    )
    if not context.in_percent and not of_rates:
        return {}
    figures = {column: numbers_of(cells, column) for column in resolved}
    bases = {
        one.id: figures[column] for column, meaning in resolved.items() for one in meaning.columns
    }
    made: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        count = meaning.of_kind("count")
        numbers = figures[column]
        entry = indicator_counting(count.id) if count else None
        levels = [parse_level(level) for level in paths[column]]
        own = any(level.unit or level.scale > 1 for level in levels)
        if entry is None or own or meaning.how == "given" or not numbers:
            continue
        if max(numbers.values()) > _ALL or entry.numerator in WITHOUT_OPERATOR:
            continue
        rate = known.get(f"{entry.id}_pct")
        said = any(_IS_NUMBER.match(plain_text(level)) for level in paths[column])
        if _may_be_either(entry, numbers, bases.get(entry.denominator or "", {}), said=said):
            if context.in_percent and not (said and rate is None):
                composed = replace(meaning.composed, quantity="", reason="measure_unclear")
                made[column] = Meaning((), composed=composed)
        elif rate is not None:
            composed = replace(
                meaning.composed, quantity=rate.id, kind="rate", reason="", word="", scale=1,
                confidence="likely", why=(*meaning.composed.why, "percent_from_title"),
            )  # fmt: skip
            made[column] = Meaning((rate,), composed=composed, adds=meaning.adds)
    return made


def numbers_of(cells: tuple[Sheet, Sequence[int]], column: int) -> dict[int, float]:
    """Read what stands in a column, as percentages are written.

    Parameters
    ----------
    cells
        The sheet, and the table's rows.
    column
        Which.

    Returns
    -------
    dict
        Row to number; rows without one are left out.
    """
    sheet, rows = cells
    held = {
        row: Cell(sheet.cells.get((row, column)), (row, column) in sheet.percent) for row in rows
    }
    plain = {row: cell for row, cell in held.items() if isinstance(cell.value, int | float)}
    texts = {row: cell for row, cell in held.items() if row not in plain and cell.value}
    found = {row: float(str(cell.value)) for row, cell in plain.items()}
    # "7 (87,5%)" is 7, and its share beside it.
    both = {row: compound(str(cell.value)) for row, cell in texts.items()}
    found |= {row: one.part for row, one in both.items() if one and not math.isnan(one.part)}
    texts = {row: cell for row, cell in texts.items() if row not in found}
    found |= read_rates(texts, sheet_is_percent=True).numbers if texts else {}
    return {row: number for row, number in found.items() if not math.isnan(number)}


def _may_be_either(
    entry: Indicator, numbers: Mapping[int, float], whole: Mapping[int, float], *, said: bool
) -> bool:
    """Tell whether figures up to 100 may be a number as well as a percentage."""
    if any(number != round(number) for number in numbers.values()):
        return False
    if not entry.is_rate:
        return True
    beside = [row for row in numbers if row in whole]
    if beside and statistics.median(whole.values()) <= _ALL:
        return all(numbers[row] <= whole[row] for row in beside)
    return said and not beside and (entry.denominator or "") in _FEW
