"""Whose figures a line says that they are: whom it names, and as what.

"VNPT cung cấp: số trạm của MobiFone" names one operator as the sender and another as whose stations
are counted; "Phần mềm do VNPT cung cấp" names none, and "(không gồm VNPT)" names who is left out.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import Final

from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import normalise, plain_text

_FORMS: Final = {
    "viettel": r"viettel|vt[- ]?net|vttel|vtt|vtl"
    r"|(?:tap doan (?:cong nghiep\W+)?)?vien thong quan doi",
    "vnpt": r"vnpt(?:[ -]?(?:net|vinaphone|vnp))?|vina(?:phone)?(?:[ -]vnpt)?|vnp"
    r"|(?:tap doan )?(?:bcvt|buu chinh(?:\W+|\W+va )vien thong)(?: viet nam| vn)",
    "mobifone": r"mobi ?(?:fone|phone)|mobi|mbf|vms|(?:cong ty )?thong tin di dong vms",
    "vietnamobile": r"viet ?nam ?m?obile|vnm|hanoi telecom|ha noi telecom"
    r"|(?:ctcp|co phan|cp) vien thong ha noi|htmobile",
    "other": r"vtv ?cab|ock|vtc(?: (?:digital|telecom|mobile))?|htvc|fpt(?: telecom)?"
    r"|cmc(?: telecom)?|sctv|gtel(?: mobile)?|gmobile|itel(?:ecom)?|wintel|reddi|asim|netnam|spt"
    r"|towerco|mang local|local(?= den\b|\W*$|[,:]| -)|evn ?telecom|hanel",
}
"""By these names operators and other companies of the trade are known."""

WITH_NETWORKS: Final = frozenset(_FORMS) - {"other"}
"""Operators with a network of their own."""

_NAMED: Final = re.compile(
    r"(?<![\w@.])(?:" + "|".join(f"(?P<{key}>{form})" for key, form in _FORMS.items()) + r")(?!\w)"
)
_LEFT_OUT: Final = re.compile(
    r"\b(?:(?:khong|chua)(?: bao)? (?:gom|tinh|ke|co)|(?:ngoai )?tru|ngoai|thieu|loai(?: tru)?"
    r"|khong|excluding|except|without)(?: ca)?(?: so lieu)?(?: (?:cua|mang|tram))?[\s:]*$"
)
_NOT_SENT: Final = re.compile(
    r"^[^,;:()]{0,30}?\b(?:chua|khong)(?: \w+)? (?:bao cao|cap nhat|gui|cung cap|co so lieu"
    r"|tong hop|nop|bao gom|duoc tinh)\b"
)
_NO_OWNER: Final = re.compile(
    r"\b(?:kinh gui|noi nhan|(?:don vi |noi )nhan|gui (?:ve|cho|toi|den)|phan mem|he thong|ung dung"
    r"|nen tang|mau(?: bieu)?|xuat tu|phien ban|truong|cong cu|software|system|powered"
    r"|(?:phoi hop|doi chieu|ra soat|thong nhat|lam viec)(?: cung)?(?: voi)?"
    r"|de nghi|yeu cau|dung chung(?: voi)?|chung cot(?: voi)?|(?:lap |dat )?tren cot|thue(?: lai)?"
    r"|ky voi|hop tac(?: voi)?|san pham)"
    r"(?: (?:do|cua|voi|cho|ha tang|cot|ha tang cua|ha tang voi|tram|nha tram|cot cua))*[\s:]*$"
)
_OF_PROGRAM: Final = re.compile(
    r"^[ -]?(?:i?gate|i?office|ilis|ioffice|his|ioc|portal|cloud|edu|school|pay|money|post"
    r"|ca\b(?! mau\b)|vasr|smart|s?invoice|ehealth|imuno)"
)
_GIVES_BEFORE: Final = re.compile(
    r"(?:\bnguon(?: so lieu| du lieu)?\s*:?|\bdo|\btheo(?: (?:bao cao|so lieu|thong ke))?(?: cua)?"
    r"|\bso lieu(?: cua)?|\bsource)[\s:]*$"
)
_GIVES_BEHIND: Final = re.compile(
    r"^(?: [^\W\d]+){0,3}? (?:cung cap|bao cao|khao sat|thong ke|tong hop|ra soat|xac nhan"
    r"|gui|lap(?: bieu| bao cao|(?=\W*$)))\b"
)
_LONGEST: Final = 600
_NEAR: Final = 80
"""Letters beside a name that may say as what it stands there."""

_COMPARED: Final = re.compile(r"\b(?:so sanh|doi chieu|so voi)\b")
_JOINED: Final = re.compile(r"^[^;:.()]{0,25}?(?:,|/|&|\+|\bva)\s*$")
"""Between names that stand in one list: "Kính gửi: Viettel Lạng Sơn, VNPT Lạng Sơn"."""

_ONLY_BEFORE: Final = re.compile(
    r"\b(?:rieng|chi(?: tinh| co| gom| la| lay)?)(?: (?:cua|mang|tram|so lieu))*[\s:]*$"
    r"|^\W*(?:nha )?mang\s*$"
)


@dataclass(frozen=True)
class Whose:
    """Whom a line names, and as what.

    Attributes
    ----------
    operators
        Whose figures it speaks of.
    without
        Whom it says that figures leave out.
    is_told
        Whether it says so in so many words, and is no mere mention: "Nguồn: VNPT", "Riêng VNPT".
    """

    operators: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    is_told: bool = False


@functools.lru_cache(maxsize=8192)
def whose(line: str) -> Whose:
    """Find whose figures a line says that they are.

    Parameters
    ----------
    line
        A title, a note or the name of a sheet.

    Returns
    -------
    Whose
        Whom it names.

    Examples
    --------
    >>> whose("VNPT cung cấp: số trạm của MobiFone").operators
    ('mobifone',)
    >>> whose("Phần mềm do VNPT cung cấp").operators, whose("(Trừ Vietnamobile)").without
    ((), ('vietnamobile',))
    """
    plain = plain_text(line[:_LONGEST])
    by_role: dict[str, list[str]] = {"": [], "gives": [], "without": [], "none": []}
    mentioned: list[str] = []
    role, end, only = "", 0, False
    for found in _NAMED.finditer(plain):
        key = str(found.lastgroup)
        before = plain[max(0, found.start() - _NEAR) : found.start()]
        own = _role(before, plain[found.end() : found.end() + _NEAR])
        joined = mentioned and _JOINED.match(plain[end : found.start()])
        role = role if joined and role else own
        end = found.end()
        mentioned.append(key)
        by_role[role].append(key)
        only = only or (not role and _ONLY_BEFORE.search(before) is not None)
    named = [one for one in parse_level(line[:_LONGEST]).operators if one not in mentioned]
    if _COMPARED.search(plain):
        return Whose(without=tuple(dict.fromkeys(by_role["without"])))
    told = only or bool(by_role["gives"] and not by_role[""])
    owners = [*named, *(by_role[""] or by_role["gives"])]
    return Whose(
        tuple(dict.fromkeys(owners)), tuple(dict.fromkeys(by_role["without"])), is_told=told
    )


def without_whose(line: str) -> str:
    """Take names of operators out of a line, with the words that say as what they are named.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    str
        What else it says; the line itself where it names nobody.

    Examples
    --------
    >>> without_whose("Hệ thống VNPT iGate").split(), without_whose("Số trạm Viettel").split()
    ([], ['Số', 'trạm'])
    """
    plain = plain_text(line[:_LONGEST])
    text = " ".join(normalise(line[:_LONGEST]).split())
    text = text if len(text) == len(plain) else plain
    rest, end = "", 0
    for found in _NAMED.finditer(plain):
        before = plain[end : found.start()]
        kept = text[end : found.start()]
        for form in (_NO_OWNER, _GIVES_BEFORE, _ONLY_BEFORE):
            for match in reversed([*form.finditer(before)]):
                before = f"{before[: match.start()]} {before[match.end() :]}"
                kept = f"{kept[: match.start()]} {kept[match.end() :]}"
        end = found.end()
        behind = _OF_PROGRAM.match(plain[end:]) or _GIVES_BEHIND.match(plain[end:])
        end += behind.end() if behind else 0
        rest += kept
    return rest + text[end:] if end else line


def _role(before: str, behind: str) -> str:
    """Tell as what one is named, by the words before and behind the name; "" as the owner."""
    if _LEFT_OUT.search(before) or _NOT_SENT.match(behind):
        return "without"
    if _NO_OWNER.search(before) or _OF_PROGRAM.match(behind):
        return "none"
    if _GIVES_BEFORE.search(before) or _GIVES_BEHIND.match(behind):
        return "gives"
    return ""


_TOGETHER: Final = re.compile(
    r"\b(?:so lieu|tinh|bao cao|gop|to chuc|thong ke|tong hop|ghi|nhap|so)(?: lop)? chung\b"
    r"|\bchung (?:(?:so lieu|cho|cua|ca) )*(?:2|3|hai|ba|cac|nhieu) (?:xa|phuong|don vi|dia ban)\b"
    r"|\b(?:2|3|hai|ba|cac) (?:xa|phuong|don vi)\b.{0,30}\bchung\b|\bgop (?:so lieu|\d|hai|ba)\b"
)


def is_of_several(text: str) -> bool:
    """Tell whether a sender says that figures are those of several communes together.

    Parameters
    ----------
    text
        A remark, or what stands behind a name.

    Returns
    -------
    bool
        Whether it does; nobody needs to ask then whether it is a slip.

    Examples
    --------
    >>> is_of_several("Hai xã tổ chức chung lớp"), is_of_several("Hạ tầng dùng chung")
    (True, False)
    """
    return _TOGETHER.search(plain_text(text)) is not None
