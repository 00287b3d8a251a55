"""Long tables: a row for each commune and technology, operator, date or indicator."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates.written import find_dates, with_years
from dxanalysis.sources.workbook.sheets.fraction_columns import COUNTED
from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.words.slots import Level, parse_level
from dxanalysis.sources.workbook.words.vetoes import names_result
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.words.compose import Context
    from dxanalysis.sources.workbook.words.headings import Headings

    Path = tuple[str, ...]

_MOST_PARTS: Final = 120
_ENOUGH: Final = 0.6
_AGAIN: Final = 0.1
_UPDATED: Final = (
    r"(?:(?:ngay|thoi diem|thoi gian|lan) )?cap nhat(?: (?:cuoi|gan nhat|so lieu|du lieu|sl|dl))*"
    r"(?: (?:den|luc|ngay|toi))*|(?:last )?updated?(?: (?:on|at|date|time))?"
)
"""Headings of the day on which a row was entered, which may be after that of all figures."""

_OF_DATA: Final = re.compile(r"\b(?:so lieu|du lieu|sl|dl|cap nhat|data|updated?)\b")
"""What a heading speaks of below which a single day is that of its row's figures."""

_DAY_OF_YEAR: Final = re.compile(r"\d{1,2}/\d{1,2}")
_DAY_WITHIN: Final = re.compile(r"(?<![\d/.])\d{1,2}/\d{1,2}(?![\d/.])")
_PERIOD: Final = re.compile(
    r"(?:cuoi |het )?(?:nam|quy|thang|ky|ngay|thoi diem|thoi gian)"
    r"(?: (?:cua )?(?:so lieu|du lieu|dl|sl"
    r"|chot(?: so lieu| sl)?|thong ke|tinh))?|ky bao cao"
    r"|(?:data |reporting |reference |snapshot |cut ?off )?(?:year|quarter|month|date|period)"
    r"|(?:(?:reporting )?period|quarter|month) end(?:ing)?(?: date)?|as of(?: date)?"
    r"|(?:so lieu|du lieu|sl|dl)(?: (?:duoc|la))?(?: (?:tinh|cua|lay|cap nhat))?"
    r" (?:den|toi|ky|quy|thang|ngay|thoi diem)(?: ngay)?"
    r"|(?:ngay|thoi diem|thoi gian) (?:lay|tinh) (?:so lieu|du lieu|sl|dl)"
    rf"|{_UPDATED}"
)
"""Headings of the day or period of a row's figures; the day of a report is another."""

_OF_LETTERS: Final = re.compile(
    r"\b(?:van ban|cong van|tra loi|phan hoi|quyet dinh|to trinh|phieu|ky|gui|nhan|phat hanh"
    r"|nghiem thu|khoi cong|ban giao|letters?|decisions?|received|sent|signed)\b"
)
"""Above "Ngày", these make it the day of a letter or a work, and not of the figures."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d(?:\.0)?|(?:1[0-2]|[1-9])\.0")
_PART_OF_YEAR: Final = re.compile(r"(?:quy|q|thang|t)?\s*(?:i{1,3}|iv|\d{1,2})")
_NAMED_PART: Final = re.compile(r"(?:quy|q|thang|t)\s*(?:i{1,3}|iv|\d{1,2})")
_AT_END: Final = re.compile(r"(?:cuoi|het)\b")
_OF_QUARTERS: Final = re.compile(r"\b(?:quy|quarter)\b")
_QUARTER: Final = re.compile(r"(?:i{1,3}|iv|0?[1-4])\s*[-/.]\s*20\d\d")
_OF_ROWS: Final = re.compile(
    r"(?:ten )?(?:nha mang|doanh nghiep|doanh nghiep vien thong|dnvt|operator|mang|hang"
    r"|nha cung cap(?: dich vu)?|isp|carrier|provider)"
)
_OF_OWNERS: Final = re.compile(
    r"\b(?:chu(?: so huu)?|so huu|thuoc|cua|thue(?: cua| lai| tu)?|owner(?:ship)?|owned|lessor"
    r"|don vi (?:cho thue|xay dung|dau tu|quan ly)|ben cho thue)\b.*"
    r"\b(?:cot|tru|ha tang|csht|nha tram|phong may|mat bang|vi tri|thap|towers?|masts?|poles?"
    r"|infrastructure|premises)\b"
    r"|\b(?:cot|tru|ha tang|csht|nha tram|mat bang|vi tri|thap|towers?|masts?|poles?"
    r"|infrastructure)\b.*\b(?:cua|thuoc|so huu|owner(?:ship)?|owned|lessor)\b"
    r"|\b(?:ben|don vi|doanh nghiep|nha mang) cho thue\b|\bthue (?:cua|lai|tu)\b|\blandlord\b"
)
"""Headings of whose the mast, the house or the land is, on which another's station may stand."""

