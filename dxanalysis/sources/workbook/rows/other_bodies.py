"""Rows of bodies in a commune that are not the commune: "Công an xã A", "Trạm y tế xã A".

They may count the people of their commune, or those with an account; but the files that they take
and the documents that they write are theirs.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.unit_lookup import is_other_body, kind_of_body
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_OF_OFFICES: Final = re.compile(
    r"(?:files|results|procedures|services|documents|conferences?|sites_connected|agencies|officers"
    r"|one_stop|feeds|datasets|ioc|calls|users_of_services|possible_users|population_db)(?:_|$)"
)
"""Quantities of what an office does or has."""

_POLICE: Final = re.compile(r"\W*(?:cong an|ca)\b")
_OF_POLICE: Final = frozenset({"population_db_queries"})
"""What the police of each commune have to report, and nobody else."""


def without_other_bodies(table: Table, codes: dict[int, str], note: Note) -> list[Finding]:
    """Take what other bodies than the communes do out of a table.

    Parameters
    ----------
    table
        The table; quantities of what its bodies do are taken out.
    codes
        Row to the code of its unit; rows of bodies are taken out where others are of communes, or
        of bodies of another kind.
    note
        Makes the findings.

    Returns
    -------
    list of dict
        An error, where anything was taken out.
    """
    units = {row.number: row for row in table.rows if row.kind == "unit"}
    column = table.column("unit_name") or 1
    headed = is_other_body(table.headings.get(column, ""))
    bodies = [row for row in codes if row in units and (headed or is_other_body(units[row].name))]
    if not bodies:
        return []
    kinds = set() if headed else {kind_of_body(units[row].name) for row in bodies}
    if len(bodies) < len(codes) or len(kinds) > 1:
        for row in bodies:
            del codes[row]
        table.rows[:] = [
            replace(row, kind="part") if row.number in bodies else row for row in table.rows
        ]
    else:
        said = [table.headings.get(column, "")] if headed else [units[row].name for row in bodies]
        police = all(_POLICE.match(plain_text(one)) for one in said)
        reported = _OF_POLICE if police else frozenset()
        theirs = [
            name for name in table.figures if _OF_OFFICES.match(name) and name not in reported
        ]
        if not theirs:
            return []
        for name in theirs:
            table.leave_out(name)
        if not table.figures:
            codes.clear()
    return [
        note(
            "error", "rows_of_bodies", row=bodies[0], unit_code=None, unit_name=None,
            column=column, value=units[bodies[0]].name, expected=len(bodies),
        )
    ]  # fmt: skip
