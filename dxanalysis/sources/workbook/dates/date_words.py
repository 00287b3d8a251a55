"""What the words before a date say it is of: the figures, something else, or nobody knows what."""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.units.names_in_text import commune_names, province_and_district_names

_WORD: Final = re.compile(r"[^\W_]+")
_NUMBER: Final = re.compile(r"\d+(?:[a-z]\d*)?|[ivx]+|[hg]")
_WORDS: Final = (
    # What a title of figures is about, and what it calls itself.
    " so lieu du sl dl solieu bc bieu bang mau phu luc pl th thong ke tk tinh hinh hien trang"
    " thuc ket qua danh sach muc ban phuong tin chi tiet tieu co chung toan rieng linh vuc"
    " nganh mot cac nhung ca tung loai do phan tram luy tich nay cua ve theo tren o tai va voi"
    " cho duoc da dang trong gom ten la nhu hoac dia don vi"
    # What is counted.
    " bts song mang luoi vien di dong vung ha tang internet rong dinh quang ftth thue dien"
    " thoai nha tri cot anten diem truy dich vu ho gia dan nguoi thon xom to khu pho ap buon bon"
    " khom lang xa dac thanh huyen tran quan khoi kenh thuoc lom node enodeb gnodeb cell dt tu dau"
    " ngheo can"
    # When.
    " den het ngay thang quy nam ky thoi diem gian chot lay luc gio phut giay cuoi moc hang"
    " tuan"
    # Whose.
    " doanh nghiep ty tct trung tam vuc kd kt vnpt vinaphone viettel vtt mobifone mbf"
    " vietnamobile vnm vnp gmobile fpt telecom gtel itel cmc sctv vtvcab viet buu chinh hanoi"
    " ubnd tp skhcn khcn tttt ttvt vt nguon ghi chu"
    # In English.
    " date id day time month quarter year period data figures figure reporting range as of on"
    " at by and the for to is are until end last updated update status current number numbers"
    " stations station sites site coverage network mobile operator operators communes commune"
    " wards ward province households household population people villages village list summary"
    " table statistics snapshot reference total all per each with from"
)
_KNOWN: Final = frozenset(_WORDS.split())
"""Words of titles without tones, each of which leaves a date the figures' own."""

_KNOWN_TOGETHER: Final = re.compile(
    r"\b(?:"
    r"bao (?:cao|gom)|thue bao|(?:ky|quy|thang|nam|lan) (?:bao cao )?truoc|ty le|muc do|luy ke"
    r"|tong(?: hop| so)?|chuyen doi|su dung|dung chung|dan cu|cap (?:xa|huyen|tinh|quang)"
    r"|hien nay|tien do|cap nhat|cung cap|khai thac|trien khai|thu thap|phieu|phu song"
    r"|khoa so|phat trien|(?:tram|da|dang)(?: \w+){0,2} phat song|bang rong|co dinh|hanh chinh"
    r"|cong (?:ty|nghe|nghiep)|tap doan|he thong|phan mem"
    r"|chi nhanh|uy ban nhan dan|nhan khau|hoi dong nhan dan|khoa hoc|quan doi|thi (?:xa|tran)"
    r"|tat ca|toan bo|vien thong|dia ban|so hoa|ket noi|tieu khu|tdp"
    r"|(?:tram|song|mang)(?: \w+){0,3} hoat dong|tuan thu \d+|cut[ -]?off|chat luong"
    r"|tieu chi|truyen thong|may tinh|thong minh|dien tu|thanh toan|dinh danh|chu ky so"
    r"|tai khoan|truong hoc|tram y te|co quan|nha nuoc|mien nui|bien gioi|kinh te|xa hoi"
    r"|nong thon|do thi|hai dao|cong trinh|ra soat|khao sat|kiem ke"
    r"|vo tuyen|bang tan|co cau|nguoi (?:dung|su dung)|toc do|truy (?:cap|nhap)|goi cuoc"
    r"|(?:thoi (?:gian|diem)|ket qua|tong hop)"
    r" (?:ra soat|kiem ke|do kiem|khao sat|(?:tong )?dieu tra)"
    r")\b"
)
"""Words that are known behind each other only: "bao cao", but no "bao", a storm."""

