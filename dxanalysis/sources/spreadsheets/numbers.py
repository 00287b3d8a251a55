"""Numbers as people write them. What "1.234" means is decided by the column, never by the cell.

Excel's own numbers mean what they say. Numbers typed as text follow one of a few styles of marks;
the style that fits most of a column's cells is the column's, the cells it does not fit are listed,
and where two styles fit equally well and give different numbers the column is refused.
"""

from __future__ import annotations

import functools
import math
import re
import statistics
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from dxanalysis.sources.spreadsheets.compound import COUNTED, compound
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

State = Literal["number", "blank", "dash", "unreadable"]

STYLES: Final = ((".", ","), (",", "."), (" ", ","), (" ", "."))
"""Marks of thousands and of decimals: 1.234,5 · 1,234.5 · 1 234,5 · 1 234.5."""

DASHES: Final = frozenset({"-", "–", "—", "−", "--", "---", "_", "/"})
DOTS: Final = frozenset({"…", "...", "..", "....", "……", ":"})
"""What statistics offices write where a figure exists that nobody collected: never zero."""
NONE_WORDS: Final = frozenset({"khong", "khong co", "chua co", "none", "nil", "no"})
"""Words for nothing: 0. "Chưa có số liệu" is not among them, for it says that nobody knows."""

UNKNOWN_WORDS: Final = (
    frozenset(
        {
            "chua co so lieu",
            "khong co so lieu",
            "khong ro",
            "chua ro",
            "chua xac dinh",
            "dang cap nhat",
            "dang ra soat",
            "thieu so lieu",
            "n/a",
            "na",
            "#n/a",
            "null",
            "nan",
        }
    )
    | {
        f"{how} {what}"
        for how in ("chua", "chua duoc", "dang", "chua co", "khong")
        for what in ("thong ke", "tong hop", "thu thap", "ra soat", "bao cao", "bc", "dieu tra")
    }
    | {
        " ".join(filter(None, ("chua", how, what)))
        for how in ("gui", "nop", "cung cap", "cap nhat", "nhap", "bc", "bao cao")
        for what in ("", "bao cao", "bc", "so lieu", "sl", "bieu")
    }
    | {f"chua {what} duoc" for what in ("thong ke", "tong hop", "thu thap", "xac dinh")}
    | DOTS
)
YES_WORDS: Final = frozenset({"x", "co", "yes", "y", "true", "v", "✓", "✔", "√", "da co", "1", "+"})
_STATUS: Final = re.compile(
    r"(?:co|da co|da phu|da duoc phu|chua|chua co|chua phu|chua duoc phu|khong|khong co|trang)"
    r"(?: (?:phu )?song| cap quang| tin hieu| dien| mang| internet)?(?: [2-5]g| ftth)?"
)
"""A state in words: "đã có sóng", "chưa có sóng 4G", "trắng sóng"; a gap ("lõm") is neither."""

_GOOD: Final = re.compile(
    r"(?P<state>(?:co|da co|da phu|da duoc phu)(?: .{2,12}?)?),?"
    r" (?:(?:dung|su dung|hoat dong|song|rat|kha) )*(?:tot|on dinh|manh|day du|binh thuong"
    r"|tu (?:nam|thang|quy|ngay) [\d/. ]+)"
)
_BAD: Final = re.compile(
    r"(?P<state>(?:chua|chua co|khong|khong co)(?: .{2,12}?)?), ?(?:chi|moi chi|van chi) .+"
)
"""A state and how good it is, "có 4G ổn định", or what there is instead: "chưa có, chỉ có 2G"."""

_IN_PLACE: Final = (
    r"(?:thanh lap|lap|hoan thanh|xay dung xong|trien khai xong|kien toan|hoat dong|su dung"
    r"|van hanh|dua vao (?:su dung|hoat dong|khai thac|van hanh))"
    r"(?: (?:on dinh|tot|hieu qua|binh thuong))?"
)
_DONE: Final = re.compile(rf"(?:da |da duoc |hien |dang )+{_IN_PLACE}|da trien khai|hoan thanh")
_NOT_DONE: Final = re.compile(rf"(?:chua|khong)(?: duoc)? (?:{_IN_PLACE}|trien khai|thuc hien)")
"""What there is, or is not: "Đã thành lập", "Đang hoạt động", "Chưa triển khai"."""

