"""Words beside figures by which these are wrong, no state of today, or not of one commune alone."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.notes.doubts import filled_in
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable

_once: Final = functools.lru_cache(maxsize=8192)
"""Remarks repeat each other, and each is asked of every table beside it."""

_PLANNED: Final = re.compile(
    r"(?<!sap )\b(?:ghi|lay|nhap|dien|so|so lieu|figures?|data)"
    r"(?: (?:la|tam|thoi|dien|theo|cua|of|from|the))*"
    r" (?:(?:(?:chi|muc) tieu )?(?:ke hoach|kh|du kien)|(?:chi|muc) tieu (?:\w+ )?giao"
    r"|plan|targets?)\b"
    r"|^\W*(?:so |theo )*(?:ke hoach|kh|quy hoach|du kien|planned)"
    r"(?: (?:nam|quy|thang|giai doan|den|for))* ?[\d/ ivx–-]*\W*$"
)
"""By these a line or a remark says that the figures below or beside it are no state of today."""

_WRONG: Final = re.compile(
    r"\b(?:so cu|so lieu cu|bao (?:cao )?lai|so dung(?: la|\W+\d+)|thuc te\W*(?:la |co |chi )*\d+"
    r"|(?:nhap|ghi|dien|bi) (?:nguoc|dao|lon)\b|dinh chinh|dieu chinh (?:lai )?(?:thanh|la)"
    r"|sua (?:lai )?(?:thanh|la)|(?:sua|chinh|doc|ghi|lay) lai(?: la|(?: la)? ?:) ?\d+(?![\d/-])"
    r"|(?:(?:sua|chinh|doc) lai|(?:doc|doi|thay)(?: lai)? (?:la|thanh|bang))\W*\d+"
    r"(?= ?(?:[;,.()]|$))"
    r"|(?:le ra|nen|phai) (?:la|phai la)\W*\d+|loi (?:danh may|go|nhap(?: lieu)?|chinh ta)"
    r"|(?:lay|ghi|nhap|dien|chep) nham so|so(?: lieu)?(?: nay| tren)? khong dung"
    r"|\d+ (?:moi (?:la )?(?:so )?|la (?:so )?)(?:dung(?! (?:chuan|han"
    r"|tien do|quy dinh|ke hoach))|chinh xac)|khong phai (?:la )?\d[\d.,]*\W+(?:ma )?la\W*\d+"
    r"|so(?: lieu)?(?: \w+){0,4} la (?:so |so lieu )?cua (?:mot )?(?:xa|phuong|don vi)"
    r" (?:ben canh|ben|ke ben|lien ke|lan can|khac|ban)"
    r"|(?:phai|dung ra|dang le|dang ra) (?:la |phai la )?\d+"
    r"|dung (?:la|phai la)\W*\d+|so chinh xac(?: la|\W+\d+)"
    r"|(?:go|nhap|ghi|danh|dien)(?: may)? (?:thieu|thua|lech|trung|lon|nham)\b"
    r"|(?:thieu|thua) (?:mot |1 )?(?:chu so|so 0|so khong)"
    r"|chua chinh xac|khong chinh xac|chua dung"
    r"|wrong|incorrect|outdated|should be|corrected|typo|mistake)\b"
)
"""By these a remark says that the figure beside it is not the right one."""

_SENT_BACK: Final = re.compile(
    r"^\W*(?:da |bi |so lieu |bao cao )*(?:tra (?:lai|ve)|tu choi|huy bo|loai bo"
    r"|khong (?:duoc )?(?:duyet|phe duyet|chap nhan|hop le|dat yeu cau|thong qua)"
    r"|rejected|returned|sent back|invalid|declined)"
    r"(?:\W+(?:de|cho|yeu cau|do|vi|ngay|xa|don vi|bao cao|nhap)\b.{0,80})?\W*$"
)
"""By these whoever gathered the reports says that one was not taken."""

_WITHDRAWN: Final = re.compile(
    r"\b(?:(?:xin|da|duoc|de nghi|bi|tam|dang|phai) (?:xin )?(?:rut|thu hoi)(?: lai)?"
    r"(?= (?:so|so lieu|bao cao|de)\b|\W*(?:$|[;,.)]))"
    r"|(?:khong|dung|cam|tam (?:thoi )?khong) (?:su dung|dung|lay|cong bo)"
    r" (?:duoc )?(?:(?:cac |nhung )?(?:so|so lieu|con so|gia tri|ket qua)(?: lieu)?)"
    r"(?: (?:nay|tren|do|cua (?:xa|phuong)(?: nay)?))?(?=\W*(?:$|[;,.)]))"
    r"|(?:de nghi|yeu cau|xin|vui long) (?:khong|dung|chua) (?:su dung|dung|lay|tong hop|cong bo)"
    r"(?=\W*(?:$|[;,.)]))"
    r"|(?:so|so lieu|ket qua)(?: \w+){0,3} (?:khong (?:con|co) gia tri|bi huy|da huy|khong hop le)"
    r"|withdrawn|do not use|not to be used)(?:\b|$)"
)
"""By these the one who sent a figure takes it back."""

_MISTAKEN: Final = re.compile(r"\b(?:sai|nhầm)\b(?! số\b(?! liệu))")
MISTAKEN_PLAIN: Final = re.compile(r"\b(?:sai|nham)\b(?! so\b(?! lieu))")
"""The same; without tones, "Vân Nham" and "Sài Sơn" have such a word in them."""

_RIGHT_IS: Final = re.compile(
    r"\b(?:so dung|dung|chinh xac|phai|thanh|thuc te|sua lai|dinh chinh|dung ra|dang le|should be"
    r"|correct(?:ed)?(?: (?:to|value|figure|number))?)\W*(?:(?:la|phai la|chi|co|is)\W+)*"
    r"(\d[\d.,]*\d|\d)(?![\d/-])"
)
"""What the right figure is: "Ghi nhầm, số đúng là 20"."""

_AREA: Final = (
    r"(?:huyen|thi xa|thanh pho|tp|quan|tinh|vung|lien xa|khu vuc|dia ban (?:huyen|khu vuc)"
    r"|cum(?! (?:dan cu|cong nghiep|loa))|trung tam (?:vien thong|kinh doanh)|ttvt"
    r"|phong giao dich|to ky thuat|district|province|whole area|cluster)"
)
_TAKEN: Final = r"(?:so|so lieu|ghi|lay|nhap|bao cao|thong ke|tong hop|figures?|data|la)"
_SEVERAL: Final = (
    r"(?:[2-9]|hai|ba|bon|nam|cac|nhieu|ca [2-9]|may) (?:xa|phuong|don vi|communes|wards)"
)
_WIDER: Final = re.compile(
    rf"\b{_TAKEN}(?: (?:chung|gop|cua|cho|tong|luy ke|bao gom|tinh|of|for|the))*"
    rf" (?:toan|ca|chung ca|toan bo|cap|entire|whole) {_AREA}\b"
    rf"|\b(?:tinh|gop|cong|ghi|nhap|gom|bao gom)(?: (?:gop|chung|luon|vao|lai|so|so lieu|cua|cho))*"
    r" (?:toan|ca|chung ca|toan bo)(?: (?:so|so lieu|cua))*"
    r" (?:huyen|thi xa|quan|tinh|vung|lien xa|toan khu vuc|cum xa)\b"
    rf"|^\W*(?:toan|ca|chung ca|toan bo) {_AREA}\b"
    r"(?:\W*(?:cu|khu vuc)\b)*\W*(?:$|(?:chua|khong) (?:boc )?tach)"
    rf"|\b(?:so|so lieu|tinh|ghi|gop|bao cao|nhap)(?: \w+)? (?:chung|gop|cua|cho)(?: (?:chung|cua"
    rf"|cho|ca))* {_SEVERAL}\b(?!.{{0,30}}\b(?:cu|sap nhap|hop nhat|nhap lai|former)\b)"
    r"|\b(?:chua|khong) (?:the )?(?:boc )?(?:tach|boc)(?: (?:duoc|rieng|bach|so|so lieu|ra|theo|cho"
    r"|cua|den|cap|tung|tram|ho|thue bao|o|tai|chi tiet))* (?:xa|phuong|dia ban)\b"
    r"(?! (?:cu|truoc)\b)"
    r"|\bphuc vu chung(?: cho)?\W{0,3}(?:(?:cac|ca|cum|lien|\d+) )*(?:xa|phuong|don vi|dia ban)\b"
    r"|\b(?:la|cua|tai|thuoc) (?:\w+ ){0,5}lien (?:xa|phuong|don vi)\b"
    r"|\bnot (?:yet )?(?:split|broken down|separated) (?:by|to|per|into) (?:commune|ward)s?\b"
    rf"|\b(?:figures?|data|numbers?) (?:of|for|cover) the (?:former |entire |whole )*{_AREA}\b"
)
"""By these a figure is of more than the commune beside whose name it stands."""

_NOT_SAID: Final = re.compile(
    r"\b(?:binh quan|trung binh|cao|thap|nhat|dung|xep|so voi|hang|muc|chuyen|thuoc)\b"
    r".{0,30}\b(?:toan|ca) (?:tinh|huyen|thi xa|thanh pho|vung|khu vuc)\b"
    r"|\b(?:da|duoc) (?:boc )?tach\b"
)
"""With these the area is only compared with, or was taken out."""

_NOUNS: Final = (
    (re.compile(r"\b(?:tram|bts|vi tri|cot|stations?|sites?)\b"), re.compile(r"station")),
    (
        re.compile(r"\b(?:thue bao|khach hang|ftth|fttx|cap quang|internet|subscri\w+|fibre)\b"),
        re.compile(r"subscri|fibre|internet"),
    ),
    (re.compile(r"\b(?:ho|households?)\b"), re.compile(r"household")),
    (
        re.compile(r"\b(?:thon|ap|khom|buon|xom|to dan pho|khu pho|khu dan cu|villages?)\b"),
        re.compile(r"village"),
    ),
    (
        re.compile(r"\b(?:dan so|so dan|nguoi|nguoi dan|nhan khau|people|population)\b"),
        re.compile(r"people|population|^pop_|adults"),
    ),
)
"""What a remark counts, and the quantities that count it."""


@_once
def denies(remark: str) -> bool:
    """Tell whether a remark says that the figures beside it are wrong, planned or filled in.

    Parameters
    ----------
    remark
        The remark.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> [denies(one) for one in ("Ghi nhầm, số đúng là 20", "Số kế hoạch", "Xã biên giới")]
    [True, True, False]
    """
    plain = plain_text(remark)
    if any(form.search(plain) for form in (_WRONG, _PLANNED, _SENT_BACK, _WITHDRAWN)) or filled_in(
        remark
    ):
        return True
    if remark.isascii():
        return MISTAKEN_PLAIN.search(plain) is not None
    return _MISTAKEN.search(normalise(remark).lower()) is not None


@_once
def right_figures(remark: str) -> frozenset[str]:
    """Give the digits of the figures that a remark says are the right ones.

    Parameters
    ----------
    remark
        The remark.

    Returns
    -------
    frozenset of str
        Them, without points and commas.

    Examples
    --------
    >>> right_figures("Ghi nhầm, số đúng là 1.020 (đã xác nhận với xã)")
    frozenset({'1020'})
    """
    found = _RIGHT_IS.findall(plain_text(remark))
    return frozenset(re.sub(r"[.,]", "", one) for one in found)


@_once
def is_of_wider(remark: str) -> bool:
    """Tell whether a remark says that figures are of more than the commune beside which it stands.

    Parameters
    ----------
    remark
        The remark.

    Returns
    -------
    bool
        Whether they are of a former district, an operator's area or several communes; those that
        the commune was made of are all its own.

    Examples
    --------
    >>> is_of_wider("Số toàn khu vực (huyện cũ), chưa tách"), is_of_wider("Số liệu của 3 xã cũ")
    (True, False)
    """
    plain = plain_text(remark)
    return _WIDER.search(plain) is not None and _NOT_SAID.search(plain) is None


def about(remark: str, quantities: Iterable[str]) -> set[str]:
    """Find the quantities that a remark on a row may be about.

    Parameters
    ----------
    remark
        The remark.
    quantities
        Those of the table.

    Returns
    -------
    set of str
        Those that count what it names; all where it names nothing.

    Examples
    --------
    >>> sorted(about("Trạm và thuê bao: số cả huyện", ["population", "stations_4g"]))
    ['stations_4g']
    """
    plain = plain_text(remark)
    named = [form for noun, form in _NOUNS if noun.search(plain)]
    return {one for one in quantities if not named or any(form.search(one) for form in named)}
