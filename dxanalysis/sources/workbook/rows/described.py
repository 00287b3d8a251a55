"""What a sheet without a table of communes has instead: its headings, and what its rows name."""

from __future__ import annotations

import collections
import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from dxanalysis import units
from dxanalysis.sources.spreadsheets.numbers import looks_like_figure
from dxanalysis.sources.workbook.words.unit_lookup import clean_name
from dxanalysis.vietnamese import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.unit_lookup import UnitLookup

_FEWEST: Final = 4
"""Names from which on rows are said to be of a kind."""

_DISTRICT: Final = re.compile(r"^(?:huyện|quận|thị xã|thành phố|h\.|tx\.|tp\.)\s+", re.IGNORECASE)


@dataclass(frozen=True)
class Named:
    """What the rows of sheets name where they do not name the communes looked for.

    Attributes
    ----------
    kind
        ``provinces``, ``districts``, ``old_communes`` (of a list before), ``own`` (communes of the
        province itself, without a table of figures), ``elsewhere`` (of another) or ``""``.
    count
        How many.
    province
        The province of the communes, or ``""``.
    """

    kind: str = ""
    count: int = 0
    province: str = ""


def what_rows_name(
    sheets: Iterable[Sheet], lookup: UnitLookup, *, province: str | None, vintage: str
) -> Named:
    """Tell what the rows of sheets name.

    Parameters
    ----------
    sheets
        The sheets.
    lookup
        Tells the units that were looked for.
    province
        The code of their province; None for the whole country.
    vintage
        Their list.

    Returns
    -------
    Named
        The kind that most of them name.
    """
    texts = {
        clean_name(value)
        for sheet in sheets
        for value in sheet.cells.values()
        if isinstance(value, str) and len(value) < 60  # noqa: PLR2004 - a name, not a sentence
    }
    named = _provinces_of(texts, vintage=vintage)
    code, elsewhere = named.most_common(1)[0] if named else ("", 0)
    own = elsewhere if province is None else named[province]
    bare = sum(bool(lookup.name(text)) for text in texts)
    found = {
        "provinces": len({fold(text) for text in texts} & _provinces()),
        "districts": sum(lookup.is_district(_DISTRICT.sub("", text)) for text in texts),
        "old_communes": sum(lookup.is_old(text) and not lookup.name(text) for text in texts),
        # Names that other provinces have too may be a few more there.
        "own": max(own, bare) if 2 * max(own, bare) >= elsewhere else 0,
        "elsewhere": elsewhere if 2 * own < elsewhere else 0,
    }
    kind = max(found, key=lambda name: found[name])
    if found[kind] < _FEWEST:
        return Named()
    where = {"own": province or code, "elsewhere": code}.get(kind, "")
    return Named(kind, found[kind], _province_name(where, vintage) if where else "")


def forms_of_communes(sheets: Sequence[Sheet], lookup: UnitLookup) -> tuple[int, list[str]]:
    """Find the sheets that are a form of one commune each: what is asked, and the answer beside it.

    Parameters
    ----------
    sheets
        The sheets.
    lookup
        Tells the units that are looked for.

    Returns
    -------
    count : int
        How many there are; 0 where they are not most of the sheets.
    asked : list of str
        What they ask for.
    """
    count, asked = 0, dict[str, None]()
    for sheet in sheets:
        texts = {place: value for place, value in sheet.cells.items() if isinstance(value, str)}
        named = frozenset().union(*map(lookup.name, texts.values()))
        labels = [
            " ".join(text.split())
            for (row, column), text in sorted(texts.items())
            if not looks_like_figure(text) and looks_like_figure(sheet.cells.get((row, column + 1)))
        ]
        if len(named) == 1 and len(labels) > 1:
            count += 1
            asked |= dict.fromkeys(labels)
    enough = count >= _FEWEST and 2 * count > len(sheets)
    return (count, list(asked)) if enough else (0, [])


def province_of(names: Iterable[str], *, vintage: str) -> tuple[str, int]:
    """Find the province of which most names are communes.

    Parameters
    ----------
    names
        Names of communes, with their kind or without: "Xã Hội Hoan", "Hội Hoan".
    vintage
        The list of units.

    Returns
    -------
    province : str
        Its name; ``""`` where no name is a commune.
    count : int
        How many names it has.

    Examples
    --------
    >>> province_of(["Xã Hội Hoan", "Xã Thất Khê"], vintage="2025-07")
    ('Tỉnh Lạng Sơn', 2)
    """
    known = _provinces_of(names, vintage=vintage)
    if not known:
        return "", 0
    code, count = known.most_common(1)[0]
    return _province_name(code, vintage), count


def is_commune_of(name: str, province_name: str) -> bool:
    """Tell whether a province has, or had before a merger, a commune of a name.

    Parameters
    ----------
    name
        The name of a commune, with its kind or without.
    province_name
        The name of the province.

    Returns
    -------
    bool
        Whether it has.

    Examples
    --------
    >>> is_commune_of("Xã Hội Hoan", "Tỉnh Lạng Sơn"), is_commune_of("Xã Hội Hoan", "Tỉnh Sơn La")
    (True, False)
    """
    return fold(name) in _named_in(province_name)


@functools.cache
def _named_in(province_name: str) -> frozenset[str]:
    """List the names of a province's communes, in every list that has the province."""
    listed = [units.load_units(vintage=vintage) for vintage in units.SUPPORTED_VINTAGES]
    own = [table[table["province_name"] == province_name] for table in listed]
    names = ("unit_name", "short_name")
    return frozenset(fold(name) for table in own for column in names for name in table[column])


def _provinces_of(names: Iterable[str], *, vintage: str) -> collections.Counter[str]:
    """Count how many of some names are communes of each province."""
    known: collections.Counter[str] = collections.Counter()
    for name in names:
        known.update(_communes(vintage).get(fold(name), ()))
    return known


def _province_name(code: str, vintage: str) -> str:
    """Name a province."""
    return str(units.provinces(vintage=vintage)["province_name"][code])


@functools.cache
def _provinces() -> frozenset[str]:
    """List the names of provinces of all lists."""
    return frozenset(
        fold(name)
        for vintage in units.SUPPORTED_VINTAGES
        for column in ("province_name", "short_name")
        for name in units.provinces(vintage=vintage)[column]
    )


@functools.cache
def _communes(vintage: str) -> dict[str, tuple[str, ...]]:
    """List the provinces of each name of a commune, where no more than two have one."""
    listed = units.load_units(vintage=vintage)
    found: dict[str, set[str]] = {}
    for column in ("unit_name", "short_name"):
        for name, province in zip(listed[column], listed["province_code"], strict=True):
            found.setdefault(fold(name), set()).add(province)
    return {name: tuple(some) for name, some in found.items() if len(some) <= 2}  # noqa: PLR2004


def headings_of(sheet: Sheet) -> list[str]:
    """Guess the heading of a sheet without a table: its row with the most words.

    Parameters
    ----------
    sheet
        The sheet.

    Returns
    -------
    list of str
        Its cells, shortened.
    """
    rows: dict[int, list[str]] = {}
    for (row, _), value in sorted(sheet.cells.items()):
        if isinstance(value, str) and not looks_like_figure(value):
            rows.setdefault(row, []).append(" ".join(value.split())[:60])
    return max(rows.values(), key=len, default=[])
