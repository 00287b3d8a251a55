"""What a title counts: stations and subscribers that there are, or others of them.

The words around the noun decide: "Số trạm BTS mất liên lạc do bão" counts no stations in service.
They are read as those of a heading are (:mod:`dxanalysis.sources.workbook.words.slots`).
"""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.sources.workbook.words.no_state_of_today import toned
from dxanalysis.units.names_in_text import province_and_district_names
from dxanalysis.vietnamese import normalise

_NOUN: Final = re.compile(
    r"\b(?:(?P<station>trạm|tram|bts|[eg]?nodeb|nhà trạm)|thuê bao|thue bao)\b"
    r"(?! y tế| biến áp| xá)"
)
_END: Final = re.compile(
    r"[;:\n]|\b(?:trên địa bàn|theo(?! quy hoạch)|tại|phân theo|chia theo|phục vụ|kèm|tính đến"
    r"|đến (?:hết )?(?:ngày|tháng|quý|năm|\d)|của (?:tỉnh|các|doanh nghiệp|xã|toàn|từng)"
    r"|(?<!trong )(?:năm|tháng|quý|ngày) (?:\d|[ivx]+\b))"
)
_BEFORE: Final = re.compile(
    rf"\b(?:phân giao|giao|cắt giảm|{toned('changed', 'gone', 'moved')}"
    r"|lắp thêm|xây thêm|bổ sung thêm|cần (?:có|lắp|xây|đầu tư|thêm)|thiếu"
    r"|(?:phương án|định hướng|quy hoạch)(?: phát triển| xây dựng| bố trí| hệ thống| mạng lưới)*)"
    r"(?: (?:về|của|cho|các|số|số lượng|danh sách|tổng số))*\s*$"
)
_BEHIND: Final = re.compile(
    rf"\b(?:(?:bị |đang |đã |phải |tạm )*(?P<out>{toned('lost', 'gone', 'moved')}"
    rf"|{toned('stops')} (?:{toned('works')}|cung cấp|sử dụng)|tạm (?:{toned('stops')}|khóa)"
    r"|tắt sóng|hỏng|sự cố|nợ cước|báo hỏng|chấm dứt|cắt dịch vụ)"
    r"|(?P<plan>ký hợp đồng|(?:đề nghị|cần|được) hỗ trợ|xin phép|cấp phép|vướng|tiềm năng"
    r"|chưa (?:lắp|xây|phát|hoạt|triển|đưa)|chuẩn bị|lắp thêm|xây thêm|quy hoạch|phê duyệt|đăng ký)"
    r"|(?P<new>rời mạng|nâng cấp|(?:hòa|hoà) mạng (?:mới|trong)|phát triển mới)"
    r"|(?P<part>cells?|sectors?|dùng chung|chia sẻ|đối thủ|thuê(?! bao)))\b"
)
_NOW: Final = re.compile(r"\b(?:hiện trạng|thực trạng|hiện có)\b")
_AND_NOW: Final = re.compile(
    r"\b(?:và|hiện có|hiện trạng|thực trạng|đang hoạt động|đã có|so với|biến động|tình hình)\b"
)
"""Before such a word, these make a title of a table that has both; its headings say which."""

_OFFICE: Final = re.compile(
    r"\b(?:chi nhánh|(?:trung tâm|đài) (?:viễn thông|kỹ thuật|kinh doanh|vt)|cụm(?! dân cư))\b"
)
"""Whose stations they are, of an operator."""

_OTHERS: Final = re.compile(
    r"(?:^|\b(?:số|số lượng|thống kê|tổng hợp|danh sách)(?: các)? )(?P<part>cells?|sectors?)\b"
    r"|\b(?:thôn|bản|xóm|ấp|khu|tổ)\b.{0,30}\b(?P<out>sóng (?:rất )?(?:yếu|kém|chập chờn))"
    rf"|\b(?P<new>{toned('changed')}(?! mục) (?:số liệu|giữa)|số liệu {toned('changed')})"
    r"|\bhồ sơ (?:tthc |thủ tục hành chính )?(?:bị |còn |đang )?"
    r"(?P<files>quá hạn|trễ hạn|chậm|tồn|trả lại|từ chối|liên thông)\b"
    r"|^(?:[^,;]{0,40} )?"
    r"(?P<field>lĩnh vực (?!viễn thông|chuyển đổi|công nghệ|thông tin|tt)[^,;]+)$"
)
"""What other titles count that are about parts of a thing."""


