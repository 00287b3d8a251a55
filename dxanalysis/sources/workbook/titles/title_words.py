"""Words of titles that say no more than what, where, when and by whom, and all others.

What officials may write above a table has no end: households that were flooded, stations that
owe for their power, what was registered. So a title is understood where each of its words is
known: of what is counted (:mod:`dxanalysis.sources.workbook.words.slots`), a place, an office, a
date, or one of the ordinary words below. Any other title is quoted to who reads the figures.
"""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.titles.title_phrases import said_alone, said_together
from dxanalysis.sources.workbook.titles.title_vocabulary import ORDINARY
from dxanalysis.sources.workbook.words.counted import without_places
from dxanalysis.sources.workbook.words.put_away import without_replaced
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.units.names_in_text import commune_names, province_and_district_names
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

_LONGEST: Final = 300
_FEWEST: Final = 2
_SHORT: Final = 4
"""Letters of what may be an abbreviation in the name of a sheet."""

_OFFICES: Final = re.compile(
    r"\b(?:(?<!cơ )sở(?! hữu)|ubnd|ủy ban nhân dân|uỷ ban nhân dân|văn phòng|(?:chi )?cục(?: thuế)?"
    r"|(?<!hải )phòng|ttvt|ttkd|nhnn|thuế(?= (?:cơ sở|tỉnh|thành phố|khu vực))|kho bạc nhà nước"
    r"|(?:(?:ủy ban |ub)?(?:mặt trận tổ quốc|mttq)|hội (?:nông dân|phụ nữ|liên hiệp phụ nữ|lhpn"
    r"|cựu chiến binh|ccb|người cao tuổi|khuyến học)|liên đoàn lao động"
    r"|liên minh (?:hợp tác xã|htx)"
    r"|đoàn (?:thanh niên|tncs)(?: hồ chí minh| hcm)?)(?=(?: việt nam)? (?:tỉnh|thành phố|tp)\b)"
    r"|(?:tỉnh|thành) ủy"
    r"|tập đoàn|tổng công ty|công ty(?: cổ phần| tnhh)?|viện"
    r"|trung tâm (?:viễn thông|điều hành|đhtt|kinh doanh|kỹ thuật|phục vụ hành chính công"
    r"|pvhcc|y tế|công nghệ)|bộ(?= (?:kh|tt|chỉ))|bảo hiểm xã hội|bhxh"
    r"|tổ (?:công tác|kỹ thuật)|tỉnh đoàn|p\.|ngân hàng nhà nước chi nhánh|ngân hàng nhà nước"
    r"|bộ(?= (?:khoa|thông|nội|công|y tế|tài))"
    r"|ban (?:quản lý|chỉ đạo|dân tộc)|công an(?= (?:tỉnh|thành|xã|phường|huyện))|bưu điện)\b"
    r"(?:(?:[\s,&-]+|\b)(?:ubnd|khoa học|công nghệ|kh|cn|khcn|tt|tttt|thông tin|truyền thông|và"
    r"|bưu chính"
    r"|viễn thông|chuyển đổi số|y tế|giáo dục|đào tạo|gd|đt|nội vụ|tài chính|công thương"
    r"|nông nghiệp"
    r"|môi trường|văn hóa|thể thao|du lịch|vhttdl|vh|tư pháp|dân tộc|tôn giáo|kế hoạch|đầu tư"
    r"|quy hoạch"
    r"|phát triển|mạng|thống kê|kỹ thuật|kinh doanh|hạ tầng|quản lý|hành chính|xã hội|kinh tế"
    r"|đô thị"
    r"|trật tự|tổng hợp|chính|nhà nước|quân đội|công nghiệp|csqlhc|pc\d+|qlhc|bcvt|bán hàng"
    r"|điều hành"
    r"|tỉnh|thành phố|huyện|thị xã|xã|phường|đặc khu|điện lực|di động|việt nam|nghiệp vụ|khai thác"
    r"|vô tuyến|tần số|tối ưu|sáng tạo|đổi mới|ứng dụng|số|vht|vt|cp|cổ phần|kh|cá nhân"
    r"|khách hàng|mạng lưới|lưới|khu vực|việt nam|cảnh sát|qlhc|ttxh|về|chỉ huy|bđbp|điều phối"
    r"|ntm|phong trào|ktđt|tttn|hành chính công)\b)*"
)
"""Offices, with the words of their names."""

