"""What stands where nothing is known: "999", "-" or 0, as notes say, or nines unexplained."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

_MISSING: Final = re.compile(
    r"(?<![\w.,/-])(-?\d{1,6}|[a-z]{1,5}(?:/[a-z]{1,5})?)[\"”'’)\]]{0,2}\s*"
    r"(?:la|:|=|nghia la|co nghia la|chi|means?|is)\s"
    r"[^;.:=\d]{0,40}?(?:(?:chua|khong) (?:co (?:so lieu|thong tin)|ro\b|biet\b|xac dinh|tra loi"
    r"|duoc bao cao|bao cao|gui|thong ke|thu thap|tong hop|nop|cung cap|ap dung)"
    r"|no data|not (?:reported|known|available|applicable)|did not report|unknown|missing)"
)
_NINES: Final = re.compile(r"9{3,}")
_NONE_KNOWN: Final = (
    r"(?:chua|khong) (?:co (?:so|so lieu|du lieu|thong tin|bao cao)\b|duoc (?:bao cao|thong ke)"
    r"|co$|gui|ro\b|bao cao|thong ke|thu thap|tong hop|nop|cap nhat|cung cap|xac dinh|biet\b)"
    r"|thieu so lieu|khuyet so|no data|not (?:reported|available|known)|missing"
)
_DASH: Final = (
    r"(?:[\"“'‘(\[]\s*[-–—]\s*[\"”'’)\]]|\b(?:dau |ky hieu |o )?(?:gach ngang|gach noi|dau gach)\b"
    r"(?:\W{0,3}[-–—]\W{0,2})?)"
)
_DASH_MISSING: Final = re.compile(
    r"[\"“'‘(\[]?\s*[-–]\s*[\"”'’)\]]?\s*(?:la|:|=|nghia la|co nghia la|chi|means?)\s.*"
    r"(?:chua|khong) (?:co |duoc |gui |ro\b|bao cao|thong ke|thu thap|tong hop|nop)"
    r"|[-–]\W+(?:means? )?(?:no data|not reported|not available)"
    rf"|{_DASH}\W*(?:(?:la|nghia la|co nghia la|chi|tuc(?: la)?|the hien|bieu thi|means?)\W+)?"
    rf"(?:(?:cac |nhung )?(?:xa|phuong|don vi|o|noi|cho)\W+(?:\w+ ){{0,2}}?)?(?:{_NONE_KNOWN})"
)
"""A note that "-" is no zero: "Dấu “-” là xã chưa báo cáo số liệu"."""

_ZERO_MISSING: Final = re.compile(
    r"(?:\b(?:so|ghi|de|o|cell)\W+0\b|^\W*0\b|\bzeros?\b)\W.{0,80}?"
    r"(?:\b(?:la|nghia la|chi|tuc|do|means?|mean that|are|is)\b|[:=–-])\s?.{0,40}?(?:"
    r"(?:chua|khong) (?:co so lieu|duoc bao cao|gui|bao cao|thong ke|thu thap|tong hop|nop"
    r"|cung cap)"
    r"|no data|not reported|did not report|have not reported|not available|missing)"
)
"""A note that 0 is none either: "Xã ghi số 0 là xã chưa gửi báo cáo"."""

_DASH_ZERO: Final = re.compile(
    r"(?:[\[(\"“'‘]\s*[-–]\s*[\])\"”'’]|"
    r"(?:^|\s)[-–](?=\s*(?:la|:|=|nghia la|co nghia la|means?)\s))"
    r"\s*(?:la|:|=|nghia la|co nghia la|chi|means?)?\s+(?:[^\W\d_]+ ){0,2}?"
    r"(?:[(\[]?bang (?:0|khong)\b|so (?:0|khong)\b|0\b|zero\b"
    r"|khong phat sinh\b|khong co hien tuong|chua (?:trien khai|phu song|phat song|xay dung)\b)"
    r"|(?:^|[\s:;])[-–]\s+khong co,? \(?(?:bang|=|tuc) ?(?:so )?(?:0|khong)\b"
)
"""A note that "-" is zero: "“-” là chưa triển khai", "(-) Không có hiện tượng phát sinh"."""

_NOT_REPORTED: Final = re.compile(
    r"\b(?:chua|khong)(?: (?:co|duoc|kip|the))* (?:bao cao|(?:gui|nop|thong ke|thu thap|tong hop"
    r"|cap nhat|cung cap)(?=\W*$|[,.;:)]| (?:so|so lieu|du lieu|thong tin|bao cao|bieu|kip|duoc"
    r"|du|day du|ve)\b)|(?:so lieu|du lieu|thong tin)(?! (?:song|dien)))\b"
    r"|\b(?:thieu|mat|khuyet|cho) (?:so lieu|bao cao|so)\b"
    r"|\bno data\b|\bnot (?:yet )?(?:reported|available)\b|\bdid not report\b"
)
"""Beside a row: that nobody knows yet what its figures are."""

_CLAUSES: Final = re.compile(r"[;\n]|\.\s")
_APART: Final = 3
"""How many times less all other figures of a column are than nines that are none."""


def missing_codes(notes: Iterable[str]) -> frozenset[str]:
    """Find the numbers and letters of which notes say that they stand where nothing is known.

    Parameters
    ----------
    notes
        The lines around a table.

    Returns
    -------
    frozenset of str
        The numbers as written, and letters as small ones; of 0 it is not said here.

    Examples
    --------
    >>> missing_codes(["Quy ước nhập: 999 là chưa có số liệu; 0 là không có."])
    frozenset({'999'})
    >>> missing_codes(["CBC: xã chưa báo cáo"])
    frozenset({'cbc'})
    """
    found = {
        match[1]
        for note in notes
        for match in _MISSING.finditer(plain_text(note))
        if match[1][-1].isdigit() or re.search(rf"\b{match[1].upper()}\b", note)
    }
    return frozenset(one for one in found if not one[-1].isdigit() or int(one))


def is_not_reported(remark: str) -> bool:
    """Tell whether a remark on a row says that its unit has not reported.

    Parameters
    ----------
    remark
        The remark, or a note that names the unit.

    Returns
    -------
    bool
        Whether it does: a 0 beside it is no figure.

    Examples
    --------
    >>> is_not_reported("(*) chưa báo cáo, tạm ghi 0"), is_not_reported("Chưa cung cấp dịch vụ 5G")
    (True, False)
    """
    return _NOT_REPORTED.search(plain_text(remark)) is not None


def dash_means(notes: Iterable[str]) -> str:
    """Find what notes say that "-" means; where they disagree, no figure is made of it.

    Parameters
    ----------
    notes
        The lines around a table.

    Returns
    -------
    str
        ``missing`` or ``zero``; ``""`` where none says so.

    Examples
    --------
    >>> dash_means(["Dấu “-” là xã chưa báo cáo số liệu"]), dash_means(["“-” là chưa triển khai"])
    ('missing', 'zero')
    """
    clauses = [plain_text(one) for note in notes for one in _CLAUSES.split(note)]
    zero = [one for one in clauses if _DASH_ZERO.search(one)]
    if any(_DASH_MISSING.search(one) for one in clauses if one not in zero):
        return "missing"
    return "zero" if zero else ""


def zero_is_missing(notes: Iterable[str]) -> tuple[str, ...]:
    """Find the notes that say that 0 stands where nothing is known.

    Parameters
    ----------
    notes
        The lines around a table.

    Returns
    -------
    tuple of str
        Those notes, without tones.

    Examples
    --------
    >>> zero_is_missing(["Xã ghi số 0 là xã chưa gửi báo cáo", "Đơn vị: trạm"])
    ('xa ghi so 0 la xa chua gui bao cao',)
    """
    return tuple(plain for plain in map(plain_text, notes) if _ZERO_MISSING.search(plain))


def unknown_rows(values: Mapping[int, object], codes: Collection[str]) -> list[int]:
    """Find the cells of a column that hold a number or letters for "not known".

    Parameters
    ----------
    values
        Row to cell.
    codes
        What notes explain so.

    Returns
    -------
    list of int
        Their rows: those with one of the numbers; where there are none, those with the same nines
        more than once that are far above every other figure.

    Examples
    --------
    >>> unknown_rows({8: 12, 9: 999, 10: 7}, {"999"})
    [9]
    >>> unknown_rows({8: 12, 9: 9999, 10: 9999, 11: 7}, ())
    [9, 10]
    >>> unknown_rows({8: 1200, 9: 999, 10: 999}, ())
    []
    """
    texts = {row: _written(value) for row, value in values.items() if value is not None}
    if codes:
        return [row for row, text in texts.items() if text.lower() in codes]
    nines = Counter(text for text in texts.values() if _NINES.fullmatch(text))
    code, count = nines.most_common(1)[0] if nines else ("", 0)
    if count < 2:  # noqa: PLR2004 - once, it may be counted
        return []
    others = [float(text) for text in texts.values() if text != code and text.isdecimal()]
    apart = bool(others) and _APART * max(others) < float(code)
    return [row for row, text in texts.items() if text == code] if apart else []


def _written(value: object) -> str:
    """Write a cell's number without a fraction that is none."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
