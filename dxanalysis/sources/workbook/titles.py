"""What a sheet's name and the lines above a table say of all its columns."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.compose import Context, compose
from dxanalysis.sources.workbook.counted import unclear_words, without_places
from dxanalysis.sources.workbook.dated_notes import dates_of_columns
from dxanalysis.sources.workbook.dates import (
    Dated,
    best_date,
    date_in_notes,
    find_dates,
    plain_text,
    years_named,
)
from dxanalysis.sources.workbook.doubts import (
    is_legend_of_styles,
    is_not_there,
    is_of_another_day,
    is_unsettled,
    may_change,
)
from dxanalysis.sources.workbook.filters import Filters
from dxanalysis.sources.workbook.heading_footnotes import footnotes_of_columns
from dxanalysis.sources.workbook.heading_rows import said_unit
from dxanalysis.sources.workbook.heading_texts import HeadingTexts
from dxanalysis.sources.workbook.missing_codes import missing_codes
from dxanalysis.sources.workbook.remarks import changed_columns, is_of_some, without_mark
from dxanalysis.sources.workbook.row_notes import notes_on_rows, without
from dxanalysis.sources.workbook.slots import parse_level, slot_words
from dxanalysis.sources.workbook.tab_dates import date_of_tab
from dxanalysis.sources.workbook.table import OWN
from dxanalysis.sources.workbook.turned import Turned
from dxanalysis.sources.workbook.vetoes import (
    IN_PER_MILLE,
    Veto,
    is_sentence,
    lacks_signal,
    limits_all,
    not_yet,
    title_veto,
)

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.grid import Block

_HEAD: Final = re.compile(
    r"\b(?:cong hoa xa hoi|doc lap|so ke hoach|phong ke hoach|ban quan ly du an|kinh gui"
    r"|noi nhan|kem theo|ban hanh kem|can cu|theo ke hoach)\b"
    r"|^(?:ubnd|uy ban nhan dan|ban quan ly|so \D{3,60}$|chi cuc|cuc thong ke|tap doan"
    r"|tong cong ty)"
)

_NAMES: Final = re.compile(r"viettel|vnpt|vinaphone|mobi|vietnamobile|vnm|vtt|vnp|mbf")
_LONGEST: Final = 120
_GROUPS: Final = re.compile(
    r"[\s,;(–-]*\b(?:phân theo|chia theo|theo|by|per)\s.*$"
    r"|(?<=\w)[\s,;(–-]+(?:(?:của|ở|tại) )?(?:các|từng|mỗi) (?:xã|phường|đơn vị|địa phương)"
    r"(?:,? (?:và )?(?:xã|phường|đặc khu))*(?: (?:tính )?đến(?: ngày| hết)?)?\W*$",
    re.IGNORECASE | re.DOTALL,
)
_PREFACE: Final = re.compile(
    r"^\W*(?:(?:báo cáo|tổng hợp|thống kê|(?:biểu|bảng|phụ lục)(?: số)? ?[\divx.]*)\W+)+",
    re.IGNORECASE,
)
"""What a title begins with that is about the table, and not about what it counts."""

_OF_FILES: Final = re.compile(
    r"(?=.*\bho so\b)(?=.*\b(?:giai quyet|tiep nhan|tthc|thu tuc hanh chinh)\b)"
    r"(?:\W|\d|\b(?:bao cao|bieu|tong hop|thong ke|tinh hinh|ket qua|so lieu|tien do|cong tac"
    r"|tiep nhan|giai quyet|xu ly|tra|ho so|thu tuc hanh chinh|tthc|bo phan mot cua"
    r"|trung tam phuc vu hanh chinh cong|cap xa|xa|phuong|dac khu|don vi|dia phuong|toan tinh"
    r"|tinh|tren dia ban|tai|cua|cac|va|theo|tu|den|ngay|thang|quy|nam|i{1,3}|iv)\b)+"
)
"""A title about the files of one-stop shops, all of them and nothing else."""

_OF_TEAMS: Final = re.compile(
    r"(?=.*\b(?:to|cac to) (?:cong nghe so|cnscd|cns cong dong))"
    r"(?:\W|\d|\b(?:bao cao|bieu|bang|phu luc|tong hop|thong ke|tinh hinh|ket qua|so lieu|tien do"
    r"|cong tac|hoat dong|thanh lap|kien toan|to chuc|danh sach|so luong|to|cong nghe so|cong dong"
    r"|cnscd|cns|cap xa|cap thon|xa|phuong|dac khu|don vi|dia phuong|toan tinh|tinh|sau sap xep"
    r"|hanh chinh|tren dia ban|tai|o|cua|cac|va|theo|tu|den|ngay|thang|quy|nam|i{1,3}|iv)\b)+"
)
"""A title about the community digital teams alone."""

_REMARKS: Final = re.compile(r"(?:ghi chu|chu thich|luu y|dien giai|notes?|remarks?)?\W*")
_IN_PERCENT: Final = re.compile(
    r"\(?(?:(?:don vi(?: tinh)?|dvt|unit)\s*:?|(?:so lieu |cac so )?tinh (?:theo|bang))"
    r"\s*(?:(?:ty|ti) le\W*)?(?:%|phan tram|percent)\W*"
)
_OF_MAKERS: Final = re.compile(
    r"\b(?:nguon|phan mem|he thong|truong|xuat tu|phien ban|ung dung|san pham|software|source"
    r"|powered|dung chung|so sanh|doi thu)\b"
)
"""By these a title names a company for its program or its school, or beside the one it is of."""

_WORD: Final = re.compile(r"[^\W_]+")
_OF_RATES: Final = re.compile(
    r"(?:\W|\d|\b(?:bieu|bang|phu luc|bao cao|tong hop|thong ke|so lieu|ket qua|tinh hinh"
    r"|[ivx]{1,4})\b)*(?:ty|ti) (?:le|trong)\b(?!.*\b(?:va|so luong|so (?:ho|dan|thon|nguoi))\b)"
)
"""A title that is of shares: "TỶ LỆ HỘ CÓ ĐIỆN THOẠI THÔNG MINH"."""
_NOTE: Final = re.compile(r"\W*(?:ghi chu|chu thich|luu y|chu y|rieng|notes?|remarks?)\b")
_MIXED_UP: Final = (
    r"\b(?:dao (?:cho nhau|nguoc|lon|cot|dong)|hoan doi|doi cho cho nhau|ghi nham"
    r"|bi (?:nham|lech|dao)|swapped|mixed up"
    r"|(?<!da )(?<!lieu )dinh chinh(?=\W*:|,? (?:lai )?(?:cot|xa|phuong|dong|so)))\b"
)
_OF_SOME_ROWS: Final = re.compile(
    r"\W*(?:(?:so lieu|du lieu|cua|cac|hai|ba|[23]) )*(?:xa|phuong|dac khu|stt|dong|communes?"
    r"|wards?)\b[^:]{2,80}?(?::| [-–] |\b(?:lay|la|dung|chua|tinh|tam|uoc|su dung)\b)"
    rf"|.*{_MIXED_UP}"
)
"""What a line above a table that is no title begins with, or says."""

_OF_UNIT: Final = re.compile(r"\W*(?:cac )?(?:xa|phuong|dac khu) [^:]{2,60}: ")
_CHANGING: Final = re.compile(
    r"\b(?:so lieu|so (?:ho|dan|nguoi|thon|ban|tram|thue bao)|cot|dong|bieu|bang|figures?|data)\b"
    r".*\b(?:chua|khong|chi|tru|tam|uoc|rieng|ngoai|bao gom|tinh ca|luy ke|quy doi|lam tron|theo"
    r"|du kien|ke hoach|thay the|not|only|except|without|excluding|estimated)\b"
    r"|^\W*(?:(?:ghi chu|luu y|chu thich|notes?)\W+)?(?:(?:cac|tong|so) )*"
    r"(?:tram|ho|dan so|nguoi|thon|ban|ap|thue bao|ty le|don vi(?: tinh)?|dvt|stations"
    r"|households)\b.*\b(?:la|tinh|gom|don vi|nghin|ngan|trieu|tram ho|chuc|cong don|theo|cua"
    r"|quy hoach|thousand|per|counted)\b"
    rf"|{_MIXED_UP}"
)
"""Words that a note has which may make figures something else."""

_IS_TITLE: Final = re.compile(
    r"\W*(?:[ivx]+|\d{1,2}|[a-d])[.)/] |(?:bieu|bang|phu luc|phan|muc)\b \W*[\divx]"
    r"|\W*(?:\(?\*+\)?|\(\d{1,2}\)|[¹²³⁴-⁹†‡])|(?:nguoi )?(?:lap|tong hop) bieu|.*\bminh hoa\b"
)
"""The title of a further table, a footnote's mark, which is looked up where it stands, whoever
signs, and that all is illustrative."""

_DOUBT_ALONE: Final = re.compile(
    r"\W*(?:so lieu|so|ban|chua|du thao|draft|uoc|tam|cho|dang)\b.{0,30}$"
)
_OF_LETTERS: Final = re.compile(
    r"\b(?:kinh gui|noi nhan|luu ?:|nhu tren|kt\.|tm\.|tl\.|giam doc|chu tich|ky ten|lap bieu)"
    r"|\bo (?:de )?(?:trong|trang)\b|\bde trong\b|\bblank\b"
    r"|\b(?:phong|so|ban|bo|van phong) (?:[\w,]+ ){0,3}(?:ke hoach|tai chinh|dau tu)\b"
)
"""What stands below a table in a letter, and what its empty cells are."""

_UNIT_ALONE: Final = re.compile(r"\W*(?:don vi(?: tinh)?|dvt|unit)\W+\w+(?: \w+)?\W*")
_LONGEST_NOTE: Final = 500
_ENDS_IN_PERIOD: Final = re.compile(r"\b(thang|quy) (0?[1-9]|1[0-2]|i{1,3}|iv)\W*$")
_LAST: Final = 5
_RIGHT_ABOVE: Final = 2
"""Rows above tables side by side in which each has its own title."""

_BELOW: Final = 100
"""Rows below a table in which notes on it are looked for."""
_SHORTEST: Final = 15
_DASH_MISSING: Final = re.compile(
    r"[\"“'‘(\[]?\s*[-–]\s*[\"”'’)\]]?\s*(?:la|:|=|nghia la|co nghia la|chi|means?)\s.*"
    r"(?:chua|khong) (?:co |duoc |gui |ro\b|bao cao|thong ke|thu thap|tong hop|nop)"
    r"|[-–]\W+(?:means? )?(?:no data|not reported|not available)"
)
"""A note that "-" is no zero: "Dấu “-” là xã chưa báo cáo số liệu"."""
_ZERO_MISSING: Final = re.compile(
    r"(?:\b(?:so|ghi|de|o|cell)\W+0\b|^\W*0\b|\bzeros?\b)\W.{0,80}?"
    r"(?:\b(?:la|nghia la|chi|tuc|do|means?|mean that|are|is)\b|[:=–-])\s?.{0,40}?(?:"
    r"(?:chua|khong) (?:co so lieu|duoc bao cao|gui|bao cao|thong ke|thu thap|tong hop|nop"
    r"|cung cap)"
    r"|no data|not reported|did not report|have not reported|not available|missing)"
)
"""A note that 0 is none either: "Xã ghi số 0 là xã chưa gửi báo cáo"."""
_DASH_ZERO: Final = re.compile(
    r"(?:[\[(\"“'‘]\s*[-–]\s*[\])\"”'’]|"
    r"(?:^|\s)[-–](?=\s*(?:la|:|=|nghia la|co nghia la|means?)\s))"
    r"\s*(?:la|:|=|nghia la|co nghia la|chi|means?)?\s+(?:[^\W\d_]+ ){0,2}?"
    r"(?:bang (?:0|khong)\b|so (?:0|khong)\b|0\b|zero\b"
    r"|khong phat sinh\b|khong co hien tuong|chua (?:trien khai|phu song|phat song|xay dung)\b)"
    r"|(?:^|[\s:;])[-–]\s+khong co,? \(?(?:bang|=|tuc) ?(?:so )?(?:0|khong)\b"
)
"""A note that "-" is zero: "“-” là chưa triển khai", "(-) Không có hiện tượng phát sinh"."""
_CLAUSES: Final = re.compile(r"[;\n]|\.\s")


@dataclass(frozen=True)
class Titles:
    """What stands above a table.

    Attributes
    ----------
    lines
        The sheet's name and the texts above the table.
    context
        What they say for headings that leave it out.
    dated
        The date they give, as written; None where they give none.
    veto
        By which words they say that the figures are no coverage of today: a plan, new in a
        period, of those without.
    operators
        The operators they name.
    unlisted
        The nearest of them that names an operator where that is none of the catalogue's; ``""``
        otherwise.
    lacks
        Whether they say that what is listed has no signal.
    zero_is_missing
        The notes that say so of 0, without tones.
    dash
        What a note says that "-" means: ``missing`` or ``zero``; ``""`` where none does.
    remarks
        Columns that a note says are something else than their headings say, each to the note.
    dates
        Columns of which a line says of which day they are, each to that day.
    on_rows
        Rows that notes name, by unit or by running number, each to the sentences about it.
    unknown
        The numbers that notes say stand where nothing is known.
    unheard
        Notes that may change what figures are, and of which nothing else here has taken heed.
    footnotes
        Columns whose heading has a mark, each to a footnote that may change what they are.
    """

    lines: tuple[str, ...] = ()
    context: Context = field(default_factory=Context)
    dated: Dated | None = None
    veto: Veto = field(default_factory=Veto)
    operators: tuple[str, ...] = ()
    unlisted: str = ""
    lacks: bool = False
    zero_is_missing: tuple[str, ...] = ()
    dash: str = ""
    remarks: Mapping[int, str] = field(default_factory=dict)
    dates: Mapping[int, Dated] = field(default_factory=dict)
    on_rows: Mapping[int, Sequence[str]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    unheard: tuple[str, ...] = ()
    footnotes: Mapping[int, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """What they say that the same heading could mean something else without."""
        said = (self.context.technology, self.context.subject, *self.operators, self.veto.words)
        return " ".join(word for word in said if word)

    @property
    def as_of(self) -> dt.date | None:
        """The date they give, where there is such a day."""
        return self.dated.day if self.dated else None


def read_titles(
    sheet: Sheet,
    block: Block,
    *,
    first: Block,
    beside: Collection[int] = (),
    passed_over: Collection[str] = (),
    filters: Filters | None = None,
    tab: Dated | None = None,
    year: int = 0,
) -> Titles:
    """Read what stands above a table.

    Parameters
    ----------
    sheet
        The sheet.
    block
        The table.
    first
        The sheet's first table: what stands above it is said of all.
    beside
        The columns of tables beside the first: what stands above those is no title of its own.
    passed_over
        Lines that only explain abbreviations.
    filters
        What the filters of an export say, where the sheet names any.
    tab
        The period that the sheet's name gives where only the workbook names a year.
    year
        That year.

    Returns
    -------
    Titles
        The table's own titles before those of the sheet.
    """
    own = _lines(sheet, range(block.top, block.first), block.columns)
    of_others: set[str] = set()
    common = _lines(sheet, range(1, first.first))
    if block is first:
        columns = set(sheet.columns) - set(beside)
        own = _lines(sheet, range(1, block.first), columns) if beside else common
        right_above = range(max(1, block.first - _RIGHT_ABOVE), block.first)
        of_others = set(_lines(sheet, right_above, beside)) - set(own)
    below = _lines(sheet, range(max(block.body, default=0) + 1, sheet.last_row + 1))
    if isinstance(sheet, Turned):
        before = [column for column in sheet.columns if column < first.columns[0]]
        own = _lines(sheet, range(1, sheet.last_row + 1), before)
        last = _last_of_figures(sheet, block)
        common = _lines(sheet, range(1, first.first), range(1, last + 1))
        below += _lines(sheet, range(1, first.first), range(last + 1, sheet.columns[-1] + 1))
    own += _remark_on_all(sheet, block)
    foot = _foot(sheet, block)
    heading = HeadingTexts(sheet, block)
    filters = filters or Filters()
    own, common, below, foot, short = (
        [line for line in some if " ".join(line.split()) not in filters.texts]
        for some in (own, common, below, foot, _foot(sheet, block, shortest=2))
    )
    above = [(line, plain_text(line)) for line in (*own, *common)]
    marked = [line for line, plain in above if _is_note(line) or _OF_UNIT.match(plain)]
    rows_below = [texts - filters.texts for texts in _rows_below(sheet, block)]
    alone = [text for texts in rows_below if len(texts) == 1 for text in texts]
    within = [
        one for one in _notes_within(sheet, block) if " ".join(one.split()) not in filters.texts
    ]
    on_rows = notes_on_rows([*marked, *alone, *foot], sheet, block)
    said_of_rows = {sentence for sentences in on_rows.values() for sentence in sentences}
    own, common, below, foot, within = (
        [rest for line in some if (rest := without(line, said_of_rows))]
        for some in (own, common, below, foot, within)
    )
    is_own = set(own)
    lines = [sheet.name, *own, *[line for line in common if line not in is_own]]
    notes = list(dict.fromkeys([*lines, *below, *within]))
    signed = [line for line in _last_lines(sheet, block) if without_mark(line) != line]
    remarks = changed_columns([*notes, *signed], heading)
    # "(Thôn trong biểu là thôn đặc biệt khó khăn; dân số là của toàn xã)": of some columns.
    apart = {*passed_over, *(" ".join(one.split()) for one in remarks.values() if _of_some(one))}
    titles = set(lines)
    limits = [line for line in notes if line not in titles and limits_all(line)]
    says = [line for line in lines if not _is_head(line) and " ".join(line.split()) not in apart]
    is_said = set(says)
    said_of_own = [line for line in own if line in is_said]
    said_of_all = [line for line in common if line in is_said]
    vetoing = [
        line
        for line in filters.limits
        if line not in filters.without and title_veto("", [line], [])
    ]
    of_some = dates_of_columns([*own, *common, *below, *foot], heading)
    dated = (
        filters.dated
        or best_date([*of_some.without(own), sheet.name])
        or _period_of(own, common, year)
        or (best_date(of_some.without(own), earlier=True) if beside or block is not first else None)
        or best_date(of_some.without(common))
        or best_date(of_some.without(below[-3:]))
        or date_in_notes(of_some.without(foot))
        or of_some.of_all
        or date_of_tab(sheet.name)
        or tab
        or _year_of(sheet.name)
    )
    as_of = dated.day if dated else None
    footnotes = {
        column: said
        for column, said in footnotes_of_columns([*notes, *signed], heading, as_of).items()
        if column not in of_some.columns  # a date, and heard
    }
    beside_title = [line for line in (*own, *common) if _says_only_doubt(line, as_of)]
    context = _context(said_of_own or says, [sheet.name, *says])
    return Titles(
        lines=(*lines, *limits, *vetoing),
        context=replace(context, year=_one_year([*own, sheet.name], dated)),
        dated=dated,
        dates=of_some.columns,
        veto=title_veto(
            sheet.name,
            [*limits, *said_of_own, *vetoing],
            [line for line in said_of_all if line not in is_own and line not in of_others],
            others_planned=partial(_plans_elsewhere, sheet, block),
            rises_named=partial(_names_rises, heading),
        )
        or not_yet(dated, [*lines, *below]),
        operators=_operators(sheet.name, said_of_own, said_of_all) or filters.operators,
        unlisted=_unlisted(sheet.name, own, common),
        lacks=lacks_signal(says),
        zero_is_missing=tuple(
            plain for plain in map(plain_text, notes) if _ZERO_MISSING.search(plain)
        ),
        dash=_dash(notes),
        remarks=remarks,
        footnotes=footnotes,
        on_rows=on_rows,
        unknown=missing_codes([*notes, *_last_lines(sheet, block)]),
        unheard=tuple(line for line in filters.limits if line not in vetoing)
        + tuple(line for line in says if not is_sentence(line) and unclear_words(line))
        + _unheard(
            [*beside_title, *marked, *_right_below(rows_below), *short],
            {*said_of_rows, *remarks.values(), *footnotes.values(), *limits, *passed_over}
            | {line for line, rest in of_some.rest.items() if not rest},
            as_of,
        ),
    )


def _is_head(line: str) -> bool:
    """Tell whether a line names an office or is of a letter's head; "Số trạm" is not "Sở"."""
    head = _HEAD.search(plain_text(line))
    return bool(head) and not unicodedata.normalize("NFC", line).strip().lower().startswith("số ")


