"""Which province a text names: by its name, one merged into it, or an operator's letters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.units.name_index import toneless_key, variant_key
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BEFORE: Final = "2025-02"
_LETTERS: Final = {
    "AGG": "An Giang", "BDG": "Bình Dương", "BDH": "Bình Định", "BGG": "Bắc Giang",
    "BKN": "Bắc Kạn", "BLU": "Bạc Liêu", "BNH": "Bắc Ninh", "BPC": "Bình Phước",
    "BTE": "Bến Tre", "BTN": "Bình Thuận", "CBG": "Cao Bằng", "CMU": "Cà Mau",
    "CTO": "Cần Thơ", "DBN": "Điện Biên", "DKG": "Đắk Nông", "DNO": "Đắk Nông",
    "DLK": "Đắk Lắk", "DLC": "Đắk Lắk", "DNG": "Đà Nẵng", "DNI": "Đồng Nai",
    "DTP": "Đồng Tháp", "GLI": "Gia Lai", "HBH": "Hòa Bình", "HCM": "Hồ Chí Minh",
    "HDG": "Hải Dương", "HGG": "Hà Giang", "HGI": "Hậu Giang", "HAG": "Hậu Giang",
    "HNI": "Hà Nội", "HNM": "Hà Nam", "HPG": "Hải Phòng", "HTH": "Hà Tĩnh",
    "HYN": "Hưng Yên", "HUE": "Huế", "KGG": "Kiên Giang", "KHA": "Khánh Hòa",
    "KTM": "Kon Tum", "LAN": "Long An", "LCI": "Lào Cai", "LCU": "Lai Châu",
    "LDG": "Lâm Đồng", "LSN": "Lạng Sơn", "NAN": "Nghệ An", "NBH": "Ninh Bình",
    "NDH": "Nam Định", "NTN": "Ninh Thuận", "PTO": "Phú Thọ", "PYN": "Phú Yên",
    "QBH": "Quảng Bình", "QNH": "Quảng Ninh", "QNI": "Quảng Ngãi", "QNM": "Quảng Nam",
    "QTI": "Quảng Trị", "SLA": "Sơn La", "STG": "Sóc Trăng", "TBH": "Thái Bình",
    "TGG": "Tiền Giang", "THA": "Thanh Hóa", "TNH": "Tây Ninh", "TNN": "Thái Nguyên",
    "TQG": "Tuyên Quang", "TTH": "Huế", "TVH": "Trà Vinh", "VLG": "Vĩnh Long",
    "VPC": "Vĩnh Phúc", "VTU": "Bà Rịa - Vũng Tàu", "YBI": "Yên Bái",
}  # fmt: skip
"""The three letters by which operators name the provinces before the mergers."""

_MARK: Final = re.compile(r"^\s*(?:[IVXLC]+|[A-ZĐ]|\d{1,2})\s*[.)/:-]\s*")
_KIND: Final = r"(?:tỉnh|thành phố|tinh|thanh pho|tp|t|province|prov)"
_COMMUNES: Final = (
    r"(?:(?:các|một số|những|cac|mot so|nhung) )+(?:xã|phường|đặc khu|xa|phuong|dac khu)"
    r"(?:,? (?:(?:và|va) )?(?:xã|phường|đặc khu|xa|phuong|dac khu))*"
    r"(?: (?:giáp ranh|tiếp giáp|lân cận|liền kề|giap ranh|tiep giap|lan can|lien ke))?"
    r"(?= (?:thuộc|của|thuoc|cua)\b)"
)
"""Communes of another province; those that lie along it are our own."""

_PREFIX: Final = re.compile(
    rf"^(?:(?:{_COMMUNES}|{_KIND}|ubnd|uy ban nhan dan|ủy ban nhân dân"
    r"|viettel|vnpt|mobifone|vietnamobile|vtt"
    r"|viễn thông|vien thong|chi nhánh|chi nhanh|cn|trung tâm|trung tam|ttkd|ttvt|kinh doanh"
    r"|công ty|cong ty|địa bàn|dia ban|khu vực|khu vuc|kv|các xã|cac xa|thuộc|thuoc|của|cua|sở khcn"
    r"|trên địa bàn|tren dia ban)\b[\s.:-]*)+",
    re.IGNORECASE,
)
_KIND_BEFORE: Final = re.compile(rf"\b{_KIND}\b", re.IGNORECASE)
_BEHIND: Final = re.compile(
    r"\s*(?:[(\[]\s*(?:cũ|cu|mới|moi|\d{2})\s*[)\]]|\b(?:province|city|cũ|cu)|\W*[-–]\s*\d{2})\W*$",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"'?0?(\d{1,2})(?:\.0)?")
_WORDED: Final = re.compile(
    r"(?:^|\b(?:tinh|thanh pho|tp|viettel|vnpt|mobifone|vien thong|dia ban|tai|cua|province of)"
    r"[\s.:]+)$"
)
_OF_COMMUNE: Final = re.compile(r"\b(?:xa|phuong|p|thi tran|tt|dac khu)[\s.:]+$")
"""Before the name of a commune that is a province's, too: "Phường Phú Yên"."""

