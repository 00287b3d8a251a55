"""Wholes that stand beside their part below the part's name.

"Số hóa kết quả giải quyết TTHC" above "Số kết quả đã trả" and "Số kết quả đã số hóa" is about a
part of the results; the first of both columns nevertheless counts all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting, indicators
from dxanalysis.sources.workbook.columns.in_percent import numbers_of
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR
from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from dxanalysis.indicators import Indicator
    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.words.compose import Context
    from dxanalysis.sources.workbook.words.headings import Column, Headings

    Path = tuple[str, ...]

_FEWEST: Final = 3
_OPEN: Final = frozenset(
    {"", "column_unknown", "base_in_group", "no_indicator", "basis_unclear", "technology_unclear"}
    | {"column_changed"}
)
"""Why a column of a group may have been left unread whose own words say what it is."""

_ALL: Final = re.compile(r"\W*(?:tong\b|(?:quy mo )?dan so\b|so dan\b|(?:so )?nhan khau\b|total\b)")
"""How a whole begins: "Số người" below "Người dân có tài khoản" are rather those who have one."""

_HAS: Final = re.compile(r"\W*(?:(?:tong )?so (?:luong )?)?(?:da|duoc|co|nop)\b")
_HAVE: Final = re.compile(r"\b(?:da|duoc|co|nop)\b")
_LINKS: Final = frozenset(
    ("so", "luong", "tong", "nguoi", "ho", "co", "da", "duoc", "dang", "trong", "do", "la", "cap",
     "su", "dung", "trang", "bi", "mo")
)  # fmt: skip
"""Words of a column that need not stand in the title that it repeats."""


def wholes_in_groups(
    paths: Mapping[int, Path],
    resolved: Mapping[int, Meaning],
    headings: Headings,
    context: Context,
    cells: tuple[Sheet, Sequence[int]],
) -> dict[int, Meaning]:
    """Understand a part and its whole that stand beside each other below the part's name.

    Parameters
    ----------
    paths, resolved
        Column to heading, and to what it is understood as.
    headings
        What columns are called.
    context
        What the titles say.
    cells
        The sheet, and the table's rows.

    Returns
    -------
    dict
        The columns that are understood otherwise: by their own words, where the title of their
        group says no more than what the share is of, and no row has more of the part. A whole
        without its part is left to be asked about.
    """
    groups: dict[Path, list[int]] = {}
    for column, meaning in resolved.items():
        for length in range(1, len(paths[column]) if meaning.how != "given" else 0):
            groups.setdefault(paths[column][:length], []).append(column)
    made: dict[int, Meaning] = {}
    for title, columns in groups.items():
        below = {at: paths[at][len(title) :] for at in columns}
        own = {at: headings.meaning(path, context) for at, path in below.items()}
        names = {
            at: _ids(some) or {one.column for one in headings.short_of(below[at], some.composed)}
            for at, some in own.items()
        }
        group = _Group(title, below, names, resolved, _ids(headings.meaning(title, context)))
        meant: dict[int, set[str]] = {}
        for entry in indicators().values():
            found = group.share(entry)
            if not found or not _is_about(title, entry, headings):
                continue
            if _is_within(*(numbers_of(cells, at) for at in found)):
                for at, name in zip(found, (entry.numerator, entry.denominator), strict=True):
                    meant.setdefault(at, set()).add(name or "")
        made |= {
            at: _as(resolved[at], headings.by_id[next(iter(some))], own[at])
            for at, some in meant.items()
            if all(len(one) == 1 for one in meant.values())
        }
        for at in columns:
            if at not in made and group.may_be_whole(at):
                made[at] = _refused(resolved[at])
    return made


@dataclass(frozen=True)
class _Group:
    """Columns below one title.

    Attributes
    ----------
    title
        The levels that they share.
    paths, own
        Column to its own levels, and to the quantities that these name by themselves.
    resolved
        Column to what it is understood as.
    said
        The quantities that the title names by itself.
    """

    title: Path
    paths: Mapping[int, Path]
    own: Mapping[int, set[str]]
    resolved: Mapping[int, Meaning]
    said: set[str]

    def share(self, entry: Indicator) -> tuple[int, int] | None:
        """Give the columns of the part and the whole of a share, of one operator and day."""
        whole = self._whole(entry)
        part = None if whole is None else self._part(whole, entry)
        if whole is None or part is None:
            return None
        one, other = self.resolved[part].composed, self.resolved[whole].composed
        alike = (one.operator, one.dates) == (other.operator, other.dates)
        return (part, whole) if alike and {one.reason, other.reason} <= _OPEN else None

    def may_be_whole(self, column: int) -> bool:
        """Tell a part that by its own words would be its whole: "… có tài khoản / Dân số"."""
        meaning = self.resolved[column]
        entries = [indicator_counting(name) for name in _ids(meaning)]
        wholes = {entry.denominator for entry in entries if entry} & self.own[column]
        # "Hồ sơ trực tuyến / Tổng số hồ sơ" is of those; but beside a share it may be of all.
        beside = self._adds(column) or any(map(self._is_rate, self.own))
        is_open = wholes & WITHOUT_OPERATOR or (wholes and beside)
        others = self.own.keys() - {column}
        says = self._says_all(column) or any(self._has(at) or self._repeats(at) for at in others)
        return meaning.how == "exact" and bool(is_open) and says

    def _whole(self, entry: Indicator) -> int | None:
        """Find the one column that by its own words is the whole of a share, or all there is."""
        if entry.denominator in {None, entry.numerator}:
            return None
        found = [at for at, names in self.own.items() if entry.denominator in names]
        some = found if len(found) == 1 else list(filter(self._says_all, found))
        if not found and entry.numerator in self.said and any(map(self._repeats, self.own)):
            some = list(filter(self._is_sum, self.own))
        return some[0] if len(some) == 1 else None

    def _part(self, whole: int, entry: Indicator) -> int | None:
        """Find the one column beside a whole that is its part, or that repeats the title."""
        others = [at for at in self.own if at != whole and not self._is_rate(at)]
        named = [at for at in others if entry.numerator in self.own[at] | _ids(self.resolved[at])]
        is_whole = self._says_all(whole) or self._adds(whole)
        found = named or [
            at for at in others if is_whole and self._repeats(at) and self._are_alike(at, whole)
        ]
        return found[0] if len(found) == 1 else None

    def _are_alike(self, part: int, whole: int) -> bool:
        """Tell whether two columns may count the same: "Hộ" beside "Dân số" are no part of it."""
        one, other = ({*parse_level(self.paths[at][0]).subjects} for at in (part, whole))
        return not (one and other) or bool(one & other)

    def _adds(self, column: int) -> bool:
        """Tell whether a column's own words say more than its title does."""
        return bool(_tokens(self.paths[column]) - _LINKS - _tokens(self.title))

    def _is_sum(self, column: int) -> bool:
        """Tell a column that says no more than that it is all: "Tổng số"."""
        level = parse_level(self.paths[column][0])
        return level.total and level.is_bare and len(self.paths[column]) == 1

    def _says_all(self, column: int) -> bool:
        """Tell whether a column's own words begin as a whole does."""
        return _ALL.match(plain_text(self.paths[column][0])) is not None

    def _repeats(self, column: int) -> bool:
        """Tell a column that says in the title's words who is counted: "Số người có tài khoản"."""
        level, plain = parse_level(self.paths[column][0]), plain_text(self.paths[column][0])
        known = _tokens(self.paths[column]) - _LINKS <= _tokens(self.title)
        tells = level.subjects or level.relations or _HAVE.search(plain)
        return known and bool(tells) and not (level.total or self._is_rate(column))

    def _has(self, column: int) -> bool:
        """Tell a column of those that have what the title names: "Đã được cấp"."""
        return _HAS.match(plain_text(self.paths[column][0])) is not None

    def _is_rate(self, column: int) -> bool:
        """Tell whether a column is a share."""
        return any(parse_level(level).measure == "percent" for level in self.paths[column])


