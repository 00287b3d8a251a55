"""What a sheet explains of its headings: "PS: phát sinh trong quý", "Lần 1 chốt ngày 15/7/2025"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet

    Path = tuple[str, ...]

_LONGEST: Final = 400
_ENTRY: Final = re.compile(
    r"(?:^|[;,.:(\n]\s*|\s{2,})([A-ZĐ][A-ZĐ0-9./]{0,7})\s*(?::|=|\s[-–]|\slà\s)\s*"
    r"([^;:=\n]{4,120}?)(?=\s*(?:[;\n)]|[,.]\s*[A-ZĐ][A-ZĐ0-9./]{0,7}\s*(?::|=|\s[-–])|\.?\s*$))"
)

_WORDS: Final = re.compile(r"(?:lần|đợt|kỳ)\b", re.IGNORECASE)
_DAY: Final = re.compile(
    r"\b((?:lần|đợt|kỳ)\s+(?:thứ\s+)?(?:\d{1,2}|[IVX]{1,4}|nhất|hai|ba))\b(?!\s*/)[^;\d\n]{0,40}?"
    r"(?<![\d/.-])(\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
"""On which day figures were taken: "Lần 1 chốt ngày 15/7/2025"."""


@dataclass(frozen=True)
class Legend:
    """What the abbreviations in a table's headings stand for.

    Attributes
    ----------
    words
        Each to what it stands for.
    lines
        The texts that say so: they are about headings, and say nothing of the table itself.
    """

    words: Mapping[str, str] = field(default_factory=dict)
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
            The same, with levels that are an abbreviation written out.
        """
        return {
            column: tuple(self.words.get(level, level) for level in path)
            for column, path in paths.items()
        }

    def as_written(self, path: Path) -> Path:
        """Give a heading with its abbreviations, each with what it stands for in brackets."""
        short = {meaning: f"{key} ({meaning})" for key, meaning in self.words.items()}
        return tuple(short.get(level, level) for level in path)


def explained_in(sheet: Sheet) -> list[tuple[str, str, str]]:
    """Find the abbreviations that the texts of a sheet explain.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    list of tuple
        Abbreviation, what it stands for, and the text that says so.
    """
    return [
        (key, " ".join(meaning.split()), text)
        for text in {value for value in sheet.cells.values() if isinstance(value, str)}
        if len(text) <= _LONGEST
        for key, meaning in (
            *_ENTRY.findall(text), *((one, f"ngày {day}") for one, day in _DAY.findall(text))
        )
    ]  # fmt: skip


def find_legend(paths: Mapping[int, Path], explained: Sequence[tuple[str, str, str]]) -> Legend:
    """Choose the abbreviations that stand in a table's headings.

    Parameters
    ----------
    paths
        The headings.
    explained
        What the sheet explains (:func:`explained_in`).

    Returns
    -------
    Legend
        Those that are a whole level of a heading; one that is explained in two ways is not taken.
    """
    levels = {level for path in paths.values() for level in path}
    written = {level.casefold(): level for level in levels if _WORDS.match(level)}
    said: dict[str, set[str]] = {}
    lines: set[str] = set()
    for key, meaning, text in explained:
        key = written.get(key.casefold(), key)  # noqa: PLW2901 - "lần 2" in a sentence
        if key in levels and text not in levels:
            said.setdefault(key, set()).add(meaning)
            lines.add(" ".join(text.split()))
    words = {key: next(iter(some)) for key, some in said.items() if len(some) == 1}
    return Legend(words, frozenset(lines) if words else frozenset())