_LONGEST: Final = 60


@dataclass(frozen=True)
class ProvinceNames:
    """Tells which province of a list a text names.

    Attributes
    ----------
    own
        The code of the province that is read.
    toned, toneless
        Names to the codes of the provinces of the list.
    codes
        Codes of today and from before the mergers, to those of the list.
    """

    own: str
    toned: Mapping[str, str]
    toneless: Mapping[str, str]
    codes: Mapping[str, str]

    def of(self, text: str, *, letters: bool = False) -> str:
        """Give the code of the province that a text names, and nothing else; "" for none."""
        if len(text) > _LONGEST or not LETTER.search(text):
            return ""
        bare = _BEHIND.sub("", _PREFIX.sub("", _MARK.sub("", text))).strip(" .:;,-–()[]")
        if letters and bare.upper() in _LETTERS and bare.isupper():
            return self.toned.get(variant_key(_LETTERS[bare.upper()]), "")
        return self._known(bare)

    def _known(self, name: str) -> str:
        if name.isascii():
            return self.toneless.get(toneless_key(name), "")
        return self.toned.get(variant_key(name), "")

    def of_code(self, value: object) -> str:
        """Give the code of the province that a number or a text of two digits is; "" for none."""
        found = _CODE.fullmatch(str(value).strip())
        return self.codes.get(found[1].zfill(2), "") if found else ""

    def is_worded(self, text: str) -> bool:
        """Tell whether a text that names a province says that it is one: "Tỉnh Tuyên Quang"."""
        return _KIND_BEFORE.match(_MARK.sub("", text).strip()) is not None

    def within(self, text: str) -> Iterator[str]:
        """Give the codes of the provinces that a title names: "Tỉnh Tuyên Quang: số trạm"."""
        plain = plain_text(text)
        for name, code in self.toneless.items():
            for found in re.finditer(rf"\b{re.escape(name)}\b", plain):
                before, behind = plain[: found.start()], plain[found.end() :].strip(" .)")
                if _WORDED.search(before) or not (behind or _OF_COMMUNE.search(before)):
                    yield code


@cache
def province_names(province: str, vintage: str) -> ProvinceNames:
    """Gather the names of the provinces of a list.

    Parameters
    ----------
    province
        The code of the one that is read.
    vintage
        The list. Names from before the mergers mean the province that they went into.

    Returns
    -------
    ProvinceNames
        The names.

    Examples
    --------
    >>> names = province_names("25", "2025-07")
    >>> names.of("Tỉnh Vĩnh Phúc"), names.of("TUYEN QUANG"), names.of("Xã Thanh Thủy")
    ('25', '08', '')
    """
    listed = units.provinces(vintage=vintage)
    named = {code: [name] for code, name in listed["short_name"].items()}
    codes = {str(code): str(code) for code in listed.index}
    if vintage == units.LATEST_VINTAGE:
        before = units.provinces(vintage=_BEFORE)["short_name"]
        merged = units.province_pairs()
        for old, new in zip(merged["old"], merged["new"], strict=True):
            named[new].append(before[old])
            codes.setdefault(str(old), str(new))
    pairs = [(name, str(code)) for code, names in named.items() for name in names]
    return ProvinceNames(
        own=province,
        toned={variant_key(name): code for name, code in pairs},
        toneless={toneless_key(name): code for name, code in pairs},
        codes=codes,
    )
