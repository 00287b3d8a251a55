"""Loads what columns are called: ``catalogue/headings.toml``, and a planner's own file like it."""

from __future__ import annotations

import functools
import tomllib
from dataclasses import replace
from importlib import resources
from itertools import chain
from typing import TYPE_CHECKING, Any

from dxanalysis.errors import FileUnreadableError
from dxanalysis.indicators import indicator_counting
from dxanalysis.sources.workbook.words.headings import (
    FIGURES,
    KINDS,
    Column,
    Headings,
    Short,
    nearest_ids,
)
from dxanalysis.sources.workbook.words.slots import slot_words, spelt_out
from dxanalysis.sources.workbook.words.tokens import bare_tokens, toned_tokens
from dxanalysis.toml_files import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    Words = tuple[str, ...]


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
    SettingsError
        If the planner's file is missing, may not be read or is not TOML.
    FileUnreadableError
        If it has an entry of the wrong form.
    """
    if extra is None:
        return _catalogue()
    table = _table()
    more = read_toml(extra).parse()
    try:
        _add(table, more)
        built = _build(table)
        given = {
            _union(built, heading): built.by_id[name]
            for name, entry in more.get("columns", {}).items()
            for heading in map(str, entry["names"])
        }
        return replace(built, given=given, _known={})
    except (ValueError, TypeError, AttributeError, KeyError) as error:
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
    table = tomllib.loads(own.read_text(encoding="utf-8"))
    for lists in (table["words"], *table["columns"].values(), *table["short"].values()):
        lists |= {
            key: [*dict.fromkeys(chain(*map(spelt_out, each)))]
            for key, each in lists.items()
            if key not in {"beside", "title"} and isinstance(each, list)
        }
    return table


def _add(table: dict[str, Any], more: Mapping[str, Any]) -> None:
    """Add a planner's entries to the catalogue's."""
    for section in ("filler", "weak", "context", "personal"):
        table[section] = [*table[section], *map(str, more.get(section, []))]
    for section in ("scale", "words"):
        for word, variants in more.get(section, {}).items():
            table[section][word] = [*table[section].get(word, []), *map(str, variants)]
    for name, entry in more.get("columns", {}).items():
        known = table["columns"].get(name)
        if known is None and entry.get("kind") in {None, *FIGURES}:
            near = ", ".join(nearest_ids(name, table["columns"]))
            raise ValueError(f"[columns.{name}] → {near}")
        known = known or {"names": []}
        if not isinstance(entry.get("names"), list):
            raise TypeError(f"[columns.{name}] names = {entry.get('names')!r}")
        merged = {**known, **entry, "names": [*known["names"], *map(str, entry["names"])]}
        if merged.get("kind") not in KINDS:
            raise ValueError(f"{name}.kind = {merged.get('kind')!r}: {', '.join(KINDS)}")
        table["columns"][name] = merged


def _build(table: Mapping[str, Any]) -> Headings:
    """Make the catalogue ready for looking up."""
    phrases: dict[Words, str] = {}
    for word, variants in table["words"].items():
        phrases |= _each(word, [word, *variants])
    # The regional words for a village, and what is said of a signal, are kept with the slots.
    phrases = _each("thôn", slot_words("subject", "villages")) | phrases
    phrases = _each("sóng", filter(_is_phrase, slot_words("relation", "covered"))) | phrases
    fillers = frozenset(" ".join(bare_tokens(word)) for word in table["filler"])
    for section in ("filler", "weak", "context"):
        # A word that stands for another keeps doing so.
        phrases = {word: " ".join(word) for word in map(bare_tokens, table[section])} | phrases
    scales: dict[str, int] = {}
    for size, variants in table["scale"].items():
        phrases |= _each(f"x{size}", variants)
        scales[f"x{size}"] = int(size)
    personal = frozenset(bare_tokens(word) for word in table["personal"])
    longest = max(len(phrase) for phrase in [*phrases, *personal])

    toned: dict[Words, set[Words]] = {}
    for word in table["filler"]:
        toned.setdefault(bare_tokens(word), set()).add(toned_tokens(word))
    plain = Headings(
        phrases, fillers, frozenset(), frozenset(), scales, personal, {}, longest, toned
    )
    columns: dict[frozenset[str], tuple[Column, ...]] = {}
    spelt: dict[Column, set[frozenset[str]]] = {}
    also: dict[str, frozenset[str]] = {}
    for name, entry in table["columns"].items():
        options = {key: value for key, value in entry.items() if key not in {"names", "also"}}
        column = Column(name, **options)
        spelt[column] = {_union(plain, heading) for heading in entry["names"]}
        for words in spelt[column]:
            columns[words] = (*columns.get(words, ()), column)
        own = _union(plain, " / ".join(entry.get("also", ())))
        also[name] = also.get(name, frozenset()) | own
        if counting := indicator_counting(name):
            rate = f"{counting.id}_pct"
            also[rate] = also.get(rate, frozenset()) | own
    columns = _shares(spelt, plain.words("tỷ lệ")) | columns
    wide = (
        (words, more, one)
        for words, some in columns.items()
        for one in some
        if (more := also.get(one.id))
    )
    short: dict[frozenset[str], tuple[Short, ...]] = {}
    for name, entry in table["short"].items():
        one = Short(name, frozenset(entry.get("beside", ())), tuple(entry.get("title", ())))
        for words in {_union(plain, heading) for heading in entry["names"]}:
            short[words] = (*short.get(words, ()), one)
    return Headings(
        phrases,
        fillers,
        frozenset(phrases[bare_tokens(word)] for word in table["weak"]),
        frozenset(phrases[bare_tokens(word)] for word in table["context"]),
        scales,
        personal,
        columns,
        longest,
        toned,
        short,
        {
            _union(plain, heading): frozenset({name})
            for name, some in table["whole"].items()
            for heading in some
        },
        tuple(wide),
    )


def _shares(
    spelt: Mapping[Column, Iterable[frozenset[str]]], share: frozenset[str]
) -> dict[frozenset[str], tuple[Column, ...]]:
    """Give shares the headings of their counts behind "Tỷ lệ": "Tỷ lệ văn bản gửi điện tử"."""
    by_id = {column.id: column for column in spelt}
    return {
        words | share: (rate,)
        for column, some in spelt.items()
        if (rate := by_id.get(_share_of(column.id)))
        for words in some
    }


def _share_of(name: str) -> str:
    """Name the only share that a count is the part of; "" where each commune is its whole."""
    entry = indicator_counting(name)
    alone = entry is not None and entry.is_rate and entry.denominator != "communes"
    return f"{entry.id}_pct" if entry and alone else ""


def _is_phrase(words: str) -> bool:
    """Tell several words, which stay what they are without their tones: "phủ" is also "phụ"."""
    return " " in words and not words.startswith("diện ")  # "có điện phủ sóng"


def _union(headings: Headings, path: str) -> frozenset[str]:
    """Take the words of a heading written with " / " between its levels."""
    return frozenset().union(*(headings.words(level) for level in path.split(" / ")))


def _each(word: str, variants: Iterable[str]) -> dict[Words, str]:
    """Let every variant stand for one word."""
    return {bare_tokens(variant): "_".join(bare_tokens(word)) for variant in variants}
