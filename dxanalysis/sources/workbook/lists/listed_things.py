"""Tables whose rows are of other things than communes: sites, works, schools, one in each commune.

"Điểm sạt lở | Xã | Số hộ" counts the homes at a landslide, though each commune stands there once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from dxanalysis.sources.workbook.tables.table import Table
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_KNOWN: Final = re.compile(
    r"^\W*(?:stt|tt|so thu tu|so tt|no|id|ma(?! (?:tram|site|bts|cong trinh))|code|huyen|quan"
    r"|thi xa|thanh pho|tinh|khu vuc(?! bo phieu)|kv|dia ban|cum(?! cong nghiep)|chi nhanh"
    r"|trung tam|ttvt|ttkd|don vi|vung(?! lom)|mien|tieu vung|khoi|nhom|loai|phan loai|hang|cap"
    r"|nguoi|ho (?:va )?ten|ho,? ten|can bo|nhan vien|phu trach|dau moi|lien he|dien thoai|sdt"
    r"|email|dia chi|tru so|ngay|thoi (?:gian|diem)|nam|quy|thang|ky|nha mang|operator|region"
    r"|doanh nghiep vien thong|district|province|area|zone|group|type|name|unit|branch|cluster"
    r"|team|staff|contact|date|period|ghi chu|dien giai|notes?|remarks?|chu tich|bi thu|giam doc"
    r"|truong (?:phong|ban|thon|nhom|doan|tram)|to|doi|nguon|link|website|toa do|kinh do|vi do"
    r"|ten (?:cu|goi cu|tieng|day du|don vi|huyen|tinh|xa|phuong|dvhc|viet tat)|ten\W*$|xa|phuong"
    r"|dvhc|thon|ban|ap|khom|buon|xom|khu pho|so lieu|chi tieu|noi dung|hang muc|dvt|cong nghe"
    r"|technology|tinh trang|trang thai|status|ket qua|danh gia|xep loai|dien tich|danh muc"
    r"|can cu|quyet dinh|gom|sap nhap|sau|truoc)\b"
)
"""Headings of what groups communes, tells of them or whom to ask: no thing that is counted."""

_THING: Final = re.compile(
    r"^\W*(?:ten |danh sach |ma |dia diem |vi tri |khu vuc )*(?:diem|cong trinh|ho chua|ho|dap|cho"
    r"|tram|don|truong|di tich|khu|co so|du an|doanh nghiep|hop tac xa|htx|cau|tuyen|ben|bo phieu"
    r"|nha may|benh vien|phong kham|nha van hoa|hang|dong|cum cong nghiep|le hoi|lang nghe|chua"
    r"|hoi truong|den|schools?|markets?|projects?|company|companies|sites?|stations?)\b"
    r"|^\W*ten (?!nguoi|can bo|chu|lanh dao|dau moi|goi|truong (?:thon|ban|phong|khu)|bi thu)\w"
)
_NAMED_ALIKE: Final = re.compile(
    r"^\W*(?:ten )?(?:truong(?! (?:thon|ban|phong|khu))|htx|hop tac xa|cho|tram y te|diem)\b"
)
"""Of these, each commune has one of the same name."""

_LETTERS: Final = re.compile(r"[^\W\d_]{2}")
_FEWEST: Final = 2
_FILLED, _DISTINCT, _PLACES = 0.9, 0.8, 0.3


def column_of_things(table: Table, codes: Mapping[int, str], lookup: UnitLookup) -> int:
    """Find the column that names what a table's rows are of, where that is no commune.

    Parameters
    ----------
    table
        The table.
    codes
        Row to the code of its unit.
    lookup
        Tells units and districts.

    Returns
    -------
    int
        The column; 0 where there is none. It stands left of the communes, or right of them under a
        heading of things; its names differ from row to row, and are no places.
    """
    names = table.block.names
    if not names or "village" in table.columns or table.part.words:
        return 0
    rows = [row.number for row in table.rows if row.number in codes and not row.repeats]
    if len(rows) < _FEWEST:
        return 0
    for column in _beside(table, names):
        texts = [text for row in rows if (text := table.sheet.text(row, column))]
        words = [one for one in texts if _is_name(one)]
        alike = column < names and _NAMED_ALIKE.match(plain_text(table.headings[column]))
        if len(words) < _FILLED * len(rows):
            continue
        if len(set(words)) < _DISTINCT * len(rows) and not alike:
            continue
        places = sum(
            bool(lookup.name(one)) or lookup.is_old(one) or lookup.names_place(one) for one in words
        )
        if places <= _PLACES * len(words):
            return column
    return 0


def _beside(table: Table, names: int) -> Iterator[int]:
    """Give the columns left of the communes, and those of things right of them."""
    held = table.taken
    for column in table.block.columns:
        heading = plain_text(table.headings.get(column, ""))
        if column in held or table.unread.get(column) == "column_personal" or not heading:
            continue
        if _KNOWN.match(heading):
            continue
        if column < names or _THING.match(heading):
            yield column


def _is_name(text: str) -> bool:
    """Tell whether a text may be the name of a thing."""
    return bool(
        _LETTERS.search(text) and not looks_like_figure(text) and not is_mark(text)
        and not find_dates(text)
    )  # fmt: skip
