"""Abbreviations that the words around them tell, and lists of kinds that mean all of a thing."""

from __future__ import annotations

import re
from typing import Final

_OFFICIAL: Final = "(?:can bo|cong chuc|vien chuc|nhan vien|nguoi lao dong|nld|cb|cc|vc)"
_CLINIC: Final = (
    "(?:benh vien|bv|tyt|ttyt|pkdk|(?:diem )?tram(?: y te)?|diem (?:tram )?y te|trung tam y te"
    "|phong kham(?: da khoa)?(?: khu vuc)?|nha ho sinh)(?: (?:xa|phuong|khu vuc))?"
)
_SCHOOL: Final = (
    "(?:truong )?(?:mam non|mau giao|tieu hoc|trung hoc(?: co so| pho thong)?|mn|th|thcs|thpt"
    "|lien cap|diem truong)"
)
_PLACE: Final = (
    "(?:khu cong nghiep|kcn|khu cong nghe cao|khu cnc|kcnc|nha ga|ga|cang(?: bien)?|san bay)"
)
_ONE: Final = (
    r"(?:0?1|mot|one)\b(?: ?\((?:0?1|mot|one)\))?"
    r"(?: (?:cai|chiec|thanh vien|nguoi)(?= (?:\w+ )*(?:dien thoai|smartphone|may)))*"
)
_AND: Final = "(?: ?[,;/&+] ?(?:va )?| va )"

_ASKED: Final = "(?:toan |tren dia ban )?(?:xa|phuong|dac khu|don vi|dia phuong)"
"""Of whom a form asks."""

_WAY: Final = r"(?:(?:qua )?(?:dich vu )?(?:buu chinh(?: cong ich)?|bcci)|truc tuyen|truc tiep)"
"""How a file is handed in."""

