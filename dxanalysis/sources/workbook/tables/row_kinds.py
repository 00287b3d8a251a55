"""What each row below a table's heading is: a unit, or what adds units up."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.sheets.heading_rows import is_column_numbers
from dxanalysis.sources.workbook.words.unit_lookup import clean_name, code_within
from dxanalysis.units.name_index import toneless_key
from dxanalysis.units.parsing import without_former_district
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

    RowKind = Literal["unit", "subtotal", "total", "part"]

_TOTAL: Final = (
    r"(?:[ivx]+[.)]? )?(?:tc|(?:tổng cộng|tổng số|tổng|cộng|cộng chung)"
    r"(?: (?:(?:toàn|cả) (?:tỉnh|thành phố|tp)|tỉnh|các xã|các đơn vị|chung|cuối|số)\b.*|\W*)"
    r"|(?:tổng cộng|tổng số|tổng|cộng) ?\(?(?:[a-e] ?[+,] ?)+[a-e]\)?"
    r"|(?:tổng cộng|tổng số|tổng|cộng) (?:[ivx]+ ?\+ ?)+[ivx]+"
    r"|(?:tổng cộng|tổng số|tổng|cộng) ?\([ivx\d+, ]+\)"
    r"|(?:tổng cộng|tổng số|tổng|cộng)(?: ?[-–/,;(+&] ?| và | )"
    r"(?:tb|bq|bình quân|trung bình|tỷ lệ|tỉ lệ)(?: (?:chung|cộng|bình quân|toàn tỉnh))*\W*"
    r"|(?:toàn|cả) (?:tỉnh|thành phố|tp)\b.*|(?:grand )?total.*|whole province.*"
    r"|province(?: total)?"
)
_SUBTOTAL: Final = (
    r"(?:[ivxlc\d]+[.)/-]? )?(?:cộng |tổng |tổng cộng |tổng số )?(?:khu vực |địa bàn |vùng )?"
    r"(?:(?:huyện|thị xã|thành phố|tx|tp) |(?:tx|tp|h)\. ?).+"
    r"|(?:cộng|tổng|tổng cộng|tổng số) (?:(?:mục|phần|bảng|biểu|nhóm|khối|loại) )?"
    r"\(?(?:[a-eđ]|[ivx]+)\)?\W*"
    r"|(?:tổng cộng|tổng số|tổng|cộng) ?:? \d+(?: (?:xã|phường|đơn vị|thôn|bản|ấp|buôn|khóm|khu|tổ"
    r"|khối|làng|xóm|tiểu khu|địa bàn|cụm|huyện|vùng|nhóm|chi nhánh|trung tâm)\b.*)?"
    r"|(?:(?:cộng|tổng|tổng cộng|tổng số) )?"
    r"(?:ttvt|ttkd|trung tâm (?:viễn thông|kinh doanh)|chi nhánh|điện lực|cụm|khu vực|kv) .+"
    r"|(?:tổng cộng|tổng số) .+|(?:cộng|tổng) (?:khu vực|địa bàn|vùng|huyện|cụm|nhóm|khối)\b.*"
    r"|(?:toàn|cả) (?:địa bàn|khu vực|vùng|huyện|cụm|bộ|công ty|chi nhánh|đơn vị|trung tâm)\b.*"
    r"|(?:sub ?)total.*"
)
_STATISTICS: Final = re.compile(
    r"(?:tb|bq)(?: (?:chung|cong|toan tinh|tinh))*\W*(?:/ ?(?:xa|phuong|don vi|tong).*)?"
    r"|(?:tinh )?(?:binh quan|trung binh|trung vi|lon nhat|nho nhat|cao nhat|thap nhat|do lech"
    r"|(?:grand )?(?:average|count|mean|median|max|min)|maximum|minimum"
    r"|chi tieu|muc tieu|ke hoach|dinh muc|target|goal)\b.*"
    r"|(?:ty|ti) le (?:binh quan|trung binh|chung|toan tinh|ca tinh|toan thanh pho)\b.*"
    r"|(?:tong )?so (?:luong )?(?:cac )?(?:xa|phuong|dac khu|don vi|dia phuong|communes?)"
    r"(?:(?:,|/| -| va)? ?(?:xa|phuong|dac khu|don vi))*(?: (?:da|chua|con|hien|duoc|khong))*"
    r" (?:co|dat|duoi|tren|vuot|hoan thanh|bao cao|phu|tu \d|thap hon|cao hon|100)\b.*"
    r"|(?:number of )?(?:communes|wards|units) (?:with|below|above|under|over|at|reaching)\b.*"
    r"|\(?(?:vi du|vd|example|e\.g)\b.*"
)
"""What is about no unit and adds nothing up: "Bình quân/xã", "Số xã dưới 90%", "Ví dụ: …"."""

_OF_PROVINCE: Final = r"(?:tỉnh|thành phố|tp|nhà nước|khu vực|trung ương)"
_AGENCY: Final = (
    r"(?:(?:(?:các|khối|nhóm|cấp) )*(?:sở ?[,–-]? ?(?:ban ?[,–-]? ?)?(?:và )?ngành\b"
    r"|cơ quan (?:chuyên môn|nhà nước|đảng|ngành dọc|trung ương|cấp tỉnh)\b"
    r"|đơn vị (?:cấp tỉnh|sự nghiệp)\b|cấp (?:tỉnh|sở|bộ)\b)|sở (?!hữu\b|tại\b)"
    r"|(?:vp|văn phòng) (?:ubnd|hđnd|ủy ban|uỷ ban|hội đồng|đoàn|tỉnh|thành)"
    r"|(?:thanh tra|công an|bộ chỉ huy|bch quân sự|bch|bchqs|thuế|kho bạc|bhxh|bảo hiểm xã hội"
    r"|ban quản lý|bql|ban dân tộc|ban tôn giáo|cục|chi cục|hải quan|ngân hàng|tòa án|toà án"
    rf"|viện kiểm sát|thi hành án|đài|báo|trung tâm|quỹ|đảng ủy|hội) (?:.+ )?{_OF_PROVINCE}\b"
    r"|(?:chi cục|ban quản lý|bql|bệnh viện|đại học|cao đẳng|trường (?:đại học|cao đẳng|chính trị)"
    r"|ngân hàng|tổng công ty|công ty|liên đoàn|[uủ][yỷ] ban (?:mặt trận|mttq)|mttq"
    r"|(?:tỉnh|thành) đoàn|(?:tỉnh|thành) [uủ][yỷ]|ban (?:tổ chức|tuyên giáo|nội chính|dân vận))\b)"
    r".*"
)
_AGENCIES: Final = (
    re.compile(_AGENCY),
    re.compile(
        strip_tones(_AGENCY).replace(
            r"so (?!huu\b|tai\b)",
            r"so (?:noi vu|tai chinh|y te|tu phap|xay dung|cong thuong|ngoai vu|du lich|van hoa"
            r"|giao duc|khoa hoc|nong nghiep|dan toc|kh&cn|gd&dt|vhttdl|nn&mt)\b",
        )
    ),
)
"""Agencies of the province, which stand among its communes: "Sở Nội vụ", "Thanh tra tỉnh"."""

_EXAMPLE: Final = re.compile(r"\W*(?:vd|vi du|(?:dong )?mau|minh hoa|ex|eg|e\.g|example)\b[\W\d]*")
"""In the place of a row's number: it only shows how to fill in the others."""

