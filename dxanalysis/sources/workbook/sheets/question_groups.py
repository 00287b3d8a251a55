"""Sections and parent questions of a form that narrow what the questions beneath them ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.written import find_dates
from dxanalysis.sources.workbook.words.heading_catalogue import load_headings
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import title_veto
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

_MARK: Final = re.compile(
    r"\s*(?:(?P<roman>[IVXLC]{1,6}|[A-ZĐ])(?:\s*[.)/:]\s*|\s+(?=\S{2})|\s*$)"
    r"|(?P<number>\d{1,2}(?:[.,]\d{1,2})*)(?:\s*[.)/:]\s*|\s+|\s*$)"
    r"|(?P<letter>[a-zđ])\s*(?:[.)/:]\s*|$)"
    r"|(?P<dash>[-–•▪◦*])\s*|(?P<plus>\+)\s*)"
)
_SECTION, _UNMARKED, _LETTER, _DASH, _PLUS = 0, 4, 5, 6, 7
_NARROWS: Final = frozenset({"plan", "period", "part", "lacks", "old", "only"})
_NEW_RURAL: Final = re.compile(r"\bnong thon moi\b")
_SOME: Final = re.compile(
    r"\bdang ky (?:thuc hien|tham gia|moi|nhu cau|them)\b"
    r"|\b(?:doan vien|hoi vien|dang vien|thanh nien|hoc sinh|sinh vien|can bo,? cong chuc)\b"
)
"""Some people, or what is still to come, in words that no heading of figures has."""

_TOPIC: Final = (
    r"(?:dien(?: luoi)?|y te|truong hoc|giao duc|internet|cap quang|di dong|vien thong|bang rong"
    r"|thiet bi|ket noi|smartphone|dien thoai(?: thong minh| di dong)?|may tinh|dan cu|dan so"
    r"|dinh danh(?: dien tu)?|nhan luc|con nguoi|ky nang so|thanh toan|dich vu cong"
    r"|ha tang(?: so)?)"
)
_TOPICS: Final = re.compile(rf"\W*{_TOPIC}(?:(?: ?[,;/&] ?| va ){_TOPIC})+\W*")
"""What several questions are about, each of its own: "Điện, cáp quang"."""

_OPENS: Final = re.compile(r"(?:\btrong do|\bgom(?: co)?|\bcu the|\bof which)?\s*:\s*$|\btrong do$")
_LESS: Final = re.compile(r"[,;:]?\s*(?:trong đó|gồm|bao gồm|cụ thể)?\s*:?\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class Question:
    """One line of a form.

    Attributes
    ----------
    key
        The row it stands in.
    mark
        What stands where lines are numbered: "II", "2.1", "-", ``""``.
    text
        What it asks.
    filled
        Whether an answer stands beside it.
    """

    key: int
    mark: str
    text: str
    filled: bool


def narrowed_by(lines: Sequence[Question], titles: Iterable[str]) -> Iterator[tuple[Question, str]]:
    """Give the lines that a section or a parent question narrows, each with the words that do.

    Parameters
    ----------
    lines
        From the top down: "II Hộ nghèo", "1 Số hộ có điện thoại thông minh".
    titles
        What stands above them: a group of the year that it names narrows nothing.

    Yields
    ------
    line, words
        A line with an answer, and what it is asked of: "Hộ nghèo".
    """
    years = {day.year for title in titles for one in find_dates(title) if (day := one.day)}
    numbered = any(_depth(line)[0] in {1, 2, 3} for line in lines)
    open_groups: list[tuple[int, str]] = []
    for line in lines:
        depth, text = _depth(line)
        if depth == _UNMARKED and not (line.filled and numbered):
            depth = 1 if line.filled else _SECTION
        depth = _within_parent(depth, open_groups, text, numbered=numbered)
        while open_groups and open_groups[-1][0] >= depth:
            open_groups.pop()
        if line.filled:
            words = [group for _, group in open_groups if _narrows(group, years)]
            words = [group for group in words if plain_text(group) != plain_text(text)]
            if words:
                yield line, "; ".join(map(_said, words))
        open_groups.append((depth, text))


def lists_topics(group: str) -> bool:
    """Tell a title that only lists what the questions beneath are about, each of its own.

    Parameters
    ----------
    group
        The title.

    Returns
    -------
    bool
        Whether it does.

    Examples
    --------
    >>> lists_topics("Điện, cáp quang"), lists_topics("Hộ nghèo, cận nghèo")
    (True, False)
    """
    return _TOPICS.fullmatch(plain_text(group)) is not None


def _within_parent(
    depth: int, groups: Sequence[tuple[int, str]], text: str, *, numbered: bool
) -> int:
    """Put a line without any number beneath one that says "trong đó:", if it counts the same."""
    if numbered or depth != 1 or not groups:
        return depth
    parent = next(((at, group) for at, group in reversed(groups) if at <= 1), (0, ""))
    if not _OPENS.search(plain_text(parent[1])):
        return depth
    own, above = parse_level(text).subjects, parse_level(parent[1]).subjects
    return _UNMARKED if own == above else depth


def _depth(line: Question) -> tuple[int, str]:
    """Say how far down a line stands, by its mark or the one before its words."""
    own = _MARK.match(line.text)
    match = _MARK.fullmatch(line.mark) if line.mark.strip() else own
    text = line.text[own.end() :] if own and own.end() < len(line.text) else line.text
    if match is None:
        return _UNMARKED, text
    if match["roman"]:
        return _SECTION, text
    if match["number"]:
        return len(re.split("[.,]", match["number"])), text
    return (_LETTER if match["letter"] else _DASH if match["dash"] else _PLUS), text


def _said(group: str) -> str:
    """Give what a group says of its questions: of a plan or of some, only the words that say it.

    The day of a plan would be taken for that of the figures, "Thôn khó khăn" for what is counted.
    """
    vetoes = [word for kind, word in parse_level(group).vetoes if kind in _NARROWS]
    return ", ".join(vetoes) or _LESS.sub("", group)


def _narrows(text: str, years: Collection[int]) -> bool:
    """Tell whether a group is of a plan, of some, of another time or of one operator."""
    level, plain = parse_level(text), plain_text(text)
    own = [one for one in level.dates if one.day is None or one.day.year not in years]
    if own or level.operators or _SOME.search(plain):
        return True
    if load_headings(None).meaning([text]).columns:
        return False  # "Số hộ có điện thoại thông minh": what is counted itself
    if lists_topics(text):
        return False
    kinds = {kind for kind, word in level.vetoes if word != "mới" or not _NEW_RURAL.search(plain)}
    return bool(kinds & _NARROWS) or bool(title_veto("", [text], ()))