_UNDER_WAY: Final = re.compile(
    r"(?:(?:da )?(?:dang|se|sap|du kien|ke hoach|chuan bi)\b|in progress|ongoing|planned"
    r"|under construction)(?! cap nhat| ra soat).{0,60}"
)
"""Not there yet, or not wholly: "Đang triển khai", "dự kiến quý IV/2026"."""

NO_WORDS: Final = frozenset({"no", "n", "false", "0", "chua"}) | NONE_WORDS

_MOST_OF_A_UNIT: Final = 5e5
"""More people, households or villages than half the communes of any province have."""

_NOT_MADE: Final = "x"
"""In a column of numbers, as in statistical yearbooks: the figure makes no sense here."""

_SPACES: Final = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_FIGURE: Final = re.compile(
    rf"[-+]?[\d., ]*\d[ %]*|(?!1[., ]?0{{3}}\b)[\d., ]*\d (?:{strip_tones(COUNTED)})"
)
"""A number, with or without what it counts: "1.234 người"; "1.000 người" is a unit of measure."""

_LARGEST: Final = 1e15
_LONGEST: Final = 30
_MUCH: Final = 20
"""Percent from which on the lowest share of a column is far from one below 1 %."""

_GAP: Final = 10
_CLOSE: Final = 0.8
"""A share that may be a fraction of 1 comes so near to the lowest of the others, times 100."""

_SMALL: Final = 0.5
"""A column of shares whose highest is above this, and none above 1, cannot be of percents: where
something is covered at all, some unit has more than one percent of it."""


@dataclass(frozen=True)
class Cell:
    """One cell of a column of figures.

    Attributes
    ----------
    value
        What it holds; None where nothing.
    percent
        Whether it is shown as percent, so that 0.973 means 97.3 %.
    signed
        Whether it is shown with a percent sign as it is, so that 0.973 means 0.973 %.
    shown_in
        What it is divided by to be shown: 1000 where thousands are.
    set_aside
        Whether something stands there that is no figure: it says nothing, not even no.
    """

    value: object
    percent: bool = False
    signed: bool = False
    shown_in: int = 1
    set_aside: bool = False


@dataclass
class Figures:
    """What the cells of one column say, by their row.

    Attributes
    ----------
    numbers
        The figure of each cell; NaN where there is none. Rates are percent, 0–100.
    dashes
        The cells with "-" and the like.
    zeros
        The cells with a 0 that a note says is none.
    unreadable
        The cells that hold something and no figure that can be used, with the rule they break.
    refused
        Why the column as a whole is refused; empty if it is not.
    fractions
        Whether a column of rates was on the scale 0–1.
    """

    numbers: dict[int, float] = field(default_factory=dict)
    dashes: list[int] = field(default_factory=list)
    zeros: list[int] = field(default_factory=list)
    unreadable: dict[int, str] = field(default_factory=dict)
    refused: str = ""
    fractions: bool = False


def read_counts(
    cells: Mapping[int, Cell],
    *,
    dash_is_zero: bool = False,
    scale: int = 1,
    most: float = _MOST_OF_A_UNIT,
    whole: bool = True,
) -> Figures:
    """Read a column of counts.

    Parameters
    ----------
    cells
        The cells by their row.
    dash_is_zero
        Whether "-" means that there are none; otherwise it means that there is no figure.
    scale
        What the counts are multiples of. At 1 they must be whole numbers.
    most
        More than any of them is: above, a mark cannot be one of thousands.
    whole
        Whether they are whole numbers; points and money need not be.

    Returns
    -------
    Figures
        The counts, multiplied.
    """
    figures = _split(cells, dash=0.0 if dash_is_zero else math.nan)
    texts = {key: text for key, text in _texts(cells).items() if key not in figures.numbers}
    most = most / scale if scale > 1 else math.inf
    whole = whole and scale == 1
    parsed = _parse(figures, texts, whole=whole, most=most)
    for key, value in {**_numbers(cells), **parsed}.items():
        cell = cells[key]
        if cell.signed or (whole and value != round(value)):
            figures.unreadable[key] = "count_is_share" if cell.signed else "count_not_whole"
            figures.numbers[key] = math.nan
        else:
            # The unit is of what is seen: 27830 shown as 27.8 thousand is 27830.
            shown = value / cell.shown_in if scale > 1 else value
            figures.numbers[key] = float(round(shown * scale, 6))
    return figures