_CARRIED: Final = re.compile(
    r"(?:mang sang|chuyen (?:trang|sang)|cong (?:trang|chuyen|mang|luy ke|don)|luy ke|so mang"
    r"|(?:(?:cong|so|tu) )*trang (?:truoc|tren|(?:so )?\d+)(?: (?:chuyen|mang|sang)\b|$)"
    r"|carried|brought).*"
)
"""Sums carried from page to page: they add up what stands above, whatever group it is of."""

_KINDS: Final = r"(?:xã|phường|thị trấn|đặc khu|đơn vị(?: hành chính)?)"
_OF_KIND: Final = (
    r"(?:[ivxlc\d]+[.)/-]? )?(?:(?:cộng|tổng|tổng cộng|tổng số|tính chung|chung) )?"
    r"(?:(?:các|cấp|khối|khu vực|nhóm|địa bàn|số) )*"
    rf"{_KINDS}(?:(?:,| và|/|-) ?(?:các )?{_KINDS})*"
    r"(?: (?:khu vực|loại|vùng|nhóm) [ivx\d]+)?(?: ?\(.{0,40}\)| :|:)?"
)
"""All communes or all wards, as a group or a sum: "I. Phường", "Cộng các xã"."""

_OF_WHICH: Final = re.compile(
    r"(?:trong do|gom co|bao gom|gom|cu the|of which)\b.*"
    r"|[-+•*– ]*(?:cac |khu vuc |nhom )+(?:xa|phuong|don vi|dia ban|cum)\b.+"
    r"|.*\(\d+ (?:xa|phuong|don vi)\b.*\)"
    r"|(?:tong cong|tong so|tong|cong) ?\((?:cac |cua |so )*(?:xa|phuong|don vi)\b.{1,60}\)"
)
"""A sum over some of the units, which other rows have already: "Trong đó: các xã biên giới"."""

