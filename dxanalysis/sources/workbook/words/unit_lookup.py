"""Whether a cell names a unit of a province's list, or of an older one."""

from __future__ import annotations

import functools
import re
from typing import Final

from dxanalysis import units
from dxanalysis.units.matching import clean_code
from dxanalysis.units.name_index import (
    district_names,
    exact_key,
    index_names,
    names_of_other_vintages,
    spelling_aliases,
    toneless_key,
    variant_key,
)
from dxanalysis.units.parsing import read
from dxanalysis.vietnamese import plain_text

LONGEST_NAME: Final = 70
_LONGEST_CELL: Final = 400
"""Of a name with what the unit was made of behind it."""

_SIGN: Final = re.compile(r"(?:\s*(?:\(\s*(?:\*+|\d)\s*\)|\[\d\]|\*|[¹²³⁰-⁹†‡]))+\s*$")
_CODE_BEFORE: Final = re.compile(r"^\s*'?(\d{5})\s*(?:[-–:._/|]\s*|\s(?=\S))")
_CODE_BEHIND: Final = re.compile(
    r"\s*(?:[-–:_/|]\s*(\d{5})|[(\[]\s*(?:mã:?\s*)?(\d{5})\s*[)\]])\s*$"
)
_NEW: Final = re.compile(r"\s*[(\[]\s*mới\s*[)\]]\s*$", re.IGNORECASE)
_DASHED: Final = re.compile(
    r"^(.+?)\s+[-–]\s+((?:huyện|thị xã|thành phố|quận|huyen|tp|tx|h|q)[. ].+)$", re.IGNORECASE
)
_KIND: Final = r"(?:xã|phường|thị trấn|đặc khu|xa|phuong|thi tran|x\.|p\.|tt)"
_BODIES: Final = (
    r"(?:(?:(?:btv|ban thường vụ|bch|ban chấp hành|văn phòng|vp) )?đảng (?:ủy|uỷ|bộ)|công an|ca"
    r"|trạm y tế|tyt|(?:ban chỉ huy|ban ch|bch) ?(?:quân sự|qs)"
    r"|(?:(?:btv|ban thường vụ|bch|ban chấp hành) )?(?:hnd|hội (?:nông dân|nd|(?:liên hiệp )?phụ nữ"
    r"|lhpn|cựu chiến binh|ccb|người cao tuổi|nct|chữ thập đỏ|ctđ|khuyến học)"
    r"|(?:cơ sở )?đoàn(?: (?:thanh niên|tn))?(?: cộng sản| cs|tncs| tncs)?(?: hồ chí minh| hcm)?"
    r"|công đoàn(?: cơ sở)?|(?:ban thường trực )?(?:[uủ][yỷ] ban |ub ?)?(?:mttq|mặt trận tổ quốc))"
    r"(?: việt nam| vn)?"
    r"|dang uy|dang bo|cong an|tram y te|ban chi huy quan su"
    r"|hoi (?:nong dan|phu nu|lhpn|ccb)|doan(?: thanh nien| tn)?|cong doan)"
)
"""Bodies in a commune that are not its own: what they do, the commune does not."""

_OFFICES: Final = (
    r"(?:ubnd|u\.b\.n\.d|[uủ]ỷ? ban nhân dân|[uủ][yỷ] ban nhân dân|uy ban nhan dan"
    r"|(?:hđnd|hội đồng nhân dân)(?:\s*(?:[-–,&/]|và)\s*(?:ubnd|[uủ][yỷ] ban nhân dân))?"
    r"|(?:trung tâm|tt) (?:phục vụ hành chính công|pvhcc|hành chính công)"
    r"|(?:văn phòng|vp) (?:hđnd\s*(?:[-–,&/]|và)\s*)?ubnd"
    r"|(?:phòng|p\.) ?(?:văn hóa|văn hoá|vh) ?(?:[-–,&/]|và) ?(?:xã hội|xh)"
    rf"|{_BODIES}|vnpt|viettel|mobifone|địa bàn|tên)"
)
_OFFICE: Final = re.compile(rf"^\s*(?:[-+•*]\s*)?{_OFFICES}\s+(?={_KIND}\b)", re.IGNORECASE)
_NUMBER: Final = re.compile(
    rf"^\s*(?:\d{{1,3}}|[IVXLC]+)\s*[.)/:–-]\s*(?=(?i:{_OFFICES}\s|{_KIND}[\s:]))"
)
_POLICE: Final = re.compile(r"^\s*CA([XP])\s+(?=\S)")
_UNION_OF: Final = re.compile(r"^\s*(?:[-+•*]\s*)?([Xx]ã|[Pp]hường) đoàn (?=[A-ZÀ-ÝĂĐƠƯẲ])")
"""The youth union of a commune, "Xã đoàn Bó Sinh"; "Xã Đoàn Kết" is a commune."""

