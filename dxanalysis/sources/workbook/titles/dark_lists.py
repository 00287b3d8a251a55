"""Lists of villages without a signal: what their titles say for all rows, and cells for one.

That a list names holes does not make every village of it one: "đã được khắc phục", "trắng sóng
3G". A title has to be understood as a whole before its villages are taken to be without a signal.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from dxanalysis.sources.spreadsheets.numbers import (
    DASHES,
    YES_WORDS,
    is_mark,
    is_status,
    looks_like_figure,
)
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.notes.lines_around import is_head
from dxanalysis.sources.workbook.words.counted import without_places
from dxanalysis.sources.workbook.words.headings import FIGURES
from dxanalysis.sources.workbook.words.vetoes import is_sentence
from dxanalysis.vietnamese import normalise, plain_text, strip_tones

_Value = TypeVar("_Value")

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from dxanalysis.sources.workbook.tables.table import Table

_DARK: Final = re.compile(
    r"(?:(?:vung|diem|khu vuc|noi) )*(?:(?<!tinh )(?<!hien )trang|lom)(?: va | hoac |, ?|/)?"
    r"(?: ?(?:trang|lom))? song\b"
    r"|\b(?:vung|diem) (?:trang|lom)\b(?: song)?"
    r"|\b(?:chua|khong)(?! con\b)(?: he)?(?: duoc)?(?: co| phu| bat duoc| bat"
    r"| thu duoc)* (?:\w+ ){0,2}?"
    r"(?:song|tin hieu|lien lac)\b|\bchua phu song|\b(?:chua|khong)(?: co| duoc"
    r"| phu)+ (?=[2-5] ?g\b)"
    r"|\bno (?:mobile )?(?:signal|coverage)|\bwithout (?:a |any |mobile )*(?:signal|coverage|4g)"
    r"|\buncovered\b|\bnot covered\b"
)
"""Without tones: that there is no signal."""

_HOW: Final = re.compile(r"\btinh trang(?= (?:phu )?song)")
"""With tones lost, "tình trạng sóng" reads as "trắng sóng"."""

_GENERATION: Final = re.compile(r"\b([2-5]) ?g\b")
_AHEAD: Final = re.compile(
    r"\b(?:can|ke hoach|lo trinh|de xuat|de nghi|du kien|phuong an|dang ky|nhiem vu|muc tieu"
    r"|giai phap|phuc vu|uu tien|nham|se|thoi gian|nam|chuong trinh|de an)"
    r"(?: (?:can|ke hoach|lo trinh|de xuat|du kien|viec|cho|xay dung|lap dat|dau tu|ho tro|duoc"
    r"|phu|phu song|song|xoa|khac phuc|tram|bts|bo sung|phat trien|trien khai|thuc hien|mobile"
    r"|[2-5] ?g|di dong|va|,|de|trong|vung|lom|trang|diem|ha tang|mang|hoan thanh))+\b"
)
"""What is to come of it says nothing of today."""

_LOOKED: Final = re.compile(
    r"\b(?:ket qua|tinh hinh|bao cao|so lieu|cong tac)"
    r" (?:(?:da|duoc|sau|qua|cua|tong|cong tac|viec) )*"
    r"(?:ra soat|khao sat|kiem tra|thong ke|tong hop|do kiem|danh gia|xac minh|nam bat|thu thap)\b"
    r"|\b(?:sau|da|duoc|qua) (?:duoc )?(?:ra soat|khao sat|kiem tra|thong ke|xac minh|do kiem"
    r"|sap xep|sap nhap|tong hop)\b"
)
_APART: Final = re.compile(
    r"\bkhong phai so lieu (?:that|thuc)(?: te)?\b|\b(?:chi (?:de|la) )?minh hoa\b"
    r"|\b(?:kem theo|ban hanh kem|theo|tai|cua)(?: theo)? (?:cong van|bao cao|quyet dinh|ke hoach"
    r"|to trinh|van ban|cv|qd|bc|kh)\b(?: so)?(?: \S*\d\S*)?"
    r"(?: (?:cua|ubnd|so|khcn|kh&cn|bo|tinh|xa|cong ty|viettel|vnpt|mobifone|ngay))*"
)
"""What is said besides: that figures are made up, of which letter they are."""

_NEAR: Final = re.compile(
    r"\b(?:xa|phuong|dac khu|thi tran|huyen|thi xa|thanh pho|tinh|so|cong ty|chi nhanh|ubnd)\b"
    r"(?: (?!(?:thon|ban|xom|ap|da|nay|het|khong|con|duoc|xoa|moi|vua|co|thoat|chua|cac|va|lom"
    r"|trang|truoc|sau)\b)\w+){1,4}"
)
"""Where or whose: names, which no list can hold."""

_NUMBERED: Final = re.compile(
    r"^\W*(?:(?:phu luc|phu bieu|bieu|bang|mau|danh muc)(?: so)?(?: [\divxa-e][\w.-]*)?|[ivx]+"
    r"|\d{1,2}|[a-e])\W+(?=\w)|\b(?:den|tinh den|tai thoi diem|thoi diem|het|dau|cuoi|trong|cua)*"
    r" ?(?:ngay|thang|quy|nam|ky|giai doan|6 thang|9 thang)\b|\b(?:hien nay|hoan toan|den het)\b"
    r"|\bnhung (?=(?:thon|ban|xom|ap|khom|buon|khu|noi|diem|vung|cum|to|tieu)\b)"
)
_WORDS: Final = frozenset(
    re.findall(
        r"\w+",
        # of the table
        "danh sach muc bieu bang tong hop thong ke bao cao chi tiet so lieu luong phu luc mau kem "
        "theo ra soat khao sat kiem tra hien trang thuc tinh hinh ket tong cong ds "
        # what is listed
        "thon ban xom ap khom buon lang phum soc to dan pho tdp khu tieu khoi diem cum cu vung noi "
        "khu vuc dia ban toan bo cac ten stt tt ho gia dinh nguoi nhan khau co hay bi nam "
        "thuoc la cua o tai tren trong voi va hoac tinh den tu xa phuong dac don vi hanh chinh "
        # signal
        "song di dong dien thoai thong tin vien thong mang internet phu vung bts tram nha "
        "viettel vnpt vinaphone mobifone vietnamobile doanh nghiep cac nha luoi "
        "con hien tai dang van chua ho tro phan anh cu tri kien nghi nguoi dan gui nhu sau cu the "
        # whom, how
        "bien gioi mien nui vung sau xa cao dac biet kho khan dtts dan toc thieu cap cong ich "
        "chuong trinh de an tinh thanh cap so ngay thang quy nam ky giai doan thoi diem minh hoa "
        "villages hamlets list of without mobile the in and with communes commune ward as at on "
        "signal no coverage appendix",
    )
)
"""Words of a title that leave a list of villages without a signal one."""

_SHORT: Final = 2
_LONGEST: Final = 300

_SINCE: Final = re.compile(
    r"\b(?:da|moi|vua|nay|duoc)(?: duoc| co| hoan thanh| xong)* (?:\w+ ){0,2}?"
    r"(?:phu|phat|song|xoa|khac phuc|xu ly|on ?air|dong bo|hoa mang|hoat dong|tin hieu|[2-5] ?g)\b"
    r"|\b(?:het|khong con|thoat|xoa xong|hoan thanh|da xong|xong|hoat dong|on ?air)\b"
    r"|^(?:song|bat duoc)\b|\bphat song (?:tu |ngay |thang |quy )?\d|\bco song\b"
)
"""By these a cell may say that a village has a signal by now."""

_OF_SIGNAL: Final = re.compile(r"\b(?:song|phu|phat|tin hieu|[2-5] ?g|bts|tram)\b")
_STATE: Final = re.compile(
    r"\b(?:ket qua|trang thai|tinh trang|hien trang|tinh hinh|den nay|hien nay|tien do)\b"
    r"|\b(?:nha mang|doanh nghiep|mang|song|da|hien)(?: da)? (?:phu(?! trach)|co\b|hien co|phat)"
)
_ON_AIR: Final = re.compile(
    r"\b(?:ngay|thang|quy|nam|thoi (?:gian|diem)) (?:\w+ ){0,2}?(?:phat song|phu song|hoan thanh"
    r"|xoa"
    r"|khac phuc|on ?air|dua vao|co song|bat dau|nghiem thu|xu ly)"
)
_COMING: Final = re.compile(
    r"\b(?:du kien|ke hoach|lo trinh|de xuat|de nghi|dang ky|se|can|muc tieu|phan dau|sap|cho|dang"
    r"|chuan bi|theo doi|uu tien|cam ket|phuong an|giai phap|ho tro)\b"
)
_STILL: Final = re.compile(r"\b(?:chua|khong(?! con)|trang song|lom song|van (?:con )?)")
_OF_POWER: Final = re.compile(r"\b(?:dien|duong|hon|giao thong|dia hinh|truong|nha van hoa)\b")


@dataclass(frozen=True)
class DarkList:
    """What titles say of the villages of a list.

    Attributes
    ----------
    dark
        Whether they say that all have no signal.
    unclear
        The line that may say so, or that they have one by now; ``""`` where there is none.
    """

    dark: bool = False
    unclear: str = ""


def dark_list(table: Table) -> DarkList:
    """Tell whether a list of villages is of those without a signal, by its titles or a heading.

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    DarkList
        Dark where a line says it of which every word is understood and none speaks against it.
    """
    lines = [line for line in table.titles.lines if len(line) <= _LONGEST]
    named = [table.headings[column] for column in _of_names(table)]
    said = {line: _says_dark(line) for line in dict.fromkeys([*lines, *named])}
    # A letter's head and sentences name what the list is for: "xóa vùng lõm sóng".
    against = [
        line for line, dark in said.items()
        if dark is False and not (is_head(line) or is_sentence(line))
    ]  # fmt: skip
    if True in said.values() and not against:
        return DarkList(dark=True)
    return DarkList(unclear=next((line for line, dark in said.items() if dark is False), ""))


def _says_dark(line: str) -> bool | None:
    """Tell whether a line says that villages have no signal; False where that is unclear."""
    if not _DARK.search(_HOW.sub(" ", plain_text(line))):
        return None
    plain = _HOW.sub(" ", plain_text(without_places(line)))
    dated = plain_text(line)
    for one in find_dates(dated):
        plain = plain.replace(one.written.lower(), " ").replace(dated[one.start : one.end], " ")
    generations = set(_GENERATION.findall(plain))
    if generations and "4" not in generations:
        return False
    plain = " ".join(plain.split())
    rest = _DARK.sub(" ", _AHEAD.sub(" ", _APART.sub(" ", plain)))
    rest = _GENERATION.sub(" ", _NUMBERED.sub(" ", _LOOKED.sub(" ", _NEAR.sub(" ", rest))))
    unknown = [
        word
        for word in re.findall(r"[^\W\d_]+", rest)
        if len(word) >= _SHORT and word not in _WORDS
    ]
    return not unknown


def _of_names(table: Table) -> Iterator[int]:
    """Give the columns whose heading says what each row is: of the villages' names."""
    for column in (table.column("village"), table.column("unit_name")):
        if column is not None and table.headings.get(column):
            yield column