def _is_note(line: str) -> bool:
    """Tell a note above a table from a title: "Lưu ý: …", "Xã A: số liệu năm 2024"."""
    plain = plain_text(line)
    of_some = not line.isupper() and _OF_SOME_ROWS.match(plain) and not _is_head(line)
    return bool(_NOTE.match(plain) or of_some)


def _of_some(note: str) -> bool:
    """Tell whether a note says of some columns what they are, and of others that they are all."""
    rest = [one for one in note.split(";") if not is_of_some(one)]
    levels = map(parse_level, rest)
    return bool(rest) and not any(level.vetoes or level.unknown for level in levels)


def _plans_elsewhere(sheet: Sheet, block: Block) -> bool:
    """Tell whether a heading beside a table says itself that its column is planned or to come."""
    held = (sheet.cells.get((row, column)) for row in range(block.first - 1, block.last + 1)
            for column in sheet.columns)  # fmt: skip
    levels = [parse_level(text) for text in held if isinstance(text, str) and len(text) < _LONGEST]
    return any(kind in {"plan", "period"} for level in levels for kind, _ in level.vetoes)


def _names_rises(heading: HeadingTexts) -> bool:
    """Tell whether a heading of a table says itself that its column is a rise in a period."""
    texts = {text for texts in heading.rows.values() for text in texts.values()}
    levels = [parse_level(text) for text in texts if len(text) < _LONGEST]
    return any(kind == "period" for level in levels for kind, _ in level.vetoes)


