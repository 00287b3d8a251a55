"""The rows of a heading: those above a run of units that hold words, not figures."""

from __future__ import annotations

import datetime as dt
import math
import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.sheets.yes_or_no import named_answers
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.unit_lookup import LETTER
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

_TITLE: Final = re.compile(
    r"\b(?:doc lap|cong hoa xa hoi|kem theo|ban hanh kem|phu luc|uy ban nhan dan tinh)\b"
    r"|^\(?(?:don vi tinh|dvt|unit)\b|^(?:bieu|mau|phu bieu)(?: so)? ?\d"
    r"|^ubnd (?:tinh|thanh pho|huyen)"
)
"""Lines of a letter's head, and of what a table belongs to."""


_LONE_TITLE: Final = re.compile(
    r"\b(?:tinh den|bao cao|danh sach|tong hop|ngay \d|so lieu den|so lieu tinh|hien trang)\b"
)


_UNIT_LINE: Final = re.compile(
    r"(?:đvt|đơn vị(?: tính\b| ?(?=[:;])|(?= (?:nghìn|triệu|người|hộ|thôn|%)))|dvt|unit)"
    r"\s*[:;]?\s*(.+)",
    re.IGNORECASE,
)
"""Not "phân theo đơn vị hành chính"."""


_COLUMN_NUMBER: Final = re.compile(r"\(?(\d{1,2})\)?(?: ?=[\s()\d+*:/x×%-]*)?|\(?[A-ZĐa-z]\)?")


_YEARS: Final = re.compile(r"(?:199\d|20[0-5]\d)(?:\.0)?")
"""Years that a heading may name; 1963 and 2085 are figures."""

_ADDS_UP: Final = re.compile(
    r"(?:[ivx]+[.)]? )?(?:(?:tong|cong)\b|(?:toan|ca) (?:tinh|thanh pho|bo)\b|tc$|sum\b"
    r"|(?:grand |sub ?)?total\b|whole province)"
)
"""What begins a row of sums, alone in its cell."""


_DATE: Final = re.compile(r"\d{1,2}([/.-])\d{1,2}\1(?:20)?\d\d|(?:0?[1-9]|1[0-2])/20\d\d")
"""A date as a heading, written as text: "30/9/2025", "9/2025"."""

_SHARE: Final = re.compile("[%‰]")

_MOST_HEADING_ROWS: Final = 7


_LONGEST_LABEL: Final = 60


_TITLE_CELLS: Final = 3
"""Left, middle and right: more cells of a row are no title."""


def heading_starts(
    sheet: Sheet,
    columns: tuple[int, ...],
    filled: Sequence[int],
    anchor: tuple[int | None, int | None],
    *,
    hits: set[int],
    labels: set[int],
) -> list[tuple[int, int]]:
    """Find the rows of each heading: those above a run of units that hold words, not figures.

    Parameters
    ----------
    sheet, columns
        The sheet, and the columns of the tables.
    filled
        The rows that hold something there.
    anchor
        The columns of names and of codes.
    hits
        The rows that name a unit.
    labels
        The rows with the label of a column of units.

    Returns
    -------
    list of tuple of int
        First and last row of each heading, from the top down.
    """
    found: list[tuple[int, int]] = []
    ends: set[int] = set()
    ordered = sorted(hits) or [max(labels, default=0) + 1]
    before = 0
    for hit in ordered:
        gap = filled[bisect_right(filled, before) : bisect_left(filled, hit)]
        last = _heading_end(sheet, columns, gap, labels, anchor)
        if last is None and not found:
            last = _words_above(sheet, columns, gap)
        if last is not None and last not in ends:
            first = _heading_begin(sheet, columns, [row for row in gap if row <= last], anchor)
            found.append((first, last))
            ends.add(last)
        before = hit
    return found