def read_rates(
    cells: Mapping[int, Cell],
    *,
    sheet_is_percent: bool | None = None,
    signed_above: bool = False,
    per_mille: bool = False,
    often_low: bool = False,
) -> Figures:
    """Read a column of rates as percent.

    Parameters
    ----------
    cells
        The cells by their row.
    sheet_is_percent
        What the sheet's other columns of rates say about the scale, for a column that leaves it
        open: True for 0–100, False for 0–1, None where they say nothing.
    signed_above
        Whether the column's heading has "%": 0,9 is then 0.9 percent.
    per_mille
        Whether it has "‰": 973 is then 97.3 percent; a cell with a "%" of its own is not of these.
    often_low
        Whether some units may well have next to nothing of it while others have much, as of 5G.

    Returns
    -------
    Figures
        The rates, 0–100; what lies outside is unreadable.
    """
    figures = _split(cells, dash=math.nan)
    texts = {key: text for key, text in _texts(cells).items() if key not in figures.numbers}
    signed = {key for key, text in texts.items() if text.endswith("%")}
    signed |= {key for key, cell in cells.items() if cell.percent or cell.signed}
    parsed = _parse(figures, {key: text.rstrip("%‰ ") for key, text in texts.items()}, whole=False)
    numbers = {
        key: value * 100 if cells[key].percent else value for key, value in _numbers(cells).items()
    }
    found = {**numbers, **parsed}
    open_values = [value for key, value in found.items() if key not in signed]
    scale = True if signed_above or per_mille else scale_of(open_values)
    if scale is None and signed:
        # Cells shown as percent are stored as shares: their neighbours are of the same kind.
        scale = not any(cell.percent for cell in cells.values())
    elif scale is None:
        scale = sheet_is_percent
    if scale is None and any(open_values):
        figures.refused = figures.refused or "percent_scale_unclear"
    figures.fractions = scale is False and any(open_values)
    for key, value in found.items():
        # Rounding takes off what binary fractions leave behind: 0.29 × 100 is 28.999999999999996.
        percent = round(value if key in signed or scale else value * 100, 9)
        if per_mille and key not in signed:
            percent = round(value / 10, 9)
        figures.numbers[key] = percent
        if not 0 <= percent <= 100:  # noqa: PLR2004 - percent
            figures.unreadable[key] = "percent_out_of_range"
            figures.numbers[key] = math.nan
    if scale and not per_mille:
        _doubt_fractions(figures, found, found.keys() - signed, often_low=often_low)
    if figures.refused:
        figures.numbers = dict.fromkeys(figures.numbers, math.nan)
    return figures


def read_marks(cells: Mapping[int, Cell]) -> Figures:
    """Read a column of marks: 1 for "x" or "Có", 0 for "Không".

    Parameters
    ----------
    cells
        The cells by their row.

    Returns
    -------
    Figures
        1, 0, or NaN. An empty cell says no where the column has no other way to say it, and
        nothing where others say "Không" outright.
    """
    figures = Figures()
    empty: list[int] = []
    for key, cell in cells.items():
        word = _in_one_language(_word(cell.value))
        if word in {"1.0", "0.0"}:
            word = word[0]
        figures.numbers[key] = math.nan
        if word in YES_WORDS:
            figures.numbers[key] = 1.0
        elif word in NO_WORDS:
            figures.numbers[key] = 0.0
        elif word in DASHES:
            figures.numbers[key] = 0.0
            figures.dashes.append(key)
        elif is_status(word) or _DONE.fullmatch(word) or _NOT_DONE.fullmatch(word):
            figures.numbers[key] = 0.0 if word.startswith(("chua", "khong", "trang")) else 1.0
        elif word and word not in UNKNOWN_WORDS and not word.startswith("lom"):
            under_way = _UNDER_WAY.fullmatch(word)
            figures.unreadable[key] = "mark_under_way" if under_way else "mark_unreadable"
        elif not word and not cell.set_aside:
            empty.append(key)
    said = set(figures.numbers.values())
    if 1.0 in said and 0.0 not in said:
        figures.numbers.update(dict.fromkeys(empty, 0.0))
    return figures


