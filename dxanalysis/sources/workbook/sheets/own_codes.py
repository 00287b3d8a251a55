"""Codes of a sender's own, with the words that the workbook itself gives for them."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Place, Sheet, Value
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_KEY: Final = re.compile(r"(?:\W*(?:ghi chú|chú giải|chú thích|note)\W+)?([^:;]{2,40}):\s*(\S.*)")
_ITEM: Final = re.compile(r"[\"“(]?([\w.]{1,6})[\"”)]?\s*(?:[-–=:]|là)\s*(\S.*)")
_NEARLY_ALL: Final = 0.9
_FEWEST: Final = 3
_HEADING: Final = "Mã xã"
"""What stands above the codes of communes that own codes are replaced by."""

_LONGEST: Final = 400


def with_words_for_codes(sheet: Sheet) -> Sheet:
    """Put words in the place of codes that a line of the sheet explains.

    Parameters
    ----------
    sheet
        Any sheet.

    Returns
    -------
    Sheet
        The sheet; "01" below "Mã DN" is "Viettel" where a line says "Mã DN: 01 - Viettel; 02 - …"
        and nearly all cells of the column are such codes.
    """
    keys: dict[str, dict[str, str]] = {}
    for value in set(sheet.cells.values()):
        if isinstance(value, str) and ":" in value and len(value) <= _LONGEST:
            heading, words = _key(value)
            if words:
                keys[heading] = words
    if not keys:
        return sheet
    cells = dict(sheet.cells)
    for column, held in sheet.by_column.items():
        texts = [plain_text(one) if isinstance(one, str) else "" for _, one in held]
        headings = [at for at, text in enumerate(texts) if text in keys]
        if headings:
            words = keys[texts[headings[0]]]
            below = held[headings[0] + 1 :]
            known = {
                (row, column): words[code]
                for row, one in below
                if (code := _code(one, words)) is not None
            }
            if len(known) >= max(_FEWEST, _NEARLY_ALL * len(below)):
                cells |= known
    return replace(sheet, cells=cells)


def _key(line: str) -> tuple[str, dict[str, str]]:
    """Take a line apart that explains codes: the heading it is about, and code to words."""
    match = _KEY.fullmatch(" ".join(line.split()).rstrip(". "))
    items = [_ITEM.fullmatch(item.strip()) for item in re.split(r"[;,]", match[2])] if match else []
    if match is None or len(items) < 2 or None in items:  # noqa: PLR2004 - one is no list
        return "", {}
    return plain_text(match[1]), {item[1]: item[2] for item in items if item}


def _code(value: Value, words: Mapping[str, str]) -> str | None:
    """Give a cell as one of some codes: 1 as "01", where that is how the code is written."""
    text = str(value).strip()
    if text in words:
        return text
    numbers = {int(code): code for code in words if code.isdecimal()}
    return numbers.get(int(text)) if text.isdecimal() else None


def with_units_for_codes(sheets: Sequence[Sheet], lookup: UnitLookup) -> list[Sheet]:
    """Put the codes of communes in the place of own codes that another sheet lists beside them.

    Parameters
    ----------
    sheets
        The sheets of a workbook.
    lookup
        Tells units.

    Returns
    -------
    list of Sheet
        The sheets; one that names no commune, but has "DV017" in each row, and another lists
        "DV017 · 03646 · Xã Bó Sinh".
    """
    named = [_names_units(sheet, lookup) for sheet in sheets]
    if all(named) or not any(named):
        return list(sheets)
    listed: dict[str, set[str]] = {}
    for sheet in (sheet for sheet, names in zip(sheets, named, strict=True) if names):
        for row in sheet.rows:
            unit = _unit(sheet, row, lookup)
            for column in sheet.rows[row] if unit else ():
                listed.setdefault(sheet.text(row, column), set()).add(unit)
    units = {text: found.pop() for text, found in listed.items() if len(found) == 1}
    return [
        sheet if names else _with_units(sheet, units)
        for sheet, names in zip(sheets, named, strict=True)
    ]


def _names_units(sheet: Sheet, lookup: UnitLookup) -> bool:
    """Tell whether some rows of a sheet name a unit each."""
    found = (1 for row in sheet.rows if _unit(sheet, row, lookup))
    return sum(islice(found, _FEWEST)) == _FEWEST


def _unit(sheet: Sheet, row: int, lookup: UnitLookup) -> str:
    """Give the code of the one unit that a row names, by code or by name; "" without one."""
    found: set[str] = set()
    for column in sheet.rows[row]:
        value = sheet.cells[row, column]
        code = lookup.code(value) if isinstance(value, str) else None
        if code:
            return code
        if isinstance(value, str):
            found |= lookup.name(value)
    return found.pop() if len(found) == 1 else ""


def _with_units(sheet: Sheet, units: Mapping[str, str]) -> Sheet:
    """Replace a column of own codes, if one is nothing but such, each of another unit."""
    columns: dict[int, dict[Place, str]] = {}
    for place in sheet.cells:
        text = sheet.text(*place)
        if text in units and not looks_like_figure(text):
            columns.setdefault(place[1], {})[place] = units[text]
    fitting = [
        found for found in columns.values() if len(set(found.values())) == len(found) >= _FEWEST
    ]
    if len(fitting) != 1:
        return sheet
    first, column = min(fitting[0])
    above = [row for row, at in sheet.cells if at == column and row < first]
    heading = {(max(above), column): _HEADING} if above else {}
    return replace(sheet, cells={**sheet.cells, **heading, **fitting[0]})