_APPRAISED: Final = re.compile(
    r"(?:ket qua |muc do |tu )?(?:danh gia|xep loai|nhan xet|hoan thanh|dat chuan)"
    r"(?: chung| muc do)?|(?:dat|hoan thanh) ?/ ?(?:chua|khong) (?:dat|hoan thanh)"
    r"|assessment|evaluation|appraisal"
)
"""Headings of what is thought of the figures of a row, "Đạt", which says not what they are."""

_VALUE: Final = re.compile(r"gia tri(?: so)?|so lieu|so luong|ket qua|values?|figures?")
"""A heading that leaves what is counted to the keys, whatever that is: "Số hồ sơ tiếp nhận"."""

_OF_ALL: Final = re.compile(r"^\s*(?:toàn bộ|tất cả)(?: các| số)?\s+", re.IGNORECASE)
"""Begins a key that is of all: "Toàn bộ hộ dân" below "Hộ nghèo"."""

_DISTRICT: Final = re.compile(r"(?:(?:huyen|quan|thi xa|thanh pho) |(?:h|q|tx|tp)\. ?)\w")

_COMMUNES: Final = re.compile(
    r"(?:[ivxlc\d]+\W+|[a-d][.)] )?(?:cac |nhom |khoi )*(?:xa|phuong|dia ban|khu vuc|vung)\b"
)
"""Begins a line that groups communes, and says nothing of who was counted in them."""

_UNIT: Final = ("dvt", "don vi tinh", "don vi", "unit", "dv tinh")


@dataclass(frozen=True)
class Part:
    """The rows of a long table that say the same in its columns of keys.

    Attributes
    ----------
    words
        What they say.
    columns
        The columns of keys.
    rows
        The rows.
    as_of
        Their date, where a key gives one.
    shared
        The columns whose cells are merged over all rows of a unit, as its name is: the keys say
        nothing of them.
    first
        Whether its rows are the first of their units, where cells so merged are read.
    line, unit
        A line above its rows that names the unit of their figures, and that unit.
    """

    words: tuple[str, ...] = ()
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    as_of: dt.date | None = None
    shared: frozenset[int] = frozenset()
    first: bool = True
    line: str = ""
    unit: str = ""

    def context(self, context: Context) -> Context:
        """Add the technology of the keys, and the unit of a line, to what the titles say."""
        if self.unit:
            level = parse_level(self.unit)
            context = replace(context, scale=level.scale, scaled=level.subjects[0])
        for word in self.words:
            level = parse_level(word)
            if len(level.technologies) == 1 and not level.subjects:
                context = replace(context, technology=level.technologies[0])
        return context

    def path(self, column: int, path: Path) -> Path:
        """Add to a heading what the keys say of its figures."""
        if column in self.shared:
            return path if self.first else ()
        path = (*self._network(path), *path)
        added = [
            word
            for word in map(self._without_day, self.words)
            if (level := parse_level(word)).subjects or level.relations or level.operators
            or level.vetoes or level.unknown or level.unit or level.measure or level.scale > 1
        ]  # fmt: skip
        neutral = bool(path) and _says_nothing(parse_level(path[-1]))
        subject = any(parse_level(word).subjects for word in self.words)
        if subject and neutral:
            return (*path[:-1], *added)
        if len(path) == 1 and added and _VALUE.fullmatch(_heading(path)):
            return tuple(added)
        return (*path, *[word for word in added if _adds(parse_level(word)) or subject])

    def _network(self, path: Path) -> Path:
        """Give the network of a section, "A. SÓNG 4G", above a column that only says "Đã có"."""
        levels = [parse_level(text) for text in path]
        if not levels or set(levels[-1].relations) != {"has"} or levels[-1].subjects:
            return ()
        networks = [word for word in self.words if _is_network(parse_level(word))]
        return () if any(level.technologies for level in levels) else tuple(networks[:1])

    def _without_day(self, word: str) -> str:
        """Take out of a key the day that another key gives with its year: "Dân số 01/7"."""
        if self.as_of is None:
            return word
        day = rf"(?<![\d/.])0?{self.as_of.day}\s*[/.-]\s*0?{self.as_of.month}(?![\d/.-])"
        return re.sub(day, " ", word)


