"""Rows of which a line, a mark or a remark says that their figures are of another day, or wrong."""

from __future__ import annotations

import functools
import math
import re
from itertools import takewhile
from typing import TYPE_CHECKING, Final, NamedTuple

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.dates.of_figures import best_date
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.figures.cell_marks import legend_of
from dxanalysis.sources.workbook.notes.doubts import is_not_there, may_change
from dxanalysis.sources.workbook.notes.harmless import is_harmless, is_harmless_line
from dxanalysis.sources.workbook.notes.missing_codes import is_not_reported
from dxanalysis.sources.workbook.notes.remarks import leaves_out
from dxanalysis.sources.workbook.notes.row_notes import named_in, names_of_rows
from dxanalysis.sources.workbook.rows.denials import (
    MISTAKEN_PLAIN,
    about,
    denies,
    is_of_wider,
    right_figures,
)
from dxanalysis.sources.workbook.rows.row_days import days_of_some
from dxanalysis.sources.workbook.rows.state_columns import rows_out_of_service
from dxanalysis.sources.workbook.rows.word_columns import columns_of_words
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR
from dxanalysis.sources.workbook.words.no_state_of_today import toneless, without_uses
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.state_words import is_in_service
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

_once: Final = functools.lru_cache(maxsize=8192)
"""Remarks repeat each other, and each is asked of every table beside it."""

_OF_FIGURES: Final = re.compile(
    r"\b(?:so lieu|tinh den|den (?:ngay|het|thoi diem)|lay (?:so|theo)|bao cao (?:quy|thang|ky)"
    r"|as of|data (?:of|from))\b"
)
"""Words by which a date is that of figures, and not of a decision or of a founding."""

_WITH_ANOTHER: Final = re.compile(
    r"\b(?:gom|tinh|gop|cong|ke|lay|nhap|bao cao)(?: \w+)? (?:ca|chung|luon|them|gop|vao|voi)\b"
    r"|\b(?:chung|gop|dung chung) (?:voi|so lieu)\b|\b(?:includ(?:es|ing)|together with)\b"
)
"""By these a remark that names another unit of the table says that one row is of both."""

_IN_ANOTHER: Final = re.compile(
    r"^\W*(?:so lieu )?(?:da |duoc )*(?:(?:tinh|gop|cong|ke|nhap|ghi|bao cao|ghep)"
    r"(?: so lieu)?(?: chung)?(?: (?:vao|voi|o|tai|trong))+|chung(?: voi)?)"
    r"(?: (?:so lieu|dong|cua))*\W+(?:xa|phuong|dac khu)\b"
)
"""By these a remark says in the row of which other unit its own figures are."""

_IN_PART: Final = re.compile(
    r"\b(?:moi|chi) (?:\w+ )?(?:tinh|gom|bao gom|thong ke|tong hop|co so lieu|cap nhat)\b"
    r"|\bchua (?:cap nhat|tinh|thong ke|tong hop|bao cao) (?:du|day du|het)\b"
    r"|\bso lieu (?:con )?(?:chua (?:day )?du|thieu)\b|\bcon thieu so lieu\b"
    r"|\bchi (?:moi )?co (?:so lieu )?(?:cua )?(?:khu vuc|trung tam|dia ban|thon|ban|ap|xa)\b"
    r"|\b(?:counts? only|only counts?|incomplete)\b"
)
"""By these a note says that what it names was counted in part only."""

_PERHAPS: Final = re.compile(r"\b(?:co the|co le|dang ngo|nghi (?:la|do)|perhaps|maybe|may)\b")
_PART_LEFT: Final = re.compile(r"\b(?:chua|khong) (?:bao gom|bao ham|gom|tinh|ke)\b|\bexclud")
_ABOUT_FIGURES: Final = re.compile(
    r"\b(?:so lieu|so (?:ho|dan|thon|ban|tram|nguoi)|tinh (?:den|ca|chung|theo)|thong ke|cap nhat"
    r"|tam tinh|uoc|chua|figures?|data|reported|counted|estimated?)\b"
)
"""Words that a note has which may change what figures are."""

