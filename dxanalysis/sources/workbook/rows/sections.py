"""Lines among a table's rows, and titles over parts of a sheet: what they say of what they head.

Most name a place or a kind of communes, "I. Huyện Yên Lập", "Các xã miền núi", and change nothing.
Others name stations that are not there yet, or no more, another day or another operator.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.workbook.dates.written import find_dates, with_years
from dxanalysis.sources.workbook.notes.doubts import may_change
from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.titles.title_operators import is_of_others
from dxanalysis.sources.workbook.titles.title_phrases import said_alone, said_together
from dxanalysis.sources.workbook.words.no_state_of_today import toneless
from dxanalysis.sources.workbook.words.slots import parse_level, without_dates
from dxanalysis.sources.workbook.words.vetoes import is_sentence, names_result, title_veto
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from dxanalysis.sources.workbook.dates.written import Dated
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    Kind = Literal["ordinary", "dated", "other", "unknown"]

MARK: Final = r"(?:[IVXLC]+|[A-ZĐa-zđ]|\d{1,2}(?:\.\d{1,2})*)"
"""What numbers a section."""

_MARKED: Final = re.compile(
    rf"^\s*(?:(?:phần|mục|nhóm|bảng|biểu)\s+(?:thứ\s+)?)?\(?({MARK})\s*(?:[.)/:]\s*|[-–]\s+)(?=\S)",
    re.IGNORECASE,
)
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_COUNT: Final = re.compile(
    r"^\W*(?:gom |co |tong (?:so )?)?\d+ (?:xa|phuong|don vi|dac khu|xa, phuong)[\w\s,]*\W*$"
    r"|^\W*(?:cu|moi|cac xa|cac phuong)\W*$"
)
_BY_DECISION: Final = (
    r"\b(?:theo|tại|thuộc|kèm theo|căn cứ|ban hành kèm|quy định tại)(?: \w+)? "
    r"(?:quyết định|qđ|nghị quyết|nq|nghị định|thông tư|công văn|kết luận)\b.*$"
)
_DECISION: Final = re.compile(strip_tones(_BY_DECISION))
_DECISION_TONED: Final = re.compile(_BY_DECISION)
"""By which list communes are of a kind: "Xã khu vực III theo Quyết định số 861/QĐ-TTg"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_OF_FIGURES: Final = _words(
    "so lieu den tinh het cuoi ngay thoi diem thang quy nam ky bao cao chot cap nhat tai lay cua"
    " as of theo la giai doan hien trang ket qua thuc hien nua dau"
)
_SAYS_FIGURES: Final = re.compile(
    r"\b(?:so lieu|tinh den|den (?:ngay|het|thoi diem)|lay (?:so|theo)|bao cao (?:quy|thang|ky)"
    r"|as of|data (?:of|from))\b"
)
"""By these a date is that of figures, whatever else is said."""

_SENT_LATER: Final = re.compile(
    r"^(?:(?:so lieu|du lieu|bao cao|cac xa|xa|don vi|so) )*(?:gui |nop |cap nhat )?"
    r"(?:bo sung|muon|sau|thay the|(?:da )?(?:dinh chinh|sua|dieu chinh)(?: lai)?)\b"
    r"(?:\W+(?:ngay|dot|lan|luc|vao|so lieu|cho (?:cac |\d+ )*(?:dong|xa|so)|\d).*)?\W*$"
)
"""Over figures that came after the others, or in their place: "Bổ sung ngày 07/10:"."""

_IN_ORDER: Final = re.compile(
    r"^(?:(?:cac|nhung|nhom|so|xa|phuong|dac khu|don vi|dia phuong|va|\d+)\W+)*"
    r"(?:so lieu |du lieu )?(?:da |duoc |co )+"
    r"(?:(?:bao cao|gui|nop|co|cap nhat|chot|xac nhan|ky|ra soat|doi soat|doi chieu|tham dinh"
    r"|kiem tra|tach|boc tach|loai trung|loai bo trung|khu trung|lam sach|tong hop|so lieu|du lieu"
    r"|day du|du|dung han|chinh thuc|rieng|hoan thanh|xong|lap|moi|va|voi|so)\b[\s,]*)+"
    r"(?:theo (?:dia gioi|don vi hanh chinh|dvhc|xa|phuong|ten)(?: moi| hien nay)*)?\W*$"
)
"""Over the communes whose figures are as they should be: "Các xã đã báo cáo", of two kinds."""

_AGENCIES: Final = re.compile(
    r"(?:(?:cac|khoi|cap tinh|nhom)\W+)*(?:so\W+(?:ban\W+)?(?:va )?nganh|co quan chuyen mon)\b"
    r"(?:\W|\b(?:cap|tinh|thanh pho|tp|cac|don vi|co quan|va|doan the|thuoc|truc|ubnd|su nghiep"
    r"|khac|hoi)\b)*"
)
"""Over the agencies of the province, which stand above or below its communes."""