_OF_OTHERS: Final = re.compile(
    r"\d+ ?/ ?[a-z]{2,}[a-z\d]*(?:-[a-z\d]+)*\b|\bdang ky\b|\btai ve\b"
    r"|\bdon vi hanh chinh\W*$"
    r"|\bngay (?!(?:so lieu|du lieu|sl|dl|chot|cap nhat|thang|lay (?:so|du) lieu|thong ke|het"
    r"|luc)\b)[a-z]\w+"
)
"""The number of a letter, what has a day without being counted, and "Ngày" of another thing."""

_BEGINNING: Final = re.compile(
    r"\b(?:(?<!dien )tu|(?<!ky )(?<!quy )(?<!thang )(?<!nam )(?<!cao )truoc|sau"
    r"|since|from|after|before|by)"
    r"(?: (?:ngay|het|luc|khi|thoi diem|\d+[hg]\d*))*\W*$"
)
"""Before the day from which something is, or until which it is to be."""

_FORM: Final = re.compile(
    r"\b(?:(?:bieu|mau|phu luc|pl|phieu|bang)(?: so| mau| bieu)*)\W*\d+[a-z]?(?:[/.-][\w/-]+)?"
)
"""The number of a form: "Biểu 02/KHCN"."""

_FROM: Final = re.compile(
    r"(?:^|\W)(?:(?<!dien )tu ngay|ke tu(?: ngay)?|(?:ngay|thoi gian|thoi diem) bat dau"
    r"|bat dau(?: tu)?|dau ky|start(?:ing)?(?: (?:date|time|day))?|begin(?: (?:date|time))?"
    r"|from(?: (?:date|time))?|since)\W*(?:ngay\W*)?$"
)
"""Before the first day of a period, whose last may stand on the next line."""

_UNIT: Final = re.compile(
    r"\b(?:tinh|thanh pho|tp|xa|phuong|dac khu|huyen|thi xa|thi tran|quan|vnpt|viettel|mobifone"
    r"|ubnd|skhcn|province)\W+"
)
_OFFICE: Final = re.compile(r"\b(?:so )?(?:s?kh ?(?:&|va) ?cn|khcn|khoa hoc (?:va|&) cong nghe)\b")
"""A province's office, behind which the province is named as behind "tỉnh"."""

_MOST_WORDS: Final = 5


def are_known(words: str) -> bool:
    """Tell whether all words before a date are those of a title of figures.

    Parameters
    ----------
    words
        What stands before a date, without tones.

    Returns
    -------
    bool
        False where any is not known, so that the date may be of anything.

    Examples
    --------
    >>> are_known("so tram bts tinh lang son ngay "), are_known("phuc vu hop ban chi dao ngay ")
    (True, False)
    """
    words = _OFFICE.sub("skhcn", _FORM.sub(" ", words))
    if _OF_OTHERS.search(words):
        return False
    rest = _KNOWN_TOGETHER.sub(" ", words)
    return not _unknown(rest) or not _unknown(_without_places(rest))


def begins(words: str) -> bool:
    """Tell whether words before a date make it a beginning or a deadline.

    Parameters
    ----------
    words
        What stands before a date, without tones.

    Returns
    -------
    bool
        Whether they do.

    Examples
    --------
    >>> begins("theo dia gioi hanh chinh tu ngay "), begins("so lieu ky truoc (")
    (True, False)
    """
    return bool(_FROM.search(words) or _BEGINNING.search(words))


def _unknown(words: str) -> list[str]:
    """Give the words that are none of a title."""
    found = _WORD.findall(words)
    return [one for one in found if one not in _KNOWN and not _NUMBER.fullmatch(one)]


def _without_places(words: str) -> str:
    """Leave out the names of provinces, districts and communes behind "tỉnh", "xã"."""
    kept, start = [], 0
    for match in _UNIT.finditer(words):
        if match.end() <= start:
            continue
        behind = list(_WORD.finditer(words, match.end()))[:_MOST_WORDS]
        for last in reversed(behind):
            name = " ".join(words[match.end() : last.end()].split())
            if name in commune_names() or name in province_and_district_names():
                kept.append(words[start : match.end()])
                start = last.end()
                break
    return " ".join([*kept, words[start:]])