def _is_network(level: Level) -> bool:
    """Tell whether a text names one network and nothing that is counted."""
    said = level.subjects or level.unknown or level.vetoes or level.measure or level.dates
    return len(level.technologies) == 1 and not said


def _adds(level: Level) -> bool:
    """Tell whether a key says more of any figure: whose it is, a share, or only planned."""
    return bool(level.operators or level.measure or level.vetoes) and not level.unit


def _says_nothing(level: Level) -> bool:
    """Tell whether a heading leaves open what is counted, whose and when: "Giá trị" does."""
    return not (
        level.subjects or level.technologies or level.relations or level.vetoes
        or level.operators or level.dates or level.measure == "percent" or level.scale > 1
    )  # fmt: skip


def find_parts(
    sheet: Sheet,
    block: Block,
    paths: Mapping[int, Path],
    roles: Mapping[int, str],
    *,
    rows: Sequence[int],
    headings: Headings,
    units: Mapping[int, str],
    lines: Mapping[int, Path] | None = None,
    year: int = 0,
    until: dt.date | None = None,
) -> list[Part]:
    """Part a table's rows by what its columns of keys say.

    Parameters
    ----------
    sheet, block, paths, roles
        The table.
    rows
        Its rows.
    units
        The unit of each row that is one of a unit. Where each comes once, a column of words beside
        the figures says something of the unit, "Nhà mạng phủ tốt nhất", and not whose the figures
        are; unless its heading does.
    headings
        What columns are called.
    lines
        Row to what its line beneath a unit says.
    year
        That of months and quarters that have none of their own; 0 where nothing says it.
    until
        The table's own day, after which none of them is: beside January, December is the last one.

    Returns
    -------
    list of Part
        One without words for a table that has no such columns.
    """
    repeated = _units_come_again(units)
    keys = [
        column
        for column in block.columns
        if column not in roles
        and (repeated or _is_headed(paths.get(column, ())))
        and _is_key(sheet, column, paths.get(column, ()), rows, headings)
    ]
    if not keys and not lines:
        sections = _sections(sheet, block, rows, units) or _in_units(sheet, block, rows)
        return sections or [Part()]
    found: dict[tuple[str, ...], list[int]] = {}
    entered = any(_is_entered(paths.get(column, ())) for column in keys)
    for row in rows:
        words = tuple(_key_text(sheet, row, column, paths.get(column, ())) for column in keys)
        words = (*(lines or {}).get(row, ()), *words)
        found.setdefault(words, []).append(row)
    if len(found) > _MOST_PARTS:
        return [Part()]
    shared = _merged_like_names(sheet, block, rows)
    return [
        Part(
            tuple(word for word in words if word),
            tuple(keys),
            tuple(some),
            _date(words, year, until, entered=entered),
            shared,
            not any((row, block.names or 0) in sheet.merged for row in some),
        )
        for words, some in found.items()
        if any(words) or lines
    ]


def _merged_like_names(sheet: Sheet, block: Block, rows: Sequence[int]) -> frozenset[int]:
    """Find the columns that are merged over the rows of each unit as its name is."""
    names = block.names
    if names is None or not any((row, names) in sheet.merged for row in rows):
        return frozenset()
    first = {row: sheet.merged.get((row, names), (row, names))[0] for row in rows}
    return frozenset(
        column
        for column in block.columns
        if column != names
        and all(
            sheet.merged.get((row, column), (row, column)) == (first[row], column) for row in rows
        )
    )


