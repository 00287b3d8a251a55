"""What the heading of a column means: ``catalogue/headings.toml``, and how it is applied."""

from __future__ import annotations

import functools
import re
import tomllib
from dataclasses import dataclass, field
from importlib import resources
from typing import TYPE_CHECKING, Any, Final

from dxanalysis.errors import FileUnreadableError
from dxanalysis.vietnamese import strip_tones

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    Words = tuple[str, ...]

KINDS: Final = (
    "count",
    "rate",
    "mark",
    "text",
    "code",
    "order",
    "district",
    "note",
    "unclear",
    "personal",
)
FIGURES: Final = ("count", "rate", "mark")
"""The kinds whose cells are figures."""

_REMEMBERED: Final = 10_000
_TOKEN: Final = re.compile(r"[a-z0-9]+|%")
_DATE: Final = re.compile(
    r"\b(?:(?:tinh|den|ngay|thang|quy|nam) )*"
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{1,2}[/.-]\d{4}|nam \d{4}|(?:19|20)\d\d)\b"
)


@dataclass(frozen=True)
class Column:
    """One quantity that a column can hold.

    Attributes
    ----------
    id
        A numerator or denominator of the catalogue of indicators, ``<indicator>_pct`` for a rate,
        or what is no figure: ``unit_name``, ``unit_code``, ``village``.
    kind
        One of :data:`KINDS`.
    dash
        Whether "-" means ``missing`` or ``zero``.
    base
        Whether others are shares of it.
    """

    id: str
    kind: str
    dash: str = "missing"
    base: bool = False


@dataclass(frozen=True)
class Meaning:
    """What one heading was understood as.

    Attributes
    ----------
    columns
        The quantities it can be: two where only the cells below tell (a village's name or the
        number of villages); none where it is not recognised.
    scale
        What counts are multiples of, 1000 for thousands.
    personal
        Whether it is about a person.
    """

    columns: tuple[Column, ...]
    scale: int = 1
    personal: bool = False

    def of_kind(self, *kinds: str) -> Column | None:
        """Give the quantity of one of some kinds, if it can be one."""
        return next((column for column in self.columns if column.kind in kinds), None)


@dataclass(frozen=True)
class Headings:
    """The catalogue of headings, ready to be looked up in."""

    phrases: Mapping[Words, str]
    fillers: frozenset[str]
    weak: frozenset[str]
    context: frozenset[str]
    scales: Mapping[str, int]
    personal: frozenset[Words]
    columns: Mapping[frozenset[str], tuple[Column, ...]]
    longest: int
    _known: dict[tuple[str, ...], Meaning] = field(default_factory=dict, compare=False)

    def meaning(self, path: Sequence[str]) -> Meaning:
        """Tell what a column's heading means.

        Parameters
        ----------
        path
            The heading from the topmost merged cell down to the column.

        Returns
        -------
        Meaning
            The quantities it can be, none if it is not recognised.
        """
        key = tuple(path)
        if key not in self._known:
            if len(self._known) > _REMEMBERED:
                self._known.clear()
            self._known[key] = self._meaning(key)
        return self._known[key]

    def _meaning(self, path: tuple[str, ...]) -> Meaning:
        """Work one heading out."""
        words = frozenset().union(*(self.words(level) for level in path))
        scale = 1
        for word in words.intersection(self.scales):
            scale *= self.scales[word]
        words = words.difference(self.scales)
        loose = words - self.weak
        found = self.columns.get(words) or self.columns.get(loose)
        if not found:
            found = tuple(
                column
                for column in self.columns.get(loose - self.context, ())
                if column.kind in FIGURES and not column.base
            )
        personal = not found and any(self._has_personal(level) for level in path)
        return Meaning(found, scale, personal)

    def words(self, text: str) -> frozenset[str]:
        """Take the words of one level that say what is counted, each by the one it stands for."""
        tokens = _tokens(text)
        words: set[str] = set()
        start = 0
        while start < len(tokens):
            for length in range(min(self.longest, len(tokens) - start), 0, -1):
                phrase = tokens[start : start + length]
                if phrase in self.phrases or length == 1:
                    words.add(self.phrases.get(phrase, phrase[0]))
                    start += length
                    break
        return frozenset(words - self.fillers)

    def _has_personal(self, level: str) -> bool:
        """Tell whether a heading has one of the words about persons."""
        tokens = _tokens(level)
        return any(
            tokens[start : start + length] in self.personal
            for length in range(1, self.longest + 1)
            for start in range(len(tokens) - length + 1)
        )