_DOUBTFUL: Final = re.compile(
    r"^\W*(?:so lieu )?(?:uoc\b|tam (?:tinh|lay|ghi|uoc|thoi|tong hop)|gop\b|ghep so|nghi\b"
    r"|can (?:kiem tra|ra soat)|trung so|don vi\b|dvt\b|x ?10{1,3}\b|(?:quy|thang|nam|tu|cua)\b"
    r"|(?:bao )?gom (?:ca |so )?(?:tram|ho|thue bao|so lieu)|(?:so \w+ )?(?:tinh )?theo (?:dieu tra"
    r"|ho khau|sector|cell|cot|o phu)|estimated|provisional|to be (?:checked|confirmed))"
    r"|\bchua (?:cung cap|khoi phuc)\b|\b(?:tat|dung|ngung) \d+ tram\b"
    r"|^\W*(?:(?:dang )?cho|chua)(?: duoc)? (?:(?:phe )?duyet|tham dinh|xac nhan|kiem tra"
    r"|ra soat|doi chieu)\b|^\W*(?:draft|pending|du thao|ban nhap|luu tam)\b"
)
"""Words that a remark in a row begins with which may change what its figures are."""

_SUBJECTS: Final = (
    ("people", re.compile(r"people_|population|pop_|adults")),
    ("households", re.compile(r"household")),
    ("villages", re.compile(r"village")),
    ("stations", re.compile(r"station")),
)
_SIGN: Final = re.compile(r"(\*+|[¹²³⁰-⁹†‡]+|[(\[]\s*(?:\d|\*+)\s*[)\]])\s*$")
_SHORTEST: Final = 8
_EXACT: Final = frozenset({"day", "month", "quarter"})
_REMARKS: Final = re.compile(
    r"(?:ghi chu|chu thich|dien giai|nhan xet|y kien|luu y|notes?|remarks?|comments?)\b.*"
    r"|(?:ket qua|status|y kien)(?: (?:so lieu|bao cao|phieu|duyet|phe duyet"
    r"|tham dinh|kiem tra|xet duyet|xac nhan|ra soat|xu ly))*|(?:phe )?duyet|xac nhan|approval"
    r"|(?:loai|tinh chat|nguon|nguon goc|ky|do tin cay|muc do)(?: cua)? (?:so lieu|du lieu|so"
    r"|bao cao|thong tin)(?: (?:so lieu|bao cao|cung cap|thong ke))*|nguon"
    r"|thong tin them|giai thich|ly do"
)
_STATES: Final = re.compile(
    r"(?:tinh trang|trang thai|hien trang|tien do|status|progress|state)(?: (?:hoat dong|cua|cac"
    r"|tram|bts|phat song|trien khai|xay dung|lap dat|thi cong|thuc hien|van hanh|khai thac|[2-5]g"
    r"|hien tai|hien nay|so lieu|bao cao|phieu|duyet|phe duyet|tham dinh|kiem tra|xet duyet"
    r"|xac nhan|ra soat|xu ly))*"
)
"""Headings of columns that say of each row how far it is."""

_ON_AIR_SINCE: Final = re.compile(
    r"(?:thoi gian|thoi diem|ngay|thang|quy|nam)(?: (?:thang|nam|bat dau))?"
    rf" (?:{toneless('started')}|hoan thanh|lap dat|su dung)"
    r"\b(?:(?!\b(?:du kien|ke hoach)\b).)*|on[ -]?air(?: date)?"
)
"""Headings of columns that say since when what is counted is there."""

_NUMBER: Final = re.compile(r"[+±~≈><=−–-]?\s*(?!0\d)\d[\d.,\s]{0,7}%?")
_IN_BRACKETS: Final = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]")
_TO_COME: Final = re.compile(
    r"^\W*(?:(?:theo )?(?:ke hoach|kh|du kien|dk|planned|expected)\b[\s,:;–-]*(?:se |to )?"
    rf"(?:{toneless('started', 'built')}|khoi cong|go live|on air|be )"
    r"|(?:(?:cac|so|toan bo|rieng|nhung|all|the|tram|bts|vi tri|song|mang|sites?|stations?) )*"
    r"(?:[2-5]g )?\W*(?:moi |hien |van )?"
    rf"(?:(?:chua|not yet) (?:duoc )?(?:{toneless('started')}|on air)"
    rf"|(?:dang|are|is|under) (?:duoc )?(?:{toneless('builds')}|trien khai|under"
    r"|construction|cho (?:phat song|nghiem thu|cap phep)|thu nghiem|tested)"
    r"|(?:se|will)\b|(?:dang )?(?:phat song|chay|phat) thu\b)\b)"
    r"|^\W*(?:(?:cac|toan bo|tram|bts|song|mang|all|the|sites?|stations?) )*"
    rf"(?:da |dang |tam |hien )*(?:(?:{toneless('stops')}|tat)(?: {toneless('works')})?"
    rf"|{toneless('gone')}|khong con {toneless('works')}|{toneless('off')}|removed)\b"
)
"""By these a remark says that what its row counts is not there yet, or no more."""

