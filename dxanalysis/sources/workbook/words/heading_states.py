"""Headings whose words make their figures no state of each commune today.

They count what is being built or could be, what came in a period, or what a province or a district
has. Such words may stand anywhere in a heading, so that the whole of it is looked at; each is
known by the kind of its verb or noun, and not by the heading that it is part of.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.no_state_of_today import toned
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Sequence

_UNDER_WAY: Final = (
    r"(?:đang|sắp|chuẩn bị|tiếp tục|chờ|đợi)"
    r"(?: (?:chờ|tiếp tục|tiến hành|triển khai|thực hiện|được|đăng ký|xin))*"
    rf" {toned('makes')}\b"
    rf"|(?:chờ|đợi) (?:điện|truyền dẫn|mặt bằng|thiết bị|vật tư|{toned('works')})\b"
    r"|under (?:way|construction|installation)\b|being (?:built|installed|deployed)\b"
)
_ASKED_FOR: Final = rf"(?:đăng ký|xin) {toned('makes')}\b"
_COVERS: Final = r"(?:đang được|trạm đang|trạm [2-5]g đang) phủ\b"
"""What is being covered is covered now; a station that covers is on air."""

_GRANTED: Final = (
    r"được (?:cấp(?! (?:nước|điện|quang))|phân(?: bổ)?|giao|(?:lựa )?chọn|xem xét|(?:phê )?duyệt"
    r"|chấp thuận|bố trí)\b"
)
_POSSIBLE: Final = (
    r"(?:có thể|khả năng|khả thi|tiềm năng)\b"
    r"|đủ điều kiện (?:để )?(?:kết nối|đăng ký|phủ|phát sóng|nâng cấp|lắp|kéo|xây)\b"
    r"|(?:could|can) be\b|potential(?:ly)?\b"
)
_TOPIC: Final = r"khả năng \w+"
"""At the head of a group of columns: what they are about, "Khả năng tiếp cận"."""

_DAY: Final = re.compile(r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?(?![\d/])|\d{4}-\d\d-\d\d")
_YEAR: Final = r"(?:19|20)\d\d"
_TIME: Final = (
    rf"(?:\d{{1,2}} ?(?:tháng|t)\b(?!\W?\d{{1,2}}\b)(?: đầu năm)?"
    rf"|(?:quý|q) ?(?:[1-4]|i{{1,3}}|iv)\b|(?:tháng|t) ?\d{{1,2}}\b|\d{{1,2}}(?=/{_YEAR}))"
    rf"(?:\W{{0,2}}(?:năm )?{_YEAR})?|(?:năm\W{{0,3}})?{_YEAR}\b"
)
_UNTIL: Final = (
    r"(?:đến|tới|hết|cuối|tại|thời điểm|ngày|từ|trước|so với|as of)"
    r"(?: (?:hết|cuối|ngày|thời điểm|hiện tại))*"
)
"""Before a time, these make it the day of a state."""

_CAME: Final = (
    r"(?<!đang )(?<!còn )(?:(?<!trạm )(?<!thu )(?<!bts )phát sóng|lên sóng|hòa mạng"
    rf"|{toned('installs')}|đưa vào (?:khai thác|sử dụng|hoạt động|vận hành)|hoàn thành"
    r"|nghiệm thu|khởi công|bàn giao|kích hoạt|(?:được|đã|mới) cấp(?! quang)|công nhận"
    r"|(?:đóng|kéo|đấu nối) điện"
    r"|thành lập|phát triển|installed|activated|built|launched|deployed)\b"
)
"""What makes one more of them: with a period, those of the period are counted."""

_COVERED: Final = r"(?:được|đã|mới) (?:được )?phủ(?: sóng)?\b"
_WITHIN_TIME: Final = (
    r"trong (?:\d{1,2} tháng|(?:năm|quý|tháng|kỳ|tuần|ngày)\b)"
    rf"|lũy kế (?:(?:trong|từ đầu|cả|thực hiện|của) )*(?:(?:năm|quý|kỳ)\b(?! trước)|{_TIME})"
)
_AT_END: Final = (
    r"(?:(?:lũy kế|luỹ kế|cộng dồn|tính|số)(?: đến| tới| tại)?|đến|tới|tại)(?: thời điểm)?"
    r" (?:cuối|hết) (?:mỗi |từng |các )?(?:kỳ|quý|tháng|năm)\b"
)
"""How many there are at the end of a period, whenever they came."""

_WIDE: Final = r"(?:tỉnh|thành phố|huyện|quận|thị xã|khu vực|cụm(?: xã)?|vùng)"
_ELSEWHERE: Final = (
    rf"(?:của|toàn|cả)(?: toàn| cả| bình quân)? {_WIDE}(?! (?:lõm|trắng))\b"
    r"|cấp (?:tỉnh|huyện)\b|địa bàn (?:huyện|quận|thị xã)\b"
    r"|(?:bình quân|trung bình|chung) (?:toàn )?(?:tỉnh|huyện|khu vực)\b"
    r"|khu vực\W*(?:$|/ )|(?:provincial|district) (?:total|average|figure)\b"
)
_OUT_OF: Final = re.compile(
    r"\(\s*(?:trên|tren) (?:tổng |tong )?(?:số |so )?\d[^()]*\)"
    r"|\b(?:[ấa]p|kh[óo]m|khu ph[ốo]|th[ôo]n)(?:\W+| (?:và|va|hoặc|hoac) )khu v[ựu]c\b"
)
"""What all there is, told beside what a commune has: "(trên tổng số 1.371 thôn toàn tỉnh)"; and
what a village is called in some towns: "ấp, khu vực"."""

_OF_OFFICE: Final = re.compile(
    r"\b(?:he thong|cong|trung tam|trang|nen tang|phan mem|csdl|co so du lieu|ke hoach|quyet dinh"
    r"|nghi quyet|chuan ngheo|cua hang|may chu|kho du lieu)\b[^/;()]{0,60}$"
)
"""Behind these, a province is named as whose they are."""

_RECEIVED: Final = (
    r"văn bản (?:(?:điện tử|giấy|được|gửi|đã) )*(?:đến|nhận)\b"
    r"(?! (?:hết|ngày|nay|thời điểm|tháng|quý|năm|cuối|\d))"
)
"""Documents that came in, and not those that were issued."""

_OF_OTHERS: Final = (
    r"bs\b|(?<!theo )(?<!nguồn )(?<!do )(?<!bộ )công an\b(?! (?:tỉnh |xã |phường )?(?:cung cấp"
    r"|báo cáo|xác nhận|rà soát))"
)
"""What is added ("bổ sung") or another's, behind stations."""