def _dash(notes: Iterable[str]) -> str:
    """Find what notes say that "-" means; where they disagree, no figure is made of it."""
    clauses = [plain_text(one) for note in notes for one in _CLAUSES.split(note)]
    zero = [one for one in clauses if _DASH_ZERO.search(one)]
    if any(_DASH_MISSING.search(one) for one in clauses if one not in zero):
        return "missing"
    return "zero" if zero else ""


def _notes_within(sheet: Sheet, block: Block) -> list[str]:
    """Give the longer texts of a table's rows: its last may be notes on it."""
    held = (sheet.cells.get((row, column)) for row in block.body for column in block.columns)
    return [value for value in held if isinstance(value, str) and len(value) > _SHORTEST]


def _last_of_figures(sheet: Sheet, block: Block) -> int:
    """Give the last column of a table that holds a figure."""
    return max(
        (
            column
            for column in block.columns
            if any(looks_like_figure(sheet.cells.get((row, column))) for row in block.body)
        ),
        default=block.columns[-1],
    )


def _foot(sheet: Sheet, block: Block, shortest: int = _SHORTEST) -> list[str]:
    """Give the lines that stand alone in a table's last rows: notes, sources, the date."""
    found: list[str] = []
    for row in reversed(block.body):
        texts = {text for column in block.columns if (text := sheet.text(row, column))}
        if len(texts) != 1 or len(text := texts.pop()) < shortest or looks_like_figure(text):
            break
        found.append(text)
    return found[::-1]


