"""Which columns of a table hold which quantity: by part of its rows, operator and date."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from dxanalysis.indicators import indicator_of
from dxanalysis.sources.personal_data import contains_personal_data
from dxanalysis.sources.spreadsheets.compound import compound
from dxanalysis.sources.spreadsheets.inexact import is_inexact
from dxanalysis.sources.spreadsheets.numbers import is_mark, looks_like_figure
from dxanalysis.sources.workbook.columns.by_cells import as_written_below
from dxanalysis.sources.workbook.columns.carried_over import with_carried_over
from dxanalysis.sources.workbook.columns.dated_columns import by_date, keep_roles
from dxanalysis.sources.workbook.columns.fibre_of_fixed import fibre_of_fixed
from dxanalysis.sources.workbook.columns.in_percent import shares_by_title
from dxanalysis.sources.workbook.columns.of_villages import of_villages
from dxanalysis.sources.workbook.columns.of_whom import of_whom
from dxanalysis.sources.workbook.columns.one_level import of_one_level
from dxanalysis.sources.workbook.columns.short_headings import short_headings
from dxanalysis.sources.workbook.columns.standing_columns import (
    beyond_points,
    is_no_part_of_lacking,
    stands_alone,
)
from dxanalysis.sources.workbook.columns.to_one_thing import shares_of_wholes, to_one_thing
from dxanalysis.sources.workbook.columns.wholes_in_groups import wholes_in_groups
from dxanalysis.sources.workbook.dates.written import bare_periods, with_years
from dxanalysis.sources.workbook.figures.added_columns import parts_of_sums
from dxanalysis.sources.workbook.figures.cell_marks import without_unit
from dxanalysis.sources.workbook.figures.parts_of_what import count_of_share
from dxanalysis.sources.workbook.lists.village_lists import mark_of
from dxanalysis.sources.workbook.notes.legends import Legend
from dxanalysis.sources.workbook.sheets.heading_rows import said_unit
from dxanalysis.sources.workbook.tables.siblings import (
    above,
    beside_cumulative,
    by_highest_technology,
    fixed_beside_copper,
    known_by_unit_alone,
    of_whole_province,
    one_of_several_accounts,
    parts_beside_total,
    periods_begun_apart,
    residents_of_all,
    shares_of_other_days,
    shares_of_plans,
    shares_of_province,
)
from dxanalysis.sources.workbook.tables.table import WITHOUT_OPERATOR, Table
from dxanalysis.sources.workbook.titles.dark_lists import as_mark
from dxanalysis.sources.workbook.titles.title_context import counts_stations, without_operators
from dxanalysis.sources.workbook.titles.title_operators import names_rivals
from dxanalysis.sources.workbook.words.headings import FIGURES, Meaning
from dxanalysis.sources.workbook.words.pairs import lists_several
from dxanalysis.sources.workbook.words.said_units import against_units, with_said_scales
from dxanalysis.sources.workbook.words.slots import Level, parse_level
from dxanalysis.sources.workbook.words.tokens import heading_key
from dxanalysis.sources.workbook.words.whose import WITH_NETWORKS
from dxanalysis.vietnamese import plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.tables.grid import Block
    from dxanalysis.sources.workbook.tables.keys import Part
    from dxanalysis.sources.workbook.tables.row_kinds import Row
    from dxanalysis.sources.workbook.tables.table import Wanted
    from dxanalysis.sources.workbook.titles.titles import Titles
    from dxanalysis.sources.workbook.words.compose import Context
    from dxanalysis.sources.workbook.words.headings import Column, Headings

    Path = tuple[str, ...]
    Dates = dict[str, list[tuple[dt.date | None, int, Column]]]
    # Quantity to the columns that hold it, each with the earlier date that its heading names.


_STRAY: Final = 0.1
"""Up to this share of figures a column of words is one: "chưa có" among remarks is no count."""


@dataclass(frozen=True)
class Found:
    """One table as it lies in the sheet, before its rows are parted.

    Attributes
    ----------
    sheet, block, titles
        The table, and what stands above it.
    paths, roles
        Its headings, and the columns that name a row rather than hold figures.
    rows
        Its rows.
    villages
        Whether villages stand beneath their communes, in the column of names.
    legend
        What abbreviations in its headings stand for.
    """

    sheet: Sheet
    block: Block
    paths: Mapping[int, Path]
    roles: Mapping[int, str]
    titles: Titles
    rows: Sequence[Row]
    villages: bool = False
    legend: Legend = field(default_factory=Legend)

    @property
    def lists_villages(self) -> bool:
        """Whether each row is a village."""
        return self.villages or "village" in self.roles.values()


def views(found: Found, headings: Headings, part: Part, wanted: Wanted) -> Iterator[Table]:
    """Assign the columns for one part of a table's rows.

    Parameters
    ----------
    found
        The table.
    headings
        What columns are called.
    part
        The rows.
    wanted
        Whose figures, of which date.

    Yields
    ------
    Table
        The table's own figures; then those of other operators, and of earlier dates.
    """
    block, titles = found.block, found.titles
    chosen = set(part.rows) if part.rows else None
    own_rows = [row for row in found.rows if chosen is None or row.number in chosen]
    operator = wanted.of(titles)
    table = Table(
        found.sheet, block, {}, {}, {}, {}, {}, {}, {}, titles, own_rows, part=part,
        as_of=part.as_of or wanted.as_of or titles.as_of, operator=operator, shown=block.columns,
    )  # fmt: skip
    rows = [row.number for row in own_rows if row.kind == "unit"]
    resolved = _resolved(headings, found, part, rows)
    _set_roles(table, found, headings)
    dated: dict[str, Dates] = {operator: {}}
    for column in block.columns:
        path = found.paths.get(column, ())
        table.headings[column] = " / ".join(found.legend.as_written(path))
        if column in found.roles or column in part.columns:
            continue
        if not path:
            if _about_persons(found.sheet, block, column):
                table.unread[column], table.words[column] = "column_personal", ""
            continue
        meaning = resolved[column]
        table.meanings[column] = meaning
        meant = _by_content(found.sheet, meaning.columns, column, block)
        if meant:
            cells = [(row.number, column) for row in own_rows if row.kind == "unit"]
            other = as_written_below(found.sheet, cells, meant)
            meant = headings.by_id.get(other, meant)
        reason, words, when = _verdict(found, column, resolved, meant, (table.as_of, wanted))
        if reason:
            table.unread[column], table.words[column] = reason, words
        elif meant:
            whose = meaning.composed.operator or operator
            if not wanted.each or meant.id in WITHOUT_OPERATOR:
                whose = operator
            dated.setdefault(whose, {}).setdefault(meant.id, []).append((when, column, meant))
    yield from _by_operator(table, dated)


def _resolved(
    headings: Headings, found: Found, part: Part, rows: Sequence[int]
) -> dict[int, Meaning]:
    """Say what each column means, by what it is headed, by what stands beside it, as decided."""
    titles, context = found.titles, part.context(found.titles.context)
    resolved = _meanings(headings, found, part, context)
    resolved |= shares_by_title(context, found.paths, resolved, headings.by_id, (found.sheet, rows))
    resolved |= wholes_in_groups(found.paths, resolved, headings, context, (found.sheet, rows))
    resolved |= with_carried_over(found.paths, resolved)
    said = partial(headings.meaning, context=context)
    resolved |= of_villages(found.paths, resolved, said, (found.sheet, rows), titles.lines)
    around = (found.sheet.name, *titles.lines, *part.words)
    resolved |= short_headings(found.paths, resolved, headings, around)
    resolved |= of_whom(found.paths, resolved, headings.by_id, (found.sheet, rows), around)
    resolved |= shares_of_wholes(found.paths, resolved, headings.by_id, (found.sheet, rows))
    resolved |= {
        column: _refused(resolved[column], "column_changed", words)
        for column, words in {
            **to_one_thing(found.paths, resolved, (found.sheet, rows)),
            **of_one_level(found.paths, resolved),
        }.items()
    }
    resolved |= with_said_scales(context, found.paths, resolved)
    resolved |= against_units(() if titles.veto else context.units, found.paths, resolved)
    if found.lists_villages:
        resolved |= _marks(found, context, resolved)
    resolved |= _remarked(titles, resolved)
    return resolved | _decided(headings, found, part, resolved)


def _first_pair(found: Found, column: int) -> str:
    """Give the first of a column's cells if they hold two counts, of which none is of the other.

    The heading lists both. By its words alone "Số thôn/số tổ CNSCĐ" might be a count of villages
    that have one.
    """
    if not any(map(lists_several, found.paths[column])):
        return ""
    texts = [text for row in found.rows if (text := found.sheet.text(row.number, column))]
    pairs = list(filter(_is_pair, texts))
    return pairs[0] if 2 * len(pairs) > len(texts) else ""


def _is_pair(text: str) -> bool:
    """Tell whether a cell holds two counts."""
    both = compound(text)
    return both is not None and not math.isnan(both.whole)


def _holds_words(found: Found, column: int, name: str = "", *, marks: bool = True) -> bool:
    """Tell whether what stands in a column are words: no heading makes them figures."""
    texts = [found.sheet.text(row.number, column) for row in found.rows]
    texts = [str(without_unit(name, text)) for text in texts if text]
    figures = sum(
        looks_like_figure(text) or is_inexact(text) or (marks and is_mark(as_mark(text)))
        for text in texts
    )
    return bool(texts) and figures <= (0 if marks else _STRAY * len(texts))


def _rise(found: Found, column: int) -> str:
    """Give a cell by which a column has what there is more of: "+3"; none has but where some do."""
    texts = [found.sheet.text(row.number, column) for row in found.rows if row.kind == "unit"]
    signed = [text for text in texts if _SIGNED.fullmatch(text)]
    whole = [
        text for text in texts
        if looks_like_figure(text) and text not in {*signed, "0"} and re.search(r"\d", text)
    ]  # fmt: skip
    return signed[0] if signed and not whole else ""


_SIGNED: Final = re.compile(r"[+-]\s*\d[\d.,]*")


def _decided(
    headings: Headings, found: Found, part: Part, resolved: Mapping[int, Meaning]
) -> dict[int, Meaning]:
    """Take the meanings that a planner has decided; dates and scales stay those of the heading."""
    if not headings.decided:
        return {}
    own: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        heading = heading_key(" / ".join((*found.paths[column], *part.words)))
        key = found.titles.scope, heading
        if key in headings.decided:
            given = headings.decided[key]
            scale = meaning.composed.scale or meaning.scale
            composed = meaning.composed
            if given is None:
                composed = replace(composed, reason="column_undecided", word="")
            columns = () if given is None else (given,)
            own[column] = Meaning(columns, scale, meaning.personal, composed, how="given")
    return own


def _set_roles(table: Table, found: Found, headings: Headings) -> None:
    """Give a table the columns that name its rows."""
    for column in table.block.columns:
        if column in found.roles:
            role = found.roles[column]
            table.columns.setdefault(role, []).append(column)
            table.kinds[role] = headings.by_id[role]
            table.meanings[column] = headings.meaning(found.paths.get(column, ()))
    if found.villages and table.block.names is not None:
        table.columns["village"] = [table.block.names]
        table.kinds["village"] = headings.by_id["village"]


def _verdict(
    found: Found,
    column: int,
    resolved: Mapping[int, Meaning],
    meant: Column | None,
    asked: tuple[dt.date | None, Wanted],
) -> tuple[str, str, dt.date | None]:
    """Say why a column is not read and by which words, or of which earlier date it is."""
    meaning, titles, (as_of, wanted) = resolved[column], found.titles, asked
    lists_lacking = found.lists_villages and titles.lacks
    if meaning.personal and meant is None and _counts_people(found, column):
        meaning = replace(meaning, personal=False)
    reason, words = _why_unread(meaning, meant, wanted, titles, villages=lists_lacking)
    if reason == "title_changes":
        # "Điểm lõm sóng" over names is what a list is of, and no count of it.
        counts = [one for one in resolved if one == column or not _holds_words(found, one)]
        # "Thôn chưa có sóng 4G" over "Số thôn chưa có sóng": of which, the title says.
        narrowed = titles.veto.kind == "lacks" and titles.context.technology and meant and (
            meant.id == "villages_without_signal"
        )  # fmt: skip
        held = {
            one: [found.sheet.cells.get((row.number, one)) for row in found.rows] for one in counts
        }
        counted = (titles.veto.kind == "points" and beyond_points(held[column])) or (
            titles.veto.kind == "lacks"
            and is_no_part_of_lacking(column, {one: found.paths[one] for one in counts}, held)
        )
        stands = (
            counted
            or _told_day(titles, column, wanted)
            or (
                not narrowed
                and stands_alone(
                    titles.veto,
                    column,
                    {one: resolved[one] for one in counts},
                    {one: found.paths[one] for one in counts},
                    wanted.today,
                )
            )
        )
        if stands:
            reason, words = "", ""
    when, late = _when(meaning, as_of, wanted)
    if not (meaning.composed.dates or found.roles.get(column)):
        when = _noted(titles, column, as_of, wanted)
        if when is None and as_of and (over := _over(found.paths[column], as_of)):
            when, late = (over, "") if over < as_of else (None, "column_future")
    if not reason and late:
        written = ", ".join(one.written for one in meaning.composed.dates)
        reason, words = late, written or found.paths[column][-1]
    if meaning.how != "given" and reason in {"", "column_unknown", "no_indicator"}:
        reason, words = _contradicted(found, column, meant, (reason, words))
    reason, words = _told_by_cells(found, column, resolved, (reason, words))
    not_read = reason or (meant and meant.kind == "note")
    if not_read and _about_persons(found.sheet, found.block, column):
        reason, words = "column_personal", ""
    return reason, words, when


def _told_by_cells(
    found: Found, column: int, resolved: Mapping[int, Meaning], said: tuple[str, str]
) -> tuple[str, str]:
    """Say of a column that is not read what its cells tell: that nothing is lost with it."""
    if said[0] == "column_unknown":
        rows = [row.number for row in found.rows if row.kind == "unit"]
        if count := count_of_share(column, found.paths, resolved, (found.sheet, rows)):
            return "share_beside", found.paths[count][-1]
    if said[0] == "column_changed" and _holds_words(found, column):
        return "no_indicator", said[1]  # "Huyện cũ" over names counts nothing
    return said


def _contradicted(
    found: Found, column: int, meant: Column | None, said: tuple[str, str]
) -> tuple[str, str]:
    """Say why the cells of a column do not hold what its heading says, or what was said before."""
    if pair := _first_pair(found, column):
        return "pairs_unclear", pair
    if said[0] or meant is None or meant.kind in {"place", "note"}:
        return said
    if meant.kind == "count" and (grown := _rise(found, column)):
        return "column_changed", grown
    if _holds_words(found, column, meant.id, marks=meant.kind != "count"):
        return "column_unknown", found.paths[column][-1]
    return said


def _by_operator(table: Table, dated: Mapping[str, Dates]) -> Iterator[Table]:
    """Make a table of each operator's columns; what no operator builds is a base of each."""
    own = dated[table.operator]
    others = {who: some for who, some in dated.items() if who != table.operator}
    places = {
        who: {column for one in some.values() for _, column, _ in one}
        for who, some in others.items()
    }
    theirs = frozenset().union(*places.values())
    table = replace(table, shown=tuple(one for one in table.shown if one not in theirs))
    bases = {name: some for name, some in own.items() if name in WITHOUT_OPERATOR}
    yield from by_date(table, own)
    for who, some in others.items():
        beside = replace(
            table, columns={}, kinds={}, scales={}, unread={}, words={}, dates={}, operator=who,
            beside=True, rows=list(table.rows), shown=tuple(sorted(places[who])),
        )  # fmt: skip
        keep_roles(table, beside)
        yield from by_date(beside, {**bases, **some})