def _doubt_fractions(
    figures: Figures, found: Mapping[int, float], unsigned: Iterable[int], *, often_low: bool
) -> None:
    """Take out what may be a fraction among percents: 0.962 beside 97.3 and 98.4.

    Small shares are read where the column has others that are not much larger.
    """
    shares = {key: one for key, one in figures.numbers.items() if one > 0}
    large = sorted(one for one in shares.values() if one > 1)
    low = {key for key in unsigned if 0 < found[key] <= 1 and shares.get(key, 0) <= 1}
    if not large or not low:
        return
    some_none = often_low and any(one == 0 for one in figures.numbers.values())
    exact = max((decimals(one) for one in large), default=0)
    odd = [
        key for key in sorted(low)
        if statistics.median(large) >= _MUCH
        and large[0] >= _GAP * found[key]
        and (large[0] >= _MUCH or decimals(found[key]) > exact)
        and 100 * found[key] >= (0.5 if decimals(found[key]) > exact else _CLOSE) * large[0]
        and not (some_none and decimals(found[key]) <= exact)
    ]  # fmt: skip
    if 2 * len(low) > len(shares) and not often_low:
        odd = odd or [key for key in sorted(low) if found[key] > _SMALL]
    if 2 * len(odd) > len(shares):
        figures.refused = figures.refused or "percent_scale_mixed"
        return
    for key in odd:
        figures.unreadable[key] = "rate_may_be_fraction"
        figures.numbers[key] = math.nan


def decimals(value: float) -> int:
    """Count the decimals of a number as it is written: 2 for 0.65."""
    written = repr(float(value))
    return 0 if "e" in written or written.endswith(".0") else len(written.partition(".")[2])


def scale_of(values: Iterable[float]) -> bool | None:
    """Tell whether rates are on the scale 0–100 (True) or 0–1 (False); None where both fit."""
    highest = max((value for value in values if not math.isnan(value)), default=0.0)
    if highest > 1:
        return True
    return False if highest > _SMALL else None


def open_scale(cells: Mapping[int, Cell]) -> bool | None:
    """Tell a column's scale from its cells alone; None where both fit.

    Parameters
    ----------
    cells
        The cells of a column of rates.

    Returns
    -------
    bool or None
        True for 0–100 or percent signs, False for 0–1.
    """
    figures = Figures()
    texts = _texts(cells)
    if any(text.endswith("%") for text in texts.values()):
        return True
    if any(cell.signed for cell in cells.values()):
        return True
    bare = {key: value for key, value in _numbers(cells).items() if not cells[key].percent}
    return scale_of([*bare.values(), *_parse(figures, texts, whole=False).values()])


def looks_like_figure(value: object) -> bool:
    """Tell whether a cell could be a figure by itself: a number, a dash, digits and marks."""
    if isinstance(value, bool) or value is None:
        return False
    if isinstance(value, int | float):
        return True
    return _reads_as_figure(str(value))


def is_mark(text: str) -> bool:
    """Tell whether a text says yes or no, or that nobody knows: "x", "Có", "chưa phủ sóng"."""
    word = _in_one_language(_word(text))
    known = word in YES_WORDS or word in NO_WORDS or word in DASHES or word in UNKNOWN_WORDS
    return known or is_status(word)


def mark_of(text: str) -> bool | None:
    """Read whether a cell says yes or no.

    Parameters
    ----------
    text
        The cell.

    Returns
    -------
    bool or None
        None where it says neither.

    Examples
    --------
    >>> mark_of("Có"), mark_of("chưa phủ sóng"), mark_of("lõm sóng")
    (True, False, None)
    """
    word = _in_one_language(strip_tones(text).strip().lower())
    if is_status(word):
        return word.startswith(("co", "da"))
    return True if word in YES_WORDS else False if word in NO_WORDS else None


def _in_one_language(word: str) -> str:
    """Give an answer that is written in two languages in the first: "da co / yes"."""
    first, stroke, second = word.partition("/")
    first, second = first.strip(), second.strip()
    if not stroke or not first.replace(" ", "").isalpha():
        return word  # "1/1" is a fraction, or a day
    same = any({first, second} <= words for words in (YES_WORDS, NO_WORDS))
    return first if same else word


def is_status(word: str) -> bool:
    """Tell whether words, in small letters without tones, say that something is there or not.

    Parameters
    ----------
    word
        What a cell holds.

    Returns
    -------
    bool
        Whether they do and nothing else: "co song yeu" does not.

    Examples
    --------
    >>> is_status("chua co 4g, chi goi duoc 2g"), is_status("co 4g nhung yeu")
    (True, False)
    """
    further = _GOOD.fullmatch(word) or _BAD.fullmatch(word)
    return _STATUS.fullmatch(further["state"] if further else word) is not None