def marks_of_dark(table: Table) -> dict[int, bool | None]:
    """Read columns that mark villages without a signal: "Vùng trắng sóng", "x".

    Parameters
    ----------
    table
        The table.

    Returns
    -------
    dict
        Row to False where it is marked; a row without a mark is not among them. Empty where there
        is no such column.
    """
    found: dict[int, bool | None] = {}
    for column, heading in table.headings.items():
        last = heading.split(" / ")[-1]
        if column in {*_of_names(table)} or not _says_dark(last):
            continue
        texts = {row.number: table.sheet.text(row.number, column) for row in table.rows}
        filled = [text for text in texts.values() if text]
        if not filled or not all(map(_is_sign, filled)):
            continue
        for row, text in texts.items():
            word = strip_tones(normalise(text)).lower().strip(" .")
            if word in YES_WORDS:
                found[row] = False
            else:
                found.setdefault(row, None)
    return found


def _is_sign(text: str) -> bool:
    """Tell whether a cell only marks its row, or says no."""
    return is_mark(text) or text in DASHES


def since_then(table: Table, row: int) -> tuple[int, str] | None:
    """Find the cell by which a village of a list without a signal may have one by now.

    Parameters
    ----------
    table
        The list.
    row
        The village's.

    Returns
    -------
    tuple or None
        The column and what its cell says; None where no cell says so.
    """
    used = {
        column
        for name, columns in table.columns.items()
        if table.kinds[name].kind in FIGURES or name in _PLACES
        for column in columns
    }
    for column, heading in table.headings.items():
        text = table.sheet.text(row, column)
        if column in used or not text or _says_dark(heading.split(" / ")[-1]):
            continue
        if _may_have(plain_text(heading), text):
            return column, text
    return None


