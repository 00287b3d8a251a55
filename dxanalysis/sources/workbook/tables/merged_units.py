"""Columns "Xã mới | Xã cũ": which names the units of today, and which those that went into them."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

FORMER: Final = "former_name"
"""The role of a column of former units beside that of the units of today."""

_UNITS: Final = r"(?:xa|phuong|thi tran|dac khu|don vi(?: hanh chinh)?|dvhc|dia phuong|dia ban)"
_UNIT: Final = re.compile(rf"\b{_UNITS}\b")
_PLAIN: Final = re.compile(rf"(?:ten )?{_UNITS}(?:[ ,/-]+{_UNITS})*|ten")
_COUNTS: Final = re.compile(r"\b(?:so|tong|ma|dien tich|dan so|ty le|ngay)\b|%")
_MERGING: Final = r"(?:sap xep|sap nhap|hop nhat|sat nhap)"
_WHEN: Final = re.compile(
    rf"\b(?:(?P<today>moi|sau(?: khi)?(?: {_MERGING})?|hien (?:nay|tai)|nay"
    r"|(?:duoc )?(?:sap )?nhap (?:vao|ve)|thuoc ve)"
    rf"|(?P<former>(?<!dan )cu(?! tru)|truoc(?: khi)?(?: {_MERGING})?|truoc (?:day|kia|ngay)"
    rf"|duoc {_MERGING}"
    rf"|{_MERGING}|hop thanh|nguyen (?:la|trang)|(?:bao )?gom(?: cac)?|thanh phan|goc))\b"
)
_OF_DISTRICT: Final = re.compile(
    r"(?:[-–,(]|\bthuoc)\s*(?:(?:huyen|thi xa|thanh pho|quan|tx|tp)[\s,/]*)+\(?\s*$"
)
_SUM: Final = re.compile(r"(?:tong|cong|toan)\b")
_LONGEST: Final = 60
_MOST: Final = 0.5


def says_former(heading: str) -> bool:
    """Tell whether a heading is that of former units: the first word that says when decides.

    Parameters
    ----------
    heading
        As written.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> says_former("Xã trước sáp nhập"), says_former("Xã mới (sáp nhập từ các xã cũ)")
    (True, False)
    """
    return _when(plain_text(heading)) == "former"


def says_today(heading: str) -> bool:
    """Tell whether a heading is that of units of today beside former ones: "Xã mới".

    Parameters
    ----------
    heading
        As written.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> says_today("Xã sau sáp nhập"), says_today("Xã sau rà soát")
    (True, False)
    """
    found = _WHEN.search(plain_text(heading))
    return found is not None and found["today"] not in {None, "sau", "sau khi"}


def is_of_district(before: str) -> bool:
    """Tell whether what is former in a heading is the district, and not the commune before it.

    Parameters
    ----------
    before
        What stands before the word that says so, without tones.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> is_of_district("xa (huyen "), is_of_district("ten xa ")
    (True, False)
    """
    return _OF_DISTRICT.search(before) is not None


def label_merged(
    sheet: Sheet, labels: Mapping[Place, str], lookup: UnitLookup
) -> tuple[Sheet, dict[Place, str]]:
    """Give a table of former units the name of today's in each row, and say which column has it.

    Parameters
    ----------
    sheet
        Any sheet.
    labels
        Cells whose words are the heading of a column of units, with its role.
    lookup
        Tells units.

    Returns
    -------
    sheet : Sheet
        The same; where the name of today stands only in the first row of its former units, in all.
    labels : dict
        The roles, those of former units as :data:`FORMER`.
    """
    cells, found = dict(sheet.cells), dict(labels)
    for row, texts in _headings(sheet).items():
        former = [at for at, text in texts.items() if _when(text) == "former"]
        former = [at for at in former if _holds_names(sheet, row, at)]
        today = [at for at, text in texts.items() if _when(text) == "today"]
        today = today or [
            at
            for at, text in texts.items()
            if at not in former and (labels.get((row, at)) == "unit_name" or _PLAIN.fullmatch(text))
        ]
        today = [at for at in today if _names_units(sheet, row, at, lookup)]
        if not former or len(today) != 1:
            continue
        found[row, today[0]] = "unit_name"
        found |= {(row, at): FORMER for at in former}
        cells |= _carried_down(sheet, row, today[0], former[0])
    return (replace(sheet, cells=cells) if cells != sheet.cells else sheet), found


def _headings(sheet: Sheet) -> dict[int, dict[int, str]]:
    """Give the short texts about units of each row that has one of former units."""
    found: dict[int, dict[int, str]] = {}
    for row, columns in sheet.rows.items():
        texts = {at: _with_above(sheet, row, at) for at in columns if (row, at) in sheet.cells}
        texts = {at: text for at, text in texts.items() if text}
        if any(_when(text) == "former" for text in texts.values()):
            found[row] = texts
    return found


def _with_above(sheet: Sheet, row: int, column: int) -> str:
    """Give a heading of units; "Cũ" and "Trước sáp nhập" with the group above them."""
    text = sheet.cells.get((row, column))
    if not isinstance(text, str) or len(text) > _LONGEST or looks_like_figure(text):
        return ""
    plain = plain_text(text)
    if not _UNIT.search(plain) and _WHEN.search(plain):
        group = (plain_text(sheet.text(row - 1, at)) for at in range(column, 0, -1))
        plain = f"{next(filter(None, group), '')} {plain}".strip()
    is_of_units = _UNIT.search(plain) or _PLAIN.fullmatch(plain) or plain.startswith("ten ")
    return plain if is_of_units and not _COUNTS.search(plain) else ""


def _when(plain: str) -> str:
    """Say whether a heading is of today's units or of former ones."""
    match = _WHEN.search(plain)
    if match is None or (match["former"] and is_of_district(plain[: match.start()])):
        return ""
    return match.lastgroup or ""


def _below(sheet: Sheet, row: int, column: int) -> list[str]:
    """List what stands beneath a heading."""
    texts = (sheet.text(one, column) for one in range(row + 1, sheet.last_row + 1))
    return [text for text in texts if text]


def _holds_names(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether short words stand beneath a heading, and no figures."""
    texts = _below(sheet, row, column)
    names = [text for text in texts if len(text) <= _LONGEST and not looks_like_figure(text)]
    return len(names) > _MOST * len(texts)


def _names_units(sheet: Sheet, row: int, column: int, lookup: UnitLookup) -> bool:
    """Tell whether a column names units of today."""
    texts = _below(sheet, row, column)
    return sum(bool(lookup.name(text)) for text in texts) > _MOST * len(texts)


def _carried_down(sheet: Sheet, heading: int, today: int, former: int) -> dict[Place, str]:
    """Give the rows of former units the name of today that stands in the first of them."""
    made: dict[Place, str] = {}
    above = ""
    for row in range(heading + 1, sheet.last_row + 1):
        own, older = sheet.text(row, today), sheet.text(row, former)
        if own:
            above = own if older and not _SUM.match(plain_text(own)) else ""
        elif above and older and not _SUM.match(plain_text(older)):
            made[row, today] = above
    return made


def former_columns(headings: Mapping[int, str], columns: Sequence[int]) -> list[int]:
    """Give the columns whose own heading is that of former units.

    Parameters
    ----------
    headings
        What stands above each column, its levels joined by " / ".
    columns
        Of which columns.

    Returns
    -------
    list of int
        Those that are.
    """
    return [
        at
        for at in columns
        if (plain := plain_text(headings.get(at, "").replace(" / ", " ")))
        and _UNIT.search(plain)
        and not _COUNTS.search(plain)
        and _when(plain) == "former"
    ]