def _unheard(
    notes: Iterable[str], heard: Collection[str], as_of: dt.date | None
) -> tuple[str, ...]:
    """Give the notes that may change what figures are, without those that were heard."""
    return tuple(
        note
        for note in dict.fromkeys(one for one in notes if len(one) <= _LONGEST_NOTE)
        if (_CHANGING.search(plain := plain_text(note)) or _is_doubt(note, as_of))
        and not _IS_TITLE.match(plain)
        and not any(one in note or note in one for one in heard)
        and not (_ZERO_MISSING.search(plain) or _dash([note]) or missing_codes([note]))
    )


def _is_doubt(note: str, as_of: dt.date | None) -> bool:
    """Tell whether a line below a table says that figures are something else than they seem."""
    if _is_head(note) or _OF_LETTERS.search(plain_text(note)):
        return False
    if is_legend_of_styles(note):
        return True
    if as_of is None and is_of_another_day(note, None):
        return False  # it may give the only date that there is
    counted = set(parse_level(note).subjects) & {"stations", "households", "people", "villages"}
    return may_change(note, as_of) or bool(counted and is_not_there(note))


def _says_only_doubt(line: str, as_of: dt.date | None) -> bool:
    """Tell whether a line above a table says no more than that its figures are in doubt.

    A whole date is that of this table or of another one, and is heard as such.
    """
    if not _DOUBT_ALONE.match(plain_text(line)) or _is_head(line):
        return False
    of_another = as_of is not None and not find_dates(line) and is_of_another_day(line, as_of)
    return of_another or is_unsettled(line)