_HAS_NONE: Final = re.compile(r"\W*(?:chua|khong)(?: duoc)? (?:co|phu) (?:tram|song) ?[2-5]g\b")
"""What fits beside a figure of 0."""

_MORE: Final = re.compile(
    r"\b(?:them|bo sung|mo rong|nang cap|tang|thay|more|additional|upgrade)\b"
    r"|\b[1-9]\d* ?(?:tram|bts|vi tri|thon|ban|ho|nguoi|xa|sites?|stations?)\b"
)
"""By these it speaks of what comes beside what its row counts."""

_FORECAST: Final = re.compile(
    r"\b(?:so|so lieu|figures?|la)\b.{0,60}\b(?:uoc (?:thuc hien|dat|den|ca nam)|du kien|ke hoach"
    r"|forecasts?|planned)\b"
    r"|^\W*(?:uoc (?:thuc hien|dat|den|ca nam)|du kien|forecast)\b"
)
"""By these a note on marked rows says that their figures are of a day to come; what is there, and
was estimated, is read."""

_ON_AIR: Final = re.compile(r"\b(?:phat|len|co) song\b|\bon ?air\b")
_MOBILE: Final = ("2g", "3g", "4g", "5g")
_TECHNOLOGY: Final = re.compile(r"[2-5]g|fibre")

_STALE: Final = re.compile(
    r"^\W*(?:so (?:lieu )?)?(?:chua cap nhat|chua (?:gui )?bao cao (?:quy|thang|ky)\b.*"
    r"|not updated|last (?:year|quarter|month)'?s?(?: figures?)?)\W*$"
    r"|\b(?:lay|su dung|dung|so|so lieu|theo|nhu)(?: (?:lieu|theo|so|cua|bao cao))*"
    r" (?:(?:nam|ky|quy|thang) (?:ngoai|truoc|lien truoc)|nam 20\d\d)\b"
)
"""By these a remark says that the figure beside it is an older one, without saying of which day."""

_MOST_ALONE: Final = 3
"""So many rows of which one thing is said are named one by one."""

_SHOWN: Final = 8


class _Remark(NamedTuple):
    """What is said of a row: the column that says it, and whether it is said of all its figures."""

    column: int
    text: str
    of_all: bool = False


def dates_of_rows(table: Table, rows: Collection[int], as_of: dt.date | None) -> dict[int, dt.date]:
    """Find the rows whose figures are of another day than their table.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    as_of
        Its own date.

    Returns
    -------
    dict
        Row to day: of those below a line such as "Chưa báo cáo, lấy số liệu đến 30/6/2025", of
        those whose name has a mark that is explained so, and of those whose remark says so.
    """
    if table.earlier:
        return {}
    units = {row.number for row in table.rows if row.kind == "unit"}
    read = set(rows)
    signed = _notes_on_names(table)
    remarks = _remarks(table)
    other: dict[int, dt.date] = {}
    above: dt.date | None = None
    given = days_of_some(table, as_of)
    for number in table.block.body:
        if number not in units:
            line = _line(table.sheet, number, table.block.columns)
            above = (_day(line) or _period_alone(line, as_of)) if line is not None else above
            continue
        own = next(filter(None, (_day(one.text) for one in remarks.get(number, ()))), None)
        day = own or given.get(number) or _day(signed.get(number, "")) or above
        if day is not None and day != as_of and number in read:
            other[number] = day
    return other