def _meanings(headings: Headings, table: Found, part: Part, context: Context) -> dict[int, Meaning]:
    """Understand each column; one in a group about coverage by what stands beside it."""
    paths, roles, lines = table.paths, table.roles, table.titles.lines
    found: dict[int, Meaning] = {}
    whole: Path = ()
    nearest: Path = ()
    some: Path = ()
    for column in sorted(set(paths) - set(roles)):
        path = part.path(column, paths[column])
        meaning = _without_unit(headings, path, context) or headings.meaning(path, context)
        if (
            context.counted
            and (not meaning.columns or meaning.composed.reason == "basis_unclear")
            and (
                _says_only_whose_or_when(with_years(path, context.year), context.counted)
                or _says_only_that_there_are(path)
            )
        ):
            named = any(parse_level(level).operators for level in path)
            counted = without_operators(context.counted) if named else context.counted
            said = _of_title(headings.meaning((counted, *path), context))
            bare = _says_only_that_there_are(path)
            meaning = said if not bare or _base_of(said) else meaning
        if any(parse_level(level).within for level in path):
            meaning = _part_of(
                path, meaning, (whole, nearest, some), partial(headings.meaning, context=context)
            )
        elif any(one.base for one in meaning.columns) or _counts_stations(path):
            whole, nearest, some = path, path, ()
        else:
            nearest, some = (), path if _is_of_some(path) else some
        found[column] = meaning
    if context.counted:
        title = headings.meaning((context.counted,), context)
        of_shares = title.of_kind("rate") is not None
        of_all = not said_unit(context.counted) and any(one.base for one in title.columns)
        open_ones = {at: part.path(at, paths[at]) for at in found if not found[at].columns}
        left = _left_to_title(open_ones, of_shares=of_shares, of_all=of_all)
        if left is not None:
            said = headings.meaning((context.counted, *open_ones[left]), context)
            taken = {one.id for meaning in found.values() for one in meaning.columns}
            if said.columns and not taken & {one.id for one in said.columns}:
                found[left] = _of_title(said)
    covered = {
        (above(paths[column]), _base_of(meaning))
        for column, meaning in found.items()
        if not meaning.composed.base and _base_of(meaning)
    }
    for column, meaning in found.items():
        base = meaning.composed.base
        if base and (above(paths[column]), base) in covered and meaning.how != "given":
            known = headings.by_id[base]
            composed = replace(meaning.composed, quantity=base, kind="count", reason="")
            found[column] = Meaning((known,), composed.scale, composed=composed)
    found |= _beside_a_part(paths, found, headings)
    found |= fibre_of_fixed(paths, found, partial(headings.meaning, context=context))
    _refuse_by_neighbours(paths, found, lines)
    return found | parts_of_sums(paths, found, partial(headings.meaning, context=context))