def _rows_below(sheet: Sheet, block: Block) -> list[set[str]]:
    """Give the texts of each row below a table, as far as notes on it may stand."""
    last = max(block.body, default=0)
    below = range(last + 1, min(last + _BELOW, sheet.last_row) + 1)
    return [{sheet.text(row, column) for column in sheet.columns} - {""} for row in below]


def _right_below(rows: Iterable[set[str]]) -> list[str]:
    """Give the lines below a table and above the next; what stands right above that is its own."""
    found: list[str] = []
    run: list[str] = []
    for texts in rows:
        if len(texts) > 2:  # noqa: PLR2004 - a line, and perhaps its mark
            return [line for line in found if not _UNIT_ALONE.fullmatch(plain_text(line))]
        if not texts:
            found += run
            run = []
        run += texts if len(texts) == 1 else []
    return found + run


def _last_lines(sheet: Sheet, block: Block) -> list[str]:
    """Give the texts of a table's last rows, however short: legends stand there."""
    return [text for row in block.body[-_LAST:] for text in sheet.lines.get(row, ())]


def _remark_on_all(sheet: Sheet, block: Block) -> list[str]:
    """Give what a remark says that is merged over most rows of a table: it is said of all."""
    over: Counter[tuple[int, int]] = Counter(
        first
        for row in block.body
        for column in block.columns
        if column not in {block.names, block.codes}
        and (first := sheet.merged.get((row, column), (row, 0)))[1] == column
    )
    return [
        text
        for (row, column), count in over.items()
        if 2 * count >= len(block.body) > 1
        and _REMARKS.fullmatch(plain_text(sheet.text(block.last, column)))
        and (text := sheet.text(row, column))
    ]