def rows_said_wrong(
    table: Table, rows: Sequence[int], note: Note
) -> tuple[list[int], list[Finding]]:
    """Leave out the rows of which a remark says that their figures are wrong: "Số cũ, xã báo lại".

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    note
        Makes its findings.

    Returns
    -------
    rows : list of int
        Those without such a remark.
    findings : list of dict
        A warning for each that has one, with what it says.
    """
    remarks = _remarks(table)
    said = {
        row: (column, text)
        for row in rows
        for column, text, of_all in remarks.get(row, ())
        if not is_harmless(text) and _takes_out(table, row, _Remark(column, text, of_all))
    }
    said |= _starred(table, rows) | _on_air_later(table, rows)
    stations = {row for row in rows if _counts_stations(table, row)}
    said |= rows_out_of_service(table, rows, _own_day(table), stations)
    together: dict[tuple[int, str], list[int]] = {}
    for row, place in said.items():
        together.setdefault(place, []).append(row)
    findings = []
    for (column, text), some in together.items():
        if len(some) > _MOST_ALONE:
            findings.append(
                note("warning", "rows_said_wrong", row=some[0], column=column, unit_code=None,
                     unit_name=None, value=text, expected=_cells(table, column, some))
            )  # fmt: skip
            continue
        findings += [
            note("warning", "row_said_wrong", row=row, column=column, value=text) for row in some
        ]
    return [row for row in rows if row not in said], findings


def _takes_out(table: Table, row: int, remark: _Remark) -> bool:
    """Tell whether a remark says that the figures of its row are no state of today."""
    text = remark.text
    return (
        (denies(text) and not _denied(text, table))
        or (is_of_wider(text) and _about(text, table) >= {*table.figures})
        or (_STALE.search(plain_text(text)) is not None and _day(text) is None)
        or (
            _is_not_there(text)
            and not parse_level(text).technologies
            and _counts_one_thing(table, row)
        )
        or (remark.of_all and _is_all_to_come(text) and _counts_stations(table, row))
        or (
            _is_with_another(text)
            and _others_named(text, row, table)
            and not (_IN_ANOTHER.match(plain_text(text)) and _blank(table, row))
        )
        or (_is_in_part(text) and not _named(text, table.figures))
    )


def _cells(table: Table, column: int, rows: Sequence[int]) -> str:
    """Name the cells of some rows, the first of many."""
    shown = ", ".join(table.address(row, column) for row in rows[:_SHOWN])
    return f"{shown} … ({len(rows)})" if len(rows) > _SHOWN else shown


def _on_air_later(table: Table, rows: Iterable[int]) -> dict[int, tuple[int, str]]:
    """Give the rows whose own column says that what is counted begins after the table's date."""
    as_of = _own_day(table)
    if as_of is None:
        return {}
    columns = [
        column
        for column, heading in table.headings.items()
        if _ON_AIR_SINCE.fullmatch(plain_text(heading)) and column not in table.part.columns
    ]
    found: dict[int, tuple[int, str]] = {}
    for row in rows if columns else ():
        for column in columns:
            text = table.sheet.text(row, column)
            days = [one.day for one in find_dates(text) if one.day and one.precision in _EXACT]
            if days and min(days) > as_of and _counts_stations(table, row):
                found[row] = (column, text)
    return found


def _own_day(table: Table) -> dt.date | None:
    """Give the date that a table's rows or titles give."""
    return table.part.as_of or table.titles.as_of or table.as_of


def _is_all_to_come(text: str) -> bool:
    """Tell whether a state says that nothing of its row is there: not that of some is."""
    return is_not_there(text) and not _MORE.search(plain_text(text))


def _counts_stations(table: Table, row: int) -> bool:
    """Tell whether all figures of a row that operators build are stations, and any is more than 0.

    A commune with people who have coverage may have a state of anything.
    """
    built = [name for name in table.figures if name not in WITHOUT_OPERATOR]
    return all("station" in name for name in built) and _holds_any(table, row, built)


def _holds_any(table: Table, row: int, names: Iterable[str]) -> bool:
    """Tell whether a row has a figure other than 0 in the columns of some quantities."""
    held = (
        table.sheet.cells.get((row, column)) for name in names for column in table.columns[name]
    )
    return any(looks_like_figure(value) and str(value).strip(" 0.,") for value in held)


def _starred(table: Table, rows: Collection[int]) -> dict[int, tuple[int, str]]:
    """Give the rows whose name has a mark of which a note says that figures are to come."""
    column = table.column("unit_name") or 1
    return {
        row: (column, said)
        for row, said in _notes_on_names(table).items()
        if row in rows and _FORECAST.search(plain_text(said)) and not _denied(said, table)
    }


def _notes_on_names(table: Table) -> dict[int, str]:
    """Give what notes say of the marks that names of units end in, by row."""
    signed = {
        row.number: found[1].strip("()[] ")
        for row in table.rows
        if row.kind == "unit" and (found := _SIGN.search(row.name))
    }
    legend = legend_of(table.sheet) if signed else {}
    return {row: legend[mark] for row, mark in signed.items() if mark in legend}