_AREA: Final = re.compile(
    r"^(?:(?:các|nhóm|khối|thuộc|trên|tại|liên) )*"
    r"(tỉnh|huyện|thị xã|thành phố|quận|tp|tx|h|q|khu vực|kv|địa bàn|tiểu vùng|vùng|cụm|tổ|đội"
    r"|phòng bán hàng|phòng|pbh|trung tâm viễn thông|trung tâm kinh doanh|trung tâm|ttvt|ttkd"
    r"|chi nhánh|điện lực|xã|phường|thị trấn|đặc khu|khối|miền|phía|thôn|bản|ấp|khóm|xóm|buôn|tdp"
    r"|đơn vị quản lý|đơn vị"
    r"|viettel|vnpt|mobifone)(?:\.|\b)[\s:]*"
)
_AREA_BEHIND: Final = re.compile(
    r"(?i:(?:former|the|old) )*((?:[\w'-]+ ){1,4})"
    r"(?i:cluster|zone|area|region|district|branch|office)"
)
"""In English the kind of an area stands behind its name."""

_OF_COMMUNES: Final = frozenset({"xã", "phường", "đặc khu", "khối", "đơn vị"})
"""After these, words in capitals alone need not be a name."""

_AREAS: Final = frozenset(
    {"khu vực", "kv", "địa bàn", "vùng", "tiểu vùng", "cụm", "tổ", "đội", "miền", "phía"}
)
"""After these stands where, in whatever words."""

_SAFE: Final = _words(
    "các những nhóm khối toàn bộ tất cả số và ở tại trên thuộc của theo là gồm bao có trong đó do"
    " cụ thể xã phường thị trấn đặc khu đơn vị hành chính dvhc đvhc cấp địa bàn phân vực kv vùng"
    " cụm tổ đội huyện quận thành phố tỉnh tx tp h q liên tiểu miền phía đông tây nam bắc trung"
    " giữa ngoài nội nơi trước đây mới sáp nhập sắp xếp hợp nhất không giữ nguyên lập sau diện điển"
    " hình còn lại khác núi cao thấp biên giới biển hải đảo ven sông bờ đồng bằng du bãi ngang hồ"
    " hộ giáo biệt khó khăn đbkk an atk dân tộc thiểu dtts nông thôn ntm tam loại chưa đạt chuẩn"
    " nâng kiểu mẫu người kinh tế mường phát triển duyên rừng chiến i ii iii iv v vii viii ix x a"
    " b c d e một ba bốn 1 2 3 4 5 6 7 8 9 10 cộng tổng lũy luỹ tiếp trang mang sang chuyển stt"
    " tên danh sách biểu phụ lục hiện lớn nhỏ commune communes ward wards district area region"
    " rural urban group ubnd ủy uỷ ban nhân dừa đô northern southern eastern western central north"
    " south east west coastal mountainous highland upland lowland border island remote delta"
    " cluster zone the of"
)
"""Words by which communes are grouped."""

_STATES: Final = _SAFE | _words(
    "hiện trạng tại trạm phủ sóng đã đang được hoạt động viễn thông bts 2g 3g 4g 5g hạ tầng mạng"
    " lưới dụng chung từ đầu đủ sử khai thác phát viettel vnpt mobifone"
)
"""Words by which stations that are there are, where none of them says otherwise."""

_SAFE_BARE: Final = frozenset(map(strip_tones, _SAFE))
_STATES_BARE: Final = frozenset(map(strip_tones, _STATES))
"""The same, for a text that has lost its tones."""

_OTHERWISE: Final = frozenset({"lacks", "plan", "period", "other_measure", "old"})

_TOLD: Final = re.compile(
    rf"\b(?:{toneless('lost', 'gone', 'moved')}|su co|thiet hai|khac phuc"
    rf"|bi (?:anh huong|ngap|{toneless('hit')})|(?:{toneless('stops')}|cham dut)(?: \w+)?"
    rf" (?:{toneless('works')}|cung cap)|(?:chua|khong) (?:duoc )?(?:co|phu)"
    rf"|(?:chua|khong|cho|cho doi|sap) (?:duoc |con |the )?(?:{toneless('started', 'built')}"
    r"|phu song|co song|ket noi|cap phep|dau tu|su dung)"
    rf"|(?:dang|se|can|sap) (?:duoc )?(?:{toneless('builds')}|trien khai|xin|dau tu"
    r"|khao sat|thu nghiem|nang cap|cho|bo sung|hoan thien)|quy hoach|thu nghiem|phat thu"
    r"|uoc tinh|so uoc|tam tinh|gia dinh|kich ban|mo phong|tham khao|du phong|luu kho"
    rf"|{toneless('off')}|offline|not in service|down|inactive|outage"
    r"|nhu cau|de xuat|kien nghi|dang ky moi|(?<!tu )mo rong)\b"
)
"""What stations are of which a section says so: not there yet, not working, or no count at all."""