def _without_unit(headings: Headings, path: Path, context: Context) -> Meaning | None:
    """Give the meaning of what counts persons above its unit: "Số thành viên | người".

    None where there is no such unit, the words are understood with it, or are not without it.
    """
    if len(path) < 2 or not _A_NUMBER.fullmatch(plain_text(path[-1])):  # noqa: PLR2004 - a level above it
        return None
    if not _PERSONS.search(plain_text(path[-2])) or headings.meaning(path, context).columns:
        return None
    meaning = headings.meaning(path[:-1], context)
    return meaning if meaning.how == "exact" and meaning.columns else None


_A_NUMBER: Final = re.compile(r"\W*(?:(?:tong )?so (?:luong )?)?\(?nguoi\)?\W*")
_PERSONS: Final = re.compile(
    r"\b(?:thanh vien|can bo|cong chuc|vien chuc|hoc vien|nhan vien|nhan luc|nhan su)\b"
)


def _part_of(
    path: Path, meaning: Meaning, wholes: tuple[Path, Path, Path], said: Callable[[Path], Meaning]
) -> Meaning:
    """Understand "Trong đó: …" of what stands before it: of the last whole, or right before it."""
    whole, nearest, some = wholes
    if some and meaning.how != "given" and _subjects(path) <= _subjects(some):
        # Behind "Số thôn đặc biệt khó khăn", "Trong đó: có sóng 4G" is a part of those.
        return _refused(meaning, "column_changed", some[-1]) if meaning.columns else meaning
    of_whole = said((*whole, *path)) if whole else meaning
    if of_whole is not meaning and (
        meaning.composed.reason == "basis_unclear"
        or (not meaning.columns and of_whole.how == "exact" and of_whole.columns)
    ):
        return of_whole  # "Số thôn", and beside it "Trong đó: có sóng 4G", "trắng sóng"
    if nearest and not meaning.columns:
        part_of = said((*nearest, *map(_without_within, path)))
        if part_of.how == "exact" and part_of.of_kind("count"):
            return part_of  # "Hồ sơ tiếp nhận", and behind it "Trong đó: trực tuyến"
    return meaning


