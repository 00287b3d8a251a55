"""Words beside figures that may make them something else: of another day, of others, not there."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.notes.remarks import leaves_out
from dxanalysis.sources.workbook.words.no_state_of_today import toneless, without_uses
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt

_LONGEST: Final = 500
_PERIOD: Final = (
    r"(?:(?:\d+ )?(?:thang|quy|nam|ky|dot|lan)\W?(?:\d|[ivx]+\b)[\divx/.–-]*"
    r"|[tq]\.? ?(?:\d{1,2}|[ivx]+)\b(?:[/.-](?:20)?\d\d)?"
    r"|(?:ngay )?\d{1,2}[/.-]\d{1,2}(?:[/.-](?:20)?\d\d)?)"
)
_BARE_PERIOD: Final = re.compile(
    r"(?:(?:so(?: lieu)?|lay|giu nguyen|theo|den|het|cua|tinh|chot|cap nhat|bao cao|ngay|ky|cuoi"
    r"|dau|vao|tai|trong|thoi diem|as of|data|figures?|of)\W+)*"
    rf"(?:{_PERIOD}|20\d\d\b(?!\W*\d))(?:\W*(?:(?:thang|nam)\W*)?\d{{2,4}}){{0,3}}"
)
"""A remark that is nothing but a time: "T8", "Số tháng 6", "đến 30/6", "Lấy theo quý II"."""

_IN_LETTERS: Final = re.compile(r"(?:[^\W\d]+,? ){0,4}ngay \W*\d* ?thang \W*\d* ?nam \W*\d*")
"""The day on which a letter or a table is signed."""

_FIGURES_OF: Final = re.compile(
    r"\b(?:so lieu|lay (?:so|theo)|so (?=thang|quy|nam|ky)|theo bao cao(?! so)|cap nhat|tinh den"
    r"|chot|bao cao (?=thang|quy|ky|nam)|figures?|data)\b[^.;]{0,40}?"
    rf"(?:{_PERIOD}|\b(?:ky|quy|thang|nam) (?:truoc|ngoai|cu|lien truoc|roi)\b)"
    r"|\bbao cao (?!so\b)(?:(?!\bngay\b)[^.;]){0,40}?\b(?:thang|quy) (?:\d|[ivx]+\b)"
    r"|\b(?:so|so lieu) (?:cua )?(?:nam )?20[12]\d\b|\bso lieu truoc (?:sap|khi|hop|luc)\b"
)
_AS_BEFORE: Final = re.compile(
    r"(?:(?:nhu|theo|lay|giu nguyen|khong doi so voi|so|so lieu|cua|bao cao) )+"
    r"(?:ky|quy|thang|nam|lan|dot|bao cao)(?: bao cao)? (?:truoc|ngoai|cu|lien truoc|roi)\b"
    r"|\b(?:so|so lieu|figures?|data) (?:cu|old)\b"
    r"|^(?:day la |la )?(?:ban|bieu|bang|tep|file)(?: (?:bieu|in|so lieu))?"
    r" (?:cu|luu|thay the|old)\b"
    r"|^(?!.*\bso voi\b).*\b(?:ky|quy|thang|nam) (?:truoc|ngoai)$"
)
_NOT_KNOWN: Final = re.compile(
    r"\b(?:chua|khong)(?: (?:co|gui|nop|duoc|ro|nhan|the|cung cap|cap nhat|bao cao|thong ke"
    r"|xac dinh|tach|du|kip|day|lay|thay|kiem tra|ra soat|doi chieu|xac minh|duyet|chot))*"
    r" (?:so lieu|bao cao|thong tin|cung cap|thong ke|xac dinh|tong hop|cap nhat|gui|nop|ro|du"
    r"|chinh xac|khop|kiem tra|ra soat|doi chieu|xac minh|kiem chung|phe duyet|duyet|tach"
    r"|thuc te)\b(?! (?:song|dien|duong))"
    r"|\b(?:thieu|mat|cho|dang cho) (?:so lieu|bao cao)\b|\bno data\b|\bnot (?:reported|available)"
)
_ESTIMATED: Final = re.compile(
    r"\b(?:noi suy|ngoai suy|suy ra|so bo|gia (?:thiet|lap)|(?:so|so lieu|theo|muc|la) gia dinh"
    r"|(?<!trung )tam (?:tinh|uoc|lay|ghi|thoi)"
    r"|uoc (?:tinh|luong|dat|thuc hien|khoang|chung|so|den|ca)|(?:so|so lieu|la) uoc|lam tron"
    r"|quy doi|binh quan|chay thu|thu nghiem|estimated?|approximate(?:ly)?|interpolated"
    r"|preliminary|provisional|dummy|test data)\b|^\W*uoc\W*$|\bkhoang \d|^\W*(?:du thao|draft)\b"
    r"|\b(?:ban|so|so lieu) (?:nhap|thu|tam)\W*$|\bchua chinh thuc\b"
)
_FILLED: Final = re.compile(
    r"\b(?:lay|dien|ghi|tinh|dung|gan|nhap|uoc|suy|bu|thay)"
    r"(?: (?:tam|theo|bang|gia tri|so|so lieu|muc|cua|cac|la)){0,5} (?:binh quan|trung binh)\b"
    r"(?! (?:nam|quy|thang|ngay|dan|moi|tren|dau|1|mot|theo)\b)"
    r"|\b(?:so|so lieu|gia tri)(?: (?:nay|tren|la|lay|tinh)){0,2} (?:binh quan|trung binh)\b"
    r"(?=\W*$|\W*(?:[,;.]|chung|cac|cua|toan|tinh|huyen|vung|khu|cum|\d))"
    r"|\b(?:lay|dien|ghi|muon|theo) (?:(?:tam|theo|so|so lieu|cua|bang|tuong tu) ){0,4}"
    r"(?:cac )?(?:xa|phuong|don vi) (?:ben canh|ke ben|lan can|lien ke|gan do|tuong tu)\b"
    r"|\bdien (?:tam|cho du|dai|bua)\b"
    r"|\bkhong phai (?:la )?so(?: lieu)? cua (?:xa|phuong|don vi|dia phuong|dac khu)\b"
    r"|\b(?:imputed|placeholders?)\b|\bfilled (?:in )?(?:with|by|from)\b"
    r"|\b(?:average|mean) of (?:the )?(?:province|district|other|neighbou?ring|all|\d)"
)
"""By these nobody counted the figure in the commune: it is a mean, or that of a neighbour."""

_WRONG: Final = re.compile(
    r"\bso (?:dung|thuc)(?: la)?\W+\d|\bthuc te\W*(?:la |co |chi |con )*\d|\bsai so\b(?! cho phep)"
    r"|\b(?:bi|dang|ghi|nhap|viet|dien) (?:dao|nguoc|nham|lon|lech|thieu|thua|trung)\b"
    r"|\bdao (?:cot|nguoc|lon|cho|so)\b|\bdoi (?:cho|cot|lai)\b|\bdoc nguoc\b|\bdinh chinh\b"
    r"|\b(?:kiem tra|xem|hoi|sua|chinh|bao|tinh|ra soat|xac minh|doi chieu)(?: \w+)? lai\b"
    r"|\bcan (?:xem|kiem tra|ra soat|xac minh|doi chieu|hoi|lam ro)\b|\b(?:bat thuong|vo ly)\b"
    r"|\bchenh(?: lech)?\b|\bnghi\W+(?:ngo|sai|nham|la|do|trung)\b|\bswapped\b|\bshould be\b"
)
_OFFICES: Final = (
    r"(?:xa|phuong|thi tran|huyen|thi xa|thanh pho|tinh|don vi|nha mang|doanh nghiep|cum|tram|bien)"
)
_OF_OTHERS: Final = re.compile(
    r"(?<!dan )\b(?:so|so lieu) (?:cua|tai|ben|o|toan|ca|chung)(?: (?:ca|cac|\d|toan|ba|hai))*"
    rf" {_OFFICES}\b"
    r"|\b(?:so|so lieu|tinh|tram|gom)\b.{0,12}\b(?:toan|ca|theo|cap) (?:huyen|thi xa|tinh)\b"
    r"|\b(?:so|so lieu) (?:xa|huyen|phuong|don vi) cu\b|\bso lieu cua \w+(?: \w+)? cu\b"
    r"|\b(?:da |duoc |chua |se )?(?:tinh|cong|gop|thong ke|ke|nhap|ghi|dem|bao cao|tinh toan)"
    rf"(?: gop| chung| luon| so lieu)? (?:o|vao|tai|sang|ben|cho|ve|trong|voi|cung|luon) {_OFFICES}"
    rf"\b|\btrung(?: lap)?(?: so(?: lieu)?)? (?:voi|xa|phuong|{_OFFICES})\b|\btrung so\b"
    r"|\b(?:\d|hai|ba|bon|ca|moi|toan|nhieu|cua(?: tat ca)? cac) (?:\d |ba |cac )*(?:nha mang"
    r"|mang di dong|doanh nghiep)\b|\bnha mang (?:khac|ban)\b|\b(?:dung|su dung|dau tu) chung\b"
    r"|\b(?:chia se|ban giao|tiep nhan) (?:ha tang|tram|cho|tu)\b|\b(?:da )?di (?:doi|chuyen)\b"
    r"|^(?:ca|toan) huyen\b|\b(?:cong|gop|tinh|gom) ca (?:so lieu )?(?:cua )?(?:xa|phuong)\b"
    r"(?!.*\b(?:cu|sap nhap|hop nhat)\b)|\bgiai the\b|\b(?:counted|included) (?:in|with|at)\b"
    r"|\bshared\b"
)
_UNIT: Final = re.compile(
    r"\b(?:so|tinh theo|theo|don vi(?: tinh)?|dvt|la)\W+(?:so )?(?:luong )?(?:cell|sector|carrier"
    r"|o phu|vi tri|nha tram|cot(?: anten)?|an ?ten|nghin|tram (?:ho|nguoi|tram)|chuc|ban ghi)\b"
)
_WHAT: Final = (
    rf"(?:{toneless('started', 'built')}|phat|su dung|lap|xay|thi cong|hoan thien|bat|kich hoat"
    r"|dau noi|tich hop|thuong mai|khoi cong|ban giao|on air|xong)"
)
_NOT_THERE: Final = re.compile(
    rf"\b(?:chua|khong(?: con)?|dang cho|cho|sap|chuan bi|tam|tam thoi)(?: duoc| co)? {_WHAT}\b"
    r"|\b(?:moi|dang)(?: duoc| trong)?(?: (?:qua trinh|giai doan|thoi gian))? (?:xay|lap|thi cong"
    r"|khao sat|xin|lam thu tuc|hoan thien|nghiem thu|bao tri|bao duong|sua|di doi|thao|dau thau"
    r"|thiet ke|thue|tim|thoa thuan|giai phong|phat thu|thu nghiem)\b"
    rf"|\b(?:tam |da |dang |bi )*(?:{toneless('stops')}|ngat|tat|khoa)"
    rf" (?:{toneless('works')}|phat|cung cap|dich vu|song|may|tram|\d)"
    rf"|\b(?:{toneless('lost', 'gone')}|bo hoang)\b|\bda (?:huy|cat|thao|bo|do)\b"
    rf"|\b(?:bi|lam) (?:{toneless('hit')}|sap|hu|cuon|troi|set)\b"
    r"|\b(?:da |duoc |moi )*(?:khao sat|xin phep|cap phep|ky hop dong|thue vi tri|phe duyet vi tri)"
    r"\b|\b(?:du kien|ke hoach|kh \d+|theo kh|quy hoach|du tru|du phong|planned|forecast"
    r"|phan dau|chi tieu (?:giao|duoc giao|nam))\b"
    r"|\bse (?:duoc )?(?:phat|lap|xay|trien khai|hoan thanh|dua|len)\b"
    rf"|\b(?:not yet|under construction|{toneless('off')})\b"
)
_INCLUDES: Final = re.compile(
    r"\b(?:bao gom|gom|tinh|ke|cong|da bao gom|da tinh|da gom|ca)(?: ca| them| luon| chung)+"
    r"(?: (?:so|cac|nhung))* (?:tram|ho|thon|ban|dan|nguoi|thue bao|mang|vung|song|diem|phan"
    r"|[2-5]g)\b"
)
_MORE: Final = re.compile(
    r"\b(?:lap|xay|phat|trien khai|dau tu|tang|bo sung|mo rong|nang cap|them|can|de nghi|de xuat"
    r"|kien nghi)\b.{0,30}\b(?:them|bo sung|moi|mo rong|thay the|tang|nang cap|so voi|phu song)\b"
    r"|\bcon (?:lai )?\d|\bcon lai\b|\b(?:co|nam|thuoc|dua|da|de)(?: vao| trong)* (?:ke hoach"
    r"|quy hoach)\b|^\W*(?:de nghi|de xuat|kien nghi|can (?:lap|xay|bo sung|dau tu|them)|tang"
    r"|giam|bo sung|them)\b|\b(?:additional|upgrade)\b"
    r"|\b(?:ke hoach|du kien|dang|se)\b.{0,30}\b(?:xay(?: dung)?|lap"
    r"(?: dat)?|dau tu|trien khai|thi cong)\b (?:\d+|[2-5]g|mang|cap quang|ftth)"
)
"""By these a remark speaks of what comes beside what its row counts."""

_OF_COMMUNES: Final = re.compile(
    r"\b(?:sap nhap|sap xep|thanh lap|chia tach|nong thon moi|ntm|do thi|dan cu|giam ngheo)\b"
)
"""What is planned for communes themselves."""

_SOURCE: Final = re.compile(
    r"(?:ghi chu\W+)?(?:nguon(?: so lieu)?\W[^;.]*|(?:(?:so lieu|thong tin)(?: \w+){0,4} )?"
    r"do (?!chua|khong)[^;.]* (?:cung cap|bao cao|tong hop|thong ke|ghi nhan))"
)
"""Who counted, which makes a figure nothing else."""

_LATER: Final = re.compile(r"^dang ra soat\b.*\bbo sung\b")
"""What is still to be added says nothing of what is there."""

_STYLE: Final = re.compile(
    r"\b(?:to|boi|mau|nen|chu|in|danh dau|so|dong|o|highlight(?:ed)?|cells?)\b.{0,12}\b(?:vang|do"
    r"|xanh|cam|tim|hong|xam|nau|nghieng|dam|gach|yellow|red|green|blue|grey|gray|italics?|bold)\b"
)
"""A legend of colours or of styles, which are not looked at."""

_STYLED: Final = re.compile(
    r"\b(?:bo|loai|khong|chua|cu|tham khao|them|moi|thieu|xoa|huy|ignore|old|not)\b"
)
_CHANGES: Final = re.compile(
    "|".join(
        form.pattern
        for form in (_AS_BEFORE, _NOT_KNOWN, _ESTIMATED, _WRONG, _OF_OTHERS, _UNIT, _INCLUDES)
    )
)


@functools.lru_cache(maxsize=8192)
def may_change(text: str, as_of: dt.date | None = None, operator: str = "") -> bool:
    """Tell whether words beside figures may make them something else than they seem.

    Parameters
    ----------
    text
        A remark, a footnote, or what stands in brackets behind a name.
    as_of
        The date of the table, where one is known: naming it changes nothing.
    operator
        Whose figures the table holds, where they are one operator's.

    Returns
    -------
    bool
        Whether they say that figures are of another day, not known, estimated, wrong, of others or
        in another unit. What only describes a commune changes nothing; that what is counted is not
        there is told by :func:`is_not_there`.

    Examples
    --------
    >>> [may_change(text) for text in ("Số tháng 6", "Sai số, hỏi lại xã", "Xã biên giới")]
    [True, True, False]
    """
    if len(text) > _LONGEST:
        return False
    plain = plain_text(text).strip(" .;:()[]*-–<>")
    changes = not _SOURCE.fullmatch(plain) and (leaves_out(text) or _CHANGES.search(plain))
    if changes or is_of_another_day(text, as_of):
        return not _LATER.search(plain)
    named = {*parse_level(text).operators} - {"any", "other", operator}
    return bool(operator) and bool(named)


def is_unsettled(text: str) -> bool:
    """Tell whether words say that figures are estimated, not approved or not known.

    Parameters
    ----------
    text
        What stands beside a title: "Số liệu ước", "Chưa duyệt".

    Returns
    -------
    bool
        Whether they do.
    """
    plain = plain_text(text).strip(" .;:()[]*-–<>")
    return bool(_ESTIMATED.search(plain) or _NOT_KNOWN.search(plain))


def is_of_another_day(text: str, as_of: dt.date | None) -> bool:
    """Tell whether a text says that figures are of another day than their table.

    Parameters
    ----------
    text
        The text, of a time alone or of figures and their time.
    as_of
        The date of the table, if known.

    Returns
    -------
    bool
        Whether it does.
    """
    plain = plain_text(text).strip(" .;:()[]*-–<>")
    if _IN_LETTERS.fullmatch(plain):
        return False
    if not (_BARE_PERIOD.fullmatch(plain) or _FIGURES_OF.search(plain)):
        return False
    if as_of is None:
        return True
    days = [one.day for one in find_dates(text) if one.day]
    if days:
        return as_of not in days
    months = re.findall(r"\b(?:thang|t)\W?(\d{1,2})\b", plain)
    quarters = re.findall(r"\b(?:quy|q)\W?(iv|i{1,3}|[1-4])\b", plain)
    ends = {f"{as_of.day}/{as_of.month}", f"{as_of.day:02}/{as_of.month:02}"}
    if months or quarters:
        own = (as_of.month - 1) // 3
        return any(int(one) != as_of.month for one in months) or any(
            one not in {str(own + 1), ("i", "ii", "iii", "iv")[own]} for one in quarters
        )
    years = re.findall(r"\b20\d\d\b", plain)
    return not any(end in plain for end in ends) and years != [str(as_of.year)]


def is_not_there(text: str) -> bool:
    """Tell whether words say that what a row counts is not there yet, or no more.

    Parameters
    ----------
    text
        What a column of states says of a row, or brackets behind its name: "Chưa hoạt động".

    Returns
    -------
    bool
        Whether they do; "Lắp thêm 2 trạm" speaks of others.
    """
    plain = without_uses(text).strip(" .;:()[]*-–<>")
    stopped = re.match(r"(?:da |tam |dang )*(?:dung|ngung|huy|kh|ngat|tat)\b", plain)
    planned = bool(stopped or _NOT_THERE.search(plain))
    others = _MORE.search(plain) or _OF_COMMUNES.search(plain)
    return planned and not others and len(text) <= _LONGEST


def is_legend_of_styles(text: str) -> bool:
    """Tell whether a line says of colours or styles of cells that their figures are others.

    Parameters
    ----------
    text
        A line below or beside a table.

    Returns
    -------
    bool
        Whether it does: "Ô tô vàng là số liệu tháng 8", but not "Chữ đậm: phường".
    """
    plain = plain_text(text)
    style = _STYLE.search(plain)
    if style is None or len(text) > _LONGEST:
        return False
    rest = plain[style.end() :]
    return may_change(rest) or is_not_there(rest) or bool(_STYLED.search(rest))


@functools.lru_cache(maxsize=8192)
def filled_in(remark: str) -> bool:
    """Tell whether a remark says that a mean, or a neighbour's figure, stands for one not counted.

    Parameters
    ----------
    remark
        The remark, or a footnote.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> filled_in("Chưa báo cáo, tạm lấy số bình quân huyện"), filled_in("Cao hơn bình quân tỉnh")
    (True, False)
    """
    return _FILLED.search(plain_text(remark)) is not None
