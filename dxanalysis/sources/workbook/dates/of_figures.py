"""Which of the dates around a table is that of its figures."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.date_words import are_known, begins
from dxanalysis.sources.workbook.dates.of_reports import (
    is_undecided,
    of_figures_alone,
    of_figures_in,
)
from dxanalysis.sources.workbook.dates.written import Dated, find_dates, find_period, make_day
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

# Only after such words is a date the figures' own for certain.
_AS_OF: Final = re.compile(
    r"(?:tinh den|tinh toi|den het|den ngay|den thoi diem|tai thoi diem|thoi diem|so lieu"
    r"|chot|cap nhat|het ngay"
    r"|as of|as at|until|cut[- ]?off|den cuoi|cuoi|ky bao cao|ky so lieu|ngay lay so lieu|updated"
    r"|snapshot)"
    r"\D{0,40}$"
)
_TAKEN: Final = re.compile(
    r"\b(?:chot|cap nhat|tinh (?:den|toi)|den (?:ngay|het)|(?:tai|den) thoi diem|as of|as at|until"
    r"|cut[- ]?off|updated)\b\D{0,40}$"
)
_YEAR_END: Final = re.compile(r"(?:cuoi|het) nam")
_BEGINS: Final = re.compile(r"^\W*(?:den|het|ngay so lieu|thoi diem|tinh den)\b")
# Letters, decrees and signatures have dates too.
_OTHERS: Final = re.compile(
    r"\b(?:cong van|kem theo|van ban(?! dien tu\b| (?:duoc |da )?ky so\b)|quyet dinh"
    r"|nghi quyet|nghi dinh|thong tu|ke hoach so"
    r"|bao cao so(?! lieu)|to trinh|ban hanh"
    r"|truoc (?:ngay|het|\d)|cham nhat|thoi han|han (?:cuoi|chot|nop|gui|bao cao|tra loi)"
    r"|phan hoi|deadline|no later than"
    r"|can cu|theo (?:qd|nq|cv)|ngay ky|ky ngay|ngay lap|lap (?:bieu |bang |bao cao )?(?:ngay|luc)"
    r"|nguoi (?:lap|xuat|in|tao|gui)"
    r"|(?:ngay|thoi gian|thoi diem|luc) (?:in|xuat|tao|tai|ket xuat|trich xuat)|in ngay"
    r"|xuat (?:luc|bao cao|file|du lieu)|(?:export|generat|creat|download)ed (?:on|at|time|date)"
    r"|(?:report|export|generation|creation|print|run) time|export date"
    r"|ngay bao cao|ngay gui|printed|"
    r"gui ngay|so:|so ?\d+/|hop ngay|ngay nhan|ngay trinh)\b"
)
_WITH_PERIODS: Final = frozenset({"van ban"})
"""Of these, what a title counts: a letter has a day, and no quarter."""

_SPEAKS: Final = re.compile(
    r"\b(?:so lieu|du lieu|ky bao cao|ket qua|hien trang|thuc trang|tinh hinh|tien do|bao cao"
    r"|thuc hien|chot|data|figures?|reporting)\b"
)
"""Words that speak of the figures themselves."""

_ANNOUNCED: Final = re.compile(r"\b(?:tinh den|tinh toi|thoi diem|as of|as at)\b")
_BEFORE: Final = re.compile(
    r"\b(?:so (?:sanh )?(?:voi(?! (?:ke hoach|muc tieu|chi tieu|tong|toan|yeu cau))|cung)"
    r"|cung ky|(?:ky|quy|thang|nam|tuan|lan|dot)(?: bao cao)?"
    r" (?:truoc|lien truoc|ngoai)|truoc do|compared (?:with|to)|versus|vs|previous \w+)\b"
)
"""A state that figures are compared with."""

_AIMED_AT: Final = re.compile(
    r"\b(?:muc tieu(?! quoc gia)|phan dau|(?<!theo )lo trinh|dinh huong|cam ket|targets?|goals?"
    r"|(?<![a-z] )chi tieu (?:den|tinh den|giao|phan dau|ke hoach))\b"
)
_LIST_OF_PLACES: Final = (
    r"danh muc (?:(?:cac|ma|cap) )*(?:don vi hanh chinh|dvhc|xa|phuong|dia (?:ban|danh)|tinh)"
)
_THINGS: Final = re.compile(
    r"\b(?:phien ban|mau bieu|bieu mau|version|template"
    rf"|{_LIST_OF_PLACES}"
    r"|danh sach (?:cac )?(?:xa|phuong|don vi|dvhc)|dia gioi|hieu luc|thi hanh|ap dung|ban do"
    r"|luat|chi thi|hop dong|giay phep|kiem dinh|nghiem thu|hieu chuan|kiem tra|tham dinh"
    r"|phe duyet|thanh tra|khai truong|khanh thanh|effective|approved|inspected|inspection)\b"
)
"""A form, a list of places, a decision or an inspection, which have days of their own."""

_LISTS: Final = re.compile(
    r"\W*(?:(?:ghi chu|luu y|cap nhat|theo|ngay|nguon)\W+)*"
    rf"(?:{_LIST_OF_PLACES}|dia gioi|ban do)\b"
)
_NETWORK: Final = re.compile(
    r"\b(?:[2-5]g|cap quang|ftth|internet|tram|bts|song|vung phu|thue bao|stations?|coverage)\b"
)
_CLAUSE: Final = re.compile(
    r"[;()\[\]]|(?<=[^\W\d])\. |, (?=(?:tinh|den|so lieu|du lieu|thoi diem|chot|cap nhat)\b)"
)
"""Where another thing begins to be said."""

_SIGNED: Final = re.compile(
    r"^\D{2,40},\s*ngay\s*(?:\S*\s*thang\s*\S*\s*nam|[\d.…]{1,3}[/.\-]\d{1,2}[/.\-]\d{2,4}\W*$)"
)
_MADE: Final = re.compile(r"\b(?:ngay lap|lap (?:bieu |bang |bao cao )?ngay)\W*$")
_DUE: Final = re.compile(
    r"\b(?:thoi han|han (?:cuoi|chot|nop|gui|bao cao|tra loi)|cham nhat|hieu luc|gia han"
    r"|truoc (?:ngay|het|\d)|hoan thanh truoc|(?:gui|(?<!ly )nhan|nop) den|deadline"
    r"|no later than|valid|expir\w+)"
)
"""Words that make the day behind "đến" one until which something else is to be done."""

_EDITED: Final = re.compile(r"\b(?:cap nhat lan cuoi|last (?:updated?|modified|saved))\b")
"""Words by which a file says when it was last changed."""

_ENTERED: Final = re.compile(
    r"(?:^|[(;:,] ?)(?:(?:ngay|thoi gian|da) )?(?:cap nhat|updated)(?: (?:ngay|luc|on|at))*\W*$"
)
"""Nothing but words by which a file was changed on a day."""

_CLOCK: Final = r"(?:\d{1,2}(?:[:h]\d{0,2}){1,2})?"
_TIME: Final = re.compile(r"\d{1,2} ?(?:h|gio|:) ?(?:\d{1,2}(?: ?(?:phut|p))?)?")
_FROM_TO: Final = re.compile(
    rf"[\s,]*(?:luc )?{_CLOCK}\s*(?:(?:den|toi|to|until|till)(?: het)?(?: ngay)?|[-–—~→]+>?)"
    rf"[\s:]*(?:het )?{_CLOCK}\s*(?:ngay)?\s*"
)
"""Between the first day of a period and its last: "01/07/2025 00:00 ~ 30/09/2025 23:59"."""

_CHECKED: Final = frozenset({"day", "week"})
"""Dates that many things have; a quarter or month in a title is that of its figures."""

_UNCLEAR: Final = 9
"""The rank of a date that may be of anything: none of the figures."""

_ENDS: Final = re.compile(r"[;)\]]|(?<=[^\W\d])(?<!\btp)\. |(?<=\d)\. (?=\D)")
_OF_BASES: Final = re.compile(
    r"[,(;:–—-] ?(?:\w+ ){0,2}(?:dan so|nhan khau|so ho|ho dan|so nguoi)\b[^,(;]*$"
)
_SAYS: Final = re.compile(
    r"\b(?:tinh den|tinh toi|den|so lieu|chot|cap nhat|as of|as at|until|cut[- ]?off|thoi diem"
    r"|updated|snapshot|cuoi|het|ky bao cao|ky so lieu)\b"
)
_ON_DAY: Final = re.compile(r"\b(?:tinh den|tinh toi|den|chot|as of|as at)\b[^\d,;(]{0,20}$")
_DATE_ALONE: Final = re.compile(r"[\d\s:./-]{6,22}")
_ONE: Final = re.compile(
    r"(?i:\b(?:xã|phường|đặc khu|thị trấn|thôn|(?<!văn )bản|tdp|ấp))\s+(?:[A-ZÀ-ỸĐ]\w*|số \d)"
)
_SOME: Final = re.compile(
    r"\b(?:\d+|cac|nhung|mot so) (?:xa|phuong|don vi|dia phuong|dac khu)(?:[,/ ]+(?:xa|phuong"
    r"|dac khu))* (?:dau|cuoi|con lai|khac|tren|duoi)\b"
)
_DAY_OR_MONTH: Final = re.compile(r"\d{1,2}/\d{1,2}|thang \d{1,2}|quy (?:i{1,3}|iv|\d)\b")
_ONE_OF_TWO: Final = re.compile(
    r"\b((?:quy|q|thang|t) ?(?:i{1,3}|iv|\d{1,2})) ?(?:va|voi|so voi|so sanh voi|,|&|/|-) ?$"
)
"""Before a period with its year: another of the same year."""

_AND: Final = re.compile(
    r"\s*(?:(?:va|voi|so voi|so sanh voi|and|vs)\b|[,;&])\s*"
    r"(?:(?:den|tinh den|tinh toi|den het|het) )?(?:ngay )?"
)
"""Between the days of two states that stand beside each other in a table."""

_PARTED: Final = re.compile(
    r"\b(?:cac|tung|moi|theo|qua|\d) (?:quy|thang|tuan|ky|dot)\b(?: (?:cua|trong))?\W*$"
)
"""Before a year of which columns have the parts: "đến cuối các quý năm 2025"."""

_BARE_DAY: Final = re.compile(
    r"\b(?:den|tinh den|tinh toi|chot|so lieu|thoi diem)(?: het)?(?: ngay| luc)* "
    r"(\d{1,2})/(\d{1,2})(?![\d/.])"
)
"""A day without its year, which a period beside it gives."""


def find_as_of(lines: Iterable[str]) -> dt.date | None:
    """Find the date that figures stand for.

    Parameters
    ----------
    lines
        The texts above a table.

    Returns
    -------
    datetime.date or None
        The day, or the last day of the period: "Tính đến ngày 30/9/2025", "9 tháng 2025" and
        "Quý III/2025" are all 30 September 2025. None where nothing says it, as in "tính đến nay".

    Examples
    --------
    >>> find_as_of(["(Kèm theo Công văn số 12 ngày 5/10/2025)", "Quý III/2025"])
    datetime.date(2025, 9, 30)
    """
    found = best_date(lines)
    return found.day if found else None


def best_date(lines: Iterable[str], *, earlier: bool = False) -> Dated | None:
    """Find the date that figures stand for, as it is written.

    Parameters
    ----------
    lines
        The texts above a table.
    earlier
        Whether the table may be of a state before that another is compared with: "Kỳ trước:
        30/6/2025" is then its date.

    Returns
    -------
    Dated or None
        The surest one: after words such as "tính đến" first, and of these the one of a line that
        speaks of figures, then a quarter or month in a title, then a bare year of a title. A day
        behind words that are not known, such as those of a meeting, is none. Its ``day`` is None
        where there is no such day.
    """
    ranked: list[tuple[int, bool, int, Dated]] = []
    texts = of_figures_in(_with_labels(lines))
    for place, line in enumerate(texts):
        for rank, found in _ranked(line, earlier=earlier):
            speaks = _SPEAKS.search(plain_text(line)[: found.start]) is not None
            ranked.append((rank, not speaks, place, found))
    if not ranked:
        return _combined(texts)
    # "Lũy kế đến cuối quý, năm 2025" and "tính đến 30/9/2025": the day is the surer of both.
    rank, _, place, best = min(
        ranked,
        key=lambda one: (
            one[0], one[3].precision == "year", *one[1:3],
            not _ON_DAY.search(plain_text(texts[one[2]])[: one[3].start]),
        ),
    )  # fmt: skip
    periods = [one for _, _, _, one in ranked if one.precision in {"month", "quarter"} and one.day]
    entered = _ENTERED.search(plain_text(texts[place])[: best.start])
    if (rank > 0 or entered) and best.day and best.precision == "day":
        # A day behind the period of a title is that of a report.
        best = next((one for one in periods if one.day and one.day < best.day), best)
    best = _last_of_row(best, plain_text(texts[place]))
    if best.precision == "year":
        # "Năm 2025" in a title names the year of a report, not the day of its figures.
        year = best.day.year if best.day and rank == 0 else 0
        within = next((one for one in periods if one.day and one.day.year == year), None)
        parted = _PARTED.search(plain_text(texts[place])[: best.start])
        is_end = not parted and (rank == 0 or _YEAR_END.match(best.written))
        return within or _combined(texts) or (best if is_end else None)
    return _day_within(_later_of_two(best, plain_text(texts[place])), texts)


def unclear_date(lines: Iterable[str], notes: Iterable[str] = ()) -> str:
    """Give the first line with a day of which its words do not say whether figures are of it.

    Parameters
    ----------
    lines
        The texts around a table whose date is not known.
    notes
        Those below it, which may be about one commune.

    Returns
    -------
    str
        The line; ``""`` where none has such a day.

    Examples
    --------
    >>> unclear_date(["SỐ TRẠM BTS", "Phục vụ họp Ban Chỉ đạo ngày 02/10/2025"])
    'Phục vụ họp Ban Chỉ đạo ngày 02/10/2025'
    >>> unclear_date(["SỐ TRẠM BTS NGÀY 30/9/2025"])
    ''
    """
    below = [*notes]
    unclear = (
        line for line in _with_labels([*lines, *below]) for rank, _ in _judged(line)
        if rank == _UNCLEAR
    )  # fmt: skip
    of_one = (line for line in below if is_of_one(line) and best_date([line]))
    return next(unclear, "") or next(of_one, "")


def day_of_anything(line: str) -> Dated | None:
    """Give the first day of a line of which its words do not say whether figures are of it.

    Parameters
    ----------
    line
        A line, or a part of one.

    Returns
    -------
    Dated or None
        The day; None where there is none.

    Examples
    --------
    >>> day_of_anything("Dân số theo niên giám 31/12/2024").day.isoformat()
    '2024-12-31'
    """
    return next((one for rank, one in _judged(line) if rank == _UNCLEAR), None)


def is_of_one(line: str) -> bool:
    """Tell whether a line below a table says of one commune of which day its figures are.

    Parameters
    ----------
    line
        The line.

    Returns
    -------
    bool
        Whether it names one.

    Examples
    --------
    >>> is_of_one("Số liệu xã Bắc Sơn cập nhật ngày 12/8/2025")
    True
    >>> is_of_one("Số liệu các xã, phường cập nhật ngày 12/8/2025")
    False
    """
    return not line.isupper() and _ONE.search(unicodedata.normalize("NFC", line)) is not None


def dates_some(line: str) -> bool:
    """Tell whether a line gives some communes one day, and the others another.

    Parameters
    ----------
    line
        A line around a table.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> dates_some("Số liệu đến ngày 30/9 của 5 xã đầu; các xã còn lại đến ngày 31/8")
    True
    >>> dates_some("Số liệu các xã, phường đến ngày 30/9")
    False
    """
    plain = plain_text(line)
    return _SOME.search(plain) is not None and len(set(_DAY_OR_MONTH.findall(plain))) > 1


def _with_labels(lines: Iterable[str]) -> list[str]:
    """Put a date in a cell of its own behind what the cell before says it is: "Từ ngày"."""
    found: list[str] = []
    for line in lines:
        label = found[-1] if found else ""
        joined = _DATE_ALONE.fullmatch(plain_text(line)) and _announces(label)
        found.append(f"{label} {line}" if joined else line)
    return found


def _announces(label: str) -> bool:
    """Tell whether a text says of what the date in the next cell is."""
    plain = plain_text(label)
    said = plain.endswith(":") or begins(plain) or _OTHERS.search(plain)
    return bool(said) and not find_dates(label)


def _later_of_two(best: Dated, plain: str) -> Dated:
    """Give the later of two periods that share a year: "Quý III và quý II năm 2025"."""
    before = _ONE_OF_TWO.search(plain[: best.start])
    if before is None or best.day is None or best.precision not in {"month", "quarter"}:
        return best
    other = find_dates(f"{before[1]} nam {best.day.year}")[:1]
    later = [one.day for one in other if one.precision == best.precision and one.day]
    return replace(best, day=max(best.day, *later)) if later else best


def _last_of_row(best: Dated, plain: str) -> Dated:
    """Give the last of states that stand beside each other: "31/12/2025 và 30/6/2026"."""
    row: list[Dated] = []
    for one in find_dates(plain):
        between = plain[row[-1].end : one.start] if row else ""
        if row and (one.precision != best.precision or not _AND.fullmatch(between)):
            if best.start in {each.start for each in row}:
                break
            row = []
        row.append(one)
    known = {one.day: one for one in row if one.day}
    of_best = best.day is not None and best.start in {one.start for one in row}
    return known[max(known)] if of_best else best


def _day_within(best: Dated, lines: Sequence[str]) -> Dated:
    """Give the day in a period that a line says figures were taken on, where it is one."""
    if best.day is None or best.precision not in {"month", "quarter"}:
        return best
    months = 3 if best.precision == "quarter" else 1
    first = (best.day.year, best.day.month - months + 1)
    days: dict[dt.date, Dated] = {}
    for line in lines:
        plain = plain_text(line)
        taken = [
            one for rank, one in _ranked(line)
            if rank == 0 and one.precision == "day" and _ON_DAY.search(plain[: one.start])
        ]  # fmt: skip
        others = _OTHERS.search(plain) or dates_some(line)
        for match in () if others else _BARE_DAY.finditer(plain):
            day = make_day(match[1], match[2], best.day.year)
            taken.append(Dated(day, "day", match[0], match.start(), match.end()))
        days |= {
            one.day: one
            for one in taken
            if one.day and first <= (one.day.year, one.day.month) and one.day <= best.day
        }
    return next(iter(days.values())) if len(days) == 1 else best


def date_in_notes(lines: Iterable[str]) -> Dated | None:
    """Find the date of a table's figures in the notes below it, which name other days, too.

    Parameters
    ----------
    lines
        The notes.

    Returns
    -------
    Dated or None
        The only day that words such as "chốt ngày", "cut-off" say figures are of; None where
        there are several, as of several takings.

    Examples
    --------
    >>> date_in_notes(["Nguồn: doanh nghiệp; số liệu chốt ngày 30/9/2025."]).day.isoformat()
    '2025-09-30'
    >>> date_in_notes(["Số liệu 30/6/2025 đã gộp theo xã mới", "Xã sáp nhập từ 01/7/2025"])
    """
    said = {
        found.day: found
        for line in lines
        for rank, found in _ranked(line)
        if rank == 0 and _TAKEN.search(plain_text(line)[: found.start])
    }
    return next(iter(said.values())) if len(said) == 1 else None


def years_named(lines: Iterable[str]) -> set[int]:
    """Give the years that texts name, those of letters, signatures and spans left out.

    Parameters
    ----------
    lines
        The texts.

    Returns
    -------
    set of int
        The years.

    Examples
    --------
    >>> years_named(["Số liệu năm 2025", "Kèm theo Công văn ngày 5/1/2026", "Giai đoạn 2026–2030"])
    {2025}
    """
    return {found.day.year for line in lines for _, found in _ranked(line) if found.day}


def _ranked(line: str, *, earlier: bool = False) -> Iterator[tuple[int, Dated]]:
    """Rank the dates of a line; those of letters, signatures and unknown things are left out."""
    return ((rank, one) for rank, one in _judged(line, earlier=earlier) if rank < _UNCLEAR)


def _judged(line: str, *, earlier: bool = False) -> Iterator[tuple[int, Dated]]:
    """Rank the dates of a line, last those that may be of anything."""
    line = of_figures_alone(line)
    plain = plain_text(line)
    others = _OTHERS.search(plain)
    dates = find_dates(line)
    place = plain[: dates[0].start] if dates else ""
    signed = _SIGNED.match(plain) and not (_SPEAKS.search(place) or _NETWORK.search(place))
    first_days = _first_days(plain, dates)
    of_some = dates_some(line) or is_undecided(line)
    for found in dates:
        if found.precision == "span" or found in first_days:
            continue  # "Từ 01/7/2025 đến 30/9/2025": figures are those of the end
        before = plain[: found.start]
        clause = _clause(before, dates)
        if begins(before) or _is_of_another(clause, found.precision, earlier=earlier):
            continue
        before = _TIME.sub(_blank, before)
        sure = bool(
            _AS_OF.search(before)
            or (_BEGINS.match(before) and found.precision != "year")
            or (before.endswith("den ") and found.precision == "day")
        ) and not _DUE.search(clause)
        if (signed and not sure) or (
            others
            and (found.precision in _CHECKED or others[0] not in _WITH_PERIODS)
            and others.start() < found.start
            and not (sure and others.end() < _last(before))
        ):
            continue
        rank = {"month": 2, "quarter": 2, "year": 4}.get(found.precision, 1)
        known = _is_known(plain, found, dates, sure=sure)
        if of_some or (found.precision in _CHECKED and not known):
            rank = _UNCLEAR
        elif sure and (not known or _EDITED.search(clause)):
            rank = 3
        elif sure:
            rank = 0
        elif found.precision == "day" and len(before.strip(" (")) > 30:  # noqa: PLR2004 - within prose
            rank = 3
        yield rank, found


def _blank(match: re.Match[str]) -> str:
    """Give as many spaces as a text has letters."""
    return " " * len(match[0])


def _first_days(plain: str, dates: Sequence[Dated]) -> set[Dated]:
    """Give the first days of periods whose last follow: "01/07/2025 00:00 - 30/09/2025 23:59"."""
    return {
        one
        for one, after in pairwise(dates)
        if _FROM_TO.fullmatch(plain[one.end : after.start])
        and (one.day is None or after.day is None or one.day <= after.day)
    }


def _is_known(plain: str, found: Dated, dates: Sequence[Dated], *, sure: bool) -> bool:
    """Tell whether all words before a day are of figures, or behind those that announce it."""
    if found.precision == "week":
        return False
    start = max((m.end() for m in _ENDS.finditer(plain, 0, found.start)), default=0)
    words = plain[start : found.start]
    for one in dates:
        if start <= one.start < found.start:
            words = words.replace(plain[one.start : one.end], " ")
    said = [*_SAYS.finditer(words)] if sure else []
    if said:
        return are_known(words[said[-1].start() :])
    return are_known(words) and not (_OF_BASES.search(words) and _NETWORK.search(words))


def _clause(before: str, dates: Sequence[Dated]) -> str:
    """Give what is said right before a date: behind the date before it, or a semicolon."""
    ends = [one.end for one in dates if one.end <= len(before)]
    ends += [match.end() for match in _CLAUSE.finditer(before)]
    return before[max(ends, default=0) :]


def _is_of_another(clause: str, precision: str, *, earlier: bool) -> bool:
    """Tell whether the words before a date make it that of something else than the figures.

    What a form or an inspection has is a day; a quarter in its title is that of the figures.
    """
    if not earlier and _BEFORE.search(clause):
        last = [*_BEFORE.finditer(clause)][-1].end()
        return not (_SPEAKS.search(clause, last) or _ANNOUNCED.search(clause, last))
    if _SPEAKS.search(clause):
        return False
    if _AIMED_AT.search(clause):
        return True
    thing = _THINGS.search(clause)
    if thing is None or _NETWORK.search(clause):
        return False
    announced = precision != "day" or _ANNOUNCED.search(clause, thing.end())
    return bool(_LISTS.match(clause)) or not announced


def signed_on(lines: Iterable[str]) -> dt.date | None:
    """Find the day on which a table was made or signed.

    Parameters
    ----------
    lines
        The texts above and below it.

    Returns
    -------
    datetime.date or None
        The last of the days that a place or "lập ngày" stands before; None where there is none.

    Examples
    --------
    >>> signed_on(["Số liệu đến 30/9/2025", "Lạng Sơn, ngày 05 tháng 10 năm 2025"])
    datetime.date(2025, 10, 5)
    """
    days = [
        found.day
        for line in lines
        for found in find_dates(line)
        if found.day and found.precision == "day"
        and (_SIGNED.match(plain_text(line)) or _MADE.search(plain_text(line)[: found.start]))
    ]  # fmt: skip
    return max(days, default=None)


def _last(before: str) -> int:
    """Say where the last words that announce a date begin."""
    match = _AS_OF.search(before)
    if match is None and before.endswith("den "):
        return len(before) - len("den ")
    return match.start() if match else -1


def _combined(lines: list[str]) -> Dated | None:
    """Put "Quý III" of one line and "năm 2025" of another together."""
    years = {
        one.day.year
        for line in lines
        for _, one in _ranked(line)
        if one.precision == "year" and one.day
    }
    if len(years) != 1:
        return None
    year = years.pop()
    for line in lines:
        plain = plain_text(line)
        if _OTHERS.search(plain) or _SIGNED.match(plain) or dates_some(line):
            continue
        if any(one.precision not in {"year", "span"} for one in find_dates(line)):
            continue  # a period of its own year: "Báo cáo quý I/2026, số liệu năm 2025"
        if found := find_period(plain, year):
            return found
    return None