def figures_said_wrong(
    table: Table, rows: Sequence[int], figures: Mapping[str, Figures], note: Note
) -> list[Finding]:
    """Take out the figures of which a remark or a comment says that they are not the commune's.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    figures
        Its figures; those that are said not to be there become missing.
    note
        Makes the findings.

    Returns
    -------
    list of dict
        A warning for each figure, with what the remark says.
    """
    remarks = _remarks(table)
    findings = _held_for_others(table, rows, figures, note, remarks)
    for row in rows:
        for column, text, _ in remarks.get(row, ()):
            to_come = parse_level(text).technologies if _is_not_there(text) else ()
            named = {name for name in figures if {*_TECHNOLOGY.findall(name)} & {*to_come}}
            if _is_in_part(text):
                named |= _named(text, figures)
            named |= _denied(text, table)
            if is_of_wider(text):
                named |= _about(text, table)
            unknown = _not_reported(text, row, figures)
            for name, own in figures.items():
                number = own.numbers.get(row, math.nan)
                if (name in named and number > 0) or (name in unknown and number == 0):
                    own.numbers[row] = math.nan
                    findings.append(
                        note("warning", "figure_said_wrong", row=row, column=column,
                             quantity=name, value=text)
                    )  # fmt: skip
        for name, column, text in _comments_on_figures(table, row, figures):
            if not math.isnan(figures[name].numbers.get(row, math.nan)):
                figures[name].numbers[row] = math.nan
                findings.append(
                    note("warning", "figure_said_wrong", row=row, column=column, quantity=name,
                         value=text)
                )  # fmt: skip
    return findings


def _held_for_others(
    table: Table,
    rows: Sequence[int],
    figures: Mapping[str, Figures],
    note: Note,
    remarks: Mapping[int, Sequence[_Remark]],
) -> list[Finding]:
    """Take out the figures that are another row's, too, as that one says: "Gộp vào xã A"."""
    findings = []
    for row, said in remarks.items():
        for column, text, _ in said if row in rows else ():
            others = _others_named(text, row, table) if _IN_ANOTHER.match(plain_text(text)) else ()
            for other, name in ((other, name) for other in others for name in _blank(table, row)):
                if name in figures and figures[name].numbers.get(other, 0) > 0:
                    figures[name].numbers[other] = math.nan
                    findings.append(
                        note("warning", "figure_said_wrong", row=row, column=column,
                             quantity=name, value=text)
                    )  # fmt: skip
    return findings


def _not_reported(remark: str, row: int, figures: Mapping[str, Figures]) -> set[str]:
    """Give the quantities of which a remark says that their unit has not reported them.

    Where a figure is left blank, the remark is about that one.
    """
    blank = any(math.isnan(own.numbers.get(row, math.nan)) for own in figures.values())
    if blank or not is_not_reported(remark):
        return set()
    only = {*parse_level(remark).technologies}
    return {name for name in figures if not only or only & {*_TECHNOLOGY.findall(name)}}


def _comments_on_figures(
    table: Table, row: int, figures: Iterable[str]
) -> Iterator[tuple[str, int, str]]:
    """Give the comments on a row's figures that say they are wrong, or not of the commune alone.

    One that gives the figure of its own cell as the right one says that it was corrected.
    """
    comments = table.sheet.looks.comments
    for name in figures if comments else ():
        for column in table.columns.get(name, ()):
            text = comments.get(table.sheet.where(row, column), "")
            figure = re.sub(r"[.,\s]", "", table.sheet.text(row, column))
            said = denies(text) or is_of_wider(text) or _is_in_part(text) or _is_not_there(text)
            if said and figure not in right_figures(text):
                yield name, column, text


@_once
def _is_not_there(remark: str) -> bool:
    """Tell whether a remark says that what is counted beside it is not there yet."""
    plain = without_uses(remark)
    return bool(_TO_COME.search(plain)) and not _MORE.search(plain)


@_once
def _is_with_another(remark: str) -> bool:
    """Tell whether a remark says that a row has the figures of another unit, too, or in another."""
    plain = plain_text(remark)
    return any(form.search(plain) for form in (_WITH_ANOTHER, _IN_ANOTHER))


def _others_named(remark: str, row: int, table: Table) -> set[int]:
    """Give the rows of the other units that a remark names."""
    names = names_of_rows({row.number: row.name for row in table.rows if row.kind == "unit"})
    return named_in(remark, names) - {row}


