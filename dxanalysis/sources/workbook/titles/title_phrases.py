"""Known words of titles that say together what changes the figures: "đang" and "lắp", "tính cả 3G".

A list of words known one by one lets all that they may say together through. So what a title says
of a thing is heard as in a heading: behind stations only what they are, where, when and whose may
stand, and words of a state, a share, a sum or a scope must be known to leave the figures as they
are. What is left is quoted.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.no_state_of_today import toned
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Collection

_HEARD: Final = frozenset({"period", "plan", "old"})
"""Where headings have such words, they say which columns are of what."""

_TOGETHER: Final = (
    r"\bsố (?:đã )?đăng ký(?! sử dụng)|\b(?:thôn|bản|xã|phường) đăng ký"
    r"|\bđăng ký (?:quý|năm|tháng|thi đua|danh hiệu|chỉ tiêu|mục tiêu)"
    r"|\b(?:hồ sơ|văn bản|tthc|thủ tục)\b.*\bcủa (?:công an|hđnd|đảng|mặt trận|doanh nghiệp|sở"
    r"|ban|hội"
    r"|đoàn|cơ quan)"
    r"|\b(?:kết quả|công tác|tiến độ|số) (?:đầu tư|xây dựng|phát triển|lắp đặt|phát sóng"
    r"|hòa mạng|nghiệm thu"
    r"|triển khai|đưa vào khai thác)(?: mới)?(?: các)? (?:trạm|bts|nhà trạm|thuê bao|hạ tầng"
    r"|mạng lưới|mạng)\b"
    r"(?!.*\b(?:đến|lũy kế|luỹ kế)\b).*\b(?:tháng|quý|tuần|[qt]\d|\d{1,2}t\b)"
    r"|\bchờ (?:đóng |cấp )?điện|\blắp mới|\bsự cố|(?<!theo )\bphương án|\b[vt]í dụ|^đăng ký"
    r"|^pa ?\d|\bbk\b|\bkịch bản|\btồn tại|^\(mẫu\)$|^\(?để đối chiếu\)?$"
    r"|^\(?tài liệu tập huấn|^moi$|^phát triển (?:[tq]|tháng|quý)|\btrạm a\d\b|\bmẫu phiếu\b"
    r"|(?<!hạ )\b(?:tăng(?! cường)|giảm)\b|\bso sánh\b(?!.*\bđối thủ)"
    r"|\bkết quả (?:lắp(?: đặt)?|phát sóng|xây dựng|đầu tư)(?: mới)?\W*(?:(?:trong )?\d+ tháng"
    r"|(?:trong )?(?:quý|tháng|tuần|năm)\b|$)"
)
"""A number registered, what was built in a month."""

_INCLUDED: Final = (
    r"\b(?!tính chung(?: cho| của)?(?: tất cả| mọi)?(?: các)? (?:doanh nghiệp|nhà mạng)\b)"
    r"(?:tính|kể|gồm|cộng|gộp|đếm)(?: (?!hình|trước|sau)\w+)? (?:cả|chung|luôn|thêm|gộp)\b"
    r"(?! (?:các |khu vực |địa bàn |dân |người )*(?:xã|phường|đặc khu|thôn|bản|ấp|khu phố|tổ|nước"
    r"|thường trú|tạm trú))"
    r"|\b(?:không|chưa|trừ|ngoài)(?: bao)? (?:gồm|tính|kể)\b(?! (?:trùng|đến))|\bchỉ (?:tính|gồm)\b"
    r"|\bcả [2-5]g\b|\bcột (?:số )?\W?\d+\b(?!\W*=)"
)
"""A sum of more, or of less, than a heading says; what one column is."""

_MEASURED: Final = (
    r"\b(?:tính|quy(?: đổi)?|đếm) theo (?!(?:các |từng |mỗi |cấp |toàn )*(?:xã|phường|đơn vị|đvhc"
    r"|địa giới|địa bàn|địa phương|quyết định|nghị quyết|công văn|phần trăm|tỷ lệ|tỉ lệ|định mức"
    r"|dân số)\b)"
    r"|\btính (?:trên|bằng) (?:diện tích|hộ|nóc|số hộ|số thôn|thôn)\b|\btheo diện tích\b"
    r"|(?<!so với )(?<!hộ )\bbình quân\b(?! nhân khẩu)"
    r"|(?<!dân số )(?<!ds )(?<!hạng )\btrung bình\b(?! trở)"
)
"""A share of something else, or no count of any commune."""

_ELSEWHERE: Final = (
    r"\bcủa (?:cả|toàn) (?:tỉnh|thành phố|huyện|cụm|vùng)\b|^\W*(?:tính )?(?:chung )?cả tỉnh\W*$"
    r"|\bcủa (?:các )?(?:huyện|thị xã|quận)(?:,? (?:huyện|thị xã|quận|thành phố))* cũ\b"
)
"""Figures of what the commune lies in."""

_MADE_UP: Final = r"\b(?:minh họa|làm mẫu)\b(?!\W*không phải)"

_FIBRE: Final = r"cáp quang|ftth|internet|băng rộng|kết nối|truy cập|tiếp cận|thanh toán"
_MAY: Final = (
    rf"^(?!.*\b(?:{_FIBRE})\b).*\b(?P<may>(?:có thể|có khả năng|đủ điều kiện|đủ khả năng|chuẩn bị"
    r"|sắp(?! xếp| nhập))(?: \w+)?)\b"
)
"""What may come of stations and coverage; fibre that homes may be connected to is there."""

_IN_USE: Final = (
    rf"(?:{toned('works')}|phủ(?: sóng)?|sử dụng|dùng|phục vụ|quản lý|cung cấp|áp dụng|có|cư trú"
    r"|sinh sống|thường trú|tạm trú|kết nối|làm việc|công tác|hưởng|học|theo học|chạy|thực hiện"
    r"|triển khai|mở|chọn|xem|được|on ?air|trực tuyến|đóng|giữ)"
)
_UNDER_WAY: Final = (
    rf"\bđang (?!(?:{_IN_USE}|ký|bộ|tin|nhập|tải)\b)[^\W\d]\w*(?: (?:đặt|dựng|công))?"
)
"""What is being done, and is not done yet."""

_ALONE: Final = (
    r"^(?:(?:đã|đang|có thể|được|sẽ|cần|xin) )*"
    r"(?:lắp(?! đặt\W*$)|dựng|hạ|bỏ|loại|được giao|cấp(?! (?:xã|thôn|huyện|tỉnh)))"
    r"(?: đặt)?(?=\W*(?:\d.*|tháng.*|quý.*|năm.*|trong.*|mới)?$)|^(?:bs|đc)(?=\W*\d*$)"
)
"""What a sheet is named by and no thing beside it: what is done, "BS" for what was added."""

_ALONE_BARE: Final = r"^(?:dang |da |duoc |co the )*lap(?= ?(?:\d.*)?$)|^(?:bs|dc)(?=\W*\d*$)"

_STATION: Final = re.compile(
    r"\b(?:nhà trạm|trạm|tram|bts|[eg]?nodeb)(?: bts)?\b(?! (?:y tế|y te|biến áp|bien ap|xá|tấu))"
)
_ENDS: Final = (
    r"[;:()\[\]|,./+=]|\s[-–—]|\b(?:tại|ở|trên|trong|tính đến|đến|hết|theo|phân theo|chia theo"
    r"|của|do|thuộc|cho(?! thuê)|phục vụ|các (?!loại|trạm)|cấp (?:xã|thôn|huyện|tỉnh)|xã|phường"
    r"|đặc khu|tỉnh|thành phố|huyện|khu vực|địa bàn|toàn|năm|quý|tháng|tuần|ngày|kỳ|giai đoạn"
    r"|thời điểm|cuối|đầu|so với|và|với|cùng|hoặc|trước|sau|qua)\b"
)
"""Where it is said where, when, whose, or of what else."""

_OF_STATIONS: Final = (
    rf"(?:(?:hiện|đang|đã|còn|đều|được) )*(?:{toned('works')}|có|hiện (?:có|nay|tại|hữu)|on ?air"
    r"|đưa vào (?:khai thác|sử dụng|hoạt động|vận hành)|sử dụng|phủ(?: sóng)?|nghiệm thu)"
    r"(?: thực tế| tốt| bình thường| ổn định)?"
    r"|(?:hòa mạng|hoà mạng|lắp đặt) (?:lũy|luỹ) kế|viễn thông|di động|thông tin|thu(?: -)? phát"
    r"|phát(?! hiện)|gốc|sóng|vô tuyến|bts|trạm|nhà|cột|anten|ăng ten|macro|small ?cell|ibs"
    r"|[eg]?nodeb|băng rộng|mạng|lưới|hạ tầng|vùng phủ|thuê bao|công nghệ|[2-6] ?g|lte|nr|gsm|umts"
    r"|wcdma|(?:các |từng )?loại|mỗi|từng|số lượng|tổng số|tổng|số|tổng hợp|danh sách|hiện trạng"
    r"|thực trạng|thống kê|chi tiết|cấp xã|lũy kế|luỹ kế|tỷ lệ|doanh nghiệp|nhà mạng|tiếp theo"
    r"|tiếp|chung|viettel|vnpt|vinaphone|mobifone|vietnamobile|vina|mobi|vtt|vnp|mbf|cũ|mới nhất"
    r"|đang|đã|hiện|còn|đều|được"
)
"""What stations may be called, and what those that are there are."""


def said_together(text: str, cleaned: str, explained: Collection[str] = ()) -> str:
    """Give words of a title that are known each, and say together what nothing is known of.

    Parameters
    ----------
    text
        A title, in small letters.
    cleaned
        The same without names of places, offices, letters and dates.
    explained
        Kinds of words that headings of the table have, and words: what they say is heard there.

    Returns
    -------
    str
        The words; ``""`` where the title says no more than what is counted, where, when and whose.

    Examples
    --------
    >>> said_together(*["số trạm 4g (tính cả 3g)"] * 2), said_together(*["trạm bts đang lắp"] * 2)
    ('tính cả', 'đang lắp')
    >>> said_together(*["báo cáo trạm bts đang hoạt động"] * 2), said_together(*["hộ theo xã"] * 2)
    ('', '')
    """
    bare = text.isascii()
    if not _HEARD & {*explained} and (found := _form(_TOGETHER, bare=bare).search(text)):
        return found[0]
    for one in (_INCLUDED, _MEASURED, _ELSEWHERE, _MADE_UP, _MAY, _UNDER_WAY):
        found = _form(one, bare=bare).search(text if one == _ELSEWHERE else cleaned)
        words = found[found.lastgroup or 0].strip() if found else ""
        if words and not _is_explained(words, explained):
            return words
    return _technologies_within(cleaned, explained) or _of_stations(cleaned, explained)


def said_alone(name: str) -> str:
    """Give the words of a sheet's name that names what is done, and nothing beside it.

    Parameters
    ----------
    name
        In small letters.

    Returns
    -------
    str
        The words; ``""`` where it names a thing.

    Examples
    --------
    >>> said_alone("lắp 2026"), said_alone("bs"), said_alone("cấp xã")
    ('lắp', 'bs', '')
    """
    found = re.search(_ALONE_BARE if name.isascii() else _ALONE, name)
    return found[0].strip() if found else ""


def _technologies_within(text: str, explained: Collection[str]) -> str:
    """Give "gồm 3G" where no heading of the table is of that technology."""
    found = re.search(r"\b(?:bao )?(?:gồm|gom) (?:\w+ ){0,3}?[2-5] ?g\b", text)
    named = {*parse_level(text[found.start() :]).technologies} if found else set()
    return found[0] if found and not named <= {*explained} else ""


def _of_stations(text: str, explained: Collection[str]) -> str:
    """Give what is said behind stations that does not leave them those that are there."""
    bare = text.isascii()
    for noun in _STATION.finditer(text):
        end = _form(_ENDS, bare=bare).search(text, noun.end())
        said = text[noun.end() : end.start() if end else len(text)]
        rest = _form(rf"(?<!\w)(?:{_OF_STATIONS})(?!\w)", bare=bare).sub(" ", said)
        if re.search(r"[^\W\d_]{2}", rest) and not _is_explained(rest, explained):
            return " ".join(said.split())
    return ""


def _is_explained(words: str, explained: Collection[str]) -> bool:
    """Tell whether a heading of the table says the same, of its column."""
    level = parse_level(words)
    said = {word for _, word in level.vetoes} | {kind for kind, _ in level.vetoes if kind in _HEARD}
    return bool(({*words.split()} | said) & {*explained})


@functools.cache
def _form(pattern: str, *, bare: bool) -> re.Pattern[str]:
    """Compile a pattern, for a text that has lost its tones without them."""
    return re.compile(strip_tones(pattern) if bare else pattern)