_SUM_OF_VILLAGES: Final = (
    r"(?:tổng cộng|tổng số|tổng|cộng)"
    r"(?: (?:toàn|cả|xã|phường|các|chung|số|thôn|bản|ấp|khóm|buôn|khu)\b.*|\W*\d.*|\W*)"
    r"|(?:toàn|cả) (?:xã|phường|đặc khu)(?:\W.*)?"
)
_SUM_OF_UNIT: Final = re.compile(
    r"(?:tổng cộng|tổng số|tổng|cộng|tong cong|tong|cong)\W+", re.IGNORECASE
)
_SUM_OF: Final = re.compile(
    r"(?:(?:tổng )?cộng|(?:tong )?cong|tổng|tong)(?: ?[:–-] ?| )"
    r"(?!công ty|cong ty|cục|cuc|đài|an\b)(?=\S)(?:(?:của|theo|ở|bên|phía|cua|o|ben|phia) )*",
    re.IGNORECASE,
)
_SUMMED: Final = (
    r"(?:đội|tổ|cột|trang|nửa|khối|phòng|liên|miền|tuyến|mục|phần|bưu|pbh|pgd|trái|phải|dưới|trên"
    r"|[a-d]|[ivx]+|\d+)\b"
)
"""What a sum is of, whatever the case of its letters: "Cộng Đội", "CỘNG CỘT TRÁI"."""

_UNIT: Final = r"(?:xã|phường|thị trấn|đặc khu|tt) .+|(?:x|p|tt)\. ?.+"
# Without tones "Tỉnh" is also Tĩnh Túc and "Quận" Quan Sơn: there they say nothing.
_TOTALS: Final = (re.compile(rf"{_TOTAL}|tỉnh .*)"), re.compile(strip_tones(f"{_TOTAL})")))
_SUBTOTALS: Final = (
    re.compile(rf"{_SUBTOTAL}|(?:khu vực )?quận .+"),
    re.compile(strip_tones(_SUBTOTAL)),
)
_OF_KINDS: Final = (re.compile(_OF_KIND), re.compile(strip_tones(_OF_KIND)))
_OF_VILLAGES: Final = (re.compile(_SUM_OF_VILLAGES), re.compile(strip_tones(_SUM_OF_VILLAGES)))
_UNITS: Final = (re.compile(_UNIT), re.compile(strip_tones(_UNIT)))
_UNIT_CODE: Final = re.compile(r"'?(?:\d\d[-–_/ ]\d{5}|\d{4,5}(?:\.0)?)")
_SUM_MARK: Final = re.compile(r"(?i)(?:tổng|cộng|tong|cong)(?: (?:cộng|số|cong|so))?\W*|total|Σ")
_ROMAN: Final = re.compile(r"[IVXLC]+[.)]?|[A-ZĐ][.)]?")
_BELOW: Final = re.compile(r"(?:\d+[.,]\d+[.)]?|[-+•*–]|[a-zđ][.)])")
_SIGNATURE: Final = re.compile(
    r"(?:nguoi lap|lap bieu|nguoi tong hop|nguoi bao cao|ke toan|kt\.|tm\.|tl\.|tuq\.|giam doc"
    r"|pho giam doc|chu tich|thu truong|truong phong|noi nhan|ky ten|ky,|\(ky|xac nhan cua"
    r"|.{0,40}\bngay\b.{0,12}thang .{0,12}nam\b)"
)
_FEW: Final = 3
_OF_DISTRICT: Final = re.compile(
    r"\((?:thuộc\s+)?(?:huyện|h\.|quận|q\.|thị xã|tx\.?|thành phố|tp\.?)\s[^)]*\)"
)
"""A bracket that says in which former district a unit lies: what is former is the district."""


