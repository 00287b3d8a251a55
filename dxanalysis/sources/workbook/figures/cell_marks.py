"""What stands behind a number in its own cell: the word for what it counts, a footnote's mark."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicators
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.notes.doubts import filled_in, is_not_there, may_change
from dxanalysis.sources.workbook.words.ratios import thing_counted, thing_of, words_for
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import normalise, strip_tones

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_SIGNED: Final = re.compile(
    r"^(.*\d\s*%?)\s*([*]+|[¹²³⁴-⁹†‡]+|[(\[]\s*(?:\d|\*+)\s*[)\]])$", re.DOTALL
)
_LEGEND: Final = re.compile(r"[(\[]\s*(\d|\*+)\s*[)\]]|(?<!\S)(\*+)|([¹²³⁴-⁹†‡])")
_ALL: Final = re.compile(
    r"\s*(?:toàn bộ|tất cả|đủ cả)\s*|\s*(\d[\d.,]*)\s*\((?:toàn bộ|tất cả|100\s?%)\)\s*",
    re.IGNORECASE,
)
_REACHED: Final = re.compile(
    r"^(?:(?:đã|hiện|dat|đạt|chiếm|được|tỷ lệ|tỉ lệ|là)\s+)+(?=\d)", re.IGNORECASE
)
"""Before a figure: that it has come to so much, and no word of how exactly."""

_OF_WHICH: Final = re.compile(
    r"(?P<whole>\d+(?:[.,]\d{3})*)(?P<unit>[^\d()]{0,20})[(\[,;]\s*(?:trong đó|of which|trong do)\b"
    r"(?P<said>[^()\[\]]{0,60}?(?P<part>\d+(?:[.,]\d{3})*)[^()\[\]]{0,60})[)\]]?",
    re.IGNORECASE,
)
"""A figure, and how many of it are something else too: "17 (trong đó 5 trạm dùng chung)"."""

_PARTS: Final = re.compile(r"\s*[;/]\s*|\s*,\s+|\s+[-–—]\s+|\s+(?:và|với|gồm)\s+")
_WITH_WORD: Final = re.compile(r"(?:có |gồm )?(\d[\d.,]*)\s*([^\W\d][^\d]*)")
"""One of several figures of a cell, with what it counts."""

_MOST_SIGNED: Final = 0.25
"""Where more of a column's cells end in brackets, what stands in them is a second figure."""

_LONGEST: Final = 400


@dataclass
class Signs:
    """The footnotes' marks that were taken off the cells of a column.

    Attributes
    ----------
    rows
        Row to mark.
    """

    rows: dict[int, str] = field(default_factory=dict)


def without_unit(name: str, value: object) -> object:
    """Take the word for what a column counts off its cells: "1.234 người", "đạt 60% hộ".

    Parameters
    ----------
    name
        The quantity.
    value
        The cell.

    Returns
    -------
    object
        The cell without the word, and without what only says that it has come to so much.
    """
    if not isinstance(value, str) or value.isdecimal():
        return value
    value = _whole_of(_REACHED.sub("", value.strip()))
    subject = thing_counted(name)
    return (_among_others(subject, value) if subject else "") or _unit_behind(name).sub("", value)


def _whole_of(text: str) -> str:
    """Take what a part of a figure is off the figure, unless that part is not there yet."""
    match = _OF_WHICH.fullmatch(text)
    said = match["said"].replace("dùng chung", "") if match else ""
    if match is None or is_not_there(said) or is_doubtful(said) or may_change(said):
        return text
    if parse_level(said).operators:
        return text
    whole, part = (int(re.sub(r"[.,]", "", match[one])) for one in ("whole", "part"))
    return f"{match['whole']}{match['unit']}".strip() if part <= whole else text


def _among_others(subject: str, text: str) -> str:
    """Take the figure of what a column counts from a cell that counts other things, too.

    "05 tổ, 30 thành viên" below "Tổ công nghệ số cộng đồng" are 5; "" where it is not so.
    """
    parts = [_WITH_WORD.fullmatch(part.strip()) for part in _PARTS.split(normalise(text).lower())]
    if len(parts) < 2 or not all(parts):  # noqa: PLR2004 - several
        return ""
    figures = {thing_of(part[2]): part[1] for part in parts if part}
    if len(figures) < len(parts) or "" in figures:
        return ""
    if subject == "members" and not {"members", "people"} <= figures.keys():
        return figures.get("members", figures.get("people", ""))
    return figures.get(subject, "")


