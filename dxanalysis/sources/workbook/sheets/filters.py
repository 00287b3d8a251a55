"""The filters that a report program writes beside its table: "Applied filters: Tỉnh is …"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.of_figures import best_date
from dxanalysis.sources.workbook.dates.written import Dated, find_dates
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import Veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_HEAD: Final = re.compile(
    r"\W*(?:applied filters?|filters?(?: applied)?|(?:cac )?(?:bo loc|dieu kien loc|tieu chi loc)"
    r"(?: (?:da |dang )?(?:duoc )?(?:ap dung|chon))?)\s*(?::|$|(?=\n))\s*"
)
_PAIR: Final = re.compile(
    r"\W*([^\W\d][\w ]{1,40}?)\s*(?:\b(is on or before|is not|is|là)\b|([=:]|<=|≤|≠|<>))\s*(\S.*)",
    re.IGNORECASE,
)
_ALL: Final = re.compile(r"\W*(?:all|tat ca|toan bo)\W*|\*")
_BLANK: Final = re.compile(r"\W*(?:blank|null|empty|trong)\W*")
_DAY: Final = re.compile(
    r"(?:ngay|thang|quy|ky|thoi diem)(?: (?:cua )?(?:so lieu|du lieu|bao cao))?"
    r"|(?:report(?:ing)? |data )?(?:date|month|quarter|period)|as of(?: date)?"
)
_OF_FIGURES: Final = re.compile(r"so lieu|du lieu|\bky\b|thoi diem|data|as of|period")
_MADE: Final = re.compile(
    r"(?:ngay|thoi gian|luc)(?: \w+){0,2} (?:xuat|in|tao|tai)\b.*|(?:ngay|thoi gian) (?:xuat|in|tao"
    r"|tai)\b.*|xuat (?:luc|ngay)|(?:exported|printed|generated|created)(?: \w+){0,2}"
    r"|(?:export|print|run) (?:date|time)|ngay bao cao|nguoi (?:dung|xuat|tao)|user"
)
_PLACE: Final = re.compile(r"(?:ten |ma )?tinh(?: thanh(?: pho)?)?|province")
_LEVEL: Final = re.compile(r"(?:cap(?: (?:hanh chinh|don vi|bao cao))?|level)")
_COMMUNES: Final = re.compile(r"(?:cap )?(?:xa|phuong|dac khu|communes?|[\s,/-]|\bva\b)+")
_WHOSE: Final = re.compile(r"(?:ten |ma )?(?:nha mang|doanh nghiep|operator|mang)(?: vien thong)?")
_YEAR: Final = re.compile(r"(?:nam|year)(?: (?:bao cao|so lieu))?")
_IS: Final = ("is", "la", "=", ":")
_TO: Final = ("is on or before", "<=", "≤")
_NOT: Final = ("is not", "≠", "<>")
_LONGEST: Final = 2000
_LONGEST_LINE: Final = 200
_MOST_LINES: Final = 30


@dataclass(frozen=True)
class Filters:
    """What the filters of an export say of all its figures.

    Attributes
    ----------
    texts
        The cells that hold them, single spaces between their words.
    dated
        The day or period of the figures; None where they name none, or several.
    operators
        The one operator whose figures were chosen.
    limits
        Filters that may make the figures those of a part, or something else.
    without
        Those of them that only leave something out: "Trạng thái is not Dự kiến".
    veto
        By which of those in cells above the table its figures are no state of today.
    quoted
        Further ones of those that may change what figures are.
    heard
        The texts of those cells.
    """

    texts: frozenset[str] = frozenset()
    dated: Dated | None = None
    operators: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    veto: Veto = field(default_factory=Veto)
    quoted: tuple[str, ...] = ()
    heard: frozenset[str] = frozenset()


def read_filters(sheet: Sheet) -> Filters:
    """Read the filters that a sheet names above or below its table.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    Filters
        What they say; nothing where the sheet names none.
    """
    texts, lines = _lines(sheet)
    if not texts:
        return Filters()
    dates: dict[bool, dict[object, Dated]] = {True: {}, False: {}}
    operators: dict[str, str] = {}
    limits: list[str] = []
    without: list[str] = []
    for line in lines:
        name, sign, value = _parted(line)
        if _is_harmless(name, sign, value):
            continue
        said = _date(name, value) if sign in (*_IS, *_TO) and _DAY.fullmatch(name) else None
        if said is not None:
            dates[bool(_OF_FIGURES.search(name))][said.day] = said
            continue
        if sign in _IS and _WHOSE.fullmatch(name) and (own := _operator(value)):
            operators[own] = line
            continue
        limits.append(line)
        if sign in _NOT:
            without.append(line)
    if len(operators) > 1:  # of which of them are the figures?
        limits += operators.values()
    some = dates[True] or dates[False]
    return Filters(
        texts,
        next(iter(some.values())) if len(some) == 1 else None,
        tuple(operators) if len(operators) == 1 else (),
        tuple(limits),
        tuple(without),
    )


def _parted(line: str) -> tuple[str, str, str]:
    """Part a filter into its name, "is" or another sign, and its value; "" where it is none."""
    match = _PAIR.fullmatch(line) if len(line) <= _LONGEST_LINE else None
    if match is None:
        return "", "", ""
    return plain_text(match[1]), plain_text(match[2] or match[3]), match[4].strip()


def _is_harmless(name: str, sign: str, value: str) -> bool:
    """Tell whether a filter leaves nothing out, or says when and by whom a file was made."""
    plain = plain_text(value)
    if sign in _NOT:
        return bool(_BLANK.fullmatch(plain))
    if sign not in _IS:
        return False
    communes = _LEVEL.fullmatch(name) and _COMMUNES.fullmatch(plain)
    year = _YEAR.fullmatch(name) and plain.isdecimal()
    made = _MADE.fullmatch(name) or _PLACE.fullmatch(name)
    return bool(_ALL.fullmatch(plain) or communes or year or made)


def _operator(value: str) -> str:
    """Give the one operator that a value names; "" where it names none, or several."""
    level = parse_level(value)
    known = {*level.operators} - {"any", "other"}
    return known.pop() if len(known) == len(level.operators) == 1 and not level.unknown else ""


def _date(name: str, value: str) -> Dated | None:
    """Read a filter's only date: "30/09/2025", "2025-09-30", of a quarter "3/2025"."""
    kind = next((one for one in ("quy", "thang") if name.startswith(one)), "")
    text = value if plain_text(value).startswith(kind) else f"{kind} {value}"
    found = find_dates(text)
    if len(found) != 1 or found[0].day is None or found[0].precision in {"year", "span"}:
        return None
    return best_date([text])