def _year_of(name: str) -> Dated | None:
    """Take a sheet that is named by a year alone as of its end."""
    found = find_dates(name)
    plain = plain_text(name)
    return found[0] if found and re.fullmatch(r"(?:nam |so lieu )*\d{4}", plain) else None


def _period_of(own: Sequence[str], common: Sequence[str], year: int) -> Dated | None:
    """Date "Tháng 8" right above a table by the year of the sheet's titles, or of the workbook."""
    ends = [match for line in own if (match := _ENDS_IN_PERIOD.search(plain_text(line)))]
    years = years_named([*own, *common]) or ({year} - {0})
    if len({match[0] for match in ends}) != 1 or len(years) != 1:
        return None
    return best_date([f"{ends[0][1]} {ends[0][2]}/{years.pop()}"])


def _one_year(lines: Sequence[str], dated: Dated | None) -> int:
    """Give the year of a table's date, or else the only one that its titles name; 0 without one."""
    if dated is not None and dated.day is not None:
        return dated.day.year
    years = {
        one.day.year
        for line in lines
        for one in find_dates(line)
        if one.precision == "year" and one.day
    }
    return years.pop() if len(years) == 1 else 0


def _lines(sheet: Sheet, rows: range, columns: Collection[int] | None = None) -> list[str]:
    """Give the texts of some rows, or of some columns of them."""
    held = rows if len(rows) < len(sheet.rows) else [row for row in sheet.rows if row in rows]
    if columns is None:
        return [text for row in held for text in sheet.lines.get(row, ())]
    return [text for row in held for text in sheet.line(row, columns)]