def _units_come_again(units: Mapping[int, str]) -> bool:
    """Tell whether a table has several rows for a unit, and not once by mistake."""
    counts = Counter(units.values())
    again = sum(count > 1 for count in counts.values())
    return again > max(1, _AGAIN * len(counts))


def _is_headed(path: Path) -> bool:
    """Tell whether a heading says that its column is of the row's figures, not of its unit."""
    heading = _heading(path)
    named = _OF_ROWS.fullmatch(heading) or COUNTED.fullmatch(heading)
    return heading in _UNIT or _is_period(heading) or named is not None


def _heading(path: Path) -> str:
    """Give the lowest level of a heading, without tones, a field's name as words: "TEN_XA"."""
    return " ".join(plain_text(path[-1]).replace("_", " ").split()) if path else ""


def _is_period(heading: str) -> bool:
    """Tell whether a heading, without tones, is that of a day or period: "NGAY_DL"."""
    return _PERIOD.fullmatch(heading.replace("_", " ")) is not None


def _is_entered(path: Path) -> bool:
    """Tell whether a heading is that of the day on which a row was entered."""
    heading = plain_text(path[-1]).replace("_", " ") if path else ""
    return re.fullmatch(_UPDATED, heading) is not None


def _is_quarter(text: str, heading: str) -> bool:
    """Tell whether a text is a quarter that only its heading names as one: "III/2025"."""
    return bool(_OF_QUARTERS.search(heading) and _QUARTER.fullmatch(plain_text(text)))


def _key_text(sheet: Sheet, row: int, column: int, path: Path) -> str:
    """Give what a key says, a bare year or quarter with its heading."""
    value = sheet.cells.get(sheet.merged.get((row, column), (row, column)))
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()[:10]
    text = _OF_ALL.sub("", sheet.text(row, column))
    heading = plain_text(path[-1]) if path else ""
    if _is_entered(path) and (entered := [one.day for one in find_dates(text) if one.day]):
        return entered[-1].isoformat()  # without the hour
    if _is_quarter(text, heading):
        return f"Quý {text}"
    day = find_dates(text) or _compares(text)
    named = _NAMED_PART.fullmatch(plain_text(text)) is not None
    bare = looks_like_figure(text) or (_is_period(heading) and not day and not named)
    if text and bare and not plain_text(text).startswith(heading.split(" ")[0] or "-"):
        return f"{path[-1] if path else ''} {text.removesuffix('.0')}".strip()
    return text


def day_in_column(heading: str, text: str, until: dt.date | None) -> dt.date | None:
    """Give the day that a cell says figures are of, below a heading that announces it.

    Parameters
    ----------
    heading, text
        The column's heading, and the cell.
    until
        The date of the titles, if known.

    Returns
    -------
    datetime.date or None
        The day; None below another heading, or where the cell has none.

    Examples
    --------
    >>> day_in_column("Số liệu đến", "30/6", dt.date(2025, 9, 30)).isoformat()
    '2025-06-30'
    >>> day_in_column("Ngày khai trương", "30/6/2025", None)
    """
    plain = plain_text(heading)
    years = any(one.precision == "year" for one in find_dates(text))
    if years or not (_is_period(plain) and _OF_DATA.search(plain.replace("_", " "))):
        return None
    return _date([text], until.year if until else 0, until, entered=_is_entered((heading,)))


def _date(
    words: Sequence[str], year: int, until: dt.date | None, *, entered: bool = False
) -> dt.date | None:
    """Give the date that keys say, "Quý III" and "2025" together.

    A year alone, and a day on which rows were entered, are no better than the day of the titles.
    """
    if dates := find_dates(" ".join(words)):
        last = dates[-1]
        if until and last.day and last.precision == "year" and last.day.year == until.year:
            return until
        return until if entered and until and last.day and last.day > until else last.day
    if year and (days := [match for word in words if (match := _DAY_WITHIN.search(word))]):
        return _date([f"{days[-1][0]}/{year}"], year, until, entered=entered)
    completed = find_dates(" ".join(with_years(words, year)))
    day = completed[-1].day if completed else None
    if day and until and day > until:
        return _date([*words, str(year - 1)], 0, None)
    return day