@functools.cache
def _unit_behind(name: str) -> re.Pattern[str]:
    """Find behind a number words for what a quantity counts, or its unit: "9 thôn, bản"."""
    subject = thing_counted(name)
    written = {*words_for(subject)} | ({"người"} if subject == "members" else set())
    for entry in indicators().values():
        if name in {entry.numerator, entry.denominator}:
            written |= {entry.unit_vi, entry.unit_en}
    words = {*map(normalise, written), *map(strip_tones, written)}
    either = "|".join(sorted(map(re.escape, words), key=len, reverse=True))
    return re.compile(
        rf"(?<=[\d%])\s*(?:(?:tổng )?số )?(?:{either})(?:\s*[,/]\s*(?:{either}))*"
        r"\.?(?=$|[*(\[¹²³†‡])",
        re.IGNORECASE,
    )


def written_as_all(values: Mapping[int, object], whole: Mapping[int, object]) -> dict[int, object]:
    """Give the number of all where cells say "Toàn bộ", and "29" for "29 (toàn bộ)".

    Parameters
    ----------
    values
        Row to cell, of those that are covered or served.
    whole
        Row to cell of what they are part of, in the same table; empty where it is not there.

    Returns
    -------
    dict
        The cells.

    Examples
    --------
    >>> written_as_all({8: "Toàn bộ", 9: "12 (tất cả)", 10: 7}, {8: 15, 9: 12, 10: 9})
    {8: 15, 9: '12', 10: 7}
    """
    written: dict[int, object] = {}
    for row, value in values.items():
        match = _ALL.fullmatch(value) if isinstance(value, str) else None
        written[row] = value if match is None else match[1] or whole.get(row, value)
    return written


def without_signs(
    values: Mapping[int, object], legend: Mapping[str, str]
) -> tuple[dict[int, object], Signs]:
    """Take footnotes' marks off the cells of a column: "26594 (*)", "15129(1)", "6980*".

    Parameters
    ----------
    values
        Row to cell.
    legend
        The marks that the sheet explains (:func:`legend_of`).

    Returns
    -------
    dict, Signs
        The cells without their marks, and what was taken off. A number in brackets is a mark
        only where the sheet explains it, and where few cells have one.
    """
    matched = {
        row: found
        for row, value in values.items()
        if isinstance(value, str) and (found := _SIGNED.match(value.strip()))
    }
    bracketed = sum(match[2][0] in "([" and "*" not in match[2] for match in matched.values())
    signs = Signs()
    cleaned = dict(values)
    for row, match in matched.items():
        mark = match[2].strip("()[] ")
        number = match[2][0] in "([" and "*" not in mark
        if number and (mark not in legend or bracketed > _MOST_SIGNED * len(values)):
            continue
        cleaned[row] = match[1].strip()
        signs.rows[row] = mark
    return cleaned, signs


def legend_of(sheet: Sheet) -> dict[str, str]:
    """Find the marks of footnotes that a sheet's texts have, and what is said of each.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    dict
        Mark to the text that follows it, the longest where there are several.
    """
    found: dict[str, str] = {}
    for value in set(sheet.cells.values()):
        if not isinstance(value, str) or len(value) > _LONGEST or looks_like_figure(value):
            continue
        for mark, said in _legend(value):
            if len(said) >= len(found.get(mark, "")):
                found[mark] = said
    return found


@functools.lru_cache(maxsize=8192)
def _legend(text: str) -> tuple[tuple[str, str], ...]:
    """Take the marks of one text apart."""
    if not LETTER.search(text):
        return ()
    matches = list(_LEGEND.finditer(text))
    ends = [match.start() for match in matches[1:]] + [len(text)] * bool(matches)
    return tuple(
        (match[1] or match[2] or match[3], text[match.end() : end].strip(" :;,.-–"))
        for match, end in zip(matches, ends, strict=True)
    )


def is_doubtful(said: str) -> bool:
    """Tell whether a footnote says that a figure is estimated, planned or leaves something out.

    Parameters
    ----------
    said
        What stands behind its mark below the table.

    Returns
    -------
    bool
        Whether it has one of the words that say so; "xã biên giới" only describes the commune.
    """
    planned = any(kind in {"plan", "lacks"} for kind, _ in parse_level(said).vetoes)
    return planned or filled_in(said)


def may_be_another(said: str, as_of: dt.date | None) -> bool:
    """Tell whether a footnote may make a figure something else, though it is read.

    Parameters
    ----------
    said
        What stands behind its mark below the table.
    as_of
        The date of the table, if known.

    Returns
    -------
    bool
        Whether it says that the figure is of another day, of others or not there.
    """
    return may_change(said, as_of) or is_not_there(said)