def _beside_a_part(
    paths: Mapping[int, Path], found: Mapping[int, Meaning], headings: Headings
) -> dict[int, Meaning]:
    """Understand "Tổng số" and "Tỷ lệ (%)" beside "Được phủ sóng", of what the title says."""
    parts: dict[Path, set[tuple[str, str, int]]] = {}
    for column, meaning in found.items():
        said = meaning.composed
        own = parse_level(paths[column][-1])
        entry = indicator_of(said.quantity)
        if entry and "subject_from_title" in said.why and own.relations and _base_of(meaning):
            key = (_base_of(meaning), f"{entry.id}_pct", said.scale)
            parts.setdefault(_group(paths[column]), set()).add(key)
    made: dict[int, Meaning] = {}
    for column, meaning in found.items():
        some = parts.get(_group(paths[column]), set())
        bare = _bare_measure(paths[column][-1])
        wholes = {(base, scale) for base, _, scale in some}
        one = len(wholes if bare == "count" else some) == 1
        if meaning.columns or meaning.how == "given" or not (bare and one):
            continue
        base, rate, scale = next(iter(some))
        known = headings.by_id.get(base if bare == "count" else rate)
        if known is not None:
            composed = replace(
                meaning.composed, quantity=known.id, kind=known.kind, reason="", word="",
                scale=scale if bare == "count" else 1, confidence="likely",
                why=("subject_from_title",),
            )  # fmt: skip
            made[column] = Meaning((known,), composed.scale, composed=composed)
    return made


