"""Units of measure that a footnote gives a heading: "Lượt tra cứu (*)", "(*) ĐVT: nghìn lượt"."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.footnote_marks import (
    footnote_mark,
    footnotes,
    sign_of,
    without_mark,
)
from dxanalysis.sources.workbook.words.slots import parse_level

if TYPE_CHECKING:
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_UNIT: Final = re.compile(
    r"\s*(?:(?:cột|chỉ tiêu|số liệu|số)(?: này)? )?(?:đvt|dvt|đơn vị(?: tính| đo)?|unit"
    r"|(?:được |ghi )?(?:tính|đếm|ghi)(?: theo| bằng)(?: đơn vị)?)\b(?: là)?\W*?"
    r"(?P<unit>%|[^\W\d_][^()\d.;:]{0,30}|1[.,]?0{2,5} [^\W\d_]{1,8}(?: [^\W\d_]{1,8})?)"
    r"\s*(?:\([^()]*\))?\s*[.;]?\s*",
    re.IGNORECASE,
)
_MULTIPLE: Final = re.compile(
    r"(?:chục|trăm|nghìn|ngàn|vạn|triệu|1[.,]?0{3})(?: [^\W\d_]+){0,3}", re.IGNORECASE
)
_LONGEST: Final = 120


def with_footnote_units(sheet: Sheet, lookup: UnitLookup) -> Sheet:
    """Write the units that footnotes give for marked headings into these headings.

    Parameters
    ----------
    sheet
        Any sheet.
    lookup
        Tells units; a mark behind the name of one is none of a heading.

    Returns
    -------
    Sheet
        With "(nghìn lượt)" in the place of "(*)"; as it is where no footnote is a unit's.
    """
    texts = {at: v for at, v in sheet.cells.items() if isinstance(v, str) and len(v) <= _LONGEST}
    units = {
        (mark, row): unit
        for (row, _), text in texts.items()
        for note in footnotes([text])
        if (mark := footnote_mark(note)) and (unit := _unit(without_mark(note)))
    }
    if not units:
        return sheet
    cells = dict(sheet.cells)
    for at, text in texts.items():
        mark, bare = sign_of(text)
        below = sorted((row, unit) for (one, row), unit in units.items() if one == mark != "")
        unit = next((unit for row, unit in below if row > at[0]), "")
        if unit and bare and not lookup.name(bare):
            cells[at] = f"{bare} ({unit})"
    return replace(sheet, cells=cells)


def _unit(said: str) -> str:
    """Give the unit of a footnote that says no more; "" where it is none that is known.

    One that is a multiple needs no word before it: "(*) Nghìn người".
    """
    match = _UNIT.fullmatch(said)
    unit = match["unit"].strip() if match else said.strip(" .;")
    level = parse_level(unit)
    if not match and (level.scale == 1 or not _MULTIPLE.fullmatch(unit)):
        return ""
    known = level.scale > 1 or level.measure or (level.subjects and not level.unknown)
    return unit if known else ""