def _is_key(sheet: Sheet, column: int, path: Path, rows: Sequence[int], headings: Headings) -> bool:
    """Tell whether a column says of what kind the figures of its row are."""
    heading = _heading(path)
    values = [sheet.cells.get((row, column)) for row in rows]
    figures = sum(isinstance(one, int | float) for one in values) > len(rows) / 2
    of_letters = any(_OF_LETTERS.search(plain_text(level)) for level in path[:-1])
    of_owners = any(_OF_OWNERS.search(plain_text(level)) for level in path)
    appraised = _APPRAISED.fullmatch(heading)
    if appraised or of_letters or of_owners or (figures and not _is_period(heading)):
        return False
    texts = [text for row in rows if (text := sheet.text(row, column))]
    if len(texts) < max(1, len(rows) / 2):
        return False
    if _is_period(heading):
        days = {
            text
            for text in set(texts)
            if _YEAR.fullmatch(text)
            or find_dates(text)
            or _is_quarter(text, heading)
            or _DAY_OF_YEAR.fullmatch(text)
            or (_PART_OF_YEAR.fullmatch(plain_text(text)) and _can_be_part(text, heading))
        }
        # "30/6/2025", "30/9/2025" and below them "Chênh lệch"; or "Kỳ trước" and "Kỳ này".
        return all(text in days or _compares(text) for text in set(texts))
    if sum(looks_like_figure(text) for text in texts) > len(texts) / 2:
        return False
    meaning = headings.meaning(path) if path else None
    if meaning and meaning.of_kind("mark", "text", "note", "place"):
        return False
    distinct = set(texts)
    # "Huyện Bắc Sơn (cũ)" says where, and not what.
    where = all(_DISTRICT.match(plain_text(text)) for text in distinct)
    said = sum(_is_key_text(text) for text in distinct)
    few = len(distinct) <= max(3, len(texts) / 2)
    # Whatever is counted, its unit alone, "hộ", does not say which homes.
    known = said >= _ENOUGH * len(distinct) or COUNTED.fullmatch(heading)
    return not where and (heading in _UNIT or bool(known and few))


def _can_be_part(text: str, heading: str) -> bool:
    """Tell whether a part of a year that is a bare number can be one: below "Cuối kỳ" it counts."""
    if not text.isdecimal():
        return True
    most = 4 if _OF_QUARTERS.search(heading) else 12
    return int(text) <= most and not _AT_END.match(heading)


def _compares(text: str) -> bool:
    """Tell whether a cell names a period in words, or what is between two: "Chênh lệch"."""
    level = parse_level(text)
    return level.is_neutral or (
        bool(level.vetoes) and {kind for kind, _ in level.vetoes} <= {"period", "old", "plan"}
        and not (level.unknown or level.subjects or level.technologies)
    )  # fmt: skip


def _is_key_text(text: str) -> bool:
    """Tell whether a cell names a technology, an operator, a date, a plan or what is counted."""
    level = parse_level(_OF_ALL.sub("", text))
    return bool(
        (level.vetoes and not level.unknown)
        or names_result(text)
        or level.technologies
        or level.operators
        or level.dates
        or (level.measure and not level.unknown)
        or (level.subjects and not level.unknown)
    )