@functools.lru_cache(maxsize=65_536)
def _reads_as_figure(text: str) -> bool:
    """Tell whether a text could be a figure; the same words come again and again."""
    word = _word(text)
    return bool(word) and (
        word in DASHES
        or word in DOTS
        or word in NONE_WORDS
        or _FIGURE.fullmatch(word) is not None
        or compound(text) is not None
    )


def _split(cells: Mapping[int, Cell], *, dash: float) -> Figures:
    """Take the cells that are no numbers: blanks, dashes, words, dates."""
    figures = Figures()
    for key, cell in cells.items():
        word = _word(cell.value)
        if not word or word in UNKNOWN_WORDS:
            figures.numbers[key] = math.nan
        elif word in DASHES:
            figures.numbers[key] = dash
            figures.dashes.append(key)
        elif word == _NOT_MADE:
            figures.numbers[key] = math.nan
            figures.dashes.append(key)
        elif word in NONE_WORDS:
            figures.numbers[key] = 0.0
        elif not isinstance(cell.value, str) and not (
            isinstance(cell.value, int | float) and _is_plausible(cell.value)
        ):
            figures.numbers[key] = math.nan
            figures.unreadable[key] = "number_unreadable"
    return figures


def _word(value: object) -> str:
    """Give a cell as a plain word: no tones, no capitals, no spaces around."""
    if value is None:
        return ""
    return strip_tones(_SPACES.sub(" ", str(value)).strip().lstrip("'")).lower().rstrip(".") or (
        str(value).strip()
    )


def _texts(cells: Mapping[int, Cell]) -> dict[int, str]:
    """Give the cells that are typed as text, their spaces made plain."""
    return {
        key: _SPACES.sub(" ", cell.value).strip().lstrip("'").replace("−", "-")
        for key, cell in cells.items()
        if isinstance(cell.value, str) and cell.value.strip()
    }


def _numbers(cells: Mapping[int, Cell]) -> dict[int, float]:
    """Give the cells that Excel itself takes for numbers."""
    return {
        key: float(cell.value)
        for key, cell in cells.items()
        if isinstance(cell.value, int | float) and _is_plausible(cell.value)
    }


def _is_plausible(value: float) -> bool:
    """Tell whether a stored number can be a figure at all: no truth value, none too large."""
    return not isinstance(value, bool) and abs(value) < _LARGEST


def _parse(
    figures: Figures, texts: Mapping[int, str], *, whole: bool, most: float = math.inf
) -> dict[int, float]:
    """Read numbers typed as text in the one style that fits them best, and gives possible ones."""
    readings = [
        {
            key: value
            for key, text in texts.items()
            if not math.isnan(value := _number(text, *style, whole=whole))
        }
        for style in STYLES
    ]
    longest = max(len(reading) for reading in readings)
    best = [reading for reading in readings if len(reading) == longest]
    # "20,297" thousand people of a commune are not twenty million.
    best = [one for one in best if statistics.median(one.values() or [0]) <= most] or best
    if any(reading != best[0] for reading in best[1:]):
        figures.refused = "number_ambiguous"
        figures.numbers.update(dict.fromkeys(texts, math.nan))
        return {}
    for key in texts:
        if key not in best[0]:
            figures.numbers[key] = math.nan
            figures.unreadable[key] = "number_unreadable"
    return {key: float(value) for key, value in best[0].items()}


def _number(text: str, thousands: str, decimal: str, *, whole: bool) -> float:
    """Read a text as a number in one style, NaN where it does not fit."""
    if len(text) > _LONGEST or not _written_in(thousands, decimal, whole=whole).fullmatch(text):
        return math.nan
    return float(text.replace(thousands, "").replace(decimal, "."))


@functools.cache
def _written_in(thousands: str, decimal: str, *, whole: bool) -> re.Pattern[str]:
    """Make the pattern of a number in one style."""
    group, point = re.escape(thousands), re.escape(decimal)
    # Nobody writes three decimals after a whole number: "9.000" in a column of counts is 9,000.
    decimals = "0{1,2}" if whole else r"\d+"
    pattern = rf"[-+]?(?:[1-9]\d{{0,2}}(?:{group}\d{{3}})+|\d+)(?:{point}{decimals})?"
    return re.compile(pattern, re.ASCII)