def counted_otherwise(line: str) -> tuple[str, str]:
    """Find the words by which a title counts others than the stations or subscribers there are.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    tuple
        The words, and what they say: ``out`` (of service), ``plan``, ``new`` or ``part``; both
        ``""`` where it counts those that there are, or nothing of the kind.

    Examples
    --------
    >>> counted_otherwise("SỐ TRẠM BTS MẤT LIÊN LẠC DO BÃO SỐ 10")
    ('mất liên lạc', 'out')
    >>> counted_otherwise("Số trạm BTS 4G đang hoạt động tại các xã")
    ('', '')
    """
    text = " ".join(normalise(line).lower().split())
    if _NOW.search(text):
        return "", ""
    noun = _NOUN.search(text)
    return _of_others(text) if noun is None else _beside(text, noun)


def _of_others(text: str) -> tuple[str, str]:
    """Find such words in a title that names neither stations nor subscribers."""
    other = _OTHERS.search(text)
    kind = str(other.lastgroup) if other else ""
    if other is None or _AND_NOW.search(text[: other.start(kind)]):
        return "", ""
    return other[kind], kind if kind in {"new", "out"} else "part"


def _beside(text: str, noun: re.Match[str]) -> tuple[str, str]:
    """Find such words before or behind the noun of a title."""
    if (before := _BEFORE.search(text[: noun.start()])) and not _AND_NOW.search(before.string):
        return before[0].strip(), "plan"
    behind = _behind(text, noun)
    found = _BEHIND.search(behind)
    if found is None or _AND_NOW.search(behind[: found.start()]):
        return "", ""
    if noun["station"] is None and found.lastgroup == "part":
        return "", ""
    return found[0], str(found.lastgroup)


_KINDS_OF: Final = (
    r"(?:viễn thông|di động|thông tin|thu phát sóng|bts|[eg]?nodeb|gốc|của (?:các )?(?:nhà mạng"
    r"|doanh nghiệp(?: viễn thông)?)|(?:viettel|vnpt|vinaphone|mobifone|vietnamobile)|[2-5]g"
    r"|tthc|thủ tục hành chính|dịch vụ công|dvc|trực tuyến|tiếp nhận|giải quyết|xử lý"
    r"|gia đình|dân|hiện có|hiện nay|đang hoạt động|đã|được|và|,|/|-|–)"
)
"""Between a noun and what narrows it."""