_MOBILE: Final = frozenset({"2g", "3g", "4g", "5g"})
_STATIONS: Final = re.compile(
    r"^(?:cac |so |nhom |mang |vung |cong nghe )*(?:tram|bts|vi tri|song|mang|cot|[2-5] ?g)\b"
)


@dataclass(frozen=True)
class Said:
    """What the words of a section say of its rows.

    Attributes
    ----------
    kind
        ``ordinary`` where nothing, ``dated`` where they are of another day, ``other`` where they
        are no state of today or another operator's, ``unknown`` where nobody understands it.
    day
        The day, where they are of another.
    """

    kind: Kind = "ordinary"
    day: dt.date | None = None


@dataclass(frozen=True)
class Subject:
    """What a table is of, by itself.

    Attributes
    ----------
    operator
        Whose figures it has.
    technologies
        Those that its columns count.
    day
        The day of its figures.
    """

    operator: str = ""
    technologies: frozenset[str] = frozenset()
    day: dt.date | None = None


def mark_of(text: str) -> str:
    """Give what numbers a section, of its words.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        The mark; ``""`` for none.

    Examples
    --------
    >>> mark_of("B. Trạm chưa phát sóng"), mark_of("II - Các xã vùng cao"), mark_of("Đã dừng")
    ('B', 'II', '')
    """
    found = _MARKED.match(text)
    return found[1] if found else ""


def section_says(text: str, subject: Subject, lookup: UnitLookup) -> Said:
    """Find what the words of a section say of the figures below it.

    Parameters
    ----------
    text
        Its words.
    subject
        What the table is of.
    lookup
        Tells units and districts.

    Returns
    -------
    Said
        What they say.
    """
    words = _MARKED.sub("", " ".join(text.split())).strip(" .:;-–*")
    plain = plain_text(words)
    in_order = _AGENCIES.fullmatch(plain) or _SENT_LATER.match(plain) or _IN_ORDER.match(plain)
    if not words or in_order or _is_place(words, lookup):
        return Said()
    unit = said_unit(words)
    if unit and unit != words:
        return Said() if _is_plain_unit(unit) else Said("other")
    dated = _dated(words, subject, lookup)
    if dated is not None:
        return dated
    whose = set(parse_level(words).operators) - {"any", "other"}
    if (whose and subject.operator not in whose) or is_of_others(words):
        return Said("other")
    parts = [one for one in (_BRACKETS.sub(" ", words), *_BRACKETS.findall(words)) if one.strip()]
    kinds = {_kind(one, subject, lookup) for one in parts if not _COUNT.match(plain_text(one))}
    for kind in ("other", "unknown"):
        if kind in kinds:
            return Said(kind)
    return Said()


def title_says(text: str, subject: Subject, lookup: UnitLookup) -> Said:
    """Find what a title over a part of a sheet says of the stations below it, beside its words.

    Parameters
    ----------
    text
        A title over a half of a sheet, or over its second table.
    subject
        What the table is of.
    lookup
        Tells units and districts.

    Returns
    -------
    Said
        Another day where the title names nothing else, and ``other`` where stations are not there.
    """
    words = _MARKED.sub("", " ".join(text.split())).strip(" .:;-–*")
    dated = _dated(words, subject, lookup) if words else None
    if dated is not None:
        return dated
    return Said("other") if _TOLD.search(plain_text(words)) else Said()


def _kind(words: str, subject: Subject, lookup: UnitLookup) -> Kind:
    """Say what a part of a section's words says."""
    plain = _DECISION.sub("", plain_text(words)).strip(" .,:;-–")
    if _is_place(words, lookup) or not plain:
        return "ordinary"
    level = parse_level(words)
    named = {*level.technologies} & _MOBILE if _STATIONS.match(plain) else set()
    of_others = named and subject.technologies and not named & subject.technologies
    if of_others or _TOLD.search(plain):
        return "other"
    doubtful = _is_doubtful(words)
    if not doubtful and _is_grouped(words, lookup):
        return "ordinary"
    if {kind for kind, _ in level.vetoes} & _OTHERWISE or title_veto("", [words], []):
        return "other"
    own = {*level.operators} <= {"any", subject.operator} and level.operators
    plainly = not level.unknown and {*level.relations} <= {"has", "covered"}
    known = names_result(words) or own or level.technologies or plainly
    return "ordinary" if known and not doubtful else "unknown"