def _subjects(path: Path) -> set[str]:
    """Give what a heading counts, of people, homes, villages and stations."""
    return {one for level in path for one in parse_level(level).subjects if one != "communes"}


def _is_of_some(path: Path) -> bool:
    """Tell a heading of some of these only: "Số hộ nghèo"."""
    vetoes = {kind for level in path for kind, _ in parse_level(level).vetoes}
    return "part" in vetoes and bool(_subjects(path))


def _without_within(level: str) -> str:
    """Take "Trong đó" off a level: behind its whole, it says nothing more."""
    return _IS_PART.sub(" ", level) if parse_level(level).within else level


_IS_PART: Final = re.compile(r"(?i)^\W*(?:trong đó|trong do|of which)\b\W*(?:là|có)?\s*")


def _group(path: Path) -> Path:
    """Give the levels above a column's own, without "Trong đó", whose whole stands beside it."""
    return tuple(level for level in above(path) if not parse_level(level).within)


def _bare_measure(text: str) -> str:
    """Give what a heading that says nothing else measures: a number of all, or a share."""
    level = parse_level(text)
    says_all = level.measure == "percent" or level.total
    return level.measure if level.is_bare and not level.within and says_all else ""


def _refuse_by_neighbours(
    paths: Mapping[int, Path], found: dict[int, Meaning], lines: Sequence[str]
) -> None:
    """Take the quantity from columns that are something else because of those beside them."""
    for column in by_highest_technology(paths, found, lines):
        found[column] = _refused(found[column], "column_changed", " / ".join(paths[column]))
    for column in fixed_beside_copper(paths, found):
        found[column] = _refused(found[column], "technology_unclear", " / ".join(paths[column]))
    for column in known_by_unit_alone(paths, found):
        words = found[column].composed.word
        found[column] = _refused(found[column], "column_unknown", words)
    for rule, reason in _BY_NEIGHBOURS:
        for column in set(rule(paths, found)) & set(found):
            found[column] = _refused(found[column], reason, paths[column][-1])