_NARROWED: Final = re.compile(
    rf"\b(?:(?:trạm|bts|nhà trạm|thuê bao|hồ sơ)(?: {_KINDS_OF})* (?P<some>"
    r"(?:có sử dụng|có|chỉ dùng|chỉ sử dụng|dùng|sử dụng|chỉ có)"
    r" (?!sử dụng|dùng|trên|tại|ở|đến|mặt|phát sóng|hoạt động|đủ|hiệu quả|dịch vụ công"
    r"|tính đến|sóng|đăng ký tài khoản|chữ ký số|dịch vụ|smart ?phone|điện thoại|thiết bị|máy"
    r"|[2-5]g)\w+.*"
    r"|(?:loại|hạng|nhóm|cấp độ|mức) (?:\d|[ivx]+\b|[a-d]\b).*"
    r"|(?:trên|tại|ở|thuộc|nằm (?:trên|trong)) (?:đất|trụ sở|nhà|mái|nóc|cột|dự án|đề án"
    r"|chương trình|diện|nhóm|khu (?!vực)|điểm|tuyến|đường|chợ|trường|cơ sở|đồn"
    r"|biên|vùng|đảo|bệnh|tòa|toà|ubnd)"
    r"\w*.*"
    r"|theo (?:đề án|dự án|chương trình|hợp đồng|nguồn|hình thức|diện)\b.*"
    r"|của (?:dự án|đề án|chương trình|hộ|người|tổ chức|cơ quan|công an|quân đội|sinh viên)\b.*"
    r"))"
    r"|\btrạm(?: \w+)? (?P<band>[2-5]g (?:(?:băng|tần|băng tần) )?(?:b ?\d{1,2}\b"
    r"|(?:700|800|850|900|1800|2100|2300|2600|3500|3700)(?: ?mhz)?\b|\d+ ?mhz\b))"
    rf"|\bhồ sơ(?: {_KINDS_OF})* (?P<files>(?:đề nghị |xin |về |làm |cấp )*(?:đăng ký(?! trực tuyến"
    r"| dịch vụ)|cư trú|căn cước|định danh|cấp (?!xã|tỉnh|huyện|trung)|đổi) ?\w*.*)"
    r"|\b(?:hộ|hộ dân|hộ gia đình|thôn|bản|xóm|người dân) (?P<people>"
    r"(?:thuộc (?:diện|nhóm|khu (?!vực)|dự án|chương trình|vùng|đối tượng)|loại (?:\d|[ivx]+\b)"
    r"|hạng (?:\d|[ivx]+\b)|theo (?:đề án|dự án|chương trình))\b.*)"
)
"""A noun that is counted, and words behind it by which only some of its things are."""

_ENDS: Final = re.compile(
    r"[;:()]|\s[-–]\s|,? (?:trên địa bàn|(?:tính )?đến (?:hết|ngày|tháng|quý|\d)"
    r"|(?:năm|tháng|quý|ngày) (?:\d|[ivx]+\b)|tỉnh |thành phố |các xã|phân theo|chia theo)"
)


def narrowed(line: str) -> str:
    """Find the words by which a title counts only some of what its noun names.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    str
        Them, in small letters; ``""`` where it counts all.

    Examples
    --------
    >>> narrowed("SỐ LƯỢNG TRẠM BTS TRÊN ĐẤT CÔNG TỈNH LẠNG SƠN")
    'trên đất công'
    >>> narrowed("Số lượng trạm BTS trên địa bàn tỉnh"), narrowed("Số trạm theo loại")
    ('', '')
    """
    for part in _ENDS.split(" ".join(normalise(line).lower().split())):
        if found := _NARROWED.search(part):
            return str(found[found.lastgroup or 0]).strip(" ,.")
    return ""


def without_places(line: str) -> str:
    """Take provinces, former districts and offices out of a title: whose and where is not what.

    Parameters
    ----------
    line
        A title.

    Returns
    -------
    str
        What is left of it, in small letters.

    Examples
    --------
    >>> without_places("Số trạm BTS Lạng Sơn").split()
    ['số', 'trạm', 'bts']
    """
    text = _OFFICE.sub(" ", normalise(line).lower())
    for name in province_and_district_names():
        if name in text:
            text = re.sub(rf"\b{re.escape(name)}\b", " ", text)
    return text


def ends_with_place(line: str) -> bool:
    """Tell whether the last words of a line are the name of a province or a former district.

    Parameters
    ----------
    line
        In small letters.

    Returns
    -------
    bool
        Whether they are.

    Examples
    --------
    >>> ends_with_place("viettel lâm đồng ("), ends_with_place("số liệu lâm đồng t9")
    (True, False)
    """
    text = f" {line.rstrip(' _-(')}"
    return any(text.endswith(name) and not text[-len(name) - 1].isalnum()
               for name in province_and_district_names())  # fmt: skip


def _behind(text: str, noun: re.Match[str]) -> str:
    """Cut what stands behind a noun, up to where, when, or by what it is counted."""
    end = _END.search(text, noun.end())
    return text[noun.start() : end.start() if end else len(text)]
