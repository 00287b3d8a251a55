"""Long tables whose numerator, denominator and value stand in columns of their own."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value

COUNTED: Final = re.compile(
    r"(?:ten )?(?:chi tieu|chi so|indicator|metric|noi dung|dai luong|hang muc|chi tieu bao cao"
    r"|doi tuong)"
)
"""Headings that say by themselves whose the figures of a row are, and what they count."""

_PART: Final = re.compile(
    r"(?:gia tri )?tu so(?: \(.{1,12}\))?|numerator|ket qua|so luong"
    r"|(?:so |ket qua |so lieu )?(?:thuc hien|dat(?: duoc)?)"
)
_WHOLE: Final = re.compile(
    r"(?:gia tri )?mau so(?: \(.{1,12}\))?|denominator|base|(?:tren )?tong(?: so)?|total"
)
_SURE: Final = re.compile(r"(?:gia tri )?(?:tu|mau) so\b.*|numerator|denominator|base")
"""What is nothing but a part or a whole; "Tổng số" is one where the shares beside it say so."""

_VALUE: Final = re.compile(
    r"gia tri(?: so| chi tieu)?|values?|(?:ty|ti) le(?: dat)?(?: ?\(?%\)?)?|rate|share"
    r"|percent(?:age)?"
)
_UNIT: Final = re.compile(r"(?:dvt|don vi(?: tinh)?|dv tinh|unit)")
_LONGEST: Final = 30
"""Letters of a cell that is no figure, but a note below the table."""

_NEARLY_ALL: Final = 0.9
_NEAR: Final = 0.006
"""By how much a share may differ from its part and whole, for it is rounded."""


class _Columns(NamedTuple):
    """Where a long table has its figures.

    Attributes
    ----------
    row
        Of the heading.
    part, whole, value
        The columns; 0 for one that it has not.
    sure
        Whether their headings alone say so.
    """

    row: int
    part: int
    whole: int
    value: int
    sure: bool


def join_fractions(sheet: Sheet) -> Sheet:
    """Put part and whole of long tables into one cell: "15766/17037".

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet with one column of figures, a count's as it is, where its rows name indicators
        below "Chỉ tiêu"; any other sheet as it is.
    """
    for found in _found(sheet):
        cells = _joined(sheet, found)
        if cells:
            target = found.value or found.part
            dropped = {found.part, found.whole} - {target}
            kept = {
                (row, column): value
                for (row, column), value in sheet.cells.items()
                if row < found.row or column not in dropped or len(str(value)) > _LONGEST
            }
            return replace(sheet, cells={**kept, (found.row, target): "Giá trị", **cells})
    return sheet


def _found(sheet: Sheet) -> Iterator[_Columns]:
    """Find the headings of a whole, and of a part or a value, in a row with "Chỉ tiêu"."""
    short = {one for one in sheet.cells.values() if isinstance(one, str) and len(one) <= _LONGEST}
    wholes = {one for one in short if _WHOLE.fullmatch(plain_text(one))}
    rows = {row for (row, _), value in sheet.cells.items() if value in wholes} if wholes else ()
    for row in sorted(rows):
        texts = {at: plain_text(sheet.text(row, at)) for at in sheet.rows[row]}
        if not any(COUNTED.fullmatch(text) for text in texts.values()):
            continue
        some = {
            form: [at for at, text in texts.items() if form.fullmatch(text)]
            for form in (_PART, _WHOLE, _VALUE)
        }
        own = [at for at in some[_PART] if _SURE.fullmatch(texts[at])]
        if own and not some[_VALUE]:  # "Tử số", "Mẫu số", "Kết quả"
            some[_VALUE] = [at for at in some[_PART] if at not in own]
            some[_PART] = own
        if len(some[_WHOLE]) != 1 or max(map(len, some.values())) > 1:
            continue
        part, whole, value = ((*some[form], 0)[0] for form in (_PART, _WHOLE, _VALUE))
        sure = all(_SURE.fullmatch(texts[at]) for at in (part, whole) if at)
        if part or (value and sure):
            yield _Columns(row, part, whole, value, sure)


def _joined(sheet: Sheet, found: _Columns) -> dict[Place, Value]:
    """Give the cells of figures; none where the columns are something else."""
    rows = [row for row in sheet.rows if row > found.row]
    target = found.value or found.part
    made: dict[Place, Value] = {}
    agree = differ = 0
    for row in rows:
        part, whole, value = (_number(sheet, row, at) for at in found[1:4])
        if part is None and not found.part and _is_count(sheet, row, found, value, whole):
            part, value = value, None
        if part is None or whole is None or whole <= 0:
            if part is not None and part != value:
                beside = "" if value is None else f" ({value:.10g}%)"
                made[row, target] = f"{part:.10g}{beside}" if beside else part
            continue
        share = part / whole
        near = value is None or min(abs(value - share), abs(value / 100 - share)) <= _NEAR
        agree, differ = agree + near, differ + (not near)
        made[row, target] = f"{part:.10g}/{whole:.10g}" + ("" if near else f" ({value:.10g}%)")
    checked = found.sure or (found.value and agree >= _NEARLY_ALL * (agree + differ))
    return made if agree and checked else {}


def _is_count(
    sheet: Sheet, row: int, found: _Columns, value: float | None, whole: float | None
) -> bool:
    """Tell whether a value beside a whole is a count of it, and no share in percent."""
    units = [
        plain_text(sheet.text(row, at))
        for at in sheet.rows[found.row]
        if _UNIT.fullmatch(plain_text(sheet.text(found.row, at)))
    ]
    if value is None or whole is None or value > whole or value != int(value):
        return False
    return value > 100 or (bool(units) and "%" not in units[0] and "phan tram" not in units[0])  # noqa: PLR2004


def _number(sheet: Sheet, row: int, column: int) -> float | None:
    """Give a cell that is a number."""
    value = sheet.cells.get((row, column))
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(?:\.\d{3})+|\d+", value.strip()):
        return float(value.replace(".", ""))
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(?:[.,]\d{1,2})? ?%?", value.strip()):
        return float(value.strip(" %").replace(",", "."))
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None
