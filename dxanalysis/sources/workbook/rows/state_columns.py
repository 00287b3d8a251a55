"""Rows whose own column says that what they count is planned, switched off, later or of a part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.state_words import is_of_a_part, is_out_of_service
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection

    from dxanalysis.sources.workbook.tables.table import Table

_STATES: Final = re.compile(
    r"(?:tinh trang|trang thai|hien trang|tinh hinh|tien do|status|progress|state)"
    r"(?: (?!song|phu|thon|du lieu|so lieu|bao cao|phieu|nhap)\w+){0,4}"
    r"|(?:phan )?loai(?: (?:so lieu|hinh so lieu))?|kh ?[/-] ?th|th ?[/-] ?kh"
    r"|on[ -]?air(?: status)?"
)
_ON_AIR: Final = re.compile(
    r"on[ -]?air(?: status)?|active|in[ -]?service|(?:trang thai|status)(?: \w+){0,3}"
)
"""Headings below which 0 stands for what is not on air."""

_SCOPE: Final = re.compile(r"pham vi(?: (?:so lieu|bao cao|thong ke|tong hop|cap nhat|thu thap))?")
_YEARS: Final = re.compile(
    r"(?:(?:du kien )?(?:nam|thoi gian|thoi diem|ngay|thang|quy|giai doan)(?: (?:nam|bat dau))?"
    r" (?:phat song|len song|hoat dong|dua vao \w+(?: \w+)?|van hanh|khai thac|hoan thanh"
    r"|nghiem thu|lap dat|dau tu|trien khai|xay dung|hoa mang|ket noi|thuc hien|on[ -]?air)"
    r"|giai doan|on[ -]?air(?: date| year)?)"
)
"""Headings of columns that say when what is counted comes."""

_REPORTED: Final = re.compile(
    r"(?:muc do|ty le|ti le|tien do|%)? ?(?:thon |ban )?(?:da )?(?:hoan thanh|thu thap|cap nhat"
    r"|nhap|gui|nop|tong hop)?(?: viec)? ?(?:bao cao|nhap lieu|(?:nhap |cap nhat )?so lieu)"
    r"(?: (?:cua|cac|tu|xa|thon|ban))* ?\W*%?\W*"
)
"""Headings of the share of a commune's figures that is there."""

_YEAR: Final = re.compile(r"\b20\d\d\b")
_ALL: Final = 100


def rows_out_of_service(
    table: Table, rows: Collection[int], as_of: dt.date | None, stations: Collection[int]
) -> dict[int, tuple[int, str]]:
    """Find the rows of which a column of states says that they are no state of today.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    as_of
        Its date, if known.
    stations
        The rows of which all that operators build is stations, and there are any: a commune with
        people who have coverage may have a state of anything.

    Returns
    -------
    dict
        Row to the column and to what it says: "Tạm đóng", "Onair: 0", "2026-2030", "Một phần".
    """
    used = {*table.part.columns, table.block.names, table.block.codes}
    used |= {column for name in table.figures for column in table.columns[name]}
    found: dict[int, tuple[int, str]] = {}
    for column, heading in table.headings.items():
        if column in used or table.unread.get(column) == "column_personal":
            continue
        texts = {row: text for row in rows if (text := table.sheet.text(row, column))}
        tell, some = _judge(plain_text(heading), texts.values(), as_of)
        for row, text in texts.items() if tell else ():
            if tell is not None and (row in stations or not some) and tell(text):
                words = any(letter.isalpha() for letter in text)
                found[row] = (column, text if words else f"{heading}: {text}")
    return found


def _judge(
    heading: str, held: Collection[str], as_of: dt.date | None
) -> tuple[Callable[[str], bool] | None, bool]:
    """Give what tells by a cell that its row is no state of today, and whether of stations only.

    None for columns of anything else.
    """
    if _ON_AIR.fullmatch(heading) and {*held} == {"0", "1"}:
        return (lambda text: text == "0"), True
    if _YEARS.fullmatch(heading) and as_of is not None:
        year = as_of.year
        return (lambda text: _first_year(text) > year), True
    if _STATES.fullmatch(heading):
        return is_out_of_service, True
    if _SCOPE.fullmatch(heading):
        return is_of_a_part, False
    if _REPORTED.fullmatch(heading) and _is_share(held):
        whole = _ALL if max(map(_number, held)) > 1 else 1
        return (lambda text: _number(text) < whole), False
    return None, False


def _first_year(text: str) -> int:
    """Give the first year that a cell names; 0 where it names none."""
    years = [int(year) for year in _YEAR.findall(text)]
    return min(years, default=0)


def _is_share(held: Collection[str]) -> bool:
    """Tell whether cells are shares of which one is complete."""
    if not held or not all(map(looks_like_figure, held)):
        return False
    return max(map(_number, held)) in {1, _ALL}


def _number(text: str) -> float:
    """Give the number of a share as written."""
    return float(re.sub(r"[^\d.]", "", text.replace(",", ".")).strip(".") or "nan")