def load_headings(extra: Path | None = None) -> Headings:
    """Load the catalogue of headings.

    Parameters
    ----------
    extra
        A planner's own file of the same form, added to the catalogue.

    Returns
    -------
    Headings
        The catalogue.

    Raises
    ------
    FileUnreadableError
        If the planner's file is missing, is not TOML or has an entry of the wrong form.
    """
    if extra is None:
        return _catalogue()
    table = _table()
    try:
        _add(table, tomllib.loads(extra.read_text(encoding="utf-8")))
        return _build(table)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise FileUnreadableError(
            "workbook.headings_wrong", where=str(extra), found=str(error)
        ) from error


@functools.cache
def _catalogue() -> Headings:
    """Build the catalogue's own headings once."""
    return _build(_table())


def _table() -> dict[str, Any]:
    """Read the catalogue's file."""
    own = resources.files("dxanalysis.catalogue") / "headings.toml"
    return tomllib.loads(own.read_text(encoding="utf-8"))


def _add(table: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add a planner's entries to the catalogue's."""
    for section in ("filler", "weak", "context", "personal"):
        table[section] = [*table[section], *map(str, more.get(section, []))]
    for section in ("scale", "words"):
        for word, variants in more.get(section, {}).items():
            table[section][word] = [*table[section].get(word, []), *map(str, variants)]
    for name, entry in more.get("columns", {}).items():
        known = table["columns"].get(name, {"names": []})
        merged = {**known, **entry, "names": [*known["names"], *map(str, entry["names"])]}
        if merged.get("kind") not in KINDS:
            raise ValueError(f"{name}.kind = {merged.get('kind')!r}: {', '.join(KINDS)}")
        table["columns"][name] = merged


def _build(table: Mapping[str, Any]) -> Headings:
    """Make the catalogue ready for looking up."""
    phrases: dict[Words, str] = {}
    for word, variants in table["words"].items():
        phrases |= _each(word, [word, *variants])
    fillers = frozenset(" ".join(_tokens(word)) for word in table["filler"])
    for section in ("filler", "weak", "context"):
        # A word that stands for another keeps doing so.
        phrases = {_tokens(word): " ".join(_tokens(word)) for word in table[section]} | phrases
    scales: dict[str, int] = {}
    for size, variants in table["scale"].items():
        phrases |= _each(f"x{size}", variants)
        scales[f"x{size}"] = int(size)
    personal = frozenset(_tokens(word) for word in table["personal"])
    longest = max(len(phrase) for phrase in [*phrases, *personal])

    plain = Headings(phrases, fillers, frozenset(), frozenset(), scales, personal, {}, longest)
    columns: dict[frozenset[str], tuple[Column, ...]] = {}
    for name, entry in table["columns"].items():
        options = {key: value for key, value in entry.items() if key != "names"}
        column = Column(name, **options)
        for words in {_union(plain, heading) for heading in entry["names"]}:
            columns[words] = (*columns.get(words, ()), column)
    return Headings(
        phrases,
        fillers,
        frozenset(phrases[_tokens(word)] for word in table["weak"]),
        frozenset(phrases[_tokens(word)] for word in table["context"]),
        scales,
        personal,
        columns,
        longest,
    )


def _union(headings: Headings, path: str) -> frozenset[str]:
    """Take the words of a heading written with " / " between its levels."""
    return frozenset().union(*(headings.words(level) for level in path.split(" / ")))


def _each(word: str, variants: Iterable[str]) -> dict[Words, str]:
    """Let every variant stand for one word."""
    return {_tokens(variant): "_".join(_tokens(word)) for variant in variants}


@functools.lru_cache(maxsize=65_536)
def _tokens(text: str) -> Words:
    """Split a text into words without tones, dates left out."""
    return tuple(_TOKEN.findall(_DATE.sub(" ", strip_tones(text).lower())))
