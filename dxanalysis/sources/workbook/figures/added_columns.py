"""Columns that hold a part of one figure each: settled early and on time, teams by level."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_counting
from dxanalysis.sources.workbook.tables.siblings import above
from dxanalysis.sources.workbook.words.headings import Meaning
from dxanalysis.sources.workbook.words.slots import parse_level, slot_words
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from dxanalysis.sources.spreadsheets.numbers import Figures
    from dxanalysis.sources.workbook.figures.figures import Finding, Note
    from dxanalysis.sources.workbook.tables.table import Table

    Path = tuple[str, ...]
    Understand = Callable[[Path], Meaning]

_EARLY: Final = re.compile(r"\b(?:truoc|som)(?: thoi)?(?: ky)? han\b")
_OTHERWISE: Final = re.compile(r"\b(?:dung|trong|qua|tre|cham)(?: thoi)?(?: ky)? han\b")
_ONLY_EARLY: Final = re.compile(
    r"(?:\W|\b(?:so|luong|tong|ho so|tthc|da|giai quyet|tra|xu ly|ty le|ti le)\b)*"
    r"(?:truoc|som)(?: thoi)?(?: ky)? han\b(?:\W|\bho so\b)*"
)
_ON_TIME: Final = frozenset({"files_on_time", "files_on_time_pct"})

_TEAMS: Final = frozenset({"teams", "team_members"})
_COMMUNES: Final = r"xa|phuong|thi tran|dac khu"
_VILLAGES: Final = "|".join(
    sorted({plain_text(one) for one in slot_words("subject", "villages")}, key=len, reverse=True)
)
_LEVEL: Final = re.compile(
    rf"[\s(,–-]*\b(?:(?:cap|tuyen|tai|o) )?(?:(?P<high>{_COMMUNES})|(?:{_VILLAGES}))"
    rf"(?:[ ,/–-]+(?>{_COMMUNES}|{_VILLAGES}))*\s*\)?\s*$"
)
"""At the end of a heading: of which level the teams are that it counts."""

_ALL_LEVELS: Final = re.compile(r"\b(?:gom|ca|ke ca|va|tinh ca)\b[^()]*$")
_NEAR: Final = 0.6
"""By how many points shares that make a whole may miss it, each being rounded."""

_PERCENT: Final = 100.0


def parts_of_sums(
    paths: Mapping[int, Path], found: Mapping[int, Meaning], understand: Understand
) -> dict[int, Meaning]:
    """Understand columns that hold a part of a figure, where the other part stands beside them.

    Parameters
    ----------
    paths
        Column to heading.
    found
        What each is understood as.
    understand
        Tells what a heading means.

    Returns
    -------
    dict
        Columns to meanings: a part that is added to the column of the same quantity, or nothing
        for parts of which nobody says that they may be added.
    """
    return {**_early(paths, found, understand), **_by_level(paths, found, understand)}


def _early(
    paths: Mapping[int, Path], found: Mapping[int, Meaning], understand: Understand
) -> dict[int, Meaning]:
    """Add what was settled before its time to what was settled on time: neither is late."""
    made: dict[int, Meaning] = {}
    for column, meaning in found.items():
        plain = tuple(map(plain_text, paths[column]))
        is_early = any(map(_EARLY.search, plain)) and not any(map(_OTHERWISE.search, plain))
        if not is_early or meaning.columns or meaning.how == "given":
            continue
        beside = [
            one for one, other in found.items()
            if _ids(other) & _ON_TIME and other.how != "given"
            and above(paths[one]) == above(paths[column])
            and _is_share(paths[one]) == _is_share(paths[column])
            and other.composed.dates == meaning.composed.dates
            and other.composed.operator == meaning.composed.operator
        ]  # fmt: skip
        beside = [one for one in beside if not _is_within(paths[column], paths[one])]
        if not beside:
            continue
        partner = found[beside[0]]
        same = _ids(understand(tuple(_EARLY.sub("dung han", one) for one in plain)))
        if len(beside) == 1 and (same == _ids(partner) or _ONLY_EARLY.fullmatch(plain[-1])):
            made[column] = replace(partner, adds=True)
        else:
            words = " / ".join(paths[column])
            made |= {one: _refused(found[one], "part_apart", words) for one in beside}
    return made


def _by_level(
    paths: Mapping[int, Path], found: Mapping[int, Meaning], understand: Understand
) -> dict[int, Meaning]:
    """Refuse teams of one level beside those of another: neither is all of them."""
    levels: dict[str, dict[int, str]] = {}
    for column, meaning in found.items():
        plain = tuple(map(plain_text, paths[column]))
        said = next((match for one in plain if (match := _level_of(one))), None)
        if said is None or meaning.how == "given":
            continue
        rest = tuple(one[: match.start()] if (match := _level_of(one)) else one for one in plain)
        for name in _ids(understand(tuple(one for one in rest if one.strip()))) & _TEAMS:
            levels.setdefault(name, {})[column] = "high" if said["high"] else "low"
    made: dict[int, Meaning] = {}
    for name, columns in levels.items():
        total = any(name in _ids(one) for column, one in found.items() if column not in columns)
        for column, level in columns.items():
            other = next((one for one, its in columns.items() if its != level), None)
            if other is not None and not total:
                made[column] = _refused(found[column], "part_apart", " / ".join(paths[other]))
            elif other is not None and found[column].columns:
                made[column] = _refused(found[column], "column_changed", paths[column][-1])
    return made


def _level_of(plain: str) -> re.Match[str] | None:
    """Find of which level teams are; "(gồm cả tổ cấp xã)" is of all."""
    match = _LEVEL.search(plain)
    return None if match is None or _ALL_LEVELS.search(plain[: match.start()]) else match


def _ids(meaning: Meaning) -> set[str]:
    return {one.id for one in meaning.columns}


def _is_share(path: Path) -> bool:
    return any(parse_level(level).measure == "percent" for level in path)


def _is_within(path: Path, other: Path) -> bool:
    """Tell whether a column is a part of the one beside it: "Đúng hạn", "trong đó: trước hạn"."""
    return any(parse_level(level).within for level in path if level not in other)


def _refused(meaning: Meaning, reason: str, words: str) -> Meaning:
    """Take a column's quantity away, and say by which words."""
    return Meaning((), composed=replace(meaning.composed, quantity="", reason=reason, word=words))