_DOUBTED: Final = re.compile(r"\(\s*\?+\s*\)|\s\?+\s*$|\?\?|(?:^|\s|\()ĐC\W*$")
"""A doubt, or what was corrected: "Trạm 4G ?", "Trạm 4G ĐC"."""

_ASKS: Final = re.compile(
    r"\b(?:bao nhieu|may|gi|nao|khong|chua|how|what|which|do|does|is|are|has|have)\b|^\W*\?"
)
"""In a question of a form, after which a mark of asking stands."""

_FLOWS: Final = (
    *("files", "results", "documents", "conferences", "transactions", "retail", "value_added"),
    *("training", "calls", "population_db", "learners", "samples", "devices", "points", "dti"),
    *("dii", "feeds", "staff_support", "officers", "procedures", "services", "users_of"),
    "tests",
)
"""How the ids of quantities begin that come in a period, or are of an office's own year."""

_COMMUNES: Final = (
    r"số (?:lượng )?(?:xã|phường|đặc khu|đơn vị (?:hành chính )?cấp xã|đvhc cấp xã)"
    r"(?:(?:,|/| và| hoặc)? ?(?:xã|phường|thị trấn|đặc khu))* (?:đã |hiện |đang )*"
    r"(?:có|được|đạt|thành lập|phủ|triển khai|hoàn thành|bố trí)\b"
)
_GIVEN: Final = (
    *("eid", "adults", "people_with", "people_eligible", "agencies", "officers", "ioc", "team"),
    *("working", "population_", "eligible"),
)
"""What people and offices have by being given it: "được cấp chữ ký số"."""

_BASES: Final = frozenset({"population", "households", "villages", "adults"})
"""All people, homes and villages, of which none is built."""

_PASSED: Final = frozenset({"households_passed", "households_fibre_passed_pct"})

_WHO_COULD: Final = frozenset(
    {"possible_users", "people_eligible_for_eid", "users_with_200mbps", "users_200mbps_pct"}
    | {"users_with_1gbps", "users_1gbps_pct"}
)
"""All who could use a service or have an account, of whom those who do are a part; and whose
lines could reach a speed, which is all that is measured."""


