"""Columns of words beside figures that are heard as remarks, or as states of what is counted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection

    from dxanalysis.sources.workbook.tables.table import Table

_REMARKS: Final = re.compile(
    r"g ?/? ?c|giai trinh|thuyet minh|mo ta|noi dung|khac|thong tin (?:khac|bo sung)|nguyen nhan"
    r"|(?:ket qua|kiem tra|danh gia|doi soat|doi chieu|xac nhan|xac minh|tham dinh|ra soat)"
    r"(?: (?:ket qua|kiem tra|danh gia|doi soat|doi chieu|xac nhan|xac minh|tham dinh|ra soat"
    r"|so lieu|bao cao|cua|xa|so|tinh|phong|don vi|ubnd|chung|lai))*"
)
STATES: Final = re.compile(
    r"(?:phan )?loai(?: (?:so lieu|hinh so lieu))?|kh ?[/-] ?th|th ?[/-] ?kh|giai doan(?: dau tu"
    r"| trien khai| thuc hien)?|on[ -]?air(?: status)?|tinh hinh(?: hoat dong| phat song)?"
    r"|pham vi(?: (?:so lieu|bao cao|thong ke|tong hop|cap nhat|thu thap))?"
)
"""Headings of states that are called otherwise."""

_OF_COMMUNES: Final = re.compile(
    r"\b(?:huyen|xa|phuong|tinh|tp|thi|thanh pho|thon|ban|ap|khom|to|khu|vung|mien|dia|diem|vi tri"
    r"|tru so|giap|cap|don vi|dv|dvhc|doanh nghiep|dn|nha mang|mang|can bo|cb|nguoi|dau moi"
    r"|phu trach|quan ly|ho ten|ho va ten|ten|chuc|ma|ky hieu|van ban|quyet dinh|nghi quyet|so hieu"
    r"|cong nghe|truyen dan|thiet bi|vendor|hang|bang tan|nguon|dien|kien nghi|de xuat|de nghi"
    r"|kho khan|vuong mac|giai phap|nhu cau|du kien|ke hoach|kh|muc tieu|chi tieu|so voi|giao|cum"
    r"|doi|unit|dvt|by|user|id|code|key|name|type|email|sdt|website|link|toa do|lat|long|ngay|thoi"
    r"|nam|thang|quy|ky|dot|lan|cap nhat|song|don doc|vai tro|nhom|khoi|dan toc|chu|hinh thuc"
    r"|phuong|sap nhap|sap xep|thanh lap|cu|commune|district|province|ward|owner|tech\w*|region"
    r"|area|stt|tt|lien he|thue bao|dich vu|cap quang|internet|hien co|xep|hang|thu tu|trung tam"
    r"|department|updated|created|nguoi nhap|site|loai \w+|co\b.*\bkhong|hoan thanh)\b"
    r"|[a-z]+_[a-z]+"
)
"""Headings of columns that say what a commune is, whose, where, and what is asked for."""

_LONGEST: Final = 60


def columns_of_words(table: Table, used: Collection[int | None]) -> dict[int, bool]:
    """Find columns of words that may say what figures beside them are.

    Parameters
    ----------
    table
        The table.
    used
        Its columns of names, codes and figures, and those that are heard already.

    Returns
    -------
    dict
        Column to whether what it says is a state of all figures of its row.
    """
    found: dict[int, bool] = {}
    plain = {column: plain_text(text) for column, text in table.headings.items()}
    for column in table.block.columns:
        heading = plain.get(column, "")
        if column in used or not heading or table.unread.get(column) == "column_personal":
            continue
        if STATES.fullmatch(heading):
            found[column] = True
        elif _REMARKS.fullmatch(heading):
            if heading != "noi dung" or "ky hieu" not in plain.values():
                found[column] = False
        elif _is_about_anything(table.headings[column], heading) and _holds_words(table, column):
            found[column] = False
    return found


def _is_about_anything(heading: str, plain: str) -> bool:
    """Tell whether a heading names neither what communes are nor what is counted."""
    if len(heading) > _LONGEST or plain[:1].isdigit() or _OF_COMMUNES.search(plain):
        return False
    level = parse_level(heading)
    return not (level.subjects or level.technologies or level.vetoes or level.operators)


def _holds_words(table: Table, column: int) -> bool:
    """Tell whether a column holds words in the rows of units, and nothing else."""
    rows = [row.number for row in table.rows if row.kind == "unit"]
    held = [table.sheet.cells.get((row, column)) for row in rows]
    filled = [value for value in held if value is not None]
    return bool(filled) and all(
        isinstance(value, str) and not looks_like_figure(value) for value in filled
    )
