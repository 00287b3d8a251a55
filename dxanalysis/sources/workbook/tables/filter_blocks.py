"""Filters in cells above an export: "Trạng thái:" and beside it "OFF", "Loại trạm" and "Macro".

What a filter lets through is all that the table has. A value that is not known to mean all, or
those in service today, is quoted; one that says that it is not leaves the table unread.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import Veto, title_veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.sheets.filters import Filters
    from dxanalysis.sources.workbook.tables.grid import Block

_LABEL: Final = re.compile(r"\W*([^\W\d][\w /()&.-]{1,38}?)\s*:?\s*")
_LINE: Final = re.compile(r"\W*([^\W\d][\w /&.-]{1,38}?)\s*[:=]\s*(\S.{0,59})")
_ALL: Final = re.compile(
    r"\W*(?:\(?(?:all|any|tat ca|toan bo|moi|khong loc|khong chon|blank|none|day du|het"
    r"|toan (?:tinh|mang|quoc))\)?(?: (?:cac )?\w+){0,3}|-+|\*)\W*"
)
_STATUS: Final = re.compile(
    r"(?:trang thai|tinh trang|status|state)(?: \w+){0,3}|(?:site|station|cell|tram) (?:status"
    r"|state)"
)
_IN_SERVICE: Final = re.compile(
    r"\W*(?:(?:(?:dang|da|con) )?(?:hoat dong(?: tot| binh thuong)?|phat song|khai thac|su dung)"
    r"|on[ -]?air|in[ -]service|active|activated|enabled?|on|ok|up|working|operational|live"
    r"|unlocked"
    r"|chinh thuc|hoan thanh|da duyet|duyet|approved|completed?|binh thuong|hien huu|hien co)\W*"
)
_PART: Final = re.compile(
    r"(?:vendor|hang(?: san xuat| thiet bi)?|nha (?:cung cap|san xuat|thau)(?: thiet bi)?"
    r"|manufacturer"
    r"|bang tan|bands?|frequency|tan so"
    r"|(?:loai|kieu)(?: hinh)?(?: (?:tram|site|bts|thiet bi|cot|nha tram|ho|khach hang|thue bao"
    r"|dich vu"
    r"|dan cu|thon))*|phan loai|(?:site |station |cell )?(?:type|class)|layer|lop"
    r"|(?:nhom|group|cum|cluster)(?: \w+)?|huyen|quan|district|phuong thuc|hinh thuc"
    r"|nguon (?:von|dau tu)|goi cuoc|pham vi|scope)"
)
_WHOLE_PROVINCE: Final = re.compile(r"\W*(?:(?:dia ban|tren|thuoc|tai) )*(?:tinh|thanh pho) .+")
_RUNNING: Final = re.compile(r"(?:so )?(?:luy ke|cong don|cumulative|tich luy)(?: \w+){0,2}")
_YES: Final = re.compile(r"\W*(?:co|yes|true|x|1|on|den nay|tu dau)\W*")
_OTHER: Final = re.compile(
    r"(?:du an|project|goi thau|chuong trinh|chu dau tu|doi tuong|chi (?:tieu|so)|noi dung"
    r"|indicator|measure|metric|kpi|(?:loai |ten |kieu )?(?:report|bao cao)(?: (?:name|type))?"
    r"|phuong an|kich ban|scenario|giai doan|phase|phien ban so lieu"
    r"|loai so lieu|tinh chat|muc dich|cong nghe|technology|rat|dich vu|service"
    r"|vung|mien|region|khu vuc|area|loc(?: theo)?|filters?|dieu kien|view|che do|don vi ky thuat)"
)
_HARMLESS: Final = re.compile(
    r"(?:ten |ma |so |cac )*(?:don vi|co quan|doanh nghiep|nha mang|operator|mang|cong ty|chi nhanh"
    r"|kinh gui|noi (?:gui|nhan)|so(?: hieu| ky hieu| van ban)?|ngay|thang|quy|nam|ky"
    r"|thoi (?:gian|diem)"
    r"|nguoi|nguoi lap|lap bieu|can bo|lien he|dia chi|dien thoai|dt|sdt|email|e-mail|fax|phong"
    r"|ban|to"
    r"|bieu|bang|phu luc|mau|tinh|thanh pho|province|dia ban|dvt|unit|nguon|ghi chu|luu y|chu thich"
    r"|tieu de|title|file|tep|sheet|version|phien ban|export\w*|created|generated|printed|users?"
    r"|date"
    r"|from|to|tu|den|trang|page|cap|level|year|month|quarter|period|report(?:ing)? (?:date|time"
    r"|period|month|by|from|to)|as of|tong|total|count|dong|rows?|huong dan|nhap|ho ten|chuc vu"
    r"|website|xuat|in|gui|duyet|lap|ky ten|noi dung bieu|so lieu|du lieu|luc|time|gio"
    r"|trich yeu|v/v|ve viec|chu de|subject|author|tac gia|prepared|source)\b.*"
)
_OUT: Final = re.compile(
    r"\b(?:outages?|down|off|off ?air|inactive|disabled|locked|alarms?|faulty?|failed|dismantled"
    r"|su co|mat (?:dien|lien lac|ket noi)|ngung|dung|tat|chua|huy|thu hoi|thanh ly|hong)\b"
)
_OF_REPORTS: Final = frozenset(
    re.findall(
        r"\w+",
        "list by of summary report reports daily weekly monthly quarterly network inventory "
        "statistics statistic per for the and in infrastructure telecom mobile "
        "định kỳ tháng quý tuần danh sách thống kê tổng hợp báo cáo",
    )
)
_LABELS: Final = (_STATUS, _RUNNING, _PART, _OTHER, _HARMLESS)
_MOST_CELLS: Final = 8
_SHORT: Final = 4
_LONGEST: Final = 60


def with_block(filters: Filters, sheet: Sheet, blocks: Sequence[Block]) -> Filters:
    """Add the filters that stand in cells above the first table of a sheet.

    Parameters
    ----------
    filters
        Those that an export announces.
    sheet
        The sheet.
    blocks
        Its tables; a filter right above the first may be taken for a part of its heading.

    Returns
    -------
    Filters
        With the words by which one says that the table is no state of today, and those that are
        to be quoted.
    """
    veto, quoted = filters.veto, list(filters.quoted)
    heard: set[str] = set()
    first, last = (blocks[0].first, blocks[0].last) if blocks else (0, 0)
    for texts, name, value, announced in _pairs(sheet, first, last):
        line = f"{name}: {value}"
        if announced or any(form.fullmatch(plain_text(name).strip()) for form in _LABELS):
            heard |= texts
        if line in filters.limits:
            continue
        own, said = _judge(plain_text(name).strip(), value, announced=announced)
        if own and not veto:
            veto = replace(own, words=line)
        elif said:
            quoted.append(line)
    return replace(filters, veto=veto, quoted=tuple(dict.fromkeys(quoted)), heard=frozenset(heard))


def _pairs(sheet: Sheet, first: int, last: int) -> Iterator[tuple[set[str], str, str, bool]]:
    """Give cells with labels and values beside them, both, and whether a colon makes them such."""
    for row, columns in sheet.rows.items():
        if row >= last or len(columns) > (_MOST_CELLS if row < first else 2):
            continue
        texts = [sheet.text(row, column) for column in columns]
        if len(texts) == 1 and (found := _LINE.fullmatch(texts[0])):
            yield {texts[0]}, found[1], found[2], False
        for label, value in zip(texts[::2], texts[1::2], strict=False):
            if (named := _LABEL.fullmatch(label)) and 0 < len(value) <= _LONGEST:
                yield {label, value}, named[1], value, label.rstrip().endswith(":")


def _judge(name: str, value: str, *, announced: bool) -> tuple[Veto, bool]:
    """Say what a filter makes of the figures, and whether it is to be quoted."""
    plain = plain_text(value).strip()
    if _ALL.fullmatch(plain) or _WHOLE_PROVINCE.fullmatch(plain) or find_dates(value):
        return Veto(), False
    for label, harmless, kind in (
        (_STATUS, _IN_SERVICE.fullmatch(plain), "out"),
        (_RUNNING, _YES.fullmatch(plain), "new"),
        (_PART, _is_of_all(value), "part"),
    ):
        if label.fullmatch(name):
            return (Veto() if harmless else Veto(value, kind)), False
    unknown = {*parse_level(value).unknown} - _OF_REPORTS
    if looks_like_figure(value) or not _OTHER.fullmatch(name):
        plainly = looks_like_figure(value) or _HARMLESS.fullmatch(name)
        return Veto(), announced and not plainly and bool(unknown)
    veto = title_veto("", [value], ())
    short = len(plain.split()) <= _SHORT  # a value, and no title
    if not veto and short and (_OUT.search(plain) or parse_level(value).vetoes):
        veto = Veto(value, "out")
    return veto, bool(unknown) and not veto


def _is_of_all(value: str) -> bool:
    """Tell whether a filter of a part names a technology, or what is counted, and no part of it."""
    level = parse_level(value)
    known = level.technologies or (level.subjects and not level.unknown)
    return bool(known) and not (level.unknown or level.vetoes)
