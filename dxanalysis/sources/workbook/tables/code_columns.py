"""Which column of codes belongs to which column of units' names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.workbook.tables.grid import UnitColumn


def codes_of_names(
    known: Mapping[int, UnitColumn], names: Sequence[int], labelled: Sequence[int]
) -> dict[int, int | None]:
    """Find the column of codes that belongs to each column of names.

    Parameters
    ----------
    known
        What names units in each column of the sheet.
    names
        The columns of names.
    labelled
        The columns whose heading says that they hold codes.

    Returns
    -------
    dict
        Column of names to column of codes, None where there is none. Codes are those of one column
        of names only: of the one that they agree with most, or else of the nearest.
    """
    codes_of = {one: _codes_beside(known, one, labelled) for one in names}
    return {
        column: code if code is None or _is_nearest(known, column, code, codes_of) else None
        for column, code in codes_of.items()
    }


def _codes_beside(
    known: Mapping[int, UnitColumn], name: int, labelled: Sequence[int]
) -> int | None:
    """Find the column of codes that belongs to a column of names."""
    best: tuple[float, int] | None = None
    units = known[name].names if name in known else {}
    for column, here in known.items():
        if column == name:
            continue  # "Xã (mã)" holds both
        shared = [row for row in here.codes if row in units]
        agreeing = _agreeing(known, name, column)
        fits = agreeing > len(shared) / 2 and agreeing >= min(2, len(units))
        if column in labelled or (shared and fits):
            score = (agreeing + (0.5 if column in labelled else 0), -abs(column - name))
            if best is None or score > best:
                best = score
                found = column
    return found if best is not None else None


def _agreeing(known: Mapping[int, UnitColumn], name: int, code: int) -> int:
    """Count the rows in which a name is that of the code in another column."""
    names = known[name].names if name in known else {}
    return sum(one in names.get(row, ()) for row, one in known[code].codes.items())


def _is_nearest(
    known: Mapping[int, UnitColumn], name: int, code: int, codes_of: Mapping[int, int | None]
) -> bool:
    """Tell whether a column of codes is that of this column of names, and not of another one."""
    rivals = [one for one, other in codes_of.items() if other == code]
    return name == max(rivals, key=lambda one: (_agreeing(known, one, code), -abs(one - code)))
