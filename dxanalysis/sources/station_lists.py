"""What a list of stations says of each: whether it is there, its technologies, and whose it is.

Plans and checks of coverage read their lists by these rules, so that a station that is planned, was
taken down or is not on air yet counts in neither.
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import TYPE_CHECKING, Final

import pandas as pd

from dxanalysis.sources.spreadsheets.numbers import NO_WORDS, YES_WORDS, mark_of
from dxanalysis.sources.workbook.words.state_words import is_in_service, is_out_of_service
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS, whose
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dxanalysis.sources.findings import Findings

GENERATIONS: Final = ("2g", "3g", "4g", "5g")

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "operator": (
        *("nha mang", "doanh nghiep", "mang", "operator", "carrier", "don vi quan ly"),
        *("doanh nghiep vien thong", "don vi khai thac", "ten nha mang", "chu so huu"),
    ),
    "technology": (
        *("cong nghe", "loai mang", "loai tram", "technology", "tech", "rat", "network"),
        *("cong nghe phat song", "the he", "the he mang", "loai cong nghe", "technologies"),
    ),
    **{
        f"has_{one}": (
            *(one, f"song {one}", f"co {one}", f"co song {one}", f"tram {one}", f"phat {one}"),
            *(f"phat song {one}", f"bts {one}", f"has {one}", f"tinh trang {one}"),
            *(f"tinh trang song {one}", f"cong nghe {one}"),
        )
        for one in GENERATIONS
    },
    "state": (
        *("tinh trang", "trang thai", "hien trang", "status", "state", "tinh trang tram"),
        *("trang thai tram", "hien trang tram", "tinh trang hoat dong", "trang thai hoat dong"),
        *("tinh trang phat song", "trang thai phat song", "da phat song", "dang hoat dong"),
        *("on air", "site status", "tinh trang hien tai", "giai doan", "tien do"),
        *("tinh trang trien khai", "tien do trien khai"),
    ),
    "on_air": (
        *("ngay phat song", "nam phat song", "thoi gian phat song", "thoi diem phat song"),
        *("ngay hoa mang", "nam hoa mang", "ngay on air", "on air date", "date on air"),
        *("nam lap dat", "ngay lap dat", "nam hoan thanh", "nam xay dung", "nam dau tu"),
        *("ngay dua vao su dung", "nam dua vao su dung", "nam dua vao khai thac"),
        *("ngay dua vao khai thac", "thang phat song", "on air year", "launch date", "nam"),
        *("du kien phat song", "ngay du kien phat song", "nam du kien phat song"),
    ),
    "remark": ("ghi chu", "note", "notes", "remark", "remarks", "dien giai", "comment"),
}
"""Headings of columns of lists of stations, without tones and marks, by role."""

_CLAUSE: Final = re.compile(r"[,;()\n]|\.(?=\s|$)|\s[-–]\s")
_WHOM: Final = re.compile(r"^(?:tram|vi tri|cot|bts|nha tram|site)(?: (?:bts|nay|moi))*\s+")
_STOP: Final = re.compile(
    r"\b(?:dong|khoa|ha|thao|tat|ngung|ngat|dung|huy|thanh ly|thu hoi|di doi|closed?|shut"
    r"|remov\w*|dismantl\w*|decommission\w*|terminat\w*|off)\b"
)
_MORE_OUT: Final = re.compile(
    r"dang (?:xay(?: dung)?|lap(?: dat)?|thi cong|trien khai|dau tu|hoan thien|chuan bi)\b.*"
    r"|(?:chua|khong|khong con)(?: duoc)? (?:co tram|su dung|hoat dong|phat song|phat|len song"
    r"|ton tai|xay dung|lap dat)\b.*"
    r"|(?:theo |thuoc |trong |da )?(?:quy hoach|ke hoach)(?: (?!cu\b)[a-z]+){0,3}"
    r"|(?:se|du kien|sap|chuan bi) (?:phat song|len song|xay|xay dung|lap dat|lap|dau tu|trien khai"
    r"|hoan thanh|dua vao \w+ \w+|hoa mang)(?: moi)?"
    r"|(?:de xuat|de nghi)(?: [a-z]+){0,3}|planned\b.*|future|proposed|huy bo|da huy"
    r"|cho phe duyet|(?:da )?thao do\b.*|dung han"
)
_NOT_YET: Final = re.compile(r"(?:chua|cho|not) ?(?=.*\b(?:song|hoat dong|air|active|van hanh)\b)")
"""What holds whatever was done before: "đã lắp đặt, chưa phát sóng"."""

_REASON: Final = re.compile(r"(?<!\bthao)\s+(?:do|vi|theo)\s.*")
_INCIDENT: Final = re.compile(
    r"\b(?:su co|(?:mat|cup) (?:dien|song|ket noi|lien lac|tin hieu|truyen dan)|gian doan"
    r"|hu ?hong|hong|down)\b"
)
"""A station that is out of order for a while is there."""

_YEAR: Final = r"(?P<year>(?:19|20)\d\d)"
_WHEN: Final = tuple(
    re.compile(
        r"(?:\b(?:tu|vao|den|truoc|sau|trong|ke tu)\s+)*"
        r"(?:\b(?:ngay|thang|nam|giai doan|t(?=\d))\s*)*" + one
    )
    for one in (
        rf"(?<!\d){_YEAR}-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}})(?!\d)(?:[t ][\d:]+)?",
        rf"(?<!\d)(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-]{_YEAR}(?!\d)",
        r"(?<!\d)(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<short>\d\d)(?!\d)",
        rf"(?:\bquy\s*|\bq)(?P<quarter>iv|i{{1,3}}|[1-4])\s*[/.-]?\s*(?:nam\s*)?{_YEAR}(?!\d)",
        rf"(?<!\d)(?P<month>\d{{1,2}})\s*(?:[/.-]|nam)\s*{_YEAR}(?!\d)",
        rf"(?<!\d){_YEAR}(?:\s*-\s*\d{{4}})?(?!\d)",
    )
)
_QUARTERS: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
_NAMED: Final = 5
_LONGEST: Final = 60

_SEVERAL: Final = re.compile(r"(?<![\w.])([2-5](?:\s*[-/,+&]?\s*[2-5])*)\s*g(?![a-z])")
_BY_NAME: Final = {
    "5g": re.compile(r"\bnr(?:\d+)?\b"),
    "4g": re.compile(r"\b(?:lte|l(?=\d{3,4}\b))"),
    "3g": re.compile(r"\b(?:umts|w-?cdma|hspa|u(?=\d{3,4}\b))"),
    "2g": re.compile(r"\b(?:gsm|edge|gprs|g(?=900\b|1800\b))"),
}
_WITHOUT: Final = re.compile(r"\b(?:khong|chua)(?: (?:co|phat|phat song|ho tro|len))* (?=[2-5] ?g)")


def column(rows: pd.DataFrame, role: str) -> pd.Series:
    """Give the text of a role, empty where a list has no such column.

    Parameters
    ----------
    rows
        A list's columns as text, by role.
    role
        The role.

    Returns
    -------
    pandas.Series
        Text.
    """
    return rows[role] if role in rows else pd.Series("", index=rows.index, dtype="str")


def standing(rows: pd.DataFrame, *, on: dt.date | None, note: Findings) -> pd.Series:
    """Tell which stations of a list are there on a day.

    Parameters
    ----------
    rows
        The list's columns as text, by role (:data:`HEADINGS`).
    on
        The day; without it a date is not judged.
    note
        Told once how many are not there, and once which states nobody understands: their stations
        count as there.

    Returns
    -------
    pandas.Series
        False for those that are planned, taken down, not on air, or only in time to come.
    """
    there = pd.Series(data=True, index=rows.index)
    gone: list[str] = []
    unknown: list[str] = []
    for role in ("state", "on_air", "remark"):
        said = column(rows, role).map(str.strip)
        judged = {one: state_of(one, on=on, remark=role == "remark") for one in said.unique()}
        out = said.map(judged).eq(other=False)
        gone += said[out & there].tolist()
        there &= ~out
        if role != "remark":
            unknown += [one for one in said if one and judged[one] is None]
    if not there.all():
        note(
            "stations.not_there",
            severity="note",
            value=int((~there).sum()),
            expected=_quoted(gone),
        )
    if unknown:
        note("stations.state_unknown", value=len(unknown), expected=_quoted(unknown))
    return there


def state_of(written: str, *, on: dt.date | None = None, remark: bool = False) -> bool | None:
    """Tell whether a state is that of a station that is there.

    Parameters
    ----------
    written
        A cell: a state, a day, or both.
    on
        The day on which it is to be there.
    remark
        Whether it is a remark, in which a bare yes or no is about something else.

    Returns
    -------
    bool or None
        None where it says nothing that is understood.

    Examples
    --------
    >>> [state_of(one) for one in ("Đang hoạt động", "Quy hoạch 2026", "Đã tháo dỡ", "?")]
    [True, False, False, None]
    >>> day = dt.date(2025, 9, 30)
    >>> [state_of(one, on=day) for one in ("2028", "31/12/2024", "Phát sóng Q1/2026")]
    [False, True, False]
    """
    clauses = [one.strip() for one in _CLAUSE.split(plain_text(written))]
    found = [_of_clause(one, on, remark=remark) for one in clauses]
    if any(
        one is False and _NOT_YET.match(clause) for clause, one in zip(clauses, found, strict=True)
    ):
        return False
    return next((one for one in found if one is not None), None)


@functools.lru_cache(maxsize=8192)
def _of_clause(clause: str, on: dt.date | None, *, remark: bool) -> bool | None:
    """Judge one clause of a state."""
    begin, bare = _when(clause)
    dated = begin is not None and on is not None
    to_come = begin is not None and on is not None and begin > on
    bare = _REASON.sub("", _WHOM.sub("", bare))
    forms = (clause, bare)
    found = None if remark else mark_of(bare)
    if not bare:
        found = None if remark or not dated else not to_come
    elif not remark and bare in NO_WORDS | YES_WORDS:
        found = bare in YES_WORDS and not to_come
    elif any(is_out_of_service(one) or _MORE_OUT.fullmatch(one) for one in forms):
        # What will be taken down is there until then; so is what is out of order for a while.
        until = to_come and _STOP.search(bare) and not _NOT_YET.match(bare)
        found = None if _INCIDENT.search(bare) else bool(until)
    elif any(is_in_service(one) for one in forms):
        found = not to_come
    return found


def _when(clause: str) -> tuple[dt.date | None, str]:
    """Find the day on which a period begins that a clause names; and the clause without it."""
    for form in _WHEN:
        found = form.search(clause)
        if not found:
            continue
        parts = found.groupdict()
        year = int(parts.get("year") or f"20{parts['short']}")
        month = int(parts.get("month") or 1)
        if quarter := parts.get("quarter"):
            month = 3 * (_QUARTERS.get(quarter) or int(quarter)) - 2
        try:
            begin = dt.date(year, month, int(parts.get("day") or 1))
        except ValueError:
            continue
        rest = f"{clause[: found.start()]} {clause[found.end() :]}"
        return begin, " ".join(rest.split()).strip(" :/-")
    return None, clause


def technologies(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell which generations each station of a list has.

    Parameters
    ----------
    rows
        The list's columns as text, by role: one of technologies, or one for each generation.

    Returns
    -------
    pandas.DataFrame
        A column for each of :data:`GENERATIONS`, missing where the list says nothing of it. A
        generation that has a column of its own is judged by that.
    """
    named = column(rows, "technology").map(parse_technologies)
    found = {}
    for generation in GENERATIONS:
        known = [generation in one if one else None for one in named]
        marks = [_has(one) for one in column(rows, f"has_{generation}")]
        if True in marks and False not in marks:  # an "x", else nothing
            marks = [bool(one) for one in marks]
        said = [one if mark is None else mark for one, mark in zip(known, marks, strict=True)]
        found[generation] = pd.array(said, dtype="boolean")
    return pd.DataFrame(found, index=rows.index)