def _context(nearest: Sequence[str], lines: Sequence[str]) -> Context:
    """Take what the nearest line says that says it, where it is one thing only."""
    covers = any({*parse_level(line).relations} - {"has"} for line in nearest)
    technology = subject = relation = ""
    percent = False
    for line in [*reversed(nearest), *lines]:
        level = parse_level(line)
        technologies = {one for one in level.technologies if one != "fixed"} or set(
            level.technologies
        )
        if technologies and not technology:
            technology = next(iter(technologies)) if len(technologies) == 1 else "-"
        named = [one for one in level.subjects if one != "communes"]
        if level.relations and named and not subject:
            subject = named[0] if len(named) == 1 else "-"
            relation = level.relations[0]
            percent = level.measure == "percent"
    scale, scaled = _unit_line([*nearest, *lines])
    # "Đơn vị tính: thôn" says of what, and the title above it, which of them.
    units = [line for line in reversed(nearest) if said_unit(line)]
    titles = [line for line in reversed(nearest) if not said_unit(line)]
    counted = map(_thing, [*titles, *units])
    return Context(
        technology="" if technology == "-" else technology,
        subject="" if subject == "-" else subject,
        relation=relation,
        percent=percent,
        scale=scale,
        scaled=scaled,
        in_percent=any(map(_IN_PERCENT.fullmatch, map(plain_text, lines))),
        of_rates=any(map(_OF_RATES.match, map(plain_text, lines))),
        in_per_mille=any(map(IN_PER_MILLE.search, map(plain_text, lines))),
        counted=next(
            (
                one
                for one in counted
                if _is_of_one_thing(one) or (counts_stations(one) and not covers)
            ),
            "",
        ),
        things=_things([plain_text(line) for line in nearest]),
    )


def _things(plain: Sequence[str]) -> str:
    """Give what titles say that columns count that do not say it: "Số tổ" under one of teams."""
    short = [line for line in plain if len(line) < _LONGEST_NOTE]
    if any(map(_OF_FILES.fullmatch, short)):
        return "hồ sơ"
    return "tổ công nghệ số" if any(map(_OF_TEAMS.fullmatch, short)) else ""


