"""Words by which figures are no state of today: of what does not run, is not built, or changed.

They stand here once, by kind and with their tones. Most rules hear texts without any, and take the
words as :func:`toneless`; what only one of them hears stands there.
"""

from __future__ import annotations

from typing import Final

from dxanalysis.vietnamese import strip_tones

WORKS: Final = r"phát sóng|lên sóng|hoạt động|vận hành|khai thác"
"""What a station in service does; behind "dừng" it does so no more."""

STARTED: Final = rf"{WORKS}|đưa vào|nghiệm thu|hòa mạng"
"""What makes it one in service; behind "chưa" it is still to come."""

BUILT: Final = r"xây dựng|lắp đặt|triển khai|hoàn thành"
"""What was done with it before."""

BUILDS: Final = r"xây(?: dựng| lắp)?|lắp đặt|thi công"
"""What is being done with one that is to come."""

STOPS: Final = r"dừng|ngừng|ngưng"
"""Before what one in service does."""

LOST: Final = r"mất (?:liên lạc|kết nối|sóng|điện|tín hiệu)|hư (?:hỏng|hại)|gián đoạn"
"""Out of order."""

HIT: Final = r"đổ|gãy|hỏng|cháy|mất"
"""What has happened to one, behind "bị"."""

GONE: Final = r"tháo dỡ|thu hồi|thanh lý"
"""Taken away."""

MOVED: Final = r"di dời"
OFF: Final = r"off ?air|out of service|switched off|decommissioned"
CHANGED: Final = r"điều chỉnh (?:tăng|giảm)|chênh lệch"
"""What there is more or less of, and not what there is."""


def toneless(*kinds: str) -> str:
    """Give words of this list for texts that have no tones.

    Parameters
    ----------
    *kinds
        Kinds of them.

    Returns
    -------
    str
        The same without tones, as one group of a pattern.

    Examples
    --------
    >>> toneless(GONE, MOVED)
    '(?:thao do|thu hoi|thanh ly|di doi)'
    """
    return f"(?:{strip_tones('|'.join(kinds))})"
