"""Tables of the provinces that were merged, whose names are those of communes of today, too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.workbook.words.province_names import province_names
from dxanalysis.units.parsing import read
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Table

_COMMUNES: Final = ("xa", "phuong", "ten xa", "ten phuong", "commune", "ward")
_FEWEST: Final = 2
_MOST_OTHERS: Final = 1


def rows_of_provinces(
    table: Table, codes: Mapping[int, str], *, province: str | None, vintage: str
) -> list[Row]:
    """Find the rows of a table that are of former provinces: "Hòa Bình", "Vĩnh Phúc", "Phú Thọ".

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit.
    province
        The code of the province of today.
    vintage
        The list of units.

    Returns
    -------
    list of Row
        The rows, where the table has hardly any others; none of them says that it is a ward or
        commune, by a word or a code. A list of communes with such a name among them has none.
    """
    if province is None or vintage != units.LATEST_VINTAGE or "village" in table.columns:
        return []
    names = province_names(province, vintage)
    found = [
        row
        for row in table.rows
        if not (row.code or row.repeats)
        and names.of(row.name, letters=True) == province
        and not any(reading.kind in _KINDS for reading in read(row.name).readings)
    ]
    # The name of today's is taken for a total where no commune has it.
    rows = [row for row in table.rows if row in found or (row.kind == "unit" and not row.repeats)]
    heading = plain_text(table.headings.get(table.column("unit_name") or 0, ""))
    alone = len(found) == len(rows) == 1 and not heading.startswith(_COMMUNES)
    several = len({plain_text(row.name) for row in found}) >= _FEWEST
    few_others = len(rows) - len(found) <= min(_MOST_OTHERS, len(found) - 1)
    read_any = any(row.number in codes for row in found)
    return found if read_any and (alone or (several and few_others)) else []


_KINDS: Final = frozenset({"xã", "phường", "thị trấn", "đặc khu"})