_REFERENCE: Final = re.compile(
    r"\(?\b(?:(?:ban hành )?kèm(?: theo)?|theo|căn cứ|thực hiện|tại|của|triển khai|gửi kèm|phục vụ"
    r"|trả lời)(?: các| yêu cầu(?: tại)?| đề nghị(?: tại)?| nội dung)*"
    r" (?:công văn|cv|văn bản(?= số| \d)|quyết định|qđ|nghị quyết|nq|nghị định|thông tư|tt"
    r"|kế hoạch(?= số| \d)"
    r"|kh(?= số| \d)|báo cáo(?= số \d| \d)|tờ trình|công điện|chỉ thị|kết luận|đề án(?= số| \d)"
    r"|chương trình(?= số| \d)|giấy mời)\b[^();:]*\)?"
    r"|\((?:qđ|quyết định|nq|nghị quyết|cv|công văn|nghị định|thông tư)\b[^()]*\)"
    r"|\b\d*(?:/\d+)?/[\w&-]*[^\W\d][\w&-]*|\bsố\s*:[^()]*$|\bv/v\b|\bhttps?://\S+|\bwww\.\S+"
    r"|\b[\w.]+@[\w.]+\b"
)
"""Letters and decrees, and their numbers."""

_BOTH: Final = re.compile(
    r"(?i)(\b(?:hiện trạng|thực trạng)\b.*?)\bvà\b.*|\(kèm theo\b[^()]*\)"
    r"|^[^;:]*\bvà (?=hiện trạng|thực trạng)"
)
"""A title of the state and of more: which columns are of what, their headings say."""

_LABEL: Final = re.compile(
    r"\W*(?:đơn vị(?: báo cáo| gửi| lập)?|cơ quan(?: báo cáo| lập)?|người (?:lập(?: biểu)?"
    r"|kết xuất|báo cáo"
    r"|gửi|xuất|in"
    r"|tổng hợp|phụ trách|liên hệ)|nơi (?:gửi|nhận)|kính gửi|điện thoại|email|địa chỉ"
    r"|nguồn(?: số liệu)?"
    r"|ngày (?:lập|gửi|in|xuất|ký|tạo|báo cáo|nhận(?: báo cáo)?)|viết tắt|cách ghi|quy ước"
    r"|bên [ab]|bộ lọc(?: đang chọn)?"
    r"|số hiệu|ký hiệu|mã (?:biểu|báo cáo|tỉnh|đơn vị)|hạn (?:gửi|nộp)"
    r"|thời hạn|tài khoản xuất|user|created by|exported by|printed by|source|don vi(?: bao cao)?"
    r"|nguoi (?:lap|bao cao|gui|xuat|in)|nguon|viet tat|ngay (?:lap|in|xuat|tao)|kinh gui)\s*:"
)
"""What stands before names, addresses and times."""

