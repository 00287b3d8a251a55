"""Notes around a table that change what a column means: "Cột (5) chỉ ghi số thôn CHƯA có sóng"."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.footnote_marks import footnote_mark, footnotes, sign_of
from dxanalysis.sources.workbook.words.no_state_of_today import toneless
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts

_BY_NUMBER: Final = re.compile(
    r"\b(?:cot|column)s? (?:so )?((?:\W{0,3}\d{1,2}\b\W{0,2}(?:va|den)?)+)"
)
_RANGE: Final = re.compile(r"(\d+)\W*(?:den|-|–)\W*(\d+)")
_QUOTED: Final = re.compile(r"[\"“‘«]([^\"”’»]{4,120})[\"”’»]")

_SOME_ONLY: Final = re.compile(
    r"\b(?:figures?|data|numbers?|counts?)\b.{0,60}\bonly\b|\bonly\b.{0,60}\b(?:counted|included)\b"
    r"|\b(?:so lieu|thong ke|so)\b.{0,60}\bchi (?:tinh|gom|bao gom|thong ke|tong hop|lay)\b"
    r"|^\W*(?:ghi chu|luu y)?\W*chi (?:tinh|gom|bao gom|thong ke|tong hop)\b"
    r"|^\W*(?:[^\W\d_]+\W+){1,6}trong (?:bieu|bang)(?: nay| tren)? (?:chi )?(?:la|gom)\b"
)
"""A sentence that figures are of some only: of which, its subject says."""

_SOME_VILLAGES: Final = re.compile(
    r"^\W*(?:(?:ghi chu|luu y)\W+)?chi (?:tinh|gom|bao gom|thong ke|tong hop) "
    r"(?:(?:cac|nhung|so|mot so|\d+) )*(?:thon|ban|xom|ap|khom|buon|lang)\b.*"
    r"\b(?:giap|bien gioi|vung|kho khan|dbkk|xa xoi|ven|doc|nam|thuoc|ngoai|o|tai|trong|gan|diem"
    r"|trang|lom|dao)\b"
)
"""A sentence that a table is of some villages: not only their number is."""

_ONLY: Final = re.compile(
    r"\bchi (?:tinh|gom|bao gom|thong ke|tong hop|lay|dem|ke)\b|\bonly (?:counts?|includes?|of)\b"
)
_THING: Final = re.compile(r"\b(?:ho so|tai khoan|thue bao|giao dich|files|accounts|subscribers)\b")
_NEAR: Final = 3
_ALL_THINGS: Final = re.compile(
    r"\b(?:(?:da|dang|con|duoc) )*(?:kich hoat|hoat dong|phat sinh|tiep nhan|giai quyet|xu ly"
    r"|hoan thanh|mo|cap xa|cap|xa|phuong|dac khu|ubnd|trung tam|pvhcc|phuc vu hanh chinh cong"
    r"|bo phan mot cua|mot cua|tthc|thu tuc hanh chinh|tham quyen|dia ban|tinh|thanh pho|he thong"
    r"|thong tin|cua|tren|tai|o|thuoc|cac|moi|trong|ky|quy|thang|nam|den|tu|ngay|i{1,3}|iv"
    r"|dinh danh|dien tu|vneid|thanh toan|ngan hang|ca nhan|nguoi dan|cu tru|co|la|va|nay"
    r"|mang|viettel|vnpt|vinaphone|mobifone|phat sinh cuoc|cuoc|active|of|the|commune|in service)\b"
)
"""Behind the noun, these leave it all that there are."""

_OF_FILES: Final = re.compile(
    r"\b(?:ho so|files|truc tuyen|toan trinh|mot phan|dung han|som han|qua han|so hoa|ky so"
    r"|tiep nhan|giai quyet|online|on time)\b"
)
"""Headings of columns of files, whether they name them or not."""

_LEFT_OUT: Final = re.compile(
    r"\b(?:khong|chua) (?:bao gom|bao ham|gom|tinh|ke)\b(?! (?:theo|tren)\b)(?P<what>.*)"
    r"|\b(?:ngoai tru|excluding|excludes?|(?:does|do) not include|not including)\b(?P<left>.*)"
)
"""A sentence that something is left out of what is counted."""

_ALL_THE_SAME: Final = re.compile(
    r"\b(?:trung(?: lap)?|tam (?:tru|vang)|vang lai|ngung|tam dung|dung hoat dong|thu hoi|huy"
    r"|roi mang|hu hong|[23]g|ibs|small ?cells?|luu dong|du phong|trong nha|in-?building"
    r"|repeaters?|xa|phuong|communes?|(?<!tram )(?<!bts )(?<!vi tri )thue|vat|duplicates?|double)\b"
)
"""What is left out of what is present in the commune all the same."""

_NOT_YET: Final = re.compile(
    r"\b(?:du kien|(?:theo|trong) (?:ke hoach|quy hoach)|se|de xuat|dang ky moi|cap phep|xin phep"
    r"|thu nghiem|phat thu"
    rf"|(?:dang|cho|sap) (?:duoc )?(?:{toneless('builds', 'started')}|trien khai|dau tu|cap phep)"
    rf"|chua (?:duoc )?{toneless('started', 'built')}|(?:nam|quy|thang|ky|giai doan) (?:sau|toi)"
    r"|not yet|planned|licen[cs]ed|under construction|to be)\b"
)
"""What is left out where it is not there yet: nothing is missing then."""

_OF_TABLE: Final = re.compile(r"^(?: (?:vao|trong|o))+ (?:bang|bieu|so lieu|phu luc|tong so)\b")
"""Behind "chưa tính", these leave out what was named before."""

_NOUN: Final = re.compile(r"(?:tong )?so (?:luong )?(\w{3,})")
_IN_SERVICE: Final = re.compile(
    rf"\b(?:dang {toneless('works')}|operational|active|in service|on ?air)\b"
)

_SOURCE: Final = re.compile(r"\b(?:nguồn(?: số liệu)?|source)\s*:[^.;(]*", re.IGNORECASE)
"""Who counted, which makes a figure nothing else."""

_ABOUT: Final = re.compile(
    r"\W*(?:ghi chú|lưu ý|chú thích|notes?)?\W*(?:riêng )?(?P<name>[^:;.]{4,50}?)"
    r"\s*(?::|–| - )\s*(?P<said>.+)",
    re.IGNORECASE,
)
"""A note about one thing: "Riêng trạm 5G: phát thử nghiệm"."""

_ABOUT_SAID: Final = re.compile(
    r"\W*(?:ghi chú|lưu ý|chú thích|notes?)?\W*(?:riêng )?(?:(?:các )?số liệu )?"
    r"(?P<name>[^:;.,]{4,40}?)"
    r"(?: (?:nêu )?(?:trên|trong (?:bảng|biểu)(?: này| trên)?))?"
    r" (?P<said>(?:(?:đều|chỉ|được|mới|chủ yếu) )*(?:là|đang|lấy|tính(?! đến| tới| từ)|thống kê|ước"
    r"|bao gồm|gồm|phát|are|is|were|includes?)\b.+)",
    re.IGNORECASE,
)
"""The same without a colon: "Số trạm lấy theo giấy phép"."""

_ANOTHER: Final = re.compile(
    rf"\b(?:thu nghiem|chua (?:{toneless('started')}|cung cap|thuong mai)"
    r"|cong don|(?:da|ca) (?:\w+ )?(?:cat|huy|thanh ly|roi mang)|uoc (?:tinh|thuc hien|dat)"
    r"|(?:bao gom|gom|tinh|ke) (?:ca|them) .{0,40}\b(?:ky hop dong|cap phep"
    r"|dang (?:xay|lap|thi cong)|chuan bi|tam dung|ngung|quy hoach|de nghi)"
    r"|theo (?:so )?(?:giay phep|hop dong|mo phong|thiet ke|ly thuyet|ho so thiet ke"
    r"|mo hinh(?! (?:chinh|2|hai|dia|moi|to))|the bao hiem|the bhyt"
    r"|cong to|dong ho|cell|sector|licen[cs]es?)"
    r"|du kien|theo ke hoach|chi tieu giao|dinh muc|on trial|trials?|not in service|cumulative"
    r"|estimated|planned)\b"
)
_NOT_COUNTED: Final = re.compile(r"\b(?:chua|khong) (?:duoc )?(?:tinh|gom|dua|cong|ke|tong hop)\b")
_OF_SOME: Final = re.compile(r"^(?:chi|only|la)\b")
_LONGEST: Final = 120
_COUNTED: Final = frozenset({"people", "households", "villages", "stations"})
_CHANGES: Final = frozenset({"plan", "lacks", "part"})
_MADE_UP: Final = re.compile(
    r"\b(?:binh quan|trung binh|uoc tinh|uoc luong|tam tinh|noi suy|chua tach|average|estimated)\b"
    r"|\b(?:(?:xay dung|lap dat|phat trien|dau tu|phat sinh) moi|tang them|trong giai doan)\b"
    r"|\b(?:newly|new|(?:built|added|installed) (?:in|since|during))\b"
    r"|\bchi (?:tinh|ghi|gom|bao gom|thong ke|tong hop)\b"
)
"""A figure that no one counted in the commune, of some only, or of what came in a period."""

_ONCE: Final = re.compile(
    r"\b(?:(?:mỗi|một|0?1) (?:\w+,? ){1,10}?(?:chỉ )?(?:được )?(?:tính|đếm|thống kê|ghi nhận)"
    r" (?:là )?(?:một|0?1)\b(?: (?:lần|lượt|người|hộ|trạm|hồ sơ|thuê bao))?"
    r"|(?:chỉ )?(?:được )?(?:tính|đếm|thống kê|ghi nhận) (?:mỗi|một) (?:\w+ ){1,4}(?:một|0?1) lần"
    r"|(?:mỗi|một|0?1) (?:vị trí )?(?:trạm|bts|vị trí)(?: [2-5]g)? (?:có thể )?(?:phát|có|lắp|dùng)"
    r" (?:nhiều|cả|từ \d+) [^.;]*|không cộng (?:dồn )?(?:các |số )?(?:băng|công nghệ|cột|ô)\b[^.;]*"
    r"|số trạm(?: [2-5]g)?(?: báo cáo(?: sở)?| tính)? (?:là|bằng|theo) số vị trí(?: trạm)?"
    r"|each (?:\w+ ){1,4}(?:is )?counted (?:only )?once)\b"
    r"(?: (?:dù|kể cả|mặc dù|cho dù|even if)\b[^.;]*)?",
    re.IGNORECASE,
)
"""That nothing is counted twice: "Mỗi người chỉ tính một lần", as every count should be."""


def without_once(note: str) -> str:
    """Take the words out of a note that nothing is counted twice.

    Parameters
    ----------
    note
        As written.

    Returns
    -------
    str
        The rest of it.

    Examples
    --------
    >>> without_once("Mỗi người chỉ tính một lần dù dự nhiều lớp")
    ' '
    """
    return _ONCE.sub(" ", unicodedata.normalize("NFC", note))


def changed_columns(notes: Iterable[str], heading: HeadingTexts) -> dict[int, str]:
    """Find the columns that a note says are something else than their headings say.

    Parameters
    ----------
    notes
        The lines above and below a table.
    heading
        The texts of the table's heading.

    Returns
    -------
    dict
        Column to the note: one that says that the column lacks, plans, estimates or is of some,
        and names it by its number, by its heading in quotation marks, or by a mark.
    """
    found: dict[int, str] = {}
    for note in dict.fromkeys(notes):
        named = []
        said = without_once(note)
        for part in footnotes([said]):
            found |= dict.fromkeys(_by_name(part, heading), note)
            columns = [*_by_number(part, heading), *_by_heading(part, heading)]
            if columns and _changes(_SOURCE.sub(" ", _QUOTED.sub(" ", part))):
                found |= dict.fromkeys(columns, note)
            named += columns
        if not named:
            some = [one for one in said.split(";") if is_of_some(one)]
            of_all = {one for clause in said.split(";") for one in _all_of(clause)}
            found |= {column: note for one in some for column in _by_subject(one, heading, of_all)}
            found |= {column: note for one in some for column in _by_thing(one, heading)}
            if leaves_out(note) and not _is_of_unit(note, heading):
                found |= dict.fromkeys(_by_noun(note, heading), note)
    return found


def named_columns(note: str, heading: HeadingTexts) -> list[int]:
    """Find the columns that a note names by number, by heading in quotation marks, or by a mark.

    Parameters
    ----------
    note
        The note.
    heading
        The texts of the table's heading.

    Returns
    -------
    list of int
        Each once.
    """
    named = [*_by_number(note, heading), *_by_heading(note, heading)]
    return list(dict.fromkeys(named))


def is_of_some(clause: str) -> bool:
    """Tell whether a clause of a note says that figures are of some only.

    Parameters
    ----------
    clause
        Between semicolons: "thôn trong biểu là các thôn đặc biệt khó khăn".

    Returns
    -------
    bool
        Whether it does; of which figures, its subject says.
    """
    return _SOME_ONLY.search(plain_text(clause)) is not None


def _by_subject(note: str, heading: HeadingTexts, of_all: Collection[str] = ()) -> Iterator[int]:
    """Find the columns of what a note names: "village figures refer to target villages only".

    "Chỉ tính các thôn giáp biên" says it of all that is counted there, but for what the note says
    is of the whole commune.
    """
    plain = plain_text(note)
    named = set(parse_level(note).subjects) & _COUNTED
    if len(named) != 1 or _IN_SERVICE.search(plain):
        return
    if named == {"villages"} and _SOME_VILLAGES.match(plain):
        named = {*_COUNTED}.difference(of_all)
    for column, texts in heading.of_figures.items():
        levels = [parse_level(text) for text in texts if len(text) < _LONGEST]
        counted = [level.subjects[0] for level in levels if level.subjects]
        if counted and counted[-1] in named:
            yield column


def _all_of(clause: str) -> frozenset[str]:
    """Give what a clause says is of whole communes: "dân số là của toàn xã"."""
    says = re.search(r"\b(?:toan|ca) (?:xa|phuong|dia ban|bo)\b|\bwhole\b", plain_text(clause))
    return frozenset(parse_level(clause).subjects) & _COUNTED if says else frozenset()


def _by_thing(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns of files, accounts or subscribers that a note says are of some only."""
    only = _ONLY.search(plain := plain_text(note))
    thing = _THING.search(plain, only.end()) if only else None
    if only is None or thing is None or len(plain[only.end() : thing.start()].split()) > _NEAR:
        return
    rest = _ALL_THINGS.sub(" ", plain[thing.end() :])
    if not re.search(r"[^\W\d_]", rest):
        return
    for column, texts in heading.of_figures.items():
        said = plain_text(" / ".join(texts))
        of_files = thing[0] in {"ho so", "files"} and _OF_FILES.search(said)
        if of_files or re.search(rf"\b(?:{thing[0]}|trong do|of which)\b", said):
            yield column