def _blank(table: Table, row: int) -> set[str]:
    """Find the quantities of which a row has no figure, though it has some."""
    blank = {
        name
        for name in table.figures
        if all(table.sheet.cells.get((row, column)) is None for column in table.columns[name])
    }
    return blank if len(blank) < len(table.figures) else set()


def _same(first: Sequence[str], second: Sequence[str]) -> int:
    """Count the words with which two texts begin alike."""
    pairs = zip(first, second, strict=False)
    return len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))


def _denied(remark: str, table: Table) -> set[str]:
    """Find the quantities of which alone a remark says that they are wrong: "Số quầy ghi nhầm".

    None where it may be about more of its row.
    """
    if not denies(remark) or _MIXED_UP.search(plain_text(remark)):
        return set()
    named = _headed(remark, table)
    said = {*parse_level(remark).technologies}
    of_said = {name for name in named if said & {*_TECHNOLOGY.findall(name)}}
    of_named = {word for name in of_said for word in _TECHNOLOGY.findall(name)}
    return (of_said or named) if said <= of_named else set()


_WORD: Final = re.compile(r"\w+")
_MIXED_UP: Final = re.compile(
    r"\b(?:dao|nguoc|lan|hoan doi|doi cho|voi nhau|lech|dong|hang|toan bo|tat ca|ca xa|moi so)\b"
)
"""By these a remark says that more is wrong in a row than what it names."""


def _headed(remark: str, table: Table) -> set[str]:
    """Find the quantities whose headings begin as a remark says: "số quầy"."""
    said = _WORD.findall(plain_text(remark))
    begins = {
        name: _WORD.findall(plain_text(heading.split(" / ")[-1]))
        for name in table.figures
        if (heading := table.headings.get(table.column(name) or 0, ""))
    }
    found: set[str] = set()
    for at in (at for at, word in enumerate(said) if word == "so"):
        alike = {
            name: max(_same(said[at:], words), _same(said[at + 1 :], words))
            for name, words in begins.items()
        }
        longest = max(alike.values(), default=0)
        found |= {name for name, length in alike.items() if length == longest > 1}
    return found


def _about(remark: str, table: Table) -> set[str]:
    """Find the quantities that a remark is about.

    They are those that it names as their headings do; or else those that count what it names, or
    that are blank in the row of one of several units that it names.
    """
    if found := _headed(remark, table):
        return found
    named = about(remark, table.figures)
    others = _others_named(remark, 0, table) if named >= {*table.figures} else set()
    blank = set[str]().union(*(_blank(table, row) for row in others))
    return blank or named


@_once
def _is_in_part(remark: str) -> bool:
    """Tell whether a note says that something was not counted that belongs to a unit."""
    plain = plain_text(remark)
    if _PERHAPS.search(plain):
        return False
    return leaves_out(remark) or _IN_PART.search(plain) is not None


def _named(remark: str, figures: Iterable[str]) -> set[str]:
    """Find the quantities that a note says are of a part: what it names before it says so."""
    words = " ".join(remark.split())
    said = _IN_PART.search(plain_text(words)) or _PART_LEFT.search(plain_text(words))
    before = parse_level(words[: said.start()] if said and said.start() else words)
    subjects = [form for subject, form in _SUBJECTS if subject in before.subjects]
    only = {*before.technologies} & {*_MOBILE}
    named = {name for name in figures if any(form.search(name) for form in subjects)}
    return {
        name
        for name in named
        if not only or only & {*_TECHNOLOGY.findall(name)} or not {*_TECHNOLOGY.findall(name)}
    }


def _counts_one_thing(table: Table, row: int) -> bool:
    """Tell whether all figures of a row are of one technology, and any is more than none.

    Beside 4G and 5G, "Chưa phát sóng" is said of one of both.
    """
    technologies = {word for name in table.figures for word in _TECHNOLOGY.findall(name)}
    return len(technologies) == 1 and _holds_any(table, row, table.figures)