_SIGNED: Final = re.compile(
    r"^[^\d,]{2,40}, ngay\W*\d*\W*thang\W*\d*\W*nam\b|^\W*(?:trang|page) \d"
    r"|^\W*(?:\d\W+)?(?:chi (?:nhap|dien|ghi)|khong (?:them|xoa|sua)|nhap|dien|ghi|chon|cach dien)"
    r"\W.*\b(?:o|cot|dong|mau)\b"
    r"|\bcong hoa xa hoi\b|\bdoc lap\W{1,5}tu do\b"
)
_PLACE_NOUN: Final = (
    r"(?:xã|phường|đặc khu|thị trấn|huyện|quận|thị xã|thành phố|tỉnh|tp|tx|khu vực|kv|cụm"
    r"|địa bàn|thôn|bản|ấp|khóm|ttvt|vnpt|viettel|mobifone|bưu điện|điện lực)"
)
_CAPITALS: Final = "".join(one for one in map(chr, range(0x41, 0x1EFA)) if one.isupper())
_WORD_OF_NAME: Final = rf"[{_CAPITALS}][^\W\d_{_CAPITALS}]*"
_NAMED: Final = re.compile(
    rf"\b(?i:{_PLACE_NOUN}(?:\s+{_PLACE_NOUN})*)(?:\.\s*|\s+)"
    rf"(?:{_WORD_OF_NAME}(?:['’](?:{_WORD_OF_NAME}|[^\W\d_{_CAPITALS}]*))?(?:[ -]+|\b))+"
    r"(?:\d+\b)?(?:\W*(?:cũ|mới)\b)?"
)
"""A name behind the kind of a place, in a line that is not all in capitals."""

_BEFORE_NAMES: Final = frozenset(
    re.findall(
        r"\w+",
        "xã phường khu trấn huyện quận phố tỉnh tp tx p x kv vực bàn cụm ttvt ubnd "
        "xa phuong tran huyen quan pho tinh vuc ban cum",
    )
)
"""Last words of the kinds of places, before names in a line all in capitals."""

_FORMER: Final = re.compile(
    r"\b(?:huyện|quận|thị xã|thành phố|tỉnh|khu vực|địa bàn)\b[^,;:]{0,40}?\(?\s*\bcũ\b\s*\)?"
)
_PERIOD: Final = re.compile(
    r"\btr(?:ước|uoc) (?:tháng |ngày )?\d{1,2}(?:[-/. ]\d+)*|"
    r"\b(?:quý|q|quy)[ ./]?(?:[1-4]|i{1,3}|iv)\b|\b(?:tháng|thang|t)[ ./]?\d{1,2}\b"
    r"|\b\d{1,2} tháng\b"
    r"|\b(?:\d{1,2} )?tháng đầu năm\b|\b(?:tuần|ngày|lần|đợt|kỳ) (?:thứ )?\d+\b"
    r"|\b\d{1,2}[/.]\d{1,2}\b"
    r"|\b\d{1,2}h\d{0,2}\b|\b\d{1,2} giờ(?: \d+ phút)?\b"
)

_PURPOSE: Final = re.compile(
    r"\bphục vụ (?:cho )?(?:công tác |việc )?(?:họp|cuộc họp|hội nghị|bầu cử|kỳ họp|báo cáo"
    r"|sơ kết|tổng kết"
    r"|giao ban|buổi làm việc|đoàn|giám sát|cảnh báo|phòng,? chống|ứng phó|thẩm tra"
    r"|xây dựng báo cáo)\b[^;:()]*"
    r"|\btài liệu (?:phục vụ )?(?:họp|hội nghị|giao ban)\b[^;:()]*"
    r"|^\W*(?:đề nghị|yêu cầu) (?:các |ubnd )*(?:xã|phường|đơn vị|địa phương|doanh nghiệp"
    r"|đồng chí|quý)\b.*"
    r"\b(?:gửi|nộp|báo cáo|điền|cung cấp|hoàn thành)\b.*|\bmốc so sánh\s*:"
    r"|\btheo (?:đvhc|đơn vị hành chính|địa giới|địa bàn)(?: hành chính)? mới(?: từ(?: ngày)?)?\b"
)
"""What figures are wanted for, and what is asked of those who send them."""

_ROMAN: Final = re.compile(r"[ivxl]+")
_SHEETS: Final = re.compile(
    r"\W*(?:(?:sheet|trang tinh|trang|bang|bieu|mau|pl|phu luc|tong hop|th|bc|ds|data|in|copy"
    r"|ban sao"
    r"|table|export|report|kq|sl|vb|cv|ll|ph|m)\W*)*[\divx]*(?:\W?\d+)*[a-h]?(?:\W*\(\d+\))?\W*"
)
"""A name of a sheet that says nothing."""