_WRITTEN: Final = (
    (r"\bs/?l\b(?= [a-z])", "so luong"),
    # "Xã có bao nhiêu TTHC?", "Bộ phận một cửa có mấy quầy?": the rest names what is counted.
    (rf"^\W*(?:{_ASKED})? ?(?:da |dang |hien )*(?:co|thuc hien)? ?bao nhieu\b", " "),
    (r"\b(?:la |co |duoc )?bao nhieu\b|\b(?:co|duoc|la) may\b(?=.*\?)", " "),
    # By whatever way: all files.
    (
        (
            r"[(\[]? ?(?:(?:bao )?gom )?(?:ca )?"
            rf"(?=(?:{_WAY}{_AND})*truc tiep)(?=(?:{_WAY}{_AND})*truc tuyen)"
            rf"{_WAY}(?:{_AND}{_WAY}){{1,2}}\b(?: ?[)\]])?"
        ),
        " ",
    ),
    (
        (
            r"\b(?:co so y te|csyt|co so kcb|co so kham(?: benh)?,? chua benh)"
            rf"(?: ?[(\[]{_CLINIC}(?:{_AND}{_CLINIC})+[)\]]|:? {_CLINIC}(?:{_AND}{_CLINIC})+)"
        ),
        "co so y te",
    ),
    (rf"\b(truong(?: hoc)?) ?[(\[]{_SCHOOL}(?:{_AND}{_SCHOOL}){{2,}}[)\]]", r"\1"),
    (
        (
            rf"(?:\b(?:dia diem|diem|khu vuc) trong yeu ?[(\[])?\b{_PLACE}(?:{_AND}{_PLACE}){{2,}}"
            r"\b[)\]]?"
        ),
        "dia diem trong yeu",
    ),
    (rf"\bso truong (?=mam non|mau giao|mn){_SCHOOL}(?:{_AND}{_SCHOOL}){{2,}}\b", "so truong"),
    (r"\b(?:cbccvc|ccvc|cbcc)\b", "can bo"),
    (rf"\b{_OFFICIAL}(?:{_AND}{_OFFICIAL})+\b", "can bo"),
    (rf"\bcan bo(?: {_OFFICIAL})+\b", "can bo"),
    (
        (
            r"\bcb\b(?= (?:\w+ )?(?:tham quyen|lam viec|truc|phu trach|chuyen trach|bo tri"
            r"|bo phan mot cua|(?:bp )?mot cua|bpmc|cap (?:tinh|xa)|cntt|attt|cds)\b)"
        ),
        "can bo",
    ),
    (r"\btv\b(?= (?:(?:cac|cua|trong|tham gia) )*(?:to\b|tcns))", "thanh vien"),
    (r"\bluoc\b(?= (?:nguoi|tham|du|hoc vien|can bo|dan)\b)", "luot"),
    (r"^\W*ts\b(?= (?:ho so|hs|van ban|vb|ket qua|kq|sp|can bo|nguoi|lop)\b)", "tong so"),
    (r"\b(tu|du|tren) 15 ?t\b", r"\1 15 tuoi"),
    (r"\b(csdl(?:qg| quoc gia)? (?:ve )?)dc\b", r"\1dan cu"),
    (r"\btbdd\b", "thue bao di dong"),
    # What an operator's own count of subscribers is: lines that call, and no machines.
    (r"\b(?:dang )?(?:hoat dong )?(?:2|hai) chieu\b", " "),
    (
        (
            r"[(\[]? ?\b(?:da )?(?:khong|ko|chua) (?:bao )?(?:gom|tinh|ke) (?:ca )?(?:cac )?"
            r"(?:thue bao |tb |sim )?(?:m2m|iot)(?:(?: va |[ ,/&]+)(?:m2m|iot))?\b ?[)\]]?"
        ),
        " ",
    ),
    (r"[(\[] ?(?:gom |tinh |ke |bao gom )*ca (?:cd |cong dan |nguoi )?tam tru ?[)\]]", " "),
    (r"(?<=\bcho )kh\b|\bkh\b(?= 2g\b)", "khach hang"),
    (r"(?<=\bdung )tm\b", "tien mat"),
    (r"^\W*va (?=kinh te so\b)", "gia tri tang them "),
    # The forms that machines read.
    (
        (
            r"[(\[](?:csv|json|xml|xlsx?|rdf|api)"
            r"(?:(?: ?[,;/] ?| va )(?:csv|json|xml|xlsx?|rdf|api))*[)\]]"
        ),
        " ",
    ),
    (r"\btai (?:cac )?nh\b", "tai ngan hang"),
    (r"\bdu dk\b", "du dieu kien"),
    (
        r"\bcd\b(?=.*\b(?:dieu kien|dddt|dinh danh|vneid|14 ?t(?:uoi)?|kich hoat|tai khoan)\b)",
        "cong dan",
    ),
    (r"\b(?:tu du|tu|du) 14 tuoi(?: tro len)?\b,?(?=.*\b(?:dieu kien|dien cap)\b)", " "),
    (
        (
            r"\bhs(?=tthc\b|\b.*\b(?:tthc|thu tuc|tiep nhan|nop|giai quyet|thanh toan|phi"
            r"|dung h[ae]n|truoc han|truc tuyen|qua mang|online"
            r"|mot cua|bpmc|dvc(?:tt|qg)?|ghi nhan|dong bo|da xu ly|xu ly xong|da tra|qua han"
            r"|suc khoe)\b)"
        ),
        "ho so ",
    ),
    (r"(?<=\bnhan )hs\b|(?<=\bgiai quyet )hs\b", "ho so"),
    # "Người có hồ sơ sức khỏe điện tử": people, and not the records.
    (r"^\W*(?:so )?nguoi(?= (?:da |duoc )*(?:co|lap|tao|cap)\b.*\b(?:suc khoe|hssk))", "dan so"),
    (r"^\W*(?:da )?co (?=(?:so|ho so) (?:skdt|suc khoe)|hssk)", "dan so co "),
    (r"(?<=[(\[])nguoi(?= (?:da |duoc )*co\b.*\b(?:suc khoe|hssk))", "dan so"),
    # Who has one, has it: "có ít nhất 01 (một) điện thoại thông minh".
    (rf"\b(?:it nhat|toi thieu|at least) {_ONE}", " "),
    (rf"\btu {_ONE} (?!gb)(.{{1,60}}?) tro len\b", r" \1 "),
    # Both at once, and not what came lately: "vừa có điện vừa có sóng 4G".
    (
        r"\bvua co (.{1,40}?)\W+vua (?:co|duoc|phu) |\bco ca (.{1,40}?) (?:va|lan) (?:ca )?",
        r" co \1\2 va ",
    ),
    (r"\b0?(200|1) ?([mg])b(?:ps|it/s|/s)\b", r"\1 \2b/s"),
    (r"\bdvc ?tt ?tt\b(?: ?[(\[]toan trinh[)\]])?", "dvc truc tuyen toan trinh"),
    (r"\bdvc ?tt ?mp\b", "dvc truc tuyen mot phan"),
    (r"\bdvctt\b", "dvc truc tuyen"),
    (r"\btt ?[(\[]truc tuyen[)\]]", "truc tuyen"),
    # Of people of working age these are digital skills; in schools they are others.
    (r"\bkns\b(?=.*\b(?:lao dong|ld|dtld|chuyen doi so|cds)\b)", "ky nang so"),
    (r"\b((?:lao dong|ld|dtld|chuyen doi so|cds)\b.{0,60})\bkns\b", r"\1ky nang so"),
    (r"\bnddn\b", "nguoi dan va doanh nghiep"),
    (r"\bdkdn\b", "dang ky doanh nghiep"),
    (r"\bgd\b(?=.*\b(?:kdtm|tien mat)\b)", "giao dich"),
    (r"\bdt\b(?=.*\b(?:tmdt|thuong mai dien tu|ban le)\b)", "doanh thu"),
    (r"\bkdtm\b", "khong dung tien mat"),
    # Who writes "trên 15 tuổi" means those of 15, too: nothing is set for 16.
    (
        (
            r"\b(?:(?:so )?(?:cong dan|nguoi dan|dan so|so dan|dan cu|dan|nguoi|nhan khau|khau) )?"
            r"(?:truong thanh )?[(\[]? ?(?:(?:trong |o )?do tuoi )?"
            r"(?:(?:tu du|tu|du|tren) |[>≥]=? ?)15 (?:tuoi(?: tro len)?|tro len)\b(?: ?[)\]])?"
        ),
        " nguoi lon ",
    ),
    (
        (
            r"\b(?:(?:dan so|so dan|ds|dan|so nguoi|nguoi|population|people|adults) )?(?:aged )?"
            r"15 ?(?:\+|plus\b|and over\b)"
        ),
        " nguoi lon ",
    ),
)
"""What is read as what, without tones: "HS tiếp nhận" are files, "HS" may be pupils."""

_PATTERNS: Final = tuple((re.compile(pattern), text) for pattern, text in _WRITTEN)


def written_out(plain: str) -> str:
    """Write the abbreviations of a heading out where its other words tell what they are.

    Parameters
    ----------
    plain
        The heading without tones, in small letters.

    Returns
    -------
    str
        The same, longer.

    Examples
    --------
    >>> written_out("hs tiep nhan").split(), written_out("tong so hs")
    (['ho', 'so', 'tiep', 'nhan'], 'tong so hs')
    >>> written_out("can bo, cong chuc, vien chuc"), written_out("tv to cnscd")
    ('can bo', 'thanh vien to cnscd')
    """
    for pattern, text in _PATTERNS:
        plain = pattern.sub(text, plain)
    return plain