@dataclass(frozen=True)
class Row:
    """One row of a table.

    Attributes
    ----------
    number
        In the sheet.
    kind
        ``unit``, or what adds units up: ``subtotal`` or ``total``; ``part`` is an older unit that
        stands beneath the one it went into.
    name, code
        As written; empty if the cell is.
    certain
        Whether it must be a unit: it has figures, a code or a running number. Other rows may be
        headings between the units, or notes.
    order
        Its running number, if it has one.
    repeats
        Whether it has no name of its own and goes on with the unit above.
    mark
        What stands where rows are numbered, number or not.
    """

    number: int
    kind: RowKind
    name: str
    code: str
    certain: bool
    order: str = ""
    repeats: bool = False
    mark: str = ""


def find_rows(
    sheet: Sheet, block: Block, roles: Mapping[int, str], lookup: UnitLookup
) -> Iterator[Row]:
    """Say what each row below the heading is; leave out what belongs to no unit."""
    if _named_above(sheet, block, lookup):
        return _beneath_names(sheet, block, lookup)
    return _row_by_row(sheet, block, roles, lookup)


def _row_by_row(  # noqa: C901 - one walk down the rows, each kind of row by its mark
    sheet: Sheet, block: Block, roles: Mapping[int, str], lookup: UnitLookup
) -> Iterator[Row]:
    """Take each row by its own name, number and code."""
    places = {role: column for column, role in reversed(list(roles.items()))}
    figures = [column for column in block.columns if column not in roles]

    def label(row: int, role: str) -> str:
        return sheet.text(row, places[role]) if role in places else ""

    above = head = ""
    sums: RowKind | None = None
    seen_unit = False
    under: str | None = None
    for number in block.body:
        name, order, code = (label(number, role) for role in ("unit_name", "order", "unit_code"))
        has_figures = _has_figures(sheet, number, figures)
        is_row = has_figures or order.isdecimal()
        name, code = _told_apart(name, code if is_row or _may_be_code(code) else "")
        code = code or ("" if "unit_code" in places else code_within(name))
        unnamed = not (has_figures or code) and not (order and lookup.name(name))
        if seen_unit and unnamed and _is_signature(sheet, number, block):
            return
        merged_on = not has_figures and not label(number, "village")
        if (merged_on and _goes_on(sheet, number, block)) or is_column_numbers(
            sheet.text(number, column) for column in block.columns
        ):
            continue
        if name and name == label(block.first, "unit_name"):
            continue  # the heading again, at the top of a printed page
        village = label(number, "village")
        repeats = False
        if (
            not name
            and not code
            and (village or ((above or sums) and _continues(sheet, number, block, roles)))
        ):
            if sums and not village:  # a sum has a row for each technology, too
                yield Row(number, sums, "", "", certain=has_figures)
                continue
            # A list of villages or a long table may name the commune only once.
            name, repeats = above, True
        closes = _sums_unit(name, head, lookup) or sums_villages(village)
        if closes or _is_aside(name or label(number, "district_name"), order, code, lookup):
            yield Row(number, "part", name, code, certain=has_figures)
            continue
        kind = _kind(clean_name(name) or label(number, "district_name"), order, code)
        if kind == "unit":
            kind = _unless_sum(name, order, code, lookup)
        sums = kind if kind != "unit" else None
        if kind == "unit" and (name or code or has_figures):
            kind, under = _older(name, order, code, under, lookup)
            seen_unit = seen_unit or kind == "unit"
            if kind == "unit":
                above = name
                head = head if not lookup.name(name) else "" if has_figures else name
            certain = bool(code or village or has_figures or order.rstrip(".").isdecimal())
            numbered = order if order.rstrip(".").isdecimal() else ""
            own = "" if name == code else name
            yield Row(number, kind, own, code, certain, numbered, repeats, order)
        elif kind != "unit":
            under = None
            if name and not sheet.text(number, places.get("unit_name", 0)):
                name = ""
            yield Row(number, kind, name, code, certain=has_figures, mark=order)