_PART_OF_WORK: Final = re.compile(r"\b(?:dot|giai doan|gd|phase)\W?(?:\d|i{1,3}\b|iv\b)")
"""A sheet of one part of a work: "Đợt 2" may have no more than came with it."""

_SHORT_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        "bao cat ibs dtts kcn kkt ccn add net "
        "off bak xoa huy cu bo moi new old tat giao tang giam sai loi ps xd test demo plan chi "
        "chua khong cho uoc kh qh ptm mll pa dk vd can vtci",
    )
)
"""Short words of a sheet's name that are no abbreviation of what a table is about."""


def unclear_in_title(line: str, explained: Collection[str] = ()) -> str:
    """Give the words of a title that nothing is known of.

    Parameters
    ----------
    line
        A title, or a line between it and the headings.
    explained
        Kinds of words that headings of the table have, and words: what they say is heard there.

    Returns
    -------
    str
        Them, as read; ``""`` where all are known, or the line is no title.

    Examples
    --------
    >>> unclear_in_title("TỔNG HỢP HỘ BỊ NGẬP LỤT ĐẾN 30/9/2025")
    'bị ngập lụt'
    >>> unclear_in_title("Biểu 02/KHCN: Hiện trạng phủ sóng di động các xã Quý III năm 2025")
    ''
    """
    if (
        len(line) > _LONGEST
        or set("▲▼") & {*line}
        or _SIGNED.search(plain_text(line))
        or said_unit(line)
    ):
        return ""
    text = normalise(line.replace("_", " "))
    if _LABEL.match(text.lower()):
        return ""
    text = without_replaced(text)
    cleaned = _without_names(text)
    return said_together(text.lower(), cleaned, explained) or " ".join(
        dict.fromkeys(_unclear(cleaned, explained))
    )


def unclear_in_sheet_name(name: str, explained: Collection[str] = ()) -> str:
    """Give the words of a sheet's name that nothing is known of.

    Parameters
    ----------
    name
        As on its tab.
    explained
        Kinds of words that headings of the table have.

    Returns
    -------
    str
        Them, as read; ``""`` where all are known, or are abbreviations.

    Examples
    --------
    >>> unclear_in_sheet_name("Chua dat"), unclear_in_sheet_name("BC Q3.25")
    ('chua', '')
    """
    text = re.sub(r"[_.-]+", " ", normalise(name))
    if not parse_level(text).operators:
        text = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    if _SHEETS.fullmatch(plain_text(text)):
        return ""
    cleaned = _without_names(text)
    said = said_alone(text.lower()) or said_together(text.lower(), cleaned, explained)
    if not said:
        found = list(_unclear(cleaned, explained))
        joined = {word.replace(" ", "") for word in _known(bare=True)}
        mean = (word not in joined and (" " in word or _may_mean(word, text)) for word in found)
        said = " ".join(found) if any(mean) or _is_phrase(found, text) else ""
        part = _PART_OF_WORK.search(plain_text(text))
        said = said or (part[0] if part else "")
    return "" if said and _is_commune(text) else said


def _is_commune(text: str) -> bool:
    """Tell whether a sheet is named as a commune is: all of them take a while to gather."""
    name = re.sub(r"^(?:p|x|tt|tx|tp|h|xã|phường|xa|phuong)\b\s*", "", text.lower())
    return name in commune_names() and (" " in name or not name.isascii())


def _may_mean(word: str, text: str) -> bool:
    """Tell whether a word of a sheet's name is no abbreviation."""
    if strip_tones(word) in _SHORT_WORDS:
        return True
    written = re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE)
    is_code = written is not None and written[0].isupper()
    if not word.isascii() and not is_code:
        return True  # with tones: "bão"
    return len(word) > (_SHORT if is_code else _SHORT - 1)


def _is_phrase(found: Sequence[str], text: str) -> bool:
    """Tell whether words without tones are two of a phrase, and no name: "Di doi"."""
    phrase = " ".join(found)
    written = re.search(rf"\b{re.escape(phrase)}\b", text, re.IGNORECASE)
    if len(found) < _FEWEST or written is None or written[0].isupper():
        return False
    return phrase not in commune_names() and phrase not in province_and_district_names()