def no_state(path: Sequence[str], quantity: str) -> str:
    """Find the words by which a heading counts something else than what communes have today.

    Parameters
    ----------
    path
        The heading's levels.
    quantity
        What its other words say: the id of a column.

    Returns
    -------
    str
        The words; ``""`` where there are none.

    Examples
    --------
    >>> no_state(["Trạm 5G đang lắp"], "stations_5g"), no_state(["Năm 2026"], "stations_5g")
    ('đang lắp', '')
    >>> no_state(["Trạm 5G phát sóng năm 2026"], "stations_5g")
    'phát sóng, năm 2026'
    """
    levels = [" ".join(normalise(level).lower().split()) for level in path]
    text = " / ".join(levels)
    return (
        _search(_blank(text, _COVERS), _UNDER_WAY)
        or _possible(levels, quantity)
        or _granted(text, quantity)
        or _of_a_period(levels, quantity)
        or _elsewhere(text, quantity)
        or _of_some(path, text, quantity)
        or _of_communes(levels, quantity)
    )


def _possible(levels: Sequence[str], quantity: str) -> str:
    """Find what could be or is wanted; who could have something is counted as such."""
    if quantity in _PASSED or quantity in _WHO_COULD:
        return ""
    if found := _search(" / ".join(levels), _ASKED_FOR):
        return found
    topics = [*levels[:-1]]
    said = [one for one in topics if not _form(_TOPIC, bare=one.isascii()).match(one)]
    return _search(" / ".join([*said, *levels[-1:]]), _POSSIBLE)


def _granted(text: str, quantity: str) -> str:
    """Find what was only promised, where nobody has it by being promised."""
    return "" if quantity.startswith((*_GIVEN, *_FLOWS)) else _search(text, _GRANTED)


def _of_a_period(levels: Sequence[str], quantity: str) -> str:
    """Find what came in a period, of things that stay."""
    if quantity.startswith(_FLOWS) or quantity in _BASES:
        return ""
    levels = [_DAY.sub(" ", level) for level in levels]
    text = " / ".join(levels)
    if found := _search(text, _WITHIN_TIME):
        return found
    if _search(text, _AT_END) or not (time := _time(text)):
        return ""
    if quantity not in _PASSED and (came := _search(text, _CAME)):
        return f"{came}, {time}"
    covered = (
        f"{came}, {time}"
        for level in levels
        if (came := _search(level, _COVERED)) and (time := _time(level))
    )
    return next(covered, "") if quantity.startswith("villages_with_") else ""


def _time(text: str) -> str:
    """Find the period that a text names, and that is not the day until which is counted."""
    bare = text.isascii()
    until = _form(rf"{_UNTIL}\W*$", bare=bare)
    for found in _form(_TIME, bare=bare).finditer(text):
        if not until.search(text[: found.start()]):
            return found[0]
    return ""


def _elsewhere(text: str, quantity: str) -> str:
    """Find a whole that is no commune's."""
    if quantity.startswith(("officers", "dti", "dii")):
        return ""
    text = _OUT_OF.sub(" ", text)
    for found in _form(_ELSEWHERE, bare=text.isascii()).finditer(text):
        of_base = found[0].startswith(("khu vực", "khu vuc")) and quantity in _BASES
        if not of_base and not _OF_OFFICE.search(plain_text(text[: found.start()])):
            return found[0].strip(" /")
    return ""


def _of_some(path: Sequence[str], text: str, quantity: str) -> str:
    """Find what makes them only some, or others, of what is counted."""
    if quantity.startswith("documents") and (found := _search(text, _RECEIVED)):
        return found
    if quantity.startswith(("villages_with_fibre", "villages_fibre")) and (
        found := _search(text, r"đi qua\b")
    ):
        return found  # the cable passes, and serves nobody there
    if quantity.startswith("stations_"):
        modes = {found[0] for found in re.finditer(r"\b(?:nsa|sa)\b", text)}
        if len(modes) == 1:
            return modes.pop().upper()
        if re.search(r"\btr[ạa]m\b", text) and (found := _search(text, _OF_OTHERS)):
            return found
    for level in path:
        doubt = _DOUBTED.search(level)
        if doubt and not _ASKS.search(plain_text(level)):
            return doubt[0].strip()
    return ""


def _of_communes(levels: Sequence[str], quantity: str) -> str:
    """Find that communes are counted, and not what they have: "Số xã có trạm 5G"."""
    if "communes" in quantity:
        return ""
    return next(filter(None, (_search(level, _COMMUNES) for level in levels)), "")


def _search(text: str, words: str) -> str:
    """Find words in a text with its tones, or in one that has lost them without."""
    found = _form(words, bare=text.isascii()).search(text)
    return found[0] if found else ""


def _blank(text: str, words: str) -> str:
    """Take words out of a text."""
    return _form(words, bare=text.isascii()).sub(" ", text)


@functools.cache
def _form(words: str, *, bare: bool) -> re.Pattern[str]:
    """Make a pattern of whole words."""
    return re.compile(rf"\b(?:{strip_tones(words) if bare else words})")
