"""Columns that leave out what they count, beside villages: "Số thôn", "Có sóng 4G"."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.columns.in_percent import numbers_of
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.headings import Meaning

    Path = tuple[str, ...]

_FEWEST: Final = 3
_VILLAGES: Final = "villages"
_COMMITTEE: Final = re.compile(r"nhân dân", re.IGNORECASE)
_OTHERS: Final = frozenset({"people", "households"})


def of_villages(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    meaning: Callable[[Path], Meaning],
    cells: tuple[Sheet, Sequence[int]],
    lines: Iterable[str],
) -> dict[int, Meaning]:
    """Understand what stands right of the number of villages as those of them that have it.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    meaning
        Tells what a heading means.
    cells
        The sheet, and the table's rows.
    lines
        The titles.

    Returns
    -------
    dict
        The columns that are understood so: "Có sóng 4G" whose figures are never more than the
        villages. None where the table is about people or households, too, for they might be meant.
    """
    bases = [
        at for at, some in resolved.items() if any(one.id == _VILLAGES for one in some.columns)
    ]
    titles = (_COMMITTEE.sub(" ", line) for line in lines)
    said = chain(titles, *paths.values())
    others = any(_OTHERS & {*level.subjects, level.unit} for level in map(parse_level, said))
    if len(bases) != 1 or others:
        return {}
    villages = numbers_of(cells, bases[0])
    made: dict[int, Meaning] = {}
    for column in sorted(at for at in resolved if at > bases[0]):
        own = resolved[column]
        if own.composed.reason != "basis_unclear" or own.how == "given":
            if any(one.id.startswith(_VILLAGES) for one in own.columns):
                continue
            break  # what stands behind another quantity may be a part of that
        of = meaning((*paths[bases[0]], *paths[column]))
        relations = parse_level(paths[column][-1]).relations
        if not (of.composed.quantity.startswith("villages_with_") and relations):
            break
        if _are_some(numbers_of(cells, column), villages):
            why = (*of.composed.why, "subject_beside")
            composed = replace(of.composed, confidence="likely", why=why)
            made[column] = replace(of, composed=composed)
    return made


def _are_some(numbers: Mapping[int, float], villages: Mapping[int, float]) -> bool:
    """Tell whether figures may be numbers of villages: whole, never more, and no marks."""
    beside = [row for row in numbers if row in villages]
    return (
        len(beside) >= _FEWEST
        and all(numbers[row] == round(numbers[row]) <= villages[row] for row in beside)
        and any(numbers[row] > 1 for row in beside)
    )