def _is_of_unit(note: str, heading: HeadingTexts) -> bool:
    """Tell whether a note stands beside figures: what it says, it says of one unit."""
    sheet, block = heading.sheet, heading.block
    return any(
        any(looks_like_figure(sheet.cells.get((row, column))) for column in block.columns)
        for row in block.body
        if any(sheet.text(row, column) == note for column in block.columns)
    )


def leaves_out(note: str) -> bool:
    """Tell whether a note says that some are not counted: "không gồm trường THPT".

    Parameters
    ----------
    note
        The note.

    Returns
    -------
    bool
        Whether it does; what is present in the commune all the same, such as people who are away
        or stations that were switched off, does not count, nor what is not there yet.
    """
    return any(map(_leaves_out, re.split(r"[.;](?=\s|$)", plain_text(note))))


def _leaves_out(clause: str) -> bool:
    """Tell the same of one clause of a note, without tones."""
    found = _LEFT_OUT.search(clause)
    what = (found["what"] or found["left"] or "") if found else ""
    if found and _OF_TABLE.match(what):
        return not _NOT_YET.search(clause, 0, found.start())
    some = re.split(r",| (?:va|hoac|hay|and|or) ", what.partition(")")[0])
    to_come = all(map(_NOT_YET.search, some))
    return bool(what.strip()) and not (to_come or _ALL_THE_SAME.search(what))


