"""Tables with two columns of communes, of which nothing says whose the figures are.

"Xã được phủ sóng | Xã đặt trạm | Số trạm": the figures are of one of both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.tables.merged_units import says_former, says_today

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 2
_HALF, _DISTINCT = 0.5, 0.6


def rival_column(table: Table, codes: Mapping[int, str], lookup: UnitLookup) -> int:
    """Find a second column that names communes of today, others than the table's in its rows.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit.
    lookup
        Tells units.

    Returns
    -------
    int
        The column; 0 where there is none, where it names what the communes were made of, and where
        the heading of the table's own column is that of units and nothing else.
    """
    names = table.block.names
    if not names or not codes or _is_clear(table, names):
        return 0
    roles = table.taken
    for column in table.block.columns:
        if column in roles or column == table.block.codes or column in table.part.columns:
            continue
        if says_former(table.headings.get(column, "")):
            continue
        named = {
            row: found for row in codes if (found := lookup.name(table.sheet.text(row, column)))
        }
        others = [row for row, found in named.items() if codes[row] not in found]
        distinct = len(set(named.values()))
        if (
            len(others) >= max(_FEWEST, _HALF * len(codes))
            and distinct > _DISTINCT * len(named)
            and distinct > 1
        ):
            return column
    return 0


def _is_clear(table: Table, names: int) -> bool:
    """Tell whether a heading is that of the units themselves: "Xã, phường", "Xã mới"."""
    heading = table.headings.get(names, "")
    meaning = table.meanings.get(names)
    label = meaning.of_kind("text") if meaning else None
    return not heading or (label is not None and label.id == "unit_name") or says_today(heading)