_PLACES: Final = frozenset(
    {"unit_name", "unit_code", "village", "latitude", "longitude", "coordinates", "district"}
)


def _may_have(heading: str, text: str) -> bool:
    """Tell whether a cell may say that there is a signal by now."""
    plain = plain_text(text)
    if text in DASHES or plain in {"", "0"} or _COMING.search(heading) or _COMING.search(plain):
        return False
    if _STILL.search(plain):
        return bool(_SINCE.search(_STILL.sub(" ", plain)) and re.search(r"\b(?:nay|da)\b", plain))
    if _ON_AIR.search(heading):
        return not _is_later(text)
    if _STATE.search(heading) and not _OF_POWER.search(heading):
        return bool(is_status(plain) or not looks_like_figure(text))
    if plain.strip(" .") in YES_WORDS:
        return bool(_OF_SIGNAL.search(heading))  # "Có" below "Đường ô tô" says nothing of it
    has = (is_status(plain) and plain.startswith(("co ", "da "))) or _SINCE.search(plain)
    return bool(has) and not _OF_POWER.search(plain)


def _is_later(text: str) -> bool:
    """Tell whether a date has not come."""
    days: Sequence[dt.date] = [one.day for one in find_dates(text) if one.day]
    year = re.fullmatch(r"20\d\d", text)
    if year:
        return int(text) > dt.datetime.now(tz=dt.UTC).year
    return bool(days) and min(days) > dt.datetime.now(tz=dt.UTC).date()


def as_mark(value: _Value) -> _Value | str:
    """Give "Có" for a signal that is called good, other cells as they are.

    Parameters
    ----------
    value
        A cell of a column that says whether villages have a signal.

    Returns
    -------
    object
        What it marks. A weak signal is neither one nor none.

    Examples
    --------
    >>> as_mark("Sóng tốt"), as_mark("Sóng yếu")
    ('Có', 'Sóng yếu')
    """
    if not isinstance(value, str):
        return value
    return "Có" if _GOOD.fullmatch(plain_text(value)) else value


_GOOD: Final = re.compile(
    r"\W*(?:(?:co|song|tin hieu|[2-5] ?g|rat|kha|luon) )*(?:tot|manh|on dinh|binh thuong|kha)\W*"
)