def _by_noun(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns that count what a note names: "Tổng số trường", of "trường mầm non"."""
    said = plain_text(note)
    subjects = set(parse_level(note).subjects) & _COUNTED
    for column, texts in heading.of_figures.items():
        for text in (one for one in texts if len(one) < _LONGEST):
            noun = _NOUN.match(plain_text(text))
            named = noun is not None and re.search(rf"\b{noun[1]}\b", said)
            level = parse_level(text)
            counted = level.subjects[:1] and level.subjects[0] in subjects
            if named or counted:
                yield column


def _changes(note: str) -> bool:
    """Tell whether a note makes a figure something else than one of the whole commune."""
    vetoes = {kind for kind, _ in parse_level(note).vetoes}
    return bool(vetoes & _CHANGES or _MADE_UP.search(plain_text(note)))


def _by_name(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns that a note begins with, and says to be something else: "Trạm 5G: …"."""
    words = " ".join(note.split())
    match = _ABOUT.match(words)
    said = plain_text(match["said"]) if match else ""
    if match is None and (match := _ABOUT_SAID.match(words)):
        said = re.split(r"[;.(]|\b(?:khong|not)\b", plain_text(match["said"]))[0]
        if _NOT_COUNTED.search(plain_text(words)) or _is_of_unit(note, heading):
            return
    if match is None:
        return
    part = any(kind == "part" for kind, _ in parse_level(match["said"]).vetoes)
    if not (_ANOTHER.search(said) or (part and _OF_SOME.search(said))):
        return
    name, level = plain_text(match["name"]), parse_level(match["name"])
    for column, texts in heading.of_figures.items():
        for text in (one for one in texts if len(one) < _LONGEST):
            own = parse_level(text)
            alike = (own.subjects, own.technologies) == (level.subjects, level.technologies)
            same = alike and own.technologies and own.subjects
            # "Số trạm" are those of each technology.
            stations = own.subjects == level.subjects == ("stations",) and not level.technologies
            if same or name in plain_text(text) or (stations and not level.unknown):
                yield column


def _by_number(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns that a note names by their numbers: "Cột (5), (6)", "cột 5 đến 7"."""
    named = _BY_NUMBER.search(plain_text(note))
    if named is None:
        return
    wanted = {int(number) for number in re.findall(r"\d+", named[1])}
    for first, last in _RANGE.findall(named[1]):
        wanted |= set(range(int(first), min(int(last), len(heading.block.columns)) + 1))
    numbered = heading.numbered
    yield from (numbered[number] for number in sorted(wanted) if number in numbered)


def _by_heading(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns whose heading a note quotes, or whose mark it explains."""
    quoted = {plain_text(text) for text in _QUOTED.findall(note)}
    for texts in heading.worded if quoted else ():
        yield from (one for one, text in texts.items() if plain_text(text) in quoted)
    yield from marked_columns(note, heading)


def marked_columns(note: str, heading: HeadingTexts) -> Iterator[int]:
    """Find the columns whose heading ends in the mark that a footnote begins with.

    Parameters
    ----------
    note
        A line below or above a table: "(1) Số trạm cấp phép".
    heading
        The texts of the table's heading.

    Yields
    ------
    int
        The columns; "(1)", "[1]", "1." and "¹" are one mark.
    """
    mark = footnote_mark(note)
    if not mark:
        return
    for texts in heading.worded:
        for column in heading.of_figures:
            if sign_of(texts[column])[0] == mark:
                yield column