def _heading_end(
    sheet: Sheet,
    columns: tuple[int, ...],
    gap: Sequence[int],
    labels: set[int],
    anchor: tuple[int | None, int | None],
) -> int | None:
    """Find the last row of a heading among the rows above a unit."""
    own = max(one for one in anchor if one is not None)
    # "II. Cấp xã" right below the figures of agencies is a group of units, and no heading.
    groups = {
        row
        for above, row in pairwise(gap)
        if not any(column > own for column in row_texts(sheet, row, columns))
        and any(
            looks_like_figure(sheet.cells.get((above, column)))
            for column in columns if column > own
        )
    }  # fmt: skip
    lowest = max((row for row in gap if row in labels and row not in groups), default=None)
    for row in reversed(gap):
        texts = row_texts(sheet, row, columns)
        if row == lowest:
            return row
        right = [text for column, text in texts.items() if column > own]
        # A group of units has its name alone; a heading has words above the figures.
        if _goes_on_alone(sheet, row, texts, right, columns):
            return row
        if _goes_on_with_a_year(sheet, row, columns, anchor):
            return row
        if not right or not is_heading_row(sheet, row, texts):
            continue
        if own in texts and all(is_mark(text) or named_answers(plain_text(text)) for text in right):
            continue  # a village, and whether it has a signal
        is_bare = lowest is None and not _is_below_label(sheet, row, anchor)
        if is_bare and (
            (len(texts) <= 3 and any(_TITLE.search(plain_text(text)) for text in texts.values()))  # noqa: PLR2004
            or sum(parse_level(text).says_something for text in right) < min(2, len(right))
        ):
            continue
        return row
    return None


def _is_below_label(sheet: Sheet, row: int, anchor: tuple[int | None, int | None]) -> bool:
    """Tell a row over which what stands above names or codes is merged: "Địa bàn" over two."""
    above = (sheet.merged.get((row, column)) for column in anchor if column is not None)
    return any(one is not None and one[0] < row and bool(sheet.text(*one)) for one in above)


def _goes_on_alone(
    sheet: Sheet, row: int, texts: Mapping[int, str], right: Sequence[str], columns: tuple[int, ...]
) -> bool:
    """Tell a lower level of one column only, "‰" or "(kế hoạch)", by the heading right above it."""
    if len(texts) != 1 or len(right) != 1 or len(right[0]) > _LONGEST_LABEL:
        return False
    words = LETTER.search(right[0]) or _SHARE.search(right[0])
    above = row_texts(sheet, row - 1, columns)
    return bool(words) and next(iter(texts)) in above and is_heading_row(sheet, row - 1, above)


def _goes_on_with_a_year(
    sheet: Sheet, row: int, columns: tuple[int, ...], anchor: tuple[int | None, int | None]
) -> bool:
    """Tell a lower level that has a year under one heading only, beside words or by itself."""
    texts = row_texts(sheet, row, columns)
    texts = {column: text for column, text in texts.items() if (row, column) in sheet.cells}
    years = [column for column, text in texts.items() if _YEARS.fullmatch(text)]
    words = all(LETTER.search(text) for column, text in texts.items() if column not in years)
    return (
        len(years) == 1
        and words
        and not set(anchor) & set(texts)
        and all(sheet.text(row - 1, column) for column in texts)
        and not _is_sum_below(sheet, row, years[0], float(texts[years[0]]))
        and is_heading_row(sheet, row - 1, row_texts(sheet, row - 1, columns))
    )


def _words_above(sheet: Sheet, columns: tuple[int, ...], gap: Sequence[int]) -> int | None:
    """Take the row right above the first unit for its heading, whatever its words: "Nội dung".

    Numbers of columns and sums may stand between: "TỔNG SỐ | 1727,5".
    """
    for row in reversed(gap[-3:]):
        texts = row_texts(sheet, row, columns)
        figures = any(looks_like_figure(sheet.cells.get((row, column))) for column in columns)
        if is_column_numbers(texts.values()) or figures:
            continue
        plain = [plain_text(text) for text in texts.values()]
        long = any(len(text) > _LONGEST_LABEL for text in plain)
        title = len(texts) <= _TITLE_CELLS and any(map(_TITLE.search, plain))
        fits = len(texts) >= _TITLE_CELLS and not long and not title
        return row if fits and is_heading_row(sheet, row, texts) else None
    return None


def row_texts(sheet: Sheet, row: int, columns: Iterable[int]) -> dict[int, str]:
    """Give the texts of a row, a merged range once.

    Parameters
    ----------
    sheet, row, columns
        Which cells.

    Returns
    -------
    dict
        Column to text, empty cells left out.
    """
    texts: dict[int, str] = {}
    for column in columns:
        place = (row, column)
        if place in sheet.merged and sheet.merged[place][0] == row:
            continue
        text = sheet.text(row, column)
        if text:
            texts[column] = text
    return texts


