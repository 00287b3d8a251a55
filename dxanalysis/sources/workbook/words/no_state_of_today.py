"""Words by which figures are no state of today: of what does not run, is not built, or changed.

They stand here once, by kind and with their tones; what only one rule hears stands there.
"""

from __future__ import annotations

import re
from typing import Final

from dxanalysis.vietnamese import normalise, plain_text, strip_tones

_WORKS: Final = "phát sóng|lên sóng|hoạt động|vận hành|khai thác"
_WORDS: Final = {
    # What a station in service does: behind "dừng" it does so no more.
    "works": _WORKS,
    # What makes it one: behind "chưa" it is still to come.
    "started": f"{_WORKS}|đưa vào|nghiệm thu|hòa mạng",
    "built": "xây dựng|lắp đặt|triển khai|hoàn thành",
    # What is being done with one that is to come.
    "builds": "xây(?: dựng| lắp)?|lắp đặt|thi công",
    # What adds one: behind "đang" it is still to come.
    "installs": "lắp(?: đặt)?|kéo|xây(?: dựng| lắp)?|đầu tư",
    "makes": "lắp(?: đặt)?|kéo|xây(?: dựng| lắp)?|đầu tư|lập|thành lập|kiện toàn|phủ(?: sóng)?"
    "|kích hoạt|cấp|làm(?! việc)|thi công|khởi công|nâng cấp|mở rộng|tích hợp|nghiệm thu"
    "|bàn giao|xử lý|khắc phục|hoàn thiện|chuyển đổi|số hóa|đấu nối|đấu thầu|khảo sát|thiết kế"
    "|trang bị|mua sắm|thẩm định|phê duyệt|lên sàn",
    # Before what one in service does.
    "stops": "dừng|ngừng|ngưng",
    "lost": "mất (?:liên lạc|kết nối|sóng|điện|tín hiệu)|hư (?:hỏng|hại)|gián đoạn",
    # What has happened to one, behind "bị".
    "hit": "đổ|gãy|hỏng|cháy|mất",
    "gone": "tháo dỡ|thu hồi|thanh lý",
    "moved": "di dời",
    "off": "off ?air|out of service|switched off|decommissioned",
    # What there is more or less of, and not what there is.
    "changed": "điều chỉnh (?:tăng|giảm)|chênh lệch",
}


_USES: Final = re.compile(r"\b(?:sử )?(?:dùng|dụng)\b")
_SHARED: Final = re.compile(r"\bdung (?=chung\b)")


def without_uses(text: str) -> str:
    """Write a text without tones, and without what then looks like "dừng": "dùng chung", "áp dụng".

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        The text as :func:`~dxanalysis.vietnamese.plain_text` writes it, such words left out.

    Examples
    --------
    >>> without_uses("Trạm dùng chung với VNPT"), without_uses("Trạm dừng phát sóng")
    ('tram chung voi vnpt', 'tram dung phat song')
    """
    kept = _USES.sub(" ", normalise(text).lower())
    return _SHARED.sub("", plain_text(kept))


def toned(*kinds: str) -> str:
    """Give words of some kinds as a group of a pattern, with their tones.

    Parameters
    ----------
    *kinds
        Which: ``"works"``, ``"gone"`` and so on.

    Returns
    -------
    str
        The group.

    Examples
    --------
    >>> toned("gone", "moved")
    '(?:tháo dỡ|thu hồi|thanh lý|di dời)'
    """
    return f"(?:{'|'.join(map(_WORDS.__getitem__, kinds))})"


def toneless(*kinds: str) -> str:
    """Give the same for texts that have no tones.

    Parameters
    ----------
    *kinds
        As for :func:`toned`.

    Returns
    -------
    str
        The group.

    Examples
    --------
    >>> toneless("gone", "moved")
    '(?:thao do|thu hoi|thanh ly|di doi)'
    """
    return strip_tones(toned(*kinds))