def _sections(
    sheet: Sheet, block: Block, rows: Sequence[int], units: Mapping[int, str]
) -> list[Part]:
    """Part a table whose communes come again under lines such as "II. MẠNG 5G"."""
    marks: list[tuple[int, str]] = []
    known, repeated = set(rows), _units_come_again(units)
    for row in block.body:
        if any(looks_like_figure(sheet.cells.get((row, column))) for column in block.columns):
            name = sheet.text(row, block.names or block.codes or 0)
            # An operator's sum stands beside its name.
            words = {name} if parse_level(name).operators else set()
        else:
            texts = {sheet.text(row, column) for column in block.columns}
            words = {text for text in texts if len(text) > 3}  # noqa: PLR2004 - "II" numbers it
        word = words.pop() if len(words) == 1 else ""
        level = parse_level(word)
        named = level.technologies or level.operators
        # What lines say of units that come once is heard later, line by line.
        vetoed = repeated and level.vetoes and not _of_communes(level)
        if (named or vetoed) and not level.unknown:
            marks.append((row, _of_whom(level) or word))
    if not marks:
        return []
    names = {row: sheet.text(row, block.names or block.codes or 0) for row in block.body}
    marks = [*marks, *_further(names, marks[-1][0], units)]
    parts = []
    before = tuple(row for row in rows if row < marks[0][0])
    if before:
        return []
    for place, (row, word) in enumerate(marks):
        stop = marks[place + 1][0] if place + 1 < len(marks) else max(known, default=row) + 1
        parts.append(Part((word,), (), tuple(one for one in rows if row < one < stop)))
    return parts


def _of_whom(level: Level) -> str:
    """Give the operator of "Các xã có trạm của MobiFone": no more is said of what is counted."""
    if _COMMUNES.match(plain_text(level.text)) is None or len(level.operators) != 1:
        return ""
    told = level.technologies or level.vetoes or level.measure or level.dates
    return "" if told or {*level.subjects} - {"communes", "stations"} else level.operators[0]


def _in_units(sheet: Sheet, block: Block, rows: Sequence[int]) -> list[Part]:
    """Part a table in which a line names thousands for the rows below it: "II. … (nghìn người)".

    The next line that is numbered alike ends what it says.
    """
    parts: list[tuple[str, str, str, list[int]]] = [("", "", "", [])]
    known = set(rows)
    for row in block.body:
        texts = {text for column in block.columns if (text := sheet.text(row, column))}
        line = texts.pop() if len(texts) == 1 else ""
        if row in known and not line:
            parts[-1][3].append(row)
            continue
        kind, unit = _numbered_by(line), _unit_of(line)
        if unit or (kind and kind == parts[-1][2] and parts[-1][1]):
            parts.append((line, unit, kind, []))
    if not any(parse_level(unit).scale > 1 for _, unit, _, _ in parts):
        return []
    return [Part(rows=tuple(some), line=line, unit=unit) for line, unit, _, some in parts if some]


def _unit_of(line: str) -> str:
    """Give the unit of people or of homes that a line among rows names; ``""`` for none."""
    for text in (line, *_BRACKETS.findall(line)):
        unit = said_unit(text).strip(" ()")
        level = parse_level(unit)
        if unit and unit != line and set(level.subjects) in ({"people"}, {"households"}):
            return "" if level.unknown or level.vetoes or level.technologies else unit
    return ""


_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_NUMBERS: Final = {"I": re.compile(r"[IVX]+[.)/:]"), "A": re.compile(r"[A-ZĐ][.)/:]"),
                   "1": re.compile(r"\d{1,2}[.)/:]")}  # fmt: skip


def _numbered_by(line: str) -> str:
    """Say by what a line is numbered; ``""`` where it is not."""
    return next((kind for kind, form in _NUMBERS.items() if form.match(line)), "")


def _of_communes(level: Level) -> bool:
    """Tell whether a line groups communes by their kind: "Các xã biên giới"."""
    kinds = {kind for kind, _ in level.vetoes}
    return kinds == {"part"} and _COMMUNES.match(plain_text(level.text)) is not None


def _further(
    names: Mapping[int, str], last: int, units: Mapping[int, str]
) -> Iterator[tuple[int, str]]:
    """Find lines below which units come again, and which nobody understands: "E. CẢ BỐN"."""
    seen: set[str] = set()
    lines = [row for row in names if row > last]
    for place, row in enumerate(lines):
        unit = next((units[one] for one in lines[place:] if one in units), "")
        if row in units:
            seen.add(units[row])
        elif unit in seen and parse_level(names[row]).unknown:
            yield row, names[row]
            seen = set()
