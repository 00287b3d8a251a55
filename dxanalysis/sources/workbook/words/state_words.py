"""Words of columns of states: what stations in service are, and what no state of today is."""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.vietnamese import plain_text

_IN_SERVICE: Final = re.compile(
    r"(?:(?:da|dang|hien|van|duoc) )*(?:phat song|len song|hoat dong|van hanh|khai thac"
    r"|su dung)(?: (?:tot|binh thuong|on dinh|thuong mai|chinh thuc|24/7|[2-5]g))*"
    r"|(?!nghiem thu\W*$)(?:(?:da|moi|duoc) )*"
    r"(?:dua vao (?:su dung|khai thac|hoat dong|van hanh)|nghiem thu|hoan thanh|hoan tat|xong"
    r"|ket noi|hoa mang|tich hop|duyet|phe duyet|chot|xac nhan"
    r"|xac minh|kiem tra|ra soat|doi chieu|doi soat|bao cao|gui|nop|cap nhat|nhap|dat"
    r"|thong qua|on[ -]?air|thuc hien)"
    r"(?: (?:tot|xong|day du|du|dung han|100 ?%|so lieu|bao cao|phieu))*"
    r"|da (?:lap dat|xay dung)(?: xong)?"
    r"|active|on|online|up|in[ -]?service|operational|running|live|working|enabled|unlocked|normal"
    r"|on[ -]?air|ok|approved|done|completed?|finished|final|integrated|commercial"
    r"|tot|binh thuong|on dinh|hien (?:trang|huu|co|tai)|thuc te|th|thuc hien|da co|chinh thuc"
    r"|(?:toan|ca) (?:xa|phuong|bo|dia ban)|day du|100 ?%|tat ca|dong y|khop|hop le"
)
_OUT: Final = re.compile(
    r"(?:in|de)activ(?:e|ated?)|not active|down|locked?|removed?|off|off[ -]?(?:air|line)"
    r"|cancel(?:l?ed)?|dismantl(?:ed?|ing)|decommission(?:ed|ing)?|roll ?out|plan(?:ned|ning)?"
    r"|pending|suspended|closed|shut ?down|out of service|not on[ -]?air|under construction"
    r"|proposed|disabled|barred|terminated|building|in progress"
    r"|(?:(?:da|tam|tam thoi|dang|bi|moi) )*(?:dong|khoa|ha|thao|tat|ngung|ngat|dung|huy|thanh ly"
    r"|thu hoi|thao do|hong|hu hong|(?:mat|cup) (?:dien|song|ket noi|lien lac|tin hieu|truyen dan)"
    r"|gian doan|su co|di doi|luu kho)"
    r"(?: (?:tram|song|hoat dong|phat song|khai thac|van hanh|cung cap|su dung|tam thoi|bo))*"
    r"|(?:dang )?cho (?:dien|truyen dan|tich hop|phat song|len song|nghiem thu|mat bang|thiet bi"
    r"|vat tu|lap dat|dong dien|keo dien|keo cap|giay phep|cap phep|xay dung|thi cong|ban giao)\b.*"
    r"|(?:da |moi |dang )*(?:ky (?:hd|hop dong)|khao sat|xin phep|cap phep|thiet ke|thoa thuan"
    r"|thue (?:mat bang|vi tri)|khoi cong|thi cong|lap dat do dang)"
    r"|chua (?:phat song|len song|hoat dong|van hanh|khai thac|nghiem thu|xay(?: dung)?|lap dat"
    r"|khoi cong|trien khai|hoan thanh|xong|on[ -]?air|active|tich hop|hoa mang|ket noi|dua vao.*)"
    r"|(?:de xuat|de nghi|dang ky|du kien|ke hoach|quy hoach|kh|qh|du phong|dinh huong|chuan bi"
    r"|dau tu moi|xay moi|lap moi)(?: (?:dau tu|xay dung|lap dat|trien khai|phat song|moi))?"
    r"(?: (?:nam |giai doan )?\d[\d/ -]*)?"
)
_PART: Final = re.compile(
    r"(?:chi |moi )?(?:mot (?:phan|so thon)|trung tam|khong day du|chua (?:day )?du)(?: xa)?"
)


def is_in_service(state: str) -> bool:
    """Tell whether a state is that of what is there and complete.

    Parameters
    ----------
    state
        A cell of a column of states.

    Returns
    -------
    bool
        Whether it is.

    Examples
    --------
    >>> is_in_service("Đang phát sóng"), is_in_service("Chờ điện")
    (True, False)
    """
    return _IN_SERVICE.fullmatch(_plain(state)) is not None


def is_out_of_service(state: str) -> bool:
    """Tell whether a state is that of what is planned, not ready or switched off.

    Parameters
    ----------
    state
        A cell of a column of states.

    Returns
    -------
    bool
        Whether it clearly is.

    Examples
    --------
    >>> [is_out_of_service(state) for state in ("Tạm đóng", "Inactive", "Active", "Swap")]
    [True, True, False, False]
    """
    return _OUT.fullmatch(_plain(state)) is not None


def is_of_a_part(state: str) -> bool:
    """Tell whether a column of how much was counted says that it was a part.

    Parameters
    ----------
    state
        A cell of such a column.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_of_a_part("Một phần"), is_of_a_part("Toàn xã")
    (True, False)
    """
    return _PART.fullmatch(_plain(state)) is not None


def _plain(state: str) -> str:
    return plain_text(state).strip(" .;:()[]*–-")