_BY_NEIGHBOURS: Final = (
    (residents_of_all, "column_changed"),
    (lambda paths, _: of_whole_province(paths), "column_changed"),
    (one_of_several_accounts, "column_unknown"),
    (shares_of_plans, "measure_unclear"),
    (shares_of_other_days, "share_unclear"),
    (shares_of_province, "share_unclear"),
    (parts_beside_total, "column_changed"),
    (beside_cumulative, "column_changed"),
    (periods_begun_apart, "column_changed"),
)
"""What finds columns that are something else, and why their figures are not read."""


def _says_only_whose_or_when(path: Path, counted: str) -> bool:
    """Tell whether a heading names an operator or a date, or what the title leaves out: "4G"."""
    levels = [parse_level(level) for level in path]
    which = counts_stations(counted)
    said = any(level.operators or level.dates or level.technologies for level in levels)
    return said and not any(
        level.subjects or level.relations or level.vetoes or level.unknown
        or (level.technologies and not which) or level.unit or level.measure == "percent"
        for level in levels
    )  # fmt: skip


def _says_only_that_there_are(path: Path) -> bool:
    """Tell a heading that leaves all to the title but that it is there: "Có", "Đã có"."""
    levels = [parse_level(level) for level in path if not parse_level(level).is_neutral]
    return bool(levels) and all(
        replace(level, text="") == Level("", relations=("has",)) for level in levels
    )