def _unclear(text: str, explained: Collection[str]) -> Iterator[str]:
    """Give the words of a text between its ordinary ones that nothing is known of."""
    bare = text.isascii()
    known = _known(bare=bare)
    for part in re.split(r"[()\[\]:;.|]|\s[-–]\s", text.lower()):
        for piece in _ordinary(bare=bare).split(part):
            if not re.search(r"[^\W\d_]", piece):
                continue
            level = parse_level(piece)
            found = [word for word in level.unknown if word.isalpha() and len(word) > 1]
            found += [word for kind, word in level.vetoes if not {kind, word} & {*explained}]
            yield from (one for one in found if one not in known and not _ROMAN.fullmatch(one))


def _without_names(text: str) -> str:
    """Take dates, letters, offices and places out of a title."""
    cut = text
    plain = plain_text(text)
    if len(plain) == len(cut):
        for one in reversed(find_dates(cut)):
            cut = f"{cut[: one.start]} ; {cut[one.end :]}"
    cut = _REFERENCE.sub(" ; ", _lowered_kinds(_BOTH.sub(r"\1 ", cut)))
    if not text.isupper():
        cut = _NAMED.sub(" ; ", cut)
    cut = _without_communes(_FORMER.sub(" ; ", _PURPOSE.sub(" ; ", cut.lower())))
    cut = _PERIOD.sub(" ; ", _OFFICES.sub(" ; ", cut))
    return without_places(cut)


def without_references(line: str) -> str:
    """Take letters, decrees and their numbers out of a line.

    Parameters
    ----------
    line
        As written.

    Returns
    -------
    str
        The rest of it.

    Examples
    --------
    >>> without_references("Số trạm (kèm theo Công văn số 12/SKHCN-BCVT ngày 5/10/2025)").split()
    ['số', 'trạm', ';']
    """
    return _REFERENCE.sub(" ; ", _lowered_kinds(normalise(line)))


def _lowered_kinds(text: str) -> str:
    """Write what begins a reference in small letters: the patterns are so."""
    return re.sub(
        r"(?i)\b(?:ban hành|kèm|theo|căn cứ|thực hiện|tại|của|triển khai|gửi|phục vụ|công văn|cv"
        r"|văn bản|quyết định|qđ|nghị quyết|nq|nghị định|thông tư|kế hoạch|báo cáo|số|tờ trình"
        r"|công điện|chỉ thị|kết luận|đề án|chương trình|trả lời)\b",
        lambda found: found[0].lower(),
        text,
    )


def _without_communes(lower: str) -> str:
    """Take names of communes out, where the kind of a place stands before them."""
    names = (commune_names(), province_and_district_names())
    tokens = re.findall(r"\w+|\W+", lower)
    words = [place for place, token in enumerate(tokens) if re.match(r"\w", token)]
    gone: set[int] = set()
    for start, place in enumerate(words):
        if place in gone or start == 0 or tokens[words[start - 1]] not in _BEFORE_NAMES:
            continue
        for length in range(min(4, len(words) - start), 0, -1):
            some = words[start : start + length]
            name = " ".join(tokens[one] for one in some)
            if any(name in known for known in names):
                gone.update(some)
                break
    return "".join(" " if place in gone else token for place, token in enumerate(tokens))


@functools.cache
def _ordinary(*, bare: bool) -> re.Pattern[str]:
    """Find the ordinary phrases of titles, the longer first; in small words, of what has tones."""
    return _any_of({one for one in _known(bare=bare) if " " in one or "-" in one})


@functools.cache
def _known(*, bare: bool) -> frozenset[str]:
    """Gather the ordinary words and phrases, for a text that has lost its tones without them."""
    return frozenset(map(strip_tones, ORDINARY)) if bare else ORDINARY


def _any_of(phrases: Collection[str]) -> re.Pattern[str]:
    """Make one pattern of phrases."""
    longest = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest))})(?!\w)")