def _remarks(table: Table) -> dict[int, list[_Remark]]:
    """Give the remarks on each row, and the notes that name it, with their columns.

    One merged over several rows is said of each; what stands in brackets behind a unit's name, and
    a footnote on it, are remarks, too. Those with personal data are not read.
    """
    names = table.block.names or table.block.codes or 1
    found = {
        row: [_Remark(names, sentence) for sentence in sentences]
        for row, sentences in table.titles.on_rows.items()
    }
    for row, said in _notes_on_names(table).items():
        found.setdefault(row, []).append(_Remark(names, said, of_all=True))
    sheet = table.sheet
    for row in table.block.body if sheet.looks.comments else ():
        said = sheet.looks.comments.get(sheet.where(row, names), "")
        if denies(said) or is_of_wider(said):  # any other is quoted among the comments
            found.setdefault(row, []).append(_Remark(names, said, of_all=True))
    for unit in table.rows:
        for said in _IN_BRACKETS.findall(unit.name) if unit.kind == "unit" else ():
            if not _SIGN.fullmatch(f"({said})") and not _is_plain_name(said):
                found.setdefault(unit.number, []).append(_Remark(names, said, of_all=True))
    for column, of_all in _columns_of_remarks(table).items():
        for row in table.block.body:
            first = sheet.merged.get((row, column), (row, column))
            value = sheet.cells.get(first)
            if isinstance(value, str) and first[1] == column and first not in sheet.personal:
                found.setdefault(row, []).append(_Remark(column, value, of_all))
    return found


def _is_plain_name(words: str) -> bool:
    """Tell whether words without tones may be a former name that looks like "nhầm" or "sai"."""
    return words.isascii() and MISTAKEN_PLAIN.search(plain_text(words)) is not None


def _columns_of_remarks(table: Table) -> dict[int, bool]:
    """Find the columns of remarks, and say of each whether it is one of states.

    One without a heading is of remarks where it holds nothing but words.
    """
    used = {*table.part.columns, table.block.names, table.block.codes}
    used |= {column for name in table.figures for column in table.columns[name]}
    found: dict[int, bool] = {}
    for column in table.block.columns:
        if table.unread.get(column) == "column_personal" or column in used:
            continue
        plain = plain_text(table.headings.get(column, ""))
        if _STATES.fullmatch(plain):
            found[column] = True
        elif _REMARKS.fullmatch(plain) or (not plain and _holds_words_only(table, column)):
            found[column] = False
    return found | columns_of_words(table, {*used, *found})


def _holds_words_only(table: Table, column: int) -> bool:
    """Tell whether a column right of the names holds words, and nothing else."""
    held = [table.sheet.cells.get((row, column)) for row in table.block.body]
    filled = [value for value in held if value is not None]
    words = all(isinstance(value, str) and not looks_like_figure(value) for value in filled)
    return bool(filled) and words and column > (table.block.names or table.block.codes or 0)


def notes_not_heard(table: Table, rows: Sequence[int], note: Note) -> Iterator[Finding]:
    """Quote what is said of rows that may change their figures, and was not heard.

    Parameters
    ----------
    table
        The table.
    rows
        Those that are read.
    note
        Makes the findings.

    Yields
    ------
    dict
        A warning for each note around the table, with the first of its rows, and one for each
        column of remarks, with the words and their cells.
    """
    for column in _columns_of_remarks(table):
        if numbers := _bare_numbers(table, column, rows):
            yield note(
                "warning", "remarks_quoted", row=min(map(min, numbers.values())), column=column,
                unit_code=None, unit_name=None, value=_quoted(table, column, numbers),
                expected=sum(map(len, numbers.values())),
            )  # fmt: skip
    noted = {one for sentences in table.titles.on_rows.values() for one in sentences}
    about: dict[int, dict[str, list[int]]] = {}
    for row, said in _remarks(table).items():
        for one in said if row in rows else ():
            if _may_change(table, row, one.text, is_note=one.text in noted):
                about.setdefault(one.column, {}).setdefault(one.text, []).append(row)
    for column, texts in about.items():
        alone = [text for text, some in texts.items() if text in noted or len(some) == 1]
        if len(alone) < len(texts) or len([one for one in alone if one not in noted]) > 1:
            alone = [text for text in alone if text in noted]
        for text in alone:
            yield note(
                "warning", "note_on_rows", row=texts[text][0], column=column, value=text,
                expected=len(texts[text]),
            )  # fmt: skip
        others = {text: some for text, some in texts.items() if text not in alone}
        if others:
            first = min(row for some in others.values() for row in some)
            yield note(
                "warning", "remarks_quoted", row=first, column=column, unit_code=None,
                unit_name=None, value=_quoted(table, column, others),
                expected=sum(map(len, others.values())),
            )  # fmt: skip