def _left_to_title(paths: Mapping[int, Path], *, of_shares: bool, of_all: bool) -> int | None:
    """Give the one column that does not say of what its figures are: "Số lượng", "Kết quả".

    Below a title that counts, "Tỷ lệ (%)" may be the share in the whole province. "Tổng số" is of
    a title that counts all people, beside men and women; of another it may be the whole.
    """
    left = []
    for column, path in paths.items():
        levels = [replace(parse_level(level), text="") for level in path]
        bare = all(
            replace(one, measure="", unit="", total=one.total and not of_all) == Level("")
            for one in levels
        )
        share = any(one.measure == "percent" for one in levels)
        named = plain_text(path[-1]) not in {"so", "no", "n"}  # which number the rows
        if bare and named and (of_shares or not share):
            left.append(column)
    return left[0] if len(left) == 1 else None


def _of_title(meaning: Meaning) -> Meaning:
    """Note that what a column counts is said by the title alone."""
    why = (*meaning.composed.why, "subject_from_title")
    return replace(meaning, composed=replace(meaning.composed, confidence="likely", why=why))


def _remarked(titles: Titles, resolved: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Leave out the columns that a note says are something else than their headings say."""
    return {
        column: _refused(resolved[column], "column_changed", note)
        for column, note in titles.remarks.items()
        if column in resolved
    }


def _refused(meaning: Meaning, reason: str, words: str) -> Meaning:
    """Take a column's quantity away, and say by which words."""
    composed = replace(meaning.composed, quantity="", reason=reason, word=words)
    return Meaning((), composed=composed)


def _counts_stations(path: Path) -> bool:
    """Tell whether a heading counts stations of all technologies: "Tổng số trạm BTS"."""
    levels = [parse_level(level) for level in path]
    subjects = {subject for level in levels for subject in level.subjects}
    return subjects == {"stations"} and not any(level.technologies for level in levels)


def _marks(found: Found, context: Context, resolved: Mapping[int, Meaning]) -> dict[int, Meaning]:
    """Understand the columns of a list of villages that mark those with a signal."""
    sheet, rows = found.sheet, [row.number for row in found.rows if row.kind == "unit"]
    marked: dict[int, Meaning] = {}
    for column, meaning in resolved.items():
        if meaning.how == "given":
            continue
        mark = mark_of(found.paths[column], context, [sheet.cells.get((r, column)) for r in rows])
        if mark is not None:
            composed = replace(
                meaning.composed, quantity=mark.id, kind="mark", reason="", word="", why=(),
                confidence="sure", base="",
            )  # fmt: skip
            marked[column] = Meaning((mark,), composed=composed)
    return marked


def _base_of(meaning: Meaning) -> str:
    """Name what a count of coverage is a part of."""
    quantity = meaning.composed.quantity
    for start, base in (
        ("people_", "population"),
        ("villages_with_", "villages"),
        ("households_", "households"),
    ):
        if quantity.startswith(start):
            return base
    return ""


def _why_unread(
    meaning: Meaning, found: Column | None, wanted: Wanted, titles: Titles, *, villages: bool
) -> tuple[str, str]:
    """Say why a column is not read, and by which words."""
    composed = meaning.composed
    if meaning.personal or (found and found.kind == "personal"):
        return "column_personal", ""
    if found is None:
        return composed.reason or "column_unknown", composed.word
    reason, words = "", ""
    if found.kind == "unclear":
        reason = "basis_unclear"
    elif found.kind in FIGURES and not _is_read(composed.operator, wanted, titles):
        reason, words = "column_other_operator", composed.operator
    elif found.kind in FIGURES and titles.veto and meaning.how != "given" and not villages:
        reason, words = "title_changes", titles.veto.words
    return reason, words


def _about_persons(sheet: Sheet, block: Block, column: int) -> bool:
    """Tell whether a column that is not read holds personal data, whatever its heading says."""
    places = [(row, column) for row in block.body]
    return not sheet.personal.isdisjoint(places) or contains_personal_data(
        value for value in map(sheet.cells.get, places) if not isinstance(value, str)
    )


def _counts_people(found: Found, column: int) -> bool:
    """Tell numbers of officers or of telephones, "Số cán bộ", from data about single persons."""
    if _ABOUT_ONE.search(plain_text(" ".join(found.paths[column]))):
        return False
    held = [found.sheet.cells.get((row.number, column)) for row in found.rows]
    held = [value for value in held if value not in {None, ""}]
    numbers = [value for value in held if isinstance(value, int | float) and value < _FEWER]
    return (
        bool(held)
        and len(numbers) == len(held)
        and not _about_persons(found.sheet, found.block, column)
    )


_FEWER: Final = 10_000
_ABOUT_ONE: Final = re.compile(
    r"\b(?:(?:ngay|nam|thang) sinh|birth|cccd|cmnd|can cuoc|so dinh danh|dia chi|email)\b"
)
"""What is about one person though it is a small number."""


def _is_read(operator: str, wanted: Wanted, titles: Titles) -> bool:
    """Tell whether a column's figures are those of an operator that is read."""
    if operator in {"", wanted.operator}:
        return True
    # What an operator says of its rivals, in a table of its own, is not theirs.
    own = {wanted.operator} - {"any"} == set(titles.operators)
    rivals = wanted.operator != "any" and (own or names_rivals(titles.lines))
    return wanted.each and (operator == "any" or (operator in WITH_NETWORKS and not rivals))


def _when(meaning: Meaning, as_of: dt.date | None, wanted: Wanted) -> tuple[dt.date | None, str]:
    """Give the earlier date that a heading names, or why its date cannot be used."""
    dates = meaning.composed.dates
    if not dates:
        return None, ""
    last = dates[-1]
    if last.day is None:
        return None, "date_impossible"
    now = as_of or wanted.today
    if last.day == now or (last.precision == "year" and last.day.year == now.year and as_of):
        return None, ""
    if last.precision in {"month", "quarter"} and last.day == now:
        return None, ""
    if last.day > now:
        return None, "column_future"
    return last.day, ""


def _over(path: Path, as_of: dt.date) -> dt.date | None:
    """Give the end of "6 tháng" or "quý II" without a year, if the table is not of these days."""
    found = bare_periods(_SINGLE.sub(" ", plain_text(" / ".join(path))), as_of.year)
    periods = [one for one in found if one.written.startswith("q") or "thang" in one.written]
    day = periods[-1].day if len(periods) == 1 else None
    if day is None or (day.year, day.month) == (as_of.year, as_of.month):
        return None
    quarter = periods[-1].written.startswith("q")
    begins = day.month - (2 if quarter else 1)
    return None if begins <= as_of.month <= day.month else day


_SINGLE: Final = re.compile(r"\bthang \d{1,2}\b|\b\d{1,2} thang cuoi\b")
"""One month: that of a day, or of which a heading counts what came."""


def _told_day(titles: Titles, column: int, wanted: Wanted) -> bool:
    """Tell whether a line dates a column that its title would make no state of today.

    "Dân số: số liệu đến 30/9/2025" below "Kế hoạch xây dựng trạm năm 2026".
    """
    said = titles.dates.get(column) if titles.veto.kind in {"plan", "new", "out"} else None
    return bool(said and said.day and said.day <= wanted.today)


def _noted(titles: Titles, column: int, as_of: dt.date | None, wanted: Wanted) -> dt.date | None:
    """Give the day, other than the table's, of which a line says that a column is."""
    said = titles.dates.get(column)
    day = said.day if said else None
    if said is None or day is None or day == as_of or day > wanted.today:
        return None
    within = said.precision == "year" and as_of is not None and day.year == as_of.year
    return None if within else day


def _by_content(sheet: Sheet, choices: Sequence[Column], place: int, block: Block) -> Column | None:
    """Choose between a name and a number by what stands below: "Thôn, bản"."""
    if len(choices) < 2:  # noqa: PLR2004 - nothing to choose
        return choices[0] if choices else None
    below = [sheet.cells[row, place] for row in block.body if (row, place) in sheet.cells]
    if {"mark", "count"} <= {column.kind for column in choices}:
        # "Cán bộ trực bộ phận một cửa": how many, or whether there is any.
        words = [str(as_mark(value)) for value in below if not looks_like_figure(value)]
        kind = "mark" if 2 * sum(map(is_mark, words)) > len(below) else "count"
        return next(column for column in choices if column.kind == kind)
    # Nothing below yet, as in a form to be filled in: then it is no list of names either.
    is_figures = not below or 2 * sum(looks_like_figure(value) for value in below) > len(below)
    fitting = [column for column in choices if (column.kind in FIGURES) == is_figures]
    return (fitting or list(choices))[0]