def _may_be_code(text: str) -> bool:
    """Tell whether a text may be a unit's code."""
    return text.isdecimal() or _UNIT_CODE.fullmatch(text) is not None


def _told_apart(name: str, code: str) -> tuple[str, str]:
    """Tell a name merged over both columns from a code: "Tỉnh Vĩnh Long"."""
    return (name, code) if name or any(map(str.isdigit, code)) else (code, "")


def _is_aside(name: str, order: str, code: str, lookup: UnitLookup) -> bool:
    """Find out what is about no unit, or adds up what other rows have: a mean, a sum carried on."""
    plain = plain_text(name or order)
    if _CARRIED.match(plain):
        return True
    if order and _EXAMPLE.fullmatch(plain_text(order)):
        return True
    if lookup.name(name):
        return False
    low = normalise(name).lower()
    agency = _AGENCIES[low.isascii()].fullmatch(low)
    of_some = not code and (agency or _OF_WHICH.fullmatch(plain_text(name)))
    if of_some and _kind(clean_name(name), order, "") == "unit":
        return True
    return _STATISTICS.fullmatch(plain) is not None


def sums_villages(village: str) -> bool:
    """Tell the sum of a commune's villages from a village.

    Parameters
    ----------
    village
        What stands where villages are named.

    Returns
    -------
    bool
        True for "Cộng: 3" and "Tổng số thôn".
    """
    return any(form.fullmatch(normalise(village).lower()) for form in _OF_VILLAGES)


def _sums_unit(name: str, head: str, lookup: UnitLookup) -> bool:
    """Tell the sum of a commune's villages below them, whose head has no figures: "Cộng xã A"."""
    plain = normalise(name)
    match = _SUM_OF_UNIT.match(plain)
    own = lookup.name(plain[match.end() :]) if match else frozenset()
    return bool(own) and own == lookup.name(head)


def _is_sum_of(name: str) -> bool:
    """Tell a sum of whatever from a name: "Cộng cột trái", "Cộng Đội"; not "Cộng Hòa"."""
    plain = normalise(name)
    match = _SUM_OF.match(plain)
    rest = plain[match.end() :] if match else ""
    if plain.isascii():
        return re.match(strip_tones(_SUMMED), rest.lower()) is not None
    return re.match(_SUMMED, rest.lower()) is not None or rest[:1].islower()


def _unless_sum(name: str, order: str, code: str, lookup: UnitLookup) -> RowKind:
    """Tell a unit from a sum that only the list of units tells."""
    if _sums_province(name or order, lookup):
        return "total"
    unnamed = not (order or code or lookup.name(name))
    return "subtotal" if unnamed and _is_sum_of(name) else "unit"


def _sums_province(label: str, lookup: UnitLookup) -> bool:
    """Tell the sum of all, which has the province's name alone: "TỔNG LẠNG SƠN"."""
    plain = normalise(label)
    match = _SUM_OF_UNIT.match(plain)
    rest = plain[match.end() :] if match else ""
    return bool(rest) and toneless_key(rest) == lookup.province


def _named_above(sheet: Sheet, block: Block, lookup: UnitLookup) -> bool:
    """Tell whether units stand in lines of their own where the lines beneath are numbered."""
    if block.names is None or block.codes is not None:
        return False
    texts = [sheet.text(row, block.names) for row in block.body]
    numbers = [text for text in texts if text.isdecimal()]
    named = sum(bool(lookup.name(text)) for text in texts)
    return len(numbers) > named >= _FEW and numbers.count("1") > named / 2


