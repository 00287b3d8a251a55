"""What a workbook explains of its headings: "PS: phát sinh", "Lần 1 chốt ngày 15/7/2025"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

    Path = tuple[str, ...]

_LONGEST: Final = 400
_SHORT: Final = r"[A-ZĐ][A-ZĐ0-9./]{0,7}"
_MEANS: Final = (
    r"(?::|=|\s[-–]|\s(?:(?:được|có)\s)?(?:hiểu\s|nghĩa\s)?là\s|\s(?:là\s)?(?:chữ\s|từ\s)?viết\stắt"
    r"\s(?:của|cho|từ)\s|\s(?:means|stands for)\s)"
)
_LETTERS: Final = (
    r"[A-ZĐ][A-ZĐ0-9.]{0,7}(?:/[0-9.][A-ZĐ0-9.]{0,6})*(?:/+(?!\s*[A-ZĐ]))?(?:\s[A-ZĐ0-9]{1,8}){0,2}"
)
"""A stroke before further letters only parts them, so that there is one way to read a text."""

_AND: Final = r"\s*(?:,|/|&|\bvà\b)\s*"
_ENTRY: Final = re.compile(
    rf"(?:^|[;,.:(\n]\s*|\s{{2,}}|\b[Cc]ột\s)[\"“'‘]?({_LETTERS}(?:{_AND}{_LETTERS})*)[\"”'’]?\s*"
    rf"{_MEANS}\s*"
    rf"((?:[^;:=\n()]|\([^()\n]*\)){{4,120}}?)"
    rf"(?=\s*(?:[;\n)]|[,.]\s*[\"“'‘]?{_SHORT}[\"”'’]?\s*{_MEANS}|\.?\s*$))"
)
_SHORTENED: Final = re.compile(
    rf"((?:[^\W\d_]+\s+){{1,8}})\(\s*(?:(?:gọi|viết|ghi)\s+tắt(?:\s+là)?\s*:?\s*)?({_SHORT})\s*\)"
)
"""What is shortened before its letters: "doanh số (DS)"."""

_IS_LETTERS: Final = re.compile(_SHORT)
_IS_SHORT: Final = re.compile(r"[A-ZĐa-zđ][A-ZĐa-zđ0-9_./]{0,39}")
_HEAD: Final = re.compile(
    r"(?:ky hieu|(?:chu |tu )?viet tat|abbreviations?"
    r"|(?:(?:ten|ma)[ _]?)?(?:cot|truong|bien)(?:[ _]?(?:du[ _]?lieu|thong[ _]?tin))?"
    r"|(?:field|column|variable)s?(?:[ _]?(?:name|code)s?)?)\b"
)
"""What stands above the letters in a table of them."""

_WORDS: Final = re.compile(r"(?:lần|đợt|kỳ)\b", re.IGNORECASE)
_DAY: Final = re.compile(
    r"\b((?:lần|đợt|kỳ)\s+(?:thứ\s+)?(?:\d{1,2}|[IVX]{1,4}|nhất|hai|ba))\b(?!\s*/)[^;\d\n]{0,40}?"
    r"(?<![\d/.-])(\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
"""On which day figures were taken: "Lần 1 chốt ngày 15/7/2025"."""

_INITIALS: Final = {"VT": "Viettel", "VN": "VNPT", "MB": "MobiFone"}
"""Letters that mean an operator only beside the others: "VT" is also viễn thông."""

_WORD: Final = r"(?<![\w./])(?:{})(?![\w/]|\.\w)"
_FEWEST: Final = 2
_NO_LEGEND: Final = frozenset({"ĐVT", "DVT", "STT", "TT"})


@dataclass(frozen=True)
class Legend:
    """What the abbreviations in a table's headings stand for.

    Attributes
    ----------
    words
        Each level of a heading with an abbreviation, to the same with what it stands for.
    written
        The latter to the words that show both.
    lines
        The texts that say so: they are about headings, and say nothing of the table itself.
    """

    words: Mapping[str, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    lines: frozenset[str] = frozenset()

    def explain(self, paths: Mapping[int, Path]) -> dict[int, Path]:
        """Put what abbreviations stand for in their place.

        Parameters
        ----------
        paths
            Column to heading.

        Returns
        -------
        dict
            The same, with abbreviations written out.
        """
        return {
            column: tuple(self.words.get(level, level) for level in path)
            for column, path in paths.items()
        }

    def as_written(self, path: Path) -> Path:
        """Give a heading with its abbreviations, each with what it stands for in brackets."""
        return tuple(self.written.get(level, level) for level in path)


Explained = tuple[str, str, frozenset[str]]
"""An abbreviation, what it stands for, and the texts that say so."""


def explained_in(sheet: Sheet) -> list[Explained]:
    """Find the abbreviations that a sheet explains, in its texts or in a table of its own.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    list of tuple
        Abbreviation, what it stands for, and the texts that say so.
    """
    found = list(_tabled(sheet))
    for text in dict.fromkeys(value for value in sheet.cells.values() if isinstance(value, str)):
        if len(text) > _LONGEST:
            continue
        said = [*_ENTRY.findall(text), *_shortened(text)]
        alone = {keys for keys, _ in said}
        found += [
            (key, " ".join(meaning.split()), frozenset({text}))
            for keys, meaning in said
            for key in re.split(_AND, keys)
            if key == keys or alone.isdisjoint(re.split(_AND, keys))  # "HC/HP" is a share
        ]
        days = _DAY.findall(text)
        found += [(one, f"ngày {day}", frozenset({text})) for one, day in days]
    return [entry for entry in found if entry[0] not in _NO_LEGEND]


def _shortened(text: str) -> Iterator[tuple[str, str]]:
    """Find words with the letters that they begin with behind them: "doanh số (DS)"."""
    for words, key in _SHORTENED.findall(text):
        meant = words.split()[-len(key) :]
        if "".join(word[0] for word in meant).upper() == key:
            yield key, " ".join(meant)


def _tabled(sheet: Sheet) -> Iterator[Explained]:
    """Find letters below each other, with words of their own beside each."""
    run: list[tuple[str, str, str]] = []
    headed = False
    for column, texts in _texts_by_column(sheet).items():
        before = 0
        for row in [*texts, sheet.last_row + 2]:
            key = texts.get(row, "")
            is_head = bool(key) and _HEAD.fullmatch(plain_text(key)) is not None
            fits = (_IS_SHORT if headed else _IS_LETTERS).fullmatch(key)
            meaning = sheet.text(row, column + 1) if fits else ""
            entry = bool(fits and not is_head and _says_more(meaning))
            if not entry or row != before + 1:
                if len({one for one, *_ in run}) == len(run) >= (1 if headed else _FEWEST):
                    yield from (
                        (one, said + more, frozenset({one, said})) for one, said, more in run
                    )
                run, headed = [], is_head or (headed and entry and row == before + 1)
            if entry:
                run.append((key, meaning, _further(sheet, row, column + 2)))
            before = row


def _texts_by_column(sheet: Sheet) -> dict[int, dict[int, str]]:
    """Give the texts of each column by row, "" for the first cell behind one that holds none."""
    found: dict[int, dict[int, str]] = {}
    texts = {place for place, value in sheet.cells.items() if isinstance(value, str)}
    for column in sorted({column for _, column in texts}):
        found[column] = {}
    goes_on: set[int] = set()
    for row, columns in sheet.rows.items():
        for column in columns:
            if (row, column) in texts:
                found[column][row] = sheet.text(row, column)
                goes_on.add(column)
            elif column in goes_on:
                found[column][row] = ""
                goes_on.remove(column)
    return found


def _further(sheet: Sheet, row: int, column: int) -> str:
    """Give the units beside what letters stand for, in brackets, and what changes its meaning."""
    said = ""
    while text := sheet.text(row, column):
        level = parse_level(text)
        is_unit = (level.subjects or level.measure or level.scale > 1) and not level.unknown
        said += f" ({text})" if is_unit or level.vetoes else ""
        column += 1
    return said


def _says_more(text: str) -> bool:
    """Tell words that explain letters from a number, a name or other letters."""
    return 2 <= len(text.split()) <= 30 and not text.isupper()  # noqa: PLR2004 - some words


def find_legend(
    paths: Mapping[int, Path], explained: Sequence[Explained], elsewhere: Iterable[Explained] = ()
) -> Legend:
    """Choose the abbreviations that stand in a table's headings.

    Parameters
    ----------
    paths
        The headings.
    explained
        What the sheet explains (:func:`explained_in`).
    elsewhere
        What other sheets do: of letters that this one leaves unexplained.

    Returns
    -------
    Legend
        Those that are a level of a heading, or a word of one that the letters alone would not
        say; one that is explained in two ways is given both, and so is not read unless they agree.
    """
    levels = {level for path in paths.values() for level in path}
    together = "\0".join(levels)  # a workbook may explain thousands, and few of them stand here
    own = {key for key, _, _ in explained}
    said: dict[str, dict[str, frozenset[str]]] = {}
    in_words = {level.casefold(): level for level in levels if _WORDS.match(level)}
    for key, meaning, texts in (*explained, *(one for one in elsewhere if one[0] not in own)):
        key = in_words.get(key.casefold(), key)  # noqa: PLW2901 - "lần 2" in a sentence
        if key in together and not (texts & levels - {key}):
            said.setdefault(key, {})[meaning] = texts
    meant = _beside_operators(paths)
    meant |= {key: "; ".join(meanings) for key, meanings in said.items()}
    words: dict[str, str] = {}
    written: dict[str, str] = {}
    used: set[str] = set()
    for level in sorted(levels):
        whole = level in meant
        keys = [level] if whole else [key for key in meant if _is_needed(key, level, meant[key])]
        if not keys:
            continue
        longest = sorted(keys, key=len, reverse=True)
        pattern = _WORD.format("|".join(map(re.escape, longest)))
        found = re.sub(pattern, lambda match: meant[match[0]], level)
        words[level] = meant[level] if whole else found
        shown = "; ".join(f"{key}: {meant[key]}" for key in keys)
        written[words[level]] = f"{level} ({meant[level] if whole else shown})"
        used |= set(keys)
    sentences = (one for key in used & said.keys() for some in said[key].values() for one in some)
    lines = {" ".join(one.split()) for one in sentences}
    return Legend(words, written, frozenset(lines))


def _beside_operators(paths: Mapping[int, Path]) -> dict[str, str]:
    """Find initials of an operator that stand only where both others do: "VT", "VNP", "MBF"."""
    groups: dict[Path, set[str]] = {}
    for path in paths.values():
        groups.setdefault(path[:-1], set()).add(path[-1].strip())
    found = {}
    for key, name in _INITIALS.items():
        here = [levels for levels in groups.values() if key in levels]
        named = [{one for level in levels for one in _operators(level)} for levels in here]
        own = _operators(name)
        if here and all(len(others - own) >= _FEWEST and not others & own for others in named):
            found[key] = name
    return found


def _operators(text: str) -> set[str]:
    """Give the operator that a level names, if it says nothing else."""
    level = parse_level(text)
    plain = not (level.subjects or level.technologies or level.relations or level.unknown)
    return set(level.operators) - {"any", "other"} if plain else set()


def _is_needed(key: str, level: str, meaning: str) -> bool:
    """Tell whether a heading would be read otherwise without what its letters stand for."""
    if len(key) == 1 or re.search(_WORD.format(re.escape(key)), level) is None:
        return False
    own, said = parse_level(key), parse_level(meaning)
    if own.unknown:
        return bool(parse_level(level).unknown)  # "HC (hộ đang sử dụng cáp quang)" says it itself
    if not own.says_something or said.vetoes:
        return True
    same = (own.subjects, own.technologies, own.operators) == (
        said.subjects, said.technologies, said.operators,
    )  # fmt: skip
    return not same or bool(own.relations and own.relations != said.relations)
