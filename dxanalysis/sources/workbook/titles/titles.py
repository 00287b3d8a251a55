"""What a sheet's name and the lines above a table say of all its columns."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TYPE_CHECKING, Final

from dxanalysis.sources.workbook.dates.of_figures import (
    best_date,
    date_in_notes,
    dates_some,
    is_of_one,
    unclear_date,
    years_named,
)
from dxanalysis.sources.workbook.dates.written import Dated, find_dates
from dxanalysis.sources.workbook.notes.dated_notes import dates_of_columns
from dxanalysis.sources.workbook.notes.heading_footnotes import footnotes_of_columns
from dxanalysis.sources.workbook.notes.lines_around import is_head, is_note, lines_around
from dxanalysis.sources.workbook.notes.loose_lines import (
    denied,
    loose_footnotes,
    notes_beside_heading,
    numbered_notes,
)
from dxanalysis.sources.workbook.notes.missing_codes import (
    dash_means,
    missing_codes,
    zero_is_missing,
)
from dxanalysis.sources.workbook.notes.remarks import changed_columns, is_of_some
from dxanalysis.sources.workbook.notes.row_notes import notes_on_rows
from dxanalysis.sources.workbook.notes.style_legends import styles_not_used
from dxanalysis.sources.workbook.notes.unheard_notes import says_only_doubt, unheard_notes
from dxanalysis.sources.workbook.sheets.filters import Filters
from dxanalysis.sources.workbook.sheets.heading_texts import HeadingTexts
from dxanalysis.sources.workbook.titles.tab_dates import date_of_tab, other_period
from dxanalysis.sources.workbook.titles.title_context import context_of
from dxanalysis.sources.workbook.titles.title_operators import (
    lines_without_some,
    operators_named,
    unlisted_operator,
)
from dxanalysis.sources.workbook.titles.title_words import unclear_in_title
from dxanalysis.sources.workbook.titles.title_years import year_to_come
from dxanalysis.sources.workbook.titles.unclear_titles import unclear_titles
from dxanalysis.sources.workbook.words.compose import Context
from dxanalysis.sources.workbook.words.footnote_marks import without_mark
from dxanalysis.sources.workbook.words.said_units import noted_units
from dxanalysis.sources.workbook.words.slots import parse_level
from dxanalysis.sources.workbook.words.vetoes import (
    Veto,
    explains_marks,
    lacks_signal,
    limits_all,
    not_yet,
    supplement,
    title_veto,
)
from dxanalysis.sources.workbook.words.whose import whose
from dxanalysis.vietnamese import normalise, plain_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping, Sequence

    from dxanalysis.sources.spreadsheets.sheet import Sheet
    from dxanalysis.sources.workbook.notes.style_legends import Legends
    from dxanalysis.sources.workbook.tables.grid import Block

_LONGEST: Final = 120
_ENDS_IN_PERIOD: Final = re.compile(r"\b(thang|quy) (0?[1-9]|1[0-2]|i{1,3}|iv)\W*$")


@dataclass(frozen=True)
class Titles:
    """What stands above a table.

    Attributes
    ----------
    lines
        The sheet's name and the texts above the table.
    context
        What they say for headings that leave it out.
    dated
        The date they give, as written; None where they give none.
    unclear
        Where they give none, a line with a day that may be of something else.
    other_period
        The period that the sheet's name gives where that is not the one of the titles.
    veto
        By which words they say that the figures are no coverage of today: a plan, new in a
        period, of those without.
    operators
        The operators they name.
    unlisted
        The nearest of them that names an operator where that is none of the catalogue's; ``""``
        otherwise.
    lacks
        Whether they say that what is listed has no signal.
    zero_is_missing
        The notes that say so of 0, without tones.
    dash
        What a note says that "-" means: ``missing`` or ``zero``; ``""`` where none does.
    remarks
        Columns that a note says are something else than their headings say, each to the note.
    dates
        Columns of which a line says of which day they are, each to that day.
    on_rows
        Rows that notes name, by unit or by running number, each to the sentences about it.
    unknown
        The numbers that notes say stand where nothing is known.
    unheard
        Notes that may change what figures are, and of which nothing else here has taken heed.
    not_used
        Colours and styles of cells that a legend says are not to be used.
    footnotes
        Columns whose heading has a mark, each to a footnote that may change what they are.
    """

    lines: tuple[str, ...] = ()
    context: Context = field(default_factory=Context)
    dated: Dated | None = None
    unclear: str = ""
    other_period: str = ""
    veto: Veto = field(default_factory=Veto)
    operators: tuple[str, ...] = ()
    unlisted: str = ""
    lacks: bool = False
    zero_is_missing: tuple[str, ...] = ()
    dash: str = ""
    remarks: Mapping[int, str] = field(default_factory=dict)
    dates: Mapping[int, Dated] = field(default_factory=dict)
    on_rows: Mapping[int, Sequence[str]] = field(default_factory=dict)
    unknown: frozenset[str] = frozenset()
    unheard: tuple[str, ...] = ()
    not_used: Legends = ()
    footnotes: Mapping[int, str] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        """What they say that the same heading could mean something else without."""
        said = (self.context.technology, self.context.subject, *self.operators, self.veto.words)
        return " ".join(word for word in said if word)

    @property
    def as_of(self) -> dt.date | None:
        """The date they give, where there is such a day."""
        return self.dated.day if self.dated else None


def read_titles(
    sheet: Sheet,
    block: Block,
    *,
    first: Block,
    beside: Collection[int] = (),
    passed_over: Collection[str] = (),
    filters: Filters | None = None,
    tab: Dated | None = None,
    year: int = 0,
) -> Titles:
    """Read what stands above a table.

    Parameters
    ----------
    sheet
        The sheet.
    block
        The table.
    first
        The sheet's first table: what stands above it is said of all.
    beside
        The columns of tables beside the first: what stands above those is no title of its own.
    passed_over
        Lines that only explain abbreviations.
    filters
        What the filters of an export say, where the sheet names any.
    tab
        The period that the sheet's name gives where only the workbook names a year.
    year
        That year.

    Returns
    -------
    Titles
        The table's own titles before those of the sheet.
    """
    filters = filters or Filters()
    around = lines_around(sheet, block, first=first, beside=beside).without_texts(filters.texts)
    heading = HeadingTexts(sheet, block)
    marked = around.marked
    on_rows = notes_on_rows([*marked, *around.alone, *around.foot], sheet, block)
    said_of_rows = {sentence for sentences in on_rows.values() for sentence in sentences}
    around = around.without_sentences(said_of_rows)
    own, common, below = around.own, around.common, around.below
    lines = list(dict.fromkeys([sheet.name, *own, *common]))
    notes = list(dict.fromkeys([*lines, *below, *around.within]))
    signed = [line for line in around.last if without_mark(line) != line]
    remarks = changed_columns([*notes, *signed], heading)
    # "(Thôn trong biểu là thôn đặc biệt khó khăn; dân số là của toàn xã)": of some columns.
    apart = {*passed_over, *(" ".join(one.split()) for one in remarks.values() if _of_some(one))}
    not_used = styles_not_used(
        [*lines, *below, *marked, *around.right_below, *around.short_foot, *around.last]
    )
    styled = sheet.looks.styled.keys()
    apart |= {" ".join(line.split()) for styles, line in not_used if styles & styled}
    titles = set(lines)
    limits = [line for line in notes if line not in titles and limits_all(line)]
    says = [line for line in lines if not is_head(line) and " ".join(line.split()) not in apart]
    is_said = set(says)
    said_of_own = [line for line in own if line in is_said]
    said_of_all = [line for line in common if line in is_said]
    vetoing = [
        line
        for line in filters.limits
        if line not in filters.without and title_veto("", [line], [])
    ]
    of_some = dates_of_columns([*own, *common, *below, *around.foot], heading)
    dated = (
        filters.dated
        or best_date([*of_some.without(own), sheet.name])
        or _period_of(own, common, year)
        or (best_date(of_some.without(own), earlier=True) if beside or block is not first else None)
        or best_date(of_some.without(common))
        or best_date(of_some.without(_of_all(below[-3:])))
        or date_in_notes(of_some.without(_of_all(around.foot)))
        or of_some.of_all
        or date_of_tab(sheet.name)
        or tab
        or _year_of(sheet.name)
    )
    as_of = dated.day if dated else None
    footnotes = {
        column: said
        for column, said in footnotes_of_columns([*notes, *signed], heading, as_of).items()
        if column not in of_some.columns  # a date, and heard
    }
    elsewhere = {*own, *around.of_others}
    beside_title = [line for line in (*own, *common) if says_only_doubt(line, as_of)]
    loose = [
        *loose_footnotes([*around.right_below, *around.short_foot], sheet),
        *numbered_notes([*({one} for one in around.short_foot), *around.rows_below]),
        *notes_beside_heading(sheet, block),
    ]
    near = dict.fromkeys([*own, *around.right_below, *around.short_foot])
    noted = {line: units for line in near if (units := noted_units(line))}
    heard = {*remarks.values(), *footnotes.values(), *said_of_rows, *passed_over, *noted}
    stated = [unit for units in noted.values() for unit in units]
    context = context_of([*(said_of_own or says), *stated], [sheet.name, *says, *stated])
    veto = (
        title_veto(
            sheet.name,
            [*limits, *said_of_own, *vetoing],
            [line for line in said_of_all if line not in elsewhere],
            others_planned=partial(_plans_elsewhere, sheet, block),
            rises_named=partial(_names_rises, heading),
            is_tab=not sheet.named_as_file,
        )
        or filters.veto
        or denied([*around.right_below, *around.short_foot, *loose])
        or not_yet(dated, [*lines, *below])
    )
    asked = [
        line for line in says
        if line not in filters.heard
        and not (is_note(line) or _is_supplement(line) or explains_marks(line))
    ]  # fmt: skip
    to_come, of_spans = year_to_come(asked, dated, heading.texts)
    veto = veto or to_come
    return Titles(
        lines=(*lines, *limits, *vetoing),
        context=replace(context, year=_one_year([*own, sheet.name], dated)),
        dated=dated,
        unclear="" if dated else unclear_date([sheet.name, *own, *common], [*below, *around.foot]),
        other_period=(
            "" if sheet.named_as_file or block is not first else other_period(sheet.name, dated)
        ),
        dates=of_some.columns,
        veto=veto,
        operators=operators_named(
            sheet.name,
            said_of_own,
            said_of_all,
            heads=[*own, *common],
            below=dict.fromkeys([*around.short_foot, *below]),
        )
        or filters.operators,
        unlisted=unlisted_operator(sheet.name, own, common),
        lacks=lacks_signal(says),
        zero_is_missing=zero_is_missing(notes),
        dash=dash_means(notes),
        remarks=remarks,
        footnotes=footnotes,
        on_rows=on_rows,
        unknown=missing_codes([*notes, *around.last]),
        not_used=not_used,
        unheard=tuple(line for line in filters.limits if line not in vetoing)
        + filters.quoted
        + unclear_titles(sheet, asked if veto.kind in {"", "lacks"} else [], heading)
        + (() if veto else of_spans)
        + tuple(lines_without_some([*says, *around.short_foot, *below]))
        + tuple(line for line in dict.fromkeys([*notes, *around.foot]) if dates_some(line))
        + unheard_notes(
            [*beside_title, *marked, *around.right_below, *around.short_foot],
            {*heard, *limits}
            | {line for line, rest in of_some.rest.items() if not rest}
            | {line for line in marked if whose(line).is_told},
            as_of,
        )
        + tuple(one for one in loose if one not in heard),
    )


def _is_supplement(line: str) -> bool:
    """Tell whether a title says that figures were sent later, which is warned of, and no more."""
    return bool(supplement([line])) and not unclear_in_title(
        normalise(line).lower().replace("bổ sung", " ")
    )


def _of_all(lines: Sequence[str]) -> list[str]:
    """Leave out the lines below a table that are about one commune."""
    return [line for line in lines if not is_of_one(line)]


def _of_some(note: str) -> bool:
    """Tell whether a note says of some columns what they are, and of others that they are all."""
    rest = [one for one in note.split(";") if not is_of_some(one)]
    levels = map(parse_level, rest)
    return bool(rest) and not any(level.vetoes or level.unknown for level in levels)


def _plans_elsewhere(sheet: Sheet, block: Block) -> bool:
    """Tell whether a heading beside a table says itself that its column is planned or to come."""
    held = (sheet.cells.get((row, column)) for row in range(block.first - 1, block.last + 1)
            for column in sheet.columns)  # fmt: skip
    levels = [parse_level(text) for text in held if isinstance(text, str) and len(text) < _LONGEST]
    return any(kind in {"plan", "period"} for level in levels for kind, _ in level.vetoes)


def _names_rises(heading: HeadingTexts) -> bool:
    """Tell whether a heading of a table says itself that its column is a rise in a period."""
    levels = [parse_level(text) for text in heading.texts if len(text) < _LONGEST]
    return any(kind == "period" for level in levels for kind, _ in level.vetoes)


def _year_of(name: str) -> Dated | None:
    """Take a sheet that is named by a year alone as of its end."""
    found = find_dates(name)
    plain = plain_text(name)
    return found[0] if found and re.fullmatch(r"(?:nam |so lieu )*\d{4}", plain) else None


def _period_of(own: Sequence[str], common: Sequence[str], year: int) -> Dated | None:
    """Date "Tháng 8" right above a table by the year of the sheet's titles, or of the workbook."""
    ends = [match for line in own if (match := _ENDS_IN_PERIOD.search(plain_text(line)))]
    years = years_named([*own, *common]) or ({year} - {0})
    if len({match[0] for match in ends}) != 1 or len(years) != 1:
        return None
    return best_date([f"{ends[0][1]} {ends[0][2]}/{years.pop()}"])


def _one_year(lines: Sequence[str], dated: Dated | None) -> int:
    """Give the year of a table's date, or else the only one that its titles name; 0 without one."""
    if dated is not None and dated.day is not None:
        return dated.day.year
    years = {
        one.day.year
        for line in lines
        for one in find_dates(line)
        if one.precision == "year" and one.day
    }
    return years.pop() if len(years) == 1 else 0