_ANSWERS: Final = re.compile(
    r"(?:(?:(?:tong(?: so| cong)?|so luong|cong) )?"
    r"(?:(?:da |hien )?co (?:khong(?: co)?|chua(?: co)?)"
    r"|(?:khong(?: co)?|chua(?: co)?) (?:da |hien )?co)(?: (?:t[yi] le|tl)(?: \(?%\)?)?)?(?: |$))+"
)
"""Yes and no side by side, and the number of all, where nothing else stands in a row."""


def is_heading_row(sheet: Sheet, row: int, texts: Mapping[int, str]) -> bool:
    """Tell whether a row holds words and no figures.

    Parameters
    ----------
    sheet, row
        The row.
    texts
        Its texts (:func:`row_texts`).

    Returns
    -------
    bool
        Whether it does; years may stand beside each other.
    """
    if len(texts) < 2:  # noqa: PLR2004 - a title, or a group of units
        return False
    own = [text for column, text in texts.items() if (row, column) in sheet.cells]
    dates = [
        column
        for column, text in texts.items()
        if isinstance(sheet.cells.get((row, column)), dt.date) or _DATE.fullmatch(text)
    ]
    years = [text for text in own if _YEARS.fullmatch(text)]
    numbered = own and own[0].isdecimal() and own[0] not in years
    if len(years) == 1 or numbered or _adds_up(sheet, row, texts):
        years = []  # 2046 beside words may be people, 2046 and 2051 in row 3 of a list as well
    days = {texts[column] for column in dates}  # "31.12.25" is no figure
    figures = [one for one in own if looks_like_figure(one) and one not in {*years, *days}]
    words = [text for text in own if LETTER.search(text) or _SHARE.search(text) or text in years]
    answers = [plain_text(text).strip() for text in own]
    if len(answers) > 1 and _ANSWERS.fullmatch(" ".join(answers)):
        return True  # "Điện lưới | " above "Đã có | Chưa có"
    return len(words) + len(dates) >= 1 and len(figures) <= len(own) / 4


def _adds_up(sheet: Sheet, row: int, texts: Mapping[int, str]) -> bool:
    """Tell whether what may be years are sums: of "Toàn tỉnh", or of all that stands below."""
    years = {column: text for column, text in texts.items() if _YEARS.fullmatch(text)}
    first = min(texts)
    if years and _ADDS_UP.match(plain_text(texts[first])) and _names_rows(sheet, row, first):
        return True
    return len(years) > 1 and all(
        _is_sum_below(sheet, row, column, float(text)) for column, text in years.items()
    )


def _names_rows(sheet: Sheet, row: int, column: int) -> bool:
    """Tell whether a column numbers or names the rows below, and holds no figures of theirs."""
    cells = (sheet.text(one, column) for one in range(row + 1, sheet.last_row + 1))
    below = next(filter(None, cells), "")
    return column == min(sheet.columns, default=0) or bool(LETTER.search(below))


def _is_sum_below(sheet: Sheet, row: int, column: int, given: float) -> bool:
    """Tell whether a cell adds up all cells below it, which may have sums of their own."""
    below = [
        float(value)
        for one in range(row + 1, sheet.last_row + 1)
        if isinstance(value := sheet.cells.get((one, column)), int | float)
    ]
    return len(below) > 1 and any(
        math.isclose(times * given, math.fsum(below), rel_tol=1e-9) for times in (1, 2)
    )


def _heading_begin(
    sheet: Sheet,
    columns: tuple[int, ...],
    rows: Sequence[int],
    anchor: tuple[int | None, int | None],
) -> int:
    """Go up from a heading's last row to its first."""
    first = rows[-1]
    own = min(one for one in anchor if one is not None)
    for row in reversed(rows[:-1]):
        texts = row_texts(sheet, row, columns)
        merged = any(sheet.merged.get((first, column), (first, 0))[0] <= row for column in columns)
        if (row < first - 1 and not merged) or first - row > _MOST_HEADING_ROWS:
            break  # a blank row lies between
        if not merged and (
            _has_nothing_below(sheet, first, texts, own)
            or is_title(sheet, row, columns, texts, own)
            or is_column_numbers(list(texts.values()))
        ):
            break
        if not is_heading_row(sheet, row, texts) and not merged and len(texts) != 1:
            break
        first = row
    return first


