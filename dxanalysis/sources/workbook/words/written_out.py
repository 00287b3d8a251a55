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
    ("s/l, sl", r"\bs/?l\b(?= [a-z])", "so luong"),
    # "Xã có bao nhiêu TTHC?", "Bộ phận một cửa có mấy quầy?": the rest names what is counted.
    ("bao nhieu", rf"^\W*(?:{_ASKED})? ?(?:da |dang |hien )*(?:co|thuc hien)? ?bao nhieu\b", " "),
    ("bao nhieu, may", r"\b(?:la |co |duoc )?bao nhieu\b|\b(?:co|duoc|la) may\b(?=.*\?)", " "),
    # By whatever way: all files.
    (
        "truc tiep",
        (
            r"[(\[]? ?(?:(?:bao )?gom )?(?:ca )?"
            rf"(?=(?:{_WAY}{_AND})*truc tiep)(?=(?:{_WAY}{_AND})*truc tuyen)"
            rf"{_WAY}(?:{_AND}{_WAY}){{1,2}}\b(?: ?[)\]])?"
        ),
        " ",
    ),
    (
        "co so, csyt",
        (
            r"\b(?:co so y te|csyt|co so kcb|co so kham(?: benh)?,? chua benh)"
            rf"(?: ?[(\[]{_CLINIC}(?:{_AND}{_CLINIC})+[)\]]|:? {_CLINIC}(?:{_AND}{_CLINIC})+)"
        ),
        "co so y te",
    ),
    ("truong", rf"\b(truong(?: hoc)?) ?[(\[]{_SCHOOL}(?:{_AND}{_SCHOOL}){{2,}}[)\]]", r"\1"),
    (
        "kcn, khu c, ga, cang, san bay",
        (
            rf"(?:\b(?:dia diem|diem|khu vuc) trong yeu ?[(\[])?\b{_PLACE}(?:{_AND}{_PLACE}){{2,}}"
            r"\b[)\]]?"
        ),
        "dia diem trong yeu",
    ),
    (
        "so truong",
        rf"\bso truong (?:mam non|mau giao|mn)(?:{_AND}{_SCHOOL}){{2,}}\b",
        "so truong",
    ),
    ("ccvc, cbcc", r"\b(?:cbccvc|ccvc|cbcc)\b", "can bo"),
    (
        "can bo, chuc, nhan vien, lao dong, nld, cb, cc, vc",
        rf"\b{_OFFICIAL}(?:{_AND}{_OFFICIAL})+\b",
        "can bo",
    ),
    ("can bo", rf"\bcan bo(?: {_OFFICIAL})+\b", "can bo"),
    (
        "cb",
        (
            r"\bcb\b(?= (?:\w+ )?(?:tham quyen|lam viec|truc|phu trach|chuyen trach|bo tri"
            r"|bo phan mot cua|(?:bp )?mot cua|bpmc|cap (?:tinh|xa)|cntt|attt|cds)\b)"
        ),
        "can bo",
    ),
    ("tv", r"\btv\b(?= (?:(?:cac|cua|trong|tham gia) )*(?:to\b|tcns))", "thanh vien"),
    ("luoc", r"\bluoc\b(?= (?:nguoi|tham|du|hoc vien|can bo|dan)\b)", "luot"),
    ("ts", r"^\W*ts\b(?= (?:ho so|hs|van ban|vb|ket qua|kq|sp|can bo|nguoi|lop)\b)", "tong so"),
    ("15", r"\b(tu|du|tren) 15 ?t\b", r"\1 15 tuoi"),
    ("csdl", r"\b(csdl(?:qg| quoc gia)? (?:ve )?)dc\b", r"\1dan cu"),
    ("tbdd", r"\btbdd\b", "thue bao di dong"),
    # What an operator's own count of subscribers is: lines that call, and no machines.
    ("chieu", r"\b(?:dang )?(?:hoat dong )?(?:2|hai) chieu\b", " "),
    (
        "m2m, iot",
        (
            r"[(\[]? ?\b(?:da )?(?:khong|ko|chua) (?:bao )?(?:gom|tinh|ke) (?:ca )?(?:cac )?"
            r"(?:thue bao |tb |sim )?(?:m2m|iot)(?:(?: va |[ ,/&]+)(?:m2m|iot))?\b ?[)\]]?"
        ),
        " ",
    ),
    (
        "tam tru",
        r"[(\[] ?(?:gom |tinh |ke |bao gom )*ca (?:cd |cong dan |nguoi )?tam tru ?[)\]]",
        " ",
    ),
    ("kh", r"(?<=\bcho )kh\b|\bkh\b(?= 2g\b)", "khach hang"),
    ("tm", r"(?<=\bdung )tm\b", "tien mat"),
    ("kinh te so", r"^\W*va (?=kinh te so\b)", "gia tri tang them "),
    # The forms that machines read.
    (
        "csv, json, xml, xls, rdf, api",
        (
            r"[(\[](?:csv|json|xml|xlsx?|rdf|api)"
            r"(?:(?: ?[,;/] ?| va )(?:csv|json|xml|xlsx?|rdf|api))*[)\]]"
        ),
        " ",
    ),
    ("tai", r"\btai (?:cac )?nh\b", "tai ngan hang"),
    ("du dk", r"\bdu dk\b", "du dieu kien"),
    (
        "cd",
        r"\bcd\b(?=.*\b(?:dieu kien|dddt|dinh danh|vneid|14 ?t(?:uoi)?|kich hoat|tai khoan)\b)",
        "cong dan",
    ),
    ("14 tuoi", r"\b(?:tu du|tu|du) 14 tuoi(?: tro len)?\b,?(?=.*\b(?:dieu kien|dien cap)\b)", " "),
    (
        "hs",
        (
            r"\bhs(?=tthc\b|\b.*\b(?:tthc|thu tuc|tiep nhan|nop|giai quyet|thanh toan|phi"
            r"|dung h[ae]n|truoc han|truc tuyen|qua mang|online"
            r"|mot cua|bpmc|dvc(?:tt|qg)?|ghi nhan|dong bo|da xu ly|xu ly xong|da tra|qua han"
            r"|suc khoe)\b)"
        ),
        "ho so ",
    ),
    ("hs", r"(?<=\bnhan )hs\b|(?<=\bgiai quyet )hs\b", "ho so"),
    # "Người có hồ sơ sức khỏe điện tử": people, and not the records.
    (
        "suc khoe, hssk",
        r"^\W*(?:so )?nguoi(?= (?:da |duoc )*(?:co|lap|tao|cap)\b.*\b(?:suc khoe|hssk))",
        "dan so",
    ),
    (
        "suc khoe, skdt, hssk",
        r"^\W*(?:da )?co (?=(?:so|ho so) (?:skdt|suc khoe)|hssk)",
        "dan so co ",
    ),
    ("suc khoe, hssk", r"(?<=[(\[])nguoi(?= (?:da |duoc )*co\b.*\b(?:suc khoe|hssk))", "dan so"),
    # Who has one, has it: "có ít nhất 01 (một) điện thoại thông minh".
    ("it nhat, toi thieu, at least", rf"\b(?:it nhat|toi thieu|at least) {_ONE}", " "),
    ("tro len", rf"\btu {_ONE} (?!gb)(.{{1,60}}?) tro len\b", r" \1 "),
    # Both at once, and not what came lately: "vừa có điện vừa có sóng 4G".
    (
        "vua co, co ca",
        r"\bvua co (.{1,40}?)\W+vua (?:co|duoc|phu) |\bco ca (.{1,40}?) (?:va|lan) (?:ca )?",
        r" co \1\2 va ",
    ),
    ("bps, bit/s, b/s", r"\b0?(200|1) ?([mg])b(?:ps|it/s|/s)\b", r"\1 \2b/s"),
    ("dvc", r"\bdvc ?tt ?tt\b(?: ?[(\[]toan trinh[)\]])?", "dvc truc tuyen toan trinh"),
    ("dvc", r"\bdvc ?tt ?mp\b", "dvc truc tuyen mot phan"),
    ("dvctt", r"\bdvctt\b", "dvc truc tuyen"),
    ("truc tuyen", r"\btt ?[(\[]truc tuyen[)\]]", "truc tuyen"),
    # Of people of working age these are digital skills; in schools they are others.
    ("kns", r"\bkns\b(?=.*\b(?:lao dong|ld|dtld|chuyen doi so|cds)\b)", "ky nang so"),
    ("kns", r"\b((?:lao dong|ld|dtld|chuyen doi so|cds)\b.{0,60})\bkns\b", r"\1ky nang so"),
    ("nddn", r"\bnddn\b", "nguoi dan va doanh nghiep"),
    ("dkdn", r"\bdkdn\b", "dang ky doanh nghiep"),
    ("gd", r"\bgd\b(?=.*\b(?:kdtm|tien mat)\b)", "giao dich"),
    ("dt", r"\bdt\b(?=.*\b(?:tmdt|thuong mai dien tu|ban le)\b)", "doanh thu"),
    ("kdtm", r"\bkdtm\b", "khong dung tien mat"),
    # Who writes "trên 15 tuổi" means those of 15, too: nothing is set for 16.
    (
        "15",
        (
            r"\b(?:(?:so )?(?:cong dan|nguoi dan|dan so|so dan|dan cu|dan|nguoi|nhan khau|khau) )?"
            r"(?:truong thanh )?[(\[]? ?(?:(?:trong |o )?do tuoi )?"
            r"(?:(?:tu du|tu|du|tren) |[>≥]=? ?)15 (?:tuoi(?: tro len)?|tro len)\b(?: ?[)\]])?"
        ),
        " nguoi lon ",
    ),
    (
        "15",
        (
            r"\b(?:(?:dan so|so dan|ds|dan|so nguoi|nguoi|population|people|adults) )?(?:aged )?"
            r"15 ?(?:\+|plus\b|and over\b)"
        ),
        " nguoi lon ",
    ),
)
"""What is read as what, without tones: "HS tiếp nhận" are files, "HS" may be pupils.

Before each pattern stand the letters of which some are in whatever it finds: most headings have
none of them, and are spared it.
"""

PATTERNS: Final = tuple(
    (tuple(letters.split(", ")), re.compile(pattern), text) for letters, pattern, text in _WRITTEN
)
"""The letters, the pattern, and what is read instead."""


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
    for letters, pattern, text in PATTERNS:
        for some in letters:
            if some in plain:
                plain = pattern.sub(text, plain)
                break
    return plain