def _lines(sheet: Sheet) -> tuple[frozenset[str], list[str]]:
    """Find the cells with filters, and part them into lines."""
    texts: set[str] = set()
    lines: list[str] = []
    for row, columns in sheet.rows.items():
        first = sheet.cells[row, columns[0]]
        if len(columns) > 1 or not isinstance(first, str) or not 6 < len(first) <= _LONGEST:  # noqa: PLR2004 - "Filter:"
            continue
        written = "\n".join(" ".join(line.split()) for line in first.split("\n")).strip()
        cut = written.split("\n")
        head = _HEAD.match(plain_text(cut[0]))
        if head is None:
            continue
        rest = cut[0][head.end() :] if len(plain_text(cut[0])) == len(cut[0]) else cut[0]
        own = [rest, *cut[1:]]
        parts = [part.strip() for line in own for part in line.split(";") if part.strip()]
        texts.add(sheet.text(row, columns[0]))
        if not parts:
            for text in _beneath(sheet, row):
                texts.add(text)
                parts.append(text)
        lines += parts[:_MOST_LINES] if len(parts) <= _MOST_LINES else [written[:400]]
    return frozenset(texts), lines


def _beneath(sheet: Sheet, row: int) -> Iterator[str]:
    """Give the lines right beneath a cell that only announces filters."""
    for below in range(row + 1, row + _MOST_LINES):
        columns = sheet.rows.get(below, [])
        text = sheet.text(below, columns[0]) if len(columns) == 1 else ""
        if not text or len(text) > _LONGEST_LINE or not _PAIR.fullmatch(text):
            return
        yield text