def _ids(meaning: Meaning) -> set[str]:
    """Name what a column can count."""
    return {one.id for one in meaning.columns if one.kind == "count"}


def _tokens(levels: Sequence[str]) -> set[str]:
    """Take levels of a heading apart into words."""
    return {word for level in levels for word in re.findall(r"\w+", plain_text(level))}


def _is_about(group: Path, entry: Indicator, headings: Headings) -> bool:
    """Tell whether the title of a group has no word but those of a share, and no date or sign."""
    ids = (entry.numerator, entry.denominator or "", f"{entry.id}_pct")
    known = frozenset().union(*(headings.vocabulary.get(name, frozenset()) for name in ids))
    words = frozenset().union(*map(headings.words, group)) - headings.weak - headings.context
    levels = list(map(parse_level, group))
    signs = any(kind == "period" for level in levels for kind, _ in level.vetoes)
    return bool(words) and words <= known and not (signs or any(one.dates for one in levels))


def _is_within(part: Mapping[int, float], whole: Mapping[int, float]) -> bool:
    """Tell whether figures may be those of a part: never more than the whole's."""
    beside = [row for row in part if row in whole]
    return len(beside) >= _FEWEST and all(part[row] <= whole[row] for row in beside)


def _as(meaning: Meaning, column: Column, own: Meaning) -> Meaning:
    """Take a column for a quantity; whose and of when it is, its whole heading says."""
    if column.id in _ids(meaning):
        return meaning
    said = meaning.composed
    composed = replace(own.composed, operator=said.operator, dates=said.dates, reason="", word="")
    scale = own.composed.scale if own.how == "composed" else own.scale
    return Meaning((column,), scale, composed=composed, how="exact")


def _refused(meaning: Meaning) -> Meaning:
    """Take a column's quantity away: it may be the whole, or the part."""
    return Meaning((), composed=replace(meaning.composed, quantity="", reason="base_in_group"))