def _without_groups(line: str) -> str:
    """Take off a title by what its figures are grouped, and the dates."""
    cut = " ".join(unicodedata.normalize("NFC", line).split())
    if len(plain_text(cut)) == len(cut):
        for one in reversed(find_dates(cut)):
            cut = cut[: one.start] + cut[one.end :]
    return _GROUPS.sub("", cut).strip(" ,;.-–()")


def _thing(line: str) -> str:
    """Take off a title by what its figures are grouped, and where, when and whose they are."""
    cut = _PREFACE.sub("", _without_groups(line))
    level = parse_level(cut)
    if level.unknown:
        cut = without_places(cut)
    if len(level.operators) == 1 and level.operators[0] in OWN:
        cut = _names_of(level.operators[0]).sub(" ", cut)
    return " ".join(cut.split())


@functools.cache
def _names_of(operator: str) -> re.Pattern[str]:
    """Find an operator's names in a title."""
    names = sorted(map(re.escape, slot_words("operator", operator)), key=len, reverse=True)
    return re.compile(rf"(?:\bcủa )?\b(?:{'|'.join(names)})\b", re.IGNORECASE)


def counts_stations(line: str) -> bool:
    """Tell whether a title says that stations are counted, and leaves to columns which.

    Parameters
    ----------
    line
        A title, without by what its figures are grouped.

    Returns
    -------
    bool
        True for "Số trạm BTS", not for "Số trạm 5G" or "Số trạm và vùng phủ sóng".
    """
    level = parse_level(line)
    more = level.technologies or level.relations or level.operators or level.vetoes or level.unknown
    return level.subjects == ("stations",) and level.measure == "count" and not more


def _is_of_one_thing(line: str) -> bool:
    """Tell whether a title says by itself, for certain, what all figures below count."""
    composed = compose((line,))
    return bool(composed.quantity) and composed.confidence == "sure" and not composed.operator


def _unit_line(lines: Sequence[str]) -> tuple[int, str]:
    """Read "Đơn vị tính: nghìn người": a scale, and of what."""
    for line in lines:
        parts = re.split(r"[,;]", said_unit(line))
        for part in parts:
            level = parse_level(part)
            subjects = {one for one in (*level.subjects, level.unit) if one}
            if level.scale > 1:
                return level.scale, subjects.pop() if len(subjects) == 1 else ""
        if any(parse_level(part).subjects or parse_level(part).unit for part in parts):
            break  # "Đơn vị tính: người": nothing further up says otherwise
    return 1, ""


def names_several(sheets: Iterable[Sheet]) -> bool:
    """Tell whether a workbook names more than one operator.

    Parameters
    ----------
    sheets
        Its sheets.

    Returns
    -------
    bool
        Whether its names of sheets, titles and headings do.
    """
    found: set[str] = set()
    for sheet in sheets:
        for text in {sheet.name, *(one for one in sheet.cells.values() if isinstance(one, str))}:
            if len(text) <= _LONGEST and _NAMES.search(text.lower()):
                found |= set(parse_level(text).operators) - {"any", "other"}
        if len(found) > 1:
            return True
    return False


def _operators(name: str, own: Sequence[str], common: Sequence[str]) -> tuple[str, ...]:
    """List the operators that the nearest title that names any does."""
    for line in (*reversed(own), name, *reversed(common)):
        if is_sentence(line):
            continue
        found = tuple(dict.fromkeys(parse_level(line).operators))
        if found:
            return found
    return ()


def _unlisted(name: str, own: Sequence[str], common: Sequence[str]) -> str:
    """Give the nearest title that names an operator, where it names others than the catalogue's."""
    for line in (*reversed(own), name, *reversed(common)):
        if len(line) > _LONGEST or is_sentence(line) or _OF_MAKERS.search(plain_text(line)):
            continue
        found = set(parse_level(line).operators)
        if found == {"other"} and not _names_company(line):
            continue
        if found:
            return line if found == {"other"} else ""
    return ""


def _names_company(line: str) -> bool:
    """Tell whether a title names operators: "FPT", "Nhà mạng khác", but not "Các chỉ tiêu khác"."""
    words = " ".join(_WORD.findall(plain_text(line)))
    return any(
        re.search(rf"\b{re.escape(plain_text(one))}\b", words)
        for one in slot_words("operator", "other")
        if one != "khác"
    )