def _is_doubtful(words: str) -> bool:
    """Tell whether words that are known each say together that figures are something else."""
    low = normalise(words).lower()
    return bool(said_together(low, low) or said_alone(low) or may_change(words))


def _is_grouped(words: str, lookup: UnitLookup) -> bool:
    """Tell whether words name an area, or a kind of communes."""
    cut = _DECISION_TONED.sub("", normalise(words).lower())
    safe, states = (_SAFE_BARE, _STATES_BARE) if cut.isascii() else (_SAFE, _STATES)
    tokens = {token for token in re.findall(r"\w+", cut) if not token.isdecimal()}
    kinds = {kind for kind, _ in parse_level(words).vetoes}
    area = _AREA_BEHIND.fullmatch(words)
    if area and all(one in safe or one[0].isupper() for one in area[1].split()):
        kinds -= {"old"}  # the district is former
        tokens = set()
    if not kinds & _OTHERWISE and tokens <= states:
        return True
    if tokens <= safe and (_AREA.match(words.lower()) or not kinds & {"lacks", "plan", "period"}):
        return True
    name, noun = words, ""
    while area := _AREA.match(name.lower()):
        name, noun = name[area.end() :].strip(" ,.:-–"), area[1]
    if not (name and noun):
        return bool(noun)
    if any(kind in {"lacks", "plan", "old"} for kind, _ in parse_level(name).vetoes):
        return _is_place(name, lookup)
    rest = [one for one in re.findall(r"[^\W_]+", name) if one.lower() not in safe]
    if rest and name.isupper() and noun in _OF_COMMUNES:
        return False
    return noun in _AREAS or all(one[0].isupper() or one.isdecimal() for one in rest)


def _is_place(words: str, lookup: UnitLookup) -> bool:
    """Tell whether words are a place's name, with its kind or without."""
    bare = re.sub(
        r"(?i)^(?:(?:các xã|khu vực|địa bàn|cụm|vùng|thuộc|tỉnh|huyện|thị xã|thành phố|quận) )+"
        r"|\W*\b(?:cũ|trước đây)\W*$", "", words,
    )  # fmt: skip
    if lookup.name(words) or lookup.is_province(words) or lookup.is_province(bare):
        return True
    if _is_doubtful(words):
        return False
    says = any(kind in {"plan", "lacks"} for kind, _ in parse_level(words).vetoes)
    return (lookup.is_old(words) and not says) or lookup.names_place(bare)


def _is_plain_unit(unit: str) -> bool:
    """Tell whether a unit is one that changes no figure: "trạm", "người"."""
    level = parse_level(unit)
    return not level.unknown and not level.vetoes and level.scale == 1


def _dated(words: str, subject: Subject, lookup: UnitLookup) -> Said | None:
    """Find that words name the day of figures, and nothing else; None where they do not."""
    plain = _DECISION.sub("", plain_text(words))
    year = subject.day.year if subject.day else 0
    full = with_years([plain], year)[0] if year else plain
    dates = find_dates(full)
    if not dates:
        return None
    rest = without_dates(full, dates)
    left = [token for token in re.findall(r"\w+", rest) if token not in _OF_FIGURES]
    name = " ".join(re.findall(r"[^\W\d_]+", re.split(r"[(:–-]", words)[0]))
    of_place = _is_place(name, lookup) and {*left} <= {*re.findall(r"\w+", plain_text(name))}
    planned = any(kind == "plan" for kind, _ in parse_level(words).vetoes)
    if left and not of_place and (planned or not _SAYS_FIGURES.search(plain)):
        return None
    return _of_day(dates[-1], subject.day)


def _of_day(last: Dated, day: dt.date | None) -> Said:
    """Say what a date is beside that of the table: another, none that has come yet, or the same."""
    if last.day is None or last.precision == "span" or (day and last.day.year > day.year):
        return Said("other")
    same = day and (last.day == day or (last.precision == "year" and last.day.year == day.year))
    if same:
        return Said()
    return Said("other") if day and last.day > day else Said("dated", last.day)


@functools.lru_cache(maxsize=4096)
def may_be_section(text: str) -> bool:
    """Tell whether a text is short enough for the head of a section, and no sentence."""
    begins = _BY_WHOM.match(plain_text(text)) and text.rstrip(" )")[-1:] not in ".;"
    return len(text) <= _LONGEST and (bool(begins) or not is_sentence(text))


_LONGEST: Final = 90
_BY_WHOM: Final = re.compile(r"\W*theo (?!quyet dinh|qd|nghi quyet|nq|cong van)")
"""A title that begins so is a sentence; a line among rows says whose or of what they are."""


def technologies_of(quantities: Collection[str]) -> frozenset[str]:
    """Give the technologies that quantities count."""
    return frozenset(one for name in quantities for one in re.findall(r"[2-5]g", name))
