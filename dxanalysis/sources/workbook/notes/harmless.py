"""Words beside and around figures that are known to change nothing of them.

Officials may write anything beside a figure, so what is dangerous cannot be listed. What is usual
can: where a commune lies, what it was merged from, which decision, who counted, who signs. All
else is quoted.
"""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis.sources.workbook.notes.doubts import is_not_there
from dxanalysis.sources.workbook.notes.remarks import without_once
from dxanalysis.units.names_in_text import province_and_district_names
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

_TOKEN: Final = re.compile(r"[^\W\d_]+|\d\w*(?:[.,/-]\w+)*%?")
_DOCUMENT: Final = re.compile(r"\b\d+ ?/(?:\d{4}/)?[A-ZĐ]{2,}[A-ZĐ0-9]*(?:-[A-ZĐ0-9]+)*")
"""The number of a decision: "1676/NQ-UBTVQH15"."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PLACES: Final = _words(
    "xã phường thị trấn đặc khu huyện quận tỉnh thành phố tp tx tt thôn bản buôn bon làng ấp khóm"
    " khu tổ dân phố tdp xóm phum sóc tiểu cụm khối nhóm vùng miền núi đồi cao thấp sâu xa"
    " vực biên giới ven biển bãi ngang bằng đô nông thành lòng hồ rừng đèo sông suối"
    " lộ quốc đường đông tây nam bắc giáp ranh địa bàn hình hành chính đơn vị kv km m ha cách"
    " rộng hẹp thưa thớt dốc hiểm trở phức tạp chợ cửa khẩu cảng trường quê bên lõi đệm vườn gia"
)
_LINKS: Final = _words(
    "đh cđ thpt thcs và các những thuộc từ gồm nằm ở tại trên của với gần về theo cơ sở một"
)
_MERGED: Final = _words(
    "cũ sáp nhập nhất sắp xếp thành đổi tên diện tích dtts đbkk dân tộc kinh tế"
    " i ii iii iv v atk ntm mn vc bg kk dt nv"
)
_OFFICES: Final = _words(
    "ubnd hđnd sở ban cục thống kê nội vụ khcn vhxh vh xh tttt văn hóa hội trưởng phó bí thư"
    " chủ tịch cán kỹ thuật viên bưu viễn thông nq qđ cv bc ngày tháng năm nguồn cung cấp"
    " báo cáo do bởi zalo email liên hệ gặp anh chị ông bà"
)
_PHRASES: Final = (
    r"dân tộc thiểu số|đồng bào(?: dân tộc)?|(?:đặc biệt )?khó khăn|an toàn khu"
    r"|nông thôn mới(?: nâng cao| kiểu mẫu)?|ntm(?: nâng cao| kiểu mẫu)?"
    r"|thành lập|chia tách|trung (?:tâm|du)|chi cục|công (?:an|văn|nghiệp)|nghị quyết|quyết định"
    r"|(?:xã|huyện|hải|quần|đặc khu) đảo|loại (?:[iv]+|đặc biệt|[1-5])|kh ?(?:&|và) ?cn|đầu mối"
    r"|(?:văn|phòng) (?:phòng|văn hóa|kinh tế)|tái định cư|dân cư mới|du lịch|kinh tế"
    r"|(?:xã|phường|thôn|bản|tên|đơn vị) mới|mới (?:thành lập|sáp nhập|chia tách|sắp xếp|hợp nhất"
    r"|đổi tên)|có (?=đồng bào|nhiều|đông|đường biên|biên giới|cửa khẩu|chợ|khu)|số (?=\d)"
    r"|(?:đạt|đã đạt|về đích|đạt chuẩn)(?: nông thôn mới| ntm)(?: nâng cao| kiểu mẫu)?"
    r"|(?:tỷ|tỉ) lệ (?:hộ nghèo|dtts)(?: cao)?|(?:nhiều|đông) (?:hộ nghèo|dtts|dân cư)"
    r"|(?:không|ít) (?:sắp xếp|sáp nhập|thay đổi|biến động|phát sinh|điều chỉnh địa giới|đổi)"
    r"|giữ nguyên(?: hiện trạng| địa giới| tên)?"
    r"|(?:đã |được )(?:kiểm tra|rà soát|đối chiếu|đối soát|xác nhận|xác minh|duyệt|phê duyệt"
    r"|báo cáo|gửi|nộp|cập nhật|hoàn thành|nghiệm thu|chốt|ký|thống nhất|nhập|đạt|xong"
    r"|phát sóng|hoạt động|vận hành|khai thác|lên sóng|đưa vào (?:sử dụng|khai thác)|kết nối)"
    r"(?: (?:đủ|đầy đủ|xong|đúng hạn|đúng|khớp))*"
    r"|(?:đang )(?:phát sóng|hoạt động|vận hành|khai thác|sử dụng)(?: tốt| bình thường| ổn định)?"
    r"|(?:số liệu )?(?:đạt|đủ|đầy đủ|khớp|đúng|ok|hoàn thành|xong|tốt|ổn định|bình thường"
    r"|đúng hạn|hợp lệ|chính xác)(?! là\b)"
    r"|(?:xin |trân trọng )?cảm ơn|trân trọng|đi lại|bị|địa bàn|(?:dân cư|dân) (?:sống )?"
    r"(?:thưa thớt|phân tán|rải rác|không tập trung)"
    r"|(?:các |số )?trạm (?:bts )?(?=(?:đang|đã) (?:phát|hoạt|vận|khai|đưa))|toàn (?:xã|phường)"
    r"|đã (?:phủ|có) (?:sóng|cáp quang)(?: [2-5]g)?|kế sách"
    r"|là (?=xã|phường|các|số|dân)|hợp nhất|đồng bằng|cán bộ|bưu điện|điện thoại"
    r"|gồm cả (?=(?:xã|phường|thị trấn) .*\bcũ\b)|địa hình (?:khó|phức tạp)|(?:mới )?kiện toàn"
    r"|mạng (?:chậm|yếu)"
    r"|(?:đã |không )(?:loại|tính) trùng"
    r"|(?:các |tổng )?(?:số )?trạm (?=(?:đang|đã) (?:phát|hoạt|vận))|tại thời điểm báo cáo"
    r"|(?:dân số|số (?:người|dân|hộ))(?: \w+){0,2} (?:nằm )?trong vùng (?:phủ sóng|có (?:mức )?"
    r"tín hiệu)[^;]*"
    r"|(?:biên|đồn) (?:biên )?phòng|núi đá|trọng điểm|thủy điện|sát|mưa lũ|đường đi|tách từ|xã điểm"
    r"|(?:xã|hộ) nghèo|chuyển đổi số|không (?:có )?(?:vướng mắc|khó khăn|ý kiến)|sóng tốt"
    r"|khoa học và công nghệ|danh mục|(?:rất )?mong nhận được(?: \w+){0,3}"
    r"|(?:thực hiện )?thí điểm|(?:có )?địa giới thay đổi|qua điện thoại"
    r"|sẽ gửi (?:văn bản|công văn|báo cáo)(?: \w+)? sau"
    r"|theo (?:nghị quyết|quyết định|công văn|báo cáo|nq|qđ|cv|bc)(?: số)?"
)
_DAYS: Final = re.compile(
    r"\b(?:thành lập|sáp nhập|sắp xếp|hợp nhất|nghị quyết|quyết định|công văn|nq|qđ|cv|hiệu lực"
    r"|chuẩn|ntm|nông thôn mới|đổi tên|văn bản|báo cáo số|bc)\b"
)
"""Of these a remark may name the day."""

_DATE: Final = re.compile(r"\b\d{1,2}[/.-]\d{1,2}|\b(?:tháng|quý|năm|ngày|từ|đến|t|q)\b \d")
_WISH: Final = re.compile(
    r"\W*(?:phan dau|(?:de nghi|de xuat|kien nghi|can|mong|mong muon|nhu cau)\b(?: \w+){0,6}"
    r" (?:ho tro|dau tu|bo sung|bo tri|xay|lap|keo|nang|mo rong|phu song|quan tam|tang cuong"
    r"|cai thien|khac phuc|trien khai|trang bi|tao dieu kien|uu tien|som|them|dung cot))\b"
    r"(?!.*\b(?:sua so|chinh|kiem tra|ra soat|xem|xoa so|lay|tinh|thay|tru|cong|chuyen|huy|chua"
    r"|so lieu|la)\b)"
)
"""What is asked for beside what there is."""

_MORE: Final = re.compile(
    r"\W*(?:tang|giam)(?: them)? \d+ \w+(?: [2-5]g)?(?: so voi .*)?|\W*dang ra soat\W.*bo sung.*"
    r"|\W*(?:co|nam|thuoc|dua)(?: vao| trong)* (?:ke hoach|quy hoach)(?: (?:nam )?[\d–-]+)?\W*"
    r"|ban cong bo ghi\b.*; dung so\b.*|.*\bgiu nhu cong bo\W*"
    r"|(?!.*\b(?:so lieu|tram|gui|bao cao)\b).*\b\d+ (?:thon|ban|xom|ap|khom|to|ho)\b[^;]*"
    r"\b(?:chua|khong) (?:co|duoc phu) (?:song|cap quang|dien)\b[^;]*"
)
"""What has changed since, what is still to be added, and what a published figure was before."""

_NO_NAMES: Final = _words(
    "trạm hộ số liệu cột sóng điện kế hoạch dự kiến chưa không chờ hỏng tắt đang sẽ mất chỉ mới có"
    " tính lấy sai nhầm đã cả trong người thuê bao cáp quang lắp xây đề ước tạm sửa trừ cộng"
    " gộp chung trùng thiếu thừa ngừng dừng ngưng hủy bỏ khóa đóng loại tháo"
)
"""Common nouns and verbs that are no name, though in capitals."""

_KINDS: Final = _words("xã phường trấn huyện tỉnh phố thôn bản buôn ấp xa phuong tran huyen ban")
_SAFE: Final = _PLACES | _LINKS | _MERGED | _OFFICES
_RISKY_BARE: Final = _words("tinh so chua du cho do tam den trung chi cong lap tach")
"""What may be a word of doubt where tones are left out."""

_SAFE_BARE: Final = frozenset(map(strip_tones, _SAFE)) - _RISKY_BARE
_SAYS_PHRASE: Final = re.compile(rf"\b(?:{_PHRASES})\b")
_SAYS_PHRASE_BARE: Final = re.compile(
    rf"\b(?:{strip_tones(_PHRASES.replace('|đủ|', '|').replace('|đúng|', '|'))})\b"
)
_SIGNS: Final = re.compile(r"(?i)[^\w?]*(?:x|p|tt|nt|v|ok|\d[\d.,\s]*)?[^\w?]*")
_NUMBER: Final = re.compile(r"\d+(?:[.,/-]\d+)*|100%")
_ALONE: Final = frozenset(
    {
        "không",
        "có",
        "none",
        "mới",
        "cũ",
        "n/a",
        "không có",
        "đạt",
        "chưa đạt",
        "không đạt",
        "theo dõi",
    }
)
"""What says nothing where it stands alone."""


_LONGEST: Final = 500
"""Letters of a remark that is looked at: of a longer one nothing is known."""

_SIGNED: Final = re.compile(
    r"(?:[^\W\d]+(?:[,.] ?| )){0,5}ngay \W*\d* ?thang \W*\d* ?nam \W*\d*"
    r"|(?:(?:kt|tm|tl|tuq|q)\. ?)?(?:(?:pho|tong|quyen) )*(?:giam doc|chu tich|thu truong"
    r"|truong phong|chanh van phong|cuc truong|nguoi lap(?: bieu| bang)?|lap bieu|ke toan)\b.{0,40}"
)
"""Place and day, and who signs."""


@functools.lru_cache(maxsize=8192)
def is_harmless(text: str) -> bool:
    """Tell whether a remark in a row is known to change nothing of its figures.

    Parameters
    ----------
    text
        The remark.

    Returns
    -------
    bool
        Whether it only says what the commune is, what it was merged from, which decision, who
        counted, that all is checked, or what is wished for.

    Examples
    --------
    >>> [is_harmless(text) for text in ("Xã biên giới", "Thôn Nà Pàn", "Hỏng 2 trạm", "Chờ điện")]
    [True, True, False, False]
    """
    if len(text) > _LONGEST or "?" in text:
        return False
    if _SIGNED.fullmatch(plain_text(text)):
        return True
    if _SIGNS.fullmatch(text):
        return True
    said = " ".join(_DOCUMENT.sub(" 1 ", normalise(text)).split())
    low = said.lower()
    if _WISH.match(plain := plain_text(low)) or _MORE.fullmatch(plain) or low.strip(" .") in _ALONE:
        return True
    if _DATE.search(low) and not _DAYS.search(low):
        return False
    return not _unknown(said)


def _unknown(said: str) -> list[str]:
    """Give the words of a text that nothing is known of: names are known by their capitals."""
    bare = said.isascii()
    phrase = _SAYS_PHRASE_BARE if bare else _SAYS_PHRASE
    safe = _SAFE_BARE if bare else _SAFE
    no_names = frozenset(map(strip_tones, _NO_NAMES)) if bare else _NO_NAMES
    low = said.lower()
    told = [found.span() for one in (phrase, _places(bare=bare)) for found in one.finditer(low)]
    tokens = [one for one in _TOKEN.finditer(said) if one[0][0].isalpha() or one[0][0].isdecimal()]
    unknown = []
    named = False
    for place, token in enumerate(tokens):
        word, small = token[0], token[0].lower()
        before = tokens[place - 1][0].lower() if place else ""
        # "Xã Trùng Khánh": behind the kind of a unit a word in capitals is its name.
        named = (named or before in _KINDS) and _is_name(word, frozenset())
        if named:
            continue
        if _NUMBER.fullmatch(word) or small in safe:
            continue
        if any(first <= token.start() < last for first, last in told):
            continue
        beside = tokens[place + 1][0] if place + 1 < len(tokens) else ""
        if not (_is_name(word, no_names) and (place or _is_name(beside, no_names))):
            unknown.append(word)
    return unknown


@functools.cache
def _places(*, bare: bool) -> re.Pattern[str]:
    """Find provinces and former districts whose names have such a word: "Tuyên Quang"."""
    words = frozenset(map(strip_tones, _NO_NAMES)) if bare else _NO_NAMES
    names = [
        name
        for name in province_and_district_names()
        if name.isascii() is bare and " " in name and words & {*name.split()}
    ]
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")


def _is_name(word: str, no_names: frozenset[str]) -> bool:
    """Tell whether a word may be part of a name."""
    capital = word[:1].isupper() and (word[1:].islower() or len(word) == 1)
    return capital and word.lower() not in no_names


_LETTER: Final = re.compile(
    r"\W*(?:noi nhan|nhu tren|nhu kinh gui|luu\b\W*(?:vt|vp|ho so|\w{2,8})|kinh gui|kem theo"
    r"|can cu (?:nghi|quyet|cong van|thong tu|luat|van ban|chi thi|chuong trinh)"
    r"|(?:nguoi|can bo|don vi|co quan) (?:lap|nhap|tong hop|bao cao|kiem tra|ky|phu trach)"
    r"|(?:kt|tm|tl|tuq|q)\. ?\w|(?:pho |tong )*(?:giam doc|chu tich|thu truong|truong phong"
    r"|chanh van phong|cuc truong|chi cuc truong|truong ban|bi thu)|lap bieu|thu ky|ke toan"
    r"|(?:da )?(?:ky|duyet)\W*$|\(?ky(?:\W*$|,| ten| ghi| va)|trang \d|page \d|het\W*$"
    r"|xac nhan cua|prepared|printed|signed|data cut"
    r"|nguoi lien he|lien he|dien thoai|email|dau moi|hien thi tat ca|so ban ghi|applied filters"
    r"|(?:don vi(?: tinh)?|dvt|unit)\W+(?:nguoi|ho|thon|ban|tram|xa|%)\W*$"
    r"|(?:tong )?cong(?: (?:toan|tinh|xa|phuong|huyen|cong|so|thon))*\W*[\d.,]*\W*(?:\w+)?\W*$"
    r"|tong(?: so| cong)?\W*\d+ (?:xa|phuong|dac khu|don vi)(?:\W+(?:xa|phuong|dac khu|va"
    r"|hanh chinh|cap xa))*\W*$"
    r"|(?:nguoi )?(?:phe )?duyet(?: (?:cua|lanh dao|giam doc|thu truong|don vi))*\W*$"
    r"|thong tin(?: lien he)?\W*$"
    r"|(?:bieu|bang|phu luc|phan|muc)(?: so)?[ .]*[\divx]+\b|tiep theo)"
)
"""Lines of letters, of programs, and titles of what follows."""

_OWN_NOTE: Final = re.compile(
    r"^\W*(?:ghi chú|chú giải|chú thích|lưu ý|chú ý|ký hiệu|ghi ch[uú]|note|notes)?\W*"
)
_LEGEND: Final = re.compile(
    r"(?:[A-ZĐ][A-ZĐ/]{1,7}\d? ?[:=] ?(?!.*\d)[^;:]{2,60}; ?){1,12}"
    r"[A-ZĐ][A-ZĐ/]{1,7}\d? ?[:=] ?[^;:]{2,60}"
)
"""What abbreviations stand for."""

_STYLE: Final = re.compile(
    r"\W*(?:(?:các|những|ô|dòng|chữ|số|màu|nền|tô|bôi|in|viền|đậm|nghiêng|thường|hoa|xanh|đỏ|vàng"
    r"|cam|tím|hồng|xám|nâu|gạch chân|lá|dương)\b[ ,]*){2,}(?:là|=|:|-|–)\W*",
    re.IGNORECASE,
)
_DAY: Final = (
    r"(?:ngày )?\d{1,2}(?:[/.-]\d{1,2}[/.-]\d{2,4}| tháng \d{1,2} năm \d{4})|tháng \d{1,2}[/ ]\W*"
    r"(?:năm )?\d{4}|quý (?:\d|[ivx]+)[/ ]\W*(?:năm )?\d{4}|năm \d{4}"
)
_SOURCE_LINE: Final = re.compile(
    rf"(?:(?:số liệu|dữ liệu|được|chốt|tính|cập nhật|lấy|thống kê|đến|tại|vào|hết|lúc|thời điểm"
    rf"|24h00|cuối) )+(?:{_DAY})"
    r"|\b(?:số liệu|dữ liệu) (?:được )?(?:tổng hợp|trích xuất|kết xuất|lấy|cung cấp) từ (?:các )?"
    r"(?:hệ thống|phần mềm|csdl|cơ sở dữ liệu)(?: (?:giám sát|quản lý|điều hành|mạng|mạng lưới"
    r"|báo cáo|thông tin|nội bộ|oss|nms|nims|của|doanh nghiệp|tỉnh|đơn vị|dùng chung|quốc gia"
    r"|dân cư|dịch vụ công|khai thác|vận hành|viễn thông))*"
    r"|\b(?:số liệu|thông tin|dân số|dữ liệu)(?: \w+){0,3}(?= (?:do|từ)\b)"
    r"|\b(?:dân số|số hộ)(?= (?:lấy )?theo\b)"
    r"|\b(?:lấy )?theo (?:số liệu|dữ liệu)(?= (?:của |từ |do |ngành |chi )*"
    r"(?:cục|thống kê|công an|sở|niên giám|ubnd)\b)"
    r"|\bnguồn (?:số liệu|dân số|dữ liệu|thông tin)\b|\btheo (?=cục|sở|ubnd|công an|báo cáo)"
    r"|\b(?:các |một số )?(?:doanh nghiệp|nhà mạng)(?: viễn thông)?\b"
    r"|\b(?:viettel|vnpt|vinaphone|mobifone|vietnamobile|tổng hợp|niên giám|tổng điều tra"
    r"|cơ sở dữ liệu|csdl|hệ thống|phần mềm|đề án)\b",
    re.IGNORECASE,
)
"""Who counted, and of which day: another one than the table's has been heard."""


def is_harmless_line(line: str) -> bool:
    """Tell whether a line around a table is known to change nothing of its figures.

    Parameters
    ----------
    line
        The line.

    Returns
    -------
    bool
        Whether it is of a letter, names who counted and no more, or says what communes are.

    Examples
    --------
    >>> is_harmless_line("Nguồn: Sở Nội vụ"), is_harmless_line("Đây là số tỉnh giao")
    (True, False)
    """
    if len(line) > _LONGEST:
        return False
    line = without_once(line)
    plain = plain_text(line)
    if not any(letter.isalpha() for letter in plain) or _LETTER.match(plain):
        return True
    said = _OWN_NOTE.sub("", normalise(line).lower(), count=1)
    own = normalise(line)[len(normalise(line)) - len(said) :]
    own = _STYLE.sub("", own, count=1)
    if _LEGEND.fullmatch(own) and not is_not_there(own):
        return True
    return not said or is_harmless(_SOURCE_LINE.sub(" ", own))
