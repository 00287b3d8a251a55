"""Titles and names of sheets of what is no state of today: wanted, under way, broken, put aside.

What the noun of a title is, is told by :mod:`dxanalysis.sources.workbook.words.counted`; here are
the lines that say it by themselves, whatever they are about.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.vietnamese import normalise, plain_text, strip_tones

_THING: Final = r"\b(?:trạm|bts|vị trí|thuê bao|thôn|bản|xóm|ấp|khóm|điểm|cột)\b"
_HOMES: Final = r"\b(?:hộ|hộ dân|hộ gia đình|người|người dân|gia đình|thôn|bản|dân)\b"
_BEGIN: Final = (
    r"^\W*(?:(?:[ivxl]+|\d{1,2}|[a-e])\s*[.):/-]\s*)?"
    r"(?:(?:biểu|bảng|phụ lục|tổng hợp|danh sách|báo cáo|các|những|một số|vị trí|tình hình)"
    r"(?:\W+\d+)?\W+)*"
)

_NOW: Final = re.compile(
    r"\b(?:hiện trạng|thực trạng|hiện có|đang hoạt động|đã (?:có|phát sóng|phủ sóng)"
    r"|hien trang|thuc trang|hien co|dang hoat dong|da (?:co|phat song|phu song))\b"
)
_AND: Final = re.compile(r"\b(?:và|va|so với|so voi|/)\b|[,;]")
"""Before such a word, a title names a state, too."""

_PLAN: Final = (
    rf"{_BEGIN}(?:quy hoạch\W*$|kịch bản\b|phương hướng\b|giải pháp\b|yêu cầu tối thiểu|cấp phép"
    r"|(?:mục tiêu|nhiệm vụ) (?:đặt ra|trọng tâm|giao|được giao)|phân bổ (?:cho|các)|cam kết\W*$"
    r"|đăng ký (?:quý|năm|tháng|thi đua)|(?:đề nghị|kiến nghị)(?!.*\b(?:gửi|nộp|báo cáo|điền"
    r"|cung cấp)\b)"
    r"(?= (?:sở|ubnd|tỉnh|doanh nghiệp|hỗ trợ|đầu tư)\b|\W*$))"
    rf"|{_THING}.{{0,40}}\b(?:đang (?:được )?(?:lắp đặt|thi công|xây dựng)|cần (?:thiết|phủ|lắp"
    r"|xây|đầu tư)"
    r"|đề nghị .{0,40}\b(?:đầu tư|lắp|xây|hỗ trợ)|chờ (?:đóng |cấp |đấu )?điện|chuẩn bị đầu tư"
    r"|sẽ (?:phát|lắp|xây|được)|xin (?:phép|chấp thuận)|chưa (?:phát sóng|lắp đặt|xây dựng))\b"
    r"|\b(?:mô phỏng|dự báo) (?:số|nhu cầu)\b|\bcòn phải (?:thực hiện|lắp|xây|phủ)\b"
    r"|\b(?:hoàn thành|phát sóng|xong) trước (?:ngày )?\d[\d/.]*"
)
_OUT: Final = (
    rf"{_BEGIN}(?:khó khăn(?! nhất)\b(?=.*\bvướng|\W*$)|vướng mắc\b|tồn tại\b|hạn chế\b|sự cố\b"
    r"|mất điện\b)"
    rf"|{_THING}.{{0,20}}\b(?:không (?:còn )?(?:hoạt động|phát sóng)|nợ tiền|mll|mất sóng)\b"
    r"|\b(?:mll|số (?:lần|vụ) (?:mất|sét|sự cố|trộm))\b"
)
_PART: Final = (
    rf"{_HOMES}(?: \w+)? (?:bị (?:ngập|lũ|ảnh hưởng|thiệt hại|cô lập|sạt|mất|cắt)|phải di dời"
    r"|tái định cư"
    r"|di dân)\b"
    r"|\b(?:điều tra xã hội học|thăm dò|(?:khảo sát|điều tra|phỏng vấn) (?:qua điện thoại"
    r"|trực tuyến))\b"
    r"|\bhồ sơ\b.{0,40}\b(?:quá hạn|trễ hạn|bị từ chối|trả lại|tồn đọng"
    r"|lĩnh vực (?!viễn thông|chuyển đổi|công nghệ|thông tin|tt)\w+)\b"
    r"|\b(?:bảo trì|bảo dưỡng)(?: \w+){0,2} (?:trạm|bts)\b|\b(?:test|thử nghiệm) (?:trạm|bts)\b"
    r"|^\W*tính cho \d+ (?:hộ|người|thôn|bản)\b"
)
_NEW: Final = (
    r"\b(?:trạm|bts|thuê bao|vị trí)\b.{0,20}\b(?:hòa mạng|đưa vào (?:khai thác|sử dụng)|nghiệm thu"
    r"|khởi công|lắp(?: đặt)?(?: hoàn thành| xong)?|hoàn thành(?: phát sóng)?)"
    r"(?: mới)? (?:trong )?(?:\d+ )?(?:quý|tháng|tuần|trong năm)\b"
    r"|\b(?:phát sóng|hòa mạng|lắp đặt|đưa vào khai thác"
    r"|hoàn thành) (?:trong )?từ (?:ngày )?\d.*\bđến\b"
)
_ON_AIR_IN: Final = (
    r"\b(?:trạm|bts|vị trí)(?: (?!thu\b|đang\b|đã\b|phát\b)\w+){1,3} (?:phát|lên) sóng(?: mới)?"
    r" (?:(?:trong )?\d+ tháng|trong (?:quý|tháng|tuần|kỳ|năm|\d))"
    r"|\b(?:trạm|bts|vị trí) (?:phát|lên) sóng (?:mới )?trong (?:quý|tháng|tuần|kỳ|năm|\d)"
)
"""Stations that came on air in a period, but not "trạm phát sóng", which is what they are."""

_RISE: Final = re.compile(
    r"^\W*(?:biến động|bien dong) (?:số |so |về |ve )*(?:trạm|tram|thuê bao|thue bao|hộ|ho|bts)\b"
    r"|\b(?:trạm|bts|thuê bao|hộ|tram|thue bao)\b.{0,20}\b(?:tăng|tang|giảm|giam)(?: thêm| them)?"
    r" (?:so với|so voi)\b"
    rf"|{_ON_AIR_IN}|{strip_tones(_ON_AIR_IN)}"
    r"|^\((?:tăng|tang|giảm|giam|tăng thêm|tang them|chênh lệch|chenh lech)(?: so .*)?\)$"
)
"""A title of what figures rose or fell by, beside those of a heading."""

_ALONE: Final = re.compile(
    r"(?P<draft>(?:đã )?(?:hủy|xóa|bị hủy)|(?:số |số liệu )?cũ|không (?:dùng|sử dụng)|(?:đã"
    r"|bị) thay thế"
    r"|[tv]í dụ|demo|old|nháp)"
    r"|(?P<plan>số (?:liệu )?(?:được giao|giao|đăng ký|đề nghị|trình|ước|dự kiến)|ước"
    r"|phương án \d+|pa ?\d+"
    r"|kịch bản \d+|(?:tính )?theo thiết kế|theo quy hoạch)"
)
"""What stands alone in brackets below a title."""

_SHEET: Final = re.compile(
    r"(?:(?:tram|bts|vi tri|ds|danh sach|bieu|sheet|so|bang|bc|th)\W+|[\divx]+\W+)*(?:"
    r"(?P<plan>dang (?:thi cong|lap dat|xay dung|xd)|cho (?:cap |dong )?dien|quy hoach|de nghi"
    r"|de xuat"
    r"|uoc\W+(?:q|quy|t|thang)?\W*[\divx]+|kich ban(?: \d+)?|pa ?\d+|phuong an(?: \d+)?"
    r"|chua (?:phat song|ps)"
    r"|budget|backlog|wishlist|dang ky|giao|phan bo)"
    r"|(?P<out>su co|off|tat(?: song)?|thanh ly|mat dien|mat lien lac|mll|vuong mac)"
    r"|(?P<part>nghen)"
    r"|(?P<new>lap moi|phat trien moi|moi|new|tang|tang them|giam|lap them)"
    r"|(?P<draft>so lieu cu|data cu|bak|vi du|thi du|xoa|huy|demo))\W*(?:\(\d+\))?"
)


def other_state(line: str) -> tuple[str, str]:
    """Find the words by which a line says that its table is no state of today.

    Parameters
    ----------
    line
        A title, a line below it, or the title of a second table.

    Returns
    -------
    tuple
        The words, and what they say: ``plan``, ``out`` (of service), ``part``, ``new`` or
        ``draft``; both ``""`` where it says nothing of the kind.

    Examples
    --------
    >>> other_state("TRẠM BTS KHÔNG HOẠT ĐỘNG"), other_state("(Số đăng ký)")
    (('trạm bts không hoạt động', 'out'), ('số đăng ký', 'plan'))
    >>> other_state("Hiện trạng trạm BTS và trạm đang lắp đặt")
    ('', '')
    """
    text = " ".join(normalise(line).lower().split())
    if text.startswith("(") and text.endswith(")") and (alone := _ALONE.fullmatch(text[1:-1])):
        return alone[0], str(alone.lastgroup)
    if _NOW.search(text):
        return "", ""
    for kind, form in _forms(bare=text.isascii()):
        found = form.search(text)
        if found and not _AND.search(text[: found.start()]):
            return found[0].strip(), kind
    return "", ""


def rises(line: str) -> str:
    """Give the words by which a line says that figures are what there is more or less of.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    str
        Them; ``""`` where it does not.

    Examples
    --------
    >>> rises("Biến động số trạm quý III/2025"), rises("Số trạm đến 30/9/2025")
    ('biến động số trạm', '')
    """
    found = _RISE.search(" ".join(normalise(line).lower().split()))
    return found[0].strip() if found else ""


def put_aside(name: str) -> tuple[str, str]:
    """Find that the name of a sheet says that it is no state of today, and nothing else.

    Parameters
    ----------
    name
        As on its tab.

    Returns
    -------
    tuple
        The name, and what it says, as :func:`other_state` gives it; both ``""`` where it does not.

    Examples
    --------
    >>> put_aside("Chưa phát sóng"), put_aside("Ước Q4"), put_aside("Phat song")
    (('chua phat song', 'plan'), ('uoc q4', 'plan'), ('', ''))
    """
    plain = plain_text(name.replace("_", " "))
    found = _SHEET.fullmatch(plain)
    return (plain, str(found.lastgroup)) if found else ("", "")


@functools.cache
def _forms(*, bare: bool) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Give the patterns of each kind, for a text that has lost its tones without them."""
    forms = (("plan", _PLAN), ("out", _OUT), ("part", _PART), ("new", _NEW))
    return tuple((kind, re.compile(strip_tones(one) if bare else one)) for kind, one in forms)