_BODY: Final = re.compile(
    rf"^\s*(?:[-+•*]\s*)?(?:(?i:{_BODIES})\s+(?=(?i:(?:các\s+)?{_KIND})\b)|CA[XP]\s+(?=\S))"
    rf"|{_UNION_OF.pattern}"
)
_COUNT: Final = re.compile(
    r"\s*(?:[:–-]|\bcó)\s*\d+\s*(?:thôn|bản|ấp|khóm|khu phố|buôn|làng|xóm|khối|tổ|khu)\b.*$"
    r"|\s+[-–]\s+tỉnh\s.+$",
    re.IGNORECASE,
)
"""What a line that heads its villages adds: "Xã Bó Sinh: 12 bản", "Xã Bó Sinh - tỉnh Sơn La"."""

_MADE_OF: Final = re.compile(
    r"\s*(?:\(|[-–:,]\s)\s*(?:được\s+)?(?:bao\s+gồm|gồm|(?:từ|trên\s+cơ\s+sở|do)\s+(?:các|\d|hợp|sáp|nhập)"
    r"|(?:sáp\s+nhập|hợp\s+nhất|thành\s+lập|hình\s+thành|nhập)\s).*$"
    r"|\s*\([^()]*(?:[,;+]|\svà\s)[^()]*\)\s*$",
    re.IGNORECASE | re.DOTALL,
)
"""What a unit was made of, behind its name: "Xã A (gồm 3 xã cũ)", "Xã A (A, B và C cũ)"."""

_NO_NAME: Final = re.compile(
    r"(?:\W|\b(?:ten|xa|phuong|thi|tran|dac|khu|huyen|thanh|pho|don|vi|hanh|chinh|dvhc|dv|cap|cac|va"
    r"|moi|cu|sau|truoc|sap|xep|nhap|hop|nhat|hien|nay)\b)*"
)
"""Words that a heading has and no name has more of: "Xã, phường mới/ĐVHC cũ"."""

_OF_PROVINCE: Final = re.compile(r"^(?:Tỉnh|Thành phố) ")
_WHOLE_CODE: Final = re.compile(r"\d{5}")
_CODE: Final = re.compile(r"\s*'?(?:\d\d[-–_/ ]\d{5}|\d{4,5}(?:\.0)?)\s*")
LETTER: Final = re.compile(r"[^\W\d_]")


@functools.lru_cache(maxsize=8_192)
def clean_name(text: str) -> str:
    """Take footnote marks, the office in front and what a unit was made of off its name.

    Parameters
    ----------
    text
        As written: "UBND xã Bó Sinh (*)".

    Returns
    -------
    str
        The name: "xã Bó Sinh".

    Examples
    --------
    >>> clean_name("UBND xã Bó Sinh (*)")
    'xã Bó Sinh'
    """
    cut = _CODE_BEHIND.sub("", _CODE_BEFORE.sub("", _SIGN.sub("", text)))
    cut = _DASHED.sub(r"\1 (\2)", _NEW.sub("", _COUNT.sub("", _NUMBER.sub("", cut))))
    cut = _MADE_OF.sub("", cut)
    cut = _UNION_OF.sub(r"\1 ", cut)
    cut = _POLICE.sub(lambda match: "xã " if match[1] == "X" else "phường ", cut)
    return _OFFICE.sub("", cut).strip(" :;.")


def is_other_body(text: str) -> bool:
    """Tell whether a cell names a body in a commune that is not the commune's own office.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_other_body("Công an xã Bó Sinh"), is_other_body("UBND xã Bó Sinh")
    (True, False)
    """
    return _body_in(text) is not None


def _body_in(text: str) -> re.Match[str] | None:
    """Find the body that a cell names, behind its number or code."""
    return _BODY.match(_NUMBER.sub("", _CODE_BEFORE.sub("", text)))


_KINDS_OF_BODIES: Final = re.compile(
    r"\b(?:(?P<police>cong an|ca[xp]?)|(?P<health>tram y te|tyt)|(?P<military>quan su|\w*qs)"
    r"|(?P<party>dang)|(?P<farmers>nong dan|h?nd)|(?P<women>phu nu|lhpn)"
    r"|(?P<veterans>cuu chien binh|ccb)|(?P<elderly>cao tuoi|nct)|(?P<red_cross>chu thap do|ctd)"
    r"|(?P<learning>khuyen hoc)|(?P<union>cong doan)|(?P<youth>doan)|(?P<front>\w*mttq|mat tran))\b"
)