def _has_nothing_below(sheet: Sheet, below: int, texts: Mapping[int, str], own: int) -> bool:
    """Tell whether a row is a title above the units' heading, and words above no heading at all."""
    right = [column for column in texts if column > own]
    left = [column for column in texts if column <= own]
    return (
        len(left) == len(right) == 1
        and bool(sheet.text(below, own))
        and bool(find_dates(texts[left[0]]))
        and not sheet.text(below, right[0])
    )


def is_title(
    sheet: Sheet, row: int, columns: tuple[int, ...], texts: Mapping[int, str], own: int
) -> bool:
    """Tell whether a row is a title above a table, or a line of a letter's head.

    Parameters
    ----------
    sheet, row, columns
        The row.
    texts
        Its texts (:func:`row_texts`).
    own
        The column of units.

    Returns
    -------
    bool
        Whether it is.
    """
    plain = [plain_text(text) for text in texts.values()]
    if any(_TITLE.search(text) for text in plain) and len(texts) <= 3:  # noqa: PLR2004 - left, middle, right
        return True
    if len(texts) == 2 and next(iter(texts.values())).rstrip().endswith(":"):  # noqa: PLR2004 - a pair
        return True  # "Thời điểm:", and beside it "30/9/2025"
    if len(texts) != 1:
        return False
    if _LONE_TITLE.search(plain[0]) or is_unit_line(next(iter(texts.values()))):
        return True
    column = next(iter(texts))
    span = [
        place for place in columns if sheet.merged.get((row, place), (row, place)) == (row, column)
    ]
    return column <= own or len(span) > 2 * len(columns) / 3 or len(plain[0]) > 100  # noqa: PLR2004


def said_unit(text: str) -> str:
    """Give the unit that a line above a table names for its figures.

    Parameters
    ----------
    text
        The line: "ĐVT: người", "(Nghìn người)".

    Returns
    -------
    str
        What it says; ``""`` where it is no such line.

    Examples
    --------
    >>> said_unit("ĐVT: người"), said_unit("Dân số")
    ('người', '')
    """
    match = _UNIT_LINE.search(text)
    return match[1] if match else text if is_unit_line(text) else ""


def is_unit_line(text: str) -> bool:
    """Tell whether a line above a table only names the unit of its figures: "(Nghìn người)".

    Parameters
    ----------
    text
        The line.

    Returns
    -------
    bool
        Whether it does.
    """
    if looks_like_figure(text):
        return False  # "106.103" is a sum above the table, and no 10⁶ of anything
    level = parse_level(text)
    return level.scale > 1 and not (
        level.technologies or level.relations or level.unknown or level.vetoes or level.dates
    )


def is_column_numbers(texts: Iterable[str]) -> bool:
    """Tell whether a row only numbers the columns: (1), (2), (3) = (2)/(1), or A, B, 1, 2.

    Parameters
    ----------
    texts
        The row's cells.

    Returns
    -------
    bool
        Whether it does.
    """
    matches = []
    for text in filter(None, texts):
        matches.append(_COLUMN_NUMBER.fullmatch(text))
        if matches[-1] is None:
            return False
    numbers = [int(match[1]) for match in matches if match and match[1]]
    steps = {after - before for before, after in pairwise(numbers)}
    return len(numbers) > 2 and steps == {1}  # noqa: PLR2004 - a run


def numbers_below(sheet: Sheet, columns: tuple[int, ...], filled: Sequence[int], last: int) -> bool:
    """Tell whether the row below a heading numbers its columns.

    Parameters
    ----------
    sheet, columns, filled
        As for :func:`heading_starts`.
    last
        The heading's last row.

    Returns
    -------
    bool
        Whether it does.
    """
    place = bisect_right(filled, last)
    return place < len(filled) and is_column_numbers(
        sheet.text(filled[place], one) for one in columns
    )