def _bare_numbers(table: Table, column: int, rows: Collection[int]) -> dict[str, list[int]]:
    """Give what a column of remarks holds that is a number alone, by rows: "+2", "2027".

    It may be what the figure beside it should be, a rise or a year; a running number, or one that
    stands in each row, is none of a figure.
    """
    found: dict[str, list[int]] = {}
    for row in rows:
        first = table.sheet.merged.get((row, column), (row, column))
        if first not in table.sheet.personal and (text := table.sheet.text(*first)):
            found.setdefault(text, []).append(row)
    numbers = {text: some for text, some in found.items() if _NUMBER.fullmatch(text)}
    serial = len(numbers) > 1 and [*numbers] == [str(one) for one in range(1, len(numbers) + 1)]
    filled = sum(map(len, numbers.values()))
    none = {text for text in numbers if not text.strip("0.,-+ ")}
    in_all = filled == len(rows) and len(numbers) > len(rows) / 2
    return {} if serial or in_all else {k: v for k, v in numbers.items() if k not in none}


def _quoted(table: Table, column: int, texts: Mapping[str, Sequence[int]]) -> str:
    """Quote remarks, each with its cells; the first of many."""
    shown = [f"“{text}” ({_cells(table, column, some)})" for text, some in texts.items()]
    return "; ".join(shown[:_SHOWN]) + (" …" if len(shown) > _SHOWN else "")


def _may_change(table: Table, row: int, text: str, *, is_note: bool) -> bool:
    """Tell whether a remark on a row that is read may change what its figures are."""
    technologies = parse_level(text).technologies
    wider = (is_of_wider(text) and _about(text, table)) or _denied(text, table)
    not_there = _is_not_there(text) and technologies
    if wider or _day(text) is not None or _is_in_part(text) or not_there:
        return False  # its row was dated, or the figure that it is about taken out
    if (_ABOUT_FIGURES if is_note else _DOUBTFUL).search(plain_text(text)):
        return True
    operator = table.operator if table.operator in WITH_NETWORKS else ""
    if may_change(text, _own_day(table), operator):
        return True
    said = {*technologies} or ({*_MOBILE} if _ON_AIR.search(plain_text(text)) else set())
    named = [
        name
        for name in table.figures
        if name not in WITHOUT_OPERATOR and (not said or said & {*_TECHNOLOGY.findall(name)})
    ]
    if is_harmless_line(text) if is_note else is_harmless(text) or is_in_service(text):
        return False
    if is_not_there(text) or _HAS_NONE.match(plain_text(text)):
        return _holds_any(table, row, named)
    return _holds_any(table, row, table.figures)


def say_dates(dated: Mapping[int, dt.date], table: Table, note: Note) -> Iterator[Finding]:
    """Say which rows are of another day than their table.

    Parameters
    ----------
    dated
        Row to day.
    table
        The table.
    note
        Makes its findings.

    Yields
    ------
    dict
        A finding for each day.
    """
    column = table.column("unit_name") or table.column("unit_code")
    for day in sorted(set(dated.values())):
        some = [row for row, own in dated.items() if own == day]
        yield note(
            "warning", "rows_of_date", row=some[0], column=column, value=len(some),
            expected=day.isoformat(),
        )  # fmt: skip


def _line(sheet: Sheet, row: int, columns: tuple[int, ...]) -> str | None:
    """Give what a row says that has words only; None for one with figures or without words."""
    texts = [text for column in columns if (text := sheet.text(row, column))]
    if not texts or any(map(looks_like_figure, texts)):
        return None
    return " ".join(dict.fromkeys(texts))


def _period_alone(line: str, as_of: dt.date | None) -> dt.date | None:
    """Give the day of a line that names an earlier one and nothing else: "II. Tháng 6/2025"."""
    level, found = parse_level(line), best_date([line])
    says = level.subjects or level.technologies or level.operators or {*level.relations} - {"has"}
    if says or level.vetoes or level.unknown or level.unit or level.measure or found is None:
        return None
    late = as_of is not None and found.day is not None and found.day > as_of
    return None if late or found.precision not in _EXACT else found.day


def _day(text: str) -> dt.date | None:
    """Give the last day that a text says figures are of."""
    if len(text) < _SHORTEST or not _OF_FIGURES.search(plain_text(text)):
        return None
    if any(kind == "plan" for kind, _ in parse_level(text).vetoes):
        return None
    days = [one.day for one in find_dates(text) if one.day and one.precision in _EXACT]
    return days[-1] if days else None