def kind_of_body(text: str) -> str:
    """Say which of the bodies of a commune a cell names.

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        The kind, of which each commune has one; ``""`` where it names none.

    Examples
    --------
    >>> kind_of_body("HND xã Bó Sinh"), kind_of_body("Hội Nông dân xã Bó Sinh")
    ('farmers', 'farmers')
    """
    named = _body_in(text)
    found = _KINDS_OF_BODIES.search(plain_text(named[0])) if named else None
    return str(found.lastgroup) if found else ""


def code_within(text: str) -> str:
    """Find the code that stands in one cell with a name: "03646 - Xã Bó Sinh".

    Parameters
    ----------
    text
        As written.

    Returns
    -------
    str
        The code; ``""`` where there is none, or nothing else.
    """
    found = _CODE_BEFORE.match(text) or _CODE_BEHIND.search(text)
    return next(filter(None, found.groups())) if found and LETTER.search(text) else ""


class UnitLookup:
    """Tells whether a cell names a unit of a province's list, or of an older one.

    Parameters
    ----------
    province, vintage
        Which list.
    """

    def __init__(self, province: str | None, vintage: str) -> None:
        self.index = index_names(province, vintage)
        self.numbers: dict[float, str] = {
            int(code): code for code in self.index.names if _WHOLE_CODE.fullmatch(code)
        }
        self.is_latest = vintage == units.LATEST_VINTAGE
        self.others = names_of_other_vintages(province, vintage)
        self.aliases = {
            exact_key(written): exact_key(official)
            for written, official in spelling_aliases().get(province or "", {}).items()
        }
        self.districts = {toneless_key(name) for _, name in district_names(province).values()}
        merged = units.same_ground(province, vintage=units.LATEST_VINTAGE, other="2025-02")
        self.provinces = {
            toneless_key(_OF_PROVINCE.sub("", name)) for name in merged["province_name"].unique()
        }
        listed = units.provinces(vintage=vintage)["province_name"]
        full = "" if province is None else str(listed.get(province, ""))
        self.province = toneless_key(_OF_PROVINCE.sub("", full))
        self._known: dict[str, tuple[frozenset[str], bool]] = {}

    def name(self, text: str) -> frozenset[str]:
        """Give the codes that a text can mean; none where it names no unit."""
        return self._look_up(text)[0]

    def is_old(self, text: str) -> bool:
        """Tell whether a text names a unit of another list, or one marked as former."""
        return self._look_up(text)[1]

    def is_district(self, text: str) -> bool:
        """Tell whether a text is the bare name of a former district."""
        return toneless_key(clean_name(text)) in self.districts

    def names_place(self, text: str) -> bool:
        """Tell whether a text is the bare name of a former district, or of a province merged."""
        return toneless_key(clean_name(text)) in self.districts | self.provinces

    def is_province(self, text: str) -> bool:
        """Tell whether a text is the bare name of the province, and of no unit."""
        return bool(self.province) and toneless_key(text) == self.province and not self.name(text)

    def code(self, value: object) -> str | None:
        """Give a value as a code of the list, if it is one."""
        if isinstance(value, int | float):
            return None if isinstance(value, bool) else self.numbers.get(value)
        if not isinstance(value, str) or not _CODE.fullmatch(value):
            return None
        code = clean_code(value)
        return code if code in self.index.names else None

    def _look_up(self, text: str) -> tuple[frozenset[str], bool]:
        if text not in self._known:
            self._known[text] = self._search(text)
        return self._known[text]

    def _search(self, text: str) -> tuple[frozenset[str], bool]:
        """Search all forms of a name."""
        if len(text) > _LONGEST_CELL or not LETTER.search(text):
            return frozenset(), False
        cleaned = clean_name(text)
        if len(cleaned) > LONGEST_NAME:
            return frozenset(), False
        written = read(cleaned)
        found: set[str] = set()
        old = written.former and not _NO_NAME.fullmatch(toneless_key(cleaned))
        for reading in written.readings:
            keys = [(self.index.exact, exact_key(reading.name))]
            keys.append((self.index.variant, variant_key(reading.name)))
            keys.append((self.index.exact, self.aliases.get(exact_key(reading.name), "")))
            if reading.name.isascii():
                keys.append((self.index.toneless, toneless_key(reading.name)))
            for table, key in keys:
                codes = table.get(key, frozenset())
                found |= {c for c in codes if reading.kind in (None, self.index.kinds[c])}
                if found:
                    break
            old = old or (reading.kind, exact_key(reading.name)) in self.others
        return (frozenset() if written.former else frozenset(found)), old


@functools.lru_cache(maxsize=8)
def unit_lookup(province: str | None, vintage: str) -> UnitLookup:
    """Keep the look-up of a list: the same is asked for every sheet."""
    return UnitLookup(province, vintage)