def added_columns(table: Table, name: str) -> list[int]:
    """List the columns whose figures are added to those of a quantity's own column.

    Parameters
    ----------
    table
        The table.
    name
        The quantity.

    Returns
    -------
    list of int
        The columns.
    """
    return [column for column in table.columns[name] if table.meanings[column].adds]


def add_up(
    table: Table,
    name: str,
    figures: dict[str, Figures],
    parts: Mapping[int, Figures],
    note: Note,
) -> Iterator[Finding]:
    """Add parts to a quantity's own figures, unless these hold them already.

    Parameters
    ----------
    table
        The table.
    name
        The quantity.
    figures
        Those of all columns; the quantity's become the sums.
    parts
        Column to its figures.
    note
        Makes the findings.

    Yields
    ------
    dict
        That two columns were added up: a warning where nothing shows that together they are no
        more than all. An error, and no figure, where they are more.
    """
    own = figures[name]
    wholes = _wholes(name, figures, own, is_rate=table.kinds[name].kind == "rate")
    for column, part in parts.items():
        both = [row for row, one in own.numbers.items() if one + part.numbers.get(row, 0) >= 0]
        over = [row for row in both if own.numbers[row] + _at(part, row) > _at_most(wholes, row)]
        within = over and all(
            _at(part, row) <= own.numbers[row] <= _at_most(wholes, row) for row in both
        )
        rule = "columns_added"
        severity = "note" if wholes else "warning"
        if within:
            rule, severity = "column_within", "warning"
        elif over:
            rule, severity = "columns_above", "error"
        yield note(
            severity,  # type: ignore[arg-type]
            rule, column=column, quantity=name, value=table.headings[column],
            expected=table.headings[table.columns[name][0]],
        )  # fmt: skip
        if within:
            continue
        lacking = [
            row for row in note.codes
            if _at(own, row) and math.isnan(part.numbers.get(row, math.nan))
        ]  # fmt: skip
        if lacking and not over:
            yield note(
                "warning", "part_lacking", row=lacking[0], column=column, quantity=name,
                value=len(lacking), expected=table.headings[column], unit_code=None, unit_name=None,
            )  # fmt: skip
        for row, one in own.numbers.items():
            own.numbers[row] = math.nan if over else one + part.numbers.get(row, math.nan)


def _wholes(
    name: str, figures: Mapping[str, Figures], own: Figures, *, is_rate: bool
) -> Mapping[int, float]:
    """Give what the parts can be together at most, by row; nothing where no column tells."""
    if is_rate:
        return dict.fromkeys(own.numbers, _PERCENT + _NEAR)
    entry = indicator_counting(name)
    base = figures.get(entry.denominator or "") if entry else None
    return base.numbers if base else {}


def _at(figures: Figures, row: int) -> float:
    number = figures.numbers.get(row, math.nan)
    return 0.0 if math.isnan(number) else number


def _at_most(wholes: Mapping[int, float], row: int) -> float:
    most = wholes.get(row, math.inf)
    return math.inf if math.isnan(most) else most