def _beneath_names(sheet: Sheet, block: Block, lookup: UnitLookup) -> Iterator[Row]:
    """Give numbered rows the unit in the line above them."""
    above = ""
    for number in block.body:
        text = sheet.text(number, block.names or 0)
        if lookup.name(text):
            above = text
        elif above and text.isdecimal():
            yield Row(number, "unit", above, "", certain=True, order=text, repeats=True)
        elif above and _is_signature(sheet, number, block):
            return
        elif text and _kind(text, "", "") != "unit":
            yield Row(number, _kind(text, "", ""), text, "", certain=True)


def is_kind_named(name: str) -> bool:
    """Tell whether a name says of which kind the unit is: "Xã Minh Hòa", however it is spelt.

    Parameters
    ----------
    name
        As written.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> is_kind_named("Xã Minh Hòa"), is_kind_named("Minh Hòa")
    (True, False)
    """
    return any(form.fullmatch(normalise(name).lower()) for form in _UNITS)


def _goes_on(sheet: Sheet, row: int, block: Block) -> bool:
    """Tell whether a row is one of several that a unit's name is merged over, not the first."""
    column = block.names or block.codes or 0
    first = sheet.merged.get((row, column), (row, column))
    return first[0] < row and first[1] == column


def _continues(sheet: Sheet, row: int, block: Block, roles: Mapping[int, str]) -> bool:
    """Tell whether a row without a name goes on with the unit above: it is unnumbered too."""
    names = block.names or block.codes
    first = next((one for one in block.columns if names and one > names and one not in roles), None)
    numbered = [
        column for column, role in roles.items() if role == "order" and sheet.text(row, column)
    ]
    text = sheet.text(row, first) if first is not None else ""
    return bool(text) and not numbered and not looks_like_figure(text)


def _older(
    name: str, order: str, code: str, under: str | None, lookup: UnitLookup
) -> tuple[RowKind, str | None]:
    """Tell an older unit beneath the one it went into from a unit of its own."""
    now = lookup.name(name)
    if code and lookup.code(code):
        return "unit", code
    if under is not None and (_BELOW.fullmatch(order) or name.lstrip()[:1] in "-+•–*"):
        return "part", under
    if (
        under is not None
        and lookup.is_old(name)
        and (
            not now
            or "cũ" in _OF_DISTRICT.sub("", without_former_district(clean_name(name)).lower())
        )
    ):
        return "part", under
    if now:
        return "unit", next(iter(sorted(now)))
    return "unit", under


def _has_figures(sheet: Sheet, row: int, columns: Sequence[int]) -> bool:
    """Tell whether any cell of a row is a figure."""
    return any(looks_like_figure(sheet.cells.get((row, column))) for column in columns)


def _kind(name: str, order: str, code: str) -> RowKind:
    """Tell units from what adds them up."""
    label = name
    if not name and order and not order.rstrip(".").isdecimal():
        label = order  # "Tổng cộng" in the first column
    plain = normalise(label).lower()
    lost = plain.isascii()  # the tones are, so that they cannot be asked for
    if _OF_KINDS[lost].fullmatch(plain):
        return "subtotal"
    in_two = [part.strip() for part in re.split("[/|(]", plain.rstrip(" )"))]
    if any(
        all(_TOTALS[one.isascii()].fullmatch(one) for one in some) for some in ([plain], in_two)
    ):
        return "total"  # in one language or two: "Tổng/ Total"
    if _UNITS[lost].fullmatch(plain) or _UNIT_CODE.fullmatch(code):
        return "unit"
    if _SUBTOTALS[lost].fullmatch(plain) or _ROMAN.fullmatch(order) or _SUM_MARK.fullmatch(order):
        return "subtotal"
    if not plain.isascii() and _TOTALS[True].fullmatch(strip_tones(plain)):
        return "total"  # "Tông cộng", "Tổng công"
    return "unit"


def _is_signature(sheet: Sheet, row: int, block: Block) -> bool:
    """Tell whether a row begins the part where people sign."""
    return any(
        _SIGNATURE.match(strip_tones(sheet.text(row, column)).lower()) for column in block.columns
    )
