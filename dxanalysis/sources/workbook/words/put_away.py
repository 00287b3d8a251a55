"""Tables that nobody is to use: drafts, and those that another one stands in the place of.

Words of replacing have a direction: "thay bản dự thảo lần 1" is said of the table to be used, "đã
được thay thế" of the one that is not.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.sources.workbook.words.counted import ends_with_place
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

_DRAFT: Final = re.compile(
    r"\b(?:ban (?:du thao|thao|nhap)|so lieu (?:nhap|gia dinh|vi du|chay thu|thu nghiem)"
    r"|khong su dung|chua ra soat|chay thu|draft|do not use|obsolete)\b"
)
_PUT_AWAY: Final = re.compile(
    r"(?:^|[\s_(-])(cũ|sai|bỏ|kh[oô]ng d[uù]ng|ví dụ|vd|old|backup|bản lưu|test)[\s)]*$"
)
"""In the name of a sheet: that nobody is to use it any more."""

_TABLE: Final = (
    r"(?:bản|biểu|bảng|số liệu|dữ liệu|báo cáo|bc|dự thảo|phụ lục|pl|tệp|file|trang|sheet|danh sách"
    r"|version|versions|table|report|data|figures|draft)"
)
_REPLACES: Final = (
    r"(?<!được )(?<!bị )\b(?:thay(?: thế)?|hủy(?: bỏ)?|bãi bỏ|thu hồi|sửa đổi|chỉnh sửa|đính chính"
    r"|hoàn thiện|replaces|replacing|replacement (?:for|of)|supersedes|superseding|in place of"
    rf"|instead of)(?! bằng {_TABLE}\b)"
    rf"(?: cho| từ| hoàn toàn| toàn bộ| các| the| all| earlier| previous)* {_TABLE}\b[^()\[\];:]*\b"
)
"""By these a table says what it stands in the place of; without tones, "bằng" looks like "bảng"."""

_DONE: Final = r"(?:thay(?: thế)?(?! thế\b)|hủy(?: bỏ)?|bãi bỏ|loại bỏ|thu hồi)"
_NO_MORE: Final = (
    rf"(?:nay |hiện |hiện nay )?(?:(?:đã )?(?:được|bị) {_DONE}"
    rf"|đã {_DONE}(?!(?: cho)? (?!bằng {_TABLE}\b){_TABLE}\b)|thay(?: thế)? (?:bằng|bởi) {_TABLE}"
    r"|(?:không còn|hết|không có) (?:giá trị|hiệu lực|(?:được )?sử dụng)|lỗi thời"
    rf"|đã có {_TABLE} (?:\w+ ){{0,2}}?(?:mới|chính thức|thay thế|sửa|đính chính)"
    r"|(?:(?:has|have|is|was|been|now) )*(?:superseded|replaced|withdrawn|outdated|no longer \w+)"
    r")\b"
)
"""By these it says that another one stands in its own place."""

_WHICH: Final = (
    r"(?:(?:này|trên|cũ|dự thảo|thảo|nháp|lần|số|thứ|gửi|đã gửi|trước|ban đầu|đầu tiên|ngày|kèm|v"
    r"|báo cáo|tổng hợp|số liệu|version|v?\d[\d/.-]*|[ivx]+|[a-d]) )*"
)
_ALONE: Final = rf"\W*(?:{_TABLE} (?:\w+ ){{0,5}}?)?{_NO_MORE}"
_OF_TABLE: Final = (
    rf"\W*(?:the |this )?{_TABLE} {_WHICH}{_NO_MORE}(?=\W*(?:$|\d|(?:bằng|bởi|theo|trong|tại|ngày"
    r"|từ|vì|do|và|by|on|since)\b))"
)
"""A note says it of the table; "bản" is also a village."""

_PARTS: Final = re.compile(r"[()\[\]:;,|]|\.(?!\d)|\s[-–—]\s|\s[–—]|[–—]\s")
_DECREE: Final = re.compile(
    r"\b(?:nghị định|quyết định|thông tư|nghị quyết|luật|công văn|văn bản|kế hoạch|nghi dinh"
    r"|quyet dinh|thong tu|nghi quyet|luat|cong van|van ban|ke hoach|qđ|nđ|nq|cv)\b"
)
"""What has been replaced beside such words is a decree, and no table."""


def replaced(line: str, *, is_note: bool = False) -> str:
    """Find the words by which a line says that another table stands in the place of this one.

    Parameters
    ----------
    line
        A title, or a note around a table.
    is_note
        Whether it is no title: what has been replaced must then be named as the table.

    Returns
    -------
    str
        Them; ``""`` where it does not.

    Examples
    --------
    >>> replaced("(DỰ THẢO LẦN 1 – đã thay thế) BIỂU PHỦ SÓNG 4G")
    'đã thay thế'
    >>> replaced("BIỂU PHỦ SÓNG 4G (bản chính thức, thay bản dự thảo lần 1)")
    ''
    """
    text = " ".join(normalise(line).lower().split())
    forms = _forms(bare=text.isascii())
    form = forms[1 if is_note else 0]
    for part in _PARTS.split(text):
        found = form.match(part)
        if found and not _DECREE.search(text[: text.find(part) + found.end()]):
            return found[0].strip()
    return ""


def without_replaced(line: str) -> str:
    """Take out of a line what its table stands in the place of.

    Parameters
    ----------
    line
        A title, or the name of a sheet.

    Returns
    -------
    str
        What else it says.

    Examples
    --------
    >>> without_replaced("Bản chính thức (thay bản dự thảo lần 1)").split()
    ['Bản', 'chính', 'thức', '(', ')']
    """
    text = normalise(line)
    return _forms(bare=text.isascii())[2].sub(" ", text)


_FORMER: Final = re.compile(r"\b(?:tinh|huyen|thi xa|thanh pho|quan|tp|tx|dia ban)\W*$")
"""Before "cũ", these are places that were merged into others, by which communes are sorted."""


def draft(line: str, *, is_sheet: bool = False) -> str:
    """Find the words by which a title says that nobody is to use a table yet, or any more.

    Parameters
    ----------
    line
        A title, or the name of a sheet.
    is_sheet
        Whether it is the name of a sheet, which may be no more than "cũ".

    Returns
    -------
    str
        Them; ``""`` where it does not.

    Examples
    --------
    >>> draft("Bản nháp"), draft("Trạm cũ", is_sheet=True), draft("Trạm cũ")
    ('ban nhap', 'cũ', '')
    """
    rest = " ".join(without_replaced(line).lower().split())
    match = _DRAFT.search(plain_text(rest))
    if match or re.search(r"\bnháp\b", rest):
        return match[0] if match else "nháp"
    if said := replaced(line):
        return said
    found = _PUT_AWAY.search(rest) if is_sheet else None
    before = rest[: found.start(1)] if found else ""
    if found is None or ends_with_place(before) or _FORMER.search(plain_text(before)):
        return ""  # "Lâm Đồng cũ" is a part of today's province, "Theo huyện cũ" says of what
    return found[1]


@functools.cache
def _forms(*, bare: bool) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Give the patterns, for a text that has lost its tones without them."""
    forms = (_ALONE, _OF_TABLE, _REPLACES)
    alone, of_table, other = (
        re.compile(strip_tones(one) if bare else one, re.IGNORECASE) for one in forms
    )
    return alone, of_table, other