def parse_technologies(written: str) -> frozenset[str]:
    """Read all generations that a cell names.

    Parameters
    ----------
    written
        ``4G``, ``2G/3G``, ``LTE, NR``, ``2-3-4G``, ``GSM900``.

    Returns
    -------
    frozenset of str
        Of :data:`GENERATIONS`; empty where it names none.

    Examples
    --------
    >>> [sorted(parse_technologies(one)) for one in ("4G, 5G", "2/3/4G", "4G, chưa có 5G")]
    [['4g', '5g'], ['2g', '3g', '4g'], ['4g']]
    """
    plain = plain_text(written.replace("_", " "))
    plain = re.sub(_WITHOUT.pattern + r"[2-5] ?g", " ", plain)
    found = {f"{digit}g" for part in _SEVERAL.findall(plain) for digit in re.findall("[2-5]", part)}
    return frozenset(found | {name for name, form in _BY_NAME.items() if form.search(plain)})


def _has(written: str) -> bool | None:
    """Read whether a station has a generation, from the cell of its column."""
    plain = plain_text(written)
    if plain.isdigit():
        return int(plain) > 0
    mark = mark_of(plain)
    return state_of(written) if mark is None else mark


def operators(written: str) -> tuple[str, ...]:
    """Name the operators whose station it is.

    Parameters
    ----------
    written
        As a cell names them, by any of their names; several share a station.

    Returns
    -------
    tuple of str
        Their ids, empty where none with a network of its own is named.

    Examples
    --------
    >>> operators("Tập đoàn Công nghiệp - Viễn thông Quân đội"), operators("Vinaphone, Viettel")
    (('viettel',), ('vnpt', 'viettel'))
    """
    return tuple(one for one in whose(written).operators if one in WITH_NETWORKS)


def _quoted(words: Iterable[str]) -> str:
    """Quote the commonest of the words that cells hold."""
    counts = pd.Series(list(words), dtype="str").str[:_LONGEST].value_counts()
    shown = ", ".join(f"“{one}”" for one in counts.index[:_NAMED])
    return shown + ("…" if len(counts) > _NAMED else "")
